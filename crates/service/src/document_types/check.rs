//! Whether what a tenant says of a type can be.

use model::limits::{PATH_BYTES_MAX, TYPE_INDEXES_MAX, TYPE_OPEN_PATHS_MAX};
use model::{ResourceId, ResourceType};

use super::TypeDefinition;
use super::schema::Schema;
use crate::error::ServiceError;

/// The longest name of a type or of a parameter.
const NAME_BYTES_MAX: usize = 64;
/// What a search takes beside the parameters of a type.
pub(crate) const RESERVED: [&str; 5] = ["count", "cursor", "sort", "total", "subject"];

/// A type has a name that stands in addresses, apart from all that FHIR and the platform have.
pub(super) fn check_name(name: &str) -> Result<(), ServiceError> {
    let is_id = name.parse::<ResourceId>().is_ok();
    let is_taken = |kind: &ResourceType| kind.name() == name;
    let is_taken = ResourceType::OF_TENANT.iter().chain(&ResourceType::PLATFORM).any(is_taken);
    if is_id && !is_taken && is_plain(name) {
        Ok(())
    } else {
        Err(refused("name", "1 to 64 small letters, digits and hyphens, a letter first"))
    }
}

/// What a tenant says of a type holds together.
pub(super) fn check(definition: &TypeDefinition) -> Result<(), ServiceError> {
    let TypeDefinition { schema, subject, open, indexes } = definition;
    Schema::compile(schema).map_err(|detail| refused("schema", &detail))?;
    let paths = subject.iter().map(|rule| &rule.path).chain(open);
    for path in paths.chain(indexes.iter().map(|index| &index.path)) {
        check_path(path)?;
    }
    if open.len() > TYPE_OPEN_PATHS_MAX || indexes.len() > TYPE_INDEXES_MAX {
        let detail = format!(
            "a type has at most {TYPE_OPEN_PATHS_MAX} open paths and {TYPE_INDEXES_MAX} indexes"
        );
        return Err(ServiceError::BadRequest(detail));
    }
    for (at, index) in indexes.iter().enumerate() {
        let is_twice = indexes[..at].iter().any(|before| before.name == index.name);
        if is_twice || !is_plain(&index.name) || RESERVED.contains(&index.name.as_str()) {
            let detail = "each index has a name of its own, of small letters, digits and hyphens, \
                 a letter first; count, cursor, sort, total and subject are taken";
            return Err(refused("indexes", detail));
        }
    }
    if let Some(rule) = subject
        && definition.is_open(&rule.path)
    {
        return Err(refused("open", "who a document is about is personal, and cannot be open"));
    }
    Ok(())
}

/// A path is names with full stops between them.
fn check_path(path: &str) -> Result<(), ServiceError> {
    let is_name = |name: &str| !name.is_empty() && !name.chars().any(char::is_control);
    if path.len() <= PATH_BYTES_MAX && path.split('.').all(is_name) {
        Ok(())
    } else {
        Err(refused("path", "names of members with full stops between them, such as rating.score"))
    }
}

fn is_plain(name: &str) -> bool {
    name.len() <= NAME_BYTES_MAX
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn refused(member: &str, detail: &str) -> ServiceError {
    ServiceError::BadRequest(format!("{member}: {detail}"))
}
