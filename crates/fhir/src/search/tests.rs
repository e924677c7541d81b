//! What searches find, on small resources.

use model::index::{SortValue, beginning};
use model::{Json, ResourceType, Timestamp};

use super::*;
use crate::types::RESOURCE_TYPES;

fn kind(name: &str) -> ResourceType {
    resource_type(name).expect("a type of the test")
}

fn json(text: &str) -> Json {
    Json::parse(text.as_bytes()).expect("the test's text is JSON")
}

fn now() -> Timestamp {
    "2026-01-01T00:00:00Z".parse().expect("an instant")
}

fn parse(kind_name: &str, criterion: &str) -> Result<Criterion<'static>, SearchError> {
    let (name, values) = criterion.split_once('=').expect("name=values");
    Criterion::parse(kind(kind_name).into(), name, values, now())
}

/// Holds criteria against a resource; those with a `!` before them must not match.
fn check(resource: &str, criteria: &[&str]) {
    let resource = json(resource);
    let name = resource.member("resourceType").and_then(Json::as_str).expect("a type");
    for text in criteria {
        let (expected, criterion) =
            text.strip_prefix('!').map_or((true, *text), |rest| (false, rest));
        let read = parse(name, criterion).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(read.matches(&resource), expected, "{text}");
        // An index lets through whatever matches.
        let is_let_through =
            read.condition(kind(name)).holds(&entries(kind(name).into(), &resource));
        assert!(is_let_through || !expected, "{text}: an index would not find it");
    }
}

const PATIENT: &str = r#"{"resourceType":"Patient","id":"p1","active":true,"gender":"female",
    "birthDate":"1974-12-25","deceasedDateTime":"2020-05-01T10:00:00Z",
    "meta":{"lastUpdated":"2025-03-04T05:06:07.000Z","tag":[{"system":"urn:t","code":"x"}],
            "profile":["http://a.b/profile|1.0"]},
    "text":{"status":"generated","div":"<div>Walks <b>daily</b></div>"},
    "identifier":[{"system":"urn:mrn","value":"A-1","type":{"text":"Record number",
        "coding":[{"system":"http://t","code":"MR"}]}}],
    "name":[{"family":"Núñez de la Peña","given":["Ana","María"]},{"text":"Nan"}],
    "telecom":[{"system":"phone","value":"555"},{"system":"email","value":"a@b.example"}],
    "address":[{"line":["Rua 1"],"city":"São Paulo","postalCode":"01000"}],
    "generalPractitioner":[{"reference":"Practitioner/9","identifier":{"system":"urn:x","value":"7"}}]}"#;

#[test]
fn every_parameter_of_every_type_is_found_by_its_name() {
    let mut count = 0;
    for kind in RESOURCE_TYPES {
        for known in parameters(*kind) {
            let found = parameter(*kind, known.code()).expect("it stands in the table");
            assert!(std::ptr::eq(found, known), "{kind} {}", known.code());
            count += 1;
        }
    }
    assert!(SEARCH_PARAMETERS.is_sorted_by_key(|(name, _)| *name));
    assert_eq!(count, 1699 + 8 * 146);
    assert!(parameter(kind("Patient"), "subject").is_none());
    assert!(parameter(ResourceType::TENANT, "subject").is_none());
}

#[test]
fn tokens_match_with_and_without_their_system() {
    check(
        PATIENT,
        &[
            "gender=female",
            "gender=FEMALE",
            "gender=male,female",
            "!gender=male",
            "gender=http://hl7.org/fhir/administrative-gender|female",
            "!gender=http://loinc.org|female",
            "gender:not=male",
            "!gender:not=male,female",
            "identifier=A-1",
            "identifier=urn:mrn|A-1",
            "identifier=urn:mrn|",
            "!identifier=|A-1",
            "!identifier=urn:other|A-1",
            "identifier:of-type=http://t|MR|A-1",
            "!identifier:of-type=http://t|SS|A-1",
            "identifier:text=record",
            "active=true",
            "!active=false",
            "_tag=urn:t|x",
            "!_tag=y",
            "phone=555",
            "!phone=a@b.example",
            "email=a@b.example",
            "deceased=true",
            "!deceased=false",
            "language:missing=true",
            "gender:missing=false",
            "!gender:missing=true",
            "_id=p1,p2",
        ],
    );
    check(r#"{"resourceType":"Patient"}"#, &["deceased=false", "gender:not=male", "!gender=male"]);
    let concept = r#"{"resourceType":"Observation","code":{"text":"Blood pressure",
        "coding":[{"system":"http://loinc.org","code":"85354-9","display":"Panel"},{"code":"bp"}]}}"#;
    check(
        concept,
        &[
            "code=bp",
            "code=|bp",
            "!code=|85354-9",
            "code=http://loinc.org|85354-9",
            "code:text=blood",
            "code:text=panel",
        ],
    );
}

