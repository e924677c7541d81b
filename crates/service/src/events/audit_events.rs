//! Events in the words of FHIR: `AuditEvent`, found and read, and written by nobody.

use std::collections::HashMap;

use fhir::search::{Query, Total};
use fhir::{AuditFacts, AuditOutcome, Interaction};
use model::clock::format_instant;
use model::index::Placed;
use model::operation::Effect;
use model::{EventId, Json, Operation, Pseudonym, ResourceId, ResourceType, StoreName, Version};
use store::{EventRecord, Selection, SubjectName};

use super::list_events::EventScan;
use super::view::{self, EventView, LookedUp, Opened, people_in};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::records::{Position, Search, SearchPage, StoredVersion, Tests, page_size, refused};
use crate::work::{Change, Work};

/// Among how many patients that are linked to each other one is looked for.
const LINKED_MAX: usize = 20;

/// What was looked up of people.
#[derive(Default)]
struct KnownPeople {
    /// The patients whom they are.
    patients: HashMap<Pseudonym, Option<ResourceId>>,
    hidden: LookedUp,
}

/// What a search has found among events.
#[derive(Default)]
struct FoundEvents {
    /// Those of a page.
    events: Vec<(StoredVersion, Json)>,
    /// Behind which place there may be more.
    next: Option<u64>,
    /// How many there are, if that is known.
    total: Option<u64>,
}

impl Service {
    /// Searches among events as `AuditEvent`s, newest first. `server` is the address of this one.
    pub async fn search_audit_events(
        &self,
        ctx: &Ctx,
        search: &Search,
        server: &str,
    ) -> Answer<SearchPage> {
        self.perform(ctx, Operation::SearchAuditEvents, ResourceType::EVENT, |work| {
            Box::pin(self.find_audit_events(work, search, server))
        })
        .await
    }

    /// An event as an `AuditEvent`.
    pub async fn read_audit_event(
        &self,
        ctx: &Ctx,
        event: EventId,
        server: &str,
    ) -> Answer<StoredVersion> {
        self.perform(ctx, Operation::ReadAuditEvent, ResourceType::EVENT, |work| {
            Box::pin(async move {
                let json = self.audit_event_of(work, event, server).await?;
                let (version, _) = json.ok_or(ServiceError::NotFound)?;
                Ok(Change::of(version))
            })
        })
        .await
    }

    async fn find_audit_events(
        &self,
        work: &Work<'_>,
        search: &Search,
        server: &str,
    ) -> Result<Change<SearchPage>, ServiceError> {
        let kind = audit_event_type();
        let mut position = Position::of(work, kind, search)?;
        let mut parameters = position.parameters.clone();
        if let Some(patient) = &position.patient {
            parameters.push(("patient".to_owned(), format!("Patient/{patient}")));
        }
        let pairs = parameters.iter().map(|(name, value)| (&**name, &**value));
        let query =
            Query::parse(kind.into(), pairs, position.is_lenient, work.ctx.at).map_err(refused)?;
        check(&query)?;
        let size = page_size(&query);
        let tests = self.resolve_filters(work, kind, &query.filters).await?;
        let before = position.after.take().map(|after| after.born);
        // Without entries only the total is asked for.
        let counts = size == 0 || (query.total == Total::Accurate && before.is_none());
        let found = self.look_at_events(work, &tests, before, (size, counts), server).await?;
        let place = |born| Placed { values: Vec::new(), born };
        let own = position.seal(work, before.map(place).as_ref());
        let shown = found.events.into_iter().take(size).map(|(mut event, json)| {
            let part = fhir::part(&json, kind, &query.view);
            event.body = part.map(|part| part.to_text()).or(event.body);
            event
        });
        let resources: Vec<_> = shown.collect();
        let returned = resources.len();
        let page = SearchPage {
            resources,
            included: Vec::new(),
            damaged: tests.damaged(),
            total: found.total.filter(|_| before.is_none() && query.total != Total::None),
            ignored: query.ignored,
            own,
            next: found.next.map(|at| position.seal(work, Some(&place(at)))),
        };
        Ok(Change::of(page).listing(returned))
    }

