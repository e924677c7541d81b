//! The formats of `docs/formats.md`, section 5, byte for byte. Every value was computed apart from
//! this crate (Python's hashlib and cryptography); what is stored must read the same for ever.

use ledger::commitment::encode_slots;
use ledger::tile::{decode_bundle, encode_bundle};
use ledger::{
    Audit, Chain, Checkpoint, DeploymentLeaf, DeploymentMap, Entry, FollowedLogs, Frontier, Hash,
    Origin, Signer, Slot, Slots, TreeHead, VerifierState, bodies_commitment, encode_header,
    header_commitment,
};
use model::{DeploymentId, LogId, Tree, WriterId};

use zeroize::Zeroizing;

use crate::common::{hash, numbered_leaf, signer};

const HEADER_COMMITMENT: &str = "39b78521a653a98501fc79b540ba3490794695e00f4c7c0df86fdda769878126";
const SLOTS: &str = "0100000000000000000000000000000001000000187365616c656420626f6479206f66207468\
    65206576656e7402000102030405060708090a0b0c0d0e0f000000177365616c656420626f6479206f66206120706572\
    736f6e";
const ERASED_SLOTS: &str = "0100000000000000000000000000000001000000187365616c656420626f6479206f66\
    20746865206576656e74000000000000000000000000000000000000000020f7853733c9efb852309e94dc3b61e1ec08\
    6c2e2a072dc76fd4e01e05bf16249b";
const BODIES_COMMITMENT: &str = "b51933aec9beeed8075f5cef348772efa6afa3492bd43495513f4ce1c557f80d";
const FIRST_ENTRY: &str = "010123456789abcdef0000000000000001000000000000000000000000000000000000\
    000000000000000000000000000039b78521a653a98501fc79b540ba3490794695e00f4c7c0df86fdda769878126b519\
    33aec9beeed8075f5cef348772efa6afa3492bd43495513f4ce1c557f80d";
const FIRST_HASH: &str = "b14543cb455dc7b1e46998ad21e4e35d135dfa15d969f5596abd41a7193612ce";
const SECOND_ENTRY: &str = "010123456789abcdef0000000000000002b14543cb455dc7b1e46998ad21e4e35d135d\
    fa15d969f5596abd41a7193612ce39b78521a653a98501fc79b540ba3490794695e00f4c7c0df86fdda769878126b519\
    33aec9beeed8075f5cef348772efa6afa3492bd43495513f4ce1c557f80d";
const SECOND_HASH: &str = "2c423ba8a07df244ca860d5881c8f5c07ddf77614428267a6ffcdba714f22748";
const FOLLOWED_LOGS: &str = "ribcage/01010101010101010101010101010101/followed
2
JHU3/rCCYz0+MvvGdIMyB0Rh+9Ttfp+omW9C917Vo80=

— ribcage/01010101010101010101010101010101 \
    mz1ESHgh4mjmSXlNb9ZWTE9q0ukIzqJSdXkc+yWqUEPMsO0VGXAox5Zwm2RY4F5vj1F+jnbmshbAPkynRoGusO51Vg0=

logs
02020202020202020202020202020202
09090909090909090909090909090909
";
const ROOT_OF_BOTH: &str = "5a76ef5f66ca57ea548735758124fec8ee38384068f77761aab22dee3307bc09";
const FRONTIER_OF_11: &str = "01000000000000000bb15acd8b1ccf7a9b81c04f69b27e5cabd67e90be0e6ff6a4d1\
    ed87004a4f0cc1255cb121182da7442745c1aad84f78a52d4beb8b3f369ae95201cdaffd45a800a39dfac87605acce2f\
    c7fd14d6cef4561e670f3512fa231cdbe0cad23c2a0750";
const ROOT_OF_11: &str = "134f220e3a9d004437a00d547c06bbcd3ce65eb6fdf30afb53adeaae90c13335";
const VERIFIER_KEY: &str = "ribcage/101112131415161718191a1b1c1d1e1f+221c75ab+\
    AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
const SIGNED_CHECKPOINT: &str = "\
ribcage/101112131415161718191a1b1c1d1e1f/202122232425262728292a2b2c2d2e2f
11
E08iDjqdAEQ3oA1UfAa7zTzmXrb98wr7U63qrpDBMzU=

— ribcage/101112131415161718191a1b1c1d1e1f \
    Ihx1qxd4d0s+Gb3k36DzK4guSEdl/gRbN3tDBAoUgwaIRKjRy1eaf65xSMVdo/Yp7sl/HOr2g0elnTRATtsJcapsYAg=
