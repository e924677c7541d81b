//! Lets people join tenants, for the benchmarks. `members URL CA TOKENS FIRST END`: TOKENS is a file with the token of an
//! administrator a line, each of another tenant, which are joined in turn. Each is invited and accepts; all have one
//! password, whose record was stretched once and is registered for so many at once as its ticket is good for: beginning to
//! register is limited for all together, whoever asks.

use std::time::{Duration, Instant};

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use signin::password::client;

/// How many join at the same time.
const AT_ONCE: usize = 16;
/// How long a registration is used; it is good for ten minutes.
const REGISTERED_FOR: Duration = Duration::from_mins(5);

struct SystemRng;

impl model::Rng for SystemRng {
    #[expect(clippy::disallowed_methods, reason = "a program of its own")]
    fn fill(&self, buffer: &mut [u8]) {
        aws_lc_rs::rand::fill(buffer).expect("the system gives randomness once it has booted");
    }
}

/// What is sent of the password of everybody.
#[derive(Clone)]
struct Password {
    registration: String,
    record: String,
}

#[derive(Clone)]
struct Door {
    http: reqwest::Client,
    url: String,
}

#[tokio::main]
#[expect(clippy::disallowed_methods, reason = "a program of its own")]
async fn main() -> anyhow::Result<()> {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, ca, tokens, first, end] = arguments.as_slice() else {
        anyhow::bail!("usage: members URL CA TOKENS FIRST END");
    };
    let http = reqwest::Client::builder()
        .tls_certs_only([reqwest::Certificate::from_pem(&std::fs::read(ca).context("the CA")?)?])
        .no_proxy()
        .http1_only()
        .build()?;
    let door = Door { http, url: url.clone() };
    let tokens = std::fs::read_to_string(tokens).context("the tokens")?;
    let tokens: Vec<&str> = tokens.lines().collect();
    let (mut password, mut chosen_at) = (door.choose().await?, Instant::now());
    let mut joining = tokio::task::JoinSet::new();
    for number in first.parse::<usize>()?..end.parse()? {
        if chosen_at.elapsed() > REGISTERED_FOR {
            (password, chosen_at) = (door.choose().await?, Instant::now());
        }
        let token = tokens[number % tokens.len()].to_owned();
        let (door, password) = (door.clone(), password.clone());
        joining.spawn(async move { door.join(&token, number, &password).await });
        if joining.len() >= AT_ONCE
            && let Some(joined) = joining.join_next().await
        {
            joined??;
        }
    }
    while let Some(joined) = joining.join_next().await {
        joined??;
    }
    Ok(())
}

impl Door {
    async fn post(&self, path: &str, token: Option<&str>, body: &Value) -> anyhow::Result<Value> {
        let request = self.http.post(format!("{}{path}", self.url)).json(body);
        let request = token.into_iter().fold(request, reqwest::RequestBuilder::bearer_auth);
        let answer = request.send().await?;
        let (status, text) = (answer.status(), answer.text().await?);
        anyhow::ensure!(status.is_success(), "{path}: {status} {text}");
        Ok(serde_json::from_str(&text)?)
    }

    async fn choose(&self) -> anyhow::Result<Password> {
        let (registering, request) = client::register("correct horse battery staple", &SystemRng)?;
        let request = URL_SAFE_NO_PAD.encode(request);
        let begun = json!({"registration_request": request});
        let begun = self.post("/auth/password/registration", None, &begun).await?;
        let response = begun["registration_response"].as_str().context("no answer")?;
        let registered = registering.finish(&URL_SAFE_NO_PAD.decode(response)?, &SystemRng)?;
        let registration = begun["registration"].as_str().context("no ticket")?.to_owned();
        Ok(Password { registration, record: URL_SAFE_NO_PAD.encode(registered.upload) })
    }

    async fn join(&self, token: &str, number: usize, password: &Password) -> anyhow::Result<()> {
        let email = format!("member-{number}@bench.example");
        let invitation = json!({"email": email, "roles": ["clinician"]});
        let invited = self.post("/api/invitations", Some(token), &invitation).await?;
        let link = invited["link"].as_str().context("no link: is mail sent?")?;
        let (_, invitation) = link.rsplit_once('/').context("a link has parts")?;
        let chosen = json!({
            "registration": password.registration, "registration_record": password.record
        });
        let body = json!({"name": format!("Member {number}"), "password": chosen});
        self.post("/auth/invitation", Some(invitation), &body).await?;
        Ok(())
    }
}
