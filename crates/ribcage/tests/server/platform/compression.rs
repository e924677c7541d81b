//! Answers are compressed for whoever says that they read that, and are what they are for everybody else.

use std::io::Read as _;

use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, VARY};
use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::harness::{Caller, Server, patient};

/// What comes for a request that says which encodings it reads: the encoding, and the bytes.
async fn ask(caller: &Caller, path: &str, accepted: &str) -> (Option<String>, Vec<u8>) {
    let request = caller.request(Method::GET, path).header(ACCEPT_ENCODING, accepted);
    let answer = request.send().await.expect("the server answers");
    assert_eq!(answer.status(), StatusCode::OK);
    let encoding = answer.headers().get(CONTENT_ENCODING).map(|it| it.to_str().expect("text"));
    let encoding = encoding.map(ToOwned::to_owned);
    let varies = answer.headers().get_all(VARY).iter().any(|it| it == "accept-encoding");
    assert!(encoding.is_none() || varies, "what lies between must not give it to others");
    (encoding, answer.bytes().await.expect("whole").to_vec())
}

#[tokio::test]
async fn an_answer_is_compressed_for_whoever_reads_that_and_says_the_same() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    for number in 0..10 {
        clinician.create(&patient(&format!("Birch{number}"))).await;
    }
    for (caller, path) in [
        (&administrator, "/api/roles"),
        (&clinician, "/fhir/R4/Patient"),
        (&clinician, "/api/openapi.json"),
    ] {
        let (plain, whole) = ask(caller, path, "identity").await;
        assert_eq!(plain, None, "{path}");
        let (encoding, packed) = ask(caller, path, "br, gzip").await;
        assert_eq!(encoding.as_deref(), Some("gzip"), "{path}");
        assert!(packed.len() * 2 < whole.len(), "{path}: {} of {}", packed.len(), whole.len());
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut unpacked).expect("gzip");
        let read = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).expect("JSON");
        let (mut one, mut other) = (read(&unpacked), read(&whole));
        // A bundle says when it was made, which it is, and how it was come by.
        for bundle in [&mut one, &mut other] {
            for member in ["id", "meta", "link"] {
                bundle.as_object_mut().expect("an object").remove(member);
            }
        }
        assert_eq!(one, other, "{path}");
    }
}

#[tokio::test]
async fn what_is_small_or_follows_what_happens_is_sent_as_it_is() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let (encoding, _) = ask(&administrator, "/api/tenant", "gzip").await;
    assert_eq!(encoding, None);
    let stream = administrator.request(Method::GET, "/api/events/stream");
    let stream = stream.header(ACCEPT_ENCODING, "gzip").send().await.expect("an answer");
    assert_eq!(stream.headers().get(CONTENT_ENCODING), None);
}
