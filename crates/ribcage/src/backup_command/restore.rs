//! A deployment made out of a backup. Nothing of it is opened before whoever was erased since is erased again.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use anyhow::Context as _;
use backup::{Drill, Identities, Manifest, ObjectList, names};
use ledger::VerifierKey;
use model::{Clock as _, DeploymentId, FaultPoint, Safeguard, Timestamp, fault};
use service::backups::{FenceWalk, Kept, KeptError, Listed, Replayed, list_kept, newest};
use service::{Reconciliation, Service};
use store::ObjectPlace;
use tokio::sync::OnceCell;
use zeroize::Zeroizing;

use super::ending::Signals;
use super::ground::{self, Ground};
use super::restored::Restored;
use crate::ambient::SystemClock;
use crate::backup_targets;
use crate::configuration::Configuration;
use crate::data_folder::DataFolder;
use crate::deployment::Deployment;

/// How often it is begun at most, if what it needs is removed meanwhile.
const ATTEMPTS_MAX: usize = 5;

/// What is to be restored.
pub(super) struct Wanted<'a> {
    /// Where it is kept.
    pub(super) from: &'a str,
    /// Who may open it: one identity, or several.
    pub(super) identity: &'a Path,
    /// Somebody else who may, if the list of erasures is lost.
    pub(super) second_identity: Option<&'a Path>,
    /// Which backup; the newest if none is named.
    pub(super) backup: Option<&'a str>,
    /// Who must have signed it, if that is known.
    pub(super) key: Option<&'a VerifierKey>,
    /// What becomes of it if something is damaged.
    pub(super) damage: Damage,
}

/// What becomes of objects that are damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Damage {
    /// Nothing is restored.
    Refused,
    /// All is restored but what was in them.
    LeftOut,
}

/// What it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// It is to be served from now on.
    Keep,
    /// It is to be seen that it can be, and nothing of it stays.
    Drill,
}

/// Everything that a restore goes by.
pub(super) struct Restoring<'a> {
    pub(super) place: Arc<dyn ObjectPlace>,
    pub(super) identities: Arc<Identities>,
    /// Given if the list of erasures is lost.
    pub(super) second: Option<&'a Identities>,
    pub(super) configuration: &'a Configuration,
    pub(super) ground: &'a Ground,
    pub(super) chosen: &'a Kept,
    pub(super) newest: &'a Kept,
    /// Whose keys are taken, once that is known.
    pub(super) keys: OnceCell<&'a Kept>,
    pub(super) all: &'a [Kept],
    pub(super) aim: Aim,
    pub(super) damage: Damage,
    /// What was left out, in words.
    pub(super) left_out: Mutex<Vec<String>>,
    pub(super) begun_at: Timestamp,
    begun: Instant,
}

/// Makes the deployment that a configuration describes. If it is refused, or is told to end, nothing of it is left.
pub(super) async fn restore(
    configuration: &Configuration,
    wanted: Wanted<'_>,
    aim: Aim,
) -> anyhow::Result<Restored> {
    let began = (SystemClock::new().now(), Instant::now());
    let place = backup_targets::open(wanted.from, &configuration.object_stores())?;
    let identities = Arc::new(read_identities(wanted.identity)?);
    let second = wanted.second_identity.map(read_identities).transpose()?;
    let mut signals = Signals::listen()?;
    let configuration = &ground::resolved(configuration)?;
    let is_in_place = backup_targets::is_inside(&configuration.data, Path::new(wanted.from));
    anyhow::ensure!(!is_in_place, "a deployment belongs elsewhere than where its backups are kept");
    let ground = Ground::look_at(configuration, aim).await?;
    let attempts = Attempts { place, identities, second, configuration, ground: &ground, aim };
    let restored = tokio::select! {
        biased;
        name = signals.told() => Err(anyhow::anyhow!("it was told to end ({name})")),
        restored = attempts.carry_out(&wanted, began) => restored,
    };
    if restored.is_ok() && aim == Aim::Keep {
        return restored;
    }
    // What does not hold is not left to be started by somebody who did not see this.
    match (restored, ground.clear(configuration).await) {
        (Err(error), Err(left)) => Err(error.context(format!("{left:#}"))),
        (restored, cleared) => cleared.and(restored),
    }
}

/// What is the same however often a restore is begun.
struct Attempts<'a> {
    place: Arc<dyn ObjectPlace>,
    identities: Arc<Identities>,
    second: Option<Identities>,
    configuration: &'a Configuration,
    ground: &'a Ground,
    aim: Aim,
}

