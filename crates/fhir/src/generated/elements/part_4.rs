//! The members of the shapes, part 4 of 8.
//!
//! Made by `crates/fhir/generate/generate.py`; do not edit.

use crate::tables::Element as E;

// `RiskEvidenceSynthesis`: approvalDate, author, certainty, contact, contained, copyright, date,
// description, editor, effectivePeriod, endorser, exposure, extension, id, identifier,
// implicitRules, jurisdiction, language, lastReviewDate, meta, modifierExtension, name, note,
// outcome, population, publisher, relatedArtifact, reviewer, riskEstimate, sampleSize, status,
// studyType, synthesisType, text, title, topic, url, useContext, version.
pub(crate) static RISK_EVIDENCE_SYNTHESIS: [E; 39] = [
    E(292, 4, 0, 0, 0), E(314, 184, 0, 0, 1), E(386, 579, 0, 0, 1), E(460, 184, 0, 0, 3),
    E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 0), E(519, 5, 0, 0, 2), E(620, 10, 0, 0, 2),
    E(694, 184, 0, 0, 1), E(701, 203, 0, 0, 2), E(713, 184, 0, 0, 1), E(754, 210, 92, 0, 2),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(994, 182, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1007, 4, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2), E(1172, 180, 0, 0, 1), E(1249, 210, 92, 3, 2),
    E(1403, 210, 92, 2, 2), E(1486, 13, 0, 0, 2), E(1564, 211, 0, 0, 1), E(1628, 184, 0, 0, 1),
    E(1630, 581, 0, 0, 2), E(1640, 583, 0, 0, 0), E(1742, 3, 146, 1, 2), E(1769, 182, 0, 0, 0),
    E(1814, 182, 0, 0, 0), E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2), E(1870, 182, 0, 0, 1),
    E(1903, 16, 0, 0, 2), E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `Schedule`: active, actor, comment, contained, extension, id, identifier, implicitRules,
// language, meta, modifierExtension, planningHorizon, serviceCategory, serviceType, specialty,
// text.
pub(crate) static SCHEDULE: [E; 16] = [
    E(203, 1, 0, 0, 2), E(205, 210, 70, 1, 3), E(428, 13, 0, 0, 0), E(461, 30, 0, 0, 1),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1396, 203, 0, 0, 2),
    E(1674, 182, 0, 0, 3), E(1678, 182, 0, 0, 3), E(1724, 182, 0, 0, 3), E(1842, 201, 0, 0, 0),
];

// `SearchParameter`: base, chain, code, comparator, component, contact, contained, date,
// derivedFrom, description, experimental, expression, extension, id, implicitRules, jurisdiction,
// language, meta, modifier, modifierExtension, multipleAnd, multipleOr, name, publisher, purpose,
// status, target, text, type, url, useContext, version, xpath, xpathUsage.
pub(crate) static SEARCH_PARAMETER: [E; 34] = [
    E(337, 3, 174, 6, 3), E(388, 13, 0, 0, 1), E(413, 3, 0, 5, 2), E(433, 3, 180, 0, 1),
    E(440, 584, 0, 0, 1), E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1), E(519, 5, 0, 0, 2),
    E(618, 2, 0, 0, 0), E(620, 10, 0, 4, 2), E(750, 1, 0, 0, 2), E(761, 13, 0, 0, 0),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2), E(994, 182, 0, 0, 3),
    E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1135, 3, 182, 0, 1), E(1136, 194, 0, 0, 1),
    E(1149, 1, 0, 0, 0), E(1153, 1, 0, 0, 0), E(1158, 13, 0, 2, 2), E(1486, 13, 0, 0, 2),
    E(1487, 10, 0, 0, 0), E(1742, 3, 146, 3, 2), E(1818, 3, 174, 0, 1), E(1842, 201, 0, 0, 0),
    E(1884, 3, 183, 7, 2), E(1903, 16, 0, 1, 2), E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
    E(2015, 13, 0, 0, 0), E(2016, 3, 184, 0, 0),
];

// `ServiceRequest`: asNeededBoolean, asNeededCodeableConcept, authoredOn, basedOn, bodySite,
// category, code, contained, doNotPerform, encounter, extension, id, identifier, implicitRules,
// instantiatesCanonical, instantiatesUri, insurance, intent, language, locationCode,
// locationReference, meta, modifierExtension, note, occurrenceDateTime, occurrencePeriod,
// occurrenceTiming, orderDetail, patientInstruction, performer, performerType, priority,
// quantityQuantity, quantityRange, quantityRatio, reasonCode, reasonReference, relevantHistory,
// replaces, requester, requisition, specimen, status, subject, supportingInfo, text.
pub(crate) static SERVICE_REQUEST: [E; 46] = [
    E(296, 1, 0, 6, 2), E(297, 182, 0, 6, 2), E(321, 5, 0, 0, 2), E(341, 210, 16, 0, 3),
    E(352, 182, 0, 0, 3), E(384, 182, 0, 0, 3), E(413, 182, 0, 0, 2), E(461, 30, 0, 0, 1),
    E(665, 1, 0, 0, 2), E(711, 210, 87, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(960, 2, 0, 0, 3), E(961, 16, 0, 0, 3),
    E(963, 210, 32, 0, 1), E(968, 3, 163, 2, 2), E(1002, 3, 0, 0, 0), E(1036, 182, 0, 0, 3),
    E(1039, 210, 108, 0, 3), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1),
    E(1198, 5, 0, 5, 2), E(1199, 203, 0, 5, 2), E(1201, 216, 0, 5, 2), E(1230, 182, 0, 0, 3),
    E(1305, 13, 0, 0, 2), E(1378, 210, 22, 0, 3), E(1381, 182, 0, 0, 2), E(1441, 3, 166, 0, 2),
    E(1498, 207, 0, 3, 2), E(1499, 208, 0, 3, 2), E(1500, 209, 0, 3, 2), E(1525, 182, 0, 0, 3),
    E(1527, 210, 43, 0, 3), E(1574, 210, 162, 0, 1), E(1582, 210, 168, 0, 3),
    E(1600, 210, 75, 0, 2), E(1608, 196, 0, 0, 2), E(1728, 210, 170, 0, 3), E(1742, 3, 168, 1, 2),
    E(1775, 210, 61, 4, 2), E(1807, 210, 0, 0, 1), E(1842, 201, 0, 0, 0),
];

