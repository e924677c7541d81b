//! The stream of changes: whoever follows it to the horizon misses nothing.

use std::collections::BTreeSet;

use model::{ResourceType, StoreName};
use store::{Changed, Outcome, Put, Sealed, Sequence};

use super::Engine;
use super::views::names;
use super::world::{ALL, SHELVES, Tenant, World};
use crate::gather::gather;
use crate::{kind, put};

impl Tenant<'_> {
    async fn horizon(&self, store: StoreName) -> Sequence {
        let horizon = self.world.documents(store).find_horizon(&self.permit()).await;
        horizon.expect("the horizon can be found")
    }

    /// The horizon once it has come to a place: what others have under way may hold it up for a moment.
    async fn horizon_at(&self, store: StoreName, place: Sequence) -> Sequence {
        loop {
            let horizon = self.horizon(store).await;
            if horizon >= place {
                return horizon;
            }
        }
    }

    async fn changes(&self, store: StoreName, kind: ResourceType, after: Sequence) -> Vec<Sealed> {
        let documents = self.world.documents(store);
        let changes = documents.list_changes(&self.permit(), kind, after, ALL).await;
        changes.expect("changes can be listed")
    }
}

/// Every version stands in the stream of its type, in the order in which it came.
pub async fn every_version_stands_in_the_stream_in_its_order(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    let (patient, person) = (kind("Patient"), kind("Person"));
    for store in SHELVES {
        let (one, two) = (world.row(), world.row());
        tenant.put(store, vec![put(patient, one, 1)]).await;
        tenant.put(store, vec![put(person, world.row(), 1)]).await;
        other.put(store, vec![put(patient, world.row(), 1)]).await;
        tenant.put(store, vec![put(patient, two, 1)]).await;
        tenant.put(store, vec![Put { live: false, ..put(patient, one, 2) }]).await;
        let changes = tenant.changes(store, patient, Sequence(0)).await;
        let expected = [(one, 1), (two, 1), (one, 2)];
        assert_eq!(
            changes.iter().map(|row| (row.row, row.version.0)).collect::<Vec<_>>(),
            expected
        );
        assert!(changes.is_sorted_by_key(|sealed| sealed.sequence), "{store}");
        assert_eq!(changes[0].born, changes[2].born, "{store}");
        let later = tenant.changes(store, patient, changes[0].sequence).await;
        assert_eq!(names(&later), names(&changes[1..]), "{store}");
        tenant.horizon_at(store, changes[2].sequence).await;
        let last = world.documents(store).find_last_place(&tenant.permit()).await;
        assert!(last.expect("it is known") >= changes[2].sequence, "{store}");
    }
}

/// It is said which types of which tenants have changed, and how far.
pub async fn what_has_changed_is_said_by_tenant_and_type(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    let (patient, person) = (kind("Patient"), kind("Person"));
    for store in SHELVES {
        let before = tenant.horizon(store).await;
        tenant.put(store, vec![put(patient, world.row(), 1), put(person, world.row(), 1)]).await;
        other.put(store, vec![put(patient, world.row(), 1)]).await;
        tenant.put(store, vec![put(patient, world.row(), 1)]).await;
        let changed = world.documents(store).list_changed(&tenant.permit(), before).await;
        let changed: BTreeSet<_> = changed.expect("it can be said").into_iter().collect();
        let mut expected = BTreeSet::new();
        for (of, kind) in [(tenant, patient), (tenant, person), (other, patient)] {
            let newest = of.changes(store, kind, before).await.last().expect("one").sequence;
            expected.insert(Changed { tenant: of.id, kind, newest });
        }
        assert_eq!(changed, expected, "{store}");
        let newest = expected.iter().map(|changed| changed.newest).max().expect("some");
        let all = tenant.horizon_at(store, newest).await;
        let changed = world.documents(store).list_changed(&tenant.permit(), all).await;
        assert_eq!(changed.expect("it can be said"), [], "{store}");
    }
}

