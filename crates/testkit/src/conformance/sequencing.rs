//! Events on their way into a tree: what waits, what a tick adds, and where events stand then.

use std::collections::BTreeSet;

use ledger::{Chain, Entry};
use model::{EventId, LogName, Tree, WriterId};
use store::{ChainSegment, EventRecord};

use super::Engine;
use super::tick::{append, prepare_tick, tick};
use super::world::{ALL, Tenant, World};

/// A log waits for the sequencer from its first committed event until all have a place.
pub async fn a_log_waits_while_it_has_events_without_a_place(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (anna, bert) = (world.tenant(), world.tenant());
    assert_eq!(waiting(&anna, ALL).await, []);
    anna.write_events(Tree::Changes, 2).await;
    bert.write_events(Tree::Access, 1).await;
    bert.write_events(Tree::Changes, 1).await;
    let mut expected =
        vec![anna.log(Tree::Changes), bert.log(Tree::Access), bert.log(Tree::Changes)];
    expected.sort();
    assert_eq!(waiting(&anna, ALL).await, expected);
    for limit in 0..=3 {
        let some = waiting(&bert, limit).await;
        assert_eq!(some.len(), limit);
        assert!(some.iter().all(|log| expected.contains(log)));
    }

    tick(&anna, anna.log(Tree::Changes), 1).await;
    assert_eq!(waiting(&anna, ALL).await, expected, "one event is left");
    for log in expected.clone() {
        tick(&anna, log, ALL).await;
        expected.remove(0);
        assert_eq!(waiting(&anna, ALL).await, expected);
    }
    bert.write_events(Tree::Access, 1).await;
    assert_eq!(waiting(&anna, ALL).await, [bert.log(Tree::Access)]);
}

/// What waits of a log is listed writer by writer, from where the tree ends, never with a gap.
pub async fn chains_are_listed_from_where_the_tree_ends(engine: &impl Engine) {
    let mut world = World::open(engine).await;
    let id = world.tenant().id;
    let mut written = Vec::new();
    for count in [5_u64, 3] {
        let tenant = world.tenant_of(id);
        let mut writers = BTreeSet::new();
        for _ in 0..count {
            let committed = tenant.write_events(Tree::Changes, 1).await;
            writers.insert(committed[0].event.writer);
            // Those of other logs are not listed with them.
            tenant.write_events(Tree::Access, 1).await;
            world.tenant().write_events(Tree::Changes, 1).await;
        }
        assert_eq!(writers.len(), 1);
        written.extend(writers.into_iter().map(|writer| (writer, count)));
        world = world.reopen(engine).await;
    }
    written.sort();
    let tenant = world.tenant_of(id);
    let log = tenant.log(Tree::Changes);
    for limit in 0..=9 {
        let listed = chains(&tenant, log, limit).await;
        let counts = assert_chains(&listed, &[], limit);
        assert_eq!(counts.iter().sum::<u64>(), 8.min(limit as u64));
    }
    let whole = chains(&tenant, log, ALL).await;
    let shape: Vec<_> =
        whole.iter().map(|segment| (segment.writer, segment.entries.len() as u64)).collect();
    assert_eq!(shape, written);

    tick(&tenant, log, 2).await;
    let rest = chains(&tenant, log, ALL).await;
    assert_eq!(assert_chains(&rest, &whole, ALL).iter().sum::<u64>(), 6);
    tick(&tenant, log, ALL).await;
    assert!(chains(&tenant, log, ALL).await.is_empty());
}

/// Checks that segments are stretches of chains: whole from their beginning, or going on where the
/// entries missing from `whole` end. How many entries each has.
fn assert_chains(listed: &[ChainSegment], whole: &[ChainSegment], limit: usize) -> Vec<u64> {
    let total: usize = listed.iter().map(|segment| segment.entries.len()).sum();
    assert!(total <= limit);
    let mut counts = Vec::new();
    for segment in listed {
        assert!(!segment.entries.is_empty());
        let mut chain = Chain::start(segment.writer);
        let before = whole.iter().filter(|all| all.writer == segment.writer);
        let before = before.flat_map(|all| &all.entries);
        let skipped = segment.first_sequence - 1;
        let skipped = before.take(usize::try_from(skipped).expect("few were skipped"));
        for entry in skipped.chain(&segment.entries) {
            let entry = Entry::decode(entry).expect("it is stored as it was made");
            chain.follow(&entry).expect("no entry is missing");
        }
        counts.push(segment.entries.len() as u64);
    }
    counts
}

