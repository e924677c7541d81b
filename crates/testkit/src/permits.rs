//! Leave to do things in a store, without a server to ask for it.

use model::{
    BackgroundTask, Caller, ClientId, Credential, Interface, LogSubject, Operation, Principal,
    ResourceType, Role, SessionMark, TenantId, Version,
};
use policy::{Permit, Policies};

use crate::documents::kind;

/// Leave that rests on no credential.
pub fn permit(tenant: TenantId) -> Permit {
    Permit::for_background(BackgroundTask::Reconcile, tenant)
}

/// A client that treats people, and whose right rests on a document.
pub fn caller(tenant: TenantId, credential: Credential) -> Caller {
    Caller {
        tenant,
        principal: Principal::Client(ClientId::from_bytes(*credential.row.as_bytes())),
        name: "a client of the tests".to_owned(),
        roles: [Role::Clinician].into_iter().collect(),
        own: None,
        credential: Some(credential),
        session: None,
        log_subject: LogSubject::from_bytes(*credential.row.as_bytes()),
        interface: Interface::Fhir,
        address: None,
        scopes: None,
    }
}

/// The built-in rules, which turn a caller's credential into leave.
pub struct Rules {
    policies: Policies,
}

impl Rules {
    /// Reads the rules, which takes a while: once a test is enough.
    pub fn new() -> Self {
        Self { policies: Policies::built_in() }
    }

    /// Leave to store an observation, for as long as the credential stands.
    pub fn permit_resting_on(&self, tenant: TenantId, credential: Credential) -> Permit {
        self.policies
            .permit(&caller(tenant, credential), Operation::CreateResource, kind("Observation"))
            .expect("clinicians store observations")
    }

    /// Leave to store an observation, for as long as the session goes on.
    pub fn permit_in_session(&self, tenant: TenantId, session: SessionMark) -> Permit {
        let credential = Credential { row: session.owner, version: Version::ABSENT };
        let caller = Caller { session: Some(session), ..caller(tenant, credential) };
        self.policies
            .permit(&caller, Operation::CreateResource, kind("Observation"))
            .expect("clinicians store observations")
    }
}

impl Rules {
    /// Leave to write down that a caller was refused, and nothing else.
    pub fn permit_to_record_a_refusal(&self, tenant: TenantId, credential: Credential) -> Permit {
        let caller = caller(tenant, credential);
        let denial = self
            .policies
            .permit(&caller, Operation::ListClients, ResourceType::CLIENT)
            .expect_err("clinicians see no clients");
        Permit::to_record_refusal(&caller, &denial)
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use model::RowKey;

    use super::*;

    #[test]
    fn leave_of_a_caller_rests_on_the_credential_and_that_of_the_server_on_none() {
        let tenant = TenantId::from_number(7);
        let credential = Credential { row: RowKey::from_bytes([1; 16]), version: Version(3) };
        let permit_of_caller = Rules::new().permit_resting_on(tenant, credential);
        assert_eq!(permit_of_caller.credential(), Some(credential));
        assert_eq!(permit_of_caller.tenant(), tenant);
        assert_eq!(permit(tenant).credential(), None);
    }
}
