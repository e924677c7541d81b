//! The members of the shapes, part 1 of 8.
//!
//! Made by `crates/fhir/generate/generate.py`; do not edit.

use crate::tables::Element as E;

// `Account`: contained, coverage, description, extension, guarantor, id, identifier,
// implicitRules, language, meta, modifierExtension, name, owner, partOf, servicePeriod, status,
// subject, text, type.
pub(crate) static ACCOUNT: [E; 19] = [
    E(461, 30, 0, 0, 1), E(497, 219, 0, 0, 3), E(620, 13, 0, 0, 2), E(763, 194, 0, 0, 1),
    E(889, 220, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2),
    E(1263, 210, 140, 0, 2), E(1285, 210, 1, 0, 0), E(1675, 203, 0, 0, 2), E(1742, 3, 8, 1, 2),
    E(1775, 210, 69, 0, 3), E(1842, 201, 0, 0, 0), E(1884, 182, 0, 0, 2),
];

// `ActivityDefinition`: approvalDate, author, bodySite, code, contact, contained, copyright, date,
// description, doNotPerform, dosage, dynamicValue, editor, effectivePeriod, endorser,
// experimental, extension, id, identifier, implicitRules, intent, jurisdiction, kind, language,
// lastReviewDate, library, location, meta, modifierExtension, name, observationRequirement,
// observationResultRequirement, participant, priority, productCodeableConcept, productReference,
// profile, publisher, purpose, quantity, relatedArtifact, reviewer, specimenRequirement, status,
// subjectCodeableConcept, subjectReference, subtitle, text, timingAge, timingDateTime,
// timingDuration, timingPeriod, timingRange, timingTiming, title, topic, transform, url, usage,
// useContext, version.
pub(crate) static ACTIVITY_DEFINITION: [E; 61] = [
    E(292, 4, 0, 0, 0), E(314, 184, 0, 0, 1), E(352, 182, 0, 0, 1), E(413, 182, 0, 0, 2),
    E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 0), E(519, 5, 0, 0, 2),
    E(620, 10, 0, 0, 2), E(665, 1, 0, 0, 2), E(671, 190, 0, 0, 1), E(693, 221, 0, 0, 1),
    E(694, 184, 0, 0, 1), E(701, 203, 0, 0, 2), E(713, 184, 0, 0, 1), E(750, 1, 0, 0, 2),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(968, 3, 163, 0, 0), E(994, 182, 0, 0, 3), E(998, 3, 167, 0, 2), E(1002, 3, 0, 0, 0),
    E(1007, 4, 0, 0, 0), E(1022, 2, 0, 0, 1), E(1034, 210, 108, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2), E(1190, 210, 138, 0, 1), E(1191, 210, 138, 0, 1),
    E(1286, 222, 0, 0, 1), E(1441, 3, 166, 0, 0), E(1460, 182, 0, 4, 0), E(1463, 210, 118, 4, 0),
    E(1467, 2, 0, 0, 0), E(1486, 13, 0, 0, 2), E(1487, 10, 0, 0, 0), E(1497, 214, 0, 0, 0),
    E(1564, 211, 0, 0, 1), E(1628, 184, 0, 0, 1), E(1730, 210, 171, 0, 1), E(1742, 3, 146, 1, 2),
    E(1776, 182, 0, 2, 0), E(1778, 210, 94, 2, 0), E(1793, 13, 0, 0, 0), E(1842, 201, 0, 0, 0),
    E(1858, 179, 0, 3, 0), E(1860, 5, 0, 3, 0), E(1861, 191, 0, 3, 0), E(1862, 203, 0, 3, 0),
    E(1863, 208, 0, 3, 0), E(1865, 216, 0, 3, 0), E(1868, 13, 0, 0, 2), E(1870, 182, 0, 0, 1),
    E(1878, 2, 0, 0, 0), E(1903, 16, 0, 0, 2), E(1904, 13, 0, 0, 0), E(1907, 218, 0, 0, 3),
    E(1994, 13, 0, 0, 2),
];

// `AdverseEvent`: actuality, category, contained, contributor, date, detected, encounter, event,
// extension, id, identifier, implicitRules, language, location, meta, modifierExtension, outcome,
// recordedDate, recorder, referenceDocument, resultingCondition, seriousness, severity, study,
// subject, subjectMedicalHistory, suspectEntity, text.
pub(crate) static ADVERSE_EVENT: [E; 28] = [
    E(209, 3, 20, 1, 2), E(384, 182, 0, 0, 3), E(461, 30, 0, 0, 1), E(481, 210, 79, 0, 3),
    E(519, 5, 0, 0, 2), E(634, 5, 0, 0, 2), E(711, 210, 87, 0, 2), E(732, 182, 0, 0, 2),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 2), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1034, 210, 108, 0, 2), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1249, 182, 206, 0, 2), E(1537, 5, 0, 0, 2), E(1539, 210, 153, 0, 2), E(1543, 210, 84, 0, 3),
    E(1623, 210, 41, 0, 3), E(1672, 182, 0, 0, 2), E(1683, 182, 207, 0, 2), E(1760, 210, 164, 0, 3),
    E(1775, 210, 100, 2, 2), E(1777, 210, 6, 0, 3), E(1811, 223, 0, 0, 3), E(1842, 201, 0, 0, 0),
];

// `AllergyIntolerance`: asserter, category, clinicalStatus, code, contained, criticality,
// encounter, extension, id, identifier, implicitRules, language, lastOccurrence, meta,
// modifierExtension, note, onsetAge, onsetDateTime, onsetPeriod, onsetRange, onsetString, patient,
// reaction, recordedDate, recorder, text, type, verificationStatus.
pub(crate) static ALLERGY_INTOLERANCE: [E; 28] = [
    E(300, 210, 153, 0, 2), E(384, 3, 21, 0, 3), E(409, 182, 208, 0, 2), E(413, 182, 0, 0, 2),
    E(461, 30, 0, 0, 1), E(506, 3, 22, 0, 2), E(711, 210, 87, 0, 0), E(763, 194, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1005, 5, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1),
    E(1215, 179, 0, 2, 0), E(1216, 5, 0, 2, 0), E(1217, 203, 0, 2, 0), E(1218, 208, 0, 2, 0),
    E(1219, 13, 0, 2, 0), E(1303, 210, 150, 1, 2), E(1519, 225, 0, 0, 1), E(1537, 5, 0, 0, 0),
    E(1539, 210, 153, 0, 0), E(1842, 201, 0, 0, 0), E(1884, 3, 23, 0, 2), E(1991, 182, 209, 0, 2),
];

