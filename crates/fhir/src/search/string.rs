//! Texts: without regard to case and accents, from their beginning, unless the search says otherwise.

use model::Json;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::way::Form;

/// The parts of names and addresses that are texts.
const NAME_PARTS: [&str; 5] = ["text", "family", "given", "prefix", "suffix"];
const ADDRESS_PARTS: [&str; 7] =
    ["text", "line", "city", "district", "state", "postalCode", "country"];

/// How a text has to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    Start,
    Anywhere,
    Exactly,
}

/// A text that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) wanted: Box<str>,
    pub(super) fit: Fit,
}

impl Text {
    pub(super) fn new(text: &str, fit: Fit) -> Self {
        let wanted = if fit == Fit::Exactly { text.into() } else { fold(text).into() };
        Self { wanted, fit }
    }

    /// Whether a value of a string parameter fits.
    pub(super) fn matches(&self, form: Form, value: &Json) -> bool {
        texts(form, value).any(|text| self.fits(text))
    }

    /// Whether a text fits.
    pub(super) fn fits(&self, text: &str) -> bool {
        match self.fit {
            Fit::Exactly => *text == *self.wanted,
            Fit::Start => fold(text).starts_with(&*self.wanted),
            Fit::Anywhere => fold(text).contains(&*self.wanted),
        }
    }
}

/// The texts of a value of a string parameter.
pub(super) fn texts(form: Form, value: &Json) -> impl Iterator<Item = &str> {
    let parts: &[&str] = match form {
        Form::HumanName => &NAME_PARTS,
        Form::Address => &ADDRESS_PARTS,
        _ => &[],
    };
    let own = value.as_str();
    let of_parts = parts.iter().filter_map(|part| value.member(part)).flat_map(Json::elements);
    own.into_iter().chain(of_parts.filter_map(Json::as_str))
}

/// A letter that is written with a stroke or without a dot where others write it without or with one, and that no
/// normalization takes for the same.
const fn plain(letter: char) -> char {
    match letter {
        'ı' => 'i',
        'ł' => 'l',
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ŧ' => 't',
        letter => letter,
    }
}

/// A text as it is compared: small letters without accents, single spaces.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() && !text.contains("  ") {
        return text.trim().to_ascii_lowercase();
    }
    let plain: String = text
        .nfkd()
        .filter(|character| !is_combining_mark(*character))
        .flat_map(char::to_lowercase)
        .map(plain)
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_without_accents_strokes_and_dots() {
        for (name, plain) in [
            ("Yılmaz", "yilmaz"),
            ("YILMAZ", "yilmaz"),
            ("Łukasz  Ødegård", "lukasz odegard"),
            ("Đặng", "dang"),
            ("Müller", "muller"),
        ] {
            assert_eq!(fold(name), plain, "{name}");
        }
    }
}
