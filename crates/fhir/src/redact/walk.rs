//! One pass over a resource that takes out what is hidden, and leaves a valid one where R4 allows it.

use model::Json;

use super::patterns::{Patterns, fits};
use crate::generated::shapes;
use crate::meta::resource_type_of;
use crate::primitive::Primitive;
use crate::tables::{Element, Kind, Shape};
use crate::types::resource_type;

/// An extension that says why something is not there (FHIR R4, data-absent-reason).
const ABSENT: (&str, &str) =
    ("http://hl7.org/fhir/StructureDefinition/data-absent-reason", "masked");

type Members = Vec<(Box<str>, Json)>;

/// What an object is.
#[derive(Clone, Copy)]
enum Form {
    /// A resource.
    Resource,
    /// An element of a type.
    Element,
    /// An extension, which is nothing without a value.
    Extension,
    /// Id and extensions beside the value of a primitive.
    Companion,
}

/// Where in a resource the pass is.
struct At<'p> {
    form: Form,
    /// None where R4 defines nothing, and of a resource, which says it itself.
    shape: Option<&'static Shape>,
    /// What is left of the paths that lead here.
    paths: Vec<&'p [&'p str]>,
}

/// Takes what is hidden out of a resource, and tells whether there was anything.
pub(super) fn hide_in(resource: &mut Json, patterns: &Patterns<'_>) -> bool {
    let paths = patterns.paths.iter().map(Vec::as_slice).collect();
    let at = At { form: Form::Resource, shape: None, paths };
    let walk = Walk { patterns, without_contained: patterns.has_contained() };
    walk.value(resource, &at)
}

fn shape_of(resource: &Json) -> Option<&'static Shape> {
    resource_type_of(resource).and_then(resource_type).and_then(Shape::of_type)
}

struct Walk<'p> {
    patterns: &'p Patterns<'p>,
    /// Whether nothing is left that `#id` can point to.
    without_contained: bool,
}

impl<'p> Walk<'p> {
    fn value(&self, value: &mut Json, at: &At<'p>) -> bool {
        let own = matches!(at.form, Form::Resource).then(|| shape_of(value)).flatten();
        match value {
            Json::Array(elements) => self.elements(elements, at),
            Json::Object(members) => self.members(members, own.or(at.shape), at),
            _ => false,
        }
    }

    /// Hides in every element of an array. Those that are left empty go; beside the values of primitives
    /// they become null, which keeps the others in their places.
    fn elements(&self, elements: &mut Vec<Json>, at: &At<'p>) -> bool {
        let is_aligned = matches!(at.form, Form::Companion);
        let mut removed = false;
        elements.retain_mut(|element| {
            let here = self.value(element, at);
            removed |= here;
            let is_emptied = here && is_empty(element, at.form);
            if is_emptied && is_aligned {
                *element = Json::Null;
            }
            is_aligned || !is_emptied
        });
        if removed && elements.iter().all(|element| *element == Json::Null) {
            elements.clear();
        }
        removed
    }

    fn members(&self, members: &mut Members, shape: Option<&'static Shape>, at: &At<'p>) -> bool {
        let is_reference = shape.is_some_and(Shape::is_reference);
        let mut removed = self.without_contained && is_reference && cut_off(members);
        let mut lost = Vec::new();
        members.retain_mut(|(name, value)| {
            let plain = name.strip_prefix('_').unwrap_or(name);
            let element = shape.and_then(|shape| shape.find(plain));
            let mut is_gone = self.is_hidden(plain, element, value, at);
            removed |= is_gone;
            if !is_gone {
                let below = below(name, element, at);
                let here = self.value(value, &below);
                removed |= here;
                is_gone = here && is_empty(value, below.form);
            }
            if is_gone {
                lost.extend(element);
            }
            !is_gone
        });
        if let Some(shape) = shape {
            replace(members, shape, &lost);
        }
        if removed {
            fill_gaps(members);
        }
        removed
    }

    fn is_hidden(&self, name: &str, element: Option<&Element>, value: &Json, at: &At<'p>) -> bool {
        if name == "resourceType" {
            return false;
        }
        let kind = element.map(Element::kind);
        // What is defined nowhere cannot have been stored; if it has been, it may be anything.
        let is_typed = kind.is_some() || matches!(value, Json::Array(_) | Json::Object(_));
        self.patterns.has_name(name)
            || at.paths.iter().any(|path| path.len() == 1 && fits(path[0], name))
            || is_typed && self.patterns.has_type(kind)
            || self.without_contained && points_inside(kind, value)
    }
}

