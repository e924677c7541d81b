//! What can be seen of backups without opening them: which there are, whether their objects are as they were kept,
//! and how far the erasures go that a place knows of.

use std::collections::HashSet;

use backup::{Fence, FenceHead, Notice, ObjectHash, ObjectList, names};
use ledger::VerifierKey;
use ledger::note::open_note;
use model::ErasureId;
use store::{ObjectPlace, PlaceError};

/// Why what is kept at a place cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeptError {
    /// An object is missing.
    #[error("{0} is gone")]
    Gone(String),
    /// An object is not the one that was signed.
    #[error("{0} was changed")]
    Changed(String),
    /// An object is not what its name says.
    #[error("{0} is not of a known format")]
    Malformed(String),
    /// A notice stands under the name of another.
    #[error("{0} is the notice of another backup")]
    Renamed(String),
    /// Somebody else has signed it, or nobody.
    #[error("{0} is not signed by the key")]
    Unsigned(String),
    /// An erasure is missing between others, or is not the one that followed.
    #[error("the fences were changed: {0} does not follow the one before")]
    Unchained(String),
    /// A backup knows of erasures that the place does not.
    #[error(
        "the list of erasures ends at {known}, and backup {backup} knows of {wanted}: somebody took erasures away"
    )]
    Short {
        /// How many there are.
        known: u64,
        /// The backup.
        backup: String,
        /// How many it knows of.
        wanted: u64,
    },
    /// The place cannot be reached, or refuses.
    #[error(transparent)]
    Place(#[from] PlaceError),
}

/// A backup as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What was signed of it.
    pub notice: Notice,
    /// The same as it was signed.
    pub note: Vec<u8>,
}

/// The backups at a place.
#[derive(Debug, Default)]
pub struct Listed {
    /// Those that can be used as far as can be seen, oldest first.
    pub kept: Vec<Kept>,
    /// What is wrong with the others.
    pub damaged: Vec<KeptError>,
}

/// Looks which backups are at a place.
pub async fn list_kept(place: &dyn ObjectPlace) -> Result<Listed, PlaceError> {
    let mut listed = Listed::default();
    for name in place.list(names::BACKUPS).await? {
        let Some(id) = names::backup_of_notice(&name) else { continue };
        match find_kept(place, &name, id).await {
            Ok(kept) => listed.kept.push(kept),
            Err(KeptError::Place(error)) => return Err(error),
            Err(error) => listed.damaged.push(error),
        }
    }
    Ok(listed)
}

pub(super) async fn find_kept(
    place: &dyn ObjectPlace,
    name: &str,
    id: &str,
) -> Result<Kept, KeptError> {
    let note = get(place, name).await?;
    let notice = signed_text(&note).and_then(|text| Notice::read(&text).ok());
    let notice = notice.ok_or_else(|| KeptError::Malformed(name.to_owned()))?;
    if notice.id == id {
        Ok(Kept { notice, note })
    } else {
        Err(KeptError::Renamed(name.to_owned()))
    }
}

/// The one with the newest keys: no other knows of more erasures, whatever the clocks said.
pub fn newest(kept: &[Kept]) -> Option<&Kept> {
    kept.iter().max_by_key(|kept| kept.age())
}

impl Kept {
    /// The higher, the newer.
    pub fn age(&self) -> (u64, &str) {
        (self.notice.fences.number, self.notice.id.as_str())
    }

    /// Checks who has signed it.
    pub fn check(&self, key: &VerifierKey) -> Result<(), KeptError> {
        check_signed(&self.note, key, &names::notice(&self.notice.id))
    }

    /// The list of what it needs, if it is the one that was signed.
    pub async fn objects(&self, place: &dyn ObjectPlace) -> Result<ObjectList, KeptError> {
        let name = names::objects(&self.notice.id);
        let list = get(place, &name).await?;
        if ObjectHash::of(&list) != self.notice.objects {
            return Err(KeptError::Changed(name));
        }
        let list = String::from_utf8(list).ok().and_then(|list| ObjectList::decode(&list).ok());
        list.ok_or(KeptError::Malformed(name))
    }
}

/// An object of a backup, if it is as it was kept.
pub async fn find_object(
    place: &dyn ObjectPlace,
    objects: &ObjectList,
    name: &str,
) -> Result<Vec<u8>, KeptError> {
    let (hash, _) = objects.0.get(name).ok_or_else(|| KeptError::Gone(name.to_owned()))?;
    let object = get(place, name).await?;
    if ObjectHash::of(&object) == *hash {
        Ok(object)
    } else {
        Err(KeptError::Changed(name.to_owned()))
    }
}

