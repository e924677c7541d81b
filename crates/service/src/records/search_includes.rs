//! What is shown beside the matches of a search: what they refer to, and what refers to them.

use std::collections::{BTreeSet, HashSet};

use fhir::search::{Include, Parameter, ParameterKind, ReferenceValue, parameters};
use model::{Json, Operation, ResourceId, ResourceType};
use store::{DocumentState, Selection};

use super::json_of;
use super::search_filters::Tests;
use super::search_resources::{Found, Plan, Resource, Source};
use crate::Service;
use crate::error::ServiceError;
use crate::work::Work;

/// How many resources are shown beside the matches of a page.
const INCLUDED_MAX: usize = 1_000;
/// How often it is looked beside what was included (`:iterate`).
const ROUNDS_MAX: usize = 4;

type Name = (ResourceType, ResourceId);

impl Service {
    /// Everything that the includes lead to from the matches. What the rules hide is left out, as if
    /// it were not there.
    pub(super) async fn include(
        &self,
        work: &Work<'_>,
        includes: &[Include],
        matches: &[Resource],
    ) -> Result<Found, ServiceError> {
        let mut beside = Found::default();
        if includes.is_empty() {
            return Ok(beside);
        }
        let mut known = HashSet::new();
        let mut sources = Vec::with_capacity(matches.len());
        for (_, found) in matches {
            known.insert((found.kind, found.id.clone()));
            sources.push((found.kind, found.id.clone(), json_of(found)?));
        }
        for round in 0..ROUNDS_MAX {
            let mut next = Vec::new();
            for include in includes.iter().filter(|include| round == 0 || include.is_iterate) {
                let found = if include.is_reverse {
                    self.find_referring(work, include, &sources).await?
                } else {
                    self.find_referred(work, include, &sources, &known).await?
                };
                beside.damaged += found.damaged;
                for (sealed, document) in found.resources {
                    if known.insert((document.kind, document.id.clone())) {
                        next.push((document.kind, document.id.clone(), json_of(&document)?));
                        beside.resources.push((sealed, document));
                    }
                }
                if beside.resources.len() > INCLUDED_MAX {
                    return Err(ServiceError::TooCostly("including"));
                }
            }
            if next.is_empty() {
                break;
            }
            sources = next;
        }
        Ok(beside)
    }

    /// What the sources refer to.
    async fn find_referred(
        &self,
        work: &Work<'_>,
        include: &Include,
        sources: &[(ResourceType, ResourceId, Json)],
        known: &HashSet<Name>,
    ) -> Result<Found, ServiceError> {
        let mut wanted: BTreeSet<(&'static str, ResourceId)> = BTreeSet::new();
        for (kind, _, json) in sources.iter().filter(|(kind, ..)| *kind == include.source) {
            for parameter in looked_at(include, *kind) {
                for value in parameter.references(json) {
                    let target = value.kind().filter(|target| {
                        include.target.is_none_or(|only| only == *target)
                            && !known.contains(&(*target, value.id().clone()))
                    });
                    wanted.extend(target.map(|target| (target.name(), value.id().clone())));
                }
            }
        }
        if wanted.len() > INCLUDED_MAX {
            return Err(ServiceError::TooCostly("including"));
        }
        let mut found = Found::default();
        for (name, id) in wanted {
            let kind = fhir::types::resource_type(name).expect("it is the name of a type");
            match self.find_shown(work, kind, &id).await {
                Err(ServiceError::Integrity) => found.damaged += 1,
                shown => found.resources.extend(shown?),
            }
        }
        Ok(found)
    }

    /// A resource, if the caller may see it.
    async fn find_shown(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Result<Option<Resource>, ServiceError> {
        let Ok(permit) = self.policies.permit(&work.caller, Operation::SearchResources, kind)
        else {
            return Ok(None);
        };
        let inner = work.beside(permit);
        let row = self.resource_row(&inner.permit, kind, id).await?;
        let Some(sealed) = self.newest(&inner.permit, kind, row).await? else {
            return Ok(None);
        };
        match inner.release(&sealed).await {
            Err(error) if error.is_hidden() => Ok(None),
            Ok(document) if document.state == DocumentState::Deleted => Ok(None),
            Ok(document) => Ok(Some((sealed, document))),
            Err(error) => Err(error),
        }
    }

    /// What refers to the sources.
    async fn find_referring(
        &self,
        work: &Work<'_>,
        include: &Include,
        sources: &[(ResourceType, ResourceId, Json)],
    ) -> Result<Found, ServiceError> {
        let kind = include.source;
        let Ok(permit) = self.policies.permit(&work.caller, Operation::SearchResources, kind)
        else {
            return Ok(Found::default());
        };
        let inner = work.beside(permit);
        let sources =
            sources.iter().filter(|(kind, ..)| include.target.is_none_or(|only| only == *kind));
        let mut found = Found::default();
        for parameter in looked_at(include, kind) {
            let values = sources
                .clone()
                .filter(|(kind, ..)| parameter.may_refer_to(*kind))
                .map(|(kind, id, _)| ReferenceValue::new(*kind, id.clone()));
            let values: Vec<_> = values.collect();
            self.find_pointing(&inner, kind, parameter, values, &mut found).await?;
        }
        Ok(found)
    }

    /// The resources of a type that point to any of these by a parameter.
    async fn find_pointing(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        parameter: &'static Parameter,
        values: Vec<ReferenceValue>,
        found: &mut Found,
    ) -> Result<(), ServiceError> {
        // Each person's rows are found by themselves.
        let are_people = values.iter().all(|value| parameter.says_whom_it_is_about(kind, value));
        let groups: Vec<_> = if are_people {
            values.into_iter().map(|value| vec![value]).collect()
        } else {
            vec![values]
        };
        for values in groups.into_iter().filter(|values| !values.is_empty()) {
            let tests = Tests::that_refer(parameter, values);
            let source = Source::Rows(Selection::OfKind(kind));
            let plan = Plan { among: kind.into(), source, compartment: Vec::new(), tests };
            let plan = self.narrow(work, plan).await?;
            let pointing = self.find_all(work, &plan).await?;
            found.damaged += pointing.damaged;
            found.resources.extend(pointing.resources);
        }
        Ok(())
    }
}

/// The parameters by which it is referred.
fn looked_at(include: &Include, kind: ResourceType) -> Vec<&'static Parameter> {
    match include.parameter {
        Some(parameter) => vec![parameter],
        None => parameters(kind)
            .filter(|parameter| parameter.kind() == ParameterKind::Reference)
            .collect(),
    }
}
