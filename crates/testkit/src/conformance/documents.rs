//! Single documents: what was put is found, and nothing else is.

use model::{DocumentKeyId, Pseudonym, ResourceType, RowKey, StoreName, Version};
use seal::KeyReference;
use store::{GuardFailure, Put, Selection, Versions};

use super::Engine;
use super::views::{assert_same, names};
use super::world::{SHELVES, World};
use crate::{kind, put};

/// A put document is there, whichever way it is asked for.
pub async fn a_put_document_is_found_by_row_version_list_and_count(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let person = world.person();
    for store in SHELVES {
        let document = Put { about: vec![person], ..put(kind("Patient"), world.row(), 1) };
        tenant.put(store, vec![document.clone()]).await;

        let (kind, row) = (document.kind, document.row);
        let newest = tenant.newest(store, row).await.expect("it is there");
        assert_same(&newest, tenant.id, store, &document);
        assert_eq!(newest.pending, None);
        assert_eq!(newest.sequence, newest.born, "it was born with this version");
        let version = tenant.version(store, row, 1).await.expect("it is there");
        assert_same(&version, tenant.id, store, &document);
        for selection in [Selection::OfKind(kind), Selection::About { subject: person, kind }] {
            let listed = tenant.live(store, selection).await;
            assert_eq!(names(&listed), [(row, 1)], "{store} {selection:?}");
            assert_same(&listed[0], tenant.id, store, &document);
            assert_eq!(tenant.count(store, selection).await, 1);
        }
        for versions in [Versions::OfRow(row), Versions::OfKind(kind)] {
            let listed = tenant.history(store, versions).await;
            assert_eq!(names(&listed), [(row, 1)], "{store} {versions:?}");
            assert_same(&listed[0], tenant.id, store, &document);
        }
    }
}

/// What was never put is not there, however it is asked for.
pub async fn what_was_never_put_is_not_there(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    for store in SHELVES {
        let (subject, kind) = (world.person(), kind("Patient"));
        tenant.put(store, vec![put(kind, world.row(), 1)]).await;
        let row = world.row();
        assert!(tenant.newest(store, row).await.is_none());
        assert!(tenant.version(store, row, 1).await.is_none());
        for selection in [Selection::OfKind(ResourceType::ROLE), Selection::About { subject, kind }]
        {
            assert!(tenant.live(store, selection).await.is_empty());
            assert_eq!(tenant.count(store, selection).await, 0);
        }
        for versions in [Versions::OfRow(row), Versions::OfKind(ResourceType::ROLE)] {
            assert!(tenant.history(store, versions).await.is_empty());
        }
    }
}

/// A row comes back as it was put: every type, every kind of key, messages short and long.
pub async fn a_row_is_given_back_as_it_was_put(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let keys = [
        KeyReference::TenantData(1),
        KeyReference::TenantData(u64::MAX),
        KeyReference::Subject(Pseudonym::from_bytes([0xff; 16])),
        KeyReference::Document(DocumentKeyId::from_bytes([0; 16])),
    ];
    let kinds = ["Account", "Patient", "VisionPrescription", "Client"];
    let messages = [vec![0; 1], vec![0xff; 70_000], vec![0; 1 << 20]];
    for store in SHELVES {
        let mut puts: Vec<_> =
            keys.map(|key| Put { key, ..put(kind("Patient"), world.row(), 1) }).into();
        puts.extend(kinds.map(|name| put(kind(name), world.row(), 1)));
        puts.extend(
            messages.clone().map(|message| Put { message, ..put(kind("Patient"), world.row(), 1) }),
        );
        puts.push(put(kind("Patient"), RowKey::from_bytes([0; 16]), 1));
        puts.push(put(kind("Patient"), RowKey::from_bytes([0xff; 16]), 1));
        tenant.put(store, puts.clone()).await;
        for put in &puts {
            let found = tenant.newest(store, put.row).await.expect("it is there");
            assert_same(&found, tenant.id, store, put);
        }
    }
}

