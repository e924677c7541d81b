//! The trait of a place where objects are kept by name: a folder, or a bucket of an object store.

use std::ops::Range;

use model::Timestamp;

use super::Answer;
use crate::error::PlaceError;

/// A place where objects are kept by name. A name is one or more parts of letters, digits, `-`, `_` and `.`, with
/// `/` between them; none begins with a dot. An object is there whole or not at all, and what was answered for
/// survives a crash of whatever keeps it.
pub trait ObjectPlace: Send + Sync {
    /// Its address.
    fn address(&self) -> &str;

    /// Keeps an object; one of the same name is replaced whole.
    fn put<'a>(&'a self, name: &'a str, object: Vec<u8>) -> Answer<'a, (), PlaceError>;

    /// Keeps an object unless there is one of this name, and says whether it did. Of several who put the same name,
    /// one at most is told so. Nobody is if the answer to the one who did is lost and the place is asked again:
    /// whoever has to know reads the object.
    fn put_new<'a>(&'a self, name: &'a str, object: Vec<u8>) -> Answer<'a, bool, PlaceError>;

    /// Begins an object of any length, of which little is in memory at once.
    fn write<'a>(&'a self, name: &'a str) -> Answer<'a, Box<dyn ObjectWriter>, PlaceError>;

    /// An object.
    fn get<'a>(&'a self, name: &'a str) -> Answer<'a, Option<Vec<u8>>, PlaceError>;

    /// A part of an object, which begins inside it: less than was asked for if the object ends before.
    fn get_range<'a>(
        &'a self,
        name: &'a str,
        range: Range<u64>,
    ) -> Answer<'a, Option<Vec<u8>>, PlaceError>;

    /// How many bytes an object has.
    fn size<'a>(&'a self, name: &'a str) -> Answer<'a, Option<u64>, PlaceError>;

    /// The names of all objects that begin so, in their order.
    fn list<'a>(&'a self, start: &'a str) -> Answer<'a, Vec<String>, PlaceError>;

    /// So many names of all objects there are, in their order, behind this one.
    fn list_after<'a>(
        &'a self,
        after: &'a str,
        limit: usize,
    ) -> Answer<'a, Vec<String>, PlaceError>;

    /// Removes what is left of objects that somebody was writing when they were cut off, and says how many they were.
    /// What is being written stays.
    fn clear_unfinished(&self, clearing: Clearing) -> Answer<'_, u64, PlaceError>;

    /// Removes an object, if it is there.
    fn remove<'a>(&'a self, name: &'a str) -> Answer<'a, (), PlaceError>;
}

/// What is cleared of what is left of objects that did not come to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clearing {
    /// Only that to which nothing was added since; another machine may be writing, and not be seen to.
    pub untouched_since: Option<Timestamp>,
    /// Whether it is only counted.
    pub is_tried: bool,
}

impl Clearing {
    /// All that nobody on this machine is writing.
    pub const ALL: Self = Self { untouched_since: None, is_tried: false };
}

/// An object that is being written. Dropped before it is finished, it never was there.
pub trait ObjectWriter: Send {
    /// Adds to its end.
    fn push(&mut self, content: Vec<u8>) -> Answer<'_, (), PlaceError>;

    /// Puts it in its place; one of the same name is replaced whole.
    fn finish(self: Box<Self>) -> Answer<'static, (), PlaceError>;
}
