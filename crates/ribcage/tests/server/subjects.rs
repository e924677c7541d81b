//! The rights of persons that stand beside their documents: holds on their erasure, and restriction.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{Answer, Caller, Server, observation, patient};

/// A clinic with somebody who has rights, and somebody else.
struct Clinic {
    _server: Server,
    officer: Caller,
    administrator: Caller,
    clinician: Caller,
    person: String,
    observed: String,
    other: String,
}

impl Clinic {
    async fn open() -> Self {
        let server = Server::start();
        let administrator = server.tenant("Clinic").await;
        let officer = administrator.client("officer", &["privacy_officer"]).await;
        let clinician = administrator.client("ward", &["clinician"]).await;
        let person = clinician.create(&patient("Maple")).await;
        let observed = clinician.create(&observation(&person)).await;
        let other = clinician.create(&patient("Birch")).await;
        clinician.create(&observation(&other)).await;
        Self { _server: server, officer, administrator, clinician, person, observed, other }
    }

    fn of_person(&self, rest: &str) -> String {
        format!("/api/subjects/{}{rest}", self.person)
    }

    async fn subject(&self) -> Value {
        let answer = self.officer.get(&self.of_person("")).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()
    }

    async fn erase(&self) -> Answer {
        self.officer.post(&self.of_person("/erase"), &json!({"reason": "asked for it"})).await
    }

    async fn restrict(&self, reason: &str) -> Value {
        let path = self.of_person("/restriction");
        let answer = self.officer.put(&path, &json!({"reason": reason})).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()
    }

