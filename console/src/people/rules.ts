// Two changes of the rules of signing in, put together: the server takes all of them at once, and knows no version of them.

import type { Schemas } from "../api/client";

type Rules = Schemas["SignInRules"];

export interface Merged {
  /** Each as whoever changed it has it; what both have changed, as the others have it. */
  rules: Rules;
  /** Whether both have changed the same, each in another way. */
  isClash: boolean;
}

export function mergeRules(base: Rules, mine: Rules, theirs: Rules): Merged {
  let isClash = false;
  const either = <T>(before: T, own: T, other: T): T => {
    if (own === before || own === other) return other;
    if (other === before) return own;
    isClash = true;
    return other;
  };
  const roles: Record<string, string> = {};
  for (const name of new Set([
    ...Object.keys(mine.roles ?? {}),
    ...Object.keys(theirs.roles ?? {}),
  ])) {
    const level = either(base.roles?.[name], mine.roles?.[name], theirs.roles?.[name]);
    if (level !== undefined) roles[name] = level;
  }
  const rules = {
    required: either(base.required, mine.required, theirs.required),
    roles,
    idle_minutes: either(base.idle_minutes, mine.idle_minutes, theirs.idle_minutes),
    session_hours: either(base.session_hours, mine.session_hours, theirs.session_hours),
  };
  return { rules, isClash };
}
