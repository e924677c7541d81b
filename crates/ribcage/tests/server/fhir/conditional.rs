//! Changes of the one resource that a search finds.

use std::collections::BTreeSet;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{Answer, Caller, Server, patient};

async fn ward(server: &Server) -> Caller {
    server.tenant("Clinic").await.client("ward", &["clinician"]).await
}

fn with_number(number: &str) -> Value {
    let mut body = patient("Maple");
    body["identifier"] = json!([{"system": "urn:clinic", "value": number}]);
    body
}

async fn create(caller: &Caller, unless: &str, body: &Value) -> Answer {
    let request = caller.request(Method::POST, "/fhir/R4/Patient").header("if-none-exist", unless);
    caller.send(request.json(body)).await
}

async fn patch(caller: &Caller, path: &str, gender: &str) -> Answer {
    let request = caller.request(Method::PATCH, path);
    let request = request.header("content-type", "application/json-patch+json");
    let body = json!([{"op": "add", "path": "/gender", "value": gender}]);
    caller.send(request.body(body.to_string())).await
}

fn id(answer: &Answer) -> String {
    answer.json()["id"].as_str().expect("an id").to_owned()
}

async fn count(caller: &Caller) -> u64 {
    let found = caller.get("/fhir/R4/Patient?_summary=count").await.json();
    found["total"].as_u64().expect("a total")
}

