//! FHIR R4 (4.0.1) as a pure engine: validation, references, compartments, labels and outcomes.
//!
//! Nothing here reads a file, a clock or a network. What R4 defines stands in static tables that
//! are made from the official definitions.

mod audit_event;
mod difference;
#[rustfmt::skip]
mod generated;
mod issue;
mod patch;
mod place;
mod primitive;
mod reference;
mod tables;
mod validate;
mod view;

pub mod bundle;
pub mod erase;
pub mod meta;
pub mod outcome;
pub mod patient_links;
pub mod people;
pub mod redact;
pub mod search;
pub mod statistics;
pub mod types;

pub use audit_event::{AuditFacts, AuditOutcome, Interaction, audit_event};
pub use difference::{CHANGES_MAX, Change, difference};
pub use issue::{Issue, IssueCode, Severity};
pub use patch::{PATCH_OPERATIONS_MAX, Patch, PatchError};
pub use reference::Target;
pub use validate::{ISSUES_MAX, validate};
pub use view::part;
