//! People documents are about: whether they may be, and whether any are.

use model::{Pseudonym, RowKey, StoreName};
use store::{Guard, GuardFailure, Put, SubjectChange, SubjectState, WriteSet};

use super::Engine;
use super::world::{Tenant, World, refusal_of};
use crate::{kind, put};

/// A person is alive from the set that makes them known until one that closes them.
pub async fn a_person_is_alive_between_opening_and_closing(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (subject, other) = (world.person(), world.person());
    assert!(!is_alive(&tenant, subject).await, "nobody knows them yet");
    for state in [
        SubjectState::Open,
        SubjectState::Open,
        SubjectState::Closed,
        SubjectState::Closed,
        SubjectState::Open,
    ] {
        change(&tenant, subject, state).await;
        assert_eq!(is_alive(&tenant, subject).await, state == SubjectState::Open);
        assert!(!is_alive(&tenant, other).await, "another person");
    }
}

/// What is known of a person may be shown while they are known and not erased, closed or not.
pub async fn a_person_is_shown_until_they_are_erased(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (subject, other) = (world.person(), world.person());
    assert!(!is_shown(&tenant, subject).await, "nobody knows them yet");
    change(&tenant, other, SubjectState::Open).await;
    for (state, shown) in [
        (SubjectState::Open, true),
        (SubjectState::Closed, true),
        (SubjectState::Open, true),
        (SubjectState::Closed, true),
        (SubjectState::Restricted, false),
        (SubjectState::Open, true),
        (SubjectState::Erased, false),
    ] {
        change(&tenant, subject, state).await;
        assert_eq!(is_shown(&tenant, subject).await, shown, "{state:?}");
        let is_there = WriteSet { guards: vec![Guard::NotErased(subject)], ..tenant.set() };
        assert_eq!(tenant.try_commit(is_there).await.is_ok(), state != SubjectState::Erased);
        let is_open = state == SubjectState::Open;
        assert_eq!(is_alive(&tenant, subject).await, is_open, "{state:?}");
        assert!(is_shown(&tenant, other).await, "another person");
    }
}

/// Whoever reads about a person and whoever erases them at the same time: what was shown was shown
/// before.
pub async fn nothing_is_shown_of_somebody_after_they_were_erased(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    for _ in 0..20 {
        let subject = world.person();
        change(&tenant, subject, SubjectState::Open).await;
        let look = || WriteSet { guards: vec![Guard::Shown(subject)], ..tenant.set() };
        let erasure = WriteSet {
            subjects: vec![SubjectChange { subject, state: SubjectState::Erased }],
            ..tenant.set()
        };
        let sets = [look(), erasure, look()];
        let results = crate::gather(sets.map(|set| tenant.try_commit(set))).await;
        let [first, erased, second] = results.try_into().expect("three were committed");
        let erased = tenant.position(&erased.expect("nothing is against it")).await;
        for look in [first, second] {
            match look {
                Ok(shown) => assert!(tenant.position(&shown).await < erased),
                Err(_) => assert_eq!(refusal_of(look), GuardFailure::Erased),
            }
        }
    }
}

/// A person can become known in the set that first writes about them, but is not alive before.
pub async fn a_set_that_opens_a_person_does_not_find_them_alive(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let subject = world.person();
    let set = WriteSet {
        guards: vec![Guard::Alive(subject)],
        subjects: vec![SubjectChange { subject, state: SubjectState::Open }],
        ..tenant.set()
    };
    assert_eq!(tenant.refusal(set).await, GuardFailure::NotAlive);
    assert!(!is_alive(&tenant, subject).await);
}

/// Whoever a live document is about has a dependent, until the last such document is deleted.
pub async fn a_person_has_dependents_as_long_as_a_live_document_is_about_them(
    engine: &impl Engine,
) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let subject = world.person();
    let rows = [world.row(), world.row()];
    let about = |name, row, version, live| Put {
        live,
        about: vec![subject],
        ..put(kind(name), row, version)
    };
    let steps = [
        (about("Observation", rows[0], 1, true), true),
        (about("Observation", rows[0], 2, true), true),
        (about("Condition", rows[1], 1, true), true),
        (about("Observation", rows[0], 3, false), true),
        (about("Condition", rows[1], 2, false), false),
        (about("Condition", rows[1], 3, true), true),
        (about("Condition", rows[1], 4, false), false),
    ];
    assert!(!has_dependents(&tenant, subject).await);
    for (document, expected) in steps {
        let step = format!("{document:?}");
        tenant.put(StoreName::Records, vec![document]).await;
        assert_eq!(has_dependents(&tenant, subject).await, expected, "{step}");
        assert!(!has_dependents(&tenant, world.person()).await);
    }
}

