//! What slows down whoever guesses. A sign-in with a password that is begun and not finished has failed, since whoever begins
//! one learns by that whether the password is right (`unfinished.rs`). Failures are remembered for a while by account, by address, and by both together,
//! and each makes the next try wait longer. Nobody can keep somebody else out for long by failing in their name: what
//! counts against an account alone grows to half a minute, and not against an address from which its owner has come in.
//!
//! Beginning a sign-in is what costs a server something, so an address may do so only so often, and all together, too.
//! Whoever wants more is held for a moment before they hear no, so that asking again and again costs them, and not us.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::time::Duration;

use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};
use model::RowKey;
use seal::BoundedCache;

use crate::Service;
use crate::error::ServiceError;

/// How many accounts, addresses and pairs of them are remembered.
const REMEMBERED_MAX: usize = 32_768;
/// After how long without another one failures are forgotten.
const FORGOTTEN_AFTER: Duration = Duration::from_mins(30);
/// How long somebody is held who wants more than they may, and how many at a time.
const HELD: Duration = Duration::from_secs(1);
const HELD_MAX: usize = 4_096;
/// How many sign-ins may begin in a second, all together, and how many at once.
const BEGINNINGS_PER_SECOND: NonZeroU32 = NonZeroU32::new(50).expect("it is not zero");
const BEGINNINGS_AT_ONCE: NonZeroU32 = NonZeroU32::new(200).expect("it is not zero");
/// In how many seconds an address may begin as many again as it may at once.
const REFILLED_IN_SECONDS: u32 = 15;

/// How often in an hour an address is written to that somebody says is theirs, all of it at once if need be.
const LETTERS_PER_HOUR: NonZeroU32 = NonZeroU32::new(3).expect("it is not zero");
/// After how many more tries those are forgotten that were not seen for long: one look at all of them for so many keeps
/// their number in proportion.
const FORGET_EVERY: u32 = 1_024;

/// How failures slow down: so many cost nothing, and then each doubles the wait, up to a longest one.
#[derive(Clone, Copy)]
struct Slowing {
    free: u32,
    longest: Duration,
}

/// Of an account from one address,
const PAIR: Slowing = Slowing { free: 5, longest: Duration::from_mins(15) };
/// of an account from anywhere,
const ACCOUNT: Slowing = Slowing { free: 20, longest: Duration::from_secs(30) };
/// and of an address with any account.
const ADDRESS: Slowing = Slowing { free: 50, longest: Duration::from_mins(1) };

/// Whom failures count against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Against {
    Pair(RowKey, Source),
    Account(RowKey),
    Address(Source),
}

/// Where somebody comes from: an address, or of the long ones the network.
type Source = Option<IpAddr>;

/// Failures so far, and when the last one was.
#[derive(Clone, Copy, Default)]
struct Failures {
    count: u32,
    last: Duration,
}

/// What is remembered of those who have tried.
pub(crate) struct SignInLimits {
    failures: BoundedCache<Against, Failures>,
    /// From where the owner of an account has come in.
    known: BoundedCache<(RowKey, Source), ()>,
    all: DefaultDirectRateLimiter,
    by_address: Option<DefaultKeyedRateLimiter<Source>>,
    letters: DefaultKeyedRateLimiter<RowKey>,
    held: AtomicUsize,
    /// How many have begun, and how many were to be written to.
    begun: AtomicU32,
    written: AtomicU32,
}

impl SignInLimits {
    /// Limits with which an address may begin so many sign-ins at once; with none, as many as it wants.
    pub(crate) fn new(per_address: u32) -> Self {
        let by_address = NonZeroU32::new(per_address).map(|burst| {
            let a_second =
                NonZeroU32::new(per_address / REFILLED_IN_SECONDS).unwrap_or(NonZeroU32::MIN);
            RateLimiter::keyed(Quota::per_second(a_second).allow_burst(burst))
        });
        let all = Quota::per_second(BEGINNINGS_PER_SECOND).allow_burst(BEGINNINGS_AT_ONCE);
        Self {
            failures: BoundedCache::new(REMEMBERED_MAX),
            known: BoundedCache::new(REMEMBERED_MAX),
            all: RateLimiter::direct(all),
            by_address,
            letters: RateLimiter::keyed(Quota::per_hour(LETTERS_PER_HOUR)),
            held: AtomicUsize::new(0),
            begun: AtomicU32::new(0),
            written: AtomicU32::new(0),
        }
    }

    /// Whether one more may begin.
    fn may_begin(&self, source: Source) -> bool {
        if let Some(by_address) = &self.by_address {
            if is_next_look(&self.begun) {
                by_address.retain_recent();
            }
            if by_address.check_key(&source).is_err() {
                return false;
            }
        }
        self.all.check().is_ok()
    }

