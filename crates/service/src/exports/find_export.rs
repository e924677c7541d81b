//! Shows how far an export is.

use model::{JobId, Operation, ResourceType, StoreName};
use store::{Document, Guard, Sealed};

use super::{Export, ExportBody, export_row};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// One export.
    pub async fn find_export(&self, ctx: &Ctx, id: JobId) -> Answer<Export> {
        self.perform(ctx, Operation::FindExport, ResourceType::EXPORT, |work| {
            Box::pin(async move {
                let (sealed, document) = self.stored_export(work, id).await?;
                let export = ExportBody::read(&document)?.show(id, work.ctx.at)?;
                self.showing_export(work, Change::of(export), (&sealed, &document)).await
            })
        })
        .await
    }

    pub(super) async fn stored_export(
        &self,
        work: &Work<'_>,
        id: JobId,
    ) -> Result<(Sealed, Document), ServiceError> {
        let newest = self.records.find_newest(&work.permit, export_row(&work.keys, id)).await?;
        let sealed = newest.ok_or(ServiceError::NotFound)?;
        let concealed = self.open_sealed(&work.permit, &sealed).await?;
        let document = self.policies.release(&work.permit, concealed)?;
        Ok((sealed, document))
    }

    /// An answer that is about an export: the person must not be erased by then. Who sees to people's rights is
    /// shown restricted ones too.
    pub(super) async fn showing_export<T>(
        &self,
        work: &Work<'_>,
        mut change: Change<T>,
        (sealed, document): (&Sealed, &Document),
    ) -> Result<Change<T>, ServiceError> {
        let touch = work.touch(sealed, document).await?;
        let people = touch.about.iter();
        let guards = people.map(|it| Guard::NotErased(it.pseudonym(StoreName::Records)));
        change.guards.extend(guards);
        change.touched.push(touch);
        Ok(change)
    }
}
