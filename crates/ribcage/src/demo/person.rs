//! The demo's administrator: a person, who signs in as a browser does.

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::Rng as _;
use reqwest::header::SET_COOKIE;
use serde_json::{Value, json};
use signin::password::client;

use super::SignIn;
use super::walk_in::{accepted, text};
use crate::ambient::SystemRng;

/// How many random bytes make a password.
const PASSWORD_BYTES: usize = 15;

/// Somebody at the door of the server.
pub(super) struct Person<'a> {
    pub(super) url: &'a str,
    pub(super) http: &'a reqwest::Client,
}

impl Person<'_> {
    /// Claims a tenant, as somebody who becomes known by that.
    pub(super) async fn claim(&self, credential: &str, who: &SignIn) -> anyhow::Result<()> {
        let body = json!({
            "name": "Demo administrator",
            "email": who.email,
            "password": self.choose(&who.password).await?
        });
        let request = self.http.post(format!("{}/auth/administrator", self.url));
        accepted(request.bearer_auth(credential).json(&body)).await.map(drop)
    }

    /// Signs in to a tenant. Gives the cookie of the session.
    pub(super) async fn sign_in(&self, who: &SignIn, tenant: &str) -> anyhow::Result<String> {
        let (logging_in, request) = client::log_in(&who.password, &SystemRng)?;
        let body = json!({"email": who.email, "login_request": URL_SAFE_NO_PAD.encode(request)});
        let begun = self.post("/auth/password/begin", &body).await?;
        let response = URL_SAFE_NO_PAD.decode(text(&begun, "/login_response")?)?;
        let done = tokio::task::spawn_blocking(move || logging_in.finish(&response, &SystemRng));
        let proof = json!({
            "sign_in": begun["sign_in"],
            "login_finish": URL_SAFE_NO_PAD.encode(done.await??.finalization)
        });
        let shown = self.post("/auth/password/finish", &proof).await?;
        let body = json!({"sign_in": shown["sign_in"], "tenant": tenant});
        let request = self.http.post(format!("{}/auth/sessions", self.url)).json(&body);
        let response = request.send().await?.error_for_status()?;
        let cookie = response.headers().get(SET_COOKIE).context("a session has a cookie")?;
        let cookie = cookie.to_str()?.split(';').next().context("a cookie has a value")?;
        Ok(cookie.to_owned())
    }

    /// Chooses a password: what it gives is known to the server, and the password is not.
    async fn choose(&self, password: &str) -> anyhow::Result<Value> {
        let (registering, request) = client::register(password, &SystemRng)?;
        let body = json!({"registration_request": URL_SAFE_NO_PAD.encode(request)});
        let begun = self.post("/auth/password/registration", &body).await?;
        let response = URL_SAFE_NO_PAD.decode(text(&begun, "/registration_response")?)?;
        let made = tokio::task::spawn_blocking(move || registering.finish(&response, &SystemRng));
        Ok(json!({
            "registration": begun["registration"],
            "registration_record": URL_SAFE_NO_PAD.encode(made.await??.upload)
        }))
    }

    async fn post(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        accepted(self.http.post(format!("{}{path}", self.url)).json(body)).await
    }
}

/// A password that nobody has thought of.
pub(super) fn draw_password() -> String {
    let mut random = [0; PASSWORD_BYTES];
    SystemRng.fill(&mut random);
    URL_SAFE_NO_PAD.encode(random)
}
