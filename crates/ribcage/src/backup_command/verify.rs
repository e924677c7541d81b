//! What can be seen of backups without opening them: which there are, and whether every object is as it was kept.

use anyhow::{Context as _, bail};
use backup::{Notice, ObjectHash, ObjectList};
use ledger::VerifierKey;
use ledger::note::open_note;
use model::clock::format_instant;
use store::ObjectPlace;

use crate::backup_targets;
use crate::configuration;

/// A backup as it stands at a target.
pub(super) struct Found {
    pub(super) notice: Notice,
    pub(super) note: Vec<u8>,
}

/// All backups at a target, oldest first.
pub(super) async fn find_all(target: &dyn ObjectPlace) -> anyhow::Result<Vec<Found>> {
    let mut found = Vec::new();
    for name in target.list("backups/").await? {
        if !name.ends_with(".notice") {
            continue;
        }
        let note = target.get(&name).await?.with_context(|| format!("{name} is gone"))?;
        let text = std::str::from_utf8(&note).ok().and_then(|note| note.split_once("\n\n"));
        let notice = text.and_then(|(text, _)| Notice::read(&format!("{text}\n")).ok());
        let notice = notice.with_context(|| format!("{name} is not of a known format"))?;
        let is_its_own = name == format!("backups/{}.notice", notice.id);
        anyhow::ensure!(is_its_own, "{name} is the notice of another backup");
        found.push(Found { notice, note });
    }
    Ok(found)
}

/// The list of what a backup needs, if it is the one that was signed.
pub(super) async fn objects_of(
    target: &dyn ObjectPlace,
    notice: &Notice,
) -> anyhow::Result<ObjectList> {
    let name = format!("backups/{}.objects", notice.id);
    let list = target.get(&name).await?.with_context(|| format!("{name} is gone"))?;
    anyhow::ensure!(ObjectHash::of(&list) == notice.objects, "{name} was changed");
    let list = String::from_utf8(list).context("the list of objects is not a text")?;
    Ok(ObjectList::decode(&list)?)
}

/// An object of a backup, if it is as it was kept.
pub(super) async fn object(
    target: &dyn ObjectPlace,
    objects: &ObjectList,
    name: &str,
) -> anyhow::Result<Vec<u8>> {
    let (hash, _) = objects.0.get(name).with_context(|| format!("{name} is not in the list"))?;
    let object = target.get(name).await?.with_context(|| format!("{name} is gone"))?;
    anyhow::ensure!(ObjectHash::of(&object) == *hash, "{name} was changed");
    Ok(object)
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
pub(super) async fn list(from: &str) -> anyhow::Result<()> {
    let target = backup_targets::open(from, &configuration::object_stores()?)?;
    for Found { notice, .. } in find_all(target.as_ref()).await? {
        let objects = objects_of(target.as_ref(), &notice).await?;
        let bytes: u64 = objects.0.values().map(|(_, size)| size).sum();
        let (at, count) = (format_instant(notice.created_at), objects.0.len());
        println!("{}  {at}  {count} objects, {bytes} bytes", notice.id);
    }
    Ok(())
}

/// Looks at everything. The first line of what is wrong goes to standard error, all of it to standard output.
#[expect(clippy::print_stdout, reason = "the command's answer")]
pub(super) async fn verify(from: &str, key: Option<&str>) -> anyhow::Result<()> {
    let target = backup_targets::open(from, &configuration::object_stores()?)?;
    let key: Option<VerifierKey> =
        key.map(|key| key.trim().parse()).transpose().context("that is not a verifier key")?;
    let backups = find_all(target.as_ref()).await?;
    if backups.is_empty() {
        bail!("there is no backup at {from}");
    }
    let mut wrong = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for Found { notice, note } in &backups {
        if let Some(key) = &key
            && open_note(note, std::slice::from_ref(key)).is_err()
        {
            wrong.push(format!("backups/{}.notice is not signed by the key", notice.id));
        }
        let objects = match objects_of(target.as_ref(), notice).await {
            Ok(objects) => objects,
            Err(error) => {
                wrong.push(error.to_string());
                continue;
            }
        };
        let keys = format!("keys/{}/", notice.id);
        let is_newest = backups.last().is_some_and(|newest| newest.notice.id == notice.id);
        // They go when their root epoch goes.
        let has_keys = is_newest || !target.list(&keys).await?.is_empty();
        let wanted = objects.0.keys().filter(|name| has_keys || !name.starts_with(&keys));
        for name in wanted.filter(|name| seen.insert((*name).clone())) {
            if let Err(error) = object(target.as_ref(), &objects, name).await {
                wrong.push(error.to_string());
            }
        }
    }
    for line in &wrong {
        println!("WRONG  {line}");
    }
    match wrong.first() {
        Some(first) => bail!("{first}"),
        None => println!("{} backups with {} objects are whole", backups.len(), seen.len()),
    }
    if key.is_none() {
        println!("their signatures were not checked: give the verifier key of the log with --key");
    }
    Ok(())
}
