//! Shows what a face can do. Anybody may ask; who is known leaves an event.

use model::{Operation, ResourceType};

use crate::Service;
use crate::ctx::Ctx;
use crate::error::Answer;
use crate::work::Change;

impl Service {
    /// Writes down that the capabilities were shown.
    pub async fn read_capabilities(&self, ctx: &Ctx) -> Answer<()> {
        let kind = ResourceType::CAPABILITIES;
        self.perform(ctx, Operation::ReadCapabilities, kind, |_| {
            Box::pin(async { Ok(Change::of(())) })
        })
        .await
    }
}
