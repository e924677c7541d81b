//! Which crate may know which: the house as a table, held against the manifests.

use crate::finding::Finding;
use crate::metadata::{Metadata, Package};
use crate::tree::Tree;
use Floor::{Backend, Beside, Contract, Edge, Engine, Ground, Operation, Roof};
use std::path::Path;

/// The floors, from the ground up. A crate depends on strictly lower ones; neighbours do not know
/// each other, and nothing depends on what stands beside the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Floor {
    Ground,
    Engine,
    Contract,
    Backend,
    Operation,
    Edge,
    Roof,
    Beside,
}

/// A crate, its floor, and the crates of the workspace it depends on.
pub(crate) struct Crate {
    name: &'static str,
    floor: Floor,
    uses: &'static [&'static str],
}

const fn on(floor: Floor, name: &'static str, uses: &'static [&'static str]) -> Crate {
    Crate { name, floor, uses }
}

/// The house. A new edge is a name in this table and a line in `ARCHITECTURE.md`; a new crate is a
/// line here. Dependencies of tests are not listed: those may go to `testkit` and to lower floors.
#[rustfmt::skip] // One line a crate, however many it uses.
pub(crate) const HOUSE: &[Crate] = &[
    on(Ground, "model", &[]),
    on(Ground, "wire", &[]),
    on(Engine, "seal", &["model"]),
    on(Engine, "policy", &["model"]),
    on(Engine, "ledger", &["model"]),
    on(Engine, "fhir", &["model"]),
    on(Engine, "backup", &["model"]),
    on(Engine, "signin", &["model"]),
    on(Contract, "store", &["fhir", "ledger", "model", "policy", "seal"]),
    on(Backend, "store-sqlite", &["ledger", "model", "policy", "seal", "store"]),
    on(Backend, "store-postgres", &["ledger", "model", "policy", "seal", "store"]),
    on(Backend, "index", &["model", "policy", "seal", "store"]),
    on(Backend, "blobs", &["model", "store"]),
    on(Backend, "keys-file", &["model", "seal", "store"]),
    on(Backend, "keys-pkcs11", &["model", "seal", "store"]),
    on(Backend, "keys-vault", &["model", "seal", "store"]),
    on(Backend, "mail", &["model", "store"]),
    on(Operation, "service", &["backup", "fhir", "ledger", "model", "policy", "seal", "signin", "store"]),
    on(Edge, "api", &["fhir", "ledger", "model", "policy", "service", "wire"]),
    on(Edge, "client", &["ledger", "model", "signin", "wire"]),
    on(Roof, "ribcage", &["api", "backup", "blobs", "client", "index", "keys-file", "keys-pkcs11", "keys-vault", "ledger", "mail", "model", "seal", "service", "signin", "store", "store-postgres", "store-sqlite", "wire"]),
    on(Beside, "testkit", &["ledger", "model", "policy", "seal", "store"]),
    on(Beside, "xtask", &[]),
];

const TABLE: &str = "xtask/src/edges.rs";
const MAP: &str = "ARCHITECTURE.md";

/// The one crate from beside the house that tests may use.
const TESTS_ONLY: &str = "testkit";

/// Compares `house` with the manifests, and the crates with `ARCHITECTURE.md`.
pub(crate) fn check(tree: &Tree, house: &[Crate], metadata: &Metadata) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in &metadata.packages {
        let manifest = metadata.manifest(package);
        match find(house, &package.name) {
            Some(known) => {
                let at = Manifest { tree, path: manifest };
                findings.extend(edges_not_allowed(&at, house, known, package));
                findings.extend(edges_not_there(tree, known, package));
            }
            None => findings.push(Finding::new(
                manifest,
                1,
                format!("give `{}` a floor in {TABLE}", package.name),
            )),
        }
        findings.extend(missing_on_the_map(tree, manifest, &package.name));
    }
    findings.extend(crates_not_there(tree, house, metadata));
    findings
}

fn find<'a>(house: &'a [Crate], name: &str) -> Option<&'a Crate> {
    house.iter().find(|known| known.name == name)
}

/// A manifest, able to say where in it a dependency stands.
struct Manifest<'a> {
    tree: &'a Tree,
    path: &'a Path,
}

