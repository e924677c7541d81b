//! Sessions of people who have signed in: each good in one tenant, until it ends, is not used for long enough, or has
//! lasted as long as it may.
//!
//! A session is known by a secret, of which a hash is kept, sealed under its owner's key. What a server remembers of one
//! may be of yesterday: every commit looks at the session itself.

mod authenticate_session;
mod begin_session;
mod create_session;
mod end_session;
mod find_session;
mod list_sessions;
mod renew_session;
mod secret;
mod step_up_session;
mod switch_session;

use std::time::Duration;

use model::{ResourceType, RowKey, SessionId, SessionMark, StoreName, TenantId, Timestamp, UserId};
use seal::KeyReference;
use serde::{Deserialize, Serialize};
use store::{Sessions, StoredSession, SubjectName};

pub(crate) use authenticate_session::KnownSession;
pub(crate) use begin_session::{Before, BegunSession, NewSession};
pub use create_session::CreatedSession;
pub use find_session::OwnSession;
pub use secret::SessionSecret;

use crate::Service;
use crate::cursor::{Page, PageOf};
use crate::directory;
use crate::error::ServiceError;
use crate::keys::Subject;
use crate::sign_in::{Assurance, Factor};
use crate::work::{Change, Work};

/// The longest name of a device.
pub const DEVICE_CHARACTERS_MAX: usize = 256;

/// How exactly it is kept at least when a session was used.
const NOTED_EVERY_MAX: Duration = Duration::from_mins(1);

/// A session, as its owner and administrators see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// In which tenant it is good.
    pub tenant: TenantId,
    /// Whose it is.
    pub user: UserId,
    /// What the device calls itself (`User-Agent`).
    pub device: String,
    /// From where it began.
    pub address: Option<String>,
    /// What was shown.
    pub factors: Vec<Factor>,
    /// When it began.
    pub began_at: Timestamp,
    /// When it was used last, to the minute.
    pub used_at: Timestamp,
    /// When it ends in any case.
    pub ends_at: Timestamp,
}

/// A session as it is stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SessionBody {
    user: String,
    secret_sha256: String,
    device: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    factors: Vec<Factor>,
    /// When its owner has last shown who they are.
    shown_at: String,
    began_at: String,
    used_at: String,
    ends_at: String,
    /// The version of the membership that the secret was drawn for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rights: Option<u64>,
    /// The secret of before, if it was another one when the owner's rights changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    former: Option<FormerSecret>,
}

/// A secret that is taken for a moment still.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct FormerSecret {
    sha256: String,
    until: String,
}

impl SessionBody {
    pub(crate) fn user(&self) -> Result<UserId, ServiceError> {
        self.user.parse().map_err(|_| ServiceError::Integrity)
    }

    fn session(&self, mark: SessionMark) -> Result<Session, ServiceError> {
        Ok(Session {
            id: mark.id,
            tenant: mark.tenant,
            user: self.user()?,
            device: self.device.clone(),
            address: self.address.clone(),
            factors: self.factors.clone(),
            began_at: instant(&self.began_at)?,
            used_at: instant(&self.used_at)?,
            ends_at: instant(&self.ends_at)?,
        })
    }

    fn assurance(&self) -> Assurance {
        Assurance::of(&self.factors)
    }

    /// Whether it is over by now, if it may go unused for so long: after what is kept it may have been used still, until that
    /// was to be kept anew.
    fn is_over(&self, now: Timestamp, idle: Duration) -> Result<bool, ServiceError> {
        let unused_until = instant(&self.used_at)?.checked_add(idle + noted_every(idle));
        Ok(instant(&self.ends_at)? <= now || unused_until.is_ok_and(|until| until <= now))
    }

    /// Seals it for a place.
    fn seal(
        &self,
        mark: SessionMark,
        subject: &Subject,
        rng: &dyn model::Rng,
    ) -> (KeyReference, Vec<u8>) {
        let key = KeyReference::Subject(subject.pseudonym(StoreName::Records));
        let text = serde_json::to_vec(self).expect("strings are always valid JSON");
        (key, seal::seal(subject.key(), &store::session::place(mark, key), &text, rng))
    }
}

impl Service {
    /// Under what a user's sessions are found.
    pub(crate) async fn session_owner(&self, user: UserId) -> Result<RowKey, ServiceError> {
        let keys = self.keys.tenant(&directory::permit()).await?;
        let kind = ResourceType::SESSION.name();
        Ok(keys.row_key(StoreName::Records, kind, &user.to_string()))
    }

