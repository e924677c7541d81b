//! The rules, parsed once, and the decisions made from them.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use cedar_policy::{
    ActionConstraint, Authorizer, Context, Effect, Entities, Entity, EntityId, EntityTypeName,
    EntityUid, Policy, PolicyId, PolicySet, Request, RestrictedExpression, Schema, ValidationMode,
    Validator,
};
use model::operation::Area;
use model::{Caller, Operation, ResourceType, Role, Roles, Scopes};

use crate::concealed::{Attributes, Concealed, Disclosable};
use crate::decision::{Decision, Denial};
use crate::permit::{Permit, Purpose};
use crate::reach::reach;
use crate::schema;

const BUILT_IN: &str = include_str!("../policies/roles.cedar");

/// How many decisions are remembered. Few differ: roles, operations, types and labels make them.
const DECISIONS_MAX: usize = 8192;

/// A policy as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyText {
    /// Its id.
    pub id: String,
    /// Its text in Cedar.
    pub text: String,
}

/// The rules of a deployment.
pub struct Policies {
    set: PolicySet,
    schema: Schema,
    /// The types of entities by their names, read once.
    types: HashMap<String, EntityTypeName>,
    /// The operations by their names.
    actions: HashMap<&'static str, Action>,
    authorizer: Authorizer,
    decisions: Mutex<HashMap<Question, Decision>>,
}

/// An operation, as the rules know it.
struct Action {
    /// With the groups it belongs to.
    entity: Entity,
    /// Those of the rules that can apply to it, by what they say of actions: all others say nothing of it.
    policies: PolicySet,
}

/// Everything a decision depends on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Question {
    principal: &'static str,
    roles: Roles,
    operation: Operation,
    kind: ResourceType,
    /// Whether the caller's token reaches so far.
    in_scope: bool,
    /// Whether the record is the caller's own; of the whole collection, whether any in it can be.
    is_own: bool,
    /// The labels of the record; nothing when the question is about the whole collection.
    labels: Option<Vec<String>>,
}

impl Policies {
    /// The built-in rules.
    pub fn built_in() -> Self {
        let (schema, _) = Schema::from_cedarschema_str(&schema::cedar_schema())
            .expect("the generated schema is valid Cedar");
        let set = parse(BUILT_IN);
        let result = Validator::new(schema.clone()).validate(&set, ValidationMode::Strict);
        let errors: Vec<_> = result.validation_errors().map(ToString::to_string).collect();
        assert!(errors.is_empty(), "the built-in policies fit the schema: {errors:?}");
        let actions = schema.action_entities().expect("groups of operations have no circles");
        let actions: HashMap<_, _> = actions.into_iter().map(|it| (it.uid(), it)).collect();
        let action = |operation: &Operation| {
            let name = operation.name();
            let entity = actions[&action_uid(name)].clone();
            let groups = schema::action_groups(*operation);
            let names = groups.iter().map(String::as_str).chain([name]);
            let policies = applying(&set, &names.map(action_uid).collect());
            (name, Action { entity, policies })
        };
        let actions = Operation::ALL.iter().map(action).collect();
        let types = schema.entity_types().map(|name| (name.to_string(), name.clone())).collect();
        let decisions = Mutex::new(HashMap::new());
        Self { set, schema, types, actions, authorizer: Authorizer::new(), decisions }
    }

    /// Asks whether the caller may do an operation on a kind of thing at all.
    pub fn permit(
        &self,
        caller: &Caller,
        operation: Operation,
        kind: ResourceType,
    ) -> Result<Permit, Denial> {
        debug_assert!(fits(operation, kind), "{operation} acts on {kind}");
        let decision = self.decide(Question {
            principal: schema::principal_type(&caller.principal),
            roles: caller.roles,
            operation,
            kind,
            in_scope: is_in_scope(caller.scopes.as_deref(), operation, kind),
            is_own: caller.own.is_some(),
            labels: None,
        });
        if decision.allowed {
            Ok(Permit::for_caller(caller, operation, kind, decision.policies))
        } else {
            Err(Denial { operation, kind, policies: decision.policies })
        }
    }

    /// Decides on a document by what it is like, and takes it out with what is hidden gone.
    pub fn release<T: Disclosable>(
        &self,
        permit: &Permit,
        concealed: Concealed<T>,
    ) -> Result<T, Denial> {
        let Purpose::Operation(operation) = permit.purpose else {
            return Ok(concealed.into_value());
        };
        let decision = self.decide_on(permit, operation, &concealed.value().attributes());
        if !decision.allowed {
            let policies = decision.policies;
            return Err(Denial { operation, kind: permit.kind, policies });
        }
        let mut value = concealed.into_value();
        if !decision.hidden.is_empty() {
            value.hide(&decision.hidden);
        }
        Ok(value)
    }

