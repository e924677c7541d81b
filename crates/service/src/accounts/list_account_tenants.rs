//! Lists the tenants that the caller belongs to, for them to switch between.

use model::{Operation, ResourceType};

use crate::Service;
use crate::ctx::Ctx;
use crate::cursor::{Page, PageOf};
use crate::error::Answer;
use crate::sign_in::OwnTenant;

impl Service {
    /// A page of the tenants of the caller, newest first, the one that they are in among them.
    pub async fn list_account_tenants(&self, ctx: &Ctx, page: &Page) -> Answer<PageOf<OwnTenant>> {
        let ctx = self.in_directory(ctx).await?;
        self.perform(&ctx, Operation::ListAccountTenants, ResourceType::ACCOUNT, |work| {
            Box::pin(async move {
                let user = self.account_holder(work).await?;
                self.show_own_tenants(work, &user, page).await
            })
        })
        .await
    }
}
