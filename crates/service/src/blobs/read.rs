//! Content on its way out.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use model::TenantId;
use policy::Permit;
use seal::{STREAM_CHUNK_BYTES, STREAM_HEAD_BYTES, StreamOpener};
use store::{BlobPart, BlobReference, BlobState, ObjectPlace, blob};
use tokio::sync::Semaphore;

use crate::Service;
use crate::error::ServiceError;

/// How many chunks are asked for at a time.
const CHUNKS_AT_A_TIME: u64 = 64;

/// Content of a document that its reader may see.
#[derive(Clone)]
pub struct Content(Arc<Inner>);

struct Inner {
    place: Arc<dyn ObjectPlace>,
    openings: Arc<Semaphore>,
    tenant: TenantId,
    reference: BlobReference,
    parts: Vec<BlobPart>,
}

/// Reads a range of content from its beginning to its end.
pub struct ContentReader {
    content: Arc<Inner>,
    left: Range<u64>,
    opened: Option<(u32, StreamOpener)>,
}

impl Service {
    /// What a document says of its content, to be read once its event is written.
    pub(crate) async fn find_content(
        &self,
        permit: &Permit,
        reference: &BlobReference,
    ) -> Result<Content, ServiceError> {
        let found = self.records.find_blob(permit, reference.id).await?;
        let found = found.filter(|blob| blob.state == BlobState::Attached);
        let inner = Inner {
            place: Arc::clone(&self.blobs.place),
            openings: Arc::clone(&self.blobs.openings),
            tenant: permit.tenant(),
            reference: reference.clone(),
            parts: found.ok_or(ServiceError::Integrity)?.parts,
        };
        if inner.are_all_there() {
            Ok(Content(Arc::new(inner)))
        } else {
            Err(ServiceError::Integrity)
        }
    }
}

impl Inner {
    fn padded_bytes(&self) -> u64 {
        seal::padded_length(self.reference.bytes)
    }

    /// How much content a part holds.
    fn part_bytes(&self, number: u32) -> u64 {
        let part = u64::from(self.reference.part_bytes);
        part.min(self.padded_bytes() - u64::from(number) * part)
    }

    fn are_all_there(&self) -> bool {
        let part_bytes = u64::from(self.reference.part_bytes);
        if part_bytes == 0 || part_bytes % STREAM_CHUNK_BYTES as u64 != 0 {
            return false;
        }
        let expected = self.padded_bytes().div_ceil(part_bytes).max(1);
        let in_order = self.parts.iter().zip(0..).all(|(part, number)| {
            part.number == number && part.bytes == sealed_bytes(self.part_bytes(number))
        });
        self.parts.len() as u64 == expected && in_order
    }
}

/// How large a stream with so much content is.
pub(super) fn sealed_bytes(content: u64) -> u64 {
    let chunks = content.div_ceil(STREAM_CHUNK_BYTES as u64).max(1);
    STREAM_HEAD_BYTES as u64 + content + chunks * 16
}

impl Content {
    /// How long it is.
    pub fn bytes(&self) -> u64 {
        self.0.reference.bytes
    }

    /// Reads a range that ends in it.
    pub fn read(&self, range: Range<u64>) -> ContentReader {
        let left = range.start..range.end.min(self.bytes());
        ContentReader { content: Arc::clone(&self.0), left, opened: None }
    }

    /// All of it, where it is known to be short.
    pub async fn read_all(&self) -> Result<Vec<u8>, ServiceError> {
        let mut reader = self.read(0..self.bytes());
        let mut all = Vec::with_capacity(usize::try_from(self.bytes()).unwrap_or_default());
        while let Some(bytes) = reader.next().await? {
            all.extend_from_slice(&bytes);
        }
        Ok(all)
    }

