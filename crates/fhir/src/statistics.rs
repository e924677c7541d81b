//! Statistics of observations (FHIR R4, Observation, `$stats`).

use std::str::FromStr;

use model::Json;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use crate::search::decimal;

/// The system of the codes.
pub const STATISTICS_SYSTEM: &str = "http://terminology.hl7.org/CodeSystem/observation-statistics";
/// With how many digits more than the values have a result is written.
const DIGITS_MORE: u32 = 4;

/// What is asked about numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statistic {
    /// The mean.
    Average,
    /// The greatest.
    Maximum,
    /// The least.
    Minimum,
    /// How many have a number.
    Count,
    /// How many there are, with a number or without.
    TotalCount,
    /// The middle one.
    Median,
    /// Of a sample: over one less than there are.
    StandardDeviation,
    /// Its square.
    Variance,
    /// All together.
    Sum,
    /// Below which so many hundredths are.
    Percentile(u8),
    /// Half of what lies between the quarters.
    QuartileDeviation,
}

impl Statistic {
    const CODES: [(&'static str, Self); 14] = [
        ("average", Self::Average),
        ("maximum", Self::Maximum),
        ("minimum", Self::Minimum),
        ("count", Self::Count),
        ("total-count", Self::TotalCount),
        ("median", Self::Median),
        ("std-dev", Self::StandardDeviation),
        ("variance", Self::Variance),
        ("sum", Self::Sum),
        ("20-percent", Self::Percentile(20)),
        ("80-percent", Self::Percentile(80)),
        ("4-lower", Self::Percentile(25)),
        ("4-upper", Self::Percentile(75)),
        ("4-dev", Self::QuartileDeviation),
    ];

    /// Its code.
    pub fn code(self) -> &'static str {
        let found = Self::CODES.iter().find(|(_, statistic)| *statistic == self);
        found.map_or("", |(code, _)| code)
    }

    /// Whether its result is a number of observations, without a unit.
    pub const fn is_a_count(self) -> bool {
        matches!(self, Self::Count | Self::TotalCount)
    }

    /// What it is of so many observations, of which these have a number. None if there are too few, or it is
    /// beyond what can be written.
    pub fn of(self, numbers: &[Decimal], total: usize) -> Option<Decimal> {
        let mut sorted = numbers.to_vec();
        sorted.sort_unstable();
        let count = Decimal::from(sorted.len());
        let sum = || sorted.iter().try_fold(Decimal::ZERO, |sum, it| sum.checked_add(*it));
        let digits = sorted.iter().map(Decimal::scale).max().unwrap_or_default();
        let found = match self {
            Self::Count => count,
            Self::TotalCount => Decimal::from(total),
            _ if sorted.is_empty() => return None,
            Self::Average => sum()?.checked_div(count)?,
            // As it was written.
            Self::Maximum => return sorted.last().copied(),
            Self::Minimum => return sorted.first().copied(),
            Self::Median => percentile(&sorted, 50)?,
            Self::Sum => sum()?,
            Self::Percentile(hundredths) => percentile(&sorted, hundredths)?,
            Self::QuartileDeviation => {
                let between = percentile(&sorted, 75)?.checked_sub(percentile(&sorted, 25)?)?;
                between.checked_div(Decimal::TWO)?
            }
            Self::Variance => variance(&sorted, sum()?)?,
            Self::StandardDeviation => {
                Decimal::from_f64(variance(&sorted, sum()?)?.to_f64()?.sqrt())?
            }
        };
        Some(found.round_dp(digits + DIGITS_MORE).normalize())
    }
}

/// The code is of no statistic that is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such statistic")]
pub struct ParseStatisticError;

impl FromStr for Statistic {
    type Err = ParseStatisticError;

    fn from_str(text: &str) -> Result<Self, ParseStatisticError> {
        let found = Self::CODES.iter().find(|(code, _)| *code == text);
        found.map(|(_, statistic)| *statistic).ok_or(ParseStatisticError)
    }
}

/// Between two neighbours in proportion.
fn percentile(sorted: &[Decimal], hundredths: u8) -> Option<Decimal> {
    let last = Decimal::from(sorted.len().checked_sub(1)?);
    let place = last.checked_mul(Decimal::new(hundredths.into(), 2))?;
    let below = *sorted.get(place.floor().to_usize()?)?;
    let above = *sorted.get(place.ceil().to_usize()?)?;
    let part = above.checked_sub(below)?.checked_mul(place.fract())?;
    below.checked_add(part)
}

