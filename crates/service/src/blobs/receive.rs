//! Content on its way in.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use model::{BlobId, FaultPoint, Operation, ResourceType, TenantId, fault};
use seal::{Key, StreamSealer};
use store::blob::{self, BLOB_PART_BYTES};
use store::{BlobPart, BlobReference};

use super::{ContentSource, INLINE_BYTES_MAX, PENDING_TIME, task};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::ServiceError;
use crate::rejection::Rejection;

/// Content that has come in.
pub enum Received {
    /// So little that it stands in its document.
    Inline(Vec<u8>),
    /// Kept, and nobody's yet.
    Kept(ReceivedBlob),
}

/// A blob that no document has yet. Whoever does not give it to one discards it; if that does not come about, it is
/// collected.
#[derive(Debug)]
pub struct ReceivedBlob {
    pub(crate) tenant: TenantId,
    pub(crate) reference: BlobReference,
}

/// Seals content, part by part, into a blob that is pending.
pub(crate) struct PartWriter<'a> {
    service: &'a Service,
    tenant: TenantId,
    blob: BlobId,
    key: Arc<Key>,
    number: u32,
    /// For how long it is kept if nothing more comes.
    time: Duration,
    /// The part that is being sealed, as far as it has come, and how much content is in it.
    part: Option<(StreamSealer, Vec<u8>, u32)>,
}

impl Service {
    /// Takes content in that is to become a document's, if the caller may write such a document. Nothing of it counts
    /// before a document has it. Who may not is told so by the operation itself, which leaves the event.
    pub async fn receive_content(
        &self,
        ctx: &Ctx,
        operation: Operation,
        kind: ResourceType,
        source: &mut dyn ContentSource,
    ) -> Result<Received, ServiceError> {
        let permit = self.policies.permit(&ctx.caller, operation, kind)?;
        let mut first = Vec::new();
        loop {
            let Some(bytes) = source.next().await? else { return Ok(Received::Inline(first)) };
            first.extend_from_slice(&bytes);
            if first.len() > INLINE_BYTES_MAX {
                break;
            }
        }
        let _turn = self.blobs.take_turn()?;
        self.own_place().await?;
        let tenant = permit.tenant();
        let (id, key) = (BlobId::random(self.rng()), Arc::new(Key::random(self.rng())));
        self.records.begin_blob(&task(tenant), id, None, PENDING_TIME).await?;
        fault::reach(FaultPoint::BlobBegun);
        let received = self.receive_parts(tenant, id, &key, first, source).await;
        match received {
            Ok(bytes) => {
                fault::reach(FaultPoint::BlobReceived);
                let reference = BlobReference { id, key, bytes, part_bytes: BLOB_PART_BYTES };
                Ok(Received::Kept(ReceivedBlob { tenant, reference }))
            }
            Err(error) => {
                self.discard_pending(tenant, id).await;
                Err(error)
            }
        }
    }

    async fn receive_parts(
        &self,
        tenant: TenantId,
        blob: BlobId,
        key: &Arc<Key>,
        first: Vec<u8>,
        source: &mut dyn ContentSource,
    ) -> Result<u64, ServiceError> {
        let mut writer = PartWriter::new(self, tenant, blob, Arc::clone(key), 0);
        let mut total = 0;
        let mut next = Some(Bytes::from(first));
        while let Some(bytes) = next {
            total += bytes.len() as u64;
            if total > self.blobs.bytes_max {
                return Err(Rejection::ContentTooLarge.into());
            }
            writer.push(&bytes).await?;
            next = source.next().await?;
        }
        writer.pad(total).await?;
        writer.finish().await?;
        Ok(total)
    }

    /// Discards content, unless a document has come to have it.
    pub async fn discard_received(&self, received: &ReceivedBlob) {
        self.discard_pending(received.tenant, received.reference.id).await;
    }

    /// Removes a blob if it is pending, as far as that goes now; what is left is collected. One that a document
    /// comes to have at this moment stays.
    pub(crate) async fn discard_pending(&self, tenant: TenantId, blob: BlobId) {
        let permit = task(tenant);
        let discarded = async {
            if self.records.let_pending_blob_go(&permit, blob).await? {
                fault::reach(FaultPoint::BlobsLetGo);
                self.remove_going_blob(&permit, blob).await?;
            }
            Ok::<_, ServiceError>(())
        };
        if let Err(error) = discarded.await {
            tracing::warn!(code = error.code(), "content that nobody has is left to be collected");
        }
    }
}

