import { expect, test } from "vitest";
import { datesIn, searchesFor, searchesForName } from "./search";

test("words are looked for in names, all of them, each at a beginning", () => {
  expect(searchesFor("  Jansen, Lotte ").list).toEqual([
    ["name", "Jansen,Jansen Lotte"],
    ["name", "Lotte,Jansen Lotte"],
  ]);
  expect(searchesFor("")).toEqual({ list: [], single: [], inside: null });
});

test("words that stand together may be one name", () => {
  expect(searchesFor("van dijk").list).toEqual([
    ["name", "van,van dijk"],
    ["name", "dijk,van dijk"],
  ]);
  expect(searchesFor("Duarte van Dijk").list).toEqual([
    ["name", "Duarte,Duarte van,Duarte van Dijk"],
    ["name", "van,van Dijk,Duarte van,Duarte van Dijk"],
    ["name", "Dijk,van Dijk,Duarte van Dijk"],
  ]);
  // What a date or a number stands between does not.
  expect(searchesFor("van 1980 dijk").list).toEqual([
    ["name", "van"],
    ["name", "dijk"],
    ["birthdate", "1980"],
  ]);
});

test("words that are long enough are looked for inside of names, too", () => {
  expect(searchesFor("dijk").inside).toEqual([["name:contains", "dijk"]]);
  expect(searchesFor("de wit 1980").inside).toEqual([
    ["name", "de"],
    ["name:contains", "wit"],
    ["birthdate", "1980"],
  ]);
  expect(searchesFor("ng").inside).toBeNull();
  expect(searchesFor("1980").inside).toBeNull();
});

test("whoever is written down anew is looked for in the same way", () => {
  expect(searchesForName(["Duarte", "Dijk"])).toEqual([
    [
      ["name", "Duarte,Duarte Dijk"],
      ["name", "Dijk,Duarte Dijk"],
    ],
    [
      ["name:contains", "Duarte"],
      ["name:contains", "Dijk"],
    ],
  ]);
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