#[test]
fn texts_match_from_their_beginning_without_case_and_accents() {
    check(
        PATIENT,
        &[
            "family=nun",
            "family=NÚÑEZ",
            "!family=pena",
            "family:contains=PEÑA",
            "!family:exact=Núñez",
            "family:exact=Núñez de la Peña",
            "given=maria",
            "name=nan",
            "name=ana",
            "address=sao",
            "address-city=são p",
            "address-postalcode=010",
            "_text=walks",
            "_text=daily walks",
            "!_text=runs",
            "!_text=div",
            "_content=555",
            r"!family=nun\,x",
        ],
    );
}

#[test]
fn dates_compare_as_periods() {
    check(
        PATIENT,
        &[
            "birthdate=1974",
            "birthdate=1974-12-25",
            "!birthdate=1974-11",
            "birthdate=lt1975",
            "birthdate=le1974-12-25",
            "!birthdate=gt1974",
            "birthdate=ge1974",
            "birthdate=ne1975",
            "birthdate=sa1973",
            "birthdate=eb1975",
            "birthdate=ap1970",
            "!birthdate=ap1950",
            "death-date=2020-05-01",
            "_lastUpdated=gt2025-03-04T05:06:06Z",
            "!_lastUpdated=gt2025-03-04T05:06:07.000Z",
        ],
    );
    let open = r#"{"resourceType":"Encounter","period":{"start":"2024-01-10"}}"#;
    check(
        open,
        &[
            "date=gt2030",
            "date=ge2024",
            "!date=lt2024",
            "date=sa2023",
            "!date=eb2030",
            "!date=2024",
        ],
    );
    let timing =
        r#"{"resourceType":"Observation","effectiveTiming":{"event":["2024-01-10T10:00:00Z"]}}"#;
    check(timing, &["date=2024-01-10", "!date=2024-01-11"]);
}

