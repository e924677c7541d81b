//! Properties of validation: what holds of any document, and of any resource made by the tables.

mod maker;

use model::{Json, ResourceType};
use proptest::prelude::*;

use self::maker::make_resource;
use super::validate;
use crate::generated::names::NAMES;
use crate::issue::IssueCode;
use crate::people::references;
use crate::redact::hide;
use crate::types::RESOURCE_TYPES;

fn any_type() -> impl Strategy<Value = ResourceType> {
    prop::sample::select(RESOURCE_TYPES)
}

/// Names of members as they occur, as companions, and others.
fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(&NAMES[..]).prop_map(str::to_owned),
        2 => prop::sample::select(&NAMES[..]).prop_map(|name| format!("_{name}")),
        1 => Just("resourceType".to_owned()),
        1 => any::<String>(),
    ]
}

fn any_json() -> impl Strategy<Value = Json> {
    let scalar = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Boolean),
        any::<i64>().prop_map(|number| Json::Number(number.to_string().into())),
        any::<String>().prop_map(Json::string),
        prop::sample::select(RESOURCE_TYPES).prop_map(|kind| Json::string(kind.name())),
    ];
    scalar.prop_recursive(6, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::Array),
            prop::collection::btree_map(any_name(), inner, 0..6).prop_map(|members| {
                Json::Object(members.into_iter().map(|(name, it)| (name.into(), it)).collect())
            }),
        ]
    })
}

/// How many values below this one fit, itself included.
fn count(value: &Json, fits: &dyn Fn(&Json) -> bool) -> usize {
    let below: usize = match value {
        Json::Array(elements) => elements.iter().map(|it| count(it, fits)).sum(),
        Json::Object(members) => members.iter().map(|(_, it)| count(it, fits)).sum(),
        _ => 0,
    };
    below + usize::from(fits(value))
}

/// Changes the value of this number among those that fit, and gives its path.
fn change_at(
    value: &mut Json,
    path: String,
    number: &mut usize,
    fits: &dyn Fn(&Json) -> bool,
    change: &dyn Fn(&mut Json),
) -> Option<String> {
    if fits(value) {
        if *number == 0 {
            change(value);
            return Some(path);
        }
        *number -= 1;
    }
    match value {
        Json::Array(elements) => elements.iter_mut().enumerate().find_map(|(index, it)| {
            change_at(it, format!("{path}[{index}]"), number, fits, change)
        }),
        Json::Object(members) => members
            .iter_mut()
            .find_map(|(name, it)| change_at(it, format!("{path}.{name}"), number, fits, change)),
        _ => None,
    }
}

fn is_object(value: &Json) -> bool {
    matches!(value, Json::Object(_))
}

fn is_string(value: &Json) -> bool {
    matches!(value, Json::String(_))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_document_makes_it_panic(kind in any_type(), document in any_json()) {
        drop(validate(&document, kind));
        drop(references(&document));
    }

    #[test]
    fn a_resource_made_by_the_definitions_is_valid(kind in any_type(), seed in any::<u64>()) {
        let resource = make_resource(kind, seed);
        prop_assert_eq!(validate(&resource, kind), [], "{}", resource.to_pretty_text());
    }

    #[test]
    fn an_unknown_element_is_refused_with_its_path(
        kind in any_type(),
        seed in any::<u64>(),
        place in any::<prop::sample::Index>(),
    ) {
        let mut resource = make_resource(kind, seed);
        let mut number = place.index(count(&resource, &is_object));
        let add = |object: &mut Json| object.set_member("unknown", Json::Boolean(true), 1);
        let path = change_at(&mut resource, kind.name().into(), &mut number, &is_object, &add)
            .expect("the object is there");
        let issues = validate(&resource, kind);
        prop_assert_eq!(issues.len(), 1, "{:?}", issues);
        prop_assert_eq!(issues[0].code, IssueCode::Structure);
        prop_assert_eq!(&issues[0].expression, &format!("{path}.unknown"));
    }

    #[test]
    fn a_wrong_value_is_never_quoted(
        kind in any_type(),
        seed in any::<u64>(),
        place in any::<prop::sample::Index>(),
    ) {
        let mut resource = make_resource(kind, seed);
        let secret = "Jane Doe, born 1970";
        let mut number = place.index(count(&resource, &is_string));
        let spoil = |text: &mut Json| *text = Json::string(secret);
        change_at(&mut resource, String::new(), &mut number, &is_string, &spoil)
            .expect("the string is there");
        for issue in validate(&resource, kind) {
            prop_assert!(!format!("{issue:?}").contains("Jane"), "{:?}", issue);
        }
    }

    #[test]
    fn a_resource_with_anything_in_it_makes_nothing_panic(
        kind in any_type(),
        seed in any::<u64>(),
        place in any::<prop::sample::Index>(),
        anything in any_json(),
        pattern in any_name(),
    ) {
        let mut resource = make_resource(kind, seed);
        let all = |_: &Json| true;
        let mut number = place.index(count(&resource, &all));
        let replace = |value: &mut Json| *value = anything.clone();
        change_at(&mut resource, String::new(), &mut number, &all, &replace)
            .expect("the value is there");
        drop(validate(&resource, kind));
        drop(references(&resource));
        hide(&mut resource, &[pattern.clone(), format!("*.{pattern}"), format!(":{pattern}")]);
    }

    #[test]
    fn hiding_an_optional_element_leaves_a_valid_resource(
        kind in any_type(),
        seed in any::<u64>(),
        name in prop::sample::select(&["text", "extension", "language", "meta", "contained"][..]),
    ) {
        let mut resource = make_resource(kind, seed);
        hide(&mut resource, &[name]);
        prop_assert_eq!(validate(&resource, kind), [], "{}", resource.to_pretty_text());
    }
    #[test]
    fn hiding_types_names_and_what_is_contained_leaves_a_valid_resource_and_nothing_to_hide(
        kind in any_type(),
        seed in any::<u64>(),
    ) {
        let patterns = ["contained", "*.display", ":Attachment", ":Identifier", ":HumanName"];
        let mut resource = make_resource(kind, seed);
        hide(&mut resource, &patterns);
        prop_assert_eq!(validate(&resource, kind), [], "{}", resource.to_pretty_text());
        let once = resource.clone();
        hide(&mut resource, &patterns);
        prop_assert_eq!(once, resource);
    }
}
