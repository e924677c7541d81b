//! The primitive types of FHIR R4 and the forms of their values.

/// A primitive type, in the order in which the generator numbers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Primitive {
    Base64Binary,
    Boolean,
    Canonical,
    Code,
    Date,
    DateTime,
    Decimal,
    Id,
    Instant,
    Integer,
    Markdown,
    Oid,
    PositiveInt,
    String,
    Time,
    UnsignedInt,
    Uri,
    Url,
    Uuid,
    Xhtml,
    /// The id of an element within a resource: any text without spaces.
    ElementId,
    /// The url of an extension, which cannot be extended itself.
    ExtensionUrl,
}

impl Primitive {
    const ALL: [Self; 22] = [
        Self::Base64Binary,
        Self::Boolean,
        Self::Canonical,
        Self::Code,
        Self::Date,
        Self::DateTime,
        Self::Decimal,
        Self::Id,
        Self::Instant,
        Self::Integer,
        Self::Markdown,
        Self::Oid,
        Self::PositiveInt,
        Self::String,
        Self::Time,
        Self::UnsignedInt,
        Self::Uri,
        Self::Url,
        Self::Uuid,
        Self::Xhtml,
        Self::ElementId,
        Self::ExtensionUrl,
    ];

    /// The type of this number in the generated tables.
    pub(crate) fn from_number(number: u16) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }
}
