//! Where a crash is tried: points at which one thing is durable and what belongs to it is not yet.
//!
//! Only tests turn on the feature `faults`. Without it, [`reach`] does nothing and [`arm`] cannot.

use crate::StoreName;

/// What becomes of the process at a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It ends, as in a power cut.
    Crash,
    /// It stands still until it is told to go on, as on a machine that hangs.
    Pause,
}

/// Whether this build can crash on purpose.
pub const IS_POSSIBLE: bool = cfg!(feature = "faults");

macro_rules! fault_points {
    ($($(#[doc = $doc:literal])+ $point:ident $name:literal,)+) => {
        /// A point of no return, or just before one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum FaultPoint {
            $($(#[doc = $doc])+ $point,)+
        }

        impl FaultPoint {
            /// All there are.
            pub const ALL: &[Self] = &[$(Self::$point,)+];

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$point => $name,)+
                }
            }
        }
    };
}

fault_points! {
    /// A group of changes of the identity store has begun.
    IdentityGroupBegun "identity_group_begun",
    /// All that it changes is known, and its commit was not asked for.
    IdentityGroupPrepared "identity_group_prepared",
    /// It is durable, and nobody knows.
    IdentityGroupCommitted "identity_group_committed",
    /// A group of changes of the records store has begun.
    RecordsGroupBegun "records_group_begun",
    /// All that it changes is known, and its commit was not asked for.
    RecordsGroupPrepared "records_group_prepared",
    /// It is durable, and nobody knows.
    RecordsGroupCommitted "records_group_committed",
    /// A group of changes of the keys store has begun.
    KeysGroupBegun "keys_group_begun",
    /// All that it changes is known, and its commit was not asked for.
    KeysGroupPrepared "keys_group_prepared",
    /// It is durable, and nobody knows.
    KeysGroupCommitted "keys_group_committed",

    /// A person has a key, and nothing refers to it.
    PersonCreated "person_created",
    /// Rows wait in the identity store, and nothing is decided.
    RowsPrepared "rows_prepared",
    /// A transaction is decided, and its rows still wait.
    TransactionDecided "transaction_decided",
    /// Its rows count, and its decision is still kept.
    TransactionSettled "transaction_settled",
    /// Its decision is forgotten.
    OutcomesForgotten "outcomes_forgotten",
    /// A new tenant has keys, and nothing else.
    TenantKeysCreated "tenant_keys_created",
    /// A new tenant has its documents, and is in no list.
    TenantFurnished "tenant_furnished",

    /// Somebody is erased, and their key is there.
    ErasureDecided "erasure_decided",
    /// Their key is destroyed, and what was under it is there.
    SubjectKeyDestroyed "subject_key_destroyed",
    /// Every backup target knows that they are erased, and nobody was told.
    ErasureFenced "erasure_fenced",
    /// A document about others too is rewritten, and the versions before are there.
    DocumentRewritten "document_rewritten",
    /// The keys of those are written down, and all of them are there.
    DocumentKeysKept "document_keys_kept",
    /// Their keys are destroyed, and their content is there.
    DocumentKeysDestroyed "document_keys_destroyed",
    /// The content of a document's versions is gone, and others are there.
    VersionsErased "versions_erased",
    /// Everything is gone and that is written down; who it was can still be known.
    RemainsRemoved "remains_removed",

    /// A tenant is to be destroyed, and all of it is there.
    DeletionDecided "deletion_decided",
    /// The tenant key is gone, and other keys may be there.
    TenantKeysDestroyed "tenant_keys_destroyed",
    /// Every backup target knows that it is deleted.
    DeletionFenced "deletion_fenced",
    /// Some of what it had is removed.
    TenantPartRemoved "tenant_part_removed",
    /// Its documents are gone, and what its log said is there.
    TenantDocumentsRemoved "tenant_documents_removed",
    /// What some of its events said is removed.
    EventsEmptied "events_emptied",
    /// Its name is gone from the list of tenants.
    TenantUnlisted "tenant_unlisted",
    /// Whoever belonged to no other tenant is being erased, and the tenant is in the list still.
    TenantPeopleForgotten "tenant_people_forgotten",
    /// All is gone, and that is written down.
    TenantRemoved "tenant_removed",

    /// A blob is known, and there is nothing of it.
    BlobBegun "blob_begun",
    /// A part of it is kept, and in no list.
    BlobPartKept "blob_part_kept",
    /// It is in the list, and others are not there.
    BlobPartListed "blob_part_listed",
    /// All of a blob is kept, and no document has it.
    BlobReceived "blob_received",
    /// Blobs are going, and their objects are there.
    BlobsLetGo "blobs_let_go",
    /// The objects of a blob are gone, and it is known.
    BlobObjectsRemoved "blob_objects_removed",

    /// An export is written, and nobody knows.
    ExportWritten "export_written",

    /// The documents of a backup were read, and their keys were not.
    BackupDocumentsRead "backup_documents_read",
    /// A backup has the documents, and no keys.
    BackupDocumentsKept "backup_documents_kept",
    /// It has the keys too, and nothing is signed of it.
    BackupKeysKept "backup_keys_kept",
    /// The backup that was due is made, and it is still to be done.
    ScheduledBackupMade "scheduled_backup_made",
    /// There is a backup with the new keys at a place, and the keys of before are there.
    KeyBackupRenewed "key_backup_renewed",
    /// A part of the keys of before is removed from a place, and others are there.
    KeyBackupPartRemoved "key_backup_part_removed",
    /// They are gone from one place, and others have them.
    KeyBackupPlaceDone "key_backup_place_done",
    /// One backup target knows of an erasure, and others may not.
    PlaceFenced "place_fenced",
    /// A place that was put back is told again of one it lacked, and what its backups say of that is of before.
    PlaceToldAgain "place_told_again",
    /// What one of its backups says of that is signed anew.
    PlaceVouchedAgain "place_vouched_again",
    /// A backup that is pruned is none any more.
    BackupUnlisted "backup_unlisted",
    /// An object that no backup needs was removed.
    BackupObjectRemoved "backup_object_removed",

    /// A restore knows which backups there are, and has taken nothing but what is outside the databases.
    RestoreBegun "restore_begun",
    /// A restore has filled the stores, and none of it is durable.
    RestoreFilled "restore_filled",
    /// What it has filled is durable, and whoever was erased since is there.
    RestoreLoaded "restore_loaded",
    /// Whoever was erased is erased again, and it is not held against the log.
    RestoreReplayed "restore_replayed",
    /// All is done, and the mark of the restore is there.
    RestoreSettled "restore_settled",

    /// The sequencer's lease is this server's, which has done nothing under it.
    LeaseTaken "lease_taken",
    /// Empty checkpoints of new trees are kept outside, and the trees are not there.
    FirstCheckpointsKept "first_checkpoints_kept",
    /// Trees have grown, and their checkpoints are not kept outside.
    TreesGrown "trees_grown",
    /// Their checkpoints are kept outside.
    CheckpointsKept "checkpoints_kept",
    /// A checkpoint is written to a file beside the one it is to replace.
    CheckpointWritten "checkpoint_written",
    /// It has replaced that one, and the others of the same tick have not.
    CheckpointReplaced "checkpoint_replaced",

    /// An index that was due is being built, and nothing of it is there.
    IndexBuildBegun "index_build_begun",
    /// What has changed was read for an index, and is not in it.
    IndexChangesRead "index_changes_read",
    /// It is in the index, and nobody knows.
    IndexWritten "index_written",
    /// A new epoch of a tenant's indexes has begun, and nothing is in it.
    IndexEpochBegun "index_epoch_begun",
    /// The files of an index's earlier epochs are gone, and their keys are there.
    IndexFilesRemoved "index_files_removed",

    /// A root epoch has begun, and nothing is under it.
    EpochBegun "epoch_begun",
    /// A tenant has a new version of its key, and everything is wrapped under the one before.
    TenantKeyAdded "tenant_key_added",
    /// Some of a tenant's keys are wrapped anew.
    KeysRewrapped "keys_rewrapped",
    /// A tenant's earlier versions are gone.
    TenantKeysRemoved "tenant_keys_removed",
    /// The end of epochs is in the log, and they still live.
    EndOfEpochsRecorded "end_of_epochs_recorded",
    /// They are destroyed.
    EpochsDestroyed "epochs_destroyed",
    /// A new root key file is written beside the one it is to replace.
    KeyFileWritten "key_file_written",
    /// It has replaced that one, whose content is not written over yet.
    KeyFileReplaced "key_file_replaced",

    /// Whoever recovers has decided against a transaction, and its rows still wait.
    RecoveryDecided "recovery_decided",
    /// Whoever recovers has taken its rows away.
    RecoverySettled "recovery_settled",
}

