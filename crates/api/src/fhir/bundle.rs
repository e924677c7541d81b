//! Bundles, put together as text: what is stored goes in as it is, digit for digit.

use std::fmt::Write as _;

use http::StatusCode;
use model::clock::format_instant;
use model::{Json, Timestamp, Version};
use service::{EverythingPage, HistoryPage, LastObservations, SearchPage, StoredVersion};

use super::BASE;

/// The answer to a search.
pub(super) fn searchset(url: &str, page: &SearchPage, links: &Links) -> String {
    let mut bundle = Bundle::begin("searchset", page.total, links);
    bundle.found(url, &page.resources, "match");
    bundle.found(url, &page.included, "include");
    if !page.ignored.is_empty() {
        let outcome = ::fhir::outcome::problem_outcome(
            ::fhir::Severity::Warning,
            ::fhir::IssueCode::NotSupported,
            "unknown_parameter",
            &format!(
                "these parameters are not known and were ignored: {}",
                page.ignored.join(", ")
            ),
        );
        bundle.entry(&format!(r#"{{"resource":{outcome},"search":{{"mode":"outcome"}}}}"#));
    }
    bundle.damaged(page.damaged);
    bundle.end()
}

/// Everything about a patient.
pub(super) fn everything(url: &str, page: &EverythingPage, links: &Links) -> String {
    let mut bundle = Bundle::begin("searchset", None, links);
    bundle.found(url, &page.resources, "match");
    bundle.found(url, &page.included, "include");
    bundle.damaged(page.damaged);
    bundle.end()
}

/// The last observations of each kind.
pub(super) fn last_observations(url: &str, found: &LastObservations) -> String {
    let own = format!("{url}{BASE}/Observation/$lastn");
    let total = Some(found.resources.len() as u64);
    let mut bundle = Bundle::begin("searchset", total, &Links { own, next: None });
    bundle.found(url, &found.resources, "match");
    bundle.damaged(found.damaged);
    bundle.end()
}

/// The answer to a history.
pub(super) fn history(url: &str, page: &HistoryPage, links: &Links) -> String {
    let mut bundle = Bundle::begin("history", None, links);
    for version in &page.versions {
        let StoredVersion { kind, id, version: number, at, body, .. } = version;
        let method = match (body, *number) {
            (None, _) => "DELETE",
            (Some(_), Version::FIRST) => "POST",
            (Some(_), _) => "PUT",
        };
        let address = if method == "POST" { kind.to_string() } else { format!("{kind}/{id}") };
        let status = match method {
            "POST" => "201",
            "DELETE" => "204",
            _ => "200",
        };
        let mut entry = format!(r#"{{"fullUrl":{}"#, full_url(url, version));
        if let Some(body) = body {
            let _ = write!(entry, r#","resource":{body}"#);
        }
        let _ = write!(
            entry,
            r#","request":{{"method":"{method}","url":"{address}"}},"response":{{"status":"{status}","etag":"W/\"{number}\"","lastModified":"{}"}}}}"#,
            format_instant(*at)
        );
        bundle.entry(&entry);
    }
    bundle.end()
}

/// What a request in a bundle came to.
pub(super) struct Answer<'a> {
    pub(super) status: StatusCode,
    pub(super) location: Option<&'a str>,
    pub(super) etag: Option<&'a str>,
    pub(super) modified: Option<Timestamp>,
    /// The text of a resource.
    pub(super) resource: Option<&'a str>,
    /// The text of an `OperationOutcome`.
    pub(super) outcome: Option<&'a str>,
}

/// The entry of an answer.
pub(super) fn answer(answer: &Answer<'_>) -> String {
    let Answer { status, location, etag, modified, resource, outcome } = answer;
    let mut entry = String::from("{");
    if let Some(resource) = resource {
        let _ = write!(entry, r#""resource":{resource},"#);
    }
    let reason = status.canonical_reason().unwrap_or_default();
    let _ = write!(entry, r#""response":{{"status":"{} {reason}""#, status.as_u16());
    for (name, value) in [("location", location), ("etag", etag)] {
        if let Some(value) = value {
            let _ = write!(entry, r#","{name}":{}"#, quoted(value));
        }
    }
    if let Some(modified) = modified {
        let _ = write!(entry, r#","lastModified":"{}""#, format_instant(*modified));
    }
    if let Some(outcome) = outcome {
        let _ = write!(entry, r#","outcome":{outcome}"#);
    }
    entry.push_str("}}");
    entry
}

/// The answer to a bundle of requests.
pub(super) fn answers(kind: &str, entries: &[String]) -> String {
    let mut bundle =
        Bundle { text: format!(r#"{{"resourceType":"Bundle","type":"{kind}""#), entries: 0 };
    for entry in entries {
        bundle.entry(entry);
    }
    bundle.end()
}

/// Where this page is, and where the next one.
pub(super) struct Links {
    pub(super) own: String,
    pub(super) next: Option<String>,
}

/// A bundle being written.
struct Bundle {
    text: String,
    entries: usize,
}

impl Bundle {
    fn begin(kind: &str, total: Option<u64>, links: &Links) -> Self {
        let mut text = format!(r#"{{"resourceType":"Bundle","type":"{kind}""#);
        if let Some(total) = total {
            let _ = write!(text, r#","total":{total}"#);
        }
        let _ = write!(text, r#","link":[{{"relation":"self","url":{}}}"#, quoted(&links.own));
        if let Some(next) = &links.next {
            let _ = write!(text, r#",{{"relation":"next","url":{}}}"#, quoted(next));
        }
        text.push(']');
        Self { text, entries: 0 }
    }

    /// Resources that were found, and how.
    fn found(&mut self, url: &str, resources: &[StoredVersion], mode: &str) {
        for resource in resources {
            let full_url = full_url(url, resource);
            let body = resource.body.as_deref().unwrap_or("null");
            self.entry(&format!(
                r#"{{"fullUrl":{full_url},"resource":{body},"search":{{"mode":"{mode}"}}}}"#
            ));
        }
    }

    /// That some resources could not be shown.
    fn damaged(&mut self, damaged: usize) {
        if damaged == 0 {
            return;
        }
        let outcome = ::fhir::outcome::problem_outcome(
            ::fhir::Severity::Error,
            ::fhir::IssueCode::Exception,
            "integrity",
            &format!("{damaged} of the resources fail their integrity check"),
        );
        self.entry(&format!(r#"{{"resource":{outcome},"search":{{"mode":"outcome"}}}}"#));
    }

    fn entry(&mut self, entry: &str) {
        self.text.push_str(if self.entries == 0 { r#","entry":["# } else { "," });
        self.text.push_str(entry);
        self.entries += 1;
    }

    fn end(mut self) -> String {
        if self.entries > 0 {
            self.text.push(']');
        }
        self.text.push('}');
        self.text
    }
}

fn full_url(url: &str, version: &StoredVersion) -> String {
    quoted(&format!("{url}{BASE}/{}/{}", version.kind, version.id))
}

fn quoted(text: &str) -> String {
    Json::string(text).to_text()
}
