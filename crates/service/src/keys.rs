//! The key ring: the only place where keys are unwrapped, and where documents are opened.
//!
//! Unwrapped keys live in bounded caches and are zeroed as they leave. A cache may be behind the
//! store: the guards of every commit see to it that nothing is served or stored with a key that is
//! not to be used any more.

mod erasure;
mod rotation;
mod subjects;
mod tenant;

use std::sync::Arc;

use model::{DeploymentId, DocumentKeyId, ErasureId, Rng, TenantId};
use policy::{Concealed, Permit};
use seal::{BoundedCache, Key, KeyReference, OpenError, Place};
use store::{
    CommitError, Document, DocumentKeyRecord, GuardFailure, KeyService, KeyServiceError, KeyStore,
    Put, Sealed, StoreError, SubjectName,
};

pub(crate) use rotation::Turned;
pub(crate) use subjects::Subject;
pub(crate) use tenant::{IndexEpoch, TenantKeys};

/// How many tenants' keys are kept unwrapped.
const TENANTS_MAX: usize = 2_048;
/// How many people's keys are kept unwrapped. Each is found by up to three names.
const SUBJECT_NAMES_MAX: usize = 60_000;
/// How many documents' own keys are kept unwrapped.
const DOCUMENT_KEYS_MAX: usize = 4_096;

/// How often something is begun anew because keys turned over under it. They turn over hours apart,
/// so more than once is rare.
const TURNOVERS_MAX: usize = 5;

/// A key could not be had, or a document not opened.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The store of keys failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key service failed.
    #[error(transparent)]
    Service(#[from] KeyServiceError),
    /// A stored key or document was changed, moved or copied from elsewhere.
    #[error("what is stored fails its integrity check: {0}")]
    Integrity(#[from] OpenError),
    /// The tenant has no keys.
    #[error("the tenant is not there")]
    NoTenant,
    /// The key that something is sealed under is not there.
    #[error("the key is not there")]
    NoKey,
    /// The content is not there: it went with this erasure.
    #[error("it went with an erasure")]
    Erased(ErasureId),
    /// Keys turn over again and again.
    #[error("the tenant's keys are being turned over")]
    Superseded,
}

impl From<CommitError> for KeyError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Store(error) => Self::Store(error),
            // The store of keys knows no other guard.
            CommitError::Guard(_) => Self::Superseded,
        }
    }
}

/// Keys, unwrapped when needed.
pub(crate) struct KeyRing {
    deployment: DeploymentId,
    store: Arc<dyn KeyStore>,
    service: Arc<dyn KeyService>,
    rng: Arc<dyn Rng>,
    tenants: BoundedCache<TenantId, Arc<TenantKeys>>,
    subjects: BoundedCache<(TenantId, SubjectName), Arc<Subject>>,
    documents: BoundedCache<(TenantId, DocumentKeyId), Arc<Key>>,
}

/// The key that a document is sealed under, chosen by whom it is about.
pub(crate) enum SealingKey {
    /// About nobody.
    Tenant(Arc<TenantKeys>),
    /// About one person.
    Subject(Arc<Subject>),
    /// About several people.
    Document(DocumentKeyId, Arc<Key>),
}

impl KeyRing {
    /// A ring over a store of wrapped keys and the service that unwraps tenant keys.
    pub(crate) fn new(
        deployment: DeploymentId,
        store: Arc<dyn KeyStore>,
        service: Arc<dyn KeyService>,
        rng: Arc<dyn Rng>,
    ) -> Self {
        Self {
            deployment,
            store,
            service,
            rng,
            tenants: BoundedCache::new(TENANTS_MAX),
            subjects: BoundedCache::new(SUBJECT_NAMES_MAX),
            documents: BoundedCache::new(DOCUMENT_KEYS_MAX),
        }
    }

    /// Opens a row. What it gives is concealed until the rules release it.
    pub(crate) async fn open(
        &self,
        permit: &Permit,
        sealed: &Sealed,
    ) -> Result<Concealed<Document>, KeyError> {
        Ok(match sealed.key {
            KeyReference::TenantData(version) => {
                let keys = self.tenant(permit).await?;
                sealed.open(keys.data(version).ok_or(KeyError::NoKey)?)?
            }
            KeyReference::Subject(pseudonym) => {
                let name = match sealed.store {
                    model::StoreName::Identity => SubjectName::Identity(pseudonym),
                    _ => SubjectName::Records(pseudonym),
                };
                let subject = self.find_subject(permit, name).await?.ok_or(KeyError::NoKey)?;
                sealed.open(subject.key())?
            }
            KeyReference::Document(id) => {
                let key = self.document_key(permit, id).await?.ok_or(KeyError::NoKey)?;
                sealed.open(&key)?
            }
            KeyReference::Erased(erasure) => return Err(KeyError::Erased(erasure)),
            KeyReference::TenantKey(_) | KeyReference::RootKey(_) | KeyReference::Passphrase => {
                return Err(KeyError::Integrity(OpenError::Key));
            }
        })
    }

