//! Logs that do not hold: each deceit is noticed and named.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ledger::{Hash, Origin, VerifierKey, VerifierState};
use model::{LogId, Tree};
use wire::Finding;

use super::super::verify::{Trust, verify};
use super::fake::{DEPLOYMENT, FakeLog, Inner, change_entry, signer};

/// The chain of what `verify` complains about, as the command line shows it.
async fn complaint(log: &FakeLog, trust: &Trust) -> String {
    let error = verify(log, trust).await.expect_err("it does not hold");
    format!("{:#}", anyhow::Error::new(error))
}

/// What is said of a log of 300 changes and 20 other events that was tampered with.
async fn complaint_about(tamper: impl FnOnce(&mut Inner)) -> String {
    let log = FakeLog::new(300, 20);
    tamper(&mut log.get());
    complaint(&log, &Trust::default()).await
}

/// What is said of a log that was verified, tampered with, signed anew and verified again.
async fn complaint_after(tamper: impl Fn(&mut Inner)) -> String {
    let mut complaints = Vec::new();
    for everything in [false, true] {
        let log = FakeLog::new(300, 20);
        log.grow(0, 0);
        let trust =
            Trust { remembered: Some(state_of(&log).await), everything, ..Trust::default() };
        tamper(&mut log.get());
        complaints.push(complaint(&log, &trust).await);
    }
    assert_eq!(complaints[0], complaints[1], "it makes no difference");
    complaints.remove(0)
}

async fn state_of(log: &FakeLog) -> VerifierState {
    verify(log, &Trust::default()).await.expect("it holds").1
}

fn key_of(seed: u8) -> VerifierKey {
    signer(seed).verifier_key().clone()
}

#[tokio::test]
async fn changed_entry_is_named() {
    let said = complaint_about(|log| {
        change_entry(&mut log.changes.entries[270], |entry| {
            entry.header = Hash::ZERO;
        });
    });
    assert_eq!(
        said.await,
        "the changes tree does not hold: the header of entry 270, event c-0000000000000001-91, is \
         not the one that was logged"
    );
}

#[tokio::test]
async fn changed_entry_with_all_that_lies_beside_it_does_not_follow_its_writers_chain() {
    let said = complaint_about(|log| {
        let (earlier, later) = (log.changes.records[4].clone(), 100);
        let donor = log.changes.entries[4].clone();
        let donor = ledger::Entry::decode(&donor).unwrap();
        change_entry(&mut log.changes.entries[later], |entry| {
            entry.header = donor.header;
            entry.bodies = donor.bodies;
        });
        log.changes.records[later].header = earlier.header;
        log.changes.records[later].bodies = earlier.bodies;
        log.changes.remake_tiles();
    });
    assert_eq!(
        said.await,
        "the changes tree does not hold: entry 103, event c-0000000000000002-35, does not follow \
         its writer's event before it"
    );
}

#[tokio::test]
async fn last_entry_that_was_changed_has_another_root_than_is_signed() {
    let said = complaint_about(|log| {
        let (donor, last) = (log.changes.records[4].clone(), 299);
        let entry = ledger::Entry::decode(&log.changes.entries[4]).unwrap();
        change_entry(&mut log.changes.entries[last], |changed| {
            changed.header = entry.header;
            changed.bodies = entry.bodies;
        });
        log.changes.records[last].header = donor.header;
        log.changes.records[last].bodies = donor.bodies;
        log.changes.remake_tiles();
        let signed = log.deployment.size();
        assert_eq!(signed, 1, "nothing new was signed");
    });
    assert_eq!(
        said.await,
        "the changes tree does not hold: the 300 entries do not have the root that the checkpoint \
         signs"
    );
}

#[tokio::test]
async fn changed_header_is_named() {
    let said = complaint_about(|log| {
        log.access.records[7].header = Some(STANDARD.encode([7; 40]));
    });
    assert_eq!(
        said.await,
        "the access tree does not hold: the header of entry 7, event a-0000000000000002-3, is not \
         the one that was logged"
    );
}

