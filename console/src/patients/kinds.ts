// Observations of the same kind: with a coding in common, or the same words where there is no coding.

import { endOf, startOf } from "../fhir/dates";
import type { CodeableConcept, Measured, Observation } from "../fhir/types";
import { conceptText } from "../fhir/values";

export interface Kind {
  key: string;
  name: string;
  /** Each as `system|code`. */
  codings: string[];
  /** The newest first. */
  observations: Observation[];
}

export function codingsOf(code: CodeableConcept | undefined): string[] {
  return (code?.coding ?? []).flatMap((it) => (it.code ? `${it.system ?? ""}|${it.code}` : []));
}

/** When it holds of: what the server sorts by, too. */
export function whenOf(it: Observation): string | undefined {
  const { effectiveDateTime, effectiveInstant, effectivePeriod } = it;
  return effectiveDateTime ?? effectiveInstant ?? effectivePeriod?.end ?? effectivePeriod?.start;
}

export const newestFirst = (a: Observation, b: Observation) =>
  (endOf(whenOf(b)) ?? 0) - (endOf(whenOf(a)) ?? 0);

export function kindsOf(observations: readonly Observation[]): Kind[] {
  const kinds: Kind[] = [];
  for (const observation of [...observations].sort(newestFirst)) {
    const codings = codingsOf(observation.code);
    const name = conceptText(observation.code);
    const same = kinds.filter((kind) =>
      codings.length > 0
        ? kind.codings.some((it) => codings.includes(it))
        : kind.codings.length === 0 && kind.name === name,
    );
    const [first, ...others] = same;
    if (!first) {
      kinds.push({ key: codings[0] ?? name, name, codings, observations: [observation] });
      continue;
    }
    // It has codings of several, which are therefore one.
    for (const other of others) {
      kinds.splice(kinds.indexOf(other), 1);
      first.observations.push(...other.observations);
    }
    first.observations.push(observation);
    first.observations.sort(newestFirst);
    first.codings = [...new Set([...same.flatMap((it) => it.codings), ...codings])];
  }
  return kinds.sort((a, b) => a.name.localeCompare(b.name));
}

export interface Change {
  /** With as many places as the more exact of the two. */
  text: string;
  direction: "up" | "down" | "same";
  since: string | undefined;
}

/** How a quantity has changed since the one before; null where the two cannot be compared. */
export function changeSince(now: Measured, before: Observation | undefined): Change | null {
  const [new_, old] = [now.valueQuantity, before?.valueQuantity];
  if (new_?.value === undefined || old?.value === undefined) return null;
  if (unitKey(new_) !== unitKey(old) || new_.comparator || old.comparator) return null;
  const places = Math.max(...[new_, old].map(({ value }) => `${value}`.split(".")[1]?.length ?? 0));
  const difference = Number(new_.value) - Number(old.value);
  if (!Number.isFinite(difference)) return null;
  const text = Math.abs(difference).toFixed(Math.min(places, 20));
  const direction = Number(text) === 0 ? "same" : difference > 0 ? "up" : "down";
  return { text, direction, since: before && whenOf(before) };
}

/** By what units are the same: their code, where there is one. */
export const unitKey = (quantity: { code?: string; unit?: string } | undefined) =>
  quantity?.code ?? quantity?.unit ?? "";

/** When it is, as a number to place it by: the middle of what is not exact. */
export function timeOf(observation: Observation): number | null {
  const when = whenOf(observation);
  const [start, end] = [startOf(when), endOf(when)];
  return start === null || end === null ? null : (start + end) / 2;
}
