// Which events are shown. It stands in the address, so that a page can be kept, and gone back to.

import type { operations } from "../generated/schema";
import type { Event } from "./sentence";
import { isChange, outcomeOf } from "./sentence";

/** The first is what is shown where the address says nothing. */
export const SHOWN = ["notable", "all", "changes", "reads", "undone"] as const;
export type Shown = (typeof SHOWN)[number];

/** The filters as the address has them: ids, names of operations and days, and never the name of anybody. */
export interface Filters {
  actor: string;
  resource: string;
  operation: string;
  since: string;
  until: string;
  show: Shown;
}

export type EventQuery = NonNullable<operations["list_events"]["parameters"]["query"]>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const RESOURCE = /^[A-Za-z][A-Za-z0-9-]{0,63}\/[A-Za-z0-9.-]{1,64}$/;

export const isResource = (text: string) => RESOURCE.test(text);

/** The filters of an address. What cannot be is left out, as if it were not there. */
export function filtersOf(params: URLSearchParams): Filters {
  const text = (name: string) => params.get(name) ?? "";
  const day = (name: string) => (isDay(text(name)) ? text(name) : "");
  return {
    actor: text("actor"),
    resource: isResource(text("resource")) ? text("resource") : "",
    operation: text("operation"),
    since: day("since"),
    until: day("until"),
    show: SHOWN.find((it) => it === text("show")) ?? SHOWN[0],
  };
}

/** The address of filters. */
export function paramsOf(filters: Partial<Filters>): URLSearchParams {
  const set = Object.entries(filters).filter(([, value]) => value && value !== SHOWN[0]);
  return new URLSearchParams(set);
}

/** What to ask the server for. Days are those of whoever looks, and the last one is meant whole. */
export function queryOf({ actor, resource, operation, since, until }: Filters): EventQuery {
  return {
    ...(actor && { actor }),
    ...(resource && { resource }),
    ...(operation && { operation }),
    ...(since && { since: midnight(since, 0) }),
    ...(until && { until: midnight(until, 1) }),
  };
}

/** Whether an event is of the kind that is shown: the server cannot be asked for that. */
export function fits({ show, operation }: Filters, event: Event): boolean {
  // Whoever looks for something of what pages ask for by themselves is shown it.
  if (show === "notable") return operation !== "" || !isRoutine(event);
  if (show === "changes") return isChange(event);
  if (show === "reads") return !isChange(event);
  return show === "all" || !["done", "none"].includes(outcomeOf(event));
}

/** What pages ask for by themselves, whoever has opened them: who is signed in, and what they may do. */
const ROUTINE = [
  "find_session",
  "renew_session",
  "list_roles",
  "find_tenant",
  "list_account_tenants",
  "find_account",
];

const isRoutine = (event: Event) =>
  (event.outcome === "done" && ROUTINE.includes(event.operation)) || outcomeOf(event) === "none";

/** Whether an event is of the days that are shown: the stream of news cannot be asked for that. */
export function isWithin({ since, until }: Filters, event: Event): boolean {
  const at = Date.parse(event.at);
  const isBefore = since !== "" && at < Date.parse(midnight(since, 0));
  return !isBefore && (until === "" || at < Date.parse(midnight(until, 1)));
}

/** Whether all that fits has happened already. */
export function isPast({ until }: Filters, now: number): boolean {
  return until !== "" && Date.parse(midnight(until, 1)) <= now;
}

function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(new Date(`${text}T00:00:00`).getTime());
}

function midnight(day: string, after: number): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + after);
  return date.toISOString();
}
