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
                walk_companion(value, place, found)
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
        each(
            extensions,
            &place.member("extension"),
            &mut |value, place| {
                walk(value, shapes::EXTENSION, place, found);
            },
        );
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
