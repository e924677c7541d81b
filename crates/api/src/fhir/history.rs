//! The history of one resource, or of a type.

use axum::extract::{Path, Request, State};
use http::StatusCode;
use model::{Interface, Operation};
use service::{PageRequest, ServiceError};

use super::bundle;
use super::negotiation::Format;
use super::search::{links, page, sent};
use super::{json_response, resource_id, resource_type};
use crate::Faces;
use crate::face::{Call, Reply};

/// `GET [base]/[type]/[id]/_history`
pub(super) async fn list_resource_history(
    State(faces): State<Faces>,
    Path((kind, id)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let operation = Operation::ListResourceHistory;
    let kind = call.admit(None, resource_type(&kind)).await?;
    let asked = asked(&call).and_then(|asked| Ok((asked, resource_id(&id)?)));
    let (Asked { format, since, page }, id) = call.admit(Some((operation, kind)), asked).await?;
    let service = call.service();
    let answer = service.list_resource_history(&call.ctx, kind, &id, since.as_deref(), &page).await;
    Ok(call.answer(operation, answer, |found| {
        let links =
            links(&call, &format!("{kind}/{id}/_history"), sent(&call), found.next.as_deref());
        let text = bundle::history(call.public_url(), &found, &links);
        json_response(StatusCode::OK, text, format.pretty)
    }))
}

/// `GET [base]/[type]/_history`
pub(super) async fn list_type_history(
    State(faces): State<Faces>,
    Path(kind): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let operation = Operation::ListTypeHistory;
    let kind = call.admit(None, resource_type(&kind)).await?;
    let asked = asked(&call);
    let Asked { format, since, page } = call.admit(Some((operation, kind)), asked).await?;
    let answer = call.service().list_type_history(&call.ctx, kind, since.as_deref(), &page).await;
    Ok(call.answer(operation, answer, |found| {
        let links = links(&call, &format!("{kind}/_history"), sent(&call), found.next.as_deref());
        let text = bundle::history(call.public_url(), &found, &links);
        json_response(StatusCode::OK, text, format.pretty)
    }))
}

struct Asked {
    format: Format,
    since: Option<String>,
    page: PageRequest,
}

fn asked(call: &Call) -> Result<Asked, ServiceError> {
    let mut query = call.query();
    let format = Format::negotiate(&call.parts.headers, &mut query)?;
    let page = page(&mut query)?;
    let since = query.take("_since")?;
    query.finish()?;
    Ok(Asked { format, since, page })
}
