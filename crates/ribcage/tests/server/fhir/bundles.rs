//! Bundles of requests: transactions and batches.

use model::limits::BUNDLE_SCAN_ROWS_MAX;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{Answer, Caller, Server, observation, patient};

const BASE: &str = "/fhir/R4";

async fn ward(server: &Server) -> Caller {
    server.tenant("Clinic").await.client("ward", &["clinician"]).await
}

fn entry(method: &str, url: &str, resource: Option<Value>) -> Value {
    let mut entry = json!({"request": {"method": method, "url": url}});
    if let Some(resource) = resource {
        entry["resource"] = resource;
    }
    entry
}

fn named(name: &str, mut entry: Value) -> Value {
    entry["fullUrl"] = json!(name);
    entry
}

async fn send(caller: &Caller, kind: &str, entries: Vec<Value>) -> Answer {
    caller.post(BASE, &json!({"resourceType": "Bundle", "type": kind, "entry": entries})).await
}

async fn transaction(caller: &Caller, entries: Vec<Value>) -> Answer {
    send(caller, "transaction", entries).await
}

fn of(reference: &str) -> Value {
    let mut body = observation("x");
    body["subject"]["reference"] = json!(reference);
    body
}

fn status(answer: &Answer, index: usize) -> String {
    answer.json()["entry"][index]["response"]["status"].as_str().expect("a status").to_owned()
}

async fn count(caller: &Caller, kind: &str) -> u64 {
    let found = caller.get(&format!("{BASE}/{kind}?_summary=count")).await.json();
    found["total"].as_u64().expect("a total")
}

#[tokio::test]
async fn a_transaction_stores_everything_and_its_references_lead_where_they_should() {
    let server = Server::start();
    let ward = ward(&server).await;
    ward.put("/fhir/R4/Practitioner/gp", &json!({
        "resourceType": "Practitioner", "id": "gp", "identifier": [{"system": "urn:npi", "value": "1"}]
    })).await;
    let (ann, weight) = (
        "urn:uuid:0f0e7bd4-5a3b-4b4c-8f0a-4f8a2d1b7c01",
        "urn:uuid:0f0e7bd4-5a3b-4b4c-8f0a-4f8a2d1b7c02",
    );
    let mut observed = of(ann);
    observed["performer"] = json!([{"reference": "Practitioner?identifier=urn:npi|1"}]);
    let mut report = json!({
        "resourceType": "DiagnosticReport", "status": "final", "code": {"text": "report"},
        "subject": {"reference": ann}, "result": [{"reference": weight}]
    });
    report["text"] = json!({"status": "generated", "div": format!("<div xmlns=\"http://www.w3.org/1999/xhtml\"><a href=\"{weight}\">it</a></div>")});
    // What is referred to comes last.
    let answer = transaction(
        &ward,
        vec![
            entry("POST", "DiagnosticReport", Some(report)),
            named(weight, entry("POST", "Observation", Some(observed))),
            named(ann, entry("POST", "Patient", Some(patient("Maple")))),
            entry("GET", "Observation", None),
        ],
    )
    .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let body = answer.json();
    assert_eq!(body["type"], "transaction-response");
    let resource = |index: usize| body["entry"][index]["resource"].clone();
    let id = |index: usize| resource(index)["id"].as_str().expect("an id").to_owned();
    for index in 0..3 {
        assert_eq!(status(&answer, index), "201 Created");
        let response = &body["entry"][index]["response"];
        assert_eq!(response["etag"], "W/\"1\"");
        let location = response["location"].as_str().expect("where it is");
        assert!(location.ends_with(&format!("/{}/_history/1", id(index))), "{location}");
    }
    let (weight, ann) = (format!("Observation/{}", id(1)), format!("Patient/{}", id(2)));
    assert_eq!(resource(0)["subject"]["reference"], json!(ann));
    assert_eq!(resource(0)["result"][0]["reference"], json!(weight));
    assert!(resource(0)["text"]["div"].as_str().expect("a narrative").contains(&weight));
    assert_eq!(resource(1)["performer"][0]["reference"], "Practitioner/gp");
    assert_eq!(resource(3)["entry"].as_array().map(Vec::len), Some(1), "what is read comes after");
    let read = ward.get(&format!("{BASE}/{weight}")).await.json();
    assert_eq!(read, resource(1));
    answer.event();
}

