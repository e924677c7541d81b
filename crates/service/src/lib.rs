//! Every use case, one file each. An operation takes a [`Ctx`] and its arguments, asks the rules,
//! reads what is sealed, and commits what it changes together with what it leaves in the log.
//!
//! Nothing here knows HTTP or SQL, and nothing else holds the key ring.

mod access_tokens;
mod accounts;
mod as_text;
mod authenticate;
mod background;
pub mod backups;
mod batches;
pub mod blobs;
mod bulk_exports;
mod clients;
mod corrections;
mod ctx;
mod cursor;
mod deletions;
mod directory;
mod document_types;
mod documents;
mod enrolment;
mod erasures;
mod error;
mod events;
mod exports;
mod indexing;
mod invitations;
mod jobs;
mod keys;
mod leases;
mod log;
pub mod mails;
mod members;
mod passkeys;
mod policies;
mod records;
mod recovery;
mod rejection;
mod root_keys;
mod sessions;
mod sign_in;
mod status;
mod subjects;
mod tenants;
mod token;
mod transactions;
mod uploads;
mod users;
mod work;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use model::{Clock, DeploymentId, Rng, RowKey, SessionId, TenantId};
use policy::Policies;
use seal::BoundedCache;
use store::{
    BackupTargets, CheckpointArchive, Dumps, ExportFiles, Identity, Indexes, KeyService, KeyStore,
    Mailer, ObjectPlace, Records,
};

pub use access_tokens::{AccessToken, Assertion};
pub use accounts::{Account, AccountChange, AddressChangeState, NewTotp};
pub use authenticate::AnonymousRefusals;
pub use backups::BackupView;
pub use bulk_exports::{
    BulkContents, BulkExport, BulkFile, BulkFilter, BulkLevel, BulkPart, BulkState, BulkWalk,
    NewBulkExport,
};
pub use clients::{Client, ClientChange, ClientKeys, NewClient};
pub use corrections::{Correction, CorrectionState, NewCorrection, PersonCorrection};
pub use ctx::{Ctx, RowBudget};
pub use cursor::{Page, PageOf};
pub use deletions::{Deletion, DeletionState};
pub use document_types::{DocumentType, IndexRule, SubjectKind, SubjectRule, TypeDefinition};
pub use documents::DocumentSearch;
pub use erasures::{Affected, Erasure, ErasurePlan, ErasureState, KeptPart};
pub use error::{Answer, Done, Failure, ServiceError};
pub use events::{
    AccountEvent, EventFilter, EventPage, EventStream, EventView, OwnAccess, ResourceChange,
    ResourceView, RowView,
};
pub use exports::{Export, ExportBytes, ExportContent, ExportReader, ExportState};
pub use indexing::{BEHIND_MAX as INDEX_BEHIND_MAX, IndexState};
pub use invitations::{
    Acceptance, Accepted, CreatedInvitation, Invitation, NewInvitation, OwnInvitation,
};
pub use jobs::QueuedJob;
pub use log::{
    DeploymentProof, EventProof, Finding, FindingKind, LogRecord, PutBackLog, Reconciliation,
    Sequencer, TreeProof,
};
pub use members::{Member, MemberChange};
pub use passkeys::{NewPasskey, PasskeyChallenge, PasskeyOffer, PasskeyView};
pub use policies::{Explanation, RoleView};
pub use records::{
    Criteria, EntryChange, EntryOutcome, Everything, EverythingPage, HistoryPage, LastObservations,
    Merge, PageRequest, Precondition, Search, SearchPage, Sent, Statistics, StatisticsRequest,
    Stored, StoredVersion, TransactionEntry, Which,
};
pub use rejection::Rejection;
pub use root_keys::KeyStatus;
pub use sessions::{CreatedSession, DEVICE_CHARACTERS_MAX, OwnSession, Session, SessionSecret};
pub use sign_in::{
    Assurance, Factor, OwnTenant, PasswordChallenge, PasswordChoice, PasswordOffer, Place,
    SignInState,
};
pub use status::{
    BackupStatus, IndexStatus, OpenErasures, ParkedJobs, RotationStatus, Status, TreeStatus,
};
pub use store::{BlobCount, Committed, EpochProgress, IndexSize, JobCount, RootEpoch};
pub use subjects::{
    ErasureRequest, Hold, NewErasureRequest, NewObjection, Objection, ObjectionPurpose,
    PersonErasureRequest, PersonObjections, Restriction, SubjectView,
};
pub use tenants::{Claimant, NewTenant, SignInChange, SignInRules, Tenant, TenantChange};
pub use token::Token;
pub use transactions::Unfinished;
pub use uploads::{NewUpload, Upload};
pub use users::{Address, User};

/// Of how many bytes the parts of an upload are.
pub const UPLOAD_PART_BYTES: u64 = store::blob::BLOB_PART_BYTES as u64;

use crate::authenticate::KnownClient;
use crate::keys::KeyRing;
use crate::sessions::KnownSession;

/// How many machines' credentials are remembered.
const CLIENTS_MAX: usize = 4_096;
/// How many sessions are remembered.
const SESSIONS_MAX: usize = 16_384;

