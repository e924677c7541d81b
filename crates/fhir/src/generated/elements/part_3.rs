//! The members of the shapes, part 3 of 8.
//!
//! Made by `crates/fhir/generate/generate.py`; do not edit.

use crate::tables::Element as E;

// `MedicationKnowledge`: administrationGuidelines, amount, associatedMedication, code, contained,
// contraindication, cost, doseForm, drugCharacteristic, extension, id, implicitRules, ingredient,
// intendedRoute, kinetics, language, manufacturer, medicineClassification, meta,
// modifierExtension, monitoringProgram, monograph, packaging, preparationInstruction, productType,
// regulatory, relatedMedicationKnowledge, status, synonym, text.
pub(crate) static MEDICATION_KNOWLEDGE: [E; 30] = [
    E(231, 475, 0, 0, 1), E(260, 214, 0, 0, 2), E(306, 210, 113, 0, 1), E(413, 182, 0, 0, 2),
    E(461, 30, 0, 0, 1), E(479, 210, 58, 0, 1), E(488, 478, 0, 0, 1), E(675, 182, 0, 0, 0),
    E(684, 479, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2),
    E(949, 480, 0, 0, 1), E(966, 182, 0, 0, 1), E(999, 481, 0, 0, 1), E(1002, 3, 0, 0, 0),
    E(1058, 210, 140, 0, 2), E(1106, 482, 0, 0, 1), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1145, 483, 0, 0, 1), E(1146, 484, 0, 0, 1), E(1268, 485, 0, 0, 0), E(1426, 10, 0, 0, 0),
    E(1465, 182, 0, 0, 1), E(1559, 486, 0, 0, 1), E(1566, 490, 0, 0, 1), E(1742, 3, 217, 0, 2),
    E(1813, 13, 0, 0, 3), E(1842, 201, 0, 0, 0),
];

// `MedicationRequest`: authoredOn, basedOn, category, contained, courseOfTherapyType,
// detectedIssue, dispenseRequest, doNotPerform, dosageInstruction, encounter, eventHistory,
// extension, groupIdentifier, id, identifier, implicitRules, instantiatesCanonical,
// instantiatesUri, insurance, intent, language, medicationCodeableConcept, medicationReference,
// meta, modifierExtension, note, performer, performerType, priorPrescription, priority,
// reasonCode, reasonReference, recorder, reportedBoolean, reportedReference, requester, status,
// statusReason, subject, substitution, supportingInformation, text.
pub(crate) static MEDICATION_REQUEST: [E; 42] = [
    E(321, 5, 0, 0, 2), E(341, 210, 15, 0, 3), E(384, 182, 0, 0, 1), E(461, 30, 0, 0, 1),
    E(496, 182, 0, 0, 0), E(635, 210, 58, 0, 1), E(658, 491, 0, 0, 0), E(665, 1, 0, 0, 2),
    E(672, 190, 0, 0, 1), E(711, 210, 87, 0, 0), E(734, 210, 162, 0, 1), E(763, 194, 0, 0, 1),
    E(882, 196, 0, 0, 2), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2),
    E(960, 2, 0, 0, 3), E(961, 16, 0, 0, 3), E(963, 210, 32, 0, 1), E(968, 3, 3, 2, 2),
    E(1002, 3, 0, 0, 0), E(1103, 182, 0, 4, 2), E(1104, 210, 113, 4, 2), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1), E(1378, 210, 24, 0, 0), E(1381, 182, 0, 0, 2),
    E(1439, 210, 123, 0, 0), E(1441, 3, 166, 0, 2), E(1525, 182, 0, 0, 1), E(1527, 210, 50, 0, 1),
    E(1539, 210, 158, 0, 0), E(1586, 1, 0, 3, 2), E(1587, 210, 143, 3, 2), E(1600, 210, 75, 0, 2),
    E(1742, 3, 4, 1, 2), E(1745, 182, 0, 0, 0), E(1775, 210, 99, 5, 2), E(1791, 493, 0, 0, 0),
    E(1809, 210, 0, 0, 1), E(1842, 201, 0, 0, 0),
];

// `MedicationStatement`: basedOn, category, contained, context, dateAsserted, derivedFrom, dosage,
// effectiveDateTime, effectivePeriod, extension, id, identifier, implicitRules, informationSource,
// language, medicationCodeableConcept, medicationReference, meta, modifierExtension, note, partOf,
// reasonCode, reasonReference, status, statusReason, subject, text.
pub(crate) static MEDICATION_STATEMENT: [E; 27] = [
    E(341, 210, 16, 0, 3), E(384, 182, 0, 0, 2), E(461, 30, 0, 0, 1), E(473, 210, 88, 0, 2),
    E(520, 5, 0, 0, 2), E(618, 210, 0, 0, 1), E(671, 190, 0, 0, 1), E(699, 5, 0, 4, 2),
    E(701, 203, 0, 4, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(948, 210, 143, 0, 0), E(1002, 3, 0, 0, 0), E(1103, 182, 0, 2, 2),
    E(1104, 210, 113, 2, 2), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1),
    E(1285, 210, 119, 0, 3), E(1525, 182, 0, 0, 1), E(1527, 210, 46, 0, 1), E(1742, 3, 1, 1, 2),
    E(1745, 182, 0, 0, 1), E(1775, 210, 99, 3, 2), E(1842, 201, 0, 0, 0),
];

