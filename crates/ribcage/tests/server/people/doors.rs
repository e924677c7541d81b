//! The four walks over what only people do: as a stranger, as a machine, as somebody else, and in search of the event
//! that each leaves. And strangers who crowd them.

use std::sync::Arc;

use futures_util::future::join_all;
use model::Operation;
use reqwest::header::COOKIE;
use reqwest::{Method, StatusCode};
use rustls::pki_types::ServerName;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::person::{PASSWORD, Person, Visitor};
use crate::harness::{Answer, Server};
use crate::tls;

/// More requests than one address may have under way on the way in.
const CROWD: usize = 100;

/// An operation of people, and the request that does it.
pub(crate) struct Door {
    pub(crate) operation: Operation,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    /// Whether it leads somewhere before anybody knows who asks.
    is_open: bool,
}

const fn door(operation: Operation, method: &'static str, path: &'static str) -> Door {
    Door { operation, method, path, is_open: false }
}

const fn open(operation: Operation, path: &'static str) -> Door {
    Door { operation, method: "POST", path, is_open: true }
}

/// Every operation that people reach and machines do not.
pub(crate) const DOORS: &[Door] = &[
    open(Operation::BeginPasswordRegistration, "/auth/password/registration"),
    open(Operation::BeginPasswordSignIn, "/auth/password/begin"),
    open(Operation::FinishPasswordSignIn, "/auth/password/finish"),
    open(Operation::VerifyTotp, "/auth/totp"),
    open(Operation::VerifyRecoveryCode, "/auth/recovery-code"),
    open(Operation::BeginPasskeySignIn, "/auth/passkey/begin"),
    open(Operation::FinishPasskeySignIn, "/auth/passkey/finish"),
    open(Operation::ListOwnTenants, "/auth/tenants"),
    open(Operation::CreateSession, "/auth/sessions"),
    open(Operation::BeginRecovery, "/auth/recovery"),
    open(Operation::FinishRecovery, "/auth/recovery/finish"),
    Door { method: "PUT", ..open(Operation::ResetPassword, "/auth/recovery/password") },
    open(Operation::BeginTotpEnrolment, "/auth/enrolment/totp"),
    open(Operation::FinishTotpEnrolment, "/auth/enrolment/totp/confirmation"),
    open(Operation::BeginPasskeyEnrolment, "/auth/enrolment/passkey/begin"),
    open(Operation::FinishPasskeyEnrolment, "/auth/enrolment/passkey"),
    open(Operation::ConfirmAddressChange, "/auth/address"),
    door(Operation::FindOwnInvitation, "GET", "/auth/invitation"),
    door(Operation::AcceptInvitation, "POST", "/auth/invitation"),
    door(Operation::BeginAddressChange, "POST", "/auth/account/address"),
    door(Operation::RegisterAdministrator, "POST", "/auth/administrator"),
    door(Operation::ListOwnAccesses, "GET", "/api/own/accesses"),
    door(Operation::FindSession, "GET", "/auth/session"),
    door(Operation::EndSession, "DELETE", "/auth/session"),
    door(Operation::SwitchSession, "POST", "/auth/session/switch"),
    door(Operation::StepUpSession, "POST", "/auth/session/step-up"),
    door(Operation::ListSessions, "GET", "/auth/sessions"),
    door(Operation::ListAccountTenants, "GET", "/auth/tenants"),
    door(Operation::EndOtherSessions, "DELETE", "/auth/sessions"),
    door(Operation::EndOwnSession, "DELETE", "/auth/sessions/{id}"),
    door(Operation::FindAccount, "GET", "/auth/account"),
    door(Operation::ListAccountEvents, "GET", "/auth/account/events"),
    door(Operation::UpdateAccount, "PATCH", "/auth/account"),
    door(Operation::DeleteAccount, "DELETE", "/auth/account"),
    Door { method: "GET", ..open(Operation::FindAccountErasure, "/auth/erasures/{id}") },
    door(Operation::ChangePassword, "PUT", "/auth/account/password"),
    door(Operation::CreateTotp, "POST", "/auth/account/totp"),
    door(Operation::ConfirmTotp, "POST", "/auth/account/totp/confirmation"),
    door(Operation::DeleteTotp, "DELETE", "/auth/account/totp"),
    door(Operation::CreateRecoveryCodes, "POST", "/auth/account/recovery-codes"),
    door(Operation::BeginPasskeyRegistration, "POST", "/auth/account/passkeys/begin"),
    door(Operation::CreatePasskey, "POST", "/auth/account/passkeys"),
    door(Operation::DeletePasskey, "DELETE", "/auth/account/passkeys/{id}"),
];

