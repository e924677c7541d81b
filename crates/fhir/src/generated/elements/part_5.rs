//! The members of the shapes, part 5 of 8.
//!
//! Made by `crates/fhir/generate/generate.py`; do not edit.

use crate::tables::Element as E;

// `Money`: currency, extension, id, value.
pub(crate) static MONEY: [E; 4] = [
    E(508, 3, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1928, 6, 0, 0, 2),
];

// `MoneyQuantity`: code, comparator, extension, id, system, unit, value.
pub(crate) static MONEY_QUANTITY: [E; 7] = [
    E(413, 3, 0, 0, 2), E(433, 3, 148, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1815, 16, 0, 0, 2), E(1895, 13, 0, 0, 2), E(1928, 6, 0, 0, 2),
];

// `Narrative`: div, extension, id, status.
pub(crate) static NARRATIVE: [E; 4] = [
    E(664, 19, 0, 2, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1742, 3, 130, 1, 0),
];

// `ParameterDefinition`: documentation, extension, id, max, min, name, profile, type, use.
pub(crate) static PARAMETER_DEFINITION: [E; 9] = [
    E(669, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1074, 13, 0, 0, 2),
    E(1114, 9, 0, 0, 2), E(1158, 3, 0, 0, 2), E(1467, 2, 0, 0, 2), E(1884, 3, 7, 2, 2),
    E(1906, 3, 136, 1, 2),
];

// `Period`: end, extension, id, start.
pub(crate) static PERIOD: [E; 4] = [
    E(712, 5, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1735, 5, 0, 0, 2),
];

// `Population`: ageCodeableConcept, ageRange, extension, gender, id, modifierExtension,
// physiologicalCondition, race.
pub(crate) static POPULATION: [E; 8] = [
    E(237, 182, 0, 1, 2), E(238, 208, 0, 1, 2), E(763, 194, 0, 0, 1), E(864, 182, 0, 0, 2),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1394, 182, 0, 0, 2), E(1507, 182, 0, 0, 2),
];

// `ProdCharacteristic`: color, depth, extension, externalDiameter, height, id, image, imprint,
// modifierExtension, nominalVolume, scoring, shape, weight, width.
pub(crate) static PROD_CHARACTERISTIC: [E; 14] = [
    E(426, 13, 0, 0, 3), E(616, 207, 0, 0, 2), E(763, 194, 0, 0, 1), E(764, 207, 0, 0, 2),
    E(899, 207, 0, 0, 2), E(911, 20, 0, 0, 0), E(922, 181, 0, 0, 3), E(933, 13, 0, 0, 3),
    E(1136, 194, 0, 0, 3), E(1169, 207, 0, 0, 2), E(1649, 182, 0, 0, 2), E(1685, 13, 0, 0, 2),
    E(2001, 207, 0, 0, 2), E(2010, 207, 0, 0, 2),
];

// `ProductShelfLife`: extension, id, identifier, modifierExtension, period,
// specialPrecautionsForStorage, type.
pub(crate) static PRODUCT_SHELF_LIFE: [E; 7] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 2), E(1136, 194, 0, 0, 3),
    E(1383, 207, 0, 2, 2), E(1722, 182, 0, 0, 3), E(1884, 182, 0, 1, 2),
];

// `Quantity`: code, comparator, extension, id, system, unit, value.
pub(crate) static QUANTITY: [E; 7] = [
    E(413, 3, 0, 0, 2), E(433, 3, 148, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1815, 16, 0, 0, 2), E(1895, 13, 0, 0, 2), E(1928, 6, 0, 0, 2),
];

// `Range`: extension, high, id, low.
pub(crate) static RANGE: [E; 4] = [
    E(763, 194, 0, 0, 1), E(902, 214, 0, 0, 2), E(911, 20, 0, 0, 0), E(1045, 214, 0, 0, 2),
];

// `Ratio`: denominator, extension, id, numerator.
pub(crate) static RATIO: [E; 4] = [
    E(612, 207, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1186, 207, 0, 0, 2),
];

// `Reference`: display, extension, id, identifier, reference, type.
pub(crate) static REFERENCE: [E; 6] = [
    E(659, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 2),
    E(1541, 13, 0, 0, 2), E(1884, 16, 0, 0, 2),
];

// `RelatedArtifact`: citation, display, document, extension, id, label, resource, type, url.
pub(crate) static RELATED_ARTIFACT: [E; 9] = [
    E(401, 10, 0, 0, 2), E(659, 13, 0, 0, 2), E(667, 181, 0, 0, 2), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1001, 13, 0, 0, 2), E(1610, 2, 0, 0, 2), E(1884, 3, 155, 1, 2),
    E(1903, 17, 0, 0, 2),
];

// `SampledData`: data, dimensions, extension, factor, id, lowerLimit, origin, period, upperLimit.
pub(crate) static SAMPLED_DATA: [E; 9] = [
    E(513, 13, 0, 0, 0), E(649, 12, 0, 3, 2), E(763, 194, 0, 0, 1), E(771, 6, 0, 0, 2),
    E(911, 20, 0, 0, 0), E(1047, 6, 0, 0, 2), E(1244, 214, 0, 1, 2), E(1383, 6, 0, 2, 2),
    E(1901, 6, 0, 0, 2),
];

// `Signature`: data, extension, id, onBehalfOf, sigFormat, targetFormat, type, when, who.
pub(crate) static SIGNATURE: [E; 9] = [
    E(513, 0, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1211, 210, 75, 0, 2),
    E(1689, 3, 0, 0, 0), E(1821, 3, 0, 0, 0), E(1884, 183, 0, 1, 3), E(2003, 8, 0, 2, 2),
    E(2009, 210, 75, 3, 2),
];

// `SimpleQuantity`: code, extension, id, system, unit, value.
pub(crate) static SIMPLE_QUANTITY: [E; 6] = [
    E(413, 3, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1815, 16, 0, 0, 2),
    E(1895, 13, 0, 0, 2), E(1928, 6, 0, 0, 2),
];

// `SubstanceAmount`: amountQuantity, amountRange, amountString, amountText, amountType, extension,
// id, modifierExtension, referenceRange.
pub(crate) static SUBSTANCE_AMOUNT: [E; 9] = [
    E(261, 207, 0, 1, 2), E(262, 208, 0, 1, 2), E(265, 13, 0, 1, 2), E(266, 13, 0, 0, 2),
    E(267, 182, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1546, 607, 0, 0, 2),
];

// `Timing`: code, event, extension, id, modifierExtension, repeat.
pub(crate) static TIMING: [E; 6] = [
    E(413, 182, 0, 0, 2), E(732, 5, 0, 0, 3), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1577, 678, 0, 0, 2),
];

// `TriggerDefinition`: condition, data, extension, id, name, timingDate, timingDateTime,
// timingReference, timingTiming, type.
pub(crate) static TRIGGER_DEFINITION: [E; 10] = [
    E(449, 193, 0, 0, 2), E(513, 188, 0, 0, 3), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1158, 13, 0, 0, 2), E(1859, 4, 0, 2, 2), E(1860, 5, 0, 2, 2), E(1864, 210, 167, 2, 2),
    E(1865, 216, 0, 2, 2), E(1884, 3, 199, 1, 2),
];

