//! Many tasks at once: everything lands, everything counts, nothing comes twice.

use std::collections::HashSet;
use std::sync::Arc;

use model::{RowKey, StoreName, Tree, Version};
use store::{GuardFailure, Put, Records, Selection, Versions};
use tokio::task::JoinSet;

use super::Engine;
use super::views::{names, only_chain};
use super::world::{ALL, World, refusal_of};
use crate::{TestRng, event, kind, permit, put};

const TASKS: u16 = 64;
const SETS: usize = 100;

/// What many tasks commit at the same time is all there, each in a place of its own.
pub async fn everything_that_many_tasks_commit_lands(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant().id;
    let subject = world.person();
    let mut tasks = JoinSet::new();
    for task in 0..TASKS {
        let records = Arc::clone(&world.stores.records);
        tasks.spawn(async move {
            let rng = TestRng::new(1000 + task);
            let mut done = Vec::new();
            for _ in 0..SETS {
                let document = Put {
                    about: vec![subject],
                    ..put(kind("Observation"), RowKey::random(&rng), 1)
                };
                let row = document.row;
                let set = store::WriteSet {
                    puts: vec![document],
                    ..store::WriteSet::only_event(event(Tree::Changes, "an event", &rng))
                };
                let committed = records.commit(permit(tenant), set).await;
                done.push((row, committed.expect("nothing is against it")));
            }
            done
        });
    }
    let done: Vec<_> = tasks.join_all().await.into_iter().flatten().collect();
    let expected = usize::from(TASKS) * SETS;
    assert_eq!(done.len(), expected);

    let tenant = world.tenant_of(tenant);
    let events = tenant.events().await;
    assert_eq!(events.len(), expected);
    let positions: HashSet<_> = events.iter().map(|event| event.position).collect();
    assert_eq!(positions.len(), expected);
    let chain = only_chain(&events, Tree::Changes);
    assert_eq!(chain.sequence(), expected as u64);
    let named: HashSet<_> = done.iter().map(|(_, committed)| committed.event).collect();
    assert_eq!(named.len(), expected, "two answers named one event");

    for selection in [
        Selection::OfKind(kind("Observation")),
        Selection::About { subject, kind: kind("Observation") },
    ] {
        let listed = tenant.live(StoreName::Records, selection).await;
        assert!(listed.is_sorted_by(|left, right| left.born > right.born));
        let listed: HashSet<_> = listed.into_iter().map(|sealed| sealed.row).collect();
        assert!(done.iter().all(|(row, _)| listed.contains(row)));
        assert_eq!(listed.len(), expected);
    }
}

/// Tasks that change the same document read, try, and try again: no change is lost.
pub async fn no_change_of_a_contended_document_is_lost(engine: &impl Engine) {
    const TASKS: u16 = 8;
    const CHANGES: u64 = 12;
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let row = world.row();
    tenant.put(StoreName::Records, vec![put(kind("Observation"), row, 1)]).await;
    let mut tasks = JoinSet::new();
    for task in 0..TASKS {
        let records = Arc::clone(&world.stores.records);
        let tenant = tenant.id;
        tasks.spawn(async move {
            let rng = TestRng::new(1000 + task);
            for _ in 0..CHANGES {
                change(&*records, tenant, row, &rng).await;
            }
        });
    }
    tasks.join_all().await;
    let newest = 1 + u64::from(TASKS) * CHANGES;
    let history = tenant.history(StoreName::Records, Versions::OfRow(row)).await;
    let expected: Vec<_> = (1..=newest).rev().map(|version| (row, version)).collect();
    assert_eq!(names(&history), expected);
    assert_eq!(tenant.events().await.len() as u64, newest);
    let live = tenant.live(StoreName::Records, Selection::OfKind(kind("Observation"))).await;
    assert_eq!(names(&live), [(row, newest)]);
}

/// Puts the next version of a row, whatever it takes.
async fn change(records: &dyn Records, tenant: model::TenantId, row: RowKey, rng: &TestRng) {
    loop {
        let newest = records.find_newest(&permit(tenant), row).await;
        let Version(newest) = newest.expect("it can be read").expect("it is there").version;
        let set = store::WriteSet {
            puts: vec![put(kind("Observation"), row, newest + 1)],
            ..store::WriteSet::only_event(event(Tree::Changes, "an event", rng))
        };
        let committed = records.commit(permit(tenant), set).await;
        match committed {
            Ok(_) => return,
            Err(error) => match refusal_of::<()>(Err(error)) {
                GuardFailure::Version(Version(now)) => assert!(now > newest),
                other => panic!("only the version can be in the way, not {other}"),
            },
        }
    }
}

/// Whoever reads while others write sees every list whole: what was answered is there, what is
/// listed was written whole.
pub async fn readers_see_whole_sets_while_others_write(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant().id;
    let selection = Selection::OfKind(kind("Observation"));
    let records = Arc::clone(&world.stores.records);
    let writer = tokio::spawn(async move {
        let rng = TestRng::new(1000);
        for _ in 0..150 {
            let pair = [(); 2].map(|()| put(kind("Observation"), RowKey::random(&rng), 1));
            let set = store::WriteSet {
                puts: pair.to_vec(),
                ..store::WriteSet::only_event(event(Tree::Changes, "a pair", &rng))
            };
            let committed = records.commit(permit(tenant), set).await;
            committed.expect("nothing is against it");
            for put in pair {
                let found = records.find_newest(&permit(tenant), put.row).await;
                assert!(found.expect("it can be read").is_some(), "it was answered");
            }
        }
    });
    let mut readers = JoinSet::new();
    for _ in 0..4 {
        let records = Arc::clone(&world.stores.records);
        readers.spawn(async move {
            let mut last = 0;
            while last < 300 {
                let listed = records.list_live(&permit(tenant), selection, None, ALL).await;
                let listed = listed.expect("it can be listed").len();
                assert!(listed % 2 == 0 && listed >= last, "{listed} after {last}");
                let counted = records.count_live(&permit(tenant), selection).await;
                let counted = counted.expect("it can be counted");
                assert!(counted % 2 == 0 && counted >= listed as u64);
                let events = records.list_events(&permit(tenant), None, ALL).await;
                let events = events.expect("events can be listed").len() as u64;
                assert!(events * 2 >= counted, "a document came before its event");
                last = listed;
            }
        });
    }
    writer.await.expect("nothing is against it");
    readers.join_all().await;
}
