//! Fences: that somebody was erased, or a tenant deleted, as a backup target knows it. Each has the hash of the one
//! before, so that none can be taken out of their midst, and each notice of a backup says how many there were.

use std::fmt;
use std::str::FromStr;

use model::{ErasureId, TenantId};

use crate::error::BackupError;
use crate::lines::Lines;
use crate::notice::ObjectHash;

const TITLE: &str = "ribcage/fence/1";
const WHAT: &str = "a fence";

/// Where the fences of a target end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FenceHead {
    /// How many there are.
    pub number: u64,
    /// The hash of the last, as it is kept.
    pub hash: ObjectHash,
}

impl Default for FenceHead {
    /// There are none.
    fn default() -> Self {
        Self { number: 0, hash: ObjectHash::of(b"") }
    }
}

impl fmt::Display for FenceHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.number, self.hash)
    }
}

impl FromStr for FenceHead {
    type Err = BackupError;

    fn from_str(text: &str) -> Result<Self, BackupError> {
        const HEAD: BackupError = BackupError::Malformed("where fences end");
        let (number, hash) = text.split_once(' ').ok_or(HEAD)?;
        Ok(Self { number: number.parse().map_err(|_| HEAD)?, hash: hash.parse()? })
    }
}

/// What a fence keeps from coming back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fenced {
    /// A person, by their erasure.
    Person(ErasureId),
    /// All that a tenant had, by its deletion.
    Tenant(ErasureId),
}

impl Fenced {
    /// The erasure or deletion.
    pub const fn id(self) -> ErasureId {
        match self {
            Self::Person(id) | Self::Tenant(id) => id,
        }
    }
}

/// The line of a fence that says so.
impl fmt::Display for Fenced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => write!(f, "erasure: {id}"),
            Self::Tenant(id) => write!(f, "deletion: {id}"),
        }
    }
}

/// That somebody was erased, or a tenant deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// Which one it is, from 1.
    pub number: u64,
    /// The one before, as it is kept.
    pub previous: ObjectHash,
    /// Whose person it was, or which tenant.
    pub tenant: TenantId,
    /// Who or what is kept from coming back.
    pub fenced: Fenced,
    /// What is kept of the erasure, sealed under the tenant's key, in base64; of a deletion, under the
    /// deployment's.
    pub sealed: String,
}

impl Fence {
    /// The text to sign.
    pub fn text(&self) -> String {
        let Self { number, previous, tenant, fenced, sealed } = self;
        format!(
            "{TITLE}\nnumber: {number}\nprevious: {previous}\ntenant: {tenant}\n{fenced}\n\
             sealed: {sealed}\n"
        )
    }

    /// Reads a text that was signed.
    pub fn read(text: &str) -> Result<Self, BackupError> {
        let mut lines = Lines::behind(TITLE, text, WHAT)?;
        let fence = Self {
            number: lines.parsed("number")?,
            previous: lines.parsed("previous")?,
            tenant: lines.parsed("tenant")?,
            fenced: match lines.either(["erasure", "deletion"])? {
                ("erasure", id) => Fenced::Person(parsed(id)?),
                (_, id) => Fenced::Tenant(parsed(id)?),
            },
            sealed: lines.value("sealed")?.to_owned(),
        };
        if fence.text() == text { Ok(fence) } else { Err(BackupError::Malformed(WHAT)) }
    }
}

fn parsed(id: &str) -> Result<ErasureId, BackupError> {
    id.parse().map_err(|_| BackupError::Malformed(WHAT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_reads_back_and_a_changed_one_does_not() {
        let fence = Fence {
            number: 7,
            previous: ObjectHash::of(b"the one before"),
            tenant: TenantId::from_number(3),
            fenced: Fenced::Person(ErasureId::from_bytes([9; 16])),
            sealed: "c2VhbGVk".to_owned(),
        };
        assert_eq!(Fence::read(&fence.text()), Ok(fence.clone()));
        let of_tenant = Fence { fenced: Fenced::Tenant(fence.fenced.id()), ..fence.clone() };
        assert_eq!(Fence::read(&of_tenant.text()), Ok(of_tenant));
        assert!(Fence::read(&fence.text().replace("number: 7", "number: 07")).is_err());
    }

    #[test]
    fn where_fences_end_reads_back() {
        let head = FenceHead { number: 7, hash: ObjectHash::of(b"the seventh") };
        assert_eq!(head.to_string().parse(), Ok(head));
        for text in ["", "7", "7 ", "x 00", &head.to_string()[2..]] {
            assert!(text.parse::<FenceHead>().is_err(), "{text}");
        }
    }
}
