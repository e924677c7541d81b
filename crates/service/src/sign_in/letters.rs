//! How often is written to somebody, whoever asks for it.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use model::{RowKey, StoreName, TenantId};

use super::doors::Look;
use crate::Service;
use crate::directory;
use crate::error::ServiceError;
use crate::users::Address;

/// How often in an hour an address is written to that somebody says is theirs, or somebody else's, all of it at once if
/// need be,
const LETTERS_PER_HOUR: NonZeroU32 = NonZeroU32::new(3).expect("it is not zero");
/// and how many addresses in the name of one tenant.
const LETTERS_PER_TENANT_PER_HOUR: NonZeroU32 = NonZeroU32::new(1_000).expect("it is not zero");
/// To whom was written.
pub(crate) struct LetterLimits {
    to_addresses: DefaultKeyedRateLimiter<RowKey>,
    of_tenants: DefaultKeyedRateLimiter<TenantId>,
    look: Look,
}

impl Default for LetterLimits {
    fn default() -> Self {
        Self {
            to_addresses: RateLimiter::keyed(Quota::per_hour(LETTERS_PER_HOUR)),
            of_tenants: RateLimiter::keyed(Quota::per_hour(LETTERS_PER_TENANT_PER_HOUR)),
            look: Look::default(),
        }
    }
}

impl Service {
    /// Lets an address be written to for a reason, whoever asks for it, unless it was too often already. Each reason is
    /// counted apart: nobody learns from one what else an address is written.
    pub(crate) async fn let_write(
        &self,
        why: &'static str,
        to: &Address,
    ) -> Result<(), ServiceError> {
        let keys = self.keys.tenant(&directory::permit()).await?;
        // No type has such a name, so this is no row's key.
        let account = keys.row_key(StoreName::Identity, why, to.as_str());
        let limits = &self.letter_limits;
        if limits.look.is_next() {
            limits.to_addresses.retain_recent();
        }
        let is_let = limits.to_addresses.check_key(&account);
        is_let.map_err(|_| too_many_letters(LETTERS_PER_HOUR))
    }

    /// Lets an address be written to in the name of a tenant, unless that has written too much already.
    pub(crate) async fn let_tenant_write(
        &self,
        tenant: TenantId,
        to: &Address,
    ) -> Result<(), ServiceError> {
        self.let_write("Invitation?", to).await?;
        let is_let = self.letter_limits.of_tenants.check_key(&tenant);
        is_let.map_err(|_| too_many_letters(LETTERS_PER_TENANT_PER_HOUR))
    }
}

/// Another letter may be written after that long.
fn too_many_letters(per_hour: NonZeroU32) -> ServiceError {
    ServiceError::TooManyAttempts(Duration::from_hours(1) / per_hour.get())
}
