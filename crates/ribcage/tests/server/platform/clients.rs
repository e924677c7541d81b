//! Machines that sign in: made, shown, listed, changed, revoked, expired.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{all_pages, texts};
use crate::harness::{Caller, Server, observation, patient};

/// Makes a client, and gives what the answer says.
async fn made(administrator: &Caller, body: &Value) -> Value {
    let answer = administrator.post("/api/clients", body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()
}

fn path_of(created: &Value) -> String {
    format!("/api/clients/{}", created["client"]["id"].as_str().expect("an id"))
}

#[tokio::test]
async fn a_client_is_made_shown_changed_and_revoked_and_its_token_is_shown_once() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let created = made(
        &administrator,
        &json!({"name": "lab", "roles": ["service"], "expires_at": "2200-01-01T00:00:00Z"}),
    )
    .await;
    let (path, token) = (path_of(&created), created["token"].as_str().expect("text"));
    assert!(token.starts_with("rcg_"), "{created}");
    assert_eq!(created["client"]["roles"], json!(["service"]));
    assert_eq!(created["client"]["version"], 1);

    let found = administrator.get(&path).await;
    assert_eq!((found.status, found.json()), (StatusCode::OK, created["client"].clone()));
    let listed = administrator.get("/api/clients").await;
    for answer in [&found, &listed] {
        assert!(!answer.body.contains(token), "shown twice: {answer:?}");
        assert!(!answer.body.contains("secret"), "{answer:?}");
    }

    let change = json!({"name": "laboratory", "roles": ["service", "analyst"]});
    let request = administrator.request(Method::PATCH, &path);
    let request = request.header("if-match", "\"1\"").json(&change);
    let changed = administrator.send(request).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    assert_eq!(changed.json()["name"], "laboratory");
    assert_eq!(changed.json()["version"], 2);
    assert_eq!(changed.json()["expires_at"], created["client"]["expires_at"]);
    let request = administrator.request(Method::PATCH, &path);
    let request = request.header("if-match", "\"1\"").json(&change);
    let stale = administrator.send(request).await;
    assert_eq!(
        (stale.status, stale.code().as_str()),
        (StatusCode::PRECONDITION_FAILED, "version_mismatch")
    );

    assert_eq!(administrator.delete(&path).await.status, StatusCode::NO_CONTENT);
    for answer in [
        administrator.get(&path).await,
        administrator.delete(&path).await,
        administrator.patch(&path, &change).await,
    ] {
        assert_eq!(answer.status, StatusCode::GONE, "{answer:?}");
    }
    let left = all_pages(&administrator, "/api/clients").await;
    assert_eq!(texts(&left, "name"), ["administrator"]);
}

#[tokio::test]
async fn clients_are_listed_newest_first_in_pages_without_gaps_or_repeats() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let mut names = vec!["administrator".to_owned()];
    for number in 0..7 {
        let name = format!("client {number}");
        administrator.client(&name, &["auditor"]).await;
        names.insert(0, name);
    }
    for count in [1, 3, 8, 500] {
        let listed = all_pages(&administrator, &format!("/api/clients?count={count}")).await;
        assert_eq!(texts(&listed, "name"), names, "{count} a page");
    }
}

#[tokio::test]
async fn a_name_is_taken_once_and_free_again_when_its_client_is_gone_or_renamed() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let lab = made(&administrator, &json!({"name": "lab", "roles": ["service"]})).await;
    let other = made(&administrator, &json!({"name": "other", "roles": ["service"]})).await;
    let again = json!({"name": "lab", "roles": ["analyst"]});
    for taken in [
        administrator.post("/api/clients", &again).await,
        administrator.patch(&path_of(&other), &json!({"name": "lab"})).await,
    ] {
        assert_eq!((taken.status, taken.code().as_str()), (StatusCode::CONFLICT, "name_taken"));
        taken.event();
    }
    let renamed = administrator.patch(&path_of(&lab), &json!({"name": "laboratory"})).await;
    assert_eq!(renamed.status, StatusCode::OK, "{renamed:?}");
    made(&administrator, &again).await;
    administrator.delete(&path_of(&other)).await;
    made(&administrator, &json!({"name": "other", "roles": ["auditor"]})).await;
    // Names are a tenant's own.
    let elsewhere = server.tenant("Elsewhere").await;
    made(&elsewhere, &again).await;
}

#[tokio::test]
async fn revocation_holds_from_the_very_next_request() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let created = made(&administrator, &json!({"name": "ward", "roles": ["clinician"]})).await;
    let ward = administrator.with_token(created["token"].as_str().expect("text"));
    let id = ward.create(&patient("Maple")).await;
    let person = format!("/fhir/R4/Patient/{id}");
    // By now the server remembers the credential.
    assert_eq!(ward.get(&person).await.status, StatusCode::OK);
    administrator.delete(&path_of(&created)).await;
    for answer in [
        ward.get(&person).await,
        ward.post("/fhir/R4/Patient", &patient("Birch")).await,
        ward.get("/api/tenant").await,
        ward.get("/api/events").await,
    ] {
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{answer:?}");
        assert_eq!(answer.header("ribcage-event"), None);
    }
}

