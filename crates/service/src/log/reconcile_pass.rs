//! One pass of the reconciler over a tenant: what it has found so far.

use std::collections::BTreeMap;

use model::{BlobId, RowKey, TenantId, Tree, Version};
use store::{BlobReference, EventRecord, KeyServiceError, StoreError};

use super::findings::{Finding, FindingKind, Reconciliation};
use super::reconcile::FINDINGS_MAX;
use super::reconcile_content::Had;
use crate::erasures::ErasedPeople;
use crate::error::ServiceError;
use crate::events::{Header, RowBody};
use crate::keys::{KeyError, KeyRing};

/// Whom an event names.
pub(super) fn subjects_in(stored: &[u8]) -> Vec<String> {
    let header = ledger::commitment::header_of(stored).ok();
    let header = header.and_then(|header| serde_json::from_slice::<Header>(header).ok());
    header.map(|header| header.subjects).unwrap_or_default()
}

/// One tenant's pass.
pub(super) struct Pass {
    pub(super) tenant: TenantId,
    /// With nothing remembered: keys are held against the log too.
    pub(super) keys: KeyRing,
    /// Who was erased, as far as somebody was missed.
    pub(super) erased: ErasedPeople,
    /// Content that is kept apart, and whose it is.
    pub(super) contents: BTreeMap<BlobId, Had>,
    pub(super) outcome: Reconciliation,
}

impl Pass {
    pub(super) fn of(tenant: TenantId, keys: KeyRing) -> Self {
        let (erased, contents) = (ErasedPeople::default(), BTreeMap::new());
        Self { tenant, keys, erased, contents, outcome: Reconciliation::default() }
    }

    pub(super) fn content(&mut self, content: Option<BlobReference>, row: &RowBody, key: RowKey) {
        let RowBody { kind, row, version, .. } = row;
        if let Some(reference) = content {
            let what = format!("the content of {kind} {row} version {version}");
            let had = Had { reference, row: key, version: Version(*version), what };
            self.contents.insert(had.reference.id, had);
        }
    }

    pub(super) fn log(&mut self, tree: Tree, what: &str) {
        let what = format!("the {tree} tree: {what}");
        self.add(Finding { kind: FindingKind::LogChanged, tenant: Some(self.tenant), what });
    }

    pub(super) fn row(&mut self, kind: FindingKind, row: &RowBody, record: &EventRecord) {
        let RowBody { store, kind: name, row, version, .. } = row;
        let what =
            format!("{name} {row} version {version} in {store}, written by event {}", record.id);
        self.add(Finding { kind, tenant: Some(self.tenant), what });
    }

    pub(super) fn add(&mut self, finding: Finding) {
        let findings = &mut self.outcome.findings;
        if findings.len() < FINDINGS_MAX && !findings.contains(&finding) {
            findings.push(finding);
        }
    }
}

/// What it means that a key cannot be had; an error if it may only be away for a while.
pub(super) fn lost_key(error: KeyError) -> Result<FindingKind, ServiceError> {
    match error {
        KeyError::NoKey
        | KeyError::Erased(_)
        | KeyError::NoTenant
        | KeyError::Service(KeyServiceError::UnknownEpoch(_)) => Ok(FindingKind::KeyMissing),
        KeyError::Integrity(_)
        | KeyError::Store(StoreError::Corrupt { .. })
        | KeyError::Service(KeyServiceError::WrongRootKey) => Ok(FindingKind::KeyChanged),
        error => Err(error.into()),
    }
}
