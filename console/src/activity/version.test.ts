import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readable } from "./Changes";
import { isReadable, PLATFORM } from "./version";

test("what the platform itself keeps is told from records", () => {
  const types = readFileSync("../crates/model/src/resource.rs", "utf8");
  const names = [...types.matchAll(/Self::declare\(\d+, "(\w+)"\)/g)].map(([, name]) => name);
  expect([...PLATFORM].sort()).toEqual([...new Set(names)].sort());
  const anything = () => true;
  expect(isReadable({ type: "Membership", id: "1", version: 1 }, anything)).toBe(false);
  expect(isReadable({ type: "Observation", id: "1", version: 1 }, anything)).toBe(true);
  const only = (wanted: string) => (operation: string) => operation === wanted;
  const own = { type: "supplier-rating", id: "1", version: 1 };
  expect(isReadable(own, only("list_document_history"))).toBe(true);
  expect(isReadable(own, only("read_resource_version"))).toBe(false);
});

test("values are broken into lines, and keep every digit", () => {
  expect(readable('"a \\"b\\", {c}"')).toBe('a "b", {c}');
  expect(readable('{"value":1.00,"list":["a,b",2]}')).toBe(
    '{\n  "value": 1.00,\n  "list": [\n    "a,b",\n    2\n  ]\n}',
  );
  expect(readable("{}")).toBe("{}");
});
