//! The text of a search: values, their parts, and what is escaped in them (FHIR R4, search, escaping).

/// Splits at a separator that has no backslash before it. The parts keep their backslashes.
pub(super) fn split(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut is_escaped = false;
    for (at, character) in text.char_indices() {
        if is_escaped {
            is_escaped = false;
        } else if character == '\\' {
            is_escaped = true;
        } else if character == separator {
            parts.push(&text[start..at]);
            start = at + character.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The text that was meant: without the backslashes before `,`, `$`, `|` and `\`.
pub(super) fn unescape(text: &str) -> Box<str> {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match characters.peek() {
            Some(next @ (',' | '$' | '|' | '\\')) if character == '\\' => {
                plain.push(*next);
                characters.next();
            }
            _ => plain.push(character),
        }
    }
    plain.into()
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    StartsAfter,
    EndsBefore,
    Approximately,
}

impl Comparison {
    /// Takes the prefix off a value; without one, equal is meant.
    pub(super) fn take(text: &str) -> (Self, &str) {
        let comparison = match text.get(..2) {
            Some("eq") => Self::Equal,
            Some("ne") => Self::NotEqual,
            Some("lt") => Self::Less,
            Some("le") => Self::LessOrEqual,
            Some("gt") => Self::Greater,
            Some("ge") => Self::GreaterOrEqual,
            Some("sa") => Self::StartsAfter,
            Some("eb") => Self::EndsBefore,
            Some("ap") => Self::Approximately,
            _ => return (Self::Equal, text),
        };
        (comparison, &text[2..])
    }
}
