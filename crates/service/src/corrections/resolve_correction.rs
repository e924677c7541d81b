//! Says what became of a correction: by which change it was put right, or why it is not.

use model::{EventId, Operation, ResourceId, ResourceType, StoreName, Tree};

use super::{Correction, CorrectionBody, Decision, correction_row};
use crate::Service;
use crate::ctx::Ctx;
use crate::erasures::Person;
use crate::error::{Answer, ServiceError};
use crate::log::{open_header, own_body};
use crate::subjects::check_reason;
use crate::work::{Change, Work};

/// What became of a correction.
#[derive(Clone, Copy)]
enum Outcome<'a> {
    /// The document was changed, by this event.
    Changed(EventId),
    /// It is not changed, for this reason.
    Refused(&'a str),
}

impl Service {
    /// Resolves a correction by the event of a change of its document, made since it was requested.
    pub async fn resolve_correction(
        &self,
        ctx: &Ctx,
        (kind, id): (ResourceType, &ResourceId),
        correction: &ResourceId,
        event: EventId,
    ) -> Answer<Correction> {
        self.perform(ctx, Operation::ResolveCorrection, ResourceType::SUBJECT, |work| {
            Box::pin(self.plan_decision(work, (kind, id), correction, Outcome::Changed(event)))
        })
        .await
    }

    /// Refuses a correction, with a reason that the person is given.
    pub async fn refuse_correction(
        &self,
        ctx: &Ctx,
        (kind, id): (ResourceType, &ResourceId),
        correction: &ResourceId,
        reason: &str,
    ) -> Answer<Correction> {
        self.perform(ctx, Operation::RefuseCorrection, ResourceType::SUBJECT, |work| {
            Box::pin(self.plan_decision(work, (kind, id), correction, Outcome::Refused(reason)))
        })
        .await
    }

    async fn plan_decision(
        &self,
        work: &Work<'_>,
        (kind, id): (ResourceType, &ResourceId),
        correction: &ResourceId,
        outcome: Outcome<'_>,
    ) -> Result<Change<Correction>, ServiceError> {
        let person: Person = self.find_erasable(work, kind, id).await?;
        let row = correction_row(&work.keys, correction);
        let sealed = self.records.find_newest(&work.permit, row).await?;
        let sealed = sealed.ok_or(ServiceError::NotFound)?;
        let before = self.open_document(&work.permit, &sealed).await?;
        if !before.about.contains(&person.subject.pseudonym(StoreName::Records)) {
            return Err(ServiceError::NotFound);
        }
        let mut body = CorrectionBody::read(&before)?;
        if body.decision.is_some() {
            let detail = "this correction was resolved or refused before".to_owned();
            return Err(ServiceError::BadRequest(detail));
        }
        body.decision = Some(match outcome {
            Outcome::Changed(event) => {
                self.is_change_of(work, event, &body).await?;
                Decision::new(work.ctx.at, Some(event.to_string()), None)
            }
            Outcome::Refused(reason) => {
                check_reason(reason)?;
                Decision::new(work.ctx.at, None, Some(reason.to_owned()))
            }
        });
        let version = sealed.version.next();
        let document = body.document(&person, correction.clone(), version, work.ctx.at);
        let change = self.keep_beside(work, &person, &document).await?;
        Ok(change.with(body.show(correction.clone())?))
    }

    /// That an event is of a change of the document that a correction is about, made since it was requested.
    async fn is_change_of(
        &self,
        work: &Work<'_>,
        event: EventId,
        body: &CorrectionBody,
    ) -> Result<(), ServiceError> {
        let other = ServiceError::Unprocessable {
            expression: "event".to_owned(),
            detail: "this event is not of a change of that document since the correction was requested",
        };
        let tenant = work.permit.tenant();
        let (kind, id) = &body.document;
        let Some(sealed) = self.named_document(work, kind, id).await? else { return Err(other) };
        let record = match event.tree {
            Tree::Changes => self.records.find_event(&work.permit, event).await?,
            Tree::Access => None,
        };
        let Some(record) = record else { return Err(other) };
        // An event that does not open was tampered with.
        open_header(&work.keys, tenant, &record).ok_or(ServiceError::Integrity)?;
        let own = own_body(&work.keys, tenant, &record).ok_or(ServiceError::Integrity)?;
        let row = sealed.row.to_string();
        let is_of_it = own.rows.iter().any(|changed| {
            changed.sha256.is_some()
                && changed.store == sealed.store.name()
                && changed.row == row
                && changed.version > body.version
        });
        if is_of_it { Ok(()) } else { Err(other) }
    }
}
