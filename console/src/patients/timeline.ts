// What happened, in order of time, from searches of several types that each come page by page.

import { useInfiniteQuery } from "@tanstack/react-query";
import { isProblem } from "../api/problem";
import { type Found, followFhir, type Parameters, searchFhir } from "../fhir/client";
import { endOf, startOf } from "../fhir/dates";
import type {
  Condition,
  DocumentReference,
  Encounter,
  MedicationRequest,
  Observation,
  Period,
  Procedure,
  Resource,
} from "../fhir/types";
import { freshWhileLong, patientKeys } from "./patients";
import { NO_MISTAKES } from "./record";

export const KINDS = [
  "Encounter",
  "Condition",
  "Observation",
  "MedicationRequest",
  "Procedure",
  "DocumentReference",
] as const;
export type TimelineKind = (typeof KINDS)[number];

const PAGE = "50";
const MOST = "500";
const SORTS: Record<TimelineKind, Parameters> = {
  Encounter: [["_sort", "-date"], NO_MISTAKES],
  // When one was recorded says nothing of when it began, so that they are in no order that others follow.
  Condition: [["verification-status:not", "entered-in-error"]],
  Observation: [["_sort", "-date"], NO_MISTAKES],
  MedicationRequest: [["_sort", "-authoredon"], NO_MISTAKES],
  Procedure: [["_sort", "-date"], NO_MISTAKES],
  DocumentReference: [["_sort", "-date"], NO_MISTAKES],
};

/** From when until when; an end of undefined has not come. */
export function spanOf(resource: Resource): Period | undefined {
  switch (resource.resourceType as TimelineKind) {
    case "Encounter":
      return (resource as Encounter).period;
    case "Condition": {
      const { onsetDateTime, onsetPeriod, recordedDate } = resource as Condition;
      return onsetPeriod ?? at(onsetDateTime ?? recordedDate);
    }
    case "Observation": {
      const { effectiveDateTime, effectiveInstant, effectivePeriod } = resource as Observation;
      return effectivePeriod ?? at(effectiveDateTime ?? effectiveInstant);
    }
    case "MedicationRequest":
      return at((resource as MedicationRequest).authoredOn);
    case "Procedure": {
      const { performedDateTime, performedPeriod } = resource as Procedure;
      return performedPeriod ?? at(performedDateTime);
    }
    case "DocumentReference":
      return at((resource as DocumentReference).date);
  }
}

const at = (date: string | undefined) => (date ? { start: date, end: date } : undefined);

/** When something stands in the timeline. */
export const whenOf = (resource: Resource) => {
  const span = spanOf(resource);
  return span?.start ?? span?.end;
};

/** A page of one type, and whether its reader may see any. */
export interface Stretch {
  items: Resource[];
  next: string | null;
  denied: boolean;
}

/**
 * What can be shown of what has come: as far back as nothing newer can come after it. Each type comes by its ends,
 * the latest first, and nothing begins after its end; so whatever begins before the last end that has come of a type
 * of which there is more, may have something before it that has not come.
 */
export function settled(stretches: Stretch[][]): Resource[] {
  const frontier = Math.max(...stretches.map(frontierOf), -Infinity);
  const isOver = frontier === -Infinity;
  return stretches
    .flatMap((pages) => pages.flatMap(({ items }) => items))
    .map((resource) => ({ resource, time: startOf(whenOf(resource)) }))
    .filter(({ time }) => (time === null ? isOver : time >= frontier))
    .sort((a, b) => (b.time ?? -Infinity) - (a.time ?? -Infinity))
    .map(({ resource }) => resource);
}

/** How far back a type has come; as far as there is, if that is all. */
export function frontierOf(pages: Stretch[]): number {
  const last = pages.at(-1);
  if (!last?.next) return -Infinity;
  const items = pages.flatMap(({ items }) => items);
  const span = items.length > 0 ? spanOf(items[items.length - 1] as Resource) : undefined;
  if (!span) return items.length > 0 ? -Infinity : Infinity;
  // What has not ended comes first.
  return span.end ? (endOf(span.end) ?? -Infinity) : Infinity;
}

type Cursors = Partial<Record<TimelineKind, string>>;
type Page = Partial<Record<TimelineKind, Stretch>>;

export function useTimeline(id: string, kinds: readonly TimelineKind[]) {
  return useInfiniteQuery({
    queryKey: [...patientKeys.record(id), "timeline", kinds],
    initialPageParam: null as Cursors | null,
    queryFn: async ({ pageParam, signal }): Promise<Page> => {
      const wanted = pageParam ? kinds.filter((kind) => pageParam[kind]) : kinds;
      const pages = await Promise.all(
        wanted.map((kind) => stretch(id, kind, pageParam?.[kind], signal)),
      );
      return Object.fromEntries(wanted.map((kind, i) => [kind, pages[i]]));
    },
    getNextPageParam: (_, pages) => cursorsOf(stretchesOf(pages)),
    staleTime: ({ state }) => freshWhileLong(state.data),
  });
}

/** What has come, by type. */
export function stretchesOf(pages: readonly Page[]): Map<TimelineKind, Stretch[]> {
  const all = new Map<TimelineKind, Stretch[]>();
  for (const page of pages) {
    for (const [kind, stretch] of Object.entries(page) as [TimelineKind, Stretch][]) {
      all.set(kind, [...(all.get(kind) ?? []), stretch]);
    }
  }
  return all;
}

/** Of which types more is wanted to go further back: those that keep the others waiting. */
export function cursorsOf(stretches: Map<TimelineKind, Stretch[]>): Cursors | null {
  const open = [...stretches].flatMap(([kind, pages]) => {
    const next = pages.at(-1)?.next;
    return next ? [{ kind, next, frontier: frontierOf(pages) }] : [];
  });
  if (open.length === 0) return null;
  const frontier = Math.max(...open.map((it) => it.frontier));
  const waitedFor = open.filter((it) => it.frontier === frontier);
  return Object.fromEntries(waitedFor.map(({ kind, next }) => [kind, next]));
}

async function stretch(
  id: string,
  kind: TimelineKind,
  next: string | undefined,
  signal: AbortSignal,
): Promise<Stretch> {
  const isWhole = kind === "Condition";
  try {
    const page = next
      ? await followFhir(next, signal)
      : await searchFhir(
          kind,
          [["patient", id], ...SORTS[kind], ["_count", isWhole ? MOST : PAGE]],
          signal,
        );
    return { ...(isWhole ? await whole(page, signal) : page), denied: false };
  } catch (error) {
    // What one may not see is left out, and said.
    if (isProblem(error, "denied")) return { items: [], next: null, denied: true };
    throw error;
  }
}

/** All pages at once. */
async function whole(page: Found, signal: AbortSignal): Promise<Found> {
  let items = page.items;
  let next = page.next;
  while (next) {
    const more = await followFhir(next, signal);
    items = [...items, ...more.items];
    next = more.next;
  }
  return { ...page, items, next: null };
}
