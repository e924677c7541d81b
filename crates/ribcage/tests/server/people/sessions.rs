//! Sessions: listed, switched, ended.

use reqwest::StatusCode;
use serde_json::json;

use super::person::{PASSWORD, Person, Visitor, secret_in};
use crate::harness::{Fresh, Server, WrongClock};

#[tokio::test]
async fn whoever_signs_out_is_out_at_once_on_every_server() {
    let server = Server::start_on_postgresql();
    let other = server.beside();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let elsewhere = Person { visitor: Visitor::at(&other), ..ann.clone() };
    assert_eq!(elsewhere.get("/auth/session").await.status, StatusCode::OK);
    let out = ann.delete("/auth/session").await;
    assert_eq!(out.status, StatusCode::NO_CONTENT, "{out:?}");
    assert!(out.header("set-cookie").expect("a cookie").contains("Max-Age=0"));
    // The other server remembers the session, and looks all the same.
    for person in [&elsewhere, &ann] {
        let refused = person.get("/auth/session").await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{refused:?}");
        assert_eq!(person.get("/api/tenant").await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn ones_own_sessions_are_listed_by_device_and_ended_one_by_one_or_all() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let request = ann.visitor.request(reqwest::Method::POST, "/auth/sessions");
    let request = request.header("user-agent", "A telephone").json(&json!({
        "sign_in": sign_in["sign_in"], "tenant": ann.tenant
    }));
    let created = ann.visitor.send(request).await;
    let telephone = Person::of(&ann.visitor, &ann.email, &ann.tenant, &created);
    let third = Person::signed_in(&ann.visitor, &ann.email, &ann.tenant).await;
    let listed = ann.get("/auth/sessions").await.json();
    let listed = listed["items"].as_array().expect("entries");
    assert_eq!(listed.len(), 3);
    let on_telephone = listed.iter().find(|it| it["device"] == "A telephone").expect("listed");
    assert_eq!(on_telephone["address"], "127.0.0.1");
    let id = on_telephone["id"].as_str().expect("an id");

    // Somebody else has no such session.
    let bob = Person::administrator(&server, "Other", "bob@example.org").await;
    for id in [id, "0123456789abcdef0123456789abcdef"] {
        let refused = bob.delete(&format!("/auth/sessions/{id}")).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{refused:?}");
    }
    assert_eq!(telephone.get("/auth/session").await.status, StatusCode::OK);
    let ended = ann.delete(&format!("/auth/sessions/{id}")).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT, "{ended:?}");
    assert_eq!(telephone.get("/auth/session").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(third.get("/auth/session").await.status, StatusCode::OK);
    assert_eq!(ann.delete("/auth/sessions").await.status, StatusCode::NO_CONTENT);
    assert_eq!(third.get("/auth/session").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(ann.get("/auth/session").await.status, StatusCode::OK);
    assert_eq!(bob.get("/auth/session").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_session_is_good_in_one_tenant_and_switching_is_written_down_in_both() {
    let server = Server::start();
    let ann = Person::administrator(&server, "First", "ann@example.org").await;
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let body = json!({"sign_in": sign_in["sign_in"]});
    let claimed = ann.visitor.claim_with(&server.tenant_credential("Second"), &body).await;
    let second = claimed.json()["tenant"].as_str().expect("an id").to_owned();
    // Where one may switch to is said to whoever asks of themselves, and to nobody else.
    let bob = Person::administrator(&server, "Other", "bob@example.org").await;
    for (person, names) in [(&ann, &["Second", "First"][..]), (&bob, &["Other"])] {
        let listed = person.get("/auth/tenants").await.json();
        let listed = listed["items"].as_array().expect("entries");
        assert_eq!(listed.iter().map(|it| &it["name"]).collect::<Vec<_>>(), names);
        assert!(listed.iter().all(|it| it["required"] == "one_factor"), "{listed:?}");
    }
    let first = ann.get("/auth/tenants?count=1").await.json();
    let cursor = first["next"].as_str().expect("there is another page");
    let next = ann.get(&format!("/auth/tenants?count=1&cursor={cursor}")).await.json();
    assert_eq!((&next["items"][0]["id"], next.get("next")), (&json!(ann.tenant), None));
    let before = ann.get("/auth/session").await.json();
    let switched = ann.post("/auth/session/switch", &json!({"tenant": second})).await;
    assert_eq!(switched.status, StatusCode::CREATED, "{switched:?}");
    let there = Person::of(&ann.visitor, &ann.email, &second, &switched);
    assert_eq!(there.get("/api/tenant").await.json()["name"], "Second");
    // The session of before has ended.
    assert_eq!(ann.get("/auth/session").await.status, StatusCode::UNAUTHORIZED);
    let events = there.get("/api/events?operation=create_session").await.json();
    assert_eq!(events["items"].as_array().map(Vec::len), Some(1), "{events}");
    // It ends when it would have, however often it is moved.
    let same = there.post("/auth/session/switch", &json!({"tenant": second})).await;
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY, "{same:?}");
    let until = there.get("/auth/session").await.json()["session"]["ends_at"].clone();
    assert_eq!(until, before["session"]["ends_at"], "{before}");
    let back = there.post("/auth/session/switch", &json!({"tenant": ann.tenant})).await;
    let back = Person::of(&ann.visitor, &ann.email, &ann.tenant, &back);
    let left = back.get("/api/events?operation=switch_session").await.json();
    assert_eq!(left["items"].as_array().map(Vec::len), Some(1), "{left}");
    // Nothing is lost by trying where one does not belong.
    let refused = back.post("/auth/session/switch", &json!({"tenant": bob.tenant})).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND, "{refused:?}");
    assert_eq!(back.get("/auth/session").await.status, StatusCode::OK);
}

#[tokio::test]
async fn showing_anew_who_one_is_gives_the_session_another_secret() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let body = json!({"sign_in": sign_in["sign_in"]});
    let shown = ann.post("/auth/session/step-up", &body).await;
    assert_eq!(shown.status, StatusCode::NO_CONTENT, "{shown:?}");
    let renewed = Person { secret: secret_in(&shown).expect("a secret"), ..ann.clone() };
    assert_ne!(renewed.secret, ann.secret);
    assert_eq!(renewed.get("/auth/session").await.status, StatusCode::OK);
    assert_eq!(ann.get("/auth/session").await.status, StatusCode::UNAUTHORIZED);
    // What was shown is used up, and what somebody else has shown is of no use.
    let again = renewed.post("/auth/session/step-up", &body).await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED, "{again:?}");
    let bob = Person::administrator(&server, "Other", "bob@example.org").await;
    let his = bob.visitor.sign_in(&bob.email, PASSWORD).await;
    let body = json!({"sign_in": his["sign_in"]});
    let refused = renewed.post("/auth/session/step-up", &body).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{refused:?}");
    assert_eq!(renewed.get("/auth/session").await.status, StatusCode::OK);
}

#[tokio::test]
async fn sessions_outlive_the_server_and_are_in_no_backup() {
    let mut server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    assert!(server.stop().success());
    server.start_again();
    let ann = Person { visitor: Visitor::at(&server), ..ann };
    assert_eq!(ann.get("/auth/session").await.status, StatusCode::OK);
    let place = tempfile::tempdir().expect("a folder");
    let target = place.path().join("target");
    let target = target.to_str().expect("text");
    let made = server.command(&["backup", "create", "--to", target]);
    assert!(made.status.success(), "{made:?}");
    let identity = server.data().join("recovery.identity");
    let identity = identity.to_str().expect("text");
    let fresh = Fresh::like(&server);
    let restore = ["backup", "restore", "--from", target, "--identity", identity];
    let restored = fresh.command(&restore);
    assert!(restored.status.success(), "{restored:?}");
    let restored = fresh.serve();
    let ann = Person { visitor: Visitor::at(&restored), ..ann };
    assert_eq!(ann.get("/auth/session").await.status, StatusCode::UNAUTHORIZED);
    // The password is there, and leads in.
    Person::signed_in(&ann.visitor, &ann.email, &ann.tenant).await;
}

#[tokio::test]
async fn whose_rights_change_gets_another_secret_and_the_one_before_is_of_no_use_for_long() {
    let clock = WrongClock::new();
    let (name, file) = clock.setting();
    let server = Server::start_with(&[(name, file.as_str())]);
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let machine = ann.client(&server, "machine", &["administrator"]).await;
    let first = ann.get("/auth/session").await;
    assert!(secret_in(&first).is_none(), "nothing has changed: {first:?}");
    let member = format!("/api/members/{}", ann.user().await);
    let changed = machine.patch(&member, &json!({"roles": ["clinician"]})).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    let renewed = ann.get("/fhir/R4/Patient").await;
    assert_eq!(renewed.status, StatusCode::OK, "{renewed:?}");
    let secret = secret_in(&renewed).expect("another one");
    assert_ne!(secret, ann.secret);
    // A page that had asked for several things at once is not turned away in the middle.
    let still = ann.get("/auth/session").await;
    assert_eq!(still.status, StatusCode::OK, "{still:?}");
    assert!(secret_in(&still).is_none(), "one is enough: {still:?}");
    let before = ann.clone();
    let ann = Person { secret, ..ann };
    clock.is_wrong_by(31);
    let refused = before.get("/auth/session").await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{refused:?}");
    let again = ann.get("/auth/session").await;
    assert_eq!(again.status, StatusCode::OK, "{again:?}");
    assert!(secret_in(&again).is_none(), "{again:?}");
    // It is the same session still, and one.
    let listed = ann.get("/auth/sessions").await.json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1), "{listed}");
}

