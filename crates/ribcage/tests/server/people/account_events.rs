//! What has happened to one's own account, as oneself is told.

use std::collections::BTreeMap;
use std::path::PathBuf;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::person::{PASSWORD, Person, Visitor};
use crate::harness::{Server, eventually};
use crate::platform::all_pages_of;

const EVENTS: &str = "/auth/account/events";
/// Looks that are longer together than what was written down waits for its place.
const UNCHANGED_LOOKS: usize = 150;

impl Person {
    async fn events(&self) -> Vec<Value> {
        all_pages_of(async |path| self.get(path).await, EVENTS).await
    }

    /// Waits for an event of a sign-in that failed.
    async fn failure(&self) -> Value {
        let found = eventually(async || {
            let events = self.events().await;
            events.into_iter().find(|event| event["problem"] == "sign_in_failed")
        });
        found.await.expect("it is written down in the end")
    }
}

fn operations(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["operation"].as_str().expect("a name")).collect()
}

#[tokio::test]
async fn one_sees_what_happened_to_ones_own_account_and_nobody_else_does() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let bob = Person::administrator(&server, "Other", "bob@example.org").await;
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let request = ann.visitor.request(Method::POST, "/auth/sessions");
    let request = request.header("user-agent", "A telephone\twith a tab").json(&json!({
        "sign_in": sign_in["sign_in"], "tenant": ann.tenant
    }));
    let created = ann.visitor.send(request).await;
    assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
    let changed = ann.patch("/auth/account", &json!({"name": "Ann Otherwise"})).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    ann.set_up_totp().await;
    assert_eq!(ann.delete("/auth/sessions").await.status, StatusCode::NO_CONTENT);
    let events = ann.events().await;
    let named = operations(&events);
    // Newest first, and not what was only looked at.
    let newest = ["end_other_sessions", "confirm_totp", "create_totp", "update_account"];
    assert_eq!(named[..4], newest, "{events:?}");
    assert_eq!(named[4..6], ["complete_sign_in", "finish_password_sign_in"], "{events:?}");
    assert!(!named.contains(&"find_account") && !named.contains(&"list_account_events"));
    let came_in = &events[4];
    assert_eq!((&came_in["outcome"], &came_in["address"]), (&json!("done"), &json!("127.0.0.1")));
    let device = came_in["device"].as_str().expect("it is kept");
    assert!(device.starts_with("A telephone"), "{device}");
    assert!(came_in["at"].is_string() && came_in["id"].is_string(), "{came_in}");
    // Of each page by itself, too.
    let first = ann.get(&format!("{EVENTS}?count=2")).await.json();
    assert_eq!(first["items"].as_array().map(Vec::len), Some(2), "{first}");
    let cursor = first["next"].as_str().expect("there is more");
    let second = ann.get(&format!("{EVENTS}?count=2&cursor={cursor}")).await.json();
    assert_eq!(second["items"], json!(events[2..4]));
    let elsewhere = bob.get(&format!("{EVENTS}?cursor={cursor}&count=2")).await;
    assert_eq!(elsewhere.status, StatusCode::OK, "{elsewhere:?}");

    let of_bob = bob.events().await;
    let ids =
        |events: &[Value]| -> Vec<Value> { events.iter().map(|it| it["id"].clone()).collect() };
    assert!(!of_bob.is_empty() && ids(&of_bob).iter().all(|id| !ids(&events).contains(id)));
    assert!(!operations(&of_bob).contains(&"create_totp"), "{of_bob:?}");
}

#[tokio::test]
async fn whose_password_is_guessed_is_told_from_where_and_how_often() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let bob = Person::administrator(&server, "Other", "bob@example.org").await;
    // Whoever has another password sees that by the answer, and goes on no further.
    for _ in 0..2 {
        ann.visitor.begin(&ann.email, "wrong").await;
        ann.visitor.begin("nobody@example.org", "wrong").await;
    }
    let failure = ann.failure().await;
    let told = ["operation", "outcome", "address"].map(|name| failure[name].clone());
    let expected = [json!("finish_password_sign_in"), json!("refused"), json!("127.0.0.1")];
    assert_eq!(told, expected, "{failure}");
    // In one line, unless it was looked in between.
    let both = eventually(async || {
        let events = ann.events().await;
        let failed = events.iter().filter(|event| event["problem"] == "sign_in_failed");
        (failed.filter_map(|event| event["count"].as_u64()).sum::<u64>() == 2).then_some(())
    });
    assert!(both.await.is_some());
    assert!(bob.events().await.iter().all(|event| event.get("problem").is_none()));
}

#[tokio::test]
async fn whoever_goes_on_with_a_wrong_password_or_code_is_told_of_too() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let (_, begun) = ann.visitor.begin(&ann.email, "wrong").await;
    let proof = json!({"sign_in": begun["sign_in"], "login_finish": "A".repeat(86)});
    let refused = ann.visitor.post("/auth/password/finish", &proof).await;
    assert_eq!(refused.code(), "sign_in_failed", "{refused:?}");
    let failure = ann.failure().await;
    assert_eq!(
        (&failure["operation"], &failure["count"]),
        (&json!("finish_password_sign_in"), &json!(1))
    );
    ann.set_up_totp().await;
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let refused = ann.visitor.show("/auth/totp", &sign_in, "000000").await;
    assert_eq!(refused.code(), "sign_in_failed", "{refused:?}");
    let newest = &ann.events().await[0];
    assert_eq!(
        (&newest["operation"], &newest["problem"]),
        (&json!("verify_totp"), &json!("sign_in_failed")),
        "{newest}"
    );
}

#[tokio::test]
async fn a_sign_in_that_another_server_saw_finished_has_not_failed() {
    let server = Server::start_on_postgresql();
    let other = server.beside();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let bob = Person::administrator(&server, "Other", "bob@example.org").await;
    let proof = ann.visitor.proof(&ann.email, PASSWORD).await;
    let elsewhere = Visitor::at(&other);
    let shown = elsewhere.post("/auth/password/finish", &proof).await;
    assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    let wrong = ann.get("/auth/account/events?nonsense=1").await;
    assert_eq!(
        (wrong.status, wrong.code().as_str()),
        (StatusCode::BAD_REQUEST, "unknown_parameter"),
        "{wrong:?}"
    );
    // What began later is looked at later, too.
    bob.visitor.begin(&bob.email, "wrong").await;
    bob.failure().await;
    let events = ann.events().await;
    assert_eq!(operations(&events)[0], "finish_password_sign_in", "{events:?}");
    assert!(events.iter().all(|event| event["outcome"] == "done"), "{events:?}");
}

/// What is seen of how logs grow.
fn checkpoints(server: &Server) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let files = std::fs::read_dir(server.data().join("checkpoints")).expect("a folder");
    let paths = files.map(|file| file.expect("an entry").path());
    paths.map(|path| (path.clone(), std::fs::read(&path).ok())).collect()
}

#[tokio::test]
async fn a_log_grows_with_an_address_that_nobody_has_too() {
    let server = Server::start();
    let visitor = Visitor::at(&server);
    let (mut before, mut unchanged) = (checkpoints(&server), 0);
    let settled = eventually(async || {
        let now = checkpoints(&server);
        unchanged = if now == before { unchanged + 1 } else { 0 };
        before = now;
        (unchanged > UNCHANGED_LOOKS).then_some(())
    });
    settled.await.expect("nothing happens any more");
    visitor.begin("nobody@example.org", "wrong").await;
    let grown = eventually(async || (checkpoints(&server) != before).then_some(()));
    grown.await.expect("it is written down as it would be of somebody");
}
