//! Buckets from which less goes than is removed: one that locks versions, where a server does all its work, and what somebody
//! removes with its credentials is brought back; and one where nothing may be removed.

use reqwest::StatusCode;
use serde_json::json;
use testkit::{Mood, ObjectServer};

use super::{Clinic, PREFIX, is_refused, text};
use crate::harness::{Server, eventually, patient};

#[tokio::test]
async fn what_somebody_removes_from_a_bucket_that_is_locked_is_brought_back() {
    let test = "what_somebody_removes_from_a_bucket_that_is_locked_is_brought_back";
    let Some(objects) = ObjectServer::start_locked(test) else { return };
    let clinic = Clinic::open_with(objects, &[]).await;
    let erase = async |person: &str| {
        let path = format!("/api/subjects/{person}/erase");
        clinic.administrator.post(&path, &json!({"reason": "asked for it"})).await.status
    };
    let leaves = clinic.clinician.create(&patient("Quetzal")).await;
    let first = clinic.back_up();
    assert!(first.status.success(), "{first:?}");
    let stays = clinic.clinician.create(&patient("Birch")).await;
    clinic.objects.end_moment();
    let second = clinic.back_up();
    assert!(second.status.success(), "{second:?}");
    clinic.objects.end_moment();
    let prune = ["backup", "prune", "--from", &clinic.target, "--keep-days", "0"];
    let pruned = clinic.server.command(&prune);
    let said = String::from_utf8_lossy(&pruned.stdout);
    assert!(pruned.status.success() && said.contains("1 backups stay"), "{pruned:?}");
    clinic.objects.end_moment();
    assert_eq!(erase(&leaves).await, StatusCode::OK);
    // Keys of before go, and notices are signed anew over those that are there.
    let rotated = clinic.server.command(&["key", "rotate", "--wait"]);
    assert!(rotated.status.success(), "{rotated:?}");
    let verified = clinic.run(&["backup", "verify", "--from", &clinic.target]);
    assert!(verified.status.success(), "{verified:?}");

    let moment = clinic.objects.end_moment();
    let removed = clinic.objects.remove_everything();
    assert!(removed.starts_with("0 left") && !removed.ends_with(" 0 refused"), "{removed}");
    let verified = clinic.run(&["backup", "verify", "--from", &clinic.target]);
    is_refused(&verified, "there is no backup at");
    // An erasure is answered, and waits for the place with its receipt.
    let late = clinic.clinician.create(&patient("Elm")).await;
    assert_eq!(erase(&late).await, StatusCode::ACCEPTED);

    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("brought-back");
    let brought = clinic.objects.bring_back(PREFIX, &moment, &place);
    assert!(brought.status.success(), "{brought:?}");
    let (folder, restored) = clinic.restore_from(text(&place));
    assert!(restored.status.success(), "{restored:?}");
    let server = Server::of_folder(folder);
    let clinician = server.caller(clinic.clinician.token());
    let gone = clinician.get(&format!("/fhir/R4/Patient/{leaves}")).await;
    assert_eq!(gone.status, StatusCode::GONE, "{gone:?}");
    let found = clinician.get(&format!("/fhir/R4/Patient/{stays}")).await;
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
}

#[tokio::test]
async fn where_nothing_may_be_removed_backups_are_made_and_erasures_answered() {
    let clinic = Clinic::open().await;
    let leaves = clinic.clinician.create(&patient("Quetzal")).await;
    assert!(clinic.back_up().status.success());
    clinic.objects.set_mood(Mood::Keeps);
    let made = clinic.back_up();
    assert!(made.status.success(), "{made:?}");
    let prune = ["backup", "prune", "--from", &clinic.target, "--keep-days", "0"];
    is_refused(&clinic.server.command(&prune), "is not available");
    let path = format!("/api/subjects/{leaves}/erase");
    let erased = clinic.administrator.post(&path, &json!({"reason": "asked for it"})).await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    // What is still there is said to be, and nothing is given up.
    let rotate = ["key", "rotate", "--wait", "--wait-at-most", "2"];
    is_refused(&clinic.server.command(&rotate), "its keys may still be in backups at s3://");
    let dead = clinic.server.command(&["job", "list", "--dead"]);
    assert!(String::from_utf8_lossy(&dead.stdout).contains("nothing is left"), "{dead:?}");
    clinic.objects.set_mood(Mood::Serves);
    let rotated = clinic.server.command(&["key", "rotate", "--wait"]);
    assert!(rotated.status.success(), "{rotated:?}");
    // The server may be at it by itself.
    let pruned = async || clinic.server.command(&prune).status.success().then_some(());
    assert!(eventually(pruned).await.is_some(), "{}", clinic.server.log());
}
