//! Content of any kind, whom it is shown to, and where things come from.

use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{Answer, Caller, Server, observation, patient};

const RESTRICTED: &str = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

fn binary(context: &str) -> Value {
    json!({
        "resourceType": "Binary", "contentType": "text/plain", "data": "aGVsbG8=",
        "securityContext": {"reference": context}
    })
}

async fn read_as(caller: &Caller, path: &str, accept: &str) -> Answer {
    caller.send(caller.request(Method::GET, path).header(ACCEPT, accept)).await
}

#[tokio::test]
async fn content_is_for_whoever_may_see_what_it_belongs_to() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let machine = administrator.client("feed", &["service"]).await;
    let ann = clinician.create(&patient("Maple")).await;
    let mut body = observation(&ann);
    let open = clinician.create(&body).await;
    body["meta"] = json!({"security": [{"system": RESTRICTED, "code": "R"}]});
    let restricted = clinician.create(&body).await;
    let of_open = clinician.create(&binary(&format!("Observation/{open}"))).await;
    let of_restricted = clinician.create(&binary(&format!("Observation/{restricted}"))).await;
    for (id, may_see) in [(&of_open, true), (&of_restricted, false)] {
        let path = format!("/fhir/R4/Binary/{id}");
        assert_eq!(clinician.get(&path).await.status, StatusCode::OK);
        let expected = if may_see { StatusCode::OK } else { StatusCode::NOT_FOUND };
        for path in [path.clone(), format!("{path}/_history/1"), format!("{path}/_history")] {
            let answer = machine.get(&path).await;
            assert_eq!(answer.status, expected, "{path}: {answer:?}");
        }
        let raw = read_as(&machine, &path, "text/plain").await;
        assert_eq!(raw.status, expected, "{raw:?}");
    }
    // Nor by searching, and nor may they be changed by who does not see them.
    let found = machine.get("/fhir/R4/Binary").await.json();
    assert_eq!(found["entry"].as_array().map(Vec::len), Some(1), "{found}");
    let changed = machine
        .put(&format!("/fhir/R4/Binary/{of_restricted}"), &binary(&format!("Observation/{open}")))
        .await;
    assert!(changed.status.is_client_error(), "{changed:?}");
    // It is about the same person: nobody is deleted before what is about them.
    let deleted = clinician.delete(&format!("/fhir/R4/Patient/{ann}")).await;
    assert_eq!(deleted.status, StatusCode::CONFLICT, "{deleted:?}");
    let event = clinician.get(&format!("/fhir/R4/Binary/{of_open}")).await.event().0;
    let seen = administrator.get(&format!("/fhir/R4/AuditEvent/{event}")).await;
    assert!(seen.body.contains(&format!("Patient/{ann}")), "{seen:?}");
    // Whoever may see it no more by its context sees it no more.
    let mut closed = clinician.get(&format!("/fhir/R4/Observation/{open}")).await.json();
    closed["meta"]["security"] = json!([{"system": RESTRICTED, "code": "R"}]);
    clinician.put(&format!("/fhir/R4/Observation/{open}"), &closed).await;
    let hidden = machine.get(&format!("/fhir/R4/Binary/{of_open}")).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{hidden:?}");
}

#[tokio::test]
async fn what_content_belongs_to_must_be_there_and_stays() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let ann = clinician.create(&patient("Maple")).await;
    let bob = clinician.create(&patient("Elm")).await;
    let of_ann = clinician.create(&binary(&format!("Patient/{ann}"))).await;
    for context in [
        "Patient/nobody".to_owned(),
        format!("Binary/{of_ann}"),
        format!("https://example.org/fhir/Patient/{ann}"),
        "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0".to_owned(),
    ] {
        let answer = clinician.post("/fhir/R4/Binary", &binary(&context)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{context}: {answer:?}");
    }
    // What comes later decides from then on.
    let early = clinician.create(&binary("Observation/late")).await;
    let machine = administrator.client("feed", &["service"]).await;
    let path = format!("/fhir/R4/Binary/{early}");
    assert_eq!(machine.get(&path).await.status, StatusCode::OK);
    let mut late = observation(&ann);
    late["id"] = json!("late");
    late["meta"] = json!({"security": [{"system": RESTRICTED, "code": "V"}]});
    clinician.put("/fhir/R4/Observation/late", &late).await;
    assert_eq!(machine.get(&path).await.status, StatusCode::NOT_FOUND);
    let mut other = binary(&format!("Patient/{bob}"));
    other["id"] = json!(of_ann);
    let moved = clinician.put(&format!("/fhir/R4/Binary/{of_ann}"), &other).await;
    assert_eq!(moved.status, StatusCode::UNPROCESSABLE_ENTITY, "{moved:?}");
}

