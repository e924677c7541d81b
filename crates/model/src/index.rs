//! What a search index keeps of a document, and what it is asked. The same for FHIR resources and for
//! any other type: an index knows terms, numbers and texts, and nothing of what they mean.
//!
//! An index is asked for everything that *may* match. Whoever asks opens each document it names, and
//! holds it against the real question. So a condition may let too much through, and never too little.

use std::cmp::Ordering;

/// The longest text of a term or a column, in bytes. What is longer counts by its beginning.
pub const TEXT_BYTES_MAX: usize = 128;

/// Something that a document has: of which parameter, in which way, and what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(Box<[u8]>);

/// Values of a parameter in their order. Named after the type and the parameter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Column(Box<str>);

/// A value of a column: a number, or a range of numbers, in whatever unit the column has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reach {
    /// The least.
    pub low: i64,
    /// The most.
    pub high: i64,
}

/// What is kept of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entries {
    /// What it has.
    pub terms: Vec<Term>,
    /// Its numbers and times.
    pub numbers: Vec<(Column, Reach)>,
    /// Its texts that documents are sorted by.
    pub texts: Vec<(Column, Box<str>)>,
}

/// What a document must be like to be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Anything.
    Anything,
    /// It has this.
    Has(Term),
    /// It has something that begins like this.
    Begins(Term),
    /// It has something that begins like the term and contains the text behind that.
    Contains(Term, Box<str>),
    /// A number of the column is this or more, at its highest.
    AtLeast(Column, i64),
    /// A number of the column is this or less, at its lowest.
    AtMost(Column, i64),
    /// One of these holds; none of none.
    Any(Vec<Self>),
    /// All of these hold.
    Every(Vec<Self>),
    /// This does not hold.
    Not(Box<Self>),
}

/// By what documents are sorted: a column, and whether the greatest come first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortColumn {
    /// The column.
    pub column: Column,
    /// Whether it holds texts.
    pub is_text: bool,
    /// Whether the greatest come first. What has no value comes last either way.
    pub is_descending: bool,
}

/// What a document is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SortValue {
    /// A number or a time.
    Number(i64),
    /// A text.
    Text(Box<str>),
}

/// A document in an order: by its values, and among equals by when it was born.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// What it is sorted by, one value for each key.
    pub values: Vec<Option<SortValue>>,
    /// Where in its store's stream it was born.
    pub born: u64,
}

impl Placed {
    /// Which comes first, when of each key it is said whether the greatest come first. What has no
    /// value comes last; the newest-born comes first among equals.
    pub fn compare(&self, other: &Self, descending: impl IntoIterator<Item = bool>) -> Ordering {
        let keys = self.values.iter().zip(&other.values).zip(descending);
        for ((one, other), is_descending) in keys {
            let order = match (one, other) {
                (None, None) => Ordering::Equal,
                (None, Some(_)) => Ordering::Greater,
                (Some(_), None) => Ordering::Less,
                (Some(one), Some(other)) if is_descending => other.cmp(one),
                (Some(one), Some(other)) => one.cmp(other),
            };
            if order.is_ne() {
                return order;
            }
        }
        other.born.cmp(&self.born)
    }
}

impl Term {
    /// A term of a parameter of a type. The marker tells the ways apart in which it may be asked for.
    pub fn new(kind: u16, parameter: &str, marker: u8, value: &[u8]) -> Self {
        let mut bytes = Vec::with_capacity(parameter.len() + value.len() + 4);
        bytes.extend(kind.to_be_bytes());
        bytes.extend(parameter.as_bytes());
        bytes.extend([0, marker]);
        bytes.extend(value);
        Self(bytes.into())
    }

    /// Its bytes.
    pub const fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Column {
    /// The column of a parameter of a type.
    pub fn new(kind: u16, parameter: &str) -> Self {
        Self(format!("{kind}/{parameter}").into())
    }

    /// Its name.
    pub const fn name(&self) -> &str {
        &self.0
    }
}

impl Condition {
    /// Whether entries fulfil it. What an engine finds must be the same.
    pub fn holds(&self, entries: &Entries) -> bool {
        let begins = |term: &Term, bytes: &[u8]| bytes.starts_with(term.as_bytes());
        match self {
            Self::Anything => true,
            Self::Has(wanted) => entries.terms.contains(wanted),
            Self::Begins(wanted) => {
                entries.terms.iter().any(|term| begins(wanted, term.as_bytes()))
            }
            Self::Contains(start, text) => entries.terms.iter().any(|term| {
                begins(start, term.as_bytes())
                    && find(&term.as_bytes()[start.as_bytes().len()..], text.as_bytes())
            }),
            Self::AtLeast(column, least) => {
                entries.numbers.iter().any(|(of, reach)| of == column && reach.high >= *least)
            }
            Self::AtMost(column, most) => {
                entries.numbers.iter().any(|(of, reach)| of == column && reach.low <= *most)
            }
            Self::Any(conditions) => conditions.iter().any(|condition| condition.holds(entries)),
            Self::Every(conditions) => conditions.iter().all(|condition| condition.holds(entries)),
            Self::Not(condition) => !condition.holds(entries),
        }
    }
}

/// The beginning of a text that an index keeps, cut where a character ends.
pub fn beginning(text: &str) -> &str {
    if text.len() <= TEXT_BYTES_MAX {
        return text;
    }
    let end = (0..=TEXT_BYTES_MAX).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or_default()]
}

fn find(bytes: &[u8], wanted: &[u8]) -> bool {
    wanted.is_empty() || bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_cut_between_characters() {
        let text = format!("{}é and more", "a".repeat(TEXT_BYTES_MAX - 1));
        assert_eq!(beginning(&text), "a".repeat(TEXT_BYTES_MAX - 1));
        assert_eq!(beginning("short"), "short");
    }

    #[test]
    fn a_condition_says_which_entries_it_holds_of() {
        let term = |value: &str| Term::new(7, "name", b's', value.as_bytes());
        let column = Column::new(7, "date");
        let entries = Entries {
            terms: vec![term("chalmers"), term("peter")],
            numbers: vec![(column.clone(), Reach { low: 3, high: 5 })],
            texts: Vec::new(),
        };
        let holds = |condition: Condition| condition.holds(&entries);
        assert!(holds(Condition::Has(term("peter"))));
        assert!(!holds(Condition::Has(term("pet"))));
        assert!(holds(Condition::Begins(term("pet"))));
        assert!(holds(Condition::Contains(term(""), "alme".into())));
        assert!(!holds(Condition::Contains(term(""), "almo".into())));
        assert!(holds(Condition::AtLeast(column.clone(), 5)));
        assert!(!holds(Condition::AtLeast(column.clone(), 6)));
        assert!(holds(Condition::AtMost(column.clone(), 3)));
        assert!(!holds(Condition::AtMost(column, 2)));
        assert!(!holds(Condition::Any(Vec::new())));
        assert!(holds(Condition::Not(Box::new(Condition::Has(term("x"))))));
    }
}
