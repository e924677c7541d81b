//! The sample data: a small clinic for eyes and lungs, all of it made up here.

use serde_json::{Value, json};

/// Names that go together in turn.
const GIVEN: [&str; 12] = [
    "Amina", "Bram", "Clara", "Duarte", "Elif", "Farid", "Greta", "Hugo", "Inês", "Jonas", "Kofi",
    "Lotte",
];
const FAMILY: [&str; 12] = [
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
];
/// Visits a patient has had, a quarter of a year apart.
const VISITS: u64 = 6;

/// Practitioners and patients.
pub(super) fn people() -> Vec<Value> {
    let mut people = vec![
        practitioner("sample-ophthalmologist", "Ophthalmology", "394594003"),
        practitioner("sample-pulmonologist", "Respiratory medicine", "418112009"),
    ];
    people.extend((0..GIVEN.len()).map(patient));
    people
}

/// What is known of the patients.
pub(super) fn records() -> Vec<Value> {
    let mut records = vec![json!({
        "resourceType": "Organization", "id": "sample-clinic", "active": true,
        "name": "Ribcage demo clinic"
    })];
    for number in 0..GIVEN.len() {
        let number = number as u64;
        records.push(condition(number));
        records.push(medication(number));
        for visit in 0..VISITS {
            records.push(encounter(number, visit));
            records.extend(measurements(number, visit));
        }
    }
    records
}

/// Measurements that were corrected later, so that there is a history to look at.
pub(super) fn corrections() -> Vec<Value> {
    (0..3)
        .map(|number| {
            let mut corrected = measurements(number, VISITS - 1).swap_remove(0);
            corrected["status"] = json!("amended");
            corrected["note"] = json!([{"text": "Read again after calibration."}]);
            corrected
        })
        .collect()
}

fn practitioner(id: &str, specialty: &str, code: &str) -> Value {
    json!({
        "resourceType": "Practitioner", "id": id, "active": true,
        "qualification": [{"code": {
            "coding": [{"system": "http://snomed.info/sct", "code": code, "display": specialty}]
        }}]
    })
}

fn patient(number: usize) -> Value {
    // The tables are walked at different steps, so that names do not pair up in order.
    let family = FAMILY[(number * 5 + 3) % FAMILY.len()];
    let year = 1941 + (number * 37) % 60;
    let month = 1 + (number * 5) % 12;
    let day = 1 + (number * 11) % 28;
    json!({
        "resourceType": "Patient", "id": patient_id(number as u64), "active": true,
        "identifier": [{"system": "urn:ribcage:demo:number", "value": format!("D-{:04}", 1000 + number * 7)}],
        "name": [{"use": "official", "family": family, "given": [GIVEN[number]]}],
        "gender": if number.is_multiple_of(2) { "female" } else { "male" },
        "birthDate": format!("{year}-{month:02}-{day:02}"),
        "managingOrganization": {"reference": "Organization/sample-clinic"}
    })
}

fn patient_id(number: u64) -> String {
    format!("sample-patient-{:02}", number + 1)
}

fn subject(number: u64) -> Value {
    json!({"reference": format!("Patient/{}", patient_id(number))})
}

/// Every other patient comes for the eyes, the rest for the lungs.
const fn for_eyes(number: u64) -> bool {
    number.is_multiple_of(2)
}

fn condition(number: u64) -> Value {
    let (code, display) = if for_eyes(number) {
        ("77075001", "Primary open angle glaucoma")
    } else {
        ("195967001", "Asthma")
    };
    json!({
        "resourceType": "Condition", "id": format!("sample-condition-{:02}", number + 1),
        "clinicalStatus": {"coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"
        }]},
        "code": {"coding": [{"system": "http://snomed.info/sct", "code": code, "display": display}]},
        "subject": subject(number),
        "onsetDateTime": format!("{}", 2012 + number % 9)
    })
}

