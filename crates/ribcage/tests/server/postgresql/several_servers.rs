//! Several servers before the same databases: what one does counts at once on all, and none is needed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use testkit::TestRng;
use tokio::task::JoinSet;

use crate::harness::{Answer, Caller, Server, observation, patient};

/// How often is asked for what takes its time, and how long is waited in between.
const LOOKS_MAX: usize = 150;
const BETWEEN_LOOKS: Duration = Duration::from_millis(200);

/// The same caller at another server.
fn at(server: &Server, caller: &Caller) -> Caller {
    server.caller(caller.token())
}

/// The proof of an event, once it has its place.
async fn prove(auditor: &Caller, event: &str) -> Answer {
    let path = format!("/api/events/{event}/proof");
    let mut answer = auditor.get(&path).await;
    for _ in 0..LOOKS_MAX {
        if answer.status == StatusCode::OK {
            break;
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
        answer = auditor.get(&path).await;
    }
    assert_eq!(answer.status, StatusCode::OK, "{event}: {answer:?}");
    answer
}

fn holds(server: &Server, auditor: &Caller, state: &Path) {
    let verified = server.verify_log(auditor, state);
    assert!(verified.status.success(), "{verified:?}");
}

/// Stops servers, and asks each for its health.
fn end_in_health(servers: Vec<Server>) {
    let mut servers = servers;
    for server in &mut servers {
        assert!(server.stop().success());
    }
    for server in &servers {
        let healthy = server.command(&["doctor"]);
        assert!(healthy.status.success(), "{healthy:?}");
    }
}

#[tokio::test]
async fn what_is_revoked_on_one_server_is_refused_on_the_other_in_its_next_request() {
    const ROUNDS: usize = 20;
    let first = Server::start_on_postgresql();
    let second = first.beside();
    let administrator = first.tenant("Clinic").await;
    for round in 0..ROUNDS {
        let created = administrator
            .post("/api/clients", &json!({"name": format!("ward {round}"), "roles": ["clinician"]}))
            .await
            .json();
        let client = format!("/api/clients/{}", created["client"]["id"].as_str().expect("text"));
        let ward = second.caller(created["token"].as_str().expect("text"));
        let path = format!("/fhir/R4/Patient/{}", ward.create(&patient("Maple")).await);
        assert_eq!(ward.get(&path).await.status, StatusCode::OK);
        if round % 2 == 0 {
            assert_eq!(administrator.delete(&client).await.status, StatusCode::NO_CONTENT);
            let refused = ward.get(&path).await;
            assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{refused:?}");
        } else {
            let change = json!({"roles": ["auditor"]});
            assert_eq!(administrator.patch(&client, &change).await.status, StatusCode::OK);
            let refused = ward.get(&path).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
        }
    }
    end_in_health(vec![first, second]);
}

/// What was acknowledged of one document: its versions with what they say.
type Versions = BTreeMap<u64, String>;

fn version(answer: &Answer) -> u64 {
    let tag = answer.header("etag").expect("every version has a tag");
    let number = tag.strip_prefix("W/\"").and_then(|tag| tag.strip_suffix('"'));
    number.expect("a weak tag").parse().expect("a number")
}

/// Changes one of the documents, from what was read of it or whatever it is by now. Gives the version
/// that was written, if it was.
async fn change(caller: &Caller, path: &str, word: &str, is_careful: bool) -> Option<u64> {
    let read = caller.get(path).await;
    assert_eq!(read.status, StatusCode::OK, "{read:?}");
    let mut body = read.json();
    body["valueString"] = word.into();
    let mut request = caller.request(Method::PUT, path).json(&body);
    if is_careful {
        request = request.header("If-Match", read.header("etag").expect("a tag"));
    }
    let answer = caller.send(request).await;
    match answer.status {
        StatusCode::OK if is_careful => {
            assert_eq!(version(&answer), version(&read) + 1, "somebody's change was lost");
        }
        StatusCode::OK => {}
        StatusCode::PRECONDITION_FAILED if is_careful => return None,
        StatusCode::CONFLICT => return None,
        _ => panic!("{answer:?}"),
    }
    Some(version(&answer))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changes_through_two_servers_are_never_lost() {
    const DOCUMENTS: u64 = 3;
    const WORKERS: u16 = 8;
    const CHANGES: usize = 40;
    let first = Server::start_on_postgresql();
    let second = first.beside();
    let ward = first.tenant("Clinic").await.client("ward", &["clinician"]).await;
    let person = ward.create(&patient("Maple")).await;
    let mut paths = Vec::new();
    for _ in 0..DOCUMENTS {
        let mut body = observation(&person);
        body.as_object_mut().expect("an object").remove("valueQuantity");
        body["valueString"] = "as it was".into();
        paths.push(format!("/fhir/R4/Observation/{}", ward.create(&body).await));
    }
    let mut workers = JoinSet::new();
    for worker in 0..WORKERS {
        let servers = [ward.clone(), at(&second, &ward)];
        let paths = paths.clone();
        workers.spawn(async move {
            let rng = TestRng::new(worker);
            let mut written = Vec::new();
            for turn in 0..CHANGES {
                let path = usize::try_from(rng.below(DOCUMENTS)).expect("small");
                let caller = &servers[usize::try_from(rng.below(2)).expect("small")];
                let said = format!("{worker}-{turn}");
                let is_careful = rng.below(4) != 0;
                if let Some(version) = change(caller, &paths[path], &said, is_careful).await {
                    written.push((path, version, said));
                }
            }
            written
        });
    }
    let mut model = vec![Versions::from([(1, "as it was".to_owned())]); paths.len()];
    for (path, version, word) in workers.join_all().await.into_iter().flatten() {
        let before = model[path].insert(version, word);
        assert_eq!(before, None, "{} has two versions {version}", paths[path]);
    }
    let reader = at(&second, &ward);
    for (path, versions) in paths.iter().zip(&model) {
        assert!(versions.len() > CHANGES / 2, "{} changes", versions.len());
        assert!(versions.keys().copied().eq(1..=versions.len() as u64), "{:?}", versions.keys());
        for (version, word) in versions {
            let found = reader.get(&format!("{path}/_history/{version}")).await;
            assert_eq!(found.json()["valueString"], word.as_str(), "{found:?}");
        }
        assert_eq!(version(&reader.get(path).await), versions.len() as u64);
    }
    end_in_health(vec![first, second]);
}

#[tokio::test]
async fn of_changes_made_at_once_one_wins_and_the_other_is_told() {
    const ROUNDS: usize = 25;
    let first = Server::start_on_postgresql();
    let second = first.beside();
    let ward = first.tenant("Clinic").await.client("ward", &["clinician"]).await;
    let path = format!("/fhir/R4/Patient/{}", ward.create(&patient("Maple")).await);
    for round in 0..ROUNDS {
        let read = at(&second, &ward).get(&path).await;
        let tag = read.header("etag").expect("a tag");
        let send = |caller: Caller, family: &str| {
            let mut body = read.json();
            body["name"][0]["family"] = format!("{family} {round}").into();
            let request = caller.request(Method::PUT, &path).header("If-Match", tag).json(&body);
            async move { caller.send(request).await }
        };
        let (one, other) =
            tokio::join!(send(ward.clone(), "Birch"), send(at(&second, &ward), "Linden"));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert!(matches!(statuses, [200, 409 | 412]), "{one:?} {other:?}");
    }
    let last = at(&second, &ward).get(&path).await;
    assert_eq!(version(&last), 1 + ROUNDS as u64);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_server_takes_over_from_one_that_hangs_and_its_return_does_no_harm() {
    const ROUNDS: usize = 4;
    let mut first = Server::start_on_postgresql();
    let mut second = first.beside();
    let administrator = first.tenant("Clinic").await;
    let ward = administrator.client("ward", &["clinician"]).await;
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state.json");
    holds(&first, &administrator, &state);
    for _ in 0..ROUNDS {
        let mut load = JoinSet::new();
        for server in [&first, &second] {
            let ward = at(server, &ward);
            load.spawn(async move {
                for _ in 0..10 {
                    ward.create(&patient("Maple")).await;
                }
                ward
            });
        }
        // In the middle of its work, whatever that is just now.
        load.join_next().await.expect("two").expect("it ends well");
        first.pause();
        let elsewhere = at(&second, &ward);
        let created = elsewhere.post("/fhir/R4/Patient", &patient("Birch")).await;
        assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
        let auditor = at(&second, &administrator);
        prove(&auditor, &created.event().0).await;
        holds(&second, &auditor, &state);
        first.go_on();
        while let Some(ended) = load.join_next().await {
            ended.expect("it ends well");
        }
        let created = at(&first, &ward).post("/fhir/R4/Patient", &patient("Linden")).await;
        prove(&at(&first, &administrator), &created.event().0).await;
        holds(&first, &at(&first, &administrator), &state);
        std::mem::swap(&mut first, &mut second);
    }
    end_in_health(vec![first, second]);
}

#[tokio::test]
async fn what_a_dead_server_wrote_gets_its_place_from_the_others() {
    let mut first = Server::start_on_postgresql();
    let administrator = first.tenant("Clinic").await;
    let ward = administrator.client("ward", &["clinician"]).await;
    let second = first.beside();
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state.json");
    for _ in 0..3 {
        let created = at(&first, &ward).post("/fhir/R4/Patient", &patient("Maple")).await;
        let (event, hash) = created.event();
        first.kill();
        let auditor = at(&second, &administrator);
        let proof = prove(&auditor, &event).await.json();
        assert_eq!(proof["hash"], hash.as_str());
        holds(&second, &auditor, &state);
        first.start_again();
    }
    end_in_health(vec![first, second]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_shows_the_events_of_all_servers_once_each() {
    const EACH: usize = 60;
    let first = Server::start_on_postgresql();
    let second = first.beside();
    let administrator = first.tenant("Clinic").await;
    let ward = administrator.client("ward", &["clinician"]).await;
    let watch = at(&second, &administrator);
    let stream = watch.request(Method::GET, "/api/events/stream?operation=create_resource");
    let mut stream = stream.send().await.expect("the server answers");
    let mut writers = JoinSet::new();
    for server in [&first, &second] {
        let ward = at(server, &ward);
        writers.spawn(async move {
            let mut events = Vec::new();
            for _ in 0..EACH {
                let created = ward.post("/fhir/R4/Patient", &patient("Maple")).await;
                events.push(created.event().0);
            }
            events
        });
    }
    let mut text = String::new();
    while text.matches("\ndata: ").count() < 2 * EACH {
        let chunk = tokio::time::timeout(Duration::from_mins(1), stream.chunk()).await;
        let chunk = chunk.expect("something happens").expect("a chunk").expect("it goes on");
        text.push_str(std::str::from_utf8(&chunk).expect("text"));
    }
    let mut shown: Vec<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("data: "))
        .filter_map(|data| serde_json::from_str::<Value>(data).ok())
        .map(|event| event["id"].as_str().expect("an id").to_owned())
        .collect();
    let mut written: Vec<_> = writers.join_all().await.into_iter().flatten().collect();
    shown.sort();
    written.sort();
    assert_eq!(shown, written);
}

#[tokio::test]
async fn each_server_keeps_the_checkpoints_of_the_others_and_misses_what_is_taken_away() {
    // The list of them, the tree over all trees, what the operators changed, and the clinic's two.
    const FILES: usize = 5;
    let mut first = Server::start_on_postgresql();
    let mut second = first.beside();
    let administrator = first.tenant("Clinic").await;
    let files = |server: &Server| -> BTreeSet<_> {
        let files = server.data().join("checkpoints").read_dir().expect("a folder");
        files.map(|file| file.expect("a file").file_name()).collect()
    };
    for _ in 0..LOOKS_MAX {
        if [&first, &second].iter().all(|server| files(server).len() == FILES) {
            break;
        }
        // Whatever is done makes the trees grow.
        administrator.get("/api/clients").await;
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
    assert_eq!(files(&first), files(&second));
    assert!(first.stop().success() && second.stop().success());
    let kept = second.data().join("checkpoints");
    for taken in files(&second) {
        let taken = kept.join(taken);
        let healthy = second.command(&["doctor"]);
        assert!(healthy.status.success(), "{healthy:?}");
        let text = std::fs::read(&taken).expect("a file");
        std::fs::remove_file(&taken).expect("removed");
        let ill = second.command(&["doctor"]);
        let said = String::from_utf8(ill.stdout.clone()).expect("text");
        assert!(said.contains("WRONG  checkpoint_lost"), "{ill:?}");
        std::fs::write(&taken, text).expect("put back");
    }
}

/// What is written through one server is found by an index through the other in its next request, and of
/// two who ask both for the same unless it is there, one creates it.
async fn find_each_others(settings: &[(&str, &str)]) {
    const ROUNDS: usize = 25;
    let first = Server::start_on_postgresql_with(settings);
    let administrator = first.tenant("Clinic").await;
    let ward = administrator.client("ward", &["clinician"]).await;
    let person = ward.create(&patient("Maple")).await;
    ward.create(&observation(&person)).await;
    let second = first.beside();
    let callers = [ward.clone(), at(&second, &ward)];
    for server in [&first, &second] {
        server.until_indexed(&at(server, &administrator)).await;
    }
    for round in 0..ROUNDS {
        let (here, there) = (&callers[round % 2], &callers[(round + 1) % 2]);
        let id = here.create(&patient(&format!("Birch{round}"))).await;
        let search = format!("/fhir/R4/Patient?family=Birch{round}&_sort=birthdate");
        let found = there.get(&search).await.json();
        assert_eq!(found["entry"][0]["resource"]["id"], id, "{found}");

        let mut body = patient("Linden");
        body["identifier"] = json!([{"system": "urn:once", "value": round.to_string()}]);
        let once = |caller: &Caller| {
            let request = caller.request(Method::POST, "/fhir/R4/Patient").json(&body);
            request.header("If-None-Exist", format!("identifier=urn:once|{round}"))
        };
        let (left, right) = tokio::join!(here.send(once(here)), there.send(once(there)));
        let mut statuses = [left.status, right.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::OK, StatusCode::CREATED], "{left:?} {right:?}");
        assert_eq!(left.json()["id"], right.json()["id"]);
    }
    end_in_health(vec![first, second]);
}

#[tokio::test]
async fn servers_with_an_index_folder_each_find_what_the_others_write() {
    find_each_others(&[("RIBCAGE_INDEX_FROM_DOCUMENTS", "1")]).await;
}

#[tokio::test]
async fn servers_that_share_an_index_folder_find_what_the_others_write() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().to_str().expect("text");
    let settings = [("RIBCAGE_INDEX_FROM_DOCUMENTS", "1"), ("RIBCAGE_INDEX_FOLDER", folder)];
    find_each_others(&settings).await;
}
