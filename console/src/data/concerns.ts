// What of the state of the deployment somebody should look at, the worst first.

import type { Schemas } from "../api/client";
import type { Key } from "../messages/en";

type Status = Schemas["Status"];

/** A concern is said by its own words, `concern.<what>`, and by what to do, `concern.<what>.do`. */
export type What = {
  [K in Key]: K extends `concern.${infer W}.do` ? W : never;
}[Key];

export interface Concern {
  what: What;
  /** Whether something is wrong, or only to be known. */
  isBad: boolean;
  count?: number;
  at?: string;
  /** A name that the server has for it. */
  name?: string;
  /** The page that shows more. */
  to?: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How old the newest backup may be where none is made by itself. */
const BACKUP_OLD = 2 * DAY;
/** How long ago the last drill may be: the documentation asks for one a month. */
const DRILL_OLD = 35 * DAY;
/** How far behind a search index may be; the server counts no further. */
const INDEX_BEHIND = 200;

export function concernsOf(status: Status, now: number): Concern[] {
  const found = [
    ...ofWork(status),
    ...ofBackups(status.backups, now),
    ...ofDrills(status.backups, now),
    ...ofKeys(status.keys, now),
    ...ofLog(status.log),
    ...ofIndexes(status.indexes),
  ];
  return [...found.filter(({ isBad }) => isBad), ...found.filter(({ isBad }) => !isBad)];
}

function ofWork({ ends_at, parked_jobs, erasures }: Status): Concern[] {
  const found: Concern[] = [];
  if (ends_at) found.push({ what: "closed", isBad: true, at: ends_at, to: "/data/ending" });
  for (const { kind, count, since_at } of parked_jobs) {
    found.push({ what: "parked", isBad: true, count, at: since_at, name: kind });
  }
  if (erasures.removing > 0) {
    found.push({ what: "erasing", isBad: false, count: erasures.removing, to: "/data/erasures" });
  }
  return found;
}

function ofBackups(backups: Status["backups"], now: number): Concern[] {
  const { seen_at, places, places_away, places_behind, newest_backup_at: newest } = backups;
  // Just after its start the server has not looked yet.
  if (!seen_at) return [];
  if (places === 0 || !newest) return [{ what: "noBackup", isBad: true }];
  const found: Concern[] = [];
  if (backups.has_failed) found.push({ what: "backupFailed", isBad: true, at: newest });
  if (places_away > 0) found.push({ what: "placesAway", isBad: true, count: places_away });
  if (places_behind > 0) found.push({ what: "placesBehind", isBad: true, count: places_behind });
  if (!backups.is_scheduled && now - Date.parse(newest) > BACKUP_OLD) {
    found.push({ what: "backupOld", isBad: true, at: newest });
  } else if (!backups.is_scheduled) {
    found.push({ what: "notScheduled", isBad: false });
  }
  return found;
}

function ofDrills(backups: Status["backups"], now: number): Concern[] {
  const { newest_backup_at: newest, drill_at, drill_failed_at: failed } = backups;
  if (failed) return [{ what: "drillFailed", isBad: true, at: failed }];
  if (!newest) return [];
  if (!drill_at) return [{ what: "noDrill", isBad: false }];
  const isOld = now - Date.parse(drill_at) > DRILL_OLD;
  return isOld ? [{ what: "drillOld", isBad: false, at: drill_at }] : [];
}

function ofKeys({ due_at, is_rotating, places_behind }: Status["keys"], now: number): Concern[] {
  const found: Concern[] = [];
  if (due_at && !is_rotating && now - Date.parse(due_at) > HOUR) {
    found.push({ what: "keysDue", isBad: true, at: due_at });
  }
  if (places_behind > 0) found.push({ what: "keysCopied", isBad: false, count: places_behind });
  return found;
}

function ofLog({ witnesses, reconciliation }: Status["log"]): Concern[] {
  const found: Concern[] = [];
  if (reconciliation && reconciliation.findings_count > 0) {
    const { findings_count: count, at } = reconciliation;
    found.push({ what: "findings", isBad: true, count, at });
  }
  if (witnesses.length === 0) found.push({ what: "noWitness", isBad: false });
  return found;
}

function ofIndexes(indexes: Status["indexes"]): Concern[] {
  const isBehind = indexes.some(({ behind }) => behind >= INDEX_BEHIND);
  return isBehind ? [{ what: "indexBehind", isBad: false, count: INDEX_BEHIND }] : [];
}