// `Slot`: appointmentType, comment, contained, end, extension, id, identifier, implicitRules,
// language, meta, modifierExtension, overbooked, schedule, serviceCategory, serviceType,
// specialty, start, status, text.
pub(crate) static SLOT: [E; 19] = [
    E(291, 182, 0, 0, 2), E(428, 13, 0, 0, 0), E(461, 30, 0, 0, 1), E(712, 8, 0, 4, 2),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1259, 1, 0, 0, 0),
    E(1642, 210, 167, 1, 2), E(1674, 182, 0, 0, 3), E(1678, 182, 0, 0, 3), E(1724, 182, 0, 0, 3),
    E(1735, 8, 0, 3, 2), E(1742, 3, 186, 2, 2), E(1842, 201, 0, 0, 0),
];

// `Specimen`: accessionIdentifier, collection, condition, contained, container, extension, id,
// identifier, implicitRules, language, meta, modifierExtension, note, parent, processing,
// receivedTime, request, status, subject, text, type.
pub(crate) static SPECIMEN: [E; 21] = [
    E(197, 196, 0, 0, 2), E(424, 585, 0, 0, 0), E(449, 182, 0, 0, 3), E(461, 30, 0, 0, 1),
    E(463, 586, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1172, 180, 0, 0, 1), E(1277, 210, 170, 0, 1), E(1455, 587, 0, 0, 1), E(1531, 5, 0, 0, 2),
    E(1592, 210, 168, 0, 1), E(1742, 3, 190, 0, 2), E(1775, 210, 64, 0, 2), E(1842, 201, 0, 0, 0),
    E(1884, 182, 0, 0, 2),
];

// `SpecimenDefinition`: collection, contained, extension, id, identifier, implicitRules, language,
// meta, modifierExtension, patientPreparation, text, timeAspect, typeCollected, typeTested.
pub(crate) static SPECIMEN_DEFINITION: [E; 14] = [
    E(424, 182, 0, 0, 3), E(461, 30, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 2), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1306, 182, 0, 0, 3), E(1842, 201, 0, 0, 0), E(1850, 13, 0, 0, 2),
    E(1885, 182, 0, 0, 2), E(1888, 588, 0, 0, 1),
];

// `StructureDefinition`: abstract, baseDefinition, contact, contained, context, contextInvariant,
// copyright, date, derivation, description, differential, experimental, extension, fhirVersion,
// id, identifier, implicitRules, jurisdiction, keyword, kind, language, mapping, meta,
// modifierExtension, name, publisher, purpose, snapshot, status, text, title, type, url,
// useContext, version.
pub(crate) static STRUCTURE_DEFINITION: [E; 35] = [
    E(195, 1, 0, 5, 2), E(338, 2, 0, 0, 2), E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1),
    E(473, 592, 0, 0, 3), E(474, 13, 0, 0, 3), E(486, 10, 0, 0, 0), E(519, 5, 0, 0, 2),
    E(617, 3, 200, 0, 2), E(620, 10, 0, 0, 0), E(648, 593, 0, 0, 0), E(750, 1, 0, 0, 2),
    E(763, 194, 0, 0, 1), E(778, 3, 6, 0, 2), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(994, 182, 0, 0, 3), E(997, 183, 0, 0, 3), E(998, 3, 192, 4, 2),
    E(1002, 3, 0, 0, 0), E(1064, 594, 0, 0, 1), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1158, 13, 0, 2, 2), E(1486, 13, 0, 0, 2), E(1487, 10, 0, 0, 0), E(1699, 595, 0, 0, 0),
    E(1742, 3, 146, 3, 2), E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2), E(1884, 16, 0, 6, 2),
    E(1903, 16, 0, 1, 2), E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `StructureMap`: contact, contained, copyright, date, description, experimental, extension,
// group, id, identifier, implicitRules, import, jurisdiction, language, meta, modifierExtension,
// name, publisher, purpose, status, structure, text, title, url, useContext, version.
pub(crate) static STRUCTURE_MAP: [E; 26] = [
    E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 0), E(519, 5, 0, 0, 2),
    E(620, 10, 0, 0, 0), E(750, 1, 0, 0, 2), E(763, 194, 0, 0, 1), E(881, 596, 0, 4, 3),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(931, 2, 0, 0, 3),
    E(994, 182, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1158, 13, 0, 2, 2), E(1486, 13, 0, 0, 2), E(1487, 10, 0, 0, 0), E(1742, 3, 146, 3, 2),
    E(1758, 603, 0, 0, 3), E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2), E(1903, 16, 0, 1, 2),
    E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `Subscription`: channel, contact, contained, criteria, end, error, extension, id, implicitRules,
// language, meta, modifierExtension, reason, status, text.
pub(crate) static SUBSCRIPTION: [E; 15] = [
    E(389, 604, 0, 4, 2), E(460, 185, 0, 0, 3), E(461, 30, 0, 0, 1), E(504, 13, 0, 3, 2),
    E(712, 8, 0, 0, 2), E(727, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1524, 13, 0, 2, 2), E(1742, 3, 194, 1, 2), E(1842, 201, 0, 0, 0),
];

// `Substance`: category, code, contained, description, extension, id, identifier, implicitRules,
// ingredient, instance, language, meta, modifierExtension, status, text.
pub(crate) static SUBSTANCE: [E; 15] = [
    E(384, 182, 0, 0, 3), E(413, 182, 0, 1, 2), E(461, 30, 0, 0, 1), E(620, 13, 0, 0, 2),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(949, 605, 0, 0, 3), E(958, 606, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1742, 3, 195, 0, 2), E(1842, 201, 0, 0, 0),
];

// `SubstanceNucleicAcid`: areaOfHybridisation, contained, extension, id, implicitRules, language,
// meta, modifierExtension, numberOfSubunits, oligoNucleotideType, sequenceType, subunit, text.
pub(crate) static SUBSTANCE_NUCLEIC_ACID: [E; 13] = [
    E(293, 13, 0, 0, 2), E(461, 30, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1184, 9, 0, 0, 2), E(1209, 182, 0, 0, 2), E(1666, 182, 0, 0, 2), E(1795, 608, 0, 0, 3),
    E(1842, 201, 0, 0, 0),
];

