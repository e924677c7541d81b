// Whom a pasted text names: an id, a reference, or an address that ends in one.

import { SUBJECT_TYPES, type SubjectName } from "../record/subject";

/** An id of FHIR, and of a platform's own people. */
const ID = /^[A-Za-z0-9.-]{1,64}$/;

export function personIn(text: string, type: string): SubjectName | null {
  const parts = text.trim().split(/[?#]/)[0]?.split("/").filter(Boolean) ?? [];
  const at = parts.findLastIndex((part) => (SUBJECT_TYPES as readonly string[]).includes(part));
  const found = at < 0 ? { type, id: parts[0] } : { type: parts[at] ?? type, id: parts[at + 1] };
  // Of several parts without a type nobody knows which is meant.
  if ((at < 0 && parts.length !== 1) || !found.id || !ID.test(found.id)) return null;
  return { type: found.type, id: found.id };
}
