//! The members of the shapes, part 6 of 8.
//!
//! Made by `crates/fhir/generate/generate.py`; do not edit.

use crate::tables::Element as E;

// `Contract.term.offer.party`: extension, id, modifierExtension, reference, role.
pub(crate) static CONTRACT_TERM_OFFER_PARTY: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1541, 210, 66, 1, 1),
    E(1633, 182, 0, 2, 0),
];

// `Contract.term.securityLabel`: category, classification, control, extension, id,
// modifierExtension, number.
pub(crate) static CONTRACT_TERM_SECURITY_LABEL: [E; 7] = [
    E(384, 183, 0, 0, 1), E(407, 183, 0, 1, 0), E(482, 183, 0, 0, 1), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1178, 15, 0, 0, 1),
];

// `Coverage.class`: extension, id, modifierExtension, name, type, value.
pub(crate) static COVERAGE_CLASS: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1158, 13, 0, 0, 2),
    E(1884, 182, 0, 1, 2), E(1928, 13, 0, 2, 2),
];

// `Coverage.costToBeneficiary`: exception, extension, id, modifierExtension, type, valueMoney,
// valueQuantity.
pub(crate) static COVERAGE_COST_TO_BENEFICIARY: [E; 7] = [
    E(743, 328, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1884, 182, 0, 0, 2), E(1958, 199, 0, 1, 2), E(1963, 214, 0, 1, 2),
];

// `Coverage.costToBeneficiary.exception`: extension, id, modifierExtension, period, type.
pub(crate) static COVERAGE_COST_TO_BENEFICIARY_EXCEPTION: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1383, 203, 0, 0, 2),
    E(1884, 182, 0, 1, 2),
];

// `CoverageEligibilityRequest.insurance`: businessArrangement, coverage, extension, focal, id,
// modifierExtension.
pub(crate) static COVERAGE_ELIGIBILITY_REQUEST_INSURANCE: [E; 6] = [
    E(363, 13, 0, 0, 0), E(497, 210, 56, 1, 0), E(763, 194, 0, 0, 1), E(839, 1, 0, 0, 0),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `CoverageEligibilityRequest.item`: category, detail, diagnosis, extension, facility, id,
// modifier, modifierExtension, productOrService, provider, quantity, supportingInfoSequence,
// unitPrice.
pub(crate) static COVERAGE_ELIGIBILITY_REQUEST_ITEM: [E; 13] = [
    E(384, 182, 0, 0, 0), E(623, 210, 0, 0, 1), E(640, 331, 0, 0, 1), E(763, 194, 0, 0, 1),
    E(769, 210, 109, 0, 0), E(911, 20, 0, 0, 0), E(1135, 182, 0, 0, 1), E(1136, 194, 0, 0, 3),
    E(1462, 182, 0, 0, 0), E(1480, 210, 158, 0, 0), E(1497, 214, 0, 0, 0), E(1808, 12, 0, 0, 1),
    E(1898, 199, 0, 0, 0),
];

// `CoverageEligibilityRequest.item.diagnosis`: diagnosisCodeableConcept, diagnosisReference,
// extension, id, modifierExtension.
pub(crate) static COVERAGE_ELIGIBILITY_REQUEST_ITEM_DIAGNOSIS: [E; 5] = [
    E(641, 182, 0, 1, 0), E(642, 210, 41, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `CoverageEligibilityRequest.supportingInfo`: appliesToAll, extension, id, information,
// modifierExtension, sequence.
pub(crate) static COVERAGE_ELIGIBILITY_REQUEST_SUPPORTING_INFO: [E; 6] = [
    E(288, 1, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(946, 210, 0, 2, 0),
    E(1136, 194, 0, 0, 3), E(1664, 12, 0, 1, 0),
];

// `CoverageEligibilityResponse.error`: code, extension, id, modifierExtension.
pub(crate) static COVERAGE_ELIGIBILITY_RESPONSE_ERROR: [E; 4] = [
    E(413, 182, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `CoverageEligibilityResponse.insurance`: benefitPeriod, coverage, extension, id, inforce, item,
// modifierExtension.
pub(crate) static COVERAGE_ELIGIBILITY_RESPONSE_INSURANCE: [E; 7] = [
    E(348, 203, 0, 0, 0), E(497, 210, 56, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(945, 1, 0, 0, 0), E(989, 335, 0, 0, 1), E(1136, 194, 0, 0, 3),
];

// `CoverageEligibilityResponse.insurance.item`: authorizationRequired, authorizationSupporting,
// authorizationUrl, benefit, category, description, excluded, extension, id, modifier,
// modifierExtension, name, network, productOrService, provider, term, unit.
pub(crate) static COVERAGE_ELIGIBILITY_RESPONSE_INSURANCE_ITEM: [E; 17] = [
    E(324, 1, 0, 0, 0), E(325, 182, 0, 0, 1), E(326, 16, 0, 0, 0), E(346, 336, 0, 0, 1),
    E(384, 182, 0, 0, 0), E(620, 13, 0, 0, 0), E(746, 1, 0, 0, 0), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1135, 182, 0, 0, 1), E(1136, 194, 0, 0, 3), E(1158, 13, 0, 0, 0),
    E(1167, 182, 0, 0, 0), E(1462, 182, 0, 0, 0), E(1480, 210, 158, 0, 0), E(1838, 182, 0, 0, 0),
    E(1895, 182, 0, 0, 0),
];

// `CoverageEligibilityResponse.insurance.item.benefit`: allowedMoney, allowedString,
// allowedUnsignedInt, extension, id, modifierExtension, type, usedMoney, usedString,
// usedUnsignedInt.
pub(crate) static COVERAGE_ELIGIBILITY_RESPONSE_INSURANCE_ITEM_BENEFIT: [E; 10] = [
    E(250, 199, 0, 2, 0), E(252, 13, 0, 2, 0), E(253, 15, 0, 2, 0), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1884, 182, 0, 1, 0), E(1910, 199, 0, 3, 0),
    E(1912, 13, 0, 3, 0), E(1913, 15, 0, 3, 0),
];

// `DataRequirement.codeFilter`: code, extension, id, path, searchParam, valueSet.
pub(crate) static DATA_REQUIREMENT_CODE_FILTER: [E; 6] = [
    E(413, 183, 0, 0, 3), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1302, 13, 0, 0, 2),
    E(1652, 13, 0, 0, 2), E(1969, 2, 0, 0, 2),
];

// `DataRequirement.dateFilter`: extension, id, path, searchParam, valueDateTime, valueDuration,
// valuePeriod.
pub(crate) static DATA_REQUIREMENT_DATE_FILTER: [E; 7] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1302, 13, 0, 0, 2), E(1652, 13, 0, 0, 2),
    E(1945, 5, 0, 1, 2), E(1949, 191, 0, 1, 2), E(1961, 203, 0, 1, 2),
];

// `DataRequirement.sort`: direction, extension, id, path.
pub(crate) static DATA_REQUIREMENT_SORT: [E; 4] = [
    E(650, 3, 187, 2, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1302, 13, 0, 1, 2),
];

// `DetectedIssue.evidence`: code, detail, extension, id, modifierExtension.
pub(crate) static DETECTED_ISSUE_EVIDENCE: [E; 5] = [
    E(413, 182, 0, 0, 1), E(623, 210, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `DetectedIssue.mitigation`: action, author, date, extension, id, modifierExtension.
pub(crate) static DETECTED_ISSUE_MITIGATION: [E; 6] = [
    E(201, 182, 0, 1, 0), E(314, 210, 158, 0, 0), E(519, 5, 0, 0, 0), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `Device.deviceName`: extension, id, modifierExtension, name, type.
pub(crate) static DEVICE_DEVICE_NAME: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1158, 13, 0, 1, 0),
    E(1884, 3, 60, 2, 0),
];

// `Device.property`: extension, id, modifierExtension, type, valueCode, valueQuantity.
pub(crate) static DEVICE_PROPERTY: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1884, 182, 0, 1, 0),
    E(1936, 182, 0, 0, 1), E(1963, 207, 0, 0, 1),
];

// `Device.specialization`: extension, id, modifierExtension, systemType, version.
pub(crate) static DEVICE_SPECIALIZATION: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1816, 182, 0, 1, 0),
    E(1994, 13, 0, 0, 0),
];

