//! Takes in more of an upload.

use std::sync::Arc;

use model::{BlobId, Operation, ResourceType};
use policy::Permit;

use super::{UPLOAD_TIME, Upload};
use crate::Service;
use crate::blobs::{ContentSource, PartWriter};
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::rejection::Rejection;
use crate::work::Change;

impl Service {
    /// Goes on with an upload from the byte up to which it is kept, and says how far it is then. What does not fill a
    /// part is kept only if it is the end.
    pub async fn append_upload(
        &self,
        ctx: &Ctx,
        id: BlobId,
        offset: u64,
        source: &mut dyn ContentSource,
    ) -> Answer<Upload> {
        let operation = Operation::AppendUpload;
        let appended = match self.policies.permit(&ctx.caller, operation, ResourceType::UPLOAD) {
            Ok(permit) => self.append_now(ctx, &permit, id, offset, source).await,
            Err(denial) => Err(denial.into()),
        };
        self.perform(ctx, operation, ResourceType::UPLOAD, |_| {
            let appended = appended.clone();
            Box::pin(async move { appended.map(Change::of) })
        })
        .await
    }

    async fn append_now(
        &self,
        ctx: &Ctx,
        permit: &Permit,
        id: BlobId,
        offset: u64,
        source: &mut dyn ContentSource,
    ) -> Result<Upload, ServiceError> {
        let open = self.open_upload(ctx, permit, id).await?;
        if offset != open.kept() {
            let expected = "the byte up to which it is kept; find_upload says which";
            return Err(ServiceError::BadParameter { name: "offset".into(), expected });
        }
        if open.is_whole() {
            return Ok(open.view());
        }
        self.own_place().await?;
        let _turn = self.blobs.take_turn()?;
        let number = u32::try_from(open.blob.parts.len()).map_err(|_| ServiceError::Integrity)?;
        let (tenant, key) = (permit.tenant(), Arc::clone(&open.key));
        let mut writer = PartWriter::new(self, tenant, id, key, number).keeping_for(UPLOAD_TIME);
        let mut total = offset;
        while let Some(bytes) = source.next().await? {
            total += bytes.len() as u64;
            if total > open.notes.bytes {
                return Err(Rejection::ContentTooLarge.into());
            }
            writer.push(&bytes).await?;
        }
        if total == open.notes.bytes {
            writer.pad(total).await?;
            writer.finish().await?;
        } else {
            writer.keep_if_full().await?;
        }
        Ok(self.open_upload(ctx, permit, id).await?.view())
    }
}
