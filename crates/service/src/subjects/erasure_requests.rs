//! That a person wants to be erased (GDPR, Article 17), and what became of that. Nothing is erased by it: whoever may
//! erases in the ordinary way, and the request goes with the person; or it is refused, with a reason that they are given.

use model::clock::format_instant;
use model::{Operation, ResourceId, ResourceType};
use serde::{Deserialize, Serialize};

use super::{Rights, check_reason};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// That a person wants to be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureRequest {
    /// Why, in the words of whoever asks; nobody has to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who asks: the person, or somebody for them.
    pub by: String,
    /// Since when (RFC 3339).
    pub requested_at: String,
    /// That they are not erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
}

/// That a person is not erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Why, in words for the person.
    pub reason: String,
    /// Since when (RFC 3339).
    pub at: String,
}

/// A request to be recorded.
#[derive(Debug, Clone)]
pub struct NewErasureRequest {
    /// Why, if it is said.
    pub reason: Option<String>,
    /// Who asks.
    pub by: String,
}

impl ErasureRequest {
    /// Whether nothing became of it yet.
    pub const fn is_open(&self) -> bool {
        self.refusal.is_none()
    }
}

impl Service {
    /// Records that a person wants to be erased. Whoever may erase decides.
    pub async fn request_erasure(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
        new: &NewErasureRequest,
    ) -> Answer<ErasureRequest> {
        self.perform(ctx, Operation::RequestErasure, ResourceType::SUBJECT, |work| {
            Box::pin(async move {
                check_reason(&new.by)?;
                new.reason.as_deref().map_or(Ok(()), check_reason)?;
                self.change_request(work, kind, id, |before| {
                    if before.is_some_and(|before| before.is_open()) {
                        return Err(ServiceError::Unprocessable {
                            expression: "id".to_owned(),
                            detail: "it was asked for already, and is not decided yet",
                        });
                    }
                    Ok(ErasureRequest {
                        reason: new.reason.clone(),
                        by: new.by.clone(),
                        requested_at: format_instant(work.ctx.at),
                        refusal: None,
                    })
                })
                .await
            })
        })
        .await
    }

    /// Says why a person who wants to be erased is not. They are given the reason.
    pub async fn refuse_erasure_request(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
        reason: &str,
    ) -> Answer<ErasureRequest> {
        self.perform(ctx, Operation::RefuseErasureRequest, ResourceType::SUBJECT, |work| {
            Box::pin(async move {
                check_reason(reason)?;
                self.change_request(work, kind, id, |before| {
                    let open = before.filter(ErasureRequest::is_open);
                    let at = format_instant(work.ctx.at);
                    let refusal = Some(Refusal { reason: reason.to_owned(), at });
                    Ok(ErasureRequest { refusal, ..open.ok_or(ServiceError::NotFound)? })
                })
                .await
            })
        })
        .await
    }

    /// Records that a person wants to stay after all.
    pub async fn withdraw_erasure_request(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Answer<()> {
        self.perform(ctx, Operation::WithdrawErasureRequest, ResourceType::SUBJECT, |work| {
            Box::pin(async move {
                let person = self.find_erasable(work, kind, id).await?;
                let mut rights = self.rights_of(work, &person).await?;
                rights.body.erasure_request.take().ok_or(ServiceError::NotFound)?;
                Ok(self.keep_rights(work, &person, rights).await?.with(()))
            })
        })
        .await
    }

    /// What became of a person's wish to be erased.
    pub async fn find_erasure_request(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Answer<ErasureRequest> {
        self.perform(ctx, Operation::FindErasureRequest, ResourceType::SUBJECT, |work| {
            Box::pin(async move {
                let person = self.find_erasable(work, kind, id).await?;
                let Rights { body, .. } = self.rights_of(work, &person).await?;
                let request = body.erasure_request.ok_or(ServiceError::NotFound)?;
                self.showing_person(work, Change::of(request), &person).await
            })
        })
        .await
    }

    async fn change_request(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
        change: impl FnOnce(Option<ErasureRequest>) -> Result<ErasureRequest, ServiceError> + Send,
    ) -> Result<Change<ErasureRequest>, ServiceError> {
        let person = self.find_erasable(work, kind, id).await?;
        let mut rights = self.rights_of(work, &person).await?;
        let request = change(rights.body.erasure_request.take())?;
        rights.body.erasure_request = Some(request.clone());
        Ok(self.keep_rights(work, &person, rights).await?.with(request))
    }
}
