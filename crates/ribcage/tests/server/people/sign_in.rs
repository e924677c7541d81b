//! The way in.

use reqwest::{Method, StatusCode};
use serde_json::json;

use super::person::{PASSWORD, Person, Visitor, secret_in};
use crate::harness::Server;

#[tokio::test]
async fn the_first_administrator_comes_in_with_a_password_that_the_server_never_saw() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let own = ann.get("/auth/session").await;
    assert_eq!(own.status, StatusCode::OK, "{own:?}");
    let own = own.json();
    assert_eq!(
        (&own["user"]["email"], &own["roles"], &own["tenant_name"], &own["session"]["factors"]),
        (
            &json!("ann@example.org"),
            &json!(["administrator"]),
            &json!("Clinic"),
            &json!(["password"])
        )
    );
    // The session is good on every face, for as much as its owner may do.
    let made = ann.post("/api/clients", &json!({"name": "device", "roles": ["service"]})).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let refused = ann.get("/fhir/R4/Patient").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
    let event = ann.get(&format!("/api/events/{}", made.event().0)).await.json();
    assert_eq!(
        (&event["actor"]["kind"], &event["actor"]["name"], &event["interface"]),
        (&json!("user"), &json!("Ann Example"), &json!("console"))
    );
    assert!(!server.log().contains(PASSWORD));
}

#[tokio::test]
async fn the_cookie_is_for_this_host_alone_and_for_no_script() {
    let server = Server::start();
    let visitor = Visitor::at(&server);
    let claimed = visitor.claim(&server.tenant_credential("Clinic"), "ann@example.org").await;
    let tenant = claimed.json()["tenant"].as_str().expect("an id").to_owned();
    let sign_in = visitor.sign_in("ann@example.org", PASSWORD).await;
    let created = visitor.come_in(&sign_in, &tenant).await;
    let cookie = created.header("set-cookie").expect("a cookie");
    assert!(cookie.starts_with("__Host-ribcage-session="), "{cookie}");
    for attribute in ["Path=/", "Secure", "HttpOnly", "SameSite=Strict"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    assert!(!created.body.contains(&secret_in(&created).expect("a secret")));
}

#[tokio::test]
async fn an_address_that_nobody_has_is_answered_like_one_that_somebody_has() {
    let server = Server::start();
    let visitor = Visitor::at(&server);
    visitor.claim(&server.tenant_credential("Clinic"), "ann@example.org").await;
    let mut shapes = Vec::new();
    for (email, password) in [("ann@example.org", "wrong"), ("nobody@example.org", PASSWORD)] {
        let (logging_in, begun) = visitor.begin(email, password).await;
        let text = |name: &str| begun[name].as_str().expect("text").to_owned();
        shapes.push((text("sign_in").len(), text("login_response").len()));
        // The client itself sees that it does not fit.
        let response = base64::Engine::decode(
            &base64::engine::general_purpose::URL_SAFE_NO_PAD,
            text("login_response"),
        );
        let response = response.expect("base64url");
        assert!(logging_in.finish(&response, &testkit::TestRng::new(9)).is_err());
        // Whoever goes on all the same hears the same.
        let proof = json!({"sign_in": begun["sign_in"], "login_finish": "A".repeat(86)});
        let refused = visitor.post("/auth/password/finish", &proof).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{refused:?}");
        assert_eq!(refused.code(), "sign_in_failed");
        assert!(refused.header("ribcage-event").is_none(), "{refused:?}");
    }
    assert_eq!(shapes[0], shapes[1]);
}

#[tokio::test]
async fn what_stands_for_an_unknown_address_is_the_same_on_every_server_and_after_a_start() {
    let mut server = Server::start();
    let visitor = Visitor::at(&server);
    // The first part of the answer depends on the account and on what was blinded.
    let blinded = json!({"email": "nobody@example.org", "login_request": request()});
    let first_part = async |visitor: &Visitor| {
        let begun = visitor.post("/auth/password/begin", &blinded).await.json();
        begun["login_response"].as_str().expect("text")[..42].to_owned()
    };
    let before = first_part(&visitor).await;
    assert_eq!(first_part(&visitor).await, before);
    server.stop();
    server.start_again();
    assert_eq!(first_part(&Visitor::at(&server)).await, before);
    let other = json!({"email": "somebody.else@example.org", "login_request": request()});
    let begun = Visitor::at(&server).post("/auth/password/begin", &other).await.json();
    assert_ne!(begun["login_response"].as_str().expect("text")[..42], before);
}

/// The same first message of a client each time.
pub(super) fn request() -> String {
    use base64::Engine as _;
    let (_, request) =
        signin::password::client::log_in(PASSWORD, &testkit::TestRng::new(77)).expect("a password");
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(request)
}

#[tokio::test]
async fn a_ticket_leads_to_one_session() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let visitor = &ann.visitor;
    let proof = visitor.proof(&ann.email, PASSWORD).await;
    let shown = visitor.post("/auth/password/finish", &proof).await.json();
    let again = visitor.post("/auth/password/finish", &proof).await.json();
    assert_eq!(visitor.come_in(&shown, &ann.tenant).await.status, StatusCode::CREATED);
    for used in [&shown, &again] {
        let refused = visitor.come_in(used, &ann.tenant).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{refused:?}");
        assert_eq!(refused.code(), "ceremony_over");
    }
    // What was shown is over with the session that came of it.
    let late = visitor.post("/auth/password/finish", &proof).await;
    assert_eq!((late.status, late.code().as_str()), (StatusCode::UNAUTHORIZED, "ceremony_over"));
}