";
const MAP_LEAVES: [&str; 3] = [
    "010000000000000000000000000000000000000000000000025a76ef5f66ca57ea548735758124fec8ee38384068f7\
     7761aab22dee3307bc09",
    "01202122232425262728292a2b2c2d2e2f000000000000000b134f220e3a9d004437a00d547c06bbcd3ce65eb6fdf30\
     afb53adeaae90c13335",
    "01303132333435363738393a3b3c3d3e3f0000000000000000e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b9\
     34ca495991b7852b855",
];
const DEPLOYMENT_LEAF: &str =
    "010000000000000003297e5ab6ef95300b9a8f8f4dcaf43643b6683d3927e55df3c9eb3b4a19e0c6e6";
const DEPLOYMENT_LEAF_HASH: &str =
    "d12e0121557ce308988f278bf36662de08847444c98aaef014fbf60313a982dc";
const VERIFIER_STATE: &str = "\
ribcage verifier state 1
key ribcage/101112131415161718191a1b1c1d1e1f+221c75ab+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4
deployment 11 134f220e3a9d004437a00d547c06bbcd3ce65eb6fdf30afb53adeaae90c13335
tree changes 202122232425262728292a2b2c2d2e2f 2 \
5a76ef5f66ca57ea548735758124fec8ee38384068f77761aab22dee3307bc09
peak 5a76ef5f66ca57ea548735758124fec8ee38384068f77761aab22dee3307bc09
writer 0123456789abcdef 2 2c423ba8a07df244ca860d5881c8f5c07ddf77614428267a6ffcdba714f22748
end
";

fn bytes(hexadecimal: &str) -> Vec<u8> {
    hex::decode(hexadecimal).expect("the vectors are hexadecimal")
}

fn slots() -> [Slot<'static>; 2] {
    let mut tenant_data_key = [0; 17];
    (tenant_data_key[0], tenant_data_key[16]) = (1, 1);
    let mut subject_key = [2; 17];
    subject_key[1..].copy_from_slice(&id(0));
    [
        Slot::Present { key: tenant_data_key, message: b"sealed body of the event" },
        Slot::Present { key: subject_key, message: b"sealed body of a person" },
    ]
}

/// An id whose bytes count up from its first.
fn id(first: u8) -> [u8; 16] {
    std::array::from_fn(|place| first + u8::try_from(place).expect("an id has 16 bytes"))
}

fn origin() -> Origin {
    Origin { deployment: DeploymentId::from_bytes(id(0x10)), log: LogId::from_bytes(id(0x20)) }
}

fn entries() -> [Entry; 2] {
    let mut chain = Chain::start(WriterId::from_number(0x0123_4567_89ab_cdef));
    let mut entry = || chain.extend(hash(HEADER_COMMITMENT), hash(BODIES_COMMITMENT));
    [entry(), entry()]
}

fn frontier_of_11() -> Frontier {
    let mut frontier = Frontier::new();
    for number in 0..11 {
        frontier.append(numbered_leaf(number));
    }
    frontier
}

