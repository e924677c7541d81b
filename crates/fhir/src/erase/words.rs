//! Recognises people in texts: by words, numbers and ids, however these are spelled.

use model::{ResourceId, ResourceType};
use unicase::UniCase;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::types::RESOURCE_TYPES;

/// Numbers with fewer letters and digits are other numbers if they are separated otherwise.
const NUMBER_CHARS_MIN: usize = 5;
/// Shorter ids are words, or numbers of other things: they are known only where their type stands before them.
const ID_CHARS_MIN: usize = 3;

/// What a large i with a dot is folded to.
const DOTTED_I: &str = "i\u{307}";

/// A text as it is compared: in compatible characters (NFKC), folded (full case folding, so that `SS` is `ß`), with one
/// kind of space, hyphen and apostrophe, and without what is not seen.
pub(super) fn fold(text: &str) -> String {
    let seen: String = text.nfkc().filter(|it| !is_unseen(*it)).map(plain).collect();
    // What is folded may be composed anew, and what is composed may have to be folded.
    let folded = UniCase::unicode(seen).to_folded_case();
    let folded = UniCase::unicode(folded.nfkc().collect::<String>()).to_folded_case();
    folded.nfkc().collect::<String>().replace(DOTTED_I, "i")
}

/// Characters that say how a line may be broken, or how letters are joined.
const fn is_unseen(it: char) -> bool {
    matches!(it, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

const fn plain(it: char) -> char {
    match it {
        '\u{58a}' | '\u{5be}' | '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        // In Turkish it is an i when it is small, and when it is large the letter of everybody else.
        'ı' => 'i',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        it if it.is_whitespace() => ' ',
        it => it,
    }
}

/// What stands between two letters or digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Nothing,
    /// What may separate the parts of a number, or of a double name, and may be left out.
    Separator,
    Other,
}

/// A letter or digit, and what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Letter {
    gap: Gap,
    it: char,
}

/// The letters of a folded text.
fn letters(folded: &str) -> Vec<Letter> {
    let (mut letters, mut gap) = (Vec::new(), Gap::Nothing);
    for it in folded.chars() {
        if is_letter(it) {
            letters.push(Letter { gap, it });
            gap = Gap::Nothing;
        } else if gap != Gap::Other && matches!(it, ' ' | '-' | '/' | '.' | '(' | ')') {
            gap = Gap::Separator;
        } else {
            gap = Gap::Other;
        }
    }
    letters
}

fn is_letter(it: char) -> bool {
    it.is_alphanumeric() || is_combining_mark(it)
}

/// Texts by which somebody is recognised.
pub(super) struct Marks(Vec<Mark>);

struct Mark {
    letters: Vec<Letter>,
    /// Whether separators count for nothing in it.
    is_number: bool,
    /// The whole text, if there is no letter in it.
    signs: Option<String>,
}

impl Marks {
    pub(super) fn new<T: AsRef<str>>(texts: &[T]) -> Self {
        Self(texts.iter().map(|text| Mark::new(text.as_ref())).collect())
    }

    /// Whether one of them is in a folded text, as words of its own.
    pub(super) fn are_in(&self, folded: &str) -> bool {
        let text = letters(folded);
        self.0.iter().any(|mark| mark.is_in(folded, &text))
    }
}

impl Mark {
    fn new(text: &str) -> Self {
        let folded = fold(text);
        let letters = letters(&folded);
        let has_digit = letters.iter().any(|letter| letter.it.is_numeric());
        let is_number = has_digit && letters.len() >= NUMBER_CHARS_MIN;
        let signs = Some(folded.trim()).filter(|signs| letters.is_empty() && !signs.is_empty());
        let signs = signs.map(str::to_owned);
        Self { letters, is_number, signs }
    }

    fn is_in(&self, folded: &str, text: &[Letter]) -> bool {
        if let Some(signs) = &self.signs {
            return folded.contains(signs);
        }
        let length = self.letters.len();
        length > 0
            && text.windows(length).enumerate().any(|(at, found)| {
                let begins = at == 0 || found[0].gap != Gap::Nothing;
                let ends = text.get(at + length).is_none_or(|next| next.gap != Gap::Nothing);
                begins && ends && self.is(found)
            })
    }

