//! Credentials that are none: every refusal looks the same.

use reqwest::header::{AUTHORIZATION, HeaderMap};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::Clinic;
use crate::harness::{Answer, Caller, Server};

/// Asks with these `Authorization` headers.
async fn ask(server: &Server, path: &str, headers: &[Vec<u8>]) -> Answer {
    let mut request = server.http().get(format!("{}{path}", server.url));
    for header in headers {
        request = request.header(AUTHORIZATION, header.as_slice());
    }
    let answer = request.send().await.expect("the server answers");
    Answer {
        status: answer.status(),
        headers: answer.headers().clone(),
        body: answer.text().await.expect("text"),
    }
}

/// A token with another character in this place.
fn changed(token: &str, place: usize) -> String {
    let mut bytes = token.as_bytes().to_vec();
    bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
    String::from_utf8(bytes).expect("text")
}

async fn token(administrator: &Caller, body: Value) -> (String, String) {
    let created = administrator.post("/api/clients", &body).await.json();
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    (text(&created["token"]), text(&created["client"]["id"]))
}

/// Headers that let nobody in, each for another reason.
///
/// Names of clients and tenants are taken once, so every round has a clinic of its own.
async fn wrong_headers(server: &Server, round: &str) -> Vec<(&'static str, Vec<Vec<u8>>)> {
    let administrator = &server.tenant(&format!("Clinic {round}")).await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let body = json!({"name": "late", "roles": ["clinician"]});
    let (expired, id) = token(administrator, body).await;
    let ended = json!({"expires_at": "2001-01-01T00:00:00Z"});
    let answer = administrator.patch(&format!("/api/clients/{id}"), &ended).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let body = json!({"name": "gone", "roles": ["clinician"]});
    let (revoked, id) = token(administrator, body).await;
    let path = format!("/api/clients/{id}");
    assert_eq!(administrator.delete(&path).await.status, StatusCode::NO_CONTENT);
    let good = clinician.token();
    let claim = server.tenant_credential(&format!("Unclaimed {round}"));
    let bearer = |token: &str| vec![format!("Bearer {token}").into_bytes()];
    vec![
        ("nothing", Vec::new()),
        ("empty", vec![Vec::new()]),
        ("no token", vec![b"Bearer".to_vec()]),
        ("an empty token", vec![b"Bearer ".to_vec()]),
        ("another scheme", vec![format!("Basic {good}").into_bytes()]),
        ("no scheme", vec![good.as_bytes().to_vec()]),
        ("nonsense", bearer("nonsense")),
        ("another tenant", bearer(&changed(good, 6))),
        ("another client", bearer(&changed(good, 20))),
        ("another secret", bearer(&changed(good, good.len() - 3))),
        ("a piece", bearer(&good[..good.len() - 4])),
        ("too much", bearer(&format!("{good}AAAA"))),
        ("the other kind", bearer(&good.replacen("rcg_", "rcgt_", 1))),
        ("a claim as a client", bearer(&claim.replacen("rcgt_", "rcg_", 1))),
        ("another claim", bearer(&changed(&claim, claim.len() - 3))),
        ("expired", bearer(&expired)),
        ("revoked", bearer(&revoked)),
        ("without end", bearer(&"x".repeat(10_000))),
        ("not text", vec![b"Bearer \xff\xfe\xfd".to_vec()]),
        ("two", [bearer(good), bearer(good)].concat()),
        ("two in one", bearer(&format!("{good}, Bearer {good}"))),
    ]
}

/// What a stranger could tell answers apart by.
fn face(answer: &Answer) -> (StatusCode, HeaderMap, String) {
    let mut headers = answer.headers.clone();
    headers.remove("date");
    (answer.status, headers, answer.body.clone())
}

#[tokio::test]
async fn every_wrong_credential_is_refused_with_the_same_words() {
    let clinic = Clinic::open().await;
    for path in ["/api/tenant", "/fhir/R4/Patient", "/api/nothing", "/fhir/R4/Sandwich"] {
        let mut faces = Vec::new();
        for (what, headers) in wrong_headers(&clinic.server, path).await {
            let answer = ask(&clinic.server, path, &headers).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{what} {answer:?}");
            assert_eq!(answer.header("www-authenticate"), Some("Bearer"), "{what}");
            assert_eq!(answer.header("ribcage-event"), None, "{what}");
            faces.push((what, face(&answer)));
        }
        let (_, first) = &faces[0];
        for (what, face) in &faces {
            assert_eq!(face, first, "{what}");
        }
    }
    clinic.is_well().await;
}

#[tokio::test]
async fn the_scheme_may_be_written_in_any_case() {
    let clinic = Clinic::open().await;
    let token = clinic.clinician.token();
    for scheme in ["Bearer", "bearer", "BEARER"] {
        let header = format!("{scheme} {token}").into_bytes();
        let answer = ask(&clinic.server, "/api/tenant", &[header]).await;
        assert_eq!(answer.status, StatusCode::OK, "{scheme} {answer:?}");
    }
}

#[tokio::test]
async fn who_shows_a_bad_credential_is_not_served_what_is_open_to_anybody() {
    let clinic = Clinic::open().await;
    let stranger = clinic.administrator.with_token("nonsense");
    let answer = stranger.get("/fhir/R4/metadata").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{answer:?}");
    let request = stranger.request(Method::HEAD, "/fhir/R4/Patient");
    assert_eq!(stranger.send(request).await.status, StatusCode::UNAUTHORIZED);
}
