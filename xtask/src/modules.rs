//! How a file of Rust is named, and how it begins.

use crate::finding::Finding;
use crate::tree::Tree;

/// Looks at the name and the first line of every file of Rust, generated ones too.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.rust() {
        if !text.lines().next().is_some_and(is_sentence) {
            let advice = "begin with a `//!` sentence that says what the file is for";
            findings.push(Finding::new(path, 1, advice));
        }
        if path.ends_with("mod.rs") {
            let advice = "put `a/mod.rs` beside its folder as `a.rs` (`a/main.rs` for a folder \
                          of tests)";
            findings.push(Finding::new(path, 1, advice));
        }
    }
    findings
}

fn is_sentence(line: &str) -> bool {
    line.strip_prefix("//!").is_some_and(|sentence| !sentence.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::lines;

    #[test]
    fn file_with_a_first_sentence_is_silent() {
        let tree = Tree::from([
            ("crates/a/src/lib.rs", "//! What it is for.\n"),
            ("crates/a/README.md", "no Rust"),
        ]);
        assert!(check(&tree).is_empty());
    }

    #[test]
    fn file_without_a_first_sentence_is_found() {
        for text in ["", "\n//! Late.\n", "//!\n", "// Not a doc comment.\n"] {
            let tree = Tree::from([("crates/a/src/generated/b.rs", text)]);
            assert_eq!(
                lines(&check(&tree)),
                ["crates/a/src/generated/b.rs:1: begin with a `//!` sentence that says what \
                     the file is for"],
                "{text:?}"
            );
        }
    }

    #[test]
    fn module_in_its_own_folder_is_found() {
        let tree = Tree::from([("crates/a/tests/face/mod.rs", "//! Tests.\n")]);
        let findings = lines(&check(&tree));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].starts_with("crates/a/tests/face/mod.rs:1: put"));
    }
}
