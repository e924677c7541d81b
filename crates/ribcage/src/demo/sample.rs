//! The sample data: a clinic for eyes and lungs, all of it made up here, and the same each time it is made on a day.

mod background;
mod eyes;
mod files;
mod letters;
mod lungs;
mod observations;
mod own_types;
mod patients;

use serde_json::{Value, json};

pub(super) use own_types::{CHECK, EXPERIENCE, checks, experience, own_types};
pub(super) use patients::{PATIENTS, Patient};

/// Whom the clinic has erased.
pub(super) const ERASED: usize = PATIENTS + 1;

/// The clinic, and who works there.
pub(super) fn clinic() -> Vec<Value> {
    vec![
        json!({
            "resourceType": "Organization", "id": "sample-clinic", "active": true,
            "name": "Ribcage demo clinic"
        }),
        practitioner("sample-ophthalmologist", ("Marit", "Solberg"), "394594003", "Ophthalmology"),
        practitioner("sample-pulmonologist", ("Rui", "Aguiar"), "418112009", "Pulmonary medicine"),
    ]
}

/// What a visit of a patient leaves: what is new of the patient, too.
pub(super) fn visit(patient: &Patient, visit: usize) -> Vec<Value> {
    let mut left = vec![observations::encounter(patient, visit)];
    left.extend(background::new_at(patient, visit));
    left.extend(if patient.is_of_the_eyes() {
        eyes::measurements(patient, visit)
    } else {
        lungs::measurements(patient, visit)
    });
    left.extend(observations::blood_pressure(patient, visit));
    left.extend(letters::of_visit(patient, visit));
    left
}

/// A measurement of a visit as it was corrected later, so that there is a history to look at.
pub(super) fn correction(patient: &Patient, visit: usize) -> Value {
    let measured = if patient.is_of_the_eyes() {
        eyes::measurements(patient, visit)
    } else {
        lungs::measurements(patient, visit)
    };
    let mut corrected = measured.into_iter().next().expect("something is measured at every visit");
    corrected["status"] = json!("amended");
    corrected["note"] = json!([{"text": "Read again after calibration."}]);
    corrected
}

fn practitioner(id: &str, name: (&str, &str), code: &str, specialty: &str) -> Value {
    json!({
        "resourceType": "Practitioner", "id": id, "active": true,
        "name": [{"use": "official", "family": name.1, "given": [name.0]}],
        "qualification": [{"code": {
            "coding": [{"system": "http://snomed.info/sct", "code": code, "display": specialty}]
        }}]
    })
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::demo::calendar::Day;

    fn today() -> Day {
        Day::of("2026-03-04T11:00:00Z".parse().expect("an instant"))
    }

    fn all() -> Vec<Value> {
        let patients = (1..=ERASED).map(|number| Patient::new(number, today()));
        let of_patients = patients.flat_map(|patient| {
            let visits: Vec<_> =
                (0..patient.visits().len()).flat_map(|at| visit(&patient, at)).collect();
            std::iter::once(patient.resource()).chain(visits)
        });
        clinic().into_iter().chain(of_patients).collect()
    }

    #[test]
    fn all_of_it_is_valid_fhir() {
        let corrected = correction(&Patient::new(1, today()), 3);
        for resource in all().iter().chain([&corrected]) {
            let name = resource["resourceType"].as_str().expect("a type");
            let json = model::Json::parse(resource.to_string().as_bytes()).expect("JSON");
            let kind = fhir::types::resource_type(name).expect("a type of R4");
            assert_eq!(fhir::validate(&json, kind), [], "{resource}");
        }
    }

    #[test]
    fn no_id_occurs_twice_but_for_what_has_ended() {
        let (mut ids, mut counts) = (BTreeSet::new(), BTreeMap::<_, usize>::new());
        for resource in all() {
            let kind = resource["resourceType"].to_string();
            *counts.entry(kind.clone()).or_default() += 1;
            let has_ended = resource["abatementDateTime"].is_string()
                || (kind.contains("MedicationRequest") && resource["status"] == "completed");
            assert!(ids.insert((kind, resource["id"].to_string())) || has_ended, "{resource}");
        }
        assert!(ids.len() > 3_000, "{counts:?}");
        for kind in ["Procedure", "AllergyIntolerance", "MedicationStatement", "VisionPrescription"]
        {
            assert!(counts.contains_key(&format!("\"{kind}\"")), "{kind}: {counts:?}");
        }
    }

    #[test]
    fn no_two_patients_have_the_same_name() {
        let patients = (1..=ERASED).map(|number| Patient::new(number, today()));
        let names: BTreeSet<_> = patients.map(|patient| patient.name()).collect();
        assert_eq!(names.len(), ERASED);
    }

    #[test]
    fn a_course_is_one_that_there_may_be() {
        let value = |patient: &Patient, at: usize, code: &str| {
            let found = visit(patient, at);
            let found = found.iter().find(|it| it["code"]["coding"][0]["code"] == code);
            found.expect("it is measured")["valueQuantity"]["value"].as_f64().expect("a number")
        };
        for number in 1..=ERASED {
            let patient = Patient::new(number, today());
            for at in 0..patient.visits().len() {
                if patient.is_of_the_eyes() {
                    for code in ["79892-6", "79893-4"] {
                        assert!((11.0..=32.0).contains(&value(&patient, at, code)), "{number}");
                    }
                } else {
                    let (volume, capacity) =
                        (value(&patient, at, "20150-9"), value(&patient, at, "19868-9"));
                    assert!((0.7..4.2).contains(&volume) && volume < capacity, "{number}");
                    assert!((30.0..=90.0).contains(&value(&patient, at, "19926-5")), "{number}");
                    assert!((86.0..=100.0).contains(&value(&patient, at, "59408-5")), "{number}");
                }
            }
        }
        // Drops have helped the first one.
        let first = Patient::new(1, today());
        let last = first.visits().len() - 1;
        assert!(value(&first, 0, "79892-6") > value(&first, last, "79892-6") + 4.0);
    }
}
