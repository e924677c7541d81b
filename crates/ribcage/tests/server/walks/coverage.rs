//! That the walks leave nothing out, but what stands in `exemptions.txt`.

use std::collections::BTreeSet;

use model::Operation;
use serde_json::Value;

use super::cases::CASES;
use crate::harness::Server;
use crate::people::DOORS;

const EXEMPTIONS: &str = include_str!("exemptions.txt");
const WALKS: [&str; 5] = ["case", "anonymous", "tenant", "role", "event"];
/// The router of the FHIR face, which no OpenAPI document describes.
const FHIR_ROUTER: &str = include_str!("../../../../api/src/fhir.rs");

/// The lines of the file: walk, operation, reason.
fn exemptions() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let lines = EXEMPTIONS.lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let (head, reason) = line.split_once(": ").expect("a reason");
        let (walk, operation) = head.split_once(' ').expect("a walk and an operation");
        (walk, operation, reason)
    })
}

/// Whether a walk leaves an operation out.
pub(super) fn is_exempt(walk: &str, operation: &str) -> bool {
    exemptions().any(|(found, name, _)| (found, name) == (walk, operation))
}

/// What a walk found open is what the file says, no more and no less.
pub(super) fn assert_exempted(walk: &str, open: &BTreeSet<&str>) {
    let written: BTreeSet<_> = exemptions()
        .filter(|(found, ..)| *found == walk)
        .map(|(_, operation, _)| operation)
        .collect();
    assert_eq!(*open, written, "the walk `{walk}`, and walks/exemptions.txt");
}

#[test]
fn every_exemption_has_a_reason_and_is_of_an_operation() {
    for (walk, operation, reason) in exemptions() {
        assert!(WALKS.contains(&walk), "{walk}");
        assert!(Operation::find(operation).is_some(), "{operation}");
        assert!(reason.len() > 20, "{operation}: {reason}");
    }
}

#[test]
fn every_operation_has_a_case() {
    // What only people do has walks of its own.
    let of_people = DOORS.iter().map(|door| door.operation.name());
    let with: BTreeSet<_> =
        CASES.iter().map(|case| case.operation.name()).chain(of_people).collect();
    let doors: BTreeSet<_> =
        CASES.iter().map(|case| (case.method().to_string(), case.template)).collect();
    assert_eq!(doors.len(), CASES.len(), "one case a door");
    let without: BTreeSet<_> = Operation::ALL
        .iter()
        .map(|operation| operation.name())
        .filter(|name| !with.contains(name))
        .collect();
    assert_exempted("case", &without);
}

#[tokio::test]
async fn every_route_has_a_case() {
    let server = Server::start();
    let url = format!("{}/api/openapi.json", server.url);
    let answer = server.http().get(url).send().await;
    let document: Value = answer.expect("an answer").json().await.expect("JSON");
    let mut described = BTreeSet::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let name = operation["operationId"].as_str().expect("a name");
            described.insert((method.to_uppercase(), path.clone(), name.to_owned()));
        }
    }
    let walked: BTreeSet<_> = CASES
        .iter()
        .filter(|case| !case.template.starts_with("/fhir"))
        .map(|case| {
            let name = case.operation.name().to_owned();
            (case.method().to_string(), case.template.to_owned(), name)
        })
        .chain(DOORS.iter().map(|door| {
            let name = door.operation.name().to_owned();
            (door.method().to_string(), door.path.to_owned(), name)
        }))
        .collect();
    assert_eq!(described, walked);

    let mut routes: BTreeSet<_> = FHIR_ROUTER
        .split('"')
        .filter(|text| text.starts_with('/') && !text.contains(' ') && *text != "/fhir/R4")
        .map(|path| format!("/fhir/R4{path}"))
        .collect();
    routes.extend(["/fhir/R4", "/fhir/R4/"].map(ToOwned::to_owned));
    let walked: BTreeSet<_> = CASES
        .iter()
        .filter(|case| case.template.starts_with("/fhir"))
        .map(|case| case.template.to_owned())
        .collect();
    assert_eq!(routes, walked);
}
