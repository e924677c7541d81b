//! Begins an upload.

use std::sync::Arc;

use model::{BlobId, Operation, ResourceType, StoreName};
use seal::Key;
use store::{BlobNotes, Guard};
use zeroize::Zeroizing;

use super::{Notes, UPLOAD_TIME, Upload, binary, incoming, place};
use crate::Service;
use crate::blobs::task;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::keys::{SealingKey, Subject};
use crate::records::random_id;
use crate::rejection::Rejection;
use crate::work::{Change, Work};

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
        let (operation, id) = (Operation::CreateUpload, BlobId::random(self.rng()));
        let answer = self
            .perform(ctx, operation, ResourceType::UPLOAD, |work| {
                Box::pin(async move {
                    check_new(self, new)?;
                    // Whoever cannot store it in the end need not send it.
                    let create = Operation::CreateResource;
                    let inner =
                        work.beside(self.policies.permit(&work.caller, create, binary())?);
                    let incoming = incoming(&new.content_type, new.context.as_deref())?;
                    let people = incoming.people(&inner, &random_id(self.rng())).await?;
                    self.begin_upload(work, id, new, &people.about).await
                })
            })
            .await;
        if answer.is_err() {
            self.discard_pending(ctx.caller.tenant, id).await;
        }
        answer
    }

    /// What is noted of it is under the key of whom it is about, and goes when they do.
    async fn begin_upload(
        &self,
        work: &Work<'_>,
        id: BlobId,
        new: &NewUpload,
        about: &[Arc<Subject>],
    ) -> Result<Change<Upload>, ServiceError> {
        self.own_place().await?;
        let NewUpload { content_type, bytes, context } = new.clone();
        let (tenant, permit) = (work.permit.tenant(), task(work.permit.tenant()));
        let key = Key::random(self.rng());
        let several = match about {
            [] | [_] => Vec::new(),
            several => several.iter().map(|it| it.pseudonym(StoreName::Records)).collect(),
        };
        let notes = Notes {
            key: Zeroizing::new(hex::encode(key.expose())),
            content_type: content_type.clone(),
            bytes,
            context,
            about: several.iter().map(ToString::to_string).collect(),
            client: work.caller.log_subject.to_string(),
        };
        let content = Zeroizing::new(serde_json::to_vec(&notes).map_err(|_| ServiceError::Busy)?);
        let mut change = Change::of(Upload { id, content_type, bytes, offset: 0 });
        let (key, message) = if let [only] = about {
            change = change.guarding(only);
            let key = seal::KeyReference::Subject(only.pseudonym(StoreName::Records));
            (key, seal::seal(only.key(), &place(tenant, id, key), &content, self.rng()))
        } else {
            let sealing = self.keys.create_document_key(&permit).await?;
            let SealingKey::Document(key, own) = sealing else {
                return Err(ServiceError::Integrity);
            };
            let key = seal::KeyReference::Document(key);
            change.guards.extend(several.into_iter().map(Guard::NotErased));
            (key, seal::seal(&own, &place(tenant, id, key), &content, self.rng()))
        };
        let notes = BlobNotes { key, message };
        self.records.begin_blob(&permit, id, Some(notes), UPLOAD_TIME).await?;
        Ok(change)
    }
}

fn check_new(service: &Service, new: &NewUpload) -> Result<(), ServiceError> {
    let NewUpload { content_type, bytes, context } = new;
    let is_long = |text: &String| text.len() > TEXT_BYTES_MAX;
    if is_long(content_type) || context.as_ref().is_some_and(is_long) {
        let detail = "a media type and a reference have at most 255 bytes";
        return Err(ServiceError::BadRequest(detail.to_owned()));
    }
    if *bytes == 0 {
        let detail = "content that comes in by several requests has at least one byte";
        return Err(ServiceError::BadRequest(detail.to_owned()));
    }
    if *bytes > service.blobs.bytes_max {
        return Err(Rejection::ContentTooLarge.into());
    }
    Ok(())
}
