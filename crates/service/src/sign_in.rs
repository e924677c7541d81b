//! The way in: from somebody who says who they are to a session in a tenant.
//!
//! ```text
//! begin_password_sign_in → finish_password_sign_in → verify_totp … → create_session
//! ```
//!
//! Nothing is kept between the steps: each gives a sealed ticket that the next one takes ([`Ticket`]). The last step
//! uses it up, with the version of the credentials that it rests on, so one way in leads to one session.

mod begin_password_registration;
mod begin_password_sign_in;
mod doors;
mod finish_password_sign_in;
mod letters;
mod limits;
mod list_own_tenants;
mod places;
mod source;
mod ticket;
mod unfinished;
mod verify_recovery_code;
mod verify_totp;
mod wrong;

use std::fmt;
use std::str::FromStr;

use model::{Interface, LogSubject, Principal, Roles, TenantId, UserId};
use serde::{Deserialize, Serialize};

pub use begin_password_registration::{PasswordChoice, PasswordOffer};
pub use begin_password_sign_in::PasswordChallenge;
pub(crate) use doors::Door;
pub(crate) use letters::LetterLimits;
pub(crate) use limits::SignInLimits;
pub(crate) use limits::{Secret, Try};
pub use list_own_tenants::OwnTenant;
pub use places::Place;
pub(crate) use ticket::{SignIn, Ticket, open_ticket, seal_ticket};
pub(crate) use unfinished::UnfinishedSignIns;

use crate::Service;
use crate::ctx::Ctx;
use crate::error::ServiceError;
use crate::users::{Credentials, KnownUser};

/// What somebody has shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// That they know a password.
    Password,
    /// A code of the moment (TOTP).
    Totp,
    /// A code that was kept for when other factors are lost.
    RecoveryCode,
    /// A device, which has asked who uses it.
    Passkey,
    /// A device, whoever uses it.
    SecurityKey,
    /// That they get what is written to their address. It lets nobody in: it is for choosing another password.
    Mailbox,
}

impl Factor {
    /// Its name in the platform API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Totp => "totp",
            Self::RecoveryCode => "recovery_code",
            Self::Passkey => "passkey",
            Self::SecurityKey => "security_key",
            Self::Mailbox => "mailbox",
        }
    }
}

/// How sure it is that somebody is who they say.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Assurance {
    /// One factor was shown.
    #[default]
    OneFactor,
    /// Two were.
    TwoFactors,
    /// Two were, and neither can be told to anybody else.
    PhishingResistant,
}

impl Assurance {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::OneFactor, Self::TwoFactors, Self::PhishingResistant];

    /// Its name in the platform API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OneFactor => "one_factor",
            Self::TwoFactors => "two_factors",
            Self::PhishingResistant => "phishing_resistant",
        }
    }

    /// How sure it is after these were shown.
    pub fn of(factors: &[Factor]) -> Self {
        let has = |factor| factors.contains(&factor);
        let has_password = has(Factor::Password);
        if has(Factor::Passkey) || (has_password && has(Factor::SecurityKey)) {
            Self::PhishingResistant
        } else if has_password && (has(Factor::Totp) || has(Factor::RecoveryCode)) {
            Self::TwoFactors
        } else {
            Self::OneFactor
        }
    }
}

impl fmt::Display for Assurance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Assurance {
    type Err = ServiceError;

    fn from_str(text: &str) -> Result<Self, ServiceError> {
        let found = Self::ALL.into_iter().find(|it| it.name() == text);
        found.ok_or_else(|| {
            let all = Self::ALL.map(Self::name).join(", ");
            ServiceError::BadRequest(format!("what is required is one of {all}"))
        })
    }
}

/// How far somebody has come on the way in.
#[derive(Debug)]
pub struct SignInState {
    /// The ticket, for the next step.
    pub ticket: String,
    /// What was shown.
    pub factors: Vec<Factor>,
    /// What else can be shown.
    pub second_factors: Vec<Factor>,
}

