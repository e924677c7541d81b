//! `ribcage doctor`: looks for anything that is wrong, and says what to do about it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use model::DeploymentId;
use service::Service;
use service::backups::Standing;
use store_postgres::Ailment;

use crate::configuration::{Configuration, KeyServiceKind};
use crate::data_folder::DataFolder;
use crate::deployment::Deployment;
use crate::key_services;
use crate::mailers;
use crate::operator_socket::{BASE, SocketPath, answer};
use crate::stores::Stores;

/// The permission bits of everybody but the owner.
const OTHERS: u32 = 0o077;

/// What was found, line by line.
#[derive(Default)]
struct Findings {
    wrong: usize,
}

impl Findings {
    #[expect(clippy::print_stdout, reason = "the command's answer")]
    fn good(what: &str) {
        println!("ok     {what}");
    }

    #[expect(clippy::print_stdout, reason = "the command's answer")]
    fn wrong(&mut self, what: &str, advice: &str) {
        self.wrong += 1;
        println!("WRONG  {what}");
        println!("       {advice}");
    }
}

/// Checks a deployment. Fails if anything is wrong.
pub(crate) async fn doctor(configuration: &Configuration) -> anyhow::Result<()> {
    let mut findings = Findings::default();
    let (folder, deployment) = DataFolder::open(&configuration.data)?;
    Findings::good(&format!("{} is a data folder", folder.path().display()));
    check_permissions(configuration, &folder, &mut findings);
    check_mail(configuration, &mut findings);
    let lost = DataFolder::lost_erasures(folder.path());
    if lost.exists() {
        let lost = lost.display();
        Findings::good(&format!(
            "it was restored without the list of erasures: {lost} says what is not known"
        ));
    }
    let socket = SocketPath::in_folder(&folder)?;
    let server = socket.connect().await;
    Findings::good(if server.is_some() {
        "a server is running on it"
    } else {
        "no server is running on it"
    });
    let keys_are_there = check_key_service(configuration, &mut findings).await?;
    let databases_are_of_use = check_databases(configuration, deployment, &mut findings).await?;
    if databases_are_of_use && (keys_are_there || server.is_some()) {
        match server {
            Some(server) => check_running(&server, &mut findings).await?,
            None => check_stopped(configuration, &mut findings).await?,
        }
    }
    if findings.wrong > 0 {
        bail!("{} things are wrong", findings.wrong);
    }
    Ok(())
}

fn check_permissions(configuration: &Configuration, folder: &DataFolder, findings: &mut Findings) {
    let needed = [folder.ca_key(), folder.path().to_owned()];
    let needed = key_services::secret_files(configuration).into_iter().chain(needed);
    let needed = needed.chain(mailers::secret_file(configuration));
    // The recovery identity belongs somewhere else, and only a demo keeps tokens.
    let others = [folder.recovery_identity()]
        .into_iter()
        .chain(["demo.json", "access.json"].map(|name| folder.path().join(name)))
        .chain(["identity.db", "records.db", "keys.db"].map(|name| folder.path().join(name)))
        .filter(|path| path.exists());
    for path in needed.chain(others) {
        match mode(&path) {
            Ok(mode) if mode & OTHERS == 0 => {
                Findings::good(&format!("{} is private", path.display()));
            }
            Ok(mode) => findings.wrong(
                &format!("{} may be read by others: its mode is {mode:o}", path.display()),
                "chmod go-rwx it, and consider what is in it known",
            ),
            Err(error) => findings.wrong(
                &format!("{} cannot be looked at: {error}", path.display()),
                "put it back, from where you keep a copy",
            ),
        }
    }
}

/// Whether a server with these settings can send mail. No connection is made: `ribcage mail test` does that.
fn check_mail(configuration: &Configuration, findings: &mut Findings) {
    match mailers::open(configuration) {
        Ok(mailer) if mailer.is_configured() => Findings::good("a mail server is configured"),
        Ok(_) => Findings::good("no mail server is configured: nobody is told anything by mail"),
        Err(error) => findings.wrong(
            &format!("mail: {error:#}"),
            "correct the settings of mail, as docs/operations/mail.md says; no server starts with these",
        ),
    }
}

fn mode(path: &Path) -> std::io::Result<u32> {
    Ok(fs::metadata(path)?.permissions().mode() & 0o777)
}

