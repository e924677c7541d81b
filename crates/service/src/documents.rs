//! Documents of a tenant's own types: the same treatment as FHIR resources, by what the type says.

mod create_document;
mod delete_document;
mod find_document;
mod list_document_history;
mod list_documents;
mod update_document;

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use model::limits::SUBJECTS_PER_DOCUMENT_MAX;
use model::{Json, ResourceId, ResourceType, StoreName, Version};
use store::{DOCUMENT_MEMBER, Document, DocumentState, Guard};

use crate::Service;
use crate::document_types::{DocumentType, SubjectRule};
use crate::error::ServiceError;
use crate::records::{People, Stored, StoredVersion, json_of};
use crate::work::{Change, Work};

pub use list_documents::DocumentSearch;

/// A document on its way in, valid by its type's schema.
struct Incoming {
    of: Arc<DocumentType>,
    json: Json,
}

impl Incoming {
    async fn parse(work: &Work<'_>, type_name: &str, body: &[u8]) -> Result<Self, ServiceError> {
        let of = Arc::clone(work.document_type(type_name).await?);
        let json = Json::parse(body)?;
        // It may take a while, and must not keep others waiting.
        let (checked, body) = (Arc::clone(&of), body.to_vec());
        let check = tokio::task::spawn_blocking(move || checked.check(&body)).await;
        check.map_err(|_| ServiceError::Busy)??;
        Ok(Self { of, json })
    }
}

impl DocumentType {
    /// The ids of those whom a document is about.
    fn subjects(&self, json: &Json) -> Result<BTreeSet<ResourceId>, ServiceError> {
        let Some(SubjectRule { path, kind }) = &self.definition.subject else {
            return Ok(BTreeSet::new());
        };
        let refused = |detail| ServiceError::Unprocessable {
            expression: format!("{}.{path}", self.name),
            detail,
        };
        let start = format!("{}/", kind.name());
        let mut ids = BTreeSet::new();
        let mut is_id = true;
        json.visit(&path.split('.').collect::<Vec<_>>(), &mut |value| {
            let id = value.as_str().map(|text| text.strip_prefix(&start).unwrap_or(text).parse());
            match id {
                Some(Ok(id)) => {
                    ids.insert(id);
                }
                _ => is_id = false,
            }
        });
        if !is_id {
            return Err(refused(
                "who it is about is said by an id: 1 to 64 letters, digits, - and .",
            ));
        }
        match ids.len() {
            0 => Err(refused("it must say whom it is about")),
            1..=SUBJECTS_PER_DOCUMENT_MAX => Ok(ids),
            _ => Err(refused("a document is about at most 500 people")),
        }
    }

    /// That the type is still what it was when this was planned.
    fn guard(&self) -> Guard {
        Guard::Version { row: self.row(), expected: self.version }
    }
}

impl Service {
    /// The version that follows what was there before.
    async fn plan_document(
        &self,
        work: &Work<'_>,
        id: &ResourceId,
        before: Option<Document>,
        Incoming { of, json }: Incoming,
    ) -> Result<Change<Stored>, ServiceError> {
        let newest = before.as_ref().map_or(Version::ABSENT, |document| document.version);
        let gone = before.as_ref().filter(|before| !before.is_live());
        let gone = gone.map(|gone| gone.about.clone());
        let live = before.filter(Document::is_live);
        let subjects = of.subjects(&json)?;
        if let Some(before) = &live {
            keeps_its_subjects(&of, before, &subjects)?;
        }
        let people = self.people_of(work, &of, subjects).await?;
        if let Some(gone) = gone
            && gone.iter().collect::<HashSet<_>>()
                != people.pseudonyms(of.kind().store()).iter().collect()
        {
            return Err(is_about_others(&of));
        }
        let (version, at) = (newest.next(), work.ctx.at);
        let mut whole = Json::object([(DOCUMENT_MEMBER, json)]);
        fhir::meta::set_server_fields(&mut whole, id, version, at);
        let document = Document {
            kind: of.kind(),
            id: id.clone(),
            version,
            at,
            state: DocumentState::Live,
            labels: Vec::new(),
            about: people.pseudonyms(of.kind().store()),
            body: whole.to_text(),
            content: None,
            definition: Some(of.shown()),
        };
        let mut change = self.store_document(work, &document, people).await?;
        if of.is_used {
            change.guards.push(of.guard());
        } else {
            change = change.putting(work, of.row(), &of.used(at)).await?;
        }
        let version = shown(StoredVersion::of(document))?;
        Ok(change.with(Stored { version, created: live.is_none() }))
    }

    /// Those whom a document is about. Who is known by an id of the platform's becomes known by the first
    /// document about them.
    async fn people_of(
        &self,
        work: &Work<'_>,
        of: &DocumentType,
        subjects: BTreeSet<ResourceId>,
    ) -> Result<People, ServiceError> {
        let mut people = People::default();
        for id in subjects {
            let kind = of.among().person;
            let found = self.find_person(&work.permit, kind, &id).await?;
            if kind == ResourceType::SUBJECT {
                let subject = match found {
                    Some(subject) => subject,
                    None => self.keys.create_person(&work.permit, kind, id.as_str()).await?,
                };
                let records = subject.pseudonym(StoreName::Records);
                let known = self.records.find_subject_state(&work.permit, records).await?;
                if known.is_none() {
                    people.becoming_known.push(subject.clone());
                }
                people.about.push(subject);
            } else {
                people.about.push(found.ok_or_else(|| ServiceError::Unprocessable {
                    expression: of.name.clone(),
                    detail: "it is about a patient who is not there; create the patient first",
                })?);
            }
        }
        Ok(people)
    }
}

/// A document cannot become another person's.
fn keeps_its_subjects(
    of: &DocumentType,
    before: &Document,
    after: &BTreeSet<ResourceId>,
) -> Result<(), ServiceError> {
    let whole = json_of(before)?;
    let json = whole.member(DOCUMENT_MEMBER).ok_or(ServiceError::Integrity)?;
    if of.subjects(json)? == *after { Ok(()) } else { Err(is_about_others(of)) }
}

fn is_about_others(of: &DocumentType) -> ServiceError {
    ServiceError::Unprocessable {
        expression: of.name.clone(),
        detail: "whom a document is about cannot be changed; create another one",
    }
}

/// What its reader gets of a stored version: the document as it was sent, or what is open of it.
fn shown(version: StoredVersion) -> Result<StoredVersion, ServiceError> {
    let body = version.body.as_deref().map(|body| {
        let whole = Json::parse(body.as_bytes()).map_err(|_| ServiceError::Integrity)?;
        let document = whole.member(DOCUMENT_MEMBER).map(Json::to_text);
        // Of some nothing is open.
        Ok::<_, ServiceError>(document.unwrap_or_else(|| "{}".to_owned()))
    });
    Ok(StoredVersion { body: body.transpose()?, ..version })
}
