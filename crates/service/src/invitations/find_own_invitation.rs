//! Shows an invitation to who is invited.

use model::{Operation, ResourceType, Roles, TenantId, Timestamp};

use super::{InvitationBody, invitee};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::sign_in::Assurance;
use crate::work::{Change, Work};

/// What whoever is invited sees of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnInvitation {
    /// To which tenant.
    pub tenant: TenantId,
    /// Its name.
    pub name: String,
    /// Where they were written to.
    pub email: String,
    /// What they are to become.
    pub roles: Roles,
    /// Until when it is good.
    pub expires_at: Timestamp,
    /// Whether they sign in already, and accept it by that.
    pub is_known: bool,
    /// How sure the tenant wants to be of who they are.
    pub required: Assurance,
}

impl Service {
    /// The invitation that the request came with.
    pub async fn find_own_invitation(&self, ctx: &Ctx) -> Answer<OwnInvitation> {
        self.perform(ctx, Operation::FindOwnInvitation, ResourceType::INVITATION, |work| {
            Box::pin(self.show_own_invitation(work))
        })
        .await
    }

    async fn show_own_invitation(
        &self,
        work: &Work<'_>,
    ) -> Result<Change<OwnInvitation>, ServiceError> {
        let (id, tenant) = (invitee(work)?, work.permit.tenant());
        let (sealed, document) = self.live_invitation(work, id).await?;
        let body = InvitationBody::read(&document)?;
        let upholding = self.upholding(tenant, &body).await?;
        let upholding = upholding.ok_or(ServiceError::Unauthenticated)?;
        let user = self.find_user(id).await?.ok_or(ServiceError::Gone)?;
        let (known, guard) = self.tenant_of(tenant).await?.ok_or(ServiceError::NotFound)?;
        let roles = body.roles()?;
        let shown = OwnInvitation {
            tenant,
            required: known.sign_in.required_of(roles),
            name: known.name,
            email: user.user.email.as_str().to_owned(),
            roles,
            expires_at: body.expires_at()?,
            is_known: self.credentials_of(id).await?.body.can_sign_in(),
        };
        let mut change = Change::of(shown).showing(work.touch(&sealed, &document).await?);
        change.guards.extend(upholding.into_iter().chain([guard]));
        Ok(change)
    }
}
