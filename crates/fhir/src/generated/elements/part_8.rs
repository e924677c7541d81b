//! The members of the shapes, part 8 of 8.
//!
//! Made by `crates/fhir/generate/generate.py`; do not edit.

use crate::tables::Element as E;

// `ResearchStudy.arm`: description, extension, id, modifierExtension, name, type.
pub(crate) static RESEARCH_STUDY_ARM: [E; 6] = [
    E(620, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1158, 13, 0, 1, 0), E(1884, 182, 0, 0, 0),
];

// `ResearchStudy.objective`: extension, id, modifierExtension, name, type.
pub(crate) static RESEARCH_STUDY_OBJECTIVE: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1158, 13, 0, 0, 0),
    E(1884, 182, 0, 0, 0),
];

// `RiskAssessment.prediction`: extension, id, modifierExtension, outcome, probabilityDecimal,
// probabilityRange, qualitativeRisk, rationale, relativeRisk, whenPeriod, whenRange.
pub(crate) static RISK_ASSESSMENT_PREDICTION: [E; 11] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1249, 182, 0, 0, 0),
    E(1443, 6, 0, 1, 0), E(1444, 208, 0, 1, 0), E(1494, 182, 0, 0, 0), E(1517, 13, 0, 0, 0),
    E(1572, 6, 0, 0, 0), E(2005, 203, 0, 2, 0), E(2007, 208, 0, 2, 0),
];

// `RiskEvidenceSynthesis.certainty`: certaintySubcomponent, extension, id, modifierExtension,
// note, rating.
pub(crate) static RISK_EVIDENCE_SYNTHESIS_CERTAINTY: [E; 6] = [
    E(387, 580, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1172, 180, 0, 0, 1), E(1515, 182, 0, 0, 1),
];

// `RiskEvidenceSynthesis.certainty.certaintySubcomponent`: extension, id, modifierExtension, note,
// rating, type.
pub(crate) static RISK_EVIDENCE_SYNTHESIS_CERTAINTY_CERTAINTY_SUBCOMPONENT: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1172, 180, 0, 0, 1),
    E(1515, 182, 0, 0, 1), E(1884, 182, 0, 0, 0),
];

// `RiskEvidenceSynthesis.riskEstimate`: denominatorCount, description, extension, id,
// modifierExtension, numeratorCount, precisionEstimate, type, unitOfMeasure, value.
pub(crate) static RISK_EVIDENCE_SYNTHESIS_RISK_ESTIMATE: [E; 10] = [
    E(613, 9, 0, 0, 0), E(620, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1187, 9, 0, 0, 0), E(1418, 582, 0, 0, 1), E(1884, 182, 0, 0, 0),
    E(1896, 182, 0, 0, 0), E(1928, 6, 0, 0, 0),
];

// `RiskEvidenceSynthesis.riskEstimate.precisionEstimate`: extension, from, id, level,
// modifierExtension, to, type.
pub(crate) static RISK_EVIDENCE_SYNTHESIS_RISK_ESTIMATE_PRECISION_ESTIMATE: [E; 7] = [
    E(763, 194, 0, 0, 1), E(858, 6, 0, 0, 0), E(911, 20, 0, 0, 0), E(1021, 6, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1869, 6, 0, 0, 0), E(1884, 182, 0, 0, 0),
];

// `RiskEvidenceSynthesis.sampleSize`: description, extension, id, modifierExtension,
// numberOfParticipants, numberOfStudies.
pub(crate) static RISK_EVIDENCE_SYNTHESIS_SAMPLE_SIZE: [E; 6] = [
    E(620, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1180, 9, 0, 0, 0), E(1183, 9, 0, 0, 0),
];

