import { expect, test } from "vitest";
import { Problem } from "../api/problem";
import { filled } from "../messages";
import { en, type Key } from "../messages/en";
import { words } from "./words";

const t = (key: Key, values?: Record<string, string | number>) => filled(en[key], values);

// The codes that docs/developers/sign-in.md lists under "When it is refused".
test.each([
  "sign_in_failed",
  "ceremony_over",
  "passkey_copied",
  "factor_required",
  "step_up_required",
  "too_many_attempts",
])("%s has words of its own", (code) => {
  expect(words(t, new Problem(code, 400))).not.toContain(code);
});

test("a wait is said in seconds", () => {
  expect(words(t, new Problem("too_many_attempts", 429, 17))).toContain("17 seconds");
});

test("a code without words is named, so that somebody can look it up", () => {
  expect(words(t, new Problem("brand_new", 500))).toContain("brand_new");
});

test("a place can say a code more exactly", () => {
  const instead = { sign_in_failed: "failed.code" } as const;
  expect(words(t, new Problem("sign_in_failed", 401), instead)).toBe(en["failed.code"]);
});
