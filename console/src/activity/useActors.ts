// Who can be chosen as having done something: by id, which is all that the address learns.

import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { answered } from "../api/problem";
import { keys } from "../api/queries";
import { useLanguage } from "../messages";
import type { Key } from "../messages/en";
import { useMay } from "../session/permissions";
import { type Event, NAMELESS, whoDid } from "./sentence";

interface Group {
  name: Key;
  members: { id: string; text: string }[];
}

/** As many as the server gives at once. Of larger organisations the others are found in their events. */
const MOST = 500;

export function useActors(chosen: string, events: Event[]): Group[] {
  const { t, locale } = useLanguage();
  const may = useMay();
  const members = useQuery({
    queryKey: [...keys.members, "all"],
    enabled: may("list_members"),
    queryFn: () => answered(api.GET("/api/members", { params: { query: { count: MOST } } })),
  });
  const clients = useQuery({
    queryKey: ["clients", "all"],
    enabled: may("list_clients"),
    queryFn: () => answered(api.GET("/api/clients", { params: { query: { count: MOST } } })),
  });
  const people = (members.data?.items ?? []).map(({ user, name, email }) => ({
    id: user,
    text: name || email || t("people.unnamed"),
  }));
  const machines = (clients.data?.items ?? []).map(({ id, name }) => ({ id, text: name }));
  const known = new Set([...people, ...machines].map(({ id }) => id));
  const others = new Map<string, string>();
  if (chosen && !known.has(chosen)) others.set(chosen, chosen);
  for (const { actor } of events.slice(0, MOST)) {
    // Who has no id is found by what they are called, which is no name of a person.
    const id = actor.id ?? (NAMELESS.includes(actor.kind) ? actor.name : null);
    if (id && !known.has(id)) others.set(id, whoDid(t, actor));
  }
  const groups: [Key, Group["members"]][] = [
    ["activity.actor.people", people],
    ["activity.actor.clients", machines],
    ["activity.actor.others", [...others].map(([id, text]) => ({ id, text }))],
  ];
  return groups
    .filter(([, found]) => found.length > 0)
    .map(([name, found]) => ({
      name,
      members: found.sort((a, b) => a.text.localeCompare(b.text, locale)),
    }));
}