// `SearchParameter.component`: definition, expression, extension, id, modifierExtension.
pub(crate) static SEARCH_PARAMETER_COMPONENT: [E; 5] = [
    E(598, 2, 0, 1, 0), E(761, 13, 0, 2, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `Specimen.collection`: bodySite, collectedDateTime, collectedPeriod, collector, duration,
// extension, fastingStatusCodeableConcept, fastingStatusDuration, id, method, modifierExtension,
// quantity.
pub(crate) static SPECIMEN_COLLECTION: [E; 12] = [
    E(352, 182, 0, 0, 0), E(421, 5, 0, 1, 2), E(422, 203, 0, 1, 2), E(425, 210, 158, 0, 2),
    E(689, 191, 0, 0, 2), E(763, 194, 0, 0, 1), E(775, 182, 0, 2, 2), E(776, 191, 0, 2, 2),
    E(911, 20, 0, 0, 0), E(1113, 182, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1497, 214, 0, 0, 0),
];

// `Specimen.container`: additiveCodeableConcept, additiveReference, capacity, description,
// extension, id, identifier, modifierExtension, specimenQuantity, type.
pub(crate) static SPECIMEN_CONTAINER: [E; 10] = [
    E(218, 182, 0, 1, 0), E(220, 210, 172, 1, 0), E(376, 214, 0, 0, 0), E(620, 13, 0, 0, 0),
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 3), E(1136, 194, 0, 0, 3),
    E(1729, 214, 0, 0, 0), E(1884, 182, 0, 0, 0),
];

// `Specimen.processing`: additive, description, extension, id, modifierExtension, procedure,
// timeDateTime, timePeriod.
pub(crate) static SPECIMEN_PROCESSING: [E; 8] = [
    E(217, 210, 172, 0, 1), E(620, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1447, 182, 0, 0, 0), E(1851, 5, 0, 1, 0), E(1854, 203, 0, 1, 0),
];

// `SpecimenDefinition.typeTested`: container, extension, handling, id, isDerived,
// modifierExtension, preference, rejectionCriterion, requirement, retentionTime, type.
pub(crate) static SPECIMEN_DEFINITION_TYPE_TESTED: [E; 11] = [
    E(463, 589, 0, 0, 0), E(763, 194, 0, 0, 1), E(893, 591, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(980, 1, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1421, 3, 189, 1, 0), E(1561, 182, 0, 0, 1),
    E(1606, 13, 0, 0, 0), E(1626, 191, 0, 0, 0), E(1884, 182, 0, 0, 0),
];

// `SpecimenDefinition.typeTested.container`: additive, cap, capacity, description, extension, id,
// material, minimumVolumeQuantity, minimumVolumeString, modifierExtension, preparation, type.
pub(crate) static SPECIMEN_DEFINITION_TYPE_TESTED_CONTAINER: [E; 12] = [
    E(217, 590, 0, 0, 1), E(373, 182, 0, 0, 0), E(376, 214, 0, 0, 0), E(620, 13, 0, 0, 0),
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1070, 182, 0, 0, 0), E(1126, 214, 0, 1, 0),
    E(1127, 13, 0, 1, 0), E(1136, 194, 0, 0, 3), E(1425, 13, 0, 0, 0), E(1884, 182, 0, 0, 0),
];

// `SpecimenDefinition.typeTested.container.additive`: additiveCodeableConcept, additiveReference,
// extension, id, modifierExtension.
pub(crate) static SPECIMEN_DEFINITION_TYPE_TESTED_CONTAINER_ADDITIVE: [E; 5] = [
    E(218, 182, 0, 1, 0), E(220, 210, 172, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `SpecimenDefinition.typeTested.handling`: extension, id, instruction, maxDuration,
// modifierExtension, temperatureQualifier, temperatureRange.
pub(crate) static SPECIMEN_DEFINITION_TYPE_TESTED_HANDLING: [E; 7] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(962, 13, 0, 0, 0), E(1081, 191, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1835, 182, 0, 0, 0), E(1836, 208, 0, 0, 0),
];

// `StructureDefinition.context`: expression, extension, id, modifierExtension, type.
pub(crate) static STRUCTURE_DEFINITION_CONTEXT: [E; 5] = [
    E(761, 13, 0, 2, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1884, 3, 82, 1, 2),
];

// `StructureDefinition.differential`: element, extension, id, modifierExtension.
pub(crate) static STRUCTURE_DEFINITION_DIFFERENTIAL: [E; 4] = [
    E(705, 192, 0, 1, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `StructureDefinition.mapping`: comment, extension, id, identity, modifierExtension, name, uri.
pub(crate) static STRUCTURE_DEFINITION_MAPPING: [E; 7] = [
    E(428, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(916, 7, 0, 1, 0),
    E(1136, 194, 0, 0, 3), E(1158, 13, 0, 0, 0), E(1902, 16, 0, 0, 0),
];

// `StructureDefinition.snapshot`: element, extension, id, modifierExtension.
pub(crate) static STRUCTURE_DEFINITION_SNAPSHOT: [E; 4] = [
    E(705, 192, 0, 1, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `StructureMap.group`: documentation, extends, extension, id, input, modifierExtension, name,
// rule, typeMode.
pub(crate) static STRUCTURE_MAP_GROUP: [E; 9] = [
    E(669, 13, 0, 0, 2), E(762, 7, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(956, 597, 0, 3, 3), E(1136, 194, 0, 0, 3), E(1158, 7, 0, 1, 2), E(1637, 598, 0, 4, 3),
    E(1886, 3, 112, 2, 2),
];

// `StructureMap.group.input`: documentation, extension, id, mode, modifierExtension, name, type.
pub(crate) static STRUCTURE_MAP_GROUP_INPUT: [E; 7] = [
    E(669, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1132, 3, 113, 2, 2),
    E(1136, 194, 0, 0, 3), E(1158, 7, 0, 1, 2), E(1884, 13, 0, 0, 2),
];

// `StructureMap.group.rule`: dependent, documentation, extension, id, modifierExtension, name,
// rule, source, target.
pub(crate) static STRUCTURE_MAP_GROUP_RULE: [E; 9] = [
    E(614, 599, 0, 0, 3), E(669, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1158, 7, 0, 1, 2), E(1637, 598, 0, 0, 3), E(1703, 600, 0, 2, 3),
    E(1818, 601, 0, 0, 3),
];

// `StructureMap.group.rule.dependent`: extension, id, modifierExtension, name, variable.
pub(crate) static STRUCTURE_MAP_GROUP_RULE_DEPENDENT: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1158, 7, 0, 1, 2),
    E(1982, 13, 0, 2, 3),
];

// `StructureMap.group.rule.source`: check, condition, context, defaultValueAddress,
// defaultValueAge, defaultValueAnnotation, defaultValueAttachment, defaultValueBase64Binary,
// defaultValueBoolean, defaultValueCanonical, defaultValueCode, defaultValueCodeableConcept,
// defaultValueCoding, defaultValueContactDetail, defaultValueContactPoint,
// defaultValueContributor, defaultValueCount, defaultValueDataRequirement, defaultValueDate,
// defaultValueDateTime, defaultValueDecimal, defaultValueDistance, defaultValueDosage,
// defaultValueDuration, defaultValueExpression, defaultValueHumanName, defaultValueId,
// defaultValueIdentifier, defaultValueInstant, defaultValueInteger, defaultValueMarkdown,
// defaultValueMeta, defaultValueMoney, defaultValueOid, defaultValueParameterDefinition,
// defaultValuePeriod, defaultValuePositiveInt, defaultValueQuantity, defaultValueRange,
// defaultValueRatio, defaultValueReference, defaultValueRelatedArtifact, defaultValueSampledData,
// defaultValueSignature, defaultValueString, defaultValueTime, defaultValueTiming,
// defaultValueTriggerDefinition, defaultValueUnsignedInt, defaultValueUri, defaultValueUrl,
// defaultValueUsageContext, defaultValueUuid, element, extension, id, listMode, logMessage, max,
// min, modifierExtension, type, variable.
pub(crate) static STRUCTURE_MAP_GROUP_RULE_SOURCE: [E; 63] = [
    E(398, 13, 0, 0, 2), E(449, 13, 0, 0, 2), E(473, 7, 0, 1, 2), E(544, 178, 0, 2, 2),
    E(545, 179, 0, 2, 2), E(546, 180, 0, 2, 2), E(547, 181, 0, 2, 2), E(548, 0, 0, 2, 2),
    E(549, 1, 0, 2, 2), E(550, 2, 0, 2, 2), E(551, 3, 0, 2, 2), E(552, 182, 0, 2, 2),
    E(553, 183, 0, 2, 2), E(554, 184, 0, 2, 2), E(555, 185, 0, 2, 2), E(556, 186, 0, 2, 2),
    E(557, 187, 0, 2, 2), E(558, 188, 0, 2, 2), E(559, 4, 0, 2, 2), E(560, 5, 0, 2, 2),
    E(561, 6, 0, 2, 2), E(562, 189, 0, 2, 2), E(563, 190, 0, 2, 2), E(564, 191, 0, 2, 2),
    E(565, 193, 0, 2, 2), E(566, 195, 0, 2, 2), E(567, 7, 0, 2, 2), E(568, 196, 0, 2, 2),
    E(569, 8, 0, 2, 2), E(570, 9, 0, 2, 2), E(571, 10, 0, 2, 2), E(572, 198, 0, 2, 2),
    E(573, 199, 0, 2, 2), E(574, 11, 0, 2, 2), E(575, 202, 0, 2, 2), E(576, 203, 0, 2, 2),
    E(577, 12, 0, 2, 2), E(578, 207, 0, 2, 2), E(579, 208, 0, 2, 2), E(580, 209, 0, 2, 2),
    E(581, 210, 0, 2, 2), E(582, 211, 0, 2, 2), E(583, 212, 0, 2, 2), E(584, 213, 0, 2, 2),
    E(585, 13, 0, 2, 2), E(586, 14, 0, 2, 2), E(587, 216, 0, 2, 2), E(588, 217, 0, 2, 2),
    E(589, 15, 0, 2, 2), E(590, 16, 0, 2, 2), E(591, 17, 0, 2, 2), E(592, 218, 0, 2, 2),
    E(593, 18, 0, 2, 2), E(705, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1032, 3, 115, 0, 2), E(1042, 13, 0, 0, 2), E(1074, 13, 0, 0, 2), E(1114, 9, 0, 0, 2),
    E(1136, 194, 0, 0, 3), E(1884, 13, 0, 0, 2), E(1982, 7, 0, 0, 2),
];

// `StructureMap.group.rule.target`: context, contextType, element, extension, id, listMode,
// listRuleId, modifierExtension, parameter, transform, variable.
pub(crate) static STRUCTURE_MAP_GROUP_RULE_TARGET: [E; 11] = [
    E(473, 7, 0, 0, 2), E(476, 3, 111, 0, 2), E(705, 13, 0, 0, 2), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1032, 3, 116, 0, 3), E(1033, 7, 0, 0, 2), E(1136, 194, 0, 0, 3),
    E(1273, 602, 0, 0, 3), E(1878, 3, 117, 0, 2), E(1982, 7, 0, 0, 2),
];

// `StructureMap.group.rule.target.parameter`: extension, id, modifierExtension, valueBoolean,
// valueDecimal, valueId, valueInteger, valueString.
pub(crate) static STRUCTURE_MAP_GROUP_RULE_TARGET_PARAMETER: [E; 8] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1934, 1, 0, 1, 2),
    E(1946, 6, 0, 1, 2), E(1952, 7, 0, 1, 2), E(1955, 9, 0, 1, 2), E(1971, 13, 0, 1, 2),
];

// `StructureMap.structure`: alias, documentation, extension, id, mode, modifierExtension, url.
pub(crate) static STRUCTURE_MAP_STRUCTURE: [E; 7] = [
    E(243, 13, 0, 0, 2), E(669, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1132, 3, 114, 2, 2), E(1136, 194, 0, 0, 3), E(1903, 2, 0, 1, 2),
];

// `Subscription.channel`: endpoint, extension, header, id, modifierExtension, payload, type.
pub(crate) static SUBSCRIPTION_CHANNEL: [E; 7] = [
    E(714, 17, 0, 0, 2), E(763, 194, 0, 0, 1), E(896, 13, 0, 0, 3), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1361, 3, 0, 0, 2), E(1884, 3, 193, 1, 2),
];

// `Substance.ingredient`: extension, id, modifierExtension, quantity, substanceCodeableConcept,
// substanceReference.
pub(crate) static SUBSTANCE_INGREDIENT: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1497, 209, 0, 0, 2),
    E(1788, 182, 0, 1, 2), E(1789, 210, 172, 1, 2),
];

