//! Changes the address with which somebody signs in. Both addresses have to confirm it, the one of before first: whoever
//! has got into an account cannot take it away, and nobody signs in with an address that is not theirs.
//!
//! Nothing is kept meanwhile: each link carries what was asked for, sealed, and rests on the version of the user.

use std::time::Duration;

use model::{Operation, ResourceType, UserId, Version};
use serde::{Deserialize, Serialize};
use store::Document;

use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::mails::AccountNews;
use crate::sign_in::{Door, Ticket, as_holder, open_ticket, seal_ticket};
use crate::users::{
    Address, Credentials, KnownUser, UserBody, document_about, id_of_user, sign_in_name_row,
    user_row,
};
use crate::work::{Change, Work};
use crate::{Service, mails};

/// Which address has yet to confirm a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AddressChangeState {
    /// The one of before, and then the new one.
    WaitsForFormer,
    /// The new one.
    WaitsForNew,
    /// None.
    Done,
}

impl AddressChangeState {
    /// Its name in the platform API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::WaitsForFormer => "waits_for_former",
            Self::WaitsForNew => "waits_for_new",
            Self::Done => "done",
        }
    }
}

/// A change that was asked for, as a link carries it.
#[derive(Serialize, Deserialize)]
struct AddressChange {
    user: String,
    version: u64,
    /// What they sign in with, so that a change is over that somebody else may have asked for who knew that.
    ways_in: String,
    email: String,
    state: AddressChangeState,
}

impl Ticket for AddressChange {
    const KIND: &'static str = "address-change";
    const GOOD_FOR: Duration = Duration::from_hours(24);
}

impl AddressChange {
    fn user(&self) -> Option<(UserId, Version)> {
        Some((self.user.parse().ok()?, Version(self.version)))
    }
}

impl Service {
    /// Asks for another address. `page` is what links begin with, and a ticket follows it. The answer is the same whether
    /// somebody has the address or not.
    pub async fn begin_address_change(
        &self,
        ctx: &Ctx,
        email: &Address,
        page: &str,
    ) -> Answer<AddressChangeState> {
        let ctx = self.in_directory(ctx).await?;
        self.perform(&ctx, Operation::BeginAddressChange, ResourceType::ACCOUNT, |work| {
            Box::pin(async move {
                self.require_fresh(work).await?;
                let known = self.account_holder(work).await?;
                let state = AddressChangeState::WaitsForFormer;
                self.ask_for_address(work, &known, (email, state), page).await
            })
        })
        .await
    }

    /// Confirms a change by what a link carries.
    pub async fn confirm_address_change(
        &self,
        visitor: &Ctx,
        ticket: &str,
        page: &str,
    ) -> Answer<AddressChangeState> {
        self.let_pass(Door::Link, visitor.caller.address).await?;
        let asked: AddressChange = open_ticket(self, ticket).await?;
        let (id, version) = asked.user().ok_or(ServiceError::CeremonyOver)?;
        let user = self.find_user(id).await?.ok_or(ServiceError::CeremonyOver)?;
        let holder = as_holder(visitor, &user);
        let (asked, user) = (&asked, &user);
        self.perform(&holder, Operation::ConfirmAddressChange, ResourceType::ACCOUNT, |work| {
            Box::pin(async move {
                let credentials = self.credentials_of(id).await?;
                if user.version != version || credentials.body.ways_in() != asked.ways_in {
                    return Err(ServiceError::CeremonyOver);
                }
                let email = Address::parse(&asked.email)?;
                if asked.state == AddressChangeState::WaitsForFormer {
                    let next = (&email, AddressChangeState::WaitsForNew);
                    return self.ask_for_address(work, user, next, page).await;
                }
                self.plan_address(work, (user, &credentials), &email).await
            })
        })
        .await
    }

    /// Writes to the address that has to confirm next.
    async fn ask_for_address(
        &self,
        work: &Work<'_>,
        user: &KnownUser,
        (email, state): (&Address, AddressChangeState),
        page: &str,
    ) -> Result<Change<AddressChangeState>, ServiceError> {
        let (id, version) = (user.user.id.to_string(), user.version.0);
        let ways_in = self.credentials_of(user.user.id).await?.body.ways_in();
        let email_text = email.as_str().to_owned();
        let asked = AddressChange { user: id, version, ways_in, email: email_text, state };
        let link = zeroize::Zeroizing::new(format!("{page}{}", seal_ticket(self, &asked).await?));
        let until = work.ctx.at.checked_add(AddressChange::GOOD_FOR).unwrap_or(work.ctx.at);
        let language = user.user.language;
        let mut change = Change::of(state).guarding(&user.subject);
        let (to, letter) = match state {
            AddressChangeState::WaitsForFormer => {
                (&user.user.email, mails::address_change_from(language, &link, until))
            }
            _ => (email, mails::address_change_to(language, &link, until)),
        };
        // Whether somebody has it or not.
        self.let_write("AddressChange?", to).await?;
        // Whoever has the address already is not to be bothered with it.
        if to == email && self.find_user_at(email).await?.is_some() {
            return Ok(change);
        }
        change.jobs.push(self.send_later(work, (Some(user), to), &letter, Some(until)).await?);
        Ok(change)
    }

    async fn plan_address(
        &self,
        work: &Work<'_>,
        (user, credentials): (&KnownUser, &Credentials),
        email: &Address,
    ) -> Result<Change<AddressChangeState>, ServiceError> {
        if self.find_user_at(email).await?.is_some() {
            return Err(ServiceError::NameTaken);
        }
        let (id, at, subject) = (user.user.id, work.ctx.at, &user.subject);
        let former = sign_in_name_row(&work.keys, &user.user.email);
        let version = self.identity.find_newest(&work.permit, former).await?;
        let version = version.ok_or(ServiceError::Integrity)?.version.next();
        let kind = ResourceType::SIGN_IN_NAME;
        let mut gone = document_about(kind, id_of_user(id), version, at, subject, &());
        gone.state = store::DocumentState::Deleted;
        gone.body = String::new();
        let mut named = user.user.clone();
        named.email = email.clone();
        let (kind, version) = (ResourceType::USER, user.version.next());
        let own: Document =
            document_about(kind, id_of_user(id), version, at, subject, &UserBody::new(&named));
        // Another version of what they sign in with: links that were written to the former address are good no more.
        let change = Change::of(AddressChangeState::Done)
            .putting_about(work, user_row(&work.keys, id), &own, subject)
            .putting_about(work, former, &gone, subject)
            .putting_credentials(work, (id, subject), credentials);
        let change = self.naming(work, change, email, (id, subject)).await?;
        self.telling(work, change, user, AccountNews::AddressChanged).await
    }
}
