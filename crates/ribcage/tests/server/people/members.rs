//! Those who belong to a tenant, and what an administrator decides about them.

use reqwest::StatusCode;
use serde_json::json;

use super::person::{Person, Visitor};
use crate::harness::{Server, patient};

/// A tenant with two administrators who are people, and a machine that is one, too.
async fn clinic(server: &Server) -> (Person, crate::harness::Caller) {
    let ann = Person::administrator(server, "Clinic", "ann@example.org").await;
    let machine = ann.client(server, "machine", &["administrator"]).await;
    (ann, machine)
}

#[tokio::test]
async fn members_are_listed_with_what_the_directory_knows_of_them() {
    let server = Server::start();
    let (ann, machine) = clinic(&server).await;
    let listed = machine.get("/api/members").await.json();
    let items = listed["items"].as_array().expect("entries");
    assert_eq!(items.len(), 1, "{listed}");
    let user = ann.user().await;
    assert_eq!(
        (&items[0]["user"], &items[0]["name"], &items[0]["email"], &items[0]["active"]),
        (&json!(user), &json!("Ann Example"), &json!("ann@example.org"), &json!(true))
    );
    let found = ann.get(&format!("/api/members/{user}")).await.json();
    assert_eq!(found, items[0]);
    // Nobody of another tenant is a member.
    let bob = Person::administrator(&server, "Other", "bob@example.org").await;
    let refused = bob.get(&format!("/api/members/{user}")).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND, "{refused:?}");
}

#[tokio::test]
async fn roles_are_given_and_taken_with_the_next_request() {
    let server = Server::start();
    let (ann, machine) = clinic(&server).await;
    let member = format!("/api/members/{}", ann.user().await);
    assert_eq!(ann.get("/fhir/R4/Patient").await.status, StatusCode::FORBIDDEN);
    let changed = machine.patch(&member, &json!({"roles": ["clinician"]})).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    assert_eq!(ann.get("/fhir/R4/Patient").await.status, StatusCode::OK);
    assert_eq!(ann.get("/api/clients").await.status, StatusCode::FORBIDDEN);
    // Only of the version that was looked at.
    let request = machine.request(reqwest::Method::PATCH, &member).header("if-match", "\"1\"");
    let stale = machine.send(request.json(&json!({"roles": ["auditor"]}))).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED, "{stale:?}");
}

#[tokio::test]
async fn whoever_is_put_out_of_action_or_removed_is_out_at_once() {
    let server = Server::start();
    let (ann, machine) = clinic(&server).await;
    let member = format!("/api/members/{}", ann.user().await);
    let changed = machine.patch(&member, &json!({"active": false})).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    assert_eq!(ann.get("/auth/session").await.status, StatusCode::UNAUTHORIZED);
    // The password is still right; there is nowhere to go with it.
    let sign_in = ann.visitor.sign_in(&ann.email, super::person::PASSWORD).await;
    let refused = ann.visitor.come_in(&sign_in, &ann.tenant).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND, "{refused:?}");
    let listed = ann.visitor.post("/auth/tenants", &json!({"sign_in": sign_in["sign_in"]})).await;
    assert_eq!(listed.json()["items"], json!([]));
    machine.patch(&member, &json!({"active": true})).await;
    let ann = Person::signed_in(&ann.visitor, &ann.email, &ann.tenant).await;
    let removed = machine.delete(&member).await;
    assert_eq!(removed.status, StatusCode::NO_CONTENT, "{removed:?}");
    assert_eq!(ann.get("/auth/session").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(machine.get(&member).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn nobody_changes_their_own_membership() {
    let server = Server::start();
    let (ann, _) = clinic(&server).await;
    let member = format!("/api/members/{}", ann.user().await);
    for refused in [
        ann.patch(&member, &json!({"roles": ["clinician"]})).await,
        ann.patch(&member, &json!({"active": false})).await,
        ann.delete(&member).await,
    ] {
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused:?}");
    }
    assert_eq!(ann.get("/api/members").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_administrator_sees_and_ends_a_members_sessions_in_their_own_tenant() {
    let server = Server::start_on_postgresql();
    let other = server.beside();
    let (ann, machine) = clinic(&server).await;
    let second = server.tenant_credential("Second");
    let sign_in = ann.visitor.sign_in(&ann.email, super::person::PASSWORD).await;
    let body = json!({"sign_in": sign_in["sign_in"]});
    let claimed = ann.visitor.claim_with(&second, &body).await.json();
    let second = claimed["tenant"].as_str().expect("an id");
    let there = Person::signed_in(&ann.visitor, &ann.email, second).await;
    let elsewhere = Person { visitor: Visitor::at(&other), ..ann.clone() };
    assert_eq!(elsewhere.get("/auth/session").await.status, StatusCode::OK);
    let sessions = format!("/api/members/{}/sessions", ann.user().await);
    let listed = machine.get(&sessions).await.json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1), "{listed}");
    assert_eq!(listed["items"][0]["tenant"], ann.tenant);
    let ended = machine.delete(&sessions).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT, "{ended:?}");
    for person in [&ann, &elsewhere] {
        assert_eq!(person.get("/auth/session").await.status, StatusCode::UNAUTHORIZED);
    }
    // What is elsewhere is no business of this tenant's.
    assert_eq!(there.get("/auth/session").await.status, StatusCode::OK);
}

#[tokio::test]
async fn who_asked_for_something_and_who_recorded_it_are_people_with_a_name() {
    let server = Server::start();
    let (ann, _) = clinic(&server).await;
    let clinician = ann.client(&server, "ward", &["clinician"]).await;
    let person = clinician.create(&patient("Maple")).await;
    let objected = json!({"purpose": "research", "reason": "no studies of me"});
    let path = format!("/api/subjects/{person}/objections");
    let objected = ann.post(&path, &objected).await;
    assert_eq!(objected.status, StatusCode::OK, "{objected:?}");
    let exported = json!({"passphrase": "correct horse battery staple"});
    let exported = ann.post("/api/tenant/export", &exported).await;
    assert!(exported.status.is_success(), "{exported:?}");
    let (listed, objections) =
        (ann.get("/api/exports").await.json(), ann.get("/api/objections").await.json());
    assert_eq!(listed["items"][0]["by"], "Ann Example");
    assert_eq!(objections["items"][0]["objections"][0]["recorded_by"], "Ann Example");
    assert_eq!(objected.json()["objections"][0]["recorded_by"], "Ann Example");
}
