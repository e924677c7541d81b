//! What must hold inside a commit, and what a set leaves behind when it does not.

use model::{StoreName, Version};
use store::{
    ClaimChange, Guard, GuardFailure, Outcome, Put, SubjectChange, SubjectState, WriteSet,
};

use super::Engine;
use super::views::names;
use super::world::{World, refusal_of};
use crate::{kind, put};

/// Only the version after the newest can be put.
pub async fn only_the_next_version_can_be_put(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (row, kind) = (world.row(), kind("Observation"));
    for (version, newest) in [(2, 0), (1, 0), (1, 1), (3, 1), (2, 1), (2, 2), (1, 2)] {
        let set = tenant.set_of(vec![put(kind, row, version)]);
        if version == newest + 1 {
            tenant.commit(set).await;
        } else {
            let expected = GuardFailure::Version(Version(newest));
            assert_eq!(tenant.refusal(set).await, expected, "{version} on {newest}");
        }
    }
}

/// A deletion is a version as any other: what comes next comes after it.
pub async fn a_deletion_counts_as_a_version(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (row, kind) = (world.row(), kind("Observation"));
    let deletion = Put { live: false, ..put(kind, row, 2) };
    tenant.put(StoreName::Records, vec![put(kind, row, 1)]).await;
    tenant.put(StoreName::Records, vec![deletion.clone()]).await;
    let again = tenant.refusal(tenant.set_of(vec![deletion])).await;
    assert_eq!(again, GuardFailure::Version(Version(2)));
    let first = tenant.refusal(tenant.set_of(vec![put(kind, row, 1)])).await;
    assert_eq!(first, GuardFailure::Version(Version(2)));
    tenant.put(StoreName::Records, vec![put(kind, row, 3)]).await;
}

/// A set can depend on a row that it does not write, there or not.
pub async fn a_guard_on_a_version_holds_only_for_that_version(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (there, absent) = (world.row(), world.row());
    for version in 1..=2 {
        let document = put(kind("Observation"), there, version);
        tenant.put(StoreName::Records, vec![document]).await;
    }
    for (row, newest) in [(there, Version(2)), (absent, Version::ABSENT)] {
        for expected in [Version::ABSENT, Version(1), Version(2), Version(u64::MAX)] {
            let set = WriteSet { guards: vec![Guard::Version { row, expected }], ..tenant.set() };
            if expected == newest {
                tenant.commit(set).await;
            } else {
                assert_eq!(tenant.refusal(set).await, GuardFailure::Version(newest));
            }
        }
    }
}

/// Guards are about what was there before the set, not about what it writes itself.
pub async fn a_set_may_write_the_row_it_guards(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let row = world.row();
    for expected in [Version::ABSENT, Version(1)] {
        tenant
            .commit(WriteSet {
                guards: vec![Guard::Version { row, expected }],
                puts: vec![put(kind("Observation"), row, expected.0 + 1)],
                ..tenant.set()
            })
            .await;
    }
}

/// A set that contradicts itself is refused as one whose guard fails, and harms nobody else.
pub async fn a_set_that_puts_a_row_twice_is_refused_alone(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (row, kind) = (world.row(), kind("Observation"));
    let twice = tenant.set_of(vec![put(kind, row, 1), put(kind, row, 1)]);
    let neighbour = put(kind, world.row(), 1);
    let results = crate::gather([
        tenant.try_commit(twice),
        tenant.try_commit(tenant.set_of(vec![neighbour.clone()])),
    ])
    .await;
    let [twice, other] = results.try_into().expect("two sets were committed");
    assert!(matches!(refusal_of(twice), GuardFailure::Version(_)));
    other.expect("nothing is against it");
    assert!(tenant.newest(StoreName::Records, row).await.is_none());

    let transaction = world.transaction();
    let twice = vec![put(kind, row, 1), put(kind, row, 1)];
    let refused = refusal_of(tenant.try_prepare(transaction, twice).await);
    assert!(matches!(refused, GuardFailure::Version(_)));
    assert!(tenant.newest(StoreName::Identity, row).await.is_none());
}

/// A set is committed whole or not at all, whichever of its guards fails.
pub async fn a_refused_set_leaves_nothing(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let kind = kind("Observation");
    let (taken, stranger, needed) = (world.row(), world.person(), world.person());
    let aborted = world.transaction();
    tenant.abort(aborted).await;
    tenant
        .commit(WriteSet {
            puts: vec![Put { about: vec![needed], ..put(kind, world.row(), 1) }],
            claims: vec![ClaimChange::Take(taken)],
            ..tenant.set()
        })
        .await;
    let guarded = |guard| WriteSet { guards: vec![guard], ..tenant.set() };
    let refused = [
        guarded(Guard::Version { row: world.row(), expected: Version(7) }),
        guarded(Guard::Alive(stranger)),
        guarded(Guard::NoDependents(needed)),
        tenant.set_of(vec![put(kind, world.row(), 2)]),
        WriteSet { claims: vec![ClaimChange::Take(taken)], ..tenant.set() },
        WriteSet { decides: Some(aborted), ..tenant.set() },
    ];
    for mut set in refused {
        let (row, claim, subject) = (world.row(), world.row(), world.person());
        let transaction = world.transaction();
        let events = tenant.events().await.len();
        set.puts.push(put(kind, row, 1));
        set.claims.push(ClaimChange::Take(claim));
        set.subjects.push(SubjectChange { subject, state: SubjectState::Open });
        set.decides = set.decides.or(Some(transaction));
        let failure = tenant.refusal(set).await;

        let found = tenant.newest(StoreName::Records, row).await;
        assert!(found.is_none(), "{failure}: a row is there");
        assert_eq!(tenant.outcome(transaction).await, None, "{failure}");
        assert_eq!(tenant.events().await.len(), events, "{failure}");
        let is_alive = guarded(Guard::Alive(subject));
        assert_eq!(tenant.refusal(is_alive).await, GuardFailure::NotAlive);
        tenant.commit(WriteSet { claims: vec![ClaimChange::Take(claim)], ..tenant.set() }).await;
    }
    assert_eq!(tenant.outcome(aborted).await, Some(Outcome::Aborted));
    let listed = tenant.history(StoreName::Records, store::Versions::OfKind(kind)).await;
    assert_eq!(names(&listed).len(), 1);
}

/// All guards of a set must hold, not one of them.
pub async fn every_guard_of_a_set_must_hold(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let holds = || Guard::Version { row: world.row(), expected: Version::ABSENT };
    let fails = || Guard::Version { row: world.row(), expected: Version::FIRST };
    for guards in [
        vec![fails(), holds(), holds()],
        vec![holds(), fails(), holds()],
        vec![holds(), holds(), fails()],
    ] {
        let set = WriteSet { guards, ..tenant.set() };
        let failure = tenant.refusal(set).await;
        assert_eq!(failure, GuardFailure::Version(Version::ABSENT));
    }
    tenant.commit(WriteSet { guards: vec![holds(), holds(), holds()], ..tenant.set() }).await;
}
