//! Organisations with an account: opened by the operator, claimed by their first administrator.

mod claim_tenant;
mod create_tenant;
mod find_tenant;
mod list_tenants;
mod register_administrator;
mod sign_in_rules;
mod update_tenant;

use model::clock::format_instant;
use model::{
    BackgroundTask, Caller, ErasureId, Interface, LogSubject, Principal, ResourceType, Roles,
    RowKey, StoreName, TenantId, Timestamp, Version,
};
use policy::Permit;
use serde::{Deserialize, Serialize};
use store::{Document, Guard};

use crate::Service;
use crate::as_text;
use crate::clients::parse_sha256;
use crate::error::ServiceError;
use crate::keys::TenantKeys;
use crate::token::Token;

pub use register_administrator::Claimant;
pub use sign_in_rules::{SignInChange, SignInRules};
pub use update_tenant::TenantChange;

/// An organisation with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// Its id.
    pub id: TenantId,
    /// Its name.
    pub name: String,
    /// When the account was opened.
    pub created_at: Timestamp,
    /// The origins whose pages may ask this server for what is the tenant's (CORS).
    pub allowed_origins: Vec<String>,
    /// What it wants of those who sign in.
    pub sign_in: SignInRules,
    /// That it is to be deleted; known in the deployment's list only.
    pub deletion: Option<DeletionNote>,
}

/// That a tenant is to be deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletionNote {
    /// The deletion.
    #[serde(with = "as_text")]
    pub id: ErasureId,
    /// When (RFC 3339).
    pub due_at: String,
}

/// A tenant that was just opened, with the credential that claims it.
#[derive(Debug)]
pub struct NewTenant {
    /// The tenant.
    pub tenant: Tenant,
    /// What its first administrator is to be given. Shown once, good once.
    pub credential: Token,
}

/// A tenant as it is stored, in its own records and in the deployment's list.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TenantBody {
    name: String,
    created_at: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    allowed_origins: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sign_in: Option<SignInRules>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deletion: Option<DeletionNote>,
}

impl TenantBody {
    pub(crate) fn new(tenant: &Tenant) -> Self {
        Self {
            name: tenant.name.clone(),
            created_at: format_instant(tenant.created_at),
            allowed_origins: tenant.allowed_origins.clone(),
            sign_in: Some(tenant.sign_in.clone()).filter(|rules| *rules != SignInRules::default()),
            deletion: tenant.deletion.clone(),
        }
    }

    pub(crate) fn read(document: &Document) -> Result<Tenant, ServiceError> {
        let body: Self =
            serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)?;
        Ok(Tenant {
            id: document.id.as_str().parse().map_err(|_| ServiceError::Integrity)?,
            name: body.name,
            created_at: body.created_at.parse().map_err(|_| ServiceError::Integrity)?,
            allowed_origins: body.allowed_origins,
            sign_in: body.sign_in.unwrap_or_default(),
            deletion: body.deletion,
        })
    }

    pub(crate) fn document(&self, id: TenantId, at: Timestamp) -> Document {
        document(ResourceType::TENANT, &id.to_string(), at, self)
    }
}

/// A one-time credential as it is stored.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CredentialBody {
    secret_sha256: String,
    log_subject: String,
}

impl CredentialBody {
    pub(crate) fn read(document: &Document) -> Result<Self, ServiceError> {
        serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)
    }

    pub(crate) fn secret_sha256(&self) -> Result<[u8; 32], ServiceError> {
        parse_sha256(&self.secret_sha256)
    }

    pub(crate) fn log_subject(&self) -> Result<LogSubject, ServiceError> {
        self.log_subject.parse().map_err(|_| ServiceError::Integrity)
    }
}

/// The row of a tenant in its own records.
fn tenant_row(keys: &TenantKeys, tenant: TenantId) -> RowKey {
    keys.row_key(StoreName::Records, ResourceType::TENANT.name(), &tenant.to_string())
}

/// That no two tenants have one name.
pub(crate) fn name_claim(keys: &TenantKeys, name: &str) -> RowKey {
    keys.row_key(StoreName::Records, "claim:tenant-name", name)
}

/// How many origins a tenant allows at most, and how long each may be.
const ORIGINS_MAX: usize = 50;
const ORIGIN_BYTES_MAX: usize = 255;

/// An origin is a scheme and a host, and a port if it is not the scheme's own (RFC 6454, section 6.2).
fn check_origins(origins: &[String]) -> Result<(), ServiceError> {
    let is_origin = |origin: &String| {
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        let is_of_host = |byte: u8| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-:[]".contains(&byte)
        };
        origin.len() <= ORIGIN_BYTES_MAX
            && host.is_some_and(|host| !host.is_empty() && host.bytes().all(is_of_host))
    };
    if origins.len() <= ORIGINS_MAX && origins.iter().all(is_origin) {
        Ok(())
    } else {
        Err(ServiceError::BadRequest(format!(
            "allowed_origins has at most {ORIGINS_MAX} origins such as https://app.example.org, in lower \
             case, without a path"
        )))
    }
}

/// The first version of a document about nobody.
fn document(kind: ResourceType, id: &str, at: Timestamp, body: &impl Serialize) -> Document {
    Document::about_nobody(
        kind,
        id.parse().expect("hexadecimal digits are a resource id"),
        Version::FIRST,
        at,
        serde_json::to_string(body).expect("strings are always valid JSON"),
    )
}

impl Service {
    /// Makes the deployment's own keys, once in its life.
    pub async fn create_deployment(&self) -> Result<(), ServiceError> {
        let permit = Permit::for_background(BackgroundTask::SequenceLog, TenantId::DEPLOYMENT);
        self.keys.create_tenant(&permit).await?;
        self.follow_nothing_yet().await?;
        self.ensure_directory().await
    }

    /// Opens the deployment's own keys.
    pub async fn open_deployment(&self) -> Result<(), ServiceError> {
        let permit = Permit::for_background(BackgroundTask::SequenceLog, TenantId::DEPLOYMENT);
        match self.keys.tenant(&permit).await {
            // They were made with the deployment, and everything else hangs on them.
            Err(crate::keys::KeyError::NoTenant) => return Err(ServiceError::Integrity),
            keys => drop(keys?),
        }
        self.ensure_directory().await
    }

    /// A tenant as it stands in its own records, and that it still does; nothing if there is none.
    pub(crate) async fn tenant_of(
        &self,
        tenant: TenantId,
    ) -> Result<Option<(Tenant, Guard)>, ServiceError> {
        let permit = Permit::for_background(BackgroundTask::Authenticate, tenant);
        let keys = match self.keys.tenant(&permit).await {
            Err(crate::keys::KeyError::NoTenant) => return Ok(None),
            keys => keys?,
        };
        let row = tenant_row(&keys, tenant);
        let Some(sealed) = self.records.find_newest(&permit, row).await? else { return Ok(None) };
        let document = self.policies.release(&permit, self.keys.open(&permit, &sealed).await?)?;
        let guard = Guard::Version { row, expected: document.version };
        Ok(Some((TenantBody::read(&document)?, guard)))
    }

    /// Whoever reaches the operator's socket or the stopped server's data.
    pub fn operator() -> Caller {
        Caller {
            tenant: TenantId::DEPLOYMENT,
            principal: Principal::Operator,
            name: "operator".to_owned(),
            roles: Roles::NONE,
            own: None,
            credential: None,
            session: None,
            log_subject: LogSubject::from_bytes([0; 16]),
            interface: Interface::Cli,
            address: None,
            scopes: None,
        }
    }
}