// `Device.udiCarrier`: carrierAIDC, carrierHRF, deviceIdentifier, entryType, extension, id,
// issuer, jurisdiction, modifierExtension.
pub(crate) static DEVICE_UDI_CARRIER: [E; 9] = [
    E(381, 0, 0, 0, 2), E(382, 13, 0, 0, 2), E(638, 13, 0, 0, 2), E(724, 3, 201, 0, 0),
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(988, 16, 0, 0, 0), E(994, 16, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `Device.version`: component, extension, id, modifierExtension, type, value.
pub(crate) static DEVICE_VERSION: [E; 6] = [
    E(440, 196, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1884, 182, 0, 0, 0), E(1928, 13, 0, 1, 0),
];

// `DeviceDefinition.capability`: description, extension, id, modifierExtension, type.
pub(crate) static DEVICE_DEFINITION_CAPABILITY: [E; 5] = [
    E(620, 182, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1884, 182, 0, 1, 0),
];

// `DeviceDefinition.deviceName`: extension, id, modifierExtension, name, type.
pub(crate) static DEVICE_DEFINITION_DEVICE_NAME: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1158, 13, 0, 1, 0),
    E(1884, 3, 60, 2, 0),
];

// `DeviceDefinition.material`: allergenicIndicator, alternate, extension, id, modifierExtension,
// substance.
pub(crate) static DEVICE_DEFINITION_MATERIAL: [E; 6] = [
    E(245, 1, 0, 0, 0), E(256, 1, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1787, 182, 0, 1, 0),
];

// `DeviceDefinition.property`: extension, id, modifierExtension, type, valueCode, valueQuantity.
pub(crate) static DEVICE_DEFINITION_PROPERTY: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1884, 182, 0, 1, 0),
    E(1936, 182, 0, 0, 1), E(1963, 207, 0, 0, 1),
];

// `DeviceDefinition.specialization`: extension, id, modifierExtension, systemType, version.
pub(crate) static DEVICE_DEFINITION_SPECIALIZATION: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1816, 13, 0, 1, 0),
    E(1994, 13, 0, 0, 0),
];

// `DeviceDefinition.udiDeviceIdentifier`: deviceIdentifier, extension, id, issuer, jurisdiction,
// modifierExtension.
pub(crate) static DEVICE_DEFINITION_UDI_DEVICE_IDENTIFIER: [E; 6] = [
    E(638, 13, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(988, 16, 0, 2, 0),
    E(994, 16, 0, 3, 0), E(1136, 194, 0, 0, 3),
];

// `DeviceMetric.calibration`: extension, id, modifierExtension, state, time, type.
pub(crate) static DEVICE_METRIC_CALIBRATION: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1741, 3, 122, 0, 2),
    E(1849, 8, 0, 0, 2), E(1884, 3, 123, 0, 2),
];

// `DeviceRequest.parameter`: code, extension, id, modifierExtension, valueBoolean,
// valueCodeableConcept, valueQuantity, valueRange.
pub(crate) static DEVICE_REQUEST_PARAMETER: [E; 8] = [
    E(413, 182, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1934, 1, 0, 1, 0), E(1937, 182, 0, 1, 0), E(1963, 207, 0, 1, 0), E(1964, 208, 0, 1, 0),
];

// `DiagnosticReport.media`: comment, extension, id, link, modifierExtension.
pub(crate) static DIAGNOSTIC_REPORT_MEDIA: [E; 5] = [
    E(428, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1029, 210, 112, 1, 2),
    E(1136, 194, 0, 0, 3),
];

// `DocumentManifest.related`: extension, id, identifier, modifierExtension, ref.
pub(crate) static DOCUMENT_MANIFEST_RELATED: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1540, 210, 0, 0, 0),
];

// `DocumentReference.content`: attachment, extension, format, id, modifierExtension.
pub(crate) static DOCUMENT_REFERENCE_CONTENT: [E; 5] = [
    E(309, 181, 0, 1, 2), E(763, 194, 0, 0, 1), E(850, 183, 0, 0, 2), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `DocumentReference.context`: encounter, event, extension, facilityType, id, modifierExtension,
// period, practiceSetting, related, sourcePatientInfo.
pub(crate) static DOCUMENT_REFERENCE_CONTEXT: [E; 10] = [
    E(711, 210, 88, 0, 1), E(732, 182, 0, 0, 1), E(763, 194, 0, 0, 1), E(770, 182, 0, 0, 0),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1383, 203, 0, 0, 2), E(1408, 182, 0, 0, 0),
    E(1562, 210, 0, 0, 1), E(1712, 210, 150, 0, 0),
];

// `DocumentReference.relatesTo`: code, extension, id, modifierExtension, target.
pub(crate) static DOCUMENT_REFERENCE_RELATES_TO: [E; 5] = [
    E(413, 3, 67, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1818, 210, 84, 2, 2),
];

// `Dosage.doseAndRate`: doseQuantity, doseRange, extension, id, rateQuantity, rateRange,
// rateRatio, type.
pub(crate) static DOSAGE_DOSE_AND_RATE: [E; 8] = [
    E(679, 214, 0, 1, 2), E(680, 208, 0, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1511, 214, 0, 2, 2), E(1512, 208, 0, 2, 2), E(1513, 209, 0, 2, 2), E(1884, 182, 0, 0, 2),
];

// `EffectEvidenceSynthesis.certainty`: certaintySubcomponent, extension, id, modifierExtension,
// note, rating.
pub(crate) static EFFECT_EVIDENCE_SYNTHESIS_CERTAINTY: [E; 6] = [
    E(387, 362, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1172, 180, 0, 0, 1), E(1515, 182, 0, 0, 1),
];

// `EffectEvidenceSynthesis.certainty.certaintySubcomponent`: extension, id, modifierExtension,
// note, rating, type.
pub(crate) static EFFECT_EVIDENCE_SYNTHESIS_CERTAINTY_CERTAINTY_SUBCOMPONENT: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1172, 180, 0, 0, 1),
    E(1515, 182, 0, 0, 1), E(1884, 182, 0, 0, 0),
];

// `EffectEvidenceSynthesis.effectEstimate`: description, extension, id, modifierExtension,
// precisionEstimate, type, unitOfMeasure, value, variantState.
pub(crate) static EFFECT_EVIDENCE_SYNTHESIS_EFFECT_ESTIMATE: [E; 9] = [
    E(620, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1418, 364, 0, 0, 1), E(1884, 182, 0, 0, 0), E(1896, 182, 0, 0, 0), E(1928, 6, 0, 0, 0),
    E(1986, 182, 0, 0, 0),
];

