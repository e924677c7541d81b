//! What slows down whoever guesses. A sign-in with a password that is begun and not finished has failed, since whoever
//! begins one learns by that whether the password is right (`unfinished.rs`). Failures are remembered for a while by account,
//! by address, and by both together, and each makes the next try wait longer. A try counts as failed from when it is let
//! begin, so many at once are many. Nobody can keep somebody else out for long by failing in their name: at an address
//! from which somebody has come in, or is signed in, what fails elsewhere counts for nothing.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use model::RowKey;
use seal::BoundedCache;

use super::doors::Doors;
use super::places::Places;
use super::source::{Source, source};
use crate::Service;
use crate::error::ServiceError;
use crate::users::Address;

/// How many accounts, addresses and pairs of them are remembered.
const REMEMBERED_MAX: usize = 32_768;
/// After how long without another one failures are forgotten.
const FORGOTTEN_AFTER: Duration = Duration::from_mins(30);

/// How failures slow down: so many cost nothing, and then each doubles the wait, up to a longest one.
#[derive(Clone, Copy)]
struct Slowing {
    free: u32,
    longest: Duration,
}

/// Of an account from one address,
const PAIR: Slowing = Slowing { free: 5, longest: Duration::from_mins(15) };
/// of a password from an address where somebody has come in, since many may share that,
const KNOWN_PAIR: Slowing = Slowing { free: 5, longest: Duration::from_secs(30) };
/// of an account from anywhere,
const ACCOUNT: Slowing = Slowing { free: 20, longest: Duration::from_secs(30) };
/// of the codes of an account from anywhere, which are few, and tried by somebody who knows the password,
const CODES: Slowing = Slowing { free: 10, longest: Duration::from_mins(15) };
/// and of an address with any account.
const ADDRESS: Slowing = Slowing { free: 50, longest: Duration::from_mins(1) };

/// How many codes of an account may fail in a day, where its owner is, and as many again from elsewhere: guessing them goes
/// on while nobody looks. After so many the owner is told.
const CODES_PER_DAY: u32 = 30;
const TOLD_AFTER: u32 = 10;
const DAY: Duration = Duration::from_hours(24);

/// What is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Secret {
    /// A password, of which there are very many.
    Password,
    /// A code of few digits, by somebody who knows the password.
    Code,
    /// What a device signs. Nobody guesses that: it is so that an account is not told of it without end.
    Passkey,
}

/// A secret of an account that is tried from an address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Try {
    pub(crate) secret: Secret,
    pub(crate) account: RowKey,
    pub(crate) address: Option<IpAddr>,
}

/// Whom failures count against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Against {
    Pair(RowKey, Source),
    Account(RowKey),
    Address(Source),
}

/// Failures so far, and when the last one was.
#[derive(Clone, Copy, Default)]
struct Failures {
    count: u32,
    last: Duration,
}

/// Codes of an account that have failed in a day, and when that began.
#[derive(Clone, Copy, Default)]
struct Day {
    count: u32,
    since: Duration,
}

/// What is remembered of those who have tried.
pub(crate) struct SignInLimits {
    failures: BoundedCache<Against, Failures>,
    /// By account, and whether it was where its owner is.
    codes: BoundedCache<(RowKey, bool), Day>,
    /// Whose owner was told of codes that failed, and when.
    told: BoundedCache<RowKey, Duration>,
    /// Who looks at failures counts one, too, before somebody else looks.
    trying: Mutex<()>,
    /// From where the owner of an account has come in, or is signed in.
    known: BoundedCache<(RowKey, Source), ()>,
    pub(super) doors: Doors,
    pub(super) places: Arc<Places>,
    /// Whether addresses tell who comes: behind a load balancer all come from one.
    by_address: bool,
}

impl SignInLimits {
    /// Limits with which an address may take so many steps at a door at once; with none, as many as it wants, and nothing is
    /// counted by address.
    pub(crate) fn new(per_address: u32) -> Self {
        Self {
            failures: BoundedCache::new(REMEMBERED_MAX),
            codes: BoundedCache::new(REMEMBERED_MAX),
            told: BoundedCache::new(REMEMBERED_MAX),
            trying: Mutex::default(),
            known: BoundedCache::new(REMEMBERED_MAX),
            doors: Doors::new(per_address),
            places: Arc::new(Places::new(per_address)),
            by_address: per_address > 0,
        }
    }

