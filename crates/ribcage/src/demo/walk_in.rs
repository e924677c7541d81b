//! The demo as a client of its own server: whatever it does goes through the published API.

use std::path::Path;

use anyhow::{Context as _, bail};
use model::Timestamp;
use reqwest::header::COOKIE;
use serde_json::{Value, json};
use service::Service;

use super::person::{Person, draw_password};
use super::{DemoFile, SignIn, sample};

/// The name of the tenant.
const TENANT: &str = "Ribcage demo clinic";
/// What its administrator signs in with.
const EMAIL: &str = "administrator@demo.example";
/// How long the token of one run is good for.
const TOKEN_DAYS: i64 = 30;
/// How many requests load the sample at the same time.
const REQUESTS_AT_ONCE: usize = 16;

/// A client that trusts the server's local CA.
pub(super) struct WalkIn {
    url: String,
    http: reqwest::Client,
}

impl WalkIn {
    pub(super) fn new(url: &str, ca: &Path) -> anyhow::Result<Self> {
        let pem = std::fs::read(ca).with_context(|| format!("{} cannot be read", ca.display()))?;
        let certificate = reqwest::Certificate::from_pem(&pem)?;
        let http = reqwest::Client::builder()
            .tls_certs_only([certificate])
            .no_proxy()
            .pool_max_idle_per_host(REQUESTS_AT_ONCE)
            .build()?;
        Ok(Self { url: url.to_owned(), http })
    }

    /// Opens the account as its operator, and claims it as its first administrator.
    pub(super) async fn open_account(&self, service: &Service) -> anyhow::Result<DemoFile> {
        let ctx = service.context(Service::operator(), Vec::new());
        let created = service.create_tenant(&ctx, TENANT).await.map_err(|failure| failure.error)?;
        let tenant = created.value.tenant.id.to_string();
        let administrator = SignIn { email: EMAIL.to_owned(), password: draw_password() };
        let person = Person { url: &self.url, http: &self.http };
        person.claim(created.value.credential.expose(), &administrator).await?;
        let session = person.sign_in(&administrator, &tenant).await?;
        let client = json!({"name": "Demo administrator", "roles": ["administrator"]});
        let request = self.http.post(format!("{}/api/clients", self.url));
        let made = accepted(request.header(COOKIE, session).json(&client)).await?;
        Ok(DemoFile {
            tenant,
            administrator_token: text(&made, "/token")?,
            administrator: Some(administrator),
            sample_loaded: false,
            last_client: None,
        })
    }

    /// Makes the client of this run, and ends that of the last one. Gives its id and token.
    pub(super) async fn sign_in(&self, demo: &DemoFile) -> anyhow::Result<(String, String)> {
        let administrator = &demo.administrator_token;
        if let Some(last) = &demo.last_client {
            let url = format!("{}/api/clients/{last}", self.url);
            // It may have been revoked by hand.
            self.http.delete(url).bearer_auth(administrator).send().await?;
        }
        let now = Timestamp::now();
        let expires = Timestamp::from_second(now.as_second() + TOKEN_DAYS * 24 * 60 * 60)?;
        let client = json!({
            "name": format!("Demo of {}", model::clock::format_instant(now)),
            "roles": ["administrator", "clinician"],
            "expires_at": model::clock::format_instant(expires),
        });
        let created = self.post("/api/clients", administrator, &client).await?;
        Ok((text(&created, "/client/id")?, text(&created, "/token")?))
    }

    /// Loads the sample data: people first, then what is known of them.
    pub(super) async fn load_sample(&self, token: &str) -> anyhow::Result<()> {
        for resource in sample::people() {
            self.put(token, &resource).await?;
        }
        for records in sample::records().chunks(REQUESTS_AT_ONCE) {
            let mut under_way = tokio::task::JoinSet::new();
            for record in records {
                let request = self.put_request(token, record)?;
                under_way.spawn(async move { accepted(request).await });
            }
            while let Some(result) = under_way.join_next().await {
                result??;
            }
        }
        for resource in sample::corrections() {
            self.put(token, &resource).await?;
        }
        Ok(())
    }

    async fn put(&self, token: &str, resource: &Value) -> anyhow::Result<Value> {
        accepted(self.put_request(token, resource)?).await
    }

    fn put_request(
        &self,
        token: &str,
        resource: &Value,
    ) -> anyhow::Result<reqwest::RequestBuilder> {
        let (kind, id) = (text(resource, "/resourceType")?, text(resource, "/id")?);
        let url = format!("{}/fhir/R4/{kind}/{id}", self.url);
        Ok(self.http.put(url).bearer_auth(token).json(resource))
    }

    async fn post(&self, path: &str, token: &str, body: &Value) -> anyhow::Result<Value> {
        accepted(self.http.post(format!("{}{path}", self.url)).bearer_auth(token).json(body)).await
    }
}

/// The body of an answer that says yes.
pub(super) async fn accepted(request: reqwest::RequestBuilder) -> anyhow::Result<Value> {
    let response = request.send().await?;
    let status = response.status();
    let body = response.bytes().await?;
    if !status.is_success() {
        bail!("the server answers {status}: {}", String::from_utf8_lossy(&body));
    }
    serde_json::from_slice(&body).context("the server's answer is not JSON")
}

pub(super) fn text(value: &Value, pointer: &str) -> anyhow::Result<String> {
    let found = value.pointer(pointer).and_then(Value::as_str);
    Ok(found.with_context(|| format!("the server's answer has no {pointer}"))?.to_owned())
}
