// What roles may do, in words of those who give them: every operation belongs to one line of a few groups. Which role
// may do which operation the server says.

import type { Schemas } from "../api/client";
import type { Key } from "../messages/en";
import { PATIENT } from "./Roles";

interface Ability {
  /** Its words: `roles.can.` and this. */
  name: string;
  operations: readonly string[];
}

interface Group {
  /** Its words: `roles.group.` and this. */
  name: string;
  abilities: readonly Ability[];
}

export const GROUPS: readonly Group[] = [
  {
    name: "records",
    abilities: [
      {
        name: "look",
        operations: [
          "read_resource",
          "read_resource_version",
          "search_resources",
          "list_resource_history",
          "read_everything",
        ],
      },
      {
        name: "compare",
        operations: ["list_type_history", "find_last_observations", "read_statistics"],
      },
      {
        name: "write",
        operations: [
          "create_resource",
          "update_resource",
          "patch_resource",
          "process_transaction",
          "process_batch",
          "create_upload",
          "append_upload",
          "find_upload",
          "complete_upload",
          "delete_upload",
        ],
      },
      { name: "delete", operations: ["delete_resource"] },
      { name: "merge", operations: ["merge_patients"] },
      {
        name: "bulk",
        operations: [
          "create_bulk_export",
          "find_bulk_export",
          "read_bulk_export",
          "delete_bulk_export",
        ],
      },
      { name: "check", operations: ["validate_resource"] },
    ],
  },
  {
    name: "documents",
    abilities: [
      {
        name: "documents",
        operations: ["list_documents", "find_document", "list_document_history"],
      },
      { name: "writeDocuments", operations: ["create_document", "update_document"] },
      { name: "deleteDocuments", operations: ["delete_document"] },
      { name: "types", operations: ["create_document_type", "update_document_type"] },
    ],
  },
  {
    name: "rights",
    abilities: [
      {
        name: "ask",
        operations: [
          "request_correction",
          "list_corrections",
          "request_erasure",
          "find_erasure_request",
          "withdraw_erasure_request",
        ],
      },
      {
        name: "answer",
        operations: ["resolve_correction", "refuse_correction", "refuse_erasure_request"],
      },
      {
        name: "standing",
        operations: [
          "find_subject",
          "list_objections",
          "list_erasure_requests",
          "list_open_corrections",
          "read_erasure_plan",
        ],
      },
      {
        name: "hold",
        operations: [
          "hold_subject",
          "release_subject",
          "restrict_subject",
          "lift_restriction",
          "object_subject",
          "withdraw_objection",
        ],
      },
      { name: "erase", operations: ["erase_subject"] },
      {
        name: "erasures",
        operations: ["list_erasures", "find_erasure", "find_account_erasure"],
      },
      { name: "export", operations: ["export_subject", "find_export", "read_export"] },
      { name: "exports", operations: ["list_exports", "delete_export"] },
      { name: "exportAll", operations: ["export_tenant"] },
    ],
  },
  {
    name: "people",
    abilities: [
      { name: "members", operations: ["list_members", "find_member", "list_member_sessions"] },
      {
        name: "changeMembers",
        operations: ["update_member", "remove_member", "end_member_sessions"],
      },
      {
        name: "invite",
        operations: ["create_invitation", "list_invitations", "delete_invitation"],
      },
      { name: "clients", operations: ["list_clients", "find_client"] },
      { name: "changeClients", operations: ["create_client", "update_client", "revoke_client"] },
      { name: "settings", operations: ["update_tenant"] },
    ],
  },
  {
    name: "oversight",
    abilities: [
      {
        name: "events",
        operations: [
          "list_events",
          "find_event",
          "stream_events",
          "search_audit_events",
          "read_audit_event",
        ],
      },
      {
        name: "log",
        operations: [
          "prove_event",
          "read_log_key",
          "read_log_checkpoint",
          "read_log_tile",
          "list_log_records",
          "read_deployment_checkpoint",
          "reconcile_log",
        ],
      },
      { name: "state", operations: ["read_status"] },
      { name: "explain", operations: ["explain_decision"] },
      { name: "ownAccesses", operations: ["list_own_accesses"] },
    ],
  },
  {
    name: "everybody",
    abilities: [
      {
        name: "signIn",
        operations: [
          "create_session",
          "find_session",
          "end_session",
          "switch_session",
          "create_access_token",
        ],
      },
      {
        name: "basics",
        operations: [
          "find_tenant",
          "list_roles",
          "list_document_types",
          "find_document_type",
          "read_capabilities",
          "reject_request",
        ],
      },
    ],
  },
];

/** Answers to these are without what says who somebody is, for whoever only counts and compares. */
export const ANALYST = "analyst";
export const WITHOUT_NAMES: readonly string[] = ["look", "compare", "bulk", "check", "documents"];

export type Standing = "all" | "some" | "nameless" | "own" | "none";

/** How far a role goes in something. */
export function standingOf({ name, operations }: Schemas["Role"], ability: Ability): Standing {
  const count = ability.operations.filter((it) => operations.includes(it)).length;
  if (count === 0) return "none";
  if (name === PATIENT) return "own";
  if (name === ANALYST && WITHOUT_NAMES.includes(ability.name)) return "nameless";
  return count < ability.operations.length ? "some" : "all";
}

/** What roles may do and no line is about: a server that is newer than this page has more. */
export function others(roles: readonly Schemas["Role"][]): string[] {
  const known = GROUPS.flatMap(({ abilities }) => abilities.flatMap((it) => it.operations));
  const all = roles.flatMap(({ operations }) => operations);
  return [...new Set(all)].filter((it) => !known.includes(it)).sort();
}

export const abilityKey = (name: string) => `roles.can.${name}` as Key;
export const groupKey = (name: string) => `roles.group.${name}` as Key;
