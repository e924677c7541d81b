//! Sealed search indexes: Tantivy over a directory whose every file is sealed in chunks (`docs/formats.md`,
//! section 8). At rest an index shows how large it is, and nothing else.
//!
//! One at a time writes an index; any number of servers that see the folder read it.

mod between;
mod collect;
mod directory;
mod followed;
mod lock;
mod memory;
mod open;
mod query;
mod schema;

use std::path::PathBuf;
use std::sync::Arc;

use model::{Rng, StoreName, TenantId};
use policy::Permit;
use seal::Key;
use store::{
    Answer, FollowedStores, IndexChange, IndexError, IndexName, IndexSize, IndexSnapshot,
    IndexStep, Indexes,
};

use crate::directory::SealedDirectory;
use crate::lock::FolderLock;
use crate::memory::Memory;
use crate::open::{OpenIndexes, Opened};

/// The indexes of a deployment in a folder.
pub struct SealedIndexes(Arc<Inner>);

struct Inner {
    folder: PathBuf,
    rng: Arc<dyn Rng>,
    memory: Arc<Memory>,
    open: OpenIndexes,
    lock: FolderLock,
}

/// Which index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    tenant: TenantId,
    store: StoreName,
    epoch: u64,
}

impl SealedIndexes {
    /// Keeps indexes in a folder, and as many bytes of what it has opened in memory.
    pub fn new(folder: PathBuf, memory_bytes: usize, rng: Arc<dyn Rng>) -> Self {
        let memory = Arc::new(Memory::new(memory_bytes));
        let lock = FolderLock::new(&folder);
        Self(Arc::new(Inner { folder, rng, memory, open: OpenIndexes::default(), lock }))
    }

    /// Does something with an index where blocking is allowed.
    fn with<'a, T: Send + 'static>(
        &self,
        permit: &Permit,
        name: IndexName<'_>,
        act: impl FnOnce(&Inner, &Place, &Key) -> Result<T, IndexError> + Send + 'static,
    ) -> Answer<'a, T, IndexError> {
        let inner = Arc::clone(&self.0);
        let place = Place { tenant: permit.tenant(), store: name.store, epoch: name.epoch };
        let key = Key::from_bytes(name.key.expose()).expect("it is as long as a key");
        blocking(move || act(&inner, &place, &key))
    }
}

impl Inner {
    fn folder_of_tenant(&self, tenant: TenantId) -> PathBuf {
        self.folder.join(format!("{:016x}", tenant.number()))
    }

    fn folder(&self, place: &Place) -> PathBuf {
        let folder = self.folder_of_tenant(place.tenant).join(place.epoch.to_string());
        folder.join(place.store.name())
    }

    fn directory(&self, place: &Place, key: &Key) -> SealedDirectory {
        let memory = Arc::clone(&self.memory);
        SealedDirectory::new(self.folder(place), place, key, memory, Arc::clone(&self.rng))
    }

    /// The open index, if it is there.
    fn find(&self, place: &Place, key: &Key) -> Result<Option<Arc<Opened>>, IndexError> {
        self.open.find(place, || Opened::open(self.directory(place, key)))
    }

    /// Makes an empty index in the place of whatever is there.
    fn begin(&self, place: &Place, key: &Key) -> Result<(), IndexError> {
        self.open.close(place);
        self.memory.forget(&self.folder(place));
        let created = Opened::create(self.directory(place, key))?;
        self.open.keep(place, created);
        Ok(())
    }
}

impl Indexes for SealedIndexes {
    fn may_write(&self) -> bool {
        self.0.lock.is_held()
    }

