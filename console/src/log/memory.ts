// What this browser remembers of a log, so that nobody can take back what it has once seen. It is about nobody: hashes,
// sizes, ids of server runs, and when it looked. It outlives signing out, for that is what it is for.

import { Failure, type FailureCode, type Values } from "./failure";
import { decodeState, type State } from "./state";
import type { Report } from "./verify";

export interface Found {
  code: FailureCode;
  values: Values;
}

export interface Memory {
  /** The verifier state after the last verification that went well, in its text form. */
  state: string | null;
  /** When that was, and what was seen. */
  verified: { at: string; report: Report } | null;
  /** What did not hold when it was looked at last; null if all did. */
  failed: { at: string; found: Found } | null;
}

const NOTHING: Memory = { state: null, verified: null, failed: null };

/** An organisation has one log, in two parts. Their origins are in the state, and are compared. */
const nameOf = (tenant: string) => `ribcage.log.${tenant}`;

export function recall(tenant: string): Memory {
  try {
    return { ...NOTHING, ...JSON.parse(localStorage.getItem(nameOf(tenant)) ?? "{}") };
  } catch {
    return NOTHING;
  }
}

/** Gives whether it is kept: a browser may have no room, or be told to keep nothing. */
export function remember(tenant: string, memory: Memory): boolean {
  try {
    localStorage.setItem(nameOf(tenant), JSON.stringify(memory));
    return true;
  } catch {
    return false;
  }
}

export function forget(tenant: string) {
  localStorage.removeItem(nameOf(tenant));
}

/** The remembered state; null if there is none. */
export async function recallState({ state }: Pick<Memory, "state">): Promise<State | null> {
  if (state === null) return null;
  return decodeState(state).catch(() => {
    // It is not begun anew by itself: whoever wants a past to be forgotten would only have to damage it.
    throw new Failure("damaged");
  });
}
