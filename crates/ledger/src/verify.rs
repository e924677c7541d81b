//! An audit of one log that trusts nobody: it reads every entry once, in order, and keeps no more
//! than the tree's right edge and the end of every writer's chain.

use std::collections::BTreeMap;

use model::{EventId, Tree, WriterId};

use crate::checkpoint::Checkpoint;
use crate::commitment::{Slot, Slots, bodies_hasher, header_commitment};
use crate::entry::{Chain, Entry};
use crate::error::LedgerError;
use crate::failure::Failure;
use crate::hash::Hash;
use crate::proof::verify_consistency;
use crate::state::TreeState;
use crate::tree::Frontier;

/// What an audit has looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// The number of entries in the log, those of earlier audits included.
    pub size: u64,
    /// How many writers' chains they form.
    pub writers: u64,
    /// How many entries this audit read.
    pub entries_checked: u64,
    /// How many headers this audit held against their commitments.
    pub headers_checked: u64,
    /// For how many entries this audit held the bodies against their commitment.
    pub bodies_checked: u64,
    /// How many sealed bodies were there.
    pub bodies_present: u64,
    /// How many bodies were gone, with only their hash left.
    pub bodies_gone: u64,
}

/// An audit that found nothing wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// What was looked at.
    pub summary: Summary,
    /// What to keep, so that the next audit reads only what is new.
    pub state: TreeState,
}

/// An entry that was read and holds so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Its place in the tree.
    pub index: u64,
    /// Its event.
    pub event: EventId,
    /// Its hash, which the answer to whoever caused the event carried.
    pub hash: Hash,
}

/// Checks that the newer checkpoint's tree begins with the older one's.
pub fn verify_succession(
    older: &Checkpoint,
    newer: &Checkpoint,
    proof: &[Hash],
) -> Result<(), Failure> {
    compare(older, newer)?;
    verify_consistency(older.size, older.root, newer.size, newer.root, proof)
        .map_err(|_| Failure::Rewritten { size: older.size })
}

/// What two checkpoints say without a proof.
fn compare(older: &Checkpoint, newer: &Checkpoint) -> Result<(), Failure> {
    if older.origin != newer.origin {
        return Err(Failure::OtherLog { expected: older.origin, found: newer.origin });
    }
    if newer.size < older.size {
        return Err(Failure::CutOff { remembered: older.size, size: newer.size });
    }
    if newer.size == older.size && newer.root != older.root {
        return Err(Failure::Rewritten { size: older.size });
    }
    Ok(())
}

/// The audit of one log, in progress.
///
/// Entries are given in the order of the tree with [`Audit::entry`]; after each, what lies beside
/// it may be given with [`Audit::record`]. Only [`Audit::finish`] says that all is well. After
/// the first failure every call returns that failure.
#[derive(Debug, Clone)]
pub struct Audit {
    tree: Tree,
    checkpoint: Checkpoint,
    remembered: Option<Checkpoint>,
    frontier: Frontier,
    chains: BTreeMap<WriterId, Chain>,
    last: Option<(Seen, Entry)>,
    summary: Summary,
    failure: Option<Failure>,
}

impl Audit {
    /// An audit of all entries under a checkpoint whose signature was verified, and of their
    /// beginning with those of a remembered one.
    pub fn new(
        tree: Tree,
        checkpoint: Checkpoint,
        remembered: Option<Checkpoint>,
    ) -> Result<Self, Failure> {
        if let Some(remembered) = &remembered {
            compare(remembered, &checkpoint)?;
        }
        Ok(Self {
            tree,
            checkpoint,
            remembered,
            frontier: Frontier::new(),
            chains: BTreeMap::new(),
            last: None,
            summary: Summary::default(),
            failure: None,
        })
    }

    /// An audit of what came after an earlier one. The first entry to give is
    /// [`Audit::next_index`].
    pub fn resume(checkpoint: Checkpoint, state: TreeState) -> Result<Self, Failure> {
        let TreeState { tree, checkpoint: remembered, frontier, chains } = state;
        let audit = Self::new(tree, checkpoint, Some(remembered))?;
        Ok(Self { frontier, chains, ..audit })
    }

    /// The place in the tree of the entry to give next.
    pub const fn next_index(&self) -> u64 {
        self.frontier.size()
    }

    /// Checks the next entry.
    pub fn entry(&mut self, bytes: &[u8]) -> Result<Seen, Failure> {
        self.unless_failed()?;
        let result = self.check_entry(bytes);
        self.keep_failure(result)
    }