    /// What is hidden from the permit's caller in documents of a type. In a labelled one it may be more,
    /// or all of it.
    pub fn hidden(&self, permit: &Permit, kind: ResourceType) -> Arc<[String]> {
        match permit.purpose {
            Purpose::Operation(operation) => {
                let attributes = Attributes { kind, labels: &[], about: &[] };
                self.decide_on(permit, operation, &attributes).hidden
            }
            Purpose::Background(_) => Arc::new([]),
        }
    }

    /// Decides on a document as it is about to be stored.
    pub fn admit(&self, permit: &Permit, document: &impl Disclosable) -> Result<(), Denial> {
        let Purpose::Operation(operation) = permit.purpose else {
            return Ok(());
        };
        let decision = self.decide_on(permit, operation, &document.attributes());
        if decision.allowed {
            Ok(())
        } else {
            Err(Denial { operation, kind: permit.kind, policies: decision.policies })
        }
    }

    /// What the answer to a question would be for whoever has these roles, and why.
    pub fn explain(
        &self,
        roles: Roles,
        operation: Operation,
        kind: ResourceType,
        labels: Option<Vec<String>>,
    ) -> Decision {
        // Machines and people may do the same, but each has a way in that the other has not.
        let is_of_machines = operation == Operation::CreateAccessToken;
        let (principal, in_scope) = (if is_of_machines { "Client" } else { "User" }, true);
        // What patients may do they may do with what is their own.
        let is_own = roles.contains(Role::Patient);
        self.decide(Question { principal, roles, operation, kind, in_scope, is_own, labels })
    }

    /// What the answer would be for somebody who sees to their own account.
    pub(crate) fn explain_own(&self, operation: Operation, kind: ResourceType) -> Decision {
        let (principal, roles, in_scope, labels) = ("Holder", Roles::NONE, true, None);
        let is_own = false;
        self.decide(Question { principal, roles, operation, kind, in_scope, is_own, labels })
    }

    /// All policies, as people read them.
    pub fn texts(&self) -> Vec<PolicyText> {
        let mut texts: Vec<_> = self
            .set
            .policies()
            .map(|policy| PolicyText { id: policy.id().to_string(), text: policy.to_string() })
            .collect();
        texts.sort_by(|left, right| left.id.cmp(&right.id));
        texts
    }

    fn decide_on(
        &self,
        permit: &Permit,
        operation: Operation,
        attributes: &Attributes<'_>,
    ) -> Decision {
        self.decide(Question {
            principal: permit.principal,
            roles: permit.roles,
            operation,
            kind: attributes.kind,
            in_scope: is_in_scope(permit.scopes.as_deref(), operation, attributes.kind),
            is_own: permit.own.is_some_and(|own| own.owns(attributes.about)),
            labels: Some(attributes.labels.to_vec()),
        })
    }

    fn decide(&self, question: Question) -> Decision {
        let lock = || self.decisions.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(decision) = lock().get(&question) {
            return decision.clone();
        }
        let decision = self.evaluate(&question);
        let mut decisions = lock();
        if decisions.len() >= DECISIONS_MAX {
            decisions.clear();
        }
        decisions.insert(question, decision.clone());
        decision
    }

    fn evaluate(&self, question: &Question) -> Decision {
        let principal = self.uid(question.principal, "caller");
        let action = &self.actions[question.operation.name()];
        let (resource, entities) = self.entities(question, &principal, action);
        let in_scope = RestrictedExpression::new_bool(question.in_scope);
        let is_own = RestrictedExpression::new_bool(question.is_own);
        let context = [("in_scope".to_owned(), in_scope), ("is_own".to_owned(), is_own)];
        let context =
            Context::from_pairs(context).expect("names and truth values are a valid context");
        let request =
            Request::new(principal, action.entity.uid(), resource, context, Some(&self.schema))
                .expect("every operation applies to every principal and kind");
        let response = self.authorizer.is_authorized(&request, &action.policies, &entities);
        let failed = response.diagnostics().errors().next().is_some();
        let allowed = response.decision() == cedar_policy::Decision::Allow && !failed;
        let deciding: Vec<_> =
            response.diagnostics().reason().filter_map(|id| self.set.policy(id)).collect();
        let mut policies: Vec<_> = deciding.iter().map(|policy| policy.id().to_string()).collect();
        policies.sort();
        Decision {
            allowed,
            policies: policies.into(),
            hidden: if allowed { hidden(&deciding) } else { Arc::new([]) },
        }
    }