// `Appointment`: appointmentType, basedOn, cancelationReason, comment, contained, created,
// description, end, extension, id, identifier, implicitRules, language, meta, minutesDuration,
// modifierExtension, participant, patientInstruction, priority, reasonCode, reasonReference,
// requestedPeriod, serviceCategory, serviceType, slot, specialty, start, status,
// supportingInformation, text.
pub(crate) static APPOINTMENT: [E; 30] = [
    E(291, 182, 0, 0, 2), E(341, 210, 168, 0, 1), E(370, 182, 0, 0, 2), E(428, 13, 0, 0, 0),
    E(461, 30, 0, 0, 1), E(499, 5, 0, 0, 0), E(620, 13, 0, 0, 0), E(712, 8, 0, 0, 2),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1129, 12, 0, 0, 0), E(1136, 194, 0, 0, 1),
    E(1286, 226, 0, 2, 1), E(1305, 13, 0, 0, 0), E(1441, 15, 0, 0, 0), E(1525, 182, 0, 0, 3),
    E(1527, 210, 47, 0, 1), E(1599, 203, 0, 0, 1), E(1674, 182, 0, 0, 3), E(1678, 182, 0, 0, 3),
    E(1698, 210, 169, 0, 1), E(1724, 182, 0, 0, 3), E(1735, 8, 0, 0, 2), E(1742, 3, 24, 1, 2),
    E(1809, 210, 0, 0, 1), E(1842, 201, 0, 0, 0),
];

// `AppointmentResponse`: actor, appointment, comment, contained, end, extension, id, identifier,
// implicitRules, language, meta, modifierExtension, participantStatus, participantType, start,
// text.
pub(crate) static APPOINTMENT_RESPONSE: [E; 16] = [
    E(205, 210, 70, 0, 2), E(289, 210, 7, 1, 2), E(428, 13, 0, 0, 0), E(461, 30, 0, 0, 1),
    E(712, 8, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1295, 3, 139, 2, 2), E(1296, 182, 0, 0, 3), E(1735, 8, 0, 0, 0), E(1842, 201, 0, 0, 0),
];

// `AuditEvent`: action, agent, contained, entity, extension, id, implicitRules, language, meta,
// modifierExtension, outcome, outcomeDesc, period, purposeOfEvent, recorded, source, subtype,
// text, type.
pub(crate) static AUDIT_EVENT: [E; 19] = [
    E(201, 3, 28, 0, 2), E(241, 227, 0, 3, 1), E(461, 30, 0, 0, 1), E(719, 229, 0, 0, 1),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1249, 3, 29, 0, 2), E(1252, 13, 0, 0, 2),
    E(1383, 203, 0, 0, 0), E(1488, 182, 0, 0, 3), E(1536, 8, 0, 2, 2), E(1703, 231, 0, 4, 0),
    E(1794, 183, 0, 0, 3), E(1842, 201, 0, 0, 0), E(1884, 183, 0, 1, 2),
];

// `Basic`: author, code, contained, created, extension, id, identifier, implicitRules, language,
// meta, modifierExtension, subject, text.
pub(crate) static BASIC: [E; 13] = [
    E(314, 210, 143, 0, 2), E(413, 182, 0, 1, 2), E(461, 30, 0, 0, 1), E(499, 4, 0, 0, 2),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1775, 210, 0, 0, 2),
    E(1842, 201, 0, 0, 0),
];

// `Binary`: contentType, data, id, implicitRules, language, meta, securityContext.
pub(crate) static BINARY: [E; 7] = [
    E(471, 3, 0, 1, 2), E(513, 0, 0, 0, 0), E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1657, 210, 0, 0, 2),
];

// `BiologicallyDerivedProduct`: collection, contained, extension, id, identifier, implicitRules,
// language, manipulation, meta, modifierExtension, parent, processing, productCategory,
// productCode, quantity, request, status, storage, text.
pub(crate) static BIOLOGICALLY_DERIVED_PRODUCT: [E; 19] = [
    E(424, 232, 0, 0, 0), E(461, 30, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1054, 233, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1277, 210, 11, 0, 1), E(1455, 234, 0, 0, 1),
    E(1457, 3, 141, 0, 0), E(1459, 182, 0, 0, 0), E(1497, 9, 0, 0, 0), E(1592, 210, 168, 0, 1),
    E(1742, 3, 142, 0, 0), E(1751, 235, 0, 0, 1), E(1842, 201, 0, 0, 0),
];

// `BodyStructure`: active, contained, description, extension, id, identifier, image,
// implicitRules, language, location, locationQualifier, meta, modifierExtension, morphology,
// patient, text.
pub(crate) static BODY_STRUCTURE: [E; 16] = [
    E(203, 1, 0, 0, 2), E(461, 30, 0, 0, 1), E(620, 13, 0, 0, 2), E(763, 194, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(922, 181, 0, 0, 1), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1034, 182, 0, 0, 2), E(1038, 182, 0, 0, 1), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1148, 182, 0, 0, 2), E(1303, 210, 150, 1, 2), E(1842, 201, 0, 0, 0),
];

