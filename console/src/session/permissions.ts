// What the caller's roles allow, as the server says it. Pages hide what would be refused; refusing is the server's.

import { useRoles } from "../api/queries";
import type { operations } from "../generated/schema";
import { useSession } from "./SessionProvider";

/** The OpenAPI document has those of the platform API; these are of the FHIR face. */
type FhirOperation =
  | "create_resource"
  | "read_resource"
  | "read_resource_version"
  | "read_audit_event"
  | "patch_resource"
  | "search_resources"
  | "find_last_observations";

export type Operation = keyof operations | FhirOperation;

/** The role of whoever is shown what is about themselves, and nothing else of a tenant: the list of roles neither. */
const PATIENT = "patient";
/** Of what patients may do what pages ask about, since nothing tells them. */
const OF_PATIENTS: readonly Operation[] = ["list_own_accesses"];

export function useIsPatient(): boolean {
  return useSession().roles.includes(PATIENT);
}

/** Whether the caller's roles allow an operation; no, as long as that is not known. */
export function useMay(): (operation: Operation) => boolean {
  const { roles } = useSession();
  const isPatient = useIsPatient();
  const { data } = useRoles(!isPatient);
  return (operation) =>
    isPatient
      ? OF_PATIENTS.includes(operation)
      : (data?.items ?? []).some(
          (role) => roles.includes(role.name) && role.operations.includes(operation),
        );
}
