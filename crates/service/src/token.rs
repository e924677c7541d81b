//! Bearer tokens: what is shown once, and what is kept (`docs/formats.md`, section 6). Access tokens, of
//! which nothing is kept, are in `access_tokens/`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::{ClientId, Rng, TenantId};
use zeroize::Zeroizing;

/// What a token lets its holder do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Sign in as a machine.
    Client,
    /// Claim a new tenant, once.
    Claim,
    /// Join a tenant, once.
    Invitation,
}

impl TokenKind {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Client => "rcg_",
            Self::Claim => "rcgt_",
            Self::Invitation => "rcgi_",
        }
    }
}

/// A token's text. Shown once, zeroed when dropped, never printed by accident.
pub struct Token(Zeroizing<String>);

impl Token {
    pub(crate) const fn new(text: Zeroizing<String>) -> Self {
        Self(text)
    }

    /// The text, for the one answer that shows it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A token taken apart.
pub(crate) struct TokenParts {
    pub(crate) kind: TokenKind,
    pub(crate) tenant: TenantId,
    pub(crate) id: ClientId,
    secret: Zeroizing<[u8; 32]>,
}

impl TokenParts {
    /// Draws a token for a machine or a claimant.
    pub(crate) fn random(kind: TokenKind, tenant: TenantId, id: ClientId, rng: &dyn Rng) -> Self {
        let mut secret = Zeroizing::new([0; 32]);
        rng.fill(secret.as_mut());
        Self { kind, tenant, id, secret }
    }

    /// The text to show.
    pub(crate) fn token(&self) -> Token {
        let mut bytes = Zeroizing::new(Vec::with_capacity(56));
        bytes.extend_from_slice(&self.tenant.number().to_be_bytes());
        bytes.extend_from_slice(self.id.as_bytes());
        bytes.extend_from_slice(self.secret.as_ref());
        let mut text = Zeroizing::new(self.kind.prefix().to_owned());
        URL_SAFE_NO_PAD.encode_string(&*bytes, &mut text);
        Token(text)
    }

    /// Takes a text apart; nothing if it is no token.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (kind, encoded) = [TokenKind::Claim, TokenKind::Invitation, TokenKind::Client]
            .into_iter()
            .find_map(|kind| text.strip_prefix(kind.prefix()).map(|rest| (kind, rest)))?;
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(encoded).ok()?);
        let (tenant, rest) = bytes.split_first_chunk()?;
        let (id, secret) = rest.split_first_chunk()?;
        let mut kept = Zeroizing::new([0; 32]);
        if secret.len() != kept.len() {
            return None;
        }
        kept.copy_from_slice(secret);
        let tenant = TenantId::from_number(u64::from_be_bytes(*tenant));
        Some(Self { kind, tenant, id: ClientId::from_bytes(*id), secret: kept })
    }

    /// What is kept of the secret.
    pub(crate) fn sha256(&self) -> [u8; 32] {
        seal::sha256(&[self.secret.as_ref()])
    }

    /// Whether what is kept is of this secret.
    pub(crate) fn matches(&self, sha256: &[u8]) -> bool {
        seal::equal_in_constant_time(&self.sha256(), sha256)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sevens;

    impl Rng for Sevens {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(7);
        }
    }

    #[test]
    fn a_token_reads_back_and_matches_only_its_own_hash() {
        let tenant = TenantId::from_number(5);
        let parts =
            TokenParts::random(TokenKind::Client, tenant, ClientId::from_bytes([6; 16]), &Sevens);
        let again = TokenParts::parse(parts.token().expose()).expect("a token");
        assert_eq!((again.kind, again.tenant, again.id), (parts.kind, parts.tenant, parts.id));
        assert!(again.matches(&parts.sha256()));
        assert!(!again.matches(&[0; 32]));
    }

    #[test]
    fn what_is_no_token_is_nothing() {
        for text in ["", "rcg_", "rcgt_AAAA", "rcg_!!", "Bearer rcg_"] {
            assert!(TokenParts::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_token_never_prints_itself() {
        let id = ClientId::from_bytes([6; 16]);
        let parts = TokenParts::random(TokenKind::Claim, TenantId::DEPLOYMENT, id, &Sevens);
        assert_eq!(format!("{:?}", parts.token()), "Token(…)");
    }
}
