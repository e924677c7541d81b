//! `$export`: resources of all types in files, asked for in one request and fetched in others (HL7 Bulk Data Access 2).

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream;
use http::header::{CONTENT_LOCATION, CONTENT_TYPE, EXPIRES, RETRY_AFTER};
use http::{HeaderName, HeaderValue, StatusCode};
use model::{Interface, JobId, Operation, ResourceType};
use service::{
    BulkExport, BulkFile, BulkLevel, BulkPart, BulkState, BulkWalk, Ctx, Done, NewBulkExport,
    Service, ServiceError,
};

use super::bulk_files::{FilePlace, broken_off_unless_taken};
use super::bulk_manifest::{ERRORS, errors, failure, file_of_name, manifest};
use super::bulk_requests::{Sent, asked_in_address, asked_in_body};
use super::outcome::of_success;
use super::{BASE, http_date, json_response, resource_id};
use crate::Faces;
use crate::face::{Call, Reply};
use crate::problem::RETRY_AFTER_SECONDS;

const BULK_EXPORT: ResourceType = ResourceType::BULK_EXPORT;
/// FHIR in JSON, a resource on a line.
const FHIR_NDJSON: HeaderValue = HeaderValue::from_static("application/fhir+ndjson");
/// How long a part of a file waits for being taken.
const PATIENCE: Duration = Duration::from_secs(30);
/// How far something is, in words.
const PROGRESS: HeaderName = HeaderName::from_static("x-progress");

/// `GET [base]/$export`
pub(super) async fn create_of_all(State(faces): State<Faces>, request: Request) -> Reply {
    create(&faces, request, Ok(BulkLevel::System), "$export", Sent::InAddress).await
}

/// `POST [base]/$export`, with `Parameters`.
pub(super) async fn create_of_all_by_parameters(
    State(faces): State<Faces>,
    request: Request,
) -> Reply {
    create(&faces, request, Ok(BulkLevel::System), "$export", Sent::InBody).await
}

/// `GET [base]/Patient/$export`
pub(super) async fn create_of_patients(State(faces): State<Faces>, request: Request) -> Reply {
    create(&faces, request, Ok(BulkLevel::Patients), "Patient/$export", Sent::InAddress).await
}

/// `POST [base]/Patient/$export`, with `Parameters`.
pub(super) async fn create_of_patients_by_parameters(
    State(faces): State<Faces>,
    request: Request,
) -> Reply {
    create(&faces, request, Ok(BulkLevel::Patients), "Patient/$export", Sent::InBody).await
}

/// `GET [base]/Group/[id]/$export`
pub(super) async fn create_of_group(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let group = resource_id(&id).map(BulkLevel::Group);
    create(&faces, request, group, &format!("Group/{id}/$export"), Sent::InAddress).await
}

/// `POST [base]/Group/[id]/$export`, with `Parameters`.
pub(super) async fn create_of_group_by_parameters(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let group = resource_id(&id).map(BulkLevel::Group);
    create(&faces, request, group, &format!("Group/{id}/$export"), Sent::InBody).await
}

async fn create(
    faces: &Faces,
    request: Request,
    level: Result<BulkLevel, ServiceError>,
    path: &str,
    sent: Sent,
) -> Reply {
    let mut call = Call::begin(faces, request, Interface::Fhir).await?;
    let operation = Operation::CreateBulkExport;
    let url = format!("{}{BASE}/{path}", call.public_url());
    let asked = match (level, sent) {
        (Err(error), _) => Err(error),
        (Ok(level), Sent::InAddress) => asked_in_address(&call, level, &url),
        (Ok(level), Sent::InBody) => asked_in_body(&mut call, level, url).await,
    };
    let asked: NewBulkExport = call.admit(Some((operation, BULK_EXPORT)), asked).await?;
    let answer = call.service().create_bulk_export(&call.ctx, &asked).await;
    Ok(call.answer(operation, answer, |id| {
        let mut response = json_response(StatusCode::ACCEPTED, of_success(), false);
        let location = HeaderValue::try_from(address(&call, id));
        response.headers_mut().extend(location.map(|at| (CONTENT_LOCATION, at)));
        response
    }))
}

/// Where a bulk export is found.
fn address(call: &Call, id: JobId) -> String {
    format!("{}{BASE}/$export/{id}", call.public_url())
}

/// `GET [base]/$export/[id]`: how far it is, and then which files it has.
pub(super) async fn find_bulk_export(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let operation = Operation::FindBulkExport;
    let id = call.admit(Some((operation, BULK_EXPORT)), export_id(&call, &id)).await?;
    let answer = call.service().find_bulk_export(&call.ctx, id).await;
    Ok(call.answer(operation, answer, |found| shown(&call, &found)))
}

