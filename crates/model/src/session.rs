//! Sessions of people who have signed in, as far as every commit looks at them.

use crate::ids::{RowKey, SessionId, TenantId};

/// The session that a caller's right rests on. Every commit checks that it has not ended, and that its
/// secret is still the one that was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionMark {
    /// The session.
    pub id: SessionId,
    /// The one tenant it is good in.
    pub tenant: TenantId,
    /// Whose it is: a keyed hash of the user.
    pub owner: RowKey,
    /// How often its secret has been drawn anew; the first is 1.
    pub generation: u64,
}
