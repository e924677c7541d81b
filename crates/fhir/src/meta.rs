//! What every resource says about itself: its type, its id, its version and its labels.

use model::clock::format_instant;
use model::{Json, ResourceId, Timestamp, Version};

/// The name of the resource's type, as the document states it.
pub fn resource_type_of(resource: &Json) -> Option<&str> {
    resource.member("resourceType")?.as_str()
}

/// The resource's id, as the document states it.
pub fn id_of(resource: &Json) -> Option<&str> {
    resource.member("id")?.as_str()
}

/// The security labels of the resource and of every resource inside it, each once, as `system|code`.
///
/// What is inside another resource is shown with it, so its labels hold for the whole. A label without
/// a system reads `|code`; one without a code is none.
pub fn security_labels(resource: &Json) -> Vec<String> {
    let mut labels = Vec::new();
    let mut inside = vec![resource];
    while let Some(value) = inside.pop() {
        if value.member("resourceType").is_some() {
            let own = value.member("meta").and_then(|meta| meta.member("security"));
            for label in own.map_or(&[][..], Json::elements).iter().filter_map(label) {
                if !labels.contains(&label) {
                    labels.push(label);
                }
            }
        }
        match value {
            Json::Array(elements) => inside.extend(elements.iter().rev()),
            value => inside.extend(value.members().iter().rev().map(|(_, member)| member)),
        }
    }
    labels
}

fn label(coding: &Json) -> Option<String> {
    let code = coding.member("code")?.as_str()?;
    let system = coding.member("system").and_then(Json::as_str).unwrap_or_default();
    Some(format!("{system}|{code}"))
}

/// Writes what only the server says into the resource: its id, version and time.
///
/// `resourceType` comes first, `id` second, `meta` third with `versionId` and `lastUpdated` at
/// its head. All other members, in `meta` too, keep their order and every digit.
pub fn set_server_fields(resource: &mut Json, id: &ResourceId, version: Version, at: Timestamp) {
    let Json::Object(members) = resource else {
        return;
    };
    let mut take = |name: &str| {
        let index = members.iter().position(|(key, _)| **key == *name)?;
        Some(members.remove(index))
    };
    let kind = take("resourceType");
    take("id");
    let meta = take("meta").map(|(_, meta)| meta);
    let head = kind.into_iter().chain([
        ("id".into(), Json::string(id.as_str())),
        ("meta".into(), stamped(meta, version, at)),
    ]);
    members.splice(0..0, head);
}

/// The members of `meta` that belong to the server, with their companions.
const SERVER_FIELDS: [&str; 4] = ["versionId", "lastUpdated", "_versionId", "_lastUpdated"];

fn stamped(meta: Option<Json>, version: Version, at: Timestamp) -> Json {
    let mut members = vec![
        ("versionId".into(), Json::string(version.to_string())),
        ("lastUpdated".into(), Json::string(format_instant(at))),
    ];
    if let Some(Json::Object(sent)) = meta {
        members.extend(sent.into_iter().filter(|(name, _)| !SERVER_FIELDS.contains(&&**name)));
    }
    Json::Object(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json {
        Json::parse(text.as_bytes()).expect("the test's text is JSON")
    }

    fn stamp(text: &str) -> String {
        let mut resource = json(text);
        let id = "7".parse().expect("an id");
        let at = Timestamp::from_millisecond(1_700_000_000_000).expect("in range");
        set_server_fields(&mut resource, &id, Version(3), at);
        resource.to_text()
    }

    #[test]
    fn the_servers_fields_come_first_and_the_rest_keeps_its_order_and_digits() {
        assert_eq!(
            stamp(
                r#"{"valueQuantity":{"value":1.00},"resourceType":"Observation","status":"final"}"#
            ),
            r#"{"resourceType":"Observation","id":"7","meta":{"versionId":"3","lastUpdated":"2023-11-14T22:13:20.000Z"},"valueQuantity":{"value":1.00},"status":"final"}"#,
        );
    }

    #[test]
    fn what_the_client_says_in_meta_stays_and_what_only_the_server_says_is_replaced() {
        assert_eq!(
            stamp(
                r#"{"meta":{"tag":[{"code":"a"}],"lastUpdated":"1999-01-01T00:00:00Z","profile":["p"],"_versionId":{"id":"x"},"versionId":"9"},"id":"other","resourceType":"Patient"}"#
            ),
            r#"{"resourceType":"Patient","id":"7","meta":{"versionId":"3","lastUpdated":"2023-11-14T22:13:20.000Z","tag":[{"code":"a"}],"profile":["p"]}}"#,
        );
    }

    #[test]
    fn what_is_no_object_stays_as_it_is() {
        assert_eq!(stamp("[1]"), "[1]");
    }

    #[test]
    fn type_id_and_labels_are_read_from_the_document() {
        let resource = json(
            r#"{"resourceType":"Patient","id":"1","meta":{"security":[{"system":"s","code":"R"},{"code":"V"},{"system":"s"}]}}"#,
        );
        assert_eq!(resource_type_of(&resource), Some("Patient"));
        assert_eq!(id_of(&resource), Some("1"));
        assert_eq!(security_labels(&resource), ["s|R", "|V"]);
        let bundle = json(
            r#"{"resourceType":"Bundle","meta":{"security":[{"code":"N"}]},"entry":[
                {"resource":{"resourceType":"Observation","meta":{"security":[{"code":"R"}]},
                 "contained":[{"resourceType":"Patient","meta":{"security":[{"code":"V"}]}}]}},
                {"resource":{"resourceType":"Observation","meta":{"security":[{"code":"R"}]}}}]}"#,
        );
        assert_eq!(security_labels(&bundle), ["|N", "|R", "|V"]);
        assert!(security_labels(&json("{}")).is_empty());
    }
}
