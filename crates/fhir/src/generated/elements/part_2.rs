//! The members of the shapes, part 2 of 8.
//!
//! Made by `crates/fhir/generate/generate.py`; do not edit.

use crate::tables::Element as E;

// `DiagnosticReport`: basedOn, category, code, conclusion, conclusionCode, contained,
// effectiveDateTime, effectivePeriod, encounter, extension, id, identifier, imagingStudy,
// implicitRules, issued, language, media, meta, modifierExtension, performer, presentedForm,
// result, resultsInterpreter, specimen, status, subject, text.
pub(crate) static DIAGNOSTIC_REPORT: [E; 27] = [
    E(341, 210, 14, 0, 1), E(384, 182, 0, 0, 3), E(413, 182, 0, 2, 2), E(447, 13, 0, 0, 0),
    E(448, 182, 0, 0, 1), E(461, 30, 0, 0, 1), E(699, 5, 0, 3, 2), E(701, 203, 0, 3, 2),
    E(711, 210, 87, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(923, 210, 103, 0, 1), E(930, 16, 0, 0, 2), E(987, 8, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1102, 355, 0, 0, 3), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1378, 210, 26, 0, 3),
    E(1432, 181, 0, 0, 1), E(1622, 210, 136, 0, 1), E(1625, 210, 26, 0, 3), E(1728, 210, 170, 0, 1),
    E(1742, 3, 63, 1, 2), E(1775, 210, 61, 0, 2), E(1842, 201, 0, 0, 0),
];

// `DocumentManifest`: author, contained, content, created, description, extension, id, identifier,
// implicitRules, language, masterIdentifier, meta, modifierExtension, recipient, related, source,
// status, subject, text, type.
pub(crate) static DOCUMENT_MANIFEST: [E; 20] = [
    E(314, 210, 75, 0, 3), E(461, 30, 0, 0, 1), E(465, 210, 0, 2, 3), E(499, 5, 0, 0, 0),
    E(620, 13, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1069, 196, 0, 0, 2), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1534, 210, 143, 0, 1), E(1562, 356, 0, 0, 1), E(1703, 16, 0, 0, 0),
    E(1742, 3, 66, 1, 2), E(1775, 210, 68, 0, 2), E(1842, 201, 0, 0, 0), E(1884, 182, 0, 0, 2),
];

// `DocumentReference`: authenticator, author, category, contained, content, context, custodian,
// date, description, docStatus, extension, id, identifier, implicitRules, language,
// masterIdentifier, meta, modifierExtension, relatesTo, securityLabel, status, subject, text,
// type.
pub(crate) static DOCUMENT_REFERENCE: [E; 24] = [
    E(313, 210, 146, 0, 0), E(314, 210, 75, 0, 3), E(384, 182, 0, 0, 3), E(461, 30, 0, 0, 1),
    E(465, 357, 0, 2, 3), E(473, 358, 0, 0, 2), E(509, 210, 140, 0, 0), E(519, 8, 0, 0, 2),
    E(620, 13, 0, 0, 2), E(666, 3, 42, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1069, 196, 0, 0, 2),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1567, 359, 0, 0, 3), E(1658, 182, 0, 0, 3),
    E(1742, 3, 66, 1, 2), E(1775, 210, 68, 0, 2), E(1842, 201, 0, 0, 0), E(1884, 182, 0, 0, 2),
];

// `EffectEvidenceSynthesis`: approvalDate, author, certainty, contact, contained, copyright, date,
// description, editor, effectEstimate, effectivePeriod, endorser, exposure, exposureAlternative,
// extension, id, identifier, implicitRules, jurisdiction, language, lastReviewDate, meta,
// modifierExtension, name, note, outcome, population, publisher, relatedArtifact,
// resultsByExposure, reviewer, sampleSize, status, studyType, synthesisType, text, title, topic,
// url, useContext, version.
pub(crate) static EFFECT_EVIDENCE_SYNTHESIS: [E; 41] = [
    E(292, 4, 0, 0, 0), E(314, 184, 0, 0, 1), E(386, 361, 0, 0, 1), E(460, 184, 0, 0, 3),
    E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 0), E(519, 5, 0, 0, 2), E(620, 10, 0, 0, 2),
    E(694, 184, 0, 0, 1), E(697, 363, 0, 0, 3), E(701, 203, 0, 0, 2), E(713, 184, 0, 0, 1),
    E(754, 210, 92, 3, 2), E(755, 210, 92, 4, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(994, 182, 0, 0, 3), E(1002, 3, 0, 0, 0),
    E(1007, 4, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2),
    E(1172, 180, 0, 0, 1), E(1249, 210, 92, 5, 2), E(1403, 210, 92, 2, 2), E(1486, 13, 0, 0, 2),
    E(1564, 211, 0, 0, 1), E(1624, 365, 0, 0, 1), E(1628, 184, 0, 0, 1), E(1640, 366, 0, 0, 0),
    E(1742, 3, 146, 1, 2), E(1769, 182, 0, 0, 0), E(1814, 182, 0, 0, 0), E(1842, 201, 0, 0, 0),
    E(1868, 13, 0, 0, 2), E(1870, 182, 0, 0, 1), E(1903, 16, 0, 0, 2), E(1907, 218, 0, 0, 3),
    E(1994, 13, 0, 0, 2),
];

