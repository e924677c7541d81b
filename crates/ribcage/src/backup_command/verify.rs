//! What can be seen of backups without opening them: which there are, and whether every object is as it was kept.

use std::collections::BTreeSet;

use anyhow::bail;
use backup::{Identities, KeysFor, names};
use ledger::VerifierKey;
use model::clock::format_instant;
use service::backups::{FenceWalk, Kept, KeptError, Listed, find_object, list_kept, newest};
use store::ObjectPlace;

use super::filling::open_sealed;
use crate::{backup_targets, configuration};

/// How often is looked at most, if backups come and go meanwhile.
const LOOKS_MAX: usize = 5;

#[expect(clippy::print_stdout, reason = "the command's answer")]
pub(super) async fn list(from: &str) -> anyhow::Result<()> {
    let place = backup_targets::open(from, &configuration::object_stores()?)?;
    let Listed { kept, damaged } = list_kept(place.as_ref()).await?;
    if kept.is_empty() && damaged.is_empty() {
        bail!("there is no backup at {from}");
    }
    for kept in kept {
        match kept.objects(place.as_ref()).await {
            Ok(objects) => {
                let bytes: u64 = objects.0.values().map(|(_, size)| size).sum();
                let (at, count) = (format_instant(kept.notice.created_at), objects.0.len());
                let (id, keys) = (&kept.notice.id, kept.notice.keys.as_ref().map(keys_for));
                let keys = keys.unwrap_or_default();
                println!("{id}  {at}  {count} objects, {bytes} bytes{keys}");
            }
            Err(KeptError::Place(error)) => return Err(error.into()),
            Err(error) => println!("WRONG  {error}"),
        }
    }
    for error in damaged {
        println!("WRONG  {error}");
    }
    Ok(())
}

/// For whom the keys of a backup are sealed. Whoever opened those of an earlier epoch, too, opens copies of them still.
fn keys_for(keys: &KeysFor) -> String {
    let one = |(recipient, since): (&String, &u64)| {
        let too = if *since < keys.epoch {
            format!(" (and for the same since epoch {since})")
        } else {
            String::new()
        };
        format!("{recipient}{too}")
    };
    let all: Vec<_> = keys.recipients.iter().map(one).collect();
    format!(", keys of epoch {} for {}", keys.epoch, all.join(", "))
}

/// Looks at everything, and opens what is sealed if identities are given. The first line of what is wrong goes to standard error, all of it to standard output.
#[expect(clippy::print_stdout, reason = "the command's answer")]
pub(super) async fn verify(
    from: &str,
    key: Option<&VerifierKey>,
    identities: Option<&Identities>,
) -> anyhow::Result<()> {
    let place = backup_targets::open(from, &configuration::object_stores()?)?;
    let mut listed = list_kept(place.as_ref()).await?;
    let mut left = LOOKS_MAX;
    let (looking, erasures) = loop {
        if listed.kept.is_empty() && listed.damaged.is_empty() {
            bail!("there is no backup at {from}");
        }
        let mut looking = Looking::new(place.as_ref(), (key, identities), &listed.damaged);
        let erasures = looking.at_all(&listed.kept).await;
        left -= 1;
        if looking.wrong.is_empty() || left == 0 {
            break (looking, erasures);
        }
        // What is missing may have been removed because there is a newer backup by now.
        let now = list_kept(place.as_ref()).await?;
        if now.kept == listed.kept {
            break (looking, erasures);
        }
        listed = now;
    };
    let (all, Looking { seen, wrong, .. }) = (listed.kept, looking);
    for line in &wrong {
        println!("WRONG  {line}");
    }
    if let Some(first) = wrong.first() {
        bail!("{first}");
    }
    println!("{} backups with {} objects are whole", all.len(), seen.len());
    println!("{erasures} erasures follow one another");
    if identities.is_some() {
        println!("all that is sealed in them opens for the identities");
    }
    if key.is_none() {
        println!("signatures were not checked: give the verifier key of the log with --key");
    }
    Ok(())
}

/// Looks at what is kept at a place.
struct Looking<'a> {
    place: &'a dyn ObjectPlace,
    key: Option<&'a VerifierKey>,
    identities: Option<&'a Identities>,
    seen: BTreeSet<String>,
    wrong: Vec<String>,
}

impl<'a> Looking<'a> {
    fn new(
        place: &'a dyn ObjectPlace,
        (key, identities): (Option<&'a VerifierKey>, Option<&'a Identities>),
        damaged: &[KeptError],
    ) -> Self {
        let wrong = damaged.iter().map(ToString::to_string).collect();
        Self { place, key, identities, seen: BTreeSet::new(), wrong }
    }

    /// Looks at backups and at the erasures, and says how many of those there are.
    async fn at_all(&mut self, all: &[Kept]) -> u64 {
        for kept in all {
            self.at(kept, newest(all) == Some(kept)).await;
        }
        self.at_fences(all).await
    }

    /// Looks at a backup.
    async fn at(&mut self, kept: &Kept, is_newest: bool) {
        if let Some(error) = self.key.and_then(|key| kept.check(key).err()) {
            self.wrong.push(error.to_string());
        }
        if let Err(error) = self.at_objects(kept, is_newest).await {
            self.wrong.push(error.to_string());
        }
    }

    async fn at_objects(&mut self, kept: &Kept, is_newest: bool) -> Result<(), KeptError> {
        let objects = kept.objects(self.place).await?;
        let keys = names::keys_of(&kept.notice.id);
        // They go when their root epoch goes.
        let has_keys = is_newest || !self.place.list(&keys).await?.is_empty();
        for name in objects.0.keys().filter(|name| has_keys || !name.starts_with(&keys)) {
            if !self.seen.insert(name.clone()) {
                continue;
            }
            let object = find_object(self.place, &objects, name).await;
            match (object, self.identities) {
                (Ok(sealed), Some(identities)) if names::is_sealed(name) => {
                    let opened = open_sealed(identities, &sealed, name);
                    self.wrong.extend(opened.err().map(|error| format!("{error:#}")));
                }
                (Ok(_), _) => {}
                (Err(error), _) => self.wrong.push(error.to_string()),
            }
        }
        Ok(())
    }

    /// Goes along the erasures, and says how many there are.
    async fn at_fences(&mut self, all: &[Kept]) -> u64 {
        let mut walk = FenceWalk::new(self.place, self.key);
        let walked = walk.finish().await;
        if let Err(error) = walked.and_then(|_| walk.check_reach(all)) {
            self.wrong.push(error.to_string());
        }
        walk.erasures()
    }
}
