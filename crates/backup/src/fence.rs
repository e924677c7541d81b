//! Fences: that somebody was erased, as a backup target knows it. Each has the hash of the one before, so that
//! none can be taken out of their midst, and each notice of a backup says how many there were.

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

/// That somebody was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// Which one it is, from 1.
    pub number: u64,
    /// The one before, as it is kept.
    pub previous: ObjectHash,
    /// Whose person it was.
    pub tenant: TenantId,
    /// The erasure.
    pub erasure: ErasureId,
    /// What is kept of the erasure, sealed under the tenant's key, in base64.
    pub sealed: String,
}

impl Fence {
    /// The text to sign.
    pub fn text(&self) -> String {
        let Self { number, previous, tenant, erasure, sealed } = self;
        format!(
            "{TITLE}\nnumber: {number}\nprevious: {previous}\ntenant: {tenant}\nerasure: {erasure}\n\
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
            erasure: lines.parsed("erasure")?,
            sealed: lines.value("sealed")?.to_owned(),
        };
        if fence.text() == text { Ok(fence) } else { Err(BackupError::Malformed(WHAT)) }
    }
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
            erasure: ErasureId::from_bytes([9; 16]),
            sealed: "c2VhbGVk".to_owned(),
        };
        assert_eq!(Fence::read(&fence.text()), Ok(fence.clone()));
        assert!(Fence::read(&fence.text().replace("number: 7", "number: 07")).is_err());
    }
}
