//! What an index is asked for: for each criterion a condition that holds of every resource the criterion
//! matches, and of as few others as can be.

use model::ResourceType;
use model::index::{Condition, TEXT_BYTES_MAX, beginning};
use rust_decimal::Decimal;

use super::criterion::{Criterion, Wanted};
use super::date::BRIEF_MS;
use super::entries::{hashed, hashed_code, hashed_pair, marker};
use super::modifier::Modifier;
use super::number::rank;
use super::reference::Pointer;
use super::string::{Fit, Text, fold};
use super::text::Comparison;
use super::token::{System, Token};
use super::way::{Form, Step, Way};
use super::{Component, Parameter, ParameterKind, date, number, parameters, uri};
use crate::redact::Patterns;
use crate::tables::Shape;

impl Criterion<'_> {
    /// What an index is asked for, for resources of the type.
    pub fn condition(&self, kind: ResourceType) -> Condition {
        let asked = Asked { kind, parameter: self.parameter() };
        if !asked.parameter.is_indexed() {
            return Condition::Anything;
        }
        if self.modifier() == Modifier::Not {
            let exact = self.wanted().iter().map(|wanted| asked.exactly(wanted));
            return match exact.collect::<Option<Vec<_>>>() {
                Some(exact) => Condition::Not(Box::new(any(exact))),
                None => Condition::Anything,
            };
        }
        any(self.wanted().iter().map(|wanted| asked.condition(wanted, self.modifier())).collect())
    }
}

impl Criterion<'_> {
    /// Whether it may look at something that these patterns hide (see [`crate::redact`]) in resources of
    /// the type. If so, nothing may be found, left out or ordered by it before they were applied.
    pub fn may_look_at(&self, hidden: &[String], kind: ResourceType) -> bool {
        // What is missing may be so because all that was in it is hidden.
        let is_plain =
            matches!(self.modifier(), Modifier::None | Modifier::Not | Modifier::Type(_));
        !hidden.is_empty() && (!is_plain || self.parameter().may_look_at(hidden, kind))
    }
}

impl Parameter {
    /// Whether it may look at something that these patterns hide in resources of the type.
    pub fn may_look_at(&self, hidden: &[String], kind: ResourceType) -> bool {
        let is_plain = !matches!(
            self.kind(),
            ParameterKind::String | ParameterKind::Special | ParameterKind::Words
        );
        if hidden.is_empty() || !is_plain {
            return !hidden.is_empty();
        }
        let (patterns, shape) = (Patterns::read(hidden), Shape::of_type(kind));
        let is_part_hidden = |component: &Component| {
            let starts = if component.1 { &[][..] } else { &*self.2 };
            let covers =
                |start: &[Step], way: &Way| patterns.may_cover(shape, start.iter().chain(&*way.0));
            component.2.iter().any(|way| {
                starts.iter().any(|start| covers(&start.0, way))
                    || starts.is_empty() && covers(&[], way)
            })
        };
        patterns.may_cover_any(shape, &self.2) || self.4.iter().any(is_part_hidden)
    }
}

/// A parameter of a type, of which something is wanted.
#[derive(Clone, Copy)]
struct Asked<'a> {
    kind: ResourceType,
    parameter: &'a Parameter,
}

