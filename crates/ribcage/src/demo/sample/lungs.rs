//! How lungs do: how much air they hold and give, and what reaches the blood.

use serde_json::Value;

use super::super::chance::Chance;
use super::observations::{Measure, measured};
use super::patients::{Ailment, Patient};

const VOLUME: Measure = Measure { code: "20150-9", name: "FEV1", unit: "L", category: "procedure" };
const CAPACITY: Measure =
    Measure { code: "19868-9", name: "Forced vital capacity", unit: "L", category: "procedure" };
const RATIO: Measure =
    Measure { code: "19926-5", name: "FEV1/FVC", unit: "%", category: "procedure" };
const PEAK_FLOW: Measure =
    Measure { code: "19935-6", name: "Peak expiratory flow", unit: "L/min", category: "procedure" };
const SATURATION: Measure = Measure {
    code: "59408-5",
    name: "Oxygen saturation in Arterial blood by Pulse oximetry",
    unit: "%",
    category: "vital-signs",
};

/// What is measured of the lungs at a visit.
pub(super) fn measurements(patient: &Patient, visit: usize) -> Vec<Value> {
    let is_copd = patient.ailment == Ailment::Copd;
    let (volume, capacity) = volumes(patient, visit);
    let mut chance = Chance::of(patient.number, visit, 61);
    let flow = volume * if is_copd { 14 } else { 15 } / 10 + chance.between(-12, 12);
    let saturation = match is_copd {
        true if is_worse(patient, visit) => chance.between(88, 91),
        true => chance.between(92, 95),
        false => chance.between(96, 99),
    };
    let litres = |hundredths: i64| format!("{}.{:02}", hundredths / 100, hundredths % 100);
    vec![
        measured(patient, visit, &VOLUME, &litres(volume)),
        measured(patient, visit, &CAPACITY, &litres(capacity)),
        measured(patient, visit, &RATIO, &(volume * 100 / capacity).to_string()),
        measured(patient, visit, &PEAK_FLOW, &(flow / 5 * 5).to_string()),
        measured(patient, visit, &SATURATION, &saturation.to_string()),
    ]
}

/// Whether somebody comes since it has become worse.
pub(super) fn is_worse(patient: &Patient, visit: usize) -> bool {
    visit > 0
        && patient.ailment == Ailment::Copd
        && Chance::of(patient.number, visit, 51).between(0, 6) == 0
}

/// What is breathed out in the first second, and in all, in hundredths of a litre.
fn volumes(patient: &Patient, visit: usize) -> (i64, i64) {
    let mut who = Chance::of(patient.number, 0, 52);
    let mut chance = Chance::of(patient.number, visit, 53);
    let day = patient.day(visit);
    let months = day.since(patient.day(0)) / 30;
    if patient.ailment == Ailment::Copd {
        let volume = who.between(148, 190) - months / 3 + chance.between(-5, 5);
        let capacity = who.between(272, 310) - months / 4 + chance.between(-6, 6);
        let worse = i64::from(is_worse(patient, visit));
        (volume - 26 * worse, capacity - 15 * worse)
    } else {
        // It gets better in the first year of treatment, and is worse when grasses flower.
        let volume = who.between(236, 330) + 3 * months.min(12) + chance.between(-8, 8);
        let volume = if (5..=7).contains(&day.month()) { volume - 24 } else { volume };
        (volume, volume * 100 / (74 + months.min(12) / 4 + chance.between(0, 2)))
    }
}
