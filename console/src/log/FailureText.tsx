// What does not hold, in a sentence.

import type { Translate } from "../messages";
import { useT } from "../messages";
import type { Key } from "../messages/en";
import type { Found } from "./memory";

export function failureText(t: Translate, { code, values }: Found): string {
  const { tree, ...rest } = values;
  const named = tree ? { tree: t(`log.tree.${tree}` as Key) } : {};
  return t(`log.failure.${code}` as Key, { ...rest, ...named });
}

export function FailureText({ found }: { found: Found }) {
  return failureText(useT(), found);
}
