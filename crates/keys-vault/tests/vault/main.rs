//! The key service against a real OpenBao server.

#![expect(clippy::disallowed_methods, reason = "tests write the files that the service reads")]

use std::path::Path;
use std::time::Duration;

use keys_vault::{Settings, VaultKeyService};
use store::{KeyService, KeyServiceError};
use testkit::openbao::{KEY, MOUNT, OpenBao};
use testkit::{TestRng, key_service};

/// How long is waited between two tries.
const BETWEEN_TRIES: Duration = Duration::from_millis(50);

/// A server with the key; nothing, which is said at the end of the run, if it is not installed.
fn start(test: &str) -> Option<OpenBao> {
    let server = OpenBao::start();
    if server.is_none() {
        testkit::not_run(test, "OpenBao is not installed");
    }
    let server = server?;
    server.make_key(&[]);
    Some(server)
}

/// The service as one process has it open.
fn open(server: &OpenBao) -> VaultKeyService {
    open_with(&server.url(), &server.token_file())
}

fn open_with(url: &str, token_file: &Path) -> VaultKeyService {
    let settings = Settings { url, mount: MOUNT, key: KEY, token_file, ca: None };
    VaultKeyService::new(settings).expect("the settings are right")
}

/// Why a key is not wrapped.
async fn refusal(service: &VaultKeyService) -> String {
    let key = seal::Key::random(&TestRng::new(9));
    match service.wrap(key_service::name(2, 1), &key).await {
        Err(KeyServiceError::Refused(why)) => why,
        other => panic!("{other:?}"),
    }
}

/// Wraps and unwraps, as soon as that goes well.
async fn comes_back(service: &VaultKeyService) {
    let key = seal::Key::random(&TestRng::new(9));
    let wrapped = loop {
        match service.wrap(key_service::name(2, 1), &key).await {
            Ok(wrapped) => break wrapped,
            Err(_) => tokio::time::sleep(BETWEEN_TRIES).await,
        }
    };
    let opened = service.unwrap(key_service::name(2, 1), &wrapped).await.expect("it opens");
    assert_eq!(opened.expose(), key.expose());
}

async fn is_unavailable(service: &VaultKeyService) {
    let key = seal::Key::random(&TestRng::new(9));
    let refused = service.wrap(key_service::name(2, 1), &key).await;
    assert!(matches!(refused, Err(KeyServiceError::Unavailable(_))), "{refused:?}");
}

#[tokio::test]
async fn a_wrapped_key_opens_where_it_belongs() {
    let Some(server) = start("a_wrapped_key_opens_where_it_belongs") else { return };
    key_service::a_wrapped_key_opens_where_it_belongs(&open(&server), &open(&server)).await;
}

#[tokio::test]
async fn an_epoch_begins_once() {
    let Some(server) = start("an_epoch_begins_once") else { return };
    let service = open(&server);
    key_service::an_epoch_begins_once(&service, &open(&server)).await;
    let epochs = service.list_epochs().await.expect("they are listed");
    assert!(epochs.iter().all(|epoch| epoch.begun_at.is_some()), "{epochs:?}");
}

#[tokio::test]
async fn a_destroyed_epoch_opens_nothing() {
    let Some(server) = start("a_destroyed_epoch_opens_nothing") else { return };
    key_service::a_destroyed_epoch_opens_nothing(&open(&server), &open(&server)).await;
}

#[tokio::test]
async fn a_key_is_made_once_and_not_by_what_serves() {
    let Some(server) = OpenBao::start() else {
        return testkit::not_run("a_key_is_made_once", "OpenBao is not installed");
    };
    let service = open(&server);
    let missing = refusal(&service).await;
    assert!(missing.contains("may not POST transit/encrypt/ribcage"), "{missing}");
    assert!(matches!(service.create().await, Err(KeyServiceError::Refused(_))));
    server.allow(
        "path \"transit/keys/ribcage\" { capabilities = [\"read\", \"create\", \"update\"] }",
    );
    service.create().await.expect("it may be made");
    let again = service.create().await.expect_err("it is there");
    assert!(again.to_string().contains("there is a key of this name already"), "{again}");
    server.allow_what_is_needed();
    comes_back(&service).await;
}

#[tokio::test]
async fn a_key_that_may_leave_the_service_is_refused() {
    let Some(server) = OpenBao::start() else {
        return testkit::not_run("a_key_that_may_leave", "OpenBao is not installed");
    };
    server.make_key(&["exportable=true"]);
    let refused = open(&server).list_epochs().await.expect_err("it may be exported");
    assert!(refused.to_string().contains("may leave the service"), "{refused}");
}

#[tokio::test]
async fn a_server_that_is_killed_is_unavailable_until_it_is_there_again() {
    let Some(mut server) = start("a_server_that_is_killed") else { return };
    let service = open(&server);
    comes_back(&service).await;
    server.kill();
    is_unavailable(&service).await;
    server.start_again();
    comes_back(&service).await;
}

#[tokio::test]
async fn a_server_that_hangs_is_unavailable_until_it_goes_on() {
    let Some(server) = start("a_server_that_hangs") else { return };
    let service = open(&server);
    comes_back(&service).await;
    server.pause();
    is_unavailable(&service).await;
    server.go_on();
    comes_back(&service).await;
}

#[tokio::test]
async fn a_sealed_server_refuses_and_says_so() {
    let Some(server) = start("a_sealed_server") else { return };
    let service = open(&server);
    comes_back(&service).await;
    server.seal();
    let why = refusal(&service).await;
    assert!(why.contains("sealed; somebody has to unseal it"), "{why}");
    server.unseal();
    comes_back(&service).await;
}

#[tokio::test]
async fn what_the_policy_denies_is_named() {
    let Some(server) = start("what_the_policy_denies") else { return };
    let service = open(&server);
    comes_back(&service).await;
    server.allow("path \"transit/keys/ribcage\" { capabilities = [\"read\"] }");
    let why = refusal(&service).await;
    assert!(why.contains("may not POST transit/encrypt/ribcage"), "{why}");
    let newest = service.list_epochs().await.expect("that it may").pop().expect("one").number;
    let denied = service.begin_epoch(newest, key_service::moment()).await.expect_err("denied");
    assert!(denied.to_string().contains("POST transit/keys/ribcage/rotate"), "{denied}");
    server.allow_what_is_needed();
    comes_back(&service).await;
}

#[tokio::test]
async fn a_token_that_is_revoked_is_refused_and_a_new_one_is_found_in_its_file() {
    let Some(server) = start("a_token_that_is_revoked") else { return };
    let service = open(&server);
    comes_back(&service).await;
    server.revoke_token();
    let why = refusal(&service).await;
    assert!(why.contains("the token may not"), "{why}");
    server.renew_token();
    comes_back(&service).await;
}

#[tokio::test]
async fn a_token_that_others_may_read_is_not_used() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("token");
    let service = open_with("http://127.0.0.1:1", &file);
    let cause = async || match service.list_epochs().await {
        Err(KeyServiceError::Unavailable(cause)) => cause.to_string(),
        other => panic!("{other:?}"),
    };
    assert!(cause().await.contains("cannot be read"));
    std::fs::write(&file, "").expect("written");
    let set_mode = |mode| {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(&file, mode).expect("set");
    };
    set_mode(0o600);
    assert!(cause().await.contains("holds no token"));
    std::fs::write(&file, "s.secret").expect("written");
    set_mode(0o640);
    let told = cause().await;
    assert!(told.contains("may be read by others: its mode is 640"), "{told}");
    assert!(!told.contains("s.secret"));
}
