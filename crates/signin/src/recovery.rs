//! Recovery codes: ten that are written down, each good once, for whoever has lost their second factor.

use std::fmt;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest;
use model::Rng;
use zeroize::Zeroizing;

/// How many codes somebody gets at a time.
pub const RECOVERY_CODES: usize = 10;
/// How many bytes of an account's name go into a verifier at most.
pub const ACCOUNT_BYTES_MAX: usize = 128;

/// Digits and letters of which none looks like another (Crockford's base32).
const ALPHABET: [u8; 32] = *b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Five bits a character: a code has 100 bits, too many to be guessed at, so that a plain hash of it is enough.
const CODE_CHARACTERS: usize = 20;
/// How many characters stand together when a code is shown.
const GROUP_CHARACTERS: usize = 4;
/// The longest text that is looked at as a code.
const TYPED_BYTES_MAX: usize = 64;
/// Begins what is hashed, so that a verifier is never the hash of something else.
const CONTEXT: &[u8] = b"ribcage recovery code 1";
/// The first byte of a verifier that is kept.
const FORMAT: u8 = 1;
const VERIFIER_BYTES: usize = 33;

/// Why a code or a verifier is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryError {
    /// What was typed cannot be a code.
    #[error("a recovery code has 20 letters and digits")]
    NotACode,
    /// The bytes are none of a verifier.
    #[error("these bytes are no verifier of a recovery code")]
    NotAVerifier,
}

/// A code, in the spelling of its alphabet. Wiped when it is dropped.
pub struct RecoveryCode(Zeroizing<[u8; CODE_CHARACTERS]>);

/// What the server keeps of a code. The code does not follow from it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RecoveryVerifier([u8; VERIFIER_BYTES]);

impl RecoveryCode {
    /// Draws a set of new codes, to be shown once.
    pub fn generate(rng: &dyn Rng) -> [Self; RECOVERY_CODES] {
        std::array::from_fn(|_| {
            let mut code = Zeroizing::new([0; CODE_CHARACTERS]);
            rng.fill(code.as_mut());
            for byte in code.iter_mut() {
                // 32 divides 256, so that every character is as likely as any other.
                *byte = ALPHABET[usize::from(*byte % 32)];
            }
            Self(code)
        })
    }

    /// Reads what somebody typed: small letters, with or without gaps, and with the letters that look like digits.
    pub fn parse(typed: &str) -> Result<Self, RecoveryError> {
        if typed.len() > TYPED_BYTES_MAX {
            return Err(RecoveryError::NotACode);
        }
        let mut code = Zeroizing::new([0; CODE_CHARACTERS]);
        let mut length = 0;
        for each in typed.bytes().filter(|each| !matches!(each, b' ' | b'-' | b'\t')) {
            let place = code.get_mut(length).ok_or(RecoveryError::NotACode)?;
            *place = meant(each).ok_or(RecoveryError::NotACode)?;
            length += 1;
        }
        if length == CODE_CHARACTERS { Ok(Self(code)) } else { Err(RecoveryError::NotACode) }
    }

    /// The code as it is shown: `ABCD-EFGH-JKMN-PQRS-TVWX`.
    pub fn expose(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(CODE_CHARACTERS * 2));
        for (at, each) in self.0.iter().enumerate() {
            if at > 0 && at % GROUP_CHARACTERS == 0 {
                text.push('-');
            }
            text.push(char::from(*each));
        }
        text
    }

    /// What is kept of the code for an account. It is good for no other one, wherever it is put.
    pub fn verifier(&self, account: &[u8]) -> RecoveryVerifier {
        assert!(account.len() <= ACCOUNT_BYTES_MAX, "an account has a short name");
        let length = u8::try_from(account.len()).expect("a short name");
        let mut context = digest::Context::new(&digest::SHA256);
        for part in [CONTEXT, &[length], account, self.0.as_slice()] {
            context.update(part);
        }
        let mut bytes = [FORMAT; VERIFIER_BYTES];
        bytes[1..].copy_from_slice(context.finish().as_ref());
        RecoveryVerifier(bytes)
    }

    /// Which of an account's verifiers the code is for. All are looked at, so that the time does not say. Whoever
    /// finds one has to remove it with the commit that lets somebody in.
    pub fn find(&self, account: &[u8], verifiers: &[RecoveryVerifier]) -> Option<usize> {
        let own = self.verifier(account);
        let mut found = None;
        for (at, verifier) in verifiers.iter().enumerate() {
            if verify_slices_are_equal(&own.0, &verifier.0).is_ok() {
                found = Some(at);
            }
        }
        found
    }
}

