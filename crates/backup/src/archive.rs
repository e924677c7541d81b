//! An archive that leaves: a tar of files, sealed for whoever asked for it (age). It is written as it is made and
//! never lies anywhere in the clear.

use std::io::{self, Read, Write};
use std::str::FromStr as _;

use age::secrecy::SecretString;
use age::stream::StreamWriter;

use crate::error::BackupError;

/// How short a passphrase may be.
const PASSPHRASE_CHARS_MIN: usize = 12;

/// Whoever may open an archive.
pub enum ArchiveReader {
    /// Who has the identity of this recipient.
    Recipient(age::x25519::Recipient),
    /// Who knows this passphrase.
    Passphrase(SecretString),
}

impl ArchiveReader {
    /// Who has the identity of a recipient, `age1…`.
    pub fn recipient(text: &str) -> Result<Self, BackupError> {
        let recipient = age::x25519::Recipient::from_str(text.trim());
        recipient.map(Self::Recipient).map_err(|_| BackupError::NotAnIdentity)
    }

    /// Who knows a passphrase, if it is not too short.
    pub fn passphrase(text: &str) -> Result<Self, BackupError> {
        if text.chars().count() < PASSPHRASE_CHARS_MIN {
            return Err(BackupError::Malformed("a passphrase of at least twelve characters"));
        }
        Ok(Self::Passphrase(SecretString::from(text.to_owned())))
    }
}

/// An archive on its way.
pub struct ArchiveWriter<W: Write> {
    tar: tar::Builder<StreamWriter<W>>,
    /// When it is made, in seconds since 1970: what its files say too.
    made_at: u64,
}

impl<W: Write> ArchiveWriter<W> {
    /// Begins one.
    pub fn begin(reader: &ArchiveReader, out: W, made_at: u64) -> io::Result<Self> {
        let encryptor = match reader {
            ArchiveReader::Recipient(recipient) => {
                let recipients = std::iter::once(recipient as &dyn age::Recipient);
                age::Encryptor::with_recipients(recipients).map_err(io::Error::other)?
            }
            ArchiveReader::Passphrase(passphrase) => {
                age::Encryptor::with_user_passphrase(passphrase.clone())
            }
        };
        Ok(Self { tar: tar::Builder::new(encryptor.wrap_output(out)?), made_at })
    }

    /// Adds a file, whole.
    pub fn add(&mut self, path: &str, content: &[u8]) -> io::Result<()> {
        self.add_from(path, content.len() as u64, content)
    }

    /// Adds a file of this many bytes, which are read as they are written.
    pub fn add_from(&mut self, path: &str, bytes: u64, content: impl Read) -> io::Result<()> {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes);
        header.set_mode(0o600);
        header.set_mtime(self.made_at);
        self.tar.append_data(&mut header, path, content)
    }

    /// Ends it. Whatever was not ended so does not open.
    pub fn finish(self) -> io::Result<W> {
        self.tar.into_inner()?.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn an_archive_opens_for_its_reader_only_and_not_if_it_was_cut_off() {
        let identity = age::x25519::Identity::generate();
        let reader = ArchiveReader::recipient(&identity.to_public().to_string()).expect("one");
        let mut archive = ArchiveWriter::begin(&reader, Vec::new(), 7).expect("begun");
        archive.add("fhir/Patient-0001.ndjson", b"{}\n").expect("added");
        let sealed = archive.finish().expect("finished");
        let open = |identity: &age::x25519::Identity, sealed: &[u8]| {
            let decryptor = age::Decryptor::new(sealed).expect("a header");
            let identities = std::iter::once(identity as &dyn age::Identity);
            let mut tar = Vec::new();
            decryptor.decrypt(identities).ok()?.read_to_end(&mut tar).ok()?;
            let mut archive = tar::Archive::new(tar.as_slice());
            let mut file = archive.entries().ok()?.next()?.ok()?;
            let mut content = String::new();
            file.read_to_string(&mut content).ok()?;
            Some((file.path().ok()?.display().to_string(), content))
        };
        let expected = ("fhir/Patient-0001.ndjson".to_owned(), "{}\n".to_owned());
        assert_eq!(open(&identity, &sealed), Some(expected));
        assert_eq!(open(&identity, &sealed[..sealed.len() - 1]), None);
        assert_eq!(open(&age::x25519::Identity::generate(), &sealed), None);
    }

    #[test]
    fn a_short_passphrase_is_refused() {
        assert!(ArchiveReader::passphrase("short").is_err());
        assert!(ArchiveReader::passphrase("long enough to be one").is_ok());
    }
}
