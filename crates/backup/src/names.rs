//! The names of objects at a place where backups are kept.

use std::time::Duration;

use model::clock::format_instant;
use model::{ErasureId, Timestamp};

/// What every name of a chunk begins with.
pub const CHUNKS: &str = "chunks/";
/// What every name of an object of content begins with.
pub const BLOBS: &str = "blobs/";
/// What every name of a part of keys begins with.
pub const KEYS: &str = "keys/";
/// What every name of what is known of a backup begins with.
pub const BACKUPS: &str = "backups/";
/// What every name of a fence begins with.
pub const FENCES: &str = "fences/";

/// What every name of the evidence of a drill begins with.
pub const DRILLS: &str = "drills/";

/// What the name of what a backup consists of ends with.
const MANIFEST: &str = ".manifest";
/// How far apart the instants in two names are, at least.
const STEP: Duration = Duration::from_millis(1);
/// How many characters of an instant are its date and its time up to the second.
const INSTANT_SECONDS: usize = "YYYYMMDDThhmmss".len();

/// A chunk.
pub fn chunk(id: &str) -> String {
    let folder: String = id.chars().take(2).collect();
    format!("{CHUNKS}{folder}/{id}")
}

/// The id of a chunk that a backup was the first to keep. No two objects are called the same: what is in them is the
/// same if their names begin so, but each was sealed for itself, and a backup needs the one that it vouches for.
pub fn chunk_id(content: &str, backup: &str) -> String {
    format!("{content}.{backup}")
}

/// The id of the chunk of a name, and what is in it.
pub fn chunk_of(name: &str) -> Option<(&str, &str)> {
    let (_, id) = name.strip_prefix(CHUNKS)?.split_once('/')?;
    Some((id, id.split_once('.')?.0))
}

/// Whether an object is sealed for those who may restore: content is as it was, and the rest says nothing of anybody.
pub fn is_sealed(name: &str) -> bool {
    let is_manifest = name.starts_with(BACKUPS) && name.ends_with(MANIFEST);
    is_manifest || name.starts_with(CHUNKS) || name.starts_with(KEYS)
}

/// An object of content, by its name where it comes from.
pub fn blob(object: &str) -> String {
    format!("{BLOBS}{object}")
}

/// The name of an object of content where it comes from.
pub fn object_of_blob(name: &str) -> Option<&str> {
    name.strip_prefix(BLOBS)
}

/// What every name of a part of a backup's keys begins with.
pub fn keys_of(backup: &str) -> String {
    format!("{KEYS}{backup}/")
}

/// The backup of whose keys a name is a part.
pub fn backup_of_keys(name: &str) -> Option<&str> {
    Some(name.strip_prefix(KEYS)?.split_once('/')?.0)
}

/// A part of the keys, from 0.
pub fn keys(backup: &str, number: u32) -> String {
    format!("{KEYS}{backup}/{number:08}")
}

/// What the keys of a backup consist of.
pub fn key_part(backup: &str) -> String {
    format!("{KEYS}{backup}/part")
}

/// What a backup consists of.
pub fn manifest(backup: &str) -> String {
    format!("{BACKUPS}{backup}{MANIFEST}")
}

/// Which objects a backup needs.
pub fn objects(backup: &str) -> String {
    format!("{BACKUPS}{backup}.objects")
}

/// What is signed of a backup.
pub fn notice(backup: &str) -> String {
    format!("{BACKUPS}{backup}.notice")
}

/// What is known of a backup.
pub fn of_backup(backup: &str) -> [String; 3] {
    [manifest(backup), objects(backup), notice(backup)]
}

/// The backup that a name is the notice of.
pub fn backup_of_notice(name: &str) -> Option<&str> {
    name.strip_prefix(BACKUPS)?.strip_suffix(".notice")
}

/// A fence, from 1.
pub fn fence(number: u64) -> String {
    format!("{FENCES}{number:012}")
}

/// That an erasure is among the fences, wherever: kept while other targets are waited for.
pub fn fenced(erasure: ErasureId) -> String {
    format!("fenced/{erasure}")
}

/// The evidence of a drill.
pub fn drill(begun_at: Timestamp) -> String {
    format!("{DRILLS}{}", instant(begun_at))
}

/// An instant as a part of a name. Names sort as instants do.
pub fn instant(at: Timestamp) -> String {
    format_instant(at).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The name of a backup that is made now, behind that of the last one, whatever the clock says: names sort in the order
/// in which backups were made.
pub fn backup(now: Timestamp, last: Option<&str>, random: [u8; 4]) -> String {
    let behind = last.and_then(instant_of).and_then(|last| last.checked_add(STEP).ok());
    let at = behind.map_or(now, |behind| behind.max(now));
    format!("{}-{}", instant(at), hex::encode(random))
}

/// The instant that a name begins with.
fn instant_of(name: &str) -> Option<Timestamp> {
    let (instant, _) = name.split_once('-')?;
    let (seconds, rest) = instant.split_at_checked(INSTANT_SECONDS)?;
    format!("{seconds}.{rest}").parse().ok()
}

/// The number of the fence of a name.
pub fn number_of_fence(name: &str) -> Option<u64> {
    let number = name.strip_prefix(FENCES)?.parse().ok()?;
    (fence(number) == name).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_backups_sort_in_the_order_in_which_they_were_made_whatever_the_clock_says() {
        let at = |second| Timestamp::from_second(second).expect("in range");
        let first = backup(at(1_000_000_000), None, [9; 4]);
        let ahead = backup(at(2_000_000_000), Some(&first), [8; 4]);
        let right_again = backup(at(1_000_000_001), Some(&ahead), [7; 4]);
        let next = backup(at(1_000_000_002), Some(&right_again), [6; 4]);
        let names = [&first, &ahead, &right_again, &next];
        assert!(names.is_sorted(), "{names:?}");
        assert_eq!(right_again, "20330518T033320001Z-07070707");
        for foreign in ["", "1-a", "x-y-z", "20330518T033320001Z"] {
            assert_eq!(backup(at(1_000_000_000), Some(foreign), [9; 4]), first, "{foreign}");
        }
    }

    #[test]
    fn names_say_what_they_are_of() {
        let id = chunk_id("abcdef", "1-a");
        assert_eq!(chunk(&id), "chunks/ab/abcdef.1-a");
        assert_eq!(chunk_of(&chunk(&id)), Some((id.as_str(), "abcdef")));
        assert_eq!(chunk_of("keys/1-a/part"), None);
        assert_eq!(keys("1-a", 7), "keys/1-a/00000007");
        assert_eq!(backup_of_notice(&notice("1-a")), Some("1-a"));
        assert_eq!(backup_of_notice(&manifest("1-a")), None);
        assert_eq!(number_of_fence(&fence(7)), Some(7));
        for (name, sealed) in [
            (manifest("1-a"), true),
            (key_part("1-a"), true),
            (objects("1-a"), false),
            (blob("a.manifest"), false),
        ] {
            assert_eq!(is_sealed(&name), sealed, "{name}");
        }
        assert_eq!(number_of_fence("fences/7"), None);
    }
}
