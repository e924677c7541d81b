// Who looked, put together: what the same one did in the same way, one after the other on a day, is one line. What
// somebody did with their own record stands apart, so that others are not lost among it.

import type { Schemas } from "../api/client";
import { en, type Key } from "../messages/en";

type Access = Schemas["OwnAccess"];

export interface Day {
  /** As the clock here has it. */
  day: string;
  /** An instant of it. */
  at: string;
  others: Visit[];
  own: Visit[];
}

export interface Visit {
  key: string;
  /** The newest, and the oldest of those that are put together. */
  until: string;
  from: string;
  count: number;
  /** Two may have one name. */
  id?: string | null | undefined;
  who: string;
  kind: string;
  through: string;
  deed: Key;
  outcome: string;
}

/** What an operation is to whom the record is about. */
const DEEDS: Record<string, Key> = {
  read_resource: "accesses.deed.read",
  read_resource_version: "accesses.deed.read",
  find_document: "accesses.deed.read",
  list_documents: "accesses.deed.search",
  list_document_history: "accesses.deed.history",
  list_resource_history: "accesses.deed.history",
  list_type_history: "accesses.deed.history",
  search_resources: "accesses.deed.search",
  find_last_observations: "accesses.deed.search",
  read_statistics: "accesses.deed.search",
  read_everything: "accesses.deed.everything",
  create_resource: "accesses.deed.create",
  create_document: "accesses.deed.create",
  complete_upload: "accesses.deed.create",
  update_resource: "accesses.deed.update",
  patch_resource: "accesses.deed.update",
  update_document: "accesses.deed.update",
  merge_patients: "accesses.deed.update",
  process_transaction: "accesses.deed.several",
  process_batch: "accesses.deed.several",
  delete_resource: "accesses.deed.delete",
  delete_document: "accesses.deed.delete",
  export_subject: "accesses.deed.export",
  find_export: "accesses.deed.exportSeen",
  finish_export: "accesses.deed.exportDone",
  read_export: "accesses.deed.exportTaken",
  delete_export: "accesses.deed.exportGone",
  create_bulk_export: "accesses.deed.bulk",
  read_bulk_export: "accesses.deed.bulk",
  export_tenant: "accesses.deed.bulk",
  create_invitation: "accesses.deed.invite",
  delete_invitation: "accesses.deed.invite",
  accept_invitation: "accesses.deed.join",
  join_tenant: "accesses.deed.join",
  find_subject: "accesses.deed.rights",
  read_erasure_plan: "accesses.deed.rights",
  hold_subject: "accesses.deed.hold",
  release_subject: "accesses.deed.hold",
  restrict_subject: "accesses.deed.restrict",
  lift_restriction: "accesses.deed.restrict",
  object_subject: "accesses.deed.object",
  withdraw_objection: "accesses.deed.object",
  list_objections: "accesses.deed.rights",
  list_corrections: "accesses.deed.rights",
  find_erasure_request: "accesses.deed.rights",
  list_erasure_requests: "accesses.deed.rights",
  list_open_corrections: "accesses.deed.rights",
  request_correction: "accesses.deed.say",
  resolve_correction: "accesses.deed.correct",
  refuse_correction: "accesses.deed.correct",
  request_erasure: "accesses.deed.wish",
  withdraw_erasure_request: "accesses.deed.wish",
  refuse_erasure_request: "accesses.deed.answer",
  erase_subject: "accesses.deed.erase",
  list_own_accesses: "accesses.deed.own",
};

export function deedOf(operation: string): Key {
  return DEEDS[operation] ?? "accesses.deed.other";
}

/** Which door something came through, in words. */
export function throughOf(through: string): Key {
  const key = `accesses.through.${through}`;
  return key in en ? (key as Key) : "accesses.through.other";
}

/** A page that waits for an archive looks every few seconds whether it is there: nobody did that. */
const isWaiting = ({ operation, outcome }: Access) =>
  operation === "find_export" && outcome === "done";

/** What was done, a day after the other, newest first. `own` is the id of whom the record is about. */
export function daysOf(accesses: readonly Access[], own: string): Day[] {
  const days: Day[] = [];
  for (const access of accesses) {
    const isOwn = access.actor_kind === "user" && access.actor_id === own;
    if (isOwn && isWaiting(access)) continue;
    const day = new Date(access.at).toDateString();
    if (days.at(-1)?.day !== day) days.push({ day, at: access.at, others: [], own: [] });
    const visits = days.at(-1)?.[isOwn ? "own" : "others"] ?? [];
    addTo(visits, access, `${access.at} ${visits.length}`);
  }
  return days;
}

function addTo(visits: Visit[], access: Access, key: string) {
  const { at, operation, outcome, actor_kind, actor_id, actor_name, interface: through } = access;
  const deed = deedOf(operation);
  const last = visits.at(-1);
  const isSame =
    last?.id === actor_id &&
    last?.who === actor_name &&
    last?.kind === actor_kind &&
    last?.through === through &&
    last?.deed === deed &&
    last?.outcome === outcome;
  if (isSame && last) {
    last.from = at;
    last.count += 1;
    return;
  }
  const who = { id: actor_id, who: actor_name, kind: actor_kind, through };
  visits.push({ key, until: at, from: at, count: 1, deed, outcome, ...who });
}
