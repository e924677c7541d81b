//! FHIR R4 (4.0.1) as a pure engine: validation, references, compartments, labels and outcomes.

#[rustfmt::skip]
mod generated;
mod issue;
mod place;
mod primitive;
mod reference;
mod tables;

pub mod meta;
pub mod people;
pub mod search;
pub mod types;

pub use issue::{Issue, IssueCode, Severity};
pub use reference::Target;
