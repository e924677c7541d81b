//! Organisations with an account: opened by the operator, claimed by their first administrator.

mod claim_tenant;
mod create_tenant;
mod find_tenant;
mod list_tenants;

use model::clock::format_instant;
use model::{
    BackgroundTask, Caller, Interface, LogSubject, Principal, ResourceType, Roles, TenantId,
    Timestamp, Version,
};
use policy::Permit;
use serde::{Deserialize, Serialize};
use store::{Document, DocumentState};

use crate::Service;
use crate::clients::parse_sha256;
use crate::error::ServiceError;
use crate::token::Token;

/// An organisation with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// Its id.
    pub id: TenantId,
    /// Its name.
    pub name: String,
    /// When the account was opened.
    pub created_at: Timestamp,
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
struct TenantBody {
    name: String,
    created_at: String,
}

impl TenantBody {
    fn new(tenant: &Tenant) -> Self {
        Self { name: tenant.name.clone(), created_at: format_instant(tenant.created_at) }
    }

    fn read(document: &Document) -> Result<Tenant, ServiceError> {
        let body: Self =
            serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)?;
        Ok(Tenant {
            id: document.id.as_str().parse().map_err(|_| ServiceError::Integrity)?,
            name: body.name,
            created_at: body.created_at.parse().map_err(|_| ServiceError::Integrity)?,
        })
    }

    fn document(&self, id: TenantId, at: Timestamp) -> Document {
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

/// The first version of a document about nobody.
fn document(kind: ResourceType, id: &str, at: Timestamp, body: &impl Serialize) -> Document {
    Document {
        kind,
        id: id.parse().expect("hexadecimal digits are a resource id"),
        version: Version::FIRST,
        at,
        state: DocumentState::Live,
        labels: Vec::new(),
        about: Vec::new(),
        body: serde_json::to_string(body).expect("strings are always valid JSON"),
    }
}

impl Service {
    /// Makes the deployment's own keys, once in its life.
    pub async fn create_deployment(&self) -> Result<(), ServiceError> {
        let permit = Permit::for_background(BackgroundTask::SequenceLog, TenantId::DEPLOYMENT);
        self.keys.create_tenant(&permit).await?;
        self.follow_nothing_yet().await
    }

    /// Opens the deployment's own keys.
    pub async fn open_deployment(&self) -> Result<(), ServiceError> {
        let permit = Permit::for_background(BackgroundTask::SequenceLog, TenantId::DEPLOYMENT);
        match self.keys.tenant(&permit).await {
            // They were made with the deployment, and everything else hangs on them.
            Err(crate::keys::KeyError::NoTenant) => Err(ServiceError::Integrity),
            keys => keys.map(drop).map_err(Into::into),
        }
    }

    /// Whoever reaches the operator's socket or the stopped server's data.
    pub fn operator() -> Caller {
        Caller {
            tenant: TenantId::DEPLOYMENT,
            principal: Principal::Operator,
            name: "operator".to_owned(),
            roles: Roles::NONE,
            credential: None,
            log_subject: LogSubject::from_bytes([0; 16]),
            interface: Interface::Cli,
            address: None,
            scopes: None,
        }
    }
}
