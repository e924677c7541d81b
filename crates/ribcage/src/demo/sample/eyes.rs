//! How eyes do: how well they see, and the pressure in them.

use serde_json::{Value, json};

use super::super::chance::Chance;
use super::observations::{Measure, measured};
use super::patients::{Ailment, Patient};

const RIGHT_ACUITY: Measure = Measure {
    code: "79880-1",
    name: "Visual acuity best corrected Right eye by Snellen eye chart",
    unit: "1",
    category: "exam",
};
const LEFT_ACUITY: Measure = Measure {
    code: "79881-9",
    name: "Visual acuity best corrected Left eye by Snellen eye chart",
    unit: "1",
    category: "exam",
};
const RIGHT_PRESSURE: Measure = Measure {
    code: "79892-6",
    name: "Right eye intraocular pressure",
    unit: "mm[Hg]",
    category: "exam",
};
const LEFT_PRESSURE: Measure = Measure {
    code: "79893-4",
    name: "Left eye intraocular pressure",
    unit: "mm[Hg]",
    category: "exam",
};
const SUGAR: Measure = Measure {
    code: "4548-4",
    name: "Hemoglobin A1c/Hemoglobin.total in Blood",
    unit: "%",
    category: "laboratory",
};

/// The lines of a chart, as decimal acuity.
const LINES: [&str; 12] =
    ["0.05", "0.1", "0.16", "0.2", "0.25", "0.32", "0.4", "0.5", "0.63", "0.8", "1.0", "1.25"];
/// Every so many visits the glasses are looked at.
const GLASSES_EVERY: usize = 5;

/// One of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Eye {
    Right,
    Left,
}

impl Eye {
    pub(super) const BOTH: [Self; 2] = [Self::Right, Self::Left];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Left => "left",
        }
    }
}

/// What is measured of the eyes at a visit.
pub(super) fn measurements(patient: &Patient, visit: usize) -> Vec<Value> {
    let acuity = |eye| LINES[line(patient, visit, eye)];
    let pressure = |eye| pressure(patient, visit, eye).to_string();
    let mut found = vec![
        measured(patient, visit, &RIGHT_PRESSURE, &pressure(Eye::Right)),
        measured(patient, visit, &LEFT_PRESSURE, &pressure(Eye::Left)),
        measured(patient, visit, &RIGHT_ACUITY, acuity(Eye::Right)),
        measured(patient, visit, &LEFT_ACUITY, acuity(Eye::Left)),
    ];
    if patient.ailment == Ailment::Retinopathy && visit.is_multiple_of(2) {
        let tenths = Chance::of(patient.number, visit, 31).between(68, 84);
        found.push(measured(patient, visit, &SUGAR, &format!("{}.{}", tenths / 10, tenths % 10)));
    }
    if visit.is_multiple_of(GLASSES_EVERY) {
        found.push(glasses(patient, visit));
    }
    found
}

/// At which visit something is done about an eye, if it ever is.
pub(super) const fn turning_point(patient: &Patient, eye: Eye) -> usize {
    let part = match eye {
        Eye::Right => 5,
        Eye::Left => 7,
    };
    // Whoever has just come has had nothing done yet.
    if patient.visits.len() < 6 { usize::MAX } else { patient.visits.len() * part / 10 }
}

/// The line that an eye reads.
fn line(patient: &Patient, visit: usize, eye: Eye) -> usize {
    let months = patient.day(visit).since(patient.day(0)) / 30;
    let is_right = eye == Eye::Right;
    let turned = turning_point(patient, eye);
    let line = match patient.ailment {
        Ailment::Cataract if visit >= turned => 10,
        Ailment::Cataract => 9 - i64::from(is_right) - months / 9,
        Ailment::Retinopathy => 9 - months / 20 - i64::from(is_right),
        Ailment::MacularDegeneration if is_right => {
            // From then on injections keep what there is.
            let until = visit.min(turned);
            8 - patient.day(until).since(patient.day(0)) / 30 / 7
        }
        Ailment::MacularDegeneration => 10 - months / 18,
        _ => 10 - i64::from(!is_right) - months / 40,
    };
    let wobble = Chance::of(patient.number, visit, 11 + u64::from(is_right)).wobble();
    usize::try_from((line + wobble).clamp(0, 11)).unwrap_or_default()
}

/// The pressure in an eye, in millimetres of mercury.
fn pressure(patient: &Patient, visit: usize, eye: Eye) -> i64 {
    let years = patient.day(visit).since(patient.day(0)) / 365;
    let pressure = match patient.ailment {
        // Drops help at once, and less with the years; then there are second ones.
        Ailment::Glaucoma if visit == 0 => 27,
        Ailment::Glaucoma if visit >= turning_point(patient, Eye::Right) => 15 + years / 2,
        Ailment::Glaucoma => 18 + years,
        _ => 15,
    };
    let is_right = eye == Eye::Right;
    let mut chance = Chance::of(patient.number, visit, 21 + u64::from(is_right));
    pressure + i64::from(is_right) + chance.between(-1, 2)
}

/// The prescription of glasses.
fn glasses(patient: &Patient, visit: usize) -> Value {
    let lens = |eye: Eye| {
        let mut chance = Chance::of(patient.number, 0, 41 + u64::from(eye == Eye::Right));
        let quarters = chance.between(-14, 9) + i64::try_from(visit / 10).unwrap_or_default();
        json!({
            "product": {"coding": [{
                "system": "http://terminology.hl7.org/CodeSystem/ex-visionprescriptionproduct",
                "code": "lens"
            }]},
            "eye": eye.name(),
            "sphere": dioptres(quarters),
            "cylinder": dioptres(chance.between(-6, -1)),
            "axis": chance.between(1, 36) * 5
        })
    };
    json!({
        "resourceType": "VisionPrescription",
        "id": format!("sample-glasses-{:02}-{}", patient.number, visit + 1),
        "status": "active",
        "created": patient.day(visit).date(),
        "dateWritten": patient.day(visit).date(),
        "patient": patient.subject(),
        "encounter": patient.encounter(visit),
        "prescriber": patient.practitioner(),
        "lensSpecification": Eye::BOTH.map(lens)
    })
}

/// Quarters of a dioptre.
fn dioptres(quarters: i64) -> f64 {
    f64::from(i32::try_from(quarters).unwrap_or_default()) / 4.0
}
