//! The queue: nothing that was left to be done is lost, and nobody does it under somebody else.

use std::time::Duration;

use model::{DocumentKeyId, JobId, TenantId};
use policy::Permit;
use seal::{Key, KeyReference};
use store::{Guard, Job, JobCount, JobKind, NewJob, WriteSet};

use super::Engine;
use super::world::{ALL, Tenant, World};

/// Longer than any test runs.
const LONG: Duration = Duration::from_hours(1);
/// Over before anybody looks again.
const NONE: Duration = Duration::ZERO;

/// A refused set leaves nothing to be done, a committed one everything, once; and what is to be known for it
/// opens where it was put only.
pub async fn a_job_is_there_with_the_change_that_leaves_it_or_not_at_all(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    let key = Key::random(&world.rng);
    let reference = KeyReference::Document(DocumentKeyId::random(&world.rng));
    let sealed = |id| {
        let place = store::job::place(tenant.id, id, reference);
        let message = seal::seal(&key, &place, b"what is to be known", &world.rng);
        NewJob { key: reference, message, ..new(id, NONE) }
    };
    let [refused, kept] = [(); 2].map(|()| JobId::random(&world.rng));
    let guards = vec![Guard::Alive(world.person())];
    tenant.refusal(WriteSet { guards, jobs: vec![sealed(refused)], ..tenant.set() }).await;
    assert!(take(&world).await.is_none());
    for jobs in [vec![sealed(kept)], vec![new(kept, LONG)]] {
        tenant.commit(WriteSet { jobs, ..tenant.set() }).await;
    }
    let job = take(&world).await.expect("it is due");
    assert_eq!((job.tenant, job.id, job.kind), (tenant.id, kept, JobKind::FinishErasure));
    assert_eq!((job.attempts, job.key, job.problem.as_deref()), (1, reference, None));
    assert_eq!(*job.open(&key).expect("it opens"), b"what is to be known");
    let mut stolen = job;
    stolen.tenant = other.id;
    assert!(stolen.open(&key).is_err());
    assert!(take(&world).await.is_none());
}

/// Nobody else gets a job that somebody has, until they have had it for as long as they wanted.
pub async fn a_job_is_taken_once_until_its_time_is_over(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let id = leave(&tenant, NONE).await;
    let records = world.records();
    let permit = anybody();
    let first = records.take_job(&permit, NONE).await.expect("it can be asked").expect("it is due");
    let second = take(&world).await.expect("its time is over");
    assert_eq!((second.id, second.attempts), (id, 2));
    assert!(second.fence > first.fence);
    assert!(take(&world).await.is_none());
    // Whoever has it may let go of it early.
    assert!(records.keep_job(&permit, second.taken(), NONE).await.expect("it can be asked"));
    assert_eq!(take(&world).await.expect("its time is over").attempts, 3);
    let own = tenant.permit();
    let again = records.take_job_by_id(&own, id, LONG).await.expect("it can be asked");
    assert_eq!(again.expect("it is there").attempts, 4);
    let nobodys = world.tenant().permit();
    assert!(records.take_job_by_id(&nobodys, id, LONG).await.expect("it can be asked").is_none());
}

/// Who had a job before somebody else neither keeps nor ends it, nor puts it off.
pub async fn whoever_lost_a_job_can_do_nothing_to_it(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    leave(&tenant, NONE).await;
    let (records, permit) = (world.records(), anybody());
    let lost = records.take_job(&permit, NONE).await.expect("it can be asked").expect("it is due");
    let held = take(&world).await.expect("its time is over");
    let lost = lost.taken();
    assert!(!records.keep_job(&permit, lost, LONG).await.expect("it can be asked"));
    assert!(!records.finish_job(&permit, lost).await.expect("it can be asked"));
    for until in [Some(NONE), None] {
        let put_off = records.put_off_job(&permit, lost, until, Some("busy")).await;
        assert!(!put_off.expect("it can be asked"));
    }
    assert!(records.keep_job(&permit, held.taken(), LONG).await.expect("it can be asked"));
    assert!(records.finish_job(&permit, held.taken()).await.expect("it can be asked"));
    assert!(!records.finish_job(&permit, held.taken()).await.expect("it can be asked"));
    assert_eq!(count(&world).await, JobCount::default());
}

/// A job that failed is tried again later; one that only has to wait counts as never tried.
pub async fn a_job_that_is_put_off_comes_again_with_what_went_wrong(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let id = leave(&tenant, NONE).await;
    let (records, permit) = (world.records(), anybody());
    let job = take(&world).await.expect("it is due").taken();
    let put_off = records.put_off_job(&permit, job, Some(NONE), Some("busy")).await;
    assert!(put_off.expect("it can be asked"));
    let again = take(&world).await.expect("it is due");
    assert_eq!((again.attempts, again.problem.as_deref()), (2, Some("busy")));
    let put_off = records.put_off_job(&permit, again.taken(), Some(LONG), None).await;
    assert!(put_off.expect("it can be asked"));
    assert!(take(&world).await.is_none());
    assert!(records.requeue_job(&permit, tenant.id, id).await.expect("it can be asked"));
    let again = take(&world).await.expect("somebody wants it");
    assert_eq!((again.attempts, again.problem), (1, None));
}

