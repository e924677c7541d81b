//! What analysts see of records: no name, number, address or attachment of anybody, whatever the element is
//! called that it stands in, and what is left is FHIR.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{Caller, Server, is_indexed, patient};

/// What nobody may find in an answer.
const MARKER: &str = "whisper";
/// The same where it cannot be that word: in Base64, the number of a place, what leads to what is contained,
/// and an extension that is nothing without its value.
const OTHERS: [&str; 4] = ["d2hpc3Blcg", "47.0815", "\"#d\"", "urn:a"];

/// Resources that say who somebody is where their types allow it.
fn telling(person: &str) -> Vec<Value> {
    let about = json!({"reference": format!("Patient/{person}")});
    let mut all = telling_by_type(&about);
    all.extend(telling_by_name(&about));
    all
}

/// In elements of types that are hidden, whatever they are called.
fn telling_by_type(about: &Value) -> Vec<Value> {
    let number = json!({"system": "urn:n", "value": MARKER});
    let file = json!({"contentType": "text/plain", "data": "d2hpc3Blcg==", "title": MARKER});
    let phone = json!([{"system": "phone", "value": MARKER}]);
    let note = json!({"text": MARKER});
    let code = json!({"coding": [{"code": "c"}]});
    vec![
        json!({
            "resourceType": "ServiceRequest", "status": "active", "intent": "order", "subject": about,
            "requisition": number, "extension": [
                {"url": "urn:a", "valueIdentifier": number}, {"url": "urn:b", "valueAttachment": file},
                {"url": "urn:c", "valueAnnotation": note}, {"url": "urn:d", "valueHumanName": note},
                {"url": "urn:e", "valueAddress": {"city": MARKER}},
                {"url": "urn:f", "valueContactPoint": phone[0]}
            ]
        }),
        json!({
            "resourceType": "DocumentReference", "status": "current", "masterIdentifier": number,
            "subject": about, "content": [{"attachment": file}]
        }),
        json!({
            "resourceType": "Specimen", "accessionIdentifier": number, "subject": about,
            "status": "available"
        }),
        json!({
            "resourceType": "Task", "status": "draft", "intent": "order", "groupIdentifier": number,
            "for": about, "input": [{"type": code, "valueIdentifier": number}]
        }),
        json!({
            "resourceType": "BodyStructure", "patient": about, "image": [file], "active": true
        }),
        json!({
            "resourceType": "CarePlan", "status": "active", "intent": "plan", "subject": about,
            "activity": [{"progress": [note]}]
        }),
        json!({"resourceType": "CareTeam", "status": "active", "subject": about, "telecom": phone}),
        json!({
            "resourceType": "Organization", "active": true, "telecom": phone,
            "contact": [{"name": {"family": MARKER}, "telecom": phone}]
        }),
        json!({
            "resourceType": "Provenance", "target": [about], "recorded": "2024-01-02T03:04:05Z",
            "agent": [{"who": about}], "signature": [{
                "type": [{"system": "urn:iso-astm:E1762-95:2013", "code": "1.2.840.10065.1.12.1.1"}],
                "when": "2024-01-02T03:04:05Z", "who": {"display": MARKER}, "data": "d2hpc3Blcg=="
            }]
        }),
        json!({"resourceType": "HealthcareService", "active": true, "photo": file, "telecom": phone}),
        json!({
            "resourceType": "Composition", "status": "final", "type": code, "date": "2024",
            "author": [{"display": MARKER}], "title": "t", "subject": about, "section": [{"text": {
                "status": "generated",
                "div": format!("<div xmlns=\"http://www.w3.org/1999/xhtml\">{MARKER}</div>")
            }}]
        }),
    ]
}

/// In elements that are hidden by their names.
fn telling_by_name(about: &Value) -> Vec<Value> {
    vec![
        json!({
            "resourceType": "Location", "status": "active", "address": {"city": MARKER},
            "telecom": [{"system": "phone", "value": MARKER}],
            "position": {"latitude": 47.0815, "longitude": 8.25}
        }),
        json!({
            "resourceType": "Coverage", "status": "active", "beneficiary": about, "payor": [about],
            "subscriberId": MARKER, "dependent": MARKER
        }),
        json!({
            "resourceType": "Device", "status": "active", "serialNumber": MARKER, "patient": about,
            "distinctIdentifier": MARKER, "udiCarrier": [{"carrierHRF": MARKER}]
        }),
        json!({
            "resourceType": "Observation", "status": "final", "subject": about,
            "code": {"coding": [{"code": "c"}]},
            "contained": [{"resourceType": "Device", "id": "d", "serialNumber": MARKER}],
            "device": {"reference": "#d"}
        }),
    ]
}

