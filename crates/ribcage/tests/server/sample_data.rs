//! Published examples and synthetic patients, sent through the FHIR face one by one: all of it comes
//! back, all of it is in the log, and none of it can be read in the files.
//!
//! The variable `RIBCAGE_SAMPLE_DATA` names the folder with the samples (CONTRIBUTING.md).

mod files;
mod mutations;
mod sender;

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use fhir::meta::{id_of, resource_type_of};
use model::Json;
use tokio::task::JoinSet;

use crate::harness::{Answer, Caller, Server, not_run, run};
use crate::platform::all_pages;
use files::Needles;
use sender::{Sender, Sent, comparable};

/// How many tasks read at the same time.
const READERS: usize = 16;

/// The examples that are refused, each with the status and the place of the first issue.
///
/// The reasons: an `AuditEvent` is made from the log and written by nobody; nested items have no `linkId`, which is required; a `DeviceMetric`, a
/// `DeviceUseStatement` and a `MedicationRequest` refer to types that R4 does not allow there; a
/// `QuestionnaireResponse` is about a patient of another server, for whom nobody here can vouch.
const REFUSED: [(&str, u16); 6] = [
    ("auditevent-example.json", 405),
    ("bundle-questionnaire.json", 400),
    ("devicemetric-example.json", 400),
    ("deviceusestatement-example.json", 400),
    ("medicationrequest0301.json", 400),
    ("questionnaireresponse-example-bluebook.json", 422),
];

/// The folder of sample data; without it, the test says that it did not run.
fn sample_data(test: &str) -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("RIBCAGE_SAMPLE_DATA") {
        return Some(folder.into());
    }
    not_run(test, "RIBCAGE_SAMPLE_DATA is not set");
    None
}

/// The JSON documents of a folder with their names, in order.
fn documents(folder: &Path) -> Vec<(String, Json)> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|kind| kind == "json"));
    let document = |path: PathBuf| {
        let name = path.file_name().expect("a file").to_string_lossy();
        let text = std::fs::read(&path).expect("readable");
        let json = Json::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name.into_owned(), json)
    };
    paths.into_iter().map(document).collect()
}

/// A clinic to which everything is sent.
struct Clinic {
    server: Server,
    auditor: Caller,
    importer: Caller,
    /// What stands in the files of every deployment.
    before: Vec<Vec<u8>>,
}

impl Clinic {
    async fn open() -> Self {
        let server = Server::start();
        let administrator = server.tenant("Sunnyhill").await;
        Self {
            auditor: administrator.client("audit", &["auditor"]).await,
            importer: administrator.client("importer", &["clinician"]).await,
            before: files::contents(&server.data()),
            server,
        }
    }

    /// Everything that was sent comes back, is in the log under the sender's name, and cannot be
    /// read in the files of the stopped server.
    async fn holds(mut self, sent: Vec<Sent>) {
        self.is_in_the_log(&sent).await;
        self.log_verifies();
        let sent = self.comes_back(sent).await;
        assert!(self.server.stop().success());
        let mut needles = Needles::default();
        for sent in &sent {
            needles.add_all(&sent.body);
            needles.add(&sent.id);
        }
        needles.leave_out(&self.before);
        assert!(needles.len() > sent.len(), "there is something to look for");
        assert_eq!(needles.find_in(&self.server.data()), BTreeSet::new());
    }

    async fn is_in_the_log(&self, sent: &[Sent]) {
        let path = "/api/events?operation=create_resource&actor=importer&count=500";
        let events = all_pages(&self.auditor, path).await;
        let events: HashMap<_, _> =
            events.iter().map(|event| (event["id"].as_str().expect("a name"), event)).collect();
        for sent in sent {
            let event = events.get(sent.event.as_str());
            let event = event.unwrap_or_else(|| panic!("{}/{}", sent.kind, sent.id));
            assert_eq!(event["outcome"], "done");
            let resources = event["resources"].as_array().expect("resources");
            let named = resources.iter().any(|resource| {
                resource["type"] == sent.kind.as_str() && resource["id"] == sent.id.as_str()
            });
            assert!(named, "{}/{} is not in {event}", sent.kind, sent.id);
        }
    }

    fn log_verifies(&self) {
        let ca = self.server.ca();
        let verified = run(&[
            "log",
            "verify",
            "--url",
            &self.server.url,
            "--ca",
            ca.to_str().expect("a plain name"),
            "--token",
            self.auditor.token(),
        ]);
        assert!(verified.status.success(), "{verified:?}");
    }