#[tokio::test]
async fn a_session_ends_once_nobody_uses_it_and_after_its_hours_whoever_does() {
    const MINUTE: i64 = 60;
    let clock = WrongClock::new();
    let (name, file) = clock.setting();
    let server = Server::start_with(&[(name, file.as_str())]);
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let rules = json!({"required": "one_factor", "idle_minutes": 10, "session_hours": 1});
    let changed = ann.patch("/api/tenant", &json!({"sign_in": rules})).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    let busy = Person::signed_in(&ann.visitor, &ann.email, &ann.tenant).await;
    let idle = Person::signed_in(&ann.visitor, &ann.email, &ann.tenant).await;
    for minute in (6..60).step_by(6) {
        clock.is_wrong_by(minute * MINUTE);
        let answer = busy.get("/auth/session").await;
        assert_eq!(answer.status, StatusCode::OK, "after {minute} minutes: {answer:?}");
    }
    for (person, minutes) in [(&idle, 54), (&busy, 60)] {
        clock.is_wrong_by(minutes * MINUTE + 5);
        let refused = person.get("/api/tenant").await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "after {minutes}: {refused:?}");
    }
    // What is over is in no list either.
    let anew = Person::signed_in(&ann.visitor, &ann.email, &ann.tenant).await;
    let listed = anew.get("/auth/sessions").await.json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1), "{listed}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_asked_for_at_once_while_ones_rights_change_is_answered() {
    let server = Server::start();
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let machine = ann.client(&server, "machine", &["administrator"]).await;
    let member = format!("/api/members/{}", ann.user().await);
    let mut ann = ann;
    for round in 0..5 {
        let roles = if round % 2 == 0 { json!(["auditor"]) } else { json!(["clinician"]) };
        let changed = machine.patch(&member, &json!({"roles": roles})).await;
        assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
        let mut asked = tokio::task::JoinSet::new();
        for number in 0..24 {
            let person = ann.clone();
            let path = ["/auth/account", "/auth/sessions", "/auth/session"][number % 3];
            asked.spawn(async move { person.get(path).await });
        }
        while let Some(answer) = asked.join_next().await {
            let answer = answer.expect("it was asked");
            assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
            if let Some(secret) = secret_in(&answer) {
                ann = Person { secret, ..ann };
            }
        }
        let goes_on = ann.get("/auth/session").await;
        assert_eq!(goes_on.status, StatusCode::OK, "{goes_on:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_several_switches_at_once_one_is_done_and_written_down() {
    let server = Server::start();
    let ann = Person::administrator(&server, "First", "ann@example.org").await;
    let machine = ann.client(&server, "machine", &["administrator"]).await;
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let body = json!({"sign_in": sign_in["sign_in"]});
    let claimed = ann.visitor.claim_with(&server.tenant_credential("Second"), &body).await;
    let second = json!({"tenant": claimed.json()["tenant"]});
    let mut asked = tokio::task::JoinSet::new();
    for _ in 0..3 {
        let (ann, second) = (ann.clone(), second.clone());
        asked.spawn(async move { ann.post("/auth/session/switch", &second).await });
    }
    let answers = asked.join_all().await;
    let done = answers.iter().filter(|answer| answer.status == StatusCode::CREATED).count();
    assert_eq!(done, 1, "{answers:?}");
    let left = machine.get("/api/events?operation=switch_session").await.json();
    let left = left["items"].as_array().expect("events");
    let done = left.iter().filter(|event| event["outcome"] == "done").count();
    assert_eq!(done, 1, "{left:?}");
}

#[tokio::test]
async fn stricter_times_hold_for_whoever_sets_them_and_showing_anew_who_one_is_counts_as_use() {
    let clock = WrongClock::new();
    let (name, file) = clock.setting();
    let server = Server::start_with(&[(name, file.as_str())]);
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let began = ann.get("/auth/session").await.json()["session"]["ends_at"].clone();
    let rules = json!({"sign_in": {"idle_minutes": 1, "session_hours": 1}});
    assert_eq!(ann.patch("/api/tenant", &rules).await.status, StatusCode::OK);
    let own = ann.get("/auth/session").await.json();
    assert_ne!(own["session"]["ends_at"], began, "{own}");
    clock.is_wrong_by(50);
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let body = json!({"sign_in": sign_in["sign_in"]});
    let shown = ann.post("/auth/session/step-up", &body).await;
    let ann = Person { secret: secret_in(&shown).expect("a secret"), ..ann };
    // Two times a while that is less than a minute.
    for seconds in [90, 130] {
        clock.is_wrong_by(seconds);
        let answer = ann.get("/auth/session").await;
        assert_eq!(answer.status, StatusCode::OK, "after {seconds}: {answer:?}");
    }
    clock.is_wrong_by(130 + 80);
    let over = ann.get("/auth/session").await;
    assert_eq!(over.status, StatusCode::UNAUTHORIZED, "{over:?}");
}