#[tokio::test]
async fn content_is_sent_and_shown_as_it_is() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let ann = clinician.create(&patient("Maple")).await;
    let content = "<html><script>alert(1)</script></html>";
    let sent = clinician.request(Method::POST, "/fhir/R4/Binary").header(CONTENT_TYPE, "text/html");
    let sent = sent.header("x-security-context", format!("Patient/{ann}")).body(content);
    let answer = clinician.send(sent).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let made = answer.json();
    assert_eq!(made["contentType"], "text/html");
    assert_eq!(made["securityContext"]["reference"], format!("Patient/{ann}"));
    let path = format!("/fhir/R4/Binary/{}", made["id"].as_str().expect("an id"));
    for accept in ["text/html", "image/png, text/*;q=0.5"] {
        let shown = read_as(&clinician, &path, accept).await;
        assert_eq!((shown.status, &*shown.body), (StatusCode::OK, content), "{accept}");
        assert_eq!(shown.header("content-type"), Some("text/html"));
        assert_eq!(shown.header("content-disposition"), Some("attachment"));
        assert_eq!(shown.header("etag"), Some("W/\"1\""));
    }
    for accept in ["*/*", "application/fhir+json", "application/json, text/html"] {
        let shown = read_as(&clinician, &path, accept).await;
        assert_eq!(shown.json()["resourceType"], "Binary", "{accept}");
    }
    assert_eq!(read_as(&clinician, &path, "image/png").await.status, StatusCode::NOT_ACCEPTABLE);

    let change = clinician.request(Method::PUT, &path).header(CONTENT_TYPE, "text/html");
    let change = change.header("x-security-context", format!("Patient/{ann}")).body("changed");
    let changed = clinician.send(change).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    assert_eq!(read_as(&clinician, &path, "text/html").await.body, "changed");
    let other =
        clinician.request(Method::POST, "/fhir/R4/Patient").header(CONTENT_TYPE, "text/html");
    let other = clinician.send(other.body(content)).await;
    assert_eq!(other.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{other:?}");
}

#[tokio::test]
async fn where_a_version_comes_from_is_stored_with_it() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let from = json!({
        "resourceType": "Provenance", "recorded": "2026-01-02T03:04:05Z",
        "agent": [{"who": {"display": "the ward's scale"}}]
    });
    let send = async |method: Method, path: &str, body: &Value, from: &Value| {
        let request = clinician.request(method, path).header("x-provenance", from.to_string());
        clinician.send(request.json(body)).await
    };
    let made = send(Method::POST, "/fhir/R4/Patient", &patient("Maple"), &from).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let mut body = made.json();
    let ann = format!("Patient/{}", body["id"].as_str().expect("an id"));
    body["active"] = json!(true);
    let path = format!("/fhir/R4/{ann}");
    assert_eq!(send(Method::PUT, &path, &body, &from).await.status, StatusCode::OK);
    let found = clinician.get(&format!("/fhir/R4/Provenance?target={ann}")).await.json();
    let mut targets: Vec<_> = found["entry"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|entry| entry["resource"]["target"][0]["reference"].as_str().expect("a target"))
        .collect();
    targets.sort_unstable();
    assert_eq!(targets, [format!("{ann}/_history/1"), format!("{ann}/_history/2")]);
    let event = administrator.get(&format!("/api/events/{}", made.event().0)).await.json();
    assert_eq!(event["resources"].as_array().map(Vec::len), Some(2), "in one change: {event}");

    // Neither without the other.
    let mut aimed = from.clone();
    aimed["target"] = json!([{"reference": ann}]);
    let incomplete = json!({"resourceType": "Provenance", "recorded": "2026-01-02T03:04:05Z"});
    for bad in [&aimed, &incomplete, &json!({"resourceType": "Patient"}), &json!("words")] {
        let refused = send(Method::POST, "/fhir/R4/Patient", &patient("Elm"), bad).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{bad}: {refused:?}");
    }
    let invalid = json!({"resourceType": "Patient", "x": 1});
    let refused = send(Method::POST, "/fhir/R4/Patient", &invalid, &from).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{refused:?}");
    let all = clinician.get("/fhir/R4/Provenance?_summary=count").await.json();
    assert_eq!(all["total"], 2);
    let people = clinician.get("/fhir/R4/Patient?_summary=count").await.json();
    assert_eq!(people["total"], 1);
}
