//! Checks codes against the value sets of required bindings.

use model::Json;

use super::Report;
use crate::generated::shapes;
use crate::issue::IssueCode;
use crate::place::Place;
use crate::tables::{Binding, System};

/// How many codes a text names at most.
const CODES_NAMED_MAX: usize = 20;

/// Checks the value of an element of type `code`.
pub(super) fn check_code(report: &mut Report, code: &str, allowed: &Binding, place: &Place<'_>) {
    if !allowed.allows_code(code) {
        report_code(report, allowed, place, "the code is not one that is allowed here");
    }
}

/// Checks a Coding or a `CodeableConcept`; other shapes have no codes.
pub(super) fn check(
    report: &mut Report,
    number: u16,
    value: &Json,
    allowed: &Binding,
    place: &Place<'_>,
) {
    if number == shapes::CODING {
        if value.member("code").is_some() && !is_allowed(value, allowed) {
            let text = "the code and its system are not among those that are allowed here";
            report_code(report, allowed, place, text);
        }
    } else if number == shapes::CODEABLE_CONCEPT {
        check_concept(report, value, allowed, place);
    }
}

/// At least one coding of a concept must be allowed. A concept without any is only taken if an
/// extension says why.
fn check_concept(report: &mut Report, value: &Json, allowed: &Binding, place: &Place<'_>) {
    let codings = value.member("coding").map_or(&[][..], Json::elements);
    if codings.is_empty() && value.member("extension").is_some() {
        return;
    }
    if !codings.iter().any(|coding| is_allowed(coding, allowed)) {
        let text = "none of the codings has a code and system that are allowed here";
        report_code(report, allowed, place, text);
    }
}

/// Whether a coding names an allowed code. Where it names no system, the code alone counts.
fn is_allowed(coding: &Json, allowed: &Binding) -> bool {
    let text = |name| coding.member(name).and_then(Json::as_str);
    match (text("system"), text("code")) {
        (Some(system), Some(code)) => allowed.allows(system, code),
        (None, Some(code)) => allowed.allows_code(code),
        (_, None) => false,
    }
}

fn report_code(report: &mut Report, allowed: &Binding, place: &Place<'_>, text: &str) {
    let Binding(systems) = allowed;
    let named: Vec<_> = systems.iter().map(names).collect();
    report.add(IssueCode::CodeInvalid, place, format_args!("{text}: {}", named.join("; ")));
}

/// The system with its codes, or with how many it has.
fn names(System(uri, codes): &System) -> String {
    if codes.len() <= CODES_NAMED_MAX {
        format!("{} of {uri}", codes.join(", "))
    } else {
        format!("one of the {} codes of {uri}", codes.len())
    }
}
