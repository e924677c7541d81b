//! An audit passes an honest log, however it is split, and names what is wrong with any other.

use ledger::commitment::encode_slots;
use ledger::proof::prove_consistency;
use ledger::verify::verify_succession;
use ledger::{
    Audit, Chain, Checkpoint, Entry, Failure, Frontier, Hash, LedgerError, Origin, Slot, Summary,
    TreeState, Verified, VerifierState, bodies_commitment, encode_header, header_commitment,
};
use model::{DeploymentId, LogId, Tree, WriterId};
use proptest::prelude::*;

use crate::common::{Tiles, signer};

/// An entry with what lies beside it.
#[derive(Debug, Clone)]
struct Line {
    entry: Vec<u8>,
    header: Vec<u8>,
    slots: Vec<u8>,
}

/// A log of honest writers: one entry for each number, by the writer of that number.
fn log(writers: &[u64]) -> Vec<Line> {
    let mut chains: Vec<_> =
        (0..4).map(|number| Chain::start(WriterId::from_number(number + 1))).collect();
    let line = |(index, writer): (usize, &u64)| {
        let text = format!("event {index}");
        let header = encode_header(&[9; 32], text.as_bytes());
        let slots = [
            Slot::Present { key: [1; 17], message: text.as_bytes() },
            Slot::Present { key: [2; 17], message: b"about somebody" }.erase(),
        ];
        let slots = encode_slots(&slots).expect("the slots are well formed");
        let commitments = (header_commitment(&header), bodies_commitment(&slots));
        let (Ok(header_hash), Ok(bodies_hash)) = commitments else {
            panic!("what was just written is well formed");
        };
        let chain = &mut chains[usize::try_from(*writer).expect("there are four writers")];
        let entry = chain.extend(header_hash, bodies_hash).encode().to_vec();
        Line { entry, header, slots }
    };
    writers.iter().enumerate().map(line).collect()
}

fn origin() -> Origin {
    let deployment = DeploymentId::from_bytes(*b"a deployment id.");
    Origin { deployment, log: LogId::from_bytes(*b"the id of a log.") }
}

fn hashes(lines: &[Line]) -> Vec<Hash> {
    lines.iter().map(|line| ledger::leaf_hash(&line.entry)).collect()
}

fn checkpoint(lines: &[Line]) -> Checkpoint {
    let mut frontier = Frontier::new();
    for hash in hashes(lines) {
        frontier.append(hash);
    }
    Checkpoint { origin: origin(), size: frontier.size(), root: frontier.root() }
}

/// Gives an audit all lines it has not seen, each with its record.
fn read(mut audit: Audit, lines: &[Line]) -> Result<Verified, Failure> {
    let first = usize::try_from(audit.next_index()).expect("the log is small");
    for line in lines.iter().skip(first) {
        let seen = audit.entry(&line.entry)?;
        audit.record(seen.index, Some(&line.header), Some(&line.slots))?;
    }
    audit.finish()
}

fn audit(
    checkpoint: Checkpoint,
    remembered: Option<Checkpoint>,
    lines: &[Line],
) -> Result<Verified, Failure> {
    read(Audit::new(Tree::Changes, checkpoint, remembered)?, lines)
}

fn state_of(lines: &[Line]) -> TreeState {
    audit(checkpoint(lines), None, lines).expect("the log is honest").state
}

#[test]
fn an_honest_log_passes_and_is_counted() {
    let lines = log(&[0, 1, 0, 2, 1, 0]);
    let verified = audit(checkpoint(&lines), None, &lines).expect("the log is honest");
    let summary = Summary {
        size: 6,
        writers: 3,
        entries_checked: 6,
        headers_checked: 6,
        bodies_checked: 6,
        bodies_present: 6,
        bodies_gone: 6,
    };
    assert_eq!(verified.summary, summary);
    assert_eq!(verified.state.checkpoint(), &checkpoint(&lines));
    let empty = audit(checkpoint(&[]), None, &[]).expect("an empty log is honest");
    assert_eq!(empty.summary, Summary::default());
}

