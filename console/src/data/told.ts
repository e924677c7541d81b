// What a receipt says in words. It is signed, so its words stay as they are, in English; what they are about has a name.

/** The names of lines that say something in words, in the order in which it is read. */
export const TOLD = ["destroyed", "under-way", "kept", "sent-to", "copies-of-keys"] as const;

export interface Told {
  name: (typeof TOLD)[number];
  lines: string[];
}

/** What there is to say, by the names of lines (docs/formats.md, 9). Signatures stand behind an empty line. */
export function toldBy(receipt: string): Told[] {
  const [text = ""] = receipt.split("\n\n");
  const lines = text.split("\n");
  return TOLD.map((name) => ({
    name,
    lines: lines
      .filter((line) => line.startsWith(`${name}: `))
      .map((line) => line.slice(name.length + 2)),
  })).filter((it) => it.lines.length > 0);
}
