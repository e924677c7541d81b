//! Bodies, ids and paths that the platform API does not understand.

use reqwest::{Method, StatusCode, header};
use serde_json::json;

use super::{Clinic, assert_refused, send};

#[tokio::test]
async fn a_body_has_the_members_that_are_described_and_no_others() {
    let clinic = Clinic::open().await;
    let who = &clinic.administrator;
    for body in [
        json!(null),
        json!([]),
        json!("lab"),
        json!({}),
        json!({"name": "lab"}),
        json!({"roles": ["service"]}),
        json!({"name": 1, "roles": ["service"]}),
        json!({"name": "lab", "roles": "service"}),
        json!({"name": "lab", "roles": [1]}),
        json!({"name": "lab", "roles": ["service"], "admin": true}),
        json!({"name": "lab", "roles": ["service"], "id": "0"}),
        json!({"Name": "lab", "roles": ["service"]}),
    ] {
        let answer = who.post("/api/clients", &body).await;
        assert_refused(&answer, 400, "bad_request", &body.to_string());
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    }
    for at in ["tomorrow", "2027-01-01", "2027-13-01T00:00:00Z", ""] {
        let body = json!({"name": "lab", "roles": ["service"], "expires_at": at});
        let answer = who.post("/api/clients", &body).await;
        assert_refused(&answer, 400, "bad_parameter", at);
        assert!(answer.body.contains("expires_at"), "{answer:?}");
    }
    let clients = who.get("/api/clients").await.json();
    assert_eq!(clients["items"].as_array().map(Vec::len), Some(2));
    clinic.is_well().await;
}

#[tokio::test]
async fn a_body_says_that_it_is_json() {
    let clinic = Clinic::open().await;
    let who = &clinic.administrator;
    let body = json!({"name": "lab", "roles": ["service"]}).to_string();
    for kind in [None, Some("text/plain"), Some("application/fhir+json"), Some("*/*")] {
        let mut request = who.request(Method::POST, "/api/clients").body(body.clone());
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let answer = who.send(request).await;
        assert_refused(&answer, 415, "unsupported_media_type", kind.unwrap_or("none"));
    }
}

#[tokio::test]
async fn what_cannot_be_an_id_leads_nowhere() {
    let clinic = Clinic::open().await;
    let who = &clinic.administrator;
    let own = who.get("/api/tenant").await.event().0;
    for id in [
        "0",
        "nonsense",
        &"0".repeat(32),
        &"G".repeat(32),
        &"0".repeat(1000),
        "%F0%9F%A7%AA",
        "%00",
        "..%2F..%2Fetc",
        "a%20b",
        "'%20OR%201=1--",
    ] {
        for path in [
            format!("/api/clients/{id}"),
            format!("/api/events/{id}"),
            format!("/api/events/{id}/proof"),
            format!("/api/log/{id}/checkpoint"),
            format!("/api/log/changes/tile/{id}"),
        ] {
            let answer = who.get(&path).await;
            assert_refused(&answer, 404, "not_found", &path);
        }
        let answer = who.delete(&format!("/api/clients/{id}")).await;
        assert_refused(&answer, 404, "not_found", id);
    }
    let shouted = who.get(&format!("/api/events/{}", own.to_uppercase())).await;
    assert_refused(&shouted, 404, "not_found", "an id in capitals");
    clinic.is_well().await;
}

#[tokio::test]
async fn a_tile_is_asked_for_as_it_is_spelled() {
    let clinic = Clinic::open().await;
    let who = &clinic.administrator;
    for path in [
        "0/000",
        "0/000.p/0",
        "0/000.p/256",
        "0/000.p/999",
        "0/0",
        "9/000.p/1",
        "-1/000",
        "0/x001/000.p/1",
        "entries/x999/x999/999",
        "data/000",
        "0/000.p/1/2",
        "0//000",
    ] {
        let answer = who.get(&format!("/api/log/changes/tile/{path}")).await;
        assert_refused(&answer, 404, "not_found", path);
    }
    for first in ["x", "-1", "99999999999999999999999", "1.5", ""] {
        let path = format!("/api/log/changes/records?first={first}");
        let answer = who.get(&path).await;
        assert_refused(&answer, 400, "bad_parameter", first);
    }
    let far = who.get("/api/log/changes/records?first=18446744073709551615").await;
    assert!(far.status.as_u16() < 500, "{far:?}");
    clinic.is_well().await;
}

#[tokio::test]
async fn an_update_of_a_client_names_a_version_that_can_be() {
    let clinic = Clinic::open().await;
    let who = &clinic.administrator;
    let listed = who.get("/api/clients").await.json();
    let id = listed["items"][0]["id"].as_str().expect("an id");
    let path = format!("/api/clients/{id}");
    for tag in ["one", "\"one\"", "\"-1\"", "*", "\"1\", \"2\"", ""] {
        let request = who.request(Method::PATCH, &path).header("if-match", tag);
        let answer = who.send(request.json(&json!({"name": "west"}))).await;
        assert_refused(&answer, 400, "bad_parameter", tag);
    }
    for body in ["", "[]", "{\"roles\":[]}", "{\"roles\":[\"king\"]}", "{\"token\":\"x\"}"] {
        let answer = send(who, Method::PATCH, &path, body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body} {answer:?}");
        answer.event();
    }
    assert_eq!(who.get(&path).await.json()["version"], 1);
}
