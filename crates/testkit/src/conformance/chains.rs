//! Events in their writers' chains: numbered, linked, and never with a gap.

use std::collections::BTreeSet;

use ledger::{Chain, Entry};
use model::{EventId, TenantId, Tree, WriterId};
use store::WriteSet;

use super::Engine;
use super::views::{follow, only_chain};
use super::world::World;
use crate::event;

/// A run's events in a tree count from one, each linked to the one before by its hash.
pub async fn events_of_a_run_are_numbered_and_linked(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let mut chain = None;
    for sequence in 1..=20 {
        let draft = tenant.event();
        let committed = tenant.commit(WriteSet::only_event(draft.clone())).await;
        let chain = chain.get_or_insert(Chain::start(committed.event.writer));
        let expected = chain.extend(draft.header_commitment, draft.bodies_commitment);
        assert_eq!(expected.sequence, sequence);
        assert_eq!(committed.event, expected.event_id(Tree::Changes));
        assert_eq!(committed.hash, expected.hash(), "the answer carries the hash");
    }
    let stored = only_chain(&tenant.events().await, Tree::Changes);
    assert_eq!(Some(stored), chain);
}

/// An event is stored as it was drafted, under the name that the commit answered.
pub async fn an_event_is_found_by_its_name_as_it_was_drafted(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    for tree in Tree::ALL {
        for _ in 0..2 {
            let draft = event(tree, "a look or a change", &world.rng);
            let committed = tenant.commit(WriteSet::only_event(draft.clone())).await;
            assert_eq!(committed.event.tree, tree);
            let records = world.records();
            let found = records.find_event(&tenant.permit(), committed.event).await;
            let found = found.expect("an event can be read").expect("it is there");
            assert_eq!(found.id, committed.event);
            assert_eq!(found.index, None, "nobody sequenced it");
            assert_eq!(
                (found.row, found.header, found.bodies),
                (draft.row, draft.header, draft.bodies)
            );
            let entry = Entry::decode(&found.entry).expect("it is stored as it was made");
            assert_eq!(entry.header, draft.header_commitment);
            assert_eq!(entry.bodies, draft.bodies_commitment);
            assert_eq!(entry.hash(), committed.hash);
        }
    }
}

/// Names of events that cannot be, or of nobody's, find nothing.
pub async fn an_event_that_never_was_is_not_there(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let committed = tenant.write_events(Tree::Changes, 1).await;
    let own = committed[0].event.writer.number();
    for (tree, writer, sequence) in [
        (Tree::Changes, own, 0),
        (Tree::Changes, own, 2),
        (Tree::Changes, own, 1 << 63),
        (Tree::Changes, own, u64::MAX),
        (Tree::Access, own, 1),
        (Tree::Changes, own + 1, 1),
        (Tree::Changes, u64::MAX, 1),
    ] {
        let event = EventId { tree, writer: WriterId::from_number(writer), sequence };
        let found = world.records().find_event(&tenant.permit(), event).await;
        let found = found.expect("it is looked for");
        assert!(found.is_none(), "{event}");
    }
}

/// The two trees of a tenant have chains of their own, and so has every tenant. No writer's name is
/// in two of them, so that no two events share a name, and nobody learns from their own log which
/// run of the server wrote another's.
pub async fn each_tree_of_each_tenant_has_its_own_chain(engine: &impl Engine) {
    let world = World::open(engine).await;
    let deployment = world.tenant_of(TenantId::DEPLOYMENT);
    let tenants = [world.tenant(), world.tenant(), deployment];
    for round in 0..6 {
        for (at, tenant) in tenants.iter().enumerate() {
            tenant.write_events(Tree::Changes, at + 1).await;
            if round % 2 == 0 {
                tenant.write_events(Tree::Access, 1).await;
            }
        }
    }
    let mut writers = BTreeSet::new();
    for (tenant, changes) in tenants.into_iter().zip([6, 12, 18]) {
        let events = tenant.events().await;
        for (tree, count) in [(Tree::Changes, changes), (Tree::Access, 3)] {
            let chain = only_chain(&events, tree);
            assert_eq!(chain.sequence(), count);
            assert!(writers.insert(chain.writer()), "it writes elsewhere, too");
        }
    }
}

/// A set that is refused leaves no gap in the chain it would have been in.
pub async fn a_refused_set_leaves_no_gap(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    for sequence in 1..=5 {
        let set = WriteSet { guards: vec![store::Guard::Alive(world.person())], ..tenant.set() };
        tenant.refusal(set).await;
        let committed = tenant.commit(tenant.set()).await;
        assert_eq!(committed.event.sequence, sequence);
    }
    follow(&tenant.events().await);
}

/// Another run of the server starts another chain and leaves the first as it was.
pub async fn another_run_starts_another_chain(engine: &impl Engine) {
    let mut world = World::open(engine).await;
    let tenant = world.tenant().id;
    let mut expected = Vec::new();
    for count in [3_usize, 1, 2] {
        let here = world.tenant_of(tenant);
        let committed = here.write_events(Tree::Changes, count).await;
        assert_eq!(committed[0].event.sequence, 1);
        expected.push((committed[0].event.writer, count as u64));
        world = world.reopen(engine).await;
    }
    let chains = follow(&world.tenant_of(tenant).events().await);
    assert_eq!(chains.len(), expected.len());
    for (writer, count) in expected {
        assert_eq!(chains[&(Tree::Changes, writer)].sequence(), count);
    }
}

/// A run that keeps its name goes on where its chain ended.
pub async fn the_same_writer_goes_on_with_its_chain(engine: &impl Engine) {
    let mut world = World::open(engine).await;
    let (tenant, writer) = (world.tenant().id, world.writer);
    for expected in [[1, 2], [3, 4], [5, 6]] {
        let committed = world.tenant_of(tenant).write_events(Tree::Changes, 2).await;
        let sequences: Vec<_> = committed.iter().map(|done| done.event.sequence).collect();
        assert_eq!(sequences, expected);
        world = world.reopen_as(engine, writer).await;
    }
    let events = world.tenant_of(tenant).events().await;
    assert_eq!(only_chain(&events, Tree::Changes).sequence(), 6);
}

/// Events are listed from the newest to the oldest, of both trees and all writers, in pages.
pub async fn events_are_listed_newest_first_in_pages(engine: &impl Engine) {
    let mut world = World::open(engine).await;
    let tenant = world.tenant().id;
    let mut expected = Vec::new();
    for _ in 0..3 {
        let here = world.tenant_of(tenant);
        for tree in [Tree::Changes, Tree::Access, Tree::Changes] {
            let committed = here.write_events(tree, 1).await;
            expected.insert(0, committed[0].event);
            world.tenant().write_events(tree, 1).await;
        }
        world = world.reopen(engine).await;
    }
    let here = world.tenant_of(tenant);
    let whole = here.events().await;
    let ids: Vec<_> = whole.iter().map(|event| event.id).collect();
    assert_eq!(ids, expected);
    assert!(whole.is_sorted_by(|left, right| left.position > right.position));
    for limit in 1..=10 {
        let mut before = None;
        let mut pages = Vec::new();
        loop {
            let records = world.records();
            let page = records.list_events(&here.permit(), before, limit).await;
            let page = page.expect("a page can be read");
            assert!(page.len() <= limit);
            let Some(last) = page.last() else { break };
            before = Some(last.position);
            pages.extend(page.iter().map(|event| event.id));
        }
        assert_eq!(pages, expected, "by {limit}");
    }
}
