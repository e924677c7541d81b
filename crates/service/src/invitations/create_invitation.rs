//! Invites somebody to the caller's own tenant. The answer is the same whether the deployment knows them or not.
//!
//! Three commits: the person becomes known to the directory, it keeps that they are to belong to the tenant, and the
//! tenant invites them, with the message that has the link.

use model::{
    ClientId, LogSubject, Operation, ResourceId, ResourceType, Role, Roles, StoreName, TenantId,
    Version,
};
use tokio::sync::OnceCell;

use super::{CreatedInvitation, GOOD_FOR, InvitationBody, Inviter, invitation_row};
use crate::clients::check_roles;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::token::{Token, TokenKind, TokenParts};
use crate::users::{Address, CredentialsBody, KnownUser, NewUser, parse_language};
use crate::work::{Change, Work};
use crate::{Service, mails};

/// Somebody who is to be invited.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    /// Where they are written to.
    pub email: Address,
    /// What they are to become.
    pub roles: Roles,
    /// The patient that they are: then that is their role, and they have no other.
    pub patient: Option<ResourceId>,
    /// The language they are written to in, as long as they have not chosen one.
    pub language: String,
}

impl Service {
    /// Invites somebody. An invitation of before is good no more. `page` is what the link begins with, and the token
    /// follows it.
    pub async fn create_invitation(
        &self,
        ctx: &Ctx,
        new: &NewInvitation,
        page: &str,
    ) -> Answer<CreatedInvitation> {
        let (operation, kind) = (Operation::CreateInvitation, ResourceType::INVITATION);
        let invited = OnceCell::new();
        let answer = self
            .perform(ctx, operation, kind, |work| {
                Box::pin(self.plan_invitation(work, &invited, new, page))
            })
            .await;
        if answer.is_err()
            && let Some((invited, _)) = invited.get()
        {
            self.forget_invited(invited.user.id).await;
        }
        answer
    }

    /// Who is invited, and whether they are written to. Whoever is not known yet becomes so, by their address alone.
    async fn invited(
        &self,
        ctx: &Ctx,
        new: &NewInvitation,
    ) -> Result<(KnownUser, bool), ServiceError> {
        let language = parse_language(&new.language)?;
        let is_written_to =
            self.sends_mail() && self.let_tenant_write(ctx.caller.tenant, &new.email).await?;
        let visitor = self.visitor(ctx.caller.interface, ctx.caller.address);
        let id = if let Some(id) = self.find_user_at(&new.email).await? {
            id
        } else {
            let (email, credentials) = (new.email.clone(), CredentialsBody::default());
            let invited = NewUser { name: None, email, language, credentials };
            self.create_user(&visitor, &invited).await.map_err(|failure| failure.error)?.value
        };
        let user = self.find_user(id).await?.ok_or(ServiceError::Busy)?;
        let affiliated = self.affiliate(ctx, &user, ctx.caller.tenant).await;
        affiliated.map_err(|failure| failure.error)?;
        Ok((user, is_written_to))
    }

    async fn plan_invitation(
        &self,
        work: &Work<'_>,
        invited: &OnceCell<(KnownUser, bool)>,
        new: &NewInvitation,
        page: &str,
    ) -> Result<Change<CreatedInvitation>, ServiceError> {
        check_binding(new)?;
        let person = match &new.patient {
            Some(patient) => Some(self.find_erasable(work, fhir::types::patient(), patient).await?),
            None => None,
        };
        // Once all else is right: nobody becomes known for an invitation that does not come about.
        let (user, is_written_to) = invited.get_or_try_init(|| self.invited(work.ctx, new)).await?;
        let (tenant, id, at) = (work.permit.tenant(), user.user.id, work.ctx.at);
        if self.find_membership(tenant, id).await?.is_some() {
            let (expression, detail) = ("email".to_owned(), "they are a member already");
            return Err(ServiceError::Unprocessable { expression, detail });
        }
        let subject = person.as_ref().map(|it| it.subject.pseudonym(StoreName::Records));
        let row = invitation_row(&work.keys, id);
        let before = self.records.find_newest(&work.permit, row).await?;
        let version = before.map_or(Version::FIRST, |before| before.version.next());
        let token = ClientId::from_bytes(*id.as_bytes());
        let parts = TokenParts::random(TokenKind::Invitation, tenant, token, self.rng());
        let until = at.checked_add(GOOD_FOR).map_err(|_| ServiceError::Integrity)?;
        let log = LogSubject::random(self.rng());
        let written_to = self.decoy(&new.email).await?;
        let who = (new.roles, subject);
        let body = InvitationBody::new(
            who,
            parts.sha256(),
            log,
            (at, until),
            written_to,
            Inviter::of(&work.caller),
        );
        let document = body.document(id, version, at);
        let (token, mut change) = (parts.token(), Change::of(()));
        let token = if *is_written_to {
            let letter = self.letter(tenant, user, page, (&token, until)).await?;
            let job =
                self.send_later(work, (Some(user), &user.user.email), &letter, Some(until)).await?;
            change.jobs.push(job);
            None
        } else {
            Some(token).filter(|_| !self.sends_mail())
        };
        let invitation = self.invitation(tenant, &document, at).await?;
        let mut change = change.putting(work, row, &document).await?;
        if let Some(person) = &person {
            change = self.showing_person(work, change, person).await?;
        }
        Ok(change.with(CreatedInvitation { invitation, token }))
    }

    async fn letter(
        &self,
        tenant: TenantId,
        user: &KnownUser,
        page: &str,
        (token, until): (&Token, model::Timestamp),
    ) -> Result<mails::Letter, ServiceError> {
        let (known, _) = self.tenant_of(tenant).await?.ok_or(ServiceError::NotFound)?;
        let link = zeroize::Zeroizing::new(format!("{page}{}", token.expose()));
        Ok(mails::invitation(user.user.language, &known.name, &link, until))
    }
}

/// Whoever is a patient is nothing else in the tenant, and nobody is one without being somebody.
fn check_binding(new: &NewInvitation) -> Result<(), ServiceError> {
    let patient: Roles = std::iter::once(Role::Patient).collect();
    match &new.patient {
        None => check_roles(new.roles),
        Some(_) if new.roles == patient => Ok(()),
        Some(_) => Err(ServiceError::BadRequest(
            "whoever is a patient has the role patient and no other".to_owned(),
        )),
    }
}
