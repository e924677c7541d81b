//! How sure it has to be of who somebody is before they change how they sign in: as sure as whichever tenant of theirs
//! wants it most, and with a second factor if they have one. Otherwise what one tenant is content with would be a way into
//! the others.

use model::{ResourceType, StoreName, TenantId};
use store::{Selection, Sequence};

use crate::Service;
use crate::directory;
use crate::error::ServiceError;
use crate::members::Affiliation;
use crate::sign_in::Assurance;
use crate::users::{CredentialsBody, KnownUser};

/// How many of somebody's tenants are looked at at a time.
const TENANTS_PER_LOOK: usize = 100;

impl Service {
    /// How much somebody has to have shown to change how they sign in.
    pub(crate) async fn needed_to_change(
        &self,
        user: &KnownUser,
        credentials: &CredentialsBody,
    ) -> Result<Assurance, ServiceError> {
        let own = if credentials.has_second_factor() {
            Assurance::TwoFactors
        } else {
            Assurance::OneFactor
        };
        Ok(own.max(self.required_anywhere(user).await?))
    }

    /// The same, as far as they can show it: who sets up a factor by mail, or shows anew who they are, shows what whichever of
    /// their tenants wants, if they have that.
    pub(crate) async fn needed_of_their_own(
        &self,
        user: &KnownUser,
        credentials: &CredentialsBody,
    ) -> Result<Assurance, ServiceError> {
        let best = credentials.best();
        Ok(best.min(self.needed_to_change(user, credentials).await?))
    }

    /// What whichever of somebody's tenants wants most.
    async fn required_anywhere(&self, user: &KnownUser) -> Result<Assurance, ServiceError> {
        let permit = directory::permit();
        let subject = user.subject.pseudonym(StoreName::Records);
        let (mut required, mut before) = (Assurance::OneFactor, None::<Sequence>);
        loop {
            let selection = Selection::About { subject, kind: ResourceType::AFFILIATION };
            let rows = self.records.list_live(&permit, selection, before, TENANTS_PER_LOOK).await?;
            for sealed in &rows {
                let concealed = self.keys.open(&permit, sealed).await?;
                let document = self.policies.release(&permit, concealed)?;
                let tenant = Affiliation::read(&document)?.tenant;
                required = required.max(self.required_in(user, tenant).await?);
            }
            match rows.last() {
                Some(last) if rows.len() == TENANTS_PER_LOOK => before = Some(last.born),
                _ => return Ok(required),
            }
        }
    }

    /// What a tenant wants of somebody; the least if they belong to it no more.
    async fn required_in(
        &self,
        user: &KnownUser,
        tenant: TenantId,
    ) -> Result<Assurance, ServiceError> {
        // Also where they are suspended: they may be let in again.
        let found = self.find_any_membership(tenant, user.user.id).await?;
        let Some((membership, _)) = found else {
            return Ok(Assurance::OneFactor);
        };
        let known = self.tenant_of(tenant).await?;
        Ok(known
            .map_or(Assurance::OneFactor, |(known, _)| known.sign_in.required_of(membership.roles)))
    }
}
