//! Between inner types and bodies, by hand: inner types do not travel.

use model::clock::format_instant;
use model::{Roles, TenantId, Timestamp};
use service::{Client, ClientKeys, EventView, ServiceError};

/// A client of a tenant as it travels.
pub(super) fn client(tenant: TenantId, client: &Client) -> wire::Client {
    let names = client.keys.iter().flat_map(ClientKeys::names);
    wire::Client {
        id: client.id.to_string(),
        client_id: client.client_id(tenant),
        key_ids: names.map(ToOwned::to_owned).collect(),
        name: client.name.clone(),
        roles: role_names(client.roles),
        created_at: format_instant(client.created_at),
        created_by: client.created_by.map(|user| user.to_string()),
        expires_at: client.expires_at.map(format_instant),
        version: client.version.0,
    }
}

/// The names of roles.
pub(crate) fn role_names(roles: Roles) -> Vec<String> {
    roles.iter().map(|role| role.name().to_owned()).collect()
}

/// Roles from their names.
pub(super) fn roles(names: &[String]) -> Result<Roles, ServiceError> {
    names
        .iter()
        .map(|name| name.parse().map_err(|error| ServiceError::BadRequest(format!("{error}"))))
        .collect()
}

/// An instant from its text.
pub(super) fn instant(name: &'static str, text: &str) -> Result<Timestamp, ServiceError> {
    text.parse().map_err(|_| ServiceError::BadParameter {
        name: name.into(),
        expected: "an instant such as 2027-01-31T12:00:00Z",
    })
}

/// An event as it travels.
pub(super) fn event(event: EventView) -> wire::Event {
    let resource = |view: service::ResourceView| wire::Resource {
        kind: view.kind,
        id: view.id,
        version: view.version,
    };
    wire::Event {
        id: event.id.to_string(),
        hash: event.hash.to_string(),
        index: event.index,
        at: format_instant(event.at),
        operation: event.operation,
        outcome: event.outcome,
        problem: event.problem,
        actor: wire::Actor { kind: event.actor_kind, id: event.actor_id, name: event.actor_name },
        interface: event.interface,
        address: event.address,
        request: event.request,
        parameters: event.parameters,
        returned: event.returned,
        policies: event.policies,
        resources: event.resources.into_iter().map(resource).collect(),
        rows: event.rows.into_iter().map(row).collect(),
        changes: event.changes.into_iter().map(change).collect(),
    }
}

fn row(view: service::RowView) -> wire::ChangedRow {
    let service::RowView { store, kind, row, version, sha256 } = view;
    wire::ChangedRow { store, kind, row, version, sha256 }
}

fn change(change: service::ResourceChange) -> wire::ResourceChange {
    let service::ResourceView { kind, id, version } = change.resource;
    let difference = |difference: ::fhir::Change| wire::Difference {
        path: difference.path,
        before: difference.before.map(|value| value.to_text()),
        after: difference.after.map(|value| value.to_text()),
    };
    wire::ResourceChange {
        resource: wire::Resource { kind, id, version },
        differences: change.differences.into_iter().map(difference).collect(),
    }
}
