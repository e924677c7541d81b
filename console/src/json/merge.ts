// Two changes of one thing put together: what only one of them changed is taken, and the rest is for people to choose.

import type { Json } from "./scan";
import { isSame } from "./write";

/** A place that both have changed, each in another way. A value that is not there was taken away. */
export interface Conflict {
  path: string[];
  mine: Json | undefined;
  theirs: Json | undefined;
}

export interface Merge {
  conflicts: Conflict[];
  /** How many places were taken over from them, since nobody else had changed those. */
  taken: number;
  /** What comes of it, with a choice for each conflict, by its place in `conflicts`. */
  result: (isTheirs: (index: number) => boolean) => Json;
}

type Side = Json | undefined;
type Build = (isTheirs: (index: number) => boolean) => Side;

export function merge(base: Json, mine: Json, theirs: Json): Merge {
  const conflicts: Conflict[] = [];
  let taken = 0;
  const go = (path: string[], before: Side, own: Side, other: Side): Build => {
    if (same(own, other) || same(before, other)) return () => own;
    if (same(before, own)) {
      taken += 1;
      return () => other;
    }
    if (own?.kind !== "object" || other?.kind !== "object") {
      const index = conflicts.push({ path, mine: own, theirs: other }) - 1;
      return (isTheirs) => (isTheirs(index) ? other : own);
    }
    const [olds, owns, others] = [
      new Map(before?.kind === "object" ? before.members : []),
      new Map(own.members),
      new Map(other.members),
    ];
    const names = [...new Set([...owns.keys(), ...others.keys()])];
    const parts = names.map(
      (name) =>
        [name, go([...path, name], olds.get(name), owns.get(name), others.get(name))] as const,
    );
    return (isTheirs) => ({
      kind: "object",
      members: parts.flatMap(([name, build]): [string, Json][] => {
        const value = build(isTheirs);
        return value === undefined ? [] : [[name, value]];
      }),
    });
  };
  const build = go([], base, mine, theirs);
  return { conflicts, taken, result: (isTheirs) => build(isTheirs) ?? mine };
}

function same(one: Side, other: Side): boolean {
  return one === undefined || other === undefined ? one === other : isSame(one, other);
}
