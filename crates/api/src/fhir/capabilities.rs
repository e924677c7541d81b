//! `GET [base]/metadata`: what this face can do, made from what it does.

use ::fhir::search::{Parameter, ParameterKind};
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use model::{Interface, Json, Operation, ResourceType};

use super::negotiation::Format;
use super::{BASE, audit_event_type, json_response, outcome};
use crate::face::{Call, Reply};
use crate::origin::share_with_all;
use crate::query::Query;
use crate::{Faces, TOKEN_PATH};

/// What can be done with a resource of every type.
const INTERACTIONS: [&str; 9] = [
    "read",
    "vread",
    "update",
    "patch",
    "delete",
    "history-instance",
    "history-type",
    "create",
    "search-type",
];

pub(super) async fn read_capabilities(State(faces): State<Faces>, request: Request) -> Reply {
    show(&faces, request, |format| {
        let make = || statement(faces.public_url()).to_text();
        let text = faces.capabilities().get_or_init(make).clone();
        json_response(StatusCode::OK, text, format.pretty)
    })
    .await
}

/// `GET [base]/.well-known/smart-configuration`: how machines sign in (SMART App Launch 2).
pub(super) async fn read_smart_configuration(
    State(faces): State<Faces>,
    request: Request,
) -> Reply {
    show(&faces, request, |_| {
        let text = smart_configuration(faces.public_url()).to_text();
        (StatusCode::OK, [(CONTENT_TYPE, "application/json")], text).into_response()
    })
    .await
}

/// Anybody may ask. Who shows a credential must show a good one, and leaves an event.
async fn show(faces: &Faces, request: Request, show: impl Fn(Format) -> Response) -> Reply {
    let mut query = Query::of(request.uri());
    let format = Format::negotiate(request.headers(), &mut query).and_then(|format| {
        query.finish()?;
        Ok(format)
    });
    if !request.headers().contains_key(AUTHORIZATION) {
        let answer = format.map_or_else(|error| outcome::of_error(&error), show);
        return Ok(share_with_all(answer));
    }
    let call = Call::begin(faces, request, Interface::Fhir).await?;
    let format = call.admit(None, format).await?;
    let answer = call.service().read_capabilities(&call.ctx).await;
    Ok(call.answer(Operation::ReadCapabilities, answer, |()| show(format)))
}

fn smart_configuration(url: &str) -> Json {
    let texts =
        |texts: &[&str]| Json::Array(texts.iter().map(|text| Json::string(*text)).collect());
    Json::object([
        ("token_endpoint", Json::string(format!("{url}{TOKEN_PATH}"))),
        ("token_endpoint_auth_methods_supported", texts(&["private_key_jwt"])),
        ("token_endpoint_auth_signing_alg_values_supported", texts(&["RS384", "ES384"])),
        ("grant_types_supported", texts(&["client_credentials"])),
        ("scopes_supported", texts(&["system/*.cruds", "system/*.rs"])),
        ("capabilities", texts(&["client-confidential-asymmetric", "permission-v2"])),
    ])
}

/// What the statement says of signing in.
fn security(url: &str) -> Json {
    let text = |text: &str| Json::string(text);
    let endpoint = Json::object([
        ("url", text("token")),
        ("valueUri", Json::string(format!("{url}{TOKEN_PATH}"))),
    ]);
    let addresses = Json::object([
        ("url", text("http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris")),
        ("extension", Json::Array(vec![endpoint])),
    ]);
    let coding = Json::object([
        ("system", text("http://terminology.hl7.org/CodeSystem/restful-security-service")),
        ("code", text("SMART-on-FHIR")),
    ]);
    Json::object([
        ("extension", Json::Array(vec![addresses])),
        ("service", Json::Array(vec![Json::object([("coding", Json::Array(vec![coding]))])])),
        (
            "description",
            text(
                "Authorization: Bearer (RFC 6750), with the token of a client of the tenant, or an access \
                 token of SMART Backend Services",
            ),
        ),
    ])
}

