//! What a search holds resources against, once everything along references is found.

use std::pin::Pin;

use fhir::search::{Criterion, Filter, Parameter, ReferenceValue, SearchError};
use model::{Json, Operation, ResourceId, ResourceType};

use super::json_of;
use super::search_resources::Found;
use crate::Service;
use crate::error::ServiceError;
use crate::work::Work;

/// All of it must hold.
#[derive(Default)]
pub(crate) struct Tests<'a> {
    criteria: Vec<Criterion<'a>>,
    /// It is one of these.
    ids: Option<Vec<ResourceId>>,
    /// How many rows along references could not be looked at.
    damaged: usize,
}

impl<'a> Tests<'a> {
    /// That a reference points to any of these.
    pub(super) fn that_refer(parameter: &'a Parameter, values: Vec<ReferenceValue>) -> Self {
        Self { criteria: vec![Criterion::of_references(parameter, values)], ..Self::default() }
    }

    /// The ids that it can have, if that is known beforehand.
    pub(crate) fn ids(&self) -> Option<&[ResourceId]> {
        self.ids.as_deref()
    }

    /// How many rows could not be looked at on the way to these.
    pub(crate) const fn damaged(&self) -> usize {
        self.damaged
    }

    /// What must hold of what is in it.
    pub(super) fn criteria(&self) -> &[Criterion<'a>] {
        &self.criteria
    }

    /// Whether it is what is searched for.
    pub(crate) fn accept(&self, id: &ResourceId, resource: &Json) -> bool {
        self.ids.as_ref().is_none_or(|ids| ids.contains(id))
            && self.criteria.iter().all(|criterion| criterion.matches(resource))
    }

    fn only(&mut self, mut ids: Vec<ResourceId>) {
        if let Some(known) = &self.ids {
            ids.retain(|id| known.contains(id));
        }
        ids.sort();
        ids.dedup();
        self.ids = Some(ids);
    }
}

impl Service {
    /// Finds what filters along references lead to.
    pub(crate) async fn resolve_filters<'a>(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        filters: &[Filter<'a>],
    ) -> Result<Tests<'a>, ServiceError> {
        let mut tests = Tests::default();
        for filter in filters {
            match filter {
                Filter::Own(criterion) => {
                    if let Some(ids) = criterion.ids() {
                        tests.only(ids);
                    }
                    tests.criteria.push(self.following_links(work, kind, criterion).await?);
                }
                Filter::Chain { reference, targets } => {
                    let mut values = Vec::new();
                    for (target, filter) in targets {
                        let found = self.find_related(work, *target, filter).await?;
                        tests.damaged += found.damaged;
                        let found = found.resources.into_iter();
                        values.extend(found.map(|found| ReferenceValue::new(*target, found.1.id)));
                    }
                    tests.criteria.push(Criterion::of_references(reference, values));
                }
                Filter::Has { kind: source, reference, filter } => {
                    let mut ids = Vec::new();
                    let found = self.find_related(work, *source, filter).await?;
                    tests.damaged += found.damaged;
                    for (_, found) in found.resources {
                        let json = json_of(&found)?;
                        let values = reference.references(&json).into_iter();
                        let to_us = values.filter(|value| value.kind() == Some(kind));
                        ids.extend(to_us.map(|value| value.id().clone()));
                    }
                    tests.only(ids);
                }
            }
        }
        Ok(tests)
    }

    /// The resources of another type of which something must hold. Who may not search among them gets
    /// no answer that depends on them.
    fn find_related<'a>(
        &'a self,
        work: &'a Work<'_>,
        kind: ResourceType,
        filter: &'a Filter<'a>,
    ) -> Pin<Box<dyn Future<Output = Result<Found, ServiceError>> + Send + 'a>> {
        Box::pin(async move {
            let permit = self.policies.permit(&work.caller, Operation::SearchResources, kind)?;
            let inner = work.beside(permit);
            let plan =
                self.plan_search(&inner, kind.into(), None, std::slice::from_ref(filter)).await?;
            self.find_all(&inner, &plan).await
        })
    }
}

/// Why a search is not carried out.
pub(crate) fn refused(error: SearchError) -> ServiceError {
    match error {
        SearchError::UnknownParameter(name) => ServiceError::UnknownParameter(name.into()),
        SearchError::Modifier { parameter, modifier } => {
            ServiceError::UnknownParameter(format!("{parameter}:{modifier}"))
        }
        SearchError::Value { parameter, expected } => {
            ServiceError::BadParameter { name: String::from(parameter).into(), expected }
        }
        SearchError::TooMuch { parameter } => ServiceError::BadParameter {
            name: String::from(parameter).into(),
            expected: "at most 500 values of 8 KiB in all",
        },
        error @ SearchError::TooComplex => ServiceError::BadRequest(error.to_string()),
    }
}