// `Bundle`: entry, id, identifier, implicitRules, language, link, meta, signature, timestamp,
// total, type.
pub(crate) static BUNDLE: [E; 11] = [
    E(723, 236, 0, 0, 3), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 2), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1029, 240, 0, 0, 3), E(1111, 198, 0, 0, 2), E(1690, 213, 0, 0, 2),
    E(1856, 8, 0, 0, 2), E(1874, 15, 0, 0, 2), E(1884, 3, 31, 1, 2),
];

// `CapabilityStatement`: contact, contained, copyright, date, description, document, experimental,
// extension, fhirVersion, format, id, implementation, implementationGuide, implicitRules, imports,
// instantiates, jurisdiction, kind, language, messaging, meta, modifierExtension, name,
// patchFormat, publisher, purpose, rest, software, status, text, title, url, useContext, version.
pub(crate) static CAPABILITY_STATEMENT: [E; 34] = [
    E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 0), E(519, 5, 0, 2, 2),
    E(620, 10, 0, 0, 0), E(667, 241, 0, 0, 3), E(750, 1, 0, 0, 2), E(763, 194, 0, 0, 1),
    E(778, 3, 6, 4, 2), E(850, 3, 0, 5, 3), E(911, 7, 0, 0, 2), E(927, 242, 0, 0, 2),
    E(928, 2, 0, 0, 3), E(930, 16, 0, 0, 2), E(932, 2, 0, 0, 3), E(959, 2, 0, 0, 3),
    E(994, 182, 0, 0, 3), E(998, 3, 32, 3, 2), E(1002, 3, 0, 0, 0), E(1110, 243, 0, 0, 3),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2), E(1299, 3, 0, 0, 3),
    E(1486, 13, 0, 0, 2), E(1487, 10, 0, 0, 0), E(1619, 246, 0, 0, 3), E(1700, 253, 0, 0, 2),
    E(1742, 3, 146, 1, 2), E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2), E(1903, 16, 0, 0, 2),
    E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `CarePlan`: activity, addresses, author, basedOn, careTeam, category, contained, contributor,
// created, description, encounter, extension, goal, id, identifier, implicitRules,
// instantiatesCanonical, instantiatesUri, intent, language, meta, modifierExtension, note, partOf,
// period, replaces, status, subject, supportingInfo, text, title.
pub(crate) static CARE_PLAN: [E; 31] = [
    E(204, 254, 0, 0, 1), E(224, 210, 41, 0, 3), E(314, 210, 24, 0, 2), E(341, 210, 12, 0, 3),
    E(379, 210, 19, 0, 1), E(384, 182, 0, 0, 3), E(461, 30, 0, 0, 1), E(481, 210, 24, 0, 1),
    E(499, 5, 0, 0, 2), E(620, 13, 0, 0, 2), E(711, 210, 87, 0, 2), E(763, 194, 0, 0, 1),
    E(878, 210, 93, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(960, 2, 0, 0, 3), E(961, 16, 0, 0, 3), E(968, 3, 165, 2, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1), E(1285, 210, 12, 0, 3),
    E(1383, 203, 0, 0, 2), E(1582, 210, 12, 0, 3), E(1742, 3, 168, 1, 2), E(1775, 210, 99, 3, 2),
    E(1807, 210, 0, 0, 1), E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2),
];

// `CareTeam`: category, contained, encounter, extension, id, identifier, implicitRules, language,
// managingOrganization, meta, modifierExtension, name, note, participant, period, reasonCode,
// reasonReference, status, subject, telecom, text.
pub(crate) static CARE_TEAM: [E; 21] = [
    E(384, 182, 0, 0, 3), E(461, 30, 0, 0, 1), E(711, 210, 87, 0, 2), E(763, 194, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1050, 210, 140, 0, 3), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2),
    E(1172, 180, 0, 0, 1), E(1286, 256, 0, 0, 1), E(1383, 203, 0, 0, 2), E(1525, 182, 0, 0, 1),
    E(1527, 210, 41, 0, 1), E(1742, 3, 34, 0, 2), E(1775, 210, 99, 0, 2), E(1833, 185, 0, 0, 1),
    E(1842, 201, 0, 0, 0),
];

// `CatalogEntry`: additionalCharacteristic, additionalClassification, additionalIdentifier,
// classification, contained, extension, id, identifier, implicitRules, language, lastUpdated,
// meta, modifierExtension, orderable, referencedItem, relatedEntry, status, text, type, validTo,
// validityPeriod.
pub(crate) static CATALOG_ENTRY: [E; 21] = [
    E(212, 182, 0, 0, 1), E(213, 182, 0, 0, 1), E(214, 196, 0, 0, 1), E(407, 182, 0, 0, 1),
    E(461, 30, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1008, 5, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1232, 1, 0, 1, 2), E(1553, 210, 2, 2, 2), E(1565, 257, 0, 0, 1),
    E(1742, 3, 146, 0, 0), E(1842, 201, 0, 0, 0), E(1884, 182, 0, 0, 0), E(1918, 5, 0, 0, 0),
    E(1927, 203, 0, 0, 0),
];

// `ChargeItem`: account, bodysite, code, contained, context, costCenter, definitionCanonical,
// definitionUri, enteredDate, enterer, extension, factorOverride, id, identifier, implicitRules,
// language, meta, modifierExtension, note, occurrenceDateTime, occurrencePeriod, occurrenceTiming,
// overrideReason, partOf, performer, performingOrganization, priceOverride,
// productCodeableConcept, productReference, quantity, reason, requestingOrganization, service,
// status, subject, supportingInformation, text.
pub(crate) static CHARGE_ITEM: [E; 37] = [
    E(199, 210, 1, 0, 3), E(353, 182, 0, 0, 3), E(413, 182, 0, 2, 2), E(461, 30, 0, 0, 1),
    E(473, 210, 88, 0, 2), E(489, 210, 140, 0, 0), E(599, 2, 0, 0, 1), E(605, 16, 0, 0, 1),
    E(717, 5, 0, 0, 2), E(718, 210, 75, 0, 2), E(763, 194, 0, 0, 1), E(772, 6, 0, 0, 0),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1), E(1198, 5, 0, 4, 2),
    E(1199, 203, 0, 4, 2), E(1201, 216, 0, 4, 2), E(1261, 13, 0, 0, 0), E(1285, 210, 28, 0, 1),
    E(1378, 258, 0, 0, 1), E(1382, 210, 140, 0, 0), E(1435, 199, 0, 0, 0), E(1460, 182, 0, 5, 0),
    E(1463, 210, 73, 5, 0), E(1497, 207, 0, 0, 2), E(1524, 182, 0, 0, 1), E(1602, 210, 140, 0, 0),
    E(1673, 210, 83, 0, 1), E(1742, 3, 35, 1, 2), E(1775, 210, 99, 3, 2), E(1809, 210, 0, 0, 1),
    E(1842, 201, 0, 0, 0),
];

