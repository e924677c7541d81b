//! Events: who did what, when, from where, through which interface.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of events, newest first. It may be short although there are more: follow `next`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EventList {
    /// The events.
    pub items: Vec<Event>,
    /// The cursor of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Event {
    /// Its name, as in `Ribcage-Event`.
    pub id: String,
    /// Its hash, as in `Ribcage-Event`: 64 hexadecimal digits.
    pub hash: String,
    /// Its index in its tree, once it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<u64>,
    /// When (RFC 3339).
    pub at: String,
    /// What was done: the name of an operation.
    pub operation: String,
    /// `done`, `refused` or `failed`.
    pub outcome: String,
    /// The code of the problem, if it was not done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// Who did it.
    pub actor: Actor,
    /// Through which door: `fhir`, `api`, `cli`, `worker`.
    pub interface: String,
    /// From which address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// In which request.
    pub request: String,
    /// The names of the request's parameters; never their values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<String>,
    /// How many things a list showed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<usize>,
    /// The policies that decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<String>,
    /// The documents that were read or changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Resource>,
    /// The rows that were changed, by row key, with what was stored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<ChangedRow>,
    /// What a change made different. Only on a single event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ResourceChange>,
}

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Actor {
    /// `client`, `claimant`, `operator`, `background`.
    pub kind: String,
    /// The id, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name.
    pub name: String,
}

/// A document in an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Resource {
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The version that was read or written.
    pub version: u64,
}

/// A row that was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChangedRow {
    /// The store it is in.
    pub store: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its row key: 32 hexadecimal digits.
    pub row: String,
    /// The version.
    pub version: u64,
    /// SHA-256 of what was stored: 64 hexadecimal digits.
    pub sha256: String,
}

/// What a change made different in one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ResourceChange {
    /// The document.
    pub resource: Resource,
    /// The elements that differ.
    pub differences: Vec<Difference>,
}

/// One element that differs. To who may not read the document the values are not shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Difference {
    /// The element.
    pub path: String,
    /// Its value before, as JSON text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Its value after, as JSON text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// That somebody has looked at what is known of the caller, or changed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OwnAccess {
    /// When (RFC 3339).
    pub at: String,
    /// What was done: the name of an operation.
    pub operation: String,
    /// `done`, `refused` or `failed`.
    pub outcome: String,
    /// `client`, `user`, `operator`, …
    pub actor_kind: String,
    /// The id of who did it, if they have one: two may have one name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor_id: Option<String>,
    /// The name of who did it; empty if they were erased.
    pub actor_name: String,
    /// Through which door: `console`, `fhir`, `api`, …
    pub interface: String,
}

/// A page of accesses, newest first. It may be short although there are more: follow `next`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OwnAccessList {
    /// The accesses.
    pub items: Vec<OwnAccess>,
    /// The cursor of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
