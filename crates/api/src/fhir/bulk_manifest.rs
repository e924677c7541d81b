//! What a bulk export has: its manifest, the names of its files, and what could not be had.

use ::fhir::{IssueCode, Severity};
use model::Json;
use service::{BulkContents, BulkFile};

/// The file that says what could not be had.
pub(super) const ERRORS: &str = "errors.ndjson";

/// How the names of files end.
const EXTENSION: &str = ".ndjson";
/// What stands before the number in the name of a file that says what was deleted.
const DELETED: &str = "-deleted";

/// The file of a name: `Observation-1.ndjson`.
pub(super) fn file_of_name(name: &str) -> Option<BulkFile> {
    let (kind, number) = name.strip_suffix(EXTENSION)?.rsplit_once('-')?;
    let (kind, is_deleted) = kind.strip_suffix(DELETED).map_or((kind, false), |kind| (kind, true));
    let kind = ::fhir::types::resource_type(kind)?;
    let file = BulkFile { kind, is_deleted, number: number.parse().ok()? };
    // There is one name of each.
    (name_of_file(&file) == name).then_some(file)
}

fn name_of_file(file: &BulkFile) -> String {
    let deleted = if file.is_deleted { DELETED } else { "" };
    format!("{}{deleted}-{}{EXTENSION}", file.kind, file.number)
}

/// The manifest. What it says of a file is at an address below `address`.
pub(super) fn manifest(contents: &BulkContents, address: &str) -> Json {
    let item = |kind: &str, name: &str, count: u64| {
        Json::object([
            ("type", Json::string(kind)),
            ("url", Json::string(format!("{address}/{name}"))),
            ("count", Json::integer(count)),
        ])
    };
    let files = |is_deleted: bool| {
        let of_kind = contents.files.iter().filter(|(file, _)| file.is_deleted == is_deleted);
        let items = of_kind.map(|(file, count)| {
            let kind = if is_deleted { "Bundle" } else { file.kind.name() };
            item(kind, &name_of_file(file), *count)
        });
        Json::Array(items.collect())
    };
    let lines = errors(contents).len() as u64;
    let errors = (lines > 0).then(|| item("OperationOutcome", ERRORS, lines));
    Json::object([
        ("transactionTime", Json::string(contents.at.as_str())),
        ("request", Json::string(contents.url.as_str())),
        ("requiresAccessToken", Json::Boolean(true)),
        ("output", files(false)),
        ("deleted", files(true)),
        ("error", Json::Array(errors.into_iter().collect())),
    ])
}

/// What could not be had, each an `OperationOutcome` with the end of its line.
pub(super) fn errors(contents: &BulkContents) -> Vec<String> {
    let line = |severity, code, problem: &str, text: &str| {
        let outcome = ::fhir::outcome::problem_outcome(severity, code, problem, text);
        format!("{}\n", outcome.to_text())
    };
    let ignored = contents.ignored.iter().map(|name| {
        let text =
            format!("`{name}` was ignored: it is not supported, or nothing of it may be read");
        line(Severity::Warning, IssueCode::NotSupported, "unknown_parameter", &text)
    });
    let damaged = contents.damaged.iter().map(|(kind, count)| {
        let text = format!("{count} of type {kind}: what is stored fails its integrity check");
        line(Severity::Error, IssueCode::Exception, "integrity", &text)
    });
    ignored.chain(damaged).collect()
}

/// Why there is none.
pub(super) fn failure(code: &str) -> Json {
    let text = "this export cannot be made; delete it, and ask for another one";
    ::fhir::outcome::problem_outcome(Severity::Fatal, IssueCode::Exception, code, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_one_name() {
        for name in ["Observation-1.ndjson", "Patient-deleted-12.ndjson"] {
            let file = file_of_name(name).expect("a file");
            assert_eq!(name_of_file(&file), name);
        }
        for name in ["Observation-01.ndjson", "Observation.ndjson", "Nothing-1.ndjson", "x", ""] {
            assert!(file_of_name(name).is_none(), "{name}");
        }
    }
}
