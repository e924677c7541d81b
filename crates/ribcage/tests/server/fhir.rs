//! The FHIR face.

mod analysts;
mod audit_events;
mod binary;
mod bundles;
mod conditional;
mod conditions;
mod indexes;
mod merge;
mod model;
mod operations;
mod search;

use reqwest::StatusCode;
use serde_json::json;

use crate::harness::{Server, observation, patient};

#[tokio::test]
async fn clinician_creates_reads_updates_deletes_and_finds_the_history() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let id = clinician.create(&patient("Maple")).await;

    let created = clinician.post("/fhir/R4/Observation", &observation(&id)).await;
    assert_eq!(created.status, StatusCode::CREATED);
    assert_eq!(created.header("etag"), Some("W/\"1\""));
    let location = created.header("location").expect("where it is").to_owned();
    let resource = created.json();
    let weight = resource["id"].as_str().expect("an id").to_owned();
    assert!(location.ends_with(&format!("/fhir/R4/Observation/{weight}/_history/1")));

    let path = format!("/fhir/R4/Observation/{weight}");
    let mut changed = clinician.get(&path).await.json();
    assert_eq!(changed, resource);
    changed["status"] = json!("amended");
    let updated = clinician.put(&path, &changed).await;
    assert_eq!((updated.status, updated.header("etag")), (StatusCode::OK, Some("W/\"2\"")));

    let deleted = clinician.delete(&path).await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    assert_eq!(clinician.get(&path).await.status, StatusCode::GONE);
    let history = clinician.get(&format!("{path}/_history")).await.json();
    let methods: Vec<_> = history["entry"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|e| &e["request"]["method"])
        .collect();
    assert_eq!(methods, ["DELETE", "PUT", "POST"]);
    let first = clinician.get(&format!("{path}/_history/1")).await.json();
    assert_eq!(first["status"], "final");
}

#[tokio::test]
async fn every_digit_of_a_number_comes_back() {
    let server = Server::start();
    let clinician = server.tenant("Clinic").await.client("ward", &["clinician"]).await;
    let id = clinician.create(&patient("Maple")).await;
    let body = observation(&id).to_string().replace("71.5", "71.500");
    let request = clinician.request(reqwest::Method::POST, "/fhir/R4/Observation");
    let sent = request.header("content-type", "application/fhir+json").body(body);
    let created = clinician.send(sent).await;
    assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
    assert!(created.body.contains("71.500"), "{}", created.body);
}

#[tokio::test]
async fn a_stale_update_is_refused_and_loses_nothing() {
    let server = Server::start();
    let clinician = server.tenant("Clinic").await.client("ward", &["clinician"]).await;
    let id = clinician.create(&patient("Maple")).await;
    let path = format!("/fhir/R4/Patient/{id}");
    let mut body = clinician.get(&path).await.json();
    body["active"] = json!(true);
    let request = || clinician.request(reqwest::Method::PUT, &path).header("if-match", "W/\"1\"");
    assert_eq!(clinician.send(request().json(&body)).await.status, StatusCode::OK);
    let stale = clinician.send(request().json(&body)).await;
    assert_eq!(
        (stale.status, stale.code().as_str()),
        (StatusCode::PRECONDITION_FAILED, "version_mismatch")
    );
    assert_eq!(clinician.get(&path).await.header("etag"), Some("W/\"2\""));
}

#[tokio::test]
async fn a_patient_with_documents_is_not_deleted() {
    let server = Server::start();
    let clinician = server.tenant("Clinic").await.client("ward", &["clinician"]).await;
    let id = clinician.create(&patient("Maple")).await;
    let weight = clinician.create(&observation(&id)).await;
    let path = format!("/fhir/R4/Patient/{id}");
    let refused = clinician.delete(&path).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::CONFLICT, "has_dependents"));
    clinician.delete(&format!("/fhir/R4/Observation/{weight}")).await;
    assert_eq!(clinician.delete(&path).await.status, StatusCode::NO_CONTENT);
    let late = clinician.post("/fhir/R4/Observation", &observation(&id)).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "{late:?}");
}

#[tokio::test]
async fn a_patient_of_another_tenant_looks_like_one_who_is_not_there() {
    let server = Server::start();
    let ours = server.tenant("Ours").await.client("ward", &["clinician"]).await;
    let theirs = server.tenant("Theirs").await.client("ward", &["clinician"]).await;
    let id = theirs.create(&patient("Maple")).await;
    let foreign = ours.get(&format!("/fhir/R4/Patient/{id}")).await;
    let nobody = ours.get("/fhir/R4/Patient/nobody").await;
    assert_eq!((foreign.status, &foreign.body), (StatusCode::NOT_FOUND, &nobody.body));
    let foreign = ours.post("/fhir/R4/Observation", &observation(&id)).await;
    let nobody = ours.post("/fhir/R4/Observation", &observation("nobody")).await;
    assert_eq!((foreign.status, &foreign.body), (StatusCode::UNPROCESSABLE_ENTITY, &nobody.body));
}

#[tokio::test]
async fn searches_find_by_person_id_and_time_and_page_without_gaps() {
    let server = Server::start();
    let clinician = server.tenant("Clinic").await.client("ward", &["clinician"]).await;
    let (maple, birch) =
        (clinician.create(&patient("Maple")).await, clinician.create(&patient("Birch")).await);
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(clinician.create(&observation(&maple)).await);
    }
    let other = clinician.create(&observation(&birch)).await;
    let find = async |query: &str| {
        let answer = clinician.get(&format!("/fhir/R4/Observation?{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()
    };
    for query in [format!("patient={maple}"), format!("subject=Patient/{maple}")] {
        assert_eq!(find(&query).await["total"], 5, "{query}");
    }
    assert_eq!(find(&format!("_id={other},{}", ids[0])).await["total"], 2);
    assert_eq!(find("_lastUpdated=lt2020-01-01").await["total"], 0);
    assert_eq!(find("_lastUpdated=ge2020-01-01&_count=0").await["total"], 6);

    let mut seen = Vec::new();
    let mut next = Some(format!("{}/fhir/R4/Observation?patient={maple}&_count=2", server.url));
    while let Some(link) = next {
        let page = clinician.get(link.strip_prefix(&server.url).expect("our own")).await.json();
        for entry in page["entry"].as_array().into_iter().flatten() {
            seen.push(entry["resource"]["id"].as_str().expect("an id").to_owned());
        }
        let links = page["link"].as_array().expect("links").clone();
        next = links
            .iter()
            .find(|link| link["relation"] == "next")
            .map(|link| link["url"].as_str().expect("text").to_owned());
        // Rows that arrive between two pages disturb nothing.
        clinician.create(&observation(&maple)).await;
    }
    ids.reverse();
    assert_eq!(seen, ids);
}
