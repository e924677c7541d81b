//! Search indexes: what they are asked, what they answer, and the trait that a backend implements.
//!
//! An index belongs to one tenant and one store. It follows the store's stream of changes and says how
//! far it has come; whoever asks looks through what is newer by themselves.

use model::index::{Condition, Entries, Placed, SortColumn};
use model::{ResourceType, StoreName};
use policy::Permit;
use seal::Key;

use crate::contract::Answer;
use crate::sealed::Sequence;

/// Which index of the permit's tenant, and the key that its files are sealed under.
#[derive(Debug, Clone, Copy)]
pub struct IndexName<'a> {
    /// The store that it follows.
    pub store: StoreName,
    /// Its epoch: the version of the secret that the key comes from.
    pub epoch: u64,
    /// The key of this store's index in this epoch.
    pub key: &'a Key,
}

/// What becomes of a document in an index.
#[derive(Debug, Clone)]
pub struct IndexChange {
    /// Where the document was born, by which an index knows it.
    pub born: Sequence,
    /// Whether the index may know it already.
    pub may_be_there: bool,
    /// What is kept of it from now on; nothing if it is gone.
    pub content: Option<IndexContent>,
}

/// A document as an index keeps it.
#[derive(Debug, Clone)]
pub struct IndexContent {
    /// Its type.
    pub kind: ResourceType,
    /// What is kept of it.
    pub entries: Entries,
}

/// How far an index comes with some changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexStep {
    /// How far it has come, which is nowhere before it is finished. An index that stands elsewhere was
    /// changed by somebody else, and takes nothing.
    pub from: Option<Sequence>,
    /// How far it has come with the changes; an index that stays nowhere is not finished.
    pub to: Option<Sequence>,
}

impl IndexStep {
    /// Into an index that is not finished, and will not be by this.
    pub const UNFINISHED: Self = Self { from: None, to: None };
}

/// What an index is asked for.
#[derive(Debug, Clone)]
pub struct IndexQuery {
    /// Documents of this type,
    pub kind: ResourceType,
    /// like this,
    pub condition: Condition,
    /// in this order, the newest-born first among equals,
    pub sort: Vec<SortColumn>,
    /// those behind this place,
    pub after: Option<Placed>,
    /// and so many at most.
    pub limit: usize,
}

/// What cannot be done with an index.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// Its files are not what was written: changed, cut off, or under another key.
    #[error("the index is damaged")]
    Damaged,
    /// It is not there, or not as far as whoever changes it believes.
    #[error("the index is not where it was")]
    Moved,
    /// The files cannot be read or written now.
    #[error("the index is not available")]
    Unavailable(#[source] Option<Box<dyn std::error::Error + Send + Sync>>),
}

/// An index as it was at a moment.
pub trait IndexSnapshot: Send + Sync {
    /// How far it had followed the stream.
    fn cursor(&self) -> Sequence;

    /// The documents that may be what is asked for, in their order.
    fn find(&self, query: IndexQuery) -> Answer<'_, Vec<Placed>, IndexError>;
}

/// How large an index is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct IndexSize {
    /// How many documents it knows.
    pub documents: u64,
    /// How many bytes its files take.
    pub bytes: u64,
    /// In how many segments.
    pub segments: usize,
}

/// How far the stream of a store is followed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Followed {
    /// No index goes further than this.
    pub at_most: Sequence,
    /// What changed up to here is in the indexes of those who have one.
    pub surely: Sequence,
}

/// How far the streams of the stores are followed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FollowedStores {
    /// That of the identity store.
    pub identity: Followed,
    /// That of the records store.
    pub records: Followed,
}

impl FollowedStores {
    /// That of a store.
    pub fn of(&mut self, store: StoreName) -> &mut Followed {
        match store {
            StoreName::Identity => &mut self.identity,
            _ => &mut self.records,
        }
    }
}

/// The search indexes of a deployment.
pub trait Indexes: Send + Sync {
    /// Whether it is this process that writes the indexes. If nobody does, it does from now on.
    fn may_write(&self) -> bool;

    /// How far the streams were followed, if that is known.
    fn find_followed(&self) -> Answer<'_, Option<FollowedStores>, IndexError>;

    /// Says how far the streams are followed.
    fn keep_followed(&self, followed: FollowedStores) -> Answer<'_, (), IndexError>;

    /// Removes all indexes of all tenants.
    fn clear(&self) -> Answer<'_, (), IndexError>;

    /// The newest epoch in which the tenant has an index, finished or not, of whichever store.
    fn find_newest_epoch<'a>(&'a self, permit: &'a Permit) -> Answer<'a, Option<u64>, IndexError>;

    /// The index as it is now. None if there is none, or it was never finished.
    fn snapshot<'a>(
        &'a self,
        permit: &'a Permit,
        name: IndexName<'a>,
    ) -> Answer<'a, Option<Box<dyn IndexSnapshot>>, IndexError>;

    /// Makes an empty index in the place of whatever is there. Nobody sees it before it is finished.
    fn begin<'a>(&'a self, permit: &'a Permit, name: IndexName<'a>) -> Answer<'a, (), IndexError>;

    /// Takes changes into the index. One at a time may write.
    fn update<'a>(
        &'a self,
        permit: &'a Permit,
        name: IndexName<'a>,
        changes: Vec<IndexChange>,
        step: IndexStep,
    ) -> Answer<'a, (), IndexError>;

    /// Writes it anew without what is gone.
    fn compact<'a>(
        &'a self,
        permit: &'a Permit,
        name: IndexName<'a>,
    ) -> Answer<'a, IndexSize, IndexError>;

    /// Reads all of its files, and fails if they are not what was written. None if it was never finished.
    fn verify<'a>(
        &'a self,
        permit: &'a Permit,
        name: IndexName<'a>,
    ) -> Answer<'a, Option<IndexSize>, IndexError>;

    /// Removes the indexes of all epochs before this one.
    fn remove_before<'a>(&'a self, permit: &'a Permit, epoch: u64) -> Answer<'a, (), IndexError>;
}
