//! Sessions: every commit looks at the one that it rests on, and nobody goes on after the end of theirs.

use std::sync::Arc;
use std::time::Duration;

use model::{DocumentKeyId, SessionId, SessionMark, TenantId};
use policy::Permit;
use seal::{Key, KeyReference};
use store::{
    CommitError, Committed, GuardFailure, SessionChange, Sessions, StoredSession, WriteSet,
};

use super::Engine;
use super::world::{ALL, Tenant, World, refusal_of};
use crate::permits::Rules;

/// Longer than any test runs.
const LONG: Duration = Duration::from_hours(1);
/// How many commits rest on a session while it is ended.
const COMMITS: usize = 40;

/// It is found and listed with what is known of it, under its own place only, until then.
pub async fn a_session_goes_on_until_it_ends_or_lasts_too_long(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let key = Key::random(&world.rng);
    let reference = KeyReference::Document(DocumentKeyId::random(&world.rng));
    let mark = new(&tenant);
    let sealed = |mark| {
        let place = store::session::place(mark, reference);
        seal::seal(&key, &place, b"what is known", &world.rng)
    };
    let message = sealed(mark);
    let begun = SessionChange::Begin { mark, key: reference, message, time: LONG };
    change(&tenant, begun).await;
    let found = find(&world, mark.id).await.expect("it goes on");
    assert_eq!((found.mark, found.key), (mark, reference));
    assert_eq!(*found.open(&key).expect("it opens"), b"what is known");
    let stolen = SessionMark { id: new(&tenant).id, ..mark };
    let moved = StoredSession::from_row(stolen, reference, sealed(mark));
    assert!(moved.open(&key).is_err());
    change(&tenant, end(Sessions::One(mark))).await;
    assert!(find(&world, mark.id).await.is_none());
    assert!(list(&world, Sessions::Of(mark.owner)).await.is_empty());

    let over = new(&tenant);
    change(&tenant, begin_for(over, Duration::ZERO)).await;
    assert!(find(&world, over.id).await.is_none());
    assert!(list(&world, Sessions::In(tenant.id)).await.is_empty());
    assert!(world.records().forget_sessions(&anybody(), ALL).await.expect("they can be forgotten"));
    assert!(!world.records().forget_sessions(&anybody(), ALL).await.expect("there are no more"));
}

/// Also when the first has ended: whoever shows the same proof again has nothing from it.
pub async fn of_two_beginnings_with_one_id_only_the_first_counts(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    let mark = new(&tenant);
    change(&tenant, begin(mark)).await;
    let again = SessionMark { tenant: other.id, owner: world.row(), ..mark };
    for ended in [false, true] {
        let set = WriteSet { sessions: vec![begin(again)], ..other.set() };
        assert_eq!(other.refusal(set).await, GuardFailure::Begun);
        if !ended {
            assert_eq!(find(&world, mark.id).await.map(|found| found.mark), Some(mark));
            change(&tenant, end(Sessions::One(mark))).await;
        }
    }
}

/// In whichever tenant it commits.
pub async fn a_commit_rests_on_its_session(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, rules) = (world.tenant(), Rules::new());
    let mark = new(&tenant);
    let directory = world.tenant_of(TenantId::DIRECTORY);
    let rest = async |tenant: &Tenant<'_>, mark| {
        let permit = resting_on(&rules, tenant.id, mark);
        world.records().commit(permit, tenant.set()).await
    };
    assert_eq!(refusal_of(rest(&tenant, mark).await), GuardFailure::Session);
    change(&tenant, begin(mark)).await;
    rest(&tenant, mark).await.expect("it goes on");
    rest(&directory, mark).await.expect("it goes on");
    for wrong in [
        SessionMark { generation: 2, ..mark },
        SessionMark { owner: world.row(), ..mark },
        SessionMark { tenant: world.tenant().id, ..mark },
    ] {
        assert_eq!(refusal_of(rest(&tenant, wrong).await), GuardFailure::Session);
    }
    change(&tenant, end(Sessions::One(mark))).await;
    assert_eq!(refusal_of(rest(&tenant, mark).await), GuardFailure::Session);
    assert_eq!(refusal_of(rest(&directory, mark).await), GuardFailure::Session);
}

