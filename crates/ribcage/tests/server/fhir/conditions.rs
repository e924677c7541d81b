//! Requests with conditions, and what their senders prefer to get.

use reqwest::header::{IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::harness::{Answer, Caller, Server, patient};

async fn ward(server: &Server) -> Caller {
    server.tenant("Clinic").await.client("ward", &["clinician"]).await
}

async fn with(caller: &Caller, method: Method, path: &str, name: &str, value: &str) -> Answer {
    let mut body = patient("Linden");
    body["id"] = path.rsplit('/').next().into();
    let request = caller.request(method.clone(), path).header(name, value);
    let request = if method == Method::PUT { request.json(&body) } else { request };
    caller.send(request).await
}

#[tokio::test]
async fn what_the_reader_has_already_is_not_sent_again() {
    let server = Server::start();
    let ward = ward(&server).await;
    let path = format!("/fhir/R4/Patient/{}", ward.create(&patient("Maple")).await);
    let read = ward.get(&path).await;
    let modified = read.header("last-modified").expect("when it was made").to_owned();
    for (name, value, is_known) in [
        (IF_NONE_MATCH, "W/\"1\"", true),
        (IF_NONE_MATCH, "\"1\"", true),
        (IF_NONE_MATCH, "W/\"7\", W/\"1\"", true),
        (IF_NONE_MATCH, "*", true),
        (IF_NONE_MATCH, "W/\"2\"", false),
        (IF_MODIFIED_SINCE, modified.as_str(), true),
        (IF_MODIFIED_SINCE, "Fri, 01 Jan 2100 00:00:00 GMT", true),
        (IF_MODIFIED_SINCE, "Sat, 01 Jan 2000 00:00:00 GMT", false),
        (IF_MODIFIED_SINCE, "yesterday", false),
    ] {
        let answer = with(&ward, Method::GET, &path, name.as_str(), value).await;
        let expected = if is_known { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
        assert_eq!(answer.status, expected, "{name}: {value}");
        assert_eq!(answer.body.is_empty(), is_known, "{answer:?}");
        assert_eq!(answer.header("etag"), Some("W/\"1\""), "{answer:?}");
        answer.event();
    }
}

#[tokio::test]
async fn an_update_that_may_only_create_leaves_what_is_there_alone() {
    let server = Server::start();
    let ward = ward(&server).await;
    let path = "/fhir/R4/Patient/chosen";
    let put = async || with(&ward, Method::PUT, path, IF_NONE_MATCH.as_str(), "*").await;
    assert_eq!(put().await.status, StatusCode::CREATED);
    let again = put().await;
    assert_eq!(
        (again.status, again.code()),
        (StatusCode::PRECONDITION_FAILED, "version_mismatch".to_owned())
    );
    assert_eq!(ward.get(path).await.header("etag"), Some("W/\"1\""));
    assert_eq!(ward.delete(path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(put().await.status, StatusCode::CREATED);
    // Of many at once, one creates.
    let path = "/fhir/R4/Patient/contended";
    let tries = (0..8).map(|_| {
        let ward = ward.clone();
        tokio::spawn(
            async move { with(&ward, Method::PUT, path, "if-none-match", "*").await.status },
        )
    });
    let tries: Vec<_> = tries.collect();
    let mut created = 0;
    for one in tries {
        let status = one.await.expect("it ends");
        created += usize::from(status == StatusCode::CREATED);
        assert!(
            [StatusCode::CREATED, StatusCode::PRECONDITION_FAILED].contains(&status),
            "{status}"
        );
    }
    assert_eq!(created, 1);
}

#[tokio::test]
async fn conditions_that_cannot_be_held_are_refused() {
    let server = Server::start();
    let ward = ward(&server).await;
    let path = format!("/fhir/R4/Patient/{}", ward.create(&patient("Maple")).await);
    for (method, name, value) in [
        (Method::PUT, IF_NONE_MATCH, "W/\"1\""),
        (Method::PUT, IF_MODIFIED_SINCE, "Sat, 01 Jan 2000 00:00:00 GMT"),
        (Method::PUT, IF_MATCH, "1"),
        (Method::DELETE, IF_NONE_MATCH, "*"),
    ] {
        let answer = with(&ward, method, &path, name.as_str(), value).await;
        assert_eq!(
            (answer.status, answer.code()),
            (StatusCode::BAD_REQUEST, "bad_parameter".to_owned()),
            "{name}: {value}"
        );
    }
    assert_eq!(ward.get(&path).await.header("etag"), Some("W/\"1\""));
}

#[tokio::test]
async fn a_change_is_answered_as_its_sender_prefers() {
    let server = Server::start();
    let ward = ward(&server).await;
    let create = async |prefer: &str| {
        let request = ward.request(Method::POST, "/fhir/R4/Patient").header("prefer", prefer);
        ward.send(request.json(&patient("Maple"))).await
    };
    let minimal = create("return=minimal").await;
    assert_eq!((minimal.status, minimal.body.as_str()), (StatusCode::CREATED, ""));
    assert!(
        minimal.header("location").is_some() && minimal.header("etag").is_some(),
        "{minimal:?}"
    );
    let outcome = create("handling=strict; return=OperationOutcome").await;
    assert_eq!(outcome.json()["resourceType"], json!("OperationOutcome"));
    for prefer in ["return=representation", "return=poetry"] {
        assert_eq!(create(prefer).await.json()["resourceType"], json!("Patient"), "{prefer}");
    }
}
