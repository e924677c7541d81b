//! Those who belong to a tenant. What somebody may do there is a document of the tenant's, and its version what every
//! commit of theirs rests on; who they are is in the directory.

mod find_member;
mod list_member_sessions;
mod list_members;
mod remove_member;
mod update_member;

use model::clock::format_instant;
use model::{
    BackgroundTask, Credential, LogSubject, OwnSubject, Principal, Pseudonym, ResourceId,
    ResourceType, Role, Roles, RowKey, StoreName, TenantId, Timestamp, UserId, Version,
};
use policy::Permit;
use serde::{Deserialize, Serialize};
use store::{Document, Sealed, SubjectName};

pub use update_member::MemberChange;

use crate::Service;
use crate::clients::role_names;
use crate::error::ServiceError;
use crate::keys::{KeyError, Subject, TenantKeys};
use crate::users::document_about;
use crate::work::{Change, Work};

/// Somebody who belongs to a tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub user: UserId,
    /// What they are called, unless they were erased.
    pub name: Option<String>,
    /// Where they are written to, unless they were erased.
    pub email: Option<String>,
    /// What they may do.
    pub roles: Roles,
    /// Whether they may do anything.
    pub is_active: bool,
    /// Since when they belong to the tenant.
    pub joined_at: Timestamp,
    /// The version of this state.
    pub version: Version,
}

/// What a commit of a member's rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Membership {
    pub(crate) roles: Roles,
    /// Whose record they see, if they see their own.
    pub(crate) own: Option<OwnSubject>,
    pub(crate) log_subject: LogSubject,
    pub(crate) credential: Credential,
}

/// A membership as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MembershipBody {
    roles: Vec<String>,
    is_active: bool,
    log_subject: String,
    joined_at: String,
    /// Of a patient, the pseudonym in the records store. Once they are erased it is of nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
}

impl MembershipBody {
    pub(crate) fn new(
        roles: Roles,
        subject: Option<Pseudonym>,
        log: LogSubject,
        at: Timestamp,
    ) -> Self {
        Self {
            roles: role_names(roles),
            is_active: true,
            log_subject: log.to_string(),
            joined_at: format_instant(at),
            subject: subject.map(|subject| subject.to_string()),
        }
    }

    pub(crate) fn read(document: &Document) -> Result<Self, ServiceError> {
        serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)
    }

    pub(crate) fn roles(&self) -> Result<Roles, ServiceError> {
        let role = |name: &String| name.parse::<Role>().map_err(|_| ServiceError::Integrity);
        self.roles.iter().map(role).collect()
    }

    /// Somebody of whom nobody knows yet who they are.
    fn member(&self, user: UserId, version: Version) -> Result<Member, ServiceError> {
        Ok(Member {
            user,
            name: None,
            email: None,
            roles: self.roles()?,
            is_active: self.is_active,
            joined_at: self.joined_at.parse().map_err(|_| ServiceError::Integrity)?,
            version,
        })
    }

    /// Of a patient, the pseudonym in the records store.
    pub(crate) fn subject(&self) -> Result<Option<Pseudonym>, ServiceError> {
        let subject = self.subject.as_deref().map(str::parse).transpose();
        subject.map_err(|_| ServiceError::Integrity)
    }

    fn apply(&mut self, change: MemberChange) {
        if let Some(roles) = change.roles {
            self.roles = role_names(roles);
        }
        self.is_active = change.is_active.unwrap_or(self.is_active);
    }

    pub(crate) fn document(&self, user: UserId, version: Version, at: Timestamp) -> Document {
        Document::about_nobody(
            ResourceType::MEMBERSHIP,
            crate::users::id_of_user(user),
            version,
            at,
            serde_json::to_string(self).expect("strings are always valid JSON"),
        )
    }
}

/// To which tenant somebody belongs, as it is stored.
pub(crate) struct Affiliation {
    pub(crate) tenant: TenantId,
}

#[derive(Serialize, Deserialize)]
struct AffiliationBody {
    tenant: String,
}

impl Affiliation {
    pub(crate) fn read(document: &Document) -> Result<Self, ServiceError> {
        let body: AffiliationBody =
            serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)?;
        Ok(Self { tenant: body.tenant.parse().map_err(|_| ServiceError::Integrity)? })
    }

    /// The version of it with which somebody begins to belong to a tenant.
    pub(crate) fn document(
        tenant: TenantId,
        subject: &Subject,
        version: Version,
        at: Timestamp,
    ) -> Document {
        let (kind, body) =
            (ResourceType::AFFILIATION, AffiliationBody { tenant: tenant.to_string() });
        let id: ResourceId = body.tenant.parse().expect("hexadecimal digits are a resource id");
        document_about(kind, id, version, at, subject, &body)
    }

    pub(crate) fn row(keys: &TenantKeys, user: UserId, tenant: TenantId) -> RowKey {
        let kind = ResourceType::AFFILIATION.name();
        keys.row_key(StoreName::Records, kind, &format!("{user}/{tenant}"))
    }
}

