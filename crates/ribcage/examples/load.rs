//! Loads patients and observations into a running server, for the benchmarks.
//! `load URL CA TOKEN PATIENTS OBSERVATIONS`: patients `bench-0` and so on, then observations of
//! about 1 KB spread over them, in transactions of 100.

use std::time::Instant;

use anyhow::Context as _;
use serde_json::{Value, json};

/// How many transactions are under way at the same time, and how much is in each.
const AT_ONCE: usize = 8;
const IN_A_TRANSACTION: u64 = 100;
/// Of how many kinds observations are.
const CODES: u64 = 50;
/// The parts of names.
const SYLLABLES: [&str; 20] = [
    "ar", "be", "co", "da", "el", "fi", "go", "ha", "il", "ju", "ka", "lo", "mi", "no", "or", "pe",
    "ro", "sa", "ti", "vu",
];

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
    let address = format!("{url}/fhir/R4");
    let send = |bundle: Value| http.post(&address).bearer_auth(token).json(&bundle);
    all(patients, patient, &send).await?;
    println!("{patients} patients after {:.1} s", begun.elapsed().as_secs_f64());
    #[expect(clippy::disallowed_methods, reason = "a program of its own")]
    let loaded = Instant::now();
    // The same patient for the same number, however many there are: a document keeps its person.
    all(observations, |number| observation(number % patients.max(1), number), &send).await?;
    let took = loaded.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let rate = observations.div_ceil(IN_A_TRANSACTION) as f64 / took;
    println!(
        "{observations} observations after {:.1} s: {rate:.1} transactions of {IN_A_TRANSACTION} a second",
        begun.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Sends resources in transactions, several at a time, and stops at the first that is refused.
async fn all(
    count: u64,
    resource: impl Fn(u64) -> Value,
    send: &impl Fn(Value) -> reqwest::RequestBuilder,
) -> anyhow::Result<()> {
    let mut workers = tokio::task::JoinSet::new();
    for first in (0..count).step_by(usize::try_from(IN_A_TRANSACTION)?) {
        let entry = |number| {
            let resource = resource(number);
            let url = format!(
                "{}/{}",
                resource["resourceType"].as_str().unwrap_or_default(),
                resource["id"].as_str().unwrap_or_default()
            );
            json!({"resource": resource, "request": {"method": "PUT", "url": url}})
        };
        let entries: Vec<_> = (first..count.min(first + IN_A_TRANSACTION)).map(entry).collect();
        let bundle = json!({"resourceType": "Bundle", "type": "transaction", "entry": entries});
        let request = send(bundle).header("Prefer", "return=minimal");
        workers.spawn(async move {
            let answer = request.send().await?;
            anyhow::ensure!(
                answer.status().is_success(),
                "{}: {}",
                answer.status(),
                answer.text().await?
            );
            answer.bytes().await?;
            Ok(())
        });
        if workers.len() >= AT_ONCE
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

fn patient(number: u64) -> Value {
    let syllable = |at: u32| SYLLABLES[usize::try_from(number / 20_u64.pow(at) % 20).unwrap_or(0)];
    json!({
        "resourceType": "Patient", "id": format!("bench-{number}"), "active": true,
        "name": [{
            "family": format!("{}{}{}{number}", syllable(0), syllable(1), syllable(2)),
            "given": [syllable(1), syllable(3)]
        }],
        "gender": if number.is_multiple_of(2) { "female" } else { "male" },
        "birthDate": format!("{}-{:02}-{:02}", 1930 + number % 90, 1 + number % 12, 1 + number % 28)
    })
}

fn observation(patient: u64, number: u64) -> Value {
    json!({
        "resourceType": "Observation", "id": format!("bench-{number}"), "status": "final",
        "category": [{"coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": "vital-signs", "display": "Vital Signs"
        }], "text": "Vital Signs"}],
        "code": {"coding": [{
            "system": "http://loinc.org", "code": format!("85354-{}", number / 7 % CODES),
            "display": "Blood pressure panel with all children optional"
        }], "text": "Blood pressure"},
        "subject": {"reference": format!("Patient/bench-{patient}")},
        "effectiveDateTime": format!(
            "{}-{:02}-{:02}T{:02}:30:{:02}Z",
            2015 + number / 13 % 11, 1 + number / 5 % 12, 1 + number / 3 % 28, number % 24, number % 60
        ),
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
