//! The members of the shapes, part 7 of 8.
//!
//! Made by `crates/fhir/generate/generate.py`; do not edit.

use crate::tables::Element as E;

// `Invoice.lineItem.priceComponent`: amount, code, extension, factor, id, modifierExtension, type.
pub(crate) static INVOICE_LINE_ITEM_PRICE_COMPONENT: [E; 7] = [
    E(260, 199, 0, 0, false), E(413, 182, 0, 0, false), E(763, 194, 0, 0, true),
    E(771, 6, 0, 0, false), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1884, 3, 100, 1, false),
];

// `Invoice.participant`: actor, extension, id, modifierExtension, role.
pub(crate) static INVOICE_PARTICIPANT: [E; 5] = [
    E(205, 210, 75, 1, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1633, 182, 0, 0, false),
];

// `Linkage.item`: extension, id, modifierExtension, resource, type.
pub(crate) static LINKAGE_ITEM: [E; 5] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1610, 210, 0, 2, false), E(1884, 3, 106, 1, false),
];

// `List.entry`: date, deleted, extension, flag, id, item, modifierExtension.
pub(crate) static LIST_ENTRY: [E; 7] = [
    E(519, 5, 0, 0, false), E(609, 1, 0, 0, false), E(763, 194, 0, 0, true),
    E(837, 182, 0, 0, false), E(911, 20, 0, 0, false), E(989, 210, 0, 1, false),
    E(1136, 194, 0, 0, true),
];

// `Location.hoursOfOperation`: allDay, closingTime, daysOfWeek, extension, id, modifierExtension,
// openingTime.
pub(crate) static LOCATION_HOURS_OF_OPERATION: [E; 7] = [
    E(244, 1, 0, 0, false), E(411, 14, 0, 0, false), E(531, 3, 58, 0, true),
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1222, 14, 0, 0, false),
];

// `Location.position`: altitude, extension, id, latitude, longitude, modifierExtension.
pub(crate) static LOCATION_POSITION: [E; 6] = [
    E(259, 6, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1010, 6, 0, 2, false), E(1043, 6, 0, 1, false), E(1136, 194, 0, 0, true),
];

// `Measure.group`: code, description, extension, id, modifierExtension, population, stratifier.
pub(crate) static MEASURE_GROUP: [E; 7] = [
    E(413, 182, 0, 0, false), E(620, 13, 0, 0, false), E(763, 194, 0, 0, true),
    E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true), E(1403, 459, 0, 0, true),
    E(1753, 460, 0, 0, true),
];

// `Measure.group.population`: code, criteria, description, extension, id, modifierExtension.
pub(crate) static MEASURE_GROUP_POPULATION: [E; 6] = [
    E(413, 182, 0, 0, false), E(504, 193, 0, 1, false), E(620, 13, 0, 0, false),
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
];

// `Measure.group.stratifier`: code, component, criteria, description, extension, id,
// modifierExtension.
pub(crate) static MEASURE_GROUP_STRATIFIER: [E; 7] = [
    E(413, 182, 0, 0, false), E(440, 461, 0, 0, true), E(504, 193, 0, 0, false),
    E(620, 13, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true),
];

// `Measure.group.stratifier.component`: code, criteria, description, extension, id,
// modifierExtension.
pub(crate) static MEASURE_GROUP_STRATIFIER_COMPONENT: [E; 6] = [
    E(413, 182, 0, 0, false), E(504, 193, 0, 1, false), E(620, 13, 0, 0, false),
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
];

// `Measure.supplementalData`: code, criteria, description, extension, id, modifierExtension,
// usage.
pub(crate) static MEASURE_SUPPLEMENTAL_DATA: [E; 7] = [
    E(413, 182, 0, 0, false), E(504, 193, 0, 1, false), E(620, 13, 0, 0, false),
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1904, 182, 0, 0, true),
];

// `MeasureReport.group`: code, extension, id, measureScore, modifierExtension, population,
// stratifier.
pub(crate) static MEASURE_REPORT_GROUP: [E; 7] = [
    E(413, 182, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1099, 207, 0, 0, false), E(1136, 194, 0, 0, true), E(1403, 464, 0, 0, true),
    E(1753, 465, 0, 0, true),
];

// `MeasureReport.group.population`: code, count, extension, id, modifierExtension, subjectResults.
pub(crate) static MEASURE_REPORT_GROUP_POPULATION: [E; 6] = [
    E(413, 182, 0, 0, false), E(491, 9, 0, 0, false), E(763, 194, 0, 0, true),
    E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true), E(1779, 210, 107, 0, false),
];

// `MeasureReport.group.stratifier`: code, extension, id, modifierExtension, stratum.
pub(crate) static MEASURE_REPORT_GROUP_STRATIFIER: [E; 5] = [
    E(413, 182, 0, 0, true), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1754, 466, 0, 0, true),
];

// `MeasureReport.group.stratifier.stratum`: component, extension, id, measureScore,
// modifierExtension, population, value.
pub(crate) static MEASURE_REPORT_GROUP_STRATIFIER_STRATUM: [E; 7] = [
    E(440, 467, 0, 0, true), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1099, 207, 0, 0, false), E(1136, 194, 0, 0, true), E(1403, 468, 0, 0, true),
    E(1928, 182, 0, 0, false),
];

// `MeasureReport.group.stratifier.stratum.component`: code, extension, id, modifierExtension,
// value.
pub(crate) static MEASURE_REPORT_GROUP_STRATIFIER_STRATUM_COMPONENT: [E; 5] = [
    E(413, 182, 0, 1, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1928, 182, 0, 2, false),
];

// `MeasureReport.group.stratifier.stratum.population`: code, count, extension, id,
// modifierExtension, subjectResults.
pub(crate) static MEASURE_REPORT_GROUP_STRATIFIER_STRATUM_POPULATION: [E; 6] = [
    E(413, 182, 0, 0, false), E(491, 9, 0, 0, false), E(763, 194, 0, 0, true),
    E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true), E(1779, 210, 107, 0, false),
];

// `Medication.batch`: expirationDate, extension, id, lotNumber, modifierExtension.
pub(crate) static MEDICATION_BATCH: [E; 5] = [
    E(751, 5, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1044, 13, 0, 0, false), E(1136, 194, 0, 0, true),
];

// `Medication.ingredient`: extension, id, isActive, itemCodeableConcept, itemReference,
// modifierExtension, strength.
pub(crate) static MEDICATION_INGREDIENT: [E; 7] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(977, 1, 0, 0, false),
    E(990, 182, 0, 1, false), E(991, 210, 118, 1, false), E(1136, 194, 0, 0, true),
    E(1755, 209, 0, 0, false),
];

// `MedicationAdministration.dosage`: dose, extension, id, method, modifierExtension, rateQuantity,
// rateRatio, route, site, text.
pub(crate) static MEDICATION_ADMINISTRATION_DOSAGE: [E; 10] = [
    E(673, 214, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1113, 182, 0, 0, false), E(1136, 194, 0, 0, true), E(1511, 214, 0, 1, false),
    E(1513, 209, 0, 1, false), E(1634, 182, 0, 0, false), E(1692, 182, 0, 0, false),
    E(1842, 13, 0, 0, false),
];

// `MedicationAdministration.performer`: actor, extension, function, id, modifierExtension.
pub(crate) static MEDICATION_ADMINISTRATION_PERFORMER: [E; 5] = [
    E(205, 210, 78, 1, false), E(763, 194, 0, 0, true), E(860, 182, 0, 0, false),
    E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
];

