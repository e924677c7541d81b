//! Who did what: every answer has its event, and every event its place.

use reqwest::StatusCode;
use serde_json::Value;

use crate::harness::{Caller, Server, observation, patient};

#[tokio::test]
async fn a_read_and_a_change_are_found_with_who_what_and_what_differs() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let id = clinician.create(&patient("Maple")).await;
    let path = format!("/fhir/R4/Patient/{id}");
    let read = clinician.get(&path).await;
    let mut body = read.json();
    body["birthDate"] = "1981-01-01".into();
    let changed = clinician.put(&path, &body).await;

    let both = administrator.client("reviewer", &["administrator", "clinician"]).await;
    let event = event_of(&both, &changed.event()).await;
    assert_eq!(event["operation"], "update_resource");
    assert_eq!(event["actor"]["name"], "ward");
    assert_eq!(event["interface"], "fhir");
    assert_eq!(event["address"], "127.0.0.1");
    let difference = &event["changes"][0]["differences"][0];
    assert_eq!(difference["path"], "Patient.birthDate");
    assert_eq!(difference["before"], "\"1980-02-29\"");
    assert_eq!(difference["after"], "\"1981-01-01\"");

    // Who may not read the document sees which elements differ, and not their values.
    let event = event_of(&administrator, &changed.event()).await;
    let difference = &event["changes"][0]["differences"][0];
    assert_eq!(
        (&difference["path"], &difference["before"]),
        (&"Patient.birthDate".into(), &Value::Null)
    );

    let looked = administrator.get(&format!("/api/events?resource=Patient/{id}")).await.json();
    let operations: Vec<_> = looked["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|event| &event["operation"])
        .collect();
    assert_eq!(operations, ["update_resource", "read_resource", "create_resource"]);
    assert_eq!(event_of(&administrator, &read.event()).await["resources"][0]["id"], id.as_str());
}

#[tokio::test]
async fn a_refusal_is_an_event_that_names_the_policy() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let service = administrator.client("machine", &["service"]).await;
    let refused = service.delete("/fhir/R4/Patient/1").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let event = event_of(&administrator, &refused.event()).await;
    assert_eq!((&event["outcome"], &event["problem"]), (&"refused".into(), &"denied".into()));
}

#[tokio::test]
async fn an_event_is_proved_by_its_hash_alone() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let created = clinician.post("/fhir/R4/Patient", &patient("Maple")).await;
    let (id, hash) = created.event();
    let key = administrator.get("/api/log/key").await.body;
    let key: ledger::VerifierKey = key.trim().parse().expect("a verifier key");
    let proof = administrator.get(&format!("/api/events/{id}/proof")).await.json();
    assert_eq!(proof["hash"], hash.as_str());
    let checkpoint = proof["checkpoint"].as_str().expect("a checkpoint");
    let checkpoint = ledger::Checkpoint::open(checkpoint.as_bytes(), &key).expect("signed");
    let siblings: Vec<ledger::Hash> = proof["inclusion"]
        .as_array()
        .expect("hashes")
        .iter()
        .map(|hash| hash.as_str().expect("text").parse().expect("a hash"))
        .collect();
    let index = proof["index"].as_u64().expect("an index");
    let leaf = hash.parse().expect("a hash");
    ledger::proof::verify_inclusion(leaf, index, checkpoint.size, checkpoint.root, &siblings)
        .expect("it is in the log");
}

#[tokio::test]
async fn strangers_are_counted_and_written_down_in_sum() {
    let mut server = Server::start();
    for _ in 0..20 {
        let refused = server.caller("rcg_nonsense").get("/fhir/R4/Patient").await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
        assert_eq!(refused.header("www-authenticate"), Some("Bearer"));
        assert_eq!(refused.header("ribcage-event"), None);
    }
    // What is counted is written down at the latest when the server stops.
    assert!(server.stop().success());
    let healthy = server.command(&["doctor"]);
    assert!(healthy.status.success(), "{healthy:?}");
}

async fn event_of(caller: &Caller, (id, hash): &(String, String)) -> Value {
    let answer = caller.get(&format!("/api/events/{id}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let event = answer.json();
    assert_eq!(event["hash"], hash.as_str());
    event
}

#[tokio::test]
async fn a_search_names_everybody_whose_record_it_showed() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    for family in ["Maple", "Birch"] {
        let id = clinician.create(&patient(family)).await;
        clinician.create(&observation(&id)).await;
    }
    let search = clinician.get("/fhir/R4/Observation?_lastUpdated=ge2020&_count=10").await;
    let event = event_of(&administrator, &search.event()).await;
    assert_eq!(event["returned"], 2);
    assert_eq!(event["resources"].as_array().expect("resources").len(), 2);
    assert_eq!(event["parameters"], serde_json::json!(["_count", "_lastUpdated"]));
}
