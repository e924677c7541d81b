//! Keys that turn over: what is new hangs on the newest, and what is old can be wrapped anew.

use model::{DocumentKeyId, TenantId};
use store::{
    DocumentKeyRecord, EpochProgress, GuardFailure, SecretKind, SubjectName, SubjectRecord,
    TenantKeyRecord, TenantKeyVersion, TenantSecret, WrappedKey, WrappedName, WrappedPlace,
};

use super::Engine;
use super::keys::{person, tenant_keys};
use super::world::{Tenant, World, refusal_of};

/// The epoch that [`tenant_keys`] are wrapped under.
const EPOCH: u64 = 3;

/// Nothing new is wrapped under a version of a tenant key that has been followed by another, and
/// whoever is known already is found all the same.
pub async fn what_is_wrapped_under_a_superseded_version_is_refused(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let keys = world.keys();
    keys.create_tenant(&tenant.permit(), tenant_keys(1)).await.expect("it has none yet");
    let known = create_person(&tenant, 1).await;
    add_version(&tenant, 2, EPOCH).await;
    let late = SubjectRecord { tenant_key_version: 1, ..person(&tenant) };
    let refused = refusal_of(keys.create_subject(&tenant.permit(), late.clone()).await);
    assert_eq!(refused, GuardFailure::Superseded);
    assert_eq!(tenant.subject(SubjectName::Row(late.row)).await, None);
    let again = SubjectRecord { row: known.row, ..late.clone() };
    let found = keys.create_subject(&tenant.permit(), again).await;
    assert_eq!(found.expect("they are known"), known);
    let document = document_key(&tenant, 1);
    let refused = refusal_of(keys.create_document_key(&tenant.permit(), document.clone()).await);
    assert_eq!(refused, GuardFailure::Superseded);
    let found = keys.find_document_key(&tenant.permit(), document.id).await;
    assert_eq!(found.expect("keys can be read"), None);
    let new = SubjectRecord { tenant_key_version: 2, ..late };
    keys.create_subject(&tenant.permit(), new).await.expect("under the newest version");
    let new = document_key(&tenant, 2);
    keys.create_document_key(&tenant.permit(), new).await.expect("under the newest version");
}

/// Whoever wants to rest on what was read waits until it is durable, and changes nothing by that.
pub async fn what_was_read_of_keys_can_be_made_durable(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let keys = world.keys();
    keys.make_durable(&tenant.permit()).await.expect("nothing is durable at once");
    keys.create_tenant(&tenant.permit(), tenant_keys(1)).await.expect("it has none yet");
    let person = create_person(&tenant, 1).await;
    for _ in 0..2 {
        keys.make_durable(&tenant.permit()).await.expect("nothing is in the way");
        assert_eq!(tenant.subject(SubjectName::Row(person.row)).await, Some(person.clone()));
    }
}

/// A version of a secret is added once, under the newest version of the tenant's key, and forgotten
/// when later ones are there.
pub async fn versions_of_a_secret_are_added_and_forgotten(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let keys = world.keys();
    keys.create_tenant(&tenant.permit(), tenant_keys(1)).await.expect("it has none yet");
    add_version(&tenant, 2, EPOCH).await;
    let secret = |version, tenant_key_version, wrapped: &[u8]| TenantSecret {
        kind: SecretKind::Index,
        version,
        tenant_key_version,
        wrapped: wrapped.to_vec(),
    };
    let add = async |secret| keys.add_secret(&tenant.permit(), secret).await;
    let refused = refusal_of(add(secret(1, 1, b"late")).await);
    assert_eq!(refused, GuardFailure::Superseded);
    add(secret(1, 2, b"one")).await.expect("it is new");
    add(secret(2, 2, b"two")).await.expect("it is new");
    add(secret(2, 2, b"again")).await.expect("it is there");
    add(secret(1, 2, b"before")).await.expect("a later one is there");
    let listed = async || {
        let found = keys.find_tenant(&tenant.permit()).await.expect("keys can be read");
        let secrets = found.expect("it has keys").secrets.into_iter();
        secrets.filter(|secret| secret.kind == SecretKind::Index).collect::<Vec<_>>()
    };
    assert_eq!(listed().await, [secret(1, 2, b"one"), secret(2, 2, b"two")]);
    let permit = tenant.permit();
    let forgotten = keys.remove_secrets_before(&permit, SecretKind::Index, 2).await;
    forgotten.expect("they can be forgotten");
    assert_eq!(listed().await, [secret(2, 2, b"two")]);
}