/// Asks the key service for the epochs that live. Says whether it answers.
async fn check_key_service(
    configuration: &Configuration,
    findings: &mut Findings,
) -> anyhow::Result<bool> {
    if configuration.key_service == KeyServiceKind::File {
        // A file has been looked at, and is read when the data is opened.
        return Ok(true);
    }
    match key_services::open(configuration)?.list_epochs().await {
        Ok(epochs) => {
            Findings::good(&format!("the key service answers, and has {} root keys", epochs.len()));
            Ok(true)
        }
        Err(error) => {
            let advice = key_services::advice(&error);
            findings.wrong(&format!("{:#}", anyhow::Error::from(error)), advice);
            Ok(false)
        }
    }
}

/// Looks at databases that somebody else looks after. Says whether a server can work with all of them;
/// with others nothing opens, and why that is has been said.
async fn check_databases(
    configuration: &Configuration,
    deployment: DeploymentId,
    findings: &mut Findings,
) -> anyhow::Result<bool> {
    let mut are_of_use = true;
    for examined in Stores::examine(configuration, deployment).await? {
        let store = examined.store;
        for Ailment { what, advice, .. } in &examined.ailments {
            findings.wrong(&format!("the {store} database: {what}"), advice);
        }
        if examined.ailments.is_empty() {
            Findings::good(&format!("the {store} database answers, and is set up as it has to be"));
        }
        are_of_use &= examined.is_of_use();
    }
    Ok(are_of_use)
}

/// Asks a running server to hold its store against its log.
async fn check_running(server: &reqwest::Client, findings: &mut Findings) -> anyhow::Result<()> {
    let response = server.get(format!("{BASE}/reconciliation")).send().await;
    let response = response.context("the server does not answer")?;
    if !response.status().is_success() {
        findings.wrong("the server could not hold its store against its log", "look at its log");
        return Ok(());
    }
    let body = response.bytes().await.context("the server's answer did not arrive whole")?;
    let outcome: wire::Reconciliation =
        serde_json::from_slice(&body).context("the server's answer is not understood")?;
    let found =
        outcome.findings.iter().map(|finding| (finding.kind.as_str(), finding.what.as_str()));
    show(outcome.entries, outcome.rows, found, findings);
    let status: wire::KeyStatus = answer(server.get(format!("{BASE}/keys"))).await?;
    check_keys(&status, true, findings);
    check_promises(&status, findings);
    check_drills(&answer(server.get(format!("{BASE}/backups"))).await?, findings);
    Ok(())
}

/// Whether the keys turn over as they should.
fn check_keys(status: &wire::KeyStatus, is_running: bool, findings: &mut Findings) {
    let wire::KeyStatus { tenants_behind, keys_damaged, .. } = status;
    if *keys_damaged > 0 {
        findings.wrong(
            &format!("a key rotation cannot end: {keys_damaged} keys do not open"),
            "put them back from a copy of the keys database, or erase whose they are; the root \
             epoch before lives until then",
        );
    } else if !status.waits_for.is_empty() {
        findings.wrong(
            &format!(
                "a key rotation cannot end: nothing at {} would open without the root epoch before",
                status.waits_for.join(", ")
            ),
            "see that it can be reached and takes a backup (the server's log says what keeps it), or forget it if it is \
             gone for good (`ribcage backup forget`)",
        );
    } else if status.rotating && !is_running {
        findings.wrong(
            &format!("a key rotation was not finished: {tenants_behind} tenants to go"),
            "start the server, which goes on with it, or run `ribcage key rotate`",
        );
    } else if status.rotating {
        Findings::good(&format!("a key rotation is under way, {tenants_behind} tenants to go"));
    } else {
        Findings::good("every key is under the newest root epoch");
    }
}

/// Whether copies of before are closed of whatever was erased, by the day that was promised for it.
fn check_promises(status: &wire::KeyStatus, findings: &mut Findings) {
    let wire::KeyStatus { overdue, places_behind, .. } = status;
    if *overdue == 0 {
        Findings::good("no copy of before opens past the day that was promised for it");
        return;
    }
    let why = if places_behind.is_empty() {
        String::new()
    } else {
        format!(": {} may have keys of before", places_behind.join(", "))
    };
    findings.wrong(
        &format!(
            "of {overdue} erasures or deletions of tenants copies of before open still, past the promised day{why}"
        ),
        "see that every place of backups can be reached and takes a backup, or forget one that is gone for good \
         (`ribcage backup forget`), then `ribcage key rotate --wait`; the receipt of each says why, as far as it is known",
    );
}

