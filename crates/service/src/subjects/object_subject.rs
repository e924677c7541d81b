//! Records that a person objects to a purpose, and that they do no more (GDPR, Article 21).
//!
//! What is known to be for a purpose is refused by a guard of its commit, as what is restricted is: an
//! objection stands in the records store under an id that is drawn from the person and the purpose. Today that
//! is research alone, which is what analysts do. All other objections are kept and shown, and it is for people
//! to heed them.

use model::clock::format_instant;
use model::operation::Area;
use model::{Operation, Pseudonym, ResourceId, ResourceType, Role, Roles, StoreName, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Guard, SubjectChange, SubjectState};

use super::{OBJECTIONS_MAX, SubjectView, check_reason};
use crate::Service;
use crate::ctx::Ctx;
use crate::erasures::Person;
use crate::error::{Answer, ServiceError};
use crate::records::random_id;
use crate::work::{Change, Work};

/// What somebody can object to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectionPurpose {
    /// Research and statistics (Article 21(6)): what analysts do.
    Research,
    /// Direct marketing (Article 21(2)).
    DirectMarketing,
    /// Profiling (Article 21(1)).
    Profiling,
    /// What rests on legitimate interests (Article 6(1)(f)).
    LegitimateInterests,
    /// What rests on a task in the public interest (Article 6(1)(e)).
    PublicInterest,
}

impl ObjectionPurpose {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Research,
        Self::DirectMarketing,
        Self::Profiling,
        Self::LegitimateInterests,
        Self::PublicInterest,
    ];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Research => "research",
            Self::DirectMarketing => "direct_marketing",
            Self::Profiling => "profiling",
            Self::LegitimateInterests => "legitimate_interests",
            Self::PublicInterest => "public_interest",
        }
    }

    /// The purpose of this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.name() == name)
    }

    /// Whether this server can tell what is for it, and refuses that.
    pub const fn is_enforced(self) -> bool {
        matches!(self, Self::Research)
    }

    /// The id under which an objection to it stands.
    fn of(self, person: Pseudonym) -> Pseudonym {
        let name = self.name().as_bytes();
        let hash = seal::sha256(&[b"ribcage objection 1", person.as_bytes(), name]);
        let (id, _) = hash.split_first_chunk().expect("a hash has 32 bytes");
        Pseudonym::from_bytes(*id)
    }
}

/// That a person objects to a purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// Its id.
    pub id: String,
    /// To what.
    pub purpose: ObjectionPurpose,
    /// Why, in the words of whoever objects.
    pub reason: String,
    /// Who has objected: the person, or somebody for them.
    pub by: String,
    /// Since when (RFC 3339).
    pub since: String,
    /// Who has recorded it.
    pub recorded_by: String,
    /// The same of whoever signs in, by their id: they are named in the directory only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_by_user: Option<String>,
}

/// An objection to be recorded.
#[derive(Debug, Clone)]
pub struct NewObjection {
    /// To what.
    pub purpose: ObjectionPurpose,
    /// Why.
    pub reason: String,
    /// Who objects.
    pub by: String,
    /// When it was raised; now, if it is not said. It is heeded from the commit on.
    pub since: Option<Timestamp>,
}

impl Service {
    /// Records an objection. What it is known to be about is refused from the commit on.
    pub async fn object_subject(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
        objection: &NewObjection,
    ) -> Answer<SubjectView> {
        self.perform(ctx, Operation::ObjectSubject, ResourceType::SUBJECT, |work| {
            Box::pin(self.plan_objection(work, kind, id, objection))
        })
        .await
    }

    /// Records that a person objects no more.
    pub async fn withdraw_objection(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
        objection: &str,
    ) -> Answer<SubjectView> {
        self.perform(ctx, Operation::WithdrawObjection, ResourceType::SUBJECT, |work| {
            Box::pin(self.plan_withdrawal(work, kind, id, objection))
        })
        .await
    }

