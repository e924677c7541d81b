//! Roles, and explanations of decisions.

use axum::extract::{Request, State};
use http::StatusCode;
use model::{Interface, Operation, ResourceType, Roles};
use service::ServiceError;

use super::{convert, json, no_parameters, sent};
use crate::Faces;
use crate::face::{Call, Reply};

/// Lists the roles and what each may do.
#[utoipa::path(
    get, path = "/api/roles", operation_id = "list_roles", tag = "roles",
    responses((status = 200, body = wire::RoleList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_roles(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ListRoles;
    call.admit(Some((operation, ResourceType::ROLE)), no_parameters(&call)).await?;
    let answer = call.service().list_roles(&call.ctx).await;
    Ok(call.answer(operation, answer, |roles| {
        let role = |view: service::RoleView| wire::Role {
            name: view.role.name().to_owned(),
            operations: view.operations.iter().map(ToString::to_string).collect(),
        };
        json(StatusCode::OK, &wire::RoleList { items: roles.into_iter().map(role).collect() })
    }))
}

/// Explains what the rules would say to a holder of roles, and which policies say so.
#[utoipa::path(
    post, path = "/api/policies/explain", operation_id = "explain_decision", tag = "policies",
    request_body = wire::ExplanationRequest,
    responses((status = 200, body = wire::Explanation), (status = "default", body = wire::Problem))
)]
pub(super) async fn explain_decision(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ExplainDecision;
    let asked = sent(&mut call).await.and_then(question);
    let asked = call.admit(Some((operation, ResourceType::POLICY)), asked).await?;
    let Question { roles, operation: wanted, kind, labels } = asked;
    let service = call.service();
    let answer = service.explain_decision(&call.ctx, roles, wanted, kind, labels).await;
    Ok(call.answer(operation, answer, |explanation| {
        let policy = |text: policy::PolicyText| wire::Policy { id: text.id, text: text.text };
        let body = wire::Explanation {
            allowed: explanation.allowed,
            policies: explanation.policies.into_iter().map(policy).collect(),
            hidden: explanation.hidden,
        };
        json(StatusCode::OK, &body)
    }))
}

struct Question {
    roles: Roles,
    operation: Operation,
    kind: ResourceType,
    labels: Option<Vec<String>>,
}

fn question(body: wire::ExplanationRequest) -> Result<Question, ServiceError> {
    let unknown = |what: &str| ServiceError::BadRequest(format!("there is no such {what}"));
    let platform = ResourceType::PLATFORM.into_iter().find(|kind| kind.name() == body.kind);
    let kind = ::fhir::types::resource_type(&body.kind).or(platform);
    Ok(Question {
        roles: convert::roles(&body.roles)?,
        operation: Operation::find(&body.operation).ok_or_else(|| unknown("operation"))?,
        kind: kind.ok_or_else(|| unknown("type"))?,
        labels: body.labels,
    })
}