impl Door {
    pub(crate) fn method(&self) -> Method {
        self.method.parse().expect("a method")
    }

    fn path(&self) -> String {
        self.path.replace("{id}", "0123456789abcdef0123456789abcdef")
    }

    /// A body that has the right members and leads nowhere.
    fn body(&self) -> Option<Value> {
        let new_password = json!({"registration": "", "registration_record": "AAAA"});
        Some(match self.operation {
            Operation::RegisterAdministrator
            | Operation::StepUpSession
            | Operation::AcceptInvitation => json!({"sign_in": ""}),
            Operation::BeginAddressChange => json!({"email": "ann@example.net"}),
            Operation::SwitchSession => json!({"tenant": "0123456789abcdef"}),
            Operation::UpdateAccount => json!({"name": "Ann"}),
            Operation::ChangePassword => new_password,
            Operation::ConfirmTotp => json!({"code": "123456"}),
            Operation::CreatePasskey => json!({"registration": "", "name": "key", "answer": {}}),
            _ => return None,
        })
    }
}

async fn ask(door: &Door, send: impl AsyncFn(Method, &str, Option<Value>) -> Answer) -> Answer {
    send(door.method(), &door.path(), door.body()).await
}

#[tokio::test]
async fn a_stranger_gets_nowhere_but_to_where_one_shows_who_one_is() {
    let server = Server::start();
    let visitor = Visitor::at(&server);
    for door in DOORS {
        let answer = ask(door, async |method, path, body| {
            let request = visitor.request(method, path);
            visitor.send(body.iter().fold(request, reqwest::RequestBuilder::json)).await
        });
        let answer = answer.await;
        let name = door.operation.name();
        assert!(answer.header("ribcage-event").is_none(), "{name} {answer:?}");
        let expected = match (door.is_open, door.method) {
            (true, "GET") => StatusCode::NOT_FOUND,
            (true, _) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            (false, _) => StatusCode::UNAUTHORIZED,
        };
        assert_eq!(answer.status, expected, "{name} {answer:?}");
    }
}

#[tokio::test]
async fn a_machine_has_neither_sessions_nor_an_account_whatever_its_roles() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let roles = ["administrator", "clinician", "analyst", "auditor", "privacy_officer", "service"];
    let machine = administrator.client("almighty", &roles).await;
    for door in DOORS.iter().filter(|door| !door.is_open) {
        let answer = ask(door, async |method, path, body| {
            let request = machine.request(method, path);
            machine.send(body.iter().fold(request, reqwest::RequestBuilder::json)).await
        });
        let answer = answer.await;
        let name = door.operation.name();
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::FORBIDDEN, "denied"),
            "{name} {answer:?}"
        );
        let event = administrator.get(&format!("/api/events/{}", answer.event().0)).await.json();
        assert_eq!(
            (&event["operation"], &event["outcome"]),
            (&json!(name), &json!("refused")),
            "{event}"
        );
    }
}

