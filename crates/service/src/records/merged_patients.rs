//! Patients of whom it was found that they are one person (FHIR R4, `Patient.link`). Each keeps what is about
//! them, under a key of their own; whoever looks for what is about the one who stays finds that of the others
//! with it.

use fhir::search::{Criterion, ReferenceValue};
use model::{Operation, ResourceId, ResourceType};

use super::json_of;
use crate::Service;
use crate::error::ServiceError;
use crate::work::Work;

/// How many patients one may stand for, the patient's own document included.
const MERGED_MAX: usize = 20;
/// What a document must hold to replace others.
const REPLACES: &str = "\"replaces\"";

impl Service {
    /// The patient, and those whom they replace, directly or by way of others. Who may not read a patient is
    /// led no further by them.
    pub(crate) async fn with_merged(
        &self,
        work: &Work<'_>,
        patient: &ResourceId,
    ) -> Result<Vec<ResourceId>, ServiceError> {
        let kind = fhir::types::patient();
        let mut all = vec![patient.clone()];
        let reading = self.policies.permit(&work.caller, Operation::ReadResource, kind);
        let Ok(permit) = reading else { return Ok(all) };
        let inner = work.beside(permit);
        let mut next = 0;
        while let Some(id) = all.get(next) {
            next += 1;
            let row = self.resource_row(&inner.permit, kind, id).await?;
            let Some(sealed) = self.newest(&inner.permit, kind, row).await? else { continue };
            let document = match inner.release(&sealed).await {
                Err(ServiceError::Integrity) => continue,
                Err(error) if error.is_hidden() => continue,
                released => released?,
            };
            if !document.is_live() || !document.body.contains(REPLACES) {
                continue;
            }
            for replaced in fhir::patient_links::replaced(&json_of(&document)?) {
                if !all.contains(&replaced) {
                    all.push(replaced);
                }
            }
            if all.len() > MERGED_MAX {
                return Err(ServiceError::TooCostly("following the links of a patient"));
            }
        }
        Ok(all)
    }

    /// The same of whatever kind of person it is: only patients replace each other.
    pub(super) async fn with_merged_of(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Result<Vec<ResourceId>, ServiceError> {
        if kind == fhir::types::patient() {
            self.with_merged(work, id).await
        } else {
            Ok(vec![id.clone()])
        }
    }

    /// The same criterion, or one that wants what is about those too whom a patient in it replaces.
    pub(super) async fn following_links<'a>(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        criterion: &Criterion<'a>,
    ) -> Result<Criterion<'a>, ServiceError> {
        let parameter = criterion.parameter();
        let wanted = criterion.references().unwrap_or_default();
        let mut values: Vec<ReferenceValue> = Vec::new();
        for value in &wanted {
            values.push((*value).clone());
            if value.is_local() && parameter.says_whom_it_is_about(kind, value) {
                let merged = self.with_merged(work, value.id()).await?.into_iter().skip(1);
                values.extend(merged.map(|id| ReferenceValue::new(fhir::types::patient(), id)));
            }
        }
        if values.len() == wanted.len() {
            Ok(criterion.clone())
        } else {
            Ok(Criterion::of_references(parameter, values))
        }
    }
}
