//! Good and bad resources for every rule, each bad one with the place of its issue.

mod values;

use model::Json;

use super::{ISSUES_MAX, validate};
use crate::issue::{Issue, Severity};
use crate::meta::resource_type_of;
use crate::types::resource_type;

fn issues(text: &str) -> Vec<Issue> {
    let resource = Json::parse(text.as_bytes()).expect("the test's text is JSON");
    let kind = resource_type_of(&resource).and_then(resource_type).expect("a type of R4");
    validate(&resource, kind)
}

/// An Observation with the required elements and these members.
fn observation(members: &str) -> String {
    format!(r#"{{"resourceType":"Observation","status":"final","code":{{"text":"a"}}{members}}}"#)
}

/// A Patient with these members.
fn patient(members: &str) -> String {
    format!(r#"{{"resourceType":"Patient"{members}}}"#)
}

fn assert_valid(texts: &[String]) {
    for text in texts {
        assert_eq!(issues(text), [], "{text}");
    }
}

/// Each text has one issue, of this code at this place.
fn assert_issues(cases: &[(String, &str, &str)]) {
    for (text, code, place) in cases {
        let found: Vec<_> =
            issues(text).into_iter().map(|it| (it.code.code(), it.expression)).collect();
        assert_eq!(found, [(*code, (*place).to_owned())], "{text}");
    }
}

#[test]
fn a_resource_must_be_an_object_of_the_expected_type() {
    let patient = resource_type("Patient").expect("a type of R4");
    for (text, code, place) in [
        ("[]", "structure", "Patient"),
        ("null", "structure", "Patient"),
        ("{}", "required", "Patient.resourceType"),
        (r#"{"resourceType":1}"#, "structure", "Patient.resourceType"),
        (r#"{"resourceType":"Group"}"#, "structure", "Patient.resourceType"),
        (r#"{"resourceType":"DomainResource"}"#, "structure", "Patient.resourceType"),
        (r#"{"resourceType":"Nothing"}"#, "structure", "Patient.resourceType"),
    ] {
        let found = validate(&Json::parse(text.as_bytes()).expect("JSON"), patient);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!((found[0].code.code(), &*found[0].expression), (code, place), "{text}");
        assert_eq!(found[0].severity, Severity::Error);
    }
    assert_valid(&[patient_with_everything(), observation("")]);
}

fn patient_with_everything() -> String {
    patient(
        r#","id":"1","meta":{"versionId":"1","profile":["http://a.b/c"]},"language":"en",
        "text":{"status":"generated","div":"<div>a</div>"},"active":true,
        "name":[{"use":"official","family":"A","given":["B","C"]}],"gender":"female",
        "birthDate":"1970-01-31","_birthDate":{"extension":[{"url":"u","valueDateTime":"1970"}]},
        "deceasedBoolean":false,"multipleBirthInteger":2,
        "contact":[{"relationship":[{"text":"mother"}],"name":{"text":"D"}}],
        "communication":[{"language":{"text":"de"},"preferred":true}],
        "link":[{"other":{"reference":"Patient/2"},"type":"seealso"}]"#,
    )
}

#[test]
fn only_elements_that_are_defined_are_taken() {
    assert_issues(&[
        (patient(r#","nick":"x""#), "structure", "Patient.nick"),
        (
            patient(r#","name":[{"family":"A"},{"first":"B"}]"#),
            "structure",
            "Patient.name[1].first",
        ),
        (patient(r#","_nick":{"id":"x"}"#), "structure", "Patient._nick"),
        (patient(r#","_name":[{"id":"x"}]"#), "structure", "Patient._name"),
        (patient(r#","John Doe":1"#), "structure", "Patient.?"),
        (patient(r#","fhir_comments":["x"]"#), "structure", "Patient.fhir_comments"),
        (patient(r#","value":1"#), "structure", "Patient.value"),
        (patient(r#","meta":{"project":"x"}"#), "structure", "Patient.meta.project"),
        (observation(r#","resourceType2":"x""#), "structure", "Observation.resourceType2"),
        // The ids of elements and the urls of extensions cannot be extended.
        (
            patient(r#","name":[{"id":"x","text":"a","_id":{"id":"y"}}]"#),
            "structure",
            "Patient.name[0]._id",
        ),
        (
            patient(r#","extension":[{"url":"u","_url":{"id":"y"},"valueCode":"a"}]"#),
            "structure",
            "Patient.extension[0]._url",
        ),
        (
            patient(r#","text":{"status":"empty","div":"<div/>","_div":{"id":"x"}}"#),
            "structure",
            "Patient.text._div",
        ),
    ]);
}

#[test]
fn an_element_has_the_json_type_and_cardinality_of_its_definition() {
    assert_issues(&[
        (patient(r#","active":"true""#), "structure", "Patient.active"),
        (patient(r#","active":null"#), "structure", "Patient.active"),
        (patient(r#","active":[true]"#), "structure", "Patient.active"),
        (patient(r#","name":{"family":"A"}"#), "structure", "Patient.name"),
        (patient(r#","name":["A"]"#), "structure", "Patient.name[0]"),
        (patient(r#","name":[null]"#), "structure", "Patient.name[0]"),
        (patient(r#","name":null"#), "structure", "Patient.name"),
        (patient(r#","name":[[{"family":"A"}]]"#), "structure", "Patient.name[0]"),
        (patient(r#","maritalStatus":[{"text":"A"}]"#), "structure", "Patient.maritalStatus"),
        (patient(r#","maritalStatus":"A""#), "structure", "Patient.maritalStatus"),
        (patient(r#","name":[{"given":"A"}]"#), "structure", "Patient.name[0].given"),
        (patient(r#","name":[{"family":["A"]}]"#), "structure", "Patient.name[0].family"),
        (observation(r#","valueInteger":"1""#), "structure", "Observation.valueInteger"),
        (observation(r#","valueString":1"#), "structure", "Observation.valueString"),
        (
            observation(r#","valueQuantity":{"value":"1"}"#),
            "structure",
            "Observation.valueQuantity.value",
        ),
    ]);
}

#[test]
fn nothing_is_empty() {
    assert_issues(&[
        (patient(r#","name":[]"#), "structure", "Patient.name"),
        (patient(r#","name":[{}]"#), "invariant", "Patient.name[0]"),
        (patient(r#","name":[{"id":"x"}]"#), "invariant", "Patient.name[0]"),
        (patient(r#","name":[{"given":[]}]"#), "structure", "Patient.name[0].given"),
        (patient(r#","name":[{"family":""}]"#), "value", "Patient.name[0].family"),
        (patient(r#","meta":{}"#), "invariant", "Patient.meta"),
        (patient(r#","_birthDate":{}"#), "invariant", "Patient._birthDate"),
        (patient(r#","_birthDate":{"id":"x"}"#), "invariant", "Patient._birthDate"),
    ]);
}

#[test]
fn required_elements_are_there() {
    assert_issues(&[
        (r#"{"resourceType":"Observation","code":{"text":"a"}}"#.into(), "required", "Observation.status"),
        (r#"{"resourceType":"Observation","status":"final"}"#.into(), "required", "Observation.code"),
        (observation(r#","component":[{"valueInteger":1}]"#), "required", "Observation.component[0].code"),
        (patient(r#","communication":[{"preferred":true}]"#), "required", "Patient.communication[0].language"),
        (patient(r#","text":{"status":"empty"}"#), "required", "Patient.text.div"),
        (
            r#"{"resourceType":"MedicationRequest","status":"active","intent":"order","subject":{"reference":"Patient/1"}}"#.into(),
            "required",
            "MedicationRequest.medication[x]",
        ),
    ]);
    // An extension can stand for a value that is not known.
    let absent = r#"{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}"#;
    assert_valid(&[format!(
        r#"{{"resourceType":"Observation","_status":{absent},"code":{{"text":"a"}}}}"#
    )]);
}

#[test]
fn resources_in_resources_are_checked_by_their_own_type() {
    let bundle = |resource: &str| {
        format!(
            r#"{{"resourceType":"Bundle","type":"collection","entry":[{{"resource":{resource}}}]}}"#
        )
    };
    assert_valid(&[
        bundle(&patient_with_everything()),
        observation(
            r##","contained":[{"resourceType":"Patient","id":"p"}],"subject":{"reference":"#p"}"##,
        ),
        // A resource in a bundle may contain some, even where the bundle is contained itself.
        bundle(&observation(r#","contained":[{"resourceType":"Patient","id":"p"}]"#)),
    ]);
    assert_issues(&[
        (bundle(&patient(r#","nick":1"#)), "structure", "Bundle.entry[0].resource.nick"),
        (bundle(r#"{"id":"1"}"#), "required", "Bundle.entry[0].resource.resourceType"),
        (bundle(r#"{"resourceType":"Resource"}"#), "structure", "Bundle.entry[0].resource.resourceType"),
        (
            r#"{"resourceType":"Parameters","parameter":[{"name":"a","part":[{"name":"b","resource":{"resourceType":"Patient","active":1}}]}]}"#.into(),
            "structure",
            "Parameters.parameter[0].part[0].resource.active",
        ),
        (
            patient(r#","contained":[{"resourceType":"Group","id":"g","type":"person"}]"#),
            "required",
            "Patient.contained[0].actual",
        ),
        (
            patient(r#","contained":[{"resourceType":"Basic","code":{"text":"a"},"contained":[{"resourceType":"Patient"}]}]"#),
            "invariant",
            "Patient.contained[0].contained",
        ),
    ]);
}

#[test]
fn elements_that_refer_to_others_are_checked_by_those() {
    let questionnaire = |item: &str| {
        format!(
            r#"{{"resourceType":"Questionnaire","status":"active","item":[{{"linkId":"1","type":"group","item":[{item}]}}]}}"#
        )
    };
    assert_valid(&[questionnaire(r#"{"linkId":"1.1","type":"string"}"#)]);
    assert_issues(&[
        (questionnaire(r#"{"type":"string"}"#), "required", "Questionnaire.item[0].item[0].linkId"),
        (
            questionnaire(
                r#"{"linkId":"1.1","type":"group","item":[{"linkId":"1.1.1","type":"nothing"}]}"#,
            ),
            "code-invalid",
            "Questionnaire.item[0].item[0].item[0].type",
        ),
    ]);
}

#[test]
fn no_issue_quotes_what_was_sent() {
    let secret = "Jane-Doe";
    let text = patient(&format!(
        r#","gender":"{secret}","birthDate":"{secret}","active":"{secret}","{secret}":1,"name":"{secret}",
        "link":[{{"other":{{"reference":"Slot/{secret}"}},"type":"{secret}"}}]"#
    ));
    let found = issues(&text);
    assert_eq!(found.len(), 7);
    for issue in found {
        assert!(!format!("{issue:?}").contains(secret), "{issue:?}");
    }
}

#[test]
fn no_more_issues_than_the_limit_are_reported() {
    let many: Vec<_> = (0..2 * ISSUES_MAX).map(|number| format!(r#","x{number}":1"#)).collect();
    assert_eq!(issues(&patient(&many.concat())).len(), ISSUES_MAX);
}

#[test]
fn elements_of_later_releases_are_not_taken() {
    for text in [
        r#"{"resourceType":"ResearchStudy","status":"active","label":[{"value":"a"}]}"#,
        r#"{"resourceType":"DeviceDefinition","classification":[{"type":{"text":"a"}}]}"#,
        r#"{"resourceType":"Binary","contentType":"text/plain","url":"http://a.b"}"#,
        r#"{"resourceType":"EvidenceVariable","status":"active","characteristic":[{"definitionCanonical":"http://a.b","linkId":"1"}]}"#,
    ] {
        assert_eq!(issues(text).len(), 1, "{text}");
    }
    let without = r#"{"resourceType":"EvidenceVariable","status":"active"}"#;
    assert_eq!(issues(without)[0].expression, "EvidenceVariable.characteristic");
}
