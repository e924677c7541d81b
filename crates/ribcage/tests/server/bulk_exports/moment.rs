//! What a bulk export has is what there was at its moment, but of those of whom nothing may be shown by now.

use reqwest::header::CONTENT_TYPE;
use reqwest::{Method, StatusCode};
use serde_json::json;

use super::{Clinic, Export, asked, made, place, sorted};
use crate::harness::{eventually, observation, patient};
use crate::tables::{Tables, flip};

/// How many resources of a file stand in it at most.
const FILE_MAX: u64 = model::limits::BULK_EXPORT_FILE_RESOURCES_MAX;

#[tokio::test]
async fn a_resource_comes_as_it_was_whatever_has_become_of_it() {
    let clinic = Clinic::open().await;
    let Clinic { backend, clinician, patients, observations, .. } = &clinic;
    let export = Export::of(backend, "$export").await;
    let mut changed = observation(&patients[0]);
    changed["id"] = json!(observations[0]);
    changed["status"] = json!("amended");
    let path = format!("/fhir/R4/Observation/{}", observations[0]);
    assert_eq!(clinician.put(&path, &changed).await.status, StatusCode::OK);
    let gone = format!("/fhir/R4/Observation/{}", observations[1]);
    assert!(clinician.delete(&gone).await.status.is_success());
    let mut renamed = patient("Linden");
    renamed["id"] = json!(patients[1]);
    let path = format!("/fhir/R4/Patient/{}", patients[1]);
    assert_eq!(clinician.put(&path, &renamed).await.status, StatusCode::OK);
    clinician.create(&observation(&patients[0])).await;
    clinician.create(&patient("Elm")).await;
    let then = export.resources(backend, "Observation").await;
    assert_eq!(export.ids(backend, "Observation").await, sorted(observations));
    assert!(then.iter().all(|it| it["status"] == "final"), "{then:?}");
    let then = json!(export.resources(backend, "Patient").await).to_string();
    assert!(then.contains("Birch") && !then.contains("Linden") && !then.contains("Elm"), "{then}");

    // The next one has what has come since, and says what went.
    let since = export.manifest["transactionTime"].as_str().expect("a time");
    let next = Export::of(backend, &format!("$export?_since={since}")).await;
    let counts = [("Observation", 2), ("Patient", 2)];
    assert_eq!(next.counts("output"), counts.map(|(kind, count)| (kind.to_owned(), count)));
    let deleted = next.lines(backend, "deleted", "Bundle").await;
    assert_eq!(deleted.len(), 1);
    let request = &deleted[0]["entry"][0]["request"];
    assert_eq!(deleted[0]["type"], "transaction");
    let url = format!("Observation/{}", observations[1]);
    assert_eq!(request, &json!({"method": "DELETE", "url": url}));
    let last = next.manifest["transactionTime"].as_str().expect("a time");
    let nothing = Export::of(backend, &format!("$export?_since={last}")).await;
    assert_eq!((nothing.counts("output"), nothing.counts("deleted")), (vec![], vec![]));
}

#[tokio::test]
async fn whoever_is_erased_meanwhile_is_in_no_file() {
    let clinic = Clinic::open().await;
    let Clinic { backend, administrator, patients, observations, .. } = &clinic;
    let (one, two) = (patients[0].as_str(), patients[1].as_str());
    let group = clinic.group(&[(one, false), (two, false)]).await;
    let of_group = Export::of(backend, &format!("Group/{group}/$export")).await;
    let of_all = Export::of(backend, "$export").await;
    let erase = format!("/api/subjects/{one}/erase");
    let erased = administrator.post(&erase, &json!({"reason": "asked for it"})).await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    for export in [&of_group, &of_all] {
        assert_eq!(export.ids(backend, "Patient").await, [two.to_owned()]);
        assert_eq!(export.ids(backend, "Observation").await, [observations[1].clone()]);
        // It was about both, and is another one by now.
        assert!(export.ids(backend, "Group").await.is_empty());
    }
}

