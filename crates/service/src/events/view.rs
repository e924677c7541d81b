//! An event as people see it.

use std::collections::HashMap;

use ledger::{Hash, Slot, Slots};
use model::{EventId, Pseudonym, TenantId, Timestamp, UserId};
use policy::Permit;
use seal::KeyReference;
use store::{EventRecord, SubjectName, SubjectState};

use super::draft::{BODY, EventRow};
use super::stored::{CallerBody, Header, OwnBody, PersonBody, ResourceBody};
use crate::Service;
use crate::error::ServiceError;
use crate::keys::TenantKeys;
use crate::log::{header_of, own_body};
use crate::work::Work;

/// An event, opened.
#[derive(Debug, Clone)]
pub struct EventView {
    /// Its name.
    pub id: EventId,
    /// Its hash, as the answer to its request carried it.
    pub hash: Hash,
    /// Its index in its tree, once it has one.
    pub index: Option<u64>,
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub operation: String,
    /// `done`, `refused` or `failed`.
    pub outcome: String,
    /// Why it was not done.
    pub problem: Option<String>,
    /// `client`, `operator`, …
    pub actor_kind: String,
    /// The id of who did it.
    pub actor_id: Option<String>,
    /// The name of who did it.
    pub actor_name: String,
    /// Through which door.
    pub interface: String,
    /// From where.
    pub address: Option<String>,
    /// In which request.
    pub request: String,
    /// The names of the request's parameters.
    pub parameters: Vec<String>,
    /// How many things a list showed.
    pub returned: Option<usize>,
    /// The policies that decided.
    pub policies: Vec<String>,
    /// The documents that were read or changed.
    pub resources: Vec<ResourceView>,
    /// The rows that were changed.
    pub rows: Vec<RowView>,
    /// What a change made different; filled in by [`Service::find_event`] only.
    pub changes: Vec<ResourceChange>,
}

/// A document in an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourceView {
    /// Its type.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The version that was read or written.
    pub version: u64,
}

/// A row in an event: what the reconciler holds against the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowView {
    /// The store it is in.
    pub store: String,
    /// Its type.
    pub kind: String,
    /// Its row key.
    pub row: String,
    /// The version.
    pub version: u64,
    /// SHA-256 of what was stored.
    pub sha256: String,
}

/// What a change made different in one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourceChange {
    /// The document.
    pub resource: ResourceView,
    /// The elements that differ.
    pub differences: Vec<fhir::Change>,
}

impl From<ResourceBody> for ResourceView {
    fn from(body: ResourceBody) -> Self {
        let ResourceBody { kind, id, version } = body;
        Self { kind, id, version }
    }
}

/// An event with its header and own body opened, before people's bodies are.
pub(super) struct Opened {
    pub(super) header: Header,
    pub(super) body: OwnBody,
}

/// Opens what is under the tenant's own key. Nothing if it is gone or was changed.
pub(super) fn open(keys: &TenantKeys, tenant: TenantId, record: &EventRecord) -> Option<Opened> {
    open_if(keys, tenant, record, &|_| true)
}

/// The same of events with such a header.
pub(super) fn open_if(
    keys: &TenantKeys,
    tenant: TenantId,
    record: &EventRecord,
    accepts: &impl Fn(&Header) -> bool,
) -> Option<Opened> {
    let header = header_of(keys, tenant, record).filter(accepts)?;
    Some(Opened { header, body: own_body(keys, tenant, record)? })
}

/// The bodies of an event that are under the key of a person: their numbers and whose they are.
pub(crate) fn people_in(record: &EventRecord) -> impl Iterator<Item = (u64, Pseudonym, &[u8])> {
    (0..).zip(Slots::new(&record.bodies)).skip(1).filter_map(|(number, slot)| {
        let Ok(Slot::Present { key, message }) = slot else { return None };
        match KeyReference::from_bytes(&key) {
            Ok(KeyReference::Subject(person)) => Some((number, person, message)),
            _ => None,
        }
    })
}

/// What was looked up while events are read.
#[derive(Default)]
pub(crate) struct LookedUp {
    /// Of whom nothing is shown, and of whom it is.
    hidden: HashMap<Pseudonym, bool>,
    /// What people who sign in are called.
    names: HashMap<UserId, String>,
}

impl Service {
    /// An event as people read it; nothing if it does not open.
    pub(crate) async fn read_event(
        &self,
        work: &Work<'_>,
        record: &EventRecord,
        looked_up: &mut LookedUp,
    ) -> Result<Option<EventView>, ServiceError> {
        match open(&work.keys, work.permit.tenant(), record) {
            Some(opened) => self.view(&work.permit, record, opened, looked_up).await.map(Some),
            None => Ok(None),
        }
    }