#[test]
fn an_entry_that_was_seen_carries_what_its_answer_carried() {
    let lines = log(&[0, 1, 0]);
    let mut audit = Audit::new(Tree::Access, checkpoint(&lines), None).expect("it is the first");
    let seen: Result<Vec<_>, _> = lines.iter().map(|line| audit.entry(&line.entry)).collect();
    let seen = seen.expect("the log is honest");
    assert_eq!(seen[2].index, 2);
    assert_eq!(seen[2].event.to_string(), "a-0000000000000001-2");
    assert_eq!(seen[2].hash, hashes(&lines)[2]);
}

#[test]
fn a_log_without_records_passes_by_its_entries_alone() {
    let lines = log(&[0, 1]);
    let mut audit = Audit::new(Tree::Changes, checkpoint(&lines), None).expect("it is the first");
    audit.entry(&lines[0].entry).expect("the log is honest");
    audit.record(0, None, None).expect("nothing was given to check");
    audit.entry(&lines[1].entry).expect("the log is honest");
    let summary = audit.finish().expect("the log is honest").summary;
    assert_eq!((summary.entries_checked, summary.headers_checked), (2, 0));
}

#[test]
fn a_missing_event_is_named() {
    let mut lines = log(&[0, 1, 0, 0]);
    lines.remove(2);
    let failure = audit(checkpoint(&lines), None, &lines).expect_err("an event is missing");
    assert_eq!(
        failure.to_string(),
        "entry 2 is event c-0000000000000001-3, \
         but event c-0000000000000001-2 is missing before it"
    );
}

#[test]
fn a_repeated_event_is_named() {
    let mut lines = log(&[0, 1, 0]);
    lines.push(lines[1].clone());
    let failure = audit(checkpoint(&lines), None, &lines).expect_err("an event comes twice");
    assert_eq!(
        failure.to_string(),
        "entry 3 is event c-0000000000000002-1, which the log already has"
    );
}

#[test]
fn an_event_made_after_the_fact_breaks_its_chain() {
    let mut lines = log(&[0, 0]);
    let mut forged = Entry::decode(&lines[0].entry).expect("it was just written");
    forged.bodies = Hash::from_bytes([6; 32]);
    lines[0].entry = forged.encode().to_vec();
    lines[0].slots = Vec::new();
    let checkpoint = checkpoint(&lines);
    let mut audit = Audit::new(Tree::Changes, checkpoint, None).expect("it is the first");
    audit.entry(&lines[0].entry).expect("nothing shows yet");
    let failure = audit.entry(&lines[1].entry).expect_err("the next event names the true one");
    assert_eq!(
        failure.to_string(),
        "entry 1, event c-0000000000000001-2, does not follow its writer's event before it"
    );
}

#[test]
fn a_chain_that_does_not_begin_at_its_beginning_is_refused() {
    let first = Entry::decode(&log(&[0])[0].entry).expect("it was just written");
    let started = Entry { previous: Hash::from_bytes([1; 32]), ..first };
    let mut audit = Audit::new(Tree::Changes, checkpoint(&log(&[0, 0])), None).expect("the first");
    let failure = audit.entry(&started.encode()).expect_err("the first has no predecessor");
    assert!(matches!(failure, Failure::BrokenChain { index: 0, .. }), "{failure}");
}

#[test]
fn a_changed_header_or_body_is_named() {
    let honest = log(&[0, 1, 0]);
    let mut lines = honest.clone();
    lines[1].header[35] ^= 1;
    let failure = audit(checkpoint(&honest), None, &lines).expect_err("a header was changed");
    assert_eq!(
        failure.to_string(),
        "the header of entry 1, event c-0000000000000002-1, is not the one that was logged"
    );
    let mut lines = honest.clone();
    *lines[2].slots.last_mut().expect("there are slots") ^= 1;
    let failure = audit(checkpoint(&honest), None, &lines).expect_err("a body was changed");
    assert_eq!(
        failure.to_string(),
        "the bodies of entry 2, event c-0000000000000001-2, are not the ones that were logged"
    );
    let mut lines = honest.clone();
    lines[0].slots.pop();
    let failure = audit(checkpoint(&honest), None, &lines).expect_err("a slot was cut off");
    assert!(matches!(failure, Failure::MalformedRecord { index: 0, .. }), "{failure}");
}

