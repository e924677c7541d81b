//! Searching over the FHIR face: every kind of parameter, along references, sorted and in pages.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{Answer, Caller, Server, is_indexed};
use crate::tables::{Tables, flip};

/// Two patients, their practitioner and what was observed of them.
struct Ward {
    server: Server,
    administrator: Caller,
    clinician: Caller,
}

impl Ward {
    async fn open() -> Self {
        let server = Server::start();
        let administrator = server.tenant("Clinic").await;
        let clinician = administrator.client("ward", &["clinician"]).await;
        let ward = Self { server, administrator, clinician };
        ward.put("Practitioner", "gp", json!({"name": [{"family": "Birch"}]})).await;
        for (id, family, born) in [("ann", "Maple", "1970-05-01"), ("bob", "Máple-Linden", "1990")]
        {
            let body = json!({
                "name": [{"family": family}], "birthDate": born, "active": true,
                "generalPractitioner": [{"reference": "Practitioner/gp"}]
            });
            ward.put("Patient", id, body).await;
        }
        for (id, patient, code, value, at) in [
            ("w1", "ann", "weight", "70.0", "2024-01-01T08:00:00Z"),
            ("w2", "ann", "weight", "72.5", "2025-01-01T08:00:00Z"),
            ("h1", "ann", "height", "168", "2024-01-01T08:00:00Z"),
            ("w3", "bob", "weight", "90", "2024-06-01T08:00:00Z"),
        ] {
            let value: Value = serde_json::from_str(value).expect("a number");
            let body = json!({
                "status": "final",
                "code": {"coding": [{"system": "urn:codes", "code": code}]},
                "subject": {"reference": format!("Patient/{patient}")},
                "effectiveDateTime": at,
                "valueQuantity": {"value": value, "unit": "u"}
            });
            ward.put("Observation", id, body).await;
        }
        if is_indexed() {
            ward.server.until_indexed(&ward.administrator).await;
        }
        ward
    }

