import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { keptKey } from "./stays";

test("all that the server says of what is left has words here", () => {
  const source = readFileSync("../crates/service/src/erasures/kept.rs", "utf8");
  const said = [...source.matchAll(/\b(?:what|why): "((?:[^"\\]|\\[\s\S])*)"/g)].map(([, text]) =>
    text?.replace(/\\\n\s*/g, ""),
  );
  expect(said.length).toBeGreaterThanOrEqual(12);
  expect(said.filter((it) => it && !keptKey(it))).toEqual([]);
});

test("what is new is shown as it is", () => expect(keptKey("something else")).toBeNull());
