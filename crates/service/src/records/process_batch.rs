//! Lets a batch in, whose requests are then carried out one by one, each as if it came alone.

use model::Operation;

use crate::Service;
use crate::ctx::Ctx;
use crate::error::Answer;
use crate::work::Change;

impl Service {
    /// Writes down that a batch of so many requests came. Each of them leaves its own event, under the
    /// same request id.
    pub async fn process_batch(&self, ctx: &Ctx, requests: usize) -> Answer<()> {
        let kind = fhir::types::resource_type("Bundle").expect("a type of R4");
        self.perform(ctx, Operation::ProcessBatch, kind, |_| {
            Box::pin(async move { Ok(Change::of(()).listing(requests)) })
        })
        .await
    }
}
