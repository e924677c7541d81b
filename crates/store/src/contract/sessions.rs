//! The trait of the sessions of people who have signed in.

use model::{SessionId, SessionMark};
use policy::Permit;

use super::Answer;
use crate::session::{Sessions, StoredSession};

/// Sessions. They stand in the records store, so that every commit can look at the one that it rests on. They
/// begin and end with commits; what is here looks at them, and forgets those that are over.
///
/// A session belongs to a person and is good in one tenant: these methods act on whichever is named, in any
/// tenant.
pub trait SessionStore: Send + Sync {
    /// A session that has neither ended nor lasted too long.
    fn find_session<'a>(
        &'a self,
        permit: &'a Permit,
        id: SessionId,
    ) -> Answer<'a, Option<StoredSession>>;

    /// Such sessions by their id, those behind this one.
    fn list_sessions<'a>(
        &'a self,
        permit: &'a Permit,
        sessions: Sessions,
        after: Option<SessionId>,
        limit: usize,
    ) -> Answer<'a, Vec<StoredSession>>;

    /// Keeps something else of a session of this generation, and says whether it is still there. Its secret and
    /// the key stay what they are.
    fn note_session<'a>(
        &'a self,
        permit: &'a Permit,
        mark: SessionMark,
        message: Vec<u8>,
    ) -> Answer<'a, bool>;

    /// Forgets so many that would have lasted too long by now, ended or not. Says whether there were any.
    fn forget_sessions<'a>(&'a self, permit: &'a Permit, limit: usize) -> Answer<'a, bool>;
}
