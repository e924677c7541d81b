//! Marks of unfinished work: what is in the tree is finished, the rest is an issue.

use crate::finding::Finding;
use crate::tree::{Tree, has_extension, is_generated};
use std::path::Path;

/// The marks, spelt in halves so that this file does not carry them itself.
const MARKS: [&str; 7] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("HA", "CK"),
    concat!("unimple", "mented!"),
    concat!("to", "do!"),
    concat!("#[", "ignore"),
];

const SOURCES: [&str; 17] = [
    "cedar",
    "cedarschema",
    "css",
    "html",
    "js",
    "jsx",
    "mjs",
    "proto",
    "py",
    "rs",
    "sh",
    "sql",
    "toml",
    "ts",
    "tsx",
    "yaml",
    "yml",
];

/// Looks for marks in every source file that a person wrote.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    tree.files()
        .filter(|(path, text)| is_source(path, text) && !is_generated(path))
        .flat_map(|(path, text)| {
            text.lines().enumerate().flat_map(move |(at, line)| {
                MARKS.into_iter().filter(|mark| carries(line, mark)).map(move |mark| {
                    let advice = format!("finish it, or file an issue and take out `{mark}`");
                    Finding::new(path, at + 1, advice)
                })
            })
        })
        .collect()
}

/// Scripts and makefiles have no extension.
fn is_source(path: &Path, text: &str) -> bool {
    SOURCES.iter().any(|extension| has_extension(path, extension))
        || path.ends_with("Makefile")
        || text.starts_with("#!")
}

/// Whether `mark` stands in `line` as a whole word.
fn carries(line: &str, mark: &str) -> bool {
    let is_of_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(mark).any(|(at, _)| {
        !line[..at].ends_with(is_of_word) && !line[at + mark.len()..].starts_with(is_of_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::lines;

    #[test]
    fn every_mark_is_found_in_every_kind_of_source() {
        for mark in MARKS {
            for path in ["a/b.rs", "a/c.sql", "Makefile"] {
                let tree = Tree::from([(path, format!("fine\n // {mark}: later").as_str())]);
                assert_eq!(
                    lines(&check(&tree)),
                    [format!("{path}:2: finish it, or file an issue and take out `{mark}`")]
                );
            }
        }
    }

    #[test]
    fn script_is_known_by_its_first_line() {
        let text = format!("#!/usr/bin/env bash\n# {}\n", MARKS[1]);
        assert_eq!(check(&Tree::from([(".ci/run", text.as_str())])).len(), 1);
    }

    #[test]
    fn words_around_a_mark_and_prose_are_left_alone() {
        let words = MARKS.map(|mark| format!("a{mark} {mark}s")).join("\n");
        let tree = Tree::from([
            ("a.rs", words.as_str()),
            ("docs/a.md", MARKS[0]),
            ("a/generated/b.rs", MARKS[0]),
        ]);
        assert!(
            lines(&check(&tree)).iter().all(|finding| finding.ends_with("ignore`")),
            "{:?}",
            lines(&check(&tree))
        );
    }
}
