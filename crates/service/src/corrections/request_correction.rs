//! Records that something in a document about a person is said to be wrong.

use model::clock::format_instant;
use model::{Operation, ResourceId, ResourceType, StoreName, Version};
use store::Selection;

use super::{CORRECTIONS_MAX, Correction, CorrectionBody};
use crate::Service;
use crate::ctx::Ctx;
use crate::erasures::Person;
use crate::error::{Answer, ServiceError};
use crate::records::random_id;
use crate::subjects::check_reason;
use crate::work::{Change, Work};

/// How long it may be said what is wrong.
const WRONG_CHARS_MAX: usize = 4_000;

/// A correction to be recorded.
#[derive(Debug, Clone)]
pub struct NewCorrection {
    /// The document: its type, as its face spells it, and id.
    pub document: (String, String),
    /// What is wrong in it, and what would be right.
    pub wrong: String,
    /// Who says so.
    pub by: String,
}

impl Service {
    /// Records a correction. The document stays as it is.
    pub async fn request_correction(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
        new: &NewCorrection,
    ) -> Answer<Correction> {
        self.perform(ctx, Operation::RequestCorrection, ResourceType::SUBJECT, |work| {
            Box::pin(self.plan_correction(work, kind, id, new))
        })
        .await
    }

    async fn plan_correction(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
        new: &NewCorrection,
    ) -> Result<Change<Correction>, ServiceError> {
        check_reason(&new.by)?;
        if new.wrong.trim().is_empty() || new.wrong.chars().count() > WRONG_CHARS_MAX {
            return Err(ServiceError::BadRequest(format!(
                "wrong says in 1 to {WRONG_CHARS_MAX} characters what is wrong, and what would be right"
            )));
        }
        let person = self.find_erasable(work, kind, id).await?;
        let records = person.subject.pseudonym(StoreName::Records);
        let selection = Selection::About { subject: records, kind: ResourceType::CORRECTION };
        if self.records.count_live(&work.permit, selection).await? >= CORRECTIONS_MAX as u64 {
            let detail = format!("there are at most {CORRECTIONS_MAX} corrections of a person");
            return Err(ServiceError::BadRequest(detail));
        }
        let version = self.version_about(work, &person, &new.document).await?;
        let body = CorrectionBody {
            person: Some((kind.name().to_owned(), id.to_string())),
            document: new.document.clone(),
            version: version.0,
            wrong: new.wrong.clone(),
            by: new.by.clone(),
            requested_at: format_instant(work.ctx.at),
            decision: None,
        };
        let id = random_id(self.rng());
        let document = body.document(&person, id.clone(), Version::FIRST, work.ctx.at);
        let change = self.keep_beside(work, &person, &document).await?;
        Ok(change.with(body.show(id)?))
    }

    /// The newest version of a document that is about a person.
    async fn version_about(
        &self,
        work: &Work<'_>,
        person: &Person,
        (kind, id): &(String, String),
    ) -> Result<Version, ServiceError> {
        let not_theirs = ServiceError::Unprocessable {
            expression: "document".to_owned(),
            detail: "there is no such document about this person",
        };
        let Some(sealed) = self.named_document(work, kind, id).await? else {
            return Err(not_theirs);
        };
        let document = match self.open_document(&work.permit, &sealed).await {
            // Of what a patient may not see they do not learn whether it is there.
            Err(ServiceError::Gone | ServiceError::Denied(_)) => return Err(not_theirs),
            document => document?,
        };
        let is_theirs = document.about.contains(&person.subject.pseudonym(sealed.store));
        if is_theirs && document.is_live() { Ok(document.version) } else { Err(not_theirs) }
    }
}
