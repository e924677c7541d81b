//! Begins a bulk export.

use std::time::Duration;

use model::limits::{BULK_EXPORTS_MAX, BULK_EXPORTS_PER_CLIENT_MAX};
use model::{JobId, Operation, ResourceType, Timestamp, Version};
use policy::Permit;
use store::{Document, DocumentState, JobKind, NewJob, Sealed, Selection, Versions};

use super::request::{Request, filters, since};
use super::{BulkBody, BulkLevel, KEPT_FOR, Moment, NewBulkExport, bulk_row, client_of};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// How many versions of bulk exports are read at a time, to find the one whose moment is named.
const EARLIER_ROWS: usize = 100;

impl Service {
    /// Begins a bulk export, and gives the id under which it is found.
    pub async fn create_bulk_export(&self, ctx: &Ctx, asked: &NewBulkExport) -> Answer<JobId> {
        self.perform(ctx, Operation::CreateBulkExport, ResourceType::BULK_EXPORT, |work| {
            Box::pin(self.plan_bulk_export(work, asked))
        })
        .await
    }

    async fn plan_bulk_export(
        &self,
        work: &Work<'_>,
        asked: &NewBulkExport,
    ) -> Result<Change<JobId>, ServiceError> {
        // What is asked for on behalf of no machine could be fetched by nobody.
        let client = client_of(&work.caller).ok_or(ServiceError::Unauthenticated)?;
        self.admit_one_more(&work.permit, &client).await?;
        let mut change = Change::of(());
        let request = self.request(work, asked, &mut change).await?;
        let id = JobId::random(self.rng());
        let content = serde_json::to_vec(&request).expect("strings are always valid JSON");
        let (key, message) = self.keys.seal_job(&work.permit, id, &content).await?;
        let (kind, due_in) = (JobKind::MakeBulkExport, Duration::ZERO);
        change.jobs.push(NewJob { id, kind, key, message, due_in });
        let body = BulkBody::new(client, work.ctx.at);
        let document = body.document(id, Version::FIRST, DocumentState::Live, work.ctx.at);
        let change = change.putting(work, bulk_row(&work.keys, id), &document).await?;
        Ok(change.with(id))
    }

    /// That neither the tenant nor this machine of theirs has as many bulk exports as they may have.
    async fn admit_one_more(&self, permit: &Permit, client: &str) -> Result<(), ServiceError> {
        let kept = Selection::OfKind(ResourceType::BULK_EXPORT);
        let task = super::task(permit.tenant());
        let live = self.records.list_live(&task, kept, None, BULK_EXPORTS_MAX).await?;
        let mut own = 0;
        for sealed in &live {
            let found = self.export_of_row(&task, sealed).await?;
            own += usize::from(found.is_some_and(|(_, body)| body.client == client));
        }
        if live.len() < BULK_EXPORTS_MAX && own < BULK_EXPORTS_PER_CLIENT_MAX {
            Ok(())
        } else {
            Err(ServiceError::TooManyExports)
        }
    }

    /// A version of a bulk export; nothing, if nobody knows any more what it was.
    async fn export_of_row(
        &self,
        task: &Permit,
        sealed: &Sealed,
    ) -> Result<Option<(Document, BulkBody)>, ServiceError> {
        let concealed = match self.open_sealed(task, sealed).await {
            Err(ServiceError::Integrity | ServiceError::Gone) => return Ok(None),
            concealed => concealed?,
        };
        let document = self.policies.release(task, concealed)?;
        Ok(BulkBody::read(&document).ok().map(|body| (document, body)))
    }

