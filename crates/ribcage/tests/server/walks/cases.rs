//! A request for every operation.

use model::Operation;
use reqwest::{Method, RequestBuilder, header};
use serde_json::{Value, json};

use crate::harness::{Answer, Caller, eventually};

/// All roles there are.
pub(super) const ROLES: [&str; 6] =
    ["administrator", "clinician", "analyst", "auditor", "privacy_officer", "service"];

/// The id of nobody.
const NOBODY: &str = "0123456789abcdef0123456789abcdef";
/// What is uploaded.
const CONTENT: &str = "our words";

/// An operation, and the request that does it.
pub(super) struct Case {
    pub(super) operation: Operation,
    method: &'static str,
    /// The path as the OpenAPI document, or the router of the FHIR face, spells it.
    pub(super) template: &'static str,
}

const fn case(operation: Operation, method: &'static str, template: &'static str) -> Case {
    Case { operation, method, template }
}

/// Every operation that clients reach.
pub(super) const CASES: &[Case] = &[
    case(Operation::ReadCapabilities, "GET", "/fhir/R4/metadata"),
    case(Operation::ReadCapabilities, "GET", "/fhir/R4/.well-known/smart-configuration"),
    case(Operation::ProcessTransaction, "POST", "/fhir/R4"),
    case(Operation::ProcessBatch, "POST", "/fhir/R4/"),
    case(Operation::SearchAuditEvents, "GET", "/fhir/R4/AuditEvent"),
    case(Operation::SearchAuditEvents, "POST", "/fhir/R4/AuditEvent/_search"),
    case(Operation::ReadAuditEvent, "GET", "/fhir/R4/AuditEvent/{id}"),
    case(Operation::SearchResources, "GET", "/fhir/R4/{type}"),
    case(Operation::SearchResources, "POST", "/fhir/R4/{type}/_search"),
    case(Operation::SearchResources, "GET", "/fhir/R4/{type}/{id}/{kind}"),
    case(Operation::SearchResources, "POST", "/fhir/R4/{type}/{id}/{kind}/_search"),
    case(Operation::ReadEverything, "GET", "/fhir/R4/{type}/{id}/$everything"),
    case(Operation::ReadEverything, "POST", "/fhir/R4/{type}/{id}/$everything"),
    case(Operation::CreateBulkExport, "GET", "/fhir/R4/$export"),
    case(Operation::CreateBulkExport, "POST", "/fhir/R4/$export"),
    case(Operation::CreateBulkExport, "GET", "/fhir/R4/Patient/$export"),
    case(Operation::CreateBulkExport, "POST", "/fhir/R4/Patient/$export"),
    case(Operation::CreateBulkExport, "GET", "/fhir/R4/Group/{id}/$export"),
    case(Operation::CreateBulkExport, "POST", "/fhir/R4/Group/{id}/$export"),
    case(Operation::FindBulkExport, "GET", "/fhir/R4/$export/{id}"),
    case(Operation::DeleteBulkExport, "DELETE", "/fhir/R4/$export/{id}"),
    case(Operation::ReadBulkExport, "GET", "/fhir/R4/$export/{id}/{file}"),
    case(Operation::MergePatients, "POST", "/fhir/R4/Patient/$merge"),
    case(Operation::FindLastObservations, "GET", "/fhir/R4/Observation/$lastn"),
    case(Operation::FindLastObservations, "POST", "/fhir/R4/Observation/$lastn"),
    case(Operation::ReadStatistics, "GET", "/fhir/R4/Observation/$stats"),
    case(Operation::ReadStatistics, "POST", "/fhir/R4/Observation/$stats"),
    case(Operation::ValidateResource, "POST", "/fhir/R4/{type}/$validate"),
    case(Operation::ValidateResource, "POST", "/fhir/R4/{type}/{id}/$validate"),
    case(Operation::CreateResource, "POST", "/fhir/R4/{type}"),
    case(Operation::ListTypeHistory, "GET", "/fhir/R4/{type}/_history"),
    case(Operation::ReadResource, "GET", "/fhir/R4/{type}/{id}"),
    case(Operation::UpdateResource, "PUT", "/fhir/R4/{type}/{id}"),
    case(Operation::PatchResource, "PATCH", "/fhir/R4/{type}/{id}"),
    case(Operation::ListResourceHistory, "GET", "/fhir/R4/{type}/{id}/_history"),
    case(Operation::ReadResourceVersion, "GET", "/fhir/R4/{type}/{id}/_history/{version}"),
    case(Operation::DeleteResource, "DELETE", "/fhir/R4/{type}/{id}"),
    case(Operation::FindTenant, "GET", "/api/tenant"),
    case(Operation::UpdateTenant, "PATCH", "/api/tenant"),
    case(Operation::ClaimTenant, "POST", "/api/tenant/claim"),
    case(Operation::ReadStatus, "GET", "/api/status"),
    case(Operation::ListClients, "GET", "/api/clients"),
    case(Operation::CreateClient, "POST", "/api/clients"),
    case(Operation::FindClient, "GET", "/api/clients/{id}"),
    case(Operation::UpdateClient, "PATCH", "/api/clients/{id}"),
    case(Operation::RevokeClient, "DELETE", "/api/clients/{id}"),
    case(Operation::CreateAccessToken, "POST", "/oauth/token"),
    case(Operation::ListMembers, "GET", "/api/members"),
    case(Operation::FindMember, "GET", "/api/members/{user}"),
    case(Operation::UpdateMember, "PATCH", "/api/members/{user}"),
    case(Operation::ListMemberSessions, "GET", "/api/members/{user}/sessions"),
    case(Operation::EndMemberSessions, "DELETE", "/api/members/{user}/sessions"),
    // The last of them: there is one member.
    case(Operation::RemoveMember, "DELETE", "/api/members/{user}"),
    case(Operation::ListInvitations, "GET", "/api/invitations"),
    case(Operation::CreateInvitation, "POST", "/api/invitations"),
    case(Operation::DeleteInvitation, "DELETE", "/api/invitations/{user}"),
    case(Operation::ListDocumentTypes, "GET", "/api/document-types"),
    case(Operation::CreateDocumentType, "POST", "/api/document-types"),
    case(Operation::FindDocumentType, "GET", "/api/document-types/{type}"),
    case(Operation::UpdateDocumentType, "PUT", "/api/document-types/{type}"),
    case(Operation::ListDocuments, "GET", "/api/types/{type}"),
    case(Operation::CreateDocument, "POST", "/api/types/{type}"),
    case(Operation::FindDocument, "GET", "/api/types/{type}/{id}"),
    case(Operation::UpdateDocument, "PUT", "/api/types/{type}/{id}"),
    case(Operation::ListDocumentHistory, "GET", "/api/types/{type}/{id}/history"),
    case(Operation::DeleteDocument, "DELETE", "/api/types/{type}/{id}"),
    case(Operation::FindSubject, "GET", "/api/subjects/{id}"),
    case(Operation::HoldSubject, "POST", "/api/subjects/{id}/holds"),
    case(Operation::ReleaseSubject, "DELETE", "/api/subjects/{id}/holds/{hold}"),
    case(Operation::RestrictSubject, "PUT", "/api/subjects/{id}/restriction"),
    case(Operation::LiftRestriction, "DELETE", "/api/subjects/{id}/restriction"),
    case(Operation::ObjectSubject, "POST", "/api/subjects/{id}/objections"),
    case(Operation::WithdrawObjection, "DELETE", "/api/subjects/{id}/objections/{objection}"),
    case(Operation::ListObjections, "GET", "/api/objections"),
    case(Operation::RequestErasure, "POST", "/api/subjects/{id}/erasure-request"),
    case(Operation::FindErasureRequest, "GET", "/api/subjects/{id}/erasure-request"),
    case(Operation::ListErasureRequests, "GET", "/api/erasure-requests"),
    case(Operation::RefuseErasureRequest, "POST", "/api/subjects/{id}/erasure-request/refusal"),
    case(Operation::WithdrawErasureRequest, "DELETE", "/api/subjects/{id}/erasure-request"),
    case(Operation::ListOpenCorrections, "GET", "/api/corrections"),
    case(Operation::RequestCorrection, "POST", "/api/subjects/{id}/corrections"),
    case(Operation::ListCorrections, "GET", "/api/subjects/{id}/corrections"),
    case(
        Operation::ResolveCorrection,
        "POST",
        "/api/subjects/{id}/corrections/{correction}/resolution",
    ),
    case(
        Operation::RefuseCorrection,
        "POST",
        "/api/subjects/{id}/corrections/{correction}/refusal",
    ),
    case(Operation::ExportSubject, "POST", "/api/subjects/{id}/export"),
    case(Operation::ExportTenant, "POST", "/api/tenant/export"),
    case(Operation::ListExports, "GET", "/api/exports"),
    case(Operation::FindExport, "GET", "/api/exports/{id}"),
    case(Operation::DeleteExport, "DELETE", "/api/exports/{id}"),
    case(Operation::ReadExport, "GET", "/api/exports/{id}/content"),
    case(Operation::ReadErasurePlan, "GET", "/api/subjects/{id}/erasure-plan"),
    case(Operation::EraseSubject, "POST", "/api/subjects/{id}/erase"),
    case(Operation::ListErasures, "GET", "/api/erasures"),
    case(Operation::FindErasure, "GET", "/api/erasures/{id}"),
    case(Operation::CreateUpload, "POST", "/api/uploads"),
    case(Operation::FindUpload, "GET", "/api/uploads/{id}"),
    case(Operation::AppendUpload, "PUT", "/api/uploads/{id}"),
    case(Operation::CompleteUpload, "POST", "/api/uploads/{id}/complete"),
    case(Operation::DeleteUpload, "DELETE", "/api/uploads/{id}"),
    case(Operation::ListRoles, "GET", "/api/roles"),
    case(Operation::ExplainDecision, "POST", "/api/policies/explain"),
    case(Operation::ListEvents, "GET", "/api/events"),
    case(Operation::StreamEvents, "GET", "/api/events/stream"),
    case(Operation::FindEvent, "GET", "/api/events/{id}"),
    case(Operation::ProveEvent, "GET", "/api/events/{id}/proof"),
    case(Operation::ReadLogKey, "GET", "/api/log/key"),
    case(Operation::ReadLogCheckpoint, "GET", "/api/log/{tree}/checkpoint"),
    case(Operation::ReadLogTile, "GET", "/api/log/{tree}/tile/{*path}"),
    case(Operation::ListLogRecords, "GET", "/api/log/{tree}/records"),
    case(Operation::ReadDeploymentCheckpoint, "GET", "/api/log/deployment"),
    case(Operation::ReconcileLog, "POST", "/api/log/reconciliation"),
];