// `MedicinalProduct`: additionalMonitoringIndicator, attachedDocument, clinicalTrial,
// combinedPharmaceuticalDoseForm, contact, contained, crossReference, domain, extension, id,
// identifier, implicitRules, language, legalStatusOfSupply, manufacturingBusinessOperation,
// marketingStatus, masterFile, meta, modifierExtension, name, packagedMedicinalProduct,
// paediatricUseIndicator, pharmaceuticalProduct, productClassification, specialDesignation,
// specialMeasures, text, type.
pub(crate) static MEDICINAL_PRODUCT: [E; 28] = [
    E(216, 182, 0, 0, 2), E(308, 210, 84, 0, 3), E(410, 210, 164, 0, 3), E(427, 182, 0, 0, 2),
    E(460, 210, 148, 0, 3), E(461, 30, 0, 0, 1), E(507, 196, 0, 0, 3), E(670, 183, 0, 0, 2),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1014, 182, 0, 0, 2), E(1062, 494, 0, 0, 3), E(1067, 197, 0, 0, 3),
    E(1068, 210, 84, 0, 3), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1158, 495, 0, 1, 3),
    E(1267, 210, 131, 0, 3), E(1269, 182, 0, 0, 2), E(1388, 210, 132, 0, 3), E(1458, 182, 0, 0, 3),
    E(1720, 498, 0, 0, 3), E(1721, 13, 0, 0, 3), E(1842, 201, 0, 0, 0), E(1884, 182, 0, 0, 2),
];

// `MedicinalProductAuthorization`: contained, country, dataExclusivityPeriod,
// dateOfFirstAuthorization, extension, holder, id, identifier, implicitRules,
// internationalBirthDate, jurisdiction, jurisdictionalAuthorization, language, legalBasis, meta,
// modifierExtension, procedure, regulator, restoreDate, status, statusDate, subject, text,
// validityPeriod.
pub(crate) static MEDICINAL_PRODUCT_AUTHORIZATION: [E; 24] = [
    E(461, 30, 0, 0, 1), E(493, 182, 0, 0, 3), E(515, 203, 0, 0, 2), E(524, 5, 0, 0, 2),
    E(763, 194, 0, 0, 1), E(905, 210, 140, 0, 2), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(971, 5, 0, 0, 2), E(994, 182, 0, 0, 3), E(995, 499, 0, 0, 3),
    E(1002, 3, 0, 0, 0), E(1012, 182, 0, 0, 2), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1447, 500, 0, 0, 2), E(1558, 210, 140, 0, 2), E(1620, 5, 0, 0, 2), E(1742, 182, 0, 0, 2),
    E(1743, 5, 0, 0, 2), E(1775, 210, 126, 0, 2), E(1842, 201, 0, 0, 0), E(1927, 203, 0, 0, 2),
];

// `MedicinalProductContraindication`: comorbidity, contained, disease, diseaseStatus, extension,
// id, implicitRules, language, meta, modifierExtension, otherTherapy, population, subject, text,
// therapeuticIndication.
pub(crate) static MEDICINAL_PRODUCT_CONTRAINDICATION: [E; 15] = [
    E(432, 182, 0, 0, 3), E(461, 30, 0, 0, 1), E(654, 182, 0, 0, 2), E(655, 182, 0, 0, 2),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1248, 501, 0, 0, 3), E(1403, 204, 0, 0, 3),
    E(1775, 210, 114, 0, 3), E(1842, 201, 0, 0, 0), E(1846, 210, 128, 0, 3),
];

// `MedicinalProductIndication`: comorbidity, contained, diseaseStatus, diseaseSymptomProcedure,
// duration, extension, id, implicitRules, intendedEffect, language, meta, modifierExtension,
// otherTherapy, population, subject, text, undesirableEffect.
pub(crate) static MEDICINAL_PRODUCT_INDICATION: [E; 17] = [
    E(432, 182, 0, 0, 3), E(461, 30, 0, 0, 1), E(655, 182, 0, 0, 2), E(656, 182, 0, 0, 2),
    E(689, 207, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2),
    E(965, 182, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1248, 502, 0, 0, 3), E(1403, 204, 0, 0, 3), E(1775, 210, 114, 0, 3), E(1842, 201, 0, 0, 0),
    E(1893, 210, 133, 0, 3),
];

// `MedicinalProductIngredient`: allergenicIndicator, contained, extension, id, identifier,
// implicitRules, language, manufacturer, meta, modifierExtension, role, specifiedSubstance,
// substance, text.
pub(crate) static MEDICINAL_PRODUCT_INGREDIENT: [E; 14] = [
    E(245, 1, 0, 0, 2), E(461, 30, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 2), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1058, 210, 140, 0, 3),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1633, 182, 0, 1, 2), E(1727, 503, 0, 0, 3),
    E(1787, 506, 0, 0, 2), E(1842, 201, 0, 0, 0),
];

// `MedicinalProductInteraction`: contained, description, effect, extension, id, implicitRules,
// incidence, interactant, language, management, meta, modifierExtension, subject, text, type.
pub(crate) static MEDICINAL_PRODUCT_INTERACTION: [E; 15] = [
    E(461, 30, 0, 0, 1), E(620, 13, 0, 0, 2), E(696, 182, 0, 0, 2), E(763, 194, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2), E(937, 182, 0, 0, 2), E(969, 507, 0, 0, 3),
    E(1002, 3, 0, 0, 0), E(1048, 182, 0, 0, 2), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1775, 210, 116, 0, 3), E(1842, 201, 0, 0, 0), E(1884, 182, 0, 0, 2),
];

// `MedicinalProductManufactured`: contained, extension, id, implicitRules, ingredient, language,
// manufacturedDoseForm, manufacturer, meta, modifierExtension, otherCharacteristics,
// physicalCharacteristics, quantity, text, unitOfPresentation.
pub(crate) static MEDICINAL_PRODUCT_MANUFACTURED: [E; 15] = [
    E(461, 30, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2),
    E(949, 210, 129, 0, 3), E(1002, 3, 0, 0, 0), E(1056, 182, 0, 1, 2), E(1058, 210, 140, 0, 3),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1247, 182, 0, 0, 3), E(1392, 205, 0, 0, 2),
    E(1497, 207, 0, 2, 2), E(1842, 201, 0, 0, 0), E(1897, 182, 0, 0, 2),
];

