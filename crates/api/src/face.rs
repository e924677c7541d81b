//! What all faces do alike: let a request in, know who sends it, count it, and turn it away.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderName, HeaderValue, header};
use model::limits::REQUEST_BODY_BYTES_MAX;
use model::{Interface, Operation, Principal, ResourceType};
use service::{
    Answer, Ctx, DEVICE_CHARACTERS_MAX, Place, Rejection, RowBudget, Service, ServiceError,
};

use crate::answer::{Answered, respond};
use crate::auth::keeping_session;
use crate::compression::compressing;
use crate::origin::{foreign_origin, is_of_own_pages, preflight, share};
use crate::query::Query;
use crate::server::HeldBack;
use crate::{Faces, authenticate, body, fhir, problem};

/// How many requests are worked on at the same time; further ones are asked to come back.
const REQUESTS_MAX: usize = 1024;

/// How many requests with large bodies are read and worked on at the same time; others wait.
pub(crate) const LARGE_BODIES_MAX: usize = 8;

/// What a handler gives: an answer, or the answer that turned the request away on the way to it.
pub(crate) type Reply = Result<Response, Response>;

/// Requests being worked on.
#[derive(Debug, Default)]
pub(crate) struct Requests(AtomicUsize);

/// A request that is being worked on. It is counted out whichever way it leaves.
struct UnderWay<'a>(&'a Requests);