#[tokio::test]
async fn roles_that_are_taken_away_are_gone_at_the_very_next_request() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let created = made(&administrator, &json!({"name": "ward", "roles": ["clinician"]})).await;
    let ward = administrator.with_token(created["token"].as_str().expect("text"));
    let id = ward.create(&patient("Maple")).await;
    let person = format!("/fhir/R4/Patient/{id}");
    let change = json!({"roles": ["auditor"]});
    administrator.patch(&path_of(&created), &change).await;
    let refused = ward.get(&person).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::FORBIDDEN, "denied"));
    refused.event();
    assert_eq!(ward.get("/api/events").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_new_roles_hide_is_hidden_at_the_very_next_request() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let created = made(&administrator, &json!({"name": "ward", "roles": ["clinician"]})).await;
    let ward = administrator.with_token(created["token"].as_str().expect("text"));
    let id = ward.create(&patient("Maple")).await;
    let mut weight = observation(&id);
    weight["note"] = json!([{"text": "in their own words"}]);
    let weight = ward.create(&weight).await;
    let path = format!("/fhir/R4/Observation/{weight}");
    assert!(ward.get(&path).await.body.contains("own words"));
    let change = json!({"roles": ["analyst"]});
    administrator.patch(&path_of(&created), &change).await;
    let seen = ward.get(&path).await;
    assert_eq!(seen.status, StatusCode::OK, "{seen:?}");
    assert!(!seen.body.contains("own words"), "{seen:?}");
}

#[tokio::test]
async fn roles_that_are_given_are_there_at_the_very_next_request() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let created = made(&administrator, &json!({"name": "ward", "roles": ["auditor"]})).await;
    let ward = administrator.with_token(created["token"].as_str().expect("text"));
    let refused = ward.post("/fhir/R4/Patient", &patient("Maple")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let change = json!({"roles": ["clinician"]});
    administrator.patch(&path_of(&created), &change).await;
    ward.create(&patient("Maple")).await;
    assert_eq!(ward.get("/api/events").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_was_renamed_is_not_turned_away_and_is_known_by_the_new_name() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let created = made(&administrator, &json!({"name": "ward", "roles": ["clinician"]})).await;
    let ward = administrator.with_token(created["token"].as_str().expect("text"));
    ward.create(&patient("Maple")).await;
    let change = json!({"name": "west wing"});
    administrator.patch(&path_of(&created), &change).await;
    let first = ward.get("/fhir/R4/Patient/nobody").await;
    assert_eq!(first.status, StatusCode::NOT_FOUND, "{first:?}");
    let second = ward.get("/api/tenant").await;
    let event = administrator.get(&format!("/api/events/{}", second.event().0)).await;
    assert_eq!(event.json()["actor"]["name"], "west wing");
}

#[tokio::test]
async fn an_expiry_in_the_past_ends_a_token_at_once() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let past =
        json!({"name": "late", "roles": ["clinician"], "expires_at": "2001-01-01T00:00:00Z"});
    let made_late = administrator.post("/api/clients", &past).await;
    assert_eq!(made_late.status, StatusCode::BAD_REQUEST, "{made_late:?}");

    let created = made(&administrator, &json!({"name": "ward", "roles": ["clinician"]})).await;
    let ward = administrator.with_token(created["token"].as_str().expect("text"));
    assert_eq!(ward.get("/api/tenant").await.status, StatusCode::OK);
    let change = json!({"expires_at": "2001-01-01T00:00:00Z"});
    let changed = administrator.patch(&path_of(&created), &change).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    assert_eq!(ward.get("/api/tenant").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_client_needs_a_name_that_people_can_read_and_a_role_that_exists() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let long = "x".repeat(101);
    for name in ["", " ", " lab", "lab ", "la\tb", "la\u{0}b", "la\u{7f}b", &long] {
        let body = json!({"name": name, "roles": ["service"]});
        let refused = administrator.post("/api/clients", &body).await;
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (StatusCode::BAD_REQUEST, "bad_request"),
            "{name:?}"
        );
    }
    for roles in [json!([]), json!(["superuser"]), json!(["Service"]), json!("service")] {
        let body = json!({"name": "lab", "roles": roles});
        let refused = administrator.post("/api/clients", &body).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{roles}");
    }
    for name in ["Łabor №1 — 実験室 🧪", "a", &"ß".repeat(100)] {
        let created = made(&administrator, &json!({"name": name, "roles": ["service"]})).await;
        assert_eq!(created["client"]["name"], name);
    }
    let left = all_pages(&administrator, "/api/clients").await;
    assert_eq!(left.len(), 4, "nothing of what was refused was kept");
}
