//! The resource types of FHIR R4 and the codes under which the stores know them.

use model::ResourceType;

use crate::generated::types;

/// Every concrete resource type of FHIR R4 (4.0.1), sorted by name.
///
/// The abstract types `Resource` and `DomainResource` are not among them. The codes count from 1
/// in the order of this list; they are stored, so a later release of FHIR may only append.
pub static RESOURCE_TYPES: &[ResourceType] = &types::RESOURCE_TYPES;

/// The resource type of this name, as FHIR spells it.
pub fn resource_type(name: &str) -> Option<ResourceType> {
    let index = types::RESOURCE_TYPES.binary_search_by(|kind| kind.name().cmp(name)).ok()?;
    Some(types::RESOURCE_TYPES[index])
}

/// The type of those who are treated.
pub fn patient() -> ResourceType {
    resource_type("Patient").expect("R4 has patients")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_found_by_its_name_and_has_the_code_of_its_place() {
        for (index, kind) in RESOURCE_TYPES.iter().enumerate() {
            assert_eq!(usize::from(kind.code()), index + 1);
            assert_eq!(resource_type(kind.name()), Some(*kind));
            assert!(kind.is_fhir());
        }
    }

    #[test]
    fn stored_codes_never_change() {
        let code = |name| resource_type(name).map(ResourceType::code);
        assert_eq!(RESOURCE_TYPES.len(), 146);
        assert_eq!(code("Account"), Some(1));
        assert_eq!(code("Binary"), Some(9));
        assert_eq!(code("Bundle"), Some(12));
        assert_eq!(code("Observation"), Some(96));
        assert_eq!(code("Parameters"), Some(102));
        assert_eq!(code("Patient"), Some(103));
        assert_eq!(code("VisionPrescription"), Some(146));
    }

    #[test]
    fn abstract_unknown_and_later_types_are_not_resource_types() {
        for name in ["Resource", "DomainResource", "patient", "", "SubscriptionStatus", "Tenant"] {
            assert_eq!(resource_type(name), None, "{name}");
        }
    }
}
