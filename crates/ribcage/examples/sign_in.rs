//! Signs somebody in, for the benchmarks. `sign_in URL CA EMAIL PASSWORD` prints the cookie of the session, and a first
//! message with which a sign-in begins.

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::header::SET_COOKIE;
use serde_json::{Value, json};
use signin::password::client;

struct SystemRng;

impl model::Rng for SystemRng {
    #[expect(clippy::disallowed_methods, reason = "a program of its own")]
    fn fill(&self, buffer: &mut [u8]) {
        aws_lc_rs::rand::fill(buffer).expect("the system gives randomness once it has booted");
    }
}

#[tokio::main]
#[expect(clippy::print_stdout, reason = "the program's answer")]
async fn main() -> anyhow::Result<()> {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, ca, email, password] = arguments.as_slice() else {
        anyhow::bail!("usage: sign_in URL CA EMAIL PASSWORD");
    };
    #[expect(clippy::disallowed_methods, reason = "a program of its own")]
    let pem = std::fs::read(ca).context("the CA")?;
    let http = reqwest::Client::builder()
        .tls_certs_only([reqwest::Certificate::from_pem(&pem)?])
        .no_proxy()
        .build()?;
    let post = async |path: &str, body: Value| -> anyhow::Result<reqwest::Response> {
        let sent = http.post(format!("{url}{path}")).json(&body).send().await?;
        Ok(sent.error_for_status()?)
    };
    let (logging_in, request) = client::log_in(password, &SystemRng)?;
    let request = URL_SAFE_NO_PAD.encode(request);
    let begun = json!({"email": email, "login_request": request});
    let begun: Value = post("/auth/password/begin", begun).await?.json().await?;
    let response = begun["login_response"].as_str().context("no answer to the first message")?;
    let done = logging_in.finish(&URL_SAFE_NO_PAD.decode(response)?, &SystemRng)?;
    let proof = json!({
        "sign_in": begun["sign_in"], "login_finish": URL_SAFE_NO_PAD.encode(done.finalization)
    });
    let shown: Value = post("/auth/password/finish", proof).await?.json().await?;
    let tenants: Value =
        post("/auth/tenants", json!({"sign_in": shown["sign_in"]})).await?.json().await?;
    let tenant = &tenants["items"][0]["id"];
    let entered = json!({"sign_in": shown["sign_in"], "tenant": tenant});
    let opened = post("/auth/sessions", entered).await?;
    let cookie = opened.headers().get(SET_COOKIE).context("a session has a cookie")?.to_str()?;
    println!("{}", cookie.split(';').next().context("a cookie has a value")?);
    println!("{request}");
    Ok(())
}
