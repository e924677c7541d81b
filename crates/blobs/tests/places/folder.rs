//! A folder as a place.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use blobs::{Folder, Patience};
use model::Timestamp;
use store::{Clearing, ObjectPlace as _, PlaceError};
use tempfile::TempDir;
use testkit::{TestRng, object_place};

fn rng() -> Arc<TestRng> {
    Arc::new(TestRng::new(1))
}

fn place() -> (TempDir, Folder) {
    let folder = tempfile::tempdir().expect("a folder");
    let place = Folder::new(&folder.path().join("deep/place"), rng(), &Patience::default());
    (folder, place)
}

#[tokio::test]
async fn objects_are_kept_whole() {
    object_place::keeps_objects_whole(&place().1).await;
}

#[tokio::test]
async fn objects_are_listed_in_order() {
    object_place::lists_in_order(&place().1).await;
}

#[tokio::test]
async fn objects_are_listed_page_by_page() {
    object_place::lists_page_by_page(&place().1).await;
}

#[tokio::test]
async fn ranges_are_read() {
    object_place::reads_ranges(&place().1).await;
}

#[tokio::test]
async fn streams_are_written() {
    let (folder, place) = place();
    object_place::writes_streams(&place).await;
    // What is dropped is removed by somebody else, so that nobody waits for the disk.
    let only_what_was_finished = async {
        while names(&folder.path().join("deep/place")).len() != 3 {
            tokio::task::yield_now().await;
        }
    };
    let waited = tokio::time::timeout(Duration::from_secs(20), only_what_was_finished).await;
    assert!(waited.is_ok(), "nothing stays of what was dropped");
}

#[tokio::test]
async fn names_that_lead_elsewhere_are_refused() {
    let (folder, place) = place();
    object_place::refuses_names_that_lead_elsewhere(&place).await;
    assert!(!folder.path().join("deep/outside").exists());
}

#[tokio::test]
async fn what_cannot_be_put_leaves_nothing_behind() {
    let (folder, place) = place();
    place.put("a/object", b"x".to_vec()).await.expect("kept");
    // A folder is in the way of a file.
    assert!(place.put("a", b"y".to_vec()).await.is_err());
    assert!(place.put("a/object/b", b"z".to_vec()).await.is_err());
    assert_eq!(names(&folder.path().join("deep/place")), ["a"]);
    assert_eq!(names(&folder.path().join("deep/place/a")), ["object"]);
}

#[tokio::test]
async fn a_folder_in_which_none_can_be_made_is_refused() {
    let place = Folder::new(Path::new("/proc/nobody/place"), rng(), &Patience::default());
    assert!(place.put("object", b"x".to_vec()).await.is_err());
}

#[tokio::test]
async fn what_somebody_left_who_was_cut_off_is_cleared_and_what_is_being_written_is_not() {
    let (folder, place) = place();
    let mut writer = place.write("a/b/object").await.expect("begun");
    writer.push(b"some".to_vec()).await.expect("written");
    let inside = folder.path().join("deep/place/a/b");
    let left = inside.join(format!(".{}.new", "ab".repeat(16)));
    for path in [&left, &inside.join(".mine.new"), &inside.join("mine")] {
        std::fs::write(path, "left").expect("written");
    }
    assert_eq!(place.clear_unfinished(Clearing::ALL).await.expect("cleared"), 1);
    assert!(!left.exists() && inside.join(".mine.new").exists() && inside.join("mine").exists());
    writer.push(b" more".to_vec()).await.expect("written");
    writer.finish().await.expect("finished");
    let kept = place.get("a/b/object").await.expect("asked");
    assert_eq!(kept.as_deref(), Some(b"some more".as_slice()));
    assert_eq!(place.clear_unfinished(Clearing::ALL).await.expect("cleared"), 0);
}

#[tokio::test]
async fn what_was_written_to_of_late_is_not_cleared_if_that_is_asked_for_and_what_is_only_counted_stays()
 {
    let (folder, place) = place();
    let root = folder.path().join("deep/place");
    let since = Timestamp::from_second(1_000_000).expect("in range");
    for (name, seconds) in [("old", 999_999), ("young", 1_000_000)] {
        let inside = root.join(name);
        std::fs::create_dir_all(&inside).expect("made");
        let file = std::fs::File::create(inside.join(format!(".{}.new", "ab".repeat(16))));
        let modified = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        file.expect("made").set_modified(modified).expect("set");
    }
    for (is_tried, left) in [(true, &["old", "young"][..]), (false, &["young"])] {
        let clearing = Clearing { untouched_since: Some(since), is_tried };
        assert_eq!(place.clear_unfinished(clearing).await.expect("cleared"), 1);
        let mut there = names(&root);
        there.sort();
        assert_eq!(there, left);
    }
}

#[tokio::test]
async fn a_link_to_a_folder_is_a_place_and_one_that_leads_nowhere_is_none_that_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let (there, link) = (folder.path().join("there"), folder.path().join("link"));
    std::os::unix::fs::symlink(&there, &link).expect("made");
    let place = Folder::new(&link, rng(), &Patience::default());
    let Err(PlaceError::Unavailable(away)) = place.put("a/object", b"x".to_vec()).await else {
        panic!("it is put nowhere")
    };
    assert!(away.to_string().contains("a link that leads to none"), "{away}");
    std::fs::create_dir(&there).expect("made");
    place.put("a/object", b"x".to_vec()).await.expect("kept");
    assert_eq!(names(&there), ["a"]);
}

#[tokio::test]
async fn a_folder_goes_with_the_last_object_in_it() {
    let (folder, place) = place();
    place.put("a/b/one", b"1".to_vec()).await.expect("kept");
    place.put("a/two", b"2".to_vec()).await.expect("kept");
    place.remove("a/b/one").await.expect("removed");
    assert_eq!(names(&folder.path().join("deep/place/a")), ["two"]);
    place.remove("a/two").await.expect("removed");
    assert!(names(&folder.path().join("deep/place")).is_empty());
    place.put("a/b/one", b"1".to_vec()).await.expect("kept anew");
}

#[tokio::test]
async fn nobody_else_may_read_what_is_kept() {
    let (folder, place) = place();
    place.put("a/object", b"x".to_vec()).await.expect("kept");
    for (path, expected) in
        [("deep", 0o700), ("deep/place/a", 0o700), ("deep/place/a/object", 0o600)]
    {
        let mode = std::fs::metadata(folder.path().join(path)).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, expected, "{path}");
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.expect("an entry").file_name();
    entries.map(|entry| name(entry).into_string().expect("text")).collect()
}
