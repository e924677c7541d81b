//! Everything about a person: documents with their history, rights, and who did what with it.

use std::collections::HashMap;
use std::sync::Arc;

use model::{Pseudonym, ResourceId, ResourceType, StoreName};
use store::{Document, Head, Sealed, Selection, SubjectName, Versions};

use super::archive::{Lines, Sink};
use super::{content, index_page};
use crate::Service;
use crate::batches::Batch;
use crate::error::ServiceError;
use crate::keys::Subject;
use crate::records::json_of;
use crate::work::Work;

/// How many documents are read at a time.
const BATCH_ROWS: usize = 200;
/// How many of somebody's documents are looked at for their own.
const OWN_ROWS_MAX: usize = 500;

/// Somebody else in a document: who they are and how they are recognised; nothing if that is not known.
type Other = Option<Arc<(ResourceType, ResourceId, Vec<String>)>>;

/// What was met on the way.
struct Met {
    others: HashMap<Pseudonym, Other>,
    contents: Lines,
}

/// Where documents of a type go.
struct Files {
    kind: ResourceType,
    newest: Lines,
    history: Lines,
}

impl Service {
    /// Writes everything about a person.
    pub(super) async fn write_person(
        &self,
        work: &Work<'_>,
        sink: &mut Sink,
        subject: &Subject,
        person: &(String, String),
    ) -> Result<(), ServiceError> {
        let mut met = Met { others: HashMap::new(), contents: content::list() };
        for store in [StoreName::Identity, StoreName::Records] {
            self.write_about(work, sink, (store, subject), &mut met).await?;
        }
        met.contents.flush(sink).await?;
        let looks = self.write_events_about(work, sink, subject).await?;
        let title = format!("{} {}", person.0, person.1);
        let page = index_page::of_person(&title, work.ctx.at, sink, &looks);
        sink.file("index.html", page.into_bytes()).await
    }

    async fn write_about(
        &self,
        work: &Work<'_>,
        sink: &mut Sink,
        (store, subject): (StoreName, &Subject),
        met: &mut Met,
    ) -> Result<(), ServiceError> {
        let person = subject.pseudonym(store);
        let (mut after, mut files): (_, Option<Files>) = (None, None);
        loop {
            let rows =
                self.store(store).list_about(&work.permit, person, after, BATCH_ROWS).await?;
            let Some(last) = rows.last() else { break };
            after = Some((last.kind, last.born));
            for sealed in rows {
                if files.as_ref().is_none_or(|files| files.kind != sealed.kind) {
                    flush(files.take(), sink).await?;
                    let name = self.file_name(work, sealed.kind).await?;
                    let (newest, history) =
                        (Lines::new(&name), Lines::new(format!("history/{name}")));
                    files = Some(Files { kind: sealed.kind, newest, history });
                }
                let Some(files) = &mut files else { continue };
                self.write_versions(work, sink, (&sealed, person), files, met).await?;
                tokio::task::yield_now().await;
            }
        }
        flush(files, sink).await
    }

    /// Writes all versions of a document that are about the person.
    async fn write_versions(
        &self,
        work: &Work<'_>,
        sink: &mut Sink,
        (newest, person): (&Head, Pseudonym),
        files: &mut Files,
        met: &mut Met,
    ) -> Result<(), ServiceError> {
        let (store, mut before, mut batch) = (newest.store, None, Batch::default());
        loop {
            let versions = Versions::OfRow(newest.row);
            let found = self
                .store(store)
                .list_versions(&work.permit, versions, before, batch.rows())
                .await?;
            let Some(last) = found.last() else { return Ok(()) };
            batch.has_read(&found);
            before = Some(last.sequence);
            for sealed in &found {
                let Some(document) = self.open_for_export(work, sink, sealed).await? else {
                    continue;
                };
                if document.is_live() && !document.about.contains(&person) {
                    continue;
                }
                let line = self.line_about(work, store, (&document, person), met).await?;
                // Of content that is about others too nothing can be taken out.
                if document.about == [person] {
                    self.write_content(work, sink, &mut met.contents, &document).await?;
                }
                let is_newest = sealed.version == newest.version && document.is_live();
                let lines = if is_newest { &mut files.newest } else { &mut files.history };
                // That there is something which is withheld is said where it would stand.
                let line = line.unwrap_or_else(|| tombstone(&document, "withheld"));
                lines.push(sink, &line).await?;
            }
        }
    }

