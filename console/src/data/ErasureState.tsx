// How far an erasure is, in a word.

import { useT } from "../messages";
import { en, type Key } from "../messages/en";

export function ErasureState({ state }: { state: string }) {
  const t = useT();
  const key = `erasure.${state}`;
  const look = state === "decided" ? "bad" : "good";
  return <span className={`badge ${look}`}>{key in en ? t(key as Key) : state}</span>;
}
