//! Passkeys: as the only sign-in, as a second factor, and from devices that answer wrongly.

use reqwest::StatusCode;
use serde_json::{Value, json};
use testkit::Authenticator;
use testkit::authenticator::{PRESENT, VERIFIED};

use super::factors::wanting;
use super::invitations::server_with_mail;
use super::person::{PASSWORD, Person, Visitor};
use crate::harness::{Answer, Server, eventually};

/// What makes a device answer wrongly.
type Spoil = fn(&mut Authenticator);

/// A device before pages of this server.
pub(super) fn device(server: &Server, id: &[u8]) -> Authenticator {
    let mut device = Authenticator::new(id);
    let (_, port) = server.url.rsplit_once(':').expect("a port");
    "localhost".clone_into(&mut device.relying_party);
    device.origin = format!("https://localhost:{port}");
    device
}

/// Makes a passkey of somebody's.
pub(super) async fn make(person: &Person, device: &mut Authenticator, name: &str) -> Answer {
    let begun = person.post_nothing("/auth/account/passkeys/begin").await;
    assert_eq!(begun.status, StatusCode::OK, "{begun:?}");
    let begun = begun.json();
    let answer = device.create(&begun["options"].to_string());
    let new = json!({"registration": begun["registration"], "name": name, "answer": answer});
    person.post("/auth/account/passkeys", &new).await
}

/// Begins to sign in, alone or as a second factor.
pub(super) async fn begin(visitor: &Visitor, sign_in: Option<&Value>) -> Value {
    let body = sign_in.map_or_else(|| json!({}), |it| json!({"sign_in": it["sign_in"]}));
    let begun = visitor.post("/auth/passkey/begin", &body).await;
    assert_eq!(begun.status, StatusCode::OK, "{begun:?}");
    begun.json()
}

pub(super) async fn finish(visitor: &Visitor, begun: &Value, answer: &Value) -> Answer {
    let proof = json!({"challenge": begun["challenge"], "answer": answer});
    visitor.post("/auth/passkey/finish", &proof).await
}

#[tokio::test]
async fn a_passkey_alone_lets_somebody_in_where_phishing_has_to_be_resisted() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let mut device = device(&server, b"telephone");
    let made = make(&ann, &mut device, "Telephone").await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let shown = ann.get("/auth/account").await.json();
    assert_eq!(shown["passkeys"][0]["name"], "Telephone");
    let machine = ann.client(&server, "machine", &["administrator"]).await;
    let rules = json!({"sign_in": {
        "required": "phishing_resistant", "idle_minutes": 30, "session_hours": 12
    }});
    assert_eq!(machine.patch("/api/tenant", &rules).await.status, StatusCode::OK);
    // A password is not enough, and neither does it become so by anything but the device.
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let refused = ann.visitor.come_in(&sign_in, &ann.tenant).await;
    assert_eq!(refused.code(), "factor_required", "{refused:?}");
    // Nobody has said who they are: the device does.
    let begun = begin(&ann.visitor, None).await;
    assert_eq!(begun["options"]["allowCredentials"].as_array().map_or(0, Vec::len), 0);
    let answer = device.get(&begun["options"].to_string());
    let shown = finish(&ann.visitor, &begun, &answer).await;
    assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    assert_eq!(shown.json()["factors"], json!(["passkey"]));
    let created = ann.visitor.come_in(&shown.json(), &ann.tenant).await;
    assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
    // The same answer leads nowhere a second time.
    let again = finish(&ann.visitor, &begun, &answer).await;
    assert_eq!(again.code(), "ceremony_over", "{again:?}");
}

#[tokio::test]
async fn a_device_that_does_not_ask_who_uses_it_is_a_second_factor_and_never_the_only_one() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let mut device = device(&server, b"key");
    device.flags = PRESENT;
    assert_eq!(make(&ann, &mut device, "Key").await.status, StatusCode::CREATED);
    let begun = begin(&ann.visitor, None).await;
    let alone = finish(&ann.visitor, &begun, &device.get(&begun["options"].to_string())).await;
    assert_eq!((alone.status, alone.code().as_str()), (StatusCode::UNAUTHORIZED, "sign_in_failed"));
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    assert_eq!(sign_in["second_factors"], json!(["passkey"]));
    let begun = begin(&ann.visitor, Some(&sign_in)).await;
    let shown = finish(&ann.visitor, &begun, &device.get(&begun["options"].to_string())).await;
    assert_eq!(shown.json()["factors"], json!(["password", "security_key"]), "{shown:?}");
}