    /// Its objects, and how large they are.
    pub(crate) fn objects(&self) -> Vec<(String, u64)> {
        let Inner { tenant, reference, parts, .. } = &*self.0;
        parts.iter().map(|part| (part.object_name(*tenant, reference.id), part.bytes)).collect()
    }

    /// Opens every part, and says whether all of it is as it was written.
    pub(crate) async fn check(&self) -> Result<(), ServiceError> {
        let mut reader = self.read(0..self.bytes());
        // Zeros behind the content too.
        reader.left = 0..self.0.padded_bytes();
        while reader.next().await?.is_some() {}
        Ok(())
    }
}

impl ContentReader {
    /// What comes next; nothing at the end.
    pub async fn next(&mut self) -> Result<Option<Bytes>, ServiceError> {
        if self.left.is_empty() {
            return Ok(None);
        }
        let part_bytes = u64::from(self.content.reference.part_bytes);
        let number =
            u32::try_from(self.left.start / part_bytes).map_err(|_| ServiceError::Integrity)?;
        let in_part = self.left.start % part_bytes;
        let end =
            (in_part + (self.left.end - self.left.start)).min(self.content.part_bytes(number));
        let chunk_bytes = STREAM_CHUNK_BYTES as u64;
        let first = in_part / chunk_bytes;
        let last = end.div_ceil(chunk_bytes).min(first + CHUNKS_AT_A_TIME);
        let opened = self.open(number, first..last).await?;
        let skip = usize::try_from(in_part - first * chunk_bytes).unwrap_or(usize::MAX);
        let take = usize::try_from(end.min(last * chunk_bytes) - in_part).unwrap_or(usize::MAX);
        let wanted = opened.get(skip..skip + take).ok_or(ServiceError::Integrity)?;
        self.left.start += take as u64;
        Ok(Some(Bytes::copy_from_slice(wanted)))
    }

    async fn open(
        &mut self,
        number: u32,
        chunks: Range<u64>,
    ) -> Result<zeroize::Zeroizing<Vec<u8>>, ServiceError> {
        let Inner { place, openings, tenant, reference, parts } = &*self.content;
        // Whoever reads slowly holds nobody up meanwhile.
        let _turn = openings.acquire().await.map_err(|_| ServiceError::Busy)?;
        let part = parts.get(number as usize).ok_or(ServiceError::Integrity)?;
        let name = part.object_name(*tenant, reference.id);
        if self.opened.as_ref().is_none_or(|(opened, _)| *opened != number) {
            let head = place.get_range(&name, 0..STREAM_HEAD_BYTES as u64).await?;
            let head = head.ok_or(ServiceError::Integrity)?;
            let head = head.first_chunk().ok_or(ServiceError::Integrity)?;
            let bound = blob::place(*tenant, reference.id, number);
            let opener = StreamOpener::new(&reference.key, &bound, head, part.bytes);
            self.opened = Some((number, opener.map_err(|_| ServiceError::Integrity)?));
        }
        let (_, opener) = self.opened.as_ref().ok_or(ServiceError::Integrity)?;
        if chunks.end > opener.chunks() {
            return Err(ServiceError::Integrity);
        }
        let range = opener.place_of(chunks.start).start..opener.place_of(chunks.end - 1).end;
        let start = range.start;
        let sealed = place.get_range(&name, range).await?.ok_or(ServiceError::Integrity)?;
        let mut content = zeroize::Zeroizing::new(Vec::with_capacity(sealed.len()));
        for chunk in chunks {
            let at = opener.place_of(chunk);
            let at = usize::try_from(at.start - start).unwrap_or(usize::MAX)
                ..usize::try_from(at.end - start).unwrap_or(usize::MAX);
            let sealed = sealed.get(at).ok_or(ServiceError::Integrity)?;
            let chunk = opener.open(chunk, sealed).map_err(|_| ServiceError::Integrity)?;
            content.extend_from_slice(&chunk);
        }
        Ok(content)
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Content").field(&self.0.reference).finish()
    }
}
