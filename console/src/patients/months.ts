// The timeline by months, and within them what happened on the same day beside each other.

import { dateText, startOf } from "../fhir/dates";
import type { Resource } from "../fhir/types";
import { type TimelineKind, whenOf } from "./timeline";

export interface Month {
  key: string;
  /** Nothing for what has no date. */
  name: string;
  resources: Resource[];
}

/** Months as the clock here has them; what is known to a year alone stands under its year. */
export function monthsOf(resources: readonly Resource[], language: string): Month[] {
  const months: Month[] = [];
  for (const resource of resources) {
    const key = monthOf(whenOf(resource));
    const last = months.at(-1);
    if (last?.key === key) last.resources.push(resource);
    else months.push({ key, name: dateText(key || undefined, language), resources: [resource] });
  }
  return months;
}

function monthOf(when: string | undefined): string {
  const start = startOf(when);
  if (start === null || !when) return "";
  if (when.length <= 10) return when.slice(0, 7);
  const date = new Date(start);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}`;
}

export interface Entry {
  key: string;
  kind: TimelineKind;
  when: string | undefined;
  resources: Resource[];
}

/** What was observed at the same time is one entry, everything else one each. */
export function daysOf(resources: readonly Resource[]): Entry[] {
  const entries: Entry[] = [];
  for (const resource of resources) {
    const kind = resource.resourceType as TimelineKind;
    const when = whenOf(resource);
    const same = entries.find(
      (it) => it.kind === "Observation" && it.kind === kind && it.when === when,
    );
    if (same) same.resources.push(resource);
    else entries.push({ key: `${kind}/${resource.id}`, kind, when, resources: [resource] });
  }
  return entries;
}
