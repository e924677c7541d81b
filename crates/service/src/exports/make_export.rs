//! Makes an export in the background, keeps it for a day, and removes it.
//!
//! It is begun anew if it was cut off: what is there of it then is written over.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use model::{BackgroundTask, FaultPoint, JobId, Operation, TenantId, fault};
use seal::KeyReference;
use store::{CommitError, Document, Guard, GuardFailure, Job, JobKind, Sealed};

use super::archive::Sink;
use super::{ExportBody, ExportReader, task};
use crate::Service;
use crate::error::ServiceError;
use crate::jobs::{Progress, WAIT_FOR_AN_EXPORT};
use crate::keys::{KeyError, Subject};
use crate::work::{Change, Work, touch_put};

/// How long is waited until an export is begun anew because somebody was erased while it was made: perhaps others are,
/// too.
const BEGIN_ANEW_AFTER: Duration = Duration::from_mins(1);

impl Service {
    /// Goes on with an export as far as it goes now.
    pub(crate) async fn make_export(&self, job: &Job) -> Result<Progress, ServiceError> {
        let (tenant, id) = (job.tenant, job.id);
        let background = BackgroundTask::Export;
        let ctx = self.background_context(background, tenant);
        let work = self.background_work(&ctx, background, Operation::FinishExport).await?;
        let (sealed, document) = match self.stored_export(&work, id).await {
            // The person was erased, and it went with them; or nobody will know any more what it was.
            Err(error @ (ServiceError::Gone | ServiceError::Integrity)) => {
                tracing::warn!(%id, code = error.code(), "an export is given up");
                self.give_export_up(job).await?;
                return Ok(Progress::Done);
            }
            found => found?,
        };
        let mut body = ExportBody::read(&document)?;
        let left = body.expires_at()?.duration_since(self.clock.now());
        let left = Duration::try_from(left).unwrap_or_default();
        let is_outdated = body.size.is_some() && self.is_overtaken(&work.permit, &body).await?;
        if body.is_gone || left.is_zero() || is_outdated {
            self.give_export_up(job).await?;
            if !body.is_gone {
                body.is_gone = true;
                self.finish_export(work, (id, &sealed, &document), &body).await?;
            }
            return Ok(Progress::Done);
        }
        if body.size.is_none() {
            let Some(_alone) = self.jobs.export_alone() else {
                return Ok(Progress::Later(WAIT_FOR_AN_EXPORT));
            };
            let reader = match self.keys.open_job(&task(tenant), job).await {
                Err(KeyError::NoKey) => return Err(ServiceError::Integrity),
                content => content?,
            };
            let reader: ExportReader =
                serde_json::from_slice(&reader).map_err(|_| ServiceError::Integrity)?;
            self.begin_reading(tenant, &[work.touch(&sealed, &document).await?]).await?;
            let subject = work.people(sealed.store, &document.about).await?.pop();
            body.behind_erasure = self.newest_erasure(&work.permit).await?;
            let size = self.write_export(&work, id, &reader, &body, subject.as_deref()).await?;
            fault::reach(FaultPoint::ExportWritten);
            if self.is_overtaken(&work.permit, &body).await? {
                self.remove_export_file(tenant, id).await?;
                return Ok(Progress::Later(BEGIN_ANEW_AFTER));
            }
            body.size = Some(size);
            if !self.finish_export(work, (id, &sealed, &document), &body).await? {
                self.remove_export_file(tenant, id).await?;
                return Ok(Progress::Done);
            }
        }
        self.forget_reader(job).await?;
        Ok(Progress::Later(left))
    }

    /// Looks at the exports of a tenant now: somebody was erased, and theirs are not to stay until their day is
    /// over.
    pub(crate) async fn wake_exports(&self, tenant: TenantId) -> Result<(), ServiceError> {
        let permit = task(tenant);
        for job in self.list_jobs_of(tenant, JobKind::MakeExport).await? {
            self.records.requeue_job(&permit, tenant, job.id).await?;
            self.jobs.is_wanted();
        }
        Ok(())
    }

