//! Crashes at every point where one thing is durable and the next is not: nothing acknowledged is lost,
//! nothing is half there, and whatever was under way is gone on with.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use model::FaultPoint;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::harness::{
    ANSWER_TIME_MAX, Caller, Fresh, Server, is_on_postgresql, observation, patient, run,
};

/// How often every point is tried in the normal run, and in a long one.
const ROUNDS: u32 = 1;
const ROUNDS_SOAK: u32 = 6;
/// After how many turns of work a point was to be reached.
const TURNS_MAX: u32 = 200;
/// How many clients write at the same time.
const WRITERS: usize = 3;
/// How many observations come with somebody in one transaction.
const IN_A_TRANSACTION: usize = 3;
/// Too much for a document.
const CONTENT_BYTES: usize = 300_000;
/// How long is waited between two looks at a rotation, and between two turns.
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// What a point belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Commit,
    Log,
    Rotation,
    Recovery,
    Index,
    Erasure,
    Deletion,
    Export,
    Backup,
    /// What is done at two places, one after the other.
    Places,
    /// `backups::schedule` tries this.
    Schedule,
    /// `backups::put_back` tries these.
    PutBack,
    /// `backups::restoring` tries these.
    Restore,
    Content,
}

/// Every point belongs somewhere, so none is left out.
#[rustfmt::skip] // One line a point would be longer than anybody reads.
const fn part(point: FaultPoint) -> Part {
    use FaultPoint as At;
    match point {
        At::IdentityGroupBegun | At::IdentityGroupPrepared | At::IdentityGroupCommitted
        | At::RecordsGroupBegun | At::RecordsGroupPrepared | At::RecordsGroupCommitted
        | At::KeysGroupBegun | At::KeysGroupPrepared | At::KeysGroupCommitted | At::PersonCreated
        | At::RowsPrepared | At::TransactionDecided | At::TransactionSettled
        | At::OutcomesForgotten | At::TenantKeysCreated | At::TenantFurnished => Part::Commit,
        At::LeaseTaken | At::FirstCheckpointsKept | At::TreesGrown | At::CheckpointsKept
        | At::CheckpointWritten | At::CheckpointReplaced => Part::Log,
        At::EpochBegun | At::TenantKeyAdded | At::KeysRewrapped | At::TenantKeysRemoved
        | At::EndOfEpochsRecorded | At::EpochsDestroyed | At::KeyFileWritten | At::KeyFileReplaced
            => Part::Rotation,
        At::RecoveryDecided | At::RecoverySettled => Part::Recovery,
        At::IndexBuildBegun | At::IndexChangesRead | At::IndexWritten | At::IndexEpochBegun
        | At::IndexFilesRemoved => Part::Index,
        At::ErasureDecided | At::SubjectKeyDestroyed | At::DocumentRewritten | At::DocumentKeysKept
        | At::DocumentKeysDestroyed | At::VersionsErased | At::RemainsRemoved | At::ErasureFenced
            => Part::Erasure,
        At::DeletionDecided | At::TenantKeysDestroyed | At::DeletionFenced | At::TenantPartRemoved
        | At::TenantDocumentsRemoved | At::EventsEmptied | At::TenantUnlisted | At::TenantPeopleForgotten | At::TenantRemoved
            => Part::Deletion,
        At::ScheduledBackupMade => Part::Schedule,
        At::KeyBackupRenewed | At::KeyBackupPartRemoved | At::KeyBackupPlaceDone | At::PlaceFenced
            => Part::Places,
        At::PlaceToldAgain | At::PlaceVouchedAgain => Part::PutBack,
        At::BackupDocumentsRead | At::BackupDocumentsKept | At::BackupKeysKept | At::BackupUnlisted
        | At::BackupObjectRemoved
            => Part::Backup,
        At::BlobBegun | At::BlobPartKept | At::BlobPartListed | At::BlobReceived | At::BlobsLetGo
        | At::BlobObjectsRemoved => Part::Content,
        At::ExportWritten => Part::Export,
        At::RestoreBegun | At::RestoreFilled | At::RestoreLoaded | At::RestoreReplayed
        | At::RestoreSettled => Part::Restore,
    }
}