impl<'a> UnderWay<'a> {
    /// Counts a request in, and says whether there is room for it.
    fn begin(requests: &'a Requests) -> (Self, bool) {
        let is_room = requests.0.fetch_add(1, Ordering::Relaxed) < REQUESTS_MAX;
        (Self(requests), is_room)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A place among those of whom nothing is known yet, for whoever is not signed in. Nothing of the body was read by then.
pub(crate) async fn place_of(faces: &Faces, parts: &Parts) -> Result<Option<Place>, ServiceError> {
    let (service, from) = (faces.service(), authenticate::address(parts));
    if let Some(secret) = authenticate::session(faces, parts)
        && service.authenticate_session(&secret, Interface::Console, from).await.is_ok()
    {
        return Ok(None);
    }
    let place = service.take_place(from);
    if matches!(place, Err(ServiceError::Busy)) {
        faces.metrics().shed();
    }
    place.map(Some)
}

/// A request whose sender is known.
pub(crate) struct Call {
    faces: Faces,
    interface: Interface,
    pub(crate) ctx: Ctx,
    pub(crate) parts: Parts,
    /// The other origin whose page asks, if it may.
    origin: Option<HeaderValue>,
    /// A body is read by one task at a time; the lock says so to the compiler and is never waited
    /// for.
    body: Mutex<Body>,
    /// What it takes up among visitors.
    _place: Option<Place>,
}

impl Call {
    /// Lets a request in, or gives the answer that turns it away.
    pub(crate) async fn begin(
        faces: &Faces,
        request: Request,
        interface: Interface,
    ) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let ctx = authenticate::context(faces, &parts, interface).await;
        let mut ctx = ctx.map_err(|error| failed(interface, &error))?;
        ctx.rows = parts.extensions.get::<Arc<RowBudget>>().cloned();
        ctx.device = device(&parts);
        let (faces, body) = (faces.clone(), Mutex::new(body));
        let mut call = Self { faces, interface, ctx, parts, origin: None, body, _place: None };
        let origin = foreign_origin(&call.parts, call.public_url()).cloned();
        if let Some(origin) = origin {
            let text = origin.to_str().unwrap_or_default();
            match call.service().allows_origin(call.ctx.caller.tenant, text).await {
                Ok(true) => call.origin = Some(origin),
                Ok(false) => {
                    return Err(call.reject(None, Rejection::OriginNotAllowed.into()).await);
                }
                Err(error) => return Err(call.reject(None, error).await),
            }
        }
        Ok(call)
    }

    /// Lets in somebody of whom nothing is known yet, to where they show who they are, if there is a place for them. Pages
    /// of other origins have no business there.
    pub(crate) async fn visit(faces: &Faces, request: Request) -> Result<Self, Response> {
        let interface = Interface::Api;
        let (parts, body) = request.into_parts();
        if !is_of_own_pages(&parts, faces.public_url()) {
            return Err(failed(interface, &Rejection::OriginNotAllowed.into()));
        }
        let place = place_of(faces, &parts).await.map_err(|error| refused(interface, &error))?;
        let mut ctx = faces.service().visitor(interface, authenticate::address(&parts));
        ctx.device = device(&parts);
        let (faces, body) = (faces.clone(), Mutex::new(body));
        Ok(Self { faces, interface, ctx, parts, origin: None, body, _place: place })
    }

    /// Answers a visitor, of whom nothing is written down one by one.
    pub(crate) fn answer_visitor<T>(
        &self,
        operation: Operation,
        answer: Result<T, ServiceError>,
        done: impl FnOnce(T) -> Response,
    ) -> Response {
        let mut response = match answer {
            Ok(value) => done(value),
            Err(error) => self.refuse_visitor(&error),
        };
        response.extensions_mut().insert(Answered(operation));
        response
    }

    fn refuse_visitor(&self, error: &ServiceError) -> Response {
        self.service().refuse_anonymous();
        refused(self.interface, error)
    }

    /// The operations.
    pub(crate) fn service(&self) -> &Arc<Service> {
        self.faces.service()
    }

    /// What requests inside this one are answered by.
    pub(crate) const fn faces(&self) -> &Faces {
        &self.faces
    }

    /// Where clients reach the server.
    pub(crate) fn public_url(&self) -> &str {
        self.faces.public_url()
    }

    /// The parameters of the address.
    pub(crate) fn query(&self) -> Query {
        Query::of(&self.parts.uri)
    }

    /// Reads the body.
    pub(crate) async fn body(&mut self) -> Result<Bytes, ServiceError> {
        if self.ctx.caller.principal == Principal::Visitor {
            return Ok(body::read_visitors(self.take_body()).await?);
        }
        self.body_of(REQUEST_BODY_BYTES_MAX).await
    }

    /// The body, to be read as it comes.
    pub(crate) fn take_body(&mut self) -> Body {
        std::mem::take(self.body.get_mut().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads a body of so many bytes at most.
    pub(crate) async fn body_of(&mut self, bytes_max: usize) -> Result<Bytes, ServiceError> {
        Ok(body::read(self.take_body(), bytes_max).await?)
    }

    /// Answers with what an operation gave.
    pub(crate) fn answer<T>(
        &self,
        operation: Operation,
        answer: Answer<T>,
        done: impl FnOnce(T) -> Response,
    ) -> Response {
        let is_visitor = self.ctx.caller.principal == Principal::Visitor;
        if is_visitor && matches!(&answer, Err(failure) if failure.event.is_none()) {
            self.service().refuse_anonymous();
        }
        self.shared(respond(operation, answer, done, |error| failed(self.interface, &error)))
    }

    /// Lets the page that asks read the answer.
    fn shared(&self, response: Response) -> Response {
        match &self.origin {
            Some(origin) => share(response, origin),
            None => response,
        }
    }

    /// What was asked for, if it can be; otherwise the answer that turns the request away.
    pub(crate) async fn admit<T>(
        &self,
        operation: Option<(Operation, ResourceType)>,
        asked: Result<T, ServiceError>,
    ) -> Result<T, Response> {
        match asked {
            Ok(asked) => Ok(asked),
            Err(error) => Err(self.reject(operation, error).await),
        }
    }

    /// Turns the request away before its operation has begun, and writes that down.
    pub(crate) async fn reject(
        &self,
        operation: Option<(Operation, ResourceType)>,
        error: ServiceError,
    ) -> Response {
        if self.ctx.caller.principal == Principal::Visitor {
            return self.refuse_visitor(&error);
        }
        let failure = self.service().reject_request(&self.ctx, operation, error).await;
        let name = operation.map_or(Operation::RejectRequest, |(operation, _)| operation);
        self.shared(respond::<std::convert::Infallible>(
            name,
            Err(failure),
            |never| match never {},
            |error| failed(self.interface, &error),
        ))
    }
}

/// What the device calls itself that a request comes from, as much as is kept of it.
fn device(parts: &Parts) -> Option<String> {
    let agent = parts.headers.get(header::USER_AGENT)?.as_bytes();
    // No character has more than four bytes.
    let begin = &agent[..agent.len().min(4 * DEVICE_CHARACTERS_MAX)];
    Some(String::from_utf8_lossy(begin).chars().take(DEVICE_CHARACTERS_MAX).collect())
}

/// A failure of a visitor's. Whoever asks too often hears so a while later.
fn refused(interface: Interface, error: &ServiceError) -> Response {
    let mut response = failed(interface, error);
    if matches!(error, ServiceError::TooManyAttempts(_)) {
        response.extensions_mut().insert(HeldBack);
    }
    response
}

/// A failure in the words of the face it happened at.
pub(crate) fn failed(interface: Interface, error: &ServiceError) -> Response {
    match error {
        ServiceError::Unavailable(cause) => {
            tracing::error!(%cause, "a part of the server is not available");
        }
        ServiceError::KeyService(cause) => {
            let source = std::error::Error::source(cause).map(ToString::to_string);
            tracing::error!(%cause, source, "the key service does not unwrap keys");
        }
        _ => {}
    }
    match interface {
        Interface::Fhir => fhir::outcome::of_error(error),
        _ => problem::of_error(error),
    }
}

/// The answer to an address that leads nowhere.
pub(crate) async fn no_such_route(State(faces): State<Faces>, request: Request) -> Response {
    turn_away(&faces, request, Rejection::NoSuchRoute).await
}

/// The answer to a method that an address does not know.
pub(crate) async fn method_not_allowed(State(faces): State<Faces>, request: Request) -> Response {
    turn_away(&faces, request, Rejection::MethodNotAllowed).await
}

async fn turn_away(faces: &Faces, request: Request, rejection: Rejection) -> Response {
    let path = request.uri().path();
    let interface = if path.starts_with("/fhir/") { Interface::Fhir } else { Interface::Api };
    if !path.starts_with("/fhir/") && !path.starts_with("/api/") {
        return failed(interface, &rejection.into());
    }
    match Call::begin(faces, request, interface).await {
        Ok(call) => call.reject(None, rejection.into()).await,
        Err(response) => response,
    }
}

/// Puts around all routes what every request goes through.
pub(crate) fn layered(router: Router<Faces>, faces: &Faces) -> Router<Faces> {
    router
        .layer(from_fn_with_state(faces.clone(), renewed))
        .layer(from_fn_with_state(faces.clone(), readable))
        .layer(from_fn(preflight))
        .layer(axum::middleware::map_response(harden))
        .layer(compressing())
        .layer(from_fn_with_state(faces.clone(), observe))
}

/// Gives a browser another secret of its session, if the rights of whoever has signed in have changed since it got the
/// one that it sends.
async fn renewed(State(faces): State<Faces>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let secret = authenticate::session(&faces, &parts);
    let address = authenticate::address(&parts);
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(secret) = secret.filter(|_| !response.headers().contains_key(header::SET_COOKIE))
    else {
        return response;
    };
    let service = faces.service();
    let visitor = service.visitor(Interface::Console, address);
    match service.renew_session(&visitor, &secret).await {
        Ok(Some(secret)) => keeping_session(response, &secret),
        Ok(None) => response,
        Err(error) => {
            tracing::warn!(code = error.code(), "the secret of a session is not drawn anew yet");
            response
        }
    }
}

/// Turns an address away that is no text: nothing has such a name, and the router would refuse it
/// before anybody knows who asks.
async fn readable(State(faces): State<Faces>, request: Request, next: Next) -> Response {
    let mut parts = form_urlencoded::parse(request.uri().path().as_bytes());
    // What does not decode is read as the replacement character.
    if parts.any(|(name, value)| [name, value].iter().any(|part| part.contains('\u{fffd}'))) {
        return no_such_route(State(faces), request).await;
    }
    next.run(request).await
}

/// Counts, times and logs a request, and sheds it when too many are under way. Nothing personal
/// gets into the log or the metrics: no address, no parameter, no header.
async fn observe(State(faces): State<Faces>, request: Request, next: Next) -> Response {
    let clock = Arc::clone(faces.service());
    let begun = clock.clock().elapsed();
    let (under_way, is_room) = UnderWay::begin(faces.requests());
    let method = request.method().clone();
    let response = if is_room {
        next.run(request).await
    } else {
        faces.metrics().shed();
        let path = request.uri().path();
        let interface = if path.starts_with("/fhir/") { Interface::Fhir } else { Interface::Api };
        failed(interface, &ServiceError::Busy)
    };
    drop(under_way);
    let took = clock.clock().elapsed().saturating_sub(begun);
    let operation = response.extensions().get::<Answered>().map(|Answered(name)| name.name());
    let status = response.status().as_u16();
    faces.metrics().request(operation.unwrap_or("none"), status, took);
    tracing::debug!(
        operation = operation.unwrap_or("none"),
        method = %method,
        status,
        microseconds = u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
        "request"
    );
    response
}

/// Headers that no answer goes without.
async fn harden(mut response: Response) -> Response {
    let all = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    ];
    for (name, value) in all {
        let name: HeaderName = name;
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_name_of_a_device_no_more_is_held_than_is_kept() {
        let named = |name: &str| {
            let request = Request::builder().header(header::USER_AGENT, name.as_bytes());
            let (parts, ()) = request.body(()).expect("a request").into_parts();
            device(&parts).expect("a name")
        };
        assert_eq!(named("A telephone"), "A telephone");
        for letter in ["a", "é", "€", "𝄞"] {
            let kept = letter.repeat(DEVICE_CHARACTERS_MAX);
            assert_eq!(named(&format!("{kept}{kept}")), kept);
            assert_eq!(named(&format!("a{kept}")).chars().count(), DEVICE_CHARACTERS_MAX);
        }
    }
}
