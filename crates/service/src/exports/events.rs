//! The log in an export: of a person, the events that name them, each with its proof; of a tenant, all of it, as
//! `ribcage log verify --export` reads it.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ledger::proof::consistency_tiles;
use ledger::tile::{bundles_of_tree, tiles_of_tree};
use ledger::{Checkpoint, TilePath};
use model::{BackgroundTask, LogName, Operation, StoreName, TenantId, Tree};
use seal::KeyReference;
use serde_json::{Value, json};
use store::{EventRecord, TreeName, WriteSet};

use super::archive::{Lines, Sink};
use crate::Service;
use crate::error::ServiceError;
use crate::events::{
    BODY, CallerBody, EventRow, Header, LookedUp, Outcome, PersonBody, Touch, people_in,
};
use crate::keys::Subject;
use crate::log::{open_header, own_body};
use crate::work::Work;

/// How many events are read at a time.
const BATCH_EVENTS: usize = 256;
/// How many of those who looked are on the page itself; the file has all.
const SHOWN_MAX: usize = 2_000;

/// Somebody who did something with what is known of a person.
pub(super) struct Look {
    pub(super) at: String,
    pub(super) who: String,
    pub(super) what: String,
    pub(super) through: String,
}

/// The trees as they stood when the export was begun.
pub(super) type Pinned = Vec<(Tree, Checkpoint)>;

impl Service {
    /// Writes the events that name a person, with proofs, and gives the newest of them for the page.
    pub(super) async fn write_events_about(
        &self,
        work: &Work<'_>,
        sink: &mut Sink,
        subject: &Subject,
    ) -> Result<Vec<Look>, ServiceError> {
        let pinned = self.write_checkpoints(work, sink).await?;
        let (mut all, mut looked_up) = (Vec::new(), LookedUp::default());
        let named = subject.log_subject().to_string();
        for (tree, checkpoint) in &pinned {
            let mut lines = Lines::new(format!("log/events-{tree}"));
            let (mut looks, mut next) = (Vec::new(), 0);
            while next < checkpoint.size {
                let found = self.sequenced(work, (*tree, checkpoint.size), &mut next).await?;
                for (index, record) in found {
                    let (mut line, mut look, caller) =
                        match event_about(work, &record, subject, &named) {
                            Ok(Some(line)) => line,
                            Ok(None) => continue,
                            // It cannot be known whom it names, or what it says of them.
                            Err(ServiceError::Integrity) => {
                                sink.damaged.push(format!("event {}", record.id));
                                continue;
                            }
                            Err(error) => return Err(error),
                        };
                    let name = self.actor_name(&caller, &mut looked_up).await?;
                    look.who = format!("{name} ({})", caller.kind);
                    line["actor"] = json!(CallerBody { name, ..caller });
                    let log = LogName { tenant: work.permit.tenant(), tree: *tree };
                    let name = TreeName::Events(log);
                    let proof = self.inclusion(name, index, checkpoint.size).await?;
                    let proof: Vec<_> = proof.iter().map(ToString::to_string).collect();
                    let line = with(line, &[("index", json!(index)), ("inclusion", json!(proof))]);
                    lines.push(sink, &line.to_string()).await?;
                    looks.push(look);
                }
                // The newest are at the end.
                let excess = looks.len().saturating_sub(SHOWN_MAX);
                looks.drain(..excess);
                tokio::task::yield_now().await;
            }
            lines.flush(sink).await?;
            all.append(&mut looks);
        }
        all.sort_by(|left: &Look, right| right.at.cmp(&left.at));
        all.truncate(SHOWN_MAX);
        Ok(all)
    }

