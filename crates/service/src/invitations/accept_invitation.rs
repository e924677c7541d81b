//! Spends an invitation: who is invited belongs to the tenant from then on.
//!
//! Up to two commits: whoever does not sign in yet gets a name and a password in the directory, and the tenant takes them
//! in and spends the invitation. Whoever is cut off between them signs in, and accepts it by that.

use model::{Operation, ResourceType, Timestamp, UserId};

use super::{InvitationBody, invitation_row, invitee};
use crate::Service;
use crate::clients::check_name;
use crate::ctx::Ctx;
use crate::error::{Answer, Failure, ServiceError};
use crate::sign_in::{Factor, PasswordChoice, SignIn, as_holder, check_second_factor};
use crate::users::{KnownUser, UserBody, document_about, id_of_user, parse_language, user_row};
use crate::work::{Change, Work};

/// How somebody accepts an invitation.
#[derive(Debug, Clone)]
pub enum Acceptance {
    /// They do not sign in yet.
    New {
        /// What they are called.
        name: String,
        /// The language they are written to in; the one of the invitation if it is not given.
        language: Option<String>,
        /// The password they have chosen.
        password: PasswordChoice,
    },
    /// They are on the way in with this ticket.
    Known {
        /// The ticket.
        sign_in: String,
    },
}

/// What became of it.
#[derive(Debug)]
pub struct Accepted {
    /// The member that somebody has become.
    pub user: UserId,
    /// A ticket for setting up a second factor, if they did not sign in before.
    pub enrolment: Option<String>,
}

impl Service {
    /// Accepts the invitation that the request came with. Nobody gets into an account by it that somebody signs in to
    /// already: there it takes what they sign in with.
    pub async fn accept_invitation(&self, ctx: &Ctx, acceptance: &Acceptance) -> Answer<Accepted> {
        let (operation, kind) = (Operation::AcceptInvitation, ResourceType::INVITATION);
        let accepting = match self.policies.permit(&ctx.caller, operation, kind) {
            Ok(_) => match self.accepting(ctx, acceptance).await {
                Err(Failure { error, event: None }) => Err(error),
                accepting => accepting.map(Ok)?,
            },
            Err(_) => Err(ServiceError::Unauthenticated),
        };
        let accepting = &accepting;
        self.perform(ctx, operation, kind, |work| {
            Box::pin(async move {
                match accepting {
                    Ok(enrolment) => self.plan_joining(work, enrolment.clone()).await,
                    Err(error) => Err(error.clone()),
                }
            })
        })
        .await
    }

    /// Whether it is who is invited. Whoever does not sign in yet is so by the link, which nobody else has got.
    async fn accepting(
        &self,
        ctx: &Ctx,
        acceptance: &Acceptance,
    ) -> Result<Option<String>, Failure> {
        let model::Principal::Invitee(id) = ctx.caller.principal else {
            return Err(ServiceError::Unauthenticated.into());
        };
        // It was good when the request came; nothing is done for one that is spent or taken back.
        self.refresh(&ctx.caller).await?;
        match acceptance {
            Acceptance::Known { sign_in } => {
                let (sign_in, _, credentials) = self.resume_sign_in(sign_in).await?;
                check_second_factor(&sign_in, &credentials)?;
                if sign_in.user != id {
                    let detail = "the invitation is for somebody else than who has signed in";
                    let expression = "sign_in".to_owned();
                    return Err(ServiceError::Unprocessable { expression, detail }.into());
                }
                Ok(None)
            }
            Acceptance::New { name, language, password } => {
                let user = self.find_user(id).await?.ok_or(ServiceError::Gone)?;
                let named = (name.as_str(), language.as_deref());
                self.create_account(ctx, &user, named, password).await.map(Some)
            }
        }
    }

    /// Gives a name and a password to somebody who has none.
    async fn create_account(
        &self,
        ctx: &Ctx,
        user: &KnownUser,
        (name, language): (&str, Option<&str>),
        password: &PasswordChoice,
    ) -> Result<String, Failure> {
        check_name(name)?;
        let language = language.map(parse_language).transpose()?;
        let (credential, record) = self.chosen_password(password).await?;
        let (credential, record) = (&credential, &record);
        let holder = as_holder(ctx, user);
        let done = self.perform(&holder, Operation::CreateAccount, ResourceType::ACCOUNT, |work| {
            Box::pin(async move {
                let mut credentials = self.credentials_of(user.user.id).await?;
                if credentials.body.can_sign_in() {
                    let detail = "they sign in already, and accept the invitation by that";
                    let expression = "password".to_owned();
                    return Err(ServiceError::Unprocessable { expression, detail });
                }
                credentials.body.set_password(credential, record);
                let mut named = user.user.clone();
                name.clone_into(&mut named.name);
                named.language = language.unwrap_or(named.language);
                let body = UserBody::new(&named);
                let (kind, version, at) = (ResourceType::USER, user.version.next(), work.ctx.at);
                let id = id_of_user(user.user.id);
                let own = document_about(kind, id, version, at, &user.subject, &body);
                let mut origin = [0; 16];
                self.rng().fill(&mut origin);
                let shown = vec![Factor::Mailbox, Factor::Password];
                let version = credentials.version.next();
                let sign_in = SignIn::new(user.user.id, origin, version, shown, work.ctx.at);
                Ok(Change::of(sign_in.seal(self).await?)
                    .putting_about(work, user_row(&work.keys, user.user.id), &own, &user.subject)
                    .putting_credentials(work, (user.user.id, &user.subject), &credentials))
            })
        });
        done.await.map(|done| done.value)
    }

    async fn plan_joining(
        &self,
        work: &Work<'_>,
        enrolment: Option<String>,
    ) -> Result<Change<Accepted>, ServiceError> {
        let user = invitee(work)?;
        let (_, before) = self.live_invitation(work, user).await?;
        let body = InvitationBody::read(&before)?;
        check_is_good(&body, work.ctx.at)?;
        let upholding = self.upholding(work.permit.tenant(), &body).await?;
        let mut change = Change::of(Accepted { user, enrolment });
        change.guards.extend(upholding.ok_or(ServiceError::Unauthenticated)?);
        let change = self.join(work, change, user, (body.roles()?, body.subject()?)).await?;
        let kind = ResourceType::INVITATION;
        let spent = store::Document::deleted(kind, before.id, before.version.next(), work.ctx.at);
        change.putting(work, invitation_row(&work.keys, user), &spent).await
    }
}

fn check_is_good(body: &InvitationBody, now: Timestamp) -> Result<(), ServiceError> {
    if now < body.expires_at()? { Ok(()) } else { Err(ServiceError::Unauthenticated) }
}
