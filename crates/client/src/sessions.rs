//! The session of a person who has signed in, and their others.

use reqwest::{Method, Request};
use serde::de::DeserializeOwned;
use wire::{CreatedSession, OwnSession, SessionList, SessionSwitch};

use crate::caller::with_parameters;
use crate::connection::{ANSWER_BYTES_MAX, with_json};
use crate::{Client, ClientError, Page};

impl Client {
    /// Shows the session, and who one is in it.
    pub async fn find_session(&self) -> Result<OwnSession, ClientError> {
        self.take(self.auth(Method::GET, &["session"])).await
    }

    /// Ends the session, at once and on every server.
    pub async fn end_session(&self) -> Result<(), ClientError> {
        self.finish(self.auth(Method::DELETE, &["session"])).await
    }

    /// Leaves the tenant for another one, if what was shown is enough for it.
    pub async fn switch_session(&self, tenant: &str) -> Result<CreatedSession, ClientError> {
        let there = SessionSwitch { tenant: tenant.to_owned() };
        self.take(with_json(self.auth(Method::POST, &["session", "switch"]), &there)).await
    }

    /// Lists one's own sessions, in all tenants.
    pub async fn list_sessions(&self, page: &Page) -> Result<SessionList, ClientError> {
        self.take(with_parameters(self.auth(Method::GET, &["sessions"]), &page.parameters())).await
    }

    /// Ends one of one's own sessions.
    pub async fn end_own_session(&self, id: &str) -> Result<(), ClientError> {
        self.finish(self.auth(Method::DELETE, &["sessions", id])).await
    }

    /// Ends all of one's own sessions but this one.
    pub async fn end_other_sessions(&self) -> Result<(), ClientError> {
        self.finish(self.auth(Method::DELETE, &["sessions"])).await
    }

    fn auth(&self, method: Method, segments: &[&str]) -> Request {
        self.request_of("auth", method, segments)
    }

    async fn take<T: DeserializeOwned>(&self, request: Request) -> Result<T, ClientError> {
        self.ask(request, ANSWER_BYTES_MAX).await
    }

    async fn finish(&self, request: Request) -> Result<(), ClientError> {
        self.send(request, ANSWER_BYTES_MAX).await?;
        Ok(())
    }
}
