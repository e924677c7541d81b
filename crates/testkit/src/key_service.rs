//! What every key service must do, whatever keeps its root keys.

use model::{DeploymentId, TenantId, Timestamp};
use seal::Key;
use store::{KeyService, KeyServiceError, TenantKeyName, TenantKeyVersion};

use crate::TestRng;

/// A tenant key's name.
pub fn name(tenant: u64, version: u64) -> TenantKeyName {
    TenantKeyName {
        deployment: DeploymentId::from_bytes([1; 16]),
        tenant: TenantId::from_number(tenant),
        version,
    }
}

/// A moment with no more than the milliseconds that a key service has to keep.
pub fn moment() -> Timestamp {
    Timestamp::from_millisecond(1_790_000_000_000).expect("in range")
}

/// Wraps a key drawn from `rng`, under the newest epoch.
pub async fn wrapped(service: &dyn KeyService, rng: &TestRng) -> (Key, TenantKeyVersion) {
    let key = Key::random(rng);
    let wrapped = service.wrap(name(2, 1), &key).await.expect("it wraps");
    (key, wrapped)
}

/// What was wrapped opens for the tenant and version it was wrapped for, and for no other. Give a
/// service on which nothing was rotated, and the same one as another process opens it.
pub async fn a_wrapped_key_opens_where_it_belongs(
    service: &dyn KeyService,
    again: &dyn KeyService,
) {
    let (key, wrapped) = wrapped(service, &TestRng::new(1)).await;
    assert_eq!(wrapped.version, 1);
    for service in [service, again] {
        let opened = service.unwrap(name(2, 1), &wrapped).await.expect("it opens");
        assert_eq!(opened.expose(), key.expose());
        for elsewhere in [name(3, 1), name(2, 2)] {
            let refused = service.unwrap(elsewhere, &wrapped).await;
            assert!(matches!(refused, Err(KeyServiceError::WrongRootKey)), "{elsewhere:?}");
        }
    }
    for flipped in [0, wrapped.wrapped.len() / 2, wrapped.wrapped.len() - 1] {
        let mut changed = wrapped.clone();
        changed.wrapped[flipped] ^= 1;
        assert!(service.unwrap(name(2, 1), &changed).await.is_err(), "byte {flipped}");
    }
    let epoch = wrapped.epoch + 7;
    let unknown = service.unwrap(name(2, 1), &TenantKeyVersion { epoch, ..wrapped }).await;
    assert!(matches!(unknown, Err(KeyServiceError::UnknownEpoch(found)) if found == epoch));
}

/// An epoch is begun once, whoever asks, and everybody wraps under it from then on.
pub async fn an_epoch_begins_once(service: &dyn KeyService, again: &dyn KeyService) {
    let before = service.list_epochs().await.expect("they are listed");
    let [first] = before.as_slice() else {
        panic!("{before:?}");
    };
    let (key, old) = wrapped(service, &TestRng::new(2)).await;
    let begun = service.begin_epoch(first.number, moment()).await.expect("it begins");
    assert!(begun.number > first.number);
    let same = again.begin_epoch(first.number, moment()).await.expect("it was begun");
    assert_eq!(same, begun);
    for service in [service, again] {
        assert_eq!(service.list_epochs().await.expect("they are listed"), [*first, begun]);
        let new = service.wrap(name(2, 1), &key).await.expect("it wraps");
        assert_eq!(new.epoch, begun.number);
        let opened = service.unwrap(name(2, 1), &old).await.expect("the old epoch lives");
        assert_eq!(opened.expose(), key.expose());
    }
}

/// A destroyed epoch opens nothing, for nobody, and the newest cannot be destroyed.
pub async fn a_destroyed_epoch_opens_nothing(service: &dyn KeyService, again: &dyn KeyService) {
    let newest = service.list_epochs().await.expect("they are listed").pop().expect("one");
    let (key, old) = wrapped(service, &TestRng::new(3)).await;
    let begun = again.begin_epoch(newest.number, moment()).await.expect("it begins");
    let new = service.wrap(name(2, 1), &key).await.expect("it wraps");
    for _ in 0..2 {
        service.destroy_epochs_before(begun.number + 5).await.expect("it destroys");
    }
    for service in [service, again] {
        assert_eq!(service.list_epochs().await.expect("they are listed"), [begun]);
        let gone = service.unwrap(name(2, 1), &old).await;
        assert!(matches!(gone, Err(KeyServiceError::UnknownEpoch(found)) if found == old.epoch));
        let opened = service.unwrap(name(2, 1), &new).await.expect("the newest lives");
        assert_eq!(opened.expose(), key.expose());
    }
}
