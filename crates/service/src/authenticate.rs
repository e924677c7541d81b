//! From a bearer token to a caller.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use model::{
    BackgroundTask, Caller, Credential, Interface, LogSubject, Principal, ResourceType, Roles,
    RowKey, Scopes, StoreName, TenantId, Timestamp, UserId, Version,
};
use policy::Permit;
use store::{Document, DocumentState, TenantState};

use crate::Service;
use crate::access_tokens::{self, Contents};
use crate::clients::{ClientBody, ClientKeys, client_row};
use crate::error::ServiceError;
use crate::invitations::InvitationBody;
use crate::keys::KeyError;
use crate::tenants::CredentialBody;
use crate::token::{TokenKind, TokenParts};

/// A machine or claimant as remembered: what its token must match, and who it then is.
pub(crate) struct KnownClient {
    secret_sha256: Option<[u8; 32]>,
    keys: Option<ClientKeys>,
    expires_at: Option<Timestamp>,
    principal: Principal,
    name: String,
    roles: Roles,
    credential: Credential,
    log_subject: LogSubject,
}

/// How many requests with no or a wrong credential were turned away since they were last written
/// down. Strangers are counted, so that they cannot fill the log.
#[derive(Debug, Default)]
pub struct AnonymousRefusals(AtomicU64);

impl AnonymousRefusals {
    /// One more.
    pub fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// Takes the sum, which starts again at nothing.
    pub(crate) fn take(&self) -> u64 {
        self.0.swap(0, Ordering::Relaxed)
    }
}

impl Service {
    /// Who a token belongs to. Every reason to say no looks the same.
    pub async fn authenticate(
        &self,
        token: &str,
        interface: Interface,
        address: Option<IpAddr>,
    ) -> Result<Caller, ServiceError> {
        if token.starts_with(access_tokens::PREFIX) {
            return self.authenticate_access_token(token, interface, address).await;
        }
        let parts = TokenParts::parse(token).ok_or(ServiceError::Unauthenticated)?;
        let permit = Permit::for_background(BackgroundTask::Authenticate, parts.tenant);
        let (kind, principal) = match parts.kind {
            TokenKind::Client => (ResourceType::CLIENT, Principal::Client(parts.id)),
            TokenKind::Claim => (ResourceType::TENANT_CREDENTIAL, Principal::Claimant),
            TokenKind::Invitation => {
                let user = UserId::from_bytes(*parts.id.as_bytes());
                (ResourceType::INVITATION, Principal::Invitee(user))
            }
        };
        let keys = match self.keys.tenant(&permit).await {
            Err(KeyError::NoTenant) => return Err(ServiceError::Unauthenticated),
            keys => keys?,
        };
        let row = keys.row_key(StoreName::Records, kind.name(), &parts.id.to_string());
        let fits =
            |known: &KnownClient| known.secret_sha256.is_some_and(|sha256| parts.matches(&sha256));
        let known = self.known_client(&permit, row, &principal, fits).await?;
        Ok(known.caller(parts.tenant, interface, address, None))
    }

    async fn authenticate_access_token(
        &self,
        token: &str,
        interface: Interface,
        address: Option<IpAddr>,
    ) -> Result<Caller, ServiceError> {
        let (tenant, sealed) = access_tokens::parts(token).ok_or(ServiceError::Unauthenticated)?;
        let permit = Permit::for_background(BackgroundTask::Authenticate, tenant);
        let keys = match self.keys.tenant(&permit).await {
            Err(KeyError::NoTenant) => return Err(ServiceError::Unauthenticated),
            keys => keys?,
        };
        let contents = Contents::open(&keys, sealed);
        let contents = contents.filter(|contents| contents.is_good_at(self.clock.now()));
        let contents = contents.ok_or(ServiceError::Unauthenticated)?;
        let row = client_row(&keys, contents.client);
        let principal = Principal::Client(contents.client);
        let fits = |known: &KnownClient| known.version() == contents.version;
        let known = self.known_client(&permit, row, &principal, fits).await?;
        Ok(known.caller(tenant, interface, address, Some(Arc::new(contents.scopes))))
    }

