//! Whom a bulk export is about: those whom the request names, or the members of a group.

use std::collections::BTreeSet;
use std::sync::Arc;

use model::limits::BULK_EXPORT_PATIENTS_MAX;
use model::{Json, Operation, ResourceId, StoreName};
use store::Guard;

use super::{BulkLevel, NewBulkExport};
use crate::Service;
use crate::error::ServiceError;
use crate::keys::Subject;
use crate::records::json_of;
use crate::work::{Change, Work};

/// What does not name anybody of whom the caller may know.
const NOBODY: ServiceError = ServiceError::BadParameter {
    name: std::borrow::Cow::Borrowed("patient"),
    expected: "references to patients who are here, and in the group if there is one",
};

impl Service {
    /// Those whom a bulk export is about, with whom they replace; nothing, if it is about anybody.
    pub(super) async fn people_of_export(
        &self,
        work: &Work<'_>,
        asked: &NewBulkExport,
        change: &mut Change<()>,
    ) -> Result<Option<Vec<(String, String)>>, ServiceError> {
        let members = match &asked.level {
            BulkLevel::System => return Ok(None),
            BulkLevel::Patients => None,
            BulkLevel::Group(id) => Some(self.members_of(work, id, change).await?),
        };
        let named = match (members, asked.patients.as_slice()) {
            (None, []) => return Ok(None),
            (Some(members), []) => members,
            (members, named) => {
                let is_member = |id| members.as_ref().is_none_or(|members| members.contains(id));
                if !named.iter().all(is_member) {
                    return Err(NOBODY);
                }
                let named: BTreeSet<_> = named.iter().cloned().collect();
                admit_so_many(named.len())?;
                self.admit_named(work, &named).await?;
                named
            }
        };
        admit_so_many(named.len())?;
        let mut people: Vec<Arc<Subject>> = Vec::new();
        for id in named {
            for id in self.with_merged(work, &id).await? {
                // Whoever is not there any more was erased.
                let Some(person) = self.find_patient(&work.permit, &id).await? else { continue };
                if !people.contains(&person) {
                    people.push(person);
                }
            }
            admit_so_many(people.len())?;
        }
        let pseudonyms = |person: &Arc<Subject>| {
            let of = |store| person.pseudonym(store).to_string();
            (of(StoreName::Identity), of(StoreName::Records))
        };
        Ok(Some(people.iter().map(pseudonyms).collect()))
    }

    /// The members of a group that the caller may see, but those who are members no more.
    async fn members_of(
        &self,
        work: &Work<'_>,
        id: &ResourceId,
        change: &mut Change<()>,
    ) -> Result<BTreeSet<ResourceId>, ServiceError> {
        let kind = fhir::types::resource_type("Group").expect("a type of R4");
        let permit = self.policies.permit(&work.caller, Operation::ReadResource, kind)?;
        let inner = work.beside(permit);
        let row = self.resource_row(&inner.permit, kind, id).await?;
        let sealed = self.newest(&inner.permit, kind, row).await?.ok_or(ServiceError::NotFound)?;
        let concealed = self.open_sealed(&inner.permit, &sealed).await?;
        // What the rules hide looks as if it were not there.
        let Ok(group) = self.policies.release(&inner.permit, concealed) else {
            return Err(ServiceError::NotFound);
        };
        if !group.is_live() {
            return Err(ServiceError::Gone);
        }
        // Who is in it is not shown here, so those of whom nothing may be shown do not keep the others from it.
        let touch = inner.touch(&sealed, &group).await?;
        let people = touch.about.iter();
        let guards = people.map(|it| Guard::NotErased(it.pseudonym(StoreName::Records)));
        change.guards.extend(guards);
        change.touched.push(touch);
        Ok(members(&json_of(&group)?))
    }

    /// That the caller may know of everybody who is named.
    async fn admit_named(
        &self,
        work: &Work<'_>,
        named: &BTreeSet<ResourceId>,
    ) -> Result<(), ServiceError> {
        let kind = fhir::types::patient();
        let permit = self.policies.permit(&work.caller, Operation::ReadResource, kind)?;
        let inner = work.beside(permit);
        for id in named {
            let row = self.resource_row(&inner.permit, kind, id).await?;
            let sealed = self.newest(&inner.permit, kind, row).await?.ok_or(NOBODY)?;
            match inner.release(&sealed).await {
                Err(error) if error.is_hidden() => return Err(NOBODY),
                released => released?,
            };
        }
        Ok(())
    }
}

/// That they are not too many.
const fn admit_so_many(people: usize) -> Result<(), ServiceError> {
    if people > BULK_EXPORT_PATIENTS_MAX {
        return Err(ServiceError::TooCostly("an export of so many patients"));
    }
    Ok(())
}

/// The patients who are members of a group now, each once.
fn members(group: &Json) -> BTreeSet<ResourceId> {
    let members = group.member("member").map(Json::elements).unwrap_or_default().iter();
    let active = members.filter(|member| member.member("inactive") != Some(&Json::Boolean(true)));
    let ids = active.filter_map(|member| {
        let reference = member.member("entity")?.member("reference")?.as_str()?;
        reference.strip_prefix("Patient/")?.split('/').next()?.parse().ok()
    });
    ids.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patients_who_are_in_the_group_by_now_are_its_members() {
        let group = r#"{"resourceType":"Group","member":[
            {"entity":{"reference":"Patient/1"}},
            {"entity":{"reference":"Patient/2"},"inactive":true},
            {"entity":{"reference":"Device/3"}},
            {"entity":{"reference":"Patient/1"}},
            {"entity":{"reference":"Patient/4/_history/1"},"inactive":false}]}"#;
        let group = Json::parse(group.as_bytes()).expect("JSON");
        let ids: Vec<_> = members(&group).iter().map(ToString::to_string).collect();
        assert_eq!(ids, ["1", "4"]);
    }
}
