//! Sessions: what a person has from signing in until signing out, on every server.
//!
//! They are no documents: they come and go, and nobody asks for the history of one. What is known of a
//! session is sealed under its owner's key.

use std::time::Duration;

use model::{RowKey, SessionId, SessionMark, StoreName, TenantId};
use seal::{Key, KeyReference, OpenError, Place, Plaintext};

/// The longest that a session can last.
pub const SESSION_TIME_MAX: Duration = Duration::from_hours(24 * 90);

/// A session, as it stands in the store.
#[derive(Debug, Clone)]
pub struct StoredSession {
    /// Which, of which generation.
    pub mark: SessionMark,
    /// The key that what is known of it is sealed under.
    pub key: KeyReference,
    message: Vec<u8>,
}

impl StoredSession {
    /// Puts a row into the words of the contract. Only back ends call this.
    pub const fn from_row(mark: SessionMark, key: KeyReference, message: Vec<u8>) -> Self {
        Self { mark, key, message }
    }

    /// Opens what is known of it.
    pub fn open(&self, key: &Key) -> Result<Plaintext, OpenError> {
        seal::open(key, &place(self.mark, self.key), &self.message)
    }
}

/// Where what is known of a session is sealed.
pub const fn place(mark: SessionMark, key: KeyReference) -> Place<'static> {
    Place {
        tenant: TenantId::DIRECTORY,
        store: StoreName::Records,
        kind: "session",
        row: RowKey::from_bytes(*mark.id.as_bytes()),
        version: mark.generation,
        key,
    }
}

/// What becomes of sessions.
#[derive(Debug, Clone)]
pub enum SessionChange {
    /// One begins. Fails if there ever was one of this id, until that one is forgotten: whoever signs in twice
    /// with the same proof has nothing from the second time.
    Begin {
        /// Which.
        mark: SessionMark,
        /// The key that what is known of it is sealed under.
        key: KeyReference,
        /// What is known of it, sealed at [`place`].
        message: Vec<u8>,
        /// How long it lasts at most, from now; at most [`SESSION_TIME_MAX`].
        time: Duration,
    },
    /// It goes on under the next generation, with another secret. Fails if it is not of this one any more.
    Renew {
        /// Which, as it was.
        mark: SessionMark,
        /// The key that what is known of it is sealed under.
        key: KeyReference,
        /// What is known of it, sealed at [`place`] of the next generation.
        message: Vec<u8>,
    },
    /// They end, all but one.
    End {
        /// Which.
        sessions: Sessions,
        /// Not this one.
        but: Option<SessionId>,
    },
}

/// Some sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sessions {
    /// One.
    One(SessionMark),
    /// Those of a person, in all tenants.
    Of(RowKey),
    /// Those of a person in a tenant.
    OfIn(RowKey, TenantId),
    /// Those of everybody in a tenant.
    In(TenantId),
}

impl Sessions {
    /// Whether a session is one of them.
    pub fn contain(self, mark: SessionMark) -> bool {
        match self {
            Self::One(one) => one.id == mark.id,
            Self::Of(owner) => owner == mark.owner,
            Self::OfIn(owner, tenant) => (owner, tenant) == (mark.owner, mark.tenant),
            Self::In(tenant) => tenant == mark.tenant,
        }
    }
}
