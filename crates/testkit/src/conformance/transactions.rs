//! Sets that cross stores: rows wait in the identity store for the decision in the records store.

use model::{Pseudonym, StoreName, Version};
use store::{Guard, GuardFailure, Outcome, Pending, Put, Selection, Versions, WriteSet};

use super::Engine;
use super::views::{assert_same, names};
use super::world::{Tenant, World, refusal_of};
use crate::{gather, kind, put};

const IDENTITY: StoreName = StoreName::Identity;

/// Until it is decided, a prepared row is in no list and no history. Whoever asks for it by name
/// is told for what it waits.
pub async fn a_prepared_row_is_hidden_but_its_name_shows_it_pending(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (kind, row, subject) = (kind("Patient"), world.row(), world.person());
    let version = |number| Put { about: vec![subject], ..put(kind, row, number) };
    for number in 1..=2 {
        let transaction = tenant.prepare(vec![version(number)]).await;

        let newest = tenant.newest(IDENTITY, row).await.expect("it waits");
        assert_same(&newest, tenant.id, IDENTITY, &version(number));
        assert_eq!(newest.pending, Some(transaction));
        let found = tenant.version(IDENTITY, row, number).await;
        let found = found.expect("it waits");
        assert_eq!(found.pending, Some(transaction), "it is not decided");
        assert_only_decided(&tenant, &version(number), number - 1).await;

        tenant.decide_and_settle(transaction).await;
        let newest = tenant.newest(IDENTITY, row).await.expect("it is there");
        assert_same(&newest, tenant.id, IDENTITY, &version(number));
        assert_eq!(newest.pending, None);
        let found = tenant.version(IDENTITY, row, number).await;
        assert_eq!(found.expect("it is there").pending, None);
        assert_only_decided(&tenant, &version(number), number).await;
    }
}

/// Lists and histories show a document up to its newest decided version, as if nothing waited.
async fn assert_only_decided(tenant: &Tenant<'_>, document: &Put, newest: u64) {
    let (kind, row) = (document.kind, document.row);
    let subject = document.about[0];
    let listed: Vec<_> = (newest > 0).then_some((row, newest)).into_iter().collect();
    for selection in [Selection::OfKind(kind), Selection::About { subject, kind }] {
        assert_eq!(names(&tenant.live(IDENTITY, selection).await), listed);
        assert_eq!(tenant.count(IDENTITY, selection).await, listed.len() as u64);
    }
    let history: Vec<_> = (1..=newest).rev().map(|version| (row, version)).collect();
    for versions in [Versions::OfRow(row), Versions::OfKind(kind)] {
        assert_eq!(names(&tenant.history(IDENTITY, versions).await), history);
    }
}

/// A decision for a transaction makes all its rows count, deletions too; telling it again, or
/// telling the opposite afterwards, changes nothing.
pub async fn settling_for_a_transaction_makes_its_rows_count_once(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let kind = kind("Patient");
    let (kept, gone) = (world.row(), world.row());
    let births = vec![put(kind, kept, 1), put(kind, gone, 1)];
    tenant.put(IDENTITY, births).await;
    let deletion = Put { live: false, ..put(kind, gone, 2) };
    let transaction = tenant.prepare(vec![put(kind, kept, 2), deletion]).await;
    for outcome in [Outcome::Committed, Outcome::Committed, Outcome::Aborted] {
        tenant.settle(transaction, outcome).await;
        let listed = tenant.live(IDENTITY, Selection::OfKind(kind)).await;
        assert_eq!(names(&listed), [(kept, 2)]);
        let history = tenant.history(IDENTITY, Versions::OfRow(gone)).await;
        assert_eq!(names(&history), [(gone, 2), (gone, 1)]);
    }
}

/// A decision against a transaction takes its rows away as if they had never been; telling it
/// again, or telling the opposite afterwards, changes nothing.
pub async fn settling_against_a_transaction_takes_its_rows_away(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (kind, subject) = (kind("Patient"), world.person());
    let (old, new) = (world.row(), world.row());
    tenant.put(IDENTITY, vec![put(kind, old, 1)]).await;
    let deletion = Put { live: false, ..put(kind, old, 2) };
    let birth = Put { about: vec![subject], ..put(kind, new, 1) };
    let transaction = tenant.prepare(vec![deletion, birth]).await;
    for outcome in [Outcome::Aborted, Outcome::Aborted, Outcome::Committed] {
        tenant.settle(transaction, outcome).await;
        let listed = tenant.live(IDENTITY, Selection::OfKind(kind)).await;
        assert_eq!(names(&listed), [(old, 1)]);
        let newest = tenant.newest(IDENTITY, old).await.expect("it is there");
        assert_eq!((newest.version, newest.pending), (Version(1), None));
        assert!(tenant.newest(IDENTITY, new).await.is_none());
        assert!(tenant.version(IDENTITY, new, 1).await.is_none());
    }
    // Both rows are free for the next who comes.
    let again = vec![put(kind, old, 2), put(kind, new, 1)];
    tenant.put(IDENTITY, again).await;
    let listed = tenant.live(IDENTITY, Selection::OfKind(kind)).await;
    assert_eq!(names(&listed), [(new, 1), (old, 2)]);
}