// `ChargeItemDefinition`: applicability, approvalDate, code, contact, contained, copyright, date,
// derivedFromUri, description, effectivePeriod, experimental, extension, id, identifier,
// implicitRules, instance, jurisdiction, language, lastReviewDate, meta, modifierExtension,
// partOf, propertyGroup, publisher, replaces, status, text, title, url, useContext, version.
pub(crate) static CHARGE_ITEM_DEFINITION: [E; 31] = [
    E(284, 259, 0, 0, 1), E(292, 4, 0, 0, 0), E(413, 182, 0, 0, 2), E(460, 184, 0, 0, 3),
    E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 0), E(519, 5, 0, 0, 2), E(619, 16, 0, 0, 3),
    E(620, 10, 0, 0, 2), E(701, 203, 0, 0, 2), E(750, 1, 0, 0, 2), E(763, 194, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(958, 210, 73, 0, 1),
    E(994, 182, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1007, 4, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1285, 2, 0, 0, 3), E(1475, 260, 0, 0, 1), E(1486, 13, 0, 0, 2),
    E(1582, 2, 0, 0, 3), E(1742, 3, 146, 2, 2), E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2),
    E(1903, 16, 0, 1, 2), E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `Claim`: accident, billablePeriod, careTeam, contained, created, diagnosis, enterer, extension,
// facility, fundsReserve, id, identifier, implicitRules, insurance, insurer, item, language, meta,
// modifierExtension, originalPrescription, patient, payee, prescription, priority, procedure,
// provider, referral, related, status, subType, supportingInfo, text, total, type, use.
pub(crate) static CLAIM: [E; 35] = [
    E(198, 262, 0, 0, 0), E(349, 203, 0, 0, 2), E(379, 263, 0, 0, 1), E(461, 30, 0, 0, 1),
    E(499, 5, 0, 5, 2), E(640, 264, 0, 0, 1), E(718, 210, 158, 0, 0), E(763, 194, 0, 0, 1),
    E(769, 210, 108, 0, 0), E(862, 182, 0, 0, 0), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1),
    E(930, 16, 0, 0, 2), E(963, 265, 0, 8, 3), E(964, 210, 140, 0, 2), E(989, 266, 0, 0, 1),
    E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1245, 210, 81, 0, 0),
    E(1303, 210, 150, 4, 2), E(1359, 269, 0, 0, 0), E(1428, 210, 81, 0, 0), E(1441, 182, 0, 7, 2),
    E(1447, 270, 0, 0, 1), E(1480, 210, 146, 6, 2), E(1554, 210, 168, 0, 0), E(1562, 271, 0, 0, 1),
    E(1742, 3, 85, 1, 2), E(1773, 182, 0, 0, 0), E(1807, 272, 0, 0, 1), E(1842, 201, 0, 0, 0),
    E(1874, 199, 0, 0, 0), E(1884, 182, 0, 2, 2), E(1906, 3, 36, 3, 2),
];

// `ClaimResponse`: addItem, adjudication, communicationRequest, contained, created, disposition,
// error, extension, form, formCode, fundsReserve, id, identifier, implicitRules, insurance,
// insurer, item, language, meta, modifierExtension, outcome, patient, payeeType, payment,
// preAuthPeriod, preAuthRef, processNote, request, requestor, status, subType, text, total, type,
// use.
pub(crate) static CLAIM_RESPONSE: [E; 35] = [
    E(211, 273, 0, 0, 1), E(225, 279, 0, 0, 1), E(431, 210, 36, 0, 1), E(461, 30, 0, 0, 1),
    E(499, 5, 0, 5, 2), E(660, 13, 0, 0, 0), E(727, 276, 0, 0, 1), E(763, 194, 0, 0, 1),
    E(848, 181, 0, 0, 0), E(849, 182, 0, 0, 0), E(862, 182, 0, 0, 0), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2), E(963, 277, 0, 0, 1), E(964, 210, 140, 6, 2),
    E(989, 278, 0, 0, 1), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1249, 3, 157, 7, 2), E(1303, 210, 150, 4, 2), E(1360, 182, 0, 0, 0), E(1364, 282, 0, 0, 0),
    E(1411, 203, 0, 0, 0), E(1412, 13, 0, 0, 0), E(1454, 283, 0, 0, 1), E(1592, 210, 29, 0, 2),
    E(1603, 210, 146, 0, 0), E(1742, 3, 85, 1, 2), E(1773, 182, 0, 0, 0), E(1842, 201, 0, 0, 0),
    E(1874, 284, 0, 0, 3), E(1884, 182, 0, 2, 2), E(1906, 3, 36, 3, 2),
];

