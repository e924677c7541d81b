//! Backups as formats (`docs/formats.md`, section 10): rows of a store as bytes, bytes in chunks that are kept
//! once, chunks and manifests sealed for those who may restore, and what is signed of them. Nothing here reads,
//! writes or waits.

mod archive;
mod chunks;
mod drill;
mod error;
mod fence;
mod lines;
mod lost_erasures;
mod manifest;
pub mod names;
mod notice;
mod rows;
mod sealed;
mod timeline;

pub use archive::{ArchiveReader, ArchiveWriter};
pub use chunks::{Chunk, ChunkKey, Chunker};
pub use drill::Drill;
pub use error::BackupError;
pub use fence::{Fence, FenceHead, Fenced};
pub use lost_erasures::LostErasures;
pub use manifest::{KeyPart, Manifest, StorePart, TablePart};
pub use notice::{KeysFor, Notice, ObjectHash, ObjectList};
pub use rows::{Part, RowDecoder, RowEncoder, encode_row};
pub use sealed::{Identities, Recipients, open, seal};
pub use timeline::Timeline;
