//! What a verifier keeps between two audits (`docs/formats.md`, section 5, "Verifier state").

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::str::{FromStr, Lines};

use model::{DeploymentId, Tree, WriterId};

use crate::checkpoint::{Checkpoint, Origin, deployment_of_key};
use crate::entry::Chain;
use crate::error::{LedgerError, malformed};
use crate::hash::Hash;
use crate::note::VerifierKey;
use crate::tree::Frontier;

/// The largest verifier state that is read. It grows by a line for every run of a server.
pub const VERIFIER_STATE_BYTES_MAX: usize = 64 * 1024 * 1024;

const WHAT: &str = "a verifier state";
const FIRST_LINE: &str = "ribcage verifier state 1";
const LAST_LINE: &str = "end";

/// How far one log was audited: the next audit goes on from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeState {
    pub(crate) tree: Tree,
    pub(crate) checkpoint: Checkpoint,
    pub(crate) frontier: Frontier,
    pub(crate) chains: BTreeMap<WriterId, Chain>,
}

impl TreeState {
    /// Which of a tenant's logs it is.
    pub const fn tree(&self) -> Tree {
        self.tree
    }

    /// The checkpoint up to which all was well.
    pub const fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    fn encode_into(&self, text: &mut String) -> std::fmt::Result {
        let Checkpoint { origin, size, root } = &self.checkpoint;
        writeln!(text, "tree {} {} {size} {root}", self.tree, origin.log)?;
        for peak in self.frontier.peaks() {
            writeln!(text, "peak {peak}")?;
        }
        for chain in self.chains.values() {
            writeln!(text, "writer {} {} {}", chain.writer(), chain.sequence(), chain.head())?;
        }
        Ok(())
    }

    /// Puts together what was read, if it can be the end of an audit: the peaks have the
    /// checkpoint's root, and the chains have as many events as the tree has leaves.
    fn assemble(
        tree: Tree,
        checkpoint: Checkpoint,
        peaks: Vec<Hash>,
        chains: BTreeMap<WriterId, Chain>,
    ) -> Result<Self, LedgerError> {
        let frontier = Frontier::from_peaks(checkpoint.size, peaks)?;
        if frontier.root() != checkpoint.root {
            return Err(malformed(WHAT, "its peaks do not have its root"));
        }
        let events =
            chains.values().try_fold(0_u64, |sum, chain| sum.checked_add(chain.sequence()));
        if events != Some(checkpoint.size) {
            return Err(malformed(WHAT, "its writers did not write as much as the tree holds"));
        }
        Ok(Self { tree, checkpoint, frontier, chains })
    }
}

/// Everything a verifier of one tenant's logs remembers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierState {
    key: VerifierKey,
    deployment: DeploymentId,
    deployment_checkpoint: Option<Checkpoint>,
    trees: BTreeMap<Tree, TreeState>,
}

impl VerifierState {
    /// Nothing remembered yet but the key of a deployment's logs.
    pub fn new(key: VerifierKey) -> Result<Self, LedgerError> {
        let deployment = deployment_of_key(key.name()).ok_or(LedgerError::OtherDeployment)?;
        Ok(Self { key, deployment, deployment_checkpoint: None, trees: BTreeMap::new() })
    }

    /// The key that verified everything remembered.
    pub const fn key(&self) -> &VerifierKey {
        &self.key
    }

    /// The last checkpoint of the deployment's own tree.
    pub const fn deployment_checkpoint(&self) -> Option<&Checkpoint> {
        self.deployment_checkpoint.as_ref()
    }

    /// How far a log was audited.
    pub fn tree(&self, tree: Tree) -> Option<&TreeState> {
        self.trees.get(&tree)
    }

    /// Remembers how far a log was audited, in place of what was known of it.
    pub fn remember(&mut self, state: TreeState) -> Result<(), LedgerError> {
        if state.checkpoint.origin.deployment != self.deployment {
            return Err(LedgerError::OtherDeployment);
        }
        self.trees.insert(state.tree, state);
        Ok(())
    }

