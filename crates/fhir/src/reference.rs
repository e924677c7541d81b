//! What the text of a FHIR reference points to.

use model::{ResourceId, ResourceType};

use crate::types::resource_type;

/// What a reference points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A Patient.
    Patient(ResourceId),
    /// A resource of another type.
    Resource(ResourceType, ResourceId),
    /// A resource inside the same one, by its id after the `#`; empty means the container itself.
    Contained(Box<str>),
    /// A name of no place (`urn:uuid:…`, `urn:oid:…`), resolved only within a bundle.
    Urn(Box<str>),
    /// Whatever a search finds (`Patient?identifier=…`), resolved only within a transaction.
    Search(ResourceType),
    /// Anything else. In a valid resource, the address of something that is no FHIR resource.
    Other,
}

/// A literal reference taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Literal<'a> {
    /// What stands before the type: empty for a relative reference.
    pub(crate) base: &'a str,
    pub(crate) kind: ResourceType,
    pub(crate) id: ResourceId,
}

/// Takes `[base/]Type/id[/_history/version]` apart.
pub(crate) fn parse_literal(text: &str) -> Option<Literal<'_>> {
    let (head, last) = text.rsplit_once('/')?;
    let (head, id) = match head.strip_suffix("/_history") {
        Some(unversioned) if last.parse::<ResourceId>().is_ok() => unversioned.rsplit_once('/')?,
        _ => (head, last),
    };
    let (base, kind) = match head.rsplit_once('/') {
        Some((base, kind)) if is_absolute(base) => (base, kind),
        Some(_) => return None,
        None => ("", head),
    };
    Some(Literal { base, kind: resource_type(kind)?, id: id.parse().ok()? })
}

/// What the text of a reference points to, whatever server an absolute one names.
pub(crate) fn target(text: &str) -> Target {
    if let Some(id) = text.strip_prefix('#') {
        return Target::Contained(id.into());
    }
    if text.starts_with("urn:") {
        return Target::Urn(text.into());
    }
    if let Some((kind, _)) = text.split_once('?') {
        let name = kind.rsplit_once('/').map_or(kind, |(_, name)| name);
        return resource_type(name).map_or(Target::Other, Target::Search);
    }
    match parse_literal(text) {
        Some(literal) if literal.kind.name() == "Patient" => Target::Patient(literal.id),
        Some(literal) => Target::Resource(literal.kind, literal.id),
        None => Target::Other,
    }
}

/// Whether a text can be a reference at all: an absolute address or name without whitespace, the
/// id of a contained resource, or a relative reference to a resource of a type that exists.
pub(crate) fn is_well_formed(text: &str) -> bool {
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    let has_scheme = scheme.is_some_and(|scheme| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(is_scheme_byte)
    });
    !text.contains(char::is_whitespace) && (has_scheme || target(text) != Target::Other)
}

/// Whether the text of a reference starts with the address of a server.
pub(crate) fn is_absolute(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> ResourceId {
        text.parse().expect("an id")
    }

    #[test]
    fn a_patient_is_recognised_in_every_form_of_a_literal_reference() {
        for text in [
            "Patient/1",
            "Patient/1/_history/2",
            "http://example.org/fhir/Patient/1",
            "https://example.org/a/b/Patient/1/_history/7",
        ] {
            assert_eq!(target(text), Target::Patient(id("1")), "{text}");
        }
    }

    #[test]
    fn other_forms_are_told_apart() {
        let device = resource_type("Device").expect("a type");
        let patient = resource_type("Patient").expect("a type");
        assert_eq!(target("Device/d.1"), Target::Resource(device, id("d.1")));
        assert_eq!(target("#p1"), Target::Contained("p1".into()));
        assert_eq!(target("#"), Target::Contained("".into()));
        assert_eq!(target("urn:uuid:1"), Target::Urn("urn:uuid:1".into()));
        assert_eq!(target("Patient?identifier=x|1"), Target::Search(patient));
        assert_eq!(target("http://a.b/Patient?identifier=1"), Target::Search(patient));
    }

    #[test]
    fn a_relative_reference_must_name_a_resource() {
        for text in ["Patient/1", "#p", "#", "urn:uuid:1", "http://a.b/c", "Patient?x=1", "ftp://a"]
        {
            assert!(is_well_formed(text), "{text}");
        }
        for text in [
            "",
            "1",
            "patient/1",
            "Patient/1/",
            "/Patient/1",
            "./Patient/1",
            " Patient/1",
            "http://a.b/ Patient/1",
            "Nothing/1",
            ":x",
            "1a:x",
            "a/b:c",
            "Patient/1#x",
        ] {
            assert!(!is_well_formed(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_reference_to_a_resource_points_to_nothing_known() {
        for text in [
            "",
            "1",
            "/",
            "Patient",
            "Patient/",
            "Patient//1",
            "/Patient/1",
            "./Patient/1",
            "a/Patient/1",
            "ftp://a/Patient/1",
            "patient/1",
            "Person1/1",
            "Patient/1 ",
            "Patient/1#x",
            "Patient/1/_history/",
            "Patient/_history/1",
            "Nothing?x=1",
        ] {
            assert_eq!(target(text), Target::Other, "{text}");
        }
    }
}