// `UsageContext`: code, extension, id, valueCodeableConcept, valueQuantity, valueRange,
// valueReference.
pub(crate) static USAGE_CONTEXT: [E; 7] = [
    E(413, 183, 0, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1937, 182, 0, 2, 2),
    E(1963, 207, 0, 2, 2), E(1964, 208, 0, 2, 2), E(1966, 210, 95, 2, 2),
];

// `Account.coverage`: coverage, extension, id, modifierExtension, priority.
pub(crate) static ACCOUNT_COVERAGE: [E; 5] = [
    E(497, 210, 56, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1441, 12, 0, 0, 2),
];

// `Account.guarantor`: extension, id, modifierExtension, onHold, party, period.
pub(crate) static ACCOUNT_GUARANTOR: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1212, 1, 0, 0, 0),
    E(1298, 210, 145, 1, 0), E(1383, 203, 0, 0, 0),
];

// `ActivityDefinition.dynamicValue`: expression, extension, id, modifierExtension, path.
pub(crate) static ACTIVITY_DEFINITION_DYNAMIC_VALUE: [E; 5] = [
    E(761, 193, 0, 2, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1302, 13, 0, 1, 0),
];

// `ActivityDefinition.participant`: extension, id, modifierExtension, role, type.
pub(crate) static ACTIVITY_DEFINITION_PARTICIPANT: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1633, 182, 0, 0, 0),
    E(1884, 3, 12, 1, 0),
];

// `AdverseEvent.suspectEntity`: causality, extension, id, instance, modifierExtension.
pub(crate) static ADVERSE_EVENT_SUSPECT_ENTITY: [E; 5] = [
    E(385, 224, 0, 0, 3), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(958, 210, 72, 1, 2),
    E(1136, 194, 0, 0, 3),
];

// `AdverseEvent.suspectEntity.causality`: assessment, author, extension, id, method,
// modifierExtension, productRelatedness.
pub(crate) static ADVERSE_EVENT_SUSPECT_ENTITY_CAUSALITY: [E; 7] = [
    E(301, 182, 0, 0, 2), E(314, 210, 158, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1113, 182, 0, 0, 2), E(1136, 194, 0, 0, 3), E(1464, 13, 0, 0, 2),
];

// `AllergyIntolerance.reaction`: description, exposureRoute, extension, id, manifestation,
// modifierExtension, note, onset, severity, substance.
pub(crate) static ALLERGY_INTOLERANCE_REACTION: [E; 10] = [
    E(620, 13, 0, 0, 0), E(757, 182, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1052, 182, 0, 1, 1), E(1136, 194, 0, 0, 3), E(1172, 180, 0, 0, 1), E(1214, 5, 0, 0, 0),
    E(1683, 3, 152, 0, 0), E(1787, 182, 0, 0, 0),
];

// `Appointment.participant`: actor, extension, id, modifierExtension, period, required, status,
// type.
pub(crate) static APPOINTMENT_PARTICIPANT: [E; 8] = [
    E(205, 210, 70, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1383, 203, 0, 0, 0), E(1604, 3, 138, 0, 2), E(1742, 3, 139, 1, 2), E(1884, 182, 0, 0, 3),
];

// `AuditEvent.agent`: altId, extension, id, location, media, modifierExtension, name, network,
// policy, purposeOfUse, requestor, role, type, who.
pub(crate) static AUDIT_EVENT_AGENT: [E; 14] = [
    E(255, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1034, 210, 108, 0, 0),
    E(1102, 183, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1158, 13, 0, 0, 0), E(1167, 228, 0, 0, 0),
    E(1399, 16, 0, 0, 1), E(1489, 182, 0, 0, 1), E(1603, 1, 0, 1, 2), E(1633, 182, 0, 0, 1),
    E(1884, 182, 0, 0, 0), E(2009, 210, 75, 0, 2),
];

// `AuditEvent.agent.network`: address, extension, id, modifierExtension, type.
pub(crate) static AUDIT_EVENT_AGENT_NETWORK: [E; 5] = [
    E(223, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1884, 3, 131, 0, 0),
];

// `AuditEvent.entity`: description, detail, extension, id, lifecycle, modifierExtension, name,
// query, role, securityLabel, type, what.
pub(crate) static AUDIT_EVENT_ENTITY: [E; 12] = [
    E(620, 13, 0, 0, 0), E(623, 230, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1024, 183, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1158, 13, 0, 0, 2), E(1502, 0, 0, 0, 2),
    E(1633, 183, 0, 0, 0), E(1658, 183, 0, 0, 1), E(1884, 183, 0, 0, 0), E(2002, 210, 0, 0, 2),
];

// `AuditEvent.entity.detail`: extension, id, modifierExtension, type, valueBase64Binary,
// valueString.
pub(crate) static AUDIT_EVENT_ENTITY_DETAIL: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1884, 13, 0, 1, 0),
    E(1933, 0, 0, 2, 0), E(1971, 13, 0, 2, 0),
];

// `AuditEvent.source`: extension, id, modifierExtension, observer, site, type.
pub(crate) static AUDIT_EVENT_SOURCE: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1194, 210, 75, 1, 2),
    E(1692, 13, 0, 0, 0), E(1884, 183, 0, 0, 1),
];

// `BiologicallyDerivedProduct.collection`: collectedDateTime, collectedPeriod, collector,
// extension, id, modifierExtension, source.
pub(crate) static BIOLOGICALLY_DERIVED_PRODUCT_COLLECTION: [E; 7] = [
    E(421, 5, 0, 1, 0), E(422, 203, 0, 1, 0), E(425, 210, 158, 0, 0), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1703, 210, 141, 0, 0),
];

// `BiologicallyDerivedProduct.manipulation`: description, extension, id, modifierExtension,
// timeDateTime, timePeriod.
pub(crate) static BIOLOGICALLY_DERIVED_PRODUCT_MANIPULATION: [E; 6] = [
    E(620, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1851, 5, 0, 1, 0), E(1854, 203, 0, 1, 0),
];

// `BiologicallyDerivedProduct.processing`: additive, description, extension, id,
// modifierExtension, procedure, timeDateTime, timePeriod.
pub(crate) static BIOLOGICALLY_DERIVED_PRODUCT_PROCESSING: [E; 8] = [
    E(217, 210, 172, 0, 0), E(620, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1447, 182, 0, 0, 0), E(1851, 5, 0, 1, 0), E(1854, 203, 0, 1, 0),
];

// `BiologicallyDerivedProduct.storage`: description, duration, extension, id, modifierExtension,
// scale, temperature.
pub(crate) static BIOLOGICALLY_DERIVED_PRODUCT_STORAGE: [E; 7] = [
    E(620, 13, 0, 0, 0), E(689, 203, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1641, 3, 143, 0, 0), E(1834, 6, 0, 0, 0),
];

