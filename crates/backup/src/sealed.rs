//! Content sealed for those who may restore it (age, X25519), compressed before.

use std::fmt;
use std::io::{Read as _, Write as _};
use std::str::FromStr as _;

use crate::error::BackupError;

/// How hard it is compressed: most of it was sealed before, and no work makes that shorter.
const LEVEL: i32 = 1;

/// Those who may restore, each alone: their public halves.
#[derive(Clone)]
pub struct Recipients(Vec<age::x25519::Recipient>);

/// Whoever may restore: the secret half.
pub struct Identity(age::x25519::Identity);

impl Recipients {
    /// From lines of `age1…`, comments left out.
    pub fn parse(text: &str) -> Result<Self, BackupError> {
        let lines = meant(text).map(age::x25519::Recipient::from_str);
        let all: Result<Vec<_>, _> = lines.collect();
        let all = all.ok().filter(|all| !all.is_empty());
        all.map(Self).ok_or(BackupError::NotAnIdentity)
    }
}

/// The same, whatever their order.
impl fmt::Display for Recipients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut texts: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        texts.sort_unstable();
        f.write_str(&texts.join(","))
    }
}

impl Identity {
    /// From the lines of an identity file, comments left out.
    pub fn parse(text: &str) -> Result<Self, BackupError> {
        let line = meant(text).next().ok_or(BackupError::NotAnIdentity)?;
        age::x25519::Identity::from_str(line).map(Self).map_err(|_| BackupError::NotAnIdentity)
    }

    /// The public half.
    pub fn recipient(&self) -> String {
        self.0.to_public().to_string()
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

/// Opens what was sealed for an identity; of at most so many bytes.
pub fn open(identity: &Identity, sealed: &[u8], bytes_max: usize) -> Result<Vec<u8>, BackupError> {
    let decryptor = age::Decryptor::new(sealed).map_err(|_| BackupError::Sealed)?;
    let identities = std::iter::once(&identity.0 as &dyn age::Identity);
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

    fn generate() -> (Identity, Recipients) {
        let identity = age::x25519::Identity::generate();
        let recipients = Recipients(vec![identity.to_public()]);
        (Identity(identity), recipients)
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
        let text = identity.0.to_string();
        let text = text.expose_secret();
        let again = Identity::parse(&format!("# a comment\n{text}\n")).expect("an identity");
        assert_eq!(open(&again, &sealed, 100), Ok(b"content".to_vec()));
        let (other, _) = generate();
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