/// What the ids in a request lead to.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) client: String,
    pub(super) member: String,
    /// Somebody who was invited.
    pub(super) invited: String,
    pub(super) event: String,
    pub(super) erasure: String,
    pub(super) hold: String,
    pub(super) objection: String,
    pub(super) export: String,
    pub(super) bulk_export: String,
    /// Something that was put right by the event that made its document right,
    pub(super) correction: String,
    pub(super) corrected: String,
    /// and something that is not going to be.
    pub(super) refused: String,
    /// One that goes on, one that is complete, and one that is given up.
    pub(super) uploads: [String; 3],
    pub(super) resource: String,
}

impl Place {
    /// Makes something of each kind.
    pub(super) async fn furnish(caller: &Caller, name: &str) -> Self {
        let body = json!({"name": format!("furniture {name}"), "roles": ["service"]});
        let made = caller.post("/api/clients", &body).await;
        let client = made.json()["client"]["id"].as_str().expect("an id").to_owned();
        let member = some_member(caller).await;
        let invited = somebody_invited(caller, name).await;
        let resource = caller.create(&observation()).await;
        // Somebody of the same id, about whom there is nothing else.
        for id in [resource.clone(), format!("{resource}-twin")] {
            let patient = json!({"resourceType": "Patient", "id": id});
            caller.put(&format!("/fhir/R4/Patient/{id}"), &patient).await;
        }
        // The tenant may have the type already.
        let definition = json!({"name": "rating", "definition": rating_type()});
        caller.post("/api/document-types", &definition).await;
        caller.put(&format!("/api/types/rating/{resource}"), &rating()).await;
        // Somebody who is to be erased, somebody who was, and somebody who must not be.
        for name in ["leaving", "left", "held"] {
            let patient = json!({"resourceType": "Patient", "id": format!("{resource}-{name}")});
            caller.put(&format!("/fhir/R4/Patient/{resource}-{name}"), &patient).await;
        }
        let erase = format!("/api/subjects/{resource}-left/erase");
        let erased = caller.post(&erase, &json!({"reason": "asked for it"})).await;
        let erasure = erased.json()["id"].as_str().expect("an id").to_owned();
        let rights = format!("/api/subjects/{resource}-held");
        let placed = caller.post(&format!("{rights}/holds"), &json!({"reason": "a case"})).await;
        let hold = placed.json()["holds"][0]["id"].as_str().expect("an id").to_owned();
        let objection = json!({"purpose": "research", "reason": "a case"});
        let objected = caller.post(&format!("{rights}/objections"), &objection).await;
        let objection = objected.json()["objections"][0]["id"].as_str().expect("an id").to_owned();
        caller.post(&format!("{rights}/erasure-request"), &json!({})).await;
        let document = format!("Patient/{resource}-held");
        let wrong = json!({"document": document, "wrong": "the name"});
        let mut corrections = Vec::new();
        for _ in 0..2 {
            let made = caller.post(&format!("{rights}/corrections"), &wrong).await;
            corrections.push(made.json()["id"].as_str().expect("an id").to_owned());
        }
        let right = json!({"resourceType": "Patient", "id": format!("{resource}-held"),
            "active": true});
        let put = caller.put(&format!("/fhir/R4/{document}"), &right).await;
        let corrected = put.event().0;
        caller.put(&format!("{rights}/restriction"), &json!({"reason": "a case"})).await;
        let uploads = uploaded(caller).await;
        let export = exported(caller, &format!("{resource}-twin")).await;
        caller.put(&format!("/fhir/R4/Group/{resource}"), &group(&resource)).await;
        let bulk_export = exported_in_bulk(caller).await;
        let event = made.event().0;
        let [correction, refused] = corrections.try_into().expect("two of them");
        Self {
            client,
            member,
            invited,
            event,
            erasure,
            hold,
            objection,
            export,
            bulk_export,
            correction,
            corrected,
            refused,
            uploads,
            resource,
        }
    }

