//! Checks a resource against the definitions of R4: structure, cardinality, types, forms, codes.
//!
//! The work is one walk over the document. Places are kept on the stack and only written out for
//! an issue, so a valid document costs no allocation.

mod binding;
mod member;
mod object;

use std::fmt::Display;

use model::{Json, ResourceType};

use crate::issue::{Issue, IssueCode, Severity};
use crate::place::Place;
use crate::types::resource_type;

/// How many issues are reported at most; further ones are not looked at.
pub const ISSUES_MAX: usize = 50;

/// Checks a resource that must be of this type, and everything in it.
///
/// The answer is empty if the resource is valid. What is checked: every element is defined, of
/// the right type and cardinality; required elements are there; primitives are of their form;
/// codes are in the value sets of required bindings, where the definitions list them; extensions
/// have a url and either a value or extensions; references are well formed and literal ones point
/// to types that are allowed; resources in the resource are valid themselves. Not checked:
/// invariants written in `FHIRPath`, profiles, and whether what is referred to is there.
pub fn validate(resource: &Json, expected: ResourceType) -> Vec<Issue> {
    let mut report = Report { issues: Vec::new() };
    let top = Place::top(expected.name());
    resource_of(&mut report, resource, &top, Some(expected), Standing::Own);
    report.issues
}

/// Collects issues until there are enough.
struct Report {
    issues: Vec<Issue>,
}

impl Report {
    fn add(&mut self, code: IssueCode, place: &Place<'_>, diagnostics: impl Display) {
        if !self.is_full() {
            self.issues.push(Issue {
                severity: Severity::Error,
                code,
                expression: place.expression(),
                diagnostics: diagnostics.to_string(),
            });
        }
    }

    /// Whether further issues would not be reported.
    fn is_full(&self) -> bool {
        self.issues.len() >= ISSUES_MAX
    }

    fn structure(&mut self, place: &Place<'_>, diagnostics: impl Display) {
        self.add(IssueCode::Structure, place, diagnostics);
    }
}

/// How a resource stands in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// By itself: the document, or an entry of a bundle.
    Own,
    /// Contained in another, so that it cannot contain any itself.
    Contained,
}

/// Checks a resource at a place.
fn resource_of(
    report: &mut Report,
    resource: &Json,
    place: &Place<'_>,
    expected: Option<ResourceType>,
    standing: Standing,
) {
    let Json::Object(members) = resource else {
        return report.structure(place, "a resource is expected, as a JSON object");
    };
    let Some(kind) = kind_of(report, resource, place, expected) else {
        return;
    };
    if standing == Standing::Contained && resource.member("contained").is_some() {
        report.add(
            IssueCode::Invariant,
            &place.member("contained"),
            "a contained resource cannot contain resources",
        );
    }
    object::resource_members(report, kind, members, place);
}

/// The type of a resource, if it says one that is known and expected.
fn kind_of(
    report: &mut Report,
    resource: &Json,
    place: &Place<'_>,
    expected: Option<ResourceType>,
) -> Option<ResourceType> {
    let place = &place.member("resourceType");
    let Some(value) = resource.member("resourceType") else {
        report.add(IssueCode::Required, place, "the type of the resource is missing");
        return None;
    };
    let Some(name) = value.as_str() else {
        report.structure(place, "the name of a resource type is expected, as a JSON string");
        return None;
    };
    let kind = resource_type(name);
    match (kind, expected) {
        (Some(kind), Some(expected)) if kind != expected => {
            report.structure(place, format_args!("the type {expected} is expected here"));
            None
        }
        (None, _) => {
            report.structure(place, "FHIR R4 has no concrete resource type of this name");
            None
        }
        (kind, _) => kind,
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
