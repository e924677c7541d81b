//! Bundles of requests (FHIR R4, batch and transaction): read, and the references between their entries
//! made ones that a server keeps.

use model::{Json, ResourceType};

use crate::generated::shapes;
use crate::issue::{Issue, IssueCode, Severity};
use crate::primitive::Primitive;
use crate::tables::{Kind, Shape};
use crate::types::resource_type;

/// How many requests one bundle may have.
pub const ENTRIES_MAX: usize = 5_000;

/// How the requests of a bundle belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BundleKind {
    /// Each by itself.
    Batch,
    /// All of them or none.
    Transaction,
}

/// A request in a bundle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BundleRequest {
    /// By what other entries refer to the resource.
    pub full_url: Option<Box<str>>,
    /// `GET`, `HEAD`, `POST`, `PUT`, `DELETE` or `PATCH`.
    pub method: Box<str>,
    /// The address, from the base of the server.
    pub url: Box<str>,
    /// `If-Match`
    pub if_match: Option<Box<str>>,
    /// `If-None-Match`
    pub if_none_match: Option<Box<str>>,
    /// `If-Modified-Since`
    pub if_modified_since: Option<Box<str>>,
    /// `If-None-Exist`
    pub if_none_exist: Option<Box<str>>,
    /// What is sent.
    pub resource: Option<Json>,
}

/// Takes a bundle of requests apart. The resources in it are not looked at yet: in a batch one that is
/// not valid concerns the others nothing.
pub fn requests(mut bundle: Json) -> Result<(BundleKind, Vec<BundleRequest>), Vec<Issue>> {
    let kind = resource_type("Bundle").expect("a type of R4");
    let resources = take_resources(&mut bundle);
    let issues = crate::validate(&bundle, kind);
    if !issues.is_empty() {
        return Err(issues);
    }
    let bundle_kind = match bundle.member("type").and_then(Json::as_str) {
        Some("batch") => BundleKind::Batch,
        Some("transaction") => BundleKind::Transaction,
        _ => return Err(issue("Bundle.type", IssueCode::Value, "batch or transaction")),
    };
    let entries = bundle.member("entry").map_or(&[][..], Json::elements);
    if entries.len() > ENTRIES_MAX {
        return Err(issue("Bundle.entry", IssueCode::TooLong, "at most 5000 requests"));
    }
    let requests = entries.iter().zip(resources).enumerate().map(|(index, (entry, resource))| {
        let text = |json: &Json, name| json.member(name).and_then(Json::as_str).map(Into::into);
        let Some(request) = entry.member("request") else {
            let place = format!("Bundle.entry[{index}].request");
            return Err(issue(&place, IssueCode::Required, "what is to be done with the entry"));
        };
        Ok(BundleRequest {
            full_url: text(entry, "fullUrl"),
            method: text(request, "method").unwrap_or_default(),
            url: text(request, "url").unwrap_or_default(),
            if_match: text(request, "ifMatch"),
            if_none_match: text(request, "ifNoneMatch"),
            if_modified_since: text(request, "ifModifiedSince"),
            if_none_exist: text(request, "ifNoneExist"),
            resource,
        })
    });
    Ok((bundle_kind, requests.collect::<Result<_, _>>()?))
}

/// Takes the resource out of every entry.
fn take_resources(bundle: &mut Json) -> Vec<Option<Json>> {
    let Json::Object(members) = bundle else { return Vec::new() };
    let entries = members.iter_mut().find(|(name, _)| **name == *"entry");
    match entries {
        Some((_, Json::Array(entries))) => {
            entries.iter_mut().map(|entry| entry.remove_member("resource")).collect()
        }
        _ => Vec::new(),
    }
}

fn issue(expression: &str, code: IssueCode, expected: &str) -> Vec<Issue> {
    let (expression, diagnostics) = (expression.to_owned(), format!("{expected} is expected"));
    vec![Issue { severity: Severity::Error, code, expression, diagnostics }]
}

