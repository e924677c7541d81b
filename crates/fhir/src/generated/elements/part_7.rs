//! The members of the shapes, part 7 of 8.
//!
//! Made by `crates/fhir/generate/generate.py`; do not edit.

use crate::tables::Element as E;

// `Invoice.lineItem.priceComponent`: amount, code, extension, factor, id, modifierExtension, type.
pub(crate) static INVOICE_LINE_ITEM_PRICE_COMPONENT: [E; 7] = [
    E(260, 199, 0, 0, 0), E(413, 182, 0, 0, 0), E(763, 194, 0, 0, 1), E(771, 6, 0, 0, 0),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1884, 3, 100, 1, 0),
];

// `Invoice.participant`: actor, extension, id, modifierExtension, role.
pub(crate) static INVOICE_PARTICIPANT: [E; 5] = [
    E(205, 210, 75, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1633, 182, 0, 0, 0),
];

// `Linkage.item`: extension, id, modifierExtension, resource, type.
pub(crate) static LINKAGE_ITEM: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1610, 210, 0, 2, 2),
    E(1884, 3, 106, 1, 2),
];

// `List.entry`: date, deleted, extension, flag, id, item, modifierExtension.
pub(crate) static LIST_ENTRY: [E; 7] = [
    E(519, 5, 0, 0, 0), E(609, 1, 0, 0, 0), E(763, 194, 0, 0, 1), E(837, 182, 0, 0, 0),
    E(911, 20, 0, 0, 0), E(989, 210, 0, 1, 0), E(1136, 194, 0, 0, 3),
];

// `Location.hoursOfOperation`: allDay, closingTime, daysOfWeek, extension, id, modifierExtension,
// openingTime.
pub(crate) static LOCATION_HOURS_OF_OPERATION: [E; 7] = [
    E(244, 1, 0, 0, 0), E(411, 14, 0, 0, 0), E(531, 3, 58, 0, 1), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1222, 14, 0, 0, 0),
];

// `Location.position`: altitude, extension, id, latitude, longitude, modifierExtension.
pub(crate) static LOCATION_POSITION: [E; 6] = [
    E(259, 6, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1010, 6, 0, 2, 0),
    E(1043, 6, 0, 1, 0), E(1136, 194, 0, 0, 3),
];

// `Measure.group`: code, description, extension, id, modifierExtension, population, stratifier.
pub(crate) static MEASURE_GROUP: [E; 7] = [
    E(413, 182, 0, 0, 0), E(620, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1403, 459, 0, 0, 1), E(1753, 460, 0, 0, 1),
];

// `Measure.group.population`: code, criteria, description, extension, id, modifierExtension.
pub(crate) static MEASURE_GROUP_POPULATION: [E; 6] = [
    E(413, 182, 0, 0, 0), E(504, 193, 0, 1, 0), E(620, 13, 0, 0, 0), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `Measure.group.stratifier`: code, component, criteria, description, extension, id,
// modifierExtension.
pub(crate) static MEASURE_GROUP_STRATIFIER: [E; 7] = [
    E(413, 182, 0, 0, 0), E(440, 461, 0, 0, 1), E(504, 193, 0, 0, 0), E(620, 13, 0, 0, 0),
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `Measure.group.stratifier.component`: code, criteria, description, extension, id,
// modifierExtension.
pub(crate) static MEASURE_GROUP_STRATIFIER_COMPONENT: [E; 6] = [
    E(413, 182, 0, 0, 0), E(504, 193, 0, 1, 0), E(620, 13, 0, 0, 0), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `Measure.supplementalData`: code, criteria, description, extension, id, modifierExtension,
// usage.
pub(crate) static MEASURE_SUPPLEMENTAL_DATA: [E; 7] = [
    E(413, 182, 0, 0, 0), E(504, 193, 0, 1, 0), E(620, 13, 0, 0, 0), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1904, 182, 0, 0, 1),
];

// `MeasureReport.group`: code, extension, id, measureScore, modifierExtension, population,
// stratifier.
pub(crate) static MEASURE_REPORT_GROUP: [E; 7] = [
    E(413, 182, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1099, 207, 0, 0, 2),
    E(1136, 194, 0, 0, 3), E(1403, 464, 0, 0, 1), E(1753, 465, 0, 0, 1),
];

// `MeasureReport.group.population`: code, count, extension, id, modifierExtension, subjectResults.
pub(crate) static MEASURE_REPORT_GROUP_POPULATION: [E; 6] = [
    E(413, 182, 0, 0, 2), E(491, 9, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1779, 210, 107, 0, 0),
];

// `MeasureReport.group.stratifier`: code, extension, id, modifierExtension, stratum.
pub(crate) static MEASURE_REPORT_GROUP_STRATIFIER: [E; 5] = [
    E(413, 182, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1754, 466, 0, 0, 1),
];

// `MeasureReport.group.stratifier.stratum`: component, extension, id, measureScore,
// modifierExtension, population, value.
pub(crate) static MEASURE_REPORT_GROUP_STRATIFIER_STRATUM: [E; 7] = [
    E(440, 467, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1099, 207, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1403, 468, 0, 0, 1), E(1928, 182, 0, 0, 0),
];

// `MeasureReport.group.stratifier.stratum.component`: code, extension, id, modifierExtension,
// value.
pub(crate) static MEASURE_REPORT_GROUP_STRATIFIER_STRATUM_COMPONENT: [E; 5] = [
    E(413, 182, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1928, 182, 0, 2, 0),
];

// `MeasureReport.group.stratifier.stratum.population`: code, count, extension, id,
// modifierExtension, subjectResults.
pub(crate) static MEASURE_REPORT_GROUP_STRATIFIER_STRATUM_POPULATION: [E; 6] = [
    E(413, 182, 0, 0, 0), E(491, 9, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1779, 210, 107, 0, 0),
];

// `Medication.batch`: expirationDate, extension, id, lotNumber, modifierExtension.
pub(crate) static MEDICATION_BATCH: [E; 5] = [
    E(751, 5, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1044, 13, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `Medication.ingredient`: extension, id, isActive, itemCodeableConcept, itemReference,
// modifierExtension, strength.
pub(crate) static MEDICATION_INGREDIENT: [E; 7] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(977, 1, 0, 0, 0), E(990, 182, 0, 1, 0),
    E(991, 210, 118, 1, 0), E(1136, 194, 0, 0, 3), E(1755, 209, 0, 0, 0),
];

// `MedicationAdministration.dosage`: dose, extension, id, method, modifierExtension, rateQuantity,
// rateRatio, route, site, text.
pub(crate) static MEDICATION_ADMINISTRATION_DOSAGE: [E; 10] = [
    E(673, 214, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1113, 182, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1511, 214, 0, 1, 0), E(1513, 209, 0, 1, 0), E(1634, 182, 0, 0, 0),
    E(1692, 182, 0, 0, 0), E(1842, 13, 0, 0, 0),
];

// `MedicationAdministration.performer`: actor, extension, function, id, modifierExtension.
pub(crate) static MEDICATION_ADMINISTRATION_PERFORMER: [E; 5] = [
    E(205, 210, 78, 1, 2), E(763, 194, 0, 0, 1), E(860, 182, 0, 0, 0), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `MedicationDispense.performer`: actor, extension, function, id, modifierExtension.
pub(crate) static MEDICATION_DISPENSE_PERFORMER: [E; 5] = [
    E(205, 210, 75, 1, 0), E(763, 194, 0, 0, 1), E(860, 182, 0, 0, 0), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `MedicationDispense.substitution`: extension, id, modifierExtension, reason, responsibleParty,
// type, wasSubstituted.
pub(crate) static MEDICATION_DISPENSE_SUBSTITUTION: [E; 7] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1524, 182, 0, 0, 1),
    E(1618, 210, 158, 0, 1), E(1884, 182, 0, 0, 0), E(2000, 1, 0, 1, 0),
];

// `MedicationKnowledge.administrationGuidelines`: dosage, extension, id,
// indicationCodeableConcept, indicationReference, modifierExtension, patientCharacteristics.
pub(crate) static MEDICATION_KNOWLEDGE_ADMINISTRATION_GUIDELINES: [E; 7] = [
    E(671, 476, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(941, 182, 0, 1, 0),
    E(942, 210, 138, 1, 0), E(1136, 194, 0, 0, 3), E(1304, 477, 0, 0, 1),
];

// `MedicationKnowledge.administrationGuidelines.dosage`: dosage, extension, id, modifierExtension,
// type.
pub(crate) static MEDICATION_KNOWLEDGE_ADMINISTRATION_GUIDELINES_DOSAGE: [E; 5] = [
    E(671, 190, 0, 2, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1884, 182, 0, 1, 0),
];

// `MedicationKnowledge.administrationGuidelines.patientCharacteristics`:
// characteristicCodeableConcept, characteristicQuantity, extension, id, modifierExtension, value.
pub(crate) static MEDICATION_KNOWLEDGE_ADMINISTRATION_GUIDELINES_PATIENT_CHARACTERISTICS: [E; 6] = [
    E(391, 182, 0, 1, 0), E(392, 214, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1928, 13, 0, 0, 1),
];

// `MedicationKnowledge.cost`: cost, extension, id, modifierExtension, source, type.
pub(crate) static MEDICATION_KNOWLEDGE_COST: [E; 6] = [
    E(488, 199, 0, 2, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1703, 13, 0, 0, 0), E(1884, 182, 0, 1, 0),
];

// `MedicationKnowledge.drugCharacteristic`: extension, id, modifierExtension, type,
// valueBase64Binary, valueCodeableConcept, valueQuantity, valueString.
pub(crate) static MEDICATION_KNOWLEDGE_DRUG_CHARACTERISTIC: [E; 8] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1884, 182, 0, 0, 0),
    E(1933, 0, 0, 1, 0), E(1937, 182, 0, 1, 0), E(1963, 214, 0, 1, 0), E(1971, 13, 0, 1, 0),
];

// `MedicationKnowledge.ingredient`: extension, id, isActive, itemCodeableConcept, itemReference,
// modifierExtension, strength.
pub(crate) static MEDICATION_KNOWLEDGE_INGREDIENT: [E; 7] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(977, 1, 0, 0, 0), E(990, 182, 0, 1, 0),
    E(991, 210, 172, 1, 0), E(1136, 194, 0, 0, 3), E(1755, 209, 0, 0, 0),
];

// `MedicationKnowledge.kinetics`: areaUnderCurve, extension, halfLifePeriod, id, lethalDose50,
// modifierExtension.
pub(crate) static MEDICATION_KNOWLEDGE_KINETICS: [E; 6] = [
    E(294, 214, 0, 0, 1), E(763, 194, 0, 0, 1), E(892, 191, 0, 0, 0), E(911, 20, 0, 0, 0),
    E(1020, 214, 0, 0, 1), E(1136, 194, 0, 0, 3),
];

// `MedicationKnowledge.medicineClassification`: classification, extension, id, modifierExtension,
// type.
pub(crate) static MEDICATION_KNOWLEDGE_MEDICINE_CLASSIFICATION: [E; 5] = [
    E(407, 182, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1884, 182, 0, 1, 0),
];

// `MedicationKnowledge.monitoringProgram`: extension, id, modifierExtension, name, type.
pub(crate) static MEDICATION_KNOWLEDGE_MONITORING_PROGRAM: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1158, 13, 0, 0, 0),
    E(1884, 182, 0, 0, 0),
];