    async fn found(&self, query: &str) -> usize {
        let answer = self.clinician.get(&format!("/fhir/R4/{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()["entry"].as_array().map_or(0, Vec::len)
    }
}

#[tokio::test]
async fn a_hold_keeps_somebody_from_being_erased_until_it_is_taken_away() {
    let clinic = Clinic::open().await;
    let mut holds = Vec::new();
    for reason in ["a court wants it", "a claim is open"] {
        let held =
            clinic.officer.post(&clinic.of_person("/holds"), &json!({"reason": reason})).await;
        assert_eq!(held.status, StatusCode::OK, "{held:?}");
        holds = held.json()["holds"].as_array().expect("holds").clone();
    }
    assert_eq!(holds.len(), 2);
    let plan = clinic.officer.get(&clinic.of_person("/erasure-plan")).await.json();
    assert_eq!(plan["holds"], json!(holds));
    for hold in &holds {
        let refused = clinic.erase().await;
        assert_eq!(
            (refused.status, refused.json()["code"].clone()),
            (StatusCode::CONFLICT, json!("held"))
        );
        let id = hold["id"].as_str().expect("an id");
        let path = clinic.of_person(&format!("/holds/{id}"));
        assert_eq!(clinic.officer.delete(&path).await.status, StatusCode::OK);
        assert_eq!(clinic.officer.delete(&path).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(clinic.subject().await["holds"], json!([]));
    let erased = clinic.erase().await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    let gone = clinic.officer.get(&clinic.of_person("")).await;
    assert_eq!(gone.status, StatusCode::GONE, "{gone:?}");
}

#[tokio::test]
async fn of_whoever_is_restricted_nothing_is_shown_or_written_until_that_is_lifted() {
    let clinic = Clinic::open().await;
    let Clinic { clinician, person, observed, other, .. } = &clinic;
    let restricted = clinic.restrict("its accuracy is contested").await;
    assert_eq!(restricted["restriction"]["reason"], "its accuracy is contested");
    for path in [format!("Patient/{person}"), format!("Observation/{observed}")] {
        let refused = clinician.get(&format!("/fhir/R4/{path}")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
        assert!(refused.body.contains("restricted") || refused.body.contains("only be kept"));
    }
    for (query, count) in [
        ("Patient".to_owned(), 1),
        ("Patient?family=Maple".to_owned(), 0),
        ("Observation".to_owned(), 1),
        (format!("Observation?subject=Patient/{person}"), 0),
        ("Observation/_history".to_owned(), 1),
        (format!("Observation?subject=Patient/{other}"), 1),
    ] {
        assert_eq!(clinic.found(&query).await, count, "{query}");
    }
    let mut changed = patient("Linden");
    changed["id"] = json!(person);
    let path = format!("/fhir/R4/Patient/{person}");
    for refused in [
        clinician.put(&path, &changed).await,
        clinician.delete(&format!("/fhir/R4/Observation/{observed}")).await,
        clinician.post("/fhir/R4/Observation", &observation(person)).await,
    ] {
        assert!(refused.status.is_client_error(), "{refused:?}");
    }
    // A new reason, and the same restriction.
    let again = clinic.restrict("unlawful, and not to be erased").await;
    assert_eq!(again["restriction"]["since"], restricted["restriction"]["since"]);
    let lifted = clinic.officer.delete(&clinic.of_person("/restriction")).await;
    assert_eq!((lifted.status, &lifted.json()["restriction"]), (StatusCode::OK, &Value::Null));
    let twice = clinic.officer.delete(&clinic.of_person("/restriction")).await;
    assert_eq!(twice.status, StatusCode::NOT_FOUND, "{twice:?}");
    assert_eq!(clinic.found("Patient?family=Maple").await, 1);
    let written = clinician.post("/fhir/R4/Observation", &observation(person)).await;
    assert_eq!(written.status, StatusCode::CREATED, "{written:?}");
}

#[tokio::test]
async fn whoever_was_deleted_is_deleted_still_after_a_restriction_and_a_restricted_person_can_be_erased()
 {
    let clinic = Clinic::open().await;
    let Clinic { clinician, person, observed, .. } = &clinic;
    clinician.delete(&format!("/fhir/R4/Observation/{observed}")).await;
    let deleted = clinician.delete(&format!("/fhir/R4/Patient/{person}")).await;
    assert!(deleted.status.is_success(), "{deleted:?}");
    clinic.restrict("contested").await;
    assert_eq!(clinic.subject().await["deleted"], true);
    clinic.officer.delete(&clinic.of_person("/restriction")).await;
    assert_eq!(clinic.subject().await["deleted"], true);
    let about = clinician.post("/fhir/R4/Observation", &observation(person)).await;
    assert_eq!(about.status, StatusCode::UNPROCESSABLE_ENTITY, "{about:?}");
    clinic.restrict("contested").await;
    let erased = clinic.erase().await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
}

#[tokio::test]
async fn a_reason_says_something_and_the_rights_are_for_those_who_see_to_them() {
    let clinic = Clinic::open().await;
    for reason in ["", "a\nb", &"x".repeat(501)] {
        for refused in [
            clinic.officer.post(&clinic.of_person("/holds"), &json!({"reason": reason})).await,
            clinic.officer.put(&clinic.of_person("/restriction"), &json!({"reason": reason})).await,
        ] {
            assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{refused:?}");
        }
    }
    let shown = clinic.clinician.get(&clinic.of_person("")).await;
    assert_eq!(shown.status, StatusCode::FORBIDDEN, "{shown:?}");
    let nobody = clinic.officer.get("/api/subjects/nobody").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND, "{nobody:?}");
}

#[tokio::test]
async fn a_restriction_is_not_lifted_by_writing_and_events_do_not_show_what_is_restricted() {
    let clinic = Clinic::open().await;
    let Clinic { officer, clinician, administrator, person, .. } = &clinic;
    let definition =
        json!({"schema": {"type": "object"}, "subject": {"path": "who", "type": "Subject"}});
    let own = json!({"name": "talk", "definition": definition});
    administrator.post("/api/document-types", &own).await;
    let talk = clinician.post("/api/types/talk", &json!({"who": "u-1"})).await;
    assert_eq!(talk.status, StatusCode::CREATED, "{talk:?}");
    let path = "/api/subjects/u-1/restriction?type=Subject";
    let restricted = officer.put(path, &json!({"reason": "contested"})).await;
    assert_eq!(restricted.status, StatusCode::OK, "{restricted:?}");
    let written = clinician.post("/api/types/talk", &json!({"who": "u-1"})).await;
    assert!(written.status.is_client_error(), "{written:?}");
    let id = talk.json()["id"].as_str().expect("an id").to_owned();
    let shown = clinician.get(&format!("/api/types/talk/{id}")).await;
    assert_eq!(shown.status, StatusCode::FORBIDDEN, "{shown:?}");

    let events = officer.get(&format!("/api/events?resource=Patient/{person}")).await.json();
    let event = events["items"][0]["id"].as_str().expect("an id").to_owned();
    clinic.restrict("contested").await;
    let shown = officer.get(&format!("/api/events/{event}")).await;
    assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    assert!(!shown.body.contains(person.as_str()) && !shown.body.contains("Maple"), "{shown:?}");
}
