//! What an export is written through: files one after the other, in parts that fit into memory, to a thread that
//! seals them and waits for the disk.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Write as _};
use std::sync::Arc;

use backup::{ArchiveReader, ArchiveWriter};
use model::{JobId, TenantId};
use store::ExportFiles;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::error::ServiceError;

/// How large a part of a file of lines is.
const PART_BYTES: usize = 1024 * 1024;
/// How many files wait to be written.
const WAITING_MAX: usize = 4;

enum Part {
    File(String, Vec<u8>),
    /// It is whole.
    End,
}

/// Takes files for an archive.
pub(super) struct Sink {
    send: mpsc::Sender<Part>,
    /// How many lines there are of each kind.
    pub(super) lines: BTreeMap<String, u64>,
    /// What could not be opened: which document, in which version.
    pub(super) damaged: Vec<String>,
}

impl Sink {
    /// Begins an archive. The task ends with its size, once it is whole and can be seen.
    pub(super) fn begin(
        files: &Arc<dyn ExportFiles>,
        (tenant, id): (TenantId, JobId),
        reader: ArchiveReader,
        made_at: u64,
    ) -> (Self, JoinHandle<io::Result<u64>>) {
        let (send, mut receive) = mpsc::channel(WAITING_MAX);
        let files = Arc::clone(files);
        let writing = tokio::task::spawn_blocking(move || {
            let mut archive = ArchiveWriter::begin(&reader, files.begin(tenant, id)?, made_at)?;
            loop {
                match receive.blocking_recv() {
                    Some(Part::File(path, content)) => archive.add(&path, &content)?,
                    Some(Part::End) => break,
                    None => return Err(ErrorKind::UnexpectedEof.into()),
                }
            }
            archive.finish()?.flush()?;
            files.finish(tenant, id)
        });
        (Self { send, lines: BTreeMap::new(), damaged: Vec::new() }, writing)
    }

    /// Adds a file.
    pub(super) async fn file(
        &mut self,
        path: impl Into<String>,
        content: Vec<u8>,
    ) -> Result<(), ServiceError> {
        self.hand_over(Part::File(path.into(), content)).await
    }

    /// Says that all is there.
    pub(super) async fn end(self) -> Result<(), ServiceError> {
        self.hand_over(Part::End).await
    }

    async fn hand_over(&self, part: Part) -> Result<(), ServiceError> {
        // The writing end is gone if the disk failed; why, it says itself.
        self.send.send(part).await.map_err(|_| ServiceError::Busy)
    }
}

/// A file of lines, in as many parts as it needs: `fhir/Patient-0001.ndjson` and so on.
pub(super) struct Lines {
    name: String,
    part: u32,
    waiting: Vec<u8>,
}

impl Lines {
    pub(super) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), part: 0, waiting: Vec::new() }
    }

    /// Adds a line.
    pub(super) async fn push(&mut self, sink: &mut Sink, line: &str) -> Result<(), ServiceError> {
        self.waiting.extend_from_slice(line.as_bytes());
        self.waiting.push(b'\n');
        *sink.lines.entry(self.name.clone()).or_default() += 1;
        if self.waiting.len() >= PART_BYTES { self.flush(sink).await } else { Ok(()) }
    }

    /// Writes what is left. More may follow, in further parts.
    pub(super) async fn flush(&mut self, sink: &mut Sink) -> Result<(), ServiceError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        self.part += 1;
        let path = format!("{}-{:04}.ndjson", self.name, self.part);
        sink.file(path, std::mem::take(&mut self.waiting)).await
    }
}
