import { expect, test } from "vitest";
import { datesIn, searchesFor } from "./search";

test("words are looked for in names, all of them", () => {
  expect(searchesFor("  Jansen, Lotte ")).toEqual({
    list: [
      ["name", "Jansen"],
      ["name", "Lotte"],
    ],
    single: [],
  });
  expect(searchesFor("")).toEqual({ list: [], single: [] });
});

test("dates are looked for among birth dates, however they are written", () => {
  expect(datesIn("1980-03-12")).toEqual(["1980-03-12"]);
  expect(datesIn("1980")).toEqual(["1980"]);
  expect(datesIn("19800312")).toEqual(["1980-03-12"]);
  expect(datesIn("31.12.1980")).toEqual(["1980-12-31"]);
  expect(datesIn("3/12/1980")).toEqual(["1980-12-03", "1980-03-12"]);
  expect(datesIn("99999999")).toEqual([]);
  expect(datesIn("Jansen")).toEqual([]);
  expect(searchesFor("jan 3/12/1980").list).toEqual([
    ["name", "jan"],
    ["birthdate", "1980-12-03,1980-03-12"],
  ]);
});

test("what has digits may be an identifier", () => {
  expect(searchesFor("D-1077").single).toEqual([[["identifier", "D-1077"]]]);
  expect(searchesFor("jan D-1077").single).toEqual([
    [
      ["name", "jan"],
      ["identifier", "D-1077"],
    ],
    [["identifier", "jan D-1077"]],
  ]);
  expect(searchesFor("1951").single).toEqual([[["identifier", "1951"]]]);
});

test("signs that mean something in a search stand for themselves", () => {
  expect(searchesFor("a|b$c\\").list).toEqual([["name", "a\\|b\\$c\\\\"]]);
});
