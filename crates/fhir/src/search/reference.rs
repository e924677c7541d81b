//! References to resources, inside or outside of the server.

use model::{Json, ResourceId, ResourceType};

use super::uri;
use super::way::{Form, Way};
use crate::reference::parse_literal;
use crate::types::resource_type;

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

    /// Whether it does not name another server.
    pub fn is_local(&self) -> bool {
        self.base.is_empty()
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

/// A reference that is looked for: as a resource if it can be one, else as an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Pointer {
    Resource(ReferenceValue),
    Address(Box<str>),
}

impl Pointer {
    /// Reads `id`, `Type/id`, the address of a resource or any other address.
    pub(super) fn parse(text: Box<str>, kind: Option<ResourceType>) -> Option<Self> {
        let Some(mut value) = ReferenceValue::parse(&text) else {
            return text.contains(':').then_some(Self::Address(text));
        };
        if let Some(kind) = kind {
            if value.kind.is_some_and(|named| named != kind) {
                return None;
            }
            value.kind = Some(kind);
        }
        Some(Self::Resource(value))
    }

    pub(super) fn matches(&self, way: &Way, value: &Json) -> bool {
        let text = match way.1 {
            Form::Reference => value.member("reference"),
            Form::Resource => return self.is_contained(value),
            _ => Some(value),
        };
        let Some(text) = text.and_then(Json::as_str) else {
            return false;
        };
        match self {
            Self::Resource(wanted) => wanted.matches(text, way.target()),
            Self::Address(wanted) => uri::is_same(text, wanted),
        }
    }

    /// Whether a resource that stands inside of another is the wanted one.
    fn is_contained(&self, resource: &Json) -> bool {
        let Self::Resource(wanted) = self else {
            return false;
        };
        let kind = resource.member("resourceType").and_then(Json::as_str).and_then(resource_type);
        let id = resource.member("id").and_then(Json::as_str);
        id == Some(wanted.id.as_str()) && wanted.kind.is_none_or(|named| Some(named) == kind)
    }
}

/// The resource that a value points to, if it is one that the way leads to.
pub(super) fn pointed_to(way: &Way, value: &Json) -> Option<ReferenceValue> {
    let text = match way.1 {
        Form::Reference => value.member("reference")?,
        _ => value,
    };
    let literal = parse_literal(text.as_str()?)?;
    way.target().is_none_or(|only| only == literal.kind).then(|| ReferenceValue {
        base: literal.base.into(),
        kind: Some(literal.kind),
        id: literal.id,
    })
}