    /// Whether letters are those of the mark. What stands before the first counts for nothing.
    fn is(&self, found: &[Letter]) -> bool {
        let is_same = |(index, (one, other)): (usize, (&Letter, &Letter))| {
            let is_split_alike = one.gap == other.gap
                || (self.is_number && one.gap != Gap::Other && other.gap != Gap::Other);
            one.it == other.it && (index == 0 || is_split_alike)
        };
        self.letters.iter().zip(found).enumerate().all(is_same)
    }
}

/// The id of somebody, and the type that may stand before it.
pub(super) struct Id {
    kind: ResourceType,
    /// As it is compared, both of them.
    folded: String,
    with_kind: String,
}

impl Id {
    pub(super) fn new(kind: ResourceType, id: &ResourceId) -> Self {
        let folded = fold(id.as_str());
        let with_kind = fold(&format!("{}/{folded}", kind.name()));
        Self { kind, folded, with_kind }
    }

    /// Whether a text is the id, alone or behind its type.
    pub(super) fn is(&self, text: &str) -> bool {
        let folded = fold(text);
        folded == self.folded || folded == self.with_kind
    }

    /// Whether it is in a folded text, behind its type or as a word of its own. Behind another type it is somebody
    /// else's, and so is an id that goes on.
    pub(super) fn is_in(&self, folded: &str) -> bool {
        let is_long = self.folded.chars().count() >= ID_CHARS_MIN;
        folded.match_indices(&self.folded).any(|(at, found)| {
            let (before, after) = (&folded[..at], &folded[at + found.len()..]);
            if goes_on(before.chars().rev()) || goes_on(after.chars()) {
                return false;
            }
            let Some(before) = before.strip_suffix('/') else { return is_long };
            let kind = before.rsplit(|it: char| !is_letter(it)).next().unwrap_or_default();
            let is_kind = |it: &ResourceType| it.name().eq_ignore_ascii_case(kind);
            is_kind(&self.kind) || (is_long && !RESOURCE_TYPES.iter().any(is_kind))
        })
    }
}