// `MedicinalProductPackaged`: batchIdentifier, contained, description, extension, id, identifier,
// implicitRules, language, legalStatusOfSupply, manufacturer, marketingAuthorization,
// marketingStatus, meta, modifierExtension, packageItem, subject, text.
pub(crate) static MEDICINAL_PRODUCT_PACKAGED: [E; 17] = [
    E(344, 508, 0, 0, 3), E(461, 30, 0, 0, 1), E(620, 13, 0, 0, 2), E(763, 194, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1014, 182, 0, 0, 2), E(1058, 210, 140, 0, 3), E(1066, 210, 127, 0, 2), E(1067, 197, 0, 0, 3),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1266, 509, 0, 1, 3), E(1775, 210, 125, 0, 3),
    E(1842, 201, 0, 0, 0),
];

// `MedicinalProductPharmaceutical`: administrableDoseForm, characteristics, contained, device,
// extension, id, identifier, implicitRules, ingredient, language, meta, modifierExtension,
// routeOfAdministration, text, unitOfPresentation.
pub(crate) static MEDICINAL_PRODUCT_PHARMACEUTICAL: [E; 15] = [
    E(229, 182, 0, 1, 2), E(394, 510, 0, 0, 3), E(461, 30, 0, 0, 1), E(637, 210, 80, 0, 3),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(949, 210, 129, 0, 3), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1635, 511, 0, 2, 3), E(1842, 201, 0, 0, 0), E(1897, 182, 0, 0, 2),
];

// `MedicinalProductUndesirableEffect`: classification, contained, extension,
// frequencyOfOccurrence, id, implicitRules, language, meta, modifierExtension, population,
// subject, symptomConditionEffect, text.
pub(crate) static MEDICINAL_PRODUCT_UNDESIRABLE_EFFECT: [E; 13] = [
    E(407, 182, 0, 0, 2), E(461, 30, 0, 0, 1), E(763, 194, 0, 0, 1), E(856, 182, 0, 0, 2),
    E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1403, 204, 0, 0, 3), E(1775, 210, 114, 0, 3), E(1812, 182, 0, 0, 2),
    E(1842, 201, 0, 0, 0),
];

// `MessageDefinition`: allowedResponse, base, category, contact, contained, copyright, date,
// description, eventCoding, eventUri, experimental, extension, focus, graph, id, identifier,
// implicitRules, jurisdiction, language, meta, modifierExtension, name, parent, publisher,
// purpose, replaces, responseRequired, status, text, title, url, useContext, version.
pub(crate) static MESSAGE_DEFINITION: [E; 33] = [
    E(251, 514, 0, 0, 1), E(337, 2, 0, 0, 2), E(384, 3, 120, 0, 2), E(460, 184, 0, 0, 3),
    E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 0), E(519, 5, 0, 2, 2), E(620, 10, 0, 0, 2),
    E(733, 183, 0, 3, 2), E(735, 16, 0, 3, 2), E(750, 1, 0, 0, 2), E(763, 194, 0, 0, 1),
    E(841, 515, 0, 0, 3), E(880, 2, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(994, 182, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2), E(1277, 2, 0, 0, 3), E(1486, 13, 0, 0, 2),
    E(1487, 10, 0, 0, 2), E(1582, 2, 0, 0, 3), E(1616, 3, 121, 0, 0), E(1742, 3, 146, 1, 2),
    E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2), E(1903, 16, 0, 0, 2), E(1907, 218, 0, 0, 3),
    E(1994, 13, 0, 0, 2),
];

// `MessageHeader`: author, contained, definition, destination, enterer, eventCoding, eventUri,
// extension, focus, id, implicitRules, language, meta, modifierExtension, reason, response,
// responsible, sender, source, text.
pub(crate) static MESSAGE_HEADER: [E; 20] = [
    E(314, 210, 158, 0, 2), E(461, 30, 0, 0, 1), E(598, 2, 0, 0, 2), E(622, 516, 0, 0, 3),
    E(718, 210, 158, 0, 2), E(733, 183, 0, 1, 2), E(735, 16, 0, 1, 2), E(763, 194, 0, 0, 1),
    E(841, 210, 0, 0, 3), E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1524, 182, 0, 0, 2), E(1613, 517, 0, 0, 2),
    E(1617, 210, 146, 0, 2), E(1661, 210, 146, 0, 2), E(1703, 518, 0, 2, 2), E(1842, 201, 0, 0, 0),
];

// `MolecularSequence`: contained, coordinateSystem, device, extension, id, identifier,
// implicitRules, language, meta, modifierExtension, observedSeq, patient, performer, pointer,
// quality, quantity, readCoverage, referenceSeq, repository, specimen, structureVariant, text,
// type, variant.
pub(crate) static MOLECULAR_SEQUENCE: [E; 24] = [
    E(461, 30, 0, 0, 1), E(484, 9, 0, 1, 2), E(637, 210, 59, 0, 2), E(763, 194, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1193, 13, 0, 0, 2), E(1303, 210, 150, 0, 2),
    E(1378, 210, 140, 0, 2), E(1397, 210, 134, 0, 3), E(1495, 519, 0, 0, 3), E(1497, 207, 0, 0, 2),
    E(1520, 9, 0, 0, 2), E(1547, 521, 0, 0, 2), E(1590, 522, 0, 0, 3), E(1728, 210, 170, 0, 2),
    E(1759, 523, 0, 0, 3), E(1842, 201, 0, 0, 0), E(1884, 3, 185, 0, 2), E(1984, 526, 0, 0, 3),
];

