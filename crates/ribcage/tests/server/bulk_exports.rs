//! Bulk exports: asked for, waited for, fetched and ended, at all three levels.

mod asking;
mod moment;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{Answer, Caller, Server, eventually, observation, patient};

/// Asks for an export.
pub(crate) async fn asked(caller: &Caller, path: &str) -> Answer {
    let request = caller.request(Method::GET, &format!("/fhir/R4/{path}"));
    caller.send(request.header("prefer", "respond-async")).await
}

/// Asks for one, of which what cannot be had is to be left out.
async fn asked_leniently(caller: &Caller, path: &str) -> Answer {
    let request = caller.request(Method::GET, &format!("/fhir/R4/{path}"));
    caller.send(request.header("prefer", "respond-async, handling=lenient")).await
}

/// The same with `Parameters`.
async fn asked_with(caller: &Caller, path: &str, parameters: &[Value]) -> Answer {
    let request = caller.request(Method::POST, &format!("/fhir/R4/{path}"));
    let body = json!({"resourceType": "Parameters", "parameter": parameters});
    caller.send(request.header("prefer", "respond-async").json(&body)).await
}

/// Where an export that was begun is found.
fn place(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::ACCEPTED, "{answer:?}");
    let location = answer.header("content-location").expect("an address");
    let at = location.find("/fhir/R4/$export/").expect("a path");
    assert!(location.starts_with("https://"), "{location}");
    location[at..].to_owned()
}

/// What is said of an export once it is made, or cannot be.
async fn made(caller: &Caller, place: &str) -> Answer {
    let looked = eventually(async || {
        let answer = caller.get(place).await;
        if answer.status != StatusCode::ACCEPTED {
            return Some(answer);
        }
        assert!(answer.header("x-progress").is_some(), "{answer:?}");
        assert_eq!(answer.header("retry-after"), Some("1"), "{answer:?}");
        None
    });
    looked.await.expect("it comes to its end")
}

/// An export that can be fetched.
pub(crate) struct Export {
    pub(crate) place: String,
    pub(crate) manifest: Value,
}

impl Export {
    /// Begins one, and waits until it can be fetched.
    pub(crate) async fn of(caller: &Caller, path: &str) -> Self {
        Self::begun(caller, &asked(caller, path).await).await
    }

    /// Waits until one that was begun can be fetched.
    async fn begun(caller: &Caller, begun: &Answer) -> Self {
        let place = place(begun);
        let answer = made(caller, &place).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert!(answer.header("expires").is_some(), "{answer:?}");
        Self { place, manifest: answer.json() }
    }

    /// The types in it, and how many of each were counted.
    pub(crate) fn counts(&self, of: &str) -> Vec<(String, u64)> {
        let items = self.manifest[of].as_array().expect("files");
        let count = |item: &Value| {
            let kind = item["type"].as_str().expect("a type").to_owned();
            (kind, item["count"].as_u64().expect("a number"))
        };
        items.iter().map(count).collect()
    }

    /// Fetches the files of a type.
    pub(crate) async fn resources(&self, caller: &Caller, kind: &str) -> Vec<Value> {
        self.lines(caller, "output", kind).await
    }

    async fn lines(&self, caller: &Caller, of: &str, kind: &str) -> Vec<Value> {
        let mut lines = Vec::new();
        let items = self.manifest[of].as_array().expect("files");
        for item in items.iter().filter(|item| item["type"] == kind) {
            let url = item["url"].as_str().expect("an address");
            let path = &url[url.find("/fhir/").expect("a path")..];
            let answer = caller.get(path).await;
            assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
            assert_eq!(answer.header("content-type"), Some("application/fhir+ndjson"));
            let read = |line: &str| serde_json::from_str(line).expect("JSON");
            lines.extend(answer.body.lines().map(read));
        }
        lines
    }

    /// The ids of the resources of a type, in no order.
    pub(crate) async fn ids(&self, caller: &Caller, kind: &str) -> Vec<String> {
        let resources = self.resources(caller, kind).await;
        assert!(resources.iter().all(|resource| resource["resourceType"] == kind));
        let id = |resource: &Value| resource["id"].as_str().expect("an id").to_owned();
        let mut ids: Vec<_> = resources.iter().map(id).collect();
        ids.sort();
        ids
    }
}

