//! Takes a passkey that a device has made.

use model::{Operation, ResourceType, Timestamp};

use super::begin_passkey_registration::PasskeyRegistration;
use super::{PasskeyView, StoredPasskey, registration_error};
use crate::Service;
use crate::clients::check_name;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::mails::AccountNews;
use crate::sign_in::open_ticket;
use crate::users::{Credentials, KnownUser};
use crate::work::{Change, Work};

/// A passkey that a device has made.
#[derive(Debug, Clone)]
pub struct NewPasskey {
    /// The ticket of its beginning.
    pub registration: String,
    /// What its holder calls it.
    pub name: String,
    /// The answer of the device, as JSON (`RegistrationResponseJSON`).
    pub answer: String,
}

impl Service {
    /// Takes a passkey of the caller's. All other sessions of theirs end.
    pub async fn create_passkey(&self, ctx: &Ctx, new: &NewPasskey) -> Answer<PasskeyView> {
        let ctx = self.in_directory(ctx).await?;
        self.perform(&ctx, Operation::CreatePasskey, ResourceType::ACCOUNT, |work| {
            Box::pin(self.plan_passkey(work, new))
        })
        .await
    }

    async fn plan_passkey(
        &self,
        work: &Work<'_>,
        new: &NewPasskey,
    ) -> Result<Change<PasskeyView>, ServiceError> {
        self.require_fresh(work).await?;
        let known = self.account_holder(work).await?;
        let mut credentials = self.credentials_of(known.user.id).await?;
        let view = self.take_new_passkey(new, &known, &mut credentials, work.ctx.at).await?;
        Change::of(view)
            .changing_credentials(work, &known, &credentials, AccountNews::SecondFactorAdded)
            .await
    }

    /// A passkey of somebody's that was made for what was looked at of their credentials.
    pub(crate) async fn take_new_passkey(
        &self,
        new: &NewPasskey,
        known: &KnownUser,
        credentials: &mut Credentials,
        at: Timestamp,
    ) -> Result<PasskeyView, ServiceError> {
        check_name(&new.name)?;
        let registration: PasskeyRegistration = open_ticket(self, &new.registration).await?;
        let is_theirs = registration.user == known.user.id.to_string();
        if !is_theirs || registration.credentials != credentials.version.0 {
            return Err(ServiceError::CeremonyOver);
        }
        let made =
            self.passkeys()?.finish_registration(&registration.state()?, new.answer.as_bytes());
        let made = made.map_err(registration_error)?;
        let stored = StoredPasskey::new(&new.name, &made, at);
        let view = stored.view()?;
        credentials.body.add_passkey(stored)?;
        Ok(view)
    }
}
