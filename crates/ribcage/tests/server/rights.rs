//! What persons object to, and what they say is wrong.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{Answer, Caller, Server, observation, patient};

/// A clinic with somebody who has rights, and somebody else.
struct Clinic {
    _server: Server,
    administrator: Caller,
    officer: Caller,
    clinician: Caller,
    analyst: Caller,
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
        let analyst = administrator.client("study", &["analyst"]).await;
        let person = clinician.create(&patient("Maple")).await;
        let observed = clinician.create(&observation(&person)).await;
        let stays = clinician.create(&patient("Birch")).await;
        let other = clinician.create(&observation(&stays)).await;
        Self {
            _server: server,
            administrator,
            officer,
            clinician,
            analyst,
            person,
            observed,
            other,
        }
    }

    fn of_person(&self, rest: &str) -> String {
        format!("/api/subjects/{}{rest}", self.person)
    }

    async fn object(&self, purpose: &str) -> Value {
        let body = json!({
            "purpose": purpose, "reason": "no studies of me", "by": "a lawyer",
            "since": "2026-01-02T03:04:05Z"
        });
        let answer = self.officer.post(&self.of_person("/objections"), &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()
    }

    async fn request_correction(&self, document: &str) -> Answer {
        let body = json!({"document": document, "wrong": "it was the left eye"});
        self.officer.post(&self.of_person("/corrections"), &body).await
    }

    async fn decide(&self, correction: &Value, what: &str, body: Value) -> Answer {
        let id = correction["id"].as_str().expect("an id");
        let path = self.of_person(&format!("/corrections/{id}/{what}"));
        self.officer.post(&path, &body).await
    }
}

async fn found(caller: &Caller, path: &str) -> Vec<String> {
    let answer = caller.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let bundle = answer.json();
    let entries = bundle["entry"].as_array().into_iter().flatten();
    entries.map(|entry| entry["resource"]["id"].as_str().expect("an id").to_owned()).collect()
}

