// What is known about a patient, as far as it is shown.

import { type QueryKey, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { isProblem } from "../api/problem";
import { followFhir, found, type Parameters, searchFhir, writeFhir } from "../fhir/client";
import type { Bundle, Observation, Resource } from "../fhir/types";
import { freshWhileLong, patientKeys } from "./patients";

/** Of a type, what is about a patient: not what they only have to do with, such as what they report of others. */
const about = (id: string, more: Parameters): Parameters => [["patient", id], ...more];

/** What was entered by mistake is not shown among what counts. */
export const NO_MISTAKES: [string, string] = ["status:not", "entered-in-error"];

/** The first page of what is found, for an overview. */
export function useSome<R extends Resource>(id: string, type: string, parameters: Parameters) {
  return useQuery({
    queryKey: [...patientKeys.record(id), type, parameters],
    queryFn: ({ signal }) => searchFhir<R>(type, about(id, parameters), signal),
  });
}

/** All that is found, page by page. */
export function useRecord<R extends Resource>(
  id: string,
  type: string,
  parameters: Parameters,
  enabled = true,
) {
  return useInfiniteQuery({
    queryKey: [...patientKeys.record(id), type, "pages", parameters] as QueryKey,
    enabled,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      pageParam === null
        ? searchFhir<R>(type, about(id, parameters), signal)
        : followFhir<R>(pageParam, signal),
    getNextPageParam: (page) => page.next,
    staleTime: ({ state }) => freshWhileLong(state.data),
  });
}

/** The last observations of each kind, as many as `max`, of a time or of all. */
export function useLastObservations(id: string, max: number, since: string | null) {
  return useQuery({
    queryKey: [...patientKeys.record(id), "$lastn", max, since],
    queryFn: () => lastObservations(id, max, since),
  });
}

/** As above, but of the last year if there are too many to look through them all. */
export function useLatestObservations(id: string, max: number) {
  return useQuery({
    queryKey: [...patientKeys.record(id), "$lastn", max, "latest"],
    queryFn: async () => {
      try {
        return await lastObservations(id, max, null);
      } catch (error) {
        if (!isProblem(error, "too_costly")) throw error;
      }
      return lastObservations(id, max, yearsAgo(1));
    },
  });
}

async function lastObservations(id: string, max: number, since: string | null) {
  const parameter: object[] = [
    { name: "subject", valueReference: { reference: `Patient/${id}` } },
    { name: "max", valuePositiveInt: max },
    { name: NO_MISTAKES[0], valueCode: NO_MISTAKES[1] },
  ];
  if (since) parameter.push({ name: "date", valueString: `ge${since}` });
  const body = { resourceType: "Parameters", parameter };
  const { resource } = await writeFhir<Bundle>("POST", "Observation/$lastn", body);
  return found<Observation>(resource).items;
}

/** The day some years before today. */
export function yearsAgo(years: number): string {
  const now = new Date();
  const months = Math.round(years * 12);
  return new Date(Date.UTC(now.getFullYear(), now.getMonth() - months, now.getDate()))
    .toISOString()
    .slice(0, 10);
}
