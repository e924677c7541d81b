import { expect, test } from "vitest";
import { drawnRows, rowsBetween } from "./useRows";

test("only what is in sight is drawn, and some around it", () => {
  expect(rowsBetween(-200, 700, 50, 100_000)).toEqual({ first: 0, end: 26 });
  expect(rowsBetween(50_000, 50_900, 50, 100_000)).toEqual({ first: 988, end: 1030 });
  expect(rowsBetween(4_999_500, 5_000_400, 50, 100_000)).toEqual({ first: 99_978, end: 100_000 });
});

test("a list that became shorter than what was in sight is drawn from its end", () => {
  expect(rowsBetween(50_000, 50_900, 50, 3)).toEqual({ first: 3, end: 3 });
  expect(rowsBetween(0, 900, 0, 3)).toEqual({ first: 0, end: 3 });
});

test("the row that has the focus is drawn wherever it is", () => {
  const rows = { first: 3, end: 6 };
  expect(drawnRows(rows, null)).toEqual([3, 4, 5]);
  expect(drawnRows(rows, 4)).toEqual([3, 4, 5]);
  expect(drawnRows(rows, 1)).toEqual([1, 3, 4, 5]);
  expect(drawnRows(rows, 6)).toEqual([3, 4, 5, 6]);
});
