//! What stands in the files: nothing that was sealed can be read there.

use std::path::Path;

use model::{Clock, Pseudonym, RowKey, StoreName, Tree, Version};
use seal::{Key, KeyReference, Place, RowKeySecret};
use store::{ClaimChange, Document, DocumentState, SubjectRecord, WriteSet};
use testkit::conformance::keys::person;
use testkit::conformance::world::{Tenant, World};
use testkit::{event, kind, seal_document, seal_event};

use crate::engine::{SqliteEngine, read_all};

/// Text that is sealed, or hashed into row keys, and must be in no file.
const MARKERS: [&str; 9] = [
    "marker-of-an-id",
    "marker-of-a-label",
    "marker-of-a-body",
    "marker-of-a-header",
    "marker-of-an-event",
    "marker-of-a-claim",
    "Observation",
    "Patient",
    "resourceType",
];

#[tokio::test]
async fn nothing_that_was_sealed_can_be_read_in_the_files() {
    let engine = SqliteEngine::new();
    let world = World::open(&engine).await;
    let tenant = world.tenant();
    let secret = RowKeySecret::new(&Key::random(&world.rng));
    for number in 0..10 {
        for name in ["Patient", "Observation"] {
            seal_and_open(&tenant, name, number, &secret).await;
        }
    }
    assert_nothing_readable(engine.folder());
    // Closing folds the write-ahead logs into the files.
    let world = world.reopen(&engine).await;
    assert_nothing_readable(engine.folder());

    // The search would find them if they were there.
    let plain = event(Tree::Changes, MARKERS[3], &world.rng);
    let tenant = world.tenant();
    tenant.commit(WriteSet::only_event(plain)).await;
    let files = read_all(engine.folder());
    assert!(files.iter().any(|(_, bytes)| holds(bytes, MARKERS[3])));
}

/// Seals a document, an event about it and the key of the person it is about; stores all three and
/// opens the document again.
async fn seal_and_open(tenant: &Tenant<'_>, name: &str, number: u32, secret: &RowKeySecret) {
    let world = tenant.world;
    let rng = &world.rng;
    let (kind, subject) = (kind(name), world.person());
    let (key, data_key) = (Key::random(rng), Key::random(rng));
    let id = format!("marker-of-an-id-{number}");
    let row = secret.row_key(kind.name(), &id);
    let document = Document {
        kind,
        id: id.parse().expect("it is spelt as ids are"),
        version: Version::FIRST,
        at: world.clock.now(),
        state: DocumentState::Live,
        labels: vec!["marker-of-a-label|1".to_owned()],
        about: vec![subject],
        body: format!(r#"{{"resourceType":"{kind}","text":"marker-of-a-body"}}"#),
        content: None,
        definition: None,
    };
    let store = kind.store();
    let under = (KeyReference::Subject(subject), &key);
    let sealed = seal_document(tenant.id, store, row, &document, under, rng);
    let texts = ("marker-of-a-header", "marker-of-an-event");
    let event = seal_event(tenant.id, Tree::Changes, texts, (1, &data_key), rng);
    keep_wrapped(tenant, row, subject, &key).await;

    let claim = secret.row_key("claim:name", &format!("marker-of-a-claim-{name}-{number}"));
    let claims = vec![ClaimChange::Take(claim)];
    if store == StoreName::Identity {
        tenant.put(store, vec![sealed]).await;
        let set = WriteSet::only_event(event);
        tenant.commit(WriteSet { claims, ..set }).await;
    } else {
        let set = WriteSet { puts: vec![sealed], claims, ..WriteSet::only_event(event) };
        tenant.commit(set).await;
    }
    let found = tenant.newest(store, row).await.expect("it is there");
    found.open(&key).expect("it was sealed for this place");
    assert!(found.open(&data_key).is_err(), "under its own key only");
}

/// Keeps a person's key, wrapped as the operations do it.
async fn keep_wrapped(tenant: &Tenant<'_>, row: RowKey, subject: Pseudonym, key: &Key) {
    let rng = &tenant.world.rng;
    let place = Place {
        tenant: tenant.id,
        store: StoreName::Keys,
        kind: "subject-key",
        row,
        version: 1,
        key: KeyReference::TenantKey(1),
    };
    let record = SubjectRecord {
        row,
        records: subject,
        wrapped: seal::wrap_key(&Key::random(rng), &place, key, rng),
        ..person(tenant)
    };
    let keys = tenant.world.keys();
    tenant.give_keys().await;
    let created = keys.create_subject(&tenant.permit(), record).await;
    created.expect("the store works");
}

fn assert_nothing_readable(folder: &Path) {
    let files = read_all(folder);
    assert!(files.len() >= 3);
    for (path, bytes) in files {
        for marker in MARKERS {
            assert!(!holds(&bytes, marker), "{marker} in {}", path.display());
        }
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}
