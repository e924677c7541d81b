//! Deployments made out of backups, and what is refused.

use model::FaultPoint;
use reqwest::StatusCode;

use super::{Clinic, Restored, files, is_refused, text};
use crate::harness::{Fresh, Server, patient, run};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_restored_is_what_was_backed_up() {
    let mut clinic = Clinic::open().await;
    clinic.back_up();
    let after = clinic.clinician.create(&patient("Linden")).await;
    clinic.server.kill();
    let server = clinic.nobody_is_lost(clinic.restore(&[])).await;
    let clinician = server.caller(clinic.clinician.token());
    let lost = clinician.get(&format!("/fhir/R4/Patient/{after}")).await;
    assert_eq!(lost.status, StatusCode::NOT_FOUND, "{lost:?}");
    let administrator = server.caller(clinic.administrator.token());
    let state = tempfile::tempdir().expect("a folder");
    let verified = server.verify_log(&administrator, &state.path().join("state"));
    assert!(verified.status.success(), "{verified:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_who_was_erased_comes_back_from_a_backup_of_before_or_after() {
    let clinic = Clinic::open().await;
    let before = clinic.back_up();
    // A backup of before, its keys too, and the erasure after it.
    let erasure = clinic.erase().await;
    assert_eq!(erasure.status, StatusCode::OK, "{erasure:?}");
    clinic.nobody_comes_back(clinic.restore(&[])).await;
    clinic.until(&erasure.json(), |erasure| erasure["state"] == "removed").await;
    // A backup of after.
    clinic.back_up();
    clinic.nobody_comes_back(clinic.restore(&[])).await;
    // Documents of before, and keys of after.
    let server = clinic.restore(&["--backup", &before]).serve();
    let clinician = server.caller(clinic.clinician.token());
    let gone = clinician.get(&format!("/fhir/R4/Patient/{}", clinic.leaves)).await;
    assert_eq!(gone.status, StatusCode::GONE, "{gone:?}");
    let found = clinician.get("/fhir/R4/Patient").await;
    assert!(!found.body.contains("Quetzal") && found.body.contains("Birch"), "{found:?}");
    // There is no event in its log that a receipt could prove, and it is said so.
    let administrator = server.caller(clinic.administrator.token());
    let id = erasure.json()["id"].as_str().expect("an id").to_owned();
    let again = administrator.get(&format!("/api/erasures/{id}")).await;
    assert_eq!(again.status, StatusCode::OK, "{again:?}");
    let again = again.json();
    assert!(again.get("receipt").is_none(), "{again}");
    let why = again["no_receipt"].as_str().expect("why");
    assert!(why.contains("a receipt that was given before stays good"), "{why}");
    let listed = administrator.get("/api/erasures").await.json();
    assert_eq!(listed["items"][0]["no_receipt"], why, "{listed}");
    let receipt = clinic.place.path().join("receipt");
    std::fs::write(&receipt, erasure.body).expect("written");
    let key = administrator.get("/api/log/key").await.body;
    let verified = run(&["receipt", "verify", text(&receipt), "--key", key.trim()]);
    assert!(verified.status.success(), "{verified:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_list_of_erasures_nothing_is_restored() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    clinic.back_up();
    let fences = clinic.target().join("fences");
    let kept = clinic.place.path().join("kept");
    std::fs::rename(&fences, &kept).expect("moved");
    clinic.restore(&[]).is_refused("the list of erasures ends at 0");
    is_refused(&verify(&clinic), "the list of erasures ends at 0");
    std::fs::rename(&kept, &fences).expect("moved");
    let fence = files(&fences).pop().expect("one");
    let text = std::fs::read_to_string(&fence).expect("text");
    std::fs::write(&fence, text.replace("number: 1", "number: 2")).expect("written");
    clinic.restore(&[]).is_refused("fences/000000000001 is not signed by the key");
    is_refused(&verify(&clinic), "the fences were changed");
    std::fs::write(&fence, text).expect("written");
    clinic.nobody_comes_back(clinic.restore(&[])).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_wants_an_empty_place_the_right_identity_and_whole_objects() {
    let clinic = Clinic::open().await;
    clinic.restore(&[]).is_refused("there is no backup");
    clinic.back_up();
    clinic.restore(&["--backup", "nothing"]).is_refused("there is no backup nothing");
    let other = clinic.place.path().join("other.identity");
    let stranger = Server::start_on_sqlite();
    std::fs::copy(stranger.data().join("recovery.identity"), &other).expect("copied");
    let (fresh, from) = (Fresh::like(&clinic.server), clinic.target());
    let fixed = ["backup", "restore", "--from", text(&from), "--identity"];
    is_refused(&fresh.command(&[&fixed[..], &[text(&other)]].concat()), "does not open");
    let below = from.join("restored");
    let into = [&fixed[..], &[text(&other), "--dir", text(&below)]].concat();
    is_refused(&run(&into), "belongs elsewhere than where its backups are kept");
    assert!(!below.exists());
    assert!(!fresh.data().exists());
    std::fs::create_dir_all(fresh.data()).expect("made");
    let something = fresh.data().join("something");
    std::fs::write(&something, "of somebody's").expect("written");
    is_refused(&clinic.restore_to(&fresh, &[]), "is not empty");
    assert!(something.exists());
    // One of the rows of those who were there, and all goes the way that it should.
    let chunk = files(&from.join("chunks")).pop().expect("one");
    let whole = std::fs::read(&chunk).expect("readable");
    std::fs::write(&chunk, b"something else").expect("written");
    std::fs::remove_dir_all(fresh.data()).expect("removed");
    is_refused(&clinic.restore_to(&fresh, &[]), "was changed");
    assert!(!fresh.data().exists());
    std::fs::write(&chunk, whole).expect("written");
    let output = clinic.restore_to(&fresh, &[]);
    clinic.nobody_is_lost(Restored { fresh, output }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_that_is_cut_off_at_any_step_is_not_served_and_can_be_begun_anew() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    let (from, identity) = (clinic.target(), clinic.server.data().join("recovery.identity"));
    let restore = ["backup", "restore", "--from", text(&from), "--identity", text(&identity)];
    for point in [
        FaultPoint::RestoreBegun,
        FaultPoint::RestoreFilled,
        FaultPoint::RestoreLoaded,
        FaultPoint::RestoreReplayed,
        FaultPoint::RestoreSettled,
    ] {
        let fresh = Fresh::like(&clinic.server);
        let cut_off = fresh.command_to_crash(point, &restore);
        assert_eq!(cut_off.status.code(), None, "{point:?}: {cut_off:?}");
        is_refused(&fresh.command(&["tenant", "list"]), "did not come to its end");
        is_refused(&fresh.command(&restore), "is not empty");
    }
    clinic.nobody_comes_back(clinic.restore(&[])).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_whose_backup_is_removed_meanwhile_takes_the_newest_and_never_another_than_is_named()
 {
    let clinic = Clinic::open().await;
    let (from, identity) = (clinic.target(), clinic.server.data().join("recovery.identity"));
    let restore = ["backup", "restore", "--from", text(&from), "--identity", text(&identity)];
    let restore_while_it_goes = |named: &[&str]| {
        let fresh = Fresh::like(&clinic.server);
        let restore = [&restore[..], named].concat();
        let output = fresh.command_to_pause(FaultPoint::RestoreBegun, &restore, || {
            clinic.back_up();
            let prune = ["backup", "prune", "--from", text(&from), "--keep-days", "0"];
            let pruned = clinic.server.command(&prune);
            assert!(pruned.status.success(), "{pruned:?}");
        });
        Restored { fresh, output }
    };
    let first = clinic.back_up();
    let named = restore_while_it_goes(&["--backup", &first]);
    named.is_refused(&format!("there is no backup {first}"));
    clinic.nobody_is_lost(restore_while_it_goes(&[])).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_else_put_there_is_not_taken_for_the_deployments() {
    let clinic = Clinic::open().await;
    let first = clinic.back_up();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    let second = clinic.back_up();
    let backups = clinic.target().join("backups");
    let copied = backups.join("zzz.notice");
    std::fs::copy(backups.join(format!("{first}.notice")), &copied).expect("copied");
    clinic.restore(&[]).is_refused("zzz.notice is the notice of another backup");
    // Who looked at it may restore all the same.
    clinic.nobody_comes_back(clinic.restore(&["--backup", &second])).await;
    std::fs::remove_file(&copied).expect("removed");
    let stray = clinic.target().join("fences").join("000000009999");
    std::fs::write(&stray, "").expect("written");
    let refused = clinic.server.command(&["backup", "create", "--to", text(&clinic.target())]);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    std::fs::remove_file(&stray).expect("removed");
    let stranger = Server::start_on_sqlite();
    let other_key = stranger.tenant("Clinic").await.get("/api/log/key").await.body;
    clinic.restore(&["--key", other_key.trim()]).is_refused("is not signed by the key");
    clinic.nobody_comes_back(clinic.restore(&[])).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_root_key_under_a_passphrase_is_restored_by_whoever_has_the_passphrase() {
    let folder = tempfile::tempdir().expect("a folder");
    let passphrase = folder.path().join("passphrase");
    std::fs::write(&passphrase, "correct horse battery staple\n").expect("written");
    let settings = [("RIBCAGE_ROOT_KEY_PASSPHRASE_FILE", text(&passphrase))];
    let clinic = Clinic::open_at(Server::start_with(&settings)).await;
    clinic.back_up();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    clinic.nobody_comes_back(clinic.restore(&[])).await;
    let data = folder.path().join("data");
    let (from, identity) = (clinic.target(), clinic.server.data().join("recovery.identity"));
    let fixed = ["backup", "restore", "--from", text(&from), "--identity", text(&identity)];
    // Without the configuration nobody says where the passphrase is.
    let refused = run(&[&fixed[..], &["--dir", text(&data)]].concat());
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    assert!(!data.exists());
}

/// What is seen of the fences by somebody who does not know who signs.
fn verify(clinic: &Clinic) -> std::process::Output {
    run(&["backup", "verify", "--from", text(&clinic.target())])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_list_of_erasures_two_people_restore_and_sign_for_what_is_not_known() {
    let clinic = Clinic::open().await;
    let folder = tempfile::tempdir().expect("a folder");
    let identity = |name: &str| {
        let identity = age::x25519::Identity::generate();
        let path = folder.path().join(name);
        let secret = identity.to_string();
        std::fs::write(&path, age::secrecy::ExposeSecret::expose_secret(&secret)).expect("written");
        (path, identity.to_public().to_string())
    };
    let (second, recipient) = identity("second");
    let (stranger, _) = identity("stranger");
    let recipients = clinic.server.data().join("recovery.recipient");
    let own = std::fs::read_to_string(&recipients).expect("one");
    std::fs::write(&recipients, format!("{own}{recipient}\n")).expect("written");
    let before = clinic.back_up();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    clinic.back_up();
    let (fences, kept) = (clinic.target().join("fences"), clinic.place.path().join("kept"));
    std::fs::rename(&fences, &kept).expect("moved");

    let own = clinic.server.data().join("recovery.identity");
    clinic.restore(&[]).is_refused("the list of erasures ends at 0");
    for (second, words) in
        [(&own, "these are the same"), (&stranger, "does not open for the second identity")]
    {
        clinic.restore(&["--erasures-lost", text(second)]).is_refused(words);
    }
    let lost = ["--erasures-lost", text(&second), "--backup", before.as_str()];
    let restored = clinic.restore(&lost);
    assert!(restored.output.status.success(), "{:?}", restored.output);
    let said = String::from_utf8_lossy(&restored.output.stdout).into_owned();
    for line in ["wanted: 1\nfound: 0\n", &format!("second-identity: {recipient}\n"), "\u{2014} "] {
        assert!(said.contains(line), "{said}");
    }
    let note = std::fs::read(restored.fresh.data().join("lost-erasures.note")).expect("kept");
    let key = clinic.administrator.get("/api/log/key").await.body;
    let key: ledger::VerifierKey = key.trim().parse().expect("a key");
    ledger::note::open_note(&note, &[key]).expect("the deployment has signed it");
    let doctor = restored.fresh.command(&["doctor"]);
    assert!(String::from_utf8_lossy(&doctor.stdout).contains("lost-erasures.note"), "{doctor:?}");
    let server = restored.serve();
    let clinician = server.caller(clinic.clinician.token());
    // With the keys of after, what is of whoever was erased before them opens no more.
    let found = clinician.get("/fhir/R4/Patient").await;
    assert!(!found.body.contains("Quetzal") && found.body.contains("Birch"), "{found:?}");

    std::fs::rename(&kept, &fences).expect("moved");
    clinic.restore(&lost[..2]).is_refused("the list of erasures is whole");
}
