//! Encounters and what is measured in them.

use model::clock::format_instant;
use serde_json::{Value, json};

use super::super::calendar::later;
use super::super::chance::Chance;
use super::patients::Patient;

/// Every so many visits the blood pressure is measured.
const BLOOD_PRESSURE_EVERY: usize = 3;
/// How long a visit takes, in minutes, and when in it is measured.
const VISIT_TAKES: i64 = 30;
const MEASURED_AFTER: i64 = 10;

/// Something that is measured: a code of LOINC, and a unit of UCUM.
pub(super) struct Measure {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) unit: &'static str,
    /// Of the categories of observations in FHIR.
    pub(super) category: &'static str,
}

/// That somebody has come.
pub(super) fn encounter(patient: &Patient, visit: usize) -> Value {
    let at = patient.visits[visit];
    json!({
        "resourceType": "Encounter", "id": patient.encounter_id(visit), "status": "finished",
        "class": {
            "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB",
            "display": "ambulatory"
        },
        "subject": patient.subject(),
        "participant": [{"individual": patient.practitioner()}],
        "reasonReference": [{"reference": format!("Condition/sample-condition-{:02}", patient.number)}],
        "serviceProvider": {"reference": "Organization/sample-clinic"},
        "period": {"start": format_instant(at), "end": format_instant(later(at, VISIT_TAKES))}
    })
}

/// One value.
pub(super) fn measured(patient: &Patient, visit: usize, what: &Measure, value: &str) -> Value {
    let mut observation = observation(patient, visit, what);
    observation["valueQuantity"] = quantity(value, what.unit);
    observation
}

/// The blood pressure, if it is measured at this visit.
pub(super) fn blood_pressure(patient: &Patient, visit: usize) -> Option<Value> {
    const PANEL: Measure = Measure {
        code: "85354-9",
        name: "Blood pressure panel with all children optional",
        unit: "mm[Hg]",
        category: "vital-signs",
    };
    if !visit.is_multiple_of(BLOOD_PRESSURE_EVERY) {
        return None;
    }
    let mut who = Chance::of(patient.number, 0, 71);
    let mut chance = Chance::of(patient.number, visit, 72);
    let upper = who.between(118, 146) + chance.between(-7, 7);
    let lower = who.between(70, 88) + chance.between(-5, 5);
    let component = |code: &str, name: &str, value: i64| {
        json!({
            "code": {"coding": [{"system": "http://loinc.org", "code": code, "display": name}]},
            "valueQuantity": quantity(&value.to_string(), PANEL.unit)
        })
    };
    let mut observation = observation(patient, visit, &PANEL);
    observation["component"] = json!([
        component("8480-6", "Systolic blood pressure", upper),
        component("8462-4", "Diastolic blood pressure", lower)
    ]);
    Some(observation)
}

fn observation(patient: &Patient, visit: usize, what: &Measure) -> Value {
    json!({
        "resourceType": "Observation",
        "id": format!("sample-observation-{:02}-{}-{}", patient.number, visit + 1, what.code),
        "status": "final",
        "category": [{"coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": what.category
        }]}],
        "code": {"coding": [{
            "system": "http://loinc.org", "code": what.code, "display": what.name
        }]},
        "subject": patient.subject(),
        "encounter": patient.encounter(visit),
        "effectiveDateTime": format_instant(later(patient.visits[visit], MEASURED_AFTER)),
        "performer": [patient.practitioner()]
    })
}

fn quantity(value: &str, unit: &str) -> Value {
    let value: serde_json::Number = value.parse().expect("a decimal number");
    let mut quantity = json!({"value": value, "system": "http://unitsofmeasure.org", "code": unit});
    // A number without a unit is not to be read as a number of something.
    if unit != "1" {
        quantity["unit"] = json!(unit);
    }
    quantity
}