// `Substance.instance`: expiry, extension, id, identifier, modifierExtension, quantity.
pub(crate) static SUBSTANCE_INSTANCE: [E; 6] = [
    E(753, 5, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 2),
    E(1136, 194, 0, 0, 3), E(1497, 214, 0, 0, 2),
];

// `SubstanceAmount.referenceRange`: extension, highLimit, id, lowLimit.
pub(crate) static SUBSTANCE_AMOUNT_REFERENCE_RANGE: [E; 4] = [
    E(763, 194, 0, 0, 1), E(903, 207, 0, 0, 2), E(911, 20, 0, 0, 0), E(1046, 207, 0, 0, 2),
];

// `SubstanceNucleicAcid.subunit`: extension, fivePrime, id, length, linkage, modifierExtension,
// sequence, sequenceAttachment, subunit, sugar, threePrime.
pub(crate) static SUBSTANCE_NUCLEIC_ACID_SUBUNIT: [E; 11] = [
    E(763, 194, 0, 0, 1), E(784, 182, 0, 0, 2), E(911, 20, 0, 0, 0), E(1018, 9, 0, 0, 2),
    E(1031, 609, 0, 0, 3), E(1136, 194, 0, 0, 3), E(1664, 13, 0, 0, 2), E(1665, 181, 0, 0, 2),
    E(1795, 9, 0, 0, 2), E(1797, 610, 0, 0, 3), E(1848, 182, 0, 0, 2),
];

// `SubstanceNucleicAcid.subunit.linkage`: connectivity, extension, id, identifier,
// modifierExtension, name, residueSite.
pub(crate) static SUBSTANCE_NUCLEIC_ACID_SUBUNIT_LINKAGE: [E; 7] = [
    E(457, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 2),
    E(1136, 194, 0, 0, 3), E(1158, 13, 0, 0, 2), E(1609, 13, 0, 0, 2),
];

// `SubstanceNucleicAcid.subunit.sugar`: extension, id, identifier, modifierExtension, name,
// residueSite.
pub(crate) static SUBSTANCE_NUCLEIC_ACID_SUBUNIT_SUGAR: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 2), E(1136, 194, 0, 0, 3),
    E(1158, 13, 0, 0, 2), E(1609, 13, 0, 0, 2),
];

// `SubstancePolymer.monomerSet`: extension, id, modifierExtension, ratioType, startingMaterial.
pub(crate) static SUBSTANCE_POLYMER_MONOMER_SET: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1516, 182, 0, 0, 2),
    E(1740, 612, 0, 0, 3),
];

// `SubstancePolymer.monomerSet.startingMaterial`: amount, extension, id, isDefining, material,
// modifierExtension, type.
pub(crate) static SUBSTANCE_POLYMER_MONOMER_SET_STARTING_MATERIAL: [E; 7] = [
    E(260, 215, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(979, 1, 0, 0, 2),
    E(1070, 182, 0, 0, 2), E(1136, 194, 0, 0, 3), E(1884, 182, 0, 0, 2),
];

// `SubstancePolymer.repeat`: averageMolecularFormula, extension, id, modifierExtension,
// numberOfUnits, repeatUnit, repeatUnitAmountType.
pub(crate) static SUBSTANCE_POLYMER_REPEAT: [E; 7] = [
    E(334, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1185, 9, 0, 0, 2), E(1578, 614, 0, 0, 3), E(1579, 182, 0, 0, 2),
];

// `SubstancePolymer.repeat.repeatUnit`: amount, degreeOfPolymerisation, extension, id,
// modifierExtension, orientationOfPolymerisation, repeatUnit, structuralRepresentation.
pub(crate) static SUBSTANCE_POLYMER_REPEAT_REPEAT_UNIT: [E; 8] = [
    E(260, 215, 0, 0, 2), E(608, 615, 0, 0, 3), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1243, 182, 0, 0, 2), E(1578, 13, 0, 0, 2), E(1757, 616, 0, 0, 3),
];