#[tokio::test]
async fn tickets_that_were_made_up_or_are_of_another_step_are_refused() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let visitor = &ann.visitor;
    let (_, begun) = visitor.begin(&ann.email, PASSWORD).await;
    let registration = visitor.choose(PASSWORD).await;
    let mut tampered = visitor.sign_in(&ann.email, PASSWORD).await;
    let text = tampered["sign_in"].as_str().expect("text").to_owned();
    let flipped = if text.ends_with('A') { "B" } else { "A" };
    tampered["sign_in"] = json!(format!("{}{flipped}", &text[..text.len() - 1]));
    for ticket in [
        &begun["sign_in"],
        &registration["registration"],
        &tampered["sign_in"],
        &json!(""),
        &json!("A".repeat(8_000)),
    ] {
        let refused = visitor.come_in(&json!({"sign_in": ticket}), &ann.tenant).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{ticket} {refused:?}");
        assert_eq!(refused.code(), "ceremony_over");
    }
}

#[tokio::test]
async fn somebody_known_claims_a_second_tenant_and_chooses_between_both() {
    let server = Server::start();
    let ann = Person::administrator(&server, "First", "ann@example.org").await;
    let visitor = &ann.visitor;
    // The address is taken: who has it shows that, and needs no second account.
    let credential = server.tenant_credential("Second");
    let taken = visitor.claim(&credential, "Ann@Example.org").await;
    assert_eq!((taken.status, taken.code().as_str()), (StatusCode::CONFLICT, "name_taken"));
    let sign_in = visitor.sign_in(&ann.email, PASSWORD).await;
    let body = json!({"sign_in": sign_in["sign_in"]});
    let claimed = visitor.claim_with(&credential, &body).await;
    assert_eq!(claimed.status, StatusCode::CREATED, "{claimed:?}");
    // The credential is spent.
    let again = visitor.claim_with(&credential, &body).await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED, "{again:?}");
    let listed = visitor.post("/auth/tenants", &body).await.json();
    let names: Vec<_> = listed["items"].as_array().expect("entries").iter().collect();
    assert_eq!(names.len(), 2, "{listed}");
    assert_eq!((&names[0]["name"], &names[1]["name"]), (&json!("Second"), &json!("First")));
    let second = claimed.json()["tenant"].as_str().expect("an id").to_owned();
    let created = visitor.come_in(&sign_in, &second).await;
    assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
    // Nobody comes in where they do not belong, and a tenant that is not there looks the same.
    let other = Person::administrator(&server, "Other", "bob@example.org").await;
    let sign_in = visitor.sign_in(&ann.email, PASSWORD).await;
    for tenant in [other.tenant.as_str(), "0123456789abcdef", "nonsense"] {
        let refused = visitor.come_in(&sign_in, tenant).await;
        assert_eq!((refused.status, refused.code().as_str()), (StatusCode::NOT_FOUND, "not_found"));
    }
}

#[tokio::test]
async fn what_a_client_sends_that_is_no_message_is_refused_clearly() {
    let server = Server::start();
    let visitor = Visitor::at(&server);
    let long = "A".repeat(1_000);
    for (path, body) in [
        ("/auth/password/begin", json!({"email": "ann", "login_request": request()})),
        ("/auth/password/begin", json!({"email": "ann@example.org", "login_request": "?"})),
        ("/auth/password/begin", json!({"email": "ann@example.org", "login_request": "AAAA"})),
        ("/auth/password/begin", json!({"email": "ann@example.org", "login_request": long})),
        ("/auth/password/begin", json!({"email": "ann@example.org"})),
        ("/auth/password/registration", json!({"registration_request": "AAAA"})),
        ("/auth/password/registration", json!({"registration_request": request(), "more": 1})),
    ] {
        let refused = visitor.post(path, &body).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{path} {body} {refused:?}");
        assert_eq!(refused.code(), "bad_request");
    }
    let plain = visitor.request(Method::POST, "/auth/password/begin").body("{}");
    assert_eq!(visitor.send(plain).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}
