//! Searches and histories with parameters that nobody knows or understands.

use reqwest::StatusCode;

use super::{Clinic, assert_refused};
use crate::harness::{observation, patient};

#[tokio::test]
async fn an_unknown_parameter_is_refused_by_its_name() {
    let clinic = Clinic::open().await;
    for path in [
        "/fhir/R4/Observation?sandwich=1",
        "/fhir/R4/Observation?_count=1&sandwich=1",
        "/fhir/R4/Patient?sandwich",
        "/fhir/R4/Observation/1?sandwich=1",
        "/fhir/R4/Observation/1/_history?sandwich=1",
        "/fhir/R4/Observation/_history?sandwich=1",
        "/fhir/R4/metadata?sandwich=1",
    ] {
        let answer = clinic.clinician.get(path).await;
        assert_refused(&answer, 400, "unknown_parameter", path);
        assert!(answer.body.contains("`sandwich`"), "{answer:?}");
    }
    for path in [
        "/api/clients?sandwich=1",
        "/api/events?sandwich=1",
        "/api/events/stream?sandwich=1",
        "/api/tenant?sandwich=1",
        "/api/roles?sandwich=1",
        "/api/log/key?sandwich=1",
        "/api/log/changes/records?sandwich=1",
    ] {
        let answer = clinic.administrator.get(path).await;
        assert_refused(&answer, 400, "unknown_parameter", path);
        assert!(answer.body.contains("`sandwich`"), "{answer:?}");
    }
    // What a type does not have, what asks a terminology, and what is not supported is not silently
    // ignored either.
    for query in [
        "birthdate=1970",
        "code:in=1",
        "code:below=1",
        "value-string:not=1",
        "subject:Practitioner=1",
        "patient.sandwich=1",
        "code.text=1",
        "_has:Sandwich:patient:code=1",
        "_has:Condition:code:code=1",
        "_query=1",
        "_filter=1",
        "_include:sometimes=Observation:patient",
    ] {
        let path = format!("/fhir/R4/Observation?{query}");
        let answer = clinic.clinician.get(&path).await;
        assert_refused(&answer, 400, "unknown_parameter", query);
    }
    // Writing takes none but those of the format.
    let answer = clinic.clinician.post("/fhir/R4/Patient?sandwich=1", &patient("Maple")).await;
    assert_refused(&answer, 400, "unknown_parameter", "a create");
    let found = clinic.clinician.get("/fhir/R4/Patient").await.json();
    assert_eq!(found["total"], 0);
}

#[tokio::test]
async fn a_value_that_cannot_be_is_refused() {
    let clinic = Clinic::open().await;
    for query in [
        "_count=many",
        "_count=-1",
        "_count=1&_count=2",
        "_count=99999999999999999999999",
        "_cursor=1&_cursor=2",
        "_cursor=nonsense",
        "_cursor=",
        "_cursor=AAAA",
        "_sort=sandwich",
        "_sort=code&_sort=code",
        "_total=some",
        "_summary=some",
        "_include=Observation",
        "_include=Observation:code",
        "_include=Observation:patient:Device",
        "_include=Observation:patient:Patient:1",
        "_revinclude=Sandwich:target",
        "_elements=",
        "_elements=code,a%20b",
        "_lastUpdated=yesterday",
        "_lastUpdated=2024-13-01",
        "_lastUpdated=",
        "_lastUpdated=2024-01-01T99:00:00Z",
        "value-quantity=much",
        "code-value-quantity=1",
        "patient=a%20b",
        "patient=",
        "subject=Sandwich/1",
    ] {
        let path = format!("/fhir/R4/Observation?{query}");
        let answer = clinic.clinician.get(&path).await;
        assert_refused(&answer, 400, "bad_parameter", query);
    }
    for query in ["_since=yesterday", "_since=", "_count=x", "_cursor=x"] {
        let path = format!("/fhir/R4/Observation/_history?{query}");
        let answer = clinic.clinician.get(&path).await;
        assert_refused(&answer, 400, "bad_parameter", query);
    }
    for query in [
        "count=x",
        "cursor=x",
        "count=1&count=1",
        "since=yesterday",
        "until=2024-99-01T00:00:00Z",
        "operation=rule_the_world",
        "resource=Observation",
        "resource=Sandwich/1",
        "resource=Observation/a%20b",
        "actor=a&actor=b",
    ] {
        let answer = clinic.administrator.get(&format!("/api/events?{query}")).await;
        assert_refused(&answer, 400, "bad_parameter", query);
    }
    clinic.is_well().await;
}

