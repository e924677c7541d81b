//! Invitations to a tenant. Who is invited stands in the directory from then on, under a key of their own; what they are
//! to become is a document of the tenant's, which the link rests on until it is spent, taken back or over.

mod accept_invitation;
mod create_invitation;
mod delete_invitation;
mod find_own_invitation;
mod forget_invitations;
mod inviter;
mod list_invitations;

use std::time::Duration;

use model::clock::format_instant;
use model::{
    LogSubject, Principal, Pseudonym, ResourceType, Role, Roles, RowKey, StoreName, TenantId,
    Timestamp, UserId, Version,
};
use serde::{Deserialize, Serialize};
use store::{Document, Sealed};

use crate::Service;
use crate::clients::{parse_sha256, role_names};
use crate::error::ServiceError;
use crate::keys::TenantKeys;
use crate::token::Token;
use crate::users::id_of_user;
use crate::work::Work;

use inviter::Inviter;

pub use accept_invitation::{Acceptance, Accepted};
pub use create_invitation::NewInvitation;
pub use find_own_invitation::OwnInvitation;

/// For how long an invitation is good.
const GOOD_FOR: Duration = Duration::from_hours(7 * 24);

/// Somebody who may join a tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Who.
    pub user: UserId,
    /// Where they were written to, unless they were erased or have another address by now, which is nobody's business here.
    pub email: Option<String>,
    /// What they are to become.
    pub roles: Roles,
    /// When they were invited.
    pub invited_at: Timestamp,
    /// Until when the link is good.
    pub expires_at: Timestamp,
    /// Whether that is over, or whoever has invited may not any more.
    pub has_expired: bool,
}

/// An invitation that was just made.
#[derive(Debug)]
pub struct CreatedInvitation {
    /// What is to be known of it.
    pub invitation: Invitation,
    /// What it is accepted with, where no mail is sent: whoever has invited hands it on. Shown once.
    pub token: Option<Token>,
}

/// An invitation as it is stored.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct InvitationBody {
    roles: Vec<String>,
    secret_sha256: String,
    log_subject: String,
    invited_at: String,
    expires_at: String,
    /// Of a patient, the pseudonym in the records store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    /// What stands for the address that was written to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    written_to: Option<String>,
    /// Who has invited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    invited_by: Option<Inviter>,
}

impl InvitationBody {
    fn new(
        (roles, subject): (Roles, Option<Pseudonym>),
        secret: [u8; 32],
        log: LogSubject,
        (at, until): (Timestamp, Timestamp),
        written_to: RowKey,
        invited_by: Option<Inviter>,
    ) -> Self {
        Self {
            roles: role_names(roles),
            secret_sha256: hex::encode(secret),
            log_subject: log.to_string(),
            invited_at: format_instant(at),
            expires_at: format_instant(until),
            subject: subject.map(|subject| subject.to_string()),
            written_to: Some(written_to.to_string()),
            invited_by,
        }
    }

    pub(crate) fn read(document: &Document) -> Result<Self, ServiceError> {
        serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)
    }

    fn roles(&self) -> Result<Roles, ServiceError> {
        let role = |name: &String| name.parse::<Role>().map_err(|_| ServiceError::Integrity);
        self.roles.iter().map(role).collect()
    }

    pub(crate) fn subject(&self) -> Result<Option<Pseudonym>, ServiceError> {
        let subject = self.subject.as_deref().map(str::parse).transpose();
        subject.map_err(|_| ServiceError::Integrity)
    }

    pub(crate) fn secret_sha256(&self) -> Result<[u8; 32], ServiceError> {
        parse_sha256(&self.secret_sha256)
    }

    pub(crate) fn log_subject(&self) -> Result<LogSubject, ServiceError> {
        self.log_subject.parse().map_err(|_| ServiceError::Integrity)
    }

    pub(crate) fn expires_at(&self) -> Result<Timestamp, ServiceError> {
        self.expires_at.parse().map_err(|_| ServiceError::Integrity)
    }

    fn document(&self, user: UserId, version: Version, at: Timestamp) -> Document {
        let body = serde_json::to_string(self).expect("strings are always valid JSON");
        Document::about_nobody(ResourceType::INVITATION, id_of_user(user), version, at, body)
    }
}

impl Service {
    /// An invitation with what the directory knows of who is invited.
    async fn invitation(
        &self,
        tenant: TenantId,
        document: &Document,
        now: Timestamp,
    ) -> Result<Invitation, ServiceError> {
        let user = document.id.as_str().parse().map_err(|_| ServiceError::Integrity)?;
        let body = InvitationBody::read(document)?;
        let expires_at = body.expires_at()?;
        Ok(Invitation {
            user,
            email: self.address_written_to(user, &body).await?,
            roles: body.roles()?,
            invited_at: body.invited_at.parse().map_err(|_| ServiceError::Integrity)?,
            expires_at,
            has_expired: expires_at <= now || !self.is_upheld(tenant, &body).await?,
        })
    }

    /// Where somebody was written to, if they have that address still.
    async fn address_written_to(
        &self,
        user: UserId,
        body: &InvitationBody,
    ) -> Result<Option<String>, ServiceError> {
        let Some(known) = self.find_user(user).await? else { return Ok(None) };
        let now = self.decoy(&known.user.email).await?.to_string();
        let is_it = body.written_to.as_ref().is_none_or(|written_to| *written_to == now);
        Ok(is_it.then(|| known.user.email.as_str().to_owned()))
    }

    /// The newest version of an invitation that is there, good or over.
    async fn live_invitation(
        &self,
        work: &Work<'_>,
        user: UserId,
    ) -> Result<(Sealed, Document), ServiceError> {
        let row = invitation_row(&work.keys, user);
        let sealed = self.records.find_newest(&work.permit, row).await?;
        let sealed = sealed.ok_or(ServiceError::NotFound)?;
        let document = work.release(&sealed).await?;
        if document.is_live() { Ok((sealed, document)) } else { Err(ServiceError::NotFound) }
    }
}

/// Who comes with an invitation.
fn invitee(work: &Work<'_>) -> Result<UserId, ServiceError> {
    match work.caller.principal {
        Principal::Invitee(user) => Ok(user),
        _ => Err(ServiceError::Unauthenticated),
    }
}

pub(crate) fn invitation_row(keys: &TenantKeys, user: UserId) -> RowKey {
    keys.row_key(StoreName::Records, ResourceType::INVITATION.name(), &user.to_string())
}
