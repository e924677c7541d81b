//! What one server does for all: who may, for how long, and what becomes of whoever did before.

use std::time::Duration;

use model::{Tree, WriterId};
use store::{Fence, LeaseName};
use testkit::conformance::tick;
use testkit::conformance::world::{ALL, World};

use crate::engine::PostgresEngine;
use crate::servers::beside;

const ONE: WriterId = WriterId::from_number(1);
const OTHER: WriterId = WriterId::from_number(2);
const LONG: Duration = Duration::from_hours(1);
/// So short that it has run out by the time somebody else asks.
const SHORT: Duration = Duration::ZERO;

async fn hold(server: &World, holder: WriterId, time: Duration) -> Option<Fence> {
    let permit = server.tenant().permit();
    let held = server.records().hold_lease(&permit, LeaseName::Sequencer, holder, time).await;
    held.expect("a lease can be asked for")
}

async fn release(server: &World, fence: Fence) {
    let permit = server.tenant().permit();
    let released = server.records().release_lease(&permit, LeaseName::Sequencer, fence).await;
    released.expect("a lease can be given back");
}

#[tokio::test]
async fn a_lease_is_held_by_one_server_until_it_is_given_back_or_runs_out() {
    let engine = PostgresEngine::new();
    let one = World::open(&engine).await;
    let other = beside(&engine, 2).await;
    let first = hold(&one, ONE, LONG).await.expect("nobody has it");
    assert_eq!(hold(&one, ONE, LONG).await, Some(first), "whoever has it keeps it");
    assert_eq!(hold(&other, OTHER, LONG).await, None);

    release(&one, first).await;
    let second = hold(&other, OTHER, LONG).await.expect("it was given back");
    assert!(second > first);
    assert_eq!(hold(&one, ONE, LONG).await, None);
    release(&one, first).await;
    assert_eq!(hold(&one, ONE, LONG).await, None, "it is not its to give");

    assert_eq!(hold(&other, OTHER, SHORT).await, Some(second));
    let third = hold(&one, ONE, LONG).await.expect("it has run out");
    assert!(third > second);
}

#[tokio::test]
async fn a_lease_that_was_taken_while_the_clock_was_ahead_is_over() {
    let engine = PostgresEngine::new();
    let one = World::open(&engine).await;
    let other = beside(&engine, 2).await;
    let first = hold(&one, ONE, LONG).await.expect("nobody has it");
    let set = async |until: &str| {
        let change = format!("UPDATE leases SET until = clock_timestamp() + interval '{until}'");
        engine.connect_to_records().await.batch_execute(&change).await.expect("it is set");
    };
    set("90 minutes").await;
    assert_eq!(hold(&other, OTHER, LONG).await, None, "a clock may be set right by a little");
    set("3 weeks").await;
    let second = hold(&other, OTHER, LONG).await.expect("nobody takes it for so long");
    assert!(second > first);
    assert_eq!(hold(&one, ONE, LONG).await, None);
}

#[tokio::test]
async fn each_lease_is_held_for_itself() {
    let engine = PostgresEngine::new();
    let one = World::open(&engine).await;
    let permit = one.tenant().permit();
    for (holder, lease) in (1..).map(WriterId::from_number).zip(LeaseName::ALL) {
        let held = one.records().hold_lease(&permit, lease, holder, LONG).await;
        assert!(held.expect("it can be asked for").is_some(), "{}", lease.name());
    }
}

#[tokio::test]
async fn what_an_earlier_holder_of_the_lease_appends_is_turned_away() {
    let engine = PostgresEngine::new();
    let one = World::open(&engine).await;
    let other = beside(&engine, 2).await;
    let tenant = one.tenant();
    let log = tenant.log(Tree::Changes);
    tenant.write_events(Tree::Changes, 3).await;
    let (permit, next) = (tenant.permit(), tick::prepare_tick(&tenant, log, ALL).await);
    let earlier = hold(&one, ONE, SHORT).await.expect("nobody has it");
    let later = hold(&other, OTHER, LONG).await.expect("it has run out");

    let append = async |server: &World, fence| {
        let appended = server.records().append(&permit, fence, vec![next.clone()], None).await;
        appended.expect("appending fails only with its store")
    };
    assert!(!append(&one, earlier).await);
    let found = one.records().find_log(&permit, store::TreeName::Events(log)).await;
    assert!(found.expect("it can be asked").is_none(), "nothing of it was written");
    assert!(append(&other, later).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_takes_a_lease_over_while_its_holder_writes() {
    let engine = PostgresEngine::new();
    let one = World::open(&engine).await;
    let other = beside(&engine, 2).await;
    hold(&one, ONE, SHORT).await.expect("nobody has it");
    // The holder's transaction, as long as it takes.
    let writing = engine.connect_to_records().await;
    let lock = "BEGIN; SELECT fence FROM leases WHERE name = 'sequencer' FOR SHARE";
    writing.batch_execute(lock).await.expect("it writes");
    assert_eq!(hold(&other, OTHER, LONG).await, None, "nor does it wait");
    writing.batch_execute("COMMIT").await.expect("it has written");
    assert!(hold(&other, OTHER, LONG).await.is_some());
}
