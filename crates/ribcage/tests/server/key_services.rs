//! Root keys that are kept elsewhere: in OpenBao, and in a token. When that is away, what needs it is
//! refused, says why, and goes on by itself.

use std::path::Path;

use reqwest::StatusCode;
use tempfile::TempDir;
use testkit::openbao::OpenBao;
use testkit::softhsm::{SoftHsm, TOKEN, VARIABLE};

use crate::harness::{Caller, Server, not_run, observation, patient};

/// How often is asked for what comes back by itself.
const LOOKS_MAX: usize = 300;
const BETWEEN_LOOKS: std::time::Duration = std::time::Duration::from_millis(100);

/// Leave to make the key, beside what a server needs.
const MAY_MAKE_THE_KEY: &str =
    "path \"transit/keys/ribcage\" { capabilities = [\"read\", \"create\", \"update\"] }";

/// How the key service is taken away and given back, and what is said of it meanwhile.
type Way = (fn(&mut OpenBao), fn(&mut OpenBao), &'static str);

/// A server whose root keys are in OpenBao.
fn start_with_openbao() -> Option<(OpenBao, Server)> {
    let Some(bao) = OpenBao::start() else {
        not_run("a server with its root keys in OpenBao", "OpenBao is not installed");
        return None;
    };
    bao.allow(&format!("{}\n{MAY_MAKE_THE_KEY}", testkit::openbao::POLICY));
    let folder = tempfile::tempdir().expect("a folder");
    let token_file = bao.token_file();
    let settings = [
        ("RIBCAGE_KEY_SERVICE", "vault"),
        ("RIBCAGE_VAULT_URL", &bao.url()),
        ("RIBCAGE_VAULT_TOKEN_FILE", text(&token_file)),
    ];
    let server = Server::start_in(folder, &settings);
    bao.allow_what_is_needed();
    Some((bao, server))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

fn said(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}

fn rotate(server: &Server) {
    let output = server.command(&["key", "rotate", "--wait"]);
    assert!(output.status.success(), "{output:?}");
    assert!(said(&output).contains("none under way"), "{output:?}");
}

async fn admit(clinician: &Caller, family: &str) -> [String; 2] {
    let id = clinician.create(&patient(family)).await;
    let observation = clinician.create(&observation(&id)).await;
    [format!("/fhir/R4/Patient/{id}"), format!("/fhir/R4/Observation/{observation}")]
}

async fn are_read(clinician: &Caller, paths: &[String]) {
    for path in paths {
        let answer = clinician.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {answer:?}");
    }
}

/// A path of a tenant whose keys the server does not have in memory is refused, and says so.
async fn is_refused(clinician: &Caller, path: &str) {
    let answer = clinician.get(path).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{answer:?}");
    assert_eq!(answer.code(), "key_service_unavailable", "{answer:?}");
}

async fn comes_back(clinician: &Caller, path: &str) {
    for _ in 0..LOOKS_MAX {
        if clinician.get(path).await.status == StatusCode::OK {
            return;
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
    panic!("{path}: {:?}", clinician.get(path).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn root_keys_in_openbao_turn_over_and_nothing_from_before_opens() {
    let Some((_bao, mut server)) = start_with_openbao() else { return };
    assert!(!server.data().join("root.key").exists());
    let clinician = server.tenant("Clinic").await.client("ward", &["clinician"]).await;
    let paths = admit(&clinician, "Maple").await;
    rotate(&server);
    are_read(&clinician, &paths).await;
    assert!(server.stop().success());
    let healthy = server.command(&["doctor"]);
    assert!(healthy.status.success(), "{healthy:?}");
    assert!(said(&healthy).contains("the key service answers, and has 1 root keys"));
    let before = server.copy_stores();
    rotate(&server);
    let refused = server.command_on(&before, &["tenant", "list"]);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    assert!(said(&refused).contains("root key epoch 2 is not there"), "{refused:?}");
    server.start_again();
    are_read(&server.caller(clinician.token()), &paths).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_fails_closed_while_openbao_is_away_and_goes_on_by_itself() {
    let Some((mut bao, mut server)) = start_with_openbao() else { return };
    let known = server.tenant("Known").await.client("ward", &["clinician"]).await;
    let other = server.tenant("Other").await.client("ward", &["clinician"]).await;
    let (of_known, of_other) = (admit(&known, "Maple").await, admit(&other, "Birch").await);

    let ways: [Way; 4] = [
        (|bao| bao.kill(), OpenBao::start_again, "the key service is not available"),
        (|bao| bao.seal(), |bao| bao.unseal(), "somebody has to unseal it"),
        (
            |bao| bao.allow("path \"nothing\" { capabilities = [\"read\"] }"),
            |bao| bao.allow_what_is_needed(),
            "the token may not",
        ),
        (|bao| bao.pause(), |bao| bao.go_on(), "the key service is not available"),
    ];
    for (take_away, give_back, words) in ways {
        // Only what is used is in memory then.
        assert!(server.stop().success());
        server.start_again();
        let (known, other) = (server.caller(known.token()), server.caller(other.token()));
        are_read(&known, &of_known).await;
        take_away(&mut bao);
        are_read(&known, &of_known).await;
        let created = known.post("/fhir/R4/Patient", &patient("Linden")).await;
        assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
        is_refused(&other, &of_other[0]).await;
        let ill = server.command(&["doctor"]);
        assert_eq!(ill.status.code(), Some(1), "{ill:?}");
        assert!(said(&ill).contains(words), "{words}: {ill:?}");
        give_back(&mut bao);
        comes_back(&other, &of_other[0]).await;
        are_read(&other, &of_other).await;
    }

    assert!(server.stop().success());
    bao.seal();
    let refused = server.command(&["tenant", "list"]);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    let line = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(line.lines().count(), 1, "{line}");
    assert!(line.contains("own keys cannot be opened") && line.contains("sealed"), "{line}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rotation_that_openbao_stops_halfway_is_gone_on_with() {
    let Some((bao, server)) = start_with_openbao() else { return };
    let clinician = server.tenant("Clinic").await.client("ward", &["clinician"]).await;
    let paths = admit(&clinician, "Maple").await;
    // It may begin an epoch, and end none.
    let halfway = testkit::openbao::POLICY.replace("/config\"", "/nothing\"");
    bao.allow(&halfway);
    let begun = server.command(&["key", "rotate"]);
    assert!(begun.status.success(), "{begun:?}");
    are_read(&clinician, &paths).await;
    let status = said(&server.command(&["key", "status"]));
    assert!(status.contains("rotation  under way"), "{status}");
    bao.allow_what_is_needed();
    rotate(&server);
    are_read(&clinician, &paths).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn root_keys_in_a_token_turn_over_and_nothing_from_before_opens() {
    let Some(token) = SoftHsm::make() else {
        return not_run("a server with its root keys in a token", "SoftHSM is not installed");
    };
    let folder: TempDir = tempfile::tempdir().expect("a folder");
    let (configuration, pin_file) = (token.configuration(), token.pin_file());
    let settings = [
        (VARIABLE, text(&configuration)),
        ("RIBCAGE_KEY_SERVICE", "pkcs11"),
        ("RIBCAGE_PKCS11_MODULE", text(SoftHsm::module())),
        ("RIBCAGE_PKCS11_TOKEN", TOKEN),
        ("RIBCAGE_PKCS11_PIN_FILE", text(&pin_file)),
    ];
    let mut server = Server::start_in(folder, &settings);
    assert!(!server.data().join("root.key").exists());
    let clinician = server.tenant("Clinic").await.client("ward", &["clinician"]).await;
    let paths = admit(&clinician, "Maple").await;
    assert!(server.stop().success());
    let before = server.copy_stores();
    rotate(&server);
    let refused = server.command_on(&before, &["tenant", "list"]);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    assert!(said(&refused).contains("root key epoch 1 is not there"), "{refused:?}");
    let healthy = server.command(&["doctor"]);
    assert!(healthy.status.success(), "{healthy:?}");

    token.take_out();
    let ill = server.command(&["doctor"]);
    assert_eq!(ill.status.code(), Some(1), "{ill:?}");
    assert!(said(&ill).contains("no token with the label clinic"), "{ill:?}");
    token.put_in();
    server.start_again();
    are_read(&server.caller(clinician.token()), &paths).await;
    rotate(&server);
    are_read(&server.caller(clinician.token()), &paths).await;
}
