//! `AuditEvent`: made from the log, found and read; there is no way to write one.

use axum::extract::{Path, Request, State};
use model::{Interface, Operation, ResourceType};
use service::ServiceError;

use super::read::{asked, shown};
use super::search::{search, search_by_form};
use super::{BASE, audit_event_type};
use crate::Faces;
use crate::face::{Call, Reply};

/// `GET [base]/AuditEvent?…`
pub(super) async fn search_audit_events(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let query = call.query();
    search(&call, audit_event_type(), None, query).await
}

/// `POST [base]/AuditEvent/_search`, with the parameters as a form.
pub(super) async fn search_audit_events_by_form(
    State(faces): State<Faces>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    search_by_form(call, audit_event_type(), None).await
}

/// `GET [base]/AuditEvent/[id]`
pub(super) async fn read_audit_event(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let operation = Operation::ReadAuditEvent;
    let asked = asked(&call).and_then(|format| {
        let event = id.parse().map_err(|_| ServiceError::NotFound)?;
        Ok((format, event))
    });
    let (format, event) = call.admit(Some((operation, ResourceType::EVENT)), asked).await?;
    let server = format!("{}{BASE}", call.public_url());
    let answer = call.service().read_audit_event(&call.ctx, event, &server).await;
    Ok(call.answer(operation, answer, |version| shown(&call, &version, format)))
}