// `MedicationKnowledge.monograph`: extension, id, modifierExtension, source, type.
pub(crate) static MEDICATION_KNOWLEDGE_MONOGRAPH: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1703, 210, 86, 0, 0),
    E(1884, 182, 0, 0, 0),
];

// `MedicationKnowledge.packaging`: extension, id, modifierExtension, quantity, type.
pub(crate) static MEDICATION_KNOWLEDGE_PACKAGING: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1497, 214, 0, 0, 0),
    E(1884, 182, 0, 0, 0),
];

// `MedicationKnowledge.regulatory`: extension, id, maxDispense, modifierExtension,
// regulatoryAuthority, schedule, substitution.
pub(crate) static MEDICATION_KNOWLEDGE_REGULATORY: [E; 7] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1075, 487, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1560, 210, 140, 1, 0), E(1642, 488, 0, 0, 1), E(1791, 489, 0, 0, 1),
];

// `MedicationKnowledge.regulatory.maxDispense`: extension, id, modifierExtension, period,
// quantity.
pub(crate) static MEDICATION_KNOWLEDGE_REGULATORY_MAX_DISPENSE: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1383, 191, 0, 0, 0),
    E(1497, 214, 0, 1, 0),
];

// `MedicationKnowledge.regulatory.schedule`: extension, id, modifierExtension, schedule.
pub(crate) static MEDICATION_KNOWLEDGE_REGULATORY_SCHEDULE: [E; 4] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1642, 182, 0, 1, 0),
];

// `MedicationKnowledge.regulatory.substitution`: allowed, extension, id, modifierExtension, type.
pub(crate) static MEDICATION_KNOWLEDGE_REGULATORY_SUBSTITUTION: [E; 5] = [
    E(247, 1, 0, 2, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1884, 182, 0, 1, 0),
];

// `MedicationKnowledge.relatedMedicationKnowledge`: extension, id, modifierExtension, reference,
// type.
pub(crate) static MEDICATION_KNOWLEDGE_RELATED_MEDICATION_KNOWLEDGE: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1541, 210, 122, 2, 1),
    E(1884, 182, 0, 1, 0),
];

// `MedicationRequest.dispenseRequest`: dispenseInterval, expectedSupplyDuration, extension, id,
// initialFill, modifierExtension, numberOfRepeatsAllowed, performer, quantity, validityPeriod.
pub(crate) static MEDICATION_REQUEST_DISPENSE_REQUEST: [E; 10] = [
    E(657, 191, 0, 0, 0), E(749, 191, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(951, 492, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1181, 15, 0, 0, 0), E(1378, 210, 140, 0, 0),
    E(1497, 214, 0, 0, 0), E(1927, 203, 0, 0, 0),
];

// `MedicationRequest.dispenseRequest.initialFill`: duration, extension, id, modifierExtension,
// quantity.
pub(crate) static MEDICATION_REQUEST_DISPENSE_REQUEST_INITIAL_FILL: [E; 5] = [
    E(689, 191, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1497, 214, 0, 0, 0),
];

// `MedicationRequest.substitution`: allowedBoolean, allowedCodeableConcept, extension, id,
// modifierExtension, reason.
pub(crate) static MEDICATION_REQUEST_SUBSTITUTION: [E; 6] = [
    E(248, 1, 0, 1, 0), E(249, 182, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1524, 182, 0, 0, 0),
];

// `MedicinalProduct.manufacturingBusinessOperation`: authorisationReferenceNumber,
// confidentialityIndicator, effectiveDate, extension, id, manufacturer, modifierExtension,
// operationType, regulator.
pub(crate) static MEDICINAL_PRODUCT_MANUFACTURING_BUSINESS_OPERATION: [E; 9] = [
    E(322, 196, 0, 0, 2), E(455, 182, 0, 0, 2), E(698, 5, 0, 0, 2), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1058, 210, 140, 0, 3), E(1136, 194, 0, 0, 3), E(1224, 182, 0, 0, 2),
    E(1558, 210, 140, 0, 2),
];

