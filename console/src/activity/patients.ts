// Whom an event is about: its AuditEvent says it (IHE BALP).

import { readFhir } from "../fhir/client";

interface AuditEvent {
  entity?: { what?: { reference?: string }; role?: { code?: string } }[];
}

/** The role that an entity has as the patient (object-role of FHIR). */
const PATIENT_ROLE = "1";

export async function patientsOf(event: string): Promise<string[]> {
  const { resource } = await readFhir<AuditEvent>(`AuditEvent/${event}`);
  const references = (resource.entity ?? [])
    .filter(({ role }) => role?.code === PATIENT_ROLE)
    .map(({ what }) => what?.reference ?? "");
  return [...new Set(references)].filter((reference) => reference.startsWith("Patient/"));
}