// `EffectEvidenceSynthesis.effectEstimate.precisionEstimate`: extension, from, id, level,
// modifierExtension, to, type.
pub(crate) static EFFECT_EVIDENCE_SYNTHESIS_EFFECT_ESTIMATE_PRECISION_ESTIMATE: [E; 7] = [
    E(763, 194, 0, 0, 1), E(858, 6, 0, 0, 0), E(911, 20, 0, 0, 0), E(1021, 6, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1869, 6, 0, 0, 0), E(1884, 182, 0, 0, 0),
];

// `EffectEvidenceSynthesis.resultsByExposure`: description, exposureState, extension, id,
// modifierExtension, riskEvidenceSynthesis, variantState.
pub(crate) static EFFECT_EVIDENCE_SYNTHESIS_RESULTS_BY_EXPOSURE: [E; 7] = [
    E(620, 13, 0, 0, 0), E(758, 3, 81, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1631, 210, 166, 1, 0), E(1986, 182, 0, 0, 0),
];

// `EffectEvidenceSynthesis.sampleSize`: description, extension, id, modifierExtension,
// numberOfParticipants, numberOfStudies.
pub(crate) static EFFECT_EVIDENCE_SYNTHESIS_SAMPLE_SIZE: [E; 6] = [
    E(620, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1180, 9, 0, 0, 0), E(1183, 9, 0, 0, 0),
];

// `ElementDefinition.base`: extension, id, max, min, path.
pub(crate) static ELEMENT_DEFINITION_BASE: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1074, 13, 0, 3, 2), E(1114, 15, 0, 2, 2),
    E(1302, 13, 0, 1, 2),
];

// `ElementDefinition.binding`: description, extension, id, strength, valueSet.
pub(crate) static ELEMENT_DEFINITION_BINDING: [E; 5] = [
    E(620, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1755, 3, 30, 1, 2),
    E(1969, 2, 0, 0, 2),
];

// `ElementDefinition.constraint`: expression, extension, human, id, key, requirements, severity,
// source, xpath.
pub(crate) static ELEMENT_DEFINITION_CONSTRAINT: [E; 9] = [
    E(761, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(908, 13, 0, 3, 2), E(911, 20, 0, 0, 0),
    E(996, 7, 0, 1, 2), E(1607, 13, 0, 0, 2), E(1683, 3, 51, 2, 2), E(1703, 2, 0, 0, 2),
    E(2015, 13, 0, 0, 2),
];

// `ElementDefinition.example`: extension, id, label, valueAddress, valueAge, valueAnnotation,
// valueAttachment, valueBase64Binary, valueBoolean, valueCanonical, valueCode,
// valueCodeableConcept, valueCoding, valueContactDetail, valueContactPoint, valueContributor,
// valueCount, valueDataRequirement, valueDate, valueDateTime, valueDecimal, valueDistance,
// valueDosage, valueDuration, valueExpression, valueHumanName, valueId, valueIdentifier,
// valueInstant, valueInteger, valueMarkdown, valueMeta, valueMoney, valueOid,
// valueParameterDefinition, valuePeriod, valuePositiveInt, valueQuantity, valueRange, valueRatio,
// valueReference, valueRelatedArtifact, valueSampledData, valueSignature, valueString, valueTime,
// valueTiming, valueTriggerDefinition, valueUnsignedInt, valueUri, valueUrl, valueUsageContext,
// valueUuid.
pub(crate) static ELEMENT_DEFINITION_EXAMPLE: [E; 53] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1001, 13, 0, 1, 2), E(1929, 178, 0, 2, 2),
    E(1930, 179, 0, 2, 2), E(1931, 180, 0, 2, 2), E(1932, 181, 0, 2, 2), E(1933, 0, 0, 2, 2),
    E(1934, 1, 0, 2, 2), E(1935, 2, 0, 2, 2), E(1936, 3, 0, 2, 2), E(1937, 182, 0, 2, 2),
    E(1938, 183, 0, 2, 2), E(1939, 184, 0, 2, 2), E(1940, 185, 0, 2, 2), E(1941, 186, 0, 2, 2),
    E(1942, 187, 0, 2, 2), E(1943, 188, 0, 2, 2), E(1944, 4, 0, 2, 2), E(1945, 5, 0, 2, 2),
    E(1946, 6, 0, 2, 2), E(1947, 189, 0, 2, 2), E(1948, 190, 0, 2, 2), E(1949, 191, 0, 2, 2),
    E(1950, 193, 0, 2, 2), E(1951, 195, 0, 2, 2), E(1952, 7, 0, 2, 2), E(1953, 196, 0, 2, 2),
    E(1954, 8, 0, 2, 2), E(1955, 9, 0, 2, 2), E(1956, 10, 0, 2, 2), E(1957, 198, 0, 2, 2),
    E(1958, 199, 0, 2, 2), E(1959, 11, 0, 2, 2), E(1960, 202, 0, 2, 2), E(1961, 203, 0, 2, 2),
    E(1962, 12, 0, 2, 2), E(1963, 207, 0, 2, 2), E(1964, 208, 0, 2, 2), E(1965, 209, 0, 2, 2),
    E(1966, 210, 0, 2, 2), E(1967, 211, 0, 2, 2), E(1968, 212, 0, 2, 2), E(1970, 213, 0, 2, 2),
    E(1971, 13, 0, 2, 2), E(1972, 14, 0, 2, 2), E(1973, 216, 0, 2, 2), E(1974, 217, 0, 2, 2),
    E(1975, 15, 0, 2, 2), E(1976, 16, 0, 2, 2), E(1977, 17, 0, 2, 2), E(1978, 218, 0, 2, 2),
    E(1979, 18, 0, 2, 2),
];

// `ElementDefinition.mapping`: comment, extension, id, identity, language, map.
pub(crate) static ELEMENT_DEFINITION_MAPPING: [E; 6] = [
    E(428, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(916, 7, 0, 1, 2),
    E(1002, 3, 0, 0, 2), E(1063, 13, 0, 2, 2),
];

// `ElementDefinition.slicing`: description, discriminator, extension, id, ordered, rules.
pub(crate) static ELEMENT_DEFINITION_SLICING: [E; 6] = [
    E(620, 13, 0, 0, 2), E(653, 373, 0, 0, 3), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1233, 1, 0, 0, 2), E(1638, 3, 173, 1, 2),
];

// `ElementDefinition.slicing.discriminator`: extension, id, path, type.
pub(crate) static ELEMENT_DEFINITION_SLICING_DISCRIMINATOR: [E; 4] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1302, 13, 0, 2, 2), E(1884, 3, 64, 1, 2),
];

// `ElementDefinition.type`: aggregation, code, extension, id, profile, targetProfile, versioning.
pub(crate) static ELEMENT_DEFINITION_TYPE: [E; 7] = [
    E(242, 3, 172, 0, 3), E(413, 16, 0, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1467, 2, 0, 0, 3), E(1825, 2, 0, 0, 3), E(1997, 3, 154, 0, 2),
];

// `Encounter.classHistory`: class, extension, id, modifierExtension, period.
pub(crate) static ENCOUNTER_CLASS_HISTORY: [E; 5] = [
    E(405, 183, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1383, 203, 0, 2, 0),
];