    /// The resource of a question, and the entities it is decided with.
    fn entities(
        &self,
        question: &Question,
        principal: &EntityUid,
        action: &Action,
    ) -> (EntityUid, Entities) {
        let roles: HashSet<_> =
            question.roles.iter().map(|role| self.uid("Role", role.name())).collect();
        let store = self.uid("Store", question.kind.store().name());
        let collection = self.uid("Collection", question.kind.name());
        let mut all = vec![
            Entity::new_no_attrs(principal.clone(), roles),
            Entity::new_no_attrs(collection.clone(), HashSet::from([store])),
            action.entity.clone(),
        ];
        let resource = match &question.labels {
            None => collection,
            Some(labels) => {
                let record = self.uid("Record", "record");
                let labels = labels.iter().cloned().map(RestrictedExpression::new_string);
                let attributes =
                    [("labels".to_owned(), RestrictedExpression::new_set(labels))].into();
                all.push(
                    Entity::new(record.clone(), attributes, HashSet::from([collection]))
                        .expect("a set of strings is a valid attribute"),
                );
                record
            }
        };
        // Held against the schema, every question would bring all operations along.
        let entities =
            Entities::from_entities(all, None).expect("no two entities of a question are one");
        (resource, entities)
    }

    fn uid(&self, kind: &str, id: &str) -> EntityUid {
        EntityUid::from_type_name_and_id(self.types[kind].clone(), EntityId::new(id))
    }
}

/// Whether an operation acts on this kind of thing.
fn fits(operation: Operation, kind: ResourceType) -> bool {
    match operation.area() {
        Area::Fhir => kind.is_fhir(),
        Area::Platform(own) | Area::Deployment(own) => own == kind,
    }
}

fn is_in_scope(scopes: Option<&Scopes>, operation: Operation, kind: ResourceType) -> bool {
    scopes.is_none_or(|scopes| reach(scopes, operation, kind))
}

/// What is hidden is what every policy that allows it hides: one that hides nothing shows all.
fn hidden(deciding: &[&Policy]) -> Arc<[String]> {
    let mut patterns = deciding.iter().map(|policy| -> HashSet<String> {
        let text = policy.annotation("hide").unwrap_or_default();
        text.split(',').map(str::trim).filter(|name| !name.is_empty()).map(Into::into).collect()
    });
    let first = patterns.next().unwrap_or_default();
    let common = patterns.fold(first, |common, next| &common & &next);
    let mut common: Vec<_> = common.into_iter().collect();
    common.sort();
    common.into()
}

fn action_uid(name: &str) -> EntityUid {
    let kind = "Action".parse().expect("it is a plain name");
    EntityUid::from_type_name_and_id(kind, EntityId::new(name))
}

/// The policies that can apply to an action, which is in these groups, itself among them.
fn applying(set: &PolicySet, groups: &HashSet<EntityUid>) -> PolicySet {
    let may_apply = |policy: &&Policy| match policy.action_constraint() {
        ActionConstraint::Any => true,
        ActionConstraint::Eq(action) => groups.contains(&action),
        ActionConstraint::In(actions) => actions.iter().any(|action| groups.contains(action)),
    };
    PolicySet::from_policies(set.policies().filter(may_apply).cloned())
        .expect("no two policies of a set share an id")
}

/// Parses policies and names each by its `@id`.
fn parse(text: &str) -> PolicySet {
    let parsed = PolicySet::from_str(text).expect("the built-in policies are valid Cedar");
    let named = parsed.policies().map(|policy| {
        let id = policy.annotation("id").expect("every built-in policy has an @id");
        policy.new_id(PolicyId::new(id))
    });
    PolicySet::from_policies(named).expect("no two built-in policies share an @id")
}

/// Whether a policy allows or forbids, for readers of the texts.
impl PolicyText {
    /// Whether the policy forbids.
    pub fn forbids(policies: &Policies, id: &str) -> bool {
        policies
            .set
            .policy(&PolicyId::new(id))
            .is_some_and(|policy| policy.effect() == Effect::Forbid)
    }
}

#[cfg(test)]
mod tests {
    use model::{ClientId, Interface, LogSubject, Principal, TenantId};

    use super::*;

    const OBSERVATION: ResourceType = ResourceType::declare(1, "Observation");
    const PATIENT: ResourceType = ResourceType::declare(2, "Patient");
    const RESTRICTED: &str = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality|R";

    #[derive(Debug)]
    struct Document {
        labels: Vec<String>,
        hidden: Vec<String>,
    }

    impl Disclosable for Document {
        fn attributes(&self) -> Attributes<'_> {
            Attributes { kind: OBSERVATION, labels: &self.labels, about: &[] }
        }

        fn hide(&mut self, patterns: &[String]) {
            self.hidden = patterns.to_vec();
        }

        type Definition = ();