#[tokio::test]
async fn nobody_studies_who_objects_to_research_until_that_is_withdrawn() {
    let clinic = Clinic::open().await;
    let Clinic { analyst, clinician, observed, other, .. } = &clinic;
    let both = clinic.administrator.client("both", &["analyst", "clinician"]).await;
    let read = format!("/fhir/R4/Observation/{observed}");
    assert_eq!(found(analyst, "/fhir/R4/Observation").await.len(), 2);
    let objected = clinic.object("research").await;
    let raised = &objected["objections"][0];
    assert_eq!((&raised["purpose"], &raised["enforced"]), (&json!("research"), &json!(true)));
    assert_eq!((&raised["by"], &raised["recorded_by"]), (&json!("a lawyer"), &json!("officer")));
    assert_eq!(raised["since"], "2026-01-02T03:04:05.000Z");

    let refused = analyst.get(&read).await;
    assert_eq!((refused.status, refused.body.contains("objected")), (StatusCode::FORBIDDEN, true));
    for path in
        ["/fhir/R4/Observation", "/fhir/R4/Observation/_history", "/fhir/R4/Observation?code=1"]
    {
        let shown = found(analyst, path).await;
        assert!(!shown.contains(observed), "{path}: {shown:?}");
    }
    assert_eq!(found(analyst, "/fhir/R4/Observation").await, [other.as_str()]);
    // Who treats them goes on, and so does everybody with whoever does not object.
    for caller in [clinician, &both] {
        assert_eq!(caller.get(&read).await.status, StatusCode::OK);
        assert_eq!(found(caller, "/fhir/R4/Observation").await.len(), 2);
    }
    assert_eq!(analyst.get(&format!("/fhir/R4/Observation/{other}")).await.status, StatusCode::OK);

    // As long as one of two stands, it is heeded.
    let twice = clinic.object("research").await;
    for objection in twice["objections"].as_array().expect("objections") {
        assert_eq!(analyst.get(&read).await.status, StatusCode::FORBIDDEN);
        let id = objection["id"].as_str().expect("an id");
        let path = clinic.of_person(&format!("/objections/{id}"));
        assert_eq!(clinic.officer.delete(&path).await.status, StatusCode::OK);
        assert_eq!(clinic.officer.delete(&path).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(analyst.get(&read).await.status, StatusCode::OK);
    assert_eq!(found(analyst, "/fhir/R4/Observation").await.len(), 2);
}

#[tokio::test]
async fn documents_about_several_people_are_studied_only_if_none_of_them_objects() {
    let clinic = Clinic::open().await;
    let definition = json!({"schema": {"type": "object"}, "open": ["score"],
        "subject": {"path": "people", "type": "Patient"}});
    let own = json!({"name": "talk", "definition": definition});
    let registered = clinic.administrator.post("/api/document-types", &own).await;
    assert_eq!(registered.status, StatusCode::CREATED, "{registered:?}");
    let second = clinic.clinician.create(&patient("Elm")).await;
    let people = json!({"people": [clinic.person, second], "score": 4});
    let made = clinic.clinician.post("/api/types/talk", &people).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let made = made.json();
    let path = format!("/api/types/talk/{}", made["id"].as_str().expect("an id"));
    assert_eq!(clinic.analyst.get(&path).await.status, StatusCode::OK);
    clinic.object("research").await;
    let refused = clinic.analyst.get(&path).await;
    assert_eq!((refused.status, refused.code()), (StatusCode::FORBIDDEN, "objected".to_owned()));
    let listed = clinic.analyst.get("/api/types/talk").await.json();
    assert_eq!(listed["items"], json!([]));
}

#[tokio::test]
async fn what_cannot_be_told_is_kept_and_shown_and_says_that_it_is_not_enforced() {
    let clinic = Clinic::open().await;
    let objected = clinic.object("direct_marketing").await;
    assert_eq!(objected["objections"][0]["enforced"], false);
    let read = format!("/fhir/R4/Observation/{}", clinic.observed);
    assert_eq!(clinic.analyst.get(&read).await.status, StatusCode::OK);
    let listed = clinic.officer.get("/api/objections").await.json();
    assert_eq!(listed["items"][0]["id"], clinic.person.as_str());
    assert_eq!(listed["items"][0]["type"], "Patient");
    assert_eq!(listed["items"][0]["objections"], objected["objections"]);
    let events = clinic.officer.get("/api/events?operation=object_subject").await.json();
    assert_eq!(events["items"].as_array().map(Vec::len), Some(1));

    let future = json!({"purpose": "research", "reason": "no", "since": "2999-01-01T00:00:00Z"});
    let unknown = json!({"purpose": "everything", "reason": "no"});
    for body in [future, unknown, json!({"purpose": "research", "reason": " "})] {
        let refused = clinic.officer.post(&clinic.of_person("/objections"), &body).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{refused:?}");
    }
}

#[tokio::test]
async fn a_correction_is_kept_until_the_change_is_named_that_put_it_right() {
    let clinic = Clinic::open().await;
    let document = format!("Observation/{}", clinic.observed);
    let before = clinic.clinician.get(&format!("/fhir/R4/{document}")).await;
    let mut body = before.json();
    body["status"] = json!("amended");
    let early = clinic.clinician.put(&format!("/fhir/R4/{document}"), &body).await;
    let requested = clinic.request_correction(&document).await;
    assert_eq!(requested.status, StatusCode::CREATED, "{requested:?}");
    let correction = requested.json();
    assert_eq!((&correction["state"], &correction["document"]), (&json!("open"), &json!(document)));
    let other = clinic.clinician.get(&format!("/fhir/R4/Observation/{}", clinic.other)).await;
    let mut changed = other.json();
    changed["status"] = json!("amended");
    let elsewhere =
        clinic.clinician.put(&format!("/fhir/R4/Observation/{}", clinic.other), &changed).await;
    // A change of before, one of another document, and a reading are none of it.
    for event in [&early, &elsewhere, &before] {
        let resolution = json!({"event": event.event().0});
        let refused = clinic.decide(&correction, "resolution", resolution).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused:?}");
    }
    body["status"] = json!("corrected");
    let right = clinic.clinician.put(&format!("/fhir/R4/{document}"), &body).await;
    let event = right.event().0;
    let resolved = clinic.decide(&correction, "resolution", json!({"event": event})).await;
    assert_eq!(resolved.status, StatusCode::OK, "{resolved:?}");
    let again = clinic.decide(&correction, "refusal", json!({"reason": "no"})).await;
    assert_eq!(again.status, StatusCode::BAD_REQUEST, "{again:?}");
    let listed = clinic.officer.get(&clinic.of_person("/corrections")).await.json();
    assert_eq!(
        (&listed["items"][0]["state"], &listed["items"][0]["event"]),
        (&json!("resolved"), &json!(event))
    );
}

#[tokio::test]
async fn a_refused_correction_says_why_and_goes_with_the_person() {
    let clinic = Clinic::open().await;
    for document in [
        format!("Observation/{}", clinic.other),
        "Observation/nobody".to_owned(),
        "Nothing/1".to_owned(),
    ] {
        let refused = clinic.request_correction(&document).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused:?}");
    }
    let correction = clinic.request_correction(&format!("Patient/{}", clinic.person)).await.json();
    let reason = json!({"reason": "the scan shows the right eye"});
    let refused = clinic.decide(&correction, "refusal", reason).await;
    assert_eq!(refused.status, StatusCode::OK, "{refused:?}");
    let listed = clinic.officer.get(&clinic.of_person("/corrections")).await.json();
    assert_eq!(listed["items"][0]["reason"], "the scan shows the right eye");
    clinic.object("research").await;
    let erase = json!({"reason": "asked for it"});
    let erased = clinic.officer.post(&clinic.of_person("/erase"), &erase).await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    let gone = clinic.officer.get(&clinic.of_person("/corrections")).await;
    assert_eq!(gone.status, StatusCode::GONE, "{gone:?}");
    let none = clinic.officer.get("/api/objections").await.json();
    assert_eq!(none["items"], json!([]));
}
