//! More than the server takes at once, and clients that take their time: it says so, and serves on.

use std::sync::Arc;

use reqwest::StatusCode;
use rustls::pki_types::ServerName;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::harness::{Caller, Server, patient};
use crate::tls;

/// How many requests are worked on at the same time (`docs/configuration.md`).
const REQUESTS_MAX: usize = 1024;
/// More slow clients than there are threads that serve.
const SLOW_CLIENTS: usize = 100;

/// A clinic, and a way to it by hand.
struct Clinic {
    server: Server,
    clinician: Caller,
    connector: TlsConnector,
}

impl Clinic {
    async fn open() -> Self {
        let server = Server::start();
        let administrator = server.tenant("Clinic").await;
        let clinician = administrator.client("ward", &["clinician"]).await;
        let connector = TlsConnector::from(Arc::new(tls::client_config(&server)));
        Self { server, clinician, connector }
    }

    async fn connect(&self) -> TcpStream {
        let address = self.server.url.strip_prefix("https://").expect("an https address");
        TcpStream::connect(address).await.expect("it listens")
    }

    /// A connection on which this much was sent.
    async fn sent(&self, bytes: &str) -> TlsStream<TcpStream> {
        let name = ServerName::try_from("127.0.0.1").expect("a name");
        let stream = self.connector.connect(name, self.connect().await).await;
        let mut stream = stream.expect("a handshake");
        stream.write_all(bytes.as_bytes()).await.expect("it listens");
        stream.flush().await.expect("it listens");
        stream
    }

    /// A request whose body has begun and does not go on.
    fn unfinished(&self) -> String {
        format!(
            "POST /fhir/R4/Patient HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {}\r\n\
             Content-Type: application/fhir+json\r\nContent-Length: 100\r\n\r\n{{",
            self.clinician.token()
        )
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_many_requests_at_once_are_asked_to_come_back_and_the_rest_is_served() {
    tls::allow_many_connections();
    let clinic = Clinic::open().await;
    let unfinished = clinic.unfinished();
    let mut held = Vec::new();
    // Whatever was sent is under way a moment later: go on until one too many is.
    let shed = loop {
        held.push(clinic.sent(&unfinished).await);
        assert!(held.len() <= 2 * REQUESTS_MAX, "there is no bound");
        if held.len() >= REQUESTS_MAX {
            let answer = clinic.clinician.get("/fhir/R4/metadata").await;
            if answer.status != StatusCode::OK {
                break answer;
            }
        }
    };
    assert_eq!(shed.status, StatusCode::SERVICE_UNAVAILABLE, "{shed:?}");
    assert_eq!(shed.code(), "busy");
    let seconds: u64 = shed.header("retry-after").expect("when").parse().expect("seconds");
    assert!((1..=60).contains(&seconds));
    let metrics = reqwest::get(format!("{}/metrics", clinic.server.operations_url)).await;
    let metrics = metrics.expect("another listener").text().await.expect("text");
    let counted = metrics.lines().find(|line| line.starts_with("ribcage_requests_shed_total"));
    assert_ne!(counted.expect("it is counted"), "ribcage_requests_shed_total 0");

    drop(held);
    let mut tries = 0;
    loop {
        let answer = clinic.clinician.post("/fhir/R4/Patient", &patient("Maple")).await;
        if answer.status != StatusCode::SERVICE_UNAVAILABLE {
            assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
            break;
        }
        tries += 1;
        assert!(tries < 100_000, "those who went away still count");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_clients_hold_nobody_up() {
    let clinic = Clinic::open().await;
    let id = clinic.clinician.create(&patient("Maple")).await;
    let unfinished = clinic.unfinished();
    let whole = format!(
        "GET /api/openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {}\r\n\r\n",
        clinic.clinician.token()
    );
    let (mut silent, mut slow) = (Vec::new(), Vec::new());
    for _ in 0..SLOW_CLIENTS {
        silent.push(clinic.connect().await);
        // Half a head, half a body, and nobody who reads the answer.
        slow.push(clinic.sent("GET /fhir/R4/Pat").await);
        slow.push(clinic.sent(&unfinished).await);
        slow.push(clinic.sent(&whole).await);
    }
    for _ in 0..20 {
        let read = clinic.clinician.get(&format!("/fhir/R4/Patient/{id}")).await;
        assert_eq!(read.status, StatusCode::OK, "{read:?}");
    }
    clinic.clinician.create(&patient("Birch")).await;
}
