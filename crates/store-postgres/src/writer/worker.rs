//! The task that writes: its connection, its groups, and finding out what became of one whose commit
//! was not answered.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use model::limits::COMMIT_GROUP_SETS_MAX;
use model::{FaultPoint, StoreName, fault};
use store::StoreError;
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::{Batch, Finish, Job, Step, Task, unavailable};
use crate::address::Address;
use crate::failure::Failure;
use crate::link::{Arguments, Link, Use};
use crate::locks::{self, Locks};

/// How many locks a group takes at most; the engine has room for some thousands in all.
const LOCKS_MAX: usize = 1_024;
/// How long a group may take. One that takes longer has lost its connection, or its replicas.
const GROUP_TIMEOUT: Duration = Duration::from_secs(20);
/// How long whoever waits for a group waits for us to find out whether it was committed.
const DOUBT_MAX: Duration = Duration::from_secs(15);
/// How long it is believed that a database which could not be reached cannot be.
const BELIEVED_GONE: Duration = Duration::from_millis(500);

/// The connection that writes, while there is one.
struct Line {
    store: StoreName,
    address: Arc<Address>,
    link: Option<Link>,
    failed_at: Option<Instant>,
}

impl Line {
    /// The connection, a new one if there is none.
    async fn link<B: Batch>(&mut self, batch: &mut B) -> Result<&Link, Failure> {
        if self.link.as_ref().is_none_or(Link::is_closed) {
            self.link = None;
            if self.failed_at.is_some_and(|at| at.elapsed() < BELIEVED_GONE) {
                return Err(Failure::Silent);
            }
            match self.open(batch).await {
                Ok(link) => (self.link, self.failed_at) = (Some(link), None),
                Err(failure) => {
                    self.failed_at = Some(Instant::now());
                    return Err(failure);
                }
            }
        }
        Ok(self.link.as_ref().expect("it was put there"))
    }

    async fn open<B: Batch>(&self, batch: &mut B) -> Result<Link, Failure> {
        let link = Link::open(&self.address, self.store, Use::Write).await?;
        link.prepare_all(&[locks::TAKE]).await?;
        link.prepare_all(B::STATEMENTS).await?;
        batch.opened(&link).await?;
        Ok(link)
    }
}

/// The task itself.
pub(super) struct Worker<B: Batch> {
    line: Line,
    batch: B,
    waiting: mpsc::Receiver<Job<B>>,
    /// Taken from the queue and not done yet.
    next: VecDeque<Job<B>>,
}

impl<B: Batch> Worker<B> {
    /// A task that connects when there is something to do.
    pub(super) fn new(
        store: StoreName,
        address: Arc<Address>,
        batch: B,
        waiting: mpsc::Receiver<Job<B>>,
    ) -> Self {
        let line = Line { store, address, link: None, failed_at: None };
        Self { line, batch, waiting, next: VecDeque::new() }
    }

    /// Works until nobody can hand anything over any more, and nothing waits.
    pub(super) async fn run(mut self) {
        loop {
            if self.next.is_empty() {
                let Some(job) = self.waiting.recv().await else {
                    return;
                };
                self.next.push_back(job);
                // Whoever is ready to run may have something to add: a larger group costs no more.
                tokio::task::yield_now().await;
            }
            let (locks, sets, steps) = self.take_group();
            let mut finishes = Vec::new();
            let result = self.commit_group(&locks, sets, steps, &mut finishes).await;
            let store = self.line.store;
            if let Err(failure) = &result {
                tracing::error!(store = store.name(), error = %failure, source = ?std::error::Error::source(failure), "a group of changes was not committed");
            }
            let failed = result.err().map(|failure| failure.in_store(store));
            for finish in finishes {
                finish(match &failed {
                    None => Ok(()),
                    Some(StoreError::Full { .. }) => Err(StoreError::Full { store }),
                    Some(StoreError::Corrupt { what, .. }) => {
                        Err(StoreError::Corrupt { store, what })
                    }
                    Some(_) => Err(unavailable(store)),
                });
            }
        }
    }

    /// What shares the next transaction: the first that waits, and whatever may join it.
    fn take_group(&mut self) -> (Locks, Vec<B::Set>, Vec<Step>) {
        let (mut sets, mut steps) = (Vec::new(), Vec::new());
        // Sets are judged on what was so before the steps, so the two keep out of each other's way.
        let (mut set_locks, mut step_locks) = (Locks::default(), Locks::default());
        while sets.len() + steps.len() < COMMIT_GROUP_SETS_MAX {
            let Some(job) = self.next.pop_front().or_else(|| self.waiting.try_recv().ok()) else {
                break;
            };
            let is_first = sets.is_empty() && steps.is_empty();
            let count = set_locks.len() + step_locks.len() + job.locks.len();
            let others = match job.task {
                Task::Set(_) => &step_locks,
                Task::Step(_) => &set_locks,
            };
            let fits = !job.is_alone && count <= LOCKS_MAX && !job.locks.conflict_with(others);
            if !is_first && !fits {
                self.next.push_front(job);
                break;
            }
            match job.task {
                Task::Set(set) => {
                    set_locks.add(&job.locks);
                    sets.push(set);
                }
                Task::Step(step) => {
                    step_locks.add(&job.locks);
                    steps.push(step);
                }
            }
            if job.is_alone {
                break;
            }
        }
        set_locks.add(&step_locks);
        (set_locks, sets, steps)
    }

