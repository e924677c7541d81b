//! Loads patients and observations into a running server, for the benchmarks.
//! `load URL CA TOKEN PATIENTS OBSERVATIONS`: patients `bench-0` and so on, then observations of
//! about 1 KB spread over them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use anyhow::Context as _;
use serde_json::{Value, json};

/// How many requests are under way at the same time.
const AT_ONCE: u64 = 32;

#[tokio::main]
#[expect(clippy::print_stdout, reason = "the program's answer")]
async fn main() -> anyhow::Result<()> {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, ca, token, patients, observations] = arguments.as_slice() else {
        anyhow::bail!("usage: load URL CA TOKEN PATIENTS OBSERVATIONS");
    };
    let (patients, observations): (u64, u64) = (patients.parse()?, observations.parse()?);
    #[expect(clippy::disallowed_methods, reason = "a program of its own")]
    let pem = std::fs::read(ca).context("the CA")?;
    let http = reqwest::Client::builder()
        .tls_certs_only([reqwest::Certificate::from_pem(&pem)?])
        .no_proxy()
        .http1_only()
        .build()?;
    #[expect(clippy::disallowed_methods, reason = "a program of its own")]
    let begun = Instant::now();
    let base = format!("{url}/fhir/R4");
    all(patients, |number| {
        let body = json!({
            "resourceType": "Patient", "id": format!("bench-{number}"), "active": true,
            "name": [{"family": format!("Family{number}"), "given": ["Given"]}]
        });
        http.put(format!("{base}/Patient/bench-{number}")).bearer_auth(token).json(&body)
    })
    .await?;
    println!("{patients} patients after {:.1} s", begun.elapsed().as_secs_f64());
    all(observations, |number| {
        // The same patient for the same number, however many there are: a document keeps its person.
        let patient = number % patients.max(1);
        let body = observation(patient, number);
        let id = body["id"].as_str().unwrap_or_default();
        http.put(format!("{base}/Observation/{id}")).bearer_auth(token).json(&body)
    })
    .await?;
    println!("{observations} observations after {:.1} s", begun.elapsed().as_secs_f64());
    Ok(())
}

/// Sends requests by number, several at a time, and stops at the first that is refused.
async fn all(count: u64, request: impl Fn(u64) -> reqwest::RequestBuilder) -> anyhow::Result<()> {
    let next = Arc::new(AtomicU64::new(0));
    let mut workers = tokio::task::JoinSet::new();
    // Requests are built here and sent by the workers, a batch each.
    while next.load(Ordering::Relaxed) < count {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let sent = request(number).send();
        workers.spawn(async move {
            let answer = sent.await?;
            anyhow::ensure!(answer.status().is_success(), "{}", answer.status());
            answer.bytes().await?;
            Ok(())
        });
        if workers.len() as u64 >= AT_ONCE
            && let Some(done) = workers.join_next().await
        {
            done??;
        }
    }
    while let Some(done) = workers.join_next().await {
        done??;
    }
    Ok(())
}

fn observation(patient: u64, number: u64) -> Value {
    json!({
        "resourceType": "Observation", "id": format!("bench-{number}"), "status": "final",
        "category": [{"coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": "vital-signs", "display": "Vital Signs"
        }], "text": "Vital Signs"}],
        "code": {"coding": [{
            "system": "http://loinc.org", "code": "85354-9",
            "display": "Blood pressure panel with all children optional"
        }], "text": "Blood pressure"},
        "subject": {"reference": format!("Patient/bench-{patient}")},
        "effectiveDateTime": "2026-03-12T09:30:00Z",
        "component": [component("8480-6", "Systolic", 100 + number % 60),
                      component("8462-4", "Diastolic", 60 + number % 40)]
    })
}

fn component(code: &str, name: &str, value: u64) -> Value {
    json!({
        "code": {"coding": [{"system": "http://loinc.org", "code": code, "display": name}]},
        "valueQuantity": {
            "value": value, "unit": "mmHg", "system": "http://unitsofmeasure.org", "code": "mm[Hg]"
        }
    })
}