    /// A ring that remembers nothing yet: what it opens, opens with the keys that are stored now.
    pub(crate) fn afresh(&self) -> Self {
        let (store, service) = (Arc::clone(&self.store), Arc::clone(&self.service));
        Self::new(self.deployment, store, service, Arc::clone(&self.rng))
    }

    /// All tenants that have keys.
    pub(crate) async fn list_tenants(&self, permit: &Permit) -> Result<Vec<TenantId>, KeyError> {
        Ok(self.store.list_tenants(permit).await?)
    }

    /// The key for a document about these people.
    pub(crate) async fn sealing_key(
        &self,
        permit: &Permit,
        about: &[Arc<Subject>],
    ) -> Result<SealingKey, KeyError> {
        match about {
            [] => self.tenant(permit).await.map(SealingKey::Tenant),
            [subject] => Ok(SealingKey::Subject(Arc::clone(subject))),
            _ => self.create_document_key(permit).await,
        }
    }

    /// Seals a document into the row it is to stand in.
    pub(crate) fn seal(
        &self,
        permit: &Permit,
        row: model::RowKey,
        document: &Document,
        key: &SealingKey,
    ) -> Put {
        let store = document.kind.store();
        let (reference, key) = key.in_store(store);
        let place = Place {
            tenant: permit.tenant(),
            store,
            kind: document.kind.name(),
            row,
            version: document.version.0,
            key: reference,
        };
        Put {
            kind: document.kind,
            row,
            version: document.version,
            key: reference,
            live: document.state == store::DocumentState::Live,
            about: document.about.clone(),
            message: seal::seal(key, &place, &document.encode(), self.rng.as_ref()),
        }
    }

    /// A new key of a document's own.
    pub(crate) async fn create_document_key(
        &self,
        permit: &Permit,
    ) -> Result<SealingKey, KeyError> {
        let (id, key) = self.new_document_key(permit).await?;
        Ok(SealingKey::Document(id, key))
    }

    /// A new key and the name under which it is stored.
    async fn new_document_key(
        &self,
        permit: &Permit,
    ) -> Result<(DocumentKeyId, Arc<Key>), KeyError> {
        let tenant = permit.tenant();
        let id = DocumentKeyId::random(self.rng.as_ref());
        let key = Arc::new(Key::random(self.rng.as_ref()));
        for _ in 0..TURNOVERS_MAX {
            let keys = self.tenant(permit).await?;
            let place = document_key_place(tenant, id, keys.version());
            let wrapped = seal::wrap_key(keys.tenant_key(), &place, &key, self.rng.as_ref());
            let record = DocumentKeyRecord { id, tenant_key_version: keys.version(), wrapped };
            match self.store.create_document_key(permit, record).await {
                Err(CommitError::Guard(GuardFailure::Superseded)) => self.tenants.remove(&tenant),
                created => {
                    created?;
                    self.documents.insert((tenant, id), Arc::clone(&key));
                    return Ok((id, key));
                }
            }
        }
        Err(KeyError::Superseded)
    }

    /// The key of this id, if it is there.
    pub(crate) async fn document_key(
        &self,
        permit: &Permit,
        id: DocumentKeyId,
    ) -> Result<Option<Arc<Key>>, KeyError> {
        let name = (permit.tenant(), id);
        if let Some(key) = self.documents.find(&name) {
            return Ok(Some(key));
        }
        for _ in 0..TURNOVERS_MAX {
            let Some(record) = self.store.find_document_key(permit, id).await? else {
                return Ok(None);
            };
            let keys = self.tenant(permit).await?;
            let version = record.tenant_key_version;
            if let Some(wrapping) = keys.tenant_key_of(version) {
                let place = document_key_place(permit.tenant(), id, version);
                let key = Arc::new(seal::unwrap_key(wrapping, &place, &record.wrapped)?);
                self.documents.insert(name, Arc::clone(&key));
                return Ok(Some(key));
            }
            // The record or what is remembered of the tenant is of before a turnover.
            self.tenants.remove(&permit.tenant());
        }
        Err(KeyError::NoKey)
    }
}

impl SealingKey {
    fn in_store(&self, store: model::StoreName) -> (KeyReference, &Key) {
        match self {
            Self::Tenant(keys) => keys.newest_data(),
            Self::Subject(subject) => {
                (KeyReference::Subject(subject.pseudonym(store)), subject.key())
            }
            Self::Document(id, key) => (KeyReference::Document(*id), key),
        }
    }
}

fn document_key_place(tenant: TenantId, id: DocumentKeyId, version: u64) -> Place<'static> {
    Place {
        tenant,
        store: model::StoreName::Keys,
        kind: "document-key",
        row: model::RowKey::from_bytes(*id.as_bytes()),
        version: 1,
        key: KeyReference::TenantKey(version),
    }
}
