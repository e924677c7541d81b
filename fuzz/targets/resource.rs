//! JSON from a client and the definitions it is held against: whatever is sent, it is read or
//! refused, and what was read comes back the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use model::Json;

fuzz_target!(|input: &[u8]| {
    let Some((kind, text)) = input.split_first() else { return };
    let Ok(json) = Json::parse(text) else { return };
    let again = Json::parse(json.to_text().as_bytes()).expect("what is written can be read");
    assert_eq!(again, json);
    let kinds = &fhir::types::RESOURCE_TYPES;
    let kind = kinds[usize::from(*kind) % kinds.len()];
    drop(fhir::validate(&json, kind));
    drop(fhir::people::references(&json));
    drop(fhir::people::compartment_references(&json, kind));
    drop(fhir::meta::security_labels(&json));
});
