//! What can be asked of a bulk export, and what cannot.

use reqwest::{Method, StatusCode};
use serde_json::json;

use super::{Clinic, Export, asked, asked_leniently, asked_with, place};
use crate::harness::observation;

/// How many a tenant may have,
const EXPORTS_MAX: usize = model::limits::BULK_EXPORTS_MAX;
/// and how many of them one machine.
const OWN_MAX: usize = model::limits::BULK_EXPORTS_PER_CLIENT_MAX;

#[tokio::test]
async fn only_the_types_and_elements_that_are_asked_for_come() {
    let clinic = Clinic::open().await;
    let Clinic { backend, clinician, patients, observations, .. } = &clinic;
    let named = Export::of(backend, "$export?_type=Observation,Condition&_type=Group").await;
    assert_eq!(named.counts("output"), [("Observation".to_owned(), 2)]);

    let mut preliminary = observation(&patients[0]);
    preliminary["status"] = json!("preliminary");
    let preliminary = clinician.create(&preliminary).await;
    let filter = "_typeFilter=Observation%3Fstatus%3Dpreliminary";
    let one = format!("$export?_type=Observation,Patient&{filter}");
    let found = Export::of(backend, &one).await;
    assert_eq!(found.ids(backend, "Observation").await, std::slice::from_ref(&preliminary));
    assert_eq!(found.ids(backend, "Patient").await.len(), 2, "it is of another type");
    let own = format!("{}/fhir/R4/Patient/{}", clinic.server.url, patients[1]);
    let either = format!("{one}&_typeFilter=Observation%3Fsubject%3D{own}");
    let found = Export::of(backend, &either).await;
    let mut expected = vec![preliminary, observations[1].clone()];
    expected.sort();
    assert_eq!(found.ids(backend, "Observation").await, expected);

    let elements = "$export?_type=Patient,Observation&_elements=Patient.birthDate,Patient.id";
    let found = Export::of(backend, elements).await;
    for patient in found.resources(backend, "Patient").await {
        assert_eq!(patient["birthDate"], "1980-02-29");
        assert!(patient.get("name").is_none(), "{patient}");
        assert!(patient["meta"]["tag"].to_string().contains("SUBSETTED"), "{patient}");
    }
    let whole = found.resources(backend, "Observation").await;
    assert!(whole.iter().all(|it| it.get("valueQuantity").is_some()), "{whole:?}");
}

