//! A backup on its way to a target. While one chunk is read others are sealed, and others again are put.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use backup::{ChunkKey, KeyPart, ObjectHash, ObjectList, Recipients, StorePart, TablePart, names};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use store::{ObjectPlace, StoreDump};
use tokio::sync::mpsc;

use super::BackupView;
use super::reading::{Cut, KnownChunks, read_chunks, read_parts};
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
    /// For whom the keys are sealed.
    pub(super) key_recipients: Recipients,
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
        let (read, mut cuts) = mpsc::channel(WAITING_MAX);
        let (key, known) = (key.clone(), self.known_chunks());
        let known_there = Arc::clone(&known);
        let reading =
            tokio::task::spawn_blocking(move || read_chunks(dump, &key, &known_there, &read));
        let (mut begun, mut under_way) = (BTreeSet::new(), FuturesUnordered::new());
        loop {
            tokio::select! {
                Some(put) = under_way.next() => self.note(put)?,
                cut = cuts.recv(), if under_way.len() < UNDER_WAY_MAX => {
                    let (what, rows, content) = match cut {
                        None => break,
                        Some(Cut::Table(table)) => {
                            part.tables.push(TablePart::new(table));
                            continue;
                        }
                        Some(Cut::Chunk { name, rows, content }) => (name, rows, content),
                    };
                    let known = known.get(&what).cloned();
                    let id = known.unwrap_or_else(|| names::chunk_id(&what, &self.view.id));
                    let name = names::chunk(&id);
                    let table = part.tables.last_mut().ok_or(ServiceError::Integrity)?;
                    table.chunks.push(id);
                    table.rows += rows;
                    if let Some(known) = self.known.0.get(&name) {
                        self.objects.0.insert(name, *known);
                    } else if let Some(content) = content && begun.insert(what) {
                        under_way.push(put(self.place, self.recipients.clone(), name, content));
                    }
                }
            }
        }
        while let Some(put) = under_way.next().await {
            self.note(put)?;
        }
        reading.await.map_err(|_| ServiceError::Busy)??;
        self.view.rows += part.rows();
        Ok(part)
    }

    /// The chunks that the target has.
    fn known_chunks(&self) -> Arc<KnownChunks> {
        let known = self.known.0.keys().filter_map(|name| names::chunk_of(name));
        Arc::new(known.map(|(id, content)| (content.to_owned(), id.to_owned())).collect())
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
        let reading = tokio::task::spawn_blocking(move || read_parts(dump, KEYS_PART_BYTES, &read));
        while let Some(content) = parts.recv().await {
            let name = names::keys(&self.view.id, part.parts);
            self.keep_key(name, content).await?;
            part.parts += 1;
        }
        part.rows = reading.await.map_err(|_| ServiceError::Busy)??;
        self.view.rows += part.rows;
        self.keep_key(names::key_part(&self.view.id), part.encode()).await
    }

    async fn keep_key(&mut self, name: String, content: Vec<u8>) -> Result<(), ServiceError> {
        let put = put(self.place, self.key_recipients.clone(), name, content).await;
        self.note(put)
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

    /// What was kept is there, and none of it is needed yet.
    pub(super) fn begin_again(&mut self) {
        self.known.0.append(&mut self.objects.0);
        self.view.rows = 0;
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
