//! `AuditEvent`: an event of the log in the words of FHIR, after the patterns of IHE (Basic Audit Log
//! Patterns, version 1.1).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::Json;

const PATTERN: &str = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
const ENTITY_TYPE: &str = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
const OBJECT_ROLE: &str = "http://terminology.hl7.org/CodeSystem/object-role";
const DICOM: &str = "http://dicom.nema.org/resources/ontology/DCM";

/// What is said of an event.
#[derive(Debug, Clone)]
pub struct AuditFacts<'a> {
    /// Its name, which is its id.
    pub id: &'a str,
    /// When, as an instant.
    pub recorded: &'a str,
    /// What was done, in the server's own words.
    pub operation: &'a str,
    /// What that is in the words of FHIR.
    pub interaction: Option<Interaction>,
    /// `C`, `R`, `U`, `D`, or `E` for what is none of these.
    pub action: &'static str,
    /// How it ended.
    pub outcome: AuditOutcome,
    /// Why it was not done.
    pub problem: Option<&'a str>,
    /// The id of who did it, if there is one.
    pub agent_id: Option<&'a str>,
    /// What kind of somebody that is.
    pub agent_kind: &'a str,
    /// The name of who did it.
    pub agent_name: &'a str,
    /// From where, if that is known.
    pub address: Option<&'a str>,
    /// The address of the server.
    pub server: &'a str,
    /// Which deployment it belongs to.
    pub deployment: &'a str,
    /// In which request.
    pub request: &'a str,
    /// The ids of the patients whom it is about.
    pub patients: &'a [&'a str],
    /// The type, id and version of what was shown or changed.
    pub resources: &'a [(&'a str, &'a str, u64)],
    /// The names of the request's parameters.
    pub parameters: &'a [String],
}

/// An interaction of FHIR over REST.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interaction {
    /// Stores something new.
    Create,
    /// Shows the newest version.
    Read,
    /// Shows one version.
    Vread,
    /// Stores a new version.
    Update,
    /// Changes a part.
    Patch,
    /// Deletes.
    Delete,
    /// Searches.
    Search,
    /// Shows the versions of one.
    HistoryInstance,
    /// Shows the versions of all of a type.
    HistoryType,
    /// Changes together.
    Transaction,
    /// Requests one by one.
    Batch,
    /// An operation.
    Operation,
    /// Shows what the server can do.
    Capabilities,
}

/// How what an event tells of ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditOutcome {
    /// It was done.
    Success,
    /// It was not done, for a reason that lies with who asked.
    MinorFailure,
    /// It was not done, for a reason that lies with the server.
    SeriousFailure,
}

impl Interaction {
    /// Its code in `http://hl7.org/fhir/restful-interaction`.
    const fn code(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Read => "read",
            Self::Vread => "vread",
            Self::Update => "update",
            Self::Patch => "patch",
            Self::Delete => "delete",
            Self::Search => "search",
            Self::HistoryInstance => "history-instance",
            Self::HistoryType => "history-type",
            Self::Transaction => "transaction",
            Self::Batch => "batch",
            Self::Operation => "operation",
            Self::Capabilities => "capabilities",
        }
    }

    /// The name of its pattern, if there is one.
    const fn pattern(self) -> Option<&'static str> {
        match self {
            Self::Create => Some("Create"),
            Self::Read | Self::Vread => Some("Read"),
            Self::Update | Self::Patch => Some("Update"),
            Self::Delete => Some("Delete"),
            Self::Search => Some("Query"),
            _ => None,
        }
    }

    /// Whether it is done to one resource.
    const fn is_of_one(self) -> bool {
        !matches!(self, Self::Search) && self.pattern().is_some()
    }
}

/// The `AuditEvent` of an event.
pub fn audit_event(facts: &AuditFacts<'_>) -> Json {
    let mut event = vec![
        member("resourceType", text("AuditEvent")),
        member("id", text(facts.id)),
        member("meta", meta(facts)),
        member(
            "type",
            coding(
                "http://terminology.hl7.org/CodeSystem/audit-event-type",
                "rest",
                "Restful Operation",
            ),
        ),
        member("subtype", Json::Array(subtypes(facts))),
        member("action", text(facts.action)),
        member("recorded", text(facts.recorded)),
        member(
            "outcome",
            text(match facts.outcome {
                AuditOutcome::Success => "0",
                AuditOutcome::MinorFailure => "4",
                AuditOutcome::SeriousFailure => "8",
            }),
        ),
    ];
    if let Some(problem) = facts.problem {
        event.push(member("outcomeDesc", text(problem)));
    }
    event.push(member("agent", Json::Array(vec![client(facts), server(facts)])));
    event.push(member("source", source(facts)));
    event.push(member("entity", Json::Array(entities(facts))));
    Json::Object(event)
}

