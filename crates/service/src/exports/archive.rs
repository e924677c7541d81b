//! What an export is written through: files one after the other, in parts that fit into memory, to a thread that
//! seals them and waits for the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind, Write as _};
use std::sync::Arc;

use backup::{ArchiveReader, ArchiveWriter};
use bytes::Bytes;
use model::{BlobId, JobId, TenantId};
use store::ExportFiles;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::blobs::Content;
use crate::error::ServiceError;

/// How large a part of a file of lines is.
const PART_BYTES: usize = 1024 * 1024;
/// How many files wait to be written.
const WAITING_MAX: usize = 4;

enum Part {
    File(String, Vec<u8>),
    /// A file of this length, of which the pieces follow.
    Content(String, u64),
    Piece(Bytes),
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
    /// Content that is in it.
    pub(super) contents: BTreeSet<BlobId>,
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
                    Some(Part::Content(path, size)) => {
                        let pieces =
                            Pieces { receive: &mut receive, left: size, piece: <_>::default() };
                        archive.add_from(&path, size, pieces)?;
                    }
                    Some(Part::End) => break,
                    Some(Part::Piece(_)) | None => return Err(ErrorKind::UnexpectedEof.into()),
                }
            }
            archive.finish()?.flush()?;
            files.finish(tenant, id)
        });
        let (lines, damaged, contents) = <_>::default();
        (Self { send, lines, damaged, contents }, writing)
    }

    /// Adds a file.
    pub(super) async fn file(
        &mut self,
        path: impl Into<String>,
        content: Vec<u8>,
    ) -> Result<(), ServiceError> {
        self.hand_over(Part::File(path.into(), content)).await
    }

    /// Adds a file of any length, piece by piece.
    pub(super) async fn content(
        &mut self,
        path: &str,
        content: &Content,
    ) -> Result<(), ServiceError> {
        self.hand_over(Part::Content(path.to_owned(), content.bytes())).await?;
        let mut reader = content.read(0..content.bytes());
        while let Some(piece) = reader.next().await? {
            self.hand_over(Part::Piece(piece)).await?;
        }
        Ok(())
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

/// The pieces of a file, one after the other.
struct Pieces<'a> {
    receive: &'a mut mpsc::Receiver<Part>,
    left: u64,
    piece: Bytes,
}

impl io::Read for Pieces<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.piece.is_empty() && self.left > 0 {
            let Some(Part::Piece(piece)) = self.receive.blocking_recv() else {
                return Err(ErrorKind::UnexpectedEof.into());
            };
            self.left = self.left.saturating_sub(piece.len() as u64);
            self.piece = piece;
        }
        let length = self.piece.len().min(to.len());
        to[..length].copy_from_slice(&self.piece.split_to(length));
        Ok(length)
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