// `MedicinalProduct.name`: countryLanguage, extension, id, modifierExtension, namePart,
// productName.
pub(crate) static MEDICINAL_PRODUCT_NAME: [E; 6] = [
    E(494, 496, 0, 0, 3), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1159, 497, 0, 0, 3), E(1461, 13, 0, 1, 2),
];

// `MedicinalProduct.name.countryLanguage`: country, extension, id, jurisdiction, language,
// modifierExtension.
pub(crate) static MEDICINAL_PRODUCT_NAME_COUNTRY_LANGUAGE: [E; 6] = [
    E(493, 182, 0, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(994, 182, 0, 0, 2),
    E(1002, 182, 0, 2, 2), E(1136, 194, 0, 0, 3),
];

// `MedicinalProduct.name.namePart`: extension, id, modifierExtension, part, type.
pub(crate) static MEDICINAL_PRODUCT_NAME_NAME_PART: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1281, 13, 0, 1, 2),
    E(1884, 183, 0, 2, 2),
];

// `MedicinalProduct.specialDesignation`: date, extension, id, identifier,
// indicationCodeableConcept, indicationReference, intendedUse, modifierExtension, species, status,
// type.
pub(crate) static MEDICINAL_PRODUCT_SPECIAL_DESIGNATION: [E; 11] = [
    E(519, 5, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 3),
    E(941, 182, 0, 1, 2), E(942, 210, 128, 1, 2), E(967, 182, 0, 0, 2), E(1136, 194, 0, 0, 3),
    E(1725, 182, 0, 0, 2), E(1742, 182, 0, 0, 2), E(1884, 182, 0, 0, 2),
];

// `MedicinalProductAuthorization.jurisdictionalAuthorization`: country, extension, id, identifier,
// jurisdiction, legalStatusOfSupply, modifierExtension, validityPeriod.
pub(crate) static MEDICINAL_PRODUCT_AUTHORIZATION_JURISDICTIONAL_AUTHORIZATION: [E; 8] = [
    E(493, 182, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 3),
    E(994, 182, 0, 0, 3), E(1014, 182, 0, 0, 2), E(1136, 194, 0, 0, 3), E(1927, 203, 0, 0, 2),
];

// `MedicinalProductAuthorization.procedure`: application, dateDateTime, datePeriod, extension, id,
// identifier, modifierExtension, type.
pub(crate) static MEDICINAL_PRODUCT_AUTHORIZATION_PROCEDURE: [E; 8] = [
    E(285, 500, 0, 0, 3), E(522, 5, 0, 2, 2), E(525, 203, 0, 2, 2), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 2), E(1136, 194, 0, 0, 3), E(1884, 182, 0, 1, 2),
];

// `MedicinalProductContraindication.otherTherapy`: extension, id, medicationCodeableConcept,
// medicationReference, modifierExtension, therapyRelationshipType.
pub(crate) static MEDICINAL_PRODUCT_CONTRAINDICATION_OTHER_THERAPY: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1103, 182, 0, 2, 2), E(1104, 210, 117, 2, 2),
    E(1136, 194, 0, 0, 3), E(1847, 182, 0, 1, 2),
];

// `MedicinalProductIndication.otherTherapy`: extension, id, medicationCodeableConcept,
// medicationReference, modifierExtension, therapyRelationshipType.
pub(crate) static MEDICINAL_PRODUCT_INDICATION_OTHER_THERAPY: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1103, 182, 0, 2, 2), E(1104, 210, 117, 2, 2),
    E(1136, 194, 0, 0, 3), E(1847, 182, 0, 1, 2),
];

// `MedicinalProductIngredient.specifiedSubstance`: code, confidentiality, extension, group, id,
// modifierExtension, strength.
pub(crate) static MEDICINAL_PRODUCT_INGREDIENT_SPECIFIED_SUBSTANCE: [E; 7] = [
    E(413, 182, 0, 1, 2), E(454, 182, 0, 0, 2), E(763, 194, 0, 0, 1), E(881, 182, 0, 2, 2),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1755, 504, 0, 0, 3),
];

// `MedicinalProductIngredient.specifiedSubstance.strength`: concentration, concentrationLowLimit,
// country, extension, id, measurementPoint, modifierExtension, presentation, presentationLowLimit,
// referenceStrength.
pub(crate) static MEDICINAL_PRODUCT_INGREDIENT_SPECIFIED_SUBSTANCE_STRENGTH: [E; 10] = [
    E(444, 209, 0, 0, 2), E(445, 209, 0, 0, 2), E(493, 182, 0, 0, 3), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1101, 13, 0, 0, 2), E(1136, 194, 0, 0, 3), E(1429, 209, 0, 1, 2),
    E(1431, 209, 0, 0, 2), E(1551, 505, 0, 0, 3),
];

// `MedicinalProductIngredient.specifiedSubstance.strength.referenceStrength`: country, extension,
// id, measurementPoint, modifierExtension, strength, strengthLowLimit, substance.
pub(crate) static MEDICINAL_PRODUCT_INGREDIENT_SPECIFIED_SUBSTANCE_STRENGTH_REFERENCE_STRENGTH: [E; 8] = [
    E(493, 182, 0, 0, 3), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1101, 13, 0, 0, 2),
    E(1136, 194, 0, 0, 3), E(1755, 209, 0, 1, 2), E(1756, 209, 0, 0, 2), E(1787, 182, 0, 0, 2),
];

// `MedicinalProductIngredient.substance`: code, extension, id, modifierExtension, strength.
pub(crate) static MEDICINAL_PRODUCT_INGREDIENT_SUBSTANCE: [E; 5] = [
    E(413, 182, 0, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1755, 504, 0, 0, 3),
];

// `MedicinalProductInteraction.interactant`: extension, id, itemCodeableConcept, itemReference,
// modifierExtension.
pub(crate) static MEDICINAL_PRODUCT_INTERACTION_INTERACTANT: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(990, 182, 0, 1, 2), E(991, 210, 115, 1, 2),
    E(1136, 194, 0, 0, 3),
];

// `MedicinalProductPackaged.batchIdentifier`: extension, id, immediatePackaging,
// modifierExtension, outerPackaging.
pub(crate) static MEDICINAL_PRODUCT_PACKAGED_BATCH_IDENTIFIER: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(924, 196, 0, 0, 2), E(1136, 194, 0, 0, 3),
    E(1255, 196, 0, 1, 2),
];

// `MedicinalProductPackaged.packageItem`: alternateMaterial, device, extension, id, identifier,
// manufacturedItem, manufacturer, material, modifierExtension, otherCharacteristics, packageItem,
// physicalCharacteristics, quantity, shelfLifeStorage, type.
pub(crate) static MEDICINAL_PRODUCT_PACKAGED_PACKAGE_ITEM: [E; 15] = [
    E(257, 182, 0, 0, 3), E(637, 210, 80, 0, 3), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(915, 196, 0, 0, 3), E(1057, 210, 130, 0, 3), E(1058, 210, 140, 0, 3), E(1070, 182, 0, 0, 3),
    E(1136, 194, 0, 0, 3), E(1247, 182, 0, 0, 3), E(1266, 509, 0, 0, 3), E(1392, 205, 0, 0, 2),
    E(1497, 207, 0, 2, 2), E(1686, 206, 0, 0, 3), E(1884, 182, 0, 1, 2),
];