#[tokio::test]
async fn what_is_there_already_is_not_created_again() {
    let server = Server::start();
    let ward = ward(&server).await;
    let number = "identifier=urn:clinic|7";
    let created = create(&ward, number, &with_number("7")).await;
    assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
    let again = create(&ward, number, &with_number("7")).await;
    assert_eq!((again.status, id(&again)), (StatusCode::OK, id(&created)), "{again:?}");
    assert_eq!(again.header("etag"), Some("W/\"1\""));
    let location = again.header("location").expect("where it is");
    assert!(location.ends_with(&format!("/Patient/{}/_history/1", id(&created))), "{location}");
    again.event();
    // The whole address of the search does as well.
    let address = format!("{}/fhir/R4/Patient?{number}", server.url);
    let again = create(&ward, &address, &with_number("7")).await;
    assert_eq!(again.status, StatusCode::OK);
    assert_eq!(count(&ward).await, 1);

    // What changed or went is found no more, and what follows gets an id of its own.
    let mut ids = BTreeSet::from([id(&created)]);
    for round in 0..5 {
        let last = create(&ward, number, &with_number("7")).await;
        let path = format!("/fhir/R4/Patient/{}", id(&last));
        if round % 2 == 0 {
            assert_eq!(ward.delete(&path).await.status, StatusCode::NO_CONTENT);
        } else {
            let mut other = with_number("8");
            other["id"] = json!(id(&last));
            assert_eq!(ward.put(&path, &other).await.status, StatusCode::OK);
        }
        let next = create(&ward, number, &with_number("7")).await;
        assert_eq!(next.status, StatusCode::CREATED, "{next:?}");
        assert!(ids.insert(id(&next)), "{next:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_who_create_the_same_at_once_one_does() {
    let server = Server::start();
    let ward = ward(&server).await;
    for number in ["1", "2", "3"] {
        let tries = (0..12).map(|turn| {
            let ward = ward.clone();
            tokio::spawn(async move {
                let search = format!("identifier=urn:clinic|{number}");
                if turn % 2 == 0 {
                    return create(&ward, &search, &with_number(number)).await;
                }
                ward.put(&format!("/fhir/R4/Patient?{search}"), &with_number(number)).await
            })
        });
        let tries: Vec<_> = tries.collect();
        let (mut created, mut ids) = (0, BTreeSet::new());
        for one in tries {
            let answer = one.await.expect("it ends");
            // Of several updates at once some are asked to come back; all others find what is there.
            if answer.status == StatusCode::CONFLICT {
                continue;
            }
            assert!(answer.status.is_success(), "{answer:?}");
            created += usize::from(answer.status == StatusCode::CREATED);
            ids.insert(id(&answer));
        }
        assert_eq!((created, ids.len()), (1, 1), "{ids:?}");
    }
    assert_eq!(count(&ward).await, 3);
}

#[tokio::test]
async fn an_update_by_a_search_changes_what_it_finds_or_creates() {
    let server = Server::start();
    let ward = ward(&server).await;
    let path = "/fhir/R4/Patient?identifier=urn:clinic%7C7";
    let created = ward.put(path, &with_number("7")).await;
    assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
    let mut changed = with_number("7");
    changed["gender"] = json!("female");
    let updated = ward.put(path, &changed).await;
    assert_eq!((updated.status, id(&updated)), (StatusCode::OK, id(&created)), "{updated:?}");
    assert_eq!(updated.header("etag"), Some("W/\"2\""));
    // An id that is stated must be that of what is found.
    changed["id"] = json!(id(&created));
    assert_eq!(ward.put(path, &changed).await.status, StatusCode::OK);
    changed["id"] = json!("another");
    assert_eq!(ward.put(path, &changed).await.status, StatusCode::BAD_REQUEST);
    // Nothing found, and an id of its own: created under it, unless something else has it.
    let other = "/fhir/R4/Patient?identifier=urn:clinic%7C8";
    let mut chosen = with_number("8");
    chosen["id"] = json!("chosen");
    let answer = ward.put(other, &chosen).await;
    assert_eq!((answer.status, id(&answer)), (StatusCode::CREATED, "chosen".to_owned()));
    let taken = ward.put("/fhir/R4/Patient?identifier=urn:clinic%7C9", &chosen).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY, "{taken:?}");
    assert_eq!(count(&ward).await, 2);
}

#[tokio::test]
async fn a_patch_or_deletion_by_a_search_is_of_the_only_one_found() {
    let server = Server::start();
    let ward = ward(&server).await;
    for number in ["1", "2"] {
        ward.create(&with_number(number)).await;
    }
    let one = "/fhir/R4/Patient?identifier=urn:clinic%7C1";
    let patched = patch(&ward, one, "male").await;
    assert_eq!((patched.status, &patched.json()["gender"]), (StatusCode::OK, &json!("male")));
    let nothing = "/fhir/R4/Patient?identifier=urn:clinic%7C3";
    assert_eq!(patch(&ward, nothing, "male").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ward.delete(nothing).await.status, StatusCode::NO_CONTENT);
    let several = "/fhir/R4/Patient?family=maple";
    for answer in [
        patch(&ward, several, "male").await,
        ward.delete(several).await,
        ward.put(several, &with_number("4")).await,
        create(&ward, "family=maple", &with_number("4")).await,
    ] {
        assert_eq!(
            (answer.status, answer.code()),
            (StatusCode::PRECONDITION_FAILED, "multiple_matches".to_owned())
        );
        answer.event();
    }
    assert_eq!(count(&ward).await, 2);
    assert_eq!(ward.delete(one).await.status, StatusCode::NO_CONTENT);
    assert_eq!(count(&ward).await, 1);
}

#[tokio::test]
async fn a_search_that_does_not_say_which_one_is_refused() {
    let server = Server::start();
    let ward = ward(&server).await;
    ward.create(&with_number("1")).await;
    for (search, code) in [
        ("", "bad_request"),
        ("_sort=birthdate&family=maple", "unknown_parameter"),
        ("_count=1&family=maple", "unknown_parameter"),
        ("_include=Patient:organization&family=maple", "unknown_parameter"),
        ("colour=red", "unknown_parameter"),
        ("birthdate=soon", "bad_parameter"),
        ("_total=none", "bad_request"),
    ] {
        let path = format!("/fhir/R4/Patient?{search}");
        for answer in [
            create(&ward, search, &with_number("1")).await,
            ward.put(&path, &with_number("1")).await,
            patch(&ward, &path, "male").await,
            ward.delete(&path).await,
        ] {
            assert_eq!(
                (answer.status, answer.code()),
                (StatusCode::BAD_REQUEST, code.to_owned()),
                "{search}"
            );
        }
    }
    let both = ward.request(Method::POST, "/fhir/R4/Patient").json(&with_number("1"));
    let both = both.header("if-none-exist", "family=maple").header("if-match", "W/\"1\"");
    assert_eq!(ward.send(both).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(count(&ward).await, 1);
    assert_eq!(ward.get("/fhir/R4/Patient?gender=male").await.json()["total"], json!(0));
}