// `Encounter`: account, appointment, basedOn, class, classHistory, contained, diagnosis,
// episodeOfCare, extension, hospitalization, id, identifier, implicitRules, language, length,
// location, meta, modifierExtension, partOf, participant, period, priority, reasonCode,
// reasonReference, serviceProvider, serviceType, status, statusHistory, subject, text, type.
pub(crate) static ENCOUNTER: [E; 31] = [
    E(199, 210, 1, 0, 1), E(289, 210, 7, 0, 3), E(341, 210, 168, 0, 1), E(405, 183, 0, 2, 2),
    E(406, 375, 0, 0, 1), E(461, 30, 0, 0, 1), E(640, 376, 0, 0, 3), E(725, 210, 91, 0, 3),
    E(763, 194, 0, 0, 1), E(906, 377, 0, 0, 0), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1018, 191, 0, 0, 0), E(1034, 378, 0, 0, 1),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1285, 210, 87, 0, 0), E(1286, 379, 0, 0, 3),
    E(1383, 203, 0, 0, 0), E(1441, 182, 0, 0, 0), E(1525, 182, 0, 0, 3), E(1527, 210, 47, 0, 3),
    E(1676, 210, 140, 0, 0), E(1678, 182, 0, 0, 2), E(1742, 3, 71, 1, 2), E(1744, 380, 0, 0, 1),
    E(1775, 210, 99, 0, 2), E(1842, 201, 0, 0, 0), E(1884, 182, 0, 0, 3),
];

// `Endpoint`: address, connectionType, contact, contained, extension, header, id, identifier,
// implicitRules, language, managingOrganization, meta, modifierExtension, name, payloadMimeType,
// payloadType, period, status, text.
pub(crate) static ENDPOINT: [E; 19] = [
    E(223, 17, 0, 4, 2), E(456, 183, 0, 2, 2), E(460, 185, 0, 0, 1), E(461, 30, 0, 0, 1),
    E(763, 194, 0, 0, 1), E(896, 13, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1050, 210, 140, 0, 2), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2), E(1362, 3, 0, 0, 3), E(1363, 182, 0, 3, 3),
    E(1383, 203, 0, 0, 2), E(1742, 3, 72, 1, 2), E(1842, 201, 0, 0, 0),
];

// `EnrollmentRequest`: candidate, contained, coverage, created, extension, id, identifier,
// implicitRules, insurer, language, meta, modifierExtension, provider, status, text.
pub(crate) static ENROLLMENT_REQUEST: [E; 15] = [
    E(372, 210, 150, 0, 0), E(461, 30, 0, 0, 1), E(497, 210, 56, 0, 0), E(499, 5, 0, 0, 0),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2),
    E(964, 210, 140, 0, 0), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1480, 210, 146, 0, 0), E(1742, 3, 85, 0, 2), E(1842, 201, 0, 0, 0),
];

// `EnrollmentResponse`: contained, created, disposition, extension, id, identifier, implicitRules,
// language, meta, modifierExtension, organization, outcome, request, requestProvider, status,
// text.
pub(crate) static ENROLLMENT_RESPONSE: [E; 16] = [
    E(461, 30, 0, 0, 1), E(499, 5, 0, 0, 0), E(660, 13, 0, 0, 0), E(763, 194, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1241, 210, 140, 0, 0), E(1249, 3, 157, 0, 0),
    E(1592, 210, 90, 0, 0), E(1597, 210, 146, 0, 0), E(1742, 3, 85, 0, 2), E(1842, 201, 0, 0, 0),
];

// `EpisodeOfCare`: account, careManager, contained, diagnosis, extension, id, identifier,
// implicitRules, language, managingOrganization, meta, modifierExtension, patient, period,
// referralRequest, status, statusHistory, team, text, type.
pub(crate) static EPISODE_OF_CARE: [E; 20] = [
    E(199, 210, 1, 0, 1), E(378, 210, 158, 0, 0), E(461, 30, 0, 0, 1), E(640, 381, 0, 0, 3),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1050, 210, 140, 0, 2), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1303, 210, 150, 2, 2), E(1383, 203, 0, 0, 2), E(1556, 210, 168, 0, 1), E(1742, 3, 73, 1, 2),
    E(1744, 382, 0, 0, 1), E(1831, 210, 19, 0, 1), E(1842, 201, 0, 0, 0), E(1884, 182, 0, 0, 3),
];

// `EventDefinition`: approvalDate, author, contact, contained, copyright, date, description,
// editor, effectivePeriod, endorser, experimental, extension, id, identifier, implicitRules,
// jurisdiction, language, lastReviewDate, meta, modifierExtension, name, publisher, purpose,
// relatedArtifact, reviewer, status, subjectCodeableConcept, subjectReference, subtitle, text,
// title, topic, trigger, url, usage, useContext, version.
pub(crate) static EVENT_DEFINITION: [E; 37] = [
    E(292, 4, 0, 0, 2), E(314, 184, 0, 0, 1), E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1),
    E(486, 10, 0, 0, 0), E(519, 5, 0, 0, 2), E(620, 10, 0, 0, 0), E(694, 184, 0, 0, 1),
    E(701, 203, 0, 0, 2), E(713, 184, 0, 0, 1), E(750, 1, 0, 0, 2), E(763, 194, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(994, 182, 0, 0, 3),
    E(1002, 3, 0, 0, 0), E(1007, 4, 0, 0, 2), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1158, 13, 0, 0, 2), E(1486, 13, 0, 0, 2), E(1487, 10, 0, 0, 0), E(1564, 211, 0, 0, 1),
    E(1628, 184, 0, 0, 1), E(1742, 3, 146, 1, 2), E(1776, 182, 0, 2, 0), E(1778, 210, 94, 2, 0),
    E(1793, 13, 0, 0, 0), E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2), E(1870, 182, 0, 0, 1),
    E(1881, 217, 0, 3, 3), E(1903, 16, 0, 0, 2), E(1904, 13, 0, 0, 0), E(1907, 218, 0, 0, 3),
    E(1994, 13, 0, 0, 2),
];

