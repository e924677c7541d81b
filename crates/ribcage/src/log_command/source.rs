//! Where a log is read from. Nothing that comes from here is believed.

use ledger::{Bundle, Hash, Tile, TilePath};
use model::Tree;
use wire::{DeploymentProof, LogRecords, Reconciliation};

use super::error::{VerifyError, part_of};

/// Shows a tenant's log: a server, or a folder with an export.
pub(crate) trait LogSource {
    /// The verifier key of the deployment's logs.
    async fn key(&self) -> anyhow::Result<String>;

    /// The newest signed checkpoint of a tree.
    async fn checkpoint(&self, tree: Tree) -> anyhow::Result<String>;

    /// A tile or a bundle of a tree.
    async fn tile(&self, tree: Tree, path: TilePath) -> anyhow::Result<Vec<u8>>;

    /// What lies beside the entries of a bundle, and perhaps beside those after it.
    async fn records(&self, tree: Tree, bundle: Bundle) -> anyhow::Result<LogRecords>;

    /// How the trees are part of the deployment's tree, and how that has grown since it had
    /// `since` leaves.
    async fn deployment(&self, since: Option<u64>) -> anyhow::Result<DeploymentAnswer>;

    /// Has what is stored held against the log; nothing where nothing is stored.
    async fn reconciliation(&self) -> anyhow::Result<Option<Reconciliation>>;
}

/// What a source shows of the deployment's tree.
#[derive(Debug, Clone)]
pub(crate) struct DeploymentAnswer {
    /// The newest checkpoint and leaf, and the tenant's trees in it.
    pub(crate) proof: DeploymentProof,
    /// The consistency proof (RFC 6962, section 2.1.2) from the size that was asked for; nothing
    /// if the source gives none.
    pub(crate) growth: Option<Vec<Hash>>,
}

/// The hashes of a tile.
pub(crate) async fn read_hashes(
    source: &impl LogSource,
    tree: Tree,
    tile: Tile,
) -> Result<Vec<Hash>, VerifyError> {
    let bytes = read_tile(source, tree, TilePath::Hashes(tile)).await?;
    ledger::tile::decode_hashes(&bytes).map_err(|error| VerifyError::Malformed {
        what: part_of(tree, &format!("the tile {tile}")),
        source: error.into(),
    })
}

/// The bytes of a tile or a bundle.
pub(crate) async fn read_tile(
    source: &impl LogSource,
    tree: Tree,
    path: TilePath,
) -> Result<Vec<u8>, VerifyError> {
    let bytes = source.tile(tree, path).await;
    bytes.map_err(|source| VerifyError::Unread {
        what: part_of(tree, &format!("the tile {path}")),
        source,
    })
}
