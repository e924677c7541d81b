//! Ways back in by mail, and other addresses.

use reqwest::StatusCode;
use serde_json::json;
use testkit::SmtpSink;

use super::invitations::{links, server_with_mail};
use super::passkeys::{device, make};
use super::person::{PASSWORD, Person, Visitor};
use crate::harness::{Answer, Server, eventually};

const ANN: &str = "ann@example.org";
const OTHER: &str = "ann@example.net";
const FORGOTTEN: &str = "another horse battery staple";

impl Visitor {
    /// Asks to be written to, and takes the newest link. It was asked so often.
    async fn recover(&self, sink: &SmtpSink, times: usize) -> Answer {
        let asked = self.post("/auth/recovery", &json!({"email": ANN})).await;
        assert_eq!(asked.status, StatusCode::ACCEPTED, "{asked:?}");
        let link = links(sink, ANN, "recovery", times).await.pop().expect("a link");
        self.post("/auth/recovery/finish", &json!({"recovery": link})).await
    }

    async fn reset(&self, sign_in: &serde_json::Value, password: &str) -> Answer {
        let mut body = self.choose(password).await;
        body["sign_in"] = sign_in["sign_in"].clone();
        self.put("/auth/recovery/password", &body).await
    }

    async fn put(&self, path: &str, body: &serde_json::Value) -> Answer {
        self.send(self.request(reqwest::Method::PUT, path).json(body)).await
    }
}

