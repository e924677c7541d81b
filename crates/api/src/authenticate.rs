//! From a request to the context of an operation: who asks, through which door, from where.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use http::header::AUTHORIZATION;
use http::request::Parts;
use model::Interface;
use service::{Ctx, ServiceError};

use crate::Faces;
use crate::query::Query;

/// The longest credential that is looked at.
const CREDENTIAL_BYTES_MAX: usize = 4 * 1024;

/// The context of an authenticated request.
pub(crate) async fn context(
    faces: &Faces,
    parts: &Parts,
    interface: Interface,
) -> Result<Ctx, ServiceError> {
    let service = faces.service();
    let refused = || {
        service.refuse_anonymous();
        ServiceError::Unauthenticated
    };
    let token = bearer(parts).ok_or_else(refused)?;
    let caller = match service.authenticate(token, interface, address(parts)).await {
        Err(ServiceError::Unauthenticated) => return Err(refused()),
        caller => caller?,
    };
    Ok(service.context(caller, Query::of(&parts.uri).names()))
}

/// The token of an `Authorization: Bearer` header (RFC 6750, section 2.1).
fn bearer(parts: &Parts) -> Option<&str> {
    let mut headers = parts.headers.get_all(AUTHORIZATION).iter();
    let header = headers.next()?.to_str().ok()?;
    if headers.next().is_some() || header.len() > CREDENTIAL_BYTES_MAX {
        return None;
    }
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim_matches(' '))
}

/// The address the connection comes from.
pub(crate) fn address(parts: &Parts) -> Option<IpAddr> {
    parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip())
}