// `Bundle.entry`: extension, fullUrl, id, link, modifierExtension, request, resource, response,
// search.
pub(crate) static BUNDLE_ENTRY: [E; 9] = [
    E(763, 194, 0, 0, 1), E(859, 16, 0, 0, 2), E(911, 20, 0, 0, 0), E(1029, 240, 0, 0, 3),
    E(1136, 194, 0, 0, 3), E(1592, 237, 0, 0, 2), E(1610, 30, 0, 0, 2), E(1613, 238, 0, 0, 2),
    E(1650, 239, 0, 0, 2),
];

// `Bundle.entry.request`: extension, id, ifMatch, ifModifiedSince, ifNoneExist, ifNoneMatch,
// method, modifierExtension, url.
pub(crate) static BUNDLE_ENTRY_REQUEST: [E; 9] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(918, 13, 0, 0, 2), E(919, 8, 0, 0, 2),
    E(920, 13, 0, 0, 2), E(921, 13, 0, 0, 2), E(1113, 3, 96, 1, 2), E(1136, 194, 0, 0, 3),
    E(1903, 16, 0, 2, 2),
];

// `Bundle.entry.response`: etag, extension, id, lastModified, location, modifierExtension,
// outcome, status.
pub(crate) static BUNDLE_ENTRY_RESPONSE: [E; 8] = [
    E(729, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1004, 8, 0, 0, 2),
    E(1034, 16, 0, 0, 2), E(1136, 194, 0, 0, 3), E(1249, 30, 0, 0, 2), E(1742, 13, 0, 1, 2),
];

// `Bundle.entry.search`: extension, id, mode, modifierExtension, score.
pub(crate) static BUNDLE_ENTRY_SEARCH: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1132, 3, 181, 0, 2), E(1136, 194, 0, 0, 3),
    E(1648, 6, 0, 0, 2),
];

// `Bundle.link`: extension, id, modifierExtension, relation, url.
pub(crate) static BUNDLE_LINK: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1568, 13, 0, 1, 2),
    E(1903, 16, 0, 2, 2),
];

// `CapabilityStatement.document`: documentation, extension, id, mode, modifierExtension, profile.
pub(crate) static CAPABILITY_STATEMENT_DOCUMENT: [E; 6] = [
    E(669, 10, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1132, 3, 65, 1, 2),
    E(1136, 194, 0, 0, 3), E(1467, 2, 0, 2, 2),
];

// `CapabilityStatement.implementation`: custodian, description, extension, id, modifierExtension,
// url.
pub(crate) static CAPABILITY_STATEMENT_IMPLEMENTATION: [E; 6] = [
    E(509, 210, 140, 0, 2), E(620, 13, 0, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1903, 17, 0, 0, 2),
];

// `CapabilityStatement.messaging`: documentation, endpoint, extension, id, modifierExtension,
// reliableCache, supportedMessage.
pub(crate) static CAPABILITY_STATEMENT_MESSAGING: [E; 7] = [
    E(669, 10, 0, 0, 0), E(714, 244, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1575, 15, 0, 0, 0), E(1804, 245, 0, 0, 3),
];

// `CapabilityStatement.messaging.endpoint`: address, extension, id, modifierExtension, protocol.
pub(crate) static CAPABILITY_STATEMENT_MESSAGING_ENDPOINT: [E; 5] = [
    E(223, 17, 0, 2, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1477, 183, 0, 1, 0),
];

// `CapabilityStatement.messaging.supportedMessage`: definition, extension, id, mode,
// modifierExtension.
pub(crate) static CAPABILITY_STATEMENT_MESSAGING_SUPPORTED_MESSAGE: [E; 5] = [
    E(598, 2, 0, 2, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1132, 3, 74, 1, 2),
    E(1136, 194, 0, 0, 3),
];

