//! Roles, and explanations of what the rules would say.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{Answer, Caller, Server};

const RESTRICTED: &str = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality|R";

async fn explain(caller: &Caller, question: &Value) -> Answer {
    caller.post("/api/policies/explain", question).await
}

async fn explained(caller: &Caller, question: &Value) -> Value {
    let answer = explain(caller, question).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

#[tokio::test]
async fn every_member_sees_the_roles_and_what_each_may_do() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let listed = administrator.get("/api/roles").await.json();
    let may = |role: &str| {
        let roles = listed["items"].as_array().expect("entries");
        let role = roles.iter().find(|item| item["name"] == role);
        role.expect("the role is there")["operations"].clone()
    };
    let has = |role: &str, operation: &str| {
        let operations = may(role);
        operations.as_array().expect("entries").contains(&json!(operation))
    };
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(7));
    assert!(has("privacy_officer", "erase_subject") && !has("auditor", "erase_subject"));
    assert!(has("administrator", "create_client") && !has("administrator", "read_resource"));
    assert!(has("clinician", "delete_resource") && !has("clinician", "list_events"));
    assert!(has("service", "update_resource") && !has("service", "delete_resource"));
    assert!(has("analyst", "search_resources") && !has("analyst", "create_resource"));
    assert!(has("auditor", "list_events") && !has("auditor", "update_client"));
    for role in ["clinician", "analyst", "auditor", "service"] {
        let member = administrator.client(role, &[role]).await;
        assert_eq!(member.get("/api/roles").await.json(), listed, "{role}");
        assert!(!has(role, "claim_tenant") && !has(role, "create_tenant"), "{role}");
    }
}

#[tokio::test]
async fn an_explanation_gives_the_policies_that_decide_with_their_text() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let question =
        json!({"roles": ["service"], "operation": "read_resource", "type": "Observation"});
    let allowed = explained(&administrator, &question).await;
    assert_eq!(allowed["allowed"], true);
    assert_eq!(allowed["policies"][0]["id"], "service-exchanges-records");
    let text = allowed["policies"][0]["text"].as_str().expect("text");
    assert!(text.contains("permit") && text.contains("service"), "{text}");

    let question = json!({
        "roles": ["service"], "operation": "read_resource", "type": "Observation",
        "labels": [RESTRICTED]
    });
    let forbidden = explained(&administrator, &question).await;
    assert_eq!(forbidden["allowed"], false);
    let policies = forbidden["policies"].as_array().expect("entries");
    assert_eq!(policies.len(), 1, "{forbidden}");
    assert_eq!(policies[0]["id"], "restricted-content-is-for-treatment");
    assert!(policies[0]["text"].as_str().expect("text").contains("forbid"));

    let question = json!({
        "roles": ["service", "clinician"], "operation": "read_resource", "type": "Observation",
        "labels": [RESTRICTED]
    });
    assert_eq!(explained(&administrator, &question).await["allowed"], true);

    let question = json!({"roles": ["analyst"], "operation": "read_resource", "type": "Patient"});
    let nothing = explained(&administrator, &question).await;
    assert_eq!((&nothing["allowed"], &nothing["policies"]), (&json!(false), &json!([])));

    let question =
        json!({"roles": ["analyst"], "operation": "read_resource", "type": "Observation"});
    let partly = explained(&administrator, &question).await;
    assert_eq!(partly["allowed"], true);
    assert!(partly["hidden"].as_array().expect("entries").contains(&json!(":Narrative")));
}

#[tokio::test]
async fn a_question_that_makes_no_sense_is_refused() {
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let question = |roles: Value, operation: &str, kind: &str| json!({"roles": roles, "operation": operation, "type": kind});
    let labels: Vec<_> = (0..33).map(|number| format!("urn:x|{number}")).collect();
    for wrong in [
        question(json!([]), "read_resource", "Observation"),
        question(json!(["king"]), "read_resource", "Observation"),
        question(json!(["service"]), "rule_the_world", "Observation"),
        question(json!(["service"]), "read_resource", "Sandwich"),
        question(json!(["service"]), "read_resource", "Client"),
        question(json!(["service"]), "list_clients", "Observation"),
        json!({
            "roles": ["service"], "operation": "read_resource", "type": "Observation",
            "labels": labels
        }),
        json!({"roles": ["service"], "operation": "read_resource"}),
    ] {
        let refused = explain(&administrator, &wrong).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{wrong} {refused:?}");
        refused.event();
    }
}
