import { expect, test } from "vitest";
import { weaknessOf } from "./strength";

const email = "ann.example@clinic.example";

test("eleven characters are too few, and emoji count as one each", async () => {
  expect(await weaknessOf("kz8-rufiq4w", email)).toBe("short");
  expect(await weaknessOf("🦴🦴🦴🦴🦴🦴", email)).toBe("short");
});

test("a password of the list of common ones is refused in any case", async () => {
  expect(await weaknessOf("1qaz2wsx3edc", email)).toBe("common");
  expect(await weaknessOf("Q1W2e3r4t5y6", email)).toBe("common");
});

test("a common word with digits around it is refused", async () => {
  expect(await weaknessOf("Password-2026!", email)).toBe("common");
  expect(await weaknessOf("123dragon45678", email)).toBe("common");
});

test("few characters again and again are refused", async () => {
  expect(await weaknessOf("aaaaaaaaaaaaaa", email)).toBe("repeated");
});

test("the name in one's own address is refused", async () => {
  expect(await weaknessOf("xy-ann.example-99", email)).toBe("address");
});

test("four words that have nothing to do with each other are taken", async () => {
  expect(await weaknessOf("correct horse battery staple", email)).toBeNull();
});
