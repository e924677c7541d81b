//! Identifiers, one type a kind, so that no id can stand where another belongs.

use std::fmt;
use std::str::FromStr;

use crate::clock::Rng;

/// The text is not an identifier of the wanted kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a valid identifier: {expected} lower-case hexadecimal digits are expected")]
pub struct ParseIdError {
    expected: usize,
}

/// Declares an identifier of 16 random bytes, written as 32 lower-case hexadecimal digits.
macro_rules! random_ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// Draws a new one.
            pub fn random(rng: &dyn Rng) -> Self {
                let mut bytes = [0; 16];
                rng.fill(&mut bytes);
                Self(bytes)
            }

            /// The 16 bytes as they are stored.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The 16 bytes as they are stored.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex::encode(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                parse_hex(text).map(Self)
            }
        }

        impl TryFrom<&[u8]> for $name {
            type Error = ParseIdError;

            fn try_from(bytes: &[u8]) -> Result<Self, ParseIdError> {
                bytes.try_into().map(Self).map_err(|_| ParseIdError { expected: 32 })
            }
        }
    )+};
}

/// Declares an identifier of eight random bytes, written as 16 lower-case hexadecimal digits.
///
/// They are short because they are the first column of every table's key. The highest bit is
/// never set, so that every one fits a signed SQL integer.
macro_rules! short_ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// Draws a new one.
            pub fn random(rng: &dyn Rng) -> Self {
                let mut bytes = [0; 8];
                rng.fill(&mut bytes);
                Self((u64::from_be_bytes(bytes) >> 1).clamp(1, (u64::MAX >> 1) - 1))
            }

            /// From the number under which the stores know it.
            pub const fn from_number(number: u64) -> Self {
                Self(number)
            }

            /// The number under which the stores know it.
            pub const fn number(self) -> u64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:016x}", self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                parse_hex(text).map(|bytes: [u8; 8]| Self(u64::from_be_bytes(bytes)))
            }
        }
    )+};
}

random_ids! {
    /// A machine that signs in.
    ClientId;
    /// A person who signs in.
    UserId;
    /// What a person has from signing in until signing out.
    SessionId;
    /// One request, from its arrival to its answer.
    RequestId;
    /// One installation of Ribcage with its three stores; the first part of every log's origin.
    DeploymentId;
    /// One Merkle tree; the second part of its origin.
    LogId;
    /// The random id under which one store knows a person. It differs from store to store.
    Pseudonym;
    /// The key of one document that is about several people.
    DocumentKeyId;
    /// One erasure of a person, or one deletion of a tenant.
    ErasureId;
    /// Content that is kept as objects.
    BlobId;
    /// One piece of work that is to be done later.
    JobId;
    /// One message that is sent by mail.
    MailId;
    /// The random id under which the log knows a caller or a person.
    LogSubject;
    /// A keyed hash of a type and an id: how a row is found without its id being readable.
    RowKey;
}

short_ids! {
    /// An organisation with an account.
    TenantId;
    /// One run of a server process, as a writer of the log.
    WriterId;
}

impl TenantId {
    /// The deployment itself, which has keys and logs of its own as a tenant has.
    pub const DEPLOYMENT: Self = Self(0);

    /// The directory of everybody who signs in. Like the deployment it has keys and logs of its own, and no
    /// number that is drawn is so high.
    pub const DIRECTORY: Self = Self(u64::MAX >> 1);
}

impl LogSubject {
    /// The id under which the deployment's log knows a tenant. No other begins so: those of people and
    /// machines are random.
    pub const fn of_tenant(tenant: TenantId) -> Self {
        Self(((tenant.0) as u128).to_be_bytes())
    }
}

fn parse_hex<const N: usize>(text: &str) -> Result<[u8; N], ParseIdError> {
    let error = ParseIdError { expected: 2 * N };
    let mut bytes = [0; N];
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(error);
    }
    hex::decode_to_slice(text, &mut bytes).map_err(|_| error)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_text() {
        let id = ClientId::from_bytes([0xab; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
        let tenant = TenantId::from_number(42);
        assert_eq!(tenant.to_string(), "000000000000002a");
        assert_eq!(tenant.to_string().parse(), Ok(tenant));
    }

    #[test]
    fn an_id_of_another_length_or_spelling_is_refused() {
        for text in ["", "ab", "ABABABABABABABABABABABABABABABAB", "g"] {
            assert!(text.parse::<ClientId>().is_err(), "{text}");
            assert!(text.parse::<TenantId>().is_err(), "{text}");
        }
    }
}
