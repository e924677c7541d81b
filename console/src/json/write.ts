// JSON written out again: short where it is short, a member a line where it is not, and every digit as it was.

import type { Json } from "./scan";

/** How long an array or object may be that stays on one line. */
const LINE_MAX = 80;

export function writeLine(value: Json): string {
  switch (value.kind) {
    case "object":
      return `{${value.members.map(([name, it]) => `${JSON.stringify(name)}: ${writeLine(it)}`).join(", ")}}`;
    case "array":
      return `[${value.items.map(writeLine).join(", ")}]`;
    case "string":
      return JSON.stringify(value.text);
    case "number":
      return value.digits;
    case "literal":
      return String(value.value);
  }
}

export function writePretty(value: Json, indent = ""): string {
  const inner = `${indent}  `;
  if (value.kind === "object" && value.members.length > 0) {
    const members = value.members.map(
      ([name, it]) => `${inner}${JSON.stringify(name)}: ${writePretty(it, inner)}`,
    );
    return `{\n${members.join(",\n")}\n${indent}}`;
  }
  const line = writeLine(value);
  const isFlat = value.kind !== "array" || value.items.every(({ kind }) => kind !== "object");
  if (value.kind !== "array" || (isFlat && line.length + indent.length <= LINE_MAX)) return line;
  const items = value.items.map((it) => `${inner}${writePretty(it, inner)}`);
  return `[\n${items.join(",\n")}\n${indent}]`;
}

/** Whether two say the same: members in any order, numbers digit by digit. */
export function isSame(one: Json, other: Json): boolean {
  if (one.kind === "object" && other.kind === "object") {
    const named = new Map(other.members);
    return (
      one.members.length === other.members.length &&
      one.members.every(([name, it]) => {
        const its = named.get(name);
        return its !== undefined && isSame(it, its);
      })
    );
  }
  if (one.kind === "array" && other.kind === "array") {
    return (
      one.items.length === other.items.length &&
      one.items.every((it, index) => {
        const its = other.items[index];
        return its !== undefined && isSame(it, its);
      })
    );
  }
  return writeLine(one) === writeLine(other);
}

/** A member of an object. */
export function memberOf(value: Json | undefined, name: string): Json | undefined {
  return value?.kind === "object" ? value.members.find(([it]) => it === name)?.[1] : undefined;
}

/** The object with a member as it is to be, where it stood, or at the end; without one, it is taken away. */
export function withMember(object: Json, name: string, value: Json | undefined): Json {
  const members = object.kind === "object" ? object.members : [];
  const kept = members.flatMap(([it, its]): [string, Json][] => {
    if (it !== name) return [[it, its]];
    return value === undefined ? [] : [[name, value]];
  });
  const isThere = members.some(([it]) => it === name);
  if (!isThere && value !== undefined) kept.push([name, value]);
  return { kind: "object", members: kept };
}
