// Bytes, their spellings, and SHA-256.

export type Bytes = Uint8Array<ArrayBuffer>;

/** What is not of the form it should have. Whoever asked for it says what it is. */
export class Malformed extends Error {}

const encoder = new TextEncoder();

export const utf8 = (text: string): Bytes => encoder.encode(text);

export function joined(...parts: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Reads lower-case hexadecimal digits for this many bytes, and nothing else. */
export function fromHex(text: string, length: number): Bytes {
  if (text.length !== 2 * length || !/^[0-9a-f]*$/.test(text)) throw new Malformed("hexadecimal");
  const pairs = text.match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

export function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Reads standard base64 with padding in its one spelling. */
export function fromBase64(text: string): Bytes {
  let letters: string;
  try {
    letters = atob(text);
  } catch {
    throw new Malformed("base64");
  }
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  if (base64Of(bytes) !== text) throw new Malformed("base64");
  return bytes;
}

/** A number of eight bytes, the greatest first. Logs are smaller than what a number of JavaScript holds exactly. */
export function numberAt(bytes: Uint8Array, at: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 8);
  const number = view.getUint32(0) * 2 ** 32 + view.getUint32(4);
  if (!Number.isSafeInteger(number)) throw new Malformed("a number");
  return number;
}

export function numberBytes(number: number): Bytes {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(number / 2 ** 32));
  view.setUint32(4, number % 2 ** 32);
  return bytes;
}

/** Reads a number in decimal digits in its one spelling. */
export function fromDecimal(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0 || String(number) !== text) {
    throw new Malformed("a number");
  }
  return number;
}

export async function sha256(...parts: readonly Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}