fn shown(call: &Call, found: &BulkExport) -> Response {
    match &found.state {
        BulkState::Making => {
            let headers = [
                (PROGRESS, HeaderValue::from_static("counting what it has")),
                (RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER_SECONDS)),
            ];
            (StatusCode::ACCEPTED, headers).into_response()
        }
        BulkState::Failed(code) => {
            json_response(StatusCode::INTERNAL_SERVER_ERROR, failure(code).to_text(), false)
        }
        BulkState::Ready(contents) => {
            let text = manifest(contents, &address(call, found.id)).to_text();
            let json = HeaderValue::from_static("application/json");
            let mut response = (StatusCode::OK, [(CONTENT_TYPE, json)], text).into_response();
            let expires = HeaderValue::try_from(http_date(found.expires_at));
            response.headers_mut().extend(expires.map(|at| (EXPIRES, at)));
            response
        }
    }
}

/// `DELETE [base]/$export/[id]`
pub(super) async fn delete_bulk_export(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let operation = Operation::DeleteBulkExport;
    let id = call.admit(Some((operation, BULK_EXPORT)), export_id(&call, &id)).await?;
    let answer = call.service().delete_bulk_export(&call.ctx, id).await;
    Ok(call
        .answer(operation, answer, |()| json_response(StatusCode::ACCEPTED, of_success(), false)))
}

/// `GET [base]/$export/[id]/[file]`
pub(super) async fn read_bulk_export(
    State(faces): State<Faces>,
    Path((id, name)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let id = export_id(&call, &id);
    if name == ERRORS {
        return read_errors(&call, id).await;
    }
    let operation = Operation::ReadBulkExport;
    let file = call.admit(None, file_of_name(&name).ok_or(ServiceError::NotFound)).await?;
    let id = call.admit(Some((operation, file.kind)), id).await?;
    let place = faces.bulk_files().take(call.ctx.caller.tenant).ok_or(ServiceError::Busy);
    let place = call.admit(Some((operation, file.kind)), place).await?;
    let first = call.service().read_bulk_export(&call.ctx, id, file, None).await;
    let (service, ctx) = (Arc::clone(call.service()), call.ctx.clone());
    Ok(call.answer(operation, first, |first| {
        let rest = Rest { service, ctx, id, file, behind: None };
        lines(rest.after(first, place))
    }))
}

/// What could not be had, each on a line.
async fn read_errors(call: &Call, id: Result<JobId, ServiceError>) -> Reply {
    let operation = Operation::FindBulkExport;
    let id = call.admit(Some((operation, BULK_EXPORT)), id).await?;
    let answer = call.service().find_bulk_export(&call.ctx, id).await;
    let answer = answer.map(|Done { value, event }| {
        let text = match &value.state {
            BulkState::Ready(contents) => errors(contents).concat(),
            _ => String::new(),
        };
        Done { value: text, event }
    });
    Ok(call.answer(operation, answer, |text| lines(Body::from(text))))
}

fn lines(body: Body) -> Response {
    (StatusCode::OK, [(CONTENT_TYPE, FHIR_NDJSON)], body).into_response()
}

/// What is left of a file that is being sent.
struct Rest {
    service: Arc<Service>,
    ctx: Ctx,
    id: JobId,
    file: BulkFile,
    behind: Option<BulkWalk>,
}

impl Rest {
    /// The file from its first part on. Each part is made when the one before it is on its way.
    fn after(self, first: BulkPart, place: FilePlace) -> Body {
        let begun = Ok(Bytes::from(first.lines));
        let rest = Self { behind: first.next, ..self };
        let rest = stream::try_unfold(rest, |rest| async move {
            let Some(behind) = &rest.behind else { return Ok(None) };
            let part = rest
                .service
                .read_bulk_export(&rest.ctx, rest.id, rest.file, Some(behind))
                .await
                .map_err(|failure| {
                    let code = failure.error.code();
                    tracing::warn!(code, "a file of a bulk export could not be sent whole");
                    failure.error
                })?
                .value;
            let rest = Self { behind: part.next, ..rest };
            Ok(Some((Bytes::from(part.lines), rest)))
        });
        let parts = futures_util::StreamExt::chain(stream::iter([begun]), rest);
        broken_off_unless_taken(place, PATIENCE, parts)
    }
}

/// What cannot be an id is nothing's.
fn export_id(call: &Call, text: &str) -> Result<JobId, ServiceError> {
    let mut query = call.query();
    // There is one format of each answer.
    query.take_all("_format");
    query.take_all("_pretty");
    query.finish()?;
    text.parse().map_err(|_| ServiceError::NotFound)
}
