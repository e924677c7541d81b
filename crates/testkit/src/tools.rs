//! Programs and packages of others that tests run. `scripts/test` brings them.

use std::path::{Path, PathBuf};

/// Where one is, in the folder that `RIBCAGE_TOOLS` names, if it is there.
#[expect(clippy::disallowed_methods, reason = "whoever runs the tests says where the tools are")]
pub(crate) fn find(path: &str) -> Option<PathBuf> {
    let tools = std::env::var_os("RIBCAGE_TOOLS").map(PathBuf::from);
    let tools = tools.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.tools"));
    let found = tools.join(path);
    found.exists().then_some(found)
}
