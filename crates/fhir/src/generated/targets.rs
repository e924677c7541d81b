//! The types that references may point to.
//!
//! Made by `crates/fhir/generate/generate.py`; do not edit.

use crate::tables::Targets;

/// Elements give these by their place here, counted from 1. Codes of types, sorted.
pub(crate) static TARGETS: [Targets; 183] = [
    // Account
    Targets(&[
        1,
    ]),
    // ActivityDefinition, Binary, Device, HealthcareService, Medication, ObservationDefinition, Organization, PlanDefinition, Practitioner, PractitionerRole, SpecimenDefinition
    Targets(&[
        2, 9, 35, 60, 75, 97, 100, 107, 108, 109, 127,
    ]),
    // AllergyIntolerance
    Targets(&[
        4,
    ]),
    // AllergyIntolerance, Condition
    Targets(&[
        4, 28,
    ]),
    // AllergyIntolerance, Condition, DiagnosticReport, DocumentReference, Observation, QuestionnaireResponse
    Targets(&[
        4, 28, 40, 42, 96, 113,
    ]),
    // AllergyIntolerance, Condition, DocumentReference, FamilyMemberHistory, Immunization, Media, Observation, Procedure
    Targets(&[
        4, 28, 42, 54, 62, 74, 96, 110,
    ]),
    // Appointment
    Targets(&[
        5,
    ]),
    // Appointment, AppointmentResponse, CarePlan, ServiceRequest, Task
    Targets(&[
        5, 6, 14, 124, 140,
    ]),
    // Appointment, CommunicationRequest, DeviceRequest, MedicationRequest, NutritionOrder, RequestGroup, ServiceRequest, Task, VisionPrescription
    Targets(&[
        5, 24, 38, 79, 95, 115, 124, 140, 146,
    ]),
    // Binary
    Targets(&[
        9,
    ]),
    // BiologicallyDerivedProduct
    Targets(&[
        10,
    ]),
    // CarePlan
    Targets(&[
        14,
    ]),
    // CarePlan, DeviceRequest, ImmunizationRecommendation, MedicationRequest, NutritionOrder, ServiceRequest
    Targets(&[
        14, 38, 64, 79, 95, 124,
    ]),
    // CarePlan, ImmunizationRecommendation, MedicationRequest, NutritionOrder, ServiceRequest
    Targets(&[
        14, 64, 79, 95, 124,
    ]),
    // CarePlan, ImmunizationRecommendation, MedicationRequest, ServiceRequest
    Targets(&[
        14, 64, 79, 124,
    ]),
    // CarePlan, MedicationRequest, ServiceRequest
    Targets(&[
        14, 79, 124,
    ]),
    // CarePlan, RequestGroup
    Targets(&[
        14, 115,
    ]),
    // CarePlan, ServiceRequest
    Targets(&[
        14, 124,
    ]),
    // CareTeam
    Targets(&[
        15,
    ]),
    // CareTeam, Device, Group, HealthcareService, Organization, Patient, Practitioner, PractitionerRole, RelatedPerson
    Targets(&[
        15, 35, 58, 60, 100, 103, 108, 109, 114,
    ]),
    // CareTeam, Device, Group, Organization, Patient, Practitioner, PractitionerRole, RelatedPerson
    Targets(&[
        15, 35, 58, 100, 103, 108, 109, 114,
    ]),
    // CareTeam, Device, HealthcareService, Organization, Patient, Practitioner, PractitionerRole, RelatedPerson
    Targets(&[
        15, 35, 60, 100, 103, 108, 109, 114,
    ]),
    // CareTeam, Device, Location, Organization, Patient, Practitioner, PractitionerRole, RelatedPerson, Substance
    Targets(&[
        15, 35, 71, 100, 103, 108, 109, 114, 131,
    ]),
    // CareTeam, Device, Organization, Patient, Practitioner, PractitionerRole, RelatedPerson
    Targets(&[
        15, 35, 100, 103, 108, 109, 114,
    ]),
    // CareTeam, Organization, Patient, Practitioner, PractitionerRole, RelatedPerson
    Targets(&[
        15, 100, 103, 108, 109, 114,
    ]),
    // CareTeam, Organization, Practitioner, PractitionerRole
    Targets(&[
        15, 100, 108, 109,
    ]),
    // CatalogEntry
    Targets(&[
        16,
    ]),
    // ChargeItem
    Targets(&[
        17,
    ]),
    // Claim
    Targets(&[
        19,
    ]),
    // Claim, DocumentReference, Observation, Procedure, QuestionnaireResponse, ServiceRequest
    Targets(&[
        19, 42, 96, 110, 113, 124,
    ]),
    // ClaimResponse
    Targets(&[
        20,
    ]),
    // ClaimResponse, Coverage
    Targets(&[
        20, 31,
    ]),
    // ClinicalImpression
    Targets(&[
        21,
    ]),
    // ClinicalImpression, DiagnosticReport, Observation
    Targets(&[
        21, 40, 96,
    ]),
    // Communication
    Targets(&[
        23,
    ]),
    // CommunicationRequest
    Targets(&[
        24,
    ]),
    // Composition
    Targets(&[
        26,
    ]),
    // Composition, Contract, DocumentReference, QuestionnaireResponse
    Targets(&[
        26, 30, 42, 113,
    ]),
    // Composition, DiagnosticReport, DocumentReference
    Targets(&[
        26, 40, 42,
    ]),
    // Composition, DocumentReference, QuestionnaireResponse
    Targets(&[
        26, 42, 113,
    ]),
    // Condition
    Targets(&[
        28,
    ]),
    // Condition, DiagnosticReport, DocumentReference, Media, Observation
    Targets(&[
        28, 40, 42, 74, 96,
    ]),
    // Condition, DiagnosticReport, DocumentReference, Observation
    Targets(&[
        28, 40, 42, 96,
    ]),
    // Condition, DiagnosticReport, DocumentReference, Observation, Procedure
    Targets(&[
        28, 40, 42, 96, 110,
    ]),
    // Condition, DiagnosticReport, DocumentReference, Observation, Questionnaire, QuestionnaireResponse
    Targets(&[
        28, 40, 42, 96, 112, 113,
    ]),
    // Condition, DiagnosticReport, Observation
    Targets(&[
        28, 40, 96,
    ]),
    // Condition, ImmunizationRecommendation, Observation, Procedure
    Targets(&[
        28, 64, 96, 110,
    ]),
    // Condition, Media, Observation
    Targets(&[
        28, 74, 96,
    ]),
    // Condition, MedicationStatement, NutritionOrder, Observation, RiskAssessment, ServiceRequest
    Targets(&[
        28, 80, 95, 96, 120, 124,
    ]),
    // Condition, Observation
    Targets(&[
        28, 96,
    ]),
    // Condition, Procedure
    Targets(&[
        28, 110,
    ]),
    // Consent
    Targets(&[
        29,
    ]),
    // Consent, Contract, DocumentReference, QuestionnaireResponse
    Targets(&[
        29, 30, 42, 113,
    ]),
    // Contract
    Targets(&[
        30,
    ]),
    // Contract, SupplyDelivery
    Targets(&[
        30, 138,
    ]),
    // Coverage
    Targets(&[
        31,
    ]),
    // CoverageEligibilityRequest
    Targets(&[
        32,
    ]),
    // DetectedIssue
    Targets(&[
        34,
    ]),
    // Device
    Targets(&[
        35,
    ]),
    // Device, DeviceMetric
    Targets(&[
        35, 37,
    ]),
    // Device, Group, Location, Patient
    Targets(&[
        35, 58, 71, 103,
    ]),
    // Device, Group, Location, Patient, Practitioner, PractitionerRole, RelatedPerson
    Targets(&[
        35, 58, 71, 103, 108, 109, 114,
    ]),
    // Device, Group, Location, Patient, Practitioner, PractitionerRole, Specimen
    Targets(&[
        35, 58, 71, 103, 108, 109, 126,
    ]),
    // Device, Group, Location, Patient, Substance
    Targets(&[
        35, 58, 71, 103, 131,
    ]),
    // Device, Group, Medication, Patient, Practitioner, PractitionerRole, Substance
    Targets(&[
        35, 58, 75, 103, 108, 109, 131,
    ]),
    // Device, Group, Organization, Patient, Practitioner, PractitionerRole, RelatedPerson
    Targets(&[
        35, 58, 100, 103, 108, 109, 114,
    ]),
    // Device, Group, Patient
    Targets(&[
        35, 58, 103,
    ]),
    // Device, Group, Patient, Practitioner
    Targets(&[
        35, 58, 103, 108,
    ]),
    // Device, HealthcareService, Location, Organization, Patient, Practitioner, PractitionerRole
    Targets(&[
        35, 60, 71, 100, 103, 108, 109,
    ]),
    // Device, HealthcareService, Location, Patient, Practitioner, PractitionerRole, RelatedPerson
    Targets(&[
        35, 60, 71, 103, 108, 109, 114,
    ]),
    // Device, HealthcareService, Organization, Patient, Practitioner, PractitionerRole, RelatedPerson
    Targets(&[
        35, 60, 100, 103, 108, 109, 114,
    ]),
    // Device, Immunization, Medication, MedicationAdministration, MedicationStatement, Procedure, Substance
    Targets(&[
        35, 62, 75, 76, 80, 110, 131,
    ]),
    // Device, Medication, Substance
    Targets(&[
        35, 75, 131,
    ]),
    // Device, Organization, Patient, Practitioner, PractitionerRole
    Targets(&[
        35, 100, 103, 108, 109,
    ]),
    // Device, Organization, Patient, Practitioner, PractitionerRole, RelatedPerson
    Targets(&[
        35, 100, 103, 108, 109, 114,
    ]),
    // Device, Organization, Practitioner, PractitionerRole
    Targets(&[
        35, 100, 108, 109,
    ]),
    // Device, Patient, Practitioner, PractitionerRole
    Targets(&[
        35, 103, 108, 109,
    ]),
    // Device, Patient, Practitioner, PractitionerRole, RelatedPerson
    Targets(&[
        35, 103, 108, 109, 114,
    ]),
    // Device, Practitioner, PractitionerRole
    Targets(&[
        35, 108, 109,
    ]),
    // DeviceDefinition
    Targets(&[
        36,
    ]),
    // DeviceRequest, MedicationRequest, VisionPrescription
    Targets(&[
        38, 79, 146,
    ]),
    // DiagnosticReport, FamilyMemberHistory, ImagingStudy, Media, Observation, QuestionnaireResponse, RiskAssessment
    Targets(&[
        40, 54, 61, 74, 96, 113, 120,
    ]),
    // DiagnosticReport, ImagingStudy, Immunization, MedicationAdministration, MedicationDispense, Observation, Procedure, SupplyDelivery
    Targets(&[
        40, 61, 62, 76, 77, 96, 110, 138,
    ]),
    // DocumentReference
    Targets(&[
        42,
    ]),
    // DocumentReference, ImagingStudy, Media, MolecularSequence, Observation, QuestionnaireResponse
    Targets(&[
        42, 61, 74, 93, 96, 113,
    ]),
    // DocumentReference, Media
    Targets(&[
        42, 74,
    ]),
    // Encounter
    Targets(&[
        44,
    ]),
    // Encounter, EpisodeOfCare
    Targets(&[
        44, 48,
    ]),
    // Endpoint
    Targets(&[
        45,
    ]),
    // EnrollmentRequest
    Targets(&[
        46,
    ]),
    // EpisodeOfCare
    Targets(&[
        48,
    ]),
    // EvidenceVariable
    Targets(&[
        51,
    ]),
    // Goal
    Targets(&[
        56,
    ]),
    // Group
    Targets(&[
        58,
    ]),
    // Group, HealthcareService, InsurancePlan, Location, Organization, PlanDefinition, ResearchStudy
    Targets(&[
        58, 60, 66, 71, 100, 107, 118,
    ]),
    // Group, Location, Medication, Organization, Patient, PlanDefinition, Practitioner, Procedure
    Targets(&[
        58, 71, 75, 100, 103, 107, 108, 110,
    ]),
    // Group, Organization, Patient
    Targets(&[
        58, 100, 103,
    ]),
    // Group, Organization, Patient, Practitioner, PractitionerRole, RelatedPerson
    Targets(&[
        58, 100, 103, 108, 109, 114,
    ]),
    // Group, Patient
    Targets(&[
        58, 103,
    ]),
    // Group, Patient, Practitioner, RelatedPerson
    Targets(&[
        58, 103, 108, 114,
    ]),
    // HealthcareService
    Targets(&[
        60,
    ]),
    // HealthcareService, Organization
    Targets(&[
        60, 100,
    ]),
    // ImagingStudy
    Targets(&[
        61,
    ]),
    // ImagingStudy, Immunization, MedicationAdministration, MedicationDispense, MedicationStatement, Procedure
    Targets(&[
        61, 62, 76, 77, 80, 110,
    ]),
    // Immunization
    Targets(&[
        62,
    ]),
    // Immunization, ImmunizationEvaluation
    Targets(&[
        62, 63,
    ]),
    // List
    Targets(&[
        70,
    ]),
    // Location
    Targets(&[
        71,
    ]),
    // Location, Organization
    Targets(&[
        71, 100,
    ]),
    // Location, Organization, Patient
    Targets(&[
        71, 100, 103,
    ]),
    // Location, Organization, Practitioner, PractitionerRole
    Targets(&[
        71, 100, 108, 109,
    ]),
    // Media
    Targets(&[
        74,
    ]),
    // Medication
    Targets(&[
        75,
    ]),
    // Medication, MedicinalProduct
    Targets(&[
        75, 81,
    ]),
    // Medication, MedicinalProduct, ObservationDefinition, Substance
    Targets(&[
        75, 81, 97, 131,
    ]),
    // Medication, MedicinalProduct, Substance
    Targets(&[
        75, 81, 131,
    ]),
    // Medication, MedicinalProduct, Substance, SubstanceSpecification
    Targets(&[
        75, 81, 131, 137,
    ]),
    // Medication, Substance
    Targets(&[
        75, 131,
    ]),
    // MedicationAdministration, MedicationDispense, MedicationStatement, Observation, Procedure
    Targets(&[
        76, 77, 80, 96, 110,
    ]),
    // MedicationAdministration, Observation, Procedure
    Targets(&[
        76, 96, 110,
    ]),
    // MedicationAdministration, Procedure
    Targets(&[
        76, 110,
    ]),
    // MedicationKnowledge
    Targets(&[
        78,
    ]),
    // MedicationRequest
    Targets(&[
        79,
    ]),
    // MedicationRequest, VisionPrescription
    Targets(&[
        79, 146,
    ]),
    // MedicinalProduct
    Targets(&[
        81,
    ]),
    // MedicinalProduct, MedicinalProductPackaged
    Targets(&[
        81, 88,
    ]),
    // MedicinalProductAuthorization
    Targets(&[
        82,
    ]),
    // MedicinalProductIndication
    Targets(&[
        84,
    ]),
    // MedicinalProductIngredient
    Targets(&[
        85,
    ]),
    // MedicinalProductManufactured
    Targets(&[
        87,
    ]),
    // MedicinalProductPackaged
    Targets(&[
        88,
    ]),
    // MedicinalProductPharmaceutical
    Targets(&[
        89,
    ]),
    // MedicinalProductUndesirableEffect
    Targets(&[
        90,
    ]),
    // MolecularSequence
    Targets(&[
        93,
    ]),
    // MolecularSequence, Observation, QuestionnaireResponse
    Targets(&[
        93, 96, 113,
    ]),
    // Observation
    Targets(&[
        96,
    ]),
    // Observation, Procedure
    Targets(&[
        96, 110,
    ]),
    // ObservationDefinition
    Targets(&[
        97,
    ]),
    // OperationOutcome
    Targets(&[
        99,
    ]),
    // Organization
    Targets(&[
        100,
    ]),
    // Organization, Patient
    Targets(&[
        100, 103,
    ]),
    // Organization, Patient, Practitioner, PractitionerRole
    Targets(&[
        100, 103, 108, 109,
    ]),
    // Organization, Patient, Practitioner, PractitionerRole, RelatedPerson
    Targets(&[
        100, 103, 108, 109, 114,
    ]),
    // Organization, Patient, Practitioner, RelatedPerson
    Targets(&[
        100, 103, 108, 114,
    ]),
    // Organization, Patient, RelatedPerson
    Targets(&[
        100, 103, 114,
    ]),
    // Organization, Practitioner, PractitionerRole
    Targets(&[
        100, 108, 109,
    ]),
    // Organization, Practitioner, PractitionerRole, RelatedPerson
    Targets(&[
        100, 108, 109, 114,
    ]),
    // Organization, PractitionerRole
    Targets(&[
        100, 109,
    ]),
    // Parameters
    Targets(&[
        102,
    ]),
    // Patient
    Targets(&[
        103,
    ]),
    // Patient, Person, Practitioner, RelatedPerson
    Targets(&[
        103, 106, 108, 114,
    ]),
    // Patient, Practitioner
    Targets(&[
        103, 108,
    ]),
    // Patient, Practitioner, PractitionerRole, RelatedPerson
    Targets(&[
        103, 108, 109, 114,
    ]),
    // Patient, RelatedPerson
    Targets(&[
        103, 114,
    ]),
    // PaymentReconciliation
    Targets(&[
        105,
    ]),
    // PlanDefinition
    Targets(&[
        107,
    ]),
    // Practitioner
    Targets(&[
        108,
    ]),
    // Practitioner, PractitionerRole
    Targets(&[
        108, 109,
    ]),
    // Practitioner, PractitionerRole, RelatedPerson
    Targets(&[
        108, 109, 114,
    ]),
    // PractitionerRole
    Targets(&[
        109,
    ]),
    // Procedure
    Targets(&[
        110,
    ]),
    // Provenance
    Targets(&[
        111,
    ]),
    // ResearchElementDefinition
    Targets(&[
        117,
    ]),
    // ResearchStudy
    Targets(&[
        118,
    ]),
    // RiskAssessment
    Targets(&[
        120,
    ]),
    // RiskEvidenceSynthesis
    Targets(&[
        121,
    ]),
    // Schedule
    Targets(&[
        122,
    ]),
    // ServiceRequest
    Targets(&[
        124,
    ]),
    // Slot
    Targets(&[
        125,
    ]),
    // Specimen
    Targets(&[
        126,
    ]),
    // SpecimenDefinition
    Targets(&[
        127,
    ]),
    // Substance
    Targets(&[
        131,
    ]),
    // Substance, SubstanceSpecification
    Targets(&[
        131, 137,
    ]),
    // SubstanceNucleicAcid
    Targets(&[
        132,
    ]),
    // SubstancePolymer
    Targets(&[
        133,
    ]),
    // SubstanceProtein
    Targets(&[
        134,
    ]),
    // SubstanceReferenceInformation
    Targets(&[
        135,
    ]),
    // SubstanceSourceMaterial
    Targets(&[
        136,
    ]),
    // SubstanceSpecification
    Targets(&[
        137,
    ]),
    // SupplyRequest
    Targets(&[
        139,
    ]),
    // Task
    Targets(&[
        140,
    ]),
    // TestScript
    Targets(&[
        143,
    ]),
    // ValueSet
    Targets(&[
        144,
    ]),
];
