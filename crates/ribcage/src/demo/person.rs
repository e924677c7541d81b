//! People, who sign in as a browser does.

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::Rng as _;
use reqwest::Method;
use reqwest::header::SET_COOKIE;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use signin::password::client;

use super::door::{Caller, Door, accepted, text};
use crate::ambient::SystemRng;

/// How many random bytes make a password.
const PASSWORD_BYTES: usize = 15;

/// What somebody signs in with.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct SignIn {
    pub(super) email: String,
    pub(super) password: String,
}

impl SignIn {
    /// With a password that nobody has thought of.
    pub(super) fn new(email: &str) -> Self {
        let mut random = [0; PASSWORD_BYTES];
        SystemRng.fill(&mut random);
        Self { email: email.to_owned(), password: URL_SAFE_NO_PAD.encode(random) }
    }

    /// Claims a tenant, and becomes known by that unless they are known already.
    pub(super) async fn claim(
        &self,
        door: &Door,
        credential: &str,
        name: &str,
    ) -> anyhow::Result<()> {
        let request = |body: &Value| {
            accepted(
                door.request(Method::POST, "/auth/administrator")
                    .bearer_auth(credential)
                    .json(body),
            )
        };
        let new = json!({
            "name": name, "email": self.email, "password": choose(door, &self.password).await?
        });
        if request(&new).await.is_err() {
            request(&json!({"sign_in": self.prove(door).await?})).await?;
        }
        Ok(())
    }

    /// Joins a tenant by an invitation, and chooses a name and a password unless they are known already.
    pub(super) async fn join(&self, door: &Door, token: &str, name: &str) -> anyhow::Result<()> {
        let request = |body: &Value| {
            accepted(door.request(Method::POST, "/auth/invitation").bearer_auth(token).json(body))
        };
        let new = json!({"name": name, "password": choose(door, &self.password).await?});
        if request(&new).await.is_err() {
            request(&json!({"sign_in": self.prove(door).await?})).await?;
        }
        Ok(())
    }

    /// Signs in to a tenant.
    pub(super) async fn sign_in<'a>(
        &self,
        door: &'a Door,
        tenant: &str,
    ) -> anyhow::Result<Caller<'a>> {
        let body = json!({"sign_in": self.prove(door).await?, "tenant": tenant});
        let request = door.request(Method::POST, "/auth/sessions").json(&body);
        let response = request.send().await?.error_for_status()?;
        let cookie = response.headers().get(SET_COOKIE).context("a session has a cookie")?;
        let cookie = cookie.to_str()?.split(';').next().context("a cookie has a value")?;
        Ok(door.with_cookie(cookie))
    }

    /// Shows that they know the password. Gives the ticket that the next step takes.
    async fn prove(&self, door: &Door) -> anyhow::Result<String> {
        let (logging_in, request) = client::log_in(&self.password, &SystemRng)?;
        let body = json!({"email": self.email, "login_request": URL_SAFE_NO_PAD.encode(request)});
        let begun = door.post("/auth/password/begin", &body).await?;
        let response = URL_SAFE_NO_PAD.decode(text(&begun, "/login_response")?)?;
        let remembered = door.remembered.clone();
        let done = tokio::task::spawn_blocking(move || {
            logging_in.finish_remembering(&response, &SystemRng, &remembered)
        });
        let proof = json!({
            "sign_in": begun["sign_in"],
            "login_finish": URL_SAFE_NO_PAD.encode(done.await??.finalization)
        });
        text(&door.post("/auth/password/finish", &proof).await?, "/sign_in")
    }
}

/// Chooses a password: what it gives is known to the server, and the password is not.
async fn choose(door: &Door, password: &str) -> anyhow::Result<Value> {
    let (registering, request) = client::register(password, &SystemRng)?;
    let body = json!({"registration_request": URL_SAFE_NO_PAD.encode(request)});
    let begun = door.post("/auth/password/registration", &body).await?;
    let response = URL_SAFE_NO_PAD.decode(text(&begun, "/registration_response")?)?;
    let remembered = door.remembered.clone();
    let made = tokio::task::spawn_blocking(move || {
        registering.finish_remembering(&response, &SystemRng, &remembered)
    });
    Ok(json!({
        "registration": begun["registration"],
        "registration_record": URL_SAFE_NO_PAD.encode(made.await??.upload)
    }))
}
