//! The bodies of the platform API, as they travel: requests, answers, problems.
//!
//! Nothing here knows a rule. The faces convert to and from inner types by hand.

mod accounts;
mod clients;
mod documents;
mod enrolment;
mod erasures;
mod events;
mod exports;
mod invitations;
mod log;
mod members;
mod operator;
mod problem;
mod recovery;
mod roles;
mod sessions;
mod sign_in;
mod status;
mod uploads;

pub use accounts::{
    Account, AccountChange, AccountEvent, AccountEventList, NewPasskey, NewTotp, Passkey,
    PasskeyRegistration, RecoveryCodes, TotpConfirmation, User,
};
pub use clients::{
    AccessToken, AccessTokenError, ClaimRequest, Client, ClientChange, ClientList, ClientWithToken,
    NewClient, Tenant, TenantChange,
};
pub use documents::{
    Document, DocumentIndex, DocumentList, DocumentSubject, DocumentType, DocumentTypeDefinition,
    DocumentTypeList, NewDocumentType,
};
pub use enrolment::{PasskeyEnrolment, TotpEnrolment};
pub use erasures::{
    AffectedDocuments, Correction, CorrectionList, CorrectionRequest, CorrectionResolution,
    Erasure, ErasureList, ErasurePlan, ErasureRequest, ErasureRequestList, Hold, KeptAfterErasure,
    NewErasureRequest, Objection, ObjectionList, ObjectionRequest, PersonCorrection,
    PersonCorrectionList, PersonErasureRequest, PersonObjections, ReasonRequest, RequestedErasure,
    Restriction, Subject,
};
pub use events::{Actor, ChangedRow, Difference, Event, EventList, Resource, ResourceChange};
pub use events::{OwnAccess, OwnAccessList};
pub use exports::{Export, ExportList, ExportRequest};
pub use invitations::{
    AcceptedInvitation, CreatedInvitation, Invitation, InvitationAcceptance, InvitationList,
    NewInvitation, OwnInvitation,
};
pub use log::{
    DeploymentProof, EventProof, Finding, LogRecord, LogRecords, Reconciliation, TreeProof,
};
pub use members::{Member, MemberChange, MemberList, SignInChange, SignInRules};
pub use operator::{
    Backup, BackupPlace, BackupRequest, BackupState, Deletion, DeletionList, DeletionRequest,
    FailedDrill, ForgetRequest, IndexState, KeyEpoch, KeyStatus, NewTenant, NewTenantRequest,
    PruneRequest, PrunedBackups, QueuedJob, TenantList, TestMail, TestMailOutcome,
};
pub use problem::{Problem, ProblemError};
pub use recovery::{
    AddressChange, AddressChangeRequest, AddressConfirmation, PasswordReset, RecoveryProof,
    RecoveryRequest,
};
pub use roles::{Explanation, ExplanationRequest, Policy, Role, RoleList};
pub use sessions::{CreatedSession, NewSession, OwnSession, Session, SessionList, SessionSwitch};
pub use sign_in::{
    AdministratorRegistration, CodeProof, NewPassword, OwnTenant, OwnTenantList, OwnTenantsRequest,
    PasskeyChallenge, PasskeyProof, PasskeySignInRequest, PasswordChallenge, PasswordProof,
    PasswordRegistration, PasswordRegistrationRequest, PasswordSignInRequest,
    RegisteredAdministrator, SignInProgress, Ticket,
};
pub use status::{
    BackupStatus, KeyRotation, LastReconciliation, LogStatus, LogTree, OpenErasures, ParkedJobs,
    SearchIndex, Status,
};
pub use uploads::{CompletedUpload, NewUpload, Upload};