/// A request from an address whose body has begun and does not go on.
async fn unfinished(server: &Server, from: &str) -> TlsStream<TcpStream> {
    let address = server.url.strip_prefix("https://").expect("an https address");
    let stream = TcpStream::connect(address).await.expect("it listens");
    let connector = TlsConnector::from(Arc::new(tls::client_config(server)));
    let name = ServerName::try_from("127.0.0.1").expect("a name");
    let mut stream = connector.connect(name, stream).await.expect("a handshake");
    let request = format!(
        "POST /auth/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: {from}\r\n\
         Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"
    );
    stream.write_all(request.as_bytes()).await.expect("it listens");
    stream.flush().await.expect("it listens");
    stream
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_that_never_end_take_no_place_of_others() {
    let server = Server::start_with(&[("RIBCAGE_TRUSTED_PROXIES", "127.0.0.1")]);
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let machine = ann.client(&server, "machine", &["administrator"]).await;
    let (crowded, other) = ("203.0.113.7", "203.0.113.8");
    // Without a body it is refused, once there is a place for it to be looked at.
    let knock = |method: Method, path: &str, from: &str| {
        ann.visitor.request(method, path).header("x-forwarded-for", from)
    };
    let answered =
        async |from: &str| ann.send(knock(Method::POST, "/auth/sessions", from)).await.status;
    let mut held = Vec::new();
    while answered(crowded).await != StatusCode::TOO_MANY_REQUESTS {
        held.push(unfinished(&server, crowded).await);
        assert!(held.len() <= CROWD, "there is no bound");
    }
    // Who is refused hears so a second later, and no body is waited for for long: all ask at once.
    let asked = DOORS.iter().filter(|door| door.is_open).map(async |door| {
        let refused = ann.send(knock(door.method(), &door.path(), crowded)).await;
        let name = door.operation.name();
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "{name} {refused:?}");
        let elsewhere = ann.send(knock(door.method(), &door.path(), other)).await;
        assert_ne!(elsewhere.status, StatusCode::TOO_MANY_REQUESTS, "{name} {elsewhere:?}");
    });
    join_all(asked).await;
    let refused = ann.send(knock(Method::POST, "/oauth/token", crowded)).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE, "{refused:?}");
    // Whoever has signed in or has a token is no stranger there.
    let cookie = format!("__Host-ribcage-session={}", ann.secret);
    let request = knock(Method::POST, "/auth/password/registration", crowded);
    let own = ann.send(request.header(COOKIE, cookie)).await;
    assert_eq!(own.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{own:?}");
    let request = machine.request(Method::GET, "/api/tenant").header("x-forwarded-for", crowded);
    assert_eq!(machine.send(request).await.status, StatusCode::OK);
    drop(held);
    let mut tries = 0;
    while answered(crowded).await == StatusCode::TOO_MANY_REQUESTS {
        tries += 1;
        assert!(tries < 100_000, "those who went away still count");
    }
}

#[tokio::test]
async fn no_step_on_the_way_in_is_taken_without_end() {
    let server = Server::start_with(&[("RIBCAGE_SIGN_INS_PER_ADDRESS", "3")]);
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let (sign_in, code) = ("", "123456");
    for (method, path, body) in [
        ("POST", "/auth/totp", json!({"sign_in": sign_in, "code": code})),
        ("POST", "/auth/recovery-code", json!({"sign_in": sign_in, "code": code})),
        ("POST", "/auth/tenants", json!({"sign_in": sign_in})),
        ("POST", "/auth/sessions", json!({"sign_in": sign_in, "tenant": ann.tenant})),
        ("POST", "/auth/enrolment/totp", json!({"sign_in": sign_in})),
        ("POST", "/auth/enrolment/totp/confirmation", json!({"sign_in": sign_in, "code": code})),
        ("POST", "/auth/enrolment/passkey/begin", json!({"sign_in": sign_in})),
        (
            "POST",
            "/auth/enrolment/passkey",
            json!({"sign_in": sign_in, "registration": "", "name": "key", "answer": {}}),
        ),
        (
            "PUT",
            "/auth/recovery/password",
            json!({"sign_in": sign_in, "registration": "", "registration_record": "AAAA"}),
        ),
    ] {
        let mut taken = 0;
        loop {
            let request = ann.visitor.request(method.parse().expect("a method"), path);
            let answer = ann.send(request.json(&body)).await;
            if answer.status == StatusCode::TOO_MANY_REQUESTS {
                break;
            }
            assert_eq!(answer.code(), "ceremony_over", "{path} {answer:?}");
            taken += 1;
            assert!(taken < 50, "{path}");
        }
    }
}

#[tokio::test]
async fn a_visitor_is_not_listened_to_for_long() {
    let server = Server::start();
    let visitor = Visitor::at(&server);
    let long = json!({"sign_in": "A".repeat(20_000)});
    let refused = visitor.post("/auth/tenants", &long).await;
    assert_eq!(refused.code(), "body_too_large", "{refused:?}");
}

