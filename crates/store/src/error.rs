//! What can go wrong between the operations and the back ends.

use model::Version;

use crate::write_set::TransactionId;

/// A store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Too much waits already; try again soon.
    #[error("the {store} store is busy")]
    Busy {
        /// Which store.
        store: model::StoreName,
    },
    /// The store has no room left for changes.
    #[error("the {store} store has no room left")]
    Full {
        /// Which store.
        store: model::StoreName,
    },
    /// The store cannot be reached or does not answer.
    #[error("the {store} store is not available")]
    Unavailable {
        /// Which store.
        store: model::StoreName,
        /// What its engine said.
        #[source]
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
    /// What is stored cannot be right.
    #[error("the {store} store holds something impossible: {what}")]
    Corrupt {
        /// Which store.
        store: model::StoreName,
        /// What was found, without any content.
        what: &'static str,
    },
}

/// Why a guard failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GuardFailure {
    /// The row has another newest version.
    #[error("the newest version is {0}")]
    Version(Version),
    /// The row waits for another transaction.
    #[error("another change of the same document is under way")]
    Pending(TransactionId),
    /// The person is not known, or was deleted or erased.
    #[error("the person is not there")]
    NotAlive,
    /// The person was erased.
    #[error("the person was erased")]
    Erased,
    /// What is known of the person may only be kept.
    #[error("what is known of the person may only be kept")]
    Restricted,
    /// The person has objected to the purpose.
    #[error("the person has objected to the purpose")]
    Objected,
    /// Live documents are about the person.
    #[error("other documents are about the person")]
    HasDependents,
    /// The name is taken.
    #[error("the name is taken")]
    Claimed,
    /// What the caller's right rests on has changed.
    #[error("the credential has changed")]
    Credential,
    /// The session that the caller's right rests on has ended, or goes on under another secret.
    #[error("the session has ended or changed")]
    Session,
    /// There was a session of this id.
    #[error("the session was begun before")]
    Begun,
    /// The tenant is closed to whoever asks, or deleted.
    #[error("the tenant is closed")]
    TenantClosed,
    /// The key that something is wrapped under has been followed by a newer one.
    #[error("the key it is wrapped under was superseded")]
    Superseded,
    /// The transaction was decided before: against it because it took too long, or for it already.
    #[error("the transaction was decided before")]
    Decided,
    /// Content that a document was to have is not there any more, or another document has it.
    #[error("the content is not there any more")]
    NotPending,
}

impl GuardFailure {
    /// Whether somebody else was quicker, so that it may go well when it is tried anew.
    pub const fn is_overtaken(self) -> bool {
        matches!(
            self,
            Self::Version(_)
                | Self::Pending(_)
                | Self::Credential
                | Self::Session
                | Self::Decided
                | Self::Superseded
        )
    }
}

/// A set was not committed, and nothing of it is there.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// A guard failed.
    #[error(transparent)]
    Guard(#[from] GuardFailure),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The key service did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum KeyServiceError {
    /// It does not know the epoch: the root key is another one, or was destroyed.
    #[error("root key epoch {0} is not there")]
    UnknownEpoch(u64),
    /// What was to be unwrapped was not wrapped by this root key.
    #[error("the tenant key does not open under this root key")]
    WrongRootKey,
    /// It answers, and says no: it is sealed, or its own rules do not allow this.
    #[error("the key service refuses: {0}")]
    Refused(String),
    /// It does not answer, or not in time.
    #[error("the key service is not available")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// A place where objects are kept did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// It cannot be one.
    #[error("{0}")]
    Refused(String),
    /// It cannot be reached, or something there cannot be read or written.
    #[error("the place where it is kept is not available")]
    Unavailable(#[source] std::io::Error),
}

/// What a mail server said, or what stood between us and it. It may repeat an address: it is for whoever gave that, and
/// for no log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailReply {
    /// The code of the answer (RFC 5321, section 4.2), if there was one.
    pub code: Option<u16>,
    /// The words, on one line.
    pub said: String,
}

/// A message was not sent. What is displayed of it names nobody.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// It will not be taken, however often it is tried.
    #[error("the mail server refuses the message for good{}", .0.code_in_words())]
    Refused(MailReply),
    /// It may be taken later: the server cannot be reached, does not know us, or asks to be tried again.
    #[error("the message cannot be handed to the mail server now{}", .0.code_in_words())]
    Later(MailReply),
    /// There is nobody to hand it to.
    #[error("no mail server is configured")]
    NotConfigured,
}

impl MailReply {
    fn code_in_words(&self) -> String {
        self.code.map(|code| format!(" (it answers {code})")).unwrap_or_default()
    }
}