/// The second version is the document from now on; the first is only remembered.
pub async fn a_second_version_hides_the_first_in_lists_but_not_in_history(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let kind = kind("Patient");
    for store in SHELVES {
        let subject = world.person();
        let first = Put { about: vec![subject], ..put(kind, world.row(), 1) };
        let second = Put { about: vec![subject], ..put(kind, first.row, 2) };
        tenant.put(store, vec![first.clone()]).await;
        tenant.put(store, vec![second.clone()]).await;

        let row = first.row;
        let newest = tenant.newest(store, row).await.expect("it is there");
        assert_same(&newest, tenant.id, store, &second);
        for selection in [Selection::OfKind(kind), Selection::About { subject, kind }] {
            let listed = tenant.live(store, selection).await;
            assert_eq!(names(&listed), [(row, 2)], "{store} {selection:?}");
            assert_same(&listed[0], tenant.id, store, &second);
            assert_eq!(tenant.count(store, selection).await, 1);
        }
        for versions in [Versions::OfRow(row), Versions::OfKind(kind)] {
            let listed = tenant.history(store, versions).await;
            assert_eq!(names(&listed), [(row, 2), (row, 1)], "{store} {versions:?}");
            assert_same(&listed[0], tenant.id, store, &second);
            assert_same(&listed[1], tenant.id, store, &first);
            assert_eq!(listed[0].born, listed[1].sequence, "its birth never changes");
            assert_eq!(listed[1].born, listed[1].sequence);
            assert!(listed[0].sequence > listed[1].sequence);
        }
        let past = tenant.version(store, row, 1).await.expect("it is there");
        assert_same(&past, tenant.id, store, &first);
    }
}

/// A deleted document is in no list; its row and its history say that it was deleted.
pub async fn a_deletion_hides_a_document_everywhere_but_in_history(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let kind = kind("Patient");
    for store in SHELVES {
        let (row, subject) = (world.row(), world.person());
        let live = Put { about: vec![subject], ..put(kind, row, 1) };
        let deleted = Put { live: false, about: vec![subject], ..put(kind, row, 2) };
        tenant.put(store, vec![live.clone()]).await;
        tenant.put(store, vec![deleted.clone()]).await;

        for selection in [Selection::OfKind(kind), Selection::About { subject, kind }] {
            assert!(tenant.live(store, selection).await.is_empty(), "{store}");
            assert_eq!(tenant.count(store, selection).await, 0);
        }
        let newest = tenant.newest(store, row).await.expect("its row stays");
        assert_same(&newest, tenant.id, store, &deleted);
        for versions in [Versions::OfRow(row), Versions::OfKind(kind)] {
            let listed = tenant.history(store, versions).await;
            assert_eq!(names(&listed), [(row, 2), (row, 1)], "{store} {versions:?}");
        }
        let past = tenant.version(store, row, 1).await.expect("it is there");
        assert_same(&past, tenant.id, store, &live);
    }
}

/// A document that comes back after its deletion is the same document in its old place.
pub async fn a_deleted_document_can_come_back_and_keeps_its_place(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let kind = kind("Patient");
    for store in SHELVES {
        let (old, young) = (world.row(), world.row());
        let subject = world.person();
        let about = |document| Put { about: vec![subject], ..document };
        let gone = Put { live: false, ..put(kind, old, 2) };
        for document in
            [about(put(kind, old, 1)), about(put(kind, young, 1)), gone, about(put(kind, old, 3))]
        {
            tenant.put(store, vec![document]).await;
        }
        for selection in [Selection::OfKind(kind), Selection::About { subject, kind }] {
            let listed = tenant.live(store, selection).await;
            assert_eq!(names(&listed), [(young, 1), (old, 3)], "{store}");
            assert_eq!(tenant.count(store, selection).await, 2);
        }
    }
}

/// The rows of one set are documents of their own, each with its own place.
pub async fn one_set_puts_many_documents(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let kind = kind("Patient");
    for store in SHELVES {
        let puts: Vec<_> = (0..50).map(|_| put(kind, world.row(), 1)).collect();
        tenant.put(store, puts.clone()).await;
        let listed = tenant.live(store, Selection::OfKind(kind)).await;
        assert_eq!(listed.len(), puts.len());
        assert!(listed.is_sorted_by(|left, right| left.born > right.born));
        for put in &puts {
            let found = listed.iter().find(|sealed| sealed.row == put.row);
            assert_same(found.expect("it is listed"), tenant.id, store, put);
        }
        let seconds = puts.iter().map(second).collect();
        tenant.put(store, seconds).await;
        let listed = tenant.live(store, Selection::OfKind(kind)).await;
        assert_eq!(listed.len(), puts.len());
        assert!(listed.iter().all(|sealed| sealed.version.0 == 2));
    }
}