    /// Ids of the same form that lead nowhere.
    pub(super) fn nowhere(of: &Self) -> Self {
        let (client, _) = of.client.split_at(of.client.len() - 8);
        let (event, _) = of.event.rsplit_once('-').expect("a number");
        Self {
            client: format!("{client}01234567"),
            member: NOBODY.to_owned(),
            invited: NOBODY.to_owned(),
            event: format!("{event}-999999"),
            erasure: "0123456789abcdef0123456789abcdef".to_owned(),
            hold: "nowhere".to_owned(),
            objection: "nowhere".to_owned(),
            export: "0123456789abcdef0123456789abcdef".to_owned(),
            bulk_export: "0123456789abcdef0123456789abcdef".to_owned(),
            correction: "nowhere".to_owned(),
            corrected: of.corrected.clone(),
            refused: "nowhere".to_owned(),
            uploads: [0, 1, 2].map(|number| format!("{number:032x}")),
            resource: "nowhere".to_owned(),
        }
    }
}

impl Case {
    pub(super) fn method(&self) -> Method {
        self.method.parse().expect("a method")
    }

    /// Where the request goes.
    pub(super) fn path(&self, place: &Place) -> String {
        let has_asked = matches!(
            self.operation,
            Operation::FindErasureRequest
                | Operation::RefuseErasureRequest
                | Operation::WithdrawErasureRequest
        );
        let is_to_go = self.template.contains("/eras") && !has_asked;
        let subject = if is_to_go { "leaving" } else { "held" };
        let subject = format!("{}-{subject}", place.resource);
        let id = if self.template.starts_with("/api/clients/") {
            &place.client
        } else if self.template.starts_with("/api/erasures/") {
            &place.erasure
        } else if self.template.starts_with("/api/uploads/") {
            match self.operation {
                Operation::CompleteUpload => &place.uploads[1],
                Operation::DeleteUpload => &place.uploads[2],
                _ => &place.uploads[0],
            }
        } else if self.template.starts_with("/api/exports/") {
            &place.export
        } else if self.template.starts_with("/fhir/R4/$export/") {
            &place.bulk_export
        } else if self.template.starts_with("/api/subjects/") {
            &subject
        } else if ["/api/events/", "/fhir/R4/AuditEvent/"]
            .iter()
            .any(|start| self.template.starts_with(start))
        {
            &place.event
        } else {
            &place.resource
        };
        let is_about_a_patient = ["{kind}", "$everything"];
        let is_about_a_patient = is_about_a_patient.iter().any(|part| self.template.contains(part));
        let kind = match self.template {
            own if own.starts_with("/api/") => "rating",
            _ if is_about_a_patient => "Patient",
            _ => "Observation",
        };
        let is_invited = self.operation == Operation::DeleteInvitation;
        let user = if is_invited { &place.invited } else { &place.member };
        let is_refusal = self.template.ends_with("/refusal");
        let correction = if is_refusal { &place.refused } else { &place.correction };
        let query = match (self.operation, self.method) {
            (Operation::ReadStatistics, "GET") => "?subject=Patient/1&code=1&statistic=count",
            (Operation::AppendUpload, _) => "?offset=0",
            _ => "",
        };
        format!("{}{query}", self.template)
            .replace("{type}", kind)
            .replace("{kind}", "Observation")
            .replace("{id}", id)
            .replace("{file}", "Observation-1.ndjson")
            .replace("{version}", "1")
            .replace("{hold}", &place.hold)
            .replace("{user}", user)
            .replace("{objection}", &place.objection)
            .replace("{correction}", correction)
            .replace("{tree}", "changes")
            .replace("{*path}", "entries/000.p/1")
    }

