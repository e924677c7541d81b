//! Messages on their way to a real mail server, which takes them, refuses them, or is not who it should be.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;

use mail::{Settings, SmtpMailer};
use model::MailId;
use store::{Mail, MailError, Mailer as _};
use testkit::{MAIL_FROM, MailTls, SmtpSink, TestClock};

const TO: &str = "ann@example.org";

fn mailer(address: &str, login: Option<(&str, &Path)>, ca: Option<&Path>) -> SmtpMailer {
    #[expect(clippy::disallowed_methods, reason = "tests hand over what the roof reads")]
    let ca = ca.map(|path| std::fs::read(path).expect("it is there"));
    let clock = Arc::new(TestClock::new());
    let settings = Settings { server: address, from: MAIL_FROM, login, ca: ca.as_deref() };
    SmtpMailer::new(settings, clock).expect("the settings are good")
}

/// One who knows the server, and is known there.
fn known(sink: &SmtpSink, tls: MailTls) -> SmtpMailer {
    let (password, ca) = (sink.password_file(), sink.ca_file());
    mailer(&sink.address(tls), Some((SmtpSink::USER, &password)), Some(&ca))
}

fn message() -> Mail {
    let id = MailId::from_bytes([9; 16]);
    let (text, html) = ("Olá, até já.\n\nhttps://clinic.example/x\n", "<p>Olá, até já.</p>");
    Mail::new(id, TO, "Um convite — já", text, html).expect("it is fit")
}

fn later(sent: Result<String, MailError>) -> Option<u16> {
    match sent {
        Err(MailError::Later(reply)) => reply.code,
        other => panic!("it is not to be tried again: {other:?}"),
    }
}

#[tokio::test]
async fn a_message_arrives_whole_over_either_kind_of_tls() {
    let Some(sink) = SmtpSink::start("mail over TLS") else { return };
    for tls in [MailTls::Implicit, MailTls::StartTls] {
        let said = known(&sink, tls).send(&message()).await.expect("taken");
        assert!(said.starts_with("250 2.0.0 kept as"), "{said}");
    }
    let received = sink.received();
    assert_eq!(received.len(), 2);
    for mail in received {
        assert_eq!(
            (mail.from.as_str(), mail.to.as_slice()),
            ("no-reply@clinic.example", [TO.to_owned()].as_slice())
        );
        assert_eq!(mail.hello, "clinic.example");
        assert_eq!(mail.header("Subject"), "Um convite — já");
        assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
        assert_eq!(mail.header("Date"), "Tue, 14 Nov 2023 22:13:20 +0000");
        assert_eq!(mail.header("Message-ID"), format!("<{}@clinic.example>", "09".repeat(16)));
        assert_eq!(mail.text.replace("\r\n", "\n").trim(), message().text().trim());
        assert_eq!(mail.html.trim(), message().html());
    }
}

#[tokio::test]
async fn a_server_that_cannot_show_who_it_is_is_sent_nothing() {
    let Some(sink) = SmtpSink::start("mail to a server that is another one") else { return };
    let password = sink.password_file();
    let login = Some((SmtpSink::USER, password.as_path()));
    for tls in [MailTls::Implicit, MailTls::StartTls] {
        let address = sink.address(tls);
        // By an authority that nobody named.
        assert_eq!(later(mailer(&address, login, None).send(&message()).await), None);
        // Under a name that is not in its certificate.
        let ca = sink.ca_file();
        let elsewhere = address.replace("localhost", "127.0.0.1");
        assert_eq!(later(mailer(&elsewhere, login, Some(&ca)).send(&message()).await), None);
    }
    assert!(sink.received().is_empty());
}

#[tokio::test]
async fn who_we_are_can_be_set_right_without_anything_being_started_anew() {
    let Some(sink) = SmtpSink::start("mail with a wrong password") else { return };
    let (folder, ca) = (tempfile::tempdir().expect("a folder"), sink.ca_file());
    let file = folder.path().join("password");
    install(&sink.wrong_password_file(), &file);
    let login = Some((SmtpSink::USER, file.as_path()));
    let mailer = mailer(&sink.address(MailTls::Implicit), login, Some(&ca));
    assert_eq!(later(mailer.send(&message()).await), Some(535));
    install(&sink.password_file(), &file);
    mailer.send(&message()).await.expect("taken");
    assert_eq!(sink.received().len(), 1);
}

#[tokio::test]
async fn a_refusal_says_whether_it_is_for_good_and_shows_the_address_to_no_log() {
    let Some(sink) = SmtpSink::start("mail that is refused") else { return };
    let mailer = known(&sink, MailTls::StartTls);
    sink.refuse_for_now();
    assert_eq!(later(mailer.send(&message()).await), Some(451));
    sink.refuse_for_good();
    let Err(error @ MailError::Refused(_)) = mailer.send(&message()).await else {
        panic!("it is refused for good");
    };
    assert!(error.to_string().contains("550"), "{error}");
    assert!(!error.to_string().contains(TO), "{error}");
    let MailError::Refused(reply) = error else { unreachable!("it was one") };
    assert!(reply.said.contains(TO), "who gave the address hears all of it: {reply:?}");
    sink.take();
    mailer.send(&message()).await.expect("taken");
    assert_eq!(sink.received().len(), 1);
}

#[tokio::test]
async fn an_address_that_needs_more_than_the_server_can_is_refused_for_good() {
    let Some(sink) = SmtpSink::start("mail to an address beyond ASCII") else { return };
    let mail = Mail::new(MailId::from_bytes([1; 16]), "änn@example.org", "s", "t", "h");
    let sent = known(&sink, MailTls::Implicit).send(&mail.expect("it is fit")).await;
    assert!(matches!(sent, Err(MailError::Refused(_))), "{sent:?}");
}

#[tokio::test]
async fn a_server_without_tls_hears_nothing_but_a_greeting() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("it listens").port();
    let server = std::thread::spawn(move || {
        let (stream, _) = listener.accept().expect("somebody comes");
        let mut writer = stream.try_clone().expect("it can be");
        writer.write_all(b"220 plain.test\r\n").expect("written");
        let mut heard = Vec::new();
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            heard.push(line);
            let _ = writer.write_all(b"250 plain.test\r\n");
        }
        heard
    });
    let mailer = mailer(&format!("smtp+starttls://localhost:{port}"), None, None);
    assert_eq!(later(mailer.send(&message()).await), None);
    let heard = server.join().expect("it ends");
    let is_greeting = |line: &String| line.starts_with("EHLO ") || line == "QUIT";
    assert!(heard.iter().all(is_greeting), "{heard:?}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_again_later() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("it listens").port();
    drop(listener);
    let mailer = mailer(&format!("smtps://localhost:{port}"), None, None);
    assert_eq!(later(mailer.send(&message()).await), None);
}

/// Puts a copy of a private file into another's place.
fn install(from: &Path, to: &Path) {
    let mut install = std::process::Command::new("install");
    let done = install.args(["--mode", "0600"]).arg(from).arg(to).status();
    assert!(done.expect("the program is there").success());
}
