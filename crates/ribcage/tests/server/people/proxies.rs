//! Where requests come from, behind a proxy.

use reqwest::{Method, StatusCode};
use serde_json::json;

use super::person::Visitor;
use crate::harness::Server;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The address that the log has of a request with this header.
async fn logged(server: &Server, forwarded_for: &str) -> String {
    let administrator = server.tenant("Clinic").await;
    let request = administrator.request(Method::GET, "/api/tenant");
    let asked = administrator.send(request.header(FORWARDED_FOR, forwarded_for)).await;
    assert_eq!(asked.status, StatusCode::OK, "{asked:?}");
    let event =
        asked.header("ribcage-event").expect("an event").split(' ').next().map(str::to_owned);
    let event = administrator.get(&format!("/api/events/{}", event.expect("an id"))).await.json();
    event["address"].as_str().expect("an address").to_owned()
}

#[tokio::test]
async fn a_proxy_that_is_named_is_believed_by_whom_it_was_asked() {
    let server = Server::start_with(&[("RIBCAGE_TRUSTED_PROXIES", "192.0.2.0/24, 127.0.0.1")]);
    let said = "198.51.100.1, 203.0.113.7, 192.0.2.5";
    assert_eq!(logged(&server, said).await, "203.0.113.7");
}

#[tokio::test]
async fn nobody_else_is_believed() {
    for proxies in ["", "192.0.2.0/24"] {
        let server = Server::start_with(&[("RIBCAGE_TRUSTED_PROXIES", proxies)]);
        assert_eq!(logged(&server, "203.0.113.7").await, "127.0.0.1", "{proxies:?}");
    }
}

#[tokio::test]
async fn who_comes_through_a_proxy_is_limited_by_their_own_address() {
    let server = Server::start_with(&[
        ("RIBCAGE_TRUSTED_PROXIES", "127.0.0.1"),
        ("RIBCAGE_SIGN_INS_PER_ADDRESS", "3"),
    ]);
    let visitor = Visitor::at(&server);
    let begin = async |from: &str| {
        let request = visitor.request(Method::POST, "/auth/passkey/begin");
        visitor.send(request.header(FORWARDED_FOR, from).json(&json!({}))).await.status
    };
    let mut crowding = Vec::new();
    for _ in 0..5 {
        crowding.push(begin("203.0.113.7").await);
    }
    assert!(crowding.contains(&StatusCode::TOO_MANY_REQUESTS), "{crowding:?}");
    assert_eq!(begin("203.0.113.8").await, StatusCode::OK);
}