#[tokio::test]
async fn nobody_who_is_restricted_is_in_a_file_or_keeps_others_from_it() {
    let clinic = Clinic::open().await;
    let Clinic { backend, administrator, patients, observations, .. } = &clinic;
    let (one, two) = (patients[0].as_str(), patients[1].as_str());
    let group = clinic.group(&[(one, false), (two, false)]).await;
    let before = Export::of(backend, "$export").await;
    let path = format!("/api/subjects/{one}/restriction");
    let restricted = administrator.put(&path, &json!({"reason": "contested"})).await;
    assert_eq!(restricted.status, StatusCode::OK, "{restricted:?}");
    let after = Export::of(backend, "Patient/$export").await;
    assert_eq!(after.counts("output")[0], ("Observation".to_owned(), 1));
    let of_group = Export::of(backend, &format!("Group/{group}/$export")).await;
    for export in [&before, &after, &of_group] {
        assert_eq!(export.ids(backend, "Patient").await, [two.to_owned()]);
        assert_eq!(export.ids(backend, "Observation").await, [observations[1].clone()]);
    }
    let lifted = administrator.delete(&path).await;
    assert_eq!(lifted.status, StatusCode::OK, "{lifted:?}");
    assert_eq!(before.ids(backend, "Patient").await, sorted(patients));
}

#[tokio::test]
async fn a_label_keeps_a_resource_from_who_may_not_see_it() {
    let clinic = Clinic::open().await;
    let Clinic { backend, clinician, patients, observations, .. } = &clinic;
    let mut secret = observation(&patients[0]);
    let system = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    secret["meta"] = json!({"security": [{"system": system, "code": "R"}]});
    let secret = clinician.create(&secret).await;
    let export = Export::of(backend, "$export").await;
    assert_eq!(export.ids(backend, "Observation").await, sorted(observations));
    let export = Export::of(clinician, "$export").await;
    assert!(export.ids(clinician, "Observation").await.contains(&secret));
}

#[tokio::test]
async fn content_that_is_kept_apart_is_left_out_and_that_is_said() {
    let clinic = Clinic::open().await;
    let Clinic { backend, clinician, patients, .. } = &clinic;
    for bytes in [600_000, 10] {
        let request = clinician.request(Method::POST, "/fhir/R4/Binary");
        let request = request.header("x-security-context", format!("Patient/{}", patients[0]));
        let request = request.header(CONTENT_TYPE, "text/plain").body("x".repeat(bytes));
        assert_eq!(clinician.send(request).await.status, StatusCode::CREATED);
    }
    let export = Export::of(backend, "Patient/$export?_type=Binary").await;
    let found = export.resources(backend, "Binary").await;
    let tags: Vec<_> = found.iter().map(|it| it["meta"]["tag"][0]["code"].clone()).collect();
    assert_eq!(tags, [json!("SUBSETTED"), json!(null)]);
    assert!(found[0].get("data").is_none() && found[1].get("data").is_some(), "{found:?}");
}

#[tokio::test]
async fn many_resources_come_in_several_files_none_missing_and_none_twice() {
    let clinic = Clinic::open().await;
    let Clinic { backend, clinician, .. } = &clinic;
    let (mut left, mut number) = (FILE_MAX + 7, 0);
    while left > 0 {
        let some = left.min(2_500);
        let entries = (0..some).map(|_| {
            number += 1;
            let of = json!({"resourceType": "Basic", "code": {"text": "many"},
                "id": format!("many-{number}")});
            let request = json!({"method": "PUT", "url": format!("Basic/many-{number}")});
            json!({"resource": of, "request": request})
        });
        let entries: Vec<_> = entries.collect();
        let bundle = json!({"resourceType": "Bundle", "type": "transaction", "entry": entries});
        let answer = clinician.post("/fhir/R4", &bundle).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        left -= some;
    }
    let export = Export::of(backend, "$export?_type=Basic").await;
    let counts = [("Basic".to_owned(), FILE_MAX), ("Basic".to_owned(), 7)];
    assert_eq!(export.counts("output"), counts);
    let ids = export.ids(backend, "Basic").await;
    let mut expected: Vec<_> = (1..=number).map(|number| format!("many-{number}")).collect();
    expected.sort();
    assert!(ids == expected, "{} of them", ids.len());
    // What is looked for among many comes though parts are empty, and each of them leaves an event.
    let one = format!("$export?_type=Basic&_typeFilter=Basic%3F_id%3Dmany-{number}");
    let export = Export::of(backend, &one).await;
    assert_eq!(export.ids(backend, "Basic").await, [format!("many-{number}")]);
    let events = "/api/events?operation=read_bulk_export";
    let events = clinic.administrator.get(events).await.json();
    let returned: Vec<_> = (0..3).map(|at| events["items"][at]["returned"].clone()).collect();
    assert_eq!(returned, [json!(1), json!(0), json!(0)], "{events}");
}

