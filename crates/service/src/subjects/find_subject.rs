//! Shows how a person's rights stand.

use model::{Operation, ResourceId, ResourceType};

use super::SubjectView;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// A person, and how their rights stand.
    pub async fn find_subject(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Answer<SubjectView> {
        self.perform(ctx, Operation::FindSubject, ResourceType::SUBJECT, |work| {
            Box::pin(self.show_subject(work, kind, id))
        })
        .await
    }

    async fn show_subject(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Result<Change<SubjectView>, ServiceError> {
        let person = self.find_erasable(work, kind, id).await?;
        let rights = self.rights_of(work, &person).await?;
        let view = self.view_of(work, &person, &rights).await?;
        self.showing_person(work, Change::of(view), &person).await
    }
}
