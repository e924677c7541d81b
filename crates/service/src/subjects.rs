//! The rights of persons that stand beside their documents: that nobody may erase them for now (a hold), that
//! what is known of them may only be kept (restriction, GDPR, Article 18), what it may not be used for
//! (objection, Article 21), and that they want to be erased (Article 17).
//!
//! All stand in one document about the person, under their key, so it goes with them.

mod erasure_requests;
mod find_subject;
mod hold_subject;
mod list_erasure_requests;
mod list_objections;
mod object_subject;
mod restrict_subject;

use model::clock::format_instant;
use model::{ResourceId, ResourceType, Rng, RowKey, StoreName, Timestamp, Version};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::{Document, DocumentState, Guard, Selection, Sequence, SubjectState};

use crate::Service;
use crate::cursor::{Page, PageOf};
use crate::erasures::Person;
use crate::error::ServiceError;
use crate::keys::TenantKeys;
use crate::records::{People, random_id};
use crate::work::{Change, Work};

/// How many holds there are on a person at most.
const HOLDS_MAX: usize = 50;
/// How many objections of a person there are at most.
const OBJECTIONS_MAX: usize = 50;
/// How long a reason may be.
const REASON_CHARS_MAX: usize = 500;

pub use erasure_requests::{ErasureRequest, NewErasureRequest};
pub use list_erasure_requests::PersonErasureRequest;
pub use list_objections::PersonObjections;
pub use object_subject::{NewObjection, Objection, ObjectionPurpose};

/// A person whom documents are about, as those see them who see to their rights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectView {
    /// The type of their own document.
    pub kind: ResourceType,
    /// Its id.
    pub id: ResourceId,
    /// Whether their own document was deleted.
    pub is_deleted: bool,
    /// Since when what is known of them may only be kept, and why.
    pub restriction: Option<Restriction>,
    /// Why they may not be erased for now.
    pub holds: Vec<Hold>,
    /// What they object to.
    pub objections: Vec<Objection>,
    /// That they want to be erased.
    pub erasure_request: Option<ErasureRequest>,
}

/// A reason not to erase somebody for now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Its id.
    pub id: String,
    /// Why.
    pub reason: String,
    /// Since when (RFC 3339).
    pub placed_at: String,
}

/// That what is known of somebody may only be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restriction {
    /// Why.
    pub reason: String,
    /// Since when (RFC 3339).
    pub since: String,
    /// Whether documents could be about them before.
    #[serde(default)]
    was_deleted: bool,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct RightsBody {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    restriction: Option<Restriction>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    holds: Vec<Hold>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    objections: Vec<Objection>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    erasure_request: Option<ErasureRequest>,
    /// Who it is: the type and id of their own document. Of before there were objections it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    person: Option<(String, String)>,
}

/// What is kept of a person's rights, at which version.
pub(crate) struct Rights {
    row: RowKey,
    version: Version,
    body: RightsBody,
}

impl Rights {
    /// That they are still what was looked at.
    pub(crate) const fn guard(&self) -> Guard {
        Guard::Version { row: self.row, expected: self.version }
    }

    /// What keeps the person from being erased.
    pub(crate) fn holds(&self) -> Vec<Hold> {
        self.body.holds.clone()
    }

    /// Whether something keeps the person from being erased.
    pub(crate) fn are_holding(&self) -> bool {
        !self.body.holds.is_empty()
    }
}

