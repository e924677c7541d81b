//! A tenant's log in memory, which can be tampered with in every place.

use std::cell::{Ref, RefCell, RefMut};
use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ledger::commitment::encode_slots;
use ledger::proof::{inclusion_tiles, prove_consistency, prove_inclusion};
use ledger::tile::{decode_hashes, encode_bundle};
use ledger::{
    Bundle, Chain, Checkpoint, DeploymentMap, Entry, HASH_BYTES, Hash, Origin, Signer, Slot, Tile,
    TileBuilder, TilePath, TreeHead, bodies_commitment, encode_header, header_commitment,
    log_key_name,
};
use model::{DeploymentId, LogId, Tree, WriterId};
use wire::{DeploymentProof, Finding, LogRecord, LogRecords, Reconciliation, TreeProof};
use zeroize::Zeroizing;

use super::super::source::{DeploymentAnswer, LogSource};

pub(super) const DEPLOYMENT: DeploymentId = DeploymentId::from_bytes([0xdd; 16]);

/// A tree in tiles.
#[derive(Clone, Default)]
pub(super) struct FakeTiles {
    builder: TileBuilder,
    pub(super) tiles: BTreeMap<(u8, u64), Vec<u8>>,
}

impl FakeTiles {
    fn append(&mut self, leaf: Hash) {
        for write in self.builder.append(&[leaf]) {
            let place = (write.tile.level(), write.tile.index());
            self.tiles.insert(place, write.bytes);
        }
    }

    pub(super) fn size(&self) -> u64 {
        self.builder.size()
    }

    fn bytes(&self, tile: Tile) -> Option<Vec<u8>> {
        let bytes = self.tiles.get(&(tile.level(), tile.index()))?;
        let width = usize::from(tile.width()) * HASH_BYTES;
        Some(bytes.get(..width)?.to_vec())
    }

    fn hashes(&self, tile: Tile) -> Option<Vec<Hash>> {
        decode_hashes(&self.bytes(tile)?).ok()
    }
}

/// One of the tenant's trees, and what lies beside its entries.
#[derive(Clone)]
pub(super) struct FakeTree {
    pub(super) log: LogId,
    chains: BTreeMap<u64, Chain>,
    pub(super) entries: Vec<Vec<u8>>,
    pub(super) records: Vec<LogRecord>,
    pub(super) tiles: FakeTiles,
    pub(super) checkpoint: String,
}

impl FakeTree {
    fn new(log: u8) -> Self {
        Self {
            log: LogId::from_bytes([log; 16]),
            chains: BTreeMap::new(),
            entries: Vec::new(),
            records: Vec::new(),
            tiles: FakeTiles::default(),
            checkpoint: String::new(),
        }
    }

