//! Lists the tenants that whoever is on the way in belongs to, for them to choose from.

use model::{Operation, ResourceType, StoreName, TenantId};
use store::{Selection, Sequence};

use super::{Assurance, Door, SignIn, as_holder};
use crate::Service;
use crate::ctx::Ctx;
use crate::cursor::{Page, PageOf};
use crate::error::{Answer, ServiceError};
use crate::members::Affiliation;
use crate::users::KnownUser;
use crate::work::{Change, Work};

/// A tenant that somebody belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTenant {
    /// Its id.
    pub id: TenantId,
    /// Its name.
    pub name: String,
    /// How sure it wants to be of who somebody is.
    pub required: Assurance,
}

impl Service {
    /// A page of the tenants of whoever is on the way in with this ticket, newest first.
    pub async fn list_own_tenants(
        &self,
        ctx: &Ctx,
        ticket: &str,
        page: &Page,
    ) -> Answer<PageOf<OwnTenant>> {
        self.let_pass(Door::Tenants, ctx.caller.address).await?;
        let (_, user, _): (SignIn, _, _) = self.resume_sign_in(ticket).await?;
        let (ctx, user) = (as_holder(ctx, &user), &user);
        self.perform(&ctx, Operation::ListOwnTenants, ResourceType::SIGN_IN, |work| {
            Box::pin(self.show_own_tenants(work, user, page))
        })
        .await
    }

    /// A page of the tenants that somebody belongs to.
    pub(crate) async fn show_own_tenants(
        &self,
        work: &Work<'_>,
        user: &KnownUser,
        page: &Page,
    ) -> Result<Change<PageOf<OwnTenant>>, ServiceError> {
        let before = page.position(&work.keys, work.operation)?.map(Sequence);
        let subject = user.subject.pseudonym(StoreName::Records);
        let selection = Selection::About { subject, kind: ResourceType::AFFILIATION };
        let rows = self.records.list_live(&work.permit, selection, before, page.size + 1).await?;
        let mut items = Vec::new();
        for sealed in rows.iter().take(page.size) {
            let document = work.release(sealed).await?;
            let tenant = Affiliation::read(&document)?.tenant;
            items.extend(self.own_tenant(user, tenant).await?);
        }
        let next = (rows.len() > page.size).then(|| rows[page.size - 1].born.0);
        let next = next.map(|at| work.keys.seal_cursor(work.operation, at, self.rng()));
        let returned = items.len();
        Ok(Change::of(PageOf { items, next }).listing(returned).guarding(&user.subject))
    }

    /// A tenant as somebody sees it who belongs to it; nothing if they do so no more.
    async fn own_tenant(
        &self,
        user: &KnownUser,
        tenant: TenantId,
    ) -> Result<Option<OwnTenant>, ServiceError> {
        let Some(membership) = self.find_membership(tenant, user.user.id).await? else {
            return Ok(None);
        };
        let Some((known, _)) = self.tenant_of(tenant).await? else { return Ok(None) };
        let required = known.sign_in.required_of(membership.roles);
        Ok(Some(OwnTenant { id: tenant, name: known.name, required }))
    }
}
