//! What others wrote, unchanged, against a running server: clients of applications, and what they say of
//! what they are served. `scripts/test` brings them into the folder that `RIBCAGE_TOOLS` names.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Server, not_run, observation, patient};

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

/// What a program says of resources, a line each that it finds wrong; none, if it could not run.
fn judge(test: &str, program: &str, resources: &Path) -> Option<Vec<String>> {
    let program = Path::new(PROGRAMS).join(program);
    let mut command = if program.extension().is_some_and(|kind| kind == "py") {
        let mut command = Command::new("python3");
        command.arg("-B").env("PYTHONPATH", packages(test, "python")?).arg(program);
        command
    } else {
        let packages = packages(test, "node/node_modules")?;
        let copy = packages.parent()?.join(program.file_name()?);
        std::fs::copy(program, &copy).expect("copied");
        let mut command = Command::new("node");
        command.arg(copy);
        command
    };
    let output = command.arg(resources).stdin(Stdio::null()).output().expect("the program runs");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && told.contains("looked at"), "{output:?}");
    let wrong = told.lines().filter(|line| line.starts_with("wrong"));
    Some(wrong.map(ToOwned::to_owned).collect())
}

/// Everything that a server shows: what was stored of the samples, and what it makes itself.
async fn everything_served() -> Vec<Value> {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("application", &["clinician"]).await;
    let ann = clinician.create(&patient("Maple")).await;
    let weight = clinician.create(&observation(&ann)).await;
    let folder = std::env::var_os("RIBCAGE_SAMPLE_DATA").map(PathBuf::from);
    let examples = folder.map(|folder| folder.join("fhir/r4-examples"));
    for path in examples.iter().flat_map(|folder| std::fs::read_dir(folder).expect("a folder")) {
        let text = std::fs::read_to_string(path.expect("an entry").path()).expect("text");
        let Ok(mut example) = serde_json::from_str::<Value>(&text) else { continue };
        // About whom there is here; what cannot be stored is tried elsewhere.
        let text = example.to_string();
        for person in text.split("\"Patient/").skip(1).filter_map(|rest| rest.split('"').next()) {
            let stand_in = json!({"resourceType": "Patient", "id": person});
            let path = format!("/fhir/R4/Patient/{person}");
            let unless = clinician.request(Method::PUT, &path).header("if-none-match", "*");
            clinician.send(unless.json(&stand_in)).await;
        }
        let kind = example["resourceType"].as_str().unwrap_or_default().to_owned();
        if let Some(id) = example["id"].as_str().map(ToOwned::to_owned) {
            clinician.put(&format!("/fhir/R4/{kind}/{id}"), &example.take()).await;
        }
    }
    let mut shown = Vec::new();
    for kind in fhir::types::RESOURCE_TYPES {
        let by = if kind.name() == "AuditEvent" { &administrator } else { &clinician };
        let bundle = by.get(&format!("/fhir/R4/{kind}?_count=500")).await.json();
        let entries = bundle["entry"].as_array().into_iter().flatten();
        shown.extend(entries.map(|entry| entry["resource"].clone()));
    }
    for path in [
        "/fhir/R4/metadata".to_owned(),
        "/fhir/R4/Patient/nobody".to_owned(),
        "/fhir/R4/Patient?colour=red".to_owned(),
        "/fhir/R4/Patient/_history".to_owned(),
        format!("/fhir/R4/Patient?_id={ann}&_revinclude=Observation:subject&_summary=true"),
        format!("/fhir/R4/Observation/{weight}/_history"),
        format!("/fhir/R4/Patient/{ann}/$everything"),
        format!("/fhir/R4/Observation/$lastn?patient={ann}"),
        format!("/fhir/R4/Observation/$stats?subject=Patient/{ann}&code=29463-7&statistic=average"),
    ] {
        shown.push(clinician.get(&path).await.json());
    }
    shown
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_that_is_served_is_fhir_in_the_eyes_of_others() {
    let test = "everything_that_is_served_is_fhir_in_the_eyes_of_others";
    let lines: Vec<_> = everything_served().await.iter().map(Value::to_string).collect();
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(lines.join("\n").as_bytes()).expect("written");
    for program in ["medplum_validator.mjs", "fhir_resources_validator.py"] {
        if let Some(wrong) = judge(test, program, file.path()) {
            let wrong: Vec<_> = wrong.iter().filter(|line| !is_known(line)).collect();
            assert!(wrong.is_empty(), "{program}, of {} resources: {wrong:#?}", lines.len());
        }
    }
}

/// What a program finds wrong in examples of the standard: rightly, that a code stands in a system twice,
/// which no check of elements sees; and wrongly, that base64 has white space in it, which R4 allows.
fn is_known(line: &str) -> bool {
    KNOWN.iter().any(|known| line.contains(known))
}

const KNOWN: [&str; 2] =
    ["CodeSystem/example: Constraint csd-1", "Binary/example: Invalid base64Binary format"];

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
