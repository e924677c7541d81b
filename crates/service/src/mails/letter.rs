//! A message in words: filled in, as text and as HTML that say the same.

use std::fmt::Write as _;

use model::clock::format_instant;
use model::limits::NAME_CHARACTERS_MAX;
use model::{Language, Timestamp};
use store::mail::is_unprintable;

use super::words::{Message, Words};

/// A message in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// The same in HTML.
    pub html: String,
}

/// Fills a message in. A message that has a link has it once in the text and once in the HTML.
pub(super) fn write(
    language: Language,
    message: &Message,
    values: &[(&str, &str)],
    link: Option<&str>,
) -> Letter {
    let words = Words::of(language);
    let subject = fill(message.subject, values);
    let before: Vec<_> = message.before.iter().map(|it| fill(it, values)).collect();
    let after: Vec<_> =
        message.after.iter().chain([&words.closing]).map(|it| fill(it, values)).collect();
    let mut text = before.join("\n\n");
    if let Some(link) = link {
        let _ = write!(text, "\n\n{}:\n{link}", message.link);
    }
    let _ = writeln!(text, "\n\n{}", after.join("\n\n"));
    let link =
        link.map(|link| format!("<a href=\"{}\">{}</a>", escape(link), escape(message.link)));
    let before = before.iter().map(|it| escape(it));
    let paragraphs = before.chain(link).chain(after.iter().map(|it| escape(it)));
    let mut body = String::new();
    for paragraph in paragraphs {
        let _ = writeln!(body, "<p>{paragraph}</p>");
    }
    let html = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n\
         <body>\n{body}</body>\n</html>\n",
        escape(&subject)
    );
    Letter { subject, text, html }
}

/// Puts values in the place of their names in braces, in one pass: braces in a value are not looked at.
fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        let (wanted, behind) = behind.split_once('}').expect("every brace of a pattern is closed");
        let value = values.iter().find(|(name, _)| *name == wanted);
        filled.push_str(value.expect("every name in a pattern has a value").1);
        rest = behind;
    }
    filled + rest
}

/// An instant in words, to the minute.
pub(super) fn instant(words: &Words, at: Timestamp) -> String {
    let text = format_instant(at);
    let (date, time) = text.split_once('T').expect("an instant has a date and a time");
    // From behind: a year may have a sign.
    let mut parts = date.rsplitn(3, '-');
    let mut part = || parts.next().expect("a date has three parts");
    let (day, month, year) = (part(), part(), part());
    let month: usize = month.parse().expect("a month is a number");
    let day = day.trim_start_matches('0');
    let month = words.months[month.saturating_sub(1) % words.months.len()];
    let time = &time[..5];
    fill(words.instant, &[("day", day), ("month", month), ("year", year), ("time", time)])
}

/// What an organisation is called, on one line and at no length, whatever it calls itself.
pub(super) fn name(text: &str) -> String {
    let printable = |it: char| if is_unprintable(it) { ' ' } else { it };
    let text: String = text.chars().map(printable).take(NAME_CHARACTERS_MAX).collect();
    text.trim().to_owned()
}

/// Text that stands for itself in HTML, in elements and in attributes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
