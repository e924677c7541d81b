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
        Self {
            deployment,
            log: LogId::from_bytes(*deployment.as_bytes()),
        }
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
        let ids = text
            .strip_prefix(PRODUCT)
            .and_then(|rest| rest.split_once('/'));
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
    name.parse()
        .expect("an id has neither spaces nor plus signs")
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
        format!(
            "{}\n{}\n{}\n",
            self.origin,
            self.size,
            self.root.to_base64()
        )
    }

    /// Reads the text of a checkpoint whose signature was verified. Extension lines are skipped.
    pub fn from_text(text: &str) -> Result<Self, LedgerError> {
        let wrong = |why| malformed("a checkpoint", why);
        let body = text
            .strip_suffix('\n')
            .ok_or(wrong("its last line does not end"))?;
        let mut lines = body.split('\n');
        let mut line = || lines.next().ok_or(wrong("it has at least three lines"));
        let (origin, size, root) = (line()?, line()?, line()?);
        if lines.any(str::is_empty) {
            return Err(wrong("no line of it is empty"));
        }
        let checkpoint = Self {
            origin: origin.parse()?,
            size: parse_size(size).ok_or(wrong("its size is no decimal number"))?,
            root: Hash::from_base64(root).ok_or(wrong("its root is not 32 bytes in base64"))?,
        };
        if checkpoint.size == 0 && checkpoint.root != empty_root() {
            return Err(wrong("its root is not that of an empty tree"));
        }
        Ok(checkpoint)
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

/// A tree's size in its one spelling: decimal digits without a leading zero.
pub(crate) fn parse_size(text: &str) -> Option<u64> {
    let size: u64 = text.parse().ok()?;
    (size <= TREE_SIZE_MAX && size.to_string() == text).then_some(size)
}