    /// Looks at events from a place on until enough are found, or at all of them if they are counted.
    async fn look_at_events(
        &self,
        work: &Work<'_>,
        tests: &Tests<'_>,
        before: Option<u64>,
        (size, counts): (usize, bool),
        server: &str,
    ) -> Result<FoundEvents, ServiceError> {
        let mut found = FoundEvents::default();
        if let Some(ids) = tests.ids() {
            for id in ids.iter().filter_map(|id| id.as_str().parse().ok()) {
                let event = self.audit_event_of(work, id, server).await?;
                found.events.extend(event.filter(|(event, json)| tests.accept(&event.id, json)));
            }
            found.total = Some(found.events.len() as u64);
            return Ok(found);
        }
        let (mut scan, mut known) = (EventScan::begin(before), KnownPeople::default());
        let mut matches = 0;
        while (counts || found.events.len() < size)
            && let Some((record, opened)) = scan.next(work, |_| true).await?
        {
            let shown = self.show_audit_event(work, &record, opened, &mut known, server);
            let (event, json) = shown.await?;
            if !tests.accept(&event.id, &json) {
                continue;
            }
            matches += 1;
            if found.events.len() < size {
                found.events.push((event, json));
                found.next = scan.place();
            }
        }
        if counts && scan.place().is_some() {
            return Err(ServiceError::TooCostly("counting"));
        }
        if matches == found.events.len() {
            found.next = scan.place();
        }
        let is_known = scan.place().is_none();
        found.total = is_known.then_some(matches as u64);
        Ok(found)
    }

    async fn audit_event_of(
        &self,
        work: &Work<'_>,
        event: EventId,
        server: &str,
    ) -> Result<Option<(StoredVersion, Json)>, ServiceError> {
        let Some(record) = self.records.find_event(&work.permit, event).await? else {
            return Ok(None);
        };
        let opened = view::open(&work.keys, work.permit.tenant(), &record);
        let opened = opened.ok_or(ServiceError::Integrity)?;
        let mut known = KnownPeople::default();
        self.show_audit_event(work, &record, opened, &mut known, server).await.map(Some)
    }

    async fn show_audit_event(
        &self,
        work: &Work<'_>,
        record: &EventRecord,
        opened: Opened,
        known: &mut KnownPeople,
        server: &str,
    ) -> Result<(StoredVersion, Json), ServiceError> {
        let event = self.view(&work.permit, record, opened, &mut known.hidden).await?;
        let mut patients = Vec::new();
        for (_, person, _) in people_in(record) {
            let patient = match known.patients.get(&person) {
                Some(patient) => patient.clone(),
                None => self.find_patient_of(work, person).await?,
            };
            known.patients.insert(person, patient.clone());
            patients.extend(patient);
        }
        let json = self.in_words_of_fhir(&event, &patients, server);
        let id: ResourceId = event.id.to_string().parse().expect("the name of an event is an id");
        let body = Some(json.to_text());
        let kind = audit_event_type();
        Ok((
            StoredVersion { kind, id, version: Version::FIRST, at: event.at, body, content: None },
            json,
        ))
    }