#[tokio::test]
async fn what_a_device_should_not_say_lets_nobody_in() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let bob = Person::administrator(&server, "Other", "bob@example.org").await;
    let mut device = device(&server, b"telephone");
    device.counter = 5;
    assert_eq!(make(&ann, &mut device, "Telephone").await.status, StatusCode::CREATED);
    let spoils: [(&str, Spoil); 4] = [
        ("another origin", |it| "https://evil.example.org".clone_into(&mut it.origin)),
        ("another domain", |it| "evil.example.org".clone_into(&mut it.relying_party)),
        ("nobody there", |it| it.flags = VERIFIED),
        ("nobody's", |it| it.user_handle = Some(vec![7; 16])),
    ];
    for (what, spoil) in spoils {
        let whole = (device.origin.clone(), device.relying_party.clone());
        let (flags, handle) = (device.flags, device.user_handle.clone());
        spoil(&mut device);
        let begun = begin(&ann.visitor, None).await;
        let answer = device.get(&begun["options"].to_string());
        let refused = finish(&ann.visitor, &begun, &answer).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{what} {refused:?}");
        assert_eq!(refused.code(), "sign_in_failed", "{what}");
        (device.origin, device.relying_party) = whole;
        (device.flags, device.user_handle) = (flags, handle);
    }
    // Another device that says that it is this one.
    let mut stranger = self::device(&server, b"telephone");
    stranger.user_handle.clone_from(&device.user_handle);
    let begun = begin(&ann.visitor, None).await;
    let refused = finish(&ann.visitor, &begun, &stranger.get(&begun["options"].to_string())).await;
    assert_eq!(refused.code(), "sign_in_failed", "{refused:?}");
    // A challenge of one way in does not do for another, and hers do not do for his.
    let (one, other) = (begin(&ann.visitor, None).await, begin(&ann.visitor, None).await);
    let answer = device.get(&one["options"].to_string());
    let crossed = finish(&ann.visitor, &other, &answer).await;
    assert_eq!(
        (crossed.status, crossed.code().as_str()),
        (StatusCode::UNAUTHORIZED, "ceremony_over")
    );
    let his = bob.visitor.sign_in(&bob.email, PASSWORD).await;
    let refused =
        bob.visitor.post("/auth/passkey/begin", &json!({"sign_in": his["sign_in"]})).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{refused:?}");
    // A counter that goes back says that there are two of it.
    device.counter = 9;
    let begun = begin(&ann.visitor, None).await;
    let shown = finish(&ann.visitor, &begun, &device.get(&begun["options"].to_string())).await;
    assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    device.counter = 8;
    let begun = begin(&ann.visitor, None).await;
    let copied = finish(&ann.visitor, &begun, &device.get(&begun["options"].to_string())).await;
    assert_eq!(
        (copied.status, copied.code().as_str()),
        (StatusCode::UNAUTHORIZED, "passkey_copied")
    );
}

/// Shows a passkey that counts so far, and nothing else.
async fn show_counting(person: &Person, device: &mut Authenticator, counter: u32) -> Answer {
    device.counter = counter;
    let begun = begin(&person.visitor, None).await;
    finish(&person.visitor, &begun, &device.get(&begun["options"].to_string())).await
}

