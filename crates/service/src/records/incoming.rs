//! A resource on its way in: parsed, checked against the definitions, and its people found.

use std::collections::BTreeSet;
use std::sync::Arc;

use fhir::{Issue, IssueCode, Severity, Target};
use model::limits::{LABELS_PER_DOCUMENT_MAX, SUBJECTS_PER_DOCUMENT_MAX};
use model::{
    FaultPoint, Json, Pseudonym, ResourceId, ResourceType, RowKey, StoreName, Timestamp, Version,
    fault,
};
use store::{
    Attachment, BlobReference, Document, DocumentState, Guard, PreparedGuard, SubjectChange,
    SubjectState,
};

use super::binary::has_context;
use crate::Service;
use crate::blobs::ReceivedBlob;
use crate::error::ServiceError;
use crate::keys::Subject;
use crate::work::{Change, Work, touch_put};

/// The longest label that is kept, `system|code`.
const LABEL_BYTES_MAX: usize = 255;

/// A valid resource that was not stored yet.
pub(crate) struct Incoming {
    pub(super) kind: ResourceType,
    json: Json,
    /// Its content, if that is kept as a blob, and whether it is another than before.
    content: Option<(BlobReference, IsNew)>,
}

/// Whether no document has a blob yet.
type IsNew = bool;

/// Whom a resource is about, and whom it mentions.
#[derive(Default)]
pub(crate) struct People {
    /// About these: they choose the key.
    pub(crate) about: Vec<Arc<Subject>>,
    /// These must be there: everybody it refers to.
    pub(super) mentioned: Vec<Arc<Subject>>,
    /// These become known by it, or cease to be, and need not be there.
    pub(crate) becoming_known: Vec<Arc<Subject>>,
}

impl Incoming {
    /// Reads a body and checks it against the definitions of its type.
    pub(super) fn parse(kind: ResourceType, body: &[u8]) -> Result<Self, ServiceError> {
        Self::check(kind, Json::parse(body)?)
    }

    /// Checks a resource against the definitions of its type.
    pub(crate) fn check(kind: ResourceType, json: Json) -> Result<Self, ServiceError> {
        let issues = fhir::validate(&json, kind);
        if issues.iter().any(|issue| issue.severity == Severity::Error) {
            return Err(ServiceError::Invalid(issues));
        }
        let labels = fhir::meta::security_labels(&json);
        if labels.len() > LABELS_PER_DOCUMENT_MAX
            || labels.iter().any(|label| label.len() > LABEL_BYTES_MAX)
        {
            return Err(invalid(
                format!("{kind}.meta.security"),
                "at most 32 labels are kept, each of at most 255 bytes",
            ));
        }
        Ok(Self { kind, json, content: None })
    }

    /// With content that has come in for it.
    pub(crate) fn with_content(mut self, received: Option<&ReceivedBlob>) -> Self {
        self.content = received.map(|received| (received.reference.clone(), true));
        self
    }

    /// With the content of the version before, unless it brings some.
    pub(super) fn keeping_content(mut self, before: &Document) -> Self {
        if self.json.member("data").is_none() && before.is_live() {
            self.content = before.content.clone().map(|content| (content, false));
        }
        self
    }

    /// The blob that is given to it, in this row.
    pub(super) fn attachment(&self, row: RowKey) -> Option<Attachment> {
        let (content, _) = self.content.as_ref().filter(|(_, is_new)| *is_new)?;
        Some(Attachment { blob: content.id, row })
    }

    /// The id the body states.
    pub(super) fn id(&self) -> Option<&str> {
        fhir::meta::id_of(&self.json)
    }

    /// The people whom references that cannot repeat make it about: these never change.
    pub(super) fn fixed_people(json: &Json, kind: ResourceType) -> BTreeSet<ResourceId> {
        fhir::people::compartment_references(json, kind)
            .into_iter()
            .filter(|reference| !reference.repeats)
            .filter_map(|reference| match reference.target {
                Target::Patient(id) => Some(id),
                _ => None,
            })
            .collect()
    }