// `Encounter.diagnosis`: condition, extension, id, modifierExtension, rank, use.
pub(crate) static ENCOUNTER_DIAGNOSIS: [E; 6] = [
    E(449, 210, 51, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1509, 12, 0, 0, 0), E(1906, 182, 0, 0, 0),
];

// `Encounter.hospitalization`: admitSource, destination, dietPreference, dischargeDisposition,
// extension, id, modifierExtension, origin, preAdmissionIdentifier, reAdmission,
// specialArrangement, specialCourtesy.
pub(crate) static ENCOUNTER_HOSPITALIZATION: [E; 12] = [
    E(233, 182, 0, 0, 0), E(622, 210, 109, 0, 0), E(647, 182, 0, 0, 1), E(651, 182, 0, 0, 0),
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1244, 210, 109, 0, 0),
    E(1410, 196, 0, 0, 0), E(1518, 182, 0, 0, 0), E(1718, 182, 0, 0, 1), E(1719, 182, 0, 0, 1),
];

// `Encounter.location`: extension, id, location, modifierExtension, period, physicalType, status.
pub(crate) static ENCOUNTER_LOCATION: [E; 7] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1034, 210, 108, 1, 0), E(1136, 194, 0, 0, 3),
    E(1383, 203, 0, 0, 0), E(1393, 182, 0, 0, 0), E(1742, 3, 70, 0, 0),
];

// `Encounter.participant`: extension, id, individual, modifierExtension, period, type.
pub(crate) static ENCOUNTER_PARTICIPANT: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(944, 210, 159, 0, 2), E(1136, 194, 0, 0, 3),
    E(1383, 203, 0, 0, 0), E(1884, 182, 0, 0, 3),
];

// `Encounter.statusHistory`: extension, id, modifierExtension, period, status.
pub(crate) static ENCOUNTER_STATUS_HISTORY: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1383, 203, 0, 2, 0),
    E(1742, 3, 71, 1, 0),
];

// `EpisodeOfCare.diagnosis`: condition, extension, id, modifierExtension, rank, role.
pub(crate) static EPISODE_OF_CARE_DIAGNOSIS: [E; 6] = [
    E(449, 210, 41, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1509, 12, 0, 0, 2), E(1633, 182, 0, 0, 2),
];

// `EpisodeOfCare.statusHistory`: extension, id, modifierExtension, period, status.
pub(crate) static EPISODE_OF_CARE_STATUS_HISTORY: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1383, 203, 0, 2, 0),
    E(1742, 3, 73, 1, 0),
];

// `EvidenceVariable.characteristic`: definitionCanonical, definitionCodeableConcept,
// definitionDataRequirement, definitionExpression, definitionReference,
// definitionTriggerDefinition, description, exclude, extension, groupMeasure, id,
// modifierExtension, participantEffectiveDateTime, participantEffectiveDuration,
// participantEffectivePeriod, participantEffectiveTiming, timeFromStart, usageContext.
pub(crate) static EVIDENCE_VARIABLE_CHARACTERISTIC: [E; 18] = [
    E(599, 2, 0, 1, 2), E(600, 182, 0, 1, 2), E(601, 188, 0, 1, 2), E(602, 193, 0, 1, 2),
    E(603, 210, 94, 1, 2), E(604, 217, 0, 1, 2), E(620, 13, 0, 0, 0), E(744, 1, 0, 0, 0),
    E(763, 194, 0, 0, 1), E(883, 3, 89, 0, 0), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1287, 5, 0, 2, 0), E(1289, 191, 0, 2, 0), E(1291, 203, 0, 2, 0), E(1293, 216, 0, 2, 0),
    E(1852, 191, 0, 0, 0), E(1905, 218, 0, 0, 1),
];

// `ExampleScenario.actor`: actorId, description, extension, id, modifierExtension, name, type.
pub(crate) static EXAMPLE_SCENARIO_ACTOR: [E; 7] = [
    E(206, 13, 0, 1, 0), E(620, 10, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1158, 13, 0, 0, 0), E(1884, 3, 79, 2, 0),
];

// `ExampleScenario.instance`: containedInstance, description, extension, id, modifierExtension,
// name, resourceId, resourceType, version.
pub(crate) static EXAMPLE_SCENARIO_INSTANCE: [E; 9] = [
    E(462, 386, 0, 0, 1), E(620, 10, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1158, 13, 0, 0, 0), E(1611, 13, 0, 1, 0), E(1612, 3, 174, 2, 0),
    E(1994, 387, 0, 0, 1),
];

// `ExampleScenario.instance.containedInstance`: extension, id, modifierExtension, resourceId,
// versionId.
pub(crate) static EXAMPLE_SCENARIO_INSTANCE_CONTAINED_INSTANCE: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1611, 13, 0, 1, 0),
    E(1995, 13, 0, 0, 0),
];

// `ExampleScenario.instance.version`: description, extension, id, modifierExtension, versionId.
pub(crate) static EXAMPLE_SCENARIO_INSTANCE_VERSION: [E; 5] = [
    E(620, 10, 0, 2, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1995, 13, 0, 1, 0),
];

// `ExampleScenario.process`: description, extension, id, modifierExtension, postConditions,
// preConditions, step, title.
pub(crate) static EXAMPLE_SCENARIO_PROCESS: [E; 8] = [
    E(620, 10, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1405, 10, 0, 0, 0), E(1414, 10, 0, 0, 0), E(1749, 389, 0, 0, 1), E(1868, 13, 0, 1, 2),
];

// `ExampleScenario.process.step`: alternative, extension, id, modifierExtension, operation, pause,
// process.
pub(crate) static EXAMPLE_SCENARIO_PROCESS_STEP: [E; 7] = [
    E(258, 390, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1223, 391, 0, 0, 0), E(1358, 1, 0, 0, 0), E(1453, 388, 0, 0, 1),
];

// `ExampleScenario.process.step.alternative`: description, extension, id, modifierExtension, step,
// title.
pub(crate) static EXAMPLE_SCENARIO_PROCESS_STEP_ALTERNATIVE: [E; 6] = [
    E(620, 10, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1749, 389, 0, 0, 1), E(1868, 13, 0, 1, 0),
];

