//! Events as `AuditEvent`s: found and read by whoever may see the log, and written by nobody.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{Caller, Server, observation, patient};

const PATTERN: &str = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

/// The resources that a search finds, over all of its pages.
async fn found(caller: &Caller, query: &str) -> Vec<Value> {
    let mut next = Some(format!("/fhir/R4/AuditEvent?{query}"));
    let mut found = Vec::new();
    while let Some(path) = next {
        let answer = caller.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {answer:?}");
        let page = answer.json();
        let entries = page["entry"].as_array().cloned().unwrap_or_default();
        found.extend(entries.into_iter().map(|entry| entry["resource"].clone()));
        let links = page["link"].as_array().expect("links");
        let link = links.iter().find(|link| link["relation"] == "next");
        next = link.map(|link| {
            let url = link["url"].as_str().expect("an address");
            url[url.find("/fhir").expect("ours")..].to_owned()
        });
    }
    found
}

/// The codes of an event's interaction.
fn interactions(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["subtype"][0]["code"].as_str().expect("a code")).collect()
}

#[tokio::test]
async fn whoever_may_see_the_log_finds_what_was_done_in_the_words_of_fhir() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let auditor = administrator.client("audit", &["auditor"]).await;
    let ann = clinician.create(&patient("Maple")).await;
    let bob = clinician.create(&patient("Elm")).await;
    let weight = clinician.create(&observation(&ann)).await;
    let read = clinician.get(&format!("/fhir/R4/Observation/{weight}")).await;
    clinician.get(&format!("/fhir/R4/Observation?patient={ann}&code=29463-7")).await;
    assert_eq!(clinician.delete(&format!("/fhir/R4/Patient/{bob}")).await.status, 204);
    let refused = administrator.get(&format!("/fhir/R4/Patient/{ann}")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);

    let of_ann = found(&auditor, &format!("patient={ann}&_count=1")).await;
    assert_eq!(interactions(&of_ann), ["search", "read", "create", "create"]);
    let profiles: Vec<_> = of_ann
        .iter()
        .map(|event| event["meta"]["profile"][0].as_str().expect("a pattern"))
        .map(|profile| profile.strip_prefix(PATTERN).expect("of IHE"))
        .collect();
    assert_eq!(profiles, ["PatientQuery", "PatientRead", "PatientCreate", "PatientCreate"]);
    let of_weight = found(&auditor, &format!("entity=Observation/{weight}")).await;
    assert_eq!(interactions(&of_weight), ["search", "read", "create"]);
    for (query, expected) in [
        ("action=C&subtype=http://hl7.org/fhir/restful-interaction|create", 3),
        ("action=D&_sort=-date", 1),
        ("outcome=4&subtype=read", 1),
        ("subtype=urn:ribcage:operation|create_client", 2),
        ("agent:identifier=urn:ribcage:client|nobody", 0),
        ("date=lt2020", 0),
        ("date=ge9999&date=le9999-12-31", 0),
        ("action=C&subtype=create&date=le9999-12-31", 3),
    ] {
        assert_eq!(found(&auditor, query).await.len(), expected, "{query}");
    }

    // A page may be one of many, and still say of how many.
    let query = "/fhir/R4/AuditEvent?subtype=create&_total=accurate&_count";
    let page = auditor.get(&format!("{query}=2")).await.json();
    assert_eq!((&page["total"], page["entry"].as_array().map(Vec::len)), (&json!(3), Some(2)));
    assert_eq!(page["link"][1]["relation"], "next");
    for asked in [query, "/fhir/R4/AuditEvent?subtype=create&_count"] {
        let total = auditor.get(&format!("{asked}=0")).await.json();
        assert_eq!((&total["total"], &total["entry"]), (&json!(3), &Value::Null), "{total}");
        assert_eq!(total["link"].as_array().map(Vec::len), Some(1), "{total}");
    }
    let all = auditor.get(&format!("{query}=3")).await.json();
    assert_eq!((&all["total"], all["link"].as_array().map(Vec::len)), (&json!(3), Some(1)));

    // An answer names its event, and that is the id.
    let named = read.header("ribcage-event").expect("an event");
    let id = named.split(' ').next().expect("a name");
    let event = auditor.get(&format!("/fhir/R4/AuditEvent/{id}")).await;
    assert_eq!(event.status, StatusCode::OK, "{event:?}");
    let event = event.json();
    assert_eq!(event, of_ann[1]);
    assert_eq!(event["agent"][0]["who"]["display"], "ward");
    assert_eq!(event["agent"][0]["network"]["address"], "127.0.0.1");
    let named = found(&auditor, &format!("_id={id}")).await;
    assert_eq!(named, [event]);
    let unknown = auditor.get("/fhir/R4/AuditEvent/a-0000000000000007-1").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    // What was searched for is in no event.
    let all = found(&auditor, "_count=500").await;
    assert!(!json!(all).to_string().contains("29463-7"));
}