// `CapabilityStatement.rest`: compartment, documentation, extension, id, interaction, mode,
// modifierExtension, operation, resource, searchParam, security.
pub(crate) static CAPABILITY_STATEMENT_REST: [E; 11] = [
    E(437, 2, 0, 0, 1), E(669, 10, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(970, 247, 0, 0, 1), E(1132, 3, 177, 1, 2), E(1136, 194, 0, 0, 3), E(1223, 250, 0, 0, 3),
    E(1610, 248, 0, 0, 3), E(1652, 251, 0, 0, 1), E(1656, 252, 0, 0, 2),
];

// `CapabilityStatement.rest.interaction`: code, documentation, extension, id, modifierExtension.
pub(crate) static CAPABILITY_STATEMENT_REST_INTERACTION: [E; 5] = [
    E(413, 3, 178, 1, 0), E(669, 10, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `CapabilityStatement.rest.resource`: conditionalCreate, conditionalDelete, conditionalRead,
// conditionalUpdate, documentation, extension, id, interaction, modifierExtension, operation,
// profile, readHistory, referencePolicy, searchInclude, searchParam, searchRevInclude,
// supportedProfile, type, updateCreate, versioning.
pub(crate) static CAPABILITY_STATEMENT_REST_RESOURCE: [E; 20] = [
    E(450, 1, 0, 0, 0), E(451, 3, 46, 0, 0), E(452, 3, 47, 0, 0), E(453, 1, 0, 0, 0),
    E(669, 10, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(970, 249, 0, 0, 1),
    E(1136, 194, 0, 0, 3), E(1223, 250, 0, 0, 3), E(1467, 2, 0, 0, 2), E(1521, 1, 0, 0, 0),
    E(1545, 3, 153, 0, 1), E(1651, 13, 0, 0, 1), E(1652, 251, 0, 0, 1), E(1653, 13, 0, 0, 1),
    E(1805, 2, 0, 0, 3), E(1884, 3, 174, 1, 2), E(1900, 1, 0, 0, 0), E(1997, 3, 203, 0, 0),
];

// `CapabilityStatement.rest.resource.interaction`: code, documentation, extension, id,
// modifierExtension.
pub(crate) static CAPABILITY_STATEMENT_REST_RESOURCE_INTERACTION: [E; 5] = [
    E(413, 3, 179, 1, 0), E(669, 10, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `CapabilityStatement.rest.resource.operation`: definition, documentation, extension, id,
// modifierExtension, name.
pub(crate) static CAPABILITY_STATEMENT_REST_RESOURCE_OPERATION: [E; 6] = [
    E(598, 2, 0, 2, 2), E(669, 10, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1158, 13, 0, 1, 2),
];

// `CapabilityStatement.rest.resource.searchParam`: definition, documentation, extension, id,
// modifierExtension, name, type.
pub(crate) static CAPABILITY_STATEMENT_REST_RESOURCE_SEARCH_PARAM: [E; 7] = [
    E(598, 2, 0, 0, 0), E(669, 10, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1158, 13, 0, 1, 0), E(1884, 3, 183, 2, 0),
];

// `CapabilityStatement.rest.security`: cors, description, extension, id, modifierExtension,
// service.
pub(crate) static CAPABILITY_STATEMENT_REST_SECURITY: [E; 6] = [
    E(487, 1, 0, 0, 2), E(620, 10, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1673, 182, 0, 0, 3),
];

// `CapabilityStatement.software`: extension, id, modifierExtension, name, releaseDate, version.
pub(crate) static CAPABILITY_STATEMENT_SOFTWARE: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1158, 13, 0, 1, 2),
    E(1573, 5, 0, 0, 2), E(1994, 13, 0, 0, 2),
];

// `CarePlan.activity`: detail, extension, id, modifierExtension, outcomeCodeableConcept,
// outcomeReference, progress, reference.
pub(crate) static CARE_PLAN_ACTIVITY: [E; 8] = [
    E(623, 255, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1251, 182, 0, 0, 1), E(1253, 210, 0, 0, 1), E(1473, 180, 0, 0, 1), E(1541, 210, 9, 0, 0),
];

// `CarePlan.activity.detail`: code, dailyAmount, description, doNotPerform, extension, goal, id,
// instantiatesCanonical, instantiatesUri, kind, location, modifierExtension, performer,
// productCodeableConcept, productReference, quantity, reasonCode, reasonReference,
// scheduledPeriod, scheduledString, scheduledTiming, status, statusReason.
pub(crate) static CARE_PLAN_ACTIVITY_DETAIL: [E; 23] = [
    E(413, 182, 0, 0, 0), E(512, 214, 0, 0, 0), E(620, 13, 0, 0, 0), E(665, 1, 0, 0, 0),
    E(763, 194, 0, 0, 1), E(878, 210, 93, 0, 1), E(911, 20, 0, 0, 0), E(960, 2, 0, 0, 1),
    E(961, 16, 0, 0, 1), E(998, 3, 175, 0, 0), E(1034, 210, 108, 0, 0), E(1136, 194, 0, 0, 3),
    E(1378, 210, 22, 0, 1), E(1460, 182, 0, 3, 0), E(1463, 210, 118, 3, 0), E(1497, 214, 0, 0, 0),
    E(1525, 182, 0, 0, 1), E(1527, 210, 43, 0, 1), E(1643, 203, 0, 2, 0), E(1644, 13, 0, 2, 0),
    E(1645, 216, 0, 2, 0), E(1742, 3, 33, 1, 0), E(1745, 182, 0, 0, 0),
];

// `CareTeam.participant`: extension, id, member, modifierExtension, onBehalfOf, period, role.
pub(crate) static CARE_TEAM_PARTICIPANT: [E; 7] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1108, 210, 25, 0, 2), E(1136, 194, 0, 0, 3),
    E(1211, 210, 140, 0, 2), E(1383, 203, 0, 0, 0), E(1633, 182, 0, 0, 3),
];

// `CatalogEntry.relatedEntry`: extension, id, item, modifierExtension, relationtype.
pub(crate) static CATALOG_ENTRY_RELATED_ENTRY: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(989, 210, 27, 2, 0), E(1136, 194, 0, 0, 3),
    E(1570, 3, 156, 1, 0),
];

// `ChargeItem.performer`: actor, extension, function, id, modifierExtension.
pub(crate) static CHARGE_ITEM_PERFORMER: [E; 5] = [
    E(205, 210, 24, 1, 0), E(763, 194, 0, 0, 1), E(860, 182, 0, 0, 0), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `ChargeItemDefinition.applicability`: description, expression, extension, id, language,
// modifierExtension.
pub(crate) static CHARGE_ITEM_DEFINITION_APPLICABILITY: [E; 6] = [
    E(620, 13, 0, 0, 0), E(761, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1002, 13, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `ChargeItemDefinition.propertyGroup`: applicability, extension, id, modifierExtension,
// priceComponent.
pub(crate) static CHARGE_ITEM_DEFINITION_PROPERTY_GROUP: [E; 5] = [
    E(284, 259, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1434, 261, 0, 0, 1),
];

// `ChargeItemDefinition.propertyGroup.priceComponent`: amount, code, extension, factor, id,
// modifierExtension, type.
pub(crate) static CHARGE_ITEM_DEFINITION_PROPERTY_GROUP_PRICE_COMPONENT: [E; 7] = [
    E(260, 199, 0, 0, 0), E(413, 182, 0, 0, 0), E(763, 194, 0, 0, 1), E(771, 6, 0, 0, 0),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1884, 3, 100, 1, 0),
];

// `Claim.accident`: date, extension, id, locationAddress, locationReference, modifierExtension,
// type.
pub(crate) static CLAIM_ACCIDENT: [E; 7] = [
    E(519, 4, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1035, 178, 0, 2, 0),
    E(1039, 210, 108, 2, 0), E(1136, 194, 0, 0, 3), E(1884, 182, 0, 0, 0),
];

// `Claim.careTeam`: extension, id, modifierExtension, provider, qualification, responsible, role,
// sequence.
pub(crate) static CLAIM_CARE_TEAM: [E; 8] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1480, 210, 146, 2, 0),
    E(1491, 182, 0, 0, 0), E(1617, 1, 0, 0, 0), E(1633, 182, 0, 0, 0), E(1664, 12, 0, 1, 0),
];

// `Claim.diagnosis`: diagnosisCodeableConcept, diagnosisReference, extension, id,
// modifierExtension, onAdmission, packageCode, sequence, type.
pub(crate) static CLAIM_DIAGNOSIS: [E; 9] = [
    E(641, 182, 0, 2, 0), E(642, 210, 41, 2, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1210, 182, 0, 0, 0), E(1264, 182, 0, 0, 0), E(1664, 12, 0, 1, 0),
    E(1884, 182, 0, 0, 1),
];

// `Claim.insurance`: businessArrangement, claimResponse, coverage, extension, focal, id,
// identifier, modifierExtension, preAuthRef, sequence.
pub(crate) static CLAIM_INSURANCE: [E; 10] = [
    E(363, 13, 0, 0, 0), E(404, 210, 31, 0, 0), E(497, 210, 56, 3, 2), E(763, 194, 0, 0, 1),
    E(839, 1, 0, 2, 2), E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1412, 13, 0, 0, 1), E(1664, 12, 0, 1, 2),
];

// `Claim.item`: bodySite, careTeamSequence, category, detail, diagnosisSequence, encounter,
// extension, factor, id, informationSequence, locationAddress, locationCodeableConcept,
// locationReference, modifier, modifierExtension, net, procedureSequence, productOrService,
// programCode, quantity, revenue, sequence, servicedDate, servicedPeriod, subSite, udi, unitPrice.
pub(crate) static CLAIM_ITEM: [E; 27] = [
    E(352, 182, 0, 0, 0), E(380, 12, 0, 0, 1), E(384, 182, 0, 0, 0), E(623, 267, 0, 0, 1),
    E(643, 12, 0, 0, 1), E(711, 210, 87, 0, 1), E(763, 194, 0, 0, 1), E(771, 6, 0, 0, 0),
    E(911, 20, 0, 0, 0), E(947, 12, 0, 0, 1), E(1035, 178, 0, 4, 0), E(1037, 182, 0, 4, 0),
    E(1039, 210, 108, 4, 0), E(1135, 182, 0, 0, 1), E(1136, 194, 0, 0, 3), E(1166, 199, 0, 0, 0),
    E(1451, 12, 0, 0, 1), E(1462, 182, 0, 2, 0), E(1471, 182, 0, 0, 1), E(1497, 214, 0, 0, 0),
    E(1627, 182, 0, 0, 0), E(1664, 12, 0, 1, 0), E(1679, 4, 0, 3, 0), E(1680, 203, 0, 3, 0),
    E(1772, 182, 0, 0, 1), E(1889, 210, 59, 0, 1), E(1898, 199, 0, 0, 0),
];

