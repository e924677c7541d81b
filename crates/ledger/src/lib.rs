//! The log as mathematics: entries and what they commit to, Merkle trees in C2SP tiles, signed
//! checkpoints, proofs, and an audit that trusts nobody. Nothing here reads, waits or draws lots.

pub mod builder;
pub mod checkpoint;
pub mod commitment;
pub mod deployment;
pub mod entry;
mod error;
mod failure;
mod followed;
mod hash;
pub mod note;
pub mod proof;
pub mod receipt;
pub mod state;
pub mod tile;
pub mod tree;
pub mod verify;

pub use builder::{TileBuilder, TileWrite};
pub use checkpoint::{Checkpoint, Origin, log_key_name};
pub use commitment::{Slot, Slots, bodies_commitment, encode_header, header_commitment};
pub use deployment::{DeploymentLeaf, DeploymentMap, MapProof, TreeHead};
pub use entry::{Chain, ENTRY_BYTES, Entry};
pub use error::LedgerError;
pub use failure::Failure;
pub use followed::FollowedLogs;
pub use hash::{HASH_BYTES, Hash};
pub use note::{KeyName, Signer, VerifierKey};
pub use receipt::{Copies, Receipt, ReceiptError, ReceiptProof};
pub use state::{TreeState, VerifierState};
pub use tile::{Bundle, Tile, TilePath};
pub use tree::{Frontier, TREE_SIZE_MAX, empty_root, leaf_hash, node_hash};
pub use verify::{Audit, Seen, Summary, Verified};
