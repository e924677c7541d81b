//! What is signed of a backup, and can be checked without opening it: which objects it needs, and what is in them.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use model::Timestamp;
use model::clock::format_instant;

use crate::error::BackupError;
use crate::fence::FenceHead;
use crate::lines::Lines;
use crate::timeline::Timeline;

const TITLE: &str = "ribcage/backup/1";
const WHAT: &str = "the notice of a backup";
/// Where root keys are.
const HERE: &str = "here";
const ELSEWHERE: &str = "elsewhere";

/// The hash of an object as it is kept (BLAKE3).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ObjectHash([u8; 32]);

impl ObjectHash {
    /// Of an object.
    pub fn of(object: &[u8]) -> Self {
        Self(*blake3::hash(object).as_bytes())
    }
}

impl fmt::Display for ObjectHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for ObjectHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ObjectHash({self})")
    }
}

impl FromStr for ObjectHash {
    type Err = BackupError;

    fn from_str(text: &str) -> Result<Self, BackupError> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes)
            .map_err(|_| BackupError::Malformed("the hash of an object"))?;
        Ok(Self(bytes))
    }
}

/// The objects that a backup needs, by name. One a line: hash, size, name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ObjectList(pub BTreeMap<String, (ObjectHash, u64)>);

impl ObjectList {
    /// Adds an object as it is kept.
    pub fn add(&mut self, name: String, object: &[u8]) {
        self.0.insert(name, (ObjectHash::of(object), object.len() as u64));
    }

    /// As it is kept.
    pub fn encode(&self) -> String {
        let line =
            |(name, (hash, size)): (&String, &(ObjectHash, u64))| format!("{hash} {size} {name}\n");
        self.0.iter().map(line).collect()
    }

    /// Reads one.
    pub fn decode(text: &str) -> Result<Self, BackupError> {
        let entry = |line: &str| {
            let mut parts = line.splitn(3, ' ');
            let hash = parts.next()?.parse().ok()?;
            let size = parts.next()?.parse().ok()?;
            Some((parts.next()?.to_owned(), (hash, size)))
        };
        let entries: Option<_> = text.lines().map(entry).collect();
        entries.map(Self).ok_or(BackupError::Malformed("a list of objects"))
    }
}

/// What is signed of a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its name.
    pub id: String,
    /// The deployment.
    pub deployment: String,
    /// When the stores stood as they are in it.
    pub created_at: Timestamp,
    /// The list of what it needs.
    pub objects: ObjectHash,
    /// How far the erasures were that the target knew by then.
    pub fences: FenceHead,
    /// For whom its keys were sealed; in one of an earlier format for whomever all else was.
    pub keys: Option<KeysFor>,
    /// Which of those at its place it came out of; not told by one of an earlier format.
    pub timeline: Option<Timeline>,
}

/// For whom the keys of a backup were sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeysFor {
    /// The oldest root epoch that lived then.
    pub epoch: u64,
    /// Whether root keys are among them, and not in a key service or elsewhere.
    pub has_root_keys: bool,
    /// The recipients, each with the first root epoch whose keys were sealed for it.
    pub recipients: BTreeMap<String, u64>,
}

impl KeysFor {
    fn text(&self) -> String {
        let place = if self.has_root_keys { HERE } else { ELSEWHERE };
        let line =
            |(recipient, since): (&String, &u64)| format!("keys-for: {recipient} since {since}\n");
        let lines: String = self.recipients.iter().map(line).collect();
        format!("keys-epoch: {}\nroot-keys: {place}\n{lines}", self.epoch)
    }

    fn read(lines: &mut Lines<'_>) -> Option<Self> {
        let epoch = lines.optional("keys-epoch")?.parse().ok()?;
        let has_root_keys = lines.optional("root-keys")? == HERE;
        let mut recipients = BTreeMap::new();
        while let Some(line) = lines.optional("keys-for") {
            let (recipient, since) = line.split_once(" since ")?;
            recipients.insert(recipient.to_owned(), since.parse().ok()?);
        }
        Some(Self { epoch, has_root_keys, recipients })
    }
}

