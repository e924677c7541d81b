//! A message as it travels (RFC 5322), in two parts of which a reader shows one (RFC 2046, section 5.1.4).

use std::time::SystemTime;

use lettre::Message;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use model::Timestamp;
use store::{Mail, MailError, MailReply};

/// So that no machine answers it (RFC 3834, section 5).
const AUTO_SUBMITTED: (&str, &str) = ("Auto-Submitted", "auto-generated");

/// The message. What this machine is called is nowhere in it.
pub(crate) fn build(mail: &Mail, from: &Mailbox, at: Timestamp) -> Result<Message, MailError> {
    let to = mail.to().parse().map_err(|error| refused(&error))?;
    let (name, value) = AUTO_SUBMITTED;
    let id = format!("<{}@{}>", mail.id(), from.email.domain());
    let parts = MultiPart::alternative()
        // It does not come up in what is encoded for the way, and is the same when it is sent again.
        .boundary(format!("={}=", mail.id()))
        .singlepart(SinglePart::plain(mail.text().to_owned()))
        .singlepart(SinglePart::html(mail.html().to_owned()));
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(mail.subject())
        .date(SystemTime::from(at))
        .message_id(Some(id))
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned()))
        .multipart(parts)
        .map_err(|error| refused(&error))
}

/// A message that cannot be put into words.
fn refused(error: &dyn std::error::Error) -> MailError {
    MailError::Refused(MailReply { code: None, said: error.to_string() })
}

#[cfg(test)]
mod tests {
    use model::MailId;

    use super::*;

    #[test]
    fn a_message_has_the_headers_it_needs_and_no_others() {
        let id = MailId::from_bytes([0xAB; 16]);
        let mail = Mail::new(id, "ann@example.org", "Até já", "één\n", "<p>één</p>");
        let from = "Ribcage <no-reply@clinic.example>".parse().expect("an address");
        let at = Timestamp::from_second(1_700_000_000).expect("in range");
        let built = build(&mail.expect("it is fit"), &from, at).expect("built");
        let text = String::from_utf8(built.formatted()).expect("all of it is ASCII");
        assert!(text.is_ascii());
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        let mut names: Vec<_> = head
            .lines()
            .filter(|line| !line.starts_with(' '))
            .filter_map(|it| it.split(':').next())
            .collect();
        names.sort_unstable();
        let expected = [
            "Auto-Submitted",
            "Content-Type",
            "Date",
            "From",
            "MIME-Version",
            "Message-ID",
            "Subject",
            "To",
        ];
        assert_eq!(names, expected, "{head}");
        for line in [
            "Auto-Submitted: auto-generated",
            "Date: Tue, 14 Nov 2023 22:13:20 +0000",
            "Message-ID: <abababababababababababababababab@clinic.example>",
            "To: ann@example.org",
        ] {
            assert!(head.lines().any(|it| it == line), "{line}: {head}");
        }
        assert!(head.contains("multipart/alternative"), "{head}");
        assert!(body.find("text/plain") < body.find("text/html"), "{body}");
    }
}
