//! Fills the folder and the stores of a deployment that is being restored.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use anyhow::Context as _;
use backup::{Identities, KeyPart, Manifest, ObjectList, names};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::{StreamExt as _, stream};
use model::{DeploymentId, Safeguard, StoreName};
use service::Service;
use service::backups::{Kept, KeptError, find_object};
use store::ObjectPlace;
use tokio::sync::mpsc;

use super::restore::{Aim, Damage, Restoring};
use crate::backup_targets;
use crate::data_folder::{create_private, write_private};
use crate::loading::Loading;

/// No object is larger when it is opened.
const OBJECT_BYTES_MAX: usize = 256 * 1024 * 1024;
/// How many objects are opened, or put, before those that were taken first are where they belong.
const AHEAD_MAX: usize = 4;

impl<'a> Restoring<'a> {
    /// Makes the folder, and puts there what is kept outside the databases.
    pub(super) fn make_folder(&self, manifest: &Manifest) -> anyhow::Result<()> {
        let folder = &self.configuration.data;
        self.ground.take()?;
        for part in ["tls", "checkpoints"] {
            create_private(&folder.join(part))?;
        }
        for (log, checkpoint) in &manifest.checkpoints {
            let is_id = log.bytes().all(|byte| byte.is_ascii_hexdigit());
            anyhow::ensure!(is_id, "the manifest names no log");
            write_private(&folder.join("checkpoints").join(log), checkpoint.as_bytes())?;
        }
        if let Some(followed) = &manifest.followed {
            write_private(&folder.join("checkpoints/followed"), followed.as_bytes())?;
        }
        Ok(())
    }

    /// Fills the stores, and makes nothing durable. The keys are the newest: those of whoever was erased meanwhile
    /// are not among them.
    pub(super) async fn fill(
        &self,
        manifest: &Manifest,
        objects: &Arc<ObjectList>,
        deployment: DeploymentId,
    ) -> anyhow::Result<Vec<Loading>> {
        let mut filled = Vec::new();
        for store in [StoreName::Identity, StoreName::Records] {
            let part = manifest.stores.get(store.name()).context("the backup lacks a store")?;
            let mut loading =
                Loading::begin(self.configuration, store, deployment, part.schema).await?;
            for table in &part.tables {
                loading.begin_table(table.table()).await?;
                let chunks = table.chunks.iter().map(|chunk| names::chunk(chunk)).collect();
                self.load(&mut loading, objects, chunks).await?;
            }
            let mut rows = part.rows();
            if self.damage == Damage::LeftOut {
                let missing = rows - rows.min(loading.count().await?);
                if missing > 0 {
                    self.note_left_out(format!("{missing} rows of the {store} store"));
                }
                rows -= missing;
            }
            filled.push(loading.complete(rows).await?);
        }
        filled.push(self.load_keys(self.keys().await?, deployment).await?);
        Ok(filled)
    }

    /// Puts content that is kept as objects of its own where the configuration says.
    pub(super) async fn put_content(&self, objects: &ObjectList) -> anyhow::Result<()> {
        let blobs = self.configuration.object_stores().open(&self.configuration.blobs())?;
        let content =
            objects.0.keys().filter_map(|name| Some((name, names::object_of_blob(name)?)));
        let put = async |(name, object): (&String, &str)| {
            let found = find_object(self.place.as_ref(), objects, name).await;
            match found {
                Ok(found) => {
                    self.note_content(blobs.as_ref(), object).await?;
                    Ok(blobs.put(object, found).await?)
                }
                Err(error) => self.leave_out(error.into()).await,
            }
        };
        let failed = Cell::new(None);
        let until_failed = content.take_while(|_| {
            let so_far = failed.take();
            let goes_on = so_far.is_none();
            failed.set(so_far);
            goes_on
        });
        // Those that are under way come to their end: nothing is written any more once this has failed.
        let mut putting = stream::iter(until_failed).map(put).buffer_unordered(AHEAD_MAX);
        while let Some(done) = putting.next().await {
            failed.set(failed.take().or(done.err()));
        }
        drop(putting);
        failed.into_inner().map_or(Ok(()), Err)
    }

    /// Marks the place for content as the deployment's: what is put into it is taken away again if the rest fails.
    pub(super) async fn claim_content_place(&self, service: &Service) -> anyhow::Result<()> {
        let blobs = self.configuration.object_stores().open(&self.configuration.blobs())?;
        self.note_content(blobs.as_ref(), service::blobs::MARK).await?;
        // Before anything is put there: it may be somebody else's.
        Ok(service.claim_place().await?)
    }

    /// Remembers what is put elsewhere than in the data folder, and was not there.
    async fn note_content(&self, place: &dyn ObjectPlace, name: &str) -> anyhow::Result<()> {
        if self.configuration.blobs.is_some() && place.size(name).await?.is_none() {
            self.ground.put_content(name);
        }
        Ok(())
    }