    /// Writes the whole log, laid out as a static one, and gives up to where it goes.
    pub(super) async fn write_log(
        &self,
        work: &Work<'_>,
        sink: &mut Sink,
    ) -> Result<Pinned, ServiceError> {
        let pinned = self.write_checkpoints(work, sink).await?;
        let proof = self.proof_of_deployment(work).await?;
        for (tree, checkpoint) in &pinned {
            let size = checkpoint.size;
            let mut tiles: std::collections::BTreeSet<_> = tiles_of_tree(size).collect();
            for head in proof.trees.iter().filter(|head| head.tree == *tree) {
                tiles.extend(consistency_tiles(size, head.head.size).unwrap_or_default());
            }
            for tile in tiles {
                let path = TilePath::Hashes(tile);
                let bytes = self.tile(work, *tree, tile).await?;
                sink.file(format!("log/{tree}/tile/{path}"), bytes).await?;
            }
            for bundle in bundles_of_tree(size) {
                let path = TilePath::Entries(bundle);
                let bytes = self.bundle(work, *tree, bundle).await?;
                sink.file(format!("log/{tree}/tile/{path}"), bytes).await?;
                let mut next = bundle.start();
                let end = bundle.start() + u64::from(bundle.width());
                let found = self.sequenced(work, (*tree, end), &mut next).await?;
                let items: Vec<_> =
                    found.iter().map(|(index, record)| beside(work, *index, record)).collect();
                let position = bundle.to_string();
                let position = position.trim_start_matches("entries/");
                let position = position.split(".p/").next().unwrap_or(position);
                let records = json!({"items": items}).to_string().into_bytes();
                sink.file(format!("log/{tree}/records/{position}.json"), records).await?;
            }
        }
        let trees: Vec<_> = proof
            .trees
            .iter()
            .map(|tree| {
                let siblings: Vec<_> =
                    tree.proof.siblings.iter().map(ToString::to_string).collect();
                json!({
                    "tree": tree.tree.name(), "log": tree.head.log.to_string(),
                    "size": tree.head.size, "root": tree.head.root.to_string(),
                    "index": tree.proof.index, "siblings": siblings
                })
            })
            .collect();
        let inclusion: Vec<_> = proof.inclusion.iter().map(ToString::to_string).collect();
        let deployment = json!({
            "checkpoint": proof.checkpoint, "leaf": BASE64_STANDARD.encode(proof.leaf.encode()),
            "inclusion": inclusion, "trees": trees
        });
        sink.file("log/deployment.json", deployment.to_string().into_bytes()).await?;
        Ok(pinned)
    }

    /// Writes all events that the log has up to there, as people read them.
    pub(super) async fn write_events(
        &self,
        work: &Work<'_>,
        sink: &mut Sink,
        pinned: &Pinned,
    ) -> Result<(), ServiceError> {
        let mut hidden = LookedUp::default();
        for (tree, checkpoint) in pinned {
            let mut lines = Lines::new(format!("events/{tree}"));
            let mut next = 0;
            while next < checkpoint.size {
                let found = self.sequenced(work, (*tree, checkpoint.size), &mut next).await?;
                for (_, record) in found {
                    if let Some(line) = self.readable_event(work, &record, &mut hidden).await? {
                        lines.push(sink, &line.to_string()).await?;
                    }
                }
                tokio::task::yield_now().await;
            }
            lines.flush(sink).await?;
        }
        Ok(())
    }

    /// Writes down that an export is being made, and waits until that and all before it has its place in the log:
    /// that it was asked for, too.
    pub(super) async fn begin_reading(
        &self,
        tenant: TenantId,
        touched: &[Touch],
    ) -> Result<(), ServiceError> {
        let background = BackgroundTask::Export;
        let ctx = self.background_context(background, tenant);
        let work = self.background_work(&ctx, background, Operation::FinishExport).await?;
        // All is about to be read.
        let event = work.draft(Tree::Access, Outcome::Done, touched, None);
        let read = self.records.commit(work.permit, WriteSet::only_event(event)).await?.event;
        let permit = super::task(tenant);
        let newest = self.records.list_events(&permit, None, BATCH_EVENTS).await?;
        // One that is not among them is older, and has its place.
        let asked = newest.iter().find(|record| record.id.tree == Tree::Changes);
        for event in asked.map(|record| record.id).into_iter().chain([read]) {
            self.proof_of(&permit, event).await?;
        }
        Ok(())
    }

