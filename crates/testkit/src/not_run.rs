//! What a run leaves out is said at its end, where it is not overlooked.

/// Says that a test did not run, and why.
#[expect(clippy::disallowed_methods, reason = "whoever runs the tests names the file")]
pub fn not_run(test: &str, why: &str) {
    if let Some(path) = std::env::var_os("RIBCAGE_NOT_RUN") {
        use std::io::Write as _;
        let mut options = std::fs::OpenOptions::new();
        let file = options.create(true).append(true).open(path);
        writeln!(file.expect("the file can be written"), "not run: {test} ({why})")
            .expect("written");
    }
}
