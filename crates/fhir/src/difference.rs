//! What changed between two versions of a resource, element by element.

use std::collections::BTreeMap;

use model::Json;

use crate::place::Place;

/// How many changes are listed at most; further ones are left out.
pub const CHANGES_MAX: usize = 500;

/// An element that is not the same before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The path of the element, from the type of the resource: `Patient.name[0].family`.
    pub path: String,
    /// Its value before; none if it was added.
    pub before: Option<Json>,
    /// Its value after; none if it was removed.
    pub after: Option<Json>,
}

/// The differences between two versions of a document, whose type has this name.
///
/// Arrays are compared by index, numbers by their digits. The order of members does not count,
/// nor do `meta.versionId` and `meta.lastUpdated`, which differ always.
pub fn difference(name: &str, before: &Json, after: &Json) -> Vec<Change> {
    let mut changes = Vec::new();
    compare(before, after, &Place::top(name), &mut changes);
    changes
}

fn compare(before: &Json, after: &Json, place: &Place<'_>, changes: &mut Vec<Change>) {
    match (before, after) {
        (Json::Object(before), Json::Object(after)) => {
            let (old, new) = (by_name(before), by_name(after));
            let added = after.iter().filter(|(name, _)| !old.contains_key(&**name));
            for (name, _) in before.iter().chain(added) {
                let (old, new) = (old.get(&**name), new.get(&**name));
                compare_optional(old.copied(), new.copied(), &place.member(name), changes);
            }
        }
        (Json::Array(before), Json::Array(after)) => {
            for index in 0..before.len().max(after.len()) {
                let place = &place.index(index);
                compare_optional(before.get(index), after.get(index), place, changes);
            }
        }
        (before, after) if before != after => add(Some(before), Some(after), place, changes),
        _ => {}
    }
}

/// Compares two values of which one may be missing.
fn compare_optional(
    before: Option<&Json>,
    after: Option<&Json>,
    place: &Place<'_>,
    changes: &mut Vec<Change>,
) {
    match (before, after) {
        (Some(before), Some(after)) => compare(before, after, place, changes),
        (before, after) => add(before, after, place, changes),
    }
}

fn add(before: Option<&Json>, after: Option<&Json>, place: &Place<'_>, changes: &mut Vec<Change>) {
    if changes.len() == CHANGES_MAX {
        return;
    }
    let path = place.expression();
    let below_top = path.split_once('.').map(|(_, rest)| rest);
    if !matches!(below_top, Some("meta.versionId" | "meta.lastUpdated")) {
        changes.push(Change { path, before: before.cloned(), after: after.cloned() });
    }
}

fn by_name(members: &[(Box<str>, Json)]) -> BTreeMap<&str, &Json> {
    members.iter().map(|(name, value)| (&**name, value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(before: &str, after: &str) -> Vec<(String, Option<String>, Option<String>)> {
        let json = |text: &str| Json::parse(text.as_bytes()).expect("the test's text is JSON");
        let text = |value: Option<Json>| value.map(|value| value.to_text());
        let (before, after) = (json(before), json(after));
        let name = crate::meta::resource_type_of(&after).unwrap_or("Resource").to_owned();
        let changes = difference(&name, &before, &after);
        changes.into_iter().map(|it| (it.path, text(it.before), text(it.after))).collect()
    }

    fn change(path: &str, before: &str, after: &str) -> (String, Option<String>, Option<String>) {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        (path.to_owned(), text(before), text(after))
    }

    #[test]
    fn changed_added_and_removed_elements_are_listed_with_their_paths() {
        assert_eq!(
            changes(
                r#"{"resourceType":"Patient","active":true,"name":[{"family":"A"},{"family":"B"}],"gender":"male"}"#,
                r#"{"resourceType":"Patient","active":false,"name":[{"family":"C","use":"usual"}],"birthDate":"1970"}"#,
            ),
            [
                change("Patient.active", "true", "false"),
                change("Patient.name[0].family", r#""A""#, r#""C""#),
                change("Patient.name[0].use", "", r#""usual""#),
                change("Patient.name[1]", r#"{"family":"B"}"#, ""),
                change("Patient.gender", r#""male""#, ""),
                change("Patient.birthDate", "", r#""1970""#),
            ],
        );
    }

    #[test]
    fn digits_count_and_the_order_of_members_does_not() {
        assert_eq!(
            changes(r#"{"a":1.0,"b":2}"#, r#"{"b":2,"a":1.00}"#),
            [change("Resource.a", "1.0", "1.00")]
        );
    }

    #[test]
    fn another_kind_of_value_is_one_change() {
        assert_eq!(
            changes(r#"{"a":{"b":1}}"#, r#"{"a":[{"b":1}]}"#),
            [change("Resource.a", r#"{"b":1}"#, r#"[{"b":1}]"#)]
        );
    }

    #[test]
    fn the_servers_own_stamps_are_no_change() {
        assert!(
            changes(
                r#"{"meta":{"versionId":"1","lastUpdated":"2024-01-01T00:00:00Z","tag":[]}}"#,
                r#"{"meta":{"versionId":"2","lastUpdated":"2025-01-01T00:00:00Z","tag":[]}}"#,
            )
            .is_empty()
        );
    }

    #[test]
    fn no_more_changes_than_the_limit_are_listed() {
        let array = |value: &str| format!("{{\"a\":[{}]}}", vec![value; CHANGES_MAX + 9].join(","));
        assert_eq!(changes(&array("1"), &array("2")).len(), CHANGES_MAX);
    }
}
