//! The reconciler: holds what is stored against the log, and the log against its checkpoints.
//!
//! A ciphertext that was flipped, moved or copied in is refused on reading. What no single read can
//! see is found here: a row that is gone, a newest version taken away, an event that was changed or
//! cut off.

use ledger::{Audit, Checkpoint, Slot, Slots, TileBuilder, TileWrite};
use model::{
    BackgroundTask, LogName, Operation, ResourceType, RowKey, StoreName, TenantId, Tree, Version,
};
use policy::Permit;
use seal::KeyReference;
use store::{Documents, EventRecord, TreeName};

use super::read_log::open_header;
use super::sequencer_permit;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::events::{BODY, EventRow, OwnBody, RowBody};
use crate::keys::TenantKeys;
use crate::work::Change;

/// How many entries are looked at before others get their turn.
const BATCH_ENTRIES: usize = 256;
/// How many findings one pass reports.
const FINDINGS_MAX: usize = 1_000;

/// What kind of thing does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingKind {
    /// The log is shorter than a checkpoint that was kept outside.
    LogCutOff,
    /// The log is not the one that its checkpoints signed.
    LogChanged,
    /// A stored version is gone.
    RowMissing,
    /// A stored version is not the one that was written.
    RowChanged,
}

impl FindingKind {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LogCutOff => "log_cut_off",
            Self::LogChanged => "log_changed",
            Self::RowMissing => "row_missing",
            Self::RowChanged => "row_changed",
        }
    }
}

/// Something that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its kind.
    pub kind: FindingKind,
    /// Whose it is; nobody's if it is the deployment's.
    pub tenant: Option<TenantId>,
    /// Where, in words. Rows are named by type and row key, never by id.
    pub what: String,
}

/// The outcome of one pass.
#[derive(Debug, Clone, Default)]
pub struct Reconciliation {
    /// How many entries of the log were held against their tree.
    pub entries: u64,
    /// How many stored versions were held against the log.
    pub rows: u64,
    /// What does not hold.
    pub findings: Vec<Finding>,
}

impl Service {
    /// Reconciles the caller's tenant.
    pub async fn reconcile_log(&self, ctx: &Ctx) -> Answer<Reconciliation> {
        self.perform(ctx, Operation::ReconcileLog, ResourceType::LOG, |work| {
            let tenant = work.permit.tenant();
            Box::pin(async move {
                let archived = self.check_archive().await?;
                self.reconcile_tenant(tenant, &archived).await.map(Change::of)
            })
        })
        .await
    }

    /// Reconciles every tenant and the deployment.
    pub async fn reconcile(&self) -> Result<Reconciliation, ServiceError> {
        let mut all = Reconciliation::default();
        let mut tenants: Vec<_> = self
            .records
            .list_logs(&sequencer_permit())
            .await?
            .into_iter()
            .filter_map(|state| match state.tree {
                TreeName::Events(log) => Some(log.tenant),
                TreeName::Deployment => None,
            })
            .collect();
        tenants.sort_unstable();
        tenants.dedup();
        let archived = self.check_archive().await?;
        for tenant in tenants {
            let one = self.reconcile_tenant(tenant, &archived).await?;
            all.entries += one.entries;
            all.rows += one.rows;
            all.findings.extend(one.findings);
        }
        for finding in archived {
            if !all.findings.contains(&finding) {
                all.findings.push(finding);
            }
        }
        Ok(all)
    }

