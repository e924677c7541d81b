//! How many rows are read at a time: a row may have millions of bytes, and all of them are held until they were looked at.

use store::Sealed;

/// How many rows are read the first time,
const ROWS_FIRST: usize = 4;
/// and at most.
const ROWS_MAX: usize = 16;
/// About so many bytes are read at a time.
const BYTES: usize = 256 * 1024;

/// How many rows are read next, by how large those before were.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Batch(usize);

impl Default for Batch {
    fn default() -> Self {
        Self(ROWS_FIRST)
    }
}

impl Batch {
    pub(crate) const fn rows(self) -> usize {
        self.0
    }

    /// Takes note of what was read.
    pub(crate) fn has_read(&mut self, rows: &[Sealed]) {
        let largest = rows.iter().map(Sealed::size).max();
        self.0 = rows_next(self.0, largest.unwrap_or_default());
    }
}

/// How many rows are read after some of this size: no more than twice as many.
fn rows_next(before: usize, row_bytes_max: usize) -> usize {
    (BYTES / row_bytes_max.max(1)).min(2 * before).clamp(1, ROWS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_rows_are_read_at_a_time_if_they_are_large() {
        let small = [4, 1, 2, 8, 16].map(|before| rows_next(before, 1_000));
        assert_eq!(small, [8, 2, 4, 16, 16]);
        assert_eq!(rows_next(16, 100 * 1024), 2);
        assert_eq!(rows_next(16, 4 * 1024 * 1024), 1);
        assert_eq!(rows_next(4, 0), 8);
    }
}
