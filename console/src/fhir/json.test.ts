import { describe, expect, it } from "vitest";
import { Digits, parseJson, writeJson } from "./json";

describe("numbers of a record", () => {
  it("keep every digit on the way in and out", () => {
    for (const text of [
      '{"value":19.0}',
      "[0.10,1e3,123456789012345678901234567890,-0.0,7,-2.5]",
      '{"a":{"b":[1.00,"1.00"]}}',
    ]) {
      expect(writeJson(parseJson(text))).toBe(text);
    }
  });

  it("are plain numbers where those say the same", () => {
    expect(parseJson("[7,-2.5]")).toEqual([7, -2.5]);
  });

  it("can be reckoned with and shown", () => {
    const [value] = parseJson("[19.0]") as [Digits];
    expect(value).toBeInstanceOf(Digits);
    expect(`${value}`).toBe("19.0");
    expect(Number(value)).toBe(19);
  });

  it("are not taken for such in texts", () => {
    const text = '{"value":"1.0 \\" 2.0, \\\\","1.0":"\\\\\\"3.0"}';
    expect(writeJson(parseJson(text))).toBe(text);
  });
});
