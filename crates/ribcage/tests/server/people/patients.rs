//! Patients who sign in: each sees their own record and who looked at it, and nothing else.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::person::{PASSWORD, Person, Visitor, decoded, fresh};
use crate::harness::{Answer, Caller, Server, eventually, observation, patient};

const QUINN: &str = "quinn@example.org";

/// A clinic with two patients, one of whom signs in.
pub(crate) struct Clinic {
    pub(crate) server: Server,
    /// The administrator,
    pub(crate) ann: Person,
    clinician: Caller,
    own: String,
    other: String,
    /// and the patient.
    pub(crate) quinn: Person,
}

impl Clinic {
    pub(crate) async fn open() -> Self {
        let server = Server::start();
        let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
        let clinician = ann.client(&server, "ward", &["clinician"]).await;
        let own = clinician.create(&patient("Quinn")).await;
        let other = clinician.create(&patient("Birch")).await;
        for person in [&own, &other] {
            clinician.create(&observation(person)).await;
        }
        let token = invited(&ann, &own).await;
        let visitor = Visitor::at(&server);
        let body = json!({"name": "Quinn", "password": visitor.choose(PASSWORD).await});
        let joined = visitor.accept(&token, &body).await;
        assert_eq!(joined.status, StatusCode::CREATED, "{joined:?}");
        let quinn = Person::signed_in(&visitor, QUINN, &ann.tenant).await;
        Self { server, ann, clinician, own, other, quinn }
    }

    async fn see(&self, path: &str) -> Answer {
        self.quinn.get(&format!("/fhir/R4/{path}")).await
    }
}

async fn invited(ann: &Person, patient: &str) -> String {
    let body = json!({"email": QUINN, "roles": ["patient"], "patient": patient});
    let invited = ann.post("/api/invitations", &body).await;
    assert_eq!(invited.status, StatusCode::CREATED, "{invited:?}");
    let link = invited.json()["link"].as_str().expect("a link").to_owned();
    link.split_once("/#/invitation/").expect("a page").1.to_owned()
}

fn ids(bundle: &Value) -> Vec<String> {
    let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
    entries
        .iter()
        .map(|entry| entry["resource"]["id"].as_str().expect("an id").to_owned())
        .collect()
}

