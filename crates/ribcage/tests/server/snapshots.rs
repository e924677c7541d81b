//! What outsiders rely on, as committed documents: the OpenAPI document, the policy matrix, and the
//! codes of problems. A change to one of them is seen in the review of the change that makes it.
//!
//! With `RIBCAGE_ACCEPT=1` the documents are rewritten instead of compared.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use fhir::types::resource_type;
use model::json::JsonError;
use model::operation::Area;
use model::{BackgroundTask, Operation, ResourceType, Version};
use policy::{Denial, Policies};
use serde_json::Value;
use service::{Assurance, Rejection, ServiceError};

use crate::harness::Server;

const MATRIX_HEAD: &str = "\
# Who may do what

Made from the rules (`crates/policy/policies/roles.cedar`) by a test. `✓` means that a role may do
it, `part` that some elements are hidden from the answer, `own` that it is so of what is about oneself
and nobody else. *Identities* are the documents that say
who somebody is (Patient, RelatedPerson, Person, Practitioner), *records* all others. Who may send a
bundle of requests may do with it what each of them may do by itself. What is labelled restricted
(`R`, `V`) is for clinicians and for whom it is about, whatever the table says.

";

const OPERATOR_HEAD: &str = "
`claim_tenant` is done once, with the one-time credential of a new tenant, which is good for
nothing else.

## What only the operator does

On the machine itself, through a socket in the data folder; never over the network.

";

const SERVER_HEAD: &str = "
## What the server does by itself

Nobody asked for it just now. The list is closed: each has a permit of its own, and there is no
other way to the stores.

";

const CODES_HEAD: &str = "\
# Problem codes

A failure has a code that never changes its meaning: `code` in the problem details of the platform
API (RFC 9457), and in an OperationOutcome of the FHIR face the coding of system
`urn:ribcage:problem`. There the issues of an invalid resource name their places instead. The event
in the log has the code too.

| code | status | when |
|---|---|---|
";

