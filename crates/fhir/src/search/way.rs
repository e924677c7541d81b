//! Ways from a resource down to values.

use std::borrow::Cow;

use model::{Json, ResourceType};

use super::ParameterKind;
use crate::types::resource_type;

/// A step down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// To a member of every object.
    Member(Cow<'static, str>),
    /// Past objects whose member is not this text.
    Where(&'static str, &'static str),
    /// To the first only.
    First,
}

/// What stands at the end of a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Address,
    Boolean,
    Canonical,
    Code,
    CodeableConcept,
    Coding,
    ContactPoint,
    Date,
    /// An element of the base type, for composites to begin at.
    Element,
    HumanName,
    Identifier,
    Money,
    Number,
    Period,
    Position,
    /// Anything: what counts is that it is there and not `false`.
    Present,
    Quantity,
    Range,
    Reference,
    /// A resource inside of another.
    Resource,
    SampledData,
    String,
    Timing,
    Uri,
}

/// A way to values of one form. If a type is named, references count only if they point to it.
#[derive(Debug, Clone)]
pub(crate) struct Way(pub(crate) Cow<'static, [Step]>, pub(crate) Form, pub(crate) &'static str);

/// A part of a composite: what its values are, whether it begins at the resource rather than at the
/// element that the composite is about, and where it looks.
#[derive(Debug)]
pub(crate) struct Component(
    pub(crate) ParameterKind,
    pub(crate) bool,
    pub(crate) Cow<'static, [Way]>,
);

impl Way {
    /// The only type of resource to which a reference there counts, if it is only one.
    pub(super) fn target(&self) -> Option<ResourceType> {
        resource_type(self.2)
    }

    /// Whether it is the same as a plain path.
    pub(super) fn is(&self, path: &Path) -> bool {
        let names = self.0.iter().map(|step| match step {
            Step::Member(name) => Some(&**name),
            Step::Where(..) | Step::First => None,
        });
        names.eq(path.steps().iter().map(|name| Some(*name)))
    }

    /// Whether any value at its end is one.
    pub(super) fn any<'a>(&self, start: &'a Json, is: &mut dyn FnMut(&'a Json) -> bool) -> bool {
        any(start, &self.0, is)
    }
}

/// Whether any value at the end of the ways is one.
pub(super) fn any_of<'a>(
    ways: &[Way],
    start: &'a Json,
    is: &mut dyn FnMut(&Way, &'a Json) -> bool,
) -> bool {
    ways.iter().any(|way| way.any(start, &mut |value| is(way, value)))
}

fn any<'a>(value: &'a Json, steps: &[Step], is: &mut dyn FnMut(&'a Json) -> bool) -> bool {
    let elements = value.elements().iter().filter(|element| **element != Json::Null);
    let Some((step, rest)) = steps.split_first() else {
        return elements.into_iter().any(is);
    };
    match step {
        Step::Member(name) => {
            elements.filter_map(|element| element.member(name)).any(|member| any(member, rest, is))
        }
        Step::Where(name, wanted) => elements
            .filter(|element| element.member(name).and_then(Json::as_str) == Some(wanted))
            .any(|element| any(element, rest, is)),
        Step::First => elements.take(1).any(|element| any(element, rest, is)),
    }
}

/// A plain way from a resource to an element, through all elements of the arrays on it.
#[derive(Debug)]
pub struct Path {
    steps: &'static [&'static str],
    repeats: bool,
}

impl Path {
    pub(crate) const fn new(steps: &'static [&'static str], repeats: bool) -> Self {
        Self { steps, repeats }
    }

    /// The names of the elements from the resource down.
    pub const fn steps(&self) -> &'static [&'static str] {
        self.steps
    }

    /// Whether an element on the way is an array, so that there can be several values.
    pub const fn repeats(&self) -> bool {
        self.repeats
    }

    /// Shows every value at the end of the way.
    pub(crate) fn visit<'a>(&self, resource: &'a Json, see: &mut dyn FnMut(&'a Json)) {
        resource.visit(self.steps, see);
    }
}