    async fn plan_objection(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
        new: &NewObjection,
    ) -> Result<Change<SubjectView>, ServiceError> {
        check_reason(&new.reason)?;
        check_reason(&new.by)?;
        let since = new.since.unwrap_or(work.ctx.at);
        if since > work.ctx.at {
            let detail = "since: an objection cannot have been raised later than now";
            return Err(ServiceError::BadRequest(detail.to_owned()));
        }
        let person = self.find_erasable(work, kind, id).await?;
        let mut rights = self.rights_of(work, &person).await?;
        if rights.body.objections.len() >= OBJECTIONS_MAX {
            let detail = format!("there are at most {OBJECTIONS_MAX} objections of a person");
            return Err(ServiceError::BadRequest(detail));
        }
        rights.body.objections.push(Objection {
            id: random_id(self.rng()).to_string(),
            purpose: new.purpose,
            reason: new.reason.clone(),
            by: new.by.clone(),
            since: format_instant(since),
            recorded_by: work.caller.name.clone(),
            recorded_by_user: work.caller.user().map(|user| user.to_string()),
        });
        let change = self.keep_rights(work, &person, rights).await?;
        Ok(standing(change, &person, new.purpose, SubjectState::Restricted))
    }

    async fn plan_withdrawal(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
        objection: &str,
    ) -> Result<Change<SubjectView>, ServiceError> {
        let person = self.find_erasable(work, kind, id).await?;
        let mut rights = self.rights_of(work, &person).await?;
        let objections = &mut rights.body.objections;
        let at = objections.iter().position(|raised| raised.id == objection);
        let purpose = objections.remove(at.ok_or(ServiceError::NotFound)?).purpose;
        let stands = objections.iter().any(|other| other.purpose == purpose);
        let change = self.keep_rights(work, &person, rights).await?;
        let state = if stands { SubjectState::Restricted } else { SubjectState::Open };
        Ok(standing(change, &person, purpose, state))
    }
}

/// The objection to a purpose stands so from then on.
fn standing(
    mut change: Change<SubjectView>,
    person: &Person,
    purpose: ObjectionPurpose,
    state: SubjectState,
) -> Change<SubjectView> {
    let subject = purpose.of(person.subject.pseudonym(StoreName::Records));
    change.subjects.push(SubjectChange { subject, state });
    change
}

impl Work<'_> {
    /// What the caller does this for, as far as that is known from who they are.
    fn purpose(&self) -> Option<ObjectionPurpose> {
        let is_of_people = match self.operation.area() {
            Area::Fhir => true,
            Area::Platform(kind) => kind == ResourceType::DOCUMENT,
            Area::Deployment(_) => false,
        };
        (is_of_people && is_researcher(self.caller.roles)).then_some(ObjectionPurpose::Research)
    }

    /// A change that shows nothing of whoever objects to what it is for.
    pub(crate) fn with_purpose<T>(&self, mut change: Change<T>) -> Change<T> {
        if let Some(purpose) = self.purpose() {
            let shown = change.guards.iter().filter_map(|guard| match guard {
                Guard::Shown(person) => Some(Guard::NotObjected(purpose.of(*person))),
                _ => None,
            });
            let shown: Vec<_> = shown.collect();
            change.guards.extend(shown);
        }
        change
    }

    /// That none of these objects to what this is for.
    pub(crate) async fn admit_purpose(&self, about: &[Pseudonym]) -> Result<(), ServiceError> {
        let Some(purpose) = self.purpose() else { return Ok(()) };
        for person in about {
            let objection = purpose.of(*person);
            let records = &self.service.records;
            let state = records.find_subject_state(&self.permit, objection).await?;
            if state == Some(SubjectState::Restricted) {
                return Err(ServiceError::Objected);
            }
        }
        Ok(())
    }
}

/// Whoever may see records only to study them.
fn is_researcher(roles: Roles) -> bool {
    roles.contains(Role::Analyst)
        && !roles.contains(Role::Clinician)
        && !roles.contains(Role::Service)
}