    /// Appends an event of a writer. Every fifth has had a body erased.
    fn append(&mut self, tree: Tree, writer: u64) {
        let index = self.tiles.size();
        let text = format!(r#"{{"operation":"number {index}"}}"#);
        let header = encode_header(&[7; 32], text.as_bytes());
        let body = |key: u8| Slot::Present { key: [key; 17], message: text.as_bytes() };
        let second = if index.is_multiple_of(5) { body(2).erase() } else { body(2) };
        let slots = encode_slots(&[body(1), second]).unwrap();
        let id = WriterId::from_number(writer);
        let chain = self.chains.entry(writer).or_insert(Chain::start(id));
        let entry =
            chain.extend(header_commitment(&header).unwrap(), bodies_commitment(&slots).unwrap());
        self.records.push(LogRecord {
            index,
            event: entry.event_id(tree).to_string(),
            header: Some(STANDARD.encode(&header)),
            bodies: STANDARD.encode(&slots),
        });
        self.entries.push(entry.encode().to_vec());
        self.tiles.append(entry.hash());
    }

    /// Makes the tiles anew, as somebody would who changed entries and holds the log's key.
    pub(super) fn remake_tiles(&mut self) {
        self.tiles = FakeTiles::default();
        for entry in &self.entries {
            self.tiles.append(ledger::leaf_hash(entry));
        }
        for (index, record) in (0..).zip(&mut self.records) {
            record.index = index;
        }
    }

    fn sign(&mut self, signer: &Signer) {
        self.checkpoint = checkpoint(self.log, &self.tiles).sign(signer);
    }
}

fn checkpoint(log: LogId, tiles: &FakeTiles) -> Checkpoint {
    Checkpoint {
        origin: Origin { deployment: DEPLOYMENT, log },
        size: tiles.builder.size(),
        root: tiles.builder.root(),
    }
}

/// All that the server knows.
pub(super) struct Inner {
    pub(super) signer: Signer,
    pub(super) changes: FakeTree,
    pub(super) access: FakeTree,
    pub(super) deployment: FakeTiles,
    map: DeploymentMap,
    pub(super) findings: Vec<Finding>,
    /// Whether every question leaves an event, and a new checkpoint at once.
    pub(super) grows: bool,
    /// Whether it proves how the deployment's tree has grown.
    pub(super) proves_growth: bool,
    /// What is done to a proof of the deployment's tree before it is shown.
    pub(super) distort: fn(&mut DeploymentProof),
    /// What is done to a bundle before it is shown.
    pub(super) distort_bundle: fn(&mut Vec<Vec<u8>>),
}

impl Inner {
    pub(super) fn tree(&mut self, tree: Tree) -> &mut FakeTree {
        match tree {
            Tree::Changes => &mut self.changes,
            Tree::Access => &mut self.access,
        }
    }

    /// Signs what there is now.
    pub(super) fn tick(&mut self) {
        for tree in [&mut self.changes, &mut self.access] {
            tree.sign(&self.signer);
            let Checkpoint { size, root, .. } = checkpoint(tree.log, &tree.tiles);
            let log = tree.log;
            self.map.set(TreeHead { log, size, root });
        }
        self.deployment.append(self.map.leaf().hash());
    }

    fn ask(&mut self) {
        if self.grows {
            self.access.append(Tree::Access, 9);
            self.tick();
        }
    }

    fn proof(&self) -> DeploymentProof {
        let origin = Origin::of_deployment(DEPLOYMENT);
        let size = self.deployment.size();
        let tiles: BTreeMap<_, _> = inclusion_tiles(size - 1, size)
            .unwrap()
            .into_iter()
            .map(|tile| (tile, self.deployment.hashes(tile).unwrap()))
            .collect();
        let inclusion = prove_inclusion(size - 1, size, |tile| tiles.get(&tile).cloned()).unwrap();
        let texts = |hashes: &[Hash]| hashes.iter().map(ToString::to_string).collect();
        let tree_proof = |(tree, log): (Tree, LogId)| {
            let (head, way) = self.map.prove(log).unwrap();
            TreeProof {
                tree: tree.name().to_owned(),
                log: log.to_string(),
                size: head.size,
                root: head.root.to_string(),
                index: way.index,
                siblings: texts(&way.siblings),
            }
        };
        let trees = [(Tree::Changes, self.changes.log), (Tree::Access, self.access.log)];
        let mut proof = DeploymentProof {
            checkpoint: checkpoint(origin.log, &self.deployment).sign(&self.signer),
            leaf: STANDARD.encode(self.map.leaf().encode()),
            inclusion: texts(&inclusion),
            trees: trees.map(tree_proof).to_vec(),
            consistency: None,
        };
        (self.distort)(&mut proof);
        proof
    }
}

/// A server of one tenant, beside others.
pub(super) struct FakeLog(RefCell<Inner>);

impl FakeLog {
    /// A log with so many changes and so many other events, by three writers in turn.
    pub(super) fn new(changes: u64, access: u64) -> Self {
        let other =
            |log: u8| TreeHead { log: LogId::from_bytes([log; 16]), size: 1, root: Hash::ZERO };
        let log = Self(RefCell::new(Inner {
            signer: signer(3),
            changes: FakeTree::new(0xc0),
            access: FakeTree::new(0xa0),
            deployment: FakeTiles::default(),
            map: DeploymentMap::new(vec![other(1), other(0xb0), other(0xff)]).unwrap(),
            findings: Vec::new(),
            grows: false,
            proves_growth: true,
            distort: |_| {},
            distort_bundle: |_| {},
        }));
        log.grow(changes, access);
        log
    }

