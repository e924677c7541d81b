//! A folder of indexes, and documents to put into one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use index::SealedIndexes;
use model::index::{Column, Condition, Entries, Placed, Reach, SortColumn, Term};
use model::{ResourceType, StoreName, TenantId};
use policy::Permit;
use seal::Key;
use store::{
    IndexChange, IndexContent, IndexError, IndexName, IndexQuery, IndexSnapshot, IndexStep,
    Indexes, Sequence,
};
use tempfile::TempDir;
use testkit::{TestRng, kind, permit};

/// A folder, and an index in it.
pub(crate) struct World {
    pub(crate) folder: TempDir,
    pub(crate) key: Key,
    pub(crate) epoch: u64,
}

impl World {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder, key: Key::from_bytes(&[7; 32]).expect("32 bytes"), epoch: 1 }
    }

    /// The indexes as a server has them after it was started.
    pub(crate) fn start(&self) -> SealedIndexes {
        self.start_with(64 * 1024 * 1024)
    }

    pub(crate) fn start_with(&self, memory_bytes: usize) -> SealedIndexes {
        let rng = Arc::new(TestRng::new(3));
        SealedIndexes::new(self.folder.path().to_owned(), memory_bytes, rng)
    }

    pub(crate) fn permit() -> Permit {
        permit(TenantId::from_number(5))
    }

    pub(crate) fn name(&self) -> IndexName<'_> {
        IndexName { store: StoreName::Records, epoch: self.epoch, key: &self.key }
    }

    pub(crate) async fn update(
        &self,
        indexes: &SealedIndexes,
        changes: Vec<IndexChange>,
        cursor: Option<u64>,
    ) {
        let (permit, name) = (Self::permit(), self.name());
        let is_there = indexes.find_newest_epoch(&permit).await.expect("a folder");
        if is_there != Some(self.epoch) {
            indexes.begin(&permit, name).await.expect("it begins");
        }
        let snapshot = self.snapshot(indexes).await.expect("it opens");
        let from = snapshot.map(|snapshot| snapshot.cursor());
        let step = IndexStep { from, to: cursor.map(Sequence) };
        indexes.update(&permit, name, changes, step).await.expect("the index takes it");
    }

    pub(crate) async fn snapshot(
        &self,
        indexes: &SealedIndexes,
    ) -> Result<Option<Box<dyn IndexSnapshot>>, IndexError> {
        indexes.snapshot(&Self::permit(), self.name()).await
    }

    /// Where the documents were born that fulfil a condition, the newest first.
    pub(crate) async fn find(
        &self,
        indexes: &SealedIndexes,
        condition: Condition,
    ) -> Result<Vec<u64>, IndexError> {
        let snapshot = self.snapshot(indexes).await?.expect("there is an index");
        let found = snapshot.find(asked(condition, Vec::new(), None, 10_000)).await?;
        Ok(found.into_iter().map(|placed| placed.born).collect())
    }

    /// All files below the folder.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() { walk(&path, found) } else { found.push(path) }
            }
        }
        let mut found = Vec::new();
        walk(self.folder.path(), &mut found);
        found.sort();
        found
    }
}

pub(crate) fn observation() -> ResourceType {
    kind("Observation")
}

pub(crate) fn asked(
    condition: Condition,
    sort: Vec<SortColumn>,
    after: Option<Placed>,
    limit: usize,
) -> IndexQuery {
    IndexQuery { kind: observation(), condition, sort, after, limit }
}

pub(crate) fn term(value: &str) -> Term {
    Term::new(observation().code(), "name", b't', value.as_bytes())
}

pub(crate) fn column(name: &str) -> Column {
    Column::new(observation().code(), name)
}

/// A document with a name and a number.
pub(crate) fn change(born: u64, name: &str, number: i64) -> IndexChange {
    let entries = Entries {
        terms: vec![term(name)],
        numbers: vec![(column("number"), Reach { low: number, high: number })],
        texts: vec![(column("text"), name.into())],
    };
    let content = Some(IndexContent { kind: observation(), entries });
    IndexChange { born: Sequence(born), may_be_there: true, content }
}

pub(crate) const fn removal(born: u64) -> IndexChange {
    IndexChange { born: Sequence(born), may_be_there: true, content: None }
}