// `SubstancePolymer.repeat.repeatUnit.degreeOfPolymerisation`: amount, degree, extension, id,
// modifierExtension.
pub(crate) static SUBSTANCE_POLYMER_REPEAT_REPEAT_UNIT_DEGREE_OF_POLYMERISATION: [E; 5] = [
    E(260, 215, 0, 0, 2), E(607, 182, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `SubstancePolymer.repeat.repeatUnit.structuralRepresentation`: attachment, extension, id,
// modifierExtension, representation, type.
pub(crate) static SUBSTANCE_POLYMER_REPEAT_REPEAT_UNIT_STRUCTURAL_REPRESENTATION: [E; 6] = [
    E(309, 181, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1591, 13, 0, 0, 2), E(1884, 182, 0, 0, 2),
];

// `SubstanceProtein.subunit`: cTerminalModification, cTerminalModificationId, extension, id,
// length, modifierExtension, nTerminalModification, nTerminalModificationId, sequence,
// sequenceAttachment, subunit.
pub(crate) static SUBSTANCE_PROTEIN_SUBUNIT: [E; 11] = [
    E(365, 13, 0, 0, 2), E(366, 196, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1018, 9, 0, 0, 2), E(1136, 194, 0, 0, 3), E(1156, 13, 0, 0, 2), E(1157, 196, 0, 0, 2),
    E(1664, 13, 0, 0, 2), E(1665, 181, 0, 0, 2), E(1795, 9, 0, 0, 2),
];

// `SubstanceReferenceInformation.classification`: classification, domain, extension, id,
// modifierExtension, source, subtype.
pub(crate) static SUBSTANCE_REFERENCE_INFORMATION_CLASSIFICATION: [E; 7] = [
    E(407, 182, 0, 0, 2), E(670, 182, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1703, 210, 84, 0, 3), E(1794, 182, 0, 0, 3),
];

// `SubstanceReferenceInformation.gene`: extension, gene, geneSequenceOrigin, id,
// modifierExtension, source.
pub(crate) static SUBSTANCE_REFERENCE_INFORMATION_GENE: [E; 6] = [
    E(763, 194, 0, 0, 1), E(865, 182, 0, 0, 2), E(867, 182, 0, 0, 2), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1703, 210, 84, 0, 3),
];

// `SubstanceReferenceInformation.geneElement`: element, extension, id, modifierExtension, source,
// type.
pub(crate) static SUBSTANCE_REFERENCE_INFORMATION_GENE_ELEMENT: [E; 6] = [
    E(705, 196, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1703, 210, 84, 0, 3), E(1884, 182, 0, 0, 2),
];

// `SubstanceReferenceInformation.target`: amountQuantity, amountRange, amountString, amountType,
// extension, id, interaction, modifierExtension, organism, organismType, source, target, type.
pub(crate) static SUBSTANCE_REFERENCE_INFORMATION_TARGET: [E; 13] = [
    E(261, 207, 0, 1, 2), E(262, 208, 0, 1, 2), E(265, 13, 0, 1, 2), E(267, 182, 0, 0, 2),
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(970, 182, 0, 0, 2), E(1136, 194, 0, 0, 3),
    E(1236, 182, 0, 0, 2), E(1240, 182, 0, 0, 2), E(1703, 210, 84, 0, 3), E(1818, 196, 0, 0, 2),
    E(1884, 182, 0, 0, 2),
];

// `SubstanceSourceMaterial.fractionDescription`: extension, fraction, id, materialType,
// modifierExtension.
pub(crate) static SUBSTANCE_SOURCE_MATERIAL_FRACTION_DESCRIPTION: [E; 5] = [
    E(763, 194, 0, 0, 1), E(851, 13, 0, 0, 2), E(911, 20, 0, 0, 0), E(1071, 182, 0, 0, 2),
    E(1136, 194, 0, 0, 3),
];

// `SubstanceSourceMaterial.organism`: author, extension, family, genus, hybrid, id,
// intraspecificDescription, intraspecificType, modifierExtension, organismGeneral, species.
pub(crate) static SUBSTANCE_SOURCE_MATERIAL_ORGANISM: [E; 11] = [
    E(314, 624, 0, 0, 3), E(763, 194, 0, 0, 1), E(774, 182, 0, 0, 2), E(872, 182, 0, 0, 2),
    E(909, 625, 0, 0, 2), E(911, 20, 0, 0, 0), E(974, 13, 0, 0, 2), E(975, 182, 0, 0, 2),
    E(1136, 194, 0, 0, 3), E(1237, 626, 0, 0, 2), E(1725, 182, 0, 0, 2),
];

// `SubstanceSourceMaterial.organism.author`: authorDescription, authorType, extension, id,
// modifierExtension.
pub(crate) static SUBSTANCE_SOURCE_MATERIAL_ORGANISM_AUTHOR: [E; 5] = [
    E(315, 13, 0, 0, 2), E(318, 182, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `SubstanceSourceMaterial.organism.hybrid`: extension, hybridType, id, maternalOrganismId,
// maternalOrganismName, modifierExtension, paternalOrganismId, paternalOrganismName.
pub(crate) static SUBSTANCE_SOURCE_MATERIAL_ORGANISM_HYBRID: [E; 8] = [
    E(763, 194, 0, 0, 1), E(910, 182, 0, 0, 2), E(911, 20, 0, 0, 0), E(1072, 13, 0, 0, 2),
    E(1073, 13, 0, 0, 2), E(1136, 194, 0, 0, 3), E(1300, 13, 0, 0, 2), E(1301, 13, 0, 0, 2),
];

// `SubstanceSourceMaterial.organism.organismGeneral`: class, extension, id, kingdom,
// modifierExtension, order, phylum.
pub(crate) static SUBSTANCE_SOURCE_MATERIAL_ORGANISM_ORGANISM_GENERAL: [E; 7] = [
    E(405, 182, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1000, 182, 0, 0, 2),
    E(1136, 194, 0, 0, 3), E(1229, 182, 0, 0, 2), E(1391, 182, 0, 0, 2),
];

// `SubstanceSourceMaterial.partDescription`: extension, id, modifierExtension, part, partLocation.
pub(crate) static SUBSTANCE_SOURCE_MATERIAL_PART_DESCRIPTION: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1281, 182, 0, 0, 2),
    E(1283, 182, 0, 0, 2),
];

// `SubstanceSpecification.code`: code, comment, extension, id, modifierExtension, source, status,
// statusDate.
pub(crate) static SUBSTANCE_SPECIFICATION_CODE: [E; 8] = [
    E(413, 182, 0, 0, 2), E(428, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1703, 210, 84, 0, 3), E(1742, 182, 0, 0, 2), E(1743, 5, 0, 0, 2),
];

// `SubstanceSpecification.moiety`: amountQuantity, amountString, extension, id, identifier,
// modifierExtension, molecularFormula, name, opticalActivity, role, stereochemistry.
pub(crate) static SUBSTANCE_SPECIFICATION_MOIETY: [E; 11] = [
    E(261, 207, 0, 1, 2), E(265, 13, 0, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(915, 196, 0, 0, 2), E(1136, 194, 0, 0, 3), E(1142, 13, 0, 0, 2), E(1158, 13, 0, 0, 2),
    E(1227, 182, 0, 0, 2), E(1633, 182, 0, 0, 2), E(1750, 182, 0, 0, 2),
];

// `SubstanceSpecification.name`: domain, extension, id, jurisdiction, language, modifierExtension,
// name, official, preferred, source, status, synonym, translation, type.
pub(crate) static SUBSTANCE_SPECIFICATION_NAME: [E; 14] = [
    E(670, 182, 0, 0, 3), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(994, 182, 0, 0, 3),
    E(1002, 182, 0, 0, 3), E(1136, 194, 0, 0, 3), E(1158, 13, 0, 1, 2), E(1204, 631, 0, 0, 3),
    E(1422, 1, 0, 0, 2), E(1703, 210, 84, 0, 3), E(1742, 182, 0, 0, 2), E(1813, 630, 0, 0, 3),
    E(1879, 630, 0, 0, 3), E(1884, 182, 0, 0, 2),
];

// `SubstanceSpecification.name.official`: authority, date, extension, id, modifierExtension,
// status.
pub(crate) static SUBSTANCE_SPECIFICATION_NAME_OFFICIAL: [E; 6] = [
    E(323, 182, 0, 0, 2), E(519, 5, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1742, 182, 0, 0, 2),
];

// `SubstanceSpecification.property`: amountQuantity, amountString, category, code,
// definingSubstanceCodeableConcept, definingSubstanceReference, extension, id, modifierExtension,
// parameters.
pub(crate) static SUBSTANCE_SPECIFICATION_PROPERTY: [E; 10] = [
    E(261, 207, 0, 2, 2), E(265, 13, 0, 2, 2), E(384, 182, 0, 0, 2), E(413, 182, 0, 0, 2),
    E(595, 182, 0, 1, 2), E(596, 210, 173, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1275, 13, 0, 0, 2),
];

// `SubstanceSpecification.relationship`: amountQuantity, amountRange, amountRatio,
// amountRatioLowLimit, amountString, amountType, extension, id, isDefining, modifierExtension,
// relationship, source, substanceCodeableConcept, substanceReference.
pub(crate) static SUBSTANCE_SPECIFICATION_RELATIONSHIP: [E; 14] = [
    E(261, 207, 0, 2, 2), E(262, 208, 0, 2, 2), E(263, 209, 0, 2, 2), E(264, 209, 0, 0, 2),
    E(265, 13, 0, 2, 2), E(267, 182, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(979, 1, 0, 0, 2), E(1136, 194, 0, 0, 3), E(1569, 182, 0, 0, 2), E(1703, 210, 84, 0, 3),
    E(1788, 182, 0, 1, 2), E(1789, 210, 179, 1, 2),
];

// `SubstanceSpecification.structure`: extension, id, isotope, modifierExtension, molecularFormula,
// molecularFormulaByMoiety, molecularWeight, opticalActivity, representation, source,
// stereochemistry.
pub(crate) static SUBSTANCE_SPECIFICATION_STRUCTURE: [E; 11] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(985, 635, 0, 0, 3), E(1136, 194, 0, 0, 3),
    E(1142, 13, 0, 0, 2), E(1143, 13, 0, 0, 2), E(1144, 636, 0, 0, 2), E(1227, 182, 0, 0, 2),
    E(1591, 637, 0, 0, 3), E(1703, 210, 84, 0, 3), E(1750, 182, 0, 0, 2),
];

// `SubstanceSpecification.structure.isotope`: extension, halfLife, id, identifier,
// modifierExtension, molecularWeight, name, substitution.
pub(crate) static SUBSTANCE_SPECIFICATION_STRUCTURE_ISOTOPE: [E; 8] = [
    E(763, 194, 0, 0, 1), E(891, 207, 0, 0, 2), E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 2),
    E(1136, 194, 0, 0, 3), E(1144, 636, 0, 0, 2), E(1158, 182, 0, 0, 2), E(1791, 182, 0, 0, 2),
];

// `SubstanceSpecification.structure.isotope.molecularWeight`: amount, extension, id, method,
// modifierExtension, type.
pub(crate) static SUBSTANCE_SPECIFICATION_STRUCTURE_ISOTOPE_MOLECULAR_WEIGHT: [E; 6] = [
    E(260, 207, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1113, 182, 0, 0, 2),
    E(1136, 194, 0, 0, 3), E(1884, 182, 0, 0, 2),
];

// `SubstanceSpecification.structure.representation`: attachment, extension, id, modifierExtension,
// representation, type.
pub(crate) static SUBSTANCE_SPECIFICATION_STRUCTURE_REPRESENTATION: [E; 6] = [
    E(309, 181, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1591, 13, 0, 0, 2), E(1884, 182, 0, 0, 2),
];

// `SupplyDelivery.suppliedItem`: extension, id, itemCodeableConcept, itemReference,
// modifierExtension, quantity.
pub(crate) static SUPPLY_DELIVERY_SUPPLIED_ITEM: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(990, 182, 0, 1, 0), E(991, 210, 73, 1, 0),
    E(1136, 194, 0, 0, 3), E(1497, 214, 0, 0, 0),
];

