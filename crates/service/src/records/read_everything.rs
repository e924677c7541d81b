//! Shows everything about a patient: their own document, all that is in their compartment, and what that
//! refers to (FHIR R4, Patient, `$everything`).

use fhir::search::{Include, Period};
use model::limits::PAGE_SCAN_ROWS_MAX;
use model::{Operation, ResourceId, ResourceType};
use store::{Document, DocumentState, Selection, Sequence};

use super::history::period_since;
use super::search_resources::{Found, Resource, show};
use super::{PageRequest, StoredVersion};
use crate::Service;
use crate::batches::Batch;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// A cursor has in its lowest bits where a document was born, above them which of the patients it is about, and
/// above those of which type it is.
const BORN_BITS: u32 = 40;
const PERSON_BITS: u32 = 8;

/// What of a patient's documents is wanted.
#[derive(Debug, Clone)]
pub struct Everything {
    /// Of these types only; of all, if there are none.
    pub types: Vec<ResourceType>,
    /// Only what was changed since: a date or instant.
    pub since: Option<String>,
    /// Which page.
    pub page: PageRequest,
}

/// A page of everything about a patient.
#[derive(Debug, Clone)]
pub struct EverythingPage {
    /// What is about the patient.
    pub resources: Vec<StoredVersion>,
    /// What that refers to.
    pub included: Vec<StoredVersion>,
    /// How many rows could not be shown because what is stored of them was changed.
    pub damaged: usize,
    /// The cursor of the next page, if there is one.
    pub next: Option<String>,
}

/// Where a page begins: with documents of this type, about this one of the patients, born before that.
#[derive(Clone, Copy)]
struct Place {
    kind: ResourceType,
    person: usize,
    before: Option<Sequence>,
}

impl Service {
    /// Everything about a patient that the caller may see.
    pub async fn read_everything(
        &self,
        ctx: &Ctx,
        patient: &ResourceId,
        asked: &Everything,
    ) -> Answer<EverythingPage> {
        let kind = patient_type();
        self.perform(ctx, Operation::ReadEverything, kind, |work| {
            Box::pin(self.find_everything(work, patient, asked))
        })
        .await
    }

    async fn find_everything(
        &self,
        work: &Work<'_>,
        patient: &ResourceId,
        asked: &Everything,
    ) -> Result<Change<EverythingPage>, ServiceError> {
        let own = patient_type();
        let since = asked.since.as_deref().map(period_since).transpose()?;
        let cursor = asked.page.cursor.as_deref();
        let cursor = cursor.map(|cursor| work.keys.open_cursor(work.operation, cursor));
        let mut place = cursor
            .transpose()?
            .map_or(Some(Place { kind: own, person: 0, before: None }), place_of);
        let row = self.resource_row(&work.permit, own, patient).await?;
        let newest = self.newest(&work.permit, own, row).await?.ok_or(ServiceError::NotFound)?;
        let document = work.release_or_hide(&newest).await?;
        if !document.is_live() {
            return Err(ServiceError::Gone);
        }
        let patients = self.with_merged(work, patient).await?;
        let mut page = Found::default();
        let mut scanned = 0;
        // Somebody may have been taken out of the links since the page before.
        while let Some(at) =
            place.map(|at| Place { person: at.person.min(patients.len() - 1), ..at })
        {
            let is_wanted = asked.types.is_empty() || asked.types.contains(&at.kind);
            let rest = if is_wanted {
                let size = asked.page.size;
                self.find_about(work, &patients, (at, since), size, &mut page, &mut scanned).await?
            } else {
                None
            };
            if rest.is_some() {
                place = rest;
                break;
            }
            place = if at.person + 1 < patients.len() {
                Some(Place { person: at.person + 1, before: None, ..at })
            } else {
                next_type(at.kind).map(|kind| Place { kind, person: 0, before: None })
            };
        }
        let beside = self.include(work, &includes(&page.resources), &page.resources).await?;
        let all = &fhir::search::View::Whole;
        let (change, resources) = show(work, Change::of(()), all, page.resources).await?;
        let (change, included) = show(work, change, all, beside.resources).await?;
        // A page without entries leads to no other one.
        let next = place.filter(|_| asked.page.size > 0).map(|place| {
            let kind = u64::from(place.kind.code()) << (BORN_BITS + PERSON_BITS);
            let position = kind | (place.person as u64) << BORN_BITS;
            let born = place.before.map_or((1 << BORN_BITS) - 1, |before| before.0);
            work.keys.seal_cursor(work.operation, position | born, self.rng())
        });
        let returned = resources.len() + included.len();
        let damaged = page.damaged + beside.damaged;
        let page = EverythingPage { resources, included, damaged, next };
        Ok(change.with(page).listing(returned))
    }