// `ExampleScenario.process.step.operation`: description, extension, id, initiator,
// initiatorActive, modifierExtension, name, number, receiver, receiverActive, request, response,
// type.
pub(crate) static EXAMPLE_SCENARIO_PROCESS_STEP_OPERATION: [E; 13] = [
    E(620, 10, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(953, 13, 0, 0, 0),
    E(954, 1, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1158, 13, 0, 0, 0), E(1178, 13, 0, 1, 0),
    E(1532, 13, 0, 0, 0), E(1533, 1, 0, 0, 0), E(1592, 386, 0, 0, 0), E(1613, 386, 0, 0, 0),
    E(1884, 13, 0, 0, 0),
];

// `ExplanationOfBenefit.accident`: date, extension, id, locationAddress, locationReference,
// modifierExtension, type.
pub(crate) static EXPLANATION_OF_BENEFIT_ACCIDENT: [E; 7] = [
    E(519, 4, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1035, 178, 0, 1, 0),
    E(1039, 210, 108, 1, 0), E(1136, 194, 0, 0, 3), E(1884, 182, 0, 0, 0),
];

// `ExplanationOfBenefit.addItem`: adjudication, bodySite, detail, detailSequence, extension,
// factor, id, itemSequence, locationAddress, locationCodeableConcept, locationReference, modifier,
// modifierExtension, net, noteNumber, productOrService, programCode, provider, quantity,
// servicedDate, servicedPeriod, subDetailSequence, subSite, unitPrice.
pub(crate) static EXPLANATION_OF_BENEFIT_ADD_ITEM: [E; 24] = [
    E(225, 402, 0, 0, 1), E(352, 182, 0, 0, 0), E(623, 394, 0, 0, 1), E(630, 12, 0, 0, 1),
    E(763, 194, 0, 0, 1), E(771, 6, 0, 0, 0), E(911, 20, 0, 0, 0), E(992, 12, 0, 0, 1),
    E(1035, 178, 0, 3, 0), E(1037, 182, 0, 3, 0), E(1039, 210, 108, 3, 0), E(1135, 182, 0, 0, 1),
    E(1136, 194, 0, 0, 3), E(1166, 199, 0, 0, 0), E(1173, 12, 0, 0, 1), E(1462, 182, 0, 1, 0),
    E(1471, 182, 0, 0, 1), E(1480, 210, 146, 0, 1), E(1497, 214, 0, 0, 0), E(1679, 4, 0, 2, 0),
    E(1680, 203, 0, 2, 0), E(1771, 12, 0, 0, 1), E(1772, 182, 0, 0, 1), E(1898, 199, 0, 0, 0),
];

// `ExplanationOfBenefit.addItem.detail`: adjudication, extension, factor, id, modifier,
// modifierExtension, net, noteNumber, productOrService, quantity, subDetail, unitPrice.
pub(crate) static EXPLANATION_OF_BENEFIT_ADD_ITEM_DETAIL: [E; 12] = [
    E(225, 402, 0, 0, 1), E(763, 194, 0, 0, 1), E(771, 6, 0, 0, 0), E(911, 20, 0, 0, 0),
    E(1135, 182, 0, 0, 1), E(1136, 194, 0, 0, 3), E(1166, 199, 0, 0, 0), E(1173, 12, 0, 0, 1),
    E(1462, 182, 0, 1, 0), E(1497, 214, 0, 0, 0), E(1770, 395, 0, 0, 1), E(1898, 199, 0, 0, 0),
];

// `ExplanationOfBenefit.addItem.detail.subDetail`: adjudication, extension, factor, id, modifier,
// modifierExtension, net, noteNumber, productOrService, quantity, unitPrice.
pub(crate) static EXPLANATION_OF_BENEFIT_ADD_ITEM_DETAIL_SUB_DETAIL: [E; 11] = [
    E(225, 402, 0, 0, 1), E(763, 194, 0, 0, 1), E(771, 6, 0, 0, 0), E(911, 20, 0, 0, 0),
    E(1135, 182, 0, 0, 1), E(1136, 194, 0, 0, 3), E(1166, 199, 0, 0, 0), E(1173, 12, 0, 0, 1),
    E(1462, 182, 0, 1, 0), E(1497, 214, 0, 0, 0), E(1898, 199, 0, 0, 0),
];

// `ExplanationOfBenefit.benefitBalance`: category, description, excluded, extension, financial,
// id, modifierExtension, name, network, term, unit.
pub(crate) static EXPLANATION_OF_BENEFIT_BENEFIT_BALANCE: [E; 11] = [
    E(384, 182, 0, 1, 0), E(620, 13, 0, 0, 0), E(746, 1, 0, 0, 0), E(763, 194, 0, 0, 1),
    E(781, 397, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1158, 13, 0, 0, 0),
    E(1167, 182, 0, 0, 0), E(1838, 182, 0, 0, 0), E(1895, 182, 0, 0, 0),
];

// `ExplanationOfBenefit.benefitBalance.financial`: allowedMoney, allowedString,
// allowedUnsignedInt, extension, id, modifierExtension, type, usedMoney, usedUnsignedInt.
pub(crate) static EXPLANATION_OF_BENEFIT_BENEFIT_BALANCE_FINANCIAL: [E; 9] = [
    E(250, 199, 0, 2, 0), E(252, 13, 0, 2, 0), E(253, 15, 0, 2, 0), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1884, 182, 0, 1, 0), E(1910, 199, 0, 3, 0),
    E(1913, 15, 0, 3, 0),
];

// `ExplanationOfBenefit.careTeam`: extension, id, modifierExtension, provider, qualification,
// responsible, role, sequence.
pub(crate) static EXPLANATION_OF_BENEFIT_CARE_TEAM: [E; 8] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1480, 210, 146, 2, 0),
    E(1491, 182, 0, 0, 0), E(1617, 1, 0, 0, 0), E(1633, 182, 0, 0, 0), E(1664, 12, 0, 1, 0),
];

// `ExplanationOfBenefit.diagnosis`: diagnosisCodeableConcept, diagnosisReference, extension, id,
// modifierExtension, onAdmission, packageCode, sequence, type.
pub(crate) static EXPLANATION_OF_BENEFIT_DIAGNOSIS: [E; 9] = [
    E(641, 182, 0, 2, 0), E(642, 210, 41, 2, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1210, 182, 0, 0, 0), E(1264, 182, 0, 0, 0), E(1664, 12, 0, 1, 0),
    E(1884, 182, 0, 0, 1),
];

// `ExplanationOfBenefit.insurance`: coverage, extension, focal, id, modifierExtension, preAuthRef.
pub(crate) static EXPLANATION_OF_BENEFIT_INSURANCE: [E; 6] = [
    E(497, 210, 56, 2, 2), E(763, 194, 0, 0, 1), E(839, 1, 0, 1, 2), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1412, 13, 0, 0, 1),
];

// `ExplanationOfBenefit.item`: adjudication, bodySite, careTeamSequence, category, detail,
// diagnosisSequence, encounter, extension, factor, id, informationSequence, locationAddress,
// locationCodeableConcept, locationReference, modifier, modifierExtension, net, noteNumber,
// procedureSequence, productOrService, programCode, quantity, revenue, sequence, servicedDate,
// servicedPeriod, subSite, udi, unitPrice.
pub(crate) static EXPLANATION_OF_BENEFIT_ITEM: [E; 29] = [
    E(225, 402, 0, 0, 1), E(352, 182, 0, 0, 0), E(380, 12, 0, 0, 1), E(384, 182, 0, 0, 0),
    E(623, 403, 0, 0, 1), E(643, 12, 0, 0, 1), E(711, 210, 87, 0, 1), E(763, 194, 0, 0, 1),
    E(771, 6, 0, 0, 0), E(911, 20, 0, 0, 0), E(947, 12, 0, 0, 1), E(1035, 178, 0, 4, 0),
    E(1037, 182, 0, 4, 0), E(1039, 210, 108, 4, 0), E(1135, 182, 0, 0, 1), E(1136, 194, 0, 0, 3),
    E(1166, 199, 0, 0, 0), E(1173, 12, 0, 0, 1), E(1451, 12, 0, 0, 1), E(1462, 182, 0, 2, 0),
    E(1471, 182, 0, 0, 1), E(1497, 214, 0, 0, 0), E(1627, 182, 0, 0, 0), E(1664, 12, 0, 1, 0),
    E(1679, 4, 0, 3, 0), E(1680, 203, 0, 3, 0), E(1772, 182, 0, 0, 1), E(1889, 210, 59, 0, 1),
    E(1898, 199, 0, 0, 0),
];

