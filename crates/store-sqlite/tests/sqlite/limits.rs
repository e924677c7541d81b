//! A disk that is full and a queue that is: what is refused then, and what still works.

use std::task::{Context, Poll, Waker};

use model::limits::COMMIT_QUEUE_LENGTH_MAX;
use model::{DocumentKeyId, StoreName, Tree};
use rusqlite::Connection;
use store::{
    CommitError, DocumentKeyRecord, Outcome, StoreError, SubjectName, TenantKeyRecord, WriteSet,
};
use store_sqlite::Options;
use testkit::conformance::keys::person;
use testkit::conformance::views::only_chain;
use testkit::conformance::world::{SHELVES, Tenant, World};
use testkit::{gather, kind, put};

use crate::engine::SqliteEngine;

/// A world with something in it, on a disk where nothing but the reserve is left.
async fn without_room(engine: &mut SqliteEngine) -> World {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    for store in SHELVES {
        let first = vec![put(kind("Patient"), world.row(), 1)];
        tenant.put(store, first).await;
    }
    engine.set_options(Options { reserve_bytes: u64::MAX, ..Options::default() });
    world.reopen(engine).await
}

fn assert_full<T: std::fmt::Debug>(result: Result<T, impl Into<CommitError>>) {
    match result.map_err(Into::into) {
        Err(CommitError::Store(StoreError::Full { .. })) => {}
        other => panic!("there was no room for it, but: {other:?}"),
    }
}

#[tokio::test]
async fn without_room_changes_are_refused_and_events_go_on() {
    let mut engine = SqliteEngine::new();
    let world = without_room(&mut engine).await;
    let tenant = world.tenant();
    let row = world.row();
    for _ in 0..3 {
        let change = tenant.set_of(vec![put(kind("Observation"), row, 1)]);
        assert_full(tenant.try_commit(change).await);
        tenant.write_events(Tree::Access, 1).await;
    }
    assert!(tenant.newest(StoreName::Records, row).await.is_none());
    let chain = only_chain(&tenant.events().await, Tree::Access);
    assert_eq!(chain.sequence(), 3);
}

/// What is under way can still be ended, so that nothing waits for ever.
#[tokio::test]
async fn without_room_transactions_can_still_be_ended() {
    let mut engine = SqliteEngine::new();
    let world = World::open(&engine).await;
    let id = world.tenant().id;
    let patient = || put(kind("Patient"), world.row(), 1);
    let waiting = [(); 2].map(|()| patient());
    let transactions = [
        world.tenant_of(id).prepare(vec![waiting[0].clone()]).await,
        world.tenant_of(id).prepare(vec![waiting[1].clone()]).await,
    ];
    engine.set_options(Options { reserve_bytes: u64::MAX, ..Options::default() });
    let world = world.reopen(&engine).await;
    let tenant = world.tenant_of(id);
    let newcomer = vec![put(kind("Patient"), world.row(), 1)];
    assert_full(tenant.try_prepare(world.transaction(), newcomer).await);

    tenant.decide_and_settle(transactions[0]).await;
    assert_eq!(tenant.abort(transactions[1]).await, Outcome::Aborted);
    tenant.settle(transactions[1], Outcome::Aborted).await;
    for (row, is_there) in [(waiting[0].row, true), (waiting[1].row, false)] {
        let found = tenant.newest(StoreName::Identity, row).await;
        assert_eq!(found.is_some(), is_there);
    }
}

#[tokio::test]
async fn without_room_no_new_keys_are_kept() {
    let mut engine = SqliteEngine::new();
    let world = World::open(&engine).await;
    let id = world.tenant().id;
    let known = person(&world.tenant_of(id));
    world.tenant_of(id).give_keys().await;
    let permit = world.tenant_of(id).permit();
    let created = world.keys().create_subject(&permit, known.clone()).await;
    created.expect("there is room");
    engine.set_options(Options { reserve_bytes: u64::MAX, ..Options::default() });
    let world = world.reopen(&engine).await;
    let tenant = world.tenant_of(id);
    let keys = world.keys();
    let another = world.tenant().permit();
    let created = keys.create_tenant(&another, TenantKeyRecord::default()).await;
    assert_full(created);
    let record = DocumentKeyRecord {
        id: DocumentKeyId::random(&world.rng),
        tenant_key_version: 1,
        wrapped: vec![1; 145],
    };
    assert_full(keys.create_document_key(&permit, record).await);
    let newcomer = person(&tenant);
    assert_full(keys.create_subject(&permit, newcomer.clone()).await);
    let found = tenant.subject(SubjectName::Row(newcomer.row)).await;
    assert_eq!(found, None);
    let found = keys.create_subject(&permit, known.clone()).await;
    assert_eq!(found.expect("nothing is written"), known);
}

/// The writer is held up from outside, so that the queue fills as far as it may.
#[tokio::test]
async fn a_full_queue_says_busy_and_loses_nothing_it_took() {
    let engine = SqliteEngine::new();
    let world = World::open(&engine).await;
    let tenant: Tenant<'_> = world.tenant();
    let outside = Connection::open(engine.file(StoreName::Records)).expect("it is there");
    outside.execute_batch("BEGIN IMMEDIATE").expect("nobody writes");

    let records = world.records();
    let mut context = Context::from_waker(Waker::noop());
    let (mut waiting, mut busy) = (Vec::new(), 0);
    // One more than the queue holds may be in the writer's hands already.
    for at in 0..COMMIT_QUEUE_LENGTH_MAX + 2 {
        let set = WriteSet::only_event(tenant.event());
        let mut commit = records.commit(tenant.permit(), set);
        match commit.as_mut().poll(&mut context) {
            Poll::Pending => waiting.push(commit),
            Poll::Ready(Err(CommitError::Store(StoreError::Busy { .. }))) => {
                assert!(at >= COMMIT_QUEUE_LENGTH_MAX, "there was room for it");
                busy += 1;
            }
            Poll::Ready(other) => panic!("nothing can be done yet, but: {other:?}"),
        }
    }
    assert!(busy > 0, "the queue has an end");

    outside.execute_batch("ROLLBACK").expect("it was begun");
    let taken = waiting.len();
    for committed in gather(waiting).await {
        committed.expect("what was taken is done");
    }
    let events = tenant.events().await;
    assert_eq!(events.len(), taken);
    let chain = only_chain(&events, Tree::Changes);
    assert_eq!(chain.sequence(), taken as u64);
    tenant.commit(tenant.set()).await;
}
