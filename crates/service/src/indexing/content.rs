//! What an index keeps of a stored document.

use model::index::Term;
use model::{Json, Pseudonym, ResourceType, Version};
use policy::Permit;
use store::{IndexChange, IndexContent, Sealed};

use crate::Service;
use crate::document_types::DocumentTypes;
use crate::error::ServiceError;

/// Marks the person whom a document is about.
const ABOUT: u8 = b'@';
/// Eight bytes of a pseudonym tell people apart well enough: what is found is looked at.
const ABOUT_BYTES: usize = 8;

/// What a document about a person has.
pub(crate) fn about_term(kind: ResourceType, person: Pseudonym) -> Term {
    Term::new(kind.code(), "", ABOUT, &person.as_bytes()[..ABOUT_BYTES])
}

impl Service {
    /// What becomes of a document in its index with this version.
    pub(super) async fn index_change(
        &self,
        permit: &Permit,
        types: &DocumentTypes,
        sealed: &Sealed,
    ) -> Result<IndexChange, ServiceError> {
        let content = match self.index_content(permit, types, sealed).await {
            // Nobody finds what nobody can read; whoever reads it by its id is told what is wrong.
            Err(ServiceError::Integrity) => None,
            content => content?,
        };
        let may_be_there = sealed.version != Version::FIRST;
        Ok(IndexChange { born: sealed.born, may_be_there, content })
    }

    async fn index_content(
        &self,
        permit: &Permit,
        types: &DocumentTypes,
        sealed: &Sealed,
    ) -> Result<Option<IndexContent>, ServiceError> {
        let concealed = self.keys.open(permit, sealed).await?;
        let document = self.policies.release(permit, concealed)?;
        if !document.is_live() {
            return Ok(None);
        }
        let json = Json::parse(document.body.as_bytes()).map_err(|_| ServiceError::Integrity)?;
        let kind = document.kind;
        let vocabulary = if kind.is_of_tenant() {
            types.of_kind(kind).ok_or(ServiceError::Integrity)?.among().vocabulary
        } else {
            kind.into()
        };
        let mut entries = fhir::search::entries(vocabulary, &json);
        entries.terms.extend(document.about.iter().map(|person| about_term(kind, *person)));
        Ok(Some(IndexContent { kind, entries }))
    }
}
