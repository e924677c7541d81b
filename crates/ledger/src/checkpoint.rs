//! C2SP tlog-checkpoints: the signed size and root of a log.

use std::fmt;
use std::str::FromStr;

use model::{DeploymentId, LogId};

use crate::error::{LedgerError, malformed};
use crate::hash::Hash;
use crate::note::{KeyName, Signer, VerifierKey, open_note, sign_note};
use crate::tree::{TREE_SIZE_MAX, empty_root};

const PRODUCT: &str = "ribcage/";

/// The identity of a log, written `ribcage/<deployment id>/<log id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// Whose log it is.
    pub deployment: DeploymentId,
    /// Which of its logs.
    pub log: LogId,
}

impl Origin {
    /// The deployment's own tree, whose log id is the deployment's id.
    pub const fn of_deployment(deployment: DeploymentId) -> Self {
        Self { deployment, log: LogId::from_bytes(*deployment.as_bytes()) }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PRODUCT}{}/{}", self.deployment, self.log)
    }
}

impl FromStr for Origin {
    type Err = LedgerError;

    fn from_str(text: &str) -> Result<Self, LedgerError> {
        let wrong = malformed("an origin", "it reads ribcage/<deployment id>/<log id>");
        let ids = text.strip_prefix(PRODUCT).and_then(|rest| rest.split_once('/'));
        let (deployment, log) = ids.ok_or(wrong.clone())?;
        Ok(Self {
            deployment: deployment.parse().map_err(|_| wrong.clone())?,
            log: log.parse().map_err(|_| wrong)?,
        })
    }
}

/// The name of the key that signs all of a deployment's checkpoints.
pub fn log_key_name(deployment: DeploymentId) -> KeyName {
    let name = format!("{PRODUCT}{deployment}");
    name.parse().expect("an id has neither spaces nor plus signs")
}

/// The deployment whose log key has this name.
pub fn deployment_of_key(name: &KeyName) -> Option<DeploymentId> {
    name.as_str().strip_prefix(PRODUCT)?.parse().ok()
}

/// The size and root of a log at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log.
    pub origin: Origin,
    /// The number of leaves.
    pub size: u64,
    /// The root hash of the tree of these leaves.
    pub root: Hash,
}

impl Checkpoint {
    /// The text that is signed.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, self.root.to_base64())
    }

    /// Reads the text of a checkpoint whose signature was verified. Extension lines are skipped.
    pub fn from_text(text: &str) -> Result<Self, LedgerError> {
        let wrong = |why| malformed("a checkpoint", why);
        let body = text.strip_suffix('\n').ok_or(wrong("its last line does not end"))?;
        let mut lines = body.split('\n');
        let mut line = || lines.next().ok_or(wrong("it has at least three lines"));
        let (origin, size, root) = (line()?, line()?, line()?);
        if lines.any(str::is_empty) {
            return Err(wrong("no line of it is empty"));
        }
        let size: u64 = size
            .parse()
            .ok()
            .filter(|number: &u64| number.to_string() == size)
            .ok_or(wrong("its size is no decimal number"))?;
        let root = Hash::from_base64(root).ok_or(wrong("its root is not 32 bytes in base64"))?;
        Self::checked(origin.parse()?, size, root)
    }

    /// A checkpoint that was read, if there can be one.
    pub(crate) fn checked(origin: Origin, size: u64, root: Hash) -> Result<Self, LedgerError> {
        let wrong = |why| malformed("a checkpoint", why);
        if size > TREE_SIZE_MAX {
            return Err(wrong("no tree is as large"));
        }
        if size == 0 && root != empty_root() {
            return Err(wrong("its root is not that of an empty tree"));
        }
        Ok(Self { origin, size, root })
    }

    /// Signs the checkpoint as a note.
    pub fn sign(&self, signer: &Signer) -> String {
        assert!(
            *signer.verifier_key().name() == log_key_name(self.origin.deployment),
            "a deployment signs its own checkpoints only"
        );
        sign_note(&self.text(), &[signer]).expect("the text of a checkpoint fits a note")
    }

    /// Opens a signed checkpoint with the key of the log's deployment.
    pub fn open(note: &[u8], key: &VerifierKey) -> Result<Self, LedgerError> {
        let checkpoint = Self::from_text(open_note(note, std::slice::from_ref(key))?.text)?;
        if *key.name() == log_key_name(checkpoint.origin.deployment) {
            Ok(checkpoint)
        } else {
            Err(LedgerError::OtherDeployment)
        }
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;

    fn origin(deployment: u8) -> Origin {
        let deployment = DeploymentId::from_bytes([deployment; 16]);
        Origin { deployment, log: LogId::from_bytes([9; 16]) }
    }

    fn text(size: &str) -> String {
        format!("{}\n{size}\n{}\n", origin(1), Hash::from_bytes([2; 32]).to_base64())
    }

    #[test]
    fn a_checkpoint_of_another_deployment_than_its_key_is_refused() {
        let signer =
            Signer::from_seed(log_key_name(origin(1).deployment), &Zeroizing::new([3; 32]));
        let checkpoint = Checkpoint { origin: origin(1), size: 5, root: Hash::ZERO };
        let note = checkpoint.sign(&signer);
        let opened = Checkpoint::open(note.as_bytes(), signer.verifier_key());
        assert_eq!(opened, Ok(checkpoint));
        let foreign = Checkpoint { origin: origin(2), ..checkpoint };
        let note = sign_note(&foreign.text(), &[&signer]).expect("the text fits");
        let opened = Checkpoint::open(note.as_bytes(), signer.verifier_key());
        assert_eq!(opened, Err(LedgerError::OtherDeployment));
        let other = Signer::from_seed(log_key_name(origin(1).deployment), &Zeroizing::new([4; 32]));
        let opened = Checkpoint::open(note.as_bytes(), other.verifier_key());
        assert_eq!(opened, Err(LedgerError::NotSigned));
    }

    #[test]
    fn a_key_names_its_deployment() {
        let deployment = origin(7).deployment;
        assert_eq!(deployment_of_key(&log_key_name(deployment)), Some(deployment));
        let foreign = "example.org/log".parse().expect("it is a name");
        assert_eq!(deployment_of_key(&foreign), None);
    }

    #[test]
    fn extension_lines_are_skipped() {
        let checkpoint = Checkpoint::from_text(&text("7"));
        let extended = text("7") + "an extension\nanother\n";
        assert_eq!(Checkpoint::from_text(&extended), checkpoint);
        assert!(checkpoint.is_ok());
        assert!(Checkpoint::from_text(&(text("7") + "\n")).is_err());
        assert!(Checkpoint::from_text(&(text("7") + "cut off")).is_err());
    }

    #[test]
    fn a_size_has_one_spelling_and_an_end() {
        for size in
            ["", "07", "+7", "-7", "7 ", "0x7", "9223372036854775808", "99999999999999999999"]
        {
            assert!(Checkpoint::from_text(&text(size)).is_err(), "{size}");
        }
        assert!(Checkpoint::from_text(&text("9223372036854775807")).is_ok());
    }

    #[test]
    fn a_tree_without_leaves_has_the_root_of_nothing() {
        let empty = Checkpoint { origin: origin(1), size: 0, root: empty_root() };
        assert_eq!(Checkpoint::from_text(&empty.text()), Ok(empty));
        assert!(Checkpoint::from_text(&text("0")).is_err());
    }
}
