//! People's keys, and the link between a person and their pseudonyms.

use std::sync::Arc;

use model::{LogSubject, Pseudonym, ResourceType, RowKey, StoreName, TenantId};
use policy::Permit;
use seal::{Key, KeyReference, Place};
use store::{CommitError, GuardFailure, SubjectName, SubjectRecord};

use super::{KeyError, KeyRing, TURNOVERS_MAX};

/// A person: pseudonyms and key, unwrapped.
pub(crate) struct Subject {
    row: RowKey,
    identity: Pseudonym,
    records: Pseudonym,
    in_log: LogSubject,
    key: Key,
}

impl Subject {
    /// The person's pseudonym in a store. The keys store has none of its own.
    pub(crate) const fn pseudonym(&self, store: StoreName) -> Pseudonym {
        match store {
            StoreName::Identity => self.identity,
            StoreName::Records | StoreName::Keys => self.records,
        }
    }

    /// The id under which the log knows the person.
    pub(crate) const fn log_subject(&self) -> LogSubject {
        self.in_log
    }

    /// The person's key.
    pub(crate) const fn key(&self) -> &Key {
        &self.key
    }
}

impl KeyRing {
    /// A person by one of their names.
    pub(crate) async fn find_subject(
        &self,
        permit: &Permit,
        name: SubjectName,
    ) -> Result<Option<Arc<Subject>>, KeyError> {
        if let Some(subject) = self.subjects.find(&(permit.tenant(), name)) {
            return Ok(Some(subject));
        }
        for _ in 0..TURNOVERS_MAX {
            let Some(record) = self.store.find_subject(permit, name).await? else {
                return Ok(None);
            };
            if let Some(subject) = self.unwrap_subject(permit, &record, name).await? {
                return Ok(Some(subject));
            }
        }
        Err(KeyError::NoKey)
    }

    /// A person by type and id.
    pub(crate) async fn find_person(
        &self,
        permit: &Permit,
        kind: ResourceType,
        id: &str,
    ) -> Result<Option<Arc<Subject>>, KeyError> {
        let keys = self.tenant(permit).await?;
        let row = keys.row_key(StoreName::Keys, kind.name(), id);
        self.find_subject(permit, SubjectName::Row(row)).await
    }

    /// The key of a person who is about to become known, made now if there is none.
    pub(crate) async fn create_person(
        &self,
        permit: &Permit,
        kind: ResourceType,
        id: &str,
    ) -> Result<Arc<Subject>, KeyError> {
        let tenant = permit.tenant();
        let key = Key::random(self.rng.as_ref());
        for _ in 0..TURNOVERS_MAX {
            let keys = self.tenant(permit).await?;
            let row = keys.row_key(StoreName::Keys, kind.name(), id);
            let place = subject_place(tenant, row, keys.version());
            let record = SubjectRecord {
                row,
                identity: Pseudonym::random(self.rng.as_ref()),
                records: Pseudonym::random(self.rng.as_ref()),
                log_subject: LogSubject::random(self.rng.as_ref()),
                tenant_key_version: keys.version(),
                wrapped: seal::wrap_key(keys.tenant_key(), &place, &key, self.rng.as_ref()),
            };
            let record = match self.store.create_subject(permit, record).await {
                Err(CommitError::Guard(GuardFailure::Superseded)) => {
                    self.tenants.remove(&tenant);
                    continue;
                }
                record => record?,
            };
            let name = SubjectName::Row(row);
            if let Some(subject) = self.unwrap_subject(permit, &record, name).await? {
                return Ok(subject);
            }
        }
        Err(KeyError::Superseded)
    }

    /// Nothing, if the record or what is remembered of the tenant is of before a turnover.
    async fn unwrap_subject(
        &self,
        permit: &Permit,
        record: &SubjectRecord,
        name: SubjectName,
    ) -> Result<Option<Arc<Subject>>, KeyError> {
        let tenant = permit.tenant();
        let keys = self.tenant(permit).await?;
        let version = record.tenant_key_version;
        let Some(wrapping) = keys.tenant_key_of(version) else {
            self.tenants.remove(&tenant);
            return Ok(None);
        };
        let place = subject_place(tenant, record.row, version);
        let subject = Arc::new(Subject {
            row: record.row,
            identity: record.identity,
            records: record.records,
            in_log: record.log_subject,
            key: seal::unwrap_key(wrapping, &place, &record.wrapped)?,
        });
        self.subjects.insert((tenant, name), Arc::clone(&subject));
        Ok(Some(subject))
    }
}

impl PartialEq for Subject {
    fn eq(&self, other: &Self) -> bool {
        self.row == other.row
    }
}

pub(super) fn subject_place(
    tenant: TenantId,
    row: RowKey,
    tenant_key_version: u64,
) -> Place<'static> {
    Place {
        tenant,
        store: StoreName::Keys,
        kind: "subject-key",
        row,
        version: 1,
        key: KeyReference::TenantKey(tenant_key_version),
    }
}