    /// Writes the archive, and says how large it is.
    async fn write_export(
        &self,
        work: &Work<'_>,
        id: JobId,
        reader: &ExportReader,
        body: &ExportBody,
        subject: Option<&Subject>,
    ) -> Result<u64, ServiceError> {
        let tenant = work.permit.tenant();
        let made_at = u64::try_from(work.ctx.at.as_second()).unwrap_or_default();
        let (mut sink, writing) =
            Sink::begin(&self.exports, (tenant, id), reader.check()?, made_at);
        let written = match (subject, &body.person) {
            (Some(subject), Some(person)) => {
                self.write_person(work, &mut sink, subject, person).await
            }
            (None, None) => self.write_tenant(work, &mut sink).await,
            _ => Err(ServiceError::Integrity),
        };
        let ended = match written {
            Ok(()) => sink.end().await,
            Err(error) => {
                drop(sink);
                Err(error)
            }
        };
        let finished = writing.await.map_err(|_| ServiceError::Busy)?;
        match (ended, finished) {
            (Ok(()), Ok(size)) => Ok(size),
            // What the disk said comes first: it is why nobody took what was written.
            (_, Err(error)) if error.kind() != io::ErrorKind::UnexpectedEof => {
                self.remove_export_file(tenant, id).await?;
                Err(unavailable(error))
            }
            (Err(error), _) => {
                self.remove_export_file(tenant, id).await?;
                Err(error)
            }
            (Ok(()), Err(error)) => Err(unavailable(error)),
        }
    }

    /// Keeps how far an export is, with the event that says so. Whether it did: the person may be erased.
    async fn finish_export(
        &self,
        work: Work<'_>,
        export: (JobId, &Sealed, &Document),
        body: &ExportBody,
    ) -> Result<bool, ServiceError> {
        let change = match self.keep_export(&work, export, body).await {
            Err(ServiceError::Gone) => return Ok(false),
            change => change?,
        };
        match work.carry_out(change).await {
            Ok(_) => Ok(true),
            Err(CommitError::Guard(GuardFailure::Erased)) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// The change that keeps how far an export is.
    pub(super) async fn keep_export(
        &self,
        work: &Work<'_>,
        (id, sealed, before): (JobId, &Sealed, &Document),
        body: &ExportBody,
    ) -> Result<Change<()>, ServiceError> {
        let people = work.people(sealed.store, &before.about).await?;
        let person = people.first().map(Arc::as_ref);
        let document = body.document(id, person, sealed.version.next(), work.ctx.at);
        let key = self.keys.sealing_key(&work.permit, &people).await?;
        let put = self.keys.seal(&work.permit, sealed.row, &document, &key);
        let mut change = Change::of(());
        let records = |it: &Arc<Subject>| it.pseudonym(model::StoreName::Records);
        change.guards.extend(people.iter().map(|it| Guard::NotErased(records(it))));
        change.touched.push(touch_put(&put, &document, people));
        change.puts.push(put);
        Ok(change)
    }

    /// Forgets for whom an export is sealed: a passphrase is not to be kept.
    async fn forget_reader(&self, job: &Job) -> Result<(), ServiceError> {
        if let KeyReference::Document(key) = job.key {
            self.keys.destroy_document_keys(&task(job.tenant), vec![key]).await?;
        }
        Ok(())
    }

    /// Removes what there is of an export, and for whom it was to be.
    async fn give_export_up(&self, job: &Job) -> Result<(), ServiceError> {
        self.forget_reader(job).await?;
        self.remove_export_file(job.tenant, job.id).await
    }

    pub(super) async fn remove_export_file(
        &self,
        tenant: TenantId,
        id: JobId,
    ) -> Result<(), ServiceError> {
        let files = Arc::clone(&self.exports);
        let removed = tokio::task::spawn_blocking(move || files.remove(tenant, id)).await;
        removed.map_err(|_| ServiceError::Busy)?.map_err(unavailable)
    }
}

impl Service {
    /// Removes all exports of a tenant who was deleted.
    pub(crate) async fn remove_exports(&self, tenant: TenantId) -> Result<(), ServiceError> {
        let files = Arc::clone(&self.exports);
        let removed = tokio::task::spawn_blocking(move || files.remove_all(tenant)).await;
        removed.map_err(|_| ServiceError::Busy)?.map_err(unavailable)
    }
}

pub(super) fn unavailable(error: io::Error) -> ServiceError {
    ServiceError::Unavailable(Arc::new(error))
}
