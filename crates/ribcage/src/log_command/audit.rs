//! The audit of one tree: every entry up to a pinned checkpoint, what lies beside it, and the tiles
//! that lead to it.

use std::vec;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ledger::tile::{TILE_WIDTH, decode_bundle};
use ledger::{Audit, Bundle, Failure, Seen, TilePath, TreeState, Verified};
use model::Tree;
use wire::LogRecord;

use super::checkpoints::{Pinned, malformed};
use super::error::{VerifyError, part_of};
use super::growth::{Head, has_only_grown};
use super::source::{LogSource, read_tile};
use super::tiles::TileCheck;

/// Audits a tree. With a state of it, the tree must begin with what was remembered, and only what
/// came after is read; or everything, if the state is only to be compared with.
pub(crate) async fn audit(
    source: &impl LogSource,
    pinned: &Pinned,
    remembered: Option<&TreeState>,
    everything: bool,
) -> Result<Verified, VerifyError> {
    let Pinned { tree, checkpoint, .. } = *pinned;
    let does_not_hold = |failure| VerifyError::Tree { tree, failure };
    let audit = match remembered {
        Some(state) if !everything => Audit::resume(checkpoint, state.clone()),
        state => Audit::new(tree, checkpoint, state.map(|state| *state.checkpoint())),
    };
    let audit = audit.map_err(does_not_hold)?;
    if let Some(state) = remembered {
        check_beginning(source, pinned, state).await?;
    }
    let tiles = match remembered {
        Some(state) if !everything => {
            TileCheck::resume(source, tree, state.checkpoint(), checkpoint.size).await?
        }
        _ => TileCheck::start(tree),
    };
    let mut walk = Walk { source, tree, audit, tiles };
    let mut next = walk.audit.next_index();
    while next < checkpoint.size {
        let bundle = Bundle::in_tree(next / u64::from(TILE_WIDTH), checkpoint.size);
        walk.bundle(bundle.expect("the tree has more entries")).await?;
        next = walk.audit.next_index();
    }
    walk.tiles.finish(source).await?;
    walk.audit.finish().map_err(does_not_hold)
}

/// Checks from the tiles that the tree begins with the remembered one. The audit itself would
/// notice, but could not say that this is what is wrong.
async fn check_beginning(
    source: &impl LogSource,
    pinned: &Pinned,
    remembered: &TreeState,
) -> Result<(), VerifyError> {
    let head =
        |checkpoint: &ledger::Checkpoint| Head { size: checkpoint.size, root: checkpoint.root };
    let (older, newer) = (head(remembered.checkpoint()), head(&pinned.checkpoint));
    has_only_grown(source, pinned.tree, older, newer).await?.map_err(|_| VerifyError::Tree {
        tree: pinned.tree,
        failure: Failure::Rewritten { size: older.size },
    })
}

/// An audit in progress.
struct Walk<'a, S> {
    source: &'a S,
    tree: Tree,
    audit: Audit,
    tiles: TileCheck,
}

impl<S: LogSource> Walk<'_, S> {
    /// Checks the entries of a bundle that were not checked before.
    async fn bundle(&mut self, bundle: Bundle) -> Result<(), VerifyError> {
        let tree = self.tree;
        let (bytes, records) = tokio::join!(
            read_tile(self.source, tree, TilePath::Entries(bundle)),
            self.source.records(tree, bundle),
        );
        let bytes = bytes?;
        let records = records.map_err(|source| VerifyError::Unread {
            what: part_of(tree, &format!("what lies beside {bundle}")),
            source,
        })?;
        let entries = decode_bundle(&bytes)
            .map_err(|error| malformed(part_of(tree, &format!("the bundle {bundle}")), error))?;
        if entries.len() != usize::from(bundle.width()) {
            let found = entries.len();
            return Err(VerifyError::BundleWidth { tree, bundle, found });
        }
        let mut records: vec::IntoIter<_> = records.items.into_iter();
        let mut leaves = Vec::with_capacity(entries.len());
        for (index, entry) in (bundle.start()..).zip(entries) {
            let record = records.next();
            if index < self.audit.next_index() {
                continue;
            }
            let seen = self.audit.entry(entry);
            let seen = seen.map_err(|failure| VerifyError::Tree { tree, failure })?;
            self.record(seen, record)?;
            leaves.push(seen.hash);
        }
        self.tiles.append(self.source, &leaves).await
    }

    /// Checks what lies beside an entry.
    fn record(&mut self, seen: Seen, record: Option<LogRecord>) -> Result<(), VerifyError> {
        let Seen { index, event, .. } = seen;
        let tree = self.tree;
        let record = record.filter(|record| record.index == index);
        let record = record.ok_or(VerifyError::RecordMissing { tree, index, event })?;
        if record.event != event.to_string() {
            return Err(VerifyError::OtherRecord { tree, index, event });
        }
        let decode = |part: &str, text: &str| {
            let what = || part_of(tree, &format!("the {part} of entry {index}, event {event},"));
            STANDARD.decode(text).map_err(|error| malformed(what(), error))
        };
        let header = record.header.ok_or(VerifyError::HeaderMissing { tree, index, event })?;
        let header = decode("header", &header)?;
        let slots = decode("bodies", &record.bodies)?;
        self.audit
            .record(index, Some(&header), Some(&slots))
            .map_err(|failure| VerifyError::Tree { tree, failure })
    }
}