/// Whom an aborted document was about is forgotten with it: nobody else's document is ever listed
/// for them, not even after a restart.
pub async fn an_aborted_document_leaves_nothing_in_the_list_of_a_person(engine: &impl Engine) {
    let mut world = World::open(engine).await;
    let tenant = world.tenant().id;
    let (kind, subject) = (kind("Patient"), world.person());
    for restart in [false, true] {
        let about = Put { about: vec![subject], ..put(kind, world.row(), 1) };
        let transaction = world.tenant_of(tenant).prepare(vec![about]).await;
        let aborting = world.tenant_of(tenant);
        aborting.settle(transaction, Outcome::Aborted).await;
        if restart {
            world = world.reopen(engine).await;
        }
        let other = put(kind, world.row(), 1);
        let here = world.tenant_of(tenant);
        here.put(IDENTITY, vec![other]).await;
        let selection = Selection::About { subject, kind };
        assert!(here.live(IDENTITY, selection).await.is_empty());
        assert_eq!(here.count(IDENTITY, selection).await, 0);
    }
}

/// A version that was aborted leaves whom the document was about as it was before; one that counts
/// may be about more people.
pub async fn only_a_version_that_counts_lists_its_document_for_a_person(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (kind, row) = (kind("Patient"), world.row());
    let (first, second) = (world.person(), world.person());
    let about =
        |version, people: &[Pseudonym]| Put { about: people.to_vec(), ..put(kind, row, version) };
    tenant.put(IDENTITY, vec![about(1, &[first])]).await;
    for outcome in [Outcome::Aborted, Outcome::Committed] {
        let transaction = tenant.prepare(vec![about(2, &[first, second])]).await;
        let selection = |subject| Selection::About { subject, kind };
        assert_eq!(tenant.count(IDENTITY, selection(second)).await, 0);
        tenant.settle(transaction, outcome).await;
        let counts = u64::from(outcome == Outcome::Committed);
        assert_eq!(tenant.count(IDENTITY, selection(first)).await, 1);
        assert_eq!(tenant.count(IDENTITY, selection(second)).await, counts);
        let listed = tenant.live(IDENTITY, selection(second)).await;
        assert_eq!(listed.len() as u64, counts);
    }
}

/// A place in the stream of changes is given once, also when whoever had it was aborted: whoever
/// reads the stream with a cursor would miss the second.
pub async fn a_place_in_the_stream_is_never_given_twice(engine: &impl Engine) {
    let mut world = World::open(engine).await;
    let tenant = world.tenant().id;
    let mut last = None;
    for _ in 0..3 {
        let row = world.row();
        let here = world.tenant_of(tenant);
        let transaction = here.prepare(vec![put(kind("Patient"), row, 1)]).await;
        let newest = here.newest(IDENTITY, row).await.expect("it waits");
        assert!(Some(newest.sequence) > last, "somebody had this place");
        last = Some(newest.sequence);
        here.settle(transaction, Outcome::Aborted).await;
        world = world.reopen(engine).await;
    }
}

/// Two changes of a document cannot wait at the same time: the second is told for what the first
/// waits, and leaves nothing.
pub async fn a_row_that_waits_cannot_be_prepared_again(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (kind, row, free) = (kind("Patient"), world.row(), world.row());
    tenant.put(IDENTITY, vec![put(kind, row, 1)]).await;
    let first = tenant.prepare(vec![put(kind, row, 2)]).await;
    for version in [2, 3] {
        let second = world.transaction();
        let puts = vec![put(kind, free, 1), put(kind, row, version)];
        let refused = tenant.try_prepare(second, puts).await;
        assert_eq!(refusal_of(refused), GuardFailure::Pending(first));
        assert!(tenant.newest(IDENTITY, free).await.is_none());
    }
    tenant.decide_and_settle(first).await;
    tenant.put(IDENTITY, vec![put(kind, row, 3)]).await;
}

/// Of two changes that are prepared at the same time, one waits and the other fails.
pub async fn of_two_prepared_changes_exactly_one_waits(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    for _ in 0..20 {
        let row = world.row();
        let racers = [world.transaction(), world.transaction()];
        let prepared = racers.map(|id| tenant.try_prepare(id, vec![put(kind("Patient"), row, 1)]));
        let results = gather(prepared).await;
        let newest = tenant.newest(IDENTITY, row).await.expect("one waits");
        for (result, transaction) in results.into_iter().zip(racers) {
            if newest.pending == Some(transaction) {
                result.expect("it waits");
            } else {
                let winner = newest.pending.expect("it is not decided");
                assert_eq!(refusal_of(result), GuardFailure::Pending(winner));
            }
        }
    }
}

/// Only the version after the newest can be prepared, and a set is prepared whole or not at all.
pub async fn only_the_next_version_can_be_prepared(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (kind, row) = (kind("Patient"), world.row());
    tenant.put(IDENTITY, vec![put(kind, row, 1)]).await;
    for version in [0, 1, 3] {
        let other = put(kind, world.row(), 1);
        let puts = vec![other.clone(), put(kind, row, version)];
        let refused = tenant.try_prepare(world.transaction(), puts).await;
        assert_eq!(refusal_of(refused), GuardFailure::Version(Version(1)));
        assert!(tenant.newest(IDENTITY, other.row).await.is_none());
    }
}