/// The pattern that the event follows. Only what was done follows one, and only if it is known from where.
fn pattern(facts: &AuditFacts<'_>) -> Option<String> {
    let name = facts.interaction.and_then(Interaction::pattern)?;
    let is_of_one = facts.interaction.is_some_and(Interaction::is_of_one);
    if facts.outcome != AuditOutcome::Success
        || facts.address.is_none()
        || (is_of_one && facts.resources.len() != 1)
    {
        return None;
    }
    let patient = if facts.patients.len() == 1 { "Patient" } else { "" };
    Some(format!("{PATTERN}{patient}{name}"))
}

fn meta(facts: &AuditFacts<'_>) -> Json {
    let mut meta =
        vec![member("versionId", text("1")), member("lastUpdated", text(facts.recorded))];
    if let Some(pattern) = pattern(facts) {
        meta.push(member("profile", Json::Array(vec![text(&pattern)])));
    }
    Json::Object(meta)
}

fn subtypes(facts: &AuditFacts<'_>) -> Vec<Json> {
    let interaction = facts.interaction.map(|interaction| {
        let code = interaction.code();
        coding("http://hl7.org/fhir/restful-interaction", code, code)
    });
    let own = coding("urn:ribcage:operation", facts.operation, facts.operation);
    interaction.into_iter().chain([own]).collect()
}

/// Who asked. What is read flows to them, everything else from them.
fn client(facts: &AuditFacts<'_>) -> Json {
    let mut who = Vec::new();
    if let Some(id) = facts.agent_id {
        let system = format!("urn:ribcage:{}", facts.agent_kind);
        who.push(member("identifier", identifier(&system, id)));
    }
    who.push(member("display", text(facts.agent_name)));
    let role = if is_read(facts) { DESTINATION } else { SOURCE };
    let mut agent = vec![
        member("type", concept(coding(DICOM, role.0, role.1))),
        member("who", Json::Object(who)),
        member("requestor", Json::Boolean(true)),
    ];
    if let Some(address) = facts.address {
        agent.push(member("network", network(address, "2")));
    }
    Json::Object(agent)
}

fn server(facts: &AuditFacts<'_>) -> Json {
    let role = if is_read(facts) { SOURCE } else { DESTINATION };
    Json::object([
        ("type", concept(coding(DICOM, role.0, role.1))),
        ("who", observer(facts)),
        ("requestor", Json::Boolean(false)),
        ("network", network(facts.server, "5")),
    ])
}

const SOURCE: (&str, &str) = ("110153", "Source Role ID");
const DESTINATION: (&str, &str) = ("110152", "Destination Role ID");

const fn is_read(facts: &AuditFacts<'_>) -> bool {
    matches!(facts.interaction, Some(Interaction::Read | Interaction::Vread))
}

fn source(facts: &AuditFacts<'_>) -> Json {
    let kind = coding(
        "http://terminology.hl7.org/CodeSystem/security-source-type",
        "4",
        "Application Server",
    );
    Json::object([("observer", observer(facts)), ("type", Json::Array(vec![kind]))])
}

fn observer(facts: &AuditFacts<'_>) -> Json {
    Json::object([
        ("identifier", identifier("urn:ribcage:deployment", facts.deployment)),
        ("display", text("Ribcage")),
    ])
}

