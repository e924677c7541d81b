//! One parameter of a search with its values, and whether a resource is what it wants.

use model::{Json, ResourceId, Timestamp};

use super::date::Moment;
use super::modifier::Modifier;
use super::number::{Number, Quantity};
use super::position::Circle;
use super::reference::{Pointer, ReferenceValue};
use super::string::{self, Text};
use super::text::{split, unescape};
use super::token::{self, OfType, Token};
use super::uri::{self, Uri};
use super::way::{Form, Way, any_of};
use super::{CHAIN_LENGTH_MAX, FILTERS_MAX, INCLUDES_MAX, Parameter, ParameterKind, Vocabulary};

/// How many values one parameter may list.
pub const VALUES_MAX: usize = 500;
/// How long all values of one parameter may be together, in bytes.
pub const VALUE_LENGTH_MAX: usize = 8 * 1024;

/// A search is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SearchError {
    /// R4 defines no such parameter for the type.
    #[error("{0} is not a search parameter of this type")]
    UnknownParameter(Box<str>),
    /// The parameter takes no such modifier here.
    #[error("{parameter} takes no modifier :{modifier}")]
    Modifier {
        /// The parameter.
        parameter: Box<str>,
        /// What stood behind it.
        modifier: Box<str>,
    },
    /// A value is not one of the parameter.
    #[error("{parameter} takes {expected}")]
    Value {
        /// The parameter.
        parameter: Box<str>,
        /// What it takes.
        expected: &'static str,
    },
    /// Too many values, or too long ones.
    #[error("{parameter} takes at most {VALUES_MAX} values of {VALUE_LENGTH_MAX} bytes in all")]
    TooMuch {
        /// The parameter.
        parameter: Box<str>,
    },
    /// Too many filters, too long a chain, or too much beside what is found.
    #[error(
        "a search has at most {FILTERS_MAX} filters and {INCLUDES_MAX} includes, and a chain follows at \
         most {CHAIN_LENGTH_MAX} references"
    )]
    TooComplex,
}

/// How much of a name from outside is shown in an answer.
const NAME_LENGTH_MAX: usize = 64;

impl SearchError {
    /// A parameter that is not known, its name fit to be shown.
    pub(super) fn unknown(name: &str) -> Self {
        Self::UnknownParameter(plain(name))
    }
}

/// A name from outside, fit to be shown in an answer.
pub(super) fn plain(name: &str) -> Box<str> {
    let plain = name.chars().filter(|character| !character.is_control());
    plain.take(NAME_LENGTH_MAX).collect::<String>().into()
}

/// A parameter with what it wants: any one of the values.
#[derive(Debug, Clone)]
pub struct Criterion<'a> {
    parameter: &'a Parameter,
    modifier: Modifier,
    wanted: Vec<Wanted>,
}

#[derive(Debug, Clone)]
pub(super) enum Wanted {
    Circle(Circle),
    Composite(Vec<Wanted>),
    Missing(bool),
    Moment(Moment),
    Number(Number),
    OfType(OfType),
    Pointer(Pointer),
    Quantity(Quantity),
    Text(Text),
    Token(Token),
    Uri(Uri),
    Words(Vec<Text>),
}

impl<'a> Criterion<'a> {
    /// Reads `name[:modifier]` and its values for a type. Approximate dates are so from `now`.
    pub fn parse(
        vocabulary: Vocabulary<'a>,
        name: &str,
        values: &str,
        now: Timestamp,
    ) -> Result<Self, SearchError> {
        let (code, modifier_text) = name.split_once(':').unwrap_or((name, ""));
        let parameter = vocabulary.find(code).ok_or_else(|| SearchError::unknown(code))?;
        let modifier =
            Modifier::parse(parameter, modifier_text).ok_or_else(|| SearchError::Modifier {
                parameter: parameter.code().into(),
                modifier: plain(modifier_text),
            })?;
        let too_much = SearchError::TooMuch { parameter: parameter.code().into() };
        if values.len() > VALUE_LENGTH_MAX {
            return Err(too_much);
        }
        let values = split(values, ',');
        if values.len() > VALUES_MAX {
            return Err(too_much);
        }
        let wanted = values.into_iter().map(|value| {
            read(parameter, modifier, value, now).ok_or(SearchError::Value {
                parameter: parameter.code().into(),
                expected: expected(parameter.kind(), modifier),
            })
        });
        Ok(Self { parameter, modifier, wanted: wanted.collect::<Result<_, _>>()? })
    }

