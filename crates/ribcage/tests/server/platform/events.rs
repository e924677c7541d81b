//! Events: filtered, paged, followed, proved.

use std::time::Duration;

use base64::Engine as _;
use ledger::{Checkpoint, Hash, VerifierKey};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use super::{all_pages, texts};
use crate::harness::{Answer, Caller, Server, observation, patient};

/// After this long a test that waits for something has failed.
const PATIENCE: Duration = Duration::from_mins(1);

fn id_of(answer: &Answer) -> String {
    answer.event().0
}

#[tokio::test]
async fn filters_find_by_who_and_what_and_when_and_combine() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let auditor = administrator.client("audit", &["auditor"]).await;
    let ward = administrator.client("ward", &["clinician"]).await;
    let lab = administrator.client("lab", &["service"]).await;
    let maple = ward.post("/fhir/R4/Patient", &patient("Maple")).await;
    let person = maple.json()["id"].as_str().expect("text").to_owned();
    let weight = lab.post("/fhir/R4/Observation", &observation(&person)).await;
    let weight_id = weight.json()["id"].as_str().expect("text").to_owned();
    let read = ward.get(&format!("/fhir/R4/Observation/{weight_id}")).await;
    let refused = lab.delete(&format!("/fhir/R4/Observation/{weight_id}")).await;
    let found = async |query: &str| {
        let items = all_pages(&auditor, &format!("/api/events?{query}")).await;
        texts(&items, "id").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };

    assert_eq!(found("actor=lab").await, [id_of(&refused), id_of(&weight)]);
    let event = auditor.get(&format!("/api/events/{}", id_of(&weight))).await;
    let lab_id = event.json()["actor"]["id"].as_str().expect("text").to_owned();
    assert_eq!(found(&format!("actor={lab_id}")).await.len(), 2);
    assert_eq!(
        found(&format!("resource=Observation/{weight_id}")).await,
        [id_of(&read), id_of(&weight)]
    );
    assert_eq!(found("operation=create_resource").await, [id_of(&weight), id_of(&maple)]);
    let both = found("operation=create_resource&actor=ward").await;
    assert_eq!(both, [id_of(&maple)]);
    assert_eq!(found("actor=nobody").await, Vec::<String>::new());
    assert_eq!(found("resource=Observation/nothing").await, Vec::<String>::new());

    let at = event.json()["at"].as_str().expect("text").to_owned();
    let since = found(&format!("since={at}")).await;
    assert!(since.contains(&id_of(&weight)) && since.contains(&id_of(&read)));
    let until = found(&format!("until={at}")).await;
    assert!(!until.contains(&id_of(&weight)) && !until.contains(&id_of(&read)));
    assert!(!until.is_empty());
    assert_eq!(found(&format!("since={at}&until={at}")).await, Vec::<String>::new());

    let event = event.json();
    let parts = ["interface", "address", "outcome"].map(|part| event[part].clone());
    assert_eq!(parts, ["fhir", "127.0.0.1", "done"]);
    let event = auditor.get(&format!("/api/events/{}", id_of(&refused))).await;
    assert_eq!(event.json()["outcome"], "refused");
    assert_eq!(event.json()["problem"], "denied");
}

#[tokio::test]
async fn the_log_keeps_the_names_of_parameters_and_how_much_was_shown() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let ward = administrator.client("ward", &["clinician"]).await;
    let id = ward.create(&patient("Maple")).await;
    ward.create(&observation(&id)).await;
    let search = ward.get(&format!("/fhir/R4/Observation?patient={id}&_count=10")).await;
    let path = format!("/api/events/{}", id_of(&search));
    let event = administrator.get(&path).await;
    assert_eq!(event.json()["parameters"], json!(["_count", "patient"]));
    assert_eq!(event.json()["returned"], 1);
    assert_eq!(event.json()["hash"], search.event().1);
}

#[tokio::test]
async fn pages_are_complete_without_gaps_or_repeats_while_new_events_arrive() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let ward = administrator.client("ward", &["clinician"]).await;
    let mut known = Vec::new();
    for number in 0..15 {
        let person = ward.post("/fhir/R4/Patient", &patient(&format!("Maple {number}"))).await;
        known.insert(0, id_of(&person));
        known.insert(0, id_of(&ward.get("/fhir/R4/Patient/nobody").await));
    }
    for count in [1, 7, 500] {
        let items = all_pages(&administrator, &format!("/api/events?count={count}")).await;
        let mut seen = texts(&items, "id");
        let before = seen.len();
        let in_order: Vec<_> =
            seen.iter().copied().filter(|id| known.iter().any(|known| known == id)).collect();
        assert_eq!(in_order, known, "{count} a page");
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), before, "{count} a page");
        // Every page that was asked for is an event of its own, and later than this list.
        let mine = all_pages(&administrator, "/api/events?actor=ward&count=4").await;
        assert_eq!(texts(&mine, "id"), known);
    }
}

