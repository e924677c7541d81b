//! The end by force: a server that is killed while it commits loses nothing it has answered for,
//! and leaves nothing half done.
//!
//! The server is a child process: this test binary again, told by its environment to run only
//! [`child_that_commits_until_it_is_killed`]. It says what it has committed line by line, and is
//! killed after some number of lines, whatever its tasks are doing then.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use ledger::TileBuilder;
use model::{EventId, Pseudonym, RowKey, StoreName, TenantId, Tree, WriterId};
use store::{
    ClaimChange, EventRecord, GuardFailure, Outcome, PreparedSet, Put, Selection, TransactionId,
    TreeName, WriteSet,
};
use testkit::conformance::Engine;
use testkit::conformance::tick::{checkpoint, tick};
use testkit::conformance::views::{assert_same, follow};
use testkit::conformance::world::{ALL, World, refusal_of};
use testkit::{TestClock, TestRng, event, gather, kind, permit, put};
use tokio::task::JoinSet;

use crate::engine::{STORES, SqliteEngine};

/// Tells the child where its files are, and which of the rounds this is.
const FOLDER_VARIABLE: &str = "RIBCAGE_TEST_CRASH_FOLDER";
const ROUND_VARIABLE: &str = "RIBCAGE_TEST_CRASH_ROUND";
/// How many rounds one folder sees, and how many folders there are in a long run.
const ROUNDS: u16 = 10;
const FOLDERS_OF_A_SOAK: u16 = 30;
/// How many lines the parent reads at most before it kills.
const LINES_MAX: u64 = 250;

const TENANT: TenantId = TenantId::from_number(1);
const TASKS: u16 = 4;
/// Where every task ends if nobody kills the child.
const SETS_MAX: u16 = 5000;
/// Every third set crosses stores.
const CROSSES_EACH: u16 = 3;

/// One set that the child commits. Everything in it follows from these numbers, so that the
/// parent knows what must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Job {
    round: u16,
    task: u16,
    number: u16,
}

impl Job {
    /// Sixteen bytes that belong to this set, for the purpose of that number.
    fn bytes(self, purpose: u8) -> [u8; 16] {
        let mut bytes = [purpose; 16];
        bytes[..2].copy_from_slice(&self.round.to_be_bytes());
        bytes[2..4].copy_from_slice(&self.task.to_be_bytes());
        bytes[4..6].copy_from_slice(&self.number.to_be_bytes());
        bytes
    }

    fn text(self) -> String {
        format!("{} {} {}", self.round, self.task, self.number)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split(' ').map(str::parse);
        let mut next = || numbers.next()?.ok();
        Some(Self { round: next()?, task: next()?, number: next()? })
    }

    fn crosses(self) -> bool {
        self.number.is_multiple_of(CROSSES_EACH)
    }

    fn transaction(self) -> TransactionId {
        TransactionId::from_bytes(self.bytes(1))
    }

    fn claim(self) -> RowKey {
        RowKey::from_bytes(self.bytes(2))
    }

    fn patient(self) -> Put {
        put(kind("Patient"), RowKey::from_bytes(self.bytes(3)), 1)
    }

    fn observations(self) -> [Put; 2] {
        [4, 5].map(|purpose| Put {
            about: vec![Pseudonym::from_bytes([9; 16])],
            ..put(kind("Observation"), RowKey::from_bytes(self.bytes(purpose)), 1)
        })
    }

