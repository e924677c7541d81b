//! Power cuts: what was acknowledged is there, nothing is half there, nobody has to lend a hand.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use reqwest::StatusCode;
use serde_json::Value;

use crate::harness::{Caller, Server, observation, patient};

/// Rounds in the normal run, and in a long one.
const ROUNDS: usize = 50;
const ROUNDS_SOAK: usize = 500;
/// How many clients write at the same time.
const WRITERS: usize = 4;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_9_under_load_loses_nothing_acknowledged_and_leaves_nothing_half_done() {
    let rounds = if std::env::var_os("RIBCAGE_SOAK").is_some() { ROUNDS_SOAK } else { ROUNDS };
    let mut server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let token = administrator.client("ward", &["clinician"]).await.token().to_owned();
    let mut acknowledged = BTreeMap::new();
    for round in 0..rounds {
        let clinician = server.caller(&token);
        // A prime number of acknowledgements a round: the cut falls somewhere else each time.
        let enough = 3 + (round * 7) % 23;
        acknowledged.extend(write_until(&clinician, enough, &mut server).await);
        server.start_again();
    }
    let clinician = server.caller(&token);
    for (path, event) in &acknowledged {
        let answer = clinician.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path} was acknowledged by {event}");
    }
    let administrator = server.caller(administrator.token());
    let events: Vec<_> = acknowledged.values().collect();
    for event in events.iter().step_by(10) {
        let found = administrator.get(&format!("/api/events/{event}")).await;
        assert_eq!(found.status, StatusCode::OK, "{event}");
    }
    let request = administrator.request(reqwest::Method::POST, "/api/log/reconciliation");
    let outcome = administrator.send(request).await.json();
    assert_eq!(outcome["findings"], Value::Array(Vec::new()), "{outcome}");
    assert!(outcome["rows"].as_u64().expect("a number") >= acknowledged.len() as u64);
    assert!(server.stop().success());
    let healthy = server.command(&["doctor"]);
    assert!(healthy.status.success(), "{healthy:?}");
}

/// Writes patients and observations from several clients until enough were acknowledged, then
/// kills the server in the middle of it. Gives what was acknowledged: address and event.
async fn write_until(
    clinician: &Caller,
    enough: usize,
    server: &mut Server,
) -> BTreeMap<String, String> {
    let acknowledged = Arc::new(Mutex::new(BTreeMap::new()));
    let reached = Arc::new(tokio::sync::Notify::new());
    let mut writers = tokio::task::JoinSet::new();
    for _ in 0..WRITERS {
        let (clinician, acknowledged, reached) =
            (clinician.clone(), acknowledged.clone(), reached.clone());
        writers.spawn(async move {
            while let Some((path, event)) = write_one(&clinician).await {
                let mut all = acknowledged.lock().expect("no writer panicked");
                all.insert(path, event);
                if all.len() >= enough {
                    reached.notify_one();
                }
            }
        });
    }
    reached.notified().await;
    server.kill();
    while let Some(writer) = writers.join_next().await {
        writer.expect("a writer ends when the server does");
    }
    let all = acknowledged.lock().expect("no writer panicked");
    all.clone()
}

/// One patient with one observation; the address and event of the observation, if both were
/// acknowledged.
async fn write_one(clinician: &Caller) -> Option<(String, String)> {
    let post = async |kind: &str, body: &Value| {
        let request = clinician.request(reqwest::Method::POST, &format!("/fhir/R4/{kind}"));
        let response = request.json(body).send().await.ok()?;
        assert_eq!(response.status(), StatusCode::CREATED);
        let event = response.headers().get("ribcage-event")?.to_str().ok()?.to_owned();
        let created: Value = response.json().await.ok()?;
        Some((created["id"].as_str()?.to_owned(), event))
    };
    let (patient_id, _) = post("Patient", &patient("Maple")).await?;
    let (id, event) = post("Observation", &observation(&patient_id)).await?;
    let event = event.split(' ').next()?.to_owned();
    Some((format!("/fhir/R4/Observation/{id}"), event))
}