/// The events of a stream until one of this name arrives; nothing if the stream ends before.
async fn follow(stream: &mut Response, until: &str) -> Option<Vec<Value>> {
    let mut text = String::new();
    loop {
        let chunk = tokio::time::timeout(PATIENCE, stream.chunk()).await;
        let chunk = chunk.expect("something happens").expect("a chunk")?;
        text.push_str(std::str::from_utf8(&chunk).expect("text"));
        if !text.ends_with("\n\n") {
            continue;
        }
        let events: Vec<Value> = text
            .lines()
            .filter_map(|line| line.strip_prefix("data: "))
            .map(|data| serde_json::from_str(data).expect("JSON"))
            .collect();
        if events.iter().any(|event| event["id"] == until) {
            return Some(events);
        }
    }
}

async fn open_stream(caller: &Caller, query: &str) -> Response {
    let path = format!("/api/events/stream{query}");
    let response = caller.request(Method::GET, &path).send().await;
    let response = response.expect("the server answers");
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert!(response.headers().contains_key("ribcage-event"));
    response
}

#[tokio::test]
async fn a_stream_shows_what_happens_and_ends_when_its_reader_is_revoked() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let ward = administrator.client("ward", &["clinician"]).await;
    let created = administrator
        .post("/api/clients", &json!({"name": "watch", "roles": ["auditor"]}))
        .await
        .json();
    let watch = administrator.with_token(created["token"].as_str().expect("text"));
    let mut all = open_stream(&watch, "").await;
    let mut some = open_stream(&watch, "?operation=create_resource").await;

    let missed = ward.get("/fhir/R4/Patient/nobody").await;
    let done = ward.post("/fhir/R4/Patient", &patient("Maple")).await;
    let seen = follow(&mut all, &id_of(&done)).await.expect("it goes on");
    let seen = texts(&seen, "id");
    let place = |id: &str| seen.iter().position(|seen| *seen == id);
    assert!(place(&id_of(&missed)).expect("seen") < place(&id_of(&done)).expect("seen"));
    let seen = follow(&mut some, &id_of(&done)).await.expect("it goes on");
    assert_eq!(texts(&seen, "operation"), ["create_resource"]);

    let path = format!("/api/clients/{}", created["client"]["id"].as_str().expect("text"));
    assert_eq!(administrator.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(follow(&mut all, "the end").await, None);
    assert_eq!(follow(&mut some, "the end").await, None);
}

#[tokio::test]
async fn a_stream_ends_when_its_reader_may_no_longer_see_events() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let created = administrator
        .post("/api/clients", &json!({"name": "watch", "roles": ["auditor"]}))
        .await
        .json();
    let watch = administrator.with_token(created["token"].as_str().expect("text"));
    let mut stream = open_stream(&watch, "").await;
    let path = format!("/api/clients/{}", created["client"]["id"].as_str().expect("text"));
    let change = json!({"roles": ["clinician"]});
    assert_eq!(administrator.patch(&path, &change).await.status, StatusCode::OK);
    assert_eq!(follow(&mut stream, "the end").await, None);
}

#[tokio::test]
async fn every_event_is_proved_to_be_in_the_log() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let ward = administrator.client("ward", &["clinician"]).await;
    let key = administrator.get("/api/log/key").await.body;
    let key: VerifierKey = key.trim_end().parse().expect("a key");
    let created = ward.post("/fhir/R4/Patient", &patient("Maple")).await;
    let read = ward.get("/fhir/R4/Patient").await;
    let refused = ward.get("/api/events").await;
    let failed = ward.get("/fhir/R4/Patient/nobody").await;
    let rejected = ward.get("/fhir/R4/Sandwich").await;
    for answer in [&created, &read, &refused, &failed, &rejected] {
        let (id, hash) = answer.event();
        let path = format!("/api/events/{id}/proof");
        let proof = administrator.get(&path).await;
        assert_eq!(proof.status, StatusCode::OK, "{proof:?}");
        let proof = proof.json();
        let text = |name: &str| proof[name].as_str().expect("text");
        let entry =
            base64::engine::general_purpose::STANDARD.decode(text("entry")).expect("base64");
        let leaf = ledger::leaf_hash(&entry);
        assert_eq!((leaf.to_string(), text("hash")), (hash.clone(), hash.as_str()));
        let checkpoint = Checkpoint::open(text("checkpoint").as_bytes(), &key).expect("signed");
        let siblings: Vec<Hash> = proof["inclusion"]
            .as_array()
            .expect("entries")
            .iter()
            .map(|hash| hash.as_str().expect("text").parse().expect("a hash"))
            .collect();
        let index = proof["index"].as_u64().expect("a number");
        ledger::proof::verify_inclusion(leaf, index, checkpoint.size, checkpoint.root, &siblings)
            .expect("the proof holds");
        let other = ledger::leaf_hash(b"something else");
        ledger::proof::verify_inclusion(other, index, checkpoint.size, checkpoint.root, &siblings)
            .expect_err("the proof is of this event only");
    }
    let elsewhere = server.tenant("Elsewhere").await;
    let foreign = elsewhere.get(&format!("/api/events/{}/proof", id_of(&created))).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND, "{foreign:?}");
}