/// No tenant key is kept under an epoch that the deployment's own key has left behind.
pub async fn a_tenant_key_under_a_past_epoch_is_refused(engine: &impl Engine) {
    let world = World::open(engine).await;
    let keys = world.keys();
    let (deployment, old) = (world.tenant_of(TenantId::DEPLOYMENT), world.tenant());
    for tenant in [&deployment, &old] {
        keys.create_tenant(&tenant.permit(), tenant_keys(1)).await.expect("it has none yet");
    }
    add_version(&deployment, 2, EPOCH + 1).await;
    let new = world.tenant();
    let refused = refusal_of(keys.create_tenant(&new.permit(), tenant_keys(2)).await);
    assert_eq!(refused, GuardFailure::Superseded);
    assert_eq!(keys.find_tenant(&new.permit()).await.expect("keys can be read"), None);
    let refused = refusal_of(keys.add_tenant_key(&old.permit(), version(2, EPOCH)).await);
    assert_eq!(refused, GuardFailure::Superseded);
    assert_eq!(versions(&old).await, [1]);
    let newer = TenantKeyRecord { versions: vec![version(1, EPOCH + 1)], ..tenant_keys(2) };
    keys.create_tenant(&new.permit(), newer).await.expect("under the newest epoch");
    add_version(&old, 2, EPOCH + 1).await;
    assert_eq!(versions(&old).await, [1, 2]);
}

/// A version that a tenant has, or a later one, is not added again.
pub async fn a_version_of_a_tenant_key_is_added_once(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let keys = world.keys();
    keys.create_tenant(&tenant.permit(), tenant_keys(1)).await.expect("it has none yet");
    add_version(&tenant, 2, EPOCH).await;
    for (number, wrapped) in [(2, vec![9; 7]), (1, vec![8; 7])] {
        let other = TenantKeyVersion { version: number, epoch: EPOCH, wrapped };
        keys.add_tenant_key(&tenant.permit(), other).await.expect("no failure to come second");
    }
    let found = keys.find_tenant(&tenant.permit()).await.expect("keys can be read");
    let found = found.expect("it has keys").versions;
    assert_eq!(found[1], version(2, EPOCH));
    assert_eq!(found.len(), 2);
}

/// A walk comes by everything of a tenant that is wrapped under an earlier version, once, whatever
/// the size of its steps, and by nothing else.
pub async fn a_walk_comes_by_everything_wrapped_before_a_version(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    let keys = world.keys();
    for tenant in [&tenant, &other] {
        keys.create_tenant(&tenant.permit(), tenant_keys(1)).await.expect("it has none yet");
        create_person(tenant, 1).await;
    }
    let mut expected: Vec<_> = walk(&tenant, 2, 100).await;
    assert_eq!(expected.len(), tenant_keys(1).secrets.len() + 1);
    for _ in 0..7 {
        let record = create_person(&tenant, 1).await;
        expected.push(WrappedKey {
            name: WrappedName::Subject(record.row),
            tenant_key_version: 1,
            wrapped: record.wrapped,
        });
        let record = document_key(&tenant, 1);
        keys.create_document_key(&tenant.permit(), record.clone()).await.expect("kept");
        expected.push(WrappedKey {
            name: WrappedName::Document(record.id),
            tenant_key_version: 1,
            wrapped: record.wrapped,
        });
    }
    add_version(&tenant, 2, EPOCH).await;
    create_person(&tenant, 2).await;
    for limit in [1, 3, 7, 8, 100] {
        let found = walk(&tenant, 2, limit).await;
        assert_eq!(found.len(), expected.len(), "steps of {limit}");
        assert!(expected.iter().all(|key| found.contains(key)), "steps of {limit}");
    }
    assert_eq!(walk(&tenant, 1, 100).await, []);
}

/// Keys that were wrapped anew are given back so, and one that is further already stays.
pub async fn keys_are_wrapped_anew_and_never_back(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let keys = world.keys();
    keys.create_tenant(&tenant.permit(), tenant_keys(1)).await.expect("it has none yet");
    let anna = create_person(&tenant, 1).await;
    let document = document_key(&tenant, 1);
    keys.create_document_key(&tenant.permit(), document.clone()).await.expect("kept");
    add_version(&tenant, 2, EPOCH).await;
    add_version(&tenant, 3, EPOCH).await;
    for version in [3, 2] {
        let anew: Vec<_> = walk(&tenant, 4, 100)
            .await
            .into_iter()
            .map(|key| WrappedKey {
                tenant_key_version: version,
                wrapped: vec![u8::try_from(version).expect("small"); 145],
                ..key
            })
            .collect();
        keys.rewrap(&tenant.permit(), anew).await.expect("kept");
    }
    let gone = WrappedKey {
        name: WrappedName::Subject(world.row()),
        tenant_key_version: 3,
        wrapped: vec![1],
    };
    keys.rewrap(&tenant.permit(), vec![gone]).await.expect("nobody is wrapped anew");
    assert_eq!(walk(&tenant, 3, 100).await, []);
    let found = tenant.subject(SubjectName::Records(anna.records)).await;
    let anew = SubjectRecord { tenant_key_version: 3, wrapped: vec![3; 145], ..anna };
    assert_eq!(found, Some(anew));
    let found = keys.find_document_key(&tenant.permit(), document.id).await;
    let anew = DocumentKeyRecord { tenant_key_version: 3, wrapped: vec![3; 145], ..document };
    assert_eq!(found.expect("keys can be read"), Some(anew));
    let found = keys.find_tenant(&tenant.permit()).await.expect("keys can be read");
    let secrets = found.expect("it has keys").secrets;
    assert!(secrets.iter().all(|secret| secret.wrapped == [3; 145]));
    assert!(secrets.iter().all(|secret| secret.tenant_key_version == 3));
}

