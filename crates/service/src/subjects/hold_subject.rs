//! Keeps a person from being erased, and lets them be again.

use model::{Operation, ResourceId, ResourceType};

use super::{HOLDS_MAX, Hold, SubjectView, check_reason};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Places a hold: while there is one, nobody erases the person.
    pub async fn hold_subject(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
        reason: &str,
    ) -> Answer<SubjectView> {
        self.perform(ctx, Operation::HoldSubject, ResourceType::SUBJECT, |work| {
            Box::pin(self.plan_hold(work, kind, id, reason))
        })
        .await
    }

    /// Takes a hold away.
    pub async fn release_subject(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
        hold: &str,
    ) -> Answer<SubjectView> {
        self.perform(ctx, Operation::ReleaseSubject, ResourceType::SUBJECT, |work| {
            Box::pin(self.plan_release(work, kind, id, hold))
        })
        .await
    }

    async fn plan_hold(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
        reason: &str,
    ) -> Result<Change<SubjectView>, ServiceError> {
        check_reason(reason)?;
        let person = self.find_erasable(work, kind, id).await?;
        let mut rights = self.rights_of(work, &person).await?;
        if rights.body.holds.len() >= HOLDS_MAX {
            let detail = format!("there are at most {HOLDS_MAX} holds on a person");
            return Err(ServiceError::BadRequest(detail));
        }
        rights.body.holds.push(Hold::new(reason, work.ctx.at, self.rng()));
        self.keep_rights(work, &person, rights).await
    }

    async fn plan_release(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
        hold: &str,
    ) -> Result<Change<SubjectView>, ServiceError> {
        let person = self.find_erasable(work, kind, id).await?;
        let mut rights = self.rights_of(work, &person).await?;
        let before = rights.body.holds.len();
        rights.body.holds.retain(|placed| placed.id != hold);
        if rights.body.holds.len() == before {
            return Err(ServiceError::NotFound);
        }
        self.keep_rights(work, &person, rights).await
    }
}
