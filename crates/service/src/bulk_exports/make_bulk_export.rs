//! Fixes the moment of a bulk export in the background, counts what it has, keeps that for a day, and ends it.
//!
//! It is begun anew if it was cut off: until it is written down what it has, there is nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use model::clock::format_instant;
use model::limits::BULK_EXPORT_FILE_RESOURCES_MAX;
use model::{
    BackgroundTask, Caller, ClientId, Interface, Operation, Principal, StoreName, TenantId,
};
use policy::Permit;
use seal::KeyReference;
use store::{DocumentState, Job};

use super::request::Request;
use super::rows::{BulkPlace, BulkWalk, Wanted};
use super::{BulkBody, FileBody, Moment, task};
use crate::Service;
use crate::clients::client_row;
use crate::error::ServiceError;
use crate::jobs::{Progress, WAIT_FOR_AN_EXPORT, may_pass};
use crate::work::Work;

/// How long is waited between two looks whether whatever was under way at the moment is decided,
const LOOK_EVERY: Duration = Duration::from_millis(20);
/// and how often, before others have their turn.
const LOOKS_MAX: usize = 50;
/// After how long it is looked again then.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// What was counted.
#[derive(Default)]
struct Counted {
    files: Vec<FileBody>,
    damaged: BTreeMap<String, u64>,
}

impl Service {
    /// Goes on with a bulk export as far as it goes now.
    pub(crate) async fn make_bulk_export(&self, job: &Job) -> Result<Progress, ServiceError> {
        let background = BackgroundTask::Export;
        let ctx = self.background_context(background, job.tenant);
        let work = self.background_work(&ctx, background, Operation::FinishExport).await?;
        let stored = self.stored_bulk_export(&work.keys, job.tenant, job.id).await;
        let read = stored.and_then(|(sealed, document)| {
            let body = BulkBody::read(&document)?;
            let expires_at = body.expires_at()?;
            Ok((sealed, document, body, expires_at))
        });
        let (sealed, document, mut body, expires_at) = match read {
            // Nobody will know any more what it was.
            Err(error @ (ServiceError::Gone | ServiceError::Integrity)) => {
                tracing::warn!(id = %job.id, code = error.code(), "a bulk export is given up");
                self.forget_request(job).await?;
                return Ok(Progress::Done);
            }
            read => read?,
        };
        let export = (job.id, &sealed);
        if !document.is_live() {
            self.forget_request(job).await?;
            return Ok(Progress::Done);
        }
        let left = expires_at.duration_since(self.clock.now());
        let left = Duration::try_from(left).unwrap_or_default();
        if left.is_zero() {
            body.files.clear();
            let change =
                self.keep_bulk_export(&work, export, &body, DocumentState::Deleted).await?;
            work.carry_out(change).await?;
            self.forget_request(job).await?;
            return Ok(Progress::Done);
        }
        if body.moment.is_none() && body.failed.is_none() {
            let Some(_alone) = self.jobs.export_alone() else {
                return Ok(Progress::Later(WAIT_FOR_AN_EXPORT));
            };
            let Some(moment) = self.find_moment(job.tenant).await? else {
                return Ok(Progress::Later(LOOK_AGAIN));
            };
            match self.count_export(&work, job, &body, &moment).await {
                Ok(Counted { files, damaged }) => {
                    (body.moment, body.files, body.damaged) = (Some(moment), files, damaged);
                }
                Err(error) if may_pass(&error) => return Err(error),
                Err(error) => body.failed = Some(error.code().to_owned()),
            }
            let change = self.keep_bulk_export(&work, export, &body, DocumentState::Live).await?;
            work.carry_out(change).await?;
        }
        Ok(Progress::Later(left))
    }

