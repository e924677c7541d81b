//! Tenants whose rows, people, names and events happen to be called the same see nothing of each
//! other.

use model::{DocumentKeyId, EventId, LogSubject, Pseudonym, RowKey, StoreName, Tree, Version};
use store::{
    ClaimChange, DocumentKeyRecord, Guard, GuardFailure, Put, Selection, SubjectChange,
    SubjectName, SubjectRecord, SubjectState, TenantKeyRecord, TenantKeyVersion, Versions,
    WriteSet,
};

use super::Engine;
use super::views::{assert_same, names, only_chain};
use super::world::{SHELVES, World};
use crate::{kind, put};

/// Documents under the same row keys, about the same pseudonyms, are two tenants' own.
pub async fn documents_of_two_tenants_may_share_their_rows(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenants = [world.tenant(), world.tenant()];
    let (row, subject, kind) = (world.row(), world.person(), kind("Patient"));
    let document = |at: usize, version| Put {
        about: vec![subject],
        message: format!("of tenant {at}").into_bytes(),
        ..put(kind, row, version)
    };
    for store in SHELVES {
        // The first tenant has two versions, the second one; a third has nothing.
        for (at, version) in [(0, 1), (1, 1), (0, 2)] {
            tenants[at].put(store, vec![document(at, version)]).await;
        }
        for (at, tenant) in tenants.iter().enumerate() {
            let newest = document(at, if at == 0 { 2 } else { 1 });
            let found = tenant.newest(store, row).await.expect("it is there");
            assert_same(&found, tenant.id, store, &newest);
            let second = tenant.version(store, row, 2).await;
            assert_eq!(second.is_some(), at == 0, "{store}");
            for selection in [Selection::OfKind(kind), Selection::About { subject, kind }] {
                let listed = tenant.live(store, selection).await;
                assert_eq!(names(&listed), [(row, newest.version.0)], "{store}");
                assert_same(&listed[0], tenant.id, store, &newest);
                assert_eq!(tenant.count(store, selection).await, 1);
            }
            for versions in [Versions::OfRow(row), Versions::OfKind(kind)] {
                let listed = tenant.history(store, versions).await;
                assert_eq!(listed.len() as u64, newest.version.0, "{store}");
                assert!(listed.iter().all(|sealed| sealed.tenant == tenant.id));
            }
        }
        let third = world.tenant();
        assert!(third.newest(store, row).await.is_none());
        assert!(third.live(store, Selection::OfKind(kind)).await.is_empty());
    }
}

/// Deleting one tenant's document leaves the other's.
pub async fn a_deletion_in_one_tenant_is_none_in_another(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenants = [world.tenant(), world.tenant()];
    let (row, subject, kind) = (world.row(), world.person(), kind("Patient"));
    let deletion = Put { live: false, ..put(kind, row, 2) };
    let document = Put { about: vec![subject], ..put(kind, row, 1) };
    for store in SHELVES {
        for tenant in tenants {
            tenant.put(store, vec![document.clone()]).await;
        }
        tenants[0].put(store, vec![deletion.clone()]).await;
        for (tenant, left) in tenants.into_iter().zip([0, 1]) {
            for selection in [Selection::OfKind(kind), Selection::About { subject, kind }] {
                assert_eq!(tenant.count(store, selection).await, left, "{store}");
                assert_eq!(tenant.live(store, selection).await.len() as u64, left);
            }
        }
    }
}

/// What holds in one tenant does not hold in another: versions, people, dependents, names.
pub async fn guards_look_at_their_own_tenant(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (here, there) = (world.tenant(), world.tenant());
    let (row, claim, subject) = (world.row(), world.row(), world.person());
    here.commit(WriteSet {
        puts: vec![Put { about: vec![subject], ..put(kind("Observation"), row, 1) }],
        claims: vec![ClaimChange::Take(claim)],
        subjects: vec![SubjectChange { subject, state: SubjectState::Open }],
        ..here.set()
    })
    .await;

    let alive = WriteSet { guards: vec![Guard::Alive(subject)], ..there.set() };
    assert_eq!(there.refusal(alive).await, GuardFailure::NotAlive);
    there
        .commit(WriteSet {
            guards: vec![
                Guard::NoDependents(subject),
                Guard::Version { row, expected: Version::ABSENT },
            ],
            claims: vec![ClaimChange::Take(claim)],
            ..there.set()
        })
        .await;
    there
        .commit(WriteSet {
            claims: vec![ClaimChange::Release(claim)],
            subjects: vec![SubjectChange { subject, state: SubjectState::Closed }],
            ..there.set()
        })
        .await;

    here.commit(WriteSet { guards: vec![Guard::Alive(subject)], ..here.set() }).await;
    let take = WriteSet { claims: vec![ClaimChange::Take(claim)], ..here.set() };
    assert_eq!(here.refusal(take).await, GuardFailure::Claimed);
}