// `SupplyRequest.parameter`: code, extension, id, modifierExtension, valueBoolean,
// valueCodeableConcept, valueQuantity, valueRange.
pub(crate) static SUPPLY_REQUEST_PARAMETER: [E; 8] = [
    E(413, 182, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1934, 1, 0, 1, 0), E(1937, 182, 0, 1, 0), E(1963, 207, 0, 1, 0), E(1964, 208, 0, 1, 0),
];

// `Task.input`: extension, id, modifierExtension, type, valueAddress, valueAge, valueAnnotation,
// valueAttachment, valueBase64Binary, valueBoolean, valueCanonical, valueCode,
// valueCodeableConcept, valueCoding, valueContactDetail, valueContactPoint, valueContributor,
// valueCount, valueDataRequirement, valueDate, valueDateTime, valueDecimal, valueDistance,
// valueDosage, valueDuration, valueExpression, valueHumanName, valueId, valueIdentifier,
// valueInstant, valueInteger, valueMarkdown, valueMeta, valueMoney, valueOid,
// valueParameterDefinition, valuePeriod, valuePositiveInt, valueQuantity, valueRange, valueRatio,
// valueReference, valueRelatedArtifact, valueSampledData, valueSignature, valueString, valueTime,
// valueTiming, valueTriggerDefinition, valueUnsignedInt, valueUri, valueUrl, valueUsageContext,
// valueUuid.
pub(crate) static TASK_INPUT: [E; 54] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1884, 182, 0, 1, 0),
    E(1929, 178, 0, 2, 0), E(1930, 179, 0, 2, 0), E(1931, 180, 0, 2, 0), E(1932, 181, 0, 2, 0),
    E(1933, 0, 0, 2, 0), E(1934, 1, 0, 2, 0), E(1935, 2, 0, 2, 0), E(1936, 3, 0, 2, 0),
    E(1937, 182, 0, 2, 0), E(1938, 183, 0, 2, 0), E(1939, 184, 0, 2, 0), E(1940, 185, 0, 2, 0),
    E(1941, 186, 0, 2, 0), E(1942, 187, 0, 2, 0), E(1943, 188, 0, 2, 0), E(1944, 4, 0, 2, 0),
    E(1945, 5, 0, 2, 0), E(1946, 6, 0, 2, 0), E(1947, 189, 0, 2, 0), E(1948, 190, 0, 2, 0),
    E(1949, 191, 0, 2, 0), E(1950, 193, 0, 2, 0), E(1951, 195, 0, 2, 0), E(1952, 7, 0, 2, 0),
    E(1953, 196, 0, 2, 0), E(1954, 8, 0, 2, 0), E(1955, 9, 0, 2, 0), E(1956, 10, 0, 2, 0),
    E(1957, 198, 0, 2, 0), E(1958, 199, 0, 2, 0), E(1959, 11, 0, 2, 0), E(1960, 202, 0, 2, 0),
    E(1961, 203, 0, 2, 0), E(1962, 12, 0, 2, 0), E(1963, 207, 0, 2, 0), E(1964, 208, 0, 2, 0),
    E(1965, 209, 0, 2, 0), E(1966, 210, 0, 2, 0), E(1967, 211, 0, 2, 0), E(1968, 212, 0, 2, 0),
    E(1970, 213, 0, 2, 0), E(1971, 13, 0, 2, 0), E(1972, 14, 0, 2, 0), E(1973, 216, 0, 2, 0),
    E(1974, 217, 0, 2, 0), E(1975, 15, 0, 2, 0), E(1976, 16, 0, 2, 0), E(1977, 17, 0, 2, 0),
    E(1978, 218, 0, 2, 0), E(1979, 18, 0, 2, 0),
];

