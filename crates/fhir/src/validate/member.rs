//! Checks the value of one member: single or in an array, primitive or object.

use model::Json;

use super::{Report, Standing, binding, object, resource_of};
use crate::generated::shapes;
use crate::issue::IssueCode;
use crate::place::Place;
use crate::primitive::{Fault, Primitive};
use crate::reference::{is_well_formed, parse_literal};
use crate::tables::{Element, Kind, Shape, Targets};

/// Checks a member that holds objects: elements or resources.
pub(super) fn objects(
    report: &mut Report,
    element: &Element,
    kind: Kind,
    value: &Json,
    place: &Place<'_>,
) {
    let Some(elements) = array(report, element, value, place) else {
        if !element.repeats() && !matches!(value, Json::Array(_)) {
            object(report, element, kind, value, place);
        }
        return;
    };
    for (index, value) in elements.iter().enumerate() {
        object(report, element, kind, value, &place.index(index));
    }
}

/// Checks one object.
fn object(report: &mut Report, element: &Element, kind: Kind, value: &Json, place: &Place<'_>) {
    let Kind::Shape(number) = kind else {
        let is_contained = element.name() == "contained";
        let standing = if is_contained { Standing::Contained } else { Standing::Own };
        return resource_of(report, value, place, None, standing);
    };
    let Json::Object(members) = value else {
        return report.structure(place, "a JSON object is expected");
    };
    object::element_members(report, number, members, place);
    if let Some(allowed) = element.binding() {
        binding::check(report, number, value, allowed, place);
    }
    if number == shapes::REFERENCE
        && let Some(text) = value.member("reference").and_then(Json::as_str)
    {
        reference(report, text, element.targets(), &place.member("reference"));
    }
}

/// Checks that a reference is one, and that a literal one points to a type that is allowed.
/// References by other means (contained, `urn:`, logical) are not looked up.
fn reference(report: &mut Report, text: &str, targets: Option<&Targets>, place: &Place<'_>) {
    if !text.is_empty() && !is_well_formed(text) {
        let text = "Type/id, an absolute address, urn: or # with an id is expected";
        return report.add(IssueCode::Value, place, text);
    }
    if let Some(allowed) = targets
        && parse_literal(text).is_some_and(|literal| !allowed.contains(literal.kind))
    {
        let text = format_args!("a reference here can only point to: {}", allowed.names());
        report.structure(place, text);
    }
}

/// Checks a member that holds primitive values. `has_companion` tells whether there is an id or an
/// extension beside the value at an index of an array.
pub(super) fn primitives(
    report: &mut Report,
    element: &Element,
    primitive: Primitive,
    value: &Json,
    has_companion: &dyn Fn(usize) -> bool,
    place: &Place<'_>,
) {
    let Some(elements) = array(report, element, value, place) else {
        if !element.repeats() && !matches!(value, Json::Array(_)) {
            single(report, element, primitive, value, place);
        }
        return;
    };
    for (index, value) in elements.iter().enumerate() {
        let place = &place.index(index);
        if *value != Json::Null {
            single(report, element, primitive, value, place);
        } else if !has_companion(index) {
            let text = "null can only stand for a value that has an id or extensions in the \
                        member of the same name with an underscore";
            report.structure(place, text);
        }
    }
}

/// Checks one primitive value.
fn single(
    report: &mut Report,
    element: &Element,
    primitive: Primitive,
    value: &Json,
    place: &Place<'_>,
) {
    match primitive.check(value) {
        Err(Fault::Json(expected)) if *value == Json::Null => {
            let text = format!("null is not allowed here, {expected} is expected");
            report.structure(place, text);
        }
        Err(Fault::Json(expected)) => {
            report.structure(place, format_args!("{expected} is expected"));
        }
        Err(Fault::Form(expected)) => {
            report.add(IssueCode::Value, place, format_args!("{expected} is expected"));
        }
        Err(Fault::TooLong) => {
            report.add(IssueCode::TooLong, place, "the value is longer than FHIR allows");
        }
        Ok(()) => {
            if let (Some(allowed), Some(code)) = (element.binding(), value.as_str()) {
                binding::check_code(report, code, allowed, place);
            }
        }
    }
}

/// Checks the companion of a primitive member: ids and extensions beside its values.
pub(super) fn companions(
    report: &mut Report,
    element: &Element,
    value: &Json,
    sibling: Option<&Json>,
    place: &Place<'_>,
) {
    let Some(elements) = array(report, element, value, place) else {
        if !element.repeats() && !matches!(value, Json::Array(_)) {
            companion(report, value, sibling.is_some(), place);
        }
        return;
    };
    let values = match sibling {
        Some(Json::Array(values)) => Some(&values[..]),
        _ => None,
    };
    if values.is_some_and(|values| values.len() != elements.len()) {
        report
            .structure(place, "the array must be as long as that of the values, with nulls in it");
    }
    for (index, value) in elements.iter().enumerate() {
        let place = &place.index(index);
        let sibling = values.and_then(|values| values.get(index));
        if *value == Json::Null {
            if sibling.is_none() {
                report.structure(place, "null can only stand beside a value");
            }
        } else {
            companion(report, value, sibling.is_some_and(|value| *value != Json::Null), place);
        }
    }
}

/// Checks one companion. One without a value beside it needs an extension.
fn companion(report: &mut Report, value: &Json, has_value: bool, place: &Place<'_>) {
    let Json::Object(members) = value else {
        return report.structure(place, "a JSON object with an id or extensions is expected");
    };
    if !has_value && value.member("extension").is_none() || members.is_empty() {
        let text = "an element must have a value or extensions; leave it out if there are none";
        report.add(IssueCode::Invariant, place, text);
    }
    for (name, value) in members {
        let place = &place.member(name);
        let element = Shape::extension().find(name);
        match element.filter(|_| matches!(&**name, "id" | "extension")) {
            Some(element) => match element.kind() {
                Kind::Primitive(primitive) => {
                    primitives(report, element, primitive, value, &|_| false, place);
                }
                kind => objects(report, element, kind, value, place),
            },
            None => report.structure(place, "only id and extension can stand here"),
        }
    }
}

/// The elements of an array where one is expected. Whatever else is wrong with being an array or
/// not is reported here.
fn array<'a>(
    report: &mut Report,
    element: &Element,
    value: &'a Json,
    place: &Place<'_>,
) -> Option<&'a [Json]> {
    match (value, element.repeats()) {
        (Json::Array(elements), true) => {
            if elements.is_empty() {
                report.structure(place, "an array cannot be empty; leave the element out");
            }
            return Some(elements);
        }
        (Json::Array(_), false) => {
            report.structure(place, "a single value is expected, not an array");
        }
        (_, true) => report.structure(place, "an array is expected, even for a single value"),
        (_, false) => {}
    }
    None
}
