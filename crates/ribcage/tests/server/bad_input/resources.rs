//! Resources that are none, or not valid, or not whom they say.

use std::fmt::Write as _;

use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};

use super::{Clinic, assert_refused, send};
use crate::harness::{Caller, observation, patient};

#[tokio::test]
async fn what_is_not_json_is_refused_on_both_faces() {
    let clinic = Clinic::open().await;
    let deep = format!("{}1{}", r#"{"a":["#.repeat(40), "]}".repeat(40));
    let many = format!("[{}0]", "0,".repeat(200_001));
    let bodies: [&[u8]; 17] = [
        b"",
        b" ",
        b"{",
        b"}",
        b"nonsense",
        b"{\"resourceType\":\"Patient\"",
        b"{\"resourceType\":\"Patient\"}}",
        b"{\"resourceType\":\"Patient\"}{}",
        b"{'resourceType':'Patient'}",
        b"{\"resourceType\":\"Patient\",}",
        b"{\"resourceType\":\"Patient\",\"resourceType\":\"Patient\"}",
        b"{\"name\":[{\"family\":\"a\",\"family\":\"b\"}]}",
        b"{\"name\":\"\xff\xfe\"}",
        b"{\"name\":\"a\x01\"}",
        b"{\"name\":01}",
        deep.as_bytes(),
        many.as_bytes(),
    ];
    for body in bodies {
        let what = String::from_utf8_lossy(&body[..body.len().min(60)]).into_owned();
        let answer = send(&clinic.clinician, Method::POST, "/fhir/R4/Patient", body).await;
        assert_refused(&answer, 400, "malformed_json", &what);
        let answer = send(&clinic.administrator, Method::POST, "/api/clients", body).await;
        assert_refused(&answer, 400, "malformed_json", &what);
    }
    clinic.is_well().await;
}

#[tokio::test]
async fn half_a_character_is_refused() {
    let clinic = Clinic::open().await;
    for escape in [r"\ud800", r"\udc00\ud800", r"\u12", r"\x41"] {
        let body = format!(r#"{{"resourceType":"Patient","name":[{{"family":"{escape}"}}]}}"#);
        let answer = send(&clinic.clinician, Method::POST, "/fhir/R4/Patient", body).await;
        assert_refused(&answer, 400, "malformed_json", escape);
    }
}

#[tokio::test]
async fn only_json_is_read_and_only_json_is_given() {
    let clinic = Clinic::open().await;
    let who = &clinic.clinician;
    let body = patient("Maple").to_string();
    let post = |kind: Option<&str>| {
        let request = who.request(Method::POST, "/fhir/R4/Patient");
        let request = request.body(body.clone());
        match kind {
            Some(kind) => request.header(header::CONTENT_TYPE, kind),
            None => request,
        }
    };
    for kind in [
        None,
        Some("text/plain"),
        Some("application/fhir+xml"),
        Some("application/x-www-form-urlencoded"),
        Some("application/json-patch+json"),
        Some("json"),
        Some(""),
        Some(";charset=utf-8"),
    ] {
        let answer = who.send(post(kind)).await;
        assert_refused(&answer, 415, "unsupported_media_type", kind.unwrap_or("none"));
    }
    for kind in ["application/fhir+json; charset=utf-8", "Application/JSON"] {
        let answer = who.send(post(Some(kind))).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    }
    for accept in ["application/fhir+xml", "text/html", "image/*", "application/jso"] {
        let request = who.request(Method::GET, "/fhir/R4/Patient");
        let answer = who.send(request.header(header::ACCEPT, accept)).await;
        assert_refused(&answer, 406, "not_acceptable", accept);
    }
    for format in ["xml", "application/fhir%2Bxml", "text/turtle", ""] {
        let answer = who.get(&format!("/fhir/R4/Patient?_format={format}")).await;
        assert_refused(&answer, 406, "not_acceptable", format);
    }
    // The platform's API answers JSON whatever was asked for.
    let request = who.request(Method::GET, "/api/tenant");
    let answer = who.send(request.header(header::ACCEPT, "text/html")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn a_body_without_end_is_refused() {
    let clinic = Clinic::open().await;
    let mut body = patient("Maple");
    let limit = 4 * 1024 * 1024;
    body["name"][0]["family"] = json!("x".repeat(limit));
    let answer = clinic.clinician.post("/fhir/R4/Patient", &body).await;
    assert_refused(&answer, 413, "body_too_large", "a patient");
    let body = json!({"name": "x".repeat(limit), "roles": ["service"]});
    let answer = clinic.administrator.post("/api/clients", &body).await;
    assert_refused(&answer, 413, "body_too_large", "a client");
    clinic.is_well().await;
}

#[tokio::test]
async fn types_and_addresses_that_do_not_exist_are_not_found() {
    let clinic = Clinic::open().await;
    for kind in ["Sandwich", "patient", "PATIENT", "Resource", "DomainResource", "metadata2"] {
        for path in [kind.to_owned(), format!("{kind}/1"), format!("{kind}/_history")] {
            let answer = clinic.clinician.get(&format!("/fhir/R4/{path}")).await;
            assert_refused(&answer, 404, "unknown_type", &path);
        }
        let answer = clinic.clinician.post(&format!("/fhir/R4/{kind}"), &patient("Maple")).await;
        assert_refused(&answer, 404, "unknown_type", kind);
    }
    for path in [
        "/fhir/R4/a/b/c/d/e",
        "/fhir/R5/Patient",
        "/fhir/R4/Patient/1/$nothing",
        "/api/nothing",
        "/api/clients/1/2",
        "/api/log/changes",
    ] {
        let answer = clinic.clinician.get(path).await;
        assert_refused(&answer, 404, "no_such_route", path);
    }
}

#[tokio::test]
async fn an_address_says_which_methods_it_knows() {
    let clinic = Clinic::open().await;
    for (method, path) in [
        ("GET", "/fhir/R4"),
        ("PUT", "/fhir/R4"),
        ("POST", "/fhir/R4/Patient/1"),
        ("POST", "/fhir/R4/Patient/1/Observation"),
        ("OPTIONS", "/fhir/R4/Patient"),
        ("POST", "/fhir/R4/metadata"),
        ("DELETE", "/fhir/R4/Patient/1/_history"),
        ("BREW", "/fhir/R4/Patient"),
        ("PUT", "/api/tenant"),
        ("DELETE", "/api/clients"),
        ("PUT", "/api/clients/1"),
        ("POST", "/api/events"),
        ("GET", "/api/tenant/claim"),
        ("DELETE", "/api/log/key"),
        ("POST", "/api/openapi.json"),
    ] {
        let method = method.parse().expect("a method");
        let request = clinic.administrator.request(method, path);
        let answer = clinic.administrator.send(request).await;
        assert_refused(&answer, 405, "method_not_allowed", path);
        let allowed = answer.header("allow").expect("RFC 9110, section 15.5.6");
        assert!(!allowed.is_empty(), "{path}");
    }
}

/// Where the issues of an invalid resource are.
async fn expressions(who: &Caller, body: &Value) -> Vec<String> {
    let kind = body["resourceType"].as_str().expect("a type");
    let answer = who.post(&format!("/fhir/R4/{kind}"), body).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{answer:?}");
    answer.event();
    let outcome = answer.json();
    assert_eq!(outcome["resourceType"], "OperationOutcome");
    let issues = outcome["issue"].as_array().expect("issues");
    issues
        .iter()
        .map(|issue| issue["expression"][0].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[tokio::test]
async fn an_invalid_resource_is_refused_with_the_place_of_every_mistake() {
    let clinic = Clinic::open().await;
    let who = &clinic.clinician;
    let id = who.create(&patient("Maple")).await;
    let changed = |pointer: &str, value: Value| {
        let mut body = observation(&id);
        let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
        body.pointer_mut(parent).expect("it is there")[name] = value;
        body
    };
    let cases = [
        (changed("/sandwich", json!("ham")), "Observation.sandwich"),
        (changed("/code/sandwich", json!(1)), "Observation.code.sandwich"),
        (changed("/status", json!("perhaps")), "Observation.status"),
        (changed("/status", json!(7)), "Observation.status"),
        (changed("/status", Value::Null), "Observation.status"),
        (changed("/code", json!("weight")), "Observation.code"),
        (changed("/category", json!({"text": "x"})), "Observation.category"),
        (changed("/issued", json!("yesterday")), "Observation.issued"),
        (changed("/valueQuantity/value", json!("heavy")), "Observation.valueQuantity.value"),
        (changed("/note", json!([])), "Observation.note"),
    ];
    for (body, expected) in &cases {
        assert_eq!(expressions(who, body).await, [*expected], "{body}");
    }
    let mut body = observation(&id);
    body.as_object_mut().expect("an object").remove("code");
    assert_eq!(expressions(who, &body).await, ["Observation.code"]);
    body["status"] = json!("perhaps");
    body["sandwich"] = json!("ham");
    let mut all = expressions(who, &body).await;
    all.sort();
    assert_eq!(all, ["Observation.code", "Observation.sandwich", "Observation.status"]);
    let mut wrong = patient("Maple");
    wrong["gender"] = json!("f");
    wrong["birthDate"] = json!("1980-02-30");
    let mut all = expressions(who, &wrong).await;
    all.sort();
    assert_eq!(all, ["Patient.birthDate", "Patient.gender"]);
    let found = who.get("/fhir/R4/Observation").await.json();
    assert_eq!(found["total"], 0, "nothing of what was refused was kept");
}

#[tokio::test]
async fn a_refusal_does_not_repeat_what_was_sent() {
    let clinic = Clinic::open().await;
    let secret = "Quetzalcoatlus";
    for body in [
        json!({"resourceType": "Patient", "gender": secret}),
        json!({"resourceType": "Patient", "birthDate": secret}),
        json!({"resourceType": "Patient", "name": secret}),
        json!({"resourceType": "Patient", "name": [{"given": [{"a": secret}]}]}),
        json!({"resourceType": secret}),
        json!({"resourceType": "Patient", "id": format!("{secret}/{secret}")}),
    ] {
        let answer = clinic.clinician.post("/fhir/R4/Patient", &body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body} {answer:?}");
        assert!(!answer.body.contains(secret), "{answer:?}");
    }
}

#[tokio::test]
async fn an_update_states_the_id_of_its_address_and_a_version_that_can_be() {
    let clinic = Clinic::open().await;
    let who = &clinic.clinician;
    let id = who.create(&patient("Maple")).await;
    let path = format!("/fhir/R4/Patient/{id}");
    let mut body = patient("Maple");
    let missing = who.put(&path, &body).await;
    assert_refused(&missing, 400, "bad_request", "no id");
    body["id"] = json!("another");
    let other = who.put(&path, &body).await;
    assert_refused(&other, 400, "bad_request", "another id");
    body["id"] = json!(id);
    body["resourceType"] = json!("Person");
    let kind = who.put(&path, &body).await;
    assert_eq!(kind.status, StatusCode::BAD_REQUEST, "{kind:?}");
    for wrong in ["a_b", &"x".repeat(65), "%C3%A4", "a%20b"] {
        let mut body = patient("Maple");
        body["id"] = json!(wrong);
        let answer = who.put(&format!("/fhir/R4/Patient/{wrong}"), &body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong} {answer:?}");
        let answer = who.get(&format!("/fhir/R4/Patient/{wrong}")).await;
        assert_refused(&answer, 404, "not_found", wrong);
    }
    let mut body = patient("Maple");
    body["id"] = json!(id);
    for tag in
        ["1", "W/1", "\"one\"", "W/\"-1\"", "", "W/\"1\", W/\"2\"", "\"99999999999999999999\""]
    {
        for method in [Method::PUT, Method::DELETE] {
            let request = who.request(method.clone(), &path).header("if-match", tag);
            let request = if method == Method::PUT { request.json(&body) } else { request };
            let answer = who.send(request).await;
            assert_refused(&answer, 400, "bad_parameter", tag);
        }
    }
    for version in ["0", "2", "-1", "x", "99999999999999999999", "1.0"] {
        let answer = who.get(&format!("{path}/_history/{version}")).await;
        assert_refused(&answer, 404, "not_found", version);
    }
    assert_eq!(who.get(&path).await.header("etag"), Some("W/\"1\""));
}

#[tokio::test]
async fn whom_a_resource_is_about_must_be_there_and_stays() {
    let clinic = Clinic::open().await;
    let who = &clinic.clinician;
    let maple = who.create(&patient("Maple")).await;
    let birch = who.create(&patient("Birch")).await;
    for subject in [
        "Patient/nobody".to_owned(),
        format!("https://elsewhere.example/fhir/Patient/{maple}"),
        format!("{}/fhir/R4/Patient/{maple}", clinic.server.url),
        "urn:uuid:0d4b1b5e-0000-4000-8000-000000000000".to_owned(),
        "Patient?identifier=1".to_owned(),
    ] {
        let mut body = observation(&maple);
        body["subject"]["reference"] = json!(subject);
        let answer = who.post("/fhir/R4/Observation", &body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{answer:?}");
        answer.event();
        let issue = &answer.json()["issue"][0];
        let place = issue["expression"][0].as_str().expect("a place");
        assert!(place.starts_with("Observation.subject"), "{answer:?}");
    }
    // Also where it is only mentioned.
    let mut body = observation(&maple);
    body["performer"] = json!([{"reference": "Patient/nobody"}]);
    let answer = who.post("/fhir/R4/Observation", &body).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{answer:?}");

    let weight = who.create(&observation(&maple)).await;
    let path = format!("/fhir/R4/Observation/{weight}");
    for subject in [json!({"reference": format!("Patient/{birch}")}), Value::Null] {
        let mut body = observation(&maple);
        body["id"] = json!(weight);
        if subject.is_null() {
            body.as_object_mut().expect("an object").remove("subject");
        } else {
            body["subject"] = subject;
        }
        let answer = who.put(&path, &body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{answer:?}");
    }
    let kept = who.get(&path).await.json();
    assert_eq!(kept["subject"]["reference"], format!("Patient/{maple}"));
    let about = who.get(&format!("/fhir/R4/Observation?patient={birch}")).await;
    assert_eq!(about.json()["total"], 0);
}

#[tokio::test]
async fn names_of_people_come_back_as_they_were_written() {
    let clinic = Clinic::open().await;
    let who = &clinic.clinician;
    let mut long = String::new();
    for number in 0..10_000 {
        let _ = write!(long, "{number} ");
    }
    let names = [
        "Ågnes Ñuñez",
        "田中 花子",
        "מרים",
        "O'Brien \"Bob\" \\ <b>&amp;",
        "🧑‍⚕️",
        "e\u{301}",
        "a\u{2028}b\u{fffd}",
        long.trim(),
    ];
    for name in names {
        let id = who.create(&patient(name)).await;
        let read = who.get(&format!("/fhir/R4/Patient/{id}")).await.json();
        assert_eq!(read["name"][0]["family"], name);
    }
    for name in ["", "a\u{0}b", "a\u{8}b", "\u{1b}[31m"] {
        let answer = who.post("/fhir/R4/Patient", &patient(name)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{name:?} {answer:?}");
    }
    clinic.is_well().await;
}

#[tokio::test]
async fn bodies_in_disguise_are_refused() {
    let clinic = Clinic::open().await;
    let who = &clinic.clinician;
    let body = patient("Maple").to_string();
    let post = |kind: &str, bytes: Vec<u8>| {
        let request = who.request(Method::POST, "/fhir/R4/Patient");
        request.header(header::CONTENT_TYPE, kind).body(bytes)
    };
    let json = "application/json";
    let zipped = post(json, b"\x1f\x8b\x08\x00\x00\x00\x00\x00".to_vec());
    let zipped = zipped.header(header::CONTENT_ENCODING, "gzip");
    assert_refused(&who.send(zipped).await, 415, "unsupported_media_type", "gzip");
    let wide: Vec<u8> = body.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let kind = "application/json; charset=utf-16";
    assert_refused(&who.send(post(kind, wide)).await, 415, "unsupported_media_type", "UTF-16");
    let found = who.get("/fhir/R4/Patient").await.json();
    assert_eq!(found["total"], 0);
}

#[tokio::test]
async fn a_condition_that_is_not_known_and_a_reference_into_nothing_are_refused() {
    let clinic = Clinic::open().await;
    let who = &clinic.clinician;
    let create = || who.request(Method::POST, "/fhir/R4/Patient").json(&patient("Maple"));
    let late = create().header("If-Unmodified-Since", "Sat, 01 Jan 2000 00:00:00 GMT");
    assert_refused(&who.send(late).await, 400, "bad_parameter", "If-Unmodified-Since");
    let over = who.request(Method::PUT, "/fhir/R4/Patient/chosen").json(&patient("Maple"));
    let over = over.header("If-None-Match", "W/\"1\"");
    assert_refused(&who.send(over).await, 400, "bad_parameter", "If-None-Match");
    assert_eq!(who.get("/fhir/R4/Patient").await.json()["total"], 0);

    let mut resource = observation("nobody");
    resource["subject"] = json!({"reference": "#p1"});
    let refused = who.post("/fhir/R4/Observation", &resource).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused:?}");
    assert!(refused.body.contains("Observation.subject"), "{refused:?}");
    resource["contained"] = json!([{"resourceType": "Patient", "id": "p1"}]);
    assert_eq!(who.post("/fhir/R4/Observation", &resource).await.status.as_u16(), 201);
}
