//! Four walks over every operation: as a stranger, as another tenant, with a wrong role, and in
//! search of the event that each leaves. An operation without a case fails, and so does a case
//! that is left out without a reason in `walks/exemptions.txt`.

mod cases;
mod coverage;

use std::collections::BTreeSet;

use model::Operation;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{Answer, Caller, Server};
use crate::people::PatientClinic;
use crate::people::Person;
use cases::{CASES, Case, Place, ROLES, ask, ask_by};
use coverage::{assert_exempted, is_exempt};

/// Somebody who may do all that a client can.
async fn almighty(administrator: &Caller) -> Caller {
    administrator.client("almighty", &ROLES).await
}

/// A machine that administers a tenant, of which somebody is a member.
async fn clinic(server: &Server, name: &str) -> Caller {
    let email = format!("{}@example.org", name.to_lowercase());
    let person = Person::administrator(server, name, &email).await;
    person.client(server, "administrator", &["administrator"]).await
}

/// The cases that a walk does not leave out.
fn walked(walk: &str) -> impl Iterator<Item = &'static Case> {
    CASES.iter().filter(move |case| !is_exempt(walk, case.operation.name()))
}

#[tokio::test]
async fn a_stranger_is_refused_everywhere_and_learns_nothing() {
    let server = Server::start();
    let caller = almighty(&clinic(&server, "Clinic").await).await;
    let place = Place::furnish(&caller, "1").await;
    let http = server.http();
    let mut open = BTreeSet::new();
    let mut bodies: Vec<(bool, Value)> = Vec::new();
    for case in CASES {
        for place in [&place, &Place::nowhere(&place)] {
            let url = format!("{}{}", server.url, case.path(place));
            let request = case.fill(http.request(case.method(), url), place);
            let answer = request.send().await.expect("the server answers");
            let name = case.operation;
            assert!(!answer.headers().contains_key("ribcage-event"), "{name}");
            if answer.status() != StatusCode::UNAUTHORIZED {
                open.insert(name.name());
                continue;
            }
            assert_eq!(answer.headers()["www-authenticate"], "Bearer", "{name}");
            let body = answer.json().await.expect("JSON");
            bodies.push((case.template.starts_with("/fhir"), body));
        }
    }
    assert_exempted("anonymous", &open);
    for face in [true, false] {
        let mut bodies = bodies.iter().filter(|(fhir, _)| *fhir == face);
        let (_, first) = bodies.next().expect("every face has closed doors");
        assert!(bodies.all(|(_, body)| body == first), "{first}");
    }
}

/// Two tenants in which the same ids lead to different things.
struct Neighbours {
    ours: Caller,
    theirs: Caller,
    place: Place,
}

impl Neighbours {
    async fn settle(server: &Server) -> Self {
        let ours = almighty(&clinic(server, "Ours").await).await;
        let theirs = almighty(&clinic(server, "Theirs").await).await;
        for (caller, words) in [(&ours, "our words"), (&theirs, "their words")] {
            put(caller, "Patient", "shared", words).await;
            put(caller, "Observation", "shared", words).await;
            put(caller, "Group", "shared", words).await;
        }
        put(&theirs, "Observation", "only-theirs", "their words").await;
        let mut place = Place::furnish(&theirs, "2").await;
        "only-theirs".clone_into(&mut place.resource);
        Self { ours, theirs, place }
    }

    /// Nothing of theirs is in an answer to us.
    fn assert_clean(&self, answer: &Answer, what: &str) {
        let Place { client, event, .. } = &self.place;
        for secret in ["their words", "Theirs", client, event] {
            assert!(!answer.body.contains(secret), "{what}: {answer:?}");
        }
    }
}

