//! From a request to the context of an operation: who asks, through which door, from where.

use std::net::IpAddr;

use http::header::AUTHORIZATION;
use http::request::Parts;
use model::Interface;
use service::{Ctx, ServiceError, SessionSecret};

use crate::Faces;
use crate::auth::session_secret;
use crate::origin::is_of_own_pages;
use crate::query::Query;
use crate::server::ClientAddress;

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
    let from = address(parts);
    let caller = if parts.headers.contains_key(AUTHORIZATION) {
        let token = bearer(parts).ok_or_else(refused)?;
        service.authenticate(token, interface, from).await
    } else {
        let secret = session(faces, parts).ok_or_else(refused)?;
        service.authenticate_session(&secret, Interface::Console, from).await
    };
    let caller = match caller {
        Err(ServiceError::Unauthenticated) => return Err(refused()),
        caller => caller?,
    };
    Ok(service.context(caller, Query::of(&parts.uri).names()))
}

/// The secret of the session that a request counts for. A browser adds the cookie by itself, so it counts only if the
/// server's own pages ask, and none is looked at beside a token.
pub(crate) fn session(faces: &Faces, parts: &Parts) -> Option<SessionSecret> {
    if parts.headers.contains_key(AUTHORIZATION) {
        return None;
    }
    session_secret(parts).filter(|_| is_of_own_pages(parts, faces.public_url()))
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

/// The address the request comes from.
pub(crate) fn address(parts: &Parts) -> Option<IpAddr> {
    parts.extensions.get::<ClientAddress>().map(|client| client.0)
}
