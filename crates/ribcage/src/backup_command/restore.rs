//! A deployment made out of a backup. Nothing of it is opened before whoever was erased since is erased again.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use anyhow::{Context as _, bail};
use backup::{Drill, Identities, Manifest, Notice, ObjectList, names};
use ledger::VerifierKey;
use model::clock::format_instant;
use model::{Clock as _, DeploymentId, FaultPoint, Safeguard, Timestamp, fault};
use service::backups::{FenceWalk, Kept, KeptError, Listed, Replayed, list_kept, newest};
use service::{Reconciliation, Service};
use store::{BackupTargets as _, ObjectPlace};
use tokio::sync::OnceCell;
use zeroize::Zeroizing;

use crate::ambient::SystemClock;
use crate::backup_targets::{self, RememberedTargets};
use crate::configuration::Configuration;
use crate::data_folder::DataFolder;
use crate::deployment::Deployment;
use crate::stores::Stores;

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

/// What became of it.
pub(super) struct Restored {
    pub(super) notice: Notice,
    /// How many were erased again, of how many who were erased.
    pub(super) erased: u64,
    pub(super) erasures: u64,
    /// What a drill has held against the log.
    held: Option<Reconciliation>,
    /// What a drill has shown, and the same signed.
    pub(super) evidence: Option<(Drill, String)>,
    /// Why a drill has come to no end.
    pub(super) failure: Option<anyhow::Error>,
    /// What of it is not there: it is damaged.
    left_out: Vec<String>,
    /// Where erasures have to be told, too.
    other_places: Vec<String>,
}

/// Everything that a restore goes by.
pub(super) struct Restoring<'a> {
    pub(super) place: Arc<dyn ObjectPlace>,
    pub(super) identities: Arc<Identities>,
    /// Given if the list of erasures is lost.
    pub(super) second: Option<&'a Identities>,
    pub(super) configuration: &'a Configuration,
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

/// Makes the deployment that a configuration describes. If it is refused nothing of it is left.
pub(super) async fn restore(
    configuration: &Configuration,
    wanted: Wanted<'_>,
    aim: Aim,
) -> anyhow::Result<Restored> {
    let (begun_at, begun) = (SystemClock::new().now(), Instant::now());
    let stores = configuration.object_stores();
    let place = backup_targets::open(wanted.from, &stores)?;
    let identities = Arc::new(read_identities(wanted.identity)?);
    let second = wanted.second_identity.map(read_identities).transpose()?;
    let folder = &configuration.data;
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        bail!("{} is not empty; a deployment is restored into an empty place", folder.display());
    }
    let mut left = ATTEMPTS_MAX;
    loop {
        let all = list_usable(place.as_ref(), &wanted).await?;
        let (chosen, newest) = choose(&all, &wanted)?;
        let restoring = Restoring {
            place: Arc::clone(&place),
            identities: Arc::clone(&identities),
            second: second.as_ref(),
            configuration,
            chosen,
            newest,
            keys: OnceCell::new(),
            all: &all,
            aim,
            damage: wanted.damage,
            left_out: Mutex::default(),
            begun_at,
            begun,
        };
        let restored = restoring.carry_out().await;
        if restored.is_err() || aim == Aim::Drill {
            // What does not hold is not left to be started by somebody who did not see this.
            let _ = fs::remove_dir_all(folder);
        }
        left -= 1;
        match restored {
            Err(error) if left > 0 && restoring.is_overtaken(&error).await => {}
            Err(error) if aim == Aim::Drill => return restoring.failed(error).await,
            restored => return restored,
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
        // From here on there is something to be taken away again, and it is of this restore: there was nothing.
        let settled = async {
            for loading in filled {
                loading.finish().await?;
            }
            fault::reach(FaultPoint::RestoreLoaded);
            self.settle(&objects).await
        };
        let settled = settled.await;
        if settled.is_err() || self.aim == Aim::Drill {
            let discarded = Stores::discard(self.configuration, deployment).await;
            discarded.context("what was restored cannot be taken away again")?;
        }
        settled
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
        // Before anything is put there: it may be somebody else's.
        service.claim_place().await?;
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
        service.work_off_jobs().await?;
        let lost = service.count_lost_documents().await? - lost_before;
        if lost > 0 {
            self.note_left_out(format!(
                "{lost} documents about several people, one of whom was erased since"
            ));
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
        deployment.close().await?;
        // Erasures reach it from now on, too, unless those of before are missing there.
        let (targets, from) = (RememberedTargets::new(self.configuration), self.place.address());
        if self.second.is_none() {
            targets.register(from).await?;
        } else {
            targets.forget(from).await?;
        }
        restored.other_places = targets.list_registered()?;
        restored.other_places.retain(|place| place != from);
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
        let erasures = walk.finish().await?.number;
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
        })
    }
}

impl Restored {
    /// Says what was restored, and what was not.
    #[expect(clippy::print_stdout, reason = "the command's answer")]
    pub(super) fn show(&self) {
        let Self { notice, erased, erasures, left_out, other_places, held, .. } = self;
        println!("restored {} as of {}", notice.id, format_instant(notice.created_at));
        println!("erased again: {erased} of {erasures} who were erased");
        println!("what was written after that moment is not in it");
        for what in left_out {
            println!("left out: {what}");
        }
        for place in other_places {
            println!("erasures wait for {place}, too, until it is there or forgotten");
        }
        let Some(held) = held else {
            println!("not held against the log yet: `ribcage doctor` does that");
            return;
        };
        println!("held against the log: {} entries, {} stored versions", held.entries, held.rows);
        for finding in &held.findings {
            println!("{}  {}", finding.kind.name(), finding.what);
        }
    }
}

pub(super) fn read_identities(path: &Path) -> anyhow::Result<Identities> {
    let text = fs::read_to_string(path).map(Zeroizing::new);
    let text = text.with_context(|| format!("{} cannot be read", path.display()))?;
    Identities::parse(&text).with_context(|| format!("{} cannot be used", path.display()))
}
