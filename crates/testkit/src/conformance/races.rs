//! Sets that race: whatever the engine makes of them, it is what some order of them makes.
//!
//! The order is not guessed: every committed set has an event, and the positions of the events say
//! in which order the sets were committed. Replayed in that order against a model, each must have
//! been right to be committed; one that was refused must have been right to be refused somewhere
//! on the way; and in the end the store must hold what the model holds.

use std::collections::{BTreeMap, BTreeSet};

use model::{Pseudonym, ResourceType, RowKey, StoreName, Version};
use store::{
    ClaimChange, Guard, GuardFailure, Put, Selection, SubjectChange, SubjectState, Versions,
    WriteSet,
};

use super::Engine;
use super::views::{follow, names};
use super::world::{Tenant, World, refusal_of};
use crate::{gather, kind, put};

const BATCHES: usize = 60;
const SETS_OF_A_BATCH: usize = 8;
/// So few rows, names and people that sets are in each other's way.
const NAMES: u64 = 3;

/// What the sets change and look at, before it is made a set of.
#[derive(Debug, Clone)]
struct Plan {
    guards: Vec<Guard>,
    puts: Vec<Put>,
    claims: Vec<ClaimChange>,
    subjects: Vec<SubjectChange>,
}

/// What a tenant's records hold, as far as guards look at it.
#[derive(Debug, Clone, Default)]
struct Model {
    rows: BTreeMap<RowKey, Vec<Put>>,
    claims: BTreeSet<RowKey>,
    people: BTreeMap<Pseudonym, SubjectState>,
}

/// However sets with guards of every kind race, they are judged one after the other.
pub async fn sets_that_race_are_judged_one_after_the_other(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let names = Names::draw(&world);
    let mut model = Model::default();
    let (mut committed, mut refused) = (0, 0);
    for _ in 0..BATCHES {
        let plans: Vec<_> = (0..SETS_OF_A_BATCH).map(|_| names.plan(&world, &model)).collect();
        let sets = plans.iter().map(|plan| plan.set(&tenant));
        let results = gather(sets.map(|set| tenant.try_commit(set))).await;
        let (mut in_order, mut out) = (BTreeMap::new(), Vec::new());
        for (plan, result) in plans.into_iter().zip(results) {
            match result {
                Ok(done) => {
                    let before = in_order.insert(tenant.position(&done).await, plan);
                    assert!(before.is_none(), "two events have one position");
                }
                Err(error) => out.push((plan, refusal_of::<()>(Err(error)))),
            }
        }
        committed += in_order.len();
        refused += out.len();
        model = replay(model, in_order.into_values(), &out);
    }
    assert!(committed > BATCHES && refused > BATCHES, "they do race");
    let events = tenant.events().await;
    assert_eq!(events.len(), committed);
    follow(&events);
    names.assert_holds(&tenant, &model).await;
}

/// The model after the committed sets, having looked at the refused ones on the way.
fn replay(
    mut model: Model,
    committed: impl Iterator<Item = Plan>,
    refused: &[(Plan, GuardFailure)],
) -> Model {
    let mut reasons: Vec<_> = refused.iter().map(|(plan, _)| model.failures(plan)).collect();
    for plan in committed {
        let failures = model.failures(&plan);
        assert_eq!(failures, [], "{plan:?} was committed on {model:?}");
        model.apply(plan);
        for ((plan, _), reasons) in refused.iter().zip(&mut reasons) {
            reasons.extend(model.failures(plan));
        }
    }
    for ((plan, failure), reasons) in refused.iter().zip(reasons) {
        assert!(reasons.contains(failure), "{plan:?} was refused: {failure}");
    }
    model
}

impl Plan {
    fn set(&self, tenant: &Tenant<'_>) -> WriteSet {
        let Self { guards, puts, claims, subjects } = self.clone();
        WriteSet { guards, puts, claims, subjects, ..tenant.set() }
    }
}

impl Model {
    fn newest(&self, row: RowKey) -> Version {
        let versions = self.rows.get(&row).map_or(0, Vec::len);
        Version(versions as u64)
    }

    /// Whether something live is about the person that is none of these.
    fn has_dependents(&self, subject: Pseudonym, puts: &[Put]) -> bool {
        let newest = self.rows.values().filter_map(|versions| versions.last());
        let is_put = |row| puts.iter().any(|put| put.row == row);
        let mut live = newest.filter(|newest| newest.live && !is_put(newest.row));
        live.any(|put| put.about.contains(&subject))
    }

