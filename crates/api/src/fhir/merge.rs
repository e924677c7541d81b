//! Says of two patients that they are one person: `$merge`, as later releases of FHIR have it.

use ::fhir::{Issue, IssueCode, Severity};
use axum::extract::{Request, State};
use http::StatusCode;
use model::{Interface, Json, Operation, ResourceId};
use service::{Merge, ServiceError};

use super::json_response;
use super::negotiation::Format;
use super::parameters::body_of;
use crate::Faces;
use crate::face::{Call, Reply};
use crate::query::Query;

/// `POST [base]/Patient/$merge`
pub(super) async fn merge_patients(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Fhir).await?;
    let operation = Operation::MergePatients;
    let kind = ::fhir::types::patient();
    let asked = asked(&mut call).await;
    let (format, merge) = call.admit(Some((operation, kind)), asked).await?;
    let answer = call.service().merge_patients(&call.ctx, &merge).await;
    Ok(call.answer(operation, answer, |stays| {
        let done = Issue {
            severity: Severity::Information,
            code: IssueCode::Informational,
            expression: String::new(),
            diagnostics: "what is about the source is found with the target's from now on".to_owned(),
        };
        let outcome = ::fhir::outcome::operation_outcome(&[done]).to_text();
        let result = stays.body.unwrap_or_default();
        let text = format!(
            r#"{{"resourceType":"Parameters","parameter":[{{"name":"outcome","resource":{outcome}}},{{"name":"result","resource":{result}}}]}}"#
        );
        json_response(StatusCode::OK, text, format.pretty)
    }))
}

async fn asked(call: &mut Call) -> Result<(Format, Merge), ServiceError> {
    let (format, body) = body_of(call).await?;
    let (mut source, mut target) = (None, None);
    for parameter in body.member("parameter").map_or(&[][..], Json::elements) {
        let (name, place) = match parameter.member("name").and_then(Json::as_str) {
            Some("source-patient") => ("source-patient", &mut source),
            Some("target-patient") => ("target-patient", &mut target),
            // A preview would be taken for the thing itself by whoever does not know of it.
            name => return Err(Query::unknown(name.unwrap_or_default())),
        };
        let expected = "a reference to a patient of this server, once";
        let refused = || ServiceError::BadParameter { name: name.into(), expected };
        let id = parameter.member("valueReference").and_then(patient_of).ok_or_else(refused)?;
        if place.replace(id).is_some() {
            return Err(refused());
        }
    }
    let (Some(source), Some(target)) = (source, target) else {
        let detail = "say who is merged into whom: source-patient and target-patient";
        return Err(ServiceError::BadRequest(detail.to_owned()));
    };
    Ok((format, Merge { source, target }))
}

fn patient_of(reference: &Json) -> Option<ResourceId> {
    reference.member("reference")?.as_str()?.strip_prefix("Patient/")?.parse().ok()
}
