//! What others wrote, unchanged, against a running server: clients of applications, and what they say of
//! what they are served. `scripts/test` brings them into the folder that `RIBCAGE_TOOLS` names.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::harness::{Server, not_run};

/// Where the programs are that speak for an application.
const PROGRAMS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/clients");

/// A folder of packages, if it was brought.
fn packages(test: &str, folder: &str) -> Option<PathBuf> {
    let tools = std::env::var_os("RIBCAGE_TOOLS").map(PathBuf::from);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.tools");
    let found = tools.unwrap_or(root).join("clients").join(folder);
    if found.is_dir() {
        return Some(found);
    }
    not_run(test, "the packages of the client are not there; `make test` brings them");
    None
}

/// Runs a program with the address and the token of a clinician, and expects it to say that all is well.
async fn run(mut command: Command, program: &Path, said: &str) {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("application", &["clinician"]).await;
    command.arg(program).args([&server.url, clinician.token()]).arg(server.ca());
    // Each ecosystem has its own name for it.
    for variable in ["REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"] {
        command.env(variable, server.ca());
    }
    let output = command.stdin(Stdio::null()).output().expect("the program runs");
    let (told, failed) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && told.contains(said), "{told}\n{failed}");
}

async fn python(test: &str, program: &str, said: &str) {
    let Some(packages) = packages(test, "python") else { return };
    let mut command = Command::new("python3");
    command.arg("-B").env("PYTHONPATH", packages);
    run(command, &Path::new(PROGRAMS).join(program), said).await;
}

async fn node(test: &str, program: &str, said: &str) {
    let Some(packages) = packages(test, "node/node_modules") else { return };
    // A module finds its packages beside itself or above.
    let folder = packages.parent().expect("a folder");
    let copy = folder.join(program);
    std::fs::copy(Path::new(PROGRAMS).join(program), &copy).expect("copied");
    run(Command::new("node"), &copy, said).await;
}

#[tokio::test]
async fn an_application_with_fhirpy_works_unchanged() {
    let test = "an_application_with_fhirpy_works_unchanged";
    python(test, "fhirpy_client.py", "fhirpy did everything").await;
}

#[tokio::test]
async fn an_application_with_fhirclient_works_unchanged() {
    let test = "an_application_with_fhirclient_works_unchanged";
    python(test, "fhirclient_client.py", "fhirclient did everything").await;
}

#[tokio::test]
async fn an_application_with_medplum_works_unchanged_and_its_validator_finds_nothing_wrong() {
    let test = "an_application_with_medplum_works_unchanged_and_its_validator_finds_nothing_wrong";
    node(test, "medplum_client.mjs", "@medplum/core did everything").await;
}

#[tokio::test]
async fn an_application_with_fhir_kit_client_works_unchanged() {
    let test = "an_application_with_fhir_kit_client_works_unchanged";
    node(test, "fhir_kit_client.mjs", "fhir-kit-client did everything").await;
}
