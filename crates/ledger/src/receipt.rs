//! The receipt of an erasure: a signed note that says what is gone and what is not, and proves that the
//! erasure is in the log (`docs/formats.md`, section 9). It is checked with the log's key alone.

use std::fmt::Write as _;
use std::str::FromStr;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::clock::{Timestamp, format_instant};
use model::{ErasureId, EventId, Json, LogSubject, TenantId, Tree};

use crate::checkpoint::{Checkpoint, log_key_name};
use crate::commitment::{header_commitment, header_of};
use crate::entry::Entry;
use crate::error::LedgerError;
use crate::hash::Hash;
use crate::note::{Signer, VerifierKey, open_note, sign_note};
use crate::proof::verify_inclusion;
use crate::tree::leaf_hash;

/// The first line. No checkpoint begins so, whose second line is a number besides.
const TITLE: &str = "ribcage/receipt-of-erasure/1";
/// The operation whose event is proved: that of a person,
const OPERATION: &str = "erase_subject";
/// that of a tenant, of this type,
const OPERATION_OF_TENANT: &str = "finish_deletion";
const TENANT: &str = "Tenant";
/// and that of a person who signs in, of this type.
const OPERATION_OF_USER: &str = "delete_account";
const USER: &str = "User";
/// The name of lines on why copies are open past the day.
const OPEN_BECAUSE: &str = "copies-open-because";
/// The name of lines on copies of backups of keys.
const KEY_COPIES: &str = "copies-of-keys";

/// What became of a person's data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The erasure.
    pub erasure: ErasureId,
    /// Whose person it was.
    pub tenant: TenantId,
    /// The type of the person's own document: `Patient`, or `User`; or `Tenant`.
    pub kind: String,
    /// The random id under which the log knows the person.
    pub subject: LogSubject,
    /// When the person was erased: from then on nothing of theirs was shown.
    pub erased_at: Timestamp,
    /// As of when the receipt speaks.
    pub issued_at: Timestamp,
    /// What is destroyed, a line each.
    pub destroyed: Vec<String>,
    /// What is not yet, a line each.
    pub under_way: Vec<String>,
    /// What is kept and under which law, a line each.
    pub kept: Vec<String>,
    /// To whom this server has sent data of the person, a line each.
    pub sent_to: Vec<String>,
    /// What copies of an earlier day can be opened with, and until when.
    pub copies: Copies,
    /// Why they are open past that day, as far as it is known, a line each.
    pub open_because: Vec<String>,
    /// Who opens copies of backups of keys, a line each: while other copies open too, and once nobody opens those.
    pub key_copies: Vec<String>,
}

/// What can be opened of copies that were made before the erasure: databases, their logs, backups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copies {
    /// Whoever has a copy of the keys store too, and this epoch of the root key, can open them. It ends by
    /// then.
    OpenUntil {
        /// The epoch.
        epoch: u64,
        /// The day.
        at: Timestamp,
    },
    /// The same, but the day that it was to end by has passed.
    OpenPast {
        /// The epoch.
        epoch: u64,
        /// The day.
        at: Timestamp,
    },
    /// Nobody can, but for what is said of copies of backups of keys: the epoch and all before it are destroyed. They
    /// were by then.
    Closed {
        /// The epoch.
        epoch: u64,
        /// When that was seen.
        at: Timestamp,
    },
}

/// Proof that the erasure is in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptProof {
    /// Its event.
    pub event: EventId,
    /// The leaf.
    pub entry: Vec<u8>,
    /// `nonce ‖ header`, to which the leaf commits.
    pub header: Vec<u8>,
    /// Where the leaf stands.
    pub index: u64,
    /// The hashes beside the way from the leaf to the root.
    pub inclusion: Vec<Hash>,
    /// The signed checkpoint with that root.
    pub checkpoint: String,
}