// `MedicinalProductPharmaceutical.characteristics`: code, extension, id, modifierExtension,
// status.
pub(crate) static MEDICINAL_PRODUCT_PHARMACEUTICAL_CHARACTERISTICS: [E; 5] = [
    E(413, 182, 0, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1742, 182, 0, 0, 2),
];

// `MedicinalProductPharmaceutical.routeOfAdministration`: code, extension, firstDose, id,
// maxDosePerDay, maxDosePerTreatmentPeriod, maxSingleDose, maxTreatmentPeriod, modifierExtension,
// targetSpecies.
pub(crate) static MEDICINAL_PRODUCT_PHARMACEUTICAL_ROUTE_OF_ADMINISTRATION: [E; 10] = [
    E(413, 182, 0, 1, 2), E(763, 194, 0, 0, 1), E(783, 207, 0, 0, 2), E(911, 20, 0, 0, 0),
    E(1077, 207, 0, 0, 2), E(1080, 209, 0, 0, 2), E(1083, 207, 0, 0, 2), E(1084, 191, 0, 0, 2),
    E(1136, 194, 0, 0, 3), E(1827, 512, 0, 0, 3),
];

// `MedicinalProductPharmaceutical.routeOfAdministration.targetSpecies`: code, extension, id,
// modifierExtension, withdrawalPeriod.
pub(crate) static MEDICINAL_PRODUCT_PHARMACEUTICAL_ROUTE_OF_ADMINISTRATION_TARGET_SPECIES: [E; 5] = [
    E(413, 182, 0, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(2013, 513, 0, 0, 3),
];

// `MedicinalProductPharmaceutical.routeOfAdministration.targetSpecies.withdrawalPeriod`:
// extension, id, modifierExtension, supportingInformation, tissue, value.
pub(crate) static MEDICINAL_PRODUCT_PHARMACEUTICAL_ROUTE_OF_ADMINISTRATION_TARGET_SPECIES_WITHDRAWAL_PERIOD: [E; 6] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1809, 13, 0, 0, 2),
    E(1867, 182, 0, 1, 2), E(1928, 207, 0, 2, 2),
];

// `MessageDefinition.allowedResponse`: extension, id, message, modifierExtension, situation.
pub(crate) static MESSAGE_DEFINITION_ALLOWED_RESPONSE: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1109, 2, 0, 1, 0), E(1136, 194, 0, 0, 3),
    E(1693, 10, 0, 0, 0),
];

// `MessageDefinition.focus`: code, extension, id, max, min, modifierExtension, profile.
pub(crate) static MESSAGE_DEFINITION_FOCUS: [E; 7] = [
    E(413, 3, 174, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1074, 13, 0, 0, 0),
    E(1114, 15, 0, 2, 2), E(1136, 194, 0, 0, 3), E(1467, 2, 0, 0, 0),
];

// `MessageHeader.destination`: endpoint, extension, id, modifierExtension, name, receiver, target.
pub(crate) static MESSAGE_HEADER_DESTINATION: [E; 7] = [
    E(714, 17, 0, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1158, 13, 0, 0, 2), E(1532, 210, 146, 0, 2), E(1818, 210, 59, 0, 2),
];

// `MessageHeader.response`: code, details, extension, id, identifier, modifierExtension.
pub(crate) static MESSAGE_HEADER_RESPONSE: [E; 6] = [
    E(413, 3, 176, 2, 2), E(633, 210, 139, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(915, 7, 0, 1, 2), E(1136, 194, 0, 0, 3),
];

// `MessageHeader.source`: contact, endpoint, extension, id, modifierExtension, name, software,
// version.
pub(crate) static MESSAGE_HEADER_SOURCE: [E; 8] = [
    E(460, 185, 0, 0, 2), E(714, 17, 0, 1, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1158, 13, 0, 0, 2), E(1700, 13, 0, 0, 2), E(1994, 13, 0, 0, 2),
];

// `MolecularSequence.quality`: end, extension, fScore, gtFP, id, method, modifierExtension,
// precision, queryFP, queryTP, recall, roc, score, standardSequence, start, truthFN, truthTP,
// type.
pub(crate) static MOLECULAR_SEQUENCE_QUALITY: [E; 18] = [
    E(712, 9, 0, 0, 2), E(763, 194, 0, 0, 1), E(768, 6, 0, 0, 2), E(888, 6, 0, 0, 2),
    E(911, 20, 0, 0, 0), E(1113, 182, 0, 0, 2), E(1136, 194, 0, 0, 3), E(1417, 6, 0, 0, 2),
    E(1503, 6, 0, 0, 2), E(1504, 6, 0, 0, 2), E(1529, 6, 0, 0, 2), E(1632, 520, 0, 0, 2),
    E(1648, 207, 0, 0, 2), E(1734, 182, 0, 0, 2), E(1735, 9, 0, 0, 2), E(1882, 6, 0, 0, 2),
    E(1883, 6, 0, 0, 2), E(1884, 3, 147, 1, 2),
];

// `MolecularSequence.quality.roc`: extension, fMeasure, id, modifierExtension, numFN, numFP,
// numTP, precision, score, sensitivity.
pub(crate) static MOLECULAR_SEQUENCE_QUALITY_ROC: [E; 10] = [
    E(763, 194, 0, 0, 1), E(767, 6, 0, 0, 3), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1175, 9, 0, 0, 3), E(1176, 9, 0, 0, 3), E(1177, 9, 0, 0, 3), E(1417, 6, 0, 0, 3),
    E(1648, 9, 0, 0, 3), E(1662, 6, 0, 0, 3),
];

// `MolecularSequence.referenceSeq`: chromosome, extension, genomeBuild, id, modifierExtension,
// orientation, referenceSeqId, referenceSeqPointer, referenceSeqString, strand, windowEnd,
// windowStart.
pub(crate) static MOLECULAR_SEQUENCE_REFERENCE_SEQ: [E; 12] = [
    E(399, 182, 0, 0, 2), E(763, 194, 0, 0, 1), E(871, 13, 0, 0, 2), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1242, 3, 137, 0, 2), E(1548, 182, 0, 0, 2), E(1549, 210, 134, 0, 2),
    E(1550, 13, 0, 0, 2), E(1752, 3, 191, 0, 2), E(2011, 9, 0, 0, 2), E(2012, 9, 0, 0, 2),
];

// `MolecularSequence.repository`: datasetId, extension, id, modifierExtension, name, readsetId,
// type, url, variantsetId.
pub(crate) static MOLECULAR_SEQUENCE_REPOSITORY: [E; 9] = [
    E(518, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1158, 13, 0, 0, 2), E(1523, 13, 0, 0, 2), E(1884, 3, 162, 1, 2), E(1903, 16, 0, 0, 2),
    E(1988, 13, 0, 0, 2),
];

