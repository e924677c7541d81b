// What is asked of patients, and what is kept of the answers, in memory alone.

import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { isProblem } from "../api/problem";
import {
  type Found,
  followFhir,
  type Parameters,
  readFhir,
  searchFhir,
  type Versioned,
} from "../fhir/client";
import type { Patient } from "../fhir/types";
import { searchesFor } from "./search";

export const patientKeys = {
  all: ["patients"],
  view: ["patients", "view"],
  list: ["patients", "list"],
  one: (id: string) => ["patients", "one", id],
  /** All that is shown of what is known about somebody. */
  record: (id: string) => ["patients", "record", id],
};

export type Sort = "_lastUpdated" | "family" | "birthdate";
const ORDERS: Record<Sort, string> = {
  _lastUpdated: "-_lastUpdated",
  family: "family,given",
  birthdate: "birthdate",
};
/** Rows want this much; a photograph in them would be megabytes. */
const ELEMENTS = "name,birthDate,gender,identifier,active,deceased,link";
const PAGE = "100";

/** How many pages of a list are asked for anew when it is looked at again. */
const FEW_PAGES = 3;
const FRESH = 10_000;

/** A long list stays as it was read: to ask for a thousand pages again, one after the other, helps nobody. */
export const freshWhileLong = (data: InfiniteData<unknown, unknown> | undefined) =>
  (data?.pages.length ?? 0) > FEW_PAGES ? Number.POSITIVE_INFINITY : FRESH;

export function usePatients(words: string, sort: Sort) {
  return useInfiniteQuery({
    queryKey: [...patientKeys.list, words, sort],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      if (pageParam === null) return firstPage(words, sort, signal);
      if (pageParam === INSIDE) return insidePage(words, sort, signal);
      const isInside = pageParam.startsWith(INSIDE);
      const page = await followFhir<Patient>(
        isInside ? pageParam.slice(INSIDE.length) : pageParam,
        signal,
      );
      return isInside ? marked(page) : goingOn(page, words);
    },
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    staleTime: ({ state }) => freshWhileLong(state.data),
  });
}

/** Before the way to a page of those in whose names the words stand further inside. */
const INSIDE = "inside:";

const shown = (count: string): Parameters => [
  ["_elements", ELEMENTS],
  ["_count", count],
];

async function firstPage(words: string, sort: Sort, signal: AbortSignal): Promise<Found<Patient>> {
  const { list, single } = searchesFor(words);
  const [page, ...others] = await Promise.all([
    searchFhir<Patient>("Patient", [...list, ["_sort", ORDERS[sort]], ...shown(PAGE)], signal),
    ...single.map((it) => searchFhir<Patient>("Patient", [...it, ...shown("20")], signal)),
  ]);
  const first = others.flatMap(({ items }) => items);
  const items = distinct([...first, ...page.items]);
  return goingOn({ ...page, items, total: others.length > 0 ? null : page.total }, words);
}

async function insidePage(words: string, sort: Sort, signal: AbortSignal): Promise<Found<Patient>> {
  const inside = searchesFor(words).inside ?? [];
  const order: Parameters = [["_sort", ORDERS[sort]]];
  try {
    return marked(
      await searchFhir<Patient>("Patient", [...inside, ...order, ...shown(PAGE)], signal),
    );
  } catch (error) {
    // It is an addition to what is found by beginnings: among too many names there is none.
    if (!isProblem(error, "too_costly")) throw error;
    return { items: [], included: [], next: null, total: null, damaged: false };
  }
}

/** Where a list by the beginnings of names ends, those inside of whose names the words stand come next. */
const goingOn = (page: Found<Patient>, words: string): Found<Patient> =>
  page.next === null && searchesFor(words).inside ? { ...page, next: INSIDE } : page;

const marked = (page: Found<Patient>): Found<Patient> =>
  page.next === null ? page : { ...page, next: INSIDE + page.next };

/** Each once, although several searches find it, or it was changed while pages were turned. */
export function distinct(patients: Patient[]): Patient[] {
  return [...new Map(patients.map((it) => [it.id, it])).values()];
}

export function usePatient(id: string) {
  return useQuery({
    queryKey: patientKeys.one(id),
    queryFn: ({ signal }) => readFhir<Patient>(`Patient/${id}`, signal),
    // Several parts of a page want it: what was refused to the first is not asked for again by each.
    retryOnMount: false,
  });
}

/** After somebody was changed: they are shown so at once, wherever they stand. */
export function useKeepPatient() {
  const client = useQueryClient();
  return useCallback(
    (id: string, changed: Versioned<Patient>) => {
      client.setQueryData(patientKeys.one(id), changed);
      client.setQueriesData<InfiniteData<Found<Patient>>>(
        { queryKey: patientKeys.list },
        (lists) =>
          lists && {
            ...lists,
            pages: lists.pages.map((page) => ({
              ...page,
              items: page.items.map((it) => (it.id === id ? changed.resource : it)),
            })),
          },
      );
    },
    [client],
  );
}

/** After somebody came: lists are asked for anew, from their beginning. */
export function useAddPatient() {
  const client = useQueryClient();
  return useCallback(
    (id: string, added: Versioned<Patient>) => {
      client.setQueryData(patientKeys.one(id), added);
      client.removeQueries({ queryKey: patientKeys.list });
    },
    [client],
  );
}

export interface View {
  words: string;
  sort: Sort;
  /** How far the page was scrolled. */
  top: number;
}

/** How the list is looked at, for whoever comes back to it. It stands in no address and no storage. */
export function useView() {
  const client = useQueryClient();
  const [view, setView] = useState<View>(
    () =>
      client.getQueryData<View>(patientKeys.view) ?? { words: "", sort: "_lastUpdated", top: 0 },
  );
  useEffect(() => {
    client.setQueryData(patientKeys.view, view);
  }, [client, view]);
  const keepTop = useCallback(
    // Not in the state: by then there is no page any more that has one.
    (top: number) => {
      client.setQueryData<View>(patientKeys.view, (kept) => kept && { ...kept, top });
    },
    [client],
  );
  return { view, setView, keepTop };
}

/** A value once it has not changed for some milliseconds. */
export function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
