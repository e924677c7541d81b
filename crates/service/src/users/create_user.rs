//! Makes a person known to the directory, who was let in by whoever may.

use model::{Language, Operation, ResourceType, StoreName, UserId, Version};
use store::{SubjectChange, SubjectState};

use super::{
    Address, Credentials, CredentialsBody, User, UserBody, document_about, id_of_user, user_row,
};
use crate::Service;
use crate::clients::check_name;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// Somebody who is to become known.
pub(crate) struct NewUser {
    /// Not known yet of whoever was invited.
    pub(crate) name: Option<String>,
    pub(crate) email: Address,
    pub(crate) language: Language,
    pub(crate) credentials: CredentialsBody,
}

impl Service {
    /// Makes a person known, under an address that nobody else has.
    pub(crate) async fn create_user(&self, ctx: &Ctx, new: &NewUser) -> Answer<UserId> {
        self.perform(ctx, Operation::CreateUser, ResourceType::USER, |work| {
            Box::pin(self.plan_user(work, new))
        })
        .await
    }

    async fn plan_user(
        &self,
        work: &Work<'_>,
        new: &NewUser,
    ) -> Result<Change<UserId>, ServiceError> {
        new.name.as_deref().map_or(Ok(()), check_name)?;
        if self.find_user_at(&new.email).await?.is_some() {
            return Err(ServiceError::NameTaken);
        }
        let (id, at) = (UserId::random(self.rng()), work.ctx.at);
        let user = User {
            id,
            name: new.name.clone().unwrap_or_default(),
            email: new.email.clone(),
            language: new.language,
            created_at: at,
        };
        let (kind, first) = (ResourceType::USER, Version::FIRST);
        let subject = self.keys.create_person(&work.permit, kind, &id.to_string()).await?;
        let own = document_about(kind, id_of_user(id), first, at, &subject, &UserBody::new(&user));
        let credentials = Credentials { version: Version::ABSENT, body: new.credentials.clone() };
        let mut change = Change::of(id);
        let in_records = subject.pseudonym(StoreName::Records);
        change.subjects.push(SubjectChange { subject: in_records, state: SubjectState::Open });
        let change = change.putting_about(work, user_row(&work.keys, id), &own, &subject);
        let change = self.naming(work, change, &new.email, (id, &subject)).await?;
        Ok(change.putting_credentials(work, (id, &subject), &credentials))
    }
}
