//! One test for everybody who deals with the server: what they can and what they cannot do.

use std::os::unix::fs::PermissionsExt as _;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{Caller, Server, observation, patient};

const RESTRICTED: &str = "R";

/// A clinic with somebody in it, of whom some things are known.
struct Clinic {
    server: Server,
    administrator: Caller,
    clinician: Caller,
    person: String,
    weight: String,
    secret: String,
}

impl Clinic {
    async fn open() -> Self {
        let server = Server::start();
        let administrator = server.tenant("Sunnyhill").await;
        let clinician = administrator.client("ward", &["clinician"]).await;
        let person = clinician.create(&patient("Maple")).await;
        let weight = clinician.create(&narrated(&person)).await;
        let secret = clinician.create(&labelled(&person, RESTRICTED)).await;
        Self { server, administrator, clinician, person, weight, secret }
    }

    async fn member(&self, role: &str) -> Caller {
        self.administrator.client(role, &[role]).await
    }

    fn person(&self) -> String {
        format!("/fhir/R4/Patient/{}", self.person)
    }

    fn weight(&self) -> String {
        format!("/fhir/R4/Observation/{}", self.weight)
    }

    fn secret(&self) -> String {
        format!("/fhir/R4/Observation/{}", self.secret)
    }
}

/// An observation with everything in it that somebody may have written in their own words.
fn narrated(person: &str) -> Value {
    let mut resource = observation(person);
    resource["text"] = json!({
        "status": "generated",
        "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\">Mrs Maple weighs too much</div>"
    });
    resource["code"]["coding"][0]["display"] = json!("Body weight of Mrs Maple");
    resource["note"] = json!([{"text": "Mrs Maple says it is the scales"}]);
    resource["contained"] = json!([{
        "resourceType": "Device", "id": "d", "patient": {"display": "Mrs Maple"}
    }]);
    resource["subject"]["identifier"] = json!({"value": "Maple-1961"});
    resource["device"] = json!({"reference": "#d", "display": "scales of Mrs Maple"});
    resource
}

/// An observation with a label of confidentiality.
fn labelled(person: &str, code: &str) -> Value {
    let mut resource = observation(person);
    let system = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    resource["meta"] = json!({"security": [{"system": system, "code": code}]});
    resource
}

/// All of these are refused by the rules, and leave an event.
async fn is_denied(who: &Caller, requests: &[(Method, String)]) {
    for (method, path) in requests {
        let mut request = who.request(method.clone(), path);
        if [Method::POST, Method::PUT, Method::PATCH].contains(method) {
            request = request.json(&json!({"resourceType": "Observation"}));
        }
        let answer = who.send(request).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::FORBIDDEN, "denied"),
            "{method} {path}"
        );
        answer.event();
    }
}

/// All of these are answered.
async fn may_see(who: &Caller, paths: &[String]) {
    for path in paths {
        let answer = who.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path} {answer:?}");
        answer.event();
    }
}

fn paths(paths: &[&str]) -> Vec<String> {
    paths.iter().map(ToString::to_string).collect()
}

fn gets(paths: &[&str]) -> Vec<(Method, String)> {
    paths.iter().map(|path| (Method::GET, (*path).to_owned())).collect()
}

/// Every way to look at people, and every way to look at what is known of them.
fn all_of_fhir(clinic: &Clinic) -> Vec<(Method, String)> {
    let mut all = Vec::new();
    for (kind, one) in [("Patient", clinic.person()), ("Observation", clinic.weight())] {
        for path in [
            one.clone(),
            format!("{one}/_history"),
            format!("{one}/_history/1"),
            format!("/fhir/R4/{kind}"),
            format!("/fhir/R4/{kind}/_history"),
        ] {
            all.push((Method::GET, path));
        }
        all.push((Method::POST, format!("/fhir/R4/{kind}")));
        all.push((Method::PUT, one.clone()));
        all.push((Method::DELETE, one));
    }
    all
}

#[tokio::test]
async fn the_administrator_runs_the_tenant_and_sees_nobody_in_it() {
    let clinic = Clinic::open().await;
    let administrator = &clinic.administrator;
    let may = [
        "/api/tenant",
        "/api/clients",
        "/api/roles",
        "/api/events",
        "/api/log/key",
        "/api/log/changes/checkpoint",
        "/fhir/R4/metadata",
    ];
    may_see(administrator, &paths(&may)).await;
    let reconciled =
        administrator.send(administrator.request(Method::POST, "/api/log/reconciliation")).await;
    assert_eq!(reconciled.status, StatusCode::OK, "{reconciled:?}");
    assert_eq!(reconciled.json()["findings"], json!([]));
    is_denied(administrator, &all_of_fhir(&clinic)).await;
    // Their own work puts no name before them either.
    let events = administrator.get("/api/events?count=500").await;
    assert!(!events.body.contains("Maple"), "{}", events.body);
}

