//! From what an operation touched to an event that can be committed with it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ledger::commitment::{NONCE_BYTES, encode_header};
use ledger::{Slot, bodies_commitment, header_commitment};
use model::clock::format_instant;
use model::{
    LogSubject, Principal, ResourceId, ResourceType, RowKey, StoreName, TenantId, Tree, Version,
};
use seal::{Key, KeyReference, Place};
use store::EventDraft;

use super::stored::{CallerBody, Header, OwnBody, PersonBody, ResourceBody, RowBody};
use crate::keys::Subject;
use crate::sessions::device_name;
use crate::work::Work;

/// The types in the places of an event's parts.
pub(crate) const HEADER: &str = "event-header";
pub(crate) const BODY: &str = "event-body";

/// How an operation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It was done.
    Done,
    /// The rules said no.
    Refused(&'static str),
    /// It could not be done.
    Failed(&'static str),
}

impl Outcome {
    const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused(_) => "refused",
            Self::Failed(_) => "failed",
        }
    }

    const fn problem(self) -> Option<&'static str> {
        match self {
            Self::Done => None,
            Self::Refused(code) | Self::Failed(code) => Some(code),
        }
    }
}

/// A document that was shown or changed.
pub(crate) struct Touch {
    pub(crate) store: StoreName,
    /// What its type is called.
    pub(crate) kind: Box<str>,
    pub(crate) id: ResourceId,
    pub(crate) row: RowKey,
    pub(crate) version: Version,
    /// Of what is stored, when it was changed.
    pub(crate) sha256: Option<[u8; 32]>,
    pub(crate) about: Vec<Arc<Subject>>,
    /// Who else it is about, as the log knows them: they are erased, and have no key under which they could be told.
    pub(crate) gone: Vec<String>,
}

impl Touch {
    fn resource(&self) -> ResourceBody {
        ResourceBody {
            kind: self.kind.to_string(),
            id: self.id.as_str().to_owned(),
            version: self.version.0,
        }
    }

    fn row(&self) -> RowBody {
        RowBody {
            store: self.store.name().to_owned(),
            kind: self.kind.to_string(),
            row: self.row.to_string(),
            version: self.version.0,
            sha256: self.sha256.map(hex::encode),
        }
    }
}

/// What was touched of one person's.
struct Person<'a> {
    subject: &'a Subject,
    resources: Vec<ResourceBody>,
}

impl Work<'_> {
    /// The event of this operation.
    pub(crate) fn draft(
        &self,
        tree: Tree,
        outcome: Outcome,
        touched: &[Touch],
        returned: Option<usize>,
    ) -> EventDraft {
        let people = people(touched);
        let (reference, data) = self.keys.newest_data();
        let rng = self.service.rng();
        let event = EventRow { tenant: self.permit.tenant(), row: RowKey::random(rng) };

        let mut nonce = [0; NONCE_BYTES];
        rng.fill(&mut nonce);
        let header = encode_header(&nonce, &json(&self.header(outcome, &people, touched)));
        let header_commitment = header_commitment(&header).expect("its nonce was put before it");

        let mut bodies = Vec::new();
        let mut put = |slot, reference: KeyReference, key: &Key, body: &[u8]| {
            let message = seal::seal(key, &event.place(BODY, slot, reference), body, rng);
            Slot::Present { key: reference.to_bytes(), message: &message }
                .encode_into(&mut bodies)
                .expect("every key reference has a kind, and bodies are bounded");
        };
        put(0, reference, data, &json(&self.own_body(outcome, touched, returned)));
        for (slot, Person { subject, resources }) in (1..).zip(people.into_values()) {
            let reference = KeyReference::Subject(subject.pseudonym(StoreName::Records));
            let device = self.device_of(subject);
            put(slot, reference, subject.key(), &json(&PersonBody { resources, device }));
        }
        EventDraft {
            tree,
            row: event.row,
            header: seal::seal(data, &event.place(HEADER, 0, reference), &header, rng),
            header_commitment,
            bodies_commitment: bodies_commitment(&bodies).expect("the slots were just encoded"),
            bodies,
        }
    }

    fn header(
        &self,
        outcome: Outcome,
        people: &BTreeMap<String, Person<'_>>,
        touched: &[Touch],
    ) -> Header {
        let mut subjects: Vec<_> = people.keys().cloned().collect();
        subjects.extend(touched.iter().flat_map(|touch| touch.gone.iter().cloned()));
        if self.permit.tenant() == TenantId::DEPLOYMENT {
            subjects.extend(tenants(touched));
        }
        Header {
            at: format_instant(self.ctx.at),
            operation: self.operation.name().to_owned(),
            outcome: outcome.name().to_owned(),
            caller: self.caller.log_subject.to_string(),
            subjects,
        }
    }

    /// What the device of somebody calls itself who sees to their own account.
    fn device_of(&self, subject: &Subject) -> Option<String> {
        let is_own = self.permit.tenant() == TenantId::DIRECTORY
            && self.caller.log_subject == subject.log_subject();
        self.ctx.device.as_deref().filter(|_| is_own).map(device_name)
    }

    fn own_body(&self, outcome: Outcome, touched: &[Touch], returned: Option<usize>) -> OwnBody {
        let caller = self.caller.as_ref();
        let about_nobody = touched.iter().filter(|touch| touch.about.is_empty());
        OwnBody {
            caller: CallerBody {
                kind: caller.principal.kind().to_owned(),
                id: match &caller.principal {
                    Principal::Client(id) => Some(id.to_string()),
                    Principal::User(id) | Principal::Holder(id) | Principal::Invitee(id) => {
                        Some(id.to_string())
                    }
                    _ => None,
                },
                name: caller.name.clone(),
            },
            interface: caller.interface.name().to_owned(),
            address: caller.address.map(|address| address.to_string()),
            request: self.ctx.request.to_string(),
            parameters: self.ctx.parameters.clone(),
            returned,
            policies: self.permit.policies().to_vec(),
            problem: outcome.problem().map(ToOwned::to_owned),
            rows: touched.iter().map(Touch::row).collect(),
            resources: about_nobody.map(Touch::resource).collect(),
        }
    }
}

/// What was touched, person by person, in the order of the ids the log knows them under.
fn people(touched: &[Touch]) -> BTreeMap<String, Person<'_>> {
    let mut people = BTreeMap::new();
    for touch in touched {
        for subject in &touch.about {
            people
                .entry(subject.log_subject().to_string())
                .or_insert_with(|| Person { subject, resources: Vec::new() })
                .resources
                .push(touch.resource());
        }
    }
    people
}

/// The accounts that were touched in the deployment's list, as its log knows them.
fn tenants(touched: &[Touch]) -> BTreeSet<String> {
    let listed = touched.iter().filter(|touch| &*touch.kind == ResourceType::TENANT.name());
    let tenants = listed.filter_map(|touch| touch.id.as_str().parse().ok());
    tenants.map(|tenant| LogSubject::of_tenant(tenant).to_string()).collect()
}

/// The row an event's parts are sealed for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EventRow {
    pub(crate) tenant: TenantId,
    pub(crate) row: RowKey,
}

impl EventRow {
    pub(crate) const fn place(
        self,
        kind: &'static str,
        slot: u64,
        key: KeyReference,
    ) -> Place<'static> {
        let Self { tenant, row } = self;
        Place { tenant, store: StoreName::Records, kind, row, version: slot, key }
    }
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("a struct of strings and numbers is always valid JSON")
}
