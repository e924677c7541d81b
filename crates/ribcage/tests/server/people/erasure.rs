//! People who sign in are people whom one can ask to forget.

use reqwest::{Method, StatusCode};
use serde_json::json;

use super::invitations::server_with_mail;
use super::person::{PASSWORD, Person, Visitor};
use crate::harness::{Fresh, Server, eventually};
use crate::tables::Tables;

const BOB: &str = "bob@example.org";

/// A tenant, its administrator, and a clinician of it who has signed in.
async fn clinic(server: &Server) -> (Person, Person) {
    let ann = Person::administrator(server, "Clinic", "ann@example.org").await;
    let token = ann.invite(BOB, &["clinician"]).await;
    let visitor = Visitor::at(server);
    let body = json!({"name": "Bob Builder", "password": visitor.choose(PASSWORD).await});
    let joined = visitor.accept(&token, &body).await;
    assert_eq!(joined.status, StatusCode::CREATED, "{joined:?}");
    let bob = Person::signed_in(&visitor, BOB, &ann.tenant).await;
    (ann, bob)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_sent_any_more_to_whoever_is_erased() {
    let Some((sink, server)) = server_with_mail("mail to whoever is erased") else { return };
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    sink.refuse_for_now();
    let invitation = json!({"email": BOB, "roles": ["clinician"]});
    let invited = ann.post("/api/invitations", &invitation).await;
    assert_eq!(invited.status, StatusCode::CREATED, "{invited:?}");
    let waits = || {
        let listed = server.command(&["job", "list"]);
        assert!(listed.status.success(), "{listed:?}");
        String::from_utf8(listed.stdout).expect("text").contains("send_mail")
    };
    assert!(waits());
    let user = invited.json()["user"].as_str().expect("an id").to_owned();
    let taken_back = ann.delete(&format!("/api/invitations/{user}")).await;
    assert_eq!(taken_back.status, StatusCode::NO_CONTENT, "{taken_back:?}");
    eventually(async || (!waits()).then_some(())).await.expect("the message is forgotten");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_signs_in_can_have_themselves_erased_and_gets_a_receipt() {
    let server = Server::start();
    let (ann, bob) = clinic(&server).await;
    let user = bob.user().await;
    assert_eq!(bob.get("/fhir/R4/Patient").await.status, StatusCode::OK);
    let erased = bob.delete("/auth/account").await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    let erased = erased.json();
    assert_eq!(erased["type"], "User", "{erased}");
    let receipt = erased["receipt"].as_str().expect("a receipt").to_owned();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("receipt");
    std::fs::write(&path, &receipt).expect("written");
    let machine = ann.client(&server, "machine", &["auditor"]).await;
    let key = machine.get("/api/log/key").await.body;
    let path = path.to_str().expect("text");
    let verified = crate::harness::run(&["receipt", "verify", path, "--key", key.trim()]);
    assert!(verified.status.success(), "{verified:?}");

    // Nobody signs in with the address, the session is over, and nobody knows who it was.
    assert_eq!(bob.get("/auth/session").await.status, StatusCode::UNAUTHORIZED);
    let visitor = Visitor::at(&server);
    let (logging_in, begun) = visitor.begin(BOB, PASSWORD).await;
    drop(logging_in);
    assert!(begun["sign_in"].is_string(), "{begun}");
    let member = ann.get(&format!("/api/members/{user}")).await.json();
    assert!(member.get("name").is_none() && member.get("email").is_none(), "{member}");
    let events = machine.get("/api/events?count=500").await;
    assert!(!events.body.contains("Bob"), "{events:?}");
    let id = erased["id"].as_str().expect("an id");
    let path = format!("/auth/erasures/{id}");
    let removed = eventually(async || {
        let shown = visitor.send(visitor.request(Method::GET, &path)).await;
        assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
        Some(shown.json()).filter(|shown| shown["documents_removed"] == 4)
    });
    removed.await.unwrap_or_else(|| panic!("{}", server.log()));
    // The address is free for somebody else.
    Person::administrator(&server, "Other", BOB).await;
}

#[tokio::test]
async fn whoever_administers_a_tenant_hands_that_on_first() {
    let server = Server::start();
    let (ann, bob) = clinic(&server).await;
    let refused = ann.delete("/auth/account").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused:?}");
    let member = format!("/api/members/{}", bob.user().await);
    let raised = ann.patch(&member, &json!({"roles": ["administrator"]})).await;
    assert_eq!(raised.status, StatusCode::OK, "{raised:?}");
    let member = format!("/api/members/{}", ann.user().await);
    let taken = bob.patch(&member, &json!({"roles": ["auditor"]})).await;
    assert_eq!(taken.status, StatusCode::OK, "{taken:?}");
    assert_eq!(ann.delete("/auth/account").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_was_only_invited_is_forgotten_when_that_is_taken_back_everywhere() {
    let server = Server::start();
    let (ann, _) = clinic(&server).await;
    let eve = Person::administrator(&server, "Elsewhere", "eve@example.org").await;
    let identity = Tables::at(server.place_of("identity")).await;
    let people = async || {
        let live = "SELECT count(*) FROM versions WHERE length(message) > 0";
        identity.value(live).await.parse::<u64>().expect("a number")
    };
    let before = people().await;
    for inviting in [&ann, &eve] {
        inviting.invite("carl@example.org", &["clinician"]).await;
    }
    let known = people().await;
    assert!(known > before);
    for (inviting, stays) in [(&ann, true), (&eve, false)] {
        let listed = inviting.get("/api/invitations").await.json();
        let user = listed["items"][0]["user"].as_str().expect("an id").to_owned();
        let gone = inviting.delete(&format!("/api/invitations/{user}")).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT, "{gone:?}");
        if stays {
            assert_eq!(people().await, known, "somebody else waits for them");
        } else {
            let forgotten = eventually(async || (people().await == before).then_some(()));
            forgotten.await.unwrap_or_else(|| panic!("{}", server.log()));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_that_has_been_over_for_a_week_goes_by_itself_and_whoever_was_only_invited_too()
 {
    const DAY: u64 = 24 * 60 * 60;
    let folder = tempfile::tempdir().expect("a folder");
    let clock = folder.path().join("seconds");
    let ahead = |seconds: u64| std::fs::write(&clock, seconds.to_string()).expect("written");
    ahead(0);
    let variable = ("RIBCAGE_CLOCK_WRONG_BY_FILE", clock.to_str().expect("text"));
    let mut server = Server::start_with(&[variable]);
    let (ann, _) = clinic(&server).await;
    let machine = ann.client(&server, "machine", &["administrator"]).await;
    let people = async |server: &Server| {
        let identity = Tables::at(server.place_of("identity")).await;
        let live = "SELECT count(*) FROM versions WHERE length(message) > 0";
        identity.value(live).await.parse::<u64>().expect("a number")
    };
    let before = people(&server).await;
    let invitation = json!({"email": "carl@example.org", "roles": ["clinician"]});
    let invited = machine.post("/api/invitations", &invitation).await.json();
    assert!(people(&server).await > before);
    let mut listed = Vec::new();
    for seconds in [7 * DAY + 60, 14 * DAY - 60, 14 * DAY + 60] {
        assert!(server.stop().success());
        ahead(seconds);
        server.start_again();
        let machine = server.caller(machine.token());
        let found = machine.get("/api/invitations").await.json();
        listed.push(found["items"][0]["expired"].clone());
    }
    assert_eq!(listed[..2], [true, true], "an administrator sees that they did not come");
    let machine = server.caller(machine.token());
    let gone = eventually(async || {
        let found = machine.get("/api/invitations").await.json();
        (found["items"] == json!([])).then_some(())
    });
    gone.await.unwrap_or_else(|| panic!("{}", server.log()));
    let events = machine.get("/api/events?operation=delete_invitation").await.json();
    assert_eq!(events["items"][0]["actor"]["name"], "the server itself", "{events}");
    let forgotten = eventually(async || (people(&server).await == before).then_some(()));
    forgotten.await.unwrap_or_else(|| panic!("{}", server.log()));
    // Whoever has the address now is somebody else.
    let anew = machine.post("/api/invitations", &invitation).await.json();
    assert!(anew["user"].is_string() && anew["user"] != invited["user"], "{anew}");
    assert_eq!(machine.get("/api/members").await.json()["items"].as_array().map(Vec::len), Some(2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_belongs_to_no_other_tenant_goes_with_the_one_that_is_deleted() {
    let server = Server::start();
    let (ann, bob) = clinic(&server).await;
    let eve = Person::administrator(&server, "Elsewhere", "eve@example.org").await;
    let token = eve.invite(&ann.email, &["auditor"]).await;
    let sign_in = ann.visitor.sign_in(&ann.email, PASSWORD).await;
    let joined = ann.visitor.accept(&token, &json!({"sign_in": sign_in["sign_in"]})).await;
    assert_eq!(joined.status, StatusCode::CREATED, "{joined:?}");
    ann.invite("carl@example.org", &["clinician"]).await;
    let ids = [ann.user().await, bob.user().await];
    let delete = ["tenant", "delete", &ann.tenant, "--reason", "a contract has ended", "--now"];
    let deleted = server.command(&delete);
    assert!(deleted.status.success(), "{deleted:?}");
    let said = String::from_utf8(deleted.stdout).expect("text");
    let deletion = said.split_whitespace().next().expect("an id");
    let receipt = eventually(async || {
        let receipt = server.command(&["tenant", "receipt", deletion]);
        receipt.status.success().then_some(receipt)
    });
    let receipt = receipt.await.unwrap_or_else(|| panic!("{}", server.log()));
    let receipt = String::from_utf8(receipt.stdout).expect("text");
    assert!(receipt.contains("who belonged to it and to no other tenant"), "{receipt}");
    // The same address is somebody else from now on, unless they belong elsewhere, too.
    for (email, before) in [(BOB, Some(&ids[1])), ("carl@example.org", None)] {
        let body = json!({"email": email, "roles": ["clinician"]});
        let invited = eve.post("/api/invitations", &body).await.json();
        assert!(before.is_none_or(|before| invited["user"] != **before), "{invited}");
    }
    let there = Person::signed_in(&ann.visitor, &ann.email, &eve.tenant).await;
    assert_eq!(there.user().await, ids[0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_of_before_forgets_what_waited_for_whoever_was_erased() {
    let Some((sink, mut server)) = server_with_mail("mail in a backup to whoever was erased")
    else {
        return;
    };
    let ann = Person::administrator(&server, "Clinic", "ann@example.org").await;
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("target").display().to_string();
    sink.refuse_for_now();
    let invitation = json!({"email": BOB, "roles": ["clinician"]});
    let invited = ann.post("/api/invitations", &invitation).await.json();
    let backed_up = server.command(&["backup", "create", "--to", &place]);
    assert!(backed_up.status.success(), "{backed_up:?}");
    let invitation = format!("/api/invitations/{}", invited["user"].as_str().expect("an id"));
    assert_eq!(ann.delete(&invitation).await.status, StatusCode::NO_CONTENT);
    let told = eventually(async || folder.path().join("target/fences").exists().then_some(()));
    told.await.unwrap_or_else(|| panic!("{}", server.log()));
    assert!(server.stop().success());
    sink.take();
    let identity = server.data().join("recovery.identity").display().to_string();
    let fresh = Fresh::like(&server);
    let restored = fresh.command(&["backup", "restore", "--from", &place, "--identity", &identity]);
    assert!(restored.status.success(), "{restored:?}");
    let server = fresh.serve();
    let listed = || String::from_utf8(server.command(&["job", "list"]).stdout).expect("text");
    let gone = eventually(async || {
        server.requeue_jobs();
        (!listed().contains("send_mail")).then_some(())
    });
    gone.await.unwrap_or_else(|| panic!("{}", server.log()));
    assert!(sink.received().iter().all(|mail| mail.to != [BOB]), "{:?}", sink.received());
}