impl Attempts<'_> {
    /// Begins again if what it needs is removed meanwhile.
    async fn carry_out(
        &self,
        wanted: &Wanted<'_>,
        (begun_at, begun): (Timestamp, Instant),
    ) -> anyhow::Result<Restored> {
        let mut left = ATTEMPTS_MAX;
        loop {
            let all = list_usable(self.place.as_ref(), wanted).await?;
            let (chosen, newest) = choose(&all, wanted)?;
            let restoring = Restoring {
                place: Arc::clone(&self.place),
                identities: Arc::clone(&self.identities),
                second: self.second.as_ref(),
                configuration: self.configuration,
                ground: self.ground,
                chosen,
                newest,
                keys: OnceCell::new(),
                all: &all,
                aim: self.aim,
                damage: wanted.damage,
                left_out: Mutex::default(),
                begun_at,
                begun,
            };
            let restored = restoring.carry_out().await;
            left -= 1;
            match restored {
                Err(error) if left > 0 && restoring.is_overtaken(&error).await => {
                    self.ground.clear(self.configuration).await?;
                }
                Err(error) if self.aim == Aim::Drill => {
                    self.ground.clear(self.configuration).await?;
                    return restoring.failed(error).await;
                }
                restored => return restored,
            }
        }
    }
}

/// The backups, if all of them can be used or one is named.
async fn list_usable(place: &dyn ObjectPlace, wanted: &Wanted<'_>) -> anyhow::Result<Vec<Kept>> {
    let Listed { kept, damaged } = list_kept(place).await?;
    if let (Some(error), None) = (damaged.into_iter().next(), wanted.backup) {
        return Err(anyhow::Error::new(error).context(
            "not all backups are whole: name the one to restore with --backup, as `list` shows it",
        ));
    }
    if let Some(key) = wanted.key {
        kept.iter().try_for_each(|kept| kept.check(key))?;
    }
    Ok(kept)
}

/// The one that is wanted, and the newest.
fn choose<'k>(all: &'k [Kept], wanted: &Wanted<'_>) -> anyhow::Result<(&'k Kept, &'k Kept)> {
    let newest = newest(all).with_context(|| format!("there is no backup at {}", wanted.from))?;
    let Some(id) = wanted.backup else { return Ok((newest, newest)) };
    let named = all.iter().find(|kept| kept.notice.id == id);
    Ok((named.with_context(|| format!("there is no backup {id} at {}", wanted.from))?, newest))
}

