import { expect, test } from "vitest";
import type { Schemas } from "../api/client";
import { concernsOf } from "./concerns";

const NOW = Date.parse("2026-11-30T12:00:00Z");
const WELL: Schemas["Status"] = {
  backups: {
    seen_at: "2026-11-30T11:58:00Z",
    places: 2,
    places_away: 0,
    places_behind: 0,
    newest_backup_at: "2026-11-30T03:00:00Z",
    is_scheduled: true,
    has_failed: false,
    drill_at: "2026-11-15T03:00:00Z",
  },
  keys: {
    seen_at: "2026-11-30T11:59:50Z",
    epoch: 3,
    begun_at: "2026-11-20T00:00:00Z",
    is_rotating: false,
    due_at: "2026-12-12T00:00:00Z",
    places_behind: 0,
  },
  indexes: [{ store: "records", is_there: true, behind: 3 }],
  log: {
    trees: [{ tree: "changes", size: 5, newest_event_at: "2026-11-30T11:00:00Z" }],
    witnesses: ["somebody else"],
    reconciliation: {
      at: "2026-11-30T11:30:00Z",
      entries: 10,
      rows: 10,
      findings_count: 0,
      findings: [],
    },
  },
  parked_jobs: [],
  erasures: { removing: 0, closing: 4 },
  sends_mail: true,
};

const whats = (changed: Partial<Schemas["Status"]>) =>
  concernsOf({ ...WELL, ...changed }, NOW).map(({ what }) => what);
const backups = (changed: Partial<Schemas["BackupStatus"]>) =>
  whats({ backups: { ...WELL.backups, ...changed } });

test("of what is well nothing is said, an erasure that only waits for its day included", () => {
  expect(whats({})).toEqual([]);
});

test("no backup, an old one, and one that failed are each said as what they are", () => {
  expect(backups({ places: 0, newest_backup_at: null })).toEqual(["noBackup"]);
  expect(backups({ seen_at: null, places: 0, newest_backup_at: null })).toEqual([]);
  expect(backups({ is_scheduled: false })).toEqual(["notScheduled"]);
  const newest = "2026-11-27T00:00:00Z";
  expect(backups({ is_scheduled: false, newest_backup_at: newest })).toEqual(["backupOld"]);
  expect(backups({ has_failed: true, places_away: 1, places_behind: 1 })).toEqual([
    "backupFailed",
    "placesAway",
    "placesBehind",
  ]);
});

test("a drill that failed counts more than one that went well long ago", () => {
  expect(backups({ drill_at: null })).toEqual(["noDrill"]);
  expect(backups({ drill_at: "2026-10-01T00:00:00Z" })).toEqual(["drillOld"]);
  const failed = "2026-11-29T00:00:00Z";
  expect(backups({ drill_at: null, drill_failed_at: failed })).toEqual(["drillFailed"]);
});

test("keys that should have turned over and did not are said, and not while they do", () => {
  const due = { ...WELL.keys, due_at: "2026-11-30T10:00:00Z" };
  expect(whats({ keys: due })).toEqual(["keysDue"]);
  expect(whats({ keys: { ...due, is_rotating: true } })).toEqual([]);
});

test("what is wrong comes before what is only to be known", () => {
  const found = whats({
    log: { ...WELL.log, witnesses: [] },
    erasures: { removing: 1, closing: 0 },
    parked_jobs: [{ kind: "send_mail", count: 2, since_at: "2026-11-30T10:00:00Z" }],
  });
  expect(found).toEqual(["parked", "erasing", "noWitness"]);
});
