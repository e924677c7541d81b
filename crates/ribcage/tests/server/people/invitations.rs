//! Invitations: by mail or by hand, accepted once by whom they are for, and a way around nothing.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use testkit::SmtpSink;

use super::person::{PASSWORD, Person, Visitor};
use crate::harness::{Answer, Server, eventually};
use crate::tables::Tables;

const BOB: &str = "bob@example.org";

/// A server that sends mail, and the one that it sends it to.
pub(super) fn server_with_mail(test: &str) -> Option<(SmtpSink, Server)> {
    let sink = SmtpSink::start(test)?;
    let variables = sink.variables();
    let settings: Vec<_> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let server = Server::start_with(&settings);
    Some((sink, server))
}

/// What the links of this kind carry that were written to an address, in their order, once there are so many.
pub(super) async fn links(sink: &SmtpSink, to: &str, kind: &str, count: usize) -> Vec<String> {
    let start = format!("/#/{kind}/");
    let found = eventually(async || {
        let received = sink.received();
        let to_them = received.iter().filter(|mail| mail.to == [to]);
        let links = to_them.filter_map(|mail| {
            let (_, rest) = mail.text.split_once(&start)?;
            Some(rest.split_whitespace().next().expect("the link ends").to_owned())
        });
        Some(links.collect::<Vec<_>>()).filter(|links| links.len() >= count)
    });
    found.await.unwrap_or_else(|| panic!("nothing comes to {to}: {:?}", sink.received()))
}

impl Visitor {
    pub(super) async fn see_invitation(&self, token: &str) -> Answer {
        self.send(self.request(Method::GET, "/auth/invitation").bearer_auth(token)).await
    }

    pub(super) async fn accept(&self, token: &str, body: &Value) -> Answer {
        let request = self.request(Method::POST, "/auth/invitation").bearer_auth(token);
        self.send(request.json(body)).await
    }

    async fn accept_as(&self, token: &str, name: &str) -> Answer {
        let body = json!({"name": name, "password": self.choose(PASSWORD).await});
        self.accept(token, &body).await
    }
}

