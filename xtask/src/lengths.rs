//! Files and functions that have grown too long.

use crate::finding::Finding;
use crate::tree::{Tree, is_generated};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::path::Path;

/// Lines of a function, from `fn` to the closing brace; tests count too.
const FUNCTION_LINES_MAX: usize = 70;
/// Lines of a file without its tests.
const FILE_LINES_MAX: usize = 400;
/// Lines of a file with its tests, and of a file of tests.
const FILE_LINES_HARD_MAX: usize = 800;

/// Measures every file that a person wrote.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    tree.rust()
        .filter(|(path, _)| !is_generated(path))
        .flat_map(|(path, text)| match text.parse::<TokenStream>() {
            Ok(tokens) => {
                let mut findings = long_functions(path, tokens.clone());
                findings.extend(long_file(path, text, tokens));
                findings
            }
            Err(error) => {
                let line = error.span().start().line;
                vec![Finding::new(path, line, "this cannot be read as Rust")]
            }
        })
        .collect()
}

fn long_file(path: &Path, text: &str, tokens: TokenStream) -> Option<Finding> {
    let lines = text.lines().count();
    let own_lines = lines - test_lines(tokens);
    let (limit, advice) = if lines > FILE_LINES_HARD_MAX {
        (
            FILE_LINES_HARD_MAX,
            format!("{lines} lines, {FILE_LINES_HARD_MAX} at most with tests: split the file"),
        )
    } else if own_lines > FILE_LINES_MAX && !is_of_tests(path) {
        (
            FILE_LINES_MAX,
            format!("{own_lines} lines without tests, {FILE_LINES_MAX} at most: split the file"),
        )
    } else {
        return None;
    };
    Some(Finding::new(path, limit + 1, advice))
}

fn is_of_tests(path: &Path) -> bool {
    path.iter().any(|part| part == "tests") || path.ends_with("tests.rs")
}

/// Lines of the modules under `#[cfg(test)]`, from the attribute to the closing brace.
fn test_lines(tokens: TokenStream) -> usize {
    let tokens: Vec<_> = tokens.into_iter().collect();
    (0..tokens.len())
        .filter_map(|at| {
            let (first, rest) = tokens[at..].split_first()?;
            let (attribute, rest) = rest.split_first()?;
            let is_cfg_test = is_punct(first, '#') && attribute.to_string() == "[cfg (test)]";
            let body = module_body(rest).filter(|_| is_cfg_test)?;
            Some(body.span_close().end().line - first.span().start().line + 1)
        })
        .sum()
}

/// The braces of the module that `tokens` begin with, after more attributes.
fn module_body(mut tokens: &[TokenTree]) -> Option<&Group> {
    while let [first, TokenTree::Group(_), rest @ ..] = tokens
        && is_punct(first, '#')
    {
        tokens = rest;
    }
    match tokens {
        [TokenTree::Ident(word), TokenTree::Ident(_), TokenTree::Group(body), ..]
            if word == "mod" =>
        {
            Some(body)
        }
        _ => None,
    }
}

/// Functions are found among the tokens, so those inside of macros such as `proptest!` are too.
fn long_functions(path: &Path, tokens: TokenStream) -> Vec<Finding> {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let mut findings = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => findings.extend(long_functions(path, group.stream())),
            TokenTree::Ident(word) if word == "fn" => {
                findings.extend(long_function(path, &tokens[at..]));
            }
            _ => {}
        }
    }
    findings
}

/// Measures the function whose `fn` the tokens begin with; the type `fn()` and a function without
/// a body have nothing to measure.
fn long_function(path: &Path, tokens: &[TokenTree]) -> Option<Finding> {
    let [keyword, TokenTree::Ident(name), rest @ ..] = tokens else {
        return None;
    };
    let body = rest.iter().take_while(|token| !is_punct(token, ';')).find_map(braces)?;
    let start = keyword.span().start().line;
    let lines = body.span_close().end().line - start + 1;
    let advice = format!(
        "`{name}` has {lines} lines, {FUNCTION_LINES_MAX} at most: give its parts names of their own"
    );
    (lines > FUNCTION_LINES_MAX).then(|| Finding::new(path, start, advice))
}

fn braces(token: &TokenTree) -> Option<&Group> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    }
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::lines;

    fn check_file(path: &str, text: &str) -> Vec<String> {
        lines(&check(&Tree::from([(path, text)])))
    }

    /// A function of `count` lines, under a line of its own.
    fn function(count: usize) -> String {
        format!("#[inline]\npub fn long() {{\n{}}}\n", "1;\n".repeat(count - 2))
    }

    #[test]
    fn longest_allowed_function_is_silent_and_one_more_line_is_not() {
        assert!(check_file("a.rs", &function(70)).is_empty());
        assert_eq!(
            check_file("a.rs", &function(71)),
            ["a.rs:2: `long` has 71 lines, 70 at most: give its parts names of their own"]
        );
    }

    #[test]
    fn functions_in_methods_tests_and_macros_are_measured() {
        for around in ["impl A", "mod a", "trait A", "proptest!", "fn outer()"] {
            let findings = check_file("a.rs", &format!("{around} {{\n{}}}\n", function(71)));
            assert!(
                findings.iter().any(|f| f.starts_with("a.rs:3: `long` has 71 lines")),
                "{around}: {findings:?}"
            );
        }
    }

    #[test]
    fn function_types_and_functions_without_a_body_are_not_measured() {
        let text =
            format!("type F = fn();\ntrait A {{ fn b(); }}\nstruct C {{\n{}}}", "\n".repeat(80));
        assert!(check_file("a.rs", &text).is_empty());
    }

    #[test]
    fn tests_at_the_end_do_not_count_for_the_file() {
        let own = "//\n".repeat(390);
        let tests =
            format!("#[cfg(test)]\n#[rustfmt::skip]\nmod tests {{\n{}}}\n", "//\n".repeat(300));
        assert!(check_file("a.rs", &format!("{own}{tests}")).is_empty());
        assert_eq!(
            check_file("a.rs", &format!("{own}{}{tests}", "//\n".repeat(11))),
            ["a.rs:401: 401 lines without tests, 400 at most: split the file"]
        );
    }

    #[test]
    fn nothing_is_longer_than_the_hard_limit() {
        let text = "//\n".repeat(801);
        let expected = "801 lines, 800 at most with tests: split the file";
        for path in ["a/tests/b.rs", "a/src/b/tests.rs", "a/src/c.rs"] {
            assert_eq!(check_file(path, &text), [format!("{path}:801: {expected}")]);
        }
        assert!(check_file("a/tests/b.rs", &"//\n".repeat(800)).is_empty());
    }

    #[test]
    fn generated_files_are_not_measured() {
        assert!(check_file("a/src/generated/b.rs", &function(900)).is_empty());
    }

    #[test]
    fn file_that_is_not_rust_is_found() {
        assert_eq!(check_file("a.rs", "//!\nfn a() {\n"), ["a.rs:2: this cannot be read as Rust"]);
    }
}
