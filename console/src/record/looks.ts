// Who did what with the record of a person: the events of the log in which they are named, newest first.

import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { followFhir, type Parameters, searchFhir } from "../fhir/client";
import type { CodeableConcept, Coding, Resource } from "../fhir/types";
import type { SubjectName } from "./subject";

export interface Look {
  id: string;
  at: string;
  operation: string;
  done: boolean;
  who: string | null;
  address: string | null;
  /** Documents, as `Observation/123`. */
  documents: string[];
}

export interface LookFilter {
  /** `all`, `seen` or `changed`. */
  what: string;
  /** Days, as `2026-11-29`, or nothing. */
  from: string;
  until: string;
}

export interface LookPage {
  items: Look[];
  next: string | null;
}

interface AuditEvent extends Resource {
  recorded: string;
  outcome?: string;
  subtype?: Coding[];
  agent?: {
    requestor: boolean;
    who?: { display?: string };
    network?: { address?: string };
  }[];
  entity?: { what?: { reference?: string }; type?: Coding; role?: CodeableConcept & Coding }[];
}

const OPERATION = "urn:ribcage:operation";
const PAGE = 50;
/** How many pages with nothing on them are looked at before somebody is asked whether to go on. */
const PAGES_LOOKED = 10;
const ACTIONS: Record<string, string> = { seen: "R,E", changed: "C,U,D" };
/** By this role an event names a document, rather than whose it is. */
const DOCUMENT = "4";

/** A page of it. What is asked stands in no address, so nobody reads there whom it is about. */
export async function findLooks(
  name: SubjectName,
  filter: LookFilter,
  cursor: string | null,
): Promise<LookPage> {
  // Who has no document of FHIR is in no event of FHIR.
  if (name.type === "Subject") return findEvents(name, filter, cursor);
  let page =
    cursor === null
      ? await searchFhir<AuditEvent>("AuditEvent", parametersOf(name, filter))
      : await followFhir<AuditEvent>(cursor);
  // The server looks through so many events a page; there may be none among them, and some behind.
  for (let looked = 1; page.items.length === 0 && page.next && looked < PAGES_LOOKED; looked += 1) {
    page = await followFhir<AuditEvent>(page.next);
  }
  return { items: page.items.map(lookOf), next: page.next };
}

export function parametersOf({ type, id }: SubjectName, filter: LookFilter): Parameters {
  const parameters: Parameters = [
    [type === "Patient" ? "patient" : "entity", `${type}/${id}`],
    ["_count", String(PAGE)],
  ];
  const action = ACTIONS[filter.what];
  if (action) parameters.push(["action", action]);
  const { since, until } = instants(filter);
  if (since) parameters.push(["date", `ge${since}`]);
  if (until) parameters.push(["date", `lt${until}`]);
  return parameters;
}

/** The days of a filter as moments, by the clock of whoever asks; the last day is in it. */
function instants({ from, until }: LookFilter): { since?: string; until?: string } {
  const moments: { since?: string; until?: string } = {};
  if (from) moments.since = new Date(`${from}T00:00`).toISOString();
  if (until) {
    const end = new Date(`${until}T00:00`);
    end.setDate(end.getDate() + 1);
    moments.until = end.toISOString();
  }
  return moments;
}

export function lookOf(event: AuditEvent): Look {
  const agent = event.agent?.find(({ requestor }) => requestor);
  return {
    id: event.id ?? "",
    at: event.recorded,
    operation: event.subtype?.find(({ system }) => system === OPERATION)?.code ?? "",
    done: event.outcome === undefined || event.outcome === "0",
    who: agent?.who?.display ?? null,
    address: agent?.network?.address ?? null,
    documents: (event.entity ?? [])
      .filter(({ role }) => role?.code === DOCUMENT)
      .flatMap(({ what }) => what?.reference?.split("/_history/")[0] ?? []),
  };
}

async function findEvents(name: SubjectName, filter: LookFilter, cursor: string | null) {
  const wanted = { resource: `${name.type}/${name.id}`, count: PAGE, ...instants(filter) };
  const query = cursor === null ? wanted : { ...wanted, cursor };
  const { items, next } = await answered(api.GET("/api/events", { params: { query } }));
  return { items: items.map(eventLook), next: next ?? null };
}

function eventLook(event: Schemas["Event"]): Look {
  return {
    id: event.id,
    at: event.at,
    operation: event.operation,
    done: event.outcome === "done",
    who: event.actor.name,
    address: event.address ?? null,
    documents: (event.resources ?? []).map(({ type, id }) => `${type}/${id}`),
  };
}