// `MedicationDispense.performer`: actor, extension, function, id, modifierExtension.
pub(crate) static MEDICATION_DISPENSE_PERFORMER: [E; 5] = [
    E(205, 210, 75, 1, false), E(763, 194, 0, 0, true), E(860, 182, 0, 0, false),
    E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
];

// `MedicationDispense.substitution`: extension, id, modifierExtension, reason, responsibleParty,
// type, wasSubstituted.
pub(crate) static MEDICATION_DISPENSE_SUBSTITUTION: [E; 7] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1524, 182, 0, 0, true), E(1618, 210, 158, 0, true), E(1884, 182, 0, 0, false),
    E(2000, 1, 0, 1, false),
];

// `MedicationKnowledge.administrationGuidelines`: dosage, extension, id,
// indicationCodeableConcept, indicationReference, modifierExtension, patientCharacteristics.
pub(crate) static MEDICATION_KNOWLEDGE_ADMINISTRATION_GUIDELINES: [E; 7] = [
    E(671, 476, 0, 0, true), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(941, 182, 0, 1, false), E(942, 210, 138, 1, false), E(1136, 194, 0, 0, true),
    E(1304, 477, 0, 0, true),
];

// `MedicationKnowledge.administrationGuidelines.dosage`: dosage, extension, id, modifierExtension,
// type.
pub(crate) static MEDICATION_KNOWLEDGE_ADMINISTRATION_GUIDELINES_DOSAGE: [E; 5] = [
    E(671, 190, 0, 2, true), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1884, 182, 0, 1, false),
];

// `MedicationKnowledge.administrationGuidelines.patientCharacteristics`:
// characteristicCodeableConcept, characteristicQuantity, extension, id, modifierExtension, value.
pub(crate) static MEDICATION_KNOWLEDGE_ADMINISTRATION_GUIDELINES_PATIENT_CHARACTERISTICS: [E; 6] = [
    E(391, 182, 0, 1, false), E(392, 214, 0, 1, false), E(763, 194, 0, 0, true),
    E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true), E(1928, 13, 0, 0, true),
];

// `MedicationKnowledge.cost`: cost, extension, id, modifierExtension, source, type.
pub(crate) static MEDICATION_KNOWLEDGE_COST: [E; 6] = [
    E(488, 199, 0, 2, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1703, 13, 0, 0, false), E(1884, 182, 0, 1, false),
];

// `MedicationKnowledge.drugCharacteristic`: extension, id, modifierExtension, type,
// valueBase64Binary, valueCodeableConcept, valueQuantity, valueString.
pub(crate) static MEDICATION_KNOWLEDGE_DRUG_CHARACTERISTIC: [E; 8] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1884, 182, 0, 0, false), E(1933, 0, 0, 1, false), E(1937, 182, 0, 1, false),
    E(1963, 214, 0, 1, false), E(1971, 13, 0, 1, false),
];

// `MedicationKnowledge.ingredient`: extension, id, isActive, itemCodeableConcept, itemReference,
// modifierExtension, strength.
pub(crate) static MEDICATION_KNOWLEDGE_INGREDIENT: [E; 7] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(977, 1, 0, 0, false),
    E(990, 182, 0, 1, false), E(991, 210, 172, 1, false), E(1136, 194, 0, 0, true),
    E(1755, 209, 0, 0, false),
];

// `MedicationKnowledge.kinetics`: areaUnderCurve, extension, halfLifePeriod, id, lethalDose50,
// modifierExtension.
pub(crate) static MEDICATION_KNOWLEDGE_KINETICS: [E; 6] = [
    E(294, 214, 0, 0, true), E(763, 194, 0, 0, true), E(892, 191, 0, 0, false),
    E(911, 20, 0, 0, false), E(1020, 214, 0, 0, true), E(1136, 194, 0, 0, true),
];

// `MedicationKnowledge.medicineClassification`: classification, extension, id, modifierExtension,
// type.
pub(crate) static MEDICATION_KNOWLEDGE_MEDICINE_CLASSIFICATION: [E; 5] = [
    E(407, 182, 0, 0, true), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1884, 182, 0, 1, false),
];

// `MedicationKnowledge.monitoringProgram`: extension, id, modifierExtension, name, type.
pub(crate) static MEDICATION_KNOWLEDGE_MONITORING_PROGRAM: [E; 5] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1158, 13, 0, 0, false), E(1884, 182, 0, 0, false),
];

// `MedicationKnowledge.monograph`: extension, id, modifierExtension, source, type.
pub(crate) static MEDICATION_KNOWLEDGE_MONOGRAPH: [E; 5] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1703, 210, 86, 0, false), E(1884, 182, 0, 0, false),
];

// `MedicationKnowledge.packaging`: extension, id, modifierExtension, quantity, type.
pub(crate) static MEDICATION_KNOWLEDGE_PACKAGING: [E; 5] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1497, 214, 0, 0, false), E(1884, 182, 0, 0, false),
];

// `MedicationKnowledge.regulatory`: extension, id, maxDispense, modifierExtension,
// regulatoryAuthority, schedule, substitution.
pub(crate) static MEDICATION_KNOWLEDGE_REGULATORY: [E; 7] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1075, 487, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1560, 210, 140, 1, false), E(1642, 488, 0, 0, true),
    E(1791, 489, 0, 0, true),
];

// `MedicationKnowledge.regulatory.maxDispense`: extension, id, modifierExtension, period,
// quantity.
pub(crate) static MEDICATION_KNOWLEDGE_REGULATORY_MAX_DISPENSE: [E; 5] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1383, 191, 0, 0, false), E(1497, 214, 0, 1, false),
];

// `MedicationKnowledge.regulatory.schedule`: extension, id, modifierExtension, schedule.
pub(crate) static MEDICATION_KNOWLEDGE_REGULATORY_SCHEDULE: [E; 4] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1642, 182, 0, 1, false),
];

// `MedicationKnowledge.regulatory.substitution`: allowed, extension, id, modifierExtension, type.
pub(crate) static MEDICATION_KNOWLEDGE_REGULATORY_SUBSTITUTION: [E; 5] = [
    E(247, 1, 0, 2, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1884, 182, 0, 1, false),
];

// `MedicationKnowledge.relatedMedicationKnowledge`: extension, id, modifierExtension, reference,
// type.
pub(crate) static MEDICATION_KNOWLEDGE_RELATED_MEDICATION_KNOWLEDGE: [E; 5] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1541, 210, 122, 2, true), E(1884, 182, 0, 1, false),
];

// `MedicationRequest.dispenseRequest`: dispenseInterval, expectedSupplyDuration, extension, id,
// initialFill, modifierExtension, numberOfRepeatsAllowed, performer, quantity, validityPeriod.
pub(crate) static MEDICATION_REQUEST_DISPENSE_REQUEST: [E; 10] = [
    E(657, 191, 0, 0, false), E(749, 191, 0, 0, false), E(763, 194, 0, 0, true),
    E(911, 20, 0, 0, false), E(951, 492, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1181, 15, 0, 0, false), E(1378, 210, 140, 0, false), E(1497, 214, 0, 0, false),
    E(1927, 203, 0, 0, false),
];

// `MedicationRequest.dispenseRequest.initialFill`: duration, extension, id, modifierExtension,
// quantity.
pub(crate) static MEDICATION_REQUEST_DISPENSE_REQUEST_INITIAL_FILL: [E; 5] = [
    E(689, 191, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1497, 214, 0, 0, false),
];

