//! What was committed is there after the stores were closed and opened again.

use model::{StoreName, Tree};
use store::{
    ClaimChange, Guard, GuardFailure, Outcome, Put, Selection, SubjectChange, SubjectName,
    SubjectState, TreeName, Versions, WriteSet,
};

use super::Engine;
use super::keys::{person, tenant_keys};
use super::tick::{append, prepare_deployment_tick, prepare_tick};
use super::views::{assert_same, follow, names};
use super::world::{SHELVES, World};
use crate::{kind, put};

/// Documents and their histories survive, and new ones come after them.
pub async fn documents_survive_a_restart(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (id, row, subject) = (world.tenant().id, world.row(), world.person());
    let kind = kind("Patient");
    let version = |number| Put { about: vec![subject], ..put(kind, row, number) };
    for store in SHELVES {
        for number in 1..=2 {
            world.tenant_of(id).put(store, vec![version(number)]).await;
        }
    }
    let world = world.reopen(engine).await;
    let tenant = world.tenant_of(id);
    for store in SHELVES {
        let last = tenant.newest(store, row).await.expect("it is there");
        assert_same(&last, id, store, &version(2));
        let newcomer = put(kind, world.row(), 1);
        tenant.put(store, vec![newcomer.clone()]).await;
        let listed = tenant.live(store, Selection::OfKind(kind)).await;
        assert_eq!(names(&listed), [(newcomer.row, 1), (row, 2)], "{store}");
        assert!(listed[0].sequence > last.sequence, "places go on");
        let selection = Selection::About { subject, kind };
        assert_eq!(names(&tenant.live(store, selection).await), [(row, 2)]);
        let history = tenant.history(store, Versions::OfRow(row)).await;
        assert_eq!(names(&history), [(row, 2), (row, 1)], "{store}");
    }
}

/// What guards look at survives: names, people, versions, decisions, and rows that wait.
pub async fn guards_survive_a_restart(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (id, claim, subject) = (world.tenant().id, world.row(), world.person());
    let (aborted, committed) = (world.transaction(), world.transaction());
    let document = Put { about: vec![subject], ..put(kind("Observation"), world.row(), 1) };
    let tenant = world.tenant_of(id);
    tenant
        .commit(WriteSet {
            puts: vec![document.clone()],
            claims: vec![ClaimChange::Take(claim)],
            subjects: vec![SubjectChange { subject, state: SubjectState::Open }],
            decides: Some(committed),
            ..tenant.set()
        })
        .await;
    tenant.abort(aborted).await;
    let birth = put(kind("Patient"), world.row(), 1);
    let waiting = tenant.prepare(vec![birth.clone()]).await;

    let world = world.reopen(engine).await;
    let tenant = world.tenant_of(id);
    tenant.commit(WriteSet { guards: vec![Guard::Alive(subject)], ..tenant.set() }).await;
    let needs_none = WriteSet { guards: vec![Guard::NoDependents(subject)], ..tenant.set() };
    let failure = tenant.refusal(needs_none).await;
    assert_eq!(failure, GuardFailure::HasDependents);
    let takes = WriteSet { claims: vec![ClaimChange::Take(claim)], ..tenant.set() };
    assert_eq!(tenant.refusal(takes).await, GuardFailure::Claimed);
    let again = tenant.refusal(tenant.set_of(vec![document])).await;
    assert_eq!(again, GuardFailure::Version(model::Version(1)));
    assert_eq!(tenant.outcome(aborted).await, Some(Outcome::Aborted));
    assert_eq!(tenant.outcome(committed).await, Some(Outcome::Committed));

    let newest = tenant.newest(StoreName::Identity, birth.row).await;
    assert_eq!(newest.expect("it waits").pending, Some(waiting));
    let listed = world.identity().list_pending(&tenant.permit()).await;
    let listed = listed.expect("they can be listed");
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].transaction, waiting);
    tenant.decide_and_settle(waiting).await;
    let selection = Selection::OfKind(birth.kind);
    assert_eq!(tenant.count(StoreName::Identity, selection).await, 1);
}

/// Events, their places, and trees survive; the log goes on where it was.
pub async fn the_log_survives_a_restart(engine: &impl Engine) {
    let mut world = World::open(engine).await;
    let id = world.tenant().id;
    let mut last = None;
    for round in 1..=3_u64 {
        let tenant = world.tenant_of(id);
        tenant.write_events(Tree::Changes, 3).await;
        let log = tenant.log(Tree::Changes);
        let next = prepare_tick(&tenant, log, 2).await;
        let deployment = prepare_deployment_tick(&tenant, b"a leaf").await;
        assert_eq!(next.size_before, 2 * (round - 1), "the tree was there");
        last = Some((next.state.clone(), deployment.state.clone()));
        assert!(append(&tenant, vec![next], Some(deployment)).await);
        world = world.reopen(engine).await;
    }
    let tenant = world.tenant_of(id);
    let (state, deployment) = last.expect("it ticked");
    let (records, permit) = (world.records(), tenant.permit());
    let found = records.find_log(&permit, state.tree).await;
    assert_eq!(found.expect("a state can be read"), Some(state));
    let found = records.find_log(&permit, TreeName::Deployment).await;
    assert_eq!(found.expect("a state can be read"), Some(deployment));
    let leaves = records.list_deployment_leaves(&permit, 0, 10).await;
    assert_eq!(leaves.expect("leaves can be listed").len(), 3);

    let events = tenant.events().await;
    assert_eq!(events.len(), 9);
    let placed = events.iter().filter(|event| event.index.is_some()).count();
    assert_eq!(placed, 6);
    assert_eq!(follow(&events).len(), 3);
    assert!(events.is_sorted_by(|left, right| left.position > right.position));
}

/// Keys survive.
pub async fn keys_survive_a_restart(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (id, person) = (tenant.id, person(&tenant));
    let keys = world.keys();
    let created = keys.create_tenant(&tenant.permit(), tenant_keys(1)).await;
    created.expect("it has none yet");
    let created = keys.create_subject(&tenant.permit(), person.clone()).await;
    created.expect("a person can be created");

    let world = world.reopen(engine).await;
    let tenant = world.tenant_of(id);
    let keys = world.keys();
    let found = keys.find_tenant(&tenant.permit()).await;
    let found = found.expect("keys can be read").expect("it has keys");
    assert_eq!(found.versions, tenant_keys(1).versions);
    assert_eq!(found.secrets.len(), tenant_keys(1).secrets.len());
    let name = SubjectName::Identity(person.identity);
    assert_eq!(tenant.subject(name).await, Some(person));
}
