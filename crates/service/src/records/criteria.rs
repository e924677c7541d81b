//! Which resource a change is of: the one with an id, or the one that a search finds (FHIR R4,
//! conditional create, update, patch and delete).
//!
//! Two who ask for the same at the same moment must not both create. So the id of what is created
//! because nothing was found is drawn from the search itself: both come to the same row, and the guard
//! that nothing is there lets one of them pass. The other one is planned anew, and finds it. The id is
//! drawn before the search looks: whatever takes it meanwhile makes the guard fail, and whatever had it
//! before is found.

use std::fmt::Write as _;

use fhir::search::{Filter, Query, View};
use model::{Operation, ResourceId, ResourceType, Version};
use store::Document;

use super::search_filters::{Tests, refused};
use super::search_resources::Resource;
use super::{Precondition, random_id};
use crate::Service;
use crate::error::ServiceError;
use crate::work::Work;

/// What a search must say of a resource.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Criteria(Vec<(String, String)>);

/// Which resource a change is of.
#[derive(Debug, Clone)]
pub enum Which {
    /// The one with this id.
    Id(ResourceId),
    /// The only one that the search finds.
    Matching(Criteria),
}

/// Where a change goes.
pub(super) enum Aim {
    /// Nowhere: what was to be created is there.
    Keep(Resource),
    /// To a resource of this id, which follows this version if there is one.
    Write(ResourceId, Option<Document>),
}

impl Criteria {
    /// From the parameters of a search. Without any it would mean whatever there is.
    pub fn new(mut parameters: Vec<(String, String)>) -> Result<Self, ServiceError> {
        if parameters.is_empty() {
            let detail =
                "say which resource is meant: add its id to the address, or search parameters";
            return Err(ServiceError::BadRequest(detail.to_owned()));
        }
        // Their order means nothing, so it must not make another id.
        parameters.sort();
        Ok(Self(parameters))
    }

    pub(super) fn query(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
    ) -> Result<Query<'static>, ServiceError> {
        let parameters = self.0.iter().map(|(name, value)| (&**name, &**value));
        let query = Query::parse(kind.into(), parameters, false, work.ctx.at).map_err(refused)?;
        let shows = [
            ("_sort", !query.sort.is_empty()),
            ("_include", !query.includes.is_empty()),
            ("_elements", query.view != View::Whole),
            ("_count", query.count.is_some()),
        ];
        match shows.into_iter().find(|(_, is_there)| *is_there) {
            Some((name, _)) => Err(ServiceError::UnknownParameter(name.to_owned())),
            None if query.filters.is_empty() => Self::new(Vec::new()).and(Ok(query)),
            None => Ok(query),
        }
    }

    /// What the id of a resource is drawn from, the `place`th that is created for these.
    fn name(&self, place: u64) -> String {
        let mut name = place.to_string();
        for text in self.0.iter().flat_map(|(name, value)| [name, value]) {
            let _ = write!(name, "&{}:{text}", text.len());
        }
        name
    }
}

impl Service {
    /// Where a creation goes.
    pub(super) async fn aim_creation(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        unless: Option<&Criteria>,
    ) -> Result<Aim, ServiceError> {
        let Some(criteria) = unless else {
            return Ok(Aim::Write(random_id(self.rng()), None));
        };
        self.aim_by_search(work, kind, criteria).await
    }

    /// To what a search finds, or else to where what it describes is to be.
    async fn aim_by_search(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        criteria: &Criteria,
    ) -> Result<Aim, ServiceError> {
        let id = self.free_id(work, kind, criteria).await?;
        let found = self.find_match(work, kind, criteria).await?;
        Ok(found.map_or(Aim::Write(id, None), Aim::Keep))
    }

    /// Where an update goes: the id, and what is there. `stated` is the id in the body.
    pub(super) async fn aim_update(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        which: &Which,
        stated: Option<&str>,
        precondition: Precondition,
    ) -> Result<(ResourceId, Option<Document>), ServiceError> {
        let (id, before) = match which {
            Which::Id(id) => {
                if stated != Some(id.as_str()) {
                    let detail = "the body must have the id that stands in the address";
                    return Err(ServiceError::BadRequest(detail.to_owned()));
                }
                (id.clone(), self.find_before(work, kind, id).await?)
            }
            Which::Matching(criteria) => match self.aim_by_search(work, kind, criteria).await? {
                Aim::Keep((_, found)) => {
                    if stated.is_some_and(|stated| stated != found.id.as_str()) {
                        let detail = "the body has another id than the resource that was found";
                        return Err(ServiceError::BadRequest(detail.to_owned()));
                    }
                    (found.id.clone(), Some(found))
                }
                Aim::Write(free, _) => self.aim_at_nothing(work, kind, free, stated).await?,
            },
        };
        precondition.check(before.as_ref())?;
        Ok((id, before))
    }

