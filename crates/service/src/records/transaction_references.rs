//! What the references between the entries of a transaction lead to.

use std::collections::{HashMap, HashSet};

use fhir::bundle::Link;
use model::{Json, Operation, ResourceId, ResourceType};

use super::process_transaction::{Aimed, EntryChange, TransactionEntry};
use super::{Criteria, Which};
use crate::Service;
use crate::error::ServiceError;
use crate::work::Work;

/// A search that stands where a reference leads to, as far as its parameters say anything.
type SearchOf = (ResourceType, Result<Criteria, ServiceError>);

/// A search in place of an id, and what it found.
type Searches = HashMap<(ResourceType, Criteria), ResourceId>;

/// By what the entries and what they refer to are known.
#[derive(Default)]
pub(super) struct References {
    /// `Type/id` of each entry by its full address.
    entries: HashMap<Box<str>, String>,
    searches: Searches,
}

impl References {
    /// Learns what an entry is.
    pub(super) fn add(
        &mut self,
        entry: &TransactionEntry,
        id: Option<&ResourceId>,
    ) -> Result<(), ServiceError> {
        let Some(id) = id else { return Ok(()) };
        if let EntryChange::Create { unless: Some(criteria), .. }
        | EntryChange::Update { which: Which::Matching(criteria), .. } = &entry.change
        {
            self.searches.insert((entry.kind, criteria.clone()), id.clone());
        }
        if let Some(full_url) = &entry.full_url {
            let reference = format!("{}/{id}", entry.kind);
            if self.entries.insert(full_url.clone(), reference).is_some() {
                let detail = "another entry has the same fullUrl".to_owned();
                return Err(ServiceError::BadRequest(detail));
            }
        }
        Ok(())
    }

    /// What a reference in a resource of this full address leads to, if to an entry.
    fn find(&self, full_url: Option<&str>, reference: &str) -> Option<String> {
        let (address, fragment) = match reference.split_once('#') {
            Some((address, fragment)) => (address, Some(fragment)),
            None => (reference, None),
        };
        let found = self.entries.get(address).or_else(|| {
            // A relative one begins where its own resource's address does.
            let mut parts = full_url?.rsplitn(3, '/');
            let base = parts.nth(2).filter(|base| base.starts_with("http"))?;
            self.entries.get(&*format!("{base}/{address}"))
        })?;
        Some(match fragment {
            Some(fragment) => format!("{found}#{fragment}"),
            None => found.clone(),
        })
    }
}

/// What a transaction leaves of the resources of one type that it changes.
#[derive(Default)]
struct Own {
    /// As they will be, but for what their references lead to.
    written: Vec<(ResourceId, Json)>,
    /// The ids of those and of what is deleted: what is stored under them is no longer what it was.
    replaced: HashSet<ResourceId>,
}

impl Own {
    fn of(kind: ResourceType, entries: &[TransactionEntry], aimed: &[Aimed]) -> Self {
        let mut own = Self::default();
        for (_, aim) in entries.iter().zip(aimed).filter(|(entry, _)| entry.kind == kind) {
            match aim {
                Aimed::Keep(_) | Aimed::Delete(None) => {}
                Aimed::Delete(Some(before)) => {
                    own.replaced.insert(before.id.clone());
                }
                Aimed::Write { id, resource, .. } => {
                    let mut resource = resource.clone();
                    resource.set_member("id", Json::string(id.as_str()), 1);
                    own.replaced.insert(id.clone());
                    own.written.push((id.clone(), resource));
                }
            }
        }
        own
    }
}

impl Service {
    /// Finds what the references of all entries mean that are searches: among what is there, as the
    /// transaction leaves it.
    pub(super) async fn find_referred_to(
        &self,
        work: &Work<'_>,
        entries: &[TransactionEntry],
        aimed: &mut [Aimed],
        references: &mut References,
    ) -> Result<(), ServiceError> {
        let mut own = HashMap::new();
        for index in 0..aimed.len() {
            for (kind, criteria) in searches_in(&mut aimed[index]) {
                let search = (kind, criteria.map_err(|error| error.in_entry(index))?);
                if references.searches.contains_key(&search) {
                    continue;
                }
                let own = own.entry(kind).or_insert_with(|| Own::of(kind, entries, aimed));
                let found = self.find_only(work, &search, own).await;
                references.searches.insert(search, found.map_err(|error| error.in_entry(index))?);
                // Thousands of searches must not keep a thread from everybody else.
                tokio::task::yield_now().await;
            }
        }
        Ok(())
    }

    /// The only resource that a search finds.
    async fn find_only(
        &self,
        work: &Work<'_>,
        (kind, criteria): &(ResourceType, Criteria),
        own: &Own,
    ) -> Result<ResourceId, ServiceError> {
        let permit = self.policies.permit(&work.caller, Operation::SearchResources, *kind)?;
        let inner = work.beside(permit);
        let query = criteria.query(&inner, *kind)?;
        let wanted = own.replaced.len() + 2;
        let (tests, found) = self.find_candidates(&inner, *kind, &query.filters, wanted).await?;
        let stored = found.iter().map(|(_, document)| &document.id);
        let written = own.written.iter().filter(|(id, resource)| tests.accept(id, resource));
        let stays = stored.filter(|id| !own.replaced.contains(id));
        let mut all = stays.chain(written.map(|(id, _)| id));
        match (all.next(), all.next()) {
            (Some(only), None) => Ok(only.clone()),
            (Some(_), Some(_)) => Err(ServiceError::MultipleMatches),
            (None, _) => Err(ServiceError::Unprocessable {
                expression: String::new(),
                detail: "a reference is a search that finds nothing",
            }),
        }
    }
}

impl References {
    /// Makes every reference of an entry to another one, and every one that is a search, a reference to a
    /// resource of this server.
    pub(super) fn resolve(&self, entry: &TransactionEntry, resource: &mut Json) {
        let full_url = entry.full_url.as_deref();
        fhir::bundle::change_references(resource, &mut |link, text| match link {
            Link::Address => self.find(None, text),
            Link::Reference => self.searched(text).or_else(|| self.find(full_url, text)),
        });
    }

    /// What a reference means that is a search.
    fn searched(&self, text: &str) -> Option<String> {
        let (kind, criteria) = search_of(text)?;
        let id = self.searches.get(&(kind, criteria.ok()?))?;
        Some(format!("{kind}/{id}"))
    }
}

/// The references of what is to be written that are searches.
fn searches_in(aim: &mut Aimed) -> Vec<SearchOf> {
    let mut searches = Vec::new();
    if let Aimed::Write { resource, .. } = aim {
        fhir::bundle::change_references(resource, &mut |link, text| {
            if link == Link::Reference {
                searches.extend(search_of(text));
            }
            None
        });
    }
    searches
}

/// `Type?name=value&…`
fn search_of(text: &str) -> Option<SearchOf> {
    let (name, query) = text.split_once('?')?;
    let kind = fhir::types::resource_type(name)?;
    let parameters = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    Some((kind, Criteria::new(parameters)))
}
