//! A message that is sent by mail, fit to be sent as it is.

use model::MailId;

/// The longest address (RFC 5321, section 4.5.3.1.3, without its brackets).
pub const MAIL_ADDRESS_BYTES_MAX: usize = 254;
/// The longest subject, so that its line stays readable and below what RFC 5322 allows once it is encoded.
pub const MAIL_SUBJECT_CHARACTERS_MAX: usize = 200;
/// The longest text, and the longest HTML.
pub const MAIL_BODY_BYTES_MAX: usize = 64 * 1024;

/// A message to one address, as text and as HTML that say the same.
///
/// Nothing in it can add a header, a recipient or a part: the address is one, and no control character stands in what
/// becomes a header.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    id: MailId,
    to: String,
    subject: String,
    text: String,
    html: String,
}

/// It cannot be a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnfitMail {
    /// That is not one address.
    #[error("it is not one address, of at most {MAIL_ADDRESS_BYTES_MAX} bytes")]
    Address,
    /// There is no subject, or it is too long, or has a control character.
    #[error(
        "the subject has 1 to {MAIL_SUBJECT_CHARACTERS_MAX} characters, none of them a control character"
    )]
    Subject,
    /// There is no text, or it is too long, or has a control character that is not the end of a line.
    #[error("text and HTML have 1 to {MAIL_BODY_BYTES_MAX} bytes, and no control characters")]
    Body,
}

impl Mail {
    /// A message. Whoever sends the same one again gives the same id, so that a reader sees that it is the same.
    pub fn new(
        id: MailId,
        to: &str,
        subject: &str,
        text: &str,
        html: &str,
    ) -> Result<Self, UnfitMail> {
        if !is_address(to) {
            return Err(UnfitMail::Address);
        }
        let length = subject.chars().count();
        let is_line = subject.trim() == subject && !subject.contains(is_unprintable);
        if !(1..=MAIL_SUBJECT_CHARACTERS_MAX).contains(&length) || !is_line {
            return Err(UnfitMail::Subject);
        }
        if !is_body(text) || !is_body(html) {
            return Err(UnfitMail::Body);
        }
        let [to, subject, text, html] = [to, subject, text, html].map(str::to_owned);
        Ok(Self { id, to, subject, text, html })
    }

    /// Its id.
    pub const fn id(&self) -> MailId {
        self.id
    }

    /// The address.
    pub fn to(&self) -> &str {
        &self.to
    }

    /// What it is about.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// What it says.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same in HTML.
    pub fn html(&self) -> &str {
        &self.html
    }
}

/// Without the address and what it says.
impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Whether it is one address and nothing else, in the form that people write: no quotes, no comments, no name.
pub fn is_address(text: &str) -> bool {
    let is_plain = |part: &str| {
        let is_bad =
            |it: char| it.is_whitespace() || is_unprintable(it) || "<>()[],;:\\\"@".contains(it);
        !part.is_empty() && !part.contains(is_bad)
    };
    let parts = text.split_once('@');
    text.len() <= MAIL_ADDRESS_BYTES_MAX
        && parts.is_some_and(|(user, host)| is_plain(user) && is_plain(host))
}

fn is_body(text: &str) -> bool {
    let is_bad = |it: char| it.is_control() && it != '\n' && it != '\t';
    (1..=MAIL_BODY_BYTES_MAX).contains(&text.len()) && !text.contains(is_bad)
}

/// Whether it ends a line, is a control character, or turns the direction of what stands beside it.
pub fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(to: &str, subject: &str, text: &str) -> Result<Mail, UnfitMail> {
        Mail::new(MailId::from_bytes([7; 16]), to, subject, text, "<p>x</p>")
    }

    #[test]
    fn one_address_is_taken_and_nothing_that_is_more_or_less() {
        for to in ["ann@example.org", "ann+x@example.org", "änn@exämple.org", "-f@example.org"] {
            assert!(mail(to, "s", "t").is_ok(), "{to}");
        }
        let long = format!("{}@example.org", "a".repeat(250));
        let two = "ann@example.org,bob@example.org";
        for to in [
            "",
            "ann",
            "@example.org",
            "ann@",
            "a b@example.org",
            "ann@example.org bob@example.org",
            two,
            "Ann <ann@example.org>",
            "ann@example.org\r\nBcc: bob@example.org",
            "ann@x@y",
            "ann@example.org\0",
            "ann@\u{202E}example.org",
            &long,
        ] {
            assert_eq!(mail(to, "s", "t"), Err(UnfitMail::Address), "{to}");
        }
    }

    #[test]
    fn no_subject_can_begin_another_header() {
        assert!(mail("a@b", "Welkom — até já", "t").is_ok());
        let long = "x".repeat(MAIL_SUBJECT_CHARACTERS_MAX + 1);
        for subject in
            ["", "a\r\nBcc: b@c", "a\nb", "a\rb", "a\0b", "a\u{2028}b", " a", "a\t", &long]
        {
            assert_eq!(mail("a@b", subject, "t"), Err(UnfitMail::Subject), "{subject:?}");
        }
    }

    #[test]
    fn text_is_bounded_and_has_lines_and_no_other_control_characters() {
        assert!(mail("a@b", "s", "one\n\n\ttwo\n").is_ok());
        let long = "x".repeat(MAIL_BODY_BYTES_MAX + 1);
        for text in ["", "a\0b", "a\rb", "a\u{1b}[2J", &long] {
            assert_eq!(mail("a@b", "s", text), Err(UnfitMail::Body));
        }
    }

    #[test]
    fn what_is_printed_of_a_message_names_nobody() {
        let mail = mail("ann@example.org", "subject", "text").expect("it is fit");
        let printed = format!("{mail:?}");
        assert!(!printed.contains("ann") && !printed.contains("text"), "{printed}");
    }
}