// `SubstancePolymer`: class, contained, copolymerConnectivity, extension, geometry, id,
// implicitRules, language, meta, modification, modifierExtension, monomerSet, repeat, text.
pub(crate) static SUBSTANCE_POLYMER: [E; 14] = [
    E(405, 182, 0, 0, 2), E(461, 30, 0, 0, 1), E(485, 182, 0, 0, 3), E(763, 194, 0, 0, 1),
    E(874, 182, 0, 0, 2), E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1134, 13, 0, 0, 3), E(1136, 194, 0, 0, 1), E(1147, 611, 0, 0, 3),
    E(1577, 613, 0, 0, 3), E(1842, 201, 0, 0, 0),
];

// `SubstanceProtein`: contained, disulfideLinkage, extension, id, implicitRules, language, meta,
// modifierExtension, numberOfSubunits, sequenceType, subunit, text.
pub(crate) static SUBSTANCE_PROTEIN: [E; 12] = [
    E(461, 30, 0, 0, 1), E(663, 13, 0, 0, 3), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1184, 9, 0, 0, 2), E(1666, 182, 0, 0, 2), E(1795, 617, 0, 0, 3), E(1842, 201, 0, 0, 0),
];

// `SubstanceReferenceInformation`: classification, comment, contained, extension, gene,
// geneElement, id, implicitRules, language, meta, modifierExtension, target, text.
pub(crate) static SUBSTANCE_REFERENCE_INFORMATION: [E; 13] = [
    E(407, 618, 0, 0, 3), E(428, 13, 0, 0, 2), E(461, 30, 0, 0, 1), E(763, 194, 0, 0, 1),
    E(865, 619, 0, 0, 3), E(866, 620, 0, 0, 3), E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1818, 621, 0, 0, 3),
    E(1842, 201, 0, 0, 0),
];

// `SubstanceSourceMaterial`: contained, countryOfOrigin, developmentStage, extension,
// fractionDescription, geographicalLocation, id, implicitRules, language, meta, modifierExtension,
// organism, organismId, organismName, parentSubstanceId, parentSubstanceName, partDescription,
// sourceMaterialClass, sourceMaterialState, sourceMaterialType, text.
pub(crate) static SUBSTANCE_SOURCE_MATERIAL: [E; 21] = [
    E(461, 30, 0, 0, 1), E(495, 182, 0, 0, 3), E(636, 182, 0, 0, 2), E(763, 194, 0, 0, 1),
    E(852, 622, 0, 0, 3), E(873, 13, 0, 0, 3), E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1236, 623, 0, 0, 2),
    E(1238, 196, 0, 0, 2), E(1239, 13, 0, 0, 2), E(1279, 196, 0, 0, 3), E(1280, 13, 0, 0, 3),
    E(1282, 627, 0, 0, 3), E(1709, 182, 0, 0, 2), E(1710, 182, 0, 0, 2), E(1711, 182, 0, 0, 2),
    E(1842, 201, 0, 0, 0),
];

// `SubstanceSpecification`: code, comment, contained, description, domain, extension, id,
// identifier, implicitRules, language, meta, modifierExtension, moiety, molecularWeight, name,
// nucleicAcid, polymer, property, protein, referenceInformation, relationship, source,
// sourceMaterial, status, structure, text, type.
pub(crate) static SUBSTANCE_SPECIFICATION: [E; 27] = [
    E(413, 628, 0, 0, 3), E(428, 13, 0, 0, 2), E(461, 30, 0, 0, 1), E(620, 13, 0, 0, 2),
    E(670, 182, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 2),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1141, 629, 0, 0, 3), E(1144, 636, 0, 0, 3), E(1158, 630, 0, 0, 3), E(1174, 210, 174, 0, 2),
    E(1402, 210, 175, 0, 2), E(1474, 632, 0, 0, 3), E(1476, 210, 176, 0, 2),
    E(1544, 210, 177, 0, 2), E(1569, 633, 0, 0, 3), E(1703, 210, 84, 0, 3), E(1708, 210, 178, 0, 2),
    E(1742, 182, 0, 0, 2), E(1758, 634, 0, 0, 2), E(1842, 201, 0, 0, 0), E(1884, 182, 0, 0, 2),
];

// `SupplyDelivery`: basedOn, contained, destination, extension, id, identifier, implicitRules,
// language, meta, modifierExtension, occurrenceDateTime, occurrencePeriod, occurrenceTiming,
// partOf, patient, receiver, status, suppliedItem, supplier, text, type.
pub(crate) static SUPPLY_DELIVERY: [E; 21] = [
    E(341, 210, 180, 0, 3), E(461, 30, 0, 0, 1), E(622, 210, 108, 0, 0), E(763, 194, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1198, 5, 0, 1, 2), E(1199, 203, 0, 1, 2),
    E(1201, 216, 0, 1, 2), E(1285, 210, 55, 0, 3), E(1303, 210, 150, 0, 0), E(1532, 210, 158, 0, 1),
    E(1742, 3, 196, 0, 2), E(1802, 638, 0, 0, 0), E(1803, 210, 146, 0, 0), E(1842, 201, 0, 0, 0),
    E(1884, 182, 218, 0, 0),
];

// `SupplyRequest`: authoredOn, category, contained, deliverFrom, deliverTo, extension, id,
// identifier, implicitRules, itemCodeableConcept, itemReference, language, meta,
// modifierExtension, occurrenceDateTime, occurrencePeriod, occurrenceTiming, parameter, priority,
// quantity, reasonCode, reasonReference, requester, status, supplier, text.
pub(crate) static SUPPLY_REQUEST: [E; 26] = [
    E(321, 5, 0, 0, 2), E(384, 182, 0, 0, 2), E(461, 30, 0, 0, 1), E(610, 210, 109, 0, 0),
    E(611, 210, 110, 0, 0), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(990, 182, 0, 1, 2), E(991, 210, 73, 1, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1198, 5, 0, 3, 2), E(1199, 203, 0, 3, 2),
    E(1201, 216, 0, 3, 2), E(1273, 639, 0, 0, 1), E(1441, 3, 166, 0, 2), E(1497, 207, 0, 2, 2),
    E(1525, 182, 0, 0, 1), E(1527, 210, 43, 0, 1), E(1600, 210, 75, 0, 2), E(1742, 3, 197, 0, 2),
    E(1803, 210, 102, 0, 3), E(1842, 201, 0, 0, 0),
];