    fn find_followed(&self) -> Answer<'_, Option<FollowedStores>, IndexError> {
        let inner = Arc::clone(&self.0);
        blocking(move || followed::read(&inner.folder))
    }

    fn keep_followed(&self, followed: FollowedStores) -> Answer<'_, (), IndexError> {
        let inner = Arc::clone(&self.0);
        blocking(move || followed::write(&inner.folder, followed))
    }

    fn clear(&self) -> Answer<'_, (), IndexError> {
        let inner = Arc::clone(&self.0);
        blocking(move || {
            inner.open.close_all();
            inner.memory.forget(&inner.folder);
            directory::remove_folders_in(&inner.folder).map_err(open::unavailable)
        })
    }

    fn find_newest_epoch<'a>(&'a self, permit: &'a Permit) -> Answer<'a, Option<u64>, IndexError> {
        let folder = self.0.folder_of_tenant(permit.tenant());
        blocking(move || {
            let epochs = directory::numbered_folders(&folder).map_err(open::unavailable)?;
            Ok(epochs.into_iter().max())
        })
    }

    fn snapshot<'a>(
        &'a self,
        permit: &'a Permit,
        name: IndexName<'a>,
    ) -> Answer<'a, Option<Box<dyn IndexSnapshot>>, IndexError> {
        // What is open and up to date is at hand.
        let place = Place { tenant: permit.tenant(), store: name.store, epoch: name.epoch };
        if let Some(snapshot) = self.0.open.at_hand(&place) {
            return Box::pin(async move { Ok(Some(Box::new(snapshot) as Box<dyn IndexSnapshot>)) });
        }
        self.with(permit, name, |inner, place, key| {
            let opened = inner.find(place, key)?;
            let snapshot = opened.map(|opened| opened.snapshot()).transpose()?.flatten();
            Ok(snapshot.map(|snapshot| Box::new(snapshot) as Box<dyn IndexSnapshot>))
        })
    }

    fn begin<'a>(&'a self, permit: &'a Permit, name: IndexName<'a>) -> Answer<'a, (), IndexError> {
        self.with(permit, name, Inner::begin)
    }

    fn update<'a>(
        &'a self,
        permit: &'a Permit,
        name: IndexName<'a>,
        changes: Vec<IndexChange>,
        step: IndexStep,
    ) -> Answer<'a, (), IndexError> {
        self.with(permit, name, move |inner, place, key| {
            let opened = inner.find(place, key)?.ok_or(IndexError::Moved)?;
            let written = opened.update(changes, step);
            if written.is_err() {
                inner.open.close(place);
            }
            inner.open.rest_writers(place);
            written
        })
    }

    fn compact<'a>(
        &'a self,
        permit: &'a Permit,
        name: IndexName<'a>,
    ) -> Answer<'a, IndexSize, IndexError> {
        self.with(permit, name, |inner, place, key| {
            let Some(opened) = inner.find(place, key)? else { return Ok(IndexSize::default()) };
            opened.compact()?;
            opened.size(&inner.folder(place))
        })
    }

    fn verify<'a>(
        &'a self,
        permit: &'a Permit,
        name: IndexName<'a>,
    ) -> Answer<'a, Option<IndexSize>, IndexError> {
        self.with(permit, name, |inner, place, key| {
            let Some(opened) = inner.find(place, key)? else { return Ok(None) };
            opened.verify()?;
            if opened.snapshot()?.is_none() {
                return Ok(None);
            }
            opened.size(&inner.folder(place)).map(Some)
        })
    }

    fn remove_before<'a>(&'a self, permit: &'a Permit, epoch: u64) -> Answer<'a, (), IndexError> {
        let (inner, tenant) = (Arc::clone(&self.0), permit.tenant());
        blocking(move || {
            for store in [StoreName::Identity, StoreName::Records] {
                inner.open.close_before(&Place { tenant, store, epoch });
            }
            let folder = inner.folder_of_tenant(tenant);
            for past in directory::numbered_folders(&folder).map_err(open::unavailable)? {
                if past < epoch {
                    let past = folder.join(past.to_string());
                    inner.memory.forget(&past);
                    directory::remove_folder(&past).map_err(open::unavailable)?;
                }
            }
            // Nothing is left in it if all were before; if something is, it stays.
            let _ = std::fs::remove_dir(&folder);
            Ok(())
        })
    }
}

/// Runs something on a thread that may wait for files.
fn blocking<'a, T: Send + 'static>(
    act: impl FnOnce() -> Result<T, IndexError> + Send + 'static,
) -> Answer<'a, T, IndexError> {
    Box::pin(async move {
        let done = tokio::task::spawn_blocking(act).await;
        done.unwrap_or_else(|error| Err(IndexError::Unavailable(Some(Box::new(error)))))
    })
}