#[tokio::test]
async fn changed_body_is_named() {
    let said = complaint_about(|log| {
        let mut slots = STANDARD.decode(&log.access.records[8].bodies).unwrap();
        slots[30] ^= 1;
        log.access.records[8].bodies = STANDARD.encode(slots);
    });
    assert_eq!(
        said.await,
        "the access tree does not hold: the bodies of entry 8, event a-0000000000000003-3, are not \
         the ones that were logged"
    );
}

#[tokio::test]
async fn missing_record_and_header_are_named() {
    let missing = |log: &mut Inner| drop(log.changes.records.remove(9));
    let beside = "of entry 9 of the changes tree, event c-0000000000000001-4, is missing";
    let said = complaint_about(missing).await;
    assert_eq!(
        said,
        "what lies beside entry 9 of the changes tree, event c-0000000000000001-4, is missing"
    );
    let said = complaint_about(|log| log.changes.records.truncate(9)).await;
    assert!(said.starts_with("what lies beside entry 9 "), "{said}");
    let said = complaint_about(|log| log.changes.records[9].header = None).await;
    assert_eq!(said, format!("the header {beside}"));
    let said = complaint_about(|log| log.changes.records[9].bodies.clear()).await;
    assert!(said.contains("the bodies of entry 9, event"), "{said}");
}

#[tokio::test]
async fn record_of_another_event_and_nonsense_are_named() {
    let said = complaint_about(|log| log.access.records[3].event = "c-1".to_owned()).await;
    assert_eq!(
        said,
        "what lies beside entry 3 of the access tree is not of its event a-0000000000000001-2"
    );
    let said = complaint_about(|log| log.access.records[3].bodies = "?".to_owned()).await;
    assert!(
        said.starts_with("the bodies of entry 3, event a-0000000000000001-2, of the access tree"),
        "{said}"
    );
}

#[tokio::test]
async fn bundle_of_another_length_is_named() {
    let said = complaint_about(|log| log.distort_bundle = |entries| drop(entries.pop())).await;
    assert_eq!(said, "the bundle entries/000 of the changes tree has 255 entries instead of 256");
    let said = complaint_about(|log| {
        log.distort_bundle = |entries| {
            if entries.len() < 256 {
                entries.push(entries[0].clone());
            }
        };
    });
    assert_eq!(
        said.await,
        "the bundle entries/001.p/44 of the changes tree has 45 entries instead of 44"
    );
    let said = complaint_about(|log| log.distort_bundle = |entries| entries[0].clear()).await;
    assert!(said.contains("entry 0 is malformed"), "{said}");
}

#[tokio::test]
async fn event_that_never_came_is_named() {
    let said = complaint_about(|log| {
        log.changes.entries.remove(30);
        log.changes.records.remove(30);
        log.changes.remake_tiles();
        log.tick();
    });
    assert_eq!(
        said.await,
        "the changes tree does not hold: entry 32 is event c-0000000000000001-12, but event \
         c-0000000000000001-11 is missing before it"
    );
}

#[tokio::test]
async fn tile_that_does_not_fit_the_entries_is_named() {
    for (place, name) in [((0, 0), "0/000"), ((0, 1), "0/001.p/44"), ((1, 0), "1/000.p/1")] {
        let said = complaint_about(|log| {
            log.changes.tiles.tiles.get_mut(&place).unwrap()[5] ^= 1;
        });
        assert_eq!(
            said.await,
            format!("the tile {name} of the changes tree does not fit the entries")
        );
    }
}

#[tokio::test]
async fn checkpoint_of_another_key_is_named() {
    let said = complaint_about(|log| {
        let foreign = FakeLog::new(300, 20);
        foreign.get().signer = signer(4);
        foreign.get().tick();
        log.access.checkpoint.clone_from(&foreign.get().access.checkpoint);
    });
    assert_eq!(
        said.await,
        "the checkpoint of the access tree does not hold: the note has no signature of a known key"
    );
}

