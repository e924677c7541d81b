//! The key service against SoftHSM.
//!
//! The module finds its settings by a variable of the process, so each test runs in a process of its
//! own, which it starts itself.

#![expect(clippy::disallowed_methods, reason = "tests look at the environment they made")]

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use keys_pkcs11::{Pkcs11KeyService, Settings};
use store::{KeyService, KeyServiceError};
use testkit::softhsm::{SoftHsm, TOKEN, VARIABLE};
use testkit::{TestRng, key_service};

/// What the keys are called.
const KEY: &str = "ribcage";
/// The variable that tells the process that runs a test where its token is.
const FOLDER: &str = "RIBCAGE_TEST_TOKEN";
/// How long is waited between two tries.
const BETWEEN_TRIES: Duration = Duration::from_millis(20);

/// A token, in the process that is to use it; nothing in the one that starts it.
fn token(test: &str) -> Option<SoftHsm> {
    if std::env::var_os(FOLDER).is_some() {
        return SoftHsm::found(Path::new(&std::env::var_os(FOLDER)?));
    }
    let Some(token) = SoftHsm::make() else {
        testkit::not_run(test, "SoftHSM is not installed");
        return None;
    };
    let this = std::env::current_exe().expect("this program");
    let output = Command::new(this)
        .args(["--exact", test, "--nocapture"])
        .env(VARIABLE, token.configuration())
        .env(FOLDER, token.folder())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
    None
}

fn open(token: &SoftHsm, seed: u16) -> Pkcs11KeyService {
    open_with(token, TOKEN, SoftHsm::module(), seed)
}

fn open_with(token: &SoftHsm, label: &str, module: &Path, seed: u16) -> Pkcs11KeyService {
    let pin_file = token.pin_file();
    let settings = Settings { module, token: label, key: KEY, pin_file: &pin_file };
    Pkcs11KeyService::new(settings, Arc::new(TestRng::new(seed))).expect("a thread")
}

/// The service with its first key, as two processes have it open.
async fn made(token: &SoftHsm) -> [Pkcs11KeyService; 2] {
    let service = open(token, 1);
    service.create(key_service::moment()).await.expect("there was none");
    [service, open(token, 2)]
}

async fn refusal(service: &Pkcs11KeyService) -> String {
    match service.list_epochs().await {
        Err(KeyServiceError::Refused(why)) => why,
        other => panic!("{other:?}"),
    }
}

async fn comes_back(service: &Pkcs11KeyService) {
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

#[tokio::test]
async fn a_wrapped_key_opens_where_it_belongs() {
    let Some(token) = token("a_wrapped_key_opens_where_it_belongs") else { return };
    let [service, again] = made(&token).await;
    key_service::a_wrapped_key_opens_where_it_belongs(&service, &again).await;
}

#[tokio::test]
async fn an_epoch_begins_once() {
    let Some(token) = token("an_epoch_begins_once") else { return };
    let [service, again] = made(&token).await;
    key_service::an_epoch_begins_once(&service, &again).await;
    let epochs = service.list_epochs().await.expect("they are listed");
    assert!(epochs.iter().all(|epoch| epoch.begun_at == Some(key_service::moment())));
}

#[tokio::test]
async fn a_destroyed_epoch_opens_nothing() {
    let Some(token) = token("a_destroyed_epoch_opens_nothing") else { return };
    let [service, again] = made(&token).await;
    key_service::a_destroyed_epoch_opens_nothing(&service, &again).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_two_servers_wrap_under_an_epoch_they_begin_at_once_opens_for_both() {
    const ROUNDS: u64 = 10;
    let Some(token) =
        token("what_two_servers_wrap_under_an_epoch_they_begin_at_once_opens_for_both")
    else {
        return;
    };
    let [one, other] = made(&token).await;
    for newest in 1..=ROUNDS {
        let (begun, same) = tokio::join!(
            one.begin_epoch(newest, key_service::moment()),
            other.begin_epoch(newest, key_service::moment())
        );
        assert_eq!(begun.expect("it begins").number, newest + 1);
        assert_eq!(same.expect("it begins").number, newest + 1);
        let (key, wrapped) = key_service::wrapped(&one, &TestRng::new(5)).await;
        let opened = other.unwrap(key_service::name(2, 1), &wrapped).await.expect("it opens");
        assert_eq!(opened.expose(), key.expose());
    }
}

#[tokio::test]
async fn keys_that_are_there_are_not_taken_for_a_new_deployments() {
    let Some(token) = token("keys_that_are_there_are_not_taken_for_a_new_deployments") else {
        return;
    };
    let service = open(&token, 1);
    assert!(refusal(&service).await.contains("no key with the label ribcage"));
    let [service, _] = made(&token).await;
    let again = service.create(key_service::moment()).await.expect_err("it has one");
    assert!(again.to_string().contains("has keys with the label ribcage already"), "{again}");
}

#[tokio::test]
async fn a_token_that_is_taken_out_refuses_until_it_is_put_in_again() {
    let Some(token) = token("a_token_that_is_taken_out_refuses_until_it_is_put_in_again") else {
        return;
    };
    let service = open(&token, 1);
    service.create(key_service::moment()).await.expect("there was none");
    comes_back(&service).await;
    token.take_out();
    let key = seal::Key::random(&TestRng::new(9));
    assert!(service.wrap(key_service::name(2, 1), &key).await.is_err());
    let why = refusal(&service).await;
    assert!(why.contains("no token with the label clinic"), "{why}");
    token.put_in();
    comes_back(&service).await;
}

#[tokio::test]
async fn a_wrong_pin_is_tried_once_and_a_right_one_is_found_in_its_file() {
    let Some(token) = token("a_wrong_pin_is_tried_once_and_a_right_one_is_found_in_its_file")
    else {
        return;
    };
    drop(made(&token).await);
    token.write_pin("0000-0000");
    // Another process, so that nobody is logged in.
    let service = open(&token, 3);
    let why = refusal(&service).await;
    assert!(why.contains("does not take the PIN"), "{why}");
    let why = refusal(&service).await;
    assert!(why.contains("is not asked again with the same one"), "{why}");
    token.write_right_pin();
    comes_back(&service).await;
}

#[tokio::test]
async fn a_module_that_is_not_there_and_a_pin_that_others_may_read_are_named() {
    let Some(token) = token("a_module_that_is_not_there_and_a_pin_that_others_may_read_are_named")
    else {
        return;
    };
    let cause = async |service: &Pkcs11KeyService| match service.list_epochs().await {
        Err(KeyServiceError::Unavailable(cause)) => cause.to_string(),
        other => panic!("{other:?}"),
    };
    let missing = open_with(&token, TOKEN, Path::new("/nowhere/module.so"), 1);
    assert!(cause(&missing).await.contains("/nowhere/module.so"));
    let other = open_with(&token, "elsewhere", SoftHsm::module(), 1);
    assert!(refusal(&other).await.contains("no token with the label elsewhere"));
    let mode = Command::new("chmod").arg("0640").arg(token.pin_file()).status();
    assert!(mode.expect("chmod is there").success());
    let told = cause(&open(&token, 1)).await;
    assert!(told.contains("may be read by others: its mode is 640"), "{told}");
}
