//! What is removed from a place because it is kept no longer, and what is removed because nobody will finish it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use model::FaultPoint;

use super::schedule::count;
use super::{Clinic, files, is_refused, text};
use crate::harness::patient;

/// Makes a file that somebody was writing, and left so long ago.
fn leave_unfinished(folder: &Path, name: char, hours: u64) -> PathBuf {
    std::fs::create_dir_all(folder).expect("made");
    let path = folder.join(format!(".{}.new", name.to_string().repeat(32)));
    std::fs::write(&path, "half of it").expect("written");
    let file = File::options().write(true).open(&path).expect("it is there");
    let now = file.metadata().expect("known").modified().expect("known");
    file.set_modified(now - Duration::from_hours(hours)).expect("set");
    path
}

/// The last line that pruning says, without what it begins with.
fn counted(output: &std::process::Output) -> String {
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8_lossy(&output.stdout);
    let (_, counted) = said.lines().last().expect("a line").split_once(": ").expect("counts");
    counted.to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_would_be_removed_is_counted_as_it_then_is() {
    let clinic = Clinic::open().await;
    for name in ["Linden", "Rowan", "Elm"] {
        clinic.back_up();
        clinic.clinician.create(&patient(name)).await;
    }
    let place = clinic.target();
    leave_unfinished(&place.join("chunks/00"), 'a', 25);
    let before = files(&place).len();
    let prune = |arguments: &[&str]| {
        let fixed = ["backup", "prune", "--from", text(&place), "--keep-days", "0"];
        clinic.server.command(&[&fixed[..], arguments].concat())
    };
    let tried = counted(&prune(&["--dry-run"]));
    assert_eq!(files(&place).len(), before);
    let pruned = counted(&prune(&[]));
    assert_eq!(tried, pruned);
    let went = before - files(&place).len();
    let objects = went - 1;
    let said = format!("2 backups, {objects} objects, 1 unfinished files; 1 backups stay");
    assert_eq!(pruned, said);
    assert_eq!(counted(&prune(&[])), "0 backups, 0 objects, 0 unfinished files; 1 backups stay");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_that_nobody_has_written_to_for_a_day_go_and_others_stay() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    let place = clinic.target();
    let old = leave_unfinished(&place.join("chunks/zz"), 'a', 25);
    let of_fences = leave_unfinished(&place.join("fences"), 'b', 200);
    let young = leave_unfinished(&place.join("chunks/zz"), 'c', 23);
    let written = leave_unfinished(&place.join("chunks/zz"), 'd', 25);
    let file = File::open(&written).expect("it is there");
    rustix::fs::flock(&file, rustix::fs::FlockOperation::LockExclusive).expect("locked");
    let prune = ["backup", "prune", "--from", text(&place), "--keep-days", "1"];
    let pruned = counted(&clinic.server.command(&prune));
    assert_eq!(pruned, "0 backups, 0 objects, 2 unfinished files; 1 backups stay");
    assert!(!old.exists() && !of_fences.exists());
    assert!(young.exists() && written.exists());
    assert_eq!(count(&place), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_no_backup_is_listed_nothing_is_removed() {
    let clinic = Clinic::open().await;
    let backup = clinic.back_up();
    let place = clinic.target();
    let notice = place.join(format!("backups/{backup}.notice"));
    let kept = std::fs::read(&notice).expect("readable");
    std::fs::remove_file(&notice).expect("removed");
    let before = files(&place);
    let prune = ["backup", "prune", "--from", text(&place), "--keep-days", "0"];
    is_refused(&clinic.server.command(&prune), "there is no backup at");
    assert_eq!(files(&place), before);
    // Whoever finds it again has all of it.
    std::fs::write(&notice, kept).expect("written");
    clinic.nobody_is_lost(clinic.restore(&[])).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_pruned_is_what_no_backup_that_stays_needs() {
    let clinic = Clinic::open().await;
    let place = clinic.target();
    let first = clinic.back_up();
    assert_eq!(clinic.erase().await.status, 200);
    let last = clinic.back_up();
    let prune = |arguments: &[&str]| {
        let fixed = ["backup", "prune", "--from", text(&place)];
        clinic.server.command(&[&fixed[..], arguments].concat())
    };
    let all = files(&place);
    let young = prune(&["--keep-days", "1"]);
    assert!(young.status.success(), "{young:?}");
    assert_eq!(files(&place), all);
    let tried = prune(&["--keep-days", "0", "--dry-run"]);
    assert!(String::from_utf8_lossy(&tried.stdout).contains(&first), "{tried:?}");
    assert_eq!(files(&place), all);
    // What one that was cut off has left goes, too.
    let stray = place.join("chunks/ab/abc");
    std::fs::create_dir_all(stray.parent().expect("a folder")).expect("made");
    std::fs::write(&stray, "left").expect("written");
    let pruned = prune(&["--keep-days", "0"]);
    assert!(pruned.status.success(), "{pruned:?}");
    assert!(!stray.exists());
    assert_eq!(count(&place), 1);
    // A chunk is named after the first that needed it.
    let of_first = |path: &PathBuf| path.display().to_string().contains(&first);
    assert!(!["backups", "keys"].iter().any(|part| files(&place.join(part)).iter().any(of_first)));
    // The newest stays, and so do the erasures.
    assert_eq!(files(&place.join("fences")).len(), 1);
    assert!(place.join(format!("backups/{last}.notice")).exists());
    clinic.nobody_comes_back(clinic.restore(&[])).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_of_a_backup_that_came_to_no_end_go_with_the_next() {
    let mut clinic = Clinic::open().await;
    clinic.back_up();
    assert!(clinic.server.stop().success());
    clinic.server.start_to_crash(FaultPoint::BackupKeysKept, 1);
    let place = clinic.target();
    let create = ["backup", "create", "--to", text(&place)];
    assert!(!clinic.server.command(&create).status.success());
    let with_keys = || {
        let folders = std::fs::read_dir(place.join("keys")).expect("there");
        folders.filter(|it| !files(&it.as_ref().expect("one").path()).is_empty()).count()
    };
    assert_eq!((count(&place), with_keys()), (1, 2));
    clinic.server.has_crashed();
    clinic.start_again();
    clinic.back_up();
    assert_eq!((count(&place), with_keys()), (2, 2));
}