async fn rooms() -> (Server, Caller, Caller, Vec<(String, String)>) {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let analyst = administrator.client("numbers", &["analyst"]).await;
    let person = clinician.create(&patient("Maple")).await;
    let mut written = Vec::new();
    for resource in telling(&person) {
        let kind = resource["resourceType"].as_str().expect("a type").to_owned();
        let id = clinician.create(&resource).await;
        written.push((kind, id));
    }
    if is_indexed() {
        server.until_indexed(&administrator).await;
    }
    (server, clinician, analyst, written)
}

#[tokio::test]
async fn analysts_see_nothing_that_says_who_somebody_is_whatever_it_is_called() {
    let (_server, clinician, analyst, written) = rooms().await;
    let mut told = String::new();
    for (kind, id) in written {
        let path = format!("/fhir/R4/{kind}/{id}");
        let whole = clinician.get(&path).await;
        assert!(whole.body.contains(MARKER), "{whole:?}");
        told.push_str(&whole.body);
        for part in ["", "/_history", "/_history/1"] {
            let seen = analyst.get(&format!("{path}{part}")).await;
            assert_eq!(seen.status, StatusCode::OK, "{seen:?}");
            assert!(seen.body.contains("SUBSETTED"), "{seen:?}");
            for words in OTHERS.into_iter().chain([MARKER]) {
                assert!(!seen.body.contains(words), "{words} in {path}{part} {seen:?}");
            }
        }
        let search = format!("/fhir/R4/{kind}?_content={MARKER}");
        let all = clinician.get(&search).await;
        assert_eq!(all.json()["total"], 1, "{all:?}");
        let found = analyst.get(&search).await;
        assert_eq!(found.json()["total"], 0, "{found:?}");
        // What is left is a resource of R4 still.
        let seen = analyst.get(&path).await.json();
        let checked = clinician.post(&format!("/fhir/R4/{kind}/$validate"), &seen).await;
        assert_eq!(checked.status, StatusCode::OK, "{checked:?}");
        assert!(!checked.body.contains("\"error\""), "{seen} {checked:?}");
    }
    assert!(OTHERS.iter().all(|words| told.contains(words)), "{told}");
}

#[tokio::test]
async fn analysts_find_nothing_by_what_is_hidden_under_another_name() {
    let (_server, clinician, analyst, _) = rooms().await;
    for search in [
        "ServiceRequest?requisition=whisper",
        "ServiceRequest?requisition:missing=false",
        "Specimen?accession=whisper",
        "Specimen?accession=urn:n|",
        "Specimen?accession:not=quiet&accession:missing=false",
        "Task?group-identifier=whisper",
        "Location?address-city=whisper",
        "Location?near=47.0815|8.25|1|km",
        "Coverage?dependent=whisper",
        "Device?udi-carrier=whisper",
    ] {
        let path = format!("/fhir/R4/{search}");
        let all = clinician.get(&path).await.json();
        assert_eq!(all["total"], 1, "{search} {all}");
        for path in [path.clone(), format!("{path}&_count=0")] {
            let found = analyst.get(&path).await.json();
            assert_eq!(found["total"], 0, "{search} {found}");
        }
    }
    // What has nothing to be sorted by comes last, in either direction.
    for sort in ["accession", "-accession"] {
        let found = analyst.get(&format!("/fhir/R4/Specimen?_sort={sort}")).await;
        assert_eq!(found.json()["total"], 1, "{found:?}");
    }
}

#[tokio::test]
async fn analysts_see_no_more_of_it_in_the_last_observations_or_in_what_has_changed() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let analyst = administrator.client("numbers", &["analyst", "auditor"]).await;
    let person = clinician.create(&patient("Maple")).await;
    let mut observed = json!({
        "resourceType": "Observation", "status": "final", "code": {"coding": [{"code": "c"}]},
        "subject": {"reference": format!("Patient/{person}")},
        "extension": [{"url": "urn:a", "valueHumanName": {"family": MARKER}}],
        "valueQuantity": {"value": 71}
    });
    let id = clinician.create(&observed).await;
    observed["id"] = json!(id);
    observed["status"] = json!("amended");
    observed["extension"][0]["valueHumanName"]["given"] = json!([MARKER]);
    let changed = clinician.put(&format!("/fhir/R4/Observation/{id}"), &observed).await;
    let change = format!("/api/events/{}", changed.event().0);
    let statistics = "subject=Patient/{id}&code=c&statistic=count".replace("{id}", &person);
    for (path, shown) in [
        ("/fhir/R4/Observation/$lastn".to_owned(), "amended"),
        (format!("/fhir/R4/Observation/$stats?{statistics}"), "valueQuantity"),
        (change, "amended"),
    ] {
        let seen = analyst.get(&path).await;
        assert_eq!(seen.status, StatusCode::OK, "{path} {seen:?}");
        assert!(seen.body.contains(shown), "{path} {seen:?}");
        assert!(!seen.body.contains(MARKER), "{path} {seen:?}");
    }
}