// `Evidence`: approvalDate, author, contact, contained, copyright, date, description, editor,
// effectivePeriod, endorser, exposureBackground, exposureVariant, extension, id, identifier,
// implicitRules, jurisdiction, language, lastReviewDate, meta, modifierExtension, name, note,
// outcome, publisher, relatedArtifact, reviewer, shortTitle, status, subtitle, text, title, topic,
// url, useContext, version.
pub(crate) static EVIDENCE: [E; 36] = [
    E(292, 4, 0, 0, 0), E(314, 184, 0, 0, 1), E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1),
    E(486, 10, 0, 0, 0), E(519, 5, 0, 0, 2), E(620, 10, 0, 0, 2), E(694, 184, 0, 0, 1),
    E(701, 203, 0, 0, 2), E(713, 184, 0, 0, 1), E(756, 210, 92, 2, 2), E(759, 210, 92, 0, 3),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(994, 182, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1007, 4, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2), E(1172, 180, 0, 0, 1), E(1249, 210, 92, 0, 3),
    E(1486, 13, 0, 0, 2), E(1564, 211, 0, 0, 1), E(1628, 184, 0, 0, 1), E(1688, 13, 0, 0, 0),
    E(1742, 3, 146, 1, 2), E(1793, 13, 0, 0, 0), E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2),
    E(1870, 182, 0, 0, 1), E(1903, 16, 0, 0, 2), E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `EvidenceVariable`: approvalDate, author, characteristic, contact, contained, copyright, date,
// description, editor, effectivePeriod, endorser, extension, id, identifier, implicitRules,
// jurisdiction, language, lastReviewDate, meta, modifierExtension, name, note, publisher,
// relatedArtifact, reviewer, shortTitle, status, subtitle, text, title, topic, type, url,
// useContext, version.
pub(crate) static EVIDENCE_VARIABLE: [E; 35] = [
    E(292, 4, 0, 0, 0), E(314, 184, 0, 0, 1), E(390, 383, 0, 2, 3), E(460, 184, 0, 0, 3),
    E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 0), E(519, 5, 0, 0, 2), E(620, 10, 0, 0, 2),
    E(694, 184, 0, 0, 1), E(701, 203, 0, 0, 2), E(713, 184, 0, 0, 1), E(763, 194, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(994, 182, 0, 0, 3),
    E(1002, 3, 0, 0, 0), E(1007, 4, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1158, 13, 0, 0, 2), E(1172, 180, 0, 0, 1), E(1486, 13, 0, 0, 2), E(1564, 211, 0, 0, 1),
    E(1628, 184, 0, 0, 1), E(1688, 13, 0, 0, 2), E(1742, 3, 146, 1, 2), E(1793, 13, 0, 0, 0),
    E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2), E(1870, 182, 0, 0, 1), E(1884, 3, 202, 0, 2),
    E(1903, 16, 0, 0, 2), E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `ExampleScenario`: actor, contact, contained, copyright, date, experimental, extension, id,
// identifier, implicitRules, instance, jurisdiction, language, meta, modifierExtension, name,
// process, publisher, purpose, status, text, url, useContext, version, workflow.
pub(crate) static EXAMPLE_SCENARIO: [E; 25] = [
    E(205, 384, 0, 0, 1), E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 0),
    E(519, 5, 0, 0, 2), E(750, 1, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(958, 385, 0, 0, 1), E(994, 182, 0, 0, 3),
    E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2),
    E(1453, 388, 0, 0, 1), E(1486, 13, 0, 0, 2), E(1487, 10, 0, 0, 0), E(1742, 3, 146, 1, 2),
    E(1842, 201, 0, 0, 0), E(1903, 16, 0, 0, 2), E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
    E(2014, 2, 0, 0, 1),
];

// `ExplanationOfBenefit`: accident, addItem, adjudication, benefitBalance, benefitPeriod,
// billablePeriod, careTeam, claim, claimResponse, contained, created, diagnosis, disposition,
// enterer, extension, facility, form, formCode, fundsReserve, fundsReserveRequested, id,
// identifier, implicitRules, insurance, insurer, item, language, meta, modifierExtension,
// originalPrescription, outcome, patient, payee, payment, preAuthRef, preAuthRefPeriod,
// precedence, prescription, priority, procedure, processNote, provider, referral, related, status,
// subType, supportingInfo, text, total, type, use.
pub(crate) static EXPLANATION_OF_BENEFIT: [E; 51] = [
    E(198, 392, 0, 0, 0), E(211, 393, 0, 0, 1), E(225, 402, 0, 0, 1), E(347, 396, 0, 0, 1),
    E(348, 203, 0, 0, 0), E(349, 203, 0, 0, 2), E(379, 398, 0, 0, 1), E(403, 210, 29, 0, 0),
    E(404, 210, 31, 0, 0), E(461, 30, 0, 0, 1), E(499, 5, 0, 5, 2), E(640, 399, 0, 0, 1),
    E(660, 13, 0, 0, 0), E(718, 210, 158, 0, 0), E(763, 194, 0, 0, 1), E(769, 210, 108, 0, 0),
    E(848, 181, 0, 0, 0), E(849, 182, 0, 0, 0), E(862, 182, 0, 0, 0), E(863, 182, 0, 0, 0),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2), E(963, 400, 0, 9, 3),
    E(964, 210, 140, 6, 2), E(989, 401, 0, 0, 1), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1245, 210, 123, 0, 0), E(1249, 3, 157, 8, 2), E(1303, 210, 150, 4, 2),
    E(1359, 405, 0, 0, 0), E(1364, 406, 0, 0, 0), E(1412, 13, 0, 0, 1), E(1413, 203, 0, 0, 1),
    E(1415, 12, 0, 0, 0), E(1428, 210, 124, 0, 0), E(1441, 182, 0, 0, 0), E(1447, 407, 0, 0, 1),
    E(1454, 408, 0, 0, 1), E(1480, 210, 146, 7, 2), E(1554, 210, 168, 0, 0), E(1562, 409, 0, 0, 1),
    E(1742, 3, 80, 1, 2), E(1773, 182, 0, 0, 0), E(1807, 410, 0, 0, 1), E(1842, 201, 0, 0, 0),
    E(1874, 411, 0, 0, 3), E(1884, 182, 0, 2, 2), E(1906, 3, 36, 3, 2),
];

