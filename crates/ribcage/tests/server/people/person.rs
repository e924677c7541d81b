//! Somebody who signs in as a browser does: OPAQUE for the password, a cookie for the session.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::header::{COOKIE, DATE, SET_COOKIE};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use signin::password::client;
use testkit::TestRng;

use crate::harness::{Answer, Caller, Server, http_trusting};

/// What everybody's password is who does not say otherwise.
pub(crate) const PASSWORD: &str = "correct horse battery staple";
const NAME: &str = "__Host-ribcage-session";

/// Somebody at the door.
#[derive(Clone)]
pub(crate) struct Visitor {
    pub(super) url: String,
    http: reqwest::Client,
}

/// Somebody who has signed in.
#[derive(Clone)]
pub(crate) struct Person {
    pub(super) visitor: Visitor,
    pub(super) email: String,
    /// What the session is known by.
    pub(super) secret: String,
    pub(super) tenant: String,
}

impl Visitor {
    pub(super) fn at(server: &Server) -> Self {
        Self { url: server.url.clone(), http: server.http() }
    }

    /// At a server that was started by itself.
    pub(crate) fn at_url(url: &str, ca: &Path) -> Self {
        Self { url: url.to_owned(), http: http_trusting(ca) }
    }

    pub(super) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url))
    }

    pub(crate) async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.expect("the server answers");
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.text().await.expect("the answer is text");
        Answer { status, headers, body }
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    /// Chooses a password. What it gives is a `NewPassword`.
    pub(super) async fn choose(&self, password: &str) -> Value {
        let rng = fresh();
        let (registering, request) = client::register(password, &rng).expect("a password");
        let body = json!({"registration_request": URL_SAFE_NO_PAD.encode(request)});
        let begun = self.post("/auth/password/registration", &body).await;
        assert_eq!(begun.status, StatusCode::OK, "{begun:?}");
        let begun = begun.json();
        let response = decoded(&begun["registration_response"]);
        let registered = registering.finish(&response, &rng).expect("an answer of the protocol");
        json!({
            "registration": begun["registration"],
            "registration_record": URL_SAFE_NO_PAD.encode(registered.upload)
        })
    }

    /// Begins to sign in with a password: the client's state, its ticket and what the server has answered.
    pub(super) async fn begin(&self, email: &str, password: &str) -> (client::LoggingIn, Value) {
        let (logging_in, request) = client::log_in(password, &fresh()).expect("a password");
        let body = json!({"email": email, "login_request": URL_SAFE_NO_PAD.encode(request)});
        let begun = self.post("/auth/password/begin", &body).await;
        assert_eq!(begun.status, StatusCode::OK, "{begun:?}");
        (logging_in, begun.json())
    }

    /// Signs in with a password that is right, as far as that goes.
    pub(crate) async fn sign_in(&self, email: &str, password: &str) -> Value {
        let proof = self.proof(email, password).await;
        let shown = self.post("/auth/password/finish", &proof).await;
        assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
        shown.json()
    }

    /// What the last step takes of somebody who knows the password.
    pub(super) async fn proof(&self, email: &str, password: &str) -> Value {
        let (logging_in, begun) = self.begin(email, password).await;
        let response = decoded(&begun["login_response"]);
        let done = logging_in.finish(&response, &fresh()).expect("the password is right");
        json!({
            "sign_in": begun["sign_in"],
            "login_finish": URL_SAFE_NO_PAD.encode(done.finalization)
        })
    }

    /// Shows a code on the way in.
    pub(super) async fn show(&self, path: &str, sign_in: &Value, code: &str) -> Answer {
        self.post(path, &json!({"sign_in": sign_in["sign_in"], "code": code})).await
    }

    /// Comes into a tenant with what was shown.
    pub(crate) async fn come_in(&self, sign_in: &Value, tenant: &str) -> Answer {
        let body = json!({"sign_in": sign_in["sign_in"], "tenant": tenant});
        self.post("/auth/sessions", &body).await
    }

    /// Claims a new tenant as somebody who is not known yet.
    pub(super) async fn claim(&self, credential: &str, email: &str) -> Answer {
        let body = json!({
            "name": "Ann Example", "email": email, "password": self.choose(PASSWORD).await
        });
        self.claim_with(credential, &body).await
    }

    pub(super) async fn claim_with(&self, credential: &str, body: &Value) -> Answer {
        let request = self.request(Method::POST, "/auth/administrator").bearer_auth(credential);
        self.send(request.json(body)).await
    }
}