/// An event has an index from the tick that gave it a place, whichever way it is looked at.
pub async fn an_event_has_an_index_once_it_is_sequenced(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let log = tenant.log(Tree::Access);
    let committed = tenant.write_events(Tree::Access, 5).await;
    for placed in [0, 2, 3, 5] {
        let missing = placed - listed(&tenant, Tree::Access, 0, ALL).await.len();
        if missing > 0 {
            tick(&tenant, log, missing).await;
        }
        for (index, committed) in committed.iter().enumerate() {
            let expected = (index < placed).then_some(index as u64);
            assert_eq!(index_of(&tenant, committed.event).await, expected);
        }
        let mut events = tenant.events().await;
        events.reverse();
        for (at, event) in events.iter().enumerate() {
            assert_eq!(event.index, (at < placed).then_some(at as u64));
        }
    }
}

/// Events of several writers, a stretch of each in turn, are listed by their index in the tree,
/// from wherever and however many at once.
pub async fn sequenced_events_are_listed_by_index_across_writers(engine: &impl Engine) {
    let mut world = World::open(engine).await;
    let id = world.tenant().id;
    let log = world.tenant_of(id).log(Tree::Changes);
    let writers = [world.writer, WriterId::random(&world.rng)];
    let mut expected: Vec<EventId> = Vec::new();
    // (writer, how many events, by how many a tick): stretches end within ticks, between them,
    // and go on where they ended.
    for (writer, count, at_once) in [(0, 3, 3), (1, 4, 2), (0, 2, 1), (0, 2, 2), (1, 1, 1)] {
        world = world.reopen_as(engine, writers[writer]).await;
        let tenant = world.tenant_of(id);
        let committed = tenant.write_events(Tree::Changes, count).await;
        expected.extend(committed.iter().map(|committed| committed.event));
        // Another tree and another tenant have spans that begin and end at the same places.
        tenant.write_events(Tree::Access, count + 1).await;
        tick(&tenant, tenant.log(Tree::Access), ALL).await;
        for _ in 0..count / at_once {
            tick(&tenant, log, at_once).await;
        }
        let other = world.tenant();
        other.write_events(Tree::Changes, count + 2).await;
        tick(&other, other.log(Tree::Changes), ALL).await;
    }
    let tenant = world.tenant_of(id);
    tenant.write_events(Tree::Changes, 2).await;
    for first in 0..=expected.len() + 1 {
        for limit in (0..=expected.len() + 1).chain([usize::MAX]) {
            let from = &expected[first.min(expected.len())..];
            let wanted = &from[..limit.min(from.len())];
            let page = listed(&tenant, Tree::Changes, first as u64, limit).await;
            let ids: Vec<_> = page.iter().map(|event| event.id).collect();
            assert_eq!(ids, wanted, "{limit} from {first}");
            for (at, event) in page.iter().enumerate() {
                assert_eq!(event.index, Some((first + at) as u64));
            }
        }
    }
    for (index, event) in expected.iter().enumerate() {
        let found = index_of(&tenant, *event).await;
        assert_eq!(found, Some(index as u64), "{event}");
    }
}

/// No tree has an event at an index beyond its size, however large the number is.
pub async fn an_index_beyond_the_tree_has_no_event(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    tenant.write_events(Tree::Changes, 2).await;
    assert!(listed(&tenant, Tree::Changes, 0, ALL).await.is_empty());
    tick(&tenant, tenant.log(Tree::Changes), 1).await;
    for first in [1, 2, (1 << 63) - 1, 1 << 63, u64::MAX] {
        for limit in [1, usize::MAX] {
            let page = listed(&tenant, Tree::Changes, first, limit).await;
            assert!(page.is_empty(), "{limit} from {first}");
        }
    }
}

