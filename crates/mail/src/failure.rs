//! What a failure to send means: whether it is tried again.

use std::error::Error;

use store::{Mail, MailError, MailReply};

/// As much as is shown of what a server says.
const WORDS_MAX: usize = 300;
/// Codes that are about us and not about the message, although they are final: that we have to say who we are, by
/// another way, encrypted, or that it was wrong (RFC 4954, section 6). Somebody will set that right.
const ABOUT_US: [u16; 4] = [530, 534, 535, 538];

/// What it means that a message was not sent.
pub(crate) fn of(error: &lettre::transport::smtp::Error, mail: &Mail) -> MailError {
    let code = error.status().map(u16::from);
    let reply = MailReply { code, said: in_words(error) };
    // The one thing a client finds wrong that will not change: an address for which the server would have to know more.
    let is_unspeakable = error.is_client() && !mail.to().is_ascii();
    let is_final = error.is_permanent() && !code.is_some_and(|code| ABOUT_US.contains(&code));
    if is_final || is_unspeakable { MailError::Refused(reply) } else { MailError::Later(reply) }
}

/// That something stands in the way for now.
pub(crate) fn later(error: &(dyn Error + 'static)) -> MailError {
    MailError::Later(MailReply { code: None, said: in_words(error) })
}

/// The error and its causes, each once.
fn in_words(error: &(dyn Error + 'static)) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        if !words.contains(&said) {
            words = format!("{words}: {said}");
        }
        cause = error.source();
    }
    on_one_line(&words)
}

/// What somebody else says, on one line and not at any length.
pub(crate) fn on_one_line(text: &str) -> String {
    let printable = |it: char| if store::mail::is_unprintable(it) { ' ' } else { it };
    text.chars().map(printable).take(WORDS_MAX).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_says_is_passed_on_in_one_short_line() {
        assert_eq!(on_one_line("no\r\nway\u{1b}[2J "), "no  way [2J");
        assert_eq!(on_one_line(&"x".repeat(1000)).len(), WORDS_MAX);
    }
}
