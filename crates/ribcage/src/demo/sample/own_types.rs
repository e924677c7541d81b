//! What the clinic writes down beside FHIR: how its devices are checked, and what patients say of a visit.

use serde_json::{Value, json};

use super::Patient;
use crate::demo::calendar::Day;
use crate::demo::chance::Chance;

/// The type of checks of devices, which are about nobody.
pub(in crate::demo) const CHECK: &str = "device-check";
/// The type of what a patient has said of a visit.
pub(in crate::demo) const EXPERIENCE: &str = "visit-experience";

/// The devices of the clinic, and by how many tenths of a percent each may be off.
const DEVICES: [(&str, i64); 3] =
    [("Spirometer in room 1", 30), ("Spirometer in room 2", 30), ("Tonometer in room 4", 50)];
/// What patients say, with how many of five points.
const SAID: [(i64, Option<&str>); 5] = [
    (5, Some("Everything was explained well.")),
    (4, None),
    (5, Some("I did not have to wait.")),
    (3, Some("The waiting room was crowded.")),
    (4, Some("Friendly, but I had to come twice for the drops.")),
];

/// The types as they are registered.
pub(in crate::demo) fn own_types() -> [Value; 2] {
    let devices: Vec<_> = DEVICES.iter().map(|(name, _)| name).collect();
    let check = json!({
        "type": "object", "required": ["device", "checked_on", "deviation", "passed"],
        "additionalProperties": false,
        "properties": {
            "device": {"title": "Device", "enum": devices},
            "checked_on": {"title": "Checked on", "type": "string", "format": "date"},
            "deviation": {
                "title": "Deviation", "description": "From the reference, in percent.",
                "type": "number", "minimum": 0, "maximum": 100
            },
            "passed": {"title": "Passed", "type": "boolean"},
            "note": {"title": "Note", "type": "string", "maxLength": 500}
        }
    });
    let experience = json!({
        "type": "object", "required": ["patient", "visited_on", "score"],
        "additionalProperties": false,
        "properties": {
            "patient": {"title": "Patient", "type": "string"},
            "visited_on": {"title": "Visited on", "type": "string", "format": "date"},
            "score": {
                "title": "Score", "description": "From 1, poor, to 5, excellent.",
                "type": "integer", "minimum": 1, "maximum": 5
            },
            "comment": {"title": "Comment", "type": "string", "maxLength": 500}
        }
    });
    [
        json!({"name": CHECK, "definition": {
            "schema": check,
            "open": ["device", "checked_on", "deviation", "passed"],
            "indexes": [
                {"name": "device", "type": "token", "path": "device"},
                {"name": "on", "type": "date", "path": "checked_on"},
                {"name": "passed", "type": "token", "path": "passed"}
            ]
        }}),
        json!({"name": EXPERIENCE, "definition": {
            "schema": experience,
            "subject": {"path": "patient", "type": "Patient"},
            "open": ["visited_on", "score"],
            "indexes": [
                {"name": "on", "type": "date", "path": "visited_on"},
                {"name": "score", "type": "number", "path": "score"}
            ]
        }}),
    ]
}

/// The checks of a day, the so manieth, with their ids.
pub(in crate::demo) fn checks(number: usize, day: Day) -> Vec<(String, Value)> {
    let check = |(at, (device, limit)): (usize, &(&str, i64))| {
        let tenths = Chance::of(at, number, 71).between(2, limit + 4);
        let passed = tenths <= *limit;
        let mut check = json!({
            "device": device, "checked_on": day.date(),
            "deviation": f64::from(i32::try_from(tenths).expect("a small number")) / 10.0,
            "passed": passed
        });
        if !passed {
            check["note"] = json!("Calibrated, and within limits after that.");
        }
        (format!("{}-{}", day.date(), at + 1), check)
    };
    DEVICES.iter().enumerate().map(check).collect()
}

/// What a patient has said of the visit of a day, with its id.
pub(in crate::demo) fn experience(patient: &Patient, number: usize, day: Day) -> (String, Value) {
    let (score, comment) = SAID[number % SAID.len()];
    let mut experience = json!({
        "patient": patient.id(), "visited_on": day.date(), "score": score
    });
    if let Some(comment) = comment {
        experience["comment"] = json!(comment);
    }
    (format!("{}-{number}", day.date()), experience)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_checks_find_something_and_most_do_not() {
        let today = Day::of("2026-03-04T11:00:00Z".parse().expect("an instant"));
        let all: Vec<_> = (0..8).flat_map(|number| checks(number, today)).collect();
        let failed = all.iter().filter(|(_, check)| check["passed"] == false).count();
        assert!(failed > 0 && failed * 3 < all.len(), "{failed} of {}", all.len());
    }
}