    async fn commit_group(
        &mut self,
        locks: &Locks,
        sets: Vec<B::Set>,
        steps: Vec<Step>,
        finishes: &mut Vec<Finish>,
    ) -> Result<(), Failure> {
        let Self { line, batch, .. } = self;
        let store = line.store;
        let link = match line.link(batch).await {
            Ok(link) => link,
            Err(failure) => {
                finishes.extend(B::refuse(sets));
                refuse_steps(steps, finishes).await;
                return Err(failure);
            }
        };
        let warnings = link.warnings();
        let group = transact(store, link, batch, locks, sets, steps, finishes);
        let mut result = tokio::select! {
            result = tokio::time::timeout(GROUP_TIMEOUT, group) => {
                link.vouch_for(result.unwrap_or(Err(Failure::Silent)))
            }
            // A commit there would wait for replicas that follow another server now.
            () = link.falls_behind() => Err(Failure::LeftBehind),
        };
        if result.is_ok() && link.warnings() != warnings {
            // The commit is on this disk, but perhaps on no other: it is not to be relied on.
            result = Err(Failure::Unreplicated);
        }
        match result {
            Ok(()) => {
                fault::reach(FaultPoint::group_committed(store));
                batch.committed();
                Ok(())
            }
            Err(failure) if failure.leaves_doubt() => self.find_out(failure).await,
            Err(failure) => {
                batch.rolled_back();
                if link.batch("ROLLBACK").await.is_err() {
                    line.link = None;
                }
                Err(failure)
            }
        }
    }

    /// After a commit that was not answered: whether it took place. As long as the other end may still
    /// be at it, the new connection waits.
    async fn find_out(&mut self, failure: Failure) -> Result<(), Failure> {
        let until = Instant::now() + DOUBT_MAX;
        self.line.link = None;
        let found = tokio::time::timeout_at(until, async {
            loop {
                let Self { line, batch, .. } = &mut *self;
                let found = match line.link(batch).await {
                    Ok(link) => batch.was_committed(link).await,
                    Err(failure) => Err(failure),
                };
                match found {
                    Ok(found) => return found,
                    Err(_) => tokio::time::sleep(BELIEVED_GONE).await,
                }
            }
        });
        if !matches!(found.await, Ok(true)) {
            self.batch.rolled_back();
            return Err(failure);
        }
        self.batch.committed();
        // It is there; it may be acknowledged once it is on the replicas as well.
        let link = self.line.link.as_ref().ok_or(Failure::Unreplicated)?;
        let replicated = tokio::time::timeout_at(until, link.replicate()).await;
        if matches!(replicated, Ok(Ok(()))) {
            return Ok(());
        }
        self.line.link = None;
        Err(Failure::Unreplicated)
    }
}

/// Runs a group from its beginning to its commit.
async fn transact<B: Batch>(
    store: StoreName,
    link: &Link,
    batch: &mut B,
    locks: &Locks,
    sets: Vec<B::Set>,
    steps: Vec<Step>,
    finishes: &mut Vec<Finish>,
) -> Result<(), Failure> {
    let (numbers, alone) = locks.columns();
    let wanted: Arguments<'_> = &[&numbers, &alone];
    // Sent in this order, and answered in it: what is asked is asked under the locks.
    let asked = futures_util::try_join!(
        link.batch("BEGIN"),
        link.one(locks::TAKE, wanted),
        batch.ask(link, &sets),
    );
    let known = match asked {
        Ok(((), _, known)) => known,
        Err(failure) => {
            finishes.extend(B::refuse(sets));
            refuse_steps(steps, finishes).await;
            return Err(failure);
        }
    };
    fault::reach(FaultPoint::group_begun(store));
    let mut ran = Ok(());
    let mut steps = steps.into_iter();
    while ran.is_ok()
        && let Some(step) = steps.next()
    {
        let (finish, result) = step(Some(link)).await;
        finishes.push(finish);
        ran = result;
    }
    if let Err(failure) = ran {
        finishes.extend(B::refuse(sets));
        refuse_steps(steps.collect(), finishes).await;
        return Err(failure);
    }
    let (told, changes) = batch.judge(sets, known);
    finishes.extend(told);
    fault::reach(FaultPoint::group_prepared(store));
    futures_util::try_join!(changes.send(link), link.batch("COMMIT"))?;
    Ok(())
}

/// What to tell those that did not get to run.
async fn refuse_steps(steps: Vec<Step>, finishes: &mut Vec<Finish>) {
    for step in steps {
        let (finish, _) = step(None).await;
        finishes.push(finish);
    }
}