#[tokio::test]
async fn what_events_cannot_be_asked_is_refused_by_name() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    for (query, code) in [
        ("colour=red", "unknown_parameter"),
        ("_sort=date", "bad_parameter"),
        ("_include=AuditEvent:patient", "unknown_parameter"),
        ("date=yesterday", "bad_parameter"),
    ] {
        let answer = administrator.get(&format!("/fhir/R4/AuditEvent?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}: {answer:?}");
        assert!(answer.body.contains(code), "{query}: {answer:?}");
    }
}

#[tokio::test]
async fn nobody_writes_audit_events_and_only_those_who_see_the_log_read_them() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let event = json!({
        "resourceType": "AuditEvent", "id": "mine",
        "type": {"code": "rest"}, "recorded": "2026-01-02T03:04:05Z",
        "agent": [{"requestor": true}], "source": {"observer": {"display": "me"}}
    });
    let of_one = json!({
        "resourceType": "Bundle", "type": "transaction",
        "entry": [{"resource": event, "request": {"method": "PUT", "url": "AuditEvent/mine"}}]
    });
    for role in ["administrator", "clinician", "auditor", "service", "analyst"] {
        let caller = administrator.client(&format!("a {role}"), &[role]).await;
        for (method, path, body, status) in [
            (Method::POST, "/fhir/R4/AuditEvent", Some(&event), 405),
            (Method::PUT, "/fhir/R4/AuditEvent", Some(&event), 405),
            (Method::PUT, "/fhir/R4/AuditEvent/mine", Some(&event), 405),
            (Method::DELETE, "/fhir/R4/AuditEvent/mine", None, 405),
            (Method::GET, "/fhir/R4/AuditEvent/mine/_history", None, 403),
            (Method::POST, "/fhir/R4", Some(&of_one), 403),
        ] {
            let request = caller.request(method.clone(), path);
            let answer = caller.send(match body {
                Some(body) => request.json(body),
                None => request,
            });
            let answer = answer.await;
            assert_eq!(answer.status, status, "{role} {method} {path}: {answer:?}");
        }
        let seen = caller.get("/fhir/R4/AuditEvent").await.status;
        let may_see = ["administrator", "auditor"].contains(&role);
        assert_eq!(seen == StatusCode::OK, may_see, "{role}: {seen}");
    }
    assert!(found(&administrator, "_id=mine").await.is_empty());
}

#[tokio::test]
async fn of_patients_who_are_linked_an_event_names_the_one_whom_it_is_about() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let ann = clinician.create(&patient("Maple")).await;
    let mut twice = patient("Maple");
    let link = json!({"other": {"reference": format!("Patient/{ann}")}, "type": "replaces"});
    twice["link"] = json!([link]);
    clinician.create(&twice).await;
    let read = clinician.get(&format!("/fhir/R4/Patient/{ann}")).await.event().0;
    let event = administrator.get(&format!("/fhir/R4/AuditEvent/{read}")).await.json();
    let patients: Vec<_> = event["entity"]
        .as_array()
        .expect("entities")
        .iter()
        .filter(|entity| entity["role"]["code"] == "1")
        .map(|entity| entity["what"]["reference"].clone())
        .collect();
    assert_eq!(patients, [json!(format!("Patient/{ann}"))]);
}