/// A clinic with two patients and an observation of each, and a backend that exports them.
struct Clinic {
    server: Server,
    administrator: Caller,
    clinician: Caller,
    backend: Caller,
    patients: [String; 2],
    observations: [String; 2],
}

impl Clinic {
    async fn open() -> Self {
        let server = Server::start();
        let administrator = server.tenant("Clinic").await;
        let clinician = administrator.client("ward", &["clinician"]).await;
        let backend = administrator.client("warehouse", &["service"]).await;
        let mut patients = [const { String::new() }; 2];
        let mut observations = [const { String::new() }; 2];
        for (number, family) in ["Maple", "Birch"].into_iter().enumerate() {
            patients[number] = clinician.create(&patient(family)).await;
            observations[number] = clinician.create(&observation(&patients[number])).await;
        }
        Self { server, administrator, clinician, backend, patients, observations }
    }

    async fn group(&self, members: &[(&str, bool)]) -> String {
        let member = |(id, is_inactive): &(&str, bool)| {
            let entity = json!({"reference": format!("Patient/{id}")});
            json!({"entity": entity, "inactive": is_inactive})
        };
        let members: Vec<_> = members.iter().map(member).collect();
        let group = json!({
            "resourceType": "Group", "type": "person", "actual": true, "member": members
        });
        self.clinician.create(&group).await
    }
}

fn sorted(ids: &[String]) -> Vec<String> {
    let mut ids = ids.to_vec();
    ids.sort();
    ids
}

fn reference(id: &str) -> Value {
    json!({"name": "patient", "valueReference": {"reference": format!("Patient/{id}")}})
}

