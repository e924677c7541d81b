// What is known of the patient who has signed in. The server finds nothing else for them, so nothing says whose it is.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type Found, followFhir, type Parameters, searchFhir } from "../fhir/client";
import type { Patient, Resource } from "../fhir/types";
import { isMistake } from "./words";

export const OWN = ["own-record"] as const;

export const usePatient = () =>
  useQuery({
    queryKey: [...OWN, "Patient"],
    queryFn: async ({ signal }) => {
      const { items } = await searchFhir<Patient>("Patient", [["_count", "1"]], signal);
      return items[0] ?? null;
    },
  });

/** All of a type, page by page, without what was written down by mistake. */
export const useOwn = <R extends Resource>(type: string, sort: string, count: number) =>
  useInfiniteQuery({
    queryKey: [...OWN, type],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }): Promise<Found<R>> => {
      const parameters: Parameters = [
        ["_sort", sort],
        ["_count", String(count)],
      ];
      const found =
        pageParam === null
          ? await searchFhir<R>(type, parameters, signal)
          : await followFhir<R>(pageParam, signal);
      return { ...found, items: found.items.filter((it) => !isMistake(it)) };
    },
    getNextPageParam: (page) => page.next,
  });