/// The committed document of this name says this.
fn assert_committed(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
    if std::env::var_os("RIBCAGE_ACCEPT").is_some_and(|value| value == "1") {
        std::fs::write(&path, text).expect("written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let first = committed.lines().zip(text.lines()).position(|(old, new)| old != new);
    assert!(
        committed == text,
        "docs/{name} is not what the server says, from line {} on. If that is wanted, accept it \
         with RIBCAGE_ACCEPT=1 cargo test -p ribcage --test server snapshots, and say in the \
         CHANGELOG what changed for others.",
        first.unwrap_or_else(|| committed.lines().count().min(text.lines().count())) + 1
    );
}

#[tokio::test]
async fn the_openapi_document_is_the_committed_one() {
    let server = Server::start();
    let url = format!("{}/api/openapi.json", server.url);
    let answer = server.http().get(url).send().await.expect("an answer");
    let document_text = answer.text().await.expect("text");
    assert_committed("openapi.json", &format!("{document_text}\n"));

    let document: Value = serde_json::from_str(&document_text).expect("JSON");
    let mut described = BTreeSet::new();
    for item in document["paths"].as_object().expect("paths").values() {
        for operation in item.as_object().expect("operations").values() {
            let name = operation["operationId"].as_str().expect("a name");
            assert!(described.insert(name.to_owned()), "{name} stands there twice");
            let text = operation["summary"].as_str().unwrap_or_default();
            assert!(!text.is_empty(), "{name} says what it does");
        }
    }
    let on_the_platform: BTreeSet<_> = Operation::ALL
        .iter()
        .filter(|operation| matches!(operation.area(), Area::Platform(_)))
        // They stand in the CapabilityStatement of the FHIR face, or nowhere.
        .filter(|operation| {
            !matches!(
                operation,
                Operation::ReadCapabilities
                    | Operation::RejectRequest
                    | Operation::CreateBulkExport
                    | Operation::FindBulkExport
                    | Operation::DeleteBulkExport
                    | Operation::SearchAuditEvents
                    | Operation::ReadAuditEvent
                    // Parts of what lets somebody in, which have no door of their own.
                    | Operation::CreateUser
                    | Operation::JoinTenant
                    | Operation::CreateAccount
                    | Operation::RenewSession
                    | Operation::CompleteSignIn
            )
        })
        .map(|operation| operation.name().to_owned())
        .collect();
    assert_eq!(described, on_the_platform);
}

#[test]
fn the_policy_matrix_is_the_committed_one() {
    let kind = |name| resource_type(name).expect("a type of R4");
    let policies = Policies::built_in();
    let mut text = String::from(MATRIX_HEAD);
    let stores = (kind("Patient"), kind("Observation"));
    text.push_str(&policy::role_matrix(&policies, stores.0, stores.1, kind("Bundle")));
    text.push_str(OPERATOR_HEAD);
    for operation in Operation::ALL {
        if let Area::Deployment(kind) = operation.area() {
            let _ = writeln!(text, "- `{operation}` on {kind}");
        }
    }
    text.push_str(SERVER_HEAD);
    for task in BackgroundTask::ALL {
        let _ = writeln!(text, "- `{}`", task.name());
    }
    assert_committed("policy-matrix.md", &text);
}

/// One failure of every kind, and of every kind of rejection.
fn failures() -> Vec<ServiceError> {
    let kind = ResourceType::CLIENT;
    let denial = Denial { operation: Operation::FindClient, kind, policies: Arc::new([]) };
    let mut all = vec![
        ServiceError::Unauthenticated,
        ServiceError::SignInFailed,
        ServiceError::PasskeyCopied,
        ServiceError::CeremonyOver,
        ServiceError::FactorRequired(Assurance::TwoFactors),
        ServiceError::TooManyAttempts(Duration::ZERO),
        ServiceError::StepUpRequired,
        ServiceError::Denied(denial),
        ServiceError::NotFound,
        ServiceError::Gone,
        ServiceError::Malformed(JsonError::NotText),
        ServiceError::Invalid(Vec::new()),
        ServiceError::BadRequest(String::new()),
        ServiceError::UnknownParameter(String::new()),
        ServiceError::BadParameter { name: "".into(), expected: "" },
        ServiceError::TooCostly(""),
        ServiceError::Unprocessable { expression: String::new(), detail: "" },
        ServiceError::VersionMismatch(Version::FIRST),
        ServiceError::MultipleMatches,
        ServiceError::Conflict,
        ServiceError::HasDependents(kind),
        ServiceError::Held,
        ServiceError::Restricted,
        ServiceError::Objected,
        ServiceError::TenantClosed,
        ServiceError::NameTaken,
        ServiceError::Integrity,
        ServiceError::TooManyExports,
        ServiceError::MailNotConfigured,
        ServiceError::MailUnavailable,
        ServiceError::MailRefused,
        ServiceError::Busy,
        ServiceError::Full,
        ServiceError::Unavailable(Arc::new(std::io::Error::other("for a test"))),
        ServiceError::Index(Arc::new(store::IndexError::Damaged)),
        ServiceError::KeyService(Arc::new(store::KeyServiceError::WrongRootKey)),
    ];
    let rejections = [
        Rejection::NoSuchRoute,
        Rejection::MethodNotAllowed,
        Rejection::UnknownType,
        Rejection::OriginNotAllowed,
        Rejection::NotAcceptable,
        Rejection::UnsupportedMediaType,
        Rejection::BodyTooLarge,
        Rejection::ContentTooLarge,
        Rejection::ContentApart,
        Rejection::BodyTooSlow,
        Rejection::BodyBroken,
    ];
    all.extend(rejections.map(ServiceError::from));
    all
}

/// When it is given. A new kind of failure does not compile until it stands here; it then belongs
/// into the list above too.
fn meaning(error: &ServiceError) -> &'static str {
    match error {
        ServiceError::Unauthenticated => "the credential is missing, wrong, expired or revoked",
        ServiceError::SignInFailed => "the address, or what was shown with it, is wrong",
        ServiceError::PasskeyCopied => "a passkey seems to be in two places",
        ServiceError::CeremonyOver => "a way in was used before, or took too long; begin anew",
        ServiceError::TooManyAttempts(_) => "too much was tried that failed; `Retry-After`",
        ServiceError::FactorRequired(_) => "the tenant wants more to be shown of who one is",
        ServiceError::StepUpRequired => "what was shown was too long ago; show it again",
        ServiceError::Denied(_) => "the rules do not allow it to this caller",
        ServiceError::NotFound => "it is not there, or this caller may not know of it",
        ServiceError::Gone => "it was there and was deleted, or its person was erased",
        ServiceError::Malformed(_) => "the body is not JSON, or too deep, or has a member twice",
        ServiceError::Invalid(_) => "the resource does not keep to the definitions of FHIR",
        ServiceError::BadRequest(_) => "something in the request cannot be",
        ServiceError::UnknownParameter(_) => "a parameter is not known here",
        ServiceError::BadParameter { .. } => "a parameter, header or instant is not understood",
        ServiceError::TooCostly(_) => "a search would look at too much; narrow it",
        ServiceError::Unprocessable { .. } => "it is well-formed and still cannot be stored",
        ServiceError::VersionMismatch(_) => "the expected version is not the newest",
        // It is that of the entry.
        ServiceError::InEntry { error, .. } => meaning(error),
        ServiceError::MultipleMatches => "a search that is to find one resource finds several",
        ServiceError::Conflict => "somebody else changed it at the same moment",
        ServiceError::HasDependents(_) => "other documents are about this person",
        ServiceError::Held => "a hold keeps the person from being erased",
        ServiceError::Restricted => "what is known of the person may only be kept",
        ServiceError::Objected => "the person has objected to what it would be used for",
        ServiceError::TenantClosed => "the account is closed and is to be deleted",
        ServiceError::NameTaken => "another client has the name",
        ServiceError::Integrity => "what is stored was changed by somebody else than the server",
        ServiceError::TooManyExports => "one of the bulk exports has to end first; `Retry-After`",
        ServiceError::MailNotConfigured => "no mail server is configured",
        ServiceError::MailUnavailable => "the mail server takes no messages now; `Retry-After`",
        ServiceError::MailRefused => "the mail server refuses the message for good",
        ServiceError::Busy => "too much is going on; `Retry-After` says when to come back",
        ServiceError::Full => "there is no room left for changes",
        ServiceError::Unavailable(_) => "a part of the server does not answer; `Retry-After`",
        ServiceError::Index(_) => "a search index is damaged, or does not answer; searches go on",
        ServiceError::KeyService(_) => "the key service does not answer, or refuses; `Retry-After`",
        ServiceError::Rejected(rejection) => match rejection {
            Rejection::NoSuchRoute => "the address leads nowhere",
            Rejection::MethodNotAllowed => "the address does not know the method; `Allow`",
            Rejection::UnknownType => "FHIR R4 has no resource type of this name",
            Rejection::OriginNotAllowed => {
                "a page of another origin asks that the tenant does not allow"
            }
            Rejection::NotAcceptable => "the answer cannot be given in the wanted format",
            Rejection::UnsupportedMediaType => "the body is not said to be JSON",
            Rejection::BodyTooLarge => {
                "the body has more than 4 MiB, a bundle of requests more than 32 MiB, or on the way in 16 KiB"
            }
            Rejection::ContentTooLarge => "the content is larger than `blob_mebibytes_max`",
            Rejection::ContentApart => "the content is too large to stand in JSON",
            Rejection::BodyTooSlow => {
                "the body took more than 30 seconds, or 5 on the way in; of content, nothing came for 30"
            }
            Rejection::BodyBroken => "the body did not arrive whole",
        },
    }
}

#[test]
fn the_codes_of_problems_are_the_committed_ones() {
    let mut rows = BTreeSet::new();
    for error in failures() {
        let status = api::status(&error).as_u16();
        let row = format!("| `{}` | {status} | {} |", error.code(), meaning(&error));
        assert!(rows.insert((status, row)), "{} stands there twice", error.code());
    }
    let codes: BTreeSet<_> = failures().iter().map(ServiceError::code).collect();
    assert_eq!(codes.len(), rows.len(), "every code means one thing");
    let mut text = String::from(CODES_HEAD);
    for (_, row) in rows {
        text.push_str(&row);
        text.push('\n');
    }
    assert_committed("problem-codes.md", &text);
}
