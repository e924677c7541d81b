//! What a request for a bulk export asks: in the address, or as `Parameters`.

use std::collections::BTreeSet;

use http::HeaderMap;
use model::limits::{BULK_EXPORT_FILTERS_MAX, BULK_EXPORT_PATIENTS_MAX};
use model::{ResourceId, ResourceType};
use service::{BulkFilter, BulkLevel, NewBulkExport, Rejection, ServiceError};

use super::negotiation::{Format, preferences};
use super::parameters::query_of_body;
use super::search::{is_lenient, parameters};
use super::{BASE, audit_event_type};
use crate::face::Call;
use crate::query::Query;

/// The names under which the only format is known.
const FORMATS: [&str; 3] = ["application/fhir+ndjson", "application/ndjson", "ndjson"];

/// How parameters are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sent {
    /// In the address.
    InAddress,
    /// In the body.
    InBody,
}

/// What the address of a request asks.
pub(super) fn asked_in_address(
    call: &Call,
    level: BulkLevel,
    url: &str,
) -> Result<NewBulkExport, ServiceError> {
    let mut query = call.query();
    check_headers(&call.parts.headers, &mut query)?;
    let sent = call.parts.uri.query();
    let whole = sent.map_or_else(|| url.to_owned(), |sent| format!("{url}?{sent}"));
    asked(call, level, query, (whole, Sent::InAddress))
}

/// What the body of a request asks. Its address says nothing of that.
pub(super) async fn asked_in_body(
    call: &mut Call,
    level: BulkLevel,
    url: String,
) -> Result<NewBulkExport, ServiceError> {
    check_headers(&call.parts.headers, &mut call.query())?;
    let (_, query) = query_of_body(call).await?;
    asked(call, level, query, (url, Sent::InBody))
}

/// That the answer is waited for as it is given: later, and in JSON.
fn check_headers(headers: &HeaderMap, query: &mut Query) -> Result<(), ServiceError> {
    let refused = |detail: &str| Err(ServiceError::BadRequest(detail.to_owned()));
    if !preferences(headers).any(|preference| preference == "respond-async") {
        return refused("an export takes its time: send `Prefer: respond-async`");
    }
    match Format::negotiate(headers, query) {
        Err(ServiceError::Rejected(Rejection::NotAcceptable)) => {
            refused("the answer to this request is in JSON: send `Accept: application/fhir+json`")
        }
        negotiated => negotiated.map(drop),
    }
}

fn asked(
    call: &Call,
    level: BulkLevel,
    mut query: Query,
    (url, sent): (String, Sent),
) -> Result<NewBulkExport, ServiceError> {
    let is_lenient = is_lenient(&call.parts.headers);
    let mut ignored = Vec::new();
    let mut unknown = |name: String| {
        if is_lenient {
            ignored.push(name);
            Ok(())
        } else {
            Err(ServiceError::UnknownParameter(name))
        }
    };
    let format = query.take("_outputFormat")?;
    // A plus in an address may have been read as a space.
    let is_known = |format: &str| FORMATS.contains(&&*format.replace(' ', "+"));
    if format.is_some_and(|format| !is_known(&format)) {
        return Err(ServiceError::BadParameter {
            name: "_outputFormat".into(),
            expected: "application/fhir+ndjson",
        });
    }
    let since = query.take("_since")?;
    let mut types = Vec::new();
    let names = list(&mut query, "_type");
    for name in names.iter().flatten() {
        match exported_type(name) {
            Some(kind) => types.push(kind),
            None => unknown(named(&format!("_type={name}")))?,
        }
    }
    if names.is_some() && types.is_empty() {
        return Err(ServiceError::BadParameter {
            name: "_type".into(),
            expected: "types of FHIR R4, of which one at least can be exported",
        });
    }
    let elements = elements(&mut query)?;
    let filters = filters(call.public_url(), &mut query, &types)?;
    let references = query.take_all("patient");
    let may_name = sent == Sent::InBody && level != BulkLevel::System;
    if !may_name && !references.is_empty() {
        // If it were ignored everybody would come.
        return Err(ServiceError::UnknownParameter("patient".to_owned()));
    }
    let patients = patients(call.public_url(), &references)?;
    for (name, _) in query.into_parameters()? {
        unknown(named(&name))?;
    }
    Ok(NewBulkExport { url, level, types, since, patients, filters, elements, is_lenient, ignored })
}

/// The values of a parameter that is a list with commas, and may stand there more than once; nothing, if it does not
/// stand there at all.
fn list(query: &mut Query, name: &str) -> Option<Vec<String>> {
    let values = query.take_all(name);
    let all = values.iter().flat_map(|value| value.split(','));
    let all = all.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    (!values.is_empty()).then(|| all.collect())
}

/// The elements that are wanted. If one were ignored more would come than is wanted, so none is.
fn elements(query: &mut Query) -> Result<Vec<(Option<ResourceType>, String)>, ServiceError> {
    let Some(names) = list(query, "_elements") else { return Ok(Vec::new()) };
    let read = |name: &String| {
        let unknown = || ServiceError::UnknownParameter(named(&format!("_elements={name}")));
        element(name).ok_or_else(unknown)
    };
    let elements = names.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    if elements.is_empty() {
        return Err(ServiceError::BadParameter {
            name: "_elements".into(),
            expected: "elements with commas between them, such as id,Patient.birthDate",
        });
    }
    Ok(elements)
}

