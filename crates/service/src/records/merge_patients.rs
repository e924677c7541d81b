//! Says of two patients that they are one person: the one who is to stay, and the one they replace.

use model::{Json, Operation, ResourceId};
use store::Document;

use super::incoming::Incoming;
use super::process_transaction::settle_people;
use super::{Precondition, StoredVersion, Which, json_of};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// Who is merged into whom.
#[derive(Debug, Clone)]
pub struct Merge {
    /// The one who is replaced.
    pub source: ResourceId,
    /// The one who stays.
    pub target: ResourceId,
}

impl Service {
    /// Links both and marks the source as not active, in one change, and gives the target's new version. What
    /// is about the source stays where it is, and is found with the target's from then on.
    pub async fn merge_patients(&self, ctx: &Ctx, merge: &Merge) -> Answer<StoredVersion> {
        self.perform(ctx, Operation::MergePatients, fhir::types::patient(), |work| {
            Box::pin(self.plan_merge(work, merge))
        })
        .await
    }

    async fn plan_merge(
        &self,
        work: &Work<'_>,
        Merge { source, target }: &Merge,
    ) -> Result<Change<StoredVersion>, ServiceError> {
        let replaced = self.find_merged(work, source, "source-patient").await?;
        let stays = self.find_merged(work, target, "target-patient").await?;
        let (replaced_json, stays_json) = (json_of(&replaced)?, json_of(&stays)?);
        let refused = |expression: &str, detail| {
            Err(ServiceError::Unprocessable { expression: expression.to_owned(), detail })
        };
        if source == target {
            return refused("source-patient", "a patient is not merged into themselves");
        }
        if fhir::patient_links::is_replaced(&replaced_json) {
            return refused("source-patient", "somebody else replaces this patient already");
        }
        if fhir::patient_links::is_replaced(&stays_json) {
            return refused("target-patient", "somebody replaces this patient; merge into them");
        }
        let mut replaced_json = fhir::patient_links::linked(replaced_json, target, "replaced-by");
        replaced_json.set_member("active", Json::Boolean(false), usize::MAX);
        let stays_json = fhir::patient_links::linked(stays_json, source, "replaces");
        let kind = fhir::types::patient();
        let mut all = Change::of(Vec::new());
        for (id, before, json) in [(source, replaced, replaced_json), (target, stays, stays_json)] {
            let incoming = Incoming::check(kind, json)?;
            all.add(self.plan_version(work, id, Some(before), incoming).await?);
        }
        settle_people(&mut all)?;
        let stored = all.value.pop().expect("two versions were planned");
        Ok(all.with(stored.version))
    }

    async fn find_merged(
        &self,
        work: &Work<'_>,
        id: &ResourceId,
        expression: &str,
    ) -> Result<Document, ServiceError> {
        let which = Which::Id(id.clone());
        let found =
            self.aim_existing(work, fhir::types::patient(), &which, Precondition::Any).await;
        let unknown = ServiceError::Unprocessable {
            expression: expression.to_owned(),
            detail: "it refers to a patient who is not there",
        };
        match found {
            Ok(Some(document)) if document.is_live() => Ok(document),
            Ok(_) | Err(ServiceError::NotFound) => Err(unknown),
            Err(error) => Err(error),
        }
    }
}
