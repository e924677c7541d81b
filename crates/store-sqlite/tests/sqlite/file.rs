//! Whose files they are, and what schema they have.

use std::path::Path;

use model::{DeploymentId, StoreName, WriterId};
use rusqlite::Connection;
use store_sqlite::OpenError;
use testkit::conformance::Engine;

use crate::engine::{CheckError, STORES, SqliteEngine, read, read_all, remove, write};

/// An engine whose files have been made and closed again.
async fn made() -> SqliteEngine {
    let engine = SqliteEngine::new();
    drop(engine.open(WriterId::from_number(1)).await);
    engine
}

fn is_foreign(checked: &Result<Vec<String>, CheckError>) -> bool {
    matches!(checked, Err(CheckError::Open(OpenError::Foreign { .. })))
}

#[tokio::test]
async fn a_file_of_another_deployment_is_refused() {
    let engine = made().await;
    for store in STORES {
        let other = DeploymentId::from_bytes([8; 16]);
        let refused = engine.check_for(store, other);
        assert!(is_foreign(&refused), "{store}: {refused:?}");
        engine.check(store).expect("it is still its owner's");
    }
}

#[tokio::test]
async fn a_file_of_another_store_is_refused() {
    let engine = made().await;
    let files = STORES.map(|store| read(&engine.file(store)));
    for (at, store) in STORES.into_iter().enumerate() {
        for (from, file) in files.iter().enumerate() {
            write(&engine.file(store), file);
            let checked = engine.check(store);
            assert_eq!(is_foreign(&checked), from != at, "{store}: {checked:?}");
        }
    }
}

#[test]
fn a_file_of_another_program_is_refused_and_left_as_it_was() {
    let theirs: [(&str, &str); 4] = [
        ("an unversioned one", "CREATE TABLE notes (text TEXT);"),
        ("a versioned one", "CREATE TABLE notes (text TEXT); PRAGMA user_version = 1;"),
        ("an empty one with a mark", "PRAGMA application_id = 5;"),
        (
            "one that looks like ours",
            "CREATE TABLE deployment (id BLOB); PRAGMA user_version = 1;
             PRAGMA application_id = 5;",
        ),
    ];
    for store in STORES {
        for (name, sql) in theirs {
            let engine = SqliteEngine::without_files();
            let connection = Connection::open(engine.file(store)).expect("a file can be made");
            connection.execute_batch(sql).expect("valid SQL");
            drop(connection);
            assert_refused_untouched(&engine, store, name);
        }
        let engine = SqliteEngine::without_files();
        write(&engine.file(store), &[b'x'; 5000]);
        assert_refused_untouched(&engine, store, "no database at all");
    }
}

fn assert_refused_untouched(engine: &SqliteEngine, store: StoreName, name: &str) {
    let before = read_all(engine.folder());
    let refused = engine.check(store);
    assert!(is_foreign(&refused), "{name}: {refused:?}");
    assert!(read_all(engine.folder()) == before, "{name} was written to");
}

#[tokio::test]
async fn a_file_that_is_gone_or_empty_is_missed_and_not_made_anew() {
    for store in STORES {
        let engine = made().await;
        let is_missed = || {
            let checked = engine.check(store);
            matches!(checked, Err(CheckError::Open(OpenError::Missing { store: named })) if named == store)
        };
        write(&engine.file(store), b"");
        assert!(is_missed(), "{store} is empty");
        remove(&engine.file(store));
        assert!(is_missed(), "{store} is gone");
        assert!(!engine.file(store).exists(), "{store}");
    }
}

#[tokio::test]
async fn a_newer_schema_is_refused_and_left_as_it_was() {
    let engine = made().await;
    for store in STORES {
        let connection = Connection::open(engine.file(store)).expect("it is there");
        let newer = connection.pragma_update(None, "user_version", 99);
        newer.expect("it can be written");
        drop(connection);
        let before = read_all(engine.folder());
        match engine.check(store) {
            Err(CheckError::Open(OpenError::Newer { found, known, .. })) => {
                assert!(found == 99 && known < 99);
            }
            other => panic!("{store}: {other:?}"),
        }
        assert!(read_all(engine.folder()) == before, "{store}");
    }
}

#[tokio::test]
async fn the_schema_is_the_one_that_was_accepted() {
    let engine = made().await;
    let mut commands = Vec::new();
    for store in STORES {
        let found = schema(&engine, store);
        let accepted = format!("{}/tests/schema/{store}.sql", env!("CARGO_MANIFEST_DIR"));
        let is_accepted =
            Path::new(&accepted).exists() && read(Path::new(&accepted)) == found.as_bytes();
        if !is_accepted {
            let candidate = format!("{}/{store}.sql", env!("CARGO_TARGET_TMPDIR"));
            write(Path::new(&candidate), found.as_bytes());
            commands.push(format!("cp {candidate} {accepted}"));
        }
    }
    assert!(
        commands.is_empty(),
        "The schema has changed. There are files with the released ones, so it changes by a \
         further file in `migrations/<store>/`, and those that were released stay as they are. \
         If that is so, accept it:\n\n{}\n",
        commands.join("\n")
    );
}

/// What a store's file is made of, as SQLite remembers it.
fn schema(engine: &SqliteEngine, store: StoreName) -> String {
    let connection = Connection::open(engine.file(store)).expect("it is there");
    let mut statement = connection
        .prepare("SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        .expect("valid SQL");
    let objects = statement.query_map([], |row| row.get::<_, String>(0)).expect("valid SQL");
    let objects: Vec<_> = objects.map(|sql| sql.expect("a text")).collect();
    format!("{}\n", objects.join("\n\n"))
}
