//! Asks for everything about a person.

use model::{JobId, Operation, ResourceId, ResourceType, Version};

use super::{Export, ExportBody, ExportReader};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Begins an export of everything about a person.
    pub async fn export_subject(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
        reader: &ExportReader,
    ) -> Answer<Export> {
        self.perform(ctx, Operation::ExportSubject, ResourceType::SUBJECT, |work| {
            Box::pin(self.plan_subject_export(work, kind, id, reader))
        })
        .await
    }

    async fn plan_subject_export(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
        reader: &ExportReader,
    ) -> Result<Change<Export>, ServiceError> {
        reader.check()?;
        let person = self.find_erasable(work, kind, id).await?;
        let export = JobId::random(self.rng());
        let named = (kind.name().to_owned(), id.to_string());
        let body = ExportBody::new(Some(named), work);
        let document = body.document(export, Some(&person.subject), Version::FIRST, work.ctx.at);
        let mut change = self.keep_beside(work, &person, &document).await?;
        change.jobs.push(self.job_of_export(work, export, reader).await?);
        Ok(change.with(self.show_export(&body, export, work.ctx.at).await?))
    }
}
