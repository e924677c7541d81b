//! The outcome of a decision, with its reasons.

use std::sync::Arc;

use model::{Operation, ResourceType};

/// What was decided, by which policies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Whether it is allowed.
    pub allowed: bool,
    /// The ids of the policies that made it so; none when simply no policy allows it.
    pub policies: Arc<[String]>,
    /// What must be hidden, when it is allowed.
    pub hidden: Arc<[String]>,
}

/// The rules say no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.explanation())]
pub struct Denial {
    /// What was asked for.
    pub operation: Operation,
    /// On what kind of thing.
    pub kind: ResourceType,
    /// The policies that forbid it; none when simply no policy allows it.
    pub policies: Arc<[String]>,
}

impl Denial {
    fn explanation(&self) -> String {
        let Self { operation, kind, policies } = self;
        if policies.is_empty() {
            format!("no policy lets this caller do {operation} on {kind}")
        } else {
            format!("{operation} on {kind} is forbidden by policy {}", policies.join(", "))
        }
    }
}