impl RecoveryVerifier {
    /// From the bytes that were kept.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, RecoveryError> {
        match <[u8; VERIFIER_BYTES]>::try_from(bytes) {
            Ok(bytes) if bytes[0] == FORMAT => Ok(Self(bytes)),
            _ => Err(RecoveryError::NotAVerifier),
        }
    }

    /// The 33 bytes to be kept.
    pub fn as_bytes(&self) -> &[u8; VERIFIER_BYTES] {
        &self.0
    }
}

impl fmt::Debug for RecoveryVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryVerifier(…)")
    }
}

/// The character of the alphabet that somebody means who typed another one.
fn meant(typed: u8) -> Option<u8> {
    let meant = match typed.to_ascii_uppercase() {
        b'O' => b'0',
        b'I' | b'L' => b'1',
        other => other,
    };
    ALPHABET.contains(&meant).then_some(meant)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use testkit::TestRng;

    use super::*;

    const ACCOUNT: &[u8] = b"an account";

    /// A code with no `Debug` cannot be unwrapped the usual way.
    fn parse(typed: &str) -> RecoveryCode {
        RecoveryCode::parse(typed).unwrap_or_else(|error| panic!("{typed}: {error}"))
    }

    #[test]
    fn codes_are_shown_in_groups_and_read_again() {
        let codes = RecoveryCode::generate(&TestRng::new(1));
        let mut texts: Vec<_> = codes.iter().map(|code| code.expose().to_string()).collect();
        for text in &texts {
            let groups: Vec<_> = text.split('-').map(str::len).collect();
            assert_eq!(groups, [4; 5], "{text}");
            assert_eq!(parse(text).expose().as_str(), text);
        }
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), RECOVERY_CODES);
    }

    #[test]
    fn every_character_of_the_alphabet_is_drawn() {
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..8 {
            for code in RecoveryCode::generate(&TestRng::new(seed)) {
                seen.extend(code.0.iter().copied());
            }
        }
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), ALPHABET);
    }

    #[test]
    fn what_people_type_is_understood() {
        for typed in [
            "0123-4567-89AB-CDEF-GH11",
            "0123456789abcdefghil",
            " o123 4567 89ab cdef ghLI ",
            "O1-23-45-67-89-AB-CD-EF-GH-1i",
        ] {
            assert_eq!(parse(typed).expose().as_str(), "0123-4567-89AB-CDEF-GH11", "{typed}");
        }
        for typed in
            ["", "0123-4567-89AB-CDEF-GH1", "0123-4567-89AB-CDEF-GH111", "U123456789abcdefghil"]
        {
            assert_eq!(RecoveryCode::parse(typed).err(), Some(RecoveryError::NotACode));
        }
        assert!(RecoveryCode::parse(&"-".repeat(1_000_000)).is_err());
    }

    #[test]
    fn code_is_found_among_those_of_its_account() {
        let codes = RecoveryCode::generate(&TestRng::new(2));
        let verifiers = codes.each_ref().map(|code| code.verifier(ACCOUNT));
        for (at, code) in codes.iter().enumerate() {
            assert_eq!(code.find(ACCOUNT, &verifiers), Some(at));
            assert_eq!(code.find(b"another account", &verifiers), None);
        }
        let others = RecoveryCode::generate(&TestRng::new(3));
        assert_eq!(others[0].find(ACCOUNT, &verifiers), None);
        assert_eq!(codes[0].find(ACCOUNT, &[]), None);
    }

    /// SHA-256 over what `docs/formats.md` says, computed by another program.
    #[test]
    fn verifier_is_the_one_of_the_format() {
        let verifier = parse("0123-4567-89AB-CDEF-GHJK").verifier(ACCOUNT);
        assert_eq!(
            hex::encode(verifier.as_bytes()),
            "0139d9c7ee96a02f425b59ebfcfc290da3844515dda3db05a375977d28e8ca6a97"
        );
        assert_eq!(RecoveryVerifier::from_bytes(verifier.as_bytes()), Ok(verifier));
        for bytes in [&[][..], &[1; 32], &[1; 34], &[2; 33]] {
            assert_eq!(RecoveryVerifier::from_bytes(bytes), Err(RecoveryError::NotAVerifier));
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_it_panic(typed: String) {
            if let Ok(code) = RecoveryCode::parse(&typed) {
                prop_assert_eq!(&parse(&code.expose()).0, &code.0);
            }
        }

        #[test]
        fn codes_survive_how_they_are_typed(seed: u16, small: bool, gap in "[ -]{0,2}") {
            for code in RecoveryCode::generate(&TestRng::new(seed)) {
                let text = code.expose().replace('-', &gap);
                let text = if small { text.to_lowercase() } else { text };
                prop_assert_eq!(&parse(&text).0, &code.0);
            }
        }
    }
}
