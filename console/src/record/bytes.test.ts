import { expect, test } from "vitest";
import { bytesText } from "./bytes";

test("an amount is said in the unit that keeps it short", () => {
  expect(bytesText("en", 0)).toBe("0 bytes");
  expect(bytesText("en", 999)).toBe("999 bytes");
  expect(bytesText("en", 1_000)).toBe("1 kB");
  expect(bytesText("en", 4_194_304)).toBe("4.2 MB");
  expect(bytesText("en", 123_456_789)).toBe("123 MB");
  expect(bytesText("en", 5e15)).toBe("5,000 TB");
  expect(bytesText("nl", 4_194_304)).toBe("4,2 MB");
});
