//! JSON that keeps what was sent: the order of members and every digit of a number.
//!
//! FHIR decimals carry their precision (`1.00` is not `1.0`), and the usual parsers lose it. This
//! one keeps a number's text. Its work is bounded in depth and in values, it refuses a member
//! that occurs twice, and it never recurses while reading.

use std::borrow::Cow;
use std::fmt;

use json_event_parser::{JsonEvent, SliceJsonParser};

use crate::limits::{JSON_DEPTH_MAX, JSON_VALUES_MAX};

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number, as it was written.
    Number(Box<str>),
    /// A string, unescaped.
    String(Box<str>),
    /// An array.
    Array(Vec<Json>),
    /// An object, its members in the order they came.
    Object(Vec<(Box<str>, Json)>),
}

/// Why a text is not taken as JSON. No variant quotes the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Not JSON.
    #[error("not valid JSON at line {line}, column {column}")]
    Syntax {
        /// Counted from 1.
        line: u64,
        /// Counted from 1.
        column: u64,
    },
    /// Not UTF-8, or nothing at all.
    #[error("the body is empty or not UTF-8")]
    NotText,
    /// Nested too deeply.
    #[error("nested more than {JSON_DEPTH_MAX} levels deep")]
    TooDeep,
    /// Too many values.
    #[error("more than {0} values")]
    TooManyValues(usize),
    /// A member occurs twice in one object.
    #[error("a member of an object occurs twice")]
    DuplicateMember,
}

impl Json {
    /// Reads a whole text.
    pub fn parse(text: &[u8]) -> Result<Self, JsonError> {
        Self::parse_within(JSON_VALUES_MAX, text)
    }

    /// Reads a whole text of so many values at most.
    pub fn parse_within(values_max: usize, text: &[u8]) -> Result<Self, JsonError> {
        if text.is_empty() || std::str::from_utf8(text).is_err() {
            return Err(JsonError::NotText);
        }
        let mut parser = SliceJsonParser::new(text);
        let mut builder = Builder { open: Vec::new(), root: None, values_left: values_max };
        loop {
            let event = parser.parse_next().map_err(|error| {
                let start = error.location().start;
                JsonError::Syntax { line: start.line + 1, column: start.column + 1 }
            })?;
            match event {
                JsonEvent::Eof => return builder.finish(),
                event if builder.values_left > 0 => builder.take(event)?,
                _ => return Err(JsonError::TooManyValues(values_max)),
            }
        }
    }

    /// A string value.
    pub fn string(text: impl Into<Box<str>>) -> Self {
        Self::String(text.into())
    }

    /// A whole number.
    pub fn integer(number: u64) -> Self {
        Self::Number(number.to_string().into())
    }

