//! The first second factor of somebody who needs one to come in anywhere: set up on the way in, by whoever has shown
//! both that they get what is written to their address and that they know the password. So nobody who has found out a
//! password alone sets up a factor with it. Whoever has a second factor already has to have shown one.

use model::{Operation, ResourceType};

use crate::Service;
use crate::accounts::NewTotp;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::mails::AccountNews;
use crate::passkeys::{NewPasskey, PasskeyOffer};
use crate::sign_in::{
    Assurance, Door, Factor, SignIn, SignInState, as_holder, check_second_factor,
};
use crate::users::{Credentials, KnownUser};
use crate::work::{Change, Work};

impl Service {
    /// Draws a secret for codes of the moment. The next step takes another ticket.
    pub async fn begin_totp_enrolment(
        &self,
        visitor: &Ctx,
        ticket: &str,
    ) -> Answer<(NewTotp, SignInState)> {
        self.let_pass(Door::BeginEnrolment, visitor.caller.address).await?;
        let (sign_in, user, _) = self.resume_any_sign_in(ticket).await?;
        let (holder, user, sign_in) = (as_holder(visitor, &user), &user, &sign_in);
        self.perform(&holder, Operation::BeginTotpEnrolment, ResourceType::SIGN_IN, |work| {
            Box::pin(async move {
                let mut credentials = self.enrolling(sign_in, user).await?;
                let new = self.draw_totp(user, &mut credentials)?;
                let sign_in = sign_in.at(credentials.version.next());
                let state = self.sign_in_state(&sign_in, &credentials).await?;
                let who = (user.user.id, &user.subject);
                Ok(Change::of((new, state)).putting_credentials(work, who, &credentials))
            })
        })
        .await
    }

    /// Shows a code that was made with the secret: from then on it is a factor, and was shown.
    pub async fn finish_totp_enrolment(
        &self,
        visitor: &Ctx,
        ticket: &str,
        code: &str,
    ) -> Answer<SignInState> {
        self.let_pass(Door::FinishEnrolment, visitor.caller.address).await?;
        let (sign_in, user, _) = self.resume_any_sign_in(ticket).await?;
        let (holder, user, sign_in) = (as_holder(visitor, &user), &user, &sign_in);
        self.perform(&holder, Operation::FinishTotpEnrolment, ResourceType::SIGN_IN, |work| {
            Box::pin(async move {
                let mut credentials = self.enrolling(sign_in, user).await?;
                let totp = credentials.body.totp.as_mut().filter(|totp| !totp.is_confirmed);
                let totp = totp.ok_or(ServiceError::CeremonyOver)?;
                totp.use_code(code, self.clock.now())?;
                totp.is_confirmed = true;
                let enrolled = sign_in.with(Factor::Totp, credentials.version.next());
                self.enrolled(work, user, (&credentials, enrolled)).await
            })
        })
        .await
    }

    /// Gives a device what it makes a passkey with.
    pub async fn begin_passkey_enrolment(
        &self,
        visitor: &Ctx,
        ticket: &str,
    ) -> Answer<PasskeyOffer> {
        self.let_pass(Door::BeginEnrolment, visitor.caller.address).await?;
        let (sign_in, user, _) = self.resume_any_sign_in(ticket).await?;
        let (holder, user, sign_in) = (as_holder(visitor, &user), &user, &sign_in);
        self.perform(&holder, Operation::BeginPasskeyEnrolment, ResourceType::SIGN_IN, |_| {
            Box::pin(async move {
                let credentials = self.enrolling(sign_in, user).await?;
                let offer = self.offer_passkey_to(user, &credentials).await?;
                Ok(Change::of(offer).guarding(&user.subject))
            })
        })
        .await
    }

    /// Takes a passkey that a device has made. It is a factor from then on, and has yet to be shown.
    pub async fn finish_passkey_enrolment(
        &self,
        visitor: &Ctx,
        ticket: &str,
        new: &NewPasskey,
    ) -> Answer<SignInState> {
        self.let_pass(Door::FinishEnrolment, visitor.caller.address).await?;
        let (sign_in, user, _) = self.resume_any_sign_in(ticket).await?;
        let (holder, user, sign_in) = (as_holder(visitor, &user), &user, &sign_in);
        self.perform(&holder, Operation::FinishPasskeyEnrolment, ResourceType::SIGN_IN, |work| {
            Box::pin(async move {
                let mut credentials = self.enrolling(sign_in, user).await?;
                self.take_new_passkey(new, user, &mut credentials, work.ctx.at).await?;
                let enrolled = sign_in.at(credentials.version.next());
                self.enrolled(work, user, (&credentials, enrolled)).await
            })
        })
        .await
    }

    /// The credentials of somebody who may set up a factor with what they have shown.
    async fn enrolling(
        &self,
        sign_in: &SignIn,
        user: &KnownUser,
    ) -> Result<Credentials, ServiceError> {
        let credentials = self.credentials_of(user.user.id).await?;
        let shown = |factor: Factor| sign_in.factors.contains(&factor);
        let is_both = shown(Factor::Mailbox) && shown(Factor::Password);
        if !is_both || credentials.version != sign_in.version() {
            return Err(ServiceError::CeremonyOver);
        }
        check_second_factor(sign_in, &credentials)?;
        // Nobody who has a factor that a tenant of theirs wants gets another one by less.
        let needed = self.needed_of_their_own(user, &credentials.body).await?;
        if Assurance::of(&sign_in.factors) < needed {
            return Err(ServiceError::FactorRequired(needed));
        }
        Ok(credentials)
    }

    /// Somebody who goes on the way in with what was set up.
    async fn enrolled(
        &self,
        work: &Work<'_>,
        user: &KnownUser,
        (credentials, sign_in): (&Credentials, SignIn),
    ) -> Result<Change<SignInState>, ServiceError> {
        let state = self.sign_in_state(&sign_in.without_mailbox(), credentials).await?;
        let who = (user.user.id, &user.subject);
        let change = Change::of(state).putting_credentials(work, who, credentials);
        self.telling(work, change, user, AccountNews::SecondFactorAdded).await
    }
}