// `MolecularSequence.structureVariant`: exact, extension, id, inner, length, modifierExtension,
// outer, variantType.
pub(crate) static MOLECULAR_SEQUENCE_STRUCTURE_VARIANT: [E; 8] = [
    E(738, 1, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(955, 524, 0, 0, 2),
    E(1018, 9, 0, 0, 2), E(1136, 194, 0, 0, 3), E(1254, 525, 0, 0, 2), E(1987, 182, 0, 0, 2),
];

// `MolecularSequence.structureVariant.inner`: end, extension, id, modifierExtension, start.
pub(crate) static MOLECULAR_SEQUENCE_STRUCTURE_VARIANT_INNER: [E; 5] = [
    E(712, 9, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1735, 9, 0, 0, 2),
];

// `MolecularSequence.structureVariant.outer`: end, extension, id, modifierExtension, start.
pub(crate) static MOLECULAR_SEQUENCE_STRUCTURE_VARIANT_OUTER: [E; 5] = [
    E(712, 9, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1735, 9, 0, 0, 2),
];

// `MolecularSequence.variant`: cigar, end, extension, id, modifierExtension, observedAllele,
// referenceAllele, start, variantPointer.
pub(crate) static MOLECULAR_SEQUENCE_VARIANT: [E; 9] = [
    E(400, 13, 0, 0, 2), E(712, 9, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1192, 13, 0, 0, 2), E(1542, 13, 0, 0, 2), E(1735, 9, 0, 0, 2),
    E(1985, 210, 136, 0, 2),
];

// `NamingSystem.uniqueId`: comment, extension, id, modifierExtension, period, preferred, type,
// value.
pub(crate) static NAMING_SYSTEM_UNIQUE_ID: [E; 8] = [
    E(428, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1383, 203, 0, 0, 0), E(1422, 1, 0, 0, 0), E(1884, 3, 128, 1, 2), E(1928, 13, 0, 2, 2),
];

// `NutritionOrder.enteralFormula`: additiveProductName, additiveType, administration,
// administrationInstruction, baseFormulaProductName, baseFormulaType, caloricDensity, extension,
// id, maxVolumeToDeliver, modifierExtension, routeofAdministration.
pub(crate) static NUTRITION_ORDER_ENTERAL_FORMULA: [E; 12] = [
    E(219, 13, 0, 0, 0), E(221, 182, 0, 0, 0), E(230, 529, 0, 0, 1), E(232, 13, 0, 0, 2),
    E(339, 13, 0, 0, 0), E(340, 182, 0, 0, 2), E(368, 214, 0, 0, 0), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1095, 214, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1636, 182, 0, 0, 0),
];

// `NutritionOrder.enteralFormula.administration`: extension, id, modifierExtension, quantity,
// rateQuantity, rateRatio, schedule.
pub(crate) static NUTRITION_ORDER_ENTERAL_FORMULA_ADMINISTRATION: [E; 7] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1497, 214, 0, 0, 0),
    E(1511, 214, 0, 1, 0), E(1513, 209, 0, 1, 0), E(1642, 216, 0, 0, 0),
];

// `NutritionOrder.oralDiet`: extension, fluidConsistencyType, id, instruction, modifierExtension,
// nutrient, schedule, texture, type.
pub(crate) static NUTRITION_ORDER_ORAL_DIET: [E; 9] = [
    E(763, 194, 0, 0, 1), E(838, 182, 0, 0, 1), E(911, 20, 0, 0, 0), E(962, 13, 0, 0, 2),
    E(1136, 194, 0, 0, 3), E(1188, 531, 0, 0, 1), E(1642, 216, 0, 0, 1), E(1845, 532, 0, 0, 1),
    E(1884, 182, 0, 0, 3),
];

// `NutritionOrder.oralDiet.nutrient`: amount, extension, id, modifier, modifierExtension.
pub(crate) static NUTRITION_ORDER_ORAL_DIET_NUTRIENT: [E; 5] = [
    E(260, 214, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1135, 182, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `NutritionOrder.oralDiet.texture`: extension, foodType, id, modifier, modifierExtension.
pub(crate) static NUTRITION_ORDER_ORAL_DIET_TEXTURE: [E; 5] = [
    E(763, 194, 0, 0, 1), E(844, 182, 0, 0, 0), E(911, 20, 0, 0, 0), E(1135, 182, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `NutritionOrder.supplement`: extension, id, instruction, modifierExtension, productName,
// quantity, schedule, type.
pub(crate) static NUTRITION_ORDER_SUPPLEMENT: [E; 8] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(962, 13, 0, 0, 2), E(1136, 194, 0, 0, 3),
    E(1461, 13, 0, 0, 0), E(1497, 214, 0, 0, 0), E(1642, 216, 0, 0, 1), E(1884, 182, 0, 0, 2),
];

// `Observation.component`: code, dataAbsentReason, extension, id, interpretation,
// modifierExtension, referenceRange, valueBoolean, valueCodeableConcept, valueDateTime,
// valueInteger, valuePeriod, valueQuantity, valueRange, valueRatio, valueSampledData, valueString,
// valueTime.
pub(crate) static OBSERVATION_COMPONENT: [E; 18] = [
    E(413, 182, 0, 1, 2), E(514, 182, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(972, 182, 0, 0, 1), E(1136, 194, 0, 0, 3), E(1546, 535, 0, 0, 1), E(1934, 1, 0, 2, 2),
    E(1937, 182, 0, 2, 2), E(1945, 5, 0, 2, 2), E(1955, 9, 0, 2, 2), E(1961, 203, 0, 2, 2),
    E(1963, 207, 0, 2, 2), E(1964, 208, 0, 2, 2), E(1965, 209, 0, 2, 2), E(1968, 212, 0, 2, 2),
    E(1971, 13, 0, 2, 2), E(1972, 14, 0, 2, 2),
];

// `Observation.referenceRange`: age, appliesTo, extension, high, id, low, modifierExtension, text,
// type.
pub(crate) static OBSERVATION_REFERENCE_RANGE: [E; 9] = [
    E(235, 208, 0, 0, 0), E(287, 182, 0, 0, 1), E(763, 194, 0, 0, 1), E(902, 214, 0, 0, 0),
    E(911, 20, 0, 0, 0), E(1045, 214, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1842, 13, 0, 0, 0),
    E(1884, 182, 0, 0, 0),
];

// `ObservationDefinition.qualifiedInterval`: age, appliesTo, category, condition, context,
// extension, gender, gestationalAge, id, modifierExtension, range.
pub(crate) static OBSERVATION_DEFINITION_QUALIFIED_INTERVAL: [E; 11] = [
    E(235, 208, 0, 0, 0), E(287, 182, 0, 0, 1), E(384, 3, 133, 0, 0), E(449, 13, 0, 0, 0),
    E(473, 182, 0, 0, 0), E(763, 194, 0, 0, 1), E(864, 3, 19, 0, 0), E(875, 208, 0, 0, 0),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1508, 208, 0, 0, 0),
];

// `ObservationDefinition.quantitativeDetails`: conversionFactor, customaryUnit, decimalPrecision,
// extension, id, modifierExtension, unit.
pub(crate) static OBSERVATION_DEFINITION_QUANTITATIVE_DETAILS: [E; 7] = [
    E(483, 6, 0, 0, 0), E(510, 182, 0, 0, 0), E(540, 9, 0, 0, 0), E(763, 194, 0, 0, 1),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1895, 182, 0, 0, 0),
];

// `OperationDefinition.overload`: comment, extension, id, modifierExtension, parameterName.
pub(crate) static OPERATION_DEFINITION_OVERLOAD: [E; 5] = [
    E(428, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1274, 13, 0, 0, 1),
];

// `OperationDefinition.parameter`: binding, documentation, extension, id, max, min,
// modifierExtension, name, part, referencedFrom, searchType, targetProfile, type, use.
pub(crate) static OPERATION_DEFINITION_PARAMETER: [E; 14] = [
    E(350, 540, 0, 0, 0), E(669, 13, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1074, 13, 0, 4, 0), E(1114, 9, 0, 3, 0), E(1136, 194, 0, 0, 3), E(1158, 3, 0, 1, 0),
    E(1281, 539, 0, 0, 1), E(1552, 541, 0, 0, 1), E(1654, 3, 183, 0, 0), E(1825, 2, 0, 0, 1),
    E(1884, 3, 7, 0, 0), E(1906, 3, 136, 2, 0),
];

// `OperationDefinition.parameter.binding`: extension, id, modifierExtension, strength, valueSet.
pub(crate) static OPERATION_DEFINITION_PARAMETER_BINDING: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1755, 3, 30, 1, 0),
    E(1969, 2, 0, 2, 0),
];

