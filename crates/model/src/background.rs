//! The list of what the server does by itself.

/// Work that nobody asked for just now. Each has a permit of its own; the list is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BackgroundTask {
    /// Looks up whose credential a request carries, before there is a caller.
    Authenticate,
    /// Gives committed events their place in the trees and signs checkpoints.
    SequenceLog,
    /// Finishes or undoes sets that cross stores.
    SettleTransactions,
    /// Compares stored ciphertexts with the log.
    Reconcile,
    /// Writes down, in sums, what strangers were refused.
    RecordRefusals,
    /// Brings keys under a new root epoch, and destroys the one before.
    RotateKeys,
    /// Brings the search indexes up to date with what is stored.
    Index,
    /// Looks up what a tenant says of its own types of documents.
    LookUpTypes,
    /// Removes what is left of somebody who was erased.
    Erase,
    /// Destroys all that a deleted tenant has.
    DeleteTenant,
    /// Reads what is exported.
    Export,
    /// Takes what is due out of the queue.
    WorkOffJobs,
    /// Makes backups when they are due, and prunes them.
    BackUp,
    /// Keeps large content, and collects what nobody came to have.
    KeepBlobs,
    /// Sends what waits to be sent by mail, and forgets it.
    SendMail,
    /// Takes back invitations that have been over for a while.
    ForgetInvitations,
}

impl BackgroundTask {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Authenticate,
        Self::SequenceLog,
        Self::SettleTransactions,
        Self::Reconcile,
        Self::RecordRefusals,
        Self::RotateKeys,
        Self::Index,
        Self::LookUpTypes,
        Self::Erase,
        Self::DeleteTenant,
        Self::Export,
        Self::WorkOffJobs,
        Self::BackUp,
        Self::KeepBlobs,
        Self::SendMail,
        Self::ForgetInvitations,
    ];

    /// Its one name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Authenticate => "authenticate",
            Self::SequenceLog => "sequence_log",
            Self::SettleTransactions => "settle_transactions",
            Self::Reconcile => "reconcile",
            Self::RecordRefusals => "record_refusals",
            Self::RotateKeys => "rotate_keys",
            Self::Index => "index",
            Self::LookUpTypes => "look_up_types",
            Self::Erase => "erase",
            Self::DeleteTenant => "delete_tenant",
            Self::Export => "export",
            Self::WorkOffJobs => "work_off_jobs",
            Self::BackUp => "back_up",
            Self::KeepBlobs => "keep_blobs",
            Self::SendMail => "send_mail",
            Self::ForgetInvitations => "forget_invitations",
        }
    }

    /// Who its events say did it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::RecordRefusals => "strangers, in sum",
            _ => "the server itself",
        }
    }
}
