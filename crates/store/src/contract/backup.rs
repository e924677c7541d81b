//! The traits of backups: what is in the stores, row by row, and where copies of it are kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::StoreName;
use model::dump::DumpSink;
use policy::Permit;

use super::{Answer, ObjectPlace};
use crate::error::{PlaceError, StoreError};

/// A store as it stood at one moment. It waits for the disk, so it is read where that may be waited for.
pub trait StoreDump: Send {
    /// The version of its schema.
    fn schema(&self) -> u32;

    /// Reads all of it, table by table and each in the order of its key, as long as more is wanted.
    fn read(self: Box<Self>, to: &mut dyn DumpSink) -> Result<(), StoreError>;
}

/// What can be read out of the stores as a whole.
pub trait Dumps: Send + Sync {
    /// The engine whose tables they are.
    fn engine(&self) -> &'static str;

    /// The stores with documents, all as they stood at the same moment.
    fn dump_documents<'a>(
        &'a self,
        permit: &'a Permit,
    ) -> Answer<'a, Vec<(StoreName, Box<dyn StoreDump>)>>;

    /// The store of keys.
    fn dump_keys<'a>(&'a self, permit: &'a Permit) -> Answer<'a, Box<dyn StoreDump>>;
}

/// By what a target is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetName {
    /// The mark that stands there. Copies of it have the same.
    pub mark: String,
    /// What tells one that is a copy from the others.
    pub copy: Option<String>,
}

/// How far the databases knew the fences of a target, as it was noted beside them. What was noted later is greater.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotedFences {
    /// How often the target had been put back to an earlier day of itself, and its fences counted anew.
    pub turn: u64,
    /// Up to which fence they knew all.
    pub number: u64,
}

/// What a deployment knows of its backups.
pub trait BackupTargets: Send + Sync {
    /// The target at an address.
    fn open<'a>(&'a self, address: &'a str) -> Answer<'a, Arc<dyn ObjectPlace>, PlaceError>;

    /// Remembers a target, so that erasures reach it from now on, and no other instead of it.
    fn register<'a>(&'a self, address: &'a str) -> Answer<'a, TargetName, PlaceError>;

    /// Forgets a target, and says whether it was remembered.
    fn forget<'a>(&'a self, address: &'a str) -> Answer<'a, bool, PlaceError>;

    /// Notes, beside the databases, up to which fence of a target they know all.
    fn note_fences<'a>(
        &'a self,
        address: &'a str,
        noted: NotedFences,
    ) -> Answer<'a, (), PlaceError>;

    /// Notes with which fence those of a target ended when this server added one, or that it is not there any more.
    fn note_told<'a>(
        &'a self,
        address: &'a str,
        told: Option<String>,
    ) -> Answer<'a, (), PlaceError>;

    /// With which fence those of a target ended, as that was noted.
    fn find_told(&self, address: &str) -> Result<Option<String>, PlaceError>;

    /// Notes that a target knows of all erasures that came before it was registered.
    fn note_caught_up<'a>(&'a self, address: &'a str) -> Answer<'a, (), PlaceError>;

    /// Whether that was noted of a target.
    fn has_caught_up(&self, address: &str) -> Result<bool, PlaceError>;

    /// What was noted of a target's fences.
    fn find_noted_fences(&self, address: &str) -> Result<NotedFences, PlaceError>;

    /// The addresses that are remembered.
    fn list_registered(&self) -> Result<Vec<String>, PlaceError>;

    /// Who may restore, each alone: a line each, as age writes it.
    fn recipients(&self) -> Result<String, PlaceError>;

    /// Who may open the keys, if those are others: in the same way.
    fn key_recipients(&self) -> Result<Option<String>, PlaceError>;

    /// Whether root keys are among what a server needs beside its databases.
    fn keeps_root_keys(&self) -> bool;

    /// What a server needs beside its databases, by path in the data folder.
    fn files(&self) -> Result<BTreeMap<String, Vec<u8>>, PlaceError>;
}
