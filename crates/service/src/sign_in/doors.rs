//! The doors on the way in. Taking a step there is what costs a server something, so an address may do so only so often,
//! and all together, too: at each door apart, and with room of their own for addresses from which somebody has come in.
//! Whoever wants more is held for a moment before they hear no, which slows down asking again; those for whom there is no
//! room to be held hear it at once.

use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};
use seal::BoundedCache;

use super::source::{Source, site, source};
use crate::Service;
use crate::error::ServiceError;

/// How many addresses are remembered from which somebody has come in.
const KNOWN_MAX: usize = 32_768;
/// How long somebody is held who wants more than they may, how many at a time, and how many from one address. What is held
/// is a part of what may be under way, so that others find room.
pub(super) const HELD: Duration = Duration::from_secs(1);
const HELD_MAX: usize = 128;
pub(super) const HELD_FROM_ONE_MAX: usize = 16;
/// How many may come to one door in a second, all together, and how many at once; and as many again from addresses that
/// are known.
const STEPS_PER_SECOND: NonZeroU32 = NonZeroU32::new(50).expect("it is not zero");
const STEPS_AT_ONCE: NonZeroU32 = NonZeroU32::new(200).expect("it is not zero");
/// In how many seconds an address may take as many steps again as it may at once.
const REFILLED_IN_SECONDS: u32 = 15;
/// As how many addresses a site counts that has many networks of long ones.
const NETWORKS_OF_A_SITE: u32 = 8;

/// After how many more tries those are forgotten that were not seen for long: one look at all of them for so many keeps
/// their number in proportion.
const FORGET_EVERY: u32 = 1_024;

/// Where somebody takes a step on the way in. Whoever crowds one is in nobody's way at the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Door {
    BeginPassword,
    FinishPassword,
    BeginPasskey,
    FinishPasskey,
    Registration,
    Recovery,
    /// A code, as a second factor.
    Code,
    Tenants,
    Session,
    /// The first second factor is set up,
    BeginEnrolment,
    FinishEnrolment,
    /// and another password is chosen, by what was written to somebody.
    Password,
    /// What somebody has by a link, or knows by an id.
    Link,
}

impl Door {
    const COUNT: usize = Self::Link as usize + 1;
}

/// What is remembered of those who came.
pub(crate) struct Doors {
    /// From where anybody has come in, or is signed in.
    known: BoundedCache<Source, ()>,
    buckets: [Bucket; Door::COUNT],
    /// By address, and by site; none if all come from one address, as behind a load balancer.
    by_address: Option<ByAddress>,
    /// How many are held, from where.
    held: Mutex<HashMap<Source, usize>>,
    look: Look,
}

/// When it is time to look for what can be forgotten.
#[derive(Default)]
pub(super) struct Look(AtomicU32);

impl Look {
    pub(super) fn is_next(&self) -> bool {
        self.0.fetch_add(1, Ordering::Relaxed).is_multiple_of(FORGET_EVERY)
    }
}

/// What may pass a door in a while.
struct Bucket {
    known: DefaultDirectRateLimiter,
    others: DefaultDirectRateLimiter,
}

struct ByAddress {
    sources: DefaultKeyedRateLimiter<(Door, Source)>,
    sites: DefaultKeyedRateLimiter<(Door, Source)>,
}

impl ByAddress {
    fn new(burst: NonZeroU32) -> Self {
        let quota = |burst: NonZeroU32| {
            let a_second =
                NonZeroU32::new(burst.get() / REFILLED_IN_SECONDS).unwrap_or(NonZeroU32::MIN);
            Quota::per_second(a_second).allow_burst(burst)
        };
        let of_a_site = NonZeroU32::new(burst.get().saturating_mul(NETWORKS_OF_A_SITE));
        Self {
            sources: RateLimiter::keyed(quota(burst)),
            sites: RateLimiter::keyed(quota(of_a_site.unwrap_or(burst))),
        }
    }

    fn lets_pass(&self, door: Door, source: Source) -> bool {
        let is_let = self.sources.check_key(&(door, source)).is_ok();
        let site = site(source);
        is_let && (site == source || self.sites.check_key(&(door, site)).is_ok())
    }
}

impl Doors {
    /// Doors that an address may pass so often at once; if none is said, as often as it wants.
    pub(crate) fn new(per_address: u32) -> Self {
        let bucket = || {
            let quota = Quota::per_second(STEPS_PER_SECOND).allow_burst(STEPS_AT_ONCE);
            Bucket { known: RateLimiter::direct(quota), others: RateLimiter::direct(quota) }
        };
        Self {
            known: BoundedCache::new(KNOWN_MAX),
            buckets: std::array::from_fn(|_| bucket()),
            by_address: NonZeroU32::new(per_address).map(ByAddress::new),
            held: Mutex::default(),
            look: Look::default(),
        }
    }