    /// Carries the set out as a server would, to its very end.
    async fn run(self, world: &World) -> EventId {
        let (identity, records) = (world.identity(), world.records());
        let transaction = self.transaction();
        if self.crosses() {
            let prepared = PreparedSet {
                transaction,
                deadline: model::Clock::now(&world.clock),
                guards: Vec::new(),
                puts: vec![self.patient()],
            };
            let prepared = identity.prepare(&permit(TENANT), prepared).await;
            prepared.expect("nothing is against it");
        }
        let set = WriteSet {
            puts: self.observations().into(),
            claims: vec![ClaimChange::Take(self.claim())],
            decides: self.crosses().then_some(transaction),
            ..WriteSet::only_event(event(Tree::Changes, &self.text(), &world.rng))
        };
        let committed = records.commit(permit(TENANT), set).await;
        let committed = committed.expect("nothing is against it");
        if self.crosses() {
            let tenant = world.tenant_of(TENANT);
            tenant.settle(transaction, Outcome::Committed).await;
        }
        committed.event
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the parent tells its child, and `make soak` both, by the environment"
)]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The child. In a run of its own, without a parent, it has nothing to do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn child_that_commits_until_it_is_killed() {
    let (Some(folder), Some(round)) = (environment(FOLDER_VARIABLE), environment(ROUND_VARIABLE))
    else {
        return;
    };
    let round: u16 = round.parse().expect("the parent sends a number");
    let rng = TestRng::new(round);
    let writer = WriterId::random(&rng);
    let world = Arc::new(World {
        stores: SqliteEngine::at(Path::new(&folder)).open(writer).await,
        writer,
        rng,
        clock: TestClock::new(),
    });
    let mut tasks = JoinSet::new();
    for task in 0..TASKS {
        let world = Arc::clone(&world);
        tasks.spawn(async move {
            for number in 0..SETS_MAX {
                let job = Job { round, task, number };
                let event = job.run(&world).await;
                // Once the parent is gone this fails, and so the child ends with it.
                println!("\nanswered {event} {}", job.text());
            }
        });
    }
    // Beside them the log is sequenced all the time, until the others are done or killed.
    let sequencer = tokio::spawn(async move {
        let tenant = world.tenant_of(TENANT);
        loop {
            tick(&tenant, tenant.log(Tree::Changes), 7).await;
            tokio::task::yield_now().await;
        }
    });
    while let Some(ended) = tasks.join_next().await {
        ended.expect("nothing is against it but a parent that is gone");
    }
    sequencer.abort();
}

/// What a killed child had answered for.
type Answers = BTreeMap<Job, EventId>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_killed_loses_nothing_and_leaves_nothing_half_done() {
    let folders = if environment("RIBCAGE_SOAK").is_some() { FOLDERS_OF_A_SOAK } else { 1 };
    let rng = TestRng::new(0);
    for first in (0..folders).map(|folder| 1 + folder * ROUNDS) {
        let engine = SqliteEngine::new();
        let mut answers = Answers::new();
        for round in first..first + ROUNDS {
            // Also so early that the files are only being made.
            let lines = rng.below(LINES_MAX) * u64::from(round != first);
            answers.extend(run_and_kill(engine.folder(), round, lines));
            recover_and_verify(&engine, TestRng::new(u16::MAX - round), &answers).await;
        }
    }
}

/// Runs a child and kills it after it has said so many lines; what it said, to the last line.
fn run_and_kill(folder: &Path, round: u16, lines: u64) -> Answers {
    let executable = std::env::current_exe().expect("a running program has a file");
    let child = Command::new(executable)
        .args(["--exact", "crash::child_that_commits_until_it_is_killed"])
        .args(["--nocapture", "--test-threads=1"])
        .env(FOLDER_VARIABLE, folder)
        .env(ROUND_VARIABLE, round.to_string())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = Killed(child.expect("a program can be run again"));
    let output = child.0.stdout.take().expect("it was asked for");
    let mut answers = Answers::new();
    let mut was_killed = false;
    // Of the last line there may be only a part; it has no line feed then.
    for line in BufReader::new(output).split(b'\n') {
        if answers.len() as u64 >= lines && !was_killed {
            child.0.kill().expect("it runs");
            was_killed = true;
        }
        let line = String::from_utf8(line.expect("a pipe can be read")).expect("text");
        if let Some((event, job)) =
            line.strip_prefix("answered ").and_then(|answer| answer.split_once(' '))
            && let (Ok(event), Some(job)) = (event.parse(), Job::parse(job))
        {
            answers.insert(job, event);
        }
    }
    let status = child.0.wait().expect("it was killed");
    assert!(was_killed && !status.success(), "it ended by itself");
    answers
}

/// A child that does not outlive its test.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Opens the files, ends what was under way as a server does at its start, and looks at all of it.
async fn recover_and_verify(engine: &SqliteEngine, rng: TestRng, answers: &Answers) {
    for store in STORES {
        let complaints = engine.check(store).expect("the file can be read");
        assert_eq!(complaints, Vec::<String>::new(), "{store}");
    }
    let writer = WriterId::random(&rng);
    let world = World { stores: engine.open(writer).await, writer, rng, clock: TestClock::new() };
    let tenant = world.tenant_of(TENANT);
    let pending = world.identity().list_pending(&tenant.permit()).await;
    for waiting in pending.expect("they can be listed") {
        let outcome = tenant.abort(waiting.transaction).await;
        tenant.settle(waiting.transaction, outcome).await;
    }

    let events = tenant.events().await;
    follow(&events);
    let done = jobs(&events);
    for (job, event) in answers {
        assert_eq!(done.get(job), Some(event), "{job:?} was answered for");
    }
    verify_documents(&world, &done).await;
    verify_claims(&world, &done).await;
    verify_tree(&world, &events).await;
}

