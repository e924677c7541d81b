//! The traits of the keys store and of the service that wraps tenant keys.

use model::{DocumentKeyId, TenantId, Timestamp};
use policy::Permit;
use seal::Key;

use super::Answer;
use crate::error::{CommitError, KeyServiceError};
use crate::keys::{
    DocumentKeyRecord, EpochProgress, RootEpoch, SecretKind, SubjectName, SubjectRecord,
    TenantKeyName, TenantKeyRecord, TenantKeyVersion, TenantSecret, WrappedKey, WrappedPage,
    WrappedPlace,
};

/// The store of wrapped keys.
///
/// What is new is wrapped under the newest version of the tenant key, and tenant keys under the
/// newest epoch, or it is refused as superseded. So once a version or epoch has been followed by
/// another, nothing comes to hang on it any more, whichever server still remembers it. Of a tenant without a
/// key nothing is kept at all.
pub trait KeyStore: Send + Sync {
    /// The keys of the permit's tenant.
    fn find_tenant<'a>(&'a self, permit: &'a Permit) -> Answer<'a, Option<TenantKeyRecord>>;

    /// Keeps the keys of a new tenant, unless it has some.
    fn create_tenant<'a>(
        &'a self,
        permit: &'a Permit,
        record: TenantKeyRecord,
    ) -> Answer<'a, (), CommitError>;

    /// A person of the permit's tenant.
    fn find_subject<'a>(
        &'a self,
        permit: &'a Permit,
        name: SubjectName,
    ) -> Answer<'a, Option<SubjectRecord>>;

    /// Keeps a new person's key; if the person has one already, gives that.
    fn create_subject<'a>(
        &'a self,
        permit: &'a Permit,
        record: SubjectRecord,
    ) -> Answer<'a, SubjectRecord, CommitError>;

    /// The key of a document about several people.
    fn find_document_key<'a>(
        &'a self,
        permit: &'a Permit,
        id: DocumentKeyId,
    ) -> Answer<'a, Option<DocumentKeyRecord>>;

    /// Keeps the key of a document about several people.
    fn create_document_key<'a>(
        &'a self,
        permit: &'a Permit,
        record: DocumentKeyRecord,
    ) -> Answer<'a, (), CommitError>;

    /// Destroys the key of a person, and with it the link between the names they have. There is no way back.
    fn destroy_subject<'a>(&'a self, permit: &'a Permit, name: SubjectName) -> Answer<'a, ()>;

    /// Destroys keys of documents about several people.
    fn destroy_document_keys<'a>(
        &'a self,
        permit: &'a Permit,
        ids: Vec<DocumentKeyId>,
    ) -> Answer<'a, ()>;

    /// Destroys the permit's tenant's key and secrets, and so many of the keys under it. Says whether there
    /// were any. Nothing comes to hang on it any more. There is no way back.
    fn destroy_tenant<'a>(&'a self, permit: &'a Permit, limit: usize) -> Answer<'a, bool>;

    /// All tenants that have keys.
    fn list_tenants<'a>(&'a self, permit: &'a Permit) -> Answer<'a, Vec<TenantId>>;

    /// Adds a version to the permit's tenant's key, unless it has that one or a later one.
    fn add_tenant_key<'a>(
        &'a self,
        permit: &'a Permit,
        version: TenantKeyVersion,
    ) -> Answer<'a, (), CommitError>;

    /// Keeps a version of a secret of the permit's tenant, unless there is that one or a later one.
    fn add_secret<'a>(
        &'a self,
        permit: &'a Permit,
        secret: TenantSecret,
    ) -> Answer<'a, (), CommitError>;

    /// Forgets the versions of a secret before `version`.
    fn remove_secrets_before<'a>(
        &'a self,
        permit: &'a Permit,
        kind: SecretKind,
        version: u64,
    ) -> Answer<'a, ()>;

    /// One step of a walk that begins at [`WrappedPlace::Secrets`] and comes by everything wrapped
    /// under the tenant's key: it looks at `limit` keys, and gives those wrapped under versions
    /// before `version`.
    fn list_wrapped_before<'a>(
        &'a self,
        permit: &'a Permit,
        version: u64,
        place: WrappedPlace,
        limit: usize,
    ) -> Answer<'a, WrappedPage>;

    /// Keeps keys as they are wrapped now, except those that are gone or wrapped under that version
    /// or a later one already.
    fn rewrap<'a>(&'a self, permit: &'a Permit, keys: Vec<WrappedKey>) -> Answer<'a, ()>;

    /// Forgets the versions of the tenant's key before `version`, under which nothing is wrapped any
    /// more: a walk has shown it.
    fn remove_tenant_keys_before<'a>(&'a self, permit: &'a Permit, version: u64) -> Answer<'a, ()>;

    /// Tenants that have a key under an epoch before `epoch`, the deployment first.
    fn list_tenants_before_epoch<'a>(
        &'a self,
        permit: &'a Permit,
        epoch: u64,
        limit: usize,
    ) -> Answer<'a, Vec<TenantId>>;

    /// How far the tenants are with an epoch.
    fn count_tenants_before_epoch<'a>(
        &'a self,
        permit: &'a Permit,
        epoch: u64,
    ) -> Answer<'a, EpochProgress>;

    /// Returns once everything that could be read here when it was called is as durable as a commit
    /// that was acknowledged. What others have committed may be read a little earlier than that, and
    /// nothing may be destroyed on the strength of it before.
    fn make_durable<'a>(&'a self, permit: &'a Permit) -> Answer<'a, ()>;
}

/// Where root keys live: a file, a hardware module, a cloud service. They never leave it; of every
/// epoch there is one.
pub trait KeyService: Send + Sync {
    /// Wraps a tenant key under the newest epoch.
    fn wrap<'a>(
        &'a self,
        name: TenantKeyName,
        key: &'a Key,
    ) -> Answer<'a, TenantKeyVersion, KeyServiceError>;

    /// Unwraps a tenant key.
    fn unwrap<'a>(
        &'a self,
        name: TenantKeyName,
        wrapped: &'a TenantKeyVersion,
    ) -> Answer<'a, Key, KeyServiceError>;

    /// The epochs that were begun and not destroyed, oldest first. There is always one.
    fn list_epochs(&self) -> Answer<'_, Vec<RootEpoch>, KeyServiceError>;

    /// Begins the epoch that follows `newest`, unless it was begun already: of servers that do so at
    /// once, all get the same one. From then on keys are wrapped under it.
    fn begin_epoch(&self, newest: u64, at: Timestamp) -> Answer<'_, RootEpoch, KeyServiceError>;

    /// Destroys the epochs before `first` for good, and never the newest. May be repeated.
    fn destroy_epochs_before(&self, first: u64) -> Answer<'_, (), KeyServiceError>;
}
