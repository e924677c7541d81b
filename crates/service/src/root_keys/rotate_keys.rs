//! Begins a rotation: a new root epoch, to which every key is brought in the background.

use model::{Operation, ResourceType};

use super::KeyStatus;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::Answer;
use crate::work::Change;

impl Service {
    /// Begins a rotation, or goes on with the one that is under way.
    pub async fn rotate_keys(&self, ctx: &Ctx) -> Answer<KeyStatus> {
        self.perform(ctx, Operation::RotateKeys, ResourceType::ROOT_KEY, |_| {
            Box::pin(async {
                // May run more than once, and begins one epoch all the same.
                self.begin_rotation().await?;
                self.key_status().await.map(Change::of)
            })
        })
        .await
    }
}
