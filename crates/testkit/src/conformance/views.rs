//! How what a store gives is compared with what it was given.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use ledger::{Chain, Entry};
use model::dump::{DumpRef, DumpSink, DumpTable, DumpValue};
use model::{RowKey, StoreName, TenantId, Tree, WriterId};
use store::{EventRecord, Put, Sealed, StoreDump};

/// Rows and version numbers, in the order of a list.
pub fn names(list: &[Sealed]) -> Vec<(RowKey, u64)> {
    list.iter().map(|sealed| (sealed.row, sealed.version.0)).collect()
}

/// Rows, in the order of a list.
pub fn rows(list: &[Sealed]) -> Vec<RowKey> {
    list.iter().map(|sealed| sealed.row).collect()
}

/// Asserts that a store gave what was put, bound to where it was put.
pub fn assert_same(found: &Sealed, tenant: TenantId, store: StoreName, put: &Put) {
    assert_eq!(found.tenant, tenant);
    assert_eq!(found.store, store);
    assert_eq!(found.kind, put.kind);
    assert_eq!(found.row, put.row);
    assert_eq!(found.version, put.version);
    assert_eq!(found.key, put.key);
    assert_eq!(found.sha256(), seal::sha256(&[&put.message]), "{store}: {put:?} has other bytes");
}

/// The chains of events, each followed from its first entry to its last; a gap, a wrong link or an
/// entry that does not belong to its event's name is a failure.
pub fn follow(events: &[EventRecord]) -> BTreeMap<(Tree, WriterId), Chain> {
    let mut ordered: Vec<_> = events.iter().collect();
    ordered.sort_by_key(|event| event.id);
    let mut chains = BTreeMap::new();
    for event in ordered {
        let entry = Entry::decode(&event.entry).expect("an entry is stored as it was made");
        assert_eq!(entry.event_id(event.id.tree), event.id);
        let chain = chains
            .entry((event.id.tree, event.id.writer))
            .or_insert_with(|| Chain::start(event.id.writer));
        chain
            .follow(&entry)
            .unwrap_or_else(|error| panic!("{} breaks its chain: {error}", event.id));
    }
    chains
}

/// The chain of the only writer whose events of a tree are among these.
pub fn only_chain(events: &[EventRecord], tree: Tree) -> Chain {
    let chains = follow(events);
    let mut of_tree = chains.iter().filter(|((of, _), _)| *of == tree);
    let (_, chain) = of_tree.next().expect("the tree has events");
    assert_eq!(of_tree.next(), None, "another writer has written, too");
    *chain
}

/// Tables with their rows.
#[derive(Default)]
struct Tables(Vec<(DumpTable, Vec<Vec<DumpValue>>)>);

impl DumpSink for Tables {
    fn table(&mut self, table: &DumpTable) {
        self.0.push((table.clone(), Vec::new()));
    }

    fn row(&mut self, values: &[DumpRef<'_>]) -> ControlFlow<()> {
        let (_, rows) = self.0.last_mut().expect("a table");
        rows.push(values.iter().copied().map(DumpValue::from).collect());
        ControlFlow::Continue(())
    }
}

/// All that is in a dump, in the order in which it comes.
pub async fn read_tables(dump: Box<dyn StoreDump>) -> Vec<(DumpTable, Vec<Vec<DumpValue>>)> {
    let reading = tokio::task::spawn_blocking(move || {
        let mut tables = Tables::default();
        dump.read(&mut tables).map(|()| tables.0)
    });
    reading.await.expect("it comes to its end").expect("it is read")
}
