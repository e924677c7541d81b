//! Sets that cross stores: rows wait in the identity store, the records store decides together
//! with the event, then the rows count (design: pending, decision, settle).

use std::sync::PoisonError;
use std::time::Duration;

use model::limits::COMMIT_RETRIES_MAX;
use model::{BackgroundTask, FaultPoint, TenantId, fault};
use policy::Permit;
use store::{
    CommitError, Committed, GuardFailure, Outcome, PreparedGuard, PreparedSet, Put, Sealed,
    StoreError, TransactionId, WriteSet,
};

use crate::Service;
use crate::error::ServiceError;

/// How long a transaction may stay undecided before anybody may decide against it.
const DEADLINE: Duration = Duration::from_secs(30);
/// How long is waited for the writer of a row that waits for its decision; twice as long each time.
const WAIT_FOR_A_DECISION: Duration = Duration::from_millis(2);

/// Which of the transactions that are not finished may be decided against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfinished {
    /// All of them: nobody who could have begun one is running any more.
    All,
    /// Those past their deadline. Another server may be about to decide the others.
    Overdue,
}

impl Service {
    /// Commits a set with rows in the identity store.
    pub(crate) async fn commit_across(
        &self,
        permit: Permit,
        guards: Vec<PreparedGuard>,
        identity: Vec<Put>,
        set: WriteSet,
    ) -> Result<Committed, CommitError> {
        let transaction = TransactionId::random(self.rng());
        let tenant = permit.tenant();
        self.prepare(&permit, transaction, guards, identity).await?;
        fault::reach(FaultPoint::RowsPrepared);
        let set = WriteSet { decides: Some(transaction), ..set };
        let result = self.records.commit(permit, set).await;
        let outcome = match &result {
            Ok(_) => Outcome::Committed,
            Err(CommitError::Guard(_)) => Outcome::Aborted,
            // Whether it was committed is not known: ask, and decide against it if it was not.
            Err(CommitError::Store(_)) => {
                let permit = Permit::for_background(BackgroundTask::SettleTransactions, tenant);
                match self.records.abort(&permit, transaction).await {
                    Ok(outcome) => outcome,
                    // The rows stay pending; whoever finds them later settles them.
                    Err(_) => return result,
                }
            }
        };
        fault::reach(FaultPoint::TransactionDecided);
        // If this fails the decision stands all the same, and the rows are settled later.
        if self.settle(transaction, outcome).await.is_err() {
            tracing::warn!("a decided transaction waits to be settled");
        }
        fault::reach(FaultPoint::TransactionSettled);
        result
    }

    async fn prepare(
        &self,
        permit: &Permit,
        transaction: TransactionId,
        guards: Vec<PreparedGuard>,
        puts: Vec<Put>,
    ) -> Result<(), CommitError> {
        let deadline = self.clock.now().checked_add(DEADLINE).unwrap_or(self.clock.now());
        let set = PreparedSet { transaction, deadline, guards, puts };
        let (mut tries_left, mut wait) = (COMMIT_RETRIES_MAX, WAIT_FOR_A_DECISION);
        loop {
            match self.identity.prepare(permit, set.clone()).await {
                Err(CommitError::Guard(GuardFailure::Pending(other))) if tries_left > 0 => {
                    tries_left -= 1;
                    if !self.settle_if_decided(permit, other).await? {
                        tokio::time::sleep(wait).await;
                        wait *= 2;
                    }
                }
                result => return result,
            }
        }
    }

    /// Finishes what a crash or a lost connection left undecided or unsettled.
    pub async fn settle_transactions(&self, which: Unfinished) -> Result<usize, ServiceError> {
        let permit =
            Permit::for_background(BackgroundTask::SettleTransactions, TenantId::DEPLOYMENT);
        let mut settled = 0;
        for pending in self.identity.list_pending(&permit).await? {
            if which == Unfinished::All || pending.deadline < self.clock.now() {
                let outcome = self.records.abort(&permit, pending.transaction).await?;
                fault::reach(FaultPoint::RecoveryDecided);
                self.settle(pending.transaction, outcome).await?;
                fault::reach(FaultPoint::RecoverySettled);
                settled += 1;
            }
        }
        let transactions =
            std::mem::take(&mut *self.settled.lock().unwrap_or_else(PoisonError::into_inner));
        if !transactions.is_empty() {
            self.records.forget_outcomes(&permit, transactions).await?;
            fault::reach(FaultPoint::OutcomesForgotten);
        }
        Ok(settled)
    }

    /// The version of a row that counts: a pending one only if its transaction was committed.
    pub(crate) async fn resolve(
        &self,
        permit: &Permit,
        newest: Option<Sealed>,
    ) -> Result<Option<Sealed>, ServiceError> {
        let mut newest = newest;
        for _ in 0..=COMMIT_RETRIES_MAX {
            let Some(sealed) = newest else {
                return Ok(None);
            };
            let Some(transaction) = sealed.pending else {
                return Ok(Some(sealed));
            };
            match self.records.find_outcome(permit, transaction).await? {
                Some(Outcome::Committed) => return Ok(Some(sealed)),
                Some(Outcome::Aborted) => return self.version_before(permit, &sealed).await,
                None => {}
            }
            // Not decided yet; or settled since, perhaps by another server, and the decision forgotten.
            newest = self.identity.find_newest(permit, sealed.row).await?;
            if newest.as_ref().is_some_and(|newest| newest.pending == Some(transaction)) {
                return self.version_before(permit, &sealed).await;
            }
        }
        Err(ServiceError::Busy)
    }

    async fn version_before(
        &self,
        permit: &Permit,
        sealed: &Sealed,
    ) -> Result<Option<Sealed>, ServiceError> {
        let before = model::Version(sealed.version.0 - 1);
        Ok(self.identity.find_version(permit, sealed.row, before).await?)
    }

    /// Says whether it was.
    async fn settle_if_decided(
        &self,
        permit: &Permit,
        transaction: TransactionId,
    ) -> Result<bool, StoreError> {
        let outcome = self.records.find_outcome(permit, transaction).await?;
        if let Some(outcome) = outcome {
            self.settle(transaction, outcome).await?;
        }
        Ok(outcome.is_some())
    }

    async fn settle(&self, transaction: TransactionId, outcome: Outcome) -> Result<(), StoreError> {
        let permit =
            Permit::for_background(BackgroundTask::SettleTransactions, TenantId::DEPLOYMENT);
        self.identity.settle(&permit, transaction, outcome).await?;
        // One that was decided against stays known: its writer may yet come.
        if outcome == Outcome::Committed {
            self.settled.lock().unwrap_or_else(PoisonError::into_inner).push(transaction);
        }
        Ok(())
    }
}
