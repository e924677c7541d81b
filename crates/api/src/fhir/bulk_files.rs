//! Sends files of bulk exports part by part: so many at a time, and none to whoever does not take it.

use std::collections::HashMap;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::BoxError;
use axum::body::Body;
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use model::TenantId;
use model::limits::{BULK_EXPORT_FILES_SENT_MAX, BULK_EXPORT_FILES_SENT_PER_TENANT_MAX};
use service::ServiceError;
use tokio::sync::mpsc;

/// Places for files that are being sent, of which each tenant has some.
#[derive(Default)]
pub(crate) struct FilePlaces {
    taken: Mutex<HashMap<TenantId, usize>>,
}

/// A place that is taken. It is free again once this is dropped.
pub(super) struct FilePlace {
    places: Arc<FilePlaces>,
    tenant: TenantId,
}

impl FilePlaces {
    /// A place, if there is one left, of all and of the tenant's.
    pub(super) fn take(self: &Arc<Self>, tenant: TenantId) -> Option<FilePlace> {
        let mut taken = self.lock();
        let own = taken.get(&tenant).copied().unwrap_or_default();
        let is_free = taken.values().sum::<usize>() < BULK_EXPORT_FILES_SENT_MAX
            && own < BULK_EXPORT_FILES_SENT_PER_TENANT_MAX;
        is_free.then(|| {
            taken.insert(tenant, own + 1);
            FilePlace { places: Arc::clone(self), tenant }
        })
    }

    /// Numbers are whole whenever it is let go.
    fn lock(&self) -> MutexGuard<'_, HashMap<TenantId, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for FilePlace {
    fn drop(&mut self) {
        let mut taken = self.places.lock();
        match taken.get(&self.tenant).copied() {
            Some(own) if own > 1 => taken.insert(self.tenant, own - 1),
            _ => taken.remove(&self.tenant),
        };
    }
}

/// A body of these parts, with something that is held until the last of them was taken. The next one is made when the
/// one before it was taken. If one is not taken in time no other is made, what is held is let go, and whoever reads on
/// after that finds that the body is broken off.
pub(super) fn broken_off_unless_taken(
    held: impl Send + 'static,
    patience: Duration,
    parts: impl Stream<Item = Result<Bytes, ServiceError>> + Send + 'static,
) -> Body {
    let (sender, receiver) = mpsc::channel::<Option<Result<Bytes, ServiceError>>>(1);
    tokio::spawn(async move {
        let _held = held;
        let mut parts = pin!(parts);
        loop {
            let room = match tokio::time::timeout(patience, sender.reserve()).await {
                Ok(Ok(room)) => room,
                // Nobody reads any more.
                Ok(Err(_)) => return,
                Err(_) => {
                    tracing::warn!("a file of a bulk export was not read in time");
                    return;
                }
            };
            let part = parts.next().await;
            let is_last = part.as_ref().is_none_or(Result::is_err);
            room.send(part);
            if is_last {
                return;
            }
        }
    });
    Body::from_stream(stream::try_unfold(receiver, |mut receiver| async move {
        match receiver.recv().await {
            Some(Some(part)) => Ok(Some((part?, receiver))),
            Some(None) => Ok(None),
            None => Err(BoxError::from("it was not read in time")),
        }
    }))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn tenant(number: u64) -> TenantId {
        TenantId::from_number(number)
    }

    #[test]
    fn a_tenant_leaves_places_to_the_others() {
        let places = Arc::new(FilePlaces::default());
        let take = |number| std::iter::from_fn(|| places.take(tenant(number))).collect::<Vec<_>>();
        let mut own = take(1);
        assert_eq!(own.len(), BULK_EXPORT_FILES_SENT_PER_TENANT_MAX);
        own.pop();
        assert_eq!(take(1).len(), 1, "one is free again");
        let others: Vec<_> = (2..100).flat_map(take).collect();
        assert_eq!(own.len() + others.len(), BULK_EXPORT_FILES_SENT_MAX);
        drop((own, others));
        assert!(places.lock().is_empty());
    }

    /// So many parts, and how many of them were made.
    fn parts(
        count: usize,
    ) -> (Arc<AtomicUsize>, impl Stream<Item = Result<Bytes, ServiceError>> + Send) {
        let made = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&made);
        let parts = stream::iter(0..count).map(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
            Ok(Bytes::from_static(b"x\n"))
        });
        (made, parts)
    }

    #[tokio::test]
    async fn what_is_read_comes_whole() {
        let (made, parts) = parts(5);
        let body = broken_off_unless_taken((), Duration::MAX, parts);
        let read = axum::body::to_bytes(body, usize::MAX).await.expect("it ends");
        assert_eq!((read.len(), made.load(Ordering::Relaxed)), (10, 5));
    }

    #[tokio::test]
    async fn what_is_not_read_in_time_holds_nothing_and_breaks_off() {
        let (made, parts) = parts(5);
        let (held, let_go) = tokio::sync::oneshot::channel::<()>();
        let body = broken_off_unless_taken(held, Duration::from_millis(1), parts);
        let_go.await.expect_err("it is let go, though nothing was read");
        assert_eq!(made.load(Ordering::Relaxed), 1);
        axum::body::to_bytes(body, usize::MAX).await.expect_err("it is broken off");
    }
}
