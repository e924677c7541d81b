//! Second factors, and tenants that want them.

use reqwest::StatusCode;
use serde_json::json;

use super::person::{PASSWORD, Person};
use crate::harness::{Answer, Server};

pub(super) fn wanting(required: &str) -> serde_json::Value {
    json!({"sign_in": {"required": required, "idle_minutes": 30, "session_hours": 12}})
}

#[tokio::test]
async fn a_code_of_the_moment_is_taken_once() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let codes = ann.set_up_totp().await;
    let visitor = &ann.visitor;
    let sign_in = visitor.sign_in(&ann.email, PASSWORD).await;
    assert_eq!(sign_in["second_factors"], json!(["totp"]));
    // The one that it was confirmed with is used, and so is every one before.
    for code in [codes.at(-1), codes.at(-2), "000000".to_owned(), "nonsense".to_owned()] {
        let refused = visitor.show("/auth/totp", &sign_in, &code).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{code} {refused:?}");
        assert_eq!(refused.code(), "sign_in_failed");
    }
    let shown = visitor.show("/auth/totp", &sign_in, &codes.at(0)).await;
    assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    assert_eq!(shown.json()["factors"], json!(["password", "totp"]));
    // The ticket of before is over, and so is the code.
    let again = visitor.sign_in(&ann.email, PASSWORD).await;
    for ticket in [&sign_in, &again] {
        let refused = visitor.show("/auth/totp", ticket, &codes.at(0)).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{refused:?}");
    }
}

#[tokio::test]
async fn a_recovery_code_is_good_once_and_new_ones_end_those_before() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let without = ann.post_nothing("/auth/account/recovery-codes").await;
    assert_eq!(without.status, StatusCode::BAD_REQUEST, "{without:?}");
    ann.set_up_totp().await;
    let drawn = ann.post_nothing("/auth/account/recovery-codes").await;
    assert_eq!(drawn.status, StatusCode::CREATED, "{drawn:?}");
    let drawn = drawn.json();
    let first = drawn["codes"][0].as_str().expect("a code").to_owned();
    let second = drawn["codes"][1].as_str().expect("a code").to_owned();
    let visitor = &ann.visitor;
    let typed = first.to_lowercase().replace('-', " ");
    for (code, expected) in [
        (typed.as_str(), StatusCode::OK),
        (first.as_str(), StatusCode::UNAUTHORIZED),
        ("0000-0000-0000-0000-0000", StatusCode::UNAUTHORIZED),
        (second.as_str(), StatusCode::OK),
    ] {
        let sign_in = visitor.sign_in(&ann.email, PASSWORD).await;
        let shown = visitor.show("/auth/recovery-code", &sign_in, code).await;
        assert_eq!(shown.status, expected, "{code} {shown:?}");
    }
    assert_eq!(ann.get("/auth/account").await.json()["recovery_codes"], 8);
    let third = drawn["codes"][2].as_str().expect("a code");
    assert_eq!(ann.post_nothing("/auth/account/recovery-codes").await.status, StatusCode::CREATED);
    let sign_in = visitor.sign_in(&ann.email, PASSWORD).await;
    let refused = visitor.show("/auth/recovery-code", &sign_in, third).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{refused:?}");
}

#[tokio::test]
async fn a_tenant_that_wants_a_second_factor_gets_it_from_everybody() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let machine = ann.client(&server, "machine", &["administrator"]).await;
    // Nobody locks themselves out.
    let refused = ann.patch("/api/tenant", &wanting("two_factors")).await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (StatusCode::FORBIDDEN, "factor_required")
    );
    let codes = ann.set_up_totp().await;
    let changed = machine.patch("/api/tenant", &wanting("two_factors")).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    // An old session has ended.
    assert_eq!(ann.get("/auth/session").await.status, StatusCode::UNAUTHORIZED);
    let visitor = &ann.visitor;
    let sign_in = visitor.sign_in(&ann.email, PASSWORD).await;
    let listed = visitor.post("/auth/tenants", &json!({"sign_in": sign_in["sign_in"]})).await;
    assert_eq!(listed.json()["items"][0]["required"], "two_factors");
    let refused = visitor.come_in(&sign_in, &ann.tenant).await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (StatusCode::FORBIDDEN, "factor_required")
    );
    let shown = visitor.show("/auth/totp", &sign_in, &codes.at(0)).await.json();
    let created = visitor.come_in(&shown, &ann.tenant).await;
    assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
    let ann = Person::of(visitor, &ann.email, &ann.tenant, &created);
    // Codes can be told to others: whoever wants what cannot is not content with them.
    machine.patch("/api/tenant", &wanting("phishing_resistant")).await;
    assert_eq!(ann.get("/auth/session").await.status, StatusCode::UNAUTHORIZED);
    let sign_in = visitor.sign_in(&ann.email, PASSWORD).await;
    let shown = visitor.show("/auth/totp", &sign_in, &codes.at(1)).await.json();
    let refused = visitor.come_in(&shown, &ann.tenant).await;
    assert_eq!(refused.code(), "factor_required", "{refused:?}");
}

