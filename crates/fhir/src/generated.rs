//! Tables made from the official definitions of FHIR R4 by `crates/fhir/generate/generate.py`.

pub(crate) mod bindings;
pub(crate) mod elements;
pub(crate) mod names;
pub(crate) mod paths;
pub(crate) mod search;
pub(crate) mod shapes;
pub(crate) mod targets;
pub(crate) mod types;
