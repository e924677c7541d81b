//! What an operation is asked as `Parameters` instead of in the address.

use model::Json;
use service::ServiceError;

use super::negotiation::{Format, check_content_type};
use super::resource_type;
use crate::face::Call;
use crate::query::Query;

/// Reads `Parameters`. What stands in the address is not understood beside them.
pub(super) async fn body_of(call: &mut Call) -> Result<(Format, Json), ServiceError> {
    let mut query = call.query();
    let format = Format::negotiate(&call.parts.headers, &mut query)?;
    query.finish()?;
    check_content_type(&call.parts.headers)?;
    let body = Json::parse(&call.body().await?)?;
    let issues = ::fhir::validate(&body, resource_type("Parameters")?);
    if !issues.is_empty() {
        return Err(ServiceError::Invalid(issues));
    }
    Ok((format, body))
}

/// Reads `Parameters` as if they stood in the address.
pub(super) async fn query_of_body(call: &mut Call) -> Result<(Format, Query), ServiceError> {
    let (format, body) = body_of(call).await?;
    let query = query_of(&body)?;
    call.ctx.parameters = query.names();
    Ok((format, query))
}

/// A primitive, as it is written in an address. Nothing if it is none.
pub(super) fn primitive(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.to_string()),
        Json::Number(number) => Some(number.to_string()),
        Json::Boolean(is) => Some(is.to_string()),
        _ => None,
    }
}

fn query_of(body: &Json) -> Result<Query, ServiceError> {
    let mut query = Query::default();
    for parameter in body.member("parameter").map(Json::elements).unwrap_or_default() {
        let name = parameter.member("name").and_then(Json::as_str).unwrap_or_default();
        let value = parameter.members().iter().find(|(name, _)| name.starts_with("value"));
        match value.and_then(|(_, value)| text_of(value)) {
            Some(text) => query.add(name, text),
            None => return Err(Query::unknown(name)),
        }
    }
    Ok(query)
}

/// How a value is written in an address: a primitive as it is, a coding with its system, a reference.
fn text_of(value: &Json) -> Option<String> {
    let part = |name: &str| value.member(name).and_then(Json::as_str);
    primitive(value).or_else(|| match (part("reference"), part("system"), part("code")) {
        (Some(reference), ..) => Some(reference.to_owned()),
        (None, Some(system), Some(code)) => Some(format!("{system}|{code}")),
        (None, None, Some(code)) => Some(code.to_owned()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(parameters: &str) -> Result<Query, ServiceError> {
        let body = format!(r#"{{"resourceType":"Parameters","parameter":[{parameters}]}}"#);
        query_of(&Json::parse(body.as_bytes()).expect("the test's text is JSON"))
    }

    #[test]
    fn values_are_read_as_an_address_has_them() {
        let query = read(
            r#"{"name":"max","valuePositiveInt":2},{"name":"patient","valueReference":{"reference":"Patient/1"}},
            {"name":"code","valueCoding":{"system":"urn:s","code":"c"}},{"name":"category","valueCode":"vital-signs"}"#,
        );
        let parameters = query.and_then(Query::into_parameters).expect("they are understood");
        let parameters: Vec<_> =
            parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let expected = [
            ("max", "2"),
            ("patient", "Patient/1"),
            ("code", "urn:s|c"),
            ("category", "vital-signs"),
        ];
        assert_eq!(parameters, expected);
    }

    #[test]
    fn what_has_no_place_in_an_address_is_refused_by_name() {
        for value in [
            r#""valuePeriod":{"start":"2024"}"#,
            r#""resource":{"resourceType":"Basic","code":{"text":"t"}}"#,
        ] {
            let refused = read(&format!(r#"{{"name":"a",{value}}}"#));
            assert!(matches!(refused, Err(ServiceError::UnknownParameter(name)) if name == "a"));
        }
    }
}
