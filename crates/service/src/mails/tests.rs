//! Every message in every language.

use super::*;

/// As bad as a name and a link may be.
const ORGANISATION: &str = "Huis & \"Tuin\" <b>{until}</b>\r\nBcc: x";
const LINK: &str = "https://clinic.example/join?a=1&b='2'\"<>#secret";
const LINK_IN_HTML: &str = "https://clinic.example/join?a=1&amp;b=&#39;2&#39;&quot;&lt;&gt;#secret";

fn until() -> Timestamp {
    "2027-03-01T09:05:00Z".parse().expect("an instant")
}

/// All messages of a language, and whether each has a link.
fn all(language: Language) -> Vec<(Letter, bool)> {
    let with_link = [
        invitation(language, ORGANISATION, LINK, until()),
        recovery(language, LINK, until()),
        address_change_to(language, LINK, until()),
        address_change_from(language, LINK, until()),
    ];
    let of_account = AccountNews::ALL.map(|news| account_changed(language, news));
    let without = of_account.into_iter().chain([codes_failed(language), test(language)]);
    let with_link = with_link.into_iter().map(|letter| (letter, true));
    with_link.chain(without.map(|letter| (letter, false))).collect()
}

fn every_message_is_fit_to_be_sent(language: Language, instant: &str) {
    let letters = all(language);
    let mut texts: Vec<_> = letters.iter().map(|(letter, _)| &letter.text).collect();
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), letters.len(), "two messages say the same");
    for (letter, has_link) in &letters {
        let Letter { subject, text, html } = letter;
        let id = model::MailId::from_bytes([1; 16]);
        store::Mail::new(id, "ann@example.org", subject, text, html)
            .unwrap_or_else(|error| panic!("{error}: {letter:?}"));
        assert!(html.contains(&format!("<html lang=\"{language}\">")), "{html}");
        assert_eq!(text.matches(LINK).count(), usize::from(*has_link), "{text}");
        assert_eq!(html.matches(LINK_IN_HTML).count(), usize::from(*has_link), "{html}");
        assert_eq!(html.matches("<a ").count(), usize::from(*has_link), "{html}");
        assert_eq!(text.contains(instant), *has_link, "{text}");
        assert_eq!(html.contains(instant), *has_link, "{html}");
        for tag in ["<b>", "<img", "<script", "<style", "http-equiv"] {
            assert!(!html.contains(tag), "{html}");
        }
        assert!(text.contains(Words::of(language).closing), "{text}");
    }
    let (invitation, _) = &letters[0];
    assert!(
        invitation.subject.contains("Huis & \"Tuin\" <b>{until}</b>  Bcc: x"),
        "{invitation:?}"
    );
    assert!(invitation.html.contains("Huis &amp; &quot;Tuin&quot; &lt;b&gt;{until}&lt;/b&gt;"));
}

#[test]
fn every_message_in_english_is_fit_to_be_sent() {
    every_message_is_fit_to_be_sent(Language::English, "1 March 2027, 09:05 UTC");
}

#[test]
fn every_message_in_dutch_is_fit_to_be_sent() {
    every_message_is_fit_to_be_sent(Language::Dutch, "1 maart 2027, 09:05 UTC");
}

#[test]
fn every_message_in_portuguese_is_fit_to_be_sent() {
    every_message_is_fit_to_be_sent(Language::Portuguese, "1 de março de 2027, 09:05 UTC");
}

#[test]
fn a_message_says_the_same_in_text_and_in_html() {
    for language in Language::ALL {
        let letter = recovery(language, LINK, until());
        for paragraph in letter.text.trim().split("\n\n").filter(|it| !it.contains(LINK)) {
            assert!(
                letter.html.contains(&format!("<p>{paragraph}</p>")),
                "{paragraph}: {letter:?}"
            );
        }
    }
}

#[test]
fn no_name_is_so_long_that_an_invitation_cannot_be_sent() {
    for language in Language::ALL {
        let letter = invitation(language, &"x".repeat(10_000), LINK, until());
        let id = model::MailId::from_bytes([1; 16]);
        store::Mail::new(id, "a@b", &letter.subject, &letter.text, &letter.html)
            .expect("it is fit");
    }
}