// `FamilyMemberHistory`: ageAge, ageRange, ageString, bornDate, bornPeriod, bornString, condition,
// contained, dataAbsentReason, date, deceasedAge, deceasedBoolean, deceasedDate, deceasedRange,
// deceasedString, estimatedAge, extension, id, identifier, implicitRules, instantiatesCanonical,
// instantiatesUri, language, meta, modifierExtension, name, note, patient, reasonCode,
// reasonReference, relationship, sex, status, text.
pub(crate) static FAMILY_MEMBER_HISTORY: [E; 34] = [
    E(236, 179, 0, 5, 2), E(238, 208, 0, 5, 2), E(239, 13, 0, 5, 2), E(354, 4, 0, 4, 0),
    E(355, 203, 0, 4, 0), E(356, 13, 0, 4, 0), E(449, 412, 0, 0, 1), E(461, 30, 0, 0, 1),
    E(514, 182, 0, 0, 2), E(519, 5, 0, 0, 2), E(533, 179, 0, 6, 2), E(534, 1, 0, 6, 2),
    E(535, 4, 0, 6, 2), E(537, 208, 0, 6, 2), E(538, 13, 0, 6, 2), E(728, 1, 0, 0, 2),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(960, 2, 0, 0, 3), E(961, 16, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2), E(1172, 180, 0, 0, 1), E(1303, 210, 150, 2, 2),
    E(1525, 182, 0, 0, 3), E(1527, 210, 5, 0, 3), E(1569, 182, 0, 3, 2), E(1684, 182, 0, 0, 2),
    E(1742, 3, 94, 1, 2), E(1842, 201, 0, 0, 0),
];

// `Flag`: author, category, code, contained, encounter, extension, id, identifier, implicitRules,
// language, meta, modifierExtension, period, status, subject, text.
pub(crate) static FLAG: [E; 16] = [
    E(314, 210, 74, 0, 2), E(384, 182, 0, 0, 3), E(413, 182, 0, 2, 2), E(461, 30, 0, 0, 1),
    E(711, 210, 87, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1383, 203, 0, 0, 2), E(1742, 3, 84, 1, 2), E(1775, 210, 96, 3, 2), E(1842, 201, 0, 0, 0),
];

// `Goal`: achievementStatus, addresses, category, contained, description, expressedBy, extension,
// id, identifier, implicitRules, language, lifecycleStatus, meta, modifierExtension, note,
// outcomeCode, outcomeReference, priority, startCodeableConcept, startDate, statusDate,
// statusReason, subject, target, text.
pub(crate) static GOAL: [E; 25] = [
    E(200, 182, 0, 0, 2), E(224, 210, 49, 0, 1), E(384, 182, 0, 0, 3), E(461, 30, 0, 0, 1),
    E(620, 182, 0, 2, 2), E(760, 210, 153, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1025, 3, 86, 1, 2),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1), E(1250, 182, 0, 0, 1),
    E(1253, 210, 136, 0, 1), E(1441, 182, 0, 0, 2), E(1736, 182, 0, 4, 2), E(1737, 4, 0, 4, 2),
    E(1743, 4, 0, 0, 2), E(1745, 13, 0, 0, 0), E(1775, 210, 97, 3, 2), E(1818, 413, 0, 0, 1),
    E(1842, 201, 0, 0, 0),
];

// `GraphDefinition`: contact, contained, date, description, experimental, extension, id,
// implicitRules, jurisdiction, language, link, meta, modifierExtension, name, profile, publisher,
// purpose, start, status, text, url, useContext, version.
pub(crate) static GRAPH_DEFINITION: [E; 23] = [
    E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1), E(519, 5, 0, 0, 2), E(620, 10, 0, 0, 0),
    E(750, 1, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2),
    E(994, 182, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1029, 414, 0, 0, 1), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1158, 13, 0, 1, 2), E(1467, 2, 0, 0, 0), E(1486, 13, 0, 0, 2),
    E(1487, 10, 0, 0, 0), E(1735, 3, 174, 3, 2), E(1742, 3, 146, 2, 2), E(1842, 201, 0, 0, 0),
    E(1903, 16, 0, 0, 2), E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `Group`: active, actual, characteristic, code, contained, extension, id, identifier,
// implicitRules, language, managingEntity, member, meta, modifierExtension, name, quantity, text,
// type.
pub(crate) static GROUP: [E; 18] = [
    E(203, 1, 0, 0, 2), E(207, 1, 0, 2, 2), E(390, 417, 0, 0, 1), E(413, 182, 0, 0, 2),
    E(461, 30, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1049, 210, 147, 0, 2), E(1108, 418, 0, 0, 1),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2), E(1497, 15, 0, 0, 2),
    E(1842, 201, 0, 0, 0), E(1884, 3, 90, 1, 2),
];

// `GuidanceResponse`: contained, dataRequirement, encounter, evaluationMessage, extension, id,
// identifier, implicitRules, language, meta, modifierExtension, moduleCanonical,
// moduleCodeableConcept, moduleUri, note, occurrenceDateTime, outputParameters, performer,
// reasonCode, reasonReference, requestIdentifier, result, status, subject, text.
pub(crate) static GUIDANCE_RESPONSE: [E; 25] = [
    E(461, 30, 0, 0, 1), E(517, 188, 0, 0, 1), E(711, 210, 87, 0, 0), E(731, 210, 139, 0, 1),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1137, 2, 0, 1, 2),
    E(1138, 182, 0, 1, 2), E(1139, 16, 0, 1, 2), E(1172, 180, 0, 0, 1), E(1198, 5, 0, 0, 0),
    E(1257, 210, 149, 0, 0), E(1378, 210, 59, 0, 0), E(1525, 182, 0, 0, 1), E(1527, 210, 43, 0, 1),
    E(1595, 196, 0, 0, 2), E(1622, 210, 17, 0, 0), E(1742, 3, 91, 2, 2), E(1775, 210, 99, 0, 0),
    E(1842, 201, 0, 0, 0),
];

