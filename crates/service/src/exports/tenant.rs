//! Everything that a tenant has: documents of every type with their history, the log, and what events say.

use model::{ResourceType, StoreName};
use serde_json::{Value, json};
use store::{Document, Selection, Versions};

use super::archive::{Lines, Sink};
use super::person::tombstone;
use super::{content, index_page};
use crate::Service;
use crate::batches::Batch;
use crate::error::ServiceError;
use crate::events::{EventView, LookedUp};
use crate::work::Work;

/// Members of the platform's own documents that no export has: who has them can guess at what they hide.
const SECRETS: [&str; 1] = ["secret_sha256"];

impl Service {
    /// Writes everything that the tenant has.
    pub(super) async fn write_tenant(
        &self,
        work: &Work<'_>,
        sink: &mut Sink,
    ) -> Result<(), ServiceError> {
        let kinds = fhir::types::RESOURCE_TYPES
            .iter()
            .chain(&ResourceType::OF_TENANT)
            .chain(&ResourceType::PLATFORM);
        let mut contents = content::list();
        for kind in kinds {
            self.write_kind(work, sink, &mut contents, *kind).await?;
        }
        contents.flush(sink).await?;
        let pinned = self.write_log(work, sink).await?;
        self.write_events(work, sink, &pinned).await?;
        let page = index_page::of_tenant(work.ctx.at, sink);
        sink.file("index.html", page.into_bytes()).await
    }

    async fn write_kind(
        &self,
        work: &Work<'_>,
        sink: &mut Sink,
        contents: &mut Lines,
        kind: ResourceType,
    ) -> Result<(), ServiceError> {
        let store = if kind.is_fhir() { kind.store() } else { StoreName::Records };
        let mut lines: Option<Lines> = None;
        let (mut before, mut batch) = (None, Batch::default());
        loop {
            let of_kind = Selection::OfKind(kind);
            let rows =
                self.store(store).list_live(&work.permit, of_kind, before, batch.rows()).await?;
            let Some(last) = rows.last() else { break };
            batch.has_read(&rows);
            before = Some(last.born);
            for sealed in &rows {
                if let Some(document) = self.open_for_export(work, sink, sealed).await? {
                    if lines.is_none() {
                        lines = Some(Lines::new(self.file_name(work, kind).await?));
                    }
                    if let Some(lines) = &mut lines {
                        lines.push(sink, &line_of(&document)?).await?;
                    }
                }
            }
            tokio::task::yield_now().await;
        }
        if let Some(mut lines) = lines {
            lines.flush(sink).await?;
        }
        self.write_history(work, sink, contents, (store, kind)).await
    }

    /// Writes all versions of all documents of a type, the newest too.
    async fn write_history(
        &self,
        work: &Work<'_>,
        sink: &mut Sink,
        contents: &mut Lines,
        (store, kind): (StoreName, ResourceType),
    ) -> Result<(), ServiceError> {
        let mut lines: Option<Lines> = None;
        let (mut before, mut batch) = (None, Batch::default());
        loop {
            let versions = Versions::OfKind(kind);
            let rows = self
                .store(store)
                .list_versions(&work.permit, versions, before, batch.rows())
                .await?;
            let Some(last) = rows.last() else { break };
            batch.has_read(&rows);
            before = Some(last.sequence);
            for sealed in &rows {
                let Some(document) = self.open_for_export(work, sink, sealed).await? else {
                    continue;
                };
                self.write_content(work, sink, contents, &document).await?;
                if lines.is_none() {
                    let name = self.file_name(work, kind).await?;
                    lines = Some(Lines::new(format!("history/{name}")));
                }
                let line = if document.is_live() {
                    line_of(&document)?
                } else {
                    tombstone(&document, "deleted")
                };
                if let Some(lines) = &mut lines {
                    lines.push(sink, &line).await?;
                }
            }
            tokio::task::yield_now().await;
        }
        match lines {
            Some(mut lines) => lines.flush(sink).await,
            None => Ok(()),
        }
    }

    /// An event as people read it; nothing if it does not open.
    pub(super) async fn readable_event(
        &self,
        work: &Work<'_>,
        record: &store::EventRecord,
        hidden: &mut LookedUp,
    ) -> Result<Option<Value>, ServiceError> {
        let Some(view) = self.read_event(work, record, hidden).await? else { return Ok(None) };
        let EventView { id, hash, at, operation, outcome, problem, .. } = &view;
        let resources: Vec<_> = view
            .resources
            .iter()
            .map(|it| json!({"type": it.kind, "id": it.id, "version": it.version}))
            .collect();
        Ok(Some(json!({
            "event": id.to_string(), "hash": hash.to_string(),
            "at": model::clock::format_instant(*at), "operation": operation, "outcome": outcome,
            "problem": problem, "actor": {
                "kind": view.actor_kind, "id": view.actor_id, "name": view.actor_name
            },
            "interface": view.interface, "address": view.address, "request": view.request,
            "parameters": view.parameters, "returned": view.returned, "resources": resources
        })))
    }
}

/// What a live document says. Of the platform's own types, with its id and version beside.
fn line_of(document: &Document) -> Result<String, ServiceError> {
    if document.kind.is_fhir() || document.kind.is_of_tenant() {
        return Ok(document.body.clone());
    }
    let mut body: Value =
        serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)?;
    if let Value::Object(members) = &mut body {
        for secret in SECRETS {
            members.remove(secret);
        }
    }
    Ok(json!({
        "type": document.kind.name(), "id": document.id.as_str(), "version": document.version.0,
        "at": model::clock::format_instant(document.at), "document": body
    })
    .to_string())
}
