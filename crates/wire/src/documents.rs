//! Types of documents of a tenant's own, and documents of such types.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::ToSchema;

/// A type of documents of the tenant's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DocumentType {
    /// Its name, which stands in the addresses of its documents.
    pub name: String,
    /// What it says of them.
    pub definition: DocumentTypeDefinition,
    /// Whether there are documents of it, or were. Then `subject` and `indexes` stay as they are.
    pub is_used: bool,
    /// The version of this state, for `If-Match`.
    pub version: u64,
    /// When this state was made (RFC 3339).
    pub updated_at: String,
}

/// The tenant's own types, the oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DocumentTypeList {
    /// The types.
    pub items: Vec<DocumentType>,
}

/// A type to be registered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDocumentType {
    /// 1 to 64 small letters, digits and hyphens, a letter first. It never changes.
    pub name: String,
    /// What it says of its documents.
    pub definition: DocumentTypeDefinition,
}

/// What a type says of its documents. A path is names of members with full stops between them, through all
/// elements of the arrays on the way: `lines.price`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentTypeDefinition {
    /// What a document must be like: a JSON Schema of draft 2020-12, of an object, in at most 64 KiB. `$ref`
    /// leads to `#/$defs/…`, and not round in a circle.
    #[schema(value_type = Object)]
    pub schema: serde_json::Value,
    /// Whom a document is about. Documents of a type without it are about nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<DocumentSubject>,
    /// The paths of what says nothing about anybody, such as a number of points. What is not named here is
    /// personal: it is hidden from analysts.
    #[serde(default)]
    pub open: Vec<String>,
    /// By what documents are found and sorted; at most 32.
    #[serde(default)]
    pub indexes: Vec<DocumentIndex>,
}

/// Whom a document is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentSubject {
    /// Where the id stands; several ids, if the path leads through an array.
    pub path: String,
    /// `Patient`: the id of a patient who is stored here. `Subject`: an id of the platform's own for a
    /// natural person, who becomes known by the first document about them.
    #[serde(rename = "type")]
    pub kind: String,
}

/// By what documents are found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentIndex {
    /// The name of the parameter: small letters, digits and hyphens, a letter first.
    pub name: String,
    /// `date`, `number`, `string` (found by its beginning), `token` (found as a whole) or `uri`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Where the values stand.
    pub path: String,
}

/// A version of a document.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Document {
    /// Its id within its type.
    pub id: String,
    /// Its version, for `If-Match`.
    pub version: u64,
    /// When the version was made (RFC 3339).
    pub updated_at: String,
    /// What was sent, or what of it the caller may see. Not there in a version that says that the document
    /// was deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub content: Option<Box<RawValue>>,
}

/// A page of documents.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DocumentList {
    /// The documents, or versions of one.
    pub items: Vec<Document>,
    /// How many there are in all, if that is known or was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// How many of this page could not be shown, since what is stored of them fails its integrity check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub damaged: Option<usize>,
    /// The cursor of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