impl Notice {
    /// The text to sign.
    pub fn text(&self) -> String {
        let Self { id, deployment, created_at, objects, fences, keys, timeline } = self;
        let created_at = format_instant(*created_at);
        let keys = keys.as_ref().map(KeysFor::text).unwrap_or_default();
        let timeline = timeline.as_ref().map(Timeline::text).unwrap_or_default();
        format!(
            "{TITLE}\nid: {id}\ndeployment: {deployment}\ncreated-at: {created_at}\n\
             objects: {objects}\nfences: {} {}\n{keys}{timeline}",
            fences.number, fences.hash
        )
    }

    /// Whether there is a key in this one of everybody who is in another one, and was not erased since: it came out of
    /// that one.
    pub fn has_keys_for(&self, other: &Self) -> bool {
        match (&self.timeline, &other.timeline) {
            (Some(mine), Some(theirs)) => mine.came_out_of(theirs, &other.id),
            _ => true,
        }
    }

    /// Reads a text that was signed.
    pub fn read(text: &str) -> Result<Self, BackupError> {
        let malformed = BackupError::Malformed(WHAT);
        let mut lines = Lines::behind(TITLE, text, WHAT)?;
        let id = lines.value("id")?.to_owned();
        // It is a part of names of objects.
        if id.is_empty() || !id.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-') {
            return Err(malformed);
        }
        let deployment = lines.value("deployment")?.to_owned();
        let created_at = lines.parsed("created-at")?;
        let objects = lines.parsed("objects")?;
        let (number, hash) = lines.value("fences")?.split_once(' ').ok_or(malformed)?;
        let number = number.parse().map_err(|_| malformed)?;
        let fences = FenceHead { number, hash: hash.parse()? };
        let keys = KeysFor::read(&mut lines);
        let timeline = Timeline::read(&mut lines)?;
        let notice = Self { id, deployment, created_at, objects, fences, keys, timeline };
        if notice.text() == text { Ok(notice) } else { Err(malformed) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_and_a_list_read_back() {
        let mut list = ObjectList::default();
        list.add("chunks/ab/abc".to_owned(), b"sealed");
        list.add("backups/1.manifest".to_owned(), b"");
        assert_eq!(ObjectList::decode(&list.encode()), Ok(list.clone()));
        let of_before = Notice {
            id: "20261129T101500Z-0a1b2c3d".to_owned(),
            deployment: "ab".repeat(16),
            created_at: Timestamp::from_second(1_700_000_000).expect("in range"),
            objects: ObjectHash::of(list.encode().as_bytes()),
            fences: FenceHead::default(),
            keys: None,
            timeline: None,
        };
        let recipients = [("age1one".to_owned(), 1), ("age1other".to_owned(), 3)].into();
        let keys = KeysFor { epoch: 3, has_root_keys: true, recipients };
        let elsewhere = KeysFor { has_root_keys: false, ..keys.clone() };
        let first = Timeline { id: "ab".to_owned(), before: Vec::new() };
        let second = first.clone().branched("20261129T101500Z-0a1b2c3d", "cd".to_owned());
        for (keys, timeline) in
            [(None, None), (Some(elsewhere), Some(first)), (Some(keys), Some(second))]
        {
            let notice = Notice { keys, timeline, ..of_before.clone() };
            assert_eq!(Notice::read(&notice.text()), Ok(notice.clone()));
            let text = notice.text();
            for changed in [
                text.clone() + "more: 1\n",
                text.replace("id: ", "id:  "),
                text.clone() + "root-keys: here\n",
                text + "keys-for: age1 since 1\n",
                String::new(),
            ] {
                assert!(Notice::read(&changed).is_err(), "{changed}");
            }
        }
        assert!(ObjectList::decode("abc 1 name\n").is_err());
    }
}