/// For the how manieth time a point is the last: another one with each number, and late enough for the
/// crash to fall into the middle of the work.
const fn times(point: FaultPoint, number: u32) -> u32 {
    use FaultPoint as At;
    match point {
        At::LeaseTaken
        | At::FirstCheckpointsKept
        | At::TreesGrown
        | At::CheckpointsKept
        | At::OutcomesForgotten
        | At::TenantKeysCreated
        | At::TenantFurnished
        | At::EpochBegun
        | At::EndOfEpochsRecorded
        | At::EpochsDestroyed
        | At::KeyFileWritten
        | At::KeyFileReplaced
        | At::IndexBuildBegun
        | At::IndexChangesRead
        | At::IndexWritten
        | At::IndexEpochBegun
        | At::IndexFilesRemoved
        | At::ErasureDecided
        | At::SubjectKeyDestroyed
        | At::DocumentRewritten
        | At::DocumentKeysKept
        | At::DocumentKeysDestroyed
        | At::VersionsErased
        | At::RemainsRemoved
        | At::ErasureFenced
        | At::DeletionDecided
        | At::TenantKeysDestroyed
        | At::DeletionFenced
        | At::TenantPartRemoved
        | At::TenantDocumentsRemoved
        | At::EventsEmptied
        | At::TenantUnlisted
        | At::TenantPeopleForgotten
        | At::TenantRemoved
        | At::ExportWritten
        | At::BackupDocumentsRead
        | At::BackupDocumentsKept
        | At::BackupKeysKept
        | At::ScheduledBackupMade
        | At::KeyBackupRenewed
        | At::KeyBackupPartRemoved
        | At::KeyBackupPlaceDone
        | At::PlaceFenced
        | At::PlaceToldAgain
        | At::PlaceVouchedAgain
        | At::RestoreBegun
        | At::RestoreFilled
        | At::RestoreLoaded
        | At::RestoreReplayed
        | At::RestoreSettled
        | At::BlobBegun
        | At::BlobPartKept
        | At::BlobPartListed
        | At::BlobReceived
        | At::BlobsLetGo
        | At::BlobObjectsRemoved => 1 + number % 3,
        _ => 7 + number * 5 % 23,
    }
}

/// A deployment that crashes again and again.
struct Victim {
    server: Server,
    administrator: String,
    clinician: String,
    /// What a verifier outside remembers.
    state: TempDir,
    /// Addresses of what was acknowledged.
    acknowledged: Vec<String>,
    tenant: String,
    tenants: u32,
    /// Who was to be erased.
    leaving: Vec<Leaving>,
    /// The tenants that were to be deleted: the token of a clinician in each.
    ending: Vec<String>,
}

/// Somebody who was to be erased, with what is about them.
struct Leaving {
    patient: String,
    observation: String,
    group: String,
    /// Whether that it was done was told.
    acknowledged: bool,
}

impl Victim {
    async fn new() -> Self {
        // Everybody has an index.
        let mut server = Server::start_with(&[("RIBCAGE_INDEX_FROM_DOCUMENTS", "1")]);
        let administrator = server.tenant("Clinic").await;
        let tenant = administrator.get("/api/tenant").await.json();
        let tenant = tenant["id"].as_str().expect("an id").to_owned();
        let clinician = administrator.client("ward", &["clinician"]).await;
        assert!(server.stop().success());
        Self {
            server,
            administrator: administrator.token().to_owned(),
            clinician: clinician.token().to_owned(),
            state: tempfile::tempdir().expect("a folder"),
            acknowledged: Vec::new(),
            tenant,
            tenants: 0,
            leaving: Vec::new(),
            ending: Vec::new(),
        }
    }

    /// Serves until the point is reached for the given time, under load.
    async fn crash(&mut self, point: FaultPoint, times: u32) {
        self.server.start_to_crash(point, times);
        if self.server.is_alive() {
            self.work_until_it_crashes(point).await;
        }
        self.server.has_crashed();
    }

