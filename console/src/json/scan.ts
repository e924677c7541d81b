// JSON as somebody writes it: read so that every digit and the order of members stay, and that a mistake has a place.

import type { Key } from "../messages/en";

export type Json =
  | { kind: "object"; members: [name: string, value: Json][] }
  | { kind: "array"; items: Json[] }
  | { kind: "string"; text: string }
  | { kind: "number"; digits: string }
  | { kind: "literal"; value: boolean | null };

export type Complaint = Extract<Key, `json.wrong.${string}`>;

/** What is wrong, and where: the offset in the text, and the line and column that people count by. */
export class JsonMistake extends Error {
  readonly line: number;
  readonly column: number;
  constructor(
    readonly complaint: Complaint,
    readonly offset: number,
    text: string,
  ) {
    super(complaint);
    this.name = "JsonMistake";
    const before = text.slice(0, offset).split("\n");
    this.line = before.length;
    this.column = (before.at(-1) ?? "").length + 1;
  }
}

/** Deeper than anything that the server takes. */
const DEPTH_MAX = 128;
const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what a text may not hold as they are
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const LITERAL = /true|false|null/y;

export function scanJson(text: string): Json {
  const scanner = new Scanner(text);
  const value = scanner.value(0);
  scanner.end();
  return value;
}

class Scanner {
  private at = 0;
  constructor(private readonly text: string) {}

  value(depth: number): Json {
    if (depth > DEPTH_MAX) this.fail("json.wrong.deep");
    this.take(SPACE);
    const first = this.text[this.at];
    if (first === undefined) this.fail("json.wrong.end");
    if (first === "{") return this.object(depth);
    if (first === "[") return this.array(depth);
    if (first === '"') return { kind: "string", text: this.string() };
    const digits = this.take(NUMBER);
    if (digits) {
      if (/[\d.eE+]/.test(this.text[this.at] ?? "")) this.fail("json.wrong.number");
      return { kind: "number", digits };
    }
    const literal = this.take(LITERAL);
    if (!literal) this.fail(/[\d.+-]/.test(first) ? "json.wrong.number" : "json.wrong.value");
    return { kind: "literal", value: JSON.parse(literal) };
  }

  end() {
    this.take(SPACE);
    if (this.at < this.text.length) this.fail("json.wrong.rest");
  }

  private object(depth: number): Json {
    const members: [string, Json][] = [];
    const names = new Set<string>();
    if (this.opens("}")) return { kind: "object", members };
    do {
      this.take(SPACE);
      if (this.text[this.at] !== '"') this.fail("json.wrong.name");
      const start = this.at;
      const name = this.string();
      if (names.has(name)) this.fail("json.wrong.twice", start);
      names.add(name);
      this.take(SPACE);
      if (this.text[this.at] !== ":") this.fail("json.wrong.colon");
      this.at += 1;
      members.push([name, this.value(depth + 1)]);
    } while (this.goesOn("}"));
    return { kind: "object", members };
  }

  private array(depth: number): Json {
    const items: Json[] = [];
    if (this.opens("]")) return { kind: "array", items };
    do items.push(this.value(depth + 1));
    while (this.goesOn("]"));
    return { kind: "array", items };
  }

  /** Goes past the opening bracket, and says whether the closing one follows at once. */
  private opens(closing: string): boolean {
    this.at += 1;
    this.take(SPACE);
    if (this.text[this.at] !== closing) return false;
    this.at += 1;
    return true;
  }

  /** Goes past what follows a member, and says whether another one does. */
  private goesOn(closing: string): boolean {
    this.take(SPACE);
    const next = this.text[this.at];
    if (next !== "," && next !== closing) {
      this.fail(next === undefined ? "json.wrong.end" : "json.wrong.comma");
    }
    this.at += 1;
    return next === ",";
  }

  private string(): string {
    const token = this.take(STRING);
    if (!token) this.fail("json.wrong.string");
    return JSON.parse(token);
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const [token] = pattern.exec(this.text) ?? [""];
    this.at += token.length;
    return token;
  }

  private fail(complaint: Complaint, at = this.at): never {
    throw new JsonMistake(complaint, at, this.text);
  }
}