// `Task`: authoredOn, basedOn, businessStatus, code, contained, description, encounter,
// executionPeriod, extension, focus, for, groupIdentifier, id, identifier, implicitRules, input,
// instantiatesCanonical, instantiatesUri, insurance, intent, language, lastModified, location,
// meta, modifierExtension, note, output, owner, partOf, performerType, priority, reasonCode,
// reasonReference, relevantHistory, requester, restriction, status, statusReason, text.
pub(crate) static TASK: [E; 39] = [
    E(321, 5, 0, 0, 0), E(341, 210, 0, 0, 3), E(364, 182, 0, 0, 2), E(413, 182, 0, 0, 2),
    E(461, 30, 0, 0, 1), E(620, 13, 0, 0, 2), E(711, 210, 87, 0, 2), E(747, 203, 0, 0, 2),
    E(763, 194, 0, 0, 1), E(841, 210, 0, 0, 2), E(845, 210, 0, 0, 2), E(882, 196, 0, 0, 2),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2), E(956, 640, 0, 0, 1),
    E(960, 2, 0, 0, 2), E(961, 16, 0, 0, 2), E(963, 210, 32, 0, 1), E(968, 3, 164, 2, 2),
    E(1002, 3, 0, 0, 0), E(1004, 5, 0, 0, 2), E(1034, 210, 108, 0, 2), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1), E(1256, 641, 0, 0, 1), E(1263, 210, 22, 0, 2),
    E(1285, 210, 181, 0, 3), E(1381, 182, 0, 0, 1), E(1441, 3, 166, 0, 0), E(1525, 182, 0, 0, 0),
    E(1527, 210, 0, 0, 0), E(1574, 210, 162, 0, 1), E(1600, 210, 75, 0, 2), E(1621, 642, 0, 0, 0),
    E(1742, 3, 198, 1, 2), E(1745, 182, 0, 0, 2), E(1842, 201, 0, 0, 0),
];

// `TerminologyCapabilities`: closure, codeSearch, codeSystem, contact, contained, copyright, date,
// description, expansion, experimental, extension, id, implementation, implicitRules,
// jurisdiction, kind, language, lockedDate, meta, modifierExtension, name, publisher, purpose,
// software, status, text, title, translation, url, useContext, validateCode, version.
pub(crate) static TERMINOLOGY_CAPABILITIES: [E; 32] = [
    E(412, 643, 0, 0, 0), E(417, 3, 37, 0, 0), E(418, 644, 0, 0, 1), E(460, 184, 0, 0, 3),
    E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 2), E(519, 5, 0, 2, 2), E(620, 10, 0, 0, 0),
    E(748, 647, 0, 0, 0), E(750, 1, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(927, 649, 0, 0, 2), E(930, 16, 0, 0, 2), E(994, 182, 0, 0, 3), E(998, 3, 32, 3, 2),
    E(1002, 3, 0, 0, 0), E(1041, 1, 0, 0, 2), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1158, 13, 0, 0, 2), E(1486, 13, 0, 0, 2), E(1487, 10, 0, 0, 0), E(1700, 650, 0, 0, 2),
    E(1742, 3, 146, 1, 2), E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2), E(1879, 651, 0, 0, 0),
    E(1903, 16, 0, 0, 2), E(1907, 218, 0, 0, 3), E(1919, 652, 0, 0, 0), E(1994, 13, 0, 0, 2),
];

// `TestReport`: contained, extension, id, identifier, implicitRules, issued, language, meta,
// modifierExtension, name, participant, result, score, setup, status, teardown, test, testScript,
// tester, text.
pub(crate) static TEST_REPORT: [E; 20] = [
    E(461, 30, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 2),
    E(930, 16, 0, 0, 2), E(987, 5, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2), E(1286, 653, 0, 0, 1), E(1622, 3, 160, 3, 2),
    E(1648, 6, 0, 0, 2), E(1682, 654, 0, 0, 0), E(1742, 3, 161, 1, 2), E(1832, 658, 0, 0, 0),
    E(1839, 660, 0, 0, 1), E(1840, 210, 182, 2, 2), E(1841, 13, 0, 0, 2), E(1842, 201, 0, 0, 0),
];

// `TestScript`: contact, contained, copyright, date, description, destination, experimental,
// extension, fixture, id, identifier, implicitRules, jurisdiction, language, meta, metadata,
// modifierExtension, name, origin, profile, publisher, purpose, setup, status, teardown, test,
// text, title, url, useContext, variable, version.
pub(crate) static TEST_SCRIPT: [E; 32] = [
    E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 0), E(519, 5, 0, 0, 2),
    E(620, 10, 0, 0, 0), E(622, 662, 0, 0, 1), E(750, 1, 0, 0, 2), E(763, 194, 0, 0, 1),
    E(836, 663, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 2), E(930, 16, 0, 0, 2),
    E(994, 182, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1112, 664, 0, 0, 0),
    E(1136, 194, 0, 0, 1), E(1158, 13, 0, 2, 2), E(1244, 667, 0, 0, 1), E(1467, 210, 0, 0, 1),
    E(1486, 13, 0, 0, 2), E(1487, 10, 0, 0, 0), E(1682, 668, 0, 0, 0), E(1742, 3, 146, 3, 2),
    E(1832, 673, 0, 0, 0), E(1839, 675, 0, 0, 1), E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2),
    E(1903, 16, 0, 1, 2), E(1907, 218, 0, 0, 3), E(1982, 677, 0, 0, 1), E(1994, 13, 0, 0, 2),
];

// `ValueSet`: compose, contact, contained, copyright, date, description, expansion, experimental,
// extension, id, identifier, immutable, implicitRules, jurisdiction, language, meta,
// modifierExtension, name, publisher, purpose, status, text, title, url, useContext, version.
pub(crate) static VALUE_SET: [E; 26] = [
    E(441, 679, 0, 0, 0), E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 0),
    E(519, 5, 0, 0, 2), E(620, 10, 0, 0, 0), E(748, 684, 0, 0, 0), E(750, 1, 0, 0, 2),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(926, 1, 0, 0, 2),
    E(930, 16, 0, 0, 2), E(994, 182, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2), E(1486, 13, 0, 0, 2), E(1487, 10, 0, 0, 0),
    E(1742, 3, 146, 1, 2), E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2), E(1903, 16, 0, 0, 2),
    E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `VerificationResult`: attestation, contained, extension, failureAction, frequency, id,
