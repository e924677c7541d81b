//! Somebody who has signed in, a machine or a person, and asks for things.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ledger::Hash;
use model::EventId;
use reqwest::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderValue};
use reqwest::{Method, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::connection::{ANSWER_BYTES_MAX, Answer, Connection, with_json};
use crate::cookie::session_cookie;
use crate::error::ClientError;
use crate::token::Token;

const EVENT_HEADER: &str = "ribcage-event";

/// The event that an answer says it left in the log. Who keeps it can demand its proof later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoggedEvent {
    /// The event's name.
    pub event: EventId,
    /// Its hash, which is that of its leaf in the tree.
    pub hash: Hash,
}

/// A connection to one server, signed in as one machine of one tenant, or as one person in a session.
pub struct Client {
    connection: Connection,
    credential: Credential,
    last_event: Mutex<Option<LoggedEvent>>,
}

/// What a request shows. Both are marked as sensitive, so that nothing prints them.
enum Credential {
    Token(HeaderValue),
    /// The server gives another one when rights change.
    Session(Mutex<HeaderValue>),
}

impl Client {
    /// A machine that calls the server at `https://HOST[:PORT]`, which trusts the certificates in `ca`
    /// (PEM) and no others, or those of the platform without any. Nothing is sent yet. People sign in
    /// otherwise: see [`SignIn`].
    ///
    /// [`SignIn`]: crate::SignIn
    pub fn new(address: &str, ca: Option<&[u8]>, token: &Token) -> Result<Self, ClientError> {
        let connection = Connection::new(address, ca)?;
        Ok(Self::with(connection, Credential::Token(token.header()?)))
    }

    /// Somebody in a session, whose cookie this is.
    pub(crate) fn in_session(connection: Connection, cookie: HeaderValue) -> Self {
        Self::with(connection, Credential::Session(Mutex::new(cookie)))
    }

    fn with(connection: Connection, credential: Credential) -> Self {
        Self { connection, credential, last_event: Mutex::new(None) }
    }

    /// The event of the answer that came last, whatever the answer was; nothing if it named none.
    /// Where operations run side by side, "last" is any of them.
    pub fn last_event(&self) -> Option<LoggedEvent> {
        *self.keep_last()
    }

    fn keep_last(&self) -> MutexGuard<'_, Option<LoggedEvent>> {
        self.last_event.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A request to `/api` and these segments, which may hold any text.
    pub(crate) fn request(&self, method: Method, segments: &[&str]) -> Request {
        self.request_of("api", method, segments)
    }

    /// A request to a face and these segments.
    pub(crate) fn request_of(&self, face: &str, method: Method, segments: &[&str]) -> Request {
        let mut request = self.connection.request(method, face, segments);
        let (name, value) = match &self.credential {
            Credential::Token(token) => (AUTHORIZATION, token.clone()),
            Credential::Session(cookie) => (COOKIE, lock(cookie).clone()),
        };
        request.headers_mut().insert(name, value);
        request
    }

    /// Asks for something under `/api`.
    pub(crate) async fn get<T: DeserializeOwned>(
        &self,
        segments: &[&str],
        parameters: &[(&str, String)],
    ) -> Result<T, ClientError> {
        self.ask(with_parameters(self.request(Method::GET, segments), parameters), ANSWER_BYTES_MAX)
            .await
    }

    /// Sends a body as JSON.
    pub(crate) async fn post<T: DeserializeOwned>(
        &self,
        segments: &[&str],
        body: &impl Serialize,
    ) -> Result<T, ClientError> {
        let request = with_json(self.request(Method::POST, segments), body);
        self.ask(request, ANSWER_BYTES_MAX).await
    }

    /// Sends a request that is answered by JSON of at most so many bytes.
    pub(crate) async fn ask<T: DeserializeOwned>(
        &self,
        request: Request,
        bytes_max: usize,
    ) -> Result<T, ClientError> {
        self.send(request, bytes_max).await?.json()
    }

    /// Sends a request and takes its answer, if the server did what was asked.
    pub(crate) async fn send(
        &self,
        request: Request,
        bytes_max: usize,
    ) -> Result<Answer, ClientError> {
        *self.keep_last() = None;
        let look = |headers: &HeaderMap| {
            *self.keep_last() = event_of(headers);
            if let (Credential::Session(cookie), Some(new)) =
                (&self.credential, session_cookie(headers))
            {
                *lock(cookie) = new;
            }
        };
        self.connection.send(request, bytes_max, look).await
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = self.connection.address();
        f.debug_struct("Client").field("address", &address).finish_non_exhaustive()
    }
}

/// Adds parameters, if there are any.
pub(crate) fn with_parameters(mut request: Request, parameters: &[(&str, String)]) -> Request {
    if !parameters.is_empty() {
        request.url_mut().query_pairs_mut().extend_pairs(parameters);
    }
    request
}

fn lock(cookie: &Mutex<HeaderValue>) -> MutexGuard<'_, HeaderValue> {
    cookie.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The event that an answer names: `<event id> <hash>`.
fn event_of(headers: &HeaderMap) -> Option<LoggedEvent> {
    let (event, hash) = headers.get(EVENT_HEADER)?.to_str().ok()?.split_once(' ')?;
    Some(LoggedEvent { event: event.parse().ok()?, hash: hash.parse().ok()? })
}
