//! How the deployment keeps what the caller's tenant has.

use axum::extract::{Request, State};
use http::StatusCode;
use model::clock::format_instant;
use model::{Interface, Operation, ResourceType, Timestamp};
use service::{BackupStatus, Reconciliation, RotationStatus, Status};

use super::{json, log, no_parameters};
use crate::Faces;
use crate::face::{Call, Reply};

/// How many findings are shown.
const FINDINGS_MAX: usize = 20;

/// Shows how the deployment keeps what the caller's own tenant has: backups, keys, search indexes, the log, and work that
/// is left. It says nothing of other tenants and of no place; to change any of it is for operators.
#[utoipa::path(
    get, path = "/api/status", operation_id = "read_status", tag = "tenant",
    responses((status = 200, body = wire::Status), (status = "default", body = wire::Problem))
)]
pub(super) async fn read_status(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ReadStatus;
    call.admit(Some((operation, ResourceType::STATUS)), no_parameters(&call)).await?;
    let answer = call.service().read_status(&call.ctx).await;
    Ok(call.answer(operation, answer, |found| json(StatusCode::OK, &status(found))))
}

fn status(found: Status) -> wire::Status {
    let indexes = found.indexes.iter().map(|index| wire::SearchIndex {
        store: index.store.name().to_owned(),
        is_there: index.is_there,
        behind: index.behind,
    });
    let trees = found.trees.iter().map(|tree| wire::LogTree {
        tree: tree.tree.name().to_owned(),
        size: tree.size,
        newest_event_at: tree.newest_event_at.map(format_instant),
    });
    let parked_jobs = found.parked.into_iter().map(|parked| wire::ParkedJobs {
        kind: parked.kind.to_owned(),
        count: parked.count,
        since_at: format_instant(parked.since),
        problem: parked.problem,
    });
    wire::Status {
        backups: backups(&found.backups),
        keys: keys(&found.keys),
        indexes: indexes.collect(),
        log: wire::LogStatus {
            trees: trees.collect(),
            witnesses: Vec::new(),
            reconciliation: found.reconciled.map(|(at, outcome)| last_reconciliation(at, &outcome)),
        },
        parked_jobs: parked_jobs.collect(),
        erasures: wire::OpenErasures {
            removing: found.erasures.removing,
            closing: found.erasures.closing,
        },
        ends_at: found.ends_at.map(format_instant),
        sends_mail: found.sends_mail,
    }
}

fn backups(found: &BackupStatus) -> wire::BackupStatus {
    wire::BackupStatus {
        seen_at: found.seen_at.map(format_instant),
        places: found.places,
        places_away: found.places_away,
        places_behind: found.places_behind,
        newest_backup_at: found.newest_at.map(format_instant),
        is_scheduled: found.is_scheduled,
        has_failed: found.has_failed,
        drill_at: found.drilled_at.map(format_instant),
        drill_failed_at: found.drill_failed_at.map(format_instant),
    }
}

fn keys(found: &RotationStatus) -> wire::KeyRotation {
    wire::KeyRotation {
        seen_at: format_instant(found.seen_at),
        epoch: found.epoch,
        begun_at: found.begun_at.map(format_instant),
        is_rotating: found.is_rotating,
        due_at: found.due_at.map(format_instant),
        places_behind: found.places_behind,
    }
}

fn last_reconciliation(at: Timestamp, outcome: &Reconciliation) -> wire::LastReconciliation {
    let wire::Reconciliation { entries, rows, mut findings } = log::reconciliation(outcome);
    let findings_count = findings.len();
    findings.truncate(FINDINGS_MAX);
    wire::LastReconciliation { at: format_instant(at), entries, rows, findings_count, findings }
}