    /// The id of the patient whom the records know under a pseudonym; none if that is no patient, or one
    /// whose document is gone.
    async fn find_patient_of(
        &self,
        work: &Work<'_>,
        person: Pseudonym,
    ) -> Result<Option<ResourceId>, ServiceError> {
        let name = SubjectName::Records(person);
        let Some(subject) = self.keys.find_subject(&work.permit, name).await? else {
            return Ok(None);
        };
        let subject = subject.pseudonym(StoreName::Identity);
        let kind = fhir::types::patient();
        let selection = Selection::About { subject, kind };
        let rows = self.identity.list_live(&work.permit, selection, None, LINKED_MAX).await?;
        for sealed in &rows {
            match work.release(sealed).await {
                // Those that are linked to the patient are about them too.
                Ok(document) if document.about.first() == Some(&subject) => {
                    return Ok(Some(document.id));
                }
                Ok(_) | Err(ServiceError::Integrity) => {}
                Err(error) if error.is_hidden() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    fn in_words_of_fhir(&self, event: &EventView, patients: &[ResourceId], server: &str) -> Json {
        let (id, recorded) = (event.id.to_string(), format_instant(event.at));
        let deployment = self.deployment.to_string();
        let patients: Vec<_> = patients.iter().map(ResourceId::as_str).collect();
        let resources: Vec<_> =
            event.resources.iter().map(|it| (&*it.kind, &*it.id, it.version)).collect();
        let operation = Operation::find(&event.operation);
        fhir::audit_event(&AuditFacts {
            id: &id,
            recorded: &recorded,
            operation: &event.operation,
            interaction: operation.and_then(interaction),
            action: operation.map_or("E", action),
            outcome: outcome(event),
            problem: event.problem.as_deref(),
            agent_id: event.actor_id.as_deref(),
            agent_kind: &event.actor_kind,
            agent_name: &event.actor_name,
            address: event.address.as_deref(),
            server,
            deployment: &deployment,
            request: &event.request,
            patients: &patients,
            resources: &resources,
            parameters: &event.parameters,
        })
    }
}

fn audit_event_type() -> ResourceType {
    fhir::types::resource_type("AuditEvent").expect("a type of R4")
}

/// Events come newest first and by themselves.
fn check(query: &Query) -> Result<(), ServiceError> {
    let is_newest_first = match query.sort.as_slice() {
        [] => true,
        [by] => by.is_descending && ["date", "_lastUpdated"].contains(&by.parameter.code()),
        _ => false,
    };
    if !is_newest_first {
        return Err(ServiceError::BadParameter {
            name: "_sort".into(),
            expected: "-date, as events come",
        });
    }
    match query.includes.first() {
        Some(include) if include.is_reverse => {
            Err(ServiceError::UnknownParameter("_revinclude".to_owned()))
        }
        Some(_) => Err(ServiceError::UnknownParameter("_include".to_owned())),
        None => Ok(()),
    }
}

/// What an operation is in the words of FHIR.
const fn interaction(operation: Operation) -> Option<Interaction> {
    Some(match operation {
        Operation::CreateResource => Interaction::Create,
        Operation::ReadResource | Operation::ReadAuditEvent => Interaction::Read,
        Operation::ReadResourceVersion => Interaction::Vread,
        Operation::UpdateResource => Interaction::Update,
        Operation::PatchResource => Interaction::Patch,
        Operation::DeleteResource => Interaction::Delete,
        Operation::SearchResources | Operation::SearchAuditEvents => Interaction::Search,
        Operation::ListResourceHistory => Interaction::HistoryInstance,
        Operation::ListTypeHistory => Interaction::HistoryType,
        Operation::ProcessTransaction => Interaction::Transaction,
        Operation::ProcessBatch => Interaction::Batch,
        Operation::ReadEverything
        | Operation::FindLastObservations
        | Operation::ReadStatistics
        | Operation::CreateBulkExport
        | Operation::FindBulkExport
        | Operation::ReadBulkExport
        | Operation::DeleteBulkExport
        | Operation::ValidateResource => Interaction::Operation,
        Operation::ReadCapabilities => Interaction::Capabilities,
        _ => return None,
    })
}

/// Whether it creates, reads, updates, deletes, or executes something.
fn action(operation: Operation) -> &'static str {
    if let Some(interaction) = interaction(operation) {
        return match interaction {
            Interaction::Create => "C",
            Interaction::Read
            | Interaction::Vread
            | Interaction::HistoryInstance
            | Interaction::HistoryType
            | Interaction::Capabilities => "R",
            Interaction::Update | Interaction::Patch => "U",
            Interaction::Delete => "D",
            _ => "E",
        };
    }
    match (operation.name().split('_').next(), operation.effect()) {
        (Some("create"), _) => "C",
        (Some("update"), _) => "U",
        (Some("delete" | "revoke" | "destroy"), _) => "D",
        (Some("find" | "list" | "read"), Effect::Access) => "R",
        _ => "E",
    }
}

fn outcome(event: &EventView) -> AuditOutcome {
    match (event.outcome.as_str(), event.problem.as_deref()) {
        ("done", _) => AuditOutcome::Success,
        (
            "failed",
            Some("integrity" | "unavailable" | "busy" | "storage_full" | "key_service_unavailable"),
        ) => AuditOutcome::SeriousFailure,
        _ => AuditOutcome::MinorFailure,
    }
}