#[test]
fn numbers_are_compared_within_the_documented_range() {
    let with = |value: &str| {
        format!(r#"{{"resourceType":"Observation","valueQuantity":{{"value":{value}}}}}"#)
    };
    for (value, own) in [
        ("9999999999999999999999999999", "value-quantity=9999999999999999999999999999"),
        ("0.0000000000000000000000000001", "value-quantity=lt0.0000000000000000000000000002"),
        ("1e-28", "value-quantity=lt2e-28"),
        ("7.9e28", "value-quantity=gt7.8e28"),
        ("1.00000000000000000000000000004", "value-quantity=le1"),
    ] {
        check(&with(value), &[own]);
    }
    // What lies beyond is stored, and no number is found by it.
    for value in ["8e28", "1e-29", "99999999999999999999999999999", "1e400"] {
        check(
            &with(value),
            &["!value-quantity=gt1", "!value-quantity=lt1", "value-quantity:missing=false"],
        );
        let refused = parse("Observation", &format!("value-quantity=gt{value}"));
        assert!(matches!(refused, Err(SearchError::Value { .. })), "{value}");
    }
}

#[test]
fn dates_reach_to_the_end_of_the_calendar_and_fractions_may_be_long() {
    for (value, own) in [
        ("9999", "date=9999"),
        ("9999-12", "date=9999-12"),
        ("9999-12-31", "date=9999-12-31"),
        ("9999-12-31T23:59:59Z", "date=9999-12-31T23:59:59Z"),
        ("9999-12-31T23:59:59-14:00", "!date=9999-12-31"),
    ] {
        let text = format!(r#"{{"resourceType":"Observation","effectiveDateTime":"{value}"}}"#);
        check(
            &text,
            &[own, "date=gt9998", "date=ge9999", "!date=lt9999", "date=gt2030", "date=ne2024"],
        );
        let value = parameter(kind("Observation"), "date").expect("known");
        assert!(
            value.sort_value(&json(&text), false) > Some(SortValue::Number(253_370_764_799_999))
        );
    }
    let last = r#"{"resourceType":"Observation","effectiveDateTime":"9999-12-31"}"#;
    check(
        last,
        &["date=gt9999-12-30", "date=le9999-12-31", "!date=lt9999-12-31", "date=sa9999-12-30"],
    );
    let fine = r#"{"resourceType":"Observation","effectiveDateTime":"2024-01-10T10:00:00.12345678901234Z"}"#;
    check(
        fine,
        &[
            "date=2024-01-10",
            "date=2024-01-10T10:00:00Z",
            "date=2024-01-10T10:00:00.12345678901234Z",
            "date=le2024-01-10T10:00:00.1234567891234567Z",
            "!date=lt2024-01-10T10:00:00.1Z",
        ],
    );
    for refused in ["10000", "9999-13", "9999-02-30", "2024-01-10T10:00:00.1234567890xZ"] {
        assert!(parse("Observation", &format!("date={refused}")).is_err(), "{refused}");
    }
}

#[test]
fn numbers_are_as_precise_as_they_are_written() {
    let risk = |number: &str| {
        format!(
            r#"{{"resourceType":"RiskAssessment","prediction":[{{"probabilityDecimal":{number}}}]}}"#
        )
    };
    check(
        &risk("100.4"),
        &[
            "probability=100",
            "!probability=100.0",
            "probability=1e2",
            "probability=gt100",
            "!probability=le100",
            "probability=ap95",
            "!probability=ap50",
        ],
    );
    check(
        &risk("0.1234567890123456789012"),
        &["probability=0.12", "probability=gt0.123456789012345678901", "!probability=ne0.1"],
    );
    let range = r#"{"resourceType":"RiskAssessment","prediction":[{"probabilityRange":{"low":{"value":10},"high":{"value":20}}}]}"#;
    check(
        range,
        &[
            "!probability=15",
            "probability=gt15",
            "probability=lt15",
            "probability=ge20",
            "!probability=sa10",
            "probability=sa9",
        ],
    );
}

#[test]
fn quantities_match_by_number_and_unit() {
    let dose = r#"{"resourceType":"Observation","code":{"coding":[{"code":"w"}]},
        "valueQuantity":{"value":5.40,"unit":"kilo","system":"http://unitsofmeasure.org","code":"kg"}}"#;
    check(
        dose,
        &[
            "value-quantity=5.4",
            "value-quantity=5.4|http://unitsofmeasure.org|kg",
            "value-quantity=5.4||kg",
            "value-quantity=5.4||kilo",
            "!value-quantity=5.4||g",
            "!value-quantity=5.4|http://other|kg",
            "value-quantity=gt5||kg",
            "code-value-quantity=w$gt5",
            "!code-value-quantity=w$lt5",
            "!code-value-quantity=x$gt5",
            "combo-code-value-quantity=w$5.4",
        ],
    );
    let less = r#"{"resourceType":"Observation","valueQuantity":{"value":5,"comparator":"<"}}"#;
    check(less, &["value-quantity=lt1", "!value-quantity=gt5"]);
}

#[test]
fn the_parts_of_a_composite_must_hold_of_the_same_element() {
    let pressure = r#"{"resourceType":"Observation","component":[
        {"code":{"coding":[{"code":"s"}]},"valueQuantity":{"value":120}},
        {"code":{"coding":[{"code":"d"}]},"valueQuantity":{"value":80}}]}"#;
    check(
        pressure,
        &[
            "component-code-value-quantity=s$120",
            "!component-code-value-quantity=s$80",
            "component-code-value-quantity=s$80,d$80",
        ],
    );
    let variant = r#"{"resourceType":"MolecularSequence","referenceSeq":{"chromosome":{"coding":[{"code":"1"}]}},
        "variant":[{"start":5,"end":9}]}"#;
    check(
        variant,
        &["chromosome-variant-coordinate=1$ge5$le9", "!chromosome-variant-coordinate=2$ge5$le9"],
    );
}

#[test]
fn references_match_by_id_type_address_and_identifier() {
    check(
        PATIENT,
        &[
            "general-practitioner=9",
            "general-practitioner=Practitioner/9",
            "general-practitioner:Practitioner=9",
            "!general-practitioner:Organization=9",
            "!general-practitioner=Organization/9",
            "general-practitioner:identifier=urn:x|7",
            "!general-practitioner:identifier=8",
        ],
    );
    let absolute = r#"{"resourceType":"Observation","subject":{"reference":"http://a.b/fhir/Patient/1/_history/2"}}"#;
    check(
        absolute,
        &[
            "patient=1",
            "subject=Patient/1",
            "subject=http://a.b/fhir/Patient/1",
            "!subject=http://o/Patient/1",
        ],
    );
    let group = r#"{"resourceType":"Observation","subject":{"reference":"Group/1"}}"#;
    check(group, &["subject=1", "!patient=1", "!patient=Group/1"]);
    let bundle = r#"{"resourceType":"Bundle","type":"document","entry":[{"resource":{"resourceType":"Composition","id":"c"}},
        {"resource":{"resourceType":"Composition","id":"d"}}]}"#;
    check(bundle, &["composition=c", "!composition=d"]);
}

