//! Verifies events that were taken out of a log, each with its proof: what an export of a person has in `log`.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ledger::commitment::{header_commitment, header_of};
use ledger::proof::verify_inclusion;
use ledger::{Checkpoint, Entry, Hash, VerifierKey};
use model::Tree;
use serde::Deserialize;

/// An event, as a line of an export has it.
#[derive(Deserialize)]
struct Line {
    event: String,
    at: String,
    operation: String,
    outcome: String,
    index: u64,
    entry: String,
    header: String,
    inclusion: Vec<String>,
}

/// What the log itself says of an event.
#[derive(Deserialize)]
struct Said {
    at: String,
    operation: String,
    outcome: String,
}

/// Verifies all events in a folder, with this key or the one that lies there.
pub(super) fn verify_events(folder: &Path, key: Option<VerifierKey>) -> anyhow::Result<String> {
    let is_on_trust = key.is_none();
    let key = match key {
        Some(key) => key,
        None => read(&folder.join("key"))?.trim().parse().context("key is no verifier key")?,
    };
    let mut text = String::new();
    for tree in Tree::ALL {
        // It is there whether any event names the person or none.
        let checkpoint = open(&folder.join(tree.name()).join("checkpoint"), &key)?;
        let mut count = 0_u64;
        for part in 1_u32.. {
            let file = folder.join(format!("events-{tree}-{part:04}.ndjson"));
            if !file.exists() {
                break;
            }
            let file = File::open(&file).with_context(|| format!("{} is there", file.display()))?;
            for line in BufReader::new(file).lines() {
                let line: Line = serde_json::from_str(&line?).context("a line is no event")?;
                check(&line, tree, &checkpoint)
                    .with_context(|| format!("event {} of the {tree} tree", line.event))?;
                count += 1;
            }
        }
        writeln!(
            text,
            "{tree}: {count} events are in the log: what was done, when, and how it ended"
        )?;
    }
    text.push_str("who did it, through what and with which documents is what the server says\n");
    if is_on_trust {
        text.push_str(
            "the key is the one that was found beside them; give the true one with --key",
        );
    } else {
        text.push_str("signed by the key that was given");
    }
    Ok(text)
}

fn open(path: &Path, key: &VerifierKey) -> anyhow::Result<Checkpoint> {
    let note = read(path)?;
    Checkpoint::open(note.as_bytes(), key)
        .with_context(|| format!("{} is not signed by the key", path.display()))
}

/// That an event is under the checkpoint, and is what the line says.
fn check(line: &Line, tree: Tree, checkpoint: &Checkpoint) -> anyhow::Result<()> {
    let bytes = STANDARD.decode(&line.entry).context("the entry is no base64")?;
    let entry = Entry::decode(&bytes).context("the entry is none")?;
    let named = model::EventId { tree, writer: entry.writer, sequence: entry.sequence };
    ensure!(named.to_string() == line.event, "the entry is that of {named}");
    let inclusion: Option<Vec<Hash>> =
        line.inclusion.iter().map(|hash| hash.parse().ok()).collect();
    let Some(inclusion) = inclusion else { bail!("the proof has what is no hash") };
    let leaf = ledger::leaf_hash(&bytes);
    let Checkpoint { size, root, .. } = *checkpoint;
    verify_inclusion(leaf, line.index, size, root, &inclusion)
        .context("it is not in the log that the checkpoint signs")?;
    let header = STANDARD.decode(&line.header).context("the header is no base64")?;
    let commitment = header_commitment(&header).context("the header is none")?;
    ensure!(entry.header == commitment, "the entry is of another header");
    let said: Said = serde_json::from_slice(header_of(&header).context("the header is none")?)
        .context("the header is none")?;
    let is_so =
        (&said.at, &said.operation, &said.outcome) == (&line.at, &line.operation, &line.outcome);
    ensure!(is_so, "the log says that it was {} at {}, {}", said.operation, said.at, said.outcome);
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}