fn variance(numbers: &[Decimal], sum: Decimal) -> Option<Decimal> {
    let mean = sum.checked_div(Decimal::from(numbers.len()))?;
    let squares = numbers.iter().try_fold(Decimal::ZERO, |squares, number| {
        let off = number.checked_sub(mean)?;
        squares.checked_add(off.checked_mul(off)?)
    });
    squares?.checked_div(Decimal::from(numbers.len().checked_sub(1)?))
}

/// The number of an observation and its unit, if it has one.
pub fn measured(observation: &Json) -> Option<(Decimal, Unit)> {
    let quantity = observation.member("valueQuantity")?;
    let Some(Json::Number(number)) = quantity.member("value") else { return None };
    let number = decimal(number)?;
    let text = |name| quantity.member(name).and_then(Json::as_str).map(Into::into);
    let unit = Unit { words: text("unit"), system: text("system"), code: text("code") };
    Some((number, unit))
}

/// In what something was measured.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unit {
    words: Option<Box<str>>,
    system: Option<Box<str>>,
    code: Option<Box<str>>,
}

impl Unit {
    /// Whether numbers in both can be put together: their codes say so, or, without codes, their words.
    pub fn is_same(&self, other: &Self) -> bool {
        match (&self.code, &other.code) {
            (Some(_), Some(_)) => (&self.system, &self.code) == (&other.system, &other.code),
            _ => self.words == other.words && self.code == other.code,
        }
    }

    /// A quantity in it.
    pub fn quantity(&self, number: Decimal) -> Json {
        let mut quantity = vec![("value".into(), Json::Number(number.to_string().into()))];
        for (name, part) in [("unit", &self.words), ("system", &self.system), ("code", &self.code)]
        {
            quantity.extend(part.iter().map(|part| (name.into(), Json::string(part.clone()))));
        }
        Json::Object(quantity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str, numbers: &[&str]) -> Option<String> {
        let numbers: Vec<Decimal> =
            numbers.iter().map(|number| number.parse().expect("a number")).collect();
        let statistic: Statistic = code.parse().expect("a statistic");
        assert_eq!(statistic.code(), code);
        statistic.of(&numbers, numbers.len() + 1).map(|found| found.to_string())
    }

    #[test]
    fn statistics_are_what_a_textbook_says() {
        let numbers = ["2", "4", "4", "4", "5", "5", "7", "9"];
        for (code, expected) in [
            ("average", "5"),
            ("maximum", "9"),
            ("minimum", "2"),
            ("count", "8"),
            ("total-count", "9"),
            ("median", "4.5"),
            ("sum", "40"),
            ("variance", "4.5714"),
            ("std-dev", "2.1381"),
            ("20-percent", "4"),
            ("80-percent", "6.2"),
            ("4-lower", "4"),
            ("4-upper", "5.5"),
            ("4-dev", "0.75"),
        ] {
            assert_eq!(of(code, &numbers).as_deref(), Some(expected), "{code}");
        }
    }

    #[test]
    fn of_too_few_there_is_no_statistic() {
        assert_eq!(of("average", &[]), None);
        assert_eq!(of("count", &[]).as_deref(), Some("0"));
        assert_eq!(of("std-dev", &["1"]), None);
        assert_eq!(of("median", &["1.50"]).as_deref(), Some("1.5"));
        assert!("regression".parse::<Statistic>().is_err());
    }

    #[test]
    fn units_are_the_same_by_their_codes() {
        let unit = |unit: &str, code: Option<&str>| Unit {
            words: Some(unit.into()),
            system: code.map(|_| "http://unitsofmeasure.org".into()),
            code: code.map(Into::into),
        };
        assert!(unit("kg", Some("kg")).is_same(&unit("Kilo", Some("kg"))));
        assert!(!unit("kg", Some("kg")).is_same(&unit("kg", Some("g"))));
        assert!(unit("kg", None).is_same(&unit("kg", None)));
        assert!(!unit("kg", None).is_same(&unit("kg", Some("kg"))));
    }
}