// `ExplanationOfBenefit.item.adjudication`: amount, category, extension, id, modifierExtension,
// reason, value.
pub(crate) static EXPLANATION_OF_BENEFIT_ITEM_ADJUDICATION: [E; 7] = [
    E(260, 199, 0, 0, 0), E(384, 182, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1524, 182, 0, 0, 0), E(1928, 6, 0, 0, 0),
];

// `ExplanationOfBenefit.item.detail`: adjudication, category, extension, factor, id, modifier,
// modifierExtension, net, noteNumber, productOrService, programCode, quantity, revenue, sequence,
// subDetail, udi, unitPrice.
pub(crate) static EXPLANATION_OF_BENEFIT_ITEM_DETAIL: [E; 17] = [
    E(225, 402, 0, 0, 1), E(384, 182, 0, 0, 0), E(763, 194, 0, 0, 1), E(771, 6, 0, 0, 0),
    E(911, 20, 0, 0, 0), E(1135, 182, 0, 0, 1), E(1136, 194, 0, 0, 3), E(1166, 199, 0, 0, 0),
    E(1173, 12, 0, 0, 1), E(1462, 182, 0, 2, 0), E(1471, 182, 0, 0, 1), E(1497, 214, 0, 0, 0),
    E(1627, 182, 0, 0, 0), E(1664, 12, 0, 1, 0), E(1770, 404, 0, 0, 1), E(1889, 210, 59, 0, 1),
    E(1898, 199, 0, 0, 0),
];

// `ExplanationOfBenefit.item.detail.subDetail`: adjudication, category, extension, factor, id,
// modifier, modifierExtension, net, noteNumber, productOrService, programCode, quantity, revenue,
// sequence, udi, unitPrice.
pub(crate) static EXPLANATION_OF_BENEFIT_ITEM_DETAIL_SUB_DETAIL: [E; 16] = [
    E(225, 402, 0, 0, 1), E(384, 182, 0, 0, 0), E(763, 194, 0, 0, 1), E(771, 6, 0, 0, 0),
    E(911, 20, 0, 0, 0), E(1135, 182, 0, 0, 1), E(1136, 194, 0, 0, 3), E(1166, 199, 0, 0, 0),
    E(1173, 12, 0, 0, 1), E(1462, 182, 0, 2, 0), E(1471, 182, 0, 0, 1), E(1497, 214, 0, 0, 0),
    E(1627, 182, 0, 0, 0), E(1664, 12, 0, 1, 0), E(1889, 210, 59, 0, 1), E(1898, 199, 0, 0, 0),
];

// `ExplanationOfBenefit.payee`: extension, id, modifierExtension, party, type.
pub(crate) static EXPLANATION_OF_BENEFIT_PAYEE: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1298, 210, 143, 0, 0),
    E(1884, 182, 0, 0, 0),
];

// `ExplanationOfBenefit.payment`: adjustment, adjustmentReason, amount, date, extension, id,
// identifier, modifierExtension, type.
pub(crate) static EXPLANATION_OF_BENEFIT_PAYMENT: [E; 9] = [
    E(226, 199, 0, 0, 0), E(227, 182, 0, 0, 0), E(260, 199, 0, 0, 0), E(519, 4, 0, 0, 0),
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1884, 182, 0, 0, 0),
];

// `ExplanationOfBenefit.procedure`: date, extension, id, modifierExtension,
// procedureCodeableConcept, procedureReference, sequence, type, udi.
pub(crate) static EXPLANATION_OF_BENEFIT_PROCEDURE: [E; 9] = [
    E(519, 5, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1449, 182, 0, 2, 0), E(1450, 210, 161, 2, 0), E(1664, 12, 0, 1, 0), E(1884, 182, 0, 0, 1),
    E(1889, 210, 59, 0, 1),
];

// `ExplanationOfBenefit.processNote`: extension, id, language, modifierExtension, number, text,
// type.
pub(crate) static EXPLANATION_OF_BENEFIT_PROCESS_NOTE: [E; 7] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1002, 182, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1178, 12, 0, 0, 0), E(1842, 13, 0, 0, 0), E(1884, 3, 132, 0, 0),
];

// `ExplanationOfBenefit.related`: claim, extension, id, modifierExtension, reference,
// relationship.
pub(crate) static EXPLANATION_OF_BENEFIT_RELATED: [E; 6] = [
    E(403, 210, 29, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1541, 196, 0, 0, 0), E(1569, 182, 0, 0, 0),
];

// `ExplanationOfBenefit.supportingInfo`: category, code, extension, id, modifierExtension, reason,
// sequence, timingDate, timingPeriod, valueAttachment, valueBoolean, valueQuantity,
// valueReference, valueString.
pub(crate) static EXPLANATION_OF_BENEFIT_SUPPORTING_INFO: [E; 14] = [
    E(384, 182, 0, 2, 0), E(413, 182, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1524, 183, 0, 0, 0), E(1664, 12, 0, 1, 0), E(1859, 4, 0, 3, 0),
    E(1862, 203, 0, 3, 0), E(1932, 181, 0, 4, 0), E(1934, 1, 0, 4, 0), E(1963, 207, 0, 4, 0),
    E(1966, 210, 0, 4, 0), E(1971, 13, 0, 4, 0),
];

