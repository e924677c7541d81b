//! The credential a caller's right rests on is guarded by every commit, without being asked for.

use std::sync::Arc;

use model::{Credential, RowKey, StoreName, Tree, Version};
use policy::Permit;
use store::{CommitError, Committed, GuardFailure, Put, WriteSet};

use super::Engine;
use super::world::{Tenant, World, refusal_of};
use crate::{Rules, event, gather, kind, put};

/// A caller in a tenant, with a credential that is there.
struct Holder<'a> {
    tenant: Tenant<'a>,
    rules: &'a Rules,
    row: RowKey,
}

impl<'a> Holder<'a> {
    /// Makes a credential in a tenant.
    async fn new(tenant: Tenant<'a>, rules: &'a Rules) -> Self {
        let row = tenant.world.row();
        let holder = Self { tenant, rules, row };
        holder.change(1).await;
        holder
    }

    /// Leave that rests on a version of the credential.
    fn permit(&self, version: u64) -> Permit {
        let credential = Credential { row: self.row, version: Version(version) };
        self.rules.permit_resting_on(self.tenant.id, credential)
    }

    /// A version of the credential; every second one revokes it.
    fn version(&self, version: u64) -> Put {
        Put { live: version % 2 == 1, ..put(kind("Client"), self.row, version) }
    }

    async fn change(&self, version: u64) {
        let version = self.version(version);
        self.tenant.put(StoreName::Records, vec![version]).await;
    }

    /// What the holder of a version of the credential can do: change something, or only read,
    /// which leaves an event.
    async fn try_all(&self, version: u64) -> Vec<Result<Committed, CommitError>> {
        let world = self.tenant.world;
        let change = self.tenant.set_of(vec![put(kind("Observation"), world.row(), 1)]);
        let read = WriteSet::only_event(event(Tree::Access, "a look", &world.rng));
        let sets = [change, read];
        gather(sets.map(|set| world.records().commit(self.permit(version), set))).await
    }
}

/// Whoever holds a credential that stands can write and read.
pub async fn a_credential_that_stands_lets_sets_through(engine: &impl Engine) {
    let world = World::open(engine).await;
    let rules = Rules::new();
    let holder = Holder::new(world.tenant(), &rules).await;
    for _ in 0..3 {
        for result in holder.try_all(1).await {
            result.expect("the credential stands");
        }
    }
}

/// Once a credential is revoked or changed, nothing that rests on it is committed: no change, and
/// no event of a read, so that nothing read is handed out.
pub async fn a_changed_credential_stops_changes_and_reads_alike(engine: &impl Engine) {
    let world = World::open(engine).await;
    let rules = Rules::new();
    let holder = Holder::new(world.tenant(), &rules).await;
    for version in 1..=4 {
        holder.change(version + 1).await;
        let events = holder.tenant.events().await.len();
        for result in holder.try_all(version).await {
            assert_eq!(refusal_of(result), GuardFailure::Credential);
        }
        assert_eq!(holder.tenant.events().await.len(), events);
    }
}

/// A credential that never was is none.
pub async fn a_credential_that_never_was_lets_nothing_through(engine: &impl Engine) {
    let world = World::open(engine).await;
    let rules = Rules::new();
    let holder = Holder { tenant: world.tenant(), rules: &rules, row: world.row() };
    for version in [1, 2, u64::MAX] {
        for result in holder.try_all(version).await {
            assert_eq!(refusal_of(result), GuardFailure::Credential);
        }
    }
}

/// The same row and version in another tenant is another credential.
pub async fn a_credential_of_another_tenant_is_none(engine: &impl Engine) {
    let world = World::open(engine).await;
    let rules = Rules::new();
    let holder = Holder::new(world.tenant(), &rules).await;
    let elsewhere = Holder { tenant: world.tenant(), ..holder };
    for result in elsewhere.try_all(1).await {
        assert_eq!(refusal_of(result), GuardFailure::Credential);
    }
}

/// Whatever is committed came before the revocation, also when all of it reaches the store at once.
pub async fn nothing_that_rests_on_a_credential_comes_after_its_revocation(engine: &impl Engine) {
    let world = World::open(engine).await;
    let rules = Rules::new();
    for _ in 0..20 {
        let holder = Holder::new(world.tenant(), &rules).await;
        let tenant = holder.tenant;
        let read = || WriteSet::only_event(event(Tree::Access, "a look", &world.rng));
        let revocation = tenant.set_of(vec![holder.version(2)]);
        let records = world.records();
        let results = gather([
            records.commit(holder.permit(1), read()),
            records.commit(tenant.permit(), revocation),
            records.commit(holder.permit(1), read()),
            records.commit(holder.permit(1), read()),
        ])
        .await;
        let [first, revoked, second, third] = results.try_into().expect("four were committed");
        let revoked = tenant.position(&revoked.expect("nothing is against it")).await;
        for read in [first, second, third] {
            match read {
                Ok(committed) => assert!(tenant.position(&committed).await < revoked),
                Err(_) => assert_eq!(refusal_of(read), GuardFailure::Credential),
            }
        }
    }
}

/// A caller may change the very document their right rests on, and then needs new leave.
pub async fn a_set_may_change_the_credential_it_rests_on(engine: &impl Engine) {
    let world = World::open(engine).await;
    let rules = Rules::new();
    let holder = Holder::new(world.tenant(), &rules).await;
    let renewal = put(kind("Client"), holder.row, 2);
    let set = holder.tenant.set_of(vec![renewal]);
    let renewed = world.records().commit(holder.permit(1), set).await;
    renewed.expect("the credential stood until then");
    for result in holder.try_all(1).await {
        assert_eq!(refusal_of(result), GuardFailure::Credential);
    }
    for result in holder.try_all(2).await {
        result.expect("the new credential stands");
    }
}

/// What is refused for its credential is not told what else is wrong.
pub async fn the_credential_is_looked_at_first(engine: &impl Engine) {
    let world = World::open(engine).await;
    let rules = Rules::new();
    let holder = Holder::new(world.tenant(), &rules).await;
    holder.change(2).await;
    let set = holder.tenant.set_of(vec![put(kind("Observation"), world.row(), 9)]);
    let refused = world.records().commit(holder.permit(1), set).await;
    assert_eq!(refusal_of(refused), GuardFailure::Credential);
}

/// Leave to write down a refusal is good for an event and for nothing else; whoever tries more
/// with it harms nobody but themselves.
pub async fn leave_to_record_a_refusal_changes_nothing(engine: &impl Engine) {
    let world = World::open(engine).await;
    let rules = Rules::new();
    let holder = Holder::new(world.tenant(), &rules).await;
    let credential = Credential { row: holder.row, version: Version(1) };
    let tenant = holder.tenant;
    let permit = || rules.permit_to_record_a_refusal(tenant.id, credential);
    let refusal = WriteSet::only_event(event(Tree::Access, "a refusal", &world.rng));
    let recorded = world.records().commit(permit(), refusal).await;
    recorded.expect("it only adds an event");

    let row = world.row();
    let change = tenant.set_of(vec![put(kind("Observation"), row, 1)]);
    let records = Arc::clone(&world.stores.records);
    let permit = permit();
    let misused = tokio::spawn(async move { records.commit(permit, change).await });
    assert!(!matches!(misused.await, Ok(Ok(_))), "it was committed");
    assert!(tenant.newest(StoreName::Records, row).await.is_none());
    tenant.commit(tenant.set()).await;
}
