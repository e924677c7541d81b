//! Work that is done later, by whichever server takes it.

use std::time::Duration;

use model::{JobId, RowKey, StoreName, TenantId, Timestamp};
use seal::{Key, KeyReference, OpenError, Place, Plaintext};

use crate::lease::Fence;

/// The longest that a job is put off. One that seems to be due later was put off by a clock that has been
/// set back since, and is due now.
pub const PUT_OFF_MAX: Duration = Duration::from_hours(24);

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JobKind {
    /// Removes what is left of a person who was erased.
    FinishErasure,
    /// Makes a backup with keys under the newest root epoch, and removes those of before from its target.
    RenewKeyBackups,
    /// Destroys all that a tenant has, once its time has come.
    DeleteTenant,
    /// Makes an export, keeps it for a day, and removes it.
    MakeExport,
    /// Says what is in a bulk export, keeps that for a day, and removes it.
    MakeBulkExport,
    /// Makes the backup that is due, and removes those that are kept no longer.
    BackUp,
    /// Sends a message by mail.
    SendMail,
}

impl JobKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::FinishErasure,
        Self::RenewKeyBackups,
        Self::DeleteTenant,
        Self::MakeExport,
        Self::MakeBulkExport,
        Self::BackUp,
        Self::SendMail,
    ];

    /// The number under which the stores know it.
    pub const fn code(self) -> u16 {
        match self {
            Self::FinishErasure => 1,
            Self::RenewKeyBackups => 2,
            Self::DeleteTenant => 5,
            Self::MakeExport => 6,
            Self::MakeBulkExport => 7,
            Self::BackUp => 8,
            Self::SendMail => 9,
        }
    }

    /// The kind of a stored number.
    pub fn from_code(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FinishErasure => "finish_erasure",
            Self::RenewKeyBackups => "renew_key_backups",
            Self::DeleteTenant => "delete_tenant",
            Self::MakeExport => "make_export",
            Self::MakeBulkExport => "make_bulk_export",
            Self::BackUp => "back_up",
            Self::SendMail => "send_mail",
        }
    }
}

/// Work that a change leaves to be done. Of two with one id the first stays.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Its id.
    pub id: JobId,
    /// What it is.
    pub kind: JobKind,
    /// The key that what is to be known for it is sealed under.
    pub key: KeyReference,
    /// What is to be known for it, sealed at [`place`].
    pub message: Vec<u8>,
    /// When it is due, from now; at most [`PUT_OFF_MAX`].
    pub due_in: Duration,
}

/// A job, as it stands in the queue.
#[derive(Debug, Clone)]
pub struct Job {
    /// Whose it is.
    pub tenant: TenantId,
    /// Its id.
    pub id: JobId,
    /// What it is.
    pub kind: JobKind,
    /// The key that what is to be known for it is sealed under.
    pub key: KeyReference,
    /// How often it was taken.
    pub attempts: u32,
    /// How often it has changed hands: whoever has it shows this.
    pub fence: Fence,
    /// Whether it is tried no more, until somebody asks for that.
    pub is_dead: bool,
    /// When it is due, by the clock of the store; of one that is tried no more, since when that is so.
    pub due_at: Timestamp,
    /// The code of what went wrong when it was last tried.
    pub problem: Option<String>,
    message: Vec<u8>,
}

/// A job in the hands of whoever has taken it.
pub type TakenJob = (TenantId, JobId, Fence);

/// How many jobs there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JobCount {
    /// That wait, or are being done.
    pub waiting: u64,
    /// That are tried no more.
    pub dead: u64,
}

impl Job {
    /// Puts a row into the words of the contract. Only back ends call this.
    #[expect(clippy::too_many_arguments, reason = "a row has as many columns")]
    pub const fn from_row(
        tenant: TenantId,
        id: JobId,
        kind: JobKind,
        key: KeyReference,
        (attempts, fence): (u32, Fence),
        (is_dead, due_at): (bool, Timestamp),
        problem: Option<String>,
        message: Vec<u8>,
    ) -> Self {
        Self { tenant, id, kind, key, attempts, fence, is_dead, due_at, problem, message }
    }

    /// The job in the hands of whoever was given this.
    pub const fn taken(&self) -> TakenJob {
        (self.tenant, self.id, self.fence)
    }

    /// Opens what is to be known for it.
    pub fn open(&self, key: &Key) -> Result<Plaintext, OpenError> {
        seal::open(key, &place(self.tenant, self.id, self.key), &self.message)
    }
}

/// Where what is to be known for a job is sealed.
pub const fn place(tenant: TenantId, id: JobId, key: KeyReference) -> Place<'static> {
    let row = RowKey::from_bytes(*id.as_bytes());
    Place { tenant, store: StoreName::Records, kind: "job", row, version: 1, key }
}
