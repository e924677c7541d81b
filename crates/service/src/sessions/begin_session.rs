//! A session on its way into the store.

use std::time::Duration;

use model::clock::format_instant;
use model::{SessionId, SessionMark, TenantId, Timestamp, UserId, Version};
use store::SessionChange;

use super::{SessionBody, SessionSecret, device_name};
use crate::Service;
use crate::error::ServiceError;
use crate::keys::Subject;
use crate::sign_in::Factor;
use crate::tenants::SignInRules;

/// A session that is to begin.
#[derive(Debug, Clone)]
pub(crate) struct NewSession {
    pub(crate) id: SessionId,
    pub(crate) tenant: TenantId,
    pub(crate) user: UserId,
    pub(crate) device: String,
    pub(crate) address: Option<String>,
    pub(crate) factors: Vec<Factor>,
    /// When its owner has shown who they are.
    pub(crate) shown_at: Timestamp,
    /// The version of their membership.
    pub(crate) rights: Version,
    /// The session that it goes on where it is left for another tenant.
    pub(crate) before: Option<Before>,
}

/// What a session takes over from the one that it goes on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Before {
    pub(crate) began_at: Timestamp,
    pub(crate) ends_at: Timestamp,
}

/// A session that begins with a commit.
pub(crate) struct BegunSession {
    pub(crate) mark: SessionMark,
    pub(crate) secret: SessionSecret,
    pub(crate) ends_at: Timestamp,
    pub(crate) change: SessionChange,
}

impl Service {
    /// Draws the secret of a session that begins now.
    pub(crate) async fn begin_session(
        &self,
        new: &NewSession,
        subject: &Subject,
        rules: &SignInRules,
        at: Timestamp,
    ) -> Result<BegunSession, ServiceError> {
        let owner = self.session_owner(new.user).await?;
        let mark = SessionMark { id: new.id, tenant: new.tenant, owner, generation: 1 };
        let secret = SessionSecret::random(new.id, self.rng());
        // Whoever switches to and fro comes in no later for it than they would have to anew.
        let began_at = new.before.map_or(at, |before| before.began_at);
        let ends_at = began_at.checked_add(rules.time()).unwrap_or(Timestamp::MAX);
        let ends_at = new.before.map_or(ends_at, |before| ends_at.min(before.ends_at));
        let time = Duration::try_from(ends_at.duration_since(at)).unwrap_or_default();
        if time.is_zero() {
            return Err(ServiceError::SignInFailed);
        }
        let body = SessionBody {
            user: new.user.to_string(),
            secret_sha256: hex::encode(secret.sha256()),
            device: device_name(&new.device),
            address: new.address.clone(),
            factors: new.factors.clone(),
            shown_at: format_instant(new.shown_at),
            began_at: format_instant(began_at),
            used_at: format_instant(at),
            ends_at: format_instant(ends_at),
            rights: Some(new.rights.0),
            former: None,
        };
        let (key, message) = body.seal(mark, subject, self.rng());
        let change = SessionChange::Begin { mark, key, message, time };
        Ok(BegunSession { mark, secret, ends_at, change })
    }
}
