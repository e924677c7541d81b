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
    pub(super) system: System,
    /// None: any code of the system.
    pub(super) code: Option<Box<str>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum System {
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
            Form::Boolean | Form::Code | Form::String | Form::Uri => self.is_plain(value),
            Form::Present => self.is_text(if is_present(value) { "true" } else { "false" }),
            _ => pairs(form, value).into_iter().any(|(system, code)| self.is(system, code)),
        }
    }

    fn is(&self, system: Option<&str>, code: Option<&str>) -> bool {
        let is_system = match &self.system {
            System::Any => true,
            System::Absent => system.is_none(),
            System::Named(wanted) => system == Some(wanted),
        };
        is_system
            && self
                .code
                .as_ref()
                .is_none_or(|wanted| code.is_some_and(|code| code.eq_ignore_ascii_case(wanted)))
    }

    /// A value without a system of its own: that of its element is one of FHIR's.
    fn is_plain(&self, value: &Json) -> bool {
        let is_system = match &self.system {
            System::Any | System::Absent => true,
            System::Named(wanted) => FHIR_SYSTEMS.iter().any(|system| wanted.starts_with(system)),
        };
        let is_code = |code: Option<&str>| code.is_some_and(|code| self.is_text(code));
        is_system && pairs(Form::Code, value).into_iter().any(|(_, code)| is_code(code))
    }

    fn is_text(&self, text: &str) -> bool {
        self.code.as_ref().is_none_or(|wanted| text.eq_ignore_ascii_case(wanted))
    }
}

/// `:of-type`: an identifier's type and value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OfType {
    kind: Token,
    pub(super) value: Box<str>,
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
    displays(form, value).any(|text| wanted.fits(text))
}

/// The words that go with a code.
pub(super) fn displays(form: Form, value: &Json) -> impl Iterator<Item = &str> {
    let own = match form {
        Form::CodeableConcept => value.member("text"),
        Form::Coding => value.member("display"),
        Form::Identifier => value.member("type").and_then(|kind| kind.member("text")),
        Form::String => Some(value),
        _ => None,
    };
    let of_codings = (form == Form::CodeableConcept)
        .then(|| codings(value).filter_map(|coding| coding.member("display")));
    own.into_iter().chain(of_codings.into_iter().flatten()).filter_map(Json::as_str)
}

/// The systems and codes of a value, as far as they are there.
pub(super) fn pairs(form: Form, value: &Json) -> Vec<(Option<&str>, Option<&str>)> {
    match form {
        Form::Coding => vec![pair_of(value, "code")],
        Form::CodeableConcept => codings(value).map(|coding| pair_of(coding, "code")).collect(),
        Form::Identifier | Form::ContactPoint => vec![pair_of(value, "value")],
        Form::Boolean | Form::Code | Form::String | Form::Uri => match value {
            Json::Boolean(true) => vec![(None, Some("true"))],
            Json::Boolean(false) => vec![(None, Some("false"))],
            other => vec![(None, other.as_str())],
        },
        _ => Vec::new(),
    }
}

fn pair_of<'a>(value: &'a Json, code: &str) -> (Option<&'a str>, Option<&'a str>) {
    let text = |name| value.member(name).and_then(Json::as_str);
    (text("system"), text(code))
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
