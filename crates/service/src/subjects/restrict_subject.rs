//! Restricts what is done with what is known of a person to keeping it, and lifts that.

use model::clock::format_instant;
use model::{Operation, ResourceId, ResourceType, StoreName};
use store::{SubjectChange, SubjectState};

use super::{Restriction, SubjectView, check_reason};
use crate::Service;
use crate::ctx::Ctx;
use crate::erasures::Person;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Restricts: from the commit on nothing about the person is shown or written. One that is there is given
    /// a new reason.
    pub async fn restrict_subject(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
        reason: &str,
    ) -> Answer<SubjectView> {
        self.perform(ctx, Operation::RestrictSubject, ResourceType::SUBJECT, |work| {
            Box::pin(self.plan_restriction(work, kind, id, reason))
        })
        .await
    }

    /// Lifts the restriction.
    pub async fn lift_restriction(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Answer<SubjectView> {
        self.perform(ctx, Operation::LiftRestriction, ResourceType::SUBJECT, |work| {
            Box::pin(self.plan_lifting(work, kind, id))
        })
        .await
    }

    async fn plan_restriction(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
        reason: &str,
    ) -> Result<Change<SubjectView>, ServiceError> {
        check_reason(reason)?;
        let person = self.find_erasable(work, kind, id).await?;
        let mut rights = self.rights_of(work, &person).await?;
        let records = person.subject.pseudonym(StoreName::Records);
        let state = self.records.find_subject_state(&work.permit, records).await?;
        let (since, was_deleted) = match rights.body.restriction.take() {
            Some(before) => (before.since, before.was_deleted),
            None => (format_instant(work.ctx.at), state == Some(SubjectState::Closed)),
        };
        let reason = reason.to_owned();
        rights.body.restriction = Some(Restriction { reason, since, was_deleted });
        let change = self.keep_rights(work, &person, rights).await?;
        Ok(in_state(change, &person, SubjectState::Restricted))
    }

    async fn plan_lifting(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Result<Change<SubjectView>, ServiceError> {
        let person = self.find_erasable(work, kind, id).await?;
        let mut rights = self.rights_of(work, &person).await?;
        let restriction = rights.body.restriction.take().ok_or(ServiceError::NotFound)?;
        let change = self.keep_rights(work, &person, rights).await?;
        let state = if restriction.was_deleted { SubjectState::Closed } else { SubjectState::Open };
        Ok(in_state(change, &person, state))
    }
}

/// The person is in this state from then on, by both of their pseudonyms.
fn in_state(
    mut change: Change<SubjectView>,
    person: &Person,
    state: SubjectState,
) -> Change<SubjectView> {
    for store in [StoreName::Identity, StoreName::Records] {
        let subject = person.subject.pseudonym(store);
        change.subjects.push(SubjectChange { subject, state });
    }
    change
}
