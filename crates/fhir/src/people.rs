//! Whom a resource is about: the Patient compartment of R4, and every reference in a resource.

use model::{Json, ResourceType};

use crate::generated::paths::PATIENT_COMPARTMENT;
use crate::generated::shapes;
use crate::place::Place;
use crate::reference::{self, Target};
use crate::search::Path;
use crate::tables::{Kind, Shape};
use crate::types::resource_type;

/// A reference in a resource, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The path of the element of type Reference: `Observation.performer[0]`.
    pub path: String,
    /// What it points to.
    pub target: Target,
    /// Whether it names a server, which may be another one.
    pub is_absolute: bool,
}

/// A reference that makes a resource part of a patient's compartment, or may do so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonReference {
    /// The element path as R4 defines it, without indexes: `Appointment.participant.actor`.
    pub path: String,
    /// What it points to: never [`Target::Resource`] and never [`Target::Other`].
    pub target: Target,
    /// Whether it names a server, which may be another one.
    pub is_absolute: bool,
    /// Whether the path passes through an array, so that there can be several.
    pub repeats: bool,
}

/// The references on the paths of the Patient compartment that point to a Patient or may do so.
///
/// Those that may are [`Target::Contained`], [`Target::Urn`] and a [`Target::Search`] for a
/// Patient: the caller resolves or refuses them. References to other types, and logical
/// references that carry only an identifier, are left out. The resource itself is not counted:
/// a Patient is in its own compartment by its id.
pub fn compartment_references(resource: &Json, kind: ResourceType) -> Vec<PersonReference> {
    let mut found = Vec::new();
    for path in compartment_paths(kind) {
        path.visit(resource, &mut |value| {
            let Some(text) = value.member("reference").and_then(Json::as_str) else {
                return;
            };
            let target = reference::target(text);
            if may_be_patient(&target) {
                found.push(PersonReference {
                    path: format!("{}.{}", kind.name(), path.steps().join(".")),
                    target,
                    is_absolute: reference::is_absolute(text),
                    repeats: path.repeats(),
                });
            }
        });
    }
    found
}

fn may_be_patient(target: &Target) -> bool {
    match target {
        Target::Patient(_) | Target::Contained(_) | Target::Urn(_) => true,
        Target::Search(kind) => kind.name() == "Patient",
        Target::Resource(..) | Target::Other => false,
    }
}

/// The paths that can make a resource of this type part of a patient's compartment; none if the
/// type has no place in it.
pub fn compartment_paths(kind: ResourceType) -> &'static [Path] {
    let index = PATIENT_COMPARTMENT.binary_search_by(|(name, _)| (*name).cmp(kind.name()));
    index.map_or(&[], |index| PATIENT_COMPARTMENT[index].1)
}

/// Whether the patients of a document of this type may change from one version to the next,
/// because a path of the compartment passes through an array: `Group.member.entity`,
/// `Appointment.participant.actor`, `Observation.performer`.
///
/// Such a type may also have a path that does not repeat (`Observation.subject`):
/// [`PersonReference::repeats`] tells the references apart.
pub fn is_collective(kind: ResourceType) -> bool {
    compartment_paths(kind).iter().any(Path::repeats)
}

/// Whether a reference names a practitioner whom the resource is about: their role, or their timetable. What they did for
/// others is about those.
pub fn is_about_practitioner(reference: &Reference) -> bool {
    let names_one =
        matches!(&reference.target, Target::Resource(kind, _) if kind.name() == "Practitioner");
    let path = &reference.path;
    let is_theirs = path == "PractitionerRole.practitioner" || path.starts_with("Schedule.actor[");
    names_one && is_theirs && !reference.is_absolute
}

/// Every literal reference anywhere in the resource: in contained resources, in the entries of a
/// bundle, in extensions.
///
/// The definitions say which elements are references; what they do not define is not looked at,
/// so the resource should have been validated.
pub fn references(resource: &Json) -> Vec<Reference> {
    let mut found = Vec::new();
    if let Some(kind) = crate::meta::resource_type_of(resource).and_then(resource_type) {
        let top = Place::top(kind.name());
        walk(resource, kind.code() - 1, &top, &mut found);
    }
    found
}