// `Task.output`: extension, id, modifierExtension, type, valueAddress, valueAge, valueAnnotation,
// valueAttachment, valueBase64Binary, valueBoolean, valueCanonical, valueCode,
// valueCodeableConcept, valueCoding, valueContactDetail, valueContactPoint, valueContributor,
// valueCount, valueDataRequirement, valueDate, valueDateTime, valueDecimal, valueDistance,
// valueDosage, valueDuration, valueExpression, valueHumanName, valueId, valueIdentifier,
// valueInstant, valueInteger, valueMarkdown, valueMeta, valueMoney, valueOid,
// valueParameterDefinition, valuePeriod, valuePositiveInt, valueQuantity, valueRange, valueRatio,
// valueReference, valueRelatedArtifact, valueSampledData, valueSignature, valueString, valueTime,
// valueTiming, valueTriggerDefinition, valueUnsignedInt, valueUri, valueUrl, valueUsageContext,
// valueUuid.
pub(crate) static TASK_OUTPUT: [E; 54] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1884, 182, 0, 1, 0),
    E(1929, 178, 0, 2, 0), E(1930, 179, 0, 2, 0), E(1931, 180, 0, 2, 0), E(1932, 181, 0, 2, 0),
    E(1933, 0, 0, 2, 0), E(1934, 1, 0, 2, 0), E(1935, 2, 0, 2, 0), E(1936, 3, 0, 2, 0),
    E(1937, 182, 0, 2, 0), E(1938, 183, 0, 2, 0), E(1939, 184, 0, 2, 0), E(1940, 185, 0, 2, 0),
    E(1941, 186, 0, 2, 0), E(1942, 187, 0, 2, 0), E(1943, 188, 0, 2, 0), E(1944, 4, 0, 2, 0),
    E(1945, 5, 0, 2, 0), E(1946, 6, 0, 2, 0), E(1947, 189, 0, 2, 0), E(1948, 190, 0, 2, 0),
    E(1949, 191, 0, 2, 0), E(1950, 193, 0, 2, 0), E(1951, 195, 0, 2, 0), E(1952, 7, 0, 2, 0),
    E(1953, 196, 0, 2, 0), E(1954, 8, 0, 2, 0), E(1955, 9, 0, 2, 0), E(1956, 10, 0, 2, 0),
    E(1957, 198, 0, 2, 0), E(1958, 199, 0, 2, 0), E(1959, 11, 0, 2, 0), E(1960, 202, 0, 2, 0),
    E(1961, 203, 0, 2, 0), E(1962, 12, 0, 2, 0), E(1963, 207, 0, 2, 0), E(1964, 208, 0, 2, 0),
    E(1965, 209, 0, 2, 0), E(1966, 210, 0, 2, 0), E(1967, 211, 0, 2, 0), E(1968, 212, 0, 2, 0),
    E(1970, 213, 0, 2, 0), E(1971, 13, 0, 2, 0), E(1972, 14, 0, 2, 0), E(1973, 216, 0, 2, 0),
    E(1974, 217, 0, 2, 0), E(1975, 15, 0, 2, 0), E(1976, 16, 0, 2, 0), E(1977, 17, 0, 2, 0),
    E(1978, 218, 0, 2, 0), E(1979, 18, 0, 2, 0),
];

// `Task.restriction`: extension, id, modifierExtension, period, recipient, repetitions.
pub(crate) static TASK_RESTRICTION: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1383, 203, 0, 0, 0),
    E(1534, 210, 98, 0, 1), E(1581, 12, 0, 0, 0),
];

// `TerminologyCapabilities.closure`: extension, id, modifierExtension, translation.
pub(crate) static TERMINOLOGY_CAPABILITIES_CLOSURE: [E; 4] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1879, 1, 0, 0, 0),
];

// `TerminologyCapabilities.codeSystem`: extension, id, modifierExtension, subsumption, uri,
// version.
pub(crate) static TERMINOLOGY_CAPABILITIES_CODE_SYSTEM: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1792, 1, 0, 0, 0),
    E(1902, 2, 0, 0, 0), E(1994, 645, 0, 0, 1),
];

// `TerminologyCapabilities.codeSystem.version`: code, compositional, extension, filter, id,
// isDefault, language, modifierExtension, property.
pub(crate) static TERMINOLOGY_CAPABILITIES_CODE_SYSTEM_VERSION: [E; 9] = [
    E(413, 13, 0, 0, 2), E(443, 1, 0, 0, 0), E(763, 194, 0, 0, 1), E(780, 646, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(978, 1, 0, 0, 2), E(1002, 3, 0, 0, 1), E(1136, 194, 0, 0, 3),
    E(1474, 3, 0, 0, 1),
];

// `TerminologyCapabilities.codeSystem.version.filter`: code, extension, id, modifierExtension, op.
pub(crate) static TERMINOLOGY_CAPABILITIES_CODE_SYSTEM_VERSION_FILTER: [E; 5] = [
    E(413, 3, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1221, 3, 0, 2, 1),
];

// `TerminologyCapabilities.expansion`: extension, hierarchical, id, incomplete, modifierExtension,
// paging, parameter, textFilter.
pub(crate) static TERMINOLOGY_CAPABILITIES_EXPANSION: [E; 8] = [
    E(763, 194, 0, 0, 1), E(900, 1, 0, 0, 0), E(911, 20, 0, 0, 0), E(939, 1, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1271, 1, 0, 0, 0), E(1273, 648, 0, 0, 1), E(1844, 10, 0, 0, 0),
];

// `TerminologyCapabilities.expansion.parameter`: documentation, extension, id, modifierExtension,
// name.
pub(crate) static TERMINOLOGY_CAPABILITIES_EXPANSION_PARAMETER: [E; 5] = [
    E(669, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1158, 3, 0, 1, 0),
];

// `TerminologyCapabilities.implementation`: description, extension, id, modifierExtension, url.
pub(crate) static TERMINOLOGY_CAPABILITIES_IMPLEMENTATION: [E; 5] = [
    E(620, 13, 0, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1903, 17, 0, 0, 2),
];

// `TerminologyCapabilities.software`: extension, id, modifierExtension, name, version.
pub(crate) static TERMINOLOGY_CAPABILITIES_SOFTWARE: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1158, 13, 0, 1, 2),
    E(1994, 13, 0, 0, 2),
];

// `TerminologyCapabilities.translation`: extension, id, modifierExtension, needsMap.
pub(crate) static TERMINOLOGY_CAPABILITIES_TRANSLATION: [E; 4] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1165, 1, 0, 1, 0),
];

// `TerminologyCapabilities.validateCode`: extension, id, modifierExtension, translations.
pub(crate) static TERMINOLOGY_CAPABILITIES_VALIDATE_CODE: [E; 4] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1880, 1, 0, 1, 0),
];

// `TestReport.participant`: display, extension, id, modifierExtension, type, uri.
pub(crate) static TEST_REPORT_PARTICIPANT: [E; 6] = [
    E(659, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1884, 3, 159, 1, 0), E(1902, 16, 0, 2, 0),
];