    /// This moment, once whatever was given a place by now is decided; nothing, if that takes too long.
    async fn find_moment(&self, tenant: TenantId) -> Result<Option<Moment>, ServiceError> {
        let permit = task(tenant);
        let at = format_instant(self.clock.now());
        let (identity, records) = (self.store(StoreName::Identity), self.store(StoreName::Records));
        // In this order: whoever documents are about by then is among the people.
        let of_records = records.find_last_place(&permit).await?;
        let of_identity = identity.find_last_place(&permit).await?;
        for _ in 0..LOOKS_MAX {
            let is_decided = records.find_horizon(&permit).await? >= of_records
                && identity.find_horizon(&permit).await? >= of_identity;
            if is_decided {
                let (identity, records) = (of_identity.0, of_records.0);
                return Ok(Some(Moment { at, identity, records }));
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        Ok(None)
    }

    /// Counts what whoever asked may see, and says where each file begins.
    async fn count_export(
        &self,
        work: &Work<'_>,
        job: &Job,
        body: &BulkBody,
        moment: &Moment,
    ) -> Result<Counted, ServiceError> {
        let request = self.open_request(job).await?;
        let caller = self.caller_of(work, body, &request).await?;
        let mut counted = Counted::default();
        for kind in request.kinds() {
            let Ok(permit) = self.policies.permit(&caller, Operation::ReadBulkExport, kind) else {
                continue;
            };
            let mut inner = work.beside(permit);
            (inner.caller, inner.operation) = (Cow::Borrowed(&caller), Operation::ReadBulkExport);
            // No commit sees to it that nobody is counted of whom nothing may be shown.
            inner.is_wary = true;
            let wanted = self.wanted(&inner, &request, moment).await?;
            self.count_kind(&inner, &wanted, &mut counted).await?;
        }
        Ok(counted)
    }

    async fn count_kind(
        &self,
        work: &Work<'_>,
        wanted: &Wanted,
        counted: &mut Counted,
    ) -> Result<(), ServiceError> {
        let kind = work.permit.kind().name();
        // Those that are there, and those that were deleted.
        let mut open: [Option<FileBody>; 2] = [None, None];
        let mut ends = [BulkPlace::default(); 2];
        let mut walk = BulkWalk::behind(BulkPlace::default());
        while let Some(sealed) = self.next_row(work, wanted, &mut walk).await? {
            let document = match self.wanted_of(work, wanted, (&walk, &sealed)).await {
                Err(ServiceError::Integrity) => {
                    *counted.damaged.entry(kind.to_owned()).or_default() += 1;
                    continue;
                }
                document => document?,
            };
            let Some(document) = document else { continue };
            let is_deleted = !document.is_live();
            let number = usize::from(is_deleted);
            let behind = ends[number];
            let file = open[number].get_or_insert_with(|| FileBody {
                kind: kind.to_owned(),
                is_deleted,
                behind,
                up_to: behind,
                count: 0,
            });
            file.count += 1;
            file.up_to = walk.reached;
            if file.count == BULK_EXPORT_FILE_RESOURCES_MAX {
                ends[number] = file.up_to;
                counted.files.extend(open[number].take());
            }
        }
        counted.files.extend(open.into_iter().flatten());
        Ok(())
    }

    /// Whoever asked, as they are by now, reaching as far as they did when they asked.
    async fn caller_of(
        &self,
        work: &Work<'_>,
        body: &BulkBody,
        request: &Request,
    ) -> Result<Caller, ServiceError> {
        let tenant = work.permit.tenant();
        let client: ClientId = body.client.parse().map_err(|_| ServiceError::Integrity)?;
        let permit = Permit::for_background(BackgroundTask::Authenticate, tenant);
        let row = client_row(&work.keys, client);
        let known = self.find_client_of(&permit, row, &Principal::Client(client)).await?;
        let known = known.filter(|known| !known.has_expired(self.clock.now()));
        let known = known.ok_or(ServiceError::Unauthenticated)?;
        let scopes = request.scopes()?.map(Arc::new);
        Ok(known.caller(tenant, Interface::Worker, None, scopes))
    }

    /// Forgets what was asked: it may name people.
    async fn forget_request(&self, job: &Job) -> Result<(), ServiceError> {
        if let KeyReference::Document(key) = job.key {
            self.keys.destroy_document_keys(&task(job.tenant), vec![key]).await?;
        }
        Ok(())
    }
}
