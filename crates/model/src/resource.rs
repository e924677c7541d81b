//! What a versioned document is called: its type, its id, its version, and the store it lives in.

use std::fmt;
use std::str::FromStr;

use crate::limits::RESOURCE_ID_BYTES_MAX;

/// A kind of document or of thing that operations act on.
///
/// FHIR types are declared by the `fhir` crate (codes 1 to 999), those of the platform below
/// (from 1000). A code never changes its meaning: it is stored.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceType {
    code: u16,
    name: &'static str,
}

impl ResourceType {
    /// The account of an organisation.
    pub const TENANT: Self = Self::declare(1000, "Tenant");
    /// A machine that signs in.
    pub const CLIENT: Self = Self::declare(1001, "Client");
    /// The one-time credential with which a new tenant is taken over by its administrator.
    pub const TENANT_CREDENTIAL: Self = Self::declare(1002, "TenantCredential");
    /// What happened; kept in the log, not as a document.
    pub const EVENT: Self = Self::declare(1003, "Event");
    /// The log itself: checkpoints, tiles, proofs.
    pub const LOG: Self = Self::declare(1004, "Log");
    /// A named set of permissions.
    pub const ROLE: Self = Self::declare(1005, "Role");
    /// The rules and their explanations.
    pub const POLICY: Self = Self::declare(1006, "Policy");
    /// What this server can do.
    pub const CAPABILITIES: Self = Self::declare(1007, "Capabilities");

    /// The keys that every other key hangs on, in their epochs; kept by the key service.
    pub const ROOT_KEY: Self = Self::declare(1008, "RootKey");

    /// What finds documents by what is in them; kept beside the stores.
    pub const INDEX: Self = Self::declare(1009, "Index");

    /// What a machine that signs with a key of its own gets for a while; of those that were given, only
    /// what they were given for is kept.
    pub const ACCESS_TOKEN: Self = Self::declare(1010, "AccessToken");

    /// The platform's own types.
    pub const PLATFORM: [Self; 11] = [
        Self::TENANT,
        Self::CLIENT,
        Self::TENANT_CREDENTIAL,
        Self::EVENT,
        Self::LOG,
        Self::ROLE,
        Self::POLICY,
        Self::CAPABILITIES,
        Self::ROOT_KEY,
        Self::INDEX,
        Self::ACCESS_TOKEN,
    ];

    /// Declares a type. Only tables of types call this.
    pub const fn declare(code: u16, name: &'static str) -> Self {
        Self { code, name }
    }

    /// The number under which the stores know it.
    pub const fn code(self) -> u16 {
        self.code
    }

    /// Its name, as FHIR or the platform API spells it.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Whether it belongs to FHIR R4.
    pub const fn is_fhir(self) -> bool {
        self.code < 1000
    }

    /// The store in which documents of this type live: those that say who somebody is apart from
    /// everything else.
    pub fn store(self) -> StoreName {
        match self.name {
            "Patient" | "RelatedPerson" | "Person" | "Practitioner" => StoreName::Identity,
            _ => StoreName::Records,
        }
    }

    /// Whether a document of this type is itself a natural person, and so has a key of its own.
    pub fn is_person(self) -> bool {
        self.store() == StoreName::Identity
    }
}

impl fmt::Display for ResourceType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl fmt::Debug for ResourceType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// The three stores. Each has its own file or database, and its own credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StoreName {
    /// Who people are.
    Identity,
    /// Everything else, under pseudonyms, and the log.
    Records,
    /// Wrapped keys, and the only link between the two.
    Keys,
}

impl StoreName {
    /// The name in file names, associated data and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Records => "records",
            Self::Keys => "keys",
        }
    }
}

impl fmt::Display for StoreName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The id of a document within its type: 1 to 64 of `A–Z a–z 0–9 - .` (FHIR R4 `id`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(Box<str>);

/// The text is not a resource id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a resource id has 1 to {RESOURCE_ID_BYTES_MAX} letters, digits, hyphens and full stops")]
pub struct ParseResourceIdError;

impl ResourceId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ResourceId {
    type Err = ParseResourceIdError;

    fn from_str(text: &str) -> Result<Self, ParseResourceIdError> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
        if (1..=RESOURCE_ID_BYTES_MAX).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text.into()))
        } else {
            Err(ParseResourceIdError)
        }
    }
}

impl fmt::Display for ResourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ResourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

/// The number of a document's version; the first is 1, and 0 stands for "not there".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub u64);

impl Version {
    /// No version: the document is not there.
    pub const ABSENT: Self = Self(0);
    /// The first version.
    pub const FIRST: Self = Self(1);

    /// The version after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_keeps_to_the_alphabet_and_length_of_fhir() {
        assert!("abc-1.2".parse::<ResourceId>().is_ok());
        for text in ["", "a b", "a/b", "ä", &"x".repeat(65)] {
            assert_eq!(text.parse::<ResourceId>(), Err(ParseResourceIdError));
        }
    }

    #[test]
    fn people_are_kept_apart_from_what_is_known_of_them() {
        let patient = ResourceType::declare(1, "Patient");
        let observation = ResourceType::declare(2, "Observation");
        assert_eq!(patient.store(), StoreName::Identity);
        assert_eq!(observation.store(), StoreName::Records);
        assert_eq!(ResourceType::CLIENT.store(), StoreName::Records);
    }

    #[test]
    fn no_two_platform_types_share_a_code() {
        let mut codes: Vec<_> = ResourceType::PLATFORM.iter().map(|kind| kind.code()).collect();
        codes.dedup();
        assert_eq!(codes.len(), ResourceType::PLATFORM.len());
    }
}
