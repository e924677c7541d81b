//! What may stand behind the name of a parameter.

use model::ResourceType;

use super::{Parameter, ParameterKind};
use crate::types::resource_type;

/// A modifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Modifier {
    None,
    /// Whether there is no value at all.
    Missing,
    Exact,
    Contains,
    Not,
    Text,
    OfType,
    Identifier,
    Below,
    Above,
    /// The type that a reference points to.
    Type(ResourceType),
}

impl Modifier {
    /// Reads what stands behind the colon, if a parameter of the kind takes it. Those that ask about a
    /// terminology (`:in`, `:not-in`, and `:above` and `:below` on codes) are not among them.
    pub(super) fn parse(parameter: &Parameter, text: &str) -> Option<Self> {
        let modifier = match (text, parameter.kind()) {
            ("", _) => Self::None,
            (_, ParameterKind::Composite | ParameterKind::Special | ParameterKind::Words) => {
                return None;
            }
            ("missing", _) => Self::Missing,
            ("exact", ParameterKind::String) => Self::Exact,
            ("contains", ParameterKind::String) => Self::Contains,
            ("not", ParameterKind::Token) => Self::Not,
            ("text", ParameterKind::Token) => Self::Text,
            ("of-type", ParameterKind::Token) => Self::OfType,
            ("identifier", ParameterKind::Reference) => Self::Identifier,
            ("below", ParameterKind::Uri) => Self::Below,
            ("above", ParameterKind::Uri) => Self::Above,
            (name, ParameterKind::Reference) => {
                Self::Type(resource_type(name).filter(|kind| parameter.may_refer_to(*kind))?)
            }
            _ => return None,
        };
        Some(modifier)
    }
}
