//! The Cedar schema, generated from the list of operations and types.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use model::operation::Area;
use model::{Effect, Operation, Principal};

/// The Cedar entity type of a principal.
pub(crate) const fn principal_type(principal: &Principal) -> &'static str {
    match principal {
        Principal::Client(_) => "Client",
        Principal::User(_) => "User",
        Principal::Holder(_) => "Holder",
        Principal::Visitor => "Visitor",
        Principal::Claimant => "Claimant",
        Principal::Invitee(_) => "Invitee",
        Principal::Operator => "Operator",
        Principal::Background(_) => "Background",
    }
}

/// The groups an operation's action belongs to.
pub(crate) fn action_groups(operation: Operation) -> Vec<String> {
    let effect = match operation.effect() {
        Effect::Access => "access",
        Effect::Change => "change",
    };
    match operation.area() {
        Area::Fhir => vec![format!("fhir.{effect}")],
        Area::Platform(kind) => vec![format!("{kind}.{effect}")],
        Area::Deployment(_) => vec!["deployment".to_owned()],
    }
}

/// The schema in Cedar's own syntax.
pub(crate) fn cedar_schema() -> String {
    let mut schema = String::from(
        "entity Role;\n\
         entity Client in [Role];\n\
         entity User in [Role];\n\
         entity Holder;\n\
         entity Visitor;\n\
         entity Claimant;\n\
         entity Invitee;\n\
         entity Operator;\n\
         entity Store;\n\
         entity Collection in [Store];\n\
         entity Record in [Collection, Store] { labels: Set<String> };\n",
    );
    let mut actions = BTreeMap::new();
    let mut groups = BTreeSet::new();
    for operation in Operation::ALL {
        let memberships = action_groups(*operation);
        groups.extend(memberships.clone());
        actions.insert(operation.name(), memberships);
    }
    for group in groups {
        let _ = writeln!(schema, "action \"{group}\";");
    }
    for (action, groups) in actions {
        let _ = writeln!(
            schema,
            "action \"{action}\" in [{}] appliesTo {{ principal: [Client, User, Holder, Visitor, Claimant, Invitee, Operator], \
             resource: [Collection, Record], context: {{ in_scope: Bool, is_own: Bool }} }};",
            groups.iter().map(|group| format!("\"{group}\"")).collect::<Vec<_>>().join(", "),
        );
    }
    schema
}
