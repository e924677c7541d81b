//! Good and bad values: choices, primitives, nulls, extensions, codes and references.

use super::{assert_issues, assert_valid, issues, observation, patient};

#[test]
fn a_choice_has_one_type_of_those_allowed() {
    assert_valid(&[
        observation(r#","valueString":"a""#),
        observation(r#","valueString":"a","_valueString":{"id":"x"}"#),
        observation(
            r#","_valueString":{"extension":[{"url":"u","valueCode":"a"}]},"effectiveDateTime":"2024""#,
        ),
    ]);
    assert_issues(&[
        (
            observation(r#","valueString":"a","valueInteger":1"#),
            "structure",
            "Observation.valueInteger",
        ),
        (
            observation(
                r#","valueString":"a","_valueInteger":{"extension":[{"url":"u","valueCode":"a"}]}"#,
            ),
            "structure",
            "Observation._valueInteger",
        ),
        (
            observation(r#","valueString":"a","valueInteger":1,"valueBoolean":true"#),
            "structure",
            "Observation.valueInteger",
        ),
        (observation(r#","valueMoney":{"value":1}"#), "structure", "Observation.valueMoney"),
        (observation(r#","value":1"#), "structure", "Observation.value"),
        (observation(r#","valuestring":"a""#), "structure", "Observation.valuestring"),
    ]);
    let found = issues(&observation(r#","valueMoney":{"value":1}"#));
    assert!(
        found[0].diagnostics.contains("value[x]") && found[0].diagnostics.contains("valueQuantity")
    );
}

#[test]
fn primitives_are_of_their_form() {
    assert_issues(&[
        (patient(r#","birthDate":"1970-02-30""#), "value", "Patient.birthDate"),
        (patient(r#","id":"a b""#), "value", "Patient.id"),
        (patient(r#","multipleBirthInteger":1.5"#), "value", "Patient.multipleBirthInteger"),
        (observation(r#","issued":"2024-01-01""#), "value", "Observation.issued"),
        (observation(r#","valueTime":"25:00:00""#), "value", "Observation.valueTime"),
        (patient(r#","photo":[{"data":"x"}]"#), "value", "Patient.photo[0].data"),
        (patient(r#","name":[{"id":"a b","text":"c"}]"#), "value", "Patient.name[0].id"),
    ]);
}

#[test]
fn nulls_only_hold_the_places_of_values_with_companions() {
    let extended = r#"{"extension":[{"url":"u","valueCode":"a"}]}"#;
    let name = |members: &str| patient(&format!(r#","name":[{{{members}}}]"#));
    assert_valid(&[
        name(&format!(r#""given":["A",null],"_given":[null,{extended}]"#)),
        name(r#""given":["A","B"],"_given":[{"id":"x"},null]"#),
        name(&format!(r#""_given":[{extended}]"#)),
    ]);
    assert_issues(&[
        (name(r#""given":["A",null]"#), "structure", "Patient.name[0].given[1]"),
        (
            name(r#""given":["A",null],"_given":[{"id":"x"},null]"#),
            "structure",
            "Patient.name[0].given[1]",
        ),
        (name(&format!(r#""_given":[null,{extended}]"#)), "structure", "Patient.name[0]._given[0]"),
        (
            name(&format!(r#""given":["A"],"_given":[null,{extended}]"#)),
            "structure",
            "Patient.name[0]._given",
        ),
        (
            name(r#""given":["A",null],"_given":[null,{"id":"x"}]"#),
            "invariant",
            "Patient.name[0]._given[1]",
        ),
        (name(r#""given":["A"],"_given":["x"]"#), "structure", "Patient.name[0]._given[0]"),
        (name(r#""given":["A"],"_given":{"id":"x"}"#), "structure", "Patient.name[0]._given"),
        (name(r#""family":"A","_family":[{"id":"x"}]"#), "structure", "Patient.name[0]._family"),
        (
            name(r#""family":"A","_family":{"value":"x"}"#),
            "structure",
            "Patient.name[0]._family.value",
        ),
        (name(r#""family":"A","_family":null"#), "structure", "Patient.name[0]._family"),
        (
            name(r#""family":"A","_family":{"extension":[{"valueCode":"a"}]}"#),
            "required",
            "Patient.name[0]._family.extension[0].url",
        ),
    ]);
}

#[test]
fn an_extension_has_a_url_and_either_a_value_or_extensions() {
    let extension = |text: &str| patient(&format!(r#","extension":[{text}]"#));
    assert_valid(&[
        extension(r#"{"url":"u","valueString":"a"}"#),
        extension(r#"{"url":"u","valueMeta":{"source":"a"}}"#),
        extension(
            r#"{"url":"u","extension":[{"url":"v","valueReference":{"reference":"Patient/1"}}]}"#,
        ),
    ]);
    let place = "Patient.extension[0]";
    assert_issues(&[
        (extension(r#"{"url":"u"}"#), "invariant", place),
        (
            extension(r#"{"url":"u","valueString":"a","extension":[{"url":"v","valueCode":"b"}]}"#),
            "invariant",
            place,
        ),
        (extension(r#"{"valueString":"a"}"#), "required", "Patient.extension[0].url"),
        (
            extension(r#"{"url":"u","valueNothing":"a"}"#),
            "structure",
            "Patient.extension[0].valueNothing",
        ),
        (
            extension(r#"{"url":"u","extension":[{"url":"v"}]}"#),
            "invariant",
            "Patient.extension[0].extension[0]",
        ),
    ]);
}

#[test]
fn codes_are_in_the_value_sets_of_required_bindings() {
    let allergy = |status: &str| {
        format!(
            r#"{{"resourceType":"AllergyIntolerance","patient":{{"reference":"Patient/1"}},"clinicalStatus":{status}}}"#
        )
    };
    let system = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";
    assert_valid(&[
        allergy(&format!(r#"{{"coding":[{{"system":"{system}","code":"active"}}]}}"#)),
        allergy(&format!(
            r#"{{"coding":[{{"system":"x","code":"y"}},{{"system":"{system}","code":"active"}}]}}"#
        )),
        allergy(r#"{"coding":[{"code":"active"}]}"#),
        allergy(r#"{"extension":[{"url":"u","valueCode":"unknown"}]}"#),
        // v3 codes beside those of FHIR, and part of an external system.
        observation(
            r#","effectiveTiming":{"repeat":{"when":["MORN","ACM"],"periodUnit":"wk","period":1}}"#,
        ),
        // Value sets that cannot be listed are not enforced.
        r#"{"resourceType":"Binary","contentType":"any/thing"}"#.into(),
    ]);
    let place = "AllergyIntolerance.clinicalStatus";
    assert_issues(&[
        (patient(r#","gender":"f""#), "code-invalid", "Patient.gender"),
        (
            observation(r#","effectiveTiming":{"repeat":{"when":["noon"]}}"#),
            "code-invalid",
            "Observation.effectiveTiming.repeat.when[0]",
        ),
        (
            observation(r#","effectiveTiming":{"repeat":{"periodUnit":"week"}}"#),
            "code-invalid",
            "Observation.effectiveTiming.repeat.periodUnit",
        ),
        (
            allergy(&format!(r#"{{"coding":[{{"system":"{system}","code":"yes"}}]}}"#)),
            "code-invalid",
            place,
        ),
        (
            allergy(r#"{"coding":[{"system":"http://other","code":"active"}]}"#),
            "code-invalid",
            place,
        ),
        (allergy(r#"{"coding":[{"display":"Active"}]}"#), "code-invalid", place),
        (allergy(r#"{"text":"active"}"#), "code-invalid", place),
    ]);
}

#[test]
fn a_literal_reference_points_to_a_type_that_is_allowed() {
    assert_valid(&[
        observation(r#","subject":{"reference":"http://a.b/Group/1/_history/2"}"#),
        observation(r#","subject":{"reference":"urn:uuid:1"},"focus":[{"reference":"Slot/1"}]"#),
        observation(r#","subject":{"reference":"http://a.b/c"},"encounter":{"display":"a"}"#),
    ]);
    assert_issues(&[
        (
            observation(r#","subject":{"reference":"patient/1"}"#),
            "value",
            "Observation.subject.reference",
        ),
        (
            observation(r#","focus":[{"reference":" Patient/1"}]"#),
            "value",
            "Observation.focus[0].reference",
        ),
        (observation(r#","subject":{"reference":""}"#), "value", "Observation.subject.reference"),
        (
            observation(r#","subject":{"reference":"Slot/1"}"#),
            "structure",
            "Observation.subject.reference",
        ),
        (
            observation(r#","performer":[{"display":"a"},{"reference":"http://a.b/Device/1"}]"#),
            "structure",
            "Observation.performer[1].reference",
        ),
    ]);
}
