//! Validates published example resources and synthetic patients, where they are to be had: the
//! variable `RIBCAGE_SAMPLE_DATA` names their folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fhir::meta::resource_type_of;
use fhir::people::{compartment_references, references};
use fhir::search::{Criterion, parameters};
use fhir::types::resource_type;
use fhir::{Issue, Target};
use model::{Json, ResourceType};

/// The examples that are not valid R4 (4.0.1), each with how many issues of which code it has.
const FAULTY: &[(&str, &str, usize)] = &[
    // 50 nested items have no linkId; Questionnaire.item.linkId is 1..1.
    ("bundle-questionnaire.json", "required", 50),
    // DeviceMetric.parent may only refer to a Device; it refers to a DeviceDefinition.
    ("devicemetric-example.json", "structure", 1),
    // DeviceUseStatement.reasonReference may refer to Condition, Observation, DiagnosticReport,
    // DocumentReference and Media; it refers to a Procedure.
    ("deviceusestatement-example.json", "structure", 1),
    // MedicationRequest.dispenseRequest.performer may only refer to an Organization; it refers to
    // a Practitioner.
    ("medicationrequest0301.json", "structure", 1),
];

/// The folder of sample data, if the environment names one; if not, the test says that it did
/// not run.
#[expect(clippy::disallowed_methods, reason = "a test has no roof to hand it its settings")]
#[expect(clippy::print_stdout, reason = "a test that did not run must say so")]
fn sample_data(test: &str) -> Option<PathBuf> {
    let folder = std::env::var("RIBCAGE_SAMPLE_DATA").ok();
    if folder.is_none() {
        println!("not run: {test} (RIBCAGE_SAMPLE_DATA is not set)");
    }
    folder.map(PathBuf::from)
}

/// The JSON documents in a folder and those below it, with their file names, in order.
#[expect(clippy::disallowed_methods, reason = "the sample data are files")]
fn documents(folder: &Path) -> Vec<(String, Json)> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).expect("the folder of sample data is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            found.extend(documents(&path));
        } else if path.extension().is_some_and(|extension| extension == "json") {
            let name = path.file_name().expect("a file").to_string_lossy().into_owned();
            let text = std::fs::read(&path).expect("a readable file");
            let document = Json::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            found.push((name, document));
        }
    }
    found
}

fn kind_of(document: &Json) -> ResourceType {
    resource_type_of(document).and_then(resource_type).expect("a type of R4")
}

fn validate(document: &Json) -> Vec<Issue> {
    fhir::validate(document, kind_of(document))
}

#[test]
fn every_synthetic_patient_is_valid() {
    let Some(folder) = sample_data("every_synthetic_patient_is_valid") else {
        return;
    };
    let bundles = documents(&folder.join("fhir/synthea-r4"));
    assert!(!bundles.is_empty());
    for (name, bundle) in &bundles {
        assert_eq!(validate(bundle), [], "{name}");
        for entry in bundle.member("entry").expect("a bundle has entries").elements() {
            let resource = entry.member("resource").expect("an entry has a resource");
            assert_eq!(validate(resource), [], "{name}");
        }
    }
}

#[test]
fn every_example_is_valid_but_those_known_to_be_faulty() {
    let Some(folder) = sample_data("every_example_is_valid_but_those_known_to_be_faulty") else {
        return;
    };
    let examples = documents(&folder.join("fhir/r4-examples"));
    assert!(!examples.is_empty());
    let mut found = BTreeMap::new();
    for (name, example) in &examples {
        for issue in validate(example) {
            *found.entry((name.as_str(), issue.code.code())).or_insert(0) += 1;
        }
    }
    let known = FAULTY.iter().map(|(name, code, count)| ((*name, *code), *count)).collect();
    assert_eq!(found, known);
}