#[tokio::test]
async fn checkpoint_of_another_deployment_is_named() {
    let said = complaint_about(|log| {
        let text = log.access.checkpoint.split_once("\n\n").unwrap().0;
        let foreign =
            Origin { deployment: model::DeploymentId::from_bytes([0xee; 16]), log: log.access.log };
        let (_, rest) = text.split_once('\n').unwrap();
        let text = format!("{foreign}\n{rest}\n");
        log.access.checkpoint = ledger::note::sign_note(&text, &[&log.signer]).unwrap();
    });
    assert_eq!(
        said.await,
        "the checkpoint of the access tree does not hold: the checkpoint is of another deployment \
         than its key"
    );
}

#[tokio::test]
async fn checkpoint_whose_text_was_changed_is_named() {
    let said = complaint_about(|log| {
        log.changes.checkpoint = log.changes.checkpoint.replacen("300", "299", 1);
    });
    assert!(said.await.contains("the signature of ribcage/dddd"));
}

#[tokio::test]
async fn key_other_than_the_given_or_the_remembered_one_is_named() {
    let log = FakeLog::new(5, 5);
    let given = Trust { key: Some(key_of(4)), ..Trust::default() };
    let remembered =
        Trust { remembered: Some(VerifierState::new(key_of(4)).unwrap()), ..Trust::default() };
    let both = Trust {
        key: Some(key_of(3)),
        remembered: Some(VerifierState::new(key_of(4)).unwrap()),
        ..Trust::default()
    };
    for trust in [given, remembered, both] {
        let expected = format!(
            "the log is under the key {}, but the key to trust is {}",
            key_of(3),
            key_of(4)
        );
        assert_eq!(complaint(&log, &trust).await, expected);
    }
}

#[tokio::test]
async fn key_of_no_deployment_is_named() {
    let said = complaint_about(|log| {
        let seed = zeroize::Zeroizing::new([3; 32]);
        log.signer = ledger::Signer::from_seed("example.org/log".parse().unwrap(), &seed);
    });
    let said = said.await;
    assert!(said.ends_with("is not the key of a deployment's logs"), "{said}");
}

#[tokio::test]
async fn one_log_shown_as_both_trees_is_named() {
    let said = complaint_about(|log| log.access = log.changes.clone());
    assert_eq!(said.await, "the changes tree and the access tree are one and the same log");
}

#[tokio::test]
async fn log_that_is_older_than_remembered_was_cut_off() {
    let said = complaint_after(|log| {
        log.changes.entries.truncate(290);
        log.changes.records.truncate(290);
        log.changes.remake_tiles();
        log.tick();
    });
    assert_eq!(
        said.await,
        "the changes tree does not hold: the log was cut off: it had 300 entries and now has 290"
    );
}

#[tokio::test]
async fn log_that_was_rewritten_is_named_whether_it_grew_or_not() {
    for more in [0, 5] {
        let said = complaint_after(|log| {
            let other = FakeLog::new(300 + more, 20);
            let mut other = other.get();
            // The events of two writers change places: all chains still hold.
            other.changes.entries.swap(100, 101);
            other.changes.records.swap(100, 101);
            other.changes.remake_tiles();
            log.changes = other.changes.clone();
            log.tick();
        });
        assert_eq!(
            said.await,
            "the changes tree does not hold: the log was rewritten: its first 300 entries are not \
             those that were remembered"
        );
    }
}

#[tokio::test]
async fn another_log_than_remembered_is_named() {
    let said = complaint_after(|log| {
        log.access.log = LogId::from_bytes([0x77; 16]);
        log.tick();
    });
    let said = said.await;
    assert!(
        said.starts_with(
            "the access tree does not hold: this is another log than before: ribcage/"
        ),
        "{said}"
    );
}

#[tokio::test]
async fn leaf_that_is_not_in_the_deployments_tree_is_named() {
    let said = complaint_about(|log| {
        log.distort = |proof| {
            let mut leaf = STANDARD.decode(&proof.leaf).unwrap();
            leaf[20] ^= 1;
            proof.leaf = STANDARD.encode(leaf);
        };
    });
    let leaf = "the deployment's newest leaf is not the last one under its checkpoint: the proof \
                does not lead to the root";
    assert_eq!(said.await, leaf);
    let said = complaint_about(|log| log.distort = |proof| proof.inclusion.push("00".repeat(32)));
    assert_eq!(said.await, leaf);
}

