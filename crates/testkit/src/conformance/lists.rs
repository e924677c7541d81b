//! Lists of live documents: their order, their pages, and what they leave out.

use store::{Put, Selection, Versions};

use super::Engine;
use super::views::{names, rows};
use super::world::{SHELVES, World};
use crate::{kind, put};

/// A list shows one type only, the newest-born first.
pub async fn a_list_shows_one_type_and_the_newest_born_first(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    for store in SHELVES {
        let (patient, person) = (kind("Patient"), kind("Person"));
        let mut expected = Vec::new();
        for _ in 0..5 {
            let row = world.row();
            expected.insert(0, row);
            tenant.put(store, vec![put(patient, row, 1)]).await;
            tenant.put(store, vec![put(person, world.row(), 1)]).await;
        }
        let listed = tenant.live(store, Selection::OfKind(patient)).await;
        assert_eq!(rows(&listed), expected, "{store}");
        assert!(listed.iter().all(|sealed| sealed.kind == patient));
    }
}

/// The list of a person shows the wanted type, and nothing of others.
pub async fn a_list_of_a_person_shows_what_is_about_them(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (observation, condition) = (kind("Observation"), kind("Condition"));
    for store in SHELVES {
        let (anna, bert) = (world.person(), world.person());
        let mut expected = Vec::new();
        for _ in 0..3 {
            for (kind, subject) in [(observation, anna), (observation, bert), (condition, anna)] {
                let document = Put { about: vec![subject], ..put(kind, world.row(), 1) };
                if kind == observation && subject == anna {
                    expected.insert(0, document.row);
                }
                tenant.put(store, vec![document]).await;
            }
        }
        let selection = Selection::About { subject: anna, kind: observation };
        assert_eq!(rows(&tenant.live(store, selection).await), expected);
        assert_eq!(tenant.count(store, selection).await, 3, "{store}");
        let selection = Selection::OfKind(observation);
        assert_eq!(tenant.count(store, selection).await, 6, "{store}");
    }
}

/// Pages of every size make the same list.
pub async fn pages_make_the_whole_list(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (subject, kind) = (world.person(), kind("Observation"));
    for store in SHELVES {
        for _ in 0..7 {
            let document = Put { about: vec![subject], ..put(kind, world.row(), 1) };
            tenant.put(store, vec![document]).await;
        }
        for selection in [Selection::OfKind(kind), Selection::About { subject, kind }] {
            let whole = names(&tenant.live(store, selection).await);
            for limit in 1..=8 {
                let mut before = None;
                let mut pages = Vec::new();
                loop {
                    let page = tenant.page(store, selection, before, limit).await;
                    let Some(last) = page.last() else { break };
                    before = Some(last.born);
                    pages.extend(names(&page));
                }
                assert_eq!(pages, whole, "{store} {selection:?} by {limit}");
            }
        }
    }
}

/// A page of no rows is empty, and one of more rows than there are is whole.
pub async fn a_page_may_have_any_size(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let kind = kind("Observation");
    for store in SHELVES {
        tenant.put(store, vec![put(kind, world.row(), 1)]).await;
        for (limit, expected) in [(0, 0), (1, 1), (usize::MAX, 1)] {
            let selection = Selection::OfKind(kind);
            let page = tenant.page(store, selection, None, limit).await;
            assert_eq!(page.len(), expected, "{store} by {limit}");
            let versions = Versions::OfKind(kind);
            let page = tenant.history_page(store, versions, None, limit).await;
            assert_eq!(page.len(), expected, "{store} by {limit}");
        }
    }
}
