//! `ribcage demo`: a server with a tenant and sample data, which it loads through its own API.

mod account;
mod calendar;
mod chance;
mod door;
mod memory;
mod past_clock;
mod people;
mod person;
mod sample;
mod seeding;
mod story;

use std::net::SocketAddr;
use std::path::Path;

use anyhow::Context as _;
use serde::Serialize;

use crate::configuration::{self, Configuration};
use crate::data_folder::{DataFolder, replace_private};
use crate::demo::door::Door;
use crate::demo::memory::Memory;
use crate::demo::person::SignIn;
use crate::deployment::{Deployment, init};
use crate::mailers;
use crate::serve::{self, Running};

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
    people: Vec<Person<'a>>,
}

/// Somebody who signs in.
#[derive(Serialize)]
struct Person<'a> {
    email: &'a str,
    password: &'a str,
    roles: [&'static str; 1],
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
    let mut signals = None;
    if !Memory::of(&dir)?.sample_loaded {
        signals = seeding::seed(&configuration, serve::listen_to_signals()?).await?;
        if signals.is_none() {
            return Ok(());
        }
    }
    let deployment = Deployment::open(&configuration).await?;
    // It belongs to whoever holds the folder, and that is this process by now.
    let _ = std::fs::remove_file(dir.join("access.json"));
    let running = serve::start(&configuration, deployment, signals).await?;
    let mut memory = Memory::of(&dir)?;
    let door = Door::new(&running.url, &running.deployment.folder.ca_certificate())?;
    let token = account::begin_run(&door, &mut memory).await?;
    write_access(&running, &dir, &token, &memory)?;
    show(&running, &dir, &token, &memory);
    running.until_told_to_stop().await
}

fn write_access(running: &Running, dir: &Path, token: &str, memory: &Memory) -> anyhow::Result<()> {
    let folder = &running.deployment.folder;
    let access = AccessFile {
        url: &running.url,
        ca_certificate: &folder.ca_certificate().display().to_string(),
        operations_url: &running.operations_url,
        tenant: &memory.tenant,
        token,
        recovery_identity: &folder.recovery_identity().display().to_string(),
        administrator: memory.administrator.as_ref(),
        people: people(memory),
    };
    let text = serde_json::to_string_pretty(&access)?;
    replace_private(&dir.join("access.json"), text.as_bytes())
}

/// Everybody who signs in, who administers the tenant first.
fn people(memory: &Memory) -> Vec<Person<'_>> {
    let everybody = memory.administrator.iter().chain(&memory.members);
    let people = everybody.map(|SignIn { email, password }| Person {
        email,
        password,
        roles: [people::role(email)],
    });
    people.collect()
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
fn show(running: &Running, dir: &Path, token: &str, memory: &Memory) {
    let url = &running.url;
    let ca = running.deployment.folder.ca_certificate();
    println!("Ribcage is ready at {url}");
    println!();
    let people = people(memory);
    if api::has_console() && !people.is_empty() {
        // Passkeys are bound to a name: without `public_url` to this one.
        let page = url.replace("//127.0.0.1:", "//localhost:");
        println!("  In a browser: {page}, as one of these people, with the password beside:");
        for Person { email, password, roles: [role] } in people {
            println!("    {email:30} {password}  {role}");
        }
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