#[tokio::test]
async fn of_a_transaction_that_cannot_be_nothing_is_stored_and_the_entry_is_named() {
    let server = Server::start();
    let ward = ward(&server).await;
    let ann = "urn:uuid:0f0e7bd4-5a3b-4b4c-8f0a-4f8a2d1b7c01";
    let create = || named(ann, entry("POST", "Patient", Some(patient("Maple"))));
    let mut invalid = of(ann);
    invalid["status"] = json!("maybe");
    let mut expecting =
        entry("PUT", "Patient/chosen", Some(json!({"resourceType": "Patient", "id": "chosen"})));
    expecting["request"]["ifMatch"] = json!("W/\"3\"");
    for (bad, status, part) in [
        (entry("POST", "Observation", Some(invalid)), 400, "Bundle.entry[1].resource.status"),
        (entry("POST", "Observation", Some(of("Patient/nobody"))), 422, "Bundle.entry[1]"),
        (entry("POST", "Observation", Some(of("urn:uuid:nobody"))), 422, "Bundle.entry[1]"),
        (entry("POST", "Observation", Some(of("Patient?identifier=9"))), 422, "Bundle.entry[1]"),
        (entry("POST", "Nothing", Some(of(ann))), 404, "Bundle.entry[1]"),
        (entry("POST", "Observation", None), 400, "Bundle.entry[1]"),
        (entry("PATCH", "Patient/x", Some(patient("Oak"))), 400, "Bundle.entry[1]"),
        (entry("DELETE", "Observation/nowhere", None), 404, "Bundle.entry[1]"),
        (entry("DELETE", "Observation", None), 400, "Bundle.entry[1]"),
        (expecting, 412, "Bundle.entry[1]"),
        (create(), 400, "Bundle.entry[1]"),
    ] {
        let answer = transaction(&ward, vec![create(), bad.clone()]).await;
        assert_eq!(answer.status.as_u16(), status, "{bad}: {answer:?}");
        assert!(answer.body.contains(part), "{answer:?}");
        assert_eq!(count(&ward, "Patient").await, 0, "{bad}");
        answer.event();
    }
    let same = json!({"resourceType": "Patient", "id": "same"});
    let twice =
        vec![entry("PUT", "Patient/same", Some(same)), entry("DELETE", "Patient/same", None)];
    let answer = transaction(&ward, twice).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "there is nothing to delete yet: {answer:?}");
    for (kind, entries) in [("message", vec![]), ("transaction", vec![json!({})])] {
        assert_eq!(send(&ward, kind, entries).await.status, StatusCode::BAD_REQUEST);
    }
    let many = vec![entry("GET", "Patient", None); 5_001];
    let answer = transaction(&ward, many).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(count(&ward, "Patient").await, 0);
}

#[tokio::test]
async fn a_person_goes_in_one_transaction_with_all_that_is_about_them() {
    let server = Server::start();
    let ward = ward(&server).await;
    let ann = ward.create(&patient("Maple")).await;
    let weight = ward.create(&of(&format!("Patient/{ann}"))).await;
    let related = json!({"resourceType": "RelatedPerson", "patient": {"reference": format!("Patient/{ann}")}});
    let related = ward.create(&related).await;
    let delete = |kind: &str, id: &str| entry("DELETE", &format!("{kind}/{id}"), None);
    let some = vec![delete("Patient", &ann), delete("Observation", &weight)];
    let refused = transaction(&ward, some.clone()).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("about this Patient"), "{refused:?}");
    let about = entry("POST", "Observation", Some(of(&format!("Patient/{ann}"))));
    let mut all = some;
    all.push(delete("RelatedPerson", &related));
    let writes = [all.clone(), vec![about]].concat();
    let answer = transaction(&ward, writes).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{answer:?}");
    let answer = transaction(&ward, all).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(status(&answer, 0), "204 No Content");
    for path in [format!("Patient/{ann}"), format!("Observation/{weight}")] {
        assert_eq!(ward.get(&format!("{BASE}/{path}")).await.status, StatusCode::GONE);
    }
}

