//! Invitations to a tenant.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::sign_in::NewPassword;

/// Invites somebody to the tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInvitation {
    /// Where they are written to, and the name with which they will sign in.
    pub email: String,
    /// What they may do once they have joined: names of roles.
    pub roles: Vec<String>,
    /// The id of the Patient that they are: then `roles` is `["patient"]`, and they see their own record and who looked at
    /// it, and nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patient: Option<String>,
    /// The language they are written to in: `en` (if not given), `nl` or `pt`. Whoever is known has chosen one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// Somebody who was invited and has not joined yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Invitation {
    /// Who: 32 hexadecimal digits, the same as when they have joined.
    pub user: String,
    /// Where they were written to; not there if they were erased, or have another address by now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// What they may do once they have joined: names of roles.
    pub roles: Vec<String>,
    /// When they were invited (RFC 3339).
    pub invited_at: String,
    /// Until when the link is good (RFC 3339).
    pub expires_at: String,
    /// Whether that is over.
    pub expired: bool,
}

/// An invitation that was just made.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CreatedInvitation {
    /// The invitation.
    #[serde(flatten)]
    pub invitation: Invitation,
    /// Where it is accepted, if no mail is sent: hand it to who is invited. Shown once. Whoever has it and comes first
    /// is taken for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// A page of invitations, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InvitationList {
    /// The invitations.
    pub items: Vec<Invitation>,
    /// The cursor of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// An invitation as who is invited sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OwnInvitation {
    /// To which tenant.
    pub tenant: String,
    /// Its name.
    pub tenant_name: String,
    /// Where they were written to.
    pub email: String,
    /// What they may do once they have joined: names of roles.
    pub roles: Vec<String>,
    /// Until when it is good (RFC 3339).
    pub expires_at: String,
    /// Whether they sign in already: then they accept it with the ticket of a sign-in, and else with a name and a
    /// password.
    pub known: bool,
    /// What they will have to show when they sign in: `one_factor`, `two_factors` or `phishing_resistant`.
    pub required: String,
}

/// Accepts an invitation: either with a name and a password, or with the ticket of a sign-in.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationAcceptance {
    /// The ticket of somebody on the way in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_in: Option<String>,
    /// What they are called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The language they are written to in; the one of the invitation if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The password they have chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<NewPassword>,
}

/// The member that somebody became.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AcceptedInvitation {
    /// Their id.
    pub user: String,
    /// The tenant.
    pub tenant: String,
    /// A ticket for setting up a second factor (`/auth/enrolment/…`), if they did not sign in before; good for ten
    /// minutes. It lets nobody in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_in: Option<String>,
}