impl Manifest<'_> {
    fn finding(&self, dependency: &str, advice: String) -> Finding {
        let line = self.tree.line_where(self.path, |line| {
            line.strip_prefix(dependency).is_some_and(|rest| rest.starts_with(['.', ' ', '=']))
        });
        Finding::new(self.path, line, advice)
    }
}

fn edges_not_allowed(
    manifest: &Manifest<'_>,
    house: &[Crate],
    known: &Crate,
    package: &Package,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for dependency in package.inner() {
        let (from, to) = (known.name, dependency.name.as_str());
        let Some(used) = find(house, to) else {
            continue;
        };
        let lower = used.floor < known.floor;
        let advice = if dependency.is_dev() {
            // Tests of a crate may want more of its features than the product does.
            if lower || to == TESTS_ONLY || to == from {
                continue;
            }
            format!(
                "tests of `{from}` may use `{TESTS_ONLY}` and lower floors, not `{to}`: \
                 move the test to a crate above both"
            )
        } else if !lower {
            format!(
                "`{to}` ({:?}) is not below `{from}` ({:?}): turn the dependency round, \
                 or move what is shared to a lower floor",
                used.floor, known.floor
            )
        } else if !known.uses.contains(&to) {
            format!(
                "`{from}` does not know `{to}`: find another way, or add the edge to {TABLE} \
                 and {MAP}"
            )
        } else {
            continue;
        };
        findings.push(manifest.finding(to, advice));
    }
    findings
}

fn edges_not_there(tree: &Tree, known: &Crate, package: &Package) -> Vec<Finding> {
    let is_there = |name: &str| {
        package.inner().any(|dependency| !dependency.is_dev() && dependency.name == name)
    };
    known
        .uses
        .iter()
        .filter(|name| !is_there(name))
        .map(|name| {
            let advice = format!(
                "`{}` does not depend on `{name}`: take the edge out of the table",
                known.name
            );
            Finding::new(TABLE, table_line(tree, known.name), advice)
        })
        .collect()
}

fn crates_not_there(tree: &Tree, house: &[Crate], metadata: &Metadata) -> Vec<Finding> {
    let is_there = |name: &str| metadata.packages.iter().any(|package| package.name == name);
    house
        .iter()
        .filter(|known| !is_there(known.name))
        .map(|known| {
            let advice = format!("there is no crate `{}`: take it out of the table", known.name);
            Finding::new(TABLE, table_line(tree, known.name), advice)
        })
        .collect()
}

/// Every crate of the product stands in `ARCHITECTURE.md`, as `crates/name` or in backticks.
fn missing_on_the_map(tree: &Tree, manifest: &Path, name: &str) -> Option<Finding> {
    let mentioned = tree.text(MAP).is_some_and(|map| {
        map.contains(&format!("`{name}`"))
            || map
                .split(|c: char| !(c.is_alphanumeric() || "-_/".contains(c)))
                .any(|word| word.trim_matches('/') == format!("crates/{name}"))
    });
    (manifest.starts_with("crates") && !mentioned)
        .then(|| Finding::new(MAP, 1, format!("say what the crate `{name}` is for")))
}

