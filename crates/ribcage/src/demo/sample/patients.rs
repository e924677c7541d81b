//! Who the patients are, what they come for, and when they have come.

use model::Timestamp;
use serde_json::{Value, json};

use super::super::calendar::Day;
use super::super::chance::Chance;

/// How many patients the clinic has; one more is erased.
pub(in super::super) const PATIENTS: usize = 40;
/// Every so many patients one is new: they have first come in the weeks that the demo tells of.
const NEW_EVERY: usize = 8;

/// Names that go together in turn, a woman's and a man's alternating.
const GIVEN: [&str; 24] = [
    "Amina", "Bram", "Clara", "Duarte", "Elif", "Farid", "Greta", "Hugo", "Inês", "Jonas",
    "Katrin", "Leon", "Mirjam", "Nuno", "Olga", "Pavel", "Rosa", "Samir", "Tessa", "Umberto",
    "Vera", "Willem", "Yara", "Zeno",
];
const FAMILY: [&str; 25] = [
    "de Wit",
    "Ferreira",
    "Osei",
    "Lindqvist",
    "Yılmaz",
    "Rossi",
    "Novak",
    "Bakker",
    "Carvalho",
    "Haddad",
    "Jansen",
    "Moreau",
    "Petersen",
    "Nowak",
    "Silva",
    "Weber",
    "Okafor",
    "Dumont",
    "van Dijk",
    "Kovács",
    "Andrade",
    "Schmitt",
    "Bergman",
    "Costa",
    "Visser",
];

/// What somebody comes for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ailment {
    Glaucoma,
    Cataract,
    Retinopathy,
    MacularDegeneration,
    Asthma,
    Copd,
}

/// A patient, and when they have come.
pub(in super::super) struct Patient {
    pub(super) number: usize,
    pub(super) ailment: Ailment,
    pub(super) visits: Vec<Timestamp>,
}

impl Ailment {
    /// Every other patient comes for the eyes, the rest for the lungs.
    const fn of(number: usize) -> Self {
        match number % 10 {
            1 | 5 => Self::Glaucoma,
            3 => Self::Cataract,
            7 => Self::Retinopathy,
            9 => Self::MacularDegeneration,
            4 | 8 => Self::Copd,
            _ => Self::Asthma,
        }
    }

    pub(super) const fn is_of_the_eyes(self) -> bool {
        !matches!(self, Self::Asthma | Self::Copd)
    }

    /// In which years those are born who have it.
    const fn born(self) -> (i64, i64) {
        match self {
            Self::Glaucoma => (1946, 1966),
            Self::Cataract => (1940, 1956),
            Self::Retinopathy => (1950, 1972),
            Self::MacularDegeneration => (1938, 1952),
            Self::Asthma => (1971, 2004),
            Self::Copd => (1944, 1963),
        }
    }
}

impl Patient {
    /// The patient of a number, from 1 on, as somebody knows them who looks on a day.
    pub(in super::super) fn new(number: usize, today: Day) -> Self {
        Self { number, ailment: Ailment::of(number), visits: visits(number, today) }
    }

    pub(in super::super) fn id(&self) -> String {
        format!("sample-patient-{:02}", self.number)
    }

    pub(in super::super) fn family(&self) -> &'static str {
        // The tables are of different lengths, so that names do not pair up twice.
        FAMILY[(self.number * 7 + 22) % FAMILY.len()]
    }

    /// Their name, as somebody has it who signs in.
    pub(in super::super) fn name(&self) -> String {
        format!("{} {}", self.given(), self.family())
    }

    const fn given(&self) -> &'static str {
        GIVEN[(self.number - 1) % GIVEN.len()]
    }

    pub(in super::super) const fn is_of_the_eyes(&self) -> bool {
        self.ailment.is_of_the_eyes()
    }

    /// When they have come.
    pub(in super::super) fn visits(&self) -> &[Timestamp] {
        &self.visits
    }

    /// On which day they came.
    pub(super) fn day(&self, visit: usize) -> Day {
        Day::of(self.visits[visit])
    }

    pub(super) fn subject(&self) -> Value {
        json!({"reference": format!("Patient/{}", self.id())})
    }

    pub(super) fn practitioner(&self) -> Value {
        let id =
            if self.is_of_the_eyes() { "sample-ophthalmologist" } else { "sample-pulmonologist" };
        json!({"reference": format!("Practitioner/{id}")})
    }

    pub(super) fn encounter_id(&self, visit: usize) -> String {
        format!("sample-encounter-{:02}-{}", self.number, visit + 1)
    }

    pub(super) fn encounter(&self, visit: usize) -> Value {
        json!({"reference": format!("Encounter/{}", self.encounter_id(visit))})
    }

    /// Who they are.
    pub(in super::super) fn resource(&self) -> Value {
        let mut chance = Chance::of(self.number, 0, 1);
        let (from, to) = self.ailment.born();
        let (year, month, day) =
            (chance.between(from, to), chance.between(1, 12), chance.between(1, 28));
        json!({
            "resourceType": "Patient", "id": self.id(), "active": true,
            "identifier": [{
                "system": "urn:ribcage:demo:number",
                "value": format!("D-{:04}", 993 + self.number * 7)
            }],
            "name": [{"use": "official", "family": self.family(), "given": [self.given()]}],
            "gender": if self.number.is_multiple_of(2) { "male" } else { "female" },
            "birthDate": format!("{year}-{month:02}-{day:02}"),
            "telecom": [{
                "system": "email", "use": "home",
                "value": format!("patient-{:02}@demo.example", self.number)
            }],
            "generalPractitioner": [self.practitioner()],
            "managingOrganization": {"reference": "Organization/sample-clinic"}
        })
    }
}

/// When somebody has come: for three to five years, every two to four months, at other times of the day.
fn visits(number: usize, today: Day) -> Vec<Timestamp> {
    let mut chance = Chance::of(number, 0, 2);
    let is_new = number.is_multiple_of(NEW_EVERY) || number > PATIENTS;
    let days_ago = if is_new { chance.between(20, 45) } else { chance.between(3 * 365, 5 * 365) };
    let mut day = today.before(days_ago).of_work();
    let mut visits = Vec::new();
    while day < today {
        visits.push(day.at(8 * 60 + 15 * chance.between(0, 34)));
        let until_next = if is_new { (10, 20) } else { (60, 120) };
        day = day.after(chance.between(until_next.0, until_next.1)).of_work();
    }
    visits
}
