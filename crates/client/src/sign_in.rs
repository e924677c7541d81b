//! A person signs in: the way in, step by step, as a page goes it.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::Rng;
use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};
use serde::Serialize;
use signin::password::client;
use wire::{
    CodeProof, CreatedSession, NewSession, OwnTenantList, OwnTenantsRequest, PasswordChallenge,
    PasswordProof, PasswordSignInRequest, SignInProgress,
};

use crate::connection::{ANSWER_BYTES_MAX, Answer, Connection, unexpected, with_json};
use crate::cookie::session_cookie;
use crate::{Client, ClientError, Page, PasswordError};

/// Somebody on the way in: what they have shown, and the ticket to go on with, which is good for ten minutes.
pub struct SignIn {
    connection: Connection,
    progress: SignInProgress,
}

impl SignIn {
    /// Shows a password to the server at `https://HOST[:PORT]` that has this address. The password stays here: the
    /// server learns that it is known (OPAQUE, RFC 9807), and is known by it to be the one it was chosen at.
    ///
    /// `ca` is as in [`Client::new`]. Takes 64 MiB and a good part of a second, on a thread of its own.
    pub async fn begin(
        address: &str,
        ca: Option<&[u8]>,
        (email, password): (&str, &str),
        rng: Arc<dyn Rng>,
    ) -> Result<Self, ClientError> {
        let connection = Connection::new(address, ca)?;
        let (logging_in, request) = client::log_in(password, &*rng)?;
        let (email, login_request) = (email.to_owned(), URL_SAFE_NO_PAD.encode(request));
        let begin = PasswordSignInRequest { email, login_request };
        let challenge: PasswordChallenge =
            post(&connection, &["password", "begin"], &begin).await?.json()?;
        let response = URL_SAFE_NO_PAD.decode(&challenge.login_response);
        let response = response.map_err(|_| PasswordError::Malformed("login response"))?;
        let finished = tokio::task::spawn_blocking(move || logging_in.finish(&response, &*rng));
        let finished = finished.await.expect("stretching a password does not panic");
        let login_finish = URL_SAFE_NO_PAD.encode(finished?.finalization);
        let finish = PasswordProof { sign_in: challenge.sign_in, login_finish };
        let progress = post(&connection, &["password", "finish"], &finish).await?.json()?;
        Ok(Self { connection, progress })
    }

    /// What was shown: `password`, `totp`, `recovery_code`.
    pub fn factors(&self) -> &[String] {
        &self.progress.factors
    }

    /// What else can be shown.
    pub fn second_factors(&self) -> &[String] {
        &self.progress.second_factors
    }

    /// Shows a code of the moment (TOTP, RFC 6238).
    pub async fn verify_totp(&mut self, code: &str) -> Result<(), ClientError> {
        self.show(&["totp"], code).await
    }

    /// Shows a recovery code, which is good no more then.
    pub async fn verify_recovery_code(&mut self, code: &str) -> Result<(), ClientError> {
        self.show(&["recovery-code"], code).await
    }

    async fn show(&mut self, segments: &[&str], code: &str) -> Result<(), ClientError> {
        let proof = CodeProof { sign_in: self.progress.sign_in.clone(), code: code.to_owned() };
        self.progress = post(&self.connection, segments, &proof).await?.json()?;
        Ok(())
    }

    /// Lists the tenants that one belongs to, newest first, and what each wants to be shown.
    pub async fn list_own_tenants(&self, page: &Page) -> Result<OwnTenantList, ClientError> {
        let (sign_in, cursor) = (self.progress.sign_in.clone(), page.cursor.clone());
        let count = page.count.and_then(|count| usize::try_from(count).ok());
        let asked = OwnTenantsRequest { sign_in, count, cursor };
        post(&self.connection, &["tenants"], &asked).await?.json()
    }

    /// Begins a session in a tenant. The ticket is used up.
    pub async fn create_session(
        self,
        tenant: &str,
    ) -> Result<(Client, CreatedSession), ClientError> {
        let (sign_in, tenant) = (self.progress.sign_in, tenant.to_owned());
        let mut cookie = None;
        let look = |headers: &HeaderMap| cookie = session_cookie(headers);
        let request = self.connection.request(Method::POST, "auth", &["sessions"]);
        let request = with_json(request, &NewSession { sign_in, tenant });
        let created = self.connection.send(request, ANSWER_BYTES_MAX, look).await?.json()?;
        let cookie = cookie.ok_or(unexpected(StatusCode::CREATED, "it sets no cookie"))?;
        Ok((Client::in_session(self.connection, cookie), created))
    }
}

async fn post(
    connection: &Connection,
    segments: &[&str],
    body: &impl Serialize,
) -> Result<Answer, ClientError> {
    let request = with_json(connection.request(Method::POST, "auth", segments), body);
    connection.send(request, ANSWER_BYTES_MAX, |_| {}).await
}
