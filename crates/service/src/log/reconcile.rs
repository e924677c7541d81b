//! The reconciler: holds what is stored against the log, and the log against its checkpoints.
//!
//! A ciphertext that was flipped, moved or copied in is refused on reading. What no single read can
//! see is found here: a row that is gone, a newest version taken away, an event that was changed or
//! cut off.

use std::collections::BTreeSet;
use std::sync::Arc;

use ledger::{Audit, Checkpoint, Slot, Slots, TileBuilder};
use model::{
    BackgroundTask, LogName, Operation, ResourceType, RowKey, StoreName, TenantId, Tree, Version,
};
use policy::Permit;
use seal::KeyReference;
use store::{Documents, EventRecord, Sealed, StoreError, TreeName};

use super::findings::{Finding, FindingKind, Reconciliation};
use super::read_log::open_header;
use super::reconcile_pass::{Pass, lost_key, subjects_in};
use super::sequencer_permit;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::events::{BODY, EventRow, OwnBody};
use crate::keys::{KeyError, TenantKeys};
use crate::work::Change;

/// How many entries are looked at before others get their turn.
pub(super) const BATCH_ENTRIES: usize = 256;
/// How many findings one pass reports.
pub(super) const FINDINGS_MAX: usize = 1_000;

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
        let archived = self.check_archive().await?;
        for tenant in self.every_tenant().await? {
            let one = self.reconcile_tenant(tenant, &archived).await?;
            all.entries += one.entries;
            all.rows += one.rows;
            all.findings.extend(one.findings);
        }
        let deployment = self.reconcile_deployment().await?;
        for finding in archived.into_iter().chain(self.log.findings()).chain(deployment) {
            if !all.findings.contains(&finding) {
                all.findings.push(finding);
            }
        }
        Ok(all)
    }

    /// Everybody who has keys or a log: what of the two is gone is missed by the other.
    async fn every_tenant(&self) -> Result<BTreeSet<TenantId>, ServiceError> {
        let permit = sequencer_permit();
        let logs = self.records.list_logs(&permit).await?;
        let logs = logs.into_iter().filter_map(|state| match state.tree {
            TreeName::Events(log) => Some(log.tenant),
            TreeName::Deployment => None,
        });
        Ok(self.keys.list_tenants(&permit).await?.into_iter().chain(logs).collect())
    }

    async fn reconcile_tenant(
        &self,
        tenant: TenantId,
        archived: &[Finding],
    ) -> Result<Reconciliation, ServiceError> {
        let mut pass = Pass::of(tenant, self.keys.afresh());
        let permit = Permit::for_background(BackgroundTask::Reconcile, tenant);
        match pass.keys.tenant(&permit).await {
            Ok(keys) => {
                self.reconcile_trees(&permit, Some(&keys), &mut pass).await?;
                // It may have been deleted meanwhile.
                if !pass.outcome.findings.is_empty() && self.is_deleted(tenant).await? {
                    pass = Pass::of(tenant, self.keys.afresh());
                    self.reconcile_trees(&permit, None, &mut pass).await?;
                }
            }
            Err(KeyError::NoTenant) if self.is_deleted(tenant).await? => {
                self.reconcile_trees(&permit, None, &mut pass).await?;
            }
            Err(error) => {
                let what = "the tenant's own keys".to_owned();
                pass.add(Finding { kind: lost_key(error)?, tenant: Some(tenant), what });
            }
        }
        self.reconcile_content(&permit, &mut pass).await?;
        let known = archived.iter().cloned().chain(self.log.findings());
        for finding in known.filter(|finding| finding.tenant == Some(tenant)) {
            pass.add(finding);
        }
        let outcome = pass.outcome;
        self.log.passes.insert(tenant, Arc::new((self.clock.now(), outcome.clone())));
        Ok(outcome)
    }

    async fn is_deleted(&self, tenant: TenantId) -> Result<bool, ServiceError> {
        Ok(self.deleted_tenants().await?.contains_key(&tenant))
    }

    async fn reconcile_trees(
        &self,
        permit: &Permit,
        keys: Option<&TenantKeys>,
        pass: &mut Pass,
    ) -> Result<(), ServiceError> {
        for tree in Tree::ALL {
            self.reconcile_tree(permit, keys, tree, pass).await?;
        }
        Ok(())
    }

    /// Holds a tree against its checkpoint, and what its events say against what is stored. Of a tenant who
    /// was deleted there are no keys, and the tree is all that is left.
    async fn reconcile_tree(
        &self,
        permit: &Permit,
        keys: Option<&TenantKeys>,
        tree: Tree,
        pass: &mut Pass,
    ) -> Result<(), ServiceError> {
        let name = TreeName::Events(LogName { tenant: pass.tenant, tree });
        let Some(checkpoint) = self.newest_checkpoint(permit, tree, pass).await? else {
            return Ok(());
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
                let header = keys.and_then(|keys| open_header(keys, pass.tenant, record));
                if keys.is_some() && header.is_none() {
                    pass.log(tree, &format!("the header of event {} does not open", record.id));
                }
                let bodies = keys.map(|_| record.bodies.as_slice());
                let checked = audit.as_mut().map(|audit| {
                    audit.entry(&record.entry)?;
                    audit.record(index, header.as_deref(), bodies)
                });
                if let Some(Err(failure)) = checked {
                    pass.log(tree, &failure.to_string());
                    audit = None;
                }
                if let Some(keys) = keys {
                    let named = header.as_deref().map(subjects_in).unwrap_or_default();
                    self.reconcile_rows(permit, keys, record, &named, pass).await?;
                }
            }
            if found.is_empty() {
                pass.log(tree, &format!("event {next} and all after it are gone"));
                return Ok(());
            }
            if let Some(builder) = &mut builder {
                let leaves: Vec<_> =
                    found.iter().map(|record| ledger::leaf_hash(&record.entry)).collect();
                // The tiles are what proofs are made from.
                if let Some(tile) = self.add_leaves(name, builder, &leaves).await? {
                    pass.log(tree, &format!("{tile} was changed"));
                }
            }
            tokio::task::yield_now().await;
        }
        if let Some(Err(failure)) = audit.map(Audit::finish) {
            pass.log(tree, &failure.to_string());
        }
        Ok(())
    }

    /// What the newest checkpoint of a tree says, if it can be believed.
    async fn newest_checkpoint(
        &self,
        permit: &Permit,
        tree: Tree,
        pass: &mut Pass,
    ) -> Result<Option<Checkpoint>, ServiceError> {
        let log = LogName { tenant: pass.tenant, tree };
        let Some(state) = self.records.find_log(permit, TreeName::Events(log)).await? else {
            if self.has_been_sequenced(permit, log).await? {
                pass.log(tree, "its state is gone");
            }
            return Ok(None);
        };
        match self.open_checkpoint(&state.checkpoint).await {
            Err(ServiceError::Integrity) => {
                pass.log(tree, "its newest checkpoint was changed");
                Ok(None)
            }
            checkpoint => checkpoint.map(Some),
        }
    }

    /// Whether events of a log have a place in a tree, whatever there is of the tree.
    async fn has_been_sequenced(
        &self,
        permit: &Permit,
        log: LogName,
    ) -> Result<bool, ServiceError> {
        if !self.records.list_sequenced(permit, log.tree, 0, 1).await?.is_empty() {
            return Ok(true);
        }
        let waiting = self.records.list_chains(permit, log, 1).await?;
        Ok(waiting.iter().any(|segment| segment.first_sequence > 1))
    }

    /// Whether a row is without content or without a key since somebody was erased whom the event names that
    /// wrote it.
    async fn is_accounted_for(
        &self,
        permit: &Permit,
        keys: &TenantKeys,
        sealed: &Sealed,
        named: &[String],
        pass: &mut Pass,
    ) -> Result<bool, ServiceError> {
        if !pass.erased.account_for(sealed, named) {
            // Perhaps it was since the last look.
            pass.erased = self.erased_people(permit, keys).await?;
        }
        Ok(pass.erased.account_for(sealed, named))
    }

    /// Holds the rows an event says it wrote against what is stored.
    async fn reconcile_rows(
        &self,
        permit: &Permit,
        keys: &TenantKeys,
        record: &EventRecord,
        named: &[String],
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
                Ok(Some(sealed)) if hex::encode(sealed.sha256()) == *expected => {
                    match pass.keys.open(permit, &sealed).await {
                        Ok(opened) => {
                            let document = self.policies.release(permit, opened)?;
                            pass.content(document.content, row, key);
                        }
                        Err(error) => {
                            let kind = lost_key(error)?;
                            let is_gone = kind == FindingKind::KeyMissing;
                            if !is_gone
                                || !self
                                    .is_accounted_for(permit, keys, &sealed, named, pass)
                                    .await?
                            {
                                pass.row(kind, row, record);
                            }
                        }
                    }
                }
                Ok(Some(sealed))
                    if sealed.erased_by().is_some()
                        && self.is_accounted_for(permit, keys, &sealed, named, pass).await? => {}
                Ok(None) => pass.row(FindingKind::RowMissing, row, record),
                Ok(Some(_)) | Err(StoreError::Corrupt { .. }) => {
                    pass.row(FindingKind::RowChanged, row, record);
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
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
