//! Erasures: what one would take, how far one is, and its receipt.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What erasing a person would take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ErasurePlan {
    /// The type of the person's own document: `Patient`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its id.
    pub id: String,
    /// What would go and what would be rewritten, type by type.
    pub documents: Vec<AffectedDocuments>,
    /// Whether those are all; a person may have more documents than are counted for a plan.
    pub whole: bool,
    /// What would be left of the person after it, and why.
    #[serde(default)]
    pub kept: Vec<KeptAfterErasure>,
    /// What keeps the person from being erased: each has to be taken away first.
    pub holds: Vec<Hold>,
    /// By when no copy of before could be opened any more, if the person were erased now (RFC 3339).
    pub copies_until: String,
}

/// Something that is left of a person who was erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KeptAfterErasure {
    /// What is left: `hashes of sealed events in the log, from which nothing can be read`.
    pub what: String,
    /// Why, and by which law if one says so: `GDPR, Article 17(3)(b)`.
    pub why: String,
}

/// A person whom documents are about, and how their rights stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Subject {
    /// The type of the person's own document: `Patient`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Whether it was deleted. Deleting is not erasing.
    pub deleted: bool,
    /// Whether what is known of the person may only be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restriction: Option<Restriction>,
    /// What keeps the person from being erased.
    pub holds: Vec<Hold>,
    /// What the person objects to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objections: Vec<Objection>,
    /// That the person wants to be erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erasure_request: Option<RequestedErasure>,
}

/// Records that a person wants to be erased (GDPR, Article 17).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewErasureRequest {
    /// Why, in 1 to 500 characters on one line. Nobody has to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 500)]
    pub reason: Option<String>,
    /// Who asks; `the person` if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 500)]
    pub by: Option<String>,
}

/// That a person wants to be erased, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RequestedErasure {
    /// Why, if it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who asks.
    pub by: String,
    /// Since when (RFC 3339).
    pub requested_at: String,
    /// `open` or `refused`. Whoever is erased is not there any more.
    pub state: String,
    /// Why it is refused, in words for the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<String>,
    /// Since when it is (RFC 3339).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<String>,
}

/// Somebody who wants to be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonErasureRequest {
    /// The type of the person's own document.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its id.
    pub id: String,
    /// What they have asked for.
    pub request: RequestedErasure,
}

/// A page of persons who want to be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ErasureRequestList {
    /// Those of this page; there may be none, and others on the next.
    pub items: Vec<PersonErasureRequest>,
    /// The cursor of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// That what is known of a person may only be kept (GDPR, Article 18).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Restriction {
    /// Why.
    pub reason: String,
    /// Since when (RFC 3339).
    pub since: String,
}

/// A reason not to erase somebody for now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Hold {
    /// Its id.
    pub id: String,
    /// Why.
    pub reason: String,
    /// Since when (RFC 3339).
    pub placed_at: String,
}

/// Why something is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonRequest {
    /// In 1 to 500 characters on one line.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// That a person objects to a purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectionRequest {
    /// To what: `research`, `direct_marketing`, `profiling`, `legitimate_interests` or `public_interest`.
    pub purpose: String,
    /// Why, in 1 to 500 characters on one line.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
    /// Who objects: the person, or somebody for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When it was raised (RFC 3339); now, if it is left out. It is heeded from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}

/// That a person objects to a purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Objection {
    /// Its id.
    pub id: String,
    /// To what.
    pub purpose: String,
    /// Why.
    pub reason: String,
    /// Who has objected.
    pub by: String,
    /// Since when (RFC 3339).
    pub since: String,
    /// Who has recorded it.
    pub recorded_by: String,
    /// Whether this server can tell what is for the purpose, and refuses that. If not, people have to heed it.
    pub enforced: bool,
}

/// What one person objects to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonObjections {
    /// The type of the person's own document, if it is known.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// To what.
    pub objections: Vec<Objection>,
}

/// A page of persons who object to something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ObjectionList {
    /// Those of this page; there may be none, and others on the next.
    pub items: Vec<PersonObjections>,
    /// The cursor of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// What is said to be wrong in a document about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionRequest {
    /// The document, as `Observation/123`, or the name of a type of the tenant's own and an id.
    pub document: String,
    /// What is wrong in it, and what would be right, in 1 to 4,000 characters.
    #[schema(min_length = 1, max_length = 4000)]
    pub wrong: String,
    /// Who says so: the person, or somebody for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// By which change a document was put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionResolution {
    /// The event of the change, as `Ribcage-Event` of its answer named it.
    pub event: String,
}

/// What is said to be wrong in a document about a person, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Correction {
    /// Its id.
    pub id: String,
    /// The document.
    pub document: String,
    /// What is wrong in it, and what would be right.
    pub wrong: String,
    /// Who says so.
    pub by: String,
    /// Since when (RFC 3339).
    pub requested_at: String,
    /// `open`, `resolved` or `refused`.
    pub state: String,
    /// The event of the change that resolved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it was resolved or refused (RFC 3339).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<String>,
}

/// All that is said to be wrong of a person, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CorrectionList {
    /// The corrections.
    pub items: Vec<Correction>,
}

/// What somebody says is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonCorrection {
    /// The type of the person's own document.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its id.
    pub id: String,
    /// What they say.
    pub correction: Correction,
}

/// A page of what persons say is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonCorrectionList {
    /// Those of this page; there may be none, and others on the next.
    pub items: Vec<PersonCorrection>,
    /// The cursor of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// How many documents of a type are about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AffectedDocuments {
    /// The type.
    #[serde(rename = "type")]
    pub kind: String,
    /// How many are about nobody else: they would go.
    pub removed: u64,
    /// How many are about other people too: they would be rewritten without the person.
    pub rewritten: u64,
}

/// That a person is to be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ErasureRequest {
    /// Why, in 1 to 500 characters on one line. It is kept, so it must not say who it is.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// A person who was erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Erasure {
    /// Its id.
    pub id: String,
    /// The type of the person's own document: `Patient`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Why.
    pub reason: String,
    /// Since when nothing of the person is shown (RFC 3339).
    pub erased_at: String,
    /// `decided`: the key is to be destroyed. `erased`: it is, and what it opened is being removed.
    /// `removed`: nothing is left but what copies of before have. `closed`: those cannot be opened either.
    pub state: String,
    /// How many documents were removed, once they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documents_removed: Option<u64>,
    /// How many documents about other people too were rewritten, once they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documents_rewritten: Option<u64>,
    /// By when copies of before cannot be opened any more; once it is closed, since when (RFC 3339).
    pub copies_until: String,
    /// The receipt: a signed note that `ribcage receipt verify` checks. Not in lists, and not before the key
    /// is destroyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// Why there is no receipt and will be none: it was erased again after a restore.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_receipt: Option<String>,
}

/// A page of erasures, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ErasureList {
    /// The erasures.
    pub items: Vec<Erasure>,
    /// The cursor of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