// `OperationDefinition.parameter.referencedFrom`: extension, id, modifierExtension, source,
// sourceId.
pub(crate) static OPERATION_DEFINITION_PARAMETER_REFERENCED_FROM: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1703, 13, 0, 1, 0),
    E(1706, 13, 0, 0, 0),
];

// `OperationOutcome.issue`: code, details, diagnostics, expression, extension, id, location,
// modifierExtension, severity.
pub(crate) static OPERATION_OUTCOME_ISSUE: [E; 9] = [
    E(413, 3, 103, 2, 2), E(633, 182, 0, 0, 2), E(645, 13, 0, 0, 2), E(761, 13, 0, 0, 3),
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1034, 13, 0, 0, 3), E(1136, 194, 0, 0, 3),
    E(1683, 3, 102, 1, 2),
];

// `Organization.contact`: address, extension, id, modifierExtension, name, purpose, telecom.
pub(crate) static ORGANIZATION_CONTACT: [E; 7] = [
    E(223, 178, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1158, 195, 0, 0, 0), E(1487, 182, 0, 0, 0), E(1833, 185, 0, 0, 1),
];

// `Parameters.parameter`: extension, id, modifierExtension, name, part, resource, valueAddress,
// valueAge, valueAnnotation, valueAttachment, valueBase64Binary, valueBoolean, valueCanonical,
// valueCode, valueCodeableConcept, valueCoding, valueContactDetail, valueContactPoint,
// valueContributor, valueCount, valueDataRequirement, valueDate, valueDateTime, valueDecimal,
// valueDistance, valueDosage, valueDuration, valueExpression, valueHumanName, valueId,
// valueIdentifier, valueInstant, valueInteger, valueMarkdown, valueMeta, valueMoney, valueOid,
// valueParameterDefinition, valuePeriod, valuePositiveInt, valueQuantity, valueRange, valueRatio,
// valueReference, valueRelatedArtifact, valueSampledData, valueSignature, valueString, valueTime,
// valueTiming, valueTriggerDefinition, valueUnsignedInt, valueUri, valueUrl, valueUsageContext,
// valueUuid.
pub(crate) static PARAMETERS_PARAMETER: [E; 56] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1158, 13, 0, 1, 2),
    E(1281, 544, 0, 0, 3), E(1610, 30, 0, 0, 2), E(1929, 178, 0, 2, 2), E(1930, 179, 0, 2, 2),
    E(1931, 180, 0, 2, 2), E(1932, 181, 0, 2, 2), E(1933, 0, 0, 2, 2), E(1934, 1, 0, 2, 2),
    E(1935, 2, 0, 2, 2), E(1936, 3, 0, 2, 2), E(1937, 182, 0, 2, 2), E(1938, 183, 0, 2, 2),
    E(1939, 184, 0, 2, 2), E(1940, 185, 0, 2, 2), E(1941, 186, 0, 2, 2), E(1942, 187, 0, 2, 2),
    E(1943, 188, 0, 2, 2), E(1944, 4, 0, 2, 2), E(1945, 5, 0, 2, 2), E(1946, 6, 0, 2, 2),
    E(1947, 189, 0, 2, 2), E(1948, 190, 0, 2, 2), E(1949, 191, 0, 2, 2), E(1950, 193, 0, 2, 2),
    E(1951, 195, 0, 2, 2), E(1952, 7, 0, 2, 2), E(1953, 196, 0, 2, 2), E(1954, 8, 0, 2, 2),
    E(1955, 9, 0, 2, 2), E(1956, 10, 0, 2, 2), E(1957, 198, 0, 2, 2), E(1958, 199, 0, 2, 2),
    E(1959, 11, 0, 2, 2), E(1960, 202, 0, 2, 2), E(1961, 203, 0, 2, 2), E(1962, 12, 0, 2, 2),
    E(1963, 207, 0, 2, 2), E(1964, 208, 0, 2, 2), E(1965, 209, 0, 2, 2), E(1966, 210, 0, 2, 2),
    E(1967, 211, 0, 2, 2), E(1968, 212, 0, 2, 2), E(1970, 213, 0, 2, 2), E(1971, 13, 0, 2, 2),
    E(1972, 14, 0, 2, 2), E(1973, 216, 0, 2, 2), E(1974, 217, 0, 2, 2), E(1975, 15, 0, 2, 2),
    E(1976, 16, 0, 2, 2), E(1977, 17, 0, 2, 2), E(1978, 218, 0, 2, 2), E(1979, 18, 0, 2, 2),
];

// `Patient.communication`: extension, id, language, modifierExtension, preferred.
pub(crate) static PATIENT_COMMUNICATION: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1002, 182, 0, 1, 0), E(1136, 194, 0, 0, 3),
    E(1422, 1, 0, 0, 0),
];

// `Patient.contact`: address, extension, gender, id, modifierExtension, name, organization,
// period, relationship, telecom.
pub(crate) static PATIENT_CONTACT: [E; 10] = [
    E(223, 178, 0, 0, 0), E(763, 194, 0, 0, 1), E(864, 3, 19, 0, 0), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1158, 195, 0, 0, 0), E(1241, 210, 140, 0, 0), E(1383, 203, 0, 0, 0),
    E(1569, 182, 0, 0, 1), E(1833, 185, 0, 0, 1),
];

// `Patient.link`: extension, id, modifierExtension, other, type.
pub(crate) static PATIENT_LINK: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1246, 210, 154, 1, 2),
    E(1884, 3, 105, 2, 2),
];

// `PaymentReconciliation.detail`: amount, date, extension, id, identifier, modifierExtension,
// payee, predecessor, request, response, responsible, submitter, type.
pub(crate) static PAYMENT_RECONCILIATION_DETAIL: [E; 13] = [
    E(260, 199, 0, 0, 0), E(519, 4, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(915, 196, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1359, 210, 146, 0, 0), E(1419, 196, 0, 0, 0),
    E(1592, 210, 0, 0, 0), E(1613, 210, 0, 0, 0), E(1617, 210, 160, 0, 0), E(1782, 210, 146, 0, 0),
    E(1884, 182, 0, 1, 0),
];

// `PaymentReconciliation.processNote`: extension, id, modifierExtension, text, type.
pub(crate) static PAYMENT_RECONCILIATION_PROCESS_NOTE: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1842, 13, 0, 0, 0),
    E(1884, 3, 132, 0, 0),
];

// `Person.link`: assurance, extension, id, modifierExtension, target.
pub(crate) static PERSON_LINK: [E; 5] = [
    E(307, 3, 98, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1818, 210, 151, 1, 0),
];