/// Where a member of an object is.
fn below<'p>(name: &str, element: Option<&Element>, at: &At<'p>) -> At<'p> {
    let fitting = at.paths.iter().filter(|path| path.len() > 1 && fits(path[0], name));
    let paths = fitting.map(|path| &path[1..]).collect();
    let (form, shape) = match element.map(Element::kind) {
        Some(Kind::Shape(shapes::EXTENSION)) => (Form::Extension, Some(Shape::extension())),
        Some(Kind::Shape(number)) => (Form::Element, Some(Shape::numbered(number))),
        Some(Kind::Resource) => (Form::Resource, None),
        Some(Kind::Primitive(_)) => (Form::Companion, Some(Shape::extension())),
        None if name.starts_with('_') => (Form::Companion, None),
        None => (Form::Element, None),
    };
    At { form, shape, paths }
}

/// Whether a value is a canonical address of a resource inside of this one.
fn points_inside(kind: Option<Kind>, value: &Json) -> bool {
    let is_inside = |value: &Json| value.as_str().is_some_and(|text| text.starts_with('#'));
    matches!(kind, Some(Kind::Primitive(Primitive::Canonical)))
        && value.elements().iter().any(is_inside)
}

/// Lets a reference to a resource inside of this one lead nowhere, and tells whether it was one.
fn cut_off(members: &mut Members) -> bool {
    let mut is_inside = |(name, value): &(Box<str>, Json)| {
        &**name == "reference" && value.as_str().is_some_and(|text| text.starts_with('#'))
    };
    if !members.iter().any(&mut is_inside) {
        return false;
    }
    members.retain(|(name, _)| !fits("reference", name));
    match members.iter_mut().find(|(name, _)| &**name == "extension") {
        Some((_, Json::Array(extensions))) => extensions.push(masked_extension()),
        _ => members.push(("extension".into(), Json::Array(vec![masked_extension()]))),
    }
    true
}

/// Says of what was required and is not there any more that it is masked.
fn replace(members: &mut Members, shape: &Shape, lost: &[&Element]) {
    for element in lost {
        let Some(slot) = element.slot() else { continue };
        let fills = |(name, _): &(Box<str>, Json)| {
            let plain = name.strip_prefix('_').unwrap_or(name);
            shape.find(plain).and_then(Element::slot) == Some(slot)
        };
        if !shape.slots()[usize::from(slot)].is_required() || members.iter().any(fills) {
            continue;
        }
        let name = match element.kind() {
            Kind::Primitive(primitive) if primitive.can_have_companion() => {
                format!("_{}", element.name())
            }
            Kind::Shape(_) => element.name().to_owned(),
            Kind::Primitive(_) | Kind::Resource => continue,
        };
        let value = if element.repeats() { Json::Array(vec![masked()]) } else { masked() };
        members.push((name.into(), value));
    }
}

/// A null in an array of primitives stands for something that is said beside it; now for what is masked.
fn fill_gaps(members: &mut Members) {
    let is_gap = |value: &Json| *value == Json::Null;
    let with_gaps = members.iter().filter_map(|(name, value)| match value {
        Json::Array(values) if !name.starts_with('_') && values.iter().any(is_gap) => {
            Some((format!("_{name}"), values.iter().map(is_gap).collect::<Vec<_>>()))
        }
        _ => None,
    });
    for (companion, gaps) in with_gaps.collect::<Vec<_>>() {
        if !members.iter().any(|(name, _)| **name == *companion) {
            members.push((companion.as_str().into(), Json::Array(vec![Json::Null; gaps.len()])));
        }
        let beside = members.iter_mut().find(|(name, _)| **name == *companion);
        if let Some((_, Json::Array(beside))) = beside {
            for (beside, _) in
                beside.iter_mut().zip(gaps).filter(|(it, is_gap)| *is_gap && **it == Json::Null)
            {
                *beside = masked();
            }
        }
    }
}

/// An element of which nothing is there but why.
pub(crate) fn masked() -> Json {
    Json::object([("extension", Json::Array(vec![masked_extension()]))])
}

fn masked_extension() -> Json {
    let (url, reason) = ABSENT;
    Json::object([("url", Json::string(url)), ("valueCode", Json::string(reason))])
}

/// Whether nothing is left that says anything.
fn is_empty(value: &Json, form: Form) -> bool {
    let names: &[&str] = match form {
        Form::Resource => return false,
        Form::Element => &["id"],
        Form::Extension => &["id", "url"],
        Form::Companion => &[],
    };
    match value {
        Json::Array(elements) => elements.is_empty(),
        Json::Object(members) => members.iter().all(|(name, _)| names.contains(&&**name)),
        _ => false,
    }
}
