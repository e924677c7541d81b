//! The rules as people ask about them: what a role may do, and why a decision is what it is.

use model::limits::LABELS_PER_DOCUMENT_MAX;
use model::operation::Area;
use model::{Operation, ResourceType, Role, Roles};

use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::Change;

/// A role, and what it may do.
#[derive(Debug, Clone)]
pub struct RoleView {
    /// The role.
    pub role: Role,
    /// The operations it may do on some kind of thing.
    pub operations: Vec<Operation>,
}

/// What a decision would be, and why.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// Whether it is allowed.
    pub allowed: bool,
    /// The policies that decide, with their text; none when simply no policy allows it.
    pub policies: Vec<policy::PolicyText>,
    /// What is hidden from the answer.
    pub hidden: Vec<String>,
}

impl Service {
    /// The roles.
    pub async fn list_roles(&self, ctx: &Ctx) -> Answer<Vec<RoleView>> {
        self.perform(ctx, Operation::ListRoles, ResourceType::ROLE, |_| {
            let roles: Vec<_> = Role::ALL.into_iter().map(|role| self.view_role(role)).collect();
            let returned = roles.len();
            Box::pin(async move { Ok(Change::of(roles).listing(returned)) })
        })
        .await
    }

    /// Explains what the rules would say to a holder of roles.
    pub async fn explain_decision(
        &self,
        ctx: &Ctx,
        roles: Roles,
        operation: Operation,
        kind: ResourceType,
        labels: Option<Vec<String>>,
    ) -> Answer<Explanation> {
        self.perform(ctx, Operation::ExplainDecision, ResourceType::POLICY, |_| {
            let explanation = self.explanation(roles, operation, kind, labels.clone());
            Box::pin(async move { explanation.map(Change::of) })
        })
        .await
    }

    fn view_role(&self, role: Role) -> RoleView {
        let roles = std::iter::once(role).collect();
        let may = |operation: &Operation| {
            kinds(*operation)
                .into_iter()
                .any(|kind| self.policies.explain(roles, *operation, kind, None).allowed)
        };
        RoleView { role, operations: Operation::ALL.iter().copied().filter(may).collect() }
    }

    fn explanation(
        &self,
        roles: Roles,
        operation: Operation,
        kind: ResourceType,
        labels: Option<Vec<String>>,
    ) -> Result<Explanation, ServiceError> {
        if roles.is_empty() {
            return Err(ServiceError::BadRequest("at least one role is needed".to_owned()));
        }
        if labels.as_ref().is_some_and(|labels| labels.len() > LABELS_PER_DOCUMENT_MAX) {
            return Err(ServiceError::BadRequest("too many labels".to_owned()));
        }
        let fits = match operation.area() {
            Area::Fhir => kind.is_fhir(),
            Area::Platform(own) | Area::Deployment(own) => own == kind,
        };
        if !fits {
            let detail = format!("{operation} does not act on {kind}");
            return Err(ServiceError::BadRequest(detail));
        }
        let decision = self.policies.explain(roles, operation, kind, labels);
        let texts = self.policies.texts();
        let policies = texts.into_iter().filter(|text| decision.policies.contains(&text.id));
        Ok(Explanation {
            allowed: decision.allowed,
            policies: policies.collect(),
            hidden: decision.hidden.to_vec(),
        })
    }
}

/// Kinds that stand for everything an operation acts on.
fn kinds(operation: Operation) -> Vec<ResourceType> {
    let fhir = |name| fhir::types::resource_type(name).expect("a type of R4");
    match operation.area() {
        Area::Fhir if operation.is_of_bundles() => vec![fhir("Bundle")],
        Area::Fhir => vec![fhir("Patient"), fhir("Observation")],
        Area::Platform(kind) | Area::Deployment(kind) => vec![kind],
    }
}

#[cfg(test)]
mod tests {
    use model::Role;

    use super::*;

    #[test]
    fn what_is_hidden_by_its_type_names_a_type_that_there_is() {
        let roles: Roles = [Role::Analyst].into_iter().collect();
        let policies = policy::Policies::built_in();
        let [_, kind] = kinds(Operation::ReadResource)[..] else { panic!("there are two") };
        let decision = policies.explain(roles, Operation::ReadResource, kind, None);
        assert!(decision.hidden.iter().any(|pattern| pattern.starts_with(':')));
        for pattern in &*decision.hidden {
            assert!(fhir::redact::is_pattern(pattern), "{pattern}");
        }
    }
}
