import { expect, test } from "vitest";
import { keysMistake } from "./jwks";

const set = (...keys: object[]) => JSON.stringify({ keys });
const EC = { kty: "EC", crv: "P-384", x: "x", y: "y", kid: "one" };

test("public keys of both kinds are taken", () => {
  expect(keysMistake(set(EC, { kty: "RSA", n: "n", e: "AQAB", kid: "two" }))).toBeNull();
});

test("a private key is never sent, whatever else is wrong", () => {
  expect(keysMistake(set(EC, { ...EC, d: "secret" }))).toBe("clients.keys.private");
  expect(keysMistake(set({ kty: "oct", k: "secret" }))).toBe("clients.keys.private");
});

test("what cannot be taken is named", () => {
  expect(keysMistake("{}")).toBe("clients.keys.none");
  expect(keysMistake(set())).toBe("clients.keys.none");
  expect(keysMistake(set({ ...EC, crv: "P-256" }))).toBe("clients.keys.kind");
  expect(keysMistake(set({ ...EC, kid: undefined }))).toBe("clients.keys.kid");
});