/// The sets whose events are there.
fn jobs(events: &[EventRecord]) -> Answers {
    let mut jobs = Answers::new();
    for event in events {
        let header = ledger::commitment::header_of(&event.header).expect("it has its nonce");
        let text = std::str::from_utf8(header).expect("the child writes text");
        let job = Job::parse(text).expect("the child writes numbers");
        assert_eq!(jobs.insert(job, event.id), None, "{job:?} is there twice");
    }
    jobs
}

/// Of every set that has an event all documents are there, and of no other any.
async fn verify_documents(world: &World, done: &Answers) {
    let tenant = world.tenant_of(TENANT);
    let mut patients = 0;
    for job in done.keys() {
        for document in job.observations() {
            let found = tenant.newest(StoreName::Records, document.row).await;
            let found = found.unwrap_or_else(|| panic!("{job:?} is half there"));
            assert_same(&found, TENANT, StoreName::Records, &document);
        }
        let patient = job.patient();
        let found = tenant.newest(StoreName::Identity, patient.row).await;
        assert_eq!(found.is_some(), job.crosses(), "{job:?} is half there");
        if let Some(found) = found {
            assert_same(&found, TENANT, StoreName::Identity, &patient);
            assert_eq!(found.pending, None);
            patients += 1;
        }
    }
    let observations = 2 * done.len() as u64;
    let subject = Pseudonym::from_bytes([9; 16]);
    for selection in [
        Selection::OfKind(kind("Observation")),
        Selection::About { subject, kind: kind("Observation") },
    ] {
        let counted = tenant.count(StoreName::Records, selection).await;
        assert_eq!(counted, observations, "some have no event");
    }
    let selection = Selection::OfKind(kind("Patient"));
    let counted = tenant.count(StoreName::Identity, selection).await;
    assert_eq!(counted, patients, "some have no event");
}

/// Every set that has an event holds its name, and the set that would have come next holds none.
async fn verify_claims(world: &World, done: &Answers) {
    let tenant = world.tenant_of(TENANT);
    let aborted = world.transaction();
    tenant.abort(aborted).await;
    let next = done.keys().map(|job| Job { number: job.number + 1, ..*job });
    let all: BTreeSet<_> = done.keys().copied().chain(next).collect();
    // None of these sets can be committed: what it fails on tells whether the name is held.
    let sets = all.iter().map(|job| {
        tenant.try_commit(WriteSet {
            claims: vec![ClaimChange::Take(job.claim())],
            decides: Some(aborted),
            ..tenant.set()
        })
    });
    let mut results = Vec::new();
    let sets: Vec<_> = sets.collect();
    let mut sets = sets.into_iter();
    loop {
        // Fewer at once than the queue holds.
        let some = gather(sets.by_ref().take(1000)).await;
        if some.is_empty() {
            break;
        }
        results.extend(some);
    }
    for (job, result) in all.iter().zip(results) {
        let is_held = refusal_of(result) == GuardFailure::Claimed;
        assert_eq!(is_held, done.contains_key(job), "{job:?} is half there");
    }
    let records = world.records();
    let forgotten = records.forget_outcomes(&tenant.permit(), vec![aborted]).await;
    forgotten.expect("the store works");
}

/// The tree has every event once, in the order of the chains, and its root is that of the entries.
async fn verify_tree(world: &World, events: &[EventRecord]) {
    let tenant = world.tenant_of(TENANT);
    let (log, records) = (tenant.log(Tree::Changes), world.records());
    let tree = TreeName::Events(log);
    for is_whole in [false, true] {
        let state = records.find_log(&tenant.permit(), tree).await;
        let state = state.expect("the state of a tree can be read");
        let placed = records.list_sequenced(&tenant.permit(), Tree::Changes, 0, ALL).await;
        let placed = placed.expect("sequenced events can be listed");
        assert_eq!(placed.len() as u64, state.as_ref().map_or(0, |it| it.size));
        assert!(!is_whole || placed.len() == events.len());
        follow(&placed);
        let hashes: Vec<_> = placed.iter().map(|event| ledger::leaf_hash(&event.entry)).collect();
        let mut builder = TileBuilder::new();
        builder.append(&hashes);
        if let Some(state) = state {
            let expected = checkpoint(state.size, builder.root());
            assert_eq!(state.checkpoint, expected);
        }
        tick(&tenant, log, ALL).await;
    }
}
