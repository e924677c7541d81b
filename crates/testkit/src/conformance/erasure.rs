//! What goes when a person is erased: content, keys, and what is listed for them.

use model::{DocumentKeyId, ErasureId, Pseudonym, ResourceType, RowKey, StoreName};
use seal::KeyReference;
use store::{
    DocumentKeyRecord, Guard, GuardFailure, Head, Put, Sealed, Selection, Sequence, SubjectChange,
    SubjectName, SubjectState, Versions, WriteSet,
};

use super::Engine;
use super::keys::person;
use super::world::{ALL, SHELVES, Tenant, World};
use crate::{kind, put};

/// Whatever is about somebody is listed, by type and by birth, with its newest version, live or not.
pub async fn everything_that_was_ever_about_somebody_is_listed(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    for store in SHELVES {
        let (anna, bert) = (world.person(), world.person());
        let [patient, first, gone, passed_on, theirs] = [(); 5].map(|()| world.row());
        let about = |name, row, version, about: &[Pseudonym]| Put {
            about: about.to_vec(),
            ..put(kind(name), row, version)
        };
        for puts in [
            vec![about("Patient", patient, 1, &[anna]), about("Observation", first, 1, &[anna])],
            vec![about("Group", passed_on, 1, &[anna, bert])],
            vec![about("Observation", gone, 1, &[anna]), about("Observation", theirs, 1, &[bert])],
            vec![about("Observation", first, 2, &[anna]), about("Group", passed_on, 2, &[bert])],
            vec![Put { live: false, ..about("Observation", gone, 2, &[anna]) }],
        ] {
            tenant.put(store, puts).await;
        }
        let expected = [(passed_on, 2), (first, 2), (gone, 2), (patient, 1)];
        assert_eq!(heads(&listed(&tenant, store, anna, 1).await), expected, "{store}");
        assert_eq!(heads(&listed(&tenant, store, anna, ALL).await), expected, "{store}");
        let expected = [(passed_on, 2), (theirs, 1)];
        assert_eq!(heads(&listed(&tenant, store, bert, 2).await), expected, "{store}");
        assert!(listed(&tenant, store, world.person(), ALL).await.is_empty());
        assert!(listed(&other, store, anna, ALL).await.is_empty());
    }
}

/// What was erased has no content, says by what it went, and is live no more; all else is as it was.
pub async fn erased_versions_have_no_content_and_are_live_no_more(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    let erasure = ErasureId::random(&world.rng);
    for store in SHELVES {
        let of_kind = Selection::OfKind(kind("Observation"));
        let (row, kept, theirs) = (world.row(), world.row(), KeyReference::Subject(world.person()));
        let under = |row, version| Put { key: theirs, ..put(kind("Observation"), row, version) };
        for version in [1, 2] {
            tenant.put(store, vec![under(row, version)]).await;
        }
        tenant.put(store, vec![under(kept, 1)]).await;
        other.put(store, vec![under(row, 1)]).await;
        let untouched = other.newest(store, row).await.expect("it is there").sha256();
        let before = tenant.newest(store, row).await.expect("it is there");
        erase(&tenant, store, erasure, row, &[theirs]).await;
        // Once more changes nothing, whatever it says it is for.
        erase(&tenant, store, ErasureId::random(&world.rng), row, &[theirs]).await;

        let newest = tenant.newest(store, row).await.expect("that it was there stays known");
        assert_eq!((newest.version, newest.sequence), (before.version, before.sequence));
        for version in tenant.history(store, Versions::OfRow(row)).await {
            assert_eq!(version.erased_by(), Some(erasure), "{store}");
            assert_eq!(version.sha256(), seal::sha256(&[]), "{store}");
        }
        let live = tenant.live(store, of_kind).await;
        assert_eq!(rows(&live), [(kept, 1)], "{store}");
        assert_eq!(live[0].erased_by(), None);
        assert_eq!(tenant.count(store, of_kind).await, 1);
        let theirs = other.newest(store, row).await.expect("it is there");
        assert_eq!(theirs.sha256(), untouched);
    }
}

