//! A backup on its way to a target. While one chunk is read others are sealed, and others again are put.

use std::collections::{BTreeMap, BTreeSet};

use backup::{ChunkKey, Chunker, KeyPart, ObjectHash, ObjectList, Recipients, StorePart, names};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use store::{DumpPart, ObjectPlace, StoreDump, StoreError};
use tokio::sync::mpsc;

use super::BackupView;
use crate::error::ServiceError;

/// How large a part of the keys is, at least.
const KEYS_PART_BYTES: usize = 4 * 1024 * 1024;
/// How many chunks have been read and wait, and how many are being sealed and put.
const WAITING_MAX: usize = 2;
const UNDER_WAY_MAX: usize = 4;

/// A backup on its way to a target.
pub(super) struct Making<'a> {
    pub(super) place: &'a dyn ObjectPlace,
    pub(super) recipients: Recipients,
    /// What the backup before needed: the target has it.
    pub(super) known: ObjectList,
    pub(super) objects: ObjectList,
    pub(super) view: BackupView,
}

/// An object that was put: its name, its hash and its size.
type Kept = (String, ObjectHash, u64);
type Put = Result<Kept, ServiceError>;

impl Making<'_> {
    /// Keeps a store's rows in chunks.
    pub(super) async fn documents(
        &mut self,
        key: &ChunkKey,
        dump: Box<dyn StoreDump>,
    ) -> Result<StorePart, ServiceError> {
        let mut part = StorePart { schema: dump.schema(), ..StorePart::default() };
        let (read, mut chunks) = mpsc::channel(WAITING_MAX);
        let key = key.clone();
        let reading = tokio::task::spawn_blocking(move || read_chunks(dump, &key, &read));
        let (mut begun, mut under_way) = (BTreeSet::new(), FuturesUnordered::new());
        loop {
            tokio::select! {
                Some(put) = under_way.next() => self.note(put)?,
                chunk = chunks.recv(), if under_way.len() < UNDER_WAY_MAX => {
                    let Some((id, content)) = chunk else { break };
                    let name = names::chunk(&id);
                    part.chunks.push(id);
                    if let Some(known) = self.known.0.get(&name) {
                        self.objects.0.insert(name, *known);
                    } else if begun.insert(name.clone()) {
                        under_way.push(put(self.place, self.recipients.clone(), name, content));
                    }
                }
            }
        }
        while let Some(put) = under_way.next().await {
            self.note(put)?;
        }
        part.rows = reading.await.map_err(|_| ServiceError::Busy)??;
        self.view.rows += part.rows;
        Ok(part)
    }

    /// Keeps objects of another place as they are, unless the target has them.
    pub(super) async fn copies(
        &mut self,
        from: &dyn ObjectPlace,
        objects: Vec<String>,
    ) -> Result<(), ServiceError> {
        let (place, mut wanted) = (self.place, Vec::new());
        for object in objects {
            let name = names::blob(&object);
            match self.known.0.get(&name) {
                Some(known) => {
                    self.objects.0.insert(name, *known);
                }
                None => wanted.push((object, name)),
            }
        }
        let mut copying = futures_util::stream::iter(wanted)
            .map(|(object, name)| copy(from, place, object, name))
            .buffer_unordered(UNDER_WAY_MAX);
        while let Some(copied) = copying.next().await {
            if let Some(put) = copied? {
                self.note(Ok(put))?;
            }
        }
        Ok(())
    }

    /// Keeps the keys, and what a server needs beside its databases.
    pub(super) async fn keys(
        &mut self,
        dump: Box<dyn StoreDump>,
        files: BTreeMap<String, Vec<u8>>,
    ) -> Result<(), ServiceError> {
        let files = files.into_iter().map(|(path, bytes)| (path, STANDARD.encode(bytes)));
        let mut part = KeyPart::new(dump.schema(), files.collect());
        let (read, mut parts) = mpsc::channel(WAITING_MAX);
        let reading = tokio::task::spawn_blocking(move || read_parts(dump, &read));
        while let Some(content) = parts.recv().await {
            let name = names::keys(&self.view.id, part.parts);
            self.keep(name, content).await?;
            part.parts += 1;
        }
        part.rows = reading.await.map_err(|_| ServiceError::Busy)??;
        self.view.rows += part.rows;
        self.keep(names::key_part(&self.view.id), part.encode()).await
    }

    /// Keeps one object.
    pub(super) async fn keep(
        &mut self,
        name: String,
        content: Vec<u8>,
    ) -> Result<(), ServiceError> {
        let put = put(self.place, self.recipients.clone(), name, content).await;
        self.note(put)
    }

    fn note(&mut self, put: Put) -> Result<(), ServiceError> {
        let (name, hash, size) = put?;
        self.objects.0.insert(name, (hash, size));
        self.view.new_objects += 1;
        self.view.new_bytes += size;
        Ok(())
    }
}