#[tokio::test]
async fn nobody_switches_into_a_tenant_that_wants_more() {
    let server = Server::start();
    let ann = Person::administrator(&server, "First", "ann@example.org").await;
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let body = json!({"sign_in": sign_in["sign_in"]});
    let claimed = ann.visitor.claim_with(&server.tenant_credential("Second"), &body).await.json();
    let second = claimed["tenant"].as_str().expect("an id").to_owned();
    let there = Person::signed_in(&ann.visitor, &ann.email, &second).await;
    let machine = there.client(&server, "machine", &["administrator"]).await;
    machine.patch("/api/tenant", &wanting("two_factors")).await;
    let refused = ann.post("/auth/session/switch", &json!({"tenant": second})).await;
    assert_eq!(refused.code(), "factor_required", "{refused:?}");
    assert_eq!(ann.get("/auth/session").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_role_that_wants_a_second_factor_gets_it_from_whoever_is_given_the_role() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let machine = ann.client(&server, "machine", &["administrator"]).await;
    let member = format!("/api/members/{}", ann.user().await);
    machine.patch(&member, &json!({"roles": ["auditor"]})).await;
    let mut rules = wanting("one_factor");
    rules["sign_in"]["roles"] = json!({"clinician": "two_factors"});
    assert_eq!(machine.patch("/api/tenant", &rules).await.status, StatusCode::OK);
    let ann = Person::signed_in(&ann.visitor, &ann.email, &ann.tenant).await;
    assert_eq!(ann.get("/api/events").await.status, StatusCode::OK);
    // With the role comes what it wants, in the middle of a session.
    machine.patch(&member, &json!({"roles": ["clinician"]})).await;
    for path in ["/fhir/R4/Patient", "/api/events", "/auth/session"] {
        assert_eq!(ann.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn changing_how_one_signs_in_ends_all_other_sessions() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let other = Person::signed_in(&ann.visitor, &ann.email, &ann.tenant).await;
    let begun = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let changed =
        ann.put("/auth/account/password", &ann.visitor.choose("another password").await).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT, "{changed:?}");
    assert_eq!(other.get("/auth/session").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(ann.get("/auth/session").await.status, StatusCode::OK);
    // Whoever was on the way in with the password of before is not any more.
    let refused = ann.visitor.come_in(&begun, &ann.tenant).await;
    assert_eq!(refused.code(), "ceremony_over", "{refused:?}");
    let (logging_in, begun) = ann.visitor.begin(&ann.email, PASSWORD).await;
    let response = begun["login_response"].as_str().expect("text");
    let response =
        base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, response);
    let response = response.expect("base64url");
    assert!(logging_in.finish(&response, &testkit::TestRng::new(9)).is_err());
    ann.visitor.sign_in(&ann.email, "another password").await;
}

#[tokio::test]
async fn an_account_is_shown_to_its_holder_and_changed_by_them() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let shown = ann.get("/auth/account").await.json();
    assert_eq!(
        (&shown["user"]["name"], &shown["has_password"], &shown["has_totp"]),
        (&json!("Ann Example"), &json!(true), &json!(false))
    );
    let changed = ann.patch("/auth/account", &json!({"name": "Ann B", "language": "nl"})).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    assert_eq!(ann.get("/auth/session").await.json()["user"]["name"], "Ann B");
    for wrong in [json!({"language": "xx"}), json!({"name": ""}), json!({"email": "x@y.z"})] {
        let refused = ann.patch("/auth/account", &wrong).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{wrong} {refused:?}");
    }
    // What is removed is no factor any more.
    ann.set_up_totp().await;
    assert_eq!(ann.get("/auth/account").await.json()["has_totp"], true);
    assert_eq!(ann.post_nothing("/auth/account/totp").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(ann.delete("/auth/account/totp").await.status, StatusCode::NO_CONTENT);
    assert_eq!(ann.get("/auth/account").await.json()["has_totp"], false);
    assert_eq!(ann.delete("/auth/account/totp").await.status, StatusCode::NOT_FOUND);
}

/// What somebody does who would have an account for themselves: each wants to know anew who it is.
async fn takes_over(thief: &Person) {
    let nothing = json!({});
    let address = json!({"email": "thief@example.org"});
    let password = thief.visitor.choose("another horse battery staple").await;
    for refused in [
        thief.delete("/auth/account/totp").await,
        thief.post_nothing("/auth/account/totp").await,
        thief.post_nothing("/auth/account/recovery-codes").await,
        thief.post("/auth/account/passkeys/begin", &nothing).await,
        thief.post("/auth/account/address", &address).await,
        thief.put("/auth/account/password", &password).await,
    ] {
        assert_eq!(refused.code(), "step_up_required", "{refused:?}");
    }
}

/// Somebody shows a password anew in the middle of a session.
async fn step_up(person: &Person) -> Answer {
    let again = person.visitor.sign_in(&person.email, PASSWORD).await;
    person.post("/auth/session/step-up", &json!({"sign_in": again["sign_in"]})).await
}

#[tokio::test]
async fn a_password_alone_changes_no_account_that_has_more_whatever_a_tenant_is_content_with() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let eve = Person::administrator(&server, "Elsewhere", "eve@example.org").await;
    let codes = ann.set_up_totp().await;
    let thief = Person::signed_in(&ann.visitor, &ann.email, &ann.tenant).await;
    takes_over(&thief).await;
    assert_eq!(thief.delete("/auth/account").await.code(), "step_up_required");
    let refused = step_up(&thief).await;
    assert_eq!(refused.code(), "factor_required", "{refused:?}");
    // Nor does it join another tenant, whose administrator has the link.
    let token = eve.invite(&ann.email, &["clinician"]).await;
    let known = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let body = json!({"sign_in": known["sign_in"]});
    let refused = ann.visitor.accept(&token, &body).await;
    assert_eq!(refused.code(), "factor_required", "{refused:?}");
    let refused = ann.visitor.claim_with(&server.tenant_credential("Third"), &body).await;
    assert_eq!(refused.code(), "factor_required", "{refused:?}");
    // Whoever has shown the code, too, does all of it.
    let known = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let shown = ann.visitor.show("/auth/totp", &known, &codes.at(0)).await.json();
    let body = json!({"sign_in": shown["sign_in"]});
    let stepped_up = thief.post("/auth/session/step-up", &body).await;
    assert_eq!(stepped_up.status, StatusCode::NO_CONTENT, "{stepped_up:?}");
    let owner = Person::of(&ann.visitor, &ann.email, &ann.tenant, &stepped_up);
    assert_eq!(owner.delete("/auth/account/totp").await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_first_second_factor_is_not_set_up_where_less_is_wanted_than_elsewhere() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let body = json!({"sign_in": sign_in["sign_in"]});
    let claimed = ann.visitor.claim_with(&server.tenant_credential("Other"), &body).await;
    let other = claimed.json()["tenant"].as_str().expect("an id").to_owned();
    let machine = ann.client(&server, "machine", &["administrator"]).await;
    let changed = machine.patch("/api/tenant", &wanting("two_factors")).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    let there = Person::signed_in(&ann.visitor, &ann.email, &other).await;
    takes_over(&there).await;
    // Nor with the password shown anew.
    let shown = step_up(&there).await;
    assert_eq!(shown.status, StatusCode::NO_CONTENT, "{shown:?}");
    let there = Person::of(&ann.visitor, &ann.email, &other, &shown);
    takes_over(&there).await;
    // Nor while they are suspended there: they may be let in again.
    let path = format!("/api/members/{}", there.user().await);
    let suspended = machine.patch(&path, &json!({"active": false})).await;
    assert_eq!(suspended.status, StatusCode::OK, "{suspended:?}");
    takes_over(&there).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn codes_that_are_tried_at_once_are_as_few_as_those_tried_one_after_the_other() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    ann.set_up_totp().await;
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let tries = (0..60).map(|_| ann.visitor.show("/auth/totp", &sign_in, "000000"));
    let answers = futures_util::future::join_all(tries).await;
    let judged = answers.iter().filter(|answer| answer.status == StatusCode::UNAUTHORIZED).count();
    let held = answers.iter().filter(|answer| answer.code() == "too_many_attempts").count();
    assert_eq!((judged, held), (5, 55), "{answers:?}");
}

#[tokio::test]
async fn what_is_left_out_of_the_rules_of_a_tenant_stays() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let changes = [
        json!({"roles": {"auditor": "two_factors"}}),
        json!({"idle_minutes": 45}),
        json!({"session_hours": 24}),
        json!({}),
    ];
    for rules in changes {
        let answer = ann.patch("/api/tenant", &json!({"sign_in": rules})).await;
        assert_eq!(answer.status, StatusCode::OK, "{rules} {answer:?}");
    }
    let expected = json!({
        "required": "one_factor", "roles": {"auditor": "two_factors"},
        "idle_minutes": 45, "session_hours": 24
    });
    assert_eq!(ann.get("/api/tenant").await.json()["sign_in"], expected);
    let none = ann.patch("/api/tenant", &json!({"sign_in": {"roles": {}}})).await.json();
    assert!(none["sign_in"].get("roles").is_none(), "{none}");
}
