//! A user's own account, as they see to it themselves. All of it stands in the directory, and rests on the session that
//! the request came with.

mod change_password;
mod create_recovery_codes;
mod find_account;
mod totp;
mod update_account;

pub use find_account::Account;
pub use totp::NewTotp;
pub use update_account::AccountChange;

use store::{SessionChange, Sessions};

use crate::Service;
use crate::error::ServiceError;
use crate::sign_in::holder;
use crate::users::{Credentials, KnownUser};
use crate::work::{Change, Work};

impl Service {
    /// Who sees to their own account with this work.
    pub(crate) async fn account_holder(&self, work: &Work<'_>) -> Result<KnownUser, ServiceError> {
        let user = holder(work.ctx)?;
        self.find_user(user).await?.ok_or(ServiceError::Unauthenticated)
    }
}

impl<T> Change<T> {
    /// A change of how the caller signs in. All other sessions of theirs end, so that nobody goes on who had come in
    /// by what is good no more.
    pub(crate) fn changing_credentials(
        self,
        work: &Work<'_>,
        user: &KnownUser,
        credentials: &Credentials,
    ) -> Result<Self, ServiceError> {
        let own = work.caller.session.ok_or(ServiceError::NotFound)?;
        let mut change = self.putting_credentials(work, (user.user.id, &user.subject), credentials);
        let sessions = Sessions::Of(own.owner);
        change.sessions.push(SessionChange::End { sessions, but: Some(own.id) });
        Ok(change)
    }
}
