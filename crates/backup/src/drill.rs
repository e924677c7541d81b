//! What is signed of a drill: that a backup was restored somewhere else, how long that took, and what was found.

use model::Timestamp;
use model::clock::format_instant;

use crate::error::BackupError;
use crate::lines::Lines;

const TITLE: &str = "ribcage/drill/1";
const WHAT: &str = "the evidence of a drill";

/// What a drill has shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drill {
    /// The deployment.
    pub deployment: String,
    /// The backup that was restored.
    pub backup: String,
    /// When the stores stood as they are in it.
    pub created_at: Timestamp,
    /// When the drill began.
    pub begun_at: Timestamp,
    /// How many seconds it took until all of it was restored and held against the log.
    pub seconds: u64,
    /// How many entries the log had.
    pub entries: u64,
    /// How many stored versions were opened and held against them.
    pub versions: u64,
    /// How many of them did not hold.
    pub findings: u64,
    /// How many people were erased again,
    pub erased: u64,
    /// of how many who were erased.
    pub erasures: u64,
    /// What was found first, in words, if anything was.
    pub failure: Option<String>,
}

/// How long the words are that say what was found.
const FAILURE_CHARS_MAX: usize = 500;

impl Drill {
    /// What was found, as a line that is not too long.
    pub fn failure_in_words(what: &str) -> String {
        let words = what.chars().map(|it| if it.is_control() { ' ' } else { it });
        words.take(FAILURE_CHARS_MAX).collect::<String>().trim().to_owned()
    }

    /// The text to sign.
    pub fn text(&self) -> String {
        let Self { deployment, backup, created_at, begun_at, seconds, .. } = self;
        let Self { entries, versions, findings, erased, erasures, failure, .. } = self;
        let failure = failure.as_ref().map(|what| format!("failure: {what}\n"));
        let failure = failure.unwrap_or_default();
        let (created_at, begun_at) = (format_instant(*created_at), format_instant(*begun_at));
        format!(
            "{TITLE}\ndeployment: {deployment}\nbackup: {backup}\ncreated-at: {created_at}\n\
             begun-at: {begun_at}\nseconds: {seconds}\nentries: {entries}\nversions: {versions}\n\
             findings: {findings}\nerased: {erased}\nerasures: {erasures}\n{failure}"
        )
    }

    /// Reads a text that was signed.
    pub fn read(text: &str) -> Result<Self, BackupError> {
        let mut lines = Lines::behind(TITLE, text, WHAT)?;
        let drill = Self {
            deployment: lines.value("deployment")?.to_owned(),
            backup: lines.value("backup")?.to_owned(),
            created_at: lines.parsed("created-at")?,
            begun_at: lines.parsed("begun-at")?,
            seconds: lines.parsed("seconds")?,
            entries: lines.parsed("entries")?,
            versions: lines.parsed("versions")?,
            findings: lines.parsed("findings")?,
            erased: lines.parsed("erased")?,
            erasures: lines.parsed("erasures")?,
            failure: lines.optional("failure").map(ToOwned::to_owned),
        };
        if drill.text() == text { Ok(drill) } else { Err(BackupError::Malformed(WHAT)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_evidence_of_a_drill_reads_back_and_a_changed_one_does_not() {
        let at = |second| Timestamp::from_second(second).expect("in range");
        let drill = Drill {
            deployment: "ab".repeat(16),
            backup: "20261129T101500Z-0a1b2c3d".to_owned(),
            created_at: at(1_700_000_000),
            begun_at: at(1_700_000_100),
            seconds: 12,
            entries: 9,
            versions: 7,
            findings: 0,
            erased: 1,
            erasures: 2,
            failure: None,
        };
        assert_eq!(Drill::read(&drill.text()), Ok(drill.clone()));
        let what = format!("chunks/ab was\nchanged{}", "!".repeat(2 * FAILURE_CHARS_MAX));
        let failure = Some(Drill::failure_in_words(&what));
        let failed = Drill { findings: 1, failure, ..drill.clone() };
        assert!(failed.text().contains("\nfailure: chunks/ab was changed!!"), "{}", failed.text());
        assert_eq!(Drill::read(&failed.text()), Ok(failed));
        assert!(Drill::read(&drill.text().replace("findings: 0", "findings: 00")).is_err());
    }
}