// `HealthcareService`: active, appointmentRequired, availabilityExceptions, availableTime,
// category, characteristic, comment, communication, contained, coverageArea, eligibility,
// endpoint, extension, extraDetails, id, identifier, implicitRules, language, location, meta,
// modifierExtension, name, notAvailable, photo, program, providedBy, referralMethod,
// serviceProvisionCode, specialty, telecom, text, type.
pub(crate) static HEALTHCARE_SERVICE: [E; 32] = [
    E(203, 1, 0, 0, 2), E(290, 1, 0, 0, 0), E(330, 13, 0, 0, 0), E(333, 419, 0, 0, 1),
    E(384, 182, 0, 0, 3), E(390, 182, 0, 0, 1), E(428, 13, 0, 0, 2), E(429, 182, 0, 0, 1),
    E(461, 30, 0, 0, 1), E(498, 210, 108, 0, 1), E(706, 420, 0, 0, 1), E(714, 210, 89, 0, 1),
    E(763, 194, 0, 0, 1), E(765, 10, 0, 0, 0), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1034, 210, 108, 0, 3), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2), E(1171, 421, 0, 0, 1), E(1390, 181, 0, 0, 2),
    E(1470, 182, 0, 0, 1), E(1479, 210, 140, 0, 2), E(1555, 182, 0, 0, 1), E(1677, 182, 0, 0, 1),
    E(1724, 182, 0, 0, 3), E(1833, 185, 0, 0, 1), E(1842, 201, 0, 0, 0), E(1884, 182, 0, 0, 3),
];

// `ImagingStudy`: basedOn, contained, description, encounter, endpoint, extension, id, identifier,
// implicitRules, interpreter, language, location, meta, modality, modifierExtension, note,
// numberOfInstances, numberOfSeries, procedureCode, procedureReference, reasonCode,
// reasonReference, referrer, series, started, status, subject, text.
pub(crate) static IMAGING_STUDY: [E; 28] = [
    E(341, 210, 8, 0, 3), E(461, 30, 0, 0, 1), E(620, 13, 0, 0, 2), E(711, 210, 87, 0, 2),
    E(714, 210, 89, 0, 3), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(973, 210, 158, 0, 3), E(1002, 3, 0, 0, 0), E(1034, 210, 108, 0, 2),
    E(1111, 198, 0, 0, 2), E(1131, 183, 0, 0, 3), E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 3),
    E(1179, 15, 0, 0, 2), E(1182, 15, 0, 0, 2), E(1448, 182, 0, 0, 3), E(1450, 210, 161, 0, 2),
    E(1525, 182, 0, 0, 3), E(1527, 210, 42, 0, 3), E(1557, 210, 158, 0, 2), E(1668, 422, 0, 0, 3),
    E(1739, 5, 0, 0, 2), E(1742, 3, 99, 1, 2), E(1775, 210, 67, 2, 2), E(1842, 201, 0, 0, 0),
];

// `Immunization`: contained, doseQuantity, education, encounter, expirationDate, extension,
// fundingSource, id, identifier, implicitRules, isSubpotent, language, location, lotNumber,
// manufacturer, meta, modifierExtension, note, occurrenceDateTime, occurrenceString, patient,
// performer, primarySource, programEligibility, protocolApplied, reaction, reasonCode,
// reasonReference, recorded, reportOrigin, route, site, status, statusReason, subpotentReason,
// text, vaccineCode.
pub(crate) static IMMUNIZATION: [E; 37] = [
    E(461, 30, 0, 0, 1), E(679, 214, 0, 0, 0), E(695, 425, 0, 0, 1), E(711, 210, 87, 0, 0),
    E(751, 4, 0, 0, 0), E(763, 194, 0, 0, 1), E(861, 182, 0, 0, 0), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2), E(983, 1, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1034, 210, 108, 0, 0), E(1044, 13, 0, 0, 0), E(1058, 210, 140, 0, 0), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 3), E(1198, 5, 0, 4, 2), E(1200, 13, 0, 4, 2),
    E(1303, 210, 150, 3, 2), E(1378, 426, 0, 0, 3), E(1437, 1, 0, 0, 2), E(1472, 182, 0, 0, 1),
    E(1478, 427, 0, 0, 1), E(1519, 428, 0, 0, 1), E(1525, 182, 0, 0, 1), E(1527, 210, 46, 0, 1),
    E(1536, 5, 0, 0, 0), E(1584, 182, 0, 0, 0), E(1634, 182, 0, 0, 0), E(1692, 182, 0, 0, 0),
    E(1742, 3, 77, 1, 2), E(1745, 182, 0, 0, 0), E(1783, 182, 0, 0, 1), E(1842, 201, 0, 0, 0),
    E(1916, 182, 0, 2, 2),
];

// `ImmunizationEvaluation`: authority, contained, date, description, doseNumberPositiveInt,
// doseNumberString, doseStatus, doseStatusReason, extension, id, identifier, immunizationEvent,
// implicitRules, language, meta, modifierExtension, patient, series, seriesDosesPositiveInt,
// seriesDosesString, status, targetDisease, text.
pub(crate) static IMMUNIZATION_EVALUATION: [E; 23] = [
    E(323, 210, 140, 0, 0), E(461, 30, 0, 0, 1), E(519, 5, 0, 0, 0), E(620, 13, 0, 0, 0),
    E(676, 12, 0, 6, 0), E(677, 13, 0, 6, 0), E(681, 182, 0, 5, 2), E(682, 182, 0, 0, 1),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1), E(925, 210, 105, 4, 2),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1303, 210, 150, 2, 2), E(1668, 13, 0, 0, 0), E(1669, 12, 0, 7, 0), E(1670, 13, 0, 7, 0),
    E(1742, 3, 214, 1, 2), E(1820, 182, 0, 3, 2), E(1842, 201, 0, 0, 0),
];

