//! Checks a resource as it would be checked if it were stored, and stores nothing.

use fhir::Issue;
use model::{Json, Operation, ResourceType};

use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::Change;

impl Service {
    /// What is wrong with a resource of a type; nothing, if it could be stored. It may be sent alone, or
    /// as the parameter `resource`.
    pub async fn validate_resource(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        body: &[u8],
    ) -> Answer<Vec<Issue>> {
        self.perform(ctx, Operation::ValidateResource, kind, |_| {
            Box::pin(async move {
                let json = Json::parse(body)?;
                let resource = if kind.name() == "Parameters" { None } else { sent_as(&json)? };
                Ok(Change::of(fhir::validate(resource.unwrap_or(&json), kind)))
            })
        })
        .await
    }
}

/// The resource that is a parameter, if parameters were sent.
fn sent_as(json: &Json) -> Result<Option<&Json>, ServiceError> {
    if fhir::meta::resource_type_of(json) != Some("Parameters") {
        return Ok(None);
    }
    let parameters = json.member("parameter").map(Json::elements).unwrap_or_default();
    let named = |name: &str| {
        parameters.iter().find(|one| one.member("name").and_then(Json::as_str) == Some(name))
    };
    if named("profile").is_some() {
        return Err(ServiceError::UnknownParameter("profile".to_owned()));
    }
    let resource = named("resource").and_then(|parameter| parameter.member("resource"));
    resource.map(Some).ok_or(ServiceError::BadParameter {
        name: "resource".into(),
        expected: "the resource that is to be checked",
    })
}
