//! Parts of resources, as a search wants them (FHIR R4, search, `_summary` and `_elements`).

use model::{Json, ResourceType};

use crate::redact::tag_as_subsetted;
use crate::search::View;
use crate::tables::{Element, Kind, Shape, Slot};

/// What says which resource it is, and stays whatever is wanted.
const HEAD: [&str; 3] = ["resourceType", "id", "meta"];

/// The part of a resource that is wanted, tagged as such; nothing if all of it is.
pub fn part(resource: &Json, kind: ResourceType, view: &View) -> Option<Json> {
    let shape = Shape::of_type(kind)?;
    let keeps: &dyn Fn(&str, Option<&Element>) -> bool = match view {
        View::Whole | View::Count => return None,
        View::Summary => {
            let mut part = summary(resource, shape);
            tag_as_subsetted(&mut part);
            return Some(part);
        }
        View::Text => &|name, element| name == "text" || is_required(shape, element),
        View::Data => &|name, _| name != "text",
        View::Elements(wanted) => &|name, element| {
            wanted.iter().any(|wanted| is_called(shape, name, element, wanted))
                || is_required(shape, element)
        },
    };
    let members = resource.members().iter().filter(|(name, _)| {
        let plain = name.strip_prefix('_').unwrap_or(name);
        HEAD.contains(&plain) || keeps(plain, shape.find(plain))
    });
    let mut part = Json::Object(members.cloned().collect());
    tag_as_subsetted(&mut part);
    Some(part)
}

/// Whether a member is the element of this name: `valueQuantity` is a `value`.
fn is_called(shape: &Shape, name: &str, element: Option<&Element>, wanted: &str) -> bool {
    let choice = element.and_then(|element| slot(shape, element)).map(Slot::name);
    name == wanted || choice.and_then(|choice| choice.strip_suffix("[x]")) == Some(wanted)
}

fn is_required(shape: &Shape, element: Option<&Element>) -> bool {
    element.and_then(|element| slot(shape, element)).is_some_and(Slot::is_required)
}

fn slot(shape: &Shape, element: &Element) -> Option<&'static Slot> {
    element.slot().map(|slot| &shape.slots()[usize::from(slot)])
}

/// What the definitions mark as summary, on every level.
fn summary(value: &Json, shape: &Shape) -> Json {
    match value {
        Json::Array(elements) => {
            Json::Array(elements.iter().map(|element| summary(element, shape)).collect())
        }
        Json::Object(members) => {
            let kept = members.iter().filter_map(|(name, member)| {
                let plain = name.strip_prefix('_').unwrap_or(name);
                if HEAD.contains(&plain) {
                    return Some((name.clone(), member.clone()));
                }
                let element = shape.find(plain).filter(|element| element.is_summary())?;
                let member = match element.kind() {
                    Kind::Shape(number) if plain == &**name => {
                        summary(member, Shape::numbered(number))
                    }
                    _ => member.clone(),
                };
                Some((name.clone(), member))
            });
            Json::Object(kept.collect())
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::resource_type;

    const OBSERVATION: &str = r#"{"resourceType":"Observation","id":"o","meta":{"versionId":"1"},
        "text":{"status":"generated","div":"<div>x</div>"},"status":"final",
        "code":{"text":"weight","coding":[{"code":"w","display":"Weight"}]},
        "valueQuantity":{"value":1.50},"note":[{"text":"n"}],
        "referenceRange":[{"text":"r"}],"component":[{"code":{"text":"c"},"valueString":"v"}]}"#;

    /// The names of the members that a view leaves, without those that always stay.
    fn names(view: &View) -> Vec<String> {
        let resource = Json::parse(OBSERVATION.as_bytes()).expect("JSON");
        let kind = resource_type("Observation").expect("a type of R4");
        let part = part(&resource, kind, view).expect("a part");
        let tags = part.member("meta").and_then(|meta| meta.member("tag")).expect("tags");
        assert!(tags.to_text().contains("SUBSETTED"));
        assert!(part.to_text().contains(r#""versionId":"1""#));
        let members = part.members().iter().map(|(name, _)| name.to_string());
        members.filter(|name| !HEAD.contains(&name.as_str())).collect()
    }

    #[test]
    fn a_part_has_what_is_asked_for_and_what_must_not_be_missing() {
        let elements =
            |names: &[&str]| View::Elements(names.iter().map(|name| (*name).into()).collect());
        assert_eq!(names(&elements(&["value"])), ["status", "code", "valueQuantity"]);
        assert_eq!(
            names(&elements(&["valueQuantity", "note"])),
            ["status", "code", "valueQuantity", "note"]
        );
        assert_eq!(names(&elements(&["val"])), ["status", "code"]);
        assert_eq!(names(&View::Text), ["text", "status", "code"]);
        assert_eq!(
            names(&View::Data),
            ["status", "code", "valueQuantity", "note", "referenceRange", "component"]
        );
        assert_eq!(names(&View::Summary), ["status", "code", "valueQuantity", "component"]);
    }

    #[test]
    fn all_of_a_resource_is_no_part() {
        let resource = Json::parse(OBSERVATION.as_bytes()).expect("JSON");
        let kind = resource_type("Observation").expect("a type of R4");
        assert_eq!(part(&resource, kind, &View::Whole), None);
        assert_eq!(part(&resource, ResourceType::TENANT, &View::Data), None);
    }
}
