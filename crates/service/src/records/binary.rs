//! `Binary`: content of any kind, which is for whoever may see what it belongs to (FHIR R4, Binary,
//! `securityContext`). It is about the same people, and so under their keys.

use std::sync::Arc;

use fhir::search::ReferenceValue;
use model::{Json, Operation, ResourceType};
use store::{Document, Sealed};

use super::json_of;
use crate::error::ServiceError;
use crate::keys::Subject;
use crate::work::Work;

/// Whether documents of a type have a context that decides who may see them.
pub(super) fn has_context(kind: ResourceType) -> bool {
    kind.name() == "Binary"
}

/// What a binary says it belongs to.
pub(super) fn context_of(binary: &Json) -> Option<&Json> {
    binary.member("securityContext")
}

impl Work<'_> {
    /// Lets a document pass if the caller may see what it belongs to.
    pub(crate) async fn admit_context(&self, document: &Document) -> Result<(), ServiceError> {
        if !has_context(document.kind) || !document.is_live() {
            return Ok(());
        }
        let json = json_of(document)?;
        let Some(context) = context_of(&json) else { return Ok(()) };
        let reference = read(context).ok_or(ServiceError::Integrity)?;
        // What is not there yet hides nothing, but from those who may see nothing of its type.
        self.open_context(&reference).await.map(drop)
    }

    /// The people whom a binary is about: those whom what it belongs to is about. Only who may see that
    /// may add to it.
    pub(super) async fn people_of_context(
        &self,
        binary: &Json,
    ) -> Result<Vec<Arc<Subject>>, ServiceError> {
        let Some(context) = context_of(binary) else { return Ok(Vec::new()) };
        let refused = |detail| ServiceError::Unprocessable {
            expression: "Binary.securityContext".to_owned(),
            detail,
        };
        let reference = read(context)
            .ok_or_else(|| refused("refer to a resource of this server by its type and id"))?;
        let kind = reference.kind();
        if kind.is_some_and(has_context) {
            return Err(refused("a binary cannot belong to another binary"));
        }
        let not_there =
            || refused("it refers to a patient who is not there, or whom you may not see");
        if let Some(patient) = kind.filter(|kind| kind.name() == "Patient") {
            // Who is becoming known by this very change is not stored yet.
            let permit =
                self.service.policies.permit(&self.caller, Operation::ReadResource, patient);
            let permit = permit.map_err(|_| not_there())?;
            let found = self.service.find_patient(&permit, reference.id()).await?;
            return found.map(|subject| vec![subject]).ok_or_else(not_there);
        }
        match self.open_context(&reference).await {
            Err(ServiceError::Denied(_)) => Err(refused("it refers to what you may not see")),
            // What is not there yet is about nobody.
            found => match found? {
                Some((sealed, document)) => self.people(sealed.store, &document.about).await,
                None => Ok(Vec::new()),
            },
        }
    }

    /// What a binary belongs to, as the caller may see it.
    async fn open_context(
        &self,
        reference: &ReferenceValue,
    ) -> Result<Option<(Sealed, Document)>, ServiceError> {
        let Some(kind) = reference.kind() else { return Ok(None) };
        let service = self.service;
        let permit = service.policies.permit(&self.caller, Operation::ReadResource, kind)?;
        let row = service.resource_row(&permit, kind, reference.id()).await?;
        let Some(sealed) = service.newest(&permit, kind, row).await? else { return Ok(None) };
        let document = service.open_document(&permit, &sealed).await?;
        Ok(Some((sealed, document)))
    }
}

/// A reference to a resource of this server.
fn read(reference: &Json) -> Option<ReferenceValue> {
    let text = reference.member("reference")?.as_str()?;
    ReferenceValue::parse(text).filter(|value| value.is_local() && value.kind().is_some())
}
