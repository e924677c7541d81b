//! Parameters that a tenant defines for documents of its own.

use std::borrow::Cow;

use super::{Form, Parameter, ParameterKind, Step, Way};

/// What the values of such a parameter are, and how they are written in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnParameterKind {
    /// A date or instant as FHIR writes it: `2026`, `2026-11`, `2026-11-29`, `2026-11-29T12:00:00Z`.
    Date,
    /// A number.
    Number,
    /// A text that is found by its beginning.
    String,
    /// A text or a truth value that is found as a whole.
    Token,
    /// An address.
    Uri,
}

impl OwnParameterKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Date, Self::Number, Self::String, Self::Token, Self::Uri];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Number => "number",
            Self::String => "string",
            Self::Token => "token",
            Self::Uri => "uri",
        }
    }

    /// The kind of this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Parameter {
    /// A parameter of a tenant's own, which looks at the members of these names, one in the other, in all
    /// elements of the arrays on the way.
    pub fn own<'n>(
        code: &str,
        kind: OwnParameterKind,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Self {
        let steps: Vec<_> =
            names.into_iter().map(|name| Step::Member(Cow::Owned(name.to_owned()))).collect();
        let way = |form| Way(Cow::Owned(steps.clone()), form, "");
        let (kind, ways) = match kind {
            OwnParameterKind::Date => (ParameterKind::Date, vec![way(Form::Date)]),
            OwnParameterKind::Number => (ParameterKind::Number, vec![way(Form::Number)]),
            OwnParameterKind::String => (ParameterKind::String, vec![way(Form::String)]),
            OwnParameterKind::Token => {
                (ParameterKind::Token, vec![way(Form::Code), way(Form::Boolean)])
            }
            OwnParameterKind::Uri => (ParameterKind::Uri, vec![way(Form::Uri)]),
        };
        Self(Cow::Owned(code.to_owned()), kind, Cow::Owned(ways), &[], &[])
    }
}
