//! Takes back invitations that have been over for a while, and forgets whoever nobody knows for another reason, or ever
//! invited.

use std::time::Duration;

use model::{BackgroundTask, Operation, StoreName, TenantId, Timestamp, UserId};
use policy::Permit;
use store::{CommitError, Selection, Sequence};

use super::InvitationBody;
use crate::Service;
use crate::directory;
use crate::error::ServiceError;
use crate::users::User;

/// How long an invitation is listed that is over, so that whoever has invited sees it and can invite anew.
const LISTED_FOR: Duration = Duration::from_hours(7 * 24);
/// Within what time whoever becomes known for an invitation is invited.
const INVITED_WITHIN: Duration = Duration::from_hours(1);
/// How many invitations are read at a time.
const BATCH_ROWS: usize = 500;

impl Service {
    /// Takes back the invitations of all tenants that have been over for a while. Says how many they were.
    pub async fn forget_invitations(&self) -> Result<usize, ServiceError> {
        let all = self.keys.list_tenants(&permit(TenantId::DEPLOYMENT)).await?;
        let mut forgotten = 0;
        for tenant in all {
            match self.forget_invitations_of(tenant).await {
                Ok(count) => forgotten += count,
                // Those of others are looked at all the same.
                Err(error) => {
                    let code = error.code();
                    tracing::warn!(%tenant, code, "invitations that are over are not taken back");
                }
            }
        }
        self.forget_never_invited().await?;
        Ok(forgotten)
    }

    /// Forgets whoever became known for an invitation that did not come about, since a server died in between.
    async fn forget_never_invited(&self) -> Result<(), ServiceError> {
        let (permit, mut before) = (directory::permit(), None);
        loop {
            let selection = Selection::OfKind(model::ResourceType::USER);
            let rows = self.identity.list_live(&permit, selection, before, BATCH_ROWS).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            before = Some(last.born);
            for sealed in &rows {
                let id = match self.open_document(&permit, sealed).await {
                    Ok(document) => document.id,
                    Err(ServiceError::Gone) => continue,
                    Err(error) => return Err(error),
                };
                let user = id.as_str().parse().map_err(|_| ServiceError::Integrity)?;
                if self.find_user(user).await?.is_some_and(|known| self.is_nameless(&known.user)) {
                    self.forget_invited(user).await;
                }
            }
        }
    }

    /// Whether somebody has not come yet, and an invitation of theirs would be there by now.
    fn is_nameless(&self, user: &User) -> bool {
        let invited_by = user.created_at.checked_add(INVITED_WITHIN);
        user.name.is_empty() && invited_by.is_ok_and(|by| by <= self.clock.now())
    }

    async fn forget_invitations_of(&self, tenant: TenantId) -> Result<usize, ServiceError> {
        let (mut forgotten, mut before) = (0, None);
        while let Some((found, next)) = self.forgettable(tenant, before).await? {
            for user in found {
                forgotten += usize::from(self.forget_invitation(tenant, user).await?);
            }
            before = Some(next);
        }
        Ok(forgotten)
    }

    /// Who is invited in vain among the next invitations of a tenant, and where those end; nothing if there are no more.
    async fn forgettable(
        &self,
        tenant: TenantId,
        before: Option<Sequence>,
    ) -> Result<Option<(Vec<UserId>, Sequence)>, ServiceError> {
        let permit = permit(tenant);
        let selection = Selection::OfKind(model::ResourceType::INVITATION);
        let rows = self.records.list_live(&permit, selection, before, BATCH_ROWS).await?;
        let Some(last) = rows.last() else { return Ok(None) };
        let mut found = Vec::new();
        for sealed in &rows {
            let document = self.open_document(&permit, sealed).await?;
            if is_forgettable(&InvitationBody::read(&document)?, self.clock.now())? {
                found.push(document.id.as_str().parse().map_err(|_| ServiceError::Integrity)?);
            }
        }
        Ok(Some((found, last.born)))
    }

    /// Takes one back, unless somebody was quicker: another server, or whoever has invited anew.
    async fn forget_invitation(
        &self,
        tenant: TenantId,
        user: UserId,
    ) -> Result<bool, ServiceError> {
        let task = BackgroundTask::ForgetInvitations;
        let ctx = self.background_context(task, tenant);
        let work = match self.background_work(&ctx, task, Operation::DeleteInvitation).await {
            // The tenant is gone, and they with it.
            Err(ServiceError::NotFound) => return Ok(false),
            work => work?,
        };
        let change = match self.plan_taking_back(&work, user, is_forgettable).await {
            Err(ServiceError::NotFound) => return Ok(false),
            change => change?,
        };
        match work.carry_out(change).await {
            Err(CommitError::Guard(_)) => return Ok(false),
            carried_out => drop(carried_out?),
        }
        self.forget_invited(user).await;
        Ok(true)
    }

    /// Forgets whoever was invited and signs in nowhere, unless somebody else waits for them.
    pub(super) async fn forget_invited(&self, user: UserId) {
        let forgotten = async {
            match self.find_user(user).await? {
                Some(known) if !self.credentials_of(user).await?.body.can_sign_in() => {
                    let subject = known.subject.pseudonym(StoreName::Records);
                    self.forget_if_nowhere(subject).await
                }
                _ => Ok(()),
            }
        };
        if let Err(error) = forgotten.await {
            tracing::warn!(code = error.code(), "who was invited is not forgotten");
        }
    }
}

fn is_forgettable(body: &InvitationBody, now: Timestamp) -> Result<bool, ServiceError> {
    let listed_until = body.expires_at()?.checked_add(LISTED_FOR);
    Ok(listed_until.is_ok_and(|until| until <= now))
}

fn permit(tenant: TenantId) -> Permit {
    Permit::for_background(BackgroundTask::ForgetInvitations, tenant)
}
