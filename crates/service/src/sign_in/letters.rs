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
/// how often all tenants together invite an address: more are held back, and nobody hears that from another's letters,
const INVITATIONS_PER_HOUR: NonZeroU32 = NonZeroU32::new(10).expect("it is not zero");
/// and how many addresses in the name of one tenant.
const LETTERS_PER_TENANT_PER_HOUR: NonZeroU32 = NonZeroU32::new(1_000).expect("it is not zero");
/// To whom was written.
pub(crate) struct LetterLimits {
    to_addresses: DefaultKeyedRateLimiter<RowKey>,
    invitations: DefaultKeyedRateLimiter<RowKey>,
    of_tenants: DefaultKeyedRateLimiter<TenantId>,
    look: Look,
}

impl Default for LetterLimits {
    fn default() -> Self {
        Self {
            to_addresses: RateLimiter::keyed(Quota::per_hour(LETTERS_PER_HOUR)),
            invitations: RateLimiter::keyed(Quota::per_hour(INVITATIONS_PER_HOUR)),
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
        self.let_write_to(self.counted_as(why, to.as_str()).await?)
    }

    /// What letters are counted by.
    async fn counted_as(&self, why: &str, to: &str) -> Result<RowKey, ServiceError> {
        let keys = self.keys.tenant(&directory::permit()).await?;
        // No type has such a name, so this is no row's key.
        Ok(keys.row_key(StoreName::Identity, why, to))
    }

    fn let_write_to(&self, counted_as: RowKey) -> Result<(), ServiceError> {
        let limits = &self.letter_limits;
        if limits.look.is_next() {
            limits.to_addresses.retain_recent();
            limits.invitations.retain_recent();
        }
        let is_let = limits.to_addresses.check_key(&counted_as);
        is_let.map_err(|_| too_many_letters(LETTERS_PER_HOUR))
    }

    /// Lets an address be written to in the name of a tenant, unless that has written too much already. A tenant hears of
    /// its own letters alone: says whether one is sent, or held back for those of all.
    pub(crate) async fn let_tenant_write(
        &self,
        tenant: TenantId,
        to: &Address,
    ) -> Result<bool, ServiceError> {
        let of_tenant =
            self.counted_as("Invitation?", &format!("{tenant}/{}", to.as_str())).await?;
        self.let_write_to(of_tenant)?;
        let is_let = self.letter_limits.of_tenants.check_key(&tenant);
        is_let.map_err(|_| too_many_letters(LETTERS_PER_TENANT_PER_HOUR))?;
        let of_all = self.counted_as("Invitations?", to.as_str()).await?;
        Ok(self.letter_limits.invitations.check_key(&of_all).is_ok())
    }
}

/// Another letter may be written after that long.
fn too_many_letters(per_hour: NonZeroU32) -> ServiceError {
    ServiceError::TooManyAttempts(Duration::from_hours(1) / per_hour.get())
}
