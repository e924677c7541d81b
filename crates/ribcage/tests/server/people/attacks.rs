//! What somebody might try.

use reqwest::header::{AUTHORIZATION, COOKIE, ORIGIN};
use reqwest::{Method, StatusCode};
use serde_json::json;

use super::person::{PASSWORD, Person, decoded, fresh, secret_in};
use super::sign_in::request;
use crate::harness::Server;

#[tokio::test]
async fn pages_of_other_origins_use_nobodys_session() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    // Not even those that may ask with a token of their own.
    let allowed = json!({"allowed_origins": ["https://app.example.org"]});
    assert_eq!(ann.patch("/api/tenant", &allowed).await.status, StatusCode::OK);
    let client = json!({"name": "theirs", "roles": ["administrator"]});
    for (header, value) in [
        ("origin", "https://evil.example.org"),
        ("origin", "https://app.example.org"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        let request = ann.request(Method::POST, "/api/clients").header(header, value);
        let refused = ann.send(request.json(&client)).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{header} {value} {refused:?}");
        let request = ann.request(Method::GET, "/api/clients").header(header, value);
        assert_eq!(ann.send(request).await.status, StatusCode::UNAUTHORIZED, "{header} {value}");
        // Nor do they sign anybody in.
        let request = ann.visitor.request(Method::POST, "/auth/password/begin");
        let refused = ann.send(request.header(header, value).json(&json!({}))).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{header} {value} {refused:?}");
    }
    let own = ann.request(Method::POST, "/api/clients").header(ORIGIN, &ann.visitor.url);
    let own = own.header("sec-fetch-site", "same-origin").json(&client);
    assert_eq!(ann.send(own).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn nobody_is_given_a_session_that_somebody_else_knows() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let body = json!({"sign_in": sign_in["sign_in"], "tenant": ann.tenant});
    // Whatever the browser was made to show is not what it has afterwards.
    let request = ann.request(Method::POST, "/auth/sessions").json(&body);
    let created = ann.send(request).await;
    assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
    assert_ne!(secret_in(&created), Some(ann.secret.clone()));
}

#[tokio::test]
async fn a_secret_is_taken_where_it_belongs_and_nowhere_else() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let bearer = ann.visitor.request(Method::GET, "/api/tenant").bearer_auth(&ann.secret);
    assert_eq!(ann.send(bearer).await.status, StatusCode::UNAUTHORIZED);
    // Whoever shows a token is who the token says.
    let both = ann.request(Method::GET, "/api/tenant").header(AUTHORIZATION, "Bearer nonsense");
    assert_eq!(ann.send(both).await.status, StatusCode::UNAUTHORIZED);
    let machine = ann.client(&server, "machine", &["administrator"]).await;
    let as_cookie = format!("__Host-ribcage-session={}", machine.token());
    let request = ann.visitor.request(Method::GET, "/api/tenant").header(COOKIE, as_cookie);
    assert_eq!(ann.send(request).await.status, StatusCode::UNAUTHORIZED);
    let flipped: String = ann.secret.chars().rev().collect();
    for secret in ["", "AAAA", flipped.as_str()] {
        let stolen = Person { secret: secret.to_owned(), ..ann.clone() };
        assert_eq!(stolen.get("/api/tenant").await.status, StatusCode::UNAUTHORIZED, "{secret}");
    }
}

#[tokio::test]
async fn nobody_registers_as_an_administrator_without_the_credential() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let machine = ann.client(&server, "machine", &["administrator"]).await;
    let body = json!({
        "name": "Mallory", "email": "mallory@example.org",
        "password": ann.visitor.choose(PASSWORD).await
    });
    let by_machine = machine.post("/auth/administrator", &body).await;
    assert_eq!(by_machine.status, StatusCode::FORBIDDEN, "{by_machine:?}");
    let by_person = ann.post("/auth/administrator", &body).await;
    assert_eq!(by_person.status, StatusCode::FORBIDDEN, "{by_person:?}");
    let by_nobody = ann.visitor.post("/auth/administrator", &body).await;
    assert_eq!(by_nobody.status, StatusCode::UNAUTHORIZED, "{by_nobody:?}");
    // And nobody has become known by trying.
    let (logging_in, begun) = ann.visitor.begin("mallory@example.org", PASSWORD).await;
    let response = decoded(&begun["login_response"]);
    assert!(logging_in.finish(&response, &fresh()).is_err());
}

#[tokio::test]
async fn the_stores_know_no_address_no_password_and_no_secret() {
    let mut server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    ann.set_up_totp().await;
    server.stop();
    let mut found = Vec::new();
    for file in std::fs::read_dir(server.data()).expect("the folder") {
        let path = file.expect("an entry").path();
        if path.is_file() {
            let bytes = std::fs::read(&path).expect("read");
            for mark in ["ann@example.org", "Ann Example", PASSWORD, &ann.secret] {
                if bytes.windows(mark.len()).any(|window| window == mark.as_bytes()) {
                    found.push(format!("{mark} in {}", path.display()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:?}");
}

#[tokio::test]
async fn whoever_guesses_waits_ever_longer_and_the_owner_comes_in_from_where_they_were() {
    let server = Server::start_with(&[("RIBCAGE_SIGN_INS_PER_ADDRESS", "1000")]);
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let wrong = async |email: &str| {
        let (_, begun) = ann.visitor.begin(email, "wrong").await;
        let proof = json!({"sign_in": begun["sign_in"], "login_finish": "A".repeat(86)});
        ann.visitor.post("/auth/password/finish", &proof).await
    };
    // Of somebody who is known and of nobody it is the same, also for whoever sees by the answer that it is the wrong
    // password, and says nothing more.
    for (email, says_more) in
        [("ann@example.org", true), ("nobody@example.org", true), ("carol@example.org", false)]
    {
        for _ in 0..5 {
            let (_, begun) = ann.visitor.begin(email, "wrong").await;
            if says_more {
                let proof = json!({"sign_in": begun["sign_in"], "login_finish": "A".repeat(86)});
                let refused = ann.visitor.post("/auth/password/finish", &proof).await;
                assert_eq!(refused.code(), "sign_in_failed", "{email} {refused:?}");
            }
        }
        let begin = json!({"email": email, "login_request": request()});
        let refused = ann.visitor.post("/auth/password/begin", &begin).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "{email} {refused:?}");
        assert_eq!(refused.code(), "too_many_attempts");
        assert_eq!(refused.header("retry-after"), Some("1"));
    }
    // Others are not affected.
    assert_eq!(wrong("bob@example.org").await.code(), "sign_in_failed");
    assert_eq!(ann.get("/auth/session").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_address_begins_only_so_many_sign_ins_at_once() {
    let server = Server::start_with(&[("RIBCAGE_SIGN_INS_PER_ADDRESS", "3")]);
    let visitor = super::person::Visitor::at(&server);
    let mut codes = Vec::new();
    for _ in 0..5 {
        let answer = visitor.post("/auth/passkey/begin", &json!({})).await;
        codes.push(answer.status);
    }
    assert_eq!(codes[..3], [StatusCode::OK; 3]);
    assert!(codes.contains(&StatusCode::TOO_MANY_REQUESTS), "{codes:?}");
}
