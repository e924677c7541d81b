// A concern in words: what it is, and what to do.

import type { Translate } from "../messages";
import { en, type Key } from "../messages/en";
import type { Concern } from "./concerns";

export function concernLine(t: Translate, moment: (instant: string) => string, concern: Concern) {
  const { what, isBad, count = 0, at, name, to } = concern;
  const values = { count, date: at ? moment(at) : "", name: name ? jobName(t, name) : "" };
  return {
    id: what + (name ?? ""),
    title: t(`concern.${what}`, values),
    text: t(`concern.${what}.do`, values),
    isBad,
    to,
  };
}

/** What work of a kind is called; one that has no words yet is shown as it is. */
export function jobName(t: Translate, kind: string): string {
  const key = `job.${kind}`;
  return key in en ? t(key as Key) : kind;
}
