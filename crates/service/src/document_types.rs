//! Types of documents of a tenant's own: what their documents must be like, whom they are about, what of
//! them is open, and by what they are found.

mod check;
mod create_document_type;
mod find_document_type;
mod list_document_types;
mod schema;
mod update_document_type;

use std::sync::Arc;

use fhir::search::{OwnParameterKind, Parameter, Vocabulary};
use model::{BackgroundTask, OF_TENANT_MAX, ResourceType, RowKey, StoreName, Timestamp, Version};
use policy::Permit;
use serde::{Deserialize, Serialize};
use store::{DOCUMENT_MEMBER, Definition, Document, Sealed, Selection};

use crate::Service;
use crate::error::ServiceError;
use crate::keys::TenantKeys;
use crate::records::Among;
use crate::work::Work;
use schema::Schema;

/// How many types are kept ready.
pub(crate) const TYPES_MAX: usize = 256;

/// What a tenant says of a type.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDefinition {
    /// What a document must be like: a JSON Schema.
    pub schema: serde_json::Value,
    /// Whom a document is about, if it is about anybody.
    pub subject: Option<SubjectRule>,
    /// The paths of what says nothing about anybody. Everything else is personal.
    pub open: Vec<String>,
    /// By what documents are found.
    pub indexes: Vec<IndexRule>,
}

/// Whom a document is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectRule {
    /// Where their id stands.
    pub path: String,
    /// Whose id that is.
    pub kind: SubjectKind,
}

/// Whose id says whom a document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubjectKind {
    /// A patient's, who is stored here.
    Patient,
    /// A natural person's whom the platform knows under an id of its own.
    Subject,
}

/// By what documents are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexRule {
    /// The name of the parameter.
    pub name: String,
    /// What its values are.
    pub kind: OwnParameterKind,
    /// Where they stand.
    pub path: String,
}

/// A type of a tenant's own.
#[derive(Debug)]
pub struct DocumentType {
    /// What the tenant calls it.
    pub name: String,
    /// What the tenant says of it.
    pub definition: TypeDefinition,
    /// Whether there are documents of it, or were.
    pub is_used: bool,
    /// The version of this state.
    pub version: Version,
    /// When it was made.
    pub updated_at: Timestamp,
    kind: ResourceType,
    row: RowKey,
    schema: Schema,
    parameters: Vec<Parameter>,
    shown: Arc<Definition>,
    closed: Vec<String>,
}

/// The types of a tenant.
#[derive(Debug, Default)]
pub(crate) struct DocumentTypes(Vec<Arc<DocumentType>>);

/// A type as it is stored.
#[derive(Debug, Serialize, Deserialize)]
struct TypeBody {
    /// Which of the types of a tenant's own it is stored as.
    number: usize,
    is_used: bool,
    schema: serde_json::Value,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject: Option<SubjectBody>,
    open: Vec<String>,
    indexes: Vec<IndexBody>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SubjectBody {
    path: String,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct IndexBody {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    path: String,
}

impl SubjectKind {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Patient, Self::Subject];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Patient => "Patient",
            Self::Subject => "Subject",
        }
    }

    /// The kind of this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    pub(crate) fn resource_type(self) -> ResourceType {
        match self {
            Self::Patient => fhir::types::patient(),
            Self::Subject => ResourceType::SUBJECT,
        }
    }
}

impl DocumentType {
    /// What its documents are stored as.
    pub(crate) const fn kind(&self) -> ResourceType {
        self.kind
    }

    /// The row in which it stands.
    pub(crate) const fn row(&self) -> RowKey {
        self.row
    }

    /// What has to be known of it to show its documents.
    pub(crate) fn shown(&self) -> Arc<Definition> {
        Arc::clone(&self.shown)
    }

    /// Its documents, and what may be asked of them.
    pub(crate) fn among(&self) -> Among<'_> {
        let subject = self.definition.subject.as_ref().map(|rule| rule.kind);
        Among {
            vocabulary: Vocabulary::own(self.kind, &self.parameters),
            person: subject.unwrap_or(SubjectKind::Subject).resource_type(),
            closed: &self.closed,
        }
    }

    /// Holds a document against the schema.
    pub(crate) fn check(&self, text: &[u8]) -> Result<(), ServiceError> {
        self.schema.check(&self.name, text)
    }

    /// The document that says that there are documents of it.
    pub(crate) fn used(&self, at: Timestamp) -> Document {
        let body = TypeBody { is_used: true, ..TypeBody::of(self.kind, &self.definition) };
        body.document(&self.name, self.version.next(), at)
    }

    fn open(row: RowKey, document: &Document) -> Result<Self, ServiceError> {
        let body: TypeBody =
            serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)?;
        let kind = ResourceType::OF_TENANT.get(body.number).ok_or(ServiceError::Integrity)?;
        let is_used = body.is_used;
        let definition = body.definition().ok_or(ServiceError::Integrity)?;
        let schema = Schema::compile(&definition.schema).map_err(|_| ServiceError::Integrity)?;
        let parameter = |index: &IndexRule| {
            let names = std::iter::once(DOCUMENT_MEMBER).chain(index.path.split('.'));
            Parameter::own(&index.name, index.kind, names)
        };
        let open = definition.open.iter().map(|path| &**path);
        let closed = definition.indexes.iter().filter(|index| !definition.is_open(&index.path));
        Ok(Self {
            name: document.id.as_str().to_owned(),
            is_used,
            version: document.version,
            updated_at: document.at,
            kind: *kind,
            row,
            schema,
            parameters: definition.indexes.iter().map(parameter).collect(),
            shown: Arc::new(Definition::new(document.id.as_str(), open)),
            closed: closed.map(|index| index.path.clone()).collect(),
            definition,
        })
    }
}