#[tokio::test]
async fn tree_to_which_the_deployment_does_not_commit_is_named() {
    let nothing = "the deployment's newest leaf does not commit to the access tree";
    let said = complaint_about(|log| log.distort = |proof| drop(proof.trees.pop())).await;
    assert_eq!(said, nothing);
    let said = complaint_about(|log| log.distort = |proof| proof.trees[1].size += 1).await;
    assert_eq!(said, format!("{nothing}: the proof does not lead to the root"));
    let said = complaint_about(|log| {
        log.distort = |proof| proof.trees[1].log = proof.trees[0].log.clone();
    });
    assert_eq!(said.await, nothing);
    let said = complaint_about(|log| log.distort = |proof| proof.trees[1].root.push('0')).await;
    assert!(said.starts_with("a hash in the proof"), "{said}");
}

#[tokio::test]
async fn deployment_that_commits_to_less_or_to_something_else_is_named() {
    let said = complaint_about(|log| {
        let older = FakeLog::new(300, 19);
        let newer = log.access.clone();
        log.access = older.get().access.clone();
        log.tick();
        log.access = newer;
    });
    assert_eq!(
        said.await,
        "the deployment's newest leaf has the access tree with 19 entries, but its checkpoint has \
         20"
    );
    let said = complaint_about(|log| {
        let signed = log.access.checkpoint.clone();
        log.access.entries.swap(3, 4);
        log.access.remake_tiles();
        log.tick();
        log.access.checkpoint = signed;
    });
    assert_eq!(
        said.await,
        "the deployment's newest leaf commits to another access tree than its checkpoint: the \
         proof does not lead to the root"
    );
}

#[tokio::test]
async fn tenants_tree_shown_as_the_deployments_is_named() {
    let said = complaint_about(|log| {
        log.distort = |proof| {
            let foreign = FakeLog::new(3, 3);
            proof.checkpoint.clone_from(&foreign.get().changes.checkpoint);
        };
    });
    let expected = format!(
        "the deployment's tree does not hold: this is another log than before: \
         {DEPLOYMENT_TREE}c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0 instead of {DEPLOYMENT_TREE}{DEPLOYMENT}"
    );
    assert_eq!(said.await, expected);
}

const DEPLOYMENT_TREE: &str = "ribcage/dddddddddddddddddddddddddddddddd/";

#[tokio::test]
async fn deployments_tree_that_was_cut_off_or_rewritten_is_named() {
    let said = complaint_after(|log| {
        log.deployment = super::fake::FakeTiles::default();
        log.tick();
    });
    assert_eq!(
        said.await,
        "the deployment's tree does not hold: the log was cut off: it had 2 entries and now has 1"
    );
    for leaves in [2, 5] {
        let said = complaint_after(|log| {
            log.deployment = FakeLog::new(2, 1).get().deployment.clone();
            while log.deployment.size() < leaves {
                log.tick();
            }
        });
        assert_eq!(
            said.await,
            "the deployment's tree does not hold: the log was rewritten: its first 2 entries are \
             not those that were remembered"
        );
    }
}

#[tokio::test]
async fn finding_of_the_reconciler_is_told_on_one_line() {
    let finding = |what: &str| Finding { kind: "row_missing".to_owned(), what: what.to_owned() };
    let said = complaint_about(|log| log.findings = vec![finding("a\nrow\u{1b}[2J")]).await;
    assert_eq!(said, "what is stored is not what was logged: row_missing: a row [2J");
    let said = complaint_about(|log| log.findings = vec![finding("a row"), finding("another")]);
    assert!(said.await.ends_with("a row (and one more finding)"));
}

#[tokio::test]
async fn tree_that_is_not_shown_is_named() {
    let said = complaint_about(|log| drop(log.tree(Tree::Changes).tiles.tiles.remove(&(0, 0))));
    assert_eq!(said.await, "the tile 0/000 of the changes tree could not be read: not found");
}
