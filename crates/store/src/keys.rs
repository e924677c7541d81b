//! What the keys store holds: wrapped keys, and the only link between a person, their pseudonyms
//! and their key.

use model::{DeploymentId, DocumentKeyId, LogSubject, Pseudonym, RowKey, TenantId, Timestamp};

/// A root key, as long as it lives. What it wrapped opens for nobody once it is destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RootEpoch {
    /// Its number; a later one has a higher one.
    pub number: u64,
    /// When it was begun, if the key service knows.
    pub begun_at: Option<Timestamp>,
}

/// Which tenant key the key service is to wrap or unwrap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TenantKeyName {
    /// The deployment.
    pub deployment: DeploymentId,
    /// The tenant.
    pub tenant: TenantId,
    /// The version of its key.
    pub version: u64,
}

impl TenantKeyName {
    /// What a key service that is not ours authenticates with the key, so that what it wrapped opens for
    /// this name only (`docs/formats.md`, section 3).
    pub fn binding(&self) -> Vec<u8> {
        let mut bytes = b"ribcage tenant key 1".to_vec();
        bytes.extend_from_slice(self.deployment.as_bytes());
        bytes.extend_from_slice(&self.tenant.number().to_be_bytes());
        bytes.extend_from_slice(&self.version.to_be_bytes());
        bytes
    }
}

/// One version of a tenant key, wrapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantKeyVersion {
    /// The version, from 1.
    pub version: u64,
    /// The root epoch it is wrapped under.
    pub epoch: u64,
    /// The wrapped key.
    pub wrapped: Vec<u8>,
}

/// What a tenant secret is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SecretKind {
    /// Row keys of the identity store.
    RowIdentity,
    /// Row keys of the records store.
    RowRecords,
    /// Row keys of the keys store.
    RowKeys,
    /// Documents about nobody, event headers, and the events' own bodies.
    Data,
    /// The seed of the key that signs checkpoints; the deployment's only.
    Log,
    /// The files of the search indexes. Its version is the index's epoch; it begins with the first index.
    Index,
}

impl SecretKind {
    /// What every tenant has from the beginning.
    pub const OF_TENANT: [Self; 4] =
        [Self::RowIdentity, Self::RowRecords, Self::RowKeys, Self::Data];

    /// The name in associated data and rows.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RowIdentity => "secret:row.identity",
            Self::RowRecords => "secret:row.records",
            Self::RowKeys => "secret:row.keys",
            Self::Data => "secret:data",
            Self::Log => "secret:log",
            Self::Index => "secret:index",
        }
    }

    /// The kind of a stored name.
    pub fn find(name: &str) -> Option<Self> {
        Self::OF_TENANT.into_iter().chain([Self::Log, Self::Index]).find(|kind| kind.name() == name)
    }
}

/// A tenant secret, wrapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantSecret {
    /// What it is for.
    pub kind: SecretKind,
    /// Its version, from 1.
    pub version: u64,
    /// The version of the tenant key it is wrapped under.
    pub tenant_key_version: u64,
    /// The wrapped secret.
    pub wrapped: Vec<u8>,
}

/// Everything a tenant's keys hang on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TenantKeyRecord {
    /// The tenant key, newest version last.
    pub versions: Vec<TenantKeyVersion>,
    /// The secrets under it.
    pub secrets: Vec<TenantSecret>,
}

/// What is wrapped under a tenant key, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WrappedName {
    /// A version of one of the tenant's secrets.
    Secret(SecretKind, u64),
    /// The key of the person with this row key.
    Subject(RowKey),
    /// The key of a document about several people.
    Document(DocumentKeyId),
}

/// A key that is wrapped under a tenant key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// Which key.
    pub name: WrappedName,
    /// The version of the tenant key it is wrapped under.
    pub tenant_key_version: u64,
    /// The wrapped key.
    pub wrapped: Vec<u8>,
}

/// Where a walk through everything that is wrapped under a tenant's key has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrappedPlace {
    /// The tenant's secrets, all of them at once.
    Secrets,
    /// People, by row key, those after this one.
    SubjectsAfter(Option<RowKey>),
    /// Documents about several people, by id, those after this one.
    DocumentsAfter(Option<DocumentKeyId>),
}

/// One step of such a walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedPage {
    /// What was asked for; there may be none in this step and some in later ones.
    pub keys: Vec<WrappedKey>,
    /// Where the next step begins; nothing after the last.
    pub next: Option<WrappedPlace>,
}

/// How far the tenants are with an epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EpochProgress {
    /// How many tenants have keys, the deployment among them.
    pub tenants: u64,
    /// How many of them still have a key under an earlier epoch.
    pub behind: u64,
}

/// How a person is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubjectName {
    /// By the row key of their type and id.
    Row(RowKey),
    /// By their pseudonym in the identity store.
    Identity(Pseudonym),
    /// By their pseudonym in the records store.
    Records(Pseudonym),
}

/// A person's pseudonyms and wrapped key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectRecord {
    /// The row key of their type and id.
    pub row: RowKey,
    /// Their pseudonym in the identity store.
    pub identity: Pseudonym,
    /// Their pseudonym in the records store.
    pub records: Pseudonym,
    /// The id the log knows them under.
    pub log_subject: LogSubject,
    /// The version of the tenant key their key is wrapped under.
    pub tenant_key_version: u64,
    /// Their wrapped key.
    pub wrapped: Vec<u8>,
}

/// The wrapped key of a document about several people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentKeyRecord {
    /// Its id.
    pub id: DocumentKeyId,
    /// The version of the tenant key it is wrapped under.
    pub tenant_key_version: u64,
    /// The wrapped key.
    pub wrapped: Vec<u8>,
}
