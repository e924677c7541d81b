// JSON whose numbers keep their digits: in a record `1.10` says more than `1.1`, and some do not fit into a double.

/** A number that JavaScript would write in another way than it was written. */
export class Digits {
  constructor(private readonly digits: string) {}
  toString(): string {
    return this.digits;
  }
  valueOf(): number {
    return Number(this.digits);
  }
}

export type Decimal = number | Digits;

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** A mark that no text can begin with by chance, nor by somebody's intent. */
const mark = () => `${crypto.randomUUID()}:`;

export function parseJson(text: string): unknown {
  const marked = mark();
  const kept = text.replace(TOKEN, (token) =>
    token.startsWith('"') || String(Number(token)) === token ? token : `"${marked}${token}"`,
  );
  return JSON.parse(kept, (_, value: unknown) =>
    typeof value === "string" && value.startsWith(marked)
      ? new Digits(value.slice(marked.length))
      : value,
  );
}

export function writeJson(value: unknown): string {
  const marked = mark();
  const text = JSON.stringify(value, (_, it: unknown) =>
    it instanceof Digits ? `${marked}${it}` : it,
  );
  return text.replaceAll(new RegExp(`"${marked}([^"]*)"`, "g"), "$1");
}
