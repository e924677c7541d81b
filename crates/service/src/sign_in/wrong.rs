//! Answers of devices that were wrong, until they are written down: the first for an account at once, and what follows
//! together, a while later. Whoever knows the id of somebody can send such answers without end, and fills no log with them.

use std::collections::HashMap;
use std::net::IpAddr;
use std::time::Duration;

use model::UserId;

/// For how long they are collected after some were written down.
const COLLECTED_FOR: Duration = Duration::from_mins(5);
/// From how many addresses they are told apart in that time. From where the others are is not told.
const ADDRESSES_MAX: usize = 8;
/// Of how many accounts they are remembered.
const ACCOUNTS_MAX: usize = 4_096;

/// What was wrong, by account. `T` is what is known of the last of them.
pub(super) struct Wrong<T>(HashMap<UserId, Collected<T>>);

struct Collected<T> {
    /// Since when, or from when on, they are to be written down.
    due: Duration,
    from: HashMap<Option<IpAddr>, (T, usize)>,
}

impl<T> Default for Wrong<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T> Wrong<T> {
    pub(super) fn note(&mut self, user: UserId, from: Option<IpAddr>, last: T, now: Duration) {
        if self.0.len() >= ACCOUNTS_MAX && !self.0.contains_key(&user) {
            return;
        }
        let new = || Collected { due: now, from: HashMap::new() };
        let collected = self.0.entry(user).or_insert_with(new);
        let is_told = collected.from.contains_key(&from) || collected.from.len() < ADDRESSES_MAX;
        collected.from.entry(from.filter(|_| is_told)).or_insert_with(|| (last, 0)).1 += 1;
    }

    /// What is to be written down by now: of whose account, from where, and how many.
    pub(super) fn take(&mut self, now: Duration) -> Vec<(UserId, Option<IpAddr>, T, usize)> {
        let mut due = Vec::new();
        self.0.retain(|user, collected| {
            if now < collected.due {
                return true;
            }
            let from = std::mem::take(&mut collected.from);
            let is_more_to_come = !from.is_empty();
            collected.due = now + COLLECTED_FOR;
            due.extend(from.into_iter().map(|(from, (last, count))| (*user, from, last, count)));
            is_more_to_come
        });
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANN: UserId = UserId::from_bytes([1; 16]);

    fn from(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    fn second(second: u64) -> Duration {
        Duration::from_secs(second)
    }

    #[test]
    fn the_first_is_told_at_once_and_the_others_together_later() {
        let mut wrong = Wrong::default();
        wrong.note(ANN, Some(from(1)), (), second(0));
        assert_eq!(wrong.take(second(0)), [(ANN, Some(from(1)), (), 1)]);
        let later = COLLECTED_FOR.as_secs();
        for at in 1..later {
            wrong.note(ANN, Some(from(1)), (), second(at));
            assert!(wrong.take(second(at)).is_empty(), "{at}");
        }
        let count = usize::try_from(later).expect("few") - 1;
        assert_eq!(wrong.take(second(later)), [(ANN, Some(from(1)), (), count)]);
        assert!(wrong.take(second(2 * later)).is_empty());
        assert!(wrong.0.is_empty(), "nothing is remembered of what is over");
    }

    #[test]
    fn many_addresses_make_few_events() {
        let mut wrong = Wrong::default();
        for last in 0..=255 {
            wrong.note(ANN, Some(from(last)), (), second(0));
        }
        let told = wrong.take(second(0));
        assert_eq!(told.len(), ADDRESSES_MAX + 1);
        assert_eq!(told.iter().map(|(.., count)| count).sum::<usize>(), 256);
    }
}
