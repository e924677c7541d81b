//! Letters and pictures that come with visits.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::clock::format_instant;
use serde_json::{Value, json};

use super::eyes::{Eye, turning_point};
use super::files;
use super::patients::{Ailment, Patient};

/// Every so many visits somebody writes a letter, and makes a picture.
const LETTER_EVERY: usize = 6;
const PICTURE_EVERY: usize = 5;

/// What a document is, and its content.
struct File {
    name: &'static str,
    /// In LOINC, if it has a code there.
    code: Option<(&'static str, &'static str)>,
    title: &'static str,
    media_type: &'static str,
    content: Vec<u8>,
}

/// Those of a visit.
pub(super) fn of_visit(patient: &Patient, visit: usize) -> Vec<Value> {
    let mut found = Vec::new();
    if visit.is_multiple_of(LETTER_EVERY) {
        found.push(document(patient, visit, &letter(patient, visit)));
    }
    if visit % PICTURE_EVERY == 1 {
        found.push(document(patient, visit, &picture(patient, visit)));
    }
    let operated = Eye::BOTH.into_iter().find(|eye| turning_point(patient, *eye) == visit);
    if let Some(eye) = operated.filter(|_| patient.ailment == Ailment::Cataract) {
        found.push(document(patient, visit, &report(patient, visit, eye)));
    }
    found
}

fn letter(patient: &Patient, visit: usize) -> File {
    let about = match patient.ailment {
        Ailment::Glaucoma => {
            "The pressure in both eyes is measured at every visit, and drops are taken as agreed."
        }
        Ailment::Cataract => {
            "Light scatters more than it did. We have spoken about an operation, and about when."
        }
        Ailment::Retinopathy => {
            "The back of both eyes was looked at with wide pupils. Sugar is well seen to."
        }
        Ailment::MacularDegeneration => {
            "Straight lines look bent to the right eye. We go on looking closely."
        }
        Ailment::Asthma => {
            "Nights are quiet. The spray that helps at once is needed less than twice a week."
        }
        Ailment::Copd => {
            "Stairs take longer than they did. The inhaler is used well; a vaccination was advised."
        }
    };
    let when = if visit == 0 { "first" } else { "next" };
    let content = format!(
        "{}\n\nTo whom it may concern,\n\nthank you for sending this patient, whom we saw for the {when} time on this day.\n\
         {about}\nWe see them again in about three months.\n\nRibcage demo clinic\n",
        patient.day(visit).date()
    );
    File {
        name: "letter",
        code: Some(("11488-4", "Consult note")),
        title: "Letter after the visit",
        media_type: "text/plain",
        content: content.into_bytes(),
    }
}

fn picture(patient: &Patient, visit: usize) -> File {
    let (title, content) = match patient.ailment {
        Ailment::Glaucoma => {
            let lost = 6 + i32::try_from(visit).unwrap_or_default();
            ("Field of view, right eye", files::field_of_view(lost))
        }
        Ailment::Asthma => ("Flow over volume", files::flow_curve(9)),
        Ailment::Copd => ("Flow over volume", files::flow_curve(5)),
        _ => ("Field of view, right eye", files::field_of_view(2)),
    };
    File { name: "picture", code: None, title, media_type: "image/png", content }
}

fn report(patient: &Patient, visit: usize, eye: Eye) -> File {
    let lines = [
        "Ribcage demo clinic".to_owned(),
        String::new(),
        format!("Operation of {}", patient.day(visit).date()),
        format!("Extraction of cataract, {} eye. Local anaesthesia by drops.", eye.name()),
        "A small cut at the side, the lens taken out by ultrasound, a new one put in.".to_owned(),
        "Without complications. Drops for four weeks.".to_owned(),
    ];
    File {
        name: "operation",
        code: Some(("11504-8", "Surgical operation note")),
        title: "Report of the operation",
        media_type: "application/pdf",
        content: files::pdf(&lines),
    }
}

fn document(patient: &Patient, visit: usize, file: &File) -> Value {
    let kind = match file.code {
        Some((code, display)) => json!({
            "coding": [{"system": "http://loinc.org", "code": code, "display": display}]
        }),
        None => json!({"text": file.title}),
    };
    json!({
        "resourceType": "DocumentReference",
        "id": format!("sample-{}-{:02}-{}", file.name, patient.number, visit + 1),
        "status": "current",
        "type": kind,
        "subject": patient.subject(),
        "date": format_instant(patient.visits[visit]),
        "author": [patient.practitioner()],
        "description": file.title,
        "content": [{"attachment": {
            "contentType": file.media_type,
            "language": "en",
            "data": STANDARD.encode(&file.content),
            "size": file.content.len(),
            "title": file.title,
            "creation": patient.day(visit).date()
        }}],
        "context": {"encounter": [patient.encounter(visit)]}
    })
}
