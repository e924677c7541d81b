//! What the operator's command line and the server say to each other over their socket.

use serde::{Deserialize, Serialize};

use crate::Tenant;

/// An account to be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewTenantRequest {
    /// A name that no other tenant has.
    pub name: String,
}

/// An account that was opened.
#[derive(Clone, Serialize, Deserialize)]
pub struct NewTenant {
    /// The tenant.
    pub tenant: Tenant,
    /// The one-time credential of its first administrator, shown this once.
    pub credential: String,
}

/// The accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenantList {
    /// The tenants, newest first.
    pub items: Vec<Tenant>,
    /// The cursor of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
