//! `OperationOutcome`: how FHIR says what went wrong.

use model::Json;

use crate::issue::{Issue, IssueCode, Severity};

/// The system of the codes that tell the server's own problems apart.
pub const PROBLEM_SYSTEM: &str = "urn:ribcage:problem";

/// An `OperationOutcome` with these issues; without any, it says that all is well.
pub fn operation_outcome(issues: &[Issue]) -> Json {
    if issues.is_empty() {
        let text = Json::object([("text", Json::string("nothing is wrong"))]);
        let code = IssueCode::Informational;
        return outcome(vec![issue_of(Severity::Information, code, [("details", text)])]);
    }
    outcome(issues.iter().map(issue).collect())
}

/// An `OperationOutcome` with one issue that carries the code of a problem and a text.
///
/// The text must not quote what anybody sent.
pub fn problem_outcome(severity: Severity, code: IssueCode, problem: &str, text: &str) -> Json {
    let coding =
        Json::object([("system", Json::string(PROBLEM_SYSTEM)), ("code", Json::string(problem))]);
    let details =
        Json::object([("coding", Json::Array(vec![coding])), ("text", Json::string(text))]);
    outcome(vec![issue_of(severity, code, [("details", details)])])
}

fn issue(issue: &Issue) -> Json {
    let diagnostics = ("diagnostics", Json::string(issue.diagnostics.as_str()));
    // What is not about any place in a resource names none.
    if issue.expression.is_empty() {
        return issue_of(issue.severity, issue.code, [diagnostics]);
    }
    let expression = Json::Array(vec![Json::string(issue.expression.as_str())]);
    issue_of(issue.severity, issue.code, [diagnostics, ("expression", expression)])
}

fn issue_of<const N: usize>(severity: Severity, code: IssueCode, rest: [(&str, Json); N]) -> Json {
    let mut members = vec![
        ("severity".into(), Json::string(severity.code())),
        ("code".into(), Json::string(code.code())),
    ];
    members.extend(rest.into_iter().map(|(name, value)| (name.into(), value)));
    Json::Object(members)
}

fn outcome(issues: Vec<Json>) -> Json {
    Json::object([
        ("resourceType", Json::string("OperationOutcome")),
        ("issue", Json::Array(issues)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::resource_type;
    use crate::validate;

    fn is_valid(outcome: &Json) -> bool {
        let kind = resource_type("OperationOutcome").expect("a type of R4");
        validate(outcome, kind).is_empty()
    }

    #[test]
    fn an_issue_without_a_place_names_none() {
        let issues = [Issue {
            severity: Severity::Information,
            code: IssueCode::Informational,
            expression: String::new(),
            diagnostics: "done".to_owned(),
        }];
        let outcome = operation_outcome(&issues);
        assert!(is_valid(&outcome));
        assert!(!outcome.to_text().contains("expression"), "{outcome}");
    }

    #[test]
    fn issues_keep_their_place_and_words() {
        let issues = [Issue {
            severity: Severity::Error,
            code: IssueCode::Required,
            expression: "Observation.status".to_owned(),
            diagnostics: "this element is required".to_owned(),
        }];
        let outcome = operation_outcome(&issues);
        assert!(is_valid(&outcome));
        assert_eq!(
            outcome.to_text(),
            r#"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"required","diagnostics":"this element is required","expression":["Observation.status"]}]}"#,
        );
    }

    #[test]
    fn no_issue_is_an_outcome_too() {
        let outcome = operation_outcome(&[]);
        assert!(is_valid(&outcome));
        assert!(outcome.to_text().contains(r#""code":"informational""#));
    }

    #[test]
    fn a_problem_carries_its_code() {
        let outcome =
            problem_outcome(Severity::Error, IssueCode::Conflict, "version-conflict", "try again");
        assert!(is_valid(&outcome));
        assert_eq!(
            outcome.to_text(),
            r#"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"conflict","details":{"coding":[{"system":"urn:ribcage:problem","code":"version-conflict"}],"text":"try again"}}]}"#,
        );
    }

    #[test]
    fn every_code_is_one_that_fhir_knows() {
        for code in IssueCode::ALL {
            assert!(is_valid(&problem_outcome(Severity::Fatal, *code, "p", "t")), "{code:?}");
        }
    }
}
