//! A new tenant, and the one-time credential of its first administrator.

use reqwest::StatusCode;
use serde_json::json;

use crate::harness::{Server, patient};

#[tokio::test]
async fn the_credential_claims_the_tenant_once_and_is_good_for_nothing_else() {
    let server = Server::start();
    let claimant = server.caller(&server.tenant_credential("Clinic"));
    let claim = json!({"name": "root"});
    for refused in [
        claimant.get("/api/tenant").await,
        claimant.get("/api/clients").await,
        claimant.get("/api/roles").await,
        claimant.get("/api/events").await,
        claimant.get("/api/log/key").await,
        claimant.post("/api/clients", &json!({"name": "x", "roles": ["clinician"]})).await,
        claimant.get("/fhir/R4/Patient").await,
        claimant.post("/fhir/R4/Patient", &patient("Maple")).await,
    ] {
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (StatusCode::FORBIDDEN, "denied"),
            "{refused:?}"
        );
        refused.event();
    }
    // A claim that is not in order does not spend it.
    for wrong in [json!({"name": ""}), json!({}), json!({"name": "x", "admin": true})] {
        let refused = claimant.post("/api/tenant/claim", &wrong).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{refused:?}");
    }

    let claimed = claimant.post("/api/tenant/claim", &claim).await;
    assert_eq!(claimed.status, StatusCode::CREATED, "{claimed:?}");
    assert_eq!(claimed.json()["client"]["name"], "root");
    assert_eq!(claimed.json()["client"]["roles"], json!(["administrator"]));
    let administrator = claimant.with_token(claimed.json()["token"].as_str().expect("text"));
    assert_eq!(administrator.get("/api/tenant").await.json()["name"], "Clinic");

    for spent in [
        claimant.post("/api/tenant/claim", &json!({"name": "second"})).await,
        claimant.get("/api/tenant").await,
    ] {
        assert_eq!(spent.status, StatusCode::UNAUTHORIZED, "{spent:?}");
    }
    let event = administrator.get(&format!("/api/events/{}", claimed.event().0)).await.json();
    assert_eq!(
        (&event["operation"], &event["actor"]["kind"]),
        (&json!("claim_tenant"), &json!("claimant"))
    );
}

#[tokio::test]
async fn of_two_who_claim_at_once_exactly_one_wins() {
    let server = Server::start();
    for round in 0..4 {
        let credential = server.tenant_credential(&format!("Clinic {round}"));
        let claim = async |name: &str| {
            let claimant = server.caller(&credential);
            claimant.post("/api/tenant/claim", &json!({"name": name})).await
        };
        let (one, other) = tokio::join!(claim("one"), claim("other"));
        let (winner, loser) =
            if one.status == StatusCode::CREATED { (one, other) } else { (other, one) };
        assert_eq!(winner.status, StatusCode::CREATED, "{winner:?}");
        assert_eq!(loser.status, StatusCode::UNAUTHORIZED, "{loser:?}");
        let administrator = server.caller(winner.json()["token"].as_str().expect("text"));
        let clients = administrator.get("/api/clients").await.json();
        assert_eq!(clients["items"].as_array().map(Vec::len), Some(1));
    }
}

#[tokio::test]
async fn a_client_cannot_claim_a_tenant() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let refused = administrator.post("/api/tenant/claim", &json!({"name": "again"})).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::FORBIDDEN, "denied"));
}

#[tokio::test]
async fn the_description_of_the_platform_is_open_to_anybody() {
    let server = Server::start();
    let answer = server
        .http()
        .get(format!("{}/api/openapi.json", server.url))
        .send()
        .await
        .expect("the server answers");
    assert_eq!(answer.status(), StatusCode::OK);
    let text = answer.text().await.expect("text");
    let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(document["openapi"].as_str().map(|text| &text[..3]), Some("3.1"));
    assert_eq!(document["security"], json!([{"bearer": []}, {"session": []}]));
}
