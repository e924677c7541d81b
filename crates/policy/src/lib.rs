//! Decisions: who may do what, and what of a document they may see.
//!
//! This is the only maker of a [`Permit`], without which no store opens, and of a release, without
//! which no document does. The rules are Cedar policies (`policies/`); the schema they are checked
//! against is generated from the list of operations.

mod concealed;
mod decision;
mod engine;
mod matrix;
mod permit;
mod reach;
mod schema;

pub use concealed::{Attributes, Concealed, Disclosable};
pub use decision::{Decision, Denial};
pub use engine::{Policies, PolicyText};
pub use matrix::role_matrix;
pub use permit::{Permit, Purpose};