    /// An object of the given members.
    pub fn object<const N: usize>(members: [(&str, Self); N]) -> Self {
        Self::Object(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }

    /// The member of an object by its name.
    pub fn member(&self, name: &str) -> Option<&Self> {
        self.members().iter().find(|(key, _)| **key == *name).map(|(_, value)| value)
    }

    /// The members of an object; none for anything else.
    pub fn members(&self) -> &[(Box<str>, Self)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }

    /// The elements of an array, or the value itself as the only element.
    pub fn elements(&self) -> &[Self] {
        match self {
            Self::Array(elements) => elements,
            other => std::slice::from_ref(other),
        }
    }

    /// Shows every value at the end of a way down from here, one member in the other, through all elements
    /// of the arrays on it.
    pub fn visit<'a>(&'a self, names: &[&str], see: &mut dyn FnMut(&'a Self)) {
        for element in self.elements() {
            match names.split_first() {
                None => see(element),
                Some((name, rest)) => {
                    if let Some(member) = element.member(name) {
                        member.visit(rest, see);
                    }
                }
            }
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Puts a member in its place: where one of that name is, else at `position`, else last.
    pub fn set_member(&mut self, name: &str, value: Self, position: usize) {
        let Self::Object(members) = self else { return };
        if let Some(member) = members.iter_mut().find(|(key, _)| **key == *name) {
            member.1 = value;
        } else {
            members.insert(position.min(members.len()), (name.into(), value));
        }
    }

    /// Takes a member out.
    pub fn remove_member(&mut self, name: &str) -> Option<Self> {
        let Self::Object(members) = self else {
            return None;
        };
        let index = members.iter().position(|(key, _)| **key == *name)?;
        Some(members.remove(index).1)
    }

    /// The value as compact JSON text.
    pub fn to_text(&self) -> String {
        let mut text = String::with_capacity(1024);
        self.write(&mut text, None);
        text
    }

    /// The value as JSON text with two spaces of indentation a level.
    pub fn to_pretty_text(&self) -> String {
        let mut text = String::with_capacity(2048);
        self.write(&mut text, Some(0));
        text
    }

    fn write(&self, out: &mut String, indent: Option<usize>) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Boolean(true) => out.push_str("true"),
            Self::Boolean(false) => out.push_str("false"),
            Self::Number(text) => out.push_str(text),
            Self::String(text) => write_string(text, out),
            Self::Array(elements) => {
                write_sequence(out, indent, ['[', ']'], elements.iter(), |element, out, indent| {
                    element.write(out, indent);
                });
            }
            Self::Object(members) => {
                write_sequence(out, indent, ['{', '}'], members.iter(), |member, out, indent| {
                    write_string(&member.0, out);
                    out.push_str(if indent.is_some() { ": " } else { ":" });
                    member.1.write(out, indent);
                });
            }
        }
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

fn write_sequence<T>(
    out: &mut String,
    indent: Option<usize>,
    [open, close]: [char; 2],
    items: impl ExactSizeIterator<Item = T>,
    write_item: impl Fn(T, &mut String, Option<usize>),
) {
    let inner = indent.map(|level| level + 1);
    let count = items.len();
    out.push(open);
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(',');
        }
        new_line(out, inner);
        write_item(item, out, inner);
    }
    if count > 0 {
        new_line(out, indent);
    }
    out.push(close);
}

fn new_line(out: &mut String, indent: Option<usize>) {
    if let Some(level) = indent {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", level));
    }
}

/// Writes a string with the escapes JSON demands, and no others.
fn write_string(text: &str, out: &mut String) {
    if text.bytes().all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\') {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&serde_json::to_string(text).expect("a string is always valid JSON"));
    }
}

/// Puts a tree together from a flat stream of events.
struct Builder {
    open: Vec<Open>,
    root: Option<Json>,
    values_left: usize,
}

/// A container that is not closed yet.
enum Open {
    Array(Vec<Json>),
    Object { members: Vec<(Box<str>, Json)>, key: Option<Box<str>> },
}

impl Builder {
    fn take(&mut self, event: JsonEvent<'_>) -> Result<(), JsonError> {
        self.values_left -= 1;
        match event {
            JsonEvent::Null => self.put(Json::Null),
            JsonEvent::Boolean(value) => self.put(Json::Boolean(value)),
            JsonEvent::Number(text) => self.put(Json::Number(boxed(text))),
            JsonEvent::String(text) => self.put(Json::String(boxed(text))),
            JsonEvent::StartArray => self.open(Open::Array(Vec::new()))?,
            JsonEvent::StartObject => self.open(Open::Object { members: Vec::new(), key: None })?,
            JsonEvent::ObjectKey(name) => self.name(boxed(name)),
            JsonEvent::EndArray | JsonEvent::EndObject => self.close()?,
            JsonEvent::Eof => {}
        }
        Ok(())
    }

    fn open(&mut self, container: Open) -> Result<(), JsonError> {
        if self.open.len() == JSON_DEPTH_MAX {
            return Err(JsonError::TooDeep);
        }
        self.open.push(container);
        Ok(())
    }

    fn close(&mut self) -> Result<(), JsonError> {
        match self.open.pop().expect("the parser closes only what it opened") {
            Open::Array(elements) => self.put(Json::Array(elements)),
            Open::Object { members, .. } => {
                refuse_duplicates(&members)?;
                self.put(Json::Object(members));
            }
        }
        Ok(())
    }

    fn name(&mut self, name: Box<str>) {
        if let Some(Open::Object { key, .. }) = self.open.last_mut() {
            *key = Some(name);
        }
    }

    fn put(&mut self, value: Json) {
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some(Open::Array(elements)) => elements.push(value),
            Some(Open::Object { members, key }) => {
                let name = key.take().expect("the parser names every member before its value");
                members.push((name, value));
            }
        }
    }

    fn finish(self) -> Result<Json, JsonError> {
        self.root.ok_or(JsonError::NotText)
    }
}

/// The usual object is small, so comparing all pairs is quickest; a large one is sorted.
fn refuse_duplicates(members: &[(Box<str>, Json)]) -> Result<(), JsonError> {
    let duplicate = if members.len() <= 16 {
        members
            .iter()
            .enumerate()
            .any(|(index, (name, _))| members[..index].iter().any(|(earlier, _)| earlier == name))
    } else {
        let mut names: Vec<_> = members.iter().map(|(name, _)| name).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| pair[0] == pair[1])
    };
    if duplicate { Err(JsonError::DuplicateMember) } else { Ok(()) }
}

