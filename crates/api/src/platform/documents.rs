//! Documents of the tenant's own types.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::StatusCode;
use http::header::{ETAG, LOCATION};
use model::clock::format_instant;
use model::{Interface, Operation, ResourceId, ResourceType};
use serde_json::value::RawValue;
use service::{DocumentSearch, PageRequest, Precondition, Rejection, ServiceError, StoredVersion};

use super::{json, no_parameters, page};
use crate::Faces;
use crate::body::media_type;
use crate::conditions::{etag, is_known, of_what_is_there, precondition};
use crate::face::{Call, Reply};

const DOCUMENT: ResourceType = ResourceType::DOCUMENT;

/// Finds documents of a type, newest first or in the order that is asked for. Beside the parameters below,
/// each index of the type is one, with the prefixes (`ge2026-01-01`) and modifiers (`name:contains`) of FHIR
/// search; values with commas between them are alternatives.
#[utoipa::path(
    get, path = "/api/types/{type}", operation_id = "list_documents", tag = "documents",
    params(
        ("type" = String, Path, description = "the type's name"),
        ("subject" = Option<String>, Query, description = "id of somebody whom they must be about"),
        ("_id" = Option<String>, Query, description = "their ids"),
        ("_lastUpdated" = Option<String>, Query, description = "when they changed, `ge2026-01-01`"),
        ("sort" = Option<String>, Query, description = "names of indexes, `-score,date`; `-` turns one round"),
        ("total" = Option<String>, Query, description = "`accurate`: how many there are in all"),
        ("count" = Option<usize>, Query, description = "entries a page, 0 to 500; 50 if not given"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before")
    ),
    responses((status = 200, body = wire::DocumentList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_documents(
    State(faces): State<Faces>,
    Path(name): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ListDocuments;
    let search = call.admit(Some((operation, DOCUMENT)), search(&call)).await?;
    let answer = call.service().list_documents(&call.ctx, &name, &search).await;
    Ok(call.answer(operation, answer, |page| {
        let damaged = (page.damaged > 0).then_some(page.damaged);
        let items = page.resources.into_iter().map(to_wire).collect();
        let list = wire::DocumentList { items, total: page.total, damaged, next: page.next };
        json(StatusCode::OK, &list)
    }))
}

/// Stores a new document. The body is the document itself, as its type's schema wants it.
#[utoipa::path(
    post, path = "/api/types/{type}", operation_id = "create_document", tag = "documents",
    params(("type" = String, Path, description = "the type's name")),
    request_body(content = Object, content_type = "application/json"),
    responses((status = 201, body = wire::Document), (status = "default", body = wire::Problem))
)]
pub(super) async fn create_document(
    State(faces): State<Faces>,
    Path(name): Path<String>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::CreateDocument;
    let asked = document(&mut call).await;
    let body = call.admit(Some((operation, DOCUMENT)), asked).await?;
    let answer = call.service().create_document(&call.ctx, &name, &body).await;
    Ok(call.answer(operation, answer, |stored| created(&call, &name, stored.version)))
}

/// Shows the newest version of a document.
#[utoipa::path(
    get, path = "/api/types/{type}/{id}", operation_id = "find_document", tag = "documents",
    params(
        ("type" = String, Path, description = "the type's name"),
        ("id" = String, Path, description = "the document's id"),
        ("If-None-Match" = Option<String>, Header, description = "the version that is known, `\"3\"`")
    ),
    responses(
        (status = 200, body = wire::Document),
        (status = 304, description = "it is the version that is known"),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn find_document(
    State(faces): State<Faces>,
    Path((name, id)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::FindDocument;
    let asked = no_parameters(&call).and_then(|()| document_id(&id));
    let id = call.admit(Some((operation, DOCUMENT)), asked).await?;
    let answer = call.service().find_document(&call.ctx, &name, &id).await;
    Ok(call.answer(operation, answer, |version| {
        if is_known(&call.parts.headers, &version) {
            let tag = etag(version.version);
            return (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response();
        }
        shown(StatusCode::OK, version)
    }))
}

/// Stores a new version of a document, or its first under an id the client chose.
#[utoipa::path(
    put, path = "/api/types/{type}/{id}", operation_id = "update_document", tag = "documents",
    params(
        ("type" = String, Path, description = "the type's name"),
        ("id" = String, Path, description = "the document's id: 1 to 64 letters, digits, - and ."),
        ("If-Match" = Option<String>, Header, description = "change only this version, `\"3\"`"),
        ("If-None-Match" = Option<String>, Header, description = "`*`: create only")
    ),
    request_body(content = Object, content_type = "application/json"),
    responses(
        (status = 200, body = wire::Document),
        (status = 201, body = wire::Document),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn update_document(
    State(faces): State<Faces>,
    Path((name, id)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::UpdateDocument;
    let body = document(&mut call).await;
    let asked = body.and_then(|body| Ok((body, new_id(&id)?, precondition(&call.parts.headers)?)));
    let (body, id, precondition) = call.admit(Some((operation, DOCUMENT)), asked).await?;
    let service = call.service();
    let answer = service.update_document(&call.ctx, &name, &id, precondition, &body).await;
    Ok(call.answer(operation, answer, |stored| {
        if stored.created {
            created(&call, &name, stored.version)
        } else {
            shown(StatusCode::OK, stored.version)
        }
    }))
}

/// Marks a document as deleted. Its history stays; deleting is not erasing.
#[utoipa::path(
    delete, path = "/api/types/{type}/{id}", operation_id = "delete_document", tag = "documents",
    params(
        ("type" = String, Path, description = "the type's name"),
        ("id" = String, Path, description = "the document's id"),
        ("If-Match" = Option<String>, Header, description = "delete only this version, `\"3\"`")
    ),
    responses((status = 204), (status = "default", body = wire::Problem))
)]
pub(super) async fn delete_document(
    State(faces): State<Faces>,
    Path((name, id)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::DeleteDocument;
    let asked = no_parameters(&call).and_then(|()| {
        Ok::<(ResourceId, Precondition), _>((
            document_id(&id)?,
            of_what_is_there(&call.parts.headers)?,
        ))
    });
    let (id, precondition) = call.admit(Some((operation, DOCUMENT)), asked).await?;
    let answer = call.service().delete_document(&call.ctx, &name, &id, precondition).await;
    Ok(call.answer(operation, answer, |_| StatusCode::NO_CONTENT.into_response()))
}

/// Shows the versions of a document, newest first.
#[utoipa::path(
    get, path = "/api/types/{type}/{id}/history", operation_id = "list_document_history",
    tag = "documents",
    params(
        ("type" = String, Path, description = "the type's name"),
        ("id" = String, Path, description = "the document's id"),
        ("count" = Option<usize>, Query, description = "entries a page, 1 to 500; 50 if not given"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before")
    ),
    responses((status = 200, body = wire::DocumentList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_document_history(
    State(faces): State<Faces>,
    Path((name, id)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ListDocumentHistory;
    let mut query = call.query();
    let asked = page(&mut query).and_then(|page| {
        query.finish()?;
        Ok((document_id(&id)?, PageRequest { size: page.size, cursor: page.cursor }))
    });
    let (id, page) = call.admit(Some((operation, DOCUMENT)), asked).await?;
    let answer = call.service().list_document_history(&call.ctx, &name, &id, &page).await;
    Ok(call.answer(operation, answer, |page| {
        let items = page.versions.into_iter().map(to_wire).collect();
        let list = wire::DocumentList { items, total: None, damaged: None, next: page.next };
        json(StatusCode::OK, &list)
    }))
}

fn search(call: &Call) -> Result<DocumentSearch, ServiceError> {
    let mut query = call.query();
    let subject = query.take("subject")?.map(|id| {
        let expected = "the id of somebody";
        let refused = |_| ServiceError::BadParameter { name: "subject".into(), expected };
        id.parse().map_err(refused)
    });
    Ok(DocumentSearch { subject: subject.transpose()?, parameters: query.into_parameters()? })
}

/// The body of a change: a document as JSON.
async fn document(call: &mut Call) -> Result<Bytes, ServiceError> {
    no_parameters(call)?;
    if media_type(&call.parts.headers).as_deref() != Some("application/json") {
        return Err(Rejection::UnsupportedMediaType.into());
    }
    call.body().await
}

/// What cannot be an id belongs to nothing.
fn document_id(text: &str) -> Result<ResourceId, ServiceError> {
    text.parse().map_err(|_| ServiceError::NotFound)
}

fn new_id(text: &str) -> Result<ResourceId, ServiceError> {
    text.parse().map_err(|error| ServiceError::BadRequest(format!("{error}")))
}

fn created(call: &Call, name: &str, version: StoredVersion) -> Response {
    let location = format!("{}/api/types/{name}/{}", call.public_url(), version.id);
    let location = location.try_into().expect("names and ids are plain");
    let mut response = shown(StatusCode::CREATED, version);
    response.headers_mut().insert(LOCATION, location);
    response
}

fn shown(status: StatusCode, version: StoredVersion) -> Response {
    let tag = etag(version.version);
    let mut response = json(status, &to_wire(version));
    response.headers_mut().insert(ETAG, tag);
    response
}

fn to_wire(version: StoredVersion) -> wire::Document {
    let raw = |text| RawValue::from_string(text).expect("what is stored is JSON");
    wire::Document {
        id: version.id.to_string(),
        version: version.version.0,
        updated_at: format_instant(version.at),
        content: version.body.map(raw),
    }
}
