//! Who asks: a machine, the operator or a background task, in one tenant, through one interface.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use std::sync::Arc;

use crate::background::BackgroundTask;
use crate::ids::{ClientId, LogSubject, Pseudonym, RowKey, TenantId, UserId};
use crate::resource::Version;
use crate::scopes::Scopes;
use crate::session::SessionMark;

/// The door through which a request came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Interface {
    /// `/fhir/R4`.
    Fhir,
    /// `/api`.
    Api,
    /// Pages, which show a session's cookie.
    Console,
    /// The operator's command line.
    Cli,
    /// The server itself.
    Worker,
}

impl Interface {
    /// The name in events and metrics.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fhir => "fhir",
            Self::Api => "api",
            Self::Console => "console",
            Self::Cli => "cli",
            Self::Worker => "worker",
        }
    }
}

/// A built-in role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Runs the tenant: clients, roles, activity. Sees no clinical content.
    Administrator,
    /// Treats people: reads and writes their records.
    Clinician,
    /// Studies records without identities, narrative or restricted content.
    Analyst,
    /// Reviews what happened and verifies the log. Sees no clinical content.
    Auditor,
    /// Sees to people's rights: erases them, and sees what happened. Sees no clinical content.
    PrivacyOfficer,
    /// A machine that feeds and reads records; cannot delete.
    Service,
    /// Is one of those whom records are about: sees their own and who looked at it, and nothing else.
    Patient,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 7] = [
        Self::Administrator,
        Self::Clinician,
        Self::Analyst,
        Self::Auditor,
        Self::PrivacyOfficer,
        Self::Service,
        Self::Patient,
    ];

    /// The name in policies and in the platform API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Clinician => "clinician",
            Self::Analyst => "analyst",
            Self::Auditor => "auditor",
            Self::PrivacyOfficer => "privacy_officer",
            Self::Service => "service",
            Self::Patient => "patient",
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The text names no role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a role; the roles are {}", Role::ALL.map(Role::name).join(", "))]
pub struct ParseRoleError;

impl FromStr for Role {
    type Err = ParseRoleError;

    fn from_str(text: &str) -> Result<Self, ParseRoleError> {
        Self::ALL.into_iter().find(|role| role.name() == text).ok_or(ParseRoleError)
    }
}

/// A set of roles.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Roles(u8);

impl Roles {
    /// No role at all.
    pub const NONE: Self = Self(0);

    /// Whether the role is in the set.
    pub const fn contains(self, role: Role) -> bool {
        self.0 & role.bit() != 0
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The roles in it, in the order of [`Role::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.contains(*role))
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        Self(roles.into_iter().fold(0, |bits, role| bits | role.bit()))
    }
}

impl fmt::Debug for Roles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// Who a caller is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Principal {
    /// A machine with a token.
    Client(ClientId),
    /// A person who has signed in to a tenant.
    User(UserId),
    /// A person in the directory, where they see to their own account and to nothing else.
    Holder(UserId),
    /// Somebody who is about to show who they are.
    Visitor,
    /// Somebody who holds a new tenant's one-time credential, and may only claim the tenant.
    Claimant,
    /// Somebody who was invited to a tenant, and may only join it.
    Invitee(UserId),
    /// Whoever can reach the operator's socket.
    Operator,
    /// The server itself.
    Background(BackgroundTask),
}

impl Principal {
    /// The word for this kind of principal in events.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Client(_) => "client",
            Self::User(_) | Self::Holder(_) => "user",
            Self::Visitor => "visitor",
            Self::Claimant => "claimant",
            Self::Invitee(_) => "invitee",
            Self::Operator => "operator",
            Self::Background(_) => "background",
        }
    }
}

/// The document a caller's right rests on. Every commit checks that it is still at this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credential {
    /// The row of the document in the records store.
    pub row: RowKey,
    /// The version that was looked at.
    pub version: Version,
}

/// One of those whom documents are about, who looks at what is their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnSubject {
    /// Their pseudonym in the identity store.
    pub identity: Pseudonym,
    /// Their pseudonym in the records store.
    pub records: Pseudonym,
}

impl OwnSubject {
    /// Whether a document is theirs: about them, and about nobody else.
    pub fn owns(&self, about: &[Pseudonym]) -> bool {
        matches!(about, [one] if *one == self.identity || *one == self.records)
    }
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The tenant in which they act. It comes from the credential, never from a path or a header.
    pub tenant: TenantId,
    /// Who they are.
    pub principal: Principal,
    /// The name they are shown under.
    pub name: String,
    /// What they may do.
    pub roles: Roles,
    /// Whose record they see, if they see their own.
    pub own: Option<OwnSubject>,
    /// What their right rests on; nothing for the operator and the server itself.
    pub credential: Option<Credential>,
    /// The session that their right rests on, if they have signed in.
    pub session: Option<SessionMark>,
    /// The random id under which the log knows them.
    pub log_subject: LogSubject,
    /// The door they came through.
    pub interface: Interface,
    /// Where from, if from a network.
    pub address: Option<IpAddr>,
    /// How far their token reaches of all that they may do; all the way, if nothing is said.
    pub scopes: Option<Arc<Scopes>>,
}

impl Caller {
    /// Who they are, if it is somebody who signs in.
    pub const fn user(&self) -> Option<UserId> {
        match self.principal {
            Principal::User(user) => Some(user),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_roles_holds_what_was_put_in() {
        let roles: Roles = [Role::Auditor, Role::Clinician].into_iter().collect();
        assert!(roles.contains(Role::Auditor) && !roles.contains(Role::Service));
        assert_eq!(roles.iter().collect::<Vec<_>>(), [Role::Clinician, Role::Auditor]);
    }
}