/// Whoever settles what was left behind finds every transaction that rows of anybody wait for,
/// once, with the time after which it may be decided against.
pub async fn pending_transactions_are_listed_until_they_are_settled(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (here, there) = (world.tenant(), world.tenant());
    let birth = || put(kind("Patient"), world.row(), 1);
    let mut expected = Vec::new();
    for tenant in [here, there, here] {
        world.clock.advance(std::time::Duration::from_millis(1));
        let deadline = model::Clock::now(&world.clock);
        let transaction = tenant.prepare(vec![birth(), birth()]).await;
        expected.push(Pending { transaction, deadline });
    }
    while let Some(settled) = expected.pop() {
        let listed = world.identity().list_pending(&here.permit()).await;
        let mut listed = listed.expect("they can be listed");
        listed.sort_by_key(|pending| pending.deadline);
        let mut all = expected.clone();
        all.push(settled);
        assert_eq!(listed, all);
        here.settle(settled.transaction, Outcome::Aborted).await;
    }
    let listed = world.identity().list_pending(&there.permit()).await;
    assert_eq!(listed.expect("they can be listed"), []);
}

/// How a transaction was decided first is how it stays decided.
pub async fn a_transaction_is_decided_once(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let decide = |transaction| WriteSet {
        decides: Some(transaction),
        ..tenant.set_of(vec![put(kind("Observation"), world.row(), 1)])
    };

    let committed = world.transaction();
    assert_eq!(tenant.outcome(committed).await, None);
    tenant.commit(decide(committed)).await;
    for _ in 0..2 {
        assert_eq!(tenant.abort(committed).await, Outcome::Committed);
        assert_eq!(tenant.outcome(committed).await, Some(Outcome::Committed));
    }

    let aborted = world.transaction();
    for _ in 0..2 {
        assert_eq!(tenant.abort(aborted).await, Outcome::Aborted);
        assert_eq!(tenant.outcome(aborted).await, Some(Outcome::Aborted));
    }
    let too_late = decide(aborted);
    let row = too_late.puts[0].row;
    assert_eq!(tenant.refusal(too_late).await, GuardFailure::Decided);
    assert!(tenant.newest(StoreName::Records, row).await.is_none());
    assert_eq!(tenant.outcome(aborted).await, Some(Outcome::Aborted));
    assert_eq!(tenant.events().await.len(), 1);
}

/// Whoever is quicker decides, and both are told the same.
pub async fn a_commit_and_an_abort_that_race_agree(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    for round in 0..20 {
        let transaction = world.transaction();
        let set = WriteSet { decides: Some(transaction), ..tenant.set() };
        let (committed, outcome) = if round % 2 == 0 {
            tokio::join!(tenant.try_commit(set), tenant.abort(transaction))
        } else {
            let both = tokio::join!(tenant.abort(transaction), tenant.try_commit(set));
            (both.1, both.0)
        };
        match outcome {
            Outcome::Committed => drop(committed.expect("it was decided for")),
            Outcome::Aborted => {
                assert_eq!(refusal_of(committed), GuardFailure::Decided);
            }
        }
        assert_eq!(tenant.outcome(transaction).await, Some(outcome));
    }
}

/// A set whose guard fails decides nothing: the transaction can still go either way.
pub async fn a_refused_set_decides_nothing(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let transaction = world.transaction();
    let refused = WriteSet {
        guards: vec![Guard::Alive(world.person())],
        decides: Some(transaction),
        ..tenant.set()
    };
    assert_eq!(tenant.refusal(refused).await, GuardFailure::NotAlive);
    assert_eq!(tenant.outcome(transaction).await, None);
    tenant.commit(WriteSet { decides: Some(transaction), ..tenant.set() }).await;
    assert_eq!(tenant.outcome(transaction).await, Some(Outcome::Committed));
}

/// Of what was committed only what was named is forgotten, and what was decided against never:
/// its writer may yet come.
pub async fn decisions_are_forgotten_when_told_so(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let decided: Vec<_> = (0..3).map(|_| world.transaction()).collect();
    for transaction in &decided[..2] {
        tenant.commit(WriteSet { decides: Some(*transaction), ..tenant.set() }).await;
    }
    tenant.abort(decided[2]).await;
    let forgotten = vec![decided[0], decided[2], world.transaction()];
    let records = world.records();
    let done = records.forget_outcomes(&tenant.permit(), forgotten).await;
    done.expect("decisions can be forgotten");
    assert_eq!(tenant.outcome(decided[0]).await, None);
    assert_eq!(tenant.outcome(decided[1]).await, Some(Outcome::Committed));
    assert_eq!(tenant.outcome(decided[2]).await, Some(Outcome::Aborted));
    let late = WriteSet { decides: Some(decided[2]), ..tenant.set() };
    assert_eq!(tenant.refusal(late).await, GuardFailure::Decided);
}
