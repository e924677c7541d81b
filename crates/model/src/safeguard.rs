//! What keeps somebody who was erased from coming back: each can be taken away, so that a test sees it missed.
//!
//! Only tests turn on the feature `faults`. Without it all of them stand, and nothing takes one away.

macro_rules! safeguards {
    ($($(#[doc = $doc:literal])+ $safeguard:ident $name:literal,)+) => {
        /// One of them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Safeguard {
            $($(#[doc = $doc])+ $safeguard,)+
        }

        impl Safeguard {
            /// All there are.
            pub const ALL: &[Self] = &[$(Self::$safeguard,)+];

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$safeguard => $name,)+
                }
            }
        }
    };
}

safeguards! {
    /// Whoever is erased has their key destroyed.
    SubjectKeysDestroyed "subject_keys_destroyed",
    /// What was about others too has the keys of its versions of before destroyed.
    DocumentKeysDestroyed "document_keys_destroyed",
    /// Every place of backups is told of an erasure.
    FencesAdded "fences_added",
    /// Keys are backed up again when root keys turn, and those of before are removed.
    KeyBackupsRemoved "key_backups_removed",
    /// A restore takes the newest keys, whichever documents it takes.
    NewestKeysTaken "newest_keys_taken",
    /// It wants all erasures that a backup knows of.
    FencesWanted "fences_wanted",
    /// It does all erasures again.
    FencesReplayed "fences_replayed",
    /// A server that is behind the places of its backups does not serve.
    FencesCompared "fences_compared",
}

impl Safeguard {
    /// The safeguard of this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|safeguard| safeguard.name() == name)
    }
}

#[cfg(not(feature = "faults"))]
#[expect(clippy::unused_self, reason = "it is asked as in builds for tests")]
impl Safeguard {
    /// Whether it is there.
    #[inline]
    pub const fn stands(self) -> bool {
        true
    }

    /// Nothing can be taken away in this build.
    pub const fn take_away(self) {}
}

#[cfg(feature = "faults")]
mod taken {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::Safeguard;

    static TAKEN: AtomicU32 = AtomicU32::new(0);

    impl Safeguard {
        /// Whether it is there.
        pub fn stands(self) -> bool {
            TAKEN.load(Ordering::SeqCst) & (1 << self as u32) == 0
        }

        /// Lets this process go on without it.
        pub fn take_away(self) {
            TAKEN.fetch_or(1 << self as u32, Ordering::SeqCst);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_safeguard_is_found_by_its_name() {
        for safeguard in Safeguard::ALL {
            assert_eq!(Safeguard::find(safeguard.name()), Some(*safeguard));
        }
        assert_eq!(Safeguard::find("nothing"), None);
    }
}
