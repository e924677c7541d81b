//! `$everything`, `$lastn`, `$stats` and `$validate`.

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

/// An observation of a kind at a time, with its number.
fn measured(patient: &str, codes: &[&str], at: &str, number: &str, unit: &str) -> Value {
    let number: Value = serde_json::from_str(number).expect("a number");
    let coding: Vec<_> =
        codes.iter().map(|code| json!({"system": "urn:codes", "code": code})).collect();
    json!({
        "resourceType": "Observation", "status": "final", "code": {"coding": coding},
        "subject": {"reference": format!("Patient/{patient}")}, "effectiveDateTime": at,
        "valueQuantity": {
            "value": number, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit
        }
    })
}

async fn measured_patient(clinician: &Caller) -> String {
    let ann = clinician.create(&patient("Maple")).await;
    let bob = clinician.create(&patient("Birch")).await;
    for (whose, codes, at, number) in [
        (&ann, &["weight"][..], "2024-01-01", "70.0"),
        (&ann, &["weight", "mass"], "2024-03-01", "72.0"),
        (&ann, &["mass"], "2024-02-01", "71.5"),
        (&ann, &["pulse"], "2023-01-01", "60"),
        (&bob, &["weight"], "2025-01-01", "90"),
    ] {
        clinician.create(&measured(whose, codes, at, number, "kg")).await;
    }
    ann
}

#[tokio::test]
async fn the_last_observations_of_each_kind_are_found() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let ann = measured_patient(&clinician).await;
    let last = async |query: &str| -> Vec<String> {
        let path = format!("/fhir/R4/Observation/$lastn?patient={ann}{query}");
        let answer = clinician.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let bundle = answer.json();
        let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
        assert_eq!(bundle["total"], entries.len());
        let at = |entry: &Value| entry["resource"]["effectiveDateTime"].as_str().map(Into::into);
        entries.iter().map(|entry| at(entry).expect("a date")).collect()
    };
    // Codes of the same observation mean the same.
    assert_eq!(last("").await, ["2024-03-01", "2023-01-01"]);
    assert_eq!(last("&max=2").await, ["2024-03-01", "2024-02-01", "2023-01-01"]);
    assert_eq!(
        last("&max=9&date=lt2024-02-15&code=weight,mass").await,
        ["2024-02-01", "2024-01-01"]
    );
    assert_eq!(last("&max=0").await, Vec::<String>::new());
    assert_eq!(last("&code=nothing").await, Vec::<String>::new());
    for query in ["max=many", "colour=red", "_sort=date", "_include=Observation:subject"] {
        let answer = clinician.get(&format!("/fhir/R4/Observation/$lastn?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}: {answer:?}");
    }
}

