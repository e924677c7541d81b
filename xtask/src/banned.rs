//! What may not be in the dependency tree: a second TLS or hash stack, and a feature that
//! changes how every number of JSON is read.

use crate::finding::Finding;
use crate::metadata::run_cargo;
use crate::tree::Tree;
use anyhow::Result;
use std::path::Path;

/// Crates that would be a second cryptography, beside `aws-lc-rs`.
const CRATES: [&str; 4] = ["native-tls", "openssl", "openssl-sys", "ring"];

/// With it, numbers in tagged and flattened types fail to parse, in the whole binary.
const FEATURE: (&str, &str) = ("serde_json", "arbitrary_precision");

/// The dependency tree as `cargo tree` resolves it, for every platform.
pub(crate) struct Graph {
    /// Lines of `name version|features` that are built into the product or its build scripts.
    shipped: String,
    /// The same with what tests use.
    everything: String,
}

impl Graph {
    /// Asks cargo, which may have to download what another platform needs.
    pub(crate) fn load(root: &Path) -> Result<Self> {
        let tree = |edges: &str| {
            run_cargo(
                root,
                &[
                    "tree",
                    "--workspace",
                    "--target=all",
                    "--prefix=none",
                    "--format={p}|{f}",
                    "--edges",
                    edges,
                ],
            )
        };
        Ok(Self { shipped: tree("normal,build")?, everything: tree("normal,build,dev")? })
    }
}

/// Looks for the banned crates and the banned feature.
pub(crate) fn check(tree: &Tree, graph: &Graph) -> Vec<Finding> {
    let mut findings = Vec::new();
    for banned in CRATES {
        if packages(&graph.shipped).any(|(name, _)| name == banned) {
            let advice = format!(
                "`{banned}` has come into the tree; `cargo tree --target all --invert {banned}` \
                 says through whom: turn off that feature or choose another crate"
            );
            findings.push(finding(tree, banned, advice));
        }
    }
    let (package, feature) = FEATURE;
    if packages(&graph.everything).any(|(name, on)| name == package && on.contains(&feature)) {
        let advice = format!(
            "`{package}/{feature}` is on; `cargo tree --target all --edges features --invert \
             {package}` says through whom: turn it off"
        );
        findings.push(finding(tree, package, advice));
    }
    findings
}

/// Names with their features.
fn packages(listing: &str) -> impl Iterator<Item = (&str, Vec<&str>)> {
    listing.lines().filter_map(|line| {
        let (package, features) = line.split_once('|')?;
        let features = features.trim_end_matches(" (*)").split(',').collect();
        Some((package.split(' ').next()?, features))
    })
}

fn finding(tree: &Tree, package: &str, advice: String) -> Finding {
    const LOCK: &str = "Cargo.lock";
    let line = tree.line_where(LOCK, |line| line == format!("name = \"{package}\""));
    Finding::new(LOCK, line, advice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::lines;

    const LOCK: &str = "[[package]]\nname = \"ring\"\n\n[[package]]\nname = \"serde_json\"\n";

    fn check_listings(shipped: &str, everything: &str) -> Vec<String> {
        let graph = Graph { shipped: shipped.to_owned(), everything: everything.to_owned() };
        lines(&check(&Tree::from([("Cargo.lock", LOCK)]), &graph))
    }

    #[test]
    fn clean_tree_is_silent() {
        let listing = "aws-lc-rs v1.19.0|default\nring-buffer v1.0.0|\nserde_json v1.0.1|std (*)";
        assert!(check_listings(listing, listing).is_empty());
    }

    #[test]
    fn second_cryptography_is_found_at_its_line_in_the_lock_file() {
        let listing = "ring v0.17.14|default,alloc (*)";
        assert_eq!(
            check_listings(listing, listing),
            ["Cargo.lock:2: `ring` has come into the tree; `cargo tree --target all --invert \
                 ring` says through whom: turn off that feature or choose another crate"]
        );
    }

    #[test]
    fn tests_may_use_another_cryptography() {
        assert!(check_listings("", "ring v0.17.14|default").is_empty());
    }

    #[test]
    fn feature_is_found_even_where_only_a_test_turns_it_on() {
        let findings = check_listings(
            "serde_json v1.0.1|std",
            "serde_json v1.0.1|arbitrary_precision,std (*)",
        );
        assert_eq!(findings.len(), 1);
        assert!(
            findings[0].starts_with("Cargo.lock:5: `serde_json/arbitrary_precision` is on"),
            "{findings:?}"
        );
    }
}
