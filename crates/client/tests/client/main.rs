//! The client against prepared answers, over real sockets and TLS.

mod server;

use client::{Client, ClientError, EventFilter, Page, Token};
use ledger::{Bundle, TilePath};
use model::{ClientId, Tree};
use wire::ClientChange;

use crate::server::{TestServer, foreign_ca, response};

const SECRET: &str = "rcg_secret";
const TENANT: &str = r#"{"id": "000000000000002a", "name": "Clinic", "created_at": "2026-01-01T00:00:00Z",
        "sign_in": {"required": "one_factor", "idle_minutes": 30, "session_hours": 12}}"#;
const NOT_FOUND: &str = r#"{"type": "urn:ribcage:problem:not_found", "code": "not_found",
    "title": "Not found", "status": 404, "detail": "There is\u001b[2J\nno such thing."}"#;
const EVENT: &str = "a-0000000000000007-12";
const HASH: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn token() -> Token {
    Token::from(SECRET.to_owned())
}

fn client_of(server: &TestServer) -> Client {
    Client::new(&server.address, Some(server.ca.as_bytes()), &token())
        .expect("address, certificate and token are in order")
}

/// A client and its server, which gives one answer.
async fn answering(answer: Vec<u8>) -> (Client, TestServer) {
    let server = TestServer::start(vec![answer]).await;
    (client_of(&server), server)
}

#[tokio::test]
async fn operation_is_asked_for_at_its_path_with_the_token() {
    let (client, server) = answering(response("200 OK", TENANT)).await;
    let tenant = client.find_tenant().await.unwrap();
    assert_eq!(tenant.name, "Clinic");
    let asked = server.asked();
    assert!(asked[0].starts_with("GET /api/tenant HTTP/1.1\r\n"), "{asked:?}");
    assert!(asked[0].contains("authorization: Bearer rcg_secret\r\n"));
}

#[tokio::test]
async fn body_travels_as_json_and_the_expected_version_as_a_tag() {
    let body = r#"{"id": "01", "client_id": "0-01", "name": "b", "roles": [], "created_at": "", "version": 4}"#;
    let (client, server) = answering(response("200 OK", body)).await;
    let change = ClientChange { name: Some("b".to_owned()), ..ClientChange::default() };
    let id = ClientId::from_bytes([1; 16]);
    let changed = client.update_client(id, &change, Some(3)).await.unwrap();
    assert_eq!(changed.version, 4);
    let asked = server.asked();
    assert!(asked[0].starts_with(&format!("PATCH /api/clients/{id} ")));
    assert!(asked[0].contains("if-match: \"3\"\r\n"));
    assert!(asked[0].contains("content-type: application/json\r\n"));
    assert!(asked[0].ends_with("\r\n\r\n{\"name\":\"b\"}"));
}

