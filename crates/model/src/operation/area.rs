//! What operations do, and on what.

use crate::resource::ResourceType;

/// Whether an operation changes anything, which decides the tree its event goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// It changes something, or tries to.
    Change,
    /// It only shows something.
    Access,
}

/// What kind of thing an operation acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Documents of any FHIR type.
    Fhir,
    /// One kind of thing of the platform.
    Platform(ResourceType),
    /// Things of the deployment, reached by its operator only.
    Deployment(ResourceType),
}
