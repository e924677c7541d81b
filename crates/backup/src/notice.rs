//! What is signed of a backup, and can be checked without opening it: which objects it needs, and what is in them.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use model::Timestamp;
use model::clock::format_instant;

use crate::error::BackupError;
use crate::fence::FenceHead;
use crate::lines::Lines;

const TITLE: &str = "ribcage/backup/1";
const WHAT: &str = "the notice of a backup";

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
}

impl Notice {
    /// The text to sign.
    pub fn text(&self) -> String {
        let Self { id, deployment, created_at, objects, fences } = self;
        let created_at = format_instant(*created_at);
        format!(
            "{TITLE}\nid: {id}\ndeployment: {deployment}\ncreated-at: {created_at}\n\
             objects: {objects}\nfences: {} {}\n",
            fences.number, fences.hash
        )
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
        let notice = Self { id, deployment, created_at, objects, fences };
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
        let notice = Notice {
            id: "20261129T101500Z-0a1b2c3d".to_owned(),
            deployment: "ab".repeat(16),
            created_at: Timestamp::from_second(1_700_000_000).expect("in range"),
            objects: ObjectHash::of(list.encode().as_bytes()),
            fences: FenceHead::default(),
        };
        assert_eq!(Notice::read(&notice.text()), Ok(notice.clone()));
        for changed in
            [notice.text() + "more: 1\n", notice.text().replace("id: ", "id:  "), String::new()]
        {
            assert!(Notice::read(&changed).is_err(), "{changed}");
        }
        assert!(ObjectList::decode("abc 1 name\n").is_err());
    }
}