#[tokio::test]
async fn the_clinician_sees_and_writes_everything_about_patients_and_runs_nothing() {
    let clinic = Clinic::open().await;
    let clinician = &clinic.clinician;
    let may = [
        clinic.person(),
        clinic.weight(),
        clinic.secret(),
        "/fhir/R4/Observation/_history".to_owned(),
        "/api/tenant".to_owned(),
        "/api/roles".to_owned(),
    ];
    may_see(clinician, &may).await;
    let found = clinician.get("/fhir/R4/Observation").await.json();
    assert_eq!(found["total"], 2);
    let weight = clinician.get(&clinic.weight()).await;
    for words in ["weighs too much", "scales", "Body weight", "#d"] {
        assert!(weight.body.contains(words), "{weight:?}");
    }
    assert_eq!(clinician.delete(&clinic.weight()).await.status, StatusCode::NO_CONTENT);
    let not = [
        "/api/clients",
        "/api/events",
        "/api/events/stream",
        "/api/log/key",
        "/api/log/access/checkpoint",
        "/api/log/deployment",
    ];
    is_denied(clinician, &gets(&not)).await;
    let change = [
        (Method::POST, "/api/clients".to_owned()),
        (Method::POST, "/api/policies/explain".to_owned()),
        (Method::POST, "/api/log/reconciliation".to_owned()),
        (Method::POST, "/api/tenant/claim".to_owned()),
    ];
    is_denied(clinician, &change).await;
}

