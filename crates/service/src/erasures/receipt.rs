//! The receipt of an erasure: what is so by now, signed, with the proof that the erasure is in the log.

use ledger::{Receipt, ReceiptProof};
use model::{ErasureId, EventId, Operation, ResourceType};
use policy::Permit;
use store::SubjectName;

use super::body::{ErasureBody, instant};
use super::kept::{KeptPart, kept_of};
use crate::Service;
use crate::error::ServiceError;
use crate::events::Header;
use crate::log::open_header;

/// How many events are looked through at a time for the one of an erasure.
const BATCH_EVENTS: usize = 200;
/// How often. It is looked for within moments of the erasure, and soon after a crash.
const EVENT_BATCHES_MAX: usize = 5_000;

impl Service {
    /// A receipt that speaks as of now. There is none of an erasure whose event is not in the log: it was erased
    /// again in what was restored.
    pub(super) async fn receipt(
        &self,
        permit: &Permit,
        id: ErasureId,
        body: &ErasureBody,
    ) -> Result<Option<String>, ServiceError> {
        if body.is_replayed {
            return Ok(None);
        }
        let event = match &body.event {
            Some(event) => event.parse().map_err(|_| ServiceError::Integrity)?,
            None => match self.find_erasure_event(permit, body).await? {
                Some(event) => event,
                None => return Ok(None),
            },
        };
        let proof = self.proof_of_erasure(permit, event).await?;
        let now = self.clock.now();
        let closed_at = body.closed_at.as_deref().map(instant).transpose()?;
        // It is kept only once all that is left is removed.
        let are_told = body.is_fenced || body.unindexed_at.is_none();
        let ends_at = body.window_ends_at()?;
        let said = self.said_of_copies(body.epoch, ends_at, closed_at, are_told).await?;
        let receipt = Receipt {
            erasure: id,
            tenant: permit.tenant(),
            kind: body.kind.clone(),
            subject: body.subject.parse().map_err(|_| ServiceError::Integrity)?,
            erased_at: body.erased_at()?,
            issued_at: now,
            destroyed: destroyed(body),
            under_way: under_way(body),
            kept: kept(body),
            sent_to: vec![
                "nobody: this server sends data of persons to nobody by itself".to_owned(),
            ],
            copies: said.copies,
            open_because: said.open_because,
            key_copies: said.key_copies,
        };
        receipt.sign(&proof, self.signer().await?).map(Some).map_err(|_| ServiceError::Integrity)
    }

    pub(crate) async fn proof_of_erasure(
        &self,
        permit: &Permit,
        event: EventId,
    ) -> Result<ReceiptProof, ServiceError> {
        let proof = self.proof_of(permit, event).await?;
        let record = self.records.find_event(permit, event).await?;
        let record = record.ok_or(ServiceError::Integrity)?;
        let keys = self.keys.tenant(permit).await?;
        let header = open_header(&keys, permit.tenant(), &record).ok_or(ServiceError::Integrity)?;
        Ok(ReceiptProof {
            event,
            entry: proof.entry,
            header,
            index: proof.index,
            inclusion: proof.inclusion,
            checkpoint: proof.checkpoint,
        })
    }

    /// The event that says that a person was erased.
    pub(super) async fn find_erasure_event(
        &self,
        permit: &Permit,
        body: &ErasureBody,
    ) -> Result<Option<EventId>, ServiceError> {
        let is_user = body.kind == ResourceType::USER.name();
        let operation = if is_user { Operation::DeleteAccount } else { Operation::EraseSubject };
        self.find_event_about(permit, operation, &body.erased_at, &body.subject).await
    }

    /// The event of an operation that was done at an instant and names somebody: among the newest, as long as
    /// it is not written down which it is.
    pub(crate) async fn find_event_about(
        &self,
        permit: &Permit,
        operation: Operation,
        at: &str,
        subject: &str,
    ) -> Result<Option<EventId>, ServiceError> {
        let keys = self.keys.tenant(permit).await?;
        let is_it = |header: Header| {
            header.operation == operation.name()
                && header.outcome == "done"
                && header.at == at
                && header.subjects.iter().any(|named| named == subject)
        };
        let mut before = None;
        for _ in 0..EVENT_BATCHES_MAX {
            let events = self.records.list_events(permit, before, BATCH_EVENTS).await?;
            let Some(last) = events.last() else { return Ok(None) };
            before = Some(last.position);
            for record in &events {
                let Some(header) = open_header(&keys, permit.tenant(), record) else { continue };
                let header = ledger::commitment::header_of(&header);
                let header = header.ok().and_then(|it| serde_json::from_slice::<Header>(it).ok());
                if header.is_some_and(is_it) {
                    return Ok(Some(record.id));
                }
            }
        }
        Ok(None)
    }

    /// Whether the key of somebody who was erased is there still.
    pub(super) async fn key_is_there(
        &self,
        permit: &Permit,
        body: &ErasureBody,
    ) -> Result<bool, ServiceError> {
        Ok(self.keys.has_subject(permit, SubjectName::Records(body.records()?)).await?)
    }
}

fn destroyed(body: &ErasureBody) -> Vec<String> {
    let mut lines = vec![
        "the key of the person, and so all that is sealed under it: documents, their history, \
         what the log says of them"
            .to_owned(),
        "the link between the person and the pseudonyms in the stores".to_owned(),
    ];
    if let Some(emptied) = &body.emptied {
        lines.push(format!("documents about the person alone: {}", emptied.removed));
        lines.push(format!(
            "what documents about other people too said of the person: {}",
            emptied.rewritten
        ));
        if body.kind == fhir::types::patient().name() {
            lines
                .push("memberships and invitations that were the person's as a patient".to_owned());
        }
        if emptied.contents > 0 {
            lines.push(format!("contents that were kept apart as objects: {}", emptied.contents));
        }
    }
    if body.unindexed_at.is_some() {
        lines.push("the search indexes in which the person was, and their key".to_owned());
    }
    lines
}

fn under_way(body: &ErasureBody) -> Vec<String> {
    let mut lines = Vec::new();
    if body.emptied.is_none() {
        lines.push("sealed documents that nothing opens any more are removed".to_owned());
        lines.push("documents about other people too are rewritten without the person".to_owned());
    }
    if body.unindexed_at.is_none() {
        lines.push("search indexes in which the person was are built anew".to_owned());
    }
    lines
}

fn kept(body: &ErasureBody) -> Vec<String> {
    kept_of(&body.kind).map(|KeptPart { what, why }| format!("{what} ({why})")).collect()
}
