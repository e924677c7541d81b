//! `$everything` and `$validate`.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{Caller, Server, observation, patient};

fn ids(bundle: &Value, mode: &str) -> Vec<String> {
    let entries = bundle["entry"].as_array().into_iter().flatten();
    let of_mode = entries.filter(|entry| entry["search"]["mode"] == mode);
    let name = |entry: &Value| {
        let resource = &entry["resource"];
        let (kind, id) = (resource["resourceType"].as_str(), resource["id"].as_str());
        format!("{}/{}", kind.expect("a type"), id.expect("an id"))
    };
    of_mode.map(name).collect()
}

/// All pages of everything: what is about the patient, and what is shown beside it.
async fn everything(caller: &Caller, patient: &str, query: &str) -> (Vec<String>, Vec<String>) {
    let mut address = format!("/fhir/R4/Patient/{patient}/$everything?{query}");
    let (mut about, mut beside) = (Vec::new(), Vec::new());
    loop {
        let answer = caller.get(&address).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let page = answer.json();
        about.extend(ids(&page, "match"));
        beside.extend(ids(&page, "include"));
        let mut links = page["link"].as_array().expect("links").iter();
        let Some(next) = links.find(|link| link["relation"] == "next") else { break };
        let next = next["url"].as_str().expect("an address");
        next[next.find("/fhir/").expect("ours")..].clone_into(&mut address);
    }
    beside.sort();
    beside.dedup();
    (about, beside)
}

#[tokio::test]
async fn everything_about_a_patient_is_shown_in_pages_of_any_size_and_nothing_of_others() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let doctor = clinician.create(&json!({"resourceType": "Practitioner"})).await;
    let mut body = patient("Maple");
    body["generalPractitioner"] = json!([{"reference": format!("Practitioner/{doctor}")}]);
    let ann = clinician.create(&body).await;
    let bob = clinician.create(&patient("Birch")).await;
    let mut expected = vec![format!("Patient/{ann}")];
    for _ in 0..5 {
        expected.push(format!("Observation/{}", clinician.create(&observation(&ann)).await));
        clinician.create(&observation(&bob)).await;
    }
    let condition = json!({
        "resourceType": "Condition", "subject": {"reference": format!("Patient/{ann}")}
    });
    expected.push(format!("Condition/{}", clinician.create(&condition).await));
    expected.sort();
    let practitioner = vec![format!("Practitioner/{doctor}")];
    for count in [1, 2, 3, 100] {
        let (mut about, beside) = everything(&clinician, &ann, &format!("_count={count}")).await;
        assert_eq!(about[0], format!("Patient/{ann}"), "the patient comes first");
        about.sort();
        assert_eq!((&about, &beside), (&expected, &practitioner), "by {count}");
    }
    let (about, _) = everything(&clinician, &ann, "_type=Observation,Condition&_count=2").await;
    assert_eq!(about.len(), 6);
    let (about, _) = everything(&clinician, &ann, "_since=2999-01-01").await;
    assert_eq!(about, Vec::<String>::new());

    let shown = clinician.get(&format!("/fhir/R4/Patient/{ann}/$everything")).await;
    let event = administrator.get(&format!("/api/events/{}", shown.event().0)).await.json();
    assert_eq!(event["operation"], "read_everything");
    let read = event["resources"].as_array().map_or(0, Vec::len);
    assert_eq!(read, expected.len() + 1, "all that was shown is in the log: {event}");
}

#[tokio::test]
async fn everything_is_refused_where_there_is_nothing_to_show() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let analyst = administrator.client("numbers", &["analyst"]).await;
    let gone = clinician.create(&patient("Maple")).await;
    clinician.delete(&format!("/fhir/R4/Patient/{gone}")).await;
    let here = clinician.create(&patient("Birch")).await;
    for (caller, path, status) in [
        (&clinician, "Patient/nobody/$everything".to_owned(), StatusCode::NOT_FOUND),
        (&clinician, format!("Patient/{gone}/$everything"), StatusCode::GONE),
        (&clinician, format!("Observation/{here}/$everything"), StatusCode::NOT_FOUND),
        (&clinician, format!("Patient/{here}/$everything?_type=Banana"), StatusCode::BAD_REQUEST),
        (&clinician, format!("Patient/{here}/$everything?_since=soon"), StatusCode::BAD_REQUEST),
        (&clinician, format!("Patient/{here}/$everything?_cursor=mine"), StatusCode::BAD_REQUEST),
        (&analyst, format!("Patient/{here}/$everything"), StatusCode::FORBIDDEN),
    ] {
        let answer = caller.get(&format!("/fhir/R4/{path}")).await;
        assert_eq!(answer.status, status, "{path}: {answer:?}");
    }
}

#[tokio::test]
async fn a_resource_is_checked_and_not_stored() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let path = "/fhir/R4/Patient/$validate";
    let fine = clinician.post(path, &patient("Maple")).await;
    assert_eq!(
        (fine.status, &fine.json()["issue"][0]["severity"]),
        (StatusCode::OK, &json!("information"))
    );
    let wrong = json!({"resourceType": "Patient", "gender": "banana", "nonsense": 1});
    let parameters = json!({
        "resourceType": "Parameters", "parameter": [{"name": "resource", "resource": wrong}]
    });
    for body in [&wrong, &parameters] {
        let answer = clinician.post(path, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let outcome = answer.json();
        let places: Vec<_> = outcome["issue"]
            .as_array()
            .expect("issues")
            .iter()
            .map(|issue| issue["expression"][0].as_str().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(places, ["Patient.gender", "Patient.nonsense"], "{outcome}");
    }
    let other = clinician.post("/fhir/R4/Observation/some-id/$validate", &patient("Maple")).await;
    assert_eq!(
        (other.status, &other.json()["issue"][0]["severity"]),
        (StatusCode::OK, &json!("error"))
    );
    let profile = json!({"resourceType": "Parameters", "parameter": [
        {"name": "resource", "resource": patient("Maple")}, {"name": "profile", "valueUri": "urn:x"}
    ]});
    assert_eq!(clinician.post(path, &profile).await.status, StatusCode::BAD_REQUEST);
    let found = clinician.get("/fhir/R4/Patient?_summary=count").await.json();
    assert_eq!(found["total"], 0, "nothing was stored");
}
