//! Shows the log: its key, checkpoints, tiles, and what lies beside its entries.

use ledger::{Bundle, Tile, TilePath};
use model::{LogName, Operation, ResourceType, Tree};
use seal::KeyReference;
use store::{EventRecord, TreeName};

use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::events::{EventRow, HEADER, Header};
use crate::keys::TenantKeys;
use crate::work::{Change, Work};

/// How many records one page shows: as many as a bundle has entries.
const RECORDS_MAX: usize = 256;

/// What lies beside an entry of the log.
#[derive(Debug, Clone)]
pub struct LogRecord {
    /// Its index in the tree.
    pub index: u64,
    /// The event's name.
    pub event: model::EventId,
    /// `nonce ‖ header`, opened; nothing if it is gone.
    pub header: Option<Vec<u8>>,
    /// The slots with the sealed bodies.
    pub bodies: Vec<u8>,
}

impl Service {
    /// The verifier key of all logs of the deployment (C2SP signed-note).
    pub async fn read_log_key(&self, ctx: &Ctx) -> Answer<String> {
        self.perform(ctx, Operation::ReadLogKey, ResourceType::LOG, |_| {
            Box::pin(async { Ok(Change::of(self.signer().await?.verifier_key().to_string())) })
        })
        .await
    }

    /// The newest signed checkpoint of a tree (C2SP tlog-checkpoint).
    pub async fn read_log_checkpoint(&self, ctx: &Ctx, tree: Tree) -> Answer<String> {
        self.perform(ctx, Operation::ReadLogCheckpoint, ResourceType::LOG, |work| {
            Box::pin(async move { self.checkpoint(work, tree).await.map(Change::of) })
        })
        .await
    }

    /// A tile of hashes or a bundle of entries (C2SP tlog-tiles).
    pub async fn read_log_tile(&self, ctx: &Ctx, tree: Tree, path: TilePath) -> Answer<Vec<u8>> {
        self.perform(ctx, Operation::ReadLogTile, ResourceType::LOG, |work| {
            Box::pin(async move {
                let bytes = match path {
                    TilePath::Hashes(tile) => self.tile(work, tree, tile).await,
                    TilePath::Entries(bundle) => self.bundle(work, tree, bundle).await,
                };
                bytes.map(Change::of)
            })
        })
        .await
    }

    /// Headers and sealed bodies of up to 256 entries, from an index.
    pub async fn list_log_records(
        &self,
        ctx: &Ctx,
        tree: Tree,
        first: u64,
    ) -> Answer<Vec<LogRecord>> {
        self.perform(ctx, Operation::ListLogRecords, ResourceType::LOG, |work| {
            Box::pin(self.log_records(work, tree, first))
        })
        .await
    }

    async fn checkpoint(&self, work: &Work<'_>, tree: Tree) -> Result<String, ServiceError> {
        let name = tree_of(work, tree);
        let log = LogName { tenant: work.permit.tenant(), tree };
        // The tree gets its first leaf with the first event.
        let found = self.find_sequenced(&work.permit, log, || {
            Box::pin(async { Ok(self.records.find_log(&work.permit, name).await?) })
        });
        Ok(found.await?.ok_or(ServiceError::NotFound)?.checkpoint)
    }

    pub(crate) async fn tile(
        &self,
        work: &Work<'_>,
        tree: Tree,
        tile: Tile,
    ) -> Result<Vec<u8>, ServiceError> {
        let name = tree_of(work, tree);
        let size = self.size(work, name).await?;
        if !tile.is_in_tree(size) {
            return Err(ServiceError::NotFound);
        }
        let found = self.records.find_tile(&work.permit, name, tile.level(), tile.index()).await?;
        let mut bytes = found.ok_or(ServiceError::Integrity)?;
        let width = usize::from(tile.width()) * ledger::HASH_BYTES;
        if bytes.len() < width {
            return Err(ServiceError::Integrity);
        }
        bytes.truncate(width);
        Ok(bytes)
    }

    pub(crate) async fn bundle(
        &self,
        work: &Work<'_>,
        tree: Tree,
        bundle: Bundle,
    ) -> Result<Vec<u8>, ServiceError> {
        let size = self.size(work, tree_of(work, tree)).await?;
        if !bundle.is_in_tree(size) {
            return Err(ServiceError::NotFound);
        }
        let width = usize::from(bundle.width());
        let records =
            self.records.list_sequenced(&work.permit, tree, bundle.start(), width).await?;
        let indexes = records.iter().map(|record| record.index);
        if records.len() != width || !indexes.eq((bundle.start()..).take(width).map(Some)) {
            return Err(ServiceError::Integrity);
        }
        let entries = records.iter().map(|record| record.entry.as_slice());
        ledger::tile::encode_bundle(entries).map_err(|_| ServiceError::Integrity)
    }

    async fn log_records(
        &self,
        work: &Work<'_>,
        tree: Tree,
        first: u64,
    ) -> Result<Change<Vec<LogRecord>>, ServiceError> {
        let keys = self.keys.tenant(&work.permit).await?;
        let found = self.records.list_sequenced(&work.permit, tree, first, RECORDS_MAX).await?;
        let mut records = Vec::with_capacity(found.len());
        for record in found {
            records.push(LogRecord {
                index: record.index.ok_or(ServiceError::Integrity)?,
                event: record.id,
                header: open_header(&keys, work.permit.tenant(), &record),
                bodies: record.bodies,
            });
        }
        let returned = records.len();
        Ok(Change::of(records).listing(returned))
    }

    async fn size(&self, work: &Work<'_>, tree: TreeName) -> Result<u64, ServiceError> {
        let state = self.records.find_log(&work.permit, tree).await?;
        Ok(state.map_or(0, |state| state.size))
    }
}

/// `nonce ‖ header` of an event; nothing if it does not open.
pub(crate) fn open_header(
    keys: &TenantKeys,
    tenant: model::TenantId,
    record: &EventRecord,
) -> Option<Vec<u8>> {
    let (KeyReference::TenantData(newest), _) = keys.newest_data() else {
        return None;
    };
    let event = EventRow { tenant, row: record.row };
    (1..=newest).rev().find_map(|version| {
        let place = event.place(HEADER, 0, KeyReference::TenantData(version));
        seal::open(keys.data(version)?, &place, &record.header).ok().map(|header| header.to_vec())
    })
}

/// The header of an event, read; nothing if it does not open.
pub(crate) fn header_of(
    keys: &TenantKeys,
    tenant: model::TenantId,
    record: &EventRecord,
) -> Option<Header> {
    let stored = open_header(keys, tenant, record)?;
    serde_json::from_slice(ledger::commitment::header_of(&stored).ok()?).ok()
}

pub(super) fn tree_of(work: &Work<'_>, tree: Tree) -> TreeName {
    TreeName::Events(LogName { tenant: work.permit.tenant(), tree })
}
