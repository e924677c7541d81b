//! What every operation is handed first: who asks, in which request, when.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use model::{Caller, RequestId, Timestamp};

use crate::error::ServiceError;

/// The context of one request.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// Who asks.
    pub caller: Caller,
    /// The request.
    pub request: RequestId,
    /// When it arrived.
    pub at: Timestamp,
    /// The names of its parameters, which the log keeps; never their values.
    pub parameters: Vec<String>,
    /// What the device calls itself that it comes from (`User-Agent`), as far as it says.
    pub device: Option<String>,
    /// What it may look at together with others, if it came with them.
    pub rows: Option<Arc<RowBudget>>,
}

/// How many rows requests that came together may still look at.
#[derive(Debug)]
pub struct RowBudget(AtomicUsize);

impl RowBudget {
    /// So many rows.
    pub const fn of(rows: usize) -> Self {
        Self(AtomicUsize::new(rows))
    }

    /// Takes one, unless all were taken.
    fn take(&self) -> bool {
        let one_less = |left: usize| left.checked_sub(1);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less).is_ok()
    }
}

impl Ctx {
    /// Says that a row is about to be looked at, which may be one too many.
    pub(crate) fn look_at_row(&self) -> Result<(), ServiceError> {
        if self.rows.as_ref().is_none_or(|rows| rows.take()) {
            Ok(())
        } else {
            Err(ServiceError::TooCostly("answering the whole bundle"))
        }
    }
}

impl crate::Service {
    /// The context of a request that arrives now.
    pub fn context(&self, caller: Caller, parameters: Vec<String>) -> Ctx {
        let (request, at) = (RequestId::random(self.rng()), self.clock.now());
        Ctx { caller, request, at, parameters, device: None, rows: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_rows_are_taken_than_there_are() {
        let rows = RowBudget::of(2);
        assert!(rows.take() && rows.take());
        assert!(!rows.take() && !rows.take());
    }
}