    /// A row, opened; nothing if it went with an erasure. One that does not open is remembered.
    pub(super) async fn open_for_export(
        &self,
        work: &Work<'_>,
        sink: &mut Sink,
        sealed: &Sealed,
    ) -> Result<Option<Document>, ServiceError> {
        match self.open_document(&work.permit, sealed).await {
            Ok(document) => Ok(Some(document)),
            Err(ServiceError::Gone) => Ok(None),
            Err(ServiceError::Integrity) => {
                let Sealed { kind, row, version, .. } = sealed;
                sink.damaged.push(format!("{kind} {row} version {version}"));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// What a version says, without what it says of others; nothing if it is not known who those are.
    async fn line_about(
        &self,
        work: &Work<'_>,
        store: StoreName,
        (document, person): (&Document, Pseudonym),
        met: &mut Met,
    ) -> Result<Option<String>, ServiceError> {
        if !document.is_live() {
            return Ok(Some(tombstone(document, "deleted")));
        }
        let mut json = json_of(document)?;
        for other in document.about.iter().filter(|about| **about != person) {
            if !met.others.contains_key(other) {
                let known = self.find_other(work, store, *other).await?;
                met.others.insert(*other, known);
            }
            let known = met.others.get(other).cloned().flatten();
            let Some(known) = known else { return Ok(None) };
            let (kind, id, marks) = known.as_ref();
            work.take_person_out(document.kind, &mut json, (*kind, id), marks).await?;
        }
        Ok(Some(json.to_text()))
    }

    /// Who somebody is whom a document is about too, from their own document.
    async fn find_other(
        &self,
        work: &Work<'_>,
        store: StoreName,
        other: Pseudonym,
    ) -> Result<Other, ServiceError> {
        let name = match store {
            StoreName::Identity => SubjectName::Identity(other),
            _ => SubjectName::Records(other),
        };
        let Some(subject) = self.keys.find_subject(&work.permit, name).await? else {
            return Ok(None);
        };
        let subject = subject.pseudonym(StoreName::Identity);
        for kind in fhir::types::RESOURCE_TYPES.iter().filter(|kind| kind.is_person()) {
            let selection = Selection::About { subject, kind: *kind };
            let rows = self.identity.list_live(&work.permit, selection, None, OWN_ROWS_MAX).await?;
            for sealed in rows {
                let document = match self.open_document(&work.permit, &sealed).await {
                    // Who that is cannot be known.
                    Err(ServiceError::Integrity | ServiceError::Gone) => continue,
                    document => document?,
                };
                if document.about.first() == Some(&subject) {
                    let marks = self.marks_of(&work.permit, sealed.row).await?;
                    return Ok(Some(Arc::new((*kind, document.id, marks))));
                }
            }
        }
        Ok(None)
    }

    /// The file that documents of a type go to.
    pub(super) async fn file_name(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
    ) -> Result<String, ServiceError> {
        if kind.is_of_tenant() {
            let types = work.document_types().await?;
            let of = types.of_kind(kind).ok_or(ServiceError::Integrity)?;
            return Ok(format!("own/{}", of.name));
        }
        let folder = if kind.is_fhir() { "fhir" } else { "platform" };
        Ok(format!("{folder}/{kind}"))
    }
}

async fn flush(files: Option<Files>, sink: &mut Sink) -> Result<(), ServiceError> {
    if let Some(mut files) = files {
        files.newest.flush(sink).await?;
        files.history.flush(sink).await?;
    }
    Ok(())
}

/// What is said of a version that has no content, or whose content is not given.
pub(super) fn tombstone(document: &Document, what: &str) -> String {
    let Document { id, version, at, .. } = document;
    serde_json::json!({
        "resourceType": document.kind.name(), "id": id.as_str(), what: true,
        "meta": {
            "versionId": version.to_string(),
            "lastUpdated": model::clock::format_instant(*at)
        }
    })
    .to_string()
}