    /// What counts against a try, and how much. Of a password it is the same for whoever comes from one address, whoever's it
    /// is: it says nothing of who is known there.
    fn counted(&self, tried: &Try) -> Vec<(Against, Slowing)> {
        let (account, source) = (tried.account, source(tried.address));
        let pair = Against::Pair(account, source);
        let address = (Against::Address(source), ADDRESS);
        match tried.secret {
            Secret::Passkey if !self.by_address => Vec::new(),
            Secret::Passkey => vec![(pair, KNOWN_PAIR)],
            Secret::Password if !self.by_address => vec![(Against::Account(account), ACCOUNT)],
            Secret::Code if !self.by_address => vec![(Against::Account(account), CODES)],
            Secret::Password if self.doors.knows(source) => vec![(pair, KNOWN_PAIR)],
            Secret::Password => vec![(pair, PAIR), (Against::Account(account), ACCOUNT), address],
            Secret::Code if self.is_owner_at(account, source) => vec![(pair, PAIR)],
            Secret::Code => vec![(pair, PAIR), (Against::Account(account), CODES), address],
        }
    }

    /// Counts a try as failed until it is known to be none, or says how long it has to wait. Against an address it counts
    /// only once it is over: many may be about to come in from one.
    fn begin(&self, tried: &Try, now: Duration) -> Result<(), Duration> {
        let _alone = self.trying.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = self.counted(tried).into_iter().map(|(against, slowing)| {
            self.failures.find(&against).unwrap_or_default().wait(slowing, now)
        });
        let day = (tried.secret == Secret::Code).then(|| self.day_of(tried, now));
        let until_tomorrow = day.filter(|day| day.count >= CODES_PER_DAY);
        let until_tomorrow = until_tomorrow.map(|day| (day.since + DAY).saturating_sub(now));
        match waits.chain(until_tomorrow).max().unwrap_or_default() {
            Duration::ZERO => {}
            wait => return Err(wait),
        }
        if let Some(Day { count, since }) = day {
            let is_here = self.is_owner_at(tried.account, source(tried.address));
            self.codes.insert((tried.account, is_here), Day { count: count + 1, since });
        }
        self.add(Against::Pair(tried.account, source(tried.address)), 1, now);
        self.add(Against::Account(tried.account), 1, now);
        Ok(())
    }

    /// Whether the owner of an account has come in from there, or is signed in.
    fn is_owner_at(&self, account: RowKey, source: Source) -> bool {
        self.by_address && self.known.find(&(account, source)).is_some()
    }

    /// The day that a code is tried in.
    fn day_of(&self, tried: &Try, now: Duration) -> Day {
        let is_here = self.is_owner_at(tried.account, source(tried.address));
        let day = self.codes.find(&(tried.account, is_here));
        let day = day.filter(|day| now.saturating_sub(day.since) < DAY);
        day.unwrap_or(Day { count: 0, since: now })
    }

    /// Whether the owner of an account is to be told of codes that have failed: once in a day.
    pub(super) fn is_to_be_told(&self, account: RowKey, now: Duration) -> bool {
        let _alone = self.trying.lock().unwrap_or_else(PoisonError::into_inner);
        let is_of_today = |since: Duration| now.saturating_sub(since) < DAY;
        let days = [true, false].into_iter().filter_map(|here| self.codes.find(&(account, here)));
        let failed: u32 = days.filter(|day| is_of_today(day.since)).map(|day| day.count).sum();
        let is_told = self.told.find(&account).is_some_and(is_of_today);
        let is_to_be_told = failed >= TOLD_AFTER && !is_told;
        if is_to_be_told {
            self.told.insert(account, now);
        }
        is_to_be_told
    }

