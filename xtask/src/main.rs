//! `cargo xtask tidy`: the house rules that no compiler checks, as one command.

mod banned;
mod edges;
mod finding;
mod lengths;
mod links;
mod marks;
mod metadata;
mod modules;
mod registries;
mod tidy;
mod tree;

use std::io::Write as _;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask tidy    check the house rules, print what breaks them";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let said = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["tidy"] => tidy::run(),
        _ => return end(2, USAGE),
    };
    match said {
        Ok(outcome) if outcome.findings.is_empty() => end(0, &outcome.to_string()),
        Ok(outcome) => end(1, &outcome.to_string()),
        Err(error) => end(1, &format!("tidy could not look: {error:#}")),
    }
}

/// Says `text`, on standard error where `code` is a failure, and ends with `code`.
fn end(code: u8, text: &str) -> ExitCode {
    // Nobody is left to be told when the terminal itself is gone.
    let _ = if code == 0 {
        writeln!(std::io::stdout(), "{text}")
    } else {
        writeln!(std::io::stderr(), "{text}")
    };
    ExitCode::from(code)
}