/// A row that waits in one tenant is free in another.
pub async fn a_pending_row_of_one_tenant_is_free_in_another(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (here, there) = (world.tenant(), world.tenant());
    let document = put(kind("Patient"), world.row(), 1);
    let waiting = here.prepare(vec![document.clone()]).await;
    let other = there.prepare(vec![document.clone()]).await;
    there.decide_and_settle(other).await;

    let found = here.newest(StoreName::Identity, document.row).await;
    assert_eq!(found.expect("it waits").pending, Some(waiting));
    let found = there.newest(StoreName::Identity, document.row).await;
    assert_eq!(found.expect("it is there").pending, None);
    let selection = Selection::OfKind(document.kind);
    assert_eq!(here.count(StoreName::Identity, selection).await, 0);
    assert_eq!(there.count(StoreName::Identity, selection).await, 1);
}

/// Each tenant's events count from one, and the name of one finds nothing in another tenant.
pub async fn events_of_a_tenant_are_found_in_no_other(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenants = [world.tenant(), world.tenant()];
    let mut drafts = Vec::new();
    for at in [0, 1, 1, 0, 0] {
        let draft = tenants[at].event();
        let committed = tenants[at].commit(WriteSet::only_event(draft.clone())).await;
        drafts.push((at, draft, committed));
    }
    for (at, draft, committed) in drafts {
        let find = |tenant: usize, event: EventId| {
            let permit = tenants[tenant].permit();
            let records = world.records();
            async move {
                let found = records.find_event(&permit, event).await;
                found.expect("an event can be read")
            }
        };
        let own = find(at, committed.event).await.expect("it is there");
        assert_eq!((own.row, &own.header), (draft.row, &draft.header));
        let other = find(1 - at, committed.event).await;
        assert!(other.is_none(), "the other has no event of this name");
    }
    for (tenant, count) in tenants.into_iter().zip([3, 2]) {
        let events = tenant.events().await;
        let chain = only_chain(&events, Tree::Changes);
        assert_eq!(chain.sequence(), count);
    }
}

/// Keys under the same names are two tenants' own.
pub async fn keys_of_two_tenants_may_share_their_names(engine: &impl Engine) {
    let world = World::open(engine).await;
    let keys = world.keys();
    let tenants = [world.tenant(), world.tenant()];
    let person = |at: u8| SubjectRecord {
        row: RowKey::from_bytes([1; 16]),
        identity: Pseudonym::from_bytes([2; 16]),
        records: Pseudonym::from_bytes([3; 16]),
        log_subject: LogSubject::from_bytes([at; 16]),
        tenant_key_version: 1,
        wrapped: vec![at],
    };
    let tenant_key = |at: u8| TenantKeyRecord {
        versions: vec![TenantKeyVersion { version: 1, epoch: 1, wrapped: vec![at] }],
        secrets: Vec::new(),
    };
    let document_key = |at: u8| DocumentKeyRecord {
        id: DocumentKeyId::from_bytes([4; 16]),
        tenant_key_version: 1,
        wrapped: vec![at],
    };
    for (at, tenant) in (0..).zip(tenants) {
        let permit = tenant.permit();
        let created = keys.create_tenant(&permit, tenant_key(at)).await;
        created.expect("a tenant can be created");
        let created = keys.create_subject(&permit, person(at)).await;
        assert_eq!(created.expect("a person can be created"), person(at));
        let created = keys.create_document_key(&permit, document_key(at)).await;
        created.expect("a document key can be created");
    }
    let missing = world.tenant();
    for (at, tenant) in (0..).zip([tenants[0], tenants[1], missing]) {
        let permit = tenant.permit();
        let is_there = |record| (at < 2).then_some(record);
        let found = keys.find_tenant(&permit).await.expect("it can be read");
        assert_eq!(found, (at < 2).then(|| tenant_key(at)));
        for name in [
            SubjectName::Row(person(at).row),
            SubjectName::Identity(person(at).identity),
            SubjectName::Records(person(at).records),
        ] {
            assert_eq!(tenant.subject(name).await, is_there(person(at)));
        }
        let found = keys.find_document_key(&permit, document_key(at).id).await;
        let expected = (at < 2).then(|| document_key(at));
        assert_eq!(found.expect("it can be read"), expected);
    }
}
