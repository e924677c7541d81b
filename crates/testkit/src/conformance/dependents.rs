//! Documents of the identity store about a person, and the deletion of that person's own document:
//! of the two only one comes to be, in whatever order they are prepared and decided.

use model::{Pseudonym, RowKey, StoreName};
use store::{GuardFailure, Outcome, PreparedGuard, Put};

use super::Engine;
use super::world::{Tenant, World, refusal_of};
use crate::{kind, put};

const IDENTITY: StoreName = StoreName::Identity;

/// While the deletion of a person waits, nothing about them is prepared; once it is decided against,
/// it is.
pub async fn somebody_whose_deletion_waits_gets_no_new_documents(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (own, relative) = (Person::born(&tenant).await, world.row());
    let deletion = tenant.prepare(vec![own.deletion()]).await;

    let guard = vec![PreparedGuard::NotBeingDeleted(own.subject)];
    let relatives = || vec![own.document(relative)];
    let refused = tenant.try_prepare_if(world.transaction(), guard.clone(), relatives()).await;
    assert_eq!(refusal_of(refused), GuardFailure::Pending(deletion));
    let other = vec![PreparedGuard::NotBeingDeleted(world.person())];
    let stranger = vec![put(kind("RelatedPerson"), world.row(), 1)];
    let prepared = tenant.try_prepare_if(world.transaction(), other, stranger).await;
    prepared.expect("nobody else is being deleted");

    tenant.settle(deletion, Outcome::Aborted).await;
    let prepared = tenant.try_prepare_if(world.transaction(), guard, relatives()).await;
    prepared.expect("the deletion never was");
}

/// A person cannot be deleted while a document about them is live or waits to be; their own, which
/// goes with them, is none.
pub async fn somebody_with_a_document_that_is_live_or_waits_is_not_deleted(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let (own, relative) = (Person::born(&tenant).await, world.row());
    let guard = vec![PreparedGuard::NoDependents(own.subject)];
    let delete = async || {
        let transaction = world.transaction();
        tenant.try_prepare_if(transaction, guard.clone(), vec![own.deletion()]).await
    };

    let birth = tenant.prepare(vec![own.document(relative)]).await;
    assert_eq!(refusal_of(delete().await), GuardFailure::Pending(birth));
    tenant.decide_and_settle(birth).await;
    assert_eq!(refusal_of(delete().await), GuardFailure::HasDependents);
    let end = Put { live: false, version: model::Version(2), ..own.document(relative) };
    tenant.put(IDENTITY, vec![end]).await;
    delete().await.expect("nobody depends on them any more");
}

/// A person with a document of their own.
struct Person {
    subject: Pseudonym,
    row: RowKey,
}

impl Person {
    async fn born(tenant: &Tenant<'_>) -> Self {
        let own = Self { subject: tenant.world.person(), row: tenant.world.row() };
        let birth = Put { about: vec![own.subject], ..put(kind("Patient"), own.row, 1) };
        tenant.put(IDENTITY, vec![birth]).await;
        own
    }

    fn deletion(&self) -> Put {
        Put { about: vec![self.subject], live: false, ..put(kind("Patient"), self.row, 2) }
    }

    /// The first version of another document about the person.
    fn document(&self, row: RowKey) -> Put {
        Put { about: vec![self.subject], ..put(kind("RelatedPerson"), row, 1) }
    }
}
