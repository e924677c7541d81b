//! Makes a backup: the stores as they stand at one moment, in chunks that a target keeps once, then the keys.

use std::collections::BTreeMap;

use backup::{
    ChunkKey, Chunker, KeyPart, Manifest, Notice, ObjectHash, ObjectList, Recipient, StorePart,
    names,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::clock::format_instant;
use model::{FaultPoint, Operation, ResourceType, Timestamp, fault};
use store::{DumpPart, ObjectPlace, StoreDump};

use super::kept::{FenceWalk, KeptError, list_kept, newest};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// How large a part of the keys is.
const KEYS_PART_BYTES: usize = 4 * 1024 * 1024;

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupView {
    /// Its name.
    pub id: String,
    /// When the stores stood as they are in it.
    pub created_at: Timestamp,
    /// How many rows it has.
    pub rows: u64,
    /// How many objects the target did not have before.
    pub new_objects: u64,
    /// How many bytes those are.
    pub new_bytes: u64,
}

/// A backup on its way to a target.
struct Making<'a> {
    target: &'a dyn ObjectPlace,
    recipient: Recipient,
    /// What the backup before needed: the target has it.
    known: ObjectList,
    objects: ObjectList,
    view: BackupView,
}

impl Service {
    /// Makes a backup at a target, and remembers the target.
    pub async fn create_backup(&self, ctx: &Ctx, address: &str) -> Answer<BackupView> {
        self.perform(ctx, Operation::CreateBackup, ResourceType::BACKUP, |work| {
            Box::pin(async move {
                let made = self.make_backup(work, address);
                self.alone_with_backups(made).await.map(Change::of)
            })
        })
        .await
    }

    pub(super) async fn make_backup(
        &self,
        work: &Work<'_>,
        address: &str,
    ) -> Result<BackupView, ServiceError> {
        let dumps = &self.dumps;
        // What cannot be a target is not remembered as one.
        self.backup_targets.open(address).await?;
        // From here on erasures reach it, so none that comes after what is read now is missed.
        let chunk_key = ChunkKey::from_bytes(self.backup_targets.register(address).await?);
        let target = self.backup_targets.open(address).await?;
        let key = self.verifier_key().await?;
        let fences = FenceWalk::new(target.as_ref(), Some(&key)).finish().await?;
        let known = match newest_objects(target.as_ref()).await {
            Err(KeptError::Place(error)) => return Err(error.into()),
            Err(error) => {
                tracing::error!(%error, "what is kept at a backup target is damaged; all is kept anew");
                ObjectList::default()
            }
            Ok(known) => known,
        };
        let created_at = work.ctx.at;
        let id = name_of(created_at, self.rng());
        let view = BackupView { id, created_at, rows: 0, new_objects: 0, new_bytes: 0 };
        let mut making = Making {
            target: target.as_ref(),
            recipient: Recipient::parse(&self.backup_targets.recipient()?)?,
            known,
            objects: ObjectList::default(),
            view,
        };
        let (deployment, at) = (self.deployment.to_string(), format_instant(created_at));
        let mut manifest = Manifest::new(deployment, at, dumps.engine(), chunk_key.to_hex());
        // Older than what they vouch for, and so never ahead of it.
        let unavailable = store::PlaceError::Unavailable;
        manifest.followed = self.checkpoints.find_followed().map_err(unavailable)?;
        for (log, checkpoint) in self.checkpoints.list().map_err(unavailable)? {
            manifest.checkpoints.insert(log.to_string(), checkpoint);
        }
        for (store, dump) in dumps.dump_documents(&work.permit).await? {
            let part = making.documents(&chunk_key, dump).await?;
            manifest.stores.insert(store.name().to_owned(), part);
        }
        fault::reach(FaultPoint::BackupDocumentsKept);
        // After the documents, so that there is a key for each of them that may still be read.
        making.keys(dumps.dump_keys(&work.permit).await?, self.backup_targets.files()?).await?;
        making.put(names::manifest(&making.view.id), &manifest.encode()).await?;
        fault::reach(FaultPoint::BackupKeysKept);
        let list = making.objects.encode();
        let notice = Notice {
            id: making.view.id.clone(),
            deployment: self.deployment.to_string(),
            created_at,
            objects: ObjectHash::of(list.as_bytes()),
            fences,
        };
        let note = self.sign_text(&notice.text()).await?;
        target.put(&names::objects(&making.view.id), list.into_bytes()).await?;
        // The last: without it the rest is nothing.
        target.put(&names::notice(&making.view.id), note.into_bytes()).await?;
        Ok(making.view)
    }
}

