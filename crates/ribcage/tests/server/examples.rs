//! The programs in `examples/`, run as a reader would run them.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::harness::Server;

/// The folder of an example.
fn example(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name)
}

#[tokio::test]
async fn a_platform_for_ratings_of_suppliers_needs_no_fhir() {
    let server = Server::start();
    let administrator = server.tenant("Company").await;
    let run = || {
        let mut command = Command::new("python3");
        command.arg("-B").arg(example("supplier-ratings").join("ratings.py"));
        command.args([&server.url, administrator.token()]).arg(server.ca());
        let output = command.stdin(Stdio::null()).output().expect("the program runs");
        let failed = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{failed}");
        String::from_utf8(output.stdout).expect("text")
    };
    // What the page says that it prints, and the second time too.
    let page = std::fs::read_to_string(example("supplier-ratings").join("README.md"));
    let page = page.expect("the page is there");
    let (_, said) = page.split_once("It prints:\n\n```\n").expect("it says what is printed");
    let (said, _) = said.split_once("```").expect("the block ends");
    assert_eq!(run(), said);
    assert_eq!(run(), said);
}
