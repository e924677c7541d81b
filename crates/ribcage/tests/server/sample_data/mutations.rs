//! Published examples with one thing wrong with each: refused, with the place, and not stored.

use fhir::meta::resource_type_of;
use model::Json;

use super::{REFUSED, documents, sample_data};
use crate::harness::Server;

/// What must not be missing.
const REQUIRED: [(&str, &str); 20] = [
    ("AllergyIntolerance", "patient"),
    ("Appointment", "status"),
    ("Bundle", "type"),
    ("CarePlan", "intent"),
    ("Claim", "use"),
    ("Condition", "subject"),
    ("Coverage", "beneficiary"),
    ("DiagnosticReport", "code"),
    ("DocumentReference", "content"),
    ("Encounter", "class"),
    ("Goal", "description"),
    ("Group", "actual"),
    ("Immunization", "vaccineCode"),
    ("MedicationRequest", "intent"),
    ("Observation", "code"),
    ("Procedure", "subject"),
    ("Questionnaire", "status"),
    ("ServiceRequest", "subject"),
    ("Task", "intent"),
    ("ValueSet", "status"),
];

/// What takes its codes from a list that R4 has closed.
const CODED: [(&str, &str); 14] = [
    ("Appointment", "status"),
    ("Bundle", "type"),
    ("CarePlan", "status"),
    ("Claim", "use"),
    ("DiagnosticReport", "status"),
    ("Encounter", "status"),
    ("Goal", "lifecycleStatus"),
    ("Immunization", "status"),
    ("MedicationRequest", "intent"),
    ("Observation", "status"),
    ("Patient", "gender"),
    ("Procedure", "status"),
    ("Task", "intent"),
    ("ValueSet", "status"),
];

/// A document with one thing wrong, and where.
struct Mutation {
    document: Json,
    path: String,
}

/// One of each kind, as far as there is something in the example to do it to.
fn mutations(example: &Json) -> Vec<Mutation> {
    let kind = resource_type_of(example).expect("a type").to_owned();
    let mut all = vec![with_an_unknown_element(example, &kind)];
    all.extend(with_a_wrong_type(example, &kind));
    for (_, element) in REQUIRED.iter().filter(|(of, _)| *of == kind) {
        let mut document = example.clone();
        if document.remove_member(element).is_some() {
            document.remove_member(&format!("_{element}"));
            all.push(Mutation { document, path: format!("{kind}.{element}") });
        }
    }
    for (_, element) in CODED.iter().filter(|(of, _)| *of == kind) {
        if example.member(element).is_some() {
            let mut document = example.clone();
            document.set_member(element, Json::string("no-such-code"), 0);
            all.push(Mutation { document, path: format!("{kind}.{element}") });
        }
    }
    all
}

/// Into the last object at the top, or into the document itself.
fn with_an_unknown_element(example: &Json, kind: &str) -> Mutation {
    let mut document = example.clone();
    let mut objects = example.members().iter().filter(|(name, value)| {
        matches!(value, Json::Object(_)) && !name.starts_with('_') && **name != *"resource"
    });
    let path = if let Some((name, value)) = objects.next_back() {
        let mut changed = value.clone();
        changed.set_member("unheardOf", Json::Boolean(true), usize::MAX);
        document.set_member(name, changed, 0);
        format!("{kind}.{name}.unheardOf")
    } else {
        document.set_member("unheardOf", Json::Boolean(true), usize::MAX);
        format!("{kind}.unheardOf")
    };
    Mutation { document, path }
}

/// A text at the top becomes a number.
fn with_a_wrong_type(example: &Json, kind: &str) -> Option<Mutation> {
    let is_text = |(name, value): &&(Box<str>, Json)| {
        matches!(value, Json::String(_)) && !["resourceType", "id"].contains(&&**name)
    };
    let (name, _) = example.members().iter().find(is_text)?;
    let mut document = example.clone();
    document.set_member(name, Json::integer(7), 0);
    Some(Mutation { document, path: format!("{kind}.{name}") })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_example_with_one_thing_wrong_is_refused_with_its_place() {
    let Some(folder) = sample_data("an_example_with_one_thing_wrong_is_refused_with_its_place")
    else {
        return;
    };
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let caller = administrator.client("importer", &["clinician"]).await;
    let mut tried = 0;
    for (name, example) in documents(&folder.join("fhir/r4-examples")) {
        let kind = resource_type_of(&example).expect("a type").to_owned();
        // What is wrong with these is not what was done to them.
        if REFUSED.iter().any(|(refused, _)| *refused == name) {
            continue;
        }
        for Mutation { document, path } in mutations(&example) {
            let body = serde_json::from_str(&document.to_text()).expect("it is JSON");
            let answer = caller.post(&format!("/fhir/R4/{kind}"), &body).await;
            assert_eq!(answer.status, 400, "{name}, {path}: {answer:?}");
            let outcome = answer.json();
            let issues = outcome["issue"].as_array().expect("issues");
            let places = issues.iter().filter_map(|issue| issue["expression"][0].as_str());
            let places: Vec<_> = places.collect();
            assert!(places.contains(&&*path), "{name}, {path}: {places:?}");
            tried += 1;
        }
        let stored = caller.get(&format!("/fhir/R4/{kind}?_summary=count")).await;
        assert_eq!(stored.json()["total"], 0, "{name}");
    }
    assert!(tried > 100, "{tried}");
}