fn entities(facts: &AuditFacts<'_>) -> Vec<Json> {
    let request = Json::object([
        ("what", Json::object([("identifier", Json::object([("value", text(facts.request))]))])),
        (
            "type",
            coding(
                "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType",
                "XrequestId",
                "X-Request-Id",
            ),
        ),
    ]);
    let mut entities = vec![request];
    for patient in facts.patients {
        entities.push(Json::object([
            ("what", reference(format!("Patient/{patient}"))),
            ("type", coding(ENTITY_TYPE, "1", "Person")),
            ("role", coding(OBJECT_ROLE, "1", "Patient")),
        ]));
    }
    let is_of_one = facts.interaction.is_some_and(Interaction::is_of_one);
    for (kind, id, version) in facts.resources {
        let of_one = coding(ENTITY_TYPE, "2", "System Object");
        let of_many = coding("http://hl7.org/fhir/resource-types", kind, kind);
        let is_about_fhir = crate::types::resource_type(kind).is_some();
        let what = if is_about_fhir {
            reference(format!("{kind}/{id}/_history/{version}"))
        } else {
            Json::object([("identifier", identifier(&format!("urn:ribcage:{kind}"), id))])
        };
        let kind = match (is_of_one, is_about_fhir) {
            (false, true) => of_many,
            _ => of_one,
        };
        entities.push(Json::object([
            ("what", what),
            ("type", kind),
            ("role", coding(OBJECT_ROLE, "4", "Domain Resource")),
        ]));
    }
    if facts.interaction == Some(Interaction::Search) {
        let names = STANDARD.encode(facts.parameters.join("&"));
        entities.push(Json::object([
            ("type", coding(ENTITY_TYPE, "2", "System Object")),
            ("role", coding(OBJECT_ROLE, "24", "Query")),
            ("description", text("the names of the parameters; their values are not kept")),
            ("query", text(&names)),
        ]));
    }
    entities
}

fn member(name: &str, value: Json) -> (Box<str>, Json) {
    (name.into(), value)
}

fn text(text: &str) -> Json {
    Json::string(text)
}

fn coding(system: &str, code: &str, display: &str) -> Json {
    Json::object([("system", text(system)), ("code", text(code)), ("display", text(display))])
}

fn concept(coding: Json) -> Json {
    Json::object([("coding", Json::Array(vec![coding]))])
}

fn identifier(system: &str, value: &str) -> Json {
    Json::object([("system", text(system)), ("value", text(value))])
}

fn reference(to: String) -> Json {
    Json::object([("reference", Json::string(to))])
}

fn network(address: &str, kind: &str) -> Json {
    Json::object([("address", text(address)), ("type", text(kind))])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> AuditFacts<'static> {
        AuditFacts {
            id: "c-0000000000000007-12",
            recorded: "2026-01-02T03:04:05.678Z",
            operation: "create_resource",
            interaction: Some(Interaction::Create),
            action: "C",
            outcome: AuditOutcome::Success,
            problem: None,
            agent_id: Some("07"),
            agent_kind: "client",
            agent_name: "ward",
            address: Some("127.0.0.1"),
            server: "https://127.0.0.1:8443",
            deployment: "42",
            request: "r",
            patients: &["p"],
            resources: &[("Observation", "o", 1)],
            parameters: &[],
        }
    }

    fn profile(event: &Json) -> Option<&str> {
        let profile = event.member("meta")?.member("profile")?.elements().first()?;
        profile.as_str()?.strip_prefix(PATTERN)
    }

    #[test]
    fn every_event_is_valid_fhir() {
        let kind = crate::types::resource_type("AuditEvent").expect("a type of R4");
        let parameters = ["code".to_owned(), "patient".to_owned()];
        let query = AuditFacts {
            interaction: Some(Interaction::Search),
            parameters: &parameters,
            ..facts()
        };
        let strange = AuditFacts {
            interaction: None,
            outcome: AuditOutcome::SeriousFailure,
            problem: Some("integrity"),
            agent_id: None,
            address: None,
            patients: &[],
            resources: &[("Client", "07", 2)],
            ..facts()
        };
        for facts in [facts(), query, strange] {
            assert_eq!(crate::validate(&audit_event(&facts), kind), [], "{facts:?}");
        }
    }

    #[test]
    fn an_event_names_the_pattern_that_it_follows() {
        assert_eq!(profile(&audit_event(&facts())), Some("PatientCreate"));
        let of_nobody = AuditFacts { patients: &[], ..facts() };
        assert_eq!(profile(&audit_event(&of_nobody)), Some("Create"));
        let failed = AuditFacts { outcome: AuditOutcome::MinorFailure, ..facts() };
        assert_eq!(profile(&audit_event(&failed)), None);
        let of_several =
            AuditFacts { patients: &["p", "q"], interaction: Some(Interaction::Search), ..facts() };
        assert_eq!(profile(&audit_event(&of_several)), Some("Query"));
    }
}