#[tokio::test]
async fn statistics_of_somebodys_observations_are_computed() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let ann = measured_patient(&clinician).await;
    let path = "/fhir/R4/Observation/$stats";
    let query = format!("{path}?subject=Patient/{ann}&system=urn:codes&code=weight&code=mass");
    let answer = clinician.get(&format!("{query}&statistic=average,count&statistic=maximum")).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let found = answer.json();
    let values = |found: &Value, number: usize| -> Vec<Value> {
        let components = found["parameter"][number]["resource"]["component"].as_array();
        components.into_iter().flatten().map(|it| it["valueQuantity"]["value"].clone()).collect()
    };
    assert_eq!(values(&found, 0), [json!(71), json!(2), json!(72.0)]);
    assert_eq!(values(&found, 1), [json!(71.75), json!(2), json!(72.0)]);
    let statistics = &found["parameter"][0]["resource"];
    assert_eq!(statistics["component"][0]["valueQuantity"]["code"], "kg");
    assert_eq!(statistics["component"][1]["valueQuantity"].get("code"), None);
    assert_eq!(statistics["subject"]["reference"], format!("Patient/{ann}"));
    let checked = clinician.post("/fhir/R4/Parameters/$validate", &found).await;
    assert_eq!(checked.json()["issue"][0]["severity"], "information", "{checked:?}");

    let asked = json!({"resourceType": "Parameters", "parameter": [
        {"name": "subject", "valueUri": format!("Patient/{ann}")},
        {"name": "coding", "valueCoding": {"system": "urn:codes", "code": "mass"}},
        {"name": "statistic", "valueCode": "std-dev"},
        {"name": "period", "valuePeriod": {"start": "2024-02-15", "end": "2024-12-31"}},
        {"name": "include", "valueBoolean": true}
    ]});
    let answer = clinician.post(path, &asked).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let found = answer.json();
    let parameters = found["parameter"].as_array().expect("parameters");
    assert_eq!(parameters.len(), 2, "one observation is of that time: {found}");
    assert_eq!(parameters[1]["resource"]["effectiveDateTime"], "2024-03-01");
    let only = &parameters[0]["resource"]["component"][0];
    assert_eq!(only["dataAbsentReason"]["coding"][0]["code"], "not-applicable");
    let event = administrator.get(&format!("/api/events/{}", answer.event().0)).await.json();
    assert_eq!((&event["operation"], &event["returned"]), (&json!("read_statistics"), &json!(1)));

    clinician.create(&measured(&ann, &["mass"], "2024-05-01", "72500", "g")).await;
    let mixed = clinician.get(&format!("{query}&statistic=sum")).await;
    assert_eq!(mixed.status, StatusCode::UNPROCESSABLE_ENTITY, "{mixed:?}");
    for query in [
        "code=mass&statistic=count",
        "subject=Patient/1&statistic=count",
        "subject=Patient/1&code=mass",
        "subject=Patient/1&code=mass&statistic=regression",
        "subject=Patient/1&code=mass&statistic=count&duration=long",
        "subject=Patient/1&code=mass&statistic=count&colour=red",
    ] {
        let answer = clinician.get(&format!("{path}?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}: {answer:?}");
    }
}

/// `Parameters` of these.
fn asking(parameters: &[Value]) -> Value {
    json!({"resourceType": "Parameters", "parameter": parameters})
}

#[tokio::test]
async fn what_can_be_asked_in_an_address_can_be_asked_as_parameters_too() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let ann = measured_patient(&clinician).await;
    let whose =
        json!({"name": "patient", "valueReference": {"reference": format!("Patient/{ann}")}});
    let max = json!({"name": "max", "valuePositiveInt": 2});
    let path = "/fhir/R4/Observation/$lastn";
    let last = clinician.post(path, &asking(&[whose.clone(), max])).await;
    assert_eq!((last.status, &last.json()["total"]), (StatusCode::OK, &json!(3)), "{last:?}");
    let mass = json!({"system": "urn:codes", "code": "mass"});
    let of_mass = json!({"name": "code", "valueCoding": mass});
    let last = clinician.post(path, &asking(&[whose, of_mass])).await.json();
    assert_eq!(last["entry"][0]["resource"]["effectiveDateTime"], "2024-03-01");
    assert_eq!(last["total"], 1);

    let path = format!("/fhir/R4/Patient/{ann}/$everything");
    let one_type = json!({"name": "_type", "valueCode": "Observation"});
    let three = json!({"name": "_count", "valueInteger": 3});
    let page = clinician.post(&path, &asking(&[one_type, three])).await;
    assert_eq!(page.status, StatusCode::OK, "{page:?}");
    let page = page.json();
    assert_eq!(ids(&page, "match").len(), 3);
    let next = page["link"][1]["url"].as_str().expect("a next page");
    let rest = clinician.get(&next[next.find("/fhir/").expect("ours")..]).await.json();
    assert_eq!(ids(&rest, "match").len(), 1, "{rest}");
    let nothing = json!({"resourceType": "Parameters"});
    let all = clinician.post(&path, &nothing).await.json();
    assert_eq!(ids(&all, "match").len(), 5);
    for (path, parameter, name) in [
        (&*path, json!({"name": "start", "valueDate": "2024-01-01"}), "start"),
        (&path, json!({"name": "end", "valueDate": "2024-01-01"}), "end"),
        ("/fhir/R4/Observation/$lastn", json!({"name": "colour", "valueCode": "red"}), "colour"),
    ] {
        let refused = clinician.post(path, &asking(&[parameter])).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{refused:?}");
        assert!(refused.body.contains(name), "{refused:?}");
    }
    let other = clinician.post("/fhir/R4/Encounter/1/$everything", &nothing).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND, "{other:?}");
}
