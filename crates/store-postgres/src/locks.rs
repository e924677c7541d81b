//! What a change is locked on while it is judged and committed, on whichever server.
//!
//! Guards hold because of these locks: whoever changes something locks it for itself alone, and
//! whoever rests on it shares it, until the commit. All locks of a group are taken at its beginning,
//! in the order of their numbers, so no two groups ever wait for each other. They are advisory locks
//! of the engine: nothing is written for them, and they go with the transaction or its connection.

use std::collections::BTreeMap;

use model::{Pseudonym, RowKey, TenantId};
use store::TransactionId;

/// Takes all locks of a group, in order.
pub(crate) const TAKE: &str = "
    SELECT count(taken.lock) FROM (
        SELECT CASE WHEN alone THEN pg_advisory_xact_lock(number)::text
                    ELSE pg_advisory_xact_lock_shared(number)::text END AS lock
        FROM (SELECT number, alone FROM unnest($1::bigint[], $2::boolean[]) AS wanted (number, alone)
              ORDER BY number OFFSET 0) AS ordered
        OFFSET 0) AS taken";

/// How many things a set locks one by one; one that touches more locks all of its tenant's.
const THINGS_MAX: usize = 512;

/// What can be locked.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Thing {
    /// All versions of a document.
    Row(RowKey),
    /// What documents may be about a person.
    Person(Pseudonym),
    /// A name that one document may hold.
    Claim(RowKey),
    /// How a transaction is decided.
    Transaction(TransactionId),
    /// A tenant's own keys.
    TenantKeys,
    /// How what hangs on a tenant's key is wrapped.
    Wrapping,
    /// All sessions of a person, whose keyed hash this is.
    SessionsOf(RowKey),
    /// All sessions in a tenant.
    SessionsIn,
    /// Everything of a tenant. Who locks something of it shares this.
    Tenant,
    /// The trees of the log.
    Trees,
    /// The tables themselves, while they are migrated.
    Schema,
    /// That what two databases say of transactions is of one moment.
    Moment,
}

/// The locks that a group needs, each once.
#[derive(Debug, Default, Clone)]
pub(crate) struct Locks(BTreeMap<i64, bool>);

impl Locks {
    /// To change it.
    pub(crate) fn alone(&mut self, tenant: TenantId, thing: Thing) {
        self.0.insert(number(tenant, thing), true);
    }

    /// To rest on it.
    pub(crate) fn shared(&mut self, tenant: TenantId, thing: Thing) {
        self.0.entry(number(tenant, thing)).or_insert(false);
    }

    /// These are things of a tenant, all of them: for too many, the whole is locked instead.
    pub(crate) fn within(&mut self, tenant: TenantId) {
        if self.len() > THINGS_MAX {
            self.0.clear();
            self.alone(tenant, Thing::Tenant);
        } else {
            self.shared(tenant, Thing::Tenant);
        }
    }

    /// What two need together.
    pub(crate) fn add(&mut self, other: &Self) {
        for (number, alone) in &other.0 {
            *self.0.entry(*number).or_insert(false) |= alone;
        }
    }

    /// Whether two that held these could get in each other's way.
    pub(crate) fn conflict_with(&self, other: &Self) -> bool {
        self.0.iter().any(|(number, alone)| {
            other.0.get(number).is_some_and(|others_alone| *alone || *others_alone)
        })
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// As [`TAKE`] wants them.
    pub(crate) fn columns(&self) -> (Vec<i64>, Vec<bool>) {
        self.0.iter().map(|(number, alone)| (*number, *alone)).unzip()
    }
}

/// Ids are random or keyed hashes, so two things hardly ever share a number; if they do, one waits for
/// the other without need.
pub(crate) fn number(tenant: TenantId, thing: Thing) -> i64 {
    let (kind, id): (u8, &[u8]) = match &thing {
        Thing::Row(row) => (1, row.as_bytes()),
        Thing::Person(person) => (2, person.as_bytes()),
        Thing::Claim(claim) => (3, claim.as_bytes()),
        Thing::Transaction(transaction) => (4, transaction.as_bytes()),
        Thing::Trees => (5, &[]),
        Thing::Schema => (6, &[]),
        Thing::TenantKeys => (7, &[]),
        Thing::Wrapping => (8, &[]),
        Thing::Tenant => (9, &[]),
        Thing::Moment => (10, &[]),
        Thing::SessionsOf(owner) => (11, owner.as_bytes()),
        Thing::SessionsIn => (12, &[]),
    };
    let hash = seal::sha256(&[b"ribcage lock 1", &[kind], &tenant.number().to_be_bytes(), id]);
    let (number, _) = hash.split_first_chunk().expect("a hash has 32 bytes");
    i64::from_be_bytes(*number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_needs_something_alone_does_not_also_share_it() {
        let (tenant, row) = (TenantId::from_number(7), RowKey::from_bytes([3; 16]));
        let mut locks = Locks::default();
        locks.alone(tenant, Thing::Row(row));
        locks.shared(tenant, Thing::Row(row));
        locks.shared(tenant, Thing::Claim(row));
        let mut other = Locks::default();
        other.alone(tenant, Thing::Claim(row));
        locks.add(&other);
        let (numbers, alone) = locks.columns();
        assert!(numbers.is_sorted());
        assert_eq!(alone, [true, true]);
    }

    #[test]
    fn whoever_touches_too_much_keeps_all_others_of_the_tenant_out() {
        let of = |tenant: u64, rows: usize| {
            let mut locks = Locks::default();
            for row in 0..rows {
                let row = RowKey::from_bytes((row as u128).to_be_bytes());
                locks.alone(TenantId::from_number(tenant), Thing::Row(row));
            }
            locks.within(TenantId::from_number(tenant));
            locks
        };
        let many = of(1, THINGS_MAX + 1);
        assert_eq!(many.len(), 1);
        let (mut apart, row) = (Locks::default(), RowKey::from_bytes([9; 16]));
        apart.shared(TenantId::from_number(1), Thing::Row(row));
        apart.within(TenantId::from_number(1));
        assert!(many.conflict_with(&apart));
        assert!(!apart.conflict_with(&of(1, THINGS_MAX / 2)));
        assert!(!many.conflict_with(&of(2, 1)));
    }

    #[test]
    fn the_same_id_is_another_thing_in_another_tenant() {
        let row = RowKey::from_bytes([3; 16]);
        let of = |tenant| number(TenantId::from_number(tenant), Thing::Row(row));
        assert_ne!(of(1), of(2));
        assert_ne!(of(1), number(TenantId::from_number(1), Thing::Claim(row)));
    }
}
