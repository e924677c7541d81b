//! Conditions as the engine understands them.

use model::ResourceType;
use model::index::{Column, Condition};
use tantivy::query::{
    AllQuery, AutomatonWeight, BooleanQuery, EmptyQuery, EnableScoring, Occur, Query, TermQuery,
    TermSetQuery, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy_fst::Automaton;

use crate::between::Between;
use crate::schema::{Fields, column_name};

/// From how many terms on it is quicker to walk through the dictionary once.
const TERM_SET_MIN: usize = 16;

/// What finds the documents of a type that fulfil a condition.
pub(crate) fn query(fields: Fields, kind: ResourceType, condition: &Condition) -> Box<dyn Query> {
    let wanted = of_condition(fields, condition);
    if names_the_type(condition) {
        return wanted;
    }
    let of_kind = TermQuery::new(fields.kind_term(kind), IndexRecordOption::Basic);
    every(vec![Box::new(of_kind), wanted])
}

fn of_condition(fields: Fields, condition: &Condition) -> Box<dyn Query> {
    match condition {
        Condition::Anything => Box::new(AllQuery),
        Condition::Has(term) => {
            Box::new(TermQuery::new(fields.term(term), IndexRecordOption::Basic))
        }
        Condition::Begins(start) => {
            Box::new(Terms { field: fields.terms, wanted: Wanted::new(start.as_bytes(), b"") })
        }
        Condition::Contains(start, text) => {
            let wanted = Wanted::new(start.as_bytes(), text.as_bytes());
            Box::new(Terms { field: fields.terms, wanted })
        }
        Condition::AtMost(column, most) => between(column, i64::MIN, *most),
        Condition::AtLeast(column, least) => between(column, *least, i64::MAX),
        Condition::Any(conditions) => any(fields, conditions),
        Condition::Every(conditions) => {
            let mut ends = Ends::default();
            let mut queries = Vec::new();
            of_all(fields, conditions, &mut ends, &mut queries);
            let ends = ends.0.into_iter();
            queries.extend(ends.map(|End { column, least, most }| between(column, least, most)));
            every(queries)
        }
        Condition::Not(condition) => {
            let all: Box<dyn Query> = Box::new(AllQuery);
            let but = of_condition(fields, condition);
            Box::new(BooleanQuery::new(vec![(Occur::Must, all), (Occur::MustNot, but)]))
        }
    }
}

fn between(column: &Column, least: i64, most: i64) -> Box<dyn Query> {
    let (low, high) = (column_name(column, false), column_name(column, true));
    Box::new(Between { low, high, least, most })
}

/// The ends between which numbers of a column have to be.
struct End<'a> {
    column: &'a Column,
    least: i64,
    most: i64,
}

#[derive(Default)]
struct Ends<'a>(Vec<End<'a>>);

impl<'a> Ends<'a> {
    fn of(&mut self, column: &'a Column) -> &mut End<'a> {
        let known = self.0.iter().position(|end| end.column == column);
        let known = known.unwrap_or_else(|| {
            self.0.push(End { column, least: i64::MIN, most: i64::MAX });
            self.0.len() - 1
        });
        &mut self.0[known]
    }
}

/// What all has to hold; of the ends of a column only the narrowest count.
fn of_all<'a>(
    fields: Fields,
    conditions: &'a [Condition],
    ends: &mut Ends<'a>,
    queries: &mut Vec<Box<dyn Query>>,
) {
    for condition in conditions {
        match condition {
            Condition::Every(conditions) => of_all(fields, conditions, ends, queries),
            Condition::AtLeast(column, least) => {
                let end = ends.of(column);
                end.least = end.least.max(*least);
            }
            Condition::AtMost(column, most) => {
                let end = ends.of(column);
                end.most = end.most.min(*most);
            }
            other => queries.push(of_condition(fields, other)),
        }
    }
}

