//! Requests with conditions, and what their senders prefer to get.

use reqwest::header::{IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{Answer, Caller, Server, observation, patient};

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

#[tokio::test]
async fn a_patch_changes_parts_and_leaves_every_digit_of_the_rest() {
    let server = Server::start();
    let ward = ward(&server).await;
    let patient = ward.create(&patient("Maple")).await;
    let body = observation(&patient).to_string().replace("71.5", "71.500");
    let request = ward.request(Method::POST, "/fhir/R4/Observation");
    let created =
        ward.send(request.header("content-type", "application/fhir+json").body(body)).await;
    let path = format!("/fhir/R4/Observation/{}", created.json()["id"].as_str().expect("an id"));
    let send = async |patch: Value, name: &'static str, value: &'static str| {
        let request = ward.request(Method::PATCH, &path).header(name, value);
        let request = request.header("content-type", "application/json-patch+json");
        ward.send(request.body(patch.to_string())).await
    };
    let amend = json!([
        {"op": "test", "path": "/status", "value": "final"},
        {"op": "replace", "path": "/status", "value": "amended"},
        {"op": "add", "path": "/note", "value": [{"text": "weighed again"}]}
    ]);
    let patched = send(amend.clone(), "if-match", "W/\"1\"").await;
    assert_eq!((patched.status, patched.header("etag")), (StatusCode::OK, Some("W/\"2\"")));
    assert!(
        patched.body.contains("71.500") && patched.body.contains("weighed again"),
        "{patched:?}"
    );
    for (tried, name, value, status, code) in [
        (amend, "x-none", "", 422, ""),
        (json!([]), "if-match", "W/\"1\"", 412, "version_mismatch"),
        (json!([{"op": "remove", "path": "/status"}]), "x-none", "", 400, ""),
        (json!([{"op": "add", "path": "/sandwich", "value": 1}]), "x-none", "", 400, ""),
        (
            json!([{"op": "replace", "path": "/id", "value": "another"}]),
            "x-none",
            "",
            400,
            "bad_request",
        ),
        (
            json!([{"op": "replace", "path": "/subject/reference", "value": "Patient/nobody"}]),
            "x-none",
            "",
            422,
            "",
        ),
        (json!({"op": "add"}), "x-none", "", 400, "bad_request"),
    ] {
        let refused = send(tried.clone(), name, value).await;
        assert_eq!(
            (refused.status.as_u16(), refused.code().as_str()),
            (status, code),
            "{tried}: {refused:?}"
        );
    }
    assert_eq!(ward.get(&path).await.header("etag"), Some("W/\"2\""));
    let wrong = ward.request(Method::PATCH, &path).json(&json!([]));
    assert_eq!(ward.send(wrong).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(ward.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(send(json!([]), "x-none", "").await.status, StatusCode::GONE);
}

#[tokio::test]
async fn patches_at_the_same_moment_are_all_kept() {
    const EACH: usize = 5;
    let server = Server::start();
    let ward = ward(&server).await;
    let path = format!("/fhir/R4/Patient/{}", ward.create(&patient("Maple")).await);
    let writers = (0..4).map(|writer| {
        let (ward, path) = (ward.clone(), path.clone());
        tokio::spawn(async move {
            for number in 0..EACH {
                let name = json!({"text": format!("{writer} {number}")});
                let add = json!([{"op": "add", "path": "/name/-", "value": name}]).to_string();
                loop {
                    let request = ward.request(Method::PATCH, &path);
                    let request = request.header("content-type", "application/json-patch+json");
                    let patched = ward.send(request.body(add.clone())).await;
                    if patched.status == StatusCode::OK {
                        break;
                    }
                    // Overtaken again and again; it is said, and nothing was changed.
                    assert_eq!(patched.status, StatusCode::CONFLICT, "{patched:?}");
                }
            }
        })
    });
    let writers: Vec<_> = writers.collect();
    for writer in writers {
        writer.await.expect("it ends");
    }
    let names = ward.get(&path).await.json()["name"].as_array().expect("names").len();
    assert_eq!(names, 1 + 4 * EACH);
}