// `MedicationRequest.substitution`: allowedBoolean, allowedCodeableConcept, extension, id,
// modifierExtension, reason.
pub(crate) static MEDICATION_REQUEST_SUBSTITUTION: [E; 6] = [
    E(248, 1, 0, 1, false), E(249, 182, 0, 1, false), E(763, 194, 0, 0, true),
    E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true), E(1524, 182, 0, 0, false),
];

// `MedicinalProduct.manufacturingBusinessOperation`: authorisationReferenceNumber,
// confidentialityIndicator, effectiveDate, extension, id, manufacturer, modifierExtension,
// operationType, regulator.
pub(crate) static MEDICINAL_PRODUCT_MANUFACTURING_BUSINESS_OPERATION: [E; 9] = [
    E(322, 196, 0, 0, false), E(455, 182, 0, 0, false), E(698, 5, 0, 0, false),
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1058, 210, 140, 0, true),
    E(1136, 194, 0, 0, true), E(1224, 182, 0, 0, false), E(1558, 210, 140, 0, false),
];

// `MedicinalProduct.name`: countryLanguage, extension, id, modifierExtension, namePart,
// productName.
pub(crate) static MEDICINAL_PRODUCT_NAME: [E; 6] = [
    E(494, 496, 0, 0, true), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1159, 497, 0, 0, true), E(1461, 13, 0, 1, false),
];

// `MedicinalProduct.name.countryLanguage`: country, extension, id, jurisdiction, language,
// modifierExtension.
pub(crate) static MEDICINAL_PRODUCT_NAME_COUNTRY_LANGUAGE: [E; 6] = [
    E(493, 182, 0, 1, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(994, 182, 0, 0, false), E(1002, 182, 0, 2, false), E(1136, 194, 0, 0, true),
];

// `MedicinalProduct.name.namePart`: extension, id, modifierExtension, part, type.
pub(crate) static MEDICINAL_PRODUCT_NAME_NAME_PART: [E; 5] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1281, 13, 0, 1, false), E(1884, 183, 0, 2, false),
];

// `MedicinalProduct.specialDesignation`: date, extension, id, identifier,
// indicationCodeableConcept, indicationReference, intendedUse, modifierExtension, species, status,
// type.
pub(crate) static MEDICINAL_PRODUCT_SPECIAL_DESIGNATION: [E; 11] = [
    E(519, 5, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(915, 196, 0, 0, true), E(941, 182, 0, 1, false), E(942, 210, 128, 1, false),
    E(967, 182, 0, 0, false), E(1136, 194, 0, 0, true), E(1725, 182, 0, 0, false),
    E(1742, 182, 0, 0, false), E(1884, 182, 0, 0, false),
];

// `MedicinalProductAuthorization.jurisdictionalAuthorization`: country, extension, id, identifier,
// jurisdiction, legalStatusOfSupply, modifierExtension, validityPeriod.
pub(crate) static MEDICINAL_PRODUCT_AUTHORIZATION_JURISDICTIONAL_AUTHORIZATION: [E; 8] = [
    E(493, 182, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(915, 196, 0, 0, true), E(994, 182, 0, 0, true), E(1014, 182, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1927, 203, 0, 0, false),
];

// `MedicinalProductAuthorization.procedure`: application, dateDateTime, datePeriod, extension, id,
// identifier, modifierExtension, type.
pub(crate) static MEDICINAL_PRODUCT_AUTHORIZATION_PROCEDURE: [E; 8] = [
    E(285, 500, 0, 0, true), E(522, 5, 0, 2, false), E(525, 203, 0, 2, false),
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(915, 196, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1884, 182, 0, 1, false),
];

// `MedicinalProductContraindication.otherTherapy`: extension, id, medicationCodeableConcept,
// medicationReference, modifierExtension, therapyRelationshipType.
pub(crate) static MEDICINAL_PRODUCT_CONTRAINDICATION_OTHER_THERAPY: [E; 6] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1103, 182, 0, 2, false),
    E(1104, 210, 117, 2, false), E(1136, 194, 0, 0, true), E(1847, 182, 0, 1, false),
];

// `MedicinalProductIndication.otherTherapy`: extension, id, medicationCodeableConcept,
// medicationReference, modifierExtension, therapyRelationshipType.
pub(crate) static MEDICINAL_PRODUCT_INDICATION_OTHER_THERAPY: [E; 6] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1103, 182, 0, 2, false),
    E(1104, 210, 117, 2, false), E(1136, 194, 0, 0, true), E(1847, 182, 0, 1, false),
];

// `MedicinalProductIngredient.specifiedSubstance`: code, confidentiality, extension, group, id,
// modifierExtension, strength.
pub(crate) static MEDICINAL_PRODUCT_INGREDIENT_SPECIFIED_SUBSTANCE: [E; 7] = [
    E(413, 182, 0, 1, false), E(454, 182, 0, 0, false), E(763, 194, 0, 0, true),
    E(881, 182, 0, 2, false), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1755, 504, 0, 0, true),
];

// `MedicinalProductIngredient.specifiedSubstance.strength`: concentration, concentrationLowLimit,
// country, extension, id, measurementPoint, modifierExtension, presentation, presentationLowLimit,
// referenceStrength.
pub(crate) static MEDICINAL_PRODUCT_INGREDIENT_SPECIFIED_SUBSTANCE_STRENGTH: [E; 10] = [
    E(444, 209, 0, 0, false), E(445, 209, 0, 0, false), E(493, 182, 0, 0, true),
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1101, 13, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1429, 209, 0, 1, false), E(1431, 209, 0, 0, false),
    E(1551, 505, 0, 0, true),
];

// `MedicinalProductIngredient.specifiedSubstance.strength.referenceStrength`: country, extension,
// id, measurementPoint, modifierExtension, strength, strengthLowLimit, substance.
pub(crate) static MEDICINAL_PRODUCT_INGREDIENT_SPECIFIED_SUBSTANCE_STRENGTH_REFERENCE_STRENGTH: [E; 8] = [
    E(493, 182, 0, 0, true), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1101, 13, 0, 0, false), E(1136, 194, 0, 0, true), E(1755, 209, 0, 1, false),
    E(1756, 209, 0, 0, false), E(1787, 182, 0, 0, false),
];

// `MedicinalProductIngredient.substance`: code, extension, id, modifierExtension, strength.
pub(crate) static MEDICINAL_PRODUCT_INGREDIENT_SUBSTANCE: [E; 5] = [
    E(413, 182, 0, 1, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1755, 504, 0, 0, true),
];

// `MedicinalProductInteraction.interactant`: extension, id, itemCodeableConcept, itemReference,
// modifierExtension.
pub(crate) static MEDICINAL_PRODUCT_INTERACTION_INTERACTANT: [E; 5] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(990, 182, 0, 1, false),
    E(991, 210, 115, 1, false), E(1136, 194, 0, 0, true),
];

// `MedicinalProductPackaged.batchIdentifier`: extension, id, immediatePackaging,
// modifierExtension, outerPackaging.
pub(crate) static MEDICINAL_PRODUCT_PACKAGED_BATCH_IDENTIFIER: [E; 5] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(924, 196, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1255, 196, 0, 1, false),
];

