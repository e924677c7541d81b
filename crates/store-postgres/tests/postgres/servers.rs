//! Several servers on one database: what holds on one holds on the other.

use std::sync::Arc;

use model::{Credential, RowKey, StoreName, TenantId, Tree, Version, WriterId};
use store::{
    CommitError, GuardFailure, PreparedGuard, PreparedSet, Put, Records, Versions, WriteSet,
};
use testkit::conformance::views::follow;
use testkit::conformance::world::{ALL, World, refusal_of};
use testkit::conformance::{Engine as _, tick};
use testkit::{Rules, TestClock, TestRng, event, kind, permit, put};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::engine::PostgresEngine;

/// Another server on the same databases.
pub(crate) async fn beside(engine: &PostgresEngine, seed: u16) -> World {
    let rng = TestRng::new(seed);
    let writer = WriterId::random(&rng);
    World { stores: engine.open(writer).await, writer, rng, clock: TestClock::new() }
}

fn set_of(puts: Vec<Put>, rng: &TestRng) -> WriteSet {
    WriteSet { puts, ..WriteSet::only_event(event(Tree::Changes, "an event", rng)) }
}

/// Puts the next version of a row, whatever it takes.
async fn change(records: &dyn Records, tenant: TenantId, row: RowKey, rng: &TestRng) {
    loop {
        let newest = records.find_newest(&permit(tenant), row).await;
        let Version(newest) = newest.expect("it can be read").expect("it is there").version;
        let next = set_of(vec![put(kind("Observation"), row, newest + 1)], rng);
        match records.commit(permit(tenant), next).await {
            Ok(_) => return,
            Err(CommitError::Guard(GuardFailure::Version(_))) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_change_of_a_document_that_two_servers_contend_for_is_lost() {
    const CHANGES: u64 = 20;
    let engine = PostgresEngine::new();
    let one = World::open(&engine).await;
    let other = beside(&engine, 2).await;
    let tenant = one.tenant();
    let rows = [one.row(), one.row()];
    for row in rows {
        tenant.put(StoreName::Records, vec![put(kind("Observation"), row, 1)]).await;
    }
    let mut tasks = JoinSet::new();
    for task in 0..8 {
        let world = if task % 2 == 0 { &one } else { &other };
        let (records, tenant) = (Arc::clone(&world.stores.records), tenant.id);
        tasks.spawn(async move {
            let rng = TestRng::new(100 + task);
            for number in 0..CHANGES {
                change(&*records, tenant, rows[usize::from(number % 2 == 0)], &rng).await;
            }
        });
    }
    tasks.join_all().await;
    for row in rows {
        let history = tenant.history(StoreName::Records, Versions::OfRow(row)).await;
        let versions: Vec<_> = history.iter().map(|sealed| sealed.version.0).collect();
        let newest = 1 + 8 * CHANGES / 2;
        assert_eq!(versions, (1..=newest).rev().collect::<Vec<_>>());
        assert!(history.is_sorted_by(|left, right| left.sequence > right.sequence));
    }
    assert_eq!(follow(&tenant.events().await).len(), 2, "each server has a chain of its own");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_rests_on_a_credential_comes_after_another_server_revoked_it() {
    let engine = PostgresEngine::new();
    let one = World::open(&engine).await;
    let other = beside(&engine, 2).await;
    let tenant = one.tenant();
    let rules = Arc::new(Rules::new());
    let row = one.row();
    tenant.put(StoreName::Records, vec![put(kind("Client"), row, 1)]).await;
    let credential = Credential { row, version: Version(1) };
    let mut tasks = JoinSet::new();
    let all_have_committed = Arc::new(Barrier::new(9));
    for task in 0..8 {
        let (records, rules) = (Arc::clone(&other.stores.records), Arc::clone(&rules));
        let all_have_committed = Arc::clone(&all_have_committed);
        let tenant = tenant.id;
        tasks.spawn(async move {
            let rng = TestRng::new(100 + task);
            let mut last = None;
            loop {
                let permit = rules.permit_resting_on(tenant, credential);
                let set = set_of(vec![put(kind("Observation"), RowKey::random(&rng), 1)], &rng);
                match records.commit(permit, set).await {
                    Ok(committed) if last.is_none() => {
                        last = Some(committed);
                        all_have_committed.wait().await;
                    }
                    Ok(committed) => last = Some(committed),
                    Err(CommitError::Guard(GuardFailure::Credential)) => return last,
                    Err(error) => panic!("{error}"),
                }
            }
        });
    }
    all_have_committed.wait().await;
    for _ in 0..20 {
        tenant.commit(tenant.set()).await;
    }
    let revoked = tenant.commit(tenant.set_of(vec![put(kind("Client"), row, 2)])).await;
    let revoked = tenant.position(&revoked).await;
    for last in tasks.join_all().await {
        assert!(tenant.position(&last.expect("it has committed")).await < revoked);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_that_is_committed_late_is_not_skipped() {
    let engine = PostgresEngine::new();
    let one = World::open(&engine).await;
    let other = beside(&engine, 2).await;
    let tenant = one.tenant();
    let log = tenant.log(Tree::Changes);
    let slow = other.tenant_of(tenant.id);
    slow.commit(slow.set()).await;
    tick::tick(&tenant, log, ALL).await;
    // Holds the other server's transaction open, with its places drawn and its event written.
    let holder = engine.connect_to_records().await;
    holder
        .batch_execute("BEGIN; SELECT 1 FROM chains FOR UPDATE")
        .await
        .expect("the chains can be held");
    let late = {
        let records = Arc::clone(&other.stores.records);
        let (tenant, set) = (tenant.id, slow.set());
        tokio::spawn(async move { records.commit(permit(tenant), set).await })
    };
    engine.until_somebody_waits_for_a_row(&holder).await;
    let early = tenant.commit(tenant.set()).await;
    tick::tick(&tenant, log, ALL).await;
    assert!(!late.is_finished());
    holder.batch_execute("ROLLBACK").await.expect("let go");
    let late = late.await.expect("it ends").expect("it is committed");
    assert!(tenant.position(&late).await < tenant.position(&early).await);
    tick::tick(&tenant, log, ALL).await;
    let records = one.records();
    let sequenced = records.list_sequenced(&tenant.permit(), Tree::Changes, 0, ALL).await;
    let sequenced = sequenced.expect("events can be listed");
    assert_eq!(sequenced.len(), 3);
    assert_eq!(sequenced.last().map(|record| record.id), Some(late.event));
}

/// What another server does to let all rows count that wait.
const SETTLE: &str = "
    INSERT INTO about (tenant, subject, type, born)
        SELECT v.tenant, person, v.type, v.born
        FROM pending p JOIN versions v USING (sequence), unnest(p.about) AS person;
    UPDATE versions SET state = 1 WHERE state = 2;
    DELETE FROM pending;
    COMMIT";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dependent_that_another_server_settles_meanwhile_is_not_overlooked() {
    let engine = PostgresEngine::new();
    let world = World::open(&engine).await;
    let tenant = world.tenant();
    let person = world.person();
    let relative = Put { about: vec![person], ..put(kind("RelatedPerson"), world.row(), 1) };
    tenant.prepare(vec![relative]).await;
    // Whoever looks at what waits has to wait for this one.
    let holder = engine.connect_to_identity().await;
    let lock = "BEGIN; LOCK TABLE pending IN ACCESS EXCLUSIVE MODE";
    holder.batch_execute(lock).await.expect("nobody else holds it");
    let deletion = {
        let (identity, tenant) = (Arc::clone(&world.stores.identity), tenant.id);
        let set = PreparedSet {
            transaction: world.transaction(),
            deadline: model::Clock::now(&world.clock),
            guards: vec![PreparedGuard::NoDependents(person)],
            puts: Vec::new(),
        };
        tokio::spawn(async move { identity.prepare(&permit(tenant), set).await })
    };
    engine.until_somebody_waits_for_a_row(&holder).await;
    holder.batch_execute(SETTLE).await.expect("it is the only one");
    let refused = refusal_of(deletion.await.expect("it ends"));
    assert!(
        matches!(refused, GuardFailure::HasDependents | GuardFailure::Pending(_)),
        "{refused:?}"
    );
}