/// Somebody does all of it, one after the other. Each leaves an event, but for those of nobody.
#[tokio::test]
async fn everything_that_people_do_leaves_an_event() {
    let server = Server::start();
    let visitor = Visitor::at(&server);
    let claimed = visitor.claim(&server.tenant_credential("Clinic"), "ann@example.org").await;
    let tenant = claimed.json()["tenant"].as_str().expect("an id").to_owned();
    let proof = visitor.proof("ann@example.org", PASSWORD).await;
    let shown = visitor.post("/auth/password/finish", &proof).await;
    let sign_in = shown.json();
    let listed = visitor.post("/auth/tenants", &json!({"sign_in": sign_in["sign_in"]})).await;
    let created = visitor.come_in(&sign_in, &tenant).await;
    let ann = Person::of(&visitor, "ann@example.org", &tenant, &created);
    let codes = ann.set_up_totp().await;
    let mut left = vec![("register_administrator", claimed), ("finish", shown), ("list", listed)];
    left.push(("create_session", created));
    left.push(("find_session", ann.get("/auth/session").await));
    left.push(("list_sessions", ann.get("/auth/sessions").await));
    left.push(("list_account_tenants", ann.get("/auth/tenants").await));
    left.push(("find_account", ann.get("/auth/account").await));
    left.push(("list_account_events", ann.get("/auth/account/events").await));
    left.push(("update_account", ann.patch("/auth/account", &json!({"name": "Ann"})).await));
    let recovery = ann.post_nothing("/auth/account/recovery-codes").await;
    let code = recovery.json()["codes"][0].as_str().expect("a code").to_owned();
    left.push(("create_recovery_codes", recovery));
    let sign_in = visitor.sign_in(&ann.email, PASSWORD).await;
    let shown = visitor.show("/auth/totp", &sign_in, &codes.at(0)).await;
    let twice = visitor.show("/auth/recovery-code", &shown.json(), &code).await;
    let body = json!({"sign_in": twice.json()["sign_in"]});
    left.extend([("verify_totp", shown), ("verify_recovery_code", twice)]);
    let stepped_up = ann.post("/auth/session/step-up", &body).await;
    let secret = super::person::secret_in(&stepped_up).expect("a secret");
    let ann = Person { secret, ..ann };
    left.push(("step_up_session", stepped_up));
    let password = visitor.choose("another password").await;
    left.push(("change_password", ann.put("/auth/account/password", &password).await));
    left.push(("delete_totp", ann.delete("/auth/account/totp").await));
    left.push(("end_other_sessions", ann.delete("/auth/sessions").await));
    let known = visitor.sign_in(&ann.email, "another password").await;
    let body = json!({"sign_in": known["sign_in"]});
    let claimed = visitor.claim_with(&server.tenant_credential("Other"), &body).await;
    let other = claimed.json()["tenant"].as_str().expect("an id").to_owned();
    let switched = ann.post("/auth/session/switch", &json!({"tenant": other})).await;
    let there = Person::of(&visitor, &ann.email, &other, &switched);
    left.push(("switch_session", switched));
    let back = there.post("/auth/session/switch", &json!({"tenant": tenant})).await;
    let ann = Person::of(&visitor, &ann.email, &tenant, &back);
    let id = ann.get("/auth/session").await.json()["session"]["id"].clone();
    let id = id.as_str().expect("an id").to_owned();
    let machine = ann.client(&server, "machine", &["administrator"]).await;
    left.push(("end_own_session", ann.delete(&format!("/auth/sessions/{id}")).await));
    for (name, answer) in &left {
        assert!(answer.status.is_success(), "{name} {answer:?}");
        let (event, _) = answer.event();
        assert!(!event.is_empty(), "{name}");
    }
    // What was done in the tenant is shown to those who may see it, and what somebody did to their own account is not.
    let events = machine.get("/api/events?count=500").await.json();
    let listed: Vec<_> = events["items"].as_array().expect("entries").iter().collect();
    let has = |name: &str| listed.iter().any(|event| event["operation"] == name);
    for (name, is_of_the_tenant) in [
        ("register_administrator", true),
        ("create_session", true),
        ("find_session", true),
        ("switch_session", true),
        ("finish_password_sign_in", false),
        ("change_password", false),
        ("list_sessions", false),
    ] {
        assert_eq!(has(name), is_of_the_tenant, "{name}");
    }
}
