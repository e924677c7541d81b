import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { en } from "../messages/en";
import { ANALYST, abilityKey, GROUPS, groupKey, others, standingOf } from "./abilities";
import { PATIENT } from "./Roles";

/** The table that is made from the rules themselves: of each operation and role, what stands there. */
function readMatrix() {
  const text = readFileSync("../docs/policy-matrix.md", "utf8");
  const rows = text
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const [, , , ...names] = rows[0] ?? [];
  const roles = names.filter((it) => it !== "" && it !== "oneself");
  const cells = rows.slice(1).flatMap(([, operation = "", , ...marks]) =>
    roles.map((role, at) => ({
      operation: operation.replaceAll("`", ""),
      role,
      mark: marks[at] ?? "",
    })),
  );
  return { roles, cells };
}

const { roles, cells } = readMatrix();
const marksOf = (role: string, operations: readonly string[]) =>
  cells.filter((it) => it.role === role && operations.includes(it.operation)).map((it) => it.mark);
const asTold = roles.map((name) => {
  const allowed = cells.filter((it) => it.role === name && it.mark !== "");
  return { name, operations: [...new Set(allowed.map((it) => it.operation))] };
});
const abilities = GROUPS.flatMap((it) => it.abilities);

test("every operation of a role is in one line, and no line has one that no role may do", () => {
  expect(roles).toContain("privacy_officer");
  expect(others(asTold)).toEqual([]);
  const operations = abilities.flatMap((it) => it.operations);
  expect(new Set(operations).size).toBe(operations.length);
  const known = new Set(asTold.flatMap((it) => it.operations));
  expect(operations.filter((it) => !known.has(it))).toEqual([]);
});

test("no line tells more or less of a role than the rules do", () => {
  for (const role of asTold) {
    for (const ability of abilities) {
      const marks = marksOf(role.name, ability.operations);
      const isAny = marks.some((mark) => mark !== "");
      const wanted = !isAny
        ? "none"
        : marks.includes("own")
          ? "own"
          : marks.includes("part")
            ? "nameless"
            : "all";
      expect([role.name, ability.name, standingOf(role, ability)]).toEqual([
        role.name,
        ability.name,
        wanted,
      ]);
    }
  }
});

test("only analysts are shown a part, and only patients what is their own", () => {
  const withMark = (mark: string) =>
    new Set(cells.filter((it) => it.mark === mark).map((it) => it.role));
  expect([...withMark("part")]).toEqual([ANALYST]);
  expect([...withMark("own")]).toEqual([PATIENT]);
});

test("a role that has only some of it is not said to have it all", () => {
  const ability = { name: "erase", operations: ["a", "b"] };
  expect(standingOf({ name: "clinician", operations: ["a"] }, ability)).toBe("some");
  expect(others([{ name: "clinician", operations: ["brand_new", "list_members"] }])).toEqual([
    "brand_new",
  ]);
});

test("every line and group has words", () => {
  const keys = [
    ...GROUPS.map(({ name }) => groupKey(name)),
    ...abilities.map(({ name }) => abilityKey(name)),
  ];
  expect(keys.filter((key) => !(key in en))).toEqual([]);
});