    async fn work_until_it_crashes(&mut self, point: FaultPoint) {
        let has_ended = Arc::new(AtomicBool::new(false));
        let mut writers = JoinSet::new();
        for _ in 0..WRITERS {
            let (clinician, ended) = (self.server.caller(&self.clinician), Arc::clone(&has_ended));
            writers.spawn(async move { write_until(&clinician, &ended).await });
        }
        let operator = Operator::of(&self.server);
        let mut turns = 0;
        while self.server.is_alive() {
            turns += 1;
            assert!(turns < TURNS_MAX, "{point:?} is never reached: {}", self.server.log());
            match part(point) {
                Part::Backup => {
                    let to = self.state.path().join("backups");
                    let _ = operator.post("/backups", &json!({"to": to})).await;
                    let prune = json!({"from": to, "keep_days": 0, "dry_run": false});
                    let _ = operator.post("/backups/pruning", &prune).await;
                }
                Part::Places => self.erase_and_rotate(&operator).await,
                Part::Erasure => self.leaving.extend(self.erase_somebody().await),
                Part::Deletion => {
                    self.delete_a_tenant(&operator).await;
                }
                Part::Export => self.export().await,
                Part::Content => self.acknowledged.extend(self.send_content().await),
                _ => self.turn_everything(&operator).await,
            }
            // Some points are reached by the clock, however quickly the turns go by; and whoever has crashed
            // may take a while to be gone.
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        has_ended.store(true, Ordering::Relaxed);
        self.acknowledged.extend(writers.join_all().await.into_iter().flatten());
    }

    /// Makes a tenant, turns the keys over, and builds an index anew.
    async fn turn_everything(&mut self, operator: &Operator) {
        self.tenants += 1;
        let tenant = json!({"name": format!("Tenant {}", self.tenants)});
        let _ = operator.post("/tenants", &tenant).await;
        let _ = operator.post("/keys/rotation", &json!({})).await;
        operator.until_the_rotation_ends().await;
        let rebuild = format!("/tenants/{}/index/rebuild", self.tenant);
        let _ = operator.post(&rebuild, &json!({})).await;
    }

    /// The places where backups are kept.
    fn places(&self) -> [std::path::PathBuf; 2] {
        ["backups", "second"].map(|place| self.state.path().join(place))
    }

    /// Has two places be told of an erasure, and keys of before be removed from them.
    async fn erase_and_rotate(&mut self, operator: &Operator) {
        for place in self.places().iter().filter(|place| !place.exists()) {
            let _ = operator.post("/backups", &json!({"to": place})).await;
        }
        self.leaving.extend(self.erase_somebody().await);
        let _ = operator.post("/keys/rotation", &json!({})).await;
        // As long as keys turn over none are renewed.
        operator.until_the_places_are_renewed().await;
    }

    /// However often that was cut off, every place has keys of the newest epoch in the end, and no others.
    async fn keys_of_before_are_gone(&mut self) {
        self.server.start_again();
        // Nobody has to wait until it is not heard of whoever had them.
        self.server.requeue_jobs();
        let rotated = self.server.command(&["key", "rotate", "--wait"]);
        assert!(rotated.status.success(), "{rotated:?}: {}", self.server.log());
        let status = Operator::of(&self.server).get("/keys").await;
        let epoch = format!("keys of epoch {} for ", status["epochs"][0]["epoch"]);
        for place in self.places() {
            let listed = run(&["backup", "list", "--from", place.to_str().expect("text")]);
            let listed = String::from_utf8(listed.stdout).expect("text");
            for kept in std::fs::read_dir(place.join("keys")).expect("keys") {
                let id = kept.expect("an entry").file_name().into_string().expect("text");
                let line = listed.lines().find(|line| line.starts_with(&id));
                assert!(line.is_some_and(|line| line.contains(&epoch)), "{id}: {listed}");
            }
            let whole = run(&["backup", "verify", "--from", place.to_str().expect("text")]);
            assert!(whole.status.success(), "{whole:?}");
        }
        assert!(self.server.stop().success());
    }

    /// Asks for an export of the tenant.
    async fn export(&mut self) {
        // One is enough to crash in the middle of it, and one to wait behind it.
        if self.tenants == 2 {
            tokio::time::sleep(BETWEEN_LOOKS).await;
            return;
        }
        self.tenants += 1;
        let administrator = self.server.caller(&self.administrator);
        let request = administrator.request(reqwest::Method::POST, "/api/tenant/export");
        let asked = json!({"passphrase": "correct horse battery staple"});
        let _ = request.json(&asked).send().await;
    }

    /// All exports that were asked for are made in the end.
    async fn exports_are_made(&mut self) {
        self.server.start_again();
        let administrator = self.server.caller(&self.administrator);
        loop {
            let exports = administrator.get("/api/exports?count=500").await.json();
            let exports = exports["items"].as_array().expect("exports").clone();
            assert!(!exports.is_empty());
            if exports.iter().all(|export| export["state"] == "ready") {
                break;
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        assert!(self.server.stop().success());
    }

    /// Opens a tenant in which there is somebody, and deletes it.
    async fn delete_a_tenant(&mut self, operator: &Operator) -> Option<()> {
        self.tenants += 1;
        let opened = json!({"name": format!("Tenant {}", self.tenants)});
        let opened = operator.answer("/tenants", &opened).await?;
        let claimant = self.server.caller(opened["credential"].as_str()?);
        let claim = claimant.request(reqwest::Method::POST, "/api/tenant/claim");
        let claimed = claim.json(&json!({"name": "first"})).send().await.ok()?;
        let claimed: Value = claimed.json().await.ok()?;
        let administrator = self.server.caller(claimed["token"].as_str()?);
        let request = administrator.request(reqwest::Method::POST, "/api/clients");
        let ward = json!({"name": "ward", "roles": ["clinician"]});
        let ward: Value = request.json(&ward).send().await.ok()?.json().await.ok()?;
        let token = ward["token"].as_str()?.to_owned();
        let clinician = self.server.caller(&token);
        let person = post(&clinician, "Patient", &patient("Leaving")).await?;
        post(&clinician, "Observation", &observation(&person)).await?;
        let tenant = opened["tenant"]["id"].as_str()?;
        let deletion = json!({"tenant": tenant, "reason": "it ends", "now": true});
        let asked = operator.answer("/deletions", &deletion).await?;
        assert_eq!(asked["state"], "waiting", "{asked}");
        self.ending.push(token);
        Some(())
    }

    /// Every tenant that was to be deleted ends, however often that was cut off, and no other does.
    async fn tenants_have_ended(&mut self) {
        self.server.start_again();
        let operator = Operator::of(&self.server);
        loop {
            let deletions = operator.get("/deletions").await;
            let deletions = deletions["items"].as_array().expect("deletions").clone();
            assert!(deletions.len() >= self.ending.len());
            if deletions.iter().all(|deletion| deletion["state"] == "removed") {
                break;
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        for token in &self.ending {
            let refused = self.server.caller(token).get("/fhir/R4/Patient").await;
            assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{refused:?}");
        }
        let own = self.server.caller(&self.administrator).get("/api/tenant").await;
        assert_eq!(own.status, StatusCode::OK, "{own:?}");
        assert!(self.server.stop().success());
    }

    /// Sends content that is kept apart, and some that is not taken. Gives the address of what was acknowledged.
    async fn send_content(&self) -> Option<String> {
        let clinician = self.server.caller(&self.clinician);
        let post_content = async |context: &str| {
            let request = clinician.request(reqwest::Method::POST, "/fhir/R4/Binary");
            let request = request.header("content-type", "image/png");
            let request = request.header("x-security-context", context);
            request.body(vec![7; CONTENT_BYTES]).send().await.ok()
        };
        let sent = post_content("Basic/1").await?;
        assert_eq!(sent.status(), StatusCode::CREATED);
        let made: Value = sent.json().await.ok()?;
        let refused = post_content("Patient/nobody").await;
        assert!(refused.is_none_or(|it| it.status() == StatusCode::UNPROCESSABLE_ENTITY));
        Some(format!("/fhir/R4/Binary/{}", made["id"].as_str()?))
    }

    /// However often it was cut off, there is one object for each content that documents have.
    async fn nothing_is_left_over(&mut self) {
        self.server.start_again();
        let place = self.server.data().join("blobs");
        loop {
            let metrics = reqwest::get(format!("{}/metrics", self.server.operations_url)).await;
            let metrics = metrics.expect("metrics").text().await.expect("text");
            let line = metrics.lines().find_map(|line| line.strip_prefix("ribcage_blobs "));
            let attached = line.and_then(|number| number.parse::<usize>().ok());
            if attached == Some(count_objects(&place)) {
                break;
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        assert!(self.server.stop().success());
    }

    /// Admits two people and erases one of them. Nothing if the crash came before anybody was to be erased.
    async fn erase_somebody(&self) -> Option<Leaving> {
        let clinician = self.server.caller(&self.clinician);
        let leaves = post(&clinician, "Patient", &patient("Leaving")).await?;
        let stays = post(&clinician, "Patient", &patient("Staying")).await?;
        let observed = post(&clinician, "Observation", &observation(&leaves)).await?;
        let member = |id: &str| json!({"entity": {"reference": format!("Patient/{id}")}});
        let group = json!({
            "resourceType": "Group", "type": "person", "actual": true,
            "member": [member(&leaves), member(&stays)]
        });
        let group = post(&clinician, "Group", &group).await?;
        let administrator = self.server.caller(&self.administrator);
        let path = format!("/api/subjects/{leaves}/erase");
        let request = administrator.request(reqwest::Method::POST, &path);
        let sent = request.json(&json!({"reason": "asked for it"})).send().await;
        if let Ok(answer) = &sent {
            assert_eq!(answer.status(), StatusCode::OK);
        }
        Some(Leaving { patient: leaves, observation: observed, group, acknowledged: sent.is_ok() })
    }

    /// Whoever was to be erased is erased whole or not at all, and surely if that was told.
    async fn nobody_is_half_erased(&self, clinician: &Caller) {
        for leaving in &self.leaving {
            let Leaving { patient, observation, group, acknowledged } = leaving;
            let read = clinician.get(&format!("/fhir/R4/Patient/{patient}")).await;
            let expected = if *acknowledged { StatusCode::GONE } else { read.status };
            assert!([StatusCode::OK, StatusCode::GONE].contains(&read.status), "{read:?}");
            assert_eq!(read.status, expected, "{read:?}");
            let about = clinician.get(&format!("/fhir/R4/Observation/{observation}")).await;
            assert_eq!(about.status, expected, "{about:?}");
            let both = clinician.get(&format!("/fhir/R4/Group/{group}")).await;
            let names = both.body.contains(patient.as_str());
            let may_name = expected == StatusCode::OK;
            assert_eq!(names, may_name, "{both:?}");
        }
    }

    /// Serves again, and sees to it that everything is as it should be.
    async fn recover(&mut self) {
        self.server.start_again();
        let clinician = self.server.caller(&self.clinician);
        for path in std::mem::take(&mut self.acknowledged) {
            let answer = clinician.get(&path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path} was acknowledged: {answer:?}");
        }
        // What nobody was told of is there or not, and nothing of it is half there.
        for kind in ["Patient", "Observation"] {
            let found = clinician.get(&format!("/fhir/R4/{kind}?_count=50")).await;
            assert_eq!(found.status, StatusCode::OK, "{found:?}");
            for entry in found.json()["entry"].as_array().into_iter().flatten() {
                let id = entry["resource"]["id"].as_str().expect("an id");
                let answer = clinician.get(&format!("/fhir/R4/{kind}/{id}")).await;
                assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
            }
        }
        let found = clinician.get("/fhir/R4/Patient?family=whole&_count=50").await.json();
        for entry in found["entry"].as_array().into_iter().flatten() {
            let id = entry["resource"]["id"].as_str().expect("an id");
            let about = clinician.get(&format!("/fhir/R4/Observation?patient={id}")).await.json();
            let about = about["entry"].as_array().map_or(0, Vec::len);
            assert_eq!(about, IN_A_TRANSACTION, "{id} came with all of their transaction");
        }
        self.nobody_is_half_erased(&clinician).await;
        clinician.create(&patient("Birch")).await;
        Operator::of(&self.server).until_the_rotation_ends().await;
        let auditor = self.server.caller(&self.administrator);
        let verified = self.server.verify_log(&auditor, &self.state.path().join("state"));
        assert!(verified.status.success(), "{verified:?}");
        let ended = self.server.stop();
        assert!(ended.success(), "{ended}: {}", self.server.log());
    }

    /// However often they were cut off, erasures count what they removed.
    async fn erasures_count_what_went(&mut self) {
        self.server.start_again();
        let administrator = self.server.caller(&self.administrator);
        loop {
            let erasures = administrator.get("/api/erasures").await.json();
            let erasures = erasures["items"].as_array().expect("erasures").clone();
            assert!(!erasures.is_empty());
            if erasures.iter().all(|erasure| !erasure["documents_removed"].is_null()) {
                for erasure in &erasures {
                    let counts = (&erasure["documents_removed"], &erasure["documents_rewritten"]);
                    assert_eq!(counts, (&json!(2), &json!(1)), "{erasure}");
                }
                break;
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        assert!(self.server.stop().success());
    }

    /// Whatever was cut off, there is a whole backup, and a deployment can be made out of it.
    fn backups_are_of_use(&self) {
        let (place, identity) =
            (self.state.path().join("backups"), self.server.data().join("recovery.identity"));
        let (place, identity) = (place.to_str().expect("text"), identity.to_str().expect("text"));
        let made = self.server.command(&["backup", "create", "--to", place]);
        assert!(made.status.success(), "{made:?}");
        let whole = run(&["backup", "verify", "--from", place]);
        assert!(whole.status.success(), "{whole:?}");
        let restored = Fresh::like(&self.server).command(&[
            "backup",
            "restore",
            "--from",
            place,
            "--identity",
            identity,
        ]);
        assert!(restored.status.success(), "{restored:?}");
        let said = String::from_utf8_lossy(&restored.stdout);
        assert!(!said.contains("missing") && !said.contains("tampered"), "{said}");
    }

    async fn end(mut self) {
        if self.places()[1].exists() {
            self.keys_of_before_are_gone().await;
        }
        if self.places()[0].exists() {
            self.backups_are_of_use();
        }
        if !self.leaving.is_empty() {
            self.erasures_count_what_went().await;
        }
        if !self.ending.is_empty() {
            self.tenants_have_ended().await;
        }
        if self.server.data().join("blobs").exists() {
            self.nothing_is_left_over().await;
        }
        let healthy = self.server.command(&["doctor"]);
        assert!(healthy.status.success(), "{healthy:?}");
    }
}

/// The objects below a folder, each in the folder of its content.
fn count_objects(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|it| it.expect("an entry"));
    entries
        .map(|entry| {
            if entry.path().is_dir() {
                count_objects(&entry.path())
            } else {
                usize::from(entry.file_name() != "place")
            }
        })
        .sum()
}

/// Writes patients and observations until there is nobody to answer. Gives the addresses of those that
/// were acknowledged.
async fn write_until(clinician: &Caller, ended: &AtomicBool) -> Vec<String> {
    let mut acknowledged = Vec::new();
    while !ended.load(Ordering::Relaxed) {
        let Some(person) = post(clinician, "Patient", &patient("Maple")).await else {
            break;
        };
        acknowledged.push(format!("/fhir/R4/Patient/{person}"));
        let Some(observed) = post(clinician, "Observation", &observation(&person)).await else {
            break;
        };
        acknowledged.push(format!("/fhir/R4/Observation/{observed}"));
        let Some(stored) = post_together(clinician).await else {
            break;
        };
        acknowledged.extend(stored);
    }
    acknowledged
}

/// Sends somebody with observations in one transaction, and gives the addresses of all of it.
async fn post_together(clinician: &Caller) -> Option<Vec<String>> {
    let name = "urn:uuid:6b1a8e0c-1c86-4b8b-9d5e-2f6f5d3c7a10";
    let create = |resource: Value| {
        let kind = resource["resourceType"].clone();
        json!({"resource": resource, "request": {"method": "POST", "url": kind}})
    };
    let mut person = create(patient("Whole"));
    person["fullUrl"] = json!(name);
    let mut observed = observation("x");
    observed["subject"]["reference"] = json!(name);
    let mut entries = vec![create(observed); IN_A_TRANSACTION];
    entries.push(person);
    let bundle = json!({"resourceType": "Bundle", "type": "transaction", "entry": entries});
    let response = clinician.request(reqwest::Method::POST, "/fhir/R4").json(&bundle);
    let response = response.send().await.ok()?;
    assert_eq!(response.status(), StatusCode::OK);
    let answer: Value = response.json().await.ok()?;
    let address = |entry: &Value| {
        let resource = &entry["resource"];
        let (kind, id) = (resource["resourceType"].as_str()?, resource["id"].as_str()?);
        Some(format!("/fhir/R4/{kind}/{id}"))
    };
    answer["entry"].as_array()?.iter().map(address).collect()
}

async fn post(clinician: &Caller, kind: &str, body: &Value) -> Option<String> {
    let request = clinician.request(reqwest::Method::POST, &format!("/fhir/R4/{kind}"));
    let response = request.json(body).send().await.ok()?;
    assert_eq!(response.status(), StatusCode::CREATED);
    let created: Value = response.json().await.ok()?;
    Some(created["id"].as_str()?.to_owned())
}

/// The operator of a running server.
struct Operator {
    http: reqwest::Client,
}

impl Operator {
    fn of(server: &Server) -> Self {
        let socket = server.data().join("operator.sock");
        let http = reqwest::Client::builder().unix_socket(socket).no_proxy();
        let http = http.timeout(ANSWER_TIME_MAX).build();
        Self { http: http.expect("a client") }
    }

    async fn post(&self, path: &str, body: &Value) -> Option<StatusCode> {
        let request = self.http.post(format!("http://operator{path}")).json(body);
        Some(request.send().await.ok()?.status())
    }

    /// What is answered, if anybody answers.
    async fn answer(&self, path: &str, body: &Value) -> Option<Value> {
        let request = self.http.post(format!("http://operator{path}")).json(body);
        request.send().await.ok()?.json().await.ok()
    }

    async fn get(&self, path: &str) -> Value {
        let answer = self.http.get(format!("http://operator{path}")).send().await;
        answer.expect("an answer").json().await.expect("JSON")
    }

    /// Waits until one epoch is left, or there is no server any more.
    async fn until_the_rotation_ends(&self) {
        self.until_keys_stand(|_| true).await;
    }

    /// The same, and until no place of backups has keys of before.
    async fn until_the_places_are_renewed(&self) {
        self.until_keys_stand(|status| status["places_behind"].is_null()).await;
    }

    async fn until_keys_stand(&self, is_so: impl Fn(&Value) -> bool) {
        while let Ok(answer) = self.http.get("http://operator/keys").send().await {
            let Ok(status) = answer.json::<Value>().await else {
                return;
            };
            let is_over = status["epochs"].as_array().is_some_and(|epochs| epochs.len() == 1);
            if is_over && is_so(&status) {
                return;
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    }
}

async fn crash_at_every_point_of(wanted: Part) {
    let rounds = if std::env::var_os("RIBCAGE_SOAK").is_some() { ROUNDS_SOAK } else { ROUNDS };
    let points = FaultPoint::ALL.iter().copied().filter(|point| part(*point) == wanted);
    for round in 0..rounds {
        // The log is verified whole each time: it must not grow with the rounds.
        let mut victim = Victim::new().await;
        for (number, point) in (round..).zip(points.clone()) {
            victim.crash(point, times(point, number)).await;
            victim.recover().await;
        }
        victim.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_at_any_step_of_a_commit_loses_nothing() {
    crash_at_every_point_of(Part::Commit).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_at_any_step_of_the_sequencer_loses_nothing() {
    crash_at_every_point_of(Part::Log).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_at_any_step_of_a_rotation_loses_nothing() {
    crash_at_every_point_of(Part::Rotation).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_at_any_step_of_a_backup_loses_nothing() {
    crash_at_every_point_of(Part::Backup).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_between_two_places_of_backups_leaves_neither_behind() {
    crash_at_every_point_of(Part::Places).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_at_any_step_of_keeping_content_loses_nothing_and_leaves_nothing() {
    // What a server of several leaves is collected after an hour.
    if !is_on_postgresql() {
        crash_at_every_point_of(Part::Content).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_at_any_step_of_an_erasure_leaves_nobody_half_erased() {
    crash_at_every_point_of(Part::Erasure).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_at_any_step_of_a_deletion_leaves_no_tenant_half_deleted() {
    crash_at_every_point_of(Part::Deletion).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_export_that_was_cut_off_is_made_in_the_end() {
    let mut victim = Victim::new().await;
    victim.crash(FaultPoint::ExportWritten, 1).await;
    victim.recover().await;
    victim.exports_are_made().await;
    victim.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_at_any_step_of_indexing_loses_nothing() {
    crash_at_every_point_of(Part::Index).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_at_any_step_of_a_recovery_loses_nothing() {
    let rounds = if std::env::var_os("RIBCAGE_SOAK").is_some() { ROUNDS_SOAK } else { ROUNDS };
    for round in 0..rounds {
        let mut victim = Victim::new().await;
        // Something to recover from, and then what recovers it is itself cut off, step by step.
        let point = FaultPoint::RowsPrepared;
        victim.crash(point, times(point, round)).await;
        for point in FaultPoint::ALL.iter().filter(|point| part(**point) == Part::Recovery) {
            victim.server.start_to_crash(*point, 1);
            victim.server.has_crashed();
        }
        victim.recover().await;
        victim.end().await;
    }
}