impl<'a> PartWriter<'a> {
    /// Goes on with a blob at the part of this number.
    pub(crate) const fn new(
        service: &'a Service,
        tenant: TenantId,
        blob: BlobId,
        key: Arc<Key>,
        number: u32,
    ) -> Self {
        Self { service, tenant, blob, key, number, time: PENDING_TIME, part: None }
    }

    /// Keeps what it has for this long.
    pub(crate) const fn keeping_for(mut self, time: Duration) -> Self {
        self.time = time;
        self
    }

    /// Seals content, and keeps the parts that are full.
    pub(crate) async fn push(&mut self, mut content: &[u8]) -> Result<(), ServiceError> {
        while !content.is_empty() {
            let mut part = match self.part.take() {
                Some(part) if part.2 == BLOB_PART_BYTES => {
                    self.keep(part).await?;
                    self.begin()
                }
                Some(part) => part,
                None => self.begin(),
            };
            let room = usize::try_from(BLOB_PART_BYTES - part.2).unwrap_or(usize::MAX);
            let (fits, rest) = content.split_at(room.min(content.len()));
            part.0.push(fits, &mut part.1);
            part.2 += u32::try_from(fits.len()).expect("no longer than a part");
            self.part = Some(part);
            content = rest;
        }
        Ok(())
    }

    /// Adds zeros behind content of this length, so that its size says little of it.
    pub(crate) async fn pad(&mut self, content_bytes: u64) -> Result<(), ServiceError> {
        let zeros = vec![0; 64 * 1024];
        let part_bytes = u64::from(BLOB_PART_BYTES);
        let begun = self.part.as_ref().map_or(0, |part| u64::from(part.2));
        let written = u64::from(self.number) * part_bytes + begun;
        let mut left = seal::padded_length(content_bytes) - written;
        while left > 0 {
            let some = usize::try_from(left).unwrap_or(usize::MAX).min(zeros.len());
            self.push(&zeros[..some]).await?;
            left -= some as u64;
        }
        Ok(())
    }

    /// Keeps the part that was begun if it is full. Otherwise it is as if nothing of it had come.
    pub(crate) async fn keep_if_full(mut self) -> Result<(), ServiceError> {
        match self.part.take() {
            Some(part) if part.2 == BLOB_PART_BYTES => self.keep(part).await,
            _ => Ok(()),
        }
    }

    /// Keeps the last part.
    pub(crate) async fn finish(mut self) -> Result<(), ServiceError> {
        let part = match self.part.take() {
            Some(part) => part,
            None => self.begin(),
        };
        self.keep(part).await
    }

    fn begin(&self) -> (StreamSealer, Vec<u8>, u32) {
        let mut object = Vec::with_capacity(SEALED_PART_BYTES);
        let place = blob::place(self.tenant, self.blob, self.number);
        let sealer = StreamSealer::new(&self.key, &place, self.service.rng(), &mut object);
        (sealer, object, 0)
    }

    async fn keep(
        &mut self,
        (sealer, mut object, _): (StreamSealer, Vec<u8>, u32),
    ) -> Result<(), ServiceError> {
        sealer.finish(&mut object);
        let mut random = [0; 8];
        self.service.rng().fill(&mut random);
        let part = BlobPart {
            number: self.number,
            // A signed column takes it.
            object: u64::from_be_bytes(random) >> 1,
            bytes: object.len() as u64,
        };
        let name = part.object_name(self.tenant, self.blob);
        self.service.blobs.place.put(&name, object).await?;
        fault::reach(FaultPoint::BlobPartKept);
        let (records, permit) = (&self.service.records, task(self.tenant));
        if !records.add_blob_part(&permit, self.blob, part, self.time).await? {
            self.service.blobs.place.remove(&name).await?;
            // It took too long, or somebody else sends the same.
            return Err(ServiceError::Conflict);
        }
        fault::reach(FaultPoint::BlobPartListed);
        self.number += 1;
        Ok(())
    }
}

/// How large the object of a full part is, about.
const SEALED_PART_BYTES: usize = BLOB_PART_BYTES as usize + 4 * 1024;
