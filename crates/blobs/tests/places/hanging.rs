//! A folder that hangs, as one does whose mount is dead.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use blobs::{Folder, Patience};
use futures_util::future::join_all;
use rustix::fs::{CWD, FileType, Mode, OFlags, mknodat};
use store::{ObjectPlace as _, PlaceError};
use tempfile::TempDir;
use testkit::TestRng;

/// How long folders are waited for here.
const PATIENCE: Duration = Duration::from_millis(300);
/// How long anybody is waited for who should not take long.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(20);
/// Many times as many operations as may hold a thread.
const MANY: usize = 200;
/// Threads that may hang in one folder, and those that a test has beside them.
const THREADS_MAX: usize = 16 + 8;

/// A folder with an object in it, and one that hangs whoever reads it.
struct Hanging {
    folder: TempDir,
    patience: Patience,
    place: Folder,
}

impl Hanging {
    async fn begin() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let patience = Patience::of(PATIENCE);
        let place = open(&folder, &patience);
        place.put("whole", b"x".to_vec()).await.expect("kept");
        let hanging = Self { folder, patience, place };
        let made = mknodat(CWD, hanging.pipe(), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0);
        made.expect("made");
        hanging
    }

    fn pipe(&self) -> PathBuf {
        self.folder.path().join("pipe")
    }

    /// Lets go of whoever hangs.
    fn end(&self) {
        let flags = OFlags::NONBLOCK.bits().cast_signed();
        let opened = OpenOptions::new().write(true).custom_flags(flags).open(self.pipe());
        drop(opened.expect("somebody hangs"));
    }
}

impl Drop for Hanging {
    /// Or the test would never end.
    fn drop(&mut self) {
        let flags = OFlags::NONBLOCK.bits().cast_signed();
        drop(OpenOptions::new().write(true).custom_flags(flags).open(self.pipe()));
    }
}

fn open(folder: &TempDir, patience: &Patience) -> Folder {
    Folder::new(folder.path(), Arc::new(TestRng::new(1)), patience)
}

#[track_caller]
fn is_given_up<T: std::fmt::Debug>(answer: &Result<T, PlaceError>) {
    let Err(PlaceError::Unavailable(error)) = answer else { panic!("{answer:?}") };
    assert_eq!(error.kind(), std::io::ErrorKind::TimedOut, "{error}");
}

#[tokio::test]
async fn whoever_asks_a_folder_that_hangs_is_told_so_and_the_next_at_once() {
    let hanging = Hanging::begin().await;
    let asked = tokio::time::timeout(ANSWER_TIME_MAX, hanging.place.get("pipe")).await;
    is_given_up(&asked.expect("it is given up"));
    // However the folder is opened, and although what is asked for now would be answered.
    for place in [&hanging.place, &open(&hanging.folder, &hanging.patience.for_a_look())] {
        let mut next = place.get("whole");
        let answer = futures_util::poll!(&mut next);
        let std::task::Poll::Ready(answer) = answer else { panic!("it is waited for") };
        is_given_up(&answer);
    }
    is_given_up(&hanging.place.put("new", Vec::new()).await);
    is_given_up(&hanging.patience.ask(hanging.folder.path(), || Ok(())).await);
    let other = tempfile::tempdir().expect("a folder");
    open(&other, &hanging.patience)
        .put("new", Vec::new())
        .await
        .expect("another is not waited for");
}

#[tokio::test]
async fn a_folder_that_answers_again_is_asked_again() {
    let hanging = Hanging::begin().await;
    let asked = tokio::time::timeout(ANSWER_TIME_MAX, hanging.place.get("pipe")).await;
    is_given_up(&asked.expect("it is given up"));
    hanging.end();
    let answered = async {
        while hanging.place.get("whole").await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(ANSWER_TIME_MAX, answered).await.expect("it is asked again");
}

#[tokio::test]
async fn a_folder_that_hangs_holds_few_threads_however_many_ask() {
    let hanging = Hanging::begin().await;
    // Those who are gone before they are answered hold theirs all the same.
    let impatient = (0..MANY).map(|_| {
        let asked = hanging.place.get("pipe");
        tokio::time::timeout(PATIENCE / 10, asked)
    });
    assert!(join_all(impatient).await.iter().all(Result::is_err), "nobody is answered so soon");
    let asked = join_all((0..MANY).map(|_| hanging.place.get("pipe")));
    let asked = tokio::time::timeout(ANSWER_TIME_MAX, asked).await.expect("all are told");
    asked.iter().for_each(is_given_up);
    let threads = std::fs::read_dir("/proc/self/task").expect("threads are listed").count();
    assert!(threads <= THREADS_MAX, "{threads}");
}

#[tokio::test]
async fn whoever_writes_where_it_hangs_is_told_so_and_held_up_by_nothing() {
    let hanging = Hanging::begin().await;
    let mut writer = hanging.place.write("object").await.expect("begun");
    writer.push(b"some".to_vec()).await.expect("written");
    is_given_up(&hanging.place.get("pipe").await);
    is_given_up(&writer.push(b"more".to_vec()).await);
    hanging.end();
    // What was begun is not finished without what is missing.
    let finished = tokio::time::timeout(ANSWER_TIME_MAX, writer.finish()).await;
    assert!(finished.expect("it is answered").is_err());
    assert!(!hanging.folder.path().join("object").exists());
}
