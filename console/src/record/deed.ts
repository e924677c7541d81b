// What somebody did, in a word or two; an operation that has none is shown by the kind it is of, or as it is called.

import type { Translate } from "../messages";
import { en, type Key } from "../messages/en";

const ALIKE: Record<string, string> = {
  read_resource: "seen",
  read_resource_version: "seen",
  find_document: "seen",
  search_resources: "found",
  list_documents: "found",
  find_last_observations: "found",
  read_statistics: "counted",
  list_resource_history: "history",
  list_type_history: "history",
  list_document_history: "history",
  read_everything: "everything",
  create_resource: "added",
  create_document: "added",
  update_resource: "changed",
  patch_resource: "changed",
  update_document: "changed",
  delete_resource: "deleted",
  delete_document: "deleted",
  merge_patients: "merged",
  process_transaction: "changed",
  read_bulk_export: "bulk",
  list_events: "log",
  find_event: "log",
  search_audit_events: "log",
  read_audit_event: "log",
  list_own_accesses: "log",
};

const BY_ACTION: Record<string, string> = { C: "added", R: "seen", U: "changed", D: "deleted" };

export function deedName(t: Translate, operation: string, action: string | null): string {
  const own = `deed.${ALIKE[operation] ?? operation}`;
  if (own in en) return t(own as Key);
  const kind = `deed.${BY_ACTION[action ?? ""]}`;
  return kind in en ? t(kind as Key) : operation.replaceAll("_", " ");
}