#[tokio::test]
async fn what_was_tampered_with_is_counted_and_keeps_nothing_else_from_it() {
    let mut clinic = Clinic::open().await;
    assert!(clinic.server.stop().success());
    let records = Tables::at(clinic.server.place_of("records")).await;
    let code = fhir::types::resource_type("Observation").expect("a type").code();
    let of_first = format!("sequence = (SELECT min(sequence) FROM versions WHERE type = {code})");
    let message = records.value(&format!("SELECT message FROM versions WHERE {of_first}")).await;
    let message = flip(&message, 60);
    records.change(&format!("UPDATE versions SET message = {message} WHERE {of_first}")).await;
    drop(records);
    clinic.server.start_again();
    let backend = clinic.server.caller(clinic.backend.token());
    let export = Export::of(&backend, "$export").await;
    assert_eq!(export.ids(&backend, "Observation").await, [clinic.observations[1].clone()]);
    let errors = export.lines(&backend, "error", "OperationOutcome").await;
    assert_eq!(errors.len(), 1);
    assert!(
        errors[0].to_string().contains("Observation") && errors[0].to_string().contains("1 of")
    );
}

#[tokio::test]
async fn an_export_of_which_nothing_is_known_any_more_is_given_up() {
    let mut clinic = Clinic::open().await;
    let export = Export::of(&clinic.backend, "$export").await;
    assert!(clinic.server.stop().success());
    let records = Tables::at(clinic.server.place_of("records")).await;
    let code = model::ResourceType::BULK_EXPORT.code();
    let newest = format!("type = {code} AND version = 2");
    let message = records.value(&format!("SELECT message FROM versions WHERE {newest}")).await;
    let message = flip(&message, 60);
    records.change(&format!("UPDATE versions SET message = {message} WHERE {newest}")).await;
    drop(records);
    clinic.server.requeue_first_job();
    clinic.server.start_again();
    let left = || clinic.server.command(&["job", "list"]).stdout;
    let ended = eventually(async || left().starts_with(b"nothing is left").then_some(()));
    ended.await.expect("it is given up");
    let backend = clinic.server.caller(clinic.backend.token());
    let answer = backend.get(&export.place).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{answer:?}");
    place(&asked(&backend, "$export").await);
}

#[tokio::test]
async fn an_export_that_cannot_be_made_says_so_and_can_be_ended() {
    let mut clinic = Clinic::open().await;
    let export = Export::of(&clinic.backend, "$export").await;
    assert!(clinic.server.stop().success());
    // As if it had only been asked for, and somebody had changed what.
    let records = Tables::at(clinic.server.place_of("records")).await;
    let code = model::ResourceType::BULK_EXPORT.code();
    records.change(&format!("DELETE FROM versions WHERE type = {code} AND version = 2")).await;
    records.change(&format!("UPDATE versions SET state = 1 WHERE type = {code}")).await;
    let message = flip(&records.value("SELECT message FROM jobs").await, 60);
    records.change(&format!("UPDATE jobs SET message = {message}")).await;
    drop(records);
    clinic.server.requeue_first_job();
    clinic.server.start_again();
    let backend = clinic.server.caller(clinic.backend.token());
    let answer = made(&backend, &export.place).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{answer:?}");
    assert_eq!(answer.code(), "integrity");
    let ended = backend.delete(&export.place).await;
    assert_eq!(ended.status, StatusCode::ACCEPTED, "{ended:?}");
    assert_eq!(backend.get(&export.place).await.status, StatusCode::NOT_FOUND);
    place(&asked(&backend, "$export").await);
}
