//! Indexes that are open: what reads them, and what writes them.

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::index::Placed;
use store::{
    Answer, IndexChange, IndexError, IndexQuery, IndexSize, IndexSnapshot, IndexStep, Sequence,
};
use tantivy::directory::Directory as _;
use tantivy::directory::error::OpenReadError;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyError};

use crate::collect::First;
use crate::directory::{self, FileVersion, SealedDirectory};
use crate::query::query;
use crate::schema::{Fields, schema};
use crate::{Place, blocking};

/// How many indexes are open at once.
const OPEN_MAX: usize = 64;
/// How many of them are ready to write; each takes the memory below.
const WRITERS_MAX: usize = 2;
const WRITER_BYTES: usize = 32 * 1024 * 1024;
/// Segments of which a larger part is gone are written anew.
const GONE_MAX: f32 = 0.25;
/// How often an index is looked at anew that its writer replaces meanwhile.
const LOOKS_MAX: usize = 5;
/// Which files an index has; replaced with every commit.
const META: &str = "meta.json";
/// Before how far a finished index has come. What is written differently has another number here.
const FORMAT: &str = "4:";

/// An open index.
pub(crate) struct Opened {
    index: Index,
    directory: SealedDirectory,
    fields: Fields,
    reader: IndexReader,
    writer: Mutex<Option<IndexWriter>>,
    newest: Mutex<Newest>,
}

/// As it was when it was last looked at.
struct Newest {
    version: Option<FileVersion>,
    snapshot: Option<Snapshot>,
}

/// An index at a moment.
#[derive(Clone)]
pub(crate) struct Snapshot {
    searcher: Searcher,
    fields: Fields,
    cursor: Sequence,
}

impl Opened {
    /// Opens an index, if there is one.
    pub(crate) fn open(directory: SealedDirectory) -> Result<Option<Self>, IndexError> {
        if !directory.exists(Path::new(META)).map_err(|error| explain(error.into()))? {
            return Ok(None);
        }
        let index = Index::open(directory.clone()).map_err(explain)?;
        let (schema, fields) = schema();
        if index.schema() != schema {
            return Err(IndexError::Damaged);
        }
        Self::new(index, directory, fields).map(Some)
    }

    /// Makes an index that nobody sees before it is finished.
    pub(crate) fn create(directory: SealedDirectory) -> Result<Self, IndexError> {
        directory::make_folder(directory.folder()).map_err(unavailable)?;
        let (schema, fields) = schema();
        let index = Index::builder().schema(schema).open_or_create(directory.clone());
        Self::new(index.map_err(explain)?, directory, fields)
    }

