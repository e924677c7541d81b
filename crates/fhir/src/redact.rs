//! Takes elements out of a resource that its reader must not see.

use model::Json;

/// The tag of a resource of which something was left out.
const SUBSETTED: (&str, &str) =
    ("http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "SUBSETTED");

/// Takes out every element of this pattern, with its companion, and tells whether there was one.
///
/// A pattern is `name` (at the top), `a.b` (below elements and through arrays) or `*.name`
/// (anywhere, in contained resources and extensions too). A name may be a choice, `value[x]`,
/// which is all its types. What is left empty goes too, and the resource is tagged as SUBSETTED.
/// `resourceType` always stays.
pub fn hide(resource: &mut Json, element: &str) -> bool {
    let removed = match element.strip_prefix("*.") {
        Some(name) => hide_anywhere(resource, name, false),
        None => hide_path(resource, &element.split('.').collect::<Vec<_>>(), false),
    };
    if removed {
        tag_as_subsetted(resource);
    }
    removed
}

/// Takes out everything but what these paths lead to, and tells whether anything is left. A path is `a.b`,
/// below elements and through arrays; what stands at its end stays whole.
pub fn keep(value: &mut Json, paths: &[&str]) -> bool {
    match value {
        Json::Array(elements) => {
            elements.retain_mut(|element| keep(element, paths));
            !elements.is_empty()
        }
        Json::Object(members) => {
            members.retain_mut(|(name, value)| {
                let of_it = |path: &&str| path.split('.').next() == Some(&**name);
                let mut ways = paths.iter().copied().filter(of_it).peekable();
                if ways.clone().any(|path| path.len() == name.len()) {
                    return true;
                }
                ways.peek().is_some() && {
                    let below: Vec<_> = ways.map(|path| &path[name.len() + 1..]).collect();
                    keep(value, &below)
                }
            });
            !members.is_empty()
        }
        _ => false,
    }
}

/// Takes out what the steps lead to. `aligned` tells that the value is the companion of an array
/// of primitives, in which nulls keep the others in their places.
fn hide_path(value: &mut Json, steps: &[&str], aligned: bool) -> bool {
    let Some((name, rest)) = steps.split_first() else {
        return false;
    };
    match value {
        Json::Array(elements) => {
            in_elements(elements, aligned, &mut |element| hide_path(element, steps, false))
        }
        Json::Object(members) => {
            if rest.is_empty() {
                return take_out(members, name);
            }
            in_members(members, &mut |key, value| {
                fits(name, key) && hide_path(value, rest, key.starts_with('_'))
            })
        }
        _ => false,
    }
}

/// Takes out every member of this name, however deep.
fn hide_anywhere(value: &mut Json, name: &str, aligned: bool) -> bool {
    match value {
        Json::Array(elements) => {
            in_elements(elements, aligned, &mut |element| hide_anywhere(element, name, false))
        }
        Json::Object(members) => {
            let here = take_out(members, name);
            let below = in_members(members, &mut |key, value| {
                hide_anywhere(value, name, key.starts_with('_'))
            });
            here || below
        }
        _ => false,
    }
}

/// Hides in every element of an array; elements that are left empty go, or become null.
fn in_elements(
    elements: &mut Vec<Json>,
    aligned: bool,
    hide: &mut dyn FnMut(&mut Json) -> bool,
) -> bool {
    let mut removed = false;
    elements.retain_mut(|element| {
        let is_emptied = hide(element) && {
            removed = true;
            is_empty(element)
        };
        if is_emptied && aligned {
            *element = Json::Null;
        }
        aligned || !is_emptied
    });
    if removed && elements.iter().all(|element| *element == Json::Null) {
        elements.clear();
    }
    removed
}

/// Hides in every member of an object; members that are left empty go.
fn in_members(
    members: &mut Vec<(Box<str>, Json)>,
    hide: &mut dyn FnMut(&str, &mut Json) -> bool,
) -> bool {
    let mut removed = false;
    members.retain_mut(|(name, value)| {
        let is_emptied = hide(name, value) && {
            removed = true;
            is_empty(value)
        };
        !is_emptied
    });
    removed
}

fn take_out(members: &mut Vec<(Box<str>, Json)>, name: &str) -> bool {
    let count = members.len();
    members.retain(|(key, _)| **key == *"resourceType" || !fits(name, key));
    members.len() < count
}

/// Whether a member is the element of this name, one type of a choice, or the companion of either.
fn fits(name: &str, key: &str) -> bool {
    let key = key.strip_prefix('_').unwrap_or(key);
    match name.strip_suffix("[x]").and_then(|base| key.strip_prefix(base)) {
        Some(kind) => kind.starts_with(|first: char| first.is_ascii_uppercase()),
        None => key == name,
    }
}

fn is_empty(value: &Json) -> bool {
    match value {
        Json::Array(elements) => elements.is_empty(),
        Json::Object(members) => members.is_empty(),
        _ => false,
    }
}

/// Says in `meta.tag` that something was left out.
/// Whether a resource says that something was left out of it.
pub fn is_subsetted(resource: &Json) -> bool {
    let tags = resource.member("meta").and_then(|meta| meta.member("tag"));
    tags.is_some_and(|tags| tags.elements().iter().any(says_subsetted))
}

fn says_subsetted(coding: &Json) -> bool {
    let is = |name, text| coding.member(name).and_then(Json::as_str) == Some(text);
    is("system", SUBSETTED.0) && is("code", SUBSETTED.1)
}

pub(crate) fn tag_as_subsetted(resource: &mut Json) {
    let (system, code) = SUBSETTED;
    let tag = Json::object([("system", Json::string(system)), ("code", Json::string(code))]);
    let mut meta = match resource.remove_member("meta") {
        Some(Json::Object(members)) => Json::Object(members),
        _ => Json::Object(Vec::new()),
    };
    let mut tags = match meta.remove_member("tag") {
        Some(Json::Array(tags)) => tags,
        _ => Vec::new(),
    };
    if !tags.iter().any(says_subsetted) {
        tags.push(tag);
    }
    meta.set_member("tag", Json::Array(tags), usize::MAX);
    let head = |name: &str| matches!(name, "resourceType" | "id");
    let position = resource.members().iter().take_while(|(name, _)| head(name)).count();
    resource.set_member("meta", meta, position);
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAG: &str = r#""meta":{"tag":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationValue","code":"SUBSETTED"}]}"#;

    fn hidden(text: &str, patterns: &[&str]) -> String {
        let mut resource = Json::parse(text.as_bytes()).expect("the test's text is JSON");
        for pattern in patterns {
            hide(&mut resource, pattern);
        }
        resource.to_text().replace(TAG, "TAG")
    }

    #[test]
    fn only_what_the_paths_lead_to_is_kept() {
        let kept = |text: &str, paths: &[&str]| {
            let mut value = Json::parse(text.as_bytes()).expect("the test's text is JSON");
            keep(&mut value, paths);
            value.to_text()
        };
        let text = r#"{"id":"1","rating":{"score":4,"by":"Ann"},"lines":[{"item":"a","note":"x"},{"note":"y"},7],"rate":2}"#;
        assert_eq!(kept(text, &["id", "rating.score"]), r#"{"id":"1","rating":{"score":4}}"#);
        assert_eq!(kept(text, &["lines.item", "rate"]), r#"{"lines":[{"item":"a"}],"rate":2}"#);
        assert_eq!(kept(text, &["rating", "id.x"]), r#"{"rating":{"score":4,"by":"Ann"}}"#);
        assert_eq!(kept(text, &[]), "{}");
    }

    #[test]
    fn an_element_at_the_top_goes_with_its_companion() {
        let text = r#"{"resourceType":"Patient","id":"1","birthDate":"1970","_birthDate":{"id":"x"},"contact":[{"birthDate":"1"}]}"#;
        assert_eq!(
            hidden(text, &["birthDate"]),
            r#"{"resourceType":"Patient","id":"1",TAG,"contact":[{"birthDate":"1"}]}"#
        );
    }

    #[test]
    fn a_path_goes_through_arrays_and_leaves_nothing_empty() {
        let text = r#"{"resourceType":"Patient","name":[{"family":"A"},{"family":"B","use":"usual"}],"contact":[{"name":{"family":"C"}}]}"#;
        assert_eq!(
            hidden(text, &["name.family"]),
            r#"{"resourceType":"Patient",TAG,"name":[{"use":"usual"}],"contact":[{"name":{"family":"C"}}]}"#
        );
        assert_eq!(
            hidden(text, &["contact.name.family"]),
            r#"{"resourceType":"Patient",TAG,"name":[{"family":"A"},{"family":"B","use":"usual"}]}"#
        );
    }

    #[test]
    fn a_name_anywhere_goes_from_contained_resources_and_extensions_too() {
        let text = r#"{"resourceType":"Observation","display":1,"contained":[{"resourceType":"Patient","display":"x","id":"p"}],"subject":{"display":"A"},"extension":[{"url":"u","valueReference":{"display":"B","reference":"Patient/1"}}]}"#;
        assert_eq!(
            hidden(text, &["*.display"]),
            r#"{"resourceType":"Observation",TAG,"contained":[{"resourceType":"Patient","id":"p"}],"extension":[{"url":"u","valueReference":{"reference":"Patient/1"}}]}"#
        );
    }

    #[test]
    fn a_choice_is_all_its_types() {
        let text = r#"{"resourceType":"Observation","valueString":"a","_valueString":{"id":"x"},"value":1,"values":2}"#;
        assert_eq!(
            hidden(text, &["value[x]"]),
            r#"{"resourceType":"Observation",TAG,"value":1,"values":2}"#
        );
    }

    #[test]
    fn companions_of_an_array_stay_beside_their_values() {
        let text = r#"{"resourceType":"X","given":["a","b"],"_given":[{"extension":[]},{"id":"i","extension":[]}],"_other":[null,{"extension":[1]}]}"#;
        assert_eq!(
            hidden(text, &["*.extension"]),
            r#"{"resourceType":"X",TAG,"given":["a","b"],"_given":[null,{"id":"i"}]}"#
        );
    }

    #[test]
    fn the_tag_is_set_once_and_beside_what_is_there() {
        let text = r#"{"resourceType":"X","meta":{"tag":[{"code":"t"}],"source":"s"},"a":1,"b":2}"#;
        let once = hidden(text, &["a"]);
        assert_eq!(once.matches("SUBSETTED").count(), 1);
        assert_eq!(hidden(text, &["a", "b"]).matches("SUBSETTED").count(), 1);
        assert!(
            once.starts_with(r#"{"resourceType":"X","meta":{"source":"s","tag":[{"code":"t"},"#)
        );
    }

    #[test]
    fn the_type_stays_and_nothing_changes_where_nothing_fits() {
        let text = r#"{"resourceType":"X","a":{"b":[]}}"#;
        for pattern in ["resourceType", "*.resourceType", "c", "a.c", "a.b.c", "", ".", "*", "*."] {
            assert_eq!(hidden(text, &[pattern]), text, "{pattern}");
        }
        assert_eq!(hidden("[1]", &["a"]), "[1]");
    }
}