    async fn comes_back(&self, sent: Vec<Sent>) -> Vec<Sent> {
        let mut readers = JoinSet::new();
        let mut queues: Vec<Vec<Sent>> = (0..READERS).map(|_| Vec::new()).collect();
        for (number, sent) in sent.into_iter().enumerate() {
            queues[number % READERS].push(sent);
        }
        for queue in queues {
            let reader = self.importer.clone();
            readers.spawn(async move {
                for sent in &queue {
                    let path = format!("/fhir/R4/{}/{}", sent.kind, sent.id);
                    let answer = reader.get(&path).await;
                    assert_eq!(answer.status, 200, "{path} {answer:?}");
                    let read = Json::parse(answer.body.as_bytes()).expect("JSON");
                    assert_eq!(id_of(&read), Some(sent.id.as_str()));
                    assert_eq!(comparable(&read), comparable(&sent.body), "{path}");
                }
                queue
            });
        }
        let mut all = Vec::new();
        while let Some(queue) = readers.join_next().await {
            all.extend(queue.expect("everything came back"));
        }
        all
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn synthetic_patients_come_back_whole_and_are_in_the_log_and_nowhere_in_the_clear() {
    let name = "synthetic_patients_come_back_whole_and_are_in_the_log_and_nowhere_in_the_clear";
    let Some(folder) = sample_data(name) else {
        return;
    };
    let clinic = Clinic::open().await;
    let bundles = documents(&folder.join("fhir/synthea-r4"));
    assert!(!bundles.is_empty());
    let mut senders = JoinSet::new();
    for (name, bundle) in bundles {
        let mut sender = Sender::new(clinic.importer.clone());
        senders.spawn(async move {
            let entries = bundle.member("entry").expect("entries").elements();
            for entry in entries {
                let resource = entry.member("resource").expect("a resource");
                let full_url = entry.member("fullUrl").and_then(Json::as_str);
                let answer = sender.send(resource, full_url.expect("an address")).await;
                assert_eq!(answer.status, 201, "{name} {answer:?}");
            }
            sender.into_sent()
        });
    }
    let mut sent = Vec::new();
    while let Some(of_one) = senders.join_next().await {
        sent.extend(of_one.expect("everything was taken"));
    }
    assert!(sent.len() > 1000);
    clinic.holds(sent).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn published_examples_come_back_whole_and_are_in_the_log_and_nowhere_in_the_clear() {
    let name = "published_examples_come_back_whole_and_are_in_the_log_and_nowhere_in_the_clear";
    let Some(folder) = sample_data(name) else {
        return;
    };
    let clinic = Clinic::open().await;
    let mut examples = documents(&folder.join("fhir/r4-examples"));
    // People first, since others are about them; who is only mentioned is stood in for.
    examples.sort_by_key(|(_, example)| resource_type_of(example) != Some("Patient"));
    let mut sender = Sender::new(clinic.importer.clone());
    let mut people: BTreeSet<String> = BTreeSet::new();
    for (_, example) in &examples {
        let references = fhir::people::references(example).into_iter();
        people.extend(references.filter(|it| !it.is_absolute).filter_map(|it| match it.target {
            fhir::Target::Patient(id) => Some(id.to_string()),
            _ => None,
        }));
    }
    for id in people {
        if !examples.iter().any(|(_, example)| address(example) == format!("Patient/{id}")) {
            let stand_in = Json::object([
                ("resourceType", Json::string("Patient")),
                ("id", Json::string(id.as_str())),
            ]);
            let answer = sender.send(&stand_in, &format!("Patient/{id}")).await;
            assert_eq!(answer.status, 201, "{answer:?}");
        }
    }
    let mut refused = Vec::new();
    for (name, example) in &examples {
        let answer: Answer = sender.send(example, &address(example)).await;
        if answer.status != 201 {
            refused.push((name.as_str(), answer.status.as_u16()));
        }
    }
    refused.sort_unstable();
    assert_eq!(refused, REFUSED);
    clinic.holds(sender.into_sent()).await;
}

/// What others call a resource by.
fn address(resource: &Json) -> String {
    let kind = resource_type_of(resource).expect("a type");
    format!("{kind}/{}", id_of(resource).unwrap_or("none"))
}

#[tokio::test(flavor = "multi_thread")]
async fn synthetic_patients_come_whole_each_in_one_transaction() {
    let Some(folder) = sample_data("synthetic_patients_come_whole_each_in_one_transaction") else {
        return;
    };
    let clinic = Clinic::open().await;
    for (name, bundle) in documents(&folder.join("fhir/synthea-r4")) {
        let entries = bundle.member("entry").map_or(&[][..], Json::elements).len();
        let request = clinic.importer.request(reqwest::Method::POST, "/fhir/R4");
        let request = request.header("content-type", "application/fhir+json");
        let answer = clinic.importer.send(request.body(bundle.to_text())).await;
        assert_eq!(answer.status.as_u16(), 200, "{name}: {:.2000}", answer.body);
        let answered = Json::parse(answer.body.as_bytes()).expect("JSON");
        let answered = answered.member("entry").map_or(&[][..], Json::elements);
        assert_eq!(answered.len(), entries, "{name}");
        for entry in answered {
            let resource = entry.member("resource").expect("what was stored").to_text();
            assert!(!resource.contains("urn:uuid:"), "{name}: {resource}");
        }
    }
    clinic.log_verifies();
}
