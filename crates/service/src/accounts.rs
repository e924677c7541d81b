//! A user's own account, as they see to it themselves. All of it stands in the directory, and rests on the session that
//! the request came with.

mod begin_address_change;
mod change_password;
mod create_recovery_codes;
mod delete_account;
mod enough;
mod find_account;
mod list_account_tenants;
mod totp;
mod update_account;

pub use begin_address_change::AddressChangeState;
pub use find_account::Account;
pub use totp::NewTotp;
pub use update_account::AccountChange;

use store::{SessionChange, Sessions};

use crate::error::ServiceError;
use crate::mails::AccountNews;
use crate::sign_in::holder;
use crate::users::{Credentials, KnownUser};
use crate::work::{Change, Work};
use crate::{Service, mails};

impl Service {
    /// Who sees to their own account with this work.
    pub(crate) async fn account_holder(&self, work: &Work<'_>) -> Result<KnownUser, ServiceError> {
        let user = holder(work.ctx)?;
        self.find_user(user).await?.ok_or(ServiceError::Unauthenticated)
    }

    /// A change of how somebody signs in that they are told of, where mail is sent.
    pub(crate) async fn telling<T>(
        &self,
        work: &Work<'_>,
        mut change: Change<T>,
        user: &KnownUser,
        news: AccountNews,
    ) -> Result<Change<T>, ServiceError> {
        if self.sends_mail() {
            let letter = mails::account_changed(user.user.language, news);
            change
                .jobs
                .push(self.send_later(work, (Some(user), &user.user.email), &letter, None).await?);
        }
        Ok(change)
    }
}

impl<T> Change<T> {
    /// A change of how the caller signs in. All other sessions of theirs end, so that nobody goes on who had come in
    /// by what is good no more.
    /// They are told of it, where mail is sent.
    pub(crate) async fn changing_credentials(
        self,
        work: &Work<'_>,
        user: &KnownUser,
        credentials: &Credentials,
        news: AccountNews,
    ) -> Result<Self, ServiceError> {
        let own = work.caller.session.ok_or(ServiceError::NotFound)?;
        let mut change = self.putting_credentials(work, (user.user.id, &user.subject), credentials);
        let sessions = Sessions::Of(own.owner);
        change.sessions.push(SessionChange::End { sessions, but: Some(own.id) });
        work.service.telling(work, change, user, news).await
    }
}
