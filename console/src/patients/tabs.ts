// The parts of a patient's page, each at an address of its own, for whoever may do one of what it needs.

import { isProblem } from "../api/problem";
import type { Key } from "../messages/en";
import type { Operation } from "../session/permissions";

export interface Tab {
  /** Behind the patient's own address; nothing for the first. */
  to: string;
  name: Key;
  needs: Operation[];
  /** Whether it shows what is known of them, rather than what is done with it. */
  isRecord?: true;
}

const TABS: Tab[] = [
  { to: "", name: "patient.summary", needs: ["search_resources"], isRecord: true },
  { to: "timeline", name: "patient.timeline", needs: ["search_resources"], isRecord: true },
  {
    to: "observations",
    name: "patient.observations",
    needs: ["find_last_observations"],
    isRecord: true,
  },
  { to: "conditions", name: "patient.conditions", needs: ["search_resources"], isRecord: true },
  { to: "documents", name: "person.documents", needs: ["read_resource"], isRecord: true },
  { to: "looked", name: "person.looked", needs: ["list_events"] },
  { to: "rights", name: "person.rights", needs: ["find_subject"] },
  { to: "export", name: "person.export", needs: ["list_exports"] },
  { to: "erasure", name: "person.erasure", needs: ["read_erasure_plan"] },
];

/** Those that lead somewhere, for whoever may do this, and if this is why it is not known who the patient is. */
export function tabsFor(may: (operation: Operation) => boolean, error: unknown): Tab[] {
  if (isProblem(error, "not_found")) return [];
  const isClosed =
    isProblem(error, "gone", "restricted", "objected") ||
    (isProblem(error, "denied") && !may("search_resources"));
  return TABS.filter(({ needs, isRecord }) => needs.some(may) && !(isRecord && isClosed));
}
