//! Searching resources of one type.

use axum::extract::{Path, Request, State};
use http::StatusCode;
use model::limits::{PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX};
use model::{Interface, Operation, ResourceType};
use service::{PageRequest, Search, ServiceError};

use super::bundle::{Links, searchset};
use super::negotiation::Format;
use super::{BASE, json_response, resource_type};
use crate::Faces;
use crate::face::{Call, Reply};
use crate::query::Query;

/// `GET [base]/[type]?…`
pub(super) async fn search_resources(
    State(faces): State<Faces>,
    Path(kind): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let operation = Operation::SearchResources;
    let kind = call.admit(None, resource_type(&kind)).await?;
    let asked = asked(&call, kind);
    let (format, page, search) = call.admit(Some((operation, kind)), asked).await?;
    let answer = call.service().search_resources(&call.ctx, kind, &search, &page).await;
    Ok(call.answer(operation, answer, |found| {
        let links = links(&call, kind.name(), found.next.as_deref());
        let text = searchset(call.public_url(), &found, &links);
        json_response(StatusCode::OK, text, format.pretty)
    }))
}

fn asked(call: &Call, kind: ResourceType) -> Result<(Format, PageRequest, Search), ServiceError> {
    let mut query = call.query();
    let format = Format::negotiate(&call.parts.headers, &mut query)?;
    let page = page(&mut query)?;
    let mut search = Search {
        ids: query.take("_id")?.map(|ids| values(&ids)),
        last_updated: query.take_all("_lastUpdated"),
        references: Vec::new(),
    };
    for name in ["subject", "patient"] {
        if ::fhir::search::reference_paths(kind, name).is_some() {
            for wanted in query.take_all(name) {
                search.references.push((name.to_owned(), values(&wanted)));
            }
        }
    }
    query.finish()?;
    let own = format!("{}{BASE}/", call.public_url());
    for (_, wanted) in &mut search.references {
        for value in wanted {
            // A client may name this server's own address.
            if let Some(local) = value.strip_prefix(&own) {
                *value = local.to_owned();
            }
        }
    }
    Ok((format, page, search))
}

/// Takes `_count` and `_cursor` out of the parameters.
pub(super) fn page(query: &mut Query) -> Result<PageRequest, ServiceError> {
    let size = query.take_count("_count")?.unwrap_or(PAGE_SIZE_DEFAULT).min(PAGE_SIZE_MAX);
    Ok(PageRequest { size, cursor: query.take("_cursor")? })
}

/// The links of a page: the request's own address, and the same with the next cursor.
pub(super) fn links(call: &Call, path: &str, next: Option<&str>) -> Links {
    let uri = &call.parts.uri;
    let base = format!("{}{BASE}/{path}", call.public_url());
    let query = uri.query().unwrap_or_default();
    let own = if query.is_empty() { base.clone() } else { format!("{base}?{query}") };
    let next = next.map(|cursor| {
        let pairs = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "_cursor");
        let mut next = form_urlencoded::Serializer::new(String::new());
        next.extend_pairs(pairs).append_pair("_cursor", cursor);
        format!("{base}?{}", next.finish())
    });
    Links { own, next }
}

/// The values of a parameter that may hold several.
fn values(text: &str) -> Vec<String> {
    text.split(',').map(ToOwned::to_owned).collect()
}
