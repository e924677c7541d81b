//! Reads a store for a backup: one thread makes bytes of its rows, another cuts them into chunks and names those.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

use backup::{ChunkKey, Chunker, RowEncoder, encode_row};
use model::dump::{DumpRef, DumpSink, DumpTable};
use store::{StoreDump, StoreError};
use tokio::sync::mpsc;

/// How long a stretch of rows is that goes from one thread to the other, at least, and how many wait.
const STRETCH_BYTES: usize = 1024 * 1024;
const STRETCHES_MAX: usize = 2;

/// Ids of chunks that are kept, by what is in them.
pub(super) type KnownChunks = BTreeMap<String, String>;

/// What is in a store, as it is kept.
pub(super) enum Cut {
    /// What follows is of this table.
    Table(DumpTable),
    /// Rows of it.
    Chunk {
        /// What is in it, by its name.
        name: String,
        /// How many they are.
        rows: u64,
        /// The content itself, if that is not kept yet.
        content: Option<Vec<u8>>,
    },
}

/// What goes from the thread that reads to the one that cuts.
enum Read {
    Table(DumpTable),
    Rows(Stretch),
}

/// Rows, and where each of them ends.
#[derive(Default)]
struct Stretch {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// Reads a store to its end, chunk by chunk.
pub(super) fn read_chunks(
    dump: Box<dyn StoreDump>,
    key: &ChunkKey,
    known: &KnownChunks,
    to: &mpsc::Sender<Cut>,
) -> Result<(), StoreError> {
    let (full, stretches) = sync_channel(STRETCHES_MAX);
    let (used, empty) = channel();
    let mut cutting = Cutting { chunker: Chunker::default(), key, known, to };
    std::thread::scope(|threads| {
        threads.spawn(move || cutting.cut(&stretches, &used));
        let mut reading = Reading { stretch: Stretch::default(), full, empty };
        dump.read(&mut reading)?;
        let _ = reading.hand_on();
        Ok(())
    })
}

/// The thread that reads.
struct Reading {
    stretch: Stretch,
    full: SyncSender<Read>,
    /// Whatever was used is filled again: nothing new is asked of the system for each.
    empty: Receiver<Stretch>,
}

impl Reading {
    /// Hands on what was read. Says whether it is wanted.
    fn hand_on(&mut self) -> ControlFlow<()> {
        let empty = self.empty.try_recv().unwrap_or_default();
        let stretch = std::mem::replace(&mut self.stretch, empty);
        self.send(Read::Rows(stretch))
    }

    fn send(&self, read: Read) -> ControlFlow<()> {
        match self.full.send(read) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}

impl DumpSink for Reading {
    fn table(&mut self, table: &DumpTable) {
        // If nobody wants it any more, the next row says so.
        let _ = self.hand_on();
        let _ = self.send(Read::Table(table.clone()));
    }

    fn row(&mut self, values: &[DumpRef<'_>]) -> ControlFlow<()> {
        let Stretch { bytes, ends } = &mut self.stretch;
        encode_row(values, bytes);
        ends.push(bytes.len());
        if bytes.len() < STRETCH_BYTES { ControlFlow::Continue(()) } else { self.hand_on() }
    }
}

/// The thread that cuts.
struct Cutting<'a> {
    chunker: Chunker,
    key: &'a ChunkKey,
    known: &'a KnownChunks,
    to: &'a mpsc::Sender<Cut>,
}

impl Cutting<'_> {
    /// Cuts what was read, as long as that is wanted.
    fn cut(&mut self, stretches: &Receiver<Read>, used: &Sender<Stretch>) {
        for read in stretches {
            let is_wanted = match read {
                Read::Table(table) => {
                    self.send(IsWhole::Yes) && self.to.blocking_send(Cut::Table(table)).is_ok()
                }
                Read::Rows(mut stretch) => {
                    self.chunker.push(&stretch.bytes, &stretch.ends);
                    stretch.bytes.clear();
                    stretch.ends.clear();
                    // The last few find nobody who fills them.
                    let _ = used.send(stretch);
                    self.send(IsWhole::No)
                }
            };
            if !is_wanted {
                return;
            }
        }
        self.send(IsWhole::Yes);
    }

    /// Sends the chunks that there are by now. Says whether they are wanted.
    fn send(&mut self, is_whole: IsWhole) -> bool {
        let (key, known) = (self.key, self.known);
        loop {
            let chunk = match is_whole {
                IsWhole::Yes => self.chunker.last_chunk(),
                IsWhole::No => self.chunker.next_chunk(),
            };
            let Some(chunk) = chunk else { return true };
            let name = key.name(chunk.bytes);
            let content = (!known.contains_key(&name)).then(|| chunk.bytes.to_vec());
            let cut = Cut::Chunk { name, rows: chunk.rows, content };
            if self.to.blocking_send(cut).is_err() {
                return false;
            }
        }
    }
}

/// Whether all of a table was read.
#[derive(Clone, Copy)]
enum IsWhole {
    Yes,
    No,
}

/// Reads a store to its end in parts of about the same length, as long as they are wanted. Gives how many rows there
/// were.
pub(super) fn read_parts(
    dump: Box<dyn StoreDump>,
    bytes: usize,
    to: &mpsc::Sender<Vec<u8>>,
) -> Result<u64, StoreError> {
    let mut parts = Parts { encoder: RowEncoder::default(), bytes, to };
    dump.read(&mut parts)?;
    let _ = parts.hand_on();
    Ok(parts.encoder.rows)
}

/// Rows on their way into parts.
struct Parts<'a> {
    encoder: RowEncoder,
    bytes: usize,
    to: &'a mpsc::Sender<Vec<u8>>,
}

impl Parts<'_> {
    fn hand_on(&mut self) -> ControlFlow<()> {
        let part = std::mem::take(&mut self.encoder.bytes);
        if part.is_empty() || self.to.blocking_send(part).is_ok() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }
}

impl DumpSink for Parts<'_> {
    fn table(&mut self, table: &DumpTable) {
        self.encoder.table(table);
    }

    fn row(&mut self, values: &[DumpRef<'_>]) -> ControlFlow<()> {
        self.encoder.row(values)?;
        if self.encoder.bytes.len() < self.bytes {
            ControlFlow::Continue(())
        } else {
            self.hand_on()
        }
    }
}
