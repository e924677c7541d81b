//! Search parameters whose values are references: where they look, and what matches.

use model::{Json, ResourceId, ResourceType};

use crate::generated::paths::REFERENCE_PARAMETERS;
use crate::reference::parse_literal;
use crate::types::resource_type;

/// The way from a resource to an element, through all elements of the arrays on it.
#[derive(Debug)]
pub struct Path {
    steps: &'static [&'static str],
    target: &'static str,
    repeats: bool,
}

impl Path {
    /// An empty target stands for any type.
    pub(crate) const fn new(
        steps: &'static [&'static str],
        target: &'static str,
        repeats: bool,
    ) -> Self {
        Self { steps, target, repeats }
    }

    /// The names of the elements from the resource down.
    pub const fn steps(&self) -> &'static [&'static str] {
        self.steps
    }

    /// The only type of resource to which a reference there counts, if it is only one.
    pub fn target(&self) -> Option<ResourceType> {
        resource_type(self.target)
    }

    /// Whether an element on the way is an array, so that there can be several values.
    pub const fn repeats(&self) -> bool {
        self.repeats
    }

    /// Shows every value at the end of the way.
    pub(crate) fn visit<'a>(&self, resource: &'a Json, see: &mut dyn FnMut(&'a Json)) {
        visit(resource, self.steps, see);
    }
}

/// What a search wants to be referred to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceValue {
    base: Box<str>,
    kind: Option<ResourceType>,
    id: ResourceId,
}

impl ReferenceValue {
    /// The resource of this type and id.
    pub fn new(kind: ResourceType, id: ResourceId) -> Self {
        Self { base: "".into(), kind: Some(kind), id }
    }

    /// Reads the value of a search parameter: `id`, `Type/id` or an absolute address. A version
    /// at its end does not count.
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(id) = text.parse() {
            return Some(Self { base: "".into(), kind: None, id });
        }
        let literal = parse_literal(text)?;
        Some(Self { base: literal.base.into(), kind: Some(literal.kind), id: literal.id })
    }

    /// The type, if the value names one.
    pub const fn kind(&self) -> Option<ResourceType> {
        self.kind
    }

    /// The id.
    pub const fn id(&self) -> &ResourceId {
        &self.id
    }

    /// Whether the text of a reference means this. `only` restricts the types that count.
    fn matches(&self, text: &str, only: Option<ResourceType>) -> bool {
        let Some(literal) = parse_literal(text) else {
            return false;
        };
        literal.id == self.id
            && only.is_none_or(|kind| kind == literal.kind)
            && self.kind.is_none_or(|kind| kind == literal.kind)
            && (self.base.is_empty() || *self.base == *literal.base)
    }
}

/// Where the reference parameter of this name looks in resources of this type, or `None` if R4
/// defines no such parameter for the type or the server does not evaluate it.
pub fn reference_paths(kind: ResourceType, parameter: &str) -> Option<&'static [Path]> {
    let wanted = (kind.name(), parameter);
    let index = REFERENCE_PARAMETERS
        .binary_search_by(|(kind, name, _)| (*kind, *name).cmp(&wanted))
        .ok()?;
    Some(REFERENCE_PARAMETERS[index].2)
}

/// Whether a reference on one of the paths means what is wanted.
///
/// A wanted value without an address also matches references that have one: whatever server a
/// reference names, the same person is found by it that [`crate::people`] finds in it.
pub fn matches_reference(resource: &Json, paths: &[Path], wanted: &ReferenceValue) -> bool {
    paths.iter().any(|path| {
        let target = path.target();
        let mut found = false;
        path.visit(resource, &mut |value| {
            let reference = value.member("reference").and_then(Json::as_str);
            found = found || reference.is_some_and(|text| wanted.matches(text, target));
        });
        found
    })
}

fn visit<'a>(value: &'a Json, steps: &[&str], see: &mut dyn FnMut(&'a Json)) {
    for element in value.elements() {
        match steps.split_first() {
            None => see(element),
            Some((name, rest)) => {
                if let Some(member) = element.member(name) {
                    visit(member, rest, see);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str) -> ResourceType {
        resource_type(name).expect("a type of the test")
    }

    fn matches(resource: &str, parameter: &str, wanted: &str) -> bool {
        let resource = Json::parse(resource.as_bytes()).expect("the test's text is JSON");
        let name = resource.member("resourceType").and_then(Json::as_str).expect("a type");
        let paths = reference_paths(kind(name), parameter).expect("a parameter of the type");
        let wanted = ReferenceValue::parse(wanted).expect("a reference");
        matches_reference(&resource, paths, &wanted)
    }

    #[test]
    fn the_table_is_sorted_so_that_every_parameter_is_found() {
        assert!(REFERENCE_PARAMETERS.is_sorted_by(|a, b| (a.0, a.1) < (b.0, b.1)));
        for (name, parameter, paths) in &REFERENCE_PARAMETERS {
            let found = reference_paths(kind(name), parameter).expect("it stands in the table");
            assert_eq!(found.len(), paths.len());
        }
    }

    #[test]
    fn a_parameter_the_type_does_not_have_has_no_paths() {
        assert!(reference_paths(kind("Patient"), "subject").is_none());
        assert!(reference_paths(kind("AdverseEvent"), "patient").is_none());
        assert!(reference_paths(kind("Observation"), "encounter").is_none());
        assert!(reference_paths(ResourceType::TENANT, "subject").is_none());
    }

    #[test]
    fn an_id_a_typed_id_and_an_address_match() {
        let relative = r#"{"resourceType":"Observation","subject":{"reference":"Patient/1"}}"#;
        let absolute = r#"{"resourceType":"Observation","subject":{"reference":"http://a.b/fhir/Patient/1/_history/2"}}"#;
        for wanted in ["1", "Patient/1"] {
            assert!(matches(relative, "subject", wanted));
            assert!(matches(relative, "patient", wanted));
            assert!(matches(absolute, "patient", wanted));
        }
        assert!(matches(absolute, "subject", "http://a.b/fhir/Patient/1"));
        assert!(!matches(absolute, "subject", "http://other/fhir/Patient/1"));
        assert!(!matches(relative, "subject", "2"));
        assert!(!matches(relative, "subject", "Group/1"));
    }

    #[test]
    fn the_parameter_patient_takes_no_reference_to_anything_else() {
        let group = r#"{"resourceType":"Observation","subject":{"reference":"Group/1"}}"#;
        assert!(matches(group, "subject", "1"));
        assert!(!matches(group, "patient", "1"));
        assert!(!matches(group, "patient", "Group/1"));
    }

    #[test]
    fn values_in_arrays_and_on_several_paths_are_found() {
        let event = r#"{"resourceType":"AuditEvent","agent":[{"who":{"display":"x"}}],"entity":[{},{"what":{"reference":"Patient/9"}}]}"#;
        assert!(matches(event, "patient", "9"));
        let account = r#"{"resourceType":"Account","subject":[{"reference":"Device/1"},{"reference":"Patient/2"}]}"#;
        assert!(matches(account, "patient", "2"));
        assert!(!matches(account, "patient", "1"));
    }

    #[test]
    fn what_is_no_reference_is_no_search_value() {
        for text in ["", "a b", "Nothing/1", "Patient/", "#1"] {
            assert_eq!(ReferenceValue::parse(text), None, "{text}");
        }
    }
}
