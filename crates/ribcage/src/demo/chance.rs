//! What looks like chance and is not: the clinic is the same each time it is made.

/// A sequence of numbers that is told by where it begins (`SplitMix64`).
pub(super) struct Chance(u64);

impl Chance {
    /// The sequence for one thing about something of two numbers, as a visit of a patient is.
    pub(super) fn of(one: usize, other: usize, what: u64) -> Self {
        let mut chance = Self(what);
        for part in [one, other] {
            chance.0 = chance.next() ^ u64::try_from(part).unwrap_or_default();
        }
        chance
    }

    /// A number between two, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.abs_diff(low) + 1;
        low.saturating_add_unsigned(self.next() % span)
    }

    /// Now and then a step up or down, mostly none.
    pub(super) fn wobble(&mut self) -> i64 {
        match self.between(0, 5) {
            0 => -1,
            5 => 1,
            _ => 0,
        }
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
