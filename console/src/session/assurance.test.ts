import { expect, test } from "vitest";
import { isEnough, levelOf, levelShown, useful } from "./assurance";

test("what was shown counts as the documentation says", () => {
  expect(levelShown(["password"])).toBe("one_factor");
  expect(levelShown(["totp"])).toBe("one_factor");
  expect(levelShown(["security_key"])).toBe("one_factor");
  expect(levelShown(["password", "totp"])).toBe("two_factors");
  expect(levelShown(["password", "recovery_code"])).toBe("two_factors");
  expect(levelShown(["passkey"])).toBe("phishing_resistant");
  expect(levelShown(["password", "security_key"])).toBe("phishing_resistant");
});

test("a code is not enough where phishing is to be resisted", () => {
  expect(isEnough(["password", "totp"], "phishing_resistant")).toBe(false);
  expect(useful(["totp", "recovery_code"], "phishing_resistant")).toEqual([]);
  expect(useful(["totp", "passkey"], "phishing_resistant")).toEqual(["passkey"]);
});

test("a level that is not known yet wants the most", () => {
  expect(levelOf("three_factors")).toBe("phishing_resistant");
});