    /// Where an update goes that finds nothing to update.
    async fn aim_at_nothing(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        free: ResourceId,
        stated: Option<&str>,
    ) -> Result<(ResourceId, Option<Document>), ServiceError> {
        let Some(stated) = stated else {
            return Ok((free, None));
        };
        let id = stated.parse().expect("the id in a valid resource is one");
        let before = self.find_before(work, kind, &id).await?;
        if before.as_ref().is_some_and(Document::is_live) {
            return Err(ServiceError::Unprocessable {
                expression: format!("{kind}.id"),
                detail: "a resource with this id is there, and is not what the search describes",
            });
        }
        Ok((id, before))
    }

    /// What a change of something that has to be there goes to. Nothing if a search finds nothing.
    pub(crate) async fn aim_existing(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        which: &Which,
        precondition: Precondition,
    ) -> Result<Option<Document>, ServiceError> {
        let before = match which {
            Which::Id(id) => {
                let found = self.find_before(work, kind, id).await?;
                Some(found.ok_or(ServiceError::NotFound)?)
            }
            Which::Matching(criteria) => {
                self.find_match(work, kind, criteria).await?.map(|(_, found)| found)
            }
        };
        if let Some(before) = &before {
            precondition.check(Some(before))?;
        }
        Ok(before)
    }

    /// The newest version of a resource, if there is one, live or not.
    pub(crate) async fn find_before(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Result<Option<Document>, ServiceError> {
        let row = self.resource_row(&work.permit, kind, id).await?;
        match self.newest(&work.permit, kind, row).await? {
            Some(sealed) => Ok(Some(work.release_or_hide(&sealed).await?)),
            None => Ok(None),
        }
    }

    /// The only resource that a search finds, among those the caller may see.
    pub(super) async fn find_match(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        criteria: &Criteria,
    ) -> Result<Option<Resource>, ServiceError> {
        let query = criteria.query(work, kind)?;
        let permit = self.policies.permit(&work.caller, Operation::SearchResources, kind)?;
        let inner = work.beside(permit);
        let (_, mut found) = self.find_candidates(&inner, kind, &query.filters, 2).await?;
        let only = found.pop();
        if found.is_empty() { Ok(only) } else { Err(ServiceError::MultipleMatches) }
    }

    /// The first that a search finds where it has to find the only one, so many at most, and what it holds
    /// them against.
    pub(super) async fn find_candidates<'a>(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        filters: &[Filter<'a>],
        wanted: usize,
    ) -> Result<(Tests<'a>, Vec<Resource>), ServiceError> {
        let plan = self.plan_search(work, kind.into(), None, filters).await?;
        let found = self.find_some(work, &plan, wanted, "finding the only one").await?;
        if found.damaged > 0 {
            // Whether it is one of those that cannot be looked at is not known.
            return Err(ServiceError::Integrity);
        }
        Ok((plan.tests, found.resources))
    }

    /// The first id drawn from a search that nothing has had. What had the ones before is there no
    /// longer, or has changed and is found no more.
    async fn free_id(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        criteria: &Criteria,
    ) -> Result<ResourceId, ServiceError> {
        let (mut first, mut last) = (0, 0);
        while self.is_taken(work, kind, criteria, last).await? {
            first = last + 1;
            last = last * 2 + 1;
        }
        while first < last {
            let middle = first.midpoint(last);
            if self.is_taken(work, kind, criteria, middle).await? {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        Ok(work.keys.drawn_id(kind, &criteria.name(last)))
    }

    async fn is_taken(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        criteria: &Criteria,
        place: u64,
    ) -> Result<bool, ServiceError> {
        let id = work.keys.drawn_id(kind, &criteria.name(place));
        let row = self.resource_row(&work.permit, kind, &id).await?;
        let newest = self.documents(kind).find_newest(&work.permit, row).await?;
        // A search does not show what still waits for its transaction. It is met again when this
        // change is to take the same row, and is settled then.
        Ok(newest.is_some_and(|newest| newest.version > Version::FIRST || newest.pending.is_none()))
    }
}

impl Precondition {
    /// Holds what the caller expects against what is there.
    pub(crate) fn check(self, before: Option<&Document>) -> Result<(), ServiceError> {
        let newest = before.map_or(Version::ABSENT, |document| document.version);
        let holds = match self {
            Self::Any => true,
            Self::Version(expected) => expected == newest,
            Self::Absent => !before.is_some_and(Document::is_live),
        };
        if holds { Ok(()) } else { Err(ServiceError::VersionMismatch(newest)) }
    }
}
