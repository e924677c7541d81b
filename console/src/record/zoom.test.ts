import { expect, test } from "vitest";
import { firstZoom } from "./zoom";

test("small pictures are drawn larger, and others as they are", () => {
  expect([1, 60, 92, 200, 300, 4000].map(firstZoom)).toEqual([8, 8, 4, 2, 1, 1]);
});
