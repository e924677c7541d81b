//! Everything anybody can ask for, in the order in which it is printed.

use super::{Area, Effect};
use crate::resource::ResourceType;

use Area::{Deployment, Fhir, Platform};

operations! {
    /// Stores a new FHIR resource under an id the server draws.
    CreateResource "create_resource" Change Fhir;
    /// Shows the newest version of a FHIR resource.
    ReadResource "read_resource" Access Fhir;
    /// Shows one version of a FHIR resource.
    ReadResourceVersion "read_resource_version" Access Fhir;
    /// Stores a new version of a FHIR resource.
    UpdateResource "update_resource" Change Fhir;
    /// Changes parts of a FHIR resource.
    PatchResource "patch_resource" Change Fhir;
    /// Marks a FHIR resource as deleted; its history stays.
    DeleteResource "delete_resource" Change Fhir;
    /// Carries out changes of FHIR resources together.
    ProcessTransaction "process_transaction" Change Fhir;
    /// Takes requests that are carried out one by one.
    ProcessBatch "process_batch" Access Fhir;
    /// Finds FHIR resources of one type.
    SearchResources "search_resources" Access Fhir;
    /// Shows the versions of one FHIR resource.
    ListResourceHistory "list_resource_history" Access Fhir;
    /// Shows the versions of all FHIR resources of one type.
    ListTypeHistory "list_type_history" Access Fhir;
    /// Shows everything about a patient.
    ReadEverything "read_everything" Access Fhir;
    /// Shows the last observations of each kind.
    FindLastObservations "find_last_observations" Access Fhir;
    /// Shows statistics of somebody's observations.
    ReadStatistics "read_statistics" Access Fhir;
    /// Says of two patients that they are one person.
    MergePatients "merge_patients" Change Fhir;
    /// Gives the resources of one type from a bulk export, as they were when it was begun.
    ReadBulkExport "read_bulk_export" Access Fhir;
    /// Checks a FHIR resource, and stores nothing.
    ValidateResource "validate_resource" Access Fhir;
    /// Shows what the FHIR face can do.
    ReadCapabilities "read_capabilities" Access Platform(ResourceType::CAPABILITIES);
    /// Begins a bulk export: of all resources, or of those of all or some patients.
    CreateBulkExport "create_bulk_export" Change Platform(ResourceType::BULK_EXPORT);
    /// Shows how far a bulk export is, and which files it has.
    FindBulkExport "find_bulk_export" Access Platform(ResourceType::BULK_EXPORT);
    /// Ends a bulk export before its time.
    DeleteBulkExport "delete_bulk_export" Change Platform(ResourceType::BULK_EXPORT);
    /// Turns away a request that no operation could take.
    RejectRequest "reject_request" Access Platform(ResourceType::CAPABILITIES);

    /// Lists the tenant's own types of documents.
    ListDocumentTypes "list_document_types" Access Platform(ResourceType::DOCUMENT_TYPE);
    /// Shows one of the tenant's own types.
    FindDocumentType "find_document_type" Access Platform(ResourceType::DOCUMENT_TYPE);
    /// Registers a type of documents of the tenant's own.
    CreateDocumentType "create_document_type" Change Platform(ResourceType::DOCUMENT_TYPE);
    /// Changes what a type of the tenant's own says of its documents.
    UpdateDocumentType "update_document_type" Change Platform(ResourceType::DOCUMENT_TYPE);
    /// Finds documents of a type of the tenant's own.
    ListDocuments "list_documents" Access Platform(ResourceType::DOCUMENT);
    /// Shows the newest version of a document.
    FindDocument "find_document" Access Platform(ResourceType::DOCUMENT);
    /// Shows the versions of a document.
    ListDocumentHistory "list_document_history" Access Platform(ResourceType::DOCUMENT);
    /// Stores a new document under an id the server draws.
    CreateDocument "create_document" Change Platform(ResourceType::DOCUMENT);
    /// Stores a new version of a document, or its first under an id the client chose.
    UpdateDocument "update_document" Change Platform(ResourceType::DOCUMENT);
    /// Marks a document as deleted; its history stays.
    DeleteDocument "delete_document" Change Platform(ResourceType::DOCUMENT);

    /// Shows how a person's rights stand.
    FindSubject "find_subject" Access Platform(ResourceType::SUBJECT);
    /// Keeps a person from being erased.
    HoldSubject "hold_subject" Change Platform(ResourceType::SUBJECT);
    /// Takes away what keeps a person from being erased.
    ReleaseSubject "release_subject" Change Platform(ResourceType::SUBJECT);
    /// Restricts what is done with what is known of a person to keeping it.
    RestrictSubject "restrict_subject" Change Platform(ResourceType::SUBJECT);
    /// Lifts the restriction of what is known of a person.
    LiftRestriction "lift_restriction" Change Platform(ResourceType::SUBJECT);
    /// Records that a person objects to a purpose.
    ObjectSubject "object_subject" Change Platform(ResourceType::SUBJECT);
    /// Records that a person objects no more.
    WithdrawObjection "withdraw_objection" Change Platform(ResourceType::SUBJECT);
    /// Lists the objections of all persons.
    ListObjections "list_objections" Access Platform(ResourceType::SUBJECT);
    /// Records that something known of a person is said to be wrong.
    RequestCorrection "request_correction" Change Platform(ResourceType::SUBJECT);
    /// Lists what is said to be wrong of a person, and what became of it.
    ListCorrections "list_corrections" Access Platform(ResourceType::SUBJECT);
    /// Lists what persons say is wrong, of which nothing has become yet.
    ListOpenCorrections "list_open_corrections" Access Platform(ResourceType::SUBJECT);
    /// Says by which change something was put right.
    ResolveCorrection "resolve_correction" Change Platform(ResourceType::SUBJECT);
    /// Says why something is not changed.
    RefuseCorrection "refuse_correction" Change Platform(ResourceType::SUBJECT);
    /// Records that a person wants to be erased.
    RequestErasure "request_erasure" Change Platform(ResourceType::SUBJECT);
    /// Shows what became of a person's wish to be erased.
    FindErasureRequest "find_erasure_request" Access Platform(ResourceType::SUBJECT);
    /// Records that a person wants to stay after all.
    WithdrawErasureRequest "withdraw_erasure_request" Change Platform(ResourceType::SUBJECT);
    /// Says why a person who wants to be erased is not.
    RefuseErasureRequest "refuse_erasure_request" Change Platform(ResourceType::SUBJECT);
    /// Lists the persons who want to be erased.
    ListErasureRequests "list_erasure_requests" Access Platform(ResourceType::SUBJECT);
    /// Shows what erasing a person would take.
    ReadErasurePlan "read_erasure_plan" Access Platform(ResourceType::SUBJECT);
    /// Erases a person.
    EraseSubject "erase_subject" Change Platform(ResourceType::SUBJECT);
    /// Begins an export of everything about a person.
    ExportSubject "export_subject" Change Platform(ResourceType::SUBJECT);
    /// Begins an export of everything that the caller's own tenant has.
    ExportTenant "export_tenant" Change Platform(ResourceType::TENANT);
    /// Lists exports, newest first.
    ListExports "list_exports" Access Platform(ResourceType::EXPORT);
    /// Shows how far an export is.
    FindExport "find_export" Access Platform(ResourceType::EXPORT);
    /// Gives the bytes of an export, or some of them.
    ReadExport "read_export" Access Platform(ResourceType::EXPORT);
    /// Removes an export before its time.
    DeleteExport "delete_export" Change Platform(ResourceType::EXPORT);
    /// Lists erasures, newest first.
    ListErasures "list_erasures" Access Platform(ResourceType::ERASURE);
    /// Shows an erasure, with its receipt.
    FindErasure "find_erasure" Access Platform(ResourceType::ERASURE);

    /// Shows the caller's own tenant.
    FindTenant "find_tenant" Access Platform(ResourceType::TENANT);
    /// Changes what the caller's own tenant has decided about itself.
    UpdateTenant "update_tenant" Change Platform(ResourceType::TENANT);
    /// Spends a new tenant's one-time credential on its first administrator.
    ClaimTenant "claim_tenant" Change Platform(ResourceType::TENANT_CREDENTIAL);
    /// Lists the machines that may sign in.
    ListClients "list_clients" Access Platform(ResourceType::CLIENT);
    /// Shows one machine.
    FindClient "find_client" Access Platform(ResourceType::CLIENT);
    /// Lets a machine sign in, and shows its token once.
    CreateClient "create_client" Change Platform(ResourceType::CLIENT);
    /// Gives a machine that signs with a key of its own an access token for a while.
    CreateAccessToken "create_access_token" Change Platform(ResourceType::ACCESS_TOKEN);
    /// Changes a machine's name, roles or expiry.
    UpdateClient "update_client" Change Platform(ResourceType::CLIENT);
    /// Ends a machine's right to sign in, at once.
    RevokeClient "revoke_client" Change Platform(ResourceType::CLIENT);
    /// Begins to make a password known, of which the server gets to know nothing that it could be guessed by.
    BeginPasswordRegistration "begin_password_registration" Access Platform(ResourceType::SIGN_IN);
    /// Begins to sign in with a password.
    BeginPasswordSignIn "begin_password_sign_in" Access Platform(ResourceType::SIGN_IN);
    /// Shows that one knows the password.
    FinishPasswordSignIn "finish_password_sign_in" Change Platform(ResourceType::SIGN_IN);
    /// Shows a code of the moment, as a second factor.
    VerifyTotp "verify_totp" Change Platform(ResourceType::SIGN_IN);
    /// Shows a code that was kept for when other factors are lost.
    VerifyRecoveryCode "verify_recovery_code" Change Platform(ResourceType::SIGN_IN);
    /// Begins to sign in with a passkey.
    BeginPasskeySignIn "begin_passkey_sign_in" Access Platform(ResourceType::SIGN_IN);
    /// Shows that one has a passkey.
    FinishPasskeySignIn "finish_passkey_sign_in" Change Platform(ResourceType::SIGN_IN);
    /// Lists the tenants that whoever is about to sign in belongs to.
    ListOwnTenants "list_own_tenants" Access Platform(ResourceType::SIGN_IN);
    /// Uses up what was shown for a session.
    CompleteSignIn "complete_sign_in" Change Platform(ResourceType::SIGN_IN);
    /// Writes to somebody who has forgotten the password.
    BeginRecovery "begin_recovery" Change Platform(ResourceType::SIGN_IN);
    /// Shows that one has got what was written to one's address.
    FinishRecovery "finish_recovery" Change Platform(ResourceType::SIGN_IN);
    /// Puts another password in the place of one that was forgotten.
    ResetPassword "reset_password" Change Platform(ResourceType::SIGN_IN);
    /// Draws a secret for codes of the moment, for somebody who needs them to come in.
    BeginTotpEnrolment "begin_totp_enrolment" Change Platform(ResourceType::SIGN_IN);
    /// Shows a code made with it; from then on it is a factor.
    FinishTotpEnrolment "finish_totp_enrolment" Change Platform(ResourceType::SIGN_IN);
    /// Begins to make a passkey, for somebody who needs one to come in.
    BeginPasskeyEnrolment "begin_passkey_enrolment" Access Platform(ResourceType::SIGN_IN);
    /// Takes a passkey that a device has made, for somebody who needs one to come in.
    FinishPasskeyEnrolment "finish_passkey_enrolment" Change Platform(ResourceType::SIGN_IN);
    /// Makes a person known to the directory.
    CreateUser "create_user" Change Platform(ResourceType::USER);
    /// Keeps in the directory that somebody belongs to a tenant.
    JoinTenant "join_tenant" Change Platform(ResourceType::ACCOUNT);
    /// Begins a session in a tenant.
    CreateSession "create_session" Change Platform(ResourceType::SESSION);
    /// Shows the caller's own session.
    FindSession "find_session" Access Platform(ResourceType::SESSION);
    /// Ends the caller's own session.
    EndSession "end_session" Change Platform(ResourceType::SESSION);
    /// Leaves a tenant for another one.
    SwitchSession "switch_session" Change Platform(ResourceType::SESSION);
    /// Shows what the caller has shown anew, so that they may do what needs that.
    StepUpSession "step_up_session" Change Platform(ResourceType::ACCOUNT);
    /// Draws a session's secret anew, since the rights of its owner have changed.
    RenewSession "renew_session" Change Platform(ResourceType::ACCOUNT);
    /// Lists the caller's own sessions, in all tenants.
    ListSessions "list_sessions" Access Platform(ResourceType::ACCOUNT);
    /// Lists the tenants that the caller belongs to, in whichever they are.
    ListAccountTenants "list_account_tenants" Access Platform(ResourceType::ACCOUNT);
    /// Ends one of the caller's own sessions.
    EndOwnSession "end_own_session" Change Platform(ResourceType::ACCOUNT);
    /// Ends all of the caller's own sessions but the one that asks.
    EndOtherSessions "end_other_sessions" Change Platform(ResourceType::ACCOUNT);
    /// Gives a name and a password to somebody who was invited.
    CreateAccount "create_account" Change Platform(ResourceType::ACCOUNT);
    /// Shows the caller's own account.
    FindAccount "find_account" Access Platform(ResourceType::ACCOUNT);
    /// Lists what has happened to the caller's own account, newest first.
    ListAccountEvents "list_account_events" Access Platform(ResourceType::ACCOUNT);
    /// Changes the caller's own name or language.
    UpdateAccount "update_account" Change Platform(ResourceType::ACCOUNT);
    /// Erases the caller, as a person who signs in.
    DeleteAccount "delete_account" Change Platform(ResourceType::ACCOUNT);
    /// Shows the erasure of somebody who had an account.
    FindAccountErasure "find_account_erasure" Access Platform(ResourceType::ERASURE);
    /// Puts another password in the place of the caller's own.
    ChangePassword "change_password" Change Platform(ResourceType::ACCOUNT);
    /// Asks for another address in the place of the caller's own.
    BeginAddressChange "begin_address_change" Change Platform(ResourceType::ACCOUNT);
    /// Confirms that an address takes the place of another one.
    ConfirmAddressChange "confirm_address_change" Change Platform(ResourceType::ACCOUNT);
    /// Draws a secret for codes of the moment, and shows it once.
    CreateTotp "create_totp" Change Platform(ResourceType::ACCOUNT);
    /// Shows a code made with it; from then on it is a factor.
    ConfirmTotp "confirm_totp" Change Platform(ResourceType::ACCOUNT);
    /// Removes it.
    DeleteTotp "delete_totp" Change Platform(ResourceType::ACCOUNT);
    /// Begins to make a passkey.
    BeginPasskeyRegistration "begin_passkey_registration" Access Platform(ResourceType::ACCOUNT);
    /// Takes a passkey that a device has made.
    CreatePasskey "create_passkey" Change Platform(ResourceType::ACCOUNT);
    /// Removes a passkey.
    DeletePasskey "delete_passkey" Change Platform(ResourceType::ACCOUNT);
    /// Draws codes for when other factors are lost, and shows them once; those before are good no more.
    CreateRecoveryCodes "create_recovery_codes" Change Platform(ResourceType::ACCOUNT);
    /// Spends a new tenant's one-time credential on a person as its first administrator.
    RegisterAdministrator "register_administrator" Change Platform(ResourceType::TENANT_CREDENTIAL);
    /// Lists those who belong to the caller's own tenant.
    ListMembers "list_members" Access Platform(ResourceType::MEMBERSHIP);
    /// Shows somebody who belongs to the caller's own tenant.
    FindMember "find_member" Access Platform(ResourceType::MEMBERSHIP);
    /// Changes what a member may do, or whether they may do anything.
    UpdateMember "update_member" Change Platform(ResourceType::MEMBERSHIP);
    /// Takes a member out of the tenant.
    RemoveMember "remove_member" Change Platform(ResourceType::MEMBERSHIP);
    /// Lists a member's sessions in the caller's own tenant.
    ListMemberSessions "list_member_sessions" Access Platform(ResourceType::MEMBERSHIP);
    /// Ends a member's sessions in the caller's own tenant.
    EndMemberSessions "end_member_sessions" Change Platform(ResourceType::MEMBERSHIP);
    /// Invites somebody to the caller's own tenant.
    CreateInvitation "create_invitation" Change Platform(ResourceType::INVITATION);
    /// Lists who was invited and has not joined yet.
    ListInvitations "list_invitations" Access Platform(ResourceType::INVITATION);
    /// Takes an invitation back.
    DeleteInvitation "delete_invitation" Change Platform(ResourceType::INVITATION);
    /// Shows an invitation to who is invited.
    FindOwnInvitation "find_own_invitation" Access Platform(ResourceType::INVITATION);
    /// Joins a tenant, as one was invited to.
    AcceptInvitation "accept_invitation" Change Platform(ResourceType::INVITATION);
    /// Begins to take in content that comes by several requests.
    CreateUpload "create_upload" Change Platform(ResourceType::UPLOAD);
    /// Takes in more of it.
    AppendUpload "append_upload" Change Platform(ResourceType::UPLOAD);
    /// Shows how far an upload is.
    FindUpload "find_upload" Access Platform(ResourceType::UPLOAD);
    /// Stores a document with the content of an upload.
    CompleteUpload "complete_upload" Change Platform(ResourceType::UPLOAD);
    /// Gives an upload up.
    DeleteUpload "delete_upload" Change Platform(ResourceType::UPLOAD);
    /// Lists the roles and what each may do.
    ListRoles "list_roles" Access Platform(ResourceType::ROLE);
    /// Explains what a decision would be and which policies make it.
    ExplainDecision "explain_decision" Access Platform(ResourceType::POLICY);
    /// Lists events, newest first.
    ListEvents "list_events" Access Platform(ResourceType::EVENT);
    /// Lists who has looked at what is known of the caller, or changed it.
    ListOwnAccesses "list_own_accesses" Access Platform(ResourceType::ACCOUNT);
    /// Shows one event, with the difference a change made.
    FindEvent "find_event" Access Platform(ResourceType::EVENT);
    /// Finds events, in the words of FHIR.
    SearchAuditEvents "search_audit_events" Access Platform(ResourceType::EVENT);
    /// Shows one event, in the words of FHIR.
    ReadAuditEvent "read_audit_event" Access Platform(ResourceType::EVENT);
    /// Proves that an event is in the log.
    ProveEvent "prove_event" Access Platform(ResourceType::EVENT);
    /// Follows events as they happen.
    StreamEvents "stream_events" Access Platform(ResourceType::EVENT);
    /// Shows the key that verifies the log.
    ReadLogKey "read_log_key" Access Platform(ResourceType::LOG);
    /// Shows the newest signed checkpoint of a tree.
    ReadLogCheckpoint "read_log_checkpoint" Access Platform(ResourceType::LOG);
    /// Shows a tile of hashes or a bundle of entries.
    ReadLogTile "read_log_tile" Access Platform(ResourceType::LOG);
    /// Shows the headers and sealed bodies that entries commit to.
    ListLogRecords "list_log_records" Access Platform(ResourceType::LOG);
    /// Shows the deployment's checkpoint and how a tenant's trees are part of it.
    ReadDeploymentCheckpoint "read_deployment_checkpoint" Access Platform(ResourceType::LOG);
    /// Compares stored ciphertexts with the log.
    ReconcileLog "reconcile_log" Access Platform(ResourceType::LOG);
    /// Shows how the deployment keeps what the caller's own tenant has.
    ReadStatus "read_status" Access Platform(ResourceType::STATUS);

    /// Opens an account for an organisation.
    CreateTenant "create_tenant" Change Deployment(ResourceType::TENANT);
    /// Lists the organisations.
    ListTenants "list_tenants" Access Deployment(ResourceType::TENANT);
    /// Closes an account, which is deleted when a while has passed.
    DeleteTenant "delete_tenant" Change Deployment(ResourceType::TENANT);
    /// Opens an account again that was to be deleted.
    KeepTenant "keep_tenant" Change Deployment(ResourceType::TENANT);
    /// Lists the accounts that were to be deleted, newest first.
    ListDeletions "list_deletions" Access Deployment(ResourceType::TENANT_DELETION);
    /// Shows what became of an account that was to be deleted, with its receipt.
    FindDeletion "find_deletion" Access Deployment(ResourceType::TENANT_DELETION);
    /// Erases somebody whom no tenant knows any more; done by the server itself.
    ForgetUser "forget_user" Change Deployment(ResourceType::USER);
    /// Destroys all that an account has; done by the server itself when its time has come.
    FinishDeletion "finish_deletion" Change Deployment(ResourceType::TENANT_DELETION);
    /// Deletes again, in what was restored, an account that was deleted; done by the restore itself.
    ReplayDeletion "replay_deletion" Change Deployment(ResourceType::TENANT_DELETION);
    /// Shows the epochs of the root key, and how far a rotation is.
    ReadKeyStatus "read_key_status" Access Deployment(ResourceType::ROOT_KEY);
    /// Begins a root epoch, to which all keys are brought in the background.
    RotateKeys "rotate_keys" Change Deployment(ResourceType::ROOT_KEY);
    /// Destroys the root epochs under which nothing is wrapped any more; done by the server itself.
    DestroyKeyEpochs "destroy_key_epochs" Change Deployment(ResourceType::ROOT_KEY);
    /// Builds a tenant's search indexes anew, under a key of their own, and destroys those before.
    RebuildIndex "rebuild_index" Change Deployment(ResourceType::INDEX);
    /// Reads a tenant's search indexes, every byte of them.
    VerifyIndex "verify_index" Access Deployment(ResourceType::INDEX);
    /// Writes a tenant's search indexes without what is gone from them.
    CompactIndex "compact_index" Change Deployment(ResourceType::INDEX);
    /// Removes what is left of a person who was erased; done by the server itself.
    FinishErasure "finish_erasure" Change Deployment(ResourceType::ERASURE);
    /// Erases again, in what was restored, somebody who was erased; done by the restore itself.
    ReplayErasure "replay_erasure" Change Deployment(ResourceType::ERASURE);
    /// Makes an export, also one in bulk, and removes it when its time has come; done by the server itself.
    FinishExport "finish_export" Change Deployment(ResourceType::EXPORT);
    /// Copies everything to where it is kept, sealed for those who may restore it.
    CreateBackup "create_backup" Change Deployment(ResourceType::BACKUP);
    /// Leaves a backup that is due to be made; done by the server itself.
    ScheduleBackup "schedule_backup" Change Deployment(ResourceType::BACKUP);
    /// Forgets a place where backups were kept.
    ForgetBackupTarget "forget_backup_target" Change Deployment(ResourceType::BACKUP);
    /// Remembers how far it knows the erasures that a backup target knows; done by the server itself.
    RecordFences "record_fences" Change Deployment(ResourceType::BACKUP);
    /// Remembers which backup it knows to be the newest of a backup target; done by the server itself.
    RecordBackup "record_backup" Change Deployment(ResourceType::BACKUP);
    /// Remembers for whom it seals keys in backups; done by the server itself.
    RecordKeyRecipients "record_key_recipients" Change Deployment(ResourceType::BACKUP);
    /// Removes backups that are older than they are kept.
    PruneBackups "prune_backups" Change Deployment(ResourceType::BACKUP);
    /// Goes on with the logs as they are in databases that were put back.
    AcceptLogs "accept_logs" Change Deployment(ResourceType::LOG);
    /// Lists what is left to be done in the background.
    ListJobs "list_jobs" Access Deployment(ResourceType::JOB);
    /// Lets a job be tried again.
    RequeueJob "requeue_job" Change Deployment(ResourceType::JOB);
    /// Sends a message that says that mail arrives.
    SendTestMail "send_test_mail" Change Deployment(ResourceType::MAIL);
}