/// The `CapabilityStatement`.
fn statement(url: &str) -> Json {
    let text = |text: &str| Json::string(text);
    let coded = |code: &str| Json::object([("code", Json::string(code))]);
    let resources = ::fhir::types::RESOURCE_TYPES.iter().map(|kind| {
        let parameters = ::fhir::search::parameters(*kind).map(parameter).collect();
        if *kind == audit_event_type() {
            return Json::object([
                ("type", text(kind.name())),
                ("interaction", Json::Array(["read", "search-type"].map(coded).to_vec())),
                ("searchParam", Json::Array(parameters)),
            ]);
        }
        let mut resource = Json::object([
            ("type", text(kind.name())),
            ("interaction", Json::Array(INTERACTIONS.map(coded).to_vec())),
            ("versioning", text("versioned-update")),
            ("readHistory", Json::Boolean(true)),
            ("updateCreate", Json::Boolean(true)),
            ("conditionalCreate", Json::Boolean(true)),
            ("conditionalRead", text("full-support")),
            ("conditionalUpdate", Json::Boolean(true)),
            ("conditionalDelete", text("single")),
            ("searchParam", Json::Array(parameters)),
        ]);
        resource.set_member("operation", Json::Array(operations(*kind)), resource.members().len());
        let includes = includes(*kind);
        if !includes.is_empty() {
            let before_parameters = resource.members().len() - 2;
            resource.set_member("searchInclude", Json::Array(includes), before_parameters);
        }
        resource
    });
    let rest = Json::object([
        ("mode", text("server")),
        ("security", security(url)),
        ("resource", Json::Array(resources.collect())),
        ("interaction", Json::Array(vec![coded("transaction"), coded("batch")])),
        ("operation", Json::Array(vec![bulk_operation("export")])),
        ("compartment", Json::Array(vec![text(PATIENT_COMPARTMENT)])),
    ]);
    Json::object([
        ("resourceType", text("CapabilityStatement")),
        ("status", text("active")),
        ("date", text(RELEASE_DATE)),
        ("kind", text("instance")),
        ("instantiates", Json::Array(vec![text(BULK_DATA)])),
        (
            "software",
            Json::object([("name", text("Ribcage")), ("version", text(env!("CARGO_PKG_VERSION")))]),
        ),
        (
            "implementation",
            Json::object([
                ("description", text("Ribcage, FHIR R4")),
                ("url", text(&format!("{url}{BASE}"))),
            ]),
        ),
        ("fhirVersion", text("4.0.1")),
        ("format", Json::Array(vec![text("application/fhir+json"), text("json")])),
        ("patchFormat", Json::Array(vec![text("application/json-patch+json")])),
        ("rest", Json::Array(vec![rest])),
    ])
}

/// When what the statement says last changed.
const RELEASE_DATE: &str = "2026-11-29";
/// What it says of bulk exports.
const BULK_DATA: &str = "http://hl7.org/fhir/uv/bulkdata/CapabilityStatement/bulk-data";
/// In which compartment it can be searched.
const PATIENT_COMPARTMENT: &str = "http://hl7.org/fhir/CompartmentDefinition/patient";

/// What can be asked for of a type beside the interactions.
fn operations(kind: ResourceType) -> Vec<Json> {
    let mut operations = vec![operation("validate", "Resource-validate")];
    match kind.name() {
        "Patient" => {
            operations.push(operation("everything", "Patient-everything"));
            operations.push(bulk_operation("patient-export"));
            operations.push(operation("merge", "Patient-merge"));
        }
        "Group" => operations.push(bulk_operation("group-export")),
        "Observation" => {
            operations.push(operation("lastn", "Observation-lastn"));
            operations.push(operation("stats", "Observation-stats"));
        }
        _ => {}
    }
    operations
}

/// An operation, and where the standard defines it.
fn operation(name: &str, definition: &str) -> Json {
    let definition = format!("http://hl7.org/fhir/OperationDefinition/{definition}");
    Json::object([("name", Json::string(name)), ("definition", Json::string(definition))])
}

/// An export, and where HL7 defines it.
fn bulk_operation(definition: &str) -> Json {
    let definition = format!("http://hl7.org/fhir/uv/bulkdata/OperationDefinition/{definition}");
    Json::object([("name", Json::string("export")), ("definition", Json::string(definition))])
}

/// By what resources of a type refer to others.
fn includes(kind: ResourceType) -> Vec<Json> {
    let references = ::fhir::search::parameters(kind)
        .filter(|parameter| parameter.kind() == ParameterKind::Reference);
    let by = |parameter: &Parameter| Json::string(format!("{kind}:{}", parameter.code()));
    references.map(by).collect()
}

fn parameter(parameter: &Parameter) -> Json {
    let kind = match parameter.kind() {
        ParameterKind::Composite => "composite",
        ParameterKind::Date => "date",
        ParameterKind::Number => "number",
        ParameterKind::Quantity => "quantity",
        ParameterKind::Reference => "reference",
        ParameterKind::Special => "special",
        ParameterKind::String | ParameterKind::Words => "string",
        ParameterKind::Token => "token",
        ParameterKind::Uri => "uri",
    };
    Json::object([("name", Json::string(parameter.code())), ("type", Json::string(kind))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_statement_is_valid_fhir() {
        let kind = ::fhir::types::resource_type("CapabilityStatement").expect("a type of R4");
        assert_eq!(::fhir::validate(&statement("https://127.0.0.1:8443"), kind), []);
    }
}
