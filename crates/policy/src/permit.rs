//! The permit: a decision as a value, which opens a store and is used up by a commit.

use std::sync::Arc;

use model::{
    BackgroundTask, Caller, Credential, Operation, OwnSubject, ResourceType, Roles, Scopes,
    SessionMark, TenantId,
};

use crate::decision::Denial;

/// What a permit is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Somebody asked for it.
    Operation(Operation),
    /// The server does it by itself.
    Background(BackgroundTask),
}

/// Leave to do one thing in one tenant. It cannot be copied, and a commit takes it.
#[derive(Debug)]
pub struct Permit {
    pub(crate) tenant: TenantId,
    pub(crate) purpose: Purpose,
    pub(crate) kind: ResourceType,
    pub(crate) roles: Roles,
    pub(crate) own: Option<OwnSubject>,
    pub(crate) principal: &'static str,
    pub(crate) scopes: Option<Arc<Scopes>>,
    pub(crate) credential: Option<Credential>,
    pub(crate) session: Option<SessionMark>,
    pub(crate) policies: Arc<[String]>,
    pub(crate) records_only: bool,
}

impl Permit {
    /// Leave to write down that the rules said no, and nothing else.
    pub fn to_record_refusal(caller: &Caller, denial: &Denial) -> Self {
        let policies = Arc::clone(&denial.policies);
        let permit = Self::for_caller(caller, denial.operation, denial.kind, policies);
        Self { records_only: true, ..permit }
    }

    pub(crate) fn for_caller(
        caller: &Caller,
        operation: Operation,
        kind: ResourceType,
        policies: Arc<[String]>,
    ) -> Self {
        Self {
            tenant: caller.tenant,
            purpose: Purpose::Operation(operation),
            kind,
            roles: caller.roles,
            own: caller.own,
            principal: crate::schema::principal_type(&caller.principal),
            scopes: caller.scopes.clone(),
            credential: caller.credential,
            session: caller.session,
            policies,
            records_only: false,
        }
    }

    /// Leave for the server's own work in a tenant, from the closed list of such work.
    pub fn for_background(task: BackgroundTask, tenant: TenantId) -> Self {
        Self {
            tenant,
            purpose: Purpose::Background(task),
            kind: ResourceType::LOG,
            roles: Roles::NONE,
            own: None,
            principal: "Background",
            scopes: None,
            credential: None,
            session: None,
            policies: Arc::new([]),
            records_only: false,
        }
    }

    /// The same leave inside the tenant that it is about to open. Only opening an account has it.
    pub fn enter_new_tenant(&self, tenant: TenantId) -> Option<Self> {
        (self.purpose == Purpose::Operation(Operation::CreateTenant)).then(|| Self {
            tenant,
            policies: Arc::clone(&self.policies),
            scopes: self.scopes.clone(),
            ..*self
        })
    }

    /// The tenant it is good for.
    pub const fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// What it is for.
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The kind of thing it is for.
    pub const fn kind(&self) -> ResourceType {
        self.kind
    }

    /// What the caller's right rests on; the commit checks that it still stands.
    pub const fn credential(&self) -> Option<Credential> {
        self.credential
    }

    /// Whether it is good in a tenant that is closed: for what the server does by itself, for coming in and seeing when the
    /// tenant ends, and for taking away what it has.
    pub const fn is_good_when_closed(&self) -> bool {
        match self.purpose {
            Purpose::Background(_) => true,
            Purpose::Operation(operation) => {
                (self.credential.is_none() && self.session.is_none())
                    || operation.is_possible_when_closed()
            }
        }
    }

    /// The session that the caller's right rests on; the commit checks that it has not ended.
    pub const fn session(&self) -> Option<SessionMark> {
        self.session
    }

    /// The policies that granted it.
    pub fn policies(&self) -> &[String] {
        &self.policies
    }

    /// Whether it is good for nothing but an event.
    pub const fn records_only(&self) -> bool {
        self.records_only
    }
}
