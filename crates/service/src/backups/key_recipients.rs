//! For whom keys in backups are sealed, and ever were: whoever has the identity of one of them opens a copy of such a
//! backup, however long ago the root epoch of the keys in it has ended.
//!
//! That is written down before anything is sealed for anybody, and what receipts say of copies is read from there.
//! Whoever takes another's place does so when an epoch begins. Otherwise the keys of the one that is about to end
//! would be sealed for whom it was to be kept from.

use std::collections::{BTreeMap, BTreeSet};

use backup::{KeysFor, Recipients};
use model::clock::format_instant;
use model::{Operation, ResourceId, Timestamp};
use serde::{Deserialize, Serialize};

use super::kept::Kept;
use crate::Service;
use crate::error::ServiceError;

/// For whom keys were sealed, by the oldest root epoch that lived then.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct SealedBody {
    epochs: BTreeMap<u64, SealedEpoch>,
}

/// For whom the keys of an epoch were sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct SealedEpoch {
    /// Those who open keys only: as long as the epoch lives it is they.
    settled: BTreeSet<String>,
    /// Those who open everything, and those of whom backups tell.
    others: BTreeSet<String>,
    /// Whether root keys were among the keys.
    has_root_keys: bool,
}

/// What the configuration says of recipients now.
struct Wanted {
    /// For whom everything but keys is sealed.
    all: BTreeSet<String>,
    /// For whom keys are, if those are others.
    keys: Option<BTreeSet<String>>,
    has_root_keys: bool,
}

impl Service {
    /// For whom everything but keys is sealed.
    pub(super) fn recipients_of_all(&self) -> Result<Recipients, ServiceError> {
        parse("recovery.recipient", &self.backup_targets.recipients()?)
    }

    /// For whom the keys of a backup are to be sealed that is about to be made, none of which is under an epoch before
    /// this one. That it will be so is written down.
    pub(super) async fn settle_key_recipients(
        &self,
        address: &str,
        kept: &[Kept],
        epoch: u64,
    ) -> Result<(Recipients, KeysFor), ServiceError> {
        let wanted = self.wanted_recipients()?;
        let (version, before) = self.find_body::<SealedBody>(&own_id()).await?;
        let mut body = before.clone();
        let (_, known) = self.find_known_backups(address).await?;
        body.learn(kept, &wanted, known.known(kept));
        let recipients = body.settle(epoch, &wanted);
        if body != before {
            let (operation, id) = (Operation::RecordKeyRecipients, own_id());
            self.keep_body(operation, (id, version.next()), &body).await?;
        }
        if wanted.keys.as_ref().is_some_and(|wanted| *wanted != recipients) {
            tracing::warn!(
                epoch,
                "keys are sealed for whom those of this root epoch were: key-recovery.recipient counts from the next on"
            );
        }
        let since = |recipient: &String| body.first_epoch_of(recipient).unwrap_or(epoch);
        let recipients_since = recipients.iter().map(|it| (it.clone(), since(it))).collect();
        let has_root_keys = wanted.has_root_keys;
        let keys = KeysFor { epoch, has_root_keys, recipients: recipients_since };
        let lines = Vec::from_iter(recipients).join("\n");
        Ok((Recipients::parse(&lines)?, keys))
    }

    /// What is to be said of backups of keys of an epoch: whose identities open copies of those backups, a line each,
    /// though no other copy of before opens since an instant, or while they do.
    pub(crate) async fn openers_of_keys(
        &self,
        epoch: u64,
        closed_at: Option<Timestamp>,
    ) -> Result<Vec<String>, ServiceError> {
        let (_, body) = self.find_body::<SealedBody>(&own_id()).await?;
        let openers = body.openers(epoch);
        if openers.is_empty() {
            return Ok(Vec::new());
        }
        let in_use = body.in_use(&self.wanted_recipients()?);
        let made = closed_at.map_or_else(
            || format!("are made while root key epoch {epoch} or an earlier one lives"),
            |at| {
                let at = format_instant(at);
                format!(
                    "were made before {at}, while root key epoch {epoch} or an earlier one lived,"
                )
            },
        );
        let line = |recipient: &String| {
            let copies = format!(
                "copies of backups of keys that {made} can be opened by whoever holds the identity of {recipient}"
            );
            if in_use.contains(recipient) {
                format!("{copies}, which is in use")
            } else {
                format!("{copies}, which is in use no more: that identity is to be destroyed")
            }
        };
        Ok(openers.iter().map(line).collect())
    }

