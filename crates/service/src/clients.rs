//! Machines that sign in.

mod client_keys;
mod create_client;
mod find_client;
mod list_clients;
mod revoke_client;
mod update_client;

use model::clock::format_instant;
use model::limits::NAME_CHARACTERS_MAX;
use model::{
    ClientId, LogSubject, Principal, ResourceType, Role, Roles, RowKey, StoreName, TenantId,
    Timestamp, UserId, Version,
};
use serde::{Deserialize, Serialize};
use store::Document;

pub use client_keys::ClientKeys;

use crate::error::ServiceError;
use crate::keys::TenantKeys;

/// A machine that may sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Its id.
    pub id: ClientId,
    /// The name people know it by; no other client of the tenant has it.
    pub name: String,
    /// What it may do.
    pub roles: Roles,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who has made it, if it was a person.
    pub created_by: Option<UserId>,
    /// From when on its token is refused.
    pub expires_at: Option<Timestamp>,
    /// The keys that it signs with, if it does.
    pub keys: Option<ClientKeys>,
    /// The version of this state.
    pub version: Version,
}

impl Client {
    /// Its name towards the authorization server (`client_id` of OAuth 2.0).
    pub fn client_id(&self, tenant: TenantId) -> String {
        crate::access_tokens::client_id(tenant, self.id)
    }
}

/// A machine to be made.
#[derive(Debug, Clone)]
pub struct NewClient {
    /// Its name.
    pub name: String,
    /// What it may do.
    pub roles: Roles,
    /// From when on its token is refused.
    pub expires_at: Option<Timestamp>,
    /// The keys that it signs with; then it gets access tokens, and none that lasts.
    pub keys: Option<ClientKeys>,
}

/// What is to change about a machine; what is not given stays.
#[derive(Debug, Clone, Default)]
pub struct ClientChange {
    /// Another name.
    pub name: Option<String>,
    /// Other roles.
    pub roles: Option<Roles>,
    /// Another expiry.
    pub expires_at: Option<Timestamp>,
    /// Other keys in the place of all before.
    pub keys: Option<ClientKeys>,
}

/// A client as it is stored.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ClientBody {
    pub(crate) name: String,
    roles: Vec<String>,
    /// Of the token that lasts, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    secret_sha256: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    keys: Option<ClientKeys>,
    log_subject: String,
    created_at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expires_at: Option<String>,
}

impl ClientBody {
    pub(crate) fn new(
        client: &NewClient,
        secret: Option<&[u8; 32]>,
        log: LogSubject,
        (at, by): (Timestamp, &Principal),
    ) -> Self {
        let by = if let Principal::User(user) = by { Some(user.to_string()) } else { None };
        Self {
            name: client.name.clone(),
            roles: role_names(client.roles),
            secret_sha256: secret.map(hex::encode),
            keys: client.keys.clone(),
            log_subject: log.to_string(),
            created_at: format_instant(at),
            created_by: by,
            expires_at: client.expires_at.map(format_instant),
        }
    }

    pub(crate) fn read(document: &Document) -> Result<Self, ServiceError> {
        serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)
    }

    pub(crate) fn roles(&self) -> Result<Roles, ServiceError> {
        self.roles
            .iter()
            .map(|name| name.parse::<Role>().map_err(|_| ServiceError::Integrity))
            .collect()
    }

    pub(crate) fn secret_sha256(&self) -> Result<Option<[u8; 32]>, ServiceError> {
        self.secret_sha256.as_deref().map(parse_sha256).transpose()
    }

    pub(crate) const fn keys(&self) -> Option<&ClientKeys> {
        self.keys.as_ref()
    }

    pub(crate) fn log_subject(&self) -> Result<LogSubject, ServiceError> {
        self.log_subject.parse().map_err(|_| ServiceError::Integrity)
    }

    pub(crate) fn expires_at(&self) -> Result<Option<Timestamp>, ServiceError> {
        self.expires_at
            .as_ref()
            .map(|at| at.parse().map_err(|_| ServiceError::Integrity))
            .transpose()
    }

    fn apply(&mut self, change: &ClientChange) {
        if let Some(name) = &change.name {
            self.name.clone_from(name);
        }
        if let Some(roles) = change.roles {
            self.roles = role_names(roles);
        }
        if let Some(expires_at) = change.expires_at {
            self.expires_at = Some(format_instant(expires_at));
        }
        if let Some(keys) = &change.keys {
            self.keys = Some(keys.clone());
        }
    }

    fn client(&self, id: ClientId, version: Version) -> Result<Client, ServiceError> {
        Ok(Client {
            id,
            name: self.name.clone(),
            roles: self.roles()?,
            created_at: self.created_at.parse().map_err(|_| ServiceError::Integrity)?,
            created_by: self
                .created_by
                .as_deref()
                .map(str::parse)
                .transpose()
                .map_err(|_| ServiceError::Integrity)?,
            expires_at: self.expires_at()?,
            keys: self.keys.clone(),
            version,
        })
    }

    /// The document of this client.
    pub(crate) fn document(&self, id: ClientId, version: Version, at: Timestamp) -> Document {
        Document::about_nobody(
            ResourceType::CLIENT,
            id.to_string().parse().expect("hexadecimal digits are a resource id"),
            version,
            at,
            serde_json::to_string(self).expect("strings are always valid JSON"),
        )
    }
}

/// The row of a client.
pub(crate) fn client_row(keys: &TenantKeys, id: ClientId) -> RowKey {
    keys.row_key(StoreName::Records, ResourceType::CLIENT.name(), &id.to_string())
}

/// The claim that makes a client's name its own.
pub(crate) fn name_claim(keys: &TenantKeys, name: &str) -> RowKey {
    keys.row_key(StoreName::Records, "claim:client-name", name)
}

/// A client must have a name that people can read, and a role.
pub(crate) fn check_name(name: &str) -> Result<(), ServiceError> {
    let length = name.chars().count();
    if name.trim() == name
        && (1..=NAME_CHARACTERS_MAX).contains(&length)
        && !name.chars().any(char::is_control)
    {
        Ok(())
    } else {
        Err(ServiceError::BadRequest(format!(
            "a name has 1 to {NAME_CHARACTERS_MAX} characters, none of them a control character, \
             and no space at its ends"
        )))
    }
}

pub(crate) fn check_roles(roles: Roles) -> Result<(), ServiceError> {
    if roles.is_empty() {
        Err(ServiceError::BadRequest("at least one role is needed".to_owned()))
    } else if roles.contains(Role::Patient) {
        // It is of somebody, whom the invitation names, and goes with no other role.
        Err(ServiceError::BadRequest("patient is a role that only an invitation gives".to_owned()))
    } else {
        Ok(())
    }
}

pub(crate) fn parse_sha256(text: &str) -> Result<[u8; 32], ServiceError> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(text, &mut bytes).map_err(|_| ServiceError::Integrity)?;
    Ok(bytes)
}

pub(crate) fn role_names(roles: Roles) -> Vec<String> {
    roles.iter().map(|role| role.name().to_owned()).collect()
}
