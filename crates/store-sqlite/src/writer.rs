//! The one thread that writes a file, and commits in groups: whatever waits shares a transaction.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use model::limits::{COMMIT_GROUP_SETS_MAX, COMMIT_QUEUE_LENGTH_MAX};
use model::{FaultPoint, StoreName, fault};
use rusqlite::{Connection, TransactionBehavior};
use store::StoreError;
use tokio::sync::oneshot;

use crate::checkpointer::Checkpointer;
use crate::database::{Connections, store_error};

/// What a writer remembers from one group to the next. It follows the transaction: what a group
/// changed is kept when it commits and forgotten when it does not.
pub(crate) trait WriterState: Send + 'static {
    /// Writes what the group owes, at its end.
    fn flush(&mut self, connection: &Connection) -> rusqlite::Result<()>;
    /// The group is durable.
    fn committed(&mut self);
    /// The group never was.
    fn rolled_back(&mut self);
}

/// What a job sees of its group.
pub(crate) struct Group<'a, S> {
    /// Inside the transaction.
    pub(crate) connection: &'a Connection,
    /// What the writer remembers.
    pub(crate) state: &'a mut S,
    /// Whether the disk has room for more than events.
    pub(crate) has_room: bool,
}

/// Something to do inside a group's transaction, or, without one, to refuse. It gives what to do
/// once the group is durable or has failed. An error of the engine fails the whole group.
type Job<S> = Box<dyn FnOnce(Option<&mut Group<'_, S>>) -> (Finish, rusqlite::Result<()>) + Send>;
type Finish = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// The handle of a writing thread. Dropping it ends the thread, after what waits is done.
pub(crate) struct Writer<S> {
    store: StoreName,
    jobs: Option<SyncSender<Job<S>>>,
    thread: Option<JoinHandle<()>>,
}

impl<S: WriterState> Writer<S> {
    /// Starts the thread.
    pub(crate) fn start(
        store: StoreName,
        connections: Connections,
        state: S,
        room: Room,
    ) -> std::io::Result<Self> {
        let (jobs, waiting) = sync_channel(COMMIT_QUEUE_LENGTH_MAX);
        let Connections { write, fold } = connections;
        let checkpointer = Checkpointer::start(store, fold)?;
        let thread = std::thread::Builder::new()
            .name(format!("write-{store}"))
            .spawn(move || run(store, write, state, &room, &checkpointer, &waiting))?;
        Ok(Self { store, jobs: Some(jobs), thread: Some(thread) })
    }

    /// Runs a job in the next group, and gives its result once that is durable.
    pub(crate) async fn submit<T: Send + 'static, E: From<StoreError> + Send + 'static>(
        &self,
        job: impl FnOnce(&mut Group<'_, S>) -> rusqlite::Result<Result<T, E>> + Send + 'static,
    ) -> Result<T, E> {
        let (done, answer) = oneshot::channel();
        let store = self.store;
        let job: Job<S> = Box::new(move |group| {
            let (result, ran) = match group.map(job) {
                Some(Ok(result)) => (result, Ok(())),
                Some(Err(error)) => (Err(unavailable(store).into()), Err(error)),
                None => (Err(unavailable(store).into()), Ok(())),
            };
            let finish = move |durable: Result<(), StoreError>| {
                // Whoever asked may have gone away; the change stands all the same.
                let _ = done.send(durable.map_err(E::from).and(result));
            };
            (Box::new(finish), ran)
        });
        let jobs = self.jobs.as_ref().expect("the sender is taken only when the writer is dropped");
        jobs.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::Busy { store },
            TrySendError::Disconnected(_) => unavailable(store),
        })?;
        answer.await.unwrap_or_else(|_| Err(unavailable(store).into()))
    }
}

fn unavailable(store: StoreName) -> StoreError {
    StoreError::Unavailable { store, source: None }
}

impl<S> Drop for Writer<S> {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// How much must stay free for events, so that writes stop before reads do.
pub(crate) struct Room {
    pub(crate) folder: PathBuf,
    pub(crate) reserve_bytes: u64,
}

impl Room {
    fn is_left(&self) -> bool {
        // When the file system does not say, the engine's own error will.
        rustix::fs::statvfs(&self.folder)
            .map_or(true, |disk| disk.f_bavail.saturating_mul(disk.f_frsize) > self.reserve_bytes)
    }
}

fn run<S: WriterState>(
    store: StoreName,
    mut connection: Connection,
    mut state: S,
    room: &Room,
    checkpointer: &Checkpointer,
    waiting: &Receiver<Job<S>>,
) {
    while let Ok(first) = waiting.recv() {
        // Whoever is ready to run may have something to add: a larger group costs the disk no more.
        std::thread::yield_now();
        let jobs = std::iter::once(first).chain(waiting.try_iter()).take(COMMIT_GROUP_SETS_MAX);
        let mut finishes = Vec::new();
        let result = commit_group(store, &mut connection, &mut state, room, jobs, &mut finishes);
        if let Err(error) = &result {
            state.rolled_back();
            tracing::error!(store = store.name(), %error, "a group of changes was not committed");
        } else {
            fault::reach(FaultPoint::group_committed(store));
            state.committed();
        }
        let failed = result.err().map(|error| store_error(store, error));
        for finish in finishes {
            finish(match &failed {
                None => Ok(()),
                Some(StoreError::Full { .. }) => Err(StoreError::Full { store }),
                Some(StoreError::Corrupt { what, .. }) => Err(StoreError::Corrupt { store, what }),
                Some(_) => Err(unavailable(store)),
            });
        }
        checkpointer.look(&connection);
    }
}

fn commit_group<S: WriterState>(
    store: StoreName,
    connection: &mut Connection,
    state: &mut S,
    room: &Room,
    jobs: impl Iterator<Item = Job<S>>,
    finishes: &mut Vec<Finish>,
) -> rusqlite::Result<()> {
    let mut jobs = jobs.fuse();
    let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate);
    let mut result = match begun {
        Err(error) => Err(error),
        Ok(transaction) => {
            fault::reach(FaultPoint::group_begun(store));
            let has_room = room.is_left();
            let mut group = Group { connection: &transaction, state: &mut *state, has_room };
            let mut ran = Ok(());
            while ran.is_ok()
                && let Some(job) = jobs.next()
            {
                let (finish, result) = job(Some(&mut group));
                finishes.push(finish);
                ran = result;
            }
            ran.and_then(|()| state.flush(&transaction)).and_then(|()| {
                fault::reach(FaultPoint::group_prepared(store));
                transaction.commit()
            })
        }
    };
    // What did not get to run fails with the group it was to share.
    for job in jobs {
        let (finish, ran) = job(None);
        finishes.push(finish);
        result = result.and(ran);
    }
    result
}