// `MedicinalProductPackaged.packageItem`: alternateMaterial, device, extension, id, identifier,
// manufacturedItem, manufacturer, material, modifierExtension, otherCharacteristics, packageItem,
// physicalCharacteristics, quantity, shelfLifeStorage, type.
pub(crate) static MEDICINAL_PRODUCT_PACKAGED_PACKAGE_ITEM: [E; 15] = [
    E(257, 182, 0, 0, true), E(637, 210, 80, 0, true), E(763, 194, 0, 0, true),
    E(911, 20, 0, 0, false), E(915, 196, 0, 0, true), E(1057, 210, 130, 0, true),
    E(1058, 210, 140, 0, true), E(1070, 182, 0, 0, true), E(1136, 194, 0, 0, true),
    E(1247, 182, 0, 0, true), E(1266, 509, 0, 0, true), E(1392, 205, 0, 0, false),
    E(1497, 207, 0, 2, false), E(1686, 206, 0, 0, true), E(1884, 182, 0, 1, false),
];

// `MedicinalProductPharmaceutical.characteristics`: code, extension, id, modifierExtension,
// status.
pub(crate) static MEDICINAL_PRODUCT_PHARMACEUTICAL_CHARACTERISTICS: [E; 5] = [
    E(413, 182, 0, 1, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1742, 182, 0, 0, false),
];

// `MedicinalProductPharmaceutical.routeOfAdministration`: code, extension, firstDose, id,
// maxDosePerDay, maxDosePerTreatmentPeriod, maxSingleDose, maxTreatmentPeriod, modifierExtension,
// targetSpecies.
pub(crate) static MEDICINAL_PRODUCT_PHARMACEUTICAL_ROUTE_OF_ADMINISTRATION: [E; 10] = [
    E(413, 182, 0, 1, false), E(763, 194, 0, 0, true), E(783, 207, 0, 0, false),
    E(911, 20, 0, 0, false), E(1077, 207, 0, 0, false), E(1080, 209, 0, 0, false),
    E(1083, 207, 0, 0, false), E(1084, 191, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1827, 512, 0, 0, true),
];

// `MedicinalProductPharmaceutical.routeOfAdministration.targetSpecies`: code, extension, id,
// modifierExtension, withdrawalPeriod.
pub(crate) static MEDICINAL_PRODUCT_PHARMACEUTICAL_ROUTE_OF_ADMINISTRATION_TARGET_SPECIES: [E; 5] = [
    E(413, 182, 0, 1, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(2013, 513, 0, 0, true),
];

// `MedicinalProductPharmaceutical.routeOfAdministration.targetSpecies.withdrawalPeriod`:
// extension, id, modifierExtension, supportingInformation, tissue, value.
pub(crate) static MEDICINAL_PRODUCT_PHARMACEUTICAL_ROUTE_OF_ADMINISTRATION_TARGET_SPECIES_WITHDRAWAL_PERIOD: [E; 6] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1809, 13, 0, 0, false), E(1867, 182, 0, 1, false), E(1928, 207, 0, 2, false),
];

// `MessageDefinition.allowedResponse`: extension, id, message, modifierExtension, situation.
pub(crate) static MESSAGE_DEFINITION_ALLOWED_RESPONSE: [E; 5] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1109, 2, 0, 1, false),
    E(1136, 194, 0, 0, true), E(1693, 10, 0, 0, false),
];

// `MessageDefinition.focus`: code, extension, id, max, min, modifierExtension, profile.
pub(crate) static MESSAGE_DEFINITION_FOCUS: [E; 7] = [
    E(413, 3, 174, 1, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1074, 13, 0, 0, false), E(1114, 15, 0, 2, false), E(1136, 194, 0, 0, true),
    E(1467, 2, 0, 0, false),
];

// `MessageHeader.destination`: endpoint, extension, id, modifierExtension, name, receiver, target.
pub(crate) static MESSAGE_HEADER_DESTINATION: [E; 7] = [
    E(714, 17, 0, 1, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1158, 13, 0, 0, false), E(1532, 210, 146, 0, false),
    E(1818, 210, 59, 0, false),
];

// `MessageHeader.response`: code, details, extension, id, identifier, modifierExtension.
pub(crate) static MESSAGE_HEADER_RESPONSE: [E; 6] = [
    E(413, 3, 176, 2, false), E(633, 210, 139, 0, false), E(763, 194, 0, 0, true),
    E(911, 20, 0, 0, false), E(915, 7, 0, 1, false), E(1136, 194, 0, 0, true),
];

// `MessageHeader.source`: contact, endpoint, extension, id, modifierExtension, name, software,
// version.
pub(crate) static MESSAGE_HEADER_SOURCE: [E; 8] = [
    E(460, 185, 0, 0, false), E(714, 17, 0, 1, false), E(763, 194, 0, 0, true),
    E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true), E(1158, 13, 0, 0, false),
    E(1700, 13, 0, 0, false), E(1994, 13, 0, 0, false),
];

// `MolecularSequence.quality`: end, extension, fScore, gtFP, id, method, modifierExtension,
// precision, queryFP, queryTP, recall, roc, score, standardSequence, start, truthFN, truthTP,
// type.
pub(crate) static MOLECULAR_SEQUENCE_QUALITY: [E; 18] = [
    E(712, 9, 0, 0, false), E(763, 194, 0, 0, true), E(768, 6, 0, 0, false), E(888, 6, 0, 0, false),
    E(911, 20, 0, 0, false), E(1113, 182, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1417, 6, 0, 0, false), E(1503, 6, 0, 0, false), E(1504, 6, 0, 0, false),
    E(1529, 6, 0, 0, false), E(1632, 520, 0, 0, false), E(1648, 207, 0, 0, false),
    E(1734, 182, 0, 0, false), E(1735, 9, 0, 0, false), E(1882, 6, 0, 0, false),
    E(1883, 6, 0, 0, false), E(1884, 3, 147, 1, false),
];

// `MolecularSequence.quality.roc`: extension, fMeasure, id, modifierExtension, numFN, numFP,
// numTP, precision, score, sensitivity.
pub(crate) static MOLECULAR_SEQUENCE_QUALITY_ROC: [E; 10] = [
    E(763, 194, 0, 0, true), E(767, 6, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1175, 9, 0, 0, true), E(1176, 9, 0, 0, true),
    E(1177, 9, 0, 0, true), E(1417, 6, 0, 0, true), E(1648, 9, 0, 0, true), E(1662, 6, 0, 0, true),
];

// `MolecularSequence.referenceSeq`: chromosome, extension, genomeBuild, id, modifierExtension,
// orientation, referenceSeqId, referenceSeqPointer, referenceSeqString, strand, windowEnd,
// windowStart.
pub(crate) static MOLECULAR_SEQUENCE_REFERENCE_SEQ: [E; 12] = [
    E(399, 182, 0, 0, false), E(763, 194, 0, 0, true), E(871, 13, 0, 0, false),
    E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true), E(1242, 3, 137, 0, false),
    E(1548, 182, 0, 0, false), E(1549, 210, 134, 0, false), E(1550, 13, 0, 0, false),
    E(1752, 3, 191, 0, false), E(2011, 9, 0, 0, false), E(2012, 9, 0, 0, false),
];

// `MolecularSequence.repository`: datasetId, extension, id, modifierExtension, name, readsetId,
// type, url, variantsetId.
pub(crate) static MOLECULAR_SEQUENCE_REPOSITORY: [E; 9] = [
    E(518, 13, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1158, 13, 0, 0, false), E(1523, 13, 0, 0, false),
    E(1884, 3, 162, 1, false), E(1903, 16, 0, 0, false), E(1988, 13, 0, 0, false),
];

