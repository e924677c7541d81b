//! How the deployment keeps what a tenant has, as its own people are told.

use reqwest::StatusCode;
use serde_json::{Value, json};
use testkit::SmtpSink;

use crate::harness::{Caller, Server, eventually, observation, patient};

async fn status(caller: &Caller) -> Value {
    let answer = caller.get("/api/status").await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

/// Waits until the status is so.
async fn until(caller: &Caller, is_so: impl Fn(&Value) -> bool) -> Value {
    let mut seen = Value::Null;
    let found = eventually(async || {
        seen = status(caller).await;
        is_so(&seen).then(|| seen.clone())
    });
    found.await.unwrap_or_else(|| panic!("it never is so: {seen}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_answers_for_a_tenant_sees_how_it_is_kept_and_nobody_else_does() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let ann = clinician.create(&patient("Maple")).await;
    clinician.create(&observation(&ann)).await;
    for role in ["auditor", "privacy_officer"] {
        let caller = administrator.client(role, &[role]).await;
        assert_eq!(caller.get("/api/status").await.status, StatusCode::OK, "{role}");
    }
    for role in ["clinician", "analyst", "service"] {
        let caller = administrator.client(role, &[role]).await;
        assert_eq!(caller.get("/api/status").await.status, StatusCode::FORBIDDEN, "{role}");
    }
    let is_seen = |seen: &Value| {
        let is_sequenced = |tree: &Value| tree["newest_event_at"].is_string();
        let trees = seen["log"]["trees"].as_array().expect("the trees");
        seen["backups"]["seen_at"].is_string() && trees.iter().all(is_sequenced)
    };
    let seen = until(&administrator, is_seen).await;
    let backups = &seen["backups"];
    assert_eq!((&backups["places"], &backups["is_scheduled"]), (&json!(0), &json!(false)));
    assert!(backups.get("newest_backup_at").is_none() && backups.get("drill_at").is_none());
    assert_eq!((&seen["keys"]["epoch"], &seen["keys"]["is_rotating"]), (&json!(1), &json!(false)));
    assert!(seen["keys"]["due_at"].as_str() > seen["keys"]["begun_at"].as_str(), "{seen}");
    let trees = seen["log"]["trees"].as_array().expect("the trees");
    assert_eq!(trees.iter().map(|tree| &tree["tree"]).collect::<Vec<_>>(), ["changes", "access"]);
    assert!(trees.iter().all(|tree| tree["size"].as_u64() > Some(0)), "{seen}");
    assert_eq!(seen["log"]["witnesses"], json!([]));
    assert_eq!(seen["parked_jobs"], json!([]));
    assert_eq!(seen["erasures"], json!({"removing": 0, "closing": 0}));
    assert_eq!(seen["sends_mail"], false);
    assert!(seen.get("ends_at").is_none(), "{seen}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_done_about_a_tenants_data_shows_and_where_it_is_kept_does_not() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let ann = clinician.create(&patient("Maple")).await;
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("somewhere");
    let place = place.to_str().expect("text");
    let made = server.command(&["backup", "create", "--to", place]);
    assert!(made.status.success(), "{made:?}");
    let backed_up =
        until(&administrator, |seen| seen["backups"]["newest_backup_at"].is_string()).await;
    assert_eq!(backed_up["backups"]["places"], 1, "{backed_up}");
    assert_eq!(backed_up["backups"]["places_away"], 0, "{backed_up}");
    assert!(!backed_up.to_string().contains("somewhere"), "{backed_up}");

    let rotated = server.command(&["key", "rotate"]);
    assert!(rotated.status.success(), "{rotated:?}");
    let turned = |seen: &Value| seen["keys"]["epoch"] == 2 && seen["keys"]["is_rotating"] == false;
    until(&administrator, turned).await;

    // Nothing is looked at that has no place in the log yet.
    until(&administrator, |seen| seen["log"]["trees"][0]["size"].as_u64() > Some(0)).await;
    let reconciled = administrator.post("/api/log/reconciliation", &json!({})).await;
    assert_eq!(reconciled.status, StatusCode::OK, "{reconciled:?}");
    let found = status(&administrator).await["log"]["reconciliation"].clone();
    assert_eq!((&found["findings_count"], &found["findings"]), (&json!(0), &json!([])), "{found}");
    assert!(found["at"].is_string() && found["rows"].as_u64() > Some(0), "{found}");
    let other = server.tenant("Elsewhere").await;
    assert!(status(&other).await["log"].get("reconciliation").is_none());

    let reason = json!({"reason": "asked for it in writing"});
    let erased = administrator.post(&format!("/api/subjects/{ann}/erase"), &reason).await;
    assert!(erased.status.is_success(), "{erased:?}");
    let closing = |seen: &Value| seen["erasures"] == json!({"removing": 0, "closing": 1});
    until(&administrator, closing).await;
    assert_eq!(status(&other).await["erasures"], json!({"removing": 0, "closing": 0}));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn work_that_is_tried_no_more_is_shown_to_whose_it_is() {
    let Some(sink) = SmtpSink::start("work that is tried no more") else { return };
    let variables = sink.variables();
    let settings: Vec<_> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let server = Server::start_with(&settings);
    let administrator = server.tenant("Clinic").await;
    let other = server.tenant("Elsewhere").await;
    sink.refuse_for_good();
    for email in ["bob@example.org", "eve@example.org"] {
        let invitation = json!({"email": email, "roles": ["clinician"]});
        let invited = administrator.post("/api/invitations", &invitation).await;
        assert_eq!(invited.status, StatusCode::CREATED, "{invited:?}");
    }
    let seen = until(&administrator, |seen| seen["parked_jobs"][0]["count"] == 2).await;
    let [parked] = &seen["parked_jobs"].as_array().expect("a list")[..] else { panic!("{seen}") };
    assert_eq!(
        (&parked["kind"], &parked["problem"]),
        (&json!("send_mail"), &json!("mail_refused"))
    );
    assert!(parked["since_at"].is_string(), "{parked}");
    assert_eq!(seen["sends_mail"], true);
    assert!(!seen.to_string().contains("example.org"), "{seen}");
    assert_eq!(status(&other).await["parked_jobs"], json!([]));
}