// `Claim.item.detail`: category, extension, factor, id, modifier, modifierExtension, net,
// productOrService, programCode, quantity, revenue, sequence, subDetail, udi, unitPrice.
pub(crate) static CLAIM_ITEM_DETAIL: [E; 15] = [
    E(384, 182, 0, 0, 0), E(763, 194, 0, 0, 1), E(771, 6, 0, 0, 0), E(911, 20, 0, 0, 0),
    E(1135, 182, 0, 0, 1), E(1136, 194, 0, 0, 3), E(1166, 199, 0, 0, 0), E(1462, 182, 0, 2, 0),
    E(1471, 182, 0, 0, 1), E(1497, 214, 0, 0, 0), E(1627, 182, 0, 0, 0), E(1664, 12, 0, 1, 0),
    E(1770, 268, 0, 0, 1), E(1889, 210, 59, 0, 1), E(1898, 199, 0, 0, 0),
];

// `Claim.item.detail.subDetail`: category, extension, factor, id, modifier, modifierExtension,
// net, productOrService, programCode, quantity, revenue, sequence, udi, unitPrice.
pub(crate) static CLAIM_ITEM_DETAIL_SUB_DETAIL: [E; 14] = [
    E(384, 182, 0, 0, 0), E(763, 194, 0, 0, 1), E(771, 6, 0, 0, 0), E(911, 20, 0, 0, 0),
    E(1135, 182, 0, 0, 1), E(1136, 194, 0, 0, 3), E(1166, 199, 0, 0, 0), E(1462, 182, 0, 2, 0),
    E(1471, 182, 0, 0, 1), E(1497, 214, 0, 0, 0), E(1627, 182, 0, 0, 0), E(1664, 12, 0, 1, 0),
    E(1889, 210, 59, 0, 1), E(1898, 199, 0, 0, 0),
];

// `Claim.payee`: extension, id, modifierExtension, party, type.
pub(crate) static CLAIM_PAYEE: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1298, 210, 143, 0, 0),
    E(1884, 182, 0, 1, 0),
];

// `Claim.procedure`: date, extension, id, modifierExtension, procedureCodeableConcept,
// procedureReference, sequence, type, udi.
pub(crate) static CLAIM_PROCEDURE: [E; 9] = [
    E(519, 5, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1449, 182, 0, 2, 0), E(1450, 210, 161, 2, 0), E(1664, 12, 0, 1, 0), E(1884, 182, 0, 0, 1),
    E(1889, 210, 59, 0, 1),
];

// `Claim.related`: claim, extension, id, modifierExtension, reference, relationship.
pub(crate) static CLAIM_RELATED: [E; 6] = [
    E(403, 210, 29, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1541, 196, 0, 0, 0), E(1569, 182, 0, 0, 0),
];

// `Claim.supportingInfo`: category, code, extension, id, modifierExtension, reason, sequence,
// timingDate, timingPeriod, valueAttachment, valueBoolean, valueQuantity, valueReference,
// valueString.
pub(crate) static CLAIM_SUPPORTING_INFO: [E; 14] = [
    E(384, 182, 0, 2, 0), E(413, 182, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1524, 182, 0, 0, 0), E(1664, 12, 0, 1, 0), E(1859, 4, 0, 3, 0),
    E(1862, 203, 0, 3, 0), E(1932, 181, 0, 4, 0), E(1934, 1, 0, 4, 0), E(1963, 207, 0, 4, 0),
    E(1966, 210, 0, 4, 0), E(1971, 13, 0, 4, 0),
];

// `ClaimResponse.addItem`: adjudication, bodySite, detail, detailSequence, extension, factor, id,
// itemSequence, locationAddress, locationCodeableConcept, locationReference, modifier,
// modifierExtension, net, noteNumber, productOrService, programCode, provider, quantity,
// servicedDate, servicedPeriod, subSite, subdetailSequence, unitPrice.
pub(crate) static CLAIM_RESPONSE_ADD_ITEM: [E; 24] = [
    E(225, 279, 0, 4, 1), E(352, 182, 0, 0, 0), E(623, 274, 0, 0, 1), E(630, 12, 0, 0, 1),
    E(763, 194, 0, 0, 1), E(771, 6, 0, 0, 0), E(911, 20, 0, 0, 0), E(992, 12, 0, 0, 1),
    E(1035, 178, 0, 3, 0), E(1037, 182, 0, 3, 0), E(1039, 210, 108, 3, 0), E(1135, 182, 0, 0, 1),
    E(1136, 194, 0, 0, 3), E(1166, 199, 0, 0, 0), E(1173, 12, 0, 0, 1), E(1462, 182, 0, 1, 0),
    E(1471, 182, 0, 0, 1), E(1480, 210, 146, 0, 1), E(1497, 214, 0, 0, 0), E(1679, 4, 0, 2, 0),
    E(1680, 203, 0, 2, 0), E(1772, 182, 0, 0, 1), E(1774, 12, 0, 0, 1), E(1898, 199, 0, 0, 0),
];

// `ClaimResponse.addItem.detail`: adjudication, extension, factor, id, modifier,
// modifierExtension, net, noteNumber, productOrService, quantity, subDetail, unitPrice.
pub(crate) static CLAIM_RESPONSE_ADD_ITEM_DETAIL: [E; 12] = [
    E(225, 279, 0, 2, 1), E(763, 194, 0, 0, 1), E(771, 6, 0, 0, 0), E(911, 20, 0, 0, 0),
    E(1135, 182, 0, 0, 1), E(1136, 194, 0, 0, 3), E(1166, 199, 0, 0, 0), E(1173, 12, 0, 0, 1),
    E(1462, 182, 0, 1, 0), E(1497, 214, 0, 0, 0), E(1770, 275, 0, 0, 1), E(1898, 199, 0, 0, 0),
];

// `ClaimResponse.addItem.detail.subDetail`: adjudication, extension, factor, id, modifier,
// modifierExtension, net, noteNumber, productOrService, quantity, unitPrice.
pub(crate) static CLAIM_RESPONSE_ADD_ITEM_DETAIL_SUB_DETAIL: [E; 11] = [
    E(225, 279, 0, 2, 1), E(763, 194, 0, 0, 1), E(771, 6, 0, 0, 0), E(911, 20, 0, 0, 0),
    E(1135, 182, 0, 0, 1), E(1136, 194, 0, 0, 3), E(1166, 199, 0, 0, 0), E(1173, 12, 0, 0, 1),
    E(1462, 182, 0, 1, 0), E(1497, 214, 0, 0, 0), E(1898, 199, 0, 0, 0),
];

