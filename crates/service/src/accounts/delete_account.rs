//! Erases the caller themselves, as a person who signs in: what the directory knows of them goes, and stays gone, as what
//! is known of anybody who is erased. What they did in a tenant stays in its log, under an id that nobody knows any more.

use model::{ErasureId, Operation, ResourceType, Role, StoreName, TenantId};
use store::{Selection, SessionChange, Sessions};

use crate::Service;
use crate::ctx::Ctx;
use crate::erasures::{Decided, Erasure};
use crate::error::{Answer, Done, ServiceError};
use crate::members::Affiliation;
use crate::sign_in::{Door, holder};
use crate::users::{KnownUser, id_of_user};
use crate::work::{Change, Work};

/// What is written down as the reason.
const REASON: &str = "asked for it";
/// How many tenants of theirs are looked at at a time.
const BATCH_ROWS: usize = 500;

impl Service {
    /// Erases the caller, who has shown a short while ago who they are. All their sessions end.
    pub async fn delete_account(&self, ctx: &Ctx) -> Answer<Erasure> {
        let ctx = self.in_directory(ctx).await?;
        let Done { value, event } = self
            .perform(&ctx, Operation::DeleteAccount, ResourceType::ACCOUNT, |work| {
                Box::pin(self.plan_account_end(work))
            })
            .await?;
        let value = self.erase_now(TenantId::DIRECTORY, value, event).await?;
        Ok(Done { value, event })
    }

    async fn plan_account_end(&self, work: &Work<'_>) -> Result<Change<Decided>, ServiceError> {
        self.require_fresh_to_leave(work).await?;
        let known = self.account_holder(work).await?;
        self.check_leaves_no_tenant_alone(work, &known).await?;
        let id = id_of_user(holder(work.ctx)?);
        let mut change = self.plan_erasure(work, ResourceType::USER, &id, REASON).await?;
        let sessions = Sessions::Of(self.session_owner(known.user.id).await?);
        change.sessions.push(SessionChange::End { sessions, but: None });
        Ok(change)
    }

    /// Whoever administers a tenant hands that on first: it would be left to nobody.
    async fn check_leaves_no_tenant_alone(
        &self,
        work: &Work<'_>,
        known: &KnownUser,
    ) -> Result<(), ServiceError> {
        for tenant in self.tenants_of(work, known).await? {
            let membership = self.find_membership(tenant, known.user.id).await?;
            if membership.is_some_and(|it| it.roles.contains(Role::Administrator)) {
                let detail =
                    "you administer a tenant; another administrator takes that from you first";
                return Err(ServiceError::Unprocessable { expression: String::new(), detail });
            }
        }
        Ok(())
    }

    /// The tenants that somebody belongs or belonged to, or was invited to.
    pub(crate) async fn tenants_of(
        &self,
        work: &Work<'_>,
        known: &KnownUser,
    ) -> Result<Vec<TenantId>, ServiceError> {
        let subject = known.subject.pseudonym(StoreName::Records);
        let selection = Selection::About { subject, kind: ResourceType::AFFILIATION };
        let (mut tenants, mut before) = (Vec::new(), None);
        loop {
            let rows = self.records.list_live(&work.permit, selection, before, BATCH_ROWS).await?;
            let Some(last) = rows.last() else { return Ok(tenants) };
            before = Some(last.born);
            for sealed in &rows {
                tenants.push(Affiliation::read(&work.release(sealed).await?)?.tenant);
            }
        }
    }

    /// The erasure of somebody who had an account. Its id is known to whoever asked for it, and to nobody else.
    pub async fn find_account_erasure(&self, visitor: &Ctx, id: ErasureId) -> Answer<Erasure> {
        self.let_pass(Door::Link, visitor.caller.address).await?;
        let permit = crate::erasures::task(TenantId::DIRECTORY);
        let keys = self.keys.tenant(&permit).await.map_err(ServiceError::from)?;
        if self.find_erasure_body(&permit, &keys, id).await?.is_none() {
            return Err(ServiceError::NotFound.into());
        }
        let operation = Operation::FindAccountErasure;
        self.perform(visitor, operation, ResourceType::ERASURE, |work| {
            Box::pin(self.show_erasure(work, id))
        })
        .await
    }
}
