//! What somebody has, takes, cannot bear, and has had done.

use serde_json::{Value, json};

use super::super::chance::Chance;
use super::eyes::{Eye, turning_point};
use super::lungs;
use super::patients::{Ailment, Patient};

const SNOMED: &str = "http://snomed.info/sct";
const RXNORM: &str = "http://www.nlm.nih.gov/research/umls/rxnorm";

/// A code and what it stands for.
#[derive(Clone, Copy)]
struct Code(&'static str, &'static str);

/// A medication and how it is taken.
struct Prescription {
    medication: Code,
    dose: &'static str,
    /// At which visit it begins,
    from: usize,
    /// and at which it ends, if it has.
    until: Option<usize>,
}

impl Code {
    fn of(self, system: &str) -> Value {
        json!({"coding": [{"system": system, "code": self.0, "display": self.1}]})
    }
}

/// All of it, as far as it is known at one of the visits: what is new at that one.
pub(super) fn new_at(patient: &Patient, visit: usize) -> Vec<Value> {
    let mut found = Vec::new();
    if visit == 0 {
        found.push(condition(patient, 1, ailment(patient.ailment)));
        found.extend(second_condition(patient.ailment).map(|code| condition(patient, 2, code)));
        found.extend(allergy(patient));
    }
    for (index, prescription) in prescriptions(patient).iter().enumerate() {
        if prescription.from == visit || prescription.until == Some(visit) {
            found.push(medication(patient, index + 1, prescription, visit));
        }
    }
    for eye in Eye::BOTH {
        if turning_point(patient, eye) == visit {
            found.extend(procedure(patient, visit, eye));
        }
    }
    if patient.ailment == Ailment::Cataract && visit == turning_point(patient, Eye::Left) {
        let mut over = condition(patient, 1, ailment(patient.ailment));
        over["clinicalStatus"] = state("condition-clinical", "resolved");
        over["abatementDateTime"] = json!(patient.day(visit).date());
        found.push(over);
    }
    if lungs::is_worse(patient, visit) {
        found.push(cortisone(patient, visit));
    }
    found
}

const fn ailment(ailment: Ailment) -> Code {
    match ailment {
        Ailment::Glaucoma => Code("77075001", "Primary open angle glaucoma"),
        Ailment::Cataract => Code("193570009", "Cataract"),
        Ailment::Retinopathy => Code("4855003", "Retinopathy due to diabetes mellitus"),
        Ailment::MacularDegeneration => Code("267718000", "Age-related macular degeneration"),
        Ailment::Asthma => Code("195967001", "Asthma"),
        Ailment::Copd => Code("13645005", "Chronic obstructive lung disease"),
    }
}

const fn second_condition(ailment: Ailment) -> Option<Code> {
    match ailment {
        Ailment::Retinopathy => Some(Code("44054006", "Diabetes mellitus type 2")),
        Ailment::Copd | Ailment::Cataract => Some(Code("38341003", "Hypertensive disorder")),
        _ => None,
    }
}

fn prescriptions(patient: &Patient) -> Vec<Prescription> {
    let always = |medication, dose| Prescription { medication, dose, from: 0, until: None };
    let turned = turning_point(patient, Eye::Right);
    match patient.ailment {
        Ailment::Glaucoma => vec![
            always(Code("43009", "latanoprost"), "One drop in each eye in the evening."),
            Prescription {
                medication: Code("10600", "timolol"),
                dose: "One drop in each eye in the morning and in the evening.",
                from: turned,
                until: None,
            },
        ],
        Ailment::Retinopathy => {
            vec![always(Code("6809", "metformin"), "500 mg with breakfast and with dinner.")]
        }
        Ailment::MacularDegeneration => vec![Prescription {
            medication: Code("1232150", "aflibercept"),
            dose: "2 mg into the vitreous of the right eye, every eight weeks.",
            from: turned,
            until: None,
        }],
        Ailment::Cataract => vec![Prescription {
            medication: Code("3264", "dexamethasone"),
            dose: "One drop in the operated eye four times a day, for four weeks.",
            from: turned,
            until: turned.checked_add(1).filter(|next| *next < patient.visits.len()),
        }],
        Ailment::Asthma => vec![
            always(Code("19831", "budesonide"), "Two puffs in the morning and in the evening."),
            always(Code("435", "albuterol"), "One or two puffs when needed."),
        ],
        Ailment::Copd => vec![
            always(Code("69120", "tiotropium"), "One inhalation in the morning."),
            always(Code("435", "albuterol"), "One or two puffs when needed."),
        ],
    }
}