fn medication(number: u64) -> Value {
    let (code, display, dose) = if for_eyes(number) {
        ("43009", "latanoprost", "One drop in each eye in the evening.")
    } else {
        ("19831", "budesonide", "Two puffs in the morning and in the evening.")
    };
    json!({
        "resourceType": "MedicationRequest", "id": format!("sample-medication-{:02}", number + 1),
        "status": "active", "intent": "order",
        "medicationCodeableConcept": {"coding": [{
            "system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": code, "display": display
        }]},
        "subject": subject(number),
        "authoredOn": date(0),
        "dosageInstruction": [{"text": dose}]
    })
}

fn encounter(number: u64, visit: u64) -> Value {
    let practitioner =
        if for_eyes(number) { "sample-ophthalmologist" } else { "sample-pulmonologist" };
    json!({
        "resourceType": "Encounter", "id": encounter_id(number, visit), "status": "finished",
        "class": {
            "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB",
            "display": "ambulatory"
        },
        "subject": subject(number),
        "participant": [{"individual": {"reference": format!("Practitioner/{practitioner}")}}],
        "period": {"start": instant(visit, 0), "end": instant(visit, 30)}
    })
}

fn encounter_id(number: u64, visit: u64) -> String {
    format!("sample-encounter-{:02}-{}", number + 1, visit + 1)
}

fn measurements(number: u64, visit: u64) -> Vec<Value> {
    // A slow improvement with a little up and down.
    let wobble = (number * 7 + visit * 3) % 5;
    if for_eyes(number) {
        let pressure = 24 - visit + wobble;
        vec![
            measured(
                number,
                visit,
                "79892-6",
                "Right eye intraocular pressure",
                &format!("{pressure}.0"),
                "mm[Hg]",
            ),
            measured(
                number,
                visit,
                "79893-4",
                "Left eye intraocular pressure",
                &format!("{pressure}.5"),
                "mm[Hg]",
            ),
        ]
    } else {
        let volume = 210 + visit * 9 + wobble * 4;
        let capacity = volume + 110;
        let litres = |hundredths: u64| format!("{}.{:02}", hundredths / 100, hundredths % 100);
        vec![
            measured(number, visit, "20150-9", "FEV1", &litres(volume), "L"),
            measured(number, visit, "19868-9", "Forced vital capacity", &litres(capacity), "L"),
        ]
    }
}

fn measured(number: u64, visit: u64, code: &str, name: &str, value: &str, unit: &str) -> Value {
    let number_of_value: serde_json::Number = value.parse().expect("a decimal number");
    json!({
        "resourceType": "Observation",
        "id": format!("sample-observation-{:02}-{}-{code}", number + 1, visit + 1),
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": code, "display": name}]},
        "subject": subject(number),
        "encounter": {"reference": format!("Encounter/{}", encounter_id(number, visit))},
        "effectiveDateTime": instant(visit, 10),
        "valueQuantity": {
            "value": number_of_value, "unit": unit,
            "system": "http://unitsofmeasure.org", "code": unit
        }
    })
}

/// The day of a visit.
fn date(visit: u64) -> String {
    let quarter = visit % 4;
    format!("{}-{:02}-12", 2025 + visit / 4, 1 + quarter * 3)
}

fn instant(visit: u64, minute: u64) -> String {
    format!("{}T09:{minute:02}:00Z", date(visit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_it_is_valid_fhir_and_no_id_occurs_twice() {
        let all: Vec<_> = people().into_iter().chain(records()).collect();
        let mut ids = std::collections::BTreeSet::new();
        for resource in all.iter().chain(&corrections()) {
            let name = resource["resourceType"].as_str().expect("a type");
            let json = model::Json::parse(resource.to_string().as_bytes()).expect("JSON");
            let kind = fhir::types::resource_type(name).expect("a type of R4");
            assert_eq!(fhir::validate(&json, kind), [], "{resource}");
        }
        for resource in &all {
            assert!(ids.insert(resource["id"].to_string()), "{resource}");
        }
        assert!(all.len() > 150);
    }
}