#[tokio::test]
async fn what_a_transaction_creates_on_a_condition_is_there_once() {
    let server = Server::start();
    let ward = ward(&server).await;
    let ann = "urn:uuid:0f0e7bd4-5a3b-4b4c-8f0a-4f8a2d1b7c01";
    let mut body = patient("Maple");
    body["identifier"] = json!([{"system": "urn:clinic", "value": "7"}]);
    let mut create = named(ann, entry("POST", "Patient", Some(body)));
    create["request"]["ifNoneExist"] = json!("identifier=urn:clinic|7");
    let mut ids = Vec::new();
    for expected in ["201 Created", "200 OK"] {
        let entries = vec![create.clone(), entry("POST", "Observation", Some(of(ann)))];
        let answer = transaction(&ward, entries).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        assert_eq!(status(&answer, 0), expected);
        ids.push(answer.json()["entry"][1]["resource"]["subject"]["reference"].clone());
    }
    assert_eq!(ids[0], ids[1]);
    assert_eq!((count(&ward, "Patient").await, count(&ward, "Observation").await), (1, 2));
}

#[tokio::test]
async fn requests_of_a_batch_stand_each_for_itself() {
    let server = Server::start();
    let ward = ward(&server).await;
    let ann = ward.create(&patient("Maple")).await;
    let answer = send(
        &ward,
        "batch",
        vec![
            entry("POST", "Observation", Some(of(&format!("Patient/{ann}")))),
            entry("POST", "Observation", Some(of("Patient/nobody"))),
            entry("GET", &format!("Patient/{ann}"), None),
            entry("GET", "Patient/nobody", None),
            entry("GET", "Patient?family=maple", None),
            entry("DELETE", "Patient?family=oak", None),
            entry("POST", "/", None),
            entry("GET", "Patient/1/$everything", None),
        ],
    )
    .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let statuses: Vec<_> = (0..8).map(|index| status(&answer, index)).collect();
    assert_eq!(
        statuses[..6],
        [
            "201 Created",
            "422 Unprocessable Entity",
            "200 OK",
            "404 Not Found",
            "200 OK",
            "204 No Content",
        ]
    );
    assert!(statuses[6].starts_with('4') && statuses[7].starts_with('4'), "{statuses:?}");
    let body = answer.json();
    assert_eq!(body["entry"][2]["resource"]["id"], json!(ann));
    assert_eq!(body["entry"][7]["response"]["outcome"]["resourceType"], "OperationOutcome");
    assert_eq!(body["entry"][3]["response"]["outcome"]["resourceType"], "OperationOutcome");
    assert_eq!(body["entry"][4]["resource"]["total"], json!(1));
    answer.event();
}

#[tokio::test]
async fn references_in_a_circle_lead_where_they_should() {
    let server = Server::start();
    let ward = ward(&server).await;
    let urn = |number: usize| format!("urn:uuid:0f0e7bd4-5a3b-4b4c-8f0a-4f8a2d1b7c{number:02}");
    let member = |number: usize| {
        let mut body = of("nobody");
        body.as_object_mut().expect("an object").remove("subject");
        // The last leads back to the first, and each to itself.
        body["hasMember"] =
            json!([{"reference": urn((number + 1) % 20)}, {"reference": urn(number)}]);
        named(&urn(number), entry("POST", "Observation", Some(body)))
    };
    let answer = transaction(&ward, (0..20).map(member).collect()).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let body = answer.json();
    let resource = |number: usize| &body["entry"][number]["resource"];
    let address = |number: usize| {
        json!(format!("Observation/{}", resource(number)["id"].as_str().expect("an id")))
    };
    for number in 0..20 {
        let members = &resource(number)["hasMember"];
        assert_eq!(members[0]["reference"], address((number + 1) % 20));
        assert_eq!(members[1]["reference"], address(number));
    }
    // Whoever follows them does so a bounded way.
    let path = format!("{BASE}/Observation?_id={}", &address(0).as_str().expect("text")[12..]);
    let all = ward.get(&format!("{path}&_include:iterate=Observation:has-member")).await;
    assert_eq!(all.status, StatusCode::OK, "{all:?}");
}

