//! Links between the project's own pages: each leads to a file that is there.

use crate::finding::Finding;
use crate::tree::{Tree, has_extension};
use pulldown_cmark::{Event, Parser, Tag};
use std::path::{Component, Path, PathBuf};

/// Follows the relative links of the pages at the root and below `docs/`.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    tree.files()
        .filter(|(path, _)| is_page(path))
        .flat_map(|(path, text)| broken_links(tree, path, text))
        .collect()
}

fn is_page(path: &Path) -> bool {
    let is_at_root = path.components().count() == 1;
    has_extension(path, "md") && (is_at_root || path.starts_with("docs"))
}

fn broken_links(tree: &Tree, page: &Path, text: &str) -> Vec<Finding> {
    Parser::new(text)
        .into_offset_iter()
        .filter_map(|(event, range)| {
            let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event
            else {
                return None;
            };
            let target = relative_target(&dest_url)?;
            let folder = page.parent().unwrap_or(Path::new(""));
            let is_there = resolve(folder, target).is_some_and(|file| tree.holds(&file));
            let line = text[..range.start].matches('\n').count() + 1;
            let advice = format!("`{target}` is not in the tree: mend the link");
            (!is_there).then(|| Finding::new(page, line, advice))
        })
        .collect()
}

/// The path of a link that leads to another file of the tree, without its fragment.
fn relative_target(link: &str) -> Option<&str> {
    let path = link.split('#').next().filter(|path| !path.is_empty())?;
    let has_scheme = path.split('/').next().is_some_and(|part| part.contains(':'));
    (!has_scheme && !path.starts_with("//")).then_some(path)
}

/// Where `target` leads from `folder`, or from the root if it begins with a slash; nowhere if it
/// leaves the tree.
fn resolve(folder: &Path, target: &str) -> Option<PathBuf> {
    let (mut resolved, target) = match target.strip_prefix('/') {
        Some(from_root) => (PathBuf::new(), from_root),
        None => (folder.to_owned(), target),
    };
    for part in Path::new(target).components() {
        match part {
            Component::Normal(name) => resolved.push(name),
            Component::ParentDir => resolved.pop().then_some(())?,
            _ => {}
        }
    }
    Some(resolved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::lines;

    fn check_page(path: &str, text: &str) -> Vec<String> {
        let tree = Tree::from([
            (path, text),
            ("SECURITY.md", ""),
            ("docs/decisions/0001-record-decisions.md", ""),
        ]);
        lines(&check(&tree))
    }

    #[test]
    fn links_that_lead_somewhere_are_silent() {
        let text = "[up](../SECURITY.md) [root](/SECURITY.md#scope) [folder](decisions/)\n\
                    [outside](https://example.org/x) [mail](mailto:a@example.org) [here](#a)\n\
                    [by name][one]\n\n[one]: decisions/0001-record-decisions.md 'title'\n";
        assert_eq!(check_page("docs/a.md", text), Vec::<String>::new());
    }

    #[test]
    fn links_that_lead_nowhere_are_found_with_their_line() {
        let text = "# Title\n\nSee [the page](docs/gone.md#part)\nand ![a picture](gone.png).\n";
        assert_eq!(
            check_page("README.md", text),
            [
                "README.md:3: `docs/gone.md` is not in the tree: mend the link",
                "README.md:4: `gone.png` is not in the tree: mend the link",
            ]
        );
    }

    #[test]
    fn link_out_of_the_tree_is_found() {
        let findings = check_page("docs/a.md", "[out](../../SECURITY.md)");
        assert_eq!(findings.len(), 1);
    }

    #[test]
    fn code_and_pages_elsewhere_are_not_followed() {
        let text = "`[a](gone.md)`\n\n```\n[b](gone.md)\n```\n";
        assert!(check_page("docs/a.md", text).is_empty());
        assert!(check_page("crates/a/notes.md", "[c](gone.md)").is_empty());
    }
}