/// Versions that were followed by another can be forgotten; the others stay.
pub async fn past_versions_of_a_tenant_key_are_forgotten(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    let keys = world.keys();
    for tenant in [&tenant, &other] {
        keys.create_tenant(&tenant.permit(), tenant_keys(1)).await.expect("it has none yet");
        add_version(tenant, 2, EPOCH).await;
        add_version(tenant, 3, EPOCH).await;
    }
    for _ in 0..2 {
        let removed = keys.remove_tenant_keys_before(&tenant.permit(), 3).await;
        removed.expect("they are forgotten");
        assert_eq!(versions(&tenant).await, [3]);
    }
    assert_eq!(versions(&other).await, [1, 2, 3]);
}

/// Tenants with a key under an earlier epoch are listed, the deployment first, and counted.
pub async fn tenants_behind_an_epoch_are_listed_and_counted(engine: &impl Engine) {
    let world = World::open(engine).await;
    let keys = world.keys();
    let deployment = world.tenant_of(TenantId::DEPLOYMENT);
    let tenants = [deployment, world.tenant(), world.tenant()];
    for tenant in &tenants {
        keys.create_tenant(&tenant.permit(), tenant_keys(1)).await.expect("it has none yet");
    }
    let behind = async |epoch, limit| {
        let listed = keys.list_tenants_before_epoch(&tenants[0].permit(), epoch, limit).await;
        let counted = keys.count_tenants_before_epoch(&tenants[0].permit(), epoch).await;
        (listed.expect("they are listed"), counted.expect("they are counted"))
    };
    assert_eq!(behind(EPOCH, 9).await, (vec![], EpochProgress { tenants: 3, behind: 0 }));
    let (listed, counted) = behind(EPOCH + 1, 9).await;
    assert_eq!((listed.len(), listed[0]), (3, TenantId::DEPLOYMENT));
    assert_eq!(counted, EpochProgress { tenants: 3, behind: 3 });
    assert_eq!(behind(EPOCH + 1, 1).await.0, [TenantId::DEPLOYMENT]);
    for tenant in &tenants {
        add_version(tenant, 2, EPOCH + 1).await;
    }
    assert_eq!(behind(EPOCH + 1, 9).await.1.behind, 3, "the version before is still there");
    for (left, tenant) in [2, 1, 0].into_iter().zip(&tenants) {
        keys.remove_tenant_keys_before(&tenant.permit(), 2).await.expect("forgotten");
        let (listed, counted) = behind(EPOCH + 1, 9).await;
        assert_eq!(listed.len(), left);
        assert!(!listed.contains(&tenant.id));
        assert_eq!(counted, EpochProgress { tenants: 3, behind: left as u64 });
    }
}

fn version(number: u64, epoch: u64) -> TenantKeyVersion {
    TenantKeyVersion { version: number, epoch, wrapped: vec![0xab; 100] }
}

async fn add_version(tenant: &Tenant<'_>, number: u64, epoch: u64) {
    let added = tenant.world.keys().add_tenant_key(&tenant.permit(), version(number, epoch)).await;
    added.expect("it is the next");
}

async fn versions(tenant: &Tenant<'_>) -> Vec<u64> {
    let found = tenant.world.keys().find_tenant(&tenant.permit()).await;
    let found = found.expect("keys can be read").expect("it has keys");
    found.versions.iter().map(|version| version.version).collect()
}

async fn create_person(tenant: &Tenant<'_>, tenant_key_version: u64) -> SubjectRecord {
    let record = SubjectRecord { tenant_key_version, ..person(tenant) };
    let created = tenant.world.keys().create_subject(&tenant.permit(), record).await;
    created.expect("a person can be created")
}

fn document_key(tenant: &Tenant<'_>, tenant_key_version: u64) -> DocumentKeyRecord {
    let id = DocumentKeyId::random(&tenant.world.rng);
    DocumentKeyRecord { id, tenant_key_version, wrapped: vec![5; 145] }
}

/// Everything a walk comes by.
async fn walk(tenant: &Tenant<'_>, version: u64, limit: usize) -> Vec<WrappedKey> {
    let mut found = Vec::new();
    let mut place = Some(WrappedPlace::Secrets);
    while let Some(here) = place {
        let permit = tenant.permit();
        let page = tenant.world.keys().list_wrapped_before(&permit, version, here, limit).await;
        let page = page.expect("keys can be listed");
        found.extend(page.keys);
        place = page.next;
    }
    found
}