impl Service {
    /// The context of somebody of whom nothing is known yet.
    pub fn visitor(&self, interface: Interface, address: Option<std::net::IpAddr>) -> Ctx {
        let caller = model::Caller {
            tenant: TenantId::DIRECTORY,
            principal: Principal::Visitor,
            name: String::new(),
            roles: Roles::NONE,
            own: None,
            credential: None,
            session: None,
            log_subject: LogSubject::from_bytes([0; 16]),
            interface,
            address,
            scopes: None,
        };
        self.context(caller, Vec::new())
    }

    /// Who is on the way in with this ticket, and what they can show, as it is now. A ticket that rests on what has
    /// changed since is over.
    pub(crate) async fn resume_sign_in(
        &self,
        ticket: &str,
    ) -> Result<(SignIn, KnownUser, Credentials), ServiceError> {
        let resumed = self.resume_any_sign_in(ticket).await?;
        if resumed.0.is_for_a_password_only() {
            return Err(ServiceError::CeremonyOver);
        }
        Ok(resumed)
    }

    /// The same, also of somebody who has forgotten their password and may only choose another one.
    pub(crate) async fn resume_any_sign_in(
        &self,
        ticket: &str,
    ) -> Result<(SignIn, KnownUser, Credentials), ServiceError> {
        let sign_in: SignIn = open_ticket(self, ticket).await?;
        sign_in.check_is_young(self.clock.now())?;
        let user = self.find_user(sign_in.user).await?.ok_or(ServiceError::CeremonyOver)?;
        let credentials = self.credentials_of(sign_in.user).await?;
        if credentials.version != sign_in.version() {
            return Err(ServiceError::CeremonyOver);
        }
        Ok((sign_in, user, credentials))
    }

    /// The state of somebody on the way in, whose credentials have this version.
    pub(crate) async fn sign_in_state(
        &self,
        sign_in: &SignIn,
        credentials: &Credentials,
    ) -> Result<SignInState, ServiceError> {
        let second_factors = credentials.body.second_factors();
        let shown = |factor: &Factor| sign_in.factors.contains(factor);
        Ok(SignInState {
            ticket: sign_in.seal(self).await?,
            factors: sign_in.factors.clone(),
            second_factors: second_factors.into_iter().filter(|it| !shown(it)).collect(),
        })
    }
}

/// Whoever has a second factor has to have shown one.
pub(crate) fn check_second_factor(
    sign_in: &SignIn,
    credentials: &Credentials,
) -> Result<(), ServiceError> {
    if credentials.body.has_second_factor() && !sign_in.has_second_factor() {
        Err(ServiceError::FactorRequired(Assurance::TwoFactors))
    } else {
        Ok(())
    }
}

/// The same request, in the name of a user who sees to their own account.
pub(crate) fn as_holder(ctx: &Ctx, user: &KnownUser) -> Ctx {
    let mut holder = ctx.clone();
    holder.caller.tenant = TenantId::DIRECTORY;
    holder.caller.principal = Principal::Holder(user.user.id);
    holder.caller.name = String::new();
    holder.caller.roles = Roles::NONE;
    holder.caller.own = None;
    holder.caller.credential = None;
    holder.caller.log_subject = user.subject.log_subject();
    holder
}

/// The user of a context that [`as_holder`] has made, or of a session.
pub(crate) fn holder(ctx: &Ctx) -> Result<UserId, ServiceError> {
    match ctx.caller.principal {
        Principal::Holder(user) | Principal::User(user) => Ok(user),
        _ => Err(ServiceError::Unauthenticated),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cannot_be_told_to_others_resists_phishing() {
        use Factor::{Passkey, Password, RecoveryCode, SecurityKey, Totp};
        for (factors, expected) in [
            (&[Password][..], Assurance::OneFactor),
            (&[Totp], Assurance::OneFactor),
            (&[SecurityKey], Assurance::OneFactor),
            (&[Totp, RecoveryCode], Assurance::OneFactor),
            (&[Password, Totp], Assurance::TwoFactors),
            (&[Password, RecoveryCode], Assurance::TwoFactors),
            (&[Password, SecurityKey], Assurance::PhishingResistant),
            (&[Passkey], Assurance::PhishingResistant),
        ] {
            assert_eq!(Assurance::of(factors), expected, "{factors:?}");
        }
    }
}
