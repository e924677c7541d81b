//! Numbers and quantities, with the precision in which they are written (FHIR R4, search, number).

use model::Json;
use rust_decimal::Decimal;

use super::text::{Comparison, split, unescape};
use super::way::Form;

/// The system of currencies.
const CURRENCIES: &str = "urn:iso:std:iso:4217";

/// A number that is looked for: what it is, and the range of those that are equal to it in the precision
/// in which it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) comparison: Comparison,
    pub(super) value: Decimal,
    pub(super) low: Decimal,
    pub(super) high: Decimal,
}

/// A number with a unit that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quantity {
    pub(super) number: Number,
    unit: Option<Unit>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Unit {
    system: Option<Box<str>>,
    code: Box<str>,
}

impl Number {
    /// Reads a number with its prefix.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (comparison, text) = Comparison::take(text);
        let value = decimal(text)?;
        let about = match comparison {
            Comparison::Approximately => value.abs().checked_div(Decimal::TEN)?,
            _ => half_a_digit(text)?,
        };
        let (low, high) = (value.checked_sub(about)?, value.checked_add(about)?);
        Some(Self { comparison, value, low, high })
    }

    pub(super) fn matches(&self, form: Form, value: &Json) -> bool {
        range(form, value).is_some_and(|range| self.holds(range))
    }

    /// Whether a range, most often of a single number, is what is wanted.
    fn holds(&self, (least, most): (Decimal, Decimal)) -> bool {
        let is_equal = self.low <= least && most < self.high;
        match self.comparison {
            Comparison::Equal => is_equal,
            Comparison::NotEqual => !is_equal,
            Comparison::Less => least < self.value,
            Comparison::LessOrEqual => least <= self.value,
            Comparison::Greater => self.value < most,
            Comparison::GreaterOrEqual => self.value <= most,
            Comparison::StartsAfter => self.value < least,
            Comparison::EndsBefore => most < self.value,
            Comparison::Approximately => least <= self.high && self.low <= most,
        }
    }
}

impl Quantity {
    /// Reads `number`, `number|system|code` or `number||code`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (number, unit) = match split(text, '|').as_slice() {
            [number] => (*number, None),
            [number, system, code] if !code.is_empty() => {
                let system = Some(unescape(system)).filter(|system| !system.is_empty());
                (*number, Some(Unit { system, code: unescape(code) }))
            }
            _ => return None,
        };
        Some(Self { number: Number::parse(number)?, unit })
    }

    pub(super) fn matches(&self, form: Form, value: &Json) -> bool {
        let is_unit = |of: &Json| self.unit.as_ref().is_none_or(|unit| unit.is_of(form, of));
        let measured = match form {
            Form::Range => value.member("low").or_else(|| value.member("high")),
            _ => Some(value),
        };
        measured.is_some_and(is_unit) && self.number.matches(form, value)
    }
}

impl Unit {
    fn is_of(&self, form: Form, value: &Json) -> bool {
        let member = |name| value.member(name).and_then(Json::as_str);
        if form == Form::Money {
            return self.system.as_deref().is_none_or(|system| system == CURRENCIES)
                && member("currency") == Some(&self.code);
        }
        match &self.system {
            Some(system) => member("system") == Some(system) && member("code") == Some(&self.code),
            None => [member("code"), member("unit")].contains(&Some(&self.code)),
        }
    }
}

/// The number, or the range of numbers, that a value is.
pub(super) fn range(form: Form, value: &Json) -> Option<(Decimal, Decimal)> {
    let number = |of: &Json| match of {
        Json::Number(text) => decimal(text),
        _ => None,
    };
    let of_quantity = |of: &Json| number(of.member("value")?);
    match form {
        Form::Number => number(value).map(|number| (number, number)),
        Form::Quantity | Form::Money => {
            let number = of_quantity(value)?;
            Some(match value.member("comparator").and_then(Json::as_str) {
                Some("<" | "<=") => (Decimal::MIN, number),
                Some(">" | ">=") => (number, Decimal::MAX),
                _ => (number, number),
            })
        }
        Form::Range => {
            let (low, high) = (value.member("low"), value.member("high"));
            let end = |end: Option<&Json>, open| end.map_or(Some(open), of_quantity);
            (low.is_some() || high.is_some())
                .then(|| Some((end(low, Decimal::MIN)?, end(high, Decimal::MAX)?)))?
        }
        _ => None,
    }
}

/// The place of a number among all others: a greater number has a greater one, or the same if they are
/// apart by less than doubles can tell.
pub(super) fn rank(number: Decimal) -> i64 {
    let double: f64 = number.to_string().parse().expect("a decimal reads as a number");
    let bits = double.to_bits().cast_signed();
    // Of negative numbers the greater bits are the lesser number.
    if bits < 0 { bits ^ i64::MAX } else { bits }
}

pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    if text.len() > 64 {
        return None;
    }
    match text.find(['e', 'E']) {
        Some(_) => Decimal::from_scientific(text).ok(),
        None => text.parse().ok(),
    }
}

/// Half of the last digit that was written; of a number with an exponent half a further digit, as in the
/// examples of the standard.
fn half_a_digit(text: &str) -> Option<Decimal> {
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, Some(exponent.parse::<i64>().ok()?)),
        None => (text, None),
    };
    let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
    let places = i64::try_from(places).ok()? + 1;
    let places = exponent.map_or(places, |exponent| places + 1 - exponent);
    match u32::try_from(places) {
        Ok(places) if places <= Decimal::MAX_SCALE => Some(Decimal::new(5, places)),
        Ok(_) => Some(Decimal::ZERO),
        Err(_) => Decimal::from_scientific(&format!("5e{}", -places)).ok(),
    }
}
