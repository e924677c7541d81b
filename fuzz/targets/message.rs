//! Sealed messages and key references: no bytes open, and none make the decoder panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use model::{Rng, RowKey, StoreName, TenantId};
use seal::{Key, KeyReference, Place};

/// Salts from the input, so that the fuzzer decides on everything.
struct Salt<'a>(&'a [u8]);

impl Rng for Salt<'_> {
    fn fill(&self, buffer: &mut [u8]) {
        for (at, byte) in buffer.iter_mut().enumerate() {
            *byte = self.0.get(at).copied().unwrap_or_default();
        }
    }
}

fuzz_target!(|input: &[u8]| {
    let key = Key::from_bytes(&[1; 32]).expect("32 bytes");
    let place = Place {
        tenant: TenantId::from_number(1),
        store: StoreName::Records,
        kind: "Observation",
        row: RowKey::from_bytes([2; 16]),
        version: 1,
        key: KeyReference::TenantData(1),
    };
    assert!(seal::open(&key, &place, input).is_err(), "nobody sealed this");
    if let Ok(reference) = KeyReference::from_bytes(input) {
        assert_eq!(reference.to_bytes().as_slice(), input);
    }
    let message = seal::seal(&key, &place, input, &Salt(input));
    let opened = seal::open(&key, &place, &message).expect("it was just sealed");
    assert_eq!(opened.as_slice(), input);
});
