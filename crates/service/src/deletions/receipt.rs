//! The receipt of a deletion: what is so by now, signed, with the proof that the deletion is in the log of the
//! deployment.

use ledger::Receipt;
use model::{ErasureId, EventId, LogSubject, Operation, ResourceType};

use super::{DeletionBody, own_task};
use crate::Service;
use crate::erasures::instant;
use crate::error::ServiceError;

impl Service {
    /// A receipt that speaks as of now. There is none of a deletion whose event is not in the log: it was done
    /// again in what was restored.
    pub(super) async fn receipt_of_deletion(
        &self,
        id: ErasureId,
        body: &DeletionBody,
    ) -> Result<Option<String>, ServiceError> {
        let Some(event) = &body.event else { return Ok(None) };
        let event: EventId = event.parse().map_err(|_| ServiceError::Integrity)?;
        let proof = self.proof_of_erasure(&own_task(), event).await?;
        let epoch = body.epoch.ok_or(ServiceError::Integrity)?;
        let closed_at = body.closed_at.as_deref().map(instant).transpose()?;
        let said = self.said_of_copies(epoch, body.window_ends_at()?, closed_at, true).await?;
        let tenant = body.tenant()?;
        let receipt = Receipt {
            erasure: id,
            tenant,
            kind: ResourceType::TENANT.name().to_owned(),
            subject: LogSubject::of_tenant(tenant),
            erased_at: body.deleted_at()?,
            issued_at: self.clock.now(),
            destroyed: lines(&DESTROYED),
            under_way: Vec::new(),
            kept: kept(body),
            sent_to: vec!["nobody: this server sends data to nobody by itself".to_owned()],
            copies: said.copies,
            open_because: said.open_because,
            key_copies: said.key_copies,
        };
        receipt.sign(&proof, self.signer().await?).map(Some).map_err(|_| ServiceError::Integrity)
    }

    /// The event that decided a deletion.
    pub(super) async fn find_event_of_deletion(
        &self,
        body: &DeletionBody,
    ) -> Result<Option<EventId>, ServiceError> {
        let at = body.deleted_at.as_deref().ok_or(ServiceError::Integrity)?;
        let subject = LogSubject::of_tenant(body.tenant()?).to_string();
        self.find_event_about(&own_task(), Operation::FinishDeletion, at, &subject).await
    }
}

const DESTROYED: [&str; 5] = [
    "all keys of the tenant: its own, those of its people and of its documents, and so all that is sealed \
     under them",
    "documents and their history, machines that could sign in, work that was left to be done",
    "what its log says: headers and bodies of its events",
    "its search indexes, and its name in the list of tenants",
    "who belonged to it and to no other tenant, as a person who signs in: name, address, and what they signed in with",
];

const KEPT: [&str; 3] = [
    "that and why the tenant was deleted, under its random id without its name, and this receipt \
     (GDPR, Article 5(2))",
    "who belongs to another tenant too, as a person who signs in there",
    "hashes of sealed events in the log, from which nothing can be read, so that the log of the deployment \
     can still be verified",
];

fn kept(body: &DeletionBody) -> Vec<String> {
    let mut kept = lines(&KEPT);
    if body.unread_affiliations > 0 {
        kept.push(format!(
            "notes of who belongs where that do not open, {} of them: whoever they mean stays, as a person who signs in, \
             until they are erased by themselves",
            body.unread_affiliations
        ));
    }
    kept
}

fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}