    /// Remembers a checkpoint of the deployment's own tree, in place of the one before.
    pub fn remember_deployment(&mut self, checkpoint: Checkpoint) -> Result<(), LedgerError> {
        if checkpoint.origin != Origin::of_deployment(self.deployment) {
            return Err(LedgerError::OtherDeployment);
        }
        self.deployment_checkpoint = Some(checkpoint);
        Ok(())
    }

    /// The text of a state file.
    pub fn encode(&self) -> String {
        let mut text = String::new();
        self.encode_into(&mut text).expect("a string takes all that is written to it");
        text
    }

    fn encode_into(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "{FIRST_LINE}")?;
        writeln!(text, "key {}", self.key)?;
        if let Some(checkpoint) = &self.deployment_checkpoint {
            writeln!(text, "deployment {} {}", checkpoint.size, checkpoint.root)?;
        }
        for tree in self.trees.values() {
            tree.encode_into(text)?;
        }
        writeln!(text, "{LAST_LINE}")
    }

    /// Reads what [`VerifierState::encode`] writes, and nothing else.
    pub fn decode(text: &str) -> Result<Self, LedgerError> {
        if text.len() > VERIFIER_STATE_BYTES_MAX {
            return Err(malformed(WHAT, "it is too long"));
        }
        let mut lines = Reader::new(text);
        if !lines.take_exactly(FIRST_LINE) {
            return Err(LedgerError::UnknownFormat { what: WHAT });
        }
        let key = lines.take("key").ok_or(malformed(WHAT, "it names no key"))?;
        let mut state = Self::new(parse(key)?)?;
        if let Some(line) = lines.take("deployment") {
            let [size, root] = fields(line)?;
            let origin = Origin::of_deployment(state.deployment);
            let checkpoint = Checkpoint { origin, size: parse(size)?, root: parse(root)? };
            state.remember_deployment(checkpoint)?;
        }
        while let Some(line) = lines.take("tree") {
            state.remember(lines.take_tree(state.deployment, line)?)?;
        }
        // Whatever was cut off, skipped, doubled, misplaced or spelled otherwise shows here.
        if state.encode() == text {
            Ok(state)
        } else {
            Err(malformed(WHAT, "its lines are not those that were written"))
        }
    }
}

/// The lines of a state, with one line looked at in advance.
struct Reader<'a> {
    line: Option<&'a str>,
    rest: Lines<'a>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        let mut rest = text.lines();
        Self { line: rest.next(), rest }
    }

    /// What follows the word, if the next line starts with it.
    fn take(&mut self, word: &str) -> Option<&'a str> {
        let fields = self.line?.strip_prefix(word)?.strip_prefix(' ')?;
        self.line = self.rest.next();
        Some(fields)
    }

    fn take_exactly(&mut self, line: &str) -> bool {
        let found = self.line == Some(line);
        if found {
            self.line = self.rest.next();
        }
        found
    }

    fn take_tree(
        &mut self,
        deployment: DeploymentId,
        line: &str,
    ) -> Result<TreeState, LedgerError> {
        let [tree, log, size, root] = fields(line)?;
        let origin = Origin { deployment, log: parse(log)? };
        let checkpoint = Checkpoint { origin, size: parse(size)?, root: parse(root)? };
        let mut peaks = Vec::new();
        while let Some(peak) = self.take("peak") {
            peaks.push(parse(peak)?);
        }
        let mut chains = BTreeMap::new();
        while let Some(line) = self.take("writer") {
            let [writer, sequence, head] = fields(line)?;
            let writer = parse(writer)?;
            chains.insert(writer, Chain::resume(writer, parse(sequence)?, parse(head)?));
        }
        TreeState::assemble(parse(tree)?, checkpoint, peaks, chains)
    }
}

fn fields<const N: usize>(line: &str) -> Result<[&str; N], LedgerError> {
    let fields: Vec<_> = line.split(' ').take(N + 1).collect();
    fields.try_into().map_err(|_| malformed(WHAT, "a line has too many or too few words"))
}

fn parse<T: FromStr>(text: &str) -> Result<T, LedgerError> {
    text.parse().map_err(|_| malformed(WHAT, "a word is not what it should be"))
}
