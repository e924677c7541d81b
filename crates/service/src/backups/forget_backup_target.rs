//! Forgets a place where backups were kept: erasures do not reach it any more, and wait for it no longer.

use model::{Operation, ResourceType};

use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::Change;

impl Service {
    /// Forgets a registered target. What is kept there is left as it is.
    pub async fn forget_backup_target(&self, ctx: &Ctx, address: &str) -> Answer<()> {
        self.perform(ctx, Operation::ForgetBackupTarget, ResourceType::BACKUP, |_| {
            Box::pin(async move {
                let forget = |_| async { Ok(self.backup_targets.forget(address).await?) };
                if self.alone_with_backups(forget).await? {
                    Ok(Change::of(()))
                } else {
                    Err(ServiceError::NotFound)
                }
            })
        })
        .await
    }
}
