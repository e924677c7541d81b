//! Access tokens of machines that sign with keys of their own (SMART App Launch 2, Backend Services; RFC
//! 6749, section 4.4; RFC 7523). A token says by itself whose it is, until when and how far it reaches, and is
//! sealed, so that nothing has to be kept of it.

mod assertion;
mod create_access_token;

use model::{ClientId, Operation, Rng, Scopes, TenantId, Timestamp, Version};
use zeroize::Zeroizing;

pub use assertion::Assertion;
pub(crate) use assertion::client_id;
pub use create_access_token::AccessToken;

use crate::keys::TenantKeys;
use crate::token::Token;

/// Before every access token.
pub(crate) const PREFIX: &str = "rcga_";
/// How many digits the number of a tenant has.
const TENANT_DIGITS: usize = 16;

/// What an access token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Contents {
    pub(crate) client: ClientId,
    /// Of the client's document: whatever changes about the client ends its tokens.
    pub(crate) version: Version,
    pub(crate) expires_at: Timestamp,
    pub(crate) scopes: Scopes,
}

/// The tenant that an access token names, and what is sealed in it.
pub(crate) fn parts(token: &str) -> Option<(TenantId, &str)> {
    let (tenant, sealed) = token.strip_prefix(PREFIX)?.split_at_checked(TENANT_DIGITS)?;
    let number = u64::from_str_radix(tenant, 16).ok()?;
    Some((TenantId::from_number(number), sealed.strip_prefix('_')?))
}

impl Contents {
    fn seal(&self, tenant: TenantId, keys: &TenantKeys, rng: &dyn Rng) -> Token {
        let mut content = self.client.as_bytes().to_vec();
        content.extend(self.version.0.to_be_bytes());
        content.extend(self.expires_at.as_millisecond().to_be_bytes());
        content.extend(self.scopes.to_string().into_bytes());
        let sealed = keys.seal_content(Operation::CreateAccessToken, &content, rng);
        Token::new(Zeroizing::new(format!("{PREFIX}{:016x}_{sealed}", tenant.number())))
    }

    /// Whether it is not over yet.
    pub(crate) fn is_good_at(&self, now: Timestamp) -> bool {
        now < self.expires_at
    }

    /// What was sealed for an access token; nothing if it was not.
    pub(crate) fn open(keys: &TenantKeys, sealed: &str) -> Option<Self> {
        let content = keys.open_content(Operation::CreateAccessToken, sealed)?;
        let (client, rest) = content.split_first_chunk()?;
        let (version, rest) = rest.split_first_chunk()?;
        let (expires_at, scopes) = rest.split_first_chunk()?;
        Some(Self {
            client: ClientId::from_bytes(*client),
            version: Version(u64::from_be_bytes(*version)),
            expires_at: model::clock::from_milliseconds(i64::from_be_bytes(*expires_at))?,
            scopes: Scopes::parse(std::str::from_utf8(scopes).ok()?)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_over_at_the_moment_it_says() {
        let at = |second| Timestamp::from_second(second).expect("in range");
        let contents = Contents {
            client: ClientId::from_bytes([1; 16]),
            version: Version(1),
            expires_at: at(1_800_000_300),
            scopes: Scopes::parse("system/Observation.rs").expect("scopes"),
        };
        assert!(contents.is_good_at(at(1_800_000_299)));
        assert!(!contents.is_good_at(at(1_800_000_300)));
    }
}
