//! Sets that reach the store together: each is judged alone.

use std::task::{Context, Waker};

use model::{StoreName, Tree, Version};
use store::{CommitError, Guard, GuardFailure};

use super::Engine;
use super::views::{assert_same, follow, only_chain};
use super::world::{World, refusal_of};
use crate::{gather, kind, put};

/// How often sets race: whether they share a group is up to the engine.
const ROUNDS: usize = 20;

/// Whoever wants the same version, one gets it; of the others nothing stays.
pub async fn of_two_sets_for_one_version_exactly_one_wins(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let kind = kind("Observation");
    for round in 0..ROUNDS {
        let row = world.row();
        // Every racer has a second row, which tells who won.
        let racers: Vec<_> =
            (0..4).map(|_| vec![put(kind, row, 1), put(kind, world.row(), 1)]).collect();
        let commits = racers.iter().map(|puts| tenant.set_of(puts.clone()));
        let results = gather(commits.map(|set| tenant.try_commit(set))).await;
        let mut winners = 0;
        for (result, puts) in results.into_iter().zip(&racers) {
            let second = tenant.newest(StoreName::Records, puts[1].row).await;
            match result {
                Ok(committed) => {
                    winners += 1;
                    assert_same(
                        &second.expect("its set was committed"),
                        tenant.id,
                        StoreName::Records,
                        &puts[1],
                    );
                    let records = world.records();
                    let event = records.find_event(&tenant.permit(), committed.event).await;
                    assert!(event.expect("an event can be read").is_some());
                }
                Err(error) => {
                    let failure = refusal_of::<()>(Err(error));
                    assert_eq!(failure, GuardFailure::Version(Version(1)));
                    assert!(second.is_none(), "the loser left a row");
                }
            }
        }
        assert_eq!(winners, 1);
        assert_eq!(tenant.events().await.len(), round + 1);
    }
    let chain = only_chain(&tenant.events().await, Tree::Changes);
    assert_eq!(chain.sequence(), ROUNDS as u64, "losers left a gap");
}

/// A set that is refused takes none of its neighbours with it.
pub async fn a_set_whose_guard_fails_fails_alone(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let kind = kind("Observation");
    for _ in 0..ROUNDS {
        let rows: Vec<_> = (0..9).map(|_| world.row()).collect();
        let sets = rows.iter().enumerate().map(|(at, row)| {
            let mut set = tenant.set_of(vec![put(kind, *row, 1)]);
            if at % 3 == 1 {
                set.guards.push(Guard::Alive(world.person()));
            }
            set
        });
        let results = gather(sets.map(|set| tenant.try_commit(set))).await;
        for (at, (result, row)) in results.into_iter().zip(rows).enumerate() {
            let found = tenant.newest(StoreName::Records, row).await;
            if at % 3 == 1 {
                assert_eq!(refusal_of(result), GuardFailure::NotAlive);
                assert!(found.is_none());
            } else {
                result.expect("nothing is against it");
                assert!(found.is_some());
            }
        }
    }
    let chain = only_chain(&tenant.events().await, Tree::Changes);
    assert_eq!(chain.sequence(), ROUNDS as u64 * 6);
}

/// An operation that is given up while it waits is committed whole or not at all.
pub async fn a_commit_that_nobody_waits_for_is_whole_or_nothing(engine: &impl Engine) {
    let world = World::open(engine).await;
    let id = world.tenant().id;
    let kind = kind("Observation");
    let mut pairs = Vec::new();
    for _ in 0..ROUNDS {
        let tenant = world.tenant_of(id);
        let pair = [put(kind, world.row(), 1), put(kind, world.row(), 1)];
        let mut given_up = Box::pin(tenant.try_commit(tenant.set_of(pair.to_vec())));
        let mut context = Context::from_waker(Waker::noop());
        let _ = given_up.as_mut().poll(&mut context);
        drop(given_up);
        tenant.commit(tenant.set()).await;
        pairs.push(pair);
    }
    // Whatever was under way has ended once the stores are closed.
    let world = world.reopen(engine).await;
    let tenant = world.tenant_of(id);
    let mut landed = 0;
    for [first, second] in pairs {
        let first = tenant.newest(StoreName::Records, first.row).await;
        let second = tenant.newest(StoreName::Records, second.row).await;
        assert_eq!(first.is_some(), second.is_some(), "half of a set is there");
        landed += usize::from(first.is_some());
    }
    let events = tenant.events().await;
    assert_eq!(events.len(), ROUNDS + landed);
    follow(&events);
}

/// What a store says when it refuses is a guard's failure, not one of the store.
pub async fn a_refusal_is_not_a_failure_of_the_store(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let set = tenant.set_of(vec![put(kind("Observation"), world.row(), 2)]);
    let refused = tenant.try_commit(set).await.expect_err("it has no first");
    assert!(matches!(refused, CommitError::Guard(_)));
}