        fn define(&mut self, (): ()) {}
    }

    fn caller(roles: &[Role]) -> Caller {
        Caller {
            tenant: TenantId::from_number(1),
            principal: Principal::Client(ClientId::from_bytes([1; 16])),
            name: "a client".to_owned(),
            roles: roles.iter().copied().collect(),
            own: None,
            credential: None,
            session: None,
            log_subject: LogSubject::from_bytes([2; 16]),
            interface: Interface::Fhir,
            address: None,
            scopes: None,
        }
    }

    fn read(roles: &[Role], labels: &[&str]) -> Result<Document, Denial> {
        let policies = Policies::built_in();
        let permit = policies.permit(&caller(roles), Operation::ReadResource, OBSERVATION)?;
        let labels = labels.iter().map(ToString::to_string).collect();
        policies.release(&permit, Concealed::new(Document { labels, hidden: Vec::new() }))
    }

    #[test]
    fn clinician_reads_restricted_content_and_sees_all_of_it() {
        let document = read(&[Role::Clinician], &[RESTRICTED]).expect("allowed");
        assert!(document.hidden.is_empty());
    }

    #[test]
    fn service_reads_records_but_not_restricted_ones_and_is_told_why() {
        assert!(read(&[Role::Service], &[]).is_ok());
        let denial = read(&[Role::Service], &[RESTRICTED]).expect_err("forbidden");
        assert_eq!(*denial.policies, ["restricted-content-is-for-treatment"]);
    }

    #[test]
    fn analyst_sees_records_without_narrative_and_no_identities() {
        let document = read(&[Role::Analyst], &[]).expect("allowed");
        assert!(document.hidden.contains(&":Narrative".to_owned()));
        let policies = Policies::built_in();
        let denial = policies
            .permit(&caller(&[Role::Analyst]), Operation::ReadResource, PATIENT)
            .expect_err("no policy");
        assert!(denial.policies.is_empty());
    }

    #[test]
    fn a_second_role_that_shows_all_lifts_what_the_first_hides() {
        let document = read(&[Role::Analyst, Role::Clinician], &[]).expect("allowed");
        assert!(document.hidden.is_empty());
    }

    #[test]
    fn a_token_reaches_no_farther_than_its_scopes() {
        let policies = Policies::built_in();
        let mut caller = caller(&[Role::Clinician]);
        let scopes = Scopes::parse("system/Observation.rs").expect("scopes");
        caller.scopes = Some(Arc::new(scopes));
        assert!(policies.permit(&caller, Operation::ReadResource, OBSERVATION).is_ok());
        for (operation, kind) in [
            (Operation::CreateResource, OBSERVATION),
            (Operation::ReadResource, PATIENT),
            (Operation::ListClients, ResourceType::CLIENT),
            (Operation::FindDocument, ResourceType::DOCUMENT),
        ] {
            let denial = policies.permit(&caller, operation, kind).expect_err("out of reach");
            assert_eq!(*denial.policies, ["tokens-reach-as-far-as-their-scopes"]);
        }
        // What it may do with one type does not open documents of another.
        let permit = policies.permit(&caller, Operation::SearchResources, OBSERVATION);
        let decision = policies.decide_on(
            &permit.expect("allowed"),
            Operation::SearchResources,
            &Attributes { kind: PATIENT, labels: &[], about: &[] },
        );
        assert!(!decision.allowed);
    }

    #[test]
    fn administrator_sees_no_clinical_content() {
        assert!(read(&[Role::Administrator], &[]).is_err());
    }

    #[test]
    fn nobody_without_a_role_reads_anything_but_the_tenant() {
        let policies = Policies::built_in();
        for operation in Operation::ALL {
            let kind = match operation.area() {
                Area::Fhir => OBSERVATION,
                Area::Platform(kind) | Area::Deployment(kind) => kind,
            };
            let decision = policies.explain(Roles::NONE, *operation, kind, None);
            let open = [
                ResourceType::TENANT,
                ResourceType::ROLE,
                ResourceType::CAPABILITIES,
                ResourceType::DOCUMENT_TYPE,
            ];
            let is_shown = open.contains(&kind)
                && matches!(operation.area(), Area::Platform(_))
                && operation.effect() == model::Effect::Access;
            // A token gives no more than its client has.
            let is_own_way_in = kind == ResourceType::SESSION;
            let expected = is_shown || is_own_way_in || *operation == Operation::CreateAccessToken;
            assert_eq!(decision.allowed, expected, "{operation}");
        }
    }

    #[test]
    fn no_client_reaches_what_is_the_operators() {
        let policies = Policies::built_in();
        let all: Roles = Role::ALL.into_iter().collect();
        let decision = policies.explain(all, Operation::CreateTenant, ResourceType::TENANT, None);
        assert!(!decision.allowed);
    }
}