#[test]
fn the_resources_of_a_synthetic_patient_are_about_one_person() {
    let name = "the_resources_of_a_synthetic_patient_are_about_one_person";
    let Some(folder) = sample_data(name) else {
        return;
    };
    for (name, bundle) in documents(&folder.join("fhir/synthea-r4")) {
        let mut people = BTreeMap::new();
        for entry in bundle.member("entry").expect("a bundle has entries").elements() {
            let resource = entry.member("resource").expect("an entry has a resource");
            let everywhere: Vec<_> =
                references(resource).into_iter().map(|found| found.target).collect();
            for found in compartment_references(resource, kind_of(resource)) {
                assert!(everywhere.contains(&found.target), "{name}: {}", found.path);
                if let Target::Urn(urn) = found.target {
                    *people.entry(urn).or_insert(0) += 1;
                }
            }
        }
        let patient = people.iter().max_by_key(|(_, count)| **count).expect("some person").0;
        let own = bundle
            .member("entry")
            .expect("a bundle has entries")
            .elements()
            .iter()
            .find(|it| it.member("fullUrl").and_then(Json::as_str) == Some(patient));
        let resource = own.and_then(|entry| entry.member("resource")).expect("the entry is there");
        assert_eq!(resource_type_of(resource), Some("Patient"), "{name}");
    }
}

/// Every text and number in a document, once.
fn scalars(document: &Json) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![document];
    while let Some(value) = waiting.pop() {
        match value {
            Json::String(text) if text.len() < 100 => {
                found.insert(text.to_string());
            }
            Json::Number(text) => {
                found.insert(text.to_string());
            }
            Json::Array(elements) => waiting.extend(elements),
            Json::Object(members) => waiting.extend(members.iter().map(|(_, member)| member)),
            _ => {}
        }
    }
    found
}

/// Everything that can be asked about a value by a parameter.
fn questions(kind: ResourceType, value: &str) -> Vec<(String, Criterion<'static>)> {
    const MODIFIERS: [&str; 8] =
        ["", ":exact", ":contains", ":not", ":text", ":identifier", ":below", ":above"];
    const PREFIXES: [&str; 8] = ["", "ge", "le", "gt", "lt", "sa", "eb", "ap"];
    let now = "2026-01-01T00:00:00Z".parse().expect("an instant");
    let escaped = value.replace(['\\', ',', '|', '$'], "\\$0");
    let mut found = Vec::new();
    for parameter in parameters(kind) {
        for modifier in MODIFIERS {
            for prefix in PREFIXES.iter().filter(|prefix| modifier.is_empty() || prefix.is_empty())
            {
                let (name, text) =
                    (format!("{}{modifier}", parameter.code()), format!("{prefix}{escaped}"));
                let criterion = Criterion::parse(kind.into(), &name, &text, now);
                found.extend(criterion.map(|criterion| (format!("{name}={text}"), criterion)));
            }
        }
    }
    found
}

/// Whoever asks an index gets everything that matches, whatever they ask.
#[test]
fn an_index_lets_through_every_example_that_matches() {
    let Some(folder) = sample_data("an_index_lets_through_every_example_that_matches") else {
        return;
    };
    let (mut asked, mut matched, mut let_through) = (0, 0, 0);
    let mut resources: Vec<_> =
        documents(&folder.join("fhir/r4-examples")).into_iter().map(|(_, found)| found).collect();
    let (_, bundle) = documents(&folder.join("fhir/synthea-r4")).remove(0);
    let entries = bundle.member("entry").expect("a bundle has entries").elements();
    let every_tenth = entries.iter().step_by(10);
    resources.extend(every_tenth.map(|entry| entry.member("resource").expect("one").clone()));
    for resource in &resources {
        let kind = kind_of(resource);
        let entries = fhir::search::entries(kind.into(), resource);
        for value in scalars(resource).iter().step_by(4) {
            for (text, criterion) in questions(kind, value) {
                let is_match = criterion.matches(resource);
                let holds = criterion.condition(kind).holds(&entries);
                assert!(holds || !is_match, "{kind}?{text} would not find {resource:?}");
                asked += 1;
                matched += usize::from(is_match);
                let_through += usize::from(holds);
            }
        }
    }
    assert!(matched > 5_000, "{matched} of {asked} matched");
    // It is no index if it lets everything through.
    assert!(
        let_through - matched < (asked - matched) / 2,
        "{let_through} of {asked}, {matched} matched"
    );
}
