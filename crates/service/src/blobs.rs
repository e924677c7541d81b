//! Content that is too large to stand in a document: sealed in parts as it comes in, and opened in parts as it goes
//! out, so that never more than one part of it is in memory, and nothing of it in the clear on a disk.
//!
//! A blob is made known before anything of it is kept, a commit gives it to the document that it belongs to, and it
//! is forgotten after the last of it is gone. Whatever is cut off in between is collected.

mod collect;
mod read;
mod receive;
mod remove;

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use model::{BackgroundTask, TenantId};
use policy::Permit;
use store::{ObjectPlace, PlaceError};
use tokio::sync::{OnceCell, Semaphore, SemaphorePermit};

use crate::Service;
use crate::error::ServiceError;

pub use collect::Collected;
pub use read::{Content, ContentReader};
pub(crate) use receive::PartWriter;
pub use receive::{Received, ReceivedBlob};

/// Content up to this length stands in its document.
pub const INLINE_BYTES_MAX: usize = 256 * 1024;
/// How much content is on its way in at the same time: a part of each is in memory.
const TRANSFERS_MAX: usize = 32;
/// How many pieces of content are opened at the same time.
const OPENINGS_MAX: usize = 32;
/// For how long a blob is kept to which nothing was added.
pub(crate) const PENDING_TIME: Duration = Duration::from_hours(1);

/// The object that says whose place it is.
pub const MARK: &str = "place";

/// Where content comes from.
pub trait ContentSource: Send {
    /// What comes next; nothing at its end.
    fn next(
        &mut self,
    ) -> Pin<Box<dyn Future<Output = Result<Option<Bytes>, ServiceError>> + Send + '_>>;
}

/// Where blobs are kept, and how much of them is on its way.
pub(crate) struct BlobKeeper {
    pub(crate) place: Arc<dyn ObjectPlace>,
    pub(crate) bytes_max: u64,
    transfers: Semaphore,
    openings: Arc<Semaphore>,
    /// Set once it is known that the place is this deployment's.
    is_own: OnceCell<()>,
}

impl BlobKeeper {
    /// Blobs at a place, of so many bytes each at most.
    pub(crate) fn new(place: Arc<dyn ObjectPlace>, bytes_max: u64) -> Self {
        let openings = Arc::new(Semaphore::new(OPENINGS_MAX));
        Self {
            place,
            bytes_max,
            transfers: Semaphore::new(TRANSFERS_MAX),
            openings,
            is_own: OnceCell::new(),
        }
    }
}

impl Service {
    /// Sees to it that the place is this deployment's and nobody else's, before anything is written to it or removed:
    /// what is not known here is removed from there.
    pub(crate) async fn own_place(&self) -> Result<(), ServiceError> {
        let owning =
            async { if self.is_own_place().await? { Ok(()) } else { self.claim_place().await } };
        self.blobs.is_own.get_or_try_init(|| owning).await.map(drop)
    }

    /// Marks a place as this deployment's that is nobody's yet.
    pub async fn claim_place(&self) -> Result<(), ServiceError> {
        let own = self.deployment().to_string().into_bytes();
        self.blobs.place.put_new(MARK, own).await?;
        self.is_own_place().await.map(drop)
    }

    /// Whether the place is marked as this deployment's. It fails if it is another's, and if it is nobody's while
    /// there is content that should be there.
    pub async fn is_own_place(&self) -> Result<bool, ServiceError> {
        let what = match self.blobs.place.get(MARK).await? {
            Some(mark) if mark == self.deployment().to_string().as_bytes() => return Ok(true),
            Some(_) => "the place for large content is another deployment's",
            None if self.count_blobs().await?.attached == 0 => return Ok(false),
            None => "the place for large content is empty: it is not mounted, or not the right one",
        };
        tracing::error!("{what}");
        Err(PlaceError::Unavailable(std::io::Error::other(what)).into())
    }
}

impl BlobKeeper {
    /// Leave to take content in, until it is dropped.
    pub(crate) fn take_turn(&self) -> Result<SemaphorePermit<'_>, ServiceError> {
        self.transfers.try_acquire().map_err(|_| ServiceError::Busy)
    }
}

/// Leave to look after blobs.
pub(crate) fn task(tenant: TenantId) -> Permit {
    Permit::for_background(BackgroundTask::KeepBlobs, tenant)
}