    /// Opens the people's bodies of an event too, and shows it.
    pub(super) async fn view(
        &self,
        permit: &Permit,
        record: &EventRecord,
        opened: Opened,
        looked_up: &mut LookedUp,
    ) -> Result<EventView, ServiceError> {
        let Opened { header, body } = opened;
        let mut resources: Vec<ResourceView> = body.resources.into_iter().map(Into::into).collect();
        for resource in self.people_resources(permit, record, looked_up).await? {
            if !resources.contains(&resource) {
                resources.push(resource);
            }
        }
        let changed = body.rows.into_iter().filter_map(|row| {
            let sha256 = row.sha256?;
            Some(RowView {
                store: row.store,
                kind: row.kind,
                row: row.row,
                version: row.version,
                sha256,
            })
        });
        Ok(EventView {
            id: record.id,
            hash: ledger::leaf_hash(&record.entry),
            index: record.index,
            at: header.at.parse().map_err(|_| ServiceError::Integrity)?,
            operation: header.operation,
            outcome: header.outcome,
            problem: body.problem,
            actor_name: self.actor_name(&body.caller, looked_up).await?,
            actor_kind: body.caller.kind,
            actor_id: body.caller.id,
            interface: body.interface,
            address: body.address,
            request: body.request,
            parameters: body.parameters,
            returned: body.returned,
            policies: body.policies,
            resources,
            rows: changed.collect(),
            changes: Vec::new(),
        })
    }

    /// What who did something is called. People are named in the directory only, so that they are in no log any more
    /// when they are gone from there.
    pub(crate) async fn actor_name(
        &self,
        caller: &CallerBody,
        looked_up: &mut LookedUp,
    ) -> Result<String, ServiceError> {
        let user = caller.id.as_ref().filter(|_| caller.kind == "user");
        let Some(user) = user.and_then(|id| id.parse().ok()) else {
            return Ok(caller.name.clone());
        };
        if let Some(name) = looked_up.names.get(&user) {
            return Ok(name.clone());
        }
        let known = self.find_user(user).await?;
        let name = known.map(|known| known.user.name).unwrap_or_default();
        looked_up.names.insert(user, name.clone());
        Ok(name)
    }

    /// What whoever did something is called, of whom a name is kept, or if they sign in their id alone: people are named
    /// in the directory only.
    pub(crate) async fn called(
        &self,
        name: &str,
        user: Option<&str>,
    ) -> Result<String, ServiceError> {
        let Some(user) = user.and_then(|id| id.parse().ok()) else { return Ok(name.to_owned()) };
        Ok(self.find_user(user).await?.map(|known| known.user.name).unwrap_or_default())
    }

    /// What an event says of people's documents, as far as their keys are there.
    async fn people_resources(
        &self,
        permit: &Permit,
        record: &EventRecord,
        looked_up: &mut LookedUp,
    ) -> Result<Vec<ResourceView>, ServiceError> {
        let event = EventRow { tenant: permit.tenant(), row: record.row };
        let mut resources = Vec::new();
        for (number, person, message) in people_in(record) {
            if self.is_hidden(permit, person, looked_up).await? {
                continue;
            }
            let name = SubjectName::Records(person);
            let Some(subject) = self.keys.find_subject(permit, name).await? else {
                continue;
            };
            let place = event.place(BODY, number, KeyReference::Subject(person));
            let content =
                seal::open(subject.key(), &place, message).map_err(|_| ServiceError::Integrity)?;
            let body: PersonBody =
                serde_json::from_slice(&content).map_err(|_| ServiceError::Integrity)?;
            resources.extend(body.resources.into_iter().map(ResourceView::from));
        }
        Ok(resources)
    }

    /// Whether a person is erased or restricted.
    async fn is_hidden(
        &self,
        permit: &Permit,
        person: Pseudonym,
        looked_up: &mut LookedUp,
    ) -> Result<bool, ServiceError> {
        if let Some(is_hidden) = looked_up.hidden.get(&person) {
            return Ok(*is_hidden);
        }
        let state = self.records.find_subject_state(permit, person).await?;
        let is_hidden = matches!(state, Some(SubjectState::Erased | SubjectState::Restricted));
        looked_up.hidden.insert(person, is_hidden);
        Ok(is_hidden)
    }
}