/// Where something stands that leads elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// In an element of type Reference.
    Reference,
    /// Anywhere else.
    Address,
}

type Change<'a> = &'a mut dyn FnMut(Link, &str) -> Option<String>;

/// Shows every reference of a resource that may be changed: those in elements of type Reference, in
/// addresses and names (uri, url, oid, uuid), and in the links of a narrative. What `change` gives takes
/// its place.
pub fn change_references(
    resource: &mut Json,
    change: &mut dyn FnMut(Link, &str) -> Option<String>,
) {
    let kind = crate::meta::resource_type_of(resource).and_then(resource_type);
    if let Some(kind) = kind.filter(|kind: &ResourceType| kind.is_fhir()) {
        walk(resource, kind.code() - 1, change);
    }
}

fn walk(object: &mut Json, number: u16, change: Change<'_>) {
    let shape = Shape::numbered(number);
    let Json::Object(members) = object else { return };
    for (name, value) in members {
        let values = match value {
            Json::Array(elements) => elements.as_mut_slice(),
            value => std::slice::from_mut(value),
        };
        if number == shapes::REFERENCE && **name == *"reference" {
            for value in values {
                replace(value, Link::Reference, change);
            }
            continue;
        }
        let kind = match shape.find(name) {
            Some(element) => element.kind(),
            // The companion of a primitive, with its extensions.
            None if name.starts_with('_') => Kind::Shape(shapes::EXTENSION),
            None => continue,
        };
        for value in values {
            match kind {
                Kind::Primitive(
                    Primitive::Uri | Primitive::Url | Primitive::Oid | Primitive::Uuid,
                ) => replace(value, Link::Address, change),
                Kind::Primitive(Primitive::Xhtml) => replace_links(value, change),
                Kind::Primitive(_) => {}
                Kind::Shape(number) => walk(value, number, change),
                Kind::Resource => change_references(value, change),
            }
        }
    }
}

fn replace(value: &mut Json, link: Link, change: Change<'_>) {
    if let Some(changed) = value.as_str().and_then(|text| change(link, text)) {
        *value = Json::string(changed);
    }
}