// implicitRules, language, lastPerformed, meta, modifierExtension, need, nextScheduled,
// primarySource, status, statusDate, target, targetLocation, text, validationProcess,
// validationType, validator.
pub(crate) static VERIFICATION_RESULT: [E; 22] = [
    E(310, 687, 0, 0, 0), E(461, 30, 0, 0, 1), E(763, 194, 0, 0, 1), E(773, 182, 0, 0, 2),
    E(854, 216, 0, 0, 0), E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1006, 5, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1164, 182, 0, 0, 2),
    E(1168, 4, 0, 0, 0), E(1437, 688, 0, 0, 1), E(1742, 3, 5, 1, 2), E(1743, 5, 0, 0, 2),
    E(1818, 210, 0, 0, 3), E(1824, 13, 0, 0, 3), E(1842, 201, 0, 0, 0), E(1923, 182, 0, 0, 3),
    E(1925, 182, 0, 0, 2), E(1926, 689, 0, 0, 1),
];

// `VisionPrescription`: contained, created, dateWritten, encounter, extension, id, identifier,
// implicitRules, language, lensSpecification, meta, modifierExtension, patient, prescriber,
// status, text.
pub(crate) static VISION_PRESCRIPTION: [E; 16] = [
    E(461, 30, 0, 0, 1), E(499, 5, 0, 2, 2), E(528, 5, 0, 4, 2), E(711, 210, 87, 0, 0),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1019, 690, 0, 6, 3), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1303, 210, 150, 3, 2), E(1427, 210, 158, 5, 2), E(1742, 3, 85, 1, 2), E(1842, 201, 0, 0, 0),
];

// `Address`: city, country, district, extension, id, line, period, postalCode, state, text, type,
// use.
pub(crate) static ADDRESS: [E; 12] = [
    E(402, 13, 0, 0, 2), E(493, 13, 0, 0, 2), E(662, 13, 0, 0, 2), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1027, 13, 0, 0, 3), E(1383, 203, 0, 0, 2), E(1406, 13, 0, 0, 2),
    E(1741, 13, 0, 0, 2), E(1842, 13, 0, 0, 2), E(1884, 3, 17, 0, 2), E(1906, 3, 18, 0, 2),
];

// `Age`: code, comparator, extension, id, system, unit, value.
pub(crate) static AGE: [E; 7] = [
    E(413, 3, 0, 0, 2), E(433, 3, 148, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1815, 16, 0, 0, 2), E(1895, 13, 0, 0, 2), E(1928, 6, 0, 0, 2),
];

// `Annotation`: authorReference, authorString, extension, id, text, time.
pub(crate) static ANNOTATION: [E; 6] = [
    E(316, 210, 144, 1, 2), E(317, 13, 0, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1842, 10, 0, 2, 2), E(1849, 5, 0, 0, 2),
];

// `Attachment`: contentType, creation, data, extension, hash, id, language, size, title, url.
pub(crate) static ATTACHMENT: [E; 10] = [
    E(471, 3, 0, 0, 2), E(503, 5, 0, 0, 2), E(513, 0, 0, 0, 0), E(763, 194, 0, 0, 1),
    E(895, 0, 0, 0, 2), E(911, 20, 0, 0, 0), E(1002, 3, 0, 0, 2), E(1694, 15, 0, 0, 2),
    E(1868, 13, 0, 0, 2), E(1903, 17, 0, 0, 2),
];

// `CodeableConcept`: coding, extension, id, text.
pub(crate) static CODEABLE_CONCEPT: [E; 4] = [
    E(420, 183, 0, 0, 3), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1842, 13, 0, 0, 2),
];

// `Coding`: code, display, extension, id, system, userSelected, version.
pub(crate) static CODING: [E; 7] = [
    E(413, 3, 0, 0, 2), E(659, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1815, 16, 0, 0, 2), E(1915, 1, 0, 0, 2), E(1994, 13, 0, 0, 2),
];

// `ContactDetail`: extension, id, name, telecom.
pub(crate) static CONTACT_DETAIL: [E; 4] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1158, 13, 0, 0, 2), E(1833, 185, 0, 0, 3),
];

// `ContactPoint`: extension, id, period, rank, system, use, value.
pub(crate) static CONTACT_POINT: [E; 7] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1383, 203, 0, 0, 2), E(1509, 12, 0, 0, 2),
    E(1815, 3, 52, 0, 2), E(1906, 3, 53, 0, 2), E(1928, 13, 0, 0, 2),
];

// `Contributor`: contact, extension, id, name, type.
pub(crate) static CONTRIBUTOR: [E; 5] = [
    E(460, 184, 0, 0, 3), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1158, 13, 0, 2, 2),
    E(1884, 3, 56, 1, 2),
];

// `Count`: code, comparator, extension, id, system, unit, value.
pub(crate) static COUNT: [E; 7] = [
    E(413, 3, 0, 0, 2), E(433, 3, 148, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1815, 16, 0, 0, 2), E(1895, 13, 0, 0, 2), E(1928, 6, 0, 0, 2),
];

// `DataRequirement`: codeFilter, dateFilter, extension, id, limit, mustSupport, profile, sort,
// subjectCodeableConcept, subjectReference, type.
pub(crate) static DATA_REQUIREMENT: [E; 11] = [
    E(415, 337, 0, 0, 3), E(523, 338, 0, 0, 3), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1026, 12, 0, 0, 2), E(1155, 13, 0, 0, 3), E(1467, 2, 0, 0, 3), E(1702, 339, 0, 0, 3),
    E(1776, 182, 0, 2, 2), E(1778, 210, 94, 2, 2), E(1884, 3, 7, 1, 2),
];

// `Distance`: code, comparator, extension, id, system, unit, value.
pub(crate) static DISTANCE: [E; 7] = [
    E(413, 3, 0, 0, 2), E(433, 3, 148, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1815, 16, 0, 0, 2), E(1895, 13, 0, 0, 2), E(1928, 6, 0, 0, 2),
];