#[test]
fn a_header_is_committed_to_under_its_nonce() {
    let nonce = std::array::from_fn(|place| u8::try_from(place).expect("a nonce has 32 bytes"));
    let stored = encode_header(&nonce, br#"{"at":"2026-11-22T10:00:00.000Z"}"#);
    assert_eq!(header_commitment(&stored), Ok(hash(HEADER_COMMITMENT)));
}

#[test]
fn bodies_are_committed_to_whether_they_are_there_or_gone() {
    let whole = slots();
    assert_eq!(encode_slots(&whole), Ok(bytes(SLOTS)));
    assert_eq!(encode_slots(&[whole[0], whole[1].erase()]), Ok(bytes(ERASED_SLOTS)));
    for encoded in [SLOTS, ERASED_SLOTS] {
        assert_eq!(bodies_commitment(&bytes(encoded)), Ok(hash(BODIES_COMMITMENT)));
    }
    let encoded = bytes(SLOTS);
    let read: Result<Vec<_>, _> = Slots::new(&encoded).collect();
    assert_eq!(read.as_deref(), Ok(whole.as_slice()));
}

#[test]
fn entries_have_their_bytes_and_hashes() {
    let [first, second] = entries();
    assert_eq!(hex::encode(first.encode()), FIRST_ENTRY);
    assert_eq!(hex::encode(second.encode()), SECOND_ENTRY);
    assert_eq!((first.hash(), second.hash()), (hash(FIRST_HASH), hash(SECOND_HASH)));
    assert_eq!(Entry::decode(&bytes(SECOND_ENTRY)), Ok(second));
}

#[test]
fn a_bundle_holds_entries_after_their_lengths() {
    let encoded = bytes(&format!("0071{FIRST_ENTRY}0071{SECOND_ENTRY}"));
    let entries = [bytes(FIRST_ENTRY), bytes(SECOND_ENTRY)];
    assert_eq!(encode_bundle(entries.iter().map(Vec::as_slice)), Ok(encoded.clone()));
    assert_eq!(decode_bundle(&encoded), Ok(entries.iter().map(Vec::as_slice).collect()));
}

#[test]
fn a_frontier_has_its_bytes_and_root() {
    let frontier = frontier_of_11();
    assert_eq!(hex::encode(frontier.encode()), FRONTIER_OF_11);
    assert_eq!(Frontier::decode(&bytes(FRONTIER_OF_11)), Ok(frontier.clone()));
    assert_eq!(frontier.root(), hash(ROOT_OF_11));
}

#[test]
fn a_checkpoint_is_signed_to_its_text() {
    let signer = signer(origin().deployment);
    let checkpoint = Checkpoint { origin: origin(), size: 11, root: hash(ROOT_OF_11) };
    assert_eq!(signer.verifier_key().to_string(), VERIFIER_KEY);
    assert_eq!(checkpoint.sign(&signer), SIGNED_CHECKPOINT);
    let key = VERIFIER_KEY.parse().expect("the vector is a verifier key");
    assert_eq!(Checkpoint::open(SIGNED_CHECKPOINT.as_bytes(), &key), Ok(checkpoint));
}

#[test]
fn a_deployment_commits_to_its_trees() {
    let head = |first, size, root: &str| TreeHead {
        log: LogId::from_bytes(first),
        size,
        root: hash(root),
    };
    let empty = Frontier::new().root().to_string();
    let heads = vec![
        head(id(0x30), 0, &empty),
        head(id(0x20), 11, ROOT_OF_11),
        head([0; 16], 2, ROOT_OF_BOTH),
    ];
    let map = DeploymentMap::new(heads).expect("each tree stands there once");
    let leaves: Vec<_> = map.heads().iter().map(|head| hex::encode(head.encode())).collect();
    assert_eq!(leaves, MAP_LEAVES);
    assert_eq!(TreeHead::decode(&bytes(MAP_LEAVES[1])), Ok(map.heads()[1]));
    assert_eq!(hex::encode(map.leaf().encode()), DEPLOYMENT_LEAF);
    assert_eq!(map.leaf().hash(), hash(DEPLOYMENT_LEAF_HASH));
    assert_eq!(DeploymentLeaf::decode(&bytes(DEPLOYMENT_LEAF)), Ok(map.leaf()));
}

#[test]
fn a_list_of_followed_logs_has_its_text() {
    let deployment = DeploymentId::from_bytes([1; 16]);
    let signer = Signer::from_seed(ledger::log_key_name(deployment), &Zeroizing::new([3; 32]));
    let mut list = FollowedLogs::none(deployment);
    list.insert(LogId::from_bytes([9; 16]));
    list.insert(LogId::from_bytes([2; 16]));
    assert_eq!(list.sign(&signer), FOLLOWED_LOGS);
    assert_eq!(FollowedLogs::open(FOLLOWED_LOGS, deployment, signer.verifier_key()), Ok(list));
}

#[test]
fn a_verifier_state_has_its_text() {
    let key = VERIFIER_KEY.parse().expect("the vector is a verifier key");
    let mut state = VerifierState::new(key).expect("it is a log key");
    let checkpoint = Checkpoint { origin: origin(), size: 2, root: hash(ROOT_OF_BOTH) };
    let mut audit = Audit::new(Tree::Changes, checkpoint, None).expect("it is the first");
    for entry in entries() {
        audit.entry(&entry.encode()).expect("the log is honest");
    }
    state.remember(audit.finish().expect("the log is honest").state).expect("it is the same key");
    let own = Origin::of_deployment(origin().deployment);
    let root: Hash = hash(ROOT_OF_11);
    let deployment = Checkpoint { origin: own, size: 11, root };
    state.remember_deployment(deployment).expect("it is the same key");
    assert_eq!(state.encode(), VERIFIER_STATE);
    assert_eq!(VerifierState::decode(VERIFIER_STATE), Ok(state));
}
