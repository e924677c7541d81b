//! Bytes that no well-behaved client sends.

use std::sync::Arc;

use rustls::pki_types::ServerName;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::Clinic;
use crate::harness::Server;
use crate::tls;

/// Where the server listens.
fn address(server: &Server) -> &str {
    server.url.strip_prefix("https://").expect("an https address")
}

/// What comes back for bytes that go through TLS, until the server closes or has no more to say.
async fn through_tls(server: &Server, sent: &[u8]) -> String {
    let config = tls::client_config(server);
    let stream = TcpStream::connect(address(server)).await.expect("it listens");
    let name = ServerName::try_from("127.0.0.1").expect("a name");
    let connector = tokio_rustls::TlsConnector::from(Arc::new(config));
    let mut stream = connector.connect(name, stream).await.expect("a handshake");
    // The server may close before it has read all; what it said before still counts.
    let _ = stream.write_all(sent).await;
    let _ = stream.flush().await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

/// What comes back for bytes that are sent as they are.
async fn in_the_clear(server: &Server, sent: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address(server)).await.expect("it listens");
    let _ = stream.write_all(sent).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    answer
}

/// A request for a path as it stands, with a credential, on a connection of its own.
fn request(method: &str, path: &[u8], token: &str, rest: &str) -> Vec<u8> {
    let mut bytes = method.as_bytes().to_vec();
    bytes.push(b' ');
    bytes.extend_from_slice(path);
    let head = format!(
        " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\
         Authorization: Bearer {token}\r\n{rest}\r\n"
    );
    bytes.extend_from_slice(head.as_bytes());
    bytes
}

#[track_caller]
fn assert_client_error(answer: &str, what: &str) {
    assert!(answer.starts_with("HTTP/1.1 4"), "{what}: {answer}");
}

#[tokio::test]
async fn paths_that_lead_nowhere_are_not_found_however_they_are_spelled() {
    let clinic = Clinic::open().await;
    let token = clinic.clinician.token();
    let paths: [&[u8]; 20] = [
        b"/fhir/R4/",
        b"/fhir/R4//Patient",
        b"//fhir/R4/Patient",
        b"/fhir/R4/Patient/",
        b"/fhir/R4/Patient//_history",
        b"/fhir/R4/Patient/../Observation",
        b"/fhir/R4/Patient/..",
        b"/fhir/R4/Patient/%2e%2e%2fObservation",
        b"/fhir/R4/Patient/%00",
        b"/fhir/R4/Patient/%ff%fe",
        b"/fhir/R4/%ff",
        b"/fhir/R4/%50atients",
        b"/api/clients/%ff",
        b"/api/events/%c3%28",
        b"/api/log/%ff/checkpoint",
        b"/api/log/changes/tile/%ff",
        b"/api/../operator.sock",
        b"/api/%2e%2e/%2e%2e/etc/passwd",
        b"/fhir/R4/Patient/%",
        b"/fhir/R4/Patient/%zz",
    ];
    for path in paths {
        let what = String::from_utf8_lossy(path).into_owned();
        for who in [token, clinic.administrator.token()] {
            let answer = through_tls(&clinic.server, &request("GET", path, who, "")).await;
            assert_client_error(&answer, &what);
            let inside = what.starts_with("/fhir/") || what.starts_with("/api/");
            let lower = answer.to_ascii_lowercase();
            assert_eq!(lower.contains("ribcage-event: "), inside, "{what}: {answer}");
        }
        let answer = through_tls(&clinic.server, &request("GET", path, "nonsense", "")).await;
        assert_client_error(&answer, &what);
        if what.starts_with("/fhir/") || what.starts_with("/api/") {
            assert!(answer.starts_with("HTTP/1.1 401"), "{what}: {answer}");
        }
    }
    clinic.is_well().await;
}