    /// What of one type is about one of the patients and none before them, until the page is full; then
    /// where the next one begins.
    async fn find_about(
        &self,
        work: &Work<'_>,
        patients: &[ResourceId],
        (at, since): (Place, Option<Period>),
        size: usize,
        page: &mut Found,
        scanned: &mut usize,
    ) -> Result<Option<Place>, ServiceError> {
        let Place { kind, person: number, mut before } = at;
        let Ok(permit) = self.policies.permit(&work.caller, work.operation, kind) else {
            return Ok(None);
        };
        let inner = work.beside(permit);
        let mut people = Vec::new();
        for patient in &patients[..=number] {
            let person = self.find_patient(&inner.permit, patient).await?;
            people.push(person.map(|person| person.pseudonym(kind.store())));
        }
        let Some(Some(person)) = people.pop() else {
            return Ok(None);
        };
        let is_about_one_before = |document: &Document| {
            people.iter().flatten().any(|person| document.about.contains(person))
        };
        let (selection, mut batch) = (Selection::About { subject: person, kind }, Batch::default());
        loop {
            let store = self.documents(kind);
            let rows = store.list_live(&inner.permit, selection, before, batch.rows()).await?;
            let is_last = rows.len() < batch.rows();
            batch.has_read(&rows);
            for sealed in rows {
                if page.resources.len() >= size || *scanned >= PAGE_SCAN_ROWS_MAX {
                    return Ok(Some(Place { before, ..at }));
                }
                *scanned += 1;
                before = Some(sealed.born);
                match inner.release(&sealed).await {
                    Err(error) if error.is_hidden() => {}
                    // One damaged row must not hide all others.
                    Err(ServiceError::Integrity) => page.damaged += 1,
                    released => {
                        let document = released?;
                        let is_live = document.state == DocumentState::Live;
                        let is_new = since.is_none_or(|since| document.at >= since.start());
                        // Who it was about once is listed for it still.
                        let is_theirs =
                            document.about.contains(&person) && !is_about_one_before(&document);
                        if is_live && is_new && is_theirs {
                            page.resources.push((sealed, document));
                        }
                    }
                }
            }
            if is_last {
                return Ok(None);
            }
        }
    }
}

fn patient_type() -> ResourceType {
    fhir::types::patient()
}

/// The patient's own type comes first, then all others in their order.
fn next_type(kind: ResourceType) -> Option<ResourceType> {
    let own = patient_type();
    let mut others = fhir::types::RESOURCE_TYPES.iter().copied().filter(|other| *other != own);
    if kind == own {
        return others.next();
    }
    others.find(|other| other.code() > kind.code())
}

fn place_of(position: u64) -> Option<Place> {
    let code = u16::try_from(position >> (BORN_BITS + PERSON_BITS)).ok()?;
    let kind = store::resource_type_of_code(code).filter(|kind| kind.is_fhir())?;
    let born = position & ((1 << BORN_BITS) - 1);
    let person = position >> BORN_BITS & ((1 << PERSON_BITS) - 1);
    let person = usize::try_from(person).ok()?;
    Some(Place { kind, person, before: Some(Sequence(born)) })
}

/// Whatever the resources refer to, but other patients.
fn includes(resources: &[Resource]) -> Vec<Include> {
    let mut sources: Vec<_> = resources.iter().map(|(_, found)| found.kind).collect();
    sources.sort();
    sources.dedup();
    let mut includes = Vec::new();
    for source in sources {
        let references = fhir::search::parameters(source)
            .filter(|parameter| parameter.kind() == fhir::search::ParameterKind::Reference);
        for parameter in references {
            for target in parameter.targets().filter(|target| *target != patient_type()) {
                includes.push(Include {
                    is_reverse: false,
                    is_iterate: false,
                    source,
                    parameter: Some(parameter),
                    target: Some(target),
                });
            }
        }
    }
    includes
}