/// What the roof hands over.
pub struct Parts {
    /// Which deployment it is.
    pub deployment: DeploymentId,
    /// Who people are.
    pub identity: Arc<dyn Identity>,
    /// Everything else, and the log.
    pub records: Arc<dyn Records>,
    /// Wrapped keys.
    pub keys: Arc<dyn KeyStore>,
    /// What unwraps tenant keys.
    pub key_service: Arc<dyn KeyService>,
    /// Search indexes.
    pub indexes: Arc<dyn Indexes>,
    /// From how many documents of one type on a tenant has one.
    pub index_from_documents: u64,
    /// Within which time no copy of before an erasure can be opened any more.
    pub erasure_window: Duration,
    /// For how long a tenant that is to be deleted is only closed.
    pub deletion_after: Duration,
    /// What can be read out of the stores as a whole.
    pub dumps: Arc<dyn Dumps>,
    /// Where exports are kept until they are fetched.
    pub exports: Arc<dyn ExportFiles>,
    /// Where backups are kept.
    pub backup_targets: Arc<dyn BackupTargets>,
    /// Where large content is kept.
    pub blobs: Arc<dyn ObjectPlace>,
    /// How many bytes of content one document has at most.
    pub blob_bytes_max: u64,
    /// How many sign-ins may begin at once from one address; as many as are wanted, if it is 0.
    pub sign_ins_per_address: u32,
    /// What sends mail.
    pub mailer: Arc<dyn Mailer>,
    /// Where checkpoints are kept outside the databases.
    pub checkpoints: Arc<dyn CheckpointArchive>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub rng: Arc<dyn Rng>,
}

/// The operations of a deployment.
pub struct Service {
    deployment: DeploymentId,
    identity: Arc<dyn Identity>,
    records: Arc<dyn Records>,
    keys: KeyRing,
    indexes: Arc<dyn Indexes>,
    checkpoints: Arc<dyn CheckpointArchive>,
    policies: Policies,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    clients: BoundedCache<(TenantId, RowKey), Arc<KnownClient>>,
    sessions: BoundedCache<SessionId, Arc<KnownSession>>,
    directory: directory::DirectoryKeeper,
    passkeys: passkeys::PasskeyKeeper,
    sign_in_limits: sign_in::SignInLimits,
    letter_limits: sign_in::LetterLimits,
    unfinished: sign_in::UnfinishedSignIns,
    document_types: BoundedCache<(TenantId, RowKey, [u8; 32]), Arc<DocumentType>>,
    refusals: AnonymousRefusals,
    settled: Mutex<Vec<store::TransactionId>>,
    log: log::LogKeeper,
    rotation: root_keys::RotationKeeper,
    leases: leases::LeaseKeeper,
    indexing: indexing::IndexKeeper,
    jobs: jobs::JobKeeper,
    erasure_window: Duration,
    deletion_after: Duration,
    dumps: Arc<dyn Dumps>,
    /// What is done at the places of backups is done by one at a time.
    backups_alone: tokio::sync::Mutex<()>,
    /// Whoever removes what is left of people holds it with others of the kind; whoever reads for a backup alone.
    removals: tokio::sync::RwLock<()>,
    backup_targets: Arc<dyn BackupTargets>,
    backup_schedule: backups::ScheduleKeeper,
    fences_seen: backups::SeenFences,
    promises: erasures::Promises,
    blobs: blobs::BlobKeeper,
    exports: Arc<dyn ExportFiles>,
    mailer: Arc<dyn Mailer>,
}

impl Service {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        let Parts { deployment, identity, records, keys, key_service, .. } = parts;
        let Parts {
            indexes, index_from_documents, checkpoints, clock, rng, erasure_window, ..
        } = parts;
        let Parts { dumps, backup_targets, deletion_after, blobs, blob_bytes_max, .. } = parts;
        let Parts { exports, sign_ins_per_address, mailer, .. } = parts;
        let leases = leases::LeaseKeeper::new(rng.as_ref());
        Self {
            deployment,
            identity,
            records,
            keys: KeyRing::new(deployment, keys, key_service, Arc::clone(&rng)),
            indexes,
            checkpoints,
            policies: Policies::built_in(),
            clock,
            rng,
            clients: BoundedCache::new(CLIENTS_MAX),
            sessions: BoundedCache::new(SESSIONS_MAX),
            directory: <_>::default(),
            passkeys: <_>::default(),
            sign_in_limits: sign_in::SignInLimits::new(sign_ins_per_address),
            letter_limits: sign_in::LetterLimits::default(),
            unfinished: <_>::default(),
            document_types: BoundedCache::new(document_types::TYPES_MAX),
            refusals: AnonymousRefusals::default(),
            settled: Mutex::default(),
            log: log::LogKeeper::default(),
            rotation: root_keys::RotationKeeper::default(),
            leases,
            indexing: indexing::IndexKeeper::new(index_from_documents),
            jobs: jobs::JobKeeper::default(),
            erasure_window,
            deletion_after,
            dumps,
            backups_alone: <_>::default(),
            removals: <_>::default(),
            backup_targets,
            backup_schedule: backups::ScheduleKeeper::default(),
            fences_seen: <_>::default(),
            promises: <_>::default(),
            blobs: blobs::BlobKeeper::new(blobs, blob_bytes_max),
            exports,
            mailer,
        }
    }

    /// The rules.
    pub const fn policies(&self) -> &Policies {
        &self.policies
    }

    /// Which deployment it is.
    pub const fn deployment(&self) -> DeploymentId {
        self.deployment
    }

    /// The time.
    pub fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// Randomness.
    pub fn rng(&self) -> &dyn Rng {
        self.rng.as_ref()
    }
}