// `ClinicalImpression`: assessor, code, contained, date, description, effectiveDateTime,
// effectivePeriod, encounter, extension, finding, id, identifier, implicitRules, investigation,
// language, meta, modifierExtension, note, previous, problem, prognosisCodeableConcept,
// prognosisReference, protocol, status, statusReason, subject, summary, supportingInfo, text.
pub(crate) static CLINICAL_IMPRESSION: [E; 29] = [
    E(302, 210, 158, 0, 2), E(413, 182, 0, 0, 2), E(461, 30, 0, 0, 1), E(519, 5, 0, 0, 2),
    E(620, 13, 0, 0, 2), E(699, 5, 0, 3, 2), E(701, 203, 0, 3, 2), E(711, 210, 87, 0, 2),
    E(763, 194, 0, 0, 1), E(782, 285, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(976, 286, 0, 0, 1), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1), E(1433, 210, 33, 0, 0), E(1446, 210, 4, 0, 3),
    E(1468, 182, 0, 0, 1), E(1469, 210, 165, 0, 1), E(1477, 16, 0, 0, 1), E(1742, 3, 75, 1, 2),
    E(1745, 182, 0, 0, 0), E(1775, 210, 99, 2, 2), E(1798, 13, 0, 0, 0), E(1807, 210, 0, 0, 1),
    E(1842, 201, 0, 0, 0),
];

// `CodeSystem`: caseSensitive, compositional, concept, contact, contained, content, copyright,
// count, date, description, experimental, extension, filter, hierarchyMeaning, id, identifier,
// implicitRules, jurisdiction, language, meta, modifierExtension, name, property, publisher,
// purpose, status, supplements, text, title, url, useContext, valueSet, version, versionNeeded.
pub(crate) static CODE_SYSTEM: [E; 34] = [
    E(383, 1, 0, 0, 2), E(443, 1, 0, 0, 2), E(446, 287, 0, 0, 1), E(460, 184, 0, 0, 3),
    E(461, 30, 0, 0, 1), E(465, 3, 38, 2, 2), E(486, 10, 0, 0, 0), E(491, 15, 0, 0, 2),
    E(519, 5, 0, 0, 2), E(620, 10, 0, 0, 0), E(750, 1, 0, 0, 2), E(763, 194, 0, 0, 1),
    E(780, 290, 0, 0, 3), E(901, 3, 39, 0, 2), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(994, 182, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2), E(1474, 291, 0, 0, 3), E(1486, 13, 0, 0, 2),
    E(1487, 10, 0, 0, 0), E(1742, 3, 146, 1, 2), E(1801, 2, 0, 0, 2), E(1842, 201, 0, 0, 0),
    E(1868, 13, 0, 0, 2), E(1903, 16, 0, 0, 2), E(1907, 218, 0, 0, 3), E(1969, 2, 0, 0, 2),
    E(1994, 13, 0, 0, 2), E(1996, 1, 0, 0, 2),
];

// `Communication`: about, basedOn, category, contained, encounter, extension, id, identifier,
// implicitRules, inResponseTo, instantiatesCanonical, instantiatesUri, language, medium, meta,
// modifierExtension, note, partOf, payload, priority, reasonCode, reasonReference, received,
// recipient, sender, sent, status, statusReason, subject, text, topic.
pub(crate) static COMMUNICATION: [E; 31] = [
    E(194, 210, 0, 0, 1), E(341, 210, 0, 0, 3), E(384, 182, 0, 0, 1), E(461, 30, 0, 0, 1),
    E(711, 210, 87, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(935, 210, 35, 0, 1), E(960, 2, 0, 0, 3), E(961, 16, 0, 0, 3),
    E(1002, 3, 0, 0, 0), E(1107, 182, 0, 0, 1), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1172, 180, 0, 0, 1), E(1285, 210, 0, 0, 3), E(1361, 292, 0, 0, 1), E(1441, 3, 166, 0, 2),
    E(1525, 182, 0, 0, 3), E(1527, 210, 43, 0, 3), E(1530, 5, 0, 0, 0), E(1534, 210, 20, 0, 1),
    E(1661, 210, 71, 0, 0), E(1663, 5, 0, 0, 0), E(1742, 3, 76, 1, 2), E(1745, 182, 0, 0, 2),
    E(1775, 210, 99, 0, 2), E(1842, 201, 0, 0, 0), E(1870, 182, 0, 0, 0),
];

// `CommunicationRequest`: about, authoredOn, basedOn, category, contained, doNotPerform,
// encounter, extension, groupIdentifier, id, identifier, implicitRules, language, medium, meta,
// modifierExtension, note, occurrenceDateTime, occurrencePeriod, payload, priority, reasonCode,
// reasonReference, recipient, replaces, requester, sender, status, statusReason, subject, text.
pub(crate) static COMMUNICATION_REQUEST: [E; 31] = [
    E(194, 210, 0, 0, 1), E(321, 5, 0, 0, 2), E(341, 210, 0, 0, 3), E(384, 182, 0, 0, 1),
    E(461, 30, 0, 0, 1), E(665, 1, 0, 0, 2), E(711, 210, 87, 0, 2), E(763, 194, 0, 0, 1),
    E(882, 196, 0, 0, 2), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1107, 182, 0, 0, 1), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1172, 180, 0, 0, 1), E(1198, 5, 0, 2, 2), E(1199, 203, 0, 2, 2), E(1361, 293, 0, 0, 1),
    E(1441, 3, 166, 0, 2), E(1525, 182, 0, 0, 3), E(1527, 210, 43, 0, 3), E(1534, 210, 20, 0, 1),
    E(1582, 210, 36, 0, 3), E(1600, 210, 75, 0, 2), E(1661, 210, 71, 0, 2), E(1742, 3, 168, 1, 2),
    E(1745, 182, 0, 0, 0), E(1775, 210, 99, 0, 0), E(1842, 201, 0, 0, 0),
];

// `CompartmentDefinition`: code, contact, contained, date, description, experimental, extension,
// id, implicitRules, language, meta, modifierExtension, name, publisher, purpose, resource,
// search, status, text, url, useContext, version.
pub(crate) static COMPARTMENT_DEFINITION: [E; 22] = [
    E(413, 3, 40, 4, 2), E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1), E(519, 5, 0, 0, 2),
    E(620, 10, 0, 0, 0), E(750, 1, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1158, 13, 0, 2, 2), E(1486, 13, 0, 0, 2), E(1487, 10, 0, 0, 0), E(1610, 294, 0, 0, 3),
    E(1650, 1, 0, 5, 2), E(1742, 3, 146, 3, 2), E(1842, 201, 0, 0, 0), E(1903, 16, 0, 1, 2),
    E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `Composition`: attester, author, category, confidentiality, contained, custodian, date,