impl FaultPoint {
    /// The point of this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|point| point.name() == name)
    }

    /// A group of changes has begun.
    pub const fn group_begun(store: StoreName) -> Self {
        match store {
            StoreName::Identity => Self::IdentityGroupBegun,
            StoreName::Records => Self::RecordsGroupBegun,
            StoreName::Keys => Self::KeysGroupBegun,
        }
    }

    /// All that a group changes is known, and its commit was not asked for.
    pub const fn group_prepared(store: StoreName) -> Self {
        match store {
            StoreName::Identity => Self::IdentityGroupPrepared,
            StoreName::Records => Self::RecordsGroupPrepared,
            StoreName::Keys => Self::KeysGroupPrepared,
        }
    }

    /// A group is durable, and nobody knows.
    pub const fn group_committed(store: StoreName) -> Self {
        match store {
            StoreName::Identity => Self::IdentityGroupCommitted,
            StoreName::Records => Self::RecordsGroupCommitted,
            StoreName::Keys => Self::KeysGroupCommitted,
        }
    }
}

/// Says that a point is reached. The process ends here if it was armed to.
#[cfg(not(feature = "faults"))]
#[inline]
pub const fn reach(_point: FaultPoint) {}

#[cfg(feature = "faults")]
pub use armed::{arm, reach};

