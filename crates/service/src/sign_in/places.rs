//! The places there are for requests of people of whom nothing is known yet. One is taken before anything of a body is read:
//! whoever begins many and ends none is in nobody's way but that of those who come from where they come from.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::doors::{HELD, HELD_FROM_ONE_MAX};
use super::source::{Source, site, source};
use crate::Service;
use crate::error::ServiceError;

/// How many places there are: a quarter of the requests that a server works on.
const PLACES: usize = 256;
/// How many of them are kept for addresses from which somebody has come in.
const KEPT_FOR_KNOWN: usize = 64;
/// How many an address has at most, and a site of long ones, however often it may take a step at once.
const FROM_ONE_MAX: usize = 96;

/// The places, and by whom they are taken.
pub(crate) struct Places {
    taken: Mutex<Taken>,
    /// How many an address has; as many as there are, if all come from one.
    from_one_max: Option<usize>,
}

#[derive(Default)]
struct Taken {
    all: usize,
    by_source: HashMap<Source, usize>,
    by_site: HashMap<Source, usize>,
}

/// A place that is taken, until this goes.
pub struct Place {
    places: Arc<Places>,
    source: Source,
}

/// Why there is no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Full {
    /// For this address.
    There,
    /// For anybody like them.
    Everywhere,
}

impl Places {
    /// Places of which an address has as many as it may take steps at once, and as many more as are held from it.
    pub(super) fn new(per_address: u32) -> Self {
        let steps = usize::try_from(per_address).unwrap_or(usize::MAX);
        let from_one = steps.saturating_add(HELD_FROM_ONE_MAX).min(FROM_ONE_MAX);
        Self { taken: Mutex::default(), from_one_max: (per_address > 0).then_some(from_one) }
    }

    fn take(self: &Arc<Self>, source: Source, is_known: bool) -> Result<Place, Full> {
        let mut taken = self.taken();
        let is_free = |from: &HashMap<_, usize>, at, most: usize| {
            from.get(&at).copied().unwrap_or_default() < most
        };
        if let Some(from_one_max) = self.from_one_max {
            let is_room = is_free(&taken.by_source, source, from_one_max)
                && is_free(&taken.by_site, site(source), FROM_ONE_MAX);
            if !is_room {
                return Err(Full::There);
            }
        }
        let kept = if is_known || self.from_one_max.is_none() { 0 } else { KEPT_FOR_KNOWN };
        if taken.all >= PLACES - kept {
            return Err(Full::Everywhere);
        }
        taken.all += 1;
        *taken.by_source.entry(source).or_default() += 1;
        *taken.by_site.entry(site(source)).or_default() += 1;
        Ok(Place { places: Arc::clone(self), source })
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        taken.all -= 1;
        leave(&mut taken.by_source, self.source);
        leave(&mut taken.by_site, site(self.source));
    }
}

/// One less is there; where nobody is, nothing is remembered.
fn leave(from: &mut HashMap<Source, usize>, at: Source) {
    match from.get_mut(&at) {
        Some(count) if *count > 1 => *count -= 1,
        _ => {
            from.remove(&at);
        }
    }
}

impl Service {
    /// A place for a request of somebody of whom nothing is known yet.
    pub fn take_place(&self, address: Option<IpAddr>) -> Result<Place, ServiceError> {
        let (limits, source) = (&self.sign_in_limits, source(address));
        limits.places.take(source, limits.doors.knows(source)).map_err(|full| match full {
            Full::There => ServiceError::TooManyAttempts(HELD),
            Full::Everywhere => ServiceError::Busy,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PER_ADDRESS: u32 = 30;
    const FROM_ONE: usize = PER_ADDRESS as usize + HELD_FROM_ONE_MAX;

    fn from(number: usize) -> Source {
        let number = u32::try_from(number).expect("few");
        source(Some(IpAddr::from((0x0a00_0000 + number).to_be_bytes())))
    }

    /// All that there are for somebody.
    fn all(places: &Arc<Places>, from: impl Fn(usize) -> Source, is_known: bool) -> Vec<Place> {
        (0..2 * PLACES).filter_map(|it| places.take(from(it), is_known).ok()).collect()
    }

    #[test]
    fn an_address_takes_no_place_of_others_and_a_site_is_as_good_as_a_few() {
        let places = Arc::new(Places::new(PER_ADDRESS));
        let crowding = all(&places, |_| from(1), false);
        assert_eq!(crowding.len(), FROM_ONE);
        assert_eq!(places.take(from(1), true).err(), Some(Full::There));
        assert!(places.take(from(2), false).is_ok());
        drop(crowding);
        let network = |it: usize| format!("2001:db8:0:{it:x}::1").parse().ok();
        let site = all(&places, |it| source(network(it)), false);
        assert_eq!(site.len(), FROM_ONE_MAX);
        drop(site);
        let Taken { all, by_source, by_site } = &*places.taken();
        assert!(*all == 0 && by_source.is_empty() && by_site.is_empty());
    }

    #[test]
    fn strangers_from_everywhere_leave_room_for_those_who_are_known() {
        let places = Arc::new(Places::new(PER_ADDRESS));
        let strangers = all(&places, from, false);
        assert_eq!(strangers.len(), PLACES - KEPT_FOR_KNOWN);
        assert_eq!(places.take(from(9_999), false).err(), Some(Full::Everywhere));
        assert_eq!(all(&places, from, true).len(), KEPT_FOR_KNOWN);
    }

    #[test]
    fn where_all_come_from_one_address_it_has_all_places() {
        let places = Arc::new(Places::new(0));
        assert_eq!(all(&places, |_| from(1), false).len(), PLACES);
    }

    #[test]
    fn no_address_has_most_of_the_places_whatever_is_set() {
        let places = Arc::new(Places::new(u32::MAX));
        assert_eq!(all(&places, |_| from(1), true).len(), FROM_ONE_MAX);
    }
}
