//! Sends resources whose references are to be to the ids that the server gave.

use std::collections::HashMap;

use fhir::meta::{id_of, resource_type_of};
use model::Json;
use reqwest::{Method, StatusCode};

use crate::harness::{Answer, Caller};

/// A resource as it was sent, and what the server called it.
pub(super) struct Sent {
    pub(super) kind: String,
    pub(super) id: String,
    pub(super) body: Json,
    pub(super) event: String,
}

/// Somebody who sends one resource after the other.
pub(super) struct Sender {
    caller: Caller,
    /// What a resource was called, and what the server calls it.
    names: HashMap<String, String>,
    sent: Vec<Sent>,
}

impl Sender {
    pub(super) fn new(caller: Caller) -> Self {
        Self { caller, names: HashMap::new(), sent: Vec::new() }
    }

    /// Sends a resource that others call by this name.
    pub(super) async fn send(&mut self, resource: &Json, name: &str) -> Answer {
        let kind = resource_type_of(resource).expect("a type").to_owned();
        let body = self.renamed(resource);
        let request = self
            .caller
            .request(Method::POST, &format!("/fhir/R4/{kind}"))
            .header("content-type", "application/fhir+json")
            .body(body.to_text());
        let answer = self.caller.send(request).await;
        if answer.status == StatusCode::CREATED {
            let created = Json::parse(answer.body.as_bytes()).expect("JSON");
            let id = id_of(&created).expect("an id").to_owned();
            self.names.insert(name.to_owned(), format!("{kind}/{id}"));
            let (event, _) = answer.event();
            self.sent.push(Sent { kind, id, body, event });
        }
        answer
    }

    pub(super) fn into_sent(self) -> Vec<Sent> {
        self.sent
    }

    /// The same with all references to what was sent before by their new names.
    fn renamed(&self, value: &Json) -> Json {
        match value {
            Json::Array(elements) => {
                Json::Array(elements.iter().map(|element| self.renamed(element)).collect())
            }
            Json::Object(members) => {
                let member = |(name, value): &(Box<str>, Json)| {
                    let known = value.as_str().and_then(|text| self.names.get(text));
                    let value = match known {
                        Some(known) if **name == *"reference" => Json::string(known.as_str()),
                        _ => self.renamed(value),
                    };
                    (name.clone(), value)
                };
                Json::Object(members.iter().map(member).collect())
            }
            other => other.clone(),
        }
    }
}

/// A resource without what the server says of it, members in the order of their names, every
/// number as its text.
pub(super) fn comparable(resource: &Json) -> Json {
    let mut resource = resource.clone();
    resource.remove_member("id");
    if let Some(mut meta) = resource.remove_member("meta") {
        for name in ["versionId", "lastUpdated"] {
            meta.remove_member(name);
        }
        if !meta.members().is_empty() {
            resource.set_member("meta", meta, 0);
        }
    }
    sorted(resource)
}

fn sorted(value: Json) -> Json {
    match value {
        Json::Array(elements) => Json::Array(elements.into_iter().map(sorted).collect()),
        Json::Object(members) => {
            let sorted = members.into_iter().map(|(name, value)| (name, sorted(value)));
            let mut members: Vec<_> = sorted.collect();
            members.sort_by(|(left, _), (right, _)| left.cmp(right));
            Json::Object(members)
        }
        other => other,
    }
}
