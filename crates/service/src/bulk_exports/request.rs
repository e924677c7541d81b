//! What was asked of a bulk export, as its job has it: sealed under a key that goes with the export, since it may name
//! people.

use fhir::search::{Filter, Period, Query, View};
use model::{JobId, Pseudonym, ResourceType, Scopes, StoreName, Timestamp};
use serde::{Deserialize, Serialize};
use store::Job;

use super::{Moment, task};
use crate::Service;
use crate::error::ServiceError;
use crate::keys::KeyError;
use crate::records::refused;

/// What was asked.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) url: String,
    /// How far the token reached that it was asked with; as far as the machine, if it says nothing of that.
    pub(super) scopes: Option<String>,
    pub(super) types: Vec<String>,
    pub(super) since: Option<String>,
    /// The moment of the bulk export before, if that is what `since` names.
    pub(super) since_moment: Option<Moment>,
    /// Whether only what is about patients is wanted,
    pub(super) is_of_patients: bool,
    /// and about which: their pseudonyms in both stores. About all, if none are named.
    pub(super) people: Option<Vec<(String, String)>>,
    pub(super) filters: Vec<(String, Vec<(String, String)>)>,
    pub(super) elements: Vec<(Option<String>, String)>,
    pub(super) ignored: Vec<String>,
}

impl Request {
    /// The types.
    pub(super) fn kinds(&self) -> impl Iterator<Item = ResourceType> {
        self.types.iter().filter_map(|name| fhir::types::resource_type(name))
    }

    /// How far the token reached.
    pub(super) fn scopes(&self) -> Result<Option<Scopes>, ServiceError> {
        let scopes = self.scopes.as_deref().map(Scopes::parse);
        scopes.map(|scopes| scopes.ok_or(ServiceError::Integrity)).transpose()
    }

    /// The pseudonyms in a store of those whom it is to be about.
    pub(super) fn people(&self, store: StoreName) -> Result<Option<Vec<Pseudonym>>, ServiceError> {
        let Some(people) = &self.people else { return Ok(None) };
        let people = people.iter().map(|(identity, records)| match store {
            StoreName::Identity => identity.parse(),
            _ => records.parse(),
        });
        people.collect::<Result<_, _>>().map(Some).map_err(|_| ServiceError::Integrity)
    }

    /// Since when something must have changed.
    pub(super) fn since(&self) -> Result<Option<Timestamp>, ServiceError> {
        self.since.as_deref().map(since).transpose()
    }

    /// The searches of a type. Any of them has to find what is wanted, if there are any.
    pub(super) fn filters(
        &self,
        kind: ResourceType,
        now: Timestamp,
    ) -> Result<Vec<Vec<Filter<'static>>>, ServiceError> {
        let of_kind = self.filters.iter().filter(|(name, _)| name == kind.name());
        of_kind.map(|(_, parameters)| filters(kind, parameters, now)).collect()
    }

    /// What of each resource of a type is wanted.
    pub(super) fn view(&self, kind: ResourceType) -> View {
        let of_kind = self
            .elements
            .iter()
            .filter(|(of, _)| of.as_deref().is_none_or(|name| name == kind.name()));
        let names: Vec<Box<str>> = of_kind.map(|(_, name)| name.as_str().into()).collect();
        if names.is_empty() { View::Whole } else { View::Elements(names) }
    }
}

impl Service {
    /// What was asked of a bulk export whose job this is.
    pub(super) async fn open_request(&self, job: &Job) -> Result<Request, ServiceError> {
        let content = match self.keys.open_job(&task(job.tenant), job).await {
            // Its key went with the export.
            Err(KeyError::NoKey) => return Err(ServiceError::NotFound),
            content => content?,
        };
        serde_json::from_slice(&content).map_err(|_| ServiceError::Integrity)
    }

    /// What was asked of a bulk export.
    pub(super) async fn request_of(
        &self,
        tenant: model::TenantId,
        id: JobId,
    ) -> Result<Request, ServiceError> {
        let job = self.find_job(tenant, id).await?.ok_or(ServiceError::NotFound)?;
        self.open_request(&job).await
    }
}

/// Since when, of a text that says so.
pub(super) fn since(text: &str) -> Result<Timestamp, ServiceError> {
    let period = Period::parse(text).ok_or(ServiceError::BadParameter {
        name: "_since".into(),
        expected: "an instant, such as 2024-01-31T12:00:00Z",
    });
    period.map(|period| period.start())
}

/// A search that says what is wanted of a type. What shapes the answer of a search has no place in it, and neither has
/// what leads along references to other resources.
pub(super) fn filters(
    kind: ResourceType,
    parameters: &[(String, String)],
    now: Timestamp,
) -> Result<Vec<Filter<'static>>, ServiceError> {
    let pairs = parameters.iter().map(|(name, value)| (&**name, &**value));
    let query = Query::parse(kind.into(), pairs, false, now).map_err(refused)?;
    let along = |filter: &Filter<'_>| !matches!(filter, Filter::Own(_));
    let shapes = |name: &str| {
        ["_sort", "_count", "_total", "_totalMethod", "_summary", "_elements"].contains(&name)
            || name.starts_with("_include")
            || name.starts_with("_revinclude")
    };
    let refused = parameters
        .iter()
        .find(|(name, _)| shapes(name) || name.starts_with("_has:") || name.contains('.'));
    match refused {
        Some((name, _)) => Err(ServiceError::UnknownParameter(name.clone())),
        None if query.filters.iter().any(along) => {
            Err(ServiceError::UnknownParameter("_typeFilter".to_owned()))
        }
        None => Ok(query.filters),
    }
}