    /// What is asked, once all of it can be had.
    async fn request(
        &self,
        work: &Work<'_>,
        asked: &NewBulkExport,
        change: &mut Change<()>,
    ) -> Result<Request, ServiceError> {
        let (types, hidden) = self.types_of_export(work, asked)?;
        for (kind, parameters) in &asked.filters {
            filters(*kind, parameters, work.ctx.at)?;
        }
        let since_moment = match &asked.since {
            Some(text) => self.moment_at(&work.permit, text).await?,
            None => None,
        };
        let people = self.people_of_export(work, asked, change).await?;
        let named = |kind: ResourceType| kind.name().to_owned();
        let filters = asked.filters.iter();
        let elements = asked.elements.iter();
        Ok(Request {
            url: asked.url.clone(),
            scopes: work.caller.scopes.as_ref().map(ToString::to_string),
            types: types.into_iter().map(named).collect(),
            since: asked.since.clone(),
            since_moment,
            is_of_patients: asked.level != BulkLevel::System,
            people,
            filters: filters.map(|(kind, pairs)| (named(*kind), pairs.clone())).collect(),
            elements: elements.map(|(of, name)| (of.map(named), name.clone())).collect(),
            ignored: asked.ignored.iter().cloned().chain(hidden).collect(),
        })
    }

    /// The types that are wanted and may be had. Of those that are named none may be missing, unless the request says
    /// otherwise: then those come beside them, as the parameters that are ignored.
    fn types_of_export(
        &self,
        work: &Work<'_>,
        asked: &NewBulkExport,
    ) -> Result<(Vec<ResourceType>, Vec<String>), ServiceError> {
        let is_wanted = |kind: &ResourceType| match asked.level {
            BulkLevel::System => true,
            // Content is about those whom what it belongs to is about.
            _ => {
                *kind == fhir::types::patient()
                    || kind.name() == "Binary"
                    || !fhir::people::compartment_paths(*kind).is_empty()
            }
        };
        let is_named = !asked.types.is_empty();
        let all = if is_named { &asked.types } else { fhir::types::RESOURCE_TYPES };
        let (mut types, mut hidden, mut refusal) = (Vec::new(), Vec::new(), None);
        for kind in all.iter().filter(|kind| is_wanted(kind)) {
            match self.policies.permit(&work.caller, Operation::ReadBulkExport, *kind) {
                Ok(_) if types.contains(kind) => {}
                Ok(_) => types.push(*kind),
                Err(denial) if is_named && !asked.is_lenient => return Err(denial.into()),
                Err(denial) => {
                    hidden.extend(is_named.then(|| format!("_type={kind}")));
                    refusal = refusal.or(Some(denial));
                }
            }
        }
        match refusal {
            Some(denial) if types.is_empty() => Err(denial.into()),
            _ => Ok((types, hidden)),
        }
    }

    /// The moment of an earlier bulk export, if that is the time that is named: what was under way then is not to be
    /// missed by the next one.
    async fn moment_at(&self, permit: &Permit, text: &str) -> Result<Option<Moment>, ServiceError> {
        let since = since(text)?;
        let task = super::task(permit.tenant());
        let mut before = None;
        loop {
            let kept = Versions::OfKind(ResourceType::BULK_EXPORT);
            let rows = self.records.list_versions(&task, kept, before, EARLIER_ROWS).await?;
            for sealed in &rows {
                before = Some(sealed.sequence);
                let Some((document, body)) = self.export_of_row(&task, sealed).await? else {
                    continue;
                };
                if is_long_before(document.at, since) {
                    return Ok(None);
                }
                let is_it = |moment: &Moment| moment.at.parse().is_ok_and(|at| since == at);
                if let Some(moment) = body.moment.filter(is_it) {
                    return Ok(Some(moment));
                }
            }
            if rows.len() < EARLIER_ROWS {
                return Ok(None);
            }
        }
    }
}

/// Whether whatever stands before a version of that time was written before another time. A version is as old as when
/// it was begun to be counted what it has, and nothing is counted for longer than an export is kept.
fn is_long_before(at: Timestamp, other: Timestamp) -> bool {
    at.checked_add(KEPT_FOR).is_ok_and(|at| at < other)
}
