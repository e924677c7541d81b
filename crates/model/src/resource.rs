//! What a versioned document is called: its type, its id, its version, and the store it lives in.

use std::fmt;
use std::str::FromStr;

use crate::limits::RESOURCE_ID_BYTES_MAX;

/// How many types of its own a tenant may have.
pub const OF_TENANT_MAX: usize = OF_TENANT_NAMES.len();
/// The code of the first of them.
const OF_TENANT_CODE: u16 = 2000;

/// A kind of document or of thing that operations act on.
///
/// FHIR types are declared by the `fhir` crate (codes 1 to 999), those of the platform below
/// (from 1000), and those that stand for the types of a tenant's own (from 2000). A code never changes
/// its meaning: it is stored.
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

    /// What a tenant says of a type of documents of its own.
    pub const DOCUMENT_TYPE: Self = Self::declare(1011, "DocumentType");

    /// Documents of such types, whatever their type is.
    pub const DOCUMENT: Self = Self::declare(1012, "Document");

    /// A natural person of whom the platform knows an id, and nothing that is stored here.
    pub const SUBJECT: Self = Self::declare(1013, "Subject");

    /// That a person was erased, and what became of what was known of them.
    pub const ERASURE: Self = Self::declare(1014, "Erasure");

    /// Work that is left to be done.
    pub const JOB: Self = Self::declare(1015, "Job");

    /// How a person's rights stand: holds on their erasure, and restriction.
    pub const SUBJECT_RIGHTS: Self = Self::declare(1016, "SubjectRights");

    /// A copy of everything, kept elsewhere.
    pub const BACKUP: Self = Self::declare(1017, "Backup");

    /// Content that comes in by several requests.
    pub const UPLOAD: Self = Self::declare(1018, "Upload");

    /// That a tenant is to be deleted, and what became of it.
    pub const TENANT_DELETION: Self = Self::declare(1020, "TenantDeletion");

    /// What a person says is wrong in a document about them, and what became of that.
    pub const CORRECTION: Self = Self::declare(1021, "Correction");

    /// Everything about a person or of a tenant, in an archive that leaves.
    pub const EXPORT: Self = Self::declare(1022, "Export");

    /// Resources that are given in bulk as they were at a moment. None of them is kept with it.
    pub const BULK_EXPORT: Self = Self::declare(1023, "BulkExport");

    /// A person who signs in, in the directory.
    pub const USER: Self = Self::declare(1024, "User");

    /// Which user has an address.
    pub const SIGN_IN_NAME: Self = Self::declare(1025, "SignInName");

    /// What a user shows to sign in, as far as it has to be known for that.
    pub const CREDENTIALS: Self = Self::declare(1026, "Credentials");

    /// That a user belongs to a tenant, kept there, with what they may do.
    pub const MEMBERSHIP: Self = Self::declare(1027, "Membership");

    /// To which tenant a user belongs, kept in the directory.
    pub const AFFILIATION: Self = Self::declare(1028, "Affiliation");

    /// What a user has from signing in until signing out.
    pub const SESSION: Self = Self::declare(1029, "Session");

    /// A user's own account, as they see to it themselves.
    pub const ACCOUNT: Self = Self::declare(1030, "Account");

    /// Somebody's way in: what they show until it is known who they are.
    pub const SIGN_IN: Self = Self::declare(1031, "SignIn");

    /// The directory itself, with what passwords are verified with.
    pub const DIRECTORY: Self = Self::declare(1032, "Directory");

    /// That a user may join a tenant, kept there until they have.
    pub const INVITATION: Self = Self::declare(1033, "Invitation");

    /// A message that is sent by mail. None is kept.
    pub const MAIL: Self = Self::declare(1034, "Mail");

    /// How a deployment keeps what a tenant has. None is kept.
    pub const STATUS: Self = Self::declare(1035, "Status");

    /// The platform's own types.
    pub const PLATFORM: [Self; 35] = [
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
        Self::DOCUMENT_TYPE,
        Self::DOCUMENT,
        Self::SUBJECT,
        Self::ERASURE,
        Self::JOB,
        Self::SUBJECT_RIGHTS,
        Self::BACKUP,
        Self::UPLOAD,
        Self::TENANT_DELETION,
        Self::CORRECTION,
        Self::EXPORT,
        Self::BULK_EXPORT,
        Self::USER,
        Self::SIGN_IN_NAME,
        Self::CREDENTIALS,
        Self::MEMBERSHIP,
        Self::AFFILIATION,
        Self::SESSION,
        Self::ACCOUNT,
        Self::SIGN_IN,
        Self::DIRECTORY,
        Self::INVITATION,
        Self::MAIL,
        Self::STATUS,
    ];

    /// What the types of a tenant's own are stored as, one each. What the tenant calls them stands in no
    /// column.
    pub const OF_TENANT: [Self; OF_TENANT_MAX] = of_tenant();

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

    /// Whether it is a type of a tenant's own.
    pub const fn is_of_tenant(self) -> bool {
        self.code >= OF_TENANT_CODE && ((self.code - OF_TENANT_CODE) as usize) < OF_TENANT_MAX
    }

    /// Whether it belongs to FHIR R4.
    pub const fn is_fhir(self) -> bool {
        self.code < 1000
    }

    /// The store in which documents of this type live: those that say who somebody is apart from
    /// everything else.
    pub fn store(self) -> StoreName {
        match self.name {
            "Patient" | "RelatedPerson" | "Person" | "Practitioner" | "User" | "SignInName"
            | "Credentials" => StoreName::Identity,
            _ => StoreName::Records,
        }
    }

    /// Whether a document of this type is itself a natural person, and so has a key of its own.
    pub fn is_person(self) -> bool {
        self.store() == StoreName::Identity
            && !matches!(self, Self::SIGN_IN_NAME | Self::CREDENTIALS)
    }
}

