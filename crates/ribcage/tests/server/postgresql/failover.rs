//! A primary that dies under load: its synchronous replica takes its place, and the server goes on.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::Value;
use testkit::PostgresPair;
use tokio::task::JoinSet;

use crate::harness::{Caller, Server, observation, patient};

/// How many clients write at the same time.
const WRITERS: usize = 8;
/// How long is waited after a refusal, and between two looks.
const A_LITTLE: Duration = Duration::from_millis(20);

/// What was acknowledged: the address of a document and the name of its event.
type Acknowledged = (String, String);

/// Clients that write, and remember what was acknowledged.
struct Load {
    has_ended: Arc<AtomicBool>,
    count: Arc<AtomicUsize>,
    writers: JoinSet<Vec<Acknowledged>>,
}

impl Load {
    fn begin(clinician: &Caller) -> Self {
        let (has_ended, count) = <(Arc<AtomicBool>, Arc<AtomicUsize>)>::default();
        let mut writers = JoinSet::new();
        for _ in 0..WRITERS {
            let (clinician, ended, count) =
                (clinician.clone(), Arc::clone(&has_ended), Arc::clone(&count));
            writers.spawn(async move {
                let mut acknowledged = Vec::new();
                while !ended.load(Ordering::Relaxed) {
                    let Some((person, event)) =
                        post(&clinician, "Patient", &patient("Maple")).await
                    else {
                        continue;
                    };
                    acknowledged.push((format!("/fhir/R4/Patient/{person}"), event));
                    let observed = post(&clinician, "Observation", &observation(&person)).await;
                    acknowledged.extend(
                        observed.map(|(id, event)| (format!("/fhir/R4/Observation/{id}"), event)),
                    );
                    count.fetch_add(1, Ordering::Relaxed);
                }
                acknowledged
            });
        }
        Self { has_ended, count, writers }
    }

    async fn goes_on_by(&self, further: usize) {
        let enough = self.count.load(Ordering::Relaxed) + further;
        while self.count.load(Ordering::Relaxed) < enough {
            tokio::time::sleep(A_LITTLE).await;
        }
    }

    async fn end(self) -> Vec<Acknowledged> {
        self.has_ended.store(true, Ordering::Relaxed);
        self.writers.join_all().await.into_iter().flatten().collect()
    }
}

/// Creates something. Nothing if it is refused, which is then said in so many words.
async fn post(clinician: &Caller, kind: &str, body: &Value) -> Option<(String, String)> {
    let request = clinician.request(Method::POST, &format!("/fhir/R4/{kind}")).json(body);
    let answer = clinician.send(request).await;
    if answer.status == StatusCode::SERVICE_UNAVAILABLE {
        assert_eq!(answer.json()["resourceType"], "OperationOutcome", "{answer:?}");
        tokio::time::sleep(A_LITTLE).await;
        return None;
    }
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    Some((answer.json()["id"].as_str()?.to_owned(), answer.event().0))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_when_the_primary_dies_and_nothing_has_to_be_restarted() {
    let pair = PostgresPair::start().expect("PostgreSQL is installed");
    let mut server = Server::start_on_pair(&pair);
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state");
    let load = Load::begin(&clinician);
    load.goes_on_by(50).await;
    let verified = server.verify_log(&administrator, &state);
    assert!(verified.status.success(), "{verified:?}");

    pair.primary.kill();
    // While nobody takes writes, that is said, and soon.
    let refused = clinician.get("/fhir/R4/Patient").await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE, "{refused:?}");
    pair.replica.set("synchronous_standby_names", "");
    pair.replica.promote();
    load.goes_on_by(50).await;
    let acknowledged = load.end().await;

    for (path, event) in &acknowledged {
        let answer = clinician.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path} was acknowledged by {event}");
    }
    for (_, event) in acknowledged.iter().step_by(10) {
        let proof = administrator.get(&format!("/api/events/{event}/proof")).await;
        assert_eq!(proof.status, StatusCode::OK, "{event}: {proof:?}");
    }
    // Against what a verifier outside saw before.
    let verified = server.verify_log(&administrator, &state);
    assert!(verified.status.success(), "{verified:?}");
    // And against the checkpoints that the server has kept outside the databases.
    assert!(server.stop().success());
    let healthy = server.command(&["doctor"]);
    assert!(healthy.status.success(), "{healthy:?}");
}