// `ImmunizationRecommendation`: authority, contained, date, extension, id, identifier,
// implicitRules, language, meta, modifierExtension, patient, recommendation, text.
pub(crate) static IMMUNIZATION_RECOMMENDATION: [E; 13] = [
    E(323, 210, 140, 0, 0), E(461, 30, 0, 0, 1), E(519, 5, 0, 2, 2), E(763, 194, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1303, 210, 150, 1, 2), E(1535, 429, 0, 3, 3),
    E(1842, 201, 0, 0, 0),
];

// `ImplementationGuide`: contact, contained, copyright, date, definition, dependsOn, description,
// experimental, extension, fhirVersion, global, id, implicitRules, jurisdiction, language,
// license, manifest, meta, modifierExtension, name, packageId, publisher, status, text, title,
// url, useContext, version.
pub(crate) static IMPLEMENTATION_GUIDE: [E; 28] = [
    E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 0), E(519, 5, 0, 0, 2),
    E(598, 431, 0, 0, 0), E(615, 437, 0, 0, 3), E(620, 10, 0, 0, 0), E(750, 1, 0, 0, 2),
    E(763, 194, 0, 0, 1), E(778, 3, 6, 5, 3), E(877, 438, 0, 0, 3), E(911, 7, 0, 0, 2),
    E(930, 16, 0, 0, 2), E(994, 182, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1023, 3, 188, 0, 2),
    E(1051, 439, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1158, 13, 0, 2, 2),
    E(1265, 7, 0, 4, 2), E(1486, 13, 0, 0, 2), E(1742, 3, 146, 3, 2), E(1842, 201, 0, 0, 0),
    E(1868, 13, 0, 0, 2), E(1903, 16, 0, 1, 2), E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `InsurancePlan`: administeredBy, alias, contact, contained, coverage, coverageArea, endpoint,
// extension, id, identifier, implicitRules, language, meta, modifierExtension, name, network,
// ownedBy, period, plan, status, text, type.
pub(crate) static INSURANCE_PLAN: [E; 22] = [
    E(228, 210, 140, 0, 2), E(243, 13, 0, 0, 1), E(460, 442, 0, 0, 1), E(461, 30, 0, 0, 1),
    E(497, 443, 0, 0, 1), E(498, 210, 108, 0, 3), E(714, 210, 89, 0, 1), E(763, 194, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2), E(1167, 210, 140, 0, 1),
    E(1262, 210, 140, 0, 2), E(1383, 203, 0, 0, 0), E(1395, 446, 0, 0, 1), E(1742, 3, 146, 0, 2),
    E(1842, 201, 0, 0, 0), E(1884, 182, 0, 0, 3),
];

// `Invoice`: account, cancelledReason, contained, date, extension, id, identifier, implicitRules,
// issuer, language, lineItem, meta, modifierExtension, note, participant, paymentTerms, recipient,
// status, subject, text, totalGross, totalNet, totalPriceComponent, type.
pub(crate) static INVOICE: [E; 24] = [
    E(199, 210, 1, 0, 0), E(371, 13, 0, 0, 0), E(461, 30, 0, 0, 1), E(519, 5, 0, 0, 2),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(988, 210, 140, 0, 0), E(1002, 3, 0, 0, 0), E(1028, 451, 0, 0, 1), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1), E(1286, 453, 0, 0, 1), E(1370, 10, 0, 0, 0),
    E(1534, 210, 145, 0, 2), E(1742, 3, 101, 1, 2), E(1775, 210, 99, 0, 2), E(1842, 201, 0, 0, 0),
    E(1875, 199, 0, 0, 2), E(1876, 199, 0, 0, 2), E(1877, 452, 0, 0, 1), E(1884, 182, 0, 0, 2),
];

// `Library`: approvalDate, author, contact, contained, content, copyright, dataRequirement, date,
// description, editor, effectivePeriod, endorser, experimental, extension, id, identifier,
// implicitRules, jurisdiction, language, lastReviewDate, meta, modifierExtension, name, parameter,
// publisher, purpose, relatedArtifact, reviewer, status, subjectCodeableConcept, subjectReference,
// subtitle, text, title, topic, type, url, usage, useContext, version.
pub(crate) static LIBRARY: [E; 40] = [
    E(292, 4, 0, 0, 0), E(314, 184, 0, 0, 1), E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1),
    E(465, 181, 0, 0, 3), E(486, 10, 0, 0, 0), E(517, 188, 0, 0, 1), E(519, 5, 0, 0, 2),
    E(620, 10, 0, 0, 2), E(694, 184, 0, 0, 1), E(701, 203, 0, 0, 2), E(713, 184, 0, 0, 1),
    E(750, 1, 0, 0, 2), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(994, 182, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1007, 4, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1158, 13, 0, 0, 2), E(1273, 202, 0, 0, 1),
    E(1486, 13, 0, 0, 2), E(1487, 10, 0, 0, 0), E(1564, 211, 0, 0, 1), E(1628, 184, 0, 0, 1),
    E(1742, 3, 146, 1, 2), E(1776, 182, 0, 3, 0), E(1778, 210, 94, 3, 0), E(1793, 13, 0, 0, 0),
    E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2), E(1870, 182, 0, 0, 1), E(1884, 182, 0, 2, 2),
    E(1903, 16, 0, 0, 2), E(1904, 13, 0, 0, 0), E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `Linkage`: active, author, contained, extension, id, implicitRules, item, language, meta,