    /// Appends so many events more, and signs.
    pub(super) fn grow(&self, changes: u64, access: u64) {
        let mut inner = self.get();
        for (tree, count) in [(Tree::Changes, changes), (Tree::Access, access)] {
            for _ in 0..count {
                let fake = inner.tree(tree);
                let writer = 1 + fake.tiles.size() % 3;
                fake.append(tree, writer);
            }
        }
        inner.tick();
    }

    /// What the server knows, to be changed.
    pub(super) fn get(&self) -> RefMut<'_, Inner> {
        self.0.borrow_mut()
    }

    fn look(&self) -> Ref<'_, Inner> {
        self.0.borrow_mut().ask();
        self.0.borrow()
    }
}

/// The key of the deployment, or another one under the same name.
pub(super) fn signer(seed: u8) -> Signer {
    Signer::from_seed(log_key_name(DEPLOYMENT), &Zeroizing::new([seed; 32]))
}

/// Changes the decoded form of an entry.
pub(super) fn change_entry(bytes: &mut Vec<u8>, change: impl FnOnce(&mut Entry)) {
    let mut entry = Entry::decode(bytes).unwrap();
    change(&mut entry);
    *bytes = entry.encode().to_vec();
}

impl LogSource for FakeLog {
    async fn key(&self) -> anyhow::Result<String> {
        Ok(format!("{}\n", self.look().signer.verifier_key()))
    }

    async fn checkpoint(&self, tree: Tree) -> anyhow::Result<String> {
        let _ = self.look();
        Ok(self.get().tree(tree).checkpoint.clone())
    }

    async fn tile(&self, tree: Tree, path: TilePath) -> anyhow::Result<Vec<u8>> {
        let _ = self.look();
        let mut inner = self.get();
        let distort = inner.distort_bundle;
        let fake = inner.tree(tree);
        let found = match path {
            TilePath::Hashes(tile) => fake.tiles.bytes(tile),
            TilePath::Entries(bundle) => range(&fake.entries, bundle).map(|entries| {
                let mut entries = entries.to_vec();
                distort(&mut entries);
                encode_bundle(entries.iter().map(Vec::as_slice)).unwrap()
            }),
        };
        found.ok_or(anyhow::anyhow!("not found"))
    }

    async fn records(&self, tree: Tree, bundle: Bundle) -> anyhow::Result<LogRecords> {
        let _ = self.look();
        let mut inner = self.get();
        let first = usize::try_from(bundle.start())?;
        let records = &inner.tree(tree).records;
        let items = records.iter().skip(first).take(256).cloned().collect();
        Ok(LogRecords { items })
    }

    async fn deployment(&self, since: Option<u64>) -> anyhow::Result<DeploymentAnswer> {
        let inner = self.look();
        let growth = since.filter(|_| inner.proves_growth).and_then(|since| {
            let size = inner.deployment.size();
            prove_consistency(since, size, |tile| inner.deployment.hashes(tile)).ok()
        });
        let proof = inner.proof();
        Ok(DeploymentAnswer { proof, growth })
    }

    async fn reconciliation(&self) -> anyhow::Result<Option<Reconciliation>> {
        let inner = self.look();
        Ok(Some(Reconciliation {
            entries: inner.changes.tiles.size() + inner.access.tiles.size(),
            rows: inner.changes.tiles.size(),
            findings: inner.findings.clone(),
        }))
    }
}

fn range(entries: &[Vec<u8>], bundle: Bundle) -> Option<&[Vec<u8>]> {
    let start = usize::try_from(bundle.start()).ok()?;
    entries.get(start..start + usize::from(bundle.width()))
}
