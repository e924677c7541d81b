// States of what is known, in words: those of R4, and of what R4 does not know the code.

import type { Translate } from "../messages";
import { en, type Key } from "../messages/en";

export function statusName(t: Translate, status: string): string {
  const key = `patient.status.${status}`;
  return key in en ? t(key as Key) : status;
}

const GOING_ON = new Set(["active", "recurrence", "relapse", "in-progress"]);

/** Whether a state is worth a colour, or is what everybody takes for granted. */
export function toneOf(status: string): "good" | "bad" | "" {
  if (GOING_ON.has(status)) return "good";
  return status === "entered-in-error" ? "bad" : "";
}
