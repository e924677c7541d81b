// Two changes of the same resource become one: by element, and asking only where both have changed the same.

import { aligned, isList, isMembers, isSame } from "./patch";

/** An element that both have changed, each in another way. What is undefined was taken away. */
export interface Conflict {
  /** Where it is in `mine`; numbers are places in lists. */
  path: (string | number)[];
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

export type Choice = "mine" | "theirs";

export interface Merged<T> {
  merged: T;
  conflicts: Conflict[];
}

/** Merges, with what was chosen for the conflicts, in their order; `mine` where nothing was. */
export function merge<T>(base: T, mine: T, theirs: T, choices: readonly Choice[] = []): Merged<T> {
  const conflicts: Conflict[] = [];
  const decide = (conflict: Conflict) => {
    conflicts.push(conflict);
    return choices[conflicts.length - 1] === "theirs" ? conflict.theirs : conflict.mine;
  };
  const merged = value(base, mine, theirs, [], decide) as T;
  return { merged, conflicts };
}

type Decide = (conflict: Conflict) => unknown;

function value(
  base: unknown,
  mine: unknown,
  theirs: unknown,
  path: (string | number)[],
  decide: Decide,
): unknown {
  if (isSame(mine, theirs) || isSame(base, theirs)) return mine;
  if (isSame(base, mine)) return theirs;
  if (isMembers(mine) && isMembers(theirs)) {
    const before = isMembers(base) ? base : {};
    const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
    const pairs = [...names].map((name) => [
      name,
      value(before[name], mine[name], theirs[name], [...path, name], decide),
    ]);
    return Object.fromEntries(pairs.filter(([, it]) => it !== undefined));
  }
  const lists = [base ?? [], mine ?? [], theirs ?? []];
  if (lists.every(isList)) {
    const [before = [], own = [], other = []] = lists;
    const merged = list(before, own, other, path, decide);
    return merged.length === 0 ? undefined : merged;
  }
  return decide({ path, base, mine, theirs });
}

type Items = Record<string, unknown>[];

function list(
  base: Items,
  mine: Items,
  theirs: Items,
  path: (string | number)[],
  decide: Decide,
): unknown[] {
  const [own, other] = [aligned(base, mine), aligned(base, theirs)];
  const kept = theirs.flatMap((item, at): unknown[] => {
    const was = other[at] ?? null;
    // Both may have added the same.
    if (was === null)
      return mine.some((it, i) => own[i] === null && isSame(it, item)) ? [] : [item];
    const place = own.indexOf(was);
    const ours = place === -1 ? undefined : mine[place];
    const merged = value(base[was], ours, item, [...path, place === -1 ? was : place], decide);
    return merged === undefined ? [] : [merged];
  });
  // What they have taken away and we have changed is not lost in silence, and neither is what we have added.
  const ours = mine.flatMap((item, at): unknown[] => {
    const was = own[at] ?? null;
    if (was === null) return [item];
    if (other.includes(was) || isSame(base[was], item)) return [];
    const merged = decide({ path: [...path, at], base: base[was], mine: item, theirs: undefined });
    return merged === undefined ? [] : [merged];
  });
  return [...kept, ...ours];
}
