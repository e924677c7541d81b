//! What every operation is handed first: who asks, in which request, when.

use model::{Caller, RequestId, Timestamp};

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
}

impl crate::Service {
    /// The context of a request that arrives now.
    pub fn context(&self, caller: Caller, parameters: Vec<String>) -> Ctx {
        Ctx { caller, request: RequestId::random(self.rng()), at: self.clock.now(), parameters }
    }
}
