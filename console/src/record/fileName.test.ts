import { expect, test } from "vitest";
import { plainType, savedName, shownName } from "./fileName";

test("a name that turns around how it is read is shown as it is", () => {
  expect(shownName("photo\u202Egnp.exe")).toBe("photognp.exe");
  expect(shownName("a\u200Bb\u0000c\r\nd")).toBe("abcd");
  expect(shownName("  two\u00A0 words ")).toBe("two words");
});

test.each([
  ["letter.pdf", "application/pdf", "letter.pdf"],
  ["letter", "application/pdf", "letter.pdf"],
  ["letter.pdf.exe", "application/pdf", "letter.pdf.exe.pdf"],
  ["../../etc/passwd", "text/plain", "_.._etc_passwd.txt"],
  ["C:\\x\\y.png", "image/png; charset=binary", "C__x_y.png"],
  [".hidden", "image/jpeg", "hidden.jpg"],
  ["scan.JPEG", "image/jpeg", "scan.JPEG"],
  ["page", "text/html", "page.html"],
  ["...", "application/zip", "document.bin"],
  [null, "image/png", "document.png"],
  ["a".repeat(300), "text/plain", `${"a".repeat(100)}.txt`],
])("%j of %s is saved as %j", (name, type, saved) => {
  expect(savedName(name, type)).toBe(saved);
});

test("what is said beside a type does not make it another", () => {
  expect(plainType("Text/Plain; charset=utf-8")).toBe("text/plain");
  expect(plainType("")).toBe("application/octet-stream");
});