impl Asked<'_> {
    fn condition(self, wanted: &Wanted, modifier: Modifier) -> Condition {
        match wanted {
            Wanted::Missing(true) => Condition::Not(Box::new(self.present())),
            Wanted::Missing(false) | Wanted::Circle(_) => self.present(),
            Wanted::Composite(parts) => self.composite(parts),
            Wanted::Moment(moment) => self.moment(moment),
            Wanted::Number(number) => self.number(number),
            Wanted::Quantity(quantity) => self.number(&quantity.number),
            Wanted::OfType(of_type) => self.has(marker::CODE, &hashed_code(&of_type.value)),
            Wanted::Pointer(pointer) => self.pointer(pointer),
            Wanted::Text(text) if modifier == Modifier::Text => {
                self.begins(marker::DISPLAY, &text.wanted)
            }
            Wanted::Text(text) => self.text(text),
            Wanted::Token(token) => self.token(token, modifier == Modifier::Identifier),
            Wanted::Uri(uri) => match uri.fit {
                uri::Fit::Exactly => self.address(&uri.wanted),
                uri::Fit::Below => self.begins(marker::ADDRESS, &uri.wanted),
                uri::Fit::Above => self.present(),
            },
            Wanted::Words(_) => Condition::Anything,
        }
    }

    fn has(self, marker: u8, value: &[u8]) -> Condition {
        Condition::Has(self.parameter.term(self.kind, marker, value))
    }

    fn begins(self, marker: u8, text: &str) -> Condition {
        let start = beginning(text).as_bytes();
        Condition::Begins(self.parameter.term(self.kind, marker, start))
    }

    fn present(self) -> Condition {
        self.has(marker::PRESENT, &[])
    }

    fn at_least(self, value: i64) -> Condition {
        Condition::AtLeast(self.parameter.column(self.kind), value)
    }

    fn at_most(self, value: i64) -> Condition {
        Condition::AtMost(self.parameter.column(self.kind), value)
    }

    fn between(self, low: i64, high: i64) -> Condition {
        Condition::Every(vec![self.at_least(low), self.at_most(high)])
    }

    fn moment(self, moment: &date::Moment) -> Condition {
        let (start, end) = moment.period.milliseconds();
        // Of what is brief, only the beginning is kept.
        let since = |at: i64| self.at_least(at.saturating_sub(BRIEF_MS));
        match moment.comparison {
            Comparison::Equal | Comparison::Approximately => {
                Condition::Every(vec![since(start), self.at_most(end)])
            }
            Comparison::NotEqual => self.present(),
            Comparison::Greater | Comparison::StartsAfter => since(end),
            Comparison::GreaterOrEqual => since(start),
            Comparison::Less | Comparison::EndsBefore => self.at_most(start),
            Comparison::LessOrEqual => self.at_most(end),
        }
    }

    fn number(self, wanted: &number::Number) -> Condition {
        let number::Number { comparison, value, low, high } = wanted;
        let rank = |number: &Decimal| rank(*number);
        match comparison {
            Comparison::Equal | Comparison::Approximately => self.between(rank(low), rank(high)),
            Comparison::NotEqual => self.present(),
            Comparison::Less | Comparison::LessOrEqual | Comparison::EndsBefore => {
                self.at_most(rank(value))
            }
            Comparison::Greater | Comparison::GreaterOrEqual | Comparison::StartsAfter => {
                self.at_least(rank(value))
            }
        }
    }

    fn text(self, text: &Text) -> Condition {
        match text.fit {
            Fit::Start => self.begins(marker::TEXT, &text.wanted),
            Fit::Exactly => self.has(marker::TEXT, beginning(&fold(&text.wanted)).as_bytes()),
            Fit::Anywhere => {
                let in_the_rest = self.has(marker::LONG_TEXT, &[]);
                if text.wanted.len() > TEXT_BYTES_MAX {
                    return in_the_rest;
                }
                let start = self.parameter.term(self.kind, marker::TEXT, &[]);
                any(vec![Condition::Contains(start, text.wanted.clone()), in_the_rest])
            }
        }
    }

    fn token(self, token: &Token, is_of_identifier: bool) -> Condition {
        // What is plainly a code has no system of its own to be kept.
        let is_plain = |way: &Way| {
            matches!(way.1, Form::Boolean | Form::Code | Form::String | Form::Uri | Form::Present)
        };
        let may_be_plain = !is_of_identifier && self.parameter.2.iter().any(is_plain);
        match (&token.system, token.code.as_deref()) {
            (System::Named(system), Some(code)) if !may_be_plain => {
                self.has(marker::SYSTEM_AND_CODE, &hashed_pair(system, code))
            }
            (System::Named(system), None) if !may_be_plain => Condition::Begins(
                self.parameter.term(self.kind, marker::SYSTEM_AND_CODE, &hashed(system)),
            ),
            (_, Some(code)) => self.has(marker::CODE, &hashed_code(code)),
            (_, None) => Condition::Anything,
        }
    }

    /// A condition that holds of what is wanted and of nothing else.
    fn exactly(self, wanted: &Wanted) -> Option<Condition> {
        match wanted {
            Wanted::Token(token) if token.plain_code().is_some() => Some(self.token(token, false)),
            _ => None,
        }
    }

    fn pointer(self, pointer: &Pointer) -> Condition {
        match pointer {
            Pointer::Resource(value) => self.has(marker::ID, &hashed(value.id().as_str())),
            Pointer::Address(address) => self.address(address),
        }
    }

    /// An address, of any version unless it names one.
    fn address(self, address: &str) -> Condition {
        let whole = self.has(marker::ADDRESS, beginning(address).as_bytes());
        if address.len() >= TEXT_BYTES_MAX {
            return whole;
        }
        any(vec![whole, self.begins(marker::ADDRESS, &format!("{address}|"))])
    }

    /// The parts of a composite, each by the parameter that looks at the same elements.
    fn composite(self, parts: &[Wanted]) -> Condition {
        let parts = self.parameter.4.iter().zip(parts).filter_map(|(component, part)| {
            let parameter = self.same_as(component)?;
            Some(Asked { parameter, ..self }.condition(part, Modifier::None))
        });
        Condition::Every(parts.chain([self.present()]).collect())
    }

    /// The parameter of the type that looks wherever the component does.
    fn same_as(self, component: &Component) -> Option<&'static Parameter> {
        let Component(kind, from_resource, ways) = component;
        parameters(self.kind).find(|parameter| {
            let looks_at = |start: &Way, way: &Way| {
                parameter.2.iter().any(|own| {
                    let start = if *from_resource { &[][..] } else { &start.0[..] };
                    own.1 == way.1
                        && own.0.len() == start.len() + way.0.len()
                        && own.0.iter().eq(start.iter().chain(&*way.0))
                })
            };
            parameter.kind() == *kind
                && *kind != ParameterKind::Composite
                && self.parameter.2.iter().all(|start| ways.iter().all(|way| looks_at(start, way)))
        })
    }
}

fn any(mut conditions: Vec<Condition>) -> Condition {
    match conditions.len() {
        1 => conditions.remove(0),
        _ => Condition::Any(conditions),
    }
}