    /// Compares every checkpoint kept outside the databases with what is in them.
    pub async fn check_archive(&self) -> Result<Vec<Finding>, ServiceError> {
        let mut findings = Vec::new();
        let states = self.records.list_logs(&sequencer_permit()).await?;
        let kept = self.checkpoints.list();
        let kept = kept.map_err(|error| ServiceError::Unavailable(std::sync::Arc::new(error)))?;
        for (log, text) in kept {
            let Ok(kept) = self.open_checkpoint(&text).await else {
                continue;
            };
            let state = states.iter().find(|state| state.id == log);
            let tenant = state.and_then(|state| match state.tree {
                TreeName::Events(log) => Some(log.tenant),
                TreeName::Deployment => None,
            });
            let size = state.map_or(0, |state| state.size);
            if size < kept.size {
                let what = format!("log {log} had {} entries and has {size}", kept.size);
                let finding = Finding { kind: FindingKind::LogCutOff, tenant, what };
                findings.push((state.map(|state| state.tree), finding));
            } else if let Some(state) = state
                && !self.begins_with(state.tree, &kept).await?
            {
                let what = format!("log {log} is another one than was signed at {}", kept.size);
                let finding = Finding { kind: FindingKind::LogChanged, tenant, what };
                findings.push((Some(state.tree), finding));
            }
        }
        let mut trees = self.log.trees.lock().await;
        for (tree, finding) in &findings {
            if let Some(tree) = tree {
                trees.broken.insert(*tree);
                trees.grown.remove(tree);
            }
            self.log.find(finding.clone());
        }
        Ok(findings.into_iter().map(|(_, finding)| finding).collect())
    }

    /// Whether a stored tree begins with the one of an older checkpoint.
    async fn begins_with(&self, tree: TreeName, kept: &Checkpoint) -> Result<bool, ServiceError> {
        let Ok(wanted) = ledger::proof::frontier_tiles(kept.size) else {
            return Ok(false);
        };
        let tiles = self.fetch_tiles(tree, wanted).await?;
        let frontier = ledger::proof::read_frontier(kept.size, |tile| tiles.get(&tile).cloned());
        Ok(frontier.is_ok_and(|frontier| frontier.root() == kept.root))
    }

    async fn reconcile_tenant(
        &self,
        tenant: TenantId,
        archived: &[Finding],
    ) -> Result<Reconciliation, ServiceError> {
        let mut pass = Pass { tenant, outcome: Reconciliation::default() };
        let permit = Permit::for_background(BackgroundTask::Reconcile, tenant);
        let keys = self.keys.tenant(&permit).await?;
        for tree in Tree::ALL {
            self.reconcile_tree(&permit, &keys, tree, &mut pass).await?;
        }
        let known = archived.iter().cloned().chain(self.log.findings());
        for finding in known.filter(|finding| finding.tenant == Some(tenant)) {
            pass.add(finding);
        }
        Ok(pass.outcome)
    }