#[tokio::test]
async fn a_cursor_is_good_for_its_own_list_in_its_own_tenant_only() {
    let clinic = Clinic::open().await;
    let who = clinic.administrator.client("both", &["administrator", "clinician"]).await;
    let id = who.create(&patient("Maple")).await;
    for _ in 0..3 {
        who.create(&observation(&id)).await;
    }
    let cursor_of = async |path: &str| {
        let page = who.get(path).await.json();
        if let Some(next) = page["next"].as_str() {
            return next.to_owned();
        }
        let links = page["link"].as_array().expect("links").clone();
        let next = links.iter().find(|link| link["relation"] == "next");
        let url = next.expect("there is more")["url"].as_str().expect("text");
        let (_, cursor) = url.split_once("_cursor=").expect("a cursor");
        cursor.to_owned()
    };
    let lists = [
        ("/fhir/R4/Observation", "_count=1", "_cursor="),
        ("/fhir/R4/Observation/_history", "_count=1", "_count=1&_cursor="),
        ("/api/clients", "count=1", "count=1&cursor="),
        ("/api/events", "count=1", "count=1&cursor="),
    ];
    let elsewhere = clinic.server.tenant("Elsewhere").await;
    let stranger = elsewhere.client("both", &["administrator", "clinician"]).await;
    for (number, (path, first, name)) in lists.iter().enumerate() {
        let cursor = cursor_of(&format!("{path}?{first}")).await;
        let own = who.get(&format!("{path}?{name}{cursor}")).await;
        assert_eq!(own.status, StatusCode::OK, "{own:?}");
        let foreign = stranger.get(&format!("{path}?{name}{cursor}")).await;
        assert_refused(&foreign, 400, "bad_parameter", path);
        for (other, (path, _, name)) in lists.iter().enumerate() {
            if other != number {
                let misplaced = who.get(&format!("{path}?{name}{cursor}")).await;
                assert_refused(&misplaced, 400, "bad_parameter", path);
            }
        }
        let mut changed = cursor.into_bytes();
        let last = changed.len() / 2;
        changed[last] = if changed[last] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).expect("text");
        let forged = who.get(&format!("{path}?{name}{changed}")).await;
        assert_refused(&forged, 400, "bad_parameter", path);
    }
}

#[tokio::test]
async fn a_query_without_end_is_refused() {
    let clinic = Clinic::open().await;
    let many = format!("/fhir/R4/Observation?{}", "_id=1&".repeat(101));
    let long = format!("/fhir/R4/Observation?_id={}", "x".repeat(40_000));
    let value = format!("/fhir/R4/Observation?_id={}", "x".repeat(9_000));
    let ids = format!("/fhir/R4/Observation?_id={}1", "1,".repeat(500));
    let chain = format!("/fhir/R4/Observation?{}code=1", "has-member.".repeat(4));
    let has = format!("/fhir/R4/Observation?{}code=1", "_has:Observation:has-member:".repeat(4));
    for (path, code) in [
        (&many, "bad_request"),
        (&long, "bad_request"),
        (&value, "bad_parameter"),
        (&ids, "bad_parameter"),
        (&chain, "bad_request"),
        (&has, "bad_request"),
    ] {
        let answer = clinic.clinician.get(path).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{answer:?}");
        assert!(answer.code().starts_with(code), "{answer:?}");
        answer.event();
    }
    clinic.is_well().await;
}

#[tokio::test]
async fn a_page_may_be_asked_to_hold_nothing_or_more_than_there_is() {
    let clinic = Clinic::open().await;
    let who = &clinic.clinician;
    let id = who.create(&patient("Maple")).await;
    for path in [
        "/fhir/R4/Patient".to_owned(),
        "/fhir/R4/Patient/_history".to_owned(),
        format!("/fhir/R4/Patient/{id}/_history"),
    ] {
        for (count, entries) in [("0", 0), ("500", 1), ("1000000", 1)] {
            let answer = who.get(&format!("{path}?_count={count}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{path} {count} {answer:?}");
            let bundle = answer.json();
            let found = bundle["entry"].as_array().map_or(0, Vec::len);
            assert_eq!(found, entries, "{path} {count}");
            let links = bundle["link"].as_array().expect("links");
            assert!(links.iter().all(|link| link["relation"] != "next"), "{path} {count}");
        }
    }
    let clients = clinic.administrator.get("/api/clients?count=0").await;
    assert_eq!(clients.status, StatusCode::OK, "{clients:?}");
}
