//! Files read out for a backup, and rows put back into new ones.

use std::sync::Arc;

use model::{StoreName, TenantId, WriterId};
use store::Dumps as _;
use store_sqlite::{
    Durability, Loader, OpenError, Options, SqliteDumps, SqliteIdentity, SqliteKeys, SqliteRecords,
};
use testkit::conformance::views::read_tables;

use crate::engine::{DEPLOYMENT, STORES, SqliteEngine};

/// How many read out at the same time, and how often each does.
const TOGETHER: usize = 16;
const TIMES: usize = 100;

#[tokio::test(flavor = "multi_thread", worker_threads = 16)]
async fn several_who_read_out_at_once_all_get_to_their_end() {
    let engine = SqliteEngine::new();
    let (folder, options) = (engine.folder(), Options::default());
    let records = SqliteRecords::open(folder, DEPLOYMENT, WriterId::from_number(1), options);
    let dumps = Arc::new(SqliteDumps::new(
        Arc::new(SqliteIdentity::open(folder, DEPLOYMENT, options).expect("it opens")),
        Arc::new(records.expect("it opens")),
        Arc::new(SqliteKeys::open(folder, DEPLOYMENT, options).expect("it opens")),
    ));
    let mut readers = tokio::task::JoinSet::new();
    for _ in 0..TOGETHER {
        let dumps = Arc::clone(&dumps);
        readers.spawn(async move {
            let permit = testkit::permit(TenantId::DEPLOYMENT);
            for _ in 0..TIMES {
                for (_, dump) in dumps.dump_documents(&permit).await.expect("it is read") {
                    assert!(!read_tables(dump).await.is_empty());
                }
                dumps.dump_keys(&permit).await.expect("it is read");
            }
        });
    }
    while let Some(reader) = readers.join_next().await {
        reader.expect("it gets to its end");
    }
}

#[test]
fn rows_of_an_older_version_are_brought_up_to_date_when_the_file_is_opened() {
    let engine = SqliteEngine::without_files();
    for store in STORES {
        let loader = Loader::create(engine.folder(), store, DEPLOYMENT, 1, Durability::Full)
            .expect("it is made");
        loader.finish().expect("it is durable");
        assert_eq!(version(&engine, store), 1);
        assert!(engine.check(store).expect("it opens").is_empty());
        let newest = if store == StoreName::Records { 5 } else { 1 };
        assert_eq!(version(&engine, store), newest, "{store}");
    }
}

#[test]
fn rows_of_a_newer_version_are_refused_and_no_file_is_made() {
    let engine = SqliteEngine::without_files();
    for store in STORES {
        let refused = Loader::create(engine.folder(), store, DEPLOYMENT, 99, Durability::Full);
        assert!(matches!(refused, Err(OpenError::Newer { found: 99, .. })), "{store}");
        assert!(!engine.file(store).exists());
    }
}

#[test]
fn a_file_that_was_filled_is_made_like_any_other() {
    let (filled, made) = (SqliteEngine::without_files(), SqliteEngine::new());
    for store in STORES {
        let version = version(&made, store);
        let loader = Loader::create(filled.folder(), store, DEPLOYMENT, version, Durability::None);
        loader.expect("it is made").finish().expect("it is durable");
        assert_eq!(schema(&filled, store), schema(&made, store));
    }
}

/// What the tables and indexes of a file were made with.
fn schema(engine: &SqliteEngine, store: StoreName) -> Vec<(String, Option<String>)> {
    let file = rusqlite::Connection::open(engine.file(store)).expect("it is there");
    let sql = "SELECT name, sql FROM sqlite_schema ORDER BY name";
    let mut statement = file.prepare(sql).expect("a statement");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("it is read");
    rows.collect::<Result<_, _>>().expect("it is read")
}

fn version(engine: &SqliteEngine, store: StoreName) -> u32 {
    let file = rusqlite::Connection::open(engine.file(store)).expect("it is there");
    file.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a number")
}