/// Whether an id goes on with these characters: with a letter, or with one behind what may stand within an id.
fn goes_on(mut rest: impl Iterator<Item = char>) -> bool {
    rest.find(|it| !matches!(it, '-' | '.')).is_some_and(is_letter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::types::patient;

    fn has(mark: &str, text: &str) -> bool {
        Marks::new(&[mark]).are_in(&fold(text))
    }

    fn has_id(id: &str, text: &str) -> bool {
        Id::new(patient(), &id.parse().expect("an id")).is_in(&fold(text))
    }

    #[test]
    fn names_are_found_however_they_are_spelled() {
        let name = "Müller-Weiß";
        for text in [
            "Mu\u{308}ller-Weiß",
            "MÜLLER-WEISS",
            "MU\u{308}LLER-WEISS",
            "müller-weiss",
            "Müller\u{2011}Weiß",
            "Müller\u{2010}Weiß",
            "Müller\u{2013}Weiß",
            "Müller\u{2212}Weiß",
            "Müller Weiß",
            "Müller\u{a0}Weiß",
            "Müller - Weiß",
            "Mül\u{ad}ler-\u{200b}Weiß",
            "Frau MÜLLER-WEISS.",
            "(Müller-Weiß)",
        ] {
            assert!(has(name, text), "{text:?}");
        }
        for text in
            ["Müller, Weiß", "Müller", "Weiß", "Müller-Weißer", "Altmüller-Weiß", "Muller-Weiss"]
        {
            assert!(!has(name, text), "{text:?}");
        }
        assert!(has("O'Brien", "Mrs. O\u{2019}BRIEN"));
        assert!(has("ﬁscher", "FISCHER"));
        assert!(has("Işık", "IŞIK") && has("İnönü", "inönü"));
        assert!(has("Σίσυφος", "ΣΊΣΥΦΟΣ"));
        assert!(!has("Ng", "N. G."), "letters of others");
    }

    #[test]
    fn numbers_are_found_however_they_are_separated() {
        for (mark, text) in [
            ("+49 30 1234567", "+49301234567"),
            ("+49 30 1234567", "tel:+49-30-123-45-67"),
            ("+49 30 1234567", "+49 (30) 123/4567, evenings"),
            ("+49301234567", "call +49\u{a0}30 123.45.67"),
            ("MRN-998877", "MRN998877"),
            ("MRN-998877", "mrn 998877."),
            ("MRN998877", "MRN\u{2011}998/877"),
            ("Hauptstraße 12", "HAUPTSTRASSE  12"),
        ] {
            assert!(has(mark, text), "{mark:?} {text:?}");
        }
        for (mark, text) in [
            ("+49 30 1234567", "+49 30 12345678"),
            ("+49 30 1234567", "149 30 1234567"),
            ("+49 30 1234567", "49, 30, 1234567"),
            ("MRN-998877", "MRN-9988771"),
            ("MRN-998877", "XMRN998877"),
            ("Weg 1", "Weg1"),
            ("K-77", "k 7, 7"),
        ] {
            assert!(!has(mark, text), "{mark:?} {text:?}");
        }
    }

    #[test]
    fn a_mark_without_letters_is_found_as_it_is() {
        assert!(has("☆☆", "by ☆☆!"));
        assert!(!has("☆☆", "by ☆"));
        assert!(!has(" ", "a b"));
    }

    #[test]
    fn an_id_is_found_as_a_word_and_behind_its_type() {
        for (id, text) in [
            ("gia-mrn-4711", "gia-mrn-4711"),
            ("gia-mrn-4711", "see GIA-MRN-4711."),
            ("gia-mrn-4711", "gia\u{2011}mrn\u{2011}4711"),
            ("gia-mrn-4711", "https://h/fhir/R4/Patient/gia-mrn-4711/_history/2"),
            ("gia-mrn-4711", "wallets/gia-mrn-4711"),
            ("a", "see Patient/a, please"),
        ] {
            assert!(has_id(id, text), "{id} {text:?}");
        }
        for (id, text) in [
            ("gia-mrn-4711", "gia-mrn-47110"),
            ("gia-mrn-4711", "gia-mrn-4711-2"),
            ("gia-mrn-4711", "x.gia-mrn-4711"),
            ("gia-mrn-4711", "Observation/gia-mrn-4711"),
            ("a", "a note"),
            ("a", "Group/a"),
            ("a", "Patient/a-b"),
            ("a", "Patient/ab"),
        ] {
            assert!(!has_id(id, text), "{id} {text:?}");
        }
    }

    #[test]
    fn every_letter_is_the_same_in_every_case_and_form() {
        let differs = |it: &char| {
            let (text, folded) = (it.to_string(), fold(&it.to_string()));
            let (upper, lower) = (text.to_uppercase(), text.to_lowercase());
            let (apart, whole) = (text.nfd().collect::<String>(), text.nfkc().collect::<String>());
            [upper, lower, apart, whole].iter().any(|other| fold(other) != folded)
        };
        let letters = ('\0'..=char::MAX).filter(|it| is_letter(*it));
        assert_eq!(letters.filter(differs).collect::<String>(), "");
    }

    proptest! {
        #[test]
        fn what_is_folded_stays_as_it_is(text in ".*") {
            let folded = fold(&text);
            prop_assert_eq!(&fold(&folded), &folded);
        }

        #[test]
        fn a_name_is_found_in_every_case_and_form(name in r"\p{L}{1,8}([ -]\p{L}{1,8})?") {
            let (upper, lower) = (name.to_uppercase(), name.to_lowercase());
            let (taken_apart, composed) = (name.nfd().collect::<String>(), name.nfc().collect());
            for text in [name.clone(), upper, taken_apart, composed] {
                prop_assert!(has(&name, &format!("to {text}, and")), "{:?}", text);
            }
            prop_assert!(has(&lower, &lower));
        }

        #[test]
        fn a_number_is_found_with_any_separators(
            number in "[a-z]{0,3}[0-9]{5,12}",
            separators in prop::collection::vec("[ ./\u{2011}\u{a0}()-]{0,2}", 16),
        ) {
            let mut text = String::new();
            for (it, separator) in number.chars().zip(&separators) {
                text.push(it);
                text.push_str(separator);
            }
            prop_assert!(has(&number, &text), "{:?}", text);
            prop_assert!(has(&text, &number), "{:?}", text);
            let longer = format!("{number}0");
            prop_assert!(!has(&number, &longer));
        }

        #[test]
        fn nothing_that_is_looked_through_does_harm(mark in ".*", text in ".*", id in "[A-Za-z0-9.-]{1,64}") {
            has(&mark, &text);
            has_id(&id, &text);
        }
    }
}