/// Looks through an object of the shape of this number.
fn walk(object: &Json, number: u16, place: &Place<'_>, found: &mut Vec<Reference>) {
    let shape = Shape::numbered(number);
    if number == shapes::REFERENCE
        && let Some(text) = object.member("reference").and_then(Json::as_str)
    {
        found.push(Reference {
            path: place.expression(),
            target: reference::target(text),
            is_absolute: reference::is_absolute(text),
        });
    }
    for (name, value) in object.members() {
        let place = place.member(name);
        if let Some(element) = shape.find(name) {
            each(value, &place, &mut |value, place| match element.kind() {
                Kind::Primitive(_) => {}
                Kind::Shape(number) => walk(value, number, place, found),
                Kind::Resource => walk_resource(value, place, found),
            });
        } else if name.starts_with('_') {
            each(value, &place, &mut |value, place| {
                walk_companion(value, place, found);
            });
        }
    }
}

/// Looks through a resource inside another.
fn walk_resource(resource: &Json, place: &Place<'_>, found: &mut Vec<Reference>) {
    if let Some(kind) = crate::meta::resource_type_of(resource).and_then(resource_type) {
        walk(resource, kind.code() - 1, place, found);
    }
}

/// Looks through the extensions of a primitive.
fn walk_companion(companion: &Json, place: &Place<'_>, found: &mut Vec<Reference>) {
    if let Some(extensions) = companion.member("extension") {
        each(extensions, &place.member("extension"), &mut |value, place| {
            walk(value, shapes::EXTENSION, place, found);
        });
    }
}