    /// The parameter.
    pub const fn parameter(&self) -> &'a Parameter {
        self.parameter
    }

    pub(super) const fn modifier(&self) -> Modifier {
        self.modifier
    }

    pub(super) fn wanted(&self) -> &[Wanted] {
        &self.wanted
    }

    /// That a reference points to any one of these.
    pub fn of_references(
        parameter: &'a Parameter,
        values: impl IntoIterator<Item = ReferenceValue>,
    ) -> Self {
        let wanted = values.into_iter().map(|value| Wanted::Pointer(Pointer::Resource(value)));
        Self { parameter, modifier: Modifier::None, wanted: wanted.collect() }
    }

    /// The ids of which it wants any one, if that is what it is about.
    pub fn ids(&self) -> Option<Vec<ResourceId>> {
        if self.parameter.code() != "_id" || self.modifier != Modifier::None {
            return None;
        }
        // What cannot be an id belongs to nothing.
        let ids = self.wanted.iter().filter_map(|wanted| match wanted {
            Wanted::Token(token) => token.plain_code()?.parse().ok(),
            _ => None,
        });
        Some(ids.collect())
    }

    /// What must be referred to, if that is what it wants: any one of these.
    pub fn references(&self) -> Option<Vec<&ReferenceValue>> {
        self.wanted
            .iter()
            .map(|wanted| match wanted {
                Wanted::Pointer(Pointer::Resource(value)) => Some(value),
                _ => None,
            })
            .collect()
    }

    /// Whether a resource of the type is what is wanted.
    pub fn matches(&self, resource: &Json) -> bool {
        let any = |wanted: &Wanted| self.is_there(wanted, resource);
        match self.modifier {
            // It has none of the values, or none at all.
            Modifier::Not => !self.wanted.iter().any(any),
            _ => self.wanted.iter().any(any),
        }
    }

    fn is_there(&self, wanted: &Wanted, resource: &Json) -> bool {
        let Parameter(code, _, ways, _, components) = self.parameter;
        match wanted {
            Wanted::Missing(missing) => {
                let is_there = any_of(ways, resource, &mut |way, value| {
                    way.1 != Form::Present || token::is_present(value)
                });
                is_there != *missing
            }
            Wanted::Words(words) => {
                words.iter().all(|word| has_words(resource, word, code == "_text"))
            }
            Wanted::Composite(parts) => any_of(ways, resource, &mut |_, element| {
                components.iter().zip(parts).all(|(component, part)| {
                    let start = if component.1 { resource } else { element };
                    any_of(&component.2, start, &mut |way, value| {
                        part.matches(way, value, self.modifier)
                    })
                })
            }),
            // A flag that is not there is not set.
            Wanted::Token(token) if ways.iter().any(|way| way.1 == Form::Present) => {
                let is_set = any_of(ways, resource, &mut |_, value| token::is_present(value));
                token.matches(Form::Boolean, &Json::Boolean(is_set))
            }
            _ => {
                any_of(ways, resource, &mut |way, value| wanted.matches(way, value, self.modifier))
            }
        }
    }
}

impl Wanted {
    fn matches(&self, way: &Way, value: &Json, modifier: Modifier) -> bool {
        match self {
            Self::Circle(circle) => circle.matches(value),
            Self::Moment(moment) => moment.matches(way.1, value),
            Self::Number(number) => number.matches(way.1, value),
            Self::OfType(of_type) => of_type.matches(way.1, value),
            Self::Pointer(pointer) => pointer.matches(way, value),
            Self::Quantity(quantity) => quantity.matches(way.1, value),
            Self::Text(text) if modifier == Modifier::Text => {
                token::matches_display(way.1, value, text)
            }
            Self::Text(text) => text.matches(way.1, value),
            Self::Token(token) if modifier == Modifier::Identifier => value
                .member("identifier")
                .is_some_and(|identifier| token.matches(Form::Identifier, identifier)),
            Self::Token(token) => token.matches(way.1, value),
            Self::Uri(uri) => uri.matches(value),
            // These are held against the resource as a whole.
            Self::Composite(_) | Self::Missing(_) | Self::Words(_) => false,
        }
    }
}

/// Reads one value, if it is one of the parameter.
fn read(parameter: &Parameter, modifier: Modifier, text: &str, now: Timestamp) -> Option<Wanted> {
    if text.is_empty() {
        return None;
    }
    match (parameter.kind(), modifier) {
        (ParameterKind::Composite, _) => {
            let parts = split(text, '$');
            if parts.len() != parameter.4.len() {
                return None;
            }
            let parts = parameter.4.iter().zip(parts);
            parts
                .map(|(component, text)| read_plain(component.0, Modifier::None, text, now))
                .collect::<Option<_>>()
                .map(Wanted::Composite)
        }
        (_, Modifier::Missing) => match text {
            "true" => Some(Wanted::Missing(true)),
            "false" => Some(Wanted::Missing(false)),
            _ => None,
        },
        (kind, modifier) => read_plain(kind, modifier, text, now),
    }
}

