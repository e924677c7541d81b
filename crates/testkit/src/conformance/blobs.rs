//! Blobs: known before anything of them is kept, given to a document with its commit or not at all.

use std::time::Duration;

use model::{BackgroundTask, BlobId, DocumentKeyId, RowKey, TenantId};
use policy::Permit;
use seal::KeyReference;
use store::{Attachment, Blob, BlobCount, BlobNotes, BlobPart, BlobState, GuardFailure, WriteSet};

use super::Engine;
use super::world::{ALL, World};

/// Longer than any test runs.
const LONG: Duration = Duration::from_hours(1);

fn anybody() -> Permit {
    Permit::for_background(BackgroundTask::KeepBlobs, TenantId::DEPLOYMENT)
}

fn part(number: u32) -> BlobPart {
    BlobPart { number, object: 7 + u64::from(number), bytes: 100 }
}

async fn begin(world: &World, tenant: TenantId, time: Duration) -> BlobId {
    let id = BlobId::random(&world.rng);
    let permit = Permit::for_background(BackgroundTask::KeepBlobs, tenant);
    world.records().begin_blob(&permit, id, None, time).await.expect("begun");
    id
}

async fn find(world: &World, tenant: TenantId, id: BlobId) -> Option<Blob> {
    let permit = Permit::for_background(BackgroundTask::KeepBlobs, tenant);
    world.records().find_blob(&permit, id).await.expect("asked")
}

/// A blob is found with its parts in their order, and by its own tenant only; of two parts with one number the first
/// stays.
pub async fn a_blob_is_known_with_its_parts(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    let key = KeyReference::Document(DocumentKeyId::random(&world.rng));
    let notes = BlobNotes { key, message: b"sealed".to_vec() };
    let (records, permit) = (world.records(), tenant.permit());
    let id = BlobId::random(&world.rng);
    records.begin_blob(&permit, id, Some(notes.clone()), LONG).await.expect("begun");
    for number in [1, 0] {
        let second = BlobPart { object: 99, ..part(number) };
        for (part, is_first) in [(part(number), true), (second, false)] {
            let added = records.add_blob_part(&permit, id, part, LONG).await.expect("asked");
            assert_eq!(added, is_first);
        }
    }
    let found = find(&world, tenant.id, id).await.expect("known");
    assert_eq!(found.parts, [part(0), part(1)]);
    assert_eq!((found.state, found.row, found.notes), (BlobState::Pending, None, Some(notes)));
    assert_eq!(find(&world, other.id, id).await, None);
    let wanted = vec![(tenant.id, id), (other.id, id), (tenant.id, BlobId::random(&world.rng))];
    let known = records.list_known_blobs(&anybody(), wanted).await.expect("asked");
    assert_eq!(known, [(tenant.id, id)]);
}

/// A committed set gives a blob to its document, once; a refused one does not.
pub async fn a_document_gets_its_blob_with_its_commit_or_not_at_all(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (records, permit) = (world.records(), tenant.permit());
    let id = begin(&world, tenant.id, LONG).await;
    records.add_blob_part(&permit, id, part(0), LONG).await.expect("asked");
    let row = RowKey::from_bytes([5; 16]);
    let blobs = vec![Attachment { blob: id, row }];
    let guards = vec![store::Guard::Alive(world.person())];
    tenant.refusal(WriteSet { guards, blobs: blobs.clone(), ..tenant.set() }).await;
    assert_eq!(find(&world, tenant.id, id).await.map(|it| it.state), Some(BlobState::Pending));
    tenant.commit(WriteSet { blobs: blobs.clone(), ..tenant.set() }).await;
    let found = find(&world, tenant.id, id).await.expect("known");
    assert_eq!((found.state, found.row), (BlobState::Attached, Some(row)));
    let of_row = records.list_blobs_of_row(&permit, row).await.expect("asked");
    assert_eq!(of_row.iter().map(|it| it.id).collect::<Vec<_>>(), [id]);
    // Nobody adds to it any more, and it is nobody else's.
    assert!(!records.add_blob_part(&permit, id, part(1), LONG).await.expect("asked"));
    let again = tenant.refusal(WriteSet { blobs, ..tenant.set() }).await;
    assert_eq!(again, GuardFailure::NotPending);
    let unknown = vec![Attachment { blob: BlobId::random(&world.rng), row }];
    let refused = tenant.refusal(WriteSet { blobs: unknown, ..tenant.set() }).await;
    assert_eq!(refused, GuardFailure::NotPending);
    let parts = records.list_blob_parts(&permit, None, ALL).await.expect("listed");
    assert_eq!(parts, [(id, part(0))]);
    let behind = records.list_blob_parts(&permit, Some((id, 0)), ALL).await.expect("listed");
    assert!(behind.is_empty());
}