/// A recovery code of somebody's who has a second factor.
async fn recovery_code(person: &Person) -> String {
    let drawn = person.post_nothing("/auth/account/recovery-codes").await;
    assert_eq!(drawn.status, StatusCode::CREATED, "{drawn:?}");
    drawn.json()["codes"][0].as_str().expect("a code").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_passkey_that_was_copied_is_taken_no_more_and_its_owner_hears_of_it() {
    let Some((sink, server)) = server_with_mail("a passkey that was copied") else { return };
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let mut device = device(&server, b"telephone");
    device.counter = 5;
    let made = make(&ann, &mut device, "Telephone").await;
    assert_eq!((made.status, &made.json()["copied"]), (StatusCode::CREATED, &json!(false)));
    device.counter = 9;
    let ann = step_up(&ann, &mut device).await;
    let code = recovery_code(&ann).await;
    // The same answer again is no copy.
    device.counter = 10;
    let begun = begin(&ann.visitor, None).await;
    let answer = device.get(&begun["options"].to_string());
    assert_eq!(finish(&ann.visitor, &begun, &answer).await.status, StatusCode::OK);
    assert_eq!(finish(&ann.visitor, &begun, &answer).await.code(), "ceremony_over");
    assert_eq!(ann.get("/auth/account").await.json()["passkeys"][0]["copied"], false);

    let machine = ann.client(&server, "machine", &["administrator"]).await;
    let wanted = machine.patch("/api/tenant", &wanting("two_factors")).await;
    assert_eq!(wanted.status, StatusCode::OK, "{wanted:?}");
    let copied = show_counting(&ann, &mut device, 8).await;
    assert_eq!(copied.code(), "passkey_copied", "{copied:?}");
    assert!(copied.headers.contains_key("ribcage-event"), "{copied:?}");
    assert_eq!(ann.get("/auth/account").await.status, StatusCode::UNAUTHORIZED);
    for counter in [8, 30] {
        let refused = show_counting(&ann, &mut device, counter).await;
        assert_eq!(refused.code(), "passkey_copied", "{counter} {refused:?}");
    }
    let told = || sink.received().iter().filter(|mail| mail.text.contains("a copy")).count();
    assert!(eventually(async || (told() == 1).then_some(())).await.is_some(), "once");

    // A password is no more than it was. What else there is leads in, and the passkey can be taken away.
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    assert_eq!(sign_in["second_factors"], json!(["recovery_code"]));
    let refused = ann.visitor.come_in(&sign_in, &ann.tenant).await;
    assert_eq!(refused.code(), "factor_required", "{refused:?}");
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let shown = ann.visitor.show("/auth/recovery-code", &sign_in, &code).await.json();
    let created = ann.visitor.come_in(&shown, &ann.tenant).await;
    let ann = Person::of(&ann.visitor, &ann.email, &ann.tenant, &created);
    let passkey = ann.get("/auth/account").await.json()["passkeys"][0].clone();
    assert_eq!(passkey["copied"], true);
    let events = ann.get("/auth/account/events?count=100").await.json();
    let events = events["items"].as_array().expect("events");
    let copied = events.iter().filter(|event| event["problem"] == "passkey_copied");
    assert_eq!(copied.count(), 3, "{events:?}");
    let path = format!("/auth/account/passkeys/{}", passkey["id"].as_str().expect("an id"));
    assert_eq!(ann.delete(&path).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_copy_is_found_out_where_it_is_the_second_factor_too() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let mut device = device(&server, b"key");
    (device.flags, device.counter) = (PRESENT, 5);
    assert_eq!(make(&ann, &mut device, "Key").await.status, StatusCode::CREATED);
    let machine = ann.client(&server, "machine", &["administrator"]).await;
    let wanted = machine.patch("/api/tenant", &wanting("two_factors")).await;
    assert_eq!(wanted.status, StatusCode::OK, "{wanted:?}");
    device.counter = 3;
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let begun = begin(&ann.visitor, Some(&sign_in)).await;
    let copied = finish(&ann.visitor, &begun, &device.get(&begun["options"].to_string())).await;
    assert_eq!(copied.code(), "passkey_copied", "{copied:?}");
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    assert_eq!(sign_in["second_factors"], json!([]));
    let body = json!({"sign_in": sign_in["sign_in"]});
    let none = ann.visitor.post("/auth/passkey/begin", &body).await;
    assert_eq!(none.code(), "sign_in_failed", "{none:?}");
    assert_eq!(ann.visitor.come_in(&sign_in, &ann.tenant).await.code(), "factor_required");
}

/// Somebody who has shown a passkey anew, in the middle of a session.
async fn step_up(person: &Person, device: &mut Authenticator) -> Person {
    let begun = begin(&person.visitor, None).await;
    let shown = finish(&person.visitor, &begun, &device.get(&begun["options"].to_string())).await;
    let body = json!({"sign_in": shown.json()["sign_in"]});
    let stepped_up = person.post("/auth/session/step-up", &body).await;
    assert_eq!(stepped_up.status, StatusCode::NO_CONTENT, "{stepped_up:?}");
    Person::of(&person.visitor, &person.email, &person.tenant, &stepped_up)
}

#[tokio::test]
async fn a_removed_passkey_is_good_no_more() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let mut device = device(&server, b"telephone");
    let made = make(&ann, &mut device, "Telephone").await.json();
    let path = format!("/auth/account/passkeys/{}", made["id"].as_str().expect("an id"));
    // What somebody has is shown before it is taken away.
    let refused = ann.delete(&path).await;
    assert_eq!(refused.code(), "step_up_required", "{refused:?}");
    let ann = step_up(&ann, &mut device).await;
    assert_eq!(ann.delete(&path).await.status, StatusCode::NO_CONTENT);
    let begun = begin(&ann.visitor, None).await;
    let refused = finish(&ann.visitor, &begun, &device.get(&begun["options"].to_string())).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{refused:?}");
    assert_eq!(ann.delete(&path).await.status, StatusCode::NOT_FOUND);
    // Each beginning leads to one passkey, and to none of somebody else's.
    let begun = ann.post_nothing("/auth/account/passkeys/begin").await.json();
    let answer = device.create(&begun["options"].to_string());
    let new = json!({"registration": begun["registration"], "name": "Again", "answer": answer});
    let bob = Person::administrator(&server, "Other", "bob@example.org").await;
    let crossed = bob.post("/auth/account/passkeys", &new).await;
    assert_eq!(crossed.status, StatusCode::UNAUTHORIZED, "{crossed:?}");
    assert_eq!(ann.post("/auth/account/passkeys", &new).await.status, StatusCode::CREATED);
    let again = ann.post("/auth/account/passkeys", &new).await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED, "{again:?}");
}
