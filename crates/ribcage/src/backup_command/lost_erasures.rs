//! A deployment made out of a backup although the list of erasures is lost: by two people together, who sign for what is
//! not known.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context as _, bail};
use backup::{Identities, LostErasures, names};
use ledger::VerifierKey;
use service::Service;
use service::backups::{FenceWalk, Replayed, find_object, list_readable_fences};

use super::restore::Restoring;
use crate::configuration::Configuration;
use crate::data_folder::{DataFolder, write_private};

impl Restoring<'_> {
    /// Does the erasures again that are left, and has it signed that others may be missing. How many there were to do,
    /// of how many that were found.
    pub(super) async fn erase_what_is_known(
        &self,
        service: &Service,
        key: &VerifierKey,
        second: &Identities,
    ) -> anyhow::Result<(u64, u64)> {
        let mut walk = FenceWalk::new(self.place.as_ref(), Some(key));
        if walk.finish().await.is_ok() && walk.check_reach(self.all).is_ok() {
            bail!("the list of erasures is whole: restore without --erasures-lost");
        }
        let (mut erased, mut found, mut known) = (0, 0, BTreeSet::new());
        for fence in list_readable_fences(self.place.as_ref(), key).await? {
            erased += u64::from(service.replay_erasure(&fence).await? == Replayed::Erased);
            found += 1;
            known.insert(fence.fenced.id());
        }
        let notices = self.all.iter().map(|kept| kept.notice.fences.number);
        let keys = self.keys().await?;
        let lost = LostErasures {
            deployment: self.chosen.notice.deployment.clone(),
            backup: self.chosen.notice.id.clone(),
            created_at: self.chosen.notice.created_at,
            keys: keys.notice.id.clone(),
            keys_at: keys.notice.created_at,
            restored_at: self.begun_at,
            wanted: notices.max().unwrap_or_default(),
            found,
            identities: self.two_people(second).await?,
        };
        let note = service.sign_lost_erasures(&lost).await?;
        let path = DataFolder::lost_erasures(&self.configuration.data);
        write_private(&path, note.as_bytes()).context("the statement cannot be kept")?;
        Ok((erased, known.len() as u64))
    }

    /// The recipients as whom two people open the backup, each with an identity that the other does not have.
    pub(super) async fn two_people(&self, second: &Identities) -> anyhow::Result<[String; 2]> {
        let place = self.place.as_ref();
        let (objects, manifest) =
            (self.chosen.objects(place).await?, names::manifest(&self.chosen.notice.id));
        let sealed = find_object(place, &objects, &manifest).await?;
        let (one, other) = (self.identities.recipients_of(&sealed), second.recipients_of(&sealed));
        if !one.is_disjoint(&other) {
            bail!("it takes the recovery identities of two people, and these are the same");
        }
        let first = |all: BTreeSet<String>| all.into_iter().next();
        Ok([
            first(one).with_context(|| format!("{manifest} does not open"))?,
            first(other).context("it does not open for the second identity")?,
        ])
    }
}

/// Shows what was signed, and what is to be done now.
#[expect(clippy::print_stdout, reason = "the command's answer")]
pub(super) fn show(configuration: &Configuration) -> anyhow::Result<()> {
    let path = DataFolder::lost_erasures(&configuration.data);
    let note = fs::read_to_string(&path).context("the statement cannot be read")?;
    println!("\n{note}");
    println!("kept in {}: keep it elsewhere, too", path.display());
    println!("whoever was erased after keys-at may be back: erase them again");
    println!("make backups at a new place, and destroy those at the old one");
    Ok(())
}
