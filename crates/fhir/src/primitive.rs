//! The primitive types of FHIR R4 and the forms of their values.
//!
//! Forms follow the regular expressions of <https://hl7.org/fhir/R4/datatypes.html>, with the
//! rules its text adds: dates exist in the calendar, integers fit 32 bits.

mod text;
mod time;

use model::Json;

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

/// What is wrong with the value of a primitive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is of another type in JSON; a value of this kind is expected.
    Json(&'static str),
    /// It is not of this form.
    Form(&'static str),
    /// It is longer than FHIR allows.
    TooLong,
}

/// The longest string that FHIR allows.
const STRING_CHARACTERS_MAX: usize = 1024 * 1024;

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

    /// Whether a value can carry an id and extensions, in a companion member of its own.
    ///
    /// The ids of elements and the urls of extensions are XML attributes and cannot; neither can
    /// the XHTML of a narrative.
    pub(crate) const fn can_have_companion(self) -> bool {
        !matches!(self, Self::ElementId | Self::ExtensionUrl | Self::Xhtml)
    }

    /// The form of its values, in words.
    const fn form(self) -> &'static str {
        match self {
            Self::Base64Binary => "base64 in groups of four characters",
            Self::Boolean => "true or false",
            Self::Canonical | Self::Uri | Self::Url | Self::ExtensionUrl => {
                "an address without whitespace"
            }
            Self::Code => "a code: no whitespace but single spaces inside",
            Self::Date => "a date of the calendar: YYYY, YYYY-MM or YYYY-MM-DD",
            Self::DateTime => {
                "a date of the calendar, YYYY, YYYY-MM or YYYY-MM-DD, or with a time to the \
                 second and a zone: YYYY-MM-DDThh:mm:ss+zz:zz"
            }
            Self::Decimal => "a decimal number",
            Self::Id => "1 to 64 letters, digits, hyphens and full stops",
            Self::Instant => {
                "a date of the calendar with a time and a zone: YYYY-MM-DDThh:mm:ss+zz:zz"
            }
            Self::Integer => "a whole number from -2147483648 to 2147483647",
            Self::Markdown | Self::String => {
                "a text that is not empty and has no control characters"
            }
            Self::Oid => "an OID: urn:oid: and numbers with full stops between",
            Self::PositiveInt => "a whole number from 1 to 2147483647",
            Self::Time => "a time of day: hh:mm:ss",
            Self::UnsignedInt => "a whole number from 0 to 2147483647",
            Self::Uuid => "a UUID: urn:uuid: and 32 lower-case hexadecimal digits in groups",
            Self::Xhtml => "XHTML in one div element",
            Self::ElementId => "a text without whitespace",
        }
    }

    /// Whether a value is one of this type.
    pub(crate) fn check(self, value: &Json) -> Result<(), Fault> {
        let fits = match (self, value) {
            (Self::Boolean, Json::Boolean(_)) | (Self::Decimal, Json::Number(_)) => true,
            (Self::Boolean, _) => return Err(Fault::Json("true or false")),
            (Self::Integer, Json::Number(number)) => integer(number, i32::MIN),
            (Self::UnsignedInt, Json::Number(number)) => integer(number, 0),
            (Self::PositiveInt, Json::Number(number)) => integer(number, 1),
            (Self::Decimal | Self::Integer | Self::UnsignedInt | Self::PositiveInt, _) => {
                return Err(Fault::Json("a number"));
            }
            (_, Json::String(text)) => self.fits(text)?,
            _ => return Err(Fault::Json("a string")),
        };
        if fits { Ok(()) } else { Err(Fault::Form(self.form())) }
    }

    /// Whether a text is of the form of this type.
    fn fits(self, text: &str) -> Result<bool, Fault> {
        if text.len() > STRING_CHARACTERS_MAX
            && self != Self::Base64Binary
            && text.chars().count() > STRING_CHARACTERS_MAX
        {
            return Err(Fault::TooLong);
        }
        Ok(match self {
            Self::Base64Binary => text::is_base64(text),
            Self::Canonical | Self::Uri | Self::Url | Self::ElementId | Self::ExtensionUrl => {
                text::is_solid(text)
            }
            Self::Code => text::is_code(text),
            Self::Date => time::is_date(text),
            Self::DateTime => time::is_date_time(text),
            Self::Id => text::is_id(text),
            Self::Instant => time::is_instant(text),
            Self::Oid => text::is_oid(text),
            Self::Time => time::is_time(text),
            Self::Uuid => text::is_uuid(text),
            Self::Xhtml => text::is_div(text),
            Self::Markdown | Self::String => text::is_text(text),
            Self::Boolean
            | Self::Decimal
            | Self::Integer
            | Self::UnsignedInt
            | Self::PositiveInt => false,
        })
    }
}

/// Whether a JSON number is whole, written without exponent, and from `least` to the most that 32
/// bits hold.
fn integer(number: &str, least: i32) -> bool {
    number != "-0" && number.parse::<i32>().is_ok_and(|number| number >= least)
}

#[cfg(test)]
mod tests;
