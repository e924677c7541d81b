//! Builds the web console with Node and lists its files, so that the binary holds them. Without Node there is no
//! console: the build says so, and the server shows a page that tells where its faces are.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What the console is made of; a change to any of it makes it anew.
const SOURCES: [&str; 6] =
    ["index.html", "package-lock.json", "package.json", "src", "tsconfig.json", "vite.config.ts"];

fn main() -> Result<()> {
    // Asked now, and not when this was compiled: clones that share a target folder share what is compiled.
    let crate_folder = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let console = crate_folder.join("../../console").canonicalize()?;
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", console.join(source).display());
    }
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(variable("OUT_DIR")?);
    let built = out.join("console");
    let table = match build(&console, &built).and_then(|()| table(&built)) {
        Ok(table) => table,
        Err(why) => {
            println!("cargo::warning=the web console is not in this build: {why}");
            // A file that is never there has cargo look again each time, so that Node is noticed once it has come.
            println!("cargo::rerun-if-changed={}", out.join("node-was-missing").display());
            "&[]".to_owned()
        }
    };
    write(&out.join("console.rs"), &table)
}

/// Has Node build the console into a folder, after bringing the packages that it takes.
fn build(console: &Path, built: &Path) -> Result<()> {
    if !is_installed(console) {
        let install = ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
        npm(console, &install)?;
    }
    let built = built.to_str().ok_or("the build's folder has a name that is no text")?;
    npm(console, &["run", "build", "--", "--outDir", built, "--emptyOutDir"])
}

/// Whether the packages that are there are those of the lock file.
fn is_installed(console: &Path) -> bool {
    let changed = |file: &str| console.join(file).metadata().and_then(|it| it.modified()).ok();
    let installed = changed("node_modules/.package-lock.json");
    installed.is_some_and(|at| changed("package-lock.json").is_some_and(|locked| locked <= at))
}

fn npm(console: &Path, arguments: &[&str]) -> Result<()> {
    let output = Command::new("npm").args(arguments).current_dir(console).output();
    let output = output.map_err(|error| format!("npm does not start ({error})"))?;
    if output.status.success() {
        return Ok(());
    }
    let told = String::from_utf8_lossy(&output.stderr);
    let last = told.lines().rev().find(|line| line.to_lowercase().contains("error"));
    Err(format!("npm {} failed: {}", arguments[0], last.unwrap_or("it does not say why")).into())
}

/// The files of a folder as a Rust expression: `&[Asset { … }]`, in the order of their names.
fn table(built: &Path) -> Result<String> {
    let mut files = vec![built.join("index.html")];
    for entry in built.join("assets").read_dir()? {
        files.push(entry?.path());
    }
    files.retain(|file| !is_compressed(file));
    files.sort();
    let mut table = "&[\n".to_owned();
    for file in files {
        let name = file.strip_prefix(built)?.to_str().ok_or("a file's name is no text")?;
        let plain = included(&file);
        let [brotli, gzip] = ["br", "gz"].map(|kind| {
            let compressed = PathBuf::from(format!("{}.{kind}", file.display()));
            if compressed.exists() {
                format!("Some({})", included(&compressed))
            } else {
                "None".into()
            }
        });
        writeln!(
            table,
            "Asset {{ name: {name:?}, plain: {plain}, brotli: {brotli}, gzip: {gzip} }},"
        )?;
    }
    table.push(']');
    Ok(table)
}

fn is_compressed(file: &Path) -> bool {
    file.extension().is_some_and(|kind| kind == "br" || kind == "gz")
}

fn included(file: &Path) -> String {
    format!("include_bytes!({:?})", file.display().to_string())
}

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script by variables alone")]
fn variable(name: &str) -> Result<String> {
    std::env::var(name).map_err(|_| format!("cargo has not set {name}").into())
}

#[expect(clippy::disallowed_methods, reason = "what a build script makes is a file")]
fn write(path: &Path, text: &str) -> Result<()> {
    Ok(std::fs::write(path, text)?)
}