impl Service {
    /// What somebody may do in a tenant; nothing if they do not belong to it, or not for now.
    pub(crate) async fn find_membership(
        &self,
        tenant: TenantId,
        user: UserId,
    ) -> Result<Option<Membership>, ServiceError> {
        let found = self.find_any_membership(tenant, user).await?;
        Ok(found.and_then(|(membership, is_active)| is_active.then_some(membership)))
    }

    /// The same, also of somebody who is suspended, and whether they are not.
    pub(crate) async fn find_any_membership(
        &self,
        tenant: TenantId,
        user: UserId,
    ) -> Result<Option<(Membership, bool)>, ServiceError> {
        let permit = Permit::for_background(BackgroundTask::Authenticate, tenant);
        let keys = match self.keys.tenant(&permit).await {
            Err(KeyError::NoTenant) => return Ok(None),
            keys => keys?,
        };
        let row = membership_row(&keys, user);
        let Some(sealed) = self.records.find_newest(&permit, row).await? else { return Ok(None) };
        let document = self.open_document(&permit, &sealed).await?;
        if !document.is_live() {
            return Ok(None);
        }
        let body = MembershipBody::read(&document)?;
        let credential = Credential { row, version: document.version };
        let log_subject = body.log_subject.parse().map_err(|_| ServiceError::Integrity)?;
        let own = match self.own_subject(&permit, &body).await? {
            // They are erased, and there is nothing of theirs to be seen.
            None if body.subject.is_some() => return Ok(None),
            own => own,
        };
        let membership = Membership { roles: body.roles()?, own, log_subject, credential };
        Ok(Some((membership, body.is_active)))
    }

    /// Whom a membership of a patient is of.
    async fn own_subject(
        &self,
        permit: &Permit,
        body: &MembershipBody,
    ) -> Result<Option<OwnSubject>, ServiceError> {
        let Some(records) = body.subject()? else { return Ok(None) };
        let subject = self.keys.find_subject(permit, SubjectName::Records(records)).await?;
        Ok(subject.map(|subject| OwnSubject {
            identity: subject.pseudonym(StoreName::Identity),
            records,
        }))
    }

    /// The newest version of the membership of somebody who belongs to the tenant.
    async fn live_membership(
        &self,
        work: &Work<'_>,
        user: UserId,
    ) -> Result<(Sealed, Document), ServiceError> {
        let row = membership_row(&work.keys, user);
        let sealed = self.records.find_newest(&work.permit, row).await?;
        let sealed = sealed.ok_or(ServiceError::NotFound)?;
        let document = work.release(&sealed).await?;
        if document.is_live() { Ok((sealed, document)) } else { Err(ServiceError::Gone) }
    }

    /// A member with what the directory knows of them.
    async fn member(&self, document: &Document) -> Result<Member, ServiceError> {
        let user = document.id.as_str().parse().map_err(|_| ServiceError::Integrity)?;
        let mut member = MembershipBody::read(document)?.member(user, document.version)?;
        if let Some(known) = self.find_user(user).await? {
            member.name = Some(known.user.name);
            member.email = Some(known.user.email.as_str().to_owned());
        }
        Ok(member)
    }

    /// A change after which somebody belongs to the tenant with these roles.
    pub(crate) async fn join<T>(
        &self,
        work: &Work<'_>,
        change: Change<T>,
        user: UserId,
        (roles, subject): (Roles, Option<Pseudonym>),
    ) -> Result<Change<T>, ServiceError> {
        let row = membership_row(&work.keys, user);
        let before = self.records.find_newest(&work.permit, row).await?;
        let before = before.map_or(Version::ABSENT, |before| before.version);
        let at = work.ctx.at;
        let body = MembershipBody::new(roles, subject, LogSubject::random(self.rng()), at);
        change.putting(work, row, &body.document(user, before.next(), at)).await
    }
}

pub(crate) fn membership_row(keys: &TenantKeys, user: UserId) -> RowKey {
    keys.row_key(StoreName::Records, ResourceType::MEMBERSHIP.name(), &user.to_string())
}

/// Nobody changes what they may do themselves: so a tenant never loses its last administrator.
fn check_is_somebody_else(work: &Work<'_>, user: UserId) -> Result<(), ServiceError> {
    if work.caller.principal == Principal::User(user) {
        let detail = "nobody changes their own membership; another administrator can";
        return Err(ServiceError::Unprocessable { expression: String::new(), detail });
    }
    Ok(())
}
