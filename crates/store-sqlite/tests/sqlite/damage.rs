//! Files that are damaged, and an engine that fails.

use model::{StoreName, Tree, WriterId};
use rusqlite::Connection;
use store::{ClaimChange, Selection, StoreError, WriteSet};
use testkit::conformance::Engine;
use testkit::conformance::views::only_chain;
use testkit::conformance::world::World;
use testkit::{gather, kind, put};

use crate::engine::{CheckError, STORES, SqliteEngine, read, write};

const PAGE_BYTES: usize = 4096;

/// An engine whose files hold more than a page of everything.
async fn filled() -> SqliteEngine {
    let engine = SqliteEngine::new();
    let world = World::open(&engine).await;
    let tenant = world.tenant();
    tenant.give_keys().await;
    for _ in 0..40 {
        let patient = put(kind("Patient"), world.row(), 1);
        tenant.put(StoreName::Identity, vec![patient]).await;
        let set = WriteSet {
            claims: vec![ClaimChange::Take(world.row())],
            ..tenant.set_of(vec![put(kind("Observation"), world.row(), 1)])
        };
        tenant.commit(set).await;
        let person = testkit::conformance::keys::person(&tenant);
        let created = world.keys().create_subject(&tenant.permit(), person).await;
        created.expect("the store works");
    }
    engine
}

#[tokio::test]
async fn a_sound_file_passes_the_check() {
    let engine = filled().await;
    // Open as it is on a running server, too: what was written last is not in the file yet.
    let stores = engine.open(WriterId::from_number(1)).await;
    for store in STORES {
        let complaints = engine.check(store).expect("it can be read");
        assert_eq!(complaints, Vec::<String>::new(), "{store}");
    }
    drop(stores);
}

/// Whoever reads with a cursor would miss what gets a place that the cursor has passed.
#[tokio::test]
async fn a_place_is_not_given_again_when_the_newest_rows_are_gone() {
    let engine = SqliteEngine::new();
    let mut world = World::open(&engine).await;
    let tenant = world.tenant().id;
    let mut places = Vec::new();
    for _ in 0..2 {
        let (here, row) = (world.tenant_of(tenant), world.row());
        here.put(StoreName::Records, vec![put(kind("Observation"), row, 1)]).await;
        let newest = here.newest(StoreName::Records, row).await.expect("it is there");
        let events = world.records().list_events(&here.permit(), None, 1).await;
        places.push((newest.sequence, events.expect("events")[0].position));
        drop(world);
        let file = Connection::open(engine.file(StoreName::Records)).expect("it is there");
        file.execute_batch("DELETE FROM versions; DELETE FROM events").expect("valid SQL");
        drop(file);
        world = World::open(&engine).await;
    }
    assert!(places[1].0 > places[0].0 && places[1].1 > places[0].1, "{places:?}");
}

#[tokio::test]
async fn a_damaged_page_is_found_whichever_it_is() {
    let engine = filled().await;
    for store in STORES {
        let file = engine.file(store);
        let sound = read(&file);
        let pages = sound.len() / PAGE_BYTES;
        assert!(pages > 5, "{store} has some pages");
        for page in 0..pages {
            let mut damaged = sound.clone();
            damaged[page * PAGE_BYTES..][..PAGE_BYTES].fill(0xa5);
            write(&file, &damaged);
            assert!(is_found(&engine, store), "{store}, page {page}");
        }
        write(&file, &sound[..sound.len() - PAGE_BYTES]);
        assert!(is_found(&engine, store), "{store}, cut short");
        write(&file, &sound);
        assert!(!is_found(&engine, store), "{store} is sound again");
    }
}

/// Whether damage is noticed: when the file is opened, or at latest when it is looked through.
fn is_found(engine: &SqliteEngine, store: StoreName) -> bool {
    match engine.check(store) {
        Ok(complaints) => !complaints.is_empty(),
        Err(CheckError::Open(_)) => true,
        Err(CheckError::Check(error)) => {
            assert!(matches!(error, StoreError::Corrupt { .. }), "{error:?}");
            true
        }
    }
}

/// A group that the engine fails leaves nothing, and the writer goes on as if it had never been.
#[tokio::test]
async fn a_group_that_fails_leaves_no_gap() {
    let engine = SqliteEngine::new();
    let world = World::open(&engine).await;
    let tenant = world.tenant();
    let outside = Connection::open(engine.file(StoreName::Records)).expect("it is there");
    let mut committed = 0;
    for round in 0..20 {
        let sabotage = "CREATE TRIGGER sabotage BEFORE INSERT ON claims
                        BEGIN SELECT RAISE(ABORT, 'sabotage'); END";
        outside.execute_batch(sabotage).expect("valid SQL");
        let sets = (0..4).map(|at| {
            let mut set = tenant.set_of(vec![put(kind("Observation"), world.row(), 1)]);
            if at == round % 4 {
                set.claims.push(ClaimChange::Take(world.row()));
            }
            set
        });
        let results = gather(sets.map(|set| tenant.try_commit(set))).await;
        assert!(results[round % 4].is_err(), "it was sabotaged");
        committed += results.iter().filter(|result| result.is_ok()).count();
        let repair = outside.execute_batch("DROP TRIGGER sabotage");
        repair.expect("valid SQL");
        tenant.commit(tenant.set()).await;

        let events = tenant.events().await;
        assert_eq!(events.len(), committed + round + 1);
        let chain = only_chain(&events, Tree::Changes);
        assert_eq!(chain.sequence(), events.len() as u64);
        let selection = Selection::OfKind(kind("Observation"));
        let count = tenant.count(StoreName::Records, selection).await;
        assert_eq!(count, committed as u64);
    }
}
