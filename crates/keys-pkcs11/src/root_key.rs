//! The root keys in a token: one AES key an epoch, whose id says which and since when.

use std::collections::BTreeMap;

use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::Mechanism;
use cryptoki::mechanism::aead::GcmParams;
use cryptoki::object::{Attribute, AttributeType, ObjectClass, ObjectHandle};
use cryptoki::session::Session;
use model::{Rng, Timestamp};
use seal::Key;
use store::RootEpoch;
use zeroize::Zeroizing;

use crate::failure::Failure;

/// An id: the epoch, when it was begun in milliseconds, and random bytes that tell apart what two
/// servers made at once; eight bytes each.
const ID_BYTES: usize = 24;
/// AES-256.
const KEY_BYTES: u64 = 32;
/// A nonce is random. An epoch wraps a few keys a tenant, so even with a million tenants the chance
/// that two are equal is below one in 10^15 (NIST SP 800-38D allows one in 2^32).
const NONCE_BYTES: usize = 12;
const TAG_BITS: u64 = 128;

/// A root key.
pub(crate) struct RootKey {
    pub(crate) epoch: u64,
    begun_at: Option<Timestamp>,
    id: Vec<u8>,
    handle: ObjectHandle,
}

/// The root keys with a label, by epoch; of those of one epoch, in the same order for everybody.
pub(crate) fn list(session: &Session, label: &str) -> Result<Vec<RootKey>, Failure> {
    let ours = [
        Attribute::Class(ObjectClass::SECRET_KEY),
        Attribute::Token(true),
        Attribute::Label(label.as_bytes().to_vec()),
    ];
    let wanted = [AttributeType::Id, AttributeType::Sensitive, AttributeType::Extractable];
    let mut roots = Vec::new();
    for handle in session.find_objects(&ours)? {
        let (mut id, mut may_leave) = (Vec::new(), false);
        for attribute in session.get_attributes(handle, &wanted)? {
            match attribute {
                Attribute::Id(bytes) => id = bytes,
                Attribute::Sensitive(is_sensitive) => may_leave |= !is_sensitive,
                Attribute::Extractable(is_extractable) => may_leave |= is_extractable,
                _ => {}
            }
        }
        let Some((epoch, begun_at)) = read_id(&id) else {
            continue;
        };
        if may_leave {
            let what = "a key may leave the token; make others, as docs/operations/keys.md says";
            return Err(Failure::Refused(what.to_owned()));
        }
        roots.push(RootKey { epoch, begun_at, id, handle });
    }
    roots.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(roots)
}

/// The key that wraps: the first of the newest epoch.
pub(crate) fn newest<'a>(roots: &'a [RootKey], label: &str) -> Result<&'a RootKey, Failure> {
    let newest = roots.iter().map(|root| root.epoch).max();
    let first = newest.and_then(|newest| roots.iter().find(|root| root.epoch == newest));
    first.ok_or_else(|| Failure::NoKey(label.to_owned()))
}

/// The epochs that there are keys of.
pub(crate) fn epochs(roots: &[RootKey]) -> Vec<RootEpoch> {
    let mut epochs = BTreeMap::new();
    for root in roots {
        epochs.entry(root.epoch).or_insert(root.begun_at);
    }
    epochs.into_iter().map(|(number, begun_at)| RootEpoch { number, begun_at }).collect()
}

/// Makes a root key, which is never to leave the token.
pub(crate) fn generate(
    session: &Session,
    label: &str,
    epoch: u64,
    at: Timestamp,
    rng: &dyn Rng,
) -> Result<(), Failure> {
    let mut id = [0; ID_BYTES];
    id[..8].copy_from_slice(&epoch.to_be_bytes());
    id[8..16].copy_from_slice(&at.as_millisecond().to_be_bytes());
    rng.fill(&mut id[16..]);
    let template = [
        Attribute::Token(true),
        Attribute::Private(true),
        Attribute::Sensitive(true),
        Attribute::Extractable(false),
        Attribute::Encrypt(true),
        Attribute::Decrypt(true),
        Attribute::ValueLen(KEY_BYTES.into()),
        Attribute::Label(label.as_bytes().to_vec()),
        Attribute::Id(id.to_vec()),
    ];
    session.generate_key(&Mechanism::AesKeyGen, &template)?;
    Ok(())
}

fn read_id(id: &[u8]) -> Option<(u64, Option<Timestamp>)> {
    if id.len() != ID_BYTES {
        return None;
    }
    let (epoch, rest) = id.split_first_chunk()?;
    let milliseconds = i64::from_be_bytes(*rest.first_chunk()?);
    Some((u64::from_be_bytes(*epoch), Timestamp::from_millisecond(milliseconds).ok()))
}

impl RootKey {
    /// `nonce ‖ ciphertext ‖ tag` of a key (AES-256-GCM).
    pub(crate) fn wrap(
        &self,
        session: &Session,
        binding: &[u8],
        key: &[u8],
        rng: &dyn Rng,
    ) -> Result<Vec<u8>, Failure> {
        let mut nonce = [0; NONCE_BYTES];
        rng.fill(&mut nonce);
        let parameters = GcmParams::new(&mut nonce, binding, TAG_BITS.into())?;
        let sealed = session.encrypt(&Mechanism::AesGcm(parameters), self.handle, key)?;
        // There are modules that choose the nonce themselves, and leave it here.
        Ok([&nonce[..], &sealed].concat())
    }

    /// The key that was wrapped.
    pub(crate) fn unwrap(
        &self,
        session: &Session,
        binding: &[u8],
        wrapped: &[u8],
        rng: &dyn Rng,
    ) -> Result<Key, Failure> {
        let (nonce, sealed) = wrapped.split_at_checked(NONCE_BYTES).ok_or(Failure::WrongRootKey)?;
        let mut nonce = nonce.to_vec();
        let parameters = GcmParams::new(&mut nonce, binding, TAG_BITS.into())?;
        let opened = session.decrypt(&Mechanism::AesGcm(parameters), self.handle, sealed);
        match opened.map(Zeroizing::new) {
            Ok(opened) => Key::from_bytes(&opened).map_err(|_| Failure::WrongRootKey),
            Err(error) if is_wrong(&error) => Err(Failure::WrongRootKey),
            // There are modules that only say that it did not go well. Where the key does its work, it
            // was what it was given.
            Err(error) => match Failure::from(error) {
                Failure::Lost(_) if self.works(session, rng) => Err(Failure::WrongRootKey),
                failure => Err(failure),
            },
        }
    }

    fn works(&self, session: &Session, rng: &dyn Rng) -> bool {
        self.wrap(session, b"a trial", &[0; 16], rng).is_ok()
    }

    /// Destroys it for good.
    pub(crate) fn destroy(&self, session: &Session) -> Result<(), Failure> {
        Ok(session.destroy_object(self.handle)?)
    }
}

/// Whether a module says with this that the tag is wrong.
const fn is_wrong(error: &Error) -> bool {
    matches!(
        error,
        Error::Pkcs11(
            RvError::EncryptedDataInvalid
                | RvError::EncryptedDataLenRange
                | RvError::DataInvalid
                | RvError::DataLenRange,
            _
        )
    )
}