// `PlanDefinition.action`: action, cardinalityBehavior, code, condition, definitionCanonical,
// definitionUri, description, documentation, dynamicValue, extension, goalId, groupingBehavior,
// id, input, modifierExtension, output, participant, precheckBehavior, prefix, priority, reason,
// relatedAction, requiredBehavior, selectionBehavior, subjectCodeableConcept, subjectReference,
// textEquivalent, timingAge, timingDateTime, timingDuration, timingPeriod, timingRange,
// timingTiming, title, transform, trigger, type.
pub(crate) static PLAN_DEFINITION_ACTION: [E; 37] = [
    E(201, 551, 0, 0, 1), E(377, 3, 9, 0, 0), E(413, 182, 0, 0, 1), E(449, 552, 0, 0, 1),
    E(599, 2, 0, 3, 0), E(605, 16, 0, 3, 0), E(620, 13, 0, 0, 0), E(669, 211, 0, 0, 1),
    E(693, 553, 0, 0, 1), E(763, 194, 0, 0, 1), E(879, 7, 0, 0, 1), E(886, 3, 11, 0, 0),
    E(911, 20, 0, 0, 0), E(956, 188, 0, 0, 1), E(1136, 194, 0, 0, 3), E(1256, 188, 0, 0, 1),
    E(1286, 554, 0, 0, 1), E(1416, 3, 13, 0, 0), E(1424, 13, 0, 0, 0), E(1441, 3, 166, 0, 0),
    E(1524, 182, 0, 0, 1), E(1563, 555, 0, 0, 1), E(1605, 3, 15, 0, 0), E(1660, 3, 16, 0, 0),
    E(1776, 182, 0, 1, 0), E(1778, 210, 94, 1, 0), E(1843, 13, 0, 0, 0), E(1858, 179, 0, 2, 0),
    E(1860, 5, 0, 2, 0), E(1861, 191, 0, 2, 0), E(1862, 203, 0, 2, 0), E(1863, 208, 0, 2, 0),
    E(1865, 216, 0, 2, 0), E(1868, 13, 0, 0, 0), E(1878, 2, 0, 0, 0), E(1881, 217, 0, 0, 1),
    E(1884, 182, 0, 0, 0),
];

// `PlanDefinition.action.condition`: expression, extension, id, kind, modifierExtension.
pub(crate) static PLAN_DEFINITION_ACTION_CONDITION: [E; 5] = [
    E(761, 193, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(998, 3, 10, 1, 0),
    E(1136, 194, 0, 0, 3),
];

// `PlanDefinition.action.dynamicValue`: expression, extension, id, modifierExtension, path.
pub(crate) static PLAN_DEFINITION_ACTION_DYNAMIC_VALUE: [E; 5] = [
    E(761, 193, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1302, 13, 0, 0, 0),
];

// `PlanDefinition.action.participant`: extension, id, modifierExtension, role, type.
pub(crate) static PLAN_DEFINITION_ACTION_PARTICIPANT: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1633, 182, 0, 0, 0),
    E(1884, 3, 12, 1, 0),
];

// `PlanDefinition.action.relatedAction`: actionId, extension, id, modifierExtension,
// offsetDuration, offsetRange, relationship.
pub(crate) static PLAN_DEFINITION_ACTION_RELATED_ACTION: [E; 7] = [
    E(202, 7, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1206, 191, 0, 3, 0), E(1207, 208, 0, 3, 0), E(1569, 3, 14, 2, 0),
];

// `PlanDefinition.goal`: addresses, category, description, documentation, extension, id,
// modifierExtension, priority, start, target.
pub(crate) static PLAN_DEFINITION_GOAL: [E; 10] = [
    E(224, 182, 0, 0, 1), E(384, 182, 0, 0, 0), E(620, 182, 0, 1, 0), E(669, 211, 0, 0, 1),
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1441, 182, 0, 0, 0),
    E(1735, 182, 0, 0, 0), E(1818, 557, 0, 0, 1),
];

// `PlanDefinition.goal.target`: detailCodeableConcept, detailQuantity, detailRange, due,
// extension, id, measure, modifierExtension.
pub(crate) static PLAN_DEFINITION_GOAL_TARGET: [E; 8] = [
    E(625, 182, 0, 1, 0), E(627, 207, 0, 1, 0), E(628, 208, 0, 1, 0), E(685, 191, 0, 0, 0),
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1098, 182, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `Practitioner.qualification`: code, extension, id, identifier, issuer, modifierExtension,
// period.
pub(crate) static PRACTITIONER_QUALIFICATION: [E; 7] = [
    E(413, 182, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(915, 196, 0, 0, 1),
    E(988, 210, 140, 0, 0), E(1136, 194, 0, 0, 3), E(1383, 203, 0, 0, 0),
];

// `PractitionerRole.availableTime`: allDay, availableEndTime, availableStartTime, daysOfWeek,
// extension, id, modifierExtension.
pub(crate) static PRACTITIONER_ROLE_AVAILABLE_TIME: [E; 7] = [
    E(244, 1, 0, 0, 0), E(331, 14, 0, 0, 0), E(332, 14, 0, 0, 0), E(531, 3, 58, 0, 1),
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
];

// `PractitionerRole.notAvailable`: description, during, extension, id, modifierExtension.
pub(crate) static PRACTITIONER_ROLE_NOT_AVAILABLE: [E; 5] = [
    E(620, 13, 0, 1, 0), E(692, 203, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3),
];

// `Procedure.focalDevice`: action, extension, id, manipulated, modifierExtension.
pub(crate) static PROCEDURE_FOCAL_DEVICE: [E; 5] = [
    E(201, 182, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1053, 210, 59, 1, 0),
    E(1136, 194, 0, 0, 3),
];

// `Procedure.performer`: actor, extension, function, id, modifierExtension, onBehalfOf.
pub(crate) static PROCEDURE_PERFORMER: [E; 6] = [
    E(205, 210, 75, 1, 2), E(763, 194, 0, 0, 1), E(860, 182, 0, 0, 2), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1211, 210, 140, 0, 0),
];

// `Provenance.agent`: extension, id, modifierExtension, onBehalfOf, role, type, who.
pub(crate) static PROVENANCE_AGENT: [E; 7] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1211, 210, 75, 0, 0),
    E(1633, 182, 0, 0, 1), E(1884, 182, 0, 0, 2), E(2009, 210, 75, 1, 2),
];

// `Provenance.entity`: agent, extension, id, modifierExtension, role, what.
pub(crate) static PROVENANCE_ENTITY: [E; 6] = [
    E(241, 563, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1633, 3, 145, 1, 2), E(2002, 210, 0, 2, 2),
];

// `Questionnaire.item`: answerOption, answerValueSet, code, definition, enableBehavior,
// enableWhen, extension, id, initial, item, linkId, maxLength, modifierExtension, prefix,
// readOnly, repeats, required, text, type.
pub(crate) static QUESTIONNAIRE_ITEM: [E; 19] = [
    E(277, 566, 0, 0, 1), E(282, 2, 0, 0, 0), E(413, 183, 0, 0, 1), E(598, 16, 0, 0, 0),
    E(708, 3, 150, 0, 0), E(709, 567, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(950, 568, 0, 0, 1), E(989, 565, 0, 0, 1), E(1030, 13, 0, 1, 0), E(1082, 9, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1424, 13, 0, 0, 0), E(1522, 1, 0, 0, 0), E(1580, 1, 0, 0, 0),
    E(1604, 1, 0, 0, 0), E(1842, 13, 0, 0, 0), E(1884, 3, 104, 2, 0),
];

// `Questionnaire.item.answerOption`: extension, id, initialSelected, modifierExtension,
// valueCoding, valueDate, valueInteger, valueReference, valueString, valueTime.
pub(crate) static QUESTIONNAIRE_ITEM_ANSWER_OPTION: [E; 10] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(952, 1, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1938, 183, 0, 1, 0), E(1944, 4, 0, 1, 0), E(1955, 9, 0, 1, 0), E(1966, 210, 0, 1, 0),
    E(1971, 13, 0, 1, 0), E(1972, 14, 0, 1, 0),
];

