//! The secret that a session is known by: its id and 32 random bytes, as a text that is shown once.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::{Rng, SessionId};
use zeroize::Zeroizing;

/// Names a session, and shows that it is one's own. Zeroed when dropped, never printed by accident.
pub struct SessionSecret {
    pub(crate) id: SessionId,
    secret: Zeroizing<[u8; 32]>,
}

impl SessionSecret {
    /// Draws a secret for a session.
    pub(crate) fn random(id: SessionId, rng: &dyn Rng) -> Self {
        let mut secret = Zeroizing::new([0; 32]);
        rng.fill(secret.as_mut());
        Self { id, secret }
    }

    /// The text, for the one answer that shows it.
    pub fn expose(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new([0; 48]);
        bytes[..16].copy_from_slice(self.id.as_bytes());
        bytes[16..].copy_from_slice(self.secret.as_ref());
        let mut text = Zeroizing::new(String::with_capacity(64));
        URL_SAFE_NO_PAD.encode_string(*bytes, &mut text);
        text
    }

    /// Takes a text apart; nothing if it is no such secret.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = Zeroizing::new([0; 48]);
        let length = URL_SAFE_NO_PAD.decode_slice(text, bytes.as_mut()).ok()?;
        let (id, secret) = bytes.split_first_chunk()?;
        let mut kept = Zeroizing::new([0; 32]);
        kept.copy_from_slice(secret);
        (length == bytes.len()).then(|| Self { id: SessionId::from_bytes(*id), secret: kept })
    }

    /// What is kept of it.
    pub(crate) fn sha256(&self) -> [u8; 32] {
        seal::sha256(&[b"ribcage session 1", self.secret.as_ref()])
    }

    /// Whether what is kept is of this secret.
    pub(crate) fn matches(&self, sha256: &[u8]) -> bool {
        seal::equal_in_constant_time(&self.sha256(), sha256)
    }
}

impl std::fmt::Debug for SessionSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionSecret(…)")
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
    fn a_secret_reads_back_and_matches_only_its_own_hash() {
        let secret = SessionSecret::random(SessionId::from_bytes([3; 16]), &Sevens);
        let again = SessionSecret::parse(&secret.expose()).expect("a secret");
        assert_eq!(again.id, secret.id);
        assert!(again.matches(&secret.sha256()) && !again.matches(&[0; 32]));
        assert_eq!(format!("{secret:?}"), "SessionSecret(…)");
    }

    #[test]
    fn what_is_no_secret_is_nothing() {
        let good = SessionSecret::random(SessionId::from_bytes([3; 16]), &Sevens).expose();
        for text in ["", "AAAA", &good[1..], &format!("{}A", *good), &good.replace('B', "=")] {
            assert!(SessionSecret::parse(text).is_none(), "{text}");
        }
    }
}
