// Reading what the log speaks of, in FHIR.

import { SESSION_REFUSED } from "../api/client";
import { Problem, UNREACHABLE } from "../api/problem";
import type { Operation } from "../session/permissions";

/** Operations of the FHIR face. Roles name them, and the OpenAPI document, which is of the platform API, does not. */
export const FHIR = {
  read: "read_resource",
  readVersion: "read_resource_version",
  readAuditEvent: "read_audit_event",
} as unknown as Record<"read" | "readVersion" | "readAuditEvent", Operation>;

interface OperationOutcome {
  issue?: { details?: { coding?: { system?: string; code?: string }[] } }[];
}

/** The text of a resource by its path, in which numbers keep every digit; otherwise throws the problem. */
export async function fhirText(path: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch(`/fhir/R4/${path}`, {
      headers: { accept: "application/fhir+json" },
      credentials: "same-origin",
      cache: "no-store",
    });
  } catch {
    throw new Problem(UNREACHABLE, 0);
  }
  if (response.ok) return response.text();
  if (response.status === 401) window.dispatchEvent(new Event(SESSION_REFUSED));
  const outcome: OperationOutcome = await response.json().catch(() => ({}));
  const codings = outcome.issue?.[0]?.details?.coding ?? [];
  const code = codings.find(({ system }) => system === "urn:ribcage:problem")?.code;
  throw new Problem(code ?? "unknown", response.status);
}
