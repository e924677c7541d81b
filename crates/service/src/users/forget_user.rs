//! Erases somebody whom no tenant knows any more, and who did not ask for it: whoever was only invited, once that is taken
//! back, and whoever belonged to a tenant that was deleted.

use model::{BackgroundTask, Operation, Pseudonym, ResourceType, StoreName, TenantId, UserId};
use policy::Permit;
use store::{Selection, SubjectName};

use super::id_of_user;
use crate::Service;
use crate::error::ServiceError;
use crate::invitations::invitation_row;
use crate::keys::KeyError;
use crate::members::membership_row;

/// What is written down as the reason.
const REASON: &str = "belongs to no tenant";
/// How many documents about somebody are looked at for their own.
const OWN_ROWS_MAX: usize = 4;

impl Service {
    /// Erases a person of the directory, by their pseudonym in its records, unless a tenant knows them.
    pub(crate) async fn forget_if_nowhere(&self, person: Pseudonym) -> Result<(), ServiceError> {
        let task = BackgroundTask::Erase;
        let ctx = self.background_context(task, TenantId::DIRECTORY);
        let work = self.background_work(&ctx, task, Operation::ForgetUser).await?;
        let name = SubjectName::Records(person);
        let Some(subject) = self.keys.find_subject(&work.permit, name).await? else {
            return Ok(());
        };
        let subject = subject.pseudonym(StoreName::Identity);
        let selection = Selection::About { subject, kind: ResourceType::USER };
        let rows = self.identity.list_live(&work.permit, selection, None, OWN_ROWS_MAX).await?;
        let Some(sealed) = rows.first() else { return Ok(()) };
        let user = self.open_document(&work.permit, sealed).await?.id;
        let user: UserId = user.as_str().parse().map_err(|_| ServiceError::Integrity)?;
        let Some(known) = self.find_user(user).await? else { return Ok(()) };
        for tenant in self.tenants_of(&work, &known).await? {
            if self.is_known_in(tenant, user).await? {
                return Ok(());
            }
        }
        let change =
            self.plan_erasure(&work, ResourceType::USER, &id_of_user(user), REASON).await?;
        let (decided, event) = work.carry_out(change).await?;
        self.erase_now(TenantId::DIRECTORY, decided, event).await.map(drop)
    }

    /// Whether somebody belongs to a tenant, in action or not, or is waited for there.
    async fn is_known_in(&self, tenant: TenantId, user: UserId) -> Result<bool, ServiceError> {
        let permit = Permit::for_background(BackgroundTask::Authenticate, tenant);
        let keys = match self.keys.tenant(&permit).await {
            Err(KeyError::NoTenant) => return Ok(false),
            keys => keys?,
        };
        for row in [membership_row(&keys, user), invitation_row(&keys, user)] {
            if let Some(sealed) = self.records.find_newest(&permit, row).await?
                && self.open_document(&permit, &sealed).await?.is_live()
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
