//! Logs that hold: whole, resumed, growing, exported.

use ledger::VerifierState;
use model::Tree;

use super::super::deployment::Growth;
use super::super::report::{KeyTrust, Report};
use super::super::verify::{Trust, verify};
use super::fake::FakeLog;

fn size_of(report: &Report, tree: Tree) -> u64 {
    let found = report.trees.iter().find(|report| report.tree == tree);
    found.unwrap().summary.size
}

fn remembering(state: VerifierState) -> Trust {
    Trust { remembered: Some(state), ..Trust::default() }
}

#[tokio::test]
async fn log_of_several_writers_and_bundles_holds() {
    let log = FakeLog::new(700, 256);
    let (report, state) = verify(&log, &Trust::default()).await.unwrap();
    assert_eq!(report.key_trust, KeyTrust::FirstUse);
    let changes = report.trees[0].summary;
    assert_eq!((changes.size, changes.writers), (700, 3));
    assert_eq!(changes.entries_checked, 700);
    assert_eq!(changes.headers_checked, 700);
    assert_eq!(changes.bodies_checked, 700);
    assert_eq!((changes.bodies_present, changes.bodies_gone), (1260, 140));
    assert_eq!(size_of(&report, Tree::Access), 256);
    assert_eq!(report.deployment.trees, 5);
    assert_eq!(report.deployment.growth, Growth::First);
    assert_eq!(report.reconciliation.unwrap().entries, 956);
    assert_eq!(state.tree(Tree::Access).unwrap().checkpoint().size, 256);
    assert_eq!(state.deployment_checkpoint().unwrap().size, 1);
}

#[tokio::test]
async fn smallest_log_holds() {
    let log = FakeLog::new(1, 1);
    let (report, _) = verify(&log, &Trust::default()).await.unwrap();
    assert_eq!(size_of(&report, Tree::Changes), 1);
}

#[tokio::test]
async fn key_that_was_given_is_the_one_that_is_trusted() {
    let log = FakeLog::new(3, 3);
    let trust = Trust { key: Some(log.get().signer.verifier_key().clone()), ..Trust::default() };
    let (report, _) = verify(&log, &trust).await.unwrap();
    assert_eq!(report.key_trust, KeyTrust::Given);
}

#[tokio::test]
async fn only_what_is_new_is_read_after_what_was_remembered() {
    for (changes, access) in [(0, 0), (1, 0), (20, 256), (256, 1000)] {
        let log = FakeLog::new(300, 256);
        let (_, state) = verify(&log, &Trust::default()).await.unwrap();
        log.grow(changes, access);
        let (report, state) = verify(&log, &remembering(state)).await.unwrap();
        assert_eq!(report.key_trust, KeyTrust::Remembered);
        let read: Vec<_> = report
            .trees
            .iter()
            .map(|tree| (tree.remembered, tree.summary.entries_checked))
            .collect();
        assert_eq!(read, [(Some(300), changes), (Some(256), access)]);
        assert_eq!(report.deployment.growth, Growth::Proved(1));
        assert_eq!(state.deployment_checkpoint().unwrap().size, 2);
        let again = VerifierState::decode(&state.encode()).unwrap();
        assert!(verify(&log, &remembering(again)).await.is_ok());
    }
}

#[tokio::test]
async fn everything_is_read_again_on_demand() {
    let log = FakeLog::new(300, 20);
    let (_, state) = verify(&log, &Trust::default()).await.unwrap();
    log.grow(50, 0);
    let trust = Trust { everything: true, ..remembering(state) };
    let (report, _) = verify(&log, &trust).await.unwrap();
    assert_eq!(report.trees[0].summary.entries_checked, 350);
    assert_eq!(report.trees[0].remembered, Some(300));
}

#[tokio::test]
async fn log_that_grows_with_every_question_holds_up_to_where_it_was_pinned() {
    let log = FakeLog::new(300, 700);
    log.get().grows = true;
    let (report, state) = verify(&log, &Trust::default()).await.unwrap();
    assert_eq!(size_of(&report, Tree::Changes), 300);
    // One question for the key, one for the first tree, one for this.
    assert_eq!(size_of(&report, Tree::Access), 703);
    let (report, _) = verify(&log, &remembering(state)).await.unwrap();
    assert_eq!(report.trees[1].remembered, Some(703));
}

#[tokio::test]
async fn growth_of_the_deployment_that_is_not_proved_is_not_remembered() {
    let log = FakeLog::new(5, 5);
    log.get().proves_growth = false;
    let (_, state) = verify(&log, &Trust::default()).await.unwrap();
    let (report, state) = verify(&log, &remembering(state)).await.unwrap();
    assert_eq!(report.deployment.growth, Growth::Proved(1), "it has not grown");
    log.grow(1, 1);
    let (report, state) = verify(&log, &remembering(state)).await.unwrap();
    assert_eq!(report.deployment.growth, Growth::Unproved(1));
    assert!(report.to_string().contains("NOT PROVED"));
    assert_eq!(state.deployment_checkpoint().unwrap().size, 1);
    log.get().proves_growth = true;
    let (report, state) = verify(&log, &remembering(state)).await.unwrap();
    assert_eq!(report.deployment.growth, Growth::Proved(1));
    assert_eq!(state.deployment_checkpoint().unwrap().size, 2);
}

#[tokio::test]
async fn report_says_what_was_read_and_which_key_to_pin() {
    let log = FakeLog::new(7, 5);
    let (report, state) = verify(&log, &Trust::default()).await.unwrap();
    let text = report.to_string();
    assert!(text.starts_with("The log holds.\nchanges: 7 entries by 3 server runs, ribcage/dddd"));
    assert!(text.contains(&format!("key: {}\n", state.key())));
    assert!(text.contains("give it with --key"));
}
