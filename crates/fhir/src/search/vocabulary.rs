//! What may be asked of documents of a type: the parameters that R4 defines, or those that a tenant has
//! defined for a type of its own.

use model::ResourceType;

use super::{EVERYWHERE, Parameter, of};

/// What every document has, whatever its type: its id, and when it changed.
const OF_EVERY_DOCUMENT: [&str; 2] = ["_id", "_lastUpdated"];

/// The parameters of a type.
#[derive(Debug, Clone, Copy)]
pub struct Vocabulary<'a> {
    kind: ResourceType,
    /// None if R4 says what they are.
    own: Option<&'a [Parameter]>,
}

impl From<ResourceType> for Vocabulary<'_> {
    fn from(kind: ResourceType) -> Self {
        Self { kind, own: None }
    }
}

impl<'a> Vocabulary<'a> {
    /// The parameters of a type of a tenant's own.
    pub const fn own(kind: ResourceType, parameters: &'a [Parameter]) -> Self {
        Self { kind, own: Some(parameters) }
    }

    /// The type.
    pub const fn kind(self) -> ResourceType {
        self.kind
    }

    /// Whether R4 says what they are.
    pub(super) const fn is_fhir(self) -> bool {
        self.own.is_none()
    }

    /// The parameter of this name.
    pub fn find(self, code: &str) -> Option<&'a Parameter> {
        match self.own {
            None => super::parameter(self.kind, code),
            Some(_) => self.parameters().find(|parameter| parameter.code() == code),
        }
    }

    /// All of them.
    pub fn parameters(self) -> impl Iterator<Item = &'a Parameter> {
        let is_fhir = self.is_fhir();
        let common = of("").iter();
        let common = common
            .filter(move |parameter| is_fhir || OF_EVERY_DOCUMENT.contains(&parameter.code()));
        let special = EVERYWHERE.iter().filter(move |_| is_fhir);
        common.chain(special).chain(self.own.unwrap_or_else(|| of(self.kind.name())))
    }
}