    async fn reconcile_tree(
        &self,
        permit: &Permit,
        keys: &TenantKeys,
        tree: Tree,
        pass: &mut Pass,
    ) -> Result<(), ServiceError> {
        let name = TreeName::Events(LogName { tenant: pass.tenant, tree });
        let Some(state) = self.records.find_log(permit, name).await? else {
            return Ok(());
        };
        let checkpoint = match self.open_checkpoint(&state.checkpoint).await {
            Ok(checkpoint) => checkpoint,
            Err(ServiceError::Integrity) => {
                pass.log(tree, "its newest checkpoint was changed");
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        let size = checkpoint.size;
        let mut audit = Audit::new(tree, checkpoint, None).ok();
        let mut builder = Some(TileBuilder::new());
        let mut next = 0;
        while next < size {
            // What came after the checkpoint is left to the next pass.
            let left = usize::try_from(size - next).unwrap_or(usize::MAX);
            let limit = BATCH_ENTRIES.min(left);
            let found = self.records.list_sequenced(permit, tree, next, limit).await?;
            for record in &found {
                let index = record.index.unwrap_or(next);
                if index != next {
                    pass.log(tree, &format!("event {next} is gone"));
                    audit = None;
                    builder = None;
                }
                next = index + 1;
                pass.outcome.entries += 1;
                let header = open_header(keys, pass.tenant, record);
                if header.is_none() {
                    pass.log(tree, &format!("the header of event {} does not open", record.id));
                }
                let checked = audit.as_mut().map(|audit| {
                    audit.entry(&record.entry)?;
                    audit.record(index, header.as_deref(), Some(&record.bodies))
                });
                if let Some(Err(failure)) = checked {
                    pass.log(tree, &failure.to_string());
                    audit = None;
                }
                self.reconcile_rows(permit, keys, record, pass).await?;
            }
            if found.is_empty() {
                pass.log(tree, &format!("event {next} and all after it are gone"));
                return Ok(());
            }
            if let Some(builder) = &mut builder {
                self.reconcile_tiles(permit, name, builder, &found, pass).await?;
            }
            tokio::task::yield_now().await;
        }
        if let Some(Err(failure)) = audit.map(Audit::finish) {
            pass.log(tree, &failure.to_string());
        }
        Ok(())
    }

    /// Holds the hashes of a tree, as they follow from its entries, against the tiles that proofs
    /// are made from.
    async fn reconcile_tiles(
        &self,
        permit: &Permit,
        name: TreeName,
        builder: &mut TileBuilder,
        added: &[EventRecord],
        pass: &mut Pass,
    ) -> Result<(), ServiceError> {
        let TreeName::Events(LogName { tree, .. }) = name else {
            return Ok(());
        };
        let leaves: Vec<_> = added.iter().map(|record| ledger::leaf_hash(&record.entry)).collect();
        for TileWrite { tile, bytes } in builder.append(&leaves) {
            let (level, index) = (tile.level(), tile.index());
            let stored = self.records.find_tile(permit, name, level, index).await?;
            // It may hold more by now than the entries of this pass.
            if !stored.is_some_and(|stored| stored.starts_with(&bytes)) {
                pass.log(tree, &format!("tile {index} of level {level} was changed"));
            }
        }
        Ok(())
    }

    /// Holds the rows an event says it wrote against what is stored.
    async fn reconcile_rows(
        &self,
        permit: &Permit,
        keys: &TenantKeys,
        record: &EventRecord,
        pass: &mut Pass,
    ) -> Result<(), ServiceError> {
        let Some(body) = own_body(keys, pass.tenant, record) else {
            pass.log(record.id.tree, &format!("event {} does not open", record.id));
            return Ok(());
        };
        for row in &body.rows {
            let Some(expected) = &row.sha256 else {
                continue;
            };
            let Ok(key) = row.row.parse::<RowKey>() else {
                continue;
            };
            pass.outcome.rows += 1;
            let documents: &dyn Documents = if row.store == StoreName::Identity.name() {
                self.identity.as_ref()
            } else {
                self.records.as_ref()
            };
            match documents.find_version(permit, key, Version(row.version)).await {
                Ok(Some(sealed)) if hex::encode(sealed.sha256()) == *expected => {}
                Ok(None) => pass.row(FindingKind::RowMissing, row, record),
                Ok(Some(_)) | Err(store::StoreError::Corrupt { .. }) => {
                    pass.row(FindingKind::RowChanged, row, record);
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

/// One tenant's pass.
struct Pass {
    tenant: TenantId,
    outcome: Reconciliation,
}

impl Pass {
    fn log(&mut self, tree: Tree, what: &str) {
        let what = format!("the {tree} tree: {what}");
        self.add(Finding { kind: FindingKind::LogChanged, tenant: Some(self.tenant), what });
    }

    fn row(&mut self, kind: FindingKind, row: &RowBody, record: &EventRecord) {
        let RowBody { store, kind: name, row, version, .. } = row;
        let what =
            format!("{name} {row} version {version} in {store}, written by event {}", record.id);
        self.add(Finding { kind, tenant: Some(self.tenant), what });
    }

    fn add(&mut self, finding: Finding) {
        let findings = &mut self.outcome.findings;
        if findings.len() < FINDINGS_MAX && !findings.contains(&finding) {
            findings.push(finding);
        }
    }
}

/// The event's own body, if it opens.
pub(crate) fn own_body(
    keys: &TenantKeys,
    tenant: TenantId,
    record: &EventRecord,
) -> Option<OwnBody> {
    let Some(Ok(Slot::Present { key, message })) = Slots::new(&record.bodies).next() else {
        return None;
    };
    let reference = KeyReference::from_bytes(&key).ok()?;
    let KeyReference::TenantData(version) = reference else {
        return None;
    };
    let event = EventRow { tenant, row: record.row };
    let content =
        seal::open(keys.data(version)?, &event.place(BODY, 0, reference), message).ok()?;
    serde_json::from_slice(&content).ok()
}
