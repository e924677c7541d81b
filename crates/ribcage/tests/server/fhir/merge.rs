//! Patients who turn out to be one person: linked, merged, and found together.

use std::collections::BTreeSet;

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{Answer, Caller, Server, observation, patient};

async fn clinic() -> (Server, Caller) {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    (server, clinician)
}

async fn merge(caller: &Caller, source: &str, target: &str) -> Answer {
    let reference = |id: &str| json!({"reference": format!("Patient/{id}")});
    let parameters = json!({"resourceType": "Parameters", "parameter": [
        {"name": "source-patient", "valueReference": reference(source)},
        {"name": "target-patient", "valueReference": reference(target)}
    ]});
    caller.post("/fhir/R4/Patient/$merge", &parameters).await
}

async fn merged(caller: &Caller, source: &str, target: &str) -> Value {
    let answer = merge(caller, source, target).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

/// The ids of all matches, page by page.
async fn found(caller: &Caller, query: &str) -> Vec<String> {
    let mut ids = Vec::new();
    let mut next = Some(format!("/fhir/R4/{query}"));
    while let Some(path) = next {
        let answer = caller.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let bundle = answer.json();
        for entry in bundle["entry"].as_array().into_iter().flatten() {
            ids.push(entry["resource"]["id"].as_str().expect("an id").to_owned());
        }
        let links = bundle["link"].as_array().into_iter().flatten();
        let link = links.filter(|link| link["relation"] == "next").map(|link| &link["url"]).next();
        next = link.and_then(Value::as_str).map(|url| {
            let at = url.find("/fhir/R4").expect("an address of the face");
            url[at..].to_owned()
        });
    }
    ids
}

fn set(ids: &[&String]) -> BTreeSet<String> {
    ids.iter().map(|id| (*id).clone()).collect()
}

#[tokio::test]
async fn what_is_about_a_merged_patient_is_found_with_the_one_who_stays() {
    let (_server, caller) = clinic().await;
    let stays = caller.create(&patient("Maple")).await;
    let twin = caller.create(&patient("Mapel")).await;
    let stranger = caller.create(&patient("Birch")).await;
    let of_stays = caller.create(&observation(&stays)).await;
    let of_twin = caller.create(&observation(&twin)).await;
    caller.create(&observation(&stranger)).await;
    let answer = merged(&caller, &twin, &stays).await;
    let result = &answer["parameter"][1]["resource"];
    assert_eq!((&result["id"], &result["meta"]["versionId"]), (&json!(stays), &json!("2")));
    let link = json!([{"other": {"reference": format!("Patient/{twin}")}, "type": "replaces"}]);
    assert_eq!(result["link"], link);
    let source = caller.get(&format!("/fhir/R4/Patient/{twin}")).await.json();
    assert_eq!(
        (&source["active"], &source["link"][0]["type"]),
        (&json!(false), &json!("replaced-by"))
    );

    let both = set(&[&of_stays, &of_twin]);
    for query in [
        format!("Observation?patient={stays}"),
        format!("Observation?subject=Patient/{stays}"),
        format!("Observation?subject:Patient={stays}&code=29463-7&_sort=date"),
        format!("Observation?patient={stays}&_count=1"),
        format!("Patient/{stays}/Observation"),
        format!("Patient/{stays}/Observation?_count=1&code=29463-7"),
    ] {
        let ids = found(&caller, &query).await;
        assert_eq!((ids.len(), ids.into_iter().collect()), (2, both.clone()), "{query}");
    }
    let last = caller.get(&format!("/fhir/R4/Observation/$lastn?patient={stays}&max=5")).await;
    assert_eq!(last.json()["entry"].as_array().map(Vec::len), Some(2), "{last:?}");
    let everything = set(&[&stays, &twin, &of_stays, &of_twin]);
    for query in ["", "?_count=1", "?_count=3"] {
        let ids = found(&caller, &format!("Patient/{stays}/$everything{query}")).await;
        assert_eq!((ids.len(), ids.into_iter().collect()), (4, everything.clone()), "{query}");
    }
    // It stays where it is, and the one who was replaced does not stand for the one who stays.
    assert_eq!(found(&caller, &format!("Observation?patient={twin}")).await, [of_twin.as_str()]);
    let kept = caller.get(&format!("/fhir/R4/Observation/{of_twin}")).await.json();
    assert_eq!(kept["subject"]["reference"], format!("Patient/{twin}"));
    // What comes later about the one who was replaced, too.
    let later = caller.create(&observation(&twin)).await;
    assert!(found(&caller, &format!("Observation?patient={stays}")).await.contains(&later));
}

#[tokio::test]
async fn merging_goes_on_along_the_links_and_never_in_a_circle() {
    let (_server, caller) = clinic().await;
    let mut ids = Vec::new();
    for family in ["One", "Two", "Three"] {
        let id = caller.create(&patient(family)).await;
        caller.create(&observation(&id)).await;
        ids.push(id);
    }
    merged(&caller, &ids[0], &ids[1]).await;
    merged(&caller, &ids[1], &ids[2]).await;
    assert_eq!(found(&caller, &format!("Observation?patient={}", ids[2])).await.len(), 3);
    for (source, target, status) in [
        (&ids[0], &ids[2], StatusCode::UNPROCESSABLE_ENTITY),
        (&ids[2], &ids[0], StatusCode::UNPROCESSABLE_ENTITY),
        (&ids[2], &ids[2], StatusCode::UNPROCESSABLE_ENTITY),
        (&"unknown".to_owned(), &ids[2], StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let refused = merge(&caller, source, target).await;
        assert_eq!(refused.status, status, "{refused:?}");
    }
    // Links that somebody has written in a circle end nowhere else than others.
    let mut circle = caller.get(&format!("/fhir/R4/Patient/{}", ids[0])).await.json();
    let link = json!({"other": {"reference": format!("Patient/{}", ids[2])}, "type": "replaces"});
    circle["link"].as_array_mut().expect("links").push(link);
    let stored = caller.put(&format!("/fhir/R4/Patient/{}", ids[0]), &circle).await;
    assert_eq!(stored.status, StatusCode::OK, "{stored:?}");
    for id in &ids {
        assert_eq!(found(&caller, &format!("Observation?patient={id}")).await.len(), 3);
    }
}

#[tokio::test]
async fn of_two_who_merge_the_same_patient_one_is_refused() {
    let (_server, caller) = clinic().await;
    let mut ids = Vec::new();
    for family in ["Twice", "Here", "There"] {
        ids.push(caller.create(&patient(family)).await);
    }
    let answers =
        testkit::gather([merge(&caller, &ids[0], &ids[1]), merge(&caller, &ids[0], &ids[2])]).await;
    let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422], "{answers:?}");
    let source = caller.get(&format!("/fhir/R4/Patient/{}", ids[0])).await.json();
    assert_eq!(source["link"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_merge_that_does_not_say_of_whom_is_refused() {
    let (_server, caller) = clinic().await;
    let id = caller.create(&patient("Maple")).await;
    let this =
        json!({"name": "source-patient", "valueReference": {"reference": format!("Patient/{id}")}});
    for (parameters, code) in [
        (json!([this]), "bad_request"),
        (json!([this, this]), "bad_parameter"),
        (json!([{"name": "source-patient", "valueString": id}]), "bad_parameter"),
        (json!([this, {"name": "preview", "valueBoolean": true}]), "unknown_parameter"),
    ] {
        let body = json!({"resourceType": "Parameters", "parameter": parameters});
        let refused = caller.post("/fhir/R4/Patient/$merge", &body).await;
        assert_eq!((refused.status, refused.code()), (StatusCode::BAD_REQUEST, code.to_owned()));
    }
    let refused = caller.post("/fhir/R4/Patient/$merge", &patient("X")).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
}