    /// How long whoever tries has to wait from now on.
    fn wait(&self, account: RowKey, source: Source, now: Duration) -> Duration {
        let is_known = self.known.find(&(account, source)).is_some();
        let all = [
            (Against::Pair(account, source), PAIR),
            (Against::Account(account), ACCOUNT),
            (Against::Address(source), ADDRESS),
        ];
        let counted =
            all.iter().filter(|(against, _)| !(is_known && matches!(against, Against::Account(_))));
        let waits = counted.map(|(against, slowing)| {
            self.failures.find(against).unwrap_or_default().wait(*slowing, now)
        });
        waits.max().unwrap_or_default()
    }

    fn fail(&self, account: RowKey, source: Source, now: Duration) {
        let all =
            [Against::Pair(account, source), Against::Account(account), Against::Address(source)];
        for against in all {
            self.add(against, 1, now);
        }
    }

    fn add(&self, against: Against, more: u32, now: Duration) {
        let before = self.failures.find(&against).unwrap_or_default();
        let count = if before.are_forgotten(now) { 0 } else { before.count };
        let failures = Failures { count: count.saturating_add(more), last: now };
        self.failures.insert(against, failures);
    }

    /// A try has begun that counts as failed until it is finished. Against an address it does so only once it is over:
    /// many may be about to come in from one.
    pub(super) fn begin(&self, account: RowKey, address: Option<IpAddr>, now: Duration) {
        self.add(Against::Pair(account, source(address)), 1, now);
        self.add(Against::Account(account), 1, now);
    }

    /// It was finished.
    pub(super) fn finish(&self, account: RowKey, address: Option<IpAddr>) {
        let against = Against::Account(account);
        if let Some(Failures { count, last }) = self.failures.find(&against) {
            self.failures.insert(against, Failures { count: count.saturating_sub(1), last });
        }
        self.succeed(account, source(address));
    }

    /// So many were not.
    pub(super) fn fail_from(&self, address: Option<IpAddr>, count: usize, now: Duration) {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.add(Against::Address(source(address)), count, now);
    }

    fn succeed(&self, account: RowKey, source: Source) {
        self.failures.remove(&Against::Pair(account, source));
        self.known.insert((account, source), ());
    }
}

impl Failures {
    fn are_forgotten(self, now: Duration) -> bool {
        now.saturating_sub(self.last) >= FORGOTTEN_AFTER
    }

    fn wait(self, Slowing { free, longest }: Slowing, now: Duration) -> Duration {
        if self.count < free || self.are_forgotten(now) {
            return Duration::ZERO;
        }
        let doublings = (self.count - free).min(20);
        let wait = Duration::from_secs(1 << doublings).min(longest);
        (self.last + wait).saturating_sub(now)
    }
}

impl Service {
    /// Lets somebody begin to sign in, unless they or all together do so too often.
    pub(crate) async fn let_begin(&self, address: Option<IpAddr>) -> Result<(), ServiceError> {
        let limits = &self.sign_in_limits;
        if limits.may_begin(source(address)) {
            return Ok(());
        }
        if limits.held.fetch_add(1, Ordering::Relaxed) < HELD_MAX {
            tokio::time::sleep(HELD).await;
        }
        limits.held.fetch_sub(1, Ordering::Relaxed);
        Err(ServiceError::TooManyAttempts(HELD))
    }

    /// Lets an address be written to, whoever asks for it, unless it was too often already.
    pub(crate) fn let_write(&self, account: RowKey) -> Result<(), ServiceError> {
        let limits = &self.sign_in_limits;
        if is_next_look(&limits.written) {
            limits.letters.retain_recent();
        }
        limits.letters.check_key(&account).map_err(|_| {
            ServiceError::TooManyAttempts(Duration::from_hours(1) / LETTERS_PER_HOUR.get())
        })
    }

    /// Lets somebody try, unless too much has failed before.
    pub(crate) fn let_try(
        &self,
        account: RowKey,
        address: Option<IpAddr>,
    ) -> Result<(), ServiceError> {
        let now = self.clock.elapsed();
        match self.sign_in_limits.wait(account, source(address), now) {
            Duration::ZERO => Ok(()),
            wait => Err(ServiceError::TooManyAttempts(wait)),
        }
    }

    /// Remembers what became of a try, and hands it on.
    pub(crate) fn note_try<T, E>(
        &self,
        account: RowKey,
        address: Option<IpAddr>,
        outcome: Result<T, E>,
        has_failed: impl Fn(&E) -> bool,
    ) -> Result<T, E> {
        match &outcome {
            Ok(_) => self.sign_in_limits.succeed(account, source(address)),
            Err(error) if has_failed(error) => {
                let now = self.clock.elapsed();
                self.sign_in_limits.fail(account, source(address), now);
            }
            Err(_) => {}
        }
        outcome
    }
}