    /// Checks what lies beside the last entry, whose place is `index`: the stored header with its
    /// nonce, and the encoded slots of its bodies. What is gone or not to be seen is left out.
    pub fn record(
        &mut self,
        index: u64,
        header: Option<&[u8]>,
        slots: Option<&[u8]>,
    ) -> Result<(), Failure> {
        self.unless_failed()?;
        let result = self.check_record(index, header, slots);
        self.keep_failure(result)
    }

    /// Ends the audit: all entries were there, and they are those that the checkpoint signs.
    pub fn finish(self) -> Result<Verified, Failure> {
        self.unless_failed()?;
        let size = self.checkpoint.size;
        if self.frontier.size() < size {
            return Err(Failure::Incomplete { given: self.frontier.size(), size });
        }
        if self.frontier.root() != self.checkpoint.root {
            return Err(Failure::OtherRoot { size });
        }
        let writers = u64::try_from(self.chains.len()).expect("a count of things in memory");
        let summary = Summary { size, writers, ..self.summary };
        let Self { tree, checkpoint, frontier, chains, .. } = self;
        Ok(Verified { summary, state: TreeState { tree, checkpoint, frontier, chains } })
    }

    fn unless_failed(&self) -> Result<(), Failure> {
        self.failure.clone().map_or(Ok(()), Err)
    }

    fn keep_failure<T>(&mut self, result: Result<T, Failure>) -> Result<T, Failure> {
        if let Err(failure) = &result {
            self.failure = Some(failure.clone());
        }
        result
    }

    fn check_entry(&mut self, bytes: &[u8]) -> Result<Seen, Failure> {
        let index = self.frontier.size();
        if index >= self.checkpoint.size {
            return Err(Failure::Surplus { index });
        }
        let entry = Entry::decode(bytes).map_err(|source| Failure::Malformed { index, source })?;
        let event = entry.event_id(self.tree);
        let chain = self.chains.entry(entry.writer).or_insert(Chain::start(entry.writer));
        chain.follow(&entry).map_err(|error| match error {
            LedgerError::Gap { expected, found } if found > expected => {
                let missing = EventId { sequence: expected, ..event };
                Failure::MissingEvent { index, event, missing }
            }
            LedgerError::Gap { .. } => Failure::RepeatedEvent { index, event },
            _ => Failure::BrokenChain { index, event },
        })?;
        let hash = chain.head();
        self.frontier.append(hash);
        self.check_remembered()?;
        let seen = Seen { index, event, hash };
        self.last = Some((seen, entry));
        self.summary.entries_checked += 1;
        Ok(seen)
    }

    /// At the size of the remembered checkpoint the root must be the remembered one.
    fn check_remembered(&self) -> Result<(), Failure> {
        match &self.remembered {
            Some(remembered)
                if remembered.size == self.frontier.size()
                    && remembered.root != self.frontier.root() =>
            {
                Err(Failure::Rewritten { size: remembered.size })
            }
            _ => Ok(()),
        }
    }

    fn check_record(
        &mut self,
        index: u64,
        header: Option<&[u8]>,
        slots: Option<&[u8]>,
    ) -> Result<(), Failure> {
        let last = self.last.take().filter(|(seen, _)| seen.index == index);
        let (Seen { event, .. }, entry) = last.ok_or(Failure::RecordOutOfTurn { index })?;
        let malformed = |source| Failure::MalformedRecord { index, event, source };
        if let Some(header) = header {
            if header_commitment(header).map_err(malformed)? != entry.header {
                return Err(Failure::OtherHeader { index, event });
            }
            self.summary.headers_checked += 1;
        }
        if let Some(slots) = slots {
            if self.commitment_to(slots).map_err(malformed)? != entry.bodies {
                return Err(Failure::OtherBodies { index, event });
            }
            self.summary.bodies_checked += 1;
        }
        Ok(())
    }

    /// The commitment to these slots, which are counted on the way.
    fn commitment_to(&mut self, slots: &[u8]) -> Result<Hash, LedgerError> {
        let mut hasher = bodies_hasher();
        for slot in Slots::new(slots) {
            let slot = slot?;
            match slot {
                Slot::Present { .. } => self.summary.bodies_present += 1,
                Slot::Gone { .. } => self.summary.bodies_gone += 1,
            }
            hasher.update(slot.hash().as_bytes());
        }
        Ok(hasher.finish())
    }
}
