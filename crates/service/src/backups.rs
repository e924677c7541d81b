//! Backups: everything in the stores, kept elsewhere, sealed for those who may restore it; and fences, by which
//! the places where it is kept know who was erased.
//!
//! A server cannot read what it has backed up. What is erased after a backup is erased from it too: its keys are
//! not in any later one, and a restore erases again whomever a fence names.

mod alone;
mod backups_known;
mod create_backup;
mod fences;
mod fences_known;
mod fences_seen;
mod forget_backup_target;
mod keep_blobs;
mod kept;
mod key_recipients;
mod making;
mod prune_backups;
mod reading;
mod renew_key_backups;
mod replay_erasure;
mod schedule;
mod state;

use backup::BackupError;
use ledger::VerifierKey;
use model::{
    BackgroundTask, Operation, ResourceId, ResourceType, RowKey, StoreName, TenantId, Timestamp,
    Version,
};
use policy::Permit;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Document, PlaceError, TargetName};

use crate::Service;
use crate::error::ServiceError;
use crate::keys::TenantKeys;
use crate::work::Change;

pub use backups_known::Unknown;
pub use create_backup::BackupView;
use create_backup::list_ours;
pub(crate) use fences::IsRetried;
pub use fences_known::{Reach, Standing};
pub(crate) use fences_seen::SeenFences;
pub use kept::{
    FenceWalk, Kept, KeptError, Listed, find_object, list_kept, list_readable_fences, newest,
};
pub use prune_backups::{PrunedBackups, Pruning};
pub use replay_erasure::Replayed;
pub use schedule::BackupSchedule;
pub(crate) use schedule::ScheduleKeeper;
pub use state::{BackupState, PlaceSeen, PlaceState, find_newest};

impl Service {
    /// Signs a text with the deployment's log key.
    async fn sign_text(&self, text: &str) -> Result<String, ServiceError> {
        let signer = self.signer().await?;
        ledger::note::sign_note(text, &[signer]).map_err(|_| ServiceError::Integrity)
    }

    /// The key by which it is known what this deployment has signed.
    pub async fn verifier_key(&self) -> Result<VerifierKey, ServiceError> {
        Ok(self.signer().await?.verifier_key().clone())
    }
}

impl Service {
    /// What a document of the deployment about its backups says, and its version; nothing is said if there is none.
    async fn find_body<B: DeserializeOwned + Default>(
        &self,
        id: &ResourceId,
    ) -> Result<(Version, B), ServiceError> {
        let permit = own_task();
        let row = row(&*self.keys.tenant(&permit).await?, id);
        let Some(sealed) = self.records.find_newest(&permit, row).await? else {
            return Ok((Version::ABSENT, B::default()));
        };
        let document = self.policies.release(&permit, self.keys.open(&permit, &sealed).await?)?;
        let body = serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)?;
        Ok((document.version, body))
    }

    /// Has such a document say something else.
    async fn keep_body(
        &self,
        operation: Operation,
        (id, version): (ResourceId, Version),
        body: &impl Serialize,
    ) -> Result<(), ServiceError> {
        let task = BackgroundTask::BackUp;
        let ctx = self.background_context(task, TenantId::DEPLOYMENT);
        let work = self.background_work(&ctx, task, operation).await?;
        let document = document(id, version, work.ctx.at, body);
        let row = row(&work.keys, &document.id);
        let change = Change::of(()).putting(&work, row, &document).await?;
        work.carry_out(change).await?;
        Ok(())
    }

    /// The id of such a document about a target: of its mark, whatever its address, and if it is a copy of that too.
    async fn id_about_target(
        &self,
        what: &'static str,
        address: &str,
    ) -> Result<ResourceId, ServiceError> {
        let TargetName { mark, copy } = self.backup_targets.register(address).await?;
        let copy = copy.as_deref().map(str::as_bytes);
        let parts = [what.as_bytes(), mark.as_bytes()];
        Ok(id_of(&parts.into_iter().chain(copy).collect::<Vec<_>>()))
    }
}

/// A document of the deployment about its backups.
fn document(id: ResourceId, version: Version, at: Timestamp, body: &impl Serialize) -> Document {
    Document::about_nobody(
        ResourceType::BACKUP,
        id,
        version,
        at,
        serde_json::to_string(body).expect("strings and numbers are always valid JSON"),
    )
}

fn row(keys: &TenantKeys, id: &ResourceId) -> RowKey {
    keys.row_key(StoreName::Records, ResourceType::BACKUP.name(), id.as_str())
}

fn id_of(parts: &[&[u8]]) -> ResourceId {
    let hash = seal::sha256(parts);
    hex::encode(&hash[..16]).parse().expect("hexadecimal digits are a resource id")
}

/// Leave to look at what is known of backups.
fn own_task() -> Permit {
    Permit::for_background(BackgroundTask::BackUp, TenantId::DEPLOYMENT)
}

impl From<PlaceError> for ServiceError {
    fn from(error: PlaceError) -> Self {
        match error {
            PlaceError::Refused(why) => Self::BadRequest(why),
            error @ PlaceError::Unavailable(_) => Self::Unavailable(std::sync::Arc::new(error)),
        }
    }
}

impl From<KeptError> for ServiceError {
    fn from(error: KeptError) -> Self {
        match error {
            KeptError::Place(error) => error.into(),
            error => {
                tracing::error!(%error, "what is kept at a backup target is not what was put there");
                Self::BadRequest(error.to_string())
            }
        }
    }
}

impl From<BackupError> for ServiceError {
    fn from(_: BackupError) -> Self {
        Self::Integrity
    }
}