    fn add(&self, against: Against, more: u32, now: Duration) {
        let before = self.failures.find(&against).unwrap_or_default();
        let count = if before.are_forgotten(now) { 0 } else { before.count };
        let failures = Failures { count: count.saturating_add(more), last: now };
        self.failures.insert(against, failures);
    }

    /// One code less has failed.
    fn take_back_code(&self, account: RowKey, address: Option<IpAddr>) {
        let place = (account, self.is_owner_at(account, source(address)));
        if let Some(Day { count, since }) = self.codes.find(&place) {
            self.codes.insert(place, Day { count: count.saturating_sub(1), since });
        }
    }

    fn take_back(&self, against: Against) {
        if let Some(Failures { count, last }) = self.failures.find(&against) {
            self.failures.insert(against, Failures { count: count.saturating_sub(1), last });
        }
    }

    /// It was right.
    pub(super) fn finish(&self, account: RowKey, address: Option<IpAddr>) {
        let _alone = self.trying.lock().unwrap_or_else(PoisonError::into_inner);
        self.take_back(Against::Account(account));
        self.take_back_code(account, address);
        self.failures.remove(&Against::Pair(account, source(address)));
        self.note_owner(account, address);
    }

    /// It was no try at all.
    fn forget(&self, account: RowKey, address: Option<IpAddr>) {
        let _alone = self.trying.lock().unwrap_or_else(PoisonError::into_inner);
        self.take_back(Against::Account(account));
        self.take_back_code(account, address);
        self.take_back(Against::Pair(account, source(address)));
    }

    /// So many from an address were wrong.
    pub(super) fn fail_from(&self, address: Option<IpAddr>, count: usize, now: Duration) {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.add(Against::Address(source(address)), count, now);
    }

