// The parts of a patient's page, each at an address of its own, for whoever may do one of what it needs.

import type { Key } from "../messages/en";
import type { Operation } from "../session/permissions";

export interface Tab {
  /** Behind the patient's own address; nothing for the first. */
  to: string;
  name: Key;
  needs: Operation[];
}

export const TABS: Tab[] = [
  { to: "", name: "patient.summary", needs: ["search_resources"] },
  { to: "timeline", name: "patient.timeline", needs: ["search_resources"] },
  { to: "observations", name: "patient.observations", needs: ["find_last_observations"] },
  { to: "conditions", name: "patient.conditions", needs: ["search_resources"] },
  { to: "documents", name: "person.documents", needs: ["read_resource"] },
  { to: "looked", name: "person.looked", needs: ["list_events"] },
  { to: "rights", name: "person.rights", needs: ["find_subject"] },
  { to: "export", name: "person.export", needs: ["list_exports"] },
  { to: "erasure", name: "person.erasure", needs: ["read_erasure_plan"] },
];
