//! Leases: what one server at a time does for all.

/// What can be leased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LeaseName {
    /// Giving events their places and signing checkpoints.
    Sequencer,
    /// Bringing keys under a new root epoch.
    KeyRotation,
    /// Making and pruning backups.
    Backups,
    /// Removing what is left of people who were erased, and reading what is backed up: never both.
    Removals,
}

impl LeaseName {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Sequencer, Self::KeyRotation, Self::Backups, Self::Removals];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sequencer => "sequencer",
            Self::KeyRotation => "key_rotation",
            Self::Backups => "backups",
            Self::Removals => "removals",
        }
    }
}

/// How often a lease has changed hands. Whoever writes under a lease shows its fence, and one of an
/// earlier hand is turned away: a holder that was away for a while can do no harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fence(pub u64);