/// Waits for a letter that says this.
async fn told(sink: &SmtpSink, what: &str) {
    let told = eventually(async || {
        sink.received().iter().any(|mail| mail.text.contains(what)).then_some(())
    });
    told.await.unwrap_or_else(|| panic!("nobody is told {what:?}: {:?}", sink.received()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whose_codes_are_guessed_is_told_by_mail_once() {
    let Some(sink) = SmtpSink::start("codes that failed") else { return };
    let variables = sink.variables();
    let settings = variables.iter().map(|(name, value)| (*name, value.as_str()));
    let settings: Vec<_> = settings.chain([("RIBCAGE_TRUSTED_PROXIES", "127.0.0.1")]).collect();
    let server = Server::start_with(&settings);
    let ann = Person::administrator(&server, "Clinic", ANN).await;
    ann.set_up_totp().await;
    let sign_in = ann.visitor.sign_in(ANN, PASSWORD).await;
    let body = json!({"sign_in": sign_in["sign_in"], "code": "000000"});
    for from in ["203.0.113.7", "203.0.113.8"] {
        for _ in 0..5 {
            let request = ann.visitor.request(reqwest::Method::POST, "/auth/totp");
            let request = request.header("x-forwarded-for", from).json(&body);
            let refused = ann.visitor.send(request).await;
            assert_eq!(refused.code(), "sign_in_failed", "{refused:?}");
        }
    }
    told(&sink, "Many wrong codes were entered").await;
    let letters = sink.received();
    let of_codes = letters.iter().filter(|mail| mail.text.contains("Many wrong codes"));
    assert_eq!(of_codes.count(), 1, "{letters:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_forgotten_the_password_chooses_another_by_mail_and_all_sessions_end() {
    let Some((sink, server)) = server_with_mail("recovery by mail") else { return };
    let ann = Person::administrator(&server, "Clinic", ANN).await;
    let visitor = Visitor::at(&server);
    let got = visitor.recover(&sink, 1).await;
    assert_eq!(got.status, StatusCode::OK, "{got:?}");
    let got = got.json();
    assert_eq!(got["factors"], json!(["mailbox"]));
    let again = links(&sink, ANN, "recovery", 1).await.pop().expect("a link");
    let again = visitor.post("/auth/recovery/finish", &json!({"recovery": again})).await;
    assert_eq!(again.code(), "ceremony_over", "the link is of use once: {again:?}");
    // It lets nobody in by itself.
    let token = json!({"sign_in": got["sign_in"], "tenant": ann.tenant});
    for refused in [
        visitor.post("/auth/sessions", &token).await,
        visitor.post("/auth/tenants", &json!({"sign_in": got["sign_in"]})).await,
        visitor
            .claim_with(&server.tenant_credential("Other"), &json!({"sign_in": got["sign_in"]}))
            .await,
        ann.post("/auth/session/step-up", &json!({"sign_in": got["sign_in"]})).await,
    ] {
        assert_eq!(refused.code(), "ceremony_over", "{refused:?}");
    }
    let reset = visitor.reset(&got, FORGOTTEN).await;
    assert_eq!(reset.status, StatusCode::OK, "{reset:?}");
    assert_eq!(visitor.come_in(&reset.json(), &ann.tenant).await.code(), "ceremony_over");
    assert_eq!(ann.get("/auth/session").await.status, StatusCode::UNAUTHORIZED);
    let sign_in = visitor.sign_in(ANN, FORGOTTEN).await;
    assert_eq!(visitor.come_in(&sign_in, &ann.tenant).await.status, StatusCode::CREATED);
    assert_eq!(visitor.reset(&got, "yet another").await.code(), "ceremony_over");
    told(&sink, "password of your account was changed").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_shows_a_recovery_code_is_told_by_mail() {
    let Some((sink, server)) = server_with_mail("a recovery code that was used") else { return };
    let ann = Person::administrator(&server, "Clinic", ANN).await;
    ann.set_up_totp().await;
    let drawn = ann.post_nothing("/auth/account/recovery-codes").await.json();
    let code = drawn["codes"][0].as_str().expect("a code");
    let sign_in = ann.visitor.sign_in(ANN, PASSWORD).await;
    let shown = ann.visitor.show("/auth/recovery-code", &sign_in, code).await;
    assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    told(&sink, "with one of your recovery codes").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mailbox_is_no_way_around_a_second_factor() {
    let Some((sink, server)) = server_with_mail("recovery with a second factor") else { return };
    let ann = Person::administrator(&server, "Clinic", ANN).await;
    let codes = ann.set_up_totp().await;
    let visitor = Visitor::at(&server);
    let got = visitor.recover(&sink, 1).await.json();
    assert_eq!(got["second_factors"], json!(["totp"]));
    let refused = visitor.reset(&got, FORGOTTEN).await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (StatusCode::FORBIDDEN, "factor_required")
    );
    assert_eq!(ann.get("/auth/session").await.status, StatusCode::OK);
    let wrong = visitor.show("/auth/totp", &got, "000000").await;
    assert_eq!(wrong.code(), "sign_in_failed", "{wrong:?}");
    let shown = visitor.show("/auth/totp", &got, &codes.at(0)).await.json();
    assert_eq!(visitor.come_in(&shown, &ann.tenant).await.code(), "ceremony_over");
    let reset = visitor.reset(&shown, FORGOTTEN).await;
    assert_eq!(reset.status, StatusCode::OK, "{reset:?}");
    let account = visitor.sign_in(ANN, FORGOTTEN).await;
    assert_eq!(account["second_factors"], json!(["totp"]), "it stays");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mailbox_and_a_code_make_no_other_passkey_where_a_tenant_wants_one() {
    let Some((sink, server)) = server_with_mail("recovery with a passkey") else { return };
    let ann = Person::administrator(&server, "Clinic", ANN).await;
    let codes = ann.set_up_totp().await;
    let mut device = device(&server, b"telephone");
    assert_eq!(make(&ann, &mut device, "Telephone").await.status, StatusCode::CREATED);
    let machine = ann.client(&server, "machine", &["administrator"]).await;
    let rules = json!({"sign_in": {
        "required": "phishing_resistant", "idle_minutes": 30, "session_hours": 12
    }});
    assert_eq!(machine.patch("/api/tenant", &rules).await.status, StatusCode::OK);
    let visitor = Visitor::at(&server);
    let got = visitor.recover(&sink, 1).await.json();
    let shown = visitor.show("/auth/totp", &got, &codes.at(0)).await.json();
    let reset = visitor.reset(&shown, FORGOTTEN).await;
    assert_eq!(reset.status, StatusCode::OK, "{reset:?}");
    let ticket = json!({"sign_in": reset.json()["sign_in"]});
    for path in ["/auth/enrolment/passkey/begin", "/auth/enrolment/totp"] {
        let refused = visitor.post(path, &ticket).await;
        assert_eq!(refused.code(), "factor_required", "{path} {refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_learns_from_a_recovery_whose_address_is_known_and_nobody_is_written_to_for_ever() {
    let Some((sink, server)) = server_with_mail("recovery of nobody") else { return };
    let ann = Person::administrator(&server, "Clinic", ANN).await;
    let invited = ann
        .post("/api/invitations", &json!({"email": "bob@example.org", "roles": ["clinician"]}))
        .await;
    assert_eq!(invited.status, StatusCode::CREATED, "{invited:?}");
    let visitor = Visitor::at(&server);
    let mut statuses = Vec::new();
    for email in [ANN, "nobody@example.org", "bob@example.org"] {
        let mut of_one = Vec::new();
        for _ in 0..5 {
            let asked = visitor.post("/auth/recovery", &json!({"email": email})).await;
            of_one.push((asked.status, asked.body.clone()));
        }
        statuses.push(of_one);
    }
    assert_eq!(statuses[0], statuses[1]);
    assert_eq!(statuses[0], statuses[2]);
    assert_eq!(statuses[0][4].0, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(links(&sink, ANN, "recovery", 3).await.len(), 3);
    links(&sink, "bob@example.org", "invitation", 1).await;
    let received = sink.received();
    assert!(received.iter().all(|mail| mail.to == [ANN] || mail.text.contains("/#/invitation/")));
}

#[tokio::test]
async fn where_no_mail_is_sent_it_is_said_that_there_is_no_way_back_by_mail() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", ANN).await;
    let asked = Visitor::at(&server).post("/auth/recovery", &json!({"email": ANN})).await;
    assert_eq!(asked.code(), "mail_not_configured", "{asked:?}");
    let asked = ann.post("/auth/account/address", &json!({"email": OTHER})).await;
    assert_eq!(asked.code(), "mail_not_configured", "{asked:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_changes_once_both_have_confirmed_it_and_the_password_stays() {
    let Some((sink, server)) = server_with_mail("a change of address") else { return };
    let ann = Person::administrator(&server, "Clinic", ANN).await;
    let visitor = Visitor::at(&server);
    let asked = ann.post("/auth/account/address", &json!({"email": OTHER})).await;
    assert_eq!(
        (asked.status, &asked.json()["state"]),
        (StatusCode::ACCEPTED, &json!("waits_for_former"))
    );
    let eve = Person::administrator(&server, "Elsewhere", "eve@example.org").await;
    let invitation = json!({"email": ANN, "roles": ["clinician"]});
    let invited = eve.post("/api/invitations", &invitation).await;
    assert_eq!(invited.json()["email"], ANN, "{invited:?}");
    let confirm = async |to: &str| {
        let link = links(&sink, to, "address", 1).await.remove(0);
        visitor.post("/auth/address", &json!({"confirmation": link})).await
    };
    let former = confirm(ANN).await;
    assert_eq!(former.json()["state"], "waits_for_new", "{former:?}");
    assert_eq!(ann.get("/auth/account").await.json()["user"]["email"], ANN);
    let new = confirm(OTHER).await;
    assert_eq!(new.json()["state"], "done", "{new:?}");
    assert_eq!(confirm(OTHER).await.code(), "ceremony_over", "once");
    assert_eq!(confirm(ANN).await.code(), "ceremony_over");
    assert_eq!(ann.get("/auth/account").await.json()["user"]["email"], OTHER);
    // Where somebody was invited to whom they have not come yet, their new address is nobody's business.
    let listed = eve.get("/api/invitations").await.json();
    assert_eq!(
        (&listed["items"][0]["roles"], listed["items"][0].get("email")),
        (&json!(["clinician"]), None)
    );
    // Whoever has the address of before now is somebody else.
    Person::signed_in(&visitor, OTHER, &ann.tenant).await;
    Person::administrator(&server, "Other", ANN).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_that_was_written_to_the_former_address_leads_nowhere_once_it_is_another() {
    let Some((sink, server)) = server_with_mail("a link of the former address") else { return };
    let ann = Person::administrator(&server, "Clinic", ANN).await;
    let visitor = Visitor::at(&server);
    let asked = visitor.post("/auth/recovery", &json!({"email": ANN})).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{asked:?}");
    let old = links(&sink, ANN, "recovery", 1).await.remove(0);
    ann.post("/auth/account/address", &json!({"email": OTHER})).await;
    for to in [ANN, OTHER] {
        let link = links(&sink, to, "address", 1).await.remove(0);
        let confirmed = visitor.post("/auth/address", &json!({"confirmation": link})).await;
        assert_eq!(confirmed.status, StatusCode::OK, "{confirmed:?}");
    }
    let refused = visitor.post("/auth/recovery/finish", &json!({"recovery": old})).await;
    assert_eq!(refused.code(), "ceremony_over", "{refused:?}");
    // The former address hears of it.
    let told = eventually(async || {
        let received = sink.received();
        received
            .iter()
            .any(|mail| mail.to == [ANN] && mail.text.contains("another address"))
            .then_some(())
    });
    assert!(told.await.is_some(), "{:?}", sink.received());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_address_that_a_thief_has_begun_ends_with_the_password_that_was_stolen() {
    let Some((sink, server)) = server_with_mail("a thief's change of address") else { return };
    let thief = Person::administrator(&server, "Clinic", ANN).await;
    let visitor = Visitor::at(&server);
    thief.post("/auth/account/address", &json!({"email": OTHER})).await;
    let former = links(&sink, ANN, "address", 1).await.remove(0);
    let confirmed = visitor.post("/auth/address", &json!({"confirmation": former})).await;
    assert_eq!(confirmed.json()["state"], "waits_for_new", "{confirmed:?}");
    let got = visitor.recover(&sink, 1).await.json();
    let reset = visitor.reset(&got, FORGOTTEN).await;
    assert_eq!(reset.status, StatusCode::OK, "{reset:?}");
    let new = links(&sink, OTHER, "address", 1).await.remove(0);
    let refused = visitor.post("/auth/address", &json!({"confirmation": new})).await;
    assert_eq!(refused.code(), "ceremony_over", "{refused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_takes_an_address_that_somebody_has_and_nobody_hears_that_they_do() {
    let Some((sink, server)) = server_with_mail("an address that is taken") else { return };
    let ann = Person::administrator(&server, "Clinic", ANN).await;
    Person::administrator(&server, "Other", OTHER).await;
    let visitor = Visitor::at(&server);
    let asked = ann.post("/auth/account/address", &json!({"email": OTHER})).await;
    assert_eq!(asked.json()["state"], "waits_for_former", "{asked:?}");
    let link = links(&sink, ANN, "address", 1).await.remove(0);
    let former = visitor.post("/auth/address", &json!({"confirmation": link})).await;
    assert_eq!(former.json()["state"], "waits_for_new", "{former:?}");
    let again = ann.post("/auth/account/address", &json!({"email": "ann@example.com"})).await;
    assert_eq!(again.status, StatusCode::ACCEPTED);
    links(&sink, ANN, "address", 2).await;
    assert!(sink.received().iter().all(|mail| mail.to != [OTHER]), "{:?}", sink.received());
    let injected =
        ann.post("/auth/account/address", &json!({"email": "a@b.c\r\nBcc: d@e.f"})).await;
    assert_eq!(injected.status, StatusCode::BAD_REQUEST, "{injected:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_link_carries_is_taken_for_nothing_else() {
    let Some((sink, server)) = server_with_mail("links for something else") else { return };
    let ann = Person::administrator(&server, "Clinic", ANN).await;
    let visitor = Visitor::at(&server);
    ann.post("/auth/account/address", &json!({"email": OTHER})).await;
    visitor.post("/auth/recovery", &json!({"email": ANN})).await;
    let address = links(&sink, ANN, "address", 1).await.remove(0);
    let recovery = links(&sink, ANN, "recovery", 1).await.remove(0);
    for refused in [
        visitor.post("/auth/recovery/finish", &json!({"recovery": address})).await,
        visitor.post("/auth/address", &json!({"confirmation": recovery})).await,
        visitor.come_in(&json!({"sign_in": recovery}), &ann.tenant).await,
        visitor.reset(&json!({"sign_in": recovery}), FORGOTTEN).await,
    ] {
        assert_eq!(refused.code(), "ceremony_over", "{refused:?}");
    }
}
