//! The one task that writes a database from this server, and commits in groups: whatever waits shares
//! a transaction.
//!
//! A group takes two journeys to the engine. With the first go its locks and the questions about what
//! they cover, with the second everything it changes and the commit.

mod steps_only;
mod worker;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use model::StoreName;
use model::limits::COMMIT_QUEUE_LENGTH_MAX;
use store::StoreError;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot};

pub(crate) use self::steps_only::StepsOnly;

use self::worker::Worker;
use crate::address::Address;
use crate::failure::Failure;
use crate::link::Link;
use crate::locks::Locks;

/// What to do once the group is durable or has failed.
pub(crate) type Finish = Box<dyn FnOnce(Result<(), StoreError>) + Send>;
/// A future that is kept in a box.
pub(crate) type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
/// Something to do inside a group's transaction, or, without a connection, to refuse.
type Step =
    Box<dyn for<'a> FnOnce(Option<&'a Link>) -> Boxed<'a, (Finish, Result<(), Failure>)> + Send>;

/// Sets that are judged together and written in bulk, and what a writer remembers from one group to
/// the next. It follows the transaction: what a group changed is kept when it commits.
pub(crate) trait Batch: Send + 'static {
    /// One of them.
    type Set: Send + Sync + 'static;
    /// What the engine says of all that they touch.
    type Known: Send;

    /// Everything that [`Batch::ask`] and [`Batch::write`] send.
    const STATEMENTS: &'static [&'static str];

    /// A new connection is there: nothing that was remembered of the engine is sure any more.
    fn opened(&mut self, link: &Link) -> impl Future<Output = Result<(), Failure>> + Send;

    /// Asks about all that the sets touch. All of it is sent before the first answer is awaited.
    fn ask(
        &self,
        link: &Link,
        sets: &[Self::Set],
    ) -> impl Future<Output = Result<Self::Known, Failure>> + Send;

    /// Judges the sets one after the other, and gives what to tell each and what to send for all.
    fn judge(
        &mut self,
        sets: Vec<Self::Set>,
        known: Self::Known,
    ) -> (Vec<Finish>, Box<dyn Changes>);

    /// What to tell the sets of a group that failed before it was judged.
    fn refuse(sets: Vec<Self::Set>) -> Vec<Finish>;

    /// The group is durable.
    fn committed(&mut self);

    /// The group never was.
    fn rolled_back(&mut self);

    /// Whether a group is durable whose commit was not answered. The connection is a new one.
    fn was_committed(&self, link: &Link) -> impl Future<Output = Result<bool, Failure>> + Send;
}

/// What a group sends with its commit.
pub(crate) trait Changes: Send + Sync {
    /// Sends all of it before the first answer is awaited.
    fn send<'a>(&'a self, link: &'a Link) -> Boxed<'a, Result<(), Failure>>;
}

struct Job<B: Batch> {
    locks: Locks,
    /// Whether it shares its transaction with nothing else.
    is_alone: bool,
    task: Task<B>,
}

enum Task<B: Batch> {
    Set(B::Set),
    Step(Step),
}

/// The handle of a writing task. Dropping it ends the task, after what waits is done.
pub(crate) struct Writer<B: Batch> {
    store: StoreName,
    jobs: mpsc::Sender<Job<B>>,
}

impl<B: Batch> Writer<B> {
    /// Starts the task.
    pub(crate) fn start(store: StoreName, address: Arc<Address>, batch: B) -> Self {
        let (jobs, waiting) = mpsc::channel(COMMIT_QUEUE_LENGTH_MAX);
        tokio::spawn(Worker::new(store, address, batch, waiting).run());
        Self { store, jobs }
    }

    /// Hands over a set for the next group. Whoever handed it over is told by the set itself.
    pub(crate) fn hand_over(
        &self,
        set: B::Set,
        locks: Locks,
        is_alone: bool,
    ) -> Result<(), StoreError> {
        self.push(Job { locks, is_alone, task: Task::Set(set) })
    }

    /// Runs something in the next group, under its locks, and gives its result once that is durable.
    pub(crate) async fn run<T, E>(
        &self,
        locks: Locks,
        step: impl for<'a> FnOnce(&'a Link) -> Boxed<'a, Result<Result<T, E>, Failure>> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (done, answer) = oneshot::channel();
        let store = self.store;
        let step: Step = Box::new(move |link| {
            Box::pin(async move {
                let (result, ran) = match link {
                    Some(link) => match step(link).await {
                        Ok(result) => (result, Ok(())),
                        Err(failure) => (Err(unavailable(store).into()), Err(failure)),
                    },
                    None => (Err(unavailable(store).into()), Ok(())),
                };
                let finish = move |durable: Result<(), StoreError>| {
                    // Whoever asked may have gone away; the change stands all the same.
                    let _ = done.send(durable.map_err(E::from).and(result));
                };
                (Box::new(finish) as Finish, ran)
            })
        });
        self.push(Job { locks, is_alone: false, task: Task::Step(step) })?;
        answer.await.unwrap_or_else(|_| Err(unavailable(store).into()))
    }

    fn push(&self, job: Job<B>) -> Result<(), StoreError> {
        let store = self.store;
        self.jobs.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::Busy { store },
            TrySendError::Closed(_) => unavailable(store),
        })
    }
}

pub(crate) const fn unavailable(store: StoreName) -> StoreError {
    StoreError::Unavailable { store, source: None }
}
