//! Content sealed for those who may restore it (age, X25519), compressed before.

use std::collections::BTreeSet;
use std::fmt;
use std::io::{Read as _, Write as _};
use std::str::FromStr as _;

use crate::error::BackupError;

/// How hard it is compressed: most of it was sealed before, and no work makes that shorter.
const LEVEL: i32 = 1;

/// Those who may restore, each alone: their public halves.
#[derive(Clone)]
pub struct Recipients(Vec<age::x25519::Recipient>);

/// Whoever may restore: the secret halves, each of which is tried.
pub struct Identities(Vec<age::x25519::Identity>);

impl Recipients {
    /// From lines of `age1…`, comments left out.
    pub fn parse(text: &str) -> Result<Self, BackupError> {
        let lines = meant(text).map(age::x25519::Recipient::from_str);
        let all: Result<Vec<_>, _> = lines.collect();
        let all = all.ok().filter(|all| !all.is_empty());
        all.map(Self).ok_or(BackupError::NotAnIdentity)
    }

    /// Each of them, in the order of their texts.
    pub fn texts(&self) -> BTreeSet<String> {
        self.0.iter().map(ToString::to_string).collect()
    }
}

/// The same, whatever their order.
impl fmt::Display for Recipients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Vec::from_iter(self.texts()).join(","))
    }
}

impl Identities {
    /// From the lines of an identity file, comments left out.
    pub fn parse(text: &str) -> Result<Self, BackupError> {
        let lines = meant(text).map(age::x25519::Identity::from_str);
        let all: Result<Vec<_>, _> = lines.collect();
        let all = all.ok().filter(|all| !all.is_empty());
        all.map(Self).ok_or(BackupError::NotAnIdentity)
    }

    /// The public halves of those for whom something was sealed.
    pub fn recipients_of(&self, sealed: &[u8]) -> BTreeSet<String> {
        let is_one = |identity: &&age::x25519::Identity| {
            let one = std::iter::once(*identity as &dyn age::Identity);
            age::Decryptor::new(sealed).is_ok_and(|sealed| sealed.decrypt(one).is_ok())
        };
        self.0.iter().filter(is_one).map(|identity| identity.to_public().to_string()).collect()
    }
}

/// The lines that are not empty and no comments.
fn meant(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Compresses and seals content, for each of the recipients.
pub fn seal(recipients: &Recipients, content: &[u8]) -> Vec<u8> {
    let whole = "memory takes whatever is written to it";
    let compressed = zstd::bulk::compress(content, LEVEL).expect(whole);
    let recipients = recipients.0.iter().map(|it| it as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients).expect("there is a recipient");
    let mut sealed = Vec::with_capacity(compressed.len() + 512);
    let mut writer = encryptor.wrap_output(&mut sealed).expect(whole);
    writer.write_all(&compressed).expect(whole);
    writer.finish().expect(whole);
    sealed
}

/// Opens what was sealed for one of some identities; of at most so many bytes.
pub fn open(
    identities: &Identities,
    sealed: &[u8],
    bytes_max: usize,
) -> Result<Vec<u8>, BackupError> {
    let decryptor = age::Decryptor::new(sealed).map_err(|_| BackupError::Sealed)?;
    let identities = identities.0.iter().map(|it| it as &dyn age::Identity);
    let mut reader = decryptor.decrypt(identities).map_err(|_| BackupError::Sealed)?;
    let mut compressed = Vec::new();
    reader.read_to_end(&mut compressed).map_err(|_| BackupError::Sealed)?;
    zstd::bulk::decompress(&compressed, bytes_max)
        .map_err(|_| BackupError::Malformed("what was sealed"))
}

#[cfg(test)]
mod tests {
    use age::secrecy::ExposeSecret as _;

    use super::*;

    fn generate() -> (Identities, Recipients) {
        let identity = age::x25519::Identity::generate();
        let recipients = Recipients(vec![identity.to_public()]);
        (Identities(vec![identity]), recipients)
    }

    fn secret(identities: &Identities) -> String {
        identities.0[0].to_string().expose_secret().to_owned()
    }

    #[test]
    fn each_of_several_recipients_opens_it_alone() {
        let [(one, of_one), (other, of_other), (third, _)] = [generate(), generate(), generate()];
        let text = format!("# two people\n{of_one}\n\n{of_other}\n");
        let both = Recipients::parse(&text).expect("two");
        let turned = Recipients::parse(&format!("{of_other}\n{of_one}")).expect("two");
        assert_eq!(both.to_string(), turned.to_string());
        let sealed = seal(&both, b"content");
        for identity in [&one, &other] {
            assert_eq!(open(identity, &sealed, 100), Ok(b"content".to_vec()));
        }
        assert_eq!(open(&third, &sealed, 100), Err(BackupError::Sealed));
        assert!(Recipients::parse("# nobody\n").is_err());
        assert!(Recipients::parse(&format!("{of_one}\nage1nobody")).is_err());
    }

    #[test]
    fn what_is_sealed_opens_for_its_recipient_only() {
        let (identity, recipient) = generate();
        let sealed = seal(&recipient, b"content");
        assert_eq!(open(&identity, &sealed, 100), Ok(b"content".to_vec()));
        let (other, _) = generate();
        // A file may have several, and every one of them is tried.
        let (text, of_other) = (secret(&identity), secret(&other));
        let both = format!("# public key: age1\n{of_other}\n\n# a comment\n{text}\n");
        let both = Identities::parse(&both).expect("identities");
        assert_eq!(open(&both, &sealed, 100), Ok(b"content".to_vec()));
        assert_eq!(both.recipients_of(&sealed), recipient.texts());
        assert!(other.recipients_of(&sealed).is_empty());
        for text in ["# nobody\n", "AGE-SECRET-KEY-1", &format!("{text}\nage1nobody")] {
            assert!(Identities::parse(text).is_err(), "{text}");
        }
        assert_eq!(open(&other, &sealed, 100), Err(BackupError::Sealed));
        let mut changed = sealed;
        *changed.last_mut().expect("it is not empty") ^= 1;
        assert_eq!(open(&identity, &changed, 100), Err(BackupError::Sealed));
    }

    #[test]
    fn content_that_is_too_large_is_refused() {
        let (identity, recipient) = generate();
        let sealed = seal(&recipient, &[0; 1_000]);
        assert!(open(&identity, &sealed, 999).is_err());
        assert!(open(&identity, &sealed, 1_000).is_ok());
    }
}
