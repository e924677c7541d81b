//! Randomness that is the same in every run.

use std::sync::atomic::{AtomicU64, Ordering};

use model::Rng;

/// How many bits count the blocks of one seed; the seed takes the sixteen above.
const COUNT_BITS: u32 = 47;
/// A block says 63 different bits: ids of eight bytes drop the lowest of their 64.
const BLOCK_MASK: u64 = u64::MAX >> 1;

/// Predictable bytes. **Not cryptographic**: whoever knows the seed knows every byte, so nothing
/// outside of tests may be sealed with it.
///
/// No two draws of eight bytes or more are equal, within one seed and between seeds, so that ids
/// drawn from it never collide by accident.
#[derive(Debug)]
pub struct TestRng {
    seed: u16,
    blocks: AtomicU64,
}

impl TestRng {
    /// The bytes of a seed, from their beginning.
    pub const fn new(seed: u16) -> Self {
        Self { seed, blocks: AtomicU64::new(0) }
    }

    /// A number from zero up to and without `bound`, which is not zero.
    pub fn below(&self, bound: u64) -> u64 {
        (self.next_block() >> 1) % bound
    }

    fn next_block(&self) -> u64 {
        let count = self.blocks.fetch_add(1, Ordering::Relaxed);
        assert!(count >> COUNT_BITS == 0, "a test draws less than a pebibyte");
        let mixed = mix(u64::from(self.seed) << COUNT_BITS | count);
        mixed << 1 | u64::from(mixed.count_ones() & 1)
    }
}

impl Rng for TestRng {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(8) {
            let block = self.next_block().to_be_bytes();
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

/// Stirs 63 bits. Every step can be undone, so different numbers stay different.
const fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x1e37_79b9_7f4a_7c15) & BLOCK_MASK;
    mixed ^= mixed >> 30;
    mixed = mixed.wrapping_mul(0xbf58_476d_1ce4_e5b9) & BLOCK_MASK;
    mixed ^= mixed >> 27;
    mixed = mixed.wrapping_mul(0x94d0_49bb_1331_11eb) & BLOCK_MASK;
    mixed ^ mixed >> 31
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use model::{RowKey, TenantId};

    use super::*;

    #[test]
    fn a_seed_gives_the_same_bytes_every_time_and_others_than_its_neighbour() {
        let draw = |seed| RowKey::random(&TestRng::new(seed));
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }

    #[test]
    fn no_id_comes_twice_from_any_seed() {
        let mut rows = HashSet::new();
        let mut tenants = HashSet::new();
        for seed in [0, 1, 2, u16::MAX] {
            let rng = TestRng::new(seed);
            for _ in 0..10_000 {
                assert!(rows.insert(RowKey::random(&rng)));
                assert!(tenants.insert(TenantId::random(&rng)));
            }
        }
    }

    #[test]
    fn a_buffer_of_any_length_is_filled_to_its_end() {
        let rng = TestRng::new(3);
        for length in 0..40 {
            // One of a few draws has a last byte that is not zero.
            let filled = (0..8).any(|_| {
                let mut buffer = vec![0; length];
                rng.fill(&mut buffer);
                buffer.last().is_none_or(|byte| *byte != 0)
            });
            assert!(filled, "{length} bytes");
        }
    }

    #[test]
    fn numbers_stay_below_their_bound() {
        let rng = TestRng::new(4);
        let drawn: HashSet<_> = (0..100).map(|_| rng.below(5)).collect();
        assert_eq!(drawn, HashSet::from([0, 1, 2, 3, 4]));
    }
}
