//! What the references between the entries of a transaction lead to.

use std::collections::HashMap;

use fhir::bundle::Link;
use model::{Json, Operation, ResourceId, ResourceType};

use super::process_transaction::{EntryChange, TransactionEntry};
use super::{Criteria, Which};
use crate::Service;
use crate::error::ServiceError;
use crate::work::Work;

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

impl Service {
    /// Makes every reference of an entry to another one, and every one that is a search, a reference to a
    /// resource of this server.
    pub(super) async fn resolve_references(
        &self,
        work: &Work<'_>,
        entry: &TransactionEntry,
        resource: &mut Json,
        references: &mut References,
    ) -> Result<(), ServiceError> {
        let mut texts = Vec::new();
        fhir::bundle::change_references(resource, &mut |link, text| {
            let is_search = link == Link::Reference && search_of(text).is_some();
            texts.extend(is_search.then(|| text.to_owned()));
            None
        });
        let mut found = HashMap::new();
        for text in texts {
            let Some((kind, criteria)) = search_of(&text) else { continue };
            let id = self.find_referred_to(work, kind, criteria?, references).await?;
            found.insert(text, format!("{kind}/{id}"));
        }
        let full_url = entry.full_url.as_deref();
        fhir::bundle::change_references(resource, &mut |link, text| match link {
            Link::Address => references.find(None, text),
            Link::Reference => found.get(text).cloned().or_else(|| references.find(full_url, text)),
        });
        Ok(())
    }

    async fn find_referred_to(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        criteria: Criteria,
        references: &mut References,
    ) -> Result<ResourceId, ServiceError> {
        let search = (kind, criteria);
        if let Some(id) = references.searches.get(&search) {
            return Ok(id.clone());
        }
        let permit = self.policies.permit(&work.caller, Operation::SearchResources, kind)?;
        let found = self.find_match(&work.beside(permit), kind, &search.1).await?;
        let (_, found) = found.ok_or_else(|| ServiceError::Unprocessable {
            expression: String::new(),
            detail: "a reference is a search that finds nothing",
        })?;
        references.searches.insert(search, found.id.clone());
        Ok(found.id)
    }
}

/// `Type?name=value&…`
fn search_of(text: &str) -> Option<(ResourceType, Result<Criteria, ServiceError>)> {
    let (name, query) = text.split_once('?')?;
    let kind = fhir::types::resource_type(name)?;
    let parameters = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    Some((kind, Criteria::new(parameters)))
}
