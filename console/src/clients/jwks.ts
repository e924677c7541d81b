// Public keys, looked at before they are sent: above all, that no private one is.

import type { Key } from "../messages/en";

/** What only a private key has (RFC 7518). */
const PRIVATE = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/** What is wrong with a JWK Set; null if it can be sent. */
export function keysMistake(text: string): Key | null {
  const set: unknown = JSON.parse(text);
  const keys = isRecord(set) && Array.isArray(set.keys) ? set.keys.filter(isRecord) : [];
  if (keys.length === 0) return "clients.keys.none";
  if (keys.some((key) => PRIVATE.some((name) => name in key))) return "clients.keys.private";
  const isKnown = ({ kty, crv }: Record<string, unknown>) =>
    kty === "RSA" || (kty === "EC" && crv === "P-384");
  if (!keys.every(isKnown)) return "clients.keys.kind";
  return keys.every(({ kid }) => typeof kid === "string" && kid !== "") ? null : "clients.keys.kid";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