// modifierExtension, text.
pub(crate) static LINKAGE: [E; 11] = [
    E(203, 1, 0, 0, 2), E(314, 210, 146, 0, 2), E(461, 30, 0, 0, 1), E(763, 194, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(930, 16, 0, 0, 2), E(989, 454, 0, 1, 3), E(1002, 3, 0, 0, 0),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1842, 201, 0, 0, 0),
];

// `List`: code, contained, date, emptyReason, encounter, entry, extension, id, identifier,
// implicitRules, language, meta, mode, modifierExtension, note, orderedBy, source, status,
// subject, text, title.
pub(crate) static LIST: [E; 21] = [
    E(413, 182, 0, 0, 2), E(461, 30, 0, 0, 1), E(519, 5, 0, 0, 2), E(707, 182, 0, 0, 0),
    E(711, 210, 87, 0, 0), E(723, 455, 0, 0, 1), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2),
    E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2),
    E(1132, 3, 107, 2, 2), E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1), E(1234, 182, 0, 0, 0),
    E(1703, 210, 77, 0, 2), E(1742, 3, 108, 1, 2), E(1775, 210, 61, 0, 2), E(1842, 201, 0, 0, 0),
    E(1868, 13, 0, 0, 2),
];

// `Location`: address, alias, availabilityExceptions, contained, description, endpoint, extension,
// hoursOfOperation, id, identifier, implicitRules, language, managingOrganization, meta, mode,
// modifierExtension, name, operationalStatus, partOf, physicalType, position, status, telecom,
// text, type.
pub(crate) static LOCATION: [E; 25] = [
    E(223, 178, 0, 0, 0), E(243, 13, 0, 0, 1), E(330, 13, 0, 0, 0), E(461, 30, 0, 0, 1),
    E(620, 13, 0, 0, 2), E(714, 210, 89, 0, 1), E(763, 194, 0, 0, 1), E(907, 456, 0, 0, 1),
    E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0),
    E(1050, 210, 140, 0, 2), E(1111, 198, 0, 0, 2), E(1132, 3, 109, 0, 2), E(1136, 194, 0, 0, 1),
    E(1158, 13, 0, 0, 2), E(1225, 183, 0, 0, 2), E(1285, 210, 108, 0, 0), E(1393, 182, 0, 0, 2),
    E(1404, 457, 0, 0, 0), E(1742, 3, 110, 0, 2), E(1833, 185, 0, 0, 1), E(1842, 201, 0, 0, 0),
    E(1884, 182, 0, 0, 3),
];

// `Measure`: approvalDate, author, clinicalRecommendationStatement, compositeScoring, contact,
// contained, copyright, date, definition, description, disclaimer, editor, effectivePeriod,
// endorser, experimental, extension, group, guidance, id, identifier, implicitRules,
// improvementNotation, jurisdiction, language, lastReviewDate, library, meta, modifierExtension,
// name, publisher, purpose, rateAggregation, rationale, relatedArtifact, reviewer, riskAdjustment,
// scoring, status, subjectCodeableConcept, subjectReference, subtitle, supplementalData, text,
// title, topic, type, url, usage, useContext, version.
pub(crate) static MEASURE: [E; 50] = [
    E(292, 4, 0, 0, 0), E(314, 184, 0, 0, 1), E(408, 10, 0, 0, 2), E(442, 182, 0, 0, 2),
    E(460, 184, 0, 0, 3), E(461, 30, 0, 0, 1), E(486, 10, 0, 0, 0), E(519, 5, 0, 0, 2),
    E(598, 10, 0, 0, 3), E(620, 10, 0, 0, 2), E(652, 10, 0, 0, 2), E(694, 184, 0, 0, 1),
    E(701, 203, 0, 0, 2), E(713, 184, 0, 0, 1), E(750, 1, 0, 0, 2), E(763, 194, 0, 0, 1),
    E(881, 458, 0, 0, 1), E(890, 10, 0, 0, 2), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(934, 182, 213, 0, 2), E(994, 182, 0, 0, 3), E(1002, 3, 0, 0, 0),
    E(1007, 4, 0, 0, 0), E(1022, 2, 0, 0, 1), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1),
    E(1158, 13, 0, 0, 2), E(1486, 13, 0, 0, 2), E(1487, 10, 0, 0, 0), E(1510, 13, 0, 0, 2),
    E(1517, 10, 0, 0, 2), E(1564, 211, 0, 0, 1), E(1628, 184, 0, 0, 1), E(1629, 13, 0, 0, 2),
    E(1649, 182, 0, 0, 2), E(1742, 3, 146, 1, 2), E(1776, 182, 0, 2, 0), E(1778, 210, 94, 2, 0),
    E(1793, 13, 0, 0, 0), E(1800, 462, 0, 0, 1), E(1842, 201, 0, 0, 0), E(1868, 13, 0, 0, 2),
    E(1870, 182, 0, 0, 1), E(1884, 182, 0, 0, 3), E(1903, 16, 0, 0, 2), E(1904, 13, 0, 0, 0),
    E(1907, 218, 0, 0, 3), E(1994, 13, 0, 0, 2),
];