    fn new(index: Index, directory: SealedDirectory, fields: Fields) -> Result<Self, IndexError> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader = reader.try_into().map_err(explain)?;
        let newest = Mutex::new(Newest { version: None, snapshot: None });
        Ok(Self { index, directory, fields, reader, writer: Mutex::default(), newest })
    }

    /// As it is now, if it is there and finished.
    pub(crate) fn snapshot(&self) -> Result<Option<Snapshot>, IndexError> {
        let mut newest = lock(&self.newest);
        for _ in 0..LOOKS_MAX {
            let version = self.version()?;
            if newest.version == version {
                return Ok(newest.snapshot.clone());
            }
            let snapshot = if version.is_none() { Ok(None) } else { self.look() };
            // What is found missing is there no more if another server has written meanwhile.
            if snapshot.is_ok() || self.version()? == version {
                *newest = Newest { version, snapshot: snapshot? };
            }
        }
        Err(IndexError::Moved)
    }

    fn look(&self) -> Result<Option<Snapshot>, IndexError> {
        // In this order: what is read is at least as new as what it says.
        let payload = self.index.load_metas().map_err(explain)?.payload;
        self.reader.reload().map_err(explain)?;
        let cursor = payload.as_deref().and_then(|payload| payload.strip_prefix(FORMAT));
        let cursor = cursor.and_then(|cursor| cursor.parse().ok()).map(Sequence);
        let (searcher, fields) = (self.reader.searcher(), self.fields);
        Ok(cursor.map(|cursor| Snapshot { searcher, fields, cursor }))
    }

    /// As it was last seen, if nothing was written since.
    fn at_hand(&self) -> Option<Snapshot> {
        let newest = self.newest.try_lock().ok()?;
        let is_current = newest.version.is_some() && self.version().ok()? == newest.version;
        newest.snapshot.clone().filter(|_| is_current)
    }

    fn version(&self) -> Result<Option<FileVersion>, IndexError> {
        directory::version_of(&self.directory.folder().join(META)).map_err(unavailable)
    }

    /// Takes changes in.
    pub(crate) fn update(
        &self,
        changes: Vec<IndexChange>,
        IndexStep { from, to }: IndexStep,
    ) -> Result<(), IndexError> {
        if self.snapshot()?.map(|snapshot| snapshot.cursor) != from {
            return Err(IndexError::Moved);
        }
        self.write(|writer| {
            for IndexChange { born, may_be_there, content } in changes {
                if may_be_there {
                    writer.delete_term(self.fields.born_term(born));
                }
                if let Some(content) = content {
                    writer.add_document(self.fields.document(born, &content))?;
                }
            }
            let mut commit = writer.prepare_commit()?;
            if let Some(cursor) = to {
                commit.set_payload(&format!("{FORMAT}{}", cursor.0));
            }
            commit.commit()
        })?;
        self.snapshot().map(drop)
    }

    /// Makes one segment of all, without what is gone.
    pub(crate) fn compact(&self) -> Result<(), IndexError> {
        // What is being merged already cannot be merged again.
        self.rest();
        self.write(|writer| {
            writer.set_merge_policy(Box::new(NoMergePolicy));
            let segments = writer.index().searchable_segment_ids()?;
            if !segments.is_empty() {
                writer.merge(&segments).wait()?;
            }
            writer.garbage_collect_files().wait()
        })?;
        self.rest();
        self.snapshot().map(drop)
    }

    fn write<T>(
        &self,
        act: impl FnOnce(&mut IndexWriter) -> tantivy::Result<T>,
    ) -> Result<T, IndexError> {
        let mut writer = lock(&self.writer);
        if writer.is_none() {
            let options = IndexWriterOptions::builder()
                .num_worker_threads(1)
                .num_merge_threads(1)
                .memory_budget_per_thread(WRITER_BYTES)
                .build();
            let new: IndexWriter = self.index.writer_with_options(options).map_err(explain)?;
            let mut merging = LogMergePolicy::default();
            merging.set_del_docs_ratio_before_merge(GONE_MAX);
            new.set_merge_policy(Box::new(merging));
            *writer = Some(new);
        }
        let written = act(writer.as_mut().expect("it was just opened"));
        if written.is_err() {
            // Whatever it holds is not there.
            *writer = None;
        }
        written.map_err(explain)
    }

    /// Gives the memory of the writer back, once it has ended what it does in the background.
    fn rest(&self) {
        let writer = lock(&self.writer).take();
        if let Some(Err(error)) = writer.map(IndexWriter::wait_merging_threads) {
            tracing::warn!(%error, "segments of an index were not merged; they will be later");
        }
    }

    fn is_writing(&self) -> bool {
        self.writer.try_lock().map_or(true, |writer| writer.is_some())
    }

    /// Reads everything.
    pub(crate) fn verify(&self) -> Result<(), IndexError> {
        let damaged = self.index.validate_checksum().map_err(explain)?;
        if damaged.is_empty() { Ok(()) } else { Err(IndexError::Damaged) }
    }

    pub(crate) fn size(&self, folder: &Path) -> Result<IndexSize, IndexError> {
        let searcher = self.reader.searcher();
        Ok(IndexSize {
            documents: searcher.num_docs(),
            bytes: directory::folder_bytes(folder).map_err(unavailable)?,
            segments: searcher.segment_readers().len(),
        })
    }
}

impl IndexSnapshot for Snapshot {
    fn cursor(&self) -> Sequence {
        self.cursor
    }

    fn find(&self, asked: IndexQuery) -> Answer<'_, Vec<Placed>, IndexError> {
        let Self { searcher, fields, .. } = self.clone();
        blocking(move || {
            let IndexQuery { kind, condition, sort, after, limit } = asked;
            let wanted = query(fields, kind, &condition);
            searcher.search(&wanted, &First { sort, after, limit }).map_err(explain)
        })
    }
}

