//! The rules as a table that a person can read: operations down, roles across.

use std::fmt::Write as _;

use model::operation::Area;
use model::{Operation, ResourceType, Role};

use crate::engine::Policies;

/// A Markdown table of what each role may do, with the kinds of documents that stand for the two
/// stores of records. `✓` means yes, `part` that some elements are hidden, `own` that it is so of what is
/// about oneself alone.
pub fn role_matrix(
    policies: &Policies,
    person: ResourceType,
    record: ResourceType,
    bundle: ResourceType,
) -> String {
    let mut table = String::from("| operation | on |");
    for role in Role::ALL {
        let _ = write!(table, " {role} |");
    }
    let _ = write!(table, " oneself |\n|---|---|{}---|\n", "---|".repeat(Role::ALL.len()));
    for operation in Operation::ALL {
        let rows = match operation.area() {
            // What is in a bundle is asked about by itself.
            Area::Fhir if operation.is_of_bundles() => vec![("bundles", bundle)],
            Area::Fhir => vec![("identities", person), ("records", record)],
            Area::Platform(kind) => vec![(kind.name(), kind)],
            Area::Deployment(_) => continue,
        };
        for (label, kind) in rows {
            let _ = write!(table, "| `{operation}` | {label} |");
            for role in Role::ALL {
                let decision =
                    policies.explain(std::iter::once(role).collect(), *operation, kind, None);
                let mark = match (decision.allowed, decision.hidden.is_empty()) {
                    (false, _) => " ",
                    (true, _) if role == Role::Patient => "own",
                    (true, true) => "✓",
                    (true, false) => "part",
                };
                let _ = write!(table, " {mark} |");
            }
            let own = policies.explain_own(*operation, kind);
            let _ = writeln!(table, " {} |", if own.allowed { "✓" } else { " " });
        }
    }
    table
}
