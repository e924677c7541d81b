// What is filtered, as a file, made here page by page. It is never all in memory twice: pieces go into a Blob, which the
// browser keeps on disk if it grows.

import { type Filters, fits, queryOf } from "./filters";
import type { Event } from "./sentence";
import { listEvents } from "./useEvents";

export const EXPORT_MOST = 100_000;
export type Form = "ndjson" | "csv";

const PAGE = 500;
const COLUMNS = [
  "at",
  "id",
  "operation",
  "outcome",
  "problem",
  "actor_kind",
  "actor_id",
  "actor_name",
  "interface",
  "address",
  "request",
  "documents",
  "parameters",
  "returned",
  "policies",
  "index",
  "hash",
];

export interface Exported {
  file: Blob;
  count: number;
  /** Whether there was more than fits into one file. */
  isFull: boolean;
}

/** Asks for page after page until there are no more, or somebody stops it. */
export async function exportEvents(
  filters: Filters,
  form: Form,
  signal: AbortSignal,
  onProgress: (count: number, back: string) => void,
): Promise<Exported> {
  const type = form === "csv" ? "text/csv;charset=utf-8" : "application/x-ndjson";
  const head = form === "csv" ? `\uFEFF${COLUMNS.join(",")}\r\n` : "";
  let file = new Blob([head], { type });
  let count = 0;
  let cursor: string | null = null;
  const query = { ...queryOf(filters), count: PAGE };
  do {
    const page = await listEvents(query, cursor, signal);
    const fitting = page.items.filter((event) => fits(filters, event));
    const wanted = fitting.slice(0, EXPORT_MOST - count);
    const lines = wanted.map(form === "csv" ? csvLine : ndjsonLine);
    file = new Blob([file, lines.join("")], { type });
    count += wanted.length;
    cursor = page.next ?? null;
    const last = page.items.at(-1);
    if (last) onProgress(count, last.at);
    const isFull = count >= EXPORT_MOST && (cursor !== null || wanted.length < fitting.length);
    if (isFull) return { file, count, isFull };
  } while (cursor !== null);
  return { file, count, isFull: false };
}

const ndjsonLine = (event: Event) => `${JSON.stringify(event)}\n`;

/** One line of RFC 4180. */
export function csvLine(event: Event): string {
  const { actor, resources } = event;
  const cells = [
    event.at,
    event.id,
    event.operation,
    event.outcome,
    event.problem,
    actor.kind,
    actor.id,
    actor.name,
    event.interface,
    event.address,
    event.request,
    resources?.map(({ type, id, version }) => `${type}/${id}/_history/${version}`).join(" "),
    event.parameters?.join(" "),
    event.returned,
    event.policies?.join(" "),
    event.index,
    event.hash,
  ];
  return `${cells.map(cell).join(",")}\r\n`;
}

/** A cell that a spreadsheet takes for text: what begins like a formula is kept from being one. */
function cell(value: string | number | null | undefined): string {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