impl Making<'_> {
    /// Keeps a store's rows in chunks.
    async fn documents(
        &mut self,
        chunk_key: &ChunkKey,
        dump: Box<dyn StoreDump>,
    ) -> Result<StorePart, ServiceError> {
        let mut part = StorePart { schema: dump.schema(), ..StorePart::default() };
        let mut chunker = Chunker::default();
        let mut dump = dump;
        loop {
            let (rest, read) = read(dump).await?;
            dump = rest;
            let Some((bytes, rows)) = read else { break };
            part.rows += rows;
            chunker.push(&bytes);
            while let Some(chunk) = chunker.next_chunk() {
                part.chunks.push(self.chunk(chunk_key, chunk).await?);
            }
        }
        for chunk in chunker.finish() {
            part.chunks.push(self.chunk(chunk_key, chunk).await?);
        }
        self.view.rows += part.rows;
        Ok(part)
    }

    /// Keeps a chunk, unless the target has it.
    async fn chunk(&mut self, key: &ChunkKey, content: Vec<u8>) -> Result<String, ServiceError> {
        let id = key.name(&content);
        let name = names::chunk(&id);
        match self.known.0.get(&name) {
            Some(known) => {
                self.objects.0.insert(name, *known);
            }
            None if self.objects.0.contains_key(&name) => {}
            None => self.put(name, &content).await?,
        }
        Ok(id)
    }

    /// Keeps the keys, and what a server needs beside its databases.
    async fn keys(
        &mut self,
        dump: Box<dyn StoreDump>,
        files: BTreeMap<String, Vec<u8>>,
    ) -> Result<(), ServiceError> {
        let files = files.into_iter().map(|(path, bytes)| (path, STANDARD.encode(bytes)));
        let mut part = KeyPart::new(dump.schema(), files.collect());
        let (mut dump, mut waiting) = (dump, Vec::new());
        loop {
            let (rest, read) = read(dump).await?;
            dump = rest;
            let is_end = read.is_none();
            if let Some((bytes, rows)) = read {
                part.rows += rows;
                waiting.extend(bytes);
            }
            if waiting.len() >= KEYS_PART_BYTES || (is_end && !waiting.is_empty()) {
                let name = names::keys(&self.view.id, part.parts);
                self.put(name, &std::mem::take(&mut waiting)).await?;
                part.parts += 1;
            }
            if is_end {
                break;
            }
        }
        self.view.rows += part.rows;
        self.put(names::key_part(&self.view.id), &part.encode()).await
    }

    async fn put(&mut self, name: String, content: &[u8]) -> Result<(), ServiceError> {
        let (recipient, content) = (self.recipient.clone(), content.to_vec());
        let sealed = tokio::task::spawn_blocking(move || backup::seal(&recipient, &content));
        let object = sealed.await.map_err(|_| ServiceError::Busy)?;
        self.objects.add(name.clone(), &object);
        self.view.new_objects += 1;
        self.view.new_bytes += object.len() as u64;
        Ok(self.target.put(&name, object).await?)
    }
}

/// Reads the next part of a dump where the disk may be waited for: its bytes, and how many rows they are.
async fn read(
    dump: Box<dyn StoreDump>,
) -> Result<(Box<dyn StoreDump>, Option<(Vec<u8>, u64)>), ServiceError> {
    let mut dump = dump;
    let reading = tokio::task::spawn_blocking(move || {
        let part = dump.next_part();
        (dump, part)
    });
    let (dump, part) = reading.await.map_err(|_| ServiceError::Busy)?;
    let read = part?.map(|part| {
        let mut bytes = Vec::new();
        let rows = match part {
            DumpPart::Table(table) => {
                backup::encode_table(&table, &mut bytes);
                0
            }
            DumpPart::Rows(rows) => {
                backup::encode_rows(&rows, &mut bytes);
                rows.len() as u64
            }
        };
        (bytes, rows)
    });
    Ok((dump, read))
}

/// What the newest backup at a target needs, and is there.
async fn newest_objects(target: &dyn ObjectPlace) -> Result<ObjectList, KeptError> {
    let listed = list_kept(target).await?;
    let Some(newest) = newest(&listed.kept) else { return Ok(ObjectList::default()) };
    let mut list = newest.objects(target).await?;
    let there = target.list(names::CHUNKS).await?;
    list.0.retain(|name, _| there.binary_search(name).is_ok());
    Ok(list)
}

/// Backups sort by their names in the order in which they were made.
fn name_of(at: Timestamp, rng: &dyn model::Rng) -> String {
    let mut random = [0; 4];
    rng.fill(&mut random);
    format!("{}-{}", names::instant(at), hex::encode(random))
}
