//! What is hidden, as the rules name it.

use crate::search::{Step, Way};
use crate::tables::{Element, Kind, Shape};

/// The member that holds resources inside of another.
const CONTAINED: &str = "contained";

/// Patterns, read once.
#[derive(Debug, Default)]
pub(crate) struct Patterns<'a> {
    /// From the top: `name` and `a.b`.
    pub(super) paths: Vec<Vec<&'a str>>,
    /// Wherever it is: `*.name`.
    anywhere: Vec<&'a str>,
    /// Whatever its name: `:Identifier`.
    types: Vec<&'a str>,
}

impl<'a> Patterns<'a> {
    pub(crate) fn read(texts: &'a [impl AsRef<str>]) -> Self {
        let mut patterns = Self::default();
        for text in texts.iter().map(AsRef::as_ref) {
            if let Some(name) = text.strip_prefix("*.") {
                patterns.anywhere.push(name);
            } else if let Some(name) = text.strip_prefix(':') {
                patterns.types.push(name);
            } else {
                patterns.paths.push(text.split('.').collect());
            }
        }
        patterns
    }

    /// Whether every member of this name is hidden.
    pub(super) fn has_name(&self, name: &str) -> bool {
        self.anywhere.iter().any(|hidden| fits(hidden, name))
    }

    /// Whether what an element holds is hidden for its type. What R4 does not define may be of any.
    pub(super) fn has_type(&self, kind: Option<Kind>) -> bool {
        match kind {
            Some(Kind::Shape(number)) => self.types.contains(&Shape::numbered(number).type_name()),
            Some(Kind::Primitive(_) | Kind::Resource) => false,
            None => !self.types.is_empty(),
        }
    }

    /// Whether what resources contain is hidden, so that nothing can be referred to in it.
    pub(super) fn has_contained(&self) -> bool {
        self.has_name(CONTAINED) || self.paths.iter().any(|path| path[..] == [CONTAINED])
    }

    /// Whether a way from an object of this shape may pass something that is hidden. A name on it counts
    /// wherever it stands in a pattern.
    pub(crate) fn may_cover<'s>(
        &self,
        mut shape: Option<&'static Shape>,
        steps: impl IntoIterator<Item = &'s Step>,
    ) -> bool {
        for step in steps {
            let Step::Member(name) = step else { continue };
            let kind = shape.and_then(|shape| shape.find(name)).map(Element::kind);
            let named = || self.paths.iter().flatten().chain(&self.anywhere);
            if self.has_type(kind) || named().any(|hidden| fits(hidden, name)) {
                return true;
            }
            shape = match kind {
                Some(Kind::Shape(number)) => Some(Shape::numbered(number)),
                _ => None,
            };
        }
        false
    }

    /// Whether any of the ways may.
    pub(crate) fn may_cover_any(&self, shape: Option<&'static Shape>, ways: &[Way]) -> bool {
        ways.iter().any(|way| self.may_cover(shape, &*way.0))
    }
}

/// Whether a pattern leads somewhere: a type that it names is one of R4.
pub fn is_pattern(text: &str) -> bool {
    text.strip_prefix(':').is_none_or(|name| Shape::all().any(|shape| shape.type_name() == name))
}

/// Whether a member is the element of this name, one type of a choice, or the companion of either.
pub(super) fn fits(name: &str, key: &str) -> bool {
    let key = key.strip_prefix('_').unwrap_or(key);
    match name.strip_suffix("[x]").and_then(|base| key.strip_prefix(base)) {
        Some(kind) => kind.starts_with(|first: char| first.is_ascii_uppercase()),
        None => key == name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::RESOURCE_TYPES;

    #[test]
    fn a_pattern_names_a_type_that_there_is() {
        for text in [":Identifier", ":Annotation", "*.display", "contained"] {
            assert!(is_pattern(text), "{text}");
        }
        assert!(!is_pattern(":Identifiers"));
    }

    #[test]
    fn what_is_searched_by_identifiers_is_covered_under_every_name() {
        let patterns = Patterns::read(&[":Identifier", ":Address"]);
        let covered = |kind: &str, code: &str| {
            let kind = crate::types::resource_type(kind).expect("a type of R4");
            let parameter = crate::search::parameter(kind, code).expect("a parameter of it");
            patterns.may_cover_any(Shape::of_type(kind), &parameter.2)
        };
        for (kind, code) in [
            ("ServiceRequest", "requisition"),
            ("Specimen", "accession"),
            ("Specimen", "container-id"),
            ("Task", "group-identifier"),
            ("Location", "address-city"),
        ] {
            assert!(covered(kind, code), "{kind} {code}");
        }
        assert!(!covered("Specimen", "type") && !covered("Observation", "_lastUpdated"));
    }

    #[test]
    fn what_every_type_has_is_not_covered() {
        let patterns = Patterns::read(&[":Identifier"]);
        let open = |kind: &model::ResourceType| {
            crate::search::parameters(*kind)
                .filter(|it| it.code().starts_with('_'))
                .all(|it| !patterns.may_cover_any(Shape::of_type(*kind), &it.2))
        };
        assert!(RESOURCE_TYPES.iter().all(open));
    }
}
