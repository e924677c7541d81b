//! Events on their way into a store, with commitments that hold.

use ledger::Slot;
use ledger::commitment::{NONCE_BYTES, encode_slots};
use model::{Rng, RowKey, StoreName, TenantId, Tree};
use seal::{Key, KeyReference, Place};
use store::EventDraft;

/// An event in plain bytes, whose header says `text`.
pub fn event(tree: Tree, text: &str, rng: &dyn Rng) -> EventDraft {
    let header = encode_header(text, rng);
    let body = format!("the body of {text}").into_bytes();
    draft(tree, RowKey::random(rng), header.clone(), &header, (KeyReference::TenantData(1), &body))
}

/// An event whose header and one body are sealed under a version of the tenant's data key, as the
/// operations do it.
pub fn seal_event(
    tenant: TenantId,
    tree: Tree,
    (header, body): (&str, &str),
    (version, key): (u64, &Key),
    rng: &dyn Rng,
) -> EventDraft {
    let row = RowKey::random(rng);
    let reference = KeyReference::TenantData(version);
    let place =
        |kind| Place { tenant, store: StoreName::Records, kind, row, version: 0, key: reference };
    let header = encode_header(header, rng);
    let sealed_header = seal::seal(key, &place("event-header"), &header, rng);
    let sealed_body = seal::seal(key, &place("event-body"), body.as_bytes(), rng);
    draft(tree, row, sealed_header, &header, (reference, &sealed_body))
}

fn encode_header(text: &str, rng: &dyn Rng) -> Vec<u8> {
    let mut nonce = [0; NONCE_BYTES];
    rng.fill(&mut nonce);
    ledger::encode_header(&nonce, text.as_bytes())
}

fn draft(
    tree: Tree,
    row: RowKey,
    stored_header: Vec<u8>,
    header: &[u8],
    (key, message): (KeyReference, &[u8]),
) -> EventDraft {
    let slot = Slot::Present { key: key.to_bytes(), message };
    let bodies = encode_slots(&[slot]).expect("a body of a test is short");
    EventDraft {
        tree,
        row,
        header: stored_header,
        header_commitment: ledger::header_commitment(header).expect("the header has its nonce"),
        bodies_commitment: ledger::bodies_commitment(&bodies).expect("it was encoded just now"),
        bodies,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TestRng;

    #[test]
    fn what_an_event_holds_is_what_it_commits_to() {
        let rng = TestRng::new(1);
        let plain = event(Tree::Access, "hello", &rng);
        assert_eq!(ledger::header_commitment(&plain.header), Ok(plain.header_commitment));
        assert_eq!(ledger::bodies_commitment(&plain.bodies), Ok(plain.bodies_commitment));
        assert!(plain.header.ends_with(b"hello"));
    }

    #[test]
    fn a_sealed_event_opens_in_its_place_and_commits_to_what_is_inside() {
        let rng = TestRng::new(1);
        let key = Key::random(&rng);
        let tenant = TenantId::from_number(1);
        let sealed = seal_event(tenant, Tree::Changes, ("head", "body"), (1, &key), &rng);
        let place = Place {
            tenant,
            store: StoreName::Records,
            kind: "event-header",
            row: sealed.row,
            version: 0,
            key: KeyReference::TenantData(1),
        };
        let header = seal::open(&key, &place, &sealed.header).expect("it was sealed for there");
        assert_eq!(ledger::header_commitment(&header), Ok(sealed.header_commitment));
        assert!(header.ends_with(b"head"));
    }
}
