//! The log: key, checkpoints, tiles, records, proofs, and the reconciler.

use axum::extract::{Path, Request, State};
use axum::response::IntoResponse;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{StatusCode, header};
use ledger::TilePath;
use model::{Interface, Operation, ResourceType, Tree};
use service::{LogRecord, Reconciliation, ServiceError, TreeProof};

use super::{json, no_parameters};
use crate::Faces;
use crate::answer::text;
use crate::face::{Call, Reply};

const LOG: ResourceType = ResourceType::LOG;

/// Shows the key that verifies all logs of the deployment, as a C2SP signed-note verifier key.
#[utoipa::path(
    get, path = "/api/log/key", operation_id = "read_log_key", tag = "log",
    responses(
        (status = 200, body = String, content_type = "text/plain"),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn read_log_key(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ReadLogKey;
    call.admit(Some((operation, LOG)), no_parameters(&call)).await?;
    let answer = call.service().read_log_key(&call.ctx).await;
    Ok(call.answer(operation, answer, |key| text(format!("{key}\n"))))
}

/// Shows the newest signed checkpoint of a tree (C2SP tlog-checkpoint).
#[utoipa::path(
    get, path = "/api/log/{tree}/checkpoint", operation_id = "read_log_checkpoint", tag = "log",
    params(("tree" = String, Path, description = "`changes` or `access`")),
    responses(
        (status = 200, body = String, content_type = "text/plain"),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn read_log_checkpoint(
    State(faces): State<Faces>,
    Path(tree): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ReadLogCheckpoint;
    let asked = no_parameters(&call).and_then(|()| tree_named(&tree));
    let tree = call.admit(Some((operation, LOG)), asked).await?;
    let answer = call.service().read_log_checkpoint(&call.ctx, tree).await;
    Ok(call.answer(operation, answer, text))
}

/// Shows a tile of hashes, `<L>/<N>[.p/<W>]`, or a bundle of entries, `entries/<N>[.p/<W>]` (C2SP
/// tlog-tiles).
#[utoipa::path(
    get, path = "/api/log/{tree}/tile/{*path}", operation_id = "read_log_tile", tag = "log",
    params(
        ("tree" = String, Path, description = "`changes` or `access`"),
        ("path" = String, Path, description = "which tile, as C2SP tlog-tiles spells it")
    ),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn read_log_tile(
    State(faces): State<Faces>,
    Path((tree, path)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ReadLogTile;
    let asked = no_parameters(&call).and_then(|()| {
        let path = path.parse::<TilePath>().map_err(|_| ServiceError::NotFound)?;
        Ok((tree_named(&tree)?, path))
    });
    let (tree, path) = call.admit(Some((operation, LOG)), asked).await?;
    let answer = call.service().read_log_tile(&call.ctx, tree, path).await;
    Ok(call.answer(operation, answer, |bytes| {
        ([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response()
    }))
}

/// Shows what lies beside up to 256 entries: headers, and sealed bodies.
#[utoipa::path(
    get, path = "/api/log/{tree}/records", operation_id = "list_log_records", tag = "log",
    params(
        ("tree" = String, Path, description = "`changes` or `access`"),
        ("first" = Option<u64>, Query, description = "index of the first; 0 if not given")
    ),
    responses((status = 200, body = wire::LogRecords), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_log_records(
    State(faces): State<Faces>,
    Path(tree): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ListLogRecords;
    let mut query = call.query();
    let asked = query.take_count("first").and_then(|first| {
        query.finish()?;
        Ok((tree_named(&tree)?, first.unwrap_or(0) as u64))
    });
    let (tree, first) = call.admit(Some((operation, LOG)), asked).await?;
    let answer = call.service().list_log_records(&call.ctx, tree, first).await;
    Ok(call.answer(operation, answer, |records| {
        json(StatusCode::OK, &wire::LogRecords { items: records.into_iter().map(record).collect() })
    }))
}

/// Shows the deployment's checkpoint, and proves that the tenant's trees are part of it.
#[utoipa::path(
    get, path = "/api/log/deployment", operation_id = "read_deployment_checkpoint", tag = "log",
    params(
        ("since" = Option<u64>, Query, description = "an older size of the deployment's tree, to \
            be proved its beginning")
    ),
    responses(
        (status = 200, body = wire::DeploymentProof),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn read_deployment_checkpoint(
    State(faces): State<Faces>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ReadDeploymentCheckpoint;
    let mut query = call.query();
    let asked = query.take_count("since").and_then(|since| {
        query.finish()?;
        Ok(since.map(|since| since as u64))
    });
    let since = call.admit(Some((operation, LOG)), asked).await?;
    let answer = call.service().read_deployment_checkpoint(&call.ctx, since).await;
    Ok(call.answer(operation, answer, |proof| {
        let body = wire::DeploymentProof {
            checkpoint: proof.checkpoint,
            leaf: STANDARD.encode(proof.leaf.encode()),
            inclusion: proof.inclusion.iter().map(ToString::to_string).collect(),
            trees: proof.trees.iter().map(tree_proof).collect(),
            consistency: proof
                .consistency
                .map(|hashes| hashes.iter().map(ToString::to_string).collect()),
        };
        json(StatusCode::OK, &body)
    }))
}

/// Holds what is stored against the log.
#[utoipa::path(
    post, path = "/api/log/reconciliation", operation_id = "reconcile_log", tag = "log",
    responses(
        (status = 200, body = wire::Reconciliation),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn reconcile_log(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ReconcileLog;
    call.admit(Some((operation, LOG)), no_parameters(&call)).await?;
    let answer = call.service().reconcile_log(&call.ctx).await;
    Ok(call.answer(operation, answer, |outcome| json(StatusCode::OK, &reconciliation(&outcome))))
}

/// A pass of the reconciler as it travels.
pub(crate) fn reconciliation(outcome: &Reconciliation) -> wire::Reconciliation {
    let finding = |finding: &service::Finding| wire::Finding {
        kind: finding.kind.name().to_owned(),
        what: finding.what.clone(),
    };
    wire::Reconciliation {
        entries: outcome.entries,
        rows: outcome.rows,
        findings: outcome.findings.iter().map(finding).collect(),
    }
}

fn record(record: LogRecord) -> wire::LogRecord {
    wire::LogRecord {
        index: record.index,
        event: record.event.to_string(),
        header: record.header.map(|header| STANDARD.encode(header)),
        bodies: STANDARD.encode(record.bodies),
    }
}

fn tree_proof(proof: &TreeProof) -> wire::TreeProof {
    wire::TreeProof {
        tree: proof.tree.name().to_owned(),
        log: proof.head.log.to_string(),
        size: proof.head.size,
        root: proof.head.root.to_string(),
        index: proof.proof.index,
        siblings: proof.proof.siblings.iter().map(ToString::to_string).collect(),
    }
}

fn tree_named(name: &str) -> Result<Tree, ServiceError> {
    name.parse().map_err(|_| ServiceError::NotFound)
}
