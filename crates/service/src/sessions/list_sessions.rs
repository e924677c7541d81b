//! Lists the caller's own sessions, in all tenants.

use model::{Operation, ResourceType};
use store::Sessions;

use super::Session;
use crate::Service;
use crate::ctx::Ctx;
use crate::cursor::{Page, PageOf};
use crate::error::{Answer, ServiceError};

impl Service {
    /// A page of the caller's sessions.
    pub async fn list_sessions(&self, ctx: &Ctx, page: &Page) -> Answer<PageOf<Session>> {
        let ctx = self.in_directory(ctx).await?;
        self.perform(&ctx, Operation::ListSessions, ResourceType::ACCOUNT, |work| {
            Box::pin(async move {
                let own = work.caller.session.ok_or(ServiceError::NotFound)?;
                self.show_sessions(work, Sessions::Of(own.owner), page).await
            })
        })
        .await
    }
}
