import { describe, expect, it } from "vitest";
import { Digits, parseJson } from "./json";
import { merge } from "./merge";
import { difference, isSame, type Operation } from "./patch";

/** Applies a patch as the server does (RFC 6902). */
function patched(document: unknown, operations: Operation[]): unknown {
  let root = structuredClone(document) as Record<string, unknown>;
  for (const { op, path, ...rest } of operations) {
    const names = path
      .split("/")
      .slice(1)
      .map((it) => it.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = names.pop();
    if (last === undefined) {
      root = (rest as { value: Record<string, unknown> }).value;
      continue;
    }
    // biome-ignore lint/suspicious/noExplicitAny: whatever lies on the way
    const at = names.reduce((it: any, name) => it[name], root);
    const { value } = rest as { value?: unknown };
    if (!Array.isArray(at)) {
      if (op === "remove") delete at[last];
      else at[last] = value;
    } else if (op === "remove") at.splice(Number(last), 1);
    else at.splice(Number(last), op === "add" ? 0 : 1, value);
  }
  return root;
}

const patient = {
  resourceType: "Patient",
  name: [{ use: "official", family: "Jansen", given: ["Lotte"] }],
  gender: "female",
  telecom: [
    { system: "phone", value: "1" },
    { system: "email", value: "a@b.example" },
  ],
};

describe("a patch", () => {
  it("touches nothing but what differs", () => {
    const to = { ...patient, gender: "other", telecom: [patient.telecom[1]] };
    expect(difference(patient, to)).toEqual([
      { op: "replace", path: "/gender", value: "other" },
      { op: "remove", path: "/telecom/0" },
    ]);
    expect(difference(patient, patient)).toEqual([]);
  });

  it("sees that digits differ", () => {
    expect(isSame(parseJson("1.0"), parseJson("1.0"))).toBe(true);
    expect(isSame(parseJson("1.0"), 1)).toBe(false);
    expect(difference({ a: 1 }, { a: new Digits("1.0") })).toHaveLength(1);
  });

  it("leads from any version to any other", () => {
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const some = (depth: number): unknown => {
      const kind = random(depth > 2 ? 2 : 4);
      if (kind < 2) return random(4);
      if (kind === 2) return { [`a/${random(3)}`]: some(depth + 1), b: some(depth + 1) };
      return Array.from({ length: random(4) }, () => ({ c: random(3), d: some(depth + 1) }));
    };
    for (let round = 0; round < 2_000; round += 1) {
      const [from, to] = [
        { x: some(0), y: some(0) },
        { x: some(0), z: some(0) },
      ];
      expect(patched(from, difference(from, to))).toEqual(to);
    }
  });
});

describe("two changes of the same", () => {
  it("are both kept where they are of different elements", () => {
    const mine = { ...patient, gender: "other" };
    const theirs = {
      ...patient,
      name: [{ use: "official", family: "Bakker", given: ["Lotte"] }],
      birthDate: "1980",
    };
    expect(merge<object>(patient, mine, theirs)).toEqual({
      merged: { ...theirs, gender: "other" },
      conflicts: [],
    });
  });

  it("are both kept within the same list, and the same item", () => {
    const mine = { ...patient, telecom: [{ system: "phone", value: "2" }, patient.telecom[1]] };
    const theirs = {
      ...patient,
      telecom: [
        { system: "phone", value: "1", use: "home" },
        patient.telecom[1],
        { system: "sms", value: "3" },
      ],
    };
    const { merged, conflicts } = merge<object>(patient, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(merged).toEqual({
      ...patient,
      telecom: [
        { system: "phone", value: "2", use: "home" },
        patient.telecom[1],
        { system: "sms", value: "3" },
      ],
    });
  });

  it("ask where both have changed the same", () => {
    const mine = { ...patient, gender: "other" };
    const theirs = { ...patient, gender: "unknown" };
    const { merged, conflicts } = merge(patient, mine, theirs);
    expect(conflicts).toEqual([
      { path: ["gender"], base: "female", mine: "other", theirs: "unknown" },
    ]);
    expect(merged.gender).toBe("other");
    expect(merge(patient, mine, theirs, ["theirs"]).merged.gender).toBe("unknown");
  });

  it("ask where one has taken away what the other has changed", () => {
    const mine = { ...patient, telecom: [{ system: "phone", value: "2" }, patient.telecom[1]] };
    const theirs = { ...patient, telecom: [patient.telecom[1]] };
    const { conflicts } = merge<object>(patient, mine, theirs);
    expect(conflicts).toHaveLength(1);
    expect(conflicts[0]?.theirs).toBe(undefined);
    expect(merge<object>(patient, mine, theirs, ["theirs"]).merged).toEqual(theirs);
    expect(merge<object>(patient, theirs, mine, ["mine"]).merged).toEqual(theirs);
  });

  it("ask for nothing if they are the same", () => {
    const change = { ...patient, telecom: [{ system: "phone", value: "9" }], gender: "male" };
    expect(merge<object>(patient, change, structuredClone(change))).toEqual({
      merged: change,
      conflicts: [],
    });
  });

  it("add what each has added once", () => {
    const added = (value: string) => ({ ...patient, address: [{ city: value }] });
    const both = merge<object>(patient, added("Breda"), added("Porto")).merged;
    expect(both).toEqual({ ...patient, address: [{ city: "Porto" }, { city: "Breda" }] });
    expect(merge<object>(patient, added("Breda"), added("Breda")).merged).toEqual(added("Breda"));
  });
});
