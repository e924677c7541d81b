//! Messages by mail, from a running server to a mail server that takes them, refuses them, or is away.

use std::process::{Command, Output, Stdio};

use testkit::{MAIL_FROM, ReceivedMail, SmtpSink};

use crate::harness::{Fresh, Server, WrongClock, eventually};
use crate::marks::all_of;

const TO: &str = "ann.quetzalcoatl@example.org";
/// In how many seconds a message is given up, and an hour more.
const GIVEN_UP: i64 = 25 * 60 * 60;

/// A server that sends mail, and the one that it sends it to.
fn start(test: &str) -> Option<(SmtpSink, Server)> {
    let sink = SmtpSink::start(test)?;
    let server = started_with(&sink.variables());
    Some((sink, server))
}

fn started_with(variables: &[(&str, String)]) -> Server {
    let settings: Vec<_> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Server::start_with(&settings)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}

fn send(server: &Server, further: &[&str]) -> Output {
    server.command(&[&["mail", "test", "--to", TO], further].concat())
}

/// Leaves a message in the queue.
fn queue(server: &Server) {
    let output = send(server, &["--queued"]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(said(&output), "it waits in the queue\n");
}

async fn until_received(server: &Server, sink: &SmtpSink, count: usize) -> Vec<ReceivedMail> {
    let received = eventually(async || {
        server.requeue_jobs();
        Some(sink.received()).filter(|received| received.len() == count)
    });
    received.await.unwrap_or_else(|| panic!("it does not arrive: {}", server.log()))
}

/// Waits until the queue has one message, and stands so.
async fn until_listed(server: &Server, arguments: &[&str], wanted: &str) {
    let mut listed = String::new();
    let stands = eventually(async || {
        listed = said(&server.command(&[&["job", "list"], arguments].concat()));
        listed.contains(wanted).then_some(())
    });
    let stands = stands.await.is_some();
    assert!(stands, "{wanted}: {listed} {}", server.log());
}

async fn metrics(server: &Server) -> String {
    let answer = reqwest::get(format!("{}/metrics", server.operations_url)).await;
    answer.expect("the operations face answers").text().await.expect("text")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_hears_what_the_mail_server_says() {
    let Some((sink, mut server)) = start("what the mail server says") else { return };
    let output = send(&server, &["--language", "nl"]);
    assert!(output.status.success(), "{output:?}");
    assert!(said(&output).contains("the mail server has taken it: 250 2.0.0 kept as 1"));
    let received = sink.received();
    assert_eq!(received.len(), 1);
    assert_eq!(
        (received[0].to.as_slice(), received[0].header("From")),
        ([TO.to_owned()].as_slice(), MAIL_FROM)
    );
    assert_eq!(received[0].header("Subject"), "Een testbericht");
    sink.refuse_for_good();
    let output = send(&server, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output)
            .contains(&format!("refuses it for good: permanent error (550): 5.1.1 <{TO}>")),
        "{output:?}"
    );
    sink.refuse_for_now();
    let output = send(&server, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("does not take it now: transient error (451)"), "{output:?}");
    for (language, what) in [("xx", "no messages in the language xx"), ("EN", "language EN")] {
        let output = send(&server, &["--language", language]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains(what), "{output:?}");
    }
    let output = server.command(&["mail", "test", "--to", "ann@example.org, bob@example.org"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let counted = metrics(&server).await;
    for (outcome, count) in [("sent", 1), ("refused", 1), ("later", 1)] {
        let line = format!("ribcage_mails_total{{outcome=\"{outcome}\"}} {count}");
        assert!(counted.contains(&line), "{line}: {counted}");
    }
    // A stopped one's settings do the same.
    sink.take();
    server.stop();
    let output = send(&server, &["--language", "pt"]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(sink.received().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_waits_in_the_queue_until_the_mail_server_takes_it() {
    let Some((sink, mut server)) = start("a message that waits in the queue") else { return };
    sink.refuse_for_now();
    queue(&server);
    until_listed(&server, &[], "mail_unavailable").await;
    // It is there after a crash, too.
    server.kill();
    server.start_again();
    sink.take();
    let received = until_received(&server, &sink, 1).await;
    assert_eq!(received[0].to, [TO]);
    until_listed(&server, &[], "nothing is left to be done").await;
    assert_eq!(sink.received().len(), 1, "it was sent once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_is_refused_for_good_is_parked_and_can_be_tried_again() {
    let Some((sink, server)) = start("a message that is parked") else { return };
    sink.refuse_for_good();
    queue(&server);
    until_listed(&server, &["--dead"], "send_mail  tried no more, 1 attempts: mail_refused").await;
    let parked =
        eventually(async || metrics(&server).await.contains("ribcage_jobs_dead 1").then_some(()));
    assert!(parked.await.is_some(), "{}", metrics(&server).await);
    sink.take();
    until_received(&server, &sink, 1).await;
    until_listed(&server, &[], "nothing is left to be done").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_s_address_stands_anywhere_in_the_clear() {
    let Some((sink, mut server)) = start("where addresses stand") else { return };
    sink.refuse_for_good();
    queue(&server);
    until_listed(&server, &["--dead"], "mail_refused").await;
    sink.refuse_for_now();
    queue(&server);
    until_listed(&server, &[], "mail_unavailable").await;
    let refused = send(&server, &[]);
    assert_eq!(refused.status.code(), Some(1));
    server.stop();
    let log = server.log();
    assert!(log.contains("it answers 451") && log.contains("it answers 550"), "{log}");
    for text in [log, all_of(&server.data())] {
        let text = text.to_lowercase();
        for mark in ["quetzalcoatl", "test message"] {
            assert!(!text.contains(mark), "{mark}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_is_given_up_after_a_day_parked_or_not() {
    let Some(sink) = SmtpSink::start("messages that are given up") else { return };
    let (clock, mut variables) = (WrongClock::new(), sink.variables());
    variables.push(clock.setting());
    let mut server = started_with(&variables);
    sink.refuse_for_good();
    queue(&server);
    until_listed(&server, &["--dead"], "mail_refused").await;
    sink.refuse_for_now();
    queue(&server);
    until_listed(&server, &[], "mail_unavailable").await;
    sink.take();
    // Nobody tries the first, and the second is not due.
    server.stop();
    clock.is_wrong_by(GIVEN_UP);
    server.start_again();
    let given_up = eventually(async || {
        server.requeue_jobs();
        let listed = said(&server.command(&["job", "list"]));
        listed.contains("nothing is left to be done").then_some(())
    });
    assert!(given_up.await.is_some(), "{}", server.log());
    assert!(sink.received().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_was_parked_goes_by_itself_when_its_day_is_over() {
    let Some(sink) = SmtpSink::start("parked messages that go") else { return };
    let (clock, mut variables) = (WrongClock::new(), sink.variables());
    variables.push(clock.setting());
    let mut server = started_with(&variables);
    sink.refuse_for_good();
    queue(&server);
    until_listed(&server, &["--dead"], "mail_refused").await;
    server.stop();
    server.start_again();
    until_listed(&server, &["--dead"], "mail_refused").await;
    server.stop();
    clock.is_wrong_by(GIVEN_UP);
    sink.take();
    server.start_again();
    until_listed(&server, &["--dead"], "nothing is left to be done").await;
    assert!(sink.received().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drill_of_a_backup_sends_nothing_that_waits_in_it() {
    let Some((sink, mut server)) = start("mail and a drill") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("target").display().to_string();
    let identity = server.data().join("recovery.identity").display().to_string();
    sink.refuse_for_now();
    queue(&server);
    until_listed(&server, &[], "mail_unavailable").await;
    server.stop();
    // So that it is due in the backup, too.
    server.requeue_jobs();
    let backed_up = server.command(&["backup", "create", "--to", &place]);
    assert!(backed_up.status.success(), "{backed_up:?}");
    sink.take();
    let drill = ["backup", "drill", "--from", &place, "--identity", &identity];
    let drilled = Fresh::like(&server).command(&drill);
    assert!(drilled.status.success(), "{drilled:?}");
    assert!(sink.received().is_empty());
    // It waits where it was left.
    server.start_again();
    until_received(&server, &sink, 1).await;
}

#[test]
fn a_demo_sends_mail_too_with_the_settings_it_was_started_with() {
    let Some(sink) = SmtpSink::start("mail of a demo") else { return };
    let parent = tempfile::tempdir().expect("a folder");
    let folder = parent.path().join("demo");
    let mut demo = Command::new(crate::harness::RIBCAGE);
    demo.args(["demo", "--listen", "127.0.0.1:0", "--dir"]).arg(&folder).envs(sink.variables());
    let mut demo = demo.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
    while !folder.join("access.json").exists() {
        assert!(demo.try_wait().expect("it can be asked").is_none(), "it serves");
        std::thread::yield_now();
    }
    let folder = folder.to_str().expect("temporary folders have plain names");
    let sent = crate::harness::run(&["mail", "test", "--to", TO, "--dir", folder]);
    demo.kill().expect("it runs");
    demo.wait().expect("it ends");
    assert!(sent.status.success(), "{sent:?}");
    assert_eq!(sink.received().len(), 1);
}

#[test]
fn a_server_does_not_start_with_settings_that_cannot_be_and_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, configuration) = (folder.path().join("data"), folder.path().join("ribcage.toml"));
    let text = format!(
        "data = \"{}\"\nlisten = \"127.0.0.1:0\"\noperations_listen = \"127.0.0.1:0\"\n\
         mail_server = \"smtps://mail.example.org\"\nmail_from = \"a@example.org\"\n\
         mail_user = \"ribcage\"\nmail_password_file = \"/nowhere/password\"\n",
        data.display()
    );
    std::fs::write(&configuration, text).expect("written");
    let configuration = configuration.to_str().expect("temporary folders have plain names");
    let run = |arguments: &[&str]| {
        crate::harness::run(&[arguments, &["--config", configuration]].concat())
    };
    // Whoever sends nothing does what they have to do.
    assert!(run(&["init"]).status.success());
    assert!(run(&["tenant", "create", "Clinic"]).status.success());
    let wrong = "the mail password file /nowhere/password cannot be read";
    for command in [&["serve"][..], &["mail", "test", "--to", "a@example.org"]] {
        let output = run(command);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let said = said(&output);
        assert!(said.contains(wrong) && said.trim().lines().count() == 1, "{said}");
    }
    let doctor = run(&["doctor"]);
    assert_eq!(doctor.status.code(), Some(1));
    assert!(
        said(&doctor).contains(&format!("WRONG  mail: mail cannot be sent: {wrong}")),
        "{doctor:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_without_a_mail_server_says_so() {
    let server = Server::start();
    for further in [&[][..], &["--queued"]] {
        let output = send(&server, further);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains("this server sends no mail"), "{output:?}");
    }
    assert!(said(&server.command(&["job", "list"])).contains("nothing is left to be done"));
}