// `MeasureReport`: contained, date, evaluatedResource, extension, group, id, identifier,
// implicitRules, improvementNotation, language, measure, meta, modifierExtension, period,
// reporter, status, subject, text, type.
pub(crate) static MEASURE_REPORT: [E; 19] = [
    E(461, 30, 0, 0, 1), E(519, 5, 0, 0, 2), E(730, 210, 0, 0, 1), E(763, 194, 0, 0, 1),
    E(881, 463, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(934, 182, 213, 0, 2), E(1002, 3, 0, 0, 0), E(1098, 2, 0, 3, 2), E(1111, 198, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1383, 203, 0, 4, 2), E(1589, 210, 111, 0, 2), E(1742, 3, 118, 1, 2),
    E(1775, 210, 62, 0, 2), E(1842, 201, 0, 0, 0), E(1884, 3, 119, 2, 2),
];

// `Media`: basedOn, bodySite, contained, content, createdDateTime, createdPeriod, device,
// deviceName, duration, encounter, extension, frames, height, id, identifier, implicitRules,
// issued, language, meta, modality, modifierExtension, note, operator, partOf, reasonCode, status,
// subject, text, type, view, width.
pub(crate) static MEDIA: [E; 31] = [
    E(341, 210, 18, 0, 3), E(352, 182, 0, 0, 2), E(461, 30, 0, 0, 1), E(465, 181, 0, 3, 2),
    E(500, 5, 0, 2, 2), E(501, 203, 0, 2, 2), E(637, 210, 60, 0, 2), E(639, 13, 0, 0, 2),
    E(689, 6, 0, 0, 2), E(711, 210, 87, 0, 2), E(763, 194, 0, 0, 1), E(853, 12, 0, 0, 2),
    E(899, 12, 0, 0, 2), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3), E(930, 16, 0, 0, 2),
    E(987, 8, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1111, 198, 0, 0, 2), E(1131, 182, 0, 0, 2),
    E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1), E(1226, 210, 24, 0, 2), E(1285, 210, 0, 0, 3),
    E(1525, 182, 0, 0, 3), E(1742, 3, 76, 1, 2), E(1775, 210, 63, 0, 2), E(1842, 201, 0, 0, 0),
    E(1884, 182, 0, 0, 2), E(1998, 182, 0, 0, 2), E(2010, 12, 0, 0, 2),
];

// `Medication`: amount, batch, code, contained, extension, form, id, identifier, implicitRules,
// ingredient, language, manufacturer, meta, modifierExtension, status, text.
pub(crate) static MEDICATION: [E; 16] = [
    E(260, 209, 0, 0, 2), E(343, 469, 0, 0, 0), E(413, 182, 0, 0, 2), E(461, 30, 0, 0, 1),
    E(763, 194, 0, 0, 1), E(848, 182, 0, 0, 0), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 3),
    E(930, 16, 0, 0, 2), E(949, 470, 0, 0, 1), E(1002, 3, 0, 0, 0), E(1058, 210, 140, 0, 2),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1742, 3, 2, 0, 2), E(1842, 201, 0, 0, 0),
];

// `MedicationAdministration`: category, contained, context, device, dosage, effectiveDateTime,
// effectivePeriod, eventHistory, extension, id, identifier, implicitRules, instantiates, language,
// medicationCodeableConcept, medicationReference, meta, modifierExtension, note, partOf,
// performer, reasonCode, reasonReference, request, status, statusReason, subject,
// supportingInformation, text.
pub(crate) static MEDICATION_ADMINISTRATION: [E; 29] = [
    E(384, 182, 0, 0, 0), E(461, 30, 0, 0, 1), E(473, 210, 88, 0, 0), E(637, 210, 59, 0, 1),
    E(671, 471, 0, 0, 0), E(699, 5, 0, 4, 2), E(701, 203, 0, 4, 2), E(734, 210, 162, 0, 1),
    E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1), E(930, 16, 0, 0, 2),
    E(959, 16, 0, 0, 3), E(1002, 3, 0, 0, 0), E(1103, 182, 0, 2, 2), E(1104, 210, 113, 2, 2),
    E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1), E(1285, 210, 121, 0, 3),
    E(1378, 472, 0, 0, 3), E(1525, 182, 0, 0, 1), E(1527, 210, 46, 0, 1), E(1592, 210, 123, 0, 0),
    E(1742, 3, 215, 1, 2), E(1745, 182, 0, 0, 1), E(1775, 210, 99, 3, 2), E(1809, 210, 0, 0, 1),
    E(1842, 201, 0, 0, 0),
];

// `MedicationDispense`: authorizingPrescription, category, contained, context, daysSupply,
// destination, detectedIssue, dosageInstruction, eventHistory, extension, id, identifier,
// implicitRules, language, location, medicationCodeableConcept, medicationReference, meta,
// modifierExtension, note, partOf, performer, quantity, receiver, status,
// statusReasonCodeableConcept, statusReasonReference, subject, substitution,
// supportingInformation, text, type, whenHandedOver, whenPrepared.
pub(crate) static MEDICATION_DISPENSE: [E; 34] = [
    E(327, 210, 123, 0, 1), E(384, 182, 0, 0, 0), E(461, 30, 0, 0, 1), E(473, 210, 88, 0, 0),
    E(532, 214, 0, 0, 0), E(622, 210, 108, 0, 0), E(635, 210, 58, 0, 1), E(672, 190, 0, 0, 1),
    E(734, 210, 162, 0, 1), E(763, 194, 0, 0, 1), E(911, 7, 0, 0, 2), E(915, 196, 0, 0, 1),
    E(930, 16, 0, 0, 2), E(1002, 3, 0, 0, 0), E(1034, 210, 108, 0, 0), E(1103, 182, 0, 3, 2),
    E(1104, 210, 113, 3, 2), E(1111, 198, 0, 0, 2), E(1136, 194, 0, 0, 1), E(1172, 180, 0, 0, 1),
    E(1285, 210, 161, 0, 1), E(1378, 473, 0, 0, 1), E(1497, 214, 0, 0, 0), E(1532, 210, 152, 0, 1),
    E(1742, 3, 216, 1, 2), E(1746, 182, 0, 2, 0), E(1747, 210, 58, 2, 0), E(1775, 210, 99, 0, 2),
    E(1791, 474, 0, 0, 0), E(1809, 210, 0, 0, 1), E(1842, 201, 0, 0, 0), E(1884, 182, 0, 0, 0),
    E(2004, 5, 0, 0, 0), E(2006, 5, 0, 0, 2),
];