/// Of a document only what is under the keys that go is erased, and a new version may follow what is gone.
pub async fn versions_under_other_keys_stay_and_new_ones_may_follow(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let erasure = ErasureId::random(&world.rng);
    for store in SHELVES {
        let row = world.row();
        let keys = [(); 3].map(|()| KeyReference::Document(DocumentKeyId::random(&world.rng)));
        for (version, key) in (1..).zip(keys) {
            tenant.put(store, vec![Put { key, ..put(kind("Group"), row, version) }]).await;
        }
        let erased = || async {
            let history = tenant.history(store, Versions::OfRow(row)).await;
            history.iter().map(|version| version.erased_by().is_some()).collect::<Vec<_>>()
        };
        erase(&tenant, store, erasure, row, &[keys[1]]).await;
        assert_eq!(erased().await, [false, true, false], "{store}");
        let of_kind = Selection::OfKind(kind("Group"));
        assert_eq!(rows(&tenant.live(store, of_kind).await), [(row, 3)], "{store}");
        erase(&tenant, store, erasure, row, &[keys[0], keys[2]]).await;
        assert_eq!(erased().await, [true; 3], "{store}");
        assert!(tenant.live(store, of_kind).await.is_empty());
        tenant.put(store, vec![put(kind("Group"), row, 4)]).await;
        assert_eq!(rows(&tenant.live(store, of_kind).await), [(row, 4)], "{store}");
    }
}

/// A version that waits for its transaction is not there to be erased, and may count afterwards.
pub async fn a_version_that_waits_is_not_erased(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let store = StoreName::Identity;
    let row = world.row();
    let first = put(kind("Patient"), row, 1);
    let key = first.key;
    tenant.put(store, vec![first]).await;
    let transaction = tenant.prepare(vec![Put { key, ..put(kind("Patient"), row, 2) }]).await;
    erase(&tenant, store, ErasureId::random(&world.rng), row, &[key]).await;
    let waiting = tenant.version(store, row, 2).await.expect("it waits");
    assert_eq!(waiting.erased_by(), None);
    tenant.decide_and_settle(transaction).await;
    let of_kind = Selection::OfKind(kind("Patient"));
    assert_eq!(rows(&tenant.live(store, of_kind).await), [(row, 2)]);
}

/// What was listed for somebody is forgotten bit by bit, and for nobody else.
pub async fn what_is_listed_for_somebody_is_forgotten_bit_by_bit(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    for store in SHELVES {
        let (anna, bert) = (world.person(), world.person());
        let about = |row| Put { about: vec![anna, bert], ..put(kind("Group"), row, 1) };
        tenant.put(store, [(); 5].map(|()| about(world.row())).to_vec()).await;
        let documents = world.documents(store);
        let mut rounds = 0;
        while documents.unlist(&tenant.permit(), anna, 2).await.expect("it can be forgotten") {
            rounds += 1;
        }
        assert_eq!(rounds, 3, "{store}");
        assert!(listed(&tenant, store, anna, ALL).await.is_empty());
        assert_eq!(listed(&tenant, store, bert, ALL).await.len(), 5);
    }
}

/// A key that was destroyed is found by no name, all others are, and the person may become known anew.
pub async fn a_destroyed_key_is_found_by_no_name(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    for tenant in [&tenant, &other] {
        tenant.give_keys().await;
    }
    let keys = world.keys();
    let names = |name: usize, record: &store::SubjectRecord| {
        let all = [
            SubjectName::Row(record.row),
            SubjectName::Identity(record.identity),
            SubjectName::Records(record.records),
        ];
        all[name]
    };
    let kept = person(&tenant);
    keys.create_subject(&tenant.permit(), kept.clone()).await.expect("a person can be created");
    for name in 0..3 {
        let record = person(&tenant);
        for tenant in [&tenant, &other] {
            let created = keys.create_subject(&tenant.permit(), record.clone()).await;
            created.expect("a person can be created");
        }
        // Twice is no failure.
        for _ in 0..2 {
            let destroyed = keys.destroy_subject(&tenant.permit(), names(name, &record)).await;
            destroyed.expect("a key can be destroyed");
        }
        for name in 0..3 {
            assert_eq!(tenant.subject(names(name, &record)).await, None);
            assert_eq!(other.subject(names(name, &record)).await, Some(record.clone()));
        }
        let anew = store::SubjectRecord { row: record.row, ..person(&tenant) };
        let created = keys.create_subject(&tenant.permit(), anew.clone()).await;
        assert_eq!(created.expect("a person can be created"), anew);
    }
    assert_eq!(tenant.subject(SubjectName::Row(kept.row)).await, Some(kept));
}