/// Copies an object as it is. Nothing, if it has gone meanwhile.
async fn copy(
    from: &dyn ObjectPlace,
    to: &dyn ObjectPlace,
    object: String,
    name: String,
) -> Result<Option<Kept>, ServiceError> {
    let Some(content) = from.get(&object).await? else {
        tracing::warn!(object, "an object went while a backup was made, and is not in it");
        return Ok(None);
    };
    let (hash, size) = (ObjectHash::of(&content), content.len() as u64);
    to.put(&name, content).await?;
    Ok(Some((name, hash, size)))
}

/// Seals an object, and puts it.
async fn put(
    place: &dyn ObjectPlace,
    recipients: Recipients,
    name: String,
    content: Vec<u8>,
) -> Put {
    let sealing = tokio::task::spawn_blocking(move || {
        let object = backup::seal(&recipients, &content);
        (ObjectHash::of(&object), object)
    });
    let (hash, object) = sealing.await.map_err(|_| ServiceError::Busy)?;
    let size = object.len() as u64;
    place.put(&name, object).await?;
    Ok((name, hash, size))
}

/// Reads a store to its end, chunk by chunk, each with its name. Gives how many rows there were.
fn read_chunks(
    mut dump: Box<dyn StoreDump>,
    key: &ChunkKey,
    to: &mpsc::Sender<(String, Vec<u8>)>,
) -> Result<u64, StoreError> {
    let (mut chunker, mut rows, mut bytes) = (Chunker::default(), 0, Vec::new());
    let send = |chunk: Vec<u8>| to.blocking_send((key.name(&chunk), chunk)).is_ok();
    while let Some(part) = dump.next_part()? {
        bytes.clear();
        rows += encode(&part, &mut bytes);
        chunker.push(&bytes);
        while let Some(chunk) = chunker.next_chunk() {
            if !send(chunk) {
                // Nobody wants it any more.
                return Ok(rows);
            }
        }
    }
    for chunk in chunker.finish() {
        if !send(chunk) {
            break;
        }
    }
    Ok(rows)
}

/// Reads a store to its end in parts of about the same size. Gives how many rows there were.
fn read_parts(mut dump: Box<dyn StoreDump>, to: &mpsc::Sender<Vec<u8>>) -> Result<u64, StoreError> {
    let (mut waiting, mut rows) = (Vec::new(), 0);
    while let Some(part) = dump.next_part()? {
        rows += encode(&part, &mut waiting);
        if waiting.len() >= KEYS_PART_BYTES
            && to.blocking_send(std::mem::take(&mut waiting)).is_err()
        {
            return Ok(rows);
        }
    }
    if !waiting.is_empty() {
        // If nobody wants it any more, nobody asks for the rows either.
        let _ = to.blocking_send(waiting);
    }
    Ok(rows)
}

/// Adds a part to a stream of rows. Gives how many rows it has.
fn encode(part: &DumpPart, to: &mut Vec<u8>) -> u64 {
    match part {
        DumpPart::Table(table) => {
            backup::encode_table(table, to);
            0
        }
        DumpPart::Rows(rows) => {
            backup::encode_rows(rows, to);
            rows.len() as u64
        }
    }
}
