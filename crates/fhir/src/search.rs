//! Search as R4 defines it: which parameters a type has, and whether a resource is what they want.
//!
//! The tables come from the official definitions. A [`Criterion`] is one parameter with its values, read
//! once and held against any number of resources; it needs nothing but the resource. What follows
//! references to other resources (chains, `_has`, `_include`) is up to whoever has a store.

mod conditions;
mod criterion;
mod date;
mod entries;
mod modifier;
mod number;
mod own;
mod position;
mod query;
mod reference;
mod sort;
mod string;
mod text;
mod token;
mod uri;
mod vocabulary;
mod way;

use std::borrow::Cow;

use model::{Json, ResourceType};

use crate::generated::search::SEARCH_PARAMETERS;
use crate::types::resource_type;

pub use criterion::{Criterion, SearchError, VALUE_LENGTH_MAX, VALUES_MAX};
pub use date::Period;
pub use entries::entries;
pub(crate) use number::decimal;
pub use own::OwnParameterKind;
pub use query::{
    CHAIN_LENGTH_MAX, FILTERS_MAX, Filter, INCLUDES_MAX, Include, Query, SORT_MAX, SortBy, Total,
    View,
};
pub use reference::ReferenceValue;
pub use vocabulary::Vocabulary;
pub use way::Path;
pub(crate) use way::{Component, Form, Step, Way};

/// What the values of a parameter are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// Several values at once, of one element.
    Composite,
    /// A moment or a period.
    Date,
    /// A number.
    Number,
    /// A number with a unit.
    Quantity,
    /// Another resource.
    Reference,
    /// `near`: a place on earth.
    Special,
    /// The beginning of a text.
    String,
    /// A code, an identifier or a truth value.
    Token,
    /// An address.
    Uri,
    /// `_text` and `_content`: words anywhere in it.
    Words,
}

/// A search parameter of a type: its name, kind, where it looks, the types that it may refer to, and
/// its parts if it is a composite.
#[derive(Debug)]
pub struct Parameter(
    pub(crate) Cow<'static, str>,
    pub(crate) ParameterKind,
    pub(crate) Cow<'static, [Way]>,
    pub(crate) &'static [&'static str],
    pub(crate) &'static [Component],
);

/// What every type has and what looks at a resource as a whole.
static EVERYWHERE: [Parameter; 2] = [
    Parameter(Cow::Borrowed("_content"), ParameterKind::Words, Cow::Borrowed(&[]), &[], &[]),
    Parameter(Cow::Borrowed("_text"), ParameterKind::Words, Cow::Borrowed(&[]), &[], &[]),
];

impl Parameter {
    /// Its name in a search.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// What its values are.
    pub const fn kind(&self) -> ParameterKind {
        self.1
    }

    /// The types that a reference parameter can be about.
    pub fn targets(&self) -> impl Iterator<Item = ResourceType> + use<> {
        self.3.iter().filter_map(|name| resource_type(name))
    }

    /// The resources that a resource refers to by it, wherever they are said to be.
    pub fn references(&self, resource: &Json) -> Vec<ReferenceValue> {
        let mut found = Vec::new();
        for way in &*self.2 {
            way.any(resource, &mut |value| {
                found.extend(reference::pointed_to(way, value));
                false
            });
        }
        found
    }

    /// Whether a resource of the type that refers to this by it is about the person that this is.
    pub fn says_whom_it_is_about(&self, kind: ResourceType, value: &ReferenceValue) -> bool {
        let compartment = crate::people::compartment_paths(kind);
        self.2.iter().all(|way| {
            let is_patient =
                way.target().or(value.kind()).is_some_and(|kind| kind.name() == "Patient");
            is_patient && compartment.iter().any(|path| way.is(path))
        })
    }

    /// Whether a reference that it looks at may point to this type.
    pub fn may_refer_to(&self, kind: ResourceType) -> bool {
        self.1 == ParameterKind::Reference && self.3.contains(&kind.name())
    }
}

/// The parameters of a type, those that all types have included.
pub fn parameters(kind: ResourceType) -> impl Iterator<Item = &'static Parameter> {
    Vocabulary::from(kind).parameters()
}

/// The parameter of this name, if R4 defines it for the type.
pub fn parameter(kind: ResourceType, code: &str) -> Option<&'static Parameter> {
    let named = |parameters: &'static [Parameter]| {
        let index = parameters.binary_search_by(|parameter| parameter.code().cmp(code)).ok()?;
        Some(&parameters[index])
    };
    named(of(kind.name())).or_else(|| named(of(""))).or_else(|| named(&EVERYWHERE))
}

fn of(name: &str) -> &'static [Parameter] {
    let found = SEARCH_PARAMETERS.binary_search_by(|(kind, _)| (*kind).cmp(name));
    found.map_or(&[], |index| SEARCH_PARAMETERS[index].1)
}

#[cfg(test)]
mod tests;
