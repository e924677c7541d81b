//! What a tenant leaves behind that is closed, opened again, and deleted.

use std::sync::Arc;

use model::{Credential, StoreName, TenantId, Tree, Version};
use policy::Permit;
use store::{
    ClaimChange, CommitError, GuardFailure, Put, SecretKind, Selection, Sequence, SubjectChange,
    SubjectName, SubjectState, TenantChange, TenantKeyVersion, TenantSecret, TenantState, Versions,
    WriteSet,
};

use super::Engine;
use super::jobs::any_job;
use super::keys::person;
use super::world::{SHELVES, Tenant, World, refusal_of};
use crate::{Rules, event, kind, put};

/// How much is removed at a time: less than there is of anything.
const PORTION: usize = 2;

/// A tenant of whom nobody has said anything is open, and what was said last holds.
pub async fn the_state_of_a_tenant_is_what_was_said_last(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    assert_eq!(state_of(&tenant).await, TenantState::Open);
    for state in [TenantState::Closed, TenantState::Open, TenantState::Closed, TenantState::Deleted]
    {
        change(&tenant, state).await;
        assert_eq!(state_of(&tenant).await, state);
        assert_eq!(state_of(&other).await, TenantState::Open);
    }
}

/// Who is deleted stays so, whatever is said afterwards.
pub async fn a_deleted_tenant_stays_deleted(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    for state in [TenantState::Deleted, TenantState::Open, TenantState::Closed] {
        change(&tenant, state).await;
        assert_eq!(state_of(&tenant).await, TenantState::Deleted);
    }
    refused(&tenant.try_commit(tenant.set()).await);
}

/// Nobody with a credential changes or reads anything of a closed tenant; the server itself goes on.
pub async fn a_closed_tenant_is_closed_to_whoever_has_a_credential(engine: &impl Engine) {
    let world = World::open(engine).await;
    let rules = Rules::new();
    let (tenant, other) = (world.tenant(), world.tenant());
    let row = world.row();
    for tenant in [&tenant, &other] {
        tenant.put(StoreName::Records, vec![put(kind("Client"), row, 1)]).await;
    }
    let as_caller = |tenant: &Tenant<'_>| -> Permit {
        let credential = Credential { row, version: Version::FIRST };
        rules.permit_resting_on(tenant.id, credential)
    };
    let read = || WriteSet::only_event(event(Tree::Access, "a look", &world.rng));
    change(&tenant, TenantState::Closed).await;
    let changes = tenant.set_of(vec![put(kind("Observation"), world.row(), 1)]);
    for set in [changes, read()] {
        refused(&world.records().commit(as_caller(&tenant), set).await);
    }
    tenant.commit(tenant.set()).await;
    let theirs = world.records().commit(as_caller(&other), read()).await;
    theirs.expect("the other one is open");
    change(&tenant, TenantState::Open).await;
    let again = world.records().commit(as_caller(&tenant), read()).await;
    again.expect("it is open again");
}

/// Nothing at all is committed for a deleted tenant.
pub async fn nothing_is_committed_for_a_deleted_tenant(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    change(&tenant, TenantState::Deleted).await;
    let put = tenant.set_of(vec![put(kind("Observation"), world.row(), 1)]);
    for set in [tenant.set(), put] {
        refused(&tenant.try_commit(set).await);
    }
    assert!(tenant.events().await.is_empty());
}