// `TestReport.setup`: action, extension, id, modifierExtension.
pub(crate) static TEST_REPORT_SETUP: [E; 4] = [
    E(201, 655, 0, 1, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `TestReport.setup.action`: assert, extension, id, modifierExtension, operation.
pub(crate) static TEST_REPORT_SETUP_ACTION: [E; 5] = [
    E(299, 656, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1223, 657, 0, 0, 0),
];

// `TestReport.setup.action.assert`: detail, extension, id, message, modifierExtension, result.
pub(crate) static TEST_REPORT_SETUP_ACTION_ASSERT: [E; 6] = [
    E(623, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1109, 10, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1622, 3, 158, 1, 0),
];

// `TestReport.setup.action.operation`: detail, extension, id, message, modifierExtension, result.
pub(crate) static TEST_REPORT_SETUP_ACTION_OPERATION: [E; 6] = [
    E(623, 16, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1109, 10, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1622, 3, 158, 1, 0),
];

// `TestReport.teardown`: action, extension, id, modifierExtension.
pub(crate) static TEST_REPORT_TEARDOWN: [E; 4] = [
    E(201, 659, 0, 1, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `TestReport.teardown.action`: extension, id, modifierExtension, operation.
pub(crate) static TEST_REPORT_TEARDOWN_ACTION: [E; 4] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1223, 657, 0, 1, 0),
];

// `TestReport.test`: action, description, extension, id, modifierExtension, name.
pub(crate) static TEST_REPORT_TEST: [E; 6] = [
    E(201, 661, 0, 1, 1), E(620, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1158, 13, 0, 0, 0),
];

// `TestReport.test.action`: assert, extension, id, modifierExtension, operation.
pub(crate) static TEST_REPORT_TEST_ACTION: [E; 5] = [
    E(299, 656, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1223, 657, 0, 0, 0),
];

// `TestScript.destination`: extension, id, index, modifierExtension, profile.
pub(crate) static TEST_SCRIPT_DESTINATION: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(940, 9, 0, 1, 0), E(1136, 194, 0, 0, 3),
    E(1467, 183, 0, 2, 0),
];

// `TestScript.fixture`: autocreate, autodelete, extension, id, modifierExtension, resource.
pub(crate) static TEST_SCRIPT_FIXTURE: [E; 6] = [
    E(328, 1, 0, 1, 0), E(329, 1, 0, 2, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1610, 210, 0, 0, 0),
];

// `TestScript.metadata`: capability, extension, id, link, modifierExtension.
pub(crate) static TEST_SCRIPT_METADATA: [E; 5] = [
    E(375, 665, 0, 1, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1029, 666, 0, 0, 1),
    E(1136, 194, 0, 0, 3),
];

// `TestScript.metadata.capability`: capabilities, description, destination, extension, id, link,
// modifierExtension, origin, required, validated.
pub(crate) static TEST_SCRIPT_METADATA_CAPABILITY: [E; 10] = [
    E(374, 2, 0, 3, 0), E(620, 13, 0, 0, 0), E(622, 9, 0, 0, 0), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1029, 16, 0, 0, 1), E(1136, 194, 0, 0, 3), E(1244, 9, 0, 0, 1),
    E(1604, 1, 0, 1, 0), E(1921, 1, 0, 2, 0),
];

// `TestScript.metadata.link`: description, extension, id, modifierExtension, url.
pub(crate) static TEST_SCRIPT_METADATA_LINK: [E; 5] = [
    E(620, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1903, 16, 0, 1, 0),
];

// `TestScript.origin`: extension, id, index, modifierExtension, profile.
pub(crate) static TEST_SCRIPT_ORIGIN: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(940, 9, 0, 1, 0), E(1136, 194, 0, 0, 3),
    E(1467, 183, 0, 2, 0),
];

// `TestScript.setup`: action, extension, id, modifierExtension.
pub(crate) static TEST_SCRIPT_SETUP: [E; 4] = [
    E(201, 669, 0, 1, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `TestScript.setup.action`: assert, extension, id, modifierExtension, operation.
pub(crate) static TEST_SCRIPT_SETUP_ACTION: [E; 5] = [
    E(299, 670, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1223, 671, 0, 0, 0),
];

// `TestScript.setup.action.assert`: compareToSourceExpression, compareToSourceId,
// compareToSourcePath, contentType, description, direction, expression, extension, headerField,
// id, label, minimumId, modifierExtension, navigationLinks, operator, path, requestMethod,
// requestURL, resource, response, responseCode, sourceId, validateProfileId, value, warningOnly.
pub(crate) static TEST_SCRIPT_SETUP_ACTION_ASSERT: [E; 25] = [
    E(434, 13, 0, 0, 0), E(435, 13, 0, 0, 0), E(436, 13, 0, 0, 0), E(471, 3, 0, 0, 0),
    E(620, 13, 0, 0, 0), E(650, 3, 25, 0, 0), E(761, 13, 0, 0, 0), E(763, 194, 0, 0, 1),
    E(897, 13, 0, 0, 0), E(911, 20, 0, 0, 0), E(1001, 13, 0, 0, 0), E(1125, 13, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1163, 1, 0, 0, 0), E(1226, 3, 26, 0, 0), E(1302, 13, 0, 0, 0),
    E(1596, 3, 95, 0, 0), E(1598, 13, 0, 0, 0), E(1610, 3, 57, 0, 0), E(1613, 3, 27, 0, 0),
    E(1614, 13, 0, 0, 0), E(1706, 7, 0, 0, 0), E(1920, 7, 0, 0, 0), E(1928, 13, 0, 0, 0),
    E(1999, 1, 0, 1, 0),
];

// `TestScript.setup.action.operation`: accept, contentType, description, destination,
// encodeRequestUrl, extension, id, label, method, modifierExtension, origin, params,
// requestHeader, requestId, resource, responseId, sourceId, targetId, type, url.
pub(crate) static TEST_SCRIPT_SETUP_ACTION_OPERATION: [E; 20] = [
    E(196, 3, 0, 0, 0), E(471, 3, 0, 0, 0), E(620, 13, 0, 0, 0), E(622, 9, 0, 0, 0),
    E(710, 1, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1001, 13, 0, 0, 0),
    E(1113, 3, 95, 0, 0), E(1136, 194, 0, 0, 3), E(1244, 9, 0, 0, 0), E(1276, 13, 0, 0, 0),
    E(1593, 672, 0, 0, 1), E(1594, 7, 0, 0, 0), E(1610, 3, 57, 0, 0), E(1615, 7, 0, 0, 0),
    E(1706, 7, 0, 0, 0), E(1822, 7, 0, 0, 0), E(1884, 183, 0, 0, 0), E(1903, 13, 0, 0, 0),
];

// `TestScript.setup.action.operation.requestHeader`: extension, field, id, modifierExtension,
// value.
pub(crate) static TEST_SCRIPT_SETUP_ACTION_OPERATION_REQUEST_HEADER: [E; 5] = [
    E(763, 194, 0, 0, 1), E(779, 13, 0, 1, 0), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1928, 13, 0, 2, 0),
];

// `TestScript.teardown`: action, extension, id, modifierExtension.
pub(crate) static TEST_SCRIPT_TEARDOWN: [E; 4] = [
    E(201, 674, 0, 1, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `TestScript.teardown.action`: extension, id, modifierExtension, operation.
pub(crate) static TEST_SCRIPT_TEARDOWN_ACTION: [E; 4] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1223, 671, 0, 1, 0),
];

// `TestScript.test`: action, description, extension, id, modifierExtension, name.
pub(crate) static TEST_SCRIPT_TEST: [E; 6] = [
    E(201, 676, 0, 1, 1), E(620, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1158, 13, 0, 0, 0),
];

// `TestScript.test.action`: assert, extension, id, modifierExtension, operation.
pub(crate) static TEST_SCRIPT_TEST_ACTION: [E; 5] = [
    E(299, 670, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1223, 671, 0, 0, 0),
];

// `TestScript.variable`: defaultValue, description, expression, extension, headerField, hint, id,
// modifierExtension, name, path, sourceId.
pub(crate) static TEST_SCRIPT_VARIABLE: [E; 11] = [
    E(543, 13, 0, 0, 0), E(620, 13, 0, 0, 0), E(761, 13, 0, 0, 0), E(763, 194, 0, 0, 1),
    E(897, 13, 0, 0, 0), E(904, 13, 0, 0, 0), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1158, 13, 0, 1, 0), E(1302, 13, 0, 0, 0), E(1706, 7, 0, 0, 0),
];