// `MolecularSequence.structureVariant`: exact, extension, id, inner, length, modifierExtension,
// outer, variantType.
pub(crate) static MOLECULAR_SEQUENCE_STRUCTURE_VARIANT: [E; 8] = [
    E(738, 1, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(955, 524, 0, 0, false), E(1018, 9, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1254, 525, 0, 0, false), E(1987, 182, 0, 0, false),
];

// `MolecularSequence.structureVariant.inner`: end, extension, id, modifierExtension, start.
pub(crate) static MOLECULAR_SEQUENCE_STRUCTURE_VARIANT_INNER: [E; 5] = [
    E(712, 9, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1735, 9, 0, 0, false),
];

// `MolecularSequence.structureVariant.outer`: end, extension, id, modifierExtension, start.
pub(crate) static MOLECULAR_SEQUENCE_STRUCTURE_VARIANT_OUTER: [E; 5] = [
    E(712, 9, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1735, 9, 0, 0, false),
];

// `MolecularSequence.variant`: cigar, end, extension, id, modifierExtension, observedAllele,
// referenceAllele, start, variantPointer.
pub(crate) static MOLECULAR_SEQUENCE_VARIANT: [E; 9] = [
    E(400, 13, 0, 0, false), E(712, 9, 0, 0, false), E(763, 194, 0, 0, true),
    E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true), E(1192, 13, 0, 0, false),
    E(1542, 13, 0, 0, false), E(1735, 9, 0, 0, false), E(1985, 210, 136, 0, false),
];

// `NamingSystem.uniqueId`: comment, extension, id, modifierExtension, period, preferred, type,
// value.
pub(crate) static NAMING_SYSTEM_UNIQUE_ID: [E; 8] = [
    E(428, 13, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1383, 203, 0, 0, false), E(1422, 1, 0, 0, false),
    E(1884, 3, 128, 1, false), E(1928, 13, 0, 2, false),
];

// `NutritionOrder.enteralFormula`: additiveProductName, additiveType, administration,
// administrationInstruction, baseFormulaProductName, baseFormulaType, caloricDensity, extension,
// id, maxVolumeToDeliver, modifierExtension, routeofAdministration.
pub(crate) static NUTRITION_ORDER_ENTERAL_FORMULA: [E; 12] = [
    E(219, 13, 0, 0, false), E(221, 182, 0, 0, false), E(230, 529, 0, 0, true),
    E(232, 13, 0, 0, false), E(339, 13, 0, 0, false), E(340, 182, 0, 0, false),
    E(368, 214, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1095, 214, 0, 0, false), E(1136, 194, 0, 0, true), E(1636, 182, 0, 0, false),
];

// `NutritionOrder.enteralFormula.administration`: extension, id, modifierExtension, quantity,
// rateQuantity, rateRatio, schedule.
pub(crate) static NUTRITION_ORDER_ENTERAL_FORMULA_ADMINISTRATION: [E; 7] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1497, 214, 0, 0, false), E(1511, 214, 0, 1, false), E(1513, 209, 0, 1, false),
    E(1642, 216, 0, 0, false),
];

// `NutritionOrder.oralDiet`: extension, fluidConsistencyType, id, instruction, modifierExtension,
// nutrient, schedule, texture, type.
pub(crate) static NUTRITION_ORDER_ORAL_DIET: [E; 9] = [
    E(763, 194, 0, 0, true), E(838, 182, 0, 0, true), E(911, 20, 0, 0, false),
    E(962, 13, 0, 0, false), E(1136, 194, 0, 0, true), E(1188, 531, 0, 0, true),
    E(1642, 216, 0, 0, true), E(1845, 532, 0, 0, true), E(1884, 182, 0, 0, true),
];

// `NutritionOrder.oralDiet.nutrient`: amount, extension, id, modifier, modifierExtension.
pub(crate) static NUTRITION_ORDER_ORAL_DIET_NUTRIENT: [E; 5] = [
    E(260, 214, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1135, 182, 0, 0, false), E(1136, 194, 0, 0, true),
];

// `NutritionOrder.oralDiet.texture`: extension, foodType, id, modifier, modifierExtension.
pub(crate) static NUTRITION_ORDER_ORAL_DIET_TEXTURE: [E; 5] = [
    E(763, 194, 0, 0, true), E(844, 182, 0, 0, false), E(911, 20, 0, 0, false),
    E(1135, 182, 0, 0, false), E(1136, 194, 0, 0, true),
];

// `NutritionOrder.supplement`: extension, id, instruction, modifierExtension, productName,
// quantity, schedule, type.
pub(crate) static NUTRITION_ORDER_SUPPLEMENT: [E; 8] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(962, 13, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1461, 13, 0, 0, false), E(1497, 214, 0, 0, false),
    E(1642, 216, 0, 0, true), E(1884, 182, 0, 0, false),
];

// `Observation.component`: code, dataAbsentReason, extension, id, interpretation,
// modifierExtension, referenceRange, valueBoolean, valueCodeableConcept, valueDateTime,
// valueInteger, valuePeriod, valueQuantity, valueRange, valueRatio, valueSampledData, valueString,
// valueTime.
pub(crate) static OBSERVATION_COMPONENT: [E; 18] = [
    E(413, 182, 0, 1, false), E(514, 182, 0, 0, false), E(763, 194, 0, 0, true),
    E(911, 20, 0, 0, false), E(972, 182, 0, 0, true), E(1136, 194, 0, 0, true),
    E(1546, 535, 0, 0, true), E(1934, 1, 0, 2, false), E(1937, 182, 0, 2, false),
    E(1945, 5, 0, 2, false), E(1955, 9, 0, 2, false), E(1961, 203, 0, 2, false),
    E(1963, 207, 0, 2, false), E(1964, 208, 0, 2, false), E(1965, 209, 0, 2, false),
    E(1968, 212, 0, 2, false), E(1971, 13, 0, 2, false), E(1972, 14, 0, 2, false),
];

// `Observation.referenceRange`: age, appliesTo, extension, high, id, low, modifierExtension, text,
// type.
pub(crate) static OBSERVATION_REFERENCE_RANGE: [E; 9] = [
    E(235, 208, 0, 0, false), E(287, 182, 0, 0, true), E(763, 194, 0, 0, true),
    E(902, 214, 0, 0, false), E(911, 20, 0, 0, false), E(1045, 214, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1842, 13, 0, 0, false), E(1884, 182, 0, 0, false),
];

// `ObservationDefinition.qualifiedInterval`: age, appliesTo, category, condition, context,
// extension, gender, gestationalAge, id, modifierExtension, range.
pub(crate) static OBSERVATION_DEFINITION_QUALIFIED_INTERVAL: [E; 11] = [
    E(235, 208, 0, 0, false), E(287, 182, 0, 0, true), E(384, 3, 133, 0, false),
    E(449, 13, 0, 0, false), E(473, 182, 0, 0, false), E(763, 194, 0, 0, true),
    E(864, 3, 19, 0, false), E(875, 208, 0, 0, false), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1508, 208, 0, 0, false),
];

// `ObservationDefinition.quantitativeDetails`: conversionFactor, customaryUnit, decimalPrecision,
// extension, id, modifierExtension, unit.
pub(crate) static OBSERVATION_DEFINITION_QUANTITATIVE_DETAILS: [E; 7] = [
    E(483, 6, 0, 0, false), E(510, 182, 0, 0, false), E(540, 9, 0, 0, false),
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1895, 182, 0, 0, false),
];

// `OperationDefinition.overload`: comment, extension, id, modifierExtension, parameterName.
pub(crate) static OPERATION_DEFINITION_OVERLOAD: [E; 5] = [
    E(428, 13, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1274, 13, 0, 0, true),
];