/// A dead letter is taken by nobody, seen by whoever looks, and comes again when somebody says so.
pub async fn a_job_that_is_tried_no_more_waits_for_somebody(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let id = leave(&tenant, NONE).await;
    let (records, permit) = (world.records(), anybody());
    let job = take(&world).await.expect("it is due");
    let dead = records.put_off_job(&permit, job.taken(), None, Some("integrity")).await;
    assert!(dead.expect("it can be asked"));
    assert!(take(&world).await.is_none());
    let by_id = records.take_job_by_id(&tenant.permit(), id, LONG).await;
    assert!(by_id.expect("it can be asked").is_none());
    assert_eq!(count(&world).await, JobCount { waiting: 0, dead: 1 });
    let [seen] = &list(&world, ALL).await[..] else { panic!("one is listed") };
    assert_eq!((seen.id, seen.is_dead, seen.problem.as_deref()), (id, true, Some("integrity")));
    // Since that moment, and not at the end of the time for which it had been taken.
    assert!(seen.due_at < job.due_at, "{} < {}", seen.due_at, job.due_at);
    for (whose, which, is_there) in [
        (tenant.id, JobId::random(&world.rng), false),
        (world.tenant().id, id, false),
        (tenant.id, id, true),
    ] {
        let asked = records.requeue_job(&permit, whose, which).await;
        assert_eq!(asked.expect("it can be asked"), is_there);
    }
    let again = take(&world).await.expect("somebody wants it");
    assert_eq!((again.id, again.is_dead, again.attempts), (id, false, 1));
}

/// Nobody is passed over for ever.
pub async fn the_job_that_is_due_for_longest_comes_first(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (tenant, other) = (world.tenant(), world.tenant());
    let first = leave(&tenant, NONE).await;
    leave(&other, LONG).await;
    let job = take(&world).await.expect("it is due");
    assert_eq!(job.id, first);
    assert!(take(&world).await.is_none());
    let second = leave(&other, NONE).await;
    assert!(world.records().keep_job(&anybody(), job.taken(), NONE).await.expect("asked"));
    assert_eq!(take(&world).await.expect("it is due").id, second);
    assert_eq!(take(&world).await.expect("it is due").id, first);
}

/// All jobs of all tenants are seen, each once.
pub async fn jobs_are_listed_page_by_page_and_counted(engine: &impl Engine) {
    let world = World::open(engine).await;
    let mut left = Vec::new();
    for tenant in [world.tenant(), world.tenant(), world.tenant_of(TenantId::DEPLOYMENT)] {
        for _ in 0..3 {
            left.push((tenant.id, leave(&tenant, LONG).await));
        }
    }
    left.sort();
    for page in [1, 2, ALL] {
        let listed: Vec<_> =
            list(&world, page).await.iter().map(|job| (job.tenant, job.id)).collect();
        assert_eq!(listed, left);
    }
    assert_eq!(count(&world).await, JobCount { waiting: 9, dead: 0 });
}

/// A job that is due.
pub fn any_job(world: &World) -> NewJob {
    new(JobId::random(&world.rng), Duration::ZERO)
}

fn new(id: JobId, due_in: Duration) -> NewJob {
    let (kind, key) = (JobKind::FinishErasure, KeyReference::TenantData(1));
    NewJob { id, kind, key, message: vec![1; 80], due_in }
}

/// Leaves a job to be done.
async fn leave(tenant: &Tenant<'_>, due_in: Duration) -> JobId {
    let id = JobId::random(&tenant.world.rng);
    tenant.commit(WriteSet { jobs: vec![new(id, due_in)], ..tenant.set() }).await;
    id
}

async fn take(world: &World) -> Option<Job> {
    world.records().take_job(&anybody(), LONG).await.expect("it can be asked")
}

async fn count(world: &World) -> JobCount {
    world.records().count_jobs(&anybody()).await.expect("it can be asked")
}

async fn list(world: &World, page: usize) -> Vec<Job> {
    let (mut all, mut after): (Vec<Job>, _) = (Vec::new(), None);
    loop {
        let found = world.records().list_jobs(&anybody(), after, page).await;
        let found = found.expect("it can be asked");
        assert!(found.len() <= page);
        let Some(last) = found.last() else { return all };
        after = Some((last.tenant, last.id));
        all.extend(found);
    }
}

fn anybody() -> Permit {
    crate::permit(TenantId::DEPLOYMENT)
}
