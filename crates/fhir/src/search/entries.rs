//! What an index keeps of a resource, parameter by parameter. What a search asks it for is in
//! `conditions`, and the two have to agree.

use model::index::{Column, Entries, Reach, Term, beginning};
use model::{Json, ResourceType};

use super::way::{Form, Way, any_of};
use super::{Parameter, ParameterKind, Vocabulary, date, number, string, token};
use crate::reference::parse_literal;

/// The ways in which a term may be asked for. They are part of what is stored.
pub(super) mod marker {
    /// There is a value at all.
    pub(crate) const PRESENT: u8 = b'p';
    /// A code, whatever its system: eight bytes of its hash.
    pub(crate) const CODE: u8 = b'c';
    /// A system and a code: eight bytes of the hash of each.
    pub(crate) const SYSTEM_AND_CODE: u8 = b's';
    /// The words that go with a code.
    pub(crate) const DISPLAY: u8 = b'd';
    /// The beginning of a text.
    pub(crate) const TEXT: u8 = b't';
    /// There is a text of which only the beginning is kept.
    pub(crate) const LONG_TEXT: u8 = b'l';
    /// The id that is referred to: eight bytes of its hash.
    pub(crate) const ID: u8 = b'r';
    /// The beginning of an address.
    pub(crate) const ADDRESS: u8 = b'a';
}

/// Everything that an index keeps of a document of a type.
pub fn entries(vocabulary: Vocabulary<'_>, resource: &Json) -> Entries {
    let kind = vocabulary.kind();
    let mut found = Entries::default();
    for parameter in vocabulary.parameters().filter(|parameter| parameter.is_indexed()) {
        Collector { kind, parameter, found: &mut found }.collect(resource);
    }
    found.terms.sort_unstable();
    found.terms.dedup();
    found
}

impl Parameter {
    /// Whether an index keeps anything of it. Ids are found by themselves; what looks at words
    /// anywhere looks at the resources.
    pub(super) fn is_indexed(&self) -> bool {
        self.kind() != ParameterKind::Words && self.code() != "_id"
    }

    pub(super) fn term(&self, kind: ResourceType, marker: u8, value: &[u8]) -> Term {
        Term::new(kind.code(), self.code(), marker, value)
    }

    pub(super) fn column(&self, kind: ResourceType) -> Column {
        Column::new(kind.code(), self.code())
    }
}

/// Eight bytes that stand for a text: what is kept has a bounded length, whatever was sent.
pub(super) fn hashed(text: &str) -> [u8; 8] {
    // FNV-1a, 64 bits. A collision lets too much through, which is looked at anyway.
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    hash.to_be_bytes()
}

/// A code as it is kept: without regard to case.
pub(super) fn hashed_code(code: &str) -> [u8; 8] {
    hashed(&code.to_ascii_lowercase())
}

/// A system and a code as they are kept; either may be missing.
pub(super) fn hashed_pair(system: &str, code: &str) -> [u8; 16] {
    let mut pair = [0; 16];
    pair[..8].copy_from_slice(&hashed(system));
    pair[8..].copy_from_slice(&hashed_code(code));
    pair
}

struct Collector<'a> {
    kind: ResourceType,
    parameter: &'a Parameter,
    found: &'a mut Entries,
}

impl Collector<'_> {
    fn collect(mut self, resource: &Json) {
        let Parameter(_, _, ways, ..) = self.parameter;
        if ways.iter().any(|way| way.1 == Form::Present) {
            let is_set = any_of(ways, resource, &mut |_, value| token::is_present(value));
            self.add(marker::CODE, &hashed_code(if is_set { "true" } else { "false" }));
        }
        let mut is_there = false;
        let mut texts = Vec::new();
        any_of(ways, resource, &mut |way, value| {
            is_there |= way.1 != Form::Present || token::is_present(value);
            self.value(way, value, &mut texts);
            false
        });
        if is_there {
            self.add(marker::PRESENT, &[]);
        }
        let column = self.parameter.column(self.kind);
        let ends = [texts.iter().min(), texts.iter().max()];
        self.found
            .texts
            .extend(ends.into_iter().flatten().map(|text| (column.clone(), text.clone())));
    }

    fn value(&mut self, way: &Way, value: &Json, texts: &mut Vec<Box<str>>) {
        let form = way.1;
        match self.parameter.kind() {
            ParameterKind::Date => {
                let column = self.parameter.column(self.kind);
                let reaches = date::reaches(form, value);
                self.found.numbers.extend(reaches.map(|reach| (column.clone(), reach)));
            }
            ParameterKind::Number | ParameterKind::Quantity => {
                if let Some((least, most)) = number::range(form, value) {
                    let reach = Reach { low: number::rank(least), high: number::rank(most) };
                    self.found.numbers.push((self.parameter.column(self.kind), reach));
                }
            }
            ParameterKind::String => {
                for text in string::texts(form, value) {
                    let text = string::fold(text);
                    let kept = beginning(&text);
                    self.add(marker::TEXT, kept.as_bytes());
                    if kept.len() < text.len() {
                        self.add(marker::LONG_TEXT, &[]);
                    }
                    texts.push(kept.into());
                }
            }
            ParameterKind::Token => self.token(form, value),
            ParameterKind::Reference => self.reference(form, value),
            ParameterKind::Uri => self.address(value),
            ParameterKind::Composite | ParameterKind::Special | ParameterKind::Words => {}
        }
    }

    fn token(&mut self, form: Form, value: &Json) {
        for (system, code) in token::pairs(form, value) {
            if let Some(code) = code {
                self.add(marker::CODE, &hashed_code(code));
            }
            if let Some(system) = system {
                let pair = hashed_pair(system, code.unwrap_or_default());
                self.add(marker::SYSTEM_AND_CODE, &pair);
            }
        }
        for display in token::displays(form, value) {
            self.add(marker::DISPLAY, beginning(&string::fold(display)).as_bytes());
        }
    }

    fn reference(&mut self, form: Form, value: &Json) {
        if form == Form::Resource {
            if let Some(id) = value.member("id").and_then(Json::as_str) {
                self.add(marker::ID, &hashed(id));
            }
            return;
        }
        let text = if form == Form::Reference { value.member("reference") } else { Some(value) };
        let literal = text.and_then(Json::as_str).and_then(parse_literal);
        if let Some(literal) = &literal {
            self.add(marker::ID, &hashed(literal.id.as_str()));
        }
        if let Some(text) = text.filter(|_| form != Form::Reference || literal.is_none()) {
            self.address(text);
        }
        if let Some(identifier) = value.member("identifier").filter(|_| form == Form::Reference) {
            self.token(Form::Identifier, identifier);
        }
    }

    fn address(&mut self, value: &Json) {
        if let Some(text) = value.as_str() {
            self.add(marker::ADDRESS, beginning(text).as_bytes());
        }
    }

    fn add(&mut self, marker: u8, value: &[u8]) {
        self.found.terms.push(self.parameter.term(self.kind, marker, value));
    }
}