/// A deletion need not say whom the document was about.
pub async fn a_deletion_that_names_nobody_ends_the_dependence(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (subject, row) = (world.person(), world.row());
    let document = Put { about: vec![subject], ..put(kind("Observation"), row, 1) };
    let deletion = Put { live: false, ..put(kind("Observation"), row, 2) };
    tenant.put(StoreName::Records, vec![document]).await;
    assert!(has_dependents(&tenant, subject).await);
    tenant.put(StoreName::Records, vec![deletion]).await;
    assert!(!has_dependents(&tenant, subject).await);
}

/// A set may delete a person and all that is about them, and nothing else may be left.
pub async fn somebody_goes_together_with_all_that_is_about_them(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let subject = world.person();
    change(&tenant, subject, SubjectState::Open).await;
    let rows = [world.row(), world.row()];
    let about = |row| Put { about: vec![subject], ..put(kind("Observation"), row, 1) };
    tenant.put(StoreName::Records, rows.map(about).to_vec()).await;
    let gone = |rows: &[RowKey]| WriteSet {
        guards: vec![Guard::NoDependents(subject)],
        puts: rows
            .iter()
            .map(|row| Put { live: false, ..put(kind("Observation"), *row, 2) })
            .collect(),
        subjects: vec![SubjectChange { subject, state: SubjectState::Closed }],
        ..tenant.set()
    };
    let left = tenant.refusal(gone(&rows[..1])).await;
    assert_eq!(left, GuardFailure::HasDependents);
    assert!(is_alive(&tenant, subject).await);
    tenant.commit(gone(&rows)).await;
    assert!(!is_alive(&tenant, subject).await);
    assert!(!has_dependents(&tenant, subject).await);
}

/// Of a set that writes about a person and one that closes them, whichever comes second fails:
/// nothing is ever written about somebody who is gone.
pub async fn nothing_is_written_about_somebody_who_is_being_closed(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    for round in 0..20 {
        let subject = world.person();
        change(&tenant, subject, SubjectState::Open).await;
        let writes = WriteSet {
            guards: vec![Guard::Alive(subject)],
            puts: vec![Put { about: vec![subject], ..put(kind("Observation"), world.row(), 1) }],
            ..tenant.set()
        };
        let closes = WriteSet {
            guards: vec![Guard::Alive(subject), Guard::NoDependents(subject)],
            subjects: vec![SubjectChange { subject, state: SubjectState::Closed }],
            ..tenant.set()
        };
        let sets = if round % 2 == 0 { [writes, closes] } else { [closes, writes] };
        let results = crate::gather(sets.map(|set| tenant.try_commit(set))).await;
        let succeeded = results.iter().filter(|result| result.is_ok()).count();
        assert_eq!(succeeded, 1);
        assert_eq!(is_alive(&tenant, subject).await, has_dependents(&tenant, subject).await);
    }
}

/// No set brings somebody back who was erased; erasing them again changes nothing.
pub async fn somebody_who_was_erased_stays_erased(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let subject = world.person();
    for state in [SubjectState::Open, SubjectState::Erased, SubjectState::Erased] {
        change(&tenant, subject, state).await;
    }
    for state in [SubjectState::Open, SubjectState::Closed] {
        let subjects = vec![SubjectChange { subject, state }];
        let refused = tenant.refusal(WriteSet { subjects, ..tenant.set() }).await;
        assert_eq!(refused, GuardFailure::Erased);
    }
    assert!(!is_shown(&tenant, subject).await);
}

/// Whether a person is alive, asked by a set that depends on it.
async fn is_alive(tenant: &Tenant<'_>, subject: Pseudonym) -> bool {
    holds(tenant, Guard::Alive(subject), GuardFailure::NotAlive).await
}

/// Whether what is known of a person may be shown, asked by a set that depends on it.
async fn is_shown(tenant: &Tenant<'_>, subject: Pseudonym) -> bool {
    let set = WriteSet { guards: vec![Guard::Shown(subject)], ..tenant.set() };
    match tenant.try_commit(set).await {
        Ok(_) => true,
        Err(store::CommitError::Guard(GuardFailure::Erased | GuardFailure::Restricted)) => false,
        Err(error) => panic!("it is asked whether somebody is shown, and the answer is {error}"),
    }
}

/// Whether anything live is about a person, asked by a set that depends on it.
async fn has_dependents(tenant: &Tenant<'_>, subject: Pseudonym) -> bool {
    let guard = Guard::NoDependents(subject);
    !holds(tenant, guard, GuardFailure::HasDependents).await
}

async fn holds(tenant: &Tenant<'_>, guard: Guard, failure: GuardFailure) -> bool {
    let set = WriteSet { guards: vec![guard], ..tenant.set() };
    match tenant.try_commit(set).await {
        Ok(_) => true,
        Err(store::CommitError::Guard(found)) if found == failure => false,
        Err(error) => panic!("{guard:?} is asked, and the answer is {error}"),
    }
}

async fn change(tenant: &Tenant<'_>, subject: Pseudonym, state: SubjectState) {
    tenant
        .commit(WriteSet { subjects: vec![SubjectChange { subject, state }], ..tenant.set() })
        .await;
}
