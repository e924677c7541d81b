//! What a client signs to show who it is (RFC 7523, section 2.2): for this server, once, and soon.

use std::net::IpAddr;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::Algorithm;
use model::{BackgroundTask, Caller, ClientId, Interface, Principal, TenantId, Timestamp, Version};
use policy::Permit;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::Service;
use crate::clients::client_row;
use crate::error::ServiceError;
use crate::keys::KeyError;

/// How long before its end an assertion is taken at most (SMART App Launch 2, section on Backend Services).
const LIFETIME_MAX: Duration = Duration::from_mins(5);
/// How far clocks may be apart.
const CLOCKS_APART_MAX: Duration = Duration::from_mins(1);
/// How long its name may be.
const ID_BYTES_MAX: usize = 256;

/// An assertion that holds, if it was not used before.
#[derive(Debug, Clone)]
pub struct Assertion {
    pub(super) client: ClientId,
    pub(super) version: Version,
    /// Of its name.
    pub(super) sha256: [u8; 32],
    pub(super) expires_at: Timestamp,
}

#[derive(Deserialize)]
struct Header {
    alg: Algorithm,
    kid: String,
    crit: Option<Value>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Value,
    exp: f64,
    nbf: Option<f64>,
    iat: Option<f64>,
    jti: String,
}

impl Service {
    /// Whose assertion it is. Every reason to say no looks the same.
    pub async fn authenticate_assertion(
        &self,
        assertion: &str,
        audience: &str,
        (interface, address): (Interface, Option<IpAddr>),
    ) -> Result<(Caller, Assertion), ServiceError> {
        let refused = || ServiceError::Unauthenticated;
        let (message, signature) = assertion.rsplit_once('.').ok_or_else(refused)?;
        let (header, claims) = message.split_once('.').ok_or_else(refused)?;
        let header: Header = part(header).ok_or_else(refused)?;
        let claims: Claims = part(claims).ok_or_else(refused)?;
        let expires_at = self.end_of(&claims).ok_or_else(refused)?;
        let (tenant, client) = parse_client_id(&claims.iss).ok_or_else(refused)?;
        let is_named = claims.iss == claims.sub
            && is_for(&claims.aud, audience)
            && (1..=ID_BYTES_MAX).contains(&claims.jti.len())
            && header.crit.is_none();
        if !is_named {
            return Err(refused());
        }
        let permit = Permit::for_background(BackgroundTask::Authenticate, tenant);
        let keys = match self.keys.tenant(&permit).await {
            Err(KeyError::NoTenant) => return Err(refused()),
            keys => keys?,
        };
        let principal = Principal::Client(client);
        let known = self.find_client_of(&permit, client_row(&keys, client), &principal).await?;
        let known = known.filter(|known| !known.has_expired(self.clock.now()));
        let known = known.ok_or_else(refused)?;
        let is_signed = known.keys().is_some_and(|keys| {
            keys.algorithm(&header.kid) == Some(header.alg)
                && keys.verify(&header.kid, message.as_bytes(), signature)
        });
        if !is_signed {
            return Err(refused());
        }
        let sha256 = seal::sha256(&[claims.jti.as_bytes()]);
        let assertion = Assertion { client, version: known.version(), sha256, expires_at };
        Ok((known.caller(tenant, interface, address, None), assertion))
    }

    /// When the assertion ends, if it has not ended, and does so soon.
    fn end_of(&self, claims: &Claims) -> Option<Timestamp> {
        if !(0.0..=4_000_000_000.0).contains(&claims.exp) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "it is within the bounds above")]
        let end = Timestamp::from_second(claims.exp as i64).ok()?;
        let now = self.clock.now();
        // What was signed for later is not good yet, and nothing was signed later than now.
        let has_begun =
            |claim: Option<f64>| claim.is_none_or(|at| at <= seconds_of(now + CLOCKS_APART_MAX));
        let is_soon = now < end && end <= now + LIFETIME_MAX + CLOCKS_APART_MAX;
        (is_soon && has_begun(claims.nbf) && has_begun(claims.iat)).then_some(end)
    }
}

/// Seconds since 1970, as claims count.
fn seconds_of(at: Timestamp) -> f64 {
    at.as_duration().as_secs_f64()
}

/// The name of a client towards the authorization server (RFC 6749, section 2.2).
pub(crate) fn client_id(tenant: TenantId, client: ClientId) -> String {
    format!("{:016x}-{client}", tenant.number())
}

fn parse_client_id(text: &str) -> Option<(TenantId, ClientId)> {
    let (tenant, client) = text.split_once('-')?;
    let tenant = TenantId::from_number(u64::from_str_radix(tenant, 16).ok()?);
    let client = client.parse().ok()?;
    // One spelling each.
    (client_id(tenant, client) == text).then_some((tenant, client))
}

fn is_for(audience: &Value, wanted: &str) -> bool {
    match audience {
        Value::String(one) => one == wanted,
        Value::Array(several) => several.iter().any(|one| one == wanted),
        _ => false,
    }
}

fn part<T: DeserializeOwned>(encoded: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(encoded).ok()?).ok()
}
