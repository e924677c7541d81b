import { expect, test } from "vitest";
import { decimalSign, digitsOf, typedOf } from "./number";

test("a number is typed with the decimal sign of the language, and keeps its digits", () => {
  expect(["en-GB", "nl", "pt-PT"].map(decimalSign)).toEqual([".", ",", ","]);
  expect(digitsOf("2,50", ",")).toBe("2.50");
  expect(digitsOf(" -0,050 ", ",")).toBe("-0.050");
  expect(digitsOf("2.50", ",")).toBe("2.50");
  expect(digitsOf("1e-7", ",")).toBe("1e-7");
  expect(typedOf("2.50", ",")).toBe("2,50");
});

test("what is no number, or might be two, is none", () => {
  for (const typed of ["2,50", "2.", "1,000.5", "02", "+1", "½", "", "1 000", "2.5mg"]) {
    expect(digitsOf(typed, "."), typed).toBe(null);
  }
  // Two and a half, or two thousand five hundred.
  expect(digitsOf("2.500", ",")).toBe(null);
  expect(digitsOf("2.500", ".")).toBe("2.500");
  expect(digitsOf("0.500", ",")).toBe("0.500");
  expect(digitsOf("1.000,5", ",")).toBe(null);
});
