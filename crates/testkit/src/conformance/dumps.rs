//! Stores read as a whole, for backups.

use std::collections::{BTreeMap, BTreeSet};

use model::StoreName;
use model::dump::{DumpTable, DumpValue};
use store::{Dumps, Outcome, StoreDump, WriteSet};

use super::Engine;
use super::views::read_tables;
use super::world::{Tenant, World};
use crate::{gather, kind, put};

/// How many write at the same time, and how often each does.
const WRITERS: usize = 4;
const TIMES: usize = 40;

/// Rows by table: each a value by column.
type Tables = BTreeMap<String, Vec<BTreeMap<String, DumpValue>>>;

/// What two stores say of transactions that cross them is as of one moment: what counts in the one has been decided
/// in the other, and what was decided in the other is in the one.
pub async fn both_stores_are_read_as_they_stood_at_one_moment(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenants: Vec<_> = (0..WRITERS).map(|_| world.tenant()).collect();
    let writing = gather(tenants.iter().map(|tenant| write_across(tenant)));
    let reading = async {
        let mut seen = 0;
        while seen < WRITERS * TIMES {
            seen = assert_of_one_moment(&*world.stores.dumps, &tenants[0]).await;
        }
    };
    tokio::join!(writing, reading);
}

/// Writes rows into both stores in one transaction each.
async fn write_across(tenant: &Tenant<'_>) {
    for _ in 0..TIMES {
        let row = tenant.world.row();
        let transaction = tenant.prepare(vec![put(kind("Patient"), row, 1)]).await;
        let puts = vec![put(kind("Observation"), row, 1)];
        tenant.commit(WriteSet { decides: Some(transaction), ..tenant.set_of(puts) }).await;
        tenant.settle(transaction, Outcome::Committed).await;
        let records = tenant.world.records();
        let forgotten = records.forget_outcomes(&tenant.permit(), vec![transaction]).await;
        forgotten.expect("a decision can be forgotten");
    }
}

/// Reads both, and says how many transactions there were.
async fn assert_of_one_moment(dumps: &dyn Dumps, tenant: &Tenant<'_>) -> usize {
    let mut stores = BTreeMap::new();
    for (store, dump) in dumps.dump_documents(&tenant.permit()).await.expect("it begins") {
        stores.insert(store, read(dump).await);
    }
    let column = |store, table: &str, column: &str| -> Vec<DumpValue> {
        let tables: &Tables = &stores[&store];
        tables[table].iter().map(|row| row[column].clone()).collect()
    };
    let (identity, records) = (StoreName::Identity, StoreName::Records);
    let there: BTreeSet<_> = keys(column(identity, "versions", "row_key"));
    let decided: BTreeSet<_> = keys(column(records, "versions", "row_key"));
    let outcomes = keys(column(records, "outcomes", "transaction_id"));
    assert!(decided.is_subset(&there), "what was decided is there");
    let waiting = keys(column(identity, "pending", "transaction_id"));
    // Each waits for its decision, which is there or is not made yet.
    let undecided = waiting.difference(&outcomes).count();
    assert_eq!(there.len(), decided.len() + undecided, "what counts was decided");
    decided.len()
}

fn keys(values: Vec<DumpValue>) -> BTreeSet<Vec<u8>> {
    let bytes = |value| match value {
        DumpValue::Bytes(bytes) => bytes,
        other => panic!("{other:?} is no key"),
    };
    values.into_iter().map(bytes).collect()
}

async fn read(dump: Box<dyn StoreDump>) -> Tables {
    let row = |table: &DumpTable, row: Vec<DumpValue>| {
        table.columns.iter().cloned().zip(row).collect::<BTreeMap<_, _>>()
    };
    let parts = read_tables(dump).await.into_iter();
    parts
        .map(|(table, rows)| {
            let rows = rows.into_iter().map(|values| row(&table, values)).collect();
            (table.name, rows)
        })
        .collect()
}