/// Keys of documents are destroyed by their ids.
pub async fn destroyed_keys_of_documents_are_gone_and_others_stay(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    tenant.give_keys().await;
    let keys = world.keys();
    let ids = [(); 4].map(|()| DocumentKeyId::random(&world.rng));
    for id in ids {
        let record = DocumentKeyRecord { id, tenant_key_version: 1, wrapped: vec![1; 145] };
        keys.create_document_key(&tenant.permit(), record).await.expect("a key can be kept");
    }
    let destroyed = vec![ids[0], ids[2], DocumentKeyId::random(&world.rng)];
    for _ in 0..2 {
        let destroyed = keys.destroy_document_keys(&tenant.permit(), destroyed.clone()).await;
        destroyed.expect("keys can be destroyed");
    }
    for (id, is_there) in ids.into_iter().zip([false, true, false, true]) {
        let found = keys.find_document_key(&tenant.permit(), id).await;
        assert_eq!(found.expect("a key can be looked for").is_some(), is_there);
    }
}

/// Whether documents may be about somebody can be asked.
pub async fn the_state_of_a_person_is_told(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let subject = world.person();
    let told = || async {
        let found = world.records().find_subject_state(&tenant.permit(), subject).await;
        found.expect("a state can be read")
    };
    assert_eq!(told().await, None);
    for state in [SubjectState::Open, SubjectState::Closed, SubjectState::Erased] {
        let subjects = vec![SubjectChange { subject, state }];
        tenant.commit(WriteSet { subjects, ..tenant.set() }).await;
        assert_eq!(told().await, Some(state));
    }
    let guarded = WriteSet { guards: vec![Guard::Shown(subject)], ..tenant.set() };
    tenant.refusal(guarded).await;
}

/// Whoever rests on that nobody objects is refused as long as somebody does, and nobody else is.
pub async fn an_objection_stands_until_it_is_withdrawn(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    let objection = world.person();
    let uses = |tenant: &Tenant<'_>, objection| WriteSet {
        guards: vec![Guard::NotObjected(objection)],
        ..tenant.set()
    };
    tenant.commit(uses(&tenant, objection)).await;
    for _ in 0..2 {
        for (state, stands) in [(SubjectState::Restricted, true), (SubjectState::Open, false)] {
            let subjects = vec![SubjectChange { subject: objection, state }];
            tenant.commit(WriteSet { subjects, ..tenant.set() }).await;
            if stands {
                let refused = tenant.refusal(uses(&tenant, objection)).await;
                assert_eq!(refused, GuardFailure::Objected);
            } else {
                tenant.commit(uses(&tenant, objection)).await;
            }
            tenant.commit(uses(&tenant, world.person())).await;
            other.commit(uses(&other, objection)).await;
        }
    }
}

/// All that is listed for a person, page by page.
async fn listed(
    tenant: &Tenant<'_>,
    store: StoreName,
    subject: Pseudonym,
    page: usize,
) -> Vec<Head> {
    let documents = tenant.world.documents(store);
    let mut all: Vec<Head> = Vec::new();
    let mut after: Option<(ResourceType, Sequence)> = None;
    loop {
        let found = documents.list_about(&tenant.permit(), subject, after, page).await;
        let found = found.expect("what is about somebody can be listed");
        assert!(found.len() <= page);
        let Some(last) = found.last() else { return all };
        after = Some((last.kind, last.born));
        all.extend(found);
    }
}

async fn erase(
    tenant: &Tenant<'_>,
    store: StoreName,
    erasure: ErasureId,
    row: RowKey,
    keys: &[KeyReference],
) {
    let documents = tenant.world.documents(store);
    let erased = documents.erase_versions(&tenant.permit(), erasure, row, keys.to_vec()).await;
    erased.expect("content can be taken out");
}

fn heads(found: &[Head]) -> Vec<(RowKey, u64)> {
    found.iter().map(|head| (head.row, head.version.0)).collect()
}

fn rows(found: &[Sealed]) -> Vec<(RowKey, u64)> {
    found.iter().map(|sealed| (sealed.row, sealed.version.0)).collect()
}