impl Person {
    /// Invites somebody where no mail is sent. Gives what the link carries.
    pub(super) async fn invite(&self, email: &str, roles: &[&str]) -> String {
        let invited = self.post("/api/invitations", &json!({"email": email, "roles": roles})).await;
        assert_eq!(invited.status, StatusCode::CREATED, "{invited:?}");
        let link = invited.json()["link"].as_str().expect("a link").to_owned();
        link.split_once("/#/invitation/").expect("a page").1.to_owned()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_invited_by_mail_joins_with_a_name_and_a_password_and_the_link_is_good_once() {
    let Some((sink, server)) = server_with_mail("invitations by mail") else { return };
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let invitation = json!({"email": "Bob@Example.org", "roles": ["clinician"], "language": "nl"});
    let invited = ann.post("/api/invitations", &invitation).await;
    assert_eq!(invited.status, StatusCode::CREATED, "{invited:?}");
    // Whoever invites does not get what is for somebody else.
    assert!(invited.json().get("link").is_none(), "{invited:?}");
    let listed = ann.get("/api/invitations").await.json();
    assert_eq!(listed["items"][0]["email"], BOB, "{listed}");
    let token = links(&sink, BOB, "invitation", 1).await.remove(0);
    let mail = sink.received().into_iter().find(|mail| mail.to == [BOB]).expect("it came");
    assert!(mail.header("subject").contains("Clinic"), "{mail:?}");
    assert!(!mail.text.contains("Ann") && mail.html.contains(&token), "{mail:?}");

    let visitor = Visitor::at(&server);
    let seen = visitor.see_invitation(&token).await.json();
    assert_eq!(
        (&seen["tenant_name"], &seen["email"], &seen["known"], &seen["roles"]),
        (&json!("Clinic"), &json!(BOB), &json!(false), &json!(["clinician"]))
    );
    let joined = visitor.accept_as(&token, "Bob Builder").await;
    assert_eq!(joined.status, StatusCode::CREATED, "{joined:?}");
    let bob = Person::signed_in(&visitor, BOB, &ann.tenant).await;
    assert_eq!(bob.get("/fhir/R4/Patient").await.status, StatusCode::OK);
    assert_eq!(bob.get("/api/members").await.status, StatusCode::FORBIDDEN);
    let members = ann.get("/api/members").await.json();
    assert_eq!(members["items"][0]["name"], "Bob Builder", "{members}");
    assert_eq!(ann.get("/api/invitations").await.json()["items"], json!([]));
    for spent in [visitor.see_invitation(&token).await, visitor.accept_as(&token, "Eve").await] {
        assert_eq!(spent.status, StatusCode::UNAUTHORIZED, "{spent:?}");
    }
    let again = ann.post("/api/invitations", &invitation).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{again:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_written_to_again_and_again_in_the_name_of_a_tenant() {
    let Some((sink, server)) = server_with_mail("letters to one address") else { return };
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let invitation = json!({"email": BOB, "roles": ["clinician"]});
    for _ in 0..3 {
        let invited = ann.post("/api/invitations", &invitation).await;
        assert_eq!(invited.status, StatusCode::CREATED, "{invited:?}");
    }
    let refused = ann.post("/api/invitations", &invitation).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "{refused:?}");
    assert_eq!(refused.header("retry-after"), Some("1200"), "{refused:?}");
    // In whichever order they came, one link is good.
    let (visitor, mut good) = (Visitor::at(&server), 0);
    for token in links(&sink, BOB, "invitation", 3).await {
        good += u32::from(visitor.see_invitation(&token).await.status == StatusCode::OK);
    }
    assert_eq!(good, 1);
    // Another tenant does not hear of it, until all together have written enough; and not then either.
    let mut written = 3;
    for name in ["Second", "Third", "Fourth"] {
        let email = format!("{}@example.org", name.to_lowercase());
        let other = Person::administrator(&server, name, &email).await;
        for _ in 0..3 {
            let invited = other.post("/api/invitations", &invitation).await;
            assert_eq!(invited.status, StatusCode::CREATED, "{invited:?}");
            assert!(invited.json().get("link").is_none(), "{invited:?}");
        }
        written = 10.min(written + 3);
        assert_eq!(links(&sink, BOB, "invitation", written).await.len(), written);
    }
    // Others are written to.
    let other = json!({"email": "carol@example.org", "roles": ["clinician"]});
    assert_eq!(ann.post("/api/invitations", &other).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn without_a_mail_server_the_link_is_handed_on_and_a_new_one_ends_the_one_before() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let first = ann.invite(BOB, &["clinician"]).await;
    let second = ann.invite(BOB, &["auditor"]).await;
    let visitor = Visitor::at(&server);
    assert_eq!(visitor.see_invitation(&first).await.status, StatusCode::UNAUTHORIZED);
    let seen = visitor.see_invitation(&second).await.json();
    assert_eq!(seen["roles"], json!(["auditor"]));
    let listed = ann.get("/api/invitations").await.json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1), "{listed}");
    let user = listed["items"][0]["user"].as_str().expect("an id").to_owned();
    let path = format!("/api/invitations/{user}");
    assert_eq!(ann.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(ann.delete(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(visitor.see_invitation(&second).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(visitor.accept_as(&second, "Bob").await.status, StatusCode::UNAUTHORIZED);
    for (body, code) in [
        (json!({"email": "nobody", "roles": ["auditor"]}), "bad_request"),
        (json!({"email": BOB, "roles": ["king"]}), "bad_request"),
        (json!({"email": BOB, "roles": ["auditor"], "language": "xx"}), "bad_request"),
    ] {
        let refused = ann.post("/api/invitations", &body).await;
        assert_eq!((refused.status, refused.code().as_str()), (StatusCode::BAD_REQUEST, code));
    }
}

#[tokio::test]
async fn an_invitation_gets_nobody_into_an_account_that_is_there() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let eve = Person::administrator(&server, "Elsewhere", "eve@example.org").await;
    // Whoever invites somebody and has the link is not them.
    let token = eve.invite(&ann.email, &["clinician"]).await;
    let visitor = Visitor::at(&server);
    assert_eq!(visitor.see_invitation(&token).await.json()["known"], true);
    let refused = visitor.accept_as(&token, "Eve").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused:?}");
    let sign_in = visitor.sign_in(&eve.email, PASSWORD).await;
    let other = visitor.accept(&token, &json!({"sign_in": sign_in["sign_in"]})).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "{other:?}");
    let both = json!({"sign_in": sign_in["sign_in"], "name": "Eve"});
    assert_eq!(visitor.accept(&token, &both).await.status, StatusCode::BAD_REQUEST);
    // The token of an invitation is good for the invitation alone.
    for path in ["/api/members", "/fhir/R4/Patient", "/auth/session", "/auth/account"] {
        let refused = visitor.send(visitor.request(Method::GET, path).bearer_auth(&token)).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
    }
    let claimed = visitor.claim_with(&token, &json!({"sign_in": sign_in["sign_in"]})).await;
    assert_eq!(claimed.status, StatusCode::FORBIDDEN, "{claimed:?}");

    let sign_in = visitor.sign_in(&ann.email, PASSWORD).await;
    let joined = visitor.accept(&token, &json!({"sign_in": sign_in["sign_in"]})).await;
    assert_eq!(joined.status, StatusCode::CREATED, "{joined:?}");
    let there = Person::signed_in(&visitor, &ann.email, &eve.tenant).await;
    assert_eq!(there.get("/fhir/R4/Patient").await.status, StatusCode::OK);
    // And what she has at home is as it was.
    assert_eq!(ann.get("/api/members").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_invitation_is_no_way_around_what_a_tenant_requires() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let rules = json!({"sign_in": {
        "required": "one_factor", "roles": {"clinician": "two_factors"},
        "idle_minutes": 30, "session_hours": 12
    }});
    let changed = ann.patch("/api/tenant", &rules).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    let token = ann.invite(BOB, &["clinician"]).await;
    let visitor = Visitor::at(&server);
    assert_eq!(visitor.see_invitation(&token).await.json()["required"], "two_factors");
    let joined = visitor.accept_as(&token, "Bob").await;
    assert_eq!(joined.status, StatusCode::CREATED, "{joined:?}");
    let sign_in = visitor.sign_in(BOB, PASSWORD).await;
    let refused = visitor.come_in(&sign_in, &ann.tenant).await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (StatusCode::FORBIDDEN, "factor_required")
    );
}

#[tokio::test]
async fn what_is_answered_does_not_say_whether_somebody_is_known_elsewhere() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let bob = Person::administrator(&server, "Elsewhere", BOB).await;
    let mut answers = Vec::new();
    for email in [&bob.email, "nobody@example.org"] {
        let body = json!({"email": email, "roles": ["clinician"]});
        let invited = ann.post("/api/invitations", &body).await;
        let members = invited.json();
        let members = members.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
        answers.push((invited.status, members));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn an_invitation_that_does_not_come_about_leaves_nobody_behind() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let known = async || {
        let keys = Tables::at(server.place_of("keys")).await;
        keys.value("SELECT count(*) FROM subjects").await
    };
    let before = known().await;
    let growing = format!("{}@example.org", "\u{130}".repeat(100));
    for (invitation, expected) in [
        (json!({"email": BOB, "roles": ["patient"], "patient": "nobody"}), StatusCode::NOT_FOUND),
        (json!({"email": BOB, "roles": ["patient"]}), StatusCode::BAD_REQUEST),
        (json!({"email": BOB, "roles": ["clinician"], "language": "xx"}), StatusCode::BAD_REQUEST),
        (
            json!({"email": "bob@example@example.org", "roles": ["clinician"]}),
            StatusCode::BAD_REQUEST,
        ),
        (
            json!({"email": "bob\u{202E}@example.org", "roles": ["clinician"]}),
            StatusCode::BAD_REQUEST,
        ),
        (json!({"email": growing, "roles": ["clinician"]}), StatusCode::BAD_REQUEST),
    ] {
        let refused = ann.post("/api/invitations", &invitation).await;
        assert_eq!(refused.status, expected, "{invitation} {refused:?}");
        assert_eq!(known().await, before, "{invitation}");
    }
    ann.invite(BOB, &["clinician"]).await;
    assert_ne!(known().await, before);
}

#[tokio::test]
async fn an_invitation_is_good_for_as_long_as_whoever_has_sent_it_may_invite() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let machine = ann.client(&server, "machine", &["administrator"]).await;
    let user = ann.user().await;
    let clients = ann.get("/api/clients").await.json();
    assert_eq!(clients["items"][0]["created_by"], json!(user), "{clients}");
    let member = format!("/api/members/{user}");
    let token = ann.invite(BOB, &["administrator"]).await;
    let visitor = Visitor::at(&server);
    assert_eq!(visitor.see_invitation(&token).await.status, StatusCode::OK);
    for change in [json!({"roles": ["auditor"]}), json!({"active": false})] {
        let changed = machine.patch(&member, &change).await;
        assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
        let refused = visitor.accept_as(&token, "Bob").await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{change} {refused:?}");
    }
    assert_eq!(machine.delete(&member).await.status, StatusCode::NO_CONTENT);
    let listed = machine.get("/api/invitations").await.json();
    assert_eq!(listed["items"][0]["expired"], true, "{listed}");
    let refused = visitor.accept_as(&token, "Bob").await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{refused:?}");
}
