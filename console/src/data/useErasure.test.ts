import { expect, test } from "vitest";
import type { Schemas } from "../api/client";
import { lookAgain } from "./useErasure";

const erasure = (state: string, more: Partial<Schemas["Erasure"]> = {}) =>
  ({ state, ...more }) as Schemas["Erasure"];

test("an erasure is looked after until its receipt is there, and what it removes is removed", () => {
  expect(lookAgain(undefined)).toBe(false);
  expect(lookAgain(erasure("decided"))).toBe(3_000);
  expect(lookAgain(erasure("erased"))).toBe(3_000);
  expect(lookAgain(erasure("erased", { receipt: "signed" }))).toBe(30_000);
  expect(lookAgain(erasure("removed", { receipt: "signed" }))).toBe(false);
  expect(lookAgain(erasure("closed", { no_receipt: "erased again" }))).toBe(false);
});
