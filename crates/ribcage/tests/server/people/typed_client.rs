//! People who sign in by a program of theirs, and not by a page.

use std::sync::Arc;

use client::{Client, ClientError, Page, PasswordError, SignIn};
use serde_json::json;
use testkit::TestRng;

use super::person::{PASSWORD, Person};
use crate::harness::Server;

async fn begin(server: &Server, email: &str, password: &str) -> Result<SignIn, ClientError> {
    let ca = std::fs::read(server.ca()).expect("the CA");
    let rng = Arc::new(TestRng::new(31));
    SignIn::begin(&server.url, Some(&ca), (email, password), rng).await
}

/// How many sessions somebody has.
async fn count(client: &Client) -> usize {
    client.list_sessions(&Page::default()).await.expect("they are listed").items.len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_signs_its_owner_in_with_two_factors_and_stays_in_as_rights_change() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let codes = ann.set_up_totp().await;
    let mut sign_in = begin(&server, "ann@example.org", PASSWORD).await.expect("it is right");
    assert_eq!(
        (sign_in.factors(), sign_in.second_factors()),
        (&["password".into()][..], &["totp".into()][..])
    );
    let wrong = sign_in.verify_totp("000000").await.expect_err("it is another one");
    assert_eq!(wrong.problem().expect("the server says so").code, "sign_in_failed");
    sign_in.verify_totp(&codes.at(0)).await.expect("it is the one of now");
    let tenants = sign_in.list_own_tenants(&Page::default()).await.expect("they are listed").items;
    assert_eq!((tenants[0].name.as_str(), tenants.len()), ("Clinic", 1));
    let (client, created) = sign_in.create_session(&tenants[0].id).await.expect("it is enough");

    let own = client.find_session().await.expect("it is open");
    assert_eq!(
        (&own.session.id, &own.session.factors[..]),
        (&created.id, &["password".into(), "totp".into()][..])
    );
    assert_eq!(client.find_tenant().await.expect("it is shown").name, "Clinic");
    assert!(client.last_event().is_some());
    let machine = ann.client(&server, "device", &["administrator"]).await;
    let member = format!("/api/members/{}", own.user.id);
    let changed = machine.patch(&member, &json!({"roles": ["administrator", "clinician"]})).await;
    assert_eq!(changed.status, 200, "{changed:?}");
    for _ in 0..2 {
        assert_eq!(client.find_session().await.expect("it is open").roles.len(), 2);
    }
    assert_eq!(count(&client).await, 2);
    client.end_other_sessions().await.expect("they end");
    assert_eq!(ann.get("/auth/session").await.status, 401);
    assert_eq!(count(&client).await, 1);
    client.end_session().await.expect("it ends");
    let over = client.find_session().await.expect_err("it is over");
    assert_eq!(over.problem().expect("the server says so").status, 401);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_does_not_learn_whether_the_password_or_the_address_is_wrong() {
    let server = Server::start();
    Person::administrator(&server, "Clinic", "ann@example.org").await;
    for (email, password) in [("ann@example.org", "wrong"), ("nobody@example.org", PASSWORD)] {
        let refused = begin(&server, email, password).await.err().expect("it is refused");
        assert!(matches!(refused, ClientError::Password(PasswordError::Refused)), "{refused:?}");
    }
    let none = begin(&server, "ann@example.org", "").await.err().expect("it is none");
    assert!(matches!(none, ClientError::Password(PasswordError::Malformed(_))), "{none:?}");
}