    /// The request with what it brings.
    pub(super) fn fill(&self, request: RequestBuilder, place: &Place) -> RequestBuilder {
        let request = match self.operation {
            Operation::CreateBulkExport => request.header("prefer", "respond-async"),
            _ => request,
        };
        match self.body(place) {
            Some(body) if self.operation == Operation::PatchResource => request
                .header(header::CONTENT_TYPE, "application/json-patch+json")
                .body(body.to_string()),
            Some(body) => request.json(&body),
            None if self.operation == Operation::AppendUpload => request.body(CONTENT),
            None if self.template.ends_with("/_search") => request
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body("_count=1"),
            None => request,
        }
    }

    /// The resource or the like that the request brings.
    fn body(&self, place: &Place) -> Option<Value> {
        let name = format!("made beside {}", place.resource);
        Some(match self.operation {
            Operation::CreateResource | Operation::ValidateResource => observation(),
            Operation::ProcessTransaction => transaction(),
            Operation::ProcessBatch => json!({
                "resourceType": "Bundle", "type": "batch",
                "entry": [{"request": {"method": "GET", "url": "Observation"}}]
            }),
            Operation::UpdateResource => {
                let mut body = observation();
                body["id"] = json!(place.resource);
                body
            }
            Operation::PatchResource => {
                json!([{"op": "replace", "path": "/status", "value": "amended"}])
            }
            Operation::ReadEverything
            | Operation::FindLastObservations
            | Operation::CreateBulkExport
                if self.method == "POST" =>
            {
                json!({"resourceType": "Parameters"})
            }
            Operation::ReadStatistics if self.method == "POST" => json!({
                "resourceType": "Parameters", "parameter": [
                    {"name": "subject", "valueUri": "Patient/1"},
                    {"name": "code", "valueString": "1"},
                    {"name": "statistic", "valueCode": "count"}
                ]
            }),
            Operation::CreateUpload => {
                json!({"content_type": "text/plain", "bytes": CONTENT.len()})
            }
            Operation::CreateDocumentType => {
                let name = format!("made-{}", place.resource.to_lowercase());
                json!({"name": name, "definition": rating_type()})
            }
            Operation::UpdateDocumentType => rating_type(),
            Operation::CreateDocument | Operation::UpdateDocument => rating(),
            Operation::MergePatients => {
                let patient = |id: &str| json!({"reference": format!("Patient/{id}")});
                json!({"resourceType": "Parameters", "parameter": [
                    {"name": "source-patient",
                        "valueReference": patient(&format!("{}-twin", place.resource))},
                    {"name": "target-patient", "valueReference": patient(&place.resource)}
                ]})
            }
            Operation::ClaimTenant => json!({"name": "root"}),
            Operation::UpdateTenant => json!({"allowed_origins": []}),
            Operation::CreateInvitation => invitation(&name),
            Operation::CreateClient => json!({"name": name, "roles": ["service"]}),
            Operation::UpdateClient | Operation::UpdateMember => json!({"roles": ["auditor"]}),
            Operation::ExplainDecision => json!({
                "roles": ["service"], "operation": "read_resource", "type": "Observation"
            }),
            _ => return self.body_of_rights(place),
        })
    }