/// Of those who write at the moment when a tenant is closed, none comes after it.
pub async fn nobody_writes_after_the_tenant_was_closed(engine: &impl Engine) {
    let world = Arc::new(World::open(engine).await);
    let rules = Arc::new(Rules::new());
    let (id, row) = (world.tenant().id, world.row());
    world.tenant_of(id).put(StoreName::Records, vec![put(kind("Client"), row, 1)]).await;
    let writers: Vec<_> = (0..4)
        .map(|_| {
            let (world, rules) = (Arc::clone(&world), Arc::clone(&rules));
            tokio::spawn(async move {
                let mut last = 0;
                loop {
                    let credential = Credential { row, version: Version::FIRST };
                    let permit = rules.permit_resting_on(id, credential);
                    let set = WriteSet::only_event(event(Tree::Access, "a look", &world.rng));
                    match world.records().commit(permit, set).await {
                        Ok(committed) => last = world.tenant_of(id).position(&committed).await,
                        refusal => {
                            refused(&refusal);
                            return last;
                        }
                    }
                }
            })
        })
        .collect();
    tokio::task::yield_now().await;
    change(&world.tenant_of(id), TenantState::Closed).await;
    let closed_at = world.tenant_of(TenantId::DEPLOYMENT).events().await[0].position;
    for writer in writers {
        let last = writer.await.expect("it ends");
        assert!(last < closed_at, "{last} was written after {closed_at}");
    }
}

/// Bit by bit everything of a tenant is removed but the log, and nothing of others.
pub async fn all_of_a_tenant_is_removed_and_nothing_of_others(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    let (row, anna, claim) = (world.row(), world.person(), world.row());
    for tenant in [&tenant, &other] {
        for store in SHELVES {
            let about =
                |version| Put { about: vec![anna], ..put(kind("Observation"), row, version) };
            tenant.put(store, vec![about(1)]).await;
            tenant.put(store, vec![about(2)]).await;
            for _ in 0..3 {
                tenant.put(store, vec![put(kind("Group"), world.row(), 1)]).await;
            }
        }
        let state = SubjectState::Open;
        let set = WriteSet {
            subjects: vec![SubjectChange { subject: anna, state }],
            claims: vec![ClaimChange::Take(claim)],
            jobs: vec![any_job(&world)],
            ..tenant.set()
        };
        tenant.commit(set).await;
        tenant.prepare(vec![put(kind("Patient"), world.row(), 1)]).await;
    }
    change(&tenant, TenantState::Deleted).await;
    for store in SHELVES {
        let mut portions = 0;
        let documents = world.documents(store);
        while documents.remove_of_tenant(&tenant.permit(), PORTION).await.expect("removed") {
            portions += 1;
        }
        assert!(portions > 2, "{store}: {portions}");
        assert!(tenant.newest(store, row).await.is_none());
        let about = Selection::About { subject: anna, kind: kind("Observation") };
        assert!(tenant.live(store, about).await.is_empty());
        assert!(tenant.history(store, Versions::OfKind(kind("Group"))).await.is_empty());
        assert_eq!(other.history(store, Versions::OfRow(row)).await.len(), 2);
        assert_eq!(other.live(store, about).await.len(), 1);
        assert_eq!(other.count(store, Selection::OfKind(kind("Group"))).await, 3);
    }
    let pending = world.identity().list_pending(&other.permit()).await.expect("listed");
    assert_eq!(pending.len(), 1, "only the other one's waits");
    for (tenant, state) in [(tenant, None), (other, Some(SubjectState::Open))] {
        let found = world.records().find_subject_state(&tenant.permit(), anna).await;
        assert_eq!(found.expect("looked for"), state);
    }
    let jobs = world.records().list_jobs(&other.permit(), None, 10).await.expect("listed");
    assert_eq!(jobs.iter().map(|job| job.tenant).collect::<Vec<_>>(), [other.id]);
    let taken = WriteSet { claims: vec![ClaimChange::Take(claim)], ..other.set() };
    assert_eq!(other.refusal(taken).await, GuardFailure::Claimed);
}

/// Places in the stream are not given anew when the newest rows are gone.
pub async fn places_are_not_given_again_after_a_removal(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    for store in SHELVES {
        let row = world.row();
        tenant.put(store, vec![put(kind("Observation"), row, 1)]).await;
    }
    change(&tenant, TenantState::Deleted).await;
    for store in SHELVES {
        let documents = world.documents(store);
        let before = documents.find_last_place(&tenant.permit()).await.expect("a place");
        while documents.remove_of_tenant(&tenant.permit(), PORTION).await.expect("removed") {}
        let row = world.row();
        other.put(store, vec![put(kind("Observation"), row, 1)]).await;
        let newest: Sequence = other.newest(store, row).await.expect("there").sequence;
        assert!(newest > before, "{store}");
    }
}

