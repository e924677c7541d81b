//! What became of a restore, and how it is said.

use backup::{Drill, Notice};
use model::clock::format_instant;
use service::{Deletion, Reconciliation};

/// What became of it.
pub(super) struct Restored {
    pub(super) notice: Notice,
    /// How many were erased again, of how many who were erased.
    pub(super) erased: u64,
    pub(super) erasures: u64,
    /// What a drill has held against the log.
    pub(super) held: Option<Reconciliation>,
    /// What a drill has shown, and the same signed.
    pub(super) evidence: Option<(Drill, String)>,
    /// Why a drill has come to no end.
    pub(super) failure: Option<anyhow::Error>,
    /// What of it is not there: it is damaged.
    pub(super) left_out: Vec<String>,
    /// Where erasures have to be told, too.
    pub(super) other_places: Vec<String>,
    /// Those that have backups that are not in it, and the newest of these.
    pub(super) newer: Vec<(String, String)>,
    /// Where it comes from, if nothing can be written there, and why.
    pub(super) unregistered: Option<(String, String)>,
    /// Whether it has root keys of its own.
    pub(super) has_own_root_keys: bool,
    /// Those that wait for their time.
    pub(super) deletions: Vec<Deletion>,
}

impl Restored {
    /// Says what was restored, and what was not.
    #[expect(clippy::print_stdout, reason = "the command's answer")]
    pub(super) fn show(&self) {
        let Self {
            notice,
            erased,
            erasures,
            left_out,
            other_places,
            newer,
            unregistered,
            has_own_root_keys,
            deletions,
            held,
            ..
        } = self;
        println!("restored {} as of {}", notice.id, format_instant(notice.created_at));
        println!("erased again: {erased} of {erasures} who were erased");
        println!("what was written after that moment is not in it");
        for what in left_out {
            println!("left out: {what}");
        }
        for place in other_places {
            println!("erasures wait for {place}, too, until it is there or forgotten");
        }
        for (place, backup) in newer {
            println!(
                "{place} has {backup}, which is not in what was restored: to have what is in it, restore that instead. \
                 Nothing is taken away there until `ribcage backup create --to {place} --give-up-newer`"
            );
        }
        if let Some((place, error)) = unregistered {
            println!(
                "erasures do not reach {place}, where nothing can be written ({error}): make a backup there, or at \
                 another place"
            );
        }
        if !has_own_root_keys {
            println!(
                "its root keys are where those of the deployment are that was backed up: serve one of the two alone, \
                 since the keys of the other do not open once they turn over"
            );
        }
        for Deletion { tenant, deletes_at, .. } in deletions {
            println!(
                "tenant {tenant} was to be deleted when the backup was made, and is at {}, unless `ribcage tenant \
                 keep` says otherwise",
                format_instant(*deletes_at)
            );
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
