//! Types of documents of the tenant's own.

use ::fhir::search::OwnParameterKind;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use http::StatusCode;
use http::header::{ETAG, LOCATION};
use model::clock::format_instant;
use model::{Interface, Operation, ResourceType};
use service::{DocumentType, IndexRule, ServiceError, SubjectKind, SubjectRule, TypeDefinition};

use super::{json, no_parameters, sent};
use crate::Faces;
use crate::conditions::{etag, expected_version};
use crate::face::{Call, Reply};

const DOCUMENT_TYPE: ResourceType = ResourceType::DOCUMENT_TYPE;

/// Lists the tenant's own types of documents, the oldest first.
#[utoipa::path(
    get, path = "/api/document-types", operation_id = "list_document_types", tag = "documents",
    responses(
        (status = 200, body = wire::DocumentTypeList),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn list_document_types(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ListDocumentTypes;
    call.admit(Some((operation, DOCUMENT_TYPE)), no_parameters(&call)).await?;
    let answer = call.service().list_document_types(&call.ctx).await;
    Ok(call.answer(operation, answer, |types| {
        let items = types.iter().map(|known| to_wire(known)).collect();
        json(StatusCode::OK, &wire::DocumentTypeList { items })
    }))
}

/// Registers a type of documents of the tenant's own. Its documents then live under `/api/types/{type}`.
#[utoipa::path(
    post, path = "/api/document-types", operation_id = "create_document_type", tag = "documents",
    request_body = wire::NewDocumentType,
    responses((status = 201, body = wire::DocumentType), (status = "default", body = wire::Problem))
)]
pub(super) async fn create_document_type(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::CreateDocumentType;
    let body: Result<wire::NewDocumentType, _> = sent(&mut call).await;
    let asked = body.and_then(|body| Ok((body.name, definition(body.definition)?)));
    let (name, definition) = call.admit(Some((operation, DOCUMENT_TYPE)), asked).await?;
    let answer = call.service().create_document_type(&call.ctx, &name, &definition).await;
    Ok(call.answer(operation, answer, |known| {
        let mut response = shown(StatusCode::CREATED, &known);
        let location = format!("{}/api/document-types/{}", call.public_url(), known.name);
        let location = location.try_into().expect("names are plain");
        response.headers_mut().insert(LOCATION, location);
        response
    }))
}

/// Shows one of the tenant's own types.
#[utoipa::path(
    get, path = "/api/document-types/{type}", operation_id = "find_document_type", tag = "documents",
    params(("type" = String, Path, description = "the type's name")),
    responses((status = 200, body = wire::DocumentType), (status = "default", body = wire::Problem))
)]
pub(super) async fn find_document_type(
    State(faces): State<Faces>,
    Path(name): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::FindDocumentType;
    call.admit(Some((operation, DOCUMENT_TYPE)), no_parameters(&call)).await?;
    let answer = call.service().find_document_type(&call.ctx, &name).await;
    Ok(call.answer(operation, answer, |known| shown(StatusCode::OK, &known)))
}

/// Changes what a type says of its documents. What is open or not holds at once, for what is stored too; a
/// schema is held against what comes from now on.
#[utoipa::path(
    put, path = "/api/document-types/{type}", operation_id = "update_document_type",
    tag = "documents",
    params(
        ("type" = String, Path, description = "the type's name"),
        ("If-Match" = Option<String>, Header, description = "change only this version, `\"3\"`")
    ),
    request_body = wire::DocumentTypeDefinition,
    responses((status = 200, body = wire::DocumentType), (status = "default", body = wire::Problem))
)]
pub(super) async fn update_document_type(
    State(faces): State<Faces>,
    Path(name): Path<String>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::UpdateDocumentType;
    let body = sent(&mut call).await.and_then(definition);
    let asked =
        body.and_then(|definition| Ok((definition, expected_version(&call.parts.headers)?)));
    let (definition, expected) = call.admit(Some((operation, DOCUMENT_TYPE)), asked).await?;
    let service = call.service();
    let answer = service.update_document_type(&call.ctx, &name, &definition, expected).await;
    Ok(call.answer(operation, answer, |known| shown(StatusCode::OK, &known)))
}

fn shown(status: StatusCode, known: &DocumentType) -> Response {
    let mut response = json(status, &to_wire(known));
    response.headers_mut().insert(ETAG, etag(known.version));
    response
}

fn to_wire(known: &DocumentType) -> wire::DocumentType {
    let TypeDefinition { schema, subject, open, indexes } = &known.definition;
    let index = |IndexRule { name, kind, path }: &IndexRule| wire::DocumentIndex {
        name: name.clone(),
        kind: kind.name().to_owned(),
        path: path.clone(),
    };
    wire::DocumentType {
        name: known.name.clone(),
        definition: wire::DocumentTypeDefinition {
            schema: schema.clone(),
            subject: subject.as_ref().map(|SubjectRule { path, kind }| wire::DocumentSubject {
                path: path.clone(),
                kind: kind.name().to_owned(),
            }),
            open: open.clone(),
            indexes: indexes.iter().map(index).collect(),
        },
        is_used: known.is_used,
        version: known.version.0,
        updated_at: format_instant(known.updated_at),
    }
}

fn definition(body: wire::DocumentTypeDefinition) -> Result<TypeDefinition, ServiceError> {
    let wire::DocumentTypeDefinition { schema, subject, open, indexes } = body;
    let refused = |detail: &str| ServiceError::BadRequest(detail.to_owned());
    let subject = subject.map(|wire::DocumentSubject { path, kind }| {
        let kind = SubjectKind::find(&kind);
        let kind = kind.ok_or_else(|| refused("subject: its type is Patient or Subject"))?;
        Ok::<_, ServiceError>(SubjectRule { path, kind })
    });
    let index = |wire::DocumentIndex { name, kind, path }| {
        let kind = OwnParameterKind::find(&kind);
        let detail = "indexes: their types are date, number, string, token and uri";
        Ok::<_, ServiceError>(IndexRule { name, kind: kind.ok_or_else(|| refused(detail))?, path })
    };
    Ok(TypeDefinition {
        schema,
        subject: subject.transpose()?,
        open,
        indexes: indexes.into_iter().map(index).collect::<Result<_, _>>()?,
    })
}
