//! Runs every check and says what they found.

use crate::finding::Finding;
use crate::metadata::{self, Metadata};
use crate::tree::Tree;
use crate::{banned, edges, lengths, links, marks, modules, registries};
use anyhow::Result;
use std::fmt;

/// What the checks found in how many files.
pub(crate) struct Outcome {
    pub(crate) findings: Vec<Finding>,
    files: usize,
}

/// Looks through the workspace around the current folder.
pub(crate) fn run() -> Result<Outcome> {
    let root = &metadata::root()?;
    let tree = Tree::load(root)?;
    let mut findings: Vec<_> = [
        edges::check(&tree, edges::HOUSE, &Metadata::load(root)?),
        banned::check(&tree, &banned::Graph::load(root)?),
        lengths::check(&tree),
        modules::check(&tree),
        marks::check(&tree),
        registries::check(&tree),
        links::check(&tree),
    ]
    .into_iter()
    .flatten()
    .collect();
    findings.sort();
    Ok(Outcome { findings, files: tree.files().count() })
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            writeln!(f, "{finding}")?;
        }
        let Self { findings, files } = self;
        match findings.len() {
            0 => write!(f, "tidy: {files} files, every rule kept"),
            1 => write!(f, "tidy: {files} files, 1 finding"),
            more => write!(f, "tidy: {files} files, {more} findings"),
        }
    }
}