/// Opens a stopped server's data and checks all of it.
async fn check_stopped(
    configuration: &Configuration,
    findings: &mut Findings,
) -> anyhow::Result<()> {
    let deployment = match Deployment::open(configuration).await {
        Ok(deployment) => deployment,
        Err(error) => {
            findings.wrong(
                &format!("it does not open: {error:#}"),
                "check that the root key is this deployment's, and that its files are whole",
            );
            return Ok(());
        }
    };
    Findings::good("the root key opens the deployment's keys");
    for (store, result) in deployment.stores.check_files().await {
        match result {
            Ok(damage) if damage.is_empty() => {
                Findings::good(&format!("every page of {store}.db is whole"));
            }
            Ok(damage) => findings.wrong(
                &format!("{store}.db is damaged in {} places", damage.len()),
                "restore it from a backup; what is damaged is refused when it is read",
            ),
            Err(error) => findings.wrong(&error.to_string(), "look at the disk"),
        }
    }
    // Before the log is sequenced, which keeps new checkpoints where old ones are missing.
    deployment.service.check_archive().await?;
    deployment.service.sequence_log().await?;
    let outcome = deployment.service.reconcile().await?;
    let found = outcome.findings.iter().map(|finding| (finding.kind.name(), finding.what.as_str()));
    show(outcome.entries, outcome.rows, found, findings);
    let status = api::key_status(&deployment.service.key_status().await?);
    check_keys(&status, false, findings);
    check_promises(&status, findings);
    check_fences(&deployment.service, findings).await?;
    check_drills(&api::backup_state(deployment.service.backup_state().await?), findings);
    check_content(&deployment, findings).await;
    deployment.close().await
}

/// Whether the newest drill has shown that backups can be restored, as far as there was one.
fn check_drills(state: &wire::BackupState, findings: &mut Findings) {
    for place in &state.places {
        let Some(wire::FailedDrill { begun_at, what }) = &place.drill_failed else { continue };
        let address = &place.address;
        findings.wrong(
            &format!(
                "the newest drill of a backup, begun at {begun_at}, has failed: {what} ({address})"
            ),
            "see what `ribcage backup verify` says, make backups that are whole, and drill again",
        );
    }
}

/// Whether somebody may be in the stores who was erased.
async fn check_fences(service: &Service, findings: &mut Findings) -> anyhow::Result<()> {
    for (address, standing) in service.compare_fences().await? {
        match standing {
            Standing::Even(_) => Findings::good(&format!("it knows all erasures that {address} has")),
            Standing::Behind(unknown) => findings.wrong(
                &format!("{address} has {unknown} erasures that it does not know"),
                "its databases are of an earlier day: run `ribcage backup replay` before it is served",
            ),
            Standing::Lost(count, _) => findings.wrong(
                &format!("{count} erasures that it and {address} knew of are not there"),
                "both are of an earlier day: put back what knows of them, or see `ribcage backup replay --give-up-lost`",
            ),
            Standing::Unknown(error) => findings.wrong(
                &format!("{address} cannot be looked at: {error}"),
                "see that it is mounted or answers, and what `ribcage backup verify` says of it",
            ),
        }
    }
    Ok(())
}

/// How much content is kept apart, and how much that nobody has.
async fn check_content(deployment: &Deployment, findings: &mut Findings) {
    let service = &deployment.service;
    let counted = async {
        service.is_own_place().await?;
        Ok((service.count_blobs().await?, service.count_unknown_objects().await?))
    };
    match counted.await {
        Ok((count, unknown)) => {
            let service::BlobCount { pending, attached, going } = count;
            Findings::good(&format!(
                "{attached} contents are kept apart, {pending} are coming in, {going} are going, and {unknown} \
                 objects belong to none; the server removes those"
            ));
        }
        Err(service::ServiceError::Unavailable(cause)) => {
            let said = cause.source().map_or_else(|| cause.to_string(), ToString::to_string);
            findings.wrong(
                &format!("the place for large content: {said}"),
                "see to it that it is mounted, or can be reached",
            );
        }
        Err(error) => findings.wrong(&error.to_string(), "look at the server's log"),
    }
}

fn show<'a>(
    entries: u64,
    rows: u64,
    found: impl Iterator<Item = (&'a str, &'a str)>,
    findings: &mut Findings,
) {
    let mut any = false;
    for (kind, what) in found {
        any = true;
        let advice = match kind {
            "checkpoint_lost" => {
                "somebody took it away or changed it; hold the log against what a verifier outside \
                 has seen (`ribcage log verify --state`)"
            }
            "content_unseen" => "see to it that the place for large content can be reached",
            _ => "somebody changed what is stored; keep the files, and restore from a backup",
        };
        findings.wrong(&format!("{kind}: {what}"), advice);
    }
    if !any {
        Findings::good(&format!(
            "{entries} entries of the log and {rows} stored versions hold together"
        ));
    }
}