#[tokio::test]
async fn parameters_are_escaped_and_what_is_not_given_is_left_out() {
    let (client, server) = answering(response("200 OK", r#"{"items": []}"#)).await;
    let filter = EventFilter {
        resource: Some("Patient/1".to_owned()),
        actor: Some("a&b".to_owned()),
        ..EventFilter::default()
    };
    let page = Page { count: Some(5), cursor: None };
    client.list_events(&filter, &page).await.unwrap();
    let wanted = "GET /api/events?actor=a%26b&resource=Patient%2F1&count=5 ";
    assert!(server.asked()[0].starts_with(wanted), "{:?}", server.asked());
}

#[tokio::test]
async fn tile_is_octets_at_the_path_of_tlog_tiles() {
    let (client, server) = answering(response("200 OK", "\u{1}\u{2}")).await;
    let path = TilePath::Entries(Bundle::new(1_234, 3).unwrap());
    let bytes = client.read_log_tile(Tree::Access, path).await.unwrap();
    assert_eq!(bytes, [1, 2]);
    let wanted = "GET /api/log/access/tile/entries/x001/234.p/3 ";
    assert!(server.asked()[0].starts_with(wanted), "{:?}", server.asked());
}

#[tokio::test]
async fn server_of_another_authority_is_not_trusted() {
    let server = TestServer::start(vec![response("200 OK", TENANT)]).await;
    for ca in [Some(foreign_ca()), None] {
        let ca = ca.as_deref().map(str::as_bytes);
        let client = Client::new(&server.address, ca, &token()).unwrap();
        let error = client.find_tenant().await.unwrap_err();
        assert!(matches!(error, ClientError::Transport(_)), "{error:?}");
    }
    assert!(server.asked().is_empty(), "nobody signed in to it");
}

#[tokio::test]
async fn redirect_is_not_followed() {
    let elsewhere = TestServer::start(vec![response("200 OK", TENANT)]).await;
    let head = format!("307 Temporary Redirect\r\nLocation: {}/", elsewhere.address);
    let (client, _server) = answering(response(&head, "")).await;
    let error = client.find_tenant().await.unwrap_err();
    assert!(matches!(error, ClientError::Unexpected { status: 307, .. }), "{error:?}");
    assert!(elsewhere.asked().is_empty());
}

#[tokio::test]
async fn problem_is_told_on_one_line_without_control_characters() {
    let head = "404 Not Found\r\nContent-Type: application/problem+json";
    let (client, _server) = answering(response(head, NOT_FOUND)).await;
    let error = client.find_tenant().await.unwrap_err();
    assert_eq!(error.problem().unwrap().code, "not_found");
    assert_eq!(error.to_string(), "the server refuses: There is [2J no such thing. (not_found)");
}

#[tokio::test]
async fn answer_that_is_not_the_operations_is_unexpected() {
    let answers = vec![
        response("200 OK", "[]"),
        response("500 Internal Server Error", "<html>"),
        response("404 Not Found\r\nContent-Type: application/problem+json", "{}"),
    ];
    let server = TestServer::start(answers).await;
    let client = client_of(&server);
    for expected in [200, 500, 404] {
        match client.find_tenant().await.unwrap_err() {
            ClientError::Unexpected { status, .. } => assert_eq!(status, expected),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn answer_that_is_too_large_is_refused_whether_it_says_so_or_not() {
    let announced = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n";
    let mut endless = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec();
    endless.resize(33 * 1024 * 1024, b' ');
    let server = TestServer::start(vec![announced.into(), endless]).await;
    let client = client_of(&server);
    for _ in 0..2 {
        let error = client.find_tenant().await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "the server answered 200, but its body is larger than it may be"
        );
    }
}

#[tokio::test]
async fn answer_that_breaks_off_is_no_answer() {
    let cut = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}";
    let (client, _server) = answering(cut.into()).await;
    let error = client.find_tenant().await.unwrap_err();
    assert!(matches!(error, ClientError::Transport(_)), "{error:?}");
}

#[tokio::test]
async fn event_of_the_last_answer_is_kept_be_it_a_refusal() {
    let event = format!("Ribcage-Event: {EVENT} {HASH}");
    let problem = "Content-Type: application/problem+json";
    let answers = vec![
        response(&format!("200 OK\r\n{event}"), TENANT),
        response("200 OK", TENANT),
        response(&format!("404 Not Found\r\n{problem}\r\n{event}"), NOT_FOUND),
        response("200 OK\r\nRibcage-Event: nonsense", TENANT),
    ];
    let server = TestServer::start(answers).await;
    let client = client_of(&server);
    assert_eq!(client.last_event(), None);
    for named in [true, false, true, false] {
        let _ = client.find_tenant().await;
        let last = client.last_event();
        let last = last.map(|last| (last.event.to_string(), last.hash.to_string()));
        assert_eq!(last, named.then(|| (EVENT.to_owned(), HASH.to_owned())));
    }
}

#[tokio::test]
async fn token_shows_neither_in_debug_output_nor_in_errors() {
    let server = TestServer::start(vec![]).await;
    let client = client_of(&server);
    let error = client.find_tenant().await.unwrap_err();
    for text in [format!("{client:?}"), format!("{:?}", token()), format!("{error:?}")] {
        assert!(!text.contains(SECRET), "{text}");
    }
    let malformed = Token::from(format!("{SECRET}\n"));
    let error = Client::new(&server.address, None, &malformed).unwrap_err();
    assert!(!format!("{error:?} {error}").contains(SECRET));
}

#[test]
fn what_cannot_be_a_server_or_a_certificate_is_refused() {
    for address in [
        "http://localhost",
        "localhost:8443",
        "https://user@localhost",
        "https://user:secret@localhost",
        "https://localhost/?a=b",
        "https://localhost/#a",
        "",
    ] {
        let refused = Client::new(address, None, &token());
        assert!(matches!(refused, Err(ClientError::Setting(_))), "{address}");
    }
    for ca in ["", "no certificate"] {
        let refused = Client::new("https://localhost", Some(ca.as_bytes()), &token());
        assert!(matches!(refused, Err(ClientError::Setting(_))), "{ca}");
    }
}
