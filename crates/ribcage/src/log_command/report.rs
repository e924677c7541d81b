//! What a verification looked at, in words for people.

use std::fmt;

use ledger::{Origin, Summary, VerifierKey};
use model::Tree;
use wire::Reconciliation;

use super::deployment::{Deployment, Growth};

/// How the key came to be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyTrust {
    /// Whoever verifies gave it.
    Given,
    /// An earlier verification used it.
    Remembered,
    /// It was taken from the source, which nobody vouches for.
    FirstUse,
}

/// A log that holds.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) key: VerifierKey,
    pub(crate) key_trust: KeyTrust,
    pub(crate) deployment: Deployment,
    pub(crate) trees: Vec<TreeReport>,
    /// What the server's reconciler looked at; nothing for an export.
    pub(crate) reconciliation: Option<Reconciliation>,
}

/// A tree that holds.
#[derive(Debug)]
pub(crate) struct TreeReport {
    pub(crate) tree: Tree,
    pub(crate) origin: Origin,
    /// The size that was remembered.
    pub(crate) remembered: Option<u64>,
    pub(crate) summary: Summary,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "The log holds.")?;
        for tree in &self.trees {
            writeln!(f, "{tree}")?;
        }
        writeln!(f, "{}", self.deployment)?;
        match &self.reconciliation {
            Some(Reconciliation { entries, rows, .. }) => writeln!(
                f,
                "stored data: {rows} stored versions are those that {entries} entries name, as the \
                 server says"
            )?,
            None => writeln!(f, "stored data: not compared, an export has none")?,
        }
        writeln!(f, "key: {}", self.key)?;
        f.write_str(match self.key_trust {
            KeyTrust::Given => "  the key that was given",
            KeyTrust::Remembered => "  the key that was remembered",
            KeyTrust::FirstUse => {
                "  taken on trust, this being its first use: compare it with what the operator \
                 publishes, and give it with --key from now on"
            }
        })
    }
}

impl fmt::Display for TreeReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tree, origin, remembered, summary } = self;
        let Summary {
            size,
            writers,
            entries_checked,
            headers_checked,
            bodies_checked,
            bodies_present,
            bodies_gone,
        } = summary;
        let writers = match writers {
            1 => "one server run".to_owned(),
            more => format!("{more} server runs"),
        };
        writeln!(f, "{tree}: {size} entries by {writers}, {origin}")?;
        match remembered {
            Some(size) => writeln!(f, "  begins with the {size} entries that were remembered")?,
            None => writeln!(f, "  nothing of it was remembered")?,
        }
        if *entries_checked == 0 {
            return f.write_str("  nothing came since");
        }
        write!(
            f,
            "  checked now: {entries_checked} entries, {headers_checked} headers, the bodies of \
             {bodies_checked} events ({bodies_present} sealed ones are there, of {bodies_gone} the hash is left)"
        )
    }
}

impl fmt::Display for Deployment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { checkpoint, trees, growth } = self;
        let size = checkpoint.size;
        writeln!(f, "deployment: both trees are among the {trees} under leaf {size} of its tree")?;
        match growth {
            Growth::First => f.write_str("  nothing of its tree was remembered"),
            Growth::Proved(size) => {
                write!(f, "  begins with the {size} leaves that were remembered")
            }
            Growth::Unproved(size) => write!(
                f,
                "  NOT PROVED that it begins with the {size} leaves that were remembered; those \
                 stay remembered"
            ),
        }
    }
}
