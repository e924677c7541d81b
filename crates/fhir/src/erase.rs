//! Takes a person out of a resource that is about others too.

mod words;

use model::{Json, ResourceId, ResourceType};

use crate::redact::masked;
use crate::reference::{self, Target};
use words::{Id, Marks, fold};

/// What stands where something of the person stood.
const ERASED: &str = "[erased]";
/// Shorter marks are found in too much that is not about the person.
const MARK_CHARS_MIN: usize = 3;
/// Names are known by their borders, however short they are.
const NAME_CHARS_MIN: usize = 1;
/// More marks than this are not looked for.
const MARKS_MAX: usize = 500;

/// The texts by which a person is recognised in other people's documents: names, identifiers, addresses,
/// numbers. As they are compared: folded.
pub fn marks(person: &Json) -> Vec<String> {
    let mut found = Vec::new();
    let mut take = |path: &[&str]| {
        person.visit(path, &mut |value| {
            if let Some(text) = value.as_str() {
                let chars_min = if path[0] == "name" { NAME_CHARS_MIN } else { MARK_CHARS_MIN };
                add(&mut found, text, chars_min);
            }
        });
    };
    for path in [
        &["name", "text"][..],
        &["name", "family"],
        &["identifier", "value"],
        &["telecom", "value"],
        &["address", "text"],
        &["address", "line"],
    ] {
        take(path);
    }
    // A given name is other people's too; it is all there is of some.
    let mut has_family = false;
    person.visit(&["name", "family"], &mut |_| has_family = true);
    if !has_family {
        person.visit(&["name", "given"], &mut |value| {
            if let Some(text) = value.as_str() {
                add(&mut found, text, NAME_CHARS_MIN);
            }
        });
    }
    found
}

/// Whether a text has one of the marks in it, as words of its own, however it is spelled.
pub fn has_mark<T: AsRef<str>>(text: &str, marks: &[T]) -> bool {
    Marks::new(marks).are_in(&fold(text))
}

/// Takes a person out of a resource: references to them lead nowhere, narratives go, and texts that have a
/// mark of theirs or their id say that something was erased.
pub fn take_person_out(resource: &mut Json, kind: ResourceType, id: &ResourceId, marks: &[String]) {
    let person = Person::new(kind, id, marks);
    if let Json::Object(members) = resource {
        members.retain(|(name, _)| **name != *"text");
        for (name, value) in members {
            // These say which resource it is, and nothing of anybody.
            if !matches!(&**name, "resourceType" | "id" | "meta") {
                person.take_out_of(value);
            }
        }
    }
}

/// Takes a person out of a document of a tenant's own type, whose people stand at these paths. What is kept there
/// under their id is kept under no id.
pub fn take_person_out_of_document(
    document: &mut Json,
    subjects: &[&str],
    (kind, id): (ResourceType, &ResourceId),
    marks: &[String],
) {
    take_id_out(document, subjects, kind, id);
    let person = Person::new(kind, id, marks);
    person.take_names_out_of(document);
    person.take_out_of(document);
}

/// Takes the person out of those whom a document is about.
fn take_id_out(value: &mut Json, path: &[&str], kind: ResourceType, id: &ResourceId) {
    let is_theirs = |value: &Json| {
        let text = value.as_str().unwrap_or_default();
        text.strip_prefix(kind.name()).and_then(|rest| rest.strip_prefix('/')).unwrap_or(text)
            == id.as_str()
    };
    match value {
        Json::Array(elements) => {
            elements.retain(|element| !(path.is_empty() && is_theirs(element)));
            for element in elements {
                take_id_out(element, path, kind, id);
            }
        }
        Json::Object(members) => {
            let Some((first, rest)) = path.split_first() else { return };
            for (_, value) in members.iter_mut().filter(|(name, _)| **name == **first) {
                take_id_out(value, rest, kind, id);
            }
            members.retain(|(name, value)| {
                !(rest.is_empty() && **name == **first && is_theirs(value))
            });
        }
        _ => {}
    }
}

struct Person<'a> {
    kind: ResourceType,
    id: &'a ResourceId,
    words: Id,
    marks: Marks,
}

