//! What an event says of a change: the elements that differ, with their values for who may read.

use serde_json::{Value, json};

use crate::harness::{Answer, Caller, Server, observation, patient};

/// What the event of an answer says somebody changed, as a reader of events is shown it.
async fn differences(reader: &Caller, answer: &Answer) -> Vec<Value> {
    let path = format!("/api/events/{}", answer.event().0);
    let event = reader.get(&path).await;
    assert_eq!(event.status, 200, "{event:?}");
    event.json()["changes"][0]["differences"].as_array().cloned().unwrap_or_default()
}

fn find<'a>(differences: &'a [Value], path: &str) -> &'a Value {
    let found = differences.iter().find(|one| one["path"] == path);
    found.unwrap_or_else(|| panic!("{path} is not in {differences:?}"))
}

#[tokio::test]
async fn a_change_shows_values_before_and_after_to_who_may_read_and_names_to_an_auditor() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let auditor = administrator.client("audit", &["auditor"]).await;
    let both = administrator.client("both", &["clinician", "auditor"]).await;
    let id = clinician.create(&patient("Maple")).await;
    let weight = clinician.create(&observation(&id)).await;
    let path = format!("/fhir/R4/Observation/{weight}");
    let mut body = clinician.get(&path).await.json();
    body["status"] = json!("amended");
    let updated = clinician.put(&path, &body).await;

    let seen = differences(&both, &updated).await;
    let status = find(&seen, "Observation.status");
    assert_eq!((&status["before"], &status["after"]), (&json!("\"final\""), &json!("\"amended\"")));
    assert!(!seen.iter().any(|one| one["path"] == "Observation.code"), "{seen:?}");

    let names = differences(&auditor, &updated).await;
    let paths = |list: &[Value]| list.iter().map(|one| one["path"].clone()).collect::<Vec<_>>();
    assert_eq!(paths(&names), paths(&seen));
    for name in &names {
        assert_eq!((&name["before"], &name["after"]), (&Value::Null, &Value::Null));
    }

    let deleted = clinician.delete(&path).await;
    let gone = differences(&both, &deleted).await;
    assert_eq!(find(&gone, "Observation.status")["before"], "\"amended\"");
    assert_eq!(find(&gone, "Observation.status")["after"], Value::Null);
    let text = json!(differences(&auditor, &deleted).await).to_string();
    assert!(text.contains("status") && !text.contains("amended"), "{text}");
}

#[tokio::test]
async fn the_difference_of_a_person_shows_no_name_to_an_auditor() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let created = clinician.post("/fhir/R4/Patient", &patient("Maple")).await;
    let event = format!("/api/events/{}", created.event().0);
    let seen = administrator.get(&event).await;
    assert_eq!(seen.json()["changes"][0]["resource"]["type"], "Patient");
    assert!(seen.body.contains("birthDate"), "{seen:?}");
    for secret in ["Maple", "1980-02-29"] {
        assert!(!seen.body.contains(secret), "{seen:?}");
    }
    let read = clinician
        .get(&format!("/fhir/R4/Patient/{}", created.json()["id"].as_str().expect("text")))
        .await;
    let event = administrator.get(&format!("/api/events/{}", read.event().0)).await.json();
    assert_eq!(event["changes"], Value::Null, "reading changes nothing");
    assert_eq!(event["resources"][0]["type"], "Patient");
}
