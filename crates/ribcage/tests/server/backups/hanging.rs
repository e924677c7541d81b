//! A place that hangs, as a folder does whose mount is dead: whoever asks there gets no answer.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use reqwest::StatusCode;
use rustix::fs::{CWD, FileType, Mode, OFlags, mknodat};

use super::schedule::metrics;
use super::{Clinic, text};
use crate::harness::{Server, eventually};

/// How long a server may take that is told to stop.
const STOP_TIME_MAX: Duration = Duration::from_secs(10);
/// How long anybody is waited for who should not take long.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(20);

/// Hangs whoever reads the mark of a place.
struct Hanging {
    mark: PathBuf,
    /// Where the mark is meanwhile,
    kept: PathBuf,
    /// and another name of what hangs.
    pipe: PathBuf,
}

impl Hanging {
    fn begin(place: &Path, beside: &Path) -> Self {
        let (mark, kept, pipe) = (place.join("target"), beside.join("kept"), beside.join("pipe"));
        let made = mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0);
        made.expect("made");
        std::fs::rename(&mark, &kept).expect("moved");
        std::fs::hard_link(&pipe, &mark).expect("linked");
        Self { mark, kept, pipe }
    }

    /// Puts the mark back, and lets go of whoever hangs.
    fn end(self) {
        std::fs::rename(&self.kept, &self.mark).expect("moved");
        let flags = OFlags::NONBLOCK.bits().cast_signed();
        let opened = OpenOptions::new().write(true).custom_flags(flags).open(&self.pipe);
        // It fails if nobody is there to be let go.
        drop(opened);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_a_place_hangs_erasures_are_answered_and_servers_end_and_start() {
    let settings =
        [("RIBCAGE_LOOK_AT_BACKUPS_EVERY", "50"), ("RIBCAGE_FOLDERS_ANSWER_WITHIN", "500")];
    let mut clinic = Clinic::open_at(Server::start_with(&settings)).await;
    clinic.back_up();
    let hanging = Hanging::begin(&clinic.target(), clinic.place.path());
    let erased = tokio::time::timeout(ANSWER_TIME_MAX, clinic.erase()).await;
    let erased = erased.expect("it is answered");
    assert_eq!(erased.status, StatusCode::ACCEPTED, "{erased:?}");
    is_seen_to_be_away(&clinic).await;

    clinic.server.tell_to_stop();
    let ended = eventually(async || (!clinic.server.is_alive()).then_some(()));
    let ended = tokio::time::timeout(STOP_TIME_MAX, ended).await;
    assert_eq!(ended, Ok(Some(())), "it ends");
    clinic.server.start_again();
    clinic.administrator = clinic.server.caller(clinic.administrator.token());
    let said = clinic.server.log();
    assert!(
        said.contains("it cannot be said whether the databases know of all erasures"),
        "{said}"
    );
    is_seen_to_be_away(&clinic).await;

    hanging.end();
    clinic.until_receipt(&erased.json()).await;
}

async fn is_seen_to_be_away(clinic: &Clinic) {
    let target = clinic.target();
    let is_away = async || {
        let mut numbers = metrics(&clinic.server, "backup_target_away").await.into_iter();
        numbers.any(|it| it == (Some(text(&target).to_owned()), 1)).then_some(())
    };
    let seen = tokio::time::timeout(ANSWER_TIME_MAX, eventually(is_away)).await;
    assert_eq!(seen, Ok(Some(())), "{}", clinic.server.log());
    let said = clinic.server.log();
    assert!(said.contains("a backup target cannot be looked at"), "{said}");
}