/// A fence by its number, and where the list ends with it.
pub(super) async fn find_fence(
    place: &dyn ObjectPlace,
    number: u64,
    key: Option<&VerifierKey>,
) -> Result<Option<(Fence, FenceHead)>, KeptError> {
    let name = names::fence(number);
    let Some(note) = place.get(&name).await? else { return Ok(None) };
    if let Some(key) = key {
        check_signed(&note, key, &name)?;
    }
    let fence = signed_text(&note).and_then(|text| Fence::read(&text).ok());
    let fence = fence.ok_or_else(|| KeptError::Malformed(name.clone()))?;
    if fence.number == number {
        Ok(Some((fence, FenceHead { number, hash: ObjectHash::of(&note) })))
    } else {
        Err(KeptError::Unchained(name))
    }
}

/// The fences of a place that are whole and signed by this key, whatever lies between them.
pub async fn list_readable_fences(
    place: &dyn ObjectPlace,
    key: &VerifierKey,
) -> Result<Vec<Fence>, KeptError> {
    let mut fences = Vec::new();
    for name in place.list(names::FENCES).await? {
        let Some(number) = names::number_of_fence(&name) else { continue };
        match find_fence(place, number, Some(key)).await {
            Ok(found) => fences.extend(found.map(|(fence, _)| fence)),
            Err(KeptError::Place(error)) => return Err(error.into()),
            Err(error) => tracing::error!(%error, "an erasure is lost"),
        }
    }
    Ok(fences)
}

/// Goes along the fences of a place, from the first.
pub struct FenceWalk<'a> {
    place: &'a dyn ObjectPlace,
    key: Option<&'a VerifierKey>,
    heads: Vec<FenceHead>,
    erasures: HashSet<ErasureId>,
}

impl<'a> FenceWalk<'a> {
    /// Whoever signed them is held against a key, if one is given.
    pub fn new(place: &'a dyn ObjectPlace, key: Option<&'a VerifierKey>) -> Self {
        Self { place, key, heads: vec![FenceHead::default()], erasures: HashSet::new() }
    }

    /// Where it is.
    pub fn head(&self) -> FenceHead {
        self.heads.last().copied().unwrap_or_default()
    }

    /// How many erasures and deletions it went along: one that the place was told of twice is one.
    pub fn erasures(&self) -> u64 {
        self.erasures.len() as u64
    }

    /// The next fence, if there is one.
    pub async fn next(&mut self) -> Result<Option<Fence>, KeptError> {
        let head = self.head();
        let found = find_fence(self.place, head.number + 1, self.key).await?;
        let Some((fence, next)) = found else { return Ok(None) };
        if fence.previous != head.hash {
            return Err(KeptError::Unchained(names::fence(next.number)));
        }
        self.heads.push(next);
        self.erasures.insert(fence.fenced.id());
        Ok(Some(fence))
    }

    /// Goes to the end, and says where that is.
    pub async fn finish(&mut self) -> Result<FenceHead, KeptError> {
        // First what is there: more may come while it is walked along.
        let names = self.place.list(names::FENCES).await?;
        while self.next().await?.is_some() {}
        // What is not behind the one before it hides the rest.
        let is_behind = |name: &String| {
            names::number_of_fence(name).is_none_or(|number| number > self.head().number)
        };
        match names.into_iter().find(is_behind) {
            None => Ok(self.head()),
            Some(name) => Err(KeptError::Unchained(name)),
        }
    }

    /// Checks that every backup knows of no more than what was walked along.
    pub fn check_reach<'k>(
        &self,
        kept: impl IntoIterator<Item = &'k Kept>,
    ) -> Result<(), KeptError> {
        let known = self.head().number;
        let is_missed = |kept: &&Kept| !self.heads.contains(&kept.notice.fences);
        match kept.into_iter().find(is_missed) {
            None => Ok(()),
            Some(Kept { notice, .. }) => Err(KeptError::Short {
                known,
                backup: notice.id.clone(),
                wanted: notice.fences.number,
            }),
        }
    }
}

/// What a note says that has this key's signature.
pub(super) async fn open_text(
    place: &dyn ObjectPlace,
    name: &str,
    key: &VerifierKey,
) -> Result<String, KeptError> {
    let note = get(place, name).await?;
    check_signed(&note, key, name)?;
    signed_text(&note).ok_or_else(|| KeptError::Malformed(name.to_owned()))
}

fn check_signed(note: &[u8], key: &VerifierKey, name: &str) -> Result<(), KeptError> {
    let opened = open_note(note, std::slice::from_ref(key));
    opened.map(drop).map_err(|_| KeptError::Unsigned(name.to_owned()))
}

/// The text of a note, whoever has signed it.
fn signed_text(note: &[u8]) -> Option<String> {
    let (text, _) = std::str::from_utf8(note).ok()?.rsplit_once("\n\n")?;
    Some(format!("{text}\n"))
}

async fn get(place: &dyn ObjectPlace, name: &str) -> Result<Vec<u8>, KeptError> {
    place.get(name).await?.ok_or_else(|| KeptError::Gone(name.to_owned()))
}
