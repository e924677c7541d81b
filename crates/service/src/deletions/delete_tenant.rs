//! Closes an account. When its time has come it is deleted.

use std::time::Duration;

use model::clock::format_instant;
use model::{ErasureId, JobId, Operation, ResourceType, TenantId, Timestamp, Version};
use store::job::PUT_OFF_MAX;
use store::{JobKind, NewJob, TenantChange, TenantState};

use super::{Deletion, DeletionBody, Listed, deletion_row};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::subjects::check_reason;
use crate::tenants::{DeletionNote, TenantBody};
use crate::work::{Change, Work, touch_put};

impl Service {
    /// Closes an account, by its name or id, and says when it is deleted: at once with `now`. Of one that is
    /// closed already only that may change.
    pub async fn delete_tenant(
        &self,
        ctx: &Ctx,
        name: &str,
        reason: &str,
        now: bool,
    ) -> Answer<Deletion> {
        let operation = Operation::DeleteTenant;
        let done = self
            .perform(ctx, operation, ResourceType::TENANT, |work| {
                Box::pin(self.plan_closing(work, name, reason, now))
            })
            .await?;
        if now {
            // It may have been left to be done later.
            let job = JobId::from_bytes(*done.value.id.as_bytes());
            let permit = super::own_task();
            self.records
                .requeue_job(&permit, TenantId::DEPLOYMENT, job)
                .await
                .map_err(ServiceError::from)?;
            self.jobs.is_wanted();
        }
        Ok(done)
    }

    async fn plan_closing(
        &self,
        work: &Work<'_>,
        name: &str,
        reason: &str,
        now: bool,
    ) -> Result<Change<Deletion>, ServiceError> {
        check_reason(reason)?;
        let listed = self.find_listed(work, name).await?;
        if reason.to_lowercase().contains(&listed.tenant.name.to_lowercase()) {
            return Err(ServiceError::Unprocessable {
                expression: "reason".to_owned(),
                detail: "the reason is kept, so it must not name the tenant",
            });
        }
        let at = work.ctx.at;
        let waits = if now { Duration::ZERO } else { self.deletion_after };
        let due_at = at.checked_add(waits).unwrap_or(at);
        let (id, version, body) = if let Some(note) = &listed.tenant.deletion {
            let found = self.find_deletion_body(note.id).await?.ok_or(ServiceError::Integrity)?;
            let (version, mut body) = found;
            if !now || body.due_at()? <= at {
                return body.show(note.id).map(Change::of);
            }
            body.due_at = format_instant(at);
            (note.id, version.next(), body)
        } else {
            let body = DeletionBody::new(listed.tenant.id, reason, at, due_at);
            (ErasureId::random(self.rng()), Version::FIRST, body)
        };
        let tenant = listed.tenant.id;
        let note = DeletionNote { id, due_at: body.due_at.clone() };
        let mut change = self.relisting(work, listed, Some(note)).await?;
        change = change
            .putting(work, deletion_row(&work.keys, id), &body.document(id, version, at))
            .await?;
        change.tenants.push(TenantChange { tenant, state: TenantState::Closed });
        change.jobs.push(self.job_of_deletion(work, id, due_in(at, body.due_at()?)));
        let shown = body.show(id)?;
        Ok(change.with(shown))
    }

    /// Writes an account into the deployment's list anew, under a key of its own, that goes with it.
    pub(super) async fn relisting(
        &self,
        work: &Work<'_>,
        listed: Listed,
        note: Option<DeletionNote>,
    ) -> Result<Change<()>, ServiceError> {
        let Listed { row, version, mut tenant } = listed;
        tenant.deletion = note;
        let mut document = TenantBody::new(&tenant).document(tenant.id, work.ctx.at);
        document.version = version.next();
        let key = self.keys.create_document_key(&work.permit).await?;
        let put = self.keys.seal(&work.permit, row, &document, &key);
        let mut change = Change::of(());
        change.touched.push(touch_put(&put, &document, Vec::new()));
        change.puts.push(put);
        Ok(change)
    }

    /// The job that deletes an account. There is nothing to be known for it but its id.
    pub(super) fn job_of_deletion(
        &self,
        work: &Work<'_>,
        id: ErasureId,
        due_in: Duration,
    ) -> NewJob {
        let id = JobId::from_bytes(*id.as_bytes());
        let (key, data) = work.keys.newest_data();
        let place = store::job::place(work.permit.tenant(), id, key);
        let message = seal::seal(data, &place, &[], self.rng());
        NewJob { id, kind: JobKind::DeleteTenant, key, message, due_in }
    }
}

/// For how long a job is put off that is due at a time.
pub(super) fn due_in(now: Timestamp, due_at: Timestamp) -> Duration {
    Duration::try_from(due_at.duration_since(now)).unwrap_or_default().min(PUT_OFF_MAX)
}
