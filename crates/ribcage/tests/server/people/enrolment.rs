//! Second factors that are set up on the way in, by whoever a tenant lets in with nothing less.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::invitations::{links, server_with_mail};
use super::passkeys::{begin, device, finish};
use super::person::{Codes, PASSWORD, Person, Visitor};
use crate::harness::Server;

const BOB: &str = "bob@example.org";

fn rules(required: &str) -> Value {
    json!({"sign_in": {
        "required": "one_factor", "roles": {"clinician": required},
        "idle_minutes": 30, "session_hours": 12
    }})
}

/// Somebody who has just joined a tenant that wants this of clinicians, with the ticket that they got.
async fn joined(server: &Server, required: &str) -> (Person, Visitor, Value) {
    let ann = Person::administrator(server, "Clinic", "ann@example.org").await;
    let changed = ann.patch("/api/tenant", &rules(required)).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    let token = ann.invite(BOB, &["clinician"]).await;
    let visitor = Visitor::at(server);
    let body = json!({"name": "Bob", "password": visitor.choose(PASSWORD).await});
    let joined = visitor.accept(&token, &body).await;
    assert_eq!(joined.status, StatusCode::CREATED, "{joined:?}");
    (ann, visitor, json!({"sign_in": joined.json()["sign_in"]}))
}

#[tokio::test]
async fn whoever_joins_a_tenant_that_wants_two_factors_sets_up_codes_and_comes_in() {
    let server = Server::start();
    let (ann, visitor, ticket) = joined(&server, "two_factors").await;
    // By itself it lets nobody in.
    assert_eq!(visitor.come_in(&ticket, &ann.tenant).await.code(), "ceremony_over");
    let begun = visitor.post("/auth/enrolment/totp", &ticket).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
    let again = visitor.post("/auth/enrolment/totp", &ticket).await;
    assert_eq!(again.code(), "ceremony_over", "each ticket is of use once: {again:?}");
    let codes = Codes::of(&begun);
    let path = "/auth/enrolment/totp/confirmation";
    let wrong = visitor.show(path, &begun.json(), "000000").await;
    assert_eq!(wrong.code(), "sign_in_failed", "{wrong:?}");
    let enrolled = visitor.show(path, &begun.json(), &codes.at(-1)).await;
    assert_eq!(enrolled.json()["factors"], json!(["password", "totp"]), "{enrolled:?}");
    let created = visitor.come_in(&enrolled.json(), &ann.tenant).await;
    assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
    let bob = Person::of(&visitor, BOB, &ann.tenant, &created);
    assert_eq!(bob.get("/fhir/R4/Patient").await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_joins_a_tenant_that_wants_a_passkey_makes_one_and_shows_it() {
    let server = Server::start();
    let (ann, visitor, ticket) = joined(&server, "phishing_resistant").await;
    let mut device = device(&server, b"bob's key");
    let begun = visitor.post("/auth/enrolment/passkey/begin", &ticket).await;
    assert_eq!(begun.status, StatusCode::OK, "{begun:?}");
    let begun = begun.json();
    let body = json!({
        "sign_in": ticket["sign_in"], "registration": begun["registration"], "name": "key",
        "answer": device.create(&begun["options"].to_string())
    });
    let enrolled = visitor.post("/auth/enrolment/passkey", &body).await;
    assert_eq!(enrolled.status, StatusCode::OK, "{enrolled:?}");
    let enrolled = enrolled.json();
    let refused = visitor.come_in(&enrolled, &ann.tenant).await;
    assert_eq!(refused.code(), "factor_required", "{refused:?}");
    let begun = begin(&visitor, Some(&enrolled)).await;
    let shown = finish(&visitor, &begun, &device.get(&begun["options"].to_string())).await;
    let created = visitor.come_in(&shown.json(), &ann.tenant).await;
    assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_alone_sets_up_no_factor_and_neither_does_a_mailbox() {
    let Some((sink, server)) = server_with_mail("setting up a factor") else { return };
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let visitor = Visitor::at(&server);
    let known = visitor.sign_in(&ann.email, PASSWORD).await;
    let known = json!({"sign_in": known["sign_in"]});
    visitor.post("/auth/recovery", &json!({"email": ann.email})).await;
    let link = links(&sink, &ann.email, "recovery", 1).await.remove(0);
    let got = visitor.post("/auth/recovery/finish", &json!({"recovery": link})).await.json();
    let got = json!({"sign_in": got["sign_in"]});
    for ticket in [known, got] {
        for path in ["/auth/enrolment/totp", "/auth/enrolment/passkey/begin"] {
            let refused = visitor.post(path, &ticket).await;
            assert_eq!(refused.code(), "ceremony_over", "{refused:?}");
        }
    }
}
