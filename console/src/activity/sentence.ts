// What happened, in plain words.

import type { Schemas } from "../api/client";
import type { Translate } from "../messages";
import { en, type Key } from "../messages/en";
import { DEEDS } from "./deeds";

export type Event = Schemas["Event"];

type Deed = readonly [verb: string, thing?: string];
const deeds: Readonly<Record<string, Deed>> = DEEDS;

/** Who is named by what they are: they have no name of their own. */
export const NAMELESS = ["operator", "background", "visitor", "claimant", "invitee"];

/** The text under a key that is put together; nothing if there is none. */
function found(t: Translate, key: string, values = {}): string | null {
  return key in en ? t(key as Key, values) : null;
}

/** Of what whoever has none is told so by "not found": a patient who has not asked to be erased. */
const MAYBE_NONE = ["find_erasure_request"];

/** What came of it: `none` if it was asked for what need not be there, and is not. */
export function outcomeOf({
  operation,
  outcome,
  problem,
}: Pick<Event, "operation" | "outcome" | "problem">): string {
  return problem === "not_found" && MAYBE_NONE.includes(operation) ? "none" : outcome;
}

/** What somebody who did something is called. */
export function whoDid(t: Translate, { kind, name }: Schemas["Actor"]): string {
  const nameless = NAMELESS.includes(kind) && found(t, `activity.who.${kind}`);
  return nameless || name || t("activity.who.nobody");
}

/** What was done, as the rest of a sentence that begins with who did it. */
export function whatWasDone(
  t: Translate,
  event: Pick<Event, "operation" | "outcome" | "problem" | "resources">,
): string {
  const { operation, resources } = event;
  const outcome = outcomeOf(event);
  const deed = deeds[operation];
  const types = [...new Set(resources?.map(({ type }) => type))];
  const isNew = operation === "update_resource" && resources?.[0]?.version === 1;
  const verb = isNew ? "create" : (deed?.[0] ?? "other");
  const thing = deed ? thingOf(t, deed[1], types) : operation;
  if (outcome === "done" || outcome === "none")
    return t(`activity.did.${verb}` as Key, { what: thing });
  return t("activity.tried", { deed: t(`activity.do.${verb}` as Key, { what: thing }) });
}

/** An operation by itself, for lists to choose from. */
export function operationName(t: Translate, operation: string): string {
  const deed = deeds[operation];
  if (!deed) return operation;
  const text = t(`activity.do.${deed[0]}` as Key, { what: thingOf(t, deed[1], []) });
  return begun(text);
}

/** Words as they begin a line. */
export const begun = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

function thingOf(t: Translate, thing: string | undefined, types: string[]): string {
  if (thing !== "*") return found(t, `activity.thing.${thing}`) ?? "";
  const [type, ...others] = types;
  if (others.length > 0) return t("activity.thing.records");
  return type ? typeName(t, type) : t("activity.thing.record");
}

/** A kind of document, with its article. */
export function typeName(t: Translate, type: string): string {
  return found(t, `activity.type.${type}`) ?? t("activity.type.other", { type });
}

/** Through which door. */
export function doorName(t: Translate, door: string): string {
  return found(t, `activity.through.${door}`) ?? door;
}

/** What came of it. */
export function outcomeName(t: Translate, outcome: string): string {
  return found(t, `activity.outcome.${outcome}`) ?? outcome;
}

/** Why it was not done. */
export function reasonName(t: Translate, problem: string): string {
  return found(t, `activity.reason.${problem}`) ?? problem;
}

/** Whether an event is of a change; all others are of looking. */
export function isChange({ id }: Pick<Event, "id">): boolean {
  return id.startsWith("c-");
}