// `NamingSystem`: contact, contained, date, description, extension, id, implicitRules,
// jurisdiction, kind, language, meta, modifierExtension, name, publisher, responsible, status,
// text, type, uniqueId, usage, useContext.
pub(crate) static NAMING_SYSTEM: [E; 21] = [
    E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1), E(519, 5, 0, 4, 2), E(620, 10, 0, 0, 0),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2), E(994, 182, 0, 0, 3),
    E(998, 3, 129, 3, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1158, 13, 0, 1, 2), E(1486, 13, 0, 0, 2), E(1617, 13, 0, 0, 0), E(1742, 3, 146, 2, 2),
    E(1842, 201, 0, 0, 0), E(1884, 182, 0, 0, 0), E(1894, 527, 0, 5, 3), E(1904, 13, 0, 0, 0),
    E(1907, 218, 0, 0, 3),
];

// `NutritionOrder`: allergyIntolerance, contained, dateTime, encounter, enteralFormula,
// excludeFoodModifier, extension, foodPreferenceModifier, id, identifier, implicitRules,
// instantiates, instantiatesCanonical, instantiatesUri, intent, language, meta, modifierExtension,
// note, oralDiet, orderer, patient, status, supplement, text.
pub(crate) static NUTRITION_ORDER: [E; 25] = [
    E(246, 210, 3, 0, 1), E(461, 30, 0, 0, 1), E(527, 5, 0, 4, 2), E(711, 210, 87, 0, 0),
    E(716, 528, 0, 0, 0), E(745, 182, 0, 0, 1), E(763, 194, 0, 0, 1), E(843, 182, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2), E(959, 16, 0, 0, 1),
    E(960, 2, 0, 0, 3), E(961, 16, 0, 0, 3), E(968, 3, 163, 2, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1), E(1228, 530, 0, 0, 0),
    E(1235, 210, 158, 0, 2), E(1303, 210, 150, 3, 2), E(1742, 3, 168, 1, 2), E(1799, 533, 0, 0, 1),
    E(1842, 201, 0, 0, 0),
];

// `Observation`: basedOn, bodySite, category, code, component, contained, dataAbsentReason,
// derivedFrom, device, effectiveDateTime, effectiveInstant, effectivePeriod, effectiveTiming,
// encounter, extension, focus, hasMember, id, identifier, implicitRules, interpretation, issued,
// language, meta, method, modifierExtension, note, partOf, performer, referenceRange, specimen,
// status, subject, text, valueBoolean, valueCodeableConcept, valueDateTime, valueInteger,
// valuePeriod, valueQuantity, valueRange, valueRatio, valueSampledData, valueString, valueTime.
pub(crate) static OBSERVATION: [E; 45] = [
    E(341, 210, 13, 0, 3), E(352, 182, 0, 0, 0), E(384, 182, 0, 0, 1), E(413, 182, 0, 2, 2),
    E(440, 534, 0, 0, 3), E(461, 30, 0, 0, 1), E(514, 182, 0, 0, 0), E(618, 210, 85, 0, 3),
    E(637, 210, 60, 0, 0), E(699, 5, 0, 3, 2), E(700, 8, 0, 3, 2), E(701, 203, 0, 3, 2),
    E(703, 216, 0, 3, 2), E(711, 210, 87, 0, 2), E(763, 194, 0, 0, 1), E(841, 210, 0, 0, 3),
    E(894, 210, 135, 0, 3), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(972, 182, 0, 0, 1), E(987, 8, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1113, 182, 0, 0, 0), E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1), E(1285, 210, 104, 0, 3),
    E(1378, 210, 25, 0, 3), E(1546, 535, 0, 0, 1), E(1728, 210, 170, 0, 0), E(1742, 3, 134, 1, 2),
    E(1775, 210, 61, 0, 2), E(1842, 201, 0, 0, 0), E(1934, 1, 0, 4, 2), E(1937, 182, 0, 4, 2),
    E(1945, 5, 0, 4, 2), E(1955, 9, 0, 4, 2), E(1961, 203, 0, 4, 2), E(1963, 207, 0, 4, 2),
    E(1964, 208, 0, 4, 2), E(1965, 209, 0, 4, 2), E(1968, 212, 0, 4, 2), E(1971, 13, 0, 4, 2),
    E(1972, 14, 0, 4, 2),
];

// `ObservationDefinition`: abnormalCodedValueSet, category, code, contained,
// criticalCodedValueSet, extension, id, identifier, implicitRules, language, meta, method,
// modifierExtension, multipleResultsAllowed, normalCodedValueSet, permittedDataType,
// preferredReportName, qualifiedInterval, quantitativeDetails, text, validCodedValueSet.
pub(crate) static OBSERVATION_DEFINITION: [E; 21] = [
    E(193, 210, 183, 0, 0), E(384, 182, 0, 0, 3), E(413, 182, 0, 1, 2), E(461, 30, 0, 0, 1),
    E(505, 210, 183, 0, 0), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1113, 182, 0, 0, 0),
    E(1136, 194, 0, 0, 1), E(1154, 1, 0, 0, 0), E(1170, 210, 183, 0, 0), E(1387, 3, 140, 0, 1),
    E(1423, 13, 0, 0, 0), E(1492, 536, 0, 0, 1), E(1496, 537, 0, 0, 0), E(1842, 201, 0, 0, 0),
    E(1917, 210, 183, 0, 0),
];

// `OperationDefinition`: affectsState, base, code, comment, contact, contained, date, description,
// experimental, extension, id, implicitRules, inputProfile, instance, jurisdiction, kind,
// language, meta, modifierExtension, name, outputProfile, overload, parameter, publisher, purpose,
// resource, status, system, text, title, type, url, useContext, version.
pub(crate) static OPERATION_DEFINITION: [E; 34] = [
    E(234, 1, 0, 0, 2), E(337, 2, 0, 0, 2), E(413, 3, 0, 4, 2), E(428, 10, 0, 0, 0),
    E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1), E(519, 5, 0, 0, 2), E(620, 10, 0, 0, 0),
    E(750, 1, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2),
    E(957, 2, 0, 0, 0), E(958, 1, 0, 7, 2), E(994, 182, 0, 0, 3), E(998, 3, 135, 3, 2),
    E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1158, 13, 0, 1, 2),
    E(1258, 2, 0, 0, 0), E(1260, 538, 0, 0, 1), E(1273, 539, 0, 0, 1), E(1486, 13, 0, 0, 2),
    E(1487, 10, 0, 0, 0), E(1610, 3, 174, 0, 3), E(1742, 3, 146, 2, 2), E(1815, 1, 0, 5, 2),
    E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2), E(1884, 1, 0, 6, 2), E(1903, 16, 0, 0, 2),
    E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `OperationOutcome`: contained, extension, id, implicitRules, issue, language, meta,
