//! The keys store: what is kept once stays as it was kept.

use model::{DocumentKeyId, LogSubject, RowKey, TenantId};
use store::{
    DocumentKeyRecord, SecretKind, SubjectName, SubjectRecord, TenantKeyRecord, TenantKeyVersion,
    TenantSecret,
};

use super::Engine;
use super::world::{Tenant, World};
use crate::gather;

/// A tenant gets its keys once; whoever comes second changes nothing.
pub async fn a_tenant_gets_its_keys_once(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let keys = world.keys();
    let find = || async {
        let found = keys.find_tenant(&tenant.permit()).await;
        found.expect("keys can be read")
    };
    assert_eq!(find().await, None);
    let first = tenant_keys(1);
    for record in [first.clone(), tenant_keys(2), first.clone()] {
        let created = keys.create_tenant(&tenant.permit(), record).await;
        created.expect("it is no failure to come second");
        let mut found = find().await.expect("it has keys");
        found.secrets.sort_by_key(|secret| secret.kind);
        assert_eq!(found, first);
    }
}

/// The versions of a tenant's key come in their order, the newest last.
pub async fn the_newest_version_of_a_tenant_key_comes_last(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let version = |number: u64| TenantKeyVersion {
        version: number,
        epoch: 10 - number,
        wrapped: vec![0xab; 100],
    };
    let record = TenantKeyRecord { versions: [3, 1, 2].map(version).into(), secrets: Vec::new() };
    let keys = world.keys();
    let created = keys.create_tenant(&tenant.permit(), record).await;
    created.expect("it has none yet");
    let found = keys.find_tenant(&tenant.permit()).await;
    let found = found.expect("keys can be read").expect("it has keys");
    assert_eq!(found.versions, [1, 2, 3].map(version));
}

/// All tenants that have keys are listed, the deployment among them.
pub async fn tenants_with_keys_are_listed(engine: &impl Engine) {
    let world = World::open(engine).await;
    let keys = world.keys();
    let deployment = world.tenant_of(TenantId::DEPLOYMENT);
    let without_keys = world.tenant();
    let mut expected = Vec::new();
    for tenant in [world.tenant(), deployment, world.tenant()] {
        let created = keys.create_tenant(&tenant.permit(), tenant_keys(1)).await;
        created.expect("it has none yet");
        expected.push(tenant.id);
        expected.sort();
        let listed = keys.list_tenants(&without_keys.permit()).await;
        let mut listed = listed.expect("tenants can be listed");
        listed.sort();
        assert_eq!(listed, expected);
    }
}

/// A person is found by each of their names, and by no name of another kind.
pub async fn a_person_is_found_by_each_of_their_names(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    tenant.give_keys().await;
    let (anna, bert) = (person(&tenant), person(&tenant));
    for person in [&anna, &bert] {
        let created = world.keys().create_subject(&tenant.permit(), person.clone()).await;
        assert_eq!(created.expect("a person can be created"), *person);
    }
    for person in [&anna, &bert] {
        let row_as_pseudonym = model::Pseudonym::from_bytes(*person.row.as_bytes());
        for (name, is_there) in [
            (SubjectName::Row(person.row), true),
            (SubjectName::Identity(person.identity), true),
            (SubjectName::Records(person.records), true),
            (SubjectName::Identity(person.records), false),
            (SubjectName::Records(person.identity), false),
            (SubjectName::Records(row_as_pseudonym), false),
            (SubjectName::Row(world.row()), false),
        ] {
            let expected = is_there.then(|| person.clone());
            assert_eq!(tenant.subject(name).await, expected, "{name:?}");
        }
    }
}

/// Whoever creates the same person at the same time is given the same keys: those of the first.
pub async fn a_person_who_is_created_twice_keeps_the_first_keys(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    tenant.give_keys().await;
    for _ in 0..20 {
        let row = world.row();
        let racers = [(); 4].map(|()| SubjectRecord { row, ..person(&tenant) });
        let permits = [(); 4].map(|()| tenant.permit());
        let created = racers
            .iter()
            .zip(&permits)
            .map(|(racer, permit)| world.keys().create_subject(permit, racer.clone()));
        let given = gather(created).await;
        let found = tenant.subject(SubjectName::Row(row)).await;
        let found = found.expect("one of them was first");
        assert!(racers.contains(&found));
        for given in given {
            assert_eq!(given.expect("it is no failure to come second"), found);
        }
        for racer in racers.iter().filter(|racer| **racer != found) {
            let name = SubjectName::Records(racer.records);
            assert_eq!(tenant.subject(name).await, None);
        }
    }
}

/// A document's key is found by its id.
pub async fn a_document_key_is_found_by_its_id(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    tenant.give_keys().await;
    let keys = world.keys();
    for wrapped in [vec![1; 145], vec![2; 1]] {
        let record = DocumentKeyRecord {
            id: DocumentKeyId::random(&world.rng),
            tenant_key_version: 7,
            wrapped,
        };
        let before = keys.find_document_key(&tenant.permit(), record.id).await;
        assert_eq!(before.expect("a key can be looked for"), None);
        let created = keys.create_document_key(&tenant.permit(), record.clone()).await;
        created.expect("a key can be kept");
        let found = keys.find_document_key(&tenant.permit(), record.id).await;
        assert_eq!(found.expect("a key can be looked for"), Some(record));
    }
}

/// Keys of a new tenant that no other has.
pub fn tenant_keys(number: u8) -> TenantKeyRecord {
    let secret =
        |kind| TenantSecret { kind, version: 1, tenant_key_version: 1, wrapped: vec![number; 145] };
    let mut secrets: Vec<_> = SecretKind::OF_TENANT.map(secret).into();
    secrets.push(secret(SecretKind::Log));
    TenantKeyRecord {
        versions: vec![TenantKeyVersion { version: 1, epoch: 3, wrapped: vec![number; 145] }],
        secrets,
    }
}

/// A new person.
pub fn person(tenant: &Tenant<'_>) -> SubjectRecord {
    let world = tenant.world;
    SubjectRecord {
        row: RowKey::random(&world.rng),
        identity: world.person(),
        records: world.person(),
        log_subject: LogSubject::random(&world.rng),
        tenant_key_version: 2,
        wrapped: world.row().as_bytes().repeat(9),
    }
}