    /// Finds everybody the resource is about or mentions. A patient who is not there is refused,
    /// and so is one on another server or by description: nobody could vouch for them.
    pub(crate) async fn people(
        &self,
        work: &Work<'_>,
        id: &ResourceId,
    ) -> Result<People, ServiceError> {
        let service = work.service;
        let mut people = People::default();
        if self.kind.is_person() {
            let own = service.keys.create_person(&work.permit, self.kind, id.as_str()).await?;
            fault::reach(FaultPoint::PersonCreated);
            people.becoming_known.push(Arc::clone(&own));
            people.about.push(own);
        }
        for reference in fhir::people::references(&self.json) {
            let is_about_practitioner = fhir::people::is_about_practitioner(&reference);
            let id = match reference.target {
                Target::Resource(kind, id) if is_about_practitioner => {
                    let found = service.find_practitioner(&work.permit, kind, &id).await?;
                    if let Some(found) = found {
                        add(&mut people.about, found);
                    }
                    continue;
                }
                Target::Patient(id) if !reference.is_absolute => id,
                Target::Patient(_) => return Err(unresolvable(reference.path)),
                Target::Contained(id) if !self.contains(&id) => {
                    let detail = "nothing with this id is contained in the resource";
                    return Err(ServiceError::Unprocessable { expression: reference.path, detail });
                }
                _ => continue,
            };
            let found = service.find_patient(&work.permit, &id).await?;
            let found = found.ok_or_else(|| unknown_patient(reference.path))?;
            // Also beside the compartment: what refers to somebody goes with them, and is not shown if they are restricted.
            add(&mut people.about, Arc::clone(&found));
            add(&mut people.mentioned, found);
        }
        for reference in fhir::people::compartment_references(&self.json, self.kind) {
            // Those who are named stand among all references.
            if !matches!(reference.target, Target::Patient(_) | Target::Contained(_)) {
                return Err(unresolvable(reference.path));
            }
        }
        if has_context(self.kind) {
            for subject in work.people_of_context(&self.json).await? {
                add(&mut people.mentioned, Arc::clone(&subject));
                add(&mut people.about, subject);
            }
        }
        if people.about.len() > SUBJECTS_PER_DOCUMENT_MAX
            || people.mentioned.len() > SUBJECTS_PER_DOCUMENT_MAX
        {
            return Err(invalid(
                self.kind.name().to_owned(),
                "a document is about at most 500 people",
            ));
        }
        Ok(people)
    }

    /// Whether a `#` and this id lead somewhere. Inside a bundle or parameters, each resource has ids of
    /// its own, and the container is none of them.
    fn contains(&self, id: &str) -> bool {
        let contained = self.json.member("contained").map_or(&[][..], Json::elements);
        id.is_empty()
            || ["Bundle", "Parameters"].contains(&self.kind.name())
            || contained.iter().any(|resource| fhir::meta::id_of(resource) == Some(id))
    }

    /// The document to be sealed: the client's JSON with id and version set.
    pub(super) fn document(
        mut self,
        id: ResourceId,
        version: Version,
        at: Timestamp,
        people: &People,
    ) -> Document {
        fhir::meta::set_server_fields(&mut self.json, &id, version, at);
        Document {
            kind: self.kind,
            version,
            at,
            state: DocumentState::Live,
            labels: fhir::meta::security_labels(&self.json),
            about: people.pseudonyms(self.kind.store()),
            body: self.json.to_text(),
            content: self.content.map(|(content, _)| content),
            definition: None,
            id,
        }
    }

    pub(super) const fn json(&self) -> &Json {
        &self.json
    }
}

impl People {
    pub(crate) fn pseudonyms(&self, store: StoreName) -> Vec<Pseudonym> {
        self.about.iter().map(|subject| subject.pseudonym(store)).collect()
    }
}

impl Service {
    /// The change that stores a document about these people.
    pub(crate) async fn store_document(
        &self,
        work: &Work<'_>,
        document: &Document,
        people: People,
    ) -> Result<Change<()>, ServiceError> {
        self.policies.admit(&work.permit, document)?;
        let row = self.resource_row(&work.permit, document.kind, &document.id).await?;
        let key = self.keys.sealing_key(&work.permit, &people.about).await?;
        let put = self.keys.seal(&work.permit, row, document, &key);
        let mut change = Change::of(());
        for subject in people.mentioned.iter().chain(&people.about) {
            let guard = Guard::Alive(subject.pseudonym(StoreName::Records));
            // Who is becoming known by this very change cannot be asked to be there already.
            if !people.becoming_known.contains(subject) && !change.guards.contains(&guard) {
                change.guards.push(guard);
                let identity = subject.pseudonym(StoreName::Identity);
                change.prepared_guards.push(PreparedGuard::NotBeingDeleted(identity));
            }
        }
        for person in &people.becoming_known {
            let state = match document.state {
                DocumentState::Live => SubjectState::Open,
                DocumentState::Deleted => SubjectState::Closed,
            };
            let subject = person.pseudonym(StoreName::Records);
            change.subjects.push(SubjectChange { subject, state });
        }
        change.touched.push(touch_put(&put, document, people.about));
        change.puts.push(put);
        Ok(change)
    }
}

fn add(people: &mut Vec<Arc<Subject>>, subject: Arc<Subject>) {
    if !people.contains(&subject) {
        people.push(subject);
    }
}

fn unknown_patient(expression: String) -> ServiceError {
    ServiceError::Unprocessable {
        expression,
        detail: "it refers to a patient who is not there; create the patient first",
    }
}

fn unresolvable(expression: String) -> ServiceError {
    ServiceError::Unprocessable {
        expression,
        detail: "refer to a patient of this server as `Patient/` and the id",
    }
}

fn invalid(expression: String, diagnostics: &str) -> ServiceError {
    ServiceError::Invalid(vec![Issue {
        severity: Severity::Error,
        code: IssueCode::TooLong,
        expression,
        diagnostics: diagnostics.to_owned(),
    }])
}