    fn wanted_recipients(&self) -> Result<Wanted, ServiceError> {
        let keys = self.backup_targets.key_recipients()?;
        let keys = keys.map(|keys| parse("key-recovery.recipient", &keys)).transpose()?;
        Ok(Wanted {
            all: self.recipients_of_all()?.texts(),
            keys: keys.map(|keys| keys.texts()),
            has_root_keys: self.backup_targets.keeps_root_keys(),
        })
    }
}

impl SealedBody {
    /// For whom the keys of an epoch are to be sealed now. It is so from here on.
    fn settle(&mut self, epoch: u64, wanted: &Wanted) -> BTreeSet<String> {
        let of_epoch = self.epochs.entry(epoch).or_default();
        of_epoch.has_root_keys |= wanted.has_root_keys;
        match &wanted.keys {
            None => {
                of_epoch.others.extend(wanted.all.iter().cloned());
                wanted.all.clone()
            }
            Some(keys) => {
                if of_epoch.settled.is_empty() {
                    of_epoch.settled.clone_from(keys);
                }
                of_epoch.settled.clone()
            }
        }
    }

    /// Learns from backups what is not known any more in stores that were restored from another one, and of those of an
    /// earlier format, which do not tell, that keys were for whom all else was.
    /// Epochs of backups that the stores do not know are counted otherwise than theirs: they were before all that are.
    fn learn(&mut self, kept: &[Kept], wanted: &Wanted, knows: impl Fn(&Kept) -> bool) {
        for kept in kept {
            let Some(keys) = &kept.notice.keys else {
                let of_before = self.epochs.entry(0).or_default();
                of_before.others.extend(wanted.all.iter().cloned());
                of_before.has_root_keys |= wanted.has_root_keys;
                continue;
            };
            for (recipient, since) in &keys.recipients {
                for epoch in [*since, keys.epoch] {
                    let epoch = if knows(kept) { epoch } else { 0 };
                    let of_epoch = self.epochs.entry(epoch).or_default();
                    of_epoch.has_root_keys |= keys.has_root_keys;
                    if !of_epoch.settled.contains(recipient) {
                        of_epoch.others.insert(recipient.clone());
                    }
                }
            }
        }
    }

    /// The first epoch whose keys were sealed for a recipient.
    fn first_epoch_of(&self, recipient: &str) -> Option<u64> {
        let is_for = |sealed: &SealedEpoch| {
            sealed.settled.contains(recipient) || sealed.others.contains(recipient)
        };
        self.epochs.iter().find(|(_, sealed)| is_for(sealed)).map(|(epoch, _)| *epoch)
    }

    /// For whom root keys of this epoch or an earlier one were sealed.
    fn openers(&self, epoch: u64) -> BTreeSet<String> {
        let epochs = self.epochs.range(..=epoch).map(|(_, sealed)| sealed);
        let with_root_keys = epochs.filter(|sealed| sealed.has_root_keys);
        with_root_keys.flat_map(|sealed| sealed.settled.union(&sealed.others)).cloned().collect()
    }

    /// Who opens what is sealed today.
    fn in_use(&self, wanted: &Wanted) -> BTreeSet<String> {
        let newest = self.epochs.last_key_value().map(|(_, sealed)| &sealed.settled);
        let newest = newest.into_iter().flatten();
        newest.chain(&wanted.all).chain(wanted.keys.iter().flatten()).cloned().collect()
    }
}

