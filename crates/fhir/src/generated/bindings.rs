//! The codes that elements with a required binding allow.
//!
//! Made by `crates/fhir/generate/generate.py`; do not edit.

use crate::tables::{Binding, System};

/// Elements give bindings by their place here, counted from 1. Codes are sorted.
pub(crate) static BINDINGS: [Binding; 220] = [
    Binding(&[
        System("http://hl7.org/fhir/CodeSystem/medication-statement-status", &[
            "active", "completed", "entered-in-error", "intended", "not-taken", "on-hold",
            "stopped", "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/CodeSystem/medication-status", &[
            "active", "entered-in-error", "inactive",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/CodeSystem/medicationrequest-intent", &[
            "filler-order", "instance-order", "option", "order", "original-order", "plan",
            "proposal", "reflex-order",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/CodeSystem/medicationrequest-status", &[
            "active", "cancelled", "completed", "draft", "entered-in-error", "on-hold", "stopped",
            "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/CodeSystem/status", &[
            "attested", "in-process", "req-revalid", "reval-fail", "val-fail", "validated",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/FHIR-version", &[
            "0.0.80", "0.0.81", "0.0.82", "0.01", "0.05", "0.06", "0.11", "0.4.0", "0.5.0", "1.0.0",
            "1.0.1", "1.0.2", "1.1.0", "1.4.0", "1.6.0", "1.8.0", "3.0.0", "3.0.1", "3.3.0",
            "3.5.0", "4.0.0", "4.0.1",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/abstract-types", &[
            "Any", "Type",
        ]),
        System("http://hl7.org/fhir/data-types", &[
            "Address", "Age", "Annotation", "Attachment", "BackboneElement", "CodeableConcept",
            "Coding", "ContactDetail", "ContactPoint", "Contributor", "Count", "DataRequirement",
            "Distance", "Dosage", "Duration", "Element", "ElementDefinition", "Expression",
            "Extension", "HumanName", "Identifier", "MarketingStatus", "Meta", "Money",
            "MoneyQuantity", "Narrative", "ParameterDefinition", "Period", "Population",
            "ProdCharacteristic", "ProductShelfLife", "Quantity", "Range", "Ratio", "Reference",
            "RelatedArtifact", "SampledData", "Signature", "SimpleQuantity", "SubstanceAmount",
            "Timing", "TriggerDefinition", "UsageContext", "base64Binary", "boolean", "canonical",
            "code", "date", "dateTime", "decimal", "id", "instant", "integer", "markdown", "oid",
            "positiveInt", "string", "time", "unsignedInt", "uri", "url", "uuid", "xhtml",
        ]),
        System("http://hl7.org/fhir/resource-types", &[
            "Account", "ActivityDefinition", "AdverseEvent", "AllergyIntolerance", "Appointment",
            "AppointmentResponse", "AuditEvent", "Basic", "Binary", "BiologicallyDerivedProduct",
            "BodyStructure", "Bundle", "CapabilityStatement", "CarePlan", "CareTeam",
            "CatalogEntry", "ChargeItem", "ChargeItemDefinition", "Claim", "ClaimResponse",
            "ClinicalImpression", "CodeSystem", "Communication", "CommunicationRequest",
            "CompartmentDefinition", "Composition", "ConceptMap", "Condition", "Consent",
            "Contract", "Coverage", "CoverageEligibilityRequest", "CoverageEligibilityResponse",
            "DetectedIssue", "Device", "DeviceDefinition", "DeviceMetric", "DeviceRequest",
            "DeviceUseStatement", "DiagnosticReport", "DocumentManifest", "DocumentReference",
            "DomainResource", "EffectEvidenceSynthesis", "Encounter", "Endpoint",
            "EnrollmentRequest", "EnrollmentResponse", "EpisodeOfCare", "EventDefinition",
            "Evidence", "EvidenceVariable", "ExampleScenario", "ExplanationOfBenefit",
            "FamilyMemberHistory", "Flag", "Goal", "GraphDefinition", "Group", "GuidanceResponse",
            "HealthcareService", "ImagingStudy", "Immunization", "ImmunizationEvaluation",
            "ImmunizationRecommendation", "ImplementationGuide", "InsurancePlan", "Invoice",
            "Library", "Linkage", "List", "Location", "Measure", "MeasureReport", "Media",
            "Medication", "MedicationAdministration", "MedicationDispense", "MedicationKnowledge",
            "MedicationRequest", "MedicationStatement", "MedicinalProduct",
            "MedicinalProductAuthorization", "MedicinalProductContraindication",
            "MedicinalProductIndication", "MedicinalProductIngredient",
            "MedicinalProductInteraction", "MedicinalProductManufactured",
            "MedicinalProductPackaged", "MedicinalProductPharmaceutical",
            "MedicinalProductUndesirableEffect", "MessageDefinition", "MessageHeader",
            "MolecularSequence", "NamingSystem", "NutritionOrder", "Observation",
            "ObservationDefinition", "OperationDefinition", "OperationOutcome", "Organization",
            "OrganizationAffiliation", "Parameters", "Patient", "PaymentNotice",
            "PaymentReconciliation", "Person", "PlanDefinition", "Practitioner", "PractitionerRole",
            "Procedure", "Provenance", "Questionnaire", "QuestionnaireResponse", "RelatedPerson",
            "RequestGroup", "ResearchDefinition", "ResearchElementDefinition", "ResearchStudy",
            "ResearchSubject", "Resource", "RiskAssessment", "RiskEvidenceSynthesis", "Schedule",
            "SearchParameter", "ServiceRequest", "Slot", "Specimen", "SpecimenDefinition",
            "StructureDefinition", "StructureMap", "Subscription", "Substance",
            "SubstanceNucleicAcid", "SubstancePolymer", "SubstanceProtein",
            "SubstanceReferenceInformation", "SubstanceSourceMaterial", "SubstanceSpecification",
            "SupplyDelivery", "SupplyRequest", "Task", "TerminologyCapabilities", "TestReport",
            "TestScript", "ValueSet", "VerificationResult", "VisionPrescription",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/account-status", &[
            "active", "entered-in-error", "inactive", "on-hold", "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/action-cardinality-behavior", &[
            "multiple", "single",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/action-condition-kind", &[
            "applicability", "start", "stop",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/action-grouping-behavior", &[
            "logical-group", "sentence-group", "visual-group",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/action-participant-type", &[
            "device", "patient", "practitioner", "related-person",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/action-precheck-behavior", &[
            "no", "yes",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/action-relationship-type", &[
            "after", "after-end", "after-start", "before", "before-end", "before-start",
            "concurrent", "concurrent-with-end", "concurrent-with-start",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/action-required-behavior", &[
            "could", "must", "must-unless-documented",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/action-selection-behavior", &[
            "all", "all-or-none", "any", "at-most-one", "exactly-one", "one-or-more",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/address-type", &[
            "both", "physical", "postal",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/address-use", &[
            "billing", "home", "old", "temp", "work",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/administrative-gender", &[
            "female", "male", "other", "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/adverse-event-actuality", &[
            "actual", "potential",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/allergy-intolerance-category", &[
            "biologic", "environment", "food", "medication",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/allergy-intolerance-criticality", &[
            "high", "low", "unable-to-assess",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/allergy-intolerance-type", &[
            "allergy", "intolerance",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/appointmentstatus", &[
            "arrived", "booked", "cancelled", "checked-in", "entered-in-error", "fulfilled",
            "noshow", "pending", "proposed", "waitlist",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/assert-direction-codes", &[
            "request", "response",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/assert-operator-codes", &[
            "contains", "empty", "equals", "eval", "greaterThan", "in", "lessThan", "notContains",
            "notEmpty", "notEquals", "notIn",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/assert-response-code-types", &[
            "bad", "conflict", "created", "forbidden", "gone", "methodNotAllowed", "noContent",
            "notFound", "notModified", "okay", "preconditionFailed", "unprocessable",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/audit-event-action", &[
            "C", "D", "E", "R", "U",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/audit-event-outcome", &[
            "0", "12", "4", "8",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/binding-strength", &[
            "example", "extensible", "preferred", "required",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/bundle-type", &[
            "batch", "batch-response", "collection", "document", "history", "message", "searchset",
            "transaction", "transaction-response",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/capability-statement-kind", &[
            "capability", "instance", "requirements",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/care-plan-activity-status", &[
            "cancelled", "completed", "entered-in-error", "in-progress", "not-started", "on-hold",
            "scheduled", "stopped", "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/care-team-status", &[
            "active", "entered-in-error", "inactive", "proposed", "suspended",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/chargeitem-status", &[
            "aborted", "billable", "billed", "entered-in-error", "not-billable", "planned",
            "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/claim-use", &[
            "claim", "preauthorization", "predetermination",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/code-search-support", &[
            "all", "explicit",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/codesystem-content-mode", &[
            "complete", "example", "fragment", "not-present", "supplement",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/codesystem-hierarchy-meaning", &[
            "classified-with", "grouped-by", "is-a", "part-of",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/compartment-type", &[
            "Device", "Encounter", "Patient", "Practitioner", "RelatedPerson",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/composition-attestation-mode", &[
            "legal", "official", "personal", "professional",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/composition-status", &[
            "amended", "entered-in-error", "final", "preliminary",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/concept-map-equivalence", &[
            "disjoint", "equal", "equivalent", "inexact", "narrower", "relatedto", "specializes",
            "subsumes", "unmatched", "wider",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/concept-property-type", &[
            "Coding", "boolean", "code", "dateTime", "decimal", "integer", "string",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/conceptmap-unmapped-mode", &[
            "fixed", "other-map", "provided",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/conditional-delete-status", &[
            "multiple", "not-supported", "single",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/conditional-read-status", &[
            "full-support", "modified-since", "not-match", "not-supported",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/consent-data-meaning", &[
            "authoredby", "dependents", "instance", "related",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/consent-provision-type", &[
            "deny", "permit",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/consent-state-codes", &[
            "active", "draft", "entered-in-error", "inactive", "proposed", "rejected",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/constraint-severity", &[
            "error", "warning",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/contact-point-system", &[
            "email", "fax", "other", "pager", "phone", "sms", "url",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/contact-point-use", &[
            "home", "mobile", "old", "temp", "work",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/contract-publicationstatus", &[
            "amended", "appended", "cancelled", "disputed", "entered-in-error", "executable",
            "executed", "negotiable", "offered", "policy", "rejected", "renewed", "resolved",
            "revoked", "terminated",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/contract-status", &[
            "amended", "appended", "cancelled", "disputed", "entered-in-error", "executable",
            "executed", "negotiable", "offered", "policy", "rejected", "renewed", "resolved",
            "revoked", "terminated",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/contributor-type", &[
            "author", "editor", "endorser", "reviewer",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/data-types", &[
            "Address", "Age", "Annotation", "Attachment", "BackboneElement", "CodeableConcept",
            "Coding", "ContactDetail", "ContactPoint", "Contributor", "Count", "DataRequirement",
            "Distance", "Dosage", "Duration", "Element", "ElementDefinition", "Expression",
            "Extension", "HumanName", "Identifier", "MarketingStatus", "Meta", "Money",
            "MoneyQuantity", "Narrative", "ParameterDefinition", "Period", "Population",
            "ProdCharacteristic", "ProductShelfLife", "Quantity", "Range", "Ratio", "Reference",
            "RelatedArtifact", "SampledData", "Signature", "SimpleQuantity", "SubstanceAmount",
            "Timing", "TriggerDefinition", "UsageContext", "base64Binary", "boolean", "canonical",
            "code", "date", "dateTime", "decimal", "id", "instant", "integer", "markdown", "oid",
            "positiveInt", "string", "time", "unsignedInt", "uri", "url", "uuid", "xhtml",
        ]),
        System("http://hl7.org/fhir/resource-types", &[
            "Account", "ActivityDefinition", "AdverseEvent", "AllergyIntolerance", "Appointment",
            "AppointmentResponse", "AuditEvent", "Basic", "Binary", "BiologicallyDerivedProduct",
            "BodyStructure", "Bundle", "CapabilityStatement", "CarePlan", "CareTeam",
            "CatalogEntry", "ChargeItem", "ChargeItemDefinition", "Claim", "ClaimResponse",
            "ClinicalImpression", "CodeSystem", "Communication", "CommunicationRequest",
            "CompartmentDefinition", "Composition", "ConceptMap", "Condition", "Consent",
            "Contract", "Coverage", "CoverageEligibilityRequest", "CoverageEligibilityResponse",
            "DetectedIssue", "Device", "DeviceDefinition", "DeviceMetric", "DeviceRequest",
            "DeviceUseStatement", "DiagnosticReport", "DocumentManifest", "DocumentReference",
            "DomainResource", "EffectEvidenceSynthesis", "Encounter", "Endpoint",
            "EnrollmentRequest", "EnrollmentResponse", "EpisodeOfCare", "EventDefinition",
            "Evidence", "EvidenceVariable", "ExampleScenario", "ExplanationOfBenefit",
            "FamilyMemberHistory", "Flag", "Goal", "GraphDefinition", "Group", "GuidanceResponse",
            "HealthcareService", "ImagingStudy", "Immunization", "ImmunizationEvaluation",
            "ImmunizationRecommendation", "ImplementationGuide", "InsurancePlan", "Invoice",
            "Library", "Linkage", "List", "Location", "Measure", "MeasureReport", "Media",
            "Medication", "MedicationAdministration", "MedicationDispense", "MedicationKnowledge",
            "MedicationRequest", "MedicationStatement", "MedicinalProduct",
            "MedicinalProductAuthorization", "MedicinalProductContraindication",
            "MedicinalProductIndication", "MedicinalProductIngredient",
            "MedicinalProductInteraction", "MedicinalProductManufactured",
            "MedicinalProductPackaged", "MedicinalProductPharmaceutical",
            "MedicinalProductUndesirableEffect", "MessageDefinition", "MessageHeader",
            "MolecularSequence", "NamingSystem", "NutritionOrder", "Observation",
            "ObservationDefinition", "OperationDefinition", "OperationOutcome", "Organization",
            "OrganizationAffiliation", "Parameters", "Patient", "PaymentNotice",
            "PaymentReconciliation", "Person", "PlanDefinition", "Practitioner", "PractitionerRole",
            "Procedure", "Provenance", "Questionnaire", "QuestionnaireResponse", "RelatedPerson",
            "RequestGroup", "ResearchDefinition", "ResearchElementDefinition", "ResearchStudy",
            "ResearchSubject", "Resource", "RiskAssessment", "RiskEvidenceSynthesis", "Schedule",
            "SearchParameter", "ServiceRequest", "Slot", "Specimen", "SpecimenDefinition",
            "StructureDefinition", "StructureMap", "Subscription", "Substance",
            "SubstanceNucleicAcid", "SubstancePolymer", "SubstanceProtein",
            "SubstanceReferenceInformation", "SubstanceSourceMaterial", "SubstanceSpecification",
            "SupplyDelivery", "SupplyRequest", "Task", "TerminologyCapabilities", "TestReport",
            "TestScript", "ValueSet", "VerificationResult", "VisionPrescription",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/days-of-week", &[
            "fri", "mon", "sat", "sun", "thu", "tue", "wed",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/detectedissue-severity", &[
            "high", "low", "moderate",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/device-nametype", &[
            "manufacturer-name", "model-name", "other", "patient-reported-name", "udi-label-name",
            "user-friendly-name",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/device-statement-status", &[
            "active", "completed", "entered-in-error", "intended", "on-hold", "stopped",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/device-status", &[
            "active", "entered-in-error", "inactive", "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/diagnostic-report-status", &[
            "amended", "appended", "cancelled", "corrected", "entered-in-error", "final", "partial",
            "preliminary", "registered", "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/discriminator-type", &[
            "exists", "pattern", "profile", "type", "value",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/document-mode", &[
            "consumer", "producer",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/document-reference-status", &[
            "current", "entered-in-error", "superseded",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/document-relationship-type", &[
            "appends", "replaces", "signs", "transforms",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/eligibilityrequest-purpose", &[
            "auth-requirements", "benefits", "discovery", "validation",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/eligibilityresponse-purpose", &[
            "auth-requirements", "benefits", "discovery", "validation",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/encounter-location-status", &[
            "active", "completed", "planned", "reserved",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/encounter-status", &[
            "arrived", "cancelled", "entered-in-error", "finished", "in-progress", "onleave",
            "planned", "triaged", "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/endpoint-status", &[
            "active", "entered-in-error", "error", "off", "suspended", "test",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/episode-of-care-status", &[
            "active", "cancelled", "entered-in-error", "finished", "onhold", "planned", "waitlist",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/event-capability-mode", &[
            "receiver", "sender",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/event-status", &[
            "completed", "entered-in-error", "in-progress",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/event-status", &[
            "completed", "entered-in-error", "in-progress", "not-done", "on-hold", "preparation",
            "stopped", "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/event-status", &[
            "completed", "entered-in-error", "not-done",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/event-timing", &[
            "AFT", "AFT.early", "AFT.late", "EVE", "EVE.early", "EVE.late", "MORN", "MORN.early",
            "MORN.late", "NIGHT", "NOON", "PHS",
        ]),
        System("http://terminology.hl7.org/CodeSystem/v3-TimingEvent", &[
            "AC", "ACD", "ACM", "ACV", "C", "CD", "CM", "CV", "HS", "PC", "PCD", "PCM", "PCV",
            "WAKE",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/examplescenario-actor-type", &[
            "entity", "person",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/explanationofbenefit-status", &[
            "active", "cancelled", "draft", "entered-in-error",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/exposure-state", &[
            "exposure", "exposure-alternative",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/extension-context-type", &[
            "element", "extension", "fhirpath",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/filter-operator", &[
            "=", "descendent-of", "exists", "generalizes", "in", "is-a", "is-not-a", "not-in",
            "regex",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/flag-status", &[
            "active", "entered-in-error", "inactive",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/fm-status", &[
            "active", "cancelled", "draft", "entered-in-error",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/goal-status", &[
            "accepted", "active", "cancelled", "completed", "entered-in-error", "on-hold",
            "planned", "proposed", "rejected",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/graph-compartment-rule", &[
            "custom", "different", "identical", "matching",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/graph-compartment-use", &[
            "condition", "requirement",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/group-measure", &[
            "mean", "mean-of-mean", "mean-of-median", "median", "median-of-mean",
            "median-of-median",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/group-type", &[
            "animal", "device", "medication", "person", "practitioner", "substance",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/guidance-response-status", &[
            "data-requested", "data-required", "entered-in-error", "failure", "in-progress",
            "success",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/guide-page-generation", &[
            "generated", "html", "markdown", "xml",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/guide-parameter-code", &[
            "apply", "expansion-parameter", "generate-json", "generate-turtle", "generate-xml",
            "html-template", "path-pages", "path-resource", "path-tx-cache", "rule-broken-links",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/history-status", &[
            "completed", "entered-in-error", "health-unknown", "partial",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/http-operations", &[
            "delete", "get", "head", "options", "patch", "post", "put",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/http-verb", &[
            "DELETE", "GET", "HEAD", "PATCH", "POST", "PUT",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/identifier-use", &[
            "official", "old", "secondary", "temp", "usual",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/identity-assuranceLevel", &[
            "level1", "level2", "level3", "level4",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/imagingstudy-status", &[
            "available", "cancelled", "entered-in-error", "registered", "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/invoice-priceComponentType", &[
            "base", "deduction", "discount", "informational", "surcharge", "tax",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/invoice-status", &[
            "balanced", "cancelled", "draft", "entered-in-error", "issued",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/issue-severity", &[
            "error", "fatal", "information", "warning",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/issue-type", &[
            "business-rule", "code-invalid", "conflict", "deleted", "duplicate", "exception",
            "expired", "extension", "forbidden", "incomplete", "informational", "invalid",
            "invariant", "lock-error", "login", "multiple-matches", "no-store", "not-found",
            "not-supported", "processing", "required", "security", "structure", "suppressed",
            "throttled", "timeout", "too-costly", "too-long", "transient", "unknown", "value",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/item-type", &[
            "attachment", "boolean", "choice", "date", "dateTime", "decimal", "display", "group",
            "integer", "open-choice", "quantity", "question", "reference", "string", "text", "time",
            "url",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/link-type", &[
            "refer", "replaced-by", "replaces", "seealso",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/linkage-type", &[
            "alternate", "historical", "source",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/list-mode", &[
            "changes", "snapshot", "working",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/list-status", &[
            "current", "entered-in-error", "retired",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/location-mode", &[
            "instance", "kind",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/location-status", &[
            "active", "inactive", "suspended",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/map-context-type", &[
            "type", "variable",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/map-group-type-mode", &[
            "none", "type-and-types", "types",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/map-input-mode", &[
            "source", "target",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/map-model-mode", &[
            "produced", "queried", "source", "target",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/map-source-list-mode", &[
            "first", "last", "not_first", "not_last", "only_one",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/map-target-list-mode", &[
            "collate", "first", "last", "share",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/map-transform", &[
            "append", "c", "cast", "cc", "copy", "cp", "create", "dateOp", "escape", "evaluate",
            "id", "pointer", "qty", "reference", "translate", "truncate", "uuid",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/measure-report-status", &[
            "complete", "error", "pending",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/measure-report-type", &[
            "data-collection", "individual", "subject-list", "summary",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/message-significance-category", &[
            "consequence", "currency", "notification",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/messageheader-response-request", &[
            "always", "never", "on-error", "on-success",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/metric-calibration-state", &[
            "calibrated", "calibration-required", "not-calibrated", "unspecified",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/metric-calibration-type", &[
            "gain", "offset", "two-point", "unspecified",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/metric-category", &[
            "calculation", "measurement", "setting", "unspecified",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/metric-color", &[
            "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/metric-operational-status", &[
            "entered-in-error", "off", "on", "standby",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/name-use", &[
            "anonymous", "maiden", "nickname", "official", "old", "temp", "usual",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/namingsystem-identifier-type", &[
            "oid", "other", "uri", "uuid",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/namingsystem-type", &[
            "codesystem", "identifier", "root",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/narrative-status", &[
            "additional", "empty", "extensions", "generated",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/network-type", &[
            "1", "2", "3", "4", "5",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/note-type", &[
            "display", "print", "printoper",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/observation-range-category", &[
            "absolute", "critical", "reference",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/observation-status", &[
            "amended", "cancelled", "corrected", "entered-in-error", "final", "preliminary",
            "registered", "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/operation-kind", &[
            "operation", "query",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/operation-parameter-use", &[
            "in", "out",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/orientation-type", &[
            "antisense", "sense",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/participantrequired", &[
            "information-only", "optional", "required",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/participationstatus", &[
            "accepted", "declined", "needs-action", "tentative",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/permitted-data-type", &[
            "CodeableConcept", "Period", "Quantity", "Range", "Ratio", "SampledData", "boolean",
            "dateTime", "integer", "string", "time",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/product-category", &[
            "biologicalAgent", "cells", "fluid", "organ", "tissue",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/product-status", &[
            "available", "unavailable",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/product-storage-scale", &[
            "celsius", "farenheit", "kelvin",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/property-representation", &[
            "cdaText", "typeAttr", "xhtml", "xmlAttr", "xmlText",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/provenance-entity-role", &[
            "derivation", "quotation", "removal", "revision", "source",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/publication-status", &[
            "active", "draft", "retired", "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/quality-type", &[
            "indel", "snp", "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/quantity-comparator", &[
            "<", "<=", ">", ">=",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/questionnaire-answers-status", &[
            "amended", "completed", "entered-in-error", "in-progress", "stopped",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/questionnaire-enable-behavior", &[
            "all", "any",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/questionnaire-enable-operator", &[
            "!=", "<", "<=", "=", ">", ">=", "exists",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/reaction-event-severity", &[
            "mild", "moderate", "severe",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/reference-handling-policy", &[
            "enforced", "literal", "local", "logical", "resolves",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/reference-version-rules", &[
            "either", "independent", "specific",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/related-artifact-type", &[
            "citation", "composed-of", "depends-on", "derived-from", "documentation",
            "justification", "predecessor", "successor",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/relation-type", &[
            "is-replaced-by", "triggers",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/remittance-outcome", &[
            "complete", "error", "partial", "queued",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/report-action-result-codes", &[
            "error", "fail", "pass", "skip", "warning",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/report-participant-type", &[
            "client", "server", "test-engine",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/report-result-codes", &[
            "fail", "pass", "pending",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/report-status-codes", &[
            "completed", "entered-in-error", "in-progress", "stopped", "waiting",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/repository-type", &[
            "directlink", "login", "oauth", "openapi", "other",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/request-intent", &[
            "directive", "filler-order", "instance-order", "option", "order", "original-order",
            "plan", "proposal", "reflex-order",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/request-intent", &[
            "filler-order", "instance-order", "option", "order", "original-order", "plan",
            "proposal", "reflex-order",
        ]),
        System("http://hl7.org/fhir/task-intent", &[
            "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/request-intent", &[
            "option", "order", "plan", "proposal",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/request-priority", &[
            "asap", "routine", "stat", "urgent",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/request-resource-types", &[
            "Appointment", "AppointmentResponse", "CarePlan", "Claim", "CommunicationRequest",
            "Contract", "DeviceRequest", "EnrollmentRequest", "ImmunizationRecommendation",
            "MedicationRequest", "NutritionOrder", "ServiceRequest", "SupplyRequest", "Task",
            "VisionPrescription",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/request-status", &[
            "active", "completed", "draft", "entered-in-error", "on-hold", "revoked", "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/research-element-type", &[
            "exposure", "outcome", "population",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/research-study-status", &[
            "active", "administratively-completed", "approved", "closed-to-accrual",
            "closed-to-accrual-and-intervention", "completed", "disapproved", "in-review",
            "temporarily-closed-to-accrual", "temporarily-closed-to-accrual-and-intervention",
            "withdrawn",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/research-subject-status", &[
            "candidate", "eligible", "follow-up", "ineligible", "not-registered", "off-study",
            "on-study", "on-study-intervention", "on-study-observation", "pending-on-study",
            "potential-candidate", "screening", "withdrawn",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/resource-aggregation-mode", &[
            "bundled", "contained", "referenced",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/resource-slicing-rules", &[
            "closed", "open", "openAtEnd",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/resource-types", &[
            "Account", "ActivityDefinition", "AdverseEvent", "AllergyIntolerance", "Appointment",
            "AppointmentResponse", "AuditEvent", "Basic", "Binary", "BiologicallyDerivedProduct",
            "BodyStructure", "Bundle", "CapabilityStatement", "CarePlan", "CareTeam",
            "CatalogEntry", "ChargeItem", "ChargeItemDefinition", "Claim", "ClaimResponse",
            "ClinicalImpression", "CodeSystem", "Communication", "CommunicationRequest",
            "CompartmentDefinition", "Composition", "ConceptMap", "Condition", "Consent",
            "Contract", "Coverage", "CoverageEligibilityRequest", "CoverageEligibilityResponse",
            "DetectedIssue", "Device", "DeviceDefinition", "DeviceMetric", "DeviceRequest",
            "DeviceUseStatement", "DiagnosticReport", "DocumentManifest", "DocumentReference",
            "DomainResource", "EffectEvidenceSynthesis", "Encounter", "Endpoint",
            "EnrollmentRequest", "EnrollmentResponse", "EpisodeOfCare", "EventDefinition",
            "Evidence", "EvidenceVariable", "ExampleScenario", "ExplanationOfBenefit",
            "FamilyMemberHistory", "Flag", "Goal", "GraphDefinition", "Group", "GuidanceResponse",
            "HealthcareService", "ImagingStudy", "Immunization", "ImmunizationEvaluation",
            "ImmunizationRecommendation", "ImplementationGuide", "InsurancePlan", "Invoice",
            "Library", "Linkage", "List", "Location", "Measure", "MeasureReport", "Media",
            "Medication", "MedicationAdministration", "MedicationDispense", "MedicationKnowledge",
            "MedicationRequest", "MedicationStatement", "MedicinalProduct",
            "MedicinalProductAuthorization", "MedicinalProductContraindication",
            "MedicinalProductIndication", "MedicinalProductIngredient",
            "MedicinalProductInteraction", "MedicinalProductManufactured",
            "MedicinalProductPackaged", "MedicinalProductPharmaceutical",
            "MedicinalProductUndesirableEffect", "MessageDefinition", "MessageHeader",
            "MolecularSequence", "NamingSystem", "NutritionOrder", "Observation",
            "ObservationDefinition", "OperationDefinition", "OperationOutcome", "Organization",
            "OrganizationAffiliation", "Parameters", "Patient", "PaymentNotice",
            "PaymentReconciliation", "Person", "PlanDefinition", "Practitioner", "PractitionerRole",
            "Procedure", "Provenance", "Questionnaire", "QuestionnaireResponse", "RelatedPerson",
            "RequestGroup", "ResearchDefinition", "ResearchElementDefinition", "ResearchStudy",
            "ResearchSubject", "Resource", "RiskAssessment", "RiskEvidenceSynthesis", "Schedule",
            "SearchParameter", "ServiceRequest", "Slot", "Specimen", "SpecimenDefinition",
            "StructureDefinition", "StructureMap", "Subscription", "Substance",
            "SubstanceNucleicAcid", "SubstancePolymer", "SubstanceProtein",
            "SubstanceReferenceInformation", "SubstanceSourceMaterial", "SubstanceSpecification",
            "SupplyDelivery", "SupplyRequest", "Task", "TerminologyCapabilities", "TestReport",
            "TestScript", "ValueSet", "VerificationResult", "VisionPrescription",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/resource-types", &[
            "Appointment", "CommunicationRequest", "DeviceRequest", "MedicationRequest",
            "NutritionOrder", "ServiceRequest", "Task", "VisionPrescription",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/response-code", &[
            "fatal-error", "ok", "transient-error",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/restful-capability-mode", &[
            "client", "server",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/restful-interaction", &[
            "batch", "history-system", "search-system", "transaction",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/restful-interaction", &[
            "create", "delete", "history-instance", "history-type", "patch", "read", "search-type",
            "update", "vread",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/search-comparator", &[
            "ap", "eb", "eq", "ge", "gt", "le", "lt", "ne", "sa",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/search-entry-mode", &[
            "include", "match", "outcome",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/search-modifier-code", &[
            "above", "below", "contains", "exact", "identifier", "in", "missing", "not", "not-in",
            "ofType", "text", "type",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/search-param-type", &[
            "composite", "date", "number", "quantity", "reference", "special", "string", "token",
            "uri",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/search-xpath-usage", &[
            "distance", "nearby", "normal", "other", "phonetic",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/sequence-type", &[
            "aa", "dna", "rna",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/slotstatus", &[
            "busy", "busy-tentative", "busy-unavailable", "entered-in-error", "free",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/sort-direction", &[
            "ascending", "descending",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/spdx-license", &[
            "0BSD", "AAL", "ADSL", "AFL-1.1", "AFL-1.2", "AFL-2.0", "AFL-2.1", "AFL-3.0",
            "AGPL-1.0-only", "AGPL-1.0-or-later", "AGPL-3.0-only", "AGPL-3.0-or-later", "AMDPLPA",
            "AML", "AMPAS", "ANTLR-PD", "APAFML", "APL-1.0", "APSL-1.0", "APSL-1.1", "APSL-1.2",
            "APSL-2.0", "Abstyles", "Adobe-2006", "Adobe-Glyph", "Afmparse", "Aladdin",
            "Apache-1.0", "Apache-1.1", "Apache-2.0", "Artistic-1.0", "Artistic-1.0-Perl",
            "Artistic-1.0-cl8", "Artistic-2.0", "BSD-1-Clause", "BSD-2-Clause",
            "BSD-2-Clause-FreeBSD", "BSD-2-Clause-NetBSD", "BSD-2-Clause-Patent", "BSD-3-Clause",
            "BSD-3-Clause-Attribution", "BSD-3-Clause-Clear", "BSD-3-Clause-LBNL",
            "BSD-3-Clause-No-Nuclear-License", "BSD-3-Clause-No-Nuclear-License-2014",
            "BSD-3-Clause-No-Nuclear-Warranty", "BSD-4-Clause", "BSD-4-Clause-UC", "BSD-Protection",
            "BSD-Source-Code", "BSL-1.0", "Bahyph", "Barr", "Beerware", "BitTorrent-1.0",
            "BitTorrent-1.1", "Borceux", "CATOSL-1.1", "CC-BY-1.0", "CC-BY-2.0", "CC-BY-2.5",
            "CC-BY-3.0", "CC-BY-4.0", "CC-BY-NC-1.0", "CC-BY-NC-2.0", "CC-BY-NC-2.5",
            "CC-BY-NC-3.0", "CC-BY-NC-4.0", "CC-BY-NC-ND-1.0", "CC-BY-NC-ND-2.0", "CC-BY-NC-ND-2.5",
            "CC-BY-NC-ND-3.0", "CC-BY-NC-ND-4.0", "CC-BY-NC-SA-1.0", "CC-BY-NC-SA-2.0",
            "CC-BY-NC-SA-2.5", "CC-BY-NC-SA-3.0", "CC-BY-NC-SA-4.0", "CC-BY-ND-1.0", "CC-BY-ND-2.0",
            "CC-BY-ND-2.5", "CC-BY-ND-3.0", "CC-BY-ND-4.0", "CC-BY-SA-1.0", "CC-BY-SA-2.0",
            "CC-BY-SA-2.5", "CC-BY-SA-3.0", "CC-BY-SA-4.0", "CC0-1.0", "CDDL-1.0", "CDDL-1.1",
            "CDLA-Permissive-1.0", "CDLA-Sharing-1.0", "CECILL-1.0", "CECILL-1.1", "CECILL-2.0",
            "CECILL-2.1", "CECILL-B", "CECILL-C", "CNRI-Jython", "CNRI-Python",
            "CNRI-Python-GPL-Compatible", "CPAL-1.0", "CPL-1.0", "CPOL-1.02", "CUA-OPL-1.0",
            "Caldera", "ClArtistic", "Condor-1.1", "Crossword", "CrystalStacker", "Cube",
            "D-FSL-1.0", "DOC", "DSDP", "Dotseqn", "ECL-1.0", "ECL-2.0", "EFL-1.0", "EFL-2.0",
            "EPL-1.0", "EPL-2.0", "EUDatagrid", "EUPL-1.0", "EUPL-1.1", "EUPL-1.2", "Entessa",
            "ErlPL-1.1", "Eurosym", "FSFAP", "FSFUL", "FSFULLR", "FTL", "Fair", "Frameworx-1.0",
            "FreeImage", "GFDL-1.1-only", "GFDL-1.1-or-later", "GFDL-1.2-only", "GFDL-1.2-or-later",
            "GFDL-1.3-only", "GFDL-1.3-or-later", "GL2PS", "GPL-1.0-only", "GPL-1.0-or-later",
            "GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "Giftware",
            "Glide", "Glulxe", "HPND", "HaskellReport", "IBM-pibs", "ICU", "IJG", "IPA", "IPL-1.0",
            "ISC", "ImageMagick", "Imlib2", "Info-ZIP", "Intel", "Intel-ACPI", "Interbase-1.0",
            "JSON", "JasPer-2.0", "LAL-1.2", "LAL-1.3", "LGPL-2.0-only", "LGPL-2.0-or-later",
            "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "LGPLLR",
            "LPL-1.0", "LPL-1.02", "LPPL-1.0", "LPPL-1.1", "LPPL-1.2", "LPPL-1.3a", "LPPL-1.3c",
            "Latex2e", "Leptonica", "LiLiQ-P-1.1", "LiLiQ-R-1.1", "LiLiQ-Rplus-1.1", "Libpng",
            "Linux-OpenIB", "MIT", "MIT-0", "MIT-CMU", "MIT-advertising", "MIT-enna", "MIT-feh",
            "MITNFA", "MPL-1.0", "MPL-1.1", "MPL-2.0", "MPL-2.0-no-copyleft-exception", "MS-PL",
            "MS-RL", "MTLL", "MakeIndex", "MirOS", "Motosoto", "Multics", "Mup", "NASA-1.3",
            "NBPL-1.0", "NCSA", "NGPL", "NLOD-1.0", "NLPL", "NOSL", "NPL-1.0", "NPL-1.1",
            "NPOSL-3.0", "NRL", "NTP", "Naumen", "Net-SNMP", "NetCDF", "Newsletr", "Nokia", "Noweb",
            "OCCT-PL", "OCLC-2.0", "ODbL-1.0", "OFL-1.0", "OFL-1.1", "OGTSL", "OLDAP-1.1",
            "OLDAP-1.2", "OLDAP-1.3", "OLDAP-1.4", "OLDAP-2.0", "OLDAP-2.0.1", "OLDAP-2.1",
            "OLDAP-2.2", "OLDAP-2.2.1", "OLDAP-2.2.2", "OLDAP-2.3", "OLDAP-2.4", "OLDAP-2.5",
            "OLDAP-2.6", "OLDAP-2.7", "OLDAP-2.8", "OML", "OPL-1.0", "OSET-PL-2.1", "OSL-1.0",
            "OSL-1.1", "OSL-2.0", "OSL-2.1", "OSL-3.0", "OpenSSL", "PDDL-1.0", "PHP-3.0",
            "PHP-3.01", "Plexus", "PostgreSQL", "Python-2.0", "QPL-1.0", "Qhull", "RHeCos-1.1",
            "RPL-1.1", "RPL-1.5", "RPSL-1.0", "RSA-MD", "RSCPL", "Rdisc", "Ruby", "SAX-PD", "SCEA",
            "SGI-B-1.0", "SGI-B-1.1", "SGI-B-2.0", "SISSL", "SISSL-1.2", "SMLNJ", "SMPPL", "SNIA",
            "SPL-1.0", "SWL", "Saxpath", "Sendmail", "SimPL-2.0", "Sleepycat", "Spencer-86",
            "Spencer-94", "Spencer-99", "SugarCRM-1.1.3", "TCL", "TCP-wrappers", "TMate",
            "TORQUE-1.1", "TOSL", "UPL-1.0", "Unicode-DFS-2015", "Unicode-DFS-2016", "Unicode-TOU",
            "Unlicense", "VOSTROM", "VSL-1.0", "Vim", "W3C", "W3C-19980720", "W3C-20150513",
            "WTFPL", "Watcom-1.0", "Wsuipa", "X11", "XFree86-1.1", "XSkat", "Xerox", "Xnet",
            "YPL-1.0", "YPL-1.1", "ZPL-1.1", "ZPL-2.0", "ZPL-2.1", "Zed", "Zend-2.0", "Zimbra-1.3",
            "Zimbra-1.4", "Zlib", "bzip2-1.0.5", "bzip2-1.0.6", "curl", "diffmark", "dvipdfm",
            "eGenix", "gSOAP-1.3b", "gnuplot", "iMatix", "libtiff", "mpich2", "not-open-source",
            "psfrag", "psutils", "xinetd", "xpp", "zlib-acknowledgement",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/specimen-contained-preference", &[
            "alternate", "preferred",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/specimen-status", &[
            "available", "entered-in-error", "unavailable", "unsatisfactory",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/strand-type", &[
            "crick", "watson",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/structure-definition-kind", &[
            "complex-type", "logical", "primitive-type", "resource",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/subscription-channel-type", &[
            "email", "message", "rest-hook", "sms", "websocket",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/subscription-status", &[
            "active", "error", "off", "requested",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/substance-status", &[
            "active", "entered-in-error", "inactive",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/supplydelivery-status", &[
            "abandoned", "completed", "entered-in-error", "in-progress",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/supplyrequest-status", &[
            "active", "cancelled", "completed", "draft", "entered-in-error", "suspended", "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/task-status", &[
            "accepted", "cancelled", "completed", "draft", "entered-in-error", "failed",
            "in-progress", "on-hold", "ready", "received", "rejected", "requested",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/trigger-type", &[
            "data-access-ended", "data-accessed", "data-added", "data-changed", "data-modified",
            "data-removed", "named-event", "periodic",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/type-derivation-rule", &[
            "constraint", "specialization",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/udi-entry-type", &[
            "barcode", "card", "manual", "rfid", "self-reported", "unknown",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/variable-type", &[
            "continuous", "descriptive", "dichotomous",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/versioning-policy", &[
            "no-version", "versioned", "versioned-update",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/vision-base-codes", &[
            "down", "in", "out", "up",
        ]),
    ]),
    Binding(&[
        System("http://hl7.org/fhir/vision-eye-codes", &[
            "left", "right",
        ]),
    ]),
    Binding(&[
        System("http://terminology.hl7.org/CodeSystem/adverse-event-outcome", &[
            "fatal", "ongoing", "recovering", "resolved", "resolvedWithSequelae", "unknown",
        ]),
    ]),
    Binding(&[
        System("http://terminology.hl7.org/CodeSystem/adverse-event-severity", &[
            "mild", "moderate", "severe",
        ]),
    ]),
    Binding(&[
        System("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", &[
            "active", "inactive", "resolved",
        ]),
    ]),
    Binding(&[
        System("http://terminology.hl7.org/CodeSystem/allergyintolerance-verification", &[
            "confirmed", "entered-in-error", "refuted", "unconfirmed",
        ]),
    ]),
    Binding(&[
        System("http://terminology.hl7.org/CodeSystem/applicability", &[
            "in-network", "other", "out-of-network",
        ]),
    ]),
    Binding(&[
        System("http://terminology.hl7.org/CodeSystem/condition-clinical", &[
            "active", "inactive", "recurrence", "relapse", "remission", "resolved",
        ]),
    ]),
    Binding(&[
        System("http://terminology.hl7.org/CodeSystem/condition-ver-status", &[
            "confirmed", "differential", "entered-in-error", "provisional", "refuted",
            "unconfirmed",
        ]),
    ]),
    Binding(&[
        System("http://terminology.hl7.org/CodeSystem/measure-improvement-notation", &[
            "decrease", "increase",
        ]),
    ]),
    Binding(&[
        System("http://terminology.hl7.org/CodeSystem/medication-admin-status", &[
            "completed", "entered-in-error",
        ]),
    ]),
    Binding(&[
        System("http://terminology.hl7.org/CodeSystem/medication-admin-status", &[
            "completed", "entered-in-error", "in-progress", "not-done", "on-hold", "stopped",
            "unknown",
        ]),
    ]),
    Binding(&[
        System("http://terminology.hl7.org/CodeSystem/medicationdispense-status", &[
            "cancelled", "completed", "declined", "entered-in-error", "in-progress", "on-hold",
            "preparation", "stopped", "unknown",
        ]),
    ]),
    Binding(&[
        System("http://terminology.hl7.org/CodeSystem/medicationknowledge-status", &[
            "active", "entered-in-error", "inactive",
        ]),
    ]),
    Binding(&[
        System("http://terminology.hl7.org/CodeSystem/supply-item-type", &[
            "device", "medication",
        ]),
    ]),
    Binding(&[
        System("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", &[
            "L", "M", "N", "R", "U", "V",
        ]),
    ]),
    Binding(&[
        System("http://unitsofmeasure.org", &[
            "a", "d", "h", "min", "mo", "s", "wk",
        ]),
    ]),
];
