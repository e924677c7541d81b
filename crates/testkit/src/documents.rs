//! Documents to put into a store: as plain bytes, which a store cannot tell from sealed ones, or
//! really sealed.

use model::{ResourceType, Rng, RowKey, StoreName, TenantId, Version};
use seal::{Key, KeyReference, Place};
use store::{Document, DocumentState, Put};

/// The type of this name, of FHIR or of the platform.
pub fn kind(name: &str) -> ResourceType {
    (0..=u16::MAX)
        .filter_map(store::resource_type_of_code)
        .find(|kind| kind.name() == name)
        .expect("tests name types that exist")
}

/// A live version of a document about nobody, in plain bytes that no other version of any row has.
///
/// What a test wants otherwise it says by `Put { live: false, ..put(kind, row, version) }`.
pub fn put(kind: ResourceType, row: RowKey, version: u64) -> Put {
    Put {
        kind,
        row,
        version: Version(version),
        key: KeyReference::TenantData(1),
        live: true,
        about: Vec::new(),
        message: format!("{kind} {row} version {version}").into_bytes(),
    }
}

/// A version of a document, sealed for its row as the operations do it.
pub fn seal_document(
    tenant: TenantId,
    store: StoreName,
    row: RowKey,
    document: &Document,
    (reference, key): (KeyReference, &Key),
    rng: &dyn Rng,
) -> Put {
    let place = Place {
        tenant,
        store,
        kind: document.kind.name(),
        row,
        version: document.version.0,
        key: reference,
    };
    Put {
        kind: document.kind,
        row,
        version: document.version,
        key: reference,
        live: document.state == DocumentState::Live,
        about: document.about.clone(),
        message: seal::seal(key, &place, &document.encode(), rng),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_versions_have_the_same_bytes() {
        let row = |byte| RowKey::from_bytes([byte; 16]);
        let message = |kind, row, version| put(kind, row, version).message;
        let first = message(ResourceType::CLIENT, row(1), 1);
        assert_ne!(first, message(ResourceType::CLIENT, row(1), 2));
        assert_ne!(first, message(ResourceType::CLIENT, row(2), 1));
        assert_ne!(first, message(kind("Patient"), row(1), 1));
    }
}
