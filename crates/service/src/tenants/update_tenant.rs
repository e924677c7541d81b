//! Changes what a tenant has decided about itself.

use model::{Operation, ResourceType, TenantId};
use store::{SessionChange, Sessions};

use super::{SignInChange, SignInRules, Tenant, TenantBody, check_origins, tenant_row};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// What is to change; what is not given stays.
#[derive(Debug, Clone, Default)]
pub struct TenantChange {
    /// The origins whose pages may ask this server.
    pub allowed_origins: Option<Vec<String>>,
    /// What is wanted of those who sign in.
    pub sign_in: Option<SignInChange>,
}

impl Service {
    /// Changes the caller's own tenant.
    pub async fn update_tenant(&self, ctx: &Ctx, change: &TenantChange) -> Answer<Tenant> {
        let updated = self.perform(ctx, Operation::UpdateTenant, ResourceType::TENANT, |work| {
            Box::pin(self.plan_tenant_update(work, change))
        });
        let updated = updated.await?;
        if let Some(own) = ctx.caller.session {
            self.sessions.remove(&own.id);
        }
        Ok(updated)
    }

    async fn plan_tenant_update(
        &self,
        work: &Work<'_>,
        wanted: &TenantChange,
    ) -> Result<Change<Tenant>, ServiceError> {
        wanted.allowed_origins.as_deref().map_or(Ok(()), check_origins)?;
        let id = work.permit.tenant();
        let row = tenant_row(&work.keys, id);
        let before = self.records.find_newest(&work.permit, row).await?;
        let before = work.release(&before.ok_or(ServiceError::NotFound)?).await?;
        let mut tenant = TenantBody::read(&before)?;
        if let Some(origins) = &wanted.allowed_origins {
            tenant.allowed_origins.clone_from(origins);
        }
        let mut change = Change::of(());
        if let Some(wanted) = &wanted.sign_in {
            let rules = tenant.sign_in.changed(wanted)?;
            if !rules.are_no_stricter_than(&tenant.sign_in) {
                change.sessions.extend(self.ending_for_stricter(work, &rules).await?);
            }
            tenant.sign_in = rules;
        }
        let mut document = TenantBody::new(&tenant).document(id, work.ctx.at);
        document.version = before.version.next();
        change.with(tenant).putting(work, row, &document).await
    }

    /// What ends so that nobody goes on who has shown too little: all sessions of the tenant, but that of whoever asks
    /// for it, who must have shown enough, so that nobody locks themselves out. The rules hold for that one, too.
    async fn ending_for_stricter(
        &self,
        work: &Work<'_>,
        rules: &SignInRules,
    ) -> Result<Vec<SessionChange>, ServiceError> {
        let sessions = Sessions::In(work.permit.tenant());
        let Some(own) = work.caller.session else {
            return Ok(vec![SessionChange::End { sessions, but: None }]);
        };
        let shown = self.shown_in(own).await?;
        let required = rules.required_of(work.caller.roles);
        if shown < required {
            return Err(ServiceError::FactorRequired(required));
        }
        let user = self.account_holder(work).await?;
        let held = self.plan_held_to(work, &user, rules).await?;
        Ok(vec![SessionChange::End { sessions, but: Some(own.id) }, held])
    }

    /// Whether pages of an origin may ask for a tenant's things.
    pub async fn allows_origin(
        &self,
        tenant: TenantId,
        origin: &str,
    ) -> Result<bool, ServiceError> {
        let found = self.tenant_of(tenant).await?;
        Ok(found.is_some_and(|(known, _)| known.allowed_origins.iter().any(|it| it == origin)))
    }
}