fn read_plain(
    kind: ParameterKind,
    modifier: Modifier,
    text: &str,
    now: Timestamp,
) -> Option<Wanted> {
    if text.is_empty() {
        return None;
    }
    Some(match (kind, modifier) {
        (ParameterKind::Date, _) => Wanted::Moment(Moment::parse(text, now)?),
        (ParameterKind::Number, _) => Wanted::Number(Number::parse(text)?),
        (ParameterKind::Quantity, _) => Wanted::Quantity(Quantity::parse(text)?),
        (ParameterKind::Reference, Modifier::Identifier) => Wanted::Token(Token::parse(text)?),
        (ParameterKind::Reference, Modifier::Type(kind)) => {
            Wanted::Pointer(Pointer::parse(unescape(text), Some(kind))?)
        }
        (ParameterKind::Reference, _) => Wanted::Pointer(Pointer::parse(unescape(text), None)?),
        (ParameterKind::Special, _) => Wanted::Circle(Circle::parse(text)?),
        (ParameterKind::String, Modifier::Exact) => {
            Wanted::Text(Text::new(&unescape(text), string::Fit::Exactly))
        }
        (ParameterKind::String, Modifier::Contains) => {
            Wanted::Text(Text::new(&unescape(text), string::Fit::Anywhere))
        }
        (ParameterKind::String, _) | (ParameterKind::Token, Modifier::Text) => {
            Wanted::Text(Text::new(&unescape(text), string::Fit::Start))
        }
        (ParameterKind::Token, Modifier::OfType) => Wanted::OfType(OfType::parse(text)?),
        (ParameterKind::Token, _) => Wanted::Token(Token::parse(text)?),
        (ParameterKind::Uri, modifier) => {
            let fit = match modifier {
                Modifier::Below => uri::Fit::Below,
                Modifier::Above => uri::Fit::Above,
                _ => uri::Fit::Exactly,
            };
            Wanted::Uri(Uri::new(unescape(text), fit))
        }
        (ParameterKind::Words, _) => {
            let text = unescape(text);
            let words = text.split_whitespace();
            let words: Vec<_> = words.map(|word| Text::new(word, string::Fit::Anywhere)).collect();
            (!words.is_empty()).then_some(Wanted::Words(words))?
        }
        (ParameterKind::Composite, _) => return None,
    })
}

const fn expected(kind: ParameterKind, modifier: Modifier) -> &'static str {
    match (kind, modifier) {
        (_, Modifier::Missing) => "true or false",
        (ParameterKind::Composite, _) => "a value for each of its parts, with $ between them",
        (ParameterKind::Date, _) => {
            "a date or instant, such as 2024-01-31 or ge2024-01-31T12:00:00Z"
        }
        (ParameterKind::Number, _) => "a number, such as 5.40 or lt100",
        (ParameterKind::Quantity, _) => {
            "a number, or a number with a unit: 5.4|http://unitsofmeasure.org|mg or 5.4||mg"
        }
        (ParameterKind::Reference, Modifier::Identifier) => "an identifier: value or system|value",
        (ParameterKind::Reference, _) => {
            "an id, or a type and an id such as Patient/123, or an address"
        }
        (ParameterKind::Special, _) => "latitude|longitude|distance|km",
        (ParameterKind::Token, Modifier::OfType) => "system|code|value",
        (ParameterKind::Token, _) => "a code, system|code, |code or system|",
        (ParameterKind::String | ParameterKind::Uri | ParameterKind::Words, _) => "a text",
    }
}

/// Whether a word stands in the narrative, or anywhere in the texts of a resource.
fn has_words(resource: &Json, word: &Text, in_narrative: bool) -> bool {
    if in_narrative {
        let narrative = resource.member("text").and_then(|text| text.member("div"));
        return narrative.and_then(Json::as_str).is_some_and(|div| word.fits(&without_tags(div)));
    }
    let mut waiting = vec![resource];
    while let Some(value) = waiting.pop() {
        match value {
            Json::String(text) if word.fits(&without_tags(text)) => return true,
            Json::Array(elements) => waiting.extend(elements),
            Json::Object(members) => waiting.extend(members.iter().map(|(_, member)| member)),
            _ => {}
        }
    }
    false
}

/// The text between tags.
fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut is_tag = false;
    for character in text.chars() {
        match character {
            '<' => is_tag = true,
            '>' if is_tag => {
                is_tag = false;
                plain.push(' ');
            }
            _ if !is_tag => plain.push(character),
            _ => {}
        }
    }
    plain
}
