//! Erases a person.

use model::clock::format_instant;
use model::{
    ErasureId, FaultPoint, JobId, Operation, ResourceId, ResourceType, RowKey, StoreName, TenantId,
    Version, fault,
};
use policy::Permit;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::time::Duration;
use store::{
    Committed, Guard, JobKind, NewJob, Sealed, SubjectChange, SubjectName, SubjectState, Versions,
};

use super::body::ErasureBody;
use super::{Erasure, Person, erasure_row, task};
use crate::Service;
use crate::backups::IsRetried;
use crate::batches::Batch;
use crate::ctx::Ctx;
use crate::error::{Answer, Done, ServiceError};
use crate::records::json_of;
use crate::subjects::check_reason;
use crate::work::{Change, Work};

/// How many versions of a person's own document are looked at for what they were called.
const VERSIONS_READ_MAX: usize = 20;

/// What is to be known to remove what is left of somebody. Sealed under a key of its own, which goes when
/// that is done.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Remains {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) id: String,
    /// The texts by which the person is recognised in what is about others too.
    pub(crate) marks: Vec<String>,
}

/// What a commit has decided.
pub(crate) struct Decided {
    id: ErasureId,
    body: ErasureBody,
    subject: SubjectName,
}

impl Service {
    /// Erases a person: from the commit on nothing of theirs is shown, and their key is destroyed before
    /// this answers. If the key cannot be destroyed yet, the answer has no receipt.
    pub async fn erase_subject(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
        reason: &str,
    ) -> Answer<Erasure> {
        let operation = Operation::EraseSubject;
        let Done { value, event } = self
            .perform(ctx, operation, ResourceType::SUBJECT, |work| {
                Box::pin(self.plan_erasure(work, kind, id, reason))
            })
            .await?;
        fault::reach(FaultPoint::ErasureDecided);
        let value = self.erase_now(ctx.caller.tenant, value, event).await?;
        Ok(Done { value, event })
    }

    pub(crate) async fn plan_erasure(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
        reason: &str,
    ) -> Result<Change<Decided>, ServiceError> {
        let person = self.find_erasable(work, kind, id).await?;
        let rights = self.rights_of(work, &person).await?;
        if rights.are_holding() {
            return Err(ServiceError::Held);
        }
        let remains = self.remains_of(work, &person).await?;
        check_names_nobody(reason, &remains)?;
        let erasure = ErasureId::random(self.rng());
        let records = person.subject.pseudonym(StoreName::Records);
        let at = work.ctx.at;
        let body = ErasureBody {
            kind: kind.name().to_owned(),
            subject: person.subject.log_subject().to_string(),
            identity: person.subject.pseudonym(StoreName::Identity).to_string(),
            records: records.to_string(),
            own_row: Some(person.own_row.to_string()),
            reason: reason.to_owned(),
            erased_at: format_instant(at),
            window_ends_at: format_instant(at.checked_add(self.erasure_window).unwrap_or(at)),
            epoch: self.keys.epoch_of_tenant(&work.permit).await?,
            event: None,
            is_fenced: false,
            is_replayed: false,
            document_keys: BTreeSet::new(),
            emptied: None,
            unindexed_at: None,
            closed_at: None,
        };
        let mut change = self.deciding(work, erasure, &body, Some(&remains)).await?;
        let touch = self.touch_of_person(work, &person).await?;
        change.touched.push(touch);
        change.guards.extend([Guard::NotErased(records), rights.guard()]);
        let subject = SubjectName::Records(records);
        Ok(change.with(Decided { id: erasure, body, subject }))
    }

    /// Who it is, and how they are recognised.
    async fn remains_of(&self, work: &Work<'_>, person: &Person) -> Result<Remains, ServiceError> {
        let permit = task(work.permit.tenant());
        let mut marks = Vec::new();
        // Of others nothing is known but the id.
        if person.kind.is_person() {
            marks.extend(self.marks_of(&permit, person.own_row).await?);
        }
        marks.sort();
        marks.dedup();
        Ok(Remains { kind: person.kind.name().to_owned(), id: person.id.to_string(), marks })
    }

