//! What the server does by itself leaves events too.

use std::borrow::Cow;

use model::{
    BackgroundTask, Caller, Interface, LogSubject, Operation, Principal, Roles, TenantId, Tree,
};
use policy::Permit;
use store::{NewJob, WriteSet};

use crate::Service;
use crate::ctx::Ctx;
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
        jobs: Vec<NewJob>,
    ) -> Result<(), ServiceError> {
        let ctx = self.background_context(task, TenantId::DEPLOYMENT);
        let work = self.background_work(&ctx, task, operation).await?;
        let event = work.draft(tree, outcome, &[], count);
        let leaves_work = !jobs.is_empty();
        let set = WriteSet { jobs, ..WriteSet::only_event(event) };
        self.records.commit(work.permit, set).await?;
        if leaves_work {
            self.jobs.is_wanted();
        }
        Ok(())
    }

    /// In whose name the server does something of a tenant's by itself.
    pub(crate) fn background_context(&self, task: BackgroundTask, tenant: TenantId) -> Ctx {
        let caller = Caller {
            tenant,
            principal: Principal::Background(task),
            name: task.words().to_owned(),
            roles: Roles::NONE,
            own: None,
            credential: None,
            session: None,
            log_subject: LogSubject::from_bytes([0; 16]),
            interface: Interface::Worker,
            address: None,
            scopes: None,
        };
        self.context(caller, Vec::new())
    }

    /// What the server does by itself, to be carried out.
    pub(crate) async fn background_work<'a>(
        &'a self,
        ctx: &'a Ctx,
        task: BackgroundTask,
        operation: Operation,
    ) -> Result<Work<'a>, ServiceError> {
        let permit = Permit::for_background(task, ctx.caller.tenant);
        let keys = self.keys.tenant(&permit).await?;
        let caller = Cow::Borrowed(&ctx.caller);
        let (service, types, is_wary) = (self, <_>::default(), false);
        Ok(Work { service, ctx, caller, operation, permit, keys, types, is_wary })
    }
}