/// Why a receipt is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// It is not signed by the key.
    #[error("the receipt is not signed by this key, or was changed: {0}")]
    NotSigned(#[source] LedgerError),
    /// It is no receipt.
    #[error("this is no receipt of an erasure")]
    Malformed,
    /// The checkpoint in it is not signed by the key.
    #[error("the checkpoint in the receipt is not signed by this key: {0}")]
    Checkpoint(#[source] LedgerError),
    /// The event is not under the checkpoint.
    #[error("the event of the erasure is not in the log that the receipt names")]
    NotInLog,
    /// The event is another one.
    #[error("the event in the receipt is not the erasure that the receipt speaks of")]
    OtherEvent,
}

impl Receipt {
    /// Signs the receipt with its proof.
    pub fn sign(&self, proof: &ReceiptProof, signer: &Signer) -> Result<String, LedgerError> {
        sign_note(&self.text(proof), &[signer])
    }

    /// Opens a receipt and checks everything in it that can be checked.
    pub fn verify(note: &[u8], key: &VerifierKey) -> Result<(Self, ReceiptProof), ReceiptError> {
        let opened = open_note(note, std::slice::from_ref(key)).map_err(ReceiptError::NotSigned)?;
        let (receipt, proof) = Self::read(opened.text).ok_or(ReceiptError::Malformed)?;
        let checkpoint =
            Checkpoint::open(proof.checkpoint.as_bytes(), key).map_err(ReceiptError::Checkpoint)?;
        if *key.name() != log_key_name(checkpoint.origin.deployment) {
            return Err(ReceiptError::Malformed);
        }
        let leaf = leaf_hash(&proof.entry);
        let Checkpoint { size, root, .. } = checkpoint;
        verify_inclusion(leaf, proof.index, size, root, &proof.inclusion)
            .map_err(|_| ReceiptError::NotInLog)?;
        if receipt.is_of(&proof) { Ok((receipt, proof)) } else { Err(ReceiptError::OtherEvent) }
    }

    /// Whether it is of a tenant that was deleted, whole.
    pub fn is_of_tenant(&self) -> bool {
        self.kind == TENANT
    }

    /// What was done, as the event that is proved says.
    fn operation(&self) -> &'static str {
        match self.kind.as_str() {
            TENANT => OPERATION_OF_TENANT,
            USER => OPERATION_OF_USER,
            _ => OPERATION,
        }
    }

    /// Whether the event that is proved is this erasure.
    fn is_of(&self, proof: &ReceiptProof) -> bool {
        let ReceiptProof { event, entry, header, .. } = proof;
        let (Ok(entry), Ok(commitment)) = (Entry::decode(entry), header_commitment(header)) else {
            return false;
        };
        let header = header_of(header).ok().and_then(|header| Json::parse(header).ok());
        let Some(header) = header else { return false };
        let says = |name, expected: &str| {
            header.member(name).and_then(Json::as_str).is_some_and(|found| found == expected)
        };
        let subjects = header.member("subjects").map_or(&[][..], Json::elements);
        let subject = self.subject.to_string();
        event.tree == Tree::Changes
            && (entry.writer, entry.sequence) == (event.writer, event.sequence)
            && entry.header == commitment
            && says("operation", self.operation())
            && (!self.is_of_tenant() || self.subject == LogSubject::of_tenant(self.tenant))
            && says("outcome", "done")
            && says("at", &format_instant(self.erased_at))
            && subjects.iter().any(|found| found.as_str() == Some(&subject))
    }

    fn text(&self, proof: &ReceiptProof) -> String {
        let mut text = format!("{TITLE}\n");
        let mut line = |name: &str, value: &str| {
            writeln!(text, "{name}: {value}").expect("a text takes whatever is written");
        };
        line("erasure", &self.erasure.to_string());
        line("tenant", &self.tenant.to_string());
        line("type", &self.kind);
        line("subject", &self.subject.to_string());
        line("erased-at", &format_instant(self.erased_at));
        line("issued-at", &format_instant(self.issued_at));
        for (name, lines) in self.lists() {
            for value in lines {
                line(name, value);
            }
        }
        let (name, epoch, at) = match self.copies {
            Copies::OpenUntil { epoch, at } => ("copies-open-until", epoch, at),
            Copies::OpenPast { epoch, at } => ("copies-open-past", epoch, at),
            Copies::Closed { epoch, at } => ("copies-closed-by", epoch, at),
        };
        line(name, &format!("{} epoch {epoch}", format_instant(at)));
        if matches!(self.copies, Copies::OpenPast { .. }) {
            for value in &self.open_because {
                line(OPEN_BECAUSE, value);
            }
        }
        for value in &self.key_copies {
            line(KEY_COPIES, value);
        }
        line("event", &proof.event.to_string());
        line("entry", &BASE64_STANDARD.encode(&proof.entry));
        line("header", &BASE64_STANDARD.encode(&proof.header));
        line("index", &proof.index.to_string());
        for hash in &proof.inclusion {
            line("inclusion", &hash.to_base64());
        }
        line("checkpoint", &BASE64_STANDARD.encode(&proof.checkpoint));
        text
    }

    const fn lists(&self) -> [(&'static str, &Vec<String>); 4] {
        [
            ("destroyed", &self.destroyed),
            ("under-way", &self.under_way),
            ("kept", &self.kept),
            ("sent-to", &self.sent_to),
        ]
    }

    /// The receipt in a text that was signed; nothing if it is not spelled as [`Receipt::sign`] does.
    fn read(text: &str) -> Option<(Self, ReceiptProof)> {
        let mut lines = Lines { rest: text.strip_prefix(TITLE)?.strip_prefix('\n')? };
        let erasure = lines.value("erasure")?;
        let tenant = lines.value("tenant")?;
        let kind = lines.value("type")?;
        let subject = lines.value("subject")?;
        let erased_at = lines.value("erased-at")?;
        let issued_at = lines.value("issued-at")?;
        let destroyed = lines.all("destroyed");
        let under_way = lines.all("under-way");
        let kept = lines.all("kept");
        let sent_to = lines.all("sent-to");
        let copies = lines.copies()?;
        let is_past = matches!(copies, Copies::OpenPast { .. });
        let open_because = if is_past { lines.all(OPEN_BECAUSE) } else { Vec::new() };
        let key_copies = lines.all(KEY_COPIES);
        let proof = ReceiptProof {
            event: lines.value("event")?,
            entry: bytes(lines.next("entry")?)?,
            header: bytes(lines.next("header")?)?,
            index: lines.value("index")?,
            inclusion: {
                let hashes = lines.all("inclusion");
                hashes.iter().map(|hash| Hash::from_base64(hash)).collect::<Option<_>>()?
            },
            checkpoint: String::from_utf8(bytes(lines.next("checkpoint")?)?).ok()?,
        };
        let receipt = Self {
            erasure,
            tenant,
            kind,
            subject,
            erased_at,
            issued_at,
            destroyed,
            under_way,
            kept,
            sent_to,
            copies,
            open_because,
            key_copies,
        };
        (lines.rest.is_empty() && receipt.text(&proof) == text).then_some((receipt, proof))
    }
}

fn epoch_at(value: &str) -> Option<(u64, Timestamp)> {
    let (at, epoch) = value.split_once(" epoch ")?;
    Some((epoch.parse().ok()?, at.parse().ok()?))
}

fn bytes(value: &str) -> Option<Vec<u8>> {
    BASE64_STANDARD.decode(value).ok()
}

/// The lines of a text that are left, each a name and a value.
struct Lines<'a> {
    rest: &'a str,
}

