//! Who has invited. An invitation is good for as long as they may invite: whoever is put out of a tenant leaves no way in
//! behind.

use model::{BackgroundTask, Caller, LogSubject, Principal, ResourceType, Role, Roles, TenantId};
use policy::Permit;
use serde::{Deserialize, Serialize};
use store::Guard;

use super::InvitationBody;
use crate::Service;
use crate::clients::{ClientBody, client_row};
use crate::error::ServiceError;

/// Who has invited, as it is stored.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Inviter {
    /// `user` or `client`.
    kind: String,
    id: String,
    /// As whom the log knows them: somebody else, once they have joined anew.
    log_subject: String,
}

impl Inviter {
    pub(super) fn of(caller: &Caller) -> Option<Self> {
        let (kind, id) = match caller.principal {
            Principal::User(user) => ("user", user.to_string()),
            Principal::Client(client) => ("client", client.to_string()),
            _ => return None,
        };
        Some(Self { kind: kind.to_owned(), id, log_subject: caller.log_subject.to_string() })
    }
}

impl Service {
    /// Whether whoever has sent an invitation may invite still.
    pub(crate) async fn is_upheld(
        &self,
        tenant: TenantId,
        body: &InvitationBody,
    ) -> Result<bool, ServiceError> {
        Ok(self.upholding(tenant, body).await?.is_some())
    }

    /// What must be so still for an invitation to be good; nothing, if it is good no more.
    pub(super) async fn upholding(
        &self,
        tenant: TenantId,
        body: &InvitationBody,
    ) -> Result<Option<Vec<Guard>>, ServiceError> {
        let Some(inviter) = &body.invited_by else { return Ok(Some(Vec::new())) };
        let found = if inviter.kind == "user" {
            let user = inviter.id.parse().map_err(|_| ServiceError::Integrity)?;
            let membership = self.find_membership(tenant, user).await?;
            membership.map(|it| (it.roles, it.log_subject, it.credential))
        } else {
            self.find_inviting_client(tenant, inviter).await?
        };
        let may = |(roles, log, _): &(Roles, LogSubject, _)| {
            roles.contains(Role::Administrator) && log.to_string() == inviter.log_subject
        };
        Ok(found.filter(may).map(|(_, _, credential)| {
            vec![Guard::Version { row: credential.row, expected: credential.version }]
        }))
    }

    async fn find_inviting_client(
        &self,
        tenant: TenantId,
        inviter: &Inviter,
    ) -> Result<Option<(Roles, LogSubject, model::Credential)>, ServiceError> {
        let permit = Permit::for_background(BackgroundTask::Authenticate, tenant);
        let keys = self.keys.tenant(&permit).await?;
        let row = client_row(&keys, inviter.id.parse().map_err(|_| ServiceError::Integrity)?);
        let Some(sealed) = self.records.find_newest(&permit, row).await? else { return Ok(None) };
        let document = self.open_document(&permit, &sealed).await?;
        if !document.is_live() || document.kind != ResourceType::CLIENT {
            return Ok(None);
        }
        let body = ClientBody::read(&document)?;
        let credential = model::Credential { row, version: document.version };
        Ok(Some((body.roles()?, body.log_subject()?, credential)))
    }
}
