// What people are called.

import type { HumanName } from "./types";

const BEST = ["official", "usual", undefined, "temp", "nickname", "anonymous", "maiden", "old"];

/** The name that somebody goes by, of all that they have or had. */
export function bestName(names: readonly HumanName[] = []): HumanName | undefined {
  const rank = ({ use, period }: HumanName) => BEST.indexOf(use) + (period?.end ? 3 : 0);
  return [...names].sort((a, b) => rank(a) - rank(b))[0];
}

/** A name in one line; empty if there is nothing to say. */
export function nameText(name: HumanName | undefined): string {
  if (!name) return "";
  const { prefix = [], given = [], family = "", suffix = [] } = name;
  const parts = [...prefix, ...given, family, ...suffix].filter(Boolean).join(" ");
  return parts || (name.text ?? "");
}

export const humanName = (names?: readonly HumanName[]) => nameText(bestName(names));