#[tokio::test]
async fn a_transaction_reaches_nothing_of_another_tenant() {
    let server = Server::start();
    let ours = ward(&server).await;
    let theirs = server.tenant("Other").await.client("ward", &["clinician"]).await;
    let body = json!({"resourceType": "Patient", "id": "theirs", "name": [{"family": "Elm"}]});
    assert_eq!(
        theirs.put(&format!("{BASE}/Patient/theirs"), &body).await.status,
        StatusCode::CREATED
    );
    let absolute = format!("{}{BASE}/Patient/theirs", server.url);
    for (bad, status) in [
        (entry("POST", "Observation", Some(of("Patient/theirs"))), 422),
        (entry("POST", "Observation", Some(of(&absolute))), 422),
        (entry("POST", "Observation", Some(of("Patient?family=elm"))), 422),
        (entry("DELETE", "Patient/theirs", None), 404),
        (entry("DELETE", &absolute, None), 404),
    ] {
        let answer = transaction(&ours, vec![bad.clone()]).await;
        assert_eq!(answer.status.as_u16(), status, "{bad}: {answer:?}");
        assert!(!answer.body.contains("Elm"), "{answer:?}");
    }
    let answer = transaction(&ours, vec![entry("GET", "Patient/theirs", None)]).await;
    assert_eq!(status(&answer, 0), "404 Not Found");
    // The same id is another thing here.
    let own = json!({"resourceType": "Patient", "id": "theirs"});
    let answer = transaction(&ours, vec![entry("PUT", "Patient/theirs", Some(own))]).await;
    assert_eq!(status(&answer, 0), "201 Created");
    let kept = theirs.get(&format!("{BASE}/Patient/theirs")).await;
    assert!(kept.body.contains("Elm"), "{kept:?}");
    assert_eq!(kept.header("etag"), Some("W/\"1\""));
}

fn numbered(kind: &str, number: &str) -> Value {
    json!({"resourceType": kind, "identifier": [{"system": "urn:ox", "value": number}]})
}

fn cared_for(number: &str) -> Value {
    let reference = json!({"reference": format!("Organization?identifier=urn:ox|{number}")});
    let mut body = patient("Maple");
    body["managingOrganization"] = reference;
    body
}

#[tokio::test]
async fn a_reference_that_is_a_search_finds_what_the_same_transaction_writes() {
    let server = Server::start();
    let ward = ward(&server).await;
    let organization = || entry("POST", "Organization", Some(numbered("Organization", "R")));
    let ann = || entry("POST", "Patient", Some(cared_for("R")));
    // Before or behind what refers to it, there is one each time.
    for (order, place) in [(vec![organization(), ann()], 0), (vec![ann(), organization()], 1)] {
        let answer = transaction(&ward, order).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let body = answer.json();
        let resource = |index: usize| &body["entry"][index]["resource"];
        let id = resource(place)["id"].as_str().expect("an id");
        let reference = json!(format!("Organization/{id}"));
        assert_eq!(resource(1 - place)["managingOrganization"]["reference"], reference);
        let gone = ward
            .delete(&format!(
                "{BASE}/Patient/{}",
                resource(1 - place)["id"].as_str().expect("an id")
            ))
            .await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
        let gone = ward.delete(&format!("{BASE}/Organization/{id}")).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
    }
    // A patient of the same transaction is found so, too, and by their id.
    let of_new = entry("POST", "Observation", Some(of("Patient?identifier=urn:ox|7")));
    let patient = entry("POST", "Patient", Some(numbered("Patient", "7")));
    let chosen = json!({"resourceType": "Patient", "id": "chosen"});
    let of_chosen = entry("POST", "Observation", Some(of("Patient?_id=chosen")));
    let chosen = entry("PUT", "Patient/chosen", Some(chosen));
    let answer = transaction(&ward, vec![of_new, patient, chosen, of_chosen]).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let body = answer.json();
    let id = body["entry"][1]["resource"]["id"].as_str().expect("an id");
    let subject = |index: usize| &body["entry"][index]["resource"]["subject"]["reference"];
    assert_eq!(*subject(0), json!(format!("Patient/{id}")));
    assert_eq!(*subject(3), "Patient/chosen");
    assert_eq!(
        ward.get(&format!("{BASE}/Observation?subject=Patient/{id}")).await.json()["total"],
        1
    );
}

