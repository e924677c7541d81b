//! The caller's own tenant.

use wire::{ClaimRequest, ClientWithToken, Tenant};

use crate::{Client, ClientError};

impl Client {
    /// Shows the caller's own tenant.
    pub async fn find_tenant(&self) -> Result<Tenant, ClientError> {
        self.get(&["tenant"], &[]).await
    }

    /// Spends a new tenant's one-time credential, with which this client signs in, on the
    /// tenant's first administrator.
    pub async fn claim_tenant(&self, claim: &ClaimRequest) -> Result<ClientWithToken, ClientError> {
        self.post(&["tenant", "claim"], claim).await
    }
}