// `Dosage`: additionalInstruction, asNeededBoolean, asNeededCodeableConcept, doseAndRate,
// extension, id, maxDosePerAdministration, maxDosePerLifetime, maxDosePerPeriod, method,
// modifierExtension, patientInstruction, route, sequence, site, text, timing.
pub(crate) static DOSAGE: [E; 17] = [
    E(215, 182, 0, 0, 3), E(296, 1, 0, 1, 2), E(297, 182, 0, 1, 2), E(674, 360, 0, 0, 3),
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1076, 214, 0, 0, 2), E(1078, 214, 0, 0, 2),
    E(1079, 209, 0, 0, 2), E(1113, 182, 0, 0, 2), E(1136, 194, 0, 0, 3), E(1305, 13, 0, 0, 2),
    E(1634, 182, 0, 0, 2), E(1664, 9, 0, 0, 2), E(1692, 182, 0, 0, 2), E(1842, 13, 0, 0, 2),
    E(1857, 216, 0, 0, 2),
];

// `Duration`: code, comparator, extension, id, system, unit, value.
pub(crate) static DURATION: [E; 7] = [
    E(413, 3, 0, 0, 2), E(433, 3, 148, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1815, 16, 0, 0, 2), E(1895, 13, 0, 0, 2), E(1928, 6, 0, 0, 2),
];