#[tokio::test]
async fn a_patient_sees_their_own_record_and_nothing_of_anybody_else() {
    let clinic = Clinic::open().await;
    let (own, other) = (&clinic.own, &clinic.other);
    let shown = clinic.see(&format!("Patient/{own}")).await;
    assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    assert_eq!(clinic.see(&format!("Patient/{other}")).await.status, StatusCode::NOT_FOUND);
    for (search, count) in [
        ("Observation".to_owned(), 1),
        ("Patient".to_owned(), 1),
        ("Patient?family=Birch".to_owned(), 0),
        (format!("Observation?patient={own}"), 1),
        (format!("Observation?patient={other}"), 0),
        (format!("Patient/{own}/Observation"), 1),
        (format!("Patient/{other}/Observation"), 0),
        ("Observation?patient.family=Birch".to_owned(), 0),
        ("Observation?_include=Observation:subject".to_owned(), 2),
        ("Practitioner".to_owned(), 0),
    ] {
        let found = clinic.see(&search).await;
        assert_eq!(found.status, StatusCode::OK, "{search}: {found:?}");
        assert_eq!(ids(&found.json()).len(), count, "{search}: {found:?}");
        assert!(
            !found.body.contains(other.as_str()) || search.contains(other.as_str()),
            "{found:?}"
        );
        let total = &found.json()["total"];
        assert!(total.is_null() || total.as_u64() <= Some(1), "{search}: {found:?}");
    }
    let everything = clinic.see(&format!("Patient/{own}/$everything")).await;
    assert_eq!(ids(&everything.json()).len(), 2, "{everything:?}");
    let others = clinic.see(&format!("Patient/{other}/$everything")).await;
    assert_eq!(others.status, StatusCode::NOT_FOUND, "{others:?}");
    // What is about others too is not theirs alone.
    let member = |id: &str| json!({"entity": {"reference": format!("Patient/{id}")}});
    let both = json!({
        "resourceType": "Group", "type": "person", "actual": true,
        "member": [member(own), member(other)]
    });
    let both = clinic.clinician.create(&both).await;
    assert_eq!(clinic.see(&format!("Group/{both}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_patient_changes_nothing_and_reaches_nothing_of_the_tenant() {
    let clinic = Clinic::open().await;
    let quinn = &clinic.quinn;
    let written = quinn.post("/fhir/R4/Observation", &observation(&clinic.own)).await;
    assert_eq!(written.status, StatusCode::FORBIDDEN, "{written:?}");
    let other = format!("/api/subjects/{}", clinic.other);
    for path in [
        "/api/tenant",
        "/api/members",
        "/api/clients",
        "/api/events",
        "/api/roles",
        "/api/invitations",
        "/api/erasures",
        "/api/log/key",
        "/api/document-types",
        "/fhir/R4/Patient/_history",
        "/fhir/R4/Observation/$lastn",
        &other,
    ] {
        let refused = quinn.get(path).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}: {refused:?}");
    }
    let export = json!({"passphrase": "correct horse battery staple"});
    let others = quinn.post(&format!("{other}/export"), &export).await;
    assert_eq!(others.status, StatusCode::NOT_FOUND, "{others:?}");
    let own = quinn.post(&format!("/api/subjects/{}/export", clinic.own), &export).await;
    assert_eq!(own.status, StatusCode::ACCEPTED, "{own:?}");
    let id = own.json()["id"].as_str().expect("an id").to_owned();
    assert_eq!(quinn.get(&format!("/api/exports/{id}")).await.status, StatusCode::OK);
    let path = format!("/api/subjects/{}/export", clinic.other);
    let machine = clinic.ann.client(&clinic.server, "officer", &["privacy_officer"]).await;
    let others = machine.post(&path, &export).await.json();
    let path = format!("/api/exports/{}", others["id"].as_str().expect("an id"));
    let refused = quinn.get(&path).await;
    assert!(refused.status.is_client_error(), "{refused:?}");
}

#[tokio::test]
async fn a_patient_sees_who_looked_and_not_at_what_else_they_looked() {
    let clinic = Clinic::open().await;
    clinic.clinician.get("/fhir/R4/Patient").await;
    let accesses = clinic.quinn.get("/api/own/accesses?count=500").await;
    assert_eq!(accesses.status, StatusCode::OK, "{accesses:?}");
    let listed = accesses.json();
    let items = listed["items"].as_array().expect("entries");
    let has = |operation: &str, name: &str| {
        items.iter().any(|item| item["operation"] == operation && item["actor_name"] == name)
    };
    assert!(has("create_resource", "ward") && has("search_resources", "ward"), "{listed}");
    assert!(has("create_invitation", "Ann Example"), "{listed}");
    let ann = json!(clinic.ann.user().await);
    assert!(items.iter().any(|item| item["actor_id"] == ann), "{listed}");
    assert!(!accesses.body.contains(clinic.other.as_str()), "{listed}");
    let refused = clinic.ann.get("/api/own/accesses").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
}

#[tokio::test]
async fn a_patient_who_was_erased_signs_in_to_nothing_of_theirs() {
    let clinic = Clinic::open().await;
    let path = format!("/api/subjects/{}/erase", clinic.own);
    let erased = clinic.ann.post(&path, &json!({"reason": "asked for it"})).await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    let gone = clinic.see(&format!("Patient/{}", clinic.own)).await;
    assert!(gone.status.is_client_error(), "{gone:?}");
    assert!(!clinic.see("Patient").await.body.contains("Birch"));
    // The account goes with them, since nobody else knows it.
    let path = format!("/api/erasures/{}", erased.json()["id"].as_str().expect("an id"));
    let is_removed = async || {
        let erasure = clinic.ann.get(&path).await.json();
        erasure["documents_removed"].is_number().then_some(())
    };
    eventually(is_removed).await.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    assert!(!clinic.ann.get("/api/members").await.body.contains(QUINN));
    let (logging_in, begun) = Visitor::at(&clinic.server).begin(QUINN, PASSWORD).await;
    let answered = decoded(&begun["login_response"]);
    assert!(logging_in.finish(&answered, &fresh()).is_err(), "the password opens nothing");
}

#[tokio::test]
async fn an_invitation_of_a_patient_who_is_erased_goes_with_them() {
    let clinic = Clinic::open().await;
    let invited =
        json!({"email": "birch@example.org", "roles": ["patient"], "patient": clinic.other});
    let invited = clinic.ann.post("/api/invitations", &invited).await;
    assert_eq!(invited.status, StatusCode::CREATED, "{invited:?}");
    let path = format!("/api/subjects/{}/erase", clinic.other);
    let erased = clinic.ann.post(&path, &json!({"reason": "asked for it"})).await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    let is_gone = async || {
        let invitations = clinic.ann.get("/api/invitations").await;
        (!invitations.body.contains("birch@example.org")).then_some(())
    };
    eventually(is_gone).await.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    assert!(clinic.ann.get("/api/members").await.body.contains(QUINN), "nobody else goes");
}

#[tokio::test]
async fn nobody_becomes_a_patient_but_by_an_invitation_that_says_which() {
    let clinic = Clinic::open().await;
    let ann = &clinic.ann;
    for (body, status) in [
        (json!({"email": "a@b.org", "roles": ["patient"]}), StatusCode::BAD_REQUEST),
        (
            json!({"email": "a@b.org", "roles": ["clinician"], "patient": clinic.own}),
            StatusCode::BAD_REQUEST,
        ),
        (
            json!({"email": "a@b.org", "roles": ["patient", "clinician"], "patient": clinic.own}),
            StatusCode::BAD_REQUEST,
        ),
        (
            json!({"email": "a@b.org", "roles": ["patient"], "patient": "nobody"}),
            StatusCode::NOT_FOUND,
        ),
    ] {
        let refused = ann.post("/api/invitations", &body).await;
        assert_eq!(refused.status, status, "{refused:?}");
    }
    let machine = ann.post("/api/clients", &json!({"name": "m", "roles": ["patient"]})).await;
    assert_eq!(machine.status, StatusCode::BAD_REQUEST, "{machine:?}");
    let quinn = format!("/api/members/{}", clinic.quinn.user().await);
    let raised = ann.patch(&quinn, &json!({"roles": ["clinician"]})).await;
    assert_eq!(raised.status, StatusCode::UNPROCESSABLE_ENTITY, "{raised:?}");
    let member = format!("/api/members/{}", ann.user().await);
    let lowered = clinic.quinn.patch(&member, &json!({"roles": ["patient"]})).await;
    assert_eq!(lowered.status, StatusCode::FORBIDDEN, "{lowered:?}");
}

#[tokio::test]
async fn a_patient_asks_to_be_erased_hears_why_not_and_asks_again_until_it_is_done() {
    let clinic = Clinic::open().await;
    let officer = clinic.ann.client(&clinic.server, "officer", &["privacy_officer"]).await;
    let (own, quinn) = (format!("/api/subjects/{}/erasure-request", clinic.own), &clinic.quinn);
    assert_eq!(quinn.get(&own).await.status, StatusCode::NOT_FOUND);
    let asked = quinn.post(&own, &json!({"reason": "I am moving away"})).await;
    assert_eq!(asked.status, StatusCode::CREATED, "{asked:?}");
    assert_eq!(asked.json()["state"], "open");
    let again = quinn.post(&own, &json!({})).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{again:?}");
    // Nothing is erased by asking, and nobody asks for somebody else.
    assert_eq!(clinic.see(&format!("Patient/{}", clinic.own)).await.status, StatusCode::OK);
    let other = format!("/api/subjects/{}/erasure-request", clinic.other);
    assert_eq!(quinn.post(&other, &json!({})).await.status, StatusCode::NOT_FOUND);

    let listed = officer.get("/api/erasure-requests").await.json();
    let [one] = &listed["items"].as_array().expect("entries")[..] else { panic!("{listed}") };
    assert_eq!((&one["type"], &one["id"]), (&json!("Patient"), &json!(clinic.own)));
    assert_eq!(one["request"]["reason"], "I am moving away");
    let subject = officer.get(&format!("/api/subjects/{}", clinic.own)).await.json();
    assert_eq!(subject["erasure_request"], one["request"]);
    let why = json!({"reason": "kept for ten years by law"});
    assert_eq!(quinn.post(&format!("{own}/refusal"), &why).await.status, StatusCode::FORBIDDEN);
    for expected in [StatusCode::OK, StatusCode::NOT_FOUND] {
        let refused = officer.post(&format!("{own}/refusal"), &why).await;
        assert_eq!(refused.status, expected, "{refused:?}");
    }
    let heard = quinn.get(&own).await.json();
    assert_eq!((&heard["state"], &heard["refusal"]), (&json!("refused"), &why["reason"]));
    assert_eq!(officer.get("/api/erasure-requests").await.json()["items"], json!([]));

    assert_eq!(quinn.post(&own, &json!({})).await.status, StatusCode::CREATED);
    for expected in [StatusCode::NO_CONTENT, StatusCode::NOT_FOUND] {
        let withdrawn = quinn.delete(&own).await;
        assert_eq!(withdrawn.status, expected, "{withdrawn:?}");
    }
    assert_eq!(quinn.post(&own, &json!({})).await.status, StatusCode::CREATED);
    let erase = format!("/api/subjects/{}/erase", clinic.own);
    let erased = officer.post(&erase, &json!({"reason": "asked for it"})).await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    assert_eq!(officer.get("/api/erasure-requests").await.json()["items"], json!([]));
    assert_eq!(officer.get(&own).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_patient_says_what_is_wrong_in_their_own_record_and_in_no_other() {
    let clinic = Clinic::open().await;
    let (own, quinn) = (format!("/api/subjects/{}/corrections", clinic.own), &clinic.quinn);
    let wrong = |id: &str| json!({"document": format!("Patient/{id}"), "wrong": "the name"});
    let asked = quinn.post(&own, &wrong(&clinic.own)).await;
    assert_eq!(asked.status, StatusCode::CREATED, "{asked:?}");
    let listed = quinn.get(&own).await.json();
    assert_eq!(listed["items"][0]["id"], asked.json()["id"]);
    let others = quinn.post(&own, &wrong(&clinic.other)).await;
    assert_eq!(others.status, StatusCode::UNPROCESSABLE_ENTITY, "{others:?}");
    let other = format!("/api/subjects/{}/corrections", clinic.other);
    assert_eq!(quinn.get(&other).await.status, StatusCode::NOT_FOUND);
    assert_eq!(quinn.post(&other, &wrong(&clinic.other)).await.status, StatusCode::NOT_FOUND);
    let id = asked.json()["id"].as_str().expect("an id").to_owned();
    let refusal = json!({"reason": "it is right"});
    let refused = quinn.post(&format!("{own}/{id}/refusal"), &refusal).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
    // Whoever sees to it finds it without knowing whose it is, until it is decided.
    assert_eq!(quinn.get("/api/corrections").await.status, StatusCode::FORBIDDEN);
    let open = async || clinic.ann.get("/api/corrections").await.json();
    let found = open().await;
    let expected = (&json!(clinic.own), &json!("Patient"), &json!(id));
    let first = &found["items"][0];
    assert_eq!((&first["id"], &first["type"], &first["correction"]["id"]), expected, "{found}");
    let refused = clinic.ann.post(&format!("{own}/{id}/refusal"), &refusal).await;
    assert_eq!(refused.status, StatusCode::OK, "{refused:?}");
    assert_eq!(open().await["items"], json!([]));
}

#[tokio::test]
async fn a_reason_to_be_erased_is_one_line_or_none() {
    let clinic = Clinic::open().await;
    let own = format!("/api/subjects/{}/erasure-request", clinic.own);
    for body in [json!({"reason": " "}), json!({"reason": "a\nb"}), json!({"by": "x".repeat(501)})]
    {
        let refused = clinic.quinn.post(&own, &body).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{refused:?}");
    }
    let unknown = clinic.quinn.post(&own, &json!({"why": "x"})).await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST, "{unknown:?}");
    assert_eq!(clinic.quinn.get(&own).await.status, StatusCode::NOT_FOUND);
}
