//! Backups: everything in the stores, kept elsewhere, sealed for those who may restore it; and fences, by which
//! the places where it is kept know who was erased.
//!
//! A server cannot read what it has backed up. What is erased after a backup is erased from it too: its keys are
//! not in any later one, and a restore erases again whomever a fence names.

mod create_backup;
mod fences;
mod renew_key_backups;
mod replay_erasure;

use backup::{BackupError, Notice};
use store::PlaceError;

use crate::Service;
use crate::error::ServiceError;

pub use create_backup::BackupView;

impl Service {
    /// Signs a text with the deployment's log key.
    async fn sign_text(&self, text: &str) -> Result<String, ServiceError> {
        let signer = self.signer().await?;
        ledger::note::sign_note(text, &[signer]).map_err(|_| ServiceError::Integrity)
    }

    /// Checks what this deployment has signed of a backup, and gives it.
    pub async fn check_notice(&self, note: &[u8]) -> Result<Notice, ServiceError> {
        let text = self.opened(note).await?;
        let notice = Notice::read(&text).map_err(|_| ServiceError::Integrity)?;
        let is_ours = notice.deployment == self.deployment.to_string();
        if is_ours { Ok(notice) } else { Err(ServiceError::Integrity) }
    }

    /// The text of a note that this deployment has signed.
    async fn opened(&self, note: &[u8]) -> Result<String, ServiceError> {
        let key = self.signer().await?.verifier_key().clone();
        let opened = ledger::note::open_note(note, std::slice::from_ref(&key));
        opened.map(|opened| opened.text.to_owned()).map_err(|_| ServiceError::Integrity)
    }
}

impl From<PlaceError> for ServiceError {
    fn from(error: PlaceError) -> Self {
        match error {
            PlaceError::Refused(why) => Self::BadRequest(why),
            error @ PlaceError::Unavailable(_) => Self::Unavailable(std::sync::Arc::new(error)),
        }
    }
}

impl From<BackupError> for ServiceError {
    fn from(_: BackupError) -> Self {
        Self::Integrity
    }
}