    /// Remembers that the owner of an account is at an address.
    pub(crate) fn note_owner(&self, account: RowKey, address: Option<IpAddr>) {
        let source = source(address);
        if self.known.find(&(account, source)).is_none() {
            self.known.insert((account, source), ());
            self.doors.note(source);
        }
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
    /// Lets somebody try, unless too much has failed before. It counts as failed until it is settled.
    pub(crate) fn let_try(&self, tried: &Try) -> Result<(), ServiceError> {
        let begun = self.sign_in_limits.begin(tried, self.clock.elapsed());
        begun.map_err(ServiceError::TooManyAttempts)
    }

    /// Remembers what became of a try, and hands it on.
    pub(crate) fn settle_try<T, E>(
        &self,
        tried: &Try,
        outcome: Result<T, E>,
        has_failed: impl Fn(&E) -> bool,
    ) -> Result<T, E> {
        let (limits, address) = (&self.sign_in_limits, tried.address);
        match &outcome {
            Ok(_) => limits.finish(tried.account, address),
            Err(error) if has_failed(error) => limits.fail_from(address, 1, self.clock.elapsed()),
            Err(_) => limits.forget(tried.account, address),
        }
        outcome
    }

    /// Remembers that whoever signs in with an address is here.
    pub(crate) async fn note_owner(
        &self,
        email: &Address,
        address: Option<IpAddr>,
    ) -> Result<(), ServiceError> {
        self.sign_in_limits.note_owner(self.decoy(email).await?, address);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANN: RowKey = RowKey::from_bytes([1; 16]);
    const BOB: RowKey = RowKey::from_bytes([2; 16]);
    const PER_ADDRESS: u32 = 30;

    fn from(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    fn of(account: RowKey, from: IpAddr) -> Try {
        Try { secret: Secret::Password, account, address: Some(from) }
    }

    fn second(second: u64) -> Duration {
        Duration::from_secs(second)
    }

    /// How many seconds a try has to wait.
    fn wait(limits: &SignInLimits, tried: &Try, now: u64) -> u64 {
        let begun = limits.begin(tried, second(now));
        if begun.is_ok() {
            limits.forget(tried.account, tried.address);
        }
        begun.err().unwrap_or_default().as_secs()
    }

    /// Fails so often as may be, and as if it had waited then.
    fn fail(limits: &SignInLimits, tried: &Try, count: u32) {
        for against in
            [Against::Pair(tried.account, source(tried.address)), Against::Account(tried.account)]
        {
            limits.add(against, count, second(0));
        }
    }

    #[test]
    fn a_few_mistakes_cost_nothing_and_more_cost_ever_longer() {
        let limits = SignInLimits::new(PER_ADDRESS);
        let ann = of(ANN, from(1));
        fail(&limits, &ann, PAIR.free - 1);
        assert_eq!(wait(&limits, &ann, 0), 0);
        let waits: Vec<_> = (0..5)
            .map(|_| {
                fail(&limits, &ann, 1);
                wait(&limits, &ann, 0)
            })
            .collect();
        assert_eq!(waits, [1, 2, 4, 8, 16]);
        assert_eq!(wait(&limits, &ann, 10), 6);
        assert_eq!(wait(&limits, &ann, 16), 0);
        assert_eq!(wait(&limits, &of(ANN, from(2)), 0), 0);
        assert_eq!(wait(&limits, &of(BOB, from(1)), 0), 0);
        limits.finish(ANN, Some(from(1)));
        assert_eq!(wait(&limits, &ann, 0), 0);
    }

    #[test]
    fn many_tries_at_once_are_many() {
        for secret in [Secret::Password, Secret::Code] {
            let limits = SignInLimits::new(PER_ADDRESS);
            let ann = Try { secret, ..of(ANN, from(1)) };
            let begun = (0..1_000).filter(|_| limits.begin(&ann, second(0)).is_ok()).count();
            assert_eq!(begun, PAIR.free as usize, "{secret:?}");
        }
    }

    #[test]
    fn nobody_is_kept_out_for_long_by_others_and_not_at_all_from_where_they_were() {
        let limits = SignInLimits::new(PER_ADDRESS);
        limits.finish(ANN, Some(from(1)));
        for attacker in 2..200 {
            fail(&limits, &of(ANN, from(attacker)), 1);
        }
        assert_eq!(wait(&limits, &of(ANN, from(1)), 0), 0);
        let elsewhere = of(ANN, from(201));
        assert_eq!(wait(&limits, &elsewhere, 0), ACCOUNT.longest.as_secs());
        assert_eq!(wait(&limits, &elsewhere, ACCOUNT.longest.as_secs()), 0);
        // Nor from where somebody is signed in, whoever it is: it says nothing of who.
        limits.note_owner(BOB, Some(from(201)));
        assert_eq!(wait(&limits, &elsewhere, 0), 0);
    }

    #[test]
    fn whoever_shares_an_address_with_others_who_fail_waits_a_little() {
        let limits = SignInLimits::new(PER_ADDRESS);
        limits.finish(ANN, Some(from(1)));
        limits.fail_from(Some(from(1)), 60, second(0));
        // The same whoever it is: it does not tell who is known there.
        for account in [ANN, BOB] {
            assert_eq!(wait(&limits, &of(account, from(1)), 0), 0);
            fail(&limits, &of(account, from(1)), 40);
            assert_eq!(wait(&limits, &of(account, from(1)), 0), KNOWN_PAIR.longest.as_secs());
        }
        // Codes have few digits: there it goes on doubling.
        let code = Try { secret: Secret::Code, ..of(ANN, from(1)) };
        assert_eq!(wait(&limits, &code, 0), PAIR.longest.as_secs());
    }

    #[test]
    fn codes_of_an_account_fail_so_often_in_a_day_and_its_owner_is_told_once() {
        for (per_address, is_here) in [(PER_ADDRESS, false), (PER_ADDRESS, true), (0, false)] {
            let limits = SignInLimits::new(per_address);
            if is_here {
                limits.finish(ANN, Some(from(1)));
            }
            let code = Try { secret: Secret::Code, ..of(ANN, from(1)) };
            // As slowly as is never too fast.
            let every = FORGOTTEN_AFTER.as_secs();
            let mut told = Vec::new();
            for it in 0..u64::from(CODES_PER_DAY) {
                limits.begin(&code, second(it * every)).expect("let");
                told.push(limits.is_to_be_told(ANN, second(it * every)));
            }
            let told_at = told.iter().position(|told| *told).expect("told");
            assert_eq!(told_at + 1, TOLD_AFTER as usize);
            assert_eq!(told.iter().filter(|told| **told).count(), 1);
            let now = u64::from(CODES_PER_DAY) * every;
            assert_eq!(wait(&limits, &code, now), DAY.as_secs() - now);
            assert_eq!(wait(&limits, &code, DAY.as_secs()), 0);
            // A password is another matter.
            assert_eq!(wait(&limits, &of(ANN, from(1)), now), 0);
        }
        // What fails elsewhere keeps nobody out from where they are.
        let limits = SignInLimits::new(PER_ADDRESS);
        limits.finish(ANN, Some(from(1)));
        let code = Try { secret: Secret::Code, ..of(ANN, from(2)) };
        limits.codes.insert((ANN, false), Day { count: CODES_PER_DAY, since: second(0) });
        assert_eq!(wait(&limits, &code, 0), DAY.as_secs());
        assert_eq!(wait(&limits, &Try { address: Some(from(1)), ..code }, 0), 0);
    }

    #[test]
    fn what_is_right_takes_nothing_of_a_day() {
        let limits = SignInLimits::new(PER_ADDRESS);
        let code = Try { secret: Secret::Code, ..of(ANN, from(1)) };
        for _ in 0..2 * CODES_PER_DAY {
            limits.begin(&code, second(0)).expect("let");
            limits.finish(ANN, Some(from(1)));
        }
        assert!(!limits.is_to_be_told(ANN, second(0)));
    }

    #[test]
    fn wrong_answers_of_devices_make_whoever_sends_them_wait_and_nobody_else() {
        let limits = SignInLimits::new(PER_ADDRESS);
        let ann = Try { secret: Secret::Passkey, ..of(ANN, from(1)) };
        fail(&limits, &ann, 40);
        assert_eq!(wait(&limits, &ann, 0), KNOWN_PAIR.longest.as_secs());
        assert_eq!(wait(&limits, &Try { address: Some(from(2)), ..ann }, 0), 0);
        let limits = SignInLimits::new(0);
        fail(&limits, &ann, 40);
        assert_eq!(wait(&limits, &ann, 0), 0);
    }

    #[test]
    fn behind_a_load_balancer_nothing_counts_against_the_one_address() {
        let limits = SignInLimits::new(0);
        limits.fail_from(Some(from(1)), 1_000, second(0));
        fail(&limits, &of(ANN, from(1)), ACCOUNT.free - 1);
        assert_eq!(wait(&limits, &of(ANN, from(1)), 0), 0);
        assert_eq!(wait(&limits, &of(BOB, from(1)), 0), 0);
        fail(&limits, &of(ANN, from(1)), 40);
        let code = Try { secret: Secret::Code, ..of(ANN, from(1)) };
        assert_eq!(wait(&limits, &code, 0), CODES.longest.as_secs());
        // That somebody has come in from there says nothing.
        limits.note_owner(ANN, Some(from(1)));
        assert_eq!(wait(&limits, &of(ANN, from(1)), 0), ACCOUNT.longest.as_secs());
    }

    #[test]
    fn what_is_finished_counts_against_nobody_however_often() {
        let limits = SignInLimits::new(PER_ADDRESS);
        for _ in 0..2 * ACCOUNT.free {
            limits.begin(&of(BOB, from(1)), second(0)).expect("let");
            limits.finish(BOB, Some(from(1)));
        }
        assert_eq!(wait(&limits, &of(BOB, from(2)), 0), 0);
    }

    #[test]
    fn whoever_tries_one_account_after_the_other_is_slowed_down_too() {
        let limits = SignInLimits::new(PER_ADDRESS);
        limits.fail_from(Some(from(1)), 60, second(0));
        assert_eq!(wait(&limits, &of(BOB, from(1)), 0), ADDRESS.longest.as_secs());
        assert_eq!(wait(&limits, &of(BOB, from(2)), 0), 0);
        // And forgotten in the end.
        assert_eq!(wait(&limits, &of(BOB, from(1)), FORGOTTEN_AFTER.as_secs()), 0);
    }
}
