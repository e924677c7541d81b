//! `ribcage demo`: a server with a tenant and sample data, which it loads through its own API.

mod person;
mod sample;
mod walk_in;

use std::net::SocketAddr;
use std::path::Path;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use crate::configuration::{self, Configuration};
use crate::data_folder::{DataFolder, replace_private};
use crate::demo::walk_in::WalkIn;
use crate::deployment::{Deployment, init};
use crate::mailers;
use crate::serve::{self, Running};

/// What the demo remembers from one start to the next: the tenant's administrator.
#[derive(Serialize, Deserialize)]
struct DemoFile {
    tenant: String,
    administrator_token: String,
    /// The person who administers it; nobody, if the folder was made before there were people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    administrator: Option<SignIn>,
    sample_loaded: bool,
    /// The client of the last run, which the next one revokes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_client: Option<String>,
}

/// What somebody signs in with.
#[derive(Clone, Serialize, Deserialize)]
struct SignIn {
    email: String,
    password: String,
}

/// What a script needs to use the demo (`access.json`).
#[derive(Serialize)]
struct AccessFile<'a> {
    url: &'a str,
    ca_certificate: &'a str,
    operations_url: &'a str,
    tenant: &'a str,
    token: &'a str,
    recovery_identity: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    administrator: Option<&'a SignIn>,
}

/// Makes the folder if it is not there, loads the sample data once, and serves.
pub(crate) async fn demo(dir: &Path, listen: SocketAddr) -> anyhow::Result<()> {
    if !DataFolder::is_made(dir) {
        init(&Configuration::of_folder(dir.to_owned())).await?;
    }
    let dir = dir.canonicalize().with_context(|| format!("{} is not there", dir.display()))?;
    let configuration = Configuration {
        listen,
        operations_listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        ..configuration::read_for_folder(dir.clone())?
    };
    mailers::check(&configuration)?;
    serve::start_logging("warn")?;
    let deployment = Deployment::open(&configuration).await?;
    // It belongs to whoever holds the folder, and that is this process by now.
    let _ = std::fs::remove_file(dir.join("access.json"));
    let running = serve::start(&configuration, deployment).await?;
    let (token, administrator) = furnish(&running, &dir).await?;
    show(&running, &dir, &token, administrator.as_ref());
    running.until_told_to_stop().await
}

/// Sees to it that there is a tenant with data, and a token for this run. Gives the token, and who signs in.
async fn furnish(running: &Running, dir: &Path) -> anyhow::Result<(String, Option<SignIn>)> {
    let folder = &running.deployment.folder;
    let file = dir.join("demo.json");
    let walk_in = WalkIn::new(&running.url, &folder.ca_certificate())?;
    let mut demo = if let Ok(text) = std::fs::read_to_string(&file) {
        serde_json::from_str(&text).context("demo.json is not understood")?
    } else {
        let demo = walk_in.open_account(&running.deployment.service).await?;
        save(&file, &demo)?;
        demo
    };
    let (client, token) = walk_in.sign_in(&demo).await?;
    demo.last_client = Some(client);
    save(&file, &demo)?;
    if !demo.sample_loaded {
        walk_in.load_sample(&token).await?;
        demo.sample_loaded = true;
        save(&file, &demo)?;
    }
    let access = AccessFile {
        url: &running.url,
        ca_certificate: &folder.ca_certificate().display().to_string(),
        operations_url: &running.operations_url,
        tenant: &demo.tenant,
        token: &token,
        recovery_identity: &folder.recovery_identity().display().to_string(),
        administrator: demo.administrator.as_ref(),
    };
    let text = serde_json::to_string_pretty(&access)?;
    replace_private(&dir.join("access.json"), text.as_bytes())?;
    Ok((token, demo.administrator))
}

fn save(file: &Path, demo: &DemoFile) -> anyhow::Result<()> {
    replace_private(file, serde_json::to_string_pretty(demo)?.as_bytes())
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
fn show(running: &Running, dir: &Path, token: &str, administrator: Option<&SignIn>) {
    let url = &running.url;
    let ca = running.deployment.folder.ca_certificate();
    println!("Ribcage is ready at {url}");
    println!();
    if let Some(SignIn { email, password }) = administrator.filter(|_| api::has_console()) {
        // Passkeys are bound to a name: without `public_url` to this one.
        let page = url.replace("//127.0.0.1:", "//localhost:");
        println!("  In a browser: {page}, as {email} with the password {password}");
        println!("  (It will warn of a certificate of an unknown authority: that of the folder.)");
        println!();
    }
    println!("  export URL={url}");
    println!("  export CA={}", ca.display());
    println!("  export TOKEN={token}");
    println!();
    println!(
        "  curl --cacert $CA -H \"Authorization: Bearer $TOKEN\" $URL/fhir/R4/Patient?_pretty=true"
    );
    println!();
    println!("Health and metrics are at {}. Scripts find all of this in", running.operations_url);
    println!("{}. Ctrl-C stops the server.", dir.join("access.json").display());
}
