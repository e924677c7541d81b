//! What is signed when a backup is restored whose list of erasures is lost: what is known, and what is not.

use model::Timestamp;
use model::clock::format_instant;

const TITLE: &str = "ribcage/lost-erasures/1";

/// What is known of the erasures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostErasures {
    /// The deployment.
    pub deployment: String,
    /// The backup that was restored.
    pub backup: String,
    /// When the stores stood as they are in it.
    pub created_at: Timestamp,
    /// The backup whose keys were taken: the newest.
    pub keys: String,
    /// When those stood as they are in it. What is of whoever was erased before opens no more.
    pub keys_at: Timestamp,
    /// When it was restored. Whoever was erased since `keys_at` is back, unless their erasure was found.
    pub restored_at: Timestamp,
    /// How many erasures there were that a backup knew of,
    pub wanted: u64,
    /// and how many were found and done again.
    pub found: u64,
    /// The public halves of the recovery identities of the two who restored it.
    pub identities: [String; 2],
}

impl LostErasures {
    /// The text to sign.
    pub fn text(&self) -> String {
        let Self { deployment, backup, keys, wanted, found, identities: [one, other], .. } = self;
        let created_at = format_instant(self.created_at);
        let (keys_at, restored_at) =
            (format_instant(self.keys_at), format_instant(self.restored_at));
        format!(
            "{TITLE}\ndeployment: {deployment}\nbackup: {backup}\ncreated-at: {created_at}\n\
             keys: {keys}\nkeys-at: {keys_at}\nrestored-at: {restored_at}\nwanted: {wanted}\n\
             found: {found}\nidentity: {one}\nsecond-identity: {other}\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_statement_says_what_the_format_says() {
        let at = |second| Timestamp::from_second(second).expect("in range");
        let lost = LostErasures {
            deployment: "ab".repeat(16),
            backup: "20261129T101500000Z-0a1b2c3d".to_owned(),
            created_at: at(1_700_000_000),
            keys: "20261130T101500000Z-0a1b2c3d".to_owned(),
            keys_at: at(1_700_086_400),
            restored_at: at(1_700_100_000),
            wanted: 3,
            found: 1,
            identities: ["age1one".to_owned(), "age1other".to_owned()],
        };
        let text = "ribcage/lost-erasures/1\n\
                    deployment: abababababababababababababababab\n\
                    backup: 20261129T101500000Z-0a1b2c3d\n\
                    created-at: 2023-11-14T22:13:20.000Z\n\
                    keys: 20261130T101500000Z-0a1b2c3d\n\
                    keys-at: 2023-11-15T22:13:20.000Z\n\
                    restored-at: 2023-11-16T02:00:00.000Z\n\
                    wanted: 3\nfound: 1\nidentity: age1one\nsecond-identity: age1other\n";
        assert_eq!(lost.text(), text);
    }
}
