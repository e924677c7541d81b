//! What cannot be seen: nothing personal in files, output or metrics.

use std::path::Path;

use serde_json::json;

use crate::harness::Server;

/// Words that occur nowhere else.
const MARKERS: [&str; 9] = [
    "Quetzalcoatlus",
    "1931-07-13",
    "zz-marker-code",
    "marker-id-7",
    "Xylophonstrasse",
    "markerparameter",
    "marker-type",
    "marker-field",
    "marker-subject",
];

#[tokio::test]
async fn nothing_personal_is_readable_in_files_output_or_metrics() {
    let mut server = Server::start_with(&[("RIBCAGE_LOG_LEVEL", "trace")]);
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let patient = json!({
        "resourceType": "Patient", "id": "marker-id-7", "birthDate": "1931-07-13",
        "name": [{"family": "Quetzalcoatlus"}], "address": [{"line": ["Xylophonstrasse 1"]}]
    });
    let stored = clinician.put("/fhir/R4/Patient/marker-id-7", &patient).await;
    assert_eq!(stored.status, 201, "{stored:?}");
    let condition = json!({
        "resourceType": "Condition", "subject": {"reference": "Patient/marker-id-7"},
        "code": {"coding": [{"system": "urn:x", "code": "zz-marker-code"}]}
    });
    clinician.create(&condition).await;
    let definition = json!({
        "schema": {"type": "object", "properties": {"marker-field": {"type": "string"}}},
        "subject": {"path": "marker-field", "type": "Subject"},
        "indexes": [{"name": "marker-field", "type": "string", "path": "marker-field"}]
    });
    let own = json!({"name": "marker-type", "definition": definition});
    administrator.post("/api/document-types", &own).await;
    let stored = clinician
        .put("/api/types/marker-type/marker-id-7", &json!({"marker-field": "marker-subject"}))
        .await;
    assert_eq!(stored.status, 201, "{stored:?}");
    clinician.get("/api/types/marker-type?marker-field=marker-subject").await;
    // In every part of a request that reaches the server, also of those that are refused.
    clinician.get("/fhir/R4/Patient?_id=marker-id-7&markerparameter=Quetzalcoatlus").await;
    clinician.get("/fhir/R4/Condition?patient=marker-id-7").await;
    clinician.post("/fhir/R4/Quetzalcoatlus", &patient).await;
    let broken = json!({"resourceType": "Patient", "Quetzalcoatlus": "Xylophonstrasse"});
    clinician.post("/fhir/R4/Patient", &broken).await;
    let request = clinician.request(reqwest::Method::GET, "/fhir/R4/Patient/marker-id-7");
    clinician.send(request.header("x-marker", "Quetzalcoatlus")).await;
    server.caller("Quetzalcoatlus").get("/fhir/R4/Patient/marker-id-7").await;

    let metrics =
        reqwest::get(format!("{}/metrics", server.operations_url)).await.expect("metrics");
    let metrics = metrics.text().await.expect("text");
    assert!(metrics.contains("ribcage_requests_total{operation=\"create_resource\""), "{metrics}");
    let token = clinician.token().to_owned();
    assert!(server.stop().success());
    let log = server.log();
    for marker in MARKERS.into_iter().chain([token.as_str()]) {
        assert!(!metrics.contains(marker), "{marker} is in the metrics");
        assert!(!log.contains(marker), "{marker} is in the log");
        assert_not_in_files(&server.data(), marker);
    }
}

/// No file below a folder holds the text.
fn assert_not_in_files(folder: &Path, marker: &str) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            assert_not_in_files(&path, marker);
        } else if path.is_file() {
            let bytes = std::fs::read(&path).expect("readable");
            let found = bytes.windows(marker.len()).any(|window| window == marker.as_bytes());
            assert!(!found, "{marker} is in {}", path.display());
        }
    }
}
