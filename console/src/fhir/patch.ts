// What differs between two versions of a resource, as a JSON Patch (RFC 6902): nothing else is touched.

import { Digits } from "./json";

export type Operation =
  | { op: "add" | "replace"; path: string; value: unknown }
  | { op: "remove"; path: string };

type Members = Record<string, unknown>;

export function isMembers(value: unknown): value is Members {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Digits)
  );
}

/** An array whose items are elements of their own; of texts and numbers it counts as one value. */
export function isList(value: unknown): value is Members[] {
  return Array.isArray(value) && value.every(isMembers);
}

export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (one instanceof Digits || other instanceof Digits) {
    return one instanceof Digits && other instanceof Digits && String(one) === String(other);
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((it, at) => isSame(it, other[at]));
  }
  if (!isMembers(one) || !isMembers(other)) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => isSame(one[name], other[name]));
}

/** The operations that make `from` into `to`. */
export function difference(from: unknown, to: unknown, path = ""): Operation[] {
  if (isSame(from, to)) return [];
  if (isMembers(from) && isMembers(to)) {
    const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return names.flatMap((name): Operation[] => {
      const place = `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      if (to[name] === undefined)
        return from[name] === undefined ? [] : [{ op: "remove", path: place }];
      if (from[name] === undefined) return [{ op: "add", path: place, value: to[name] }];
      return difference(from[name], to[name], place);
    });
  }
  if (isList(from) && isList(to)) return differenceOfLists(from, to, path);
  return [{ op: "replace", path, value: to }];
}

function differenceOfLists(from: Members[], to: Members[], path: string): Operation[] {
  const pairs = aligned(from, to);
  const kept = pairs.filter((it): it is number => it !== null);
  // What has changed its order is written whole: no shorter patch is as plain.
  if (kept.some((it, at) => at > 0 && it < (kept[at - 1] ?? 0))) {
    return [{ op: "replace", path, value: to }];
  }
  // From behind, so that the places in front of it stay what they are.
  const removed = from
    .map((_, at) => at)
    .filter((at) => !kept.includes(at))
    .reverse()
    .map((at): Operation => ({ op: "remove", path: `${path}/${at}` }));
  const others = to.flatMap((item, at): Operation[] => {
    const was = pairs[at];
    if (was === null || was === undefined)
      return [{ op: "add", path: `${path}/${at}`, value: item }];
    return difference(from[was], item, `${path}/${at}`);
  });
  return [...removed, ...others];
}

/** For each item of `to` the place of the one in `from` that it was, or null if it is new. */
export function aligned(from: readonly Members[], to: readonly Members[]): (number | null)[] {
  const free = new Set(from.keys());
  const pairs: (number | null)[] = to.map(() => null);
  const take = (at: number, was: number | undefined) => {
    if (was === undefined) return;
    free.delete(was);
    pairs[at] = was;
  };
  to.forEach((item, at) => {
    take(
      at,
      [...free].find((was) => isSame(from[was], item)),
    );
  });
  to.forEach((item, at) => {
    if (pairs[at] !== null) return;
    const likely = [...free].map((was) => ({ was, score: likeness(from[was], item) }));
    const best = likely.sort((a, b) => b.score - a.score)[0];
    if (best && best.score > 0) take(at, best.was);
  });
  return pairs;
}

/** How much two items have in common. */
function likeness(one: Members | undefined, other: Members): number {
  if (!one) return 0;
  return Object.keys(other).filter((name) => isSame(one[name], other[name])).length;
}