/// Nothing can be armed in this build.
#[cfg(not(feature = "faults"))]
pub const fn arm(_point: FaultPoint, _times: u32, _ending: Ending) {}

#[cfg(feature = "faults")]
mod armed {
    use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
    use std::time::Duration;

    use super::{Ending, FaultPoint};

    static POINT: AtomicUsize = AtomicUsize::new(usize::MAX);
    static LEFT: AtomicU32 = AtomicU32::new(0);
    static PAUSES: AtomicBool = AtomicBool::new(false);
    /// In which time a signal has stopped all threads.
    const STOPS_WITHIN: Duration = Duration::from_millis(100);

    /// Lets the process end, or stand still, when this point is reached for the given time.
    pub fn arm(point: FaultPoint, times: u32, ending: Ending) {
        PAUSES.store(ending == Ending::Pause, Ordering::SeqCst);
        LEFT.store(times.max(1), Ordering::SeqCst);
        POINT.store(point as usize, Ordering::SeqCst);
    }

    /// Says that a point is reached. The process ends or stands still here, if it was armed to.
    #[expect(clippy::disallowed_methods, reason = "nothing says that all threads have stopped")]
    pub fn reach(point: FaultPoint) {
        if POINT.load(Ordering::SeqCst) == point as usize
            && LEFT.fetch_sub(1, Ordering::SeqCst) == 1
        {
            if PAUSES.load(Ordering::SeqCst) {
                let own = rustix::process::getpid();
                let _ = rustix::process::kill_process(own, rustix::process::Signal::STOP);
                // Threads stop one after the other, and this one must not get any further meanwhile.
                std::thread::sleep(STOPS_WITHIN);
            } else {
                std::process::abort();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_is_found_by_its_name() {
        for point in FaultPoint::ALL {
            assert_eq!(FaultPoint::find(point.name()), Some(*point));
        }
        assert_eq!(FaultPoint::find("nothing"), None);
    }
}
