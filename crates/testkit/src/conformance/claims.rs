//! Names that only one document of a tenant holds.

use model::RowKey;
use store::ClaimChange::{self, Release, Take};
use store::{GuardFailure, WriteSet};

use super::Engine;
use super::world::{Tenant, World};
use crate::gather;

/// A name that is taken cannot be taken again before it is given back.
pub async fn a_name_is_held_until_it_is_given_back(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (name, other) = (world.row(), world.row());
    for _ in 0..2 {
        tenant.commit(set(&tenant, vec![Take(name)])).await;
        let again = tenant.refusal(set(&tenant, vec![Take(name)])).await;
        assert_eq!(again, GuardFailure::Claimed);
        tenant.commit(set(&tenant, vec![Take(other)])).await;
        let both = vec![Release(name), Release(other)];
        tenant.commit(set(&tenant, both)).await;
    }
}

/// Giving back what nobody holds is harmless.
pub async fn a_name_that_nobody_holds_can_be_given_back(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let name = world.row();
    tenant.commit(set(&tenant, vec![Release(name)])).await;
    tenant.commit(set(&tenant, vec![Take(name)])).await;
}

/// A document that changes its name gives one back and takes another in the same set.
pub async fn one_name_can_be_changed_for_another(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (old, new) = (world.row(), world.row());
    tenant.commit(set(&tenant, vec![Take(old)])).await;
    let change = vec![Take(new), Release(old)];
    tenant.commit(set(&tenant, change)).await;
    let again = tenant.refusal(set(&tenant, vec![Take(new)])).await;
    assert_eq!(again, GuardFailure::Claimed);
    tenant.commit(set(&tenant, vec![Take(old)])).await;
}

/// Whoever wants a name at the same time, one gets it.
pub async fn of_two_sets_for_one_name_exactly_one_wins(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    for _ in 0..20 {
        let name = world.row();
        let racers = [(); 3].map(|()| tenant.try_commit(set(&tenant, vec![Take(name)])));
        let results = gather(racers).await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    }
}

/// A set that takes one name twice is refused as one that takes a taken name, and harms nobody.
pub async fn a_set_that_takes_a_name_twice_is_refused_alone(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (name, other): (RowKey, RowKey) = (world.row(), world.row());
    let sets = [vec![Take(name), Take(name)], vec![Take(other)]];
    let results = gather(sets.map(|claims| tenant.try_commit(set(&tenant, claims)))).await;
    let [twice, neighbour] = results.try_into().expect("two sets were committed");
    let failure = super::world::refusal_of(twice);
    assert_eq!(failure, GuardFailure::Claimed);
    neighbour.expect("nothing is against it");
    tenant.commit(set(&tenant, vec![Take(name)])).await;
}

fn set(tenant: &Tenant<'_>, claims: Vec<ClaimChange>) -> WriteSet {
    WriteSet { claims, ..tenant.set() }
}