// `Questionnaire.item.enableWhen`: answerBoolean, answerCoding, answerDate, answerDateTime,
// answerDecimal, answerInteger, answerQuantity, answerReference, answerString, answerTime,
// extension, id, modifierExtension, operator, question.
pub(crate) static QUESTIONNAIRE_ITEM_ENABLE_WHEN: [E; 15] = [
    E(271, 1, 0, 3, 0), E(272, 183, 0, 3, 0), E(273, 4, 0, 3, 0), E(274, 5, 0, 3, 0),
    E(275, 6, 0, 3, 0), E(276, 9, 0, 3, 0), E(278, 207, 0, 3, 0), E(279, 210, 0, 3, 0),
    E(280, 13, 0, 3, 0), E(281, 14, 0, 3, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(1136, 194, 0, 0, 3), E(1226, 3, 151, 2, 0), E(1505, 13, 0, 1, 0),
];

// `Questionnaire.item.initial`: extension, id, modifierExtension, valueAttachment, valueBoolean,
// valueCoding, valueDate, valueDateTime, valueDecimal, valueInteger, valueQuantity,
// valueReference, valueString, valueTime, valueUri.
pub(crate) static QUESTIONNAIRE_ITEM_INITIAL: [E; 15] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1932, 181, 0, 1, 0),
    E(1934, 1, 0, 1, 0), E(1938, 183, 0, 1, 0), E(1944, 4, 0, 1, 0), E(1945, 5, 0, 1, 0),
    E(1946, 6, 0, 1, 0), E(1955, 9, 0, 1, 0), E(1963, 207, 0, 1, 0), E(1966, 210, 0, 1, 0),
    E(1971, 13, 0, 1, 0), E(1972, 14, 0, 1, 0), E(1976, 16, 0, 1, 0),
];

// `QuestionnaireResponse.item`: answer, definition, extension, id, item, linkId,
// modifierExtension, text.
pub(crate) static QUESTIONNAIRE_RESPONSE_ITEM: [E; 8] = [
    E(270, 570, 0, 0, 1), E(598, 16, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0),
    E(989, 569, 0, 0, 1), E(1030, 13, 0, 1, 0), E(1136, 194, 0, 0, 3), E(1842, 13, 0, 0, 0),
];

// `QuestionnaireResponse.item.answer`: extension, id, item, modifierExtension, valueAttachment,
// valueBoolean, valueCoding, valueDate, valueDateTime, valueDecimal, valueInteger, valueQuantity,
// valueReference, valueString, valueTime, valueUri.
pub(crate) static QUESTIONNAIRE_RESPONSE_ITEM_ANSWER: [E; 16] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(989, 569, 0, 0, 1), E(1136, 194, 0, 0, 3),
    E(1932, 181, 0, 1, 0), E(1934, 1, 0, 1, 0), E(1938, 183, 0, 1, 0), E(1944, 4, 0, 1, 0),
    E(1945, 5, 0, 1, 0), E(1946, 6, 0, 1, 0), E(1955, 9, 0, 1, 0), E(1963, 207, 0, 1, 0),
    E(1966, 210, 0, 1, 0), E(1971, 13, 0, 1, 0), E(1972, 14, 0, 1, 0), E(1976, 16, 0, 1, 0),
];

// `RelatedPerson.communication`: extension, id, language, modifierExtension, preferred.
pub(crate) static RELATED_PERSON_COMMUNICATION: [E; 5] = [
    E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1002, 182, 0, 1, 0), E(1136, 194, 0, 0, 3),
    E(1422, 1, 0, 0, 0),
];

// `RequestGroup.action`: action, cardinalityBehavior, code, condition, description, documentation,
// extension, groupingBehavior, id, modifierExtension, participant, precheckBehavior, prefix,
// priority, relatedAction, requiredBehavior, resource, selectionBehavior, textEquivalent,
// timingAge, timingDateTime, timingDuration, timingPeriod, timingRange, timingTiming, title, type.
pub(crate) static REQUEST_GROUP_ACTION: [E; 27] = [
    E(201, 572, 0, 0, 1), E(377, 3, 9, 0, 0), E(413, 182, 0, 0, 1), E(449, 573, 0, 0, 1),
    E(620, 13, 0, 0, 2), E(669, 211, 0, 0, 1), E(763, 194, 0, 0, 1), E(886, 3, 11, 0, 0),
    E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3), E(1286, 210, 78, 0, 1), E(1416, 3, 13, 0, 0),
    E(1424, 13, 0, 0, 0), E(1441, 3, 166, 0, 0), E(1563, 574, 0, 0, 1), E(1605, 3, 15, 0, 0),
    E(1610, 210, 0, 0, 0), E(1660, 3, 16, 0, 0), E(1843, 13, 0, 0, 2), E(1858, 179, 0, 1, 0),
    E(1860, 5, 0, 1, 0), E(1861, 191, 0, 1, 0), E(1862, 203, 0, 1, 0), E(1863, 208, 0, 1, 0),
    E(1865, 216, 0, 1, 0), E(1868, 13, 0, 0, 0), E(1884, 182, 0, 0, 0),
];

// `RequestGroup.action.condition`: expression, extension, id, kind, modifierExtension.
pub(crate) static REQUEST_GROUP_ACTION_CONDITION: [E; 5] = [
    E(761, 193, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(998, 3, 10, 1, 0),
    E(1136, 194, 0, 0, 3),
];

// `RequestGroup.action.relatedAction`: actionId, extension, id, modifierExtension, offsetDuration,
// offsetRange, relationship.
pub(crate) static REQUEST_GROUP_ACTION_RELATED_ACTION: [E; 7] = [
    E(202, 7, 0, 1, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1206, 191, 0, 3, 0), E(1207, 208, 0, 3, 0), E(1569, 3, 14, 2, 0),
];

// `ResearchElementDefinition.characteristic`: definitionCanonical, definitionCodeableConcept,
// definitionDataRequirement, definitionExpression, exclude, extension, id, modifierExtension,
// participantEffectiveDateTime, participantEffectiveDescription, participantEffectiveDuration,
// participantEffectiveGroupMeasure, participantEffectivePeriod, participantEffectiveTimeFromStart,
// participantEffectiveTiming, studyEffectiveDateTime, studyEffectiveDescription,
// studyEffectiveDuration, studyEffectiveGroupMeasure, studyEffectivePeriod,
// studyEffectiveTimeFromStart, studyEffectiveTiming, unitOfMeasure, usageContext.
pub(crate) static RESEARCH_ELEMENT_DEFINITION_CHARACTERISTIC: [E; 24] = [
    E(599, 2, 0, 1, 2), E(600, 182, 0, 1, 2), E(601, 188, 0, 1, 2), E(602, 193, 0, 1, 2),
    E(744, 1, 0, 0, 0), E(763, 194, 0, 0, 1), E(911, 20, 0, 0, 0), E(1136, 194, 0, 0, 3),
    E(1287, 5, 0, 3, 0), E(1288, 13, 0, 0, 0), E(1289, 191, 0, 3, 0), E(1290, 3, 89, 0, 0),
    E(1291, 203, 0, 3, 0), E(1292, 191, 0, 0, 0), E(1293, 216, 0, 3, 0), E(1761, 5, 0, 2, 0),
    E(1762, 13, 0, 0, 0), E(1763, 191, 0, 2, 0), E(1764, 3, 89, 0, 0), E(1765, 203, 0, 2, 0),
    E(1766, 191, 0, 0, 0), E(1767, 216, 0, 2, 0), E(1896, 182, 0, 0, 0), E(1905, 218, 0, 0, 1),
];