    /// Whether somebody has come in from there.
    pub(super) fn knows(&self, source: Source) -> bool {
        self.known.find(&source).is_some()
    }

    /// Remembers that somebody has come in from there.
    pub(super) fn note(&self, source: Source) {
        self.known.insert(source, ());
    }

    /// Whether one more may pass a door.
    fn lets_pass(&self, door: Door, source: Source) -> bool {
        let Bucket { known, others } = &self.buckets[door as usize];
        let Some(by_address) = &self.by_address else { return others.check().is_ok() };
        if self.look.is_next() {
            by_address.sources.retain_recent();
            by_address.sites.retain_recent();
        }
        let is_known = self.knows(source);
        by_address.lets_pass(door, source)
            && if is_known { known.check().is_ok() } else { others.check().is_ok() }
    }

    /// Room to be held, if there is some.
    fn hold(&self, source: Source) -> Option<Held<'_>> {
        let mut held = self.held();
        let from_one = held.get(&source).copied().unwrap_or_default();
        let is_room = held.values().sum::<usize>() < HELD_MAX && from_one < HELD_FROM_ONE_MAX;
        is_room.then(|| {
            held.insert(source, from_one + 1);
            Held { doors: self, source }
        })
    }

    fn held(&self) -> MutexGuard<'_, HashMap<Source, usize>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody who is held for a moment.
struct Held<'a> {
    doors: &'a Doors,
    source: Source,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let mut held = self.doors.held();
        match held.get_mut(&self.source) {
            Some(count) if *count > 1 => *count -= 1,
            _ => {
                held.remove(&self.source);
            }
        }
    }
}

impl Service {
    /// Lets somebody take a step on the way in, unless they or all together do so too often.
    pub(crate) async fn let_pass(
        &self,
        door: Door,
        address: Option<IpAddr>,
    ) -> Result<(), ServiceError> {
        let (doors, source) = (&self.sign_in_limits.doors, source(address));
        if doors.lets_pass(door, source) {
            return Ok(());
        }
        if let Some(_held) = doors.hold(source) {
            tokio::time::sleep(HELD).await;
        }
        Err(ServiceError::TooManyAttempts(HELD))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PER_ADDRESS: u32 = 30;

    fn from(last: u8) -> Source {
        source(Some(IpAddr::from([192, 0, 2, last])))
    }

    #[test]
    fn an_address_passes_a_door_so_often_at_once_and_a_network_is_one() {
        let doors = Doors::new(3);
        let long = |text: &str| source(Some(text.parse().expect("an address")));
        let passes = |door, text: &str| doors.lets_pass(door, long(text));
        for _ in 0..3 {
            assert!(passes(Door::BeginPassword, "2001:db8::1"));
        }
        assert!(!passes(Door::BeginPassword, "2001:db8::2"));
        assert!(passes(Door::BeginPassword, "2001:db8:0:1::2"));
        assert!(passes(Door::BeginPasskey, "2001:db8::1"), "another door");
        assert_eq!(long("::ffff:192.0.2.1"), from(1));
        // A site with many networks is as good as a few.
        let count =
            (0..100u16).filter(|it| passes(Door::BeginPassword, &format!("2001:db8:1:{it:x}::1")));
        let count = count.count();
        assert!(
            (24..30).contains(&count),
            "{count}: 3 x {NETWORKS_OF_A_SITE}, and what time gives back"
        );
    }

    #[test]
    fn strangers_who_crowd_a_door_are_in_nobodys_way_who_is_known_and_are_held_a_few_at_a_time() {
        let doors = Doors::new(PER_ADDRESS);
        doors.note(from(1));
        let stranger = |it: u32| Some(IpAddr::from((0x0a00_0000 + it).to_be_bytes()));
        let passed =
            (0..1_000).filter(|it| doors.lets_pass(Door::BeginPassword, source(stranger(*it))));
        assert!(passed.count() < 300, "all together");
        assert!(doors.lets_pass(Door::BeginPassword, from(1)));
        let held: Vec<_> = (0..1_000).filter_map(|_| doors.hold(from(2))).collect();
        assert_eq!(held.len(), HELD_FROM_ONE_MAX);
        let more: Vec<_> = (0..1_000).filter_map(|it| doors.hold(source(stranger(it)))).collect();
        assert_eq!(held.len() + more.len(), HELD_MAX);
        drop((held, more));
        assert!(doors.held().is_empty());
    }
}