/// A type of what is stored. Events are made from the log, and found there.
fn exported_type(name: &str) -> Option<ResourceType> {
    ::fhir::types::resource_type(name).filter(|kind| *kind != audit_event_type())
}

/// An element, of a type or of all: `Patient.name` or `id`.
fn element(text: &str) -> Option<(Option<ResourceType>, String)> {
    let (kind, name) = match text.split_once('.') {
        Some((kind, name)) => (Some(::fhir::types::resource_type(kind)?), name),
        None => (None, text),
    };
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_name.then(|| (kind, name.to_owned()))
}

/// The searches in `_typeFilter`: `Observation?status=final`, each in a parameter of its own.
fn filters(
    url: &str,
    query: &mut Query,
    types: &[ResourceType],
) -> Result<Vec<BulkFilter>, ServiceError> {
    let refused = ServiceError::BadParameter {
        name: "_typeFilter".into(),
        expected: "a search of a type that is exported, such as Observation?status=final, encoded; 32 at most",
    };
    let mut filters = Vec::new();
    for text in query.take_all("_typeFilter") {
        let (name, search) = text.split_once('?').ok_or_else(|| refused.clone())?;
        let kind = exported_type(name).filter(|kind| types.is_empty() || types.contains(kind));
        let kind = kind.ok_or_else(|| refused.clone())?;
        let search = parameters(url, kind, Query::of_form(search.as_bytes()))?;
        if search.is_empty() || filters.len() >= BULK_EXPORT_FILTERS_MAX {
            return Err(refused);
        }
        filters.push((kind, search));
    }
    Ok(filters)
}

/// The patients who are named, each once.
fn patients(url: &str, references: &[String]) -> Result<Vec<ResourceId>, ServiceError> {
    let references: BTreeSet<_> = references.iter().collect();
    if references.len() > BULK_EXPORT_PATIENTS_MAX {
        return Err(ServiceError::TooCostly("an export of so many patients"));
    }
    let own = format!("{url}{BASE}/");
    let ids = references.iter().map(|reference| {
        let reference = reference.strip_prefix(&own).unwrap_or(reference);
        reference.strip_prefix("Patient/")?.parse().ok()
    });
    // One may be named by an address, too.
    let ids = ids.collect::<Option<BTreeSet<_>>>().map(|ids| ids.into_iter().collect());
    ids.ok_or(ServiceError::BadParameter {
        name: "patient".into(),
        expected: "references to patients of this server: Patient/ and the id",
    })
}

/// A name from outside, fit to be shown in an answer.
fn named(name: &str) -> String {
    match Query::unknown(name) {
        ServiceError::UnknownParameter(name) => name,
        error => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str) -> ResourceType {
        ::fhir::types::resource_type(name).expect("a type of R4")
    }

    #[test]
    fn an_element_is_of_a_type_or_of_all() {
        assert_eq!(element("Patient.name"), Some((Some(kind("Patient")), "name".to_owned())));
        assert_eq!(element("id"), Some((None, "id".to_owned())));
        for wrong in ["Nothing.name", "Patient.", "", "na me", "Patient.name.family"] {
            assert_eq!(element(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn elements_are_all_understood_or_all_refused() {
        let read = |text: &str| elements(&mut Query::of_form(text.as_bytes()));
        assert_eq!(read("").expect("none"), []);
        assert_eq!(read("_elements=id,name").expect("two").len(), 2);
        for wrong in ["_elements=", "_elements=,", "_elements=id,na%20me", "_elements=Nothing.id"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn whoever_is_named_again_and_again_is_named_once() {
        let name = |text: &str| text.to_owned();
        let mut references = vec![name("Patient/a"), name("https://here/fhir/R4/Patient/a")];
        references.extend((0..5_000).map(|_| name("Patient/b")));
        let found = patients("https://here", &references).expect("patients");
        assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), ["a", "b"]);
        references.extend((0..1_000).map(|number| format!("Patient/{number}")));
        assert!(patients("https://here", &references).is_err());
    }

    #[test]
    fn a_search_of_a_type_that_is_not_exported_is_refused() {
        let read = |text: &str, types: &[ResourceType]| {
            let mut query = Query::of_form(text.as_bytes());
            filters("https://here", &mut query, types)
        };
        let found = read("_typeFilter=Observation%3Fstatus%3Dfinal%26code%3Da%2Cb", &[]);
        let [(of, pairs)] = &found.expect("it is understood")[..] else { panic!("one") };
        assert_eq!(*of, kind("Observation"));
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| (&**name, &**value)).collect();
        assert_eq!(pairs, [("status", "final"), ("code", "a,b")]);
        for wrong in ["Observation", "Nothing%3Fa%3Db", "AuditEvent%3Ftype%3Dx", "Observation%3F"] {
            assert!(read(&format!("_typeFilter={wrong}"), &[]).is_err(), "{wrong}");
        }
        let other = [kind("Patient")];
        assert!(read("_typeFilter=Observation%3Fstatus%3Dfinal", &other).is_err());
    }
}
