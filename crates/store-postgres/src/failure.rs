//! What can go wrong between us and the engine, and what the contract calls it.

use model::StoreName;
use store::StoreError;
use tokio_postgres::error::{Severity, SqlState};

/// The engine did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// It said why, or the connection broke.
    #[error("the engine refused, or the connection broke")]
    Engine(#[from] tokio_postgres::Error),
    /// It did not answer in time, or cannot be reached.
    #[error("the engine does not answer")]
    Silent,
    /// A row has a value that we never write.
    #[error("a row has an impossible value")]
    Impossible,
    /// It takes writes, but another server has taken its place meanwhile.
    #[error("the engine is an earlier primary, which another has followed")]
    LeftBehind,
    /// The disk of the engine takes a commit that its replicas may not have.
    #[error("the engine warned that a commit may not be replicated")]
    Unreplicated,
}

impl Failure {
    /// What the contract calls it.
    pub(crate) fn in_store(self, store: StoreName) -> StoreError {
        let code = match &self {
            Self::Engine(error) => error.code(),
            _ => None,
        };
        match (code, &self) {
            (Some(code), _) if *code == SqlState::DISK_FULL => StoreError::Full { store },
            (Some(code), _)
                if *code == SqlState::DATA_CORRUPTED || *code == SqlState::INDEX_CORRUPTED =>
            {
                StoreError::Corrupt { store, what: "the database is damaged" }
            }
            (_, Self::Impossible) => {
                StoreError::Corrupt { store, what: "a row has an impossible value" }
            }
            _ => StoreError::Unavailable { store, source: Some(Box::new(self)) },
        }
    }

    /// Whether what the engine did with the last thing it was asked cannot be known from this.
    pub(crate) fn leaves_doubt(&self) -> bool {
        match self {
            Self::Engine(error) => error.as_db_error().is_none_or(|said| {
                // It may have told why it ends the session when the commit was on its disk already.
                matches!(said.parsed_severity(), Some(Severity::Fatal | Severity::Panic))
            }),
            Self::Silent | Self::Unreplicated | Self::LeftBehind => true,
            Self::Impossible => false,
        }
    }
}
