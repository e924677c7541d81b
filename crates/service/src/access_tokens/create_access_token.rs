//! Gives a client that has shown who it is an access token. What it has signed is taken once.

use std::time::Duration;

use model::clock::format_instant;
use model::{
    Operation, ResourceId, ResourceType, RowKey, Scope, Scopes, StoreName, Timestamp, Version,
};
use serde::{Deserialize, Serialize};
use store::Document;

use super::{Assertion, Contents};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::token::Token;
use crate::work::{Change, Work};

/// How long an access token is good for (at most that, says SMART App Launch 2).
const LIFETIME: Duration = Duration::from_mins(5);
/// How many scopes a token has at most.
const SCOPES_MAX: usize = 64;
/// How many assertions of a client that have not ended are remembered.
const ASSERTIONS_MAX: usize = 1_000;

/// An access token, shown once.
#[derive(Debug)]
pub struct AccessToken {
    /// The token.
    pub token: Token,
    /// How far it reaches.
    pub scopes: Scopes,
    /// How long it is good for.
    pub lifetime: Duration,
}

/// The assertions of a client that were used and have not ended.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Used {
    assertions: Vec<UsedAssertion>,
}

#[derive(Debug, Serialize, Deserialize)]
struct UsedAssertion {
    sha256: String,
    expires_at: String,
}

impl Used {
    /// Remembers one, and forgets those that have ended.
    fn add(
        &mut self,
        sha256: [u8; 32],
        expires_at: Timestamp,
        now: Timestamp,
    ) -> Result<(), ServiceError> {
        let has_not_ended = |end: Timestamp| end > now;
        self.assertions.retain(|known| known.expires_at.parse().is_ok_and(has_not_ended));
        let sha256 = hex::encode(sha256);
        if self.assertions.iter().any(|known| known.sha256 == sha256) {
            return Err(ServiceError::Unauthenticated);
        }
        if self.assertions.len() >= ASSERTIONS_MAX {
            return Err(ServiceError::Busy);
        }
        let expires_at = format_instant(expires_at);
        self.assertions.push(UsedAssertion { sha256, expires_at });
        Ok(())
    }
}

impl Service {
    /// Gives the caller a token with the scopes that are asked for, as far as there are such.
    pub async fn create_access_token(
        &self,
        ctx: &Ctx,
        assertion: &Assertion,
        scope: &str,
    ) -> Answer<AccessToken> {
        self.perform(ctx, Operation::CreateAccessToken, ResourceType::ACCESS_TOKEN, |work| {
            Box::pin(self.plan_access_token(work, assertion, scope))
        })
        .await
    }

    async fn plan_access_token(
        &self,
        work: &Work<'_>,
        assertion: &Assertion,
        scope: &str,
    ) -> Result<Change<AccessToken>, ServiceError> {
        let scopes = scopes_of(scope)?;
        let (row, document) = self.use_assertion(work, assertion).await?;
        let expires_at = work.ctx.at + LIFETIME;
        let (client, version) = (assertion.client, assertion.version);
        let contents = Contents { client, version, expires_at, scopes: scopes.clone() };
        let token = contents.seal(work.permit.tenant(), &work.keys, self.rng());
        let change = Change::of(AccessToken { token, scopes, lifetime: LIFETIME });
        change.putting(work, row, &document).await
    }

    /// The client's used assertions with this one among them, and their row. One that is there already says no more who
    /// shows it.
    async fn use_assertion(
        &self,
        work: &Work<'_>,
        assertion: &Assertion,
    ) -> Result<(RowKey, Document), ServiceError> {
        let kind = ResourceType::ACCESS_TOKEN;
        let id: ResourceId =
            assertion.client.to_string().parse().expect("hexadecimal digits are a resource id");
        let row = work.keys.row_key(StoreName::Records, kind.name(), id.as_str());
        let before = match self.records.find_newest(&work.permit, row).await? {
            Some(sealed) => Some(work.release(&sealed).await?),
            None => None,
        };
        let mut used = before.as_ref().map_or_else(
            || Ok(Used::default()),
            |before| serde_json::from_str(&before.body).map_err(|_| ServiceError::Integrity),
        )?;
        let at = work.ctx.at;
        used.add(assertion.sha256, assertion.expires_at, at)?;
        let document = Document::about_nobody(
            kind,
            id,
            before.map_or(Version::FIRST, |before| before.version.next()),
            at,
            serde_json::to_string(&used).expect("strings are always valid JSON"),
        );
        Ok((row, document))
    }
}

/// The scopes of a request that there are; fails if there are none.
fn scopes_of(text: &str) -> Result<Scopes, ServiceError> {
    let is_known =
        |scope: &Scope| scope.kind().is_none_or(|kind| fhir::types::resource_type(kind).is_some());
    let scopes: Vec<_> = text.split(' ').filter_map(Scope::parse).filter(is_known).collect();
    if (1..=SCOPES_MAX).contains(&scopes.len()) {
        Ok(Scopes::new(scopes))
    } else {
        Err(ServiceError::BadParameter {
            name: "scope".into(),
            expected: "1 to 64 scopes such as system/Observation.rs, with spaces between them",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).expect("in range")
    }

    fn name(number: u16) -> [u8; 32] {
        let mut name = [0; 32];
        name[..2].copy_from_slice(&number.to_be_bytes());
        name
    }

    #[test]
    fn what_was_signed_is_taken_once_and_forgotten_when_it_has_ended() {
        let mut used = Used::default();
        used.add(name(1), at(300), at(0)).expect("the first time");
        let again = used.add(name(1), at(300), at(299));
        assert!(matches!(again, Err(ServiceError::Unauthenticated)));
        used.add(name(2), at(600), at(300)).expect("another");
        assert_eq!(used.assertions.len(), 1);
    }

    #[test]
    fn a_client_that_asks_without_end_has_to_wait_until_some_have_ended() {
        let mut used = Used::default();
        for number in 0..1_000 {
            used.add(name(number), at(300), at(0)).expect("there is room");
        }
        assert!(matches!(used.add(name(1_000), at(300), at(1)), Err(ServiceError::Busy)));
        used.add(name(1_000), at(600), at(300)).expect("all others have ended");
    }
}