impl<'a> Lines<'a> {
    /// The value of the next line, if it has this name.
    fn next(&mut self, name: &str) -> Option<&'a str> {
        let (line, rest) = self.rest.split_once('\n')?;
        let value = line.strip_prefix(name)?.strip_prefix(": ")?;
        self.rest = rest;
        Some(value)
    }

    fn copies(&mut self) -> Option<Copies> {
        if let Some(value) = self.next("copies-open-until") {
            return epoch_at(value).map(|(epoch, at)| Copies::OpenUntil { epoch, at });
        }
        if let Some(value) = self.next("copies-open-past") {
            return epoch_at(value).map(|(epoch, at)| Copies::OpenPast { epoch, at });
        }
        epoch_at(self.next("copies-closed-by")?).map(|(epoch, at)| Copies::Closed { epoch, at })
    }

    fn value<T: FromStr>(&mut self, name: &str) -> Option<T> {
        self.next(name)?.parse().ok()
    }

    fn all(&mut self, name: &str) -> Vec<String> {
        std::iter::from_fn(|| self.next(name).map(ToOwned::to_owned)).collect()
    }
}

#[cfg(test)]
mod tests {
    use model::{DeploymentId, LogId, WriterId};
    use proptest::prelude::*;
    use zeroize::Zeroizing;

