//! Shows the epochs of the root key, and how far a rotation is.

use model::{Operation, ResourceType};

use super::KeyStatus;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::Answer;
use crate::work::Change;

impl Service {
    /// How the deployment's keys stand.
    pub async fn read_key_status(&self, ctx: &Ctx) -> Answer<KeyStatus> {
        self.perform(ctx, Operation::ReadKeyStatus, ResourceType::ROOT_KEY, |_| {
            Box::pin(async { self.key_status().await.map(Change::of) })
        })
        .await
    }
}