// `ClaimResponse.error`: code, detailSequence, extension, id, itemSequence, modifierExtension,
// subDetailSequence.
pub(crate) static CLAIM_RESPONSE_ERROR: [E; 7] = [
    E(413, 182, 0, 1, 0), E(630, 12, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(992, 12, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1771, 12, 0, 0, 0),
];

// `ClaimResponse.insurance`: businessArrangement, claimResponse, coverage, extension, focal, id,
// modifierExtension, sequence.
pub(crate) static CLAIM_RESPONSE_INSURANCE: [E; 8] = [
    E(363, 13, 0, 0, 0), E(404, 210, 31, 0, 0), E(497, 210, 56, 3, 0), E(763, 194, 0, 0, 1),
    E(839, 1, 0, 2, 0), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1664, 12, 0, 1, 0),
];

// `ClaimResponse.item`: adjudication, detail, extension, id, itemSequence, modifierExtension,
// noteNumber.
pub(crate) static CLAIM_RESPONSE_ITEM: [E; 7] = [
    E(225, 279, 0, 2, 1), E(623, 280, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(992, 12, 0, 1, 0), E(1136, 194, 0, 0, 3), E(1173, 12, 0, 0, 1),
];

// `ClaimResponse.item.adjudication`: amount, category, extension, id, modifierExtension, reason,
// value.
pub(crate) static CLAIM_RESPONSE_ITEM_ADJUDICATION: [E; 7] = [
    E(260, 199, 0, 0, 0), E(384, 182, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1524, 182, 0, 0, 0), E(1928, 6, 0, 0, 0),
];

// `ClaimResponse.item.detail`: adjudication, detailSequence, extension, id, modifierExtension,
// noteNumber, subDetail.
pub(crate) static CLAIM_RESPONSE_ITEM_DETAIL: [E; 7] = [
    E(225, 279, 0, 2, 1), E(630, 12, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1173, 12, 0, 0, 1), E(1770, 281, 0, 0, 1),
];

// `ClaimResponse.item.detail.subDetail`: adjudication, extension, id, modifierExtension,
// noteNumber, subDetailSequence.
pub(crate) static CLAIM_RESPONSE_ITEM_DETAIL_SUB_DETAIL: [E; 6] = [
    E(225, 279, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1173, 12, 0, 0, 1), E(1771, 12, 0, 1, 0),
];

// `ClaimResponse.payment`: adjustment, adjustmentReason, amount, date, extension, id, identifier,
// modifierExtension, type.
pub(crate) static CLAIM_RESPONSE_PAYMENT: [E; 9] = [
    E(226, 199, 0, 0, 0), E(227, 182, 0, 0, 0), E(260, 199, 0, 2, 0), E(519, 4, 0, 0, 0),
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1884, 182, 0, 1, 0),
];

// `ClaimResponse.processNote`: extension, id, language, modifierExtension, number, text, type.
pub(crate) static CLAIM_RESPONSE_PROCESS_NOTE: [E; 7] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1002, 182, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1178, 12, 0, 0, 0), E(1842, 13, 0, 1, 0), E(1884, 3, 132, 0, 0),
];

