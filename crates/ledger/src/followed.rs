//! Which logs somebody keeps checkpoints of: a signed list, so that a checkpoint that is taken away
//! is missed.

use std::collections::BTreeSet;

use model::{DeploymentId, LogId};

use crate::checkpoint::log_key_name;
use crate::error::{LedgerError, malformed};
use crate::hash::Hash;
use crate::note::{Signer, VerifierKey, open_note, sign_note};
use crate::tree::{Frontier, leaf_hash};

/// What stands between the signed head and the ids.
const MARK: &str = "\nlogs\n";

/// A deployment's logs that are followed (`docs/formats.md`, section 5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowedLogs {
    deployment: DeploymentId,
    logs: BTreeSet<LogId>,
}

impl FollowedLogs {
    /// No log yet.
    pub const fn none(deployment: DeploymentId) -> Self {
        Self { deployment, logs: BTreeSet::new() }
    }

    /// Follows a log. Says whether it was not followed before.
    pub fn insert(&mut self, log: LogId) -> bool {
        self.logs.insert(log)
    }

    /// Follows a log no longer.
    pub fn remove(&mut self, log: LogId) {
        self.logs.remove(&log);
    }

    /// Whether a log is followed.
    pub fn contains(&self, log: LogId) -> bool {
        self.logs.contains(&log)
    }

    /// The logs, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = LogId> {
        self.logs.iter().copied()
    }

    /// The list with its signed head.
    pub fn sign(&self, signer: &Signer) -> String {
        let mut text = sign_note(&self.head(), &[signer]).expect("a head fits a note");
        text.push_str(MARK);
        for log in &self.logs {
            text.push_str(&log.to_string());
            text.push('\n');
        }
        text
    }

    /// Reads a list that the deployment's log key signed.
    pub fn open(
        text: &str,
        deployment: DeploymentId,
        key: &VerifierKey,
    ) -> Result<Self, LedgerError> {
        let wrong = |why| malformed("a list of followed logs", why);
        if *key.name() != log_key_name(deployment) {
            return Err(LedgerError::OtherDeployment);
        }
        let (note, ids) = text.split_once(MARK).ok_or(wrong("its head does not end"))?;
        let logs = ids.split_terminator('\n').map(str::parse).collect::<Result<_, _>>();
        let logs = logs.map_err(|_| wrong("a line is no id of a log"))?;
        let list = Self { deployment, logs };
        let signed = open_note(note.as_bytes(), std::slice::from_ref(key))?.text;
        if signed == list.head() { Ok(list) } else { Err(wrong("its head is of other logs")) }
    }

    /// What is signed: whose list, how many logs, and the root of the tree of their ids.
    fn head(&self) -> String {
        let name = log_key_name(self.deployment);
        format!("{name}/followed\n{}\n{}\n", self.logs.len(), self.root().to_base64())
    }

    fn root(&self) -> Hash {
        let mut frontier = Frontier::default();
        for log in &self.logs {
            frontier.append(leaf_hash(log.as_bytes()));
        }
        frontier.root()
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;

    const DEPLOYMENT: DeploymentId = DeploymentId::from_bytes([1; 16]);

    fn signer(seed: u8) -> Signer {
        Signer::from_seed(log_key_name(DEPLOYMENT), &Zeroizing::new([seed; 32]))
    }

    fn list(numbers: &[u8]) -> FollowedLogs {
        let mut list = FollowedLogs::none(DEPLOYMENT);
        for number in numbers {
            assert!(list.insert(LogId::from_bytes([*number; 16])));
        }
        list
    }

    #[test]
    fn a_list_is_read_as_it_was_signed() {
        let signer = signer(3);
        for logs in [&[][..], &[7], &[9, 2, 5]] {
            let list = list(logs);
            let opened = FollowedLogs::open(&list.sign(&signer), DEPLOYMENT, signer.verifier_key());
            assert_eq!(opened, Ok(list));
        }
    }

    #[test]
    fn a_log_that_was_taken_out_or_put_in_is_noticed() {
        let signer = signer(3);
        let text = list(&[2, 5, 9]).sign(&signer);
        let taken = LogId::from_bytes([5; 16]).to_string() + "\n";
        for changed in [text.replace(&taken, ""), text.clone() + &"ab".repeat(16) + "\n"] {
            let opened = FollowedLogs::open(&changed, DEPLOYMENT, signer.verifier_key());
            assert!(opened.is_err(), "{changed}");
        }
    }

    #[test]
    fn a_list_of_somebody_else_is_refused() {
        let text = list(&[2]).sign(&signer(4));
        let opened = FollowedLogs::open(&text, DEPLOYMENT, signer(3).verifier_key());
        assert!(opened.is_err());
        let other = DeploymentId::from_bytes([2; 16]);
        let text = list(&[2]).sign(&signer(3));
        let opened = FollowedLogs::open(&text, other, signer(3).verifier_key());
        assert_eq!(opened, Err(LedgerError::OtherDeployment));
    }
}