    /// The machine or claimant of a row, if the credential fits it and it has not expired.
    async fn known_client(
        &self,
        permit: &Permit,
        row: RowKey,
        principal: &Principal,
        fits: impl Fn(&KnownClient) -> bool + Send,
    ) -> Result<Arc<KnownClient>, ServiceError> {
        let now = self.clock.now();
        let fits = |known: &KnownClient| fits(known) && !known.has_expired(now);
        let tenant = permit.tenant();
        let known = match self.clients.find(&(tenant, row)) {
            // It may be of yesterday: every answer waits for a commit that guards it. A no is given
            // only after a look at what is stored.
            Some(known) if fits(&known) => known,
            _ => {
                let known = self.find_client_of(permit, row, principal).await?;
                let known = Arc::new(known.ok_or(ServiceError::Unauthenticated)?);
                self.clients.insert((tenant, row), Arc::clone(&known));
                known
            }
        };
        if fits(&known) { Ok(known) } else { Err(ServiceError::Unauthenticated) }
    }

    /// Counts a request that came with no credential or a wrong one.
    pub fn refuse_anonymous(&self) {
        self.refusals.count();
    }

    /// Who a caller with a credential is by now. Fails if the credential has ended.
    pub(crate) async fn refresh(&self, caller: &Caller) -> Result<Caller, ServiceError> {
        if caller.session.is_some() {
            return self.refresh_session(caller).await;
        }
        if caller.scopes.is_some() {
            // Whatever changes about a client ends its access tokens.
            return Err(ServiceError::Unauthenticated);
        }
        let row = caller.credential.ok_or(ServiceError::Unauthenticated)?.row;
        self.clients.remove(&(caller.tenant, row));
        let permit = Permit::for_background(BackgroundTask::Authenticate, caller.tenant);
        // Who only follows what happens commits nothing that would be refused.
        if self.records.find_tenant_state(&permit).await? != TenantState::Open {
            return Err(ServiceError::TenantClosed);
        }
        let known = self.find_client_of(&permit, row, &caller.principal).await?;
        let known = known.filter(|known| !known.has_expired(self.clock.now()));
        let known = Arc::new(known.ok_or(ServiceError::Unauthenticated)?);
        self.clients.insert((caller.tenant, row), Arc::clone(&known));
        Ok(known.caller(caller.tenant, caller.interface, caller.address, None))
    }

    pub(crate) async fn find_client_of(
        &self,
        permit: &Permit,
        row: RowKey,
        principal: &Principal,
    ) -> Result<Option<KnownClient>, ServiceError> {
        let Some(sealed) = self.records.find_newest(permit, row).await? else {
            return Ok(None);
        };
        let concealed = self.keys.open(permit, &sealed).await?;
        let document: Document = self.policies.release(permit, concealed)?;
        if document.state == DocumentState::Deleted {
            return Ok(None);
        }
        let credential = Credential { row, version: document.version };
        let principal = principal.clone();
        if document.kind == ResourceType::CLIENT {
            let body = ClientBody::read(&document)?;
            return Ok(Some(KnownClient {
                secret_sha256: body.secret_sha256()?,
                keys: body.keys().cloned(),
                expires_at: body.expires_at()?,
                principal,
                roles: body.roles()?,
                log_subject: body.log_subject()?,
                name: body.name,
                credential,
            }));
        }
        let (secret_sha256, log_subject, expires_at, name) = if document.kind
            == ResourceType::INVITATION
        {
            let body = InvitationBody::read(&document)?;
            if !self.is_upheld(permit.tenant(), &body).await? {
                return Ok(None);
            }
            let expires_at = Some(body.expires_at()?);
            (body.secret_sha256()?, body.log_subject()?, expires_at, "somebody who was invited")
        } else {
            let body = CredentialBody::read(&document)?;
            (body.secret_sha256()?, body.log_subject()?, None, "holder of the one-time credential")
        };
        Ok(Some(KnownClient {
            secret_sha256: Some(secret_sha256),
            keys: None,
            expires_at,
            principal,
            roles: Roles::NONE,
            log_subject,
            name: name.to_owned(),
            credential,
        }))
    }
}

impl KnownClient {
    pub(crate) fn has_expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|at| at <= now)
    }

    pub(crate) const fn keys(&self) -> Option<&ClientKeys> {
        self.keys.as_ref()
    }

    pub(crate) const fn version(&self) -> Version {
        self.credential.version
    }

    pub(crate) fn caller(
        &self,
        tenant: TenantId,
        interface: Interface,
        address: Option<IpAddr>,
        scopes: Option<Arc<Scopes>>,
    ) -> Caller {
        Caller {
            tenant,
            principal: self.principal.clone(),
            name: self.name.clone(),
            roles: self.roles,
            own: None,
            credential: Some(self.credential),
            session: None,
            log_subject: self.log_subject,
            interface,
            address,
            scopes,
        }
    }
}