    use super::*;
    use crate::checkpoint::Origin;
    use crate::commitment::encode_header;
    use crate::tree::node_hash;

    fn signer(deployment: u8) -> Signer {
        let name = log_key_name(DeploymentId::from_bytes([deployment; 16]));
        Signer::from_seed(name, &Zeroizing::new([deployment; 32]))
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + seconds).expect("in range")
    }

    fn receipt() -> Receipt {
        Receipt {
            erasure: ErasureId::from_bytes([1; 16]),
            tenant: TenantId::from_number(2),
            kind: "Patient".to_owned(),
            subject: LogSubject::from_bytes([3; 16]),
            erased_at: at(0),
            issued_at: at(1),
            destroyed: vec!["the key".to_owned(), "the link".to_owned()],
            under_way: vec!["documents".to_owned()],
            kept: Vec::new(),
            sent_to: Vec::new(),
            copies: Copies::OpenUntil { epoch: 1, at: at(9) },
            open_because: Vec::new(),
            key_copies: Vec::new(),
        }
    }

    fn header(operation: &str) -> Vec<u8> {
        let subject = LogSubject::from_bytes([3; 16]);
        let header = format!(
            r#"{{"at":"{}","operation":"{operation}","outcome":"done","subjects":["{subject}"]}}"#,
            format_instant(at(0))
        );
        encode_header(&[7; 32], header.as_bytes())
    }

    fn proof(header: Vec<u8>) -> ReceiptProof {
        let writer = WriterId::from_number(5);
        let commitment = header_commitment(&header).expect("it has a nonce");
        let previous = Hash::ZERO;
        let (sequence, bodies) = (6, Hash::from_bytes([8; 32]));
        let entry = Entry { writer, sequence, previous, header: commitment, bodies };
        let sibling = Hash::from_bytes([9; 32]);
        let root = node_hash(&sibling, &leaf_hash(&entry.encode()));
        let origin = Origin {
            deployment: DeploymentId::from_bytes([1; 16]),
            log: LogId::from_bytes([4; 16]),
        };
        ReceiptProof {
            event: EventId { tree: Tree::Changes, writer, sequence },
            entry: entry.encode().to_vec(),
            header,
            index: 1,
            inclusion: vec![sibling],
            checkpoint: Checkpoint { origin, size: 2, root }.sign(&signer(1)),
        }
    }

    fn signed(receipt: &Receipt, proof: &ReceiptProof) -> String {
        receipt.sign(proof, &signer(1)).expect("it can be signed")
    }

    fn verified(note: &str) -> Result<Receipt, ReceiptError> {
        Receipt::verify(note.as_bytes(), signer(1).verifier_key()).map(|(receipt, _)| receipt)
    }

    #[test]
    fn a_receipt_that_was_signed_says_what_was_put_in() {
        let proof = proof(header("erase_subject"));
        let closed = Receipt { copies: Copies::Closed { epoch: 4, at: at(2) }, ..receipt() };
        let key_copies = vec!["whoever holds one identity".to_owned(), "another".to_owned()];
        let but_one = Receipt { key_copies: key_copies.clone(), ..closed.clone() };
        let past = Receipt { copies: Copies::OpenPast { epoch: 1, at: at(0) }, ..receipt() };
        let open_because = vec!["the epoch has not ended".to_owned(), "a place is away".to_owned()];
        let for_a_reason = Receipt { open_because, key_copies, ..past.clone() };
        for receipt in [receipt(), closed, but_one, past, for_a_reason] {
            assert_eq!(verified(&signed(&receipt, &proof)), Ok(receipt));
        }
    }

    #[test]
    fn a_receipt_proves_the_event_of_its_type() {
        let of_user = Receipt { kind: "User".to_owned(), ..receipt() };
        let right = signed(&of_user, &proof(header("delete_account")));
        assert_eq!(verified(&right), Ok(of_user.clone()));
        let wrong = signed(&of_user, &proof(header("erase_subject")));
        assert_eq!(verified(&wrong), Err(ReceiptError::OtherEvent));
    }

    #[test]
    fn a_receipt_that_was_changed_or_is_of_another_deployment_is_refused() {
        let note = signed(&receipt(), &proof(header("erase_subject")));
        let changed = note.replace("destroyed: the link", "destroyed: the lot");
        assert!(matches!(verified(&changed), Err(ReceiptError::NotSigned(_))));
        let other = Receipt::verify(note.as_bytes(), signer(2).verifier_key());
        assert!(matches!(other, Err(ReceiptError::NotSigned(_))));
        // The key signs checkpoints too, and none of them passes for a receipt.
        let checkpoint = proof(header("erase_subject")).checkpoint;
        assert_eq!(verified(&checkpoint), Err(ReceiptError::Malformed));
    }

    #[test]
    fn an_event_that_is_not_this_erasure_or_not_in_the_log_proves_nothing() {
        let other_operation = proof(header("read_resource"));
        let note = signed(&receipt(), &other_operation);
        assert_eq!(verified(&note), Err(ReceiptError::OtherEvent));

        let right = proof(header("erase_subject"));
        let header = header("delete_resource");
        let other_header = ReceiptProof { header, ..right.clone() };
        assert_eq!(verified(&signed(&receipt(), &other_header)), Err(ReceiptError::OtherEvent));
        for receipt in [
            Receipt { subject: LogSubject::from_bytes([0; 16]), ..receipt() },
            Receipt { erased_at: at(5), ..receipt() },
        ] {
            assert_eq!(verified(&signed(&receipt, &right)), Err(ReceiptError::OtherEvent));
        }
        let elsewhere = ReceiptProof { index: 0, ..right.clone() };
        assert_eq!(verified(&signed(&receipt(), &elsewhere)), Err(ReceiptError::NotInLog));
        let other = right.event;
        let renamed = EventId { sequence: other.sequence + 1, ..other };
        let renamed = ReceiptProof { event: renamed, ..right };
        assert_eq!(verified(&signed(&receipt(), &renamed)), Err(ReceiptError::OtherEvent));
    }

    #[test]
    fn a_checkpoint_that_somebody_else_signed_is_refused() {
        let mut forged = proof(header("erase_subject"));
        let opened = Checkpoint::open(forged.checkpoint.as_bytes(), signer(1).verifier_key());
        let mut checkpoint = opened.expect("it is signed");
        checkpoint.origin.deployment = DeploymentId::from_bytes([2; 16]);
        forged.checkpoint = checkpoint.sign(&signer(2));
        let refused = verified(&signed(&receipt(), &forged));
        assert!(matches!(refused, Err(ReceiptError::Checkpoint(_))));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(ribcage/receipt-of-erasure/1\n)?([a-z-]{1,9}: .{0,20}\n){0,9}") {
            drop(Receipt::read(&text));
        }
    }
}