/// A tree that has grown since it was looked at is not written over: nothing of the tick is.
pub async fn a_tick_on_another_size_writes_nothing(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (changes, access) = (tenant.log(Tree::Changes), tenant.log(Tree::Access));
    tenant.write_events(Tree::Changes, 4).await;
    tenant.write_events(Tree::Access, 4).await;
    let late = prepare_tick(&tenant, changes, 3).await;
    tick(&tenant, changes, 2).await;
    let good = prepare_tick(&tenant, access, 4).await;
    for logs in
        [vec![late.clone()], vec![late.clone(), good.clone()], vec![good.clone(), late.clone()]]
    {
        assert!(!append(&tenant, logs, None).await);
        assert_eq!(listed(&tenant, Tree::Changes, 0, ALL).await.len(), 2);
        assert!(listed(&tenant, Tree::Access, 0, ALL).await.is_empty());
        assert_eq!(waiting(&tenant, ALL).await, [changes, access]);
    }
    assert!(append(&tenant, vec![good], None).await);
    tick(&tenant, changes, ALL).await;
    assert_eq!(listed(&tenant, Tree::Changes, 0, ALL).await.len(), 4);
    assert_eq!(waiting(&tenant, ALL).await, []);
}

/// Whoever looked at a chain through an older copy of it, or through none, writes nothing: what has a
/// place gets no other one, and nothing is passed over.
pub async fn a_tick_that_skips_or_repeats_an_event_writes_nothing(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let log = tenant.log(Tree::Changes);
    tenant.write_events(Tree::Changes, 4).await;
    tick(&tenant, log, 2).await;
    let good = prepare_tick(&tenant, log, 1).await;
    for (first_sequence, count) in [(1, 1), (2, 1), (2, 2), (4, 1), (3, 3)] {
        let mut forged = good.clone();
        forged.spans[0].first_sequence = first_sequence;
        forged.spans[0].count = count;
        assert!(!append(&tenant, vec![forged], None).await, "{count} from {first_sequence}");
        assert_eq!(listed(&tenant, Tree::Changes, 0, ALL).await.len(), 2);
    }
    let mut of_nobody = good.clone();
    of_nobody.spans[0].writer = WriterId::random(&world.rng);
    of_nobody.spans[0].first_sequence = 1;
    assert!(!append(&tenant, vec![of_nobody], None).await);
    assert!(append(&tenant, vec![good], None).await);
    tick(&tenant, log, ALL).await;
    assert_eq!(listed(&tenant, Tree::Changes, 0, ALL).await.len(), 4);
}

/// Two sequencers that tick at the same time: one is late.
pub async fn of_two_ticks_exactly_one_is_written(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let log = tenant.log(Tree::Changes);
    for round in 1..=10 {
        tenant.write_events(Tree::Changes, 1).await;
        let one = prepare_tick(&tenant, log, ALL).await;
        let both = [one.clone(), one].map(|next| append(&tenant, vec![next], None));
        let written = crate::gather(both).await;
        assert_eq!(written.iter().filter(|written| **written).count(), 1);
        assert_eq!(listed(&tenant, Tree::Changes, 0, ALL).await.len(), round);
    }
}

async fn waiting(tenant: &Tenant<'_>, limit: usize) -> Vec<LogName> {
    let records = tenant.world.records();
    let waiting = records.list_unsequenced(&tenant.permit(), limit).await;
    let mut waiting = waiting.expect("what waits can be listed");
    waiting.sort();
    waiting
}

async fn chains(tenant: &Tenant<'_>, log: LogName, limit: usize) -> Vec<ChainSegment> {
    let records = tenant.world.records();
    let chains = records.list_chains(&tenant.permit(), log, limit).await;
    chains.expect("chains can be listed")
}

async fn listed(tenant: &Tenant<'_>, tree: Tree, first: u64, limit: usize) -> Vec<EventRecord> {
    let records = tenant.world.records();
    let listed = records.list_sequenced(&tenant.permit(), tree, first, limit).await;
    listed.expect("sequenced events can be listed")
}

async fn index_of(tenant: &Tenant<'_>, event: EventId) -> Option<u64> {
    let records = tenant.world.records();
    let found = records.find_event(&tenant.permit(), event).await;
    found.expect("it can be read").expect("it is there").index
}