    /// Every reason there is to refuse a set now.
    fn failures(&self, plan: &Plan) -> Vec<GuardFailure> {
        let mut failures = Vec::new();
        for guard in &plan.guards {
            failures.extend(match *guard {
                Guard::Version { row, expected } => {
                    let newest = self.newest(row);
                    (newest != expected).then_some(GuardFailure::Version(newest))
                }
                Guard::Alive(subject) => {
                    let open = self.people.get(&subject) == Some(&SubjectState::Open);
                    (!open).then_some(GuardFailure::NotAlive)
                }
                Guard::Shown(subject) => match self.people.get(&subject) {
                    Some(SubjectState::Open | SubjectState::Closed) => None,
                    Some(SubjectState::Restricted) => Some(GuardFailure::Restricted),
                    _ => Some(GuardFailure::Erased),
                },
                Guard::NotErased(subject) => {
                    let state = self.people.get(&subject);
                    let is_there = state.is_some_and(|state| *state != SubjectState::Erased);
                    (!is_there).then_some(GuardFailure::Erased)
                }
                Guard::NotObjected(objection) => {
                    let stands = self.people.get(&objection) == Some(&SubjectState::Restricted);
                    stands.then_some(GuardFailure::Objected)
                }
                Guard::NoDependents(subject) => {
                    self.has_dependents(subject, &plan.puts).then_some(GuardFailure::HasDependents)
                }
            });
        }
        for put in &plan.puts {
            let newest = self.newest(put.row);
            let is_next = newest.next() == put.version;
            failures.extend((!is_next).then_some(GuardFailure::Version(newest)));
        }
        for claim in &plan.claims {
            if let ClaimChange::Take(claim) = claim
                && self.claims.contains(claim)
            {
                failures.push(GuardFailure::Claimed);
            }
        }
        failures
    }

    fn apply(&mut self, plan: Plan) {
        for put in plan.puts {
            self.rows.entry(put.row).or_default().push(put);
        }
        for claim in plan.claims {
            match claim {
                ClaimChange::Take(claim) => self.claims.insert(claim),
                ClaimChange::Release(claim) => self.claims.remove(&claim),
            };
        }
        for SubjectChange { subject, state } in plan.subjects {
            self.people.insert(subject, state);
        }
    }
}

/// The few rows, names and people there are.
struct Names {
    kind: ResourceType,
    rows: Vec<RowKey>,
    claims: Vec<RowKey>,
    people: Vec<Pseudonym>,
}

impl Names {
    fn draw(world: &World) -> Self {
        Self {
            kind: kind("Observation"),
            rows: (0..NAMES).map(|_| world.row()).collect(),
            claims: (0..NAMES).map(|_| world.row()).collect(),
            people: (0..NAMES).map(|_| world.person()).collect(),
        }
    }

    /// A set that is likely to succeed on what is there now, and likely not to on what its
    /// neighbours make of that.
    fn plan(&self, world: &World, model: &Model) -> Plan {
        let mut plan =
            Plan { guards: Vec::new(), puts: Vec::new(), claims: Vec::new(), subjects: Vec::new() };
        let row = pick(world, &self.rows);
        let subject = pick(world, &self.people);
        let claim = pick(world, &self.claims);
        if world.rng.below(2) == 0 {
            plan.puts.push(Put {
                live: world.rng.below(3) > 0,
                // Whom a document is about never changes.
                about: vec![self.person_of(row)],
                ..put(self.kind, row, model.newest(row).0 + 1)
            });
        }
        match world.rng.below(8) {
            0 => plan.guards.push(Guard::Alive(subject)),
            1 => plan.guards.push(Guard::NoDependents(subject)),
            2 => plan
                .guards
                .push(Guard::Version { row: pick(world, &self.rows), expected: model.newest(row) }),
            3 => plan.guards.push(Guard::Shown(subject)),
            4 => plan.guards.push(Guard::NotErased(subject)),
            5 => plan.guards.push(Guard::NotObjected(subject)),
            _ => {}
        }
        match world.rng.below(8) {
            0 => plan.claims.push(ClaimChange::Take(claim)),
            1 => plan.claims.push(ClaimChange::Release(claim)),
            2 => plan.subjects.push(SubjectChange { subject, state: SubjectState::Closed }),
            3 => plan.subjects.push(SubjectChange { subject, state: SubjectState::Restricted }),
            _ => plan.subjects.push(SubjectChange { subject, state: SubjectState::Open }),
        }
        plan
    }

    fn person_of(&self, row: RowKey) -> Pseudonym {
        let at = self.rows.iter().position(|other| *other == row);
        self.people[at.expect("it is one of the rows")]
    }

    /// Asserts that the store holds what the model holds.
    async fn assert_holds(&self, tenant: &Tenant<'_>, model: &Model) {
        let store = StoreName::Records;
        for row in &self.rows {
            let newest = model.newest(*row).0;
            let expected: Vec<_> = (1..=newest).rev().map(|version| (*row, version)).collect();
            let history = tenant.history(store, Versions::OfRow(*row)).await;
            assert_eq!(names(&history), expected);
        }
        let newest = model.rows.values().filter_map(|versions| versions.last());
        let live: BTreeSet<_> =
            newest.filter(|put| put.live).map(|put| (put.row, put.version.0)).collect();
        let listed = tenant.live(store, Selection::OfKind(self.kind)).await;
        assert_eq!(names(&listed).into_iter().collect::<BTreeSet<_>>(), live);
        for (at, subject) in self.people.iter().enumerate() {
            let selection = Selection::About { subject: *subject, kind: self.kind };
            let row = self.rows[at];
            let expected: Vec<_> = live.iter().filter(|name| name.0 == row).copied().collect();
            assert_eq!(names(&tenant.live(store, selection).await), expected);
        }
    }
}

fn pick<T: Copy>(world: &World, from: &[T]) -> T {
    let at = usize::try_from(world.rng.below(from.len() as u64));
    from[at.expect("it is below a length")]
}