async fn put(caller: &Caller, kind: &str, id: &str, words: &str) {
    let body = match kind {
        "Group" => json!({
            "resourceType": kind, "id": id, "type": "person", "actual": true, "name": words,
            "member": [{"entity": {"reference": "Patient/shared"}}]
        }),
        "Patient" => json!({"resourceType": kind, "id": id, "name": [{"text": words}]}),
        _ => json!({
            "resourceType": kind, "id": id, "status": "final", "code": {"text": words},
            "subject": {"reference": "Patient/shared"}
        }),
    };
    let answer = caller.put(&format!("/fhir/R4/{kind}/{id}"), &body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
}

#[tokio::test]
async fn another_tenants_things_look_like_things_that_are_not_there() {
    let server = Server::start();
    let neighbours = Neighbours::settle(&server).await;
    let Neighbours { ours, theirs, place } = &neighbours;
    let nowhere = Place::nowhere(place);
    for case in walked("tenant") {
        let name = case.operation.name();
        let foreign = ask(ours, case, place).await;
        neighbours.assert_clean(&redacted(&foreign, place), name);
        if case.template.contains("{id}") {
            let absent = ask(ours, case, &nowhere).await;
            assert_eq!(foreign.status, absent.status, "{name}");
            let (foreign, absent) = (timeless(&foreign, place), timeless(&absent, &nowhere));
            assert_eq!(foreign, absent, "{name}");
        }
        let shared = Place { resource: "shared".to_owned(), ..nowhere.clone() };
        // No event, and no export of theirs, has an id of ours.
        let of_its_own =
            [Operation::ReadAuditEvent, Operation::FindBulkExport, Operation::ReadBulkExport];
        let may_be_shared = !of_its_own.contains(&case.operation);
        if case.template.starts_with("/fhir") && case.method() == Method::GET && may_be_shared {
            let own = ask(ours, case, &shared).await;
            neighbours.assert_clean(&own, name);
            // What these show is not what was stored.
            let shows = [
                "metadata",
                "smart-configuration",
                "AuditEvent",
                "$stats",
                "{type}/_history",
                "$export",
            ];
            let expected = match case.operation {
                Operation::CreateBulkExport => StatusCode::ACCEPTED,
                _ => StatusCode::OK,
            };
            assert_eq!(own.status, expected, "{name} {own:?}");
            if !shows.iter().any(|end| case.template.ends_with(end)) {
                assert!(own.body.contains("our words"), "{name} {own:?}");
            }
        }
    }
    for query in [
        "/fhir/R4/Observation?_id=only-theirs",
        "/fhir/R4/Observation?patient=shared",
        "/fhir/R4/Patient?_id=shared",
        "/api/events?resource=Observation/only-theirs",
        "/api/events?operation=update_resource",
    ] {
        neighbours.assert_clean(&ours.get(query).await, query);
    }
    // The name of their event is nobody's here.
    let event = format!("/api/events/{}", place.event);
    let (own, foreign) = (ours.get(&event).await, theirs.get(&event).await);
    assert_eq!((own.status, foreign.status), (StatusCode::NOT_FOUND, StatusCode::OK));
    let by_them = format!("/api/events?actor={}", place.client);
    assert_eq!(ours.get(&by_them).await.json()["items"], json!([]));

    // Whatever we tried, all of theirs is as it was.
    for id in ["shared", "only-theirs"] {
        let kept = theirs.get(&format!("/fhir/R4/Observation/{id}")).await;
        assert!(kept.body.contains("their words"), "{kept:?}");
        assert_eq!(kept.header("etag"), Some("W/\"1\""));
    }
    let client = theirs.get(&format!("/api/clients/{}", place.client)).await;
    assert_eq!(client.json()["version"], 1, "{client:?}");
}

/// An answer without the ids that the question itself named.
fn redacted(answer: &Answer, place: &Place) -> Answer {
    let mut body = answer.body.clone();
    for id in [&place.client, &place.event] {
        body = body.replace(id.as_str(), "ID");
    }
    Answer { status: answer.status, headers: answer.headers.clone(), body }
}

/// A body without ids that the question named, and without what is another one each time.
fn timeless(answer: &Answer, place: &Place) -> Value {
    let body = answer.body.replace(&place.resource, "ID");
    let mut body = serde_json::from_str(&body).unwrap_or_default();
    stop_clocks(&mut body);
    body
}

fn stop_clocks(body: &mut Value) {
    match body {
        Value::Array(items) => items.iter_mut().for_each(stop_clocks),
        Value::Object(members) => {
            members.remove("lastUpdated");
            members.remove("lastModified");
            // Where a page is, sealed anew each time.
            members.remove("link");
            members.values_mut().for_each(stop_clocks);
        }
        _ => {}
    }
}

#[tokio::test]
async fn a_wrong_role_is_refused_everywhere_and_the_refusal_is_written_down() {
    let server = Server::start();
    let administrator = clinic(&server, "Clinic").await;
    let caller = almighty(&administrator).await;
    let place = Place::furnish(&caller, "3").await;
    let listed = administrator.get("/api/roles").await.json();
    let mut open: BTreeSet<_> = CASES.iter().map(|case| case.operation.name()).collect();
    for role in listed["items"].as_array().expect("entries") {
        let name = role["name"].as_str().expect("text");
        // No machine has it; see below.
        if name == "patient" {
            continue;
        }
        let member = administrator.client(&format!("one {name}"), &[name]).await;
        for case in CASES {
            let operation = case.operation.name();
            let operations = role["operations"].as_array().expect("entries");
            if operations.contains(&json!(operation)) {
                continue;
            }
            open.remove(operation);
            let refused = ask(&member, case, &place).await;
            assert_eq!(
                (refused.status, refused.code().as_str()),
                (StatusCode::FORBIDDEN, "denied"),
                "{name} {operation} {refused:?}"
            );
            let event =
                administrator.get(&format!("/api/events/{}", refused.event().0)).await.json();
            assert_eq!(
                (&event["operation"], &event["outcome"], &event["actor"]["name"]),
                (&json!(operation), &json!("refused"), &json!(format!("one {name}")))
            );
        }
    }
    assert_exempted("role", &open);
}

#[tokio::test]
async fn a_patient_is_refused_everywhere_but_where_their_own_record_is() {
    let clinic = PatientClinic::open().await;
    let caller = clinic.ann.client(&clinic.server, "almighty", &ROLES).await;
    let place = Place::furnish(&caller, "4").await;
    let roles = caller.get("/api/roles").await.json();
    let roles = roles["items"].as_array().expect("entries").clone();
    let role = roles.into_iter().find(|role| role["name"] == "patient").expect("it is there");
    // What a server can do is open to anybody.
    for case in CASES.iter().filter(|case| case.operation != Operation::ReadCapabilities) {
        let operation = json!(case.operation.name());
        let refused = ask_by(|method, path| clinic.quinn.request(method, path), case, &place).await;
        if role["operations"].as_array().expect("entries").contains(&operation) {
            // Whatever it is of, it is not theirs.
            let found = refused.body.contains(&place.resource);
            assert!(!refused.status.is_success() || !found, "{operation} {refused:?}");
        } else {
            let expected = (StatusCode::FORBIDDEN, "denied");
            let found = (refused.status, refused.code());
            assert_eq!((found.0, found.1.as_str()), expected, "{operation} {refused:?}");
        }
    }
}

#[tokio::test]
async fn every_operation_leaves_an_event() {
    let server = Server::start();
    let administrator = clinic(&server, "Clinic").await;
    let caller = almighty(&administrator).await;
    for (number, case) in walked("event").enumerate() {
        let place = Place::furnish(&caller, &number.to_string()).await;
        let name = case.operation.name();
        let (answer, reader, actor) = if name == "claim_tenant" {
            let claimant = server.caller(&server.tenant_credential("Second"));
            let answer = ask(&claimant, case, &place).await;
            let token = answer.json()["token"].as_str().expect("text").to_owned();
            (answer, claimant.with_token(&token), "claimant")
        } else {
            (ask(&caller, case, &place).await, administrator.clone(), "client")
        };
        assert!(answer.status.is_success(), "{name} {answer:?}");
        let (id, hash) = answer.event();
        let event = reader.get(&format!("/api/events/{id}")).await;
        assert_eq!(event.status, StatusCode::OK, "{name} {event:?}");
        let event = event.json();
        assert_eq!(
            (&event["id"], &event["hash"], &event["operation"]),
            (&json!(id), &json!(hash), &json!(name))
        );
        assert_eq!(
            (&event["outcome"], &event["actor"]["kind"]),
            (&json!("done"), &json!(actor)),
            "{name}"
        );
        // A machine has but a few at a time.
        caller.delete(&format!("/fhir/R4/$export/{}", place.bulk_export)).await;
    }
}