/// Whoever has the secret of before has none any more.
pub async fn a_renewed_session_is_none_of_the_generation_before(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, rules) = (world.tenant(), Rules::new());
    let mark = new(&tenant);
    change(&tenant, begin(mark)).await;
    let renew = |mark| {
        let key = KeyReference::Document(DocumentKeyId::random(&world.rng));
        SessionChange::Renew { mark, key, message: b"renewed".to_vec() }
    };
    change(&tenant, renew(mark)).await;
    let renewed = SessionMark { generation: 2, ..mark };
    assert_eq!(find(&world, mark.id).await.map(|found| found.mark), Some(renewed));
    let before = resting_on(&rules, tenant.id, mark);
    let refused = world.records().commit(before, tenant.set()).await;
    assert_eq!(refusal_of(refused), GuardFailure::Session);
    let now = resting_on(&rules, tenant.id, renewed);
    world.records().commit(now, tenant.set()).await.expect("it goes on");
    let set = WriteSet { sessions: vec![renew(mark)], ..tenant.set() };
    assert_eq!(tenant.refusal(set).await, GuardFailure::Session);
}

/// Nothing is known of one that has ended, and nothing is noted of one that was renewed meanwhile.
pub async fn what_is_noted_of_a_session_is_there_until_it_ends(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (key, reference) = (Key::random(&world.rng), anything(&world));
    let mark = new(&tenant);
    change(&tenant, SessionChange::Begin { mark, key: reference, message: Vec::new(), time: LONG })
        .await;
    let message = seal::seal(&key, &store::session::place(mark, reference), b"seen", &world.rng);
    let note = async |mark| {
        let noted = world.records().note_session(&anybody(), mark, message.clone()).await;
        noted.expect("it can be noted")
    };
    assert!(note(mark).await);
    let found = find(&world, mark.id).await.expect("it goes on");
    assert_eq!(*found.open(&key).expect("it opens"), b"seen");
    assert!(!note(SessionMark { generation: 2, ..mark }).await);
    change(&tenant, end(Sessions::One(mark))).await;
    assert!(!note(mark).await);
}

/// And the one that is spared goes on.
pub async fn sessions_end_by_person_by_tenant_and_by_both(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (here, there) = (world.tenant(), world.tenant());
    let [one, other] = [world.row(), world.row()];
    let of = |owner, tenant: &Tenant<'_>| SessionMark { owner, ..new(tenant) };
    let places = [of(one, &here), of(one, &there), of(other, &here), of(one, &here)];
    let begin_all = async || {
        let mut marks = places;
        for mark in &mut marks {
            mark.id = SessionId::random(&world.rng);
            change(&here, begin(*mark)).await;
        }
        marks
    };
    let left = async |marks: &[SessionMark]| {
        let mut left = Vec::new();
        for (at, mark) in marks.iter().enumerate() {
            if find(&world, mark.id).await.is_some() {
                left.push(at);
            }
        }
        left
    };
    let cases: [(Sessions, &[usize], usize); 3] = [
        (Sessions::Of(one), &[2], 3),
        (Sessions::OfIn(one, here.id), &[1, 2], 2),
        (Sessions::In(here.id), &[1], 3),
    ];
    for (sessions, expected, listed) in cases {
        let marks = begin_all().await;
        assert_eq!(list(&world, sessions).await.len(), listed, "{sessions:?}");
        change(&here, end(sessions)).await;
        assert_eq!(left(&marks).await, expected, "{sessions:?}");
        assert!(list(&world, sessions).await.is_empty(), "{sessions:?}");
        for rest in [Sessions::Of(one), Sessions::Of(other)] {
            change(&here, end(rest)).await;
        }
    }
    let marks = begin_all().await;
    let spared = marks[0].id;
    let but = Some(spared);
    change(&here, SessionChange::End { sessions: Sessions::Of(one), but }).await;
    assert_eq!(left(&marks).await, [0, 2]);
    // Pages go on where the one before has ended.
    let marks = begin_all().await;
    let mut ids: Vec<_> = marks.iter().map(|mark| mark.id).collect();
    ids.push(spared);
    ids.retain(|id| *id != marks[2].id);
    ids.sort_unstable();
    let mut paged = Vec::new();
    while let Some(next) =
        page(&world, Sessions::Of(one), paged.last().copied(), 1).await.first().map(|it| it.mark.id)
    {
        paged.push(next);
    }
    assert_eq!(paged, ids);
}