fn parse(name: &str, text: &str) -> Result<Recipients, ServiceError> {
    Recipients::parse(text).map_err(|error| ServiceError::BadRequest(format!("{name}: {error}")))
}

fn own_id() -> ResourceId {
    super::id_of(&[b"ribcage recipients of keys 1"])
}

#[cfg(test)]
mod tests {
    use backup::{FenceHead, Notice, ObjectHash};

    use super::*;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn wanted(keys: Option<&[&str]>) -> Wanted {
        Wanted { all: set(&["all"]), keys: keys.map(set), has_root_keys: true }
    }

    fn kept(keys: Option<KeysFor>) -> Kept {
        let (id, created_at) = ("1".to_owned(), Timestamp::UNIX_EPOCH);
        let (deployment, objects) = (String::new(), ObjectHash::of(b""));
        let fences = FenceHead::default();
        Kept {
            notice: Notice { id, deployment, created_at, objects, fences, keys, timeline: None },
            note: vec![],
        }
    }

    #[test]
    fn another_recipient_of_keys_counts_from_the_next_epoch_on_and_the_first_at_once() {
        let mut body = SealedBody::default();
        assert_eq!(body.settle(1, &wanted(None)), set(&["all"]));
        assert_eq!(body.settle(1, &wanted(Some(&["one"]))), set(&["one"]));
        assert_eq!(body.settle(1, &wanted(Some(&["other"]))), set(&["one"]));
        assert_eq!(body.openers(1), set(&["all", "one"]));
        assert_eq!(body.settle(2, &wanted(Some(&["other"]))), set(&["other"]));
        assert_eq!(body.openers(1), set(&["all", "one"]));
        assert_eq!(body.openers(2), set(&["all", "one", "other"]));
        assert_eq!(body.in_use(&wanted(Some(&["other"]))), set(&["all", "other"]));
        assert_eq!((body.first_epoch_of("other"), body.first_epoch_of("nobody")), (Some(2), None));
        // Without the file it is for everybody again, and the other is in use as long as the epoch is.
        assert_eq!(body.settle(2, &wanted(None)), set(&["all"]));
        assert_eq!(body.in_use(&wanted(None)), set(&["all", "other"]));
    }

    #[test]
    fn copies_of_keys_without_root_keys_open_nothing() {
        let mut body = SealedBody::default();
        body.settle(1, &Wanted { has_root_keys: false, ..wanted(None) });
        assert!(body.openers(9).is_empty());
        body.settle(2, &wanted(None));
        assert_eq!((body.openers(1), body.openers(2)), (set(&[]), set(&["all"])));
    }

    #[test]
    fn what_stores_of_an_earlier_day_do_not_know_is_learned_from_backups() {
        let recipients = [("one".to_owned(), 2), ("other".to_owned(), 3)].into();
        let keys = KeysFor { epoch: 3, has_root_keys: true, recipients };
        let mut body = SealedBody::default();
        body.learn(&[kept(Some(keys.clone()))], &wanted(None), |_| true);
        let learned = [1, 2, 3].map(|epoch| body.openers(epoch));
        assert_eq!(learned, [set(&[]), set(&["one"]), set(&["one", "other"])]);
        let again = body.clone();
        body.learn(&[kept(Some(keys))], &wanted(None), |_| true);
        assert_eq!(body, again);
        body.learn(&[kept(None)], &wanted(None), |_| true);
        assert_eq!(body.openers(1), set(&["all"]));

        // Their own third epoch is not the one of a backup that they do not know.
        let mut body = SealedBody::default();
        let recipients = [("one".to_owned(), 2), ("other".to_owned(), 3)].into();
        let keys = KeysFor { epoch: 3, has_root_keys: true, recipients };
        body.learn(&[kept(Some(keys))], &wanted(None), |_| false);
        assert_eq!(body.openers(1), set(&["one", "other"]));
    }
}
