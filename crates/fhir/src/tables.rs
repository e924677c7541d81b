//! The form of the generated tables, and how the members of a shape are found in them.

use model::ResourceType;

use crate::generated::bindings::BINDINGS;
use crate::generated::names::NAMES;
use crate::generated::shapes::{self, SHAPES};
use crate::generated::targets::TARGETS;
use crate::primitive::Primitive;
use crate::types::RESOURCE_TYPES;

/// A member that an object may have: the numbers of its name, its kind, what restricts its value
/// (the targets of a reference, else a binding; 0 is none) and its slot (0 is none), and flags: 1 if it
/// is an array, 2 if it is part of a summary.
#[derive(Debug)]
pub(crate) struct Element(
    pub(crate) u16,
    pub(crate) u16,
    pub(crate) u16,
    pub(crate) u8,
    pub(crate) u8,
);

/// What an object must or may have once: the name of a required element or of a choice of types
/// (`value[x]`), and whether it is required.
#[derive(Debug)]
pub(crate) struct Slot(pub(crate) u16, pub(crate) bool);

/// A kind of object: the name of its type, its members sorted by name, and its slots.
#[derive(Debug)]
pub(crate) struct Shape(pub(crate) u16, pub(crate) &'static [Element], pub(crate) &'static [Slot]);

/// The codes of one system that a binding allows, sorted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct System(pub(crate) &'static str, pub(crate) &'static [&'static str]);

/// The codes that a required binding allows.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Binding(pub(crate) &'static [System]);

/// The codes of the types to which a reference may point, sorted.
#[derive(Debug)]
pub(crate) struct Targets(pub(crate) &'static [u16]);

/// What a member holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Primitive(Primitive),
    /// A resource of any concrete type.
    Resource,
    /// An object of the shape of this number.
    Shape(u16),
}

/// The generator numbers primitives from 0, the resource 30, and shapes from here on.
const KIND_SHAPE_FIRST: u16 = 32;

impl Element {
    pub(crate) fn name(&self) -> &'static str {
        NAMES[usize::from(self.0)]
    }

    pub(crate) fn kind(&self) -> Kind {
        match (Primitive::from_number(self.1), self.1.checked_sub(KIND_SHAPE_FIRST)) {
            (Some(primitive), _) => Kind::Primitive(primitive),
            (None, Some(shape)) => Kind::Shape(shape),
            (None, None) => Kind::Resource,
        }
    }

    /// The codes that are allowed, if a required binding says.
    pub(crate) fn binding(&self) -> Option<&'static Binding> {
        let number = if self.is_reference() { 0 } else { self.2 };
        BINDINGS.get(usize::from(number).checked_sub(1)?)
    }

    /// The types to which a reference here may point, if not to all.
    pub(crate) fn targets(&self) -> Option<&'static Targets> {
        let number = if self.is_reference() { self.2 } else { 0 };
        TARGETS.get(usize::from(number).checked_sub(1)?)
    }

    fn is_reference(&self) -> bool {
        self.1 == KIND_SHAPE_FIRST + shapes::REFERENCE
    }

    /// The place of its slot among those of its shape.
    pub(crate) fn slot(&self) -> Option<u8> {
        self.3.checked_sub(1)
    }

    pub(crate) fn repeats(&self) -> bool {
        self.4 & 1 != 0
    }

    /// Whether it is part of a summary.
    pub(crate) fn is_summary(&self) -> bool {
        self.4 & 2 != 0
    }
}

impl Slot {
    pub(crate) fn name(&self) -> &'static str {
        NAMES[usize::from(self.0)]
    }

    pub(crate) fn is_required(&self) -> bool {
        self.1
    }

    pub(crate) fn is_choice(&self) -> bool {
        self.name().ends_with("[x]")
    }
}