/// Shows the elements of an array with their places, or the value itself.
fn each(value: &Json, place: &Place<'_>, see: &mut dyn FnMut(&Json, &Place<'_>)) {
    if let Json::Array(elements) = value {
        for (index, element) in elements.iter().enumerate() {
            see(element, &place.index(index));
        }
    } else {
        see(value, place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::RESOURCE_TYPES;

    fn kind(name: &str) -> ResourceType {
        resource_type(name).expect("a type of R4")
    }

    fn json(text: &str) -> Json {
        Json::parse(text.as_bytes()).expect("the test's text is JSON")
    }

    fn patient(id: &str) -> Target {
        Target::Patient(id.parse().expect("an id"))
    }

    fn compartment(text: &str) -> Vec<(String, Target)> {
        let resource = json(text);
        let kind = crate::meta::resource_type_of(&resource).and_then(resource_type);
        let found = compartment_references(&resource, kind.expect("a type of R4"));
        found.into_iter().map(|it| (it.path, it.target)).collect()
    }

    #[test]
    fn the_table_is_sorted_and_names_elements_that_are_references() {
        assert!(PATIENT_COMPARTMENT.is_sorted_by(|a, b| a.0 < b.0));
        for (name, paths) in &PATIENT_COMPARTMENT {
            assert_eq!(compartment_paths(kind(name)).len(), paths.len());
            for path in *paths {
                let mut number = kind(name).code() - 1;
                for step in path.steps() {
                    let element = Shape::numbered(number).find(step).expect("an element");
                    let Kind::Shape(next) = element.kind() else { panic!("{name}.{step}") };
                    number = next;
                }
                assert_eq!(number, shapes::REFERENCE, "{name}");
            }
        }
    }

    #[test]
    fn a_resource_belongs_to_the_patients_its_compartment_paths_name() {
        assert_eq!(
            compartment(
                r#"{"resourceType":"Observation","subject":{"reference":"Patient/1"},
                "focus":[{"reference":"Patient/9"}],
                "performer":[{"reference":"Practitioner/2"},{"reference":"https://a.b/fhir/Patient/3/_history/1"}]}"#
            ),
            [
                ("Observation.performer".to_owned(), patient("3")),
                ("Observation.subject".to_owned(), patient("1")),
            ],
        );
        assert_eq!(
            compartment(
                r#"{"resourceType":"Appointment","participant":[{"actor":{"reference":"Patient/1"}},
                {"actor":{"reference":"Location/1"}},{"actor":{"reference":"Patient/2"}}]}"#
            )
            .len(),
            2,
        );
    }

    #[test]
    fn what_may_be_a_patient_is_told_and_what_cannot_be_is_left_out() {
        let subject = |text: &str| {
            compartment(&format!(r#"{{"resourceType":"Condition","subject":{text}}}"#))
        };
        for (reference, target) in [
            ("#p", Target::Contained("p".into())),
            ("urn:uuid:1", Target::Urn("urn:uuid:1".into())),
            ("Patient?identifier=x", Target::Search(kind("Patient"))),
        ] {
            let found = subject(&format!(r#"{{"reference":"{reference}"}}"#));
            assert_eq!(found, [("Condition.subject".to_owned(), target)]);
        }
        for text in [
            r#"{"type":"Patient","identifier":{"value":"1"}}"#,
            r#"{"reference":"Group/1"}"#,
            r#"{"reference":"Group?x=1"}"#,
            r#"{"reference":"http://example.org/"}"#,
            r#"{"reference":1}"#,
            "1",
        ] {
            assert_eq!(subject(text), [], "{text}");
        }
    }

    #[test]
    fn a_type_outside_the_compartment_has_no_paths() {
        for name in ["Medication", "Organization", "Practitioner", "Device", "Bundle"] {
            assert!(compartment_paths(kind(name)).is_empty(), "{name}");
            assert!(!is_collective(kind(name)), "{name}");
        }
        assert!(compartment_paths(ResourceType::CLIENT).is_empty());
    }

    #[test]
    fn types_with_an_array_on_a_compartment_path_are_collective() {
        for name in ["Group", "Appointment", "Schedule", "AuditEvent", "Person", "Patient"] {
            assert!(is_collective(kind(name)), "{name}");
        }
        for name in ["Condition", "AllergyIntolerance", "Encounter", "RelatedPerson"] {
            assert!(!is_collective(kind(name)), "{name}");
        }
        let observation = json(
            r#"{"subject":{"reference":"Patient/1"},"performer":[{"reference":"Patient/1"}]}"#,
        );
        let found = compartment_references(&observation, kind("Observation"));
        let repeats: Vec<_> = found.iter().map(|it| (&*it.path, it.repeats)).collect();
        assert_eq!(repeats, [("Observation.performer", true), ("Observation.subject", false)]);
    }

    #[test]
    fn every_reference_is_found_wherever_it_is() {
        let resource = json(
            r##"{"resourceType":"Observation",
            "contained":[{"resourceType":"Provenance","target":[{"reference":"#"}],"agent":[{"who":{"reference":"Patient/1"}}]}],
            "extension":[{"url":"u","extension":[{"url":"v","valueReference":{"reference":"Patient/2"}}]}],
            "status":"final","_status":{"extension":[{"url":"u","valueReference":{"reference":"Patient/3"}}]},
            "focus":[{"display":"x"},{"reference":"Device/4","extension":[{"url":"u","valueReference":{"reference":"Patient/5"}}]}],
            "note":[{"authorReference":{"reference":"http://a.b/Patient/6"},"text":"a"}],
            "unknown":{"reference":"Patient/7"},"valueString":"Patient/8"}"##,
        );
        let found: Vec<_> = references(&resource)
            .into_iter()
            .map(|it| (it.path, it.target, it.is_absolute))
            .collect();
        let expected = [
            ("contained[0].target[0]", Target::Contained("".into()), false),
            ("contained[0].agent[0].who", patient("1"), false),
            ("extension[0].extension[0].valueReference", patient("2"), false),
            ("_status.extension[0].valueReference", patient("3"), false),
            ("focus[1]", Target::Resource(kind("Device"), "4".parse().expect("an id")), false),
            ("focus[1].extension[0].valueReference", patient("5"), false),
            ("note[0].authorReference", patient("6"), true),
        ];
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(path, target, absolute)| (format!("Observation.{path}"), target, absolute))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn references_in_a_bundle_are_found_with_the_path_of_their_entry() {
        let bundle = json(
            r#"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Condition","subject":{"reference":"Patient/1"}}}]}"#,
        );
        let found = references(&bundle);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].path, "Bundle.entry[0].resource.subject");
    }

    #[test]
    fn what_is_no_resource_has_no_references() {
        for text in
            ["[]", "null", "{}", r#"{"resourceType":"Nothing","a":{"reference":"Patient/1"}}"#]
        {
            assert_eq!(references(&json(text)), []);
        }
        for kind in RESOURCE_TYPES {
            assert_eq!(compartment_references(&Json::Null, *kind), []);
        }
    }
}