// `ElementDefinition`: alias, base, binding, code, comment, condition, constraint,
// contentReference, defaultValueAddress, defaultValueAge, defaultValueAnnotation,
// defaultValueAttachment, defaultValueBase64Binary, defaultValueBoolean, defaultValueCanonical,
// defaultValueCode, defaultValueCodeableConcept, defaultValueCoding, defaultValueContactDetail,
// defaultValueContactPoint, defaultValueContributor, defaultValueCount,
// defaultValueDataRequirement, defaultValueDate, defaultValueDateTime, defaultValueDecimal,
// defaultValueDistance, defaultValueDosage, defaultValueDuration, defaultValueExpression,
// defaultValueHumanName, defaultValueId, defaultValueIdentifier, defaultValueInstant,
// defaultValueInteger, defaultValueMarkdown, defaultValueMeta, defaultValueMoney, defaultValueOid,
// defaultValueParameterDefinition, defaultValuePeriod, defaultValuePositiveInt,
// defaultValueQuantity, defaultValueRange, defaultValueRatio, defaultValueReference,
// defaultValueRelatedArtifact, defaultValueSampledData, defaultValueSignature, defaultValueString,
// defaultValueTime, defaultValueTiming, defaultValueTriggerDefinition, defaultValueUnsignedInt,
// defaultValueUri, defaultValueUrl, defaultValueUsageContext, defaultValueUuid, definition,
// example, extension, fixedAddress, fixedAge, fixedAnnotation, fixedAttachment, fixedBase64Binary,
// fixedBoolean, fixedCanonical, fixedCode, fixedCodeableConcept, fixedCoding, fixedContactDetail,
// fixedContactPoint, fixedContributor, fixedCount, fixedDataRequirement, fixedDate, fixedDateTime,
// fixedDecimal, fixedDistance, fixedDosage, fixedDuration, fixedExpression, fixedHumanName,
// fixedId, fixedIdentifier, fixedInstant, fixedInteger, fixedMarkdown, fixedMeta, fixedMoney,
// fixedOid, fixedParameterDefinition, fixedPeriod, fixedPositiveInt, fixedQuantity, fixedRange,
// fixedRatio, fixedReference, fixedRelatedArtifact, fixedSampledData, fixedSignature, fixedString,
// fixedTime, fixedTiming, fixedTriggerDefinition, fixedUnsignedInt, fixedUri, fixedUrl,
// fixedUsageContext, fixedUuid, id, isModifier, isModifierReason, isSummary, label, mapping, max,
// maxLength, maxValueDate, maxValueDateTime, maxValueDecimal, maxValueInstant, maxValueInteger,
// maxValuePositiveInt, maxValueQuantity, maxValueTime, maxValueUnsignedInt, meaningWhenMissing,
// min, minValueDate, minValueDateTime, minValueDecimal, minValueInstant, minValueInteger,
// minValuePositiveInt, minValueQuantity, minValueTime, minValueUnsignedInt, modifierExtension,
// mustSupport, orderMeaning, path, patternAddress, patternAge, patternAnnotation,
// patternAttachment, patternBase64Binary, patternBoolean, patternCanonical, patternCode,
// patternCodeableConcept, patternCoding, patternContactDetail, patternContactPoint,
// patternContributor, patternCount, patternDataRequirement, patternDate, patternDateTime,
// patternDecimal, patternDistance, patternDosage, patternDuration, patternExpression,
// patternHumanName, patternId, patternIdentifier, patternInstant, patternInteger, patternMarkdown,
// patternMeta, patternMoney, patternOid, patternParameterDefinition, patternPeriod,
// patternPositiveInt, patternQuantity, patternRange, patternRatio, patternReference,
// patternRelatedArtifact, patternSampledData, patternSignature, patternString, patternTime,
// patternTiming, patternTriggerDefinition, patternUnsignedInt, patternUri, patternUrl,
// patternUsageContext, patternUuid, representation, requirements, short, sliceIsConstraining,
// sliceName, slicing, type.
pub(crate) static ELEMENT_DEFINITION: [E; 200] = [
    E(243, 13, 0, 0, 3), E(337, 367, 0, 0, 2), E(350, 368, 0, 0, 2), E(413, 183, 0, 0, 3),
    E(428, 10, 0, 0, 2), E(449, 7, 0, 0, 3), E(459, 369, 0, 0, 3), E(469, 16, 0, 0, 2),
    E(544, 178, 0, 2, 2), E(545, 179, 0, 2, 2), E(546, 180, 0, 2, 2), E(547, 181, 0, 2, 2),
    E(548, 0, 0, 2, 2), E(549, 1, 0, 2, 2), E(550, 2, 0, 2, 2), E(551, 3, 0, 2, 2),
    E(552, 182, 0, 2, 2), E(553, 183, 0, 2, 2), E(554, 184, 0, 2, 2), E(555, 185, 0, 2, 2),
    E(556, 186, 0, 2, 2), E(557, 187, 0, 2, 2), E(558, 188, 0, 2, 2), E(559, 4, 0, 2, 2),
    E(560, 5, 0, 2, 2), E(561, 6, 0, 2, 2), E(562, 189, 0, 2, 2), E(563, 190, 0, 2, 2),
    E(564, 191, 0, 2, 2), E(565, 193, 0, 2, 2), E(566, 195, 0, 2, 2), E(567, 7, 0, 2, 2),
    E(568, 196, 0, 2, 2), E(569, 8, 0, 2, 2), E(570, 9, 0, 2, 2), E(571, 10, 0, 2, 2),
    E(572, 198, 0, 2, 2), E(573, 199, 0, 2, 2), E(574, 11, 0, 2, 2), E(575, 202, 0, 2, 2),
    E(576, 203, 0, 2, 2), E(577, 12, 0, 2, 2), E(578, 207, 0, 2, 2), E(579, 208, 0, 2, 2),
    E(580, 209, 0, 2, 2), E(581, 210, 0, 2, 2), E(582, 211, 0, 2, 2), E(583, 212, 0, 2, 2),
    E(584, 213, 0, 2, 2), E(585, 13, 0, 2, 2), E(586, 14, 0, 2, 2), E(587, 216, 0, 2, 2),
    E(588, 217, 0, 2, 2), E(589, 15, 0, 2, 2), E(590, 16, 0, 2, 2), E(591, 17, 0, 2, 2),
    E(592, 218, 0, 2, 2), E(593, 18, 0, 2, 2), E(598, 10, 0, 0, 2), E(739, 370, 0, 0, 3),
    E(763, 194, 0, 0, 1), E(785, 178, 0, 3, 2), E(786, 179, 0, 3, 2), E(787, 180, 0, 3, 2),
    E(788, 181, 0, 3, 2), E(789, 0, 0, 3, 2), E(790, 1, 0, 3, 2), E(791, 2, 0, 3, 2),
    E(792, 3, 0, 3, 2), E(793, 182, 0, 3, 2), E(794, 183, 0, 3, 2), E(795, 184, 0, 3, 2),
    E(796, 185, 0, 3, 2), E(797, 186, 0, 3, 2), E(798, 187, 0, 3, 2), E(799, 188, 0, 3, 2),
    E(800, 4, 0, 3, 2), E(801, 5, 0, 3, 2), E(802, 6, 0, 3, 2), E(803, 189, 0, 3, 2),
    E(804, 190, 0, 3, 2), E(805, 191, 0, 3, 2), E(806, 193, 0, 3, 2), E(807, 195, 0, 3, 2),
    E(808, 7, 0, 3, 2), E(809, 196, 0, 3, 2), E(810, 8, 0, 3, 2), E(811, 9, 0, 3, 2),
    E(812, 10, 0, 3, 2), E(813, 198, 0, 3, 2), E(814, 199, 0, 3, 2), E(815, 11, 0, 3, 2),
    E(816, 202, 0, 3, 2), E(817, 203, 0, 3, 2), E(818, 12, 0, 3, 2), E(819, 207, 0, 3, 2),
    E(820, 208, 0, 3, 2), E(821, 209, 0, 3, 2), E(822, 210, 0, 3, 2), E(823, 211, 0, 3, 2),
    E(824, 212, 0, 3, 2), E(825, 213, 0, 3, 2), E(826, 13, 0, 3, 2), E(827, 14, 0, 3, 2),
    E(828, 216, 0, 3, 2), E(829, 217, 0, 3, 2), E(830, 15, 0, 3, 2), E(831, 16, 0, 3, 2),
    E(832, 17, 0, 3, 2), E(833, 218, 0, 3, 2), E(834, 18, 0, 3, 2), E(911, 20, 0, 0, 0),
    E(981, 1, 0, 0, 2), E(982, 13, 0, 0, 2), E(984, 1, 0, 0, 2), E(1001, 13, 0, 0, 2),
    E(1064, 371, 0, 0, 3), E(1074, 13, 0, 0, 2), E(1082, 9, 0, 0, 2), E(1085, 4, 0, 6, 2),
    E(1086, 5, 0, 6, 2), E(1087, 6, 0, 6, 2), E(1088, 8, 0, 6, 2), E(1089, 9, 0, 6, 2),
    E(1090, 12, 0, 6, 2), E(1091, 207, 0, 6, 2), E(1092, 14, 0, 6, 2), E(1093, 15, 0, 6, 2),
    E(1097, 10, 0, 0, 2), E(1114, 15, 0, 0, 2), E(1115, 4, 0, 5, 2), E(1116, 5, 0, 5, 2),
    E(1117, 6, 0, 5, 2), E(1118, 8, 0, 5, 2), E(1119, 9, 0, 5, 2), E(1120, 12, 0, 5, 2),
    E(1121, 207, 0, 5, 2), E(1122, 14, 0, 5, 2), E(1123, 15, 0, 5, 2), E(1136, 194, 0, 0, 3),
    E(1155, 1, 0, 0, 2), E(1231, 13, 0, 0, 2), E(1302, 13, 0, 1, 2), E(1307, 178, 0, 4, 2),
    E(1308, 179, 0, 4, 2), E(1309, 180, 0, 4, 2), E(1310, 181, 0, 4, 2), E(1311, 0, 0, 4, 2),
    E(1312, 1, 0, 4, 2), E(1313, 2, 0, 4, 2), E(1314, 3, 0, 4, 2), E(1315, 182, 0, 4, 2),
    E(1316, 183, 0, 4, 2), E(1317, 184, 0, 4, 2), E(1318, 185, 0, 4, 2), E(1319, 186, 0, 4, 2),
    E(1320, 187, 0, 4, 2), E(1321, 188, 0, 4, 2), E(1322, 4, 0, 4, 2), E(1323, 5, 0, 4, 2),
    E(1324, 6, 0, 4, 2), E(1325, 189, 0, 4, 2), E(1326, 190, 0, 4, 2), E(1327, 191, 0, 4, 2),
    E(1328, 193, 0, 4, 2), E(1329, 195, 0, 4, 2), E(1330, 7, 0, 4, 2), E(1331, 196, 0, 4, 2),
    E(1332, 8, 0, 4, 2), E(1333, 9, 0, 4, 2), E(1334, 10, 0, 4, 2), E(1335, 198, 0, 4, 2),
    E(1336, 199, 0, 4, 2), E(1337, 11, 0, 4, 2), E(1338, 202, 0, 4, 2), E(1339, 203, 0, 4, 2),
    E(1340, 12, 0, 4, 2), E(1341, 207, 0, 4, 2), E(1342, 208, 0, 4, 2), E(1343, 209, 0, 4, 2),
    E(1344, 210, 0, 4, 2), E(1345, 211, 0, 4, 2), E(1346, 212, 0, 4, 2), E(1347, 213, 0, 4, 2),
    E(1348, 13, 0, 4, 2), E(1349, 14, 0, 4, 2), E(1350, 216, 0, 4, 2), E(1351, 217, 0, 4, 2),
    E(1352, 15, 0, 4, 2), E(1353, 16, 0, 4, 2), E(1354, 17, 0, 4, 2), E(1355, 218, 0, 4, 2),
    E(1356, 18, 0, 4, 2), E(1591, 3, 144, 0, 3), E(1607, 10, 0, 0, 2), E(1687, 13, 0, 0, 2),
    E(1695, 1, 0, 0, 2), E(1696, 13, 0, 0, 2), E(1697, 372, 0, 0, 2), E(1884, 374, 0, 0, 3),
];