/// What a deleted tenant's events said goes; what its trees are made of, and others' events, stay.
pub async fn events_are_emptied_and_their_entries_stay(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    tenant.write_events(Tree::Changes, 3).await;
    tenant.write_events(Tree::Access, 2).await;
    other.write_events(Tree::Changes, 1).await;
    change(&tenant, TenantState::Deleted).await;
    let before = tenant.events().await;
    let (mut after, mut portions) = (None, 0);
    loop {
        let last = world.records().empty_events(&tenant.permit(), after, PORTION).await;
        let Some(last) = last.expect("emptied") else { break };
        assert!(after.is_none_or(|after| last > after));
        (after, portions) = (Some(last), portions + 1);
    }
    assert_eq!(portions, 3);
    let emptied = tenant.events().await;
    assert_eq!(emptied.len(), before.len());
    for (emptied, before) in emptied.iter().zip(&before) {
        assert_eq!((emptied.id, &emptied.entry), (before.id, &before.entry));
        assert!(emptied.header.is_empty() && emptied.bodies.is_empty());
    }
    assert!(other.events().await.iter().all(|event| !event.header.is_empty()));
}

/// A destroyed tenant has no keys, and nothing comes to hang on any that somebody remembers.
pub async fn a_destroyed_tenant_gets_no_keys_any_more(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    let keys = world.keys();
    for tenant in [&tenant, &other] {
        tenant.give_keys().await;
        for _ in 0..3 {
            keys.create_subject(&tenant.permit(), person(tenant)).await.expect("created");
        }
    }
    let theirs = person(&other);
    keys.create_subject(&other.permit(), theirs.clone()).await.expect("created");
    let mut portions = 0;
    while keys.destroy_tenant(&tenant.permit(), PORTION).await.expect("destroyed") {
        portions += 1;
        assert_eq!(keys.find_tenant(&tenant.permit()).await.expect("looked for"), None);
    }
    assert!(portions > 1);
    let newcomer = person(&tenant);
    let refused = keys.create_subject(&tenant.permit(), newcomer.clone()).await;
    assert_eq!(refusal_of(refused), GuardFailure::Superseded);
    assert_eq!(tenant.subject(SubjectName::Row(newcomer.row)).await, None);
    let version = TenantKeyVersion { version: 2, epoch: 9, wrapped: vec![1] };
    let refused = keys.add_tenant_key(&tenant.permit(), version).await;
    assert_eq!(refusal_of(refused), GuardFailure::Superseded);
    let wrapped = vec![1];
    let secret =
        TenantSecret { kind: SecretKind::Index, version: 1, tenant_key_version: 1, wrapped };
    assert_eq!(
        refusal_of(keys.add_secret(&tenant.permit(), secret).await),
        GuardFailure::Superseded
    );
    assert!(keys.find_tenant(&other.permit()).await.expect("looked for").is_some());
    assert_eq!(other.subject(SubjectName::Row(theirs.row)).await, Some(theirs));
}

async fn change(tenant: &Tenant<'_>, state: TenantState) {
    let deployment = tenant.world.tenant_of(TenantId::DEPLOYMENT);
    let tenants = vec![TenantChange { tenant: tenant.id, state }];
    deployment.commit(WriteSet { tenants, ..deployment.set() }).await;
}

async fn state_of(tenant: &Tenant<'_>) -> TenantState {
    let found = tenant.world.records().find_tenant_state(&tenant.permit()).await;
    found.expect("the state can be read")
}

fn refused<T: std::fmt::Debug>(result: &Result<T, CommitError>) {
    assert!(
        matches!(result, Err(CommitError::Guard(GuardFailure::TenantClosed))),
        "the tenant is closed: {result:?}"
    );
}