// `ClaimResponse.total`: amount, category, extension, id, modifierExtension.
pub(crate) static CLAIM_RESPONSE_TOTAL: [E; 5] = [
    E(260, 199, 0, 2, 2), E(384, 182, 0, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `ClinicalImpression.finding`: basis, extension, id, itemCodeableConcept, itemReference,
// modifierExtension.
pub(crate) static CLINICAL_IMPRESSION_FINDING: [E; 6] = [
    E(342, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(990, 182, 0, 0, 0),
    E(991, 210, 48, 0, 0), E(1136, 194, 0, 0, 3),
];

// `ClinicalImpression.investigation`: code, extension, id, item, modifierExtension.
pub(crate) static CLINICAL_IMPRESSION_INVESTIGATION: [E; 5] = [
    E(413, 182, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(989, 210, 82, 0, 1),
    E(1136, 194, 0, 0, 3),
];

// `CodeSystem.concept`: code, concept, definition, designation, display, extension, id,
// modifierExtension, property.
pub(crate) static CODE_SYSTEM_CONCEPT: [E; 9] = [
    E(413, 3, 0, 1, 0), E(446, 287, 0, 0, 1), E(598, 13, 0, 0, 0), E(621, 288, 0, 0, 1),
    E(659, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1474, 289, 0, 0, 1),
];

// `CodeSystem.concept.designation`: extension, id, language, modifierExtension, use, value.
pub(crate) static CODE_SYSTEM_CONCEPT_DESIGNATION: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1002, 3, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1906, 183, 0, 0, 0), E(1928, 13, 0, 1, 0),
];

// `CodeSystem.concept.property`: code, extension, id, modifierExtension, valueBoolean, valueCode,
// valueCoding, valueDateTime, valueDecimal, valueInteger, valueString.
pub(crate) static CODE_SYSTEM_CONCEPT_PROPERTY: [E; 11] = [
    E(413, 3, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1934, 1, 0, 2, 0), E(1936, 3, 0, 2, 0), E(1938, 183, 0, 2, 0), E(1945, 5, 0, 2, 0),
    E(1946, 6, 0, 2, 0), E(1955, 9, 0, 2, 0), E(1971, 13, 0, 2, 0),
];

// `CodeSystem.filter`: code, description, extension, id, modifierExtension, operator, value.
pub(crate) static CODE_SYSTEM_FILTER: [E; 7] = [
    E(413, 3, 0, 1, 2), E(620, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1226, 3, 83, 2, 3), E(1928, 13, 0, 3, 2),
];

// `CodeSystem.property`: code, description, extension, id, modifierExtension, type, uri.
pub(crate) static CODE_SYSTEM_PROPERTY: [E; 7] = [
    E(413, 3, 0, 1, 2), E(620, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1884, 3, 44, 2, 2), E(1902, 16, 0, 0, 2),
];

// `Communication.payload`: contentAttachment, contentReference, contentString, extension, id,
// modifierExtension.
pub(crate) static COMMUNICATION_PAYLOAD: [E; 6] = [
    E(466, 181, 0, 1, 0), E(469, 210, 0, 1, 0), E(470, 13, 0, 1, 0), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `CommunicationRequest.payload`: contentAttachment, contentReference, contentString, extension,
// id, modifierExtension.
pub(crate) static COMMUNICATION_REQUEST_PAYLOAD: [E; 6] = [
    E(466, 181, 0, 1, 0), E(469, 210, 0, 1, 0), E(470, 13, 0, 1, 0), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `CompartmentDefinition.resource`: code, documentation, extension, id, modifierExtension, param.
pub(crate) static COMPARTMENT_DEFINITION_RESOURCE: [E; 6] = [
    E(413, 3, 174, 1, 2), E(669, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1272, 13, 0, 0, 3),
];

// `Composition.attester`: extension, id, mode, modifierExtension, party, time.
pub(crate) static COMPOSITION_ATTESTER: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1132, 3, 41, 1, 0), E(1136, 194, 0, 0, 3),
    E(1298, 210, 143, 0, 0), E(1849, 5, 0, 0, 0),
];

// `Composition.event`: code, detail, extension, id, modifierExtension, period.
pub(crate) static COMPOSITION_EVENT: [E; 6] = [
    E(413, 182, 0, 0, 3), E(623, 210, 0, 0, 3), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1383, 203, 0, 0, 2),
];

// `Composition.relatesTo`: code, extension, id, modifierExtension, targetIdentifier,
// targetReference.
pub(crate) static COMPOSITION_RELATES_TO: [E; 6] = [
    E(413, 3, 67, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1823, 196, 0, 2, 0), E(1826, 210, 37, 2, 0),
];

// `Composition.section`: author, code, emptyReason, entry, extension, focus, id, mode,
// modifierExtension, orderedBy, section, text, title.
pub(crate) static COMPOSITION_SECTION: [E; 13] = [
    E(314, 210, 75, 0, 1), E(413, 182, 0, 0, 0), E(707, 182, 0, 0, 0), E(723, 210, 0, 0, 1),
    E(763, 194, 0, 0, 1), E(841, 210, 0, 0, 0), E(911, 20, 0, 0, 0), E(1132, 3, 107, 0, 0),
    E(1136, 194, 0, 0, 3), E(1234, 182, 0, 0, 0), E(1655, 298, 0, 0, 1), E(1842, 201, 0, 0, 0),
    E(1868, 13, 0, 0, 0),
];

// `ConceptMap.group`: element, extension, id, modifierExtension, source, sourceVersion, target,
// targetVersion, unmapped.
pub(crate) static CONCEPT_MAP_GROUP: [E; 9] = [
    E(705, 300, 0, 1, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1703, 16, 0, 0, 0), E(1716, 13, 0, 0, 0), E(1818, 16, 0, 0, 0), E(1829, 13, 0, 0, 0),
    E(1899, 303, 0, 0, 0),
];

// `ConceptMap.group.element`: code, display, extension, id, modifierExtension, target.
pub(crate) static CONCEPT_MAP_GROUP_ELEMENT: [E; 6] = [
    E(413, 3, 0, 0, 0), E(659, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1818, 301, 0, 0, 1),
];

// `ConceptMap.group.element.target`: code, comment, dependsOn, display, equivalence, extension,
// id, modifierExtension, product.
pub(crate) static CONCEPT_MAP_GROUP_ELEMENT_TARGET: [E; 9] = [
    E(413, 3, 0, 0, 0), E(428, 13, 0, 0, 0), E(615, 302, 0, 0, 1), E(659, 13, 0, 0, 0),
    E(726, 3, 43, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1456, 302, 0, 0, 1),
];

// `ConceptMap.group.element.target.dependsOn`: display, extension, id, modifierExtension,
// property, system, value.
pub(crate) static CONCEPT_MAP_GROUP_ELEMENT_TARGET_DEPENDS_ON: [E; 7] = [
    E(659, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1474, 16, 0, 1, 0), E(1815, 2, 0, 0, 0), E(1928, 13, 0, 2, 0),
];

// `ConceptMap.group.unmapped`: code, display, extension, id, mode, modifierExtension, url.
pub(crate) static CONCEPT_MAP_GROUP_UNMAPPED: [E; 7] = [
    E(413, 3, 0, 0, 0), E(659, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1132, 3, 45, 1, 0), E(1136, 194, 0, 0, 3), E(1903, 2, 0, 0, 0),
];

// `Condition.evidence`: code, detail, extension, id, modifierExtension.
pub(crate) static CONDITION_EVIDENCE: [E; 5] = [
    E(413, 182, 0, 0, 3), E(623, 210, 0, 0, 3), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `Condition.stage`: assessment, extension, id, modifierExtension, summary, type.
pub(crate) static CONDITION_STAGE: [E; 6] = [
    E(301, 210, 34, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1798, 182, 0, 0, 0), E(1884, 182, 0, 0, 0),
];

// `Consent.policy`: authority, extension, id, modifierExtension, uri.
pub(crate) static CONSENT_POLICY: [E; 5] = [
    E(323, 16, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1902, 16, 0, 0, 0),
];

// `Consent.provision`: action, actor, class, code, data, dataPeriod, extension, id,
// modifierExtension, period, provision, purpose, securityLabel, type.
pub(crate) static CONSENT_PROVISION: [E; 14] = [
    E(201, 182, 0, 0, 3), E(205, 308, 0, 0, 1), E(405, 183, 0, 0, 3), E(413, 182, 0, 0, 3),
    E(513, 309, 0, 0, 3), E(516, 203, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1383, 203, 0, 0, 2), E(1481, 307, 0, 0, 1), E(1487, 183, 0, 0, 3),
    E(1658, 183, 0, 0, 3), E(1884, 3, 49, 0, 2),
];

// `Consent.provision.actor`: extension, id, modifierExtension, reference, role.
pub(crate) static CONSENT_PROVISION_ACTOR: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1541, 210, 21, 2, 0),
    E(1633, 182, 0, 1, 0),
];

// `Consent.provision.data`: extension, id, meaning, modifierExtension, reference.
pub(crate) static CONSENT_PROVISION_DATA: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1096, 3, 48, 1, 2), E(1136, 194, 0, 0, 3),
    E(1541, 210, 0, 2, 2),
];

// `Consent.verification`: extension, id, modifierExtension, verificationDate, verified,
// verifiedWith.
pub(crate) static CONSENT_VERIFICATION: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1990, 5, 0, 0, 0),
    E(1992, 1, 0, 1, 2), E(1993, 210, 154, 0, 0),
];

// `Contract.contentDefinition`: copyright, extension, id, modifierExtension, publicationDate,
// publicationStatus, publisher, subType, type.
pub(crate) static CONTRACT_CONTENT_DEFINITION: [E; 9] = [
    E(486, 10, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1484, 5, 0, 0, 0), E(1485, 3, 54, 2, 0), E(1486, 210, 146, 0, 0), E(1773, 182, 0, 0, 0),
    E(1884, 182, 0, 1, 0),
];