    async fn put(&self, kind: &str, id: &str, mut body: Value) {
        body["resourceType"] = kind.into();
        body["id"] = id.into();
        let path = format!("/fhir/R4/{kind}/{id}");
        let answer = self.clinician.put(&path, &body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    }

    /// The ids that a search finds, in their order.
    async fn find(&self, search: &str) -> Vec<String> {
        let answer = self.clinician.get(&format!("/fhir/R4/{search}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{search}: {answer:?}");
        ids(&answer.json())
    }

    /// The same, whatever their order.
    async fn finds(&self, search: &str, expected: &[&str]) {
        let mut found = self.find(search).await;
        found.sort();
        assert_eq!(found, expected, "{search}");
    }
}

fn ids(bundle: &Value) -> Vec<String> {
    let entries = bundle["entry"].as_array().map_or(&[][..], Vec::as_slice);
    let matches = entries.iter().filter(|entry| entry["search"]["mode"] == "match");
    matches.map(|entry| entry["resource"]["id"].as_str().expect("an id").to_owned()).collect()
}

fn link(bundle: &Value, relation: &str) -> Option<String> {
    let links = bundle["link"].as_array().expect("links");
    let found = links.iter().find(|link| link["relation"] == relation)?;
    Some(found["url"].as_str().expect("an address").to_owned())
}

#[tokio::test]
async fn every_kind_of_parameter_finds_what_it_means() {
    let ward = Ward::open().await;
    for (search, expected) in [
        ("Observation?code=weight", &["w1", "w2", "w3"][..]),
        ("Observation?code=urn:codes|weight&patient=ann", &["w1", "w2"]),
        ("Observation?code:not=weight", &["h1"]),
        ("Observation?code=weight,height&date=2024-01-01", &["h1", "w1"]),
        ("Observation?date=ge2024-06&date=lt2025", &["w3"]),
        ("Observation?value-quantity=gt70||u&value-quantity=lt100", &["w2", "w3"]),
        ("Observation?code-value-quantity=weight$ge72.5", &["w2", "w3"]),
        ("Observation?_id=w1,h1&code=weight", &["w1"]),
        ("Observation?_id=w1&_id=h1", &[]),
        ("Observation?value-quantity:missing=true", &[]),
        ("Patient?family=maple", &["ann", "bob"]),
        ("Patient?family:exact=Maple", &["ann"]),
        ("Patient?family:contains=linden", &["bob"]),
        ("Patient?birthdate=1970", &["ann"]),
        ("Patient?_content=linden", &["bob"]),
        ("Patient?general-practitioner=Practitioner/gp", &["ann", "bob"]),
    ] {
        ward.finds(search, expected).await;
    }
}

#[tokio::test]
async fn searches_follow_references_in_both_directions() {
    let ward = Ward::open().await;
    for (search, expected) in [
        ("Observation?patient.family=maple-linden", &["w3"][..]),
        ("Observation?subject:Patient.family=maple-linden", &["w3"]),
        ("Observation?subject.general-practitioner.family=birch&code=height", &["h1"]),
        ("Observation?patient.family=nobody", &[]),
        ("Patient?_has:Observation:patient:code=height", &["ann"]),
        ("Patient?_has:Observation:subject:value-quantity=90", &["bob"]),
        ("Patient?_has:Observation:patient:code=width", &[]),
        (
            "Practitioner?_has:Patient:general-practitioner:_has:Observation:patient:code=height",
            &["gp"],
        ),
    ] {
        ward.finds(search, expected).await;
    }
}

/// The names of what stands in a bundle beside the matches, sorted.
fn beside(bundle: &Value) -> Vec<String> {
    let entries = bundle["entry"].as_array().map_or(&[][..], Vec::as_slice);
    let beside = entries.iter().filter(|entry| entry["search"]["mode"] == "include");
    let name = |entry: &Value| {
        let part = |name: &str| entry["resource"][name].as_str().expect("text").to_owned();
        format!("{}/{}", part("resourceType"), part("id"))
    };
    let mut names: Vec<_> = beside.map(name).collect();
    names.sort();
    names
}

#[tokio::test]
async fn what_matches_refer_to_and_what_refers_to_them_is_shown_beside_them() {
    let ward = Ward::open().await;
    for (search, expected) in [
        (
            "Observation?code=weight&_include=Observation:patient",
            &["Patient/ann", "Patient/bob"][..],
        ),
        ("Observation?_id=h1&_include=Observation:subject:Patient", &["Patient/ann"]),
        ("Observation?_id=h1&_include=Observation:subject:Device", &[]),
        ("Observation?_id=h1&_include=Observation:*", &["Patient/ann"]),
        (
            "Observation?_id=h1&_include=Observation:patient&_include:iterate=Patient:general-practitioner",
            &["Patient/ann", "Practitioner/gp"],
        ),
        (
            "Patient?_id=ann&_revinclude=Observation:patient",
            &["Observation/h1", "Observation/w1", "Observation/w2"],
        ),
        (
            "Practitioner?_id=gp&_revinclude=Patient:general-practitioner",
            &["Patient/ann", "Patient/bob"],
        ),
        (
            "Practitioner?_revinclude=Patient:general-practitioner&_revinclude:iterate=Observation:patient",
            &[
                "Observation/h1",
                "Observation/w1",
                "Observation/w2",
                "Observation/w3",
                "Patient/ann",
                "Patient/bob",
            ],
        ),
    ] {
        let found = ward.clinician.get(&format!("/fhir/R4/{search}")).await;
        assert_eq!(found.status, StatusCode::OK, "{search}: {found:?}");
        assert_eq!(beside(&found.json()), expected, "{search}");
    }
    // Whose log shows that they were shown.
    let found =
        ward.clinician.get("/fhir/R4/Observation?_id=h1&_include=Observation:patient").await;
    let auditor = ward.administrator.client("auditor", &["auditor"]).await;
    let event = auditor.get(&format!("/api/events/{}", found.event().0)).await;
    let shown = &event.json()["resources"][1];
    assert_eq!((&shown["type"], &shown["id"]), (&json!("Patient"), &json!("ann")), "{event:?}");
    // An analyst may not see patients, and does not see that there are any.
    let analyst = ward.administrator.client("numbers", &["analyst"]).await;
    let found = analyst.get("/fhir/R4/Observation?code=weight&_include=Observation:patient").await;
    assert_eq!((found.status, beside(&found.json())), (StatusCode::OK, Vec::new()), "{found:?}");
}

#[tokio::test]
async fn parts_of_resources_are_shown_and_tagged() {
    let ward = Ward::open().await;
    let found = ward.clinician.get("/fhir/R4/Patient?_id=ann&_elements=birthDate").await.json();
    let resource = &found["entry"][0]["resource"];
    assert_eq!(resource["birthDate"], "1970-05-01");
    assert_eq!(resource["meta"]["tag"][0]["code"], "SUBSETTED");
    assert_eq!(resource.get("name"), None);
    let found = ward.clinician.get("/fhir/R4/Patient?_id=ann&_summary=true").await.json();
    let resource = &found["entry"][0]["resource"];
    assert!(resource["name"].is_array(), "{resource}");
    assert_eq!(resource.get("generalPractitioner"), None);
    let counted = ward.clinician.get("/fhir/R4/Observation?_summary=count").await.json();
    assert_eq!((&counted["total"], counted.get("entry")), (&json!(4), None));
}

#[tokio::test]
async fn pages_come_in_the_order_that_is_asked_for_and_their_links_show_nothing() {
    let ward = Ward::open().await;
    let sorted = ["h1", "w3", "w2", "w1"];
    assert_eq!(ward.find("Observation?_sort=-value-quantity").await, sorted);
    assert_eq!(ward.find("Observation?_sort=code,-date").await, ["h1", "w2", "w3", "w1"]);
    assert_eq!(ward.find("Patient?_sort=birthdate").await, ["ann", "bob"]);

    let first = ward
        .clinician
        .get("/fhir/R4/Observation?_sort=-value-quantity&_count=3&_total=accurate")
        .await
        .json();
    assert_eq!(
        (ids(&first), &first["total"]),
        (sorted[..3].iter().map(ToString::to_string).collect(), &json!(4))
    );
    let next = link(&first, "next").expect("there is more");
    let own = link(&first, "self").expect("a link to itself");
    for address in [&next, &own] {
        for secret in ["quantity", "_sort", "_count"] {
            assert!(!address.contains(secret), "{address}");
        }
    }
    let path = |address: &str| address.strip_prefix(&ward.server.url).expect("ours").to_owned();
    let second = ward.clinician.get(&path(&next)).await.json();
    assert_eq!((ids(&second), link(&second, "next")), (vec!["w1".to_owned()], None));
    let again = ward.clinician.get(&path(&own)).await.json();
    assert_eq!(ids(&again), ids(&first));
}

#[tokio::test]
async fn a_search_for_ids_comes_in_pages_too_and_leaves_none_out() {
    let ward = Ward::open().await;
    let path = |address: &str| address.strip_prefix(&ward.server.url).expect("ours").to_owned();
    for search in ["_id=w1,w2,w3,h1", "patient.family=maple", "code=weight,height"] {
        let first = format!("/fhir/R4/Observation?{search}&_count=3&_total=accurate");
        let first = ward.clinician.get(&first).await.json();
        assert_eq!(first["total"], 4, "{search}");
        let next = link(&first, "next").expect("there is more");
        let second = ward.clinician.get(&path(&next)).await.json();
        let mut found = [ids(&first), ids(&second)].concat();
        found.sort();
        assert_eq!(found, ["h1", "w1", "w2", "w3"], "{search}");
        assert_eq!(link(&second, "next"), None, "{search}");
    }
    let uncounted = ward.clinician.get("/fhir/R4/Observation?_total=none").await.json();
    assert_eq!((ids(&uncounted).len(), uncounted.get("total")), (4, None));
}

#[tokio::test]
async fn a_page_says_what_could_not_be_looked_at_on_the_way_to_it() {
    let mut ward = Ward::open().await;
    assert!(ward.server.stop().success());
    let tables = Tables::at(ward.server.place_of("identity")).await;
    for row in tables.rows("SELECT sequence, message FROM versions").await {
        let (sequence, flipped) = (&row[0], flip(&row[1], 100));
        let sql = format!("UPDATE versions SET message = {flipped} WHERE sequence = {sequence}");
        tables.change(&sql).await;
    }
    drop(tables);
    ward.server.start_again();
    let clinician = ward.server.caller(ward.clinician.token());
    for (search, found) in [
        ("Observation?code=height&_include=Observation:patient", &["h1"][..]),
        ("Observation?patient.family=maple", &[]),
    ] {
        let answer = clinician.get(&format!("/fhir/R4/{search}")).await;
        assert_eq!(
            (answer.status, ids(&answer.json())),
            (StatusCode::OK, found.iter().map(ToString::to_string).collect()),
            "{answer:?}"
        );
        assert!(answer.body.contains("integrity"), "{search}: {answer:?}");
    }
}

#[tokio::test]
async fn a_search_by_form_finds_the_same_and_is_logged_without_its_values() {
    let ward = Ward::open().await;
    let post = async |kind: &str, body: &'static str| -> Answer {
        let request = ward.clinician.request(Method::POST, "/fhir/R4/Patient/_search");
        ward.clinician.send(request.header("content-type", kind).body(body)).await
    };
    let found = post("application/x-www-form-urlencoded", "family=maple&birthdate=1970").await;
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
    assert_eq!(ids(&found.json()), ["ann"]);
    let (event, _) = found.event();
    let auditor = ward.administrator.client("auditor", &["auditor"]).await;
    let event = auditor.get(&format!("/api/events/{event}")).await;
    assert_eq!(event.json()["parameters"], json!(["birthdate", "family"]), "{event:?}");
    assert!(!event.body.contains("maple"), "{event:?}");
    let refused = post("application/json", "{}").await;
    assert_eq!(refused.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{refused:?}");
}

#[tokio::test]
async fn unknown_parameters_are_ignored_when_that_is_preferred_and_then_named() {
    let ward = Ward::open().await;
    let request = ward.clinician.request(Method::GET, "/fhir/R4/Patient?sandwich=1&family=maple");
    let found = ward.clinician.send(request.header("prefer", "handling=lenient")).await;
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
    assert_eq!(ids(&found.json()).len(), 2);
    let outcome = &found.json()["entry"][2];
    assert_eq!(outcome["search"]["mode"], "outcome");
    assert!(outcome.to_string().contains("sandwich"), "{outcome}");
}

#[tokio::test]
async fn whoever_may_not_see_something_learns_nothing_of_it_by_searching() {
    let ward = Ward::open().await;
    let analyst = ward.administrator.client("numbers", &["analyst"]).await;
    // An analyst sees observations and nothing of the identity store.
    let seen = analyst.get("/fhir/R4/Observation?code=weight").await;
    assert_eq!(seen.status, StatusCode::OK, "{seen:?}");
    for search in ["Observation?patient.family=maple", "Observation?subject:Patient.birthdate=1970"]
    {
        let refused = analyst.get(&format!("/fhir/R4/{search}")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{search}: {refused:?}");
        let nobody = search.replace("maple", "nobody").replace("1970", "1870");
        let other = analyst.get(&format!("/fhir/R4/{nobody}")).await;
        assert_eq!(other.status, StatusCode::FORBIDDEN, "{other:?}");
    }
    // What is restricted is for clinicians: to others it looks as if it were not there.
    let label = json!({"security": [{
        "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R"
    }]});
    let mut body = json!({"status": "final", "code": {"coding": [{"code": "secret"}]}});
    body["meta"] = label;
    ward.put("Observation", "hidden", body).await;
    for search in [
        "Observation?code=secret",
        "Observation?code=secret&_count=0",
        "Observation?code=secret&_sort=code",
        "Observation?_id=hidden",
        "Observation?_security=R",
    ] {
        let found = analyst.get(&format!("/fhir/R4/{search}")).await.json();
        assert_eq!((ids(&found), &found["total"]), (Vec::new(), &json!(0)), "{search}");
        let found = ward.clinician.get(&format!("/fhir/R4/{search}")).await.json();
        assert_eq!(found["total"], 1, "{search}");
    }
    // Narrative and identifiers are not for analysts, so they cannot be searched by them either.
    let words = json!({
        "status": "final", "code": {"text": "heard"}, "identifier": [{"value": "whisper"}],
        "text": {"status": "additional", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\">murmur</div>"}
    });
    ward.put("Observation", "words", words).await;
    for search in [
        "_text=murmur",
        "_content=murmur",
        "identifier=whisper",
        "_content=whisper",
        "identifier:missing=false",
    ] {
        let path = format!("/fhir/R4/Observation?{search}");
        assert_eq!(ward.clinician.get(&path).await.json()["total"], 1, "{search}");
        assert_eq!(analyst.get(&path).await.json()["total"], 0, "{search}");
    }
}

#[tokio::test]
async fn what_is_about_a_patient_is_searched_in_their_compartment() {
    let ward = Ward::open().await;
    // Bob weighs Ann, for now.
    let mut weighed = json!({
        "status": "final", "code": {"text": "weight"}, "subject": {"reference": "Patient/ann"},
        "performer": [{"reference": "Patient/bob"}]
    });
    ward.put("Observation", "w4", weighed.clone()).await;
    for (search, ids) in [
        ("Patient/ann/Observation", ["w4", "h1", "w2", "w1"].as_slice()),
        ("Patient/bob/Observation", &["w4", "w3"]),
        ("Patient/ann/Observation?code=weight", &["w2", "w1"]),
        ("Patient/ann/Observation?_id=w1,w3", &["w1"]),
        ("Patient/ann/Observation?patient=bob", &[]),
        ("Patient/ann/Observation?_sort=date&code=weight,height", &["h1", "w1", "w2"]),
        ("Patient/ann/Patient", &["ann"]),
        ("Patient/ann/Practitioner", &[]),
        ("Patient/nobody/Observation", &[]),
    ] {
        assert_eq!(ward.find(search).await, ids, "{search}");
    }
    weighed["resourceType"] = json!("Observation");
    weighed["id"] = json!("w4");
    weighed.as_object_mut().expect("an object").remove("performer");
    let updated = ward.clinician.put("/fhir/R4/Observation/w4", &weighed).await;
    assert_eq!(updated.status, StatusCode::OK, "{updated:?}");
    assert_eq!(ward.find("Patient/bob/Observation").await, ["w3"]);

    let page = ward.clinician.get("/fhir/R4/Patient/ann/Observation?_count=3").await.json();
    let next = page["link"][1]["url"].as_str().expect("a next page");
    assert!(!next.contains("ann"), "{next}");
    let rest = next.strip_prefix(&ward.server.url).expect("its own address");
    assert_eq!(ward.clinician.get(rest).await.json()["entry"].as_array().map(Vec::len), Some(1));
    // By form, it is the same.
    let by_form = async |path: &str, form: &'static str| {
        let request = ward.clinician.request(Method::POST, &format!("/fhir/R4/{path}/_search"));
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        ward.clinician.send(request.body(form)).await
    };
    let found = by_form("Patient/ann/Observation", "code=weight&_sort=date").await;
    assert_eq!(ids(&found.json()), ["w1", "w2"], "{found:?}");
    for (path, form, status) in [
        ("Patient/ann/Observation", "colour=red", StatusCode::BAD_REQUEST),
        ("Encounter/ann/Observation", "", StatusCode::NOT_FOUND),
        ("Patient/ann/$everything", "", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(by_form(path, form).await.status, status, "{path} {form}");
    }
    let statement = ward.clinician.get("/fhir/R4/metadata").await.json();
    let compartment = "http://hl7.org/fhir/CompartmentDefinition/patient";
    assert_eq!(statement["rest"][0]["compartment"], json!([compartment]));
    for (path, status) in [
        ("Patient/ann/Observation?colour=red", StatusCode::BAD_REQUEST),
        ("Patient?_revinclude=AuditEvent:patient", StatusCode::BAD_REQUEST),
        ("Patient/ann/Nothing", StatusCode::NOT_FOUND),
        ("Encounter/ann/Observation", StatusCode::NOT_FOUND),
    ] {
        let refused = ward.clinician.get(&format!("/fhir/R4/{path}")).await;
        assert_eq!(refused.status, status, "{path}");
        refused.event();
    }
}

#[tokio::test]
async fn dates_of_the_last_year_and_long_fractions_are_found_and_sorted() {
    let ward = Ward::open().await;
    for (id, at) in [
        ("e1", "9999"),
        ("e2", "9999-12-31"),
        ("e3", "9999-12-31T23:59:59Z"),
        ("f1", "2023-01-01T00:00:00.12345678901234Z"),
    ] {
        let code = json!({"coding": [{"system": "urn:codes", "code": "end"}]});
        let body = json!({"status": "final", "code": code, "effectiveDateTime": at});
        ward.put("Observation", id, body).await;
    }
    if is_indexed() {
        ward.server.until_indexed(&ward.administrator).await;
    }
    for (search, ids) in [
        ("date=9999", ["e1", "e2", "e3"].as_slice()),
        ("date=ge9999-12-31", &["e2", "e3"]),
        ("date=gt9999-12-30&_sort=date", &["e1", "e2", "e3"]),
        ("date=9999-12-31T23:59:59Z", &["e3"]),
        ("date=le9999-12-31", &["e1", "e2", "e3", "f1"]),
        ("date=2023-01-01", &["f1"]),
        ("date=gt2022&date=lt2023-01-02T00:00:00.1234567890123Z", &["f1"]),
    ] {
        ward.finds(&format!("Observation?code=end&{search}"), ids).await;
    }
    assert_eq!(ward.find("Observation?code=end&_sort=date").await, ["f1", "e1", "e2", "e3"]);
    let last = ward.find("Observation?_sort=-date&_count=2").await;
    assert!(last.iter().all(|id| id.starts_with('e')), "{last:?}");
}