#[tokio::test]
async fn the_analyst_sees_no_person_and_nobodys_own_words() {
    let clinic = Clinic::open().await;
    let analyst = clinic.member("analyst").await;
    for kind in ["Patient", "Practitioner", "RelatedPerson", "Person"] {
        let base = format!("/fhir/R4/{kind}");
        is_denied(&analyst, &gets(&[&base, &format!("{base}/_history")])).await;
    }
    is_denied(&analyst, &gets(&[&clinic.person()])).await;

    let weight = clinic.weight();
    for path in [
        weight.clone(),
        format!("{weight}/_history"),
        format!("{weight}/_history/1"),
        "/fhir/R4/Observation".to_owned(),
        format!("/fhir/R4/Observation?patient={}", clinic.person),
        "/fhir/R4/Observation/_history".to_owned(),
    ] {
        let seen = analyst.get(&path).await;
        assert_eq!(seen.status, StatusCode::OK, "{path} {seen:?}");
        assert!(seen.body.contains("29463-7"), "{path} {seen:?}");
        assert!(seen.body.contains("SUBSETTED"), "{path} {seen:?}");
        for words in ["Maple", "<div", "\"display\"", "\"note\"", "\"contained\""] {
            assert!(!seen.body.contains(words), "{words} in {path} {seen:?}");
        }
        // What is restricted is for treatment only.
        assert!(!seen.body.contains(&clinic.secret), "{path} {seen:?}");
    }
    let resource = analyst.get(&weight).await.json();
    assert_eq!(resource["valueQuantity"]["value"], 71.5);

    // What holds whole resources may hold people.
    let person = json!({"resourceType": "Patient", "name": [{"family": "Maple"}]});
    let bundle =
        json!({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": person}]});
    let bundle = format!("/fhir/R4/Bundle/{}", clinic.clinician.create(&bundle).await);
    let all = ["/fhir/R4/Bundle", "/fhir/R4/Parameters", "/fhir/R4/Binary", &bundle];
    is_denied(&analyst, &gets(&all)).await;
    let write = [
        (Method::POST, "/fhir/R4/Observation".to_owned()),
        (Method::PUT, weight.clone()),
        (Method::DELETE, weight),
    ];
    is_denied(&analyst, &write).await;
    is_denied(&analyst, &gets(&["/api/events", "/api/clients", "/api/log/key"])).await;
}

#[tokio::test]
async fn the_auditor_sees_what_happened_and_nothing_of_what_it_happened_to() {
    let clinic = Clinic::open().await;
    let auditor = clinic.member("auditor").await;
    let may = [
        "/api/tenant",
        "/api/clients",
        "/api/roles",
        "/api/events",
        "/api/log/key",
        "/api/log/changes/checkpoint",
        "/api/log/access/checkpoint",
        "/api/log/changes/records",
        "/api/log/deployment",
    ];
    may_see(&auditor, &paths(&may)).await;
    let found =
        auditor.get(&format!("/api/events?resource=Patient/{}", clinic.person)).await.json();
    let event = found["items"][0]["id"].as_str().expect("an event");
    for path in [format!("/api/events/{event}"), format!("/api/events/{event}/proof")] {
        let shown = auditor.get(&path).await;
        assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
        assert!(!shown.body.contains("Maple"), "{shown:?}");
    }
    is_denied(&auditor, &all_of_fhir(&clinic)).await;
    let clients = auditor.get("/api/clients").await.json();
    let client = clients["items"][0]["id"].as_str().expect("an id");
    let change = [
        (Method::POST, "/api/clients".to_owned()),
        (Method::PATCH, format!("/api/clients/{client}")),
        (Method::DELETE, format!("/api/clients/{client}")),
    ];
    is_denied(&auditor, &change).await;
}

#[tokio::test]
async fn the_service_exchanges_records_but_does_not_learn_that_restricted_ones_are_there() {
    let clinic = Clinic::open().await;
    let service = clinic.member("service").await;
    may_see(&service, &[clinic.person(), clinic.weight()]).await;
    service.create(&observation(&clinic.person)).await;
    is_denied(&service, &[(Method::DELETE, clinic.weight())]).await;
    is_denied(&service, &gets(&["/api/events", "/api/clients"])).await;

    let nothing = "/fhir/R4/Observation/nothing".to_owned();
    for part in ["", "/_history", "/_history/1"] {
        let hidden = service.get(&format!("{}{part}", clinic.secret())).await;
        let absent = service.get(&format!("{nothing}{part}")).await;
        assert_eq!((hidden.status, &hidden.body), (StatusCode::NOT_FOUND, &absent.body), "{part}");
        hidden.event();
    }
    let mut body = labelled(&clinic.person, RESTRICTED);
    body["id"] = json!(clinic.secret);
    let refused = service.put(&clinic.secret(), &body).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND, "{refused:?}");
    // What it may not see it cannot write either, new or over what is open.
    let written = service.post("/fhir/R4/Observation", &body).await;
    assert_eq!((written.status, written.code().as_str()), (StatusCode::FORBIDDEN, "denied"));
    body["id"] = json!(clinic.weight);
    let written = service.put(&clinic.weight(), &body).await;
    assert_eq!((written.status, written.code().as_str()), (StatusCode::FORBIDDEN, "denied"));

    for query in [
        String::new(),
        format!("?patient={}", clinic.person),
        format!("?_id={},{}", clinic.weight, clinic.secret),
        "?_count=0".to_owned(),
        "/_history".to_owned(),
    ] {
        let found = service.get(&format!("/fhir/R4/Observation{query}")).await;
        assert_eq!(found.status, StatusCode::OK, "{query} {found:?}");
        let bundle = found.json();
        let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
        let shown = json!(entries).to_string();
        assert!(!shown.contains(&clinic.secret), "{query} {found:?}");
        let known = if query.contains("_id") { 1 } else { 2 };
        if query != "/_history" {
            assert_eq!(bundle["total"], known, "{query}");
        }
    }
}

#[tokio::test]
async fn what_becomes_restricted_disappears_for_the_service_with_all_that_it_was() {
    let clinic = Clinic::open().await;
    let service = clinic.member("service").await;
    let path = clinic.weight();
    assert_eq!(service.get(&path).await.status, StatusCode::OK);
    let mut body = labelled(&clinic.person, "V");
    body["id"] = json!(clinic.weight);
    let changed = clinic.clinician.put(&path, &body).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    for part in ["", "/_history", "/_history/2"] {
        let hidden = service.get(&format!("{path}{part}")).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{part} {hidden:?}");
    }
    let found = service.get("/fhir/R4/Observation").await.json();
    assert_eq!(found["total"], 0);
    // Deleted, it is still nobody's business that it was there.
    clinic.clinician.delete(&path).await;
    for part in ["", "/_history", "/_history/2", "/_history/3"] {
        let hidden = service.get(&format!("{path}{part}")).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{part} {hidden:?}");
    }
}

#[tokio::test]
async fn the_claimant_can_claim_and_nothing_else() {
    let clinic = Clinic::open().await;
    let claimant = clinic.server.caller(&clinic.server.tenant_credential("Another clinic"));
    is_denied(&claimant, &all_of_fhir(&clinic)).await;
    let not = ["/api/tenant", "/api/roles", "/api/clients", "/api/events", "/api/log/key"];
    is_denied(&claimant, &gets(&not)).await;
    let claimed = claimant.post("/api/tenant/claim", &json!({"name": "root"})).await;
    assert_eq!(claimed.status, StatusCode::CREATED, "{claimed:?}");
}

#[tokio::test]
async fn who_shows_a_credential_at_an_open_address_must_show_a_good_one_and_leaves_an_event() {
    let clinic = Clinic::open().await;
    let auditor = clinic.member("auditor").await;
    for open in ["/fhir/R4/metadata", "/api/openapi.json"] {
        let answer = auditor.get(open).await;
        assert_eq!(answer.status, StatusCode::OK, "{open}");
        let event = auditor.get(&format!("/api/events/{}", answer.event().0)).await;
        assert_eq!(event.json()["operation"], "read_capabilities", "{open}");
        let refused = auditor.with_token("nonsense").get(open).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{open}");
    }
}

#[tokio::test]
async fn the_stranger_learns_what_the_server_can_do_and_nothing_else() {
    let clinic = Clinic::open().await;
    let http = clinic.server.http();
    let ask = async |method: Method, path: &str| {
        let url = format!("{}{path}", clinic.server.url);
        let answer = http.request(method, url).send().await;
        let answer = answer.expect("the server answers");
        let challenge = answer.headers().get("www-authenticate").cloned();
        let event = answer.headers().contains_key("ribcage-event");
        (answer.status(), challenge, event, answer.text().await.expect("text"))
    };
    for open in ["/", "/fhir/R4/metadata", "/api/openapi.json"] {
        let (status, _, event, body) = ask(Method::GET, open).await;
        assert_eq!((status, event), (StatusCode::OK, false), "{open}");
        for secret in ["Sunnyhill", "Maple", clinic.person.as_str()] {
            assert!(!body.contains(secret), "{open}");
        }
    }
    let mut bodies = std::collections::BTreeMap::new();
    let mut closed = all_of_fhir(&clinic);
    closed.extend(gets(&["/fhir/R4/Patient/nobody", "/fhir/R4/Sandwich", "/fhir/R4/a/b/c/d"]));
    closed.extend(gets(&["/api/tenant", "/api/events", "/api/nothing", "/api/clients"]));
    for (method, path) in closed {
        let (status, challenge, event, body) = ask(method.clone(), &path).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{method} {path} {body}");
        assert_eq!(challenge.expect("how to sign in"), "Bearer");
        assert!(!event, "strangers are counted, not written down one by one");
        bodies.entry(path.starts_with("/fhir")).or_insert_with(Vec::new).push(body);
    }
    for face in bodies.values() {
        assert!(face.iter().all(|body| *body == face[0]), "{face:?}");
    }
}

#[tokio::test]
async fn the_operator_opens_accounts_and_sees_nothing_in_them() {
    let clinic = Clinic::open().await;
    let server = &clinic.server;
    let socket = server.data().join("operator.sock");
    let mode = std::fs::metadata(&socket).expect("the socket").permissions().mode();
    assert_eq!(mode & 0o077, 0, "nobody else may open it");
    let created = server.command(&["tenant", "create", "Second"]);
    let shown = String::from_utf8(created.stdout).expect("text");
    let credential = shown.lines().find_map(|line| line.strip_prefix("credential  "));
    let credential = credential.expect("shown once").to_owned();
    let listed = server.command(&["tenant", "list"]);
    let doctor = server.command(&["doctor"]);
    assert!(doctor.status.success(), "{doctor:?}");
    let text = String::from_utf8([listed.stdout, doctor.stdout].concat()).expect("text");
    assert!(text.contains("Sunnyhill") && text.contains("Second"), "{text}");
    for secret in ["Maple", "ward", credential.as_str(), clinic.person.as_str()] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    // What is the operator's is not on the network, for whomever.
    for path in ["/tenants", "/api/tenants", "/reconciliation"] {
        let answer = clinic.administrator.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{answer:?}");
    }
}
