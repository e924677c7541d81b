//! `ribcage receipt`: checks the receipt of an erasure, offline.

use std::fs;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Subcommand;
use ledger::{Copies, Receipt, VerifierKey};
use model::clock::format_instant;

/// No receipt is larger.
const RECEIPT_BYTES_MAX: u64 = 1024 * 1024;

#[derive(Subcommand)]
pub(crate) enum ReceiptCommand {
    /// Check a receipt with the log's key, and show what it says
    Verify {
        /// The receipt: the note itself, or the answer of the server that has it
        file: PathBuf,
        /// The verifier key of the log, as `GET /api/log/key` gives it
        #[arg(long)]
        key: String,
    },
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
pub(crate) fn run(command: ReceiptCommand) -> anyhow::Result<()> {
    let ReceiptCommand::Verify { file, key } = command;
    let key: VerifierKey = key.trim().parse().context("that is not a verifier key")?;
    let shown = file.display().to_string();
    let size = fs::metadata(&file).with_context(|| format!("{shown} cannot be read"))?.len();
    anyhow::ensure!(size <= RECEIPT_BYTES_MAX, "{shown} is too large for a receipt");
    let bytes = fs::read(&file).with_context(|| format!("{shown} cannot be read"))?;
    let (note, is_answer) = note_in(bytes);
    let (receipt, proof) = Receipt::verify(&note, &key)?;
    show(&receipt, &proof.event.to_string(), proof.index);
    if is_answer {
        println!("this is what was signed; what else the answer says of the erasure was not");
    }
    Ok(())
}

/// The note, in the answer of a server or by itself, and whether it was in one.
fn note_in(bytes: Vec<u8>) -> (Vec<u8>, bool) {
    match serde_json::from_slice::<wire::Erasure>(&bytes) {
        Ok(wire::Erasure { receipt: Some(receipt), .. }) => (receipt.into_bytes(), true),
        _ => (bytes, false),
    }
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
fn show(receipt: &Receipt, event: &str, index: u64) {
    println!("the receipt is genuine");
    println!(
        "{} known to the log as {} was erased at {}",
        receipt.kind,
        receipt.subject,
        format_instant(receipt.erased_at)
    );
    let whose = if receipt.is_of_tenant() {
        "the deployment".to_owned()
    } else {
        receipt.tenant.to_string()
    };
    println!("event {event} says so, entry {index} of the log of changes of {whose}");
    println!("as of {}:", format_instant(receipt.issued_at));
    let lists = [
        ("destroyed", &receipt.destroyed),
        ("under way", &receipt.under_way),
        ("kept", &receipt.kept),
        ("sent to", &receipt.sent_to),
    ];
    for (what, lines) in lists {
        for line in lines {
            println!("  {what}: {line}");
        }
    }
    match receipt.copies {
        Copies::OpenUntil { epoch, at } => println!(
            "  copies of before can be opened by whoever has root key epoch {epoch}, which ends by {}",
            format_instant(at)
        ),
        Copies::OpenPast { epoch, at } => println!(
            "  copies of before can STILL be opened by whoever has root key epoch {epoch}: that was to end by {}, \
             which has passed",
            format_instant(at)
        ),
        Copies::Closed { epoch, at } => {
            let unless = if receipt.key_copies.is_empty() { "" } else { ", with one exception" };
            println!(
                "  copies of before cannot be opened{unless}: root key epoch {epoch} was gone by {}",
                format_instant(at)
            );
        }
    }
    for line in &receipt.open_because {
        println!("  because: {line}");
    }
    let is_closed = matches!(receipt.copies, Copies::Closed { .. });
    let name = if is_closed { "exception" } else { "copies of keys" };
    for line in &receipt.key_copies {
        println!("  {name}: {line}");
    }
}