#[tokio::test]
async fn what_is_asked_in_a_body_is_understood_as_in_the_address() {
    let clinic = Clinic::open().await;
    let parameters = [
        json!({"name": "_outputFormat", "valueString": "application/ndjson"}),
        json!({"name": "_type", "valueString": "Patient"}),
        json!({"name": "_since", "valueInstant": "2020-01-01T00:00:00Z"}),
    ];
    let begun = asked_with(&clinic.backend, "$export", &parameters).await;
    let export = Export::begun(&clinic.backend, &begun).await;
    assert_eq!(export.counts("output"), [("Patient".to_owned(), 2)]);
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_by_name_or_left_out_if_that_is_preferred() {
    let clinic = Clinic::open().await;
    let Clinic { backend, patients, .. } = &clinic;
    for format in ["application/fhir%2Bndjson", "application/ndjson", "ndjson"] {
        place(&asked(backend, &format!("$export?_outputFormat={format}")).await);
    }
    for (path, name) in [
        ("$export?_outputFormat=application/parquet", "_outputFormat"),
        ("$export?_type=Patient,Sandwich", "_type=Sandwich"),
        ("$export?_type=AuditEvent", "_type=AuditEvent"),
        ("$export?_since=yesterday", "_since"),
        ("$export?_until=2024-01-01T00:00:00Z", "_until"),
        ("$export?includeAssociatedData=LatestProvenanceResources", "includeAssociatedData"),
        ("$export?_elements=Sandwich.bread", "_elements=Sandwich.bread"),
        ("$export?_typeFilter=Observation", "_typeFilter"),
        ("$export?_type=Patient&_typeFilter=Observation%3Fstatus%3Dfinal", "_typeFilter"),
        ("$export?_typeFilter=Observation%3Fcolour%3Dred", "colour"),
        ("$export?_typeFilter=Observation%3F_count%3D1", "_count"),
        ("$export?_typeFilter=Observation%3Fpatient.family%3Dx", "patient.family"),
        (&format!("Patient/$export?patient=Patient/{}", patients[0]), "patient"),
    ] {
        let refused = asked(backend, path).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{path} {refused:?}");
        assert_eq!(refused.json()["resourceType"], "OperationOutcome");
        assert!(refused.body.contains(&format!("`{name}`")), "{path} {refused:?}");
    }
    let nobody = asked_with(backend, "Patient/$export", &[super::reference("nobody")]).await;
    assert_eq!(nobody.status, StatusCode::BAD_REQUEST, "{nobody:?}");
    let of_all = asked_with(backend, "$export", &[super::reference(&patients[0])]).await;
    assert_eq!(of_all.status, StatusCode::BAD_REQUEST, "{of_all:?}");

    let path = "$export?_type=Patient,Sandwich&_until=2024-01-01T00:00:00Z";
    let export = Export::begun(backend, &asked_leniently(backend, path).await).await;
    assert_eq!(export.counts("output"), [("Patient".to_owned(), 2)]);
    let ignored = export.lines(backend, "error", "OperationOutcome").await;
    assert_eq!(export.counts("error"), [("OperationOutcome".to_owned(), 2)]);
    assert!(ignored.iter().all(|it| it["issue"][0]["severity"] == "warning"), "{ignored:?}");
    assert!(json!(ignored).to_string().contains("`_until`"), "{ignored:?}");
    // Nothing is ignored without which more would come than was asked for.
    for path in [
        "$export?_type=Sandwich",
        "$export?_type=",
        "$export?_elements=Patient.birthDate,Sandwich.bread",
        "$export?_elements=",
        &format!("Patient/$export?patient=Patient/{}", patients[0]),
    ] {
        let refused = asked_leniently(backend, path).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{path} {refused:?}");
    }
}

#[tokio::test]
async fn an_answer_at_once_or_in_another_format_is_not_given() {
    let clinic = Clinic::open().await;
    let backend = &clinic.backend;
    let at_once = backend.get("/fhir/R4/$export").await;
    assert_eq!(at_once.status, StatusCode::BAD_REQUEST, "{at_once:?}");
    assert!(at_once.body.contains("respond-async"), "{at_once:?}");
    for (accept, status) in [
        ("application/fhir+xml", StatusCode::BAD_REQUEST),
        ("text/html", StatusCode::BAD_REQUEST),
        ("application/fhir+json", StatusCode::ACCEPTED),
    ] {
        let request = backend.request(Method::GET, "/fhir/R4/$export");
        let request = request.header("prefer", "respond-async").header("accept", accept);
        let answer = backend.send(request).await;
        assert_eq!(answer.status, status, "{accept} {answer:?}");
        assert_eq!(answer.json()["resourceType"], "OperationOutcome");
    }
    // What is asked for with others is answered with them.
    let batch = json!({"resourceType": "Bundle", "type": "batch", "entry": [
        {"request": {"method": "GET", "url": "$export"}},
        {"request": {"method": "GET", "url": "Patient/$export"}}
    ]});
    let answered = backend.post("/fhir/R4", &batch).await.json();
    for entry in answered["entry"].as_array().expect("entries") {
        assert!(entry["response"]["status"].to_string().contains("404"), "{answered}");
    }
}

#[tokio::test]
async fn a_machine_and_a_tenant_have_so_many_exports_and_no_more_until_one_ends() {
    let clinic = Clinic::open().await;
    let refused = async |caller: &crate::harness::Caller| {
        let refused = asked(caller, "$export?_type=Patient").await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "{refused:?}");
        assert_eq!(refused.code(), "too_many_exports");
        assert!(refused.header("retry-after").is_some(), "{refused:?}");
    };
    let mut places = Vec::new();
    for number in 0..EXPORTS_MAX / OWN_MAX {
        let name = format!("warehouse {number}");
        let backend = clinic.administrator.client(&name, &["service"]).await;
        for _ in 0..OWN_MAX {
            places.push(place(&asked(&backend, "$export?_type=Patient").await));
        }
        refused(&backend).await;
        if number == 0 {
            // Another one is not kept from it.
            let ended = backend.delete(&places[7]).await;
            assert_eq!(ended.status, StatusCode::ACCEPTED, "{ended:?}");
            place(&asked(&backend, "$export?_type=Patient").await);
        }
    }
    refused(&clinic.backend).await;
}