// encounter, event, extension, id, identifier, implicitRules, language, meta, modifierExtension,
// relatesTo, section, status, subject, text, title, type.
pub(crate) static COMPOSITION: [E; 23] = [
    E(312, 295, 0, 0, 1), E(314, 210, 75, 4, 3), E(384, 182, 0, 0, 3), E(454, 3, 219, 0, 2),
    E(461, 30, 0, 0, 1), E(509, 210, 140, 0, 2), E(519, 5, 0, 3, 2), E(711, 210, 87, 0, 2),
    E(732, 296, 0, 0, 3), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 2),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1567, 297, 0, 0, 1), E(1655, 298, 0, 0, 1), E(1742, 3, 42, 1, 2), E(1775, 210, 0, 0, 2),
    E(1842, 201, 0, 0, 0), E(1868, 13, 0, 5, 2), E(1884, 182, 0, 2, 2),
];

// `ConceptMap`: contact, contained, copyright, date, description, experimental, extension, group,
// id, identifier, implicitRules, jurisdiction, language, meta, modifierExtension, name, publisher,
// purpose, sourceCanonical, sourceUri, status, targetCanonical, targetUri, text, title, url,
// useContext, version.
pub(crate) static CONCEPT_MAP: [E; 28] = [
    E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 0), E(519, 5, 0, 0, 2),
    E(620, 10, 0, 0, 0), E(750, 1, 0, 0, 2), E(763, 194, 0, 0, 1), E(881, 299, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 2), E(930, 16, 0, 0, 2), E(994, 182, 0, 0, 3),
    E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2),
    E(1486, 13, 0, 0, 2), E(1487, 10, 0, 0, 0), E(1705, 2, 0, 2, 2), E(1715, 16, 0, 2, 2),
    E(1742, 3, 146, 1, 2), E(1819, 2, 0, 3, 2), E(1828, 16, 0, 3, 2), E(1842, 201, 0, 0, 0),
    E(1868, 13, 0, 0, 2), E(1903, 16, 0, 0, 2), E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `Condition`: abatementAge, abatementDateTime, abatementPeriod, abatementRange, abatementString,
// asserter, bodySite, category, clinicalStatus, code, contained, encounter, evidence, extension,
// id, identifier, implicitRules, language, meta, modifierExtension, note, onsetAge, onsetDateTime,
// onsetPeriod, onsetRange, onsetString, recordedDate, recorder, severity, stage, subject, text,
// verificationStatus.
pub(crate) static CONDITION: [E; 33] = [
    E(187, 179, 0, 3, 0), E(188, 5, 0, 3, 0), E(189, 203, 0, 3, 0), E(190, 208, 0, 3, 0),
    E(191, 13, 0, 3, 0), E(300, 210, 153, 0, 2), E(352, 182, 0, 0, 3), E(384, 182, 0, 0, 1),
    E(409, 182, 211, 0, 2), E(413, 182, 0, 0, 2), E(461, 30, 0, 0, 1), E(711, 210, 87, 0, 2),
    E(737, 304, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1172, 180, 0, 0, 1), E(1215, 179, 0, 2, 2), E(1216, 5, 0, 2, 2), E(1217, 203, 0, 2, 2),
    E(1218, 208, 0, 2, 2), E(1219, 13, 0, 2, 2), E(1537, 5, 0, 0, 2), E(1539, 210, 153, 0, 2),
    E(1683, 182, 0, 0, 0), E(1733, 305, 0, 0, 1), E(1775, 210, 99, 1, 2), E(1842, 201, 0, 0, 0),
    E(1991, 182, 212, 0, 2),
];

// `Consent`: category, contained, dateTime, extension, id, identifier, implicitRules, language,
// meta, modifierExtension, organization, patient, performer, policy, policyRule, provision, scope,
// sourceAttachment, sourceReference, status, text, verification.
pub(crate) static CONSENT: [E; 22] = [
    E(384, 182, 0, 3, 3), E(461, 30, 0, 0, 1), E(527, 5, 0, 0, 2), E(763, 194, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1241, 210, 140, 0, 3), E(1303, 210, 150, 0, 2),
    E(1378, 210, 143, 0, 3), E(1399, 306, 0, 0, 1), E(1401, 182, 0, 0, 2), E(1481, 307, 0, 0, 2),
    E(1647, 182, 0, 2, 2), E(1704, 181, 0, 4, 2), E(1713, 210, 53, 4, 2), E(1742, 3, 50, 1, 2),
    E(1842, 201, 0, 0, 0), E(1989, 310, 0, 0, 3),
];

// `Contract`: alias, applies, author, authority, contained, contentDefinition, contentDerivative,
// domain, expirationType, extension, friendly, id, identifier, implicitRules,
// instantiatesCanonical, instantiatesUri, issued, language, legal, legalState,
// legallyBindingAttachment, legallyBindingReference, meta, modifierExtension, name,
// relevantHistory, rule, scope, signer, site, status, subType, subject, subtitle, supportingInfo,
// term, text, title, topicCodeableConcept, topicReference, type, url, version.
pub(crate) static CONTRACT: [E; 43] = [
    E(243, 13, 0, 0, 1), E(286, 203, 0, 0, 2), E(314, 210, 142, 0, 0), E(323, 210, 140, 0, 1),
    E(461, 30, 0, 0, 1), E(467, 311, 0, 0, 0), E(468, 182, 0, 0, 0), E(670, 210, 108, 0, 1),
    E(752, 182, 0, 0, 0), E(763, 194, 0, 0, 1), E(857, 312, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(960, 210, 54, 0, 0), E(961, 16, 0, 0, 0),
    E(987, 5, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1011, 313, 0, 0, 1), E(1013, 182, 0, 0, 0),
    E(1015, 181, 0, 2, 0), E(1016, 210, 38, 2, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1158, 13, 0, 0, 2), E(1574, 210, 162, 0, 1), E(1637, 314, 0, 0, 1), E(1647, 182, 0, 0, 0),
    E(1691, 315, 0, 0, 1), E(1692, 210, 108, 0, 1), E(1742, 3, 55, 0, 2), E(1773, 182, 0, 0, 3),
    E(1775, 210, 0, 0, 3), E(1793, 13, 0, 0, 0), E(1807, 210, 0, 0, 1), E(1838, 316, 0, 0, 1),
    E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2), E(1871, 182, 0, 1, 0), E(1872, 210, 0, 1, 0),
    E(1884, 182, 0, 0, 2), E(1903, 16, 0, 0, 0), E(1994, 13, 0, 0, 2),
];