/// What waits for its decision holds the horizon up, and stands in the stream as waiting.
pub async fn the_horizon_is_before_whatever_waits(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (store, kind) = (StoreName::Identity, kind("Patient"));
    for outcome in [Outcome::Committed, Outcome::Aborted] {
        let before = tenant.horizon(store).await;
        let waiting = world.row();
        let transaction = tenant.prepare(vec![put(kind, waiting, 1)]).await;
        tenant.put(store, vec![put(kind, world.row(), 1)]).await;
        let changes = tenant.changes(store, kind, before).await;
        assert_eq!(changes[0].row, waiting);
        assert_eq!(changes[0].pending, Some(transaction));
        assert!(tenant.horizon(store).await < changes[0].sequence);
        if outcome == Outcome::Committed {
            tenant.decide_and_settle(transaction).await;
        } else {
            tenant.abort(transaction).await;
            tenant.settle(transaction, outcome).await;
        }
        tenant.horizon_at(store, changes[1].sequence).await;
        let changes = tenant.changes(store, kind, before).await;
        assert!(changes.iter().all(|sealed| sealed.pending.is_none()));
        assert_eq!(changes.len(), if outcome == Outcome::Committed { 2 } else { 1 });
    }
}

/// Whoever waits until all that has begun is decided comes to an end, also if the last of it never was.
pub async fn the_horizon_comes_to_the_last_place_also_if_nothing_stands_there(
    engine: &impl Engine,
) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let store = StoreName::Identity;
    let transaction = tenant.prepare(vec![put(kind("Patient"), world.row(), 1)]).await;
    let last = world.documents(store).find_last_place(&tenant.permit()).await;
    let last = last.expect("it is known");
    assert!(tenant.horizon(store).await < last);
    tenant.abort(transaction).await;
    tenant.settle(transaction, Outcome::Aborted).await;
    tenant.horizon_at(store, last).await;
}

/// A live document is found by where it was born, whatever its version, and a deleted one is not.
pub async fn a_live_document_is_found_by_its_birth(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    let (patient, person) = (kind("Patient"), kind("Person"));
    for store in SHELVES {
        let (kept, gone) = (world.row(), world.row());
        tenant.put(store, vec![put(patient, kept, 1)]).await;
        tenant.put(store, vec![put(patient, gone, 1)]).await;
        tenant.put(store, vec![put(patient, kept, 2)]).await;
        tenant.put(store, vec![Put { live: false, ..put(patient, gone, 2) }]).await;
        let changes = tenant.changes(store, patient, Sequence(0)).await;
        let mut born: Vec<_> = changes.iter().map(|sealed| sealed.born).collect();
        born.extend([Sequence(u64::MAX), Sequence(0)]);
        let find = async |tenant: Tenant<'_>, kind| {
            let permit = tenant.permit();
            let found = world.documents(store).list_born(&permit, kind, born.clone()).await;
            let found = found.expect("they can be found");
            found.iter().map(|row| (row.row, row.version.0)).collect::<BTreeSet<_>>()
        };
        assert_eq!(find(tenant, patient).await, BTreeSet::from([(kept, 2)]), "{store}");
        assert!(find(tenant, person).await.is_empty(), "{store}");
        assert!(find(other, patient).await.is_empty(), "{store}");
    }
}

/// Whoever reads to the horizon and goes on from there sees everything that many commit meanwhile.
pub async fn who_follows_to_the_horizon_misses_nothing(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let kind = kind("Observation");
    let (tasks, each) = (8, 40);
    for store in SHELVES {
        let mut seen = BTreeSet::new();
        let mut cursor = Sequence(0);
        let mut follow = async || {
            let horizon = tenant.horizon(store).await;
            assert!(horizon >= cursor, "{store}: the horizon never goes back");
            let changes = tenant.changes(store, kind, cursor).await;
            for sealed in changes.iter().filter(|sealed| sealed.sequence <= horizon) {
                assert!(sealed.pending.is_none() && seen.insert(sealed.row), "{store}");
            }
            cursor = horizon;
            seen.len()
        };
        let write = async || {
            for _ in 0..each {
                tenant.put(store, vec![put(kind, world.row(), 1)]).await;
            }
        };
        let written = gather((0..tasks).map(|_| write()));
        let followed = async { while follow().await < tasks * each {} };
        tokio::join!(written, followed);
        assert_eq!(seen.len(), tasks * each, "{store}");
    }
}