/// However many commit at the same moment.
pub async fn nothing_that_rests_on_a_session_comes_after_its_end(engine: &impl Engine) {
    let world = Arc::new(World::open(engine).await);
    let (tenant, rules) = (world.tenant(), Arc::new(Rules::new()));
    let mark = new(&tenant);
    change(&tenant, begin(mark)).await;
    let commits = (0..COMMITS).map(|_| {
        let (world, rules, tenant) = (Arc::clone(&world), Arc::clone(&rules), tenant.id);
        tokio::spawn(async move {
            let set = world.tenant_of(tenant).set();
            world.records().commit(resting_on(&rules, tenant, mark), set).await
        })
    });
    let commits: Vec<_> = commits.collect();
    tokio::task::yield_now().await;
    let ended = change(&tenant, end(Sessions::Of(mark.owner))).await;
    let ended = tenant.position(&ended).await;
    for commit in commits {
        let committed: Result<Committed, CommitError> = commit.await.expect("it does not panic");
        match committed {
            Ok(committed) => assert!(tenant.position(&committed).await < ended),
            error => assert_eq!(refusal_of(error), GuardFailure::Session),
        }
    }
}

/// And nobody else's.
pub async fn the_sessions_of_a_tenant_go_with_it(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    let (gone, kept) = (new(&tenant), new(&other));
    for mark in [gone, kept] {
        change(&tenant, begin(mark)).await;
    }
    while world.records().remove_of_tenant(&tenant.permit(), ALL).await.expect("it is removed") {}
    assert!(find(&world, gone.id).await.is_none());
    assert_eq!(find(&world, kept.id).await.map(|found| found.mark), Some(kept));
}

fn new(tenant: &Tenant<'_>) -> SessionMark {
    let world = tenant.world;
    let (id, owner) = (SessionId::random(&world.rng), world.row());
    SessionMark { id, tenant: tenant.id, owner, generation: 1 }
}

fn begin(mark: SessionMark) -> SessionChange {
    begin_for(mark, LONG)
}

fn begin_for(mark: SessionMark, time: Duration) -> SessionChange {
    let key = KeyReference::Document(DocumentKeyId::from_bytes([7; 16]));
    SessionChange::Begin { mark, key, message: b"anything".to_vec(), time }
}

const fn end(sessions: Sessions) -> SessionChange {
    SessionChange::End { sessions, but: None }
}

fn anything(world: &World) -> KeyReference {
    KeyReference::Document(DocumentKeyId::random(&world.rng))
}

fn anybody() -> Permit {
    crate::permit(TenantId::DIRECTORY)
}

fn resting_on(rules: &Rules, tenant: TenantId, mark: SessionMark) -> Permit {
    rules.permit_in_session(tenant, mark)
}

async fn change(tenant: &Tenant<'_>, change: SessionChange) -> Committed {
    tenant.commit(WriteSet { sessions: vec![change], ..tenant.set() }).await
}

async fn find(world: &World, id: SessionId) -> Option<StoredSession> {
    world.records().find_session(&anybody(), id).await.expect("it can be looked for")
}

async fn list(world: &World, sessions: Sessions) -> Vec<StoredSession> {
    page(world, sessions, None, ALL).await
}

async fn page(
    world: &World,
    sessions: Sessions,
    after: Option<SessionId>,
    limit: usize,
) -> Vec<StoredSession> {
    let listed = world.records().list_sessions(&anybody(), sessions, after, limit).await;
    listed.expect("they can be listed")
}
