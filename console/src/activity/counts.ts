// Numbers of things, in words.

import type { Translate } from "../messages";
import type { Key } from "../messages/en";

/** One or many of something: the keys end in `.one` and `.many`. */
export function many(t: Translate, key: string, count: number): string {
  return t(`${key}.${count === 1 ? "one" : "many"}` as Key, { count });
}
