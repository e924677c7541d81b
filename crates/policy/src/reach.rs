//! How far a token reaches: what of the scopes of SMART each operation needs.

use model::{Operation, ResourceType, Right, Scopes};

/// Whether scopes reach an operation on a kind of thing.
pub(crate) fn reach(scopes: &Scopes, operation: Operation, kind: ResourceType) -> bool {
    let allow = |right| scopes.allow(right, kind.name());
    match operation {
        Operation::CreateResource => allow(Right::Create),
        Operation::ReadResource
        | Operation::ReadResourceVersion
        | Operation::ListResourceHistory => allow(Right::Read),
        Operation::UpdateResource | Operation::PatchResource | Operation::MergePatients => {
            allow(Right::Update)
        }
        Operation::DeleteResource => allow(Right::Delete),
        Operation::SearchResources
        | Operation::ListTypeHistory
        | Operation::FindLastObservations
        | Operation::ReadStatistics => allow(Right::Search),
        Operation::ReadEverything | Operation::ReadBulkExport => {
            allow(Right::Read) && allow(Right::Search)
        }
        Operation::SearchAuditEvents => scopes.allow(Right::Search, "AuditEvent"),
        Operation::ReadAuditEvent => scopes.allow(Right::Read, "AuditEvent"),
        Operation::CreateUpload
        | Operation::AppendUpload
        | Operation::FindUpload
        | Operation::CompleteUpload
        | Operation::DeleteUpload => scopes.allow(Right::Create, "Binary"),
        // Each request, or type, in them is asked about by itself; and what shows nothing needs no scope.
        Operation::CreateBulkExport
        | Operation::FindBulkExport
        | Operation::DeleteBulkExport
        | Operation::ProcessTransaction
        | Operation::ProcessBatch
        | Operation::ValidateResource
        | Operation::ReadCapabilities
        | Operation::RejectRequest
        | Operation::FindTenant => true,
        _ => false,
    }
}
