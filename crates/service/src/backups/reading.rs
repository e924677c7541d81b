//! Reads a store for a backup: one thread makes bytes of its rows, another cuts them into chunks and names those.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};

use backup::{ChunkKey, Chunker, RowEncoder};
use model::dump::{DumpRef, DumpSink, DumpTable};
use store::{StoreDump, StoreError};
use tokio::sync::mpsc;

/// How long a stretch of rows is that goes from one thread to the other, at least, and how many wait.
const STRETCH_BYTES: usize = 1024 * 1024;
const STRETCHES_MAX: usize = 2;

/// What is in a chunk: its name, and the content itself if that is not kept yet.
pub(super) type Chunk = (String, Option<Vec<u8>>);
/// Ids of chunks that are kept, by what is in them.
pub(super) type KnownChunks = BTreeMap<String, String>;

/// Reads a store to its end, chunk by chunk. Gives how many rows there were.
pub(super) fn read_chunks(
    dump: Box<dyn StoreDump>,
    key: &ChunkKey,
    known: &KnownChunks,
    to: &mpsc::Sender<Chunk>,
) -> Result<u64, StoreError> {
    let (full, stretches) = sync_channel(STRETCHES_MAX);
    let (used, empty) = channel();
    let name = |chunk: &[u8]| {
        let name = key.name(chunk);
        let is_known = known.contains_key(&name);
        (name, (!is_known).then(|| chunk.to_vec()))
    };
    std::thread::scope(|threads| {
        threads
            .spawn(move || cut(&stretches, &used, |chunk| to.blocking_send(name(chunk)).is_ok()));
        // Whatever was used is filled again: nothing new is asked of the system for each.
        read_rows(dump, STRETCH_BYTES, move |stretch| {
            full.send(stretch).ok().map(|()| empty.try_recv().unwrap_or_default())
        })
    })
}

/// Cuts stretches into chunks, as long as those are wanted.
fn cut(
    stretches: &Receiver<Vec<u8>>,
    used: &Sender<Vec<u8>>,
    mut is_wanted: impl FnMut(&[u8]) -> bool,
) {
    let mut chunker = Chunker::default();
    for mut stretch in stretches {
        chunker.push(&stretch);
        stretch.clear();
        // The last few find nobody who fills them.
        let _ = used.send(stretch);
        while let Some(chunk) = chunker.next_chunk() {
            if !is_wanted(chunk) {
                return;
            }
        }
    }
    while chunker.last_chunk().is_some_and(&mut is_wanted) {}
}

/// Reads a store to its end and hands its rows on in stretches of about the same length, each for an empty one in
/// return, as long as they are wanted. Gives how many rows there were.
pub(super) fn read_rows(
    dump: Box<dyn StoreDump>,
    bytes: usize,
    hand_on: impl FnMut(Vec<u8>) -> Option<Vec<u8>>,
) -> Result<u64, StoreError> {
    let mut stretches = Stretches { encoder: RowEncoder::default(), bytes, hand_on };
    dump.read(&mut stretches)?;
    let Stretches { encoder, mut hand_on, .. } = stretches;
    if !encoder.bytes.is_empty() {
        hand_on(encoder.bytes);
    }
    Ok(encoder.rows)
}

/// Rows on their way into stretches.
struct Stretches<F> {
    encoder: RowEncoder,
    bytes: usize,
    hand_on: F,
}

impl<F: FnMut(Vec<u8>) -> Option<Vec<u8>>> DumpSink for Stretches<F> {
    fn table(&mut self, table: &DumpTable) {
        self.encoder.table(table);
    }

    fn row(&mut self, values: &[DumpRef<'_>]) -> ControlFlow<()> {
        self.encoder.row(values)?;
        if self.encoder.bytes.len() < self.bytes {
            return ControlFlow::Continue(());
        }
        match (self.hand_on)(std::mem::take(&mut self.encoder.bytes)) {
            Some(empty) => {
                self.encoder.bytes = empty;
                ControlFlow::Continue(())
            }
            None => ControlFlow::Break(()),
        }
    }
}