#[test]
fn an_erased_body_passes_and_is_counted() {
    let honest = log(&[0]);
    let mut lines = honest.clone();
    let slots: Result<Vec<_>, _> = ledger::Slots::new(&honest[0].slots).collect();
    let erased: Vec<_> = slots.expect("it was just written").iter().map(Slot::erase).collect();
    lines[0].slots = encode_slots(&erased).expect("the slots are well formed");
    let summary = audit(checkpoint(&honest), None, &lines).expect("erasing is honest").summary;
    assert_eq!((summary.bodies_present, summary.bodies_gone), (0, 2));
}

#[test]
fn entries_that_are_missing_or_too_many_are_refused() {
    let lines = log(&[0, 1, 2]);
    assert_eq!(
        audit(checkpoint(&lines), None, &lines[..2]),
        Err(Failure::Incomplete { given: 2, size: 3 })
    );
    assert_eq!(audit(checkpoint(&lines[..2]), None, &lines), Err(Failure::Surplus { index: 2 }));
}

#[test]
fn a_malformed_entry_is_named() {
    let mut lines = log(&[0, 1]);
    lines[1].entry[0] = 2;
    let source = LedgerError::UnknownFormat { what: "an entry" };
    assert_eq!(
        audit(checkpoint(&lines), None, &lines),
        Err(Failure::Malformed { index: 1, source })
    );
}

#[test]
fn after_a_failure_nothing_is_well_again() {
    let lines = log(&[0, 1]);
    let mut audit = Audit::new(Tree::Changes, checkpoint(&lines), None).expect("it is the first");
    let failure = audit.entry(b"no entry").expect_err("it is none");
    assert_eq!(audit.entry(&lines[0].entry), Err(failure.clone()));
    assert_eq!(audit.record(0, None, None), Err(failure.clone()));
    assert_eq!(audit.finish(), Err(failure));
}

#[test]
fn a_record_belongs_to_the_entry_just_given() {
    let lines = log(&[0, 1]);
    for (index, times) in [(1, 1), (0, 2)] {
        let fresh = Audit::new(Tree::Changes, checkpoint(&lines), None);
        let mut audit = fresh.expect("it is the first");
        audit.entry(&lines[0].entry).expect("the log is honest");
        let results: Vec<_> = (0..times).map(|_| audit.record(index, None, None)).collect();
        assert_eq!(results.last(), Some(&Err(Failure::RecordOutOfTurn { index })));
    }
}

#[test]
fn a_log_that_was_cut_off_rewritten_or_exchanged_is_refused() {
    let lines = log(&[0, 1, 2, 0]);
    let (whole, part) = (checkpoint(&lines), checkpoint(&lines[..2]));
    assert_eq!(
        audit(part, Some(whole), &lines[..2]),
        Err(Failure::CutOff { remembered: 4, size: 2 })
    );
    assert_eq!(
        audit(checkpoint(&lines[..3]), Some(whole), &lines[..3]),
        Err(Failure::CutOff { remembered: 4, size: 3 })
    );
    let other = log(&[0, 2, 2, 0]);
    assert_eq!(audit(checkpoint(&other), Some(whole), &other), Err(Failure::Rewritten { size: 4 }));
    assert_eq!(audit(checkpoint(&other), Some(part), &other), Err(Failure::Rewritten { size: 2 }));
    let elsewhere = Origin { log: LogId::from_bytes([0; 16]), ..origin() };
    let exchanged = Checkpoint { origin: elsewhere, ..whole };
    assert_eq!(
        audit(exchanged, Some(whole), &lines),
        Err(Failure::OtherLog { expected: origin(), found: elsewhere })
    );
    assert!(audit(whole, Some(part), &lines).is_ok());
    assert!(audit(whole, Some(whole), &lines).is_ok());
}

