//! The files a clone would hold, with their text; checks see nothing else.

use anyhow::{Context as _, Result, ensure};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Paths relative to the root, each with its text.
pub(crate) struct Tree {
    files: BTreeMap<PathBuf, String>,
}

impl Tree {
    /// Reads what git tracks below `root`, and what it would take on (new files that no ignore
    /// rule names), so that a file is checked before it is committed.
    pub(crate) fn load(root: &Path) -> Result<Self> {
        let listing = Command::new("git")
            .current_dir(root)
            .args(["ls-files", "-z", "--cached", "--others"])
            .arg("--exclude-standard")
            .output()
            .context("git could not be started")?;
        ensure!(
            listing.status.success(),
            "git ls-files failed: {}",
            String::from_utf8_lossy(&listing.stderr).trim()
        );
        let names = String::from_utf8(listing.stdout).context("a file name is not UTF-8")?;
        names
            .split_terminator('\0')
            // A tracked file can be deleted, and a tracked link can point anywhere.
            .filter(|name| root.join(name).symlink_metadata().is_ok_and(|m| m.is_file()))
            .map(|name| Ok((PathBuf::from(name), read(&root.join(name))?)))
            .collect::<Result<_>>()
            .map(|files| Self { files })
    }

    /// Every file, in the order of the paths.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.files.iter().map(|(path, text)| (path.as_path(), text.as_str()))
    }

    /// Every file of Rust, generated ones too.
    pub(crate) fn rust(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.files().filter(|(path, _)| has_extension(path, "rs"))
    }

    /// The text of the file at `path`.
    pub(crate) fn text(&self, path: impl AsRef<Path>) -> Option<&str> {
        self.files.get(path.as_ref()).map(String::as_str)
    }

    /// Whether `path` is a file, or a folder with files in it.
    pub(crate) fn holds(&self, path: &Path) -> bool {
        self.files.keys().any(|file| file.starts_with(path))
    }

    /// The first line (from 1) of the file at `path` that `wanted` takes; 1 where there is none.
    pub(crate) fn line_where(
        &self,
        path: impl AsRef<Path>,
        wanted: impl Fn(&str) -> bool,
    ) -> usize {
        self.text(path)
            .and_then(|text| text.lines().position(wanted))
            .map_or(1, |position| position + 1)
    }
}

/// Whether a program wrote the file: it stands in a folder `generated`, or is named so.
pub(crate) fn is_generated(path: &Path) -> bool {
    let named_generated = path
        .file_name()
        .and_then(|name| name.to_str())
        .is_some_and(|name| name.starts_with("generated"));
    named_generated || path.iter().any(|part| part == "generated")
}

/// Whether the file's name ends in `.extension`.
pub(crate) fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

#[expect(
    clippy::disallowed_methods,
    reason = "reading the tree is what this tool is for; nothing of it is in the product"
)]
fn read(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
impl<const N: usize> From<[(&str, &str); N]> for Tree {
    fn from(files: [(&str, &str); N]) -> Self {
        let files =
            files.into_iter().map(|(path, text)| (PathBuf::from(path), text.to_owned())).collect();
        Self { files }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::disallowed_methods, reason = "the test needs a real folder with real files")]
    fn write(root: &Path, name: &str, text: &str) {
        std::fs::write(root.join(name), text).expect("the folder is ours");
    }

    fn git(root: &Path, arguments: &[&str]) {
        let done =
            Command::new("git").current_dir(root).args(arguments).status().expect("git starts");
        assert!(done.success(), "git {arguments:?}");
    }

    #[test]
    fn new_files_are_seen_and_ignored_or_deleted_ones_are_not() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        git(root, &["init", "--quiet"]);
        write(root, ".gitignore", "ignored\n");
        write(root, "tracked", "1");
        write(root, "deleted", "2");
        git(root, &["add", "."]);
        write(root, "new", "3");
        write(root, "ignored", "4");
        std::fs::remove_file(root.join("deleted")).expect("the file is ours");

        let tree = Tree::load(root).expect("a repository");

        let names: Vec<_> = tree.files().map(|(path, _)| path.to_owned()).collect();
        assert_eq!(names, [".gitignore", "new", "tracked"].map(PathBuf::from));
        assert_eq!(tree.text("new"), Some("3"));
    }

    #[test]
    fn folder_without_a_repository_is_an_error_that_says_so() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let error = Tree::load(folder.path()).err().expect("no repository");
        assert!(error.to_string().contains("git ls-files failed"), "{error}");
    }

    #[test]
    fn folders_are_held_as_whole_names_only() {
        let tree = Tree::from([("docs/formats.md", "")]);
        assert!(tree.holds(Path::new("docs")));
        assert!(tree.holds(Path::new("docs/formats.md")));
        assert!(!tree.holds(Path::new("doc")));
    }

    #[test]
    fn generated_files_are_known_by_folder_or_name() {
        assert!(is_generated(Path::new("crates/a/src/generated/x.rs")));
        assert!(is_generated(Path::new("crates/a/src/generated_table.rs")));
        assert!(!is_generated(Path::new("crates/a/src/regenerated.rs")));
    }
}