    /// By what a person is recognised, in their own document as it is and as it was.
    pub(crate) async fn marks_of(
        &self,
        permit: &Permit,
        own_row: RowKey,
    ) -> Result<Vec<String>, ServiceError> {
        let (mut marks, own) = (Vec::new(), Versions::OfRow(own_row));
        let (mut read, mut before, mut batch) = (0, None, Batch::default());
        while read < VERSIONS_READ_MAX {
            let limit = batch.rows().min(VERSIONS_READ_MAX - read);
            let versions = self.identity.list_versions(permit, own, before, limit).await?;
            let Some(last) = versions.last() else { break };
            (before, read) = (Some(last.sequence), read + versions.len());
            batch.has_read(&versions);
            self.note_marks(permit, &versions, &mut marks).await?;
        }
        marks.sort();
        marks.dedup();
        Ok(marks)
    }

    async fn note_marks(
        &self,
        permit: &Permit,
        versions: &[Sealed],
        marks: &mut Vec<String>,
    ) -> Result<(), ServiceError> {
        for sealed in versions {
            // One that does not open keeps nobody from being erased.
            let Ok(concealed) = self.open_sealed(permit, sealed).await else { continue };
            let document = self.policies.release(permit, concealed)?;
            if document.is_live()
                && let Ok(json) = json_of(&document)
            {
                marks.extend(fhir::erase::marks(&json));
            }
        }
        Ok(())
    }

    /// What decides that somebody is erased: the erasure itself, that nobody knows them any more, and the job
    /// that removes what is left.
    pub(crate) async fn deciding(
        &self,
        work: &Work<'_>,
        erasure: ErasureId,
        body: &ErasureBody,
        remains: Option<&Remains>,
    ) -> Result<Change<()>, ServiceError> {
        let document = body.document(erasure, Version::FIRST, work.ctx.at);
        let row = erasure_row(&work.keys, erasure);
        let mut change = Change::of(()).putting(work, row, &document).await?;
        change.guards.push(Guard::Version { row, expected: Version::ABSENT });
        let state = SubjectState::Erased;
        let people = body.people()?.map(|(_, person)| person).into_iter().chain(body.tombstone()?);
        change.subjects = people.map(|subject| SubjectChange { subject, state }).collect();
        let id = JobId::from_bytes(*erasure.as_bytes());
        let content = serde_json::to_vec(&remains).expect("strings are always valid JSON");
        let (key, message) = self.keys.seal_job(&work.permit, id, &content).await?;
        let (kind, due_in) = (JobKind::FinishErasure, Duration::ZERO);
        change.jobs.push(NewJob { id, kind, key, message, due_in });
        Ok(change)
    }

    /// Destroys the key of somebody who was erased, and gives the receipt.
    pub(crate) async fn erase_now(
        &self,
        tenant: TenantId,
        decided: Decided,
        event: Committed,
    ) -> Result<Erasure, ServiceError> {
        let Decided { id, mut body, subject } = decided;
        let permit = task(tenant);
        if let Err(error) = self.keys.destroy_subject(&permit, subject).await {
            tracing::warn!(%error, "the key of somebody who was erased is not destroyed yet");
            return body.show(id, true);
        }
        fault::reach(FaultPoint::SubjectKeyDestroyed);
        if let Err(error) = self.fence_everywhere(&permit, id, &body.encode(), IsRetried::No).await
        {
            tracing::warn!(code = error.code(), "a backup target does not know of an erasure yet");
            return body.show(id, false);
        }
        fault::reach(FaultPoint::ErasureFenced);
        body.event = Some(event.event.to_string());
        let receipt = match self.receipt(&permit, id, &body).await {
            Ok(receipt) => receipt,
            Err(error) => {
                tracing::warn!(code = error.code(), "a receipt has to be asked for again");
                None
            }
        };
        Ok(Erasure { receipt, ..body.show(id, false)? })
    }
}

/// The reason stays, so it must not say who it was.
fn check_names_nobody(reason: &str, remains: &Remains) -> Result<(), ServiceError> {
    check_reason(reason)?;
    let names = remains.marks.iter().cloned().chain([remains.id.to_lowercase()]);
    if fhir::erase::has_mark(reason, &names.collect::<Vec<_>>()) {
        return Err(ServiceError::Unprocessable {
            expression: "reason".to_owned(),
            detail: "the reason is kept, so it must not name the person, by name, id or number",
        });
    }
    Ok(())
}