impl Restoring<'_> {
    async fn carry_out(&self) -> anyhow::Result<Restored> {
        let objects = Arc::new(self.chosen.objects(self.place.as_ref()).await?);
        let manifest = names::manifest(&self.chosen.notice.id);
        if let Some(second) = self.second {
            self.two_people(second).await?;
        }
        let manifest = Manifest::decode(&self.open(&objects, &manifest).await?)?;
        let deployment: DeploymentId =
            manifest.deployment.parse().context("the manifest names no deployment")?;
        anyhow::ensure!(
            manifest.deployment == self.chosen.notice.deployment,
            "the manifest is of another deployment"
        );
        let engine = self.configuration.database.name();
        anyhow::ensure!(
            manifest.engine == engine,
            "the backup is of {}, and the configuration names {engine}",
            manifest.engine
        );
        self.make_folder(&manifest)?;
        fault::reach(FaultPoint::RestoreBegun);
        let filled = self.fill(&manifest, &objects, deployment).await?;
        fault::reach(FaultPoint::RestoreFilled);
        self.ground.fill_databases(deployment);
        for loading in filled {
            loading.finish().await?;
        }
        fault::reach(FaultPoint::RestoreLoaded);
        self.settle(&objects).await
    }

    /// Whether what it lacks was removed because there is a newer backup by now.
    pub(super) async fn is_overtaken(&self, error: &anyhow::Error) -> bool {
        let is_gone = |cause: &(dyn std::error::Error + 'static)| {
            matches!(cause.downcast_ref(), Some(KeptError::Gone(_)))
        };
        if !error.chain().any(is_gone) {
            return false;
        }
        let listed = list_kept(self.place.as_ref()).await;
        let Ok(Listed { kept, .. }) = listed else { return false };
        newest(&kept).is_some_and(|newest| newest.notice.id != self.newest.notice.id)
    }

    /// Checks what was signed, erases again, and holds the rest against the log.
    async fn settle(&self, objects: &ObjectList) -> anyhow::Result<Restored> {
        let deployment = Deployment::open_restored(self.configuration).await?;
        let service = &deployment.service;
        self.claim_content_place(service).await?;
        self.put_content(objects).await?;
        let key = service.verifier_key().await?;
        let ours = self.chosen.notice.deployment.as_str();
        for kept in self.all {
            kept.check(&key).context("a backup is not signed by its deployment")?;
            anyhow::ensure!(kept.notice.deployment == ours, "a backup is of another deployment");
        }
        let lost_before = service.count_lost_documents().await?;
        let (erased, erasures) = match self.second {
            None => self.erase_again(service, &key).await?,
            Some(second) => self.erase_what_is_known(service, &key, second).await?,
        };
        fault::reach(FaultPoint::RestoreReplayed);
        let deletions = service.put_off_deletions().await?;
        service.work_off_restored_jobs().await?;
        let lost = service.count_lost_documents().await? - lost_before;
        if lost > 0 {
            self.note_left_out(lost_documents(lost));
        }
        let notice = self.chosen.notice.clone();
        let mut restored = Restored {
            notice,
            erased,
            erasures,
            left_out: std::mem::take(
                &mut *self.left_out.lock().unwrap_or_else(PoisonError::into_inner),
            ),
            other_places: Vec::new(),
            newer: Vec::new(),
            unregistered: None,
            has_own_root_keys: true,
            deletions,
            held: None,
            evidence: None,
            failure: None,
        };
        if self.aim == Aim::Drill {
            let held = service.reconcile().await?;
            let drill = self.drill(&restored, &held);
            restored.held = Some(held);
            let note = service.sign_drill(&drill).await?;
            restored.evidence = Some((drill, note));
            deployment.close().await?;
            return Ok(restored);
        }
        self.settle_places(service, &mut restored).await?;
        deployment.close().await?;
        fault::reach(FaultPoint::RestoreSettled);
        fs::remove_file(DataFolder::restore_mark(&self.configuration.data))
            .context("the mark of the restore cannot be removed")?;
        Ok(restored)
    }

    /// Does all erasures again. How many there were to do, of how many.
    async fn erase_again(
        &self,
        service: &Service,
        key: &VerifierKey,
    ) -> anyhow::Result<(u64, u64)> {
        let mut walk = FenceWalk::new(self.place.as_ref(), Some(key));
        let mut erased = 0;
        while let Some(fence) = walk.next().await? {
            if Safeguard::FencesReplayed.stands() {
                erased += u64::from(service.replay_erasure(&fence).await? == Replayed::Erased);
            }
        }
        walk.finish().await?;
        let erasures = walk.erasures();
        if Safeguard::FencesWanted.stands() {
            walk.check_reach(self.all)
                .context("nothing is restored: whoever was erased since would come back")?;
        }
        Ok((erased, erasures))
    }

    fn drill(&self, restored: &Restored, held: &Reconciliation) -> Drill {
        let first = held.findings.first();
        let what = first.map(|first| format!("{}: {}", first.kind.name(), first.what));
        Drill {
            entries: held.entries,
            versions: held.rows,
            findings: held.findings.len() as u64,
            erased: restored.erased,
            erasures: restored.erasures,
            failure: what.as_deref().map(Drill::failure_in_words),
            ..self.drill_so_far()
        }
    }

    /// What is known of a drill before anything was found.
    pub(super) fn drill_so_far(&self) -> Drill {
        let notice = &self.chosen.notice;
        Drill {
            deployment: notice.deployment.clone(),
            backup: notice.id.clone(),
            created_at: notice.created_at,
            begun_at: self.begun_at,
            seconds: self.begun.elapsed().as_secs(),
            entries: 0,
            versions: 0,
            findings: 0,
            erased: 0,
            erasures: 0,
            failure: None,
        }
    }

    /// What becomes of a drill that has come to no end: evidence of that, if it can be signed.
    async fn failed(&self, error: anyhow::Error) -> anyhow::Result<Restored> {
        let Ok(evidence) = self.sign_failure(&error).await else { return Err(error) };
        Ok(Restored {
            notice: self.chosen.notice.clone(),
            erased: 0,
            erasures: 0,
            held: None,
            evidence: Some(evidence),
            failure: Some(error),
            left_out: Vec::new(),
            other_places: Vec::new(),
            newer: Vec::new(),
            unregistered: None,
            has_own_root_keys: true,
            deletions: Vec::new(),
        })
    }
}

pub(super) fn read_identities(path: &Path) -> anyhow::Result<Identities> {
    let text = fs::read_to_string(path).map(Zeroizing::new);
    let text = text.with_context(|| format!("{} cannot be read", path.display()))?;
    Identities::parse(&text).with_context(|| format!("{} cannot be used", path.display()))
}

/// What is gone with somebody who is erased again, since it is not known any more what it said of whom.
pub(super) fn lost_documents(lost: u64) -> String {
    format!("{lost} documents about several people, one of whom was erased since")
}