// modifierExtension, text.
pub(crate) static OPERATION_OUTCOME: [E; 9] = [
    E(461, 30, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2),
    E(986, 542, 0, 1, 3), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1842, 201, 0, 0, 0),
];

// `Organization`: active, address, alias, contact, contained, endpoint, extension, id, identifier,
// implicitRules, language, meta, modifierExtension, name, partOf, telecom, text, type.
pub(crate) static ORGANIZATION: [E; 18] = [
    E(203, 1, 0, 0, 2), E(223, 178, 0, 0, 1), E(243, 13, 0, 0, 1), E(460, 543, 0, 0, 1),
    E(461, 30, 0, 0, 1), E(714, 210, 89, 0, 1), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2), E(1285, 210, 140, 0, 2), E(1833, 185, 0, 0, 1),
    E(1842, 201, 0, 0, 0), E(1884, 182, 0, 0, 3),
];

// `OrganizationAffiliation`: active, code, contained, endpoint, extension, healthcareService, id,
// identifier, implicitRules, language, location, meta, modifierExtension, network, organization,
// participatingOrganization, period, specialty, telecom, text.
pub(crate) static ORGANIZATION_AFFILIATION: [E; 20] = [
    E(203, 1, 0, 0, 2), E(413, 182, 0, 0, 3), E(461, 30, 0, 0, 1), E(714, 210, 89, 0, 1),
    E(763, 194, 0, 0, 1), E(898, 210, 101, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1034, 210, 108, 0, 3), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1167, 210, 140, 0, 3), E(1241, 210, 140, 0, 2),
    E(1297, 210, 140, 0, 2), E(1383, 203, 0, 0, 2), E(1724, 182, 0, 0, 3), E(1833, 185, 0, 0, 3),
    E(1842, 201, 0, 0, 0),
];

// `Parameters`: id, implicitRules, language, meta, parameter.
pub(crate) static PARAMETERS: [E; 5] = [
    E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1273, 544, 0, 0, 3),
];

// `Patient`: active, address, birthDate, communication, contact, contained, deceasedBoolean,
// deceasedDateTime, extension, gender, generalPractitioner, id, identifier, implicitRules,
// language, link, managingOrganization, maritalStatus, meta, modifierExtension,
// multipleBirthBoolean, multipleBirthInteger, name, photo, telecom, text.
pub(crate) static PATIENT: [E; 26] = [
    E(203, 1, 0, 0, 2), E(223, 178, 0, 0, 3), E(351, 4, 0, 0, 2), E(429, 545, 0, 0, 1),
    E(460, 546, 0, 0, 1), E(461, 30, 0, 0, 1), E(534, 1, 0, 1, 2), E(536, 5, 0, 1, 2),
    E(763, 194, 0, 0, 1), E(864, 3, 19, 0, 2), E(869, 210, 146, 0, 1), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1029, 547, 0, 0, 3),
    E(1050, 210, 140, 0, 2), E(1065, 182, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1150, 1, 0, 2, 0), E(1151, 9, 0, 2, 0), E(1158, 195, 0, 0, 3), E(1390, 181, 0, 0, 1),
    E(1833, 185, 0, 0, 3), E(1842, 201, 0, 0, 0),
];

// `PaymentNotice`: amount, contained, created, extension, id, identifier, implicitRules, language,
// meta, modifierExtension, payee, payment, paymentDate, paymentStatus, provider, recipient,
// request, response, status, text.
pub(crate) static PAYMENT_NOTICE: [E; 20] = [
    E(260, 199, 0, 5, 2), E(461, 30, 0, 0, 1), E(499, 5, 0, 2, 2), E(763, 194, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1359, 210, 146, 0, 0), E(1364, 210, 155, 3, 2),
    E(1366, 4, 0, 0, 0), E(1369, 182, 0, 0, 0), E(1480, 210, 146, 0, 0), E(1534, 210, 140, 4, 2),
    E(1592, 210, 0, 0, 0), E(1613, 210, 0, 0, 0), E(1742, 3, 85, 1, 2), E(1842, 201, 0, 0, 0),
];

// `PaymentReconciliation`: contained, created, detail, disposition, extension, formCode, id,
// identifier, implicitRules, language, meta, modifierExtension, outcome, paymentAmount,
// paymentDate, paymentIdentifier, paymentIssuer, period, processNote, request, requestor, status,
// text.
pub(crate) static PAYMENT_RECONCILIATION: [E; 23] = [
    E(461, 30, 0, 0, 1), E(499, 5, 0, 2, 2), E(623, 548, 0, 0, 1), E(660, 13, 0, 0, 0),
    E(763, 194, 0, 0, 1), E(849, 182, 0, 0, 0), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1249, 3, 157, 0, 0), E(1365, 199, 0, 4, 2), E(1366, 4, 0, 3, 2), E(1367, 196, 0, 0, 0),
    E(1368, 210, 140, 0, 2), E(1383, 203, 0, 0, 2), E(1454, 549, 0, 0, 1), E(1592, 210, 181, 0, 0),
    E(1603, 210, 146, 0, 0), E(1742, 3, 85, 1, 2), E(1842, 201, 0, 0, 0),
];