impl Shape {
    /// The shape of this number, as other tables give it.
    pub(crate) fn numbered(number: u16) -> &'static Self {
        &SHAPES[usize::from(number)]
    }

    /// The shape of a type's resources. Those of a type that is not FHIR's have none.
    pub(crate) fn of_type(kind: ResourceType) -> Option<&'static Self> {
        kind.is_fhir().then(|| Self::numbered(kind.code() - 1))
    }

    /// All of them.
    pub(crate) fn all() -> impl Iterator<Item = &'static Self> {
        SHAPES.iter()
    }

    /// Whether it is that of a reference.
    pub(crate) fn is_reference(&self) -> bool {
        std::ptr::eq(self, Self::numbered(shapes::REFERENCE))
    }

    /// The shape of every extension.
    pub(crate) fn extension() -> &'static Self {
        Self::numbered(shapes::EXTENSION)
    }

    /// The name of the type it is, or is part of.
    pub(crate) fn type_name(&self) -> &'static str {
        NAMES[usize::from(self.0)]
    }

    pub(crate) fn elements(&self) -> &'static [Element] {
        self.1
    }

    pub(crate) fn slots(&self) -> &'static [Slot] {
        self.2
    }

    /// The member of this name.
    pub(crate) fn find(&self, name: &str) -> Option<&'static Element> {
        let index = self.1.binary_search_by(|element| element.name().cmp(name)).ok()?;
        Some(&self.1[index])
    }
}

impl Targets {
    pub(crate) fn contains(&self, kind: ResourceType) -> bool {
        self.0.binary_search(&kind.code()).is_ok()
    }

    /// The names of the types, with commas.
    pub(crate) fn names(&self) -> String {
        let name = |code: &u16| RESOURCE_TYPES[usize::from(*code) - 1].name();
        self.0.iter().map(name).collect::<Vec<_>>().join(", ")
    }
}

impl System {
    pub(crate) fn contains(&self, code: &str) -> bool {
        self.1.binary_search(&code).is_ok()
    }
}

impl Binding {
    /// Whether a code is allowed, where its system is not said because it follows.
    pub(crate) fn allows_code(&self, code: &str) -> bool {
        self.0.iter().any(|system| system.contains(code))
    }

    /// Whether a code of a system is allowed.
    pub(crate) fn allows(&self, uri: &str, code: &str) -> bool {
        self.0.iter().any(|system| system.0 == uri && system.contains(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_members_and_codes_are_sorted_and_unique() {
        assert!(NAMES.is_sorted_by(|a, b| a < b));
        for shape in &SHAPES {
            assert!(shape.elements().is_sorted_by(|a, b| a.name() < b.name()));
            assert!(shape.slots().len() <= 64, "slots are kept in the bits of one number");
        }
        for Binding(systems) in &BINDINGS {
            assert!(!systems.is_empty());
            for System(_, codes) in *systems {
                assert!(!codes.is_empty() && codes.is_sorted_by(|a, b| a < b));
            }
        }
    }

    #[test]
    fn every_number_in_a_table_leads_somewhere() {
        for element in SHAPES.iter().flat_map(Shape::elements) {
            if let Kind::Shape(number) = element.kind() {
                assert!(usize::from(number) < SHAPES.len(), "{}", element.name());
            }
            let is_restricted = element.binding().is_some() || element.targets().is_some();
            assert_eq!(is_restricted, element.2 != 0, "{}", element.name());
        }
        for Targets(codes) in &TARGETS {
            assert!(codes.is_sorted_by(|a, b| a < b));
            assert!(codes.iter().all(|code| usize::from(*code) <= RESOURCE_TYPES.len()));
        }
        for shape in &SHAPES {
            for slot in shape.elements().iter().filter_map(Element::slot) {
                assert!(usize::from(slot) < shape.slots().len());
            }
        }
    }

    #[test]
    fn resource_shapes_stand_in_the_order_of_the_type_codes() {
        for (kind, shape) in RESOURCE_TYPES.iter().zip(&SHAPES) {
            assert_eq!(shape.type_name(), kind.name());
            assert!(shape.find("id").is_some());
        }
        for (number, name) in [
            (shapes::EXTENSION, "Extension"),
            (shapes::REFERENCE, "Reference"),
            (shapes::CODING, "Coding"),
            (shapes::CODEABLE_CONCEPT, "CodeableConcept"),
        ] {
            assert_eq!(Shape::numbered(number).type_name(), name);
        }
    }
}