impl Service {
    /// What is kept of a person's rights.
    pub(crate) async fn rights_of(
        &self,
        work: &Work<'_>,
        person: &Person,
    ) -> Result<Rights, ServiceError> {
        let row = rights_row(&work.keys, person);
        let Some(sealed) = self.records.find_newest(&work.permit, row).await? else {
            return Ok(Rights { row, version: Version::ABSENT, body: RightsBody::default() });
        };
        let document = self.open_document(&work.permit, &sealed).await?;
        let body = serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)?;
        Ok(Rights { row, version: sealed.version, body })
    }

    /// The change that keeps a person's rights as they are now, and gives them.
    async fn keep_rights(
        &self,
        work: &Work<'_>,
        person: &Person,
        mut rights: Rights,
    ) -> Result<Change<SubjectView>, ServiceError> {
        rights.body.person = Some((person.kind.name().to_owned(), person.id.to_string()));
        let view = self.view_of(work, person, &rights).await?;
        let document = Document {
            kind: ResourceType::SUBJECT_RIGHTS,
            id: person.subject.log_subject().to_string().parse().expect("hexadecimal digits"),
            version: rights.version.next(),
            at: work.ctx.at,
            state: DocumentState::Live,
            labels: Vec::new(),
            about: vec![person.subject.pseudonym(StoreName::Records)],
            body: serde_json::to_string(&rights.body).expect("strings are always valid JSON"),
            content: None,
            definition: None,
        };
        self.keep_beside(work, person, &document).await.map(|change| change.with(view))
    }

    /// Stores a document that stands beside a person's documents, about them alone.
    pub(crate) async fn keep_beside(
        &self,
        work: &Work<'_>,
        person: &Person,
        document: &Document,
    ) -> Result<Change<()>, ServiceError> {
        let about = vec![Arc::clone(&person.subject)];
        // Whether documents may be about them makes no difference.
        let becoming_known = about.clone();
        let mut people = People::default();
        (people.about, people.becoming_known) = (about, becoming_known);
        let mut change = self.store_document(work, document, people).await?;
        change.subjects.clear();
        change.guards.push(Guard::NotErased(person.subject.pseudonym(StoreName::Records)));
        Ok(change.with(()))
    }

    async fn view_of(
        &self,
        work: &Work<'_>,
        person: &Person,
        rights: &Rights,
    ) -> Result<SubjectView, ServiceError> {
        let records = person.subject.pseudonym(StoreName::Records);
        let state = self.records.find_subject_state(&work.permit, records).await?;
        let was_deleted = rights.body.restriction.as_ref().is_some_and(|it| it.was_deleted);
        Ok(SubjectView {
            kind: person.kind,
            id: person.id.clone(),
            is_deleted: state == Some(SubjectState::Closed) || was_deleted,
            restriction: rights.body.restriction.clone(),
            holds: rights.body.holds.clone(),
            objections: self.named(rights.body.objections.clone()).await?,
            erasure_request: rights.body.erasure_request.clone(),
        })
    }

    /// A page of what is kept of the rights of persons: of those that are wanted, which may be fewer than were asked for.
    async fn page_of_rights(
        &self,
        work: &Work<'_>,
        page: &Page,
        is_wanted: impl Fn(&RightsBody) -> bool + Send,
    ) -> Result<Change<PageOf<RightsBody>>, ServiceError> {
        let before = page.position(&work.keys, work.operation)?.map(Sequence);
        let selection = Selection::OfKind(ResourceType::SUBJECT_RIGHTS);
        let rows = self.records.list_live(&work.permit, selection, before, page.size + 1).await?;
        let mut change = Change::of(());
        let mut items = Vec::new();
        for sealed in rows.iter().take(page.size) {
            let document = match self.open_document(&work.permit, sealed).await {
                // Erased since the rows were listed.
                Err(ServiceError::Gone) => continue,
                document => document?,
            };
            let body: RightsBody =
                serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)?;
            if is_wanted(&body) {
                items.push(body);
                change = change.showing_rights(work.touch(sealed, &document).await?);
            }
        }
        let next = (rows.len() > page.size).then(|| rows[page.size - 1].born.0);
        let next = next.map(|at| work.keys.seal_cursor(work.operation, at, self.rng()));
        let returned = items.len();
        Ok(change.with(PageOf { items, next }).listing(returned))
    }

    /// Objections with the names of those who have recorded them.
    async fn named(&self, mut objections: Vec<Objection>) -> Result<Vec<Objection>, ServiceError> {
        for objection in &mut objections {
            let user = objection.recorded_by_user.as_deref();
            objection.recorded_by = self.called(&objection.recorded_by, user).await?;
        }
        Ok(objections)
    }
}

impl Hold {
    fn new(reason: &str, at: Timestamp, rng: &dyn Rng) -> Self {
        let (id, reason) = (random_id(rng).to_string(), reason.to_owned());
        Self { id, reason, placed_at: format_instant(at) }
    }
}

fn rights_row(keys: &TenantKeys, person: &Person) -> RowKey {
    let id = person.subject.log_subject().to_string();
    keys.row_key(StoreName::Records, ResourceType::SUBJECT_RIGHTS.name(), &id)
}

/// A reason says something, on one line.
pub(crate) fn check_reason(reason: &str) -> Result<(), ServiceError> {
    let is_long = reason.chars().count() > REASON_CHARS_MAX;
    if reason.trim().is_empty() || is_long || reason.contains(char::is_control) {
        return Err(ServiceError::BadRequest(format!(
            "reason says in 1 to {REASON_CHARS_MAX} characters, on one line, why"
        )));
    }
    Ok(())
}
