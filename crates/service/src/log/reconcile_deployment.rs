//! The reconciler's look at the deployment's tree, and at the tiles of any.

use ledger::{Hash, TileBuilder, TileWrite};
use store::TreeName;

use super::findings::{Finding, FindingKind};
use super::reconcile::BATCH_ENTRIES;
use super::sequencer_permit;
use crate::Service;
use crate::error::ServiceError;

impl Service {
    /// Holds the deployment's tree against its leaves.
    pub(super) async fn reconcile_deployment(&self) -> Result<Vec<Finding>, ServiceError> {
        let permit = sequencer_permit();
        let changed = |what: &str| {
            let what = format!("the deployment tree: {what}");
            Ok(vec![Finding { kind: FindingKind::LogChanged, tenant: None, what }])
        };
        let Some(state) = self.records.find_log(&permit, TreeName::Deployment).await? else {
            return Ok(Vec::new());
        };
        let checkpoint = match self.open_checkpoint(&state.checkpoint).await {
            Ok(checkpoint) => checkpoint,
            Err(ServiceError::Integrity) => return changed("its newest checkpoint was changed"),
            Err(error) => return Err(error),
        };
        let mut builder = TileBuilder::new();
        while builder.size() < checkpoint.size {
            let left = usize::try_from(checkpoint.size - builder.size()).unwrap_or(usize::MAX);
            let limit = BATCH_ENTRIES.min(left);
            let leaves =
                self.records.list_deployment_leaves(&permit, builder.size(), limit).await?;
            if leaves.is_empty() {
                return changed("leaves are gone");
            }
            let hashes: Vec<_> = leaves.iter().map(|leaf| ledger::leaf_hash(leaf)).collect();
            if let Some(tile) = self.add_leaves(TreeName::Deployment, &mut builder, &hashes).await?
            {
                return changed(&format!("its leaves do not make {tile}"));
            }
            tokio::task::yield_now().await;
        }
        if builder.root() != checkpoint.root {
            return changed("its leaves do not make its root");
        }
        Ok(Vec::new())
    }

    /// Adds leaves to a tree, and names the first tile that is stored otherwise than it follows from
    /// them.
    pub(super) async fn add_leaves(
        &self,
        name: TreeName,
        builder: &mut TileBuilder,
        leaves: &[Hash],
    ) -> Result<Option<String>, ServiceError> {
        let permit = sequencer_permit();
        let mut changed = None;
        for TileWrite { tile, bytes } in builder.append(leaves) {
            let (level, index) = (tile.level(), tile.index());
            let stored = self.records.find_tile(&permit, name, level, index).await?;
            // It may hold more by now than the leaves of this pass.
            if !stored.is_some_and(|stored| stored.starts_with(&bytes)) && changed.is_none() {
                changed = Some(format!("tile {index} of level {level}"));
            }
        }
        Ok(changed)
    }
}