fn boxed(text: Cow<'_, str>) -> Box<str> {
    match text {
        Cow::Borrowed(text) => text.into(),
        Cow::Owned(text) => text.into_boxed_str(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_digit_and_the_order_of_members_survive() {
        let text = r#"{"z":1.00,"a":[1e3,-0.0,12345678901234567890.10],"m":{"é":"\"\\\n€"}}"#;
        assert_eq!(Json::parse(text.as_bytes()).expect("valid").to_text(), text);
    }

    #[test]
    fn pretty_text_is_the_same_value() {
        let value = Json::parse(br#"{"a":[],"b":{},"c":[1,{"d":null}]}"#).expect("valid");
        let pretty = value.to_pretty_text();
        assert!(pretty.contains("\n  \"c\": [\n    1,\n"));
        assert_eq!(Json::parse(pretty.as_bytes()), Ok(value));
    }

    #[test]
    fn a_bad_text_is_refused_with_its_place() {
        assert_eq!(Json::parse(b""), Err(JsonError::NotText));
        assert_eq!(Json::parse(b"  "), Err(JsonError::Syntax { line: 1, column: 3 }));
        assert_eq!(Json::parse(b"\xff"), Err(JsonError::NotText));
        assert!(matches!(Json::parse(b"{\"a\":\n1,}"), Err(JsonError::Syntax { line: 2, .. })));
        assert!(Json::parse(b"{} {}").is_err());
        for number in ["01", "1.", ".5", "+1", "NaN", "Infinity", "1e"] {
            assert!(Json::parse(number.as_bytes()).is_err(), "{number}");
        }
    }

    #[test]
    fn depth_and_number_of_values_are_bounded() {
        let deep = |levels| [vec![b'['; levels], vec![b']'; levels]].concat();
        assert!(Json::parse(&deep(JSON_DEPTH_MAX)).is_ok());
        assert_eq!(Json::parse(&deep(JSON_DEPTH_MAX + 1)), Err(JsonError::TooDeep));
        assert_eq!(Json::parse(&vec![b'['; 1_000_000]), Err(JsonError::TooDeep));
        let wide = format!("[{}0]", "0,".repeat(JSON_VALUES_MAX));
        assert_eq!(Json::parse(wide.as_bytes()), Err(JsonError::TooManyValues(JSON_VALUES_MAX)));
    }

    #[test]
    fn a_member_that_occurs_twice_is_refused_in_small_and_large_objects() {
        assert_eq!(Json::parse(br#"{"a":1,"a":2}"#), Err(JsonError::DuplicateMember));
        let many: Vec<_> = (0..40).map(|i| format!("\"m{}\":1", i % 39)).collect();
        let text = format!("{{{}}}", many.join(","));
        assert_eq!(Json::parse(text.as_bytes()), Err(JsonError::DuplicateMember));
    }

    #[test]
    fn a_member_is_put_in_its_place() {
        let mut value = Json::parse(br#"{"resourceType":"Patient","active":true}"#).expect("valid");
        value.set_member("id", Json::string("1"), 1);
        value.set_member("active", Json::Boolean(false), 0);
        assert_eq!(value.to_text(), r#"{"resourceType":"Patient","id":"1","active":false}"#);
        assert_eq!(value.remove_member("id"), Some(Json::string("1")));
    }

    fn any_json() -> impl Strategy<Value = Json> {
        let scalar = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::Boolean),
            "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,9})?([eE][+-]?[0-9]{1,2})?"
                .prop_map(|text| Json::Number(text.into())),
            any::<String>().prop_map(|text| Json::String(text.into())),
        ];
        scalar.prop_recursive(5, 64, 8, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..8).prop_map(Json::Array),
                prop::collection::btree_map(any::<String>(), inner, 0..8).prop_map(|members| {
                    Json::Object(
                        members.into_iter().map(|(name, value)| (name.into(), value)).collect(),
                    )
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_value_reads_back_from_its_text(value in any_json()) {
            prop_assert_eq!(Json::parse(value.to_text().as_bytes()), Ok(value.clone()));
            prop_assert_eq!(Json::parse(value.to_pretty_text().as_bytes()), Ok(value));
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            drop(Json::parse(&bytes));
        }
    }
}
