//! What the server does by itself leaves events too.

use std::borrow::Cow;

use model::{
    BackgroundTask, Caller, Interface, LogSubject, Operation, Principal, Roles, TenantId, Tree,
};
use policy::Permit;
use store::WriteSet;

use crate::Service;
use crate::error::ServiceError;
use crate::events::Outcome;
use crate::work::Work;

impl Service {
    /// Writes an event of the deployment's: which operation, how often, with which outcome.
    pub(crate) async fn record_background(
        &self,
        task: BackgroundTask,
        operation: Operation,
        tree: Tree,
        outcome: Outcome,
        count: Option<usize>,
    ) -> Result<(), ServiceError> {
        let caller = Caller {
            tenant: TenantId::DEPLOYMENT,
            principal: Principal::Background(task),
            name: task.words().to_owned(),
            roles: Roles::NONE,
            credential: None,
            log_subject: LogSubject::from_bytes([0; 16]),
            interface: Interface::Worker,
            address: None,
            scopes: None,
        };
        let ctx = self.context(caller, Vec::new());
        let permit = Permit::for_background(task, TenantId::DEPLOYMENT);
        let keys = self.keys.tenant(&permit).await?;
        let caller = Cow::Borrowed(&ctx.caller);
        let work = Work {
            service: self,
            ctx: &ctx,
            caller,
            operation,
            permit,
            keys,
            types: <_>::default(),
        };
        let event = work.draft(tree, outcome, &[], count);
        self.records.commit(work.permit, WriteSet::only_event(event)).await?;
        Ok(())
    }
}