impl<'a> Person<'a> {
    fn new(kind: ResourceType, id: &'a ResourceId, marks: &[String]) -> Self {
        Self { kind, id, words: Id::new(kind, id), marks: Marks::new(marks) }
    }

    fn is_in(&self, text: &str) -> bool {
        let folded = fold(text);
        self.marks.are_in(&folded) || self.words.is_in(&folded)
    }

    /// Takes their id out of what is that id and nothing else: names of members, and strings, however short it is.
    fn take_names_out_of(&self, value: &mut Json) {
        match value {
            Json::String(text) if self.words.is(text) => *text = ERASED.into(),
            Json::Array(elements) => {
                for element in elements {
                    self.take_names_out_of(element);
                }
            }
            Json::Object(members) => {
                for (name, value) in members.iter_mut() {
                    // An element that is a reference goes whole.
                    if **name != *"reference" {
                        self.take_names_out_of(value);
                    }
                }
                self.rename_members(members);
            }
            _ => {}
        }
    }

    /// A name stands only once in an object, so further ones are numbered.
    fn rename_members(&self, members: &mut [(Box<str>, Json)]) {
        for index in 0..members.len() {
            if !self.words.is(&members[index].0) {
                continue;
            }
            let is_free = |name: &str| members.iter().all(|(taken, _)| **taken != *name);
            let further = (2..).map(|number| format!("{ERASED} {number}"));
            let mut names = std::iter::once(ERASED.to_owned()).chain(further);
            let free = names.find(|name| is_free(name));
            members[index].0 = free.expect("there are more numbers than members").into();
        }
    }

    fn take_out_of(&self, value: &mut Json) {
        match value {
            Json::String(text) if self.is_in(text) => *text = ERASED.into(),
            Json::Array(elements) => {
                for element in elements {
                    self.take_out_of(element);
                }
            }
            Json::Object(members) => {
                let leads_to_them = members.iter().any(|(name, value)| {
                    **name == *"reference" && value.as_str().is_some_and(|text| self.is_of(text))
                });
                if leads_to_them {
                    // It leads nowhere any more, and says why.
                    *value = masked();
                    return;
                }
                // The narrative of a contained resource.
                members
                    .retain(|(name, value)| !(**name == *"text" && value.member("div").is_some()));
                for (_, value) in members {
                    self.take_out_of(value);
                }
            }
            _ => {}
        }
    }

    /// Whether a reference leads to the person.
    fn is_of(&self, text: &str) -> bool {
        match reference::target(text) {
            Target::Patient(id) => self.kind.name() == "Patient" && id == *self.id,
            Target::Resource(kind, id) => kind == self.kind && id == *self.id,
            _ => false,
        }
    }
}

