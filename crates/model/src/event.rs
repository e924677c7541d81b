//! What an event is called: its log, its writer, its place in the writer's chain.

use std::fmt;
use std::str::FromStr;

use crate::ids::{TenantId, WriterId};

/// Which of a tenant's two Merkle trees an event belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tree {
    /// What was changed. Kept.
    Changes,
    /// What was read or refused. Pruned after its retention.
    Access,
}

impl Tree {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Changes, Self::Access];

    /// The number under which the stores know it.
    pub const fn code(self) -> u8 {
        match self {
            Self::Changes => 1,
            Self::Access => 2,
        }
    }

    /// The tree of a stored number.
    pub const fn from_code(code: u8) -> Option<Self> {
        match code {
            1 => Some(Self::Changes),
            2 => Some(Self::Access),
            _ => None,
        }
    }

    /// The name in paths.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Changes => "changes",
            Self::Access => "access",
        }
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Tree {
    type Err = ParseEventIdError;

    fn from_str(text: &str) -> Result<Self, ParseEventIdError> {
        Self::ALL.into_iter().find(|tree| tree.name() == text).ok_or(ParseEventIdError)
    }
}

/// One tree of one tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogName {
    /// Whose log it is.
    pub tenant: TenantId,
    /// Which of the two.
    pub tree: Tree,
}

/// The name of an event: its tree, its writer, and its place in the writer's chain.
///
/// Written `c-<writer>-<sequence>` for changes and `a-<writer>-<sequence>` for access, so that the
/// event is found without an index and a gap in a chain can be seen from the names alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId {
    /// Which tree it is in.
    pub tree: Tree,
    /// Which run of a server wrote it.
    pub writer: WriterId,
    /// Its place in that writer's chain in this tree; the first is 1.
    pub sequence: u64,
}

/// The text names no event or no tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of an event")]
pub struct ParseEventIdError;

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tree = match self.tree {
            Tree::Changes => 'c',
            Tree::Access => 'a',
        };
        write!(f, "{tree}-{}-{}", self.writer, self.sequence)
    }
}

impl FromStr for EventId {
    type Err = ParseEventIdError;

    fn from_str(text: &str) -> Result<Self, ParseEventIdError> {
        let mut parts = text.splitn(3, '-');
        let mut part = || parts.next().ok_or(ParseEventIdError);
        let tree = match part()? {
            "c" => Tree::Changes,
            "a" => Tree::Access,
            _ => return Err(ParseEventIdError),
        };
        let writer = part()?.parse().map_err(|_| ParseEventIdError)?;
        let digits = part()?;
        let sequence = digits.parse().map_err(|_| ParseEventIdError)?;
        let id = Self { tree, writer, sequence };
        // One spelling each: no sign, no leading zero.
        if id.to_string() == text { Ok(id) } else { Err(ParseEventIdError) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_id_reads_back_and_has_one_spelling() {
        let id = EventId { tree: Tree::Access, writer: WriterId::from_number(7), sequence: 12 };
        assert_eq!(id.to_string(), "a-0000000000000007-12");
        assert_eq!(id.to_string().parse(), Ok(id));
        for text in [
            "",
            "a-7-12",
            "x-0000000000000007-12",
            "a-0000000000000007-012",
            "a-0000000000000007-+1",
        ] {
            assert_eq!(text.parse::<EventId>(), Err(ParseEventIdError), "{text}");
        }
    }
}