#[test]
fn addresses_match_whole_below_and_above() {
    check(
        PATIENT,
        &[
            "_profile=http://a.b/profile",
            "_profile=http://a.b/profile|1.0",
            "!_profile=http://a.b/profile|2",
            "_profile:below=http://a.b/",
            "!_profile:below=http://a.b/prof",
        ],
    );
    let set = r#"{"resourceType":"ValueSet","url":"http://acme.org/fhir/ValueSet/1"}"#;
    check(
        set,
        &[
            "url:below=http://acme.org/fhir",
            "!url=http://acme.org/fhir",
            "url:above=http://acme.org/fhir/ValueSet/1/x",
        ],
    );
}

#[test]
fn a_place_is_near_another() {
    let location = r#"{"resourceType":"Location","position":{"latitude":52.37,"longitude":4.90}}"#;
    check(location, &["near=52.09|5.12|40|km", "!near=52.09|5.12|30|km", "!near=52.09|5.12"]);
}

#[test]
fn what_a_parameter_does_not_take_is_refused_by_name() {
    for (kind, criterion) in [
        ("Patient", "nickname=x"),
        ("Patient", "gender:in=http://vs"),
        ("Condition", "code:below=x"),
        ("Patient", "gender:exact=x"),
        ("Patient", "family:not=x"),
        ("Patient", "general-practitioner:Patient=1"),
        ("Patient", "birthdate=yesterday"),
        ("Patient", "birthdate=gtlt2020"),
        ("Patient", "gender="),
        ("Patient", "gender=a,,b"),
        ("Patient", "gender=|"),
        ("Patient", "active:missing=maybe"),
        ("Observation", "code-value-quantity=w"),
        ("Observation", "value-quantity=x"),
        ("Observation", "value-quantity=5|kg"),
        ("Location", "near=91|0"),
    ] {
        let refused = parse(kind, criterion).expect_err(criterion).to_string();
        let name = criterion.split(['=', ':']).next().expect("a name");
        assert!(refused.contains(name), "{criterion}: {refused}");
    }
}

#[test]
fn too_many_and_too_long_values_are_refused() {
    let many = vec!["a"; VALUES_MAX + 1].join(",");
    assert!(matches!(
        parse("Patient", &format!("gender={many}")),
        Err(SearchError::TooMuch { .. })
    ));
    let long = "a".repeat(VALUE_LENGTH_MAX + 1);
    assert!(matches!(
        parse("Patient", &format!("gender={long}")),
        Err(SearchError::TooMuch { .. })
    ));
    for number in ["1e999999999", "9e29", "1e-99e9"] {
        let refused = parse("RiskAssessment", &format!("probability={number}"));
        assert!(matches!(refused, Err(SearchError::Value { .. })), "{number}");
    }
}

#[test]
fn names_from_outside_are_shown_short_and_without_control_characters() {
    let name = format!("a\u{1b}{}", "b".repeat(10_000));
    let modified = format!("gender:a\u{1b}{}", "b".repeat(10_000));
    for name in [name, modified] {
        let refused = parse("Patient", &format!("{name}=1")).expect_err("refused").to_string();
        assert!(refused.len() < 200 && !refused.contains('\u{1b}'), "{refused}");
    }
}

#[test]
fn resources_are_sorted_by_their_least_or_greatest_value() {
    let patient = json(PATIENT);
    let key = |code, descending| {
        parameter(kind("Patient"), code).expect("known").sort_value(&patient, descending)
    };
    let text = |text: &str| SortValue::Text(beginning(text).into());
    assert_eq!(key("given", false), Some(text("ana")));
    assert_eq!(key("given", true), Some(text("maria")));
    assert_eq!(key("birthdate", false), Some(SortValue::Number(157_161_600_000)));
    assert_eq!(key("language", false), None);
    assert_eq!(key("gender", false), Some(text("female")));
}
