//! Takes elements out of a resource that its reader must not see.

mod patterns;
mod walk;

use model::Json;

pub(crate) use patterns::Patterns;
pub use patterns::is_pattern;
pub(crate) use walk::masked;

/// The tag of a resource of which something was left out.
const SUBSETTED: (&str, &str) =
    ("http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "SUBSETTED");

/// Takes out every element of these patterns, with its companion, and tells whether there was one.
///
/// A pattern is `name` (at the top), `a.b` (below elements and through arrays), `*.name` (anywhere, in
/// contained resources and extensions too) or `:Type` (every element of a type of R4 that is no primitive,
/// `:Identifier`, whatever it is called, anywhere too). A name may be a choice, `value[x]`, which is all
/// its types. What is left empty goes too, as does an extension without its value; what R4 requires is
/// left with an extension that says it is masked, and so is a reference into contained resources that are
/// hidden. The resource is tagged as SUBSETTED. `resourceType` always stays.
pub fn hide(resource: &mut Json, patterns: &[impl AsRef<str>]) -> bool {
    let removed = walk::hide_in(resource, &Patterns::read(patterns));
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

/// The text of a resource, which says that something was left out of it.
pub fn subsetted(resource: &str) -> String {
    Json::parse(resource.as_bytes()).map_or_else(
        |_| String::new(),
        |mut json| {
            tag_as_subsetted(&mut json);
            json.to_text()
        },
    )
}

/// Whether a resource says that something was left out of it.
pub fn is_subsetted(resource: &Json) -> bool {
    let tags = resource.member("meta").and_then(|meta| meta.member("tag"));
    tags.is_some_and(|tags| tags.elements().iter().any(says_subsetted))
}

fn says_subsetted(coding: &Json) -> bool {
    let is = |name, text| coding.member(name).and_then(Json::as_str) == Some(text);
    is("system", SUBSETTED.0) && is("code", SUBSETTED.1)
}

/// Says in `meta.tag` that something was left out.
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
        hide(&mut resource, patterns);
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

    /// What is left where something required was.
    const MASKED: &str = r#"{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"masked"}]}"#;

    fn hidden_and_masked(text: &str, patterns: &[&str]) -> String {
        hidden(text, patterns).replace(MASKED, "MASKED")
    }

    #[test]
    fn a_type_is_hidden_whatever_its_elements_are_called() {
        for (text, left) in [
            (
                r#"{"resourceType":"ServiceRequest","requisition":{"value":"1"},"intent":"order"}"#,
                r#"{"resourceType":"ServiceRequest",TAG,"intent":"order"}"#,
            ),
            (
                r#"{"resourceType":"Task","groupIdentifier":{"value":"1"},"input":[{"type":{"text":"t"},"valueIdentifier":{"value":"2"}}]}"#,
                r#"{"resourceType":"Task",TAG,"input":[{"type":{"text":"t"},"valueIdentifier":MASKED}]}"#,
            ),
            (
                r#"{"resourceType":"Claim","related":[{"reference":{"value":"1"},"claim":{"reference":"Claim/1"}}]}"#,
                r#"{"resourceType":"Claim",TAG,"related":[{"claim":{"reference":"Claim/1"}}]}"#,
            ),
            (
                r#"{"resourceType":"Basic","contained":[{"resourceType":"Basic","subject":{"type":"Patient","identifier":{"value":"1"}}}]}"#,
                r#"{"resourceType":"Basic",TAG,"contained":[{"resourceType":"Basic","subject":{"type":"Patient"}}]}"#,
            ),
        ] {
            assert_eq!(hidden_and_masked(text, &[":Identifier"]), left);
        }
        let unknown = r#"{"resourceType":"Basic","other":{"value":"1"},"code":{"text":"t"}}"#;
        let left = r#"{"resourceType":"Basic",TAG,"code":{"text":"t"}}"#;
        assert_eq!(hidden(unknown, &[":Identifier"]), left, "what nobody has defined");
    }

    #[test]
    fn an_extension_goes_with_its_value_and_those_of_primitives_do_too() {
        let text = r#"{"resourceType":"Basic","extension":[{"url":"u","valueIdentifier":{"value":"1"}},{"url":"v","valueCode":"c"},{"url":"w","extension":[{"url":"x","valueHumanName":{"text":"A"}}]}],"created":"2024","_created":{"extension":[{"url":"u","valueAttachment":{"title":"A"}}]}}"#;
        assert_eq!(
            hidden(text, &[":Identifier", ":HumanName", ":Attachment"]),
            r#"{"resourceType":"Basic",TAG,"extension":[{"url":"v","valueCode":"c"}],"created":"2024"}"#
        );
    }

    #[test]
    fn what_is_required_is_masked() {
        let text = r#"{"resourceType":"DocumentReference","status":"current","content":[{"attachment":{"title":"A"},"format":{"code":"f"}}]}"#;
        assert_eq!(
            hidden_and_masked(text, &[":Attachment"]),
            r#"{"resourceType":"DocumentReference",TAG,"status":"current","content":[{"format":{"code":"f"},"attachment":MASKED}]}"#
        );
        assert_eq!(
            hidden_and_masked(text, &["content", "status"]),
            r#"{"resourceType":"DocumentReference",TAG,"_status":MASKED,"content":[MASKED]}"#
        );
    }

    #[test]
    fn nothing_points_into_resources_that_are_not_there_any_more() {
        let text = r##"{"resourceType":"Observation","contained":[{"resourceType":"Device","id":"d"}],"device":{"reference":"#d","type":"Device"},"focus":[{"reference":"#d"},{"reference":"Device/1"}]}"##;
        assert_eq!(
            hidden_and_masked(text, &["contained"]).replace(&MASKED[1..MASKED.len() - 1], "WHY"),
            r#"{"resourceType":"Observation",TAG,"device":{"type":"Device",WHY},"focus":[MASKED,{"reference":"Device/1"}]}"#
        );
        let text =
            r##"{"resourceType":"Questionnaire","item":[{"linkId":"1","answerValueSet":"#v"}]}"##;
        assert_eq!(
            hidden(text, &["contained"]),
            r#"{"resourceType":"Questionnaire",TAG,"item":[{"linkId":"1"}]}"#
        );
    }
}