// `Coverage`: beneficiary, class, contained, contract, costToBeneficiary, dependent, extension,
// id, identifier, implicitRules, language, meta, modifierExtension, network, order, payor, period,
// policyHolder, relationship, status, subrogation, subscriber, subscriberId, text, type.
pub(crate) static COVERAGE: [E; 25] = [
    E(345, 210, 150, 2, 2), E(405, 326, 0, 0, 1), E(461, 30, 0, 0, 1), E(477, 210, 54, 0, 1),
    E(490, 327, 0, 0, 1), E(614, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1167, 13, 0, 0, 2), E(1229, 12, 0, 0, 2), E(1371, 210, 145, 3, 3),
    E(1383, 203, 0, 0, 2), E(1400, 210, 145, 0, 2), E(1569, 182, 0, 0, 0), E(1742, 3, 85, 1, 2),
    E(1784, 1, 0, 0, 0), E(1785, 210, 154, 0, 2), E(1786, 13, 0, 0, 2), E(1842, 201, 0, 0, 0),
    E(1884, 182, 0, 0, 2),
];

// `CoverageEligibilityRequest`: contained, created, enterer, extension, facility, id, identifier,
// implicitRules, insurance, insurer, item, language, meta, modifierExtension, patient, priority,
// provider, purpose, servicedDate, servicedPeriod, status, supportingInfo, text.
pub(crate) static COVERAGE_ELIGIBILITY_REQUEST: [E; 23] = [
    E(461, 30, 0, 0, 1), E(499, 5, 0, 5, 2), E(718, 210, 158, 0, 0), E(763, 194, 0, 0, 1),
    E(769, 210, 108, 0, 0), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2),
    E(963, 329, 0, 0, 1), E(964, 210, 140, 6, 2), E(989, 330, 0, 0, 1), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1303, 210, 150, 3, 2), E(1441, 182, 0, 0, 0),
    E(1480, 210, 146, 0, 0), E(1487, 3, 68, 2, 3), E(1679, 4, 0, 4, 0), E(1680, 203, 0, 4, 0),
    E(1742, 3, 85, 1, 2), E(1807, 332, 0, 0, 1), E(1842, 201, 0, 0, 0),
];

// `CoverageEligibilityResponse`: contained, created, disposition, error, extension, form, id,
// identifier, implicitRules, insurance, insurer, language, meta, modifierExtension, outcome,
// patient, preAuthRef, purpose, request, requestor, servicedDate, servicedPeriod, status, text.
pub(crate) static COVERAGE_ELIGIBILITY_RESPONSE: [E; 24] = [
    E(461, 30, 0, 0, 1), E(499, 5, 0, 5, 2), E(660, 13, 0, 0, 0), E(727, 333, 0, 0, 1),
    E(763, 194, 0, 0, 1), E(848, 182, 0, 0, 0), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1),
    E(930, 16, 0, 0, 2), E(963, 334, 0, 0, 1), E(964, 210, 140, 8, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1249, 3, 157, 7, 2), E(1303, 210, 150, 3, 2),
    E(1412, 13, 0, 0, 0), E(1487, 3, 69, 2, 3), E(1592, 210, 57, 6, 2), E(1603, 210, 146, 0, 0),
    E(1679, 4, 0, 4, 0), E(1680, 203, 0, 4, 0), E(1742, 3, 85, 1, 2), E(1842, 201, 0, 0, 0),
];

// `DetectedIssue`: author, code, contained, detail, evidence, extension, id, identifiedDateTime,
// identifiedPeriod, identifier, implicated, implicitRules, language, meta, mitigation,
// modifierExtension, patient, reference, severity, status, text.
pub(crate) static DETECTED_ISSUE: [E; 21] = [
    E(314, 210, 79, 0, 2), E(413, 182, 0, 0, 2), E(461, 30, 0, 0, 1), E(623, 13, 0, 0, 0),
    E(737, 340, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(912, 5, 0, 2, 2),
    E(913, 203, 0, 2, 2), E(915, 196, 0, 0, 3), E(929, 210, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1130, 341, 0, 0, 1), E(1136, 194, 0, 0, 1),
    E(1303, 210, 150, 0, 2), E(1541, 16, 0, 0, 0), E(1683, 3, 59, 0, 2), E(1742, 3, 134, 1, 2),
    E(1842, 201, 0, 0, 0),
];

// `Device`: contact, contained, definition, deviceName, distinctIdentifier, expirationDate,
// extension, id, identifier, implicitRules, language, location, lotNumber, manufactureDate,
// manufacturer, meta, modelNumber, modifierExtension, note, owner, parent, partNumber, patient,
// property, safety, serialNumber, specialization, status, statusReason, text, type, udiCarrier,
// url, version.
pub(crate) static DEVICE: [E; 34] = [
    E(460, 185, 0, 0, 1), E(461, 30, 0, 0, 1), E(598, 210, 80, 0, 0), E(639, 342, 0, 0, 1),
    E(661, 13, 0, 0, 0), E(751, 5, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1034, 210, 108, 0, 0),
    E(1044, 13, 0, 0, 0), E(1055, 5, 0, 0, 0), E(1058, 13, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1133, 13, 0, 0, 0), E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1), E(1263, 210, 140, 0, 0),
    E(1277, 210, 59, 0, 0), E(1284, 13, 0, 0, 0), E(1303, 210, 150, 0, 0), E(1474, 343, 0, 0, 1),
    E(1639, 182, 0, 0, 3), E(1667, 13, 0, 0, 0), E(1723, 344, 0, 0, 1), E(1742, 3, 62, 0, 2),
    E(1745, 182, 0, 0, 1), E(1842, 201, 0, 0, 0), E(1884, 182, 0, 0, 0), E(1890, 345, 0, 0, 3),
    E(1903, 16, 0, 0, 0), E(1994, 346, 0, 0, 1),
];