    /// The backup whose keys are taken.
    pub(super) async fn keys(&self) -> anyhow::Result<&'a Kept> {
        if !Safeguard::NewestKeysTaken.stands() {
            return Ok(self.chosen);
        }
        self.keys.get_or_try_init(|| self.newest_whole_keys()).await.copied()
    }

    /// The newest whose keys are whole, of those that came out of it: databases that were put back go on without who came
    /// after that. Whoever was erased since is erased again, whichever they are; but there are none
    /// of whoever came after them, so they are older than the documents only if damage is left out.
    async fn newest_whole_keys(&self) -> anyhow::Result<&'a Kept> {
        let chosen = &self.chosen.notice;
        let is_left_out = self.damage == Damage::LeftOut;
        let has_keys = |kept: &&Kept| {
            // Keys of what it came out of lack who came after that.
            kept.notice.has_keys_for(chosen) || (is_left_out && chosen.has_keys_for(&kept.notice))
        };
        let mut all: Vec<_> = self.all.iter().filter(has_keys).collect();
        all.sort_by_key(|kept| std::cmp::Reverse(kept.age()));
        let mut damaged = None;
        for kept in all {
            let is_older = kept.age() < self.chosen.age();
            if is_older && self.damage == Damage::Refused {
                break;
            }
            match self.check_keys(kept).await {
                Ok(()) => {
                    if is_older {
                        let id = &kept.notice.id;
                        self.note_left_out(format!("keys of whoever came after {id}"));
                    }
                    return Ok(kept);
                }
                Err(error @ KeptError::Place(_)) => return Err(error.into()),
                Err(error) => {
                    damaged.get_or_insert(error);
                }
            }
        }
        Err(damaged.map_or_else(|| anyhow::anyhow!("there are no keys"), Into::into))
    }

    async fn check_keys(&self, kept: &Kept) -> Result<(), KeptError> {
        let place = self.place.as_ref();
        let (objects, keys) = (kept.objects(place).await?, names::keys_of(&kept.notice.id));
        for name in objects.0.keys().filter(|name| name.starts_with(&keys)) {
            find_object(place, &objects, name).await?;
        }
        Ok(())
    }

    pub(super) async fn load_keys(
        &self,
        keys: &Kept,
        deployment: DeploymentId,
    ) -> anyhow::Result<Loading> {
        let (place, id) = (self.place.as_ref(), keys.notice.id.as_str());
        let objects = Arc::new(keys.objects(place).await?);
        let part = self.open(&objects, &names::key_part(id)).await?;
        let part = KeyPart::decode(&part)?;
        let store = StoreName::Keys;
        let mut loading =
            Loading::begin(self.configuration, store, deployment, part.schema).await?;
        let parts = (0..part.parts).map(|number| names::keys(id, number)).collect();
        self.load(&mut loading, &objects, parts).await?;
        for (path, content) in &part.files {
            // Nobody who looks at a copy tells other places anything.
            if self.aim == Aim::Drill && path == backup_targets::FILE {
                continue;
            }
            let Some(path) = self.path_of(path)? else { continue };
            let content = STANDARD.decode(content).context("a file of the backup is damaged")?;
            write_private(&path, &content)?;
        }
        loading.complete(part.rows).await
    }

    /// Where a file of the backup belongs. A root key belongs where the configuration says, unless one is there.
    fn path_of(&self, path: &str) -> anyhow::Result<Option<PathBuf>> {
        if path != backup_targets::ROOT_KEY || self.configuration.keeps_root_keys() {
            return inside(&self.configuration.data, path).map(Some);
        }
        let elsewhere = self.configuration.root_key_file.clone().filter(|path| !path.exists());
        if let Some(path) = &elsewhere {
            self.ground.put_file(path);
        }
        Ok(elsewhere)
    }

    pub(super) async fn open(&self, objects: &ObjectList, name: &str) -> anyhow::Result<Vec<u8>> {
        open(self.place.as_ref(), &self.identities, objects, name).await
    }

    /// Fills a store with what is in objects. While the rows of one are put, the next is opened.
    async fn load(
        &self,
        loading: &mut Loading,
        objects: &Arc<ObjectList>,
        names: Vec<String>,
    ) -> anyhow::Result<()> {
        let (opened, mut wanted) = mpsc::channel(AHEAD_MAX);
        let (place, identities) = (Arc::clone(&self.place), Arc::clone(&self.identities));
        let objects = Arc::clone(objects);
        tokio::spawn(async move {
            for name in names {
                let object = open(place.as_ref(), &identities, &objects, &name).await;
                // Whoever fails wants no more.
                if opened.send(object).await.is_err() {
                    return;
                }
            }
        });
        while let Some(object) = wanted.recv().await {
            match object {
                Ok(object) => loading.push(&object).await?,
                Err(error) => self.leave_out(error).await?,
            }
        }
        Ok(())
    }

    /// Goes on without an object, if that is what was asked for and it is damaged.
    async fn leave_out(&self, error: anyhow::Error) -> anyhow::Result<()> {
        let is_damaged =
            matches!(error.downcast_ref(), Some(KeptError::Gone(_) | KeptError::Changed(_)));
        // What was removed because there is a newer backup is in that one.
        if self.damage == Damage::Refused || !is_damaged || self.is_overtaken(&error).await {
            return Err(error);
        }
        self.note_left_out(error.to_string());
        Ok(())
    }

    pub(super) fn note_left_out(&self, what: String) {
        self.left_out.lock().unwrap_or_else(PoisonError::into_inner).push(what);
    }
}

/// An object of a backup, as it was before it was sealed.
async fn open(
    place: &dyn ObjectPlace,
    identities: &Identities,
    objects: &ObjectList,
    name: &str,
) -> anyhow::Result<Vec<u8>> {
    let sealed = find_object(place, objects, name).await?;
    open_sealed(identities, &sealed, name)
}

/// What was sealed for one of these identities.
pub(super) fn open_sealed(
    identities: &Identities,
    sealed: &[u8],
    name: &str,
) -> anyhow::Result<Vec<u8>> {
    backup::open(identities, sealed, OBJECT_BYTES_MAX)
        .with_context(|| format!("{name} does not open"))
}

/// A path in the folder, and nowhere else.
fn inside(dir: &Path, path: &str) -> anyhow::Result<PathBuf> {
    let is_plain = |part: std::path::Component<'_>| matches!(part, std::path::Component::Normal(_));
    let path = Path::new(path);
    anyhow::ensure!(path.components().all(is_plain), "the backup names a file elsewhere");
    Ok(dir.join(path))
}