/// One that cannot be put keeps all others of its set out.
pub async fn a_set_of_thousands_is_committed_whole_or_not_at_all(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let kind = kind("Observation");
    let mut puts: Vec<_> = (0..5_000).map(|_| put(kind, world.row(), 1)).collect();
    puts[4_999].version = Version(2);
    let refused = tenant.refusal(tenant.set_of(puts.clone())).await;
    assert_eq!(refused, GuardFailure::Version(Version::ABSENT));
    let all = Selection::OfKind(kind);
    assert_eq!(tenant.count(StoreName::Records, all).await, 0);
    puts[4_999].version = Version(1);
    tenant.put(StoreName::Records, puts.clone()).await;
    assert_eq!(tenant.count(StoreName::Records, all).await, 5_000);
    // And beside it others go on.
    tenant.put(StoreName::Records, puts.iter().map(second).collect()).await;
    tenant.put(StoreName::Records, vec![put(kind, world.row(), 1)]).await;
    assert_eq!(tenant.count(StoreName::Records, all).await, 5_001);
}

fn second(first: &Put) -> Put {
    put(first.kind, first.row, 2)
}

/// Version numbers that come from outside may be as large as a `u64`; they name nothing.
pub async fn a_version_that_no_row_can_have_is_not_there(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    for store in SHELVES {
        let row = world.row();
        tenant.put(store, vec![put(kind("Patient"), row, 1)]).await;
        for version in [0, 2, 1 << 63, (1 << 63) - 1, u64::MAX] {
            let found = tenant.version(store, row, version).await;
            assert!(found.is_none(), "{store} {version}");
        }
    }
}

/// A tenant number that comes from outside may be any `u64`; nobody is there.
pub async fn a_tenant_that_cannot_be_has_nothing(engine: &impl Engine) {
    let world = World::open(engine).await;
    let row = world.row();
    let real = world.tenant_of(model::TenantId::from_number((1 << 63) - 2));
    for store in SHELVES {
        real.put(store, vec![put(kind("Patient"), row, 1)]).await;
        for number in [1 << 63, (1 << 63) + 1, u64::MAX] {
            let nobody = world.tenant_of(model::TenantId::from_number(number));
            assert!(nobody.newest(store, row).await.is_none(), "{store}");
            let selection = Selection::OfKind(kind("Patient"));
            assert!(nobody.live(store, selection).await.is_empty(), "{store}");
        }
        assert!(real.newest(store, row).await.is_some());
    }
    let nobody = world.tenant_of(model::TenantId::from_number(u64::MAX));
    let keys = world.keys().find_tenant(&nobody.permit()).await;
    assert_eq!(keys.expect("keys can be read"), None);
}

/// A document may be about nobody, one or many, each of whom has it listed once.
pub async fn a_document_about_several_people_is_listed_for_each(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let kind = kind("Observation");
    for store in [StoreName::Identity, StoreName::Records] {
        let people = [world.person(), world.person(), world.person()];
        let both = Put { about: people[..2].to_vec(), ..put(kind, world.row(), 1) };
        let twice = Put { about: vec![people[1], people[1]], ..put(kind, world.row(), 1) };
        tenant.put(store, vec![both.clone()]).await;
        tenant.put(store, vec![twice.clone()]).await;
        let expected = [vec![(both.row, 1)], vec![(twice.row, 1), (both.row, 1)], vec![]];
        for (subject, expected) in people.into_iter().zip(expected) {
            let selection = Selection::About { subject, kind };
            let listed = tenant.live(store, selection).await;
            assert_eq!(names(&listed), expected, "{store}");
            assert_eq!(tenant.count(store, selection).await, expected.len() as u64);
        }
    }
}