    /// Opens what is known of a session; nothing if its owner was erased.
    pub(crate) async fn open_session(
        &self,
        stored: &StoredSession,
    ) -> Result<Option<SessionBody>, ServiceError> {
        let KeyReference::Subject(pseudonym) = stored.key else {
            return Err(ServiceError::Integrity);
        };
        let name = SubjectName::Records(pseudonym);
        let subject = self.keys.find_subject(&directory::permit(), name).await?;
        let Some(subject) = subject else { return Ok(None) };
        let opened = stored.open(subject.key()).map_err(|_| ServiceError::Integrity)?;
        serde_json::from_slice(&opened).map(Some).map_err(|_| ServiceError::Integrity)
    }

    /// A page of sessions that are not over, by their ids.
    pub(crate) async fn show_sessions(
        &self,
        work: &Work<'_>,
        sessions: Sessions,
        page: &Page,
    ) -> Result<Change<PageOf<Session>>, ServiceError> {
        let after = page.cursor.as_deref().map(|cursor| {
            let content = work.keys.open_content(work.operation, cursor);
            let id = content.and_then(|bytes| SessionId::try_from(bytes.as_slice()).ok());
            id.ok_or(ServiceError::BadParameter {
                name: "cursor".into(),
                expected: "follow the link of the page before, unchanged",
            })
        });
        let (after, wanted) = (after.transpose()?, page.size + 1);
        let rows = self.records.list_sessions(&work.permit, sessions, after, wanted).await?;
        let mut items = Vec::new();
        for stored in rows.iter().take(page.size) {
            let Some(body) = self.open_session(stored).await? else { continue };
            let idle = self.idle_of(stored.mark.tenant).await?;
            if !body.is_over(work.ctx.at, idle)? {
                items.push(body.session(stored.mark)?);
            }
        }
        let last = (rows.len() > page.size).then(|| rows[page.size - 1].mark.id);
        let next =
            last.map(|last| work.keys.seal_content(work.operation, last.as_bytes(), self.rng()));
        let returned = items.len();
        Ok(Change::of(PageOf { items, next }).listing(returned))
    }

    /// How sure it is whose session it is.
    pub(crate) async fn shown_in(&self, mark: SessionMark) -> Result<Assurance, ServiceError> {
        Ok(self.session_body(mark).await?.assurance())
    }

    /// What is known of a session that goes on.
    async fn session_body(&self, mark: SessionMark) -> Result<SessionBody, ServiceError> {
        let stored = self.records.find_session(&directory::permit(), mark.id).await?;
        let stored = stored.filter(|stored| stored.mark == mark);
        let stored = stored.ok_or(ServiceError::Unauthenticated)?;
        self.open_session(&stored).await?.ok_or(ServiceError::Unauthenticated)
    }

    /// How long a tenant's sessions may go unused.
    async fn idle_of(&self, tenant: TenantId) -> Result<Duration, ServiceError> {
        let tenant = self.tenant_of(tenant).await?;
        Ok(tenant.map_or(Duration::ZERO, |(tenant, _)| tenant.sign_in.idle()))
    }
}

/// How exactly it is kept when a session was used that may go unused for so long.
fn noted_every(idle: Duration) -> Duration {
    NOTED_EVERY_MAX.min(idle / 4)
}

fn instant(text: &str) -> Result<Timestamp, ServiceError> {
    text.parse().map_err(|_| ServiceError::Integrity)
}

/// The name of a device within its bounds, on one line.
pub(crate) fn device_name(name: &str) -> String {
    let shown = |it: char| if it.is_control() { ' ' } else { it };
    name.chars().take(DEVICE_CHARACTERS_MAX).map(shown).collect()
}

#[cfg(test)]
mod tests {
    use model::clock::format_instant;

    use super::*;

    #[test]
    fn a_session_is_over_when_it_was_not_used_or_has_lasted_as_long_as_it_may() {
        let at =
            |minute: i64| Timestamp::from_second(1_800_000_000 + minute * 60).expect("in range");
        let body = SessionBody {
            user: String::new(),
            secret_sha256: String::new(),
            device: String::new(),
            address: None,
            factors: vec![Factor::Password],
            shown_at: format_instant(at(0)),
            began_at: format_instant(at(0)),
            used_at: format_instant(at(50)),
            ends_at: format_instant(at(60)),
            rights: None,
            former: None,
        };
        let is_over =
            |minute, idle| body.is_over(at(minute), Duration::from_mins(idle)).expect("instants");
        // What is kept is a minute old at most.
        assert!(!is_over(55, 5) && is_over(56, 5));
        assert!(!is_over(59, 30) && is_over(60, 30));
        assert_eq!(noted_every(Duration::from_mins(1)), Duration::from_secs(15));
    }

    #[test]
    fn the_name_of_a_device_is_one_line_and_not_endless() {
        assert_eq!(device_name("Browser\r\nX: y"), "Browser  X: y");
        assert_eq!(device_name(&"a".repeat(1_000)).len(), DEVICE_CHARACTERS_MAX);
    }
}
