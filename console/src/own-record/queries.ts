// What is known of the patient who has signed in. The server finds nothing else for them, so nothing says whose it is.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type Found, followFhir, type Parameters, searchFhir } from "../fhir/client";
import type { Patient } from "../fhir/types";

export const OWN = ["own-record"] as const;

export const usePatient = () =>
  useQuery({
    queryKey: [...OWN, "Patient"],
    queryFn: async ({ signal }) => {
      const { items } = await searchFhir<Patient>("Patient", [["_count", "1"]], signal);
      return items[0] ?? null;
    },
  });

/** All of a type, page by page. */
export const useOwn = <R>(type: string, sort: string, count: number) =>
  useInfiniteQuery({
    queryKey: [...OWN, type],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }): Promise<Found<R>> => {
      const parameters: Parameters = [
        ["_sort", sort],
        ["_count", String(count)],
      ];
      return pageParam === null
        ? searchFhir<R>(type, parameters, signal)
        : followFhir<R>(pageParam, signal);
    },
    getNextPageParam: (page) => page.next,
  });
