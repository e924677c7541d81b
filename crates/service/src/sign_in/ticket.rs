//! Tickets: what a step on the way in leaves for the next, sealed so that it says nothing and cannot be made up, and
//! good for a while only.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::{RowKey, StoreName, TenantId, Timestamp, UserId, Version};
use seal::{Key, Place};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Factor;
use crate::Service;
use crate::as_text;
use crate::directory;
use crate::error::ServiceError;

/// How long somebody may take for a step on the way in,
const TIME_MAX: Duration = Duration::from_mins(10);
/// and for all that follows the first of them.
const WAY_IN_TIME_MAX: Duration = Duration::from_mins(30);
/// The longest ticket.
const TICKET_BYTES_MAX: usize = 4 * 1024;
/// How far another server's clock may be ahead.
const AHEAD_MAX: Duration = Duration::from_mins(1);

/// A step that leaves a ticket for the next.
pub(crate) trait Ticket: Serialize + DeserializeOwned {
    /// Tells one kind of ticket from the others: none is taken for another one.
    const KIND: &'static str;
    /// For how long it is good.
    const GOOD_FOR: Duration = TIME_MAX;
}

#[derive(Serialize, Deserialize)]
struct Sealed<T> {
    at_milliseconds: i64,
    content: T,
}

/// Somebody has shown something of who they are.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SignIn {
    #[serde(with = "as_text")]
    pub(crate) user: UserId,
    /// Drawn with the first step: it becomes the session's id, so that there is one session at most.
    pub(crate) origin: [u8; 16],
    /// The version of the credentials that it rests on.
    credentials: u64,
    pub(crate) factors: Vec<Factor>,
    /// When the first of them was shown, whatever was shown since.
    since_milliseconds: i64,
}

impl Ticket for SignIn {
    const KIND: &'static str = "sign-in";
}

impl SignIn {
    pub(crate) fn new(
        user: UserId,
        origin: [u8; 16],
        version: Version,
        factors: Vec<Factor>,
        now: Timestamp,
    ) -> Self {
        let since_milliseconds = now.as_millisecond();
        Self { user, origin, credentials: version.0, factors, since_milliseconds }
    }

    /// Since when it is known who they are.
    pub(crate) fn since(&self) -> Result<Timestamp, ServiceError> {
        let since = model::clock::from_milliseconds(self.since_milliseconds);
        since.ok_or(ServiceError::CeremonyOver)
    }

    /// Fails if the way in has begun too long ago, however many steps there were since.
    pub(super) fn check_is_young(&self, now: Timestamp) -> Result<(), ServiceError> {
        let is_young = is_good(self.since()?, WAY_IN_TIME_MAX, now);
        if is_young { Ok(()) } else { Err(ServiceError::CeremonyOver) }
    }

    pub(crate) const fn version(&self) -> Version {
        Version(self.credentials)
    }

    /// Whether it leads to another password, and to nothing else.
    pub(super) fn is_for_a_password_only(&self) -> bool {
        self.factors.contains(&Factor::Mailbox)
    }

    /// Whether a second factor was shown.
    pub(crate) fn has_second_factor(&self) -> bool {
        let is_second = |factor: &Factor| !matches!(factor, Factor::Password | Factor::Mailbox);
        self.factors.iter().any(is_second)
    }

    /// The same, resting on another version of the credentials.
    pub(crate) fn at(&self, version: Version) -> Self {
        Self { credentials: version.0, ..self.clone() }
    }

    /// What else was shown leads in, as it does without.
    pub(crate) fn without_mailbox(mut self) -> Self {
        self.factors.retain(|factor| *factor != Factor::Mailbox);
        self
    }

    /// After another factor was shown, which has changed the credentials.
    pub(crate) fn with(&self, factor: Factor, version: Version) -> Self {
        let mut factors = self.factors.clone();
        factors.push(factor);
        Self { factors, credentials: version.0, ..self.clone() }
    }

    pub(crate) async fn seal(&self, service: &Service) -> Result<String, ServiceError> {
        seal_ticket(service, self).await
    }
}

/// Seals a ticket as of now.
pub(crate) async fn seal_ticket<T: Ticket>(
    service: &Service,
    content: &T,
) -> Result<String, ServiceError> {
    let key = key(service).await?;
    let sealed = Sealed { at_milliseconds: service.clock.now().as_millisecond(), content };
    let text = serde_json::to_vec(&sealed).expect("strings and numbers are always valid JSON");
    let text = Zeroizing::new(text);
    Ok(URL_SAFE_NO_PAD.encode(seal::seal(&key, &place(T::KIND), &text, service.rng())))
}

/// Opens a ticket of the wanted kind that is not over yet.
pub(crate) async fn open_ticket<T: Ticket>(
    service: &Service,
    ticket: &str,
) -> Result<T, ServiceError> {
    let over = || ServiceError::CeremonyOver;
    if ticket.len() > TICKET_BYTES_MAX {
        return Err(over());
    }
    let message = URL_SAFE_NO_PAD.decode(ticket).map_err(|_| over())?;
    let opened = seal::open(&key(service).await?, &place(T::KIND), &message).map_err(|_| over())?;
    let sealed: Sealed<T> = serde_json::from_slice(&opened).map_err(|_| over())?;
    let at = model::clock::from_milliseconds(sealed.at_milliseconds).ok_or_else(over)?;
    if is_good(at, T::GOOD_FOR, service.clock.now()) { Ok(sealed.content) } else { Err(over()) }
}

fn is_good(at: Timestamp, good_for: Duration, now: Timestamp) -> bool {
    at.checked_add(good_for).is_ok_and(|end| now < end)
        && now.checked_add(AHEAD_MAX).is_ok_and(|ahead| at <= ahead)
}

async fn key(service: &Service) -> Result<Key, ServiceError> {
    let keys = service.keys.tenant(&directory::permit()).await?;
    Ok(keys.newest_data().1.derive("ribcage sign-in ticket 1"))
}

/// The key seals nothing else, so the place only has to tell kinds apart.
const fn place(kind: &'static str) -> Place<'static> {
    Place {
        tenant: TenantId::DIRECTORY,
        store: StoreName::Identity,
        kind,
        row: RowKey::from_bytes([0; 16]),
        version: 0,
        key: seal::KeyReference::TenantData(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_good_for_ten_minutes_and_not_from_the_future() {
        let at = |second: i64| Timestamp::from_second(1_800_000_000 + second).expect("in range");
        let is_good = |made, now| is_good(made, SignIn::GOOD_FOR, now);
        assert!(is_good(at(0), at(0)) && is_good(at(0), at(599)) && is_good(at(30), at(0)));
        assert!(!is_good(at(0), at(600)) && !is_good(at(61), at(0)));
    }

    #[test]
    fn a_way_in_ends_half_an_hour_after_its_first_step_however_many_there_are() {
        let at = |second: i64| Timestamp::from_second(1_800_000_000 + second).expect("in range");
        let (user, factors) = (UserId::from_bytes([1; 16]), vec![Factor::Mailbox]);
        let mut sign_in = SignIn::new(user, [2; 16], Version(1), factors, at(0));
        for step in 1..100 {
            sign_in = sign_in.at(Version(1 + step)).without_mailbox();
            sign_in = sign_in.with(Factor::Password, Version(1 + step));
        }
        assert_eq!(sign_in.since().expect("an instant"), at(0));
        assert!(sign_in.check_is_young(at(1_799)).is_ok());
        assert!(sign_in.check_is_young(at(1_800)).is_err());
    }
}