impl TypeDefinition {
    /// Whether what stands at a path says nothing about anybody.
    fn is_open(&self, path: &str) -> bool {
        self.open.iter().any(|open| {
            path.strip_prefix(open.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }
}

impl DocumentTypes {
    /// The type of this name.
    pub(crate) fn named(&self, name: &str) -> Option<&Arc<DocumentType>> {
        self.0.iter().find(|known| known.name == name)
    }

    /// The type that is stored as this.
    pub(crate) fn of_kind(&self, kind: ResourceType) -> Option<&Arc<DocumentType>> {
        self.0.iter().find(|known| known.kind == kind)
    }

    /// A number that none of them has. It is looked for from another one on for each name, so that those
    /// who register types at the same moment seldom take the same.
    fn free_number(&self, name: &str) -> Option<usize> {
        let first = usize::from(seal::sha256(&[name.as_bytes()])[0]);
        let mut numbers = (0..OF_TENANT_MAX).map(|at| (first + at) % OF_TENANT_MAX);
        numbers.find(|number| self.of_kind(ResourceType::OF_TENANT[*number]).is_none())
    }
}

impl TypeBody {
    fn of(kind: ResourceType, definition: &TypeDefinition) -> Self {
        let number = ResourceType::OF_TENANT.iter().position(|own| *own == kind);
        let TypeDefinition { schema, subject, open, indexes } = definition.clone();
        let subject = subject
            .map(|SubjectRule { path, kind }| SubjectBody { path, kind: kind.name().to_owned() });
        let indexes = indexes.into_iter().map(|IndexRule { name, kind, path }| IndexBody {
            name,
            kind: kind.name().to_owned(),
            path,
        });
        let indexes = indexes.collect();
        let number = number.expect("it is a type of a tenant's own");
        Self { number, is_used: false, schema, subject, open, indexes }
    }

    fn definition(self) -> Option<TypeDefinition> {
        let Self { schema, subject, open, indexes, .. } = self;
        let subject = subject.map(|SubjectBody { path, kind }| {
            Some(SubjectRule { path, kind: SubjectKind::find(&kind)? })
        });
        let indexes = indexes.into_iter().map(|IndexBody { name, kind, path }| {
            Some(IndexRule { name, kind: OwnParameterKind::find(&kind)?, path })
        });
        let indexes = indexes.collect::<Option<_>>()?;
        let subject = match subject {
            None => None,
            Some(rule) => Some(rule?),
        };
        Some(TypeDefinition { schema, subject, open, indexes })
    }

    fn document(&self, name: &str, version: Version, at: Timestamp) -> Document {
        Document::about_nobody(
            ResourceType::DOCUMENT_TYPE,
            name.parse().expect("the name of a type is spelt as ids are"),
            version,
            at,
            serde_json::to_string(self).expect("JSON is always valid JSON"),
        )
    }
}

impl Service {
    /// The types of the permit's tenant, as they are now.
    pub(crate) async fn document_types(
        &self,
        permit: &Permit,
    ) -> Result<DocumentTypes, ServiceError> {
        let tenant = permit.tenant();
        let permit = Permit::for_background(BackgroundTask::LookUpTypes, tenant);
        let selection = Selection::OfKind(ResourceType::DOCUMENT_TYPE);
        let rows = self.records.list_live(&permit, selection, None, OF_TENANT_MAX).await?;
        let mut types = Vec::with_capacity(rows.len());
        for sealed in &rows {
            types.push(self.document_type(&permit, sealed).await?);
        }
        // The oldest first.
        types.reverse();
        Ok(DocumentTypes(types))
    }

    /// The types of the permit's tenant, if any of these rows is of one.
    pub(crate) async fn document_types_of<'s>(
        &self,
        permit: &Permit,
        rows: impl IntoIterator<Item = &'s Sealed>,
    ) -> Result<DocumentTypes, ServiceError> {
        if rows.into_iter().any(|sealed| sealed.kind.is_of_tenant()) {
            self.document_types(permit).await
        } else {
            Ok(DocumentTypes::default())
        }
    }

    /// A version never changes, so what was made of it is kept ready.
    async fn document_type(
        &self,
        permit: &Permit,
        sealed: &Sealed,
    ) -> Result<Arc<DocumentType>, ServiceError> {
        let name = (permit.tenant(), sealed.row, sealed.sha256());
        if let Some(known) = self.document_types.find(&name) {
            return Ok(known);
        }
        let concealed = self.keys.open(permit, sealed).await?;
        let document = self.policies.release(permit, concealed)?;
        let known = Arc::new(DocumentType::open(sealed.row, &document)?);
        self.document_types.insert(name, Arc::clone(&known));
        Ok(known)
    }
}

impl Work<'_> {
    /// The types of the tenant, looked up once.
    pub(crate) async fn document_types(&self) -> Result<&DocumentTypes, ServiceError> {
        self.types.get_or_try_init(|| self.service.document_types(&self.permit)).await
    }

    /// The tenant's type of this name.
    pub(crate) async fn document_type(
        &self,
        name: &str,
    ) -> Result<&Arc<DocumentType>, ServiceError> {
        self.document_types().await?.named(name).ok_or(ServiceError::NotFound)
    }
}

/// The row of a type.
fn type_row(keys: &TenantKeys, name: &str) -> RowKey {
    keys.row_key(StoreName::Records, ResourceType::DOCUMENT_TYPE.name(), name)
}

/// What makes a number a type's own.
fn number_claim(keys: &TenantKeys, kind: ResourceType) -> RowKey {
    keys.row_key(StoreName::Records, "claim:document-type", kind.name())
}