// `Person`: active, address, birthDate, contained, extension, gender, id, identifier,
// implicitRules, language, link, managingOrganization, meta, modifierExtension, name, photo,
// telecom, text.
pub(crate) static PERSON: [E; 18] = [
    E(203, 1, 0, 0, 2), E(223, 178, 0, 0, 1), E(351, 4, 0, 0, 2), E(461, 30, 0, 0, 1),
    E(763, 194, 0, 0, 1), E(864, 3, 19, 0, 2), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1029, 550, 0, 0, 1), E(1050, 210, 140, 0, 2),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1158, 195, 0, 0, 3), E(1390, 181, 0, 0, 0),
    E(1833, 185, 0, 0, 3), E(1842, 201, 0, 0, 0),
];

// `PlanDefinition`: action, approvalDate, author, contact, contained, copyright, date,
// description, editor, effectivePeriod, endorser, experimental, extension, goal, id, identifier,
// implicitRules, jurisdiction, language, lastReviewDate, library, meta, modifierExtension, name,
// publisher, purpose, relatedArtifact, reviewer, status, subjectCodeableConcept, subjectReference,
// subtitle, text, title, topic, type, url, usage, useContext, version.
pub(crate) static PLAN_DEFINITION: [E; 40] = [
    E(201, 551, 0, 0, 1), E(292, 4, 0, 0, 0), E(314, 184, 0, 0, 1), E(460, 184, 0, 0, 3),
    E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 0), E(519, 5, 0, 0, 2), E(620, 10, 0, 0, 2),
    E(694, 184, 0, 0, 1), E(701, 203, 0, 0, 2), E(713, 184, 0, 0, 1), E(750, 1, 0, 0, 2),
    E(763, 194, 0, 0, 1), E(878, 556, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(994, 182, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1007, 4, 0, 0, 0),
    E(1022, 2, 0, 0, 1), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2),
    E(1486, 13, 0, 0, 2), E(1487, 10, 0, 0, 0), E(1564, 211, 0, 0, 1), E(1628, 184, 0, 0, 1),
    E(1742, 3, 146, 1, 2), E(1776, 182, 0, 2, 0), E(1778, 210, 94, 2, 0), E(1793, 13, 0, 0, 0),
    E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2), E(1870, 182, 0, 0, 1), E(1884, 182, 0, 0, 2),
    E(1903, 16, 0, 0, 2), E(1904, 13, 0, 0, 0), E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `Practitioner`: active, address, birthDate, communication, contained, extension, gender, id,
// identifier, implicitRules, language, meta, modifierExtension, name, photo, qualification,
// telecom, text.
pub(crate) static PRACTITIONER: [E; 18] = [
    E(203, 1, 0, 0, 2), E(223, 178, 0, 0, 3), E(351, 4, 0, 0, 2), E(429, 182, 0, 0, 1),
    E(461, 30, 0, 0, 1), E(763, 194, 0, 0, 1), E(864, 3, 19, 0, 2), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1158, 195, 0, 0, 3), E(1390, 181, 0, 0, 1), E(1491, 558, 0, 0, 1),
    E(1833, 185, 0, 0, 3), E(1842, 201, 0, 0, 0),
];

// `PractitionerRole`: active, availabilityExceptions, availableTime, code, contained, endpoint,
// extension, healthcareService, id, identifier, implicitRules, language, location, meta,
// modifierExtension, notAvailable, organization, period, practitioner, specialty, telecom, text.
pub(crate) static PRACTITIONER_ROLE: [E; 22] = [
    E(203, 1, 0, 0, 2), E(330, 13, 0, 0, 0), E(333, 559, 0, 0, 1), E(413, 182, 0, 0, 3),
    E(461, 30, 0, 0, 1), E(714, 210, 89, 0, 1), E(763, 194, 0, 0, 1), E(898, 210, 101, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1034, 210, 108, 0, 3), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1171, 560, 0, 0, 1),
    E(1241, 210, 140, 0, 2), E(1383, 203, 0, 0, 2), E(1409, 210, 157, 0, 2), E(1724, 182, 0, 0, 3),
    E(1833, 185, 0, 0, 3), E(1842, 201, 0, 0, 0),
];

// `Procedure`: asserter, basedOn, bodySite, category, code, complication, complicationDetail,
// contained, encounter, extension, focalDevice, followUp, id, identifier, implicitRules,
// instantiatesCanonical, instantiatesUri, language, location, meta, modifierExtension, note,
// outcome, partOf, performedAge, performedDateTime, performedPeriod, performedRange,
// performedString, performer, reasonCode, reasonReference, recorder, report, status, statusReason,
// subject, text, usedCode, usedReference.
pub(crate) static PROCEDURE: [E; 40] = [
    E(300, 210, 153, 0, 2), E(341, 210, 18, 0, 3), E(352, 182, 0, 0, 3), E(384, 182, 0, 0, 2),
    E(413, 182, 0, 0, 2), E(438, 182, 0, 0, 1), E(439, 210, 41, 0, 1), E(461, 30, 0, 0, 1),
    E(711, 210, 87, 0, 2), E(763, 194, 0, 0, 1), E(840, 561, 0, 0, 1), E(842, 182, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(960, 2, 0, 0, 3),
    E(961, 16, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1034, 210, 108, 0, 2), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1), E(1249, 182, 0, 0, 2), E(1285, 210, 120, 0, 3),
    E(1372, 179, 0, 3, 2), E(1373, 5, 0, 3, 2), E(1374, 203, 0, 3, 2), E(1375, 208, 0, 3, 2),
    E(1376, 13, 0, 3, 2), E(1378, 562, 0, 0, 3), E(1525, 182, 0, 0, 3), E(1527, 210, 44, 0, 3),
    E(1539, 210, 153, 0, 2), E(1583, 210, 39, 0, 1), E(1742, 3, 76, 1, 2), E(1745, 182, 0, 0, 2),
    E(1775, 210, 99, 2, 2), E(1842, 201, 0, 0, 0), E(1909, 182, 0, 0, 1), E(1911, 210, 73, 0, 1),
];