impl Person {
    /// The first administrator of a new tenant, who has signed in.
    pub(crate) async fn administrator(server: &Server, tenant: &str, email: &str) -> Self {
        let visitor = Visitor::at(server);
        let claimed = visitor.claim(&server.tenant_credential(tenant), email).await;
        assert_eq!(claimed.status, StatusCode::CREATED, "{claimed:?}");
        let tenant = claimed.json()["tenant"].as_str().expect("an id").to_owned();
        Self::signed_in(&visitor, email, &tenant).await
    }

    /// Somebody who signs in to a tenant with a password.
    pub(super) async fn signed_in(visitor: &Visitor, email: &str, tenant: &str) -> Self {
        let sign_in = visitor.sign_in(email, PASSWORD).await;
        let created = visitor.come_in(&sign_in, tenant).await;
        assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
        Self::of(visitor, email, tenant, &created)
    }

    /// What they sign in with, beside a password.
    pub(crate) fn email(&self) -> &str {
        &self.email
    }

    /// Somebody with the session of an answer.
    pub(crate) fn of(visitor: &Visitor, email: &str, tenant: &str, answer: &Answer) -> Self {
        let (visitor, secret) = (visitor.clone(), secret_in(answer).expect("a cookie"));
        Self { visitor, email: email.to_owned(), secret, tenant: tenant.to_owned() }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.visitor.request(method, path).header(COOKIE, format!("{NAME}={}", self.secret))
    }

    pub(super) async fn send(&self, request: RequestBuilder) -> Answer {
        self.visitor.send(request).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    pub(super) async fn put(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::PUT, path).json(body)).await
    }

    pub(super) async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::PATCH, path).json(body)).await
    }

    pub(super) async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path)).await
    }

    /// The same request without a body.
    pub(super) async fn post_nothing(&self, path: &str) -> Answer {
        self.send(self.request(Method::POST, path)).await
    }

    /// Their id.
    pub(super) async fn user(&self) -> String {
        let own = self.get("/auth/session").await.json();
        own["user"]["id"].as_str().expect("an id").to_owned()
    }

    /// Sets up codes of the moment. Gives what makes them.
    pub(super) async fn set_up_totp(&self) -> Codes {
        let new = self.post_nothing("/auth/account/totp").await;
        assert_eq!(new.status, StatusCode::CREATED, "{new:?}");
        let codes = Codes::of(&new);
        let confirmed =
            self.post("/auth/account/totp/confirmation", &json!({"code": codes.at(-1)})).await;
        assert_eq!(confirmed.status, StatusCode::NO_CONTENT, "{confirmed:?}");
        codes
    }

    /// A machine of the tenant, which this administrator lets in.
    pub(crate) async fn client(&self, server: &Server, name: &str, roles: &[&str]) -> Caller {
        let made = self.post("/api/clients", &json!({"name": name, "roles": roles})).await;
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
        server.caller(made.json()["token"].as_str().expect("a token"))
    }
}

/// What makes codes of the moment. It is not what the server checks them with.
pub(super) struct Codes {
    secret: Vec<u8>,
    /// When the secret was shown, as the server says.
    at: u64,
}

impl Codes {
    pub(super) fn of(answer: &Answer) -> Self {
        let shown = answer.json();
        let text = shown["secret"].as_str().expect("a secret");
        let uri = shown["uri"].as_str().expect("an address");
        assert!(uri.contains(&format!("secret={text}")), "{uri}");
        let secret = base32::decode(base32::Alphabet::Rfc4648 { padding: false }, text);
        let date = answer.headers[DATE].to_str().expect("text");
        let at = jiff::fmt::rfc2822::parse(date).expect("a date").timestamp().as_second();
        Self { secret: secret.expect("Base32"), at: u64::try_from(at).expect("after 1970") }
    }

    /// The code that is so many steps away from when the secret was shown.
    pub(super) fn at(&self, steps: i64) -> String {
        let at = self.at.saturating_add_signed(steps * 30);
        totp_lite::totp_custom::<totp_lite::Sha1>(30, 6, &self.secret, at)
    }
}

/// The secret that an answer brings.
pub(super) fn secret_in(answer: &Answer) -> Option<String> {
    let cookie = answer.headers.get(SET_COOKIE)?.to_str().expect("text");
    let secret = cookie.strip_prefix(NAME)?.strip_prefix('=')?;
    Some(secret.split(';').next().expect("a part").to_owned()).filter(|secret| !secret.is_empty())
}

pub(super) fn decoded(text: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text.as_str().expect("text")).expect("base64url")
}

/// Another source of randomness each time.
pub(super) fn fresh() -> TestRng {
    use std::sync::atomic::{AtomicU16, Ordering};
    static SEED: AtomicU16 = AtomicU16::new(1);
    TestRng::new(SEED.fetch_add(1, Ordering::Relaxed))
}