/// The links in a narrative, between quotation marks after `href=` or `src=`.
fn replace_links(value: &mut Json, change: Change<'_>) {
    let Some(text) = value.as_str() else { return };
    let mut changed = String::new();
    let mut rest = text;
    while let Some(at) =
        ["href=", "src="].iter().filter_map(|name| Some(rest.find(name)? + name.len())).min()
    {
        let (before, after) = rest.split_at(at);
        changed.push_str(before);
        rest = after;
        let Some(quote) = rest.chars().next().filter(|quote| ['"', '\''].contains(quote)) else {
            continue;
        };
        let Some((link, _)) = rest[1..].split_once(quote) else { break };
        changed.push(quote);
        changed.push_str(change(Link::Address, link).as_deref().unwrap_or(link));
        rest = &rest[1 + link.len()..];
    }
    if !changed.is_empty() {
        changed.push_str(rest);
        *value = Json::string(changed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json {
        Json::parse(text.as_bytes()).expect("the test's text is JSON")
    }

    #[test]
    fn a_bundle_of_requests_is_taken_apart() {
        let bundle = json(
            r#"{"resourceType":"Bundle","type":"transaction","entry":[
                {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","nonsense":1},
                 "request":{"method":"POST","url":"Patient","ifNoneExist":"identifier=1"}},
                {"request":{"method":"DELETE","url":"Patient/2","ifMatch":"W/\"3\""}}]}"#,
        );
        let (kind, requests) = requests(bundle).expect("two requests");
        assert_eq!(kind, BundleKind::Transaction);
        let shown = |request: &BundleRequest| {
            (request.method.clone(), request.url.clone(), request.resource.is_some())
        };
        let shown: Vec<_> = requests.iter().map(shown).collect();
        assert_eq!(
            shown,
            [("POST".into(), "Patient".into(), true), ("DELETE".into(), "Patient/2".into(), false)]
        );
        assert_eq!(requests[0].full_url.as_deref(), Some("urn:uuid:1"));
        assert_eq!(requests[0].if_none_exist.as_deref(), Some("identifier=1"));
        assert_eq!(requests[1].if_match.as_deref(), Some("W/\"3\""));
    }

    #[test]
    fn what_is_no_bundle_of_requests_is_refused_with_the_place() {
        for (text, place) in [
            (r#"{"resourceType":"Patient"}"#, "Bundle.resourceType"),
            (r#"{"resourceType":"Bundle"}"#, "Bundle.type"),
            (r#"{"resourceType":"Bundle","type":"searchset"}"#, "Bundle.type"),
            (r#"{"resourceType":"Bundle","type":"batch","entry":[{}]}"#, "Bundle.entry[0]"),
            (
                r#"{"resourceType":"Bundle","type":"batch","entry":[{"fullUrl":"urn:uuid:1"}]}"#,
                "Bundle.entry[0].request",
            ),
            (
                r#"{"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"POST"}}]}"#,
                "Bundle.entry[0].request.url",
            ),
            (
                r#"{"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"MOVE","url":"x"}}]}"#,
                "Bundle.entry[0].request.method",
            ),
        ] {
            let issues = requests(json(text)).expect_err(text);
            assert_eq!(issues[0].expression, place, "{text}");
        }
        let entry = r#"{"request":{"method":"GET","url":"Patient"}}"#;
        let entries = vec![entry; ENTRIES_MAX + 1].join(",");
        let many = format!(r#"{{"resourceType":"Bundle","type":"batch","entry":[{entries}]}}"#);
        assert_eq!(requests(json(&many)).expect_err("too many")[0].code, IssueCode::TooLong);
    }

    #[test]
    fn references_are_changed_where_they_are_references_and_nowhere_else() {
        let mut resource = json(
            r##"{"resourceType":"Observation",
            "contained":[{"resourceType":"Provenance","target":[{"reference":"urn:uuid:1"}]}],
            "text":{"status":"generated","div":"<div xmlns=\"x\"><a href=\"urn:uuid:1\">urn:uuid:1</a><img src='urn:uuid:1'/><a href=\"#x\"/></div>"},
            "identifier":[{"system":"urn:ietf:rfc:3986","value":"urn:uuid:1"}],
            "_status":{"extension":[{"url":"urn:uuid:1","valueReference":{"reference":"urn:uuid:1"}}]},
            "instantiatesUri":["urn:uuid:1"],"implicitRules":"urn:uuid:1",
            "subject":{"reference":"urn:uuid:1","display":"urn:uuid:1"},
            "note":[{"text":"urn:uuid:1"}],"unknown":"urn:uuid:1"}"##,
        );
        let before = resource.to_text();
        change_references(&mut resource, &mut |_, _| None);
        assert_eq!(resource.to_text(), before);
        change_references(&mut resource, &mut |_, text| {
            (text == "urn:uuid:1").then(|| "Patient/7".to_owned())
        });
        let after = resource.to_text();
        for part in [
            r#""target":[{"reference":"Patient/7"}]"#,
            r##"<a href=\"Patient/7\">urn:uuid:1</a><img src='Patient/7'/><a href=\"#x\"/></div>"##,
            r#""value":"urn:uuid:1""#,
            r#""valueReference":{"reference":"Patient/7"}"#,
            r#""implicitRules":"Patient/7""#,
            r#""subject":{"reference":"Patient/7","display":"urn:uuid:1"}"#,
            r#""note":[{"text":"urn:uuid:1"}],"unknown":"urn:uuid:1""#,
        ] {
            assert!(after.contains(part), "{part}: {after}");
        }
    }
}
