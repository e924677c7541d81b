//! What an index finds is what a look at every document would.

use std::collections::BTreeMap;

use model::index::{Condition, Entries, Placed, Reach, SortColumn, SortValue};
use proptest::collection::vec;
use proptest::prelude::*;
use store::{IndexChange, IndexContent, Sequence};

use crate::world::{World, asked, change, column, observation, removal, term};

fn names() -> impl Strategy<Value = String> {
    prop_oneof!["[abc]{1,4}", "[abc]{0,2}ü[abc]{0,2}"]
}

fn documents() -> impl Strategy<Value = Entries> {
    let reach = (-5_i64..5, 0_i64..3).prop_map(|(low, length)| Reach { low, high: low + length });
    (vec(names(), 0..3), vec(reach, 0..3)).prop_map(|(names, reaches)| {
        let mut terms: Vec<_> = names.iter().map(|name| term(name)).collect();
        terms.sort();
        terms.dedup();
        let ends = [names.iter().min(), names.iter().max()].into_iter().flatten();
        let texts = ends.map(|name| (column("text"), name.as_str().into())).collect();
        let numbers = reaches.into_iter().map(|reach| (column("number"), reach)).collect();
        Entries { terms, numbers, texts }
    })
}

fn conditions() -> impl Strategy<Value = Condition> {
    let leaf = prop_oneof![
        Just(Condition::Anything),
        names().prop_map(|name| Condition::Has(term(&name))),
        names().prop_map(|name| Condition::Begins(term(&name))),
        names().prop_map(|name| Condition::Contains(term(""), name.into())),
        (-6_i64..8).prop_map(|number| Condition::AtLeast(column("number"), number)),
        (-6_i64..8).prop_map(|number| Condition::AtMost(column("number"), number)),
        vec(names(), 0..30).prop_map(|names| {
            Condition::Any(names.iter().map(|name| Condition::Has(term(name))).collect())
        }),
    ];
    let between = (-6_i64..8, -6_i64..8).prop_map(|(least, most)| {
        let number = || column("number");
        Condition::Every(vec![
            Condition::AtLeast(number(), least),
            Condition::AtMost(number(), most),
        ])
    });
    prop_oneof![3 => leaf, 1 => between].prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Condition::Any),
            vec(inner.clone(), 0..3).prop_map(Condition::Every),
            inner.prop_map(|condition| Condition::Not(Box::new(condition))),
        ]
    })
}

fn sorts() -> impl Strategy<Value = Vec<SortColumn>> {
    let by = (any::<bool>(), any::<bool>()).prop_map(|(is_text, is_descending)| SortColumn {
        column: column(if is_text { "text" } else { "number" }),
        is_text,
        is_descending,
    });
    vec(by, 0..3)
}

/// Where a document stands in an order.
fn placed(born: u64, entries: &Entries, sort: &[SortColumn]) -> Placed {
    let values = sort.iter().map(|by| {
        let texts = entries.texts.iter().map(|(_, text)| SortValue::Text(text.clone()));
        let numbers = entries.numbers.iter().map(|(_, reach)| {
            SortValue::Number(if by.is_descending { reach.high } else { reach.low })
        });
        let values: Vec<_> = if by.is_text { texts.collect() } else { numbers.collect() };
        let values = values.into_iter();
        if by.is_descending { values.max() } else { values.min() }
    });
    Placed { values: values.collect(), born }
}

type Steps = Vec<Vec<(u64, Option<Entries>)>>;

fn steps() -> impl Strategy<Value = Steps> {
    vec(vec((1_u64..30, prop::option::weighted(0.8, documents())), 0..12), 1..5)
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build();
    runtime.expect("a runtime").block_on(future)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever was put, changed and removed, in whatever steps, and read in pages of any size.
    #[test]
    fn an_index_finds_what_a_look_at_every_document_finds(
        steps in steps(),
        questions in vec((conditions(), sorts(), 1_usize..6), 1..8),
        is_small in any::<bool>(),
    ) {
        run(async {
            let world = World::new();
            // With almost no memory every file is opened chunk by chunk.
            let indexes = world.start_with(if is_small { 64 } else { 1 << 20 });
            let mut known = BTreeMap::new();
            for (at, step) in steps.into_iter().enumerate() {
                let mut changes = BTreeMap::new();
                for (born, entries) in step {
                    let content = entries.clone().map(|entries| IndexContent { kind: observation(), entries });
                    let born_at = Sequence(born);
                    changes.insert(born, IndexChange { born: born_at, may_be_there: true, content });
                    match entries {
                        Some(entries) => known.insert(born, entries),
                        None => known.remove(&born),
                    };
                }
                world.update(&indexes, changes.into_values().collect(), Some(at as u64)).await;
            }
            let snapshot = world.snapshot(&indexes).await.expect("it opens").expect("it is there");
            for (condition, sort, limit) in questions {
                let descending = || sort.iter().map(|by| by.is_descending);
                let matching = known.iter().filter(|(_, entries)| condition.holds(entries));
                let mut expected: Vec<_> =
                    matching.map(|(born, entries)| placed(*born, entries, &sort)).collect();
                expected.sort_by(|one, other| one.compare(other, descending()));
                let mut found = Vec::new();
                loop {
                    let query = asked(condition.clone(), sort.clone(), found.last().cloned(), limit);
                    let page = snapshot.find(query).await.expect("it answers");
                    let is_last = page.len() < limit;
                    found.extend(page);
                    if is_last {
                        break;
                    }
                }
                assert_eq!(found, expected, "{condition:?} {sort:?}");
            }
        });
    }
}

#[test]
fn an_index_of_many_segments_stays_the_same_when_it_is_compacted() {
    run(async {
        let world = World::new();
        let indexes = world.start();
        for born in 1..40 {
            world.update(&indexes, vec![change(born, "anna", 1)], Some(born)).await;
        }
        let gone = (1..20).map(removal).collect();
        world.update(&indexes, gone, Some(40)).await;
        let name = Condition::Has(term("anna"));
        let expected: Vec<u64> = (20..40).rev().collect();
        assert_eq!(world.find(&indexes, name.clone()).await.expect("found"), expected);
        let size = store::Indexes::compact(&indexes, &World::permit(), world.name()).await;
        let size = size.expect("it is compacted");
        assert_eq!((size.documents, size.segments), (20, 1));
        assert_eq!(world.find(&indexes, name).await.expect("found"), expected);
        let snapshot = world.snapshot(&indexes).await.expect("it opens").expect("it is there");
        assert_eq!(snapshot.cursor(), Sequence(40));
    });
}

#[test]
fn a_snapshot_stays_as_it_was() {
    run(async {
        let world = World::new();
        let indexes = world.start();
        world.update(&indexes, vec![change(1, "anna", 1)], Some(1)).await;
        let before = world.snapshot(&indexes).await.expect("it opens").expect("it is there");
        world.update(&indexes, vec![removal(1), change(2, "anna", 1)], Some(2)).await;
        let query = || asked(Condition::Has(term("anna")), Vec::new(), None, 10);
        let born = |found: Vec<Placed>| found.into_iter().map(|at| at.born).collect::<Vec<_>>();
        assert_eq!(before.cursor(), Sequence(1));
        assert_eq!(born(before.find(query()).await.expect("it answers")), [1]);
        let after = world.snapshot(&indexes).await.expect("it opens").expect("it is there");
        assert_eq!(born(after.find(query()).await.expect("it answers")), [2]);
    });
}