fn is_next_look(tried: &AtomicU32) -> bool {
    tried.fetch_add(1, Ordering::Relaxed).is_multiple_of(FORGET_EVERY)
}

/// A network is handed out as a whole where addresses are long (RFC 6177).
fn source(address: Option<IpAddr>) -> Source {
    address.map(|address| match address {
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => IpAddr::V4(address),
            None => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        },
        address @ IpAddr::V4(_) => address,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANN: RowKey = RowKey::from_bytes([1; 16]);
    const BOB: RowKey = RowKey::from_bytes([2; 16]);

    fn from(last: u8) -> Source {
        source(Some(IpAddr::from([192, 0, 2, last])))
    }

    fn second(second: u64) -> Duration {
        Duration::from_secs(second)
    }

    #[test]
    fn a_few_mistakes_cost_nothing_and_more_cost_ever_longer() {
        let limits = SignInLimits::new(0);
        for _ in 0..PAIR.free - 1 {
            limits.fail(ANN, from(1), second(0));
        }
        assert_eq!(limits.wait(ANN, from(1), second(0)), second(0));
        let waits: Vec<_> = (0..5)
            .map(|_| {
                limits.fail(ANN, from(1), second(0));
                limits.wait(ANN, from(1), second(0)).as_secs()
            })
            .collect();
        assert_eq!(waits, [1, 2, 4, 8, 16]);
        assert_eq!(limits.wait(ANN, from(1), second(10)), second(6));
        assert_eq!(limits.wait(ANN, from(1), second(16)), second(0));
        assert_eq!(limits.wait(ANN, from(2), second(0)), second(0));
        assert_eq!(limits.wait(BOB, from(1), second(0)), second(0));
        limits.succeed(ANN, from(1));
        assert_eq!(limits.wait(ANN, from(1), second(0)), second(0));
    }

    #[test]
    fn nobody_is_kept_out_for_long_by_others_and_not_at_all_from_where_they_were() {
        let limits = SignInLimits::new(0);
        limits.succeed(ANN, from(1));
        for attacker in 2..200 {
            limits.fail(ANN, from(attacker), second(0));
        }
        assert_eq!(limits.wait(ANN, from(1), second(0)), second(0));
        assert_eq!(limits.wait(ANN, from(201), second(0)), ACCOUNT.longest);
        assert_eq!(limits.wait(ANN, from(201), ACCOUNT.longest), second(0));
    }

    #[test]
    fn whoever_begins_and_does_not_finish_has_failed() {
        let (limits, address) = (SignInLimits::new(0), Some(IpAddr::from([192, 0, 2, 1])));
        let wait = || limits.wait(ANN, source(address), second(0)).as_secs();
        for _ in 0..PAIR.free {
            limits.begin(ANN, address, second(0));
        }
        assert_eq!(wait(), 1);
        limits.finish(ANN, address);
        assert_eq!(wait(), 0);
        // What is finished counts against nobody, however often.
        for _ in 0..2 * ACCOUNT.free {
            limits.begin(BOB, address, second(0));
            limits.finish(BOB, address);
        }
        assert_eq!(limits.wait(BOB, from(2), second(0)), second(0));
        limits.fail_from(address, 60, second(0));
        assert_eq!(limits.wait(BOB, source(address), second(0)), ADDRESS.longest);
    }

    #[test]
    fn whoever_tries_one_account_after_the_other_is_slowed_down_too() {
        let limits = SignInLimits::new(0);
        for account in 0..60 {
            limits.fail(RowKey::from_bytes([account; 16]), from(1), second(0));
        }
        assert_eq!(limits.wait(BOB, from(1), second(0)), ADDRESS.longest);
        assert_eq!(limits.wait(BOB, from(2), second(0)), second(0));
        // And forgotten in the end.
        assert_eq!(limits.wait(BOB, from(1), FORGOTTEN_AFTER), second(0));
    }

    #[test]
    fn an_address_begins_so_many_at_once_and_a_network_is_one() {
        let limits = SignInLimits::new(3);
        let long = |text: &str| source(Some(text.parse().expect("an address")));
        for _ in 0..3 {
            assert!(limits.may_begin(long("2001:db8::1")));
        }
        assert!(!limits.may_begin(long("2001:db8::2")));
        assert!(limits.may_begin(long("2001:db8:0:1::2")));
        assert_eq!(long("::ffff:192.0.2.1"), from(1));
    }
}
