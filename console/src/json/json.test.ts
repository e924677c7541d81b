import { expect, test } from "vitest";
import { merge } from "./merge";
import { JsonMistake, scanJson } from "./scan";
import { isSame, memberOf, withMember, writeLine, writePretty } from "./write";

test("every digit stays, and the order in which members were written", () => {
  const text = '{"10": 1.00, "2": -0.50e+3, "a": [true, null, "x\\u0041"], "b": {}}';
  expect(writeLine(scanJson(text))).toBe(text.replace("\\u0041", "A"));
  expect(writePretty(scanJson('{"a":[1.0,2],"b":[{"c":[]}]}'))).toBe(
    '{\n  "a": [1.0, 2],\n  "b": [\n    {\n      "c": []\n    }\n  ]\n}',
  );
});

test.each([
  ['{"a": 1,}', "json.wrong.name", 1, 9],
  ['{"a": 1\n "b": 2}', "json.wrong.comma", 2, 2],
  ['{"a" 1}', "json.wrong.colon", 1, 6],
  ['{"a": 01}', "json.wrong.number", 1, 8],
  ['{"a": .5}', "json.wrong.number", 1, 7],
  ['{"a": tru}', "json.wrong.value", 1, 7],
  ['{"a": "x\n"}', "json.wrong.string", 1, 7],
  ['{"a": "x\\q"}', "json.wrong.string", 1, 7],
  ['{"a": [1, 2', "json.wrong.end", 1, 12],
  ["{} {}", "json.wrong.rest", 1, 4],
  ['{"a": 1, "a": 2}', "json.wrong.twice", 1, 10],
  ["", "json.wrong.end", 1, 1],
])("the mistake in %j has a place", (text, complaint, line, column) => {
  let found: unknown;
  try {
    scanJson(text);
  } catch (mistake) {
    found = mistake;
  }
  expect(found).toBeInstanceOf(JsonMistake);
  expect(found).toMatchObject({ complaint, line, column });
});

test("what is too deep is refused before it is too much", () => {
  expect(() => scanJson("[".repeat(100_000))).toThrow("json.wrong.deep");
});

test("members in another order say the same, other digits do not", () => {
  expect(isSame(scanJson('{"a":1,"b":2}'), scanJson('{"b":2,"a":1}'))).toBe(true);
  expect(isSame(scanJson("[1.0]"), scanJson("[1.00]"))).toBe(false);
});

test("a member is changed where it stands", () => {
  const object = scanJson('{"a":1,"b":2}');
  expect(writeLine(withMember(object, "a", scanJson("3.0")))).toBe('{"a": 3.0, "b": 2}');
  expect(writeLine(withMember(object, "a", undefined))).toBe('{"b": 2}');
  expect(memberOf(withMember(object, "c", scanJson("4")), "c")).toEqual(scanJson("4"));
});

const merged = (base: string, mine: string, theirs: string) =>
  merge(scanJson(base), scanJson(mine), scanJson(theirs));

test("what only one has changed is taken, and both keep theirs", () => {
  const { conflicts, taken, result } = merged(
    '{"a":1,"b":2,"c":{"d":3,"e":4}}',
    '{"a":9,"b":2,"c":{"d":3,"e":5}}',
    '{"a":1,"b":8.0,"c":{"d":7,"e":4},"f":6}',
  );
  expect([conflicts, taken]).toEqual([[], 3]);
  expect(writeLine(result(() => false))).toBe('{"a": 9, "b": 8.0, "c": {"d": 7, "e": 5}, "f": 6}');
});

test("what both have changed is for people to choose", () => {
  const { conflicts, result } = merged(
    '{"a":1,"b":[1],"c":3}',
    '{"a":2,"b":[1,2]}',
    '{"a":3,"b":[0,1],"c":4}',
  );
  expect(conflicts.map(({ path }) => path)).toEqual([["a"], ["b"], ["c"]]);
  expect(writeLine(result((index) => index === 1))).toBe('{"a": 2, "b": [0, 1]}');
  expect(writeLine(result((index) => index === 2))).toBe('{"a": 2, "b": [1, 2], "c": 4}');
});

test("what both have changed in the same way is no conflict, and what both took away is gone", () => {
  const { conflicts, result } = merged('{"a":1,"b":2}', '{"a":5}', '{"a":5}');
  expect(conflicts).toEqual([]);
  expect(writeLine(result(() => true))).toBe('{"a": 5}');
});
