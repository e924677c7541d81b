//! Opens an account. The operator gets one credential to hand on, and no right inside.

use model::{
    ClientId, Effect, FaultPoint, LogSubject, Operation, ResourceType, StoreName, TenantId, Tree,
    fault,
};
use store::ClaimChange;

use super::{CredentialBody, NewTenant, SignInRules, Tenant, TenantBody, document, name_claim};
use crate::Service;
use crate::clients::check_name;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::events::Outcome;
use crate::token::{Token, TokenKind, TokenParts};
use crate::work::{Change, Work, touch_put};

impl Service {
    /// Opens an account under a name that no other has.
    pub async fn create_tenant(&self, ctx: &Ctx, name: &str) -> Answer<NewTenant> {
        self.perform(ctx, Operation::CreateTenant, ResourceType::TENANT, |work| {
            Box::pin(self.plan_tenant(work, name))
        })
        .await
    }

    async fn plan_tenant(
        &self,
        work: &Work<'_>,
        name: &str,
    ) -> Result<Change<NewTenant>, ServiceError> {
        check_name(name)?;
        let at = work.ctx.at;
        let tenant = Tenant {
            id: TenantId::random(self.rng()),
            name: name.to_owned(),
            created_at: at,
            allowed_origins: Vec::new(),
            sign_in: SignInRules::default(),
            deletion: None,
        };
        // Until it stands in the deployment's list nobody can reach it, so a crash between the two
        // leaves nothing that counts.
        let credential = self.furnish(work, &tenant).await?;
        fault::reach(FaultPoint::TenantFurnished);

        let keys = self.keys.tenant(&work.permit).await?;
        let document = TenantBody::new(&tenant).document(tenant.id, at);
        let row = keys.row_key(StoreName::Records, document.kind.name(), document.id.as_str());
        // So that the name can go when the tenant does, out of copies too.
        let key = self.keys.create_document_key(&work.permit).await?;
        let put = self.keys.seal(&work.permit, row, &document, &key);
        let mut change = Change::of(NewTenant { tenant, credential });
        change.claims.push(ClaimChange::Take(name_claim(&keys, name)));
        change.touched.push(touch_put(&put, &document, Vec::new()));
        change.puts.push(put);
        Ok(change)
    }

    /// Writes the new tenant's own documents, with the event that opens its log.
    async fn furnish(&self, work: &Work<'_>, tenant: &Tenant) -> Result<Token, ServiceError> {
        debug_assert_eq!(work.operation.effect(), Effect::Change);
        let inside = work
            .permit
            .enter_new_tenant(tenant.id)
            .expect("this operation is the one that opens accounts");
        self.keys.create_tenant(&inside).await?;
        fault::reach(FaultPoint::TenantKeysCreated);
        let keys = self.keys.tenant(&inside).await?;
        let key = self.keys.sealing_key(&inside, &[]).await?;
        let id = ClientId::random(self.rng());
        let parts = TokenParts::random(TokenKind::Claim, tenant.id, id, self.rng());
        let credential = CredentialBody {
            secret_sha256: hex::encode(parts.sha256()),
            log_subject: LogSubject::random(self.rng()).to_string(),
        };
        let documents = [
            TenantBody::new(tenant).document(tenant.id, work.ctx.at),
            document(ResourceType::TENANT_CREDENTIAL, &id.to_string(), work.ctx.at, &credential),
        ];
        let mut touched = Vec::new();
        let mut puts = Vec::new();
        for document in &documents {
            let row = keys.row_key(StoreName::Records, document.kind.name(), document.id.as_str());
            let put = self.keys.seal(&inside, row, document, &key);
            touched.push(touch_put(&put, document, Vec::new()));
            puts.push(put);
        }
        let inner = Work {
            service: self,
            ctx: work.ctx,
            caller: work.caller.clone(),
            operation: work.operation,
            permit: inside,
            keys,
            types: <_>::default(),
            is_wary: false,
        };
        let event = inner.draft(Tree::Changes, Outcome::Done, &touched, None);
        let set = store::WriteSet { puts, ..store::WriteSet::only_event(event) };
        self.records.commit(inner.permit, set).await?;
        Ok(parts.token())
    }
}
