//! Begins an upload.

use model::{BlobId, Operation, ResourceType};
use seal::Key;
use store::BlobNotes;
use zeroize::Zeroizing;

use super::{Notes, UPLOAD_TIME, Upload, binary, incoming, place};
use crate::Service;
use crate::blobs::task;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::keys::SealingKey;
use crate::records::random_id;
use crate::rejection::Rejection;
use crate::work::Change;

/// The longest media type, and the longest reference to what it belongs to.
const TEXT_BYTES_MAX: usize = 255;

/// What is going to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUpload {
    /// Its media type.
    pub content_type: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// What it belongs to, as a reference.
    pub context: Option<String>,
}

impl Service {
    /// Begins an upload. It goes if nothing is added to it for a day.
    pub async fn create_upload(&self, ctx: &Ctx, new: &NewUpload) -> Answer<Upload> {
        let operation = Operation::CreateUpload;
        let begun = match self.policies.permit(&ctx.caller, operation, ResourceType::UPLOAD) {
            Ok(permit) => self.begin_upload(ctx, permit.tenant(), new).await,
            Err(denial) => Err(denial.into()),
        };
        let answer = self
            .perform(ctx, operation, ResourceType::UPLOAD, |work| {
                let begun = begun.clone();
                Box::pin(async move {
                    let begun = begun?;
                    // Whoever cannot store it in the end need not send it.
                    let create = Operation::CreateResource;
                    let inner =
                        work.beside(self.policies.permit(&work.caller, create, binary())?);
                    let incoming = incoming(&new.content_type, new.context.as_deref())?;
                    incoming.people(&inner, &random_id(self.rng())).await?;
                    Ok(Change::of(begun))
                })
            })
            .await;
        if let (Err(_), Ok(begun)) = (&answer, &begun) {
            self.discard_pending(ctx.caller.tenant, begun.id).await;
        }
        answer
    }

    async fn begin_upload(
        &self,
        ctx: &Ctx,
        tenant: model::TenantId,
        new: &NewUpload,
    ) -> Result<Upload, ServiceError> {
        let NewUpload { content_type, bytes, context } = new.clone();
        let is_long = |text: &String| text.len() > TEXT_BYTES_MAX;
        if is_long(&content_type) || context.as_ref().is_some_and(is_long) {
            let detail = "a media type and a reference have at most 255 bytes";
            return Err(ServiceError::BadRequest(detail.to_owned()));
        }
        if bytes == 0 {
            let detail = "content that comes in by several requests has at least one byte";
            return Err(ServiceError::BadRequest(detail.to_owned()));
        }
        if bytes > self.blobs.bytes_max {
            return Err(Rejection::ContentTooLarge.into());
        }
        self.own_place().await?;
        let (id, permit) = (BlobId::random(self.rng()), task(tenant));
        let key = Key::random(self.rng());
        let notes = Notes {
            key: Zeroizing::new(hex::encode(key.expose())),
            content_type: content_type.clone(),
            bytes,
            context,
            client: ctx.caller.log_subject.to_string(),
        };
        let SealingKey::Document(key, own) = self.keys.create_document_key(&permit).await? else {
            return Err(ServiceError::Integrity);
        };
        let key = seal::KeyReference::Document(key);
        let content = Zeroizing::new(serde_json::to_vec(&notes).map_err(|_| ServiceError::Busy)?);
        let message = seal::seal(&own, &place(tenant, id, key), &content, self.rng());
        let notes = BlobNotes { key, message };
        self.records.begin_blob(&permit, id, Some(notes), UPLOAD_TIME).await?;
        Ok(Upload { id, content_type, bytes, offset: 0 })
    }
}
