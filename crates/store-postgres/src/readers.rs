//! The connections that read: a few, shared by all requests, each with many queries under way.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use model::StoreName;
use store::StoreError;
use tokio::sync::{Mutex, Semaphore};
use tokio::time::Instant;

use crate::address::Address;
use crate::failure::Failure;
use crate::link::{Link, Use};
use crate::watch;

/// Connections for single rows, which never wait behind a list.
pub(crate) const POINT_LINKS: usize = 3;
/// Connections for lists and counts.
const LIST_LINKS: usize = 3;
/// How many queries are under way at once; a further one is told to come again.
const UNDER_WAY_MAX: usize = 2_048;
/// How long a query may take, the connection it may need included.
const POINT_TIMEOUT: Duration = Duration::from_secs(10);
const LIST_TIMEOUT: Duration = Duration::from_secs(35);
/// How long it is believed that a database which could not be reached cannot be.
const BELIEVED_GONE: Duration = Duration::from_millis(500);

/// The reading side of a database.
pub(crate) struct Readers {
    store: StoreName,
    address: Arc<Address>,
    points: Vec<Slot>,
    lists: Vec<Slot>,
    next: AtomicUsize,
    under_way: Semaphore,
}

/// What a query looks for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Reach {
    /// One row, or a few.
    Point,
    /// As many as there are.
    List,
}

impl Readers {
    /// Connects when it is first asked.
    pub(crate) fn new(store: StoreName, address: Arc<Address>) -> Self {
        watch::begin(&address);
        let slots = |count| std::iter::repeat_with(Slot::default).take(count).collect();
        Self {
            store,
            address,
            points: slots(POINT_LINKS),
            lists: slots(LIST_LINKS),
            next: AtomicUsize::new(0),
            under_way: Semaphore::new(UNDER_WAY_MAX),
        }
    }

    /// Runs a query. It is asked again, once, if its connection turns out to be lost.
    pub(crate) async fn read<T>(
        &self,
        reach: Reach,
        query: impl AsyncFn(&Link) -> Result<T, Failure>,
    ) -> Result<T, StoreError> {
        let store = self.store;
        let _permit = self.under_way.try_acquire().map_err(|_| StoreError::Busy { store })?;
        let (slots, timeout) = match reach {
            Reach::Point => (&self.points, POINT_TIMEOUT),
            Reach::List => (&self.lists, LIST_TIMEOUT),
        };
        let slot = &slots[self.next.fetch_add(1, Ordering::Relaxed) % slots.len()];
        let asked = tokio::time::timeout(timeout, async {
            let link = slot.link(&self.address, store).await?;
            match link.vouch_for(query(&link).await) {
                Err(failure) if failure.leaves_doubt() => {
                    slot.give_up(&link).await;
                    let link = slot.link(&self.address, store).await?;
                    link.vouch_for(query(&link).await)
                }
                answer => answer,
            }
        });
        let Ok(answer) = asked.await else {
            slot.forget().await;
            return Err(Failure::Silent.in_store(store));
        };
        answer.map_err(|failure| failure.in_store(store))
    }
}

/// A place for a connection.
#[derive(Default)]
struct Slot(Mutex<State>);

#[derive(Default)]
struct State {
    link: Option<Arc<Link>>,
    failed_at: Option<Instant>,
}

impl Slot {
    /// The connection, a new one if there is none. While one asks for it, the others wait.
    async fn link(&self, address: &Address, store: StoreName) -> Result<Arc<Link>, Failure> {
        let mut state = self.0.lock().await;
        if let Some(link) = state.link.as_ref().filter(|link| !link.is_closed()) {
            return Ok(Arc::clone(link));
        }
        if state.failed_at.is_some_and(|at| at.elapsed() < BELIEVED_GONE) {
            return Err(Failure::Silent);
        }
        match Link::open(address, store, Use::Read).await {
            Ok(link) => {
                let link = Arc::new(link);
                *state = State { link: Some(Arc::clone(&link)), failed_at: None };
                Ok(link)
            }
            Err(failure) => {
                *state = State { link: None, failed_at: Some(Instant::now()) };
                Err(failure)
            }
        }
    }

    /// Takes a lost connection away, unless it was replaced already.
    async fn give_up(&self, lost: &Arc<Link>) {
        let mut state = self.0.lock().await;
        if state.link.as_ref().is_some_and(|link| Arc::ptr_eq(link, lost)) {
            state.link = None;
        }
    }

    async fn forget(&self) {
        self.0.lock().await.link = None;
    }
}