/// Where the table defines the crate: users come after what they use, so its first mention.
fn table_line(tree: &Tree, name: &str) -> usize {
    tree.line_where(TABLE, |line| line.contains(&format!("\"{name}\"")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::lines;

    const HOUSE: &[Crate] = &[
        on(Ground, "model", &[]),
        on(Engine, "seal", &["model"]),
        on(Engine, "fhir", &[]),
        on(Beside, "testkit", &[]),
    ];
    const TABLE_TEXT: &str = r#"
        on(Ground, "model", &[]),
        on(Engine, "seal", &["model"]),
        on(Engine, "fhir", &[]),
        on(Beside, "testkit", &[]),
    "#;
    const MAP_TEXT: &str = "`model`, `crates/seal/`, crates/fhir and `testkit`";
    const TRUE: [(&str, &[(&str, &str)]); 4] = [
        ("model", &[]),
        ("seal", &[("model", ""), ("testkit", "dev")]),
        ("fhir", &[]),
        ("testkit", &[]),
    ];

    /// Checks crates, each with its dependencies as (name, kind), against the small house above.
    fn check_crates(crates: &[(&str, &[(&str, &str)])], map: &str) -> Vec<String> {
        let packages: Vec<_> = crates
            .iter()
            .map(|(name, dependencies)| {
                let dependencies: Vec<_> = dependencies
                    .iter()
                    .map(|(name, kind)| {
                        let kind = (!kind.is_empty()).then_some(kind);
                        serde_json::json!({"name": name, "kind": kind, "path": "/w/crates"})
                    })
                    .collect();
                serde_json::json!({
                    "name": name,
                    "manifest_path": format!("/w/crates/{name}/Cargo.toml"),
                    "dependencies": dependencies,
                })
            })
            .collect();
        let metadata = serde_json::json!({"workspace_root": "/w", "packages": packages});
        let metadata = serde_json::from_value(metadata).expect("the shape of cargo metadata");
        let tree = Tree::from([
            (TABLE, TABLE_TEXT),
            (MAP, map),
            (
                "crates/fhir/Cargo.toml",
                "[dependencies]

seal.workspace = true
",
            ),
        ]);
        lines(&check(&tree, HOUSE, &metadata))
    }

    #[test]
    fn true_table_is_silent() {
        assert!(check_crates(&TRUE, MAP_TEXT).is_empty());
    }

    #[test]
    fn neighbour_is_refused_at_the_line_of_the_manifest() {
        let mut crates = TRUE;
        crates[2].1 = &[("seal", "")];
        assert_eq!(
            check_crates(&crates, MAP_TEXT),
            ["crates/fhir/Cargo.toml:3: `seal` (Engine) is not below `fhir` (Engine): turn the \
                 dependency round, or move what is shared to a lower floor"]
        );
    }

    #[test]
    fn lower_floor_that_is_not_in_the_table_is_refused_for_build_scripts_too() {
        let mut crates = TRUE;
        crates[2].1 = &[("model", "build")];
        let findings = check_crates(&crates, MAP_TEXT);
        assert_eq!(findings.len(), 1);
        assert!(findings[0].contains("`fhir` does not know `model`"), "{findings:?}");
    }

    #[test]
    fn tests_may_use_lower_floors_unlisted_and_no_neighbours() {
        let mut crates = TRUE;
        crates[2].1 = &[("model", "dev"), ("testkit", "dev"), ("seal", "dev")];
        let findings = check_crates(&crates, MAP_TEXT);
        assert_eq!(findings.len(), 1);
        assert!(findings[0].contains("tests of `fhir` may use"), "{findings:?}");
    }

    #[test]
    fn tests_may_want_more_features_of_their_own_crate() {
        let mut crates = TRUE;
        crates[2].1 = &[("fhir", "dev")];
        assert!(check_crates(&crates, MAP_TEXT).is_empty());
    }

    #[test]
    fn product_may_not_use_the_testkit() {
        let mut crates = TRUE;
        crates[2].1 = &[("testkit", "")];
        let findings = check_crates(&crates, MAP_TEXT);
        assert_eq!(findings.len(), 1);
        assert!(findings[0].contains("`testkit` (Beside) is not below"), "{findings:?}");
    }

    #[test]
    fn edge_of_the_table_that_is_gone_is_found() {
        let mut crates = TRUE;
        crates[1].1 = &[("model", "dev")];
        assert_eq!(
            check_crates(&crates, MAP_TEXT),
            ["xtask/src/edges.rs:3: `seal` does not depend on `model`: take the edge out of \
                 the table"]
        );
    }

    #[test]
    fn crates_and_table_name_each_other() {
        let findings = check_crates(&[TRUE[0], TRUE[1], TRUE[3], ("dicom", &[])], MAP_TEXT);
        assert_eq!(
            findings,
            [
                "crates/dicom/Cargo.toml:1: give `dicom` a floor in xtask/src/edges.rs",
                "ARCHITECTURE.md:1: say what the crate `dicom` is for",
                "xtask/src/edges.rs:4: there is no crate `fhir`: take it out of the table",
            ]
        );
    }

    #[test]
    fn crate_missing_on_the_map_is_found_even_when_its_name_is_a_word() {
        let findings = check_crates(&TRUE, "`model` `seal` `testkit`: crates/fhir-store, fhir");
        assert_eq!(findings, ["ARCHITECTURE.md:1: say what the crate `fhir` is for"]);
    }
}