#[test]
fn a_later_audit_reads_only_what_is_new() {
    let lines = log(&[0, 1, 2, 0, 1, 0]);
    let resumed = Audit::resume(checkpoint(&lines), state_of(&lines[..4])).expect("it grew");
    assert_eq!(resumed.next_index(), 4);
    let verified = read(resumed, &lines).expect("the log is honest");
    assert_eq!(verified.state, state_of(&lines));
    assert_eq!((verified.summary.entries_checked, verified.summary.size), (2, 6));
    let unchanged = Audit::resume(checkpoint(&lines), state_of(&lines)).expect("it is the same");
    assert_eq!(unchanged.finish().map(|verified| verified.summary.writers), Ok(3));
    let shorter = Audit::resume(checkpoint(&lines[..5]), state_of(&lines)).map(|_| ());
    assert_eq!(shorter, Err(Failure::CutOff { remembered: 6, size: 5 }));
    let other = checkpoint(&log(&[0, 1, 2, 0, 1, 1]));
    let rewritten = Audit::resume(other, state_of(&lines)).map(|_| ());
    assert_eq!(rewritten, Err(Failure::Rewritten { size: 6 }));
}

#[test]
fn a_later_audit_notices_that_what_it_saw_was_rewritten() {
    let lines = log(&[0, 1, 2, 0]);
    let mut other = log(&[0, 1, 2, 0]);
    let mut forged = Entry::decode(&other[1].entry).expect("it was just written");
    forged.header = Hash::from_bytes([6; 32]);
    other[1].entry = forged.encode().to_vec();
    let resumed = Audit::resume(checkpoint(&other), state_of(&lines[..3])).expect("it grew");
    assert_eq!(read(resumed, &other), Err(Failure::OtherRoot { size: 4 }));
}

#[test]
fn a_succession_needs_its_proof() {
    let lines = log(&[0, 1, 2, 0, 1]);
    let tiles = Tiles::of(&hashes(&lines));
    let (older, newer) = (checkpoint(&lines[..3]), checkpoint(&lines));
    let proof = prove_consistency(3, 5, |tile| tiles.read(tile)).expect("the tiles are there");
    assert_eq!(verify_succession(&older, &newer, &proof), Ok(()));
    let failure = Failure::Rewritten { size: 3 };
    assert_eq!(verify_succession(&older, &newer, &proof[1..]), Err(failure));
    let failure = Failure::CutOff { remembered: 5, size: 3 };
    assert_eq!(verify_succession(&newer, &older, &proof), Err(failure));
}

#[test]
fn a_verifier_state_reads_back() {
    let key = signer(origin().deployment).verifier_key().clone();
    let mut state = VerifierState::new(key).expect("it is a log key");
    assert_eq!(VerifierState::decode(&state.encode()), Ok(state.clone()));
    state.remember(state_of(&log(&[0, 1, 2, 0, 3]))).expect("it is the key's deployment");
    let root = Hash::from_bytes([3; 32]);
    let own = Checkpoint { origin: Origin::of_deployment(origin().deployment), size: 7, root };
    state.remember_deployment(own).expect("it is the key's deployment");
    assert_eq!(VerifierState::decode(&state.encode()), Ok(state.clone()));
    let elsewhere = Origin::of_deployment(DeploymentId::from_bytes([0; 16]));
    let foreign = Checkpoint { origin: elsewhere, ..own };
    assert_eq!(state.remember_deployment(foreign), Err(LedgerError::OtherDeployment));
    let elsewhere = VerifierState::new(signer(elsewhere.deployment).verifier_key().clone());
    let remembered = elsewhere.expect("it is a log key").remember(state_of(&log(&[0])));
    assert_eq!(remembered, Err(LedgerError::OtherDeployment));
    let foreign_key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let foreign_key = foreign_key.parse().expect("it is a verifier key");
    assert_eq!(VerifierState::new(foreign_key), Err(LedgerError::OtherDeployment));
}

