//! What goes with a person beside their own key, counted as it goes.

use std::sync::atomic::AtomicU64;
use std::sync::{Mutex, PoisonError};

use model::DocumentKeyId;

/// What a try has removed.
#[derive(Default)]
pub(super) struct Counts {
    /// How many contents that were kept as blobs are gone.
    pub(super) contents: AtomicU64,
    /// How many documents about others too went whole.
    pub(super) lost: AtomicU64,
    /// The keys of documents that were destroyed.
    keys: Mutex<Vec<DocumentKeyId>>,
}

impl Counts {
    /// These keys are about to be destroyed.
    pub(super) fn note_keys(&self, destroyed: &[DocumentKeyId]) {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).extend(destroyed);
    }

    /// The keys that were destroyed.
    pub(super) fn document_keys(&self) -> Vec<String> {
        let keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.iter().map(ToString::to_string).collect()
    }
}