// `Provenance`: activity, agent, contained, entity, extension, id, implicitRules, language,
// location, meta, modifierExtension, occurredDateTime, occurredPeriod, policy, reason, recorded,
// signature, target, text.
pub(crate) static PROVENANCE: [E; 19] = [
    E(204, 182, 0, 0, 0), E(241, 563, 0, 4, 1), E(461, 30, 0, 0, 1), E(719, 564, 0, 0, 1),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1034, 210, 108, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1195, 5, 0, 2, 0),
    E(1196, 203, 0, 2, 0), E(1399, 16, 0, 0, 1), E(1524, 182, 0, 0, 1), E(1536, 8, 0, 3, 2),
    E(1690, 213, 0, 0, 1), E(1818, 210, 0, 1, 3), E(1842, 201, 0, 0, 0),
];

// `Questionnaire`: approvalDate, code, contact, contained, copyright, date, derivedFrom,
// description, effectivePeriod, experimental, extension, id, identifier, implicitRules, item,
// jurisdiction, language, lastReviewDate, meta, modifierExtension, name, publisher, purpose,
// status, subjectType, text, title, url, useContext, version.
pub(crate) static QUESTIONNAIRE: [E; 30] = [
    E(292, 4, 0, 0, 0), E(413, 183, 0, 0, 3), E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1),
    E(486, 10, 0, 0, 0), E(519, 5, 0, 0, 2), E(618, 2, 0, 0, 1), E(620, 10, 0, 0, 0),
    E(701, 203, 0, 0, 2), E(750, 1, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(989, 565, 0, 0, 1), E(994, 182, 0, 0, 3),
    E(1002, 3, 0, 0, 0), E(1007, 4, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1158, 13, 0, 0, 2), E(1486, 13, 0, 0, 2), E(1487, 10, 0, 0, 0), E(1742, 3, 146, 1, 2),
    E(1780, 3, 174, 0, 3), E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2), E(1903, 16, 0, 0, 2),
    E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `QuestionnaireResponse`: author, authored, basedOn, contained, encounter, extension, id,
// identifier, implicitRules, item, language, meta, modifierExtension, partOf, questionnaire,
// source, status, subject, text.
pub(crate) static QUESTIONNAIRE_RESPONSE: [E; 19] = [
    E(314, 210, 75, 0, 2), E(320, 5, 0, 0, 2), E(341, 210, 18, 0, 3), E(461, 30, 0, 0, 1),
    E(711, 210, 87, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 2),
    E(930, 16, 0, 0, 2), E(989, 569, 0, 0, 1), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1285, 210, 137, 0, 3), E(1506, 2, 0, 0, 2), E(1703, 210, 153, 0, 2),
    E(1742, 3, 149, 1, 2), E(1775, 210, 0, 0, 2), E(1842, 201, 0, 0, 0),
];

// `RelatedPerson`: active, address, birthDate, communication, contained, extension, gender, id,
// identifier, implicitRules, language, meta, modifierExtension, name, patient, period, photo,
// relationship, telecom, text.
pub(crate) static RELATED_PERSON: [E; 20] = [
    E(203, 1, 0, 0, 2), E(223, 178, 0, 0, 3), E(351, 4, 0, 0, 2), E(429, 571, 0, 0, 1),
    E(461, 30, 0, 0, 1), E(763, 194, 0, 0, 1), E(864, 3, 19, 0, 2), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1158, 195, 0, 0, 3), E(1303, 210, 150, 1, 2), E(1383, 203, 0, 0, 0),
    E(1390, 181, 0, 0, 1), E(1569, 182, 0, 0, 3), E(1833, 185, 0, 0, 3), E(1842, 201, 0, 0, 0),
];

// `RequestGroup`: action, author, authoredOn, basedOn, code, contained, encounter, extension,
// groupIdentifier, id, identifier, implicitRules, instantiatesCanonical, instantiatesUri, intent,
// language, meta, modifierExtension, note, priority, reasonCode, reasonReference, replaces,
// status, subject, text.
pub(crate) static REQUEST_GROUP: [E; 26] = [
    E(201, 572, 0, 0, 1), E(314, 210, 79, 0, 0), E(321, 5, 0, 0, 0), E(341, 210, 0, 0, 1),
    E(413, 182, 0, 0, 2), E(461, 30, 0, 0, 1), E(711, 210, 87, 0, 0), E(763, 194, 0, 0, 1),
    E(882, 196, 0, 0, 2), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(960, 2, 0, 0, 3), E(961, 16, 0, 0, 3), E(968, 3, 163, 2, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1), E(1441, 3, 166, 0, 2),
    E(1525, 182, 0, 0, 1), E(1527, 210, 43, 0, 1), E(1582, 210, 0, 0, 1), E(1742, 3, 168, 1, 2),
    E(1775, 210, 99, 0, 0), E(1842, 201, 0, 0, 0),
];

// `ResearchDefinition`: approvalDate, author, comment, contact, contained, copyright, date,
// description, editor, effectivePeriod, endorser, experimental, exposure, exposureAlternative,
// extension, id, identifier, implicitRules, jurisdiction, language, lastReviewDate, library, meta,
// modifierExtension, name, outcome, population, publisher, purpose, relatedArtifact, reviewer,
// shortTitle, status, subjectCodeableConcept, subjectReference, subtitle, text, title, topic, url,
// usage, useContext, version.
pub(crate) static RESEARCH_DEFINITION: [E; 43] = [
    E(292, 4, 0, 0, 0), E(314, 184, 0, 0, 1), E(428, 13, 0, 0, 1), E(460, 184, 0, 0, 3),
    E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 0), E(519, 5, 0, 0, 2), E(620, 10, 0, 0, 2),
    E(694, 184, 0, 0, 1), E(701, 203, 0, 0, 2), E(713, 184, 0, 0, 1), E(750, 1, 0, 0, 2),
    E(754, 210, 163, 0, 2), E(755, 210, 163, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(994, 182, 0, 0, 3), E(1002, 3, 0, 0, 0),
    E(1007, 4, 0, 0, 0), E(1022, 2, 0, 0, 1), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1158, 13, 0, 0, 2), E(1249, 210, 163, 0, 2), E(1403, 210, 163, 3, 2), E(1486, 13, 0, 0, 2),
    E(1487, 10, 0, 0, 0), E(1564, 211, 0, 0, 1), E(1628, 184, 0, 0, 1), E(1688, 13, 0, 0, 0),
    E(1742, 3, 146, 1, 2), E(1776, 182, 0, 2, 0), E(1778, 210, 94, 2, 0), E(1793, 13, 0, 0, 0),
    E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2), E(1870, 182, 0, 0, 1), E(1903, 16, 0, 0, 2),
    E(1904, 13, 0, 0, 0), E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `ResearchElementDefinition`: approvalDate, author, characteristic, comment, contact, contained,
