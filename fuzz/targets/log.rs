//! What a verifier is shown by a server it does not trust: entries, slots, tiles, notes.
#![no_main]

use std::sync::LazyLock;

use ledger::{Checkpoint, Entry, Slots, VerifierKey};
use libfuzzer_sys::fuzz_target;

static KEY: LazyLock<VerifierKey> =
    LazyLock::new(|| VerifierKey::from_public_key("fuzz".parse().expect("a name"), [1; 32]));

fuzz_target!(|input: &[u8]| {
    if let Ok(entry) = Entry::decode(input) {
        assert_eq!(entry.encode().as_slice(), input, "one spelling each");
    }
    drop(Slots::new(input).collect::<Vec<_>>());
    drop(ledger::bodies_commitment(input));
    drop(ledger::tile::decode_hashes(input));
    assert!(Checkpoint::open(input, &KEY).is_err(), "nobody signed this");
    if let Ok(text) = std::str::from_utf8(input)
        && let Ok(key) = text.parse::<VerifierKey>()
    {
        assert_eq!(key.to_string(), text);
    }
});
