// All that is known of the patient who has signed in, as one Bundle, with every digit that was recorded.

import { Problem } from "../api/problem";
import { type Found, found, readFhir, searchFhir } from "../fhir/client";
import { writeJson } from "../fhir/json";
import type { Bundle, Patient, Resource } from "../fhir/types";

/** How many entries the server is asked for at once. */
const PAGE = 200;

/** Says after each page how many entries there are so far. */
export async function collectRecord(onCount: (count: number) => void): Promise<string> {
  const { items } = await searchFhir<Patient>("Patient", [["_count", "1"]]);
  const id = items[0]?.id;
  if (!id) throw new Problem("not_found", 404);
  // What several pages refer to comes with each of them.
  const resources = new Map<string, Resource>();
  let next: string | null = `Patient/${id}/$everything?_count=${PAGE}`;
  while (next !== null) {
    const { resource }: { resource: Bundle } = await readFhir<Bundle>(next);
    const page: Found = found(resource);
    for (const it of [...page.items, ...page.included]) {
      resources.set(`${it.resourceType}/${it.id}`, it);
    }
    onCount(resources.size);
    next = page.next;
  }
  const entry = [...resources.values()].map((resource) => ({ resource }));
  return writeJson({ resourceType: "Bundle", type: "collection", entry });
}