const fn of_tenant() -> [ResourceType; OF_TENANT_MAX] {
    let mut types = [ResourceType::declare(OF_TENANT_CODE, ""); OF_TENANT_MAX];
    let mut code = OF_TENANT_CODE;
    while ((code - OF_TENANT_CODE) as usize) < OF_TENANT_MAX {
        let at = (code - OF_TENANT_CODE) as usize;
        types[at] = ResourceType::declare(code, OF_TENANT_NAMES[at]);
        code += 1;
    }
    types
}

/// They are part of what is stored.
const OF_TENANT_NAMES: [&str; 64] = [
    "own-0", "own-1", "own-2", "own-3", "own-4", "own-5", "own-6", "own-7", "own-8", "own-9",
    "own-10", "own-11", "own-12", "own-13", "own-14", "own-15", "own-16", "own-17", "own-18",
    "own-19", "own-20", "own-21", "own-22", "own-23", "own-24", "own-25", "own-26", "own-27",
    "own-28", "own-29", "own-30", "own-31", "own-32", "own-33", "own-34", "own-35", "own-36",
    "own-37", "own-38", "own-39", "own-40", "own-41", "own-42", "own-43", "own-44", "own-45",
    "own-46", "own-47", "own-48", "own-49", "own-50", "own-51", "own-52", "own-53", "own-54",
    "own-55", "own-56", "own-57", "own-58", "own-59", "own-60", "own-61", "own-62", "own-63",
];

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
    use std::collections::BTreeSet;

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
        let all = || ResourceType::PLATFORM.iter().chain(&ResourceType::OF_TENANT);
        let codes: BTreeSet<_> = all().map(|kind| kind.code()).collect();
        let names: BTreeSet<_> = all().map(|kind| kind.name()).collect();
        assert_eq!((codes.len(), names.len()), (all().count(), all().count()));
        assert!(ResourceType::OF_TENANT.iter().all(|kind| kind.is_of_tenant()));
        assert!(!ResourceType::PLATFORM.iter().any(|kind| kind.is_of_tenant()));
    }
}
