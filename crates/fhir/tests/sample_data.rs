//! Validates published example resources and synthetic patients, where they are to be had: the
//! variable `RIBCAGE_SAMPLE_DATA` names their folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fhir::meta::resource_type_of;
use fhir::people::{compartment_references, references};
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
