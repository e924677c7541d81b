//! Shows that one has a passkey.

use model::{Operation, ResourceType, RowKey, StoreName, UserId};
use signin::passkey::{Authenticated, PasskeyError, Passkeys};
use store::{SessionChange, Sessions};

use super::begin_passkey_sign_in::PasskeySignIn;
use super::{StoredPasskey, sign_in_error};
use crate::Service;
use crate::ctx::Ctx;
use crate::directory;
use crate::error::{Answer, Done, Failure, ServiceError};
use crate::mails::AccountNews;
use crate::sign_in::{Door, Factor, Secret, SignIn, SignInState, Try, as_holder, open_ticket};
use crate::users::{Credentials, KnownUser};
use crate::work::{Change, Work};

impl Service {
    /// Takes the answer of a device (`AuthenticationResponseJSON`).
    pub async fn finish_passkey_sign_in(
        &self,
        ctx: &Ctx,
        challenge: &str,
        answer: &str,
    ) -> Answer<SignInState> {
        self.let_pass(Door::FinishPasskey, ctx.caller.address).await?;
        let ticket: PasskeySignIn = open_ticket(self, challenge).await?;
        let user = self.user_of_passkey(&ticket, answer).await?;
        let account = self.passkeys_of(user.user.id).await?;
        let tried = Try { secret: Secret::Passkey, account, address: ctx.caller.address };
        self.let_try(&tried)?;
        let shown = self.show_passkey(ctx, &ticket, &user, answer).await;
        let has_failed = |it: &Failure| matches!(it.error, ServiceError::SignInFailed);
        self.settle_try(&tried, shown, has_failed)
    }

    /// What tries with somebody's passkeys are counted against.
    async fn passkeys_of(&self, user: UserId) -> Result<RowKey, ServiceError> {
        let keys = self.keys.tenant(&directory::permit()).await?;
        // No type has such a name, so this is no row's key.
        Ok(keys.row_key(StoreName::Records, "Passkeys?", &user.to_string()))
    }

    async fn show_passkey(
        &self,
        ctx: &Ctx,
        ticket: &PasskeySignIn,
        user: &KnownUser,
        answer: &str,
    ) -> Answer<SignInState> {
        let times = (ticket.at_milliseconds, ctx.at.as_millisecond());
        match self.check_passkey(ticket, user, (answer, times)).await {
            // Whoever has it has the key: that is written down for them, and none of the two is taken any more.
            Ok(_) | Err(ServiceError::PasskeyCopied) => {}
            Err(error) => {
                if matches!(error, ServiceError::SignInFailed) {
                    self.note_wrong_passkey(ctx, user.user.id);
                }
                return Err(error.into());
            }
        }
        let ctx = as_holder(ctx, user);
        let (operation, kind) = (Operation::FinishPasskeySignIn, ResourceType::SIGN_IN);
        let Done { value, event } = self
            .perform(&ctx, operation, kind, |work| {
                Box::pin(self.take_passkey(work, ticket, user, (answer, times)))
            })
            .await?;
        match value {
            Ok(value) => Ok(Done { value, event }),
            Err(error) => Err(Failure { error, event: Some(event) }),
        }
    }

    /// Who it is that a device speaks for: whoever is on the way in, or whom it names itself.
    async fn user_of_passkey(
        &self,
        ticket: &PasskeySignIn,
        answer: &str,
    ) -> Result<KnownUser, ServiceError> {
        let refused = || ServiceError::SignInFailed;
        let user = if let Some(before) = &ticket.before {
            before.user
        } else {
            let claim = Passkeys::claim(answer.as_bytes()).map_err(|_| refused())?;
            let handle = claim.user_handle.ok_or_else(refused)?;
            UserId::try_from(handle.as_slice()).map_err(|_| refused())?
        };
        self.find_user(user).await?.ok_or(ServiceError::SignInFailed)
    }

    /// What a device has shown, if its answer is right.
    async fn check_passkey(
        &self,
        ticket: &PasskeySignIn,
        user: &KnownUser,
        (answer, times): (&str, (i64, i64)),
    ) -> Result<(Credentials, Authenticated), ServiceError> {
        let mut credentials = self.credentials_of(user.user.id).await?;
        let is_of_before = |before: &SignIn| before.version() != credentials.version;
        if ticket.before.as_ref().is_some_and(is_of_before) {
            return Err(ServiceError::CeremonyOver);
        }
        let passkeys = credentials.body.passkeys()?;
        let shown =
            self.passkeys()?.finish_authentication(&ticket.state()?, answer.as_bytes(), &passkeys);
        match shown {
            // The same answer again, and no copy.
            Err(PasskeyError::CounterWentBack)
                if passkey_in(answer, &mut credentials)?.has_answered(times) =>
            {
                Err(ServiceError::CeremonyOver)
            }
            Ok(_) if !passkey_in(answer, &mut credentials)?.is_good() => {
                Err(ServiceError::PasskeyCopied)
            }
            shown => Ok((credentials, shown.map_err(sign_in_error)?)),
        }
    }

    async fn take_passkey(
        &self,
        work: &Work<'_>,
        ticket: &PasskeySignIn,
        user: &KnownUser,
        (answer, times): (&str, (i64, i64)),
    ) -> Result<Change<Result<SignInState, ServiceError>>, ServiceError> {
        let checked = self.check_passkey(ticket, user, (answer, times)).await;
        let (mut credentials, shown) = match checked {
            Err(ServiceError::PasskeyCopied) => {
                return self.refuse_copied(work, user, answer).await;
            }
            checked => checked?,
        };
        credentials.body.use_passkey(&shown.passkey, times)?;
        let factor = if shown.is_verified { Factor::Passkey } else { Factor::SecurityKey };
        let version = credentials.version.next();
        let sign_in = match &ticket.before {
            Some(before) => before.with(factor, version),
            None => SignIn::new(user.user.id, ticket.origin, version, vec![factor], work.ctx.at),
        };
        let state = self.sign_in_state(&sign_in, &credentials).await?;
        let who = (user.user.id, &user.subject);
        Ok(Change::of(Ok(state)).putting_credentials(work, who, &credentials))
    }

    /// Refuses a passkey from now on of which there are two. Its owner is told, and all sessions of theirs end: one of them
    /// may be of whoever has the other one.
    async fn refuse_copied(
        &self,
        work: &Work<'_>,
        user: &KnownUser,
        answer: &str,
    ) -> Result<Change<Result<SignInState, ServiceError>>, ServiceError> {
        let mut credentials = self.credentials_of(user.user.id).await?;
        let passkey = passkey_in(answer, &mut credentials)?;
        if !passkey.is_good() {
            return Err(ServiceError::PasskeyCopied);
        }
        passkey.refuse();
        let refused = Change::of(Err(ServiceError::PasskeyCopied));
        let who = (user.user.id, &user.subject);
        let mut change = refused.refusing(&ServiceError::PasskeyCopied).putting_credentials(
            work,
            who,
            &credentials,
        );
        let sessions = Sessions::Of(self.session_owner(user.user.id).await?);
        change.sessions.push(SessionChange::End { sessions, but: None });
        self.telling(work, change, user, AccountNews::PasskeyCopied).await
    }
}

/// The passkey that an answer says it is of.
fn passkey_in<'c>(
    answer: &str,
    credentials: &'c mut Credentials,
) -> Result<&'c mut StoredPasskey, ServiceError> {
    let claim = Passkeys::claim(answer.as_bytes()).map_err(|_| ServiceError::SignInFailed)?;
    credentials.body.passkey_of(&claim.credential_id)
}
