//! Codes, identifiers and truth values, with or without the system that they are from.

use model::Json;

use super::string::Text;
use super::text::{split, unescape};
use super::way::Form;

/// Where the systems of elements that are plain codes begin.
const FHIR_SYSTEMS: [&str; 3] =
    ["http://hl7.org/fhir/", "http://terminology.hl7.org/CodeSystem/", "urn:ietf:bcp:"];

/// A token that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    system: System,
    /// None: any code of the system.
    code: Option<Box<str>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum System {
    Any,
    /// `|code`: the value must not have one.
    Absent,
    Named(Box<str>),
}

impl Token {
    /// Reads `code`, `system|code`, `|code` or `system|`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (system, code) = match split(text, '|').as_slice() {
            [code] => (System::Any, *code),
            ["", code] => (System::Absent, *code),
            [system, code] => (System::Named(unescape(system)), *code),
            _ => return None,
        };
        let code = Some(unescape(code)).filter(|code| !code.is_empty());
        (code.is_some() || matches!(system, System::Named(_))).then_some(Self { system, code })
    }

    /// The code, if no system is named with it.
    pub(super) fn plain_code(&self) -> Option<&str> {
        self.code.as_deref().filter(|_| self.system == System::Any)
    }

    pub(super) fn matches(&self, form: Form, value: &Json) -> bool {
        match form {
            Form::Coding => self.is(value.member("system"), value.member("code")),
            Form::CodeableConcept => {
                codings(value).any(|coding| self.is(coding.member("system"), coding.member("code")))
            }
            Form::Identifier | Form::ContactPoint => {
                self.is(value.member("system"), value.member("value"))
            }
            Form::Boolean | Form::Code | Form::String | Form::Uri => self.is_plain(value),
            Form::Present => self.is_text(if is_present(value) { "true" } else { "false" }),
            _ => false,
        }
    }

    fn is(&self, system: Option<&Json>, code: Option<&Json>) -> bool {
        let system = system.and_then(Json::as_str);
        let is_system = match &self.system {
            System::Any => true,
            System::Absent => system.is_none(),
            System::Named(wanted) => system == Some(wanted),
        };
        is_system
            && self.code.as_ref().is_none_or(|wanted| {
                code.and_then(Json::as_str).is_some_and(|code| code.eq_ignore_ascii_case(wanted))
            })
    }

    /// A value without a system of its own: that of its element is one of FHIR's.
    fn is_plain(&self, value: &Json) -> bool {
        let is_system = match &self.system {
            System::Any | System::Absent => true,
            System::Named(wanted) => FHIR_SYSTEMS.iter().any(|system| wanted.starts_with(system)),
        };
        is_system
            && match value {
                Json::Boolean(true) => self.is_text("true"),
                Json::Boolean(false) => self.is_text("false"),
                other => other.as_str().is_some_and(|text| self.is_text(text)),
            }
    }

    fn is_text(&self, text: &str) -> bool {
        self.code.as_ref().is_none_or(|wanted| text.eq_ignore_ascii_case(wanted))
    }
}

/// `:of-type`: an identifier's type and value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OfType {
    kind: Token,
    value: Box<str>,
}

impl OfType {
    /// Reads `system|code|value`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let [system, code, value] = split(text, '|').try_into().ok()?;
        if system.is_empty() || code.is_empty() || value.is_empty() {
            return None;
        }
        let kind = Token { system: System::Named(unescape(system)), code: Some(unescape(code)) };
        Some(Self { kind, value: unescape(value) })
    }

    pub(super) fn matches(&self, form: Form, value: &Json) -> bool {
        let text = value.member("value").and_then(Json::as_str);
        form == Form::Identifier
            && text.is_some_and(|text| text.eq_ignore_ascii_case(&self.value))
            && value
                .member("type")
                .is_some_and(|kind| self.kind.matches(Form::CodeableConcept, kind))
    }
}

/// `:text`: whether the words that go with a code fit.
pub(super) fn matches_display(form: Form, value: &Json, wanted: &Text) -> bool {
    let own = match form {
        Form::CodeableConcept => value.member("text"),
        Form::Coding => value.member("display"),
        Form::Identifier => value.member("type").and_then(|kind| kind.member("text")),
        Form::String => Some(value),
        _ => None,
    };
    let is =
        |text: Option<&Json>| text.and_then(Json::as_str).is_some_and(|text| wanted.fits(text));
    is(own)
        || (form == Form::CodeableConcept
            && codings(value).any(|coding| is(coding.member("display"))))
}

/// Whether there is a value, and it is not `false`.
pub(super) fn is_present(value: &Json) -> bool {
    !matches!(value, Json::Null | Json::Boolean(false))
}

/// The text by which a token is sorted.
pub(super) fn sorted_by(form: Form, value: &Json) -> Option<&str> {
    let text = match form {
        Form::Coding => value.member("code"),
        Form::CodeableConcept => {
            codings(value).find_map(|coding| coding.member("code")).or_else(|| value.member("text"))
        }
        Form::Identifier | Form::ContactPoint => value.member("value"),
        _ => Some(value),
    };
    match text? {
        Json::Boolean(true) => Some("true"),
        Json::Boolean(false) => Some("false"),
        other => other.as_str(),
    }
}

fn codings(concept: &Json) -> impl Iterator<Item = &Json> {
    concept.member("coding").into_iter().flat_map(Json::elements)
}