// `ExplanationOfBenefit.total`: amount, category, extension, id, modifierExtension.
pub(crate) static EXPLANATION_OF_BENEFIT_TOTAL: [E; 5] = [
    E(260, 199, 0, 2, 2), E(384, 182, 0, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `FamilyMemberHistory.condition`: code, contributedToDeath, extension, id, modifierExtension,
// note, onsetAge, onsetPeriod, onsetRange, onsetString, outcome.
pub(crate) static FAMILY_MEMBER_HISTORY_CONDITION: [E; 11] = [
    E(413, 182, 0, 1, 0), E(480, 1, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1172, 180, 0, 0, 1), E(1215, 179, 0, 2, 0), E(1217, 203, 0, 2, 0),
    E(1218, 208, 0, 2, 0), E(1219, 13, 0, 2, 0), E(1249, 182, 0, 0, 0),
];

// `Goal.target`: detailBoolean, detailCodeableConcept, detailInteger, detailQuantity, detailRange,
// detailRatio, detailString, dueDate, dueDuration, extension, id, measure, modifierExtension.
pub(crate) static GOAL_TARGET: [E; 13] = [
    E(624, 1, 0, 1, 2), E(625, 182, 0, 1, 2), E(626, 9, 0, 1, 2), E(627, 207, 0, 1, 2),
    E(628, 208, 0, 1, 2), E(629, 209, 0, 1, 2), E(631, 13, 0, 1, 2), E(686, 4, 0, 2, 2),
    E(687, 191, 0, 2, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1098, 182, 0, 0, 2),
    E(1136, 194, 0, 0, 3),
];

// `GraphDefinition.link`: description, extension, id, max, min, modifierExtension, path,
// sliceName, target.
pub(crate) static GRAPH_DEFINITION_LINK: [E; 9] = [
    E(620, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1074, 13, 0, 0, 0),
    E(1114, 9, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1302, 13, 0, 0, 0), E(1696, 13, 0, 0, 0),
    E(1818, 415, 0, 0, 1),
];

// `GraphDefinition.link.target`: compartment, extension, id, link, modifierExtension, params,
// profile, type.
pub(crate) static GRAPH_DEFINITION_LINK_TARGET: [E; 8] = [
    E(437, 416, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1029, 414, 0, 0, 1),
    E(1136, 194, 0, 0, 3), E(1276, 13, 0, 0, 0), E(1467, 2, 0, 0, 0), E(1884, 3, 174, 1, 0),
];

// `GraphDefinition.link.target.compartment`: code, description, expression, extension, id,
// modifierExtension, rule, use.
pub(crate) static GRAPH_DEFINITION_LINK_TARGET_COMPARTMENT: [E; 8] = [
    E(413, 3, 40, 2, 0), E(620, 13, 0, 0, 0), E(761, 13, 0, 0, 0), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1637, 3, 87, 3, 0), E(1906, 3, 88, 1, 0),
];

// `Group.characteristic`: code, exclude, extension, id, modifierExtension, period, valueBoolean,
// valueCodeableConcept, valueQuantity, valueRange, valueReference.
pub(crate) static GROUP_CHARACTERISTIC: [E; 11] = [
    E(413, 182, 0, 1, 0), E(744, 1, 0, 3, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1383, 203, 0, 0, 0), E(1934, 1, 0, 2, 0), E(1937, 182, 0, 2, 0),
    E(1963, 207, 0, 2, 0), E(1964, 208, 0, 2, 0), E(1966, 210, 0, 2, 0),
];

// `Group.member`: entity, extension, id, inactive, modifierExtension, period.
pub(crate) static GROUP_MEMBER: [E; 6] = [
    E(719, 210, 65, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(936, 1, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1383, 203, 0, 0, 0),
];

// `HealthcareService.availableTime`: allDay, availableEndTime, availableStartTime, daysOfWeek,
// extension, id, modifierExtension.
pub(crate) static HEALTHCARE_SERVICE_AVAILABLE_TIME: [E; 7] = [
    E(244, 1, 0, 0, 0), E(331, 14, 0, 0, 0), E(332, 14, 0, 0, 0), E(531, 3, 58, 0, 1),
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `HealthcareService.eligibility`: code, comment, extension, id, modifierExtension.
pub(crate) static HEALTHCARE_SERVICE_ELIGIBILITY: [E; 5] = [
    E(413, 182, 0, 0, 0), E(428, 10, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `HealthcareService.notAvailable`: description, during, extension, id, modifierExtension.
pub(crate) static HEALTHCARE_SERVICE_NOT_AVAILABLE: [E; 5] = [
    E(620, 13, 0, 1, 0), E(692, 203, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `ImagingStudy.series`: bodySite, description, endpoint, extension, id, instance, laterality,
// modality, modifierExtension, number, numberOfInstances, performer, specimen, started, uid.
pub(crate) static IMAGING_STUDY_SERIES: [E; 15] = [
    E(352, 183, 0, 0, 2), E(620, 13, 0, 0, 2), E(714, 210, 89, 0, 3), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(958, 423, 0, 0, 1), E(1009, 183, 0, 0, 2), E(1131, 183, 0, 2, 2),
    E(1136, 194, 0, 0, 3), E(1178, 15, 0, 0, 2), E(1179, 15, 0, 0, 2), E(1378, 424, 0, 0, 3),
    E(1728, 210, 170, 0, 3), E(1739, 5, 0, 0, 2), E(1892, 7, 0, 1, 2),
];

// `ImagingStudy.series.instance`: extension, id, modifierExtension, number, sopClass, title, uid.
pub(crate) static IMAGING_STUDY_SERIES_INSTANCE: [E; 7] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1178, 15, 0, 0, 0),
    E(1701, 183, 0, 2, 0), E(1868, 13, 0, 0, 0), E(1892, 7, 0, 1, 0),
];

// `ImagingStudy.series.performer`: actor, extension, function, id, modifierExtension.
pub(crate) static IMAGING_STUDY_SERIES_PERFORMER: [E; 5] = [
    E(205, 210, 24, 1, 2), E(763, 194, 0, 0, 1), E(860, 182, 0, 0, 2), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `Immunization.education`: documentType, extension, id, modifierExtension, presentationDate,
// publicationDate, reference.
pub(crate) static IMMUNIZATION_EDUCATION: [E; 7] = [
    E(668, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1430, 5, 0, 0, 0), E(1484, 5, 0, 0, 0), E(1541, 16, 0, 0, 0),
];

// `Immunization.performer`: actor, extension, function, id, modifierExtension.
pub(crate) static IMMUNIZATION_PERFORMER: [E; 5] = [
    E(205, 210, 146, 1, 2), E(763, 194, 0, 0, 1), E(860, 182, 0, 0, 2), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `Immunization.protocolApplied`: authority, doseNumberPositiveInt, doseNumberString, extension,
// id, modifierExtension, series, seriesDosesPositiveInt, seriesDosesString, targetDisease.
pub(crate) static IMMUNIZATION_PROTOCOL_APPLIED: [E; 10] = [
    E(323, 210, 140, 0, 0), E(676, 12, 0, 1, 0), E(677, 13, 0, 1, 0), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1668, 13, 0, 0, 0), E(1669, 12, 0, 2, 0),
    E(1670, 13, 0, 2, 0), E(1820, 182, 0, 0, 1),
];

// `Immunization.reaction`: date, detail, extension, id, modifierExtension, reported.
pub(crate) static IMMUNIZATION_REACTION: [E; 6] = [
    E(519, 5, 0, 0, 0), E(623, 210, 136, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1585, 1, 0, 0, 0),
];

// `ImmunizationRecommendation.recommendation`: contraindicatedVaccineCode, dateCriterion,
// description, doseNumberPositiveInt, doseNumberString, extension, forecastReason, forecastStatus,
// id, modifierExtension, series, seriesDosesPositiveInt, seriesDosesString,
// supportingImmunization, supportingPatientInformation, targetDisease, vaccineCode.
pub(crate) static IMMUNIZATION_RECOMMENDATION_RECOMMENDATION: [E; 17] = [
    E(478, 182, 0, 0, 3), E(521, 430, 0, 0, 1), E(620, 13, 0, 0, 0), E(676, 12, 0, 2, 2),
    E(677, 13, 0, 2, 2), E(763, 194, 0, 0, 1), E(846, 182, 0, 0, 3), E(847, 182, 0, 1, 2),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1668, 13, 0, 0, 0), E(1669, 12, 0, 3, 0),
    E(1670, 13, 0, 3, 0), E(1806, 210, 106, 0, 1), E(1810, 210, 0, 0, 1), E(1820, 182, 0, 0, 2),
    E(1916, 182, 0, 0, 3),
];

// `ImmunizationRecommendation.recommendation.dateCriterion`: code, extension, id,
// modifierExtension, value.
pub(crate) static IMMUNIZATION_RECOMMENDATION_RECOMMENDATION_DATE_CRITERION: [E; 5] = [
    E(413, 182, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1928, 5, 0, 2, 0),
];

// `ImplementationGuide.definition`: extension, grouping, id, modifierExtension, page, parameter,
// resource, template.
pub(crate) static IMPLEMENTATION_GUIDE_DEFINITION: [E; 8] = [
    E(763, 194, 0, 0, 1), E(885, 432, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1270, 433, 0, 0, 0), E(1273, 434, 0, 0, 1), E(1610, 435, 0, 1, 1), E(1837, 436, 0, 0, 1),
];

// `ImplementationGuide.definition.grouping`: description, extension, id, modifierExtension, name.
pub(crate) static IMPLEMENTATION_GUIDE_DEFINITION_GROUPING: [E; 5] = [
    E(620, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1158, 13, 0, 1, 0),
];

// `ImplementationGuide.definition.page`: extension, generation, id, modifierExtension,
// nameReference, nameUrl, page, title.
pub(crate) static IMPLEMENTATION_GUIDE_DEFINITION_PAGE: [E; 8] = [
    E(763, 194, 0, 0, 1), E(870, 3, 92, 3, 0), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1160, 210, 10, 1, 0), E(1161, 17, 0, 1, 0), E(1270, 433, 0, 0, 1), E(1868, 13, 0, 2, 0),
];

// `ImplementationGuide.definition.parameter`: code, extension, id, modifierExtension, value.
pub(crate) static IMPLEMENTATION_GUIDE_DEFINITION_PARAMETER: [E; 5] = [
    E(413, 3, 93, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1928, 13, 0, 2, 0),
];

// `ImplementationGuide.definition.resource`: description, exampleBoolean, exampleCanonical,
// extension, fhirVersion, groupingId, id, modifierExtension, name, reference.
pub(crate) static IMPLEMENTATION_GUIDE_DEFINITION_RESOURCE: [E; 10] = [
    E(620, 13, 0, 0, 0), E(740, 1, 0, 2, 0), E(741, 2, 0, 2, 0), E(763, 194, 0, 0, 1),
    E(778, 3, 6, 0, 1), E(887, 7, 0, 0, 0), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1158, 13, 0, 0, 0), E(1541, 210, 0, 1, 0),
];

// `ImplementationGuide.definition.template`: code, extension, id, modifierExtension, scope,
// source.
pub(crate) static IMPLEMENTATION_GUIDE_DEFINITION_TEMPLATE: [E; 6] = [
    E(413, 3, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1647, 13, 0, 0, 0), E(1703, 13, 0, 2, 0),
];

// `ImplementationGuide.dependsOn`: extension, id, modifierExtension, packageId, uri, version.
pub(crate) static IMPLEMENTATION_GUIDE_DEPENDS_ON: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1265, 7, 0, 0, 2),
    E(1902, 2, 0, 1, 2), E(1994, 13, 0, 0, 2),
];

// `ImplementationGuide.global`: extension, id, modifierExtension, profile, type.
pub(crate) static IMPLEMENTATION_GUIDE_GLOBAL: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1467, 2, 0, 2, 2),
    E(1884, 3, 174, 1, 2),
];