/// What has been pending for too long is let go, and is not given to anybody.
pub async fn what_is_pending_for_too_long_goes(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let records = world.records();
    let (late, early) =
        (begin(&world, tenant.id, Duration::ZERO).await, begin(&world, tenant.id, LONG).await);
    // The time of engines is not finer than this.
    while records.let_overdue_blobs_go(&anybody()).await.expect("done") == 0 {}
    assert_eq!(find(&world, tenant.id, late).await.map(|it| it.state), Some(BlobState::Going));
    assert_eq!(find(&world, tenant.id, early).await.map(|it| it.state), Some(BlobState::Pending));
    let blobs = vec![Attachment { blob: late, row: RowKey::from_bytes([5; 16]) }];
    let refused = tenant.refusal(WriteSet { blobs, ..tenant.set() }).await;
    assert_eq!(refused, GuardFailure::NotPending);
    assert!(!records.add_blob_part(&tenant.permit(), late, part(0), LONG).await.expect("asked"));
    let going = records.list_going_blobs(&anybody(), ALL).await.expect("listed");
    let going: Vec<_> = going.into_iter().map(|(tenant, blob)| (tenant, blob.id)).collect();
    assert_eq!(going, [(tenant.id, late)]);
    let count = records.count_blobs(&anybody()).await.expect("counted");
    assert_eq!(count, BlobCount { pending: 1, attached: 0, going: 1 });
}

/// Whoever gives content up does not take it from a document that has come to have it.
pub async fn only_a_pending_blob_is_given_up(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (records, permit) = (world.records(), tenant.permit());
    let (pending, attached) =
        (begin(&world, tenant.id, LONG).await, begin(&world, tenant.id, LONG).await);
    let blobs = vec![Attachment { blob: attached, row: RowKey::from_bytes([5; 16]) }];
    tenant.commit(WriteSet { blobs, ..tenant.set() }).await;
    for (blob, is_given_up) in [(pending, true), (pending, false), (attached, false)] {
        let given_up = records.let_pending_blob_go(&permit, blob).await;
        assert_eq!(given_up.expect("asked"), is_given_up);
    }
    let state = find(&world, tenant.id, attached).await.map(|it| it.state);
    assert_eq!(state, Some(BlobState::Attached));
}

/// Only what is going is forgotten, with its parts.
pub async fn a_blob_is_forgotten_when_it_is_going(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (records, permit) = (world.records(), tenant.permit());
    let id = begin(&world, tenant.id, LONG).await;
    records.add_blob_part(&permit, id, part(0), LONG).await.expect("asked");
    records.forget_blob(&permit, id).await.expect("done");
    assert!(find(&world, tenant.id, id).await.is_some());
    records.let_blobs_go(&permit, vec![id]).await.expect("done");
    records.forget_blob(&world.tenant().permit(), id).await.expect("done");
    assert_eq!(find(&world, tenant.id, id).await.map(|it| it.parts.len()), Some(1));
    records.forget_blob(&permit, id).await.expect("done");
    assert_eq!(find(&world, tenant.id, id).await, None);
    // Another of the same name would have none of its parts.
    records.begin_blob(&permit, id, None, LONG).await.expect("begun");
    assert_eq!(find(&world, tenant.id, id).await.map(|it| it.parts), Some(Vec::new()));
}

/// What was noted is listed once a document has the blob, until it is forgotten.
pub async fn notes_of_a_blob_are_there_until_they_are_forgotten(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (records, permit) = (world.records(), tenant.permit());
    let key = KeyReference::Document(DocumentKeyId::random(&world.rng));
    let id = BlobId::random(&world.rng);
    let notes = BlobNotes { key, message: b"sealed".to_vec() };
    records.begin_blob(&permit, id, Some(notes.clone()), LONG).await.expect("begun");
    assert!(records.list_noted_blobs(&anybody(), ALL).await.expect("listed").is_empty());
    let other = world.tenant().permit();
    let coming_in = async |permit, after| {
        let found = records.list_pending_blobs(permit, after, ALL).await.expect("listed");
        found.into_iter().map(|blob| (blob.id, blob.notes)).collect::<Vec<_>>()
    };
    assert_eq!(coming_in(&permit, None).await, [(id, Some(notes.clone()))]);
    assert!(coming_in(&permit, Some(id)).await.is_empty());
    assert!(coming_in(&other, None).await.is_empty());
    let blobs = vec![Attachment { blob: id, row: RowKey::from_bytes([5; 16]) }];
    tenant.commit(WriteSet { blobs, ..tenant.set() }).await;
    let found = records.list_noted_blobs(&anybody(), ALL).await.expect("listed");
    let found: Vec<_> = found.into_iter().map(|(_, blob)| (blob.id, blob.notes)).collect();
    assert_eq!(found, [(id, Some(notes))]);
    assert!(coming_in(&permit, None).await.is_empty());
    records.forget_blob_notes(&permit, id).await.expect("done");
    assert!(records.list_noted_blobs(&anybody(), ALL).await.expect("listed").is_empty());
    assert_eq!(find(&world, tenant.id, id).await.map(|it| it.state), Some(BlobState::Attached));
}