fn add(marks: &mut Vec<String>, text: &str, chars_min: usize) {
    let text = fold(text.trim());
    if text.chars().count() >= chars_min && marks.len() < MARKS_MAX && !marks.contains(&text) {
        marks.push(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::patient;

    fn json(text: &str) -> Json {
        Json::parse(text.as_bytes()).expect("the test's text is JSON")
    }

    fn without(text: &str, id: &str, marks: &[&str]) -> String {
        let marks: Vec<_> = marks.iter().map(|mark| (*mark).to_owned()).collect();
        let mut resource = json(text);
        take_person_out(&mut resource, patient(), &id.parse().expect("an id"), &marks);
        resource.to_text()
    }

    #[test]
    fn a_person_is_marked_by_names_numbers_and_addresses() {
        let person = json(
            r#"{"name":[{"family":"Muster","given":["Ann"]},{"text":"Ann Muster "}],
                "identifier":[{"system":"urn:x","value":"K-77"}],"telecom":[{"value":"+49 1"}],
                "address":[{"line":["Weg 1"],"city":"Ulm"}],"gender":"female"}"#,
        );
        assert_eq!(marks(&person), ["ann muster", "muster", "k-77", "+49 1", "weg 1"]);
        let only_given = json(r#"{"name":[{"given":["Ann","Bo"]}]}"#);
        assert_eq!(marks(&only_given), ["ann", "bo"]);
    }

    #[test]
    fn a_mark_is_found_as_words_of_its_own() {
        let marks = ["ann".to_owned(), "weg 1".to_owned()];
        for text in ["Ann", "with ANN.", "(Weg 1)", "to ann and bo"] {
            assert!(has_mark(text, &marks), "{text}");
        }
        for text in ["annual", "Weg 12", "hann", ""] {
            assert!(!has_mark(text, &marks), "{text}");
        }
    }

    #[test]
    fn references_lead_nowhere_narratives_go_and_marks_are_erased() {
        let masked = r#"{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"masked"}]}"#;
        let group = r#"{"resourceType":"Group","id":"ann","meta":{"versionId":"1"},"text":{"status":"generated","div":"<div>Ann</div>"},
            "name":"Friends of Ann","member":[{"entity":{"reference":"Patient/a","display":"A"}},
            {"entity":{"reference":"Patient/b","display":"Bo"}},{"entity":{"reference":"https://h/fhir/Patient/a/_history/2"}}],
            "contained":[{"resourceType":"Basic","id":"x","text":{"div":"y"},"code":{"text":"annual"}}]}"#;
        let expected = format!(
            r#"{{"resourceType":"Group","id":"ann","meta":{{"versionId":"1"}},"name":"[erased]","member":[{{"entity":{masked}}},{{"entity":{{"reference":"Patient/b","display":"Bo"}}}},{{"entity":{masked}}}],"contained":[{{"resourceType":"Basic","id":"x","code":{{"text":"annual"}}}}]}}"#
        );
        assert_eq!(without(group, "a", &["ann"]), expected);
    }

    #[test]
    fn what_is_not_theirs_stays_as_it_is() {
        let text = r#"{"resourceType":"Group","member":[{"entity":{"reference":"Patient/ab"}},{"entity":{"reference":"Group/a"}}],"quantity":2.50}"#;
        assert_eq!(without(text, "a", &[]), text);
    }

    #[test]
    fn in_a_document_the_id_goes_from_those_it_is_about() {
        let (kind, id) = (ResourceType::SUBJECT, "u-1".parse().expect("an id"));
        let mut document = json(r#"{"team":{"people":["u-1","u-2","Subject/u-1"]},"by":"u-1"}"#);
        let marks = ["u-1".to_owned()];
        take_person_out_of_document(&mut document, &["team", "people"], (kind, &id), &marks);
        assert_eq!(document.to_text(), r#"{"team":{"people":["u-2"]},"by":"[erased]"}"#);
    }

    #[test]
    fn in_a_document_the_id_goes_wherever_it_stands() {
        let (kind, id) = (patient(), "gia-mrn-4711".parse().expect("an id"));
        let mut document = json(
            r#"{"scores":{"gia-mrn-4711":3,"Patient/gia-mrn-4711":4,"bo":5},"seen":["Patient/gia-mrn-4711","bo"],
                "note":"asked gia-mrn-4711","of":"gia-mrn-4711-2","link":{"reference":"Patient/gia-mrn-4711"}}"#,
        );
        take_person_out_of_document(&mut document, &["people"], (kind, &id), &[]);
        let masked = masked().to_text();
        let expected = format!(
            r#"{{"scores":{{"[erased]":3,"[erased] 2":4,"bo":5}},"seen":["[erased]","bo"],"note":"[erased]","of":"gia-mrn-4711-2","link":{masked}}}"#
        );
        assert_eq!(document.to_text(), expected);
        let short = "a".parse().expect("an id");
        let mut document = json(r#"{"scores":{"a":3,"b":4},"by":"a","also":"b","note":"a word"}"#);
        take_person_out_of_document(&mut document, &["people"], (kind, &short), &[]);
        let expected =
            r#"{"scores":{"[erased]":3,"b":4},"by":"[erased]","also":"b","note":"a word"}"#;
        assert_eq!(document.to_text(), expected);
    }

    #[test]
    fn in_a_resource_the_id_goes_from_texts_and_stays_in_references_to_others() {
        let text = r#"{"resourceType":"Group","member":[{"entity":{"reference":"Patient/gia-2-b"}},{"entity":{"reference":"Group/gia-2"}}],"name":"with gia-2"}"#;
        assert_eq!(without(text, "gia-2", &[]), text.replace("with gia-2", "[erased]"));
    }
}