#[test]
fn a_verifier_state_that_was_touched_is_refused() {
    let key = signer(origin().deployment).verifier_key().clone();
    let mut state = VerifierState::new(key).expect("it is a log key");
    state.remember(state_of(&log(&[0, 1, 0]))).expect("it is the key's deployment");
    let text = state.encode();
    let lines: Vec<_> = text.lines().collect();
    for place in 0..lines.len() {
        let without = [&lines[..place], &lines[place + 1..]].concat().join("\n") + "\n";
        assert!(VerifierState::decode(&without).is_err(), "{without}");
        let twice = [&lines[..=place], &lines[place..]].concat().join("\n") + "\n";
        assert!(VerifierState::decode(&twice).is_err(), "{twice}");
    }
    for end in 0..text.len() {
        assert!(VerifierState::decode(&text[..end]).is_err(), "{end}");
    }
    for (place, _) in text.match_indices("peak ") {
        let mut other = text.clone();
        other.replace_range(place + 5..place + 7, "zz");
        assert!(VerifierState::decode(&other).is_err(), "{other}");
        other.replace_range(place + 5..place + 7, "00");
        assert!(VerifierState::decode(&other).is_err(), "{other}");
    }
    for (from, to) in [("state 1", "state 2"), (" 3 ", " 03 "), (" 3 ", " 4 "), ("\n", "\r\n")] {
        assert!(VerifierState::decode(&text.replacen(from, to, 1)).is_err(), "{from} {to}");
    }
}

proptest! {
    #[test]
    fn any_change_to_the_entries_is_detected(
        writers in proptest::collection::vec(0_u64..4, 2..60),
        first in any::<prop::sample::Index>(),
        second in any::<prop::sample::Index>(),
        bit in 0_usize..113 * 8,
    ) {
        let honest = log(&writers);
        let checkpoint = checkpoint(&honest);
        let (first, second) = (first.index(honest.len()), second.index(honest.len()));
        prop_assert!(audit(checkpoint, None, &honest).is_ok());

        let mut changed = honest.clone();
        changed[first].entry[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(audit(checkpoint, None, &changed).is_err());

        let mut dropped = honest.clone();
        dropped.remove(first);
        prop_assert!(audit(checkpoint, None, &dropped).is_err());

        let mut replaced = dropped;
        replaced.push(honest[second].clone());
        if hashes(&replaced) != hashes(&honest) {
            prop_assert!(audit(checkpoint, None, &replaced).is_err());
        }

        let mut swapped = honest.clone();
        swapped.swap(first, second);
        prop_assert_eq!(audit(checkpoint, None, &swapped).is_err(), first != second);

        prop_assert!(audit(checkpoint, None, &honest[..first]).is_err());
    }

    #[test]
    fn an_audit_in_parts_ends_as_one_at_once(
        writers in proptest::collection::vec(0_u64..4, 0..60),
        part in any::<prop::sample::Index>(),
    ) {
        let lines = log(&writers);
        let part = part.index(lines.len() + 1);
        let resumed = Audit::resume(checkpoint(&lines), state_of(&lines[..part]));
        let state = resumed.and_then(|audit| read(audit, &lines)).map(|verified| verified.state);
        prop_assert_eq!(state, Ok(state_of(&lines)));
        let both = audit(checkpoint(&lines), Some(checkpoint(&lines[..part])), &lines);
        prop_assert!(both.is_ok());
    }

    #[test]
    fn a_remembered_beginning_that_differs_is_detected(
        writers in proptest::collection::vec(0_u64..4, 2..60),
        place in any::<prop::sample::Index>(),
    ) {
        let mut lines = log(&writers);
        let place = place.index(lines.len());
        let remembered = checkpoint(&lines[..=place]);
        let mut forged = Entry::decode(&lines[place].entry).expect("it was just written");
        forged.header = Hash::from_bytes([6; 32]);
        lines[place].entry = forged.encode().to_vec();
        let mut reader = Audit::new(Tree::Changes, checkpoint(&lines), Some(remembered));
        let result = lines.iter().try_for_each(|line| {
            let audit = reader.as_mut().map_err(|failure| failure.clone())?;
            audit.entry(&line.entry).map(|_| ())
        });
        let size = remembered.size;
        prop_assert_eq!(result, Err(Failure::Rewritten { size }));
    }
}