// `OperationDefinition.parameter`: binding, documentation, extension, id, max, min,
// modifierExtension, name, part, referencedFrom, searchType, targetProfile, type, use.
pub(crate) static OPERATION_DEFINITION_PARAMETER: [E; 14] = [
    E(350, 540, 0, 0, false), E(669, 13, 0, 0, false), E(763, 194, 0, 0, true),
    E(911, 20, 0, 0, false), E(1074, 13, 0, 4, false), E(1114, 9, 0, 3, false),
    E(1136, 194, 0, 0, true), E(1158, 3, 0, 1, false), E(1281, 539, 0, 0, true),
    E(1552, 541, 0, 0, true), E(1654, 3, 183, 0, false), E(1825, 2, 0, 0, true),
    E(1884, 3, 7, 0, false), E(1906, 3, 136, 2, false),
];

// `OperationDefinition.parameter.binding`: extension, id, modifierExtension, strength, valueSet.
pub(crate) static OPERATION_DEFINITION_PARAMETER_BINDING: [E; 5] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1755, 3, 30, 1, false), E(1969, 2, 0, 2, false),
];

// `OperationDefinition.parameter.referencedFrom`: extension, id, modifierExtension, source,
// sourceId.
pub(crate) static OPERATION_DEFINITION_PARAMETER_REFERENCED_FROM: [E; 5] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1703, 13, 0, 1, false), E(1706, 13, 0, 0, false),
];

// `OperationOutcome.issue`: code, details, diagnostics, expression, extension, id, location,
// modifierExtension, severity.
pub(crate) static OPERATION_OUTCOME_ISSUE: [E; 9] = [
    E(413, 3, 103, 2, false), E(633, 182, 0, 0, false), E(645, 13, 0, 0, false),
    E(761, 13, 0, 0, true), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1034, 13, 0, 0, true), E(1136, 194, 0, 0, true), E(1683, 3, 102, 1, false),
];

// `Organization.contact`: address, extension, id, modifierExtension, name, purpose, telecom.
pub(crate) static ORGANIZATION_CONTACT: [E; 7] = [
    E(223, 178, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1158, 195, 0, 0, false), E(1487, 182, 0, 0, false),
    E(1833, 185, 0, 0, true),
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
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1158, 13, 0, 1, false), E(1281, 544, 0, 0, true), E(1610, 30, 0, 0, false),
    E(1929, 178, 0, 2, false), E(1930, 179, 0, 2, false), E(1931, 180, 0, 2, false),
    E(1932, 181, 0, 2, false), E(1933, 0, 0, 2, false), E(1934, 1, 0, 2, false),
    E(1935, 2, 0, 2, false), E(1936, 3, 0, 2, false), E(1937, 182, 0, 2, false),
    E(1938, 183, 0, 2, false), E(1939, 184, 0, 2, false), E(1940, 185, 0, 2, false),
    E(1941, 186, 0, 2, false), E(1942, 187, 0, 2, false), E(1943, 188, 0, 2, false),
    E(1944, 4, 0, 2, false), E(1945, 5, 0, 2, false), E(1946, 6, 0, 2, false),
    E(1947, 189, 0, 2, false), E(1948, 190, 0, 2, false), E(1949, 191, 0, 2, false),
    E(1950, 193, 0, 2, false), E(1951, 195, 0, 2, false), E(1952, 7, 0, 2, false),
    E(1953, 196, 0, 2, false), E(1954, 8, 0, 2, false), E(1955, 9, 0, 2, false),
    E(1956, 10, 0, 2, false), E(1957, 198, 0, 2, false), E(1958, 199, 0, 2, false),
    E(1959, 11, 0, 2, false), E(1960, 202, 0, 2, false), E(1961, 203, 0, 2, false),
    E(1962, 12, 0, 2, false), E(1963, 207, 0, 2, false), E(1964, 208, 0, 2, false),
    E(1965, 209, 0, 2, false), E(1966, 210, 0, 2, false), E(1967, 211, 0, 2, false),
    E(1968, 212, 0, 2, false), E(1970, 213, 0, 2, false), E(1971, 13, 0, 2, false),
    E(1972, 14, 0, 2, false), E(1973, 216, 0, 2, false), E(1974, 217, 0, 2, false),
    E(1975, 15, 0, 2, false), E(1976, 16, 0, 2, false), E(1977, 17, 0, 2, false),
    E(1978, 218, 0, 2, false), E(1979, 18, 0, 2, false),
];

// `Patient.communication`: extension, id, language, modifierExtension, preferred.
pub(crate) static PATIENT_COMMUNICATION: [E; 5] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1002, 182, 0, 1, false),
    E(1136, 194, 0, 0, true), E(1422, 1, 0, 0, false),
];

// `Patient.contact`: address, extension, gender, id, modifierExtension, name, organization,
// period, relationship, telecom.
pub(crate) static PATIENT_CONTACT: [E; 10] = [
    E(223, 178, 0, 0, false), E(763, 194, 0, 0, true), E(864, 3, 19, 0, false),
    E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true), E(1158, 195, 0, 0, false),
    E(1241, 210, 140, 0, false), E(1383, 203, 0, 0, false), E(1569, 182, 0, 0, true),
    E(1833, 185, 0, 0, true),
];

// `Patient.link`: extension, id, modifierExtension, other, type.
pub(crate) static PATIENT_LINK: [E; 5] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1246, 210, 154, 1, false), E(1884, 3, 105, 2, false),
];

// `PaymentReconciliation.detail`: amount, date, extension, id, identifier, modifierExtension,
// payee, predecessor, request, response, responsible, submitter, type.
pub(crate) static PAYMENT_RECONCILIATION_DETAIL: [E; 13] = [
    E(260, 199, 0, 0, false), E(519, 4, 0, 0, false), E(763, 194, 0, 0, true),
    E(911, 20, 0, 0, false), E(915, 196, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1359, 210, 146, 0, false), E(1419, 196, 0, 0, false), E(1592, 210, 0, 0, false),
    E(1613, 210, 0, 0, false), E(1617, 210, 160, 0, false), E(1782, 210, 146, 0, false),
    E(1884, 182, 0, 1, false),
];

// `PaymentReconciliation.processNote`: extension, id, modifierExtension, text, type.
pub(crate) static PAYMENT_RECONCILIATION_PROCESS_NOTE: [E; 5] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1842, 13, 0, 0, false), E(1884, 3, 132, 0, false),
];

// `Person.link`: assurance, extension, id, modifierExtension, target.
pub(crate) static PERSON_LINK: [E; 5] = [
    E(307, 3, 98, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1818, 210, 151, 1, false),
];