/// The indexes that are open; what was not used for longest is closed first.
#[derive(Default)]
pub(crate) struct OpenIndexes(Mutex<Known>);

#[derive(Default)]
struct Known {
    indexes: HashMap<Place, (Arc<Opened>, u64)>,
    uses: u64,
}

impl OpenIndexes {
    pub(crate) fn at_hand(&self, place: &Place) -> Option<Snapshot> {
        let opened = lock(&self.0).find(place)?;
        opened.at_hand()
    }

    /// The open index, or what opening it gives.
    pub(crate) fn find(
        &self,
        place: &Place,
        open: impl FnOnce() -> Result<Option<Opened>, IndexError>,
    ) -> Result<Option<Arc<Opened>>, IndexError> {
        let known = lock(&self.0).find(place);
        if known.is_some() {
            return Ok(known);
        }
        let Some(opened) = open()? else { return Ok(None) };
        Ok(Some(lock(&self.0).keep(place, opened)))
    }

    pub(crate) fn keep(&self, place: &Place, opened: Opened) -> Arc<Opened> {
        lock(&self.0).keep(place, opened)
    }

    /// Closes an index; whoever writes to it ends that before.
    pub(crate) fn close(&self, place: &Place) {
        let closed = lock(&self.0).indexes.remove(place);
        if let Some((opened, _)) = closed {
            drop(lock(&opened.writer).take());
        }
    }

    pub(crate) fn close_all(&self) {
        lock(&self.0).indexes.clear();
    }

    /// Closes the indexes of a store of earlier epochs.
    pub(crate) fn close_before(&self, Place { tenant, store, epoch }: &Place) {
        let is_before = |place: &Place| {
            (place.tenant, place.store) == (*tenant, *store) && place.epoch < *epoch
        };
        lock(&self.0).indexes.retain(|place, _| !is_before(place));
    }

    /// Lets all writers rest but the few that were used last, this one's among them.
    pub(crate) fn rest_writers(&self, place: &Place) {
        let resting: Vec<_> = {
            let mut known = lock(&self.0);
            known.find(place);
            let mut writing: Vec<_> = known
                .indexes
                .values()
                .filter(|(opened, _)| opened.is_writing())
                .map(|(opened, used)| (*used, Arc::clone(opened)))
                .collect();
            writing.sort_by_key(|(used, _)| std::cmp::Reverse(*used));
            writing.into_iter().skip(WRITERS_MAX).map(|(_, opened)| opened).collect()
        };
        for opened in resting {
            opened.rest();
        }
    }
}

impl Known {
    fn find(&mut self, place: &Place) -> Option<Arc<Opened>> {
        self.uses += 1;
        let (opened, last_use) = self.indexes.get_mut(place)?;
        *last_use = self.uses;
        Some(Arc::clone(opened))
    }

    /// Keeps an index, unless somebody was quicker.
    fn keep(&mut self, place: &Place, opened: Opened) -> Arc<Opened> {
        if let Some(known) = self.find(place) {
            return known;
        }
        while self.indexes.len() >= OPEN_MAX {
            let idle = self.indexes.iter().filter(|(_, (opened, _))| !opened.is_writing());
            let oldest = idle.min_by_key(|(_, (_, used))| *used).map(|(place, _)| *place);
            let Some(oldest) = oldest else { break };
            self.indexes.remove(&oldest);
        }
        let opened = Arc::new(opened);
        self.indexes.insert(*place, (Arc::clone(&opened), self.uses));
        opened
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Every change is whole by the time the lock is given back.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn unavailable(error: io::Error) -> IndexError {
    IndexError::Unavailable(Some(Box::new(error)))
}

/// What an error of the engine means.
fn explain(error: TantivyError) -> IndexError {
    let is_damage = match &error {
        TantivyError::DataCorruption(_)
        | TantivyError::IncompatibleIndex(_)
        | TantivyError::SchemaError(_)
        | TantivyError::OpenReadError(
            OpenReadError::FileDoesNotExist(_) | OpenReadError::IncompatibleIndex(_),
        ) => true,
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. })
        | TantivyError::IoError(io_error) => is_damaged(io_error),
        _ => false,
    };
    if is_damage { IndexError::Damaged } else { IndexError::Unavailable(Some(Box::new(error))) }
}

fn is_damaged(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
}