// `ImplementationGuide.manifest`: extension, id, image, modifierExtension, other, page, rendering,
// resource.
pub(crate) static IMPLEMENTATION_GUIDE_MANIFEST: [E; 8] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(922, 13, 0, 0, 1), E(1136, 194, 0, 0, 3),
    E(1246, 13, 0, 0, 1), E(1270, 440, 0, 0, 1), E(1576, 17, 0, 0, 2), E(1610, 441, 0, 1, 3),
];

// `ImplementationGuide.manifest.page`: anchor, extension, id, modifierExtension, name, title.
pub(crate) static IMPLEMENTATION_GUIDE_MANIFEST_PAGE: [E; 6] = [
    E(269, 13, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1158, 13, 0, 1, 0), E(1868, 13, 0, 0, 0),
];

// `ImplementationGuide.manifest.resource`: exampleBoolean, exampleCanonical, extension, id,
// modifierExtension, reference, relativePath.
pub(crate) static IMPLEMENTATION_GUIDE_MANIFEST_RESOURCE: [E; 7] = [
    E(740, 1, 0, 2, 0), E(741, 2, 0, 2, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1541, 210, 0, 1, 2), E(1571, 17, 0, 0, 0),
];

// `InsurancePlan.contact`: address, extension, id, modifierExtension, name, purpose, telecom.
pub(crate) static INSURANCE_PLAN_CONTACT: [E; 7] = [
    E(223, 178, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1158, 195, 0, 0, 0), E(1487, 182, 0, 0, 0), E(1833, 185, 0, 0, 1),
];

// `InsurancePlan.coverage`: benefit, extension, id, modifierExtension, network, type.
pub(crate) static INSURANCE_PLAN_COVERAGE: [E; 6] = [
    E(346, 444, 0, 2, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1167, 210, 140, 0, 1), E(1884, 182, 0, 1, 0),
];

// `InsurancePlan.coverage.benefit`: extension, id, limit, modifierExtension, requirement, type.
pub(crate) static INSURANCE_PLAN_COVERAGE_BENEFIT: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1026, 445, 0, 0, 1), E(1136, 194, 0, 0, 3),
    E(1606, 13, 0, 0, 0), E(1884, 182, 0, 1, 0),
];

// `InsurancePlan.coverage.benefit.limit`: code, extension, id, modifierExtension, value.
pub(crate) static INSURANCE_PLAN_COVERAGE_BENEFIT_LIMIT: [E; 5] = [
    E(413, 182, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1928, 207, 0, 0, 0),
];

// `InsurancePlan.plan`: coverageArea, extension, generalCost, id, identifier, modifierExtension,
// network, specificCost, type.
pub(crate) static INSURANCE_PLAN_PLAN: [E; 9] = [
    E(498, 210, 108, 0, 3), E(763, 194, 0, 0, 1), E(868, 447, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(915, 196, 0, 0, 3), E(1136, 194, 0, 0, 3), E(1167, 210, 140, 0, 1), E(1726, 448, 0, 0, 1),
    E(1884, 182, 0, 0, 0),
];

// `InsurancePlan.plan.generalCost`: comment, cost, extension, groupSize, id, modifierExtension,
// type.
pub(crate) static INSURANCE_PLAN_PLAN_GENERAL_COST: [E; 7] = [
    E(428, 13, 0, 0, 0), E(488, 199, 0, 0, 0), E(763, 194, 0, 0, 1), E(884, 12, 0, 0, 0),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1884, 182, 0, 0, 0),
];

// `InsurancePlan.plan.specificCost`: benefit, category, extension, id, modifierExtension.
pub(crate) static INSURANCE_PLAN_PLAN_SPECIFIC_COST: [E; 5] = [
    E(346, 449, 0, 0, 1), E(384, 182, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `InsurancePlan.plan.specificCost.benefit`: cost, extension, id, modifierExtension, type.
pub(crate) static INSURANCE_PLAN_PLAN_SPECIFIC_COST_BENEFIT: [E; 5] = [
    E(488, 450, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1884, 182, 0, 1, 0),
];

// `InsurancePlan.plan.specificCost.benefit.cost`: applicability, extension, id, modifierExtension,
// qualifiers, type, value.
pub(crate) static INSURANCE_PLAN_PLAN_SPECIFIC_COST_BENEFIT_COST: [E; 7] = [
    E(284, 182, 210, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1493, 182, 0, 0, 1), E(1884, 182, 0, 1, 0), E(1928, 207, 0, 0, 0),
];

// `Invoice.lineItem`: chargeItemCodeableConcept, chargeItemReference, extension, id,
// modifierExtension, priceComponent, sequence.
pub(crate) static INVOICE_LINE_ITEM: [E; 7] = [
    E(395, 182, 0, 1, 0), E(396, 210, 28, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1434, 452, 0, 0, 1), E(1664, 12, 0, 0, 0),
];