// copyright, date, description, editor, effectivePeriod, endorser, experimental, extension, id,
// identifier, implicitRules, jurisdiction, language, lastReviewDate, library, meta,
// modifierExtension, name, publisher, purpose, relatedArtifact, reviewer, shortTitle, status,
// subjectCodeableConcept, subjectReference, subtitle, text, title, topic, type, url, usage,
// useContext, variableType, version.
pub(crate) static RESEARCH_ELEMENT_DEFINITION: [E; 42] = [
    E(292, 4, 0, 0, 0), E(314, 184, 0, 0, 1), E(390, 575, 0, 4, 3), E(428, 13, 0, 0, 1),
    E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 0), E(519, 5, 0, 0, 2),
    E(620, 10, 0, 0, 2), E(694, 184, 0, 0, 1), E(701, 203, 0, 0, 2), E(713, 184, 0, 0, 1),
    E(750, 1, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(994, 182, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1007, 4, 0, 0, 0),
    E(1022, 2, 0, 0, 1), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2),
    E(1486, 13, 0, 0, 2), E(1487, 10, 0, 0, 0), E(1564, 211, 0, 0, 1), E(1628, 184, 0, 0, 1),
    E(1688, 13, 0, 0, 2), E(1742, 3, 146, 1, 2), E(1776, 182, 0, 2, 0), E(1778, 210, 94, 2, 0),
    E(1793, 13, 0, 0, 0), E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2), E(1870, 182, 0, 0, 1),
    E(1884, 3, 169, 3, 2), E(1903, 16, 0, 0, 2), E(1904, 13, 0, 0, 0), E(1907, 218, 0, 0, 3),
    E(1983, 3, 202, 0, 0), E(1994, 13, 0, 0, 2),
];

// `ResearchStudy`: arm, category, condition, contact, contained, description, enrollment,
// extension, focus, id, identifier, implicitRules, keyword, language, location, meta,
// modifierExtension, note, objective, partOf, period, phase, primaryPurposeType,
// principalInvestigator, protocol, reasonStopped, relatedArtifact, site, sponsor, status, text,
// title.
pub(crate) static RESEARCH_STUDY: [E; 32] = [
    E(295, 576, 0, 0, 1), E(384, 182, 0, 0, 3), E(449, 182, 0, 0, 3), E(460, 184, 0, 0, 3),
    E(461, 30, 0, 0, 1), E(620, 10, 0, 0, 0), E(715, 210, 94, 0, 3), E(763, 194, 0, 0, 1),
    E(841, 182, 0, 0, 3), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(997, 182, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1034, 182, 0, 0, 3), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1), E(1189, 577, 0, 0, 1), E(1285, 210, 164, 0, 3),
    E(1383, 203, 0, 0, 2), E(1389, 182, 0, 0, 2), E(1436, 182, 0, 0, 2), E(1438, 210, 158, 0, 2),
    E(1477, 210, 156, 0, 3), E(1528, 182, 0, 0, 2), E(1564, 211, 0, 0, 1), E(1692, 210, 108, 0, 3),
    E(1732, 210, 140, 0, 2), E(1742, 3, 170, 1, 2), E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2),
];

// `ResearchSubject`: actualArm, assignedArm, consent, contained, extension, id, identifier,
// implicitRules, individual, language, meta, modifierExtension, period, status, study, text.
pub(crate) static RESEARCH_SUBJECT: [E; 16] = [
    E(208, 13, 0, 0, 0), E(304, 13, 0, 0, 0), E(458, 210, 52, 0, 0), E(461, 30, 0, 0, 1),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(944, 210, 150, 3, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1383, 203, 0, 0, 2), E(1742, 3, 171, 1, 2), E(1760, 210, 164, 2, 2), E(1842, 201, 0, 0, 0),
];

// `RiskAssessment`: basedOn, basis, code, condition, contained, encounter, extension, id,
// identifier, implicitRules, language, meta, method, mitigation, modifierExtension, note,
// occurrenceDateTime, occurrencePeriod, parent, performer, prediction, reasonCode,
// reasonReference, status, subject, text.
pub(crate) static RISK_ASSESSMENT: [E; 26] = [
    E(341, 210, 0, 0, 0), E(342, 210, 0, 0, 1), E(413, 182, 0, 0, 2), E(449, 210, 41, 0, 2),
    E(461, 30, 0, 0, 1), E(711, 210, 87, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1113, 182, 0, 0, 2), E(1130, 13, 0, 0, 0), E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1),
    E(1198, 5, 0, 3, 2), E(1199, 203, 0, 3, 2), E(1277, 210, 0, 0, 0), E(1378, 210, 79, 0, 2),
    E(1420, 578, 0, 0, 1), E(1525, 182, 0, 0, 1), E(1527, 210, 43, 0, 1), E(1742, 3, 134, 1, 2),
    E(1775, 210, 99, 2, 2), E(1842, 201, 0, 0, 0),
];
