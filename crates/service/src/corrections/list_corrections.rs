//! Lists what is said to be wrong of a person.

use model::{Operation, ResourceId, ResourceType, StoreName};
use store::Selection;

use super::{CORRECTIONS_MAX, Correction, CorrectionBody};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// All corrections of a person, newest first.
    pub async fn list_corrections(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Answer<Vec<Correction>> {
        self.perform(ctx, Operation::ListCorrections, ResourceType::SUBJECT, |work| {
            Box::pin(self.show_corrections(work, kind, id))
        })
        .await
    }

    async fn show_corrections(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Result<Change<Vec<Correction>>, ServiceError> {
        let person = self.find_erasable(work, kind, id).await?;
        let subject = person.subject.pseudonym(StoreName::Records);
        let selection = Selection::About { subject, kind: ResourceType::CORRECTION };
        let rows = self.records.list_live(&work.permit, selection, None, CORRECTIONS_MAX).await?;
        let mut corrections = Vec::with_capacity(rows.len());
        for sealed in &rows {
            let document = self.open_document(&work.permit, sealed).await?;
            corrections.push(CorrectionBody::read(&document)?.show(document.id)?);
        }
        let returned = corrections.len();
        let change = Change::of(corrections).listing(returned);
        self.showing_person(work, change, &person).await
    }
}