fn condition(patient: &Patient, which: usize, code: Code) -> Value {
    let name = format!("sample-condition-{:02}", patient.number);
    let years = Chance::of(patient.number, which, 81).between(0, 6);
    let onset = patient.day(0).before(200 + 365 * years).date();
    json!({
        "resourceType": "Condition",
        "id": if which == 1 { name } else { format!("{name}-{which}") },
        "clinicalStatus": state("condition-clinical", "active"),
        "verificationStatus": state("condition-ver-status", "confirmed"),
        "category": [state("condition-category", "problem-list-item")],
        "code": code.of(SNOMED),
        "subject": patient.subject(),
        "onsetDateTime": &onset[..4],
        "recordedDate": patient.day(0).date(),
        "recorder": patient.practitioner()
    })
}

fn medication(patient: &Patient, index: usize, what: &Prescription, visit: usize) -> Value {
    let name = format!("sample-medication-{:02}", patient.number);
    json!({
        "resourceType": "MedicationRequest",
        "id": if index == 1 { name } else { format!("{name}-{index}") },
        "status": if what.until == Some(visit) { "completed" } else { "active" },
        "intent": "order",
        "medicationCodeableConcept": what.medication.of(RXNORM),
        "subject": patient.subject(),
        "encounter": patient.encounter(what.from),
        "authoredOn": patient.day(what.from).date(),
        "requester": patient.practitioner(),
        "dosageInstruction": [{"text": what.dose}]
    })
}

/// What somebody says they took when it had become worse.
fn cortisone(patient: &Patient, visit: usize) -> Value {
    let day = patient.day(visit);
    json!({
        "resourceType": "MedicationStatement",
        "id": format!("sample-taken-{:02}-{}", patient.number, visit + 1),
        "status": "completed",
        "medicationCodeableConcept": Code("8638", "prednisolone").of(RXNORM),
        "subject": patient.subject(),
        "context": patient.encounter(visit),
        "effectivePeriod": {"start": day.before(6).date(), "end": day.before(1).date()},
        "dateAsserted": day.date(),
        "dosage": [{"text": "30 mg in the morning, for five days."}]
    })
}

/// Every third patient has an allergy.
fn allergy(patient: &Patient) -> Option<Value> {
    let (code, category) = match patient.number % 9 {
        2 => (Code("91936005", "Allergy to penicillin"), "medication"),
        5 => (Code("232350006", "House dust mite allergy"), "environment"),
        8 => (Code("418689008", "Allergy to grass pollen"), "environment"),
        _ => return None,
    };
    Some(json!({
        "resourceType": "AllergyIntolerance",
        "id": format!("sample-allergy-{:02}", patient.number),
        "clinicalStatus": state("allergyintolerance-clinical", "active"),
        "verificationStatus": state("allergyintolerance-verification", "confirmed"),
        "category": [category],
        "code": code.of(SNOMED),
        "patient": patient.subject(),
        "recordedDate": patient.day(0).date(),
        "recorder": patient.practitioner()
    }))
}

/// What is done about an eye at the visit that is its turning point.
fn procedure(patient: &Patient, visit: usize, eye: Eye) -> Option<Value> {
    if patient.ailment != Ailment::Cataract {
        return None;
    }
    let site = match eye {
        Eye::Right => Code("18944008", "Right eye structure"),
        Eye::Left => Code("8966001", "Left eye structure"),
    };
    Some(json!({
        "resourceType": "Procedure",
        "id": format!("sample-procedure-{:02}-{}", patient.number, eye.name()),
        "status": "completed",
        "code": Code("54885007", "Extraction of cataract").of(SNOMED),
        "bodySite": [site.of(SNOMED)],
        "subject": patient.subject(),
        "encounter": patient.encounter(visit),
        "performedDateTime": patient.day(visit).date(),
        "performer": [{"actor": patient.practitioner()}],
        "reasonReference": [{"reference": format!("Condition/sample-condition-{:02}", patient.number)}],
        "note": [{"text": "Without complications. A lens was put in."}]
    }))
}

/// A code of one of FHIR's own systems.
fn state(system: &str, code: &str) -> Value {
    let system = format!("http://terminology.hl7.org/CodeSystem/{system}");
    json!({"coding": [{"system": system, "code": code}]})
}
