//! Links between the documents of a patient that turned out to be one person (FHIR R4, `Patient.link`).

use model::{Json, ResourceId};

use crate::reference::{self, Target};

/// The patients whom this one replaces.
pub fn replaced(patient: &Json) -> Vec<ResourceId> {
    let replaces = links(patient).filter(|link| is_of_type(link, "replaces"));
    replaces.filter_map(other).collect()
}

/// Whether another one replaces this patient.
pub fn is_replaced(patient: &Json) -> bool {
    links(patient).any(|link| is_of_type(link, "replaced-by"))
}

/// The patient with a link of this type to another one, last of all; as it is, if it has that link already.
#[must_use]
pub fn linked(mut patient: Json, to: &ResourceId, link_type: &str) -> Json {
    let has_it = |link: &Json| is_of_type(link, link_type) && other(link).as_ref() == Some(to);
    if links(&patient).any(has_it) {
        return patient;
    }
    let reference = Json::object([("reference", Json::string(format!("Patient/{to}")))]);
    let link = Json::object([("other", reference), ("type", Json::string(link_type))]);
    let mut all: Vec<Json> = links(&patient).cloned().collect();
    all.push(link);
    patient.set_member("link", Json::Array(all), usize::MAX);
    patient
}

fn links(patient: &Json) -> impl Iterator<Item = &Json> {
    patient.member("link").map_or(&[][..], Json::elements).iter()
}

fn is_of_type(link: &Json, link_type: &str) -> bool {
    link.member("type").and_then(Json::as_str) == Some(link_type)
}

/// The patient of this server that a link leads to.
fn other(link: &Json) -> Option<ResourceId> {
    let text = link.member("other")?.member("reference")?.as_str()?;
    match reference::target(text) {
        Target::Patient(id) if !reference::is_absolute(text) => Some(id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patient(text: &str) -> Json {
        Json::parse(text.as_bytes()).expect("the test's text is JSON")
    }

    fn id(text: &str) -> ResourceId {
        text.parse().expect("an id")
    }

    #[test]
    fn a_link_is_added_once_and_read_back() {
        let alone = patient(r#"{"resourceType":"Patient","id":"a"}"#);
        assert!(replaced(&alone).is_empty() && !is_replaced(&alone));
        let linked_once = linked(alone, &id("b"), "replaces");
        assert_eq!(replaced(&linked_once), [id("b")]);
        let twice = linked(linked_once.clone(), &id("b"), "replaces");
        assert_eq!(twice, linked_once);
        let both = linked(twice, &id("c"), "replaced-by");
        assert_eq!(replaced(&both), [id("b")]);
        assert!(is_replaced(&both));
    }

    #[test]
    fn a_link_to_somebody_else_than_a_patient_of_this_server_replaces_nobody() {
        for other in ["RelatedPerson/b", "https://elsewhere.example/Patient/b", "urn:uuid:b"] {
            let text = format!(
                r#"{{"resourceType":"Patient","link":[{{"type":"replaces","other":{{"reference":"{other}"}}}}]}}"#
            );
            assert!(replaced(&patient(&text)).is_empty(), "{other}");
        }
    }
}