fn any(fields: Fields, conditions: &[Condition]) -> Box<dyn Query> {
    let mut terms = Vec::new();
    let mut others = Vec::new();
    for condition in conditions {
        match condition {
            Condition::Has(term) => terms.push(fields.term(term)),
            other => others.push(of_condition(fields, other)),
        }
    }
    if terms.len() < TERM_SET_MIN {
        others.extend(terms.into_iter().map(|term| -> Box<dyn Query> {
            Box::new(TermQuery::new(term, IndexRecordOption::Basic))
        }));
    } else {
        others.push(Box::new(TermSetQuery::new(terms)));
    }
    match others.len() {
        0 => Box::new(EmptyQuery),
        1 => others.remove(0),
        _ => Box::new(BooleanQuery::union(others)),
    }
}

fn every(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(AllQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::intersection(queries)),
    }
}

/// Whether only documents of one type can fulfil it: terms and columns say of which type they are.
fn names_the_type(condition: &Condition) -> bool {
    match condition {
        Condition::Anything | Condition::Not(_) => false,
        Condition::Any(conditions) => conditions.iter().all(names_the_type),
        Condition::Every(conditions) => conditions.iter().any(names_the_type),
        _ => true,
    }
}

/// All terms that begin in one way and contain something behind that.
#[derive(Debug, Clone)]
struct Terms {
    field: Field,
    wanted: Wanted,
}

impl Query for Terms {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(AutomatonWeight::new(self.field, self.wanted.clone())))
    }
}

/// Reads a term byte by byte: first its beginning, then, as Knuth, Morris and Pratt do, the text in the
/// rest. So the work for a term is bounded by its length, whatever is searched for.
#[derive(Debug, Clone)]
struct Wanted {
    start: Box<[u8]>,
    text: Box<[u8]>,
    /// How much of the text is still matched when the next byte does not fit, for each length.
    borders: Box<[usize]>,
}

/// How far a term has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Read {
    /// So much of the beginning.
    Start(usize),
    /// The beginning, and so much of the text.
    Text(usize),
    /// It does not begin like that.
    Other,
}

impl Wanted {
    fn new(start: &[u8], text: &[u8]) -> Self {
        let mut borders = vec![0; text.len() + 1];
        let mut border = 0;
        for at in 1..text.len() {
            while border > 0 && text[at] != text[border] {
                border = borders[border];
            }
            border += usize::from(text[at] == text[border]);
            borders[at + 1] = border;
        }
        Self { start: start.into(), text: text.into(), borders: borders.into() }
    }

    fn begin(&self, read: usize) -> Read {
        if read == self.start.len() { Read::Text(0) } else { Read::Start(read) }
    }
}

impl Automaton for Wanted {
    type State = Read;

    fn start(&self) -> Read {
        self.begin(0)
    }

    fn is_match(&self, state: &Read) -> bool {
        *state == Read::Text(self.text.len())
    }

    fn can_match(&self, state: &Read) -> bool {
        *state != Read::Other
    }

    fn will_always_match(&self, state: &Read) -> bool {
        self.is_match(state)
    }

    fn accept(&self, state: &Read, byte: u8) -> Read {
        match *state {
            Read::Start(read) if self.start[read] == byte => self.begin(read + 1),
            Read::Start(_) | Read::Other => Read::Other,
            Read::Text(read) if read == self.text.len() => Read::Text(read),
            Read::Text(mut read) => {
                while read > 0 && self.text[read] != byte {
                    read = self.borders[read];
                }
                Read::Text(read + usize::from(self.text[read] == byte))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn accepts(wanted: &Wanted, term: &[u8]) -> bool {
        let state = term.iter().fold(wanted.start(), |state, byte| wanted.accept(&state, *byte));
        wanted.is_match(&state)
    }

    proptest! {
        #[test]
        fn terms_are_read_as_their_bytes_say(
            start in "[ab]{0,3}", text in "[ab]{0,5}", term in "[ab]{0,14}"
        ) {
            let wanted = Wanted::new(start.as_bytes(), text.as_bytes());
            let rest = term.strip_prefix(&*start);
            prop_assert_eq!(
                accepts(&wanted, term.as_bytes()),
                rest.is_some_and(|rest| rest.contains(&*text))
            );
        }
    }
}
