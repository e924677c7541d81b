// The little of FHIR R4 that pages look at. What is not named here stays in a resource all the same.

import type { Decimal } from "./json";

export interface Resource {
  resourceType: string;
  id?: string;
  meta?: { versionId?: string; lastUpdated?: string; security?: Coding[]; tag?: Coding[] };
}

export interface Coding {
  system?: string;
  code?: string;
  display?: string;
}

export interface CodeableConcept {
  coding?: Coding[];
  text?: string;
}

export interface Reference {
  reference?: string;
  display?: string;
}

export interface Period {
  start?: string;
  end?: string;
}

export interface Quantity {
  value?: Decimal;
  comparator?: string;
  unit?: string;
  system?: string;
  code?: string;
}

export interface Range {
  low?: Quantity;
  high?: Quantity;
}

export interface HumanName {
  use?: string;
  text?: string;
  family?: string;
  given?: string[];
  prefix?: string[];
  suffix?: string[];
  period?: Period;
}

export interface Identifier {
  use?: string;
  type?: CodeableConcept;
  system?: string;
  value?: string;
}

export interface ContactPoint {
  system?: string;
  value?: string;
  use?: string;
  rank?: number;
}

export interface Address {
  use?: string;
  text?: string;
  line?: string[];
  postalCode?: string;
  city?: string;
  state?: string;
  country?: string;
}

export interface Patient extends Resource {
  resourceType: "Patient";
  active?: boolean;
  name?: HumanName[];
  birthDate?: string;
  gender?: string;
  identifier?: Identifier[];
  telecom?: ContactPoint[];
  address?: Address[];
  communication?: { language: CodeableConcept; preferred?: boolean }[];
  deceasedBoolean?: boolean;
  deceasedDateTime?: string;
  link?: { other: Reference; type: string }[];
}

/** What somebody measured or found, as one value or several beside each other. */
export interface Measured {
  code: CodeableConcept;
  valueQuantity?: Quantity;
  valueCodeableConcept?: CodeableConcept;
  valueString?: string;
  valueBoolean?: boolean;
  valueInteger?: number;
  valueDateTime?: string;
  valueTime?: string;
  valuePeriod?: Period;
  valueRange?: Range;
  valueRatio?: { numerator?: Quantity; denominator?: Quantity };
  dataAbsentReason?: CodeableConcept;
  referenceRange?: { low?: Quantity; high?: Quantity; text?: string; type?: CodeableConcept }[];
}

export interface Observation extends Resource, Measured {
  resourceType: "Observation";
  status: string;
  subject?: Reference;
  effectiveDateTime?: string;
  effectivePeriod?: Period;
  effectiveInstant?: string;
  interpretation?: CodeableConcept[];
  component?: Measured[];
  note?: { text: string }[];
}

export interface Condition extends Resource {
  resourceType: "Condition";
  clinicalStatus?: CodeableConcept;
  verificationStatus?: CodeableConcept;
  severity?: CodeableConcept;
  code?: CodeableConcept;
  onsetDateTime?: string;
  onsetPeriod?: Period;
  onsetAge?: Quantity;
  onsetString?: string;
  abatementDateTime?: string;
  abatementPeriod?: Period;
  abatementString?: string;
  recordedDate?: string;
}

export interface AllergyIntolerance extends Resource {
  resourceType: "AllergyIntolerance";
  clinicalStatus?: CodeableConcept;
  verificationStatus?: CodeableConcept;
  criticality?: string;
  code?: CodeableConcept;
  recordedDate?: string;
  onsetDateTime?: string;
  reaction?: { manifestation: CodeableConcept[]; severity?: string }[];
}

interface Medicated {
  medicationCodeableConcept?: CodeableConcept;
  medicationReference?: Reference;
  contained?: (Resource & { code?: CodeableConcept })[];
}

export interface MedicationRequest extends Resource, Medicated {
  resourceType: "MedicationRequest";
  status: string;
  intent: string;
  authoredOn?: string;
  dosageInstruction?: { text?: string }[];
}

export interface MedicationStatement extends Resource, Medicated {
  resourceType: "MedicationStatement";
  status: string;
  effectiveDateTime?: string;
  effectivePeriod?: Period;
  dateAsserted?: string;
  dosage?: { text?: string }[];
}

export interface Encounter extends Resource {
  resourceType: "Encounter";
  status: string;
  class?: Coding;
  type?: CodeableConcept[];
  reasonCode?: CodeableConcept[];
  period?: Period;
  participant?: { individual?: Reference }[];
}

export interface Procedure extends Resource {
  resourceType: "Procedure";
  status: string;
  code?: CodeableConcept;
  performedDateTime?: string;
  performedPeriod?: Period;
  performedString?: string;
}

export interface DocumentReference extends Resource {
  resourceType: "DocumentReference";
  status: string;
  type?: CodeableConcept;
  description?: string;
  date?: string;
}

export interface Bundle {
  resourceType: "Bundle";
  type: string;
  total?: number;
  link?: { relation: string; url: string }[];
  entry?: { resource?: Resource; search?: { mode?: string } }[];
}

export interface OperationOutcome {
  resourceType: "OperationOutcome";
  issue: {
    severity: string;
    code: string;
    details?: CodeableConcept;
    expression?: string[];
    diagnostics?: string;
  }[];
}
