//! The demo: a clinic that has lived for weeks when it is opened.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::StatusCode;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{Caller, RIBCAGE};
use crate::people::{Person, Visitor};

/// How long the demo may take to end.
const STOPS_WITHIN: Duration = Duration::from_secs(10);

/// A demo that runs, or is about to.
struct Demo {
    folder: TempDir,
    process: Child,
}

impl Demo {
    fn begin() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("mine.txt"), "mine").expect("written");
        let process = Self::process(folder.path());
        Self { folder, process }
    }

    /// A demo that takes requests.
    fn open() -> Self {
        let mut demo = Self::begin();
        demo.until(|demo| demo.file("access.json").exists());
        demo
    }

    fn process(folder: &Path) -> Child {
        let mut command = Command::new(RIBCAGE);
        command.args(["demo", "--listen", "127.0.0.1:0", "--dir"]).arg(folder);
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the binary runs")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file of JSON; nothing if it is not there.
    fn json(&self, name: &str) -> Value {
        let text = std::fs::read(self.file(name)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Waits until something is so.
    fn until(&mut self, is_so: impl Fn(&Self) -> bool) {
        while !is_so(self) {
            let ended = self.process.try_wait().expect("it can be asked");
            assert!(ended.is_none(), "it ended: {ended:?}");
            std::thread::yield_now();
        }
    }

    /// Waits until so many acts of its story are over, and that none is left.
    fn until_acts_are_over(&mut self, count: u64) {
        self.until(|demo| demo.json("demo.json")["acts_over"].as_u64() >= Some(count));
        assert!(!self.file("access.json").exists(), "it is not there before all of it is");
    }

    fn start_again(&mut self) {
        self.process = Self::process(self.folder.path());
        // That of the start before goes first.
        let before = self.json("access.json")["token"].clone();
        self.until(|demo| {
            let token = &demo.json("access.json")["token"];
            token.is_string() && *token != before
        });
    }

    fn kill(&mut self) {
        self.process.kill().expect("it runs");
        self.process.wait().expect("it was started");
    }

    /// Tells it to stop, and sees that it does.
    fn stop(&mut self) {
        let id = Pid::from_child(&self.process);
        let begun = Instant::now();
        kill_process(id, Signal::TERM).expect("it runs");
        assert!(self.process.wait().expect("it was started").success());
        assert!(begun.elapsed() < STOPS_WITHIN, "{:?}", begun.elapsed());
    }

    fn caller(&self) -> Caller {
        let access = self.json("access.json");
        let ca = PathBuf::from(text(&access["ca_certificate"]));
        Caller::at(&text(&access["url"]), &ca, &text(&access["token"]))
    }

    /// Signs in as whoever has a role, or the first of those.
    async fn person(&self, role: &str) -> Person {
        let access = self.json("access.json");
        let people = access["people"].as_array().expect("people");
        let who = people.iter().find(|person| person["roles"][0] == role).expect("one of them");
        let ca = PathBuf::from(text(&access["ca_certificate"]));
        let visitor = Visitor::at_url(&text(&access["url"]), &ca);
        let (email, tenant) = (text(&who["email"]), text(&access["tenant"]));
        let sign_in = visitor.sign_in(&email, &text(&who["password"])).await;
        let session = visitor.come_in(&sign_in, &tenant).await;
        assert_eq!(session.status, StatusCode::CREATED, "{session:?}");
        Person::of(&visitor, &email, &tenant, &session)
    }

    /// That the clinic is all there.
    async fn is_whole(&self) {
        let caller = self.caller();
        for (path, expected) in
            [("Patient", 40), ("Practitioner", 2), ("Organization", 1), ("Procedure", 8)]
        {
            let found = caller.get(&format!("/fhir/R4/{path}?_total=accurate&_count=1")).await;
            assert_eq!(found.json()["total"], expected, "{path}: {found:?}");
        }
        let count = |list: &Value, is_so: &dyn Fn(&Value) -> bool| {
            list["items"].as_array().expect("a list").iter().filter(|it| is_so(it)).count()
        };
        for (path, member, value, expected) in [
            ("members", "active", Value::Bool(true), 7),
            ("invitations", "email", "locum@demo.example".into(), 1),
            ("clients", "name", "Practice system".into(), 1),
            ("clients", "name", "Spirometer in room 2".into(), 0),
            ("erasures", "state", "removed".into(), 1),
            ("exports", "state", "ready".into(), 1),
            ("objections", "id", "sample-patient-04".into(), 1),
            ("subjects/sample-patient-01/corrections", "state", "open".into(), 1),
            ("subjects/sample-patient-03/corrections", "state", "resolved".into(), 1),
        ] {
            let list = caller.get(&format!("/api/{path}")).await;
            let found = count(&list.json(), &|it| it[member] == value);
            assert_eq!(found, expected, "{path}: {list:?}");
        }
        let held = caller.get("/api/subjects/sample-patient-06").await.json();
        assert_eq!(held["holds"].as_array().map(Vec::len), Some(1), "{held}");
        let erased = caller.get("/fhir/R4/Patient/sample-patient-41").await;
        assert_eq!(erased.status, StatusCode::GONE, "{erased:?}");
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

#[tokio::test]
async fn everybody_signs_in_to_the_demo_and_sees_what_their_role_lets_them() {
    let demo = Demo::open();
    demo.is_whole().await;
    let paths = [
        "/fhir/R4/Patient?_count=1",
        "/fhir/R4/Observation?_count=1",
        "/api/members",
        "/api/events?count=1",
        "/api/exports",
    ];
    for (role, sees) in [
        ("administrator", [false, false, true, true, true]),
        ("clinician", [true, true, false, false, false]),
        ("analyst", [false, true, false, false, false]),
        ("auditor", [false, false, true, true, false]),
        ("privacy_officer", [false, false, false, true, true]),
        ("patient", [true, true, false, false, false]),
    ] {
        let person = demo.person(role).await;
        for (path, sees) in paths.iter().zip(sees) {
            let expected = if sees { StatusCode::OK } else { StatusCode::FORBIDDEN };
            let shown = person.get(path).await;
            assert_eq!(shown.status, expected, "{role} {path}: {shown:?}");
        }
    }
    let patient = demo.person("patient").await;
    let found = patient.get("/fhir/R4/Patient").await.json();
    assert_eq!(found["entry"].as_array().map(Vec::len), Some(1), "{found}");
    assert_eq!(found["entry"][0]["resource"]["id"], "sample-patient-01");
    let looked = patient.get("/api/own/accesses").await.json();
    assert!(looked["items"].as_array().is_some_and(|items| items.len() > 5), "{looked}");
    let administrator = &demo.json("access.json")["administrator"];
    assert_eq!(administrator["email"], demo.json("access.json")["people"][0]["email"]);
}

#[tokio::test]
async fn the_demo_has_a_past_of_weeks_whose_log_is_whole_and_whose_receipt_is_genuine() {
    let mut demo = Demo::open();
    let caller = demo.caller();
    let (mut events, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = caller.get(&format!("/api/events?count=500{cursor}")).await.json();
        events.extend(page["items"].as_array().expect("a list").iter().cloned());
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    let at = |event: &Value| text(&event["at"]).parse::<jiff::Timestamp>().expect("an instant");
    let now = jiff::Timestamp::now();
    let days_ago = |event: &Value| now.duration_since(at(event)).as_hours() / 24;
    assert!((54..60).contains(&days_ago(&events[events.len() - 1])));
    // Those that were under way at once may have ended in another order.
    let minute = Duration::from_mins(1);
    assert!(events.is_sorted_by(|newer, older| at(newer) + minute >= at(older)));
    assert!(at(&events[0]) <= now);
    let days: std::collections::BTreeSet<_> = events.iter().map(days_ago).collect();
    assert!(days.len() > 25, "there is something to see of many days: {days:?}");
    for operation in [
        "process_transaction",
        "create_session",
        "accept_invitation",
        "update_member",
        "revoke_client",
        "update_resource",
        "erase_subject",
        "hold_subject",
        "resolve_correction",
        "export_subject",
    ] {
        let is_there = events.iter().any(|event| event["operation"] == operation);
        assert!(is_there, "{operation}");
    }
    let refused = events
        .iter()
        .find(|event| event["outcome"] == "refused" && event["actor"]["name"] == "Demo analyst");
    assert!(refused.is_some_and(|event| days_ago(event) > 40), "{refused:?}");

    let list = caller.get("/api/erasures").await.json();
    let path = format!("/api/erasures/{}", text(&list["items"][0]["id"]));
    std::fs::write(demo.file("erasure.json"), caller.get(&path).await.body).expect("written");
    let key = caller.get("/api/log/key").await.body;
    let file = demo.file("erasure.json").display().to_string();
    let genuine = crate::harness::run(&["receipt", "verify", &file, "--key", key.trim()]);
    assert!(genuine.status.success(), "{genuine:?}");
    let access = demo.json("access.json");
    let [url, ca] = ["url", "ca_certificate"].map(|name| text(&access[name]));
    let verified = crate::harness::run(&[
        "log",
        "verify",
        "--url",
        &url,
        "--ca",
        &ca,
        "--token",
        caller.token(),
    ]);
    assert!(verified.status.success(), "{verified:?}");
    demo.stop();
}

#[tokio::test]
async fn a_second_start_finds_everything_and_whoever_works_on_comes_after() {
    let mut demo = Demo::open();
    let people = demo.json("access.json")["people"].clone();
    let made = demo.caller().create(&crate::harness::patient("Quillfeather")).await;
    let newest = demo.caller().get("/api/events?count=1").await.json()["items"][0].clone();
    let age = jiff::Timestamp::now()
        .duration_since(text(&newest["at"]).parse::<jiff::Timestamp>().expect("an instant"));
    assert!(age.as_secs() < 60, "the clock is right again: {newest}");
    demo.stop();
    demo.start_again();
    assert_eq!(demo.json("access.json")["people"], people);
    let read = demo.caller().get(&format!("/fhir/R4/Patient/{made}")).await;
    assert_eq!(read.status, StatusCode::OK, "{read:?}");
    demo.caller().delete(&format!("/fhir/R4/Patient/{made}")).await;
    demo.is_whole().await;
    demo.person("clinician").await;
    assert_eq!(std::fs::read_to_string(demo.file("mine.txt")).expect("there"), "mine");
}

#[tokio::test]
async fn a_demo_that_is_cut_off_while_it_is_filled_is_made_whole_by_the_next_start() {
    let mut demo = Demo::begin();
    demo.until(|demo| demo.json("demo.json")["credential"].is_string());
    demo.kill();
    for acts in [1, 9, 30] {
        demo.process = Demo::process(demo.folder.path());
        demo.until_acts_are_over(acts);
        demo.kill();
    }
    demo.process = Demo::process(demo.folder.path());
    demo.until_acts_are_over(40);
    // Whoever is told to stop does so in order, and does not serve half of it.
    demo.stop();
    assert!(!demo.file("access.json").exists());
    demo.start_again();
    demo.is_whole().await;
    let memory = demo.json("demo.json");
    assert!(memory["credential"].is_null() && memory["practice_token"].is_null(), "{memory}");
}