// `Contract.friendly`: contentAttachment, contentReference, extension, id, modifierExtension.
pub(crate) static CONTRACT_FRIENDLY: [E; 5] = [
    E(466, 181, 0, 1, 0), E(469, 210, 40, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `Contract.legal`: contentAttachment, contentReference, extension, id, modifierExtension.
pub(crate) static CONTRACT_LEGAL: [E; 5] = [
    E(466, 181, 0, 1, 0), E(469, 210, 40, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `Contract.rule`: contentAttachment, contentReference, extension, id, modifierExtension.
pub(crate) static CONTRACT_RULE: [E; 5] = [
    E(466, 181, 0, 1, 0), E(469, 210, 84, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `Contract.signer`: extension, id, modifierExtension, party, signature, type.
pub(crate) static CONTRACT_SIGNER: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1298, 210, 143, 2, 0),
    E(1690, 213, 0, 3, 1), E(1884, 183, 0, 1, 0),
];

// `Contract.term`: action, applies, asset, extension, group, id, identifier, issued,
// modifierExtension, offer, securityLabel, subType, text, topicCodeableConcept, topicReference,
// type.
pub(crate) static CONTRACT_TERM: [E; 16] = [
    E(201, 317, 0, 0, 1), E(286, 203, 0, 0, 2), E(303, 319, 0, 0, 1), E(763, 194, 0, 0, 1),
    E(881, 316, 0, 0, 1), E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 2), E(987, 5, 0, 0, 2),
    E(1136, 194, 0, 0, 3), E(1203, 322, 0, 2, 0), E(1658, 325, 0, 0, 1), E(1773, 182, 0, 0, 0),
    E(1842, 13, 0, 0, 2), E(1871, 182, 0, 1, 0), E(1872, 210, 0, 1, 0), E(1884, 182, 0, 0, 0),
];

// `Contract.term.action`: context, contextLinkId, doNotPerform, extension, id, intent, linkId,
// modifierExtension, note, occurrenceDateTime, occurrencePeriod, occurrenceTiming, performer,
// performerLinkId, performerRole, performerType, reason, reasonCode, reasonLinkId,
// reasonReference, requester, requesterLinkId, securityLabelNumber, status, subject, type.
pub(crate) static CONTRACT_TERM_ACTION: [E; 26] = [
    E(473, 210, 88, 0, 0), E(475, 13, 0, 0, 1), E(665, 1, 0, 0, 0), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(968, 182, 0, 2, 0), E(1030, 13, 0, 0, 1), E(1136, 194, 0, 0, 3),
    E(1172, 180, 0, 0, 1), E(1198, 5, 0, 4, 0), E(1199, 203, 0, 4, 0), E(1201, 216, 0, 4, 0),
    E(1378, 210, 23, 0, 0), E(1379, 13, 0, 0, 1), E(1380, 182, 0, 0, 0), E(1381, 182, 0, 0, 1),
    E(1524, 13, 0, 0, 1), E(1525, 182, 0, 0, 1), E(1526, 13, 0, 0, 1), E(1527, 210, 45, 0, 1),
    E(1600, 210, 66, 0, 1), E(1601, 13, 0, 0, 1), E(1659, 15, 0, 0, 1), E(1742, 182, 0, 3, 0),
    E(1775, 318, 0, 0, 1), E(1884, 182, 0, 1, 0),
];

// `Contract.term.action.subject`: extension, id, modifierExtension, reference, role.
pub(crate) static CONTRACT_TERM_ACTION_SUBJECT: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1541, 210, 66, 1, 1),
    E(1633, 182, 0, 0, 0),
];

// `Contract.term.asset`: answer, condition, context, extension, id, linkId, modifierExtension,
// period, periodType, relationship, scope, securityLabelNumber, subtype, text, type,
// typeReference, usePeriod, valuedItem.
pub(crate) static CONTRACT_TERM_ASSET: [E; 18] = [
    E(270, 323, 0, 0, 1), E(449, 13, 0, 0, 0), E(473, 320, 0, 0, 1), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1030, 13, 0, 0, 1), E(1136, 194, 0, 0, 3), E(1383, 203, 0, 0, 1),
    E(1385, 182, 0, 0, 1), E(1569, 183, 0, 0, 0), E(1647, 182, 0, 0, 0), E(1659, 15, 0, 0, 1),
    E(1794, 182, 0, 0, 1), E(1842, 13, 0, 0, 0), E(1884, 182, 0, 0, 1), E(1887, 210, 0, 0, 1),
    E(1908, 203, 0, 0, 1), E(1981, 321, 0, 0, 1),
];

// `Contract.term.asset.context`: code, extension, id, modifierExtension, reference, text.
pub(crate) static CONTRACT_TERM_ASSET_CONTEXT: [E; 6] = [
    E(413, 182, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1541, 210, 0, 0, 0), E(1842, 13, 0, 0, 0),
];

// `Contract.term.asset.valuedItem`: effectiveTime, entityCodeableConcept, entityReference,
// extension, factor, id, identifier, linkId, modifierExtension, net, payment, paymentDate, points,
// quantity, recipient, responsible, securityLabelNumber, unitPrice.
pub(crate) static CONTRACT_TERM_ASSET_VALUED_ITEM: [E; 18] = [
    E(702, 5, 0, 0, 0), E(720, 182, 0, 1, 0), E(721, 210, 0, 1, 0), E(763, 194, 0, 0, 1),
    E(771, 6, 0, 0, 0), E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 0), E(1030, 13, 0, 0, 1),
    E(1136, 194, 0, 0, 3), E(1166, 199, 0, 0, 0), E(1364, 13, 0, 0, 0), E(1366, 5, 0, 0, 0),
    E(1398, 6, 0, 0, 0), E(1497, 214, 0, 0, 0), E(1534, 210, 143, 0, 0), E(1617, 210, 143, 0, 0),
    E(1659, 15, 0, 0, 1), E(1898, 199, 0, 0, 0),
];

// `Contract.term.offer`: answer, decision, decisionMode, extension, id, identifier, linkId,
// modifierExtension, party, securityLabelNumber, text, topic, type.
pub(crate) static CONTRACT_TERM_OFFER: [E; 13] = [
    E(270, 323, 0, 0, 1), E(541, 182, 0, 0, 0), E(542, 182, 0, 0, 1), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 1), E(1030, 13, 0, 0, 1), E(1136, 194, 0, 0, 3),
    E(1298, 324, 0, 0, 1), E(1659, 15, 0, 0, 1), E(1842, 13, 0, 0, 0), E(1870, 210, 0, 0, 2),
    E(1884, 182, 0, 0, 0),
];

// `Contract.term.offer.answer`: extension, id, modifierExtension, valueAttachment, valueBoolean,
// valueCoding, valueDate, valueDateTime, valueDecimal, valueInteger, valueQuantity,
// valueReference, valueString, valueTime, valueUri.
pub(crate) static CONTRACT_TERM_OFFER_ANSWER: [E; 15] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1932, 181, 0, 1, 0),
    E(1934, 1, 0, 1, 0), E(1938, 183, 0, 1, 0), E(1944, 4, 0, 1, 0), E(1945, 5, 0, 1, 0),
    E(1946, 6, 0, 1, 0), E(1955, 9, 0, 1, 0), E(1963, 207, 0, 1, 0), E(1966, 210, 0, 1, 0),
    E(1971, 13, 0, 1, 0), E(1972, 14, 0, 1, 0), E(1976, 16, 0, 1, 0),
];
