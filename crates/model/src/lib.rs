//! The words every other crate speaks: ids, tenants, callers, operations, events, time and limits.

mod background;
pub mod caller;
pub mod clock;
pub mod dump;
pub mod event;
pub mod fault;
pub mod ids;
pub mod index;
pub mod json;
mod language;
pub mod limits;
pub mod operation;
pub mod resource;
pub mod safeguard;
pub mod scopes;
pub mod session;

pub use background::BackgroundTask;
pub use caller::{Caller, Credential, Interface, OwnSubject, Principal, Role, Roles};
pub use clock::{Clock, Rng, Timestamp};
pub use event::{EventId, LogName, Tree};
pub use fault::FaultPoint;
pub use ids::{
    BlobId, ClientId, DeploymentId, DocumentKeyId, ErasureId, JobId, LogId, LogSubject, MailId,
    Pseudonym, RequestId, RowKey, SessionId, TenantId, UserId, WriterId,
};
pub use json::Json;
pub use language::Language;
pub use operation::{Effect, Operation};
pub use resource::{OF_TENANT_MAX, ResourceId, ResourceType, StoreName, Version};
pub use safeguard::Safeguard;
pub use scopes::{Right, Scope, Scopes};
pub use session::SessionMark;
