import { readFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { filled } from "../messages";
import { en, type Key } from "../messages/en";
import { failureText } from "./FailureText";
import { type FailureCode, isUnseen } from "./failure";
import { forget, recall, recallState, remember } from "./memory";

const TENANT = "0123456789abcdef";

afterEach(() => localStorage.clear());

test("what was found is remembered, by organisation, and can be forgotten", () => {
  const failed = { at: "2026-11-30T08:00:00Z", found: { code: "sameLog", values: {} } } as const;
  const memory = { state: null, verified: null, failed };
  expect(remember(TENANT, memory)).toBe(true);
  expect(recall(TENANT)).toEqual(memory);
  expect(recall("fedcba9876543210").failed).toBeNull();
  forget(TENANT);
  expect(recall(TENANT)).toEqual({ state: null, verified: null, failed: null });
});

test("a memory that was damaged is not taken for none", async () => {
  const { state } = JSON.parse(readFileSync("src/log/real-log.json", "utf8"));
  expect(await recallState({ state: null })).toBeNull();
  expect((await recallState({ state }))?.trees.changes?.checkpoint.size).toBe(5);
  const damaged = recallState({ state: state.slice(1) });
  await expect(damaged).rejects.toMatchObject({ code: "damaged" });
});

test("a browser that keeps nothing is noticed", () => {
  const memory = recall(TENANT);
  vi.stubGlobal("localStorage", {});
  expect(remember(TENANT, memory)).toBe(false);
  expect(recall(TENANT)).toEqual(memory);
  vi.unstubAllGlobals();
});

test("every failure has words, into which its values go", () => {
  const t = (key: Key, values = {}) => filled(en[key], values);
  const codes = Object.keys(en)
    .filter((key) => key.startsWith("log.failure."))
    .map((key) => key.slice("log.failure.".length) as FailureCode);
  expect(codes).toContain("otherTile");
  expect(codes.filter((code) => isUnseen({ code })).sort()).toEqual([
    "damaged",
    "noEd25519",
    "unread",
  ]);
  const values = { tree: "access", remembered: 9, size: 7 } as const;
  expect(failureText(t, { code: "cutOff", values })).toBe(
    "The log (access) was cut off: it had 9 entries, and now has 7.",
  );
});