// `PlanDefinition.action`: action, cardinalityBehavior, code, condition, definitionCanonical,
// definitionUri, description, documentation, dynamicValue, extension, goalId, groupingBehavior,
// id, input, modifierExtension, output, participant, precheckBehavior, prefix, priority, reason,
// relatedAction, requiredBehavior, selectionBehavior, subjectCodeableConcept, subjectReference,
// textEquivalent, timingAge, timingDateTime, timingDuration, timingPeriod, timingRange,
// timingTiming, title, transform, trigger, type.
pub(crate) static PLAN_DEFINITION_ACTION: [E; 37] = [
    E(201, 551, 0, 0, true), E(377, 3, 9, 0, false), E(413, 182, 0, 0, true),
    E(449, 552, 0, 0, true), E(599, 2, 0, 3, false), E(605, 16, 0, 3, false),
    E(620, 13, 0, 0, false), E(669, 211, 0, 0, true), E(693, 553, 0, 0, true),
    E(763, 194, 0, 0, true), E(879, 7, 0, 0, true), E(886, 3, 11, 0, false),
    E(911, 20, 0, 0, false), E(956, 188, 0, 0, true), E(1136, 194, 0, 0, true),
    E(1256, 188, 0, 0, true), E(1286, 554, 0, 0, true), E(1416, 3, 13, 0, false),
    E(1424, 13, 0, 0, false), E(1441, 3, 166, 0, false), E(1524, 182, 0, 0, true),
    E(1563, 555, 0, 0, true), E(1605, 3, 15, 0, false), E(1660, 3, 16, 0, false),
    E(1776, 182, 0, 1, false), E(1778, 210, 94, 1, false), E(1843, 13, 0, 0, false),
    E(1858, 179, 0, 2, false), E(1860, 5, 0, 2, false), E(1861, 191, 0, 2, false),
    E(1862, 203, 0, 2, false), E(1863, 208, 0, 2, false), E(1865, 216, 0, 2, false),
    E(1868, 13, 0, 0, false), E(1878, 2, 0, 0, false), E(1881, 217, 0, 0, true),
    E(1884, 182, 0, 0, false),
];

// `PlanDefinition.action.condition`: expression, extension, id, kind, modifierExtension.
pub(crate) static PLAN_DEFINITION_ACTION_CONDITION: [E; 5] = [
    E(761, 193, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(998, 3, 10, 1, false), E(1136, 194, 0, 0, true),
];

// `PlanDefinition.action.dynamicValue`: expression, extension, id, modifierExtension, path.
pub(crate) static PLAN_DEFINITION_ACTION_DYNAMIC_VALUE: [E; 5] = [
    E(761, 193, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1302, 13, 0, 0, false),
];

// `PlanDefinition.action.participant`: extension, id, modifierExtension, role, type.
pub(crate) static PLAN_DEFINITION_ACTION_PARTICIPANT: [E; 5] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1633, 182, 0, 0, false), E(1884, 3, 12, 1, false),
];

// `PlanDefinition.action.relatedAction`: actionId, extension, id, modifierExtension,
// offsetDuration, offsetRange, relationship.
pub(crate) static PLAN_DEFINITION_ACTION_RELATED_ACTION: [E; 7] = [
    E(202, 7, 0, 1, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1206, 191, 0, 3, false), E(1207, 208, 0, 3, false),
    E(1569, 3, 14, 2, false),
];

// `PlanDefinition.goal`: addresses, category, description, documentation, extension, id,
// modifierExtension, priority, start, target.
pub(crate) static PLAN_DEFINITION_GOAL: [E; 10] = [
    E(224, 182, 0, 0, true), E(384, 182, 0, 0, false), E(620, 182, 0, 1, false),
    E(669, 211, 0, 0, true), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1441, 182, 0, 0, false), E(1735, 182, 0, 0, false),
    E(1818, 557, 0, 0, true),
];

// `PlanDefinition.goal.target`: detailCodeableConcept, detailQuantity, detailRange, due,
// extension, id, measure, modifierExtension.
pub(crate) static PLAN_DEFINITION_GOAL_TARGET: [E; 8] = [
    E(625, 182, 0, 1, false), E(627, 207, 0, 1, false), E(628, 208, 0, 1, false),
    E(685, 191, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1098, 182, 0, 0, false), E(1136, 194, 0, 0, true),
];

// `Practitioner.qualification`: code, extension, id, identifier, issuer, modifierExtension,
// period.
pub(crate) static PRACTITIONER_QUALIFICATION: [E; 7] = [
    E(413, 182, 0, 1, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(915, 196, 0, 0, true), E(988, 210, 140, 0, false), E(1136, 194, 0, 0, true),
    E(1383, 203, 0, 0, false),
];

// `PractitionerRole.availableTime`: allDay, availableEndTime, availableStartTime, daysOfWeek,
// extension, id, modifierExtension.
pub(crate) static PRACTITIONER_ROLE_AVAILABLE_TIME: [E; 7] = [
    E(244, 1, 0, 0, false), E(331, 14, 0, 0, false), E(332, 14, 0, 0, false),
    E(531, 3, 58, 0, true), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true),
];

// `PractitionerRole.notAvailable`: description, during, extension, id, modifierExtension.
pub(crate) static PRACTITIONER_ROLE_NOT_AVAILABLE: [E; 5] = [
    E(620, 13, 0, 1, false), E(692, 203, 0, 0, false), E(763, 194, 0, 0, true),
    E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
];

// `Procedure.focalDevice`: action, extension, id, manipulated, modifierExtension.
pub(crate) static PROCEDURE_FOCAL_DEVICE: [E; 5] = [
    E(201, 182, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1053, 210, 59, 1, false), E(1136, 194, 0, 0, true),
];

// `Procedure.performer`: actor, extension, function, id, modifierExtension, onBehalfOf.
pub(crate) static PROCEDURE_PERFORMER: [E; 6] = [
    E(205, 210, 75, 1, false), E(763, 194, 0, 0, true), E(860, 182, 0, 0, false),
    E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true), E(1211, 210, 140, 0, false),
];

// `Provenance.agent`: extension, id, modifierExtension, onBehalfOf, role, type, who.
pub(crate) static PROVENANCE_AGENT: [E; 7] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1211, 210, 75, 0, false), E(1633, 182, 0, 0, true), E(1884, 182, 0, 0, false),
    E(2009, 210, 75, 1, false),
];

// `Provenance.entity`: agent, extension, id, modifierExtension, role, what.
pub(crate) static PROVENANCE_ENTITY: [E; 6] = [
    E(241, 563, 0, 0, true), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1633, 3, 145, 1, false), E(2002, 210, 0, 2, false),
];

// `Questionnaire.item`: answerOption, answerValueSet, code, definition, enableBehavior,
// enableWhen, extension, id, initial, item, linkId, maxLength, modifierExtension, prefix,
// readOnly, repeats, required, text, type.
pub(crate) static QUESTIONNAIRE_ITEM: [E; 19] = [
    E(277, 566, 0, 0, true), E(282, 2, 0, 0, false), E(413, 183, 0, 0, true),
    E(598, 16, 0, 0, false), E(708, 3, 150, 0, false), E(709, 567, 0, 0, true),
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(950, 568, 0, 0, true),
    E(989, 565, 0, 0, true), E(1030, 13, 0, 1, false), E(1082, 9, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1424, 13, 0, 0, false), E(1522, 1, 0, 0, false),
    E(1580, 1, 0, 0, false), E(1604, 1, 0, 0, false), E(1842, 13, 0, 0, false),
    E(1884, 3, 104, 2, false),
];

// `Questionnaire.item.answerOption`: extension, id, initialSelected, modifierExtension,
// valueCoding, valueDate, valueInteger, valueReference, valueString, valueTime.
pub(crate) static QUESTIONNAIRE_ITEM_ANSWER_OPTION: [E; 10] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(952, 1, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1938, 183, 0, 1, false), E(1944, 4, 0, 1, false),
    E(1955, 9, 0, 1, false), E(1966, 210, 0, 1, false), E(1971, 13, 0, 1, false),
    E(1972, 14, 0, 1, false),
];