    /// Writes the key of the log and the newest checkpoints of both trees.
    async fn write_checkpoints(
        &self,
        work: &Work<'_>,
        sink: &mut Sink,
    ) -> Result<Pinned, ServiceError> {
        let key = format!("{}\n", self.signer().await?.verifier_key());
        sink.file("log/key", key.into_bytes()).await?;
        let mut pinned = Vec::new();
        for tree in Tree::ALL {
            let log = LogName { tenant: work.permit.tenant(), tree };
            let Some(state) = self.records.find_log(&work.permit, TreeName::Events(log)).await?
            else {
                continue;
            };
            let checkpoint = self.open_checkpoint(&state.checkpoint).await?;
            let note = state.checkpoint.into_bytes();
            sink.file(format!("log/{tree}/checkpoint"), note).await?;
            pinned.push((tree, checkpoint));
        }
        Ok(pinned)
    }

    /// The next events of a tree, up to an index, with theirs.
    async fn sequenced(
        &self,
        work: &Work<'_>,
        (tree, end): (Tree, u64),
        next: &mut u64,
    ) -> Result<Vec<(u64, EventRecord)>, ServiceError> {
        let limit = usize::try_from(end - *next).unwrap_or(usize::MAX).min(BATCH_EVENTS);
        let found = self.records.list_sequenced(&work.permit, tree, *next, limit).await?;
        let mut events = Vec::with_capacity(found.len());
        for record in found {
            let index = record.index.ok_or(ServiceError::Integrity)?;
            *next = index + 1;
            events.push((index, record));
        }
        if events.is_empty() {
            // Events of the tree are gone.
            return Err(ServiceError::Integrity);
        }
        Ok(events)
    }
}

/// An event, if it names a person: what it says of them, and of nobody else.
fn event_about(
    work: &Work<'_>,
    record: &EventRecord,
    subject: &Subject,
    named: &str,
) -> Result<Option<(Value, Look, CallerBody)>, ServiceError> {
    let tenant = work.permit.tenant();
    let stored = open_header(&work.keys, tenant, record).ok_or(ServiceError::Integrity)?;
    let header = ledger::commitment::header_of(&stored).map_err(|_| ServiceError::Integrity)?;
    let header: Header = serde_json::from_slice(header).map_err(|_| ServiceError::Integrity)?;
    if !header.subjects.iter().any(|subject| subject == named) {
        return Ok(None);
    }
    let body = own_body(&work.keys, tenant, record).ok_or(ServiceError::Integrity)?;
    let person = subject.pseudonym(StoreName::Records);
    let event = EventRow { tenant, row: record.row };
    let mut resources = Vec::new();
    for (number, _, message) in people_in(record).filter(|(_, of, _)| *of == person) {
        let place = event.place(BODY, number, KeyReference::Subject(person));
        let content =
            seal::open(subject.key(), &place, message).map_err(|_| ServiceError::Integrity)?;
        let body: PersonBody =
            serde_json::from_slice(&content).map_err(|_| ServiceError::Integrity)?;
        resources.extend(body.resources);
    }
    let look = Look {
        at: header.at.clone(),
        who: String::new(),
        what: format!("{}, {}", header.operation, header.outcome),
        through: body.interface.clone(),
    };
    let line = json!({
        "event": record.id.to_string(), "at": header.at, "operation": header.operation,
        "outcome": header.outcome, "interface": body.interface,
        "resources": resources, "entry": BASE64_STANDARD.encode(&record.entry),
        "header": BASE64_STANDARD.encode(&stored)
    });
    Ok(Some((line, look, body.caller)))
}

/// What lies beside an entry, as `GET /api/log/{tree}/records` gives it.
fn beside(work: &Work<'_>, index: u64, record: &EventRecord) -> Value {
    let header = open_header(&work.keys, work.permit.tenant(), record);
    let mut item = json!({
        "index": index, "event": record.id.to_string(),
        "bodies": BASE64_STANDARD.encode(&record.bodies)
    });
    if let Some(header) = header {
        item["header"] = json!(BASE64_STANDARD.encode(header));
    }
    item
}

fn with(mut line: Value, members: &[(&str, Value)]) -> Value {
    for (name, value) in members {
        line[*name] = value.clone();
    }
    line
}