// `Expression`: description, expression, extension, id, language, name, reference.
pub(crate) static EXPRESSION: [E; 7] = [
    E(620, 13, 0, 0, 2), E(761, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1002, 3, 0, 1, 2), E(1158, 7, 0, 0, 2), E(1541, 16, 0, 0, 2),
];

// `Extension`: extension, id, url, valueAddress, valueAge, valueAnnotation, valueAttachment,
// valueBase64Binary, valueBoolean, valueCanonical, valueCode, valueCodeableConcept, valueCoding,
// valueContactDetail, valueContactPoint, valueContributor, valueCount, valueDataRequirement,
// valueDate, valueDateTime, valueDecimal, valueDistance, valueDosage, valueDuration,
// valueExpression, valueHumanName, valueId, valueIdentifier, valueInstant, valueInteger,
// valueMarkdown, valueMeta, valueMoney, valueOid, valueParameterDefinition, valuePeriod,
// valuePositiveInt, valueQuantity, valueRange, valueRatio, valueReference, valueRelatedArtifact,
// valueSampledData, valueSignature, valueString, valueTime, valueTiming, valueTriggerDefinition,
// valueUnsignedInt, valueUri, valueUrl, valueUsageContext, valueUuid.
pub(crate) static EXTENSION: [E; 53] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1903, 21, 0, 1, 0), E(1929, 178, 0, 2, 0),
    E(1930, 179, 0, 2, 0), E(1931, 180, 0, 2, 0), E(1932, 181, 0, 2, 0), E(1933, 0, 0, 2, 0),
    E(1934, 1, 0, 2, 0), E(1935, 2, 0, 2, 0), E(1936, 3, 0, 2, 0), E(1937, 182, 0, 2, 0),
    E(1938, 183, 0, 2, 0), E(1939, 184, 0, 2, 0), E(1940, 185, 0, 2, 0), E(1941, 186, 0, 2, 0),
    E(1942, 187, 0, 2, 0), E(1943, 188, 0, 2, 0), E(1944, 4, 0, 2, 0), E(1945, 5, 0, 2, 0),
    E(1946, 6, 0, 2, 0), E(1947, 189, 0, 2, 0), E(1948, 190, 0, 2, 0), E(1949, 191, 0, 2, 0),
    E(1950, 193, 0, 2, 0), E(1951, 195, 0, 2, 0), E(1952, 7, 0, 2, 0), E(1953, 196, 0, 2, 0),
    E(1954, 8, 0, 2, 0), E(1955, 9, 0, 2, 0), E(1956, 10, 0, 2, 0), E(1957, 198, 0, 2, 0),
    E(1958, 199, 0, 2, 0), E(1959, 11, 0, 2, 0), E(1960, 202, 0, 2, 0), E(1961, 203, 0, 2, 0),
    E(1962, 12, 0, 2, 0), E(1963, 207, 0, 2, 0), E(1964, 208, 0, 2, 0), E(1965, 209, 0, 2, 0),
    E(1966, 210, 0, 2, 0), E(1967, 211, 0, 2, 0), E(1968, 212, 0, 2, 0), E(1970, 213, 0, 2, 0),
    E(1971, 13, 0, 2, 0), E(1972, 14, 0, 2, 0), E(1973, 216, 0, 2, 0), E(1974, 217, 0, 2, 0),
    E(1975, 15, 0, 2, 0), E(1976, 16, 0, 2, 0), E(1977, 17, 0, 2, 0), E(1978, 218, 0, 2, 0),
    E(1979, 18, 0, 2, 0),
];

// `HumanName`: extension, family, given, id, period, prefix, suffix, text, use.
pub(crate) static HUMAN_NAME: [E; 9] = [
    E(763, 194, 0, 0, 1), E(774, 13, 0, 0, 2), E(876, 13, 0, 0, 3), E(911, 20, 0, 0, 0),
    E(1383, 203, 0, 0, 2), E(1424, 13, 0, 0, 3), E(1796, 13, 0, 0, 3), E(1842, 13, 0, 0, 2),
    E(1906, 3, 127, 0, 2),
];

// `Identifier`: assigner, extension, id, period, system, type, use, value.
pub(crate) static IDENTIFIER: [E; 8] = [
    E(305, 210, 140, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1383, 203, 0, 0, 2),
    E(1815, 16, 0, 0, 2), E(1884, 182, 0, 0, 2), E(1906, 3, 97, 0, 2), E(1928, 13, 0, 0, 2),
];

// `MarketingStatus`: country, dateRange, extension, id, jurisdiction, modifierExtension,
// restoreDate, status.
pub(crate) static MARKETING_STATUS: [E; 8] = [
    E(493, 182, 0, 1, 2), E(526, 203, 0, 3, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(994, 182, 0, 0, 2), E(1136, 194, 0, 0, 3), E(1620, 5, 0, 0, 2), E(1742, 182, 0, 2, 2),
];

// `Meta`: extension, id, lastUpdated, profile, security, source, tag, versionId.
pub(crate) static META: [E; 8] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1008, 8, 0, 0, 2), E(1467, 2, 0, 0, 3),
    E(1656, 183, 0, 0, 3), E(1703, 16, 0, 0, 2), E(1817, 183, 0, 0, 3), E(1995, 7, 0, 0, 2),
];
