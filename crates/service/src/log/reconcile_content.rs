//! Holds content that is kept apart against the documents that have it.

use model::{RowKey, Version};
use policy::Permit;
use store::{BlobReference, PlaceError};

use super::findings::{Finding, FindingKind};
use super::reconcile_pass::{Pass, lost_key};
use crate::Service;
use crate::error::ServiceError;

/// How much content of a tenant is opened in one pass. Which, if there is more, is drawn anew each time; of the rest
/// it is looked whether it is there, and as large as it was.
const OPENED_BYTES_MAX: u64 = 1024 * 1024 * 1024;

/// Content, and the version of a document that has it.
pub(super) struct Had {
    pub(super) reference: BlobReference,
    pub(super) row: RowKey,
    pub(super) version: Version,
    /// The version in words.
    pub(super) what: String,
}

impl Service {
    /// Looks at the content of documents. If the place cannot be looked at, that is a finding too.
    pub(super) async fn reconcile_content(
        &self,
        permit: &Permit,
        pass: &mut Pass,
    ) -> Result<(), ServiceError> {
        let contents = std::mem::take(&mut pass.contents);
        let unseen = Finding {
            kind: FindingKind::ContentUnseen,
            tenant: Some(permit.tenant()),
            what: "content that is kept apart".to_owned(),
        };
        // Of what is not there something is missing only if it is the right place.
        if !contents.is_empty() && self.is_own_place().await.is_err() {
            pass.add(unseen);
            return Ok(());
        }
        let total: u64 = contents.values().map(|had| had.reference.bytes).sum();
        let one_in = total.div_ceil(OPENED_BYTES_MAX).max(1);
        for had in contents.into_values() {
            let mut random = [0; 8];
            self.rng.fill(&mut random);
            let is_opened = u64::from_be_bytes(random).is_multiple_of(one_in);
            let tenant = Some(permit.tenant());
            let kind = match self.look_at_content(permit, &had.reference, is_opened).await {
                Err(ServiceError::Unavailable(_)) => {
                    pass.add(unseen);
                    return Ok(());
                }
                kind => kind?,
            };
            if let Some(kind) = kind
                && self.has_still(permit, &had).await?
            {
                pass.add(Finding { kind, tenant, what: had.what });
            }
        }
        Ok(())
    }

    /// Whether a version has its content by now: somebody may have been erased since it was opened.
    async fn has_still(&self, permit: &Permit, had: &Had) -> Result<bool, ServiceError> {
        let found = self.records.find_version(permit, had.row, had.version).await?;
        let Some(sealed) = found.filter(|sealed| sealed.erased_by().is_none()) else {
            return Ok(false);
        };
        match self.keys.afresh().open(permit, &sealed).await {
            Ok(_) => Ok(true),
            // That is a finding of its own, or went with somebody; what is only away for a while is an error.
            Err(error) => lost_key(error).map(|_| false),
        }
    }

    async fn look_at_content(
        &self,
        permit: &Permit,
        reference: &BlobReference,
        is_opened: bool,
    ) -> Result<Option<FindingKind>, ServiceError> {
        let content = match self.find_content(permit, reference).await {
            Err(ServiceError::Integrity) => return Ok(Some(FindingKind::ContentMissing)),
            found => found?,
        };
        for (name, bytes) in content.objects() {
            match self.blobs.place.size(&name).await {
                Ok(Some(size)) if size == bytes => {}
                Ok(Some(_)) => return Ok(Some(FindingKind::ContentChanged)),
                Ok(None) | Err(PlaceError::Refused(_)) => {
                    return Ok(Some(FindingKind::ContentMissing));
                }
                Err(error) => return Err(error.into()),
            }
        }
        if !is_opened {
            return Ok(None);
        }
        match content.check().await {
            Err(ServiceError::Integrity) => Ok(Some(FindingKind::ContentChanged)),
            checked => checked.map(|()| None),
        }
    }
}
