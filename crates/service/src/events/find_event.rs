//! Shows one event, with the difference a change made.

use model::{EventId, Json, Operation, ResourceId, ResourceType, Version};
use policy::Permit;
use store::{DOCUMENT_MEMBER, Document, DocumentState};

use super::view::{self, EventView, LookedUp, ResourceChange, ResourceView};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::records::json_of;
use crate::work::{Change, Work};

impl Service {
    /// An event. Differences are computed from the stored versions; their values are shown only to
    /// who may read the document, to others the names of the elements that changed.
    pub async fn find_event(&self, ctx: &Ctx, event: EventId) -> Answer<EventView> {
        self.perform(ctx, Operation::FindEvent, ResourceType::EVENT, |work| {
            Box::pin(async move { self.show_event(work, event).await.map(Change::of) })
        })
        .await
    }

    async fn show_event(&self, work: &Work<'_>, id: EventId) -> Result<EventView, ServiceError> {
        let keys = self.keys.tenant(&work.permit).await?;
        let record = self.records.find_event(&work.permit, id).await?;
        let record = record.ok_or(ServiceError::NotFound)?;
        let opened = view::open(&keys, work.permit.tenant(), &record);
        let opened = opened.ok_or(ServiceError::Integrity)?;
        let mut event = self.view(&work.permit, &record, opened, &mut LookedUp::default()).await?;
        for resource in &event.resources {
            if !is_changed(&event, resource) {
                continue;
            }
            match self.difference(work, resource).await {
                // What it was is not to be told any more, or for now.
                Err(ServiceError::Gone | ServiceError::Restricted) => {}
                change => event.changes.extend(change?),
            }
        }
        Ok(event)
    }

    async fn difference(
        &self,
        work: &Work<'_>,
        resource: &ResourceView,
    ) -> Result<Option<ResourceChange>, ServiceError> {
        let known = fhir::types::resource_type(&resource.kind);
        let own = match known {
            Some(_) => None,
            None => work.document_types().await?.named(&resource.kind).map(|own| own.kind()),
        };
        let Some(kind) = known.or(own) else {
            return Ok(None);
        };
        let Ok(id) = resource.id.parse::<ResourceId>() else {
            return Ok(None);
        };
        // The caller's own right to read the document decides how much of it is shown.
        let (reading, of) = match own {
            Some(_) => (Operation::FindDocument, ResourceType::DOCUMENT),
            None => (Operation::ReadResourceVersion, kind),
        };
        let permit = self.policies.permit(&work.caller, reading, of).ok();
        let after = self.side(work, permit.as_ref(), kind, &id, resource.version).await?;
        let before = match resource.version {
            0 | 1 => Side::NotThere,
            version => self.side(work, permit.as_ref(), kind, &id, version - 1).await?,
        };
        let values = matches!(
            (&before, &after),
            (Side::Shown(_) | Side::NotThere, Side::Shown(_) | Side::NotThere)
        );
        let mut differences = fhir::difference(&resource.kind, &before.json(), &after.json());
        if !values {
            for difference in &mut differences {
                difference.before = None;
                difference.after = None;
            }
        }
        Ok(Some(ResourceChange { resource: resource.clone(), differences }))
    }

    /// One side of a difference.
    async fn side(
        &self,
        work: &Work<'_>,
        permit: Option<&Permit>,
        kind: ResourceType,
        id: &ResourceId,
        version: u64,
    ) -> Result<Side, ServiceError> {
        let keys = self.keys.tenant(&work.permit).await?;
        let row = keys.row_key(kind.store(), kind.name(), id.as_str());
        let documents = self.documents(kind);
        let found = documents.find_version(&work.permit, row, Version(version)).await?;
        let Some(sealed) = found else {
            return Ok(Side::NotThere);
        };
        let task = Permit::for_background(model::BackgroundTask::Reconcile, work.permit.tenant());
        let whole = self.policies.release(&task, work.open(&task, &sealed).await?)?;
        self.admit_all(&work.permit, &whole.about).await?;
        if let Some(permit) = permit {
            let concealed = work.open(permit, &sealed).await?;
            if let Ok(document) = self.policies.release(permit, concealed)
                && work.admit_context(&document).await.is_ok()
            {
                return Side::shown(&document);
            }
        }
        // Which elements changed may be known to who may see the event; their values may not.
        Ok(match Side::shown(&whole)? {
            Side::Shown(json) => Side::NamesOnly(json),
            side => side,
        })
    }
}

/// A document on one side of a difference.
enum Side {
    NotThere,
    Shown(Json),
    NamesOnly(Json),
}

impl Side {
    fn shown(document: &Document) -> Result<Self, ServiceError> {
        if document.state == DocumentState::Deleted {
            return Ok(Self::NotThere);
        }
        let json = json_of(document)?;
        if !document.kind.is_of_tenant() {
            return Ok(Self::Shown(json));
        }
        // Of what stands around it, everybody knows.
        let document = json.member(DOCUMENT_MEMBER).cloned();
        Ok(Self::Shown(document.unwrap_or_else(|| Json::Object(Vec::new()))))
    }

    fn json(&self) -> Json {
        match self {
            Self::NotThere => Json::Object(Vec::new()),
            Self::Shown(json) | Self::NamesOnly(json) => json.clone(),
        }
    }
}

/// Whether the event changed the document, or only read it.
fn is_changed(event: &EventView, resource: &ResourceView) -> bool {
    event.rows.iter().any(|row| row.kind == resource.kind && row.version == resource.version)
}