// `DeviceDefinition`: capability, contact, contained, deviceName, extension, id, identifier,
// implicitRules, language, languageCode, manufacturerReference, manufacturerString, material,
// meta, modelNumber, modifierExtension, note, onlineInformation, owner, parentDevice,
// physicalCharacteristics, property, quantity, safety, shelfLifeStorage, specialization, text,
// type, udiDeviceIdentifier, url, version.
pub(crate) static DEVICE_DEFINITION: [E; 31] = [
    E(375, 347, 0, 0, 1), E(460, 185, 0, 0, 1), E(461, 30, 0, 0, 1), E(639, 348, 0, 0, 1),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1003, 182, 0, 0, 1), E(1059, 210, 140, 1, 0), E(1060, 13, 0, 1, 0),
    E(1070, 349, 0, 0, 1), E(1111, 198, 0, 0, 2), E(1133, 13, 0, 0, 0), E(1136, 194, 0, 0, 1),
    E(1172, 180, 0, 0, 1), E(1213, 16, 0, 0, 0), E(1263, 210, 140, 0, 0), E(1278, 210, 80, 0, 2),
    E(1392, 205, 0, 0, 0), E(1474, 350, 0, 0, 1), E(1497, 207, 0, 0, 0), E(1639, 182, 0, 0, 3),
    E(1686, 206, 0, 0, 1), E(1723, 351, 0, 0, 1), E(1842, 201, 0, 0, 0), E(1884, 182, 0, 0, 0),
    E(1891, 352, 0, 0, 1), E(1903, 16, 0, 0, 0), E(1994, 13, 0, 0, 1),
];

// `DeviceMetric`: calibration, category, color, contained, extension, id, identifier,
// implicitRules, language, measurementPeriod, meta, modifierExtension, operationalStatus, parent,
// source, text, type, unit.
pub(crate) static DEVICE_METRIC: [E; 18] = [
    E(367, 353, 0, 0, 3), E(384, 3, 124, 2, 2), E(426, 3, 125, 0, 2), E(461, 30, 0, 0, 1),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1100, 216, 0, 0, 2), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1225, 3, 126, 0, 2), E(1277, 210, 59, 0, 2), E(1703, 210, 59, 0, 2), E(1842, 201, 0, 0, 0),
    E(1884, 182, 0, 1, 2), E(1895, 182, 0, 0, 2),
];

// `DeviceRequest`: authoredOn, basedOn, codeCodeableConcept, codeReference, contained, encounter,
// extension, groupIdentifier, id, identifier, implicitRules, instantiatesCanonical,
// instantiatesUri, insurance, intent, language, meta, modifierExtension, note, occurrenceDateTime,
// occurrencePeriod, occurrenceTiming, parameter, performer, performerType, priorRequest, priority,
// reasonCode, reasonReference, relevantHistory, requester, status, subject, supportingInfo, text.
pub(crate) static DEVICE_REQUEST: [E; 35] = [
    E(321, 5, 0, 0, 2), E(341, 210, 0, 0, 3), E(414, 182, 0, 2, 2), E(416, 210, 59, 2, 2),
    E(461, 30, 0, 0, 1), E(711, 210, 87, 0, 2), E(763, 194, 0, 0, 1), E(882, 196, 0, 0, 2),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(960, 2, 0, 0, 3),
    E(961, 16, 0, 0, 3), E(963, 210, 32, 0, 1), E(968, 3, 163, 1, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1), E(1198, 5, 0, 4, 2),
    E(1199, 203, 0, 4, 2), E(1201, 216, 0, 4, 2), E(1273, 354, 0, 0, 1), E(1378, 210, 22, 0, 2),
    E(1381, 182, 0, 0, 2), E(1440, 210, 0, 0, 3), E(1441, 3, 166, 0, 2), E(1525, 182, 0, 0, 3),
    E(1527, 210, 43, 0, 3), E(1574, 210, 162, 0, 1), E(1600, 210, 76, 0, 2), E(1742, 3, 168, 0, 2),
    E(1775, 210, 61, 3, 2), E(1807, 210, 0, 0, 1), E(1842, 201, 0, 0, 0),
];

// `DeviceUseStatement`: basedOn, bodySite, contained, derivedFrom, device, extension, id,
// identifier, implicitRules, language, meta, modifierExtension, note, reasonCode, reasonReference,
// recordedOn, source, status, subject, text, timingDateTime, timingPeriod, timingTiming.
pub(crate) static DEVICE_USE_STATEMENT: [E; 23] = [
    E(341, 210, 168, 0, 3), E(352, 182, 0, 0, 2), E(461, 30, 0, 0, 1), E(618, 210, 30, 0, 3),
    E(637, 210, 59, 4, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1172, 180, 0, 0, 1), E(1525, 182, 0, 0, 3), E(1527, 210, 42, 0, 3), E(1538, 5, 0, 0, 2),
    E(1703, 210, 153, 0, 2), E(1742, 3, 61, 1, 2), E(1775, 210, 99, 2, 2), E(1842, 201, 0, 0, 0),
    E(1860, 5, 0, 3, 2), E(1862, 203, 0, 3, 2), E(1865, 216, 0, 3, 2),
];