    /// What the request brings that is about the rights of somebody.
    fn body_of_rights(&self, place: &Place) -> Option<Value> {
        Some(match self.operation {
            Operation::EraseSubject | Operation::HoldSubject | Operation::RestrictSubject => {
                json!({"reason": "asked for it"})
            }
            Operation::ExportSubject | Operation::ExportTenant => json!({"recipient": READER}),
            Operation::ObjectSubject => json!({"purpose": "research", "reason": "asked for it"}),
            Operation::RequestCorrection => json!({
                "document": format!("Patient/{}-held", place.resource), "wrong": "the name"
            }),
            Operation::ResolveCorrection => json!({"event": place.corrected}),
            Operation::RequestErasure => json!({"reason": "moving away"}),
            Operation::RefuseErasureRequest => json!({"reason": "kept by law"}),
            Operation::RefuseCorrection => json!({"reason": "it is right as it is"}),
            _ => return None,
        })
    }
}

fn invitation(name: &str) -> Value {
    let email = format!("{}@example.org", name.replace(' ', "."));
    json!({"email": email, "roles": ["clinician"]})
}

/// Somebody who could open an export.
const READER: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

/// An export that is ready: the newest, unless that was removed; else of this person, whom nobody erases.
async fn exported(caller: &Caller, person: &str) -> String {
    let path = format!("/api/subjects/{person}/export");
    loop {
        let newest = caller.get("/api/exports?count=1").await.json()["items"][0].clone();
        if newest["state"] == "ready" {
            return newest["id"].as_str().expect("an id").to_owned();
        }
        if newest["state"] != "making" {
            let asked = caller.post(&path, &json!({"recipient": READER})).await;
            assert_eq!(asked.status.as_u16(), 202, "{asked:?}");
        }
    }
}