#[tokio::test]
async fn what_a_transaction_replaces_or_deletes_is_found_as_it_will_be() {
    let server = Server::start();
    let ward = ward(&server).await;
    let old = ward.create(&numbered("Organization", "old")).await;
    let renumbered = || {
        let mut body = numbered("Organization", "new");
        body["id"] = json!(old);
        entry("PUT", &format!("Organization/{old}"), Some(body))
    };
    let delete = entry("DELETE", &format!("Organization/{old}"), None);
    let ann = |number: &str| entry("POST", "Patient", Some(cared_for(number)));
    let new = |number: &str| entry("POST", "Organization", Some(numbered("Organization", number)));
    for (entries, status) in [
        (vec![ann("old"), delete.clone()], 422),
        (vec![ann("old"), renumbered()], 422),
        (vec![ann("old"), new("old")], 412),
        (vec![ann("twice"), new("twice"), new("twice")], 412),
        (vec![ann("old"), new("old"), delete], 200),
        (vec![ann("none"), new("other")], 422),
    ] {
        let answer = transaction(&ward, entries).await;
        assert_eq!(answer.status.as_u16(), status, "{answer:?}");
    }
    let old = ward.create(&numbered("Organization", "before")).await;
    let mut body = numbered("Organization", "after");
    body["id"] = json!(old);
    let update = entry("PUT", &format!("Organization/{old}"), Some(body));
    let answer = transaction(&ward, vec![update, ann("after")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let reference = &answer.json()["entry"][1]["resource"]["managingOrganization"]["reference"];
    assert_eq!(*reference, json!(format!("Organization/{old}")));
}

#[tokio::test]
async fn what_a_bundle_looks_at_is_bounded_and_what_comes_after_is_refused_one_by_one() {
    let server = Server::start();
    let ward = ward(&server).await;
    let body = json!({"resourceType": "Observation", "status": "final", "code": {"text": "words"}});
    let many = vec![entry("POST", "Observation", Some(body)); 400];
    assert_eq!(transaction(&ward, many).await.status, StatusCode::OK);
    // Each looks at everything there is.
    let rows = usize::try_from(count(&ward, "Observation").await).expect("a number");
    let whole = BUNDLE_SCAN_ROWS_MAX / rows;
    let asked = vec![entry("GET", "Observation?_content=nothing", None); whole + 3];
    for kind in ["batch", "transaction"] {
        let answer = send(&ward, kind, asked.clone()).await;
        assert_eq!(answer.status, StatusCode::OK, "{kind}");
        let entries = answer.json()["entry"].as_array().cloned().expect("entries");
        assert_eq!(entries.len(), asked.len(), "{kind}");
        let status = |entry: &Value| entry["response"]["status"].as_str().map(str::to_owned);
        let statuses: Vec<_> = entries.iter().map(|it| status(it).expect("one")).collect();
        assert!(statuses[..whole].iter().all(|status| *status == "200 OK"), "{kind} {statuses:?}");
        for (status, entry) in statuses.iter().zip(&entries).skip(whole + 1) {
            assert_eq!(*status, "422 Unprocessable Entity", "{kind}");
            assert!(entry.to_string().contains("too_costly"), "{kind} {entry}");
        }
    }
    // Alone, each is answered.
    let alone = ward.get(&format!("{BASE}/Observation?_content=nothing")).await;
    assert_eq!(alone.status, StatusCode::OK, "{alone:?}");
}