#[tokio::test]
async fn all_resources_leave_in_files_of_one_type_each_and_everybody_hears_who_looked() {
    let clinic = Clinic::open().await;
    let Clinic { backend, administrator, patients, observations, .. } = &clinic;
    clinic.clinician.create(&json!({"resourceType": "Organization", "name": "House"})).await;
    let export = Export::of(backend, "$export").await;
    let counts = [("Observation", 2), ("Organization", 1), ("Patient", 2)];
    assert_eq!(export.counts("output"), counts.map(|(kind, count)| (kind.to_owned(), count)));
    let manifest = &export.manifest;
    assert_eq!(manifest["requiresAccessToken"], true);
    assert_eq!(manifest["request"], format!("{}/fhir/R4/$export", clinic.server.url));
    assert_eq!((&manifest["deleted"], &manifest["error"]), (&json!([]), &json!([])));
    assert_eq!(export.ids(backend, "Patient").await, sorted(patients));
    assert_eq!(export.ids(backend, "Observation").await, sorted(observations));
    let maple = export.resources(backend, "Patient").await;
    let plain = clinic.clinician.get(&format!("/fhir/R4/Patient/{}", patients[0])).await.json();
    assert!(maple.contains(&plain), "{maple:?}");

    let of_maple =
        format!("/api/events?operation=read_bulk_export&resource=Patient/{}", patients[0]);
    let events = administrator.get(&of_maple).await.json();
    assert_eq!(events["items"][0]["actor"]["name"], "warehouse", "{events}");
    let answer = backend.get(&format!("{}/Observation-1.ndjson", export.place)).await;
    let event = administrator.get(&format!("/api/events/{}", answer.event().0)).await.json();
    assert_eq!((&event["operation"], &event["returned"]), (&json!("read_bulk_export"), &json!(2)));

    let ended = backend.delete(&export.place).await;
    assert_eq!(ended.status, StatusCode::ACCEPTED, "{ended:?}");
    for path in [export.place.clone(), format!("{}/Patient-1.ndjson", export.place)] {
        assert_eq!(backend.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(backend.delete(&export.place).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn of_patients_comes_what_is_about_them_and_of_some_what_is_about_those() {
    let clinic = Clinic::open().await;
    let Clinic { backend, clinician, patients, observations, .. } = &clinic;
    clinician.create(&json!({"resourceType": "Organization", "name": "House"})).await;
    clinician.create(&json!({"resourceType": "Practitioner", "active": true})).await;
    let mut about_nobody = observation("x");
    about_nobody.as_object_mut().expect("members").remove("subject");
    clinician.create(&about_nobody).await;
    let of_all = Export::of(backend, "Patient/$export").await;
    let counts = [("Observation", 2), ("Patient", 2)];
    assert_eq!(of_all.counts("output"), counts.map(|(kind, count)| (kind.to_owned(), count)));

    let begun = asked_with(backend, "Patient/$export", &[reference(&patients[1])]).await;
    let of_one = Export::begun(backend, &begun).await;
    assert_eq!(
        of_one.manifest["request"],
        format!("{}/fhir/R4/Patient/$export", clinic.server.url)
    );
    assert_eq!(of_one.ids(backend, "Patient").await, [patients[1].clone()]);
    assert_eq!(of_one.ids(backend, "Observation").await, [observations[1].clone()]);

    let named = [reference(&patients[1]), reference(&patients[0])];
    let begun = asked_with(backend, "Patient/$export", &named).await;
    let of_both = Export::begun(backend, &begun).await;
    assert_eq!(of_both.ids(backend, "Observation").await, sorted(observations));
}

#[tokio::test]
async fn of_a_group_comes_what_is_about_its_members() {
    let clinic = Clinic::open().await;
    let Clinic { backend, clinician, patients, observations, .. } = &clinic;
    let third = clinician.create(&patient("Linden")).await;
    let (one, two) = (patients[0].as_str(), patients[1].as_str());
    let group = clinic.group(&[(one, false), (two, true), (&third, false)]).await;
    let path = format!("Group/{group}/$export");
    let export = Export::of(backend, &path).await;
    assert_eq!(export.ids(backend, "Patient").await, sorted(&[one.to_owned(), third.clone()]));
    assert_eq!(export.ids(backend, "Observation").await, [observations[0].clone()]);
    // It is about several of them, and comes once.
    assert_eq!(export.ids(backend, "Group").await, std::slice::from_ref(&group));
    let begun = asked_with(backend, &path, &[reference(&third)]).await;
    let narrower = Export::begun(backend, &begun).await;
    assert_eq!(narrower.ids(backend, "Patient").await, [third]);
    let refused = asked_with(backend, &path, &[reference(two)]).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{refused:?}");
    let unknown = asked(backend, "Group/nowhere/$export").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND, "{unknown:?}");
}

#[tokio::test]
async fn somebody_else_does_not_learn_that_an_export_is_there() {
    let clinic = Clinic::open().await;
    let export = Export::of(&clinic.backend, "$export").await;
    let other = clinic.administrator.client("other", &["service"]).await;
    let neighbour = clinic.server.tenant("Neighbours").await;
    let neighbour = neighbour.client("warehouse", &["service"]).await;
    for caller in [&other, &clinic.clinician, &neighbour] {
        for path in [&export.place, &format!("{}/Patient-1.ndjson", export.place)] {
            assert_eq!(caller.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(caller.delete(&export.place).await.status, StatusCode::NOT_FOUND);
    }
    let auditor = clinic.administrator.client("auditor", &["auditor"]).await;
    assert_eq!(auditor.get(&export.place).await.status, StatusCode::FORBIDDEN);
    assert_eq!(asked(&auditor, "$export").await.status, StatusCode::FORBIDDEN);
    assert_eq!(clinic.backend.get(&export.place).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_analyst_gets_what_a_search_would_show_them() {
    let clinic = Clinic::open().await;
    let mut noted = observation(&clinic.patients[0]);
    noted["note"] = json!([{"text": "her own words"}]);
    clinic.clinician.create(&noted).await;
    let analyst = clinic.administrator.client("analyst", &["analyst"]).await;
    let reason = json!({"purpose": "research", "reason": "no"});
    let objections = format!("/api/subjects/{}/objections", clinic.patients[1]);
    let objected = clinic.administrator.post(&objections, &reason).await;
    assert!(objected.status.is_success(), "{objected:?}");
    let export = Export::of(&analyst, "$export").await;
    assert_eq!(export.counts("output"), [("Observation".to_owned(), 2)]);
    let found = export.resources(&analyst, "Observation").await;
    assert_eq!(found.len(), 2);
    assert!(!json!(found).to_string().contains("her own words"), "{found:?}");
    let refused = asked(&analyst, "$export?_type=Patient").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
    let begun = asked_leniently(&analyst, "$export?_type=Patient,Observation").await;
    let export = Export::begun(&analyst, &begun).await;
    assert_eq!(export.counts("output"), [("Observation".to_owned(), 2)]);
    let ignored = export.lines(&analyst, "error", "OperationOutcome").await;
    assert!(json!(ignored).to_string().contains("`_type=Patient`"), "{ignored:?}");
}
