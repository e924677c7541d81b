//! Histories: every decided version, newest first.

use model::RowKey;
use store::{Put, Selection, Sequence, Versions};

use super::Engine;
use super::views::names;
use super::world::{SHELVES, Tenant, World};
use crate::{kind, put};

/// The history of a row has its versions only.
pub async fn the_history_of_a_row_is_its_own(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    for store in SHELVES {
        let (row, other) = (world.row(), world.row());
        write_history(&tenant, store, row, other).await;
        let listed = tenant.history(store, Versions::OfRow(row)).await;
        assert_eq!(names(&listed), [(row, 4), (row, 3), (row, 2), (row, 1)]);
        let listed = tenant.history(store, Versions::OfRow(other)).await;
        assert_eq!(names(&listed), [(other, 2), (other, 1)]);
    }
}

/// The history of a type has the versions of all its rows in the order in which they came.
pub async fn the_history_of_a_type_shows_all_its_rows_as_they_came(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    for store in SHELVES {
        let (row, other) = (world.row(), world.row());
        let expected = write_history(&tenant, store, row, other).await;
        tenant.put(store, vec![put(kind("Person"), world.row(), 1)]).await;
        let listed = tenant.history(store, Versions::OfKind(kind("Patient"))).await;
        assert_eq!(names(&listed), expected, "{store}");
        assert!(listed.is_sorted_by(|left, right| left.sequence > right.sequence));
    }
}

/// Pages of every size make the same history.
pub async fn pages_make_the_whole_history(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    for store in SHELVES {
        let (row, other) = (world.row(), world.row());
        write_history(&tenant, store, row, other).await;
        for versions in [Versions::OfRow(row), Versions::OfKind(kind("Patient"))] {
            let whole = names(&tenant.history(store, versions).await);
            for limit in 1..=7 {
                let mut before = None;
                let mut pages = Vec::new();
                loop {
                    let page = tenant.history_page(store, versions, before, limit).await;
                    let Some(last) = page.last() else { break };
                    before = Some(last.sequence);
                    pages.extend(names(&page));
                }
                assert_eq!(pages, whole, "{store} {versions:?} by {limit}");
            }
        }
    }
}

/// A page of a history stays where it is while newer versions come.
pub async fn a_page_of_a_history_is_not_moved_by_newer_versions(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    for store in SHELVES {
        let row = world.row();
        let versions = Versions::OfRow(row);
        for version in 1..=4 {
            tenant.put(store, vec![put(kind("Patient"), row, version)]).await;
        }
        let first = tenant.history_page(store, versions, None, 2).await;
        tenant.put(store, vec![put(kind("Patient"), row, 5)]).await;
        let before = first.last().map(|sealed| sealed.sequence);
        let second = tenant.history_page(store, versions, before, 2).await;
        assert_eq!(names(&first), [(row, 4), (row, 3)], "{store}");
        assert_eq!(names(&second), [(row, 2), (row, 1)], "{store}");
    }
}

/// What stood at a place is found as it was: before it was changed or deleted, and without what was born later.
pub async fn what_stood_at_a_place_is_found_whatever_came_after(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (patient, other) = (kind("Patient"), world.tenant());
    for store in SHELVES {
        let person = world.person();
        let about = |row, version| Put { about: vec![person], ..put(patient, row, version) };
        let [one, two, gone, later] = [(); 4].map(|()| world.row());
        tenant.put(store, vec![about(one, 1), about(gone, 1)]).await;
        tenant.put(store, vec![about(two, 1), put(kind("Person"), world.row(), 1)]).await;
        other.put(store, vec![about(world.row(), 1)]).await;
        tenant.put(store, vec![about(one, 2)]).await;
        tenant.put(store, vec![Put { live: false, ..about(gone, 2) }]).await;
        let at = tenant.newest(store, gone).await.expect("it is there").sequence;
        tenant.put(store, vec![Put { live: false, ..about(one, 3) }]).await;
        tenant.put(store, vec![about(gone, 3), about(later, 1)]).await;
        for selection in
            [Selection::OfKind(patient), Selection::About { subject: person, kind: patient }]
        {
            let mut found = Vec::new();
            let mut after = Sequence(0);
            loop {
                let documents = world.documents(store);
                let page = documents.list_as_of(&tenant.permit(), selection, at, after, 2).await;
                let page = page.expect("it can be listed");
                let Some(last) = page.last() else { break };
                after = last.born;
                found.extend(names(&page));
            }
            assert_eq!(found, [(one, 2), (gone, 2), (two, 1)], "{store} {selection:?}");
            let (permit, earlier) = (tenant.permit(), Sequence(at.0 - 1));
            let before =
                world.documents(store).list_as_of(&permit, selection, earlier, Sequence(0), 9);
            let before = before.await.expect("it can be listed");
            assert_eq!(names(&before), [(one, 2), (gone, 1), (two, 1)], "{store} {selection:?}");
        }
    }
}

/// Writes patients' versions, a deletion and a return among them; their names, newest first.
async fn write_history(
    tenant: &Tenant<'_>,
    store: model::StoreName,
    row: RowKey,
    other: RowKey,
) -> Vec<(RowKey, u64)> {
    let mut written = Vec::new();
    for (row, version) in [(row, 1), (other, 1), (row, 2), (row, 3), (other, 2), (row, 4)] {
        let document = Put { live: version != 3, ..put(kind("Patient"), row, version) };
        tenant.put(store, vec![document]).await;
        written.insert(0, (row, version));
    }
    written
}