// `Timing.repeat`: boundsDuration, boundsPeriod, boundsRange, count, countMax, dayOfWeek,
// duration, durationMax, durationUnit, extension, frequency, frequencyMax, id, offset, period,
// periodMax, periodUnit, timeOfDay, when.
pub(crate) static TIMING_REPEAT: [E; 19] = [
    E(358, 191, 0, 1, 2), E(359, 203, 0, 1, 2), E(360, 208, 0, 1, 2), E(491, 12, 0, 0, 2),
    E(492, 12, 0, 0, 2), E(530, 3, 58, 0, 3), E(689, 6, 0, 0, 2), E(690, 6, 0, 0, 2),
    E(691, 3, 220, 0, 2), E(763, 194, 0, 0, 1), E(854, 12, 0, 0, 2), E(855, 12, 0, 0, 2),
    E(911, 20, 0, 0, 0), E(1205, 15, 0, 0, 2), E(1383, 6, 0, 0, 2), E(1384, 6, 0, 0, 2),
    E(1386, 3, 220, 0, 2), E(1853, 14, 0, 0, 3), E(2003, 3, 78, 0, 3),
];

// `ValueSet.compose`: exclude, extension, id, inactive, include, lockedDate, modifierExtension.
pub(crate) static VALUE_SET_COMPOSE: [E; 7] = [
    E(744, 680, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(936, 1, 0, 0, 2),
    E(938, 680, 0, 1, 3), E(1041, 4, 0, 0, 2), E(1136, 194, 0, 0, 3),
];

// `ValueSet.compose.include`: concept, extension, filter, id, modifierExtension, system, valueSet,
// version.
pub(crate) static VALUE_SET_COMPOSE_INCLUDE: [E; 8] = [
    E(446, 681, 0, 0, 1), E(763, 194, 0, 0, 1), E(780, 683, 0, 0, 3), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1815, 16, 0, 0, 2), E(1969, 2, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `ValueSet.compose.include.concept`: code, designation, display, extension, id,
// modifierExtension.
pub(crate) static VALUE_SET_COMPOSE_INCLUDE_CONCEPT: [E; 6] = [
    E(413, 3, 0, 1, 0), E(621, 682, 0, 0, 1), E(659, 13, 0, 0, 0), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `ValueSet.compose.include.concept.designation`: extension, id, language, modifierExtension, use,
// value.
pub(crate) static VALUE_SET_COMPOSE_INCLUDE_CONCEPT_DESIGNATION: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1002, 3, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1906, 183, 0, 0, 0), E(1928, 13, 0, 1, 0),
];

// `ValueSet.compose.include.filter`: extension, id, modifierExtension, op, property, value.
pub(crate) static VALUE_SET_COMPOSE_INCLUDE_FILTER: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1221, 3, 83, 2, 2),
    E(1474, 3, 0, 1, 2), E(1928, 13, 0, 3, 2),
];

// `ValueSet.expansion`: contains, extension, id, identifier, modifierExtension, offset, parameter,
// timestamp, total.
pub(crate) static VALUE_SET_EXPANSION: [E; 9] = [
    E(464, 685, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(915, 16, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1205, 9, 0, 0, 0), E(1273, 686, 0, 0, 1), E(1856, 5, 0, 1, 0),
    E(1874, 9, 0, 0, 0),
];

// `ValueSet.expansion.contains`: abstract, code, contains, designation, display, extension, id,
// inactive, modifierExtension, system, version.
pub(crate) static VALUE_SET_EXPANSION_CONTAINS: [E; 11] = [
    E(195, 1, 0, 0, 0), E(413, 3, 0, 0, 0), E(464, 685, 0, 0, 1), E(621, 682, 0, 0, 1),
    E(659, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(936, 1, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1815, 16, 0, 0, 0), E(1994, 13, 0, 0, 0),
];

// `ValueSet.expansion.parameter`: extension, id, modifierExtension, name, valueBoolean, valueCode,
// valueDateTime, valueDecimal, valueInteger, valueString, valueUri.
pub(crate) static VALUE_SET_EXPANSION_PARAMETER: [E; 11] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1158, 13, 0, 1, 0),
    E(1934, 1, 0, 2, 0), E(1936, 3, 0, 2, 0), E(1945, 5, 0, 2, 0), E(1946, 6, 0, 2, 0),
    E(1955, 9, 0, 2, 0), E(1971, 13, 0, 2, 0), E(1976, 16, 0, 2, 0),
];

// `VerificationResult.attestation`: communicationMethod, date, extension, id, modifierExtension,
// onBehalfOf, proxyIdentityCertificate, proxySignature, sourceIdentityCertificate,
// sourceSignature, who.
pub(crate) static VERIFICATION_RESULT_ATTESTATION: [E; 11] = [
    E(430, 182, 0, 0, 2), E(519, 4, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1211, 210, 146, 0, 2), E(1482, 13, 0, 0, 0), E(1483, 213, 0, 0, 0),
    E(1707, 13, 0, 0, 0), E(1714, 213, 0, 0, 0), E(2009, 210, 146, 0, 2),
];

// `VerificationResult.primarySource`: canPushUpdates, communicationMethod, extension, id,
// modifierExtension, pushTypeAvailable, type, validationDate, validationStatus, who.
pub(crate) static VERIFICATION_RESULT_PRIMARY_SOURCE: [E; 10] = [
    E(369, 182, 0, 0, 2), E(430, 182, 0, 0, 3), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1490, 182, 0, 0, 1), E(1884, 182, 0, 0, 3), E(1922, 5, 0, 0, 0),
    E(1924, 182, 0, 0, 0), E(2009, 210, 146, 0, 0),
];

// `VerificationResult.validator`: attestationSignature, extension, id, identityCertificate,
// modifierExtension, organization.
pub(crate) static VERIFICATION_RESULT_VALIDATOR: [E; 6] = [
    E(311, 213, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(917, 13, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1241, 210, 140, 1, 0),
];

// `VisionPrescription.lensSpecification`: add, axis, backCurve, brand, color, cylinder, diameter,
// duration, extension, eye, id, modifierExtension, note, power, prism, product, sphere.
pub(crate) static VISION_PRESCRIPTION_LENS_SPECIFICATION: [E; 17] = [
    E(210, 6, 0, 0, 0), E(335, 9, 0, 0, 0), E(336, 6, 0, 0, 0), E(362, 13, 0, 0, 0),
    E(426, 13, 0, 0, 0), E(511, 6, 0, 0, 0), E(646, 6, 0, 0, 0), E(689, 214, 0, 0, 0),
    E(763, 194, 0, 0, 1), E(766, 3, 205, 2, 2), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1172, 180, 0, 0, 1), E(1407, 6, 0, 0, 0), E(1442, 691, 0, 0, 1), E(1456, 182, 0, 1, 2),
    E(1731, 6, 0, 0, 0),
];

// `VisionPrescription.lensSpecification.prism`: amount, base, extension, id, modifierExtension.
pub(crate) static VISION_PRESCRIPTION_LENS_SPECIFICATION_PRISM: [E; 5] = [
    E(260, 6, 0, 1, 0), E(337, 3, 204, 2, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];