/// A bulk export that can be fetched.
async fn exported_in_bulk(caller: &Caller) -> String {
    let request = caller.request(Method::GET, "/fhir/R4/$export?_type=Observation");
    let begun = caller.send(request.header("prefer", "respond-async")).await;
    assert_eq!(begun.status.as_u16(), 202, "{begun:?}");
    let location = begun.header("content-location").expect("an address");
    let (_, id) = location.rsplit_once('/').expect("a path");
    let path = format!("/fhir/R4/$export/{id}");
    let is_made = async || (caller.get(&path).await.status.as_u16() != 202).then_some(());
    eventually(is_made).await.expect("it is made");
    id.to_owned()
}

/// An observation about nobody.
fn observation() -> Value {
    json!({"resourceType": "Observation", "status": "final", "code": {"text": "our words"}})
}

/// A transaction that makes one.
fn transaction() -> Value {
    json!({
        "resourceType": "Bundle", "type": "transaction", "entry": [{
            "resource": observation(), "request": {"method": "POST", "url": "Observation"}
        }]
    })
}

/// A group of a patient, of the same id.
fn group(id: &str) -> Value {
    json!({
        "resourceType": "Group", "id": id, "type": "person", "actual": true,
        "member": [{"entity": {"reference": format!("Patient/{id}")}}]
    })
}

/// A type of a tenant's own.
fn rating_type() -> Value {
    json!({"schema": {"type": "object", "required": ["score"]}})
}

/// A document of it, about nobody.
fn rating() -> Value {
    json!({"score": 3, "words": "our words"})
}

/// Sends the request of a case. Of an answer that never ends only the head is read.
pub(super) async fn ask(caller: &Caller, case: &Case, place: &Place) -> Answer {
    ask_by(|method, path| caller.request(method, path), case, place).await
}

/// The same, asked by whoever makes the request.
pub(super) async fn ask_by(
    request: impl Fn(Method, &str) -> RequestBuilder,
    case: &Case,
    place: &Place,
) -> Answer {
    let request = case.fill(request(case.method(), &case.path(place)), place);
    let response = request.send().await.expect("the server answers");
    let (status, headers) = (response.status(), response.headers().clone());
    let endless = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
    let body = if endless {
        Vec::new()
    } else {
        response.bytes().await.expect("the answer is whole").to_vec()
    };
    Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() }
}

/// Somebody who belongs to the tenant, as long as anybody does.
async fn some_member(caller: &Caller) -> String {
    let members = caller.get("/api/members").await.json();
    members["items"][0]["user"].as_str().unwrap_or(NOBODY).to_owned()
}

/// Somebody who was invited to the tenant.
async fn somebody_invited(caller: &Caller, name: &str) -> String {
    let invitation = invitation(&format!("furniture.{name}"));
    let invited = caller.post("/api/invitations", &invitation).await.json();
    invited["user"].as_str().expect("an id").to_owned()
}

/// Three uploads, the second of which has all that it wants.
async fn uploaded(caller: &Caller) -> [String; 3] {
    let mut uploads = [const { String::new() }; 3];
    for upload in &mut uploads {
        let new = json!({"content_type": "text/plain", "bytes": CONTENT.len()});
        let begun = caller.post("/api/uploads", &new).await;
        begun.json()["id"].as_str().expect("an id").clone_into(upload);
    }
    let path = format!("/api/uploads/{}?offset=0", uploads[1]);
    caller.send(caller.request(Method::PUT, &path).body(CONTENT)).await;
    uploads
}
