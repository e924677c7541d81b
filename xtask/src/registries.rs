//! Addresses of package registries: they belong in each machine's own configuration.

use crate::finding::Finding;
use crate::tree::Tree;
use std::path::Path;

/// The addresses, spelt in halves so that this file does not carry them itself.
const ADDRESSES: [&str; 10] = [
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("crates.io", "/api"),
    concat!("crates.io", "-index"),
    concat!("registry.", "npmjs.org"),
    concat!("registry.", "yarnpkg.com"),
    concat!("pypi", ".org"),
    concat!("files.", "pythonhosted.org"),
    concat!("deb.", "debian.org"),
    concat!("proxy.", "golang.org"),
];

/// Looks through every file; only the lock file says of each crate that it is from the registry.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    tree.files()
        .flat_map(|(path, text)| {
            text.lines().enumerate().filter_map(move |(at, line)| {
                let address = ADDRESSES.into_iter().find(|address| line.contains(address))?;
                let advice = format!(
                    "take out `{address}`: a clone builds from whatever registry its machine is \
                     set up for"
                );
                (!is_locked_source(path, line)).then(|| Finding::new(path, at + 1, advice))
            })
        })
        .collect()
}

fn is_locked_source(path: &Path, line: &str) -> bool {
    path.ends_with("Cargo.lock") && line.starts_with("source = \"registry+")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::lines;

    #[test]
    fn every_address_is_found_in_any_file() {
        for address in ADDRESSES {
            let text = format!("[source]\nurl = \"https://{address}/x\"\n");
            assert_eq!(
                lines(&check(&Tree::from([("some/file", text.as_str())]))),
                [format!(
                    "some/file:2: take out `{address}`: a clone builds from whatever registry \
                     its machine is set up for"
                )]
            );
        }
    }

    #[test]
    fn lock_file_may_name_its_sources_and_nothing_else() {
        let source = format!("source = \"registry+https://a/{}\"", ADDRESSES[3]);
        let other = format!("replace = \"https://{}\"", ADDRESSES[0]);
        let text = format!("{source}\n{other}\n");
        let findings = lines(&check(&Tree::from([("Cargo.lock", text.as_str())])));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].starts_with("Cargo.lock:2: "), "{findings:?}");
    }
}
