//! The rules, and what they come to.

use wire::{Explanation, ExplanationRequest, RoleList};

use crate::{Client, ClientError};

impl Client {
    /// Lists the roles and what each may do.
    pub async fn list_roles(&self) -> Result<RoleList, ClientError> {
        self.get(&["roles"], &[]).await
    }

    /// Explains what a decision would be and which policies make it.
    pub async fn explain_decision(
        &self,
        question: &ExplanationRequest,
    ) -> Result<Explanation, ClientError> {
        self.post(&["policies", "explain"], question).await
    }
}
