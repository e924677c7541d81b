//! Spends a new tenant's one-time credential on a person as its first administrator.
//!
//! Three commits: the person becomes known, that they belong to the tenant stands in the directory, and the tenant takes
//! them in and spends the credential. Whoever is known by the first of them alone can sign in, and claim the tenant then.

use model::{Operation, ResourceType, Role, Roles, TenantId, UserId};
use store::Document;

use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, Failure, ServiceError};
use crate::members::Affiliation;
use crate::sign_in::{PasswordChoice, as_holder, check_second_factor};
use crate::users::{Address, CredentialsBody, KnownUser, NewUser, parse_language};
use crate::work::{Change, Work};

/// Who is to be the first administrator.
#[derive(Debug, Clone)]
pub enum Claimant {
    /// Somebody who is not known yet.
    New {
        /// What they are called.
        name: String,
        /// The address with which they will sign in.
        email: Address,
        /// The language they are written to in.
        language: String,
        /// The password they have chosen.
        password: PasswordChoice,
    },
    /// Whoever is on the way in with this ticket.
    Known {
        /// The ticket.
        sign_in: String,
    },
}

impl Service {
    /// Makes somebody the first administrator of the tenant whose credential the request came with.
    pub async fn register_administrator(&self, ctx: &Ctx, claimant: &Claimant) -> Answer<UserId> {
        let (tenant, kind) = (ctx.caller.tenant, ResourceType::TENANT_CREDENTIAL);
        let operation = Operation::RegisterAdministrator;
        // Nobody becomes known by a request that the rules turn away.
        let user = match self.policies.permit(&ctx.caller, operation, kind) {
            Ok(_) => match self.claimant(ctx, claimant).await {
                Err(Failure { error, event: None }) => Err(error),
                claimant => Ok(claimant?),
            },
            Err(_) => Err(ServiceError::Unauthenticated),
        };
        if let Ok(user) = &user {
            self.affiliate(ctx, user, tenant).await?;
        }
        let user = &user;
        self.perform(ctx, operation, kind, |work| {
            Box::pin(async move {
                match user {
                    Ok(user) => self.plan_administrator(work, user.user.id).await,
                    Err(error) => Err(error.clone()),
                }
            })
        })
        .await
    }

    /// Who claims a tenant. Whoever is not known yet becomes so.
    async fn claimant(&self, ctx: &Ctx, claimant: &Claimant) -> Result<KnownUser, Failure> {
        let id = match claimant {
            Claimant::Known { sign_in } => {
                let (sign_in, _, credentials) = self.resume_sign_in(sign_in).await?;
                check_second_factor(&sign_in, &credentials)?;
                sign_in.user
            }
            Claimant::New { name, email, language, password } => {
                let language = parse_language(language)?;
                let mut credentials = CredentialsBody::default();
                let (credential, record) = self.chosen_password(password).await?;
                credentials.set_password(&credential, &record);
                let (name, email) = (Some(name.clone()), email.clone());
                let new = NewUser { name, email, language, credentials };
                let visitor = self.visitor(ctx.caller.interface, ctx.caller.address);
                self.create_user(&visitor, &new).await?.value
            }
        };
        Ok(self.find_user(id).await?.ok_or(ServiceError::NotFound)?)
    }

    /// Keeps in the directory that somebody belongs to a tenant.
    pub(crate) async fn affiliate(
        &self,
        ctx: &Ctx,
        user: &KnownUser,
        tenant: TenantId,
    ) -> Result<(), Failure> {
        let holder = as_holder(ctx, user);
        let done = self.perform(&holder, Operation::JoinTenant, ResourceType::ACCOUNT, |work| {
            Box::pin(async move {
                let row = Affiliation::row(&work.keys, user.user.id, tenant);
                // It stays when they leave: what counts is what the tenant says.
                if self.records.find_newest(&work.permit, row).await?.is_some() {
                    return Ok(Change::of(()));
                }
                let first = model::Version::FIRST;
                let document = Affiliation::document(tenant, &user.subject, first, work.ctx.at);
                Ok(Change::of(()).putting_about(work, row, &document, &user.subject))
            })
        });
        done.await.map(drop)
    }

    async fn plan_administrator(
        &self,
        work: &Work<'_>,
        user: UserId,
    ) -> Result<Change<UserId>, ServiceError> {
        let roles: Roles = std::iter::once(Role::Administrator).collect();
        let change = self.join(work, Change::of(user), user, (roles, None)).await?;
        self.spending_credential(work, change).await
    }

    /// A change that spends the credential that the request came with. The commit guards that it is still at the
    /// version that was shown: of two who claim at once, one comes too late.
    pub(super) async fn spending_credential<T>(
        &self,
        work: &Work<'_>,
        change: Change<T>,
    ) -> Result<Change<T>, ServiceError> {
        let credential = work.permit.credential().ok_or(ServiceError::Unauthenticated)?;
        let sealed = self.records.find_newest(&work.permit, credential.row).await?;
        let sealed = sealed.ok_or(ServiceError::Unauthenticated)?;
        let before = work.release(&sealed).await?;
        let spent = Document::deleted(before.kind, before.id, before.version.next(), work.ctx.at);
        change.putting(work, credential.row, &spent).await
    }
}