#[tokio::test]
async fn heads_that_are_none_are_refused_and_end_the_connection() {
    let clinic = Clinic::open().await;
    let token = clinic.clinician.token();
    let flood = "X-Flood: 1\r\n".repeat(200);
    let large = format!("X-Large: {}\r\n", "x".repeat(100_000));
    let longer = [b"/fhir/R4/Patient?_id=".as_slice(), &b"x".repeat(100_000)].concat();
    let path = b"/fhir/R4/Patient";
    for (what, sent) in [
        ("200 headers", request("GET", path, token, &flood)),
        ("a large header", request("GET", path, token, &large)),
        ("a long address", request("GET", &longer, token, "")),
        ("a space in a name", request("GET", path, token, "X Y: z\r\n")),
        ("a control character", request("GET", path, token, "X: a\u{0}b\r\n")),
        ("no version", b"GET /fhir/R4/Patient\r\n\r\n".to_vec()),
        ("a wrong version", b"GET / HTTP/9.9\r\n\r\n".to_vec()),
        ("nonsense", b"\x00\x01\x02\x03\r\n\r\n".to_vec()),
        ("two lengths", request("POST", path, token, "Content-Length: 1\r\nContent-Length: 2\r\n")),
        ("a length that is none", request("POST", path, token, "Content-Length: many\r\n")),
    ] {
        let answer = through_tls(&clinic.server, &sent).await;
        let refused = answer.is_empty() || answer.starts_with("HTTP/1.1 4");
        assert!(refused, "{what}: {answer}");
    }
    clinic.is_well().await;
}

#[tokio::test]
async fn who_speaks_plain_http_is_told_in_one_line_to_use_https() {
    let clinic = Clinic::open().await;
    let token = clinic.clinician.token();
    for sent in [
        request("GET", b"/fhir/R4/Patient", token, ""),
        b"GET / HTTP/1.0\r\n\r\n".to_vec(),
        b"hello\n".to_vec(),
    ] {
        let answer = in_the_clear(&clinic.server, &sent).await;
        let answer = String::from_utf8(answer).expect("text");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        assert!(head.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{head}");
        assert_eq!(body, "This port speaks HTTPS only; use an https:// address");
        assert!(head.contains(&format!("Content-Length: {}", body.len())), "{head}");
    }
    clinic.is_well().await;
}

/// The first message of a client that knows no newer version of TLS than this (RFC 4346, 7.4.1.2).
fn client_hello(version: [u8; 2]) -> Vec<u8> {
    let suites = [0xc0, 0x13, 0xc0, 0x14, 0xc0, 0x09, 0xc0, 0x0a, 0x00, 0x2f, 0x00, 0x35];
    let mut hello = version.to_vec();
    hello.extend_from_slice(&[7; 32]);
    hello.extend_from_slice(&[0, 0, 12]);
    hello.extend_from_slice(&suites);
    hello.extend_from_slice(&[1, 0]);
    let mut message = vec![1, 0, 0, u8::try_from(hello.len()).expect("it is short")];
    message.extend_from_slice(&hello);
    let mut record = vec![0x16, 3, 1, 0, u8::try_from(message.len()).expect("it is short")];
    record.extend_from_slice(&message);
    record
}

#[tokio::test]
async fn versions_of_tls_that_are_out_of_date_are_refused() {
    const ALERT: u8 = 0x15;
    const FATAL: u8 = 2;
    let clinic = Clinic::open().await;
    for (version, name) in [([3, 0], "SSL 3"), ([3, 1], "TLS 1.0"), ([3, 2], "TLS 1.1")] {
        let answer = in_the_clear(&clinic.server, &client_hello(version)).await;
        assert_eq!(answer.first(), Some(&ALERT), "{name} {answer:?}");
        assert_eq!(answer.get(5), Some(&FATAL), "{name} {answer:?}");
    }
    // Handshakes that lead nowhere, and a stream that is cut off.
    for sent in [&[0x16_u8, 3, 1, 0, 5, 1, 0, 0, 1, 0][..], &[0x16; 300], &[0x16, 3, 1][..]] {
        let mut stream = TcpStream::connect(address(&clinic.server)).await.expect("it listens");
        let _ = stream.write_all(sent).await;
        let _ = stream.shutdown().await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        assert_ne!(answer.first(), Some(&0x16), "no handshake comes of it");
    }
    clinic.is_well().await;
}