// `Questionnaire.item.enableWhen`: answerBoolean, answerCoding, answerDate, answerDateTime,
// answerDecimal, answerInteger, answerQuantity, answerReference, answerString, answerTime,
// extension, id, modifierExtension, operator, question.
pub(crate) static QUESTIONNAIRE_ITEM_ENABLE_WHEN: [E; 15] = [
    E(271, 1, 0, 3, false), E(272, 183, 0, 3, false), E(273, 4, 0, 3, false),
    E(274, 5, 0, 3, false), E(275, 6, 0, 3, false), E(276, 9, 0, 3, false),
    E(278, 207, 0, 3, false), E(279, 210, 0, 3, false), E(280, 13, 0, 3, false),
    E(281, 14, 0, 3, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1226, 3, 151, 2, false), E(1505, 13, 0, 1, false),
];

// `Questionnaire.item.initial`: extension, id, modifierExtension, valueAttachment, valueBoolean,
// valueCoding, valueDate, valueDateTime, valueDecimal, valueInteger, valueQuantity,
// valueReference, valueString, valueTime, valueUri.
pub(crate) static QUESTIONNAIRE_ITEM_INITIAL: [E; 15] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true),
    E(1932, 181, 0, 1, false), E(1934, 1, 0, 1, false), E(1938, 183, 0, 1, false),
    E(1944, 4, 0, 1, false), E(1945, 5, 0, 1, false), E(1946, 6, 0, 1, false),
    E(1955, 9, 0, 1, false), E(1963, 207, 0, 1, false), E(1966, 210, 0, 1, false),
    E(1971, 13, 0, 1, false), E(1972, 14, 0, 1, false), E(1976, 16, 0, 1, false),
];

// `QuestionnaireResponse.item`: answer, definition, extension, id, item, linkId,
// modifierExtension, text.
pub(crate) static QUESTIONNAIRE_RESPONSE_ITEM: [E; 8] = [
    E(270, 570, 0, 0, true), E(598, 16, 0, 0, false), E(763, 194, 0, 0, true),
    E(911, 20, 0, 0, false), E(989, 569, 0, 0, true), E(1030, 13, 0, 1, false),
    E(1136, 194, 0, 0, true), E(1842, 13, 0, 0, false),
];

// `QuestionnaireResponse.item.answer`: extension, id, item, modifierExtension, valueAttachment,
// valueBoolean, valueCoding, valueDate, valueDateTime, valueDecimal, valueInteger, valueQuantity,
// valueReference, valueString, valueTime, valueUri.
pub(crate) static QUESTIONNAIRE_RESPONSE_ITEM_ANSWER: [E; 16] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(989, 569, 0, 0, true),
    E(1136, 194, 0, 0, true), E(1932, 181, 0, 1, false), E(1934, 1, 0, 1, false),
    E(1938, 183, 0, 1, false), E(1944, 4, 0, 1, false), E(1945, 5, 0, 1, false),
    E(1946, 6, 0, 1, false), E(1955, 9, 0, 1, false), E(1963, 207, 0, 1, false),
    E(1966, 210, 0, 1, false), E(1971, 13, 0, 1, false), E(1972, 14, 0, 1, false),
    E(1976, 16, 0, 1, false),
];

// `RelatedPerson.communication`: extension, id, language, modifierExtension, preferred.
pub(crate) static RELATED_PERSON_COMMUNICATION: [E; 5] = [
    E(763, 194, 0, 0, true), E(911, 20, 0, 0, false), E(1002, 182, 0, 1, false),
    E(1136, 194, 0, 0, true), E(1422, 1, 0, 0, false),
];

// `RequestGroup.action`: action, cardinalityBehavior, code, condition, description, documentation,
// extension, groupingBehavior, id, modifierExtension, participant, precheckBehavior, prefix,
// priority, relatedAction, requiredBehavior, resource, selectionBehavior, textEquivalent,
// timingAge, timingDateTime, timingDuration, timingPeriod, timingRange, timingTiming, title, type.
pub(crate) static REQUEST_GROUP_ACTION: [E; 27] = [
    E(201, 572, 0, 0, true), E(377, 3, 9, 0, false), E(413, 182, 0, 0, true),
    E(449, 573, 0, 0, true), E(620, 13, 0, 0, false), E(669, 211, 0, 0, true),
    E(763, 194, 0, 0, true), E(886, 3, 11, 0, false), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1286, 210, 78, 0, true), E(1416, 3, 13, 0, false),
    E(1424, 13, 0, 0, false), E(1441, 3, 166, 0, false), E(1563, 574, 0, 0, true),
    E(1605, 3, 15, 0, false), E(1610, 210, 0, 0, false), E(1660, 3, 16, 0, false),
    E(1843, 13, 0, 0, false), E(1858, 179, 0, 1, false), E(1860, 5, 0, 1, false),
    E(1861, 191, 0, 1, false), E(1862, 203, 0, 1, false), E(1863, 208, 0, 1, false),
    E(1865, 216, 0, 1, false), E(1868, 13, 0, 0, false), E(1884, 182, 0, 0, false),
];

// `RequestGroup.action.condition`: expression, extension, id, kind, modifierExtension.
pub(crate) static REQUEST_GROUP_ACTION_CONDITION: [E; 5] = [
    E(761, 193, 0, 0, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(998, 3, 10, 1, false), E(1136, 194, 0, 0, true),
];

// `RequestGroup.action.relatedAction`: actionId, extension, id, modifierExtension, offsetDuration,
// offsetRange, relationship.
pub(crate) static REQUEST_GROUP_ACTION_RELATED_ACTION: [E; 7] = [
    E(202, 7, 0, 1, false), E(763, 194, 0, 0, true), E(911, 20, 0, 0, false),
    E(1136, 194, 0, 0, true), E(1206, 191, 0, 3, false), E(1207, 208, 0, 3, false),
    E(1569, 3, 14, 2, false),
];

// `ResearchElementDefinition.characteristic`: definitionCanonical, definitionCodeableConcept,
// definitionDataRequirement, definitionExpression, exclude, extension, id, modifierExtension,
// participantEffectiveDateTime, participantEffectiveDescription, participantEffectiveDuration,
// participantEffectiveGroupMeasure, participantEffectivePeriod, participantEffectiveTimeFromStart,
// participantEffectiveTiming, studyEffectiveDateTime, studyEffectiveDescription,
// studyEffectiveDuration, studyEffectiveGroupMeasure, studyEffectivePeriod,
// studyEffectiveTimeFromStart, studyEffectiveTiming, unitOfMeasure, usageContext.
pub(crate) static RESEARCH_ELEMENT_DEFINITION_CHARACTERISTIC: [E; 24] = [
    E(599, 2, 0, 1, false), E(600, 182, 0, 1, false), E(601, 188, 0, 1, false),
    E(602, 193, 0, 1, false), E(744, 1, 0, 0, false), E(763, 194, 0, 0, true),
    E(911, 20, 0, 0, false), E(1136, 194, 0, 0, true), E(1287, 5, 0, 3, false),
    E(1288, 13, 0, 0, false), E(1289, 191, 0, 3, false), E(1290, 3, 89, 0, false),
    E(1291, 203, 0, 3, false), E(1292, 191, 0, 0, false), E(1293, 216, 0, 3, false),
    E(1761, 5, 0, 2, false), E(1762, 13, 0, 0, false), E(1763, 191, 0, 2, false),
    E(1764, 3, 89, 0, false), E(1765, 203, 0, 2, false), E(1766, 191, 0, 0, false),
    E(1767, 216, 0, 2, false), E(1896, 182, 0, 0, false), E(1905, 218, 0, 0, true),
];
