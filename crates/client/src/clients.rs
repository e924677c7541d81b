//! The machines that sign in to the tenant.

use model::ClientId;
use reqwest::Method;
use reqwest::header::{HeaderValue, IF_MATCH};
use wire::{ClientChange, ClientList, ClientWithToken, NewClient};

use crate::connection::{ANSWER_BYTES_MAX, with_json};
use crate::{Client, ClientError, Page};

impl Client {
    /// Lists the machines that may sign in, newest first.
    pub async fn list_clients(&self, page: &Page) -> Result<ClientList, ClientError> {
        self.get(&["clients"], &page.parameters()).await
    }

    /// Lets a machine sign in, and shows its token this once.
    pub async fn create_client(&self, client: &NewClient) -> Result<ClientWithToken, ClientError> {
        self.post(&["clients"], client).await
    }

    /// Shows one machine.
    pub async fn find_client(&self, id: ClientId) -> Result<wire::Client, ClientError> {
        self.get(&["clients", &id.to_string()], &[]).await
    }

    /// Changes a machine's name, roles or expiry; with `expected`, only if that is its version.
    pub async fn update_client(
        &self,
        id: ClientId,
        change: &ClientChange,
        expected: Option<u64>,
    ) -> Result<wire::Client, ClientError> {
        let request = self.request(Method::PATCH, &["clients", &id.to_string()]);
        let mut request = with_json(request, change);
        if let Some(version) = expected {
            let tag = HeaderValue::try_from(format!("\"{version}\""));
            let tag = tag.expect("digits and quotes are a valid header");
            request.headers_mut().insert(IF_MATCH, tag);
        }
        self.ask(request, ANSWER_BYTES_MAX).await
    }

    /// Ends a machine's right to sign in, at once.
    pub async fn revoke_client(&self, id: ClientId) -> Result<(), ClientError> {
        let request = self.request(Method::DELETE, &["clients", &id.to_string()]);
        self.send(request, ANSWER_BYTES_MAX).await?;
        Ok(())
    }
}
